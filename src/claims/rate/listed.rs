//! Rates of several, side by side: 甲、乙分别受理116件、92件，办结113件、90件，办结率分别为97.4%、97.8%.

use super::names::part_names;
use crate::claims::draft::{Draft, agrees, claim, is_slip_off};
use crate::claims::formula::Formula;
use crate::claims::period::leader;
use crate::claims::scene::{Facet, Scene, contains_any, rate_name};
use crate::claims::verdict::{Kind, Role};
use crate::figures::Kinship;
use crate::ids::FigureId;
use crate::severity::Certainty;

/// How many figures before a list of rates are looked at for the lists of its parts and wholes.
const REACH: usize = 24;

/// Every list of rates after 分别 whose parts and wholes stand in lists as long.
pub(super) fn listed(scene: &Scene) -> Vec<Draft> {
    let first = |&rate: &FigureId| {
        scene.cues[rate].facet == Facet::Rate
            && !scene.is_next_of_list(rate)
            && contains_any(scene.label(rate), &["分别", "依次"])
    };
    scene.figures.ids().filter(first).flat_map(|rate| read(scene, rate)).collect()
}

fn read(scene: &Scene, first: FigureId) -> Vec<Draft> {
    let rates = list_from(scene, first);
    let Some(name) = rate_name(scene.label(first)) else {
        return Vec::new();
    };
    let lists = lists_before(scene, first, rates.len());
    let names = part_names(name);
    let named = |list: &&Vec<FigureId>| names.iter().any(|name| scene.label(list[0]).contains(name));
    let Some(parts) = lists.iter().find(named) else { return Vec::new() };
    let wholes = lists.iter().filter(|list| list[0] < parts[0] && scene.kinship(list[0], parts[0]) == Kinship::Same);
    wholes.into_iter().find_map(|wholes| claims(scene, &rates, parts, wholes)).unwrap_or_default()
}

/// The rate of each; all of them agree, or all but one, which is off by a slip.
fn claims(scene: &Scene, rates: &[FigureId], parts: &[FigureId], wholes: &[FigureId]) -> Option<Vec<Draft>> {
    let of = |((&part, &whole), &rate): ((&FigureId, &FigureId), &FigureId)| {
        let formula = Formula::of(scene, Role::Part, part).over(Formula::of(scene, Role::Whole, whole))?.per_cent()?;
        Some(claim(scene, Kind::Rate, formula, Role::Rate, rate, Certainty::Proven))
    };
    let claims: Vec<Draft> = parts.iter().zip(wholes).zip(rates).map(of).collect::<Option<_>>()?;
    let odd: Vec<&Draft> = claims.iter().filter(|claim| !agrees(claim.verdict())).collect();
    let slip = || odd.iter().all(|claim| is_slip_off(scene, claim, 5));
    (odd.is_empty() || (odd.len() == 1 && claims.len() >= 2 && slip())).then_some(claims)
}

/// A figure and those that follow it with nothing but list marks between.
fn list_from(scene: &Scene, first: FigureId) -> Vec<FigureId> {
    let next = scene.figures.ids_after(first).take_while(|&figure| scene.is_next_of_list(figure)).take(REACH);
    [first].into_iter().chain(next).collect()
}

/// The lists of so many counts in the sentence before a figure, the nearest first.
fn lists_before(scene: &Scene, figure: FigureId, length: usize) -> Vec<Vec<FigureId>> {
    let heads = scene
        .back(scene.sentence_of(figure).start, figure)
        .take(REACH)
        .filter(|&head| scene.is_level(head) && leader(scene, head) == head);
    heads.map(|head| list_from(scene, head)).filter(|list| list.len() == length && length >= 2).collect()
}
