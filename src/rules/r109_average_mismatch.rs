//! R109: an average that its total and count do not give.

use super::wording::{Mismatch, mismatches};
use crate::claims::Kind;
use crate::finding::Finding;
use crate::rules::Context;

rule! {
    /// 平均数与所列总数、个数不符。
    /// A stated average differs from the one its own total and count give.
    ///
    /// # 为什么
    /// 总数和个数都写在句中，读者就会除一下；全年的日均、月均按实有天数和十二个月核对。
    ///
    /// # Why
    /// Where a total and a number stand in one sentence, readers divide. Averages by day and month of a whole year are
    /// checked over its days and over twelve months.
    ///
    /// # 例
    /// ```bad
    /// 全年举办培训班12期，培训1356人次，平均每期⟦118人次⟧。
    /// ```
    /// ```good
    /// 全年举办培训班12期，培训1356人次，平均每期113人次。
    /// ```
    R109 "average-mismatch", Warning, Arithmetic, fix Unsafe => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let words = Mismatch {
        message: text!(
            "平均数写作 {stated}，按 {expression} 算得 {expected}",
            "the average is stated as {stated}, but {expression} gives {expected}",
        ),
        primary: text!("应为 {expected}", "expected {expected}"),
        help: text!("若总数和个数无误，改为 {expected}", "if total and count are right, write {expected}"),
    };
    mismatches(cx, &CARD, &[Kind::Average], &words)
}
