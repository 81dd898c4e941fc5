//! Workflow commands of GitHub Actions: `::error file=…,line=…,col=…,title=…::message`, which it shows beside the lines of a change.
//!
//! Lines and columns are those of characters. A file without lines has its place before the message.

use std::io::{self, Write};

use super::reports::Reports;
use super::style::Style;
use super::{item, layout};
use crate::severity::Severity;
use crate::source::Region;

/// Writes the findings that are shown, and what could not be read.
pub(super) fn write(reports: &Reports, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    for analysis in &reports.analyses {
        for item in item::shown(analysis, style) {
            let command = match item.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "notice",
            };
            let region = item.spot.region.map(region).unwrap_or_default();
            let (path, title) = (property(&item.relative), property(&format!("{} {}", item.code, item.name)));
            writeln!(out, "::{command} file={path}{region},title={title}::{}", data(&item.whole()))?;
        }
    }
    for unread in item::unread(reports, style) {
        let (path, title) = (&unread.relative, format!("{} {}", unread.code, unread.name));
        writeln!(out, "::error file={},title={}::{}", property(path), property(&title), data(&unread.whole()))?;
    }
    Ok(())
}

/// GitHub takes an end column only on the line of the start.
fn region(Region { start, end, .. }: Region) -> String {
    let end =
        if start.line == end.line && start.column < end.column { format!(",endColumn={}", end.column) } else { String::new() };
    format!(",line={},col={}{end}", start.line, start.column)
}

/// What stands after `::`: a line end would end the command, and a per cent sign begins an escape.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// What stands between commas: these and colons would end it.
fn property(text: &str) -> String {
    data(&layout::plain(text)).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_command_early() {
        assert_eq!(data("办结率99%0A，\r\n::error::"), "办结率99%250A，%0D%0A::error::");
        assert_eq!(property("a,b:c%\u{1b}[31m"), "a%2Cb%3Ac%25\u{fffd}[31m");
    }
}
