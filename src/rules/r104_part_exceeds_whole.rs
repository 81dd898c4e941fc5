//! R104: a part that is larger than its whole.

use super::wording::finding;
use crate::claims::{Found, Kind, Role};
use crate::finding::Finding;
use crate::rules::Context;
use crate::severity::Severity;
use crate::text::Text;

rule! {
    /// 部分大于总体。
    /// A part is larger than the whole it is counted from.
    ///
    /// # 为什么
    /// 合格人数多于参加人数、其中一项多于总数，必有一个数字写错。
    /// 审结多于新收可以是上年结转，不报。
    ///
    /// # Why
    /// More people pass than took part, or one item exceeds the total: one of the figures is wrong. More cases closed than
    /// came in may be carried over, and raise no alarm.
    ///
    /// # 例
    /// ```bad
    /// 参加考试223人，其中合格⟦281人⟧，成绩已公布。
    /// ```
    /// ```good
    /// 参加考试223人，其中合格218人，成绩已公布。
    /// ```
    /// ```good
    /// 新收案件30件，审结32件（含上年结转4件），结案率94.1%。
    /// ```
    R104 "part-exceeds-whole", Error, Arithmetic => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let breached = cx.claims_of(&[Kind::Bound]).filter(|(_, claim)| matches!(claim.found, Found::Impossible(_) | Found::Open));
    breached
        .filter_map(|(id, claim)| {
            let (part, whole) = (claim.having(Role::Part).next()?, claim.having(Role::Whole).next()?);
            let message = text!("{part}多于{whole}", "{part} exceeds {whole}");
            let mut finding = finding(cx, &CARD, id, claim, message)
                .fact("part", cx.named(part))
                .fact("whole", cx.named(whole))
                .label(cx.figures[whole].span, Text::both("总体", "the whole"))
                .help(
                    text!("请核对这两个数，或写明两者口径不同", "check both figures, or say that they count different things",),
                );
            finding.span = cx.figures[part].span;
            // whether the two count the same thing, the text does not say
            Some(if matches!(claim.found, Found::Open) { finding.likely().at_most(Severity::Note) } else { finding })
        })
        .collect()
}
