//! R108: some rates of a report are rounded, others cut.

use crate::claims::{Claim, Kind, Mode, Verdict};
use crate::finding::Finding;
use crate::rules::Context;

rule! {
    /// 同一报告里有的比率四舍五入，有的截断。
    /// Some rates of one report are rounded, others are cut.
    ///
    /// # 为什么
    /// 修约方法不一，读者无从判断末位。全篇统一即可。
    ///
    /// # Why
    /// Where some rates are rounded and others cut, nobody can judge the last place. Choose one for the whole report.
    ///
    /// # 来源
    /// GB/T 8170-2008《数值修约规则与极限数值的表示和判定》。
    ///
    /// # 例
    /// ```bad
    /// 参加考试223人，其中合格218人，合格率97.76%。调处纠纷664宗，调解成功657宗，成功率⟦98.94%⟧。
    /// ```
    /// ```good
    /// 参加考试223人，其中合格218人，合格率97.76%。调处纠纷664宗，调解成功657宗，成功率98.95%。
    /// ```
    R108 "mixed-rounding", Note, Standard("GB/T 8170-2008") => check
}

/// One finding, at the first rate that is cut, if another can only have been rounded.
fn check(cx: &Context<'_>) -> Vec<Finding> {
    let rates = || cx.claims_of(&[Kind::Rate, Kind::Share, Kind::Change]);
    let rounded = rates().find(|(_, claim)| is_rounded(cx, claim));
    let cut = rates().find(|(_, claim)| claim.verdict() == Verdict::Truncated);
    let (Some((_, rounded)), Some((id, cut))) = (rounded, cut) else { return Vec::new() };
    let (Some(rounded), Some(stated)) = (rounded.stated, cut.stated) else { return Vec::new() };
    let message = text!("{cut} 是截断的，{rounded} 是四舍五入的", "{cut} is cut, {rounded} is rounded");
    let finding = Finding::new(&CARD, cx.figures[stated].span, message)
        .claim(id)
        .fact("cut", cx.words(stated))
        .fact("rounded", cx.words(rounded))
        .label(cx.figures[rounded].span, text!("四舍五入", "rounded"))
        .help(text!("全篇统一修约方法", "round in one way throughout"));
    vec![finding]
}

/// Whether a rate can only have been rounded: not cut, and no exact or approximate figure (约99%), where nothing was rounded.
fn is_rounded(cx: &Context<'_>, claim: &Claim) -> bool {
    let is_hedged = claim.stated.is_some_and(|stated| cx.figures[stated].hedge().is_some());
    let holds = claim.verdict() == Verdict::Consistent && !claim.modes().contains(&Mode::Truncated);
    holds && !is_hedged && cx.words_of(claim).is_rounded()
}
