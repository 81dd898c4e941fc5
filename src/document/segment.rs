//! Lines to paragraphs, sentences and clauses.

use super::{Clause, Document, Paragraph, ParagraphKind, Sentence};
use crate::ids::ParagraphId;
use crate::numerals;
use crate::source::{Source, Span};
use crate::words::is_blank;

/// Divides the text. Every paragraph is [`ParagraphKind::Body`] or [`ParagraphKind::Row`] as yet.
pub(super) fn segment(source: &Source) -> Document {
    let mut document = Document::default();
    for line in source.lines() {
        let span = trim(source, line);
        if !span.is_empty() {
            paragraph(source, span, &mut document);
        }
    }
    document
}

/// `span` without the blanks at its ends: spaces, tabs, NBSP, ideographic spaces, zero-width marks.
pub(super) fn trim(source: &Source, span: Span) -> Span {
    let text = source.slice(span);
    let start = text.len() - text.trim_start_matches(is_blank).len();
    let end = start + text[start..].trim_end_matches(is_blank).len();
    Span::new(span.start as usize + start, span.start as usize + end)
}

fn paragraph(source: &Source, span: Span, document: &mut Document) {
    let id = document.paragraphs.end();
    let first = document.sentences.end();
    let kind = if is_row(source.slice(span)) { ParagraphKind::Row } else { ParagraphKind::Body };
    let mut start = span.start as usize;
    for (at, c) in source.slice(span).char_indices() {
        let end = span.start as usize + at + c.len_utf8();
        if matches!(c, '。' | '！' | '？' | '!' | '?') {
            sentence(source, Span::new(start, end), id, document);
            start = end;
        }
    }
    if start < span.end as usize {
        sentence(source, Span::new(start, span.end as usize), id, document);
    }
    let sentences = first.until(document.sentences.end());
    document.paragraphs.push(Paragraph { span, kind, section: None, number: 0, sentences });
}

/// Whether a line is a table row: at least two bars or tabs, or three numbers in a row that only blanks separate.
fn is_row(text: &str) -> bool {
    if text.matches(['\t', '|', '｜']).count() >= 2 {
        return true;
    }
    let cells = text.split(is_blank).filter(|cell| !cell.is_empty());
    let mut run = 0;
    for cell in cells {
        let number = cell.trim_start_matches(['+', '-', '-', '—']).trim_end_matches(['%', '％']);
        let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'));
        run = if is_number { run + 1 } else { 0 };
        if run == 3 {
            return true;
        }
    }
    false
}

fn sentence(source: &Source, span: Span, paragraph: ParagraphId, document: &mut Document) {
    let id = document.sentences.end();
    let first = document.clauses.end();
    let mut depth: u8 = 0;
    let mut start = span.start as usize;
    let text = source.slice(span);
    for (at, c) in text.char_indices() {
        let Some(mark) = separator(text, at, c) else {
            continue;
        };
        let at = span.start as usize + at;
        if at > start {
            document.clauses.push(Clause { span: Span::new(start, at), sentence: id, depth, end: Some(mark) });
        } else if let Some(last) = document.clauses[first..].last_mut() {
            // 「其中（含…）：」: the stronger of two adjacent marks ends the clause before them
            last.end = Some(mark);
        }
        start = at + c.len_utf8();
        match mark {
            '（' => depth = depth.saturating_add(1),
            '）' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    if start < span.end as usize {
        document.clauses.push(Clause { span: Span::new(start, span.end as usize), sentence: id, depth, end: None });
    }
    let clauses = first.until(document.clauses.end());
    document.sentences.push(Sentence { span, paragraph, clauses });
}

/// The full-width form of a character that separates clauses. A half-width comma, colon or stop inside a number separates nothing.
fn separator(text: &str, at: usize, c: char) -> Option<char> {
    let inside_number = || {
        let bytes = text.as_bytes();
        at > 0 && bytes[at - 1].is_ascii_digit() && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
    };
    match c {
        // １，２３５件
        '，' if numerals::separates_wide_thousands(text, at) => None,
        '，' | '；' | '：' | '。' | '！' | '？' | '（' | '）' | '、' => Some(c),
        ',' | ':' if inside_number() => None,
        ',' => Some('，'),
        ';' => Some('；'),
        ':' => Some('：'),
        '(' | '〔' | '[' | '【' => Some('（'),
        ')' | '〕' | ']' | '】' => Some('）'),
        '!' => Some('！'),
        '?' => Some('？'),
        '|' | '｜' | '\t' => Some('｜'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clauses(text: &str) -> Vec<String> {
        let source = Source::new("x", text);
        let document = segment(&source);
        document.clauses.iter().map(|clause| format!("{}{}", source.slice(clause.span), clause.depth)).collect()
    }

    #[test]
    fn clauses_keep_numbers_whole() {
        assert_eq!(clauses("受理１，２３５件，办结１２，３４件"), ["受理１，２３５件0", "办结１２0", "３４件0"]);
        assert_eq!(clauses("收入1,392,476万元,增长21.87%(上年15:30)。"), ["收入1,392,476万元0", "增长21.87%0", "上年15:301"]);
    }

    #[test]
    fn blanks_around_paragraphs_are_dropped() {
        let source = Source::new("x", "\u{3000}\u{3000}一、概况\r\n\r\n\u{a0} 二、安排 \n");
        let document = segment(&source);
        let lines: Vec<_> = document.paragraphs.iter().map(|paragraph| source.slice(paragraph.span)).collect();
        assert_eq!(lines, ["一、概况", "二、安排"]);
    }

    #[test]
    fn rows_are_told_from_prose() {
        for row in ["1|住建局|99|87", "（一）予以公开 1175 12 0 3", "88 18 28 36 170", "合计\t3\t5"] {
            assert!(is_row(row), "{row}");
        }
        for prose in ["收案271 997件,占84.7%", "共受理3 件", "一、概况 2023 年"] {
            assert!(!is_row(prose), "{prose}");
        }
    }
}
