//! How a command ended: what the shell is told.

use super::args::FailOn;
use crate::card::Effect;
use crate::finding::Finding;
use crate::report::Reports;
use crate::severity::Severity;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Outcome {
    /// Nothing at or above `--fail-on`.
    Clean = 0,
    /// Findings.
    Findings = 1,
    /// Something could not be checked, or was not understood.
    Unchecked = 2,
}

/// What a run comes to, by the findings that count: what was not checked weighs most, as does a failure.
pub(super) fn of(reports: &Reports, counts: impl Fn(&Finding) -> bool, fail_on: FailOn) -> Outcome {
    let counted = || reports.all_findings().filter(|finding| counts(finding));
    let unchecked = !reports.failures.is_empty() || counted().any(|finding| finding.rule.effect == Effect::Unchecked);
    let least = match fail_on {
        FailOn::Error => Some(Severity::Error),
        FailOn::Warning => Some(Severity::Warning),
        FailOn::Note => Some(Severity::Note),
        FailOn::Never => None,
    };
    let found = least.is_some_and(|least| counted().any(|finding| finding.severity >= least));
    match (unchecked, found) {
        (true, _) => Outcome::Unchecked,
        (false, true) => Outcome::Findings,
        (false, false) => Outcome::Clean,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linter::Linter;
    use crate::profile::Profile;
    use crate::read::{self, ReadError};
    use crate::rules;
    use crate::source::{Source, Span};
    use crate::text::Text;

    /// The run of a text with one finding of `rule` at `severity`.
    fn run_with(found: Option<(&str, Severity)>) -> Reports {
        let linter = Linter::default().with_profile(Profile::figures_only());
        let mut analysis = linter.check(Source::new("x", "一篇短文。"));
        analysis.findings = found.into_iter().map(|(code, severity)| finding(code).at_most(severity)).collect();
        Reports { analyses: vec![analysis], failures: Vec::new() }
    }

    fn finding(code: &str) -> Finding {
        let rule = rules::find(code).expect("a rule");
        Finding { severity: Severity::Error, ..Finding::new(rule, Span::at(0), Text::same("")) }
    }

    #[test]
    fn exit_codes_follow_the_gravest_finding() {
        let ends = |found, fail_on| of(&run_with(found), |_| true, fail_on);
        let (error, warning, note) = (Severity::Error, Severity::Warning, Severity::Note);
        let table = [
            (None, FailOn::Note, Outcome::Clean),
            (Some(("R101", error)), FailOn::Error, Outcome::Findings),
            (Some(("R101", warning)), FailOn::Error, Outcome::Clean),
            (Some(("R101", warning)), FailOn::Warning, Outcome::Findings),
            (Some(("R101", note)), FailOn::Warning, Outcome::Clean),
            (Some(("R101", note)), FailOn::Note, Outcome::Findings),
            (Some(("R101", error)), FailOn::Never, Outcome::Clean),
            (Some(("I104", note)), FailOn::Never, Outcome::Unchecked),
            (Some(("I104", error)), FailOn::Error, Outcome::Unchecked),
            (Some(("I103", warning)), FailOn::Warning, Outcome::Findings),
            (Some(("I103", warning)), FailOn::Error, Outcome::Clean),
        ];
        for (found, fail_on, expected) in table {
            assert_eq!(ends(found, fail_on), expected, "{found:?} {fail_on:?}");
        }
    }

    #[test]
    fn what_could_not_be_read_decides_whatever_is_asked() {
        let reports =
            Reports { analyses: Vec::new(), failures: vec![ReadError::new("甲.txt", read::Cause::Fault(String::new()))] };
        assert_eq!(of(&reports, |_| true, FailOn::Never), Outcome::Unchecked);
    }
}
