//! M105: published after the deadline.

use crate::document::DateKind;
use crate::finding::{Finding, Text};
use crate::profile::Rank;
use crate::rules::Context;

rule! {
    /// 发布日期晚于公开期限。
    /// The report was made public after the deadline.
    ///
    /// # 为什么
    /// 上一年度的报告应当在 4 月 1 日之前向社会公开。页面上的日期也可能是转载或更新的日期，所以只请核实。
    ///
    /// # 来源
    /// 《法治政府建设与责任落实督察工作规定》（厅字〔2019〕28号）。
    ///
    /// # 例
    /// ```bad profile=national-2019
    /// 云川县2023年法治政府建设年度报告
    /// 发布时间：⟦2024-04-22⟧
    /// ```
    /// ```bad profile=national-2019
    /// 今天是：2024年5月31日
    /// 云川县2023年法治政府建设年度报告
    /// 主要负责同志听取汇报4次。
    /// 云川县人民政府
    /// ⟦2024年4月10日⟧
    /// ```
    /// ```good profile=national-2019
    /// 今天是：2024年5月31日
    /// 云川县2023年法治政府建设年度报告
    /// 更新时间：2024-05-31 发布时间：2024-03-28
    /// ```
    M105 "late-publication", Warning, Law "厅字〔2019〕28号" => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let masthead = &cx.document.masthead;
    let (Some(publication), Some(year)) = (&masthead.publication, cx.year.or(masthead.year())) else { return Vec::new() };
    if !cx.examines() {
        return Vec::new();
    }
    // 「4月1日前」: whether the day itself is in time is not for a linter to decide.
    let Some(deadline) = cx.profile.deadline_for(year).filter(|&deadline| publication.date > deadline) else { return Vec::new() };
    let message = match publication.kind {
        DateKind::Published => Text::new("{date} 发布，期限为 {deadline} 前", "published on {date}; the deadline is {deadline}"),
        _ => Text::new("所署日期为 {date}，公开期限为 {deadline} 前", "dated {date}; the deadline for publication is {deadline}"),
    };
    let mut finding = Finding::new(&RULE, publication.span, message)
        .fact("date", publication.date)
        .fact("deadline", deadline)
        .fact("document", &cx.profile.document)
        .why(reason(cx))
        .help(Text::new("若这是转载或更新的日期，可忽略；否则核对发布日期", "ignore it if this is the date of a copy or an update"))
        .likely();
    if let Some((_, span)) = masthead.title.as_ref().and_then(|title| title.year) {
        finding = finding.label(span, Text::new("报告年份", "year of report"));
    }
    vec![finding]
}

fn reason(cx: &Context<'_>) -> Text {
    // other kinds of reports have deadlines of their own: the disclosure report by 条例 第四十九条
    if cx.profile.rank != Rank::Local && !cx.profile.document.contains(RULE.citation) {
        return Text::new("这类报告的公开期限为 {deadline}", "reports of this kind are public by {deadline}");
    }
    Text::new("厅字〔2019〕28号规定，上一年度的报告在 4 月 1 日前公开", "厅字〔2019〕28号: last year's report is public before 1 April")
}
