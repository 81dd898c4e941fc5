//! R106: shares that leave nothing out and do not make up 100%.

use super::wording::{finding, label_operands};
use crate::claims::Kind;
use crate::finding::Finding;
use crate::rules::Context;

rule! {
    /// 各项占比之和不是100%。
    /// Shares that leave nothing out do not make up 100%.
    ///
    /// # 为什么
    /// 以「其他」收尾的一组占比、三次产业的占比，已经穷尽，合计应为100%。每项四舍五入带来的尾差已计入，超出尾差才报。
    ///
    /// # Why
    /// Shares that end with 其他, or those of the three sectors of the economy, leave nothing out and make up 100%. What
    /// rounding each of them may add up to is allowed for.
    ///
    /// # 例
    /// ```bad
    /// 从诉求渠道看，电话占63.2%、网络占25.1%、其他占⟦21.7%⟧。
    /// ```
    /// ```good
    /// 从诉求渠道看，电话占63.2%、网络占25.1%、其他占11.7%。
    /// ```
    R106 "shares-not-100", Warning, Arithmetic => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let wrong = cx.claims_of(&[Kind::SharesTotal]).filter(|(_, claim)| claim.off().is_some());
    wrong
        .map(|(id, claim)| {
            let message = text!("各项占比相加为 {computed}，不是 100%", "the shares add up to {computed}, not to 100%");
            let finding = finding(cx, &CARD, id, claim, message)
                .primary(text!("最后一项", "last share"))
                .why(text!("{expression} = {computed}", "{expression} = {computed}"))
                .help(text!("请核对各项占比；有遗漏的，补上", "check the shares; if one is missing, add it"));
            label_operands(cx, claim, finding)
        })
        .collect()
}
