//! G105: a multiple or a doubling that its two values do not give.

use super::wording::{Mismatch, mismatches};
use crate::claims::Kind;
use crate::finding::Finding;
use crate::rules::Context;

rule! {
    /// 倍数、翻番与所列两期数据不符。
    /// A stated multiple or doubling differs from the one its own two values give.
    ///
    /// # 为什么
    /// 「是…的3倍」是乘3，「增长3倍」是乘4，「翻一番」是乘2、「翻两番」是乘4，最易混用。
    /// 「翻番」是概说，相差不大的不报。
    ///
    /// # Why
    /// 「是…的3倍」 multiplies by three, 「增长3倍」 by four, 「翻一番」 by two and 「翻两番」 by four; they are easily
    /// confused. 翻番 is a round word, and small differences raise no alarm.
    ///
    /// # 例
    /// ```bad
    /// 法律援助受理量由2019年的1200件增至2024年的2410件，翻了⟦两番⟧。
    /// ```
    /// ```bad
    /// 案件由1000件增至2410件，增至⟦2.3倍⟧。
    /// ```
    /// ```good
    /// 法律援助受理量由2019年的1200件增至2024年的2410件，翻了一番。
    /// ```
    G105 "multiple-mismatch", Warning, Arithmetic, fix Unsafe => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let words = Mismatch {
        message: text!(
            "倍数写作 {stated}，两期数据之比为 {expected}",
            "the multiple is stated as {stated}, the two values give {expected}",
        ),
        primary: text!("倍数", "multiple"),
        help: text!(
            "「是…的n倍」乘 n，「增长n倍」乘 n+1，「翻n番」乘 2 的 n 次方；请核对",
            "n times is ×n, grown n times is ×(n+1), doubled n times is ×2ⁿ; please check",
        ),
    };
    mismatches(cx, &CARD, &[Kind::Multiple], &words)
}
