//! A Code Quality report of GitLab: one array. GitLab knows lines and no columns, and wants a line always: a file without lines has
//! line 1, and its place before the message.

use std::io::{self, Write};

use serde::Serialize;

use super::item::{self, Item, Unread};
use super::reports::Reports;
use super::style::Style;
use super::{fingerprint, json};
use crate::severity::Severity;

#[derive(Serialize)]
struct Issue {
    #[serde(rename = "type")]
    kind: &'static str,
    check_name: &'static str,
    description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    content: Option<Content>,
    categories: [&'static str; 1],
    severity: &'static str,
    /// Distinct in the whole run: GitLab drops what has the same.
    fingerprint: String,
    location: Location,
}

#[derive(Serialize)]
struct Content {
    body: String,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

impl Lines {
    const FIRST: Lines = Lines { begin: 1, end: 1 };
}

/// Writes the findings that are shown, and what could not be read.
pub(super) fn write(reports: &Reports, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let found = reports.analyses.iter().flat_map(|analysis| item::shown(analysis, style)).map(Issue::from);
    let unread = item::unread(reports, style).map(Issue::from);
    let issues: Vec<Issue> = found.chain(unread).collect();
    json::document_to(&issues, out)
}

impl From<Item<'_>> for Issue {
    fn from(item: Item<'_>) -> Self {
        let advice = item.advice().join("\n\n");
        let lines = item.spot.region.map(|region| Lines { begin: region.start.line, end: region.end.line });
        Self {
            kind: "issue",
            check_name: item.name,
            description: format!("{} {}", item.code, item.placed()),
            content: Some(advice).filter(|advice| !advice.is_empty()).map(|body| Content { body }),
            categories: ["Bug Risk"],
            severity: match item.severity {
                Severity::Error => "major",
                Severity::Warning => "minor",
                Severity::Note => "info",
            },
            fingerprint: fingerprint::within(&item.relative, &item.fingerprint),
            location: Location { path: item.relative, lines: lines.unwrap_or(Lines::FIRST) },
        }
    }
}

impl From<Unread<'_>> for Issue {
    fn from(unread: Unread<'_>) -> Self {
        Self {
            kind: "issue",
            check_name: unread.name,
            description: format!("{} {}", unread.code, unread.message),
            content: Some(Content { body: unread.help }),
            categories: ["Bug Risk"],
            severity: "blocker",
            fingerprint: fingerprint::within(&unread.relative, unread.code),
            location: Location { path: unread.relative, lines: Lines::FIRST },
        }
    }
}
