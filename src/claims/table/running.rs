//! Columns that run on: 累计 is what it was in the line before, and what came in since.

use super::cells::{cell_claim, is_slip, signed_sum};
use super::fit::is_one_slip;
use crate::claims::draft::{Draft, agrees};
use crate::claims::grid::{Entry, Grid, Part, is_first_month, is_running, is_time};
use crate::claims::verdict::{Kind, Role};
use crate::severity::Certainty;

/// A column that runs on, and the column of what is added to it.
#[derive(Clone, Copy)]
struct Shape {
    added: usize,
    running: usize,
}

/// What a line says, and whether a slip accounts for what is wrong with it.
struct Line {
    draft: Draft,
    is_slip: bool,
}

impl Line {
    fn holds(&self) -> bool {
        agrees(self.draft.verdict())
    }
}

/// Every line of every column that runs on.
pub(super) fn columns(grid: &Grid) -> Vec<Draft> {
    let running = (0..grid.columns.len()).filter(|&column| is_running(&grid.columns[column].title()));
    running.flat_map(|running| of_column(grid, running)).collect()
}

/// The column beside it that it adds up, if the lines say so: at least two, and all others but for one slip.
fn of_column(grid: &Grid, running: usize) -> Vec<Draft> {
    let beside = (0..grid.columns.len()).filter(|&column| grid.columns[column].part == Part::Data && column != running);
    let near = beside.filter(|column| column.abs_diff(running) <= Grid::BESIDE);
    let shapes = near.map(|added| Shape { added, running });
    let lines = shapes.map(|shape| (0..grid.rows.len()).filter_map(|row| line(grid, shape, row)).collect::<Vec<Line>>());
    let holds = |lines: &Vec<Line>| lines.iter().filter(|line| line.holds()).count();
    lines.max_by_key(holds).map_or_else(Vec::new, |lines| believed(grid, lines))
}

fn believed(grid: &Grid, lines: Vec<Line>) -> Vec<Draft> {
    let (holding, failing): (Vec<Line>, Vec<Line>) = lines.into_iter().partition(Line::holds);
    let is_believed = match &failing[..] {
        [] => holding.len() >= 2,
        [line] => line.is_slip && holding.len() >= 2,
        lines => !holding.is_empty() && is_one_slip(grid.scene, lines.iter().map(|line| &line.draft)),
    };
    let lines = holding.into_iter().chain(failing);
    if is_believed { lines.map(|line| line.draft).collect() } else { Vec::new() }
}

/// What a line says; `None` where it does not go on from another, or is no time. A year begins with nothing.
fn line(grid: &Grid, shape: Shape, row: usize) -> Option<Line> {
    let may = |row: usize| grid.rows[row].part == Part::Data && is_time(&grid.rows[row].own_name());
    let cell = |row: usize, column: usize| grid.quantity(row, column).filter(|_| may(row));
    let (added, stated) = (cell(row, shape.added)?, cell(row, shape.running)?);
    let last = row.checked_sub(1).and_then(|before| cell(before, shape.running));
    let parts: Vec<Entry> = match last {
        Some(last) => vec![last, added],
        None if is_first_month(grid.rows[row].name()) => vec![added],
        None => return None,
    };
    let formula = signed_sum(grid, Role::Component, &parts, stated)?;
    let draft = cell_claim(grid, Kind::TableTotal, formula, Role::Total, (row, shape.running, stated), Certainty::Proven);
    Some(Line { draft, is_slip: is_slip(grid, &parts, stated) })
}
