//! What would account for a contradiction, and how to mend it.
//!
//! A repair is a number that makes the claim hold. It is worth the more the fewer other claims it breaks: a figure that
//! stands in a verified sum elsewhere is hardly the wrong one.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use num_traits::{CheckedDiv, CheckedMul, Signed};

use super::draft::expected;
use super::judge::{is_slip, one_digit_apart, parts_for, wholes_for};
use super::scene::Scene;
use super::{Claim, Explanation, Kind, Part, Verdict};
use crate::figures::Kinship;
use crate::finding::Repair;
use crate::number::{Decimal, Exact, Interval};

/// How many figures before a contradicted one are looked at for one that it was copied from.
const COPIED_FROM: usize = 8;

/// Adds an explanation and repairs to every claim that does not hold.
pub(super) fn explain(scene: &Scene, claims: &mut [Claim]) {
    let mut by_figure: HashMap<usize, Vec<usize>> = HashMap::new();
    for (index, claim) in claims.iter().enumerate() {
        for &(_, figure) in &claim.roles {
            by_figure.entry(figure).or_default().push(index);
        }
    }
    for index in 0..claims.len() {
        if matches!(claims[index].verdict, Verdict::OffLastDigit | Verdict::Contradicted | Verdict::DoubleRounded) {
            let case = Case { scene, claims, by_figure: &by_figure, claim: &claims[index] };
            let repairs = case.repairs();
            let explanation = case.explanation(&repairs);
            claims[index].explanation = explanation;
            claims[index].repairs = repairs.into_iter().map(|option| option.repair(scene)).collect();
        }
    }
}

/// A number in place of a figure's.
struct Choice {
    figure: usize,
    value: Decimal,
}

impl Choice {
    fn repair(&self, scene: &Scene) -> Repair {
        Repair { span: scene.figures[self.figure].number, replacement: self.value.to_string(), safe: false }
    }

    fn is_one_digit(&self, scene: &Scene) -> bool {
        one_digit_apart(self.value, scene.figures[self.figure].decimal)
    }
}

struct Case<'c, 'a> {
    scene: &'c Scene<'a>,
    claims: &'c [Claim],
    by_figure: &'c HashMap<usize, Vec<usize>>,
    claim: &'c Claim,
}

impl Case<'_, '_> {
    /// The derived figure first; then what breaks the fewest other claims, with the fewest changed digits.
    fn repairs(&self) -> Vec<Choice> {
        let derived = self.claim.stated.and_then(|figure| Some(Choice { figure, value: expected(self.claim)? }));
        let operands = self.claim.roles.iter().map(|&(_, figure)| figure).filter(|&figure| Some(figure) != self.claim.stated);
        let mut others: Vec<Choice> = operands
            .filter_map(|figure| self.solve(figure))
            .filter(|option| self.is_near(option) && self.broken(option) == 0)
            .collect();
        others.sort_by_key(|option| (!option.is_one_digit(self.scene), option.figure));
        derived.into_iter().chain(others).collect()
    }

    /// Two units at most, or one digit.
    fn is_near(&self, option: &Choice) -> bool {
        let printed = self.scene.figures[option.figure].decimal;
        option.value != printed && is_slip(option.value, printed, 2)
    }

    /// How many claims that hold would no longer do so.
    fn broken(&self, option: &Choice) -> usize {
        let others = self.by_figure.get(&option.figure).into_iter().flatten().map(|&index| &self.claims[index]);
        let held = others.filter(|claim| claim.verdict == Verdict::Consistent && claim.kind != Kind::Bound);
        held.filter(|claim| self.holds(claim, option) == Some(false)).count()
    }

    /// The whole number in place of an exact operand that makes the claim hold, the nearest to what is printed.
    fn solve(&self, figure: usize) -> Option<Choice> {
        let printed = self.scene.figures[figure].count()?;
        let stated = &self.scene.figures[self.claim.stated?];
        let solution = match self.claim.kind {
            Kind::Breakdown | Kind::Remainder | Kind::TableTotal => {
                printed + stated.count()? - self.sum_of(self.claim, &[Part::Component, Part::Pending], None)?
            }
            Kind::Rate | Kind::Share => self.solve_ratio(figure, printed, &stated.interval())?,
            _ => return None,
        };
        (solution >= 0).then_some(Choice { figure, value: Decimal::integer(solution) })
    }

    /// For part ÷ whole, each one figure, with the rate as printed.
    fn solve_ratio(&self, figure: usize, printed: i128, rate: &Interval) -> Option<i128> {
        let part = self.only(Part::Part)?;
        let whole = self.only(Part::Whole)?;
        let count = |figure: usize| self.scene.figures[figure].count();
        let nearest = |numbers: RangeInclusive<i128>| printed.clamp(*numbers.start(), *numbers.end());
        if figure == part {
            let whole = count(whole)?;
            parts_for(rate, whole).map(nearest).filter(|&value| value <= whole)
        } else {
            let part = count(part)?;
            wholes_for(rate, part).map(nearest).filter(|&value| value >= part)
        }
    }

    fn only(&self, part: Part) -> Option<usize> {
        let mut figures = self.claim.roles.iter().filter(|(role, _)| *role == part);
        match (figures.next(), figures.next()) {
            (Some(&(_, figure)), None) => Some(figure),
            _ => None,
        }
    }

    /// Whether a claim would hold with the option's number; `None` where that cannot be said.
    fn holds(&self, claim: &Claim, option: &Choice) -> Option<bool> {
        let value = |figure: usize| {
            if figure == option.figure { Some(option.value.mantissa) } else { self.scene.figures[figure].count() }
        };
        match claim.kind {
            Kind::Breakdown | Kind::Remainder | Kind::TableTotal => {
                Some(self.sum_of(claim, &[Part::Component, Part::Pending], Some(option))? == value(claim.stated?)?)
            }
            Kind::Rate | Kind::Share => {
                let pending = self.sum_of(claim, &[Part::Pending], Some(option))?;
                let whole = self.sum_of(claim, &[Part::Whole], Some(option))?;
                let part = if pending > 0 { whole - pending } else { self.sum_of(claim, &[Part::Part], Some(option))? };
                let rate = self.scene.figures[claim.stated?].interval();
                (whole > 0).then(|| rate.contains(Exact::new(part * 100, whole)))
            }
            _ => None,
        }
    }

    fn sum_of(&self, claim: &Claim, parts: &[Part], option: Option<&Choice>) -> Option<i128> {
        let figures = claim.roles.iter().filter(|(part, _)| parts.contains(part)).map(|&(_, figure)| figure);
        figures
            .map(|figure| {
                option
                    .filter(|option| option.figure == figure)
                    .map_or_else(|| self.scene.figures[figure].count(), |option| Some(option.value.mantissa))
            })
            .sum()
    }

    fn explanation(&self, repairs: &[Choice]) -> Option<Explanation> {
        if self.claim.verdict == Verdict::OffLastDigit {
            return Some(Explanation::LastDigit);
        }
        let copied = || self.copied_from().map(Explanation::Copied);
        let ratio = || self.ratio_explanation();
        let digit =
            || repairs.iter().find(|option| option.is_one_digit(self.scene)).map(|option| Explanation::OneDigit(option.figure));
        copied().or_else(ratio).or_else(digit)
    }

    /// The same digits stand in a claim just before, where they are right.
    fn copied_from(&self) -> Option<usize> {
        let stated = self.claim.stated?;
        let printed = self.scene.figures[stated].decimal;
        let telling = printed.significant_digits() >= 3 && matches!(self.claim.kind, Kind::Rate | Kind::Share | Kind::Change);
        (stated.saturating_sub(COPIED_FROM)..stated).rev().find(|figure| {
            let right =
                |index: &usize| self.claims[*index].stated == Some(*figure) && self.claims[*index].verdict == Verdict::Consistent;
            telling
                && self.scene.figures[*figure].decimal == printed
                && self.by_figure.get(figure).into_iter().flatten().any(right)
        })
    }

    /// Swapped operands, the complement, a slip of scale, another base in the sentence.
    fn ratio_explanation(&self) -> Option<Explanation> {
        if !matches!(self.claim.kind, Kind::Rate | Kind::Share) {
            return None;
        }
        let (stated, expected) = (&self.scene.figures[self.claim.stated?], expected(self.claim)?);
        let (part, whole) = (self.only(Part::Part)?, self.only(Part::Whole)?);
        let value = |figure: usize| self.scene.figures[figure].value();
        let prints = |part: Exact, whole: Exact| {
            let rate =
                part.checked_mul(&Exact::from(100)).filter(|_| whole.is_positive()).and_then(|part| part.checked_div(&whole));
            rate.is_some_and(|rate| stated.interval().contains(rate))
        };
        if prints(value(whole), value(part)) {
            return Some(Explanation::Swapped);
        }
        if stated.value() != Exact::from(50) && (Exact::from(100) - expected.exact()) == stated.value() {
            return Some(Explanation::Complement);
        }
        let bare = |decimal: Decimal| decimal.to_string().replace('.', "").trim_matches('0').to_owned();
        if expected.exact() != stated.value() && bare(expected) == bare(stated.decimal) && bare(expected).len() >= 2 {
            return Some(Explanation::Scale);
        }
        let sentence = self.scene.sentence_of(self.claim.stated?);
        let mut others = sentence.filter(|&figure| {
            figure != part && figure != whole && self.scene.is_level(figure) && self.scene.kinship(figure, part) > Kinship::Apart
        });
        others.find(|&other| prints(value(part), value(other))).map(Explanation::OtherBase)
    }
}
