//! Totals and their components, and what is left over.
//!
//! A run of like figures that adds up exactly to a figure before it is itself the proof that they belong together;
//! several such runs may follow one total (by channel, by kind, by outcome). Where a list is closed by the words of the
//! text and nothing adds up, the closest run is a contradiction, if one slip would explain it.

mod contradiction;
mod lists;
mod partition;

use std::collections::HashSet;

use self::lists::{REACH, alike_after, bracket_after, components, figures_after, is_denied, is_opened, slips};
use super::draft::{self, Draft};
use super::formula::Formula;
use super::scene::{Facet, Scene, contains_any, likeness, starts_with_any};
use super::verdict::{Kind, Role, Verdict};
use super::vocabulary::{SETTLED, SUMS};
use crate::figures::{Class, Kinship, Script};
use crate::ids::FigureId;
use crate::severity::Certainty;

pub(super) use lists::sum_claim;

/// How many quantities before a list are looked at for its total.
const BACK: usize = 60;

/// Every total of running text whose components are printed.
pub(super) fn breakdowns(scene: &Scene) -> Vec<Draft> {
    let mut claims = Vec::new();
    for total in scene.figures.ids().filter(|&total| scene.is_level(total)) {
        let known = claims.len();
        components_after(scene, total, &mut claims);
        claims.extend(components_before(scene, total));
        claims.extend(left_over(scene, total, &claims[known..]));
        if claims.len() == known {
            claims.extend(contradiction::closed(scene, total).or_else(|| contradiction_before(scene, total)));
        } else {
            let wrong = contradiction::beside(scene, total, &claims[known..]);
            claims.extend(wrong);
        }
        if !claims[known..].iter().any(|claim| claim.verdict() == Verdict::Contradicted) {
            claims.extend(partition::partitions(scene, total));
        }
    }
    let levels: Vec<FigureId> = scene.figures.ids().filter(|&figure| scene.is_level(figure)).collect();
    let mut known: HashSet<(FigureId, FigureId)> = claims.iter().flat_map(ends_of_sum).collect();
    for sentence in levels.chunk_by(|&a, &b| scene.cues[a].sentence == scene.cues[b].sentence) {
        for part in sentence.chunks(REACH * 2) {
            let found = totals_before(scene, &levels, part, &known);
            known.extend(found.iter().flat_map(ends_of_sum));
            claims.extend(found);
        }
    }
    let twins: Vec<Draft> =
        claims.iter().flat_map(|claim| [change_twins(scene, claim), unit_twins(scene, claim)]).flatten().collect();
    claims.extend(twins);
    claims.retain(|claim| claim.verdict() != Verdict::Contradicted || !is_excused(scene, claim));
    claims
}

/// Whether a list need not add up after all: some are counted twice, a part of a part stands in it, or it goes on.
fn is_excused(scene: &Scene, claim: &Draft) -> bool {
    let run: Vec<FigureId> = components(claim).collect();
    overlaps(scene, claim) || has_nested(scene, &run) || claim.stated.is_some_and(|total| goes_on(scene, total, &run))
}

/// 「收35件，审结34件，其中维持5件、撤销4件、撤诉23件、赔偿2件」: those behind make up one before them.
fn has_nested(scene: &Scene, run: &[FigureId]) -> bool {
    let value = |figure: FigureId| scene.figures[figure].value();
    let is_opened = |at: usize| scene.cues[run[at + 1]].opens_parts;
    (0..run.len().saturating_sub(2)).any(|at| is_opened(at) && scene.sum(&run[at + 1..]) == Some(value(run[at])))
}

/// 「13499件：投诉9880件，占73%；举报3618件，占27%；咨询1件」: with the next figures of the sentence it adds up.
pub(super) fn goes_on(scene: &Scene, total: FigureId, run: &[FigureId]) -> bool {
    let Some(&last) = run.last() else { return false };
    let rest = last.next().until(scene.sentence_of(last).end).iter();
    let mut rest = rest.filter(|&figure| scene.is_level(figure) && scene.kinship(figure, total) == Kinship::Same);
    let mut longer = run.to_vec();
    (0..2).any(|_| {
        longer.extend(rest.next());
        longer.len() > run.len() && scene.sum(&longer) == Some(scene.figures[total].value())
    })
}

/// Whether the sentence says that some are counted in two parts: 「党纪处分7人、政务处分5人（含双重处分3人）」.
fn overlaps(scene: &Scene, claim: &Draft) -> bool {
    const WORDS: [&str; 10] = ["双重", "兼有", "兼任", "两者", "二者", "并处", "重叠", "交叉", "重复", "同时"];
    claim.stated.is_some_and(|stated| contains_any(scene.sentence_text(stated), &WORDS))
}

/// A total with each of its components.
fn ends_of_sum(claim: &Draft) -> Vec<(FigureId, FigureId)> {
    claim.stated.map_or_else(Vec::new, |total| components(claim).map(|component| (total, component)).collect())
}

/// Lists that follow the total in its own bracket or in its paragraph.
fn components_after(scene: &Scene, total: FigureId, claims: &mut Vec<Draft>) {
    for (list, bracketed) in [(bracket_after(scene, total), true), (figures_after(scene, total), false)] {
        let mut at = 0;
        while at < list.len() {
            let may_start = at == 0
                || bracketed
                || scene.cues[list[at]].opens_parts
                || partition::opener(scene, list[at])
                || is_settled_and_pending(scene, &list[at..]);
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
fn is_settled_and_pending(scene: &Scene, list: &[FigureId]) -> bool {
    let [closed, pending, ..] = list else { return false };
    let settled = contains_any(scene.label(*closed), SETTLED) && !scene.cues[*closed].pending;
    settled && scene.cues[*pending].pending && scene.cues[*closed].sentence == scene.cues[*pending].sentence
}

/// 「1.25万户，其中企业3418户、个体工商户9127户、农民专业合作社61户」: a rounded total may agree before its list is over. Then the
/// whole list is meant, and so it is where 其他 goes on with any list: no part is left out so that the rest fits.
fn whole_list(scene: &Scene, total: FigureId, list: &[FigureId], length: usize) -> usize {
    let goes_on = |&(before, next): &(FigureId, FigureId)| {
        let gap = scene.between(scene.figures[before].span.end, scene.figures[next].label.start);
        let is_rest = starts_with_any(scene.label(next), &["其他", "其它", "其余"]);
        let is_joined = match gap.trim() {
            "、" => is_rest || !scene.figures[total].is_exact(),
            "，" | "," => is_rest,
            _ => false,
        };
        scene.cues[next].sentence == scene.cues[before].sentence && is_joined
    };
    let pairs = list.iter().copied().zip(list.iter().copied().skip(1)).skip(length - 1);
    length + pairs.take_while(goes_on).count()
}

/// Whether the last run found belongs to this total and ends right before the next one.
fn follows(claim: &Draft, total: FigureId, before: FigureId) -> bool {
    claim.stated == Some(total) && claim.has(before)
}

/// The length of the shortest run from the start of `figures` that adds up to the total, of at least two.
fn exact_run(scene: &Scene, total: FigureId, figures: &[FigureId]) -> Option<usize> {
    let target = &scene.figures[total];
    let limit = target.value().checked_add(target.amount().unit_in_last_place())?;
    let mut sum = Formula::of(scene, Role::Component, *figures.first()?);
    for (index, &figure) in figures.iter().enumerate().skip(1) {
        sum = sum.plus(Formula::of(scene, Role::Component, figure))?;
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
fn is_credible(scene: &Scene, total: FigureId, run: &[FigureId]) -> bool {
    scene.figures[total].decimal.significant_digits() >= 3
        || is_opened(scene, total, run)
        || run.iter().any(|&figure| scene.cues[figure].pending)
        || (run.len() == 2 && is_denied(scene.label(run[0]), scene.label(run[1])))
        || is_all_that_follows(scene, total, run)
}

/// 「受理复查申请15件，维持12件，更正2件，撤销1件。」: the clauses after the total, three at least, name its parts and nothing else.
fn is_all_that_follows(scene: &Scene, total: FigureId, run: &[FigureId]) -> bool {
    let mut end = scene.figures[total].span.end;
    let is_beside = |&figure: &FigureId| {
        let gap = scene.between(end, scene.figures[figure].span.start);
        end = scene.figures[figure].span.end;
        scene.cues[figure].sentence == scene.cues[total].sentence && !gap.contains(['；', ';'])
    };
    run.len() >= 3 && alike_after(scene, total).take_while(is_beside).take(run.len() + 1).eq(run.iter().copied())
}

fn certainty(scene: &Scene, total: FigureId, run: &[FigureId]) -> Certainty {
    if is_opened(scene, total, run) || run.iter().any(|&figure| scene.cues[figure].pending) {
        Certainty::Proven
    } else {
        Certainty::Likely
    }
}

/// 「电话5件、来访2件，共7件」: the total closes the list.
fn components_before(scene: &Scene, total: FigureId) -> Option<Draft> {
    let label = scene.label(total);
    if !contains_any(label, &["合计", "总计", "共计", "共", "累计", "之和", "总和"]) {
        return None;
    }
    let sentence = scene.sentence_of(total);
    let alike = |&figure: &FigureId| {
        scene.is_level(figure)
            && scene.kinship(total, figure) > Kinship::Apart
            && scene.cues[figure].depth == scene.cues[total].depth
    };
    let before: Vec<FigureId> = sentence.start.until(total).iter().rev().filter(alike).take(REACH).collect();
    let length = exact_run(scene, total, &before)?;
    let mut run = before[..length].to_vec();
    run.reverse();
    // 「新收86件，上年结转5件，共91件」: nothing stands between such a word and its number
    let said = ["共", "累计", "之和", "总和"].iter().any(|word| label.ends_with(word))
        && run.last().is_some_and(|&last| last.next() == total);
    let closes = said || contains_any(label, SUMS) || scene.figures[total].decimal.significant_digits() >= 3;
    closes.then(|| sum_claim(scene, total, &run, Certainty::Likely))?
}

/// 「受理323件，其中162件、72件、89件，已办结321件，尚有1件」: after a breakdown that holds, what was closed and what is left
/// do not make up the total.
fn left_over(scene: &Scene, total: FigureId, found: &[Draft]) -> Option<Draft> {
    let last = found.iter().filter(|claim| claim.stated == Some(total)).flat_map(components).max()?;
    let rest: Vec<FigureId> = figures_after(scene, total).into_iter().filter(|&figure| figure > last).take(2).collect();
    let &[closed, pending] = &rest[..] else { return None };
    let here = [closed, pending].iter().all(|&figure| scene.cues[figure].sentence == scene.cues[total].sentence);
    let pair = here
        && scene.cues[pending].pending
        && !scene.cues[closed].pending
        && contradiction::is_received_and_closed(scene, total, closed, pending);
    let claim = pair.then(|| sum_claim(scene, total, &rest, Certainty::Proven))??;
    (claim.verdict() == Verdict::Contradicted && slips(scene, total, &rest)).then_some(claim)
}

/// 「代表建议87件、政协提案104件，合计197件」: the figures that 、 joins right before 合计 do not add up, by one digit.
fn contradiction_before(scene: &Scene, total: FigureId) -> Option<Draft> {
    let label = scene.label(total);
    let closes = ["合计", "总计", "共计", "共"].iter().any(|word| label.ends_with(word))
        || starts_with_any(label, &["全年共", "全年合计", "全年累计", "累计共", "合计", "共计", "总计"]);
    let mut run: Vec<FigureId> = Vec::new();
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
    wrong.then(|| sum_claim(scene, total, &run, Certainty::Likely))?.filter(|claim| claim.verdict() == Verdict::Contradicted)
}

/// Lists whose total stands in an earlier sentence or paragraph.
fn totals_before(scene: &Scene, levels: &[FigureId], sentence: &[FigureId], found: &HashSet<(FigureId, FigureId)>) -> Vec<Draft> {
    let mut claims = Vec::new();
    for run in runs_of(scene, sentence) {
        let Some(formula) = Formula::sum(scene, Role::Component, &run) else { continue };
        let known = |total: FigureId| run.iter().all(|&figure| found.contains(&(total, figure)));
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
fn industries(scene: &Scene, before: &[FigureId], run: &[FigureId]) -> Option<Draft> {
    let names = ["第一产业", "第二产业", "第三产业"];
    let named = run.len() == 3 && run.iter().zip(names).all(|(&figure, name)| scene.label(figure).contains(name));
    let is_total = |&total: &FigureId| {
        let paragraphs = scene.cues[run[0]].paragraph.since(scene.cues[total].paragraph);
        contains_any(scene.label(total), &["生产总值", "增加值"])
            || (scene.kinship(total, run[0]) == Kinship::Same && paragraphs <= 1)
    };
    let total = before.iter().rev().take(4).copied().find(|total| named && is_total(total))?;
    let claim = sum_claim(scene, total, run, Certainty::Likely)?;
    (claim.verdict() == Verdict::Contradicted && slips(scene, total, run)).then_some(claim)
}

/// The lists that a sentence may hold: all its figures of one unit; those after 其中; those with one name (收到…收到…).
fn runs_of(scene: &Scene, sentence: &[FigureId]) -> Vec<Vec<FigureId>> {
    let depth = sentence.iter().map(|&figure| scene.cues[figure].depth).min().unwrap_or(0);
    let mut runs: Vec<Vec<FigureId>> = Vec::new();
    let mut rest: Vec<FigureId> = sentence.iter().copied().filter(|&figure| scene.cues[figure].depth == depth).collect();
    while let Some(&base) = rest.first() {
        let (alike, other): (Vec<FigureId>, Vec<FigureId>) =
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
fn runs_by_name(scene: &Scene, alike: &[FigureId]) -> Vec<Vec<FigureId>> {
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
fn last_name<'a>(scene: &Scene<'a>, figure: FigureId) -> &'a str {
    let label = scene.label(figure).trim_end_matches(['共', '计', '为', '有', '达', '约']);
    label.char_indices().rev().nth(1).map_or("", |(at, _)| &label[at..])
}

/// Whether a sum that agrees with a figure further back is meant to: it is exact to four digits, or the words tell.
fn is_meant(scene: &Scene, total: FigureId, run: &[FigureId]) -> bool {
    let head = scene.sentence_head(run[0]);
    let words = format!("{}{}", scene.label(total), scene.tail(total));
    let digits = scene.figures[total].decimal.significant_digits();
    let distance = scene.cues[run[0]].paragraph.since(scene.cues[total].paragraph);
    let like = likeness(head, &words);
    let near = distance <= if digits >= 3 { 12 } else { 1 };
    let told = (near && like >= 2) || (distance <= 4 && like >= 4);
    let shared = near && run.iter().all(|&figure| likeness(last_name(scene, figure), &words) > 0);
    (digits >= 4 && run.iter().all(|&figure| scene.figures[figure].decimal.mantissa != 0)) || told || (shared && digits >= 2)
}

/// The changes that stand beside a total and its components add up too: 增加6455万元, 减少282万元, 增加344万元.
fn change_twins(scene: &Scene, claim: &Draft) -> Option<Draft> {
    let twin = |figure: FigureId| {
        let until = scene.figures.ids_after(figure).take_while(|&next| !scene.is_level(next)).take(3);
        until.into_iter().find(|&next| {
            scene.figures[next].class == Class::Quantity
                && matches!(scene.cues[next].facet, Facet::Delta(_))
                && scene.kinship(figure, next) == Kinship::Same
        })
    };
    let total = twin(claim.stated?)?;
    let parts: Option<Vec<FigureId>> = components(claim).map(twin).collect();
    let (along, against): (Vec<FigureId>, Vec<FigureId>) =
        parts?.into_iter().partition(|&part| scene.cues[part].facet == scene.cues[total].facet);
    let mixed = !against.is_empty();
    let sum = against.iter().try_fold(Formula::sum(scene, Role::Component, &along)?, |sum, &part| {
        sum.minus(Formula::of(scene, Role::Component, part))
    })?;
    credible_twin(scene, sum, total, claim).filter(|twin| twin.verdict() == Verdict::Consistent || !mixed)
}

/// 「95件134人…79件101人…16件29人」: where the cases add up, the persons must.
fn unit_twins(scene: &Scene, claim: &Draft) -> Option<Draft> {
    let twin = |figure: FigureId| {
        let next = figure.next();
        let beside = scene.figures.get(next)?.span.start == scene.figures[figure].span.end && scene.is_level(next);
        (beside && scene.kinship(figure, next) == Kinship::Apart).then_some(next)
    };
    let total = twin(claim.stated?)?;
    let parts: Option<Vec<FigureId>> = components(claim).map(twin).collect();
    let parts = parts?;
    let one_unit = parts.iter().all(|&part| scene.kinship(part, total) == Kinship::Same);
    let formula = Formula::sum(scene, Role::Component, &parts).filter(|_| one_unit)?;
    let twin = draft::claim(scene, Kind::Breakdown, formula, Role::Total, total, Certainty::Likely);
    matches!(twin.verdict(), Verdict::Consistent | Verdict::Contradicted).then_some(twin)
}

/// The sum of the changes, if the original sum holds, and this one does too or is off by a slip.
fn credible_twin(scene: &Scene, sum: Formula, total: FigureId, original: &Draft) -> Option<Draft> {
    let twin = draft::claim(scene, Kind::Breakdown, sum, Role::Total, total, Certainty::Likely);
    let parts: Vec<FigureId> = components(&twin).collect();
    let slip = twin.roles.iter().all(|&(_, figure)| scene.figures[figure].is_exact()) && slips(scene, total, &parts);
    (original.verdict() == Verdict::Consistent && (twin.verdict() == Verdict::Consistent || slip)).then_some(twin)
}
