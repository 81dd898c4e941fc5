//! Puts claims together: roles, working, outcome, strength.

use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub};

use super::judge::{self, Outcome};
use super::scene::{Facet, Scene, rate_name};
use super::{Claim, Kind, Part, Strength, Verdict};
use crate::figures::{Figure, Role};
use crate::finding::Certainty;
use crate::number::{Decimal, Exact, Interval, power_of_ten};
use crate::source::Span;

/// A formula over figures: how it reads, what it gives.
#[derive(Clone, Debug)]
pub(super) struct Formula {
    /// 13649 ÷ 13785.
    pub text: String,
    /// The values that the operands admit.
    pub interval: Interval,
    /// The value that the printed operands give.
    pub centre: Exact,
    /// The figures in it.
    pub roles: Vec<(Part, usize)>,
    /// Whether `text` must be bracketed inside a product or quotient.
    sum: bool,
}

impl Formula {
    /// A figure by itself.
    pub fn of(scene: &Scene, part: Part, figure: usize) -> Self {
        let printed = &scene.figures[figure];
        Self {
            text: printed_number(scene, figure),
            interval: printed.interval(),
            centre: printed.value(),
            roles: vec![(part, figure)],
            sum: false,
        }
    }

    /// The sum of figures in one role. `None` where numbers grow beyond all measure.
    pub fn sum(scene: &Scene, part: Part, figures: &[usize]) -> Option<Self> {
        let (first, rest) = figures.split_first()?;
        rest.iter().try_fold(Self::of(scene, part, *first), |sum, &next| sum.plus(Self::of(scene, part, next)))
    }

    /// The sum of two formulas. `None` where numbers grow beyond all measure, as in everything below.
    pub fn plus(self, other: Self) -> Option<Self> {
        let text = format!("{} + {}", self.text, other.text);
        let interval = self.interval.add(&other.interval)?;
        let centre = self.centre.checked_add(&other.centre)?;
        Some(Self { text, interval, centre, roles: joined(self.roles, other.roles), sum: true })
    }

    /// The difference of two formulas.
    pub fn minus(self, other: Self) -> Option<Self> {
        let text = format!("{} − {}", self.text, other.bracketed());
        let interval = self.interval.sub(&other.interval)?;
        let centre = self.centre.checked_sub(&other.centre)?;
        Some(Self { text, interval, centre, roles: joined(self.roles, other.roles), sum: true })
    }

    /// The quotient of two formulas, the dividend not negative, the divisor positive.
    pub fn over(self, other: Self) -> Option<Self> {
        if other.centre <= Exact::from(0) || self.centre < Exact::from(0) {
            return None;
        }
        let text = format!("{} ÷ {}", self.bracketed(), other.bracketed());
        let interval = self.interval.div(&other.interval)?;
        let centre = self.centre.checked_div(&other.centre)?;
        Some(Self { text, interval, centre, roles: joined(self.roles, other.roles), sum: false })
    }

    /// As a percentage.
    pub fn per_cent(self) -> Option<Self> {
        let hundred = Exact::from(100);
        Some(Self { interval: self.interval.scale(hundred)?, centre: self.centre.checked_mul(&hundred)?, ..self })
    }

    fn bracketed(&self) -> String {
        if self.sum { format!("({})", self.text) } else { self.text.clone() }
    }

    /// The verdict on the figure that states the result.
    pub fn verdict(&self, stated: &Figure) -> Verdict {
        judge::verdict(&self.interval, self.centre, stated)
    }

    /// The outcome for the figure that states the result.
    pub fn judge(&self, stated: &Figure) -> Outcome {
        judge::judge(&self.interval, self.centre, stated)
    }
}

fn joined(mut a: Vec<(Part, usize)>, b: Vec<(Part, usize)>) -> Vec<(Part, usize)> {
    for role in b {
        if !a.contains(&role) {
            a.push(role);
        }
    }
    a
}

/// A number as the working shows it: as printed, in ASCII digits, with its scale: 312.1万.
pub(super) fn printed_number(scene: &Scene, figure: usize) -> String {
    let printed = &scene.figures[figure];
    let scale = match printed.scale {
        0 => "",
        4 => "万",
        8 => "亿",
        12 => "万亿",
        other => return (printed.decimal.exact() * Exact::from(power_of_ten(other))).to_string(),
    };
    format!("{}{scale}", printed.decimal)
}

/// A claim that `formula` gives the figure `stated`, which has the role `part` in it.
pub(super) fn claim(scene: &Scene, kind: Kind, formula: Formula, part: Part, stated: usize, certainty: Certainty) -> Claim {
    let figure = &scene.figures[stated];
    let outcome = formula.judge(figure);
    let mut roles = formula.roles;
    roles.push((part, stated));
    let suffix = suffix(scene, stated);
    Claim {
        kind,
        verdict: outcome.verdict,
        certainty,
        span: cover(scene, &roles),
        roles,
        stated: Some(stated),
        subject: subject(scene, stated),
        expression: formula.text,
        computed: format!("{}{suffix}", outcome.computed),
        expected: outcome.expected.map(|expected| format!("{expected}{suffix}")),
        modes: outcome.modes,
        strength: None,
        explanation: None,
        repairs: Vec::new(),
    }
}

/// A claim that needs no recomputed value: the figures and the verdict say all.
pub(super) fn plain(
    scene: &Scene,
    kind: Kind,
    verdict: Verdict,
    certainty: Certainty,
    roles: Vec<(Part, usize)>,
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
    match printed.role {
        Role::Percent => "%".to_owned(),
        Role::Points => "个百分点".to_owned(),
        _ => scene.source.slice(Span { start: printed.number.end, end: printed.span.end }).trim().to_owned(),
    }
}

/// The number that should be printed in place of the one that the claim states.
pub(super) fn expected(claim: &Claim) -> Option<Decimal> {
    let expected = claim.expected.as_deref()?;
    Decimal::parse(expected.trim_end_matches(|c: char| !c.is_ascii_digit()))
}

/// How much a rate over an exact base proves.
pub(super) fn strength(scene: &Scene, whole: usize, stated: usize) -> Option<Strength> {
    let count = scene.figures[whole].count()?;
    let numerators = judge::numerators(count, &scene.figures[stated])?;
    Some(if numerators <= 1 { Strength::Strong } else { Strength::Weak(numerators) })
}

fn cover(scene: &Scene, roles: &[(Part, usize)]) -> Span {
    let spans = roles.iter().map(|&(_, figure)| scene.figures[figure].span);
    spans.reduce(Span::cover).unwrap_or_default()
}

/// Whether a verdict says that the figures agree, be it after cutting.
pub(super) fn agrees(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Consistent | Verdict::Truncated)
}
