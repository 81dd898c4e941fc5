//! A total in one column: what it adds up there, and whether that gives it.

use crate::claims::draft::agrees;
use crate::claims::grid::{Entry, Grid, Part, Totals};
use crate::claims::table::cells::{self, is_nought, signed_sum};
use crate::claims::table::fit::{Fit, Support};
use crate::claims::verdict::Role;

/// The numbers that a total adds up in a column, and the total; `None` where a cell holds words, or percentages.
pub(super) fn cells_of(grid: &Grid, total: usize, parts: &[usize], column: usize) -> Option<(Vec<Entry>, Entry)> {
    let adds_up = matches!(grid.columns[column].part, Part::Data | Part::Total(_) | Part::Among | Part::Difference);
    let stated = grid.quantity(total, column).filter(|_| adds_up)?;
    let spoilt = |&row: &usize| grid.is_worded(row, column) || grid.percent(row, column).is_some();
    if parts.iter().any(spoilt) {
        return None;
    }
    let entries: Vec<Entry> = parts.iter().filter_map(|&row| grid.quantity(row, column)).collect();
    (entries.len() >= 2).then_some((entries, stated))
}

/// How a total fares in a column.
pub(super) fn fit(grid: &Grid, total: usize, parts: &[usize], column: usize) -> Fit {
    let Some((entries, stated)) = cells_of(grid, total, parts, column) else { return Fit::Absent };
    let Some(sum) = cells::total(grid, &entries) else { return Fit::Absent };
    let telling = entries.iter().filter(|&&entry| !is_nought(grid, entry)).count() >= 2;
    match (sum == grid.value(stated), telling) {
        (true, true) => Fit::Holds,
        (true, false) => Fit::Trivial,
        (false, _) => {
            let formula = signed_sum(grid, Role::Component, &entries, stated);
            let verdict = formula.map(|formula| formula.verdict(&grid.scene.figures[stated.figure]));
            // rounded numbers need not add up to the last digit
            if verdict.is_some_and(agrees) { Fit::Trivial } else { Fit::Fails }
        }
    }
}

/// How its columns bear a total out.
pub(super) fn support(grid: &Grid, total: usize, parts: &[usize]) -> Support {
    Support::of((0..grid.columns.len()).map(|column| fit(grid, total, parts, column)))
}

/// Whether a row is called the total of all.
pub(super) fn is_all(grid: &Grid, row: usize) -> bool {
    grid.rows[row].part == Part::Total(Totals::All)
}
