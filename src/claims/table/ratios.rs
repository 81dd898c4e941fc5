//! Columns that are other columns over each other: percentages, and what there is for each (人均, 单价). What a column is of the
//! others is known by the rows in which it holds, and by its name.

mod shape;

use self::shape::{Shape, formula, named_ratios, outside, shapes, stated};
use super::cells::cell_claim;
use super::fit::is_one_slip;
use crate::claims::draft::{Draft, agrees, is_slip_off};
use crate::claims::grid::{Entry, Grid, Part};
use crate::claims::one_whole::{Quotient, is_telling as tells_whole, of_one_whole};
use crate::claims::verdict::{Role, Verdict};
use crate::ids::FigureId;
use crate::number::Exact;
use crate::severity::Certainty;

/// Every ratio of every column that has a shape.
pub(super) fn columns(grid: &Grid) -> Vec<Draft> {
    if grid.columns.len() > Grid::TRIED {
        return Vec::new();
    }
    let mut claims = Vec::new();
    for column in 0..grid.columns.len() {
        let rows: Vec<usize> = (0..grid.rows.len()).filter(|&row| stated(grid, row, column).is_some()).collect();
        if let Some((shape, holding)) = shape(grid, column, &rows) {
            let certainty = if holding >= 2 { Certainty::Proven } else { Certainty::Likely };
            claims.extend(rows.iter().filter_map(|&row| ratio(grid, row, shape, column, certainty)));
        } else {
            claims.extend(of_unprinted(grid, column, &rows));
        }
    }
    claims
}

/// A column called 占比 whose shares are of one number that the table lacks, each of the count beside it: the text may print that
/// number, and with a wrong digit.
fn of_unprinted(grid: &Grid, column: usize, rows: &[usize]) -> Option<Draft> {
    let says_share = ["占", "比重", "比例"].iter().any(|word| grid.columns[column].title().contains(word));
    let is_count =
        |other: &usize| grid.columns[*other].part == Part::Data && rows.iter().any(|&row| grid.quantity(row, *other).is_some());
    let part = (0..column).rev().find(is_count).filter(|_| says_share)?;
    let is_nought = |entry: Entry| grid.scene.figures[entry.figure].decimal.mantissa == 0;
    let filled = rows.iter().filter(|&&row| grid.percent(row, column).is_some_and(|entry| !is_nought(entry)));
    let quotient = |&row: &usize| Some((grid.quantity(row, part)?.figure, grid.percent(row, column)?.figure));
    let shares: Vec<Quotient> = filled.map(quotient).collect::<Option<_>>()?;
    let telling = shares.iter().filter(|&&share| tells_whole(grid.scene, share)).count();
    let is_total = |&figure: &FigureId| grid.scene.cues[figure].total && grid.scene.figures[figure].is_exact();
    let printed = || outside(grid).into_iter().find(is_total);
    (telling >= 3).then(|| of_one_whole(grid.scene, &shares, printed)).flatten()
}

/// The shape that holds in nearly every row; of several the simplest and nearest.
fn shape(grid: &Grid, column: usize, rows: &[usize]) -> Option<(Shape, usize)> {
    // where its name asks for it, one row is enough
    let least = if matches!(grid.columns[column].part, Part::Growth | Part::Rate) { 1 } else { 2 };
    let mut best: Option<(usize, Shape)> = None;
    for shape in shapes(grid, column) {
        let holding = rows.iter().filter(|&&row| holds(grid, row, shape, column)).count();
        // a single row that was cut rather than rounded proves nothing
        let rounded = || rows.iter().any(|&row| is_consistent(grid, row, shape, column));
        let least = match shape {
            Shape::Growth { current, base } if current.abs_diff(base) > 1 => 2,
            // there are many, so that one of them soon fits two rows
            Shape::Joint { .. } | Shape::Outside { .. } => 3,
            Shape::Share { part } if part.abs_diff(column) > Grid::BESIDE => 3,
            _ => least,
        };
        if (holding > 1 || rounded()) && holding >= least && best.is_none_or(|(most, _)| holding > most) {
            best = Some((holding, shape));
        }
    }
    let Some((holding, shape)) = best else { return by_names(grid, column, rows) };
    let applicable: Vec<usize> = rows.iter().copied().filter(|&row| formula(grid, row, shape, column).is_some()).collect();
    let telling = rows.iter().filter(|&&row| is_telling(grid, row, column)).count() >= least;
    (telling && is_pattern(grid, column, shape, &applicable, holding)).then_some((shape, holding))
}

/// Whether a shape holds in most rows, or in all but one; or, where the name asks for it, one digit of a number that the others share
/// makes it hold in all.
fn is_pattern(grid: &Grid, column: usize, shape: Shape, applicable: &[usize], holding: usize) -> bool {
    let is_named = matches!(grid.columns[column].part, Part::Growth | Part::Rate);
    let one_slip = || {
        let fails = applicable.iter().filter(|&&row| !holds(grid, row, shape, column));
        let failing: Vec<Draft> = fails.filter_map(|&row| draft(grid, row, shape, column, Certainty::Likely)).collect();
        is_one_slip(grid.scene, &failing)
    };
    holding * 10 >= applicable.len() * 7 || applicable.len() == holding + 1 || is_named && one_slip()
}

/// What the names ask for where one row alone has it, so that no other can vouch for it.
fn by_names(grid: &Grid, column: usize, rows: &[usize]) -> Option<(Shape, usize)> {
    let &[row] = rows else { return None };
    match grid.columns[column].part {
        Part::Growth => grid.periods(column).map(|(current, base)| (Shape::Growth { current, base }, 0)),
        Part::Rate => {
            let near =
                |&shape: &Shape| draft(grid, row, shape, column, Certainty::Likely).is_some_and(|draft| is_near(grid, &draft));
            named_ratios(grid, column).into_iter().find(near).map(|shape| (shape, 0))
        }
        _ => None,
    }
}

/// 100% and 0% come up by themselves, and so do numbers of one digit.
fn is_telling(grid: &Grid, row: usize, column: usize) -> bool {
    let Some(entry) = stated(grid, row, column) else { return false };
    let figure = &grid.scene.figures[entry.figure];
    match grid.percent(row, column) {
        Some(_) => figure.value() != 100.into() && figure.value() != 0.into(),
        None => figure.decimal.mantissa.abs() >= 20,
    }
}

fn holds(grid: &Grid, row: usize, shape: Shape, column: usize) -> bool {
    verdict(grid, row, shape, column).is_some_and(agrees)
}

fn is_consistent(grid: &Grid, row: usize, shape: Shape, column: usize) -> bool {
    verdict(grid, row, shape, column) == Some(Verdict::Consistent)
}

fn verdict(grid: &Grid, row: usize, shape: Shape, column: usize) -> Option<Verdict> {
    let stated = stated(grid, row, column)?;
    Some(formula(grid, row, shape, column)?.verdict(&grid.scene.figures[stated.figure]))
}

fn draft(grid: &Grid, row: usize, shape: Shape, column: usize, certainty: Certainty) -> Option<Draft> {
    let stated = stated(grid, row, column)?;
    let formula = formula(grid, row, shape, column)?;
    Some(cell_claim(grid, shape.kind(), formula, Role::Rate, (row, column, stated), certainty))
}

/// A ratio of the column; where it disagrees in a small table, only if by a slip.
fn ratio(grid: &Grid, row: usize, shape: Shape, column: usize, certainty: Certainty) -> Option<Draft> {
    let stated = stated(grid, row, column)?;
    let claim = draft(grid, row, shape, column, certainty)?;
    let is_excused = grid.is_excused || grid.rows[row].is_excused || is_capped(grid, stated, &claim);
    if is_excused && !agrees(claim.verdict()) {
        return None;
    }
    (agrees(claim.verdict()) || matches!(shape, Shape::Ratio { .. }) && grid.rows.len() > 3 || is_near(grid, &claim))
        .then_some(claim)
}

/// 289 of 262 that were due are called 100%: more than all is not told.
fn is_capped(grid: &Grid, stated: Entry, claim: &Draft) -> bool {
    let hundred = Exact::from(100);
    grid.value(stated) == hundred && claim.expected(grid.scene).is_some_and(|expected| expected.exact() > hundred)
}

fn is_near(grid: &Grid, claim: &Draft) -> bool {
    claim.verdict() != Verdict::Unchecked && is_slip_off(grid.scene, claim, 5)
}
