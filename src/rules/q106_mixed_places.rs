//! Q106: rates with different numbers of decimal places.

use std::collections::BTreeMap;

use crate::claims::{Kind, Verdict};
use crate::finding::Finding;
use crate::ids::FigureId;
use crate::rules::Context;

rule! {
    /// 同一报告里比率的小数位数不一。
    /// The rates of one report have different numbers of decimal places.
    ///
    /// # 为什么
    /// 有的两位、有的一位，读者会问为什么。全篇取一种即可；100% 一类的整数不算。
    ///
    /// # Why
    /// Some have two places, some have one, and readers ask why. Choose one for the whole report; whole numbers such as 100%
    /// do not count.
    ///
    /// # 例
    /// ```bad
    /// 受理197880宗，办结197845宗，办结率99.98%。受理13785宗，办结13649宗，办结率99.01%。
    /// 受理129889宗，办结124440宗，办结率⟦95.8%⟧。
    /// ```
    /// ```good
    /// 受理197880宗，办结197845宗，办结率99.98%。受理1061宗，办结1061宗，办结率100%。
    /// ```
    Q106 "mixed-places", Note, Practice => check
}

/// One finding, at the first rate that departs from the number of places that most have.
fn check(cx: &Context<'_>) -> Vec<Finding> {
    let rates =
        cx.claims_of(&[Kind::Rate]).filter(|(_, claim)| matches!(claim.verdict(), Verdict::Consistent | Verdict::Truncated));
    let rates: Vec<FigureId> =
        rates.filter_map(|(_, claim)| claim.stated).filter(|&rate| cx.figures[rate].decimal.places > 0).collect();
    let mut counts: BTreeMap<u8, usize> = BTreeMap::new();
    for &rate in &rates {
        *counts.entry(cx.figures[rate].decimal.places).or_default() += 1;
    }
    let Some((&usual, &most)) = counts.iter().max_by_key(|&(_, count)| count) else { return Vec::new() };
    let odd = rates.iter().find(|&&rate| cx.figures[rate].decimal.places != usual);
    let report = |&rate: &FigureId| {
        let message = text!(
            "{stated} 是 {places} 位小数，其他比率多为 {usual} 位",
            "{stated} has {places} places, most other rates have {usual}",
        );
        Finding::new(&CARD, cx.figures[rate].span, message)
            .fact("stated", cx.words(rate))
            .fact("places", cx.figures[rate].decimal.places)
            .fact("usual", usual)
            .help(text!("全篇统一小数位数", "keep to one number of places"))
    };
    odd.filter(|_| most >= 2).map(report).into_iter().collect()
}
