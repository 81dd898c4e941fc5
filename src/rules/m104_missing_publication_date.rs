//! M104: a published page without a date.

use crate::finding::Finding;
use crate::rules::Context;

rule! {
    /// 已发布的网页没有注明发布日期。
    /// A published page does not say when it was published.
    ///
    /// # 为什么
    /// 上一年度的报告应当在 4 月 1 日之前公开；页面上没有发布日期，就看不出是否按时。
    ///
    /// 只在文本带有网页的来源行、索引表、位置导航等内容时提出；草稿没有发布日期是正常的。文末的成文日期也算日期。
    ///
    /// # Why
    /// The report on a year is to be public before 1 April of the next. A page without a date of publication does not show
    /// whether it was. This is said only of texts with the marks of a web page: a source line, an index table, a navigation
    /// line. A draft has no such date. The date at the end of the text counts too.
    ///
    /// # 来源
    /// 惯例：政府网站的信息注明来源和发布日期。
    ///
    /// # 例
    /// ```bad profile=national-2019
    /// 您当前的位置：首页 > 政务公开
    /// ⟦云川县2023年法治政府建设年度报告⟧
    /// 来源：云川县司法局
    /// 2023年，云川县推进依法治理。
    /// ```
    /// ```good profile=national-2019
    /// 云川县2023年法治政府建设年度报告
    /// 来源：云川县司法局　发布日期：2024-03-12
    /// 2023年，云川县推进依法治理。
    /// ```
    /// ```good profile=national-2019
    /// 云川县2023年法治政府建设年度报告
    /// 2023年，云川县推进依法治理。
    /// ```
    M104 "missing-publication-date", Note, Practice => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let masthead = &cx.document.masthead;
    let (Some(title), Some(page), None) = (&masthead.title, masthead.page, &masthead.publication) else { return Vec::new() };
    if !title.is_annual_report || !cx.examines() {
        return Vec::new();
    }
    let message = text!("网页上没有注明发布日期", "the page does not say when it was published");
    vec![
        Finding::new(&CARD, title.span, message)
            .label(page, text!("网页内容", "of the page"))
            .help(text!("写明「发布日期：」和日期", "name the date after 发布日期：")),
    ]
}
