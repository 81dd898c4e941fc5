//! Checkstyle's XML, which many CI servers and reviewdog read. Columns are in characters. A file without lines has line 0, as
//! Checkstyle itself has for what is said of a whole file, and its place before the message.

use std::io::{self, Write};

use super::item;
use super::reports::Reports;
use super::style::Style;
use super::xml::Xml;
use crate::severity::Severity;

/// Writes the findings that are shown, and what could not be read.
pub(super) fn write(reports: &Reports, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let mut xml = Xml::new(out)?;
    xml.open("checkstyle", &[("version", "10.0")])?;
    for analysis in &reports.analyses {
        xml.open("file", &[("name", &(style.relative)(analysis.source.name()))])?;
        for item in item::shown(analysis, style) {
            let at = item.spot.region.map(|region| region.start);
            let [line, column] = at.map_or([0, 0], |at| [at.line, at.column]).map(|number| number.to_string());
            let severity = match item.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "info",
            };
            let (message, of_rule) = (item.placed(), format!("gouji.{}", item.code));
            let mut attributes = vec![("line", line.as_str())];
            attributes.extend(at.map(|_| ("column", column.as_str())));
            attributes.extend([("severity", severity), ("message", &message), ("source", &of_rule)]);
            xml.empty("error", &attributes)?;
        }
        xml.close("file")?;
    }
    for unread in item::unread(reports, style) {
        xml.open("file", &[("name", &unread.relative)])?;
        let of_rule = format!("gouji.{}", unread.code);
        xml.empty("error", &[("line", "0"), ("severity", "error"), ("message", &unread.message), ("source", &of_rule)])?;
        xml.close("file")?;
    }
    xml.close("checkstyle")?;
    xml.end()
}
