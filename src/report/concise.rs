//! One line a finding: `path:line:column: CODE severity message`, for editors and grep. A file without lines has 第12段 or
//! 第3页 instead.

use std::io::{self, Write};

use super::{Run, Style, layout, place, shown};

/// Writes the findings that are shown.
pub(super) fn write(run: &Run, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    for analysis in &run.analyses {
        let name = layout::plain(analysis.source.name());
        for finding in shown(analysis, style) {
            let at = place::words(&analysis.source, finding.span.start, style.lang);
            let (code, word) = (finding.rule.code, finding.severity.word(style.lang));
            let message = layout::plain(&finding.message(style.lang));
            writeln!(out, "{name}:{at}: {code} {word} {message}")?;
        }
    }
    Ok(())
}
