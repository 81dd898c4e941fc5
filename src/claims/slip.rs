//! Slips of the pen: a digit written over, left out or put in, two neighbours swapped, a last digit rounded the wrong way.

use std::ops::Range;

use crate::number::{Decimal, MAX_DIGITS, power_of_ten};

/// Whether a slip accounts for the difference: a few units of the last place, or one digit.
pub(super) fn is_slip(expected: Decimal, printed: Decimal, units: u128) -> bool {
    expected.mantissa.abs_diff(printed.mantissa) <= units || one_digit_apart(expected, printed)
}

/// Whether two numbers differ in one digit only: written over, left out or put in, or two neighbours swapped. Where they are
/// not printed to the same places, the digit is one behind the point, or the point itself is.
pub(super) fn one_digit_apart(a: Decimal, b: Decimal) -> bool {
    let (a, b) = (Digits::of(a), Digits::of(b));
    match a.digits.len() as isize - b.digits.len() as isize {
        0 if a.places == b.places => a.is_written_over(&b),
        0 => a.digits == b.digits && (a.places.abs_diff(b.places) == 1 || a.places.min(b.places) == 0),
        1 => a.has_one_more(&b),
        -1 => b.has_one_more(&a),
        _ => false,
    }
}

/// Every number one digit away from `printed`: of the same places, and no longer than a number may be.
pub(super) fn one_digit_edits(printed: Decimal) -> impl Iterator<Item = Decimal> {
    let digits = Digits::of(printed);
    let edits = digits.written_over().chain(digits.swapped()).chain(digits.left_out()).chain(digits.put_in());
    let mut edits: Vec<Decimal> = edits.filter_map(Digits::number).collect();
    edits.sort_by_key(|edit| edit.mantissa);
    edits.dedup();
    edits.into_iter()
}

/// A number digit by digit.
struct Digits {
    /// From the first on, with the zero before a point: 0, 5 for 0.5.
    digits: Vec<u8>,
    /// How many of them follow the point.
    places: usize,
}

impl Digits {
    fn of(number: Decimal) -> Self {
        let count = number.whole_digits() as u8 + number.places;
        let digit = |place| (number.mantissa.abs() / power_of_ten(place) % 10) as u8;
        Self { digits: (0..count).rev().map(digit).collect(), places: usize::from(number.places) }
    }

    /// The number, unless it is longer than a number may be, or begins with a zero too many.
    fn number(self) -> Option<Decimal> {
        let leading_zero = self.digits[0] == 0 && self.whole() > 1;
        let fits = self.digits.len() <= MAX_DIGITS && !leading_zero;
        let mantissa = || self.digits.iter().fold(0, |number, &digit| number * 10 + i128::from(digit));
        fits.then(|| Decimal { mantissa: mantissa(), places: self.places as u8 })
    }

    /// How many digits stand before the point.
    fn whole(&self) -> usize {
        self.digits.len() - self.places
    }

    /// Whether another number of as many digits differs in one of them, or in two neighbours, be it across the point: 104.9 and
    /// 109.4.
    fn is_written_over(&self, other: &Self) -> bool {
        let (a, b) = (&self.digits, &other.digits);
        let differing: Vec<usize> = (0..a.len()).filter(|&at| a[at] != b[at]).collect();
        match differing[..] {
            [_] => true,
            [i, j] => j == i + 1 && a[i] == b[j] && a[j] == b[i],
            _ => false,
        }
    }

    /// Whether one digit more than in a number of at least two makes the difference.
    fn has_one_more(&self, shorter: &Self) -> bool {
        let (long, short) = (&self.digits, &shorter.digits);
        let mut places = match self.places.checked_sub(shorter.places) {
            Some(0) => 0..self.whole(),
            // with the only one behind the point the point would be left out, too
            Some(1) if shorter.places > 0 => self.whole()..long.len(),
            _ => return false,
        };
        short.len() > 1 && places.any(|skip| long[..skip] == short[..skip] && long[skip + 1..] == short[skip..])
    }

    fn written_over(&self) -> impl Iterator<Item = Self> {
        let others = each_digit_at(0..self.digits.len()).filter(|&(at, digit)| digit != self.digits[at]);
        others.map(|(at, digit)| self.edited(|digits| digits[at] = digit))
    }

    fn swapped(&self) -> impl Iterator<Item = Self> {
        let unlike = (1..self.digits.len()).filter(|&at| self.digits[at - 1] != self.digits[at]);
        unlike.map(|at| self.edited(|digits| digits.swap(at - 1, at)))
    }

    /// Without one of the digits before the point: one stays before it, and two in all, since any two numbers of one digit are
    /// one digit apart.
    fn left_out(&self) -> impl Iterator<Item = Self> {
        let places = if self.whole() > 1 && self.digits.len() > 2 { 0..self.whole() } else { 0..0 };
        places.map(|at| self.edited(|digits| drop(digits.drain(at..=at))))
    }

    /// With one digit more before the point, if there are two.
    fn put_in(&self) -> impl Iterator<Item = Self> {
        let places = if self.digits.len() > 1 { 0..self.whole() + 1 } else { 0..0 };
        each_digit_at(places).map(|(at, digit)| self.edited(|digits| digits.insert(at, digit)))
    }

    fn edited(&self, edit: impl FnOnce(&mut Vec<u8>)) -> Self {
        let mut digits = self.digits.clone();
        edit(&mut digits);
        Self { digits, places: self.places }
    }
}

fn each_digit_at(places: Range<usize>) -> impl Iterator<Item = (usize, u8)> {
    places.flat_map(|at| (0..10).map(move |digit| (at, digit)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_one_digit() {
        let d = |text| Decimal::parse(text).expect("a number");
        let near = [("323", "923"), ("99.02", "99.01"), ("1898", "1988"), ("1234", "124"), ("104.9", "109.4"), ("10.5", "0.5")];
        // not printed to the same places
        let near = near.into_iter().chain([("2.73", "2.7"), ("2.73", "2.3"), ("2.73", "273"), ("99.5", "9.95")]);
        for (a, b) in near {
            assert!(one_digit_apart(d(a), d(b)) && one_digit_apart(d(b), d(a)), "{a} {b}");
        }
        let far = [
            ("323", "332323"),
            ("99.02", "98.01"),
            ("12", "12"),
            ("7", "17"),
            ("123.45", "12.35"),
            ("0.5", "5"),
            ("273", "2.7"),
            ("10.0", "10"),
            ("100.0", "1.00"),
        ];
        for (a, b) in far {
            assert!(!one_digit_apart(d(a), d(b)) && !one_digit_apart(d(b), d(a)), "{a} {b}");
        }
    }

    #[test]
    fn edits_leave_nothing_out() {
        for text in ["0", "7", "10", "313", "99.02", "0.5", "110"] {
            let printed = Decimal::parse(text).expect("a number");
            let edits: Vec<Decimal> = one_digit_edits(printed).collect();
            assert!(edits.len() >= 8 && edits.is_sorted_by(|a, b| a.mantissa < b.mantissa), "{text}");
        }
        let edits: Vec<String> = one_digit_edits(Decimal::parse("13").expect("a number")).map(|edit| edit.to_string()).collect();
        for expected in ["31", "93", "18", "113", "130", "139"] {
            assert!(edits.iter().any(|edit| edit == expected), "{expected}");
        }
    }
}
