//! Places as formats report them: in words (52:90, 第12段, 第3页), in lines and columns, after a path.

use std::borrow::Cow;

use crate::source::{Location, Part, Place, Region, Run, Source, Span};
use crate::text::Lang;

/// A stretch of a report, as each format counts.
#[derive(Debug)]
pub(super) struct Spot {
    /// Its bytes in the text.
    pub(super) span: Span,
    /// Where it begins, in words.
    pub(super) words: String,
    /// Whether the words are a line and a column.
    pub(super) has_lines: bool,
    /// Lines and columns in the file; none where the file has no lines.
    pub(super) region: Option<Region>,
    /// Line and column of both ends: in the file, or where it has no lines, in the text as it was read, one a paragraph.
    pub(super) ends: [Location; 2],
}

impl Spot {
    pub(super) fn new(source: &Source, span: Span, lang: Lang) -> Self {
        let place = source.place(span.start);
        let region = source.region(span);
        let ends = match region {
            Some(region) => [region.start, region.end],
            None => [source.location(span.start), source.location(span.end)],
        };
        Self { span, words: in_words(place, lang), has_lines: matches!(place, Place::Line(_)), region, ends }
    }

    /// The place as a program finds it after the path: `:52:90`; a blank and the words, where the file has no lines.
    pub(super) fn behind_path(&self) -> String {
        format!("{}{}", if self.has_lines { ':' } else { ' ' }, self.words)
    }
}

/// The place of the byte `offset`, for people: line and column, or what a file without lines has instead.
pub(super) fn words(source: &Source, offset: u32, lang: Lang) -> String {
    in_words(source.place(offset), lang)
}

/// A path with `/`, and without `./` before it.
pub(super) fn path(name: &str) -> Cow<'_, str> {
    let name = name.strip_prefix("./").unwrap_or(name);
    if cfg!(windows) { name.replace('\\', "/").into() } else { name.into() }
}

fn in_words(place: Place, lang: Lang) -> String {
    match place {
        Place::Line(at) => format!("{}:{}", at.line, at.column),
        Place::Paragraph(run) => paragraph(run, lang),
        Place::Page(page) => match lang {
            Lang::Zh => format!("第{page}页"),
            Lang::En => format!("page {page}"),
        },
    }
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
