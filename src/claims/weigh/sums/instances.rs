//! Totals as examples to learn from.

use super::lists::List;
use super::terms::Terms;
use super::{Inquiry, Question};
use crate::claims::weigh::evidence::Feature;
use crate::claims::weigh::labels::{Asked, Family, Label, off, printed, same_numbers};
use crate::ids::FigureId;

/// Wrong lists that are kept of a question: of those that start and end naturally, and of the others.
const NATURAL: usize = 60;
const OTHERS: usize = 30;

/// Every total that a text may state, as often as it is divided, and once more: then nothing is left.
pub(in crate::claims::weigh) fn questions(inquiry: &Inquiry, labels: &[Label]) -> Vec<Asked> {
    let terms = Terms::of(inquiry.scene);
    let questions: Vec<Question> = inquiry.scene.figures.ids().filter_map(|total| Question::of(inquiry, &terms, total)).collect();
    let labels = labels.iter().filter(|label| label.family == Family::Total);
    let mut by_question: Vec<Vec<&Label>> = vec![Vec::new(); questions.len()];
    for label in labels {
        if let Some(at) = stated(inquiry, &questions, label) {
            by_question[at].push(label);
        }
    }
    questions.iter().zip(by_question).flat_map(|(question, labels)| asked(question, &labels)).collect()
}

/// The question that a label answers: the nearest of those that have its number, and its list if any has.
fn stated(inquiry: &Inquiry, questions: &[Question], label: &Label) -> Option<usize> {
    let alike = (0..questions.len()).filter(|&at| printed(inquiry.scene, questions[at].total()) == label.stated);
    let far = |at: &usize| {
        let start = inquiry.scene.figures[questions[*at].total()].span.start as usize;
        let has_list = questions[*at].all_lists().iter().any(|list| questions[*at].fits(list, label));
        (!has_list, off(start, label))
    };
    alike.min_by_key(far)
}

impl Question<'_, '_> {
    /// Every list that may be right; one part larger than the total tells as much without words.
    fn all_lists(&self) -> Vec<List> {
        let mut lists = Vec::new();
        let value = |figure: FigureId| self.around.mentions[figure].value;
        self.lists(|list| {
            if self.parts(&list).iter().all(|&part| value(part) <= value(self.total())) {
                lists.push(list);
            }
        });
        lists
    }

    fn fits(&self, list: &List, label: &Label) -> bool {
        let parts = self.parts(list);
        parts.len() == label.operands.len()
            && same_numbers(parts.iter().map(|&part| printed(self.around.scene, part)).collect(), label.operands.clone())
    }

    /// Whether the list adds up, by no mere chance: people may have passed over it.
    fn holds(&self, list: &List) -> bool {
        self.resolution >= 11_500 && list.is_natural && self.digits(list).0.agrees()
    }
}

fn asked(question: &Question, labels: &[&Label]) -> Vec<Asked> {
    let mut lists = question.all_lists();
    let right = |list: &List| labels.iter().any(|label| question.fits(list, label));
    let mut rounds = Vec::new();
    loop {
        let is_right: Vec<bool> = lists.iter().map(right).collect();
        let Some(at) = is_right.iter().position(|&right| right) else { break };
        rounds.push(round(question, &lists, &is_right, false, labels));
        let found = lists[at];
        let parts: Vec<FigureId> = question.parts(&found).to_vec();
        lists.retain(|list| !question.parts(list).iter().any(|part| parts.contains(part)));
    }
    // what people read and no list gives teaches nothing; nor does what they could not tell
    let is_open = labels.iter().any(|label| label.is_unclear) || (rounds.is_empty() && !labels.is_empty());
    if !is_open {
        let holding: Vec<bool> = lists.iter().map(|list| question.holds(list)).collect();
        rounds.push(round(question, &lists, &holding, true, labels));
    }
    rounds
}

fn round(question: &Question, lists: &[List], is_right: &[bool], or_none: bool, labels: &[&Label]) -> Asked {
    let mut asked = Asked { is_labelled: !labels.is_empty(), ..Asked::default() };
    let features = |list: &List| -> Vec<Feature> {
        let mut features = Vec::new();
        question.features(list, &mut features);
        features
    };
    for (list, _) in lists.iter().zip(is_right).filter(|(_, right)| **right) {
        asked.right.push(asked.answers.len());
        asked.push(features(list), 1);
    }
    for (natural, most) in [(true, NATURAL), (false, OTHERS)] {
        let wrong: Vec<&List> = lists
            .iter()
            .zip(is_right)
            .filter(|(list, right)| !**right && list.is_natural == natural)
            .map(|(list, _)| list)
            .collect();
        let step = wrong.len().div_ceil(most).max(1);
        for list in wrong.into_iter().step_by(step) {
            asked.push(features(list), step as u32);
        }
    }
    if or_none {
        asked.right.push(asked.answers.len());
    }
    let mut none = Vec::new();
    question.none(&mut none);
    asked.push(none, 1);
    let span = question.around.scene.figures[question.total()].span;
    asked.place = span.start as usize..span.end as usize;
    asked
}
