//! Totals: of rows by their words (合计, 小计) wherever they stand, and of lines by what holds in the others.

mod column;
mod layers;
mod ways;

use std::ops::Range;

use self::column::{cells_of, fit};
use self::layers::{Layer, layers};
use self::ways::{Total, totals};
use super::cells::{self, cell_claim, is_nought, is_slip, signed_sum};
use super::fit::{Fit, Support};
use crate::claims::draft::{Draft, agrees};
use crate::claims::formula::Formula;
use crate::claims::grid::{Entry, Grid, Part, Totals};
use crate::claims::verdict::{Kind, Role, Verdict};
use crate::ids::FigureId;
use crate::number::Exact;
use crate::severity::Certainty;

/// Every total among the rows.
pub(super) fn sums(grid: &Grid) -> Vec<Draft> {
    let named = totals(grid);
    let mut claims: Vec<Draft> =
        named.iter().flat_map(|total| believed(grid, total.row, &total.parts, of_total(grid, total))).collect();
    for layer in layers(grid, &named) {
        let of_layer = (0..grid.columns.len()).filter_map(|column| of_layer(grid, &layer, column));
        claims.extend(believed(grid, layer.row, &layer.parts, of_layer.collect()));
    }
    claims.extend(partitions(grid));
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
    let columns = || 0..grid.columns.len();
    let of_shares = columns().filter_map(|column| hundred(grid, total.row, &total.parts, column));
    columns().filter_map(claim).chain(of_shares).collect()
}

/// A total of so many units of its last place is hardly made up by chance.
const TELLING: i128 = 1000;

/// 其中 and the lines after it, where they are all of the line above, or of the one above the last 其中: 人口, 其中：城镇, 乡村,
/// 其中：男, 女. Where they are not, they are some of it.
fn partitions(grid: &Grid) -> Vec<Draft> {
    let begins = |&row: &usize| grid.rows[row].is_among();
    let may = |row: usize| matches!(grid.rows[row].part, Part::Data | Part::Among) && !grid.rows[row].is_facet;
    let mut claims = Vec::new();
    let mut above = None;
    for first in (1..grid.rows.len()).filter(begins) {
        let end = (first + 1..grid.rows.len()).find(|row| begins(row) || !may(*row)).unwrap_or(grid.rows.len());
        let own = Some(first - 1).filter(|row| !begins(row));
        let found = own.into_iter().chain(above).map(|total| (total, partition(grid, total, first..end)));
        let found = found.collect::<Vec<_>>().into_iter().find(|(_, claims)| !claims.is_empty());
        above = found.as_ref().map(|&(total, _)| total).or(own);
        claims.extend(found.into_iter().flat_map(|(_, claims)| claims));
    }
    claims
}

/// What the first lines of a run say that make up a total in every column.
fn partition(grid: &Grid, total: usize, lines: Range<usize>) -> Vec<Draft> {
    let columns = || 0..grid.columns.len();
    let is_telling = |column: usize| {
        grid.quantity(total, column).is_some_and(|entry| grid.scene.figures[entry.figure].decimal.mantissa >= TELLING)
    };
    let is_all = |parts: &Vec<usize>| {
        let support = Support::of(columns().map(|column| fit(grid, total, parts, column)));
        support.holds > 0 && support.fails == 0 && columns().any(is_telling)
    };
    let mut runs = (lines.start + 2..=lines.end).map(|end| (lines.start..end).collect::<Vec<usize>>());
    let Some(parts) = runs.find(is_all) else { return Vec::new() };
    let claim = |column: usize| {
        let (entries, stated) = cells_of(grid, total, &parts, column)?;
        sum(grid, total, column, &entries, stated, Certainty::Likely)
    };
    columns().filter_map(claim).chain(columns().filter_map(|column| hundred(grid, total, &parts, column))).collect()
}

/// 100% beside 合计: the shares of the parts make it up. Where they do not, the numbers beside them tell which is wrong; without
/// any, it is a total like others.
fn hundred(grid: &Grid, total: usize, parts: &[usize], column: usize) -> Option<Draft> {
    let stated = grid.percent(total, column).filter(|&stated| grid.value(stated) == Exact::from(100))?;
    let shares: Vec<Entry> = parts.iter().filter_map(|&row| grid.percent(row, column)).collect();
    let figures: Vec<FigureId> = shares.iter().map(|share| share.figure).collect();
    let formula = Formula::sum(grid.scene, Role::Component, &figures).filter(|_| shares.len() >= 2)?;
    let claim = |kind, certainty| cell_claim(grid, kind, formula.clone(), Role::Total, (total, column, stated), certainty);
    let is_alone = || (0..grid.columns.len()).all(|column| grid.quantity(total, column).is_none());
    match formula.verdict(&grid.scene.figures[stated.figure]) {
        Verdict::Consistent => Some(claim(Kind::SharesTotal, Certainty::Proven)),
        verdict if agrees(verdict) || shares.len() < 3 || !is_alone() || !is_slip(grid, &shares, stated) => None,
        _ => Some(claim(Kind::TableTotal, Certainty::Likely)),
    }
}

fn sum(grid: &Grid, row: usize, column: usize, parts: &[Entry], stated: Entry, certainty: Certainty) -> Option<Draft> {
    let formula = signed_sum(grid, Role::Component, parts, stated)?;
    Some(cell_claim(grid, Kind::TableTotal, formula, Role::Total, (row, column, stated), certainty))
}

fn of_layer(grid: &Grid, layer: &Layer, column: usize) -> Option<Draft> {
    let (entries, stated) = cells_of(grid, layer.row, &layer.parts, column)?;
    let certainty = if layer.support.holds >= 3 { Certainty::Proven } else { Certainty::Likely };
    let draft = sum(grid, layer.row, column, &entries, stated, certainty)?;
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
