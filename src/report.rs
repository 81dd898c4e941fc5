//! From analyses to output: what is common to every format, and the choice between them.
//!
//! A renderer writes to a [`Write`] and knows nothing of terminals or files: width, colour and language come in [`Style`].

mod agent;
mod audit;
mod audit_json;
pub mod baseline;
mod checkstyle;
mod concise;
#[cfg(feature = "cli")]
mod excerpt;
mod fingerprint;
mod github;
mod gitlab;
#[cfg(feature = "cli")]
mod human;
mod json;
mod jsonl;
mod junit;
pub mod layout;
mod markdown;
mod place;
mod rdjson;
mod sarif;
mod statistics;
mod summary;
mod xml;

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;

use crate::Analysis;
use crate::finding::{Finding, Severity};
#[cfg(feature = "cli")]
use crate::problem::Problem;
use crate::read::ReadError;
#[cfg(feature = "cli")]
use crate::read::{Cause, PROBLEMS};
use crate::text::Lang;
#[cfg(feature = "cli")]
use crate::text::Text;

/// What a command has found out: the reports it read, in order, and those it could not read.
#[derive(Debug, Default)]
pub struct Run {
    /// The reports that were read.
    pub analyses: Vec<Analysis>,
    /// What could not be read.
    pub failures: Vec<ReadError>,
}

/// A format of findings or of the audit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// Cells a line may have.
    pub width: usize,
    /// Findings below this are left out.
    pub min_severity: Severity,
}

impl Default for Style {
    fn default() -> Self {
        Self { lang: Lang::Zh, color: false, links: None, width: 80, min_severity: Severity::Warning }
    }
}

/// Writes the findings of `run`.
///
/// # Errors
/// Those of `out`.
pub fn findings(run: &Run, format: Format, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    match format {
        #[cfg(feature = "cli")]
        Format::Human => human::write(run, style, out),
        #[cfg(not(feature = "cli"))]
        Format::Human => concise::write(run, style, out),
        Format::Json => json::write(run, style, out),
        Format::Concise => concise::write(run, style, out),
        Format::Jsonl => jsonl::write(run, style, out),
        Format::Sarif => sarif::write(run, style, out),
        Format::Github => github::write(run, style, out),
        Format::Gitlab => gitlab::write(run, style, out),
        Format::Junit => junit::write(run, style, out),
        Format::Checkstyle => checkstyle::write(run, style, out),
        Format::Rdjson => rdjson::write(run, style, out),
        Format::Markdown => markdown::write(run, style, out),
        Format::Agent => agent::write(run, style, out),
    }
}

/// Writes how often each rule was broken: as JSON, or else as a table.
///
/// # Errors
/// Those of `out`.
pub fn statistics(run: &Run, format: Format, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    statistics::write(run, format, style, out)
}

/// Writes the ledger of `run`: every claim with its working, and every figure that nothing lets anyone check.
///
/// # Errors
/// Those of `out`.
pub fn audit(run: &Run, format: Format, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Json => audit_json::write(run, out),
        _ => audit::write(run, style, out),
    }
}

/// Writes what is said of a report that could not be read: title, reason, remedy.
///
/// # Errors
/// Those of `out`.
pub fn failure(error: &ReadError, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let lang = style.lang;
    let (code, name) = error.cause.code();
    let paint = layout::Paint::new(style.color);
    let severity = Severity::Error;
    let path = layout::plain(&error.path);
    writeln!(out, "{} {} {}", paint.severity(severity, severity.word(lang)), paint.bold(code), paint.dim(name))?;
    let title = format!("{}{}{path}", error.cause.title().get(lang), if lang == Lang::Zh { "：" } else { ": " });
    let notes = match lang {
        Lang::Zh => ["原因", "办法"],
        Lang::En => ["reason", "remedy"],
    };
    layout::paragraph(out, "  × ", &title, style.width)?;
    #[cfg(feature = "cli")]
    if let Cause::Unfit(problems) = &error.cause {
        // what is wrong in a file that people write is shown in its lines
        for problem in problems.iter().take(PROBLEMS) {
            human::problem(problem, style, out)?;
        }
        return layout::note(out, &paint, notes[1], error.cause.fix().get(lang), style.width);
    }
    for (head, text) in notes.into_iter().zip([error.cause.reason(), error.cause.fix()]) {
        layout::note(out, &paint, head, text.get(lang), style.width)?;
    }
    Ok(())
}

/// Writes what is wrong in files that were written for gouji: `title` says what they are for.
///
/// # Errors
/// Those of `out`.
#[cfg(feature = "cli")]
pub fn problems(title: &Text, problems: &[Problem], style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let (lang, paint) = (style.lang, layout::Paint::new(style.color));
    let severity = Severity::Error;
    for problem in problems {
        writeln!(out, "{} {}", paint.severity(severity, severity.word(lang)), paint.bold(title.get(lang)))?;
        human::problem(problem, style, out)?;
        writeln!(out)?;
    }
    Ok(())
}

/// How many findings there are of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// 错误.
    pub errors: usize,
    /// 需核实.
    pub warnings: usize,
    /// 提示.
    pub notes: usize,
}

impl Counts {
    /// Counts findings.
    pub fn of<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Self {
        let mut counts = Self::default();
        for finding in findings {
            match finding.severity {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Note => counts.notes += 1,
            }
        }
        counts
    }
}

impl Run {
    /// The findings of every report, whatever their severity.
    pub fn all_findings(&self) -> impl Iterator<Item = &Finding> {
        self.analyses.iter().flat_map(|analysis| &analysis.findings)
    }
}

/// The profiles that reports were held to: 「规范 gd-county、township」. Where figures alone were checked, this is said.
fn held_to<'a>(analyses: impl IntoIterator<Item = &'a Analysis>, lang: Lang) -> String {
    let (held, alone): (Vec<&Analysis>, Vec<&Analysis>) = analyses.into_iter().partition(|analysis| analysis.structure);
    let ids: BTreeSet<&str> = held.into_iter().map(|analysis| analysis.profile.id.as_str()).collect();
    let ids: Vec<&str> = ids.into_iter().collect();
    let held = match (ids.len(), lang) {
        (0, _) => None,
        (_, Lang::Zh) => Some(format!("规范 {}", ids.join("、"))),
        (1, Lang::En) => Some(format!("profile {}", ids[0])),
        (_, Lang::En) => Some(format!("profiles {}", ids.join(", "))),
    };
    let (words, joint) = match lang {
        Lang::Zh => ("只核对数据", "；"),
        Lang::En => ("figures alone", "; "),
    };
    let alone = (!alone.is_empty()).then(|| words.to_owned());
    held.into_iter().chain(alone).collect::<Vec<_>>().join(joint)
}

/// The findings of one report that are shown.
fn shown<'a>(analysis: &'a Analysis, style: &Style) -> impl Iterator<Item = &'a Finding> {
    let least = style.min_severity;
    analysis.findings.iter().filter(move |finding| finding.severity >= least)
}

#[cfg(all(test, feature = "cli"))]
mod tests;
