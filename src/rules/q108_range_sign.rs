//! Q108: a range whose first end has no per cent sign or scale.

use regex::Captures;

use crate::finding::{Finding, Repair};
use crate::rules::Context;
use crate::rules::pattern::{Pattern, has_behind_digit};
use crate::rules::prose::{Passage, Prose};

rule! {
    /// 数值范围的前一个数缺少百分号或「万」「亿」。
    /// The first end of a range lacks its per cent sign or its 万 or 亿.
    ///
    /// # 为什么
    /// 「15~30%」「9~16亿元」的前一个数按字面少了百分号、少了「亿」，范围就读成了另一个。应写作「15%~30%」「9亿~16亿元」。
    ///
    /// # Why
    /// As they stand, the first figures of 「15~30%」 and 「9~16亿元」 lack the per cent sign and 亿, and the range reads as
    /// another one. It is written 「15%~30%」, 「9亿~16亿元」.
    ///
    /// # 来源
    /// GB/T 15835-2011《出版物上数字用法》。
    ///
    /// # 例
    /// ```bad
    /// 费用降低⟦15~30%⟧，投资⟦9—16亿⟧元，增长⟦4.5-5%⟧左右。
    /// ```
    /// ```good
    /// 费用降低15%~30%，投资9亿~16亿元，3—5个工作日，2021-2025年，电话0000-6655，12-5%的误差，第3-5万号。
    /// ```
    Q108 "range-sign", Note, Standard("GB/T 15835-2011"), fix Unsafe => check
}

static RANGE: Pattern = Pattern::new(
    |text| has_behind_digit(text, &['~', '～', '—', '－', '–', '-']),
    || "(?P<from>[0-9]+(?:\\.[0-9]+)?)(?P<dash>·[~～—－–-]{1,2}·)(?P<to>[0-9]+(?:\\.[0-9]+)?)(?P<sign>[%％‰万亿])".into(),
);

fn check(cx: &Context<'_>) -> Vec<Finding> {
    Prose::new(cx).body().flat_map(|passage| in_sentence(&passage)).collect()
}

fn in_sentence(passage: &Passage<'_>) -> Vec<Finding> {
    RANGE
        .captures_iter(passage.text)
        .filter_map(|found| {
            let whole = found.get(0)?;
            let goes_on = |c: char| c.is_ascii_alphanumeric() || "第.．,~～—－–-+/“".contains(c);
            let is_part = passage.before(whole.start()).is_some_and(goes_on) || passage.is_name(whole.range());
            (!is_part && is_range(&found["from"], &found["to"])).then(|| finding(passage, &found))
        })
        .collect()
}

/// Whether two numbers are the ends of a range: small enough to be none of a telephone or a year, and in order.
fn is_range(from: &str, to: &str) -> bool {
    let whole = |number: &str| number.split('.').next().and_then(|whole| whole.parse::<u32>().ok());
    let fraction = |number: &str| number.split_once('.').map_or(String::new(), |(_, places)| places.to_owned());
    let (Some(low), Some(high)) = (whole(from), whole(to)) else { return false };
    let is_in_order = low < high || low == high && fraction(from) < fraction(to);
    is_in_order && low < 1000 && !(from.starts_with('0') && from.len() > 1 && !from.starts_with("0."))
}

fn finding(passage: &Passage<'_>, found: &Captures<'_>) -> Finding {
    let replacement = format!("{}{}{}{}{}", &found["from"], &found["sign"], &found["dash"], &found["to"], &found["sign"]);
    let span = passage.span(found.get(0).map_or(0..0, |whole| whole.range()));
    Finding::new(&CARD, span, text!("「{quote}」的前一个数缺少「{sign}」", "the first end of {quote} lacks {sign}"))
        .fact("quote", &found[0])
        .fact("sign", &found["sign"])
        .fact("replacement", &replacement)
        .help(text!("写作「{replacement}」", "write {replacement}"))
        .repairs([Repair { span, replacement, safe: false }])
}
