//! gouji (勾稽) checks annual rule-of-law reports.

pub mod claims;
#[cfg(feature = "cli")]
pub mod cli;
pub mod document;
pub mod figures;
pub mod finding;
pub mod ledger;
pub mod number;
pub mod profile;
pub mod read;
pub mod report;
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

/// Checks reports: what is required of them, and what year they are about where their titles do not say.
#[derive(Clone, Debug, Default)]
pub struct Linter {
    /// The profile; without one, the linter chooses by the text.
    pub profile: Option<Profile>,
    /// The year the reports are about.
    pub year: Option<i16>,
}

impl Linter {
    /// Finds out everything about one report.
    pub fn check(&self, source: Source) -> Analysis {
        let document = Document::parse(&source);
        let figures = figures::scan(&source, &document);
        let claims = claims::relate(&source, &document, &figures);
        let ledger = Ledger::new(&figures, &claims);
        let profile = self.profile.clone().unwrap_or_else(Profile::figures_only);
        let year = document.masthead.title.as_ref().and_then(|title| title.year).map(|(year, _)| year).or(self.year);
        let cx =
            rules::Context { source: &source, document: &document, figures: &figures, claims: &claims, profile: &profile, year };
        let mut findings = rules::check(&cx);
        if self.profile.is_none() && document.masthead.title.is_none() && document.sections.is_empty() {
            findings.insert(0, unknown_profile(&document));
        }
        Analysis { source, document, profile, figures, claims, ledger, findings }
    }
}

/// Says that the text is no annual report that is known.
fn unknown_profile(document: &Document) -> Finding {
    let start = document.paragraphs.first().map_or(0, |paragraph| paragraph.span.start);
    Finding::new(
        &rules::i104_unknown_profile::RULE,
        source::Span { start, end: start },
        finding::Text::new("未认出是哪种年度报告，只核对了数据", "not recognised as an annual report; only its figures were checked"),
    )
    .help(finding::Text::new(
        "若是年度报告，用 --profile 指定规范（gouji profiles 列出全部）；若只需核对数据，用 --profile figures-only",
        "if it is one, name its profile with --profile (gouji profiles lists them); for its figures alone, --profile figures-only",
    ))
}

/// The example of the README, compiled and run as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
