//! Totals: of rows by their words (合计, 小计) wherever they stand, and of lines by what holds in the others.

mod column;
mod ways;

use self::column::{cells_of, fit, support};
use self::ways::{Total, totals};
use super::cells::{self, cell_claim, is_nought, is_slip, signed_sum};
use super::fit::{Fit, Support};
use crate::claims::draft::{Draft, agrees};
use crate::claims::grid::{Entry, Grid, Part, Totals};
use crate::claims::verdict::{Kind, Role, Verdict};
use crate::number::Exact;
use crate::severity::Certainty;

/// Every total among the rows.
pub(super) fn sums(grid: &Grid) -> Vec<Draft> {
    let named = totals(grid);
    let mut claims: Vec<Draft> =
        named.iter().flat_map(|total| believed(grid, total.row, &total.parts, of_total(grid, total))).collect();
    if let Some((total, parts)) = pattern(grid, &named) {
        let support = support(grid, total, &parts);
        let by_pattern = (0..grid.columns.len()).filter_map(|column| by_pattern(grid, total, &parts, column, support));
        claims.extend(believed(grid, total, &parts, by_pattern.collect()));
    }
    // what belongs together in a form its lines do not tell
    claims.retain(|claim| !grid.is_form || agrees(claim.verdict()));
    claims
}

/// The claims without those that fail where the table itself says why: a note, a remark, or the same gap in the total of the other
/// direction. Where 受理 is three more than 维持 and 撤销 in one row and in 合计 alike, nothing is mistyped: three are pending.
fn believed(grid: &Grid, total: usize, parts: &[usize], claims: Vec<Draft>) -> Vec<Draft> {
    let gap = |column: usize| {
        let (entries, stated) = cells_of(grid, total, parts, column)?;
        cells::gap(grid, &entries, stated)
    };
    let is_total = |column: &usize| grid.columns[*column].part == Part::Total(Totals::All);
    let in_totals = (0..grid.columns.len()).filter(is_total).filter_map(gap).find(|gap| *gap != Exact::from(0));
    let in_data = (0..grid.columns.len()).filter(|column| grid.columns[*column].part == Part::Data).filter_map(gap);
    let in_data = in_data.into_iter().try_fold(Exact::from(0), |sum, gap| sum.checked_add(gap));
    let is_mirrored = in_totals.is_some() && in_totals == in_data;
    let column_of = |draft: &Draft| {
        (0..grid.columns.len()).find(|&column| grid.entry(total, column).map(|entry| entry.figure) == draft.stated)
    };
    let is_excused = |draft: &Draft| {
        let column = column_of(draft);
        let remarked = column.is_some_and(|column| grid.columns[column].is_excused);
        // what stands in two rows is counted once, so that the total is less than its parts
        let counted_once = || grid.is_excused && column.and_then(gap).is_some_and(|gap| gap < Exact::from(0));
        is_mirrored || remarked || counted_once()
    };
    claims.into_iter().filter(|draft| agrees(draft.verdict()) || !is_excused(draft)).collect()
}

/// The claims of a total. Where no column vouches for what it adds up, other totals that are made in the same way do.
fn of_total(grid: &Grid, total: &Total) -> Vec<Draft> {
    let claim = |column: usize| {
        let (entries, stated) = cells_of(grid, total.row, &total.parts, column)?;
        match fit(grid, total.row, &total.parts, column) {
            Fit::Holds | Fit::Trivial => sum(grid, total.row, column, &entries, stated, Certainty::Proven),
            Fit::Fails => {
                let certainty = total.convicts(is_slip(grid, &entries, stated))?;
                sum(grid, total.row, column, &entries, stated, certainty)
            }
            Fit::Absent => None,
        }
    };
    (0..grid.columns.len()).filter_map(claim).collect()
}

fn sum(grid: &Grid, row: usize, column: usize, parts: &[Entry], stated: Entry, certainty: Certainty) -> Option<Draft> {
    let formula = signed_sum(grid, Role::Component, parts, stated)?;
    Some(cell_claim(grid, Kind::TableTotal, formula, Role::Total, (row, column, stated), certainty))
}

/// A line that is the sum of those right before or after it, in nearly all columns: 受理 of 办结 and 在办.
fn pattern(grid: &Grid, named: &[Total]) -> Option<(usize, Vec<usize>)> {
    if grid.rows.len() > Grid::TRIED {
        return None;
    }
    let is_known = |total: usize| named.iter().any(|known| known.row == total && known.own.holds > 0);
    let may = |row: &usize| matches!(grid.rows[*row].part, Part::Data | Part::Total(_));
    let mut best: Option<(Support, usize, Vec<usize>)> = None;
    for total in (0..grid.rows.len()).filter(|row| may(row) && !is_known(*row)) {
        for parts in runs_beside(grid.rows.len(), total).filter(|parts| parts.clone().all(|row| may(&row))) {
            let parts: Vec<usize> = parts.collect();
            let support = support(grid, total, &parts);
            let is_better = best.as_ref().is_none_or(|(known, ..)| support.holds > known.holds);
            // rows of small numbers add up now and then
            let is_firm = support.is_pattern() && (support.fails <= 1 || support.holds >= 5 * support.fails);
            if is_better && is_firm && is_telling(grid, total, &parts, support) {
                best = Some((support, total, parts));
            }
        }
    }
    best.map(|(_, total, parts)| (total, parts))
}

/// Whether chance would not have made it: with small numbers it soon does, the sooner the fewer there are.
fn is_telling(grid: &Grid, total: usize, parts: &[usize], support: Support) -> bool {
    let least = if support.holds > 2 { 10 } else { 50 };
    let is_large = |column: &usize| {
        let large = |entry: Entry| grid.scene.figures[entry.figure].decimal.mantissa >= least;
        fit(grid, total, parts, *column) == Fit::Holds && grid.quantity(total, *column).is_some_and(large)
    };
    (0..grid.columns.len()).filter(is_large).count() >= 2
}

/// Runs of at least two lines right before or right after one.
fn runs_beside(lines: usize, line: usize) -> impl Iterator<Item = std::ops::Range<usize>> {
    let before = (0..line.saturating_sub(1)).map(move |first| first..line);
    let after = (line + 3..=lines).map(move |end| line + 1..end);
    before.chain(after)
}

fn by_pattern(grid: &Grid, total: usize, parts: &[usize], column: usize, support: Support) -> Option<Draft> {
    let (entries, stated) = cells_of(grid, total, parts, column)?;
    let certainty = if support.holds >= 3 { Certainty::Proven } else { Certainty::Likely };
    let draft = sum(grid, total, column, &entries, stated, certainty)?;
    let holds = draft.verdict() == Verdict::Consistent;
    (holds || is_slip(grid, &entries, stated)).then_some(draft)
}

/// Rows of which nothing else is known, each by itself: its first cells, three at least that are not nought, add up to the next one.
pub(super) fn own_sums(grid: &Grid, known: &[Draft]) -> Vec<Draft> {
    let is_known = |row: usize| {
        let stated = |entry: Entry| known.iter().any(|draft| draft.stated == Some(entry.figure));
        (0..grid.columns.len()).filter_map(|column| grid.entry(row, column)).any(stated)
    };
    (0..grid.rows.len()).filter(|&row| !is_known(row)).filter_map(|row| own_sum(grid, row)).collect()
}

fn own_sum(grid: &Grid, row: usize) -> Option<Draft> {
    let (mut parts, mut so_far, mut filled) = (Vec::new(), Exact::from(0), 0);
    for column in 0..grid.columns.len() {
        let Some(entry) = grid.entry(row, column) else { continue };
        let value = grid.quantity(row, column).map(|entry| grid.value(entry))?;
        if filled >= 3 && value == so_far && value.is_integer() {
            return sum(grid, row, column, &parts, entry, Certainty::Likely);
        }
        so_far = so_far.checked_add(value)?;
        filled += usize::from(!is_nought(grid, entry));
        parts.push(entry);
    }
    None
}
