//! Which built-in profile fits a report.

use super::{Profile, Rank, builtins};
use crate::document::Document;
use crate::source::Source;

/// The profile chosen for a report, and how sure that is.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// The profile, if the text is such a report.
    pub profile: Option<&'static Profile>,
    /// How well its headings fit: 100 for each required section, times the part of them that has a heading.
    pub score: u32,
    /// The profile that fits next best, and how well.
    pub runner_up: Option<(&'static Profile, u32)>,
}

impl Choice {
    /// The profile, or the national one for a text that was not recognised; rule I104 then says so.
    pub fn profile_or_national(&self) -> Profile {
        self.profile.or_else(|| builtins().first()).cloned().unwrap_or_default()
    }
}

/// Chooses among the built-in profiles by their headings. An annual report whose headings fit none goes by the
/// national profile; a text with neither title nor headings has none.
pub fn choose(source: &Source, document: &Document, year: Option<i16>) -> Choice {
    let year = document.masthead.year().or(year);
    let mut scored: Vec<(u32, &'static Profile)> = builtins()
        .iter()
        .filter(|profile| profile.structure && year.is_none_or(|year| profile.covers(year)))
        .filter(|profile| profile.recognises(source, document, year))
        .map(|profile| (score(profile, source, document, year), profile))
        .collect();
    // A stable sort: of equals the first built-in wins, and that is the national profile.
    scored.sort_by_key(|&(score, _)| std::cmp::Reverse(score));
    let runner_up = scored.get(1).map(|&(score, profile)| (profile, score));
    match scored.first() {
        Some(&(score, profile)) => Choice { profile: Some(profile), score, runner_up },
        None => Choice { profile: titled(source, document), score: 0, runner_up: None },
    }
}

/// Sections found, weighted by the part of the profile that they are: seven of eight outweigh four of four. Themes such
/// as 习近平法治思想 head sections everywhere, so a local outline must be there by two thirds.
fn score(profile: &Profile, source: &Source, document: &Document, year: Option<i16>) -> u32 {
    let required = profile.sections.iter().filter(|requirement| requirement.required).count();
    let headed = profile.headed(source, document, year);
    if profile.rank != Rank::Law && headed * 3 < required * 2 {
        return 0;
    }
    u32::try_from(100 * headed * headed / required.max(1)).unwrap_or(u32::MAX)
}

/// The national profile for a report of that title, although it does not cover its year. Other kinds of reports had other
/// forms before.
fn titled(source: &Source, document: &Document) -> Option<&'static Profile> {
    builtins().first().filter(|profile| profile.recognises_title(source, document))
}
