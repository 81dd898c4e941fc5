//! Numbers in cells, taken together: sums with signs, slips, and the claim that a cell makes.

use crate::claims::draft::{Draft, claim};
use crate::claims::formula::Formula;
use crate::claims::grid::{Entry, Grid};
use crate::claims::slip::one_digit_apart;
use crate::claims::verdict::{Kind, Role};
use crate::claims::working::Name;
use crate::number::{Decimal, Exact};
use crate::severity::Certainty;

/// The sum of numbers with their signs, as `stated` prints it: without the sign that it has. `None` where nothing is added.
pub(super) fn signed_sum(grid: &Grid, role: Role, parts: &[Entry], stated: Entry) -> Option<Formula> {
    let of = |entry: &Entry| Formula::of(grid.scene, role, entry.figure);
    let (taken, added): (Vec<Entry>, Vec<Entry>) =
        parts.iter().partition(|entry| entry.is_flipped != stated.is_flipped && !is_nought(grid, **entry));
    let (first, rest) = added.split_first()?;
    let sum = rest.iter().try_fold(of(first), |sum, next| sum.plus(of(next)))?;
    taken.iter().try_fold(sum, |sum, next| sum.minus(of(next)))
}

pub(super) fn is_nought(grid: &Grid, entry: Entry) -> bool {
    grid.scene.figures[entry.figure].decimal.mantissa == 0
}

/// Whether one digit of the stated number, or of one of those that make it up, accounts for a difference of sums.
pub(super) fn is_slip(grid: &Grid, parts: &[Entry], stated: Entry) -> bool {
    let sum: Exact = parts.iter().map(|&part| grid.value(part)).sum();
    let gap = grid.value(stated) - sum;
    std::iter::once((stated, -gap)).chain(parts.iter().map(|&part| (part, gap))).any(|(entry, change)| {
        let printed = grid.scene.figures[entry.figure].decimal;
        let scale = grid.scene.figures[entry.figure].unit_in_last_place();
        let mended = grid.value(entry) + change;
        let is_below_nought = entry.is_flipped != grid.scene.figures[entry.figure].is_negative();
        let size = if is_below_nought { -mended } else { mended } / scale;
        let negative = size < Exact::from(0);
        let whole = size.is_integer().then(|| Decimal { mantissa: size.to_integer(), ..printed });
        !negative && whole.is_some_and(|mended| one_digit_apart(mended, printed))
    })
}

/// A claim of a table, named by the line and the column of its stated cell.
pub(super) fn cell_claim(
    grid: &Grid,
    kind: Kind,
    formula: Formula,
    role: Role,
    (row, column, stated): (usize, usize, Entry),
    certainty: Certainty,
) -> Draft {
    let draft = claim(grid.scene, kind, formula, role, stated.figure, certainty);
    let name = grid.title(row, column).map_or(Name::None, Name::Title);
    Draft { name, ..draft }
}
