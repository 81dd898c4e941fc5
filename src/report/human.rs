//! Findings for people: what, where, why and how, one under the other. The only file that knows miette.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, Write};
use std::path::PathBuf;

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents};
use miette::{SourceCode, SourceSpan, SpanContents, ThemeCharacters, ThemeStyles};

use super::excerpt::{self, Excerpt, Place};
use super::layout::{self, Paint};
use super::{Run, Style, place, shown, summary};
use crate::Analysis;
use crate::document::Document;
use crate::finding::{Finding, Severity};
use crate::problem::Problem;
use crate::source::{self, Source};
use crate::text::{Lang, Text};

/// Writes the findings that are shown, and a summary.
pub(super) fn write(run: &Run, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    for analysis in &run.analyses {
        for finding in shown(analysis, style) {
            diagnostic(analysis, finding, style, out)?;
            writeln!(out)?;
        }
    }
    for line in layout::wrap(&summary::line(run, style), style.width) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// Writes one finding.
fn diagnostic(analysis: &Analysis, finding: &Finding, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let (lang, paint) = (style.lang, Paint::new(style.color));
    let word = paint.severity(finding.severity, finding.severity.word(lang));
    let code = paint.bold(finding.rule.code);
    let code = match style.links.and(list_of_rules(env!("CARGO_PKG_REPOSITORY"))) {
        Some(url) => layout::link(&url, &code),
        None => code,
    };
    writeln!(out, "{word} {code} {}", paint.dim(finding.rule.name))?;
    let places = places(finding, style);
    Shown::new(&analysis.source, &analysis.document, &finding.message(lang), finding.severity, places, style)
        .write(style, out)?;
    let heads = match lang {
        Lang::Zh => ["理由", "建议"],
        Lang::En => ["why ", "help"],
    };
    let notes = [finding.why_text(lang), finding.help_text(lang)];
    for (head, text) in heads.into_iter().zip(notes) {
        if let Some(text) = text {
            layout::note(out, &paint, head, &layout::plain(&text), style.width)?;
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
            let place = Place { span: excerpt.span, label: None, primary: true };
            Shown::new(&excerpt.source, &Document::default(), message, severity, vec![place], style).write(style, out)?;
        }
        None => {
            let colon = if lang == Lang::Zh { "：" } else { ": " };
            let message = layout::plain(&format!("{}{colon}{message}", problem.file));
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
    name: String,
    /// The file that a click on its name opens.
    file: Option<PathBuf>,
    message: String,
    severity: Severity,
    excerpt: Excerpt,
    /// What stands in the frame for line and column, in a file that has no lines: 第12段.
    places: Vec<(String, String)>,
}

impl Shown {
    fn new(source: &Source, document: &Document, message: &str, severity: Severity, places: Vec<Place>, style: &Style) -> Self {
        let primary = places.first().map(|place| place.span).unwrap_or_default();
        let deepest = places.iter().map(|place| source.place(place.span.start).number()).max().unwrap_or(1);
        let gutter = deepest.to_string().len() + 4;
        let excerpt = excerpt::cut(source, document, places, style.width.saturating_sub(gutter));
        // ` ╭─[name:line:column]`
        let frame = gutter + 4 + layout::width(&place::words(source, primary.start, style.lang)) + 1;
        let name = layout::shorten_start(&layout::plain(source.name()), style.width.saturating_sub(frame).max(8));
        let message = layout::wrap(&layout::plain(message), style.width.saturating_sub(4)).join("\n");
        let without_lines = excerpt.marks.iter().filter(|mark| !matches!(source.place(mark.at), source::Place::Line(_)));
        let places = without_lines.filter_map(|mark| {
            // the number is that of the line's first place, which need not be this one: a row's cells are paragraphs
            let line = excerpt.lines.iter().find(|line| line.range.contains(&mark.range.start))?;
            Some((
                format!("[{name}:{}:{}]", line.number, mark.location.column),
                format!("[{name} {}]", place::words(source, mark.at, style.lang)),
            ))
        });
        let places = places.collect();
        let is_file = source.name() != "-";
        let file = style.links.filter(|_| is_file).map(|folder| folder.join(source.name())).filter(|file| file.is_absolute());
        Self { name, file, message, severity, excerpt, places }
    }

    fn write(&self, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        let mut text = String::new();
        // the only error is that of a writer, and a string has none
        let _ = handler(self.severity, &self.excerpt, style).render_report(&mut text, self);
        text.lines().try_for_each(|line| writeln!(out, "{}", self.with_link(&self.with_place(line)).trim_end()))
    }

    /// The name in the frame's head opens the file.
    fn with_link<'a>(&self, line: &'a str) -> Cow<'a, str> {
        let head = self.file.as_ref().zip(line.find('╭'));
        match head.and_then(|(file, head)| Some((file, line[head..].find(&self.name)? + head))) {
            Some((file, at)) => {
                let (before, after) = (&line[..at], &line[at + self.name.len()..]);
                Cow::Owned(format!("{before}{}{after}", layout::link(&layout::file_url(file), &self.name)))
            }
            None => Cow::Borrowed(line),
        }
    }

    /// The frame's head says where the excerpt stands: miette knows lines and columns, and nothing else.
    fn with_place<'a>(&self, line: &'a str) -> Cow<'a, str> {
        let found = self.places.iter().find(|(theirs, _)| line.contains(theirs.as_str()));
        found.map_or(Cow::Borrowed(line), |(theirs, ours)| Cow::Owned(line.replace(theirs.as_str(), ours)))
    }
}

/// The places of a finding, the primary one first.
fn places(finding: &Finding, style: &Style) -> Vec<Place> {
    let limit = LABEL.min(style.width / 3);
    let lines = |text: &Text| layout::wrap(&layout::plain(&text.render(style.lang, &finding.facts)), limit);
    let primary = Place { span: finding.span, label: finding.primary.as_ref().map(lines), primary: true };
    let others = finding.labels.iter().filter(|label| label.span != finding.span);
    let others = others.map(|label| Place { span: label.span, label: Some(lines(&label.text)), primary: false });
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

/// The excerpt answers for the report: whatever is asked for, it gives the whole excerpted line, with the place in the report.
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
            self.name.clone(),
            &self.excerpt.text.as_bytes()[line.range.clone()],
            (line.range.start, line.range.len()).into(),
            line.number as usize - 1,
            mark.location.column as usize - 1,
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
