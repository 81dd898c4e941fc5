//! Q110: 同比 said of the month before, or 环比 of the year before.

use crate::finding::{Finding, Repair};
use crate::rules::Context;
use crate::rules::pattern::{Pattern, has};
use crate::rules::prose::Prose;

rule! {
    /// 与上月、上周比写成了「同比」，或与上年同期比写成了「环比」。
    /// A comparison with last month is called 同比 (year on year), or one with last year 环比 (period on period).
    ///
    /// # 为什么
    /// 同比是与上年同期比，环比是与紧接着的上一期比。用错了，读者不知道基数是哪一期。
    ///
    /// # Why
    /// 同比 compares with the same period of last year, 环比 with the period just before. Mixed up, nobody knows what the
    /// base is.
    ///
    /// # 来源
    /// 惯例：统计用语。
    ///
    /// # 例
    /// ```bad
    /// 受理诉求2877件，较上月⟦同比⟧增长1.3%；办结2800件，与去年同期相比⟦环比⟧增长2%。
    /// ```
    /// ```good
    /// 受理诉求2877件，较上月增长1.3%，同比增长5%；较上月环比增长1.3%，与去年同期相比同比增长2%。
    /// ```
    Q110 "wrong-basis-word", Warning, Practice, fix Unsafe => check
}

static BASIS: Pattern = Pattern::new(
    |text| has(text, &["上月", "上个月", "周", "季度", "前一月", "前月", "环比"]),
    || {
        "[较比与](?:上个?月|上一?周|上个?季度|上一?季度|前一?周|前一?月)(?:份)?(?:相比)?[^，。；、,;：:]{0,4}?(?P<same>同比)\
         |[较比与](?:去年|上年|上一年)(?:度|同期)?(?:相比)?[^，。；、,;：:]{0,4}?(?P<next>环比)"
            .into()
    },
);

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for passage in Prose::new(cx).body() {
        for found in BASIS.captures_iter(passage.text) {
            let (Some(word), Some(whole)) = (found.name("same").or(found.name("next")), found.get(0)) else { continue };
            let replacement = if word.as_str() == "同比" { "环比" } else { "同比" };
            let period = &passage.text[whole.start()..word.start()];
            let span = passage.span(word.range());
            let message =
                text!("「{period}」比的是另一期，不是「{word}」", "“{period}” compares with another period than {word} does");
            let finding = Finding::new(&CARD, span, message)
                .fact("period", period)
                .fact("word", word.as_str())
                .fact("replacement", replacement)
                .help(text!("删去「{word}」，或改为「{replacement}」", "take {word} out, or write {replacement}"))
                .repairs([replacement, ""].map(|words| Repair { span, replacement: words.to_owned(), safe: false }));
            findings.push(finding.likely());
        }
    }
    findings
}
