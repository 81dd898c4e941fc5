//! From analyses to output: what is common to every format, and the choice between them.
//!
//! A renderer writes to a [`Write`] and knows nothing of terminals or files: width, colour and language come in [`Style`].

mod agent;
mod audit;
mod audit_json;
pub mod baseline;
mod checkstyle;
mod concise;
#[cfg(feature = "cli")]
mod excerpt;
mod fingerprint;
mod github;
mod gitlab;
#[cfg(feature = "cli")]
mod human;
mod item;
mod json;
mod jsonl;
mod junit;
pub mod layout;
mod markdown;
mod place;
mod rdjson;
mod run;
mod sarif;
mod statistics;
mod style;
mod summary;
mod unread;
mod xml;

use std::io::{self, Write};

pub use run::{Counts, Run};
pub use style::{Format, Style};
pub use unread::failure;
#[cfg(feature = "cli")]
pub use unread::problems;

/// Writes the findings of `run`.
///
/// # Errors
/// Those of `out`.
pub fn findings(run: &Run, format: Format, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    match format {
        #[cfg(feature = "cli")]
        Format::Human => human::write(run, style, out),
        #[cfg(not(feature = "cli"))]
        Format::Human => concise::write(run, style, out),
        Format::Json => json::write(run, style, out),
        Format::Concise => concise::write(run, style, out),
        Format::Jsonl => jsonl::write(run, style, out),
        Format::Sarif => sarif::write(run, style, out),
        Format::Github => github::write(run, style, out),
        Format::Gitlab => gitlab::write(run, style, out),
        Format::Junit => junit::write(run, style, out),
        Format::Checkstyle => checkstyle::write(run, style, out),
        Format::Rdjson => rdjson::write(run, style, out),
        Format::Markdown => markdown::write(run, style, out),
        Format::Agent => agent::write(run, style, out),
    }
}

/// Writes how often each rule was broken: as JSON, or else as a table.
///
/// # Errors
/// Those of `out`.
pub fn statistics(run: &Run, format: Format, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    statistics::write(run, format, style, out)
}

/// Writes the ledger of `run`: every claim with its working, and every figure that nothing lets anyone check.
///
/// # Errors
/// Those of `out`.
pub fn audit(run: &Run, format: Format, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Json => audit_json::write(run, out),
        _ => audit::write(run, style, out),
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests;
