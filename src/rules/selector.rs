//! Naming rules: by code, by name, or by the beginning of codes.

use super::{CARDS, find};
use crate::card::Card;
use crate::words::nearest;

/// One rule, or a family of them.
#[derive(Clone, Debug, PartialEq)]
pub enum Selector {
    /// R101, rate-mismatch.
    One(&'static Card),
    /// The beginning of codes: R, R1.
    Family(String),
}

impl Selector {
    /// Reads a code, a name or a family.
    ///
    /// # Errors
    /// There is no such rule; the one that was probably meant, if one is near.
    pub fn read(word: &str) -> Result<Self, Option<&'static Card>> {
        if let Some(rule) = find(word) {
            return Ok(Selector::One(rule));
        }
        let prefix = word.to_ascii_uppercase();
        if !prefix.is_empty() && CARDS.iter().any(|rule| rule.code.starts_with(&prefix)) {
            return Ok(Selector::Family(prefix));
        }
        let names = CARDS.iter().flat_map(|rule| [rule.code, rule.name]);
        Err(nearest(word, names).and_then(find))
    }

    /// Whether `rule` is meant.
    pub fn takes(&self, rule: &Card) -> bool {
        match self {
            Selector::One(one) => **one == *rule,
            Selector::Family(prefix) => rule.code.starts_with(prefix.as_str()),
        }
    }

    /// How closely it names what it names: one rule before R10 before R.
    pub(super) fn closeness(&self) -> usize {
        match self {
            Selector::One(_) => usize::MAX,
            Selector::Family(prefix) => prefix.len(),
        }
    }
}

impl std::fmt::Display for Selector {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Selector::One(rule) => rule.code,
            Selector::Family(prefix) => prefix,
        })
    }
}
