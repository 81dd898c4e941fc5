//! I104: a text that is no report of the kind that the profile is for.

use crate::finding::Finding;
use crate::rules::Context;
use crate::source::Span;

rule! {
    /// 未识别为规范所指的报告，只核对了数据。
    /// The text is not recognised as a report of the profile's kind, so that figures alone are checked.
    ///
    /// # 为什么
    /// 标题和章节都看不出这是法治政府建设年度报告时，逐节报缺没有意义。数据照常核对，但「没有问题」不等于「章节齐全」，所以退出码为 2。
    ///
    /// 识别的依据：标题中有「法治政府建设」；或者某个章节标题中有，并且至少两个必备章节有自己的标题；
    /// 没有标题的文稿，至少三个必备章节有自己的标题。
    ///
    /// # Why
    /// Where neither the title nor the headings look like an annual rule-of-law report, it makes no sense to name sections
    /// that are missing. Figures are checked all the same, but nothing found does not mean that nothing is missing, and the
    /// exit code is therefore 2. It is such a report if 法治政府建设 stands in the title; or in a heading, while at least two
    /// required sections have headings; or, in a text without a title, if at least three required sections have headings.
    ///
    /// # 来源
    /// 惯例。
    ///
    /// # 例
    /// ```bad profile=national-2019
    /// ⟦云川县2023年政府信息公开工作年度报告⟧
    /// 一、总体情况
    /// 主动公开信息120条。
    /// ```
    /// ```good profile=national-2019
    /// 云川县2023年法治政府建设年度报告
    /// 2023年，云川县推进依法治理。
    /// ```
    I104 "unknown-profile", Warning, Practice, effect Unchecked => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    if !cx.is_no_such_report() {
        return Vec::new();
    }
    let title = cx.document.masthead.title.as_ref().map(|title| title.span);
    let first = cx.document.paragraphs.first().map(|first| Span::at(first.span.start as usize));
    let span = title.or(first).unwrap_or_default();
    let message = text!("未识别为「{profile}」，只核对了数据", "not recognised as: {profile}; figures alone were checked");
    let finding = Finding::new(&CARD, span, message).fact_text("profile", cx.profile.title.clone()).help(text!(
        "若确是此类报告，请补上标题；若只需核对数据，用 --profile figures-only",
        "if it is such a report, give it its title; to check figures alone, use --profile figures-only",
    ));
    vec![finding]
}
