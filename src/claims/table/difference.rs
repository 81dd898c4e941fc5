//! Columns of differences: 增减 of 上年 and 本年, in numbers or in percentage points.

use super::cells::{cell_claim, is_slip, signed_sum, total};
use super::fit::{Fit, Support};
use crate::claims::draft::Draft;
use crate::claims::grid::{Entry, Grid, Part};
use crate::claims::verdict::{Kind, Role};
use crate::figures::Class;
use crate::number::Exact;
use crate::severity::Certainty;

/// Two columns and their difference.
#[derive(Clone, Copy)]
struct Shape {
    current: usize,
    base: usize,
    stated: usize,
}

/// Every difference of every column that holds differences.
pub(super) fn columns(grid: &Grid) -> Vec<Draft> {
    (0..grid.columns.len()).filter(|&column| may_be(grid, column)).flat_map(|column| of_column(grid, column)).collect()
}

/// Rows of a table that lost its head, 109 50 -59: a change is printed with its sign after the two values.
pub(super) fn rows(grid: &Grid) -> Vec<Draft> {
    if grid.is_headed() { Vec::new() } else { (0..grid.rows.len()).flat_map(|row| by_sign(grid, row)).collect() }
}

fn by_sign(grid: &Grid, row: usize) -> Vec<Draft> {
    let cells: Vec<(usize, Entry)> =
        (0..grid.columns.len()).filter_map(|column| Some((column, grid.quantity(row, column)?))).collect();
    let change = |cells: &[(usize, Entry)]| {
        let &[(_, base), (_, current), (column, stated)] = cells else { return None };
        // 53 62 16.98: what has more places than both is a rate
        let places = |entry: Entry| grid.scene.figures[entry.figure].decimal.places;
        let is_exact = places(stated) <= places(base).max(places(current));
        let is_change = is_exact && stated.is_signed && !base.is_signed && !current.is_signed;
        let terms = [current, Entry { is_flipped: true, ..base }];
        let formula = signed_sum(grid, Role::Operand, &terms, stated).filter(|_| is_change)?;
        Some(cell_claim(grid, Kind::Difference, formula, Role::Delta, (row, column, stated), Certainty::Likely))
    };
    cells.windows(3).filter_map(change).collect()
}

/// Whether its name says so, or its numbers have signs.
fn may_be(grid: &Grid, column: usize) -> bool {
    match grid.columns[column].part {
        Part::Difference | Part::Points | Part::Growth => true,
        Part::Data => {
            let signed = |row: &usize| grid.quantity(*row, column).is_some_and(|entry| entry.is_signed);
            grid.is_headed() && (0..grid.rows.len()).filter(signed).count() > 1
        }
        _ => false,
    }
}

fn of_column(grid: &Grid, stated: usize) -> Vec<Draft> {
    let near = (stated.saturating_sub(Grid::BESIDE)..(stated + Grid::BESIDE + 1).min(grid.columns.len()))
        .filter(|&column| column != stated);
    let pairs = near.clone().flat_map(|base| near.clone().map(move |current| Shape { current, base, stated }));
    let mut best: Option<(Support, Shape)> = None;
    for shape in pairs.filter(|shape| shape.current != shape.base) {
        let support = Support::of((0..grid.rows.len()).map(|row| fit(grid, shape, row)));
        if support.holds > 0 && best.is_none_or(|(known, _)| support.holds > known.holds) {
            best = Some((support, shape));
        }
    }
    if best.is_none() && grid.rows.len() == 1 && grid.columns[stated].part != Part::Data {
        // no other row can vouch for what the names ask for
        let shape = grid.periods(stated).map(|(current, base)| Shape { current, base, stated });
        return shape.and_then(|shape| claim(grid, shape, 0, Support { holds: 0, fails: 1 })).into_iter().collect();
    }
    let is_named = grid.columns[stated].part != Part::Data;
    let is_believed = |support: Support| if is_named { support.holds >= support.fails } else { support.is_pattern() };
    let Some((support, shape)) = best.filter(|(support, _)| is_believed(*support)) else { return Vec::new() };
    (0..grid.rows.len()).filter_map(|row| claim(grid, shape, row, support)).collect()
}

/// Current and base as terms of a sum, and what it states. Where a mark for nothing stands in place of one, the other is all.
fn cells(grid: &Grid, shape: Shape, row: usize) -> Option<(Vec<Entry>, Entry)> {
    let stated = grid.entry(row, shape.stated)?;
    let of_rates = |column: usize| grid.percent(row, column).is_some();
    // 8.3% is no difference of counts; of a bare number under 增减（%） that may be so
    let is_printed_percent = grid.scene.figures[stated.figure].class == Class::Percent;
    let is_spoilt = [shape.current, shape.base].iter().any(|&column| grid.is_worded(row, column));
    if is_spoilt || of_rates(shape.current) != of_rates(shape.base) || is_printed_percent && !of_rates(shape.current) {
        return None;
    }
    let base = grid.entry(row, shape.base).map(|base| Entry { is_flipped: !base.is_flipped, ..base });
    let terms: Vec<Entry> = grid.entry(row, shape.current).into_iter().chain(base).collect();
    (!terms.is_empty()).then_some((terms, stated))
}

fn fit(grid: &Grid, shape: Shape, row: usize) -> Fit {
    let Some((terms, stated)) = cells(grid, shape, row) else { return Fit::Absent };
    let Some(difference) = total(grid, &terms) else { return Fit::Absent };
    match (difference == grid.value(stated), difference == Exact::from(0)) {
        (true, true) => Fit::Trivial,
        (true, false) => Fit::Holds,
        // what is not told may be something after all
        (false, _) if terms.len() < 2 && !is_slip(grid, &terms, stated) => Fit::Absent,
        (false, _) => Fit::Fails,
    }
}

fn claim(grid: &Grid, shape: Shape, row: usize, support: Support) -> Option<Draft> {
    let (terms, stated) = cells(grid, shape, row)?;
    let certainty = match fit(grid, shape, row) {
        Fit::Fails => support.convicts(is_slip(grid, &terms, stated))?,
        Fit::Holds | Fit::Trivial => Certainty::Proven,
        Fit::Absent => return None,
    };
    let kind = if grid.percent(row, shape.current).is_some() { Kind::Points } else { Kind::Difference };
    let formula = signed_sum(grid, Role::Operand, &terms, stated)?;
    Some(cell_claim(grid, kind, formula, Role::Delta, (row, shape.stated, stated), certainty))
}
