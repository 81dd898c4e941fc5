//! Exact numbers: what was printed, rationals, and the intervals that a printed figure stands for.
//!
//! A printed figure is a set of rationals (GB/T 8170-2008 rounds, many offices cut, a hedge widens). Nothing here is a
//! float, and nothing overflows silently: an operation that would leave 128 bits gives `None`, and the claim stays unchecked.

mod exact;
mod interval;

use std::fmt;

pub use exact::Exact;
pub(crate) use exact::power_of_ten;
pub use interval::{End, Interval};

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
        Exact::new(self.mantissa, power_of_ten(self.places))
    }

    /// `value` rounded half up to `places` digits after the point. `None` where it leaves 128 bits.
    pub fn rounded(value: Exact, places: u8) -> Option<Self> {
        Some(Self { mantissa: value.checked_mul(power_of_ten(places))?.round(), places })
    }

    /// `value` cut to `places` digits after the point.
    pub fn truncated(value: Exact, places: u8) -> Option<Self> {
        Some(Self { mantissa: value.checked_mul(power_of_ten(places))?.trunc(), places })
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
        let rate = Exact::new(657 * 100, 664);
        assert_eq!(Decimal::rounded(rate, 2).expect("fits").to_string(), "98.95");
        assert_eq!(Decimal::truncated(rate, 2).expect("fits").to_string(), "98.94");
        assert_eq!(expansion(rate, 4), "98.9457…");
        assert_eq!(expansion(Exact::new(1, 4), 4), "0.25");
    }
}
