//! What a rate that holds leaves over: 「发现隐患5133处，督改5078处，督改率98.93%，未改50处」. The rate vouches for the whole and the
//! part; if the rest is one digit off, it is the rest that is wrong.

use super::draft::{Draft, sum_claim};
use super::scene::Scene;
use super::slip::one_digit_apart;
use super::verdict::{Kind, Role, Verdict};
use crate::figures::Kinship;
use crate::number::Decimal;
use crate::severity::Certainty;

/// How many figures after a part are looked at for the rest.
const REACH: usize = 4;

/// Part and rest of each rate that holds, against its whole.
pub(super) fn rests(scene: &Scene, known: &[Draft]) -> Vec<Draft> {
    let rates = known.iter().filter(|claim| claim.kind == Kind::Rate && claim.verdict() == Verdict::Consistent);
    rates.filter_map(|rate| read(scene, rate)).collect()
}

fn read(scene: &Scene, rate: &Draft) -> Option<Draft> {
    let only = |wanted: Role| {
        let mut figures = rate.roles.iter().filter(|(role, _)| *role == wanted).map(|&(_, figure)| figure);
        figures.next().filter(|_| figures.next().is_none())
    };
    let (part, whole) = (only(Role::Part)?, only(Role::Whole)?);
    let after = part.next().until(scene.sentence_of(part).end).iter().take(REACH);
    let mut alike =
        after.filter(|&figure| figure != whole && scene.is_level(figure) && scene.kinship(part, figure) == Kinship::Same);
    // 「准予42件，不予3件，退回2件」: what else is counted may be part of the rest
    let (Some(rest), None) = (alike.next(), alike.next()) else { return None };
    if scene.kinship(part, whole) != Kinship::Same || !is_rest_of(scene.label(rest), scene.label(part)) {
        return None;
    }
    let left = scene.figures[whole].count()?.checked_sub(scene.figures[part].count()?)?;
    let stated = Decimal::integer(scene.figures[rest].count()?);
    // any two numbers of one digit are one digit apart
    let slip = left >= 10 && one_digit_apart(Decimal::integer(left), stated);
    let claim = sum_claim(scene, whole, &[part, rest], Certainty::Likely)?;
    (claim.verdict() == Verdict::Consistent || slip).then_some(claim)
}

/// 未改 beside 督改, 不予援助 beside 予以援助: the same verb, denied.
fn is_rest_of(rest: &str, part: &str) -> bool {
    let rest = rest.trim_start_matches(['其', '余', '尚', '还', '另', '仍', '有']);
    let Some(verb) = rest.strip_prefix(['未', '不']) else { return false };
    let verb = verb.trim_start_matches(['予', '能', '被', '经']);
    verb.chars().next().is_some_and(|c| part.contains(c))
}
