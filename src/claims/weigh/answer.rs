//! Answers: the odds of each reading of a percentage, and what is claimed of the best.

use std::collections::HashMap;

use super::digits::{self, Kind as Digits, log2};
use super::echo::{Claimed, Echoes, Known};
use super::evidence::{Feature, Heard};
use super::mention::{self, Concept, Mentions, Stated, Units};
use super::ratio::{Borne, Question, Together, aligned_part, listed_parts};
use super::reading::{Binding, Change, Form, Reading};
use super::scope::{self, Scope};
use super::weights::{Milli, Weights};
use crate::claims::change::Reading as Growth;
use crate::claims::draft::{Draft, agrees, claim, strength};
use crate::claims::formula::Formula;
use crate::claims::scene::Scene;
use crate::claims::verdict::{Kind, Role};
use crate::ids::{FigureId, IdVec};
use crate::severity::Certainty;

/// A reading with its weight by words and by digits, in thousandths of a bit.
pub(super) struct Answer {
    pub(super) reading: Reading,
    pub(super) words: Milli,
    pub(super) digits: Milli,
    pub(super) kind: Digits,
    /// Whether it could prove anything wrong.
    may_be_wrong: bool,
}

impl Answer {
    pub(super) fn score(&self) -> Milli {
        self.words + self.digits
    }
}

/// An agreement is claimed where the odds against all other readings are so many thousandths of a bit,
pub(super) const AGREEMENT: Milli = 1_000;
/// an error where they are so many.
const MISS: Milli = 2_500;
/// The best of the words must be ahead by so much for an error to be certain.
pub(super) const CERTAIN: Milli = 6_600;

/// The figures of a text, with all that is needed to ask of each what gives it.
pub(in crate::claims) struct Inquiry<'q, 'a> {
    pub(super) scene: &'q Scene<'a>,
    pub(super) mentions: Mentions<'a>,
    pub(super) units: Units<'a>,
    pub(super) scopes: IdVec<FigureId, Option<Scope>>,
    pub(super) percents: Vec<FigureId>,
}

impl<'q, 'a> Inquiry<'q, 'a> {
    pub(in crate::claims) fn new(scene: &'q Scene<'a>) -> Self {
        let (mentions, units) = mention::mentions(scene);
        let scopes = scope::scopes(scene, &mentions, &units);
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
        let scope = self.scope(percent);
        let supports = scope::supports(&self.mentions, &self.scopes, &self.percents, at);
        let (scene, mentions, units) = (self.scene, &self.mentions, &self.units);
        answer(&Question {
            scene,
            mentions,
            percent,
            scope,
            supports: &supports,
            units,
            borne: Borne::of(mentions, percent, scope),
            aligned: aligned_part(scene, mentions, percent),
            listed: listed_parts(mentions, &self.scopes, &self.percents, at),
            together: Together::of(scene, mentions, percent),
        })
    }

    pub(super) fn scope(&self, percent: FigureId) -> &Scope {
        self.scopes[percent].as_ref().expect("every percentage has a scope")
    }

    /// What the neighbours' answers say.
    pub(super) fn echoes(&self, at: usize, known: &Known) -> Echoes {
        Echoes::new(&self.mentions, &self.scopes, &self.percents, at, known)
    }

    fn family(&self, percent: FigureId) -> u8 {
        self.mentions[percent].stated.family()
    }

    /// What the neighbours' answers say of a reading.
    pub(super) fn heard(&self, percent: FigureId, echoes: &Echoes, reading: &Reading) -> Heard {
        echoes.evidence(&self.mentions, self.scope(percent), self.family(percent), reading)
    }
}

impl Question<'_, '_> {
    /// All readings.
    pub(super) fn readings(&self) -> impl Iterator<Item = Reading> {
        self.ratios().into_iter().map(Reading::Ratio).chain(self.changes().into_iter().map(Reading::Change))
    }

    /// What speaks for a reading, in place of what stood there.
    pub(super) fn features(&self, reading: &Reading, kind: Digits, features: &mut Vec<Feature>) {
        features.clear();
        match reading {
            Reading::Ratio(binding) => {
                let repaired = if kind == Digits::OperandSlip { self.repaired(binding) } else { None };
                self.evidence(binding, repaired).features(features);
            }
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
            Reading::Change(change) => vec![change.form as i128, value(change.current), value(change.other)],
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
    /// Whether the percentage is hedged, and the best of what may give it agrees.
    pub(super) agrees_roughly: bool,
    /// Whether it may be the odd one out of its list.
    pub(super) may_be_odd: bool,
    /// Whether the same digits stand in a percentage just before.
    pub(super) is_copied: bool,
}

/// Every percentage, weighed: first each by itself, then with what that says of its neighbours.
pub(super) fn percentages(inquiry: &Inquiry, weights: &Weights) -> Vec<Weighed> {
    let mut choices = inquiry.choices(weights);
    let known = inquiry.known(&choices);
    for (at, choice) in choices.iter_mut().enumerate() {
        inquiry.hear(at, choice, &known, weights);
    }
    let known = inquiry.known(&choices);
    choices.iter().enumerate().filter_map(|(at, choice)| inquiry.weighed(at, choice, &known)).collect()
}

/// The answers to one question that are worth keeping, and what speaks for none.
pub(super) struct Choice {
    pub(super) answers: Vec<Answer>,
    pub(super) words_of_nothing: Milli,
    pub(super) digits_of_nothing: Milli,
}

/// An answer so much less likely than the best, by words and by digits, is forgotten,
const HOPELESS: Milli = 16_000;
/// and so are all but so many.
const KEPT: usize = 24;

impl Choice {
    fn forget(&mut self) {
        let best = |weight: fn(&Answer) -> Milli| self.answers.iter().map(weight).max().unwrap_or_default();
        let (words, score) = (best(|answer| answer.words), best(Answer::score));
        self.answers.retain(|answer| answer.words > words - HOPELESS || answer.score() > score - HOPELESS);
        self.answers.sort_by_key(|answer| std::cmp::Reverse(answer.score().max(answer.words - HOPELESS)));
        self.answers.truncate(KEPT);
        self.answers.shrink_to_fit();
    }

    /// The best answer, with its odds against all others by words and digits, and by words alone.
    fn best(&self) -> Option<(&Answer, Milli, Milli)> {
        let best = (0..self.answers.len()).max_by_key(|&at| self.answers[at].score())?;
        let others = self.answers.iter().enumerate().filter(|&(at, _)| at != best).map(|(_, answer)| answer);
        let nothing = self.words_of_nothing;
        let score = log_sum(others.clone().map(Answer::score).chain([nothing + self.digits_of_nothing]));
        let words = log_sum(others.map(|other| other.words).chain([nothing]));
        let answer = &self.answers[best];
        Some((answer, answer.score() - score, answer.words - words))
    }
}

impl Inquiry<'_, '_> {
    /// What may give each percentage, by itself.
    pub(super) fn choices(&self, weights: &Weights) -> Vec<Choice> {
        (0..self.percents.len()).map(|at| self.ask(at, |question| question.choice(weights))).collect()
    }

    /// What is claimed of each percentage by itself.
    pub(super) fn known(&self, choices: &[Choice]) -> Known {
        let claimed = |choice: &Choice| {
            let (answer, odds, _) = choice.best()?;
            let enough = if answer.kind.agrees() { AGREEMENT } else { MISS };
            (odds >= enough).then(|| Claimed { reading: answer.reading.clone(), agrees: answer.kind.agrees() })
        };
        self.percents.iter().zip(choices).filter_map(|(&percent, choice)| Some((percent, claimed(choice)?))).collect()
    }

    /// Adds what the neighbours' answers say.
    pub(super) fn hear(&self, at: usize, choice: &mut Choice, known: &Known, weights: &Weights) {
        let echoes = self.echoes(at, known);
        let mut features = Vec::new();
        let mut weigh = |heard: Heard| {
            features.clear();
            heard.features(&mut features);
            weights.weigh(&features)
        };
        for answer in &mut choice.answers {
            answer.words += weigh(self.heard(self.percents[at], &echoes, &answer.reading));
        }
        choice.words_of_nothing += weigh(echoes.of_nothing());
    }

    fn weighed(&self, at: usize, choice: &Choice, known: &Known) -> Option<Weighed> {
        let percent = self.percents[at];
        let (answer, odds, by_words) = choice.best()?;
        let words = choice.answers.iter().map(|answer| answer.words).max().unwrap_or_default();
        let certain = by_words > 0 && (answer.kind.agrees() || odds >= CERTAIN);
        let draft = self.draft(percent, &answer.reading, if certain { Certainty::Proven } else { Certainty::Likely })?;
        // a point that stands elsewhere implies another whole, too; and what has a rate has a whole of its own
        let may_be_odd = answer.kind == Digits::Known
            || matches!(self.mentions[percent].stated, Stated::Rate(_))
            || self.echoes(at, known).may_be_odd(&self.mentions, self.scope(percent), &answer.reading);
        let is_claimed = match agrees(draft.verdict()) {
            true => odds >= AGREEMENT,
            // where parts of a unit were cut off, the exact numbers may say otherwise
            false => odds >= MISS && !answer.kind.agrees() && answer.may_be_wrong && may_be_odd,
        };
        let is_copied = self.scope(percent).printed.copied;
        let nothing = choice.words_of_nothing - words;
        let agrees_roughly = self.mentions[percent].is_hedged && answer.kind.agrees() && odds >= AGREEMENT;
        Some(Weighed { percent, draft: is_claimed.then_some(draft), nothing, agrees_roughly, may_be_odd, is_copied })
    }

    pub(super) fn draft(&self, percent: FigureId, reading: &Reading, certainty: Certainty) -> Option<Draft> {
        match reading {
            Reading::Ratio(binding) => self.ratio(percent, binding, certainty),
            Reading::Change(change) => self.change(percent, change, certainty),
        }
    }

    fn ratio(&self, percent: FigureId, binding: &Binding, certainty: Certainty) -> Option<Draft> {
        let scene = self.scene;
        let mut part = Formula::sum(scene, Role::Part, &binding.parts)?;
        let whole = Formula::sum(scene, Role::Whole, &binding.wholes)?;
        if let Some(less) = binding.less {
            part = whole.clone().minus(Formula::of(scene, Role::Pending, less))?;
        }
        let own = &self.mentions[percent];
        let is_rate = matches!(own.stated, Stated::Rate(_)) || own.before.has(Concept::Plan);
        let kind = if is_rate { Kind::Rate } else { Kind::Share };
        let draft = claim(scene, kind, part.over(whole)?.per_cent()?, Role::Rate, percent, certainty);
        match *binding.wholes {
            [whole] if agrees(draft.verdict()) => Some(Draft { strength: strength(scene, whole, percent), ..draft }),
            _ => Some(draft),
        }
    }

    fn change(&self, percent: FigureId, change: &Change, certainty: Certainty) -> Option<Draft> {
        let growth = Growth { scene: self.scene, growth: percent, direction: self.mentions[percent].change? };
        let formula = match change.form {
            Form::Delta => growth.by_change(change.current, change.other)?,
            Form::Values => growth.of_values(change.current, change.other)?,
            Form::Base => growth.of_base(change.other, change.current)?,
        };
        Some(claim(self.scene, Kind::Change, formula, Role::Rate, percent, certainty))
    }
}

impl Question<'_, '_> {
    fn choice(&self, weights: &Weights) -> Choice {
        let mut choice = self.weigh(weights);
        choice.forget();
        self.merge(&mut choice.answers);
        choice
    }

    /// Every reading that is worth weighing, weighed.
    pub(super) fn weigh(&self, weights: &Weights) -> Choice {
        let mut features = Vec::with_capacity(64);
        self.nothing().features(&mut features);
        let words_of_nothing = weights.weigh(&features);
        let mut answers = Vec::new();
        for reading in self.readings() {
            let (kind, digits) = self.digits_of(&reading);
            if self.is_worth_weighing(&reading, kind) {
                self.features(&reading, kind, &mut features);
                let may_be_wrong = self.may_be_wrong(&reading);
                answers.push(Answer { reading, words: weights.weigh(&features), digits, kind, may_be_wrong });
            }
        }
        Choice { answers, words_of_nothing, digits_of_nothing: digits::of_nothing(self.scope.printed) }
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
}
