//! Proportions: 三次产业结构为8.3∶71.1∶20.6.

use super::draft::{self, Draft, agrees, claim};
use super::formula::Formula;
use super::judge::Outcome;
use super::scene::{Direction, Facet, Scene};
use super::slip::one_digit_apart;
use super::verdict::{Kind, Role, Verdict};
use super::working::Measure;
use crate::figures::Class;
use crate::ids::FigureId;
use crate::number::{Decimal, Exact};
use crate::severity::Certainty;

/// How many claims before a proportion are looked at for the breakdown that it describes.
const REACH: usize = 24;

/// Proportions that make up 100, shares of a breakdown before them, and changes between two proportions.
/// `known` are the claims found so far.
pub(super) fn proportions(scene: &Scene, known: &[Draft]) -> Vec<Draft> {
    let lists = lists(scene);
    let mut claims: Vec<Draft> = lists.iter().filter_map(|list| total(scene, list)).collect();
    for list in &lists {
        claims.extend(shares(scene, list, known));
    }
    for pair in lists.windows(2) {
        claims.extend(change(scene, &pair[0], &pair[1]));
    }
    claims
}

/// Runs of figures that only colons separate.
fn lists(scene: &Scene) -> Vec<Vec<FigureId>> {
    let mut lists: Vec<Vec<FigureId>> = Vec::new();
    for figure in scene.figures.ids() {
        match (scene.cues[figure].proportion, lists.last_mut()) {
            (true, Some(list)) if list.last().copied() == figure.previous() && scene.is_joined_by_colon(figure) => {
                list.push(figure)
            }
            (true, _) => lists.push(vec![figure]),
            (false, _) => {}
        }
    }
    lists.retain(|list| list.len() >= 2);
    lists
}

/// 8.3 + 71.1 + 20.6 = 100.
fn total(scene: &Scene, list: &[FigureId]) -> Option<Draft> {
    let sum = Formula::sum(scene, Role::Component, list)?;
    let whole = sum.centre == Exact::from(100) && list.len() >= 3;
    let hundred = Decimal::integer(100);
    whole.then(|| draft::whole(scene, sum, hundred, Measure::Number, Certainty::Proven, Outcome::equal()))
}

/// The shares of the nearest breakdown before the list that has as many components, if all of them agree.
fn shares(scene: &Scene, list: &[FigureId], known: &[Draft]) -> Vec<Draft> {
    let breakdowns = known.iter().filter(|claim| claim.kind == Kind::Breakdown && claim.roles.len() == list.len() + 1);
    let mut before: Vec<&Draft> = breakdowns.filter(|claim| claim.roles.iter().all(|&(_, figure)| figure < list[0])).collect();
    before.sort_by_key(|claim| std::cmp::Reverse(claim.span.end));
    before.into_iter().take(REACH).find_map(|breakdown| shares_of(scene, list, breakdown)).unwrap_or_default()
}

/// All agree, or all but one, and that one is off by a digit.
fn shares_of(scene: &Scene, list: &[FigureId], breakdown: &Draft) -> Option<Vec<Draft>> {
    let total = breakdown.stated?;
    let mut parts: Vec<FigureId> = breakdown.figures().filter(|&figure| figure != total).collect();
    parts.sort_unstable();
    let share = |(&part, &stated): (&FigureId, &FigureId)| {
        let formula = Formula::of(scene, Role::Part, part).over(Formula::of(scene, Role::Whole, total))?.per_cent()?;
        Some(claim(scene, Kind::Share, formula, Role::Rate, stated, Certainty::Likely))
    };
    let claims: Vec<Draft> = parts.iter().zip(list).map(share).collect::<Option<_>>()?;
    let odd: Vec<&Draft> = claims.iter().filter(|claim| !agrees(claim.verdict())).collect();
    let slip = |claim: &&Draft| {
        claim
            .expected(scene)
            .zip(claim.stated)
            .is_some_and(|(expected, stated)| one_digit_apart(expected, scene.figures[stated].decimal))
    };
    (odd.is_empty() || (odd.len() == 1 && claims.len() >= 3 && odd.iter().all(slip))).then_some(claims)
}

/// 「由9.4∶66.8∶23.8调整为8.3∶71.1∶20.6，服务业比重下降3.2个百分点」.
fn change(scene: &Scene, earlier: &[FigureId], later: &[FigureId]) -> Option<Draft> {
    let sentence = scene.cues[*later.first()?].sentence;
    let stated = later.last()?.next();
    let points =
        scene.figures.get(stated).is_some_and(|figure| figure.class == Class::Points) && scene.cues[stated].sentence == sentence;
    let Facet::Delta(direction) = scene.cues.get(stated)?.facet else { return None };
    let same = points && earlier.len() == later.len() && scene.cues[*earlier.first()?].sentence == sentence;
    let differences = earlier.iter().zip(later).filter_map(|(&then, &now)| {
        let (high, low) = if direction == Direction::Up { (now, then) } else { (then, now) };
        Formula::of(scene, Role::Operand, high).minus(Formula::of(scene, Role::Operand, low))
    });
    let claims =
        differences.filter(|_| same).map(|formula| claim(scene, Kind::Points, formula, Role::Delta, stated, Certainty::Likely));
    claims.into_iter().find(|claim| claim.verdict() == Verdict::Consistent)
}
