//! What a rule has to say about a place: plain data, in two languages, without any layout.

use std::fmt;
use std::ops::Range;

use crate::card::Card;
use crate::ids::ClaimId;
use crate::severity::{Certainty, Severity};
use crate::source::{Source, Span};
use crate::text::{Facts, Lang, Text};

/// A secondary place, with its role in 2 to 6 characters: 收到 13785.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What it is there.
    pub text: Text,
}

/// One way to make the text consistent again. Never applied silently.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Repair {
    /// What would be replaced.
    pub span: Span,
    /// By what.
    pub replacement: String,
    /// Whether it may be applied without asking: a typographical certainty, never a figure.
    pub safe: bool,
}

impl Repair {
    /// What differs: a place in what would be replaced, and the words for it. What both begin and end with is left out, so that a tag
    /// may well stand in the rest of a phrase. What is inserted takes the character beside it along, since between two characters a
    /// file may have two places.
    pub fn difference(&self, source: &Source) -> (Span, &str) {
        let (before, after) = difference(source.slice(self.span), &self.replacement);
        let start = self.span.start as usize;
        (Span::new(start + before.start, start + before.end), &self.replacement[after])
    }
}

/// Where two texts differ.
fn difference(before: &str, after: &str) -> (Range<usize>, Range<usize>) {
    let common = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
        pairs.take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum()
    };
    let mut start = common(&mut before.chars().zip(after.chars()));
    let mut tail = common(&mut before[start..].chars().rev().zip(after[start..].chars().rev()));
    if start + tail == before.len() {
        match before[..start].chars().next_back() {
            Some(last) => start -= last.len_utf8(),
            None => tail -= before.chars().next().map_or(0, char::len_utf8),
        }
    }
    (start..before.len() - tail, start..after.len() - tail)
}

/// One thing found at one primary place.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Finding {
    /// The rule that found it.
    pub rule: &'static Card,
    /// How serious it is here.
    pub severity: Severity,
    /// How sure.
    pub certainty: Certainty,
    /// The primary place: the figure or heading most likely to be edited.
    pub span: Span,
    /// What is the matter: facts first, one clause, no full stop.
    pub message: Text,
    /// What stands at the primary place, in a few characters.
    pub primary: Option<Text>,
    /// Why, where it is not obvious: the working.
    pub why: Option<Text>,
    /// What to do, conditional on what only the author knows.
    pub help: Option<Text>,
    /// The facts that the texts name.
    pub facts: Facts,
    /// Other places that matter.
    pub labels: Vec<Label>,
    /// Ways to mend it, the best first.
    pub repairs: Vec<Repair>,
    /// The claim it is about.
    pub claim: Option<ClaimId>,
}

impl Finding {
    /// A finding of `rule` at `span`, as serious as the rule is by default, proven.
    pub fn new(rule: &'static Card, span: Span, message: Text) -> Self {
        Self {
            rule,
            severity: rule.severity,
            certainty: Certainty::Proven,
            span,
            message,
            primary: None,
            why: None,
            help: None,
            facts: Facts::default(),
            labels: Vec::new(),
            repairs: Vec::new(),
            claim: None,
        }
    }

    /// Names a fact of the message.
    pub fn fact(mut self, name: &'static str, fact: impl fmt::Display) -> Self {
        self.facts.set(name, Text::same(fact.to_string()));
        self
    }

    /// Names a fact that reads differently in the two languages.
    pub fn fact_text(mut self, name: &'static str, fact: Text) -> Self {
        self.facts.set(name, fact);
        self
    }

    /// Says in a few characters what stands at the primary place.
    pub fn primary(mut self, text: Text) -> Self {
        self.primary = Some(text);
        self
    }

    /// Points at another place.
    pub fn label(mut self, span: Span, text: Text) -> Self {
        self.labels.push(Label { span, text });
        self
    }

    /// Gives the working.
    pub fn why(mut self, text: Text) -> Self {
        self.why = Some(text);
        self
    }

    /// Says what to do.
    pub fn help(mut self, text: Text) -> Self {
        self.help = Some(text);
        self
    }

    /// Adds ways to mend it.
    pub fn repairs(mut self, repairs: impl IntoIterator<Item = Repair>) -> Self {
        self.repairs.extend(repairs);
        self
    }

    /// Ties the finding to a claim.
    pub fn claim(mut self, claim: ClaimId) -> Self {
        self.claim = Some(claim);
        self
    }

    /// Marks the finding as only likely. What is only likely is never an error, so an error becomes a warning.
    pub fn likely(mut self) -> Self {
        self.certainty = Certainty::Likely;
        self.severity = self.severity.min(Severity::Warning);
        self
    }

    /// Lowers the severity to at most `severity`.
    pub fn at_most(mut self, severity: Severity) -> Self {
        self.severity = self.severity.min(severity);
        self
    }

    /// The message in `lang`.
    pub fn message(&self, lang: Lang) -> String {
        self.message.render(lang, &self.facts)
    }

    /// The working in `lang`.
    pub fn why_text(&self, lang: Lang) -> Option<String> {
        self.why.as_ref().map(|text| text.render(lang, &self.facts))
    }

    /// The advice in `lang`.
    pub fn help_text(&self, lang: Lang) -> Option<String> {
        self.help.as_ref().map(|text| text.render(lang, &self.facts))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_common_is_left_out() {
        let table = [
            ("截止目前", "截至目前", "止", "至"),
            ("到目前为止截至", "截至", "到目前为止", ""),
            ("3千余份", "3000余份", "千", "000"),
            ("15~30%", "15%~30%", "5", "5%"),
            ("约20多亿元", "20多亿元", "约", ""),
            ("结", "办结", "结", "办结"),
            ("推进推进", "推进", "推进", ""),
            ("", "。", "", "。"),
            ("，，", "，", "，", ""),
        ];
        for (before, after, old, new) in table {
            let (cut, put) = difference(before, after);
            assert_eq!((&before[cut], &after[put]), (old, new), "{before} → {after}");
        }
    }
}
