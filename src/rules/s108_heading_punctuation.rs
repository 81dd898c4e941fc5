//! S108: marks that headings and their ordinals do not take.

use crate::document::{OrdinalStyle, Section};
use crate::finding::{Finding, Repair};
use crate::rules::Context;
use crate::source::Span;

rule! {
    /// 标题或序号的标点不合公文格式。
    /// A heading or its ordinal has a mark that it does not take.
    ///
    /// # 为什么
    /// 单独成行的标题末尾不加「。」「：」；「1.」用点不用顿号，「（一）」之后不加标点，「一、」用顿号不用点。
    ///
    /// 同一种写法只报第一处，并说明共有几处。单独成行的「1.」「（1）」常是列举的条目，不看末尾的标点。
    ///
    /// # Why
    /// A heading on a line of its own ends without 。 and ：; 1. has a point and no 、, （一） has nothing after it, 一、
    /// has 、 and no point. Of each kind only the first is reported, with how many there are. Lines that begin with 1. or （1）
    /// are mostly items of a list, and their ends are not looked at.
    ///
    /// # 来源
    /// GB/T 9704-2012《党政机关公文格式》。
    ///
    /// # 例
    /// ```bad profile=national-2019
    /// 云川县2023年法治政府建设年度报告
    /// 一、主要举措和成效⟦：⟧
    /// ⟦（一）、⟧完善制度
    /// ⟦1、⟧审查文件。审查3件。
    /// 2、清理文件。清理2件。
    /// ⟦二．⟧存在的不足
    /// 由于人员不足，审查还不够细。
    /// ```
    /// ```fixed
    /// 云川县2023年法治政府建设年度报告
    /// 一、主要举措和成效：
    /// （一）完善制度
    /// 1.审查文件。审查3件。
    /// 2.清理文件。清理2件。
    /// 二、存在的不足
    /// 由于人员不足，审查还不够细。
    /// ```
    /// ```good profile=national-2019
    /// 云川县2023年法治政府建设年度报告
    /// 一、主要举措和成效
    /// （一）完善制度
    /// 1.审查文件。审查3件。
    /// 2.清理文件。清理2件。
    /// 二、存在的不足
    /// （一）审查还不够细。
    /// （二）培训还不够多。
    /// ```
    S108 "heading-punctuation", Note, Standard("GB/T 9704-2012"), fix Safe => check
}

/// What is wrong with a heading. Each is reported once.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fault {
    EndMark,
    MarkAfterBracket,
    CommaAfterDigit,
    DotAfterHan,
}

impl Fault {
    /// The ordinal or the mark as it should be. A mark that ends a heading may end a sentence that only looks like one.
    fn mended(self, words: &str) -> String {
        let bare = words.trim_end_matches(['、', '.', '．']);
        match self {
            Fault::EndMark => String::new(),
            Fault::MarkAfterBracket => bare.to_owned(),
            Fault::CommaAfterDigit => format!("{bare}."),
            Fault::DotAfterHan => format!("{bare}、"),
        }
    }
}

const FAULTS: [Fault; 4] = [Fault::EndMark, Fault::MarkAfterBracket, Fault::CommaAfterDigit, Fault::DotAfterHan];

fn check(cx: &Context<'_>) -> Vec<Finding> {
    if !cx.examines() {
        return Vec::new();
    }
    let found: Vec<(Fault, Span)> = cx.document.sections.iter().flat_map(|section| faults(cx, section)).collect();
    let of = |fault: Fault| {
        let mut places = found.iter().filter(move |(known, _)| *known == fault).map(|&(_, span)| span);
        let first = places.next()?;
        Some(finding(cx, fault, first, places.count() + 1))
    };
    FAULTS.into_iter().filter_map(of).collect()
}

/// The faults of one heading, each with its place.
fn faults(cx: &Context<'_>, section: &Section) -> impl Iterator<Item = (Fault, Span)> {
    let end = cx.source.slice(section.heading).chars().next_back().filter(|end| matches!(end, '。' | '：' | ':' | '；' | '、'));
    let end = end.filter(|_| section.standalone && section.level <= 2).map(|end| {
        let start = section.heading.end as usize - end.len_utf8();
        (Fault::EndMark, Span::new(start, section.heading.end as usize))
    });
    let ordinal = section.ordinal.and_then(|ordinal| {
        let mark = cx.source.slice(ordinal.span).chars().next_back();
        let fault = match (ordinal.style, mark) {
            (OrdinalStyle::BracketedHan | OrdinalStyle::BracketedArabic, Some('、' | '.' | '．')) => Fault::MarkAfterBracket,
            (OrdinalStyle::Arabic, Some('、')) => Fault::CommaAfterDigit,
            (OrdinalStyle::Han, Some('.' | '．')) => Fault::DotAfterHan,
            _ => return None,
        };
        Some((fault, ordinal.span))
    });
    end.into_iter().chain(ordinal)
}

fn finding(cx: &Context<'_>, fault: Fault, span: Span, count: usize) -> Finding {
    let (message, help) = match fault {
        Fault::EndMark => (
            text!(
                "单独成行的标题末尾有「{words}」，共 {count} 处",
                "a heading on a line of its own ends in {words} (places: {count})",
            ),
            text!("删去末尾的标点", "drop the mark"),
        ),
        Fault::MarkAfterBracket => (
            text!("序号「{words}」的括号后有标点，共 {count} 处", "{words}: a mark after the bracket (places: {count})"),
            text!("删去括号后的标点", "drop the mark after the bracket"),
        ),
        Fault::CommaAfterDigit => (
            text!("序号「{words}」用了顿号，应用点，共 {count} 处", "{words} has 、 in place of a dot (places: {count})"),
            text!("第三层序号写作「1.」", "a dot stands after the digit"),
        ),
        Fault::DotAfterHan => (
            text!("序号「{words}」用了点，应用顿号，共 {count} 处", "{words} has a dot in place of 、 (places: {count})"),
            text!("第一层序号写作「一、」", "、 stands after the numeral"),
        ),
    };
    let words = cx.source.slice(span);
    let finding = Finding::new(&CARD, span, message).fact("words", words).fact("count", count).help(help);
    finding.repairs([Repair { span, replacement: fault.mended(words), safe: fault != Fault::EndMark }])
}
