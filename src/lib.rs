//! **gouji** (勾稽) checks annual rule-of-law reports (法治政府建设年度报告) before they are published: the required
//! sections against a profile, and every figure that the text lets anyone recompute, exactly.
//!
//! **gouji**（勾稽）在法治政府建设年度报告发布前核对它：必备章节对照规范，凡文中能重算的数据一律精确重算。
//!
//! Text in, findings and ledger out; the library does no input or output:
//!
//! ```
//! use gouji::{Linter, source::Source};
//!
//! let text = "话务工单13785宗，办结13649宗，办结率99.02%。";
//! let linter = Linter { profile: Some(gouji::profile::Profile::figures_only()), year: None };
//! let analysis = linter.check(Source::new("report.txt", text));
//! let finding = &analysis.findings[0];
//! assert_eq!(finding.rule.name, "rate-mismatch");
//! // 办结率写作 99.02%，按 13649 ÷ 13785 算得 99.01%
//! assert!(finding.message(gouji::text::Lang::Zh).contains("13649 ÷ 13785"));
//! assert_eq!(analysis.ledger.coverage.contradicted, 3);
//! ```
//!
//! # The flow
//!
//! ```text
//! bytes ──read──▶ Source ──parse──▶ Document ──scan──▶ Figures ──relate──▶ Claims ──check──▶ Findings ──report──▶ people, CI
//! ```
//!
//! | module | turns | into |
//! |---|---|---|
//! | [`read`] | bytes | a [`source::Source`]: text with a name and places |
//! | [`document`] | the source | masthead, sections, paragraphs, sentences, clauses: spans, not strings |
//! | [`figures`] | the text | numbers as printed: digits, scale, unit, hedge, class |
//! | [`forms`] | a profile's YAML | tables of which it is known what their cells mean |
//! | [`claims`] | figures | relations (rate, share, sum, change…) with roles, working and verdict |
//! | [`profile`] | YAML, through [`yaml`] and [`schema`] | what is required of a report; [`problem`] is what is wrong in the YAML |
//! | [`config`] | `gouji.yaml`, through the same | what is in force for a report beside its profile |
//! | [`card`] | a rule's documentation | what is known of a rule without its check: family, effect, authority, manual |
//! | [`rules`] | all of it, with a [`profile::Profile`] | [`finding::Finding`]s: plain data in two languages |
//! | [`ledger`] | claims | what became of every figure |
//! | [`fix`] | what findings propose | the file's own bytes, changed in those places alone |
//! | [`text`] | what is said | both languages, with named facts |
//! | [`report`] | an [`Analysis`] | text for people, JSON for programs |
//!
//! What stands in a list is named by an id of its own kind, which indexes nothing else: [`ids`].
//!
//! # Invariants
//!
//! 1. Dependencies point against the arrows only (`tests/it/architecture.rs`).
//! 2. Only [`read`] and the command line touch files; the rest is pure, reads no clock and no environment.
//! 3. Parsing never fails: strange text yields fewer figures, never an error.
//! 4. No float lies between a figure and a verdict.
//! 5. A finding has one primary place, and every span slices on a character boundary.
//! 6. Same bytes and profile, same output, in document order.
//! 7. The cost is linear in the text.

#[macro_use]
pub mod text;

mod calendar;
pub mod card;
pub mod claims;
#[cfg(feature = "cli")]
pub mod cli;
pub mod config;
pub mod document;
pub mod figures;
pub mod finding;
pub mod fix;
pub mod forms;
pub mod ids;
pub mod ledger;
pub mod number;
mod numerals;
pub mod problem;
pub mod profile;
pub mod read;
pub mod report;
pub mod rules;
pub mod schema;
pub mod severity;
pub mod source;
mod units;
mod words;
pub mod yaml;

use claims::Claim;
use document::Document;
use figures::{Figures, Scan};
use finding::Finding;
use ledger::Ledger;
use profile::Profile;
use rules::{Settings, Suppressed};
use source::Source;

/// Everything that is known of one report.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// The text.
    pub source: Source,
    /// Its shape.
    pub document: Document,
    /// What was required of it.
    pub profile: Profile,
    /// Whether it is such a report, so that its structure was looked at.
    pub structure: bool,
    /// Its figures.
    pub figures: Figures,
    /// The relations between them.
    pub claims: Vec<Claim>,
    /// What became of each figure.
    pub ledger: Ledger,
    /// What there is to say, in document order.
    pub findings: Vec<Finding>,
    /// Findings that are left out because the author allows them.
    pub suppressed: Vec<Suppressed>,
    /// Findings that were left out afterwards because a baseline knows them.
    pub baselined: Vec<Finding>,
}

/// Checks reports: what is required of them, and what year they are about where their titles do not say.
#[derive(Clone, Debug, Default)]
pub struct Linter {
    /// The profile; without one, the linter chooses the one that the headings fit best.
    pub profile: Option<Profile>,
    /// The year the reports are about, where their titles do not say.
    pub year: Option<i16>,
}

impl Linter {
    /// Finds out everything about one report.
    pub fn check(&self, source: Source) -> Analysis {
        self.check_with(source, &Settings::default())
    }

    /// Finds out everything about one report for which more is in force than its profile.
    pub fn check_with(&self, source: Source, settings: &Settings) -> Analysis {
        let document = Document::parse(&source);
        let Scan { figures, numerals } = figures::scan(&source, &document);
        let year = document.masthead.year().or(source.marks().year()).or(self.year);
        let year = year.or(document.opening_year.map(|(year, _)| year));
        let profile = self.profile.clone().unwrap_or_else(|| profile::choose(&source, &document, year).profile_or_national());
        let profile = profile.adjusted(&settings.adjustments);
        let claims = claims::relate(&source, &document, &figures, || profile::tables(&profile));
        let ledger = Ledger::new(&figures, &claims);
        let context = rules::Context::new(&source, &document, &figures, &claims, &profile, year)
            .with_numerals(&numerals)
            .with_settings(settings);
        let rules::Checked { findings, suppressed } = rules::check(&context);
        let structure = context.examines();
        Analysis { source, document, profile, structure, figures, claims, ledger, findings, suppressed, baselined: Vec::new() }
    }
}

/// The example of the README, compiled and run as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
