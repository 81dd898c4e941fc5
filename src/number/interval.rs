//! Sets of rationals between two ends.

use std::cmp::Ordering;

use super::Exact;

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
        self.side_of(other) == Ordering::Equal
    }

    /// Whether all of it lies below another set, or all above, or neither since they have a number in common.
    pub(crate) fn side_of(&self, other: &Interval) -> Ordering {
        match (before(other.low, self.high), before(self.low, other.high)) {
            (false, _) => Ordering::Less,
            (_, false) => Ordering::Greater,
            _ => Ordering::Equal,
        }
    }

    /// Whether `value` belongs.
    pub fn contains(&self, value: Exact) -> bool {
        self.meets(&Interval::point(value))
    }

    /// Sum of two sets.
    pub fn add(&self, other: &Interval) -> Option<Interval> {
        Some(Interval {
            low: combine(self.low, other.low, Exact::checked_add)?,
            high: combine(self.high, other.high, Exact::checked_add)?,
        })
    }

    /// Difference of two sets.
    pub fn sub(&self, other: &Interval) -> Option<Interval> {
        self.add(&other.negated())
    }

    /// Product with a positive number.
    pub fn scale(&self, factor: i128) -> Option<Interval> {
        let factor = Interval::point(factor.into());
        let (low, high) =
            (combine(self.low, factor.low, Exact::checked_mul)?, combine(self.high, factor.high, Exact::checked_mul)?);
        Some(Interval { low, high })
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
            (Some(_), None) => Some(End { value: Exact::from(0), closed: false }),
            (low, high) => combine(low, high, Exact::checked_div)?,
        };
        Some(Interval { low, high })
    }
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
fn combine(a: Option<End>, b: Option<End>, op: fn(Exact, Exact) -> Option<Exact>) -> Option<Option<End>> {
    match (a, b) {
        (Some(a), Some(b)) => Some(Some(End { value: op(a.value, b.value)?, closed: a.closed && b.closed })),
        _ => Some(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_ends_do_not_touch() {
        let one = Exact::from(1);
        let up_to_one = |closed| Interval { low: None, high: Some(End { value: one, closed }) };
        assert!(!up_to_one(false).meets(&Interval::point(one)) && up_to_one(true).meets(&Interval::point(one)));
    }

    #[test]
    fn division_turns_the_ends() {
        let part = Interval::closed(Exact::new(1255, 1000), Exact::new(1265, 1000));
        let whole = Interval::closed(Exact::new(19015, 1000), Exact::new(19025, 1000));
        let rate = part.div(&whole).and_then(|r| r.scale(100)).expect("fits");
        assert!(rate.contains(Exact::new(660, 100)) && !rate.contains(Exact::new(666, 100)));
    }
}
