//! A claim: a relation that the text states, and what became of it.

use super::formula::Formula;
use super::verdict::{Explanation, Kind, Mode, Role, Strength, Verdict};
use crate::finding::{Certainty, Repair};
use crate::source::Span;

/// A relation that the text states, and what became of it.
#[derive(Clone, Debug)]
pub struct Claim {
    /// What is stated.
    pub kind: Kind,
    /// Whether it holds.
    pub verdict: Verdict,
    /// Whether the roles stand in the text, or were inferred.
    pub certainty: Certainty,
    /// The figures and what they are in it: indices into the figures.
    pub roles: Vec<(Role, usize)>,
    /// The figure that follows from the others.
    pub stated: Option<usize>,
    /// What the text calls that figure: 办结率; empty where it has no name.
    pub subject: String,
    /// The working: 13649 ÷ 13785.
    pub expression: String,
    /// What it gives: 99.0134…%.
    pub computed: String,
    /// What should be printed: 99.01%.
    pub expected: Option<String>,
    /// The rounding modes under which the stated value would be right.
    pub modes: Vec<Mode>,
    /// How much a verified claim proves.
    pub strength: Option<Strength>,
    /// From the first to the last figure.
    pub span: Span,
    /// What would account for it, where it does not hold.
    pub explanation: Option<Explanation>,
    /// Ways to make it hold, the best first.
    pub repairs: Vec<Repair>,
    /// What gives the stated figure, to be recomputed with other numbers.
    pub(crate) formula: Option<Formula>,
}
