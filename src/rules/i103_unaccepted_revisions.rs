//! I103: a Word document whose tracked changes nobody has accepted or rejected.

use crate::finding::Finding;
use crate::rules::Context;

rule! {
    /// 文档中有未接受或未拒绝的修订。
    /// The document has tracked changes that are neither accepted nor rejected.
    ///
    /// # 为什么
    /// 带修订的文稿有两种读法。勾稽按「接受全部修订」后的文字核对，插入的文字算数，删去的文字不算；
    /// 如果定稿时拒绝其中一处，核对过的数据就可能不再成立。发布前应当逐处接受或拒绝。
    ///
    /// # Why
    /// A draft with tracked changes can be read in two ways. gouji checks the text as it is when all changes are accepted:
    /// what was inserted counts, what was deleted does not. If one of them is rejected in the end, figures that were checked
    /// may no longer hold. Accept or reject each before publication.
    ///
    /// # 来源
    /// 惯例。
    ///
    /// # 例
    /// 例中 {++…++} 是修订插入的文字。
    /// ```bad
    /// 云川县2023年受理行政复议申请{++⟦12⟧++}件。
    /// ```
    /// ```good
    /// 云川县2023年受理行政复议申请12件。
    /// ```
    I103 "unaccepted-revisions", Warning, Practice, effect Reading => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let revisions = &cx.source.marks().revisions;
    let Some(&first) = revisions.first() else { return Vec::new() };
    let message = text!("文档中有 {count} 处修订未接受也未拒绝", "{count} tracked changes are neither accepted nor rejected");
    let finding = Finding::new(&CARD, first, message)
        .fact("count", revisions.len())
        .primary(text!("第一处", "the first one"))
        .why(text!("核对的是接受全部修订后的文字", "the text was checked as it is with every change accepted"))
        .help(text!("请逐处接受或拒绝后，再检查定稿", "accept or reject each one, and check the final text again"));
    vec![finding]
}
