//! How many days or months the words before a figure speak of: 全年, 上半年, 本周, 5月份, 1—9月, 7月8日至7月14日.

use jiff::civil::Date;

/// A stretch of time: each number of days that it may have, and its months where they are whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) days: Vec<i128>,
    pub(super) months: Option<i128>,
    /// Whether it is the whole year by its name.
    pub(super) is_named_year: bool,
}

/// Periods with their days, in common and in leap years, and their months. No name stands in another.
const NAMED: &[(&str, &[i128], i128)] = &[
    ("全年", &[365, 366], 12),
    ("上半年", &[181, 182], 6),
    ("下半年", &[184], 6),
    ("前三季度", &[273, 274], 9),
    ("前三个季度", &[273, 274], 9),
    ("一季度", &[90, 91], 3),
    ("二季度", &[91], 3),
    ("第三季度", &[92], 3),
    ("四季度", &[92], 3),
];

/// A year of which it is not known which.
const SOME_LEAP_YEAR: i16 = 2024;
const SOME_YEAR: i16 = 2023;

/// The one stretch of time that the words name; `None` where they name several, or a part of one.
pub(super) fn stretch(words: &str) -> Option<Stretch> {
    if ["月底", "工作日", "以来", "截至", "截止"].iter().any(|word| words.contains(word)) {
        return None;
    }
    let marks = marks(words);
    let years: Vec<i128> = marks.iter().filter(|mark| mark.unit == '年').map(|mark| mark.value).collect();
    let year = match years[..] {
        [] => None,
        [year] => Some(i16::try_from(year).ok().filter(|year| (1900..=2100).contains(year))?),
        _ => return None,
    };
    let dated: Vec<&Mark> = marks.iter().filter(|mark| mark.unit != '年').collect();
    let named: Vec<_> = NAMED.iter().filter(|(name, ..)| words.contains(name)).collect();
    let weeks = ["本周", "一周", "当周", "该周"].iter().any(|word| words.contains(word));
    let is = |mark: &&Mark, unit| mark.unit == unit;
    match (&dated[..], &named[..], weeks) {
        ([], [(name, days, months)], false) => {
            Some(Stretch { days: days.to_vec(), months: Some(*months), is_named_year: *name == "全年" })
        }
        ([], [], true) => Some(Stretch { days: vec![7], months: None, is_named_year: false }),
        ([week], [], false) if is(week, '周') => Some(Stretch { days: vec![7], months: None, is_named_year: false }),
        ([], [], false) => of_months(year?.into(), 1, 12),
        ([month], [], false) if is(month, '月') => of_months(year, month.value, month.value),
        ([first, last], [], false) if is(first, '月') && is(last, '月') && last.is_ranged => {
            of_months(year, first.value, last.value)
        }
        (rest, [], false) => of_days(year, rest),
        _ => None,
    }
}

fn of_months(year: Option<i16>, first: i128, last: i128) -> Option<Stretch> {
    let days = |year: i16| {
        let days =
            (first..=last).map(|month| Some(i128::from(Date::new(year, i8::try_from(month).ok()?, 1).ok()?.days_in_month())));
        days.sum::<Option<i128>>()
    };
    let mut days = match year {
        Some(year) => vec![days(year)?],
        None => vec![days(SOME_YEAR)?, days(SOME_LEAP_YEAR)?],
    };
    days.dedup();
    let months = last - first + 1;
    (months >= 1).then_some(Stretch { days, months: Some(months), is_named_year: false })
}

/// 7月8日—7月14日, 7月8日—14日, after the number of a week or not.
fn of_days(year: Option<i16>, marks: &[&Mark]) -> Option<Stretch> {
    let marks = if marks.first()?.unit == '周' { &marks[1..] } else { marks };
    let units: Vec<char> = marks.iter().map(|mark| mark.unit).collect();
    let (first, last) = match units[..] {
        ['月', '日', '月', '日'] if marks[2].is_ranged => ((marks[0], marks[1]), (marks[2], marks[3])),
        ['月', '日', '日'] if marks[2].is_ranged => ((marks[0], marks[1]), (marks[0], marks[2])),
        _ => return None,
    };
    let date = |year: i16, (month, day): (&Mark, &Mark)| {
        Date::new(year, i8::try_from(month.value).ok()?, i8::try_from(day.value).ok()?).ok()
    };
    let days = |year: i16| {
        let (first, last) = date(year, first).zip(date(year, last))?;
        Some(i128::from((last - first).get_days()) + 1)
    };
    let mut days = match year {
        Some(year) => vec![days(year)?],
        None => vec![days(SOME_YEAR)?, days(SOME_LEAP_YEAR)?],
    };
    days.dedup();
    days.iter().all(|&days| days > 1).then_some(Stretch { days, months: None, is_named_year: false })
}

/// A number of a date: 7 of 7月8日.
struct Mark {
    value: i128,
    unit: char,
    /// Whether a sign of a range stands before it.
    is_ranged: bool,
}

/// The numbers of dates in a text, without those that something is compared with. The month of 「1—9月」 belongs to both its ends.
fn marks(words: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut rest = words;
    let is_range = |c: char| matches!(c, '-' | '－' | '—' | '–' | '~' | '～' | '至' | '到');
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let before = words[..words.len() - rest.len() + at].trim_end();
        let digits = rest[at..].find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len() - at);
        let number = &rest[at..at + digits];
        rest = &rest[at + digits..];
        let after = rest.trim_start();
        let unit = match after.chars().next() {
            Some('号') => '日',
            Some(unit @ ('年' | '月' | '日')) => unit,
            Some('周') if before.ends_with('第') => '周',
            Some(sign) if is_range(sign) && is_of_month(after.trim_start_matches(is_range)) => '月',
            _ => continue,
        };
        let is_compared = before.ends_with(['比', '较', '与', '同']);
        let is_glued = before.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
        if let Some(value) = number.parse().ok().filter(|_| digits <= 4 && !is_compared && !is_glued) {
            marks.push(Mark { value, unit, is_ranged: before.ends_with(is_range) });
        }
    }
    marks
}

/// Whether a text begins with a number of a month: 9月.
fn is_of_month(text: &str) -> bool {
    let text = text.trim_start();
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < text.len() && rest.trim_start().starts_with('月')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_months_of_what_the_words_name() {
        let table: &[(&str, &[i128], Option<i128>)] = &[
            ("全年共受理", &[365, 366], Some(12)),
            ("2024年全年共受理", &[365, 366], Some(12)),
            ("2023年，共受理", &[365], Some(12)),
            ("上半年", &[181, 182], Some(6)),
            ("2024年2月份", &[29], Some(1)),
            ("2月", &[28, 29], Some(1)),
            ("2025年1-9月", &[273], Some(9)),
            ("2025年1月至9月", &[273], Some(9)),
            ("第28周（7月8日—7月14日）", &[7], None),
            ("2025年第28周", &[7], None),
            ("6月24日至30日", &[7], None),
            ("本周共接警", &[7], None),
            ("2024年5月，较2023年5月", &[], None),
            ("截至12月31日", &[], None),
            ("12月31日", &[], None),
            ("一季度受理5件，二季度", &[], None),
            ("共受理12345件", &[], None),
        ];
        for &(words, days, months) in table {
            let found = stretch(words);
            let (found_days, found_months) = found.map_or((Vec::new(), None), |found| (found.days, found.months));
            assert_eq!((&found_days[..], found_months), (days, months), "{words}");
        }
    }
}
