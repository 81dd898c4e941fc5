//! L103: a suppression that gives no reason.

use super::suppression::{Applied, Fault};
use crate::finding::Finding;

rule! {
    /// 豁免没有写理由，因此不起作用。
    /// A suppression gives no reason, and is therefore not in force.
    ///
    /// # 为什么
    /// 审核的人要知道为什么放过。理由写在两个连字符后面：`<!-- gouji: allow R101 -- 理由 -->`。
    ///
    /// # Why
    /// Those who review want to know why something is passed over. The reason stands after two hyphens: `<!-- gouji: allow
    /// R101 -- reason -->`.
    ///
    /// # 来源
    /// 惯例。
    ///
    /// # 例
    /// ```bad
    /// ⟦<!-- gouji: allow R101 -->⟧
    /// 话务工单13785宗，办结13649宗，办结率99.02%。
    /// ```
    /// ```good
    /// <!-- gouji: allow R101 -- 与上级通报口径一致 -->
    /// 话务工单13785宗，办结13649宗，办结率99.02%。
    /// ```
    L103 "suppression-without-reason", Warning, Practice, effect Suppression => check
}

fn check(applied: &Applied<'_>) -> Vec<Finding> {
    let silent = applied.all().iter().filter(|one| one.faults.iter().any(|fault| matches!(fault, Fault::NoReason)));
    let message = text!("豁免没有写理由，不起作用", "the suppression gives no reason and is not in force");
    let help = text!("在规则后写「-- 理由」", "write “-- reason” after the rule");
    silent.map(|suppression| Finding::new(&CARD, suppression.span, message.clone()).help(help.clone())).collect()
}
