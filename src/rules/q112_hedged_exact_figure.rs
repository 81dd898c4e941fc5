//! Q112: 约 before a figure that is given to the last unit.

use crate::finding::{Finding, Repair};
use crate::rules::Context;
use crate::rules::pattern::{Pattern, has};
use crate::rules::prose::Prose;
use crate::rules::q102_hedged_twice::ends_a_verb;

rule! {
    /// 「约」后面是精确到个位的数。
    /// 约 (about) stands before a figure that is given to the last unit.
    ///
    /// # 为什么
    /// 「约13649件」前后矛盾：知道确数就不必说「约」，只知大概就写成整数。带「万」「亿」的数本来是约数，六位以上有效数字才提出。
    ///
    /// # Why
    /// 「约13649件」 contradicts itself: who knows the number need not say 约, and who does not gives a round one. Figures in
    /// 万 and 亿 are round already; only with six significant digits or more are they told.
    ///
    /// # 来源
    /// 惯例。
    ///
    /// # 例
    /// ```bad
    /// 受理⟦约13649件⟧，涉及⟦大约1234.56元⟧。
    /// ```
    /// ```good
    /// 受理约13600件，约384人，约3543亿元，约3279.5万个，节约13649元，签约1234户，约2023年完工。
    /// ```
    Q112 "hedged-exact-figure", Note, Practice, fix Unsafe => check
}

static HEDGED: Pattern = Pattern::new(
    |text| has(text, &["约", "大概"]),
    || {
        "(?P<hedge>大约|大概|约)[为有]?·(?P<number>[0-9][0-9,]*(?:\\.[0-9]+)?)·(?P<scale>[万亿]{0,2})(?P<unit>平方米|公里|[元件宗起人户名个次家份条项场部期批辆台处间套所座栋亩吨米])".into()
    },
);

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for passage in Prose::new(cx).body() {
        for found in HEDGED.captures_iter(passage.text) {
            let (Some(whole), Some(hedge)) = (found.get(0), found.name("hedge")) else { continue };
            let is_verb = hedge.as_str() == "约" && ends_a_verb(passage.before(hedge.start()));
            let limit = if found["scale"].is_empty() { 4 } else { 6 };
            if is_verb || significant(&found["number"]) < limit || passage.is_name(whole.range()) {
                continue;
            }
            let span = passage.span(whole.range());
            let replacement = passage.text[hedge.end()..whole.end()].to_owned();
            let message = text!("「{quote}」是精确的数，却说「{hedge}」", "“{quote}” is exact and yet says {hedge} (about)");
            let finding = Finding::new(&CARD, span, message)
                .fact("quote", whole.as_str())
                .fact("hedge", hedge.as_str())
                .help(text!("若是确数，去掉「{hedge}」；若是概数，写成整数", "leave {hedge} out, or round the figure"))
                .repairs([Repair { span, replacement, safe: false }]);
            findings.push(finding);
        }
    }
    findings
}

/// How many digits a number has from its first to its last that is not 0.
fn significant(number: &str) -> usize {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').len()
}
