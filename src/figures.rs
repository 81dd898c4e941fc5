//! Figures: numbers as printed, with unit, hedge and place.

use crate::document::Document;
use crate::number::{Decimal, Exact, Interval};
use crate::source::{Source, Span};

/// What a printed number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// A quantity: 13785宗.
    Quantity,
    /// A percentage: 99.02%, 三成, 四分之一.
    Percent,
    /// Percentage points: 1.7个百分点.
    Points,
    /// Part of a date, a time or a year.
    Date,
    /// A number in an order: 第71次, （3）, 28号.
    Ordinal,
    /// A number that is a name: 12345, “1310”.
    Name,
}

impl Role {
    /// Whether the number measures something, so that it may take part in a claim.
    pub fn is_measured(self) -> bool {
        matches!(self, Role::Quantity | Role::Percent | Role::Points)
    }
}

/// A word that turns a number into an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hedge {
    /// 300余件, 20多亿元: a little more.
    Over,
    /// 近, 将近: a little less.
    Near,
    /// 约, 左右, 上下.
    About,
    /// 超, 逾, 突破, 多于.
    MoreThan,
    /// 以上, 不少于, 至少.
    AtLeast,
    /// 以下, 以内, 不超过.
    AtMost,
    /// One end of a range: 3—5.
    Range,
}

/// A number as printed.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Number, scale and unit: 2.73万件.
    pub span: Span,
    /// The digits alone: 2.73.
    pub number: Span,
    /// The digits read.
    pub decimal: Decimal,
    /// The power of ten that 万, 亿 … stand for; for 成 it is 1 (三成 = 30%).
    pub scale: u8,
    /// The unit's words: 件, 个百分点, %.
    pub unit: Option<Span>,
    /// Words that make it vague.
    pub hedge: Option<Hedge>,
    /// What it is.
    pub role: Role,
    /// The words before the number that name it: 话务工单, 办结率.
    pub label: Span,
}

/// Finds every figure of the document, in order.
pub fn scan(_source: &Source, _document: &Document) -> Vec<Figure> {
    Vec::new()
}

impl Figure {
    /// The value with its scale: 27300 for 2.73万件, 99.02 for 99.02%.
    pub fn value(&self) -> Exact {
        self.decimal.exact() * Exact::from(crate::number::power_of_ten(self.scale))
    }

    /// One unit of the last printed place, with its scale.
    pub fn unit_in_last_place(&self) -> Exact {
        self.decimal.unit() * Exact::from(crate::number::power_of_ten(self.scale))
    }

    /// The set of numbers that print like this when rounded.
    pub fn interval(&self) -> Interval {
        Interval::point(self.value())
    }
}
