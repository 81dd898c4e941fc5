//! A Code Quality report of GitLab: one array. GitLab knows lines and no columns, and wants a line always: a file without lines has
//! line 1, and its place before the message.

use std::io::{self, Write};

use serde::Serialize;

use super::{Run, Style, fingerprint, json, place};
use crate::finding::Severity;

#[derive(Serialize)]
struct Issue<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    check_name: String,
    description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    content: Option<Content>,
    categories: [&'static str; 1],
    severity: &'static str,
    /// Distinct in the whole run: GitLab drops what has the same.
    fingerprint: String,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Content {
    body: String,
}

#[derive(Serialize)]
struct Location<'a> {
    path: std::borrow::Cow<'a, str>,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

/// Writes the findings that are shown, and what could not be read.
pub(super) fn write(run: &Run, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let lang = style.lang;
    let mut issues = Vec::new();
    for analysis in &run.analyses {
        let source = &analysis.source;
        let named = analysis.findings.iter().zip(fingerprint::of(analysis).findings);
        for (finding, name) in named.filter(|(finding, _)| finding.severity >= style.min_severity) {
            let advice = place::advice(finding, lang).join("\n\n");
            let lines = source.region(finding.span).map(|region| Lines { begin: region.start.line, end: region.end.line });
            issues.push(Issue {
                kind: "issue",
                check_name: finding.rule.name.to_owned(),
                description: format!("{} {}", finding.rule.code, place::message(source, finding, lang)),
                content: Some(advice).filter(|advice| !advice.is_empty()).map(|body| Content { body }),
                categories: ["Bug Risk"],
                severity: match finding.severity {
                    Severity::Error => "major",
                    Severity::Warning => "minor",
                    Severity::Note => "info",
                },
                fingerprint: fingerprint::within(source.name(), &name),
                location: Location { path: place::path(source.name()), lines: lines.unwrap_or(Lines { begin: 1, end: 1 }) },
            });
        }
    }
    issues.extend(json::failures(run, lang).into_iter().map(|failure| Issue {
        kind: "issue",
        check_name: failure.name.to_owned(),
        description: format!("{} {}", failure.code, failure.message),
        content: Some(Content { body: failure.help }),
        categories: ["Bug Risk"],
        severity: "blocker",
        fingerprint: fingerprint::within(failure.path, failure.code),
        location: Location { path: place::path(failure.path), lines: Lines { begin: 1, end: 1 } },
    }));
    json::document_to(&issues, out)
}
