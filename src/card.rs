//! A rule's card: all that is known of a rule but its check. It stands below findings, each of which names the rule that
//! made it, so that those who read findings need not know the rules.

mod family;
mod manual;

use crate::severity::Severity;
use crate::text::{Lang, Text};

pub use family::Family;

/// Where a rule has its authority, with the document that it cites.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Authority {
    /// 法规: a document of that name. Its findings may say 规定.
    Law(&'static str),
    /// 国标: a national standard of that number. Its findings may say 规定.
    Standard(&'static str),
    /// 算术: arithmetic.
    Arithmetic,
    /// 惯例: usual practice.
    Practice,
}

impl Authority {
    /// The word used in tables.
    pub fn word(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Authority::Law(_), Lang::Zh) => "法规",
            (Authority::Standard(_), Lang::Zh) => "国标",
            (Authority::Arithmetic, Lang::Zh) => "算术",
            (Authority::Practice, Lang::Zh) => "惯例",
            (Authority::Law(_), Lang::En) => "law",
            (Authority::Standard(_), Lang::En) => "standard",
            (Authority::Arithmetic, Lang::En) => "arithmetic",
            (Authority::Practice, Lang::En) => "practice",
        }
    }

    /// The document cited, e.g. GB/T 8170-2008.
    pub fn citation(self) -> Option<&'static str> {
        match self {
            Authority::Law(document) | Authority::Standard(document) => Some(document),
            Authority::Arithmetic | Authority::Practice => None,
        }
    }
}

/// What a finding of a rule is about, and with that what follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Effect {
    /// Something in the report: it can be allowed, and be known to a baseline.
    Report,
    /// How the file was read. Nothing was left out, but a baseline does not keep it, since it is about this file only.
    Reading,
    /// What was not checked: the run ends with exit code 2, whatever else was found, and no baseline keeps it.
    Unchecked,
    /// What the author allows: it cannot be allowed in turn.
    Suppression,
}

/// How far the findings of a rule can be fixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fix {
    /// Some of them by `--fix`: typographical certainties.
    Safe,
    /// Some of them by `--unsafe-fixes`, where there is a single repair.
    Unsafe,
}

impl Fix {
    /// The name in `gouji rules --format json`.
    pub fn name(self) -> &'static str {
        match self {
            Fix::Safe => "safe",
            Fix::Unsafe => "unsafe",
        }
    }

    /// The option that it takes.
    pub fn option(self) -> &'static str {
        match self {
            Fix::Safe => "--fix",
            Fix::Unsafe => "--unsafe-fixes",
        }
    }
}

/// A rule without its check: its names, its standing and its manual.
#[non_exhaustive]
pub struct Card {
    /// Family letter and three digits, never reused: R101.
    pub code: &'static str,
    /// The fault; it reads after "allow": rate-mismatch.
    pub name: &'static str,
    /// What it is about, as its letter says.
    pub family: Family,
    /// What follows from its findings.
    pub effect: Effect,
    /// The severity of its findings unless they say less.
    pub severity: Severity,
    /// Where it has its authority.
    pub authority: Authority,
    /// How far its findings can be fixed, if they can.
    pub fix: Option<Fix>,
    /// The manual: a line in Chinese, a line in English, then the sections of both and examples in Markdown.
    pub docs: &'static str,
}

impl std::fmt::Debug for Card {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.code, self.name)
    }
}

impl PartialEq for Card {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}
