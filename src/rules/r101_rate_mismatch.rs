//! R101: a rate that its own part and whole do not give.

use super::wording::{alternatives, explanation, finding, is_copied, is_wrong, label_operands, listed, repairs};
use crate::claims::{Claim, Kind};
use crate::finding::Finding;
use crate::ids::ClaimId;
use crate::rules::Context;
use crate::text::Text;

rule! {
    /// 比率与所列分子、分母不符。
    /// A stated rate or share differs from the one its own figures give.
    ///
    /// # 为什么
    /// 读者会用同一句里的两个件数重算比率，差一个末位也会被看见。
    /// 比率按精确分数核对：四舍五入、四舍六入五成双都算对，截断另有 rate-truncated。
    /// 上年结转、在办、几项相加等其他算法能得出所列比率的，不报。
    ///
    /// # 怎么改
    /// 两个件数无误就改比率；比率无误就核对件数。提示里给出每一种改法算得的数。
    ///
    /// # Why
    /// Readers recompute the rate from the two counts in the same sentence, and see even the last place. Rates are compared
    /// as exact fractions: half up and half even are both right, and cutting is rate-truncated. Where carry-over, pending
    /// cases or several parts together give the stated rate, there is no alarm.
    ///
    /// # How to mend it
    /// If the counts are right, change the rate; if the rate is right, check the counts. The finding computes each of these
    /// repairs.
    ///
    /// # 例
    /// ```bad
    /// 话务工单13785宗，办结13649宗，办结率⟦99.02%⟧。
    /// ```
    /// ```good
    /// 受理197880宗，办结197845宗，办结率99.98%。
    /// ```
    /// ```good
    /// 受理有效事项7227宗，当场答复5113宗，转办2114宗，办结1898宗，办结率97.01%。
    /// ```
    R101 "rate-mismatch", Error, Arithmetic, fix Unsafe => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    cx.claims_of(&[Kind::Rate, Kind::Share])
        .filter(|(_, claim)| is_wrong(claim) && !is_copied(claim))
        .map(|(id, claim)| report(cx, id, claim))
        .collect()
}

fn report<'a>(cx: &Context<'a>, id: ClaimId, claim: &'a Claim) -> Finding {
    let message = text!(
        "{subject}写作 {stated}，按 {expression} 算得 {expected}",
        "{subject} is stated as {stated}, but {expression} gives {expected}",
    );
    let finding = finding(cx, &CARD, id, claim, message)
        .primary(match cx.words_of(claim).expected() {
            Some(_) => text!("应为 {expected}", "expected {expected}"),
            None => text!("与所列件数不符", "not what the counts give"),
        })
        .why(working(cx, claim))
        .help(help(cx, claim))
        .repairs(repairs(cx, claim));
    label_operands(cx, claim, finding)
}

/// 13649 ÷ 13785 = 99.0134…%，四舍五入为 99.01%, or 12 ÷ 40 = 30%, and what would account for the difference.
fn working(cx: &Context<'_>, claim: &Claim) -> Text {
    let explanation = explanation(cx, claim);
    let rounds = match cx.words_of(claim).is_rounded() {
        true => text!("，四舍五入为 {expected}", ", which rounds to {expected}"),
        false => text!("", ""),
    };
    Text::both(
        format!("{{expression}} = {{computed}}{}{}", rounds.zh, explanation.zh),
        format!("{{expression}} = {{computed}}{}{}", rounds.en, explanation.en),
    )
}

/// 若两个件数无误，改为 99.01%；若比率无误，请核对话务工单（13784？）或办结（13650？）.
fn help<'a>(cx: &Context<'a>, claim: &'a Claim) -> Text {
    let alternatives = alternatives(cx, claim);
    if cx.words_of(claim).expected().is_none() {
        return text!(
            "部分多于总体，比率不会超过 100%；请核对所列件数",
            "the part exceeds the whole, and no rate is over 100%: check the counts"
        );
    }
    if alternatives.is_empty() {
        return text!("若所列件数无误，改为 {expected}", "if the counts are right, write {expected}");
    }
    Text::both(
        format!("若所列件数无误，改为 {{expected}}；若比率无误，请核对{}", listed(&alternatives, "（", "？）", "或")),
        format!(
            "if the counts are right, write {{expected}}; if the rate is right, check {}",
            listed(&alternatives, " (", "?)", " or ")
        ),
    )
}
