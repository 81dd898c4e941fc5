//! Totals and their components, and what is left over.
//!
//! A run of like figures that adds up exactly to a figure before it is itself the proof that they belong together;
//! several such runs may follow one total (by channel, by kind, by outcome). Where a list is closed by the words of the
//! text and nothing adds up, the closest run is a contradiction, if one slip would explain it.

use super::draft::{Formula, claim};
use super::judge::one_digit_apart;
use super::scene::{Scene, contains_any};
use super::{Claim, Kind, Part, Verdict};
use crate::figures::Kinship;
use crate::finding::Certainty;
use crate::number::{Decimal, Exact};

/// How many like figures after a total are looked at.
const REACH: usize = 24;

/// Every total of running text whose components are printed.
pub(super) fn breakdowns(scene: &Scene) -> Vec<Claim> {
    let mut claims = Vec::new();
    for total in 0..scene.figures.len() {
        if scene.is_level(total) {
            read(scene, total, &mut claims);
        }
    }
    claims
}

fn read(scene: &Scene, total: usize, claims: &mut Vec<Claim>) {
    let followers = followers(scene, total);
    let known = claims.len();
    let mut rest = &followers[..];
    while let Some(length) = exact_run(scene, total, rest) {
        let (run, after) = rest.split_at(length);
        if !is_credible(scene, total, run) {
            break;
        }
        claims.push(sum_claim(scene, total, run, certainty(scene, total, run)));
        rest = after;
    }
    if claims.len() == known {
        claims.extend(contradiction(scene, total, &followers));
    }
}

/// The figures after a total that may be its components: like units, same depth or its own bracket, no asides, in its
/// paragraph, up to the next figure that is larger.
fn followers(scene: &Scene, total: usize) -> Vec<usize> {
    let end = scene.in_paragraph(scene.cues[total].paragraph).end;
    let depth = scene.cues[total].depth;
    let mut out = Vec::new();
    let bracketed = own_bracket(scene, total);
    for figure in total + 1..end {
        let cue = &scene.cues[figure];
        if !scene.is_level(figure) || cue.aside || out.len() == REACH {
            continue;
        }
        if cue.depth < depth || (bracketed && cue.depth == depth) {
            break;
        }
        if cue.depth > depth && !bracketed {
            continue;
        }
        if scene.kinship(total, figure) > Kinship::Apart {
            out.push(figure);
        }
    }
    out
}

/// Whether the next figure stands in a bracket right after the total: 245件（刑事189件，民事55件，行政1件）.
fn own_bracket(scene: &Scene, total: usize) -> bool {
    let Some(cue) = scene.cues.get(total + 1) else { return false };
    let gap = scene.between(scene.figures[total].span.end, scene.figures[total + 1].span.start);
    cue.depth > scene.cues[total].depth
        && !cue.aside
        && gap.trim_start().starts_with(['（', '('])
        && in_same_bracket(scene, total)
}

/// A bracket that holds one figure only is a remark, no breakdown.
fn in_same_bracket(scene: &Scene, total: usize) -> bool {
    let depth = scene.cues[total].depth;
    scene.cues.get(total + 2).is_some_and(|cue| cue.depth > depth && cue.sentence == scene.cues[total].sentence)
}

/// The length of the shortest run from the start of `figures` that adds up to the total, of at least two.
fn exact_run(scene: &Scene, total: usize, figures: &[usize]) -> Option<usize> {
    let target = &scene.figures[total];
    let mut sum = Formula::of(scene, Part::Component, *figures.first()?);
    for (index, &figure) in figures.iter().enumerate().skip(1) {
        sum = sum.plus(Formula::of(scene, Part::Component, figure))?;
        if sum.judge(target).verdict == Verdict::Consistent {
            return Some(index + 1);
        }
        if sum.interval.low.is_some_and(|low| low.value > target.value() + target.unit_in_last_place()) {
            return None;
        }
    }
    None
}

/// An exact sum proves itself when it is large; a small one needs words that open a list, or say what is left.
fn is_credible(scene: &Scene, total: usize, run: &[usize]) -> bool {
    scene.figures[total].decimal.significant_digits() >= 3
        || is_opened(scene, total, run)
        || run.iter().any(|&figure| scene.cues[figure].pending)
}

/// 其中, 包括, a colon or the total's own bracket stands between the total and the run.
fn is_opened(scene: &Scene, total: usize, run: &[usize]) -> bool {
    let gap = scene.between(scene.figures[total].span.end, scene.figures[run[0]].span.start);
    scene.cues[run[0]].opens_parts
        || scene.cues[run[0]].depth > scene.cues[total].depth
        || (gap.contains(['：', ':']) && !gap.contains('。'))
        || contains_any(gap, &["其中", "包括", "分别"])
}

fn certainty(scene: &Scene, total: usize, run: &[usize]) -> Certainty {
    if is_opened(scene, total, run) || run.iter().any(|&figure| scene.cues[figure].pending) {
        Certainty::Proven
    } else {
        Certainty::Likely
    }
}

fn sum_claim(scene: &Scene, total: usize, run: &[usize], certainty: Certainty) -> Claim {
    let pending: Vec<usize> = run.iter().copied().filter(|&figure| scene.cues[figure].pending).collect();
    let formula = run
        .iter()
        .map(|&figure| Formula::of(scene, if pending.contains(&figure) { Part::Pending } else { Part::Component }, figure));
    let formula =
        formula.reduce(|a, b| a.clone().plus(b).unwrap_or(a)).unwrap_or_else(|| Formula::of(scene, Part::Component, run[0]));
    let kind = if pending.len() == 1 && run.len() == 2 { Kind::Remainder } else { Kind::Breakdown };
    claim(scene, kind, formula, Part::Total, total, certainty)
}

/// A closed list right after the total that nothing makes add up.
fn contradiction(scene: &Scene, total: usize, followers: &[usize]) -> Option<Claim> {
    let run = closed_run(scene, total, followers)?;
    let sum: Exact = run.iter().map(|&figure| scene.figures[figure].value()).sum();
    let target = scene.figures[total].value();
    if sum == target || !run.iter().chain([&total]).all(|&figure| scene.figures[figure].is_exact()) {
        return None;
    }
    let (sum_decimal, total_decimal) = (Decimal::integer(sum.to_integer()), scene.figures[total].decimal);
    let small = sum < Exact::from(100) && target < Exact::from(100);
    let slip = one_digit_apart(sum_decimal, total_decimal) || run.iter().any(|&figure| slipped(scene, figure, target - sum));
    let close = run.len() >= 3 && (sum - target) * Exact::from(50) <= target && (target - sum) * Exact::from(50) <= target;
    let triple = run.len() == 2 && scene.cues[run[1]].pending;
    let complementary = run.len() == 2 && is_complementary(scene, &run);
    let exceeds = sum > target;
    let provable = if small { exceeds || complementary || triple } else { slip || close || triple };
    if !provable {
        return None;
    }
    let certainty = if triple || complementary || (exceeds && slip) { Certainty::Proven } else { Certainty::Likely };
    Some(sum_claim(scene, total, &run, certainty))
}

/// Whether one digit of the component accounts for the whole difference.
fn slipped(scene: &Scene, figure: usize, difference: Exact) -> bool {
    let mended = scene.figures[figure].value() + difference;
    mended >= Exact::from(0) && one_digit_apart(Decimal::integer(mended.to_integer()), scene.figures[figure].decimal)
}

/// The run of a list that the words open and close: from 其中 (or the bracket, or a pending pair) to the end of the
/// sentence, the semicolon or the bracket, without 等 and its like.
fn closed_run(scene: &Scene, total: usize, followers: &[usize]) -> Option<Vec<usize>> {
    let &first = followers.first()?;
    let sentence = scene.cues[total].sentence;
    if scene.cues[first].sentence != sentence {
        return None;
    }
    let bracket = scene.cues[first].depth > scene.cues[total].depth;
    let run: Vec<usize> = followers
        .iter()
        .copied()
        .take_while(|&figure| scene.cues[figure].sentence == sentence && ends_before(scene, first, figure))
        .collect();
    if run.len() < 2 {
        return None;
    }
    if scene.cues[run[1]].pending && !scene.cues[first].opens_parts {
        return Some(run[..2].to_vec());
    }
    let opened = is_opened(scene, total, &run);
    let last = *run.last()?;
    let text = scene.between(scene.figures[total].span.end, scene.figures[last].tail.end);
    let open = contains_any(text, &["等", "主要", "前三", "前五", "前十", "排名", "位居", "不含", "除"]);
    ((opened || bracket) && !open).then_some(run)
}

/// Whether no semicolon or change of subject divides `figure` from the start of the list.
fn ends_before(scene: &Scene, first: usize, figure: usize) -> bool {
    let gap = scene.between(scene.figures[first].span.end, scene.figures[figure].span.start);
    let semicolons = gap.matches(['；', ';']).count();
    semicolons == 0 && !contains_any(scene.label(figure), &["已办结", "办结", "答复", "结案", "审结"])
}

/// Two parts that leave nothing between them: 新报…结转, 受理…不予受理, or two kinds of the total's own noun.
fn is_complementary(scene: &Scene, run: &[usize]) -> bool {
    let (a, b) = (scene.label(run[0]), scene.label(run[1]));
    let pairs = [
        ("新", "结转"),
        ("受理", "不予受理"),
        ("办结", "未"),
        ("刑事", "民事"),
        ("男", "女"),
        ("合格", "不合格"),
        ("同意", "不同意"),
        ("满意", "不满意"),
    ];
    let either = |x: &str, y: &str| a.contains(x) && b.contains(y);
    pairs.iter().any(|(x, y)| either(x, y)) || common_noun(a, b) >= 3
}

/// How many characters two labels share at their ends: 政府规范性文件, 部门规范性文件.
fn common_noun(a: &str, b: &str) -> usize {
    a.chars().rev().zip(b.chars().rev()).take_while(|(x, y)| x == y).count()
}
