//! Days as profiles and the configuration write them: a month and a day that every year has.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::Deserialize;

use crate::text::Text;

/// A year that is no leap year: what it has, every year has.
const COMMON_YEAR: i16 = 2023;

/// A day of every year, written 04-01. It is no 29 February: a deadline must not lapse in three years of four.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub struct MonthDay {
    month: i8,
    day: i8,
}

/// Why a text is no [`MonthDay`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoMonthDay {
    /// It is not written as two digits, a hyphen and two digits; what was probably meant.
    Form(Option<MonthDay>),
    /// There is no such month.
    Month(i8),
    /// The month has no such day.
    Day {
        /// The month, from 1 to 12.
        month: i8,
        /// The day that it lacks.
        day: i8,
        /// The last day that it has in every year.
        last: i8,
    },
    /// 02-29, which most years lack.
    LeapDay,
}

impl MonthDay {
    /// The day of that month, from 1 on.
    ///
    /// # Errors
    /// If not every year has such a day.
    pub fn new(month: i8, day: i8) -> Result<Self, NoMonthDay> {
        let first = Date::new(COMMON_YEAR, month, 1).map_err(|_| NoMonthDay::Month(month))?;
        let last = first.days_in_month();
        match (month, day) {
            (2, 29) => Err(NoMonthDay::LeapDay),
            _ if (1..=last).contains(&day) => Ok(Self { month, day }),
            _ => Err(NoMonthDay::Day { month, day, last }),
        }
    }

    /// It in that year, if the calendar reaches so far.
    pub fn in_year(self, year: i16) -> Option<Date> {
        Date::new(year, self.month, self.day).ok()
    }

    /// What was meant by another way of writing: 4月1日, 4/1, ０４-０１, 0401, 2024-04-01.
    fn meant(text: &str) -> Option<Self> {
        let digit = |c: char| match c {
            '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
            _ => c,
        };
        let text: String = text.chars().map(digit).collect();
        let numbers: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()).collect();
        let (month, day) = match numbers[..] {
            [both] if both.len() == 4 => both.split_at(2),
            [month, day] => (month, day),
            [year, month, day] if year.len() == 4 => (month, day),
            _ => return None,
        };
        Self::new(month.parse().ok()?, day.parse().ok()?).ok()
    }
}

impl FromStr for MonthDay {
    type Err = NoMonthDay;

    fn from_str(text: &str) -> Result<Self, NoMonthDay> {
        let number = |two: &str| two.parse().ok().filter(|_| two.len() == 2 && two.bytes().all(|byte| byte.is_ascii_digit()));
        let numbers = text.split_once('-').and_then(|(month, day)| number(month).zip(number(day)));
        let (month, day) = numbers.ok_or_else(|| NoMonthDay::Form(Self::meant(text)))?;
        Self::new(month, day)
    }
}

impl TryFrom<String> for MonthDay {
    type Error = NoMonthDay;

    fn try_from(text: String) -> Result<Self, NoMonthDay> {
        text.parse()
    }
}

impl fmt::Display for MonthDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

impl NoMonthDay {
    /// What is the matter, in a clause.
    pub fn reason(self) -> Text {
        match self {
            NoMonthDay::Form(_) => {
                text!("月和日各写两位，中间一个连字符", "month and day have two digits each, with a hyphen between them")
            }
            NoMonthDay::Month(month) => Text::both(format!("没有 {month} 月"), format!("there is no month {month}")),
            NoMonthDay::Day { month, day, .. } => {
                Text::both(format!("{month} 月没有 {day} 日"), format!("month {month} has no day {day}"))
            }
            NoMonthDay::LeapDay => text!("平年没有这一天", "most years lack that day"),
        }
    }

    /// What to write, if that can be told.
    pub fn hint(self) -> Option<Text> {
        match self {
            NoMonthDay::Form(meant) => meant.map(|meant| Text::both(format!("写作 {meant}"), format!("write {meant}"))),
            NoMonthDay::Month(_) => Some(text!("月份写 01 至 12", "months are 01 to 12")),
            NoMonthDay::Day { month, last, .. } => Some(Text::both(
                format!("写 {month:02}-01 至 {month:02}-{last}"),
                format!("write {month:02}-01 to {month:02}-{last}"),
            )),
            NoMonthDay::LeapDay => Some(text!("写 02-28 或 03-01", "write 02-28 or 03-01")),
        }
    }
}

impl fmt::Display for NoMonthDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason().zh)
    }
}
