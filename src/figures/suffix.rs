//! What follows a number: a per cent sign, or hedge, scale, hedge and unit.

use super::digits::{digits_end, is_han};
use super::{Class, PrintedHedge, hedges};
use crate::numerals::Spelled;
use crate::source::Span;
use crate::units::{self, Unit};

/// What follows the digits.
#[derive(Default)]
pub(super) struct Suffix {
    /// End of scale and unit.
    pub end: usize,
    pub scale: i8,
    pub scale_words: Vec<Span>,
    pub unit: Option<Span>,
    pub classifier: Option<&'static Unit>,
    pub hedge: Option<PrintedHedge>,
    pub class: Option<Class>,
}

/// Percent sign, or hedge, scale, hedge and unit: 「%」, 「个百分点」, 「余万件」, 「多亿元」.
pub(super) fn suffix(text: &str, at: usize, limit: usize) -> Suffix {
    let marked = note_end(&text[..limit], at);
    let behind = suffix_at(text, marked, limit);
    if marked > at && behind.end > marked { behind } else { suffix_at(text, at, limit) }
}

/// Where the mark of a note ends that stands after a number: 351①件, 351[1]件, 351¹件, 351⁽¹⁾件.
fn note_end(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let bracketed = [('[', ']'), ('［', '］'), ('【', '】')].iter().find_map(|&(open, close)| {
        let inner = rest.strip_prefix(open)?;
        let digits = digits_end(inner, 0);
        (matches!(digits, 1..=2) && inner[digits..].starts_with(close)).then(|| open.len_utf8() + digits + close.len_utf8())
    });
    let raised = rest.find(|c| !is_raised(c) && !('①'..='⑳').contains(&c)).unwrap_or(rest.len());
    at + bracketed.unwrap_or(raised)
}

/// Whether a character is raised by itself: ², ⁽.
pub(super) fn is_raised(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '⁻' | '⁽' | '⁾')
}

fn suffix_at(text: &str, at: usize, limit: usize) -> Suffix {
    let blank = text[at..limit].len() - text[at..limit].trim_start_matches([' ', '\u{a0}']).len();
    let start = at + blank;
    let rest = &text[start..limit];
    // 「75.28.%」 is a slip of the pen, but a percentage all the same
    let stray = rest.starts_with(".%") || rest.starts_with(".％");
    if let Some(sign) = rest[usize::from(stray)..].chars().next().filter(|c| matches!(c, '%' | '％' | '﹪' | '‰' | '‱')) {
        let sign_start = start + usize::from(stray);
        let mut end = sign_start + sign.len_utf8();
        while text[end..limit].starts_with(sign) {
            end += sign.len_utf8();
        }
        let (unit, class) = (Some(Span::new(sign_start, end)), Some(Class::Percent));
        let scale = match sign {
            '‰' => -1,
            '‱' => -2,
            _ => 0,
        };
        return Suffix { end, scale, unit, class, ..Suffix::default() };
    }
    let mut suffix = scale_and_unit(text, start, limit);
    if suffix.end == start {
        suffix.end = at;
    }
    suffix
}

fn scale_and_unit(text: &str, start: usize, limit: usize) -> Suffix {
    let mut suffix = Suffix { end: start, ..Suffix::default() };
    let mut at = start;
    loop {
        let rest = &text[at..limit];
        if let Some(power) = scale_at(rest) {
            suffix.scale += power;
            suffix.scale_words.push(Span::new(at, at + '万'.len_utf8()));
            at += '万'.len_utf8();
        } else if suffix.hedge.is_none() && is_over(rest) {
            suffix.hedge = hedges::inside(text, at);
            at += '多'.len_utf8();
        } else {
            break;
        }
        suffix.end = at;
    }
    if let Some(unit) = units::at(&text[at..limit]) {
        suffix.end = at + unit.word.len();
        suffix.unit = Some(Span::new(at, suffix.end));
        suffix.classifier = Some(unit);
        suffix.class = unit.is_points().then_some(Class::Points);
    }
    suffix
}

/// The power of ten of 万, 亿 and (loosely, 「3千余人」) 千, 百, 十; 千米 and 千克 are units.
pub(super) fn scale_at(rest: &str) -> Option<i8> {
    match rest.chars().next()? {
        '亿' | '億' => Some(8),
        '万' | '萬' => Some(4),
        '千' if units::at(rest).is_none() => Some(3),
        '百' if !rest.starts_with("百分") => Some(2),
        '十' => Some(1),
        _ => None,
    }
}

/// 余 or 多 that belongs to the number: a scale or a unit follows.
fn is_over(rest: &str) -> bool {
    let Some(after) = rest.strip_prefix(['余', '多']) else { return false };
    scale_at(after).is_some() || units::at(after).is_some() || after.chars().next().is_some_and(is_han)
}

/// 成 after a number below ten, where it means tenths: 三成.
pub(super) fn tenths(text: &str, at: usize, limit: usize, spelled: &Spelled) -> Option<Suffix> {
    let after = text[at..limit].strip_prefix('成')?;
    let is_digit = spelled.places == 0 && (1..=9).contains(&spelled.mantissa);
    (is_digit && is_tenths(after)).then(|| {
        let end = at + '成'.len_utf8();
        let (unit, classifier) = (Some(Span::new(at, end)), units::named("成"));
        Suffix { end, scale: 1, unit, classifier, class: Some(Class::Percent), ..Suffix::default() }
    })
}

/// What may follow 成 when it means tenths: 三成以上, 近七成, not 三成员.
fn is_tenths(after: &str) -> bool {
    after.chars().next().is_none_or(|c| !is_han(c)) || hedges::after(after, 0).is_some() || after.starts_with(['的', '为', '是'])
}
