//! What stands on a page: the lines that are printed in its columns, and its tables.

use super::rows::{Row, Segment};
use crate::read::draft::{Fragment, Line, Revision};
use crate::source::Origin;

/// The column that a piece stands in: 1 is the page, 2 and 3 its left and right half, 4 and 5 those of the left one.
pub(super) type Column = u16;

/// A table on the page, or a text box that lies over one.
#[derive(Debug)]
pub(super) struct Table {
    pub left: f32,
    pub right: f32,
    pub top: f32,
    pub page: u32,
    pub lines: Vec<Line<'static>>,
}

/// What is read one after the other.
#[derive(Debug)]
pub(super) enum Block {
    Printed(Printed),
    Table(Table),
}

/// A printed line.
#[derive(Clone, Debug)]
pub(super) struct Printed {
    pub page: u32,
    pub column: Column,
    /// What is printed; tabs separate its cells.
    pub print: Segment,
}

impl Printed {
    /// The line of those segments, of which there is one.
    pub(super) fn new(page: u32, column: Column, row: Row) -> Option<Self> {
        let join = |mut line: Segment, next: Segment| {
            line.text = if line.text.is_empty() { next.text } else { line.text + "\t" + &next.text };
            Segment { right: next.right, is_struck: line.is_struck || next.is_struck, ..line }
        };
        Some(Self { page, column, print: row.into_iter().reduce(join)? })
    }

    /// As a line of the text, by itself.
    pub(super) fn line(&self) -> Line<'static> {
        let mut fragments = vec![Fragment::new(self.print.text.clone(), Origin::Page(self.page))];
        if self.print.is_struck {
            fragments.push(Fragment::revision(Revision::Deleted));
        }
        Line { fragments, ..Line::default() }
    }
}
