//! Scope: which quantities may give a percentage, and which bases explain its neighbours.

use crate::claims::scene::Scene;
use crate::ids::{FigureId, IdVec};
use crate::number::power_of_ten;

use super::digits::{PART, Printed};
use super::mention::{Mentions, Stated, Units};

/// Quantities before the percentage, the nearest first, and after it in its sentence.
#[derive(Clone, Debug, Default)]
pub(super) struct Pool {
    pub(super) before: Vec<FigureId>,
    pub(super) after: Vec<FigureId>,
}

impl Pool {
    pub(super) fn all(&self) -> impl Iterator<Item = FigureId> + Clone + '_ {
        self.before.iter().chain(&self.after).copied()
    }

    /// The place of a figure: from 0 for the nearest before; `None` behind.
    pub(super) fn place(&self, figure: FigureId) -> Option<usize> {
        self.before.binary_search_by(|other| figure.cmp(other)).ok()
    }
}

/// What a base is to the neighbours of a percentage.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Support {
    /// How many neighbours it explains.
    pub(super) neighbours: u8,
    /// How many of them in the sentence.
    pub(super) near: u8,
    /// How many of them by the same words, of a base of the same name.
    pub(super) alike: u8,
    /// How many of them are shares of a base that goes by another name.
    pub(super) other: u8,
}

/// A base that explains a percentage, with the place of the part among the three nearest.
#[derive(Clone, Copy, Debug)]
struct Explained {
    part: FigureId,
    whole: FigureId,
    place: u8,
}

/// What is known of each percentage before any is weighed.
pub(super) struct Scope {
    pub(super) pool: Pool,
    pub(super) printed: Printed,
    explained: Vec<Explained>,
    wording: u8,
}

/// The nearest quantities are all in scope; farther back only those that are larger than all between.
const NEAR: usize = 12;
/// The most in scope.
const MOST: usize = 30;
/// The paragraphs in which all quantities are looked at, and those in which only the largest are.
const PARAGRAPHS: usize = 3;
const FAR: usize = 16;
/// Bases that explained the percentage before stay in scope, however long the list is.
const CARRIED: usize = 4;

pub(super) fn scopes(scene: &Scene, mentions: &Mentions, units: &Units) -> IdVec<FigureId, Option<Scope>> {
    let mut scopes: IdVec<FigureId, Option<Scope>> = IdVec::with_capacity(mentions.len());
    let mut carried: Vec<FigureId> = Vec::new();
    let mut last = None;
    for (figure, mention) in mentions.entries() {
        if !mention.is_percent {
            scopes.push(None);
            continue;
        }
        let near = last.is_some_and(|last: FigureId| mention.paragraph.since(mentions[last].paragraph) <= 2);
        let carried_on: &[FigureId] = if near { &carried } else { &[] };
        let pool = pool(scene, mentions, units, figure, carried_on);
        let printed = printed(scene, mentions, figure);
        let explained = explained(mentions, &pool, figure, printed);
        if !explained.is_empty() {
            let mut wholes: Vec<FigureId> = explained.iter().map(|explained| explained.whole).collect();
            wholes.sort_unstable_by_key(|&whole| (std::cmp::Reverse(carried.contains(&whole)), std::cmp::Reverse(whole)));
            wholes.dedup();
            wholes.truncate(CARRIED);
            carried = wholes;
            last = Some(figure);
        }
        scopes.push(Some(Scope { pool, printed, explained, wording: wording(mention.label) }));
    }
    scopes
}

fn printed(scene: &Scene, mentions: &Mentions, id: FigureId) -> Printed {
    let figure = &scene.figures[id];
    let mention = &mentions[id];
    let copied = scene.before(id).take(COPIED_FROM).any(|other| {
        mentions[other].is_percent && scene.figures[other].decimal == figure.decimal && figure.decimal.significant_digits() >= 3
    });
    Printed {
        mantissa: figure.decimal.mantissa.abs(),
        places: figure.decimal.places,
        power: power_of_ten(figure.decimal.places.saturating_add_signed(-figure.scale).min(12)),
        slack: (mention.slack * PART / mention.unit.max(1)).max(PART / 2),
        copied,
    }
}

/// How many figures before a percentage are looked at for one with the same digits.
const COPIED_FROM: usize = 10;

fn pool(scene: &Scene, mentions: &Mentions, units: &Units, percent: FigureId, carried: &[FigureId]) -> Pool {
    let own = &mentions[percent];
    let mut pool = Pool::default();
    for figure in scene.before(percent) {
        let mention = &mentions[figure];
        if own.paragraph.since(mention.paragraph) > FAR || pool.before.len() >= MOST {
            break;
        }
        if !mention.is_quantity {
            continue;
        }
        let near = pool.before.len() < NEAR && own.paragraph.since(mention.paragraph) <= PARAGRAPHS;
        if near || is_record(mentions, units, &pool, figure) {
            pool.before.push(figure);
        }
    }
    for &whole in carried {
        if whole < percent && !pool.before.contains(&whole) {
            pool.before.push(whole);
        }
    }
    pool.before.sort_unstable_by(|a, b| b.cmp(a));
    let sentence = |figure: &FigureId| mentions.get(*figure).is_some_and(|mention| mention.sentence == own.sentence);
    pool.after = (1..12)
        .map(|step| percent.after(step))
        .take_while(sentence)
        .filter(|&figure| mentions[figure].is_quantity)
        .take(3)
        .collect();
    pool
}

/// Whether a figure counts what one of the nearest quantities counts, and none between is larger.
fn is_record(mentions: &Mentions, units: &Units, pool: &Pool, figure: FigureId) -> bool {
    let kin = |&other: &FigureId| units.kinship(&mentions[other], &mentions[figure]) > crate::figures::Kinship::Apart;
    let smaller = |&other: &FigureId| mentions[other].value <= mentions[figure].value;
    let mut alike = pool.before.iter().filter(|&other| kin(other));
    pool.before.iter().take(4).any(kin) && alike.all(smaller)
}

/// How a percentage is worded: which of 占比重例率 stand in its label.
fn wording(label: &str) -> u8 {
    let marks = ['占', '比', '重', '例', '率'];
    marks.iter().enumerate().filter(|(_, mark)| label.contains(**mark)).fold(0, |bits, (at, _)| bits | 1 << at)
}

/// A percentage of which that many thousandths of a bit are known is not explained by any base.
const TELLING: i32 = 4000;

/// The bases that give a percentage with one of the three quantities right before it, where that is no chance.
fn explained(mentions: &Mentions, pool: &Pool, percent: FigureId, printed: Printed) -> Vec<Explained> {
    // a round percentage is explained by the nearest part alone, since three of them would soon do so by chance
    let sharp = super::digits::resolution(printed) >= 7000;
    if super::digits::resolution(printed) < TELLING {
        return Vec::new();
    }
    let near =
        pool.before.iter().copied().enumerate().take(if sharp { 3 } else { 1 }).filter(|(_, part)| percent.since(*part) <= 6);
    let mut found: Vec<Explained> = Vec::new();
    for whole in pool.all() {
        let of = &mentions[whole];
        let explains = |part: FigureId| {
            let part_value = mentions[part].value;
            part != whole
                && part_value <= of.value
                && printed.of(part_value, of.value).is_some_and(|x| (x - printed.exact()).abs() <= printed.slack)
        };
        let place = near.clone().find(|&(_, part)| explains(part));
        found.extend(place.map(|(place, part)| Explained { part, whole, place: place as u8 }));
    }
    found
}

/// What each base in scope is to the neighbours of a percentage, and where their parts stand.
#[derive(Default)]
pub(super) struct Supports {
    by_value: Vec<(i128, Support)>,
    /// Parts and wholes that give a neighbour.
    taken: Vec<(FigureId, FigureId)>,
    pub(super) place: Option<u8>,
    /// How many neighbours are worded alike, and sharp enough to be explained by no chance.
    pub(super) alike: u8,
}

impl Supports {
    pub(super) fn of(&self, mentions: &Mentions, whole: FigureId) -> Support {
        let value = mentions[whole].value;
        self.by_value.iter().find(|(known, _)| *known == value).map_or(Support::default(), |(_, support)| *support)
    }

    /// Whether the pair gives a neighbour already.
    pub(super) fn is_taken(&self, part: FigureId, whole: FigureId) -> bool {
        self.taken.contains(&(part, whole))
    }

    pub(super) fn most(&self) -> u8 {
        self.by_value.iter().map(|(_, support)| support.neighbours).max().unwrap_or_default()
    }
}

/// Neighbours before and after a percentage that are asked.
const BEFORE: usize = 5;
const AFTER: usize = 4;

/// The percentages beside one, the nearest first, those before first.
pub(super) fn neighbours<'m>(mentions: &'m Mentions, percents: &'m [FigureId], at: usize) -> impl Iterator<Item = FigureId> + 'm {
    let own = mentions[percents[at]].paragraph;
    let near = move |other: &&FigureId| own.distance(mentions[**other].paragraph) <= 1;
    let before = percents[..at].iter().rev().take_while(near).take(BEFORE);
    let after = percents[at + 1..].iter().take_while(near).take(AFTER);
    before.chain(after).copied()
}

/// Whether two percentages are stated in the same words, of a base of the same name.
pub(super) fn is_worded_alike(mentions: &Mentions, scopes: &IdVec<FigureId, Option<Scope>>, a: FigureId, b: FigureId) -> bool {
    let wording = |figure: FigureId| scopes[figure].as_ref().map(|scope| scope.wording);
    wording(a) == wording(b) && base(&mentions[a]) == base(&mentions[b])
}

pub(super) fn supports(
    mentions: &Mentions,
    scopes: &IdVec<FigureId, Option<Scope>>,
    percents: &[FigureId],
    at: usize,
) -> Supports {
    let percent = percents[at];
    let own = &mentions[percent];
    let Some(_) = &scopes[percent] else { return Supports::default() };
    let mut supports = Supports::default();
    for other in neighbours(mentions, percents, at) {
        let Some(theirs) = &scopes[other] else { continue };
        let is_alike = is_worded_alike(mentions, scopes, percent, other);
        supports.alike += u8::from(is_alike && super::digits::resolution(theirs.printed) >= TELLING);
        let mut counted: Vec<i128> = Vec::new();
        for explained in &theirs.explained {
            supports.taken.push((explained.part, explained.whole));
            let value = mentions[explained.whole].value;
            if counted.contains(&value) {
                continue;
            }
            counted.push(value);
            let index = supports.by_value.iter().position(|(known, _)| *known == value).unwrap_or_else(|| {
                supports.by_value.push((value, Support::default()));
                supports.by_value.len() - 1
            });
            let support = &mut supports.by_value[index].1;
            support.neighbours += 1;
            support.near += u8::from(mentions[other].sentence == own.sentence);
            let same_base = base(&mentions[other]) == base(own);
            support.alike += u8::from(is_alike);
            support.other += u8::from(!same_base);
            if other < percent && supports.place.is_none() {
                supports.place = Some(explained.place);
            }
        }
    }
    supports
}

/// What the base of a share is called, if it is.
fn base<'a>(mention: &super::mention::Mention<'a>) -> &'a str {
    match mention.stated {
        Stated::Share(base) => base,
        Stated::Rate(_) | Stated::Level => "",
    }
}
