//! Shares of running text over a whole that no one printed, or that is printed wrong.

use super::Item;
use crate::claims::draft::{Draft, agrees, claim};
use crate::claims::formula::Formula;
use crate::claims::one_whole::{Quotient, is_telling, of_one_whole};
use crate::claims::scene::Scene;
use crate::claims::verdict::{Kind, Role};
use crate::figures::Kinship;
use crate::ids::FigureId;
use crate::severity::Certainty;

/// Shares whose parts add up to a whole that no one printed: 124599件，占63.72%；56672件，占28.98%…
pub(super) fn implied(scene: &Scene, group: &[Item]) -> Vec<Draft> {
    let items: Vec<&Item> = group.iter().filter(|item| item.explicit.is_none() && item.parts.len() == 1).collect();
    let telling = items.iter().all(|item| scene.figures[item.share].decimal.significant_digits() >= 3);
    let needed = if telling { 2 } else { 3 };
    if items.len() < needed {
        return Vec::new();
    }
    let parts: Vec<FigureId> = items.iter().map(|item| item.parts[0]).collect();
    let Some(whole) = Formula::sum(scene, Role::Whole, &parts) else { return Vec::new() };
    let formula = |item: &Item| item.part_formula(scene)?.over(whole.clone())?.per_cent();
    let agrees = |item: &Item| formula(item).is_some_and(|formula| agrees(formula.verdict(&scene.figures[item.share])));
    let agreeing = items.iter().filter(|item| agrees(item)).count();
    if agreeing < needed || agreeing + 1 < items.len() {
        return Vec::new();
    }
    items
        .iter()
        .filter_map(|item| Some(claim(scene, Kind::Share, formula(item)?, Role::Rate, item.share, Certainty::Likely)))
        .collect()
}

/// Shares that imply one whole, all but one of them; or all of them, against the total that is printed before them.
pub(super) fn odd_one(scene: &Scene, group: &[Item], candidates: &[FigureId]) -> Option<Draft> {
    let quotient = |item: &Item| match item.parts[..] {
        [part] if item.explicit.is_none() => Some((part, item.share)).filter(|&share| is_telling(scene, share)),
        _ => None,
    };
    let shares: Vec<Quotient> = group.iter().map(quotient).collect::<Option<_>>()?;
    let is_said = |&total: &FigureId| {
        let named = scene.cues[total].total || scene.tail(total).ends_with('中') || group[0].likeness(scene, total) > 0;
        named && scene.kinship(total, shares[0].0) == Kinship::Same && scene.figures[total].is_exact()
    };
    let printed = || candidates.iter().copied().find(is_said);
    (shares.len() >= 3).then(|| of_one_whole(scene, &shares, printed)).flatten()
}
