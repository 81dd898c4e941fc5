//! Answers: the odds of each reading of a percentage, and what is claimed of the best.

use std::collections::HashMap;

use super::digits::{self, Kind as Digits, log2};
use super::evidence::Feature;
use super::growth::Change;
use super::mention::{self, Mentions, Stated, Units};
use super::ratio::{Binding, Borne, Question, aligned_part};
use super::scope::{self, Scope};
use super::weights::{Milli, Weights};
use crate::claims::change::Reading as Growth;
use crate::claims::draft::{Draft, agrees, claim, strength};
use crate::claims::formula::Formula;
use crate::claims::scene::Scene;
use crate::claims::verdict::{Kind, Role};
use crate::ids::{FigureId, IdVec};
use crate::severity::Certainty;

/// What may give a percentage.
#[derive(Clone, Debug)]
pub(super) enum Reading {
    Ratio(Binding),
    Change(Change),
}

impl Reading {
    /// The figures that it takes.
    pub(super) fn figures(&self) -> Vec<FigureId> {
        match self {
            Reading::Ratio(binding) => binding.figures().collect(),
            Reading::Change(change) => vec![change.current, change.other],
        }
    }
}

/// A reading with its weight by words and by digits, in thousandths of a bit.
pub(super) struct Answer {
    pub(super) reading: Reading,
    pub(super) words: Milli,
    pub(super) digits: Milli,
    pub(super) kind: Digits,
}

impl Answer {
    pub(super) fn score(&self) -> Milli {
        self.words + self.digits
    }
}

/// An agreement is claimed where the odds against all other readings are so many thousandths of a bit,
const AGREEMENT: Milli = 1_000;
/// an error where they are so many.
const MISS: Milli = 3_000;
/// The best of the words must be ahead by so much for an error to be certain.
const CERTAIN: Milli = 6_600;

/// The percentages of a text, with all that is needed to ask of each what gives it.
pub(super) struct Inquiry<'q, 'a> {
    pub(super) scene: &'q Scene<'a>,
    pub(super) mentions: Mentions<'a>,
    units: Units<'a>,
    scopes: IdVec<FigureId, Option<Scope>>,
    pub(super) percents: Vec<FigureId>,
}

impl<'q, 'a> Inquiry<'q, 'a> {
    pub(super) fn new(scene: &'q Scene<'a>) -> Self {
        let (mentions, units) = mention::mentions(scene);
        let scopes = scope::scopes(scene, &mentions);
        // tables have a reading of their own, and a mark to be reached follows from nothing
        let is_asked = |figure: &FigureId| {
            let mention = &mentions[*figure];
            mention.is_percent && !mention.is_cell && !mention.is_mark()
        };
        let percents = mentions.ids().filter(is_asked).collect();
        Self { scene, mentions, units, scopes, percents }
    }

    /// Asks what gives the percentage at a place of the list.
    pub(super) fn ask<T>(&self, at: usize, answer: impl FnOnce(&Question) -> T) -> T {
        let percent = self.percents[at];
        let scope = self.scopes[percent].as_ref().expect("every percentage has a scope");
        let supports = scope::supports(&self.mentions, &self.scopes, &self.percents, at);
        let borne = Borne::of(&self.mentions, percent, scope);
        let (scene, mentions, units) = (self.scene, &self.mentions, &self.units);
        let aligned = aligned_part(scene, mentions, percent);
        answer(&Question { scene, mentions, percent, scope, supports: &supports, units, borne, aligned })
    }
}

impl Question<'_, '_> {
    /// All readings.
    pub(super) fn readings(&self) -> impl Iterator<Item = Reading> {
        self.ratios().into_iter().map(Reading::Ratio).chain(self.changes().into_iter().map(Reading::Change))
    }

    /// What speaks for a reading, in place of what stood there.
    pub(super) fn features(&self, reading: &Reading, features: &mut Vec<Feature>) {
        features.clear();
        match reading {
            Reading::Ratio(binding) => self.evidence(binding).features(features),
            Reading::Change(change) => self.change_evidence(change).features(features),
        }
    }

    /// Whether the words may well mean the reading, whatever the digits say.
    fn is_worth_weighing(&self, reading: &Reading, kind: Digits) -> bool {
        kind != Digits::Other
            || match reading {
                Reading::Ratio(binding) => self.is_near(binding),
                Reading::Change(_) => true,
            }
    }

    pub(super) fn digits_of(&self, reading: &Reading) -> (Digits, Milli) {
        match reading {
            Reading::Ratio(binding) => self.digits(binding),
            Reading::Change(change) => self.change_digits(change),
        }
    }

    /// The values of a reading's figures: equal numbers are one answer.
    pub(super) fn values(&self, reading: &Reading) -> Vec<i128> {
        let value = |figure: FigureId| self.mentions[figure].value;
        match reading {
            Reading::Ratio(binding) => {
                let mut parts: Vec<i128> = binding.parts.iter().map(|&part| value(part)).collect();
                parts.sort_unstable();
                parts.extend(binding.less.map(value));
                parts.push(-1);
                let mut wholes: Vec<i128> = binding.wholes.iter().map(|&whole| value(whole)).collect();
                wholes.sort_unstable();
                parts.extend(wholes);
                parts
            }
            Reading::Change(change) => vec![i128::from(change.by_delta), value(change.current), value(change.other)],
        }
    }
}

/// The logarithm of a sum of powers of two.
pub(super) fn log_sum(terms: impl Iterator<Item = Milli> + Clone) -> Milli {
    let Some(most) = terms.clone().max() else { return Milli::MIN / 2 };
    // thousandths of 2^0 … 2^-16 by eighths of a bit
    let share = |below: Milli| -> u64 {
        const EIGHTHS: [u64; 8] = [65536, 60097, 55109, 50535, 46341, 42495, 38968, 35734];
        let eighths = (below / 125) as u32;
        if eighths >= 128 { 0 } else { EIGHTHS[(eighths % 8) as usize] >> (eighths / 8) }
    };
    let sum: u64 = terms.map(|term| share(most - term)).sum();
    most + log2(sum) - 16_000
}

/// What became of a percentage.
pub(super) struct Weighed {
    pub(super) percent: FigureId,
    /// What is claimed of it.
    pub(super) draft: Option<Draft>,
    /// The odds that nothing printed gives it against the best of what may, by words alone.
    pub(super) nothing: Milli,
    /// Whether the same digits stand in a percentage just before.
    pub(super) is_copied: bool,
}

/// Every percentage, weighed.
pub(super) fn percentages(scene: &Scene, weights: &Weights) -> Vec<Weighed> {
    let inquiry = Inquiry::new(scene);
    (0..inquiry.percents.len()).filter_map(|at| inquiry.ask(at, |question| question.answer(weights))).collect()
}

impl Question<'_, '_> {
    fn answer(&self, weights: &Weights) -> Option<Weighed> {
        let mut answers = self.answers(weights);
        self.merge(&mut answers);
        let nothing = self.weigh_nothing(weights);
        let best = (0..answers.len()).max_by_key(|&at| answers[at].score())?;
        let others = answers.iter().enumerate().filter(|&(at, _)| at != best).map(|(_, answer)| answer);
        let odds = answers[best].score() - log_sum(others.clone().map(Answer::score).chain([nothing.0 + nothing.1]));
        let by_words = answers[best].words - log_sum(others.map(|other| other.words).chain([nothing.0]));
        let answer = &answers[best];
        let nothing = nothing.0 - answers.iter().map(|answer| answer.words).max().unwrap_or_default();
        let weighed = |draft| Some(Weighed { percent: self.percent, draft, nothing, is_copied: self.scope.printed.copied });
        let draft = self.draft(&answer.reading, if by_words > 0 { Certainty::Proven } else { Certainty::Likely })?;
        if agrees(draft.verdict()) {
            return weighed((odds >= AGREEMENT).then_some(draft));
        }
        let certainty = if odds >= CERTAIN && by_words > 0 { Certainty::Proven } else { Certainty::Likely };
        // where parts of a unit were cut off, the exact numbers may say otherwise
        weighed(
            (odds >= MISS && !answer.kind.agrees() && self.may_be_wrong(&answer.reading)).then_some(Draft { certainty, ..draft }),
        )
    }

    /// Every reading that is worth weighing, weighed.
    pub(super) fn answers(&self, weights: &Weights) -> Vec<Answer> {
        let mut features = Vec::with_capacity(64);
        let mut answers = Vec::new();
        for reading in self.readings() {
            let (kind, digits) = self.digits_of(&reading);
            if self.is_worth_weighing(&reading, kind) {
                self.features(&reading, &mut features);
                answers.push(Answer { reading, words: weights.weigh(&features), digits, kind });
            }
        }
        answers
    }

    /// What words and digits weigh, if nothing printed gives the percentage.
    pub(super) fn weigh_nothing(&self, weights: &Weights) -> (Milli, Milli) {
        let mut features = Vec::new();
        self.nothing().features(&mut features);
        (weights.weigh(&features), digits::of_nothing(self.scope.printed))
    }

    /// 「收入38.62亿元，增加1.52亿元，税收增长4.9%」: the growth of something else, at other prices or over several years proves
    /// nothing wrong.
    fn may_be_wrong(&self, reading: &Reading) -> bool {
        let Reading::Change(change) = reading else { return true };
        let evidence = self.change_evidence(change);
        evidence.own_subject == 0 && evidence.not_simple == 0
    }

    /// Of readings with equal numbers the likeliest stands for all.
    pub(super) fn merge(&self, answers: &mut Vec<Answer>) {
        answers.sort_by_key(|answer| std::cmp::Reverse(answer.words));
        let mut known: HashMap<Vec<i128>, usize> = HashMap::new();
        let mut kept: Vec<Answer> = Vec::with_capacity(answers.len());
        for answer in answers.drain(..) {
            let key = self.values(&answer.reading);
            match known.get(&key) {
                Some(&at) => kept[at].words = log_sum([kept[at].words, answer.words].into_iter()),
                None => {
                    known.insert(key, kept.len());
                    kept.push(answer);
                }
            }
        }
        *answers = kept;
    }

    pub(super) fn draft(&self, reading: &Reading, certainty: Certainty) -> Option<Draft> {
        match reading {
            Reading::Ratio(binding) => self.ratio(binding, certainty),
            Reading::Change(change) => self.change(change, certainty),
        }
    }

    fn ratio(&self, binding: &Binding, certainty: Certainty) -> Option<Draft> {
        let scene = self.scene;
        let mut part = Formula::sum(scene, Role::Part, &binding.parts)?;
        let whole = Formula::sum(scene, Role::Whole, &binding.wholes)?;
        if let Some(less) = binding.less {
            part = whole.clone().minus(Formula::of(scene, Role::Pending, less))?;
        }
        let kind = if matches!(self.own().stated, Stated::Rate(_)) { Kind::Rate } else { Kind::Share };
        let draft = claim(scene, kind, part.over(whole)?.per_cent()?, Role::Rate, self.percent, certainty);
        match *binding.wholes {
            [whole] if agrees(draft.verdict()) => Some(Draft { strength: strength(scene, whole, self.percent), ..draft }),
            _ => Some(draft),
        }
    }

    fn change(&self, change: &Change, certainty: Certainty) -> Option<Draft> {
        let growth = Growth { scene: self.scene, growth: self.percent, direction: self.direction()? };
        let formula = match change.by_delta {
            true => growth.by_change(change.current, change.other)?,
            false => growth.of_values(change.current, change.other)?,
        };
        Some(claim(self.scene, Kind::Change, formula, Role::Rate, self.percent, certainty))
    }
}
