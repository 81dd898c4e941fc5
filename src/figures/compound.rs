//! Numbers of which each part has a scale of its own: 13万2千, 1亿2000万元, 1万3245件.

use super::digits::{ascii, digits_end};
use super::suffix::{scale_at, suffix};
use crate::number::{Decimal, Exact, MAX_DIGITS, power_of_ten};
use crate::units::{self, Unit};

/// What the parts of a number make up.
pub(super) enum Compound {
    /// There is but one part.
    None,
    /// The number in the scale of its last part, and where its digits end.
    Number(usize, Decimal),
    /// 13万2件 is 13.2万件, or a slip of the pen: nobody can tell.
    Unclear(usize),
}

/// A part: its digits, and the power of ten that they are counted in.
struct Part {
    decimal: Decimal,
    power: u8,
    /// How many digits it has; any number of them where 零 stands before.
    digits: Option<usize>,
}

/// Reads on after the first part of a number, whose digits end at `end`, as long as a smaller one follows at once.
pub(super) fn compound(text: &str, mut end: usize, first: Decimal) -> Compound {
    let mut parts = vec![Part { decimal: first, power: 0, digits: None }];
    while let Some(last) = parts.last_mut().filter(|last| last.decimal.places == 0)
        && let Some((power, part, part_end)) = next(text, end)
    {
        (last.power, end) = (power, part_end);
        parts.push(part);
    }
    let [.., before, last] = &mut parts[..] else { return Compound::None };
    last.power = u8::try_from(suffix(text, end, text.len()).scale).unwrap_or(0);
    // without a scale of its own the last part needs all of its digits
    let is_clear = last.power > 0 || last.digits.is_none_or(|digits| digits == usize::from(before.power));
    // 390万65岁以上老人
    let is_age = units::at(&text[end..]).is_some_and(Unit::is_of_time);
    match whole(&parts).filter(|_| !is_age) {
        None => Compound::None,
        Some(decimal) if is_clear => Compound::Number(end, decimal),
        Some(_) => Compound::Unclear(end),
    }
}

/// The digits of all parts in the scale of the last one. `None` where a part is too large for the place that it stands in, and
/// where they are more than a number may have.
fn whole(parts: &[Part]) -> Option<Decimal> {
    let (last, before) = parts.split_last()?;
    let fits = |pair: &[Part]| {
        let room = pair[0].power.checked_sub(pair[1].power).map(power_of_ten);
        room.is_some_and(|room| pair[1].decimal.exact() < Exact::from(room))
    };
    if !parts.windows(2).all(fits) {
        return None;
    }
    let in_last = |part: &Part| part.decimal.mantissa.checked_mul(power_of_ten(part.power - last.power + last.decimal.places));
    let sum = before.iter().try_fold(last.decimal.mantissa, |sum, part| sum.checked_add(in_last(part)?))?;
    (sum < power_of_ten(MAX_DIGITS as u8)).then_some(Decimal { mantissa: sum, places: last.decimal.places })
}

/// The part after the scale at `at`: that scale, the part, and where its digits end. A year is none: 投资5万2023年完成.
fn next(text: &str, at: usize) -> Option<(u8, Part, usize)> {
    let (mut power, mut start) = (0_u8, at);
    while let Some(scale) = scale_at(&text[start..]) {
        power = power.saturating_add_signed(scale);
        start += '万'.len_utf8();
    }
    let rest = &text[start..];
    let digits = rest.trim_start_matches(['零', '〇']);
    let (padded, start) = (digits.len() < rest.len(), text.len() - digits.len());
    let mut end = digits_end(text, start);
    if power == 0 || end == start || text[end..].starts_with('年') {
        return None;
    }
    let digits = (!padded).then(|| text[start..end].chars().count());
    if text[end..].starts_with('.') && digits_end(text, end + 1) > end + 1 {
        end = digits_end(text, end + 1);
    }
    Some((power, Part { decimal: Decimal::parse(&ascii(&text[start..end]))?, power: 0, digits }, end))
}
