//! How much a figure says: the number that it prints, and the set of numbers that it stands for.

use super::hedges::Hedge;
use crate::number::{Decimal, End, Exact, Interval, power_of_ten};

/// The digits of a figure with all that says how they are meant, and nothing of the place where they stand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Amount {
    /// The digits.
    pub decimal: Decimal,
    /// The power of ten that 万, 亿 … stand for.
    pub scale: i8,
    /// Whether a minus is printed with it.
    pub is_negative: bool,
    /// What its hedges make of it.
    pub hedge: Option<Hedge>,
    /// Whether it counts or measures, and is no percentage.
    pub is_quantity: bool,
}

impl Amount {
    /// The same without its minus.
    pub(crate) fn unsigned(self) -> Self {
        Self { is_negative: false, ..self }
    }

    /// The value with its scale and its minus.
    pub(crate) fn value(self) -> Exact {
        let size = self.units(self.decimal.mantissa, 1);
        if self.is_negative { -size } else { size }
    }

    /// One unit of the last printed place, with its scale.
    pub(crate) fn unit_in_last_place(self) -> Exact {
        self.units(1, 1)
    }

    /// Whether it stands for exactly one number: a count without scale, decimals or hedge.
    pub(crate) fn is_exact(self) -> bool {
        self.hedge.is_none() && self.is_quantity && self.scale == 0 && self.decimal.places == 0
    }

    /// The set of numbers that it may stand for: what rounds to it, or what its hedge admits.
    pub(crate) fn interval(self) -> Interval {
        if self.is_negative {
            return self.unsigned().interval().negated();
        }
        let zero = End { value: Exact::from(0), closed: true };
        let (open, closed) = (|halves| self.end(halves, false), |halves| self.end(halves, true));
        let (low, high) = match self.hedge {
            None if self.is_exact() => (closed(0), closed(0)),
            None => (closed(-1).map(|low| if low.value < zero.value { zero } else { low }), closed(1)),
            Some(Hedge::Over) => (open(0), open(2 * self.last_nonzero_place())),
            Some(Hedge::Near) => (open(-2 * self.last_nonzero_place()), open(0)),
            Some(Hedge::About) => (closed(-self.last_nonzero_place()), closed(self.last_nonzero_place())),
            Some(Hedge::MoreThan) => (open(0), None),
            Some(Hedge::AtLeast) => (closed(0), None),
            Some(Hedge::AtMost) => (Some(zero), closed(0)),
            Some(Hedge::Range) => (None, None),
        };
        Interval { low, high }
    }

    /// What cutting to the printed places gives: from the value up to, but not including, one unit more.
    pub(crate) fn truncation_interval(self) -> Interval {
        if self.hedge.is_some() || self.is_exact() {
            return self.interval();
        }
        let cut = Interval { low: self.end(0, true), high: self.end(2, false) };
        if self.is_negative { cut.negated() } else { cut }
    }

    /// So many halves of the last printed place above the digits, and whether that belongs to a set of which it is an end.
    pub(crate) fn end(self, halves: i128, closed: bool) -> Option<End> {
        Some(End { value: self.units(2 * self.decimal.mantissa + halves, 2), closed })
    }

    /// So many units of the last printed place, or parts of them, with the scale: far within 128 bits, since no number has more
    /// than 18 digits.
    fn units(self, count: i128, parts: i128) -> Exact {
        let (up, down) = (self.scale.max(0).unsigned_abs(), self.scale.min(0).unsigned_abs());
        Exact::new(count * power_of_ten(up), parts * power_of_ten(self.decimal.places + down))
    }

    /// How many units of the last printed place the last digit that is not zero stands for: 100 for 300, 10 for 20亿.
    fn last_nonzero_place(self) -> i128 {
        let mut place = 1;
        while self.decimal.mantissa != 0 && self.decimal.mantissa % (10 * place) == 0 {
            place *= 10;
        }
        place
    }
}
