//! S101: a required section is nowhere.

use crate::finding::Finding;
use crate::profile::{HeadingUse, Rank, Requirement, Violation};
use crate::rules::Context;
use crate::severity::Severity;
use crate::source::Span;

/// The rule that requires it of every annual report.
const CITED: &str = "厅字〔2019〕28号";

rule! {
    /// 缺少必备章节。
    /// A required section is missing.
    ///
    /// # 为什么
    /// 年度报告应当写明：上一年度的主要举措和成效，存在的不足和原因，党政主要负责人履行第一责任人职责的情况，下一年度的主要安排。
    /// 要求的是内容，不是标题：写在其他章节之内、或者在「二是」之下写到的，不算缺少。
    /// 打算怎样做不算做了：只在「不足」或「安排」里提到第一责任人职责的，仍算缺少。
    ///
    /// 位置标在它应当出现的地方。
    ///
    /// # Why
    /// The report is to state what was done and achieved in the year, shortcomings and their causes, how the principal
    /// leaders performed their duties as those first responsible, and the plans for the next year. It is the content that is
    /// required, not the heading: what stands in another section or after 「二是」 is not missing. What is intended is not
    /// done: duties that are named among shortcomings or plans alone are missing all the same. The place is where the section
    /// should have stood.
    ///
    /// # 来源
    /// 《法治政府建设与责任落实督察工作规定》（厅字〔2019〕28号）。地方提纲另外要求的章节，选用该规范时同样算缺少；只凭关键词辨认的事项（`heading: optional`）作「需核实」；章节之内的小节只作「提示」。
    ///
    /// # Source
    /// The regulation on the supervision of rule-of-law government (厅字〔2019〕28号). What a local outline requires beyond
    /// it is missing as well where that profile is chosen; items that are told by keywords alone (`heading: optional`) are to
    /// be checked; sections within sections are notes.
    ///
    /// # 例
    /// ```bad profile=national-2019
    /// 云川县2023年法治政府建设年度报告
    /// 一、主要举措和成效
    /// 审查规范性文件3件。主要负责同志履行第一责任人职责，听取汇报4次。
    /// ⟦⟧二、下一步安排
    /// 继续培训执法人员。
    /// ```
    /// ```good profile=national-2019
    /// 云川县2023年法治政府建设年度报告
    /// 一、主要举措和成效
    /// 审查规范性文件3件。主要负责同志履行第一责任人职责，听取汇报4次。
    /// 二、存在的不足和下一步安排
    /// 审查还不够细，继续培训执法人员。
    /// ```
    S101 "missing-section", Error, Law(CITED) => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let missing = cx.violations().iter().filter_map(|violation| match violation {
        Violation::Missing { requirement, span } => Some(finding(cx, requirement, *span)),
        _ => None,
    });
    missing.collect()
}

fn finding(cx: &Context<'_>, requirement: &Requirement, span: Span) -> Finding {
    let finding = Finding::new(&CARD, span, text!("缺少「{section}」", "missing: {section}"))
        .fact_text("section", requirement.title.clone())
        .fact("id", &requirement.id)
        .primary(text!("应在此处", "belongs here"));
    match requirement.rank {
        // Without headings an item may be there in words that no pattern knows.
        Rank::Law if cx.document.sections.is_empty() => law(cx, finding).likely(),
        Rank::Law => law(cx, finding),
        // A topic that is known by its keywords alone may have been treated in other words.
        Rank::Local if requirement.heading == HeadingUse::Optional => outlined(cx, finding).likely(),
        Rank::Local => outlined(cx, finding),
        Rank::Practice => outlined(cx, finding).likely().at_most(Severity::Note),
    }
}

fn outlined(cx: &Context<'_>, finding: Finding) -> Finding {
    finding
        .fact("document", &cx.profile.document)
        .why(text!("依据：{document}", "as outlined in {document}"))
        .help(text!("若已写在别处，可忽略；否则在此补写", "ignore it if it is treated elsewhere; otherwise add it here"))
}

fn law(cx: &Context<'_>, finding: Finding) -> Finding {
    // a local outline takes its binding sections from the national rule
    let other = Some(&cx.profile.document).filter(|document| cx.profile.rank == Rank::Law && !document.contains(CITED));
    finding
        .fact("document", other.map_or(CITED, String::as_str))
        .why(text!("{document}要求年度报告写明这项内容", "{document} requires it of every annual report"))
        .help(text!("在此处补写一节，或写入相关章节", "add a section here, or treat it inside another one"))
}
