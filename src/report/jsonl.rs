//! Findings as JSON Lines: what stands in the one document of `json`, a line each, for programs that read as it comes. `type` says
//! what a line is: `report`, then its `finding`s; `failure`; at the end the `summary`. The schema is `#/$defs/line` of
//! `schemas/findings.schema.json`.

use std::io::{self, Write};

use serde::Serialize;

use super::json::{self, FORMAT, Failure, Head, Item, LeftOut, Summary, Tool};
use super::{Counts, Run, Style};

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
    Failure(Failure<'a>),
    Summary {
        format: &'static str,
        tool: Tool,
        #[serde(flatten)]
        summary: Summary,
    },
}

/// Writes the findings of at least the style's severity.
pub(super) fn write(run: &Run, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    for analysis in &run.analyses {
        line(&Line::Report { head: Head::new(analysis), left_out: LeftOut::new(analysis) }, out)?;
        for item in json::items(analysis, style) {
            line(&Line::Finding { path: analysis.source.name(), item: Box::new(item) }, out)?;
        }
    }
    for failure in json::failures(run, style.lang) {
        line(&Line::Failure(failure), out)?;
    }
    let listed = run.all_findings().filter(|finding| finding.severity >= style.min_severity);
    line(&Line::Summary { format: FORMAT, tool: Tool::THIS, summary: Summary::new(run, Counts::of(listed)) }, out)
}

fn line(line: &Line<'_>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    writeln!(out)
}
