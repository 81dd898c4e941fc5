//! What is in force for a report beside its profile: how grave each rule is, and what is allowed.

use std::collections::BTreeMap;

use super::selector::Selector;
use crate::card::Card;
use crate::claims::Mode;
use crate::finding::Finding;
use crate::profile::Adjustments;
use crate::severity::{Certainty, Severity};

/// What is in force for one report.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    levels: Vec<Vec<Set>>,
    /// Rules that are not applied here, and where that is written.
    pub ignored: Vec<(Selector, String)>,
    /// Rules that are applied whatever was set: somebody asked for them.
    pub asked_for: Vec<Selector>,
    /// Ways of rounding that are accepted; none stands for half-up and half-even.
    pub rounding: Vec<Mode>,
    /// What is required otherwise than the profile says.
    pub adjustments: Adjustments,
    /// Findings that are allowed, by what is written there: for formats that have no comments.
    pub allowed: Vec<Allowed>,
}

/// A level that was set for a rule or a family.
#[derive(Clone, Debug)]
pub struct Set {
    /// For which rules.
    pub rules: Selector,
    /// Which level.
    pub level: Level,
    /// Where it is written: gouji.yaml:12.
    pub origin: String,
}

/// How grave the findings of a rule are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// There are none.
    Off,
    /// As given.
    At(Severity),
}

/// A finding that the configuration allows.
#[derive(Clone, Debug)]
pub struct Allowed {
    /// Findings of which rules.
    pub rule: Selector,
    /// The words that the place of the finding is part of, or, for what is missing, words of the message.
    pub quote: String,
    /// Whether it is meant for this very report, so that it is worth saying that it is not needed.
    pub bound: bool,
    /// Why it is allowed, in the author's words.
    pub reason: String,
    /// Where it is written: gouji.yaml:12.
    pub origin: String,
}

impl Settings {
    /// Puts the levels of a file above those that are there: of the files that it extends. In one file the closest name counts:
    /// R101 before R10 before R.
    pub fn push_levels(&mut self, mut levels: Vec<Set>) {
        levels.sort_by_key(|set| set.rules.closeness());
        self.levels.push(levels);
    }

    /// What was set for a rule.
    pub fn set_for(&self, rule: &Card) -> Option<&Set> {
        self.levels.iter().rev().find_map(|layer| layer.iter().rev().find(|set| set.rules.takes(rule)))
    }

    /// The level that was set for a rule.
    pub fn level(&self, rule: &Card) -> Option<Level> {
        self.set_for(rule).map(|set| set.level)
    }

    /// The ways of rounding that are accepted. Half-up and half-even differ only at exact ties: GB/T 8170 rounds these to even,
    /// offices round them up, and where nothing was set both are right.
    pub fn accepted_rounding(&self) -> &[Mode] {
        if self.rounding.is_empty() { &[Mode::HalfUp, Mode::HalfEven] } else { &self.rounding }
    }

    /// Whether a rule is applied.
    pub fn applies(&self, rule: &Card) -> bool {
        let asked_for = || self.asked_for.iter().filter(|selector| selector.takes(rule));
        if self.accepts(rule) {
            // who asks for all rules about rates does not ask for what is no fault here
            return asked_for().any(|selector| matches!(selector, Selector::One(_)));
        }
        if asked_for().next().is_some() {
            return true;
        }
        !(self.level(rule) == Some(Level::Off) || self.ignored.iter().any(|(selector, _)| selector.takes(rule)))
    }

    /// How many of `rules` are not applied though they would be by default, by the file that says so.
    pub fn switched_off<'a>(&self, rules: impl IntoIterator<Item = &'a Card>) -> BTreeMap<String, usize> {
        let mut off = BTreeMap::new();
        for rule in rules.into_iter().filter(|rule| !self.applies(rule)) {
            let ignored = self.ignored.iter().find(|(selector, _)| selector.takes(rule)).map(|(_, origin)| origin);
            let set = self.set_for(rule).filter(|set| set.level == Level::Off).map(|set| &set.origin);
            if let Some(origin) = set.or(ignored) {
                let file = origin.rsplit_once(':').map_or(origin.as_str(), |(file, _)| file);
                *off.entry(file.to_owned()).or_default() += 1;
            }
        }
        off
    }

    /// Whether what a rule finds is an accepted way of rounding.
    fn accepts(&self, rule: &Card) -> bool {
        matches!(rule.name, "rate-truncated" | "mixed-rounding") && self.rounding.contains(&Mode::Truncated)
    }

    /// The finding as grave as it is here; none, if its rule is not applied. What a rule holds to be less grave than it usually is
    /// does not become graver than what was set, and what is only likely never becomes an error.
    pub(super) fn judge(&self, mut finding: Finding) -> Option<Finding> {
        if !self.applies(finding.rule) {
            return None;
        }
        if let Some(Level::At(level)) = self.level(finding.rule) {
            let is_lesser = finding.severity < finding.rule.severity;
            finding.severity = if is_lesser { finding.severity.min(level) } else { level };
            if finding.certainty == Certainty::Likely {
                finding.severity = finding.severity.min(Severity::Warning);
            }
        }
        Some(finding)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::find;
    use crate::source::Span;
    use crate::text::Text;

    fn set(rules: &str, level: Level) -> Set {
        Set { rules: crate::rules::select(rules).expect("a rule"), level, origin: String::new() }
    }

    #[test]
    fn the_nearest_file_and_the_closest_name_count() {
        let mut settings = Settings::default();
        settings.push_levels(vec![set("R101", Level::Off), set("Q", Level::Off)]);
        settings.push_levels(vec![set("R101", Level::At(Severity::Note)), set("R", Level::At(Severity::Warning))]);
        let level = |code| settings.level(find(code).expect("a rule"));
        assert_eq!(level("R101"), Some(Level::At(Severity::Note)));
        assert_eq!(level("R102"), Some(Level::At(Severity::Warning)));
        assert_eq!((level("Q101"), level("C101")), (Some(Level::Off), None));
    }

    #[test]
    fn what_is_accepted_must_be_asked_for_by_name() {
        let rule = find("R102").expect("a rule");
        for (asked_for, applies) in [("", false), ("R", false), ("R102", true), ("rate-truncated", true)] {
            let asked_for = crate::rules::select(asked_for).into_iter().collect();
            let settings = Settings { rounding: vec![Mode::HalfUp, Mode::Truncated], asked_for, ..Settings::default() };
            assert_eq!(settings.applies(rule), applies);
        }
    }

    #[test]
    fn what_is_likely_never_becomes_an_error() {
        let rule = find("R102").expect("a rule");
        let mut settings = Settings::default();
        settings.push_levels(vec![set("R102", Level::At(Severity::Error))]);
        let judged = |finding: Finding| settings.judge(finding).map(|finding| finding.severity);
        let finding = || Finding::new(rule, Span::at(0), Text::same(""));
        assert_eq!(judged(finding()), Some(Severity::Error));
        assert_eq!(judged(finding().likely()), Some(Severity::Warning));
        assert_eq!(judged(finding().at_most(Severity::Note)), Some(Severity::Note));
    }
}
