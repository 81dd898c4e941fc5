//! The relations of tables, from their grids.
//!
//! A table proves its own relations: what holds in line after line is no accident, and the line that breaks it is an error.
//! Where only the words of a head ask for a relation, a break is likely and no more; where neither lines nor words do, nothing is
//! said.

mod average;
mod balance;
mod beside;
mod cells;
mod difference;
mod fit;
mod ratios;
mod running;
mod shares;
mod sums;
mod told;

use std::collections::HashSet;

use super::cell::Cells;
use super::draft::{Draft, agrees};
use super::form;
use super::grid::Grid;
use super::rows::{Row, rows};
use super::scene::Scene;
use super::verdict::Kind;
use crate::forms;
use crate::ids::FigureId;

/// The most rows without lines that are compared with each other.
const ROWS: usize = 80;

/// Every relation of the tables in the text, and what they call their numbers.
pub(super) fn tables<'f>(scene: &Scene, forms: impl FnOnce() -> Vec<&'f forms::Form>) -> (Vec<Draft>, Cells) {
    let rows = rows(scene);
    if rows.is_empty() && scene.document.tables.is_empty() {
        return (Vec::new(), Cells::new());
    }
    let by_form = form::forms(scene, &rows, &forms());
    let mut grids: Vec<Grid> = scene.document.tables.iter().filter_map(|table| Grid::new(scene, table)).collect();
    let known: HashSet<FigureId> = grids.iter().flat_map(Grid::figures).collect();
    let is_known = |block: &&[Row]| block.iter().flat_map(|row| row.cells.iter().flatten()).any(|cell| known.contains(cell));
    grids.extend(blocks(&rows).into_iter().filter(|block| !is_known(block)).map(|block| Grid::of_runs(scene, block)));
    let cells = grids.iter().flat_map(Grid::names).collect();
    (by_form.added_to(grids.iter().flat_map(relations).collect()), cells)
}

/// Rows that make up one table although no line of it is one: next to each other, with as many cells (bars may leave the last ones
/// out).
fn blocks<'r, 'a>(rows: &'r [Row<'a>]) -> Vec<&'r [Row<'a>]> {
    let near = |a: &Row, b: &Row| {
        let alike = a.cells.len().abs_diff(b.cells.len()) <= usize::from(a.cells.len() > 3) * 2;
        let barred = a.barred && b.barred && b.paragraph.since(a.paragraph) <= 1;
        b.paragraph.since(a.paragraph) <= 3 && (alike || barred)
    };
    rows.chunk_by(near).flat_map(|block| block.chunks(ROWS)).collect()
}

/// Every relation of a grid: each kind of line is looked for among its rows and among its columns.
fn relations(grid: &Grid) -> Vec<Draft> {
    let turned = grid.turned();
    let mut claims = sums::sums(grid);
    claims.extend(beside::restatements(grid));
    claims.extend(told::columns(grid));
    claims.extend(sums::sums(&turned));
    claims.extend(sums::own_sums(grid, &claims));
    claims.extend(shares::rows(grid));
    claims.extend(difference::rows(grid));
    for lines in [grid, &turned] {
        claims.extend(ratios::columns(lines));
        claims.extend(difference::columns(lines));
        claims.extend(balance::columns(lines));
        claims.extend(running::columns(lines));
        claims.extend(average::rows(lines));
    }
    // 增减（%） may hold differences: what agrees as one is not held to be the other
    let of_change = |claim: &&Draft| matches!(claim.kind, Kind::Change | Kind::Difference | Kind::Points);
    let agreeing: HashSet<Option<FigureId>> =
        claims.iter().filter(of_change).filter(|claim| agrees(claim.verdict())).map(|claim| claim.stated).collect();
    claims.retain(|claim| !of_change(&claim) || agrees(claim.verdict()) || !agreeing.contains(&claim.stated));
    claims
}
