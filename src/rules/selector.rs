//! Naming rules: by code, by name, or by the beginning of codes.

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
    /// Reads a code, a name or a family of these cards.
    ///
    /// # Errors
    /// There is no such rule; the one that was probably meant, if one is near.
    pub(super) fn read(word: &str, cards: &[&'static Card]) -> Result<Self, Option<&'static Card>> {
        if let Some(rule) = named(word, cards) {
            return Ok(Selector::One(rule));
        }
        let prefix = word.to_ascii_uppercase();
        if !prefix.is_empty() && cards.iter().any(|rule| rule.code.starts_with(&prefix)) {
            return Ok(Selector::Family(prefix));
        }
        let names = cards.iter().flat_map(|rule| [rule.code, rule.name]);
        Err(nearest(word, names).and_then(|name| named(name, cards)))
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

/// The card of that code or name.
pub(super) fn named(code_or_name: &str, cards: &[&'static Card]) -> Option<&'static Card> {
    cards.iter().copied().find(|card| card.code.eq_ignore_ascii_case(code_or_name) || card.name == code_or_name)
}

impl std::fmt::Display for Selector {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Selector::One(rule) => rule.code,
            Selector::Family(prefix) => prefix,
        })
    }
}
