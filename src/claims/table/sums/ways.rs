//! What a total may add up: what its words, its place, its indent and its period allow, and which of these the numbers bear out.

use super::column::{is_all, support};
use crate::claims::grid::{Grid, Months, Part, Totals};
use crate::claims::table::fit::Support;
use crate::severity::Certainty;

/// A row that adds up others.
pub(super) struct Total {
    pub(super) row: usize,
    pub(super) parts: Vec<usize>,
    way: Way,
    /// How its own columns bear it out.
    pub(super) own: Support,
    /// How it and all totals made in the same way are borne out.
    shared: Support,
}

/// How a total chooses its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// The rows of its group, by their outer names.
    Group,
    /// All since the last total, or up to the next one.
    Before,
    After,
    /// The same, with totals of groups for what they close.
    Closed,
    /// The same, with what 其中 tells.
    Among,
    /// The last total and what comes after it: 本年收入合计, 上年结转, 总计.
    Onward,
    /// Every row, or every total.
    Every,
    Totals,
    /// Of rows that are set in differently the outermost ones, before or after it.
    Outermost,
    /// The rows one step further in than a row that is not called a total.
    Level,
    /// The months or quarters that make up its period.
    Months,
    /// The same line of each unit: 上年同期 under each.
    Facet,
}

impl Total {
    /// How sure it is that a column is wrong: by its other columns, or where it has none, by the totals that are made like it. What
    /// fails in every column is no such total. An indent alone may mark what is only some of the whole: it tells where it has told
    /// before.
    pub(super) fn convicts(&self, is_slip: bool) -> Option<Certainty> {
        let fails_throughout = self.own.holds == 0 && self.own.fails > 1;
        let lacks_proof = self.way == Way::Level && !self.shared.is_pattern();
        match self.own.holds {
            _ if fails_throughout || lacks_proof => None,
            0 => self.shared.convicts(is_slip).map(|_| Certainty::Likely),
            _ => self.own.convicts(is_slip),
        }
    }
}

/// Every row that is a total, with its parts: of all that its words allow those that give it in the most columns, and where none
/// does, those that other totals have.
pub(super) fn totals(grid: &Grid) -> Vec<Total> {
    let all: Vec<(usize, Vec<Tried>)> = (0..grid.rows.len()).map(|row| (row, tried(grid, row))).collect();
    let shared = |way: Way, but: usize| {
        let others = all.iter().filter(|(row, _)| *row != but).filter_map(|(_, tried)| best(tried));
        others.filter(|tried| tried.way == way).map(|tried| tried.support).fold(Support::default(), Support::and)
    };
    let total = |(row, tried): &(usize, Vec<Tried>)| {
        let borne_out = best(tried).filter(|tried| tried.support.holds > 0);
        let chosen = borne_out.or_else(|| {
            let known = tried.iter().rev().max_by_key(|tried| shared(tried.way, *row).holds);
            known.filter(|tried| shared(tried.way, *row).holds > 0).or_else(|| tried.first())
        })?;
        let shared = shared(chosen.way, *row).and(chosen.support);
        Some(Total { row: *row, parts: chosen.parts.clone(), way: chosen.way, own: chosen.support, shared })
    };
    all.iter().filter_map(total).collect()
}

/// Parts that a total may have, and how its columns bear them out.
struct Tried {
    way: Way,
    parts: Vec<usize>,
    support: Support,
}

/// What a row may add up, the likeliest first; nothing, where it is no total.
fn tried(grid: &Grid, row: usize) -> Vec<Tried> {
    let ways = by_level(grid, row).into_iter().chain(by_words(grid, row));
    let ways = ways.chain(by_period(grid, row)).chain(by_facet(grid, row));
    let ways = ways.filter(|(_, parts)| parts.len() >= 2);
    ways.map(|(way, parts)| Tried { way, support: support(grid, row, &parts), parts }).collect()
}

/// The parts that are borne out best; of several the first.
fn best(tried: &[Tried]) -> Option<&Tried> {
    let is_better = |a: &Support, b: &Support| a.holds > b.holds || (a.holds == b.holds && a.holds > 0 && a.fails < b.fails);
    tried.iter().reduce(|best, next| if is_better(&next.support, &best.support) { next } else { best })
}

type Parts = (Way, Vec<usize>);

/// What a row that is called a total may add up.
fn by_words(grid: &Grid, total: usize) -> Vec<Parts> {
    let rows = &grid.rows;
    let Part::Total(totals) = rows[total].part else { return Vec::new() };
    let is_addend = |&row: &usize| is_addend(grid, row) && !is_excluded(grid, total, row) && !is_of_other_unit(grid, total, row);
    let is_total = |row: &usize| matches!(rows[*row].part, Part::Total(_));
    let is_all = |row: &usize| is_all(grid, *row);
    let since = |end: &dyn Fn(&usize) -> bool| (0..total).rev().find(|row| end(row)).map_or(0, |row| row + 1)..total;
    let until = |end: &dyn Fn(&usize) -> bool| total + 1..(total + 1..rows.len()).find(|row| end(row)).unwrap_or(rows.len());
    let addends = |rows: std::ops::Range<usize>| rows.filter(is_addend).collect::<Vec<_>>();
    let mut ways: Vec<Parts> = Vec::new();
    if let Some(group) = rows[total].group() {
        let is_in_group = |row: &usize| rows[*row].names.first().map(String::as_str) == Some(group);
        ways.push((Way::Group, (0..rows.len()).filter(is_addend).filter(is_in_group).collect()));
    }
    if totals == Totals::Group {
        ways.extend([(Way::Before, addends(since(&is_total))), (Way::After, addends(until(&is_total)))]);
        return ways;
    }
    for (way, side) in [(Way::Before, since(&is_all)), (Way::After, until(&is_all))] {
        ways.push((Way::Closed, closed(grid, side.clone())));
        ways.push((way, addends(side.clone())));
        ways.push((Way::Among, side.filter(|row| is_addend(row) || rows[*row].part == Part::Among).collect()));
    }
    // 总计 is of 本年收入合计 and more
    let is_whole = |row: usize| rows[row].name().contains('总');
    if let Some(last) = (0..total).rev().find(is_all).filter(|&last| is_whole(total) && !is_whole(last)) {
        ways.push((Way::Onward, std::iter::once(last).chain(addends(last + 1..total)).collect()));
    }
    ways.push((Way::Every, addends(0..rows.len())));
    // a total of totals, as over several groups of columns
    ways.push((Way::Totals, (0..rows.len()).filter(|&row| row != total && is_all(&row)).collect()));
    ways
}

/// Whether a row may be added up by one that is called a total.
fn is_addend(grid: &Grid, row: usize) -> bool {
    matches!(grid.rows[row].part, Part::Data | Part::Difference) && !grid.rows[row].is_facet
}

/// The totals of groups among rows, and the rows that none of them closes.
fn closed(grid: &Grid, side: std::ops::Range<usize>) -> Vec<usize> {
    let is_group = |row: &usize| grid.rows[*row].part == Part::Total(Totals::Group);
    let groups: Vec<usize> = side.clone().filter(is_group).collect();
    let parts_of = |&group: &usize| best(&tried(grid, group)).map(|best| best.parts.clone());
    let covered: Vec<usize> = groups.iter().filter_map(parts_of).flatten().collect();
    let open = side.filter(|&row| grid.rows[row].part == Part::Data && is_addend(grid, row) && !covered.contains(&row));
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

/// 事业费（万元） below 乡镇合计（个）.
pub(super) fn is_of_other_unit(grid: &Grid, total: usize, row: usize) -> bool {
    let unit = |row: usize| grid.rows[row].unit().map(|(unit, _)| unit);
    unit(total).zip(unit(row)).is_some_and(|(total, own)| total != own)
}

/// 一季度, 上半年, 全年: the periods that make up the row's own, the longest and the shortest; 合计 is of all periods.
fn by_period(grid: &Grid, total: usize) -> Vec<Parts> {
    let rows = &grid.rows;
    let outer = |row: usize| rows[row].names.split_last().map(|(_, outer)| outer);
    let periods: Vec<(usize, Months)> = (0..rows.len())
        .filter(|&row| row != total && outer(row) == outer(total))
        .filter_map(|row| Some((row, rows[row].months()?)))
        .collect();
    let hull = || periods.iter().map(|&(_, months)| months).reduce(Months::cover).filter(|_| is_all(grid, total));
    let Some(whole) = rows[total].months().or_else(hull) else { return Vec::new() };
    let inside: Vec<(usize, Months)> =
        periods.iter().copied().filter(|(_, months)| whole.contains(*months) && *months != whole).collect();
    let longest = tiles(whole, &inside, |months| std::cmp::Reverse(months.len()));
    let shortest = tiles(whole, &inside, |months| std::cmp::Reverse(u8::MAX - months.len()));
    [longest, shortest].into_iter().flatten().map(|parts| (Way::Months, parts)).collect()
}

/// The periods that make up a whole one after the other, of those that begin together the one that comes first by `order`.
fn tiles<K: Ord>(whole: Months, periods: &[(usize, Months)], order: impl Fn(Months) -> K) -> Option<Vec<usize>> {
    let mut parts = Vec::new();
    let mut at = whole.first;
    while at <= whole.last {
        let (row, months) =
            periods.iter().filter(|(_, months)| months.first == at).min_by_key(|(_, months)| order(*months)).copied()?;
        parts.push(row);
        at = months.last + 1;
    }
    (at == whole.last + 1).then_some(parts)
}

/// 合计, 上年同期: the same line of each unit, before it or after it.
fn by_facet(grid: &Grid, total: usize) -> Vec<Parts> {
    let rows = &grid.rows;
    let names = &rows[total].names;
    let Some(level) = rows[total].total_level().filter(|_| rows[total].part == Part::Data) else { return Vec::new() };
    let is_like = |&row: &usize| {
        let other = &rows[row].names;
        let alike = other.len() == names.len() && (0..names.len()).all(|at| (at == level) == (other[at] != names[at]));
        alike && rows[row].total_level().is_none() && rows[row].part == Part::Data
    };
    let sides = [(0..total).filter(is_like).collect(), (total + 1..rows.len()).filter(is_like).collect()];
    sides.into_iter().map(|parts| (Way::Facet, parts)).collect()
}

/// The rows one step further in than the row above them; those of a total in front or behind are the outermost.
fn by_level(grid: &Grid, total: usize) -> Vec<Parts> {
    let rows = &grid.rows;
    if rows[total].is_facet || !matches!(rows[total].part, Part::Data | Part::Among | Part::Total(_)) {
        return Vec::new();
    }
    let ends = |row: &usize| rows[*row].heading.unwrap_or(usize::MAX).min(rows[*row].depth) <= rows[total].depth;
    let below = (total + 1..rows.len()).find(ends).unwrap_or(rows.len());
    let inner = outermost(grid, total + 1..below);
    if !is_all(grid, total) {
        let is_whole = !inner.iter().any(|&row| rows[row].is_among());
        return if is_whole { vec![(Way::Level, inner)] } else { Vec::new() };
    }
    let first = (0..total).rev().find(|&row| is_all(grid, row)).map_or(0, |row| row + 1);
    let is_varied = |side: &std::ops::Range<usize>| rows[side.clone()].iter().any(|row| row.depth != rows[side.start].depth);
    let last = (total + 1..rows.len()).find(|&row| is_all(grid, row)).unwrap_or(rows.len());
    let sides = [first..total, total + 1..last].into_iter().filter(|side| !side.is_empty() && is_varied(side));
    sides.map(|side| outermost(grid, side)).chain([inner]).map(|parts| (Way::Outermost, parts)).collect()
}

/// The rows among some that are set in the least.
fn outermost(grid: &Grid, side: std::ops::Range<usize>) -> Vec<usize> {
    let counts = |row: &usize| matches!(grid.rows[*row].part, Part::Data | Part::Among | Part::Total(Totals::Group));
    let side: Vec<usize> = side.filter(|row| counts(row) && !grid.rows[*row].is_facet).collect();
    let least = side.iter().map(|&row| grid.rows[row].depth).min();
    side.into_iter().filter(|&row| Some(grid.rows[row].depth) == least).collect()
}
