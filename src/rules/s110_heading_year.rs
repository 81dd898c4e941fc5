//! S110: a heading names a year that is not its section's.

use crate::finding::Finding;
use crate::profile::Placement;
use crate::rules::Context;

rule! {
    /// 标题所写年份与该节应写的年份不符。
    /// A heading names a year that is not the one its section is about.
    ///
    /// # 为什么
    /// 举措和成效写的是报告年度，安排写的是下一年度，考评整改写的是上一年度。沿用旧稿时，个别标题的年份容易漏改。
    ///
    /// 正文各处一致、只有报告标题不同时，由 M103 提出。
    ///
    /// # Why
    /// Achievements are those of the year of the report, plans those of the next, and the mending of what an assessment found
    /// that of the year before. In a text that is used again, single headings keep their year. Where all of the text agrees
    /// and only the title differs, it is M103.
    ///
    /// # 来源
    /// 惯例。
    ///
    /// # 例
    /// ```bad profile=national-2019
    /// 云川县2023年法治政府建设年度报告
    /// 2023年，云川县推进依法治理。
    /// 一、⟦2022⟧年主要举措和成效
    /// 审查规范性文件3件。
    /// 二、⟦2023⟧年工作安排
    /// 继续培训执法人员。
    /// ```
    /// ```good profile=national-2019
    /// 云川县2023年法治政府建设年度报告
    /// 2023年，云川县推进依法治理。
    /// 一、2023年主要举措和成效
    /// 审查规范性文件3件。
    /// 二、2024年工作安排
    /// 继续培训执法人员。
    /// ```
    S110 "heading-year", Warning, Practice => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let Some(year) = cx.year else { return Vec::new() };
    if !cx.examines() || super::m103_year_mismatch::mismatch(cx).is_some() {
        return Vec::new();
    }
    let places = cx.places();
    let mut findings: Vec<Finding> = Vec::new();
    for place in places {
        // One heading may be two sections, 「存在的问题与2024年安排」: the year of either will do.
        let fits = places.iter().filter(|other| other.section == place.section).any(|other| names_its_year(cx, other, year));
        if let Some(finding) =
            finding(cx, place, year).filter(|finding| !fits && findings.iter().all(|known| known.span != finding.span))
        {
            findings.push(finding);
        }
    }
    findings
}

fn names_its_year(cx: &Context<'_>, place: &Placement<'_>, year: i16) -> bool {
    let expected = place.requirement.year.map(|slot| slot.of(year));
    place.section.is_some_and(|section| cx.document.sections[section].years.iter().any(|&(named, _)| Some(named) == expected))
}

fn finding(cx: &Context<'_>, place: &Placement<'_>, year: i16) -> Option<Finding> {
    let expected = place.requirement.year?.of(year);
    let &(named, span) = cx.document.sections[place.section?].years.first()?;
    let message =
        text!("标题写 {named} 年，这一节应为 {expected} 年", "the heading says {named}; the section is about {expected}");
    let help = text!(
        "若是沿用旧稿，改为 {expected}；否则核对这一节的内容",
        "if it was left from an old text, make it {expected}; otherwise look at what the section says",
    );
    Some(Finding::new(&CARD, span, message).fact("named", named).fact("expected", expected).help(help).likely())
}
