//! C101: components that do not add up to their total.

use super::wording::{Mismatch, mismatches};
use crate::claims::Kind;
use crate::finding::Finding;
use crate::rules::Context;

rule! {
    /// 分项之和与合计不符。
    /// The components of a closed list do not add up to their total.
    ///
    /// # 为什么
    /// 「其中」之后逐项列完的数字，读者会相加。「等」「主要」「前三位」开头的列举不必列尽，不报。
    ///
    /// # Why
    /// Readers add up the figures that stand after 其中 and leave nothing out. A list that opens with 等, 主要 or 前三位
    /// need not be complete and raises no alarm.
    ///
    /// # 例
    /// ```bad
    /// 受理来信⟦332件⟧，其中领导信箱162件，业务咨询72件，业务投诉89件。
    /// ```
    /// ```good
    /// 受理来信323件（含上级交办77件），其中领导信箱162件，业务咨询72件，业务投诉89件。
    /// ```
    /// ```good
    /// 受理来信410件，其中咨询等类162件、投诉72件。
    /// ```
    C101 "breakdown-mismatch", Error, Arithmetic, fix Unsafe => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let words = Mismatch {
        message: text!(
            "合计写作 {stated}，分项相加为 {expected}",
            "the total is stated as {stated}, its components add up to {expected}",
        ),
        primary: text!("合计", "total"),
        help: text!(
            "若各分项无误，合计改为 {expected}；列举不全的，写明「等」",
            "if the components are right, write {expected}; if the list is not complete, say so",
        ),
    };
    mismatches(cx, &CARD, &[Kind::Breakdown], &words)
}
