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

/// What numbers are together. `None` where that leaves 128 bits, as in everything below.
pub(super) fn total(grid: &Grid, entries: &[Entry]) -> Option<Exact> {
    entries.iter().try_fold(Exact::from(0), |sum, &entry| sum.checked_add(grid.value(entry)))
}

/// How much a stated number is above what others are together.
pub(super) fn gap(grid: &Grid, parts: &[Entry], stated: Entry) -> Option<Exact> {
    grid.value(stated).checked_sub(total(grid, parts)?)
}

/// Whether one digit of the stated number, or of one of those that make it up, accounts for a difference of sums.
pub(super) fn is_slip(grid: &Grid, parts: &[Entry], stated: Entry) -> bool {
    let Some(gap) = gap(grid, parts, stated) else { return false };
    let changes = std::iter::once((stated, -gap)).chain(parts.iter().map(|&part| (part, gap)));
    changes.into_iter().any(|(entry, change)| is_mended(grid, entry, change).unwrap_or(false))
}

/// Whether one digit of a number makes it so much more.
fn is_mended(grid: &Grid, entry: Entry, change: Exact) -> Option<bool> {
    let printed = &grid.scene.figures[entry.figure];
    let mended = grid.value(entry).checked_add(change)?;
    let is_below_nought = entry.is_flipped != printed.is_negative();
    let size = if is_below_nought { -mended } else { mended }.checked_div(printed.amount().unit_in_last_place())?;
    let is_printable = size.is_integer() && size >= Exact::from(0);
    let mended = Decimal { mantissa: size.trunc(), ..printed.decimal };
    Some(is_printable && one_digit_apart(mended, printed.decimal))
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
    let name = grid.name(row, column).map_or(Name::None, |name| Name::Title(format!("“{name}”")));
    Draft { name, ..draft }
}
