//! Q101: one thing counted by two classifiers.

use crate::claims::{Claim, Part};
use crate::finding::{Finding, Repair, Text};
use crate::rules::Context;

rule! {
    /// 同一事项的总数与分项用了不同的量词。
    /// A total and its parts count the same thing by different classifiers.
    ///
    /// # 为什么
    /// 「件」「宗」「起」「份」都能计案件或文件，混用时读者难以判断数的是不是同一批。人、户、家、个等随名词而变的量词不在此列。
    ///
    /// # 来源
    /// 惯例：一组数字用一个量词。
    ///
    /// # 例
    /// ```bad
    /// 全年审查规范性文件9件，其中县政府文件⟦5份⟧，部门文件4件。
    /// ```
    /// ```good
    /// 全年审查规范性文件9件，其中县政府文件5件，部门文件4件。
    /// ```
    /// ```good
    /// 登记市场主体120户，其中企业40家，个体工商户80户。
    /// ```
    Q101 "mixed-classifier", Note, Practice "" => check
}

/// Classifiers that may count one and the same thing: cases and documents.
const INTERCHANGEABLE: [&str; 5] = ["件", "宗", "起", "份", "桩"];

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let mut seen = vec![false; cx.figures.len()];
    let mut findings = Vec::new();
    for (index, claim) in cx.claims() {
        let Some((whole, part)) = mixed(cx, claim) else { continue };
        // a breakdown and a remainder often share their figures: once is enough
        if !std::mem::replace(&mut seen[part], true) {
            findings.push(finding(cx, whole, part).claim(index));
        }
    }
    findings
}

/// The total of a claim, and its first part that is counted otherwise.
fn mixed(cx: &Context<'_>, claim: &Claim) -> Option<(usize, usize)> {
    let is_whole = |role: Part| matches!(role, Part::Whole | Part::Total);
    let is_part = |role: Part| matches!(role, Part::Part | Part::Component | Part::Pending);
    let &(_, whole) = claim.roles.iter().find(|(role, _)| is_whole(*role))?;
    let unit = interchangeable(cx, whole)?;
    let parts = claim.roles.iter().filter(|(role, _)| is_part(*role)).map(|&(_, figure)| figure);
    let part = parts.into_iter().find(|&part| interchangeable(cx, part).is_some_and(|other| other != unit))?;
    Some((whole, part))
}

fn interchangeable<'a>(cx: &Context<'a>, figure: usize) -> Option<&'a str> {
    let unit = cx.source.slice(cx.figures[figure].unit?);
    INTERCHANGEABLE.contains(&unit).then_some(unit)
}

fn finding(cx: &Context<'_>, whole: usize, part: usize) -> Finding {
    let message = Text::new("总数写作「{whole}」，分项写作「{part}」", "the total reads {whole}, a part of it {part}");
    let repair = cx.figures[part].unit.zip(interchangeable(cx, whole)).map(|(span, unit)| Repair {
        span,
        replacement: unit.to_owned(),
        subject: Text::new("量词", "classifier"),
        safe: false,
    });
    Finding::new(&RULE, cx.figures[part].span, message)
        .fact("whole", cx.words(whole))
        .fact("part", cx.words(part))
        .label(cx.figures[whole].span, Text::new("总数", "total"))
        .help(Text::new("若数的是同一批，统一为一个量词", "if both count the same things, use one classifier"))
        .repairs(repair)
}
