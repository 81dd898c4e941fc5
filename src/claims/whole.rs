//! Shares that leave nothing out, without the counts behind them: 电话占63.2%、网络占25.1%、其他占11.7%; the three industries.

use super::draft::{Draft, whole};
use super::formula::Formula;
use super::judge::Outcome;
use super::scene::{Direction, Facet, LIST, Scene, contains_any};
use super::verdict::Role;
use super::working::Measure;
use crate::figures::Class;
use crate::ids::FigureId;
use crate::number::{Decimal, Exact};
use crate::severity::Certainty;

/// Every such list, against 100%.
pub(super) fn wholes(scene: &Scene) -> Vec<Draft> {
    let is_share = |figure: FigureId| scene.figures[figure].class == Class::Percent && scene.cues[figure].facet == Facet::Share;
    let shares: Vec<FigureId> = scene.figures.ids().filter(|&figure| is_share(figure)).collect();
    let lists = shares.chunk_by(|&a, &b| {
        b == a.next() && scene.cues[a].sentence == scene.cues[b].sentence && scene.cues[a].depth == scene.cues[b].depth
    });
    let of_shares = lists.filter(|list| (3..=LIST).contains(&list.len())).filter_map(|list| read(scene, list));
    of_shares.chain(shifts(scene)).collect()
}

/// 「三项比重分别上升1.35个百分点、下降6.79个百分点、上升5.44个百分点」: what shares of one whole gain and lose is nothing in all.
/// Other lists of points need not do so, so that only agreement is reported.
fn shifts(scene: &Scene) -> Vec<Draft> {
    let is_shift =
        |figure: FigureId| scene.figures[figure].class == Class::Points && matches!(scene.cues[figure].facet, Facet::Delta(_));
    let shifts: Vec<FigureId> = scene.figures.ids().filter(|&figure| is_shift(figure)).collect();
    let lists = shifts.chunk_by(|&a, &b| b == a.next() && scene.cues[a].sentence == scene.cues[b].sentence);
    lists.filter(|list| (3..=LIST).contains(&list.len())).filter_map(|list| shift(scene, list)).collect()
}

fn shift(scene: &Scene, list: &[FigureId]) -> Option<Draft> {
    let falls = |figure: &FigureId| scene.cues[*figure].facet == Facet::Delta(Direction::Down);
    let (down, up): (Vec<FigureId>, Vec<FigureId>) = list.iter().copied().partition(falls);
    let telling = list
        .iter()
        .all(|&figure| scene.figures[figure].decimal.significant_digits() >= 2 && scene.figures[figure].hedge().is_none());
    let balanced = !down.is_empty() && !up.is_empty() && scene.sum(&up)? == scene.sum(&down)?;
    let formula = Formula::sum(scene, Role::Component, &up)?.minus(Formula::sum(scene, Role::Component, &down)?)?;
    let nothing = Decimal::integer(0);
    (telling && balanced).then(|| whole(scene, formula, nothing, Measure::Number, Certainty::Likely, Outcome::equal()))
}

fn read(scene: &Scene, list: &[FigureId]) -> Option<Draft> {
    let exact = list.iter().all(|&share| scene.figures[share].hedge().is_none() && !scene.cues[share].tabular);
    if !exact || !(ends_in_rest(scene, list) || is_of_industries(scene, list)) {
        return None;
    }
    let sum = Formula::sum(scene, Role::Component, list)?;
    let hundred = Exact::from(100);
    // what is far off is no list of parts
    let near = sum.centre.checked_sub(hundred)?.abs() <= Exact::from(20);
    let outcome = if sum.interval.contains(hundred) { Outcome::equal() } else { Outcome::unequal(None) };
    let places = list.iter().map(|&share| scene.figures[share].decimal.places).max()?;
    let total = Decimal::rounded(sum.centre, places)?;
    let claim = whole(scene, sum, total, Measure::PerCent, Certainty::Likely, outcome);
    near.then_some(Draft { stated: list.last().copied(), ..claim })
}

/// The last share is that of 其他 or 其余, and no word says that some are left out.
fn ends_in_rest(scene: &Scene, list: &[FigureId]) -> bool {
    let last = list[list.len() - 1];
    let label = scene.label(last);
    let rest = ["其他", "其它", "其余"].iter().any(|word| label.starts_with(word));
    let named = list.iter().all(|&share| scene.label(share).contains('占'));
    rest && named
        && !contains_any(scene.between(scene.figures[list[0]].label.start, scene.figures[last].span.start), &["其中", "主要"])
}

/// 三次产业占比分别为5.1%、5.9%、89%.
fn is_of_industries(scene: &Scene, list: &[FigureId]) -> bool {
    let clause = scene.document.clauses[scene.figures[list[0]].clause].span;
    let head = scene.between(clause.start, scene.figures[list[0]].span.start);
    list.len() == 3
        && contains_any(head, &["三次产业", "三产", "一、二、三产业", "一二三产业"])
        && !contains_any(head, &["增长", "贡献"])
}
