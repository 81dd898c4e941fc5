//! Columns of percentages: what they are of the other columns is known by the rows in which it holds.

use super::Table;
use crate::claims::draft::{Draft, agrees, claim, is_slip_off};
use crate::claims::formula::Formula;
use crate::claims::scene::Direction;
use crate::claims::verdict::{Kind, Role, Verdict};
use crate::severity::Certainty;

/// How far a growth rate stands from the two columns that it compares.
const REACH: usize = 4;

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
pub(super) fn columns(table: &Table) -> Vec<Draft> {
    let mut claims = Vec::new();
    for column in 0..table.columns {
        let rows: Vec<usize> = (0..table.rows.len()).filter(|&row| table.percent(row, column).is_some()).collect();
        if let Some(shape) = shape(table, column, &rows) {
            claims.extend(rows.iter().filter_map(|&row| percent(table, row, shape, column)));
        }
    }
    claims
}

/// The shape that holds in nearly every row; of several the simplest and nearest.
fn shape(table: &Table, column: usize, rows: &[usize]) -> Option<Shape> {
    let all = || 0..table.columns;
    let ratios = all().flat_map(|part| all().map(move |whole| (part, whole))).filter(|(part, whole)| part != whole);
    let mut ratios: Vec<(usize, usize)> = ratios.collect();
    ratios.sort_by_key(|&(part, whole)| (part.abs_diff(column), whole.abs_diff(column)));
    let near = all().filter(|value| value.abs_diff(column) <= REACH);
    let growths = near.clone().flat_map(|base| [base + 1, base.wrapping_sub(1)].map(|current| Shape::Growth { current, base }));
    let shapes = (ratios.into_iter().map(|(part, whole)| Shape::Ratio { part, whole }))
        .chain(near.clone().map(|part| Shape::Share { part }))
        .chain(growths)
        .chain(near.map(|value| Shape::Chain { value }));
    let mut best: Option<(usize, Shape)> = None;
    for shape in shapes {
        let holding = rows.iter().filter(|&&row| holds(table, row, shape, column)).count();
        if holding >= 2 && best.is_none_or(|(most, _)| holding > most) {
            best = Some((holding, shape));
        }
    }
    let (holding, shape) = best?;
    let applicable = rows.iter().filter(|&&row| formula(table, row, shape, column).is_some()).count();
    let is_pattern = holding * 10 >= applicable * 7 || applicable == holding + 1;
    let telling = rows.iter().filter(|&&row| is_telling(table, row, column)).count() >= 2;
    (is_pattern && telling).then_some(shape)
}

/// 100% and 0% come up by themselves.
fn is_telling(table: &Table, row: usize, column: usize) -> bool {
    let figure = table.percent(row, column).map(|figure| table.scene.figures[figure].value());
    figure.is_some_and(|value| value != 100.into() && value != 0.into())
}

fn holds(table: &Table, row: usize, shape: Shape, column: usize) -> bool {
    let Some(stated) = table.percent(row, column) else { return false };
    formula(table, row, shape, column).is_some_and(|formula| agrees(formula.verdict(&table.scene.figures[stated])))
}

fn formula(table: &Table, row: usize, shape: Shape, column: usize) -> Option<Formula> {
    let cell = |role: Role, row: usize, column: usize| Some(Formula::of(table.scene, role, table.quantity(row, column)?));
    let ratio = match shape {
        Shape::Ratio { part, whole } => cell(Role::Part, row, part)?.over(cell(Role::Whole, row, whole)?)?,
        Shape::Share { part } => {
            let total =
                (0..table.rows.len()).filter(|&total| table.is_total_row(total)).min_by_key(|total| total.abs_diff(row))?;
            let whole = cell(Role::Whole, total, part).filter(|_| total != row)?;
            cell(Role::Part, row, part)?.over(whole)?
        }
        Shape::Growth { current, base } => {
            growth(table, row, column, cell(Role::Current, row, current)?, cell(Role::Base, row, base)?)?
        }
        Shape::Chain { value } => {
            let base = cell(Role::Base, row.checked_sub(1)?, value)?;
            growth(table, row, column, cell(Role::Current, row, value)?, base)?
        }
    };
    ratio.per_cent()
}

/// The change in the direction of the sign or word that is printed with the percentage; without one, upwards.
fn growth(table: &Table, row: usize, column: usize, current: Formula, base: Formula) -> Option<Formula> {
    let stated = table.percent(row, column)?;
    let falls = table.scene.figures[stated].direction() == Some(Direction::Down) || is_accounted_negative(table, row, column);
    current.change_from(base.clone(), falls && !table.scene.figures[stated].is_negative())?.signed_over(base)
}

/// （8.3%） is negative, where the cells of its column have brackets only now and then.
fn is_accounted_negative(table: &Table, row: usize, column: usize) -> bool {
    let is_bracketed = |row: usize| {
        table.cell(row, column).is_some_and(|cell| {
            let span = table.scene.figures[cell].span;
            let text = table.scene.source.text();
            text[..span.start as usize].ends_with(['（', '(']) && text[span.end as usize..].starts_with(['）', ')'])
        })
    };
    is_bracketed(row) && (0..table.rows.len()).any(|other| table.cell(other, column).is_some() && !is_bracketed(other))
}

/// A percentage of the column; where it disagrees in a small table, only if by a slip.
fn percent(table: &Table, row: usize, shape: Shape, column: usize) -> Option<Draft> {
    let stated = table.percent(row, column)?;
    let formula = formula(table, row, shape, column)?;
    let kind = match shape {
        Shape::Ratio { .. } => Kind::Rate,
        Shape::Share { .. } => Kind::Share,
        Shape::Growth { .. } | Shape::Chain { .. } => Kind::Change,
    };
    let claim = claim(table.scene, kind, formula, Role::Rate, stated, Certainty::Proven);
    (agrees(claim.verdict()) || matches!(shape, Shape::Ratio { .. }) && table.rows.len() > 3 || is_near(table, &claim))
        .then_some(claim)
}

fn is_near(table: &Table, claim: &Draft) -> bool {
    claim.verdict() != Verdict::Unchecked && is_slip_off(table.scene, claim, 5)
}
