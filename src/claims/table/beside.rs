//! The text beside a table: what it says of a cell, by the names of its row and its column.
//!
//! The text is taken to speak of the table only where it agrees with it in two cells at least, or in another of the same sentence.

use crate::claims::draft::{Draft, agrees, claim, is_slip_off};
use crate::claims::formula::Formula;
use crate::claims::grid::{Entry, Grid, Part, Totals};
use crate::claims::scene::{Scene, contains_any};
use crate::claims::verdict::{Kind, Role};
use crate::document::ParagraphKind;
use crate::figures::Class;
use crate::ids::{FigureId, ParagraphId};
use crate::severity::Certainty;

/// How many paragraphs before and after a table may speak of it.
const REACH: usize = 6;

/// Words of another period, or of a part of this one.
const OTHER: [&str; 9] = ["上年", "去年", "同期", "季度", "上半年", "下半年", "累计", "以来", "计划"];

/// What the text says of the cells of a grid.
pub(super) fn restatements(grid: &Grid) -> Vec<Draft> {
    let Some(place) = grid.figures().next().map(|figure| grid.scene.cues[figure].paragraph) else { return Vec::new() };
    if !grid.is_headed() {
        return Vec::new();
    }
    let drafts: Vec<Draft> = figures_near(grid.scene, place)
        .filter_map(|figure| {
            let (cell, column) = cell_of(grid, figure)?;
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

/// A number of a cell in the unit that the head of its column names: 34512 under （万元） is 3.45亿元.
fn in_unit(grid: &Grid, column: usize, cell: Formula) -> Option<Formula> {
    match grid.columns[column].unit() {
        Some((_, factor)) if factor > 1 => cell.times(factor),
        _ => Some(cell),
    }
}

/// The figures of running text around a table.
fn figures_near<'s>(scene: &'s Scene, place: ParagraphId) -> impl Iterator<Item = FigureId> + 's {
    let start = scene.cues.partition_point(|cue| cue.paragraph < place.reach_back(REACH));
    let end = scene.cues.partition_point(|cue| cue.paragraph <= place.after(REACH + ROWS));
    let is_told = |&figure: &FigureId| {
        let printed = &scene.figures[figure];
        let in_text = scene.document.paragraphs[scene.cues[figure].paragraph].kind == ParagraphKind::Body;
        let is_number = scene.is_level(figure) || printed.class == Class::Percent;
        in_text && is_number && printed.hedge().is_none() && scene.cues[figure].depth == 0
    };
    start.until(end).iter().filter(is_told)
}

/// How many rows a table may have, so that what follows it is still near its beginning.
const ROWS: usize = 40;

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
