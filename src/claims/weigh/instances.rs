//! Questions as examples to learn from: the features of each answer, and which answers are right.

use super::answer::{Inquiry, percentages};
use super::echo::Echoes;
use super::evidence::{self, Feature};
use super::labels::{Asked, Family, Label, Said, off, printed, same_numbers};
use super::ratio::Question;
use super::reading::Reading;
use super::weights::Weights;
use crate::claims::draft::agrees;
use crate::claims::scene::Scene;
use crate::claims::verdict::Kind;
use crate::document::Document;
use crate::figures::Figures;
use crate::ids::FigureId;
use crate::source::Source;

pub(in crate::claims) fn questions(
    source: &Source,
    document: &Document,
    figures: &Figures,
    labels: &[Label],
    bits: Option<&[i32]>,
) -> Vec<Asked> {
    let scene = Scene::new(source, document, figures);
    let inquiry = Inquiry::new(&scene);
    let known = bits.map(|bits| inquiry.known(&inquiry.choices(&Weights::of(bits))));
    let stated: Vec<(FigureId, &Label)> = labels.iter().filter_map(|label| Some((stated(&inquiry, label)?, label))).collect();
    let percentages = (0..inquiry.percents.len()).map(|at| {
        let percent = inquiry.percents[at];
        let own: Vec<&Label> = stated.iter().filter(|(figure, _)| *figure == percent).map(|(_, label)| *label).collect();
        let asked = inquiry.ask(at, |question| asked(question, &own));
        let Some(known) = &known else { return asked.0 };
        let echoes = inquiry.echoes(at, known);
        beside(&inquiry, percent, &echoes, asked)
    });
    percentages.chain(super::sums::instances::questions(&inquiry, labels)).collect()
}

/// The percentage that a label states: within its place, else the nearest.
fn stated(inquiry: &Inquiry, label: &Label) -> Option<FigureId> {
    let span = |figure: FigureId| inquiry.scene.figures[figure].span;
    let alike = inquiry.percents.iter().copied().filter(|&figure| printed(inquiry.scene, figure) == label.stated);
    alike.filter(|_| label.family != Family::Total).min_by_key(|&figure| off(span(figure).start as usize, label))
}

/// A question with what the neighbours' answers say.
fn beside(inquiry: &Inquiry, percent: FigureId, echoes: &Echoes, (asked, readings): (Asked, Vec<Reading>)) -> Asked {
    let heard = readings.iter().map(|reading| inquiry.heard(percent, echoes, reading)).chain([echoes.of_nothing()]);
    let mut answers = asked.answers;
    answers.iter_mut().zip(heard).for_each(|(features, heard)| heard.features(features));
    Asked { answers, ..asked }
}

fn asked(question: &Question, labels: &[&Label]) -> (Asked, Vec<Reading>) {
    let readings: Vec<Reading> = question.readings().collect();
    let features = |reading: &Reading| {
        let mut features = Vec::new();
        question.features(reading, question.digits_of(reading).0, &mut features);
        features
    };
    let mut answers: Vec<Vec<Feature>> = readings.iter().map(features).collect();
    let mut nothing = Vec::new();
    question.nothing().features(&mut nothing);
    answers.push(nothing);
    let right = match labels {
        // people may have passed over what holds
        [] => (0..readings.len()).filter(|&at| holds(question, &readings[at])).chain([readings.len()]).collect(),
        labels if labels.iter().any(|label| label.is_unclear) => Vec::new(),
        labels => (0..readings.len()).filter(|&at| labels.iter().any(|label| fits(question, &readings[at], label))).collect(),
    };
    let span = question.scene.figures[question.percent].span;
    let stands_for = vec![1; answers.len()];
    (
        Asked { answers, stands_for, right, is_labelled: !labels.is_empty(), place: span.start as usize..span.end as usize },
        readings,
    )
}

/// Whether a reading gives the printed digits, by no mere chance.
fn holds(question: &Question, reading: &Reading) -> bool {
    let sharp = super::digits::resolution(question.scope.printed) >= 5600;
    let near = |figure: FigureId| question.scope.pool.place(figure).is_none_or(|place| place < 3);
    let simple = match reading {
        Reading::Ratio(binding) => {
            binding.less.is_none()
                && binding.parts.len() == 1
                && binding.wholes.len() == 1
                && (sharp || binding.figures().all(near))
        }
        Reading::Change(change) => sharp || (near(change.current) && near(change.other)),
    };
    simple && question.digits_of(reading).0.agrees()
}

fn fits(question: &Question, reading: &Reading, label: &Label) -> bool {
    let number = |figure: FigureId| printed(question.scene, figure);
    match reading {
        Reading::Ratio(binding) if label.family == Family::Ratio => {
            let is_composite = binding.less.is_some() || binding.parts.len() > 1 || binding.wholes.len() > 1;
            if is_composite != (label.is_composite || label.operands.len() > 2) {
                return false;
            }
            match label.operands[..] {
                [part, whole] if !is_composite => number(binding.parts[0]) == part && number(binding.wholes[0]) == whole,
                _ => same_numbers(binding.figures().map(number).collect(), label.operands.clone()),
            }
        }
        Reading::Change(change) if label.family == Family::Growth => {
            let mut known = [change.current, change.other].into_iter().map(|figure| label.operands.contains(&number(figure)));
            // of value, earlier value and change any two give the growth, whichever people named
            let is_another = known.clone().any(|known| known) && holds(question, reading);
            label.operands.len() >= 2 && (known.all(|known| known) || is_another)
        }
        _ => false,
    }
}

pub(in crate::claims) fn said(source: &Source, document: &Document, figures: &Figures, bits: &[i32]) -> Vec<Said> {
    let scene = Scene::new(source, document, figures);
    let (inquiry, weights) = (Inquiry::new(&scene), Weights::of(bits));
    let drafts = percentages(&inquiry, &weights).into_iter().filter_map(|weighed| weighed.draft);
    let drafts = drafts.chain(super::sums::totals(&inquiry, &weights));
    let said = drafts.filter_map(|draft| {
        let stated = draft.stated?;
        let span = scene.figures[stated].span;
        Some(Said {
            place: span.start as usize..span.end as usize,
            stated: printed(&scene, stated),
            operands: draft.figures().filter(|&figure| figure != stated).map(|figure| printed(&scene, figure)).collect(),
            agrees: agrees(draft.verdict()),
            family: match draft.kind {
                Kind::Change => Family::Growth,
                Kind::Rate | Kind::Share => Family::Ratio,
                _ => Family::Total,
            },
        })
    });
    said.collect()
}

pub(in crate::claims) fn features() -> Vec<(&'static str, u8, &'static str, &'static str)> {
    let said = |(idea, level): (&'static evidence::Idea, u8)| {
        let (zh, en) = idea.words(level);
        (idea.name, level, zh, en)
    };
    evidence::features().map(said).collect()
}
