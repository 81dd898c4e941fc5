//! Shares of a whole: 咨询2157件，占受理总量的63%.
//!
//! The part is the figure before the share; the whole may stand anywhere before it. Shares of one list have one whole, so
//! they vouch for each other: the figure that most of them agree on is the whole, and the odd one out is the error.

mod implied;
mod together;

use super::draft::{self, Draft, agrees, claim, strength};
use super::formula::Formula;
use super::judge::{Outcome, resolution};
use super::scene::{Facet, LIST, Scene, contains_any, likeness, rate_name};
use super::slip::is_slip;
use super::verdict::{Kind, Role, Verdict};
use super::working::Measure;
use crate::figures::{Class, Kinship};
use crate::ids::FigureId;
use crate::number::{Decimal, Exact};
use crate::severity::Certainty;

/// How many quantities before a share are looked at for its whole.
const REACH: usize = 48;

/// A share with what it is the share of, as far as the words say.
struct Item<'a> {
    share: FigureId,
    /// One figure, or several whose sum is meant (前三位…占77%).
    parts: Vec<FigureId>,
    /// The base between 占 and the number: 占年初预算数109466万元的56.3%.
    explicit: Option<FigureId>,
    /// What the words call the whole: 受理总量.
    object: &'a str,
}

/// Every share of running text whose operands are printed.
pub(super) fn shares(scene: &Scene) -> Vec<Draft> {
    let mut claims = complements(scene);
    let items: Vec<Item> = scene.figures.ids().filter_map(|share| item(scene, share)).collect();
    let together = |a: &Item, b: &Item| {
        scene.cues[b.share].paragraph.since(scene.cues[a.share].paragraph) <= 1 && same_object(a, b) && !is_new_list(scene, a, b)
    };
    for group in items.chunk_by(together) {
        claims.extend(group.chunks(LIST).flat_map(|group| read(scene, group)));
    }
    claims
}

fn same_object(a: &Item, b: &Item) -> bool {
    // a share of several together counts its parts a second time
    if a.parts.len() > 1 || b.parts.len() > 1 {
        return a.parts.len() > 1 && b.parts.len() > 1;
    }
    let (first, second) = (core(a.object), core(b.object));
    let extended = !first.is_empty() && !second.is_empty() && (first.starts_with(second) || second.starts_with(first));
    let alike = a.object == b.object || b.object.is_empty() || extended;
    a.explicit.is_none() && b.explicit.is_none() && alike
}

/// 「…依法受理3.21万件，占83.2%。…按受理件统计的32148件中：行政处罚13206件，占41.08%」: a total of its own begins another list.
fn is_new_list(scene: &Scene, before: &Item, next: &Item) -> bool {
    let first = next.parts[0];
    before.share.next().until(first).iter().any(|total| {
        let opens = scene.tail(total).ends_with('中') || scene.cues[total].total;
        opens
            && scene.is_level(total)
            && scene.kinship(total, first) == Kinship::Same
            && scene.figures[total].value() > scene.figures[first].value()
    })
}

/// What a share calls its whole, without the words for a whole: 受理 of 受理总量.
fn core(object: &str) -> &str {
    object.trim_end_matches(['总', '数', '量', '件'])
}

fn item<'a>(scene: &Scene<'a>, share: FigureId) -> Option<Item<'a>> {
    let figure = &scene.figures[share];
    if scene.cues[share].tabular || figure.class != Class::Percent {
        return None;
    }
    if let Some(base) = base_between(scene, share) {
        let parts = vec![part_before(scene, base, share)?];
        return Some(Item { share, parts, explicit: Some(base), object: "" });
    }
    if is_bracketed_list(scene, share) {
        return Some(Item { share, parts: vec![share.previous()?], explicit: None, object: "" });
    }
    if scene.cues[share].facet != Facet::Share {
        return None;
    }
    let leader = scene.list_leader(share);
    let object = object(scene, leader);
    let parts = parts(scene, leader, share)?;
    Some(Item { share, parts, explicit: None, object })
}

/// 「电气137起（43.9%）、用火不慎82起（26.3%）、吸烟24起（7.7%）」: a percentage alone in the bracket of its count, and so three
/// times at least.
fn is_bracketed_list(scene: &Scene, share: FigureId) -> bool {
    let is_pair = |share: FigureId| {
        let (Some(part), Some(figure)) = (share.previous(), scene.figures.get(share)) else { return false };
        let opened = matches!(scene.between(scene.figures[part].span.end, figure.span.start).trim(), "（" | "(");
        figure.class == Class::Percent && opened && scene.is_level(part) && scene.tail(share).is_empty()
    };
    let beside = |other: FigureId| is_pair(other) && scene.cues[other].sentence == scene.cues[share].sentence;
    let before = (1..=2).take_while(|steps| share.before(2 * steps).is_some_and(beside)).count();
    let after = (1..=2).take_while(|steps| beside(share.after(2 * steps))).count();
    is_pair(share) && before + after >= 2
}

/// The base that stands between 占 and the share: 占…（366天）的96.7%, 占年初预算数109466万元的56.3%.
fn base_between(scene: &Scene, share: FigureId) -> Option<FigureId> {
    let base = share.previous()?;
    let gap = scene.between(scene.figures[base].span.end, scene.figures[share].span.start);
    let joined = gap.trim_start_matches([')', '）']).starts_with('的') && gap.chars().count() <= 6;
    let head = clause_head(scene, base);
    let told = head.contains('占') || is_plan(head);
    (joined && scene.figures[base].class == Class::Quantity && told).then_some(base)
}

/// 「为年初预算36.80亿元的104.9%」: a plan may be exceeded.
fn is_plan(head: &str) -> bool {
    ["预算", "计划", "目标", "任务"].iter().any(|word| head.contains(word))
        && ["为", "完成", "占"].iter().any(|word| head.contains(word))
}

/// The clause up to the figure; where the figure stands in a bracket, also the clause before the bracket.
fn clause_head<'a>(scene: &Scene<'a>, figure: FigureId) -> &'a str {
    let clause = scene.figures[figure].clause;
    let first = if scene.document.clauses[clause].depth > 0 { clause.reach_back(1) } else { clause };
    scene.between(scene.document.clauses[first].span.start, scene.figures[figure].span.start)
}

/// What stands after 占: 受理总量 of 「占受理总量的」.
fn object<'a>(scene: &Scene<'a>, leader: FigureId) -> &'a str {
    let label = scene.label(leader);
    let after = label.rfind('占').map_or("", |at| &label[at + '占'.len_utf8()..]);
    let after = after.trim_start_matches(['比', '了', '到', '据']);
    let end = ["的比重", "比重", "的比例", "比例", "的", "为", "达"]
        .iter()
        .filter_map(|word| after.find(word))
        .min()
        .unwrap_or(after.len());
    after[..end].trim_matches(['约', '近', '超', '过', '全'])
}

fn parts(scene: &Scene, leader: FigureId, share: FigureId) -> Option<Vec<FigureId>> {
    let sentence = scene.sentence_of(share);
    let before: Vec<FigureId> = scene.back(sentence.start, leader).filter(|&figure| is_part(scene, figure)).collect();
    if let Some(together) = together::together(scene, leader) {
        return together.parts(scene, &before);
    }
    let members = members_after(scene, leader);
    if members > 1 {
        // 「一般食品类104件、服装鞋帽类66件、家用电器类44件，分别占…」
        let position = share.since(leader);
        return before.get(members.checked_sub(1 + position)?).map(|&part| vec![part]);
    }
    let first = *before.first()?;
    if let Some(subject) = subject(scene, leader) {
        // a share with a subject of its own has nothing to do with the figure before it, unless that goes by the name
        let named = |figure: &FigureId| scene.label(*figure).contains(subject) || scene.tail(*figure).starts_with(subject);
        let alike = |figure: &FigureId| likeness(subject, scene.label(*figure)) > 0;
        let found = before.iter().copied().find(named).or_else(|| before.iter().copied().find(alike));
        return found.map(|figure| vec![figure]);
    }
    let listed = listed_together(scene, &before, leader);
    Some(if listed.len() > 1 { listed } else { vec![first] })
}

fn is_part(scene: &Scene, figure: FigureId) -> bool {
    scene.is_level(figure) && !scene.cues[figure].aside
}

/// How many shares the list after 分别占 has.
fn members_after(scene: &Scene, leader: FigureId) -> usize {
    if !contains_any(scene.label(leader), &["分别", "依次"]) {
        return 1;
    }
    let follows = |&figure: &FigureId| scene.figures[figure].class == Class::Percent && scene.is_bare(figure);
    1 + leader.next().until(scene.figures.end().min(leader.after(LIST))).iter().take_while(follows).count()
}

/// 「税收收入占地方财政收入66.19%」: the words before 占 name the part, which may stand further back.
fn subject<'a>(scene: &Scene<'a>, leader: FigureId) -> Option<&'a str> {
    let label = scene.label(leader);
    if let Some(named) = superlative(label) {
        return Some(named);
    }
    let subject = label[..label.find('占')?].trim();
    let subject = subject.trim_end_matches(['约', '共', '分', '别', '仅', '总', '量', '只', '就', '合', '计', '均']);
    let subject = subject.trim_start_matches("其中");
    (subject.chars().count() >= 2).then_some(subject)
}

/// 城建交通类 of 「占比最高的城建交通类为31.2%」.
fn superlative(label: &str) -> Option<&str> {
    let words = ["占比最高的", "占比最大的", "占比最低的", "占比最小的", "占比最多的"];
    let at = words.iter().find_map(|word| label.rfind(word).map(|at| at + word.len()))?;
    let name = label[at..].trim_end_matches(['为', '是', '达', '，']).trim_end_matches('类');
    (!name.is_empty()).then_some(name)
}

/// 「位居前三的工单：甲783件、乙579件、丙562件，占工单总量的77%」: figures in a row with nothing but list marks between,
/// after words that sum them up. They are taken together only if no other share stands among them.
fn listed_together(scene: &Scene, before: &[FigureId], leader: FigureId) -> Vec<FigureId> {
    let mut list: Vec<FigureId> = Vec::new();
    for &figure in before {
        let next = list.last().copied().unwrap_or(leader);
        let gap = scene.between(scene.figures[figure].span.end, scene.figures[next].label.start);
        let joined = list.is_empty() || (gap.trim().chars().all(|c| c == '、') && next == figure.next());
        if !joined {
            break;
        }
        list.push(figure);
    }
    let Some(&first) = list.last() else { return list };
    let head = scene.between(scene.document.sentences[scene.cues[first].sentence].span.start, scene.figures[first].span.start);
    let summed =
        ["前三", "前五", "前十", "三位", "排名", "合计", "三类", "三项", "两项", "两类"].iter().any(|word| head.contains(word));
    list.reverse();
    if summed || scene.label(leader).starts_with("共占") || scene.label(leader).starts_with("合计占") {
        list
    } else {
        Vec::new()
    }
}

fn part_before(scene: &Scene, base: FigureId, share: FigureId) -> Option<FigureId> {
    let sentence = scene.sentence_of(share);
    sentence.start.until(base).iter().rev().find(|&figure| is_part(scene, figure))
}

impl Item<'_> {
    fn part_formula(&self, scene: &Scene) -> Option<Formula> {
        Formula::sum(scene, Role::Part, &self.parts)
    }

    fn formula(&self, scene: &Scene, whole: FigureId) -> Option<Formula> {
        if self.parts.contains(&whole) {
            return None;
        }
        self.part_formula(scene)?.over(Formula::of(scene, Role::Whole, whole))?.per_cent()
    }

    fn verdict(&self, scene: &Scene, whole: FigureId) -> Option<Verdict> {
        let formula = self.formula(scene, whole)?;
        (self.explicit.is_some() || formula.centre <= Exact::from(100)).then(|| formula.verdict(&scene.figures[self.share]))
    }

    /// Quantities before the share that may be its whole, the nearest first.
    fn candidates(&self, scene: &Scene) -> Vec<FigureId> {
        let first = self.parts[0];
        let value = scene.figures[first].value();
        let fits = |&figure: &FigureId| {
            is_part(scene, figure)
                && !self.parts.contains(&figure)
                && scene.kinship(first, figure) > Kinship::Apart
                && scene.figures[figure].value() >= value
        };
        scene.before(self.share).filter(|&figure| scene.is_level(figure)).take(REACH).filter(fits).collect()
    }

    /// How many pairs of characters the whole's words share with what the share calls it.
    fn likeness(&self, scene: &Scene, whole: FigureId) -> usize {
        // 「共1286项，其中1241项，占总数的…」: the total that 其中 follows
        let first = self.parts[0];
        if core(self.object).is_empty()
            && scene.cues[first].opens_parts
            && scene.before(first).find(|&before| scene.is_level(before)) == Some(whole)
        {
            return 1;
        }
        if core(self.object).is_empty() && self.is_among(scene, whole) {
            return 2;
        }
        let words = format!("{}{}", scene.label(whole), scene.tail(whole));
        likeness(core(self.object), &words)
    }

    /// 「全县1932项政务服务事项中，有1876项…」: 中 says that the part is one of them.
    fn is_among(&self, scene: &Scene, whole: FigureId) -> bool {
        let first = self.parts[0];
        let next = whole.next().until(first).iter().all(|between| !scene.is_level(between));
        whole < first && next && scene.tail(whole).ends_with('中') && scene.cues[whole].sentence == scene.cues[first].sentence
    }
}

fn read(scene: &Scene, group: &[Item]) -> Vec<Draft> {
    let mut candidates: Vec<Vec<FigureId>> = group.iter().map(|item| item.candidates(scene)).collect();
    // 「电话10877件、网站612件、微信113件，占比分别为…」: none of the parts is the whole of another
    if contains_any(scene.label(scene.list_leader(group[0].share)), &["分别", "依次"]) {
        let parts: Vec<FigureId> = group.iter().flat_map(|item| item.parts.iter().copied()).collect();
        candidates.iter_mut().for_each(|wholes| wholes.retain(|whole| !parts.contains(whole)));
    }
    let mut out: Vec<Option<Draft>> =
        group.iter().map(|item| item.explicit.and_then(|base| explicit(scene, item, base))).collect();
    let whole = common_whole(scene, group, &candidates);
    let complete = is_complete(scene, group);
    if let Some(claims) = with_total_amiss(scene, group, whole).filter(|_| complete) {
        return claims;
    }
    for (index, item) in group.iter().enumerate() {
        if item.explicit.is_some() {
            continue;
        }
        out[index] = whole
            .and_then(|(whole, support)| settled(scene, item, whole, support))
            .or_else(|| lone(scene, item, &candidates[index]))
            .or_else(|| {
                whole.and_then(|(whole, support)| contradiction(scene, item, whole, support, group[0].parts[0], complete))
            });
    }
    let mut claims: Vec<Draft> = out.into_iter().flatten().collect();
    if claims.is_empty() {
        claims = implied::implied(scene, group);
        let total = announced_total(scene, group).or_else(|| summed_up(scene, group));
        claims.extend(closed_total(scene, group, total.filter(|_| !claims.is_empty())));
        if claims.is_empty() {
            claims = implied::odd_one(scene, group, &candidates[0]).into_iter().collect();
        }
    } else {
        claims.extend(closed_total(scene, group, whole.filter(|&(_, support)| support >= 2).map(|(whole, _)| whole)));
    }
    claims
}

/// Shares that make up 100%, or a last part called 其他, close their list: its parts must add up to the whole.
fn closed_total(scene: &Scene, group: &[Item], whole: Option<FigureId>) -> Option<Draft> {
    let whole = whole?;
    let shares: Vec<FigureId> = group.iter().map(|item| item.share).collect();
    let total = Formula::sum(scene, Role::Operand, &shares)?;
    let single = group.len() >= 2 && group.iter().all(|item| item.parts.len() == 1 && item.explicit.is_none());
    let mut parts: Vec<FigureId> = group.iter().map(|item| item.parts[0]).collect();
    let rest = rest(scene, group).filter(|_| parts.len() >= 3);
    let complete = total.interval.contains(Exact::from(100));
    parts.extend(rest.filter(|_| !complete));
    let plain = |figure: FigureId| scene.figures[figure].hedge().is_none();
    if !single || !(complete || rest.is_some()) || !parts.iter().copied().all(plain) || !plain(whole) {
        return None;
    }
    let certainty = if complete { Certainty::Proven } else { Certainty::Likely };
    let draft = claim(scene, Kind::Breakdown, Formula::sum(scene, Role::Component, &parts)?, Role::Total, whole, certainty);
    (agrees(draft.verdict()) || !goes_on(scene, whole, &parts)).then_some(draft)
}

/// 「…158件，占19.6%；其他处理0件」: what is left, without a share of its own.
fn rest(scene: &Scene, group: &[Item]) -> Option<FigureId> {
    let last = group.last()?;
    let next = last.share.next();
    let same = scene.cues.get(next)?.sentence == scene.cues[last.share].sentence && scene.is_level(next);
    let named = scene.label(next).starts_with("其他") || scene.label(next).starts_with("其它");
    (same && named && scene.kinship(next, last.parts[0]) == Kinship::Same).then_some(next)
}

/// 「共受理各类诉求284406件。其中，…」: the total announced right before the list.
fn announced_total(scene: &Scene, group: &[Item]) -> Option<FigureId> {
    let first = group.first()?.parts.first().copied()?;
    let total = scene.before(first).filter(|&figure| scene.is_level(figure)).take(1).next()?;
    let opened = scene.cues[first].opens_parts || scene.tail(total).starts_with('中');
    let near = scene.cues[first].sentence.since(scene.cues[total].sentence) <= 1 && opened;
    let said = scene.cues[total].total || scene.cues[total].sentence == scene.cues[first].sentence;
    (near && said && scene.kinship(total, first) == Kinship::Same).then_some(total)
}

/// 「…908件，占消费投诉的68.8%；两类合计1320件」: the total right after the list.
fn summed_up(scene: &Scene, group: &[Item]) -> Option<FigureId> {
    let last = group.last()?;
    // 「两类」 is a figure too
    let total = scene.figures.ids_after(last.share).take(2).find(|&next| scene.is_level(next))?;
    let here = scene.cues[total].sentence == scene.cues[last.share].sentence;
    let said = ["合计", "共计", "总计"].iter().any(|word| scene.label(total).ends_with(word));
    (here && said && scene.kinship(total, last.parts[0]) == Kinship::Same).then_some(total)
}

/// The figure that the most shares of the group agree on, and how many do; ties go to the likeliest words, then the nearest.
fn common_whole(scene: &Scene, group: &[Item], candidates: &[Vec<FigureId>]) -> Option<(FigureId, usize)> {
    let parts: Vec<FigureId> =
        group.iter().filter(|item| item.explicit.is_none()).flat_map(|item| item.parts.iter().copied()).collect();
    let sum = Formula::sum(scene, Role::Component, &parts)?;
    let likest = candidates.first()?.iter().map(|&whole| group[0].likeness(scene, whole)).max()?;
    let mut best: Option<(FigureId, usize, usize)> = None;
    for &whole in candidates.first()? {
        let agreeing = |item: &&Item| item.verdict(scene, whole).is_some_and(agrees);
        // parts that add up to a figure vouch for it as two shares do
        let printed = &scene.figures[whole];
        let telling = printed.hedge().is_none() && printed.decimal.significant_digits() >= 3;
        let adds_up = parts.len() >= 2 && telling && sum.verdict(printed) == Verdict::Consistent;
        let support = group.iter().filter(agreeing).count();
        let support = if adds_up && support > 0 { support + 2 } else { support };
        let likeness = group[0].likeness(scene, whole);
        // where the words name one figure, another that one share happens to agree with is not meant
        let meant = (support > 0 && (support >= 2 || likest < 2 || likeness > 0)) || likeness >= 1;
        if meant && best.is_none_or(|(_, most, words)| (support, likeness) > (most, words)) {
            best = Some((whole, support, likeness));
        }
    }
    let (whole, support, likeness) = best?;
    // one share agreeing with one of many figures proves little, unless the words say so too
    let chance = candidates[0].len() as i128 * 8;
    let proven = support >= 2 || likeness > 0 || resolution(&scene.figures[group[0].share]) > chance;
    proven.then_some((whole, support))
}

/// 「满意率达到92.47%，基本满意率7.53%」: rates that leave nothing between them make up 100%.
fn complements(scene: &Scene) -> Vec<Draft> {
    let rates: Vec<FigureId> = scene.figures.ids().filter(|&figure| scene.cues[figure].facet == Facet::Rate).collect();
    let pairs = rates.windows(2).filter(|pair| scene.cues[pair[0]].sentence == scene.cues[pair[1]].sentence);
    let opposite =
        |a: &str, b: &str| ["基本", "不", "未"].iter().any(|prefix| b.strip_prefix(prefix).is_some_and(|rest| a.ends_with(rest)));
    pairs
        .filter_map(|pair| {
            let (a, b) = (rate_name(scene.label(pair[0]))?, rate_name(scene.label(pair[1]))?);
            let sum = Formula::sum(scene, Role::Component, pair)?;
            let whole = (opposite(a, b) || opposite(b, a)) && sum.centre == Exact::from(100);
            let hundred = Decimal::integer(100);
            let claim = || draft::whole(scene, sum, hundred, Measure::PerCent, Certainty::Likely, Outcome::equal());
            whole.then(claim)
        })
        .collect()
}

/// A share that agrees with the group's whole.
fn settled(scene: &Scene, item: &Item, whole: FigureId, support: usize) -> Option<Draft> {
    let verdict = item.verdict(scene, whole)?;
    agrees(verdict).then(|| build(scene, item, whole, certainty(support)))?
}

fn certainty(support: usize) -> Certainty {
    if support >= 2 { Certainty::Proven } else { Certainty::Likely }
}

/// A share that agrees with a whole of its own, by its words or by more than chance.
fn lone(scene: &Scene, item: &Item, candidates: &[FigureId]) -> Option<Draft> {
    let agreeing = |wanted: Verdict| {
        let mut hits: Vec<FigureId> =
            candidates.iter().copied().filter(|&whole| item.verdict(scene, whole) == Some(wanted)).collect();
        hits.sort_by_key(|&whole| std::cmp::Reverse(item.likeness(scene, whole)));
        hits.first().copied()
    };
    let whole = agreeing(Verdict::Consistent).or_else(|| agreeing(Verdict::Truncated))?;
    let likest = candidates.iter().map(|&whole| item.likeness(scene, whole)).max()?;
    if likest >= 2 && item.likeness(scene, whole) == 0 {
        return None;
    }
    let proven = item.likeness(scene, whole) > 0 || resolution(&scene.figures[item.share]) > candidates.len() as i128 * 8;
    proven.then(|| build(scene, item, whole, Certainty::Likely))?
}

fn build(scene: &Scene, item: &Item, whole: FigureId, certainty: Certainty) -> Option<Draft> {
    let claim = claim(scene, Kind::Share, item.formula(scene, whole)?, Role::Rate, item.share, certainty);
    Some(Draft { strength: strength(scene, whole, item.share), ..claim })
}

fn explicit(scene: &Scene, item: &Item, base: FigureId) -> Option<Draft> {
    let verdict = item.verdict(scene, base)?;
    let one_digit = || item.formula(scene, base).is_some_and(|formula| formula.is_one_digit_off(scene, item.share));
    if agrees(verdict) || is_explained(scene, item, base) || one_digit() {
        let draft = build(scene, item, base, Certainty::Proven)?;
        return (agrees(draft.verdict()) || !is_of_list(scene, item, base)).then_some(draft);
    }
    None
}

/// Shares that all hold of the sum of their parts, and not all of the total that is printed: then it is the total that is amiss.
fn with_total_amiss(scene: &Scene, group: &[Item], whole: Option<(FigureId, usize)>) -> Option<Vec<Draft>> {
    let (whole, _) = whole?;
    let holds = |item: &Item| item.verdict(scene, whole) == Some(Verdict::Consistent);
    let mut claims = implied::implied(scene, group);
    let all = claims.len() == group.len() && claims.iter().all(|claim| claim.verdict() == Verdict::Consistent);
    if !all || group.iter().all(holds) {
        return None;
    }
    claims.extend(closed_total(scene, group, announced_total(scene, group).filter(|&total| total == whole)));
    Some(claims)
}

/// Whether the shares of a group make up 100%.
fn is_complete(scene: &Scene, group: &[Item]) -> bool {
    let shares: Vec<FigureId> = group.iter().map(|item| item.share).collect();
    let sum = Formula::sum(scene, Role::Operand, &shares);
    shares.len() >= 2 && sum.is_some_and(|sum| sum.interval.contains(Exact::from(100)))
}

/// The odd one out among shares that otherwise agree on one whole, or a near miss of a whole that the words name.
fn contradiction(scene: &Scene, item: &Item, whole: FigureId, support: usize, first: FigureId, complete: bool) -> Option<Draft> {
    item.verdict(scene, whole)?;
    let vouched = support >= 2;
    let named = item.likeness(scene, whole) > 0;
    // by its words alone a figure is the whole only if it counts the very same thing, and the share has digits enough
    let alike =
        scene.kinship(item.parts[0], whole) == Kinship::Same && scene.figures[item.share].decimal.significant_digits() >= 3;
    let distance = scene.cues[item.share].paragraph.since(scene.cues[whole].paragraph);
    let near = distance <= 2 || (distance <= 8 && item.likeness(scene, whole) >= 4);
    // 「审结338.5万件，其中…120万件，占35.45%；…22万件，占6.50%」: the figure before the list, and a sibling agrees
    let before_list = support >= 1
        && item.object.is_empty()
        && (whole.next().until(item.parts[0]).iter())
            .all(|between| !scene.is_level(between) || scene.cues[between].opens_parts || between >= first);
    let vouched = vouched || before_list;
    // words that name the whole exactly bear a wrong digit too
    let exact = item.is_among(scene, whole) || (!item.object.is_empty() && scene.label(whole).ends_with(item.object));
    let one_digit = || item.formula(scene, whole).is_some_and(|formula| formula.is_one_digit_off(scene, item.share));
    let explained = is_explained(scene, item, whole)
        || support >= 3
        || (((exact && distance == 0) || (complete && before_list)) && one_digit());
    if !(vouched || (named && alike && near)) || !explained || is_of_list(scene, item, whole) {
        return None;
    }
    build(scene, item, whole, certainty(support))
}

/// 「甲县立案30件、乙县立案45件，占全市100件的75%」: the parts that 、 joins make up the share together.
fn is_of_list(scene: &Scene, item: &Item, whole: FigureId) -> bool {
    let mut parts = vec![item.parts[0]];
    while let Some(before) = parts.last().and_then(|last| last.previous()) {
        let last = parts[parts.len() - 1];
        let gap = scene.between(scene.figures[before].span.end, scene.figures[last].label.start);
        if gap.trim() != "、" || scene.kinship(before, last) != Kinship::Same || parts.len() > 8 {
            break;
        }
        parts.push(before);
    }
    let sum = Formula::sum(scene, Role::Part, &parts).filter(|_| parts.len() > 1);
    let share = sum.and_then(|sum| sum.over(Formula::of(scene, Role::Whole, whole))?.per_cent());
    share.is_some_and(|share| agrees(share.verdict(&scene.figures[item.share])))
}

fn is_explained(scene: &Scene, item: &Item, whole: FigureId) -> bool {
    let stated = &scene.figures[item.share];
    let Some(expected) = item.formula(scene, whole).and_then(|formula| formula.expected(stated)) else { return false };
    is_slip(expected, stated.decimal, 2)
}

/// 「13499件：投诉9880件，占73%；举报3618件，占27%；咨询1件」: with the next figures of the sentence it adds up.
fn goes_on(scene: &Scene, total: FigureId, run: &[FigureId]) -> bool {
    let Some(&last) = run.last() else { return false };
    let rest = last.next().until(scene.sentence_of(last).end).iter();
    let mut rest = rest.filter(|&figure| scene.is_level(figure) && scene.kinship(figure, total) == Kinship::Same);
    let mut longer = run.to_vec();
    (0..2).any(|_| {
        longer.extend(rest.next());
        longer.len() > run.len() && scene.sum(&longer) == Some(scene.figures[total].value())
    })
}
