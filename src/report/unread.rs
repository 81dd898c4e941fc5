//! What is said on a terminal of what could not be read: title, reason, remedy.

use std::io::{self, Write};

use super::human;
use super::layout;
use super::style::Style;
use crate::problem::Problem;
use crate::read::ReadError;
use crate::read::{Cause, PROBLEMS};
use crate::severity::Severity;
use crate::text::Lang;
use crate::text::Text;

/// Writes what is said of a report that could not be read: title, reason, remedy.
///
/// # Errors
/// Those of `out`.
pub(crate) fn failure(error: &ReadError, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let lang = style.lang;
    let (code, name) = error.cause.code();
    let paint = layout::Paint::new(style.color);
    let severity = Severity::Error;
    let path = layout::plain(&error.path);
    writeln!(out, "{} {} {}", paint.severity(severity, severity.word(lang)), paint.bold(code), paint.dim(name))?;
    let title = format!("{}{}{path}", error.cause.title().get(lang), lang.colon());
    let notes = match lang {
        Lang::Zh => ["原因", "办法"],
        Lang::En => ["reason", "remedy"],
    };
    layout::paragraph(out, "  × ", &title, style.width)?;
    if let Cause::Unfit(problems) = &error.cause {
        // what is wrong in a file that people write is shown in its lines
        for problem in problems.iter().take(PROBLEMS) {
            human::problem(problem, style, out)?;
        }
        return layout::note(out, &paint, notes[1], error.cause.fix().get(lang), style.width);
    }
    for (head, text) in notes.into_iter().zip([error.cause.reason(), error.cause.fix()]) {
        layout::note(out, &paint, head, text.get(lang), style.width)?;
    }
    Ok(())
}

/// Writes what is wrong in files that were written for gouji: `title` says what they are for.
///
/// # Errors
/// Those of `out`.
pub(crate) fn problems(title: &Text, problems: &[Problem], style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let (lang, paint) = (style.lang, layout::Paint::new(style.color));
    let severity = Severity::Error;
    for problem in problems {
        writeln!(out, "{} {}", paint.severity(severity, severity.word(lang)), paint.bold(title.get(lang)))?;
        human::problem(problem, style, out)?;
        writeln!(out)?;
    }
    Ok(())
}
