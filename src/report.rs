//! From analyses to output: what is common to every format, and the choice between them.
//!
//! A renderer writes to a [`Write`] and knows nothing of terminals or files: width, colour and language come in [`Style`].

mod agent;
mod audit;
mod audit_json;
#[cfg(feature = "cli")]
pub(crate) mod baseline;
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
pub(crate) mod layout;
mod markdown;
#[cfg(feature = "cli")]
pub(crate) mod own;
mod place;
mod rdjson;
mod reports;
mod sarif;
mod statistics;
mod style;
mod summary;
#[cfg(feature = "cli")]
mod unread;
mod why;
mod xml;

use std::io::{self, Write};

pub use reports::{Counts, Reports};
pub use style::{Format, Style, as_given};
#[cfg(feature = "cli")]
pub(crate) use unread::{failure, problems};

/// Writes the findings of `reports`.
///
/// # Errors
/// Those of `out`.
pub fn findings(reports: &Reports, format: Format, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    match format {
        #[cfg(feature = "cli")]
        Format::Human => human::write(reports, style, out),
        #[cfg(not(feature = "cli"))]
        Format::Human => concise::write(reports, style, out),
        Format::Json => json::write(reports, style, out),
        Format::Concise => concise::write(reports, style, out),
        Format::Jsonl => jsonl::write(reports, style, out),
        Format::Sarif => sarif::write(reports, style, out),
        Format::Github => github::write(reports, style, out),
        Format::Gitlab => gitlab::write(reports, style, out),
        Format::Junit => junit::write(reports, style, out),
        Format::Checkstyle => checkstyle::write(reports, style, out),
        Format::Rdjson => rdjson::write(reports, style, out),
        Format::Markdown => markdown::write(reports, style, out),
        Format::Agent => agent::write(reports, style, out),
    }
}

/// Writes how often each rule was broken: as JSON, or else as a table.
///
/// # Errors
/// Those of `out`.
pub fn statistics(reports: &Reports, format: Format, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    statistics::write(reports, format, style, out)
}

/// Writes the ledger of `reports`: every claim with its working, and every figure that nothing lets anyone check.
///
/// # Errors
/// Those of `out`.
pub fn audit(reports: &Reports, format: Format, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Json => audit_json::write(reports, style, out),
        _ => audit::write(reports, style, out),
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests;
