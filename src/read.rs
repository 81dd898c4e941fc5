//! From bytes to a [`Source`]: picks a reader by content, and says what is wrong where there is none.
//!
//! Decoding is pure; opening files and walking folders (feature `cli`) is the only input this library does.
//!
//! | format | reader | places |
//! |---|---|---|
//! | plain text, any of the usual encodings | `text` | line and column |
//! | HTML | `html` | line and column of the file |
//! | Markdown | `markdown` | line and column of the file |
//! | Word (.docx) | `docx` | paragraph, table cell, run |
//! | the binary Word format (.doc, .wps) | `doc` | paragraph, table cell |
//! | rich text (.rtf) | `rtf` | paragraph, table cell |
//! | OpenDocument text (.odt) | `odt` | paragraph, table cell |
//! | YAML, JSON: a report as data | `structured` | line and column of the file |
//! | PDF (feature `pdf`) | `pdf` | page |
//! | OFD (feature `pdf`) | `ofd` | page |
//!
//! What is none of these is refused by its own name ([`Binary`]).
//!
//! # Bounds
//!
//! A file of more than [`MAX_BYTES`] is not opened, a page of more than [`MAX_PAGE`] not parsed, what is packed is unpacked to [`MAX_UNPACKED`] and no further, and a text of
//! more than [`MAX_CHARACTERS`] is refused. No reader recurses, and none costs more than its file's length.

#[cfg(feature = "cli")]
mod archive;
mod cause;
mod doc;
mod docx;
mod draft;
mod encoding;
#[cfg(feature = "cli")]
mod files;
mod flow;
mod grid;
mod html;
#[cfg(feature = "cli")]
mod ignored;
mod markdown;
mod odt;
#[cfg(feature = "pdf")]
mod ofd;
mod ordinal;
mod original;
#[cfg(feature = "pdf")]
mod pdf;
mod raised;
mod rtf;
mod sniff;
mod structured;
mod text;
mod wrapped;
mod xml;
mod zipped;

use crate::source::{Source, TooLong};

pub use crate::source::MAX_CHARACTERS;
#[cfg(feature = "cli")]
pub use archive::Entry;
#[cfg(feature = "cli")]
pub(crate) use cause::PROBLEMS;
pub use cause::{Binary, Cause, MAX_BYTES, MAX_PAGE, MAX_UNPACKED, ReadError};
#[cfg(feature = "cli")]
pub use files::{Collected, Input, collect};
#[cfg(feature = "cli")]
pub use ignored::is_ignored;
pub use original::Original;
pub use sniff::FileKind;

/// Bytes that a character takes at most, in any of the encodings.
const WIDEST: usize = 4;

/// Reads a report that goes by `name`: by what its bytes are, and where they could be several things, by the name's ending.
///
/// # Errors
/// See [`Cause`].
///
/// ```
/// let source = gouji::read::decode("report.txt", b"\xd4\xc6\xb4\xa8\xcf\xd82023\xc4\xea".to_vec())?;
/// assert_eq!(source.text(), "云川县2023年");
/// # Ok::<(), gouji::read::ReadError>(())
/// ```
pub fn decode(name: &str, bytes: Vec<u8>) -> Result<Source, ReadError> {
    read(name, bytes).map_err(|cause| ReadError::new(name, cause))
}

fn read(name: &str, bytes: Vec<u8>) -> Result<Source, Cause> {
    let kind = FileKind::of(name, &bytes)?;
    let limit = if kind == FileKind::Html { MAX_PAGE } else { MAX_BYTES };
    if bytes.len() as u64 > limit {
        return Err(Cause::TooLarge(bytes.len() as u64, limit));
    }
    // in these, nothing but characters takes room: there is no need to decode them
    let is_plain = matches!(kind, FileKind::Text | FileKind::Markdown | FileKind::Data);
    if is_plain && bytes.len() > WIDEST * MAX_CHARACTERS {
        return Err(Cause::TooLong);
    }
    let source = match kind {
        FileKind::Text => text::read(name, bytes)?,
        FileKind::Docx => docx::read(name, &bytes)?,
        FileKind::Doc => doc::read(name, &bytes)?,
        FileKind::Odt => odt::read(name, &bytes)?,
        FileKind::Rtf => rtf::read(name, &bytes)?,
        FileKind::Html => html::read(name, bytes)?,
        #[cfg(feature = "pdf")]
        FileKind::Pdf => pdf::read(name, &bytes)?,
        #[cfg(feature = "pdf")]
        FileKind::Ofd => ofd::read(name, &bytes)?,
        FileKind::Markdown => markdown::read(name, bytes)?,
        FileKind::Data => structured::read(name, bytes)?,
    };
    let is_blank = |c: char| c.is_whitespace() || c == '\u{feff}';
    if source.text().trim_matches(is_blank).is_empty() {
        return Err(Cause::Empty);
    }
    source.within_bounds().map_err(|TooLong| Cause::TooLong)
}
