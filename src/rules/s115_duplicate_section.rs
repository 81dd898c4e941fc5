//! S115: a heading that stands twice.

use std::collections::HashMap;

use crate::finding::Finding;
use crate::ids::SectionId;
use crate::rules::Context;
use crate::words::{shortened, without_blanks};

rule! {
    /// 同一级里有两节标题相同。
    /// Two sections below the same heading have the same heading.
    ///
    /// # 为什么
    /// 几人合写、反复粘贴的文稿，容易留下两个版本的同一节。
    ///
    /// 只看第一、二层标题，并且两节都有内容；目录里的标题不算。规范写明可以有几节的（`repeated`），不作问题。
    ///
    /// # Why
    /// Texts of several hands, pasted again and again, are left with two versions of a section. Only headings of the first
    /// and second level are looked at, and only where both have text; tables of contents do not count. Sections that a
    /// profile allows several of (`repeated`) raise no alarm.
    ///
    /// # 来源
    /// 惯例。
    ///
    /// # 例
    /// ```bad profile=national-2019
    /// 云川县2023年法治政府建设年度报告
    /// 一、主要举措和成效
    /// （一）规范执法。培训执法人员。
    /// （二）完善制度。审查规范性文件3件。
    /// ⟦（三）规范执法。⟧评查案卷20卷。
    /// ```
    /// ```good profile=national-2019
    /// 云川县2023年法治政府建设年度报告
    /// 一、主要举措和成效
    /// （一）规范执法。培训执法人员。
    /// （二）完善制度。审查规范性文件3件。
    /// 二、下一步安排
    /// （一）规范执法。评查案卷。
    /// ```
    S115 "duplicate-section", Warning, Practice => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    if !cx.examines() {
        return Vec::new();
    }
    let repeated: Vec<SectionId> =
        cx.places().iter().filter(|place| place.requirement.repeated).flat_map(|place| place.sections()).collect();
    let mut seen = HashMap::new();
    let mut findings = Vec::new();
    for (id, section) in cx.document.sections.entries() {
        if section.level > 2 || section.body.is_empty() || repeated.contains(&id) {
            continue;
        }
        let title = without_blanks(cx.source.slice(section.title));
        if let Some(first) = seen.insert((section.parent, section.level, title), section.heading) {
            let message = text!("标题「{title}」出现了两次", "the heading \"{title}\" stands twice");
            let finding = Finding::new(&CARD, section.heading, message)
                .fact("title", shortened(cx.source.slice(section.title), 20))
                .label(first, text!("上一次", "before"))
                .help(text!(
                    "若是同一内容，合并为一节；否则改写标题",
                    "if they are about the same, make them one; otherwise rename one",
                ));
            findings.push(finding);
        }
    }
    findings
}
