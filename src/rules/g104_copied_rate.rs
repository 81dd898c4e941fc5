//! G104: a rate that was copied from the sentence before.

use super::wording::{finding, label_operands, repairs};
use crate::claims::{Explanation, Kind};
use crate::finding::Finding;
use crate::rules::Context;

rule! {
    /// 比率或增幅照抄了前面的数。
    /// A rate repeats the digits of the one before it, where its own figures give another.
    ///
    /// # 为什么
    /// 成段复制、只改件数，是年度报告里常见的差错：前一句的增幅算得对，后一句原样照抄就不对了。
    ///
    /// # Why
    /// Paragraphs are copied and only the counts are changed: the growth that was right in the sentence before is then wrong
    /// in this one.
    ///
    /// # 例
    /// ```bad
    /// 受理审查案件97件，去年同期为197件，同比下降50.76%。审结审查案件95件，去年同期为200件，同比下降⟦50.76%⟧。
    /// ```
    /// ```good
    /// 受理审查案件97件，去年同期为197件，同比下降50.76%。审结审查案件95件，去年同期为200件，同比下降52.50%。
    /// ```
    G104 "copied-rate", Error, Arithmetic, fix Unsafe => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let copied = cx.claims_of(&[Kind::Rate, Kind::Share, Kind::Change]).filter_map(|(id, claim)| match claim.cause() {
        Some(Explanation::Copied(origin)) => Some((id, claim, origin)),
        _ => None,
    });
    copied
        .map(|(id, claim, origin)| {
            let message = text!(
                "{stated} 与前面的数相同，本句算得 {expected}",
                "{stated} repeats the rate before; these figures give {expected}",
            );
            let finding = finding(cx, &CARD, id, claim, message)
                .primary(text!("应为 {expected}", "expected {expected}"))
                .why(text!("{expression} = {computed}", "{expression} = {computed}"))
                .help(text!("若所列件数无误，改为 {expected}", "if the counts are right, write {expected}"))
                .repairs(repairs(cx, claim));
            label_operands(cx, claim, finding).label(cx.figures[origin].span, text!("同一个数", "the same digits"))
        })
        .collect()
}
