//! How the masthead is searched for: how far, by which patterns, and where in the text they are found.

use regex_lite::Regex;

use crate::source::Span;

/// How many lines above and below the report are searched for its masthead.
pub(super) const REACH: usize = 40;

/// A span inside a slice that begins at `base`, as a span of the source.
pub(super) fn shift(span: Span, base: u32) -> Span {
    Span { start: span.start + base, end: span.end + base }
}

/// A pattern written in the source of this crate; the tests use each one.
#[expect(clippy::unwrap_used, reason = "a literal pattern is right or wrong at every run; the tests run each")]
pub(super) fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap()
}
