//! Rows of percentages under a row of numbers: shares of the row's total, of the number over the 100% beside them, or of a figure
//! in the text before.

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
    let Some(wholes) = marked(grid, &pairs).or_else(|| Some(vec![whole(grid, row, &pairs)?; pairs.len()])) else {
        return Vec::new();
    };
    let shares = pairs.iter().zip(wholes).filter(|((_, part, _), whole)| part.figure != *whole);
    let mut claims: Vec<Draft> = shares
        .filter_map(|(&(column, part, stated), whole)| {
            let formula = share(grid, part.figure, whole)?;
            Some(cell_claim(grid, Kind::Share, formula, Role::Rate, (row, column, stated), Certainty::Proven))
        })
        .collect();
    claims.extend(total(grid, row));
    claims
}

/// The whole of each share, where most of them agree with the number over the 100% before them, or if there is none, after them:
/// 合计, 职务, 非职务 of all years, and of one.
fn marked(grid: &Grid, pairs: &[(usize, Entry, Entry)]) -> Option<Vec<FigureId>> {
    let is_mark = |(_, _, stated): &&(usize, Entry, Entry)| grid.value(*stated) == 100.into();
    let whole = |at: usize| pairs[..=at].iter().rfind(is_mark).or_else(|| pairs[at..].iter().find(is_mark));
    let wholes: Vec<FigureId> = (0..pairs.len()).map(|at| Some(whole(at)?.1.figure)).collect::<Option<_>>()?;
    let shares = pairs.iter().zip(&wholes).filter(|((_, part, _), whole)| part.figure != **whole);
    let (holding, failing): (Vec<_>, Vec<_>) =
        shares.partition(|((_, part, stated), whole)| is_share(grid, part.figure, **whole, stated.figure));
    (holding.len() >= 2 && holding.len() >= 2 * failing.len()).then_some(wholes)
}

fn is_share(grid: &Grid, part: FigureId, whole: FigureId, stated: FigureId) -> bool {
    share(grid, part, whole).is_some_and(|formula| agrees(formula.verdict(&grid.scene.figures[stated])))
}

/// What most of the shares are shares of.
fn whole(grid: &Grid, row: usize, pairs: &[(usize, Entry, Entry)]) -> Option<FigureId> {
    let first = pairs[0].1.figure;
    let inside = (0..grid.columns.len()).filter_map(|column| grid.quantity(row - 1, column)).map(|entry| entry.figure);
    let before = grid.scene.before(first).filter(|&figure| grid.scene.is_level(figure)).take(REACH);
    let wholes = inside.chain(before).filter(|&whole| grid.scene.kinship(first, whole) > Kinship::Apart);
    let is_of = |whole: FigureId| {
        move |(_, part, stated): &&(usize, Entry, Entry)| {
            part.figure != whole && is_share(grid, part.figure, whole, stated.figure)
        }
    };
    let support = |whole: FigureId| pairs.iter().filter(is_of(whole)).count();
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
