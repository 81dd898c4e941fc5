//! Rows of numbers: runs of figures with nothing but blanks and bars between them.

use super::scene::{BARS, Scene};
use crate::ids::{FigureId, ParagraphId};

/// The most columns of a table that are looked at.
pub(super) const COLUMNS: usize = 24;

/// A row: its numbers by column, empty cells included.
pub(super) struct Row<'a> {
    pub label: &'a str,
    pub cells: Vec<Option<FigureId>>,
    pub paragraph: ParagraphId,
    /// Bars separate the cells, so that empty ones keep their place.
    pub barred: bool,
}

/// Runs of at least two numbers with nothing but blanks and bars between them.
pub(super) fn rows<'a>(scene: &Scene<'a>) -> Vec<Row<'a>> {
    let mut rows: Vec<Row> = Vec::new();
    let mut run: Option<Row> = None;
    for figure in scene.figures.ids() {
        let cue = &scene.cues[figure];
        match (&mut run, figure.previous()) {
            _ if !cue.tabular => rows.extend(run.take()),
            (Some(row), Some(last)) if cue.row_start.is_none() => {
                let gap = scene.between(scene.figures[last].span.end, scene.figures[figure].span.start);
                let empty = gap.matches(BARS).count().saturating_sub(1);
                row.cells.extend(std::iter::repeat_n(None, empty.min(COLUMNS)));
                row.cells.push(Some(figure));
            }
            _ => {
                rows.extend(run.take());
                run = Some(first_cell(scene, figure));
            }
        }
    }
    rows.extend(run);
    rows
}

/// A new row. Bars between its label and its first number are empty cells.
fn first_cell<'a>(scene: &Scene<'a>, figure: FigureId) -> Row<'a> {
    let label = scene.cells_before(figure);
    let words = label.trim_end_matches(['|', '｜', '\t', ' ']);
    let bars = label[words.len()..].matches(BARS).count();
    let mut cells = vec![None; if words.is_empty() { 0 } else { bars.saturating_sub(1).min(COLUMNS) }];
    cells.push(Some(figure));
    Row { label: words, cells, paragraph: scene.cues[figure].paragraph, barred: bars > 0 }
}
