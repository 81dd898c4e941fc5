//! The Reviewdog Diagnostic Format, as one document. Its columns are bytes of UTF-8, from 1, and its ends stand after the last
//! character. What is said of a file without lines has no range, and its place before the message.

use std::io::{self, Write};

use serde::Serialize;

use super::item::{self, Item, Unread};
use super::json;
use super::reports::Reports;
use super::style::Style;
use crate::severity::Severity;
use crate::source::Region;

#[derive(Serialize)]
struct Document<'a> {
    source: Tool,
    diagnostics: Vec<Diagnostic<'a>>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
}

#[derive(Serialize)]
struct Diagnostic<'a> {
    message: String,
    location: Location,
    severity: &'static str,
    code: Code,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'a>>,
}

#[derive(Serialize)]
struct Location {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct Code {
    value: &'static str,
}

#[derive(Serialize)]
struct Suggestion<'a> {
    range: Range,
    text: &'a str,
}

/// Writes the findings that are shown, and what could not be read.
pub(super) fn write(reports: &Reports, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let found = reports.analyses.iter().flat_map(|analysis| item::shown(analysis, style)).map(Diagnostic::from);
    let unread = item::unread(reports, style).map(Diagnostic::from);
    let diagnostics = found.chain(unread).collect();
    json::document_to(&Document { source: Tool { name: "gouji" }, diagnostics }, out)
}

impl<'a> From<Item<'a>> for Diagnostic<'a> {
    fn from(item: Item<'a>) -> Self {
        let suggestions =
            item.repairs.iter().filter_map(|repair| Some(Suggestion { range: repair.spot.region?.into(), text: repair.new }));
        Self {
            message: item.whole(),
            location: Location { path: item.relative, range: item.spot.region.map(Range::from) },
            severity: match item.severity {
                Severity::Error => "ERROR",
                Severity::Warning => "WARNING",
                Severity::Note => "INFO",
            },
            code: Code { value: item.code },
            suggestions: suggestions.collect(),
        }
    }
}

impl<'a> From<Unread<'a>> for Diagnostic<'a> {
    fn from(unread: Unread<'a>) -> Self {
        Self {
            message: unread.whole(),
            location: Location { path: unread.relative, range: None },
            severity: "ERROR",
            code: Code { value: unread.code },
            suggestions: Vec::new(),
        }
    }
}

impl From<Region> for Range {
    fn from(Region { start, end, byte_columns: (first, last) }: Region) -> Self {
        Range { start: Position { line: start.line, column: first }, end: Position { line: end.line, column: last } }
    }
}
