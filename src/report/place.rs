//! Places in words: 52:90, 第12段, 第3页.

use std::borrow::Cow;

use super::layout;
use crate::finding::Finding;
use crate::source::{Part, Place, Run, Source};
use crate::text::Lang;

/// The place of the byte `offset`, for people: line and column, or what a file without lines has instead.
pub(super) fn words(source: &Source, offset: u32, lang: Lang) -> String {
    match source.place(offset) {
        Place::Line(at) => format!("{}:{}", at.line, at.column),
        Place::Paragraph(run) => paragraph(run, lang),
        Place::Page(page) => match lang {
            Lang::Zh => format!("第{page}页"),
            Lang::En => format!("page {page}"),
        },
    }
}

/// The place as a program finds it behind the path: `:52:90`; a blank and the words, where the file has no lines.
pub(super) fn behind_path(source: &Source, offset: u32, lang: Lang) -> String {
    let words = words(source, offset, lang);
    match source.place(offset) {
        Place::Line(_) => format!(":{words}"),
        Place::Paragraph(_) | Place::Page(_) => format!(" {words}"),
    }
}

/// The message of a finding, on one line, with its place before it where the file has no lines: a format that knows only lines
/// would lose it.
pub(super) fn message(source: &Source, finding: &Finding, lang: Lang) -> String {
    let message = layout::plain(&finding.message(lang));
    let colon = if lang == Lang::Zh { "：" } else { ": " };
    match source.place(finding.span.start) {
        Place::Line(_) => message,
        Place::Paragraph(_) | Place::Page(_) => format!("{}{colon}{message}", words(source, finding.span.start, lang)),
    }
}

/// What is behind the message: the working and the advice, a line each.
pub(super) fn advice(finding: &Finding, lang: Lang) -> Vec<String> {
    [finding.why_text(lang), finding.help_text(lang)].into_iter().flatten().map(|text| layout::plain(&text)).collect()
}

/// A path with `/`, and without `./` before it.
pub(super) fn path(name: &str) -> Cow<'_, str> {
    let name = name.strip_prefix("./").unwrap_or(name);
    if cfg!(windows) { name.replace('\\', "/").into() } else { name.into() }
}

/// 第12段; in a table 表1第3行第2列; in notes 脚注第2段.
fn paragraph(run: Run, lang: Lang) -> String {
    if let Some(cell) = run.cell {
        return match lang {
            Lang::Zh => format!("表{}第{}行第{}列", cell.table, cell.row, cell.column),
            Lang::En => format!("table {} row {} column {}", cell.table, cell.row, cell.column),
        };
    }
    let part = match (run.part, lang) {
        (Part::Body, _) => "",
        (Part::Footnotes, Lang::Zh) => "脚注",
        (Part::Footnotes, Lang::En) => "footnotes ",
        (Part::Endnotes, Lang::Zh) => "尾注",
        (Part::Endnotes, Lang::En) => "endnotes ",
    };
    match lang {
        Lang::Zh => format!("{part}第{}段", run.paragraph),
        Lang::En => format!("{part}paragraph {}", run.paragraph),
    }
}
