//! How sure a table makes of its own relations: what holds in line after line convicts the line in which it does not.

use crate::claims::draft::Draft;
use crate::claims::formula::Edit;
use crate::claims::scene::Scene;
use crate::claims::slip::one_digit_edits;
use crate::ids::FigureId;
use crate::severity::Certainty;

/// How a relation fares where it may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// It holds, and could have failed.
    Holds,
    /// It holds because nearly everything is nought.
    Trivial,
    Fails,
    /// A cell that it needs is no number.
    Absent,
}

/// In how many places a relation holds, and in how many it does not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Support {
    pub(super) holds: usize,
    pub(super) fails: usize,
}

impl Support {
    pub(super) fn of(fits: impl IntoIterator<Item = Fit>) -> Self {
        let mut support = Self::default();
        for fit in fits {
            support.holds += usize::from(fit == Fit::Holds);
            support.fails += usize::from(fit == Fit::Fails);
        }
        support
    }

    /// Both together.
    pub(super) fn and(self, other: Self) -> Self {
        Self { holds: self.holds + other.holds, fails: self.fails + other.fails }
    }

    /// Whether the relation is the table's own: it holds in several places, and hardly ever fails.
    pub(super) fn is_pattern(self) -> bool {
        self.holds >= 2 && self.holds >= 2 * self.fails
    }

    /// How sure it is that a place in which it fails is wrong, where the names ask for the relation. `is_slip` says that one digit
    /// accounts for the difference.
    pub(super) fn convicts(self, is_slip: bool) -> Option<Certainty> {
        match (self.holds, self.fails) {
            (2.., 1) if is_slip => Some(Certainty::Proven),
            (holds, fails) if holds >= 2 * fails && is_slip => Some(Certainty::Proven),
            (1.., 1) | (0, 1) if is_slip => Some(Certainty::Likely),
            (holds, fails) if holds >= fails && holds >= 2 && is_slip => Some(Certainty::Likely),
            _ => None,
        }
    }
}

/// Whether one digit of one number that all of the failing claims share makes every one of them hold. Chance hardly does that to
/// two.
pub(super) fn is_one_slip<'d>(scene: &Scene, failing: impl IntoIterator<Item = &'d Draft>) -> bool {
    let failing: Vec<&Draft> = failing.into_iter().collect();
    let Some((first, rest)) = failing.split_first().filter(|(_, rest)| !rest.is_empty()) else { return false };
    let holds = |draft: &Draft, edit: Edit| {
        let formula = draft.formula().zip(draft.stated);
        formula.is_some_and(|(formula, stated)| formula.holds_with(scene.figures, stated, edit))
    };
    let mends = |figure: FigureId| {
        let mut edits = one_digit_edits(scene.figures[figure].decimal).map(|value| Edit { figure, value });
        edits.any(|edit| failing.iter().all(|draft| holds(draft, edit)))
    };
    first.figures().filter(|&figure| rest.iter().all(|draft| draft.has(figure))).any(mends)
}
