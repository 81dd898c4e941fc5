//! Figures: numbers as printed, with unit, hedge and place.
//!
//! Every number in digits becomes a [`Figure`], also those that measure nothing (dates, ordinals, names): the ledger has
//! to account for each. Of the Chinese numerals only those that count something do.

mod amount;
mod compound;
mod digits;
mod hedges;
mod scanner;
mod sign;
mod slips;
mod suffix;

use crate::document::Document;
use crate::ids::{ClauseId, FigureId, IdVec};
use crate::number::{Decimal, Exact, Interval};
use crate::source::{Source, Span};
use crate::units::Unit;

pub(crate) use crate::units::{Kinship, is_unit, kinship};
pub(crate) use amount::Amount;
pub(crate) use hedges::strip_hedge;
pub use hedges::{Hedge, PrintedHedge, Side};
pub use sign::{Direction, PrintedSign};
pub(crate) use sign::{change, change_follows};
pub use slips::{Slip, SlipKind};

/// What a printed number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Class {
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

impl Class {
    /// Whether the number measures something, so that it may take part in a claim.
    pub fn is_measured(self) -> bool {
        matches!(self, Class::Quantity | Class::Percent | Class::Points)
    }

    /// The name in the audit's JSON.
    pub fn name(self) -> &'static str {
        match self {
            Class::Quantity => "quantity",
            Class::Percent => "percent",
            Class::Points => "points",
            Class::Date => "date",
            Class::Ordinal => "ordinal",
            Class::Name => "name",
        }
    }
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Script {
    /// In digits, half- or full-width. The ledger's coverage counts these.
    Digits,
    /// In Chinese numerals: 三级, 四成.
    Han,
}

/// One end of a range: 3—5个工作日.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct RangeEnd {
    /// The sign between the two numbers, as often as it is printed: ——, ~, 至.
    pub sign: Span,
    /// Which of the two numbers this is.
    pub place: RangePlace,
}

/// Which end of a range a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RangePlace {
    /// The number before the sign.
    First,
    /// The number after it.
    Second,
}

/// A number as printed.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Figure {
    /// Number, scale and unit, with its sign: 2.73万件, -8.3%.
    pub span: Span,
    /// The digits alone: 2.73.
    pub number: Span,
    /// The digits read.
    pub decimal: Decimal,
    /// The power of ten that 万, 亿 … stand for; for 成 it is 1 (三成 = 30%), for ‰ and 千分之 it is −1 (9‰ = 0.9%).
    pub scale: i8,
    /// The characters that the scale is printed with: 万, 亿, and the mixed 千 of 3千余人.
    pub scale_words: Vec<Span>,
    /// The separators between its digits: the commas of 1,392,476.
    pub separators: Vec<Span>,
    /// Its plus or minus, or the arrow beside it.
    pub sign: Option<PrintedSign>,
    /// Which way the word of change right before it goes: 下降8.3%.
    pub change: Option<Direction>,
    /// The unit's words: 件, 个百分点, %.
    pub unit: Option<Span>,
    /// What is known of the unit; nothing of %.
    pub(crate) classifier: Option<&'static Unit>,
    /// Every word that makes it vague, in the order of the text.
    pub hedges: Vec<PrintedHedge>,
    /// The range that it is an end of, if it is.
    pub range: Option<RangeEnd>,
    /// The mistyped token that it begins, if it does.
    pub slip: Option<Slip>,
    /// What it is.
    pub class: Class,
    /// How it is written.
    pub script: Script,
    /// The words before the number that name it: 话务工单, 办结率.
    pub label: Span,
    /// The words after it, up to the next mark or figure: 行政复议案件, 正在办理.
    pub tail: Span,
    /// The clause it stands in.
    pub clause: ClauseId,
}

/// A Chinese numeral before a unit that is no figure, since it stands for no one number or counts no list: 百余场, 三四十人.
#[derive(Clone, Debug)]
pub(crate) struct Numeral {
    /// Numeral, scale and unit: 百余场.
    pub span: Span,
    /// The numeral alone: 百.
    pub number: Span,
    /// What is known of the unit.
    pub(crate) classifier: Option<&'static Unit>,
    /// Every word that makes it vague, in the order of the text.
    pub hedges: Vec<PrintedHedge>,
    /// The clause it stands in.
    pub clause: ClauseId,
}

impl From<&Figure> for Numeral {
    fn from(figure: &Figure) -> Self {
        let Figure { span, number, classifier, clause, .. } = *figure;
        Self { span, number, classifier, hedges: figure.hedges.clone(), clause }
    }
}

/// The figures of a report, in order.
pub type Figures = IdVec<FigureId, Figure>;

/// The numbers of a report.
#[derive(Clone, Debug)]
pub(crate) struct Scan {
    /// Every figure, in order.
    pub figures: Figures,
    /// The Chinese numerals that are none, in order.
    pub numerals: Vec<Numeral>,
}

/// Finds every number of the document.
pub(crate) fn scan(source: &Source, document: &Document) -> Scan {
    scanner::scan(source, document)
}

impl Figure {
    /// A number with nothing around it.
    pub fn bare(number: Span, decimal: Decimal, class: Class, script: Script) -> Self {
        Self {
            span: number,
            number,
            decimal,
            scale: 0,
            scale_words: Vec::new(),
            separators: Vec::new(),
            sign: None,
            change: None,
            unit: None,
            classifier: None,
            hedges: Vec::new(),
            range: None,
            slip: None,
            class,
            script,
            label: Span::at(number.start as usize),
            tail: Span::at(number.end as usize),
            clause: ClauseId::FIRST,
        }
    }

    /// What its hedges, or its range, make of it: the set of numbers that it stands for follows from the one that decides.
    pub fn hedge(&self) -> Option<Hedge> {
        if self.range.is_some() { Some(Hedge::Range) } else { hedges::deciding(&self.hedges) }
    }

    /// The value with its scale, and with its plus or minus: 27300 for 2.73万件, 99.02 for 99.02%, −95 for -95.
    pub fn value(&self) -> Exact {
        self.amount().value()
    }

    /// The value that all that is printed with it makes of it: −8.3 for -8.3%, ↓8.3% and 下降8.3%.
    pub fn signed_value(&self) -> Exact {
        Amount { is_negative: self.direction() == Some(Direction::Down), ..self.amount() }.value()
    }

    /// Which way it goes, by its sign, its arrow or the word before it. 「下降-8.3%」 says twice that it goes down.
    pub fn direction(&self) -> Option<Direction> {
        let sign = self.sign.map(|sign| sign.direction);
        if [sign, self.change].contains(&Some(Direction::Down)) { Some(Direction::Down) } else { sign.or(self.change) }
    }

    /// Whether a minus is printed with it.
    pub fn is_negative(&self) -> bool {
        self.sign.is_some_and(|sign| sign.is_arithmetic && sign.direction == Direction::Down)
    }

    /// The number that it prints, without its place in the text.
    pub(crate) fn amount(&self) -> Amount {
        let (decimal, scale, is_negative) = (self.decimal, self.scale, self.is_negative());
        Amount { decimal, scale, is_negative, hedge: self.hedge(), is_quantity: self.class == Class::Quantity }
    }

    /// A number of its kind as it would be printed in place of its digits: 16.67 for −16.67 where there is a minus already.
    /// `None` where the sign would change, too.
    pub fn printed(&self, value: Decimal) -> Option<Decimal> {
        let mantissa = if self.is_negative() { -value.mantissa } else { value.mantissa };
        (mantissa >= 0).then_some(Decimal { mantissa, ..value })
    }

    /// Whether the figure stands for exactly one number: a count without scale, decimals or hedge.
    pub fn is_exact(&self) -> bool {
        self.amount().is_exact()
    }

    /// The exact count, if it is one.
    pub fn count(&self) -> Option<i128> {
        let mantissa = if self.is_negative() { -self.decimal.mantissa } else { self.decimal.mantissa };
        self.is_exact().then_some(mantissa)
    }

    /// The set of numbers that the figure may stand for: what rounds to it, or what its hedge admits.
    pub fn interval(&self) -> Interval {
        self.amount().interval()
    }
}
