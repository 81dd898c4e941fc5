//! The Reviewdog Diagnostic Format, as one document. Its columns are bytes of UTF-8, from 1, and its ends stand behind the last
//! character. What is said of a file without lines has no range, and its place before the message.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;

use super::{Run, Style, json, place, shown};
use crate::finding::{Finding, Severity};
use crate::source::{self, Source, Span};
use crate::text::Lang;

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
    location: Location<'a>,
    severity: &'static str,
    code: Code,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'a>>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: Cow<'a, str>,
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
pub(super) fn write(run: &Run, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let found = run
        .analyses
        .iter()
        .flat_map(|analysis| shown(analysis, style).map(move |finding| diagnostic(&analysis.source, finding, style.lang)));
    let unread = json::failures(run, style.lang).into_iter().map(|failure| Diagnostic {
        message: format!("{}\n{}", failure.message, failure.help),
        location: Location { path: place::path(failure.path), range: None },
        severity: "ERROR",
        code: Code { value: failure.code },
        suggestions: Vec::new(),
    });
    let diagnostics = found.chain(unread).collect();
    json::document_to(&Document { source: Tool { name: "gouji" }, diagnostics }, out)
}

fn diagnostic<'a>(source: &'a Source, finding: &'a Finding, lang: Lang) -> Diagnostic<'a> {
    let mut lines = vec![place::message(source, finding, lang)];
    lines.extend(place::advice(finding, lang));
    let suggestions = finding
        .repairs
        .iter()
        .filter_map(|repair| Some(Suggestion { range: range(source, repair.span)?, text: &repair.replacement }));
    Diagnostic {
        message: lines.join("\n"),
        location: Location { path: place::path(source.name()), range: range(source, finding.span) },
        severity: match finding.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Note => "INFO",
        },
        code: Code { value: finding.rule.code },
        suggestions: suggestions.collect(),
    }
}

fn range(source: &Source, span: Span) -> Option<Range> {
    let source::Region { start, end, byte_columns: (first, last) } = source.region(span)?;
    Some(Range { start: Position { line: start.line, column: first }, end: Position { line: end.line, column: last } })
}
