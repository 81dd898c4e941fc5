//! Plain text: UTF-8, with or without a byte order mark.

use super::{Binary, Cause, ReadError};
use crate::source::Source;

/// Decodes the text of a report.
///
/// # Errors
/// Content that is no plain text ([`Cause::Binary`]), bytes that are no UTF-8 ([`Cause::Undecodable`], with the offset of the
/// first one) and a text of nothing but blanks ([`Cause::Empty`]) are refused. `name` is the name the report goes by.
pub fn decode(name: &str, bytes: Vec<u8>) -> Result<Source, ReadError> {
    let refuse = |cause| Err(ReadError::new(name, cause));
    if let Some(binary) = sniff(&bytes) {
        return refuse(Cause::Binary(binary));
    }
    match String::from_utf8(bytes) {
        Err(error) => refuse(Cause::Undecodable(error.utf8_error().valid_up_to())),
        Ok(text) if text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() => refuse(Cause::Empty),
        Ok(text) => Ok(Source::new(name, text)),
    }
}

/// The first bytes of the formats that people hand in for text.
const MAGIC: &[(&[u8], Binary)] = &[
    (b"PK\x03\x04", Binary::Zip),
    (b"%PDF-", Binary::Pdf),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Binary::Ole),
    (b"{\\rtf", Binary::Rtf),
    (b"\x89PNG\r\n\x1a\n", Binary::Image),
    (b"\xff\xd8\xff", Binary::Image),
    (b"GIF8", Binary::Image),
    (b"II*\0", Binary::Image),
    (b"MM\0*", Binary::Image),
    (b"\xff\xfe", Binary::Utf16),
    (b"\xfe\xff", Binary::Utf16),
];

/// What the content is, if it is no text in an encoding of bytes.
fn sniff(bytes: &[u8]) -> Option<Binary> {
    let known = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|&(_, binary)| binary);
    known.or_else(|| bytes.contains(&0).then_some(Binary::Other))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What becomes of bytes: the text, or the code of the error and its English reason.
    fn outcome(bytes: &[u8]) -> String {
        match decode("x.txt", bytes.to_vec()) {
            Ok(source) => source.text().to_owned(),
            Err(error) => format!("{} {}", error.cause.code().0, error.cause),
        }
    }

    #[test]
    fn only_plain_text_is_read() {
        let table: &[(&[u8], &str)] = &[
            ("云川县".as_bytes(), "云川县"),
            ("\u{feff}云川县\r\n".as_bytes(), "云川县\r\n"),
            (b"", "I004 no text"),
            ("\u{feff} \u{3000}\n".as_bytes(), "I004 no text"),
            (b"PK\x03\x04....", "I006 docx/zip"),
            (b"%PDF-1.7\n%\xe2\xe3", "I006 PDF"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "I006 doc/wps (OLE)"),
            (b"{\\rtf1\\ansi", "I006 RTF"),
            (b"\x89PNG\r\n\x1a\n", "I101 image"),
            (b"\xff\xfe\x91\x4e", "I102 UTF-16"),
            (b"ab\0c", "I006 binary"),
            (b"ab\xd4\xc6\xb4\xa8", "I102 byte 2 is no UTF-8"),
            ("云".as_bytes().split_at(2).0, "I102 byte 0 is no UTF-8"),
        ];
        for (bytes, expected) in table {
            assert_eq!(outcome(bytes), *expected);
        }
    }
}
