//! Q108: a range whose first end has no per cent sign or scale.

use crate::figures::{Class, Figure, RangePlace};
use crate::finding::{Finding, Repair};
use crate::rules::Context;
use crate::rules::prose::{figures_of_body, is_name};
use crate::source::Span;

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

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let figures: Vec<&Figure> = figures_of_body(cx).collect();
    figures.windows(2).filter_map(|pair| in_range(cx, pair[0], pair[1])).collect()
}

/// What is wrong with the range of two figures, if they are its ends.
fn in_range(cx: &Context<'_>, from: &Figure, to: &Figure) -> Option<Finding> {
    let dash = from.range.filter(|range| range.place == RangePlace::First)?.sign;
    let is_one = to.range.is_some_and(|range| range.place == RangePlace::Second && range.sign == dash);
    // 「3至5%」 is said as it is written
    let is_dash = !cx.source.slice(dash).starts_with(['至', '到']);
    let is_bare = from.unit.is_none() && from.scale_words.is_empty() && from.sign.is_none();
    let sign = sign(cx, to)?;
    let whole = Span { start: from.span.start, end: sign.end };
    (is_one && is_dash && is_bare && is_range(cx, from, to) && !is_name(cx, whole)).then(|| finding(cx, from, to, sign))
}

/// The per cent sign of a figure, or the 万 or 亿 right after its digits.
fn sign(cx: &Context<'_>, figure: &Figure) -> Option<Span> {
    let sign = if figure.class == Class::Percent { figure.unit } else { figure.scale_words.first().copied() }?;
    let first = cx.source.slice(sign).chars().next().filter(|c| "%％‰万亿".contains(*c))?;
    let start = sign.start as usize;
    (figure.number.end == sign.start).then(|| Span::new(start, start + first.len_utf8()))
}

/// Whether two numbers are the ends of a range: small enough to be none of a telephone or a year, and in order.
fn is_range(cx: &Context<'_>, from: &Figure, to: &Figure) -> bool {
    let first = cx.source.slice(from.number);
    let is_code = first.starts_with('0') && first.len() > 1 && !first.starts_with("0.");
    // 30‰ has its value in per cent: 3.0
    let is_per_mille = to.unit.is_some_and(|unit| cx.source.slice(unit) == "‰");
    let low = from.value().shifted(if is_per_mille { -1 } else { 0 });
    low < Some(to.decimal.exact()) && from.value() < 1000.into() && !is_code
}

fn finding(cx: &Context<'_>, from: &Figure, to: &Figure, sign: Span) -> Finding {
    let span = Span { start: from.span.start, end: sign.end };
    let (quote, sign) = (cx.source.slice(span), cx.source.slice(sign));
    let dash = cx.source.slice(Span { start: from.number.end, end: to.number.start });
    let replacement = format!("{}{sign}{dash}{}{sign}", cx.source.slice(from.number), cx.source.slice(to.number));
    Finding::new(&CARD, span, text!("「{quote}」的前一个数缺少「{sign}」", "the first end of {quote} lacks {sign}"))
        .fact("quote", quote)
        .fact("sign", sign)
        .fact("replacement", &replacement)
        .help(text!("写作「{replacement}」", "write {replacement}"))
        .repairs([Repair { span, replacement, safe: false }])
}
