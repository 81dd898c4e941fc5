//! Rates, shares, growth and totals, weighed: every reading of a percentage and every list of parts that is worth a look, and
//! this one, that nothing printed gives the number, compete by what words, layout and digits say of them.
//!
//! ```text
//! score = Σ bits of the evidence + log2 P(these digits, if the answer gives them)
//! odds  = the best answer against the sum of all others
//! ```

mod answer;
mod digits;
mod echo;
mod evidence;
mod growth;
mod mention;
mod ratio;
mod reading;
mod reasons;
mod scope;
mod sums;
mod weights;

#[cfg(feature = "fit")]
pub(super) mod instances;
#[cfg(feature = "fit")]
pub(super) mod labels;

use std::collections::{HashMap, HashSet};

pub(super) use self::answer::Inquiry;
use self::answer::Weighed;
use super::draft::{Draft, agrees, is_slip_off};
use super::judge::Outcome;
use super::scene::Scene;
use super::verdict::Kind;
use crate::ids::FigureId;

pub(super) use self::reasons::reasons;
#[cfg(feature = "fit")]
pub(super) use self::weights::weigh_with;

/// What is claimed of percentages, the readings by phrases (`known`) first: an error of theirs stands only where the evidence
/// does not speak for another reading or for none, and what they do not read is answered by the evidence alone.
pub(super) fn percentages(inquiry: &Inquiry, known: Vec<Draft>) -> Vec<Draft> {
    let scene = inquiry.scene;
    let weighed = answer::percentages(inquiry, weights::Weights::in_force());
    let by_percent: HashMap<FigureId, &Weighed> = weighed.iter().map(|weighed| (weighed.percent, weighed)).collect();
    let doubted = |draft: &Draft| {
        draft.stated.and_then(|stated| by_percent.get(&stated)).is_some_and(|weighed| weighed.doubts(scene, draft))
    };
    let mut claims: Vec<Draft> = known.into_iter().filter(|draft| !doubted(draft)).collect();
    let read: HashSet<FigureId> = claims.iter().flat_map(|draft| draft.figures()).collect();
    claims.extend(weighed.into_iter().filter(|weighed| !read.contains(&weighed.percent)).filter_map(|weighed| weighed.draft));
    claims
}

/// Thousandths of a bit by which the words must speak for nothing to take an error back.
const NOTHING: weights::Milli = 1000;

impl Weighed {
    /// Whether the evidence takes an error back: it speaks for another reading that agrees, or for none where no slip accounts
    /// for the error. Of what is composed it knows less.
    fn doubts(&self, scene: &Scene, draft: &Draft) -> bool {
        let Outcome::Off { .. } = draft.outcome else { return false };
        let is_plain = draft.roles.len() == 3 && matches!(draft.kind, Kind::Rate | Kind::Share | Kind::Change);
        let holds_otherwise = self.draft.as_ref().is_some_and(|other| agrees(other.verdict()));
        // 「…97件，去年同期197件，下降50.76%。…95件，去年同期200件，下降50.76%」: what was copied agrees where it was right
        let is_for_nothing = self.nothing > NOTHING && !is_slip_off(scene, draft, 5);
        let is_against = holds_otherwise || self.agrees_roughly || !self.may_be_odd || is_for_nothing;
        is_plain && !self.is_copied && is_against
    }
}

/// What is claimed of totals.
pub(super) fn totals(inquiry: &Inquiry) -> Vec<Draft> {
    sums::totals(inquiry, weights::Weights::in_force())
}
