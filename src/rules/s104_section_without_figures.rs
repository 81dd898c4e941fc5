//! S104: a section that has fewer figures than the profile asks for.

use crate::finding::Finding;
use crate::profile::Violation;
use crate::rules::Context;

rule! {
    /// 章节里的数字少于规范的要求。
    /// A section has fewer figures than the profile asks for.
    ///
    /// # 为什么
    /// 「成效」没有数字，读者无从判断。内置规范不作此要求；在自定规范里给某一节写上 `min_figures` 即可启用。
    ///
    /// # Why
    /// Achievements without figures leave readers without a measure. No built-in profile asks for them; `min_figures` of a
    /// section in a profile of your own does.
    ///
    /// # 来源
    /// 惯例。
    ///
    /// # 例
    /// ```profile
    /// id: own
    /// title: { zh: 本县提纲, en: our own outline }
    /// extends: national-2019
    /// sections:
    ///   - id: measures
    ///     min_figures: 2
    /// ```
    /// ```bad
    /// 云川县2023年法治政府建设年度报告
    /// ⟦一、主要举措和成效⟧
    /// 落实第一责任人职责，审查规范性文件3件。
    /// 二、存在的不足和下一步安排
    /// 审查还不够细，继续培训执法人员。
    /// ```
    /// ```good
    /// 云川县2023年法治政府建设年度报告
    /// 一、主要举措和成效
    /// 落实第一责任人职责，审查规范性文件3件，培训执法人员20人。
    /// 二、存在的不足和下一步安排
    /// 审查还不够细，继续培训执法人员。
    /// ```
    S104 "section-without-figures", Warning, Practice => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let few = cx.violations().iter().filter_map(|violation| {
        let &Violation::TooFewFigures { requirement, span, figures } = violation else { return None };
        let message = text!(
            "「{section}」有 {figures} 个数字，至少要 {minimum} 个",
            "{section}: {figures} figures, at least {minimum} are asked for",
        );
        let finding = Finding::new(&CARD, span, message)
            .fact_text("section", requirement.title.clone())
            .fact("figures", figures)
            .fact("minimum", requirement.min_figures)
            .help(text!("补写件数、人次等数字", "state how many cases, people or documents there were"));
        Some(finding)
    });
    few.collect()
}
