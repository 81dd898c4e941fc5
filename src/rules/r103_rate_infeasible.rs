//! R103: a rate that no figures could give.

use super::wording::{finding, label_operands};
use crate::claims::{Found, Kind, Reason};
use crate::finding::Finding;
use crate::rules::Context;
use crate::text::Text;

rule! {
    /// 比率不可能成立。
    /// No figures could give this rate.
    ///
    /// # 为什么
    /// 办结率、合格率一类的比率不会超过 100%；基数不大时，也并非每个百分数都有整数件数与之对应。
    ///
    /// # Why
    /// Rates of closing or passing do not exceed 100%; and over a small base, not every percentage has a whole number of
    /// cases.
    ///
    /// # 例
    /// ```bad
    /// 全年受理投诉举报，办结率⟦103.5%⟧。
    /// ```
    /// ```bad
    /// 参加考试223人，合格率⟦97.70%⟧。
    /// ```
    /// ```good
    /// 全年受理投诉举报，办结率98.5%。
    /// ```
    /// ```good
    /// 项目投资完成率103.5%。
    /// ```
    R103 "rate-infeasible", Error, Arithmetic => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let impossible = cx.claims_of(&[Kind::Rate]).filter_map(|(id, claim)| match claim.found {
        Found::Impossible(reason) => Some((id, claim, reason)),
        Found::Holds { .. } | Found::Off(_) | Found::Open => None,
    });
    impossible
        .filter_map(|(id, claim, reason)| {
            let (message, help) = words(reason)?;
            Some(label_operands(cx, claim, finding(cx, &CARD, id, claim, message).help(help)))
        })
        .collect()
}

/// What is said of it, and what to do.
fn words(reason: Reason) -> Option<(Text, Text)> {
    match reason {
        Reason::NoWholePart => Some((
            text!(
                "{subject}写作 {stated}，所列基数下没有整数件数能算出",
                "{subject} is stated as {stated}, which no whole number over this base gives",
            ),
            text!("最接近的是 {computed}；请核对比率与基数", "nearest are {computed}; check the rate and the base"),
        )),
        Reason::OverHundred => Some((
            text!("{subject}写作 {stated}，超过 100%", "{subject} is stated as {stated}, more than 100%"),
            text!("这类比率不会超过 100%，请核对", "such a rate cannot exceed 100%; check it"),
        )),
        // these are said by rules of their own
        Reason::PartOverWhole | Reason::NoWholeBase => None,
    }
}
