//! Parts with their shares of one whole, which no one printed, or which is printed wrong: every part and its share imply a whole, and
//! those of one list imply the same.

use super::draft::{Draft, plain};
use super::judge::{Outcome, whole_numbers};
use super::scene::Scene;
use super::slip::{is_slip, one_digit_apart, one_digit_edits};
use super::verdict::{Kind, Role};
use super::working::{Name, Working};
use crate::ids::FigureId;
use crate::number::{Decimal, Exact};
use crate::severity::Certainty;

/// A part and its share: 9456 and 23.95%.
pub(super) type Quotient = (FigureId, FigureId);

/// The whole numbers from the first to the second.
type Whole = (i128, i128);

/// Whether the share of an exact part has digits enough to tell the whole.
pub(super) fn is_telling(scene: &Scene, (part, share): Quotient) -> bool {
    let printed = &scene.figures[share];
    let is_exact = scene.figures[part].is_exact() && printed.hedge().is_none();
    is_exact && printed.decimal.significant_digits() >= 3 && printed.scale == 0
}

/// Shares that imply one whole, all but one of them; or all of them, against `printed`, the total that the words tell.
pub(super) fn of_one_whole(scene: &Scene, shares: &[Quotient], printed: impl FnOnce() -> Option<FigureId>) -> Option<Draft> {
    let wholes: Vec<Whole> = shares.iter().map(|&share| whole_of(scene, share)).collect::<Option<_>>()?;
    if let Some(whole) = common(&wholes) {
        let wrong = printed().and_then(|total| wrong_total(scene, shares, whole, total));
        return wrong.or_else(|| Some(agreement(scene, shares, whole)));
    }
    let without = |odd: usize| {
        common(&wholes.iter().enumerate().filter(|&(index, _)| index != odd).map(|(_, &whole)| whole).collect::<Vec<_>>())
    };
    let mut odd = (0..shares.len()).filter_map(|odd| Some((odd, without(odd)?)));
    match (odd.next(), odd.next()) {
        (Some((odd, whole)), None) => contradiction(scene, shares, odd, whole),
        _ => None,
    }
}

/// The whole numbers of which the part has the share as printed.
fn whole_of(scene: &Scene, (part, share): Quotient) -> Option<Whole> {
    let share = scene.figures[share].interval();
    let hundredfold = scene.figures[part].value().checked_mul(100)?;
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
fn agreement(scene: &Scene, shares: &[Quotient], whole: Whole) -> Draft {
    let working = Working::OneWhole { shares: shares.to_vec(), whole };
    let claim = plain(scene, Kind::ImpliedBase, Outcome::equal(), Certainty::Likely, roles(shares), working);
    Draft { stated: shares.last().map(|&(_, share)| share), ..claim }
}

/// One share is not of the whole that its siblings imply, by a slip of the share or of its part.
fn contradiction(scene: &Scene, shares: &[Quotient], odd: usize, (first, last): Whole) -> Option<Draft> {
    let (part, share) = shares[odd];
    let stated = &scene.figures[share];
    let rate = |part: i128, whole: i128| Decimal::rounded(Exact::new(part.checked_mul(100)?, whole), stated.decimal.places);
    let count = scene.figures[part].count()?;
    // the siblings leave the whole a little play: what they imply together is the best guess within it
    let likeliest = likeliest(scene, shares, odd)?.clamp(first, last);
    let expected = rate(count, likeliest)?;
    let is_share = |count: i128| rate(count, first) == Some(stated.decimal);
    let slip =
        is_slip(expected, stated.decimal, 5) || one_digit_edits(Decimal::integer(count)).any(|edit| is_share(edit.mantissa));
    if !slip || shares.len() < 3 {
        return None;
    }
    let working = Working::ImpliedWhole { part, whole: (first, last), likeliest };
    let outcome = Outcome::unequal(Some(expected));
    let claim = plain(scene, Kind::ImpliedBase, outcome, Certainty::Likely, roles(shares), working).stating(share);
    Some(Draft { name: Name::Share, ..claim })
}

/// The parts of all but one, over their shares.
fn likeliest(scene: &Scene, shares: &[Quotient], odd: usize) -> Option<i128> {
    let siblings = shares.iter().enumerate().filter(|&(index, _)| index != odd).map(|(_, &share)| share);
    let (parts, shares): (Vec<FigureId>, Vec<FigureId>) = siblings.unzip();
    let whole = scene.sum(&parts)?.checked_mul(100)?.checked_div(scene.sum(&shares)?)?;
    Some(Decimal::rounded(whole, 0)?.mantissa)
}

/// All shares agree on a whole, and the total that the words tell is one digit away from it.
fn wrong_total(scene: &Scene, shares: &[Quotient], (first, last): Whole, total: FigureId) -> Option<Draft> {
    let printed = scene.figures[total].decimal;
    let mut right = (first..=last).take(64).map(Decimal::integer).filter(|&whole| one_digit_apart(whole, printed));
    let (expected, None) = (right.next()?, right.next()) else { return None };
    let mut roles = roles(shares);
    roles.push((Role::Whole, total));
    let working = Working::OtherWhole { shares: shares.to_vec() };
    let outcome = Outcome::unequal(Some(expected));
    Some(plain(scene, Kind::ImpliedBase, outcome, Certainty::Likely, roles, working).stating(total))
}

fn roles(shares: &[Quotient]) -> Vec<(Role, FigureId)> {
    shares.iter().flat_map(|&(part, share)| [(Role::Part, part), (Role::Rate, share)]).collect()
}
