//! P103: figures counted up to a day after the year of the report.

use regex::Match;

use crate::finding::Finding;
use crate::rules::Context;
use crate::rules::pattern::Pattern;
use crate::rules::prose::{Passage, Prose, is_plan};

rule! {
    /// 所列数字统计到报告年度以后。
    /// Figures are counted up to a day after the year of the report.
    ///
    /// # 为什么
    /// 某年的年度报告报告该年的工作。「截至2024年3月15日」的数字含有下一年的部分，与其他数字口径不一，下一年的报告又会再算一次。
    ///
    /// 下一年度安排里的日期是期限，不提出；只写事情、不带数字的，也不提出。
    ///
    /// # Why
    /// The report on a year reports that year. Figures 「截至2024年3月15日」 hold a part of the next one, go with none of the
    /// others, and will be counted again. Dates in the plans for the next year are deadlines and raise no alarm, and neither
    /// do events without figures.
    ///
    /// # 来源
    /// 惯例：年度报告按自然年度统计。
    ///
    /// # 例
    /// ```bad profile=national-2019
    /// 云川县2023年法治政府建设年度报告
    /// 一、2023年主要举措和成效
    /// ⟦截至2024年3月15日⟧，已召开周例会51期。⟦2023年1月至2024年2月⟧，受理投诉120件。
    /// ```
    /// ```good profile=national-2019
    /// 云川县2023年法治政府建设年度报告
    /// 一、2023年主要举措和成效
    /// 截至2023年12月31日，已召开周例会51期。2024年1月15日召开会议通报上年情况3项。案件延至2024年2月办结。
    /// 二、2024年工作安排
    /// 截至2024年6月底，完成轮训300人。
    /// ```
    P103 "date-outside-year", Warning, Practice => check
}

/// 截至2024年3月15日, 2023年1月至2024年2月, 2024年1—2月.
static PERIOD: Pattern = Pattern::new(
    |text| text.contains('年'),
    || {
        "截[至止]到?·(?P<as_of>[0-9]{4})·年(?:·[0-9]{1,2}·月(?:·[0-9]{1,2}·日|[底末份])?|第?[一二三四]季度|上半年)?[底末]?\
         |(?:[0-9]{4}·年·)?[0-9]{1,2}·月(?:·[0-9]{1,2}·日)?起?·[至到—－–~～-]+·(?P<to>[0-9]{4})·年·[0-9]{1,2}·月(?:·[0-9]{1,2}·日|[底末份])?\
         |(?P<of>[0-9]{4})·年·(?:[0-9]{1,2}·月?·[至到—－–~～-]+·[0-9]{1,2}·月(?:份)?|第?[一二三四]季度|上半年)"
    .into()
    },
);

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let Some(year) = cx.year.filter(|_| cx.examines() && super::m103_year_mismatch::mismatch(cx).is_none()) else {
        return Vec::new();
    };
    let prose = Prose::new(cx);
    // A year far off is a typing error or a plan.
    let later = [1, 2].map(|years| (year + years).to_string());
    let names_later = |passage: &Passage<'_>| later.iter().any(|later| passage.text.contains(later));
    let sentences = prose.body().filter(|passage| names_later(passage) && !is_plan(cx, passage.section));
    sentences.flat_map(|passage| in_sentence(&passage, year)).collect()
}

fn in_sentence(passage: &Passage<'_>, year: i16) -> Vec<Finding> {
    let mut periods = PERIOD
        .captures_iter(passage.text)
        .filter_map(|found| {
            let stated = found.name("as_of").or(found.name("to")).or(found.name("of"))?;
            Some((found.get(0)?, stated.as_str().parse::<i16>().ok()?))
        })
        .filter(|&(whole, stated)| (year + 1..=year + 2).contains(&stated) && !passage.is_name(whole.range()))
        .peekable();
    if periods.peek().is_none() || looks_ahead(passage.text) {
        return Vec::new();
    }
    let last_quantity = passage.last_quantity().unwrap_or(0);
    periods
        .filter(|(whole, _)| whole.end() <= last_quantity && !is_deadline(passage, whole))
        .map(|(whole, _)| finding(passage, &whole, year))
        .collect()
}

/// Words of a plan; a sentence that has one of them states no results.
fn looks_ahead(text: &str) -> bool {
    ["力争", "计划", "拟", "预计", "将于", "目标", "期限", "有效期", "确保"].iter().any(|word| text.contains(word))
}

/// 截至2024年6月底前, 延至2024年2月: by when, not up to when.
fn is_deadline(passage: &Passage<'_>, period: &Match<'_>) -> bool {
    passage.text[period.end()..].starts_with(['前', '止'])
        || passage.before(period.start()).is_some_and(|c| "延定于在".contains(c))
}

fn finding(passage: &Passage<'_>, whole: &Match<'_>, year: i16) -> Finding {
    let message = text!("「{period}」超出 {year} 年", "“{period}” goes beyond the year {year}");
    Finding::new(&CARD, passage.span(whole.range()), message)
        .fact("period", whole.as_str())
        .fact("year", year)
        .help(text!(
            "若数字确实统计到那一天，换成截至 {year} 年底的；若是年份笔误，改年份",
            "if the figures do go so far, give those of the end of {year}; if the year is mistyped, mend it",
        ))
        .likely()
}
