//! C102: what is closed and what is left over do not make up what came in.

use super::wording::{Mismatch, mismatches};
use crate::claims::Kind;
use crate::finding::Finding;
use crate::rules::Context;

rule! {
    /// 办结与在办之和不等于受理。
    /// What was closed and what is left over do not make up what came in.
    ///
    /// # 为什么
    /// 「受理57件，办结56件，1件受理中」三个数互相限定，错一个就对不上。
    ///
    /// # Why
    /// In 「受理57件，办结56件，1件受理中」 each figure follows from the two others: if one is wrong, they no longer fit.
    ///
    /// # 例
    /// ```bad
    /// 受理申请⟦57件⟧，正常办结55件，1件受理中。
    /// ```
    /// ```good
    /// 受理申请57件，正常办结56件，1件受理中。
    /// ```
    C102 "remainder-mismatch", Error, Arithmetic, fix Unsafe => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let words = Mismatch {
        message: text!(
            "总数写作 {stated}，办结与在办相加为 {expected}",
            "the total is stated as {stated}, closed and pending add up to {expected}",
        ),
        primary: text!("总数", "total"),
        help: text!(
            "请核对这三个数；有上年结转的，写明结转数",
            "check the three figures; where cases were carried over, say how many",
        ),
    };
    mismatches(cx, &CARD, &[Kind::Remainder], &words)
}
