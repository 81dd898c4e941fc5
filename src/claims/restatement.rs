//! One indicator stated twice in one report: 全年受理行政复议申请463件 … 受理行政复议申请436件. The words must be the same to the
//! character, speak of the whole report's period, and name a thing, so that little is said; but what is said is sure.

use std::collections::HashMap;

use super::draft::{Draft, plain};
use super::judge::Outcome;
use super::scene::{Scene, contains_any};
use super::slip::one_digit_apart;
use super::verdict::{Kind, Role};
use super::working::Working;
use crate::figures::Class;
use crate::ids::FigureId;
use crate::severity::Certainty;

/// The fewest characters that name an indicator: 受理行政复议申请 has eight, 受理案件 four.
const NAME: usize = 6;

/// Words for a part of the year, of the place or of the whole: what they qualify is another indicator.
const QUALIFIED: &[&str] = &[
    "季度",
    "上半年",
    "下半年",
    "本月",
    "当月",
    "月份",
    "去年",
    "上年",
    "往年",
    "历年",
    "累计",
    "以来",
    "期间",
    "其中",
    "新增",
    "分别",
    "计划",
    "目标",
    "力争",
    "同期",
    "五年",
    "每",
    "平均",
    "各",
];

/// Words that lead up to a name and narrow nothing.
const LEADING: &[&str] = &[
    "全年",
    "今年",
    "本年度",
    "本年",
    "年度",
    "我县",
    "我区",
    "我市",
    "全县",
    "全区",
    "全市",
    "共计",
    "总计",
    "共",
    "年",
    "已",
    "，",
    "的",
];

/// Every later statement of an indicator, against the first one.
pub(super) fn restatements(scene: &Scene) -> Vec<Draft> {
    let mut first: HashMap<(String, &str), FigureId> = HashMap::new();
    let mut claims = Vec::new();
    for figure in scene.figures.ids().filter(|&figure| is_stated(scene, figure)) {
        let Some(name) = name(scene, figure) else { continue };
        let unit = scene.unit(figure).unwrap_or_default();
        match first.get(&(name.clone(), unit)) {
            Some(&earlier) => claims.extend(read(scene, earlier, figure)),
            None => {
                first.insert((name, unit), figure);
            }
        }
    }
    claims
}

/// A whole count of running text, outside brackets.
fn is_stated(scene: &Scene, figure: FigureId) -> bool {
    let printed = &scene.figures[figure];
    let lone = scene.figures.get(figure.next()).is_none_or(|next| next.span.start != printed.span.end);
    scene.is_level(figure)
        && printed.class == Class::Quantity
        && printed.hedge().is_none()
        && scene.cues[figure].depth == 0
        && !scene.cues[figure].opens_parts
        && printed.decimal.significant_digits() >= 3
        && lone
}

/// The words of the clause before the figure, without those that only lead up to them, and those right after it.
fn name(scene: &Scene, figure: FigureId) -> Option<String> {
    let printed = &scene.figures[figure];
    let clause = scene.document.clauses[printed.clause].span;
    let head = scene.between(clause.start, printed.span.start).trim();
    // a date, a figure or a qualification in the clause makes it another indicator
    if head.contains(|c: char| c.is_ascii_digit()) && !head.starts_with("20") || contains_any(head, QUALIFIED) {
        return None;
    }
    let mut name = head.trim_start_matches(|c: char| c.is_ascii_digit());
    let year = &head[..head.len() - name.len()];
    while let Some(rest) = LEADING.iter().find_map(|word| name.strip_prefix(word)) {
        name = rest;
    }
    let name = name.trim_end_matches(['共', '达', '为', '了', '计']);
    let full = format!("{year}|{name}|{}", scene.tail(figure));
    (name.chars().count() >= NAME && !name.contains(|c: char| c.is_ascii_digit())).then_some(full)
}

/// Two values of one name: equal, or a digit apart. What is further apart may be of another scope.
fn read(scene: &Scene, earlier: FigureId, later: FigureId) -> Option<Draft> {
    let (a, b) = (&scene.figures[earlier], &scene.figures[later]);
    if same_place(scene, earlier, later) {
        return None;
    }
    let outcome = match a.value() == b.value() {
        true => Outcome::equal(),
        false if a.scale == b.scale && one_digit_apart(a.decimal, b.decimal) => Outcome::unequal(Some(a.decimal)),
        false => return None,
    };
    let roles = vec![(Role::Operand, earlier), (Role::Total, later)];
    Some(plain(scene, Kind::Restatement, outcome, Certainty::Likely, roles, Working::Restated(earlier)).stating(later))
}

/// Two figures of one sentence are two things, not one stated twice.
fn same_place(scene: &Scene, earlier: FigureId, later: FigureId) -> bool {
    scene.cues[earlier].sentence == scene.cues[later].sentence
}
