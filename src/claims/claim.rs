//! A claim: a relation that the text states, and what became of it, in numbers. What is said of it is worded in
//! [`words`](super::words).

use super::verdict::{Explanation, Gap, Kind, Mode, Reason, Role, Strength, Verdict};
use super::working::{Name, Working};
use crate::ids::{ClaimId, FigureId, IdVec};
use crate::number::Decimal;
use crate::severity::Certainty;
use crate::source::Span;

/// The claims of a report, in document order.
pub type Claims = IdVec<ClaimId, Claim>;

/// A relation that the text states, and what became of it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Claim {
    /// What is stated.
    pub kind: Kind,
    /// Whether the roles stand in the text, or were inferred.
    pub certainty: Certainty,
    /// The figures and what they are in it.
    pub roles: Vec<(Role, FigureId)>,
    /// The figure that follows from the others.
    pub stated: Option<FigureId>,
    /// From the first to the last figure.
    pub span: Span,
    /// What the recomputation found.
    pub found: Found,
    /// What the text calls the stated figure.
    pub(crate) name: Name,
    /// What the claim was recomputed from.
    pub(crate) working: Working,
}

/// What the recomputation of a claim found.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Found {
    /// The figures agree.
    Holds {
        /// The ways of rounding that give the stated digits; none where nothing was rounded. A value that was cut has
        /// [`Mode::Truncated`], and neither way to round.
        modes: Vec<Mode>,
        /// How much that proves, where it was measured.
        strength: Option<Strength>,
    },
    /// They do not.
    Off(Off),
    /// No figures could ever give this.
    Impossible(Reason),
    /// Period, unit or subject may differ: nothing is said.
    Open,
}

/// How a stated figure misses what the others give.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Off {
    /// The number that should be printed, in the places of the stated one; `None` where there is no such number, as where a
    /// condition is not met.
    pub expected: Option<Decimal>,
    /// How far it is off.
    pub gap: Gap,
    /// The ways of rounding that would give the stated digits all the same: always up.
    pub modes: Vec<Mode>,
    /// How many counts the stated rate would fit, where they were counted.
    pub strength: Option<Strength>,
    /// What would account for it.
    pub cause: Option<Explanation>,
    /// Figures with the numbers that would make the claim hold, the best first.
    pub repairs: Vec<(FigureId, Decimal)>,
}

impl Claim {
    /// What the audit calls the outcome.
    pub fn verdict(&self) -> Verdict {
        match &self.found {
            Found::Holds { modes, .. } => Verdict::of_agreement(modes),
            Found::Off(off) => off.gap.verdict(),
            Found::Impossible(_) => Verdict::Infeasible,
            Found::Open => Verdict::Unchecked,
        }
    }

    /// How the stated figure misses what the others give, if it does.
    pub fn off(&self) -> Option<&Off> {
        match &self.found {
            Found::Off(off) => Some(off),
            Found::Holds { .. } | Found::Impossible(_) | Found::Open => None,
        }
    }

    /// What would account for a claim that does not hold.
    pub fn cause(&self) -> Option<Explanation> {
        self.off().and_then(|off| off.cause)
    }

    /// Figures with the numbers that would make the claim hold, the best first.
    pub fn repairs(&self) -> &[(FigureId, Decimal)] {
        self.off().map_or(&[], |off| &off.repairs)
    }

    /// The ways of rounding that give the stated digits.
    pub fn modes(&self) -> &[Mode] {
        match &self.found {
            Found::Holds { modes, .. } | Found::Off(Off { modes, .. }) => modes,
            Found::Impossible(_) | Found::Open => &[],
        }
    }

    /// How many counts the stated rate would fit, where they were counted.
    pub fn strength(&self) -> Option<Strength> {
        match &self.found {
            Found::Holds { strength, .. } | Found::Off(Off { strength, .. }) => *strength,
            Found::Impossible(_) | Found::Open => None,
        }
    }

    /// The figures that have a role.
    pub fn having(&self, wanted: Role) -> impl Iterator<Item = FigureId> + '_ {
        self.roles.iter().filter(move |(role, _)| *role == wanted).map(|&(_, figure)| figure)
    }
}
