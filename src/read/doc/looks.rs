//! What characters and paragraphs look like: runs of places in the file, each with its changes (2.6, 2.8.25, 2.9.32, 2.9.174).

use super::bytes::{plc, u16_at, u32_at};
use super::fib::Place;
use crate::read::flow::Edge;

/// Bytes of a page of looks.
const PAGE: usize = 512;

/// Pages of looks: a report has a few dozen.
const MAX_PAGES: usize = 20_000;

/// Looks by places in the file, in their order: a place and those after it look so, up to the next.
#[derive(Debug)]
pub(super) struct Runs<T> {
    starts: Vec<u32>,
    looks: Vec<T>,
}

impl<T: Default + Clone> Runs<T> {
    /// The look at a place, and where the next one begins.
    pub(super) fn at(&self, offset: u32) -> (T, u32) {
        let after = self.starts.partition_point(|&start| start <= offset);
        let look = after.checked_sub(1).and_then(|at| self.looks.get(at)).cloned().unwrap_or_default();
        (look, self.starts.get(after).copied().unwrap_or(u32::MAX))
    }

    fn new(mut found: Vec<(u32, u32, T)>) -> Self {
        found.sort_by_key(|&(start, ..)| start);
        let (mut starts, mut looks, mut end) = (Vec::new(), Vec::new(), 0);
        for (start, next, look) in found {
            if start > end {
                starts.push(end);
                looks.push(T::default());
            }
            if starts.last() == Some(&start) {
                starts.pop();
                looks.pop();
            }
            starts.push(start);
            looks.push(look);
            end = next;
        }
        starts.push(end);
        looks.push(T::default());
        Self { starts, looks }
    }
}

/// What a run of characters looks like.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Character {
    pub deleted: bool,
    pub inserted: bool,
    pub hidden: bool,
    pub struck: bool,
    pub raised: bool,
    /// Whether its characters stand for something: a picture, a note.
    pub special: bool,
    /// A character by its number in a symbol font.
    pub symbol: Option<u16>,
}

/// What a paragraph is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Paragraph {
    pub style: u16,
    /// Tables in tables that it stands in.
    pub depth: usize,
    /// Whether its mark ends a row.
    pub ends_row: bool,
    /// Whether its mark ends a cell of a table in a table.
    pub ends_inner_cell: bool,
    pub list: Option<u16>,
    pub level: Option<u8>,
    pub outline: Option<u8>,
    /// Of the end of a row: where its cells end.
    pub edges: Vec<Edge>,
}

/// Reads the looks of characters.
pub(super) fn characters(document: &[u8], table: &[u8], place: Place) -> Runs<Character> {
    let runs = pages(document, table, place, 1, |page, at| {
        let at = 2 * usize::from(*page.get(at)?);
        let length = usize::from(*page.get(at)?);
        let mut look = Character::default();
        if at > 0 {
            changes(page.get(at + 1..at + 1 + length)?, |code, operand| look.change(code, operand));
        }
        Some(look)
    });
    Runs::new(runs)
}

/// Reads the looks of paragraphs.
pub(super) fn paragraphs(document: &[u8], table: &[u8], place: Place) -> Runs<Paragraph> {
    let runs = pages(document, table, place, 13, |page, at| {
        let at = 2 * usize::from(*page.get(at)?);
        if at == 0 {
            return None;
        }
        let (start, length) = match page.get(at)? {
            0 => (at + 2, 2 * usize::from(*page.get(at + 1)?)),
            half => (at + 1, (2 * usize::from(*half)).saturating_sub(1)),
        };
        Some(Paragraph::new(page.get(start..start + length)?))
    });
    Runs::new(runs)
}

/// The runs of all pages; of each, `size` bytes say where its look stands, which `look` reads.
fn pages<T: Default>(
    document: &[u8],
    table: &[u8],
    place: Place,
    size: usize,
    look: impl Fn(&[u8], usize) -> Option<T>,
) -> Vec<(u32, u32, T)> {
    let (_, items) = plc(table, place, 4);
    let mut runs = Vec::new();
    for number in items.into_iter().take(MAX_PAGES).filter_map(|item| u32_at(item, 0)) {
        let start = (number & 0x3f_ffff) as usize * PAGE;
        let Some(page) = document.get(start..start + PAGE) else { continue };
        let count = usize::from(page[PAGE - 1]);
        for at in 0..count {
            let bounds = u32_at(page, 4 * at).zip(u32_at(page, 4 * (at + 1)));
            let Some((start, end)) = bounds.filter(|(start, end)| start < end) else { continue };
            runs.push((start, end, look(page, 4 * (count + 1) + size * at).unwrap_or_default()));
        }
    }
    runs
}

/// Goes through the changes of a look (2.2.5.2): their codes and operands.
pub(super) fn changes(mut bytes: &[u8], mut change: impl FnMut(u16, &[u8])) {
    while let Some(code) = u16_at(bytes, 0) {
        let rest = &bytes[2..];
        let length = match code >> 13 {
            0 | 1 => 1,
            2 | 4 | 5 => 2,
            3 => 4,
            7 => 3,
            // a length of two bytes, and one less than it says
            _ if code == 0xd608 => u16_at(rest, 0).map_or(usize::MAX, |length| usize::from(length) + 1),
            _ => rest.first().map_or(usize::MAX, |length| usize::from(*length) + 1),
        };
        let Some(operand) = rest.get(..length) else { return };
        change(code, operand);
        bytes = &rest[length..];
    }
}

impl Character {
    pub(super) fn change(&mut self, code: u16, operand: &[u8]) {
        let on = operand.first().is_some_and(|value| matches!(value, 1 | 0x81));
        match code {
            0x0800 => self.deleted = on,
            0x0801 => self.inserted = on,
            0x083c => self.hidden = on,
            0x0837 | 0x2a53 => self.struck = on,
            0x0855 => self.special = on,
            0x2a48 => self.raised = operand.first() == Some(&1),
            0x6a09 => {
                self.symbol = u16_at(operand, 2);
                self.special = true;
            }
            _ => {}
        }
    }
}

impl Paragraph {
    /// Reads a style and what is changed beside it.
    pub(super) fn new(bytes: &[u8]) -> Self {
        let mut paragraph = Self { style: u16_at(bytes, 0).unwrap_or(0), ..Self::default() };
        changes(bytes.get(2..).unwrap_or_default(), |code, operand| paragraph.change(code, operand));
        paragraph
    }

    pub(super) fn change(&mut self, code: u16, operand: &[u8]) {
        let first = operand.first().copied().unwrap_or(0);
        match code {
            0x2416 if first == 0 => self.depth = 0,
            0x2416 => self.depth = self.depth.max(1),
            0x6649 => self.depth = u32_at(operand, 0).map_or(0, |depth| depth as usize).min(16),
            0x2417 | 0x244c => self.ends_row |= first == 1,
            0x244b => self.ends_inner_cell = first == 1,
            0x460b => self.list = u16_at(operand, 0),
            0x260a => self.level = Some(first),
            0x2640 => self.outline = Some(first),
            0xd608 => self.edges = edges(operand),
            _ => {}
        }
    }
}

/// The cells of a row (2.9.331): where they end, and which are merged.
fn edges(operand: &[u8]) -> Vec<Edge> {
    let count = usize::from(operand.get(2).copied().unwrap_or(0)).min(64);
    let cells = (0..count).filter_map(|at| {
        let right = u16_at(operand, 3 + 2 * (at + 1))? as i16;
        let merged = u16_at(operand, 3 + 2 * (count + 1) + 20 * at).unwrap_or(0) & 3;
        Some(Edge { right: right.into(), joins: merged == 1 })
    });
    cells.collect()
}
