//! The binary Word format (.doc, and .wps, which WPS writes in the same containers; MS-DOC): the text as it reads with all changes
//! accepted, with its tables, notes and automatic numbers.
//!
//! The text stands in pieces, and what it looks like stands apart from it, by places in the file. Offsets in the comments are those
//! of MS-DOC.

mod body;
mod bytes;
mod fib;
mod lists;
mod looks;
mod pieces;
mod styles;

use std::io::{Cursor, Read};

use cfb::CompoundFile;

use super::cause::{Cause, MAX_UNPACKED};
use super::draft::Draft;
use crate::source::Source;
use bytes::cut_off;
use fib::Fib;

/// Reads a document.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Source, Cause> {
    let mut container = CompoundFile::open(Cursor::new(bytes)).map_err(|_| cut_off())?;
    let document = stream(&mut container, "/WordDocument")?.ok_or_else(cut_off)?;
    let fib = Fib::read(&document)?;
    let table = stream(&mut container, if fib.in_second_table { "/1Table" } else { "/0Table" })?.ok_or_else(cut_off)?;
    let mut draft = Draft::default();
    for line in body::read(&document, &table, &fib)? {
        draft.line(&line);
    }
    Ok(draft.finish(name))
}

/// A stream of the container, if there is one of that name.
fn stream(container: &mut CompoundFile<Cursor<&[u8]>>, name: &str) -> Result<Option<Vec<u8>>, Cause> {
    if !container.is_stream(name) {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    let stream = container.open_stream(name).map_err(|_| cut_off())?;
    stream.take(MAX_UNPACKED).read_to_end(&mut bytes).map_err(|_| cut_off())?;
    Ok(Some(bytes))
}

#[cfg(test)]
mod tests;
