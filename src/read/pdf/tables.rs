//! Tables by their borders: the lines of a page make cells, and what stands in a cell belongs together.

use super::glyphs::Glyph;
use super::page::{Block, Printed, Table};
use super::paragraphs::paragraphs;
use super::rows::rows;
use super::strokes::{Frame, Stroke};
use crate::read::draft::Line;
use crate::read::grid::{Grid, GridCell};

/// Lines no further apart than this are one, and such ends meet, in points.
const NEAR: f32 = 2.5;

/// Crossings that are looked for: more lines make no table, but a drawing.
const MAX_CROSSINGS: usize = 4_000_000;

/// Cells that a table has at most.
const MAX_CELLS: usize = 50_000;

/// Takes the tables out of a page, with the characters in them.
pub(super) fn take(page: u32, glyphs: &mut Vec<Glyph>, strokes: &[Stroke], frames: &[Frame]) -> Vec<Table> {
    let mut tables = Vec::new();
    let mut strokes = strokes.to_vec();
    for frame in floating(frames, &strokes) {
        strokes.retain(|stroke| !is_side(stroke, &frame));
        tables.extend(boxed(page, glyphs, &frame));
    }
    let mut nets = nets(&strokes);
    // what stands in a table within a cell is none of the cell's
    nets.sort_by(|a, b| a.area().total_cmp(&b.area()));
    tables.extend(nets.iter().filter_map(|net| net.take(page, glyphs)));
    tables
}

/// Frames that lie over other lines: those go through beneath them.
fn floating(frames: &[Frame], strokes: &[Stroke]) -> Vec<Frame> {
    if frames.len() * strokes.len() > MAX_CROSSINGS {
        return Vec::new();
    }
    let goes_through = |stroke: &Stroke, frame: &Frame| {
        let (across, along) = if stroke.is_level {
            ((frame.bottom, frame.top), (frame.left, frame.right))
        } else {
            ((frame.left, frame.right), (frame.bottom, frame.top))
        };
        let is_within = stroke.at > across.0 + NEAR && stroke.at < across.1 - NEAR;
        let begins_outside = stroke.from < along.0 - NEAR && stroke.to > along.0 + NEAR;
        let ends_outside = stroke.to > along.1 + NEAR && stroke.from < along.1 - NEAR;
        is_within && (begins_outside || ends_outside)
    };
    frames.iter().filter(|frame| strokes.iter().any(|stroke| goes_through(stroke, frame))).copied().collect()
}

/// Whether a stroke is a side of the frame.
fn is_side(stroke: &Stroke, frame: &Frame) -> bool {
    let (sides, ends) = if stroke.is_level {
        ([frame.bottom, frame.top], (frame.left, frame.right))
    } else {
        ([frame.left, frame.right], (frame.bottom, frame.top))
    };
    sides.iter().any(|side| (stroke.at - side).abs() <= 0.5) && stroke.from >= ends.0 - 0.5 && stroke.to <= ends.1 + 0.5
}

/// What stands in a frame and was drawn after it.
fn boxed(page: u32, glyphs: &mut Vec<Glyph>, frame: &Frame) -> Option<Table> {
    let is_in = |glyph: &mut Glyph| {
        let (x, y) = centre(glyph);
        glyph.order >= frame.order && (frame.left..=frame.right).contains(&x) && (frame.bottom..=frame.top).contains(&y)
    };
    let lines = prose(page, glyphs.extract_if(.., is_in).collect());
    let &Frame { left, right, top, .. } = frame;
    (!lines.is_empty()).then_some(Table { left, right, top, page, lines })
}

fn centre(glyph: &Glyph) -> (f32, f32) {
    (glyph.x + glyph.width / 2.0, glyph.y + 0.3 * glyph.size)
}

/// The paragraphs that those characters make.
fn prose(page: u32, glyphs: Vec<Glyph>) -> Vec<Line<'static>> {
    let blocks = rows(glyphs).into_iter().filter_map(|row| Some(Block::Printed(Printed::new(page, 1, row)?)));
    paragraphs(blocks.collect())
}

/// Lines that meet, and the cells between them.
#[derive(Debug)]
struct Net {
    /// Where the columns begin and end, from left to right.
    xs: Vec<f32>,
    /// Where the rows end and begin, from the bottom to the top.
    ys: Vec<f32>,
    strokes: Vec<Stroke>,
}

/// The nets of lines on a page.
fn nets(strokes: &[Stroke]) -> Vec<Net> {
    let level = joined(strokes.iter().filter(|stroke| stroke.is_level));
    let upright = joined(strokes.iter().filter(|stroke| !stroke.is_level));
    if level.len() * upright.len() > MAX_CROSSINGS {
        return Vec::new();
    }
    let mut sets = Sets::new(level.len() + upright.len());
    for (at, a) in level.iter().enumerate() {
        for (other, b) in upright.iter().enumerate() {
            if a.covers(b.at, NEAR) && b.covers(a.at, NEAR) {
                sets.join(at, level.len() + other);
            }
        }
    }
    let mut parts: Vec<Vec<Stroke>> = vec![Vec::new(); level.len() + upright.len()];
    for (at, stroke) in level.iter().chain(&upright).enumerate() {
        parts[sets.of(at)].push(*stroke);
    }
    parts.into_iter().filter_map(Net::new).collect()
}

/// Lines that go on from one to the next, as one: a border is drawn cell by cell.
fn joined<'s>(strokes: impl Iterator<Item = &'s Stroke>) -> Vec<Stroke> {
    let mut strokes: Vec<Stroke> = strokes.copied().filter(|stroke| stroke.at.is_finite()).collect();
    strokes.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut joined: Vec<Stroke> = Vec::new();
    for near in strokes.chunk_by_mut(|a, b| b.at - a.at <= NEAR / 2.0) {
        near.sort_by(|a, b| a.from.total_cmp(&b.from));
        let first = joined.len();
        for stroke in near {
            match joined[first..].last_mut() {
                Some(last) if stroke.from <= last.to + NEAR => last.to = last.to.max(stroke.to),
                _ => joined.push(*stroke),
            }
        }
    }
    joined
}

impl Net {
    fn new(strokes: Vec<Stroke>) -> Option<Self> {
        let places = |is_level: bool| {
            let along = strokes.iter().filter(|stroke| stroke.is_level == is_level).map(|stroke| stroke.at);
            // a table may be open at its sides
            let across = strokes.iter().filter(|stroke| stroke.is_level != is_level).flat_map(|stroke| [stroke.from, stroke.to]);
            let first = across.clone().fold(f32::INFINITY, f32::min);
            let last = across.fold(f32::NEG_INFINITY, f32::max);
            apart(along.chain([first, last]).collect())
        };
        let is_crossed = strokes.iter().any(|stroke| stroke.is_level) && strokes.iter().any(|stroke| !stroke.is_level);
        is_crossed.then_some(())?;
        let (xs, ys) = (places(false), places(true));
        // one column of several cells is a page with lines across it
        let is_table = xs.len() >= 3 && ys.len() >= 2 && (xs.len() - 1) * (ys.len() - 1) <= MAX_CELLS;
        let net = Self { xs, ys, strokes };
        (is_table || net.is_box()).then_some(net)
    }

    /// Whether it is a frame around text.
    fn is_box(&self) -> bool {
        self.xs.len() == 2 && self.ys.len() == 2
    }

    fn area(&self) -> f32 {
        (self.xs[self.xs.len() - 1] - self.xs[0]) * (self.ys[self.ys.len() - 1] - self.ys[0])
    }

    fn columns(&self) -> usize {
        self.xs.len() - 1
    }

    /// The cell that a place lies in. Rows count from the bottom.
    fn cell(&self, (x, y): (f32, f32)) -> Option<usize> {
        let at = |places: &[f32], place: f32| {
            places.partition_point(|&known| known <= place).checked_sub(1).filter(|&at| at + 1 < places.len())
        };
        Some(at(&self.ys, y)? * self.columns() + at(&self.xs, x)?)
    }

    /// Which cells are one, for no line separates them.
    fn merged(&self) -> Sets {
        let (columns, rows) = (self.columns(), self.ys.len() - 1);
        // whether a line stands right of a cell, and above it
        let (mut right, mut above) = (vec![false; columns * rows], vec![false; columns * rows]);
        for stroke in &self.strokes {
            let (along, across) = if stroke.is_level { (&self.xs, &self.ys) } else { (&self.ys, &self.xs) };
            let Some(side) =
                across.iter().position(|place| (place - stroke.at).abs() <= NEAR).and_then(|side| side.checked_sub(1))
            else {
                continue;
            };
            for at in 0..along.len() - 1 {
                let middle = (along[at] + along[at + 1]) / 2.0;
                match stroke.is_level {
                    _ if !stroke.covers(middle, 0.0) => {}
                    true if side < rows => above[side * columns + at] = true,
                    false if side < columns => right[at * columns + side] = true,
                    _ => {}
                }
            }
        }
        let mut sets = Sets::new(columns * rows);
        for cell in 0..columns * rows {
            if !right[cell] && cell % columns + 1 < columns {
                sets.join(cell, cell + 1);
            }
            if !above[cell] && cell / columns + 1 < rows {
                sets.join(cell, cell + columns);
            }
        }
        sets
    }

    /// Takes what stands in the cells.
    fn take(&self, page: u32, glyphs: &mut Vec<Glyph>) -> Option<Table> {
        let columns = self.columns();
        let mut sets = self.merged();
        let mut cells: Vec<Vec<Glyph>> = vec![Vec::new(); columns * (self.ys.len() - 1)];
        // the border of a page is no box on it
        let within = || glyphs.iter().filter(|glyph| self.cell(centre(glyph)).is_some()).count();
        if self.is_box() && 2 * within() > glyphs.len() {
            return None;
        }
        let is_in = |glyph: &mut Glyph| self.cell(centre(glyph)).is_some();
        for glyph in glyphs.extract_if(.., is_in) {
            if let Some(cell) = self.cell(centre(&glyph)) {
                cells[sets.of(cell)].push(glyph);
            }
        }
        // the text of cells that are one stands in the first of them: in the top row, on the left
        let rows = (0..self.ys.len() - 1).rev().map(|row| row * columns..(row + 1) * columns);
        let mut grid = Grid::default();
        for row in rows {
            let row = row.map(|cell| {
                let lines = prose(page, std::mem::take(&mut cells[sets.of(cell)]));
                GridCell { columns: 1, rows: 1, lines, nests: false }
            });
            grid.rows.push(row.collect());
        }
        let lines = grid.into_lines();
        let (left, right, top) = (self.xs[0], self.xs[columns], self.ys[self.ys.len() - 1]);
        (!lines.is_empty()).then_some(Table { left, right, top, page, lines })
    }
}

/// Places that are no nearer to one another than [`NEAR`].
fn apart(mut places: Vec<f32>) -> Vec<f32> {
    places.sort_by(f32::total_cmp);
    places.dedup_by(|next, known| *next - *known <= NEAR);
    places
}

/// Sets of numbers that are joined (union–find).
struct Sets(Vec<usize>);

impl Sets {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn of(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.of(a), self.of(b));
        self.0[a.max(b)] = a.min(b);
    }
}
