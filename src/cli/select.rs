//! `--select` and `--ignore`.

use super::complaint::UsageError;
use crate::card::Card;
use crate::rules::{self, Selector};

/// The rules whose findings are wanted.
#[derive(Debug)]
pub(super) struct Selection {
    select: Vec<Selector>,
    ignore: Vec<Selector>,
}

impl Selection {
    /// Reads the words of both options. Without `select` every rule is wanted.
    pub(super) fn new(select: &[String], ignore: &[String]) -> Result<Self, Box<UsageError>> {
        let read = |words: &[String]| words.iter().map(|word| selector(word.trim())).collect::<Result<_, _>>();
        Ok(Self { select: read(select)?, ignore: read(ignore)? })
    }

    /// The rules that are asked for.
    pub(super) fn asked_for(&self) -> Vec<Selector> {
        self.select.clone()
    }

    /// Whether findings of `rule` are wanted.
    pub(super) fn takes(&self, rule: &'static Card) -> bool {
        let named = |selectors: &[Selector]| selectors.iter().any(|selector| selector.takes(rule));
        (self.select.is_empty() || named(&self.select)) && !named(&self.ignore)
    }
}

fn selector(word: &str) -> Result<Selector, Box<UsageError>> {
    rules::select(word).map_err(|near| unknown_with(word, near))
}

/// Says that there is no such rule.
pub(super) fn unknown(word: &str) -> Box<UsageError> {
    unknown_with(word, rules::select(word).err().flatten())
}

fn unknown_with(word: &str, near: Option<&Card>) -> Box<UsageError> {
    let near = near.map(|rule| format!("{} {}", rule.code, rule.name));
    UsageError::unknown(("规则", "rule"), word, near, "gouji rules")
}
