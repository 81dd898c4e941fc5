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
    /// Characters before a word that stands before the number, or after one after it, with which it is another word.
    others: &'static str,
}

const fn word(word: &'static str, meaning: Hedge) -> Word {
    Word { word, meaning, others: "" }
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
    Word { word: "超", meaning: Hedge::MoreThan, others: "赶反高" },
    word("逾", Hedge::MoreThan),
    word("将近", Hedge::Near),
    word("接近", Hedge::Near),
    // 附近20余户, 最近10余天, 拉近
    Word { word: "近", meaning: Hedge::Near, others: "最附临靠就亲新贴邻远逼走拉" },
    word("大约", Hedge::About),
    word("大概", Hedge::About),
    // 签约50余家, 节约300余万元, 公约; but 损失约15.6亿元, 修订约20件
    Word { word: "约", meaning: Hedge::About, others: "预签节违履续解毁相集契公条合盟婚邀特协赴爽" },
];

/// With these 以上年为基数, 以上门服务 and 上下级 go on.
const GOES_ON: &str = "年级门党课述市海缴报网游班联简称手臂邻";

/// Words after the number and its unit.
const AFTER: &[Word] = &[
    Word { word: "以上", meaning: Hedge::AtLeast, others: GOES_ON },
    word("及以上", Hedge::AtLeast),
    Word { word: "以下", meaning: Hedge::AtMost, others: GOES_ON },
    word("以内", Hedge::AtMost),
    Word { word: "左右", meaning: Hedge::About, others: GOES_ON },
    Word { word: "上下", meaning: Hedge::About, others: GOES_ON },
    // 「比去年的104名多39名」, 「办结12件余3件」: the word belongs to the number after it
    Word { word: "多", meaning: Hedge::Over, others: "0123456789" },
    Word { word: "余", meaning: Hedge::Over, others: "0123456789" },
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

/// The longest hedge that `head` ends in, unless it is the end of another word, and what stands before it.
fn last_word(head: &str) -> Option<(&'static Word, &str)> {
    let word = BEFORE.iter().filter(|word| head.ends_with(word.word)).max_by_key(|word| word.word.len())?;
    let rest = &head[..head.len() - word.word.len()];
    (!rest.ends_with(|c| word.others.contains(c))).then_some((word, rest))
}

/// The hedge in which the text goes on at `at`, right after a number and its unit: 左右 of 20件左右.
pub(super) fn after(text: &str, at: usize) -> Option<PrintedHedge> {
    let word = AFTER.iter().find(|word| text[at..].starts_with(word.word))?;
    let end = at + word.word.len();
    let goes_on = text[end..].starts_with(|c| word.others.contains(c));
    (!goes_on).then(|| PrintedHedge { span: Span::new(at, end), meaning: word.meaning, side: Side::After })
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
        for (text, meaning) in
            [("以上的", Some(Hedge::AtLeast)), ("以上年为基数", None), ("左右", Some(Hedge::About)), ("多39名", None)]
        {
            assert_eq!(after(text, 0).map(|hedge| hedge.meaning), meaning, "{text}");
        }
    }
}
