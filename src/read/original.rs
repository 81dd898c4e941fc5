//! A file of text as its bytes, to be changed in places: what stands outside of a change keeps every byte.

use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::cause::Cause;
use super::sniff::FileKind;
use super::{encoding, html};
use crate::source::Span;

/// The bytes of a file that holds its text as it is: plain text, Markdown, HTML, YAML, JSON, in any encoding.
#[derive(Clone, Debug)]
pub struct Original {
    bytes: Vec<u8>,
    encoding: &'static Encoding,
    /// Bytes before the text: a byte order mark.
    mark: usize,
}

impl Original {
    /// The file that goes by `name`; `None` where the text is packed into it (.docx, .pdf), or in an
    /// encoding that nobody writes (UTF-32).
    ///
    /// # Errors
    /// See [`Cause`].
    pub fn new(name: &str, bytes: Vec<u8>) -> Result<Option<Self>, Cause> {
        let decoded = match FileKind::of(name, &bytes)? {
            FileKind::Text | FileKind::Markdown | FileKind::Data => encoding::decode(bytes.clone())?,
            FileKind::Html => encoding::decode_page(bytes.clone(), html::declared(&bytes))?,
            FileKind::Docx | FileKind::Doc | FileKind::Odt | FileKind::Rtf => return Ok(None),
            #[cfg(feature = "pdf")]
            FileKind::Pdf | FileKind::Ofd => return Ok(None),
        };
        let mark = decoded.widths.before as usize;
        Ok(decoded.encoding.map(|encoding| Self { bytes, encoding, mark }))
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The decoded text, without a byte order mark.
    pub fn text(&self) -> String {
        self.encoding.decode_without_bom_handling(&self.bytes[self.mark..]).0.into_owned()
    }

    /// Whether the bytes are UTF-8.
    pub fn is_utf8(&self) -> bool {
        self.encoding == UTF_8
    }

    /// What the encoding is called: UTF-8, gb18030.
    pub fn encoding(&self) -> &'static str {
        self.encoding.name()
    }

    /// Whether lines of bytes are lines of text: in UTF-16, a line end takes two bytes.
    pub fn has_byte_lines(&self) -> bool {
        self.encoding != UTF_16LE && self.encoding != UTF_16BE
    }

    /// The bytes that `words` take in this file; `None` where its encoding has not all of their characters.
    pub fn encoded(&self, words: &str) -> Option<Vec<u8>> {
        let units = |bytes: fn(u16) -> [u8; 2]| Some(words.encode_utf16().flat_map(bytes).collect());
        if self.encoding == UTF_16LE {
            return units(u16::to_le_bytes);
        }
        if self.encoding == UTF_16BE {
            return units(u16::to_be_bytes);
        }
        let (bytes, _, is_lossy) = self.encoding.encode(words);
        (!is_lossy).then(|| bytes.into_owned())
    }

    /// The bytes with other words at some places of the decoded text, which are in order and apart; `None` where a place does not
    /// begin and end between characters of the file, or an encoding lacks a character.
    pub fn with(&self, changes: &[(Span, &str)]) -> Option<Vec<u8>> {
        let ends: Vec<u32> = changes.iter().flat_map(|(span, _)| [span.start, span.end]).collect();
        let offsets = self.offsets(&ends)?;
        let mut bytes = Vec::with_capacity(self.bytes.len() + 16 * changes.len());
        let mut done = 0;
        for ((_, words), place) in changes.iter().zip(offsets.chunks(2)) {
            let &[start, end] = place else { return None };
            bytes.extend_from_slice(self.bytes.get(done..start)?);
            bytes.extend(self.encoded(words)?);
            done = end;
        }
        bytes.extend_from_slice(self.bytes.get(done..)?);
        Some(bytes)
    }

    /// Where in the file the characters at `wanted` begin, which are offsets in the decoded text in ascending order. The file is
    /// decoded byte by byte: how many a character takes, only the file itself can say (€ is one byte in some GBK, two in most).
    fn offsets(&self, wanted: &[u32]) -> Option<Vec<usize>> {
        if self.encoding == UTF_8 {
            return Some(wanted.iter().map(|&offset| offset as usize + self.mark).collect());
        }
        let mut decoder = self.encoding.new_decoder_without_bom_handling();
        let (mut character, mut decoded) = (String::with_capacity(16), 0);
        let mut offsets = Vec::with_capacity(wanted.len());
        let mut take = |decoded: usize, at: usize| {
            while wanted.get(offsets.len()).is_some_and(|&next| next as usize == decoded) {
                offsets.push(at);
            }
            offsets.len() == wanted.len()
        };
        let mut is_done = take(0, self.mark);
        for (at, byte) in self.bytes.iter().enumerate().skip(self.mark) {
            if is_done {
                break;
            }
            let (result, _) = decoder.decode_to_string_without_replacement(std::slice::from_ref(byte), &mut character, false);
            if result != DecoderResult::InputEmpty {
                return None;
            }
            if !character.is_empty() {
                decoded += character.len();
                character.clear();
                is_done = take(decoded, at + 1);
            }
        }
        is_done.then_some(offsets)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{BIG5, GB18030};

    const TEXT: &str = "雲川縣：受理12件，\r\n辦結12件。𠀀\n";

    fn changed(bytes: Vec<u8>, old: &str, new: &str) -> Vec<u8> {
        let original = Original::new("x.txt", bytes).expect("readable").expect("text");
        let start = TEXT.find(old).expect("there");
        original.with(&[(Span::new(start, start + old.len()), new)]).expect("writable")
    }

    #[test]
    fn everything_else_keeps_its_bytes() {
        let after = TEXT.replace("辦結", "共辦");
        let utf16 = |text: &str, bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
        let marked = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
        type Form<'a> = &'a dyn Fn(&str) -> Vec<u8>;
        let forms: [Form; 5] = [
            &|text| text.as_bytes().to_vec(),
            &|text| marked(b"\xef\xbb\xbf", text.as_bytes().to_vec()),
            &|text| marked(b"\xff\xfe", utf16(text, u16::to_le_bytes)),
            &|text| marked(b"\xfe\xff", utf16(text, u16::to_be_bytes)),
            &|text| GB18030.encode(text).0.into_owned(),
        ];
        for form in forms {
            assert_eq!(changed(form(TEXT), "辦結", "共辦"), form(&after));
        }
        let big5 = |text: &str| BIG5.encode(&text.replace('𠀀', "")).0.into_owned();
        assert_eq!(changed(big5(TEXT), "辦結", "共辦"), big5(&after));
    }

    #[test]
    fn what_an_encoder_would_write_otherwise_stays() {
        // 0x80 is € in the GBK of Windows, and GB18030 writes it in two bytes
        let mut bytes = GB18030.encode("云川县收入约").0.into_owned();
        bytes.push(0x80);
        let before = bytes.clone();
        bytes.extend(GB18030.encode("五亿元左右。").0.iter());
        let original = Original::new("x.txt", bytes).expect("readable").expect("text");
        let start = "云川县收入约€五亿元".len();
        let changed = original.with(&[(Span::new(start, start + "左右".len()), "")]).expect("writable");
        assert_eq!(changed, [before.as_slice(), &GB18030.encode("五亿元。").0].concat());
    }

    #[test]
    fn what_cannot_be_written_is_refused() {
        let big5 =
            Original::new("x.txt", BIG5.encode("雲川縣受理十二件，辦結。").0.into_owned()).expect("readable").expect("text");
        assert_eq!((big5.encoding(), big5.encoded("办结"), big5.encoded("截至").is_some()), ("Big5", None, true));
        assert_eq!(big5.with(&[(Span::new(1, 3), "甲")]), None);
        let docx = include_bytes!("../../fixtures/formats/qinghe-2023-python.docx").to_vec();
        assert!(Original::new("x.docx", docx).expect("readable").is_none());
    }
}
