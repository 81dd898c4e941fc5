//! Findings as one JSON document: `schemas/findings.schema.json`.

use std::io::{self, Write};

use serde::Serialize;

use super::item::{self, Unread};
use super::place::Spot;
use super::reports::{Counts, Reports};
use super::style::Style;
use crate::analysis::Analysis;
use crate::severity::{Certainty, Severity};
use crate::source::{Location, Origin, Part, Source, Span};
use crate::text::Facts;

/// The version of the schema.
pub(super) const FORMAT: &str = "gouji-findings/1";

/// Writes the findings of at least the style's severity.
pub(super) fn write(reports: &Reports, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let document = Document {
        format: FORMAT,
        tool: Tool::THIS,
        reports: reports.analyses.iter().map(|analysis| report(analysis, style)).collect(),
        failures: item::unread(reports, style).collect(),
        summary: Summary::new(reports, style),
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
    failures: Vec<Unread<'a>>,
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

/// How much is listed.
#[derive(Serialize)]
pub(super) struct Summary {
    reports: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
}

impl Summary {
    pub(super) fn new(reports: &Reports, style: &Style) -> Self {
        let Counts { errors, warnings, notes } = reports.shown(style);
        Self { reports: reports.analyses.len(), errors, warnings, notes }
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
        Self::at(span, source.location(span.start))
    }

    fn at(span: Span, begin: Location) -> Self {
        Self { start: span.start, end: span.end, line: begin.line, column: begin.column }
    }
}

impl From<&Spot> for Place {
    fn from(spot: &Spot) -> Self {
        Self::at(spot.span, spot.ends[0])
    }
}

fn report<'a>(analysis: &'a Analysis, style: &Style) -> Report<'a> {
    let findings = item::shown(analysis, style).map(Item::from).collect();
    Report { head: Head::new(analysis), findings, left_out: LeftOut::new(analysis) }
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

impl<'a> From<item::Item<'a>> for Item<'a> {
    fn from(item: item::Item<'a>) -> Self {
        let labels = item.labels.into_iter().map(|label| Labelled { span: (&label.spot).into(), text: label.text });
        let repairs = item.repairs.into_iter().map(|repair| Repair {
            quote: repair.old,
            replacement: repair.new,
            span: (&repair.spot).into(),
            safe: repair.safe,
        });
        Self {
            code: item.code,
            name: item.name,
            severity: item.severity,
            certainty: item.certainty,
            message: item.message,
            why: item.why,
            help: item.help,
            facts: item.facts,
            span: (&item.spot).into(),
            quote: item.quote,
            labels: labels.collect(),
            repairs: repairs.collect(),
            origin: item.source.origin(item.spot.span).map(origin),
            fingerprint: item.fingerprint,
        }
    }
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
