//! The numbers that lines begin with.

use crate::words::is_blank;

/// Whether a line begins with 一、（一）1. or （1）.
pub(super) fn begins_with_ordinal(line: &str) -> bool {
    let line = line.trim_start_matches(is_blank);
    let is_numeral = |c: char| "一二三四五六七八九十百".contains(c) || c.is_ascii_digit();
    let inner = line.trim_start_matches(['（', '(']);
    let rest = inner.trim_start_matches(is_numeral);
    let bracketed = inner.len() < line.len();
    let numerals = inner.len() - rest.len();
    numerals > 0
        && numerals <= 12
        && if bracketed { rest.starts_with(['）', ')']) } else { rest.starts_with('、') || is_dotted(rest) }
}

/// 「1.」 and 「1．」, but no 「1.5」.
fn is_dotted(rest: &str) -> bool {
    let after = rest.strip_prefix('.').or_else(|| rest.strip_prefix('．'));
    after.is_some_and(|after| !after.starts_with(|c: char| c.is_ascii_digit()))
}
