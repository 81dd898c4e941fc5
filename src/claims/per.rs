//! Ratios to a round number: 总人口性别比（以女性为100）为105.07; 每10万人中具有大学文化程度的15467人.

use super::draft::{Draft, claim};
use super::formula::Formula;
use super::judge::resolution;
use super::scene::{Scene, contains_any, likeness};
use super::verdict::{Kind, Role, Verdict};
use crate::figures::{Class, Kinship, Script};
use crate::ids::FigureId;
use crate::severity::Certainty;

/// How many figures before a ratio are looked at: the counts stand paragraphs before it.
const REACH: usize = 80;

/// What is counted to which round number.
const BASES: &[(&str, i128)] =
    &[("每10万人", 100_000), ("每十万人", 100_000), ("每万人", 10_000), ("每千人", 1_000), ("每百人", 100), ("每百户", 100)];

/// Every such ratio whose counts are printed. Which counts are meant the words tell only in part, so that only agreement
/// is reported.
pub(super) fn ratios(scene: &Scene) -> Vec<Draft> {
    let figures = scene.figures.ids().filter(|&figure| {
        let printed = &scene.figures[figure];
        printed.class == Class::Quantity
            && printed.script == Script::Digits
            && resolution(printed) >= 1000
            && !scene.cues[figure].tabular
    });
    figures.filter_map(|figure| sexes(scene, figure).or_else(|| per_round_number(scene, figure))).collect()
}

/// The men to a hundred women.
fn sexes(scene: &Scene, stated: FigureId) -> Option<Draft> {
    if scene.unit(stated).is_some() || !head(scene, stated).contains("性别比") {
        return None;
    }
    let counts = |word: &'static str| {
        scene.before(stated).take(REACH).filter(move |&count| scene.is_level(count) && scene.label(count).ends_with(word))
    };
    let women: Vec<FigureId> = ["女性", "女性人口", "女性为", "女性人口为"].into_iter().flat_map(counts).collect();
    let men: Vec<FigureId> = ["男性", "男性人口", "男性为", "男性人口为"].into_iter().flat_map(counts).collect();
    let pairs = men.iter().flat_map(|&men| women.iter().map(move |&women| (men, women)));
    pairs.filter_map(|(men, women)| ratio(scene, men, women, 100, stated)).find(|claim| claim.verdict() == Verdict::Consistent)
}

/// So many of every hundred thousand.
fn per_round_number(scene: &Scene, stated: FigureId) -> Option<Draft> {
    let head = head(scene, stated);
    let &(words, number) = BASES.iter().find(|(words, _)| head.contains(words))?;
    let subject = &head[head.find(words)? + words.len()..];
    let counts: Vec<FigureId> = scene
        .before(stated)
        .take(REACH)
        .filter(|&count| scene.is_level(count) && count != stated && scene.kinship(count, stated) > Kinship::Apart)
        .collect();
    let named = |&&part: &&FigureId| likeness(subject, scene.label(part)) + likeness(subject, scene.tail(part)) > 0;
    let wholes = || counts.iter().copied().filter(|&whole| contains_any(scene.label(whole), &["人口", "总户"]));
    let pairs = counts.iter().filter(named).flat_map(|&part| wholes().map(move |whole| (part, whole)));
    let agreeing =
        pairs.filter(|(part, whole)| part != whole).filter_map(|(part, whole)| ratio(scene, part, whole, number, stated));
    agreeing.into_iter().find(|claim| claim.verdict() == Verdict::Consistent)
}

/// The sentence up to the figure, brackets and all, not further than it needs.
fn head<'a>(scene: &Scene<'a>, figure: FigureId) -> &'a str {
    crate::words::last(scene.sentence_head(figure), 48)
}

fn ratio(scene: &Scene, part: FigureId, whole: FigureId, number: i128, stated: FigureId) -> Option<Draft> {
    let formula = Formula::of(scene, Role::Part, part).over(Formula::of(scene, Role::Whole, whole))?.times(number)?;
    Some(claim(scene, Kind::Rate, formula, Role::Rate, stated, Certainty::Likely))
}
