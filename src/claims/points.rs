//! Percentage points and absolute differences: 败诉率7.8%，同比下降1.7个百分点; 2.62人，比2010年的3.10人减少0.48人.

use super::draft::{Draft, claim, is_slip_off};
use super::formula::Formula;
use super::scene::{Direction, Facet, Scene, rate_name};
use super::slip::one_digit_apart;
use super::verdict::{Kind, Role, Verdict};
use crate::figures::{Class, Kinship};
use crate::ids::FigureId;
use crate::severity::Certainty;
use crate::words::last;

/// How many percentages before a difference are looked at for the earlier rate.
const REACH: usize = 12;
/// How many differences one after the other are read.
const LIST: usize = 6;

/// Every difference of two rates, or of two values, that are both printed.
pub(super) fn differences(scene: &Scene) -> Vec<Draft> {
    let figures = || scene.figures.ids().filter(|&figure| !scene.cues[figure].tabular);
    let mut claims: Vec<Draft> = figures().filter_map(|figure| read(scene, figure)).collect();
    let by_brackets = figures().filter(|&figure| scene.figures[figure].class == Class::Points);
    claims.extend(by_brackets.flat_map(|figure| against_brackets(scene, figure)));
    claims
}

/// 「增长8.4%，比全省（7.7%）和全国（7.0%）分别高0.7、1.4个百分点」: each bracket holds what the percentage before is compared with. All
/// hold, or of several all but one, which a slip accounts for.
fn against_brackets(scene: &Scene, last_of_list: FigureId) -> Vec<Draft> {
    let Some((current, compared)) = compared_in_brackets(scene, last_of_list) else { return Vec::new() };
    let difference = |&Compared { base, stated, direction }: &Compared| {
        let (now, then) = (Formula::of(scene, Role::Current, current), Formula::of(scene, Role::Base, base));
        let formula = now.change_from(then, direction == Direction::Down).filter(|formula| !formula.centre.is_negative())?;
        Some(claim(scene, Kind::Points, formula, Role::Delta, stated, Certainty::Likely))
    };
    let claims: Vec<Draft> = compared.iter().filter_map(difference).collect();
    let odd: Vec<&Draft> = claims.iter().filter(|claim| claim.verdict() != Verdict::Consistent).collect();
    let is_slip = |claim: &&Draft| claims.len() >= 2 && is_slip_off(scene, claim, 0);
    let is_told = claims.len() == compared.len() && odd.len() <= 1 && odd.iter().all(is_slip);
    if is_told { claims } else { Vec::new() }
}

/// What a percentage is compared with, and by how much it is higher or lower.
struct Compared {
    base: FigureId,
    stated: FigureId,
    direction: Direction,
}

/// What is compared, and the percentage of each bracket with the points by which it is higher or lower.
fn compared_in_brackets(scene: &Scene, last_of_list: FigureId) -> Option<(FigureId, Vec<Compared>)> {
    let gap = |a: FigureId, b: FigureId| scene.between(scene.figures[a].span.end, scene.figures[b].span.start).trim();
    let mut stated = vec![last_of_list];
    while let Some(before) = stated[0].previous().filter(|&before| {
        let is_number = scene.figures[before].class == Class::Points || scene.figures[before].unit.is_none();
        is_number && matches!(gap(before, stated[0]), "、" | "和" | "与" | "及") && stated.len() < LIST
    }) {
        stated.insert(0, before);
    }
    let label = scene.label(stated[0]).trim_end_matches(['出', '了', '约']);
    let direction = match label.chars().next_back()? {
        '高' | '快' | '多' => Direction::Up,
        '低' | '慢' | '少' => Direction::Down,
        _ => return None,
    };
    let sentence = scene.sentence_of(last_of_list);
    let depth = scene.cues[last_of_list].depth;
    let is_percent = |&figure: &FigureId| scene.figures[figure].class == Class::Percent;
    let mut before = scene.back(sentence.start, stated[0]);
    let mut bases: Vec<FigureId> =
        before.by_ref().take(stated.len()).take_while(|base| is_percent(base) && scene.cues[*base].depth > depth).collect();
    bases.reverse();
    let first = *bases.first().filter(|_| bases.len() == stated.len())?;
    let current = before.find(|&figure| is_percent(&figure) && scene.cues[figure].depth == depth)?;
    let is_compared = scene.between(scene.figures[current].span.end, scene.figures[first].span.start).contains(['比', '较']);
    let pairs = bases.into_iter().zip(stated).map(|(base, stated)| Compared { base, stated, direction }).collect();
    is_compared.then_some((current, pairs))
}

fn read(scene: &Scene, stated: FigureId) -> Option<Draft> {
    let direction = direction(scene, stated)?;
    match scene.figures[stated].class {
        Class::Quantity => value_difference(scene, stated, direction),
        // 「得分率为61.74%，上升2.04%」: per cent is written where points are meant
        Class::Points | Class::Percent => rate_difference(scene, stated, direction),
        _ => None,
    }
}

fn direction(scene: &Scene, stated: FigureId) -> Option<Direction> {
    match scene.cues[stated].facet {
        Facet::Delta(direction) => Some(direction),
        // 「较88.92%的全市平均水平高2.45个百分点」
        _ if scene.figures[stated].class == Class::Points && scene.label(stated).ends_with('高') => Some(Direction::Up),
        _ if scene.figures[stated].class == Class::Points && scene.label(stated).ends_with('低') => Some(Direction::Down),
        _ if scene.figures[stated].class == Class::Points => against_bracket(scene, stated),
        _ => None,
    }
}

/// 「高于全市平均水平（95.8%）1.5个百分点」: the bracket stands between the words and the points.
fn against_bracket(scene: &Scene, stated: FigureId) -> Option<Direction> {
    let base = stated.previous().filter(|&base| scene.cues[base].depth > scene.cues[stated].depth)?;
    let closed = scene.between(scene.figures[base].span.end, scene.figures[stated].span.start);
    let clause = scene.document.clauses[..scene.figures[base].clause].last()?;
    let head = last(scene.source.slice(clause.span), 24);
    let up = ["高于", "高出", "超过", "比", "较"].iter().any(|word| head.contains(word));
    let down = head.contains("低于");
    match (matches!(closed, "）" | ")"), up, down) {
        (true, _, true) => Some(Direction::Down),
        (true, true, false) => Some(Direction::Up),
        _ => None,
    }
}

/// Two percentages of one name, the later less the earlier.
fn rate_difference(scene: &Scene, stated: FigureId, direction: Direction) -> Option<Draft> {
    let sentence = scene.sentence_of(stated);
    let is_rate = |&figure: &FigureId| {
        scene.figures[figure].class == Class::Percent
            && !matches!(scene.cues[figure].facet, Facet::Delta(_) | Facet::Target | Facet::None)
    };
    let before: Vec<FigureId> = scene.before(stated).filter(is_rate).take(REACH).collect();
    let &current = before.iter().find(|figure| sentence.contains(**figure))?;
    let earlier = before.iter().copied().filter(|&earlier| earlier != current && is_same_rate(scene, current, earlier));
    let after = stated.next().until(sentence.end).iter().filter(is_rate).take(1);
    // 「0.53%，比上一个十年的0.57%下降0.04个百分点」: the earlier rate may stand nearer
    let pairs = earlier.chain(after).flat_map(|earlier| [(current, earlier), (earlier, current)]);
    best(scene, Kind::Points, pairs, stated, direction)
}

/// The first pair that gives the difference; where none does, the first that a slip keeps from it.
fn best(
    scene: &Scene,
    kind: Kind,
    pairs: impl Iterator<Item = (FigureId, FigureId)>,
    stated: FigureId,
    direction: Direction,
) -> Option<Draft> {
    let claims: Vec<Draft> =
        pairs.filter_map(|(current, earlier)| difference(scene, kind, current, earlier, stated, direction)).collect();
    let agreeing = claims.iter().position(|claim| claim.verdict() == Verdict::Consistent);
    claims.into_iter().nth(agreeing.unwrap_or(0))
}

/// One name, or side by side in one sentence.
fn is_same_rate(scene: &Scene, a: FigureId, b: FigureId) -> bool {
    let name = |figure: FigureId| rate_name(scene.label(figure));
    match (name(a), name(b)) {
        (Some(a), Some(b)) => a.ends_with(last(b, 2)) && b.ends_with(last(a, 2)),
        _ => scene.cues[a].sentence == scene.cues[b].sentence && a.distance(b) <= 2,
    }
}

/// A value and the earlier value it is compared with, both in the sentence.
fn value_difference(scene: &Scene, stated: FigureId, direction: Direction) -> Option<Draft> {
    let sentence = scene.sentence_of(stated);
    let alike = |&figure: &FigureId| {
        scene.figures[figure].class == Class::Quantity
            && scene.kinship(stated, figure) == Kinship::Same
            && !scene.cues[figure].tabular
    };
    let earlier = sentence.iter().filter(alike).filter(|&figure| scene.cues[figure].facet == Facet::Prior).collect::<Vec<_>>();
    let current = |prior: FigureId| {
        sentence.iter().filter(alike).filter(move |&figure| {
            let is_inside = scene.cues[figure].depth > scene.cues[stated].depth;
            figure != prior && figure != stated && !is_inside && matches!(scene.cues[figure].facet, Facet::Level | Facet::Average)
        })
    };
    let pairs = earlier.iter().flat_map(|&prior| current(prior).map(move |current| (current, prior)));
    best(scene, Kind::Difference, pairs, stated, direction)
}

fn difference(
    scene: &Scene,
    kind: Kind,
    current: FigureId,
    earlier: FigureId,
    stated: FigureId,
    direction: Direction,
) -> Option<Draft> {
    let (now, then) = (Formula::of(scene, Role::Current, current), Formula::of(scene, Role::Base, earlier));
    let is_negative = scene.figures[stated].is_negative();
    let formula = now.change_from(then, direction == Direction::Down && !is_negative)?;
    let goes_so = if is_negative { formula.centre.is_negative() } else { formula.centre.is_positive() };
    if !goes_so {
        return None;
    }
    let claim = claim(scene, kind, formula, Role::Delta, stated, Certainty::Likely);
    (claim.verdict() == Verdict::Consistent || is_side_by_side(scene, current, earlier, stated, &claim)).then_some(claim)
}

/// 「2.62人，比2010年的3.10人减少0.48人」: the three stand in a row, 比 names the earlier one, and one digit is wrong; or nothing else
/// counts the same that could be meant, and the change is told of it right behind.
fn is_side_by_side(scene: &Scene, current: FigureId, earlier: FigureId, stated: FigureId, claim: &Draft) -> bool {
    let sentence = scene.sentence_of(stated);
    let measured = |&figure: &FigureId| scene.figures[figure].class.is_measured();
    let level = |figure: &FigureId| scene.cues[*figure].depth <= scene.cues[stated].depth;
    // 「举报550件（含上级转办246件），比上年同期847件少297件」
    let between = current.min(earlier).until(stated).iter().filter(|figure| measured(figure) && level(figure)).count();
    let earlier_told = scene.is_compared(earlier) || scene.cues[earlier].facet == Facet::Prior || is_last_years(scene, earlier);
    let compared = earlier_told && sentence.contains(current) && between == 2;
    let printed = &scene.figures[stated];
    let expected = claim.expected(scene).and_then(|expected| printed.printed(expected));
    let slip = || expected.is_some_and(|expected| one_digit_apart(expected, printed.decimal));
    let alike = |&figure: &FigureId| match printed.class {
        Class::Points => scene.figures[figure].class == Class::Percent && !matches!(scene.cues[figure].facet, Facet::Delta(_)),
        _ => figure != stated && measured(&figure) && scene.kinship(figure, stated) == Kinship::Same,
    };
    let beside = |figure: &FigureId| alike(figure) && level(figure);
    let alone = || {
        printed.class != Class::Percent
            && sentence.iter().filter(beside).count() == 2
            && scene.figures[earlier].clause == printed.clause
            && earlier.next() == stated
    };
    compared && printed.hedge().is_none() && (slip() || alone())
}

/// 「办结率98.54%，上年为96.91%，同比提高1.63个百分点」.
fn is_last_years(scene: &Scene, earlier: FigureId) -> bool {
    let label = scene.label(earlier).trim_end_matches(['为', '是']);
    ["上年", "去年", "上年同期", "去年同期", "同期"].iter().any(|word| label.ends_with(word))
}
