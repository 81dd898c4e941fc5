//! Growth and decline: 收入67949万元，比上年同期增加6517万元，增长10.61%; 受理97件，去年同期197件，同比下降50.76%.

use num_traits::Signed;

use super::draft::{Formula, claim};
use super::judge::{one_digit_apart, resolution};
use super::scene::{Direction, Facet, Scene};
use super::{Claim, Kind, Part, Verdict};
use crate::figures::{Kinship, Role};
use crate::finding::{Certainty, Repair};
use crate::number::Exact;

/// How many quantities before a growth rate are looked at for two values that give it.
const REACH: usize = 12;

/// Every growth rate of running text whose operands are printed.
pub(super) fn changes(scene: &Scene) -> Vec<Claim> {
    let growths = (0..scene.figures.len()).filter(|&growth| {
        !scene.cues[growth].tabular
            && scene.figures[growth].role == Role::Percent
            && matches!(scene.cues[growth].facet, Facet::Delta(_))
    });
    growths.filter_map(|growth| read(scene, growth)).collect()
}

struct Reading<'s, 'a> {
    scene: &'s Scene<'a>,
    growth: usize,
    direction: Direction,
}

fn read(scene: &Scene, growth: usize) -> Option<Claim> {
    let Facet::Delta(direction) = scene.cues[growth].facet else { return None };
    let reading = Reading { scene, growth, direction };
    let by_delta = reading.by_delta();
    let by_prior = reading.by_prior();
    let readings = || by_delta.iter().chain(&by_prior);
    if let Some(claim) = reading.agreeing(readings(), Certainty::Proven) {
        return Some(claim);
    }
    reading.any_two_values().or_else(|| reading.contradiction(by_delta.first().or(by_prior.first())?, by_delta.is_empty()))
}

impl Reading<'_, '_> {
    /// The value itself and the absolute change beside the growth rate: the change stands right before it, or right after.
    fn by_delta(&self) -> Vec<Formula> {
        let scene = self.scene;
        let sentence = scene.in_sentence(scene.cues[self.growth].sentence);
        let is_delta = |&figure: &usize| {
            sentence.contains(&figure)
                && scene.figures[figure].role == Role::Quantity
                && matches!(scene.cues[figure].facet, Facet::Delta(_))
        };
        let beside = [self.growth.checked_sub(1), Some(self.growth + 1)];
        let mut formulas = Vec::new();
        for delta in beside.into_iter().flatten().filter(is_delta) {
            if self.is_taken(delta) {
                continue;
            }
            for value in (sentence.start..self.growth).rev().filter(|&value| value != delta && self.is_value(value)).take(4) {
                if scene.kinship(value, delta) > Kinship::Apart {
                    formulas.extend(self.from_delta(value, delta));
                }
            }
        }
        formulas
    }

    /// A change that stands after the growth rate belongs to the next one if that follows it at once.
    fn is_taken(&self, delta: usize) -> bool {
        let scene = self.scene;
        delta > self.growth
            && scene.figures.get(delta + 1).is_some_and(|next| next.role == Role::Percent)
            && matches!(scene.cues[delta + 1].facet, Facet::Delta(_))
            && scene.cues[delta + 1].sentence == scene.cues[delta].sentence
    }

    fn is_value(&self, figure: usize) -> bool {
        self.scene.is_level(figure)
    }

    /// delta ÷ (value − delta), or delta ÷ (value + delta) for a decline.
    fn from_delta(&self, value: usize, delta: usize) -> Option<Formula> {
        let change = || Formula::of(self.scene, Part::Delta, delta);
        let value = Formula::of(self.scene, Part::Current, value);
        let base = match self.direction {
            Direction::Up => value.minus(change())?,
            Direction::Down => value.plus(change())?,
        };
        change().over(base)?.per_cent()
    }

    /// This period's and the earlier period's value, both printed: 97件134人，去年同期为197件375人.
    fn by_prior(&self) -> Vec<Formula> {
        let scene = self.scene;
        let sentence = scene.in_sentence(scene.cues[self.growth].sentence);
        let priors: Vec<usize> = sentence
            .clone()
            .filter(|&figure| scene.cues[figure].facet == Facet::Prior && scene.figures[figure].role == Role::Quantity)
            .collect();
        let mut formulas = Vec::new();
        for &prior in &priors {
            for value in (sentence.start..self.growth.max(prior))
                .rev()
                .filter(|&value| self.is_value(value) && scene.kinship(value, prior) == Kinship::Same)
            {
                formulas.extend(self.between(value, prior));
            }
        }
        formulas
    }

    /// |current − base| ÷ base, if it goes the way that the words say.
    fn between(&self, current: usize, base: usize) -> Option<Formula> {
        let (now, then) = (Formula::of(self.scene, Part::Current, current), Formula::of(self.scene, Part::Base, base));
        let change = match self.direction {
            Direction::Up => now.minus(then.clone())?,
            Direction::Down => {
                let mut change = then.clone().minus(now)?;
                change.roles.reverse();
                change
            }
        };
        if change.centre.is_negative() {
            return None;
        }
        change.over(then)?.per_cent()
    }

    fn agreeing<'f>(&self, formulas: impl Iterator<Item = &'f Formula>, certainty: Certainty) -> Option<Claim> {
        let mut cut = None;
        for formula in formulas {
            match formula.judge(&self.scene.figures[self.growth]).verdict {
                Verdict::Consistent => return Some(self.claim(formula.clone(), certainty)),
                Verdict::Truncated => cut = cut.or(Some(formula)),
                _ => {}
            }
        }
        cut.map(|formula| self.claim(formula.clone(), certainty))
    }

    fn claim(&self, formula: Formula, certainty: Certainty) -> Claim {
        claim(self.scene, Kind::Change, formula, Part::Rate, self.growth, certainty)
    }

    /// Two values in scope, of one unit, that give the growth rate more exactly than chance would.
    fn any_two_values(&self) -> Option<Claim> {
        let scene = self.scene;
        let paragraph = scene.in_paragraph(scene.cues[self.growth].paragraph);
        let is_quantity = |&figure: &usize| {
            scene.figures[figure].role == Role::Quantity && matches!(scene.cues[figure].facet, Facet::Level | Facet::Prior)
        };
        let before: Vec<usize> = (paragraph.start..self.growth).rev().filter(is_quantity).take(REACH).collect();
        let after: Vec<usize> = (self.growth + 1..paragraph.end).filter(is_quantity).take(3).collect();
        let pool: Vec<usize> = before.into_iter().chain(after).collect();
        if resolution(&scene.figures[self.growth]) < (pool.len() * pool.len()) as i128 * 8 {
            return None;
        }
        let pairs = pool
            .iter()
            .flat_map(|&a| pool.iter().map(move |&b| (a, b)))
            .filter(|&(a, b)| a != b && scene.kinship(a, b) == Kinship::Same);
        let formulas: Vec<Formula> = pairs.filter_map(|(current, base)| self.between(current, base)).collect();
        self.agreeing(formulas.iter(), Certainty::Likely)
    }

    /// Value, change and growth side by side, and no reading agrees.
    fn contradiction(&self, formula: &Formula, by_prior: bool) -> Option<Claim> {
        let growth = &self.scene.figures[self.growth];
        let outcome = formula.judge(growth);
        let expected = outcome.expected?;
        let near = (expected.mantissa - growth.decimal.mantissa).abs() <= 5 || one_digit_apart(expected, growth.decimal);
        let far = formula.centre > growth.value() * Exact::from(4) || growth.value() > formula.centre * Exact::from(4);
        if growth.hedge.is_some() || (far && !near) {
            return None;
        }
        let certainty = if near || !by_prior { Certainty::Proven } else { Certainty::Likely };
        let repair = Repair { span: growth.number, replacement: expected.to_string(), safe: false };
        Some(Claim { repairs: vec![repair], ..self.claim(formula.clone(), certainty) })
    }
}
