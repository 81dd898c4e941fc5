//! Lists and their counts: A村、B村和C村3个, 新洲、北惯等6个, 区、镇、村三级.

use super::draft::{Draft, plain};
use super::judge::Outcome;
use super::scene::Scene;
use super::verdict::{Kind, Role};
use super::working::Working;
use crate::figures::Class;
use crate::ids::FigureId;
use crate::severity::Certainty;
use crate::source::Span;

/// Every list whose count is printed after it.
pub(super) fn lists(scene: &Scene) -> Vec<Draft> {
    let counts = scene.figures.ids().filter(|&figure| {
        let printed = &scene.figures[figure];
        !scene.cues[figure].tabular
            && printed.class == Class::Quantity
            && printed.is_exact()
            && printed.unit.is_some()
            && printed.decimal.mantissa < 100
    });
    counts.filter_map(|count| read(scene, count)).collect()
}

fn read(scene: &Scene, count: FigureId) -> Option<Draft> {
    let figure = &scene.figures[count];
    let before = scene.between(list_start(scene, count), figure.number.start).trim_end();
    let open = before.ends_with('等');
    let list = before.strip_suffix('等').unwrap_or(before);
    let items = items(list);
    if open {
        return Some(open_list(scene, count, items.len()));
    }
    if items.len() < 2 || !list.contains('、') || !is_parallel(&items) {
        return None;
    }
    // a list of three before 44 is no list of the 44
    let near = (items.len() as i128).abs_diff(figure.decimal.mantissa) <= 2;
    let right = items.len() as i128 == figure.decimal.mantissa;
    // a wrong count needs the counted noun: 镇 are no 村
    let noun = items[0]
        .chars()
        .next_back()
        .is_some_and(|last| items.iter().all(|item| item.ends_with(last)) && scene.tail(count).contains(last));
    // 「在青桥、石浦、云栖、柳林、白鹭6个镇」: so many names of one length are no accident
    let length = |item: &str| item.chars().count();
    let names =
        items.len() >= 4 && items[1..].iter().all(|item| length(item) == length(items[1])) && (2..=3).contains(&length(items[1]));
    let one_end = items.len() >= 4
        && items.iter().all(|item| item.chars().next_back() == items[0].chars().next_back())
        && ["单位", "部门"].iter().any(|noun| scene.tail(count).starts_with(noun));
    let beside = (items.len() as i128).abs_diff(figure.decimal.mantissa) == 1 && !scene.tail(count).is_empty();
    (right || (near && noun) || ((names || one_end) && beside)).then(|| closed_list(scene, count, &items))
}

/// Where the enumeration before the count may begin: after the last mark other than 、, or the last figure.
fn list_start(scene: &Scene, count: FigureId) -> u32 {
    let figure = &scene.figures[count];
    let own = &scene.document.clauses[figure.clause];
    let first = scene.document.sentences[own.sentence].clauses.start;
    let mut start = own.span.start;
    for clause in scene.document.clauses[first.until(figure.clause)].iter().rev().take(120) {
        if clause.end != Some('、') {
            break;
        }
        start = clause.span.start;
    }
    let previous = count.previous().map_or(0, |before| scene.figures[before].span.end);
    start.max(previous)
}

/// The items between 、, 和, 与, 及 and 以及.
fn items(list: &str) -> Vec<&str> {
    let mut items: Vec<&str> = list.split('、').collect();
    if let Some(last) = items.pop() {
        let joint = ["以及", "和", "与", "及"]
            .iter()
            .find_map(|word| last.rsplit_once(word).filter(|(a, b)| a.chars().count() >= 1 && b.chars().count() >= 1));
        match joint {
            Some((a, b)) => items.extend([a, b]),
            None => items.push(last),
        }
    }
    // 「培育了龙潭村、…」: what leads up to the first item is no part of it
    if let Some(first) = items.first_mut() {
        *first = first.rsplit(['了', '对', '在', '的']).next().unwrap_or(first);
    }
    items.into_iter().map(str::trim).filter(|item| !item.is_empty()).collect()
}

/// Whether the items after the first are names of one kind: short, and with the same last character (村、村、村) or of one
/// length (区、镇、村). The first one carries the words that lead up to the list.
fn is_parallel(items: &[&str]) -> bool {
    let last = |item: &str| item.chars().last();
    let length = |item: &str| item.chars().count();
    let rest = &items[1..];
    let same_end = items.iter().all(|item| last(item) == last(items[0]));
    let same_length = items.len() >= 3 && rest.iter().all(|item| length(item) == length(rest[0]) && length(item) <= 4);
    (same_end && rest.iter().all(|item| length(item) <= 16)) || same_length
}

/// 「新洲、北惯等6个」: what is listed may fall short of the count, never exceed it; but what stands before 等 is not
/// always the list itself, so a breach stays unchecked.
fn open_list(scene: &Scene, count: FigureId, listed: usize) -> Draft {
    let stated = scene.figures[count].decimal.mantissa;
    let outcome = if (listed as i128) <= stated { Outcome::equal() } else { Outcome::Open };
    let working = Working::Listed { items: listed, count };
    plain(scene, Kind::Bound, outcome, Certainty::Likely, vec![(Role::Count, count)], working).stating(count)
}

fn closed_list(scene: &Scene, count: FigureId, items: &[&str]) -> Draft {
    let figure = &scene.figures[count];
    let outcome = if items.len() as i128 == figure.decimal.mantissa { Outcome::equal() } else { Outcome::unequal(None) };
    let working = Working::Items(items.iter().map(|item| scene.place_of(item)).collect());
    let claim = plain(scene, Kind::List, outcome, Certainty::Likely, vec![(Role::Count, count)], working).stating(count);
    let span = Span { start: list_start(scene, count), end: figure.span.end };
    Draft { span, ..claim }
}
