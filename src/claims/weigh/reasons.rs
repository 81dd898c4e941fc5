//! Reasons: what speaks for a claim of a percentage and what comes next to it, weighed again where someone asks.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::answer::{Answer, Inquiry, log_sum};
use super::echo::{Echoes, Known};
use super::evidence::{self, Feature};
use super::growth::{subject, subject_of_value};
use super::mention::{Mention, Stated};
use super::ratio::Question;
use super::reading::Reading;
use super::weights::{Milli, Weights};
use crate::claims::claim::{Claim, Claims};
use crate::claims::explain::unexplained;
use crate::claims::ground::{Ground, Next, Weighed};
use crate::claims::scene::Scene;
use crate::claims::verdict::Kind;

use crate::ids::{ClaimId, FigureId};
use crate::severity::Certainty;

/// What was weighed for each claim of a percentage that the evidence knows.
pub(in crate::claims) fn reasons(scene: &Scene, claims: &Claims) -> HashMap<ClaimId, (Vec<Ground>, Weighed)> {
    let mut by_percent: HashMap<FigureId, Vec<ClaimId>> = HashMap::new();
    for (id, claim) in claims.entries().filter(|(_, claim)| matches!(claim.kind, Kind::Rate | Kind::Share | Kind::Change)) {
        if let Some(stated) = claim.stated {
            by_percent.entry(stated).or_default().push(id);
        }
    }
    let weights = Weights::in_force();
    let inquiry = Inquiry::new(scene);
    let known = inquiry.known(&inquiry.choices(weights));
    let asked = (0..inquiry.percents.len()).filter_map(|at| Some((at, by_percent.get(&inquiry.percents[at])?)));
    let of = |(at, ids): (usize, &Vec<ClaimId>)| {
        inquiry.ask(at, |question| {
            let asker = Asker { inquiry: &inquiry, question, at, known: &known, echoes: inquiry.echoes(at, &known), weights };
            let account = |id: ClaimId| Some((id, asker.account(&claims[id])?));
            ids.iter().filter_map(|&id| account(id)).collect::<Vec<_>>()
        })
    };
    asked.flat_map(of).collect()
}

/// A question with all that is known beside it.
struct Asker<'q, 'a> {
    inquiry: &'q Inquiry<'q, 'a>,
    question: &'q Question<'q, 'a>,
    at: usize,
    known: &'q Known,
    echoes: Echoes,
    weights: &'q Weights,
}

impl Asker<'_, '_> {
    /// What speaks for a claim of the percentage, if it is one of its answers.
    fn account(&self, claim: &Claim) -> Option<(Vec<Ground>, Weighed)> {
        let question = self.question;
        let mut choice = question.weigh(self.weights);
        self.inquiry.hear(self.at, &mut choice, self.known, self.weights);
        let nothing = choice.words_of_nothing + choice.digits_of_nothing;
        let mut answers = choice.answers;
        let claimed = self.claimed(claim, &answers)?;
        let (reading, features) = (claimed.reading.clone(), self.features(claimed));
        let values = question.values(&reading);
        question.merge(&mut answers);
        let at = answers.iter().position(|answer| question.values(&answer.reading) == values)?;
        let own = answers.swap_remove(at);
        let odds = own.score() - log_sum(answers.iter().map(Answer::score).chain([nothing]));
        let next = answers.iter().max_by_key(|answer| answer.score()).filter(|next| next.score() > nothing);
        let behind = own.score() - next.map_or(nothing, Answer::score);
        let grounds = self.grounds(&reading, &features, &answers);
        let next = match next {
            Some(next) => {
                Next::Other(Box::new(unexplained(self.inquiry.draft(question.percent, &next.reading, Certainty::Likely)?)))
            }
            None => Next::Nothing,
        };
        Some((grounds, Weighed { digits: own.digits, odds, next, behind }))
    }

    /// The reading that a claim has of the percentage. Two figures may be read both ways, and another engine may call them otherwise:
    /// then the likelier of both is meant.
    fn claimed<'n>(&self, claim: &Claim, answers: &'n [Answer]) -> Option<&'n Answer> {
        let sorted = |mut figures: Vec<FigureId>| {
            figures.sort_unstable();
            figures.dedup();
            figures
        };
        let operands = claim.roles.iter().map(|&(_, figure)| figure).filter(|&figure| figure != self.question.percent);
        let figures = sorted(operands.collect());
        let is_growth = claim.kind == Kind::Change;
        let alike = answers.iter().filter(|answer| {
            matches!(answer.reading, Reading::Change(_)) == is_growth && sorted(answer.reading.figures()) == figures
        });
        let has_roles = |answer: &Answer| {
            self.inquiry
                .draft(self.question.percent, &answer.reading, claim.certainty)
                .is_some_and(|draft| claim.roles.iter().all(|role| draft.roles.contains(role)))
        };
        alike.max_by_key(|answer| (has_roles(answer), answer.score()))
    }

    /// All features of an answer, what the neighbours say among them.
    fn features(&self, answer: &Answer) -> Vec<Feature> {
        let mut features = Vec::new();
        self.question.features(&answer.reading, answer.kind, &mut features);
        self.inquiry.heard(self.question.percent, &self.echoes, &answer.reading).features(&mut features);
        features
    }

    /// All that speaks for a reading and against it, what tells it best from the others first.
    fn grounds(&self, reading: &Reading, features: &[Feature], others: &[Answer]) -> Vec<Ground> {
        let of_others = self.of_others(reading, others);
        let ground = |feature: Feature| {
            let (idea, level) = evidence::features().nth(usize::from(feature))?;
            let bits = self.weights.weigh(&[feature]);
            let lead = bits - of_others.get(idea.name).copied().unwrap_or_default();
            let (zh, en) = idea.words(level);
            Some(Ground { name: idea.name.into(), zh: self.filled(zh, reading), en: self.filled(en, reading), bits, lead })
        };
        let mut grounds: Vec<Ground> = features.iter().copied().filter_map(ground).filter(|ground| ground.bits != 0).collect();
        grounds.sort_by_key(|ground| Reverse(ground.lead));
        grounds
    }

    /// What each idea weighs for the other readings of the family, on average.
    fn of_others(&self, reading: &Reading, others: &[Answer]) -> HashMap<&'static str, Milli> {
        let is_kin = |other: &&Answer| std::mem::discriminant(&other.reading) == std::mem::discriminant(reading);
        let mut sums: HashMap<&str, Milli> = HashMap::new();
        for other in others.iter().filter(is_kin) {
            for feature in self.features(other) {
                let idea = evidence::features().nth(usize::from(feature));
                *sums.entry(idea.map_or("", |(idea, _)| idea.name)).or_default() += self.weights.weigh(&[feature]);
            }
        }
        let count = others.iter().filter(is_kin).count().max(1) as Milli;
        sums.into_iter().map(|(name, sum)| (name, sum / count)).collect()
    }

    /// A reason with the words of the text that it speaks of.
    fn filled(&self, words: &str, reading: &Reading) -> String {
        let fill = |filled: String, name: &&str| {
            let place = format!("{{{name}}}");
            if filled.contains(&place) { filled.replace(&place, self.named(name, reading)) } else { filled }
        };
        NAMES.iter().fold(words.to_owned(), fill)
    }

    /// The words of the text for a name in a reason.
    fn named(&self, name: &str, reading: &Reading) -> &str {
        let own = match self.question.own().stated {
            Stated::Rate(name) | Stated::Share(name) => name,
            Stated::Level => "",
        };
        match reading {
            Reading::Ratio(binding) => {
                let part_id = *binding.less.as_ref().or(binding.parts.last()).unwrap_or(&self.question.percent);
                let (part, whole) = (&self.question.mentions[part_id], &self.question.mentions[binding.wholes[0]]);
                match name {
                    "in_part" => shared(own, part),
                    "in_whole" => shared(own, whole),
                    "topic" => shared(crate::words::last(part.label, 10), whole),
                    "scope" => part.scope,
                    _ => own,
                }
            }
            Reading::Change(change) => {
                let (current, other) = (&self.question.mentions[change.current], &self.question.mentions[change.other]);
                match name {
                    "values" => shared(subject_of_value(other.label), current),
                    "subject" => shared(subject(self.question.own().label), current),
                    _ => own,
                }
            }
        }
    }
}

/// What stands in the reasons for words of the text.
const NAMES: &[&str] = &["name", "in_part", "in_whole", "topic", "scope", "values", "subject"];

/// The longest run of a name that stands in the words of a figure.
fn shared<'n>(name: &'n str, mention: &Mention) -> &'n str {
    let length = usize::from(mention.shares(name, 12));
    let starts = name.char_indices().map(|(at, _)| &name[at..]);
    let mut runs = starts.map(|rest| crate::words::first(rest, length)).filter(|run| run.chars().count() == length);
    runs.find(|run| mention.bears(run) || mention.context.contains(run)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names that are left when the known ones are taken out.
    #[test]
    fn every_reason_names_words_that_are_known() {
        for (idea, level) in evidence::features() {
            let (zh, en) = idea.words(level);
            for words in [zh, en] {
                let rest = NAMES.iter().fold(words.to_owned(), |words, name| words.replace(&format!("{{{name}}}"), ""));
                assert!(!rest.is_empty() && !rest.contains(['{', '}']), "{}: {words}", idea.name);
            }
        }
    }
}
