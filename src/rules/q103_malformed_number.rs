//! Q103: digits that make no number.

use crate::finding::{Finding, Repair};
use crate::rules::Context;
use crate::rules::pattern::Pattern;
use crate::rules::prose::{Passage, Prose};
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

/// A run of digits with everything that is mistyped inside numbers.
static TOKEN: Pattern = Pattern::new(
    |text| text.contains(|c: char| c.is_ascii_digit()),
    || "[0-9][0-9OoＯ〇]*(?:[.,．]+[0-9OoＯ〇]+)*(?:[.．]*[%％]+)?".into(),
);

/// What is wrong with a number.
struct Fault {
    message: Text,
    /// What it was meant to be, where only one reading is left.
    replacement: Option<String>,
    /// Whether the number is the same all the same.
    safe: bool,
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    Prose::new(cx).sentences().flat_map(|passage| in_sentence(&passage)).collect()
}

fn in_sentence(passage: &Passage<'_>) -> Vec<Finding> {
    let list = passage.text.find("分别").unwrap_or(passage.text.len());
    // names in 《》 are searched too: titles lose their dashes in conversion
    TOKEN
        .find_iter(passage.text)
        .filter(|token| !touches_letters(passage, token.range()))
        .filter_map(|token| {
            let rest = &passage.text[token.end()..];
            let fault = lost_dash(token.as_str(), rest)
                .or_else(|| letter(token.as_str()))
                .or_else(|| doubled_percent(token.as_str()))
                .or_else(|| stray_point(token.as_str(), rest))
                .or_else(|| separator(token.as_str()).filter(|_| token.start() < list))?;
            let span = passage.span(token.range());
            let repair = fault.replacement.map(|replacement| Repair { span, replacement, safe: fault.safe });
            Some(Finding::new(&CARD, span, fault.message).fact("quote", token.as_str()).repairs(repair))
        })
        .collect()
}

/// A code or a name, not a number: H2O, 5G, O2O.
fn touches_letters(passage: &Passage<'_>, token: std::ops::Range<usize>) -> bool {
    [passage.before(token.start), passage.after(token.end)].into_iter().flatten().any(|c| c.is_ascii_alphanumeric())
}

/// 20212025年: conversion dropped the dash. Later years only, within a generation, or it is some other number.
fn lost_dash(token: &str, rest: &str) -> Option<Fault> {
    let is_pair = token.len() == 8 && token.bytes().all(|b| b.is_ascii_digit()) && rest.starts_with('年');
    let (from, to) = is_pair.then(|| token.split_at(4))?;
    let (first, last): (u32, u32) = (from.parse().ok()?, to.parse().ok()?);
    let is_span = (1949..2100).contains(&first) && (1..=30).contains(&last.checked_sub(first)?);
    is_span.then(|| Fault {
        message: text!("「{quote}」的两个年份之间缺少连接号", "no dash stands between the two years of {quote}"),
        replacement: Some(format!("{from}—{to}")),
        safe: false,
    })
}

/// 2O23, 2〇23: a letter or the Chinese zero among Arabic digits.
fn letter(token: &str) -> Option<Fault> {
    let message = match token.chars().find(|c| matches!(c, 'O' | 'o' | 'Ｏ' | '〇'))? {
        '〇' => text!("「{quote}」中夹有汉字「〇」", "{quote} mixes the character 〇 with Arabic digits"),
        _ => text!("「{quote}」中夹有字母 O", "{quote} contains the letter O"),
    };
    Some(Fault { message, replacement: Some(token.replace(['O', 'o', 'Ｏ', '〇'], "0")), safe: false })
}

/// 98%%.
fn doubled_percent(token: &str) -> Option<Fault> {
    let number = token.trim_end_matches(['%', '％']);
    let sign = token[number.len()..].chars().next()?;
    (token[number.len()..].chars().count() > 1 && !number.ends_with(['.', '．'])).then(|| Fault {
        message: text!("「{quote}」的百分号重复", "{quote} repeats the per cent sign"),
        replacement: Some(format!("{number}{sign}")),
        safe: true,
    })
}

/// 75.28.%, 3..5, 1.2.3%. Without a unit behind it 1.2.3 is a version, a heading or a date.
fn stray_point(token: &str, rest: &str) -> Option<Fault> {
    let number = token.trim_end_matches(['%', '％']);
    let points = number.chars().filter(|c| matches!(c, '.' | '．')).count();
    let is_measured = number.len() < token.len() || rest.starts_with(['万', '亿', '元', '件', '宗', '起', '人']);
    let is_doubled = number.contains("..") || number.contains("．．");
    let ends_in_point = number.ends_with(['.', '．']);
    let is_stray = is_doubled || ends_in_point || (points > 1 && is_measured);
    let replacement = (ends_in_point && points <= 2)
        .then(|| format!("{}{}", number.trim_end_matches(['.', '．']), &token[number.len()..]))
        .or_else(|| (is_doubled && points == 2).then(|| token.replace("..", ".").replace("．．", "．")));
    is_stray.then(|| Fault {
        message: text!("「{quote}」多了小数点", "{quote} has a decimal point too many"),
        replacement,
        safe: false,
    })
}

/// 1,2345,678: a thousands separator not before three digits. Which digit is missing nobody can tell.
fn separator(token: &str) -> Option<Fault> {
    let whole = token.split(['.', '．', '%', '％']).next()?;
    let (first, groups) = whole.split_once(',')?;
    let sizes: Vec<usize> = groups.split(',').map(str::len).collect();
    let is_grouped = (1..=3).contains(&first.len()) && !first.starts_with('0');
    // two bare numbers with a comma between them are rather a list: 3,10; but 13,7850 is none
    let is_number = sizes.contains(&3) || sizes.iter().all(|&size| size >= 4);
    (is_grouped && is_number && sizes.iter().any(|&size| size != 3)).then(|| Fault {
        message: text!("「{quote}」的千分位分隔号不在三位一节处", "a separator of {quote} is not before three digits"),
        replacement: None,
        safe: false,
    })
}
