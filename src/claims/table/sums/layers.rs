//! Lines that add up others without being called totals: 受理 of 办结 and 在办; 餐饮业 of 餐馆, 小吃店 and 食堂, which is of 学校
//! and 工地. What a line adds up stands right before or right after it, layer below layer, or in every second or third line.

use super::column::{fit, support};
use super::ways::{Total, is_of_other_unit};
use crate::claims::grid::{Grid, Part};
use crate::claims::table::fit::{Fit, Support};

/// The farthest that the parts of a line stand from each other: 本月, 累计, 同比 of each place, and of all.
const STEPS: std::ops::RangeInclusive<usize> = 2..=4;

/// The bits by which lines that stand apart must be known, since many are tried.
const BITS: u32 = 18;

/// A line that is the sum of others in nearly all columns.
pub(super) struct Layer {
    pub(super) row: usize,
    pub(super) parts: Vec<usize>,
    pub(super) support: Support,
}

/// Every such line, of those of which nothing better is known.
pub(super) fn layers(grid: &Grid, named: &[Total]) -> Vec<Layer> {
    if grid.rows.len() > Grid::TRIED {
        return Vec::new();
    }
    let down: Vec<usize> = (0..grid.rows.len()).collect();
    let up: Vec<usize> = down.iter().rev().copied().collect();
    let mut found: Vec<Layer> = [down, up].iter().flat_map(|lines| Walk { grid, lines, named }.layers()).collect();
    found.sort_by_key(|layer| (layer.row, std::cmp::Reverse(layer.support.holds), layer.support.fails));
    found.dedup_by_key(|layer| layer.row);
    found.iter_mut().for_each(|layer| layer.parts.sort_unstable());
    found
}

/// The lines of a grid in one direction: a total comes before its parts.
struct Walk<'w, 's, 'a> {
    grid: &'w Grid<'s, 'a>,
    lines: &'w [usize],
    named: &'w [Total],
}

/// What a line may add up, and where the next line after all that stands.
type Run = (Vec<usize>, usize);

impl Walk<'_, '_, '_> {
    /// The innermost layers come first, so that an outer one passes over what they add up.
    fn layers(&self) -> Vec<Layer> {
        let mut ends: Vec<usize> = (1..=self.lines.len()).collect();
        let mut found = Vec::new();
        for at in (0..self.lines.len()).rev() {
            if let Some(known) = self.named.iter().find(|known| known.row == self.lines[at] && known.own.holds > 0) {
                ends[at] = self.end_of(&known.parts).filter(|&end| end > at).unwrap_or(at + 1);
            } else if let Some((layer, end)) = self.layer(at, &ends) {
                ends[at] = end;
                found.push(layer);
            }
        }
        found
    }

    fn end_of(&self, parts: &[usize]) -> Option<usize> {
        self.lines.iter().rposition(|line| parts.contains(line)).map(|last| last + 1)
    }

    /// What the line adds up: the run that holds in the most columns, else the lines in steps.
    fn layer(&self, at: usize, ends: &[usize]) -> Option<(Layer, usize)> {
        let row = self.lines[at];
        if !may(self.grid, row) {
            return None;
        }
        let singly: Vec<usize> = (1..=self.lines.len()).collect();
        let plain = if ends[at + 1..] == singly[at + 1..] { Vec::new() } else { self.runs(at, &singly) };
        let runs = self.runs(at, ends).into_iter().chain(plain);
        let run = self.best(row, runs).filter(|(layer, _)| is_telling(self.grid, layer));
        run.or_else(|| self.best(row, self.steps(at).into_iter()).filter(|(layer, _)| bits(self.grid, layer) >= BITS))
    }

    fn best(&self, row: usize, runs: impl Iterator<Item = Run>) -> Option<(Layer, usize)> {
        let layers = runs.map(|(parts, end)| (Layer { row, support: support(self.grid, row, &parts), parts }, end));
        let firm = layers.filter(|(layer, _)| is_firm(layer.support));
        firm.reduce(|best, next| if next.0.support.holds > best.0.support.holds { next } else { best })
    }

    /// Runs of at least two lines right after one. What is no part of its kind is passed over: 占比, 其中, an amount of money.
    fn runs(&self, at: usize, ends: &[usize]) -> Vec<Run> {
        let total = self.lines[at];
        let (mut runs, mut parts, mut next) = (Vec::new(), Vec::new(), at + 1);
        while let Some(&row) = self.lines.get(next) {
            if is_apart(self.grid, total, row) {
                next += 1;
                continue;
            }
            if !may(self.grid, row) {
                break;
            }
            parts.push(row);
            next = ends[next];
            runs.extend((parts.len() >= 2).then(|| (parts.clone(), next)));
        }
        runs
    }

    /// Every second line after one, or every third.
    fn steps(&self, at: usize) -> Vec<Run> {
        let run = |step: usize| {
            let parts: Vec<usize> = self.lines[at..].iter().step_by(step).skip(1).copied().collect();
            (2..=parts.len()).map(|count| (parts[..count].to_vec(), at + 1)).collect::<Vec<Run>>()
        };
        let are_alike = |run: &Run| run.0.iter().all(|&row| may(self.grid, row));
        STEPS.flat_map(run).filter(are_alike).collect()
    }
}

fn may(grid: &Grid, row: usize) -> bool {
    matches!(grid.rows[row].part, Part::Data | Part::Total(_))
}

/// Whether a line is of another kind than a total before it: percentages, means, some of what is counted, another unit.
fn is_apart(grid: &Grid, total: usize, row: usize) -> bool {
    let of_kind = matches!(grid.rows[row].part, Part::Data | Part::Total(_) | Part::Difference);
    let is_counted = (0..grid.columns.len()).any(|column| grid.quantity(row, column).is_some());
    !of_kind || !is_counted || is_of_other_unit(grid, total, row) || is_fractional(grid, row) && !is_fractional(grid, total)
}

/// Whether most numbers of a line have places after the point.
fn is_fractional(grid: &Grid, row: usize) -> bool {
    let numbers = (0..grid.columns.len()).filter_map(|column| grid.quantity(row, column));
    let places: Vec<bool> = numbers.map(|entry| grid.scene.figures[entry.figure].decimal.places > 0).collect();
    places.iter().filter(|fractional| **fractional).count() * 2 > places.len()
}

/// Rows of small numbers add up now and then.
fn is_firm(support: Support) -> bool {
    support.is_pattern() && (support.fails <= 1 || support.holds >= 5 * support.fails)
}

/// Whether chance would not have made it: with small numbers it soon does, the sooner the fewer there are.
fn is_telling(grid: &Grid, layer: &Layer) -> bool {
    let least = if layer.support.holds > 2 { 10 } else { 50 };
    holding(grid, layer).filter(|&total| total >= least).count() >= 2
}

/// About how many bits of the totals are known to be no chance.
fn bits(grid: &Grid, layer: &Layer) -> u32 {
    holding(grid, layer).map(|total| total.max(1).ilog2()).sum()
}

/// The totals that hold.
fn holding(grid: &Grid, layer: &Layer) -> impl Iterator<Item = i128> {
    let holds = |&column: &usize| fit(grid, layer.row, &layer.parts, column) == Fit::Holds;
    let total = |column: usize| Some(grid.scene.figures[grid.quantity(layer.row, column)?.figure].decimal.mantissa);
    (0..grid.columns.len()).filter(holds).filter_map(total)
}
