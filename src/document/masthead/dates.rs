//! The date of publication: by its label, never the first date of the page, which may well be today's.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex_lite::Regex;

use super::search::{REACH, pattern, shift};
use super::{DateKind, Publication, Title};
use crate::document::{Document, ParagraphKind};
use crate::ids::ParagraphId;
use crate::numerals;
use crate::source::{Source, Span};
use crate::words::{is_blank, without_blanks};

/// The date under the label that says most about publication; its line is furniture.
pub(super) fn labelled(source: &Source, document: &mut Document) -> Option<Publication> {
    let count = document.paragraphs.len();
    let ids = document.paragraphs.ids();
    let near = ids.clone().take(REACH).chain(ids.skip(count.saturating_sub(REACH).max(REACH)));
    let mut best: Option<Publication> = None;
    for id in near {
        let text = source.slice(document.paragraphs[id].span);
        if text.contains('。') || text.chars().count() > 300 {
            continue;
        }
        for found in of_line(source, document, id) {
            if best.as_ref().is_none_or(|known| found.kind < known.kind) {
                best = Some(found);
            }
        }
    }
    for place in best.iter().flat_map(|found| found.label.into_iter().chain([found.span])) {
        if let Some(id) = document.paragraph_at(place.start) {
            document.paragraphs[id].kind = ParagraphKind::Furniture;
        }
    }
    best
}

/// Labels of dates. The bare 日期 must stand alone: 「截止日期」 is another date.
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(发\s*布|公开|公布|印发|发文|生成|成\s*文|更新)\s*(时\s*间|日\s*期)|(?:^|[\s\u{a0}|｜【\[])(日\s*期|时\s*间)(?:[】\]:：]|\s*[|｜\t])|发布于",
    )
});

/// Every labelled date of a line; a label that ends its line has its date on the next one.
fn of_line(source: &Source, document: &Document, id: ParagraphId) -> Vec<Publication> {
    let span = document.paragraphs[id].span;
    let text = source.slice(span);
    let mut dates = Vec::new();
    for found in LABEL.captures_iter(text) {
        let Some(label) = (if found.get(3).is_some() { found.get(3) } else { found.get(0) }) else { continue };
        let kind = found
            .get(1)
            .map_or(if found.get(3).is_some() { DateKind::Unnamed } else { DateKind::Published }, |word| kind(word.as_str()));
        let rest = text[label.end()..].trim_start_matches(is_filler);
        let (rest, base) = match document.paragraphs.get(id.next()) {
            Some(next) if rest.is_empty() => (source.slice(next.span), next.span.start),
            _ => (rest, span.end - rest.len() as u32),
        };
        let found = date_at_start(rest).map(|(date, at)| (date, shift(at, base)));
        if let Some((date, at)) = found.or_else(|| in_next_row(source, document, id, label.start())) {
            let label = shift(Span::new(label.start(), label.end()), span.start);
            dates.push(Publication { kind, label: Some(label), span: at, date });
        }
    }
    dates
}

/// The date in the cell below a label: 「索引号|发布日期」 above 「0012|2024-03-01」.
fn in_next_row(source: &Source, document: &Document, id: ParagraphId, label: usize) -> Option<(Date, Span)> {
    const DIVIDERS: [char; 3] = ['\t', '|', '｜'];
    let next = document.paragraphs.get(id.next())?.span;
    let column = source.slice(document.paragraphs[id].span)[..label].matches(DIVIDERS).count();
    let row = source.slice(next);
    let before: usize = row.split_inclusive(DIVIDERS).take(column).map(str::len).sum();
    let cell = row[before..].split(DIVIDERS).next().filter(|_| row.contains(DIVIDERS))?;
    let blanks = cell.len() - cell.trim_start_matches(is_blank).len();
    let (date, at) = date_at_start(&cell[blanks..])?;
    Some((date, shift(at, next.start + (before + blanks) as u32)))
}

fn kind(word: &str) -> DateKind {
    match without_blanks(word).as_str() {
        "印发" | "发文" => DateKind::Issued,
        "生成" | "成文" => DateKind::Written,
        "更新" => DateKind::Updated,
        _ => DateKind::Published,
    }
}

fn is_filler(c: char) -> bool {
    is_blank(c) || matches!(c, ':' | '：' | '|' | '｜' | '】' | ']' | '[' | '【')
}

/// 2024-02-19, 2024年2月19日, 2024/2/19, 2024.2.19; a time of day may follow.
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"([12][0-9]{3})\s*[-－—/.．年]\s*([0-9]{1,2})\s*[-－—/.．月]\s*([0-9]{1,2})(?:\s*日)?(?:\s*[0-9]{1,2}\s*[:：时]\s*[0-9]{2}分?)?(?:[:：][0-9]{2})?",
    )
});

/// The first date of `text` and its place. No such day, no date.
fn first_date(text: &str) -> Option<(Date, Span)> {
    let found = DATE.captures(text)?;
    let date = Date::new(found[1].parse().ok()?, found[2].parse().ok()?, found[3].parse().ok()?).ok()?;
    found.get(0).map(|whole| (date, Span::new(whole.start(), whole.end())))
}

fn date_at_start(text: &str) -> Option<(Date, Span)> {
    first_date(text).filter(|(_, at)| at.start == 0)
}

/// The date that stands below the title without a label: alone, or in the line that names the source. A banner names
/// the day of the week, and a date in brackets is that of the occasion or of the signature.
pub(super) fn below_title(source: &Source, document: &mut Document, title: &Title) -> Option<Publication> {
    let last = document.paragraph_at(title.span.end.saturating_sub(1))?;
    for id in document.paragraphs.ids_after(last).take(5) {
        let paragraph = &document.paragraphs[id];
        let text = source.slice(paragraph.span);
        let is_furniture = paragraph.kind == ParagraphKind::Furniture;
        // today's date, and dates of other things
        let is_other = ["今天", "星期", "生效", "失效", "废止", "有效", "截止", "截至"].iter().any(|word| text.contains(word));
        if text.contains(['。', '，', ',', '；', '（', '(']) || is_other || text.chars().count() > 120 {
            if is_furniture || paragraph.kind == ParagraphKind::Title { continue } else { break }
        }
        if let Some((date, at)) = first_date(text) {
            let rest = text.chars().count() - text[at.start as usize..at.end as usize].chars().count();
            if is_furniture || rest <= 16 {
                let span = shift(at, paragraph.span.start);
                document.paragraphs[id].kind = ParagraphKind::Furniture;
                return Some(Publication { kind: DateKind::Unnamed, label: None, span, date });
            }
        }
        if !is_furniture && paragraph.kind != ParagraphKind::Title {
            break;
        }
    }
    None
}

/// The date that stands alone below the text, as the last line but for annexes and furniture.
pub(super) fn signature(source: &Source, document: &Document) -> Option<Publication> {
    let is_behind = |text: &str| {
        text.starts_with("附件") || text.starts_with(['（', '(']) || text.chars().next().is_some_and(|c| c.is_ascii_digit())
    };
    for paragraph in document.paragraphs.iter().rev().take(REACH) {
        let text = source.slice(paragraph.span);
        match paragraph.kind {
            ParagraphKind::Furniture => continue,
            ParagraphKind::Title => return None,
            _ => {}
        }
        if let Some(date) = whole_date(text) {
            return Some(Publication { kind: DateKind::Signed, label: None, span: paragraph.span, date });
        }
        if !is_behind(text) {
            return None;
        }
    }
    None
}

/// A line that is a date and nothing else: 2024年2月28日, 二〇二四年二月二十八日.
fn whole_date(text: &str) -> Option<Date> {
    let text = without_blanks(text);
    let (year, rest) = text.strip_suffix('日')?.split_once('年')?;
    let (month, day) = rest.split_once('月')?;
    let number = |word: &str| match word.chars().all(|c| c.is_ascii_digit()) {
        true => word.parse::<i16>().ok(),
        false => i16::try_from(numerals::parse(&word.replace(['○', 'Ｏ'], "〇"))?).ok(),
    };
    let (year, month, day) = (number(year)?, i8::try_from(number(month)?).ok()?, i8::try_from(number(day)?).ok()?);
    Date::new(year, month, day).ok().filter(|_| (1949..2100).contains(&year))
}
