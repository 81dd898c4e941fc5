//! C104: a list and its count disagree.

use super::wording::finding;
use crate::claims::Kind;
use crate::finding::Finding;
use crate::rules::Context;

rule! {
    /// 列举的项数与所写的数不符。
    /// A closed list names more or fewer items than the count after it says.
    ///
    /// # 为什么
    /// 「甲村、乙村和丙村3个」列得完、数得清，数字应与列举一致。带「等」的列举不必列尽，不报。
    ///
    /// # Why
    /// 「甲村、乙村和丙村3个」 names all there is and can be counted, so that the number should agree. A list with 等 need
    /// not be complete.
    ///
    /// # 例
    /// ```bad
    /// 培育了云溪镇龙头村、合水镇丰田村和塘下镇赤石村⟦4个⟧省级示范村。
    /// ```
    /// ```good
    /// 培育了云溪镇龙头村、合水镇丰田村和塘下镇赤石村3个省级示范村。
    /// ```
    /// ```good
    /// 对云溪、合水等6个司法所进行改造。
    /// ```
    C104 "list-count-mismatch", Warning, Arithmetic => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let wrong = cx.claims_of(&[Kind::List]).filter(|(_, claim)| claim.off().is_some());
    wrong
        .map(|(id, claim)| {
            let message =
                text!("写作 {stated}，所列为 {computed} 项", "the count is stated as {stated}, the list names {computed}");
            finding(cx, &CARD, id, claim, message)
                .primary(text!("列了 {computed} 项", "{computed} listed"))
                .why(text!("{expression}", "{expression}"))
                .help(text!(
                    "请核对列举与数字；没有列尽的，在数字前加「等」",
                    "check list and count; if the list is not complete, say 等",
                ))
        })
        .collect()
}
