//! P106: the target of law-based government in the words of the outline before the current one.

use crate::finding::Finding;
use crate::rules::Context;
use crate::rules::prose::Prose;

rule! {
    /// 法治政府的目标用了上一个纲要的表述。
    /// The target of law-based government is quoted from the previous outline.
    ///
    /// # 为什么
    /// 2015—2020年的纲要写「廉洁高效、守法诚信的法治政府」，2021—2025年的纲要改为「智能高效、廉洁诚信、人民满意的法治政府」。2021 年度以后的报告仍用旧表述，多半是沿用旧稿。
    ///
    /// 句中点明「2015—2020年」的是在回顾，不提出。
    ///
    /// # Why
    /// The outline for 2015–2020 says 「廉洁高效、守法诚信的法治政府」, that for 2021–2025
    /// 「智能高效、廉洁诚信、人民满意的法治政府」. A report on 2021 or later that has the former is probably written over an
    /// old one. A sentence that names 2015–2020 looks back, and raises no alarm.
    ///
    /// # 来源
    /// 《法治政府建设实施纲要（2021—2025年）》（中发〔2021〕33号）。
    ///
    /// # Source
    /// Outline for building a law-based government 2021–2025 (中发〔2021〕33号).
    ///
    /// # 例
    /// ```bad year=2023
    /// 加快建设职能科学、权责法定、执法严明、公开公正、⟦廉洁高效、守法诚信⟧的法治政府。
    /// ```
    /// ```good year=2023
    /// 加快建设职能科学、权责法定、执法严明、公开公正、智能高效、廉洁诚信、人民满意的法治政府。打造廉洁高效的政务环境。
    /// ```
    /// ```good year=2020
    /// 加快建设职能科学、权责法定、执法严明、公开公正、廉洁高效、守法诚信的法治政府。
    /// ```
    P106 "stale-target", Warning, Law("中发〔2021〕33号") => check
}

/// The first year whose reports speak of the outline in force.
const SINCE: i16 = 2021;

/// The words that the later outline does not have.
const OLD: &str = "廉洁高效、守法诚信";

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let Some(year) = cx.year.filter(|&year| year >= SINCE) else { return Vec::new() };
    let prose = Prose::new(cx);
    let stale = prose.body().filter(|passage| !passage.text.contains("2015")).filter_map(|passage| {
        let at = passage.text.find(OLD)?;
        let finding = Finding::new(
            &CARD,
            passage.span(at..at + OLD.len()),
            text!("「{old}」是上一个纲要的表述", "“{old}” is what the previous outline says"),
        )
        .fact("old", OLD)
        .fact("year", year)
        .help(text!(
            "若在写当前目标，改为「智能高效、廉洁诚信、人民满意」",
            "if this is the present target, write 智能高效、廉洁诚信、人民满意",
        ));
        Some(finding.likely())
    });
    stale.collect()
}
