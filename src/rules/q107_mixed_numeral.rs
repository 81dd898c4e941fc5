//! Q107: Arabic digits before 十, 百 or 千.

use regex::Captures;

use crate::finding::{Finding, Repair};
use crate::rules::Context;
use crate::rules::pattern::{Pattern, has_behind_digit};
use crate::rules::prose::{Passage, Prose};

rule! {
    /// 阿拉伯数字与「十」「百」「千」连用。
    /// Arabic digits stand before 十, 百 or 千.
    ///
    /// # 为什么
    /// 阿拉伯数字只与「万」「亿」连用（1.3万人），「3千余人」应写作「3000余人」或「三千余人」。「千米」「千克」「千瓦」是计量单位，不在此列。
    ///
    /// # Why
    /// Arabic digits go with 万 and 亿 alone (1.3万人): 「3千余人」 is written 「3000余人」 or 「三千余人」. 千米, 千克 and
    /// 千瓦 are units of measure and raise no alarm.
    ///
    /// # 来源
    /// GB/T 15835-2011《出版物上数字用法》。
    ///
    /// # 例
    /// ```bad
    /// 发放资料⟦3千余份⟧，培训⟦5百人⟧，惠及⟦2千万人⟧，走访⟦6十余户⟧。
    /// ```
    /// ```fixed
    /// 发放资料3000余份，培训500人，惠及2000万人，走访60余户。
    /// ```
    /// ```good
    /// 发放资料3000余份，惠及三千余人，铺设管道5千米，装机2千瓦，获评2023百强企业，提高2百分点，1.3万人次参加。
    /// ```
    Q107 "mixed-numeral", Note, Standard("GB/T 15835-2011"), fix Safe => check
}

static MIXED: Pattern = Pattern::new(
    |text| has_behind_digit(text, &['十', '百', '千']),
    || {
        const UNIT: &str = "[元件宗起人户名个次家份条项场部期种类批辆台处间套所座栋亩吨里]";
        format!(
            "(?P<digits>[0-9]{{1,2}})·(?:(?P<large>[百千])(?P<hedge>[余多])?(?P<scale>[万亿])?{UNIT}|(?P<ten>十)[余多]{UNIT})"
        )
    },
);

fn check(cx: &Context<'_>) -> Vec<Finding> {
    Prose::new(cx).body().flat_map(|passage| in_sentence(&passage)).collect()
}

fn in_sentence(passage: &Passage<'_>) -> Vec<Finding> {
    MIXED
        .captures_iter(passage.text)
        .filter_map(|found| {
            let whole = found.get(0)?;
            let goes_on = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '．' | ',' | '第' | '-' | '—' | '~' | '+');
            let is_part = passage.before(whole.start()).is_some_and(goes_on) || passage.is_name(whole.range());
            (!is_part).then(|| finding(passage, &found))
        })
        .collect()
}

fn finding(passage: &Passage<'_>, found: &Captures<'_>) -> Finding {
    let quote = &found[0];
    let (word, zeros) = match (found.name("large").map(|word| word.as_str()), found.name("ten")) {
        (Some("千"), _) => ("千", "000"),
        (Some(_), _) => ("百", "00"),
        (None, _) => ("十", "0"),
    };
    let replacement = quote.replacen(word, zeros, 1);
    let span = passage.span(found.get(0).map_or(0..0, |whole| whole.range()));
    Finding::new(&CARD, span, text!("「{quote}」中阿拉伯数字与「{word}」连用", "“{quote}” has Arabic digits before {word}"))
        .fact("quote", quote)
        .fact("word", word)
        .fact("replacement", &replacement)
        .help(text!("写作「{replacement}」，或全用汉字", "write {replacement}, or Chinese numerals throughout"))
        .repairs([Repair { span, replacement, safe: true }])
}
