//! Patterns of rules, behind a glance that costs next to nothing. To compile the patterns of all rules takes longer than to
//! check a short report, and most reports have nothing that most patterns could match.

use std::iter::Flatten;
use std::option;
use std::sync::OnceLock;

use regex::{CaptureMatches, Captures, Matches, Regex};

/// A regular expression, compiled when a text first passes the glance.
pub(super) struct Pattern {
    glance: fn(&str) -> bool,
    expression: fn() -> String,
    compiled: OnceLock<Regex>,
}

/// What is found in a text; nothing, where the glance turns it down.
pub(super) type OnGlance<I> = Flatten<option::IntoIter<I>>;

impl Pattern {
    /// What `glance` turns down must not match. In the expression, · is the blank that some programs put between digits and
    /// characters.
    pub(super) const fn new(glance: fn(&str) -> bool, expression: fn() -> String) -> Self {
        Self { glance, expression, compiled: OnceLock::new() }
    }

    /// All matches in `text`.
    pub(super) fn find_iter<'t>(&'static self, text: &'t str) -> OnGlance<Matches<'static, 't>> {
        self.on(text).map(|regex| regex.find_iter(text)).into_iter().flatten()
    }

    /// All matches in `text`, with their groups.
    pub(super) fn captures_iter<'t>(&'static self, text: &'t str) -> OnGlance<CaptureMatches<'static, 't>> {
        self.on(text).map(|regex| regex.captures_iter(text)).into_iter().flatten()
    }

    /// The first match in `text`, with its groups.
    pub(super) fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.on(text)?.captures(text)
    }

    /// Whether something in `text` matches.
    pub(super) fn is_match(&self, text: &str) -> bool {
        self.on(text).is_some_and(|regex| regex.is_match(text))
    }

    /// The compiled expression, unless a glance at `text` shows that nothing in it can match.
    fn on(&self, text: &str) -> Option<&Regex> {
        #[cfg(test)]
        crate::source::effort::spend(text.len());
        if (self.glance)(text) {
            return Some(self.compiled());
        }
        debug_assert!(!self.compiled().is_match(text), "the glance overlooks {text}");
        None
    }

    fn compiled(&self) -> &Regex {
        self.compiled.get_or_init(|| {
            Regex::new(&(self.expression)().replace('·', "[ \u{a0}]?"))
                .expect("the patterns of the rules are fixed, and their examples compile each of them")
        })
    }
}

/// Whether one of `words` stands in `text`.
pub(super) fn has(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// Whether one of `words` stands in `text` right after an Arabic digit and at most one blank.
pub(super) fn has_behind_digit(text: &str, words: &[char]) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let before = &text[..at];
        before.strip_suffix([' ', '\u{a0}']).unwrap_or(before).ends_with(|c: char| c.is_ascii_digit())
    })
}
