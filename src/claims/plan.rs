//! What was carried out of a plan: 年初预算36.80亿元，实际完成38.62亿元，完成预算的104.9%. A plan may be exceeded.

use super::draft::{Draft, agrees, claim, is_slip_off};
use super::formula::Formula;
use super::scene::{Facet, Scene, contains_any};
use super::verdict::{Kind, Role};
use crate::figures::{Class, Kinship};
use crate::ids::FigureId;
use crate::severity::Certainty;

/// What is planned.
const PLANS: &[&str] = &["预算", "计划", "目标", "任务"];
/// What a rate of progress is called where its name does not end in 率.
const PROGRESS: &[&str] = &["支出进度", "执行进度", "完成进度"];
/// How many figures on each side are looked at.
const REACH: usize = 6;

/// Every rate of completion whose plan and result are printed.
pub(super) fn completions(scene: &Scene, known: &[Draft]) -> Vec<Draft> {
    let read_already: std::collections::HashSet<Option<FigureId>> = known.iter().map(|claim| claim.stated).collect();
    let rates = scene.figures.ids().filter(|&rate| {
        scene.figures[rate].class == Class::Percent && !scene.cues[rate].tabular && !read_already.contains(&Some(rate))
    });
    rates.filter_map(|rate| read(scene, rate)).collect()
}

fn read(scene: &Scene, rate: FigureId) -> Option<Draft> {
    let word = plan_word(scene.label(rate))?;
    let plan = plan(scene, rate, word)?;
    let result = result(scene, rate, plan)?;
    let formula = Formula::of(scene, Role::Part, result).over(Formula::of(scene, Role::Whole, plan))?.per_cent()?;
    let claim = claim(scene, Kind::Rate, formula, Role::Rate, rate, Certainty::Likely);
    let slip = || scene.figures[rate].hedge().is_none() && is_slip_off(scene, &claim, 5);
    (agrees(claim.verdict()) || slip()).then_some(claim)
}

/// 预算 of 「完成年初预算的」 and of 「支出进度」.
fn plan_word(label: &str) -> Option<&'static str> {
    if PROGRESS.iter().any(|progress| label.ends_with(progress)) {
        return Some("预算");
    }
    let of_plan = label.ends_with('的') && contains_any(label, &["完成", "为", "达", "占"]);
    PLANS.iter().copied().find(|word| of_plan && label.contains(word))
}

/// The figure of the sentence that goes by the name of the plan, before the rate or in the bracket after it.
fn plan(scene: &Scene, rate: FigureId, word: &str) -> Option<FigureId> {
    let sentence = scene.sentence_of(rate);
    let after = rate.next().until(sentence.end).iter().take(1).filter(|&plan| scene.cues[plan].depth > scene.cues[rate].depth);
    let mut around = scene.back(sentence.start, rate).take(REACH).chain(after);
    around.find(|&plan| is_amount(scene, plan) && scene.label(plan).contains(word))
}

/// What came of it: the nearest figure before the rate that is not the plan.
fn result(scene: &Scene, rate: FigureId, plan: FigureId) -> Option<FigureId> {
    let mut before = scene.back(scene.sentence_of(rate).start, rate).take(REACH);
    let result = before.find(|&result| result != plan && is_amount(scene, result))?;
    let planned = contains_any(scene.label(result), PLANS) && !contains_any(scene.label(result), &["完成", "执行", "支出"]);
    (scene.kinship(result, plan) == Kinship::Same && !planned).then_some(result)
}

fn is_amount(scene: &Scene, figure: FigureId) -> bool {
    let printed = &scene.figures[figure];
    printed.class == Class::Quantity
        && matches!(scene.cues[figure].facet, Facet::Level | Facet::Target)
        && !scene.cues[figure].tabular
}
