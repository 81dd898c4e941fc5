//! What stands in a cell: a number with its sign, words, or nothing.

use super::names;
use crate::claims::scene::Scene;
use crate::document::is_placeholder;
use crate::figures::{Class, Direction, Figure};
use crate::ids::FigureId;
use crate::source::Span;

/// What stands in a cell.
#[derive(Clone, Copy)]
pub(in crate::claims) enum Cell {
    /// Nothing, or a mark for nothing: —, /, 无.
    Empty,
    /// Words.
    Words,
    /// A number.
    Number(Entry),
}

/// A number in a cell, and what stands around it.
#[derive(Clone, Copy)]
pub(in crate::claims) struct Entry {
    pub(in crate::claims) figure: FigureId,
    /// Whether a word, an arrow or brackets make it less than nought: 下降8.3%, ↓8.3, （8.3）. A minus belongs to the figure.
    pub(in crate::claims) is_flipped: bool,
    /// Whether a sign is printed, be it a plus.
    pub(in crate::claims) is_signed: bool,
}

/// What a cell holds.
pub(super) fn entry(scene: &Scene, cell: Span) -> Cell {
    let text = scene.source.slice(cell);
    if is_placeholder(text) {
        return Cell::Empty;
    }
    match number_in(scene, cell) {
        Some(entry) => Cell::Number(entry),
        None => Cell::Words,
    }
}

/// A number of a run.
pub(super) fn run_entry(scene: &Scene, figure: FigureId) -> Entry {
    let printed = &scene.figures[figure];
    Entry { figure, is_flipped: points_down(printed), is_signed: printed.sign.is_some() }
}

/// Whether an arrow tells that the number is a decline.
fn points_down(printed: &Figure) -> bool {
    printed.sign.is_some_and(|sign| !sign.is_arithmetic && sign.direction == Direction::Down)
}

/// The number of a cell that holds one number, its sign and nothing else.
pub(super) fn number_in(scene: &Scene, cell: Span) -> Option<Entry> {
    let first = scene.figures.partition_point(|figure| figure.span.start < cell.start);
    let printed = scene.figures.get(first).filter(|figure| figure.span.end <= cell.end)?;
    let next = scene.figures.get(first.next());
    let alone = next.is_none_or(|next| next.span.start >= cell.end);
    let inside = |start: u32, end: u32| scene.source.slice(Span { start, end });
    let (before, after) = (inside(cell.start, printed.span.start.max(cell.start)), inside(printed.span.end, cell.end));
    let worded = names::signed(before, after)?;
    let is_number = printed.class != Class::Date && printed.class != Class::Name;
    let is_flipped = worded == Some(true) || points_down(printed);
    let is_signed = worded.is_some() || printed.sign.is_some();
    (alone && is_number).then_some(Entry { figure: first, is_flipped, is_signed })
}
