//! The verdict ladder: what exact arithmetic says of a stated figure.

use std::ops::RangeInclusive;

use super::verdict::{Gap, Mode, Reason, Verdict};
use crate::figures::{Amount, Figure, Hedge};
use crate::number::{Decimal, End, Exact, Interval, power_of_ten};

/// What became of a stated figure.
#[derive(Clone, Debug)]
pub(super) enum Outcome {
    /// It agrees in these ways; where nothing was rounded there are none.
    Holds(Vec<Mode>),
    /// It does not.
    Off {
        /// The number that should be printed, in the places of the stated one.
        expected: Option<Decimal>,
        gap: Gap,
        /// The ways of rounding that would give the stated digits all the same.
        modes: Vec<Mode>,
    },
    /// No figures could ever give it.
    Impossible(Reason),
    /// Nothing is said.
    Open,
}

impl Outcome {
    /// Numbers that are compared as they stand agree.
    pub(super) fn equal() -> Self {
        Outcome::Holds(Vec::new())
    }

    /// Numbers that are compared as they stand differ.
    pub(super) fn unequal(expected: Option<Decimal>) -> Self {
        Outcome::Off { expected, gap: Gap::Beyond, modes: Vec::new() }
    }

    /// What the audit calls it.
    pub(super) fn verdict(&self) -> Verdict {
        match self {
            Outcome::Holds(modes) => Verdict::of_agreement(modes),
            Outcome::Off { gap, .. } => gap.verdict(),
            Outcome::Impossible(_) => Verdict::Infeasible,
            Outcome::Open => Verdict::Unchecked,
        }
    }
}

/// How a figure was got from the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operation {
    /// By adding and taking away: a whole number stands for itself.
    Sum,
    /// By dividing: a whole number was rounded. 186.4万元 ÷ 2041 is 913元.
    Quotient,
}

/// Compares what the operands give, in the unit in which the figure is printed, with the figure.
/// `computed` is what rounded operands admit, `centre` what their printed values give.
pub(super) fn judge(computed: &Interval, centre: Exact, operation: Operation, stated: Amount) -> Outcome {
    if stated.is_negative {
        return mirrored(judge(&computed.negated(), -centre, operation, stated.unsigned()));
    }
    let modes = modes(computed, operation, stated);
    let gap = match verdict(computed, centre, operation, stated) {
        Verdict::Consistent | Verdict::Truncated => return Outcome::Holds(modes),
        Verdict::DoubleRounded => Gap::DoubleRounded,
        Verdict::OffLastDigit => Gap::LastDigit,
        Verdict::Contradicted => Gap::Beyond,
        // of a number that leaves 128 bits nothing is said
        Verdict::Infeasible | Verdict::Unchecked => return Outcome::Open,
    };
    Outcome::Off { expected: expected(centre, stated), gap, modes }
}

/// The outcome on the other side of zero: half up is half away from zero, on either side of it.
fn mirrored(outcome: Outcome) -> Outcome {
    match outcome {
        Outcome::Off { expected, gap, modes } => {
            let expected = expected.map(|expected| Decimal { mantissa: -expected.mantissa, ..expected });
            Outcome::Off { expected, gap, modes }
        }
        other => other,
    }
}

/// The number that should be printed in place of the stated one, in its scale and its places: 31210 for 3.121亿 in 万.
/// `None` where it leaves 128 bits.
pub(super) fn expected(centre: Exact, stated: Amount) -> Option<Decimal> {
    Decimal::rounded(centre.shifted(-stated.scale)?, stated.decimal.places)
}

/// The verdict alone: what a search over many readings asks for.
pub(super) fn verdict(computed: &Interval, centre: Exact, operation: Operation, stated: Amount) -> Verdict {
    if stated.is_negative {
        return verdict(&computed.negated(), -centre, operation, stated.unsigned());
    }
    if computed.meets(&printed_from(operation, stated)) {
        return Verdict::Consistent;
    }
    if stated.hedge.is_some() {
        return Verdict::Contradicted;
    }
    let Some(expected) = expected(centre, stated) else { return Verdict::Unchecked };
    let off_by_one = expected.mantissa.abs_diff(stated.decimal.mantissa) == 1;
    if off_by_one && computed.as_point().is_some() && is_double_rounded(centre, stated) {
        return Verdict::DoubleRounded;
    }
    if holds_under(Mode::Truncated, computed, operation, stated) {
        return Verdict::Truncated;
    }
    if off_by_one && !stated.is_exact() { Verdict::OffLastDigit } else { Verdict::Contradicted }
}

/// The numbers that the stated one may be printed for, ties up or to even.
pub(super) fn printed_from(operation: Operation, stated: Amount) -> Interval {
    if stated.is_negative {
        return printed_from(operation, stated.unsigned()).negated();
    }
    if is_as_it_stands(operation, stated) {
        return stated.interval();
    }
    Interval { low: stated.end(-1, true), high: stated.end(1, stated.decimal.mantissa % 2 == 0) }
}

/// A count stands for itself and a hedge for what it admits: nothing was rounded.
fn is_as_it_stands(operation: Operation, stated: Amount) -> bool {
    (stated.is_exact() && operation == Operation::Sum) || stated.hedge.is_some()
}

/// The modes under which the operands give the stated digits.
fn modes(computed: &Interval, operation: Operation, stated: Amount) -> Vec<Mode> {
    let modes = [Mode::HalfUp, Mode::HalfEven, Mode::Truncated, Mode::Ceiling];
    modes.into_iter().filter(|&mode| holds_under(mode, computed, operation, stated)).collect()
}

/// Whether the operands give the stated digits under `mode`.
fn holds_under(mode: Mode, computed: &Interval, operation: Operation, stated: Amount) -> bool {
    if is_as_it_stands(operation, stated) {
        return matches!(mode, Mode::HalfUp | Mode::HalfEven) && computed.meets(&stated.interval());
    }
    let even = stated.decimal.mantissa % 2 == 0;
    let (low, high) = match mode {
        Mode::HalfUp => (stated.end(-1, true), stated.end(1, false)),
        Mode::HalfEven => (stated.end(-1, even), stated.end(1, even)),
        Mode::Truncated => (stated.end(0, true), stated.end(2, false)),
        Mode::Ceiling => (stated.end(-2, false), stated.end(0, true)),
    };
    computed.meets(&Interval { low, high })
}

/// Whether rounding first to one or two more places, then to the printed ones, gives the stated digits (GB/T 8170 forbids it).
fn is_double_rounded(centre: Exact, stated: Amount) -> bool {
    let finer = |more: u8| Decimal { places: stated.decimal.places + more, ..stated.decimal };
    let mut first = (1..=2).filter_map(|more| expected(centre, Amount { decimal: finer(more), ..stated }));
    first.any(|first| Decimal::rounded(first.exact(), stated.decimal.places) == Some(stated.decimal))
}

/// How many whole numerators of `whole` print as the stated rate.
pub(super) fn numerators(whole: i128, stated: &Figure) -> Option<u64> {
    let half = stated.amount().unit_in_last_place().checked_div(2)?;
    let part = |per_cent: Exact| per_cent.checked_mul(whole)?.checked_div(100);
    let (low, high) = (part(stated.value().checked_sub(half)?)?, part(stated.value().checked_add(half)?)?);
    let within = whole_numbers(low.max(Exact::from(0)), high.min(Exact::from(whole)));
    u64::try_from((within.end() - within.start() + 1).max(0)).ok()
}

/// The whole numbers from `low` to `high`, neither of them negative; perhaps none.
pub(super) fn whole_numbers(low: Exact, high: Exact) -> RangeInclusive<i128> {
    -(-low).floor()..=high.floor()
}

/// The whole numbers that make part ÷ whole print as `rate`, in place of the part where the whole is `other`.
pub(super) fn parts_for(rate: &Interval, other: i128) -> Option<RangeInclusive<i128>> {
    let times = |end: End| end.value.checked_mul(other)?.checked_div(100);
    Some(whole_numbers(times(rate.low?)?, times(rate.high?)?)).filter(|numbers| !numbers.is_empty())
}

/// The whole numbers that make part ÷ whole print as `rate`, in place of the whole where the part is `other`.
pub(super) fn wholes_for(rate: &Interval, other: i128) -> Option<RangeInclusive<i128>> {
    let (low, high) = (rate.low?.value, rate.high?.value);
    if !low.is_positive() {
        return None;
    }
    let hundredfold = Exact::from(other).checked_mul(100)?;
    Some(whole_numbers(hundredfold.checked_div(high)?, hundredfold.checked_div(low)?)).filter(|numbers| !numbers.is_empty())
}

/// How many different values the stated figure could have shown in its range: 10 000 for a percentage with two places.
/// It measures what an agreement proves: `tuples ÷ resolution` is about the chance of a coincidence.
pub(super) fn resolution(stated: &Figure) -> i128 {
    if stated.hedge().is_some_and(|hedge| hedge != Hedge::Near) {
        return 4;
    }
    // 100% and whole tens come up by themselves
    let digits = stated.decimal.significant_digits();
    let by_digits = power_of_ten(digits.min(9) as u8);
    let by_places = 100 * power_of_ten(stated.decimal.places.saturating_add_signed(-stated.scale.min(0)));
    match stated.class {
        crate::figures::Class::Quantity => by_digits,
        _ => by_digits.min(by_places),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The verdict on a rate by schoolbook means, independent of intervals: long division, digit by digit.
    fn by_long_division(part: i128, whole: i128, places: u32, stated: i128) -> Verdict {
        let scale = 100 * 10_i128.pow(places);
        let (cut, rest) = (part * scale / whole, part * scale % whole);
        let up = cut + i128::from(rest * 2 >= whole);
        let even = if rest * 2 == whole { cut + cut % 2 } else { up };
        let twice = |more: u32| {
            let finer = 10_i128.pow(more);
            let first = (part * scale * finer * 2 + whole) / (whole * 2);
            (first * 2 + finer) / (finer * 2)
        };
        match stated {
            s if s == up || s == even => Verdict::Consistent,
            s if s == twice(1) || s == twice(2) => Verdict::DoubleRounded,
            s if s == cut => Verdict::Truncated,
            s if (s - up).abs() == 1 => Verdict::OffLastDigit,
            _ => Verdict::Contradicted,
        }
    }

    fn percentage(mantissa: i128, places: u8) -> Amount {
        Amount { decimal: Decimal { mantissa, places }, scale: 0, is_negative: false, hedge: None, is_quantity: false }
    }

    proptest::proptest! {
        #[test]
        fn verdicts_agree_with_long_division(whole in 1..2_000_000_i128, part in 0..2_000_000_i128, places in 0..4_u8, off in -3..=3_i128) {
            let part = part.min(whole);
            let exact = Exact::new(part * 100, whole);
            let near = Decimal::truncated(exact, places).expect("fits").mantissa + off;
            proptest::prop_assume!(near >= 0);
            let expected = by_long_division(part, whole, u32::from(places), near);
            let got = verdict(&Interval::point(exact), exact, Operation::Quotient, percentage(near, places));
            proptest::prop_assert_eq!(got, expected, "{}/{} as {} at {}", part, whole, near, places);
        }

        #[test]
        fn ties_are_accepted_both_ways(numerator in 0..10_000_i128, places in 0..3_u8) {
            // an odd number of halves of the last place
            let exact = Exact::new(2 * numerator + 1, 2 * power_of_ten(places));
            for mantissa in [numerator, numerator + 1] {
                let accepted = verdict(&Interval::point(exact), exact, Operation::Quotient, percentage(mantissa, places)) == Verdict::Consistent;
                let even = mantissa % 2 == 0;
                proptest::prop_assert_eq!(accepted, mantissa == numerator + 1 || even);
            }
        }
    }
}
