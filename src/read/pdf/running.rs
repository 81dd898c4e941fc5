//! Running heads and page numbers: what stands at the edge of the pages and is no part of the text.

use std::collections::HashMap;

use super::rows::Row;

/// Rows at the top and at the bottom of a page that may be running heads.
const EDGE: usize = 2;

/// Characters that a running head has at most.
const LONGEST: usize = 60;

/// Takes out page numbers, and what stands at the edge of many pages in the same words.
pub(super) fn drop_running(pages: &mut [Vec<Row>]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for page in pages.iter() {
        let mut edges: Vec<String> = edges(page.len()).map(|at| masked(&text(&page[at]))).collect();
        edges.sort_unstable();
        edges.dedup();
        for edge in edges {
            *seen.entry(edge).or_default() += 1;
        }
    }
    // the heads of left and right pages may differ
    let many = (pages.len() / 3).max(2);
    let is_running = |row: &Row| {
        let text = text(row);
        is_page_number(&text) || text.chars().count() < LONGEST && seen.get(&masked(&text)).is_some_and(|&times| times >= many)
    };
    for page in pages.iter_mut() {
        // from the outside inwards: after the first row of the text nothing is a running head
        let above = page.iter().take(EDGE).take_while(|row| is_running(row)).count();
        let below = page[above..].iter().rev().take(EDGE).take_while(|row| is_running(row)).count();
        page.truncate(page.len() - below);
        page.drain(..above);
    }
}

fn edges(length: usize) -> impl Iterator<Item = usize> {
    (0..length).filter(move |at| *at < EDGE || at + EDGE >= length)
}

fn text(row: &Row) -> String {
    row.iter().flat_map(|segment| segment.text.chars()).filter(|c| !c.is_whitespace()).collect()
}

/// What stands around a page number: 「— 3 —」, 「· 3 ·」, 「第3页 共9页」.
const MARKS: &str = "-‐‑‒–—―－─~～·•.第页頁共/|";

/// A row without its numbers, which grow from page to page: digits, and where there is nothing else, 三 and iii.
fn masked(text: &str) -> String {
    let rest = text.trim_matches(|c| MARKS.contains(c));
    let is_written = |numerals: &str| !rest.is_empty() && rest.chars().all(|c| numerals.contains(c));
    if ["〇零一二三四五六七八九十百", "ivxlc", "IVXLC", "ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ", "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"].iter().any(|numerals| is_written(numerals))
    {
        return text.replace(rest, "#");
    }
    text.chars().map(|c| if is_digit(c) { '#' } else { c }).collect()
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// 3, — 3 —, 第3页, 第3页 共9页, 3/9, Page 3 of 9
fn is_page_number(text: &str) -> bool {
    let rest = text.strip_prefix("Page").unwrap_or(text).replace("of", "/");
    rest.chars().count() <= 14 && rest.contains(is_digit) && rest.chars().all(|c| is_digit(c) || MARKS.contains(c))
        // 12.5 is a figure
        && !rest.trim_matches(is_digit).eq(".")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::pdf::rows::Segment;

    fn page(rows: &[&str]) -> Vec<Row> {
        let segment = |text: &&str| Segment {
            left: 0.0,
            right: 0.0,
            y: 0.0,
            size: 10.0,
            head: 0.0,
            text: (*text).to_owned(),
            is_struck: false,
        };
        rows.iter().map(|text| vec![segment(text)]).collect()
    }

    #[test]
    fn heads_and_page_numbers_are_dropped() {
        for number in ["3", "- 3 -", "—3—", "－３－", "3 / 12", "第3页", "第 3 页 共 12 页", "· 3 ·", "3|", "Page 3 of 12"]
        {
            let mut pages = [page(&["一、概况", "正文", number])];
            drop_running(&mut pages);
            assert_eq!(pages[0].len(), 2, "{number}");
        }
        for text in ["3件", "12.5", "一", "2023年", "共3件", "（3）"] {
            let mut pages = [page(&["一、概况", "正文", text])];
            drop_running(&mut pages);
            assert_eq!(pages[0].len(), 3, "{text}");
        }
        // numerals are page numbers where they grow from page to page
        for (first, second) in [("一", "二"), ("i", "ii"), ("— Ⅰ —", "— Ⅱ —"), ("年度报告 1", "年度报告 2")]
        {
            let mut pages = [page(&["正文", "又", first]), page(&["正文二", "又二", second])];
            drop_running(&mut pages);
            assert_eq!((pages[0].len(), pages[1].len()), (2, 2), "{first}");
        }
        // left pages have one head, right pages another
        let mut pages: Vec<Vec<Row>> = (0..6)
            .map(|at| page(&[if at % 2 == 0 { "云川县" } else { "年度报告" }, &format!("正文{}", "甲".repeat(at)), "文"]))
            .collect();
        drop_running(&mut pages);
        assert!(pages.iter().all(|page| page[0][0].text.starts_with("正文")));
    }
}
