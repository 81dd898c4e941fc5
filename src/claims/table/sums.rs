//! Totals: of rows by their words (合计, 小计) wherever they stand, and of lines by what holds in the others.

use super::cells::{self, cell_claim, is_nought, is_slip, signed_sum};
use super::fit::{Fit, Support};
use crate::claims::draft::{Draft, agrees};
use crate::claims::grid::{Entry, Grid, Part, Totals};
use crate::claims::verdict::{Kind, Role, Verdict};
use crate::number::Exact;
use crate::severity::Certainty;

/// Every total among the rows.
pub(super) fn sums(grid: &Grid) -> Vec<Draft> {
    let totals = (0..grid.rows.len()).filter(|&row| matches!(grid.rows[row].part, Part::Total(_)));
    let named: Vec<(usize, Vec<usize>)> = totals.filter_map(|total| Some((total, addends(grid, total)?))).collect();
    let mut claims: Vec<Draft> =
        named.iter().flat_map(|(total, parts)| believed(grid, *total, parts, of_total(grid, *total, parts))).collect();
    if let Some((total, parts)) = pattern(grid, &named) {
        let support = support(grid, total, &parts);
        let by_pattern = (0..grid.columns.len()).filter_map(|column| by_pattern(grid, total, &parts, column, support));
        claims.extend(believed(grid, total, &parts, by_pattern.collect()));
    }
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

/// The claims of a row that is called a total.
fn of_total(grid: &Grid, total: usize, parts: &[usize]) -> Vec<Draft> {
    let support = support(grid, total, parts);
    let claim = |column: usize| {
        let (entries, stated) = cells_of(grid, total, parts, column)?;
        match fit(grid, total, parts, column) {
            Fit::Holds | Fit::Trivial => sum(grid, total, column, &entries, stated, Certainty::Proven),
            Fit::Fails => {
                let certainty = support.convicts(is_slip(grid, &entries, stated))?;
                sum(grid, total, column, &entries, stated, certainty)
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

/// The numbers that a total adds up in a column, and the total; `None` where a cell holds words, or percentages.
fn cells_of(grid: &Grid, total: usize, parts: &[usize], column: usize) -> Option<(Vec<Entry>, Entry)> {
    let adds_up = matches!(grid.columns[column].part, Part::Data | Part::Total(_) | Part::Among | Part::Difference);
    let stated = grid.quantity(total, column).filter(|_| adds_up)?;
    let spoilt = |&row: &usize| grid.is_worded(row, column) || grid.percent(row, column).is_some();
    if parts.iter().any(spoilt) {
        return None;
    }
    let entries: Vec<Entry> = parts.iter().filter_map(|&row| grid.quantity(row, column)).collect();
    (entries.len() >= 2).then_some((entries, stated))
}

fn fit(grid: &Grid, total: usize, parts: &[usize], column: usize) -> Fit {
    let Some((entries, stated)) = cells_of(grid, total, parts, column) else { return Fit::Absent };
    let Some(sum) = cells::total(grid, &entries) else { return Fit::Absent };
    let telling = entries.iter().filter(|&&entry| !is_nought(grid, entry)).count() >= 2;
    match (sum == grid.value(stated), telling) {
        (true, true) => Fit::Holds,
        (true, false) => Fit::Trivial,
        (false, _) => {
            let formula = signed_sum(grid, Role::Component, &entries, stated);
            let verdict = formula.map(|formula| formula.verdict(&grid.scene.figures[stated.figure]));
            // rounded numbers need not add up to the last digit
            if verdict.is_some_and(agrees) { Fit::Trivial } else { Fit::Fails }
        }
    }
}

fn support(grid: &Grid, total: usize, parts: &[usize]) -> Support {
    Support::of((0..grid.columns.len()).map(|column| fit(grid, total, parts, column)))
}

/// The rows that a total adds up: of all that its words allow those that give it in the most columns.
fn addends(grid: &Grid, total: usize) -> Option<Vec<usize>> {
    let options = options(grid, total);
    let mut best: Option<(Support, Vec<usize>)> = None;
    for parts in options {
        let support = support(grid, total, &parts);
        let is_better = |known: &Support| {
            support.holds > known.holds || (support.holds == known.holds && support.holds > 0 && support.fails < known.fails)
        };
        if best.as_ref().is_none_or(|(known, _)| is_better(known)) {
            best = Some((support, parts));
        }
    }
    best.map(|(_, parts)| parts)
}

/// What a total may add up, the likeliest first.
fn options(grid: &Grid, total: usize) -> Vec<Vec<usize>> {
    let rows = &grid.rows;
    let is_addend = |&row: &usize| matches!(rows[row].part, Part::Data | Part::Difference) && !is_excluded(grid, total, row);
    let is_total = |row: &usize| matches!(rows[*row].part, Part::Total(_));
    let is_all = |row: &usize| rows[*row].part == Part::Total(Totals::All);
    let since = |end: &dyn Fn(&usize) -> bool| (0..total).rev().find(|row| end(row)).map_or(0, |row| row + 1)..total;
    let until = |end: &dyn Fn(&usize) -> bool| total + 1..(total + 1..rows.len()).find(|row| end(row)).unwrap_or(rows.len());
    let addends = |rows: std::ops::Range<usize>| rows.filter(is_addend).collect::<Vec<_>>();
    let group = rows[total].group();
    let in_group =
        || (0..rows.len()).filter(is_addend).filter(|&row| rows[row].names.first().map(String::as_str) == group).collect();
    let mut options: Vec<Vec<usize>> = Vec::new();
    if group.is_some() {
        options.push(in_group());
    }
    if rows[total].part == Part::Total(Totals::Group) {
        options.extend([addends(since(&is_total)), addends(until(&is_total))]);
    } else {
        for side in [since(&is_all), until(&is_all)] {
            options.push(closed(grid, side.clone()));
            options.push(addends(side.clone()));
            options.push(side.filter(|row| is_addend(row) || rows[*row].part == Part::Among).collect());
        }
        options.push(addends(0..rows.len()));
        // a total of totals, as over several groups of columns
        options.push((0..rows.len()).filter(|&row| row != total && is_all(&row)).collect());
    }
    options.retain(|parts| parts.len() >= 2);
    options
}

/// The totals of groups among rows, and the rows that none of them closes.
fn closed(grid: &Grid, side: std::ops::Range<usize>) -> Vec<usize> {
    let is_group = |row: &usize| grid.rows[*row].part == Part::Total(Totals::Group);
    let groups: Vec<usize> = side.clone().filter(is_group).collect();
    let covered: Vec<usize> = groups.iter().filter_map(|&group| addends(grid, group)).flatten().collect();
    let open = side.filter(|row| grid.rows[*row].part == Part::Data && !covered.contains(row));
    let mut parts: Vec<usize> = if groups.is_empty() { Vec::new() } else { groups.into_iter().chain(open).collect() };
    parts.sort_unstable();
    parts
}

/// 合计（不含移送案件）: what the total's own name leaves out.
fn is_excluded(grid: &Grid, total: usize, row: usize) -> bool {
    let name = grid.rows[row].name();
    let said = grid.rows[total].name();
    let at = ["不含", "不包括", "除"].iter().find_map(|word| said.find(word));
    !name.is_empty() && at.is_some_and(|at| said[at..].contains(name))
}

/// A line that is the sum of those right before or after it, in nearly all columns: 受理 of 办结 and 在办.
fn pattern(grid: &Grid, named: &[(usize, Vec<usize>)]) -> Option<(usize, Vec<usize>)> {
    if grid.rows.len() > Grid::TRIED {
        return None;
    }
    let is_known = |total: usize| named.iter().any(|(known, parts)| *known == total && support(grid, total, parts).holds > 0);
    let may = |row: &usize| matches!(grid.rows[*row].part, Part::Data | Part::Total(_));
    let mut best: Option<(Support, usize, Vec<usize>)> = None;
    for total in (0..grid.rows.len()).filter(|row| may(row) && !is_known(*row)) {
        for parts in runs_beside(grid.rows.len(), total).filter(|parts| parts.clone().all(|row| may(&row))) {
            let parts: Vec<usize> = parts.collect();
            let support = support(grid, total, &parts);
            let is_better = best.as_ref().is_none_or(|(known, ..)| support.holds > known.holds);
            if is_better && support.is_pattern() && is_telling(grid, total, &parts) {
                best = Some((support, total, parts));
            }
        }
    }
    best.map(|(_, total, parts)| (total, parts))
}

/// Whether chance would not have made it: with small numbers it soon does.
fn is_telling(grid: &Grid, total: usize, parts: &[usize]) -> bool {
    let is_large = |column: &usize| {
        let large = |entry: Entry| grid.scene.figures[entry.figure].decimal.mantissa >= 10;
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
