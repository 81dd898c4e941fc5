//! Printed lines to paragraphs: joined where the text goes on.

use std::collections::HashMap;

use super::page::{Block, Column, Printed};
use crate::read::draft::Line;
use crate::read::ordinal::begins_with_ordinal;

/// Joins lines to paragraphs.
pub(super) fn paragraphs(blocks: Vec<Block>) -> Vec<Line<'static>> {
    let margins = Margins::of(&blocks);
    let mut paragraphs: Vec<Line<'static>> = Vec::new();
    // the line before, and whether it goes on with one before it
    let mut before: Option<(Printed, bool)> = None;
    for block in blocks {
        let printed = match block {
            Block::Printed(printed) => printed,
            Block::Table(table) => {
                paragraphs.extend(table.lines);
                before = None;
                continue;
            }
        };
        let goes_on = before.as_ref().is_some_and(|(before, continued)| margins.goes_on(before, *continued, &printed));
        match paragraphs.last_mut().filter(|_| goes_on) {
            Some(last) => last.join(printed.line()),
            None => paragraphs.push(printed.line()),
        }
        before = Some((printed, goes_on));
    }
    paragraphs
}

/// Sizes by which a full line may fall short of the margin when the beginning of the next one would not have fitted.
const SHORT: f32 = 0.6;

/// Sizes by which the first line of a paragraph is set in at least.
const INDENT: f32 = 1.2;

/// Lines of which so many in a hundred begin further left, or end further right, have their margin there.
const OUTLIERS: usize = 3;

/// Where full lines begin and end.
#[derive(Clone, Copy, Debug, Default)]
struct Margin {
    left: f32,
    right: f32,
    /// From one base line to the next.
    step: f32,
}

struct Margins {
    columns: HashMap<Column, Margin>,
    /// The size of most lines.
    size: f32,
}

/// The number with so many in a hundred below it.
fn at(mut numbers: Vec<f32>, share: usize) -> f32 {
    numbers.sort_by(f32::total_cmp);
    numbers.get((numbers.len() * share / 100).min(numbers.len().saturating_sub(1))).copied().unwrap_or(0.0)
}

impl Margins {
    fn of(blocks: &[Block]) -> Self {
        let mut columns: HashMap<Column, Vec<&Printed>> = HashMap::new();
        let mut sizes = Vec::new();
        for block in blocks {
            if let Block::Printed(printed) = block {
                columns.entry(printed.column).or_default().push(printed);
                sizes.push(printed.print.size);
            }
        }
        let margin = |lines: Vec<&Printed>| {
            let steps =
                lines.windows(2).filter(|pair| pair[0].page == pair[1].page).map(|pair| pair[0].print.y - pair[1].print.y);
            // in a column, the last line of one page is far above the first of the next
            let steps = steps.filter(|&step| step > 0.0);
            Margin {
                left: at(lines.iter().map(|line| line.print.left).collect(), OUTLIERS),
                right: at(lines.iter().map(|line| line.print.right).collect(), 100 - OUTLIERS),
                step: at(steps.collect(), 50),
            }
        };
        let columns = columns.into_iter().map(|(column, lines)| (column, margin(lines))).collect();
        Self { columns, size: at(sizes, 50) }
    }

    fn margin(&self, line: &Printed) -> Margin {
        self.columns.get(&line.column).copied().unwrap_or_default()
    }

    /// Whether `next` belongs to the paragraph of `line`, which itself goes on with the one before if it is `continued`.
    fn goes_on(&self, line: &Printed, continued: bool, next: &Printed) -> bool {
        let (margin, size) = (self.margin(line), line.print.size.max(1.0));
        let is_row = line.print.text.contains('\t') || next.print.text.contains('\t');
        let alike = (line.print.size - next.print.size).abs() < 0.15 * size;
        if is_row || !alike || begins_with_ordinal(&next.print.text) {
            return false;
        }
        let is_full = line.print.right + next.print.head >= margin.right - SHORT * size;
        let is_same = line.page == next.page && line.column == next.column;
        let step = line.print.y - next.print.y;
        let is_near = !is_same || step < (1.5 * margin.step).max(1.2 * size);
        self.is_title(line, next) && is_same && step < 2.5 * size || is_full && is_near && !self.begins(line, continued, next)
    }

    /// Whether `next` begins a paragraph by where it begins.
    fn begins(&self, line: &Printed, continued: bool, next: &Printed) -> bool {
        let (here, there, size) = (self.margin(line), self.margin(next), line.print.size.max(1.0));
        let (before, indent) = (line.print.left - here.left, next.print.left - there.left);
        // the paragraph is set in as a whole, or all of it but its number
        let goes_back = indent < before - 0.5 * size;
        let is_even = continued && (indent - before).abs() < 0.5 * size;
        let hangs = !continued && begins_with_ordinal(&line.print.text) && indent > before + 0.5 * size;
        // where paragraphs are not set in, they stand apart
        let step = line.print.y - next.print.y;
        let is_apart = line.page == next.page && step > 1.15 * here.step && line.print.text.ends_with(['。', '！', '？', '：']);
        is_apart || indent > INDENT * size && !goes_back && !is_even && !hangs
    }

    /// Whether both are lines of a title: larger than the text, one under the other's middle.
    fn is_title(&self, line: &Printed, next: &Printed) -> bool {
        let middle = |line: &Printed| (line.print.left + line.print.right) / 2.0;
        line.print.size > 1.2 * self.size && (middle(line) - middle(next)).abs() < line.print.size
    }
}
