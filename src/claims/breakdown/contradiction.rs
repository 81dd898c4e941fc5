//! When a list is said not to add up to its total: the words close it, nothing else makes it add up, and one slip accounts for the
//! difference.

use crate::claims::draft::Draft;
use std::collections::HashSet;

use super::lists::{bracket_after, components, figures_after, is_denied, is_of_another, is_opened, slips, sum_claim};
use crate::claims::balance::is_opening;
use crate::claims::scene::{Scene, contains_any};
use crate::claims::verdict::Verdict;
use crate::claims::vocabulary::{ARRIVALS, COMPLEMENTS, NEW, SETTLED, TWO_WAYS};
use crate::figures::Class;
use crate::ids::{FigureId, SentenceId};
use crate::number::Exact;
use crate::severity::Certainty;
use crate::words::last;

/// A closed list right after the total that nothing makes add up.
pub(super) fn closed(scene: &Scene, total: FigureId) -> Option<Draft> {
    let bracket = bracket_after(scene, total);
    let followers = if bracket.len() >= 2 { bracket } else { figures_after(scene, total) };
    closed_contradiction(scene, total, &followers)
}

/// The first list after a total does not add up, though a later one does: 「提案208件：建议416件，提案92件。其中，已解决171件…」.
pub(super) fn beside(scene: &Scene, total: FigureId, found: &[Draft]) -> Option<Draft> {
    let covered: HashSet<FigureId> = found.iter().flat_map(components).collect();
    let bracket = bracket_after(scene, total);
    let list = if bracket.len() >= 2 { bracket } else { figures_after(scene, total) };
    let first: Vec<FigureId> = list.into_iter().take_while(|figure| !covered.contains(figure)).collect();
    let opened = first.len() >= 2 && is_opened(scene, total, &first);
    closed_contradiction(scene, total, &first)
        .filter(|claim| opened && slips(scene, total, &components(claim).collect::<Vec<_>>()))
}

/// The list that the words close does not add up to the total, and a slip would account for it.
fn closed_contradiction(scene: &Scene, total: FigureId, followers: &[FigureId]) -> Option<Draft> {
    let run = closed_run(scene, total, followers)?;
    let sum = scene.sum(&run)?;
    let target = scene.figures[total].value();
    if is_of_another(scene, total, &run) {
        return None;
    }
    if sum == target || run.iter().chain([&total]).any(|&figure| scene.figures[figure].hedge().is_some()) {
        return None;
    }
    let small = sum < Exact::from(100) && target < Exact::from(100);
    let off = sum.checked_sub(target)?.abs();
    let is_part = |parts: i128| off.checked_mul(parts).is_some_and(|off| off <= target);
    let triple = run.len() == 2 && scene.cues[run[1]].pending;
    // a digit more or less changes a figure tenfold: in a list of two that is no slip, but another list
    let digits = |value: Exact| value.trunc().checked_ilog10();
    let alike = is_part(5) || digits(sum) == digits(target);
    let slip = slips(scene, total, &run) && (run.len() >= 3 || alike || triple || sum > target);
    let close = run.len() >= 3 && is_part(50);
    let complementary = run.len() == 2 && is_complementary(scene, total, &run);
    // a part larger than the total belongs to something else, unless the words say otherwise
    let exceeds = sum > target && run.iter().all(|&figure| scene.figures[figure].value() <= target);
    let beyond = scene.cues[run[0]].sentence != scene.cues[total].sentence;
    let bracketed = run.len() >= 3 && slip && (scene.cues[run[0]].depth > scene.cues[total].depth || is_part(6));
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
    (claim.verdict() != Verdict::Consistent).then_some(claim)
}

/// The run of a list that the words open and close: from 其中 (or the bracket, or a pending pair) to the end of the
/// sentence, the semicolon or the bracket, without 等 and its like.
fn closed_run(scene: &Scene, total: FigureId, followers: &[FigureId]) -> Option<Vec<FigureId>> {
    let &first = followers.first()?;
    let sentence = scene.cues[total].sentence;
    let sentence = if fills_next_sentence(scene, total, first, followers) { sentence.next() } else { sentence };
    if scene.cues[first].sentence != sentence {
        return None;
    }
    if let Some(pair) = tax_pair(scene, sentence, followers) {
        return Some(pair);
    }
    let run: Vec<FigureId> = followers
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
    if is_opened(scene, total, &run) {
        return (!is_open(scene, total, &run)).then_some(run);
    }
    if goes_two_ways(scene, total, &run) {
        return Some(run[..2].to_vec());
    }
    let announced = ["共", "共计", "总计", "合计"].iter().any(|word| scene.label(total).ends_with(word))
        || scene.label(total).starts_with('共');
    let complete = announced && run.len() >= 3 && run.len() == followers.len();
    let own_sentence = scene.cues[run[0]].sentence != scene.cues[total].sentence;
    (complete || (own_sentence && ends_in_rest(scene, &run)) || is_of_one_kind(scene, total, &run)).then_some(run)
}

/// 「…315019件，比上年增加123232件。其中…」: the list may fill the next sentence.
fn fills_next_sentence(scene: &Scene, total: FigureId, first: FigureId, followers: &[FigureId]) -> bool {
    let only_rates =
        |from: FigureId, to: FigureId| from.until(to).iter().all(|between| scene.figures[between].class == Class::Percent);
    let left_over = || followers.get(1).is_some_and(|&second| scene.cues[second].pending && only_rates(first.next(), second));
    let opened = || scene.cues[first].opens_parts && starts_sentence(scene, first);
    scene.cues[first].sentence == scene.cues[total].sentence.next()
        && is_last_level(scene, total)
        && (opened() || left_over() || (scene.cues[total].total && ends_in_rest(scene, followers)))
}

/// 「受理7227宗，当场答复5113宗，转办2114宗」: what came in went one of two ways.
fn goes_two_ways(scene: &Scene, total: FigureId, run: &[FigureId]) -> bool {
    let (a, b) = (scene.label(run[0]), scene.label(run[1]));
    scene.cues[total].sentence == scene.cues[run[0]].sentence && TWO_WAYS.iter().any(|(x, y)| a.contains(x) && b.contains(y))
}

/// Whether the words leave the list open: 主要, 前三位, a closing 等. 「撤销等纠错31件」 is one part of several kinds.
pub(super) fn is_open(scene: &Scene, total: FigureId, run: &[FigureId]) -> bool {
    let text = scene.between(scene.figures[total].span.end, scene.figures[run[run.len() - 1]].tail.end);
    let head = scene.between(scene.figures[total].span.end, scene.figures[run[0]].label.start);
    let excluded =
        |&figure: &FigureId| scene.label(figure).starts_with('除') || contains_any(scene.label(figure), &["除外", "扣除"]);
    contains_any(text, &["主要", "前三", "前五", "前十", "排名", "位居", "不含"])
        || run.iter().any(excluded)
        || head.contains('等')
        || head.contains('除')
        || run.iter().any(|&figure| scene.tail(figure).contains('等') || scene.label(figure).ends_with('等'))
}

/// 「办理各类登记69354件，首次登记13460件、转移登记21875件、抵押及其他登记34019件」: three parts or more right after the total whose
/// names end as its own, or whose last is the rest.
fn is_of_one_kind(scene: &Scene, total: FigureId, run: &[FigureId]) -> bool {
    let mark = |pair: &[FigureId]| scene.between(scene.figures[pair[0]].tail.end, scene.figures[pair[1]].label.start).trim();
    let joined = |pair: &[FigureId]| matches!(mark(pair), "、" | "，" | "," | "");
    let together =
        run.len() >= 3 && run[0] == total.next() && run.windows(2).all(|pair| pair[1] == pair[0].next() && joined(pair));
    let here =
        scene.cues[total].sentence == scene.cues[run[0]].sentence && scene.figures[total].decimal.significant_digits() >= 3;
    let rest = ["其他", "其它", "其余"].iter().any(|word| scene.label(run[run.len() - 1]).contains(word));
    let end = last(scene.label(total), 2);
    let alike = end.chars().count() == 2 && run.iter().all(|&part| scene.label(part).ends_with(end));
    // 「予以许可1731宗，不予许可9宗，申请人撤回16宗」
    let decided = is_denied(scene.label(run[0]), scene.label(run[1]))
        && scene.label(run[1]).contains("不予")
        && scene.label(run[2]).contains("撤回");
    let inside =
        run.iter().all(|&part| scene.figures[part].is_exact() && scene.figures[part].value() < scene.figures[total].value());
    let opened = scene.cues[total].opens_parts || scene.is_next_of_list(total);
    // a list may leave parts out; then it makes less than the total
    let listed = run.windows(2).all(|pair| mark(pair) == "、");
    let overfull = listed && scene.sum(run).is_some_and(|sum| sum > scene.figures[total].value());
    together && here && inside && !opened && (rest || alike || decided || overfull)
}

/// 「予以公开52件，部分公开17件，…，其他处理8件。」: a sentence of four parts or more whose last is the rest.
fn ends_in_rest(scene: &Scene, followers: &[FigureId]) -> bool {
    let sentence = scene.cues[followers[0]].sentence;
    let list: Vec<FigureId> = followers.iter().copied().take_while(|&figure| scene.cues[figure].sentence == sentence).collect();
    let rest = list.last().is_some_and(|&last| ["其他", "其它"].iter().any(|word| scene.label(last).starts_with(word)));
    rest && list.len() >= 4 && list.iter().all(|&figure| !scene.label(figure).is_empty())
}

/// Whether 其中, 「审结案件中，」 or 「从内容看，」 begins the sentence of the figure.
fn starts_sentence(scene: &Scene, figure: FigureId) -> bool {
    let head = scene.sentence_head(figure).trim_start();
    let opener = head.split(['，', ',']).next().unwrap_or_default();
    head.starts_with("其中") || (opener.len() < head.len() && opener.ends_with(['中', '看', '分']))
}

/// Whether no other level figure follows in the figure's sentence.
fn is_last_level(scene: &Scene, total: FigureId) -> bool {
    total.next().until(scene.sentence_of(total).end).iter().all(|figure| !scene.is_level(figure))
}

/// 税收收入…；非税收入…: the two halves of revenue, however much is said of each.
fn tax_pair(scene: &Scene, sentence: SentenceId, followers: &[FigureId]) -> Option<Vec<FigureId>> {
    let here = || followers.iter().copied().filter(|&figure| scene.cues[figure].sentence == sentence);
    let tax = here().find(|&figure| scene.label(figure).contains("税收收入"))?;
    let other = here().find(|&figure| scene.label(figure).contains("非税收入"))?;
    (tax < other).then(|| vec![tax, other])
}

/// 「受理57件，办结56件，1件受理中」: only such words tie three figures together without 其中.
pub(super) fn is_received_and_closed(scene: &Scene, total: FigureId, closed: FigureId, pending: FigureId) -> bool {
    let new = contains_any(scene.label(total), NEW);
    let exceeds = scene.sum(&[closed, pending]).is_none_or(|sum| sum > scene.figures[total].value());
    if (new && exceeds) || scene.has_carried_over(closed) || scene.has_carried_over(pending) {
        return false;
    }
    let came_in = contains_any(scene.label(total), ARRIVALS) || contains_any(scene.tail(total), ARRIVALS);
    let sentence = scene.sentence_of(total);
    // 「上年结转4件，新收62件，办结61件，结转下年5件」 balances otherwise
    // 「受理5148件（新收4602件，旧存546件）」 has counted them in
    let counted_in = |figure: FigureId| scene.cues[figure].depth > scene.cues[total].depth && figure > total;
    let opening = sentence.into_iter().any(|figure| is_opening(scene, figure) && !counted_in(figure));
    came_in && !opening && contains_any(scene.label(closed), SETTLED)
}

/// Whether no semicolon or change of subject separates `figure` from the start of the list.
fn is_in_list(scene: &Scene, first: FigureId, figure: FigureId) -> bool {
    let gap = scene.between(scene.figures[first].span.end, scene.figures[figure].span.start);
    let stage = |word: &&&str| scene.label(figure).contains(**word) && !scene.label(first).contains(**word);
    let elsewhere = !scene.cues[figure].pending && ["办结", "答复", "结案", "审结"].iter().any(|word| stage(&word));
    let label = scene.label_before(first);
    let colon = label.contains(['：', ':']);
    // a list after a colon may be separated by semicolons, if it is so from the start
    let separated = colon
        && scene
            .figures
            .get(first.next())
            .is_some_and(|next| scene.between(scene.figures[first].span.end, next.label.start).contains(['；', ';']));
    let in_one = !gap.contains(['；', ';']) || separated || (colon && !gap.contains('、'));
    in_one && (figure == first || !elsewhere)
}

/// Two parts that leave nothing between them: 新报…结转, 税收…非税, or two kinds of one noun, the total's own.
fn is_complementary(scene: &Scene, total: FigureId, run: &[FigureId]) -> bool {
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
