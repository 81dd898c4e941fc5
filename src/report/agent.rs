//! Brief text for programs that drive gouji and pay by the word: one line a finding, what is needed to mend it below, how it ends.
//!
//! Words of the report stand as JSON strings, so that they can be looked for as they are. The keys are English in either language.

use std::io::{self, Write};

use super::{Counts, Run, Style, json, layout, place, shown};
use crate::finding::Finding;
use crate::source::{Source, Span};

/// Characters shown on either side of the place.
const REACH: usize = 16;

/// Writes the findings that are shown, and what could not be read.
pub(super) fn write(run: &Run, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    for analysis in &run.analyses {
        let source = &analysis.source;
        let name = layout::plain(&place::path(source.name()));
        for finding in shown(analysis, style) {
            let at = place::behind_path(source, finding.span.start, style.lang);
            let (severity, rule) = (finding.severity.word(crate::text::Lang::En), finding.rule);
            let message = layout::plain(&finding.message(style.lang));
            writeln!(out, "{name}{at} {severity} {} {}: {message}", rule.code, rule.name)?;
            details(source, finding, style, out)?;
        }
    }
    for failure in json::failures(run, style.lang) {
        let (path, message) = (layout::plain(failure.path), layout::plain(&failure.message));
        writeln!(out, "{path} unread {} {}: {message}", failure.code, failure.name)?;
        writeln!(out, "  help: {}", layout::plain(&failure.help))?;
    }
    let counts = Counts::of(run.analyses.iter().flat_map(|analysis| shown(analysis, style)));
    let (reports, unread) = (run.analyses.len(), run.failures.len());
    let Counts { errors, warnings, notes } = counts;
    writeln!(out, "reports={reports} errors={errors} warnings={warnings} notes={notes} unread={unread}")
}

fn details(source: &Source, finding: &Finding, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "  near: {}", json_string(near(source, finding.span)))?;
    if let Some(help) = finding.help_text(style.lang) {
        writeln!(out, "  help: {}", layout::plain(&help))?;
    }
    for repair in &finding.repairs {
        let (old, new) = (json_string(source.slice(repair.span)), json_string(&repair.replacement));
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

fn json_string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
