//! gouji (勾稽) checks annual rule-of-law reports.

pub mod claims;
pub mod document;
pub mod figures;
pub mod finding;
pub mod ledger;
pub mod number;
pub mod profile;
pub mod rules;
pub mod source;

use claims::Claim;
use document::Document;
use figures::Figure;
use finding::Finding;
use ledger::Ledger;
use profile::Profile;
use source::Source;

/// Everything that is known of one report.
#[derive(Debug)]
pub struct Analysis {
    /// The text.
    pub source: Source,
    /// Its shape.
    pub document: Document,
    /// What was required of it.
    pub profile: Profile,
    /// Its figures.
    pub figures: Vec<Figure>,
    /// The relations between them.
    pub claims: Vec<Claim>,
    /// What became of each figure.
    pub ledger: Ledger,
    /// What there is to say, in document order.
    pub findings: Vec<Finding>,
}

/// Checks reports.
#[derive(Clone, Debug, Default)]
pub struct Linter {
    /// What is required of them; chosen by the headings if none is given.
    pub profile: Option<Profile>,
    /// The year they are about, where the title does not say.
    pub year: Option<i16>,
}

impl Linter {
    /// Checks one report.
    pub fn check(&self, source: Source) -> Analysis {
        let document = Document::parse(&source);
        let figures = figures::scan(&source, &document);
        let claims = claims::relate(&source, &document, &figures);
        let ledger = Ledger::new(&figures, &claims);
        let profile = self.profile.clone().unwrap_or_else(Profile::figures_only);
        let year = document.masthead.title.as_ref().and_then(|title| title.year).map(|(year, _)| year).or(self.year);
        let context =
            rules::Context { source: &source, document: &document, figures: &figures, claims: &claims, profile: &profile, year };
        let findings = rules::check(&context);
        Analysis { source, document, profile, figures, claims, ledger, findings }
    }
}

/// The example of the README, compiled and run as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
