//! Q103: digits that make no number.

use crate::document::ParagraphKind;
use crate::figures::{Slip, SlipKind};
use crate::finding::{Finding, Repair};
use crate::rules::Context;
use crate::rules::prose::kind_of;
use crate::source::Span;
use crate::text::Text;

rule! {
    /// 数字写法有误：多了小数点或百分号、混入字母、年份之间缺连接号、千分位错位。
    /// Digits are mistyped: a doubled point or per cent sign, a letter, a lost dash, a misplaced separator.
    ///
    /// # 为什么
    /// 这类数字读者无法确定原意，程序也无从核对。多数是转换格式或手工录入时留下的。
    ///
    /// # Why
    /// Neither readers nor a program can tell what such a number should have been. Most come from conversions or from typing.
    ///
    /// # 来源
    /// GB/T 15835-2011《出版物上数字用法》。
    ///
    /// # 例
    /// ```bad
    /// 结案率⟦75.28.%⟧，满意率⟦98%%⟧，⟦2O23⟧年收件⟦1,2345,678⟧件，增长⟦3..5%⟧。
    /// ```
    /// ```fixed
    /// 结案率75.28.%，满意率98%，2O23年收件1,2345,678件，增长3..5%。
    /// ```
    /// ```bad
    /// 印发《法治建设实施方案（⟦20212025⟧年）》。
    /// ```
    /// ```good
    /// 收入1,392,476万元，增长21.87%，版本号2.0.1，推广“O2O”模式，规划期2021—2025年，电话20212025。
    /// ```
    /// ```good
    /// 甲、乙两处分别办结12,34件，日期为2023.11.7，1.2023年工作概况。
    /// ```
    Q103 "malformed-number", Warning, Standard("GB/T 15835-2011"), fix Safe => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    // names in 《》 are searched too: titles lose their dashes in conversion
    let in_text = cx.figures.iter().filter(|figure| kind_of(cx, figure.clause) != ParagraphKind::Furniture);
    in_text.filter_map(|figure| figure.slip).filter(|&slip| !is_list(cx, slip)).map(|slip| finding(cx, slip)).collect()
}

/// 「甲、乙两处分别办结12,34件」: a comma between two numbers, not inside one.
fn is_list(cx: &Context<'_>, slip: Slip) -> bool {
    slip.kind == SlipKind::Separator
        && cx.document.sentence_at(slip.span.start).is_some_and(|sentence| {
            let start = cx.document.sentences[sentence].span.start as usize;
            cx.source.slice(Span::new(start, slip.span.start as usize)).contains("分别")
        })
}

fn finding(cx: &Context<'_>, slip: Slip) -> Finding {
    let token = cx.source.slice(slip.span);
    let repair = |replacement, safe| Repair { span: slip.span, replacement, safe };
    // a number whose per cent sign is repeated is the same all the same
    let safe = slip.kind == SlipKind::DoubledPercent;
    Finding::new(&CARD, slip.span, message(slip.kind))
        .fact("quote", token)
        .repairs(meant(token, slip.kind).map(|replacement| repair(replacement, safe)))
}

fn message(kind: SlipKind) -> Text {
    match kind {
        SlipKind::LostDash => text!("「{quote}」的两个年份之间缺少连接号", "no dash stands between the two years of {quote}"),
        SlipKind::Letter => text!("「{quote}」中夹有字母 O", "{quote} contains the letter O"),
        SlipKind::HanZero => text!("「{quote}」中夹有汉字「〇」", "{quote} mixes the character 〇 with Arabic digits"),
        SlipKind::DoubledPercent => text!("「{quote}」的百分号重复", "{quote} repeats the per cent sign"),
        SlipKind::StrayPoint => text!("「{quote}」多了小数点", "{quote} has a decimal point too many"),
        SlipKind::Separator => {
            text!("「{quote}」的千分位分隔号不在三位一节处", "a separator of {quote} is not before three digits")
        }
    }
}

/// What a token was meant to be, where only one reading is left. Which digit is missing beside a separator nobody can tell.
fn meant(token: &str, kind: SlipKind) -> Option<String> {
    let number = token.trim_end_matches(['%', '％']);
    let sign = &token[number.len()..];
    match kind {
        SlipKind::LostDash => Some(format!("{}—{}", &token[..4], &token[4..])),
        SlipKind::Letter | SlipKind::HanZero => Some(token.replace(['O', 'o', 'Ｏ', '〇'], "0")),
        SlipKind::DoubledPercent => sign.chars().next().map(|sign| format!("{number}{sign}")),
        SlipKind::StrayPoint => without_stray_point(number, sign),
        SlipKind::Separator => None,
    }
}

/// 75.28% for 75.28.%, 3.5 for 3..5; of 1.2.3% any point may be the one too many.
fn without_stray_point(number: &str, sign: &str) -> Option<String> {
    let points = number.chars().filter(|c| matches!(c, '.' | '．')).count();
    if number.ends_with(['.', '．']) {
        return (points <= 2).then(|| format!("{}{sign}", number.trim_end_matches(['.', '．'])));
    }
    let is_doubled = number.contains("..") || number.contains("．．");
    (is_doubled && points == 2).then(|| format!("{}{sign}", number.replace("..", ".").replace("．．", "．")))
}
