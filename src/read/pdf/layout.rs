//! From characters on pages to the lines of the text.
//!
//! What is struck out is marked, tables are taken out by their borders, the rest is cut into rows, without running heads; columns
//! are read one after the other, and printed lines joined to paragraphs.

use super::columns::{self, Piece};
use super::contents::drop_contents;
use super::glyphs::{Glyph, Page, Turn};
use super::page::{Block, Column, Printed, Table};
use super::paragraphs::paragraphs;
use super::rows::{Row, rows};
use super::running::drop_running;
use super::strokes::{Frame, Stroke};
use super::tables;
use crate::read::draft::Line;

/// The paragraphs and tables of a document.
pub(super) fn lines(pages: Vec<Page>) -> Vec<Line<'static>> {
    let mut texts = Vec::new();
    let mut tables = Vec::new();
    for (number, page) in (1..).zip(pages) {
        let (rows, found) = parts(number, page);
        texts.push(rows);
        tables.push(found);
    }
    drop_running(&mut texts);
    let (mut blocks, mut gutter) = (Vec::new(), None);
    for (number, (rows, tables)) in (1..).zip(texts.into_iter().zip(tables)) {
        printed(number, columns::order(rows, tables, &mut gutter), &mut blocks);
    }
    drop_contents(&mut blocks);
    drop_repeated_heads(&mut blocks);
    paragraphs(blocks)
}

/// The rows of a page and its tables. What is written another way than most of the page stands after the rest.
fn parts(number: u32, mut page: Page) -> (Vec<Row>, Vec<Table>) {
    page.glyphs.retain(|glyph| glyph.turn != Turn::Aslant);
    let turns = [Turn::None, Turn::Left, Turn::Right, Turn::Over];
    let count = |turn: Turn| page.glyphs.iter().filter(|glyph| glyph.turn == turn).count();
    let most = turns.into_iter().rev().max_by_key(|&turn| count(turn)).unwrap_or_default();
    let others: Vec<Turn> = turns.into_iter().filter(|&turn| turn != most && count(turn) > 0).collect();
    turn(&mut page, most);
    let aside: Vec<Vec<Glyph>> =
        others.into_iter().map(|turn| page.glyphs.extract_if(.., |glyph| glyph.turn == turn).collect()).collect();
    strike_out(&mut page.glyphs, &page.strokes);
    let tables = tables::take(number, &mut page.glyphs, &page.strokes, &page.frames);
    let mut rows = rows(page.glyphs);
    rows.extend(aside.into_iter().flat_map(self::rows));
    (rows, tables)
}

/// Turns a page that lies on its side.
fn turn(page: &mut Page, most: Turn) {
    for glyph in &mut page.glyphs {
        (glyph.x, glyph.y) = glyph.turn.upright((glyph.x, glyph.y));
    }
    if most == Turn::None {
        return;
    }
    for stroke in &mut page.strokes {
        let ends = if stroke.is_level {
            [(stroke.from, stroke.at), (stroke.to, stroke.at)]
        } else {
            [(stroke.at, stroke.from), (stroke.at, stroke.to)]
        };
        let [a, b] = ends.map(|end| most.upright(end));
        let is_level = (a.1 - b.1).abs() < (a.0 - b.0).abs();
        let (at, from, to) = if is_level { (a.1, a.0, b.0) } else { (a.0, a.1, b.1) };
        *stroke = Stroke { is_level, at, from: from.min(to), to: from.max(to), ..*stroke };
    }
    for frame in &mut page.frames {
        let (a, b) = (most.upright((frame.left, frame.bottom)), most.upright((frame.right, frame.top)));
        let order = frame.order;
        *frame = Frame { left: a.0.min(b.0), right: a.0.max(b.0), bottom: a.1.min(b.1), top: a.1.max(b.1), order };
    }
}

/// Between these shares of the size above the base line, a line strikes a character out; lower, it stands under it.
const STRIKES: (f32, f32) = (0.15, 0.6);

/// Marks what a line strikes out.
fn strike_out(glyphs: &mut [Glyph], strokes: &[Stroke]) {
    let mut level: Vec<&Stroke> = strokes.iter().filter(|stroke| stroke.is_level && !stroke.is_side).collect();
    level.sort_by(|a, b| a.at.total_cmp(&b.at));
    for glyph in glyphs.iter_mut() {
        let (low, high) = (glyph.y + STRIKES.0 * glyph.size, glyph.y + STRIKES.1 * glyph.size);
        let first = level.partition_point(|stroke| stroke.at < low);
        let middle = glyph.x + glyph.width / 2.0;
        let mut near = level[first..].iter().take_while(|stroke| stroke.at <= high).take(MAX_STRIKES);
        glyph.is_struck = near.any(|stroke| stroke.covers(middle, 0.0));
    }
}

/// Lines at the height of a character that are looked at.
const MAX_STRIKES: usize = 64;

/// Pieces in reading order as blocks: those of one row in one column are a line.
fn printed(page: u32, pieces: Vec<(Column, Piece)>, blocks: &mut Vec<Block>) {
    let mut open: Option<(Column, usize, Row)> = None;
    let close = |open: Option<(Column, usize, Row)>| {
        open.and_then(|(column, _, row)| Printed::new(page, column, row)).map(Block::Printed)
    };
    for (column, piece) in pieces {
        match (piece, &mut open) {
            (Piece::Segment(at, segment), Some((known, row, segments))) if *known == column && *row == at => {
                segments.push(segment)
            }
            (Piece::Segment(at, segment), _) => blocks.extend(close(open.replace((column, at, vec![segment])))),
            (Piece::Table(table), _) => {
                blocks.extend(close(open.take()));
                blocks.push(Block::Table(table));
            }
        }
    }
    blocks.extend(close(open));
}

/// Rows of a head that a table has at most.
const HEAD_ROWS: usize = 4;

/// Takes out the head that a table repeats on its next page.
fn drop_repeated_heads(blocks: &mut [Block]) {
    for at in 1..blocks.len() {
        let (before, rest) = blocks.split_at_mut(at);
        if let (Some(Block::Table(first)), Some(Block::Table(next))) = (before.last(), rest.first_mut())
            && first.page < next.page
        {
            let rows = first.lines.iter().zip(&next.lines).take(HEAD_ROWS);
            let same = rows.take_while(|(a, b)| a.text() == b.text()).count();
            // a table that is the same again is another one
            if same < next.lines.len() {
                next.lines.drain(..same);
            }
        }
    }
}
