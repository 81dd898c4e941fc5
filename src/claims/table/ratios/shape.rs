//! What a column of ratios may be, and what it then says of a row.

use crate::claims::formula::Formula;
use crate::claims::grid::{Entry, Grid, Part, Totals, is_cut, is_earlier, is_per};
use crate::claims::verdict::{Kind, Role};
use crate::ids::FigureId;
use crate::number::Exact;

/// The most columns of which runs are tried.
const JOINT: usize = 14;

/// How many figures before a table are looked at.
const OUTSIDE: usize = 40;

/// What a column of ratios may be.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    /// One column over another: 办结率.
    Ratio { part: usize, whole: usize },
    /// Columns next to each other, together, over another one: 满意率 of 非常满意, 满意 and 基本满意.
    Joint { first: usize, last: usize, whole: usize },
    /// A column over its own 合计, or over what is called 100%: 占比.
    Share { part: usize },
    /// A column over a number that stands before the table: 占比, where the table has no 合计.
    Outside { part: usize, whole: FigureId },
    /// One column against the one beside it: 增幅 of 上年 and 本年.
    Growth { current: usize, base: usize },
    /// How much less one column is than the one before it: 压缩率 of 法定时限 and 承诺时限.
    Cut { current: usize, base: usize },
    /// A column against its own cell in the row above: 环比; in the row below, where the latest stands first.
    Chain { value: usize, is_latest_first: bool },
    /// What there is for each: 人均. Numbers in 万元 and 元 are ten thousand apart.
    Per { part: usize, whole: usize, scale: Scale },
}

/// How the unit of a ratio stands to those of its terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scale {
    Same,
    Times(i128),
    Over(i128),
}

impl Shape {
    pub(super) fn kind(self) -> Kind {
        match self {
            Shape::Ratio { .. } | Shape::Joint { .. } => Kind::Rate,
            Shape::Share { .. } | Shape::Outside { .. } => Kind::Share,
            Shape::Growth { .. } | Shape::Cut { .. } | Shape::Chain { .. } => Kind::Change,
            Shape::Per { .. } => Kind::Average,
        }
    }
}

/// The number that a column states in a row: a percentage, or what there is for each.
pub(super) fn stated(grid: &Grid, row: usize, column: usize) -> Option<Entry> {
    grid.percent(row, column).or_else(|| grid.quantity(row, column).filter(|_| holds_means(grid, column)))
}

fn holds_means(grid: &Grid, column: usize) -> bool {
    let column = &grid.columns[column];
    !column.is_percent && (matches!(column.part, Part::Per | Part::Average) || is_per(column.name()))
}

/// What the name of the column lets it be, the simplest and nearest first.
pub(super) fn shapes(grid: &Grid, column: usize) -> Vec<Shape> {
    let all = || (0..grid.columns.len()).filter(|&other| other != column && grid.columns[other].part != Part::Aside);
    let mut terms: Vec<(usize, usize)> = all().flat_map(|part| all().map(move |whole| (part, whole))).collect();
    terms.retain(|(part, whole)| part != whole);
    terms.sort_by_key(|&(part, whole)| (part.abs_diff(column), whole.abs_diff(column)));
    if holds_means(grid, column) {
        let scales = [Scale::Same, Scale::Times(10_000), Scale::Over(10_000), Scale::Times(1000), Scale::Times(100)];
        let per = |scale: Scale| terms.iter().map(move |&(part, whole)| Shape::Per { part, whole, scale });
        return scales.into_iter().flat_map(per).collect();
    }
    let near = || all().filter(|value| value.abs_diff(column) <= Grid::BESIDE);
    let ratios = terms.iter().map(|&(part, whole)| Shape::Ratio { part, whole });
    let outside = || outside(grid).into_iter().flat_map(|whole| near().map(move |part| Shape::Outside { part, whole }));
    let mut shares: Vec<usize> = all().collect();
    shares.sort_by_key(|part| part.abs_diff(column));
    let shares = shares.into_iter().map(|part| Shape::Share { part });
    // small changes grow by anything
    let is_change = |value: &usize| matches!(grid.columns[*value].part, Part::Growth | Part::Difference | Part::Points);
    let chains = || {
        let values = || near().filter(|value| !is_change(value));
        let chain = |is_latest_first: bool| values().map(move |value| Shape::Chain { value, is_latest_first });
        chain(false).chain(chain(true))
    };
    let growths = || growths(grid, column, near().collect());
    let cuts = || cuts(grid, column, near().collect());
    match grid.columns[column].part {
        Part::Growth | Part::Difference => growths().chain(chains()).chain(cuts()).collect(),
        Part::Rate => ratios.chain(shares).chain(cuts()).chain(joint(grid, column)).chain(outside()).collect(),
        _ => {
            let outside = if grid.is_headed() { Vec::new() } else { outside().collect() };
            ratios.chain(shares).chain(growths()).chain(chains()).chain(cuts()).chain(outside).collect()
        }
    }
}

/// The ratios that a name tells: 办结率 is of 办结 and what was taken in.
pub(super) fn named_ratios(grid: &Grid, column: usize) -> Vec<Shape> {
    const TAKEN_IN: [&str; 10] = ["受理", "收案", "收件", "立案", "申请", "接收", "总数", "总量", "合计", "应"];
    let name = |column: usize| grid.columns[column].own_name();
    let said = name(column);
    let Some(stem) = said.strip_suffix('率').filter(|stem| stem.chars().count() >= 2) else { return Vec::new() };
    let others = || (0..grid.columns.len()).filter(|&other| other != column && !grid.columns[other].is_among());
    let parts = others().filter(|&other| name(other).contains(stem) && grid.columns[other].part == Part::Data);
    let wholes = || others().filter(|&other| TAKEN_IN.iter().any(|word| name(other).contains(word)));
    let pairs = parts.flat_map(|part| wholes().filter(move |&whole| whole != part).map(move |whole| (part, whole)));
    pairs.map(|(part, whole)| Shape::Ratio { part, whole }).collect()
}

/// Pairs of columns beside a column: next to each other, unless its name says that it holds changes.
fn pairs(grid: &Grid, column: usize, near: Vec<usize>, is_change: bool) -> impl Iterator<Item = (usize, usize)> {
    let pairs = near.iter().flat_map(|&base| near.iter().map(move |&current| (current, base)));
    let may = |&(current, base): &(usize, usize)| {
        let comes_before = is_earlier(&grid.columns[current].title(), &grid.columns[base].title());
        current != base && (is_change || current.abs_diff(base) == 1) && !comes_before
    };
    let mut pairs: Vec<(usize, usize)> = pairs.filter(may).collect();
    pairs.sort_by_key(|&(current, base)| (current.abs_diff(base), current.abs_diff(column)));
    pairs.into_iter()
}

fn growths(grid: &Grid, column: usize, near: Vec<usize>) -> impl Iterator<Item = Shape> {
    let is_change = grid.columns[column].part == Part::Growth;
    pairs(grid, column, near, is_change).map(|(current, base)| Shape::Growth { current, base })
}

/// The numbers before a table of which its lines may be shares.
pub(super) fn outside(grid: &Grid) -> Vec<FigureId> {
    let scene = grid.scene;
    let Some(first) = grid.figures().min() else { return Vec::new() };
    scene.before(first).take(OUTSIDE).filter(|&whole| scene.is_level(whole) && !scene.is_limit(whole)).collect()
}

/// Runs of columns over each of the others.
fn joint(grid: &Grid, column: usize) -> Vec<Shape> {
    let is_data = |other: usize| other != column && matches!(grid.columns[other].part, Part::Data | Part::Total(_));
    let width = if grid.columns.len() > JOINT { 0 } else { grid.columns.len() };
    let runs = (0..width).flat_map(|first| (first + 1..width).map(move |last| (first, last)));
    let runs = runs.filter(|&(first, last)| (first..=last).all(is_data));
    let wholes = |(first, last): (usize, usize)| {
        (0..width).filter(move |&whole| is_data(whole) && !(first..=last).contains(&whole)).map(move |whole| (first, last, whole))
    };
    runs.flat_map(wholes).map(|(first, last, whole)| Shape::Joint { first, last, whole }).collect()
}

/// Only a name that says so makes a decline positive.
fn cuts(grid: &Grid, column: usize, near: Vec<usize>) -> impl Iterator<Item = Shape> {
    let near = if is_cut(grid.columns[column].name()) { near } else { Vec::new() };
    pairs(grid, column, near, true).map(|(current, base)| Shape::Cut { current, base })
}

/// What a row gives for the column.
pub(super) fn formula(grid: &Grid, row: usize, shape: Shape, column: usize) -> Option<Formula> {
    let stated = stated(grid, row, column)?;
    let number = |row: usize, column: usize| grid.quantity(row, column).filter(|&entry| grid.value(entry) >= Exact::from(0));
    let cell = |role: Role, row: usize, column: usize| Some(Formula::of(grid.scene, role, number(row, column)?.figure));
    let ratio = match shape {
        Shape::Ratio { part, whole } => {
            let (of_part, of_whole) = units(grid, part, whole);
            let part = scaled(cell(Role::Part, row, part)?, of_part)?;
            part.over(scaled(cell(Role::Whole, row, whole)?, of_whole)?)?
        }
        Shape::Joint { first, last, whole } => {
            let parts: Vec<FigureId> = (first..=last).filter_map(|part| Some(number(row, part)?.figure)).collect();
            let sum = Formula::sum(grid.scene, Role::Part, &parts).filter(|_| parts.len() > last - first)?;
            sum.over(cell(Role::Whole, row, whole)?)?
        }
        // what is called 100% is the whole itself
        Shape::Share { .. } if grid.value(stated) == Exact::from(100) => return None,
        Shape::Share { part } => {
            let whole = hundred_of(grid, row, part, column).or_else(|| total_of(grid, row))?;
            let whole = cell(Role::Whole, whole, part)?;
            cell(Role::Part, row, part)?.over(whole)?
        }
        Shape::Outside { part, whole } => cell(Role::Part, row, part)?.over(Formula::of(grid.scene, Role::Whole, whole))?,
        Shape::Growth { current, base } => growth(stated, cell(Role::Current, row, current)?, cell(Role::Base, row, base)?)?,
        Shape::Cut { current, base } => {
            let base = cell(Role::Base, row, base)?;
            cell(Role::Current, row, current)?.growth_from(base, true)?
        }
        Shape::Chain { value, is_latest_first } => {
            let before = if is_latest_first { Some(row + 1).filter(|&row| row < grid.rows.len()) } else { row.checked_sub(1) };
            growth(stated, cell(Role::Current, row, value)?, cell(Role::Base, before?, value)?)?
        }
        Shape::Per { part, whole, scale } => {
            let part = cell(Role::Whole, row, part)?;
            return scale.applied(part)?.over(cell(Role::Operand, row, whole)?);
        }
    };
    ratio.per_cent()
}

/// By what each of two columns is multiplied where the heads name one unit in two scales: 元 and 万元.
fn units(grid: &Grid, part: usize, whole: usize) -> (i128, i128) {
    match (grid.columns[part].unit(), grid.columns[whole].unit()) {
        (Some((unit, of_part)), Some((other, of_whole))) if unit == other && of_part != of_whole => (of_part, of_whole),
        _ => (1, 1),
    }
}

fn scaled(cell: Formula, factor: i128) -> Option<Formula> {
    if factor == 1 { Some(cell) } else { cell.times(factor) }
}

impl Scale {
    fn applied(self, part: Formula) -> Option<Formula> {
        match self {
            Scale::Same => Some(part),
            Scale::Times(factor) => part.times(factor),
            Scale::Over(factor) => part.over(Formula::constant(factor)),
        }
    }
}

/// The row whose numbers are the wholes of a row's: the nearest total of all.
fn total_of(grid: &Grid, row: usize) -> Option<usize> {
    let totals = (0..grid.rows.len()).filter(|&total| grid.rows[total].part == Part::Total(Totals::All));
    totals.min_by_key(|total| total.abs_diff(row)).filter(|&total| total != row)
}

/// The row that is called 100%: the nearest of those before, or of those after, none less than the row's own.
fn hundred_of(grid: &Grid, row: usize, part: usize, column: usize) -> Option<usize> {
    let value = |row: usize| grid.quantity(row, part).map(|entry| grid.value(entry));
    let own = value(row)?;
    let is_whole = |other: &usize| {
        let is_hundred = grid.percent(*other, column).is_some_and(|entry| grid.value(entry) == Exact::from(100));
        is_hundred && value(*other).is_some_and(|value| value >= own)
    };
    (0..row).rev().find(is_whole).or_else(|| (row + 1..grid.rows.len()).find(is_whole))
}

/// The change, in the direction that a word or an arrow beside the stated number has.
fn growth(stated: Entry, current: Formula, base: Formula) -> Option<Formula> {
    current.growth_from(base, stated.is_flipped)
}
