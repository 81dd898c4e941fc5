//! M105: published after the deadline.

use jiff::civil::Date;

use crate::document::{DateKind, Publication};
use crate::finding::Finding;
use crate::profile::Rank;
use crate::rules::Context;
use crate::severity::Severity;
use crate::text::Text;

/// The rule that requires it of every annual report.
const CITED: &str = "厅字〔2019〕28号";

rule! {
    /// 发布日期晚于公开期限。
    /// The report was made public after the deadline.
    ///
    /// # 为什么
    /// 上一年度的报告应当在 4 月 1 日之前向社会公开。页面上的日期也可能是转载或更新的日期，所以只请核实。
    /// 文末落款晚于报送期限的，报告不可能按期以这个日期报送，作为提示。
    ///
    /// # Why
    /// The report on a year is to be public before 1 April of the next. The date on a page may also be that of a reprint or
    /// an update, so that you are asked to check. A date at the end of the text that is later than the date of filing means
    /// that it cannot have been filed in time; this is a note.
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
    /// ```bad profile=national-2019
    /// 云川县2023年法治政府建设年度报告
    /// 主要负责同志听取汇报4次。
    /// 云川县人民政府
    /// ⟦2024年3月18日⟧
    /// ```
    /// ```good profile=national-2019
    /// 云川县2023年法治政府建设年度报告
    /// 发布时间：2024-03-18
    /// 主要负责同志听取汇报4次。
    /// ```
    /// ```good profile=national-2019
    /// 今天是：2024年5月31日
    /// 云川县2023年法治政府建设年度报告
    /// 更新时间：2024-05-31 发布时间：2024-03-28
    /// ```
    M105 "late-publication", Warning, Law(CITED) => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let masthead = &cx.document.masthead;
    let (Some(publication), Some(year)) = (&masthead.publication, cx.year.or(masthead.year())) else { return Vec::new() };
    if !cx.examines() {
        return Vec::new();
    }
    // 「4月1日前」: whether the day itself is in time is not for a linter to decide.
    let late_after = |deadline: &Date| publication.date > *deadline;
    let finding = match cx.profile.deadline_for(year).filter(late_after) {
        Some(deadline) => late(cx, publication, deadline),
        // a report is handed in as it was signed; when a page was made tells nothing of that
        None if publication.kind != DateKind::Signed => return Vec::new(),
        None => {
            let reporter = cx.profile.reporter_of(cx.source, cx.document);
            let Some(deadline) = cx.profile.filing_for(year, reporter).filter(late_after) else { return Vec::new() };
            late_to_file(cx, publication, deadline)
        }
    };
    match masthead.title.as_ref().and_then(|title| title.year) {
        Some((_, span)) => vec![finding.label(span, text!("报告年份", "year of report"))],
        None => vec![finding],
    }
}

fn late(cx: &Context<'_>, publication: &Publication, deadline: Date) -> Finding {
    let message = match publication.kind {
        DateKind::Published => text!("{date} 发布，期限为 {deadline} 前", "published on {date}; the deadline is {deadline}"),
        _ => text!("所署日期为 {date}，公开期限为 {deadline} 前", "dated {date}; the deadline for publication is {deadline}"),
    };
    let why = if is_of_the_rule(cx) && (deadline.month(), deadline.day()) == (4, 1) {
        text!(
            "厅字〔2019〕28号规定，上一年度的报告在 4 月 1 日前公开",
            "厅字〔2019〕28号: last year's report is public before 1 April",
        )
    } else {
        text!("这类报告的公开期限为 {deadline}", "reports of this kind are public by {deadline}")
    };
    let help = text!("若这是转载或更新的日期，可忽略；否则核对发布日期", "ignore it if this is the date of a copy or an update");
    finding(cx, publication, message, deadline).why(why).help(help)
}

/// Whether it was handed in on another day than it was signed is not in the text: a note.
fn late_to_file(cx: &Context<'_>, publication: &Publication, deadline: Date) -> Finding {
    let message = text!("所署日期为 {date}，报送期限为 {deadline} 前", "dated {date}; it is to be handed in before {deadline}");
    let why = if is_of_the_rule(cx) && (deadline.month(), deadline.day()) == (3, 1) {
        text!(
            "厅字〔2019〕28号规定，上一年度的报告在 3 月 1 日前报送",
            "厅字〔2019〕28号: last year's report is handed in before 1 March",
        )
    } else {
        text!("这类报告的报送期限为 {deadline}", "reports of this kind are handed in by {deadline}")
    };
    let help = text!("若已按期报送，可忽略；否则核对落款日期", "ignore it if it was handed in before; otherwise check the date");
    finding(cx, publication, message, deadline).why(why).help(help).at_most(Severity::Note)
}

fn finding(cx: &Context<'_>, publication: &Publication, message: Text, deadline: Date) -> Finding {
    Finding::new(&CARD, publication.span, message)
        .fact("date", publication.date)
        .fact("deadline", deadline)
        .fact("document", &cx.profile.document)
        .likely()
}

/// Other kinds of reports have deadlines of their own: the disclosure report by 条例 第四十九条. So may a local outline, or the
/// configuration.
fn is_of_the_rule(cx: &Context<'_>) -> bool {
    cx.profile.rank == Rank::Local || cx.profile.document.contains(CITED)
}
