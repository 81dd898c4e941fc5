//! `--select` and `--ignore`.

use super::usage::UsageError;
use crate::rules::{self, RULES, Rule};
use crate::words::nearest;

/// The rules whose findings are wanted.
#[derive(Debug)]
pub(super) struct Selection {
    select: Vec<Selector>,
    ignore: Vec<Selector>,
}

#[derive(Debug)]
enum Selector {
    One(&'static Rule),
    /// The beginning of codes: R, R1.
    Family(String),
}

impl Selection {
    /// Reads the words of both options. Without `select` every rule is wanted.
    pub(super) fn new(select: &[String], ignore: &[String]) -> Result<Self, Box<UsageError>> {
        let read = |words: &[String]| words.iter().map(|word| selector(word.trim())).collect::<Result<_, _>>();
        Ok(Self { select: read(select)?, ignore: read(ignore)? })
    }

    /// Whether findings of `rule` are wanted.
    pub(super) fn takes(&self, rule: &'static Rule) -> bool {
        let named = |selectors: &[Selector]| selectors.iter().any(|selector| selector.matches(rule));
        (self.select.is_empty() || named(&self.select)) && !named(&self.ignore)
    }
}

impl Selector {
    fn matches(&self, rule: &'static Rule) -> bool {
        match self {
            Selector::One(one) => *one == rule,
            Selector::Family(prefix) => rule.code.starts_with(prefix.as_str()),
        }
    }
}

fn selector(word: &str) -> Result<Selector, Box<UsageError>> {
    if let Some(rule) = rules::find(word) {
        return Ok(Selector::One(rule));
    }
    let prefix = word.to_ascii_uppercase();
    if !prefix.is_empty() && RULES.iter().any(|rule| rule.code.starts_with(&prefix)) {
        return Ok(Selector::Family(prefix));
    }
    Err(unknown(word))
}

/// Says that there is no such rule.
pub(super) fn unknown(word: &str) -> Box<UsageError> {
    let names = RULES.iter().flat_map(|rule| [rule.code, rule.name]);
    let near = nearest(word, names).and_then(rules::find).map(|rule| format!("{} {}", rule.code, rule.name));
    UsageError::unknown(("规则", "rule"), word, near, "gouji rules")
}
