//! Tables that stand side by side in one grid, and cells that hold two numbers: taken apart, before anything is read of them.

use super::entry::number_in;
use super::names::{self, Part};
use crate::claims::scene::Scene;
use crate::document::{Table, is_placeholder};
use crate::source::Span;

type Body = Vec<Vec<Span>>;
type Heads = Vec<Vec<String>>;

/// The rows of a grid and the heads of its columns, when what stands side by side is below each other.
pub(super) struct Parts {
    pub(super) body: Body,
    pub(super) heads: Heads,
    /// Whether it is a form, which is read line by line.
    pub(super) is_form: bool,
}

/// The rows of tables that stand side by side, one below the other: 省份, 数量, 省份, 数量; 收入, 金额, 支出, 金额; a form of labels
/// and numbers in turn.
pub(super) fn side_by_side(scene: &Scene, table: &Table, body: Body, heads: Heads) -> Parts {
    let width = heads.len();
    let (period, is_form) = match period(scene, &body, &heads) {
        Some(period) => (period, false),
        None if is_form(scene, table, &body, &heads) => (2, true),
        None => return Parts { body, heads, is_form: false },
    };
    let part = |row: &Vec<Span>, part: usize| row[part * period..(part + 1) * period].to_vec();
    let parts = width / period;
    let rows: Body = match is_form {
        true => body.iter().flat_map(|row| (0..parts).map(move |at| part(row, at))).collect(),
        false => (0..parts).flat_map(|at| body.iter().map(move |row| part(row, at))).collect(),
    };
    let own_head = |names: &Vec<String>| names.last().filter(|_| !is_form).cloned().into_iter().collect();
    let is_filled = |row: &Vec<Span>| row.iter().any(|cell| !cell.is_empty());
    let body = rows.into_iter().filter(is_filled).collect();
    Parts { body, heads: heads[..period].iter().map(own_head).collect(), is_form }
}

/// After how many columns the same columns come again: all heads are the same, or those of the numbers are and names stand before
/// them.
fn period(scene: &Scene, body: &Body, heads: &Heads) -> Option<usize> {
    let width = heads.len();
    let alike = |period: usize| (period..width).all(|at| heads[at].len() == 1 && heads[at] == heads[at - period]);
    let repeats = |period: usize| {
        let is_value = |column: &usize| !column.is_multiple_of(period);
        let own = |column: usize| heads[column].last();
        (period..width).filter(is_value).all(|at| own(at).is_some() && own(at) == own(at - period))
    };
    let fits = |&period: &usize| alike(period) || repeats(period) && labels(scene, body, heads, period);
    (2..width).filter(|period| width.is_multiple_of(*period)).find(fits)
}

/// Whether labels and numbers stand in turn, without a head over them. Where totals stand at the foot of several columns, the columns
/// are lists.
fn is_form(scene: &Scene, table: &Table, body: &Body, heads: &Heads) -> bool {
    let width = heads.len();
    let is_total = |cell: &Span| matches!(names::part(&[names::plain(scene.source.slice(*cell))]), Part::Total(_));
    let totals = |row: &Vec<Span>| row.iter().step_by(2).filter(|cell| is_total(cell)).count();
    let has_no_head = heads.iter().all(Vec::is_empty) && body.len() > 1 || tells_data(scene, table);
    has_no_head
        && width > 2
        && width.is_multiple_of(2)
        && labels(scene, body, heads, 2)
        && body.last().is_some_and(|row| totals(row) < 2)
}

/// Whether the first column of each part names the numbers beside it.
fn labels(scene: &Scene, body: &Body, heads: &Heads, period: usize) -> bool {
    (0..heads.len()).step_by(period).all(|column| names_numbers(scene, body, heads, column))
}

/// Whether a column names the numbers of the next one: words stand in it, no numbers, and in the next one no words.
fn names_numbers(scene: &Scene, body: &Body, heads: &Heads, column: usize) -> bool {
    let is_beside = heads[column].last().is_some_and(|name| column > 0 && names::is_beside_the_data(name));
    let filled = |row: &&Vec<Span>| !is_placeholder(scene.source.slice(row[column]));
    let holds_number = |column: &usize, row: &Vec<Span>| number_in(scene, row[*column]).is_some();
    let is_pair =
        |row: &Vec<Span>| !holds_number(&column, row) && (column + 1..heads.len()).take(2).any(|at| holds_number(&at, row));
    let rows: Vec<&Vec<Span>> = body.iter().filter(filled).collect();
    let pairs = rows.iter().filter(|row| is_pair(row)).count();
    !is_beside && pairs >= 2 && pairs * 4 >= rows.len() * 3
}

/// Whether what looks like a head is the first line of a form: 司法所名称, 甲镇司法所, 填报年度, 2023年.
fn tells_data(scene: &Scene, table: &Table) -> bool {
    let [head] = &table.rows[..table.head] else { return false };
    let is_told = |cell: &Span| scene.source.slice(*cell).contains(|c: char| c.is_ascii_digit());
    head.cells.iter().skip(1).step_by(2).any(is_told) && !head.cells.iter().step_by(2).any(is_told)
}

/// Columns whose cells hold two numbers, 53/584 or 584（53）, as two columns.
pub(super) fn divided(scene: &Scene, body: Body, heads: Heads) -> (Body, Heads) {
    let halves = |column: usize| -> Option<Vec<[Span; 2]>> {
        let both = body.iter().map(|row| halves_of(scene, row[column]));
        let filled = body.iter().filter(|row| !is_placeholder(scene.source.slice(row[column]))).count();
        let divided = both.clone().filter(|halves| matches!(halves, Some([_, second]) if !second.is_empty())).count();
        (divided >= 2 && divided * 4 >= filled * 3).then(|| both.collect()).flatten()
    };
    let columns: Vec<Option<Vec<[Span; 2]>>> = (0..heads.len()).map(halves).collect();
    if columns.iter().all(Option::is_none) {
        return (body, heads);
    }
    let row = |at: usize| -> Vec<Span> {
        let cell = |(column, halves): (usize, &Option<Vec<[Span; 2]>>)| match halves {
            Some(halves) => halves[at].to_vec(),
            None => vec![body[at][column]],
        };
        columns.iter().enumerate().flat_map(cell).collect()
    };
    let rows = (0..body.len()).map(row).collect();
    let head = |(names, halves): (Vec<String>, &Option<_>)| if halves.is_some() { both_heads(names) } else { vec![names] };
    (rows, heads.into_iter().zip(&columns).flat_map(head).collect())
}

/// The two numbers of a cell; the second is missing where it holds one, or none. `None` where it holds words.
fn halves_of(scene: &Scene, cell: Span) -> Option<[Span; 2]> {
    let text = scene.source.slice(cell);
    let end = Span { start: cell.end, end: cell.end };
    if is_placeholder(text) || number_in(scene, cell).is_some() {
        return Some([cell, end]);
    }
    let (first, second) = text.split_once(['/', '／', '（', '('])?;
    let second = second.trim_end_matches(['）', ')']);
    let start = cell.start as usize + first.len();
    let behind = start + scene.source.slice(cell)[first.len()..].chars().next()?.len_utf8();
    let halves = [Span::new(cell.start as usize, start), Span::new(behind, behind + second.len())];
    halves.iter().all(|&half| number_in(scene, half).is_some()).then_some(halves)
}

/// 受理（本月/累计） is 受理, 本月 and 受理, 累计; 立案/结案 is 立案 and 结案; a number in brackets is one of its column.
fn both_heads(names: Vec<String>) -> Vec<Vec<String>> {
    let Some((own, outer)) = names.split_last() else { return vec![names, Vec::new()] };
    let (before, inside) = own.split_once('（').unwrap_or((own, ""));
    let with = |last: &[&str]| [outer, &last.iter().map(|&name| name.to_owned()).collect::<Vec<_>>()].concat();
    let split = |text: &'_ str| text.split_once(['/', '／']).map(|(a, b)| (a.to_owned(), b.trim_end_matches('）').to_owned()));
    match (split(before), split(inside)) {
        (Some((first, second)), _) => vec![with(&[&first]), with(&[&second])],
        (None, Some((first, second))) => vec![with(&[before, &first]), with(&[before, &second])],
        (None, None) => vec![with(&[own]), with(&[own, "括号内"])],
    }
}
