//! The zip container of a Word document: which parts there are, and their text, unpacked within bounds.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::xml::{Token, Xml};
use crate::read::cause::{Binary, Cause, MAX_UNPACKED};

/// A container has no more entries than this. A report has about fifteen.
const MAX_ENTRIES: usize = 10_000;

/// A part that unpacks to more than this is a bomb if it is more than [`MAX_RATIO`] times as large as it was packed.
const BOMB: u64 = 4 << 20;

/// XML packs to a tenth, and where every run repeats its fonts to a fiftieth.
const MAX_RATIO: u64 = 200;

/// An open container.
pub(in crate::read) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Package<'a> {
    /// Opens the container and makes sure that it is a Word document; `name` tells what it was meant to be.
    pub(crate) fn open(name: &str, bytes: &'a [u8]) -> Result<Self, Cause> {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        let format = if matches!(ending.as_str(), "docx" | "docm" | "dotx") { "docx" } else { "zip" };
        if entries(bytes) > MAX_ENTRIES {
            return Err(Cause::damaged(format, text!("条目过多", "it has too many entries")));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| unzipped(format, &error))?;
        let mut package = Self { archive };
        let main = package.main();
        match main.as_deref() {
            Some(main) if main.starts_with("xl/") => Err(Cause::Binary(Binary::Spreadsheet)),
            Some(main) if main.starts_with("ppt/") => Err(Cause::Binary(Binary::Presentation)),
            Some(_) => Ok(package),
            None if package.has("OFD.xml") => Err(Cause::Binary(Binary::Ofd)),
            None if package.has("content.xml") && package.has("META-INF/manifest.xml") => {
                Err(Cause::Binary(Binary::OpenDocument))
            }
            None if format == "docx" => Err(Cause::damaged("docx", text!("没有正文", "it has no text part"))),
            None => Err(Cause::Binary(Binary::Zip)),
        }
    }

    fn has(&self, part: &str) -> bool {
        self.archive.file_names_raw().any(|name| name.eq_ignore_ascii_case(part.as_bytes()))
    }

    /// The part that holds the text.
    pub(crate) fn main(&mut self) -> Option<String> {
        let named = self.related("").ok()?.into_iter().find(|(kind, _)| kind == "officeDocument").map(|(_, target)| target);
        named.or(Some("word/document.xml".to_owned())).filter(|part| self.has(part))
    }

    /// What the part `of` refers to (the package, if it is empty): kinds and parts.
    pub(crate) fn related(&mut self, of: &str) -> Result<Vec<(String, String)>, Cause> {
        let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
        let base = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let Some(text) = self.part(&format!("{base}_rels/{file}.rels"))? else { return Ok(Vec::new()) };
        let (mut xml, mut related) = (Xml::new("docx", &text), Vec::new());
        while let Some((token, _)) = xml.next()? {
            if let Token::Start(element) = token
                && element.name == "Relationship"
                && let (Some(kind), Some(target)) = (element.attribute("Type"), element.attribute("Target"))
            {
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let target = target.strip_prefix('/').map_or_else(|| format!("{base}{target}"), str::to_owned);
                related.push((kind, target));
            }
        }
        Ok(related)
    }

    /// The text of a part, if there is one of that name.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<String>, Cause> {
        let mut entry = match self.archive.by_name(name) {
            Ok(entry) => entry,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(unzipped("docx", &error)),
        };
        let (packed, size) = (entry.compressed_size(), entry.size());
        if size > MAX_UNPACKED || size > BOMB && size / packed.max(1) > MAX_RATIO {
            return Err(Cause::TooLarge(size, MAX_UNPACKED.min(packed.saturating_mul(MAX_RATIO))));
        }
        // what the entry says of its size need not be true
        let mut bytes = Vec::new();
        entry.by_ref().take(size.min(MAX_UNPACKED) + 1).read_to_end(&mut bytes).map_err(|_| cut_off("docx"))?;
        if bytes.len() as u64 > size {
            return Err(cut_off("docx"));
        }
        String::from_utf8(bytes)
            .map(Some)
            .map_err(|_| Cause::damaged("docx", text!("XML 不是 UTF-8 编码", "its XML is no UTF-8")))
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
