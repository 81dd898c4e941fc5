//! P105: days that no calendar has, and periods that end before they begin.

use regex::{Captures, Match};

use crate::finding::Finding;
use crate::numerals;
use crate::rules::Context;
use crate::rules::pattern::{Pattern, has};
use crate::rules::prose::{Passage, Prose};

rule! {
    /// 日期不存在，或起止时间颠倒。
    /// A date that does not exist, or a period that ends before it begins.
    ///
    /// # 为什么
    /// 「2月30日」「13月」「2023年5月至3月」只能是笔误，读者无法知道原来是哪一天。
    ///
    /// # Why
    /// 「2月30日」, 「13月」 and 「2023年5月至3月」 can only be slips, and nobody can tell which day was meant.
    ///
    /// # 来源
    /// 算术：公历各月的天数；闰年二月 29 天。
    ///
    /// # Source
    /// Arithmetic: the days of the months; February has 29 days in leap years.
    ///
    /// # 例
    /// ```bad
    /// ⟦2月30日⟧召开会议，⟦2023年2月29日⟧印发通知，⟦2023年13月⟧验收，⟦六月三十一日⟧收官。
    /// ```
    /// ```bad
    /// ⟦2023年5月至3月⟧开展整治，⟦2023年9月20日至9月12日⟧集中培训，落实《方案（⟦2025—2021年⟧）》。
    /// ```
    /// ```good
    /// 2024年2月29日召开会议，每年11月至次年3月供暖，2023年11月至2024年3月整治，12月25日至1月5日值守，18月龄儿童接种。
    /// ```
    /// ```good
    /// 2023年1月至12月受理12件，2月29日开工，2021—2025年规划，版本13.2月更，编号2023年第13期。
    /// ```
    P105 "impossible-date", Warning, Arithmetic => check
}

static DATE: Pattern = Pattern::new(
    |text| has(text, &["月", "年"]),
    || {
        const NUMBER: &str = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})";
        // 2023年5月3日, 5月3日, 2023年5月
        let date = |end: &str| {
            format!("(?:(?P<year{end}>[0-9]{{4}})·年·)?(?P<month{end}>{NUMBER})·月(?:份|·(?P<day{end}>{NUMBER})·日)?")
        };
        let years = "(?P<from>[0-9]{4})·年?·[至到—－–~～-]{1,2}·(?P<to>[0-9]{4})·年";
        let range = format!("{}(?:·(?:起·)?[至到—－–~～-]{{1,2}}·(?:{}|(?P<last>[0-9]{{1,2}})·日))?", date(""), date("_to"));
        format!("{years}|{range}")
    },
);

/// A day as the text gives it. Month and day are what is printed, whether the calendar has them or not.
#[derive(Clone, Copy)]
struct Day {
    year: Option<u32>,
    month: u32,
    day: Option<u32>,
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    Prose::new(cx).sentences().flat_map(|passage| in_sentence(&passage)).collect()
}

fn in_sentence(passage: &Passage<'_>) -> Vec<Finding> {
    DATE.captures_iter(passage.text).flat_map(|found| in_date(passage, &found)).collect()
}

fn in_date(passage: &Passage<'_>, found: &Captures<'_>) -> Vec<Finding> {
    let Some(whole) = found.get(0).filter(|whole| !continues(passage, whole)) else { return Vec::new() };
    if let (Some(from), Some(to)) = (found.name("from"), found.name("to")) {
        let is_reversed = number(from.as_str()) > number(to.as_str()) && is_year(from.as_str()) && is_year(to.as_str());
        return is_reversed.then(|| reversed(passage, &whole)).into_iter().collect();
    }
    let Some(first) = day(found, "") else { return Vec::new() };
    let second = day(found, "_to");
    let mut impossible: Vec<Finding> = Vec::new();
    let second_start = found.name("year_to").or(found.name("month_to")).map(|part| part.start());
    let first_end = found.name("day").or(found.name("month")).map_or(whole.end(), |part| after_unit(passage.text, part.end()));
    if !first.exists(passage, first_end, first.year.is_some()) {
        impossible.push(nonexistent(passage, whole.start()..first_end));
    }
    if let (Some(second), Some(start)) = (second, second_start)
        // 2023年1月至13月
        && !second.exists(passage, whole.end(), first.year.or(second.year).is_some())
    {
        impossible.push(nonexistent(passage, start..whole.end()));
    }
    let last = found.name("last").and_then(|last| number(last.as_str()));
    if impossible.is_empty()
        && (second.is_some_and(|second| first.is_after(second)) || last.is_some_and(|last| first.day > Some(last)))
    {
        impossible.push(reversed(passage, &whole));
    }
    impossible
}

/// The end of the 月, 月份 or 日 after a number, blanks before it included.
fn after_unit(text: &str, at: usize) -> usize {
    let end = text[at..].find(['月', '日']).map_or(at, |unit| at + unit + '月'.len_utf8());
    if text[end..].starts_with('份') { end + '份'.len_utf8() } else { end }
}

fn day(found: &Captures<'_>, end: &str) -> Option<Day> {
    let part = |name: &str| found.name(&format!("{name}{end}")).map(|part| part.as_str());
    let day = match part("day") {
        Some(day) => Some(number(day)?),
        None => None,
    };
    Some(Day { year: part("year").and_then(number), month: number(part("month")?)?, day })
}

fn number(digits: &str) -> Option<u32> {
    digits.parse().ok().or_else(|| u32::try_from(numerals::parse(digits)?).ok())
}

fn is_year(digits: &str) -> bool {
    number(digits).is_some_and(|year| (1949..2100).contains(&year))
}

impl Day {
    /// Whether the calendar has it. A month alone is told from 「18月龄」 and the like by what stands around it.
    fn exists(self, passage: &Passage<'_>, end: usize, has_year: bool) -> bool {
        let is_leap = |year: u32| year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
        let is_date = has_year || self.day.is_some() || passage.text[..end].ends_with('份');
        let days = match self.month {
            2 if self.year.is_none_or(is_leap) => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => 0,
        };
        !is_date || days > 0 && self.day.is_none_or(|day| (1..=days).contains(&day))
    }

    /// Whether a period from this day to that one runs backwards. Without a year it may run into the next: 11月至3月.
    fn is_after(self, other: Day) -> bool {
        let (Some(year), to) = (self.year, other.year) else {
            return other.year.is_none() && self.month == other.month && self.day > other.day && other.day.is_some();
        };
        let to = to.unwrap_or(year);
        let month = (year, self.month) > (to, other.month);
        month || (year, self.month) == (to, other.month) && other.day.is_some() && self.day > other.day
    }
}

/// Whether the digits go on before the match, or the word after it: 13.2月, 18月龄.
fn continues(passage: &Passage<'_>, whole: &Match<'_>) -> bool {
    let before = passage.before(whole.start());
    before.is_some_and(|c| {
        c.is_ascii_alphanumeric() || matches!(c, '.' | '．' | '第' | '十' | '百') || numerals::digit(c).is_some()
    }) || passage.text[whole.end()..].starts_with(['龄', '薪', '嫂', '饼'])
}

fn nonexistent(passage: &Passage<'_>, range: std::ops::Range<usize>) -> Finding {
    let message = text!("没有「{date}」这个日期", "there is no such date as {date}");
    Finding::new(&CARD, passage.span(range.clone()), message)
        .fact("date", &passage.text[range])
        .help(text!("核对月份和日子", "check month and day"))
}

fn reversed(passage: &Passage<'_>, whole: &Match<'_>) -> Finding {
    let message = text!("「{period}」的起止时间颠倒", "“{period}” ends before it begins");
    Finding::new(&CARD, passage.span(whole.range()), message)
        .fact("period", whole.as_str())
        .help(text!(
            "核对起止时间；跨年的，在后一个时间前写明年份",
            "check both ends; name the year of the later one if it is another",
        ))
        .likely()
}
