//! G101: a growth, a difference or a gap in points that its own two values do not give.

use super::wording::{Mismatch, mismatches};
use crate::claims::Kind;
use crate::finding::Finding;
use crate::rules::Context;

rule! {
    /// 增减幅度与所列两期数据不符。
    /// A stated change differs from the one its own two values give.
    ///
    /// # 为什么
    /// 本期和上期两个数都写出来了，读者就会重算增长率、增减量和百分点之差。
    /// 按可比价、按同口径计算的增幅不能由两个数算出，文中写明即可。
    ///
    /// # Why
    /// Where the figures of both periods are stated, readers recompute the growth, the difference and the percentage points.
    /// Growth at comparable prices or on another basis does not follow from the two figures; saying so in the text is enough.
    ///
    /// # 例
    /// ```bad
    /// 全年新登记市场主体5216户，上年为4873户，同比增长⟦7.14%⟧。
    /// ```
    /// ```good
    /// 全年新登记市场主体5216户，上年为4873户，同比增长7.04%。
    /// ```
    G101 "change-mismatch", Error, Arithmetic, fix Unsafe => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let words = Mismatch {
        message: text!(
            "增减写作 {stated}，由两期数据算得 {expected}",
            "the change is stated as {stated}, but the two values give {expected}",
        ),
        primary: text!("应为 {expected}", "expected {expected}"),
        help: text!(
            "若两期数据无误，改为 {expected}；若统计口径不同，请写明",
            "if both values are right, write {expected}; if they were counted differently, say so",
        ),
    };
    mismatches(cx, &CARD, &[Kind::Change, Kind::Difference, Kind::Points], &words)
}
