//! Multiples: 96件，是上年（32件）的3倍; 由151件增至604件，增长3倍; 由1200件增至2410件，翻了一番.

use super::draft::{Draft, claim, is_slip_off, plain};
use super::formula::Formula;
use super::judge::{Outcome, resolution};
use super::period::period;
use super::scene::{Facet, Scene, contains_any};
use super::verdict::{Kind, Role, Verdict};
use super::working::Working;
use crate::figures::{Class, Hedge, Kinship};
use crate::ids::FigureId;
use crate::number::{Decimal, Exact};
use crate::severity::Certainty;

/// How many quantities before a multiple are looked at.
const REACH: usize = 8;

/// Every multiple whose two values are printed.
pub(super) fn multiples(scene: &Scene) -> Vec<Draft> {
    let of_unit = |unit: &'static str| scene.figures.ids().filter(move |&figure| scene.unit(figure) == Some(unit));
    let times = of_unit("倍").filter_map(|figure| read(scene, figure));
    times.chain(of_unit("番").filter_map(|figure| doubled(scene, figure))).collect()
}

/// 「由1200件增至2410件，翻了一番」: n doublings are ×2ⁿ. The phrase is a round one, so that a tenth more or less still agrees, and
/// only what is not even half way from one doubling to the next is said to be wrong.
fn doubled(scene: &Scene, stated: FigureId) -> Option<Draft> {
    let printed = &scene.figures[stated];
    let times = printed.count().or(Some(printed.decimal.mantissa)).filter(|times| (1..=4).contains(times))?;
    let (current, base) = from_to(scene, stated)?;
    let formula = Formula::of(scene, Role::Current, current).over(Formula::of(scene, Role::Base, base))?;
    let doublings = |twentieths: i128| Exact::new(twentieths << times, 20);
    let (low, high) = match printed.hedge() {
        Some(Hedge::Over | Hedge::MoreThan | Hedge::AtLeast) => (doublings(20), doublings(40)),
        Some(Hedge::Near) => (doublings(15), doublings(20)),
        _ => (doublings(18), doublings(22)),
    };
    let times = Decimal::rounded(formula.centre, 2)?;
    let outcome = if formula.centre >= low && formula.centre <= high {
        Outcome::equal()
    } else if formula.centre < doublings(15) {
        Outcome::unequal(Some(times))
    } else {
        Outcome::Open
    };
    let mut roles = formula.roles();
    roles.push((Role::Rate, stated));
    let working = Working::Doubled { ratio: formula, times };
    Some(plain(scene, Kind::Multiple, outcome, Certainty::Likely, roles, working).stating(stated))
}

/// 由…增至…: the two values right before the words, the earlier one introduced by 由, 从 or 上年.
fn from_to(scene: &Scene, stated: FigureId) -> Option<(FigureId, FigureId)> {
    let sentence = scene.sentence_of(stated);
    let is_value = |&figure: &FigureId| {
        scene.figures[figure].class == Class::Quantity && matches!(scene.cues[figure].facet, Facet::Level | Facet::Prior)
    };
    let nearest = scene.back(sentence.start, stated).find(is_value)?;
    // 「3.86万件，是2020年（1.24万件）的3.1倍」
    if matches!(scene.between(scene.figures[nearest].span.end, scene.figures[stated].span.start), "的" | "）的" | ")的") {
        let current = scene
            .back(sentence.start, nearest)
            .find(|&current| is_value(&current) && scene.kinship(current, nearest) == Kinship::Same)?;
        return Some((current, nearest));
    }
    let current = nearest;
    let base = scene.back(sentence.start, current).find(is_value)?;
    let clause = scene.document.clauses[scene.figures[base].clause].span;
    let head = scene.between(clause.start, scene.figures[base].span.start);
    let told = contains_any(head, &["由", "从", "上年", "去年"]) || period(scene, base).is_some();
    (told && scene.kinship(current, base) == Kinship::Same).then_some((current, base))
}

/// 是…的k倍 is k times the base; 增长k倍 is k + 1 times.
fn read(scene: &Scene, stated: FigureId) -> Option<Draft> {
    let grown = matches!(scene.cues[stated].facet, Facet::Delta(_));
    let sentence = scene.sentence_of(stated);
    let is_value = |&figure: &FigureId| {
        scene.figures[figure].class == Class::Quantity
            && figure != stated
            && matches!(scene.cues[figure].facet, Facet::Level | Facet::Prior)
    };
    let values: Vec<FigureId> = scene.back(sentence.start, stated).filter(is_value).take(REACH).collect();
    let pairs = values.iter().flat_map(|&current| values.iter().map(move |&base| (current, base)));
    let pairs: Vec<(FigureId, FigureId)> =
        pairs.filter(|&(current, base)| current != base && scene.kinship(current, base) == Kinship::Same).collect();
    // a whole number of times is soon hit: then only two values may be there to choose from
    if resolution(&scene.figures[stated]) < pairs.len() as i128 * 8 && pairs.len() > 2 {
        return None;
    }
    let agreeing = pairs
        .iter()
        .filter_map(|&(current, base)| ratio(scene, current, base, stated, grown))
        .find(|claim| claim.verdict() == Verdict::Consistent);
    agreeing.or_else(|| slip(scene, stated, grown))
}

/// 「由151件增至604件，增长4倍」: the words name both values, and one digit of the multiple or of a value is wrong.
fn slip(scene: &Scene, stated: FigureId, grown: bool) -> Option<Draft> {
    let (current, base) = from_to(scene, stated)?;
    let claim = ratio(scene, current, base, stated, grown)?;
    let beside = current.max(base).next() == stated;
    (scene.figures[stated].hedge().is_none() && beside && is_slip_off(scene, &claim, 0)).then_some(claim)
}

fn ratio(scene: &Scene, current: FigureId, base: FigureId, stated: FigureId, grown: bool) -> Option<Draft> {
    let (now, then) = (Formula::of(scene, Role::Current, current), || Formula::of(scene, Role::Base, base));
    let formula = if grown { now.minus(then())?.over(then())? } else { now.over(then())? };
    let rising = formula.centre > Exact::from(if grown { 0 } else { 1 });
    rising.then(|| claim(scene, Kind::Multiple, formula, Role::Rate, stated, Certainty::Likely))
}
