//! Which built-in profile fits a report.

use super::builtin::{BuiltIn, Head};
use super::fit::Report;
use super::{Profile, Rank, Requirement};
use crate::document::Document;
use crate::source::Source;

/// Chooses among the built-in profiles by title and headings. An annual report that fits no local outline goes by the
/// national profile; a text with neither title nor headings has none.
pub(crate) fn choose(source: &Source, document: &Document, year: Option<i16>) -> Option<&'static Profile> {
    let year = document.masthead.year().or(year);
    let report = Report::new(source, document, year);
    let mut scored: Vec<(u32, &'static Profile)> = candidates(&report)
        .filter(|profile| year.is_none_or(|year| profile.covers(year)) && report.is_recognised_by(profile))
        .filter_map(|profile| Some((score(profile, &report)?, profile)))
        .collect();
    // A stable sort: of equals the first built-in wins, and that is the national profile.
    scored.sort_by_key(|&(score, _)| std::cmp::Reverse(score));
    scored.first().map(|&(_, profile)| profile).or_else(|| titled(&report))
}

/// The profiles that title and headings do not rule out. Only those are loaded.
fn candidates(report: &Report<'_>) -> impl Iterator<Item = &'static Profile> {
    let is_candidate = |head: &Head| {
        let is_of_issuer = head.issuers.as_ref().is_none_or(|issuers| report.is_of_one_of(issuers));
        head.structure && is_of_issuer && report.may_be_of(head.title_pattern.as_ref())
    };
    BuiltIn::all().filter(move |built_in| is_candidate(built_in.head())).map(BuiltIn::profile)
}

/// The profile that every report can go by: the first of all. A text that is no such report goes by it too; rule I104 then says so.
pub(crate) fn national() -> &'static Profile {
    BuiltIn::NATIONAL.profile()
}

/// How well the headings fit: 100 for each required section, times the part of them that has a heading.
///
/// Sections found, weighted by the part of the profile that they are: seven of eight outweigh four of four. A local
/// outline is taken on good evidence only: the title that it is for and all that it asks for, or, if it says nothing of
/// titles, its own headings.
fn score(profile: &Profile, report: &Report<'_>) -> Option<u32> {
    let required = profile.sections.iter().filter(|requirement| requirement.required).count();
    let headed = report.headed(profile);
    let score = u32::try_from(100 * headed.len() * headed.len() / required.max(1)).unwrap_or(u32::MAX);
    if profile.rank == Rank::Law || is_of_another_kind(profile) {
        return Some(score);
    }
    // the title is that of an issuer, or the profile would be no candidate
    if profile.issuers.is_some() {
        // Of two outlines with the same headings, the one that the title names.
        return lacks_nothing(profile, report).then(|| score.max(self::score(national(), report).unwrap_or_default()) + 1);
    }
    has_its_own_headings(profile, &headed).then_some(score)
}

/// Whether a profile is for reports of another kind than the national one's: their titles tell them.
fn is_of_another_kind(profile: &Profile) -> bool {
    let pattern = |profile: &Profile| profile.title_pattern.as_ref().map(|pattern| pattern.as_str().to_owned());
    pattern(profile) != pattern(national())
}

/// Whether an outline is there by two thirds, and what sets it apart from the national items by three quarters: themes such
/// as 习近平法治思想 head sections everywhere. An outline that adds less than three sections has nothing to be known by.
fn has_its_own_headings(profile: &Profile, headed: &[&Requirement]) -> bool {
    let is_own = |rank: Rank| rank != Rank::Law;
    let required = profile.sections.iter().filter(|requirement| requirement.required);
    let (all, own) = required.fold((0, 0), |(all, own), requirement| (all + 1, own + usize::from(is_own(requirement.rank))));
    let own_headed = headed.iter().filter(|requirement| is_own(requirement.rank)).count();
    own >= 3 && own_headed * 4 >= own * 3 && headed.len() * 3 >= all * 2
}

/// Whether everything that the profile asks for is there, under a heading or in the text.
fn lacks_nothing(profile: &Profile, report: &Report<'_>) -> bool {
    let reporter = profile.reporter_of(report.source, report.document);
    report.places(profile).iter().all(|place| place.is_found() || !place.requirement.is_asked_of(reporter))
}

/// The national profile for a report of that title, although it does not cover its year. Other kinds of reports had other
/// forms before.
fn titled(report: &Report<'_>) -> Option<&'static Profile> {
    Some(national()).filter(|national| report.is_titled(national.title_pattern.as_ref()))
}
