//! Lists and their counts: A村、B村和C村3个, 新洲、北惯等6个, 区、镇、村三级; 3个市：A市、B市和C市; 排在前三位的是A、B、C.

use super::draft::{Draft, plain};
use super::judge::Outcome;
use super::scene::Scene;
use super::verdict::{Kind, Role};
use super::working::Working;
use crate::figures::Class;
use crate::ids::FigureId;
use crate::severity::Certainty;
use crate::source::Span;
use crate::words::first;

/// The largest count of which a list is looked for.
const MOST: i128 = 99;
/// How many characters after a count its list is read.
const REACH: usize = 800;
/// What has names of its own, so that a list of names is one of these: 7个省.
const BODIES: &[&str] = &["省", "市", "县", "区", "镇", "乡", "村", "街道", "社区", "部门", "单位"];
/// How long the names of what 分别是 lists may be to be counted.
const SHORT: usize = 6;
/// The most characters between a count and what opens its list: 个事业单位.
const NOUN: usize = 12;

/// Every list whose count is printed after it or before it.
pub(super) fn lists(scene: &Scene) -> Vec<Draft> {
    let counts = scene.figures.ids().filter(|&figure| is_count(scene, figure));
    counts.filter_map(|count| before(scene, count).or_else(|| ranked(scene, count)).or_else(|| after(scene, count))).collect()
}

/// Whether a figure may count a list: 3个, and the 5 of 前5.
fn is_count(scene: &Scene, figure: FigureId) -> bool {
    let printed = &scene.figures[figure];
    !scene.cues[figure].tabular
        && printed.class == Class::Quantity
        && printed.is_exact()
        && (printed.unit.is_some() || is_of_first(scene, figure))
        && printed.decimal.mantissa <= MOST
}

/// The first so many of an order: 排在前三位.
fn is_of_first(scene: &Scene, count: FigureId) -> bool {
    scene.label(count).ends_with('前')
}

/// The list right before its count.
fn before(scene: &Scene, count: FigureId) -> Option<Draft> {
    let figure = &scene.figures[count];
    let before = scene.between(list_start(scene, count), figure.number.start).trim_end();
    // 「“满意、基本满意和不满意”3种评价」
    let before = before.strip_suffix('”').and_then(|quoted| quoted.rsplit_once('“')).map_or(before, |(_, quoted)| quoted);
    let open = before.ends_with('等');
    let list = before.strip_suffix('等').unwrap_or(before);
    let items = items(list);
    if open {
        return Some(open_list(scene, count, items.len()));
    }
    if items.len() < 2 || !list.contains('、') {
        return None;
    }
    let right = items.len() as i128 == figure.decimal.mantissa;
    if !is_parallel(&items) {
        // of so many items side by side with their number it is hardly by chance the right one
        return (right && is_telling(scene, count, &items)).then(|| closed_list(scene, count, &items));
    }
    // a list of three before 44 is no list of the 44
    let near = (items.len() as i128).abs_diff(figure.decimal.mantissa) <= 2;
    // a wrong count needs the counted noun: 镇 are no 村
    let noun = is_of_noun(&items, scene.tail(count));
    // 「在青桥、石浦、云栖、柳林、白鹭6个镇」: so many names of one length are no accident
    let length = |item: &str| item.chars().count();
    let names =
        items.len() >= 4 && items[1..].iter().all(|item| length(item) == length(items[1])) && (2..=3).contains(&length(items[1]));
    let one_end = items.len() >= 4
        && items.iter().all(|item| item.chars().next_back() == items[0].chars().next_back())
        && ["单位", "部门"].iter().any(|noun| scene.tail(count).starts_with(noun));
    let off = (items.len() as i128).abs_diff(figure.decimal.mantissa);
    let of_bodies = BODIES.iter().any(|body| scene.tail(count).starts_with(body));
    let beside = off == 1 && !scene.tail(count).is_empty() || off <= 3 && of_bodies;
    (right || (near && noun) || ((names || one_end) && beside)).then(|| closed_list(scene, count, &items))
}

/// Whether items of different kinds are hardly by chance as many as the number behind them says: 「两位数增长」 and 「二级旧里」 count no
/// two, 「残疾人两项补贴」 other two.
fn is_telling(scene: &Scene, count: FigureId, items: &[&str]) -> bool {
    let unit = scene.unit(count).unwrap_or_default();
    let is_short = || items.iter().all(|item| item.chars().count() <= 2);
    match items.len() {
        0..=2 if unit == "级" => is_short(),
        0..=2 => !scene.tail(count).is_empty() && !matches!(unit, "件" | "位" | "项"),
        3 => !scene.tail(count).is_empty() && unit != "件",
        _ => true,
    }
}

/// 「占道经营、乱堆物料和暴露垃圾位列前三」: what was ranked stands before the place that it takes. Who writes 等 may name them all
/// or not.
fn ranked(scene: &Scene, count: FigureId) -> Option<Draft> {
    let figure = &scene.figures[count];
    let before = scene.between(list_start(scene, count), figure.number.start).strip_suffix('前')?;
    let at = ["位列", "位居", "居于", "分列", "排名", "排在"].iter().filter_map(|word| before.rfind(word)).min()?;
    let items = items(before[..at].trim_end_matches(['等', '分', '别']));
    (items.len() >= 2 && items.len() as i128 == figure.decimal.mantissa).then(|| closed_list(scene, count, &items))
}

/// The list that a count opens: 「4个市：玉泉市、…和贺川市」, 「8个（分别是…）」, 「前三位的是…」, 「分为五类：一是…；二是…」.
fn after(scene: &Scene, count: FigureId) -> Option<Draft> {
    let figure = &scene.figures[count];
    let end = scene.document.sentences[scene.cues[count].sentence].span.end;
    let Opening { noun, text, told } = opening(scene.between(figure.span.end, end), is_of_first(scene, count))?;
    let stretch = pieces(text, |c| matches!(c, '，' | ',' | '；' | ';' | '。' | '\n'))[0];
    let stated = usize::try_from(figure.decimal.mantissa).ok().filter(|&stated| stated >= 2)?;
    if stretch.ends_with('等') {
        return None;
    }
    let whole = pieces(stretch, |c| c == '、');
    let split = divided(stretch);
    if let Some(items) = [&split, &whole].into_iter().find(|items| items.len() == stated) {
        return Some(closed_list(scene, count, items));
    }
    let stages = pieces(text.trim_end().trim_end_matches(['。', '；', ';']), |c| matches!(c, '；' | ';'));
    if stages.len() == stated && stated >= 3 {
        let names: Vec<&str> = stages.iter().map(|stage| heading(stage)).collect();
        return Some(closed_list(scene, count, &names));
    }
    // of names that end alike none is two; of others 、 may divide one, so that only too few are too few
    let noun = if is_of_first(scene, count) { split.last().copied().unwrap_or_default() } else { noun };
    let alike = is_of_noun(&split, noun);
    let short = told && split.len() < stated && split.iter().all(|item| (2..=SHORT).contains(&item.chars().count()));
    let is_wrong = whole.len() >= 3
        && (alike || short)
        && !may_go_on(&text[stretch.len()..])
        && !stretch.contains(|c: char| c.is_ascii_digit());
    is_wrong.then(|| closed_list(scene, count, &split))
}

/// Whether a list may go on behind its last item: behind a comma, where no word turns to what is said of it.
fn may_go_on(rest: &str) -> bool {
    let rest = rest.trim_start();
    let behind_comma = rest.strip_prefix(['，', ',']);
    behind_comma.is_some_and(|rest| !["其中", "占", "均", "共", "合计"].iter().any(|word| rest.trim_start().starts_with(word)))
}

/// What opens a list behind its count.
struct Opening<'t> {
    /// What is counted: 市 of 「4个市：」.
    noun: &'t str,
    /// The list and what follows.
    text: &'t str,
    /// Whether 分别是 or the like opens it.
    told: bool,
}

/// 「8个（分别是…）」, 「8个，分别是…」, 「4个市：…」, and 「前三位的是…」 of the first so many.
fn opening(text: &str, is_of_first: bool) -> Option<Opening<'_>> {
    let told = ["分别是", "分别为", "分别有", "依次是", "依次为", "依次有"];
    let of_order = ["的是", "为", "是"];
    let head = first(text, NOUN + 6);
    let place = |word: &&str| head.find(*word).map(|at| (at, at + word.len()));
    let words = told.iter().chain(if is_of_first { &of_order[..] } else { &[] });
    let word = words.filter_map(place).min_by_key(|&(at, end)| (at, std::cmp::Reverse(end)));
    let colon = head.char_indices().find(|&(_, c)| matches!(c, '：' | ':')).map(|(at, c)| (at, at + c.len_utf8()));
    let (at, end) = [word, colon].into_iter().flatten().min()?;
    let told = word == Some((at, end));
    let noun = text[..at].trim();
    let (is_bracketed, is_apart) = (noun.starts_with(['（', '(']), noun.starts_with(['，', ',']));
    let noun = noun.trim_start_matches(['（', '(', '，', ',']);
    let list = first(text[end..].trim_start_matches(['：', ':', ' ', '\u{a0}']), REACH);
    let list = if is_bracketed { &list[..list.find(['）', ')'])?] } else { list };
    let is_noun = |c: char| !c.is_ascii_digit() && !matches!(c, '，' | ',' | '、' | '；' | ';' | '。');
    let is_beside = !(is_bracketed || is_apart) || told && noun.is_empty();
    (is_beside && noun.chars().count() <= NOUN && noun.chars().all(is_noun)).then_some(Opening { noun, text: list, told })
}

/// A text cut at marks outside brackets and quotations.
fn pieces(text: &str, is_mark: impl Fn(char) -> bool) -> Vec<&str> {
    let (mut depth, mut start, mut pieces) = (0_u32, 0, Vec::new());
    for (at, c) in text.char_indices() {
        match c {
            '（' | '(' | '“' | '《' => depth += 1,
            '）' | ')' | '”' | '》' => depth = depth.saturating_sub(1),
            _ if depth == 0 && is_mark(c) => {
                pieces.push(text[start..at].trim());
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    pieces.push(text[start..].trim());
    pieces
}

/// What a stage of a list is called: 一是财政类 of 「一是财政类20件，占15.6%」.
fn heading(stage: &str) -> &str {
    stage.split(|c: char| c.is_ascii_digit() || matches!(c, '，' | ',' | '：' | ':')).next().unwrap_or(stage)
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

/// The items of a list before its count. 「培育了龙潭村、…」: what leads up to the first item is no part of it.
fn items(list: &str) -> Vec<&str> {
    let mut items = divided(list);
    if let Some(first) = items.first_mut() {
        *first = first.rsplit(['了', '对', '在', '的']).next().unwrap_or(first).trim();
    }
    items.retain(|item| !item.is_empty());
    items
}

/// What stands between 、, 和, 与, 及 and 以及.
fn divided(list: &str) -> Vec<&str> {
    let mut items = pieces(list, |c| c == '、');
    if let Some(last) = items.pop() {
        let joint = ["以及", "和", "与", "及"]
            .iter()
            .find_map(|word| last.rsplit_once(word).filter(|(a, b)| a.chars().count() >= 1 && b.chars().count() >= 1));
        match joint {
            Some((a, b)) => items.extend([a, b]),
            None => items.push(last),
        }
    }
    items.into_iter().map(str::trim).filter(|item| !item.is_empty()).collect()
}

/// Whether all items end in one character, which the counted noun has, too: 镇 are no 村.
fn is_of_noun(items: &[&str], noun: &str) -> bool {
    let ending = |item: &&str| item.chars().next_back();
    let last = items.first().and_then(ending);
    last.is_some_and(|last| noun.contains(last)) && items.iter().all(|item| ending(item) == last)
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
    let listed = items.iter().map(|item| scene.place_of(item)).reduce(Span::cover);
    let span = listed.map_or(figure.span, |listed| listed.cover(figure.span));
    Draft { span, ..claim }
}
