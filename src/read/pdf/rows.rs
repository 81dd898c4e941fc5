//! From characters to rows: what stands on one base line, cut where a gap separates columns or cells.

use super::glyphs::Glyph;
use crate::read::draft::between;

/// What stands on one base line, from left to right.
pub(super) type Row = Vec<Segment>;

/// A stretch of a row without a gap.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    pub left: f32,
    pub right: f32,
    /// The base line.
    pub y: f32,
    pub size: f32,
    /// How wide its beginning is that may not be broken: a number with its sign, or a character and the mark after it.
    pub head: f32,
    /// Without what is struck out.
    pub text: String,
    pub is_struck: bool,
}

/// Base lines that lie closer than this share of the size are one.
const SAME_LINE: f32 = 0.5;

/// A gap of more than this many sizes separates columns, or the cells of a table.
const CELL_GAP: f32 = 1.2;

/// A gap of more than this many sizes separates words.
const WORD_GAP: f32 = 0.15;

/// Letters that are set apart stand no further apart than this, in sizes.
const SPACED: f32 = 0.6;

/// The rows of a page, or of a cell, from top to bottom.
pub(super) fn rows(mut glyphs: Vec<Glyph>) -> Vec<Row> {
    glyphs
        .retain(|glyph| [glyph.x, glyph.y, glyph.width, glyph.size].iter().all(|number| number.is_finite()) && !is_blank(glyph));
    glyphs.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut rows: Vec<Vec<Glyph>> = Vec::new();
    let mut base = f32::INFINITY;
    for glyph in glyphs {
        match rows.last_mut() {
            Some(row) if (base - glyph.y).abs() <= SAME_LINE * glyph.size.max(1.0) => row.push(glyph),
            _ => {
                base = glyph.y;
                rows.push(vec![glyph]);
            }
        }
    }
    rows.into_iter().map(row).collect()
}

fn is_blank(glyph: &Glyph) -> bool {
    glyph.text.trim().is_empty() && !glyph.is_unknown()
}

fn row(mut glyphs: Vec<Glyph>) -> Row {
    glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
    let spacing = spacing(&glyphs);
    let mut row = Row::new();
    let mut segment: Vec<&Glyph> = Vec::new();
    for glyph in &glyphs {
        if let Some(before) = segment.last()
            && gap(before, glyph) - spacing > CELL_GAP * glyph.size
        {
            row.extend(segment_of(&segment, spacing));
            segment.clear();
        }
        segment.push(glyph);
    }
    row.extend(segment_of(&segment, spacing));
    row
}

fn gap(before: &Glyph, glyph: &Glyph) -> f32 {
    glyph.x - (before.x + before.width)
}

/// How far apart the characters of a row stand as a rule: titles are spaced, and justified lines are.
fn spacing(glyphs: &[Glyph]) -> f32 {
    let mut gaps: Vec<f32> = glyphs.windows(2).map(|pair| gap(&pair[0], &pair[1])).collect();
    gaps.sort_by(f32::total_cmp);
    let usual = gaps.get(gaps.len() / 2).copied().unwrap_or(0.0);
    glyphs.first().map_or(0.0, |first| usual.clamp(0.0, SPACED * first.size))
}

fn segment_of(glyphs: &[&Glyph], spacing: f32) -> Option<Segment> {
    let (first, last) = (*glyphs.first()?, *glyphs.last()?);
    let mut text = String::new();
    let mut before: Option<&Glyph> = None;
    for glyph in glyphs {
        if let Some(before) = before {
            // a character that is drawn twice, a little further on, is bold
            if before.text == glyph.text && (glyph.x - before.x).abs() < 0.2 * glyph.size {
                continue;
            }
            // the mark of a footnote is no digit of the number before it
            if glyph.size < 0.75 * before.size && glyph.y > before.y + 0.1 * before.size {
                continue;
            }
            let is_apart = gap(before, glyph) - spacing > WORD_GAP * glyph.size;
            if is_apart
                && !glyph.is_struck
                && let (Some(left), Some(right)) = (text.chars().next_back(), glyph.text.chars().next())
                && let Some(glue) = between(left, right)
            {
                text.push_str(glue);
            }
        }
        if !glyph.is_struck {
            text.push_str(if glyph.is_unknown() { "\u{fffd}" } else { &glyph.text });
        }
        before = Some(glyph);
    }
    let head = head(glyphs).map_or(first.width, |end| end.x + end.width - first.x);
    let is_struck = glyphs.iter().any(|glyph| glyph.is_struck);
    Some(Segment { left: first.x, right: last.x + last.width, y: first.y, size: first.size, head, text, is_struck })
}

/// Marks before which no line begins.
const CLOSING: &str = "，。；：、）】〕》」』％！？…—,.;:)%]";

/// Marks with which no line ends.
const OPENING: &str = "（【〔《「『([";

/// Quotation marks, which browsers part from neither neighbour.
const QUOTES: &str = "“”‘’";

/// The last character that must stand on one line with the first.
fn head<'g>(glyphs: &[&'g Glyph]) -> Option<&'g Glyph> {
    let is_of = |marks: &str, at: usize| {
        glyphs.get(at).is_some_and(|glyph| !glyph.text.is_empty() && glyph.text.chars().all(|c| marks.contains(c)))
    };
    let is_word = |at: usize| glyphs.get(at).is_some_and(|glyph| glyph.text.chars().all(|c| c.is_ascii_graphic()));
    let mut at = 0;
    while at + 1 < glyphs.len().min(LONGEST_HEAD) {
        let holds = is_of(OPENING, at) || is_of(QUOTES, at) || is_of(QUOTES, at + 1) || is_of(CLOSING, at + 1);
        let is_one_word = is_word(at) && is_word(at + 1);
        if !holds && !is_one_word {
            break;
        }
        at += 1;
    }
    glyphs.get(at).copied()
}

/// Characters that hold together at most: a longer row of them is broken somewhere.
const LONGEST_HEAD: usize = 24;
