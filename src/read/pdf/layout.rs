//! From characters on pages to paragraphs: lines by their base lines, without running heads, joined where the text goes on.

use std::collections::HashMap;

use super::glyphs::Glyph;
use crate::read::draft::{Fragment, Line, between};
use crate::read::markdown::begins_with_ordinal;
use crate::source::Origin;

/// A printed line.
#[derive(Clone, Debug)]
struct Printed {
    page: u32,
    left: f32,
    right: f32,
    y: f32,
    size: f32,
    /// How wide its beginning is that may not be broken: a number with its sign, or a character and the mark behind it.
    head: f32,
    text: String,
}

/// The paragraphs of a document.
pub(super) fn lines(pages: Vec<Vec<Glyph>>) -> Vec<Line<'static>> {
    let mut pages: Vec<Vec<Printed>> = (1..).zip(pages).map(|(number, glyphs)| printed(number, glyphs)).collect();
    drop_running(&mut pages);
    paragraphs(pages.into_iter().flatten().collect())
}

/// Base lines that lie closer than this share of the size are one.
const SAME_LINE: f32 = 0.5;

/// A gap of more than this many sizes divides the cells of a table.
const CELL_GAP: f32 = 1.2;

/// The lines of a page, from top to bottom.
fn printed(page: u32, mut glyphs: Vec<Glyph>) -> Vec<Printed> {
    glyphs.retain(|glyph| [glyph.x, glyph.y, glyph.width, glyph.size].iter().all(|number| number.is_finite()));
    glyphs.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut lines: Vec<Vec<Glyph>> = Vec::new();
    let mut base = f32::INFINITY;
    for glyph in glyphs {
        match lines.last_mut() {
            Some(line) if (base - glyph.y).abs() <= SAME_LINE * glyph.size.max(1.0) => line.push(glyph),
            _ => {
                base = glyph.y;
                lines.push(vec![glyph]);
            }
        }
    }
    lines.into_iter().filter_map(|line| line_of(page, line)).collect()
}

/// One line from left to right; blanks at its ends do not count.
fn line_of(page: u32, mut glyphs: Vec<Glyph>) -> Option<Printed> {
    glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
    let is_blank = |glyph: &&Glyph| glyph.text.trim().is_empty() && !glyph.is_unknown();
    let shown: Vec<&Glyph> = glyphs.iter().filter(|glyph| !is_blank(glyph)).collect();
    let (first, last) = (*shown.first()?, *shown.last()?);
    let mut text = String::new();
    let mut before: Option<&Glyph> = None;
    for glyph in &shown {
        if let Some(before) = before {
            // a character that is drawn twice, a little further on, is bold
            if before.text == glyph.text && (glyph.x - before.x).abs() < 0.2 * glyph.size {
                continue;
            }
            // the mark of a footnote is no digit of the number before it
            if glyph.size < 0.75 * before.size && glyph.y > before.y + 0.1 * before.size {
                continue;
            }
            let gap = glyph.x - (before.x + before.width);
            let neighbours = (text.chars().next_back(), glyph.text.chars().next());
            if gap > CELL_GAP * glyph.size {
                text.push('\t');
            } else if gap > 0.15 * glyph.size
                && let (Some(left), Some(right)) = neighbours
                && let Some(glue) = between(left, right)
            {
                text.push_str(glue);
            }
        }
        text.push_str(if glyph.is_unknown() { "\u{fffd}" } else { &glyph.text });
        before = Some(glyph);
    }
    let head = head(&shown).map_or(first.width, |end| end.x + end.width - first.x);
    Some(Printed { page, left: first.x, right: last.x + last.width, y: first.y, size: first.size, head, text })
}

/// The last character that must stand on one line with the first.
fn head<'g>(glyphs: &[&'g Glyph]) -> Option<&'g Glyph> {
    let is_word = |glyph: &&&Glyph| glyph.text.chars().all(|c| c.is_ascii_graphic());
    let is_mark = |glyph: &&&Glyph| glyph.text.contains(['，', '。', '；', '：', '、', '）', '”', '》', '％', '！', '？']);
    let word = glyphs.iter().take_while(is_word).count().max(1);
    let marks = glyphs[word.min(glyphs.len())..].iter().take_while(is_mark).count();
    glyphs.get(word + marks - 1).copied()
}

/// Lines at the top and at the bottom of a page that may be running heads.
const EDGE: usize = 2;

/// Takes out page numbers, and what stands at the edge of most pages in the same words.
fn drop_running(pages: &mut [Vec<Printed>]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for page in pages.iter() {
        let mut edges: Vec<String> = edges(page.len()).map(|at| masked(&page[at].text)).collect();
        edges.sort_unstable();
        edges.dedup();
        for edge in edges {
            *seen.entry(edge).or_default() += 1;
        }
    }
    let many = (pages.len() / 2 + 1).max(2);
    for page in pages.iter_mut() {
        let is_running = |text: &str| seen.get(&masked(text)).is_some_and(|&times| times >= many) && text.chars().count() < 60;
        // from the outside inwards: behind the first line of the text nothing is a running head
        let above = page.iter().take(EDGE).take_while(|line| is_page_number(&line.text) || is_running(&line.text)).count();
        let rest = page.len() - above;
        let below = page.iter().rev().take(EDGE.min(rest));
        let below = below.take_while(|line| is_page_number(&line.text) || is_running(&line.text)).count();
        page.truncate(page.len() - below);
        page.drain(..above);
    }
}

fn edges(length: usize) -> impl Iterator<Item = usize> {
    (0..length).filter(move |at| *at < EDGE || at + EDGE >= length)
}

/// A line without its numbers, which grow from page to page.
fn masked(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).map(|c| if c.is_ascii_digit() { '#' } else { c }).collect()
}

/// 3, — 3 —, 第3页, 第3页 共9页, 3/9
fn is_page_number(text: &str) -> bool {
    let rest: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let is_mark = |c: char| matches!(c, '-' | '—' | '–' | '－' | '─' | '·' | '第' | '页' | '共' | '/');
    rest.chars().count() <= 12
        && rest.contains(|c: char| c.is_ascii_digit())
        && rest.chars().all(|c| c.is_ascii_digit() || is_mark(c))
}

/// Sizes by which a full line may fall short of the margin when the beginning of the next one would not have fitted.
const SHORT: f32 = 0.6;

/// Joins lines to paragraphs.
fn paragraphs(lines: Vec<Printed>) -> Vec<Line<'static>> {
    let margin = Margin::of(&lines);
    let mut paragraphs: Vec<Line<'static>> = Vec::new();
    let mut before: Option<&Printed> = None;
    for line in &lines {
        let fragment = Fragment::new(line.text.clone(), Origin::Page(line.page));
        let next = Line { fragments: vec![fragment], ..Line::default() };
        match paragraphs.last_mut() {
            Some(last) if before.is_some_and(|before| margin.goes_on(before, line)) => last.join(next),
            _ => paragraphs.push(next),
        }
        before = Some(line);
    }
    paragraphs
}

/// Where full lines begin and end.
struct Margin {
    left: f32,
    right: f32,
    /// From one base line to the next.
    step: f32,
}

impl Margin {
    fn of(lines: &[Printed]) -> Self {
        let at = |mut numbers: Vec<f32>, share: usize| {
            numbers.sort_by(f32::total_cmp);
            numbers.get(numbers.len() * share / 100).copied().unwrap_or(0.0)
        };
        let steps = lines.windows(2).filter(|pair| pair[0].page == pair[1].page).map(|pair| pair[0].y - pair[1].y);
        Self {
            left: at(lines.iter().map(|line| line.left).collect(), 15),
            right: at(lines.iter().map(|line| line.right).collect(), 85),
            step: at(steps.collect(), 50),
        }
    }

    /// Whether `next` belongs to the paragraph of `line`.
    fn goes_on(&self, line: &Printed, next: &Printed) -> bool {
        let size = line.size.max(1.0);
        let is_full = line.right + next.head >= self.right - SHORT * size;
        let is_indented = next.left > self.left + 1.2 * size;
        let is_row = line.text.contains('\t') || next.text.contains('\t');
        let is_near = line.page != next.page || line.y - next.y < (1.5 * self.step).max(1.2 * size);
        let alike = (line.size - next.size).abs() < 0.15 * size;
        is_full && !is_indented && !is_row && is_near && alike && !begins_with_ordinal(&next.text)
    }
}
