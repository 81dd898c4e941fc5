//! One thing stated twice in one report: 全年受理行政复议申请463件 … 受理行政复议申请436件; 查处5178起 … 从查处的5178起看; 14582万吨（2916亿斤）.
//! Of an indicator the words must be the same to the character, speak of the whole report's period, and name a thing, so that little
//! is said; but what is said is sure.

use std::collections::HashMap;

use super::draft::{Draft, claim, is_slip_off, plain};
use super::formula::Formula;
use super::judge::{Outcome, resolution};
use super::scene::{Facet, Scene, contains_any};
use super::slip::one_digit_apart;
use super::verdict::{Kind, Role, Verdict};
use super::working::Working;
use crate::figures::{Class, Kinship};
use crate::ids::FigureId;
use crate::severity::Certainty;

/// The fewest characters that name an indicator: 受理行政复议申请 has eight, 受理案件 four.
const NAME: usize = 6;

/// How many counts before one that is taken up are compared with it.
const TAKEN_UP: usize = 40;

/// What a unit holds of a smaller one.
const CONVERSIONS: &[(&str, &str, i128)] = &[
    ("吨", "斤", 2000),
    ("吨", "公斤", 1000),
    ("公斤", "斤", 2),
    ("公顷", "亩", 15),
    ("平方公里", "亩", 1500),
    ("平方公里", "公顷", 100),
    ("小时", "分钟", 60),
];

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

/// Everything that is stated twice.
pub(super) fn restatements(scene: &Scene) -> Vec<Draft> {
    let mut claims = indicators(scene);
    claims.extend(scene.figures.ids().filter_map(|figure| converted(scene, figure).or_else(|| taken_up(scene, figure))));
    claims
}

/// Every later statement of an indicator, against the first one.
fn indicators(scene: &Scene) -> Vec<Draft> {
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

/// A whole count of running text that stands by itself.
fn is_stated(scene: &Scene, figure: FigureId) -> bool {
    let lone = scene.figures.get(figure.next()).is_none_or(|next| next.span.start != scene.figures[figure].span.end);
    is_whole_count(scene, figure) && !scene.cues[figure].opens_parts && lone
}

/// A count of running text, outside brackets, with digits enough.
fn is_whole_count(scene: &Scene, figure: FigureId) -> bool {
    let printed = &scene.figures[figure];
    scene.is_level(figure)
        && printed.class == Class::Quantity
        && printed.hedge().is_none()
        && scene.cues[figure].depth == 0
        && printed.decimal.significant_digits() >= 3
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
    Some(told_twice(scene, earlier, later, outcome))
}

fn told_twice(scene: &Scene, earlier: FigureId, later: FigureId, outcome: Outcome) -> Draft {
    let roles = vec![(Role::Operand, earlier), (Role::Total, later)];
    plain(scene, Kind::Restatement, outcome, Certainty::Likely, roles, Working::Restated(earlier)).stating(later)
}

/// 「从查处的5178起问题看」, 「这5178起案件中」: the words take up a number that was told before. The same number of the same unit
/// stands there; another one may be of another thing.
fn taken_up(scene: &Scene, figure: FigureId) -> Option<Draft> {
    let printed = &scene.figures[figure];
    let label = scene.label(figure);
    let is_taken_up = label.ends_with(['这', '该'])
        || label.ends_with("上述")
        || label.starts_with(['从', '在', '对']) && label.ends_with('的') && scene.cues[figure].facet == Facet::Level;
    if !is_taken_up || !is_whole_count(scene, figure) {
        return None;
    }
    let alike = |&earlier: &FigureId| {
        scene.is_level(earlier) && scene.kinship(earlier, figure) == Kinship::Same && !same_place(scene, earlier, figure)
    };
    let tried: Vec<FigureId> = scene.before(figure).filter(alike).take(TAKEN_UP).collect();
    let telling = resolution(printed) >= 20 * i128::try_from(tried.len()).ok()?;
    let same = tried.iter().find(|&&earlier| scene.figures[earlier].value() == printed.value());
    if let Some(&earlier) = same.filter(|_| telling) {
        return Some(told_twice(scene, earlier, figure, Outcome::equal()));
    }
    // 「查处5178起…从查处的5138起看」: what is taken up has the name of the one before, and one digit is wrong
    let verb = label.trim_start_matches(['从', '在', '对']).trim_end_matches('的');
    let is_slip = |earlier: FigureId| {
        let before = &scene.figures[earlier];
        verb.chars().count() >= 2
            && before.hedge().is_none()
            && before.scale == printed.scale
            && scene.label(earlier).contains(verb)
            && one_digit_apart(before.decimal, printed.decimal)
    };
    let earlier = *tried.first().filter(|&&earlier| same.is_none() && is_slip(earlier))?;
    Some(told_twice(scene, earlier, figure, Outcome::unequal(Some(scene.figures[earlier].decimal))))
}

/// 「14582万吨（2916亿斤）」: a bracket tells the same amount in another unit. One digit may be wrong.
fn converted(scene: &Scene, figure: FigureId) -> Option<Draft> {
    let printed = &scene.figures[figure];
    let whole = figure.previous()?;
    let opened = scene.between(scene.figures[whole].span.end, printed.span.start);
    let opened = opened.trim_end_matches(['约', '合', '即', '折']);
    let bracketed = matches!(opened, "（" | "(") && scene.source.after(printed.span).starts_with(['）', ')']);
    if !bracketed || printed.decimal.significant_digits() < 3 {
        return None;
    }
    let (large, small) = (scene.unit(whole)?, scene.unit(figure)?);
    let factor = |large: &str, small: &str| CONVERSIONS.iter().find(|(a, b, _)| *a == large && *b == small).map(|&(.., n)| n);
    let formula = Formula::of(scene, Role::Operand, whole);
    let formula = match (factor(large, small), factor(small, large)) {
        (Some(factor), _) => formula.times(factor)?,
        (_, Some(factor)) => formula.over(Formula::constant(factor))?,
        (None, None) => return None,
    };
    let claim = claim(scene, Kind::Restatement, formula, Role::Total, figure, Certainty::Proven);
    (claim.verdict() == Verdict::Consistent || is_slip_off(scene, &claim, 0)).then_some(claim)
}

/// Two figures of one sentence are two things, not one stated twice.
fn same_place(scene: &Scene, earlier: FigureId, later: FigureId) -> bool {
    scene.cues[earlier].sentence == scene.cues[later].sentence
}
