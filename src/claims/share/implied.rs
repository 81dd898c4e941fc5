//! Shares of a whole that no one printed, or that is printed wrong: every part and its share imply a whole, and shares of
//! one list imply the same.

use super::Item;
use crate::claims::draft::{Draft, agrees, claim, plain};
use crate::claims::formula::Formula;
use crate::claims::judge::{Outcome, whole_numbers};
use crate::claims::scene::Scene;
use crate::claims::slip::{is_slip, one_digit_apart};
use crate::claims::verdict::{Kind, Role};
use crate::claims::working::{Name, Working};
use crate::figures::Kinship;
use crate::ids::FigureId;
use crate::number::{Decimal, Exact};
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

/// The whole numbers from the first to the second.
type Whole = (i128, i128);

/// Shares that imply one whole, all but one of them; or all of them, against the total that is printed before them.
pub(super) fn odd_one(scene: &Scene, group: &[Item], candidates: &[FigureId]) -> Option<Draft> {
    let telling = |item: &&Item| {
        let share = &scene.figures[item.share];
        item.explicit.is_none()
            && item.parts.len() == 1
            && share.decimal.significant_digits() >= 3
            && share.scale == 0
            && share.hedge().is_none()
            && scene.figures[item.parts[0]].is_exact()
    };
    let items: Vec<&Item> = group.iter().filter(telling).collect();
    if items.len() < 3 || items.len() < group.len() {
        return None;
    }
    let wholes: Vec<Whole> = items.iter().map(|item| whole_of(scene, item)).collect::<Option<_>>()?;
    if let Some(whole) = common(&wholes) {
        return wrong_total(scene, &items, whole, candidates).or_else(|| Some(agreement(scene, &items, whole)));
    }
    let without = |odd: usize| {
        common(&wholes.iter().enumerate().filter(|&(index, _)| index != odd).map(|(_, &whole)| whole).collect::<Vec<_>>())
    };
    let mut odd = (0..items.len()).filter_map(|odd| Some((odd, without(odd)?)));
    match (odd.next(), odd.next()) {
        (Some((odd, whole)), None) => contradiction(scene, &items, odd, whole),
        _ => None,
    }
}

/// The whole numbers of which the part has the share as printed.
fn whole_of(scene: &Scene, item: &Item) -> Option<Whole> {
    let share = scene.figures[item.share].interval();
    let hundredfold = scene.figures[item.parts[0]].value().checked_mul(100)?;
    let low = hundredfold.checked_div(share.high?.value)?;
    let high = share.low.filter(|low| low.value > Exact::from(0)).and_then(|low| hundredfold.checked_div(low.value))?;
    Some(whole_numbers(low, high).into_inner())
}

/// The whole numbers that all imply, if there are any.
fn common(wholes: &[Whole]) -> Option<Whole> {
    let first = wholes.iter().map(|whole| whole.0).max()?;
    let last = wholes.iter().map(|whole| whole.1).min()?;
    (first <= last).then_some((first, last))
}

/// All shares are of one whole, which nobody printed.
fn agreement(scene: &Scene, items: &[&Item], whole: Whole) -> Draft {
    let working = Working::OneWhole { shares: quotients(items), whole };
    let claim = plain(scene, Kind::ImpliedBase, Outcome::equal(), Certainty::Likely, roles(items), working);
    Draft { stated: items.last().map(|item| item.share), ..claim }
}

/// Each part with its share: 9456 ÷ 23.95%.
fn quotients(items: &[&Item]) -> Vec<(FigureId, FigureId)> {
    items.iter().map(|item| (item.parts[0], item.share)).collect()
}

/// One share is not of the whole that its siblings imply, by a slip of the share or of its part.
fn contradiction(scene: &Scene, items: &[&Item], odd: usize, (first, last): Whole) -> Option<Draft> {
    let (share, part) = (items[odd].share, items[odd].parts[0]);
    let stated = &scene.figures[share];
    let rate = |part: i128, whole: i128| Decimal::rounded(Exact::new(part.checked_mul(100)?, whole), stated.decimal.places);
    let count = scene.figures[part].count()?;
    // the siblings leave the whole a little play: what they imply together is the best guess within it
    let likeliest = likeliest(scene, items, odd)?.clamp(first, last);
    let expected = rate(count, likeliest)?;
    let shares = |count: i128| rate(count, first) == Some(stated.decimal);
    let slip = is_slip(expected, stated.decimal, 5)
        || crate::claims::slip::one_digit_edits(Decimal::integer(count)).any(|edit| shares(edit.mantissa));
    if !slip || items.len() < 3 {
        return None;
    }
    let working = Working::ImpliedWhole { part, whole: (first, last), likeliest };
    let outcome = Outcome::unequal(Some(expected));
    let claim = plain(scene, Kind::ImpliedBase, outcome, Certainty::Likely, roles(items), working).stating(share);
    Some(Draft { name: Name::Share, ..claim })
}

/// The parts of all but one, over their shares.
fn likeliest(scene: &Scene, items: &[&Item], odd: usize) -> Option<i128> {
    let siblings = || items.iter().enumerate().filter(|&(index, _)| index != odd).map(|(_, item)| item);
    let parts: Vec<FigureId> = siblings().map(|item| item.parts[0]).collect();
    let shares: Vec<FigureId> = siblings().map(|item| item.share).collect();
    let whole = scene.sum(&parts)?.checked_mul(100)?.checked_div(scene.sum(&shares)?)?;
    Some(Decimal::rounded(whole, 0)?.mantissa)
}

/// All shares agree on a whole, and the total before them is one digit away from it.
fn wrong_total(scene: &Scene, items: &[&Item], (first, last): Whole, candidates: &[FigureId]) -> Option<Draft> {
    let part = items[0].parts[0];
    let said = |&total: &FigureId| {
        let named = scene.cues[total].total || scene.tail(total).ends_with('中') || items[0].likeness(scene, total) > 0;
        named && scene.kinship(total, part) == Kinship::Same && scene.figures[total].is_exact()
    };
    let total = candidates.iter().copied().find(said)?;
    let printed = scene.figures[total].decimal;
    let mut right = (first..=last).take(64).map(Decimal::integer).filter(|&whole| one_digit_apart(whole, printed));
    let (expected, None) = (right.next()?, right.next()) else { return None };
    let mut roles = roles(items);
    roles.push((Role::Whole, total));
    let working = Working::OtherWhole { shares: quotients(items) };
    let outcome = Outcome::unequal(Some(expected));
    Some(plain(scene, Kind::ImpliedBase, outcome, Certainty::Likely, roles, working).stating(total))
}

fn roles(items: &[&Item]) -> Vec<(Role, FigureId)> {
    items.iter().flat_map(|item| [(Role::Part, item.parts[0]), (Role::Rate, item.share)]).collect()
}
