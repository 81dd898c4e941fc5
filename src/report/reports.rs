//! What is reported on: what a command has found out, and how much of it is shown.

use std::collections::BTreeSet;

use super::style::Style;
use crate::analysis::Analysis;
use crate::finding::Finding;
use crate::read::ReadError;
use crate::severity::Severity;
use crate::text::Lang;

/// What a command has found out: the reports it read, in order, and those it could not read.
#[derive(Debug, Default)]
pub struct Reports {
    /// The reports that were read.
    pub analyses: Vec<Analysis>,
    /// What could not be read.
    pub failures: Vec<ReadError>,
}

impl Reports {
    /// The findings of every report, whatever their severity.
    pub fn all_findings(&self) -> impl Iterator<Item = &Finding> {
        self.analyses.iter().flat_map(|analysis| &analysis.findings)
    }

    /// How many findings are shown.
    pub(super) fn shown(&self, style: &Style) -> Counts {
        Counts::of(self.analyses.iter().flat_map(|analysis| shown(analysis, style)))
    }
}

/// How many findings there are of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counts {
    /// 错误.
    pub errors: usize,
    /// 需核实.
    pub warnings: usize,
    /// 提示.
    pub notes: usize,
}

impl Counts {
    /// Counts findings.
    pub fn of<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Self {
        let mut counts = Self::default();
        for finding in findings {
            match finding.severity {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Note => counts.notes += 1,
            }
        }
        counts
    }
}

/// The profiles that reports were held to: 「规范 gd-county、township」. Where figures alone were checked, this is said.
pub(super) fn held_to<'a>(analyses: impl IntoIterator<Item = &'a Analysis>, lang: Lang) -> String {
    let (held, alone): (Vec<&Analysis>, Vec<&Analysis>) = analyses.into_iter().partition(|analysis| analysis.structure);
    let ids: BTreeSet<&str> = held.into_iter().map(|analysis| analysis.profile.id.as_str()).collect();
    let ids: Vec<&str> = ids.into_iter().collect();
    let held = match (ids.len(), lang) {
        (0, _) => None,
        (_, Lang::Zh) => Some(format!("规范 {}", ids.join("、"))),
        (1, Lang::En) => Some(format!("profile {}", ids[0])),
        (_, Lang::En) => Some(format!("profiles {}", ids.join(", "))),
    };
    let (words, joint) = match lang {
        Lang::Zh => ("只核对数据", "；"),
        Lang::En => ("figures alone", "; "),
    };
    let alone = (!alone.is_empty()).then(|| words.to_owned());
    held.into_iter().chain(alone).collect::<Vec<_>>().join(joint)
}

/// The findings of one report that are shown.
pub(super) fn shown<'a>(analysis: &'a Analysis, style: &Style) -> impl Iterator<Item = &'a Finding> {
    let least = style.min_severity;
    analysis.findings.iter().filter(move |finding| finding.severity >= least)
}
