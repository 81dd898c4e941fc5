//! R101: a rate that its own part and whole do not give.

use crate::claims::{Claim, Kind, Verdict};
use crate::finding::{Finding, Text};
use crate::rules::Context;

rule! {
    /// 比率与所列分子、分母不符。
    /// A stated rate or share differs from the one its own figures give.
    ///
    /// # 为什么
    /// 读者会用同一句里的两个件数重算比率，差一个末位也会被看见。
    ///
    /// # 例
    /// ```bad
    /// 话务工单13785宗，办结13649宗，办结率⟦99.02%⟧。
    /// ```
    /// ```good
    /// 受理197880宗，办结197845宗，办结率99.98%。
    /// ```
    R101 "rate-mismatch", Error, Arithmetic "" => check
}

fn check(_cx: &Context<'_>) -> Vec<Finding> {
    Vec::new()
}
