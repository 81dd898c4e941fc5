//! Columns that balance: what was there and came in is what was closed and is left.

use super::cells::{cell_claim, is_slip, signed_sum, total};
use super::fit::{Fit, Support};
use crate::claims::draft::Draft;
use crate::claims::grid::{Entry, Grid, Part, Totals};
use crate::claims::verdict::{Kind, Role};
use crate::severity::Certainty;

/// The words of each term: carried over, received, closed, left.
const TERMS: [&[&str]; 4] = [
    &["上年结转", "旧存", "期初", "上期结转", "上年未结", "上年结存", "结转上年", "上年度结转"],
    &["新收", "受理", "收案", "本年收", "新增"],
    &["办结", "审结", "结案", "已结"],
    &["结转下年", "未结", "结存", "期末", "在办", "未办结"],
];

/// Every balance of a grid whose columns are its terms.
pub(super) fn columns(grid: &Grid) -> Vec<Draft> {
    let Some(terms) = terms(grid) else { return Vec::new() };
    let support = Support::of((0..grid.rows.len()).map(|row| fit(grid, terms, row)));
    (0..grid.rows.len()).filter_map(|row| claim(grid, terms, row, support)).collect()
}

/// The column of each term, where all four are there, each once. What was closed may be a total of its kinds.
fn terms(grid: &Grid) -> Option<[usize; 4]> {
    let mut found = [None; 4];
    for column in (0..grid.columns.len()).filter(|&column| grid.columns[column].part == Part::Data) {
        let name = grid.columns[column].title();
        let term = TERMS.iter().position(|words| words.iter().any(|word| name.contains(word)));
        if term.is_some_and(|term| found[term].replace(column).is_some()) {
            return None;
        }
    }
    let mut totals = (0..grid.columns.len()).filter(|&column| grid.columns[column].part == Part::Total(Totals::All));
    let [open, new, done, left] = found;
    Some([open?, new?, done.or_else(|| totals.next())?, left?])
}

/// What gives what is left, and what is left.
fn cells(grid: &Grid, [open, new, done, left]: [usize; 4], row: usize) -> Option<([Entry; 3], Entry)> {
    let cell = |column: usize| grid.quantity(row, column);
    let closed = cell(done)?;
    Some(([cell(open)?, cell(new)?, Entry { is_flipped: !closed.is_flipped, ..closed }], cell(left)?))
}

fn fit(grid: &Grid, terms: [usize; 4], row: usize) -> Fit {
    let Some((entries, left)) = cells(grid, terms, row) else { return Fit::Absent };
    match total(grid, &entries) {
        Some(sum) if sum == grid.value(left) => Fit::Holds,
        Some(_) => Fit::Fails,
        None => Fit::Absent,
    }
}

fn claim(grid: &Grid, terms: [usize; 4], row: usize, support: Support) -> Option<Draft> {
    let (entries, left) = cells(grid, terms, row)?;
    let certainty = match fit(grid, terms, row) {
        Fit::Fails => support.convicts(is_slip(grid, &entries, left))?,
        _ => Certainty::Proven,
    };
    let formula = signed_sum(grid, Role::Operand, &entries, left)?;
    Some(cell_claim(grid, Kind::Balance, formula, Role::Pending, (row, terms[3], left), certainty))
}
