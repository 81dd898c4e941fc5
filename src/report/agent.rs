//! Brief text for programs that drive gouji and pay by the word: one line a finding, what is needed to mend it below, how it ends.
//!
//! Words of the report stand as JSON strings, so that they can be looked for as they are. The keys are English in either language.

use std::io::{self, Write};

use super::item::{self, Item};
use super::layout;
use super::reports::{Counts, Reports};
use super::style::Style;
use crate::source::{Source, Span};
use crate::text::Lang;

/// Characters shown on either side of the place.
const REACH: usize = 16;

/// Writes the findings that are shown, and what could not be read.
pub(super) fn write(reports: &Reports, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    for analysis in &reports.analyses {
        for item in item::shown(analysis, style) {
            let (path, message) = (layout::plain(&item.path()), layout::plain(&item.message));
            let (at, severity) = (item.spot.behind_path(), item.severity.word(Lang::En));
            writeln!(out, "{path}{at} {severity} {} {}: {message}", item.code, item.name)?;
            details(&item, out)?;
        }
    }
    for unread in item::unread(reports, style) {
        let (path, message) = (layout::plain(unread.path), layout::plain(&unread.message));
        writeln!(out, "{path} unread {} {}: {message}", unread.code, unread.name)?;
        writeln!(out, "  help: {}", layout::plain(&unread.help))?;
    }
    let Counts { errors, warnings, notes } = reports.shown(style);
    let (reports, unread) = (reports.analyses.len(), reports.failures.len());
    writeln!(out, "reports={reports} errors={errors} warnings={warnings} notes={notes} unread={unread}")
}

fn details(item: &Item<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "  near: {}", json_string(near(item.source, item.spot.span)))?;
    if let Some(help) = &item.help {
        writeln!(out, "  help: {}", layout::plain(help))?;
    }
    for repair in &item.repairs {
        let (old, new) = (json_string(repair.old), json_string(repair.new));
        writeln!(out, "  repair: {old} -> {new}{}", if repair.safe { " (safe)" } else { "" })?;
    }
    Ok(())
}

/// The words around a place, on its line.
fn near(source: &Source, span: Span) -> &str {
    let (text, line, span) = (source.written(), source.line_at(span.start).range(), span.range());
    let before = text[line.start..span.start].char_indices().rev().take(REACH).last();
    let start = before.map_or(span.start, |(at, _)| line.start + at);
    let rest = &text[span.end..line.end.max(span.end)];
    let rest = &rest[..rest.find(['\r', '\n']).unwrap_or(rest.len())];
    let after = rest.char_indices().nth(REACH).map_or(rest.len(), |(at, _)| at);
    &text[start..span.end + after]
}

/// A JSON string, in which JSON itself would let C1 controls and marks of direction stand.
fn json_string(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match layout::plain_char(c) {
            Some(same) if same == c => out.push(c),
            _ => c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| out.push_str(&format!("\\u{unit:04x}"))),
        }
    }
    out
}
