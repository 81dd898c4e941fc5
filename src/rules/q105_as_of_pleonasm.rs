//! Q105: 截至目前为止, 截止目前.

use regex::Captures;

use crate::finding::{Finding, Repair};
use crate::rules::Context;
use crate::rules::pattern::Pattern;
use crate::rules::prose::{Passage, Prose};
use crate::text::Text;

rule! {
    /// 「截至」与「为止」重复，或把「截至」写成「截止」。
    /// An as-of phrase says "until" twice, or uses the verb 截止 (to close) for 截至 (as of).
    ///
    /// # 为什么
    /// 「截至」就是「到某时为止」，后面不必再说「为止」。「截止」表示停止，后面不带时间；带时间用「截至」。
    ///
    /// # Why
    /// 截至 means "until", so that 为止 is not needed after it. 截止 means to come to an end and takes no date; before a
    /// date, 截至 is the word.
    ///
    /// # 来源
    /// 惯例：《现代汉语词典》对两词的区分。
    ///
    /// # Source
    /// Practice: how the Modern Chinese Dictionary (《现代汉语词典》) tells the two words apart.
    ///
    /// # 例
    /// ```bad
    /// ⟦截至目前为止⟧，共调处纠纷85件；⟦截止2023年12月底⟧，办结80件；⟦截至到今年年底⟧，全部办结。
    /// ```
    /// ```fixed
    /// 截至目前，共调处纠纷85件；截至2023年12月底，办结80件；截至今年年底，全部办结。
    /// ```
    /// ```bad
    /// ⟦截止目前⟧，收到申请12件，⟦到目前为止截至⟧12月31日办结11件。
    /// ```
    /// ```fixed
    /// 截至目前，收到申请12件，截至12月31日办结11件。
    /// ```
    /// ```good
    /// 截至2023年12月31日，共调处纠纷85件。报名于3月1日截止，截止日期不变，到年底为止全部办结。
    /// ```
    Q105 "as-of-pleonasm", Warning, Practice, fix Safe => check
}

static AS_OF: Pattern = Pattern::new(
    |text| text.contains('截'),
    || {
        const DAY: &str = "[0-9０-９]{1,2}·月(?:·[0-9０-９]{1,2}·日|[底末份])?";
        // 2023年12月31日, 12月底, 今年年底, 目前
        let time = format!(
            "(?:[0-9０-９]{{4}}·年(?:·{DAY}|年?[底末])?|{DAY}|(?:今年|去年|上年)(?:{DAY}|年?[底末])?|年[底末]|上?月[底末]|目前|当前|现在|今[日天]?)"
        );
        format!(
            "(?P<twice>到·{time}为止[，,]?截[至止])|(?P<verb>截[至止]到?)·(?P<time>{time})(?P<until>为止)?|截至(?P<other>[^，。；：、,;:截]{{1,12}}?)为止"
        )
    },
);

fn check(cx: &Context<'_>) -> Vec<Finding> {
    Prose::new(cx).body().flat_map(|passage| in_sentence(&passage)).collect()
}

fn in_sentence(passage: &Passage<'_>) -> Vec<Finding> {
    AS_OF
        .captures_iter(passage.text)
        .filter_map(|found| {
            let whole = found.get(0).filter(|whole| !passage.is_name(whole.range()))?;
            let (message, replacement) = fault(&found)?;
            let span = passage.span(whole.range());
            let finding = Finding::new(&CARD, span, message)
                .fact("quote", whole.as_str())
                .fact("replacement", &replacement)
                .help(text!("改为「{replacement}」", "write “{replacement}”"))
                .repairs([Repair { span, replacement, safe: true }]);
            Some(finding)
        })
        .collect()
}

/// What is wrong with an as-of phrase, and how it reads when mended; `None` for a sound one.
fn fault(found: &Captures<'_>) -> Option<(Text, String)> {
    let twice = text!("「{quote}」把「到此为止」说了两遍", "“{quote}” says “until” twice");
    if found.name("twice").is_some() {
        return Some((twice, "截至".to_owned()));
    }
    if let Some(other) = found.name("other") {
        return Some((twice, format!("截至{}", other.as_str())));
    }
    let message = match (found.name("until"), found.name("verb")?.as_str()) {
        (Some(_), _) => twice,
        (None, "截至") => return None,
        (None, "截至到") => text!("「{quote}」中「至」与「到」重复", "“{quote}” says “to” twice"),
        (None, _) => {
            text!("「{quote}」后带时间，「截止」应为「截至」", "“{quote}” gives a time: 截至 (as of), not 截止 (to close)")
        }
    };
    // the blank between characters and digits is the author's
    let (start, verb, time) = (found.get(0)?.start(), found.name("verb")?, found.name("time")?);
    let blank = &found[0][verb.end() - start..time.start() - start];
    Some((message, format!("截至{blank}{}", time.as_str())))
}
