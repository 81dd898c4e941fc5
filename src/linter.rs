//! The steps one after the other: the only place that puts them together.

use crate::analysis::Analysis;
use crate::claims;
use crate::document::Document;
use crate::figures::{self, Scan};
use crate::ledger::Ledger;
use crate::profile::{self, Profile};
use crate::rules::{self, Settings};
use crate::source::Source;

/// Checks reports. Without more said, it chooses the profile that the headings fit best.
#[derive(Clone, Debug, Default)]
pub struct Linter {
    pub(crate) profile: Option<Profile>,
    pub(crate) year: Option<i16>,
    pub(crate) settings: Settings,
}

impl Linter {
    /// Holds the reports to this profile.
    pub fn with_profile(mut self, profile: Profile) -> Self {
        self.profile = Some(profile);
        self
    }

    /// Takes this for the year that the reports are about, where their titles do not say.
    pub fn with_year(mut self, year: i16) -> Self {
        self.year = Some(year);
        self
    }

    /// Puts these settings in force: what a configuration says of a report beside its profile.
    pub fn with_settings(mut self, settings: Settings) -> Self {
        self.settings = settings;
        self
    }

    /// Finds out everything about one report.
    pub fn check(&self, source: Source) -> Analysis {
        let document = Document::parse(&source);
        let Scan { figures, numerals } = figures::scan(&source, &document);
        let year = document.masthead.year().or(source.marks().year()).or(self.year);
        let year = year.or(document.opening_year.map(|(year, _)| year));
        let profile = self
            .profile
            .clone()
            .unwrap_or_else(|| profile::choose(&source, &document, year).unwrap_or_else(profile::national).clone());
        let profile = profile.adjusted(&self.settings.adjustments);
        let (claims, cells) = claims::relate(&source, &document, &figures, || profile::forms(&profile));
        let ledger = Ledger::new(&figures, &claims);
        let context = rules::Context::new(&source, &document, &figures, &claims, &profile, year)
            .with_numerals(&numerals)
            .with_cells(&cells)
            .with_settings(&self.settings);
        let rules::Checked { findings, suppressed } = rules::check(&context);
        let structure = context.examines();
        Analysis {
            source,
            document,
            profile,
            structure,
            figures,
            claims,
            cells,
            ledger,
            findings,
            suppressed,
            switched_off: self.settings.switched_off(rules::CARDS.iter().copied()),
            baselined: Vec::new(),
        }
    }
}
