//! Numbers that are mistyped: a doubled point or per cent sign, a letter, a lost dash, a misplaced separator.

use crate::source::Span;
use crate::units;

/// A mistyped number: its whole token, of which the figures are only the parts that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Slip {
    /// The token: 75.28.%, 2O23.
    pub span: Span,
    /// What is wrong with it.
    pub kind: SlipKind,
}

/// What is wrong with a mistyped number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SlipKind {
    /// 20212025年: conversion dropped the dash between two years.
    LostDash,
    /// 2O23: a letter among the digits.
    Letter,
    /// 2〇23: the Chinese zero among the digits.
    HanZero,
    /// 98%%.
    DoubledPercent,
    /// 3..5%, 75.28.%, 1.2.3%.
    StrayPoint,
    /// 1,2345,678: a thousands separator not before three digits.
    Separator,
}

/// The token of digits at `at`, with everything that is mistyped inside numbers: where it ends.
pub(super) fn token_end(text: &str, at: usize) -> usize {
    let mut end = run(text, at, is_mistyped_digit);
    let mut pointed = false;
    loop {
        // after its point a number has no thousands: 4125.49,4143.91 is a list
        let marks = run(text, end, |c| is_point(c) || c == ',' && !pointed);
        pointed |= text[end..marks].contains(is_point);
        let digits = run(text, marks, is_mistyped_digit);
        if marks == end || digits == marks {
            break;
        }
        end = digits;
    }
    let points = run(text, end, is_point);
    let percent = run(text, points, is_percent);
    if percent > points { percent } else { end }
}

/// What is wrong with the token from `start` to `end`, if anything is. A token that touches letters is a code or a name: H2O, 5G.
pub(super) fn slip(text: &str, start: usize, end: usize) -> Option<Slip> {
    let (token, rest) = (&text[start..end], &text[end..]);
    let is_letter = |c: char| c.is_ascii_alphanumeric();
    if text[..start].ends_with(is_letter) || rest.starts_with(is_letter) {
        return None;
    }
    let kind = match () {
        () if lost_dash(token, rest) => SlipKind::LostDash,
        () if token.contains(['O', 'o', 'Ｏ', '〇']) => letter(token),
        () if doubled_percent(token) => SlipKind::DoubledPercent,
        () if stray_point(token, rest) => SlipKind::StrayPoint,
        () if separator(token) => SlipKind::Separator,
        () => return None,
    };
    Some(Slip { span: Span::new(start, end), kind })
}

/// Later years only, within a generation, or it is some other number.
fn lost_dash(token: &str, rest: &str) -> bool {
    let is_pair = token.len() == 8 && token.bytes().all(|b| b.is_ascii_digit()) && rest.starts_with('年');
    let years = is_pair.then(|| token.split_at(4)).and_then(|(a, b)| Some((a.parse::<u32>().ok()?, b.parse::<u32>().ok()?)));
    years.is_some_and(|(first, last)| {
        (1949..2100).contains(&first) && last.checked_sub(first).is_some_and(|span| (1..=30).contains(&span))
    })
}

/// The first that is no digit decides.
fn letter(token: &str) -> SlipKind {
    match token.chars().find(|c| matches!(c, 'O' | 'o' | 'Ｏ' | '〇')) {
        Some('〇') => SlipKind::HanZero,
        _ => SlipKind::Letter,
    }
}

fn doubled_percent(token: &str) -> bool {
    let number = token.trim_end_matches(is_percent);
    token[number.len()..].chars().count() > 1 && !number.ends_with(is_point)
}

/// Without a unit after it 1.2.3 is a version, a heading or a date.
fn stray_point(token: &str, rest: &str) -> bool {
    let number = token.trim_end_matches(is_percent);
    let points = number.chars().filter(|&c| is_point(c)).count();
    let unit = units::at(rest);
    let is_measured = number.len() < token.len()
        || rest.starts_with(['万', '亿'])
        || unit.is_some_and(|unit| unit.is_of_money() || unit.is_counted());
    let is_doubled = number.contains("..") || number.contains("．．");
    is_doubled || number.ends_with(is_point) || (points > 1 && is_measured)
}

/// Which digit is missing nobody can tell.
fn separator(token: &str) -> bool {
    let whole = token.split(['.', '．', '%', '％']).next().unwrap_or_default();
    let Some((first, groups)) = whole.split_once(',') else { return false };
    let sizes: Vec<usize> = groups.split(',').map(str::len).collect();
    let is_grouped = (1..=3).contains(&first.len()) && !first.starts_with('0');
    // two bare numbers with a comma between them are rather a list: 3,10; but 13,7850 is none
    let is_number = sizes.contains(&3) || sizes.iter().all(|&size| size >= 4);
    is_grouped && is_number && sizes.iter().any(|&size| size != 3)
}

/// The end of the run of characters from `at` on that are such.
fn run(text: &str, at: usize, is_such: impl Fn(char) -> bool) -> usize {
    text[at..].find(|c| !is_such(c)).map_or(text.len(), |length| at + length)
}

fn is_mistyped_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, 'O' | 'o' | 'Ｏ' | '〇')
}

fn is_point(c: char) -> bool {
    matches!(c, '.' | '．')
}

fn is_percent(c: char) -> bool {
    matches!(c, '%' | '％')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistyped_numbers() {
        let table = [
            ("75.28.%，", Some(("75.28.%", SlipKind::StrayPoint))),
            ("98%%", Some(("98%%", SlipKind::DoubledPercent))),
            ("2O23年", Some(("2O23", SlipKind::Letter))),
            ("2〇23年", Some(("2〇23", SlipKind::HanZero))),
            ("20212025年", Some(("20212025", SlipKind::LostDash))),
            ("1,2345,678件", Some(("1,2345,678", SlipKind::Separator))),
            ("1,392,476万元", None),
            ("4125.49,4143.91元", None),
            ("1,234.5,2,345.6万元", None),
            ("2.0.1，", None),
            ("5G", None),
        ];
        for (text, expected) in table {
            let slip = slip(text, 0, token_end(text, 0));
            assert_eq!(slip.map(|slip| (&text[slip.span.range()], slip.kind)), expected, "{text}");
        }
    }
}
