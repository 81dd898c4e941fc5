//! Claims in the making: roles, working, outcome, strength. What would account for a miss is found when all are known.

use std::collections::HashMap;

use super::formula::Formula;
use super::judge::{self, Outcome};
use super::scene::{Facet, Scene, rate_name};
use super::verdict::{Kind, Role, Strength, Verdict};
use super::working::{Measure, Name, Working};
use crate::ids::FigureId;
use crate::number::{Decimal, Exact};
use crate::severity::Certainty;
use crate::source::Span;

/// A relation that the text states, recomputed.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub kind: Kind,
    pub certainty: Certainty,
    /// The figures and what they are in it.
    pub roles: Vec<(Role, FigureId)>,
    /// The figure that follows from the others.
    pub stated: Option<FigureId>,
    /// From the first to the last figure.
    pub span: Span,
    pub name: Name,
    pub working: Working,
    pub strength: Option<Strength>,
    pub outcome: Outcome,
}

impl Draft {
    /// What the audit calls the outcome.
    pub(super) fn verdict(&self) -> Verdict {
        self.outcome.verdict()
    }

    /// The figures that take part in it.
    pub(super) fn figures(&self) -> impl Iterator<Item = FigureId> {
        self.roles.iter().map(|&(_, figure)| figure)
    }

    /// Whether a figure takes part in it.
    pub(super) fn has(&self, figure: FigureId) -> bool {
        self.figures().any(|known| known == figure)
    }

    /// What gives the stated figure, to be recomputed with other numbers.
    pub(super) fn formula(&self) -> Option<&Formula> {
        self.working.formula()
    }

    /// The number that should be printed in place of the stated one.
    pub(super) fn expected(&self, scene: &Scene) -> Option<Decimal> {
        match self.outcome {
            Outcome::Off { expected, .. } => expected,
            Outcome::Holds(_) | Outcome::Impossible(_) | Outcome::Open => self.working.expected(scene.figures, self.stated),
        }
    }

    /// The same, if anyone would print it: a part is no more than its whole. Of what is to be reached more may be done.
    pub(super) fn proposed(&self, scene: &Scene) -> Option<Decimal> {
        let aims = ["完成", "达成", "执行", "入库", "征收", "增长"];
        let is_aim = matches!(self.name, Name::Rate(name) if aims.iter().any(|aim| scene.source.slice(name).ends_with(aim)));
        let is_bounded = matches!(self.kind, Kind::Rate | Kind::Share) && !is_aim;
        let hundred = Exact::from(100);
        let over = |expected: &Decimal| {
            let stated = self.stated.map(|stated| scene.figures[stated].value());
            is_bounded && expected.exact() > hundred && stated.is_some_and(|stated| stated <= hundred)
        };
        self.expected(scene).filter(|expected| !over(expected))
    }

    /// The same, of a figure that is compared as it stands.
    pub(super) fn stating(self, figure: FigureId) -> Self {
        Self { stated: Some(figure), ..self }
    }
}

/// The drafts in which each figure takes part.
pub(super) fn by_figure(drafts: &[Draft]) -> HashMap<FigureId, Vec<&Draft>> {
    let mut found: HashMap<FigureId, Vec<&Draft>> = HashMap::new();
    for draft in drafts {
        for figure in draft.figures() {
            found.entry(figure).or_default().push(draft);
        }
    }
    found
}

/// A claim that `formula` gives the figure `stated`, which has the role `role` in it.
pub(super) fn claim(scene: &Scene, kind: Kind, formula: Formula, role: Role, stated: FigureId, certainty: Certainty) -> Draft {
    let outcome = formula.judge(&scene.figures[stated]);
    let mut roles = formula.roles();
    roles.push((role, stated));
    Draft {
        kind,
        certainty,
        span: cover(scene, &roles),
        roles,
        stated: Some(stated),
        name: name(scene, stated),
        working: Working::Formula(formula),
        strength: None,
        outcome,
    }
}

/// A claim that the figures make up the total, or that what was closed and what is left do; changes that go the other way are
/// taken away. `None` where numbers grow beyond all measure, or one of them is a limit.
pub(super) fn sum_claim(scene: &Scene, total: FigureId, run: &[FigureId], certainty: Certainty) -> Option<Draft> {
    // a limit admits so much that anything adds up to it
    if run.iter().chain([&total]).any(|&figure| scene.is_limit(figure)) {
        return None;
    }
    let term = |figure: FigureId| {
        let role = if scene.cues[figure].pending { Role::Pending } else { Role::Component };
        Formula::of(scene, role, figure)
    };
    let (against, along): (Vec<FigureId>, Vec<FigureId>) = run.iter().partition(|&&part| scene.goes_against(part, total));
    let (first, rest) = along.split_first()?;
    let sum = rest.iter().try_fold(term(*first), |sum, &part| sum.plus(term(part)))?;
    let formula = against.iter().try_fold(sum, |sum, &part| sum.minus(term(part)))?;
    let remainder = run.len() == 2 && scene.cues[run[1]].pending;
    let kind = if remainder { Kind::Remainder } else { Kind::Breakdown };
    Some(claim(scene, kind, formula, Role::Total, total, certainty))
}

/// A claim that is compared by other means than a formula for one stated figure.
pub(super) fn plain(
    scene: &Scene,
    kind: Kind,
    outcome: Outcome,
    certainty: Certainty,
    roles: Vec<(Role, FigureId)>,
    working: Working,
) -> Draft {
    let span = cover(scene, &roles);
    Draft { kind, certainty, roles, stated: None, span, name: Name::None, working, strength: None, outcome }
}

/// A claim that figures make a round number, which need not be printed.
pub(super) fn whole(
    scene: &Scene,
    sum: Formula,
    total: Decimal,
    measure: Measure,
    certainty: Certainty,
    outcome: Outcome,
) -> Draft {
    let roles = sum.roles();
    plain(scene, Kind::SharesTotal, outcome, certainty, roles, Working::Whole { sum, total, measure })
}

/// What the text calls a figure: 办结率 of 「话务工单办结率达」.
fn name(scene: &Scene, figure: FigureId) -> Name {
    match rate_name(scene.label(figure)) {
        Some(name) => Name::Rate(scene.place_of(name)),
        None if scene.cues[figure].facet == Facet::Share => Name::Share,
        None => Name::None,
    }
}

/// Whether a slip accounts for what a claim states: so many units of the last place or one digit of the stated figure, or
/// one digit of an operand.
pub(super) fn is_slip_off(scene: &Scene, claim: &Draft, units: u128) -> bool {
    claim.formula().zip(claim.stated).is_some_and(|(formula, stated)| formula.is_slip_off(scene, stated, units))
}

/// How much a rate over an exact base proves.
pub(super) fn strength(scene: &Scene, whole: FigureId, stated: FigureId) -> Option<Strength> {
    let count = scene.figures[whole].count()?;
    let numerators = judge::numerators(count, &scene.figures[stated])?;
    Some(if numerators <= 1 { Strength::Strong } else { Strength::Weak(numerators) })
}

fn cover(scene: &Scene, roles: &[(Role, FigureId)]) -> Span {
    let spans = roles.iter().map(|&(_, figure)| scene.figures[figure].span);
    spans.reduce(Span::cover).unwrap_or_default()
}

/// Whether a verdict says that the figures agree, be it after cutting.
pub(super) fn agrees(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Consistent | Verdict::Truncated)
}
