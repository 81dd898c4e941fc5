//! Q102: a figure made vague by two words.

use regex::Captures;

use crate::finding::{Finding, Repair};
use crate::rules::Context;
use crate::rules::pattern::{Pattern, has};
use crate::rules::prose::{Passage, Prose};

rule! {
    /// 一个数字前后用了两个概数词。
    /// A figure is hedged by two words where one would do.
    ///
    /// # 为什么
    /// 「约」已说明是大概，再加「多」「左右」就重复；「近」说不足，「以上」说超过，放在一起还互相矛盾。
    ///
    /// # Why
    /// 约 says that a figure is not exact, and 多 or 左右 says it again; 近 means less and 以上 means more, and together they
    /// contradict each other.
    ///
    /// # 来源
    /// 惯例：概数词前后只用一个。
    ///
    /// # 例
    /// ```bad
    /// 审核合同涉及金额⟦约20多亿元⟧，培训⟦近200人左右⟧，巡查⟦超过50件次以上⟧。
    /// ```
    /// ```fixed
    /// 审核合同涉及金额20多亿元，培训近200人左右，巡查超过50件次。
    /// ```
    /// ```bad
    /// 全年走访企业⟦大约近300家⟧，开展宣传⟦近百余场⟧，挽回损失⟦至少1000万元以上⟧。
    /// ```
    /// ```fixed
    /// 全年走访企业大约近300家，开展宣传近百余场，挽回损失至少1000万元。
    /// ```
    /// ```good
    /// 涉及金额20多亿元，培训约200人，签约50余家，节约300余万元，最近10余天接待近百人。
    /// ```
    /// ```good
    /// 近10余年来累计建成驿站60余个，超过50家企业参加，从业20年以上的约30人。
    /// ```
    Q102 "hedged-twice", Warning, Practice, fix Safe => check
}

/// Hedges that stand before a number; of several that begin in the same way, the longest comes first.
const BEFORE: [&str; 16] = [
    "大约",
    "大概",
    "将近",
    "接近",
    "超过",
    "突破",
    "至少",
    "不少于",
    "不低于",
    "不超过",
    "至多",
    "最多",
    "约",
    "近",
    "逾",
    "超",
];

/// Whether two hedges may stand round one number: one of them is before it, or both behind.
fn has_two_hedges(text: &str) -> bool {
    let leads_to_number = |rest: &str| {
        let rest = rest.trim_start_matches(['占', '为', '有', '达']).trim_start_matches([' ', '\u{a0}']);
        rest.starts_with(|c: char| c.is_numeric() || "百一二两三四五六七八九十千".contains(c))
    };
    has(text, &["左右", "上下", "以上", "以内", "以下"])
        || text.contains('多') && text.contains('余')
        || BEFORE.iter().any(|hedge| text.match_indices(hedge).any(|(at, hedge)| leads_to_number(&text[at + hedge.len()..])))
}

/// A number with every hedge that may stand round it, e.g. 约+20+多+亿+元+左右.
static HEDGED: Pattern = Pattern::new(
    |_| true,
    || {
        let before = BEFORE.join("|");
        const CLASSIFIER: &str = "[元件宗起人户名个次家份条项场部期种类批辆台处间套所座栋亩吨里米克度岁年月天日周倍届组对支队]";
        format!(
            "(?P<first>{before})?(?P<second>{before})?[占为有达]?·(?P<number>(?:百分之)?(?:[0-9０-９][0-9０-９,.]*|[一二两三四五六七八九十百千]+))·\
         (?P<small>[多余])?(?P<scale>[万亿千百]{{0,2}})(?P<large>[多余])?(?P<unit>·[%％‰成]?{CLASSIFIER}{{0,3}}(?:[（(][^（()）]{{1,3}}[）)])?)\
         (?P<after>左右|上下|以上|以内|以下)?"
        )
    },
);

fn check(cx: &Context<'_>) -> Vec<Finding> {
    Prose::new(cx).body().flat_map(|passage| in_sentence(&passage)).collect()
}

fn in_sentence(passage: &Passage<'_>) -> Vec<Finding> {
    // the pattern fits every number
    if !has_two_hedges(passage.text) {
        return Vec::new();
    }
    HEDGED
        .captures_iter(passage.text)
        .filter_map(|found| {
            let hedges = hedges(passage, &found);
            let whole = found.get(0)?;
            let &[first, second, ..] = hedges.as_slice() else { return None };
            (!passage.is_name(whole.range())).then(|| finding(passage, first, second, &found))
        })
        .collect()
}

/// The hedges of one figure, as ranges of the sentence, in order.
fn hedges(passage: &Passage<'_>, found: &Captures<'_>) -> Vec<(usize, usize)> {
    ["first", "second", "small", "large", "after"]
        .into_iter()
        .filter_map(|name| found.name(name))
        .filter(|word| match word.as_str() {
            "约" | "超" => !ends_a_verb(passage.before(word.start())),
            "近" => !is_of_time_or_place(passage.before(word.start()), found["unit"].trim_start()),
            // 突破20余项技术: what is broken through is no limit
            "突破" => !found["unit"].trim_start().starts_with(['项', '个', '种']),
            "以上" | "以下" | "上下" | "左右" => !begins_another_word(passage.after(word.end())),
            _ => true,
        })
        .map(|word| (word.start(), word.end()))
        .collect()
}

/// 签约50余家, 节约300余万元, 赶超20余家: the word belongs to the verb.
pub(super) fn ends_a_verb(before: Option<char>) -> bool {
    before.is_some_and(|c| "预签节违履续解要毁相集制契公条合盟婚邀特协赴失爽租订赶反".contains(c))
}

/// 最近10余天, 附近20余户; 近10余年: not "nearly" but "lately" or "near by".
fn is_of_time_or_place(before: Option<char>, unit: &str) -> bool {
    before.is_some_and(|c| "最附临靠就亲新贴邻远逼走拉".contains(c)) || unit.starts_with(['年', '月', '天', '日', '周'])
}

/// 以上年为基数, 以上门服务, 上下级: the word goes on.
fn begins_another_word(after: Option<char>) -> bool {
    after.is_some_and(|c| "年级门党课述市海缴报网游班联简称手臂邻".contains(c))
}

fn finding(passage: &Passage<'_>, first: (usize, usize), second: (usize, usize), found: &Captures<'_>) -> Finding {
    // a word before the number may be none of its hedges (节约): then the figure begins with the number
    let start = found.name("number").map_or(first.0, |number| number.start().min(first.0));
    let end = found.get(0).map_or(second.1, |whole| whole.start() + whole.as_str().trim_end().len());
    let without = |(from, to): (usize, usize)| format!("{}{}", &passage.text[start..from], &passage.text[to..end]);
    let span = passage.span(start..end);
    let repair = |dropped, safe| Repair { span, replacement: without(dropped), safe };
    let repairs = match kept(&passage.text[first.0..first.1], &passage.text[second.0..second.1]) {
        Some(Kept::First) => [repair(second, true), repair(first, false)],
        Some(Kept::Second) => [repair(first, true), repair(second, false)],
        None => [repair(first, false), repair(second, false)],
    };
    let message = text!("「{quote}」并用「{first}」与「{second}」", "“{quote}” is hedged by both {first} and {second}");
    Finding::new(&CARD, span, message)
        .fact("quote", &passage.text[start..end])
        .fact("first", &passage.text[first.0..first.1])
        .fact("second", &passage.text[second.0..second.1])
        .help(text!("保留其中一个概数词", "keep one of the two"))
        .repairs(repairs)
}

/// Which of two hedges says all that both say.
enum Kept {
    First,
    Second,
}

/// 约200人左右: one of two that say the same. 约20多亿元: the one that says more. Of 近200人左右 and 约50件以上 each says something
/// else, and only the author knows what was meant.
fn kept(first: &str, second: &str) -> Option<Kept> {
    match (sense(first), sense(second)) {
        (a, b) if a == b => Some(Kept::First),
        (Sense::About, Sense::Over) if is_in_number(second) => Some(Kept::Second),
        (Sense::Over, Sense::About) if is_in_number(first) => Some(Kept::First),
        (Sense::AtLeast, Sense::Over) if second == "以上" => Some(Kept::First),
        _ => None,
    }
}

/// 20多亿, 300余
fn is_in_number(hedge: &str) -> bool {
    matches!(hedge, "多" | "余")
}

#[derive(PartialEq, Eq)]
enum Sense {
    About,
    Near,
    Over,
    AtLeast,
    AtMost,
}

fn sense(hedge: &str) -> Sense {
    match hedge {
        "将近" | "接近" | "近" => Sense::Near,
        "超过" | "突破" | "逾" | "超" | "多" | "余" | "以上" => Sense::Over,
        "至少" | "不少于" | "不低于" => Sense::AtLeast,
        "不超过" | "至多" | "最多" | "以内" | "以下" => Sense::AtMost,
        _ => Sense::About,
    }
}
