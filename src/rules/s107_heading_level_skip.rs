//! S107: a heading that leaves out a level.

use std::collections::HashSet;

use crate::document::OrdinalStyle;
use crate::finding::Finding;
use crate::rules::Context;

rule! {
    /// 标题越级：上一级标题之下少了一层。
    /// A heading leaves out a level below the one it stands under.
    ///
    /// # 为什么
    /// 结构层次依次为「一、」「（一）」「1.」「（1）」。只有两层时，「一、」之下用「1.」是通行的写法，不作问题。
    ///
    /// 同一标题之下只报第一处。规范可用 `levels` 写明自己的层次，例如 `levels: ["一、", "1."]`。
    ///
    /// # Why
    /// The levels are 一、, （一）, 1. and （1） in this order. Where there are but two, 1. below 一、 is common and raises
    /// no alarm. Only the first place below a heading is reported. A profile states its own levels with `levels`, such as
    /// `levels: ["一、", "1."]`.
    ///
    /// # 来源
    /// GB/T 9704-2012《党政机关公文格式》。
    ///
    /// # 例
    /// ```bad profile=national-2019
    /// 云川县2023年法治政府建设年度报告
    /// 一、主要举措和成效
    /// （一）完善制度
    /// ⟦（1）审查文件⟧
    /// 审查3件。
    /// （2）清理文件
    /// 清理2件。
    /// ```
    /// ```good profile=national-2019
    /// 云川县2023年法治政府建设年度报告
    /// 一、主要举措和成效
    /// 1.审查文件
    /// 审查3件。
    /// 2.清理文件
    /// （1）清点。清点2件。
    /// （2）公布。公布2件。
    /// ```
    S107 "heading-level-skip", Note, Standard("GB/T 9704-2012") => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    if !cx.examines() {
        return Vec::new();
    }
    let sections = &cx.document.sections;
    let mut seen = HashSet::new();
    let mut findings = Vec::new();
    for section in sections {
        let (Some(ordinal), Some(parent)) = (section.ordinal, section.parent) else { continue };
        let Some(above) = sections[parent].ordinal else { continue };
        if skips(&cx.profile.levels, above.style, ordinal.style) && seen.insert(parent) {
            let message = text!("「{above}」之下直接用了「{found}」", "{found} stands directly below {above}");
            let finding = Finding::new(&CARD, section.heading, message)
                .fact("above", above.style.write(above.value))
                .fact("found", ordinal.style.write(ordinal.value))
                .label(sections[parent].heading, text!("上一级", "level above"))
                .help(text!("各层依次编号，不要跳过一层", "number the levels in turn and leave out none"));
            findings.push(finding);
        }
    }
    findings
}

/// Whether a level lies between that of the heading above and that of the one below it. Ordinals that are no level of the
/// profile number something else.
fn skips(levels: &[OrdinalStyle], above: OrdinalStyle, below: OrdinalStyle) -> bool {
    if levels.is_empty() {
        return below.level() > above.level() + 1 && (above, below) != (OrdinalStyle::Han, OrdinalStyle::Arabic);
    }
    let at = |style| levels.iter().position(|&level| level == style);
    at(above).zip(at(below)).is_some_and(|(above, below)| below > above + 1)
}
