//! R107: 100% of a part that falls short of its whole.

use super::wording::{finding, label_operands};
use crate::claims::{Kind, Role, Verdict};
use crate::finding::Finding;
use crate::number::Exact;
use crate::rules::Context;

rule! {
    /// 部分少于总体，比率却写成100%。
    /// A part falls short of its whole, yet the rate is stated as 100%.
    ///
    /// # 为什么
    /// 办结 19998 件、受理 20000 件，四舍五入到整数确是 100%，读者却会以为一件不剩。多写一两位小数就不会误会。
    ///
    /// # Why
    /// 19998 of 20000 cases do round to 100%, but readers will think that none is left. One or two more decimal places tell
    /// the truth.
    ///
    /// # 例
    /// ```bad
    /// 全年受理投诉20000件，办结19998件，办结率⟦100%⟧。
    /// ```
    /// ```good
    /// 全年受理投诉20000件，办结19998件，办结率99.99%。
    /// ```
    R107 "false-100", Warning, Practice => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let whole = cx.claims_of(&[Kind::Rate, Kind::Share]).filter(|(_, claim)| claim.verdict() == Verdict::Consistent);
    whole
        .filter_map(|(id, claim)| {
            let sum = |wanted: Role| {
                let mut values =
                    claim.roles.iter().filter(|(role, _)| *role == wanted).map(|&(_, figure)| cx.figures[figure].value());
                values.try_fold(Exact::from(0), |sum, value| sum.checked_add(value))
            };
            let exact = claim.roles.iter().all(|&(role, figure)| role == Role::Rate || cx.figures[figure].is_exact());
            let hundred = claim
                .stated
                .is_some_and(|stated| cx.figures[stated].value() == Exact::from(100) && cx.figures[stated].hedge().is_none());
            let short = sum(Role::Pending) == Some(Exact::from(0)) && sum(Role::Part) < sum(Role::Whole);
            let message = text!(
                "{subject}写作 {stated}，但 {expression} = {computed}",
                "{subject} is stated as {stated}, but {expression} = {computed}",
            );
            let report =
                || finding(cx, &CARD, id, claim, message).help(text!("多写小数，如 99.99%", "write more places, such as 99.99%"));
            (exact && hundred && short).then(|| label_operands(cx, claim, report()))
        })
        .collect()
}
