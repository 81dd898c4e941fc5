//! The reading order of a page: columns of prose one after the other, what spans them in between.

use super::page::{Column, Table};
use super::rows::{Row, Segment};

/// A piece of the page that is read as a whole.
#[derive(Debug)]
pub(super) enum Piece {
    /// A stretch of the row of that number.
    Segment(usize, Segment),
    Table(Table),
}

impl Piece {
    fn left(&self) -> f32 {
        match self {
            Piece::Segment(_, segment) => segment.left,
            Piece::Table(table) => table.left,
        }
    }

    fn right(&self) -> f32 {
        match self {
            Piece::Segment(_, segment) => segment.right,
            Piece::Table(table) => table.right,
        }
    }

    fn y(&self) -> f32 {
        match self {
            Piece::Segment(_, segment) => segment.y,
            Piece::Table(table) => table.top,
        }
    }

    fn row(&self) -> Option<usize> {
        match self {
            Piece::Segment(row, _) => Some(*row),
            Piece::Table(_) => None,
        }
    }

    fn segment(&self) -> Option<&Segment> {
        match self {
            Piece::Segment(_, segment) => Some(segment),
            Piece::Table(_) => None,
        }
    }
}

/// Columns in columns: a page has four at most.
const DEEPEST: Column = 1 << 4;

/// The pieces of a page in reading order. `last` is the gutter of the page before, and becomes that of this one.
pub(super) fn order(rows: Vec<Row>, tables: Vec<Table>, last: &mut Option<f32>) -> Vec<(Column, Piece)> {
    let segments =
        rows.into_iter().enumerate().flat_map(|(at, row)| row.into_iter().map(move |segment| Piece::Segment(at, segment)));
    let mut pieces: Vec<Piece> = segments.chain(tables.into_iter().map(Piece::Table)).collect();
    // the pieces of a row keep their order
    pieces.sort_by(|a, b| b.y().total_cmp(&a.y()).then(a.row().cmp(&b.row())));
    let mut ordered = Vec::with_capacity(pieces.len());
    // where the columns end there may be too little to tell them by
    *last = gutter(&pieces).or(last.filter(|&gutter| divides(gutter, &pieces)));
    divide(pieces, *last, 1, &mut ordered);
    ordered
}

/// Whether next to nothing spans the gutter, and something stands on both sides of it.
fn divides(gutter: f32, pieces: &[Piece]) -> bool {
    let spanning = pieces.iter().filter(|piece| piece.left() < gutter && piece.right() > gutter).count();
    let is_left = |piece: &Piece| piece.right() <= gutter;
    4 * spanning < pieces.len() && pieces.iter().any(is_left) && pieces.iter().any(|piece| piece.left() >= gutter)
}

fn divide(pieces: Vec<Piece>, gutter: Option<f32>, column: Column, ordered: &mut Vec<(Column, Piece)>) {
    let Some(gutter) = gutter.filter(|_| column < DEEPEST) else {
        ordered.extend(pieces.into_iter().map(|piece| (column, piece)));
        return;
    };
    let spans = |piece: &Piece| piece.left() < gutter && piece.right() > gutter;
    let mut spanning: Vec<usize> = pieces.iter().filter(|piece| spans(piece)).filter_map(Piece::row).collect();
    spanning.dedup();
    let mut band = Vec::new();
    for piece in pieces {
        if spans(&piece) || piece.row().is_some_and(|row| spanning.binary_search(&row).is_ok()) {
            columns(std::mem::take(&mut band), gutter, column, ordered);
            ordered.push((column, piece));
        } else {
            band.push(piece);
        }
    }
    columns(band, gutter, column, ordered);
}

/// A band of the page in which nothing spans the gutter.
fn columns(band: Vec<Piece>, gutter: f32, column: Column, ordered: &mut Vec<(Column, Piece)>) {
    let (left, right): (Vec<Piece>, Vec<Piece>) = band.into_iter().partition(|piece| piece.right() <= gutter);
    if left.is_empty() || right.is_empty() {
        ordered.extend(left.into_iter().chain(right).map(|piece| (column, piece)));
        return;
    }
    for (side, column) in [(left, 2 * column), (right, 2 * column + 1)] {
        let gutter = self::gutter(&side);
        divide(side, gutter, column, ordered);
    }
}

/// Rows that must have the gutter.
const ROWS: usize = 3;

/// How wide a column of prose is at least, in sizes.
const NARROWEST: f32 = 8.0;

/// How much of its column a row of prose fills, in most rows. The cells of a table fill less.
const FILLED: f32 = 0.6;

/// Pieces that are looked at on either side of one for its neighbours: a page has no more beside one another.
const NEAR: usize = 48;

/// Where prose is divided into columns, if it is.
fn gutter(pieces: &[Piece]) -> Option<f32> {
    let segments: Vec<(usize, &Segment)> = pieces.iter().filter_map(|piece| Some((piece.row()?, piece.segment()?))).collect();
    gutter_of(&segments, 1)
}

fn gutter_of(segments: &[(usize, &Segment)], column: Column) -> Option<f32> {
    let gaps: Vec<(f32, f32)> = (0..segments.len()).filter_map(|at| gap_behind(segments, at)).collect();
    let gutter = commonest(&gaps).filter(|_| column < DEEPEST)?;
    let side =
        |is_in: &dyn Fn(&Segment) -> bool| segments.iter().filter(|(_, segment)| is_in(segment)).copied().collect::<Vec<_>>();
    let (left, right) = (side(&|segment| segment.right <= gutter), side(&|segment| segment.left >= gutter));
    let is_prose = |side: &[(usize, &Segment)]| is_filled(side) || gutter_of(side, 2 * column).is_some();
    (is_prose(&left) && is_prose(&right)).then_some(gutter)
}

/// Whether the rows of a column are as full as those of prose.
fn is_filled(column: &[(usize, &Segment)]) -> bool {
    let (left, right) = column.iter().fold((f32::INFINITY, f32::NEG_INFINITY), |(left, right), (_, segment)| {
        (segment.left.min(left), segment.right.max(right))
    });
    let size = column.iter().map(|(_, segment)| segment.size).fold(0.0, f32::max);
    let width = |row: &[(usize, &Segment)]| row.iter().map(|(_, segment)| segment.right - segment.left).sum::<f32>();
    let mut rows: Vec<f32> = column.chunk_by(|(a, _), (b, _)| a == b).map(width).collect();
    rows.sort_by(f32::total_cmp);
    right - left >= NARROWEST * size && rows.get(rows.len() / 2).is_some_and(|&usual| usual >= FILLED * (right - left))
}

/// The gap between a segment and the next one to its right at about the same height.
fn gap_behind(segments: &[(usize, &Segment)], at: usize) -> Option<(f32, f32)> {
    let (_, segment) = segments[at];
    let near = |other: &&(usize, &Segment)| (other.1.y - segment.y).abs() < 0.8 * segment.size && other.1.left > segment.right;
    let before = segments[..at].iter().rev().take(NEAR);
    let next = before.chain(segments[at + 1..].iter().take(NEAR)).filter(near).map(|(_, other)| other.left);
    next.min_by(f32::total_cmp).map(|left| (segment.right, left))
}

/// The middle of the place that most gaps have in common.
fn commonest(gaps: &[(f32, f32)]) -> Option<f32> {
    let mut ends: Vec<(f32, i32)> = gaps.iter().flat_map(|&(from, to)| [(from, 1), (to, -1)]).collect();
    ends.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    let (mut open, mut most, mut place) = (0, ROWS as i32 - 1, None);
    for (at, &(end, step)) in ends.iter().enumerate() {
        open += step;
        if open > most {
            most = open;
            place = ends.get(at + 1).map(|next| (end + next.0) / 2.0);
        }
    }
    place
}
