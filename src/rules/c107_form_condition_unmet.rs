//! C107: a cell of a form that its own conditions rule out.

use super::wording::{finding, label_operands};
use crate::claims::Kind;
use crate::finding::Finding;
use crate::rules::Context;

rule! {
    /// 表中的数不满足这张表的填报条件。
    /// A cell of a form does not meet the form's own conditions.
    ///
    /// # 为什么
    /// 固定格式的表除合计外还有别的关系：受理不多于申请，持证人数不多于应持证人数，没有处罚就没有罚没金额，件数是非负整数。
    /// 条件写在规范的 `tables` 中。跨年度的情形可能例外的（如上年申请、本年受理），只提请核实。
    ///
    /// # Why
    /// A form has more relations than its totals: no more cases are accepted than were applied for, no more staff hold a
    /// licence than must, where nothing was punished nothing was fined, and cases are whole numbers. The conditions stand
    /// under `tables` of the profile. Those to which a turn of the year may make an exception only ask you to check.
    ///
    /// # 例
    /// ```bad
    /// 应持证人数|持证人数|持证率
    /// 125|⟦127⟧|101.60%
    /// ```
    /// ```bad
    /// 申请数量|受理数量|予以许可数量|不予许可数量
    /// 320|⟦331⟧|326|5
    /// ```
    /// ```good
    /// 申请数量|受理数量|予以许可数量|不予许可数量
    /// 331|320|318|2
    /// ```
    C107 "form-condition-unmet", Error, Arithmetic => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let wrong = cx.claims_of(&[Kind::Condition]).filter(|(_, claim)| claim.off().is_some());
    wrong
        .map(|(id, claim)| {
            let message =
                text!("表中写作 {stated}，不满足：{expression}", "the table says {stated}, against its condition: {expression}",);
            let finding = finding(cx, &CARD, id, claim, message)
                .help(text!("请核对这几格；确有例外的，在表后说明", "check these cells; explain an exception below the table",));
            label_operands(cx, claim, finding)
        })
        .collect()
}
