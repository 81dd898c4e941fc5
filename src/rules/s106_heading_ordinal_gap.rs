//! S106: heading ordinals that leave one out or use one twice.

use crate::document::{Ordinal, OrdinalStyle};
use crate::finding::Finding;
use crate::ids::ParagraphId;
use crate::profile::Level3;
use crate::rules::Context;
use crate::source::Span;
use crate::text::Text;

rule! {
    /// 标题序号不连续。
    /// Heading ordinals leave one out, repeat one or go back.
    ///
    /// # 为什么
    /// 增删、合并章节之后，序号常常漏改。读者会以为少了一节。
    ///
    /// 每一层在上一级标题之下重新起算；「1.」跨（一）（二）连续编号、在「一是」「二是」之下各自编号，都是允许的。
    /// 规范可用 `level3: restart` 或 `level3: continuous` 只许一种。附件不看。
    /// 所缺的序号若写在段落中间，不作问题。
    ///
    /// # Why
    /// When sections are put in, taken out or merged, ordinals are easily left as they were, and readers think that a section
    /// is missing. Each level begins anew below the heading above it; that 1. runs on over （一）（二） or begins anew below
    /// 一是 and 二是 is allowed, and `level3: restart` or `level3: continuous` of a profile allows but one. Annexes are not
    /// looked at, and an ordinal that stands within a paragraph is not missing.
    ///
    /// # 来源
    /// 惯例；序号层次见 GB/T 9704-2012。
    ///
    /// # Source
    /// Practice; for the levels of ordinals, GB/T 9704-2012.
    ///
    /// # 例
    /// ```bad profile=national-2019
    /// 云川县2023年法治政府建设年度报告
    /// 一、主要举措和成效
    /// （一）完善制度。审查规范性文件3件。
    /// ⟦（三）⟧规范执法。培训执法人员。
    /// 二、存在的不足
    /// 审查还不够细。
    /// ⟦二、⟧下一步安排
    /// 继续培训执法人员。
    /// ```
    /// ```good profile=national-2019
    /// 云川县2023年法治政府建设年度报告
    /// 一、主要举措和成效
    /// （一）完善制度
    /// 1.审查文件。审查3件。
    /// 2.清理文件。清理2件。
    /// （二）规范执法
    /// 3.培训人员。培训20人。
    /// 二、存在的不足
    /// （一）审查还不够细。
    /// ```
    S106 "heading-ordinal-gap", Warning, Practice => check
}

/// The ordinals seen so far at one level.
#[derive(Clone, Copy, Default)]
struct Level {
    /// The last one below the present parent.
    last: Option<Ordinal>,
    /// What its value should have been: the count may go on from there, and then 一、三、三、 has one fault.
    meant: u32,
    /// The last one below the parent before it: 「1.」 may run on.
    before: Option<Ordinal>,
    /// The paragraph of the last one.
    paragraph: Option<ParagraphId>,
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    if !cx.examines() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let mut levels = [Level::default(); 5];
    for section in &cx.document.sections {
        let level = usize::from(section.level.min(4));
        for below in &mut levels[level + 1..] {
            // Numbers that run on do so below one heading of the first level.
            let is_over = level == 1 && cx.profile.level3 == Level3::Continuous;
            *below = Level { before: below.last.or(below.before).filter(|_| !is_over), ..Level::default() };
        }
        let Some(ordinal) = section.ordinal else { continue };
        if begins_below_run_in(cx, levels[level], ordinal, section.paragraph) {
            levels[level] = Level::default();
        }
        let parent = section.parent.map_or(0, |parent| cx.document.sections[parent].heading.end);
        if !follows(cx.profile.level3, levels[level], ordinal) && !stands_in_text(cx, parent, levels[level].last, ordinal) {
            findings.push(finding(cx, levels[level], ordinal));
            levels[level].meant = levels[level].last.map_or(1, |last| last.value + 1);
        } else {
            levels[level].meant = ordinal.value;
        }
        levels[level].last = Some(ordinal);
        levels[level].paragraph = Some(section.paragraph);
    }
    findings
}

/// Whether an ordinal may come next. 1 always may: an annex, a list of terms and a new parent begin again.
fn follows(level3: Level3, level: Level, ordinal: Ordinal) -> bool {
    let value = ordinal.value;
    match (level.last, level.before) {
        (Some(last), _) => value == last.value + 1 || value == level.meant + 1 || value == 1 && last.value > 1,
        (None, Some(before)) if ordinal.style == OrdinalStyle::Arabic => {
            value == 1 && level3 != Level3::Continuous || value == before.value + 1 && level3 != Level3::Restart
        }
        (None, _) => value == 1,
    }
}

/// Whether a list begins again because 「二是」 has come between: 一是…1. 2. 二是…1. 2.
fn begins_below_run_in(cx: &Context<'_>, level: Level, ordinal: Ordinal, paragraph: ParagraphId) -> bool {
    let run_ins = &cx.document.run_ins;
    let after = run_ins.partition_point(|run_in| Some(run_in.paragraph) <= level.paragraph);
    let between = run_ins.get(after).is_some_and(|run_in| run_in.paragraph < paragraph);
    ordinal.value == 1 && level.last.is_some() && ordinal.style.level() > 2 && between
}

/// Whether the ordinal that should come before does so inside a paragraph, or broken over two lines: the one after the
/// last, or, where a new list has begun, the one before this.
fn stands_in_text(cx: &Context<'_>, parent: u32, last: Option<Ordinal>, ordinal: Ordinal) -> bool {
    let start = last.map_or(parent, |last| last.span.end);
    let wanted = last.map_or(1, |last| last.value + 1);
    let between: String =
        cx.source.slice(Span { start, end: ordinal.span.start }).chars().filter(|c| !c.is_whitespace()).collect();
    let stands = |value| variants(ordinal.style, value).iter().any(|variant| between.contains(variant.as_str()));
    ordinal.value > wanted && stands(wanted) || ordinal.value > 1 && stands(ordinal.value - 1)
}

/// The ways in which an ordinal is written.
fn variants(style: OrdinalStyle, value: u32) -> Vec<String> {
    let written = style.write(value);
    match style {
        OrdinalStyle::Han => vec![written],
        OrdinalStyle::Arabic => vec![format!("{value}、"), format!("{value}．"), written],
        OrdinalStyle::BracketedHan | OrdinalStyle::BracketedArabic => {
            vec![written.replace('（', "(").replace('）', ")"), written]
        }
    }
}

fn finding(cx: &Context<'_>, level: Level, ordinal: Ordinal) -> Finding {
    let runs_on = |_: &Ordinal| ordinal.style == OrdinalStyle::Arabic && cx.profile.level3 == Level3::Continuous;
    let before = level.before.filter(runs_on);
    let last = level.last.or(before);
    let expected = ordinal.style.write(last.map_or(1, |last| last.value + 1));
    let message = match last {
        Some(_) if level.last.is_none() => {
            text!("序号从「{found}」重新开始，应接着用「{expected}」", "ordinals begin again with {found}; {expected} comes next",)
        }
        None => text!("序号从「{found}」开始，前面没有「{expected}」", "ordinals begin with {found}, without {expected}"),
        Some(last) if last.value == ordinal.value => text!("序号「{found}」重复", "ordinal {found} stands twice"),
        Some(_) => {
            text!("序号「{last}」之后是「{found}」，应为「{expected}」", "{last} is followed by {found}, not by {expected}")
        }
    };
    let mut finding = Finding::new(&CARD, ordinal.span, message)
        .fact("found", ordinal.style.write(ordinal.value))
        .fact("expected", &expected)
        .help(text!(
            "若没有漏掉内容，改为「{expected}」并顺改其后的序号",
            "if nothing was left out, make it {expected} and renumber what follows",
        ));
    if let Some(last) = last {
        let words =
            Text::both(format!("上一个 {}", cx.source.slice(last.span)), format!("previous {}", cx.source.slice(last.span)));
        finding = finding.fact("last", last.style.write(last.value)).label(last.span, words);
    }
    finding
}
