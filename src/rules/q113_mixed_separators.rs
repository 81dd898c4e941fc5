//! Q113: long numbers with thousands separators beside long numbers without.

use crate::figures::Script;
use crate::finding::Finding;
use crate::rules::Context;

rule! {
    /// 同一报告里，五位以上的数有的用逗号分千位，有的不分。
    /// Long numbers have commas before their thousands in one place and none in another.
    ///
    /// # 为什么
    /// 千分位的写法全文应当一致。用空格分节的不看：表格的各栏也用空格分开。多为拼接不同单位的材料时留下的。
    ///
    /// # Why
    /// One report has one way of writing long numbers. Blanks between thousands are not looked at, since blanks separate the
    /// columns of tables too. Most cases come from putting the texts of several offices together.
    ///
    /// # 来源
    /// GB/T 15835-2011《出版物上数字用法》。
    ///
    /// # 例
    /// ```bad
    /// 受理197880宗，转办129889宗，投诉⟦13,785宗⟧。
    /// ```
    /// ```good
    /// 受理197,880宗，转办129,889宗，投诉8217宗，2023年办结607件。
    /// ```
    Q113 "mixed-separators", Note, Standard("GB/T 15835-2011") => check
}

/// The digits from which a separator is usual.
const DIGITS: u32 = 5;

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for (id, figure) in cx.figures.entries().filter(|(_, figure)| figure.class.is_measured()) {
        // blanks may well separate the cells of a table
        let has_commas = figure.separators.iter().all(|&separator| cx.source.slice(separator) == ",");
        if figure.decimal.whole_digits() >= DIGITS && figure.script == Script::Digits && has_commas {
            let style = if figure.separators.is_empty() { &mut without } else { &mut with };
            style.push((id, figure.span));
        }
    }
    let (few, many, message) = match with.len() <= without.len() {
        true => (
            &with,
            &without,
            text!(
                "{number} 加了千分位分隔，{many} 个同样长的数没有",
                "{number} has separators, {many} numbers as long have none",
            ),
        ),
        false => (
            &without,
            &with,
            text!(
                "{number} 没有千分位分隔，{many} 个同样长的数有",
                "{number} has no separators, {many} numbers as long have them",
            ),
        ),
    };
    let (Some(&(id, span)), Some(&(_, other))) = (few.first(), many.first()) else { return Vec::new() };
    vec![
        Finding::new(&CARD, span, message)
            .fact("number", cx.words(id))
            .fact("many", many.len())
            .label(other, text!("另一写法", "the other way"))
            .help(text!("全文用一种写法", "write all of them in one way")),
    ]
}
