//! What a file is: by its content first, by its name where the content could be several things.

use super::cause::{Binary, Cause};
use super::docx::Package;
use super::odt;
use super::zipped::Zipped;

/// What a file is, of what is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// Plain text.
    Text,
    /// Word (.docx).
    Docx,
    /// The binary Word format (.doc, .wps).
    Doc,
    /// OpenDocument text (.odt).
    Odt,
    /// Rich text (.rtf).
    Rtf,
    /// HTML.
    Html,
    /// Markdown.
    Markdown,
    /// PDF.
    #[cfg(feature = "pdf")]
    Pdf,
    /// The page layout of Chinese offices (.ofd).
    #[cfg(feature = "pdf")]
    Ofd,
    /// A report as data: YAML or JSON.
    Data,
}

/// The first bytes of what is not read.
const MAGIC: &[(&[u8], Binary)] = &[
    (b"MIME-Version:", Binary::Mhtml),
    (b"From: <Saved by ", Binary::Mhtml),
    (b"\x89PNG\r\n\x1a\n", Binary::Image),
    (b"\xff\xd8\xff", Binary::Image),
    (b"GIF8", Binary::Image),
    (b"II*\0", Binary::Image),
    (b"MM\0*", Binary::Image),
    (b"Rar!\x1a\x07", Binary::Archive),
    (b"7z\xbc\xaf\x27\x1c", Binary::Archive),
    (b"\x1f\x8b", Binary::Archive),
];

const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

impl FileKind {
    /// The format of `bytes` that go by `name`.
    ///
    /// # Errors
    /// What is recognised and not read is a [`Cause::Binary`], or a [`Cause::Encrypted`].
    pub fn of(name: &str, bytes: &[u8]) -> Result<Self, Cause> {
        if let Some(&(_, binary)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
            return Err(Cause::Binary(binary));
        }
        if bytes.starts_with(OLE) {
            return ole(name, bytes);
        }
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
            return zipped(name, bytes);
        }
        if bytes.starts_with(b"{\\rtf") {
            return Ok(FileKind::Rtf);
        }
        if is_pdf(name, bytes) {
            #[cfg(feature = "pdf")]
            return Ok(FileKind::Pdf);
            #[cfg(not(feature = "pdf"))]
            return Err(Cause::Binary(Binary::Pdf));
        }
        if is_html(bytes) {
            return Ok(FileKind::Html);
        }
        Ok(if is_data(name) { FileKind::Data } else { Self::named(name).unwrap_or(FileKind::Text) })
    }

    /// The format that a name's ending stands for, where it says that the file is a report. A folder has other YAML and JSON
    /// files: [`FileKind::Data`] is for those that are named.
    pub fn named(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "txt" => Some(FileKind::Text),
            "docx" | "docm" => Some(FileKind::Docx),
            "doc" | "wps" | "dot" => Some(FileKind::Doc),
            "odt" | "ott" => Some(FileKind::Odt),
            "rtf" => Some(FileKind::Rtf),
            "html" | "htm" | "shtml" | "xhtml" => Some(FileKind::Html),
            "md" | "markdown" => Some(FileKind::Markdown),
            _ => None,
        }
    }
}

/// What a zip container holds.
fn zipped(name: &str, bytes: &[u8]) -> Result<FileKind, Cause> {
    match Package::open(name, bytes) {
        Err(Cause::Binary(Binary::OpenDocument | Binary::Zip)) if odt::is_text(&mut Zipped::open(odt::FORMAT, bytes)?) => {
            Ok(FileKind::Odt)
        }
        #[cfg(feature = "pdf")]
        Err(Cause::Binary(Binary::Ofd)) => Ok(FileKind::Ofd),
        opened => opened.map(|_| FileKind::Docx),
    }
}

/// Whether content is PDF: its mark stands at the start, or in a file of that name a little further on.
fn is_pdf(name: &str, bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    head.starts_with(b"%PDF-") || name.to_ascii_lowercase().ends_with(".pdf") && head.windows(5).any(|window| window == b"%PDF-")
}

fn is_data(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    matches!(ending.as_deref(), Some("yaml" | "yml" | "json"))
}

/// Bytes in which the first tag of a page stands.
const HEAD: usize = 1024;

/// Whether content says of itself that it is HTML: its first word is a doctype, or `<html>` stands near its start.
fn is_html(bytes: &[u8]) -> bool {
    let head: String =
        bytes[..bytes.len().min(HEAD)].iter().filter(|byte| **byte != 0).map(|byte| byte.to_ascii_lowercase() as char).collect();
    let head = head.trim_start_matches(|c: char| c.is_whitespace() || ('\u{80}'..='\u{ff}').contains(&c));
    head.starts_with("<!doctype html")
        || head.starts_with('<') && ["<html", "<head", "<body"].iter().any(|tag| head.contains(tag))
}

/// Which document an OLE container is, by the names of its streams, and by its own where they do not say.
fn ole(name: &str, bytes: &[u8]) -> Result<FileKind, Cause> {
    let has = |stream: &str| {
        let stream: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(stream.len()).any(|window| window == stream)
    };
    if has("EncryptedPackage") {
        Err(Cause::Encrypted("docx"))
    } else if has("WordDocument") || [".doc", ".dot", ".wps"].iter().any(|ending| name.to_ascii_lowercase().ends_with(ending)) {
        Ok(FileKind::Doc)
    } else {
        Err(Cause::Binary(Binary::Ole))
    }
}
