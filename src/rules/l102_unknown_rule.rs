//! L102: a suppression that names a rule that does not exist.

use super::suppression::{Applied, Fault};
use crate::finding::Finding;
use crate::words::shortened;

rule! {
    /// 豁免写了不存在的规则或指令。
    /// A suppression names a rule that does not exist, or says something that is not understood.
    ///
    /// # 为什么
    /// 写错的豁免不起作用，问题会照样报出来。规则可以写编号（R101）、名称（rate-mismatch）或字母（R）。
    /// gouji.yaml 里写错的规则是配置错误，另行指出，退出码为 2。
    ///
    /// # Why
    /// A suppression that is mistyped has no effect, and the finding is reported all the same. Rules go by code (R101), name
    /// (rate-mismatch) or letter (R). A wrong rule in gouji.yaml is an error of the configuration, told apart, with exit code
    /// 2.
    ///
    /// # 来源
    /// 惯例。
    ///
    /// # 例
    /// ```bad
    /// ⟦<!-- gouji: allow R911 -- 与上级通报口径一致 -->⟧
    /// 受理197880宗，办结197845宗，办结率99.98%。
    /// ```
    /// ```good
    /// <!-- gouji: allow rate-mismatch -- 与上级通报口径一致 -->
    /// 话务工单13785宗，办结13649宗，办结率99.02%。
    /// ```
    L102 "unknown-rule", Warning, Practice, effect Suppression => check
}

fn check(applied: &Applied<'_>) -> Vec<Finding> {
    let faults = applied.all().iter().flat_map(|suppression| {
        suppression.faults.iter().filter_map(|fault| {
            let (message, given, near) = match fault {
                Fault::NoReason => return None,
                Fault::UnknownRule(given, _) if given.is_empty() => {
                    (text!("豁免没有写规则", "the suppression names no rule"), given, None)
                }
                Fault::UnknownRule(given, near) => {
                    let near = near.map(|rule| format!("{} {}", rule.code, rule.name));
                    (text!("没有规则「{given}」", "there is no rule “{given}”"), given, near)
                }
                Fault::UnknownVerb(given, near) => {
                    (text!("不认识指令「{given}」", "“{given}” is not understood"), given, near.map(str::to_owned))
                }
            };
            let help = match &near {
                Some(_) => text!("是否指「{near}」？", "did you mean “{near}”?"),
                None => text!(
                    "写作 allow 规则 -- 理由；gouji rules 列出全部规则",
                    "write: allow RULE -- reason; gouji rules lists all rules",
                ),
            };
            let finding = Finding::new(&CARD, suppression.span, message).fact("given", shortened(given, 20)).help(help);
            Some(match near {
                Some(near) => finding.fact("near", near),
                None => finding,
            })
        })
    });
    faults.collect()
}
