//! **gouji** (勾稽) checks annual rule-of-law reports (法治政府建设年度报告) before they are published: the required
//! sections against a profile, and every figure that the text lets anyone recompute, exactly.
//!
//! **gouji**（勾稽）在法治政府建设年度报告发布前核对它：必备章节对照规范，凡文中能重算的数据一律精确重算。
//!
//! Text in, findings and ledger out; the library does no input or output:
//!
//! ```
//! use gouji::{Linter, Source};
//!
//! let text = "话务工单13785宗，办结13649宗，办结率99.02%。";
//! let linter = Linter::default().with_profile(gouji::Profile::figures_only());
//! let analysis = linter.check(Source::new("report.txt", text));
//! let finding = &analysis.findings[0];
//! assert_eq!(finding.rule.name, "rate-mismatch");
//! // 办结率写作 99.02%，按 13649 ÷ 13785 算得 99.01%
//! assert!(finding.message(gouji::Lang::Zh).contains("13649 ÷ 13785"));
//! assert_eq!(analysis.ledger.coverage.contradicted, 3);
//! ```
//!
//! # The flow
//!
//! ```text
//! bytes ──read──▶ Source ──parse──▶ Document ──scan──▶ Figures ──relate──▶ Claims ──check──▶ Findings ──report──▶ people, CI
//! ```
//!
//! | | turns | into |
//! |---|---|---|
//! | [`read`] | bytes | a [`Source`]: text with a name and places |
//! | [`document`] | the source | a [`Document`]: masthead, sections, paragraphs, sentences, clauses, as spans, not strings |
//! | [`figures`] | the text | [`Figures`]: numbers as printed, with digits, scale, unit, hedges, class |
//! | [`claims`] | figures | [`Claim`]s: relations (rate, share, sum, change…) with roles, working and [`Verdict`] |
//! | [`profile`] | YAML | a [`Profile`]: what is required of a report; a [`Problem`] is what is wrong in the YAML |
//! | [`Config`] | `gouji.yaml` | [`Settings`]: what is in force for a report beside its profile |
//! | [`rules`] | all of it | [`Finding`]s: plain data in two languages, each with the [`Card`] of its rule |
//! | [`Ledger`] | claims | what became of every figure |
//! | [`fix`] | what findings propose | the file's own bytes, changed in those places alone |
//! | [`report`] | an [`Analysis`] | text for people, JSON for programs |
//!
//! What is used most stands at the root; what only its parts need stands in the module of its step. What stands in a list is
//! named by an id of its own kind, which indexes nothing else: [`FigureId`].
//!
//! # 用法 · Use
//!
//! | 要做的 · to | 用 · use |
//! |---|---|
//! | 读文件 · read a file's bytes | [`read::decode`] |
//! | 核对 · check | [`Linter::check`] |
//! | 选规范 · hold to a profile | [`Profile::builtin`], [`Profile::read`], [`Linter::with_profile`] |
//! | 读配置 · read a configuration | [`Config::read`], [`Config::in_force`], [`Linter::with_settings`] |
//! | 列出问题 · list what was found | [`Analysis::findings`], [`Finding::message`] |
//! | 列出关系 · list the relations | [`Analysis::claims`], [`Claim::words`] |
//! | 数据台账 · account for each figure | [`Analysis::ledger`] |
//! | 输出各种格式 · write any format | [`report::findings`], [`report::audit`] |
//! | 改稿 · apply repairs | [`Fixer`] |
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
mod text;

mod analysis;
mod calendar;
mod card;
pub mod claims;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
mod config;
pub mod document;
pub mod figures;
mod finding;
pub mod fix;
mod forms;
mod ids;
mod ledger;
mod linter;
mod number;
mod numerals;
mod problem;
pub mod profile;
pub mod read;
pub mod report;
pub mod rules;
mod schema;
mod severity;
pub mod source;
mod system;
mod units;
mod variants;
mod words;
mod yaml;

pub use analysis::Analysis;
pub use card::{Authority, Card, Effect, Family, Fix};
pub use claims::{Claim, Claims, Verdict};
pub use config::{Config, InForce, Placed};
pub use document::Document;
pub use figures::{Figure, Figures};
pub use finding::{Finding, Label, Repair};
pub use fix::Fixer;
pub use ids::{ClaimId, ClauseId, FigureId, Id, IdRange, IdVec, Ids, ParagraphId, SectionId, SentenceId};
pub use ledger::{Coverage, Ledger, Status};
pub use linter::Linter;
pub use number::{Decimal, End, Exact, Interval};
pub use problem::{Excerpt, Problem};
pub use profile::Profile;
pub use rules::{CARDS, Settings, Suppressed};
pub use schema::SCHEMAS;
pub use severity::{Certainty, Severity};
pub use source::{Location, Source, Span};
pub use text::{Facts, Lang, Text};

/// The example of the README, compiled and run as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
