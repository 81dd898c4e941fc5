//! Headings and their ordinals: 一、（一）1.（1） and the run-in 一是、二是.

use std::collections::{BTreeSet, HashMap};

use super::masthead::years_in;
use super::{Document, ParagraphKind, segment};
use crate::ids::{IdVec, ParagraphId, SectionId};
use crate::numerals;
use crate::source::{Source, Span};
use crate::units;
use crate::words::{is_blank, without_blanks};

/// A headed section.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Section {
    /// Its ordinal; none for a heading that the format alone marks, see [`Marks`](crate::source::Marks).
    pub ordinal: Option<Ordinal>,
    /// Depth: 1 for 一、, 2 for （一）, 3 for 1., 4 for （1）; without an ordinal, by the levels that the format has.
    pub level: u8,
    /// The whole heading, ordinal included.
    pub heading: Span,
    /// The heading's words, without ordinal and end mark.
    pub title: Span,
    /// Everything between this heading and the next one of its level or above, sub-sections included.
    pub body: Span,
    /// The section it stands in.
    pub parent: Option<SectionId>,
    /// The paragraph that the heading stands in.
    pub paragraph: ParagraphId,
    /// Whether the heading has that paragraph for itself. Otherwise the text goes on after it, or the paragraph is
    /// numbered and has no heading, and then its first clause stands for one.
    pub standalone: bool,
    /// Years that the heading names, each with the place of its digits.
    pub years: Vec<(i16, Span)>,
}

/// A heading's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Ordinal {
    /// How it is written.
    pub style: OrdinalStyle,
    /// Its value, from 1.
    pub value: u32,
    /// Its place, with its brackets or mark: 一、
    pub span: Span,
}

/// The four forms of GB/T 9704-2012, 7.3.3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OrdinalStyle {
    /// 一、
    Han,
    /// （一）
    BracketedHan,
    /// 1.
    Arabic,
    /// （1）
    BracketedArabic,
}

impl OrdinalStyle {
    /// Depth of a heading of this style, from 1.
    pub fn level(self) -> u8 {
        match self {
            OrdinalStyle::Han => 1,
            OrdinalStyle::BracketedHan => 2,
            OrdinalStyle::Arabic => 3,
            OrdinalStyle::BracketedArabic => 4,
        }
    }

    /// The ordinal of that value in its regular form: （三）.
    pub fn write(self, value: u32) -> String {
        match self {
            OrdinalStyle::Han => format!("{}、", numerals::write(value)),
            OrdinalStyle::BracketedHan => format!("（{}）", numerals::write(value)),
            OrdinalStyle::Arabic => format!("{value}."),
            OrdinalStyle::BracketedArabic => format!("（{value}）"),
        }
    }
}

/// A run-in ordinal: 一是, 二是…
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct RunIn {
    /// Its value, from 1.
    pub value: u32,
    /// Its place.
    pub span: Span,
    /// The paragraph it stands in.
    pub paragraph: ParagraphId,
}

/// Reads the outline and marks heading paragraphs.
pub(super) fn read(source: &Source, document: &mut Document) {
    let marks = marks(source, document);
    contents(source, document, &marks);
    // The sections that are open at this point, the innermost last.
    let mut open: Vec<SectionId> = Vec::new();
    let mut annexes = false;
    for id in document.paragraphs.ids() {
        let paragraph = &document.paragraphs[id];
        let text = source.slice(paragraph.span);
        if !document.sections.is_empty() && opens_annex(text) {
            document.annex = Some(id);
            break;
        }
        annexes = is_annex_line(text, annexes);
        if paragraph.kind == ParagraphKind::Body
            && !annexes
            && let Some(mut section) = section(source, document, id, marks[id])
        {
            while let Some(&last) = open.last().filter(|&&last| document.sections[last].level >= section.level) {
                close(source, document, last, id);
                open.pop();
            }
            section.parent = open.last().copied();
            section.standalone &= marks[id].is_some() || !is_item(source, document, &section, &marks);
            if section.standalone {
                document.paragraphs[id].kind = ParagraphKind::Heading;
            }
            open.push(document.sections.push(section));
        }
        document.paragraphs[id].section = open.last().copied();
    }
    let end = document.body_end();
    for last in open {
        close(source, document, last, end);
    }
    document.run_ins = run_ins(source, document);
    document.opening_year = opening_year(source, document);
}

/// The year at the head of the first sentence above all headings: 「2023年，全区…」, 「2023年度，…」. A year that only dates
/// something (「2023年3月」) and one further on in the sentence say nothing about the report.
fn opening_year(source: &Source, document: &Document) -> Option<(i16, Span)> {
    // 「县委、县政府：」 is whom the report is sent to.
    let is_address = |span| source.slice(span).ends_with(['：', ':']);
    let first = document
        .paragraphs
        .iter()
        .find(|first| matches!(first.kind, ParagraphKind::Heading | ParagraphKind::Body) && !is_address(first.span))?;
    let text = source.slice(first.span);
    let (year, at) = years_in(text).next().filter(|(_, at)| at.start == 0)?;
    let rest = text[at.end as usize..].trim_start().strip_prefix('年')?;
    let rest = rest.strip_prefix(['度', '来']).unwrap_or(rest);
    let opens = rest.starts_with(['，', ',', '、']) || rest.starts_with("以来");
    (opens && first.kind == ParagraphKind::Body).then(|| (year, Span { start: first.span.start, end: first.span.start + at.end }))
}

/// A heading that the format marks: its words, and its level from 1, counted among the levels that the report uses.
type Mark = (Span, u8);

/// The mark of each paragraph, if it has one.
type ParagraphMarks = IdVec<ParagraphId, Option<Mark>>;

/// Reads the marks. The title's level does not count: `#` above `##` is the report, not its first section.
fn marks(source: &Source, document: &Document) -> ParagraphMarks {
    let mut marks: ParagraphMarks = document.paragraphs.iter().map(|_| None).collect();
    for &(span, level) in &source.marks().headings {
        let Some(id) = document.paragraph_at(span.end.saturating_sub(1)) else { continue };
        let paragraph = &document.paragraphs[id];
        let words = Span { start: span.start.max(paragraph.span.start), end: span.end.min(paragraph.span.end) };
        if words.start < words.end && paragraph.kind == ParagraphKind::Body && is_heading_line(source.slice(words)) {
            marks[id] = Some((segment::trim(source, words), level));
        }
    }
    let levels: BTreeSet<u8> = marks.iter().flatten().map(|&(_, level)| level).collect();
    for (_, level) in marks.iter_mut().flatten() {
        *level = levels.range(..*level).count().min(3) as u8 + 1;
    }
    marks
}

/// Whether a line that the format calls a heading may be one: a whole paragraph set in a heading's style is none.
fn is_heading_line(text: &str) -> bool {
    let end = text.trim_end_matches(['。', '！', '？', '；', ';', '：', ':']);
    !end.contains(['。', '！', '？', '；', ';']) && end.chars().count() <= HEADING_CHARACTERS
}

/// Takes a table of contents for furniture: headings one below the other, each of which comes again further on.
fn contents(source: &Source, document: &mut Document, marks: &ParagraphMarks) {
    let keys: IdVec<ParagraphId, Option<String>> =
        document.paragraphs.ids().map(|id| key(source, document, id, marks[id])).collect();
    let last: HashMap<&str, ParagraphId> = keys.entries().filter_map(|(at, key)| Some((key.as_deref()?, at))).collect();
    let Some(first) = keys.ids().find(|&at| keys[at].is_some()) else { return };
    let comes_again = |at: ParagraphId| keys[at].as_deref().is_some_and(|key| last.get(key).is_some_and(|&last| last > at));
    // Lines with dots and a page number have been taken for furniture already.
    let is_entry = |at: ParagraphId| document.paragraphs[at].kind == ParagraphKind::Furniture || comes_again(at);
    let end = first.until(keys.end()).iter().find(|&at| !is_entry(at)).unwrap_or(keys.end());
    let entries = first.until(end);
    if entries.iter().filter(|&at| comes_again(at)).count() >= 2 {
        for paragraph in &mut document.paragraphs[entries] {
            paragraph.kind = ParagraphKind::Furniture;
        }
    }
}

/// What a line of a table of contents has in common with the heading that it names: ordinal and words, without the page.
fn key(source: &Source, document: &Document, id: ParagraphId, mark: Option<Mark>) -> Option<String> {
    let paragraph = &document.paragraphs[id];
    let section = section(source, document, id, mark).filter(|_| paragraph.kind == ParagraphKind::Body)?;
    let ordinal = section.ordinal.map(|ordinal| ordinal.style.write(ordinal.value)).unwrap_or_default();
    let is_page = |c: char| is_blank(c) || c.is_ascii_digit() || matches!(c, '.' | '…' | '·' | '．' | '-' | '—');
    Some(ordinal + &without_blanks(source.slice(section.title).trim_end_matches(is_page)))
}

/// 「附件」, 「附件1」 on a line of its own: an annex begins. 「附件：1.清单」 only names annexes.
fn opens_annex(text: &str) -> bool {
    let line = without_blanks(text);
    let number = line.strip_prefix("附件").or_else(|| line.strip_prefix("附录"));
    number.is_some_and(|number| number.is_empty() || arabic_value(number).is_some() || han_value(number).is_some())
}

/// Whether a line lists annexes: 「附件：1.清单」, and the numbered lines below it. They are names and no headings.
fn is_annex_line(text: &str, annexes: bool) -> bool {
    let names = text.strip_prefix("附件").is_some_and(|rest| rest.trim_start().starts_with(['：', ':']));
    names || annexes && matches!(ordinal(text), Some((OrdinalStyle::Arabic, ..)))
}

/// Whether a line of one sentence is an item of a list and no heading: 「（一）审查还不够细。」 with the next item, or
/// nothing, below it. A line without a full stop is a heading even so, and then one without text.
fn is_item(source: &Source, document: &Document, section: &Section, marks: &ParagraphMarks) -> bool {
    let mut rest = document.paragraphs.ids_after(section.paragraph);
    let next = rest.find(|&next| document.paragraphs[next].kind != ParagraphKind::Furniture);
    let ends = next.is_none_or(|next| {
        let style = ordinal(source.slice(document.paragraphs[next].span)).map(|(style, ..)| style);
        marks[next].is_some() || style.is_some_and(|style| style.level() <= section.level)
    });
    ends && source.slice(section.heading).ends_with(['。', '！', '？', '；', ';'])
}

/// Ends a section before paragraph `next`. Furniture at the end of the page belongs to no section.
fn close(source: &Source, document: &mut Document, section: SectionId, next: ParagraphId) {
    let section = &mut document.sections[section];
    let last = document.paragraphs[section.paragraph.until(next)].iter().rev().find(|last| last.kind != ParagraphKind::Furniture);
    let end = last.map_or(section.heading.end, |last| last.span.end).max(section.heading.end);
    section.body = segment::trim(source, Span { start: section.heading.end, end });
    if section.body.is_empty() {
        section.body = Span::at(section.heading.end as usize);
    }
}

/// A heading has no more characters than this. The longest of the sample report has 51.
const HEADING_CHARACTERS: usize = 70;

/// A heading that ends in a full stop, although it has a line for itself, is short; what is longer is a sentence.
const STOPPED_HEADING_CHARACTERS: usize = 36;

/// The section that a paragraph begins, if it begins with an ordinal, or if the format marks it.
fn section(source: &Source, document: &Document, id: ParagraphId, mark: Option<Mark>) -> Option<Section> {
    let span = mark.map_or(document.paragraphs[id].span, |(words, _)| words);
    let text = source.slice(span);
    let ordinal = ordinal(text);
    let length = match (ordinal, mark) {
        (Some((.., length)), _) => length,
        (None, Some(_)) => 0,
        (None, None) => return None,
    };
    let base = span.start as usize;
    let rest = &text[length..];
    let skipped = rest.len() - rest.trim_start().len();
    let rest = rest.trim_start();
    let (title, heading, standalone) = match mark {
        Some(_) => (without_end_mark(rest).len(), rest.len(), true),
        None => heading(rest),
    };
    let start = base + length + skipped;
    let title = Span::new(start, start + title);
    Some(Section {
        ordinal: ordinal.map(|(style, value, _)| Ordinal { style, value, span: Span::new(base, base + length) }),
        level: ordinal.map(|(style, ..)| style.level()).or(mark.map(|(_, level)| level)).unwrap_or(1),
        heading: Span::new(base, start + heading),
        title,
        body: Span::at(start + heading),
        parent: None,
        paragraph: id,
        standalone,
        years: years_in(source.slice(title))
            .map(|(year, at)| (year, Span { start: at.start + title.start, end: at.end + title.start }))
            .collect(),
    })
}

/// Of the words after an ordinal: the bytes of the title, of the heading with its end mark, and whether that is the line.
fn heading(text: &str) -> (usize, usize, bool) {
    let stop = text.find(['。', '！', '？', '；', ';']);
    let end = stop.map_or(text.len(), |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    let title = without_end_mark(&text[..stop.unwrap_or(text.len())]);
    let characters = title.chars().count();
    let rest = text[end..].trim();
    let limit = if stop.is_some() { STOPPED_HEADING_CHARACTERS } else { HEADING_CHARACTERS };
    if rest.is_empty() && characters <= limit && !counts_something(title) {
        return (title.len(), text.len(), true);
    }
    if stop.is_some() && !rest.is_empty() && characters <= HEADING_CHARACTERS {
        // 「（一）盯住重点岗位。对照…」: the first sentence is the heading
        return (title.len(), end, false);
    }
    let clause = text.find(['，', ',', '：', ':', '；', ';', '。']).unwrap_or(text.len());
    (clause, clause, false)
}

fn without_end_mark(title: &str) -> &str {
    title.trim_end_matches(['。', '；', ';', '：', ':', '.', '．', '，', ',']).trim_end()
}

/// Whether a line has a figure with its unit: such a line is text. 「2023年」 and 「“1234”」 are no figures.
fn counts_something(title: &str) -> bool {
    title.char_indices().any(|(at, c)| {
        let rest = &title[at + c.len_utf8()..];
        let counts = |unit: &units::Unit| unit.is_counted() || unit.is_points();
        c.is_ascii_digit() && (rest.starts_with(['%', '％', '万', '亿', '余', '多']) || units::at(rest).is_some_and(counts))
    })
}

/// The ordinal at the start of a paragraph: style, value, length in bytes. Only forms that cannot be anything else.
pub(crate) fn ordinal(text: &str) -> Option<(OrdinalStyle, u32, usize)> {
    match text.chars().next()? {
        '（' | '(' => bracketed(text),
        first @ ('\u{3220}'..='\u{3229}' | '\u{2474}'..='\u{249b}') => Some(enclosed(first, text)),
        first if is_han(first) => han_with_mark(text),
        first if numerals::arabic(first).is_some() => arabic_with_dot(text),
        _ => None,
    }
}

/// （一）(一) （1） ( 1 ); a mark after the bracket is a misprint and belongs to the ordinal.
fn bracketed(text: &str) -> Option<(OrdinalStyle, u32, usize)> {
    let close = text.char_indices().take(10).find(|(_, c)| matches!(c, '）' | ')'))?;
    let open = text.chars().next()?.len_utf8();
    let inner = text[open..close.0].trim();
    let mut length = close.0 + close.1.len_utf8();
    if let Some(mark) = text[length..].chars().next().filter(|mark| matches!(mark, '、' | '.' | '．')) {
        length += mark.len_utf8();
    }
    match (han_value(inner), arabic_value(inner)) {
        (Some(value), _) => Some((OrdinalStyle::BracketedHan, value, length)),
        (_, Some(value)) => Some((OrdinalStyle::BracketedArabic, value, length)),
        _ => None,
    }
}

/// ㈠ ⑴ ⒈: bracket or dot and number in one character. A mark after a bracket belongs to the ordinal.
fn enclosed(first: char, text: &str) -> (OrdinalStyle, u32, usize) {
    let (style, before) = match first {
        '\u{3220}'.. => (OrdinalStyle::BracketedHan, '\u{3220}'),
        '\u{2488}'.. => (OrdinalStyle::Arabic, '\u{2488}'),
        _ => (OrdinalStyle::BracketedArabic, '\u{2474}'),
    };
    let length = first.len_utf8();
    let mark = text[length..].chars().next().filter(|mark| matches!(mark, '、' | '.' | '．'));
    (style, first as u32 - before as u32 + 1, length + mark.map_or(0, char::len_utf8))
}

/// 一、 一． 一 、; but 「三、四级矫正对象」 and 「一、二审」 count kinds.
fn han_with_mark(text: &str) -> Option<(OrdinalStyle, u32, usize)> {
    let numeral = text.find(|c| !is_han(c))?;
    let value = han_value(&text[..numeral])?;
    let blanks = text[numeral..].len() - text[numeral..].trim_start().len();
    let mark = text[numeral + blanks..].chars().next().filter(|mark| matches!(mark, '、' | '.' | '．'))?;
    let length = numeral + blanks + mark.len_utf8();
    let next = text[length..].chars().next();
    (next.and_then(|next| han_value(next.encode_utf8(&mut [0; 4]))) != Some(value + 1)).then_some((
        OrdinalStyle::Han,
        value,
        length,
    ))
}

/// 1. １． 1、; but 「2.5亿元」 is a number, while 「1.2023年…」 is the first of a list.
fn arabic_with_dot(text: &str) -> Option<(OrdinalStyle, u32, usize)> {
    let numeral = text.find(|c| numerals::arabic(c).is_none())?;
    let value = arabic_value(&text[..numeral])?;
    let mark = text[numeral..].chars().next().filter(|mark| matches!(mark, '、' | '.' | '．'))?;
    let length = numeral + mark.len_utf8();
    let rest = &text[length..];
    let is_number = rest.starts_with(|c: char| c.is_ascii_digit()) && years_in(rest).next().is_none_or(|(_, at)| at.start != 0);
    (!is_number && !rest.is_empty()).then_some((OrdinalStyle::Arabic, value, length))
}

/// Numbers up to 99, without a leading zero: no outline is longer.
fn arabic_value(numeral: &str) -> Option<u32> {
    let digits: Option<Vec<u8>> = numeral.chars().map(numerals::arabic).collect();
    match digits?[..] {
        [ones] if ones > 0 => Some(u32::from(ones)),
        [tens, ones] if tens > 0 => Some(u32::from(tens) * 10 + u32::from(ones)),
        _ => None,
    }
}

/// Whether `c` may stand in an ordinal: 两 and 零 may not.
fn is_han(c: char) -> bool {
    "一二三四五六七八九十".contains(c)
}

/// 一 to 九十九.
fn han_value(numeral: &str) -> Option<u32> {
    let value = numeral.chars().all(is_han).then(|| numerals::parse(numeral))?;
    u32::try_from(value?).ok().filter(|value| (1..100).contains(value))
}

/// The run-in ordinals, in order. They stand where a clause begins: 「一是」 elsewhere is a verb.
fn run_ins(source: &Source, document: &Document) -> Vec<RunIn> {
    let mut found = Vec::new();
    for clause in &document.clauses {
        let paragraph = document.sentences[clause.sentence].paragraph;
        let kind = document.paragraphs[paragraph].kind;
        if matches!(kind, ParagraphKind::Furniture | ParagraphKind::Title) {
            continue;
        }
        let text = source.slice(clause.span);
        let start = clause.span.start as usize + (text.len() - text.trim_start().len());
        if let Some((value, length)) = run_in(text.trim_start())
            && begins_clause(source, document, paragraph, start)
        {
            found.push(RunIn { value, span: Span::new(start, start + length), paragraph });
        }
    }
    found
}

/// 一是, 十二是: value and length. 「一是一，二是二」 is a saying, but 「一是一体推进…」 is an ordinal.
fn run_in(text: &str) -> Option<(u32, usize)> {
    let numeral = text.find(|c| !is_han(c))?;
    let value = han_value(&text[..numeral])?;
    let rest = text[numeral..].strip_prefix('是')?;
    (rest != &text[..numeral]).then_some((value, numeral + '是'.len_utf8()))
}

/// Whether `start` is where its paragraph begins, after its heading's ordinal, or after 。；，：.
fn begins_clause(source: &Source, document: &Document, paragraph: ParagraphId, start: usize) -> bool {
    let whole = document.paragraphs[paragraph].span;
    let before = source.slice(Span::new(whole.start as usize, start)).trim_end();
    let after_ordinal = || ordinal(before).is_some_and(|(_, _, length)| length == before.len()) || before.ends_with('）');
    match before.chars().next_back() {
        None | Some('。' | '；' | '，' | '：' | ';' | ',' | ':' | '！' | '？' | '.') => true,
        Some('）' | ')' | '、') => {
            let section = document.paragraphs[paragraph].section.map(|section| &document.sections[section]);
            section
                .is_some_and(|section| section.paragraph == paragraph && section.title.start as usize == start && after_ordinal())
        }
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::Id;
    use crate::source::Marks;

    fn parse(text: &str) -> (Source, Document) {
        let source = Source::new("x", text);
        let document = Document::parse(&source);
        (source, document)
    }

    #[test]
    fn ordinals() {
        use OrdinalStyle::*;
        let table = [
            ("一、概况", Some((Han, 1))),
            ("十二、安排", Some((Han, 12))),
            ("二十、安排", Some((Han, 20))),
            ("一． 概况", Some((Han, 1))),
            ("一 、概况", Some((Han, 1))),
            ("一、二审行政案件", None),
            ("三、四级矫正对象", None),
            ("一、一年来的工作", Some((Han, 1))),
            ("一，概况", None),
            ("一是概况", None),
            ("（三）监督", Some((BracketedHan, 3))),
            ("(十一)监督", Some((BracketedHan, 11))),
            ("（三）、监督", Some((BracketedHan, 3))),
            ("（县政府）监督", None),
            ("1.培训", Some((Arabic, 1))),
            ("１．培训", Some((Arabic, 1))),
            ("12、培训", Some((Arabic, 12))),
            ("2.5亿元投入", None),
            ("1.2023年培训", Some((Arabic, 1))),
            ("2023年培训", None),
            ("01.培训", None),
            ("（2）培训", Some((BracketedArabic, 2))),
            ("(2023)培训", None),
            ("㈡监督", Some((BracketedHan, 2))),
            ("⑶培训", Some((BracketedArabic, 3))),
            ("⒋培训", Some((Arabic, 4))),
            ("①培训", None),
        ];
        for (text, expected) in table {
            assert_eq!(ordinal(text).map(|(style, value, _)| (style, value)), expected, "{text}");
        }
    }

    #[test]
    fn headings_and_what_follows_them() {
        // line | title | heading on a line of its own
        let table = [
            ("一、2023年度主要举措和成效", "2023年度主要举措和成效", true),
            ("二、存在的不足和原因：", "存在的不足和原因", true),
            ("（一）依法履职基础更加稳固。\n履职事项全面公开。", "依法履职基础更加稳固", true),
            ("（一）依法履职基础不够稳固。\n（二）执法不够规范。", "依法履职基础不够稳固", false),
            ("（一）盯住“重点岗位”，压实责任。对照清单，逐项落实。", "盯住“重点岗位”，压实责任", false),
            ("1.总量：3月份，信箱收到来信310件，答复300件。", "总量", false),
            (
                "1.本表只列全年已经作出并且当事人在年底以前签收的决定，撤回的和正在办理的都没有列入本表的合计数。",
                "本表只列全年已经作出并且当事人在年底以前签收的决定",
                false,
            ),
            ("（二）受理投诉97件", "受理投诉97件", false),
            ("二、围绕“1234”总体思路推进依法治理", "围绕“1234”总体思路推进依法治理", true),
        ];
        for (line, title, standalone) in table {
            let (source, document) = parse(line);
            let section = &document.sections[SectionId::FIRST];
            assert_eq!(source.slice(section.title).trim_end_matches('。'), title.trim_end_matches('。'), "{line}");
            assert_eq!(section.standalone, standalone, "{line}");
            assert_eq!(document.paragraphs[ParagraphId::FIRST].kind == ParagraphKind::Heading, standalone, "{line}");
        }
    }

    #[test]
    fn sections_nest() {
        let (source, document) = parse(
            "云川县2023年法治政府建设年度报告\n一、举措\n(一)履职\n1.放权。落实到位。\n2.管理。落实到位。\n(二)制度\n甲。\n二、不足\n乙。\n打印 关闭",
        );
        let shape: Vec<_> = document
            .sections
            .iter()
            .map(|section| (source.slice(section.title), section.parent.map(Id::index), source.slice(section.body)))
            .collect();
        assert_eq!(shape[0].2, "(一)履职\n1.放权。落实到位。\n2.管理。落实到位。\n(二)制度\n甲。");
        assert_eq!(shape[1], ("履职", Some(0), "1.放权。落实到位。\n2.管理。落实到位。"));
        assert_eq!(shape[2], ("放权", Some(1), "落实到位。"));
        assert_eq!(shape[4], ("制度", Some(0), "甲。"));
        assert_eq!(shape[5], ("不足", None, "乙。"));
        assert_eq!(document.paragraphs[ParagraphId::FIRST.after(6)].section, Some(SectionId::FIRST.after(4)));
        assert_eq!(document.paragraphs[ParagraphId::FIRST].section, None);
    }

    /// Level and title of every section.
    fn outline(source: &Source) -> Vec<(u8, &str)> {
        let document = Document::parse(source);
        document.sections.iter().map(|section| (section.level, source.slice(section.title))).collect()
    }

    #[test]
    fn a_table_of_contents_is_no_outline() {
        let body = "一、举措\n甲。\n（一）履职\n乙。\n二、不足\n丙。";
        let expected = [(1, "举措"), (2, "履职"), (1, "不足")];
        for contents in [
            "一、举措\n二、不足\n",
            "目录\n一、举措 1\n（一）履职 2\n二、不足 13\n",
            "目 录\n一、举措\t1\n（一）履职……2\n二、不足\t3\n",
        ] {
            let text = format!("云川县2023年法治政府建设年度报告\n{contents}2023年，云川县推进依法治理。\n{body}");
            assert_eq!(outline(&Source::new("x", text)), expected, "{contents}");
        }
        // one section that comes twice is no table of contents
        assert_eq!(outline(&Source::new("x", "一、举措\n甲。\n二、举措\n乙。\n一、举措\n丙。")).len(), 3);
    }

    #[test]
    fn an_annex_has_an_outline_of_its_own() {
        let source = Source::new("x", "一、举措\n甲。\n二、不足\n丙。\n附件1\n事项清单\n一、许可\n3项。");
        assert_eq!(outline(&source), [(1, "举措"), (1, "不足")]);
        let document = Document::parse(&source);
        let annex = ParagraphId::FIRST.after(4);
        assert_eq!((document.annex, document.body_end()), (Some(annex), annex));
        assert_eq!(source.slice(document.sections[SectionId::FIRST.after(1)].body), "丙。");
        // a report that is itself an annex
        assert_eq!(outline(&Source::new("x", "附件\n云川县2023年法治政府建设年度报告\n一、举措\n甲。")), [(1, "举措")]);
    }

    #[test]
    fn headings_that_the_format_marks() {
        let text = "云川县2023年法治政府建设年度报告\n主要举措和成效\n甲。\n## 依法履职：\n乙。\n（一）受理12件\n丙。\n存在的不足\n丁。戊。\n己。";
        let mark = |words: &str| {
            let start = text.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        let headings = vec![
            (mark("云川县2023年法治政府建设年度报告"), 1),
            (mark("主要举措和成效"), 2),
            (mark("依法履职："), 4),
            (mark("（一）受理12件"), 4),
            (mark("存在的不足"), 2),
            (mark("丁。戊。"), 2),
        ];
        let source = Source::new("x", text).with_marks(Marks { headings, ..Marks::default() });
        assert_eq!(outline(&source), [(1, "主要举措和成效"), (2, "依法履职"), (2, "受理12件"), (1, "存在的不足")]);
        let document = Document::parse(&source);
        assert_eq!(document.sections[SectionId::FIRST].ordinal, None);
        assert_eq!(source.slice(document.sections[SectionId::FIRST.after(3)].body), "丁。戊。\n己。");
        assert_eq!(document.sections[SectionId::FIRST.after(1)].parent, Some(SectionId::FIRST));
        assert!(document.sections[SectionId::FIRST.after(2)].standalone);
    }

    #[test]
    fn a_paragraph_may_be_its_own_heading() {
        let text = "一、党的领导全面加强。主要负责同志听取汇报4次。\n二、政府职能转变。取消事项3项，优化营商环境。";
        assert_eq!(outline(&Source::new("x", text)), [(1, "党的领导全面加强"), (1, "政府职能转变")]);
    }

    #[test]
    fn names_of_annexes_are_no_headings() {
        let (source, document) = parse("一、安排\n1.培训。继续培训。\n附件：1.事项目录\n2.任务清单\n二、其他\n2.甲。乙。");
        let titles: Vec<_> = document.sections.iter().map(|section| source.slice(section.title)).collect();
        assert_eq!(titles, ["安排", "培训", "其他", "甲"]);
    }

    #[test]
    fn run_in_ordinals() {
        let table = [
            ("一是强化。二是深化；三是优化,四是净化：五是美化。", vec![1, 2, 3, 4, 5]),
            ("工作中一是一，二是二。", vec![]),
            ("一是一，二是二。", vec![]),
            ("一是一体推进。二是统筹。", vec![1, 2]),
            ("（一）一是强化。二是深化。", vec![1, 2]),
            ("主要有两方面: 一是强化。", vec![1]),
            ("其一是强化，第二是深化。", vec![]),
            ("一是甲。\n\n二是乙。\n三是丙。", vec![1, 2, 3]),
            ("十一是甲。", vec![11]),
        ];
        for (text, values) in table {
            let (_, document) = parse(text);
            assert_eq!(document.run_ins.iter().map(|run_in| run_in.value).collect::<Vec<_>>(), values, "{text}");
        }
    }

    #[test]
    fn the_opening_year() {
        let title = "云川县2023年法治政府建设年度报告";
        let table = [
            ("2023年，全县推进依法治理。", Some(2023)),
            ("2023年以来，全县推进依法治理。", Some(2023)),
            ("2023年度，全县推进依法治理。", Some(2023)),
            ("县委、县政府：\n2023年，全县推进依法治理。", Some(2023)),
            ("2023年3月，县政府换届。", None),
            ("2021—2025年是规划期。", None),
            ("根据2023年度要求，现报告如下。", None),
            ("一、概况\n2023年，全县推进依法治理。", None),
        ];
        for (text, year) in table {
            let (_, document) = parse(&format!("{title}\n{text}"));
            assert_eq!(document.opening_year.map(|(year, _)| year), year, "{text}");
        }
    }

    #[test]
    fn years_of_headings_have_their_places() {
        let (source, document) = parse("一、2023年度举措和2024年安排");
        let years: Vec<_> =
            document.sections[SectionId::FIRST].years.iter().map(|&(year, span)| (year, source.slice(span))).collect();
        assert_eq!(years, [(2023, "2023"), (2024, "2024")]);
    }
}
