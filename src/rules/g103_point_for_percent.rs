//! G103: per cent written where percentage points are meant.

use super::wording::finding;
use crate::claims::{Kind, Role, Verdict};
use crate::figures::Class;
use crate::finding::Finding;
use crate::rules::Context;
use crate::text::Text;

rule! {
    /// 两个比率之差写成了百分比，应为百分点。
    /// The difference of two rates is written as a percentage; percentage points are meant.
    ///
    /// # 为什么
    /// 满意率从 90% 升到 92%，是提高 2 个百分点；写「提高2%」，读者会以为升到了 91.8%。
    ///
    /// # Why
    /// From 90% to 92% is a rise of 2 percentage points. Whoever reads 「提高2%」 takes it for a rise to 91.8%.
    ///
    /// # 例
    /// ```bad
    /// 上年群众满意率为94.12%。本年群众满意率为96.35%，比上年提高⟦2.23%⟧。
    /// ```
    /// ```good
    /// 上年群众满意率为94.12%。本年群众满意率为96.35%，比上年提高2.23个百分点。
    /// ```
    G103 "point-for-percent", Warning, Practice => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let points = cx.claims_of(&[Kind::Points]).filter(|(_, claim)| claim.verdict() == Verdict::Consistent);
    points
        .filter_map(|(id, claim)| {
            let stated = claim.stated.filter(|&stated| cx.figures[stated].class == Class::Percent)?;
            let number = cx.source.slice(cx.figures[stated].number);
            let message = text!(
                "{stated} 是两个比率之差，应写 {number} 个百分点",
                "{stated} is the difference of two rates: {number} percentage points",
            );
            let finding = finding(cx, &CARD, id, claim, message)
                .fact("number", number)
                .why(text!("{expression} = {computed}", "{expression} = {computed}"))
                .help(text!("若确指相对增幅，请写明算法", "if the relative growth is meant, say how it was computed"))
                .likely();
            let rates = claim.roles.iter().filter(|(role, _)| *role != Role::Delta);
            Some(rates.fold(finding, |finding, &(_, rate)| finding.label(cx.figures[rate].span, Text::same(cx.named(rate)))))
        })
        .collect()
}
