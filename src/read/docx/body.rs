//! The text of a part: paragraphs with their runs joined, tables, text boxes, notes, as they read with all changes accepted.

use std::collections::HashMap;

use super::numbering::{NumPr, Numbering};
use super::symbols;
use crate::read::cause::{Binary, Cause};
use crate::read::draft::{Fragment, Line, Revision, tail};
use crate::read::grid::{Grid, GridCell, MAX_COLUMNS};
use crate::read::raised::{Raised, raised};
use crate::read::wrapped::runs_on;
use crate::read::xml::{Element, Token, Xml};
use crate::source::{Cell, Origin, Part, PictureKind, Run, Span};

/// Notes by their number.
pub(super) type Notes = HashMap<String, Vec<Line<'static>>>;

/// What a part gives.
#[derive(Default)]
pub(super) struct Content {
    pub lines: Vec<Line<'static>>,
    /// In a part of notes: each one's lines.
    pub notes: Notes,
}

/// Reads a part. `notes` are footnotes and endnotes; they are put after the paragraph that refers to them.
pub(super) fn read(xml: &str, part: Part, numbering: &mut Numbering, notes: [Notes; 2]) -> Result<Content, Cause> {
    let mut reader = Body::new(part, numbering, notes);
    let mut tokens = Xml::new("docx", xml);
    while let Some((token, span)) = tokens.next()? {
        match token {
            Token::Start(element) => reader.start(&element, span),
            Token::End => reader.end(span),
            Token::Text(text) => reader.text(&text),
        }
    }
    if reader.is_partial {
        return Err(Cause::Binary(Binary::Partial));
    }
    if !reader.open.is_empty() {
        return Err(Cause::damaged("docx", text!("XML 没有写完", "its XML ends too early")));
    }
    let mut lines = reader.end_sink();
    lines.push(Line { fragments: reader.pending, ..Line::default() });
    Ok(Content { lines, notes: reader.found_notes })
}

/// What is open; the end of an element undoes what its start did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    /// Nothing that matters.
    Other,
    /// Nothing in it is text.
    Skipped,
    Paragraph,
    ParagraphProperties,
    Run,
    /// `w:t`: its text is the report's.
    Text,
    /// `w:instrText`: what a field is to compute.
    Instruction,
    /// An insertion, or where something was moved to.
    Inserted,
    /// `w:fldSimple` of a table of contents.
    Contents,
    /// `mc:AlternateContent`: one thing in several forms.
    Forms,
    Table,
    Row,
    RowProperties,
    Cell,
    /// A text box, or a note.
    Box,
    Note,
}

/// Whether paragraphs in it stand apart from those around it.
fn is_place(open: Open) -> bool {
    matches!(open, Open::Cell | Open::Box | Open::Note)
}

/// What Word and WPS themselves add to the format, by the first letters of the usual prefixes. A form that requires anything else is
/// for another program.
const UNDERSTOOD: [&str; 12] = ["wp", "w1", "w", "a1", "am", "ain", "cx", "c1", "m", "v", "o", "aclsh"];

/// Whether everything is known that a form requires.
fn is_understood(element: &Element<'_>) -> bool {
    let required = element.attribute("Requires").unwrap_or_default();
    let is_known = |prefix: &str| UNDERSTOOD.iter().any(|known| prefix == *known || known.len() > 1 && prefix.starts_with(known));
    required.split_whitespace().all(is_known)
}

/// A side of a picture that shows nothing, in EMU: 5 mm.
const TINY: u64 = 180_000;

/// Tables in tables, and boxes in boxes: below this they are mere lines.
const NESTING: usize = 16;

/// A paragraph in the making.
struct Paragraph {
    number: u32,
    start: usize,
    fragments: Vec<Fragment<'static>>,
    style: Option<String>,
    own: NumPr,
    outline: Option<u8>,
    /// Whether the mark at its end was deleted: it goes on in the next paragraph.
    goes_on: bool,
    /// Text boxes that hang on it.
    boxes: Vec<Line<'static>>,
    /// The notes it refers to.
    notes: Vec<(usize, String)>,
    run: Option<OpenRun>,
}

/// A run in the making.
#[derive(Clone, Copy)]
struct OpenRun {
    start: usize,
    /// Its first fragment.
    first: usize,
    hidden: bool,
    /// Struck out: what its author means to delete.
    struck: bool,
    /// Set above the line: perhaps the mark of a note.
    raised: bool,
}

/// A table in the making.
#[derive(Default)]
struct Table {
    grid: Grid<'static>,
    number: u32,
    deleted_row: bool,
    deleted_cell: bool,
    /// Columns before the next cell.
    column: usize,
    /// Paragraphs in the open cell.
    paragraphs: u32,
}

/// A field: its instruction is no text, its result is.
struct Field {
    in_instruction: bool,
    instruction: String,
}

impl Field {
    /// A table of contents repeats the headings.
    fn is_silent(&self) -> bool {
        self.in_instruction || is_contents(&self.instruction)
    }
}

fn is_contents(instruction: &str) -> bool {
    instruction.split_whitespace().next() == Some("TOC")
}

/// Where lines go: the text, a cell or a box.
#[derive(Default)]
struct Sink {
    lines: Vec<Line<'static>>,
    /// The beginning of a paragraph whose mark was deleted.
    begun: Vec<Fragment<'static>>,
}

struct Body<'n> {
    numbering: &'n mut Numbering,
    part: Part,
    notes: [Notes; 2],
    open: Vec<Open>,
    skipped: usize,
    inserted: usize,
    contents: usize,
    /// Of each thing in several forms that is open, whether the first was read.
    forms: Vec<bool>,
    /// Whether the drawing that is open is too small to say anything.
    is_tiny: bool,
    /// Whether the file refers to others whose text belongs to it.
    is_partial: bool,
    paragraphs: Vec<Paragraph>,
    /// What changed outside of paragraphs: rows and cells. The next paragraph tells it.
    pending: Vec<Fragment<'static>>,
    /// How many paragraphs and tables there were.
    counted: (u32, u32),
    tables: Vec<Table>,
    sinks: Vec<Sink>,
    /// Which of cells, boxes and notes are open.
    places: Vec<Open>,
    fields: Vec<Field>,
    /// Notes that cells refer to; they stand after the table.
    after_table: Vec<Line<'static>>,
    note: String,
    found_notes: Notes,
}

impl<'n> Body<'n> {
    fn new(part: Part, numbering: &'n mut Numbering, notes: [Notes; 2]) -> Self {
        Self {
            numbering,
            part,
            notes,
            open: Vec::new(),
            skipped: 0,
            inserted: 0,
            contents: 0,
            forms: Vec::new(),
            is_tiny: false,
            is_partial: false,
            paragraphs: Vec::new(),
            pending: Vec::new(),
            counted: (0, 0),
            tables: Vec::new(),
            sinks: vec![Sink::default()],
            places: Vec::new(),
            fields: Vec::new(),
            after_table: Vec::new(),
            note: String::new(),
            found_notes: Notes::new(),
        }
    }

    fn start(&mut self, element: &Element<'_>, span: Span) {
        let open = if self.skipped > 0 { Open::Other } else { self.opened(element, span) };
        self.skipped += usize::from(open == Open::Skipped);
        self.inserted += usize::from(open == Open::Inserted);
        self.contents += usize::from(open == Open::Contents);
        if is_place(open) {
            self.places.push(open);
        }
        self.open.push(open);
    }

    /// What an element opens; its properties are noted.
    fn opened(&mut self, element: &Element<'_>, span: Span) -> Open {
        if self.open.last() == Some(&Open::ParagraphProperties) || self.is_in(Open::ParagraphProperties) {
            return self.paragraph_property(element);
        }
        if self.is_in(Open::RowProperties) {
            return self.row_property(element);
        }
        let opened = self.of_text(element, span).or_else(|| self.of_table(element)).or_else(|| self.of_change(element));
        opened.unwrap_or_else(|| self.of_parts(element))
    }

    /// What an element of running text opens.
    fn of_text(&mut self, element: &Element<'_>, span: Span) -> Option<Open> {
        let open = match element.name.as_str() {
            "p" => self.open_paragraph(span),
            "pPr" => Open::ParagraphProperties,
            "r" | "m:r" => self.open_run(span),
            "t" | "m:t" => Open::Text,
            "instrText" => Open::Instruction,
            "tab" | "ptab" => self.glyph("\t"),
            "br" | "cr" => self.line_break(element),
            "noBreakHyphen" => self.glyph("-"),
            "vanish" => self.hide(element),
            "strike" | "dstrike" => self.strike(element),
            "vertAlign" => self.raise(element),
            "sym" => self.symbol(element),
            // ⅓ and 10⁴ of a formula, written in a line
            "m:num" => self.sign(" ", |before| before.ends_with(|c: char| c.is_ascii_digit())),
            "m:den" => self.sign("/", |_| true),
            "m:sup" => self.sign("^", |_| true),
            "fldChar" => self.field(element),
            "fldSimple" if element.attribute("instr").is_some_and(|instruction| is_contents(&instruction)) => Open::Contents,
            "pic:pic" | "v:imagedata" => self.picture(PictureKind::Picture),
            "c:chart" | "cx:chart" => self.picture(PictureKind::Chart),
            "o:OLEObject" => self.picture(PictureKind::Embedded),
            "wp:extent" => self.extent(element),
            "footnoteReference" => self.refer(0, element),
            "endnoteReference" => self.refer(1, element),
            _ => return None,
        };
        Some(open)
    }

    /// What an element of a table opens.
    fn of_table(&mut self, element: &Element<'_>) -> Option<Open> {
        let open = match element.name.as_str() {
            "tbl" if self.tables.len() < NESTING => self.open_table(),
            "tr" => self.open_row(),
            "trPr" => Open::RowProperties,
            "tc" => self.open_cell(),
            "gridSpan" => self.widen(element),
            "cellDel" => self.delete_cell(),
            "cellIns" => {
                self.push(Fragment::revision(Revision::Inserted));
                Open::Other
            }
            _ => return None,
        };
        Some(open)
    }

    /// What a tracked change opens.
    fn of_change(&mut self, element: &Element<'_>) -> Option<Open> {
        match element.name.as_str() {
            "ins" | "moveTo" => Some(Open::Inserted),
            "del" | "moveFrom" => {
                self.deleted();
                Some(Open::Skipped)
            }
            // old properties beside the new
            name => name.ends_with("Change").then_some(Open::Skipped),
        }
    }

    /// What opens that stands apart from the text around it, is another form of it, or holds none.
    fn of_parts(&mut self, element: &Element<'_>) -> Open {
        match element.name.as_str() {
            "altChunk" | "subDoc" => {
                self.is_partial = true;
                Open::Other
            }
            "txbxContent" if self.sinks.len() < NESTING => {
                self.sinks.push(Sink::default());
                Open::Box
            }
            "footnote" | "endnote" if self.part != Part::Body => self.open_note(element),
            // the other form of a drawing, phonetic guides, and what holds no text
            "txbxContent" | "rt" | "sdtPr" | "sectPr" | "tblPr" | "tblGrid" | "tblPrEx" | "delText" => Open::Skipped,
            name if name.ends_with(":AlternateContent") => {
                self.forms.push(false);
                Open::Forms
            }
            name if name.ends_with(":Choice") => self.form(is_understood(element)),
            name if name.ends_with(":Fallback") => self.form(true),
            _ => Open::Other,
        }
    }

    /// One form of a thing that has several: the first that can be read is.
    fn form(&mut self, can_be_read: bool) -> Open {
        match self.forms.last_mut() {
            Some(read) if can_be_read && !*read => {
                *read = true;
                Open::Other
            }
            Some(_) => Open::Skipped,
            None => Open::Other,
        }
    }

    /// Whether the nearest open element that matters is `open`.
    fn is_in(&self, open: Open) -> bool {
        self.open.iter().rev().take(8).find(|known| **known != Open::Other) == Some(&open)
    }

    fn paragraph_property(&mut self, element: &Element<'_>) -> Open {
        let Some(paragraph) = self.paragraphs.last_mut() else { return Open::Other };
        match element.name.as_str() {
            "pStyle" => paragraph.style = element.attribute("val"),
            "ilvl" => paragraph.own.level = element.number().map(|level| level as usize),
            "numId" => paragraph.own.list = element.number(),
            "outlineLvl" => paragraph.outline = element.number().and_then(|level| u8::try_from(level).ok()),
            "del" | "moveFrom" => {
                paragraph.goes_on = true;
                self.deleted();
            }
            "ins" | "moveTo" => self.push(Fragment::revision(Revision::Inserted)),
            "sectPr" => return Open::Skipped,
            name if name.ends_with("Change") => return Open::Skipped,
            _ => {}
        }
        Open::Other
    }

    fn row_property(&mut self, element: &Element<'_>) -> Open {
        let Some(table) = self.tables.last_mut() else { return Open::Other };
        match element.name.as_str() {
            "del" => table.deleted_row = true,
            "ins" => self.push(Fragment::revision(Revision::Inserted)),
            "gridBefore" => {
                let columns = element.number().unwrap_or(0).min(MAX_COLUMNS as u32) as usize;
                if columns > 0 {
                    table.column += columns;
                    table.grid.push(GridCell { columns, rows: 1, ..GridCell::default() });
                }
            }
            name if name.ends_with("Change") => return Open::Skipped,
            _ => {}
        }
        Open::Other
    }

    fn open_paragraph(&mut self, span: Span) -> Open {
        // what stands in a cell is found by its row and column
        let in_cell = self.tables.last_mut().filter(|_| self.places.last() == Some(&Open::Cell));
        let counted = in_cell.map_or(&mut self.counted.0, |table| &mut table.paragraphs);
        *counted += 1;
        self.paragraphs.push(Paragraph {
            number: *counted,
            start: span.range().start,
            fragments: std::mem::take(&mut self.pending),
            style: None,
            own: NumPr::default(),
            outline: None,
            goes_on: false,
            boxes: Vec::new(),
            notes: Vec::new(),
            run: None,
        });
        Open::Paragraph
    }

    fn open_run(&mut self, span: Span) -> Open {
        let Some(paragraph) = self.paragraphs.last_mut() else { return Open::Other };
        let first = paragraph.fragments.len();
        paragraph.run = Some(OpenRun { start: span.range().start, first, hidden: false, struck: false, raised: false });
        Open::Run
    }

    fn hide(&mut self, element: &Element<'_>) -> Open {
        if let Some(run) = self.paragraphs.last_mut().and_then(|paragraph| paragraph.run.as_mut()) {
            run.hidden = element.is_on();
        }
        Open::Other
    }

    fn strike(&mut self, element: &Element<'_>) -> Open {
        if let Some(run) = self.paragraphs.last_mut().and_then(|paragraph| paragraph.run.as_mut()) {
            run.struck |= element.is_on();
        }
        Open::Other
    }

    fn raise(&mut self, element: &Element<'_>) -> Open {
        if let Some(run) = self.paragraphs.last_mut().and_then(|paragraph| paragraph.run.as_mut()) {
            run.raised = element.attribute("val").as_deref() == Some("superscript");
        }
        Open::Other
    }

    /// The sign by which a formula is written in a line, if what stands before asks for it.
    fn sign(&mut self, sign: &'static str, asked: impl Fn(&str) -> bool) -> Open {
        if self.paragraphs.last().is_some_and(|paragraph| asked(&tail(&paragraph.fragments))) {
            self.words(sign);
        }
        Open::Other
    }

    /// A character that is given by its number in a font.
    fn symbol(&mut self, element: &Element<'_>) -> Open {
        let code = element.attribute("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
        if let Some(c) = code.and_then(|code| symbols::character(&element.attribute("font").unwrap_or_default(), code))
            && self.paragraphs.last().is_some_and(|paragraph| paragraph.run.is_some())
        {
            self.words(c.encode_utf8(&mut [0; 4]));
        }
        Open::Other
    }

    /// How large the drawing is whose parts follow: a rule or a mark is no picture.
    fn extent(&mut self, element: &Element<'_>) -> Open {
        let side = |name| element.attribute(name).and_then(|length| length.parse::<u64>().ok()).unwrap_or(u64::MAX);
        self.is_tiny = side("cx").min(side("cy")) < TINY;
        Open::Other
    }

    /// Something that is seen and cannot be read. A picture of an embedded sheet stands for the sheet.
    fn picture(&mut self, kind: PictureKind) -> Open {
        let is_tiny = std::mem::take(&mut self.is_tiny);
        let (part, cell) = (self.part, self.cell());
        let Some(paragraph) = self.paragraphs.last_mut() else { return Open::Other };
        let run = paragraph.run.filter(|run| !run.hidden && !run.struck);
        let Some(run) = run.filter(|_| !is_tiny || kind != PictureKind::Picture) else { return Open::Other };
        let place = Run { part, paragraph: paragraph.number, cell, xml: Span::at(run.start) };
        let shown = |fragment: &Fragment<'_>| fragment.picture == Some(PictureKind::Picture);
        match paragraph.fragments.get_mut(run.first..).and_then(|drawn| drawn.iter_mut().rev().find(|fragment| shown(fragment))) {
            Some(drawn) if kind == PictureKind::Embedded => drawn.picture = Some(kind),
            _ => paragraph.fragments.push(Fragment::picture(kind, Some(Origin::Run(place)))),
        }
        Open::Other
    }

    /// Text that an element stands for, in a run. Elsewhere `w:tab` is a tab stop.
    fn glyph(&mut self, text: &'static str) -> Open {
        if self.paragraphs.last().is_some_and(|paragraph| paragraph.run.is_some()) {
            self.words(text);
        }
        Open::Other
    }

    fn line_break(&mut self, element: &Element<'_>) -> Open {
        match element.attribute("type").as_deref() {
            Some("page" | "column") => Open::Other,
            // a sentence is broken for looks
            _ if self.paragraphs.last().is_some_and(|paragraph| tail(&paragraph.fragments).ends_with(runs_on)) => Open::Other,
            _ => self.glyph("\n"),
        }
    }

    fn field(&mut self, element: &Element<'_>) -> Open {
        match element.attribute("fldCharType").as_deref() {
            Some("begin") => self.fields.push(Field { in_instruction: true, instruction: String::new() }),
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.in_instruction = false;
                }
            }
            Some("end") => {
                self.fields.pop();
            }
            _ => {}
        }
        Open::Other
    }

    fn refer(&mut self, kind: usize, element: &Element<'_>) -> Open {
        if let (Some(paragraph), Some(id)) = (self.paragraphs.last_mut(), element.attribute("id")) {
            paragraph.notes.push((kind, id));
        }
        Open::Other
    }

    fn deleted(&mut self) {
        self.push(Fragment::revision(Revision::Deleted));
    }

    fn push(&mut self, fragment: Fragment<'static>) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.fragments.push(fragment);
        } else {
            self.pending.push(fragment);
        }
    }

    fn open_table(&mut self) -> Open {
        self.counted.1 += 1;
        // a paragraph that was to go on does not reach over a table
        if let Some(sink) = self.sinks.last_mut().filter(|sink| !sink.begun.is_empty()) {
            let fragments = std::mem::take(&mut sink.begun);
            sink.lines.push(Line { fragments, ..Line::default() });
        }
        self.tables.push(Table { number: self.counted.1, ..Table::default() });
        Open::Table
    }

    fn open_row(&mut self) -> Open {
        // a row of a table below the limit is none
        let is_ours = self.open.iter().rev().take(8).any(|open| *open == Open::Table);
        let Some(table) = self.tables.last_mut().filter(|_| is_ours) else { return Open::Other };
        table.grid.rows.push(Vec::new());
        table.deleted_row = false;
        table.column = 0;
        Open::Row
    }

    fn open_cell(&mut self) -> Open {
        let is_ours = self.open.iter().rev().take(8).any(|open| *open == Open::Row);
        let Some(table) = self.tables.last_mut().filter(|_| is_ours) else { return Open::Other };
        table.column += 1;
        table.paragraphs = 0;
        table.deleted_cell = false;
        table.grid.push(GridCell { columns: 1, rows: 1, ..GridCell::default() });
        self.sinks.push(Sink::default());
        Open::Cell
    }

    /// A cell over several columns. A cell that goes on from the row above (`w:vMerge`) is empty as it stands.
    fn widen(&mut self, element: &Element<'_>) -> Open {
        if self.is_in(Open::Cell)
            && let Some(cell) = self.tables.last_mut().and_then(|table| table.grid.rows.last_mut()?.last_mut())
        {
            cell.columns = element.number().unwrap_or(1).clamp(1, MAX_COLUMNS as u32) as usize;
        }
        Open::Other
    }

    fn delete_cell(&mut self) -> Open {
        if self.is_in(Open::Cell)
            && let Some(table) = self.tables.last_mut()
        {
            table.deleted_cell = true;
        }
        Open::Other
    }

    fn open_note(&mut self, element: &Element<'_>) -> Open {
        // the line above the notes is a note, too
        if element.attribute("type").is_some_and(|kind| kind != "normal") {
            return Open::Skipped;
        }
        self.note = element.attribute("id").unwrap_or_default();
        self.sinks.push(Sink::default());
        Open::Note
    }

    fn end(&mut self, span: Span) {
        let ended = self.open.pop();
        if ended.is_some_and(is_place) {
            self.places.pop();
        }
        match ended {
            Some(Open::Skipped) => self.skipped -= 1,
            Some(Open::Inserted) => self.inserted -= 1,
            Some(Open::Contents) => self.contents -= 1,
            Some(Open::Forms) => drop(self.forms.pop()),
            Some(Open::Run) => self.end_run(span),
            Some(Open::Paragraph) => self.end_paragraph(),
            Some(Open::Cell) => self.end_cell(),
            Some(Open::Row) => self.end_row(),
            Some(Open::Table) => self.end_table(),
            Some(Open::Box) => self.end_box(),
            Some(Open::Note) => {
                let lines = self.end_sink();
                self.found_notes.insert(std::mem::take(&mut self.note), lines);
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        match self.open.last() {
            Some(Open::Text) if self.skipped == 0 => self.words(text),
            Some(Open::Instruction) if self.skipped == 0 => {
                if let Some(field) = self.fields.last_mut().filter(|field| field.instruction.len() < 64) {
                    field.instruction.push_str(text);
                }
            }
            _ => {}
        }
    }

    /// Words of a run, with the run's place; its end is not known yet.
    fn words(&mut self, text: &str) {
        let is_silent = self.contents > 0 || self.fields.iter().rev().take(NESTING).any(Field::is_silent);
        let (part, cell, inserted) = (self.part, self.cell(), self.inserted > 0);
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        let hidden = paragraph.run.is_some_and(|run| run.hidden);
        if is_silent || hidden || text.is_empty() {
            return;
        }
        if paragraph.run.is_some_and(|run| run.struck) {
            paragraph.fragments.push(Fragment::revision(Revision::Deleted));
            return;
        }
        if paragraph.run.is_some_and(|run| run.raised) {
            match raised(&tail(&paragraph.fragments), text) {
                Raised::Note => return,
                Raised::Exponent => paragraph.fragments.push(Fragment::glue("^")),
                Raised::Text => {}
            }
        }
        let start = paragraph.run.map_or(paragraph.start, |run| run.start);
        let run = Run { part, paragraph: paragraph.number, cell, xml: Span::at(start) };
        let mut fragment = Fragment::new(text.to_owned(), Origin::Run(run));
        fragment.revision = inserted.then_some(Revision::Inserted);
        paragraph.fragments.push(fragment);
    }

    /// The cell that the open paragraph stands in.
    fn cell(&self) -> Option<Cell> {
        let table = self.tables.last().filter(|_| self.places.last() == Some(&Open::Cell))?;
        Some(Cell { table: table.number, row: table.grid.rows.len() as u32, column: table.column as u32 })
    }

    fn end_run(&mut self, span: Span) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        let Some(run) = paragraph.run.take() else { return };
        for fragment in paragraph.fragments.iter_mut().skip(run.first) {
            if let Some(Origin::Run(place)) = &mut fragment.origin
                && place.xml.start as usize == run.start
            {
                place.xml = Span::new(run.start, span.range().end);
            }
        }
    }

    fn end_paragraph(&mut self) {
        let cell = self.cell();
        let Some(mut paragraph) = self.paragraphs.pop() else { return };
        let Some(sink) = self.sinks.last_mut() else { return };
        let mut fragments = std::mem::take(&mut sink.begun);
        if paragraph.goes_on {
            fragments.append(&mut paragraph.fragments);
            sink.begun = fragments;
        } else {
            let style = paragraph.style.as_deref();
            let place = Run { part: self.part, paragraph: paragraph.number, cell, xml: Span::at(paragraph.start) };
            // the tab between a note and its mark
            if self.part != Part::Body && paragraph.fragments.first().is_some_and(|first| first.text == "\t") {
                paragraph.fragments.remove(0);
            }
            if let Some(label) = self.numbering.label(style, paragraph.own) {
                fragments.insert(0, Fragment::new(label, Origin::Run(place)));
            }
            fragments.append(&mut paragraph.fragments);
            let outline = paragraph.outline.filter(|&level| level < 9).map(|level| level + 1);
            let heading = if paragraph.outline.is_some() { outline } else { self.numbering.heading(style) };
            if !self.numbering.is_contents(style) {
                sink.lines.push(Line { fragments, heading, ..Line::default() });
            }
        }
        sink.lines.append(&mut paragraph.boxes);
        for (kind, id) in paragraph.notes {
            let lines = self.notes[kind].remove(&id).unwrap_or_default();
            let target = if self.tables.is_empty() { &mut sink.lines } else { &mut self.after_table };
            target.extend(lines);
        }
    }

    /// The lines of the innermost sink. A paragraph that was to go on ends here.
    fn end_sink(&mut self) -> Vec<Line<'static>> {
        let Some(mut sink) = self.sinks.pop() else { return Vec::new() };
        if !sink.begun.is_empty() {
            sink.lines.push(Line { fragments: sink.begun, ..Line::default() });
        }
        sink.lines
    }

    fn end_cell(&mut self) {
        let lines = self.end_sink();
        if let Some(row) = self.tables.last_mut().filter(|table| table.deleted_cell).and_then(|table| table.grid.rows.last_mut())
        {
            row.pop();
            return self.deleted();
        }
        if let Some(table) = self.tables.last_mut()
            && let Some(cell) = table.grid.rows.last_mut().and_then(|row| row.last_mut())
        {
            table.column += cell.columns - 1;
            cell.lines.extend(lines);
        }
    }

    fn end_row(&mut self) {
        if let Some(table) = self.tables.last_mut().filter(|table| table.deleted_row) {
            table.grid.rows.pop();
            // the rows keep their numbers in the file
            table.grid.rows.push(Vec::new());
            self.deleted();
        }
    }

    fn end_table(&mut self) {
        let Some(table) = self.tables.pop() else { return };
        let mut lines = table.grid.into_lines();
        if let Some(cell) = self.tables.last_mut().and_then(|table| table.grid.rows.last_mut()?.last_mut()) {
            cell.nests = true;
        } else {
            lines.append(&mut self.after_table);
        }
        if let Some(sink) = self.sinks.last_mut() {
            sink.lines.extend(lines);
        }
    }

    fn end_box(&mut self) {
        let lines = self.end_sink();
        match (self.paragraphs.last_mut(), self.sinks.last_mut()) {
            (Some(paragraph), _) => paragraph.boxes.extend(lines),
            (None, Some(sink)) => sink.lines.extend(lines),
            (None, None) => {}
        }
    }
}
