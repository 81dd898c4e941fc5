//! Running heads and page numbers: what stands at the edge of the pages and is no part of the text.

use std::collections::HashMap;

use super::rows::Row;
use crate::numerals;

/// Rows at the top and at the bottom of a page that may be running heads.
const EDGE: usize = 2;

/// Characters that a running head has at most.
const LONGEST: usize = 60;

/// How far apart rows of two pages may stand that are in the same place, in points.
const SAME_PLACE: f32 = 6.0;

/// Takes out what is proven to be no part of the text: page numbers that count on, and what stands in the same place of many pages
/// in the same words. A row of a table is never taken out, nor is a date or the caption of a table.
pub(super) fn drop_running(pages: &mut [Vec<Row>]) {
    let seen = Seen::new(pages);
    for (number, page) in pages.iter_mut().enumerate() {
        // from the outside inwards: after the first row of the text nothing is a running head
        let is_running = |at: usize, inner: Option<usize>| seen.is_running(number, page, at, inner);
        let above = (0..page.len().min(EDGE)).take_while(|&at| is_running(at, Some(at + 1))).count();
        let below = (above..page.len()).rev().take(EDGE).take_while(|&at| is_running(at, at.checked_sub(1))).count();
        page.truncate(page.len() - below);
        page.drain(..above);
    }
}

/// What stands at the edges of the pages.
struct Seen {
    /// Pages that count as many: the heads of left and right pages may differ.
    many: usize,
    /// Where the same words stand, by the words: heights.
    words: HashMap<String, Vec<f32>>,
    /// Where the same words with a number in them stand, by the words, and by how far the number is ahead of the page: heights.
    numbers: HashMap<(String, i64), Vec<f32>>,
}

impl Seen {
    fn new(pages: &[Vec<Row>]) -> Self {
        let mut seen = Self { many: (pages.len() / 3).max(2), words: HashMap::new(), numbers: HashMap::new() };
        for (number, page) in pages.iter().enumerate() {
            let mut words = Vec::new();
            for row in edges(page.len()).map(|at| &page[at]) {
                let text = text(row);
                if let Some((around, value)) = numbered(&text) {
                    seen.numbers.entry((around, value - number as i64)).or_default().push(height(row));
                }
                if !words.contains(&text) {
                    seen.words.entry(text.clone()).or_default().push(height(row));
                    words.push(text);
                }
            }
        }
        for heights in seen.words.values_mut().chain(seen.numbers.values_mut()) {
            heights.sort_by(f32::total_cmp);
        }
        seen
    }

    /// Whether the row `at` of a page is none of the text; `inner` is the one beside it further inside.
    fn is_running(&self, page: usize, rows: &[Row], at: usize, inner: Option<usize>) -> bool {
        let (row, inner) = (&rows[at], inner.and_then(|inner| rows.get(inner)));
        let is_tabular = |row: &Row| row.len() > 1;
        let text = text(row);
        if is_tabular(row) && inner.is_some_and(is_tabular) || is_date(&text) || is_caption(&text) {
            return false;
        }
        let repeated = || self.words.get(&text).map_or(0, |heights| near(heights, height(row))) >= self.many;
        let is_wordy = text.chars().any(|c| !is_digit(c) && !MARKS.contains(c));
        if is_wordy && text.chars().count() < LONGEST && repeated() {
            return true;
        }
        let Some((around, value)) = numbered(&text).filter(|_| !is_tabular(row)) else { return false };
        let others = around.chars().filter(|c| !MARKS.contains(*c) && *c != NUMBER && !is_digit(*c)).count();
        let counted = || {
            let key = (around.clone(), value - page as i64);
            self.numbers.get(&key).map_or(0, |heights| near(heights, height(row)))
        };
        match others {
            // a number alone: marked as that of a page, or it is the page's, or those of other pages go on
            0 => {
                is_marked(&text)
                    || !inner.is_some_and(is_tabular) && (value == page as i64 + 1 && is_bare(&text) || counted() > 1)
            }
            _ if is_page_word(&around) => true,
            1..LETTERS => counted() > 2,
            _ => counted() > 1 && text.chars().count() < LONGEST,
        }
    }
}

/// Letters beside a number that are more than a unit or a name of a month.
const LETTERS: usize = 4;

/// How many of the heights are that one.
fn near(heights: &[f32], height: f32) -> usize {
    let first = heights.partition_point(|&known| known < height - SAME_PLACE);
    heights[first..].partition_point(|&known| known <= height + SAME_PLACE)
}

fn height(row: &Row) -> f32 {
    row.first().map_or(0.0, |segment| segment.y)
}

fn edges(length: usize) -> impl Iterator<Item = usize> {
    (0..length).filter(move |at| *at < EDGE || at + EDGE >= length)
}

fn text(row: &Row) -> String {
    row.iter().flat_map(|segment| segment.text.chars()).filter(|c| !c.is_whitespace()).collect()
}

/// What stands around a page number: 「— 3 —」, 「· 3 ·」, 「第3页 共9页」.
const MARKS: &str = "-‐‑‒–—―－─~～·•.第页頁共/|";

/// What stands for the number among the words around it; no text has it.
const NUMBER: char = '\u{f8ff}';

/// The largest number of a page.
const LAST: i64 = 9999;

/// The words of a row with one number in them, and the number: of 「第3页 共9页」 the first. A row of two numbers is no page number,
/// but for 3/9.
fn numbered(text: &str) -> Option<(String, i64)> {
    let rest = text.trim_matches(|c| MARKS.contains(c));
    if let Some(value) = written(rest) {
        return Some((text.replacen(rest, NUMBER.encode_utf8(&mut [0; 4]), 1), value));
    }
    let start = text.find(is_digit)?;
    let after = &text[start..];
    let digits = &after[..after.find(|c| !is_digit(c)).unwrap_or(after.len())];
    let tail = &after[digits.len()..];
    let value = digits
        .chars()
        .filter_map(numerals::arabic)
        .fold(0i64, |value, digit| value.saturating_mul(10).saturating_add(digit.into()));
    let is_of = ["/", "共", "页共", "of"].iter().any(|of| tail.starts_with(of));
    (value <= LAST && (is_of || !tail.contains(is_digit))).then(|| (format!("{}{NUMBER}{tail}", &text[..start]), value))
}

/// The value of a numeral that is written in letters: 三, iii, Ⅲ.
fn written(text: &str) -> Option<i64> {
    let lower: String = text.chars().map(roman_letters).collect();
    if !lower.is_empty() && lower.chars().all(|c| "ivxlc".contains(c)) {
        return Some(roman(&lower));
    }
    let is_han = !text.is_empty() && text.chars().all(|c| "〇零一二三四五六七八九十百".contains(c));
    numerals::parse(text).filter(|_| is_han).and_then(|value| i64::try_from(value).ok())
}

fn roman_letters(c: char) -> &'static str {
    match c {
        'i' | 'I' => "i",
        'v' | 'V' => "v",
        'x' | 'X' => "x",
        'l' | 'L' => "l",
        'c' | 'C' => "c",
        'ⅰ' | 'Ⅰ' => "i",
        'ⅱ' | 'Ⅱ' => "ii",
        'ⅲ' | 'Ⅲ' => "iii",
        'ⅳ' | 'Ⅳ' => "iv",
        'ⅴ' | 'Ⅴ' => "v",
        'ⅵ' | 'Ⅵ' => "vi",
        'ⅶ' | 'Ⅶ' => "vii",
        'ⅷ' | 'Ⅷ' => "viii",
        'ⅸ' | 'Ⅸ' => "ix",
        'ⅹ' | 'Ⅹ' => "x",
        'Ⅺ' => "xi",
        'Ⅻ' => "xii",
        _ => "?",
    }
}

fn roman(letters: &str) -> i64 {
    let value = |c: char| match c {
        'i' => 1,
        'v' => 5,
        'x' => 10,
        'l' => 50,
        _ => 100,
    };
    let values: Vec<i64> = letters.chars().map(value).collect();
    values
        .iter()
        .enumerate()
        .map(|(at, value)| if values.get(at + 1).is_some_and(|next| next > value) { -value } else { *value })
        .sum()
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// Whether marks on both sides, or 3/9, say that it is a page number.
fn is_marked(text: &str) -> bool {
    let is_mark = |c: char| MARKS.contains(c) && c != '.';
    let (first, last) = (text.chars().next(), text.chars().next_back());
    let on_both_sides = first.is_some_and(is_mark) && last.is_some_and(is_mark);
    let of = text.split_once(['/', '共', '|']);
    on_both_sides || of.is_some_and(|(page, _)| page.trim_matches(|c| MARKS.contains(c)).chars().all(is_digit))
}

fn is_bare(text: &str) -> bool {
    text.chars().all(is_digit)
}

/// 「Page 3」, 「Page 3 of 12」
fn is_page_word(around: &str) -> bool {
    let words = around.replace(NUMBER, "#").to_ascii_lowercase();
    let words = words.strip_prefix("page#").or_else(|| words.strip_prefix("p.#"));
    words.is_some_and(|rest| rest.trim_start_matches("of").chars().all(is_digit))
}

/// Whether a row is a date and nothing else: 2024.1.15, 2024-01-15, 2024年1月15日, in brackets or not.
fn is_date(text: &str) -> bool {
    let numbers: Vec<&str> = text.split(|c: char| !is_digit(c)).filter(|number| !number.is_empty()).collect();
    let is_apart = |c: char| is_digit(c) || "年月日./-－—（）()".contains(c);
    matches!(numbers[..], [year, _, _] | [year, _] if year.chars().count() == 4)
        && text.chars().all(is_apart)
        && !text.contains('共')
}

/// Whether a row names a table or a picture: 「表2 案件情况」. Captions count on, too.
fn is_caption(text: &str) -> bool {
    let rest = text.trim_start_matches(['续', '附']);
    rest.strip_prefix(['表', '图'])
        .is_some_and(|rest| rest.starts_with(|c: char| is_digit(c) || "一二三四五六七八九十（(：:".contains(c)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::pdf::rows::Segment;

    /// A page of rows; a bar divides their cells.
    fn page(rows: &[&str]) -> Vec<Row> {
        let segment = |text: &str| Segment {
            left: 0.0,
            right: 0.0,
            y: 0.0,
            size: 10.0,
            head: 0.0,
            text: text.to_owned(),
            is_struck: false,
        };
        rows.iter().map(|text| text.split('¦').map(segment).collect()).collect()
    }

    fn left(pages: &[&[&str]]) -> Vec<usize> {
        let mut pages: Vec<Vec<Row>> = pages.iter().map(|rows| page(rows)).collect();
        drop_running(&mut pages);
        pages.iter().map(Vec::len).collect()
    }

    #[test]
    fn heads_and_page_numbers_are_dropped() {
        for number in ["1", "- 3 -", "—3—", "－３－", "3 / 12", "第3页", "第 3 页 共 12 页", "· 3 ·", "3|", "Page 3 of 12"]
        {
            assert_eq!(left(&[&["一、概况", "正文", number]]), [2], "{number}");
        }
        for text in ["3件", "12.5", "一", "2023年", "共3件", "（3）", "3", "2024.1.15", "2024-01-15", "2024年1月15日"] {
            assert_eq!(left(&[&["一、概况", "正文", text]]), [3], "{text}");
            assert_eq!(left(&[&[text, "一、概况", "正文"]]), [3], "{text}");
        }
        // numerals are page numbers where they grow from page to page
        for (first, second) in
            [("3", "4"), ("一", "二"), ("i", "ii"), ("— Ⅰ —", "— Ⅱ —"), ("年度报告 1", "年度报告 2"), ("12", "13")]
        {
            assert_eq!(left(&[&["正文", "又", first], &["正文二", "又二", second]]), [2, 2], "{first}");
        }
        // left pages have one head, right pages another
        let heads = |at: usize| if at.is_multiple_of(2) { "云川县" } else { "年度报告" };
        let texts: Vec<String> = (0..6).map(|at| format!("正文{}", "甲".repeat(at))).collect();
        let pages: Vec<Vec<&str>> = texts.iter().enumerate().map(|(at, text)| vec![heads(at), text, "文"]).collect();
        let pages: Vec<&[&str]> = pages.iter().map(Vec::as_slice).collect();
        assert_eq!(left(&pages), [1; 6]);
    }

    #[test]
    fn tables_dates_and_captions_stay() {
        for pages in [
            // rows of digits at the foot of a page
            [&["年份¦件数", "2023¦170", "2024¦180"] as &[&str], &["年份¦件数", "2023¦270", "2024¦280"]],
            [&["正文", "文", "5", "7"], &["正文甲", "文", "9", "3"]],
            [&["表1 复议情况", "年份¦件数", "2023¦1", "正文"], &["表2 应诉情况", "年份¦件数", "2024¦2", "正文甲"]],
            [&["2024.1.15", "正文", "甲"], &["2024.1.16", "正文", "乙"]],
            [&["正文", "甲", "6月35"], &["正文甲", "乙", "7月35"]],
        ] {
            let before: Vec<usize> = pages.iter().map(|rows| rows.len()).collect();
            assert_eq!(left(&pages), before, "{pages:?}");
        }
    }
}
