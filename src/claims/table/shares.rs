//! Rows of percentages under a row of numbers: shares of the row's total, or of a figure in the text before.

use super::cells::{cell_claim, is_nought};
use crate::claims::draft::{Draft, agrees, claim};
use crate::claims::formula::Formula;
use crate::claims::grid::{Entry, Grid};
use crate::claims::verdict::{Kind, Role, Verdict};
use crate::figures::Kinship;
use crate::ids::FigureId;
use crate::severity::Certainty;

/// How many figures before the row are tried as its whole.
const REACH: usize = 24;

/// Every share of every row of shares.
pub(super) fn rows(grid: &Grid) -> Vec<Draft> {
    (1..grid.rows.len()).flat_map(|row| of_row(grid, row)).collect()
}

fn of_row(grid: &Grid, row: usize) -> Vec<Draft> {
    let columns = || 0..grid.columns.len();
    let pairs: Vec<(usize, Entry, Entry)> =
        columns().filter_map(|column| Some((column, grid.quantity(row - 1, column)?, grid.percent(row, column)?))).collect();
    let counts = |column: usize| grid.quantity(row, column).is_some_and(|entry| !is_nought(grid, entry));
    if pairs.len() < 2 || columns().any(counts) {
        return Vec::new();
    }
    let Some(whole) = whole(grid, row, &pairs) else { return Vec::new() };
    let shares = pairs.iter().filter(|(_, part, _)| part.figure != whole);
    let mut claims: Vec<Draft> = shares
        .filter_map(|&(column, part, stated)| {
            let formula = share(grid, part.figure, whole)?;
            Some(cell_claim(grid, Kind::Share, formula, Role::Rate, (row, column, stated), Certainty::Proven))
        })
        .collect();
    claims.extend(total(grid, row));
    claims
}

/// What most of the shares are shares of.
fn whole(grid: &Grid, row: usize, pairs: &[(usize, Entry, Entry)]) -> Option<FigureId> {
    let first = pairs[0].1.figure;
    let inside = (0..grid.columns.len()).filter_map(|column| grid.quantity(row - 1, column)).map(|entry| entry.figure);
    let before = grid.scene.before(first).filter(|&figure| grid.scene.is_level(figure)).take(REACH);
    let wholes = inside.chain(before).filter(|&whole| grid.scene.kinship(first, whole) > Kinship::Apart);
    let agrees = |part: Entry, stated: Entry, whole: FigureId| {
        let formula = share(grid, part.figure, whole);
        formula.is_some_and(|formula| agrees(formula.verdict(&grid.scene.figures[stated.figure])))
    };
    let support =
        |whole: FigureId| pairs.iter().filter(|&&(_, part, stated)| part.figure != whole && agrees(part, stated, whole)).count();
    let (support, whole) =
        wholes.map(|whole| (support(whole), whole)).reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    (support >= 2 && support * 3 >= (pairs.len() - 1) * 2).then_some(whole)
}

fn share(grid: &Grid, part: FigureId, whole: FigureId) -> Option<Formula> {
    Formula::of(grid.scene, Role::Part, part).over(Formula::of(grid.scene, Role::Whole, whole))?.per_cent()
}

/// 占比|32.80%|…|100%: the shares make up the 100% that is printed with them.
fn total(grid: &Grid, row: usize) -> Option<Draft> {
    let figures: Vec<FigureId> =
        (0..grid.columns.len()).filter_map(|column| grid.percent(row, column)).map(|entry| entry.figure).collect();
    let (&total, shares) = figures.split_last()?;
    let is_whole = grid.scene.figures[total].value() == 100.into() && shares.len() >= 3;
    let formula = Formula::sum(grid.scene, Role::Component, shares).filter(|_| is_whole)?;
    let claim = claim(grid.scene, Kind::SharesTotal, formula, Role::Total, total, Certainty::Proven);
    (claim.verdict() == Verdict::Consistent).then_some(claim)
}
