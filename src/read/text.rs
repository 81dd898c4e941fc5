//! Plain text. A line end inside a sentence divides nothing.

use super::cause::Cause;
use super::draft::{Draft, Fragment, between};
use super::{encoding, wrapped};
use crate::source::{Origin, Source, Span};
use crate::words::is_invisible;

/// Reads plain text in any of the encodings that [`encoding`] knows.
pub(super) fn read(name: &str, bytes: Vec<u8>) -> Result<Source, Cause> {
    let decoded = encoding::decode(bytes)?;
    let text = decoded.text.as_str();
    let breaks = wrapped::breaks(text);
    if breaks.is_empty() && !text.contains(is_invisible) {
        return Ok(Source::new(name, decoded.text));
    }
    let mut draft = Draft::default();
    let piece = |start: usize, end: usize| Fragment::new(&text[start..end], Origin::Bytes(Span::new(start, end)));
    let mut done = 0;
    for end in breaks.into_iter().map(Span::range) {
        draft.fragment(&piece(done, end.start));
        let around = text[..end.start].chars().next_back().zip(text[end.end..].chars().next());
        if let Some(glue) = around.and_then(|(before, after)| between(before, after)) {
            draft.fragment(&Fragment::glue(glue));
        }
        done = end.end;
    }
    draft.fragment(&piece(done, text.len()));
    let source = draft.finish(name);
    Ok(source.with_file(decoded.text, decoded.widths))
}

#[cfg(test)]
mod tests {
    use crate::read::decode;

    /// What becomes of bytes: the text, or the code of the error and its English reason.
    fn outcome(bytes: &[u8]) -> String {
        match decode("x.txt", bytes.to_vec()) {
            Ok(source) => source.text().to_owned(),
            Err(error) => format!("{} {}", error.cause.code().0, error.cause),
        }
    }

    #[test]
    fn what_is_no_text_is_refused_by_name() {
        let old_word = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), b"..", b"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"].concat();
        let table: &[(&[u8], &str)] = &[
            ("云川县".as_bytes(), "云川县"),
            ("\u{feff}云川县\r\n".as_bytes(), "云川县\r\n"),
            (b"", "I004 no text"),
            ("\u{feff} \u{3000}\n".as_bytes(), "I004 no text"),
            (&old_word, "I007 damaged doc: it is cut off or spoilt"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "I006 OLE"),
            (b"{\\rtf1\\ansi", "I007 damaged RTF: its end is missing"),
            (b"\x89PNG\r\n\x1a\n", "I101 image"),
            (b"ab\0c", "I006 binary"),
        ];
        for (bytes, expected) in table {
            assert_eq!(outcome(bytes), *expected);
        }
    }
}
