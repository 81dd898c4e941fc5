//! G102: a growth rate that no earlier whole number gives.

use super::wording::{finding, label_operands};
use crate::claims::{Found, Kind, Reason};
use crate::finding::Finding;
use crate::rules::Context;

rule! {
    /// 没有哪个上期件数能得出所列增幅。
    /// No earlier whole number gives the stated change.
    ///
    /// # 为什么
    /// 上期的数没有写出，但件数总是整数：由本期件数和增幅可以反推上期，推出来的必须是整数。
    /// 按四舍五入、按截断都推不出整数的才报；基数较大时总有整数可取，便不作判断。
    ///
    /// # 怎么改
    /// 查上期的件数，重算增幅。上期口径有调整的，写明「按可比口径」。
    ///
    /// # Why
    /// The earlier figure is not stated, but cases come in whole numbers: the present count and the change imply an earlier
    /// count, and that must be whole. An alarm is raised only if neither rounding nor cutting gives a whole number; over a
    /// large base some number always fits, and nothing is said.
    ///
    /// # How to mend it
    /// Look up the earlier count and compute the change anew. If the basis has changed, say 「按可比口径」.
    ///
    /// # 例
    /// ```bad
    /// 全年新收一审行政案件240件，同比下降⟦24.70%⟧。
    /// ```
    /// ```good
    /// 全年新收一审行政案件240件，同比下降24.76%。
    /// ```
    G102 "change-base-infeasible", Warning, Arithmetic => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let impossible =
        cx.claims_of(&[Kind::Change]).filter(|(_, claim)| matches!(claim.found, Found::Impossible(Reason::NoWholeBase)));
    impossible
        .map(|(id, claim)| {
            let message = text!("没有哪个整数的上期数能得出 {stated}", "no earlier whole number gives {stated}");
            let finding = finding(cx, &CARD, id, claim, message)
                .primary(text!("推不出整数", "no whole number"))
                .why(text!(
                    "{expression} 不是整数；两侧的整数为 {computed}",
                    "{expression} is no whole number; those on both sides give {computed}",
                ))
                .help(text!(
                    "请核对上期数和增幅；上期口径有调整的，写明可比口径",
                    "check the earlier value and the rate; if the base was revised, say so",
                ));
            label_operands(cx, claim, finding)
        })
        .collect()
}
