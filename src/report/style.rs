//! What output is asked for: its format, its language, and how it looks.

use std::path::Path;

use super::place;
use crate::severity::Severity;
use crate::text::Lang;

/// A format of findings or of the audit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// For people: diagnostics, or a table.
    Human,
    /// One document, see `schemas/`.
    Json,
    /// One line a finding or claim.
    Concise,
    /// One object a line, see `schemas/`.
    Jsonl,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Workflow commands of GitHub Actions.
    Github,
    /// A Code Quality report of GitLab.
    Gitlab,
    /// JUnit's XML.
    Junit,
    /// Checkstyle's XML.
    Checkstyle,
    /// The Reviewdog Diagnostic Format.
    Rdjson,
    /// A summary for the page of a CI job.
    Markdown,
    /// Brief text for programs that drive gouji.
    Agent,
}

impl Format {
    /// The formats of findings, by name.
    pub const FINDINGS: &[(&str, Format)] = &[
        ("human", Format::Human),
        ("concise", Format::Concise),
        ("json", Format::Json),
        ("jsonl", Format::Jsonl),
        ("sarif", Format::Sarif),
        ("github", Format::Github),
        ("gitlab", Format::Gitlab),
        ("junit", Format::Junit),
        ("checkstyle", Format::Checkstyle),
        ("rdjson", Format::Rdjson),
        ("markdown", Format::Markdown),
        ("agent", Format::Agent),
    ];
    /// The formats of statistics, by name.
    pub const STATISTICS: &[(&str, Format)] = &[("human", Format::Human), ("json", Format::Json)];
    /// The formats of the audit, by name.
    pub const AUDIT: &[(&str, Format)] = &[("table", Format::Human), ("json", Format::Json)];

    /// The least severity of the findings that are written unless something else is asked for: data holds all there is, and whoever
    /// looks at findings one by one is spared the notes.
    pub fn min_severity(self) -> Severity {
        match self {
            Format::Json | Format::Jsonl | Format::Sarif => Severity::Note,
            Format::Human | Format::Concise | Format::Github | Format::Gitlab | Format::Junit => Severity::Warning,
            Format::Checkstyle | Format::Rdjson | Format::Markdown | Format::Agent => Severity::Warning,
        }
    }
}

/// How output looks.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// The language of messages.
    pub lang: Lang,
    /// Whether ANSI colours may be written.
    pub color: bool,
    /// Whether names of files may be links (OSC 8), and the folder from which relative ones go.
    pub links: Option<&'static Path>,
    /// The path by which programs that show a repository know a report, given its name: [`as_given`], or what the caller finds out.
    pub relative: fn(&str) -> String,
    /// Cells a line may have.
    pub width: usize,
    /// Findings below this are left out.
    pub min_severity: Severity,
    /// Whether the audit says why it makes each claim.
    pub evidence: bool,
}

/// The name as it is, with `/` and without `./` before it.
pub fn as_given(name: &str) -> String {
    place::path(name).into_owned()
}

impl Default for Style {
    fn default() -> Self {
        Self {
            lang: Lang::Zh,
            color: false,
            links: None,
            relative: as_given,
            width: 80,
            min_severity: Severity::Warning,
            evidence: false,
        }
    }
}
