//! One line a finding: `path:line:column: CODE severity message`, for editors and grep. A file without lines has 第12段 or
//! 第3页 instead.

use std::io::{self, Write};

use super::reports::Reports;
use super::style::Style;
use super::{item, layout};

/// Writes the findings that are shown.
pub(super) fn write(reports: &Reports, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    for analysis in &reports.analyses {
        let name = layout::plain(analysis.source.name());
        for item in item::shown(analysis, style) {
            let (at, code, word) = (&item.spot.words, item.code, item.severity.word(style.lang));
            writeln!(out, "{name}:{at}: {code} {word} {}", layout::plain(&item.message))?;
        }
    }
    Ok(())
}
