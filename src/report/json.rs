//! Findings as one JSON document: `schemas/findings.schema.json`.

use std::io::{self, Write};

use serde::Serialize;

use super::{Counts, Run, Style, fingerprint};
use crate::Analysis;
use crate::finding::{Certainty, Finding, Severity};
use crate::source::{Origin, Part, Source, Span};
use crate::text::{Facts, Lang};

/// The version of the schema.
pub(super) const FORMAT: &str = "gouji-findings/1";

/// Writes the findings of at least the style's severity.
pub(super) fn write(run: &Run, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let listed = run.all_findings().filter(|finding| finding.severity >= style.min_severity);
    let document = Document {
        format: FORMAT,
        tool: Tool::THIS,
        reports: run.analyses.iter().map(|analysis| report(analysis, style)).collect(),
        failures: failures(run, style.lang),
        summary: Summary::new(run, Counts::of(listed)),
    };
    document_to(&document, out)
}

/// Writes any document, readable, with a line end.
pub(super) fn document_to(document: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, document)?;
    writeln!(out)
}

#[derive(Serialize)]
struct Document<'a> {
    format: &'static str,
    tool: Tool,
    reports: Vec<Report<'a>>,
    failures: Vec<Failure<'a>>,
    summary: Summary,
}

/// Who wrote the document.
#[derive(Serialize)]
pub(super) struct Tool {
    name: &'static str,
    version: &'static str,
}

impl Tool {
    pub(super) const THIS: Tool = Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") };
}

#[derive(Serialize)]
pub(super) struct Report<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    findings: Vec<Item<'a>>,
    #[serde(flatten)]
    left_out: LeftOut,
}

/// What was looked at.
#[derive(Serialize)]
pub(super) struct Head<'a> {
    path: &'a str,
    profile: &'a str,
    /// Whether it is such a report, so that its structure was looked at.
    structure: bool,
    characters: usize,
}

/// What was found and is not listed.
#[derive(Serialize)]
pub(super) struct LeftOut {
    /// Findings that are left out because the author allows them.
    suppressed: usize,
    /// Findings that are left out because the baseline knows them.
    baselined: usize,
}

/// A finding.
#[derive(Serialize)]
pub(super) struct Item<'a> {
    code: &'static str,
    name: &'static str,
    severity: Severity,
    certainty: Certainty,
    message: String,
    why: Option<String>,
    help: Option<String>,
    facts: &'a Facts,
    span: Place,
    quote: &'a str,
    labels: Vec<Labelled>,
    repairs: Vec<Repair<'a>>,
    /// Where the text came from when it is no plain text.
    origin: Option<OriginItem>,
    fingerprint: String,
}

#[derive(Serialize)]
struct Labelled {
    text: String,
    span: Place,
}

#[derive(Serialize)]
struct Repair<'a> {
    quote: &'a str,
    replacement: &'a str,
    span: Place,
    safe: bool,
}

/// Where a span came from: bytes of the file, a paragraph of a Word document (with its table cell or kind of note), or a page.
#[derive(Default, Serialize)]
#[serde(rename_all = "snake_case")]
struct OriginItem {
    #[serde(skip_serializing_if = "Option::is_none")]
    byte_start: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    byte_end: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    paragraph: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    table: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
}

/// What could not be read.
#[derive(Serialize)]
pub(super) struct Failure<'a> {
    pub(super) path: &'a str,
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) message: String,
    pub(super) help: String,
}

/// How much is listed.
#[derive(Serialize)]
pub(super) struct Summary {
    reports: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
}

impl Summary {
    pub(super) fn new(run: &Run, counts: Counts) -> Self {
        Self { reports: run.analyses.len(), errors: counts.errors, warnings: counts.warnings, notes: counts.notes }
    }
}

/// A span with the line and column of its start.
#[derive(Serialize)]
pub(super) struct Place {
    start: u32,
    end: u32,
    line: u32,
    column: u32,
}

impl Place {
    pub(super) fn new(source: &Source, span: Span) -> Self {
        let at = source.location(span.start);
        Self { start: span.start, end: span.end, line: at.line, column: at.column }
    }
}

/// The failures of a run.
pub(super) fn failures(run: &Run, lang: Lang) -> Vec<Failure<'_>> {
    let failure = |error: &crate::read::ReadError| {
        let (title, reason) = (error.cause.title(), error.cause.reason());
        let message = match lang {
            Lang::Zh => format!("{}：{}", title.zh, reason.zh),
            Lang::En => format!("{}: {}", title.en, reason.en),
        };
        (message, error.cause.fix().get(lang).to_owned())
    };
    let written = run.failures.iter().map(|error| {
        let (message, help) = failure(error);
        let (code, name) = error.cause.code();
        Failure { path: &error.path, code, name, message, help }
    });
    written.collect()
}

fn report<'a>(analysis: &'a Analysis, style: &Style) -> Report<'a> {
    Report { head: Head::new(analysis), findings: items(analysis, style).collect(), left_out: LeftOut::new(analysis) }
}

impl<'a> Head<'a> {
    pub(super) fn new(analysis: &'a Analysis) -> Self {
        Self {
            path: analysis.source.name(),
            profile: &analysis.profile.id,
            structure: analysis.structure,
            characters: analysis.source.characters(),
        }
    }
}

impl LeftOut {
    pub(super) fn new(analysis: &Analysis) -> Self {
        Self { suppressed: analysis.suppressed.len(), baselined: analysis.baselined.len() }
    }
}

/// The findings of one report that are listed.
pub(super) fn items<'a>(analysis: &'a Analysis, style: &Style) -> impl Iterator<Item = Item<'a>> {
    let Style { min_severity, lang, .. } = *style;
    let findings = analysis.findings.iter().zip(fingerprint::of(analysis).findings);
    let listed = findings.filter(move |(finding, _)| finding.severity >= min_severity);
    listed.map(move |(finding, fingerprint)| item(&analysis.source, finding, fingerprint, lang))
}

fn origin(origin: Origin) -> OriginItem {
    let item = OriginItem::default();
    match origin {
        Origin::Bytes(bytes) => OriginItem { byte_start: Some(bytes.start), byte_end: Some(bytes.end), ..item },
        Origin::Page(page) => OriginItem { page: Some(page), ..item },
        Origin::Run(run) => OriginItem {
            part: match run.part {
                Part::Body => None,
                Part::Footnotes => Some("footnotes"),
                Part::Endnotes => Some("endnotes"),
            },
            paragraph: Some(run.paragraph),
            table: run.cell.map(|cell| cell.table),
            row: run.cell.map(|cell| cell.row),
            cell: run.cell.map(|cell| cell.column),
            ..item
        },
    }
}

fn item<'a>(source: &'a Source, finding: &'a Finding, fingerprint: String, lang: Lang) -> Item<'a> {
    let labels = finding
        .labels
        .iter()
        .map(|label| Labelled { text: label.text.render(lang, &finding.facts), span: Place::new(source, label.span) });
    let repairs = finding.repairs.iter().map(|repair| Repair {
        quote: source.slice(repair.span),
        replacement: &repair.replacement,
        span: Place::new(source, repair.span),
        safe: repair.safe,
    });
    Item {
        code: finding.rule.code,
        name: finding.rule.name,
        severity: finding.severity,
        certainty: finding.certainty,
        message: finding.message(lang),
        why: finding.why_text(lang),
        help: finding.help_text(lang),
        facts: &finding.facts,
        span: Place::new(source, finding.span),
        quote: &source.written()[finding.span.range()],
        labels: labels.collect(),
        repairs: repairs.collect(),
        origin: source.origin(finding.span).map(origin),
        fingerprint,
    }
}
