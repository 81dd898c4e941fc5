//! M103: the title names one year, the text reports on another.

use crate::finding::Finding;
use crate::profile::YearSlot;
use crate::rules::Context;
use crate::source::Span;

rule! {
    /// 标题年份与正文所述年份不一致。
    /// The title's year is not the year that the text reports on.
    ///
    /// # 为什么
    /// 沿用上一年的文稿时，标题年份最容易漏改。开篇和各节标题一致写着另一年，标题多半写错了。
    ///
    /// 只在正文各处写的是同一年、且都与标题不同时提出；正文自身不一致时不作判断。
    ///
    /// # Why
    /// When last year's report is used again, the year in the title is what is most easily forgotten. If opening and headings
    /// all name another year, the title is probably wrong. This is said only where the text names one and the same year
    /// throughout; a text that is at odds with itself is not judged.
    ///
    /// # 来源
    /// 惯例：某年的年度报告报告该年的工作。
    ///
    /// # 例
    /// ```bad profile=national-2019
    /// 云川县⟦2022⟧年法治政府建设年度报告
    /// 2023年，云川县推进依法治理。
    /// 一、2023年度党政主要负责人履行第一责任人职责情况
    /// 主要负责同志听取汇报4次。
    /// ```
    /// ```good profile=national-2019
    /// 云川县2023年法治政府建设年度报告
    /// 2023年，云川县推进依法治理。
    /// 一、2023年度党政主要负责人履行第一责任人职责情况
    /// 主要负责同志听取汇报4次。
    /// 二、2024年工作安排
    /// 继续培训执法人员。
    /// ```
    M103 "year-mismatch", Warning, Practice => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let Some(mismatch) = mismatch(cx) else { return Vec::new() };
    let message = text!("标题写 {titled} 年，正文写 {year} 年", "the title says {titled}, the text {year}");
    let finding = Finding::new(&CARD, mismatch.title, message)
        .fact("titled", mismatch.titled)
        .fact("year", mismatch.year)
        .label(mismatch.first, text!("正文年份", "the text's year"))
        .help(text!(
            "若报告的是 {year} 年的工作，改标题；否则核对正文",
            "if this reports on {year}, mend the title; otherwise the text",
        ));
    // One place alone may speak of another year for its own reasons.
    vec![if mismatch.places == 1 { finding.likely() } else { finding }]
}

/// A title's year that the text does not bear out.
pub(super) struct Mismatch {
    titled: i16,
    title: Span,
    year: i16,
    first: Span,
    places: usize,
}

/// Compares the title's year with the one that the text names throughout.
pub(super) fn mismatch(cx: &Context<'_>) -> Option<Mismatch> {
    let (titled, title) = cx.document.masthead.title.as_ref()?.year?;
    if !cx.examines() {
        return None;
    }
    let spoken = years_of_the_text(cx);
    let &(year, first) = spoken.first()?;
    let agrees = spoken.iter().all(|&(other, _)| other == year);
    (agrees && year != titled).then_some(Mismatch { titled, title, year, first, places: spoken.len() })
}

/// The years that the opening and the headings of the report's own year name.
fn years_of_the_text(cx: &Context<'_>) -> Vec<(i16, Span)> {
    let headings = cx
        .places()
        .iter()
        .filter(|place| place.requirement.year == Some(YearSlot::Same))
        .filter_map(|place| cx.document.sections[place.section?].years.first().copied());
    cx.document.opening_year.into_iter().chain(headings).collect()
}
