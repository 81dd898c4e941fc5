//! Columns of percentages: what they are of the other columns is known by the rows in which it holds, and by their names.

use super::cells::cell_claim;
use crate::claims::draft::{Draft, agrees, is_slip_off};
use crate::claims::formula::Formula;
use crate::claims::grid::{Entry, Grid, Part, Totals, is_earlier};
use crate::claims::verdict::{Kind, Role, Verdict};
use crate::number::Exact;
use crate::severity::Certainty;

/// What a column of percentages may be.
#[derive(Clone, Copy, Debug)]
enum Shape {
    /// One column over another: 办结率.
    Ratio { part: usize, whole: usize },
    /// A column over its own 合计: 占比.
    Share { part: usize },
    /// One column against the one beside it: 增幅 of 上年 and 本年.
    Growth { current: usize, base: usize },
    /// A column against its own cell in the row above: 环比.
    Chain { value: usize },
}

/// Every percentage of every column that has a shape.
pub(super) fn columns(grid: &Grid) -> Vec<Draft> {
    if grid.columns.len() > Grid::TRIED {
        return Vec::new();
    }
    let mut claims = Vec::new();
    for column in 0..grid.columns.len() {
        let rows: Vec<usize> = (0..grid.rows.len()).filter(|&row| grid.percent(row, column).is_some()).collect();
        if let Some((shape, holding)) = shape(grid, column, &rows) {
            let certainty = if holding >= 2 { Certainty::Proven } else { Certainty::Likely };
            claims.extend(rows.iter().filter_map(|&row| percent(grid, row, shape, column, certainty)));
        }
    }
    claims
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
        let is_apart = matches!(shape, Shape::Growth { current, base } if current.abs_diff(base) > 1);
        let least = if is_apart { 2 } else { least };
        if (holding > 1 || rounded()) && holding >= least && best.is_none_or(|(most, _)| holding > most) {
            best = Some((holding, shape));
        }
    }
    let Some((holding, shape)) = best else { return by_names(grid, column, rows) };
    let applicable = rows.iter().filter(|&&row| formula(grid, row, shape, column).is_some()).count();
    let is_pattern = holding * 10 >= applicable * 7 || applicable == holding + 1;
    let telling = rows.iter().filter(|&&row| is_telling(grid, row, column)).count() >= least;
    (is_pattern && telling).then_some((shape, holding))
}

/// A growth that the names ask for where one row alone has it, so that no other can vouch for it.
fn by_names(grid: &Grid, column: usize, rows: &[usize]) -> Option<(Shape, usize)> {
    let asks = rows.len() == 1 && grid.columns[column].part == Part::Growth;
    let (current, base) = grid.periods(column).filter(|_| asks)?;
    Some((Shape::Growth { current, base }, 0))
}

/// What the name of the column lets it be.
fn shapes(grid: &Grid, column: usize) -> Vec<Shape> {
    let all = || (0..grid.columns.len()).filter(|&other| other != column && grid.columns[other].part != Part::Aside);
    let mut ratios: Vec<(usize, usize)> = all().flat_map(|part| all().map(move |whole| (part, whole))).collect();
    ratios.retain(|(part, whole)| part != whole);
    ratios.sort_by_key(|&(part, whole)| (part.abs_diff(column), whole.abs_diff(column)));
    let near = || all().filter(|value| value.abs_diff(column) <= Grid::BESIDE);
    let pairs = near().flat_map(|base| near().map(move |current| (current, base)));
    let mut pairs: Vec<(usize, usize)> = pairs.filter(|(current, base)| current != base).collect();
    pairs.sort_by_key(|(current, base)| current.abs_diff(*base));
    let is_growth = grid.columns[column].part == Part::Growth;
    let pairs = pairs.into_iter().filter(|(current, base)| is_growth || current.abs_diff(*base) == 1);
    let ratios = ratios.into_iter().map(|(part, whole)| Shape::Ratio { part, whole });
    let shares = near().map(|part| Shape::Share { part });
    let comes_before = |column: usize, than: usize| is_earlier(&grid.columns[column].title(), &grid.columns[than].title());
    let pairs = pairs.filter(|&(current, base)| !comes_before(current, base));
    let growths = pairs.map(|(current, base)| Shape::Growth { current, base });
    let chains = near().map(|value| Shape::Chain { value });
    match grid.columns[column].part {
        Part::Growth | Part::Difference => growths.chain(chains).collect(),
        Part::Rate => ratios.chain(shares).collect(),
        _ => ratios.chain(shares).chain(growths).chain(chains).collect(),
    }
}

/// 100% and 0% come up by themselves.
fn is_telling(grid: &Grid, row: usize, column: usize) -> bool {
    let figure = grid.percent(row, column).map(|entry| grid.scene.figures[entry.figure].value());
    figure.is_some_and(|value| value != 100.into() && value != 0.into())
}

fn holds(grid: &Grid, row: usize, shape: Shape, column: usize) -> bool {
    verdict(grid, row, shape, column).is_some_and(agrees)
}

fn is_consistent(grid: &Grid, row: usize, shape: Shape, column: usize) -> bool {
    verdict(grid, row, shape, column) == Some(Verdict::Consistent)
}

fn verdict(grid: &Grid, row: usize, shape: Shape, column: usize) -> Option<Verdict> {
    let stated = grid.percent(row, column)?;
    Some(formula(grid, row, shape, column)?.verdict(&grid.scene.figures[stated.figure]))
}

fn formula(grid: &Grid, row: usize, shape: Shape, column: usize) -> Option<Formula> {
    let stated = grid.percent(row, column)?;
    let number = |row: usize, column: usize| grid.quantity(row, column).filter(|&entry| grid.value(entry) >= Exact::from(0));
    let cell = |role: Role, row: usize, column: usize| Some(Formula::of(grid.scene, role, number(row, column)?.figure));
    let ratio = match shape {
        Shape::Ratio { part, whole } => cell(Role::Part, row, part)?.over(cell(Role::Whole, row, whole)?)?,
        Shape::Share { part } => {
            let whole = cell(Role::Whole, total_of(grid, row)?, part)?;
            cell(Role::Part, row, part)?.over(whole)?
        }
        Shape::Growth { current, base } => growth(stated, cell(Role::Current, row, current)?, cell(Role::Base, row, base)?)?,
        Shape::Chain { value } => {
            let base = cell(Role::Base, row.checked_sub(1)?, value)?;
            growth(stated, cell(Role::Current, row, value)?, base)?
        }
    };
    ratio.per_cent()
}

/// The row whose numbers are the wholes of a row's: the nearest total of all.
fn total_of(grid: &Grid, row: usize) -> Option<usize> {
    let totals = (0..grid.rows.len()).filter(|&total| grid.rows[total].part == Part::Total(Totals::All));
    totals.min_by_key(|total| total.abs_diff(row)).filter(|&total| total != row)
}

/// The change, in the direction that a word or an arrow beside the stated number has.
fn growth(stated: Entry, current: Formula, base: Formula) -> Option<Formula> {
    current.change_from(base.clone(), stated.is_flipped)?.signed_over(base)
}

/// A percentage of the column; where it disagrees in a small table, only if by a slip.
fn percent(grid: &Grid, row: usize, shape: Shape, column: usize, certainty: Certainty) -> Option<Draft> {
    let stated = grid.percent(row, column)?;
    let formula = formula(grid, row, shape, column)?;
    let kind = match shape {
        Shape::Ratio { .. } => Kind::Rate,
        Shape::Share { .. } => Kind::Share,
        Shape::Growth { .. } | Shape::Chain { .. } => Kind::Change,
    };
    let claim = cell_claim(grid, kind, formula, Role::Rate, (row, column, stated), certainty);
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
