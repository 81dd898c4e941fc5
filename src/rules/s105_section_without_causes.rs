//! S105: shortcomings without their causes.

use crate::finding::Finding;
use crate::profile::Violation;
use crate::rules::Context;

rule! {
    /// 只写了不足，没有写原因。
    /// A section states shortcomings and no cause.
    ///
    /// # 为什么
    /// 报告要写明「不足和原因」两项。只罗列问题，不说问题由何而来，下一年的安排就没有着落。
    ///
    /// 一节之内出现「由于」「原因」「导致」等词，就算写了原因；哪些词算数，由规范的 `causes` 列出。
    /// 原因也可能没有用这些词写出来，所以只作「提示」。
    ///
    /// # Why
    /// A report states both shortcomings and causes. If it lists problems without saying where they come from, the plans for
    /// the next year hang in the air. Words such as 由于, 原因 and 导致 count as a cause; `causes` of the profile lists them.
    /// Since a cause may be told in other words, this is a note.
    ///
    /// # 来源
    /// 《法治政府建设与责任落实督察工作规定》（厅字〔2019〕28号）。
    ///
    /// # 例
    /// ```bad profile=national-2019
    /// 云川县2023年法治政府建设年度报告
    /// 一、主要举措和成效
    /// 落实第一责任人职责，审查规范性文件3件。
    /// ⟦二、存在的不足和原因⟧
    /// 审查还不够细。
    /// 三、下一步安排
    /// 继续培训执法人员。
    /// ```
    /// ```good profile=national-2019
    /// 云川县2023年法治政府建设年度报告
    /// 一、主要举措和成效
    /// 落实第一责任人职责，审查规范性文件3件。
    /// 二、存在的不足和原因
    /// 由于专业人员少，审查还不够细。
    /// 三、下一步安排
    /// 继续培训执法人员。
    /// ```
    S105 "section-without-causes", Note, Law("厅字〔2019〕28号") => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let without = cx.violations().iter().filter_map(|violation| {
        let &Violation::NoCauses { requirement, span } = violation else { return None };
        let finding = Finding::new(&CARD, span, text!("「{section}」没有写到原因", "{section}: no cause is stated"))
            .fact_text("section", requirement.title.clone())
            .why(text!("厅字〔2019〕28号要求写明不足和原因", "厅字〔2019〕28号 asks for shortcomings and their causes"))
            .help(text!("逐条补写原因：由于……、原因是……", "say of each shortcoming what it comes from"))
            .likely();
        Some(finding)
    });
    without.collect()
}
