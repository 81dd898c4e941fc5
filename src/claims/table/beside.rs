//! The text beside a table: what it says of a cell, by the names of its row and its column.
//!
//! The text is taken to speak of the table only where it agrees with it in two cells at least, or in another of the same sentence.

use std::cmp::Reverse;

use crate::claims::draft::{Draft, agrees, claim, is_slip_off};
use crate::claims::formula::Formula;
use crate::claims::grid::{Entry, Grid, Part, Totals, is_earlier};
use crate::claims::scene::{Scene, contains_any};
use crate::claims::verdict::{Kind, Role};
use crate::document::ParagraphKind;
use crate::figures::Class;
use crate::ids::FigureId;
use crate::severity::Certainty;

/// How many paragraphs before and after a table may speak of it.
const REACH: usize = 6;

/// Words of another period, or of a part of this one.
const OTHER: [&str; 9] = ["上年", "去年", "同期", "季度", "上半年", "下半年", "累计", "以来", "计划"];

/// What the text says of the cells of a grid.
pub(super) fn restatements(grid: &Grid) -> Vec<Draft> {
    if !grid.is_headed() {
        return Vec::new();
    }
    let current = current(grid);
    let drafts: Vec<Draft> = figures_near(grid)
        .filter_map(|figure| {
            let (cell, column) = cell_of(grid, figure).or_else(|| row_of(grid, figure, current?))?;
            let formula = in_unit(grid, column, Formula::of(grid.scene, Role::Operand, cell.figure))?;
            Some(claim(grid.scene, Kind::Restatement, formula, Role::Total, figure, Certainty::Likely))
        })
        .collect();
    let agreeing: Vec<FigureId> =
        drafts.iter().filter(|draft| agrees(draft.verdict())).filter_map(|draft| draft.stated).collect();
    let is_believed =
        |draft: &Draft| agreeing.len() > 1 || draft.stated.is_some_and(|stated| is_backed(grid.scene, stated, &agreeing));
    let is_told = |draft: &Draft| agrees(draft.verdict()) || is_slip_off(grid.scene, draft, 0);
    drafts.into_iter().filter(|draft| is_believed(draft) && is_told(draft)).collect()
}

/// Whether another figure of the sentence agrees with the table, and would hardly do so by chance: the sentence speaks of the table.
fn is_backed(scene: &Scene, figure: FigureId, agreeing: &[FigureId]) -> bool {
    let is_telling = |other: FigureId| scene.figures[other].decimal.mantissa >= 100;
    agreeing.iter().any(|&other| scene.cues[other].sentence == scene.cues[figure].sentence && is_telling(other))
}

/// A number of a column in the unit that its head names: 34512 under （万元） is 3.45亿元.
pub(super) fn in_unit(grid: &Grid, column: usize, number: Formula) -> Option<Formula> {
    match grid.columns[column].unit() {
        Some((_, factor)) if factor > 1 => number.times(factor),
        _ => Some(number),
    }
}

/// The figures of running text around a table.
pub(super) fn figures_near<'g>(grid: &'g Grid) -> impl Iterator<Item = FigureId> + 'g {
    let scene = grid.scene;
    let first = grid.begins.reach_back(REACH);
    let ends = grid.figures().map(|figure| scene.cues[figure].paragraph).max().unwrap_or(grid.begins);
    let start = scene.cues.partition_point(|cue| cue.paragraph < first);
    let end = scene.cues.partition_point(|cue| cue.paragraph <= ends.after(REACH));
    let is_told = |&figure: &FigureId| {
        let printed = &scene.figures[figure];
        let kind = scene.document.paragraphs[scene.cues[figure].paragraph].kind;
        let in_text = !matches!(kind, ParagraphKind::Row | ParagraphKind::Furniture);
        let is_number = scene.is_level(figure) || printed.class == Class::Percent;
        in_text && is_number && printed.hedge().is_none() && scene.cues[figure].depth == 0
    };
    start.until(end).iter().filter(is_told)
}

/// The cell that the words before a figure name, and its column: this right before the number, its row earlier in the sentence.
fn cell_of(grid: &Grid, figure: FigureId) -> Option<(Entry, usize)> {
    let scene = grid.scene;
    let head = scene.sentence_head(figure);
    if contains_any(head, &OTHER) {
        return None;
    }
    let label = scene.label(figure).trim_end_matches(['共', '达', '为', '了', '计']);
    let is_named = |name: &str| name.chars().count() >= 2 && label.ends_with(name);
    let columns = (0..grid.columns.len()).filter(|&column| grid.columns[column].names.len() == 1);
    let column = columns
        .filter(|&column| is_named(&grid.columns[column].own_name()))
        .max_by_key(|&column| grid.columns[column].name().len())?;
    let at =
        |row: usize| Some(grid.rows[row].own_name()).filter(|name| name.chars().count() >= 2).and_then(|name| head.rfind(&name));
    let row = (0..grid.rows.len()).filter_map(|row| Some((at(row)?, row))).max().map(|(_, row)| row);
    let is_total = |row: &usize| grid.rows[*row].part == Part::Total(Totals::All);
    let of_all = || (0..grid.rows.len()).find(is_total).filter(|_| contains_any(head, &["全", "共", "合计", "总计"]));
    grid.entry(row.or_else(of_all)?, column).map(|cell| (cell, column))
}

/// The one column that tells of the period: the only one of counts, or of several years the last.
fn current(grid: &Grid) -> Option<usize> {
    let title = |column: usize| grid.columns[column].title();
    let counts = |column: usize| {
        matches!(grid.columns[column].part, Part::Data | Part::Total(_))
            && (0..grid.rows.len()).any(|row| grid.quantity(row, column).is_some())
    };
    let columns: Vec<usize> = (0..grid.columns.len()).filter(|&column| counts(column)).collect();
    let is_past = |&column: &usize| columns.iter().any(|&other| is_earlier(&title(column), &title(other)));
    let mut current = columns.iter().copied().filter(|column| !is_past(column));
    current.next().filter(|_| current.next().is_none())
}

/// The cell of the current column whose row is named right before a figure: 投诉1.42万件.
fn row_of(grid: &Grid, figure: FigureId, column: usize) -> Option<(Entry, usize)> {
    let scene = grid.scene;
    if scene.figures[figure].class == Class::Percent || contains_any(scene.sentence_head(figure), &OTHER) {
        return None;
    }
    let label = scene.label(figure).trim_end_matches(['共', '达', '为', '了', '计', '量']);
    let name = |row: usize| grid.rows[row].own_name().trim_start_matches('已').trim_end_matches(['数', '量']).to_owned();
    let named = (0..grid.rows.len()).map(|row| (name(row), row));
    let named = named.filter(|(name, _)| name.chars().count() >= 2 && label.ends_with(name));
    let (_, row) = named.max_by_key(|(name, row)| (name.len(), Reverse(*row)))?;
    grid.quantity(row, column).map(|cell| (cell, column))
}
