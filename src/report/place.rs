//! Places as formats report them: in words (52:90, 三（二）第2段「全年受理…」, 第3页), in lines and columns, after a path.
//!
//! A Word document has no lines that its reader could count, and nobody counts to the 35th paragraph: its places are told by the
//! heading above, the paragraph below that and its first words, or by the table with the names of row and column.

use std::borrow::Cow;

use super::layout::{self, shorten};
use crate::document::{Document, OrdinalStyle, ParagraphKind, Table};
use crate::ids::SectionId;
use crate::numerals;
use crate::source::{Cell, Location, Part, Place, Region, Run, Source, Span};
use crate::text::Lang;
use crate::words::without_blanks;

/// A stretch of a report, as each format counts.
#[derive(Debug)]
pub(super) struct Spot {
    /// Its bytes in the text.
    pub(super) span: Span,
    /// Where it begins, in words.
    pub(super) words: String,
    /// The number that stands for it in a margin: of the line, of the paragraph or row that the words name, or of the page.
    #[cfg(feature = "cli")]
    pub(super) number: u32,
    /// Whether the words are a line and a column.
    pub(super) has_lines: bool,
    /// Lines and columns in the file; none where the file has no lines.
    pub(super) region: Option<Region>,
    /// Line and column of both ends: in the file, or where it has no lines, in the text as it was read, one a paragraph.
    pub(super) ends: [Location; 2],
}

impl Spot {
    pub(super) fn new(source: &Source, document: &Document, span: Span, lang: Lang) -> Self {
        let place = source.place(span.start);
        let region = source.region(span);
        let ends = match region {
            Some(region) => [region.start, region.end],
            None => [source.location(span.start), source.location(span.end)],
        };
        let at = At { source, document, offset: span.start, lang };
        Self {
            span,
            words: at.words(place),
            #[cfg(feature = "cli")]
            number: at.number(place),
            has_lines: matches!(place, Place::Line(_)),
            region,
            ends,
        }
    }

    /// The place as a program finds it after the path: `:52:90`; a blank and the words, where the file has no lines.
    pub(super) fn behind_path(&self) -> String {
        format!("{}{}", if self.has_lines { ':' } else { ' ' }, self.words)
    }
}

/// The place of the byte `offset`, for people who have the words beside it: line and column, 三（二）第2段, 表1第3行第2列.
pub(super) fn brief(source: &Source, document: &Document, offset: u32, lang: Lang) -> String {
    let at = At { source, document, offset, lang };
    match source.place(offset) {
        Place::Paragraph(Run { cell: Some(cell), .. }) => at.numbered(cell, [None, None, None]),
        Place::Paragraph(run) => at.paragraph(run),
        place => at.words(place),
    }
}

/// A path with `/`, and without `./` before it.
pub(super) fn path(name: &str) -> Cow<'_, str> {
    let name = name.strip_prefix("./").unwrap_or(name);
    if cfg!(windows) { name.replace('\\', "/").into() } else { name.into() }
}

/// Cells of a name that is quoted in a place.
const NAME: usize = 12;

/// Cells of the first words of a paragraph.
const FIRST: usize = 18;

/// A byte of a report whose place is to be told.
struct At<'a> {
    source: &'a Source,
    document: &'a Document,
    offset: u32,
    lang: Lang,
}

impl At<'_> {
    fn words(&self, place: Place) -> String {
        match (place, self.lang) {
            (Place::Line(at), _) => format!("{}:{}", at.line, at.column),
            (Place::Page(page), Lang::Zh) => format!("第{page}页"),
            (Place::Page(page), Lang::En) => format!("page {page}"),
            (Place::Paragraph(Run { cell: Some(cell), .. }), _) => self.cell(cell),
            (Place::Paragraph(run), _) => format!("{}{}", self.paragraph(run), self.first_words()),
        }
    }

    #[cfg(feature = "cli")]
    fn number(&self, place: Place) -> u32 {
        match (place, self.document.paragraph_at(self.offset)) {
            (Place::Paragraph(Run { cell: None, part: Part::Body, .. }), Some(id)) => self.document.paragraphs[id].number.max(1),
            _ => place.number(),
        }
    }

    /// 三（二）第2段, 三（二）标题, 第4段 above all headings; in notes 脚注第2段.
    fn paragraph(&self, run: Run) -> String {
        let part = match (run.part, self.lang) {
            (Part::Body, _) => return self.numbered_paragraph(run),
            (Part::Footnotes, Lang::Zh) => "脚注",
            (Part::Footnotes, Lang::En) => "footnotes ",
            (Part::Endnotes, Lang::Zh) => "尾注",
            (Part::Endnotes, Lang::En) => "endnotes ",
        };
        format!("{part}{}", self.of_number(run.paragraph))
    }

    fn numbered_paragraph(&self, run: Run) -> String {
        let Some(id) = self.document.paragraph_at(self.offset) else { return self.of_number(run.paragraph) };
        let paragraph = &self.document.paragraphs[id];
        let section = self.section(paragraph.section);
        let what = match (paragraph.kind, self.lang) {
            (ParagraphKind::Heading, Lang::Zh) => "标题".to_owned(),
            (ParagraphKind::Heading, Lang::En) => "heading".to_owned(),
            _ => self.of_number(paragraph.number.max(1)),
        };
        match self.lang {
            Lang::En if !section.is_empty() => format!("{section} {what}"),
            _ => section + &what,
        }
    }

    fn of_number(&self, number: u32) -> String {
        match self.lang {
            Lang::Zh => format!("第{number}段"),
            Lang::En => format!("paragraph {number}"),
        }
    }

    /// The ordinals of the headings above, the outermost first: 三（二）. One without an ordinal is told by its words.
    fn section(&self, section: Option<SectionId>) -> String {
        let mut names: Vec<String> = self.document.outward(section).map(|id| self.heading(id)).collect();
        names.reverse();
        names.concat()
    }

    fn heading(&self, section: SectionId) -> String {
        let section = &self.document.sections[section];
        match section.ordinal.map(|ordinal| (ordinal.style, ordinal.value)) {
            Some((OrdinalStyle::Han, value)) => numerals::write(value),
            Some((OrdinalStyle::Arabic, value)) => value.to_string(),
            Some((style, value)) => style.write(value),
            None => self.quoted(self.source.quote(section.title), NAME),
        }
    }

    fn first_words(&self) -> String {
        let paragraph = self.document.paragraph_at(self.offset).map(|id| self.document.paragraphs[id].span);
        paragraph.map_or_else(String::new, |span| self.quoted(self.source.quote(span), FIRST))
    }

    /// 表1「结案情况」第5行「合计」第4列「结转数」
    fn cell(&self, cell: Cell) -> String {
        let after = self.document.tables.partition_point(|table| table.span.start <= self.offset);
        let table = self.document.tables[..after].last().filter(|table| self.offset <= table.span.end);
        let Some(table) = table else { return self.numbered(cell, [None, None, None]) };
        let row = table.rows.iter().find(|row| row.span.start <= self.offset && self.offset <= row.span.end);
        let column = row.and_then(|row| row.cells.iter().rposition(|cell| cell.start <= self.offset));
        let label = row.and_then(|row| row.cells.iter().find(|cell| !cell.is_empty())).map(|&label| self.source.quote(label));
        let is_label = row.zip(column).is_some_and(|(row, column)| row.cells[..column].iter().all(|cell| cell.is_empty()));
        let head = column.map(|column| table.head_of(self.source, column));
        let is_head = table.rows[..table.head].iter().any(|head| head.span.start <= self.offset && self.offset <= head.span.end);
        self.numbered(cell, [self.caption(table), label.filter(|_| !is_label).map(str::to_owned), head.filter(|_| !is_head)])
    }

    /// The line above a table, if it is short and no sentence: what the table is called.
    fn caption(&self, table: &Table) -> Option<String> {
        let first = self.document.paragraph_at(table.span.start)?;
        let above = self.document.paragraphs.ids().take_while(|id| *id < first).last()?;
        let above = &self.document.paragraphs[above];
        let text = self.source.quote(above.span);
        let is_caption =
            matches!(above.kind, ParagraphKind::Body) && !text.contains(['。', '；', '：', '，']) && text.chars().count() <= 30;
        is_caption.then(|| text.to_owned())
    }

    /// The numbers of table, row and column, each with its name.
    fn numbered(&self, cell: Cell, names: [Option<String>; 3]) -> String {
        let [table, row, column] = names.map(|name| name.map_or_else(String::new, |name| self.quoted(&name, NAME)));
        match self.lang {
            Lang::Zh => format!("表{}{table}第{}行{row}第{}列{column}", cell.table, cell.row, cell.column),
            Lang::En => format!("table {}{table} row {}{row} column {}{column}", cell.table, cell.row, cell.column),
        }
    }

    /// 「全年受理…」
    fn quoted(&self, words: &str, cells: usize) -> String {
        let words = shorten(&without_blanks(&layout::plain(words)), cells);
        match self.lang {
            _ if words.is_empty() => words,
            Lang::Zh => format!("「{words}」"),
            Lang::En => format!(" \"{words}\""),
        }
    }
}
