//! S103: a heading with nothing, or too little, below it.

use std::collections::{HashMap, HashSet};

use crate::document::Section;
use crate::finding::Finding;
use crate::profile::{Rank, Requirement, Violation};
use crate::rules::Context;
use crate::severity::Severity;
use crate::source::Span;
use crate::words::shortened;

rule! {
    /// 标题之下没有内容。
    /// A heading has no text below it.
    ///
    /// # 为什么
    /// 先搭提纲后填内容的文稿，容易留下空的一节。必备章节是空的，等于没有写。
    ///
    /// # Why
    /// Texts that begin as an outline are left with empty sections. A required section that is empty is as good as missing.
    ///
    /// # 来源
    /// 《法治政府建设与责任落实督察工作规定》（厅字〔2019〕28号）要求写明的内容为空，是「必须改」；其他标题为空，是「需核实」。
    ///
    /// # Source
    /// An empty section that 厅字〔2019〕28号 requires must be mended; any other empty heading is to be checked.
    ///
    /// # 例
    /// ```bad profile=national-2019
    /// 云川县2023年法治政府建设年度报告
    /// 一、主要举措和成效
    /// （一）完善制度
    /// 审查规范性文件3件。主要负责同志履行第一责任人职责，听取汇报4次。
    /// ⟦（二）规范执法⟧
    /// ⟦二、存在的不足和原因⟧
    /// 三、下一步安排
    /// 继续培训执法人员。
    /// ```
    /// ```good profile=national-2019
    /// 云川县2023年法治政府建设年度报告
    /// 一、主要举措和成效
    /// （一）完善制度
    /// 审查规范性文件3件。
    /// （二）规范执法。培训执法人员，落实第一责任人职责。
    /// 二、存在的不足和下一步安排
    /// 审查还不够细，继续培训执法人员。
    /// ```
    S103 "empty-section", Error, Law("厅字〔2019〕28号") => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    if !cx.examines() {
        return Vec::new();
    }
    let mut findings: Vec<Finding> = Vec::new();
    for violation in cx.violations() {
        if let &Violation::TooShort { requirement, span, characters } = violation
            && findings.iter().all(|known| known.span != span)
        {
            findings.push(required(requirement, span, characters));
        }
    }
    let title = |section: &Section| cx.source.slice(section.title);
    // Headings none of which has text are a list; a title that comes again later stood in a table of contents.
    let written: HashSet<_> = cx
        .document
        .sections
        .iter()
        .filter(|section| !is_left_empty(section))
        .map(|section| (section.parent, section.level))
        .collect();
    let mut titles: HashMap<&str, usize> = HashMap::new();
    for section in &cx.document.sections {
        *titles.entry(title(section)).or_default() += 1;
    }
    // A section that is empty as a whole has been named; the headings inside it add nothing.
    let sections = &cx.document.sections;
    let is_named = |span| findings.iter().any(|finding| finding.span == span);
    let named: Vec<Span> =
        sections.iter().filter(|known| is_named(known.heading)).map(|known| known.heading.cover(known.body)).collect();
    for section in sections.iter().filter(|section| is_left_empty(section)) {
        let is_list = !written.contains(&(section.parent, section.level));
        if !is_list && !named.iter().any(|named| named.contains(section.heading)) && titles.get(&title(section)) == Some(&1) {
            findings.push(heading(cx, section.heading, section.title));
        }
    }
    findings
}

/// Whether nothing stands below a heading. Lines numbered 1. or （1） are as often the items of a list.
fn is_left_empty(section: &Section) -> bool {
    section.standalone && section.body.is_empty() && section.level <= 2
}

/// A required section with too little text: as serious as the requirement.
fn required(requirement: &Requirement, span: Span, characters: u64) -> Finding {
    let message = if characters == 0 {
        text!("「{section}」之下没有内容", "nothing below the heading: {section}")
    } else {
        text!(
            "「{section}」只有 {characters} 字，至少要 {minimum} 字",
            "{section}: {characters} characters, at least {minimum} are required",
        )
    };
    let finding = Finding::new(&CARD, span, message)
        .fact_text("section", requirement.title.clone())
        .fact("characters", characters)
        .fact("minimum", requirement.min_characters)
        .help(text!("补写这一节；内容若写在别处，删去这个标题", "write it, or drop the heading if the text stands elsewhere",));
    if requirement.rank == Rank::Law { finding } else { finding.at_most(Severity::Warning) }
}

/// Any other heading without text.
fn heading(cx: &Context<'_>, span: Span, title: Span) -> Finding {
    Finding::new(&CARD, span, text!("标题「{title}」之下没有内容", "nothing below the heading \"{title}\""))
        .fact("title", shortened(cx.source.slice(title), 20))
        .help(text!("补写内容，或删去这个标题", "write the text, or drop the heading"))
        .at_most(Severity::Warning)
}
