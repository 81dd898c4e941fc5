//! L101: a suppression that suppresses nothing.

use super::suppression::Applied;
use crate::finding::Finding;

rule! {
    /// 豁免没有用到：那里没有这样的问题。
    /// A suppression allows nothing: there is no such finding at its place.
    ///
    /// # 为什么
    /// 报告改好以后，留下的豁免会掩盖以后的新问题。
    ///
    /// 报告里的注释 `<!-- gouji: allow R101 -- 理由 -->` 对所在的一段有效，单独成行时对下一段有效；
    /// `allow-file` 对整份报告有效。没有注释的格式在 gouji.yaml 的 suppressions 里按原文豁免。
    ///
    /// # Why
    /// A suppression that stays after the report was mended would hide what goes wrong later. The comment `<!-- gouji: allow
    /// R101 -- reason -->` speaks of the paragraph it stands in, on a line of its own of the next one; `allow-file` speaks of
    /// the whole report. For formats without comments, suppressions in gouji.yaml name the words.
    ///
    /// # 来源
    /// 惯例。
    ///
    /// # 例
    /// ```bad
    /// ⟦<!-- gouji: allow R101 -- 与上级通报口径一致 -->⟧
    /// 话务工单13785宗，办结13649宗，办结率99.01%。
    /// ```
    /// ```good
    /// <!-- gouji: allow R101 -- 与上级通报口径一致 -->
    /// 话务工单13785宗，办结13649宗，办结率99.02%。
    /// ```
    L101 "unused-suppression", Warning, Practice, effect Suppression => check
}

fn check(applied: &Applied<'_>) -> Vec<Finding> {
    let unused = applied.unused().map(|suppression| {
        let rules = suppression.rules();
        let (message, help) = match &suppression.origin {
            None => (
                text!("这里没有 {rules} 的问题，豁免没有用到", "there is no {rules} here: the suppression allows nothing"),
                text!("请删去这条注释", "take the comment out"),
            ),
            Some(_) => (
                text!(
                    "没有 {rules} 的问题，{origin} 的豁免没有用到",
                    "there is no {rules}: the suppression of {origin} allows nothing",
                ),
                text!("请从配置中删去", "take it out of the configuration"),
            ),
        };
        let finding = Finding::new(&CARD, suppression.span, message).fact("rules", rules).help(help);
        match &suppression.origin {
            Some(origin) => finding.fact("origin", origin),
            None => finding,
        }
    });
    unused.collect()
}
