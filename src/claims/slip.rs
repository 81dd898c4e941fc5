//! Slips of the pen: a digit written over, left out or put in, two neighbours swapped, a last digit rounded the wrong way.

use crate::number::Decimal;

/// Whether a slip accounts for the difference: a few units of the last place, or one digit.
pub(super) fn is_slip(expected: Decimal, printed: Decimal, units: u128) -> bool {
    expected.mantissa.abs_diff(printed.mantissa) <= units || one_digit_apart(expected, printed)
}

/// Whether two numbers differ in one digit only: written over, left out or put in, or two neighbours swapped.
pub(super) fn one_digit_apart(a: Decimal, b: Decimal) -> bool {
    let (a, b) = (a.to_string(), b.to_string());
    let (a, b) = (a.as_bytes(), b.as_bytes());
    match a.len().abs_diff(b.len()) {
        0 => {
            let differing: Vec<usize> = (0..a.len()).filter(|&at| a[at] != b[at]).collect();
            match differing[..] {
                [_] => true,
                // neighbours, be it across the point: 104.9 and 109.4
                [i, j] => (j == i + 1 || (j == i + 2 && a[i + 1] == b'.')) && a[i] == b[j] && a[j] == b[i],
                _ => false,
            }
        }
        1 => {
            let (long, short) = if a.len() > b.len() { (a, b) } else { (b, a) };
            short.len() > 1 && (0..long.len()).any(|skip| long[..skip] == short[..skip] && long[skip + 1..] == short[skip..])
        }
        _ => false,
    }
}

/// Every number one digit away from `printed`: of the same places, and no longer than a number may be.
pub(super) fn one_digit_edits(printed: Decimal) -> impl Iterator<Item = Decimal> {
    let digits = printed.to_string().into_bytes();
    let places = (0..digits.len()).filter(|&at| digits[at].is_ascii_digit()).collect::<Vec<_>>();
    let mut texts: Vec<Vec<u8>> = Vec::new();
    for &at in &places {
        let with = |digit: u8| [&digits[..at], &[digit], &digits[at + 1..]].concat();
        texts.extend((b'0'..=b'9').filter(|&digit| digit != digits[at]).map(with));
    }
    for pair in places.windows(2).filter(|pair| digits[pair[0]] != digits[pair[1]]) {
        let mut swapped = digits.clone();
        swapped.swap(pair[0], pair[1]);
        texts.push(swapped);
    }
    let point = digits.iter().position(|&byte| byte == b'.').unwrap_or(digits.len());
    for &at in places.iter().filter(|&&at| at < point && point > 1) {
        texts.push([&digits[..at], &digits[at + 1..]].concat());
    }
    for at in 0..=point {
        texts.extend((b'0'..=b'9').map(|digit| [&digits[..at], &[digit], &digits[at..]].concat()));
    }
    let leading_zero = |text: &[u8]| text.len() > 1 && text[0] == b'0' && text[1] != b'.';
    let mut edits: Vec<Decimal> = texts
        .iter()
        .filter(|text| !leading_zero(text))
        .filter_map(|text| Decimal::parse(std::str::from_utf8(text).ok()?))
        .collect();
    edits.sort_by_key(|edit| edit.mantissa);
    edits.dedup();
    edits.retain(|&edit| one_digit_apart(edit, printed));
    edits.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_one_digit() {
        let d = |text| Decimal::parse(text).expect("a number");
        for (a, b) in [("323", "923"), ("99.02", "99.01"), ("1898", "1988"), ("1234", "124"), ("104.9", "109.4")] {
            assert!(one_digit_apart(d(a), d(b)), "{a} {b}");
        }
        for (a, b) in [("323", "332323"), ("99.02", "98.01"), ("12", "12")] {
            assert!(!one_digit_apart(d(a), d(b)), "{a} {b}");
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
