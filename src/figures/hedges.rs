//! Hedges: the words that make a number vague, what each means, and the words in which it is none. The one list of them.

use crate::source::Span;

/// How a word turns a number into an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Hedge {
    /// 300余件, 20多亿元: a little more.
    Over,
    /// 近, 将近: a little less.
    Near,
    /// 约, 左右, 上下.
    About,
    /// 超, 逾, 突破, 多于.
    MoreThan,
    /// 以上, 不少于, 至少.
    AtLeast,
    /// 以下, 以内, 不超过, 不足.
    AtMost,
    /// One end of a range: 3—5.
    Range,
}

impl Hedge {
    /// The name in the audit's JSON.
    pub fn name(self) -> &'static str {
        match self {
            Hedge::Over => "over",
            Hedge::Near => "near",
            Hedge::About => "about",
            Hedge::MoreThan => "more-than",
            Hedge::AtLeast => "at-least",
            Hedge::AtMost => "at-most",
            Hedge::Range => "range",
        }
    }
}

/// Where a hedge stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// Before the number: 约20.
    Before,
    /// Between the digits and the unit: 20余万件.
    Inside,
    /// After the unit: 20件以上.
    After,
}

/// A hedge as printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct PrintedHedge {
    /// The word.
    pub span: Span,
    /// What it means.
    pub meaning: Hedge,
    /// Where it stands.
    pub side: Side,
}

/// A word of the list.
struct Word {
    word: &'static str,
    meaning: Hedge,
    /// With these before it, or after it where it stands after the number, it is another word. Separated by blanks.
    others: &'static str,
}

const fn word(word: &'static str, meaning: Hedge) -> Word {
    but(word, meaning, "")
}

const fn but(word: &'static str, meaning: Hedge, others: &'static str) -> Word {
    Word { word, meaning, others }
}

impl Word {
    fn others(&self) -> impl Iterator<Item = &'static str> {
        self.others.split_whitespace()
    }
}

/// Words before the number.
const BEFORE: &[Word] = &[
    word("不少于", Hedge::AtLeast),
    word("不低于", Hedge::AtLeast),
    word("不小于", Hedge::AtLeast),
    word("至少", Hedge::AtLeast),
    word("不超过", Hedge::AtMost),
    word("不多于", Hedge::AtMost),
    word("不高于", Hedge::AtMost),
    word("至多", Hedge::AtMost),
    word("最多", Hedge::AtMost),
    word("不足", Hedge::AtMost),
    word("少于", Hedge::AtMost),
    word("低于", Hedge::AtMost),
    word("超过", Hedge::MoreThan),
    word("突破", Hedge::MoreThan),
    word("多于", Hedge::MoreThan),
    word("高于", Hedge::MoreThan),
    // 赶超20余家, 反超, 高超
    but("超", Hedge::MoreThan, "赶 反 高"),
    word("逾", Hedge::MoreThan),
    word("将近", Hedge::Near),
    word("接近", Hedge::Near),
    // 附近20余户, 最近10余天, 拉近
    but("近", Hedge::Near, "最 附 临 靠 就 亲 新 贴 邻 远 逼 走 拉"),
    word("大约", Hedge::About),
    word("大概", Hedge::About),
    // 签约50余家, 节约300余万元, 公约; but 损失约15.6亿元, 修订约20件
    but("约", Hedge::About, "预 签 节 违 履 续 解 毁 相 集 契 公 条 合 盟 婚 邀 特 协 赴 爽"),
];

/// Words after the number and its unit.
const AFTER: &[Word] = &[
    // 以上年为基数, 以上门服务, 以上市公司为主; but 30个以上市县, 3名以上党员, 2个以上网格
    but("以上", Hedge::AtLeast, "年 级 门 党课 述 市公司 海 缴 报 游 简称 称"),
    word("及以上", Hedge::AtLeast),
    // 以下年度为期, 以下级为主, 以下简称
    but("以下", Hedge::AtMost, "年 级 述 游 简称 称"),
    word("以内", Hedge::AtMost),
    // 左右手, 左右臂, 左右邻舍
    but("左右", Hedge::About, "手 臂 邻"),
    // 上下级, 上下游, 上下班, 上下联动
    but("上下", Hedge::About, "级 游 班 联"),
    // 「比去年的104名多39名」, 「办结12件余3件」: the word belongs to the number after it
    but("多", Hedge::Over, "0 1 2 3 4 5 6 7 8 9"),
    but("余", Hedge::Over, "0 1 2 3 4 5 6 7 8 9"),
];

/// Words between a hedge and its number: 约占三成, 近达200件.
const VERBS: [&str; 7] = ["达到", "达", "占到", "占", "有", "为", "共"];

/// The hedges that stand right before a number at `at`, in order: 大约近 of 大约近300家. `paragraph` is where its text begins.
pub(super) fn before(text: &str, paragraph: usize, at: usize) -> Vec<PrintedHedge> {
    let mut head = text[paragraph..at].trim_end();
    if let Some(rest) = VERBS.iter().find_map(|verb| head.strip_suffix(verb)) {
        head = rest;
    }
    let mut found = Vec::new();
    while let Some((word, rest)) = last_word(head) {
        let start = paragraph + rest.len();
        found.push(PrintedHedge { span: Span::new(start, start + word.word.len()), meaning: word.meaning, side: Side::Before });
        head = rest;
    }
    found.reverse();
    found
}

/// What stands before the hedge that `words` end in: 金额 of 「金额约」; 签约 ends in none.
pub(crate) fn strip_hedge(words: &str) -> Option<&str> {
    last_word(words).map(|(_, rest)| rest)
}

/// The longest hedge that `head` ends in, unless it is the end of another word, and what stands before it.
fn last_word(head: &str) -> Option<(&'static Word, &str)> {
    let word = BEFORE.iter().filter(|word| head.ends_with(word.word)).max_by_key(|word| word.word.len())?;
    let rest = &head[..head.len() - word.word.len()];
    let is_other = word.others().any(|other| rest.ends_with(other));
    (!is_other).then_some((word, rest))
}

/// The hedge in which the text goes on at `at`, right after a number and its unit: 左右 of 20件左右.
pub(super) fn after(text: &str, at: usize) -> Option<PrintedHedge> {
    let word = AFTER.iter().find(|word| text[at..].starts_with(word.word))?;
    let end = at + word.word.len();
    let is_other = word.others().any(|other| text[end..].starts_with(other));
    (!is_other).then(|| PrintedHedge { span: Span::new(at, end), meaning: word.meaning, side: Side::After })
}

/// The 余 or 多 at `at` as a hedge between digits and unit, without asking what follows.
pub(super) fn inside(text: &str, at: usize) -> Option<PrintedHedge> {
    let word = text[at..].chars().next().filter(|c| matches!(c, '余' | '多'))?;
    Some(PrintedHedge { span: Span::new(at, at + word.len_utf8()), meaning: Hedge::Over, side: Side::Inside })
}

/// The one of several hedges that decides what the number may be: that of the digits, else that after, else the nearest before.
pub(super) fn deciding(hedges: &[PrintedHedge]) -> Option<Hedge> {
    let on = |side| hedges.iter().rev().find(move |hedge| hedge.side == side);
    on(Side::Inside).or_else(|| on(Side::After)).or_else(|| on(Side::Before)).map(|hedge| hedge.meaning)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_before_a_number() {
        let table: [(&str, &[&str]); 10] = [
            ("经济损失约", &["约"]),
            ("涉及金额约", &["约"]),
            ("走访大约近", &["大约", "近"]),
            ("约占", &["约"]),
            ("不超过", &["不超过"]),
            ("签约", &[]),
            ("附近", &[]),
            ("最近达到", &[]),
            ("赶超", &[]),
            ("受理", &[]),
        ];
        for (text, words) in table {
            let found = before(text, 0, text.len());
            let found: Vec<&str> = found.iter().map(|hedge| &text[hedge.span.range()]).collect();
            assert_eq!(found, words, "{text}");
        }
    }

    #[test]
    fn words_behind_a_number() {
        let table = [
            ("以上的", Some(Hedge::AtLeast)),
            ("以上市县", Some(Hedge::AtLeast)),
            ("以上党员", Some(Hedge::AtLeast)),
            ("以上网格", Some(Hedge::AtLeast)),
            ("以上年为基数", None),
            ("以上市公司为主", None),
            ("以下市县", Some(Hedge::AtMost)),
            ("以下简称", None),
            ("以内", Some(Hedge::AtMost)),
            ("左右", Some(Hedge::About)),
            ("左右手", None),
            ("上下联动", None),
            ("多39名", None),
        ];
        for (text, meaning) in table {
            assert_eq!(after(text, 0).map(|hedge| hedge.meaning), meaning, "{text}");
        }
    }
}
