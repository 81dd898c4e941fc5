//! S109: 一是 followed by 三是, or by nothing.

use crate::document::RunIn;
use crate::finding::Finding;
use crate::ids::SectionId;
use crate::numerals;
use crate::rules::Context;
use crate::severity::Severity;
use crate::source::Span;

rule! {
    /// 「一是」「二是」的序号不连续，或者只有「一是」。
    /// Run-in ordinals leave one out, repeat one, or there is but one.
    ///
    /// # 为什么
    /// 增删其中一项之后，后面的序号容易漏改。只有「一是」没有「二是」，读者会以为话没有说完。
    ///
    /// 一组序号可以跨越几段。所缺的一项若改用「其二」「第二」「二要」等写法，不作问题。
    ///
    /// # Why
    /// When an item is put in or taken out, those after it are easily left as they were. 一是 without 二是 makes readers
    /// think that something is lacking. A series may run over several paragraphs. Where the missing item is put as 其二, 第二
    /// or 二要, there is no alarm.
    ///
    /// # 来源
    /// 惯例。
    ///
    /// # 例
    /// ```bad profile=national-2019
    /// 云川县2023年法治政府建设年度报告
    /// 一、主要举措和成效
    /// 一是审查文件。⟦三是⟧培训人员。
    /// 二、存在的不足
    /// ⟦一是⟧审查还不够细。
    /// ```
    /// ```good profile=national-2019
    /// 云川县2023年法治政府建设年度报告
    /// 一、主要举措和成效
    /// 一是审查文件。
    /// 二是培训人员。三是一体推进。
    /// 二、存在的不足
    /// 坚持一是一，二是二，一是审查还不够细，其二培训还不够多，三是人员不足。
    /// ```
    S109 "run-in-ordinal-gap", Warning, Practice => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    if !cx.examines() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let run_ins = &cx.document.run_ins;
    let mut last: Option<&RunIn> = None;
    // After a misnumbered item the count may go on from what it should have been: 一是, 三是, 三是 has one fault.
    let mut meant = 0;
    for (index, run_in) in run_ins.iter().enumerate() {
        let before = last.filter(|last| section(cx, last) == section(cx, run_in));
        let expected = before.map_or(1, |before| before.value + 1);
        let follows = run_in.value == expected || before.is_some() && run_in.value == meant + 1;
        meant = run_in.value;
        if run_in.value != 1 && !follows && !is_said_otherwise(cx, before, run_in) {
            meant = expected;
            findings.push(gap(before, run_in));
        }
        if run_in.value == 1 && is_alone(cx, run_in, run_ins.get(index + 1)) {
            findings.push(alone(run_in));
        }
        last = Some(run_in);
    }
    findings
}

/// The section that numbers run through: of the first or second level. Below that, 「1.」 may divide one item.
fn section(cx: &Context<'_>, run_in: &RunIn) -> Option<SectionId> {
    let innermost = cx.document.paragraphs[run_in.paragraph].section;
    cx.document.outward(innermost).find(|&section| cx.document.sections[section].level <= 2)
}

/// Where the item before `run_in` may stand: after the one before it, or from its section's (else its paragraph's) start.
fn between(cx: &Context<'_>, before: Option<&RunIn>, run_in: &RunIn) -> Span {
    let around = section(cx, run_in)
        .map_or(cx.document.paragraphs[run_in.paragraph].span, |section| cx.document.sections[section].heading);
    Span { start: before.map_or(around.start, |before| before.span.end), end: run_in.span.start }
}

/// 「其二」 or 「二要」 in place of 「二是」.
fn is_said_otherwise(cx: &Context<'_>, before: Option<&RunIn>, run_in: &RunIn) -> bool {
    let wanted = numerals::write(before.map_or(1, |before| before.value + 1));
    let words = cx.source.slice(between(cx, before, run_in));
    let stated = |form: String| words.contains(form.as_str());
    stated(format!("{wanted}是"))
        || stated(format!("{wanted}要"))
        || stated(format!("其{wanted}"))
        || stated(format!("第{wanted}"))
        || before.is_none() && ["首先", "一方面"].iter().any(|word| words.contains(word))
}

/// Whether no second item follows in the section, in any form.
fn is_alone(cx: &Context<'_>, run_in: &RunIn, next: Option<&RunIn>) -> bool {
    if next.is_some_and(|next| next.value != 1 && section(cx, next) == section(cx, run_in)) {
        return false;
    }
    let whole =
        section(cx, run_in).map_or(cx.document.paragraphs[run_in.paragraph].span, |section| cx.document.sections[section].body);
    let end = next.map_or(whole.end, |next| next.span.start).min(whole.end).max(run_in.span.end);
    let rest = cx.source.slice(Span { start: run_in.span.end, end });
    !["二是", "二要", "其二", "第二", "其次", "另一方面", "再者"].iter().any(|word| rest.contains(word))
}

fn gap(before: Option<&RunIn>, run_in: &RunIn) -> Finding {
    let message = match before {
        None => text!("「{found}」之前没有「{expected}」", "{found} comes without {expected} before it"),
        Some(before) if before.value == run_in.value => text!("「{found}」重复", "{found} stands twice"),
        Some(_) => {
            text!("「{last}」之后是「{found}」，应为「{expected}」", "{last} is followed by {found}, not by {expected}")
        }
    };
    let mut finding = Finding::new(&CARD, run_in.span, message)
        .fact("found", words(run_in.value))
        .fact("expected", words(before.map_or(1, |before| before.value + 1)))
        .help(text!(
            "若没有漏掉一项，改为「{expected}」并顺改其后的序号",
            "if no item was left out, make it {expected} and renumber what follows",
        ));
    if let Some(before) = before {
        finding = finding.fact("last", words(before.value)).label(before.span, text!("上一项", "previous item"));
    }
    finding
}

fn alone(run_in: &RunIn) -> Finding {
    Finding::new(&CARD, run_in.span, text!("只有「一是」，没有「二是」", "一是 comes without 二是"))
        .help(
            text!("若只有一项，删去「一是」；否则补写其余各项", "drop 一是 if there is but one item; otherwise add the others",),
        )
        .at_most(Severity::Note)
}

fn words(value: u32) -> String {
    format!("{}是", numerals::write(value))
}
