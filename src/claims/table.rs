//! Tables in text form: rows of numbers separated by bars, tabs or blanks.
//!
//! A table proves its own relations: what holds in row after row is no accident, and the row that breaks it is an error.
//! Nothing is read from headings but 合计, 总计 and 小计, so that a table whose head was lost is read all the same.

mod percent;

use super::draft::{Draft, agrees, claim, is_slip_off};
use super::form;
use super::formula::Formula;
use super::rows::{COLUMNS, Row, rows};
use super::scene::{BARS, Direction, Scene, contains_any};
use super::slip::one_digit_apart;
use super::verdict::{Kind, Role, Verdict};
use crate::figures::{Class, Kinship};
use crate::forms;
use crate::ids::FigureId;
use crate::number::Decimal;
use crate::severity::Certainty;
use crate::words::without_blanks;

/// The most rows of one table that are compared with each other: the cost stays linear in the text.
const ROWS: usize = 80;
/// Every relation of the tables in the text.
pub(super) fn tables<'f>(scene: &Scene, forms: impl FnOnce() -> Vec<&'f forms::Form>) -> Vec<Draft> {
    let rows = rows(scene);
    if rows.is_empty() && scene.document.tables.is_empty() {
        return Vec::new();
    }
    let by_form = form::forms(scene, &rows, &forms());
    let mut claims = Vec::new();
    for block in blocks(&rows) {
        let mut columns = block.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        columns = columns.min(COLUMNS);
        let mut table = Table { scene, rows: block, columns, percents: Vec::new() };
        table.percents = (0..columns).map(|column| table.is_headed_percent(column)).collect();
        claims.extend(table.row_sums());
        claims.extend(percent::columns(&table));
        claims.extend(table.share_rows());
        claims.extend(table.column_sums());
        claims.extend(table.balance());
        claims.extend(table.changes(&claims));
    }
    by_form.added_to(claims)
}

/// Rows that make up one table: next to each other, with as many cells (bars may leave the last ones out).
fn blocks<'r, 'a>(rows: &'r [Row<'a>]) -> Vec<&'r [Row<'a>]> {
    let near = |a: &Row, b: &Row| {
        let alike = a.cells.len().abs_diff(b.cells.len()) <= usize::from(a.cells.len() > 3) * 2;
        let barred = a.barred && b.barred && b.paragraph.since(a.paragraph) <= 1;
        b.paragraph.since(a.paragraph) <= 3 && (alike || barred)
    };
    rows.chunk_by(near).flat_map(|block| block.chunks(ROWS)).collect()
}

struct Table<'s, 'a> {
    scene: &'s Scene<'a>,
    rows: &'s [Row<'a>],
    columns: usize,
    /// The columns whose head says that they hold percentages, which the cells do not: 合格率（%）.
    percents: Vec<bool>,
}

/// What a relation did in a row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fit {
    /// It holds, and could have failed.
    Holds,
    /// It holds because nearly everything is zero.
    Trivial,
    Fails,
    /// The row lacks a cell for it.
    Absent,
}

impl Table<'_, '_> {
    fn cell(&self, row: usize, column: usize) -> Option<FigureId> {
        self.rows[row].cells.get(column).copied().flatten()
    }

    /// The cell, if it is a plain number.
    fn quantity(&self, row: usize, column: usize) -> Option<FigureId> {
        self.cell(row, column).filter(|&figure| self.scene.figures[figure].class == Class::Quantity && !self.is_percent(column))
    }

    fn percent(&self, row: usize, column: usize) -> Option<FigureId> {
        self.cell(row, column).filter(|&figure| self.scene.figures[figure].class == Class::Percent || self.is_percent(column))
    }

    fn is_percent(&self, column: usize) -> bool {
        self.percents.get(column).is_some_and(|&percent| percent)
    }

    /// Whether the head of a column names a rate, and its cells are numbers with decimals and no unit.
    fn is_headed_percent(&self, column: usize) -> bool {
        let head = self.head(0).filter(|head| head.len() >= self.columns);
        let name = head.and_then(|head| head.get(head.len() - self.columns + column).copied());
        let named = name
            .is_some_and(|name| contains_any(name, &["率", "占比", "比重", "增幅", "增速", "%", "％"]) && !name.contains("万"));
        let plain = |figure: FigureId| {
            let printed = &self.scene.figures[figure];
            printed.class == Class::Quantity && printed.unit.is_none() && printed.scale == 0
        };
        let cells: Vec<FigureId> = (0..self.rows.len()).filter_map(|row| self.cell(row, column)).collect();
        let fractional = cells.iter().any(|&cell| self.scene.figures[cell].decimal.places > 0);
        named && fractional && cells.iter().all(|&cell| plain(cell))
    }

    /// Whether a change is printed in the row: 109 50 -59.
    fn has_sign(&self, row: usize) -> bool {
        self.rows[row].cells.iter().flatten().any(|&cell| self.scene.is_signed(cell))
    }

    fn is_total_row(&self, row: usize) -> bool {
        contains_any(&without_blanks(self.rows[row].label), &["合计", "总计", "小计", "总数"])
    }

    /// Rows in which one column is the sum of the columns beside it.
    fn row_sums(&self) -> Vec<Draft> {
        let mut best: Option<(usize, usize, usize, Vec<Fit>)> = None;
        for total in 0..self.columns {
            for (first, last) in self.spans_beside(total) {
                let fits: Vec<Fit> = (0..self.rows.len()).map(|row| self.row_sum_fit(row, total, first, last)).collect();
                let holds = fits.iter().filter(|&&fit| fit == Fit::Holds).count();
                let better =
                    best.as_ref().is_none_or(|(.., known)| holds > known.iter().filter(|&&fit| fit == Fit::Holds).count());
                if holds > 0 && better && self.is_pattern(&fits, last - first + 1) {
                    best = Some((total, first, last, fits));
                }
            }
        }
        let by_pattern =
            |row: usize| best.as_ref().and_then(|(total, first, last, fits)| self.row_sum(row, *total, *first, *last, fits));
        (0..self.rows.len()).filter_map(|row| by_pattern(row).or_else(|| self.own_sum(row))).collect()
    }

    /// A cell under 合计 or 总计, against the cells before it.
    fn headed_sum(&self, row: usize) -> Option<Draft> {
        let cells = &self.rows[row].cells;
        let head = self.head(row)?;
        let total = head.iter().position(|name| contains_any(name, &["合计", "总计"]))?;
        let total = total.checked_sub(head.len().checked_sub(cells.len())?)?;
        let stated = self.quantity(row, total)?;
        let parts: Vec<FigureId> = (0..total).filter_map(|column| self.quantity(row, column)).collect();
        let nonzero = parts.iter().filter(|&&part| self.scene.figures[part].decimal.mantissa != 0).count();
        let claim = self.sum(&parts, stated, Certainty::Proven).filter(|_| nonzero >= 2)?;
        (claim.verdict() == Verdict::Consistent || self.is_slip(&parts, stated)).then_some(claim)
    }

    /// The names of the columns: the cells of the line before the table.
    fn head(&self, row: usize) -> Option<Vec<&str>> {
        let before = self.scene.document.paragraphs[..self.rows[row].paragraph].iter().rev();
        let mut lines = before.take(3).map(|line| self.scene.source.slice(line.span));
        lines.find_map(|line| {
            let rule = line.chars().all(|c| c.is_whitespace() || BARS.contains(&c) || matches!(c, '-' | ':'));
            let number =
                |cell: &str| !cell.is_empty() && cell.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%'));
            let barred = line.contains(BARS) && !rule && !line.split(BARS).any(|cell| number(cell.trim()));
            let spaced = !line.contains(['，', '。', '：']) && (line.contains("  ") || line.contains('　'));
            match (barred, spaced) {
                (true, _) => Some(line.trim_matches(['|', '｜', '\t', ' ']).split(BARS).map(str::trim).collect()),
                (false, true) => Some(line.split_whitespace().collect()),
                (false, false) => None,
            }
        })
    }

    /// A row by itself: its first cells, three at least that are not zero, add up to the next one.
    fn own_sum(&self, row: usize) -> Option<Draft> {
        if let Some(claim) = self.headed_sum(row) {
            return Some(claim);
        }
        let cells: Vec<FigureId> = self.rows[row].cells.iter().flatten().copied().collect();
        let count =
            |figure: FigureId| self.scene.figures[figure].count().filter(|_| self.scene.figures[figure].class == Class::Quantity);
        let (mut sum, mut nonzero) = (0, 0);
        for (index, &cell) in cells.iter().enumerate() {
            let value = count(cell)?;
            if nonzero >= 3 && value == sum {
                return self.sum(&cells[..index], cell, Certainty::Likely);
            }
            sum += value;
            nonzero += usize::from(value != 0);
        }
        None
    }

    /// Column ranges of at least two, right before or right after a column.
    fn spans_beside(&self, total: usize) -> Vec<(usize, usize)> {
        let before = (0..total.saturating_sub(1)).map(|first| (first, total - 1));
        let after = (total + 2..self.columns).map(|last| (total + 1, last));
        before.chain(after).collect()
    }

    fn row_sum_fit(&self, row: usize, total: usize, first: usize, last: usize) -> Fit {
        let Some(total) = self.quantity(row, total).filter(|_| !self.has_sign(row)) else { return Fit::Absent };
        let parts: Vec<FigureId> = (first..=last).filter_map(|column| self.quantity(row, column)).collect();
        if (first..=last).any(|column| self.percent(row, column).is_some()) || parts.is_empty() {
            return Fit::Absent;
        }
        let sum: i128 = parts.iter().filter_map(|&part| self.scene.figures[part].count()).sum();
        let exact = parts.iter().chain([&total]).all(|&figure| self.scene.figures[figure].is_exact());
        let nonzero = parts.iter().filter(|&&part| self.scene.figures[part].decimal.mantissa != 0).count();
        match (exact, self.scene.figures[total].count() == Some(sum), nonzero) {
            (false, ..) => Fit::Absent,
            (_, true, 0 | 1) => Fit::Trivial,
            (_, true, _) => Fit::Holds,
            (_, false, _) => Fit::Fails,
        }
    }

    /// Whether a relation that holds in some rows is the table's own: it holds in several and hardly ever fails, or in
    /// one that chance would not have made.
    fn is_pattern(&self, fits: &[Fit], width: usize) -> bool {
        let count = |wanted: Fit| fits.iter().filter(|&&fit| fit == wanted).count();
        let (holds, fails) = (count(Fit::Holds), count(Fit::Fails));
        (holds >= 2 && holds >= 2 * fails) || (holds == 1 && fails == 0 && width >= 2 && self.rows.len() <= 3)
    }

    fn row_sum(&self, row: usize, total: usize, first: usize, last: usize, fits: &[Fit]) -> Option<Draft> {
        let holds = fits.iter().filter(|&&fit| fit == Fit::Holds).count();
        let parts: Vec<FigureId> = (first..=last).filter_map(|column| self.quantity(row, column)).collect();
        let total = self.quantity(row, total)?;
        let certainty = if holds >= 3 { Certainty::Proven } else { Certainty::Likely };
        match fits[row] {
            Fit::Absent => None,
            Fit::Fails if holds < 2 || !self.is_slip(&parts, total) => None,
            Fit::Fails | Fit::Holds | Fit::Trivial => self.sum(&parts, total, certainty),
        }
    }

    fn sum(&self, parts: &[FigureId], total: FigureId, certainty: Certainty) -> Option<Draft> {
        let formula = Formula::sum(self.scene, Role::Component, parts)?;
        Some(claim(self.scene, Kind::TableTotal, formula, Role::Total, total, certainty))
    }

    /// A row of percentages under a row of numbers: shares of the row's total, or of a figure in the text before.
    fn share_rows(&self) -> Vec<Draft> {
        (1..self.rows.len()).flat_map(|row| self.share_row(row)).collect()
    }

    fn share_row(&self, row: usize) -> Vec<Draft> {
        let pairs: Vec<(FigureId, FigureId)> =
            (0..self.columns).filter_map(|column| Some((self.quantity(row - 1, column)?, self.percent(row, column)?))).collect();
        if pairs.len() < 2
            || (0..self.columns)
                .any(|column| self.quantity(row, column).is_some_and(|figure| self.scene.figures[figure].decimal.mantissa != 0))
        {
            return Vec::new();
        }
        let inside = (0..self.columns).filter_map(|column| self.quantity(row - 1, column));
        let first = pairs[0].0;
        let before = self.scene.before(first).filter(|&figure| self.scene.is_level(figure)).take(24);
        let wholes = inside.chain(before).filter(|&whole| self.scene.kinship(first, whole) > Kinship::Apart);
        let formula = |part: FigureId, whole: FigureId| {
            Formula::of(self.scene, Role::Part, part).over(Formula::of(self.scene, Role::Whole, whole))?.per_cent()
        };
        let agrees = |part: FigureId, stated: FigureId, whole: FigureId| {
            formula(part, whole).is_some_and(|formula| agrees(formula.verdict(&self.scene.figures[stated])))
        };
        let support =
            |whole: FigureId| pairs.iter().filter(|&&(part, stated)| part != whole && agrees(part, stated, whole)).count();
        let Some((support, whole)) =
            wholes.map(|whole| (support(whole), whole)).reduce(|best, next| if next.0 > best.0 { next } else { best })
        else {
            return Vec::new();
        };
        if support < 2 || support * 3 < (pairs.len() - 1) * 2 {
            return Vec::new();
        }
        let shares = pairs.iter().filter(|&&(part, _)| part != whole);
        let mut claims: Vec<Draft> = shares
            .filter_map(|&(part, stated)| {
                Some(claim(self.scene, Kind::Share, formula(part, whole)?, Role::Rate, stated, Certainty::Proven))
            })
            .collect();
        claims.extend(self.shares_total(row));
        claims
    }

    /// 占比|32.80%|…|100%: the shares make up the 100% that is printed with them.
    fn shares_total(&self, row: usize) -> Option<Draft> {
        let figures: Vec<FigureId> = (0..self.columns).filter_map(|column| self.percent(row, column)).collect();
        let (&total, shares) = figures.split_last()?;
        let whole = self.scene.figures[total].value() == 100.into() && shares.len() >= 3;
        if !whole {
            return None;
        }
        let formula = Formula::sum(self.scene, Role::Component, shares)?;
        let claim = claim(self.scene, Kind::SharesTotal, formula, Role::Total, total, Certainty::Proven);
        (claim.verdict() == Verdict::Consistent).then_some(claim)
    }

    /// A row 合计 or 总计 that is the sum of the rows above it.
    fn column_sums(&self) -> Vec<Draft> {
        let totals = (2..self.rows.len()).filter(|&row| self.is_total_row(row));
        totals.flat_map(|row| self.column_sum(row)).collect()
    }

    fn column_sum(&self, total: usize) -> Vec<Draft> {
        let columns: Vec<usize> = (0..self.columns).filter(|&column| self.quantity(total, column).is_some()).collect();
        let start = |first: usize| columns.iter().filter(|&&column| self.column_holds(first, total, column)).count();
        let best =
            (0..total - 1).map(|first| (start(first), first)).max_by_key(|&(holds, first)| (holds, std::cmp::Reverse(first)));
        let Some((holds, first)) = best else { return Vec::new() };
        if holds == 0 && columns.len() <= 2 {
            // nothing else vouches for the rows: all since the table's start or its last total
            let first = (0..total).rev().find(|&row| self.is_total_row(row)).map_or(0, |row| row + 1);
            return columns.iter().filter_map(|&column| self.column_claim(first, total, column, 0)).collect();
        }
        if holds == 0 || holds * 2 < columns.len() {
            return Vec::new();
        }
        columns.iter().filter_map(|&column| self.column_claim(first, total, column, holds)).collect()
    }

    fn column_parts(&self, first: usize, total: usize, column: usize) -> Vec<FigureId> {
        (first..total).filter(|&row| !self.is_total_row(row)).filter_map(|row| self.quantity(row, column)).collect()
    }

    fn column_holds(&self, first: usize, total: usize, column: usize) -> bool {
        let sum: Option<i128> =
            self.column_parts(first, total, column).iter().map(|&part| self.scene.figures[part].count()).sum();
        let stated = self.quantity(total, column).and_then(|figure| self.scene.figures[figure].count());
        sum.is_some() && sum == stated
    }

    fn column_claim(&self, first: usize, total: usize, column: usize, holds: usize) -> Option<Draft> {
        let parts = self.column_parts(first, total, column);
        let stated = self.quantity(total, column)?;
        let nonzero = parts.iter().filter(|&&part| self.scene.figures[part].decimal.mantissa != 0).count();
        if parts.len() < 2 || nonzero < 2 {
            return None;
        }
        let claim = self.sum(&parts, stated, Certainty::Proven)?;
        let slip = || self.is_slip(&parts, stated);
        (claim.verdict() == Verdict::Consistent || ((holds >= 2 || parts.len() >= 3) && slip())).then_some(claim)
    }

    /// Whether one digit accounts for the difference between a column and its total.
    fn is_slip(&self, parts: &[FigureId], total: FigureId) -> bool {
        let sum: Option<i128> = parts.iter().map(|&part| self.scene.figures[part].count()).sum();
        let (Some(sum), Some(total)) = (sum, self.scene.figures[total].count()) else { return false };
        let mended = |part: &FigureId| {
            let printed = self.scene.figures[*part].decimal;
            let value = printed.mantissa + total - sum;
            value >= 0 && one_digit_apart(Decimal::integer(value), printed)
        };
        one_digit_apart(Decimal::integer(sum), Decimal::integer(total)) || parts.iter().any(mended)
    }

    /// The disclosure report's own rule: received + carried over = handled + carried forward, in every column.
    fn balance(&self) -> Vec<Draft> {
        let Some(total) = (2..self.rows.len().saturating_sub(1)).find(|&row| self.is_total_row(row)) else { return Vec::new() };
        let carried = |row: usize| contains_any(self.rows[row].label, &["结转"]);
        if !carried(1) || !carried(total + 1) {
            return Vec::new();
        }
        let value =
            |row: usize, column: usize| self.quantity(row, column).map_or(Some(0), |figure| self.scene.figures[figure].count());
        let holds = |column: &usize| {
            let sides = || Some((value(0, *column)? + value(1, *column)?, value(total, *column)? + value(total + 1, *column)?));
            sides().is_some_and(|(left, right)| left == right)
        };
        let columns: Vec<usize> = (0..self.columns).filter(|&column| self.quantity(0, column).is_some()).collect();
        let agreeing = columns.iter().filter(|column| holds(column)).count();
        if agreeing < 2 || agreeing * 3 < columns.len() * 2 {
            return Vec::new();
        }
        columns.iter().filter_map(|&column| self.balance_claim(total, column)).collect()
    }

    /// pending = opening + received − closed.
    fn balance_claim(&self, total: usize, column: usize) -> Option<Draft> {
        let pending = self.quantity(total + 1, column)?;
        let received = Formula::of(self.scene, Role::Operand, self.quantity(0, column)?);
        let in_all = match self.quantity(1, column) {
            Some(opening) => received.plus(Formula::of(self.scene, Role::Operand, opening))?,
            None => received,
        };
        let left = match self.quantity(total, column) {
            Some(closed) => in_all.minus(Formula::of(self.scene, Role::Operand, closed))?,
            None => in_all,
        };
        Some(claim(self.scene, Kind::Balance, left, Role::Pending, pending, Certainty::Proven))
    }

    /// 109 50 -59, 475 570 -16.67%: the change is printed with its sign, after the two values. In a column in which some have a
    /// minus, those without one are above zero.
    fn changes(&self, known: &[Draft]) -> Vec<Draft> {
        let is_known = |change: FigureId| known.iter().any(|claim| claim.stated == Some(change));
        let of_columns: Vec<bool> = (0..self.columns).map(|column| self.has_signs(column)).collect();
        let changes = |row: usize| match &self.rows[row].cells[..] {
            &[Some(a), Some(b), ref changes @ ..] if changes.len() <= 2 && !is_of_change(self.rows[row].label) => {
                let printed = changes.iter().enumerate().filter_map(|(at, &change)| Some((at + 2, change?)));
                printed.map(|(column, stated)| Changed { a, b, stated, column }).collect()
            }
            _ => Vec::new(),
        };
        let found = (0..self.rows.len()).flat_map(changes).filter(|changed| !is_known(changed.stated));
        let is_signed = |changed: &Changed| of_columns.get(changed.column).is_some_and(|&signed| signed);
        found.filter(is_signed).filter_map(|changed| self.change(&changed)).collect()
    }

    /// Whether a cell of the column has a sign, or a word of change.
    fn has_signs(&self, column: usize) -> bool {
        let rows = (0..self.rows.len()).filter(|&row| !is_of_change(self.rows[row].label));
        rows.filter_map(|row| self.cell(row, column)).any(|cell| self.scene.figures[cell].direction().is_some())
    }

    /// The sign tells which value is the later one: the smaller one where the change is below zero. Where one digit is wrong,
    /// it may be the other.
    fn change(&self, changed: &Changed) -> Option<Draft> {
        let &Changed { a, b, stated, .. } = changed;
        let figures = &self.scene.figures;
        let is_value = |value: FigureId| figures[value].direction().is_none() && figures[value].class == figures[a].class;
        if !is_value(a) || !is_value(b) {
            return None;
        }
        let falls = figures[stated].direction() == Some(Direction::Down);
        let (now, then) = if (figures[a].value() < figures[b].value()) == falls { (a, b) } else { (b, a) };
        let told = self.change_between(now, then, changed)?;
        if agrees(told.verdict()) {
            return Some(told);
        }
        let other = || self.change_between(then, now, changed);
        [Some(told), other()].into_iter().flatten().find(|claim| is_slip_off(self.scene, claim, 5))
    }

    fn change_between(&self, now: FigureId, then: FigureId, &Changed { stated, column, .. }: &Changed) -> Option<Draft> {
        let printed = &self.scene.figures[stated];
        let class = self.scene.figures[now].class;
        let (now, then) = (Formula::of(self.scene, Role::Current, now), Formula::of(self.scene, Role::Base, then));
        let is_decline = printed.direction() == Some(Direction::Down) && !printed.is_negative();
        let difference = now.change_from(then.clone(), is_decline)?;
        let is_rate = printed.class == Class::Percent || self.is_percent(column);
        let (kind, role, formula) = match class {
            Class::Quantity if is_rate => (Kind::Change, Role::Rate, difference.signed_over(then)?.per_cent()?),
            Class::Quantity => (Kind::Difference, Role::Delta, difference),
            // 93.6% 95.0% -1.4
            Class::Percent if !is_rate => (Kind::Points, Role::Delta, difference),
            _ => return None,
        };
        Some(claim(self.scene, kind, formula, role, stated, Certainty::Likely))
    }
}

/// Two values of a row, and what is printed of the change between them.
struct Changed {
    a: FigureId,
    b: FigureId,
    stated: FigureId,
    column: usize,
}

/// Whether a row is itself one of changes: 增长率（%）.
fn is_of_change(label: &str) -> bool {
    let name = label
        .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '（' | '）' | '(' | ')' | '%' | '％' | '率' | '幅' | '速'));
    ["增", "增长", "增减", "同比", "环比", "变化"].iter().any(|word| name.ends_with(word))
}
