//! Findings as JSON Lines: what stands in the one document of `json`, a line each, for programs that read as it comes. `type` says
//! what a line is: `report`, then its `finding`s; `failure`; at the end the `summary`. The schema is `#/$defs/line` of
//! `schemas/findings.schema.json`.

use std::io::{self, Write};

use serde::Serialize;

use super::item::{self, Unread};
use super::json::{FORMAT, Head, Item, LeftOut, Summary, Tool};
use super::reports::Reports;
use super::style::Style;

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Line<'a> {
    Report {
        #[serde(flatten)]
        head: Head<'a>,
        #[serde(flatten)]
        left_out: LeftOut,
    },
    Finding {
        path: &'a str,
        #[serde(flatten)]
        item: Box<Item<'a>>,
    },
    Failure(Unread<'a>),
    Summary {
        format: &'static str,
        tool: Tool,
        #[serde(flatten)]
        summary: Summary,
    },
}

/// Writes the findings of at least the style's severity.
pub(super) fn write(reports: &Reports, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    for analysis in &reports.analyses {
        line(&Line::Report { head: Head::new(analysis), left_out: LeftOut::new(analysis) }, out)?;
        for item in item::shown(analysis, style) {
            line(&Line::Finding { path: analysis.source.name(), item: Box::new(item.into()) }, out)?;
        }
    }
    for unread in item::unread(reports, style) {
        line(&Line::Failure(unread), out)?;
    }
    line(&Line::Summary { format: FORMAT, tool: Tool::THIS, summary: Summary::new(reports, style) }, out)
}

fn line(line: &Line<'_>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    writeln!(out)
}
