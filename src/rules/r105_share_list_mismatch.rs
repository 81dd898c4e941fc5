//! R105: shares of one list that imply different wholes.

use super::wording::{finding, label_operands, repairs};
use crate::claims::{Claim, Kind, Role};
use crate::finding::Finding;
use crate::ids::ClaimId;
use crate::rules::Context;

rule! {
    /// 同一组占比反推出的总数不一致。
    /// The shares of one list imply different wholes.
    ///
    /// # 为什么
    /// 件数除以占比就是总数。一组占比中其余各项反推出同一个总数，独有一项不同，多半是这一项写错了；
    /// 各项都一致、只与写出的总数差一个数字的，多半是总数写错了。
    ///
    /// # Why
    /// A count divided by its share is the whole. Where all shares of a list but one imply the same whole, that one is
    /// probably wrong; where all agree and only the stated whole differs by a digit, the whole is.
    ///
    /// # 例
    /// ```bad
    /// 食品类投诉9456件，占⟦21.42%⟧；服装类11081件，占28.07%；家居类5396件，占13.67%。
    /// ```
    /// ```good
    /// 食品类投诉9456件，占23.95%；服装类11081件，占28.07%；家居类5396件，占13.67%。
    /// ```
    R105 "share-list-mismatch", Warning, Arithmetic, fix Unsafe => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let odd = cx.claims_of(&[Kind::ImpliedBase]).filter(|(_, claim)| claim.off().is_some());
    odd.map(|(id, claim)| if is_total(claim) { total(cx, id, claim) } else { share(cx, id, claim) }).collect()
}

/// Whether it is the printed whole that differs from what all shares imply.
fn is_total(claim: &Claim) -> bool {
    claim.roles.iter().any(|&(role, figure)| role == Role::Whole && Some(figure) == claim.stated)
}

fn total(cx: &Context<'_>, id: ClaimId, claim: &Claim) -> Finding {
    let message = text!(
        "总数写作 {stated}，由各项占比反推为 {expected}",
        "the whole is stated as {stated}, but every share implies {expected}",
    );
    finding(cx, &CARD, id, claim, message)
        .primary(text!("总数", "whole"))
        .why(text!("{expression} 都约等于 {expected}", "{expression} all give about {expected}"))
        .help(text!("若各项占比无误，总数改为 {expected}", "if the shares are right, write {expected}"))
        .repairs(repairs(cx, claim))
}

fn share(cx: &Context<'_>, id: ClaimId, claim: &Claim) -> Finding {
    let message = text!(
        "占比写作 {stated}，按其余各项反推的总数应为 {expected}",
        "the share is stated as {stated}; the whole that its siblings imply gives {expected}",
    );
    let finding = finding(cx, &CARD, id, claim, message)
        .primary(text!("应为 {expected}", "expected {expected}"))
        .why(text!(
            "{expression} = {computed}，除数由其余各项占比反推",
            "{expression} = {computed}; the divisor is what the other shares imply",
        ))
        .help(text!("请核对这一项的件数和占比", "check this part and its share"))
        .repairs(repairs(cx, claim));
    label_operands(cx, claim, finding)
}
