//! The text, paragraph by paragraph.

use std::collections::HashMap;

use super::bytes::plc;
use super::fib::Fib;
use super::lists::Lists;
use super::looks::{self, Character, Paragraph, Runs};
use super::pieces::Text;
use super::styles::Styles;
use crate::read::cause::Cause;
use crate::read::draft::Line;
use crate::read::flow::{Cells, Flow};
use crate::source::{MAX_CHARACTERS, Part, PictureKind};

/// Marks of the text (2.4.1).
const PICTURE: u16 = 0x01;
const NOTE: u16 = 0x02;
const CELL: u16 = 0x07;
const DRAWING: u16 = 0x08;
const PARAGRAPH: u16 = 0x0d;
const PAGE: u16 = 0x0c;
const FIELD: u16 = 0x13;
const RESULT: u16 = 0x14;
const FIELD_END: u16 = 0x15;

/// Reads the text.
pub(super) fn read(document: &[u8], table: &[u8], fib: &Fib) -> Result<Vec<Line<'static>>, Cause> {
    let count: usize = fib.counts.iter().sum();
    // in what was deleted and in instructions of fields stand characters that are none of the text
    if count > 4 * MAX_CHARACTERS {
        return Err(Cause::TooLong);
    }
    let mut body = Body {
        text: Text::read(document, table, fib.pieces, count)?,
        characters: looks::characters(document, table, fib.character_looks),
        paragraphs: looks::paragraphs(document, table, fib.paragraph_looks),
        styles: Styles::read(table, fib.styles),
        lists: Lists::read(table, fib.lists, fib.overrides),
        notes: HashMap::new(),
        flow: Flow::new(),
        cells: Cells::default(),
        fields: Vec::new(),
    };
    body.find_notes(table, fib);
    body.part(0..fib.counts[0]);
    body.cells.leave_all(&mut body.flow);
    let boxes = fib.start(5);
    body.part(boxes..boxes + fib.counts[5]);
    body.cells.leave_all(&mut body.flow);
    Ok(body.flow.finish())
}

/// A field: its instruction is no text, its result is, unless it repeats the headings.
struct Field {
    in_instruction: bool,
    instruction: String,
}

impl Field {
    fn is_silent(&self) -> bool {
        self.in_instruction || self.instruction.split_whitespace().next() == Some("TOC")
    }
}

/// Characters of an instruction that are looked at.
const INSTRUCTION: usize = 64;

struct Body {
    text: Text,
    characters: Runs<Character>,
    paragraphs: Runs<Paragraph>,
    styles: Styles,
    lists: Lists,
    /// The stretches of notes, by the places that refer to them.
    notes: HashMap<usize, (Part, std::ops::Range<usize>)>,
    flow: Flow,
    cells: Cells,
    fields: Vec<Field>,
}

impl Body {
    /// Notes and the places that refer to them stand in the same order.
    fn find_notes(&mut self, table: &[u8], fib: &Fib) {
        for (part, [references, texts], first, size) in
            [(Part::Footnotes, fib.footnotes, fib.start(1), 2), (Part::Endnotes, fib.endnotes, fib.start(4), 2)]
        {
            let (references, items) = plc(table, references, size);
            let (texts, _) = plc(table, texts, 0);
            for (reference, bounds) in references.iter().take(items.len()).zip(texts.windows(2)) {
                let stretch = first + bounds[0] as usize..first + bounds[1] as usize;
                self.notes.insert(*reference as usize, (part, stretch));
            }
        }
    }

    /// Reads a stretch of the text, whole paragraphs.
    fn part(&mut self, range: std::ops::Range<usize>) {
        let end = range.end.min(self.text.units.len());
        let mut start = range.start;
        while start < end {
            let rest = &self.text.units[start..end];
            let length = rest.iter().position(|unit| matches!(*unit, PARAGRAPH | CELL | PAGE)).unwrap_or(rest.len() - 1);
            self.paragraph(start, start + length);
            start += length + 1;
        }
    }

    /// Reads a paragraph, whose mark stands at `mark`.
    fn paragraph(&mut self, start: usize, mark: usize) {
        let offset = self.text.offset(mark);
        let (paragraph, _) = self.paragraphs.at(offset);
        let (look, _) = self.characters.at(offset);
        let unit = self.text.units[mark];
        let depth = if unit == CELL { paragraph.depth.max(1) } else { paragraph.depth };
        if paragraph.ends_row && (unit == CELL || depth > 1) {
            return self.cells.end_row(&mut self.flow, depth, paragraph.edges);
        }
        self.cells.enter(&mut self.flow, depth);
        self.words(start, mark);
        let ends_cell = unit == CELL || unit == PARAGRAPH && paragraph.ends_inner_cell && depth > 1;
        if !matches!(unit, PARAGRAPH | CELL | PAGE) {
            // the text ends without a mark
            let last = self.text.units[mark];
            self.flow.words(&String::from_utf16_lossy(&[last]));
        }
        // a mark that was deleted ends no paragraph: it goes on in the next one
        let goes_on = look.deleted && unit == PARAGRAPH && !ends_cell;
        let is_nothing = self.is_silent() && !self.flow.has_words();
        if !goes_on && !is_nothing {
            let label = self.label(&paragraph);
            let heading = self.styles.heading(&paragraph);
            self.flow.end_paragraph(&label, heading);
        }
        if ends_cell {
            self.cells.end_cell(&mut self.flow, depth);
        }
    }

    fn label(&mut self, paragraph: &Paragraph) -> String {
        let list = self.styles.list(paragraph).filter(|(list, _)| (1..0x7ff).contains(list));
        list.and_then(|(list, level)| self.lists.label(list, level)).unwrap_or_default()
    }

    fn is_silent(&self) -> bool {
        self.fields.iter().rev().take(16).any(Field::is_silent)
    }

    /// Words of a paragraph, run by run.
    fn words(&mut self, start: usize, end: usize) {
        let mut at = start;
        while at < end {
            let offset = self.text.offset(at);
            let (look, next) = self.characters.at(offset);
            // a run ends at the latest where the piece of the text does
            let mut stop = at + 1;
            while stop < end && self.text.offset(stop) < next && self.text.offset(stop) > offset {
                stop += 1;
            }
            self.run(at, stop, &look);
            at = stop;
        }
    }

    fn run(&mut self, start: usize, end: usize, look: &Character) {
        let mut words = Vec::new();
        for at in start..end {
            let unit = self.text.units[at];
            match unit {
                FIELD | RESULT | FIELD_END => {
                    self.say(&mut words, look);
                    self.field(unit);
                }
                PICTURE | DRAWING if look.special && !look.hidden => {
                    self.say(&mut words, look);
                    self.shown();
                }
                NOTE if look.special => {
                    self.say(&mut words, look);
                    self.note(at);
                }
                0x28 if look.symbol.is_some() => words.extend(look.symbol.map(symbol)),
                0x09 => words.push(unit),
                0x0b => {
                    self.say(&mut words, look);
                    self.say(&mut vec![u16::from(b'\n')], look);
                }
                0x1e => words.push(u16::from(b'-')),
                0x00..0x20 => {}
                unit => words.push(unit),
            }
        }
        self.say(&mut words, look);
    }

    /// Says the words that have come.
    fn say(&mut self, words: &mut Vec<u16>, look: &Character) {
        if words.is_empty() {
            return;
        }
        let text = String::from_utf16_lossy(words);
        words.clear();
        if let Some(field) = self.fields.last_mut().filter(|field| field.in_instruction) {
            if field.instruction.len() < INSTRUCTION {
                field.instruction.push_str(&text);
            }
            return;
        }
        if self.is_silent() || look.hidden {
            return;
        }
        match look {
            Character { deleted: true, .. } | Character { struck: true, .. } => self.flow.deleted(),
            Character { raised: true, .. } => self.flow.raised(&text),
            Character { inserted: true, .. } => self.flow.inserted(&text),
            _ => self.flow.words(&text),
        }
    }

    fn field(&mut self, unit: u16) {
        match unit {
            FIELD => self.fields.push(Field { in_instruction: true, instruction: String::new() }),
            RESULT => {
                if let Some(field) = self.fields.last_mut() {
                    field.in_instruction = false;
                }
            }
            _ => drop(self.fields.pop()),
        }
    }

    fn shown(&mut self) {
        // an embedded object is the result of a field
        let is_object = self.fields.last().is_some_and(|field| field.instruction.split_whitespace().next() == Some("EMBED"));
        if !self.is_silent() {
            self.flow.picture(if is_object { PictureKind::Embedded } else { PictureKind::Picture });
        }
    }

    fn note(&mut self, at: usize) {
        let Some((part, stretch)) = self.notes.remove(&at) else { return };
        if self.is_silent() {
            return;
        }
        self.flow.open_note(part);
        let (cells, fields) = (std::mem::take(&mut self.cells), std::mem::take(&mut self.fields));
        self.part(stretch);
        self.cells.leave_all(&mut self.flow);
        (self.cells, self.fields) = (cells, fields);
        self.flow.close_note();
    }
}

/// A character of a symbol font, which stands among those for private use: an ornament says something, so that it does not join the
/// digits beside it.
fn symbol(code: u16) -> u16 {
    if (0xf000..0xf100).contains(&code) { 0x25aa } else { code }
}
