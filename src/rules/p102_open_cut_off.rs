//! P102: figures up to a day that nobody can name later.

use regex::Match;

use crate::finding::Finding;
use crate::rules::Context;
use crate::rules::pattern::{Pattern, has};
use crate::rules::prose::{Passage, Prose};

rule! {
    /// 「至今」「目前」所领的数字没有统计截止日期。
    /// Figures are given "to date" or "at present", without a date.
    ///
    /// # 为什么
    /// 报告公开后会长期查阅，「目前」指哪一天，日后无从得知，数字也就无法与其他年度比较。
    ///
    /// # Why
    /// A report is consulted for years. Nobody will know then which day 目前 meant, and the figure cannot be compared with
    /// those of other years.
    ///
    /// # 来源
    /// 惯例：统计数字注明截止日期。
    ///
    /// # 例
    /// ```bad
    /// ⟦2023年至今⟧，审查文件3件。⟦截至目前⟧，共调处纠纷85宗。⟦目前⟧，12个单位已上线。
    /// ```
    /// ```good
    /// 截至2023年12月31日，共调处纠纷85宗。目前，各单位均已制定措施。至今年6月底，办结12件。
    /// ```
    P102 "open-cut-off", Note, Practice => check
}

static OPEN: Pattern = Pattern::new(
    |text| has(text, &["截", "目前", "至今", "迄今", "现在为止"]),
    || {
        "截[至止]到?(?:目前|当前|现在|今)(?:为止)?|到(?:目前|现在)为止|(?:[0-9]{4}·年·(?:[0-9]{1,2}·月)?(?:以来)?|年初|成立)?至今|迄今(?:为止)?|目前"
            .into()
    },
);

fn check(cx: &Context<'_>) -> Vec<Finding> {
    // a text of another kind may well be about the present
    if cx.is_no_such_report() {
        return Vec::new();
    }
    Prose::new(cx).body().flat_map(|passage| in_sentence(&passage)).collect()
}

fn in_sentence(passage: &Passage<'_>) -> Vec<Finding> {
    let mut phrases = passage.find(&OPEN).filter(|phrase| !is_dated(passage, phrase)).peekable();
    if phrases.peek().is_none() {
        return Vec::new();
    }
    let last_quantity = passage.last_quantity().unwrap_or(0);
    phrases.filter(|phrase| phrase.end() <= last_quantity).map(|phrase| finding(passage, &phrase)).collect()
}

/// 至今年6月底, 截至今日: the 今 belongs to a date.
fn is_dated(passage: &Passage<'_>, phrase: &Match<'_>) -> bool {
    phrase.as_str().ends_with('今') && matches!(passage.after(phrase.end()), Some('年' | '天' | '日' | '春' | '夏' | '秋' | '冬'))
}

fn finding(passage: &Passage<'_>, phrase: &Match<'_>) -> Finding {
    let message = text!("「{phrase}」所领的数字未注明截止日期", "the figures after “{phrase}” have no date");
    Finding::new(&CARD, passage.span(phrase.range()), message)
        .fact("phrase", phrase.as_str())
        .help(text!("写明日期，如「截至 12 月 31 日」", "name the day, e.g. 截至12月31日"))
}
