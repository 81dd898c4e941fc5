//! P101: figures of an annual report that stop before the year does.

use regex::{CaptureMatches, Captures, Match};

use crate::finding::Finding;
use crate::rules::Context;
use crate::rules::pattern::{OnGlance, Pattern, has};
use crate::rules::prose::{Passage, Prose, is_plan};

rule! {
    /// 所列数字的统计期没有到报告年度末。
    /// Figures are given for a period that ends before the year of the report.
    ///
    /// # 为什么
    /// 年度报告里的数字一般按全年统计。「1月至10月」「截至11月7日」的数字与其他部分口径不一，也无法与上年相比；定稿较早时常见。
    ///
    /// # Why
    /// Figures of an annual report are those of the whole year. 「1月至10月」 and 「截至11月7日」 do not go with the others
    /// and cannot be compared with last year's; they are common where a report was finished early.
    ///
    /// # 来源
    /// 惯例：年度报告按自然年度统计。
    ///
    /// # 例
    /// ```bad year=2023
    /// ⟦2023年1月至10月⟧，政务大厅受理9120宗。⟦截至2023年11月7日⟧，登记企业3021户。
    /// ```
    /// ```bad year=2023
    /// ⟦前三季度⟧办理复议案件35件；⟦1—9月⟧收件120件，⟦截至10月底⟧办结118件。
    /// ```
    /// ```good year=2023
    /// 2023年1月至12月受理9120宗，截至2023年12月31日登记企业3021户，截至2023年底建成驿站6个。
    /// ```
    /// ```good year=2023
    /// 截至2022年10月底已整改12项。2023年上半年开展督察。比上半年多办结30件，上半年、下半年各开展督察2次。
    /// ```
    /// ```good year=2023
    /// 2023年1月至3月开展集中整治，检查企业50家。截至2024年2月5日，整改完成12项。2024年1—6月计划培训300人。
    /// ```
    P101 "period-short-of-year", Warning, Practice => check
}

/// 2023年1月至10月, 1—9月, 截至2023年11月7日, 今年前三季度.
static PERIOD: Pattern = Pattern::new(
    |text| has(text, &["月", "季度", "上半年"]),
    || {
        let year = |name: &str| format!("(?:(?P<{name}>[0-9]{{4}})·年度?·|今年·|本年·)?");
        let as_of = format!(
            "截[至止]到?·{}(?:(?P<month>[0-9]{{1,2}})·月(?:·(?P<day>[0-9]{{1,2}})·日|[底末份])?|(?:第?[一二三]季度|上半年)[底末]?)",
            year("year_as_of")
        );
        let range = format!(
            "{}(?P<from>[0-9]{{1,2}})·月?·(?:1·日|份)?起?·(?:至|到|[—－–~～-]+)·(?:(?P<year_end>[0-9]{{4}})·年·)?\
         (?P<to>[0-9]{{1,2}})·月(?:·(?P<last>[0-9]{{1,2}})·日|份)?",
            year("year_range")
        );
        let named = format!("{}(?:前三个?季度|上半年|前·(?:[0-9]{{1,2}}|[六七八九十]|十一)·个月)", year("year_named"));
        format!("(?P<as_of>{as_of})|(?P<range>{range})|(?P<named>{named})")
    },
);

/// The words that say which year a figure without a year belongs to.
static YEAR_WORD: Pattern =
    Pattern::new(|text| text.contains('年'), || "([0-9]{4})·年|[去上明来]年|上一年|下一年|今年|本年|全年".into());

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let Some(year) = cx.year.filter(|_| !is_periodical(cx)) else { return Vec::new() };
    let prose = Prose::new(cx);
    prose.body().filter(|passage| !is_plan(cx, passage.section)).flat_map(|passage| in_sentence(&passage, year)).collect()
}

/// 2023年上半年工作情况: a report that says in its title that it stops there.
fn is_periodical(cx: &Context<'_>) -> bool {
    cx.document.masthead.title.as_ref().is_some_and(|title| PERIOD.is_match(cx.source.slice(title.span)))
}

fn in_sentence(passage: &Passage<'_>, year: i16) -> Vec<Finding> {
    let mut periods = PERIOD.captures_iter(passage.text).peekable();
    if periods.peek().is_none() {
        return Vec::new();
    }
    let last_quantity = passage.last_quantity().unwrap_or(0);
    let is_completed = ["下半年", "四季度", "全年", "7—12月", "7月至12月"].iter().any(|word| passage.text.contains(word));
    let mut context = ContextYear::new(passage.text);
    periods
        .filter_map(|found| {
            let whole = found.get(0).filter(|whole| !passage.is_name(whole.range()))?;
            // the last one counts: 2023年1月至2024年3月
            let years = ["year_end", "year_as_of", "year_range", "year_named"];
            let stated = years.iter().find_map(|name| found.name(name));
            let assumed = context.before(whole.start());
            let is_of_year = match stated {
                Some(stated) => stated.as_str().parse() == Ok(year),
                None => assumed.is_none_or(|assumed| assumed == Some(year)),
            };
            let introduces_figures = whole.end() <= last_quantity;
            // two halves of the year side by side: 上半年…, 下半年…
            let is_half = is_completed && found.name("as_of").is_none();
            let is_short =
                is_of_year && introduces_figures && !is_half && is_statistics(passage, &found, &whole) && ends_early(&found);
            is_short.then(|| finding(passage, &whole, year, stated.is_some()))
        })
        .collect()
}

/// The year that the words so far have set, advanced along the sentence so that each word is read once.
struct ContextYear<'a> {
    words: std::iter::Peekable<OnGlance<CaptureMatches<'static, 'a>>>,
    /// `None` before any such word; `Some(None)` after 去年 and the like.
    year: Option<Option<i16>>,
}

impl<'a> ContextYear<'a> {
    fn new(text: &'a str) -> Self {
        Self { words: YEAR_WORD.captures_iter(text).peekable(), year: None }
    }

    fn before(&mut self, at: usize) -> Option<Option<i16>> {
        while let Some(word) = self.words.next_if(|word| word.get(0).is_some_and(|word| word.end() <= at)) {
            self.year = match (word.get(1), &word[0]) {
                (Some(year), _) => Some(year.as_str().parse().ok()),
                (None, "今年" | "本年" | "全年") => None,
                (None, _) => Some(None),
            };
        }
        self.year
    }
}

/// Whether a period counts something, and is neither compared with nor a deadline.
fn is_statistics(passage: &Passage<'_>, found: &Captures<'_>, period: &Match<'_>) -> bool {
    let is_compared = |c| matches!(c, '较' | '比' | '与' | '同' | '于' | '第' | '0'..='9');
    // 从上半年5.5%降到, 提前3个月; but 从1月至10月 is a period
    let is_another_word = |c| found.name("named").is_some() && matches!(c, '从' | '由' | '自' | '到' | '提' | '向');
    let rest = &passage.text[period.end()..];
    let is_deadline = rest.starts_with(['前', '日']) || rest.starts_with("以前") || rest.starts_with("之前");
    !is_deadline && !passage.before(period.start()).is_some_and(|c| is_compared(c) || is_another_word(c))
}

/// Whether the period ends before 31 December.
fn ends_early(found: &Captures<'_>) -> bool {
    let number = |name: &str| found.name(name).and_then(|digits| digits.as_str().parse::<u32>().ok());
    let is_early = |month: u32, day: Option<u32>| (1..12).contains(&month) || (month == 12 && day.is_some_and(|day| day < 31));
    match (number("month"), number("from"), number("to")) {
        (Some(month), _, _) => is_early(month, number("day")),
        // a few months from January on are rather a campaign than the office's statistics
        (None, Some(1), Some(to)) => to >= 6 && is_early(to, number("last")),
        (None, Some(_), _) => false,
        (None, None, _) => true,
    }
}

fn finding(passage: &Passage<'_>, whole: &Match<'_>, year: i16, names_year: bool) -> Finding {
    let message = text!("「{period}」未到 {year} 年末", "“{period}” ends before the year {year} does");
    let finding =
        Finding::new(&CARD, passage.span(whole.range()), message).fact("period", whole.as_str()).fact("year", year).help(text!(
            "若已有全年数字，换成全年的；若没有，说明统计口径",
            "give the figures of the whole year, or say why they stop here",
        ));
    if names_year { finding } else { finding.likely() }
}
