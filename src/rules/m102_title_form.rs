//! M102: a part of the title is missing: who reports, or that this is a report.

use crate::document::Title;
use crate::finding::Finding;
use crate::profile::{TitleFault, TitleForm};
use crate::rules::Context;
use crate::severity::Severity;

rule! {
    /// 标题缺少机关（地区）名称，或没有写成「报告」。
    /// The title lacks the organ or place, or does not say that this is a report.
    ///
    /// # 为什么
    /// 公文标题由发文机关名称、事由和文种组成。标题以「工作情况」「总结」收尾，或只写「2023年法治政府建设年度报告」，离开原来的网页就看不出是谁的报告、是什么文件。
    ///
    /// # Why
    /// The title of an official document is made of the organ that issues it, the matter and the kind of document. A title
    /// that ends in 工作情况 or 总结, or says no more than 「2023年法治政府建设年度报告」, no longer tells whose report it is
    /// once it has left its page.
    ///
    /// # 来源
    /// GB/T 9704-2012《党政机关公文格式》7.3.1。
    ///
    /// # 例
    /// ```bad profile=national-2019
    /// 云川县2023年度法治政府建设⟦工作情况⟧
    /// 2023年，云川县推进依法治理。
    /// ```
    /// ```bad profile=national-2019
    /// ⟦2023年法治政府建设年度报告⟧
    /// 2023年，云川县推进依法治理。
    /// ```
    /// ```good profile=national-2019
    /// 2023年云川县法治政府建设情况报告
    /// 2023年，云川县推进依法治理。
    /// ```
    /// ```good profile=national-2019
    /// 县市场监管局关于2023年法治政府建设工作情况的报告
    /// 2023年，我局推进依法行政。
    /// ```
    M102 "title-form", Note, Standard("GB/T 9704-2012") => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let title = cx.document.masthead.title.as_ref().filter(|title| title.is_annual_report);
    let Some(title) = title.filter(|_| cx.examines()) else { return Vec::new() };
    let fixed = cx.profile.title_form().and_then(|form| unlike_fixed(cx, title, form));
    let noun = if fixed.is_some() { None } else { without_noun(cx, title) };
    [fixed, noun, without_issuer(title)].into_iter().flatten().collect()
}

/// The profile fixes the name of the report: 法治政府建设年度报告.
fn unlike_fixed(cx: &Context<'_>, title: &Title, form: &TitleForm) -> Option<Finding> {
    let faults = form.faults(cx.source.slice(title.span));
    let name = faults.into_iter().find_map(|fault| match fault {
        TitleFault::Fixed(name) => Some(name),
        TitleFault::Word(_) | TitleFault::Ending => None,
    })?;
    let span = title.form.unwrap_or(title.span);
    let message = text!("标题没有写作「{name}」", "the title does not say {name}");
    let finding = Finding::new(&CARD, span, message)
        .fact("name", name)
        .help(text!("规范统一了报告名称，写作「{name}」", "the profile fixes the name: write {name}"));
    Some(Finding { severity: Severity::Warning, ..finding })
}

/// 「…法治政府建设工作情况」, 「…法治政府建设工作总结」.
fn without_noun(cx: &Context<'_>, title: &Title) -> Option<Finding> {
    let form: String = title.form.map(|form| cx.source.slice(form).split_whitespace().collect()).unwrap_or_default();
    let is_report = ["报告", "年报", "白皮书"].iter().any(|noun| form.ends_with(noun));
    let (span, message) = match title.form {
        _ if is_report => return None,
        Some(form) => (form, text!("标题以「{form}」收尾，不是「报告」", "the title ends in {form} and not in 报告 (report)")),
        None => (title.span, text!("标题没有写「报告」", "the title does not say 报告 (report)")),
    };
    Some(
        Finding::new(&CARD, span, message)
            .fact("form", form)
            .help(text!("写作「年度报告」或「情况的报告」", "write 年度报告 or 情况的报告")),
    )
}

/// 「2023年法治政府建设年度报告」.
fn without_issuer(title: &Title) -> Option<Finding> {
    (title.issuer.is_none() && title.scope.is_none()).then(|| {
        Finding::new(&CARD, title.span, text!("标题没有写机关或地区名称", "the title names neither organ nor place"))
            .help(text!("在标题开头写上报告的机关或地区", "begin it with the organ or place that reports"))
    })
}
