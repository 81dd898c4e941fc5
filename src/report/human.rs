//! Findings for people: what, where, why and how, one under the other. The only file that knows miette.

use std::fmt;
use std::io::{self, Write};

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents};
use miette::{SourceCode, SourceSpan, SpanContents, ThemeCharacters, ThemeStyles};

use super::excerpt::{self, Excerpt, Place};
use super::item::{self, Item};
use super::layout::{self, Paint};
use super::place::Spot;
use super::reports::Reports;
use super::style::Style;
use super::summary;
use crate::document::Document;
use crate::problem::Problem;
use crate::severity::Severity;
use crate::source::{Source, path_of};
use crate::text::Lang;

/// Writes the findings that are shown, and a summary.
pub(super) fn write(reports: &Reports, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    for analysis in &reports.analyses {
        for item in item::shown(analysis, style) {
            diagnostic(&item, &analysis.document, style, out)?;
            writeln!(out)?;
        }
    }
    for line in layout::wrap(&summary::line(reports, style), style.width) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// Writes one finding.
fn diagnostic(item: &Item<'_>, document: &Document, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let (lang, paint) = (style.lang, Paint::new(style.color));
    let word = paint.severity(item.severity, item.severity.word(lang));
    let code = paint.bold(item.code);
    let code = match style.links.and(list_of_rules(env!("CARGO_PKG_REPOSITORY"))) {
        Some(url) => layout::link(&url, &code),
        None => code,
    };
    writeln!(out, "{word} {code} {}", paint.dim(item.name))?;
    Shown::new(item.source, document, &item.message, item.severity, places(item, style), style).write(style, out)?;
    let heads = match lang {
        Lang::Zh => ["理由", "建议"],
        Lang::En => ["why ", "help"],
    };
    for (head, text) in heads.into_iter().zip([&item.why, &item.help]) {
        if let Some(text) = text {
            layout::note(out, &paint, head, &layout::plain(text), style.width)?;
        }
    }
    Ok(())
}

/// Where the rules are listed on the page of a repository; nowhere, while the package names none.
fn list_of_rules(repository: &str) -> Option<String> {
    (!repository.is_empty()).then(|| format!("{}#rules", repository.trim_end_matches('/')))
}

/// Writes what is wrong in a file that was written for gouji: the line, what is the matter, what to do.
pub(super) fn problem(problem: &Problem, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let (lang, severity) = (style.lang, Severity::Error);
    let message = problem.message.get(lang);
    match &problem.excerpt {
        Some(excerpt) => {
            let source = &excerpt.source;
            let document = Document::default();
            let place = Place::new(&Spot::new(source, &document, excerpt.span, lang), None, true);
            Shown::new(source, &document, message, severity, vec![place], style).write(style, out)?;
        }
        None => {
            let message = layout::plain(&format!("{}{}{message}", problem.file, lang.colon()));
            layout::paragraph(out, "  × ", &message, style.width)?;
        }
    }
    if let Some(hint) = &problem.hint {
        let head = if lang == Lang::Zh { "建议" } else { "help" };
        layout::note(out, &Paint::new(style.color), head, &layout::plain(hint.get(lang)), style.width)?;
    }
    Ok(())
}

/// Cells that a label's line may have where the terminal is wide enough.
const LABEL: usize = 24;

/// A finding as miette wants it: message, labels and an excerpt that stands for the source.
#[derive(Debug)]
struct Shown {
    /// The name of the report, which opens the file when it is clicked where there are links.
    name: String,
    message: String,
    severity: Severity,
    excerpt: Excerpt,
}

impl Shown {
    fn new(source: &Source, document: &Document, message: &str, severity: Severity, places: Vec<Place>, style: &Style) -> Self {
        let deepest = places.iter().map(|place| place.number).max().unwrap_or(1);
        let gutter = deepest.to_string().len() + 4;
        // ` ╭─[name:line:column]`
        let frame = gutter + 3 + places.first().map_or(0, |place| layout::width(&place.behind_path)) + 1;
        let name = layout::shorten_start(&layout::plain(source.name()), style.width.saturating_sub(frame).max(8));
        let is_file = source.name() != "-";
        let file =
            style.links.filter(|_| is_file).map(|folder| folder.join(path_of(source.name()))).filter(|file| file.is_absolute());
        let name = match file {
            Some(file) => layout::link(&layout::file_url(&file), &name),
            None => name,
        };
        let message = layout::wrap(&layout::plain(message), style.width.saturating_sub(4)).join("\n");
        let excerpt = excerpt::cut(source, document, places, style.width.saturating_sub(gutter));
        Self { name, message, severity, excerpt }
    }

    fn write(&self, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        let mut text = String::new();
        // the only error is that of a writer, and a string has none
        let _ = handler(self.severity, &self.excerpt, style).render_report(&mut text, self);
        text.lines().try_for_each(|line| writeln!(out, "{}", line.trim_end()))
    }
}

/// The places of a finding, the primary one first.
fn places(item: &Item<'_>, style: &Style) -> Vec<Place> {
    let limit = LABEL.min(style.width / 3);
    let lines = |text: &String| layout::wrap(&layout::plain(text), limit);
    let primary = Place::new(&item.spot, item.primary.as_ref().map(lines), true);
    let others = item.labels.iter().filter(|label| label.spot.span != item.spot.span);
    let others = others.map(|label| Place::new(&label.spot, Some(lines(&label.text)), false));
    std::iter::once(primary).chain(others).collect()
}

fn handler(severity: Severity, excerpt: &Excerpt, style: &Style) -> GraphicalReportHandler {
    let mut styles = if style.color { ThemeStyles::ansi() } else { ThemeStyles::none() };
    let own = match severity {
        Severity::Error => styles.error,
        Severity::Warning => styles.warning,
        Severity::Note => styles.advice,
    };
    let other = styles.help;
    // miette deals out highlights in the order of the places
    styles.highlights = excerpt.marks.iter().map(|mark| if mark.primary { own } else { other }).collect();
    if style.color {
        styles.link = other;
    }
    let theme = GraphicalTheme { characters: ThemeCharacters::unicode(), styles };
    GraphicalReportHandler::new_themed(theme)
        .with_width(style.width)
        .with_wrap_lines(false)
        .with_context_lines(0)
        .with_links(false)
        .without_primary_span_start()
        .without_syntax_highlighting()
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Shown {}

impl Diagnostic for Shown {
    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Note => miette::Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.excerpt.marks.iter().map(|mark| {
            let span = (mark.range.start, mark.range.len());
            let label = mark.label.as_ref().map(|lines| lines.join("\n"));
            if mark.primary { LabeledSpan::new_primary_with_span(label, span) } else { LabeledSpan::new_with_span(label, span) }
        })))
    }
}

/// The excerpt answers for the report: whatever is asked for, it gives the whole excerpted line. Its name says where it stands,
/// since miette knows lines and columns alone.
impl SourceCode for Shown {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        _lines_before: usize,
        _lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (start, end) = (span.offset(), span.offset() + span.len());
        // lines of an excerpt are no neighbours in the report, so a span over two of them cannot be read
        let line = self.excerpt.lines.iter().find(|line| line.range.start <= start && end <= line.range.end);
        let line = line.ok_or(MietteError::OutOfBounds)?;
        let mark = self.excerpt.marks.iter().find(|mark| mark.range.start == start).ok_or(MietteError::OutOfBounds)?;
        Ok(Box::new(MietteSpanContents::new_named(
            format!("{}{}", self.name, mark.behind_path),
            &self.excerpt.text.as_bytes()[line.range.clone()],
            (line.range.start, line.range.len()).into(),
            line.number as usize - 1,
            0,
            1,
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_links_once_there_is_a_page() {
        assert_eq!(list_of_rules(""), None);
        assert_eq!(list_of_rules("https://example.com/gouji/").as_deref(), Some("https://example.com/gouji#rules"));
    }
}
