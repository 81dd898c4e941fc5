//! Rows of averages: 平均 of the rows above them.

use super::cells::{cell_claim, signed_sum};
use super::fit::{Fit, Support};
use crate::claims::draft::{Draft, agrees, is_slip_off};
use crate::claims::formula::Formula;
use crate::claims::grid::{Entry, Grid, Part};
use crate::claims::verdict::{Kind, Role};
use crate::ids::FigureId;
use crate::severity::Certainty;

/// Every average among the rows.
pub(super) fn rows(grid: &Grid) -> Vec<Draft> {
    let averages = (0..grid.rows.len()).filter(|&row| grid.rows[row].part == Part::Average);
    averages.flat_map(|row| of_row(grid, row)).collect()
}

fn of_row(grid: &Grid, average: usize) -> Vec<Draft> {
    let drafts: Vec<Draft> = (0..grid.columns.len()).filter_map(|column| draft(grid, average, column)).collect();
    let fits = drafts.iter().map(|draft| if agrees(draft.verdict()) { Fit::Holds } else { Fit::Fails });
    let support = Support::of(fits);
    drafts
        .into_iter()
        .filter_map(|draft| {
            let certainty = match agrees(draft.verdict()) {
                true => Certainty::Proven,
                // the rate of averages is no average of rates
                false if draft.stated.is_some_and(|stated| is_percent(grid, average, stated)) => return None,
                false => support.convicts(is_slip_off(grid.scene, &draft, 0))?,
            };
            Some(Draft { certainty, ..draft })
        })
        .collect()
}

fn is_percent(grid: &Grid, row: usize, figure: FigureId) -> bool {
    (0..grid.columns.len()).filter_map(|column| grid.percent(row, column)).any(|entry| entry.figure == figure)
}

fn draft(grid: &Grid, average: usize, column: usize) -> Option<Draft> {
    let stated = grid.entry(average, column)?;
    let parts: Vec<Entry> =
        (0..average).filter(|&row| grid.rows[row].part == Part::Data).filter_map(|row| grid.entry(row, column)).collect();
    if parts.len() < 2 {
        return None;
    }
    let count = i128::try_from(parts.len()).ok()?;
    let formula = signed_sum(grid, Role::Component, &parts, stated)?.over(Formula::constant(count))?;
    Some(cell_claim(grid, Kind::Average, formula, Role::Rate, (average, column, stated), Certainty::Likely))
}
