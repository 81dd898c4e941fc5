//! Title, year, issuer and publication date.
//!
//! A page copied from a web site has navigation, tables of metadata and buttons around the report. Those lines are
//! marked as furniture, and a publication date is taken only from its label: a page may well print today's date above it.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex_lite::Regex;

use super::{Document, ParagraphKind};
use crate::numerals;
use crate::source::{Source, Span};
use crate::words::without_blanks;

/// What stands above the text.
#[derive(Clone, Debug, Default)]
pub struct Masthead {
    /// The title, if one was recognised.
    pub title: Option<Title>,
    /// The publication date, by its label.
    pub publication: Option<Publication>,
}

impl Masthead {
    /// Whether the title is that of an annual rule-of-law report: it names 法治政府建设 and one of the nouns for a report.
    pub fn is_annual_report(&self) -> bool {
        self.title.as_ref().is_some_and(|title| title.is_annual_report)
    }

    /// The year the title names.
    pub fn year(&self) -> Option<i16> {
        self.title.as_ref()?.year.map(|(year, _)| year)
    }
}

/// The title of a report.
#[derive(Clone, Debug)]
pub struct Title {
    /// The title's text; it may run over two lines.
    pub span: Span,
    /// The year it names, with the place of its digits.
    pub year: Option<(i16, Span)>,
    /// The place or organ it names.
    pub issuer: Option<Issuer>,
    /// Whether it names 法治政府建设 and a report.
    pub is_annual_report: bool,
}

/// Who reports: a place or an organ.
#[derive(Clone, Debug)]
pub struct Issuer {
    /// The name's text.
    pub span: Span,
}

/// A date under a label such as 发布时间.
#[derive(Clone, Debug)]
pub struct Publication {
    /// The label's text: 发布时间.
    pub label: Span,
    /// The date's text.
    pub span: Span,
    /// The day.
    pub date: Date,
}

/// Reads the masthead and marks its paragraphs.
pub(super) fn read(source: &Source, document: &mut Document) -> Masthead {
    for paragraph in &mut document.paragraphs {
        if is_furniture(source.slice(paragraph.span)) {
            paragraph.kind = ParagraphKind::Furniture;
        }
    }
    let publication = publication(source, document);
    if let Some(index) = publication.as_ref().and_then(|found| document.paragraph_at(found.span.start)) {
        document.paragraphs[index].kind = ParagraphKind::Furniture;
    }
    let title = title(source, document);
    Masthead { title, publication }
}

/// How many lines above and below the report are searched for its masthead.
const REACH: usize = 40;

/// A title is no longer than this, in characters. The longest ones seen have about forty.
const TITLE_CHARACTERS: usize = 60;

/// The nouns that end a title: 年度报告, 情况报告, 情况的报告, 工作总结的报告, 工作情况…
static TITLE_END: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(年度报告|年报|情况的?报告|工作的?报告|总结的?报告|建设的?报告|报告|总结|汇报|通报|公报|(法治政府建设|工作|年度?)情况)([（(][^（()）]{1,20}[)）])?$",
    )
});

fn title(source: &Source, document: &mut Document) -> Option<Title> {
    let (first, last) = title_lines(source, document)?;
    for paragraph in &mut document.paragraphs[first..=last] {
        paragraph.kind = ParagraphKind::Title;
    }
    let span = document.paragraphs[first].span.cover(document.paragraphs[last].span);
    let text = source.slice(span);
    // A page may print the title twice: as its own and as the article's.
    for paragraph in document.paragraphs.iter_mut().take(REACH).skip(last + 1) {
        if source.slice(paragraph.span) == text {
            paragraph.kind = ParagraphKind::Title;
        }
    }
    let year = year_in(text).map(|(year, at)| (year, shift(at, span.start)));
    let issuer = issuer(text).map(|at| Issuer { span: shift(at, span.start) });
    let is_annual_report = without_blanks(text).contains("法治政府建设");
    Some(Title { span, year, issuer, is_annual_report })
}

/// The first and last paragraph of the title. An annual report's title is preferred to any other line that looks like one.
fn title_lines(source: &Source, document: &Document) -> Option<(usize, usize)> {
    let mut other = None;
    let mut before: Option<usize> = None;
    for (index, paragraph) in document.paragraphs.iter().enumerate().take(REACH) {
        if paragraph.kind == ParagraphKind::Furniture {
            continue;
        }
        let text = source.slice(paragraph.span);
        if !may_be_title(text) {
            break;
        }
        let line = without_blanks(text);
        if TITLE_END.is_match(&line) {
            let first =
                before.filter(|&before| continues(source.slice(document.paragraphs[before].span), &line)).unwrap_or(index);
            let whole = (first..=index).map(|at| without_blanks(source.slice(document.paragraphs[at].span))).collect::<String>();
            if whole.contains("法治政府建设") {
                return Some((first, index));
            }
            other = other.or(Some((first, index)));
        }
        before = Some(index);
    }
    other
}

/// Whether a line may be part of a title. The title stands above the first sentence and the first heading.
fn may_be_title(text: &str) -> bool {
    static HEADING: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^([一二三四五六七八九十]+\s*、|[（(][一二三四五六七八九十]+[)）])"));
    !text.contains(['。', '；', ';', '！', '？']) && text.chars().count() <= TITLE_CHARACTERS && !HEADING.is_match(text)
}

/// Whether `line` continues a title that the line before began:
/// 「临溪区人民政府」+「关于2023年法治政府建设情况的报告」, 「云川县2023年法治政府建设」+「年度报告」.
fn continues(before: &str, line: &str) -> bool {
    static ORGAN: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(政府|委员会|县委|市委|区委|省委|党委|工委|局|厅|办公室|办事处|委|院|年度?|法治政府建设)$"));
    let before = without_blanks(before);
    let begins = line.starts_with("关于") || !line.contains("法治政府建设") || year_in(line).is_some() && issuer(line).is_none();
    begins && ORGAN.is_match(&before) && !before.contains(['：', ':'])
}

/// The year of a title or heading, with its digits' place: 2023年, ２０２３年, 二〇二三年. A year of another century is a number.
pub(super) fn year_in(text: &str) -> Option<(i16, Span)> {
    years_in(text).next()
}

/// Every year of a title or heading.
pub(crate) fn years_in(text: &str) -> impl Iterator<Item = (i16, Span)> + '_ {
    static YEAR: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(19[0-9]{2}|20[0-9]{2}|[１２][０-９]{3}|[一二][〇○零Ｏ一二三四五六七八九]{3})\s*年"));
    YEAR.captures_iter(text).filter_map(|found| {
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

/// The date under the label that says most about publication.
fn publication(source: &Source, document: &Document) -> Option<Publication> {
    let count = document.paragraphs.len();
    let near = (0..count.min(REACH)).chain(count.saturating_sub(REACH).max(REACH)..count);
    let mut best: Option<(u8, Publication)> = None;
    for index in near {
        let text = source.slice(document.paragraphs[index].span);
        if text.contains('。') || text.chars().count() > 200 {
            continue;
        }
        for (rank, found) in labelled_dates(source, document, index) {
            if best.as_ref().is_none_or(|(known, _)| rank < *known) {
                best = Some((rank, found));
            }
        }
    }
    best.map(|(_, found)| found)
}

/// Labels in the order in which they are believed. The bare 日期 must stand alone: 「截止日期」 is another date.
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(发布|公开|公布|印发|发文|生成|成文|更新)\s*(时间|日期)|(?:^|[\s|｜【\[])(日\s*期|时\s*间)(?:[】\]:：]|\s*[|｜\t])")
});

/// Every labelled date of a line; a label that ends its line has its date on the next one.
fn labelled_dates(source: &Source, document: &Document, index: usize) -> Vec<(u8, Publication)> {
    let span = document.paragraphs[index].span;
    let text = source.slice(span);
    let mut dates = Vec::new();
    for found in LABEL.captures_iter(text) {
        let Some(label) = found.get(1).map_or(found.get(3), |_| found.get(0)) else { continue };
        let rank = found.get(1).map_or(4, |word| label_rank(word.as_str()));
        let rest = text[label.end()..].trim_start_matches(is_filler);
        let (rest, base) = match document.paragraphs.get(index + 1) {
            Some(next) if rest.is_empty() => (source.slice(next.span), next.span.start),
            _ => (rest, span.end - rest.len() as u32),
        };
        if let Some((date, at)) = date_at_start(rest) {
            let label = shift(Span::new(label.start(), label.end()), span.start);
            dates.push((rank, Publication { label, span: shift(at, base), date }));
        }
    }
    dates
}

fn label_rank(word: &str) -> u8 {
    match word {
        "发布" | "公开" | "公布" => 0,
        "印发" | "发文" => 1,
        "生成" | "成文" => 2,
        _ => 3,
    }
}

fn is_filler(c: char) -> bool {
    c.is_whitespace() || matches!(c, ':' | '：' | '|' | '｜' | '】' | ']' | '[' | '【')
}

/// 2024-02-19, 2024年2月19日, 2024/2/19, 2024.2.19 at the start of `text`; a time of day may follow. No such day, no date.
fn date_at_start(text: &str) -> Option<(Date, Span)> {
    static DATE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^([12][0-9]{3})\s*[-－—/.．年]\s*([0-9]{1,2})\s*[-－—/.．月]\s*([0-9]{1,2})(?:\s*日)?(?:\s*[0-9]{1,2}\s*[:：]\s*[0-9]{2})?",
        )
    });
    let found = DATE.captures(text)?;
    let date = Date::new(found[1].parse().ok()?, found[2].parse().ok()?, found[3].parse().ok()?).ok()?;
    Some((date, Span::new(0, found[0].len())))
}

/// Whether a line belongs to the page and not to the report.
fn is_furniture(text: &str) -> bool {
    // 「文章来源: 本网 发布时间: … 浏览次数: -」, rows of an index table, the place in the site
    static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[\[【(（]?(文章来源|信息来源|稿件来源|来\s*源|稿源|作\s*者|责任编辑|编\s*辑|发布机构|发布单位|发布者|制发机关|公开主体|索\s*引\s*号|组配分类|主题分类|体裁分类|主题词|发文字号|文\s*号|有\s*效\s*性|公开方式|公开范围|公开属性|信息名称|标\s*题|名\s*称|内容概述|发布时间|发布日期|公开日期|成文日期|生成日期|更新时间|更新日期|日\s*期|浏览次数|浏览量|点击数|点击率|阅读次数|阅读量|访问量|字\s*体|字\s*号|分享到?|(您|你)?(当前|现在|所在)?的?位置)[\]】)）]?\s*([:：|｜\t]|\[|【|$)",
        )
    });
    // 「目录」 and its lines: they repeat the headings
    static CONTENTS: LazyLock<Regex> = LazyLock::new(|| pattern(r"^目\s*录$|[….·．]{2,}\s*[0-9]{1,3}$"));
    // buttons: 打印 关闭, 【字体：大 中 小】, 扫一扫在手机打开当前页, 今天是：…
    static BUTTONS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^([\[【(（]?\s*(打印本?页?|关闭(窗口|本页)?|收藏(本页)?|分享|下载|首页|返回顶部|返回|大|中|小|默认|视力保护色|纠错|上一篇|下一篇)\s*[\]】)）]?[\s|｜/、:：>]*)+$|^扫一扫|^[\[【]字体|^今天是|^(上一篇|下一篇)[:：]|^首页\s*(>|＞|»|/)|^您?(当前|现在|所在).{0,4}位置",
        )
    });
    if text.len() > 400 || text.contains('。') || text.starts_with("标题") && text.chars().count() > TITLE_CHARACTERS {
        return false;
    }
    LABELLED.is_match(text) || BUTTONS.is_match(text) || CONTENTS.is_match(text)
}

/// A span inside a slice that begins at `base`, as a span of the source.
fn shift(span: Span, base: u32) -> Span {
    Span { start: span.start + base, end: span.end + base }
}

/// A pattern written in the source of this crate; the tests use each one.
#[expect(clippy::unwrap_used, reason = "a literal pattern is right or wrong at every run; the tests run each")]
pub(super) fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masthead(text: &str) -> (Source, Document) {
        let source = Source::new("x", text);
        let document = Document::parse(&source);
        (source, document)
    }

    #[test]
    fn titles() {
        // text | year | its digits | issuer | annual report
        let table = [
            ("临溪市云川区2023年法治政府建设年度报告", 2023, "2023", "临溪市云川区", true),
            ("2024年临溪市法治政府建设情况报告", 2024, "2024", "", true),
            ("临溪市司法局2023年法治政府建设情况报告", 2023, "2023", "临溪市司法局", true),
            ("临溪省人民政府关于2024年度法治政府建设情况的报告", 2024, "2024", "临溪省人民政府", true),
            ("中共云川县委 云川县人民政府\n关于2024年法治政府建设情况的报告", 2024, "2024", "中共云川县委 云川县人民政府", true),
            ("云川区人民政府关于 2024年法治政府建设情况报告", 2024, "2024", "云川区人民政府", true),
            ("云川县2023年法治政府建设工作报告", 2023, "2023", "云川县", true),
            ("区市场监管局关于2023年法治政府建设情况的报告", 2023, "2023", "区市场监管局", true),
            ("临溪省人民政府2024年度法治政府建设工作情况", 2024, "2024", "临溪省人民政府", true),
            ("临溪市云川区人民政府关于云川区2024年法治政府建设年度报告", 2024, "2024", "临溪市云川区人民政府", true),
            ("云川县人民政府关于云川县2023年度法治政府建设工作总结的报告", 2023, "2023", "云川县人民政府", true),
            ("小河乡人民政府\n关于法治政府建设的情况报告", 0, "", "小河乡人民政府", true),
            ("云川县二〇二三年度法治政府建设\n年度报告", 2023, "二〇二三", "云川县", true),
            ("云川县２０２３年法治政府建设年度报告（征求意见稿）", 2023, "２０２３", "云川县", true),
            ("云川县2023年政府信息公开工作年度报告", 2023, "2023", "云川县", false),
        ];
        for (text, year, digits, issuer, annual) in table {
            let (source, document) = masthead(&format!("{text}\n\n2023年，全区工作有序推进。"));
            let title = document.masthead.title.as_ref().unwrap_or_else(|| panic!("{text}: no title"));
            assert_eq!(source.slice(title.span), text);
            assert_eq!(title.year.map_or(0, |(year, _)| year), year, "{text}");
            assert_eq!(title.year.map_or("", |(_, span)| source.slice(span)), digits, "{text}");
            if !issuer.is_empty() {
                assert_eq!(title.issuer.as_ref().map_or("", |issuer| source.slice(issuer.span)), issuer, "{text}");
            }
            assert_eq!(document.masthead.is_annual_report(), annual, "{text}");
        }
    }

    #[test]
    fn no_title() {
        for text in [
            "",
            "2023年，云川县法治政府建设情况报告如下。",
            "一、法治政府建设情况报告",
            "信息名称：云川县2023年法治政府建设年度报告",
        ] {
            assert!(masthead(text).1.masthead.title.is_none(), "{text}");
        }
    }

    #[test]
    fn dates_come_by_their_label() {
        let table = [
            ("文章来源: 本网    发布时间: 2024-02-19 09:05    浏览次数: -", "2024-02-19", "2024-02-19 09:05"),
            ("发布日期：2024年2月19日", "2024-02-19", "2024年2月19日"),
            ("索引号：123 | 成文日期：2024/2/19", "2024-02-19", "2024/2/19"),
            ("更新时间 2024.2.19", "2024-02-19", "2024.2.19"),
            ("更新时间：2024-05-01 发布时间：2024-03-02", "2024-03-02", "2024-03-02"),
            ("发布时间：\n2024-03-02", "2024-03-02", "2024-03-02"),
            ("日期：2024-03-02 来源：云川县司法局", "2024-03-02", "2024-03-02"),
            ("今天是：2021年6月30日", "", ""),
            ("截止日期：2024-03-02", "", ""),
            ("发布时间：2024-13-02", "", ""),
        ];
        for (text, date, words) in table {
            let (source, document) = masthead(&format!("云川县2023年法治政府建设年度报告\n{text}\n\n2023年，全县有序推进。"));
            let found = document.masthead.publication.as_ref();
            assert_eq!(found.map_or(String::new(), |found| found.date.to_string()), date, "{text}");
            assert_eq!(found.map_or("", |found| source.slice(found.span)), words, "{text}");
        }
    }

    #[test]
    fn furniture_is_told_from_text() {
        for line in [
            "文章来源: 本网    发布时间: 2024-02-19 09:05    浏览次数: -",
            "字体：[大 中 小]",
            "【字体：大 中 小】",
            "您当前的位置：首页>政务公开>法治政府建设年度报告",
            "当前位置：",
            "首页 > 政务公开",
            "扫一扫在手机打开当前页",
            "打印 关闭",
            "【打印本页】 【关闭窗口】",
            "索引号：007/2024-00012",
            "发布机构|云川县司法局",
            "今天是：2021年6月30日",
            "目  录",
            "一、主要举措和成效…………3",
            "（一）完善制度......12",
        ] {
            assert!(is_furniture(line), "{line}");
        }
        for line in [
            "2023年，云川县深入推进依法行政。",
            "一、2023年主要举措和成效",
            "县委、县政府：",
            "来源于群众的意见42条",
            "日期审查机制",
            "下载次数超过3万次。",
            "大力推进简政放权",
        ] {
            assert!(!is_furniture(line), "{line}");
        }
    }
}
