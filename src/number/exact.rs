//! Exact rationals of 128 bits, computed by cross-multiplication.

use std::cmp::Ordering;
use std::fmt;
use std::ops::Neg;

use num_bigint::BigInt;
use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedMul};

/// An exact rational, kept as it was got: to make 1/2 of 50/100 takes longer than all else that is done with it. Only where
/// the numbers would leave 128 bits they are brought to lowest terms, and where that is of no avail there is no result.
#[derive(Clone, Copy, Debug)]
pub struct Exact {
    numerator: i128,
    /// Above zero.
    denominator: i128,
}

impl Exact {
    /// `numerator` over `denominator`, which is not zero.
    pub fn new(numerator: i128, denominator: i128) -> Self {
        debug_assert_ne!(denominator, 0, "no number");
        let sign = denominator.signum();
        Self { numerator: numerator * sign, denominator: denominator * sign }
    }

    /// The same number, to be computed with beyond 128 bits.
    pub(crate) fn unbounded(self) -> Ratio<BigInt> {
        Ratio::new(self.numerator.into(), self.denominator.into())
    }

    /// The sum. `None` where it leaves 128 bits, as in everything below.
    pub fn checked_add(self, other: impl Into<Self>) -> Option<Self> {
        self.combined(other.into(), Self::plus, CheckedAdd::checked_add)
    }

    /// The difference.
    pub fn checked_sub(self, other: impl Into<Self>) -> Option<Self> {
        self.combined(-other.into(), Self::plus, CheckedAdd::checked_add)
    }

    /// The product.
    pub fn checked_mul(self, other: impl Into<Self>) -> Option<Self> {
        self.combined(other.into(), Self::times, CheckedMul::checked_mul)
    }

    /// The quotient; `None` for a divisor of zero, too.
    pub fn checked_div(self, other: impl Into<Self>) -> Option<Self> {
        let other = other.into();
        if other.numerator == 0 { None } else { self.checked_mul(Self::new(other.denominator, other.numerator)) }
    }

    /// With the point so many places further to the right, or to the left where that is below zero.
    pub fn shifted(self, places: i8) -> Option<Self> {
        let power = power_of_ten(places.unsigned_abs());
        if places < 0 { self.checked_div(power) } else { self.checked_mul(power) }
    }

    /// The size without the sign.
    pub fn abs(self) -> Self {
        Self { numerator: self.numerator.abs(), ..self }
    }

    /// Whether it is above zero.
    pub fn is_positive(self) -> bool {
        self.numerator > 0
    }

    /// Whether it is below zero.
    pub fn is_negative(self) -> bool {
        self.numerator < 0
    }

    /// Whether it is whole.
    pub fn is_integer(self) -> bool {
        self.denominator == 1 || self.numerator % self.denominator == 0
    }

    /// The whole number at it or next below it.
    pub fn floor(self) -> i128 {
        self.numerator.div_euclid(self.denominator)
    }

    /// The whole number that is left when the places after the point are cut.
    pub fn trunc(self) -> i128 {
        self.numerator / self.denominator
    }

    /// The whole number next to it, half up: away from zero, on either side of it.
    pub fn round(self) -> i128 {
        let (cut, rest) = (self.trunc(), (self.numerator % self.denominator).abs());
        if rest >= self.denominator - rest { cut + self.numerator.signum() } else { cut }
    }

    /// What comes of two numbers as they stand, or in lowest terms where that leaves 128 bits. It can be negated.
    fn combined(
        self,
        other: Self,
        quick: fn(Self, Self) -> Option<Self>,
        thorough: fn(&Ratio<i128>, &Ratio<i128>) -> Option<Ratio<i128>>,
    ) -> Option<Self> {
        let in_lowest_terms = || {
            let (numerator, denominator) = thorough(&self.lowest(), &other.lowest())?.into_raw();
            Some(Self { numerator, denominator })
        };
        quick(self, other).or_else(in_lowest_terms).filter(|result| result.numerator != i128::MIN)
    }

    fn plus(self, other: Self) -> Option<Self> {
        if self.denominator == other.denominator {
            return Some(Self { numerator: self.numerator.checked_add(other.numerator)?, ..self });
        }
        let (a, b) = (self.numerator.checked_mul(other.denominator)?, other.numerator.checked_mul(self.denominator)?);
        Some(Self { numerator: a.checked_add(b)?, denominator: self.denominator.checked_mul(other.denominator)? })
    }

    fn times(self, other: Self) -> Option<Self> {
        let numerator = self.numerator.checked_mul(other.numerator)?;
        Some(Self { numerator, denominator: self.denominator.checked_mul(other.denominator)? })
    }

    fn lowest(self) -> Ratio<i128> {
        Ratio::new(self.numerator, self.denominator)
    }
}

impl From<i128> for Exact {
    fn from(whole: i128) -> Self {
        Self { numerator: whole, denominator: 1 }
    }
}

impl Neg for Exact {
    type Output = Self;

    fn neg(self) -> Self {
        Self { numerator: -self.numerator, ..self }
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.denominator == other.denominator {
            return self.numerator.cmp(&other.numerator);
        }
        let crosswise = self.numerator.checked_mul(other.denominator).zip(other.numerator.checked_mul(self.denominator));
        crosswise.map_or_else(|| self.lowest().cmp(&other.lowest()), |(a, b)| a.cmp(&b))
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Exact {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Exact {}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.lowest().fmt(f)
    }
}

/// 10ⁿ. The places of a printed number and the scales 万 and 亿 stay far below 10³⁸.
pub(crate) fn power_of_ten(n: u8) -> i128 {
    10_i128.pow(u32::from(n.min(37)))
}

#[cfg(test)]
mod tests {
    use num_traits::{CheckedDiv, CheckedSub};
    use proptest::prelude::*;

    use super::*;

    type Unbounded = Ratio<BigInt>;

    /// Small numbers, those of reports, and those that leave 128 bits at the next step.
    fn numerators() -> impl Strategy<Value = i128> {
        prop_oneof![-20..=20_i128, -10_i128.pow(18)..=10_i128.pow(18), -i128::MAX..=i128::MAX]
    }

    fn numbers() -> impl Strategy<Value = Exact> {
        let denominators = prop_oneof![1..=20_i128, (0..=37_u8).prop_map(power_of_ten), 1..=i128::MAX];
        (numerators(), denominators).prop_map(|(numerator, denominator)| Exact::new(numerator, denominator))
    }

    /// An operation of ours, in lowest terms, and without bounds.
    type Operation = (
        fn(Exact, Exact) -> Option<Exact>,
        fn(&Ratio<i128>, &Ratio<i128>) -> Option<Ratio<i128>>,
        fn(Unbounded, Unbounded) -> Unbounded,
    );

    const OPERATIONS: [Operation; 4] = [
        (Exact::checked_add, CheckedAdd::checked_add, |a, b| a + b),
        (Exact::checked_sub, CheckedSub::checked_sub, |a, b| a - b),
        (Exact::checked_mul, CheckedMul::checked_mul, |a, b| a * b),
        (Exact::checked_div, CheckedDiv::checked_div, |a, b| a / b),
    ];

    proptest! {
        #[test]
        fn operations_are_exact_and_give_up_no_earlier_than_in_lowest_terms(a in numbers(), b in numbers()) {
            for (index, (ours, in_lowest_terms, exactly)) in OPERATIONS.into_iter().enumerate() {
                match ours(a, b) {
                    Some(result) => prop_assert_eq!(result.unbounded(), exactly(a.unbounded(), b.unbounded()), "{}", index),
                    None if index == 3 && b == Exact::from(0) => {}
                    None => {
                        let lowest = in_lowest_terms(&a.lowest(), &b.lowest());
                        prop_assert!(lowest.is_none_or(|lowest| *lowest.numer() == i128::MIN), "{}", index);
                    }
                }
            }
        }

        #[test]
        fn the_order_is_that_of_the_numbers(a in numbers(), b in numbers(), times in 1..1000_i128) {
            prop_assert_eq!(a.cmp(&b), a.unbounded().cmp(&b.unbounded()));
            // in other terms it is the same number
            if let Some(numerator) = a.numerator.checked_mul(times) && let Some(denominator) = a.denominator.checked_mul(times) {
                prop_assert_eq!(a, Exact::new(numerator, denominator));
                prop_assert_eq!(a, Exact::new(-numerator, -denominator));
            }
        }

        #[test]
        fn whole_numbers_near_by(a in numbers()) {
            let (big, half) = (a.unbounded(), Ratio::new(BigInt::from(1), BigInt::from(2)));
            let whole = |number: i128| BigInt::from(number);
            prop_assert_eq!(whole(a.floor()), big.floor().to_integer());
            prop_assert_eq!(whole(a.trunc()), big.trunc().to_integer());
            let away = if a.is_negative() { -(-big.clone() + half).floor() } else { (big.clone() + half).floor() };
            prop_assert_eq!(whole(a.round()), away.to_integer());
            prop_assert_eq!(a.is_integer(), big.is_integer());
        }

        #[test]
        fn points_move(a in numbers(), places in -12..=12_i8) {
            let power = Exact::from(power_of_ten(places.unsigned_abs())).unbounded();
            let exactly = if places < 0 { a.unbounded() / power } else { a.unbounded() * power };
            prop_assert!(a.shifted(places).is_none_or(|moved| moved.unbounded() == exactly));
        }
    }

    #[test]
    fn what_leaves_128_bits_is_no_number() {
        let (huge, tiny) = (Exact::from(i128::MAX), Exact::new(1, i128::MAX));
        assert!(huge.checked_add(1).is_none() && huge.checked_mul(2).is_none() && huge.checked_div(0).is_none());
        assert_eq!(huge.checked_mul(tiny), Some(Exact::from(1)));
        assert_eq!((-huge).checked_sub(1), None);
        assert!(tiny < huge && -huge < tiny && tiny.checked_mul(tiny).is_none());
    }
}
