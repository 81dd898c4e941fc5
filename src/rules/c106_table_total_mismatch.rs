//! C106: a total of a table that its cells do not give.

use super::wording::{Mismatch, mismatches};
use crate::claims::Kind;
use crate::finding::Finding;
use crate::rules::Context;

rule! {
    /// 表中的合计与各栏之和不符。
    /// A row's or column's total in a table differs from the sum of its cells.
    ///
    /// # 为什么
    /// 表的其他各行、各列都平，独有一处不平，多半是录错了一个数。
    ///
    /// # Why
    /// Where every other row and column of a table adds up and a single one does not, a figure was most likely mistyped.
    ///
    /// # 例
    /// ```bad
    /// 单位|受理|办结|在办
    /// 甲局|⟦125⟧|118|8
    /// 乙局|97|90|7
    /// 丙局|64|60|4
    /// 丁局|88|83|5
    /// ```
    /// ```good
    /// 单位|受理|办结|在办
    /// 甲局|126|118|8
    /// 乙局|97|90|7
    /// 丙局|64|60|4
    /// 丁局|88|83|5
    /// ```
    C106 "table-total-mismatch", Error, Arithmetic, fix Unsafe => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let words = Mismatch {
        message: text!(
            "表中{subject}写作 {stated}，各数相加为 {expected}",
            "the table's {subject} is stated as {stated}, its cells add up to {expected}",
        ),
        primary: text!("合计", "total"),
        help: text!("请核对这一行（列）的各个数", "check the figures of this row or column"),
    };
    mismatches(cx, &CARD, &[Kind::TableTotal], &words)
}
