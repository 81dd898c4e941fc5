//! Numbers in digits as far as their digits go: separators, a decimal point.

use crate::document::ParagraphKind;
use crate::number::Decimal;
use crate::numerals;
use crate::source::Span;

/// A number as far as its digits go.
pub(super) struct Number {
    pub start: usize,
    pub end: usize,
    pub decimal: Option<Decimal>,
}

/// The digits from `at` on: separators, one decimal point.
pub(super) fn lex(text: &str, at: usize, kind: ParagraphKind) -> Number {
    let mut end = digits_end(text, at);
    if text[at..end].chars().count() <= 3 {
        while let Some(next) = next_group(text, end, kind) {
            end = next;
        }
    }
    let point = text[end..].chars().next().filter(|c| matches!(c, '.' | '．'));
    if let Some(point) = point {
        let fraction = end + point.len_utf8();
        let fraction_end = digits_end(text, fraction);
        let more = text[fraction_end..].starts_with('.') && digits_end(text, fraction_end + 1) > fraction_end + 1;
        if fraction_end > fraction && !more {
            end = fraction_end;
        }
    }
    Number { start: at, end, decimal: Decimal::parse(&ascii(&text[at..end])) }
}

/// The end of a group of three digits after a thousands separator at `at`, if there is one.
/// A plain space separates thousands only before a unit: 「325 490件」, never in a table row.
fn next_group(text: &str, at: usize, kind: ParagraphKind) -> Option<usize> {
    let (separator, end) = group_at(text, at)?;
    match separator {
        ',' | '\u{2009}' | '\u{202f}' => Some(end),
        '，' => numerals::separates_wide_thousands(text, at).then_some(end),
        ' ' | '\u{a0}' if kind != ParagraphKind::Row => {
            // a few more groups may follow before the unit
            let last =
                (0..4).fold(end, |end, _| group_at(text, end).filter(|group| group.0 == separator).map_or(end, |group| group.1));
            text[last..].trim_start_matches(' ').starts_with(is_han).then_some(end)
        }
        _ => None,
    }
}

/// One separator and exactly three digits at `at`: the separator, and where the digits end.
fn group_at(text: &str, at: usize) -> Option<(char, usize)> {
    let separator = text[at..].chars().next()?;
    let start = at + separator.len_utf8();
    let end = text[start..]
        .char_indices()
        .take(4)
        .take_while(|(_, c)| c.is_ascii_digit() || ('０'..='９').contains(c))
        .map(|(at, c)| start + at + c.len_utf8())
        .last()?;
    (text[start..end].chars().count() == 3).then_some((separator, end))
}

/// What stands between the digits of a number beside its point.
pub(super) fn separators(text: &str, number: Span) -> Vec<Span> {
    let is_separator = |&(_, c): &(usize, char)| !matches!(c, '.' | '．') && !is_han(c) && numerals::arabic(c).is_none();
    let start = number.start as usize;
    let found = text[number.range()].char_indices().filter(is_separator);
    found.map(|(at, c)| Span::new(start + at, start + at + c.len_utf8())).collect()
}

pub(super) fn digits_end(text: &str, at: usize) -> usize {
    at + text[at..].chars().take_while(|c| c.is_ascii_digit() || ('０'..='９').contains(c)).map(char::len_utf8).sum::<usize>()
}

/// The digits and the point of a printed number, in ASCII.
pub(super) fn ascii(printed: &str) -> String {
    let half = |c| match c {
        '0'..='9' | '.' => Some(c),
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32),
        '．' => Some('.'),
        _ => None,
    };
    printed.chars().filter_map(half).collect()
}

/// Whether `c` is a Chinese character.
pub(super) fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}
