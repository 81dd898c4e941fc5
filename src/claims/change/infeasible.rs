//! Growth without a base: 收到240件，同比下降24.76%. The earlier value is not printed, but it was a whole number: there must be
//! one from which 240 is a fall of 24.76%. This is the reasoning of the GRIM test (Brown and Heathers, 2017), for growth.

use super::Reading;
use crate::claims::draft::{Draft, plain};
use crate::claims::judge::{Outcome, whole_numbers};
use crate::claims::scene::{Direction, Facet, Scene, contains_any};
use crate::claims::verdict::{Kind, Reason, Role};
use crate::claims::working::{Base, Working};
use crate::figures::Figure;
use crate::ids::FigureId;
use crate::number::{Decimal, Exact, Interval};
use crate::severity::Certainty;

/// What can be said of a growth rate that stands right after the count that grew.
pub(super) fn without_base(scene: &Scene, growth: FigureId) -> Option<Draft> {
    let Facet::Delta(direction) = scene.cues[growth].facet else { return None };
    let reading = Reading { scene, growth, direction };
    let current = growth.previous().filter(|&current| is_counted(scene, growth, current))?;
    let stated = &scene.figures[growth];
    let count = scene.figures[current].count().filter(|&count| count > 0)?;
    let compared = contains_any(scene.label(growth), &["同比", "比上年", "较上年", "比去年", "较去年", "环比"]);
    if !compared
        || stated.hedge().is_some()
        || stated.decimal.places == 0
        || stated.scale != 0
        || stated.is_negative()
        || !reading.is_of(scene.label(current))
    {
        return None;
    }
    let base = |per_cent: Exact| base(count, per_cent, direction);
    let rounded = whole_within(&stated.interval(), base)?;
    let cut = whole_within(&stated.amount().truncation_interval(), base)?;
    let (low, high) = (base(end(&stated.interval(), false)?)?, base(end(&stated.interval(), true)?)?);
    // with a larger base some whole number always fits
    if high.checked_sub(low)?.abs() >= Exact::from(1) {
        return None;
    }
    let roles = vec![(Role::Current, current), (Role::Rate, growth)];
    let (kind, outcome, base) = match rounded.or(cut) {
        Some(whole) => (Kind::Bound, Outcome::equal(), Base::May(whole)),
        None => {
            let sides = Base::Between(neighbours(count, stated, direction)?);
            (Kind::Change, Outcome::Impossible(Reason::NoWholeBase), sides)
        }
    };
    let working = Working::UnknownBase { current, growth, direction, base };
    Some(plain(scene, kind, outcome, Certainty::Likely, roles, working).stating(growth))
}

/// A whole number of things in the same sentence, with its own words, and no other count beside it.
fn is_counted(scene: &Scene, growth: FigureId, current: FigureId) -> bool {
    let unit = scene.figures[current].classifier.is_some_and(|unit| unit.is_counted());
    let here =
        scene.cues[current].sentence == scene.cues[growth].sentence && scene.cues[current].depth == scene.cues[growth].depth;
    let series = current.previous().is_some_and(|before| {
        scene.is_next_of_list(current) || scene.figures[current].span.start == scene.figures[before].span.end
    });
    unit && here && scene.is_level(current) && !series && !scene.label(growth).contains("分别")
}

/// What `count` was before it grew, or fell, by so many per cent.
fn base(count: i128, per_cent: Exact, direction: Direction) -> Option<Exact> {
    let change = per_cent.checked_div(100)?;
    let one = Exact::from(1);
    let factor = if direction == Direction::Up { one.checked_add(change)? } else { one.checked_sub(change)? };
    if factor.is_positive() { Exact::from(count).checked_div(factor) } else { None }
}

fn end(interval: &Interval, high: bool) -> Option<Exact> {
    if high { interval.high.map(|end| end.value) } else { interval.low.map(|end| end.value) }
}

/// A whole number among the bases that the printed rates admit. The outer `None` where they cannot be told.
fn whole_within(rates: &Interval, base: impl Fn(Exact) -> Option<Exact>) -> Option<Option<i128>> {
    let (a, b) = (base(end(rates, false)?)?, base(end(rates, true)?)?);
    let (low, high) = if a < b { (a, b) } else { (b, a) };
    Some(whole_numbers(low, high).next())
}

/// 318→24.53%、319→24.76%: the rates that the whole numbers on both sides give.
fn neighbours(count: i128, stated: &Figure, direction: Direction) -> Option<Vec<(i128, Decimal)>> {
    let below = base(count, stated.value(), direction)?.floor();
    let shown = |before: i128| {
        let change = if direction == Direction::Up { count - before } else { before - count };
        let rate = Decimal::rounded(Exact::new(change.checked_mul(100)?, before), stated.decimal.places)?;
        Some((before, rate))
    };
    let sides = [below, below + 1].into_iter().filter(|&before| before > 0).filter_map(shown).collect::<Vec<_>>();
    (!sides.is_empty()).then_some(sides)
}
