//! R102: a rate that was cut instead of rounded.

use super::wording::{finding, label_operands};
use crate::claims::{Kind, Verdict};
use crate::finding::Finding;
use crate::rules::Context;
use crate::severity::Severity;

rule! {
    /// 比率是截断的，四舍五入应进一位。
    /// A rate was cut off after its last place, where rounding goes up.
    ///
    /// # 为什么
    /// 许多单位习惯直接舍去尾数。数值修约的国家标准要求四舍六入，因此提请核实，不算错误。
    ///
    /// # Why
    /// Many offices simply drop the rest. The national standard of rounding wants it rounded, so that you are asked to check;
    /// it is no error.
    ///
    /// # 来源
    /// GB/T 8170-2008《数值修约规则与极限数值的表示和判定》。
    ///
    /// # 例
    /// ```bad
    /// 共调处矛盾纠纷664宗，调解成功657宗，成功率⟦98.94%⟧。
    /// ```
    /// ```good
    /// 共调处矛盾纠纷664宗，调解成功657宗，成功率98.95%。
    /// ```
    R102 "rate-truncated", Warning, Standard("GB/T 8170-2008") => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let cut = cx.claims_of(&[Kind::Rate, Kind::Share, Kind::Change]).filter(|(_, claim)| claim.verdict() == Verdict::Truncated);
    cut.map(|(id, claim)| {
        let message =
            text!("{subject}写作 {stated}，四舍五入应为 {expected}", "{subject} is cut to {stated}; rounded it is {expected}",);
        let finding = finding(cx, &CARD, id, claim, message)
            .primary(text!("截断", "cut"))
            .why(text!(
                "{expression} = {computed}，{stated} 是舍去尾数的结果",
                "{expression} = {computed}; {stated} drops the rest",
            ))
            .help(text!("若按四舍五入，改为 {expected}", "if you round, write {expected}"))
            .at_most(Severity::Warning);
        label_operands(cx, claim, finding)
    })
    .collect()
}
