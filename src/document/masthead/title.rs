//! The grammar of titles.
//!
//! 云川县2023年法治政府建设年度报告 · 2024年临溪市法治政府建设情况报告 · 中共云川县委 云川县人民政府 / 关于2024年度法治政府建设情况的报告 ·
//! 小河乡人民政府 / 关于法治政府建设的情况报告 · 区市场监管局关于2023年法治政府建设情况的报告

use std::ops::Range;
use std::sync::LazyLock;

use regex_lite::Regex;

use super::search::{REACH, pattern, shift};
use super::{Issuer, Title};
use crate::document::{Document, ParagraphKind};
use crate::ids::{IdRange, ParagraphId};
use crate::numerals;
use crate::source::{Source, Span};
use crate::words::{is_blank, without_blanks};

/// A title is no longer than this, in characters. The longest ones seen have about forty.
const TITLE_CHARACTERS: usize = 60;

/// The nouns that end a title: 年度报告, 情况报告, 情况的报告, 工作总结的报告, 工作情况… A stop after it is a misprint.
static TITLE_END: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(年度报告|年报|情况的?报告|工作的?报告|总结的?报告|建设的?报告|报告|总结|汇报|通报|公报|白皮书|(法治政府建设|工作|年度?)情况)([（(][^（()）]{1,20}[)）])?[。.，,；;：:]?$",
    )
});

/// Finds the title and marks its lines, also where the page prints it once more above the article.
pub(super) fn read(source: &Source, document: &mut Document) -> Option<Title> {
    let (first, last) = lines(source, document)?;
    mark(document, first.until(last.next()));
    let span = document.paragraphs[first].span.cover(document.paragraphs[last].span);
    let text = without_blanks(source.slice(span));
    for first in document.paragraphs.ids().take(REACH).filter(|&first| first > last) {
        let mut whole = String::new();
        for last in first.until(document.paragraphs.end()).iter().take(3) {
            whole.push_str(&without_blanks(source.slice(document.paragraphs[last].span)));
            if whole == text {
                mark(document, first.until(last.next()));
            }
            if !text.starts_with(&whole) {
                break;
            }
        }
    }
    Some(parse(source, span))
}

fn mark(document: &mut Document, lines: IdRange<ParagraphId>) {
    for paragraph in &mut document.paragraphs[lines] {
        paragraph.kind = ParagraphKind::Title;
    }
}

/// The parts of a title.
fn parse(source: &Source, span: Span) -> Title {
    let text = source.slice(span);
    let year = year_in(text);
    let issuer = issuer(text);
    let (scope, form) = Words::new(text).scope_and_form(year.map(|(_, at)| at));
    let place = |at: Span| shift(at, span.start);
    Title {
        span,
        year: year.map(|(year, at)| (year, place(at))),
        issuer: issuer.map(|at| Issuer { span: place(at) }),
        scope: scope.map(place),
        form: form.map(place),
        is_annual_report: without_blanks(text).contains("法治政府建设"),
    }
}

/// A title without its blanks: they stand anywhere in it, for looks.
struct Words {
    text: String,
    /// For each byte of `text`, where it stands in the title.
    at: Vec<usize>,
}

impl Words {
    fn new(title: &str) -> Self {
        let (mut text, mut at) = (String::new(), Vec::new());
        for (start, c) in title.char_indices().filter(|&(_, c)| !is_blank(c)) {
            text.push(c);
            at.extend(start..start + c.len_utf8());
        }
        Self { text, at }
    }

    /// What stands before and after 法治政府建设. The digits of the year are a place in the title.
    fn scope_and_form(&self, year: Option<Span>) -> (Option<Span>, Option<Span>) {
        let year_end = year.and_then(|year| self.at.iter().position(|&at| at as u32 >= year.end));
        // a page may put the name of its column, 法治政府建设, before the title
        let behind_year = year_end.and_then(|end| Some(end + self.text[end..].find("法治政府")?));
        let Some(subject) = behind_year.or_else(|| self.text.find("法治政府")) else { return (None, None) };
        let about = self.text[..subject].rfind("关于").map(|at| at + "关于".len());
        let after_about = about.map(|start| {
            let scope = &self.text[start..subject];
            start..start + year_in(scope).map_or(scope.len(), |(_, at)| at.start as usize)
        });
        // 2023年推进法治政府建设情况: a verb is no place
        let is_verb = |words: &str| words.is_empty() || words.ends_with("推进") || words.ends_with("加强");
        // 关于云川区2024年法治政府建设, 关于2024年云川区法治政府建设, 2024年云川区法治政府建设
        let scope = after_about
            .filter(|scope| !scope.is_empty())
            .or_else(|| Some(self.after_year(year_end?)..subject).filter(|scope| scope.start <= scope.end));
        let rest = &self.text[subject + "法治政府".len()..];
        let start = self.text.len() - rest.strip_prefix("建设").unwrap_or(rest).len();
        let end = start + self.text[start..].find(['（', '(']).unwrap_or(self.text.len() - start);
        let end = start + self.text[start..end].trim_end_matches(is_mark).len();
        (scope.filter(|scope| !is_verb(&self.text[scope.clone()])).and_then(|scope| self.place(scope)), self.place(start..end))
    }

    /// Where the words after 年 or 年度 begin.
    fn after_year(&self, digits_end: usize) -> usize {
        let rest = &self.text[digits_end..];
        let rest = rest.strip_prefix('年').unwrap_or(rest);
        self.text.len() - rest.strip_prefix('度').unwrap_or(rest).len()
    }

    /// A range of the words as a place in the title; none if it is empty.
    fn place(&self, range: Range<usize>) -> Option<Span> {
        let (first, last) = (range.start, range.end.checked_sub(1)?);
        (first <= last && last < self.at.len()).then(|| Span::new(self.at[first], self.at[last] + 1))
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '。' | '.' | '，' | ',' | '；' | ';' | '：' | ':' | '、' | '！' | '!')
}

/// The first and last paragraph of the title. An annual report's title is preferred to any other line that looks like one.
fn lines(source: &Source, document: &Document) -> Option<(ParagraphId, ParagraphId)> {
    let mut other = None;
    let mut before: Option<ParagraphId> = None;
    for (id, paragraph) in document.paragraphs.entries().take(REACH) {
        let text = source.slice(paragraph.span);
        if paragraph.kind == ParagraphKind::Furniture || is_menu(text) {
            continue;
        }
        if !may_be_title(text) {
            break;
        }
        let line = without_blanks(text);
        if TITLE_END.is_match(&line) {
            let words = |id: ParagraphId| source.slice(document.paragraphs[id].span);
            let first = before.filter(|&before| continues(words(before), &line)).unwrap_or(id);
            let above = first.previous().filter(|&above| first < id && is_first_organ(words(above)));
            let first = above.unwrap_or(first);
            let whole: String = first.until(id.next()).iter().map(|id| without_blanks(words(id))).collect();
            if whole.contains("法治政府建设") {
                return Some((first, id));
            }
            other = other.or(Some((first, id)));
        }
        before = Some(id);
    }
    other
}

/// Whether a line may be part of a title. The title stands above the first sentence and the first heading.
fn may_be_title(text: &str) -> bool {
    static HEADING: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^([一二三四五六七八九十]+\s*、|[（(][一二三四五六七八九十]+[)）])"));
    // 「现将…情况报告如下。」 is a sentence; a title with a stop after it is a title
    let is_stopped = text.ends_with('。') && !text.starts_with("现将") && !text.contains(['，', ',']) && TITLE_END.is_match(text);
    let body = if is_stopped { text.trim_end_matches('。') } else { text };
    !body.contains(['。', '；', ';', '！', '？']) && text.chars().count() <= TITLE_CHARACTERS && !HEADING.is_match(text)
}

/// The site's own navigation: short words in a row, separated by blanks or bars.
fn is_menu(text: &str) -> bool {
    let words = text.split(|c| is_blank(c) || matches!(c, '|' | '｜' | '>' | '＞' | '·')).filter(|word| !word.is_empty());
    let (mut count, mut single, mut is_short) = (0, 0, true);
    for word in words {
        count += 1;
        single += usize::from(word.chars().nth(1).is_none());
        is_short &= word.chars().count() <= 10;
    }
    // 年 度 报 告 is spaced out for looks
    count >= 4 && single * 2 < count && is_short && !text.contains(['。', '，', '；']) && !text.contains("法治政府建设")
}

/// Whether `line` continues a title that the line before began:
/// 「临溪区人民政府」+「关于2023年法治政府建设情况的报告」, 「云川县2023年法治政府建设」+「年度报告」.
fn continues(before: &str, line: &str) -> bool {
    static ORGAN: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(政府|委员会|县委|市委|区委|省委|党委|工委|局|厅|办公室|办事处|委|院|年度?|法治政府建设)$"));
    let before = without_blanks(before);
    let begins = line.starts_with("关于") || !line.contains("法治政府建设") || year_in(line).is_some() && issuer(line).is_none();
    // 「云川县」+「2023年法治政府建设年度报告」
    let is_place = || {
        year_in(line).is_some_and(|(_, at)| at.start == 0) && before.ends_with(['省', '市', '州', '县', '区', '旗', '镇', '乡'])
    };
    begins && (ORGAN.is_match(&before) || is_place()) && !before.contains(['：', ':'])
}

/// Whether a line is the first of two organs that report together: 「中共云川县委」 above 「云川县人民政府」.
fn is_first_organ(text: &str) -> bool {
    let name = without_blanks(text);
    name.starts_with("中共") && name.ends_with(['委', '会']) && !name.contains(['：', ':', '，'])
}

/// The year of a title or heading, with its digits' place: 2023年, ２０２３年, 二〇二三年. A year of another century is a number.
fn year_in(text: &str) -> Option<(i16, Span)> {
    years_in(text).next()
}

/// Every year of a title or heading.
pub(crate) fn years_in(text: &str) -> impl Iterator<Item = (i16, Span)> + '_ {
    static YEAR: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(19[0-9]{2}|20[0-9]{2}|[１２][０-９]{3}|[一二][〇○零Ｏ一二三四五六七八九]{3})\s*年"));
    // most sentences name none, and to look for the word takes next to no time
    let named = if text.contains('年') { text } else { "" };
    YEAR.captures_iter(named).filter_map(|found| {
        let digits = found.get(1)?;
        let year = digits.as_str().chars().try_fold(0i16, |year, c| Some(year * 10 + year_digit(c)?))?;
        (1949..2100).contains(&year).then(|| (year, Span::new(digits.start(), digits.end())))
    })
}

/// The value of one digit in any of the scripts used for years; ○ and Ｏ are typed for 〇.
fn year_digit(c: char) -> Option<i16> {
    match c {
        '○' | 'Ｏ' => Some(0),
        c => numerals::arabic(c).map(i16::from).or_else(|| i16::try_from(numerals::digit(c)?).ok()),
    }
}

/// The words before 关于, the year or 法治政府建设, whichever comes first.
fn issuer(text: &str) -> Option<Span> {
    let year = year_in(text).map(|(_, at)| at.start as usize);
    let end = [text.find("关于"), year, text.find("法治政府")].into_iter().flatten().min()?;
    let name = text[..end].trim();
    let start = text[..end].find(name)?;
    (!name.is_empty()).then(|| Span::new(start, start + name.len()))
}

/// What stands between the title and the text: where the report was given, and whom it is sent to.
pub(super) fn below(source: &Source, document: &mut Document, title: &Title) -> (Option<Span>, Option<Span>) {
    static OCCASION: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^[（(][^（()）]{4,60}[)）]$|^[—－―-]{1,4}.{0,12}[0-9０-９]{1,2}月[0-9０-９]{1,2}日.{0,40}$"));
    // 县委、县人大常委会： 市人民政府： 中共云川县委，云川县人民政府：
    static ADDRESSEE: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(委|委员会|政府|人大|常委会|局|厅|部|办|办公室|领导小组)[：:]$"));
    let (mut occasion, mut addressee) = (None, None);
    let first = document.paragraph_at(title.span.end.saturating_sub(1)).map_or(ParagraphId::FIRST, ParagraphId::next);
    for paragraph in document.paragraphs[first..].iter_mut().take(REACH) {
        if matches!(paragraph.kind, ParagraphKind::Furniture | ParagraphKind::Title) {
            continue;
        }
        let text = source.slice(paragraph.span);
        if occasion.is_none() && addressee.is_none() && !text.contains('。') && OCCASION.is_match(text) {
            occasion = Some(paragraph.span);
            paragraph.kind = ParagraphKind::Title;
        } else if ADDRESSEE.is_match(text) && text.chars().count() <= TITLE_CHARACTERS {
            addressee = Some(paragraph.span);
            break;
        } else {
            break;
        }
    }
    (occasion, addressee)
}
