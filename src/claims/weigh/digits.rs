//! What the digits say: the chance of these very digits, if an answer gives them and if nothing does.

use super::weights::Milli;
use crate::number::power_of_ten;

/// Results are counted in these parts of a unit of the last printed place.
pub(super) const PART: i128 = 256;

/// A percentage as printed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Printed {
    /// Its digits as a whole number.
    pub(super) mantissa: i128,
    pub(super) places: u8,
    /// How many units of its last place make one per cent.
    pub(super) power: i128,
    /// What rounding or a hedge leaves open on each side, in parts.
    pub(super) slack: i128,
    /// The same digits stand in a percentage just before.
    pub(super) copied: bool,
}

impl Printed {
    /// What is printed, in parts.
    pub(super) fn exact(self) -> i128 {
        self.mantissa.saturating_mul(PART)
    }

    /// The ratio of one to the other as a percentage, in parts. `None` where it is none, or beyond all measure.
    pub(super) fn of(self, part: i128, whole: i128) -> Option<i128> {
        if whole <= 0 { None } else { part.checked_mul(self.whole())?.checked_div(whole) }
    }

    /// 100%, in parts.
    pub(super) fn whole(self) -> i128 {
        100 * PART * self.power
    }

    /// The least and the greatest that print as this, in parts.
    pub(super) fn ends(self) -> (i128, i128) {
        ((self.exact() - self.slack).max(0), self.exact() + self.slack)
    }
}

/// How an answer's result and the printed digits go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Agrees,
    Cut,
    LastDigit,
    /// One digit of the result is another, or two neighbours are swapped.
    Slip,
    /// One digit of one operand is another.
    OperandSlip,
    /// The point stands elsewhere; 100 less it; part and whole swapped.
    Known,
    FewUnits,
    Other,
}

impl Kind {
    pub(super) fn agrees(self) -> bool {
        matches!(self, Kind::Agrees | Kind::Cut)
    }
}

/// Thousandths of a bit of a whole number's logarithm, from 1 on.
pub(super) fn log2(number: u64) -> Milli {
    // four steps an octave are exact to a twentieth of a bit, which no verdict hangs on
    const STEPS: [Milli; 8] = [0, 170, 322, 459, 585, 700, 807, 907];
    let number = number.max(1);
    let whole = number.ilog2();
    let eighths = if whole >= 3 { (number >> (whole - 3)) & 7 } else { (number << (3 - whole)) & 7 };
    whole as Milli * 1000 + STEPS[eighths as usize]
}

pub(super) const AGREES: Milli = -230;
const CUT: Milli = -5060;
const LAST_DIGIT: Milli = -5200;
pub(super) const SLIP: Milli = -3640;
pub(super) const OPERAND: Milli = -4400;
const KNOWN: Milli = -6500;
pub(super) const FEW: Milli = -6500;
pub(super) const OTHER: Milli = -6060;

/// What is so many parts away is worth a look wherever it stands.
pub(super) const CLOSE: i128 = 2 * PART;

/// What stands far away and does not come close.
pub(super) const FAR: (Kind, Milli) = (Kind::Other, -60_000);

/// What cannot give a percentage at all.
pub(super) const IMPOSSIBLE: (Kind, Milli) = (Kind::Other, -60_000);

/// The digits of an answer that gives `x` parts of the last place, `half` of them uncertain on each side.
/// `operand_slip` tells whether one digit of one operand accounts for them, and among how many it was looked for.
pub(super) fn of_answer(stated: Printed, x: i128, half: i128, operand_slip: impl FnOnce() -> Option<u64>) -> (Kind, Milli) {
    let off = x - stated.exact();
    let reach = half.saturating_add(stated.slack);
    let admitted = (reach.saturating_mul(2) / PART).clamp(1, 1_000_000_000) as u64;
    if off.abs() <= reach {
        return (Kind::Agrees, AGREES - log2(admitted));
    }
    if off > 0 && off < PART + half {
        return (Kind::Cut, CUT - log2(admitted));
    }
    if off.abs() <= PART * 3 / 2 + half {
        return (Kind::LastDigit, LAST_DIGIT - log2(2 + admitted));
    }
    if stated.copied {
        return (Kind::Known, KNOWN);
    }
    // a whole number of units, the least and the greatest
    let (low, high) = ((x - reach + PART - 1).div_euclid(PART), (x + reach).div_euclid(PART));
    if slips_into(stated.mantissa, low, high) {
        return (Kind::Slip, SLIP - log2(slips(stated.mantissa)) - log2(admitted));
    }
    if let Some(tried) = operand_slip() {
        return (Kind::OperandSlip, OPERAND - log2(tried));
    }
    let close = |value: i128| (value - stated.exact()).abs() <= reach;
    if half < PART && [x.saturating_mul(10), x / 10, x.saturating_mul(100), x / 100, stated.whole() - x].into_iter().any(close) {
        return (Kind::Known, KNOWN);
    }
    if off.abs() <= 5 * PART + half {
        return (Kind::FewUnits, FEW - log2(8));
    }
    (Kind::Other, OTHER - resolution(stated))
}

/// The digits if nothing printed gives them: round percentages come up by themselves.
pub(super) fn of_nothing(stated: Printed) -> Milli {
    -resolution(stated)
}

/// The logarithm of how many different percentages were as likely.
pub(super) fn resolution(stated: Printed) -> Milli {
    let number = match () {
        () if stated.exact() == stated.whole() || stated.mantissa == 0 => 3,
        () if stated.mantissa >= 100 && stated.places == 0 => 300,
        () if stated.places == 0 => {
            if stated.mantissa % 10 == 0 {
                12
            } else {
                70
            }
        }
        () => 60 * power_of_ten(stated.places.min(6)),
    };
    log2((number * PART / (2 * stated.slack).max(PART)).max(3) as u64)
}

/// How many slips of a number there are.
pub(super) fn slips(number: i128) -> u64 {
    let digits = u64::from(number.max(1).ilog10()) + 1;
    9 * digits + digits - 1
}

/// Whether one digit of `number`, or two neighbours swapped, gives a whole number from `low` to `high`.
pub(super) fn slips_into(number: i128, low: i128, high: i128) -> bool {
    // what is longer has no digits to speak of; of what is not, a register holds ten times as much
    const LONGEST: i128 = 100_000_000_000_000_000;
    let within = |end: i128| end.clamp(-1, LONGEST) as i64;
    0 < number && number <= LONGEST && low <= high && slips_within(number as i64, within(low), within(high))
}

fn slips_within(number: i64, low: i64, high: i64) -> bool {
    let (mut rest, mut power) = (number, 1_i64);
    while rest > 0 {
        let (digit, next) = (rest % 10, rest / 10 % 10);
        let bare = number - digit * power;
        // most digits are too small to lead there, or too large: told without dividing
        let reaches = bare <= high && low - bare <= 9 * power;
        if reaches && written_over(digit, (low - bare).max(0), high - bare, power, rest < 10) {
            return true;
        }
        let swapped = number + (digit - next) * power * 10 + (next - digit) * power;
        if next != digit && rest >= 10 && (low..=high).contains(&swapped) {
            return true;
        }
        rest /= 10;
        power *= 10;
    }
    false
}

/// Whether another digit than `digit`, times the power of its place, lies from `low` to `high`; the first digit of a number is no zero.
fn written_over(digit: i64, low: i64, high: i64, power: i64, is_first: bool) -> bool {
    let first = ((low + power - 1) / power).max(is_first.into());
    let last = (high / power).min(9);
    first <= last && (first, last) != (digit, digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every number of as many digits with one of them written over, or two neighbours swapped.
    fn all_slips(number: i128) -> Vec<i128> {
        let digits: Vec<char> = number.to_string().chars().collect();
        let read = |digits: Vec<char>| digits.into_iter().collect::<String>().parse::<i128>().expect("digits");
        let over = |at: usize| ('0'..='9').map(move |digit| (at, digit));
        let written = (0..digits.len()).flat_map(over).filter(|&(at, digit)| digit != digits[at] && (at, digit) != (0, '0'));
        let written = written.map(|(at, digit)| {
            let mut other = digits.clone();
            other[at] = digit;
            read(other)
        });
        let swapped = (1..digits.len()).filter(|&at| digits[at] != digits[at - 1]).map(|at| {
            let mut other = digits.clone();
            other.swap(at, at - 1);
            read(other)
        });
        written.chain(swapped).collect()
    }

    proptest::proptest! {
        #[test]
        fn slips_are_solved_for_as_if_each_were_tried(number in 1..200_000_i128, low in 0..200_000_i128, width in 0..40_i128) {
            let tried = all_slips(number).into_iter().any(|slip| (low..=low + width).contains(&slip));
            proptest::prop_assert_eq!(slips_into(number, low, low + width), tried);
        }

        #[test]
        fn logarithms_are_good_to_a_tenth_of_a_bit(number in 1..1_000_000_u64) {
            // 2^(log2 n · 10) against n^10 by its length in bits
            let power = num_bigint::BigUint::from(number).pow(10);
            let tenth = (power.bits() as Milli - 1) * 100;
            proptest::prop_assert!((log2(number) - tenth).abs() <= 220, "{} {}", log2(number), tenth);
        }

        #[test]
        fn what_rounds_to_the_printed_digits_agrees(part in 0..1_000_000_i128, whole in 1..1_000_000_i128, places in 0..3_u8) {
            let part = part.min(whole);
            let power = power_of_ten(places);
            let rounded = (part * 200 * power + whole) / (2 * whole);
            let printed = Printed { mantissa: rounded, places, power, slack: PART / 2, copied: false };
            let x = printed.of(part * 1_000_000, whole * 1_000_000).expect("a whole");
            proptest::prop_assert_eq!(of_answer(printed, x, 0, || None).0, Kind::Agrees);
        }
    }
}
