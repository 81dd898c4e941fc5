//! Exact numbers: what was printed, rationals, and the intervals that a printed figure stands for.
//!
//! A printed figure is a set of rationals (GB/T 8170-2008 rounds, many offices cut, a hedge widens). Nothing here is a
//! float, and nothing overflows silently: an operation that would leave 128 bits gives `None`, and the claim stays unchecked.

use std::fmt;

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Signed, Zero};

/// An exact rational.
pub type Exact = Ratio<i128>;

/// The most digits that a printed number may have; longer ones are names (an account, a telephone number).
pub(crate) const MAX_DIGITS: usize = 18;

/// A number as printed: its digits and how many of them follow the point. 98.0 and 98 differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    /// The digits without the point.
    pub mantissa: i128,
    /// How many digits follow the point.
    pub places: u8,
}

impl Decimal {
    /// Reads ASCII digits with at most one point. `None` for anything else and for more than 18 digits.
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits = whole.len() + fraction.len();
        if whole.is_empty() || digits > MAX_DIGITS || !(whole.bytes().chain(fraction.bytes())).all(|b| b.is_ascii_digit()) {
            return None;
        }
        let mantissa = whole.bytes().chain(fraction.bytes()).fold(0, |sum, b| sum * 10 + i128::from(b - b'0'));
        Some(Self { mantissa, places: fraction.len() as u8 })
    }

    /// A whole number.
    pub fn integer(value: i128) -> Self {
        Self { mantissa: value, places: 0 }
    }

    /// The value.
    pub fn exact(self) -> Exact {
        // most figures are whole, and to reduce a fraction takes a division of 128 bits
        if self.places == 0 { Exact::from(self.mantissa) } else { Ratio::new(self.mantissa, power_of_ten(self.places)) }
    }

    /// One unit of the last printed place.
    pub fn unit(self) -> Exact {
        Ratio::new(1, power_of_ten(self.places))
    }

    /// `value` rounded half up to `places` digits after the point.
    pub fn rounded(value: Exact, places: u8) -> Option<Self> {
        if value.is_integer() {
            return Some(Self { mantissa: value.numer().checked_mul(&power_of_ten(places))?, places });
        }
        let scaled = value.checked_mul(&Exact::from(power_of_ten(places)))?;
        let half = Ratio::new(1, 2);
        let mantissa = if scaled.is_negative() {
            -(-scaled).checked_add(&half)?.floor().to_integer()
        } else {
            scaled.checked_add(&half)?.floor().to_integer()
        };
        Some(Self { mantissa, places })
    }

    /// `value` cut to `places` digits after the point.
    pub fn truncated(value: Exact, places: u8) -> Option<Self> {
        Some(Self { mantissa: value.checked_mul(&Exact::from(power_of_ten(places)))?.trunc().to_integer(), places })
    }

    /// The number of digits before the point: 5 of 44007.5.
    pub fn whole_digits(self) -> u32 {
        let whole = self.mantissa.abs() / power_of_ten(self.places);
        if whole == 0 { 1 } else { whole.ilog10() + 1 }
    }

    /// How many significant digits are printed; zeros at the end of a whole number do not count.
    pub fn significant_digits(self) -> u32 {
        let mut mantissa = self.mantissa.abs();
        if self.places == 0 {
            while mantissa != 0 && mantissa % 10 == 0 {
                mantissa /= 10;
            }
        }
        if mantissa == 0 { 0 } else { mantissa.ilog10() + 1 }
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let digits = self.mantissa.unsigned_abs();
        let power = power_of_ten(self.places).unsigned_abs();
        match self.places {
            0 => write!(f, "{sign}{digits}"),
            places => write!(f, "{sign}{}.{:0width$}", digits / power, digits % power, width = usize::from(places)),
        }
    }
}

/// 10ⁿ. The places of a printed number and the scales 万 and 亿 stay far below 10³⁸.
pub(crate) fn power_of_ten(n: u8) -> i128 {
    10_i128.pow(u32::from(n.min(37)))
}

/// 10ⁿ, for n below zero too: 1/10 for −1.
pub(crate) fn power(n: i8) -> Exact {
    let power = power_of_ten(n.unsigned_abs());
    if n < 0 { Ratio::new(1, power) } else { Exact::from(power) }
}

/// The first digits of `value` after the point, cut, with … where more follow: 99.0134….
pub(crate) fn expansion(value: Exact, places: u8) -> String {
    match Decimal::truncated(value, places) {
        None => value.to_string(),
        Some(cut) if cut.exact() == value => trim_zeros(&cut.to_string()).to_owned(),
        Some(cut) => format!("{cut}…"),
    }
}

fn trim_zeros(digits: &str) -> &str {
    if digits.contains('.') { digits.trim_end_matches('0').trim_end_matches('.') } else { digits }
}

/// One end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// Where it lies.
    pub value: Exact,
    /// Whether the end itself belongs to the interval.
    pub closed: bool,
}

/// A set of rationals between two ends; `None` is no bound on that side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// Lower end.
    pub low: Option<End>,
    /// Upper end.
    pub high: Option<End>,
}

impl Interval {
    /// The set of one number.
    pub fn point(value: Exact) -> Self {
        Self::closed(value, value)
    }

    /// Both ends belong.
    pub fn closed(low: Exact, high: Exact) -> Self {
        Self { low: Some(End { value: low, closed: true }), high: Some(End { value: high, closed: true }) }
    }

    /// Neither end belongs.
    pub fn open(low: Exact, high: Exact) -> Self {
        Self { low: Some(End { value: low, closed: false }), high: Some(End { value: high, closed: false }) }
    }

    /// The one number, if it is one.
    pub fn as_point(&self) -> Option<Exact> {
        match (self.low, self.high) {
            (Some(low), Some(high)) if low.value == high.value => Some(low.value),
            _ => None,
        }
    }

    /// The same numbers with the other sign.
    pub fn negated(&self) -> Self {
        let other = |end: Option<End>| end.map(|end| End { value: -end.value, ..end });
        Self { low: other(self.high), high: other(self.low) }
    }

    /// Whether the two sets have a number in common.
    pub fn meets(&self, other: &Interval) -> bool {
        before(self.low, other.high) && before(other.low, self.high)
    }

    /// Whether `value` belongs.
    pub fn contains(&self, value: Exact) -> bool {
        self.meets(&Interval::point(value))
    }

    /// Sum of two sets.
    pub fn add(&self, other: &Interval) -> Option<Interval> {
        Some(Interval { low: combine(self.low, other.low, sum)?, high: combine(self.high, other.high, sum)? })
    }

    /// Difference of two sets.
    pub fn sub(&self, other: &Interval) -> Option<Interval> {
        Some(Interval {
            low: combine(self.low, other.high, Exact::checked_sub)?,
            high: combine(self.high, other.low, Exact::checked_sub)?,
        })
    }

    /// Product with a positive number.
    pub fn scale(&self, factor: Exact) -> Option<Interval> {
        let times = |end: Option<End>| -> Option<Option<End>> {
            match end {
                None => Some(None),
                Some(end) => Some(Some(End { value: end.value.checked_mul(&factor)?, ..end })),
            }
        };
        Some(Interval { low: times(self.low)?, high: times(self.high)? })
    }

    /// Product of two sets of numbers that are not negative.
    pub fn mul(&self, other: &Interval) -> Option<Interval> {
        Some(Interval {
            low: combine(self.low, other.low, Exact::checked_mul)?,
            high: combine(self.high, other.high, Exact::checked_mul)?,
        })
    }

    /// Quotient of two sets, of numbers none of which is negative or all of which are. `None` where the divisor reaches zero.
    pub fn div(&self, other: &Interval) -> Option<Interval> {
        if other.low.is_none_or(|low| !low.value.is_positive()) {
            return None;
        }
        if self.high.is_some_and(|high| high.value.is_negative()) {
            return Some(self.negated().div(other)?.negated());
        }
        let high = combine(self.high, other.low, Exact::checked_div)?;
        let low = match (self.low, other.high) {
            (Some(_), None) => Some(End { value: Exact::zero(), closed: false }),
            (low, high) => combine(low, high, Exact::checked_div)?,
        };
        Some(Interval { low, high })
    }
}

/// a + b. Most numbers are whole and need no common denominator. `None` where it leaves 128 bits.
pub(crate) fn sum(a: &Exact, b: &Exact) -> Option<Exact> {
    if a.is_integer() && b.is_integer() { a.numer().checked_add(b.numer()).map(Exact::from) } else { a.checked_add(b) }
}

/// Whether a lower end lies before an upper end, so that something is between them.
fn before(low: Option<End>, high: Option<End>) -> bool {
    match (low, high) {
        (Some(low), Some(high)) => low.value < high.value || (low.value == high.value && low.closed && high.closed),
        _ => true,
    }
}

/// The outer option is overflow, the inner one is no bound.
#[allow(clippy::option_option)]
fn combine(a: Option<End>, b: Option<End>, op: impl Fn(&Exact, &Exact) -> Option<Exact>) -> Option<Option<End>> {
    match (a, b) {
        (Some(a), Some(b)) => Some(Some(End { value: op(&a.value, &b.value)?, closed: a.closed && b.closed })),
        _ => Some(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_keep_their_zeros() {
        let d = Decimal::parse("98.00").expect("a number");
        assert_eq!((d.mantissa, d.places, d.to_string()), (9800, 2, "98.00".to_owned()));
        assert_eq!(d.exact(), Exact::from(98));
        assert_eq!(Decimal::parse("0.05").expect("a number").to_string(), "0.05");
        for bad in ["", ".5", "1.2.3", "1,2", "1234567890123456789"] {
            assert!(Decimal::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn rounding_and_cutting() {
        let rate = Ratio::new(657 * 100, 664);
        assert_eq!(Decimal::rounded(rate, 2).expect("fits").to_string(), "98.95");
        assert_eq!(Decimal::truncated(rate, 2).expect("fits").to_string(), "98.94");
        assert_eq!(expansion(rate, 4), "98.9457…");
        assert_eq!(expansion(Ratio::new(1, 4), 4), "0.25");
    }

    #[test]
    fn open_ends_do_not_touch() {
        let one = Exact::from(1);
        assert!(!Interval::open(Exact::from(0), one).meets(&Interval::point(one)));
        assert!(Interval::closed(Exact::from(0), one).meets(&Interval::point(one)));
    }

    #[test]
    fn division_turns_the_ends() {
        let part = Interval::closed(Ratio::new(1255, 1000), Ratio::new(1265, 1000));
        let whole = Interval::closed(Ratio::new(19015, 1000), Ratio::new(19025, 1000));
        let rate = part.div(&whole).and_then(|r| r.scale(Exact::from(100))).expect("fits");
        assert!(rate.contains(Ratio::new(660, 100)) && !rate.contains(Ratio::new(666, 100)));
    }
}
