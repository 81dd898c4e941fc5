//! Totals that the text around a table tells and no row of it does: 「全年共收案19734件」 beside the numbers of each month.

use super::beside::{figures_near, in_unit};
use super::cells::signed_sum;
use crate::claims::draft::{Draft, agrees, claim, is_slip_off};
use crate::claims::grid::{Entry, Grid, Part};
use crate::claims::verdict::{Kind, Role};
use crate::figures::{Kinship, kinship};
use crate::ids::FigureId;
use crate::number::Exact;
use crate::severity::Certainty;

/// A number of so many units of its last place is hardly met by chance.
const TELLING: i128 = 1000;

/// What the text says of all that stands in a column.
struct Told {
    column: usize,
    draft: Draft,
    figure: FigureId,
}

impl Told {
    fn agrees(&self) -> bool {
        agrees(self.draft.verdict())
    }
}

/// Every total of a column that the text tells. A single one is believed where words call it a total or by the column's name; one
/// that is a slip away, where another of its sentence agrees with the table.
pub(super) fn columns(grid: &Grid) -> Vec<Draft> {
    let has_total = grid.rows.iter().any(|row| matches!(row.part, Part::Total(_)));
    if has_total || !grid.is_headed() || grid.is_excused {
        return Vec::new();
    }
    let told: Vec<Told> = (0..grid.columns.len()).flat_map(|column| of_column(grid, column)).collect();
    let sentence = |told: &Told| grid.scene.cues[told.figure].sentence;
    let is_telling = |told: &Told| told.agrees() && grid.scene.figures[told.figure].decimal.mantissa >= TELLING;
    let is_backed =
        |own: &Told| told.iter().any(|other| other.column != own.column && is_telling(other) && sentence(other) == sentence(own));
    let is_met = |own: &Told| told.iter().any(|other| other.agrees() && other.column == own.column);
    let is_read_otherwise = |own: &Told| told.iter().any(|other| other.agrees() && other.figure == own.figure);
    let is_believed = |own: &&Told| match own.agrees() {
        true => is_named(grid, own) || is_backed(own),
        false => {
            is_backed(own)
                && is_named(grid, own)
                && !is_met(own)
                && !is_read_otherwise(own)
                && is_slip_off(grid.scene, &own.draft, 0)
        }
    };
    told.iter().filter(is_believed).map(|told| told.draft.clone()).collect()
}

/// What each number of the text would say of a column of at least three numbers, nothing but numbers.
fn of_column(grid: &Grid, column: usize) -> Vec<Told> {
    let rows = || (0..grid.rows.len()).filter(|&row| grid.rows[row].part != Part::Among && !grid.rows[row].is_facet);
    let parts: Vec<Entry> = rows().filter_map(|row| grid.quantity(row, column)).collect();
    let is_list = rows().all(|row| grid.rows[row].part == Part::Data && !grid.is_worded(row, column));
    if grid.columns[column].part != Part::Data || !is_list || parts.len() < 3 {
        return Vec::new();
    }
    let unit = grid.columns[column].unit().map(|(unit, _)| unit);
    let is_kin = |&figure: &FigureId| unit.is_none() || kinship(unit, grid.scene.unit(figure)) > Kinship::Apart;
    let Some(sum) = signed_sum(grid, Role::Component, &parts, parts[0]).and_then(|sum| in_unit(grid, column, sum)) else {
        return Vec::new();
    };
    let told = |figure: FigureId| {
        let draft = claim(grid.scene, Kind::TableTotal, sum.clone(), Role::Total, figure, Certainty::Likely);
        Told { column, draft, figure }
    };
    let is_near = |&figure: &FigureId| {
        let printed = &grid.scene.figures[figure];
        let is_tenth = |part: Exact, whole: Exact| part.checked_mul(10).is_some_and(|tenfold| tenfold >= whole);
        let is_alike = is_tenth(printed.value(), sum.centre) && is_tenth(sum.centre, printed.value());
        printed.decimal.mantissa >= 100 && is_alike
    };
    figures_near(grid).filter(is_near).filter(is_kin).map(told).collect()
}

/// Whether the words before a number call it a total, or by the name of the column.
fn is_named(grid: &Grid, told: &Told) -> bool {
    let name = grid.columns[told.column].own_name();
    let is_total = grid.scene.cues[told.figure].total || grid.scene.sentence_head(told.figure).contains('共');
    is_total || name.chars().count() >= 2 && grid.scene.label(told.figure).contains(&name)
}
