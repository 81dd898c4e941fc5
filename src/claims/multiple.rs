//! Multiples: 96件，是上年（32件）的3倍; 由151件增至604件，增长3倍.

use super::draft::claim;
use super::formula::Formula;
use super::judge::resolution;
use super::scene::{Facet, Scene};
use super::{Claim, Kind, Part, Verdict};
use crate::figures::{Kinship, Role};
use crate::finding::Certainty;
use crate::number::Exact;

/// How many quantities before a multiple are looked at.
const REACH: usize = 8;

/// Every multiple whose two values are printed.
pub(super) fn multiples(scene: &Scene) -> Vec<Claim> {
    (0..scene.figures.len()).filter(|&figure| scene.unit(figure) == Some("倍")).filter_map(|figure| read(scene, figure)).collect()
}

/// 是…的k倍 is k times the base; 增长k倍 is k + 1 times.
fn read(scene: &Scene, stated: usize) -> Option<Claim> {
    let grown = matches!(scene.cues[stated].facet, Facet::Delta(_));
    let sentence = scene.sentence_of(stated);
    let is_value = |&figure: &usize| {
        scene.figures[figure].role == Role::Quantity
            && figure != stated
            && matches!(scene.cues[figure].facet, Facet::Level | Facet::Prior)
    };
    let values: Vec<usize> = scene.back(sentence.start, stated).filter(is_value).take(REACH).collect();
    let pairs = values.iter().flat_map(|&current| values.iter().map(move |&base| (current, base)));
    let pairs: Vec<(usize, usize)> =
        pairs.filter(|&(current, base)| current != base && scene.kinship(current, base) == Kinship::Same).collect();
    // a whole number of times is soon hit: then only two values may be there to choose from
    if resolution(&scene.figures[stated]) < pairs.len() as i128 * 8 && pairs.len() > 2 {
        return None;
    }
    pairs
        .into_iter()
        .filter_map(|(current, base)| ratio(scene, current, base, stated, grown))
        .find(|claim| claim.verdict == Verdict::Consistent)
}

fn ratio(scene: &Scene, current: usize, base: usize, stated: usize, grown: bool) -> Option<Claim> {
    let (now, then) = (Formula::of(scene, Part::Current, current), || Formula::of(scene, Part::Base, base));
    let formula = if grown { now.minus(then())?.over(then())? } else { now.over(then())? };
    let rising = formula.centre > Exact::from(if grown { 0 } else { 1 });
    rising.then(|| claim(scene, Kind::Multiple, formula, Part::Rate, stated, Certainty::Likely))
}
