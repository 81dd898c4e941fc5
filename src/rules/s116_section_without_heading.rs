//! S116: a required item that is treated inside another section.

use crate::finding::Finding;
use crate::profile::HeadingUse;
use crate::rules::Context;

rule! {
    /// 必备内容没有自己的标题，写在别处。
    /// A required item has no heading of its own.
    ///
    /// # 为什么
    /// 要求的是内容，不是标题，所以这样写不算缺少；只是逐项核对的人不容易找到。
    /// 标题可以在任何一层。全文没有标题的报告，以及规范写明 `heading: optional` 的内容，不提示。
    ///
    /// # Why
    /// It is the content that is required, not the heading, so that nothing is missing; but those who go through the items
    /// one by one will not find it easily. The heading may be of any level. Reports without headings, and items with
    /// `heading: optional`, are not noted.
    ///
    /// # 来源
    /// 惯例。
    ///
    /// # 例
    /// ```bad profile=national-2019
    /// 云川县2023年法治政府建设年度报告
    /// 一、主要举措和成效
    /// 审查规范性文件3件。⟦主要负责同志履行第一责任人职责，听取汇报4次。⟧
    /// 二、存在的不足和下一步安排
    /// 审查还不够细，继续培训执法人员。
    /// ```
    /// ```good profile=national-2019
    /// 云川县2023年法治政府建设年度报告
    /// 一、主要举措和成效
    /// （一）落实第一责任人职责
    /// 主要负责同志听取汇报4次。
    /// （二）规范执法
    /// 培训执法人员20人。
    /// 二、存在的不足和下一步安排
    /// 审查还不够细，继续培训执法人员。
    /// ```
    S116 "section-without-heading", Note, Practice => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    if cx.document.sections.is_empty() {
        return Vec::new();
    }
    let reporter = cx.profile.reporter_of(cx.source, cx.document);
    let items = cx.places().iter().filter(|place| place.requirement.heading == HeadingUse::Expected);
    let without = items.filter(|place| place.requirement.is_asked_of(reporter)).filter_map(|place| {
        let sentence = &cx.document.sentences[place.sentence?];
        let message = text!("「{section}」没有自己的标题，写在这里", "{section}: no heading of its own, treated here");
        let finding = Finding::new(&CARD, sentence.span, message)
            .fact_text("section", place.requirement.title.clone())
            .fact("id", &place.requirement.id)
            .help(text!("若内容较多，可单列一节", "if there is enough of it, give it a section of its own"));
        Some(finding)
    });
    without.collect()
}
