//! Slips of the pen: a digit written over, left out or put in, two neighbours swapped, a last digit rounded the wrong way.

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

/// Every number one digit away from `printed`, in order: of the same places, and no longer than a number may be.
pub(super) fn one_digit_edits(printed: Decimal) -> impl Iterator<Item = Decimal> {
    let Decimal { mantissa: digits, places } = printed;
    let whole = printed.whole_digits() as u8;
    let count = whole + places;
    // what stands before a gap, so many digits from the end, and what stands behind it
    let (head, tail) = (|gap: u8| digits / power_of_ten(gap), |gap: u8| digits % power_of_ten(gap));
    let with_any = |head: i128, gap: u8| (0..10).map(move |digit| (head * 10 + digit) * power_of_ten(gap) + tail(gap));
    let written_over = (0..count).flat_map(|at| with_any(head(at + 1), at));
    let swapped = (0..count - 1).map(|at| {
        let pair = head(at) % 100;
        digits + (pair % 10 * 10 + pair / 10 - pair) * power_of_ten(at)
    });
    // one stays before the point, and two in all, since any two numbers of one digit are one digit apart
    let left_out = (places..count).filter(|_| whole > 1 && count > 2).map(|at| head(at + 1) * power_of_ten(at) + tail(at));
    let put_in = (places..=count).filter(|_| count > 1).flat_map(|gap| with_any(head(gap), gap));
    let mut edits: Vec<i128> = written_over.chain(swapped).filter(|&edit| is_printable(edit, whole, count)).collect();
    edits.extend(left_out.filter(|&edit| is_printable(edit, whole - 1, count - 1)));
    edits.extend(put_in.filter(|&edit| is_printable(edit, whole + 1, count + 1)));
    edits.sort_unstable();
    edits.dedup();
    edits.into_iter().filter(move |&edit| edit != digits).map(move |mantissa| Decimal { mantissa, places })
}

/// Whether a number of so many digits, some of them before the point, begins with no zero too many, and is not too long.
fn is_printable(digits: i128, whole: u8, count: u8) -> bool {
    usize::from(count) <= MAX_DIGITS && (whole == 1 || digits >= power_of_ten(count - 1))
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
        for text in ["0", "7", "10", "99", "100", "110", "313", "0.0", "0.5", "0.05", "1.0", "1.01", "99.0", "30.3", "10.0"] {
            let printed = Decimal::parse(text).expect("a number");
            let edits: Vec<Decimal> = one_digit_edits(printed).collect();
            let all = (0..20_000).map(|mantissa| Decimal { mantissa, ..printed });
            assert_eq!(edits, all.filter(|&other| one_digit_apart(printed, other)).collect::<Vec<_>>(), "{text}");
        }
        assert!(one_digit_edits(Decimal::integer(10_i128.pow(17))).all(|edit| edit.whole_digits() <= MAX_DIGITS as u32));
        let edits: Vec<String> = one_digit_edits(Decimal::parse("13").expect("a number")).map(|edit| edit.to_string()).collect();
        for expected in ["31", "93", "18", "113", "130", "139"] {
            assert!(edits.iter().any(|edit| edit == expected), "{expected}");
        }
    }
}
