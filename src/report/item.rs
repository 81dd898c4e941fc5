//! What is reported of one finding, and of one file that could not be read, in one language. Every format lays this out, and none
//! works any of it out again.

use serde::Serialize;

use super::fingerprint;
use super::layout::plain;
use super::place::{self, Spot};
use super::reports::Reports;
use super::style::Style;
use crate::analysis::Analysis;
use crate::finding::Finding;
use crate::read::{Cause, ReadError};
use crate::severity::{Certainty, Severity};
use crate::source::{Location, Source};
use crate::text::{Facts, Lang};

/// A finding in one language. Its texts are as they are stated: whoever writes them on one line asks for them plain.
#[derive(Debug)]
pub(super) struct Item<'a> {
    pub(super) source: &'a Source,
    /// The path as programs that show a repository want it.
    pub(super) relative: String,
    /// The code of the rule: R101.
    pub(super) code: &'static str,
    /// The name of the rule: rate-mismatch.
    pub(super) name: &'static str,
    pub(super) severity: Severity,
    pub(super) certainty: Certainty,
    pub(super) message: String,
    pub(super) why: Option<String>,
    pub(super) help: Option<String>,
    pub(super) facts: &'a Facts,
    /// What stands at the primary place, in a few characters.
    #[cfg(feature = "cli")]
    pub(super) primary: Option<String>,
    pub(super) spot: Spot,
    /// The words of the primary place.
    pub(super) quote: &'a str,
    pub(super) labels: Vec<Label<'a>>,
    pub(super) repairs: Vec<Repair<'a>>,
    /// What it is found again by in another version of the report.
    pub(super) fingerprint: String,
    lang: Lang,
}

/// Another place, and what it is there.
#[derive(Debug)]
pub(super) struct Label<'a> {
    pub(super) text: String,
    pub(super) spot: Spot,
    pub(super) quote: &'a str,
}

/// One way to mend it: words that stand there, and those to put in their place.
#[derive(Debug)]
pub(super) struct Repair<'a> {
    pub(super) spot: Spot,
    pub(super) old: &'a str,
    pub(super) new: &'a str,
    pub(super) safe: bool,
}

/// The findings of one report that are shown.
pub(super) fn shown<'a>(analysis: &'a Analysis, style: &Style) -> impl Iterator<Item = Item<'a>> {
    let min_severity = style.min_severity;
    let named = analysis.findings.iter().zip(fingerprint::of(analysis).findings);
    let shown = named.filter(move |(finding, _)| finding.severity >= min_severity);
    let style = *style;
    shown.map(move |(finding, fingerprint)| Item::new(analysis, finding, fingerprint, &style))
}

impl<'a> Item<'a> {
    pub(super) fn new(analysis: &'a Analysis, finding: &'a Finding, fingerprint: String, style: &Style) -> Self {
        let (source, document, lang) = (&analysis.source, &analysis.document, style.lang);
        let words = |spot: &Spot| source.quote(spot.span);
        let spot = Spot::new(source, document, finding.span, lang);
        let labels = finding.labels.iter().map(|label| {
            let spot = Spot::new(source, document, label.span, lang);
            Label { text: label.text.render(lang, &finding.facts), quote: words(&spot), spot }
        });
        let repairs = finding.repairs.iter().map(|repair| Repair {
            spot: Spot::new(source, document, repair.span, lang),
            old: source.slice(repair.span),
            new: &repair.replacement,
            safe: repair.safe,
        });
        Self {
            source,
            relative: (style.relative)(source.name()),
            code: finding.rule.code,
            name: finding.rule.name,
            severity: finding.severity,
            certainty: finding.certainty,
            message: finding.message(lang),
            why: finding.why_text(lang),
            help: finding.help_text(lang),
            facts: &finding.facts,
            #[cfg(feature = "cli")]
            primary: finding.primary.as_ref().map(|text| text.render(lang, &finding.facts)),
            quote: words(&spot),
            spot,
            labels: labels.collect(),
            repairs: repairs.collect(),
            fingerprint,
            lang,
        }
    }

    /// The path of the report, with `/`.
    pub(super) fn path(&self) -> std::borrow::Cow<'a, str> {
        place::path(self.source.name())
    }

    /// The message on one line, with its place before it where the file has no lines: a format that knows only lines would lose
    /// it.
    pub(super) fn placed(&self) -> String {
        let message = plain(&self.message);
        if self.spot.has_lines { message } else { format!("{}{}{message}", self.spot.words, self.lang.colon()) }
    }

    /// What is behind the message: the working and the advice, a line each.
    pub(super) fn advice(&self) -> Vec<String> {
        [&self.why, &self.help].into_iter().flatten().map(|text| plain(text)).collect()
    }

    /// The message with its place, the working and the advice, a line each.
    pub(super) fn whole(&self) -> String {
        let lines: Vec<String> = std::iter::once(self.placed()).chain(self.advice()).collect();
        lines.join("\n")
    }
}

/// A file that could not be read, in one language.
#[derive(Debug, Serialize)]
pub(super) struct Unread<'a> {
    pub(super) path: &'a str,
    /// The path as programs that show a repository want it.
    #[serde(skip)]
    pub(super) relative: String,
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) message: String,
    pub(super) help: String,
    /// Where the file is not what it should be.
    #[serde(skip)]
    pub(super) at: Option<Location>,
}

/// What could not be read.
pub(super) fn unread<'a>(reports: &'a Reports, style: &Style) -> impl Iterator<Item = Unread<'a>> {
    let style = *style;
    reports.failures.iter().map(move |error| Unread::new(error, &style))
}

impl<'a> Unread<'a> {
    fn new(error: &'a ReadError, style: &Style) -> Self {
        let (cause, lang) = (&error.cause, style.lang);
        let (code, name) = cause.code();
        let message = format!("{}{}{}", cause.title().get(lang), lang.colon(), cause.reason().get(lang));
        let at = match cause {
            Cause::Unfit(problems) => problems.first().and_then(|problem| problem.location),
            _ => None,
        };
        Self {
            path: &error.path,
            relative: (style.relative)(&error.path),
            code,
            name,
            message,
            help: cause.fix().get(lang).to_owned(),
            at,
        }
    }

    /// Message and remedy, a line each.
    pub(super) fn whole(&self) -> String {
        format!("{}\n{}", self.message, self.help)
    }
}
