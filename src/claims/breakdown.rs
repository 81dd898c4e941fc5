//! Totals and their components, and what is left over.
//!
//! A run of like figures that adds up exactly to a figure before it is itself the proof that they belong together;
//! several such runs may follow one total (by channel, by kind, by outcome). Where a list is closed by the words of the
//! text and nothing adds up, the closest run is a contradiction, if one slip would explain it.

mod partition;

use std::collections::HashSet;

use num_traits::{CheckedAdd, CheckedDiv, CheckedSub};

use super::draft::claim;
use super::formula::Formula;
use super::scene::{Facet, Scene, contains_any, likeness, starts_with_any};
use super::slip::one_digit_apart;
use super::vocabulary::{ARRIVALS, COMPLEMENTS, NEW, SETTLED, SUMS, TWO_WAYS};
use super::{Claim, Kind, Part, Verdict};
use crate::figures::{Kinship, Role, Script};
use crate::finding::Certainty;
use crate::number::{Decimal, Exact, power_of_ten};

/// How many like figures after a total are looked at.
const REACH: usize = 24;
/// How many quantities before a list are looked at for its total.
const BACK: usize = 60;

/// Every total of running text whose components are printed.
pub(super) fn breakdowns(scene: &Scene) -> Vec<Claim> {
    let mut claims = Vec::new();
    for total in (0..scene.figures.len()).filter(|&total| scene.is_level(total)) {
        let known = claims.len();
        components_after(scene, total, &mut claims);
        claims.extend(components_before(scene, total));
        claims.extend(left_over(scene, total, &claims[known..]));
        if claims.len() == known {
            claims.extend(contradiction(scene, total).or_else(|| contradiction_before(scene, total)));
        } else {
            let wrong = contradiction_beside(scene, total, &claims[known..]);
            claims.extend(wrong);
        }
        if !claims[known..].iter().any(|claim| claim.verdict == Verdict::Contradicted) {
            claims.extend(partition::partitions(scene, total));
        }
    }
    let levels: Vec<usize> = (0..scene.figures.len()).filter(|&figure| scene.is_level(figure)).collect();
    let mut known: HashSet<(usize, usize)> = claims.iter().flat_map(ends_of_sum).collect();
    for sentence in levels.chunk_by(|&a, &b| scene.cues[a].sentence == scene.cues[b].sentence) {
        for part in sentence.chunks(REACH * 2) {
            let found = totals_before(scene, &levels, part, &known);
            known.extend(found.iter().flat_map(ends_of_sum));
            claims.extend(found);
        }
    }
    let twins: Vec<Claim> =
        claims.iter().flat_map(|claim| [change_twins(scene, claim), unit_twins(scene, claim)]).flatten().collect();
    claims.extend(twins);
    claims
}

/// A total with each of its components.
fn ends_of_sum(claim: &Claim) -> Vec<(usize, usize)> {
    claim.stated.map_or_else(Vec::new, |total| components(claim).map(|component| (total, component)).collect())
}

/// Lists that follow the total in its own bracket or in its paragraph.
fn components_after(scene: &Scene, total: usize, claims: &mut Vec<Claim>) {
    for (list, bracketed) in [(bracket_after(scene, total), true), (figures_after(scene, total), false)] {
        let mut at = 0;
        while at < list.len() {
            let may_start =
                at == 0 || bracketed || scene.cues[list[at]].opens_parts || is_settled_and_pending(scene, &list[at..]);
            let run = exact_run(scene, total, &list[at..])
                .filter(|_| may_start || claims.last().is_some_and(|last| follows(last, total, list[at - 1])));
            let opened = is_opened(scene, total, &list[at..]);
            let run = run.map(|length| if opened { whole_list(scene, total, &list[at..], length) } else { length });
            match run.filter(|&length| is_credible(scene, total, &list[at..at + length])) {
                Some(length) => {
                    let run = &list[at..at + length];
                    claims.extend(sum_claim(scene, total, run, certainty(scene, total, run)));
                    at += length;
                }
                None => at += 1,
            }
        }
    }
}

/// 「受理217件，不予受理11件。已审结203件，尚未审结14件」: what was closed and what is pending go back to what was received.
fn is_settled_and_pending(scene: &Scene, list: &[usize]) -> bool {
    let [closed, pending, ..] = list else { return false };
    let settled = contains_any(scene.label(*closed), SETTLED) && !scene.cues[*closed].pending;
    settled && scene.cues[*pending].pending && scene.cues[*closed].sentence == scene.cues[*pending].sentence
}

/// 「1.25万户，其中企业3418户、个体工商户9127户、农民专业合作社61户」: a rounded total may agree before its list is over. Then the
/// whole list is meant.
fn whole_list(scene: &Scene, total: usize, list: &[usize], length: usize) -> usize {
    let goes_on = |&(before, next): &(usize, usize)| {
        let gap = scene.between(scene.figures[before].span.end, scene.figures[next].label.start);
        scene.cues[next].sentence == scene.cues[before].sentence && gap.trim() == "、"
    };
    let pairs = list.iter().copied().zip(list.iter().copied().skip(1)).skip(length - 1);
    let more = if scene.figures[total].is_exact() { 0 } else { pairs.take_while(goes_on).count() };
    length + more
}

/// Whether the last run found belongs to this total and ends right before the next one.
fn follows(claim: &Claim, total: usize, before: usize) -> bool {
    claim.stated == Some(total) && claim.roles.iter().any(|&(_, figure)| figure == before)
}

/// The figures of a bracket right after the total, two at least: 245件（刑事189件，民事55件，行政1件）.
fn bracket_after(scene: &Scene, total: usize) -> Vec<usize> {
    let depth = scene.cues[total].depth;
    let Some(next) = scene.figures.get(total + 1) else { return Vec::new() };
    let gap = scene.between(scene.figures[total].tail.end, next.label.start);
    if scene.cues[total + 1].depth <= depth || gap.trim().chars().count() > 1 {
        return Vec::new();
    }
    let inside = (total + 1..scene.figures.len())
        .take_while(|&figure| scene.cues[figure].depth > depth && scene.cues[figure].sentence == scene.cues[total].sentence);
    inside.filter(|&figure| scene.is_level(figure) && scene.kinship(total, figure) > Kinship::Apart).take(REACH).collect()
}

/// The like figures after a total at its own depth, to the end of its paragraph.
fn figures_after(scene: &Scene, total: usize) -> Vec<usize> {
    alike_after(scene, total).take(REACH).collect()
}

fn alike_after<'s>(scene: &'s Scene, total: usize) -> impl Iterator<Item = usize> + 's {
    let end = scene.paragraph_of(total).end;
    let depth = scene.cues[total].depth;
    let here = (total + 1..end).take_while(move |&figure| scene.cues[figure].depth >= depth);
    let alike = move |&figure: &usize| {
        scene.cues[figure].depth == depth
            && scene.is_level(figure)
            && !scene.cues[figure].aside
            && scene.kinship(total, figure) > Kinship::Apart
    };
    here.filter(alike)
}

/// The length of the shortest run from the start of `figures` that adds up to the total, of at least two.
fn exact_run(scene: &Scene, total: usize, figures: &[usize]) -> Option<usize> {
    let target = &scene.figures[total];
    let limit = target.value() + target.unit_in_last_place();
    let mut sum = Formula::of(scene, Part::Component, *figures.first()?);
    for (index, &figure) in figures.iter().enumerate().skip(1) {
        sum = sum.plus(Formula::of(scene, Part::Component, figure))?;
        if sum.verdict(target) == Verdict::Consistent {
            return Some(index + 1);
        }
        if sum.interval.low.is_none_or(|low| low.value > limit) {
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
        || (run.len() == 2 && is_denied(scene.label(run[0]), scene.label(run[1])))
        || is_all_that_follows(scene, total, run)
}

/// 「受理复查申请15件，维持12件，更正2件，撤销1件。」: the clauses behind the total, three at least, name its parts and nothing else.
fn is_all_that_follows(scene: &Scene, total: usize, run: &[usize]) -> bool {
    let mut end = scene.figures[total].span.end;
    let is_beside = |&figure: &usize| {
        let gap = scene.between(end, scene.figures[figure].span.start);
        end = scene.figures[figure].span.end;
        scene.cues[figure].sentence == scene.cues[total].sentence && !gap.contains(['；', ';'])
    };
    run.len() >= 3 && alike_after(scene, total).take_while(is_beside).take(run.len() + 1).eq(run.iter().copied())
}

/// 批准逮捕…不批捕: the second is the first denied.
fn is_denied(first: &str, second: &str) -> bool {
    let Some(at) = second.find('不') else { return false };
    let denied: Vec<char> = second[at..].chars().skip(1).take(2).collect();
    denied.len() == 2 && denied.iter().all(|&c| first.contains(c))
}

/// 其中, 包括, a colon or the total's own bracket stands between the total and the run.
fn is_opened(scene: &Scene, total: usize, run: &[usize]) -> bool {
    let gap = scene.between(scene.figures[total].span.end, scene.figures[run[0]].span.start);
    let colon = gap.contains(['：', ':']) && !gap.contains('。');
    scene.cues[run[0]].opens_parts
        || scene.cues[run[0]].depth > scene.cues[total].depth
        || colon
        || contains_any(gap, &["其中", "包括"])
}

fn certainty(scene: &Scene, total: usize, run: &[usize]) -> Certainty {
    if is_opened(scene, total, run) || run.iter().any(|&figure| scene.cues[figure].pending) {
        Certainty::Proven
    } else {
        Certainty::Likely
    }
}

/// `None` where numbers grow beyond all measure.
fn sum_claim(scene: &Scene, total: usize, run: &[usize], certainty: Certainty) -> Option<Claim> {
    let role = |figure: usize| if scene.cues[figure].pending { Part::Pending } else { Part::Component };
    let first = Formula::of(scene, role(run[0]), run[0]);
    let formula = run[1..].iter().try_fold(first, |sum, &figure| sum.plus(Formula::of(scene, role(figure), figure)))?;
    let remainder = run.len() == 2 && scene.cues[run[1]].pending;
    let kind = if remainder { Kind::Remainder } else { Kind::Breakdown };
    Some(claim(scene, kind, formula, Part::Total, total, certainty))
}

/// 「电话5件、来访2件，共7件」: the total closes the list.
fn components_before(scene: &Scene, total: usize) -> Option<Claim> {
    let label = scene.label(total);
    if !contains_any(label, &["合计", "总计", "共计", "共", "累计", "之和", "总和"]) {
        return None;
    }
    let sentence = scene.sentence_of(total);
    let alike = |&figure: &usize| {
        scene.is_level(figure)
            && scene.kinship(total, figure) > Kinship::Apart
            && scene.cues[figure].depth == scene.cues[total].depth
    };
    let before: Vec<usize> = (sentence.start..total).rev().filter(alike).take(REACH).collect();
    let length = exact_run(scene, total, &before)?;
    let mut run = before[..length].to_vec();
    run.reverse();
    // 「新收86件，上年结转5件，共91件」: nothing stands between such a word and its number
    let said = ["共", "累计", "之和", "总和"].iter().any(|word| label.ends_with(word))
        && run.last().is_some_and(|&last| last + 1 == total);
    let closes = said || contains_any(label, SUMS) || scene.figures[total].decimal.significant_digits() >= 3;
    closes.then(|| sum_claim(scene, total, &run, Certainty::Likely))?
}

/// 「受理323件，其中162件、72件、89件，已办结321件，尚有1件」: behind a breakdown that holds, what was closed and what is left
/// do not make up the total.
fn left_over(scene: &Scene, total: usize, found: &[Claim]) -> Option<Claim> {
    let last = found.iter().filter(|claim| claim.stated == Some(total)).flat_map(components).max()?;
    let rest: Vec<usize> = figures_after(scene, total).into_iter().filter(|&figure| figure > last).take(2).collect();
    let &[closed, pending] = &rest[..] else { return None };
    let here = [closed, pending].iter().all(|&figure| scene.cues[figure].sentence == scene.cues[total].sentence);
    let pair = here
        && scene.cues[pending].pending
        && !scene.cues[closed].pending
        && is_received_and_closed(scene, total, closed, pending);
    let claim = pair.then(|| sum_claim(scene, total, &rest, Certainty::Proven))??;
    (claim.verdict == Verdict::Contradicted && slips(scene, total, &rest)).then_some(claim)
}

/// 「代表建议87件、政协提案104件，合计197件」: the figures that 、 joins right before 合计 do not add up, by one digit.
fn contradiction_before(scene: &Scene, total: usize) -> Option<Claim> {
    let label = scene.label(total);
    let closes = ["合计", "总计", "共计", "共"].iter().any(|word| label.ends_with(word))
        || starts_with_any(label, &["全年共", "全年合计", "全年累计", "累计共", "合计", "共计", "总计"]);
    let mut run: Vec<usize> = Vec::new();
    // 「两项合计」: the number of items is no item
    let before =
        scene.back(scene.sentence_of(total).start, total).filter(|&figure| scene.figures[figure].script == Script::Digits);
    for figure in before {
        let next = run.last().copied().unwrap_or(total);
        let joined = scene.between(scene.figures[figure].tail.end, scene.figures[next].label.start);
        let listed =
            run.is_empty() || scene.is_next_of_list(next) || matches!(joined.trim(), "、" | "，" | "," | "；" | ";" | "和");
        if !closes || !listed || !scene.is_level(figure) || scene.kinship(total, figure) == Kinship::Apart {
            break;
        }
        run.push(figure);
    }
    run.reverse();
    // 「上年结转23件，新收189件，共212件」 is a sum; with words of its own the total may be what was closed
    let bare = SUMS.contains(&label) || label == "共";
    let opening = !bare && run.iter().any(|&figure| super::balance::is_opening(scene, figure));
    let wrong = run.len() >= 2 && !opening && slips(scene, total, &run);
    wrong.then(|| sum_claim(scene, total, &run, Certainty::Likely))?.filter(|claim| claim.verdict == Verdict::Contradicted)
}

/// Lists whose total stands in an earlier sentence or paragraph.
fn totals_before(scene: &Scene, levels: &[usize], sentence: &[usize], found: &HashSet<(usize, usize)>) -> Vec<Claim> {
    let mut claims = Vec::new();
    for run in runs_of(scene, sentence) {
        let Some(formula) = Formula::sum(scene, Part::Component, &run) else { continue };
        let known = |total: usize| run.iter().all(|&figure| found.contains(&(total, figure)));
        let position = levels.partition_point(|&level| level < run[0]);
        let total = levels[..position].iter().rev().take(BACK).copied().find(|&total| {
            let fits = scene.cues[total].sentence != scene.cues[run[0]].sentence && scene.kinship(total, run[0]) > Kinship::Apart;
            fits && formula.verdict(&scene.figures[total]) == Verdict::Consistent && is_meant(scene, total, &run)
        });
        match total {
            Some(total) if !known(total) => claims.extend(sum_claim(scene, total, &run, Certainty::Likely)),
            Some(_) => {}
            None => claims.extend(industries(scene, &levels[..position], &run)),
        }
    }
    claims
}

/// 第一产业、第二产业、第三产业 leave nothing out: they contradict the product that stands before them.
fn industries(scene: &Scene, before: &[usize], run: &[usize]) -> Option<Claim> {
    let names = ["第一产业", "第二产业", "第三产业"];
    let named = run.len() == 3 && run.iter().zip(names).all(|(&figure, name)| scene.label(figure).contains(name));
    let is_total = |&total: &usize| {
        let paragraphs = scene.cues[run[0]].paragraph - scene.cues[total].paragraph;
        contains_any(scene.label(total), &["生产总值", "增加值"])
            || (scene.kinship(total, run[0]) == Kinship::Same && paragraphs <= 1)
    };
    let total = before.iter().rev().take(4).copied().find(|total| named && is_total(total))?;
    let claim = sum_claim(scene, total, run, Certainty::Likely)?;
    (claim.verdict == Verdict::Contradicted && slips(scene, total, run)).then_some(claim)
}

/// Whether one digit, of the total or of a component, accounts for the difference; decimals and scales allowed for.
fn slips(scene: &Scene, total: usize, run: &[usize]) -> bool {
    let Some(sum) = scene.sum(run) else { return false };
    let apart = |figure: usize, value: Exact| {
        let printed = &scene.figures[figure];
        let scale = Exact::from(power_of_ten(printed.scale));
        value >= Exact::from(0)
            && (value.checked_div(&scale))
                .and_then(|value| Decimal::rounded(value, printed.decimal.places))
                .is_some_and(|value| one_digit_apart(value, printed.decimal))
    };
    let difference = scene.figures[total].value().checked_sub(&sum);
    let mended = |figure: usize| scene.figures[figure].value().checked_add(&difference?);
    apart(total, sum) || run.iter().any(|&figure| mended(figure).is_some_and(|value| apart(figure, value)))
}

/// The lists that a sentence may hold: all its figures of one unit; those after 其中; those with one name (收到…收到…).
fn runs_of(scene: &Scene, sentence: &[usize]) -> Vec<Vec<usize>> {
    let depth = sentence.iter().map(|&figure| scene.cues[figure].depth).min().unwrap_or(0);
    let mut runs: Vec<Vec<usize>> = Vec::new();
    let mut rest: Vec<usize> = sentence.iter().copied().filter(|&figure| scene.cues[figure].depth == depth).collect();
    while let Some(&base) = rest.first() {
        let (alike, other): (Vec<usize>, Vec<usize>) =
            rest.into_iter().partition(|&figure| scene.kinship(base, figure) > Kinship::Apart);
        rest = other;
        if let Some(start) = alike.iter().skip(1).position(|&figure| scene.cues[figure].opens_parts) {
            runs.push(alike[start + 1..].iter().copied().take(REACH).collect());
        }
        runs.extend(runs_by_name(scene, &alike));
        runs.push(alike.into_iter().take(REACH).collect());
    }
    runs.retain(|run| run.len() >= 2);
    runs
}

/// 「收到11件，受理6件；收到21件，受理18件」: two series take turns.
fn runs_by_name(scene: &Scene, alike: &[usize]) -> Vec<Vec<usize>> {
    let mut names: Vec<&str> = alike.iter().map(|&figure| last_name(scene, figure)).filter(|name| !name.is_empty()).collect();
    names.sort_unstable();
    names.dedup();
    if names.len() < 2 || names.len() == alike.len() {
        return Vec::new();
    }
    names
        .into_iter()
        .map(|name| alike.iter().copied().filter(|&figure| last_name(scene, figure) == name).take(REACH).collect())
        .collect()
}

/// The last two characters of the words before a figure: 申请 of 「收到行政复议申请共」.
fn last_name<'a>(scene: &Scene<'a>, figure: usize) -> &'a str {
    let label = scene.label(figure).trim_end_matches(['共', '计', '为', '有', '达', '约']);
    label.char_indices().rev().nth(1).map_or("", |(at, _)| &label[at..])
}

/// Whether a sum that agrees with a figure further back is meant to: it is exact to four digits, or the words tell.
fn is_meant(scene: &Scene, total: usize, run: &[usize]) -> bool {
    let sentence = scene.document.sentences[scene.cues[run[0]].sentence].span;
    let head = scene.between(sentence.start, scene.figures[run[0]].span.start);
    let words = format!("{}{}", scene.label(total), scene.tail(total));
    let digits = scene.figures[total].decimal.significant_digits();
    let distance = scene.cues[run[0]].paragraph - scene.cues[total].paragraph;
    let like = likeness(head, &words);
    let near = distance <= if digits >= 3 { 12 } else { 1 };
    let told = (near && like >= 2) || (distance <= 4 && like >= 4);
    let shared = near && run.iter().all(|&figure| likeness(last_name(scene, figure), &words) > 0);
    (digits >= 4 && run.iter().all(|&figure| scene.figures[figure].decimal.mantissa != 0)) || told || (shared && digits >= 2)
}

/// The changes that stand beside a total and its components add up too: 增加6455万元, 减少282万元, 增加344万元.
fn change_twins(scene: &Scene, claim: &Claim) -> Option<Claim> {
    let twin = |figure: usize| {
        let until = (figure + 1..scene.figures.len()).take_while(|&next| !scene.is_level(next)).take(3);
        until.into_iter().find(|&next| {
            scene.figures[next].role == Role::Quantity
                && matches!(scene.cues[next].facet, Facet::Delta(_))
                && scene.kinship(figure, next) == Kinship::Same
        })
    };
    let total = twin(claim.stated?)?;
    let parts: Option<Vec<usize>> = components(claim).map(twin).collect();
    let (along, against): (Vec<usize>, Vec<usize>) =
        parts?.into_iter().partition(|&part| scene.cues[part].facet == scene.cues[total].facet);
    let mixed = !against.is_empty();
    let sum = against.iter().try_fold(Formula::sum(scene, Part::Component, &along)?, |sum, &part| {
        sum.minus(Formula::of(scene, Part::Component, part))
    })?;
    credible_twin(scene, sum, total, claim).filter(|twin| twin.verdict == Verdict::Consistent || !mixed)
}

/// 「95件134人…79件101人…16件29人」: where the cases add up, the persons must.
fn unit_twins(scene: &Scene, claim: &Claim) -> Option<Claim> {
    let twin = |figure: usize| {
        let next = figure + 1;
        let beside = scene.figures.get(next)?.span.start == scene.figures[figure].span.end && scene.is_level(next);
        (beside && scene.kinship(figure, next) == Kinship::Apart).then_some(next)
    };
    let total = twin(claim.stated?)?;
    let parts: Option<Vec<usize>> = components(claim).map(twin).collect();
    let parts = parts?;
    let one_unit = parts.iter().all(|&part| scene.kinship(part, total) == Kinship::Same);
    let formula = Formula::sum(scene, Part::Component, &parts).filter(|_| one_unit)?;
    let twin = super::draft::claim(scene, Kind::Breakdown, formula, Part::Total, total, Certainty::Likely);
    matches!(twin.verdict, Verdict::Consistent | Verdict::Contradicted).then_some(twin)
}

fn components(claim: &Claim) -> impl Iterator<Item = usize> + '_ {
    claim.roles.iter().filter(|(part, _)| *part != Part::Total).map(|&(_, figure)| figure)
}

/// The sum of the changes, if the original sum holds, and this one does too or is off by a slip.
fn credible_twin(scene: &Scene, sum: Formula, total: usize, original: &Claim) -> Option<Claim> {
    let twin = claim(scene, Kind::Breakdown, sum, Part::Total, total, Certainty::Likely);
    let parts: Vec<usize> = components(&twin).collect();
    let slip = twin.roles.iter().all(|&(_, figure)| scene.figures[figure].is_exact()) && slips(scene, total, &parts);
    (original.verdict == Verdict::Consistent && (twin.verdict == Verdict::Consistent || slip)).then_some(twin)
}

/// A closed list right after the total that nothing makes add up.
fn contradiction(scene: &Scene, total: usize) -> Option<Claim> {
    let bracket = bracket_after(scene, total);
    let followers = if bracket.len() >= 2 { bracket } else { figures_after(scene, total) };
    closed_contradiction(scene, total, &followers)
}

/// The first list after a total does not add up, though a later one does: 「提案208件：建议416件，提案92件。其中，已解决171件…」.
fn contradiction_beside(scene: &Scene, total: usize, found: &[Claim]) -> Option<Claim> {
    let covered: HashSet<usize> = found.iter().flat_map(components).collect();
    let bracket = bracket_after(scene, total);
    let list = if bracket.len() >= 2 { bracket } else { figures_after(scene, total) };
    let first: Vec<usize> = list.into_iter().take_while(|figure| !covered.contains(figure)).collect();
    let opened = first.len() >= 2 && is_opened(scene, total, &first);
    closed_contradiction(scene, total, &first)
        .filter(|claim| opened && slips(scene, total, &components(claim).collect::<Vec<_>>()))
}

/// The list that the words close does not add up to the total, and a slip would account for it.
fn closed_contradiction(scene: &Scene, total: usize, followers: &[usize]) -> Option<Claim> {
    let run = closed_run(scene, total, followers)?;
    let sum = scene.sum(&run)?;
    let target = scene.figures[total].value();
    if sum == target || run.iter().chain([&total]).any(|&figure| scene.figures[figure].hedge.is_some()) {
        return None;
    }
    let small = sum < Exact::from(100) && target < Exact::from(100);
    let off = if sum > target { sum.checked_sub(&target)? } else { target.checked_sub(&sum)? };
    let triple = run.len() == 2 && scene.cues[run[1]].pending;
    // a digit more or less changes a figure tenfold: in a list of two that is no slip, but another list
    let digits = |value: Exact| value.to_integer().checked_ilog10();
    let alike = off <= target / Exact::from(5) || digits(sum) == digits(target);
    let slip = slips(scene, total, &run) && (run.len() >= 3 || alike || triple || sum > target);
    let close = run.len() >= 3 && off <= target / Exact::from(50);
    let complementary = run.len() == 2 && is_complementary(scene, total, &run);
    // a part larger than the total belongs to something else, unless the words say otherwise
    let exceeds = sum > target && run.iter().all(|&figure| scene.figures[figure].value() <= target);
    let beyond = scene.cues[run[0]].sentence != scene.cues[total].sentence;
    let bracketed =
        run.len() >= 3 && slip && (scene.cues[run[0]].depth > scene.cues[total].depth || off <= target / Exact::from(6));
    let provable = match (small, beyond) {
        (true, true) => triple && slip,
        (true, false) => exceeds || complementary || triple || bracketed,
        (false, _) => slip || close,
    };
    if !provable {
        return None;
    }
    // among small numbers any two are one digit apart, and lists may overlap
    let proven = triple || (exceeds && slip && !small);
    let claim = sum_claim(scene, total, &run, if proven { Certainty::Proven } else { Certainty::Likely })?;
    (claim.verdict != Verdict::Consistent).then_some(claim)
}

/// The run of a list that the words open and close: from 其中 (or the bracket, or a pending pair) to the end of the
/// sentence, the semicolon or the bracket, without 等 and its like.
fn closed_run(scene: &Scene, total: usize, followers: &[usize]) -> Option<Vec<usize>> {
    let &first = followers.first()?;
    let sentence = scene.cues[total].sentence;
    // 「…315019件，比上年增加123232件。其中…」: the list may fill the next sentence
    let follows = scene.cues[first].sentence == sentence + 1 && is_last_level(scene, total);
    let only_rates = |from: usize, to: usize| (from..to).all(|between| scene.figures[between].role == Role::Percent);
    let left_over = followers.get(1).is_some_and(|&second| scene.cues[second].pending && only_rates(first + 1, second));
    let opened = scene.cues[first].opens_parts && starts_sentence(scene, first);
    let next = follows && (opened || left_over || (scene.cues[total].total && ends_in_rest(scene, followers)));
    let sentence = if next { sentence + 1 } else { sentence };
    if scene.cues[first].sentence != sentence {
        return None;
    }
    if let Some(pair) = tax_pair(scene, sentence, followers) {
        return Some(pair);
    }
    let run: Vec<usize> = followers
        .iter()
        .copied()
        .take_while(|&figure| scene.cues[figure].sentence == sentence && is_in_list(scene, first, figure))
        .collect();
    if run.len() < 2 {
        return None;
    }
    if scene.cues[run[1]].pending && !scene.cues[first].opens_parts {
        return is_received_and_closed(scene, total, first, run[1]).then(|| run[..2].to_vec());
    }
    // 「受理7227宗，当场答复5113宗，转办2114宗」: what came in went one of two ways
    if run.len() >= 2 && !is_opened(scene, total, &run) {
        let (a, b) = (scene.label(run[0]), scene.label(run[1]));
        let beside = scene.cues[total].sentence == scene.cues[run[0]].sentence
            && TWO_WAYS.iter().any(|(x, y)| a.contains(x) && b.contains(y));
        if beside {
            return Some(run[..2].to_vec());
        }
        let announced = ["共", "共计", "总计", "合计"].iter().any(|word| scene.label(total).ends_with(word))
            || scene.label(total).starts_with('共');
        let complete = announced && run.len() >= 3 && run.len() == followers.len();
        let own_sentence = scene.cues[run[0]].sentence != scene.cues[total].sentence;
        return (complete || (own_sentence && ends_in_rest(scene, &run)) || is_of_one_kind(scene, total, &run)).then_some(run);
    }
    (!is_open(scene, total, &run)).then_some(run)
}

/// Whether the words leave the list open: 主要, 前三位, a closing 等. 「撤销等纠错31件」 is one part of several kinds.
fn is_open(scene: &Scene, total: usize, run: &[usize]) -> bool {
    let text = scene.between(scene.figures[total].span.end, scene.figures[run[run.len() - 1]].tail.end);
    let head = scene.between(scene.figures[total].span.end, scene.figures[run[0]].label.start);
    let excluded =
        |&figure: &usize| scene.label(figure).starts_with('除') || contains_any(scene.label(figure), &["除外", "扣除"]);
    contains_any(text, &["主要", "前三", "前五", "前十", "排名", "位居", "不含"])
        || run.iter().any(excluded)
        || head.contains('等')
        || head.contains('除')
        || run.iter().any(|&figure| scene.tail(figure).contains('等') || scene.label(figure).ends_with('等'))
}

/// 「办理各类登记69354件，首次登记13460件、转移登记21875件、抵押及其他登记34019件」: three parts or more right behind the total whose
/// names end as its own, or whose last is the rest.
fn is_of_one_kind(scene: &Scene, total: usize, run: &[usize]) -> bool {
    let joined = |pair: &[usize]| {
        let gap = scene.between(scene.figures[pair[0]].tail.end, scene.figures[pair[1]].label.start);
        matches!(gap.trim(), "、" | "，" | "," | "")
    };
    let together = run.len() >= 3 && run[0] == total + 1 && run.windows(2).all(|pair| pair[1] == pair[0] + 1 && joined(pair));
    let here =
        scene.cues[total].sentence == scene.cues[run[0]].sentence && scene.figures[total].decimal.significant_digits() >= 3;
    let rest = ["其他", "其它", "其余"].iter().any(|word| scene.label(run[run.len() - 1]).contains(word));
    let end = crate::words::last(scene.label(total), 2);
    let alike = end.chars().count() == 2 && run.iter().all(|&part| scene.label(part).ends_with(end));
    // 「予以许可1731宗，不予许可9宗，申请人撤回16宗」
    let decided = is_denied(scene.label(run[0]), scene.label(run[1]))
        && scene.label(run[1]).contains("不予")
        && scene.label(run[2]).contains("撤回");
    let inside =
        run.iter().all(|&part| scene.figures[part].is_exact() && scene.figures[part].value() < scene.figures[total].value());
    let opened = scene.cues[total].opens_parts || scene.is_next_of_list(total);
    together && here && inside && !opened && (rest || alike || decided)
}

/// 「予以公开52件，部分公开17件，…，其他处理8件。」: a sentence of four parts or more whose last is the rest.
fn ends_in_rest(scene: &Scene, followers: &[usize]) -> bool {
    let sentence = scene.cues[followers[0]].sentence;
    let list: Vec<usize> = followers.iter().copied().take_while(|&figure| scene.cues[figure].sentence == sentence).collect();
    let rest = list.last().is_some_and(|&last| ["其他", "其它"].iter().any(|word| scene.label(last).starts_with(word)));
    rest && list.len() >= 4 && list.iter().all(|&figure| !scene.label(figure).is_empty())
}

/// Whether 其中, 「审结案件中，」 or 「从内容看，」 begins the sentence of the figure.
fn starts_sentence(scene: &Scene, figure: usize) -> bool {
    let sentence = scene.document.sentences[scene.cues[figure].sentence].span;
    let head = scene.between(sentence.start, scene.figures[figure].span.start).trim_start();
    let opener = head.split(['，', ',']).next().unwrap_or_default();
    head.starts_with("其中") || (opener.len() < head.len() && opener.ends_with(['中', '看', '分']))
}

/// Whether no other level figure follows in the figure's sentence.
fn is_last_level(scene: &Scene, total: usize) -> bool {
    (total + 1..scene.sentence_of(total).end).all(|figure| !scene.is_level(figure))
}

/// 税收收入…；非税收入…: the two halves of revenue, however much is said of each.
fn tax_pair(scene: &Scene, sentence: usize, followers: &[usize]) -> Option<Vec<usize>> {
    let here = || followers.iter().copied().filter(|&figure| scene.cues[figure].sentence == sentence);
    let tax = here().find(|&figure| scene.label(figure).contains("税收收入"))?;
    let other = here().find(|&figure| scene.label(figure).contains("非税收入"))?;
    (tax < other).then(|| vec![tax, other])
}

/// 「受理57件，办结56件，1件受理中」: only such words tie three figures together without 其中.
fn is_received_and_closed(scene: &Scene, total: usize, closed: usize, pending: usize) -> bool {
    let new = contains_any(scene.label(total), NEW);
    let exceeds = scene.sum(&[closed, pending]).is_none_or(|sum| sum > scene.figures[total].value());
    if (new && exceeds) || scene.has_carried_over(closed) || scene.has_carried_over(pending) {
        return false;
    }
    let came_in = contains_any(scene.label(total), ARRIVALS) || contains_any(scene.tail(total), ARRIVALS);
    let sentence = scene.sentence_of(total);
    // 「上年结转4件，新收62件，办结61件，结转下年5件」 balances otherwise
    // 「受理5148件（新收4602件，旧存546件）」 has counted them in
    let counted_in = |figure: usize| scene.cues[figure].depth > scene.cues[total].depth && figure > total;
    let opening = sentence.into_iter().any(|figure| super::balance::is_opening(scene, figure) && !counted_in(figure));
    came_in && !opening && contains_any(scene.label(closed), SETTLED)
}

/// Whether no semicolon or change of subject divides `figure` from the start of the list.
fn is_in_list(scene: &Scene, first: usize, figure: usize) -> bool {
    let gap = scene.between(scene.figures[first].span.end, scene.figures[figure].span.start);
    let stage = |word: &&&str| scene.label(figure).contains(**word) && !scene.label(first).contains(**word);
    let elsewhere = !scene.cues[figure].pending && ["办结", "答复", "结案", "审结"].iter().any(|word| stage(&word));
    let label = scene.label_before(first);
    let colon = label.contains(['：', ':']);
    // a list after a colon may be divided by semicolons, if it is so from the start
    let divided = colon
        && scene
            .figures
            .get(first + 1)
            .is_some_and(|next| scene.between(scene.figures[first].span.end, next.label.start).contains(['；', ';']));
    let in_one = !gap.contains(['；', ';']) || divided || (colon && !gap.contains('、'));
    in_one && (figure == first || !elsewhere)
}

/// Two parts that leave nothing between them: 新报…结转, 税收…非税, or two kinds of one noun, the total's own.
fn is_complementary(scene: &Scene, total: usize, run: &[usize]) -> bool {
    let (a, b) = (scene.label(run[0]), scene.label(run[1]));
    let shared = common_end(a, b);
    let own = shared >= 2 && {
        let noun: String = a.chars().skip(a.chars().count() - shared).collect();
        scene.label(total).contains(&noun) || scene.tail(total).contains(&noun)
    };
    COMPLEMENTS.iter().any(|(x, y)| (a.contains(x) && b.contains(y)) || (a.contains(y) && b.contains(x)))
        || is_denied(a, b)
        || shared >= 3
        || own
}

/// How many characters two labels share at their ends: 政府规范性文件, 部门规范性文件.
fn common_end(a: &str, b: &str) -> usize {
    a.chars().rev().zip(b.chars().rev()).take_while(|(x, y)| x == y).count()
}
