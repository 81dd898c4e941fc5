//! Zip containers: which parts there are, and what is in them, unpacked within bounds.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::cause::{Cause, MAX_UNPACKED};
use super::encoding;

/// A container has no more entries than this. A report has about fifteen.
const MAX_ENTRIES: usize = 10_000;

/// A part that unpacks to more than this is a bomb if it is more than [`MAX_RATIO`] times as large as it was packed.
const BOMB: u64 = 4 << 20;

/// XML packs to a tenth, and where every run repeats its fonts to a fiftieth.
const MAX_RATIO: u64 = 200;

/// An open container.
pub(super) struct Zipped<'a> {
    /// What the file is called where it is spoilt.
    format: &'static str,
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Zipped<'a> {
    pub(super) fn open(format: &'static str, bytes: &'a [u8]) -> Result<Self, Cause> {
        if entries(bytes) > MAX_ENTRIES {
            return Err(Cause::damaged(format, text!("条目过多", "it has too many entries")));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| unzipped(format, &error))?;
        Ok(Self { format, archive })
    }

    /// The names of the parts, as their bytes, in the order of the container.
    pub(super) fn names(&self) -> impl Iterator<Item = &[u8]> {
        self.archive.file_names_raw()
    }

    pub(super) fn has(&self, part: &str) -> bool {
        self.names().any(|name| name.eq_ignore_ascii_case(part.as_bytes()))
    }

    /// The text of a part of XML, if there is one of that name.
    pub(super) fn text(&mut self, part: &str) -> Result<Option<String>, Cause> {
        let Some(bytes) = self.bytes(part)? else { return Ok(None) };
        let wrong = || Cause::damaged(self.format, text!("XML 的编码有误", "its XML is wrongly encoded"));
        encoding::xml(bytes).map(Some).ok_or_else(wrong)
    }

    /// The content of a part, if there is one of that name.
    pub(super) fn bytes(&mut self, part: &str) -> Result<Option<Vec<u8>>, Cause> {
        match self.archive.index_for_name(part) {
            Some(index) => self.bytes_of(index).map(Some),
            None => Ok(None),
        }
    }

    /// The content of a part by its number.
    pub(super) fn bytes_of(&mut self, index: usize) -> Result<Vec<u8>, Cause> {
        let format = self.format;
        let mut entry = self.archive.by_index(index).map_err(|error| unzipped(format, &error))?;
        let (packed, size) = (entry.compressed_size(), entry.size());
        if size > MAX_UNPACKED || size > BOMB && size / packed.max(1) > MAX_RATIO {
            return Err(Cause::TooLarge(size, MAX_UNPACKED.min(packed.saturating_mul(MAX_RATIO))));
        }
        // what the entry says of its size need not be true
        let mut bytes = Vec::new();
        entry.by_ref().take(size.min(MAX_UNPACKED) + 1).read_to_end(&mut bytes).map_err(|_| cut_off(format))?;
        if bytes.len() as u64 > size {
            return Err(cut_off(format));
        }
        Ok(bytes)
    }
}

/// How many entries the directory at the end says that there are: the archive is not opened before this is known.
fn entries(bytes: &[u8]) -> usize {
    let tail = &bytes[bytes.len().saturating_sub(22 + usize::from(u16::MAX))..];
    let end = tail.windows(4).rposition(|window| window == b"PK\x05\x06").map_or(&[][..], |at| &tail[at..]);
    let count = end.get(10..12).map_or(0, |count| u16::from_le_bytes([count[0], count[1]]));
    usize::from(count)
}

fn unzipped(format: &'static str, error: &ZipError) -> Cause {
    match error {
        ZipError::UnsupportedArchive(what) if what.contains("assword") => Cause::Encrypted(format),
        ZipError::InvalidPassword => Cause::Encrypted(format),
        _ => cut_off(format),
    }
}

fn cut_off(format: &'static str) -> Cause {
    Cause::damaged(format, text!("压缩包不完整", "the archive is cut off or spoilt"))
}
