//! Puts claims together: roles, working, outcome, strength.

use super::claim::Claim;
use super::formula::Formula;
use super::judge;
use super::scene::{Facet, Scene, rate_name};
use super::verdict::{Kind, Role, Strength, Verdict};
use crate::figures::Class;
use crate::finding::Certainty;
use crate::number::Decimal;
use crate::source::Span;

/// A claim that `formula` gives the figure `stated`, which has the role `part` in it.
pub(super) fn claim(scene: &Scene, kind: Kind, formula: Formula, role: Role, stated: usize, certainty: Certainty) -> Claim {
    let figure = &scene.figures[stated];
    let outcome = formula.judge(figure);
    let mut roles = formula.roles();
    roles.push((role, stated));
    let suffix = suffix(scene, stated);
    Claim {
        kind,
        verdict: outcome.verdict,
        certainty,
        span: cover(scene, &roles),
        roles,
        stated: Some(stated),
        subject: subject(scene, stated),
        expression: formula.text(scene),
        computed: format!("{}{suffix}", outcome.computed),
        expected: outcome.expected.map(|expected| format!("{expected}{suffix}")),
        modes: outcome.modes,
        strength: None,
        explanation: None,
        repairs: Vec::new(),
        formula: Some(formula),
    }
}

/// A claim that needs no recomputed value: the figures and the verdict say all.
pub(super) fn plain(
    scene: &Scene,
    kind: Kind,
    verdict: Verdict,
    certainty: Certainty,
    roles: Vec<(Role, usize)>,
    expression: String,
) -> Claim {
    Claim {
        kind,
        verdict,
        certainty,
        span: cover(scene, &roles),
        roles,
        stated: None,
        subject: String::new(),
        expression,
        computed: String::new(),
        expected: None,
        modes: Vec::new(),
        strength: None,
        explanation: None,
        repairs: Vec::new(),
        formula: None,
    }
}

/// What the text calls a figure: 办结率 of 「话务工单办结率达」.
pub(super) fn subject(scene: &Scene, figure: usize) -> String {
    let label = scene.label(figure);
    match rate_name(label) {
        Some(name) => format!("{name}率"),
        None if scene.cues[figure].facet == Facet::Share => "占比".to_owned(),
        None => String::new(),
    }
}

/// What follows the digits of a figure in the working: %, 个百分点, 万.
pub(super) fn suffix(scene: &Scene, figure: usize) -> String {
    let printed = &scene.figures[figure];
    match printed.class {
        // 六成 is printed in tens
        Class::Percent if printed.scale == 1 => "成".to_owned(),
        Class::Percent => "%".to_owned(),
        Class::Points => "个百分点".to_owned(),
        _ => scene.source.slice(Span { start: printed.number.end, end: printed.span.end }).trim().to_owned(),
    }
}

/// The number that should be printed in place of the one that the claim states.
pub(super) fn expected(claim: &Claim) -> Option<Decimal> {
    let expected = claim.expected.as_deref()?;
    Decimal::parse(expected.trim_end_matches(|c: char| !c.is_ascii_digit()))
}

/// Whether a slip accounts for what a claim states: so many units of the last place or one digit of the stated figure, or
/// one digit of an operand.
pub(super) fn is_slip_off(scene: &Scene, claim: &Claim, units: u128) -> bool {
    claim.formula.as_ref().zip(claim.stated).is_some_and(|(formula, stated)| formula.is_slip_off(scene, stated, units))
}

/// How much a rate over an exact base proves.
pub(super) fn strength(scene: &Scene, whole: usize, stated: usize) -> Option<Strength> {
    let count = scene.figures[whole].count()?;
    let numerators = judge::numerators(count, &scene.figures[stated])?;
    Some(if numerators <= 1 { Strength::Strong } else { Strength::Weak(numerators) })
}

fn cover(scene: &Scene, roles: &[(Role, usize)]) -> Span {
    let spans = roles.iter().map(|&(_, figure)| scene.figures[figure].span);
    spans.reduce(Span::cover).unwrap_or_default()
}

/// Whether a verdict says that the figures agree, be it after cutting.
pub(super) fn agrees(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Consistent | Verdict::Truncated)
}
