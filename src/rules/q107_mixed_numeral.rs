//! Q107: Arabic digits before 十, 百 or 千.

use crate::figures::{Figure, RangePlace, Side};
use crate::finding::{Finding, Repair};
use crate::number::{Exact, expansion};
use crate::rules::Context;
use crate::rules::prose::{figures_of_body, is_in_digits, is_name, up_to_unit};

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
    /// 发放资料⟦3千余份⟧，培训⟦5百人⟧，惠及⟦2千万人⟧，走访⟦6十余户⟧，受理⟦9万3千多件⟧。
    /// ```
    /// ```fixed
    /// 发放资料3000余份，培训500人，惠及2000万人，走访60余户，受理9.3万多件。
    /// ```
    /// ```good
    /// 发放资料3000余份，惠及三千余人，铺设管道5千米，装机2千瓦，获评2023百强企业，提高2百分点，1.3万人次参加。
    /// ```
    Q107 "mixed-numeral", Note, Standard("GB/T 15835-2011"), fix Safe => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    figures_of_body(cx).filter_map(|figure| Some(finding(cx, figure, mixed(cx, figure)?))).collect()
}

/// The 十, 百 or 千 after a whole number of one or two digits that has a unit: 3千余份; 十 only before 余 or 多: 6十余户.
fn mixed<'a>(cx: &Context<'a>, figure: &Figure) -> Option<&'a str> {
    let word = cx.source.slice(*figure.scale_words.first()?);
    let is_small = figure.decimal.places == 0 && (figure.decimal.whole_digits() <= 2 || !is_in_digits(cx.source, figure));
    let is_joined = figure.sign.is_some() || figure.range.is_some_and(|range| range.place == RangePlace::Second);
    let is_alone = figure.scale_words.len() == 1;
    let is_hedged = figure.hedges.iter().any(|hedge| hedge.side == Side::Inside);
    let counts = figure.classifier.is_some_and(|unit| !unit.is_of_time());
    let fits = match word {
        "十" => is_alone && is_hedged,
        "百" | "千" => is_alone || figure.scale_words.len() == 2,
        _ => false,
    };
    (fits && is_small && counts && !is_joined && !is_name(cx, figure.span)).then_some(word)
}

fn finding(cx: &Context<'_>, figure: &Figure, word: &str) -> Finding {
    let zeros = match word {
        "千" => "000",
        "百" => "00",
        _ => "0",
    };
    let span = up_to_unit(cx, figure);
    let quote = cx.source.slice(span);
    let replacement = match is_in_digits(cx.source, figure) {
        true => quote.replacen(word, zeros, 1),
        // 9万3千多件: each part has a scale of its own
        false => in_one(figure.value()) + quote.rsplit_once(word).map_or("", |(_, rest)| rest),
    };
    let message = text!("「{quote}」中阿拉伯数字与「{word}」连用", "“{quote}” has Arabic digits before {word}");
    Finding::new(&CARD, span, message)
        .fact("quote", quote)
        .fact("word", word)
        .fact("replacement", &replacement)
        .help(text!("写作「{replacement}」，或全用汉字", "write {replacement}, or Chinese numerals throughout"))
        .repairs([Repair { span, replacement, safe: true }])
}

/// A whole number without 千 and 百, in 万 where it has them: 9.3万, 3500.
fn in_one(value: Exact) -> String {
    match value.shifted(-4).filter(|_| value >= Exact::from(10_000)) {
        Some(in_ten_thousands) => format!("{}万", expansion(in_ten_thousands, 4)),
        None => value.to_string(),
    }
}
