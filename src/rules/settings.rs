//! What is in force for a report beside its profile: how grave each rule is, and what is allowed.

use super::{Rule, Selector};
use crate::claims::Mode;
use crate::finding::{Certainty, Finding, Severity};

/// What is in force for one report.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    levels: Vec<Layer>,
    /// Rules that are not applied here.
    pub ignored: Vec<Selector>,
    /// Ways of rounding that are accepted beside half-up and half-even, between which no rule decides.
    pub rounding: Vec<Mode>,
    /// Findings that are allowed, by what is written there: for formats that have no comments.
    pub allowed: Vec<Allowed>,
}

/// Levels of one file. They stand above those of the file that it extends.
type Layer = Vec<(Selector, Level)>;

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
    /// Where it is written: gouji.yaml:12.
    pub origin: String,
}

impl Settings {
    /// Puts the levels of a file above those that are there. In one file the closest name counts: R101 before R10 before R.
    pub fn push_levels(&mut self, mut levels: Vec<(Selector, Level)>) {
        levels.sort_by_key(|(selector, _)| selector.closeness());
        self.levels.push(levels);
    }

    /// The level that was set for a rule.
    pub fn level(&self, rule: &Rule) -> Option<Level> {
        let set = |layer: &Layer| layer.iter().rev().find(|(selector, _)| selector.takes(rule)).map(|&(_, level)| level);
        self.levels.iter().rev().find_map(set)
    }

    /// Whether a rule is applied.
    pub fn applies(&self, rule: &Rule) -> bool {
        let is_cut = matches!(rule.name, "rate-truncated" | "mixed-rounding");
        !(self.level(rule) == Some(Level::Off)
            || self.ignored.iter().any(|selector| selector.takes(rule))
            || is_cut && self.rounding.contains(&Mode::Truncated))
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
    use crate::finding::Text;
    use crate::rules::find;
    use crate::source::Span;

    #[test]
    fn the_nearest_file_and_the_closest_name_count() {
        let selector = |word| Selector::read(word).expect("a rule");
        let mut settings = Settings::default();
        settings.push_levels(vec![(selector("R101"), Level::Off), (selector("Q"), Level::Off)]);
        settings.push_levels(vec![(selector("R101"), Level::At(Severity::Note)), (selector("R"), Level::At(Severity::Warning))]);
        let level = |code| settings.level(find(code).expect("a rule"));
        assert_eq!(level("R101"), Some(Level::At(Severity::Note)));
        assert_eq!(level("R102"), Some(Level::At(Severity::Warning)));
        assert_eq!((level("Q101"), level("C101")), (Some(Level::Off), None));
    }

    #[test]
    fn what_is_likely_never_becomes_an_error() {
        let rule = find("R102").expect("a rule");
        let mut settings = Settings::default();
        settings.push_levels(vec![(Selector::One(rule), Level::At(Severity::Error))]);
        let judged = |finding: Finding| settings.judge(finding).map(|finding| finding.severity);
        let finding = || Finding::new(rule, Span::at(0), Text::same(""));
        assert_eq!(judged(finding()), Some(Severity::Error));
        assert_eq!(judged(finding().likely()), Some(Severity::Warning));
        assert_eq!(judged(finding().at_most(Severity::Note)), Some(Severity::Note));
    }
}
