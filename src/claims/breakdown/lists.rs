//! The lists that may make up a total: where they stand, what opens them, and whether a slip would make them add up.

use crate::claims::draft::{Draft, claim};
use crate::claims::formula::Formula;
use crate::claims::scene::{Scene, contains_any};
use crate::claims::slip::one_digit_apart;
use crate::claims::verdict::{Kind, Role};
use crate::figures::Kinship;
use crate::ids::FigureId;
use crate::number::{Decimal, Exact};
use crate::severity::Certainty;

/// How many like figures after a total are looked at.
pub(super) const REACH: usize = 24;

/// 「登记286宗，化解279宗；按层级：村级201宗、片区47宗、镇级38宗」: an earlier figure of the paragraph is the total. Two
/// parts make some earlier figure by chance.
pub(super) fn is_of_another(scene: &Scene, total: FigureId, run: &[FigureId]) -> bool {
    let sum = scene.sum(run);
    let mut before = scene.back(scene.paragraph_of(total).start, total).filter(|&before| scene.is_level(before));
    run.len() >= 3 && before.any(|before| Some(scene.figures[before].value()) == sum)
}

/// The figures of a bracket right after the total, two at least: 245件（刑事189件，民事55件，行政1件）.
pub(super) fn bracket_after(scene: &Scene, total: FigureId) -> Vec<FigureId> {
    let depth = scene.cues[total].depth;
    let Some(next) = scene.figures.get(total.next()) else { return Vec::new() };
    let gap = scene.between(scene.figures[total].tail.end, next.label.start);
    if scene.cues[total.next()].depth <= depth || gap.trim().chars().count() > 1 {
        return Vec::new();
    }
    let inside = scene
        .figures
        .ids_after(total)
        .take_while(|&figure| scene.cues[figure].depth > depth && scene.cues[figure].sentence == scene.cues[total].sentence);
    inside.filter(|&figure| scene.is_level(figure) && scene.kinship(total, figure) > Kinship::Apart).take(REACH).collect()
}

/// The like figures after a total at its own depth, to the end of its paragraph.
pub(super) fn figures_after(scene: &Scene, total: FigureId) -> Vec<FigureId> {
    alike_after(scene, total).take(REACH).collect()
}

pub(super) fn alike_after<'s>(scene: &'s Scene, total: FigureId) -> impl Iterator<Item = FigureId> + 's {
    let end = scene.paragraph_of(total).end;
    let depth = scene.cues[total].depth;
    let here = total.next().until(end).iter().take_while(move |&figure| scene.cues[figure].depth >= depth);
    let alike = move |&figure: &FigureId| {
        scene.cues[figure].depth == depth
            && scene.is_level(figure)
            && !scene.cues[figure].aside
            && scene.kinship(total, figure) > Kinship::Apart
    };
    here.filter(alike)
}

/// 批准逮捕…不批捕: the second is the first denied.
pub(super) fn is_denied(first: &str, second: &str) -> bool {
    let Some(at) = second.find('不') else { return false };
    let denied: Vec<char> = second[at..].chars().skip(1).take(2).collect();
    denied.len() == 2 && denied.iter().all(|&c| first.contains(c))
}

/// 其中, 包括, a colon or the total's own bracket stands between the total and the run.
pub(super) fn is_opened(scene: &Scene, total: FigureId, run: &[FigureId]) -> bool {
    let gap = scene.between(scene.figures[total].span.end, scene.figures[run[0]].span.start);
    let colon = gap.contains(['：', ':']) && !gap.contains('。');
    scene.cues[run[0]].opens_parts
        || scene.cues[run[0]].depth > scene.cues[total].depth
        || colon
        || contains_any(gap, &["其中", "包括"])
}

/// `None` where numbers grow beyond all measure, or one of them is a limit.
pub(in crate::claims) fn sum_claim(scene: &Scene, total: FigureId, run: &[FigureId], certainty: Certainty) -> Option<Draft> {
    // a limit admits so much that anything adds up to it
    if run.iter().chain([&total]).any(|&figure| scene.is_limit(figure)) {
        return None;
    }
    let role = |figure: FigureId| if scene.cues[figure].pending { Role::Pending } else { Role::Component };
    let first = Formula::of(scene, role(run[0]), run[0]);
    let formula = run[1..].iter().try_fold(first, |sum, &figure| sum.plus(Formula::of(scene, role(figure), figure)))?;
    let remainder = run.len() == 2 && scene.cues[run[1]].pending;
    let kind = if remainder { Kind::Remainder } else { Kind::Breakdown };
    Some(claim(scene, kind, formula, Role::Total, total, certainty))
}

/// Whether one digit, of the total or of a component, accounts for the difference; decimals and scales allowed for.
pub(super) fn slips(scene: &Scene, total: FigureId, run: &[FigureId]) -> bool {
    let Some(sum) = scene.sum(run) else { return false };
    let apart = |figure: FigureId, value: Exact| {
        let printed = &scene.figures[figure];
        value >= Exact::from(0)
            && (value.shifted(-printed.scale))
                .and_then(|value| Decimal::rounded(value, printed.decimal.places))
                .is_some_and(|value| one_digit_apart(value, printed.decimal))
    };
    let difference = scene.figures[total].value().checked_sub(sum);
    let mended = |figure: FigureId| scene.figures[figure].value().checked_add(difference?);
    apart(total, sum) || run.iter().any(|&figure| mended(figure).is_some_and(|value| apart(figure, value)))
}

pub(super) fn components(claim: &Draft) -> impl Iterator<Item = FigureId> + '_ {
    claim.roles.iter().filter(|(role, _)| *role != Role::Total).map(|&(_, figure)| figure)
}
