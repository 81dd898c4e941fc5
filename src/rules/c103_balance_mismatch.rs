//! C103: what was carried over, what came in and what was closed do not leave what is pending.

use super::wording::{Mismatch, mismatches};
use crate::claims::Kind;
use crate::finding::Finding;
use crate::rules::Context;

rule! {
    /// 结转、新收、办结与结存不平。
    /// What was carried over, received and closed does not leave what is pending.
    ///
    /// # 为什么
    /// 上年结转加本年新收，减去办结，就是结转下年的数。四个数写在一起，读者会替你算。
    ///
    /// # Why
    /// What was carried over and what came in, less what was closed, is what is carried on. Where all four are written side
    /// by side, readers do the sum.
    ///
    /// # 例
    /// ```bad
    /// 上年结转行政复议案件4件，全年新收62件，办结62件，结转下年⟦5件⟧。
    /// ```
    /// ```good
    /// 上年结转行政复议案件4件，全年新收62件，办结61件，结转下年5件。
    /// ```
    C103 "balance-mismatch", Error, Arithmetic, fix Unsafe => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let words = Mismatch {
        message: text!(
            "结存写作 {stated}，由其余各数算得 {expected}",
            "the balance is stated as {stated}, but the other figures give {expected}",
        ),
        primary: text!("应为 {expected}", "expected {expected}"),
        help: text!(
            "请核对这几个数；另有并案、撤回等去向的，写明件数",
            "check these figures; say how many were joined, withdrawn or the like",
        ),
    };
    mismatches(cx, &CARD, &[Kind::Balance], &words)
}
