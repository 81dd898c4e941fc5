//! From bytes to characters: UTF-8, UTF-16, UTF-32, GB18030 (which holds GBK and GB2312) and Big5.
//!
//! In this order: the byte order mark, valid UTF-8, what the file says of itself, what its bytes look like. No byte is ever
//! replaced: a file with one that stands for no character is refused, with its offset.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, DecoderResult, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use super::cause::{Binary, Cause};
use crate::source::Widths;

/// The text of a file.
#[derive(Debug)]
pub(super) struct Decoded {
    /// Without a byte order mark.
    pub text: String,
    /// How wide its characters are in the file.
    pub widths: Widths,
    /// What it was written in; none for UTF-32, which no encoder of ours writes.
    pub encoding: Option<&'static Encoding>,
}

/// Decodes `bytes` of a file that says nothing of its encoding.
pub(super) fn decode(bytes: Vec<u8>) -> Result<Decoded, Cause> {
    with_zeros(bytes, None, 0)
}

/// Decodes `bytes` of a page; `declared` is the encoding that it names, which it may do wrongly.
pub(super) fn decode_page(bytes: Vec<u8>, declared: Option<&'static Encoding>) -> Result<Decoded, Cause> {
    // browsers read over a NUL here and there; more of them are no slip
    let zeros = bytes.len() / 500;
    with_zeros(bytes, declared, zeros)
}

/// Decodes XML of a package, which is UTF-8, or UTF-16 with or without its mark; none where it is neither.
pub(super) fn xml(bytes: Vec<u8>) -> Option<String> {
    let wide = match bytes.get(..2)? {
        b"\xff\xfe" | b"<\0" => Some(UTF_16LE),
        b"\xfe\xff" | b"\0<" => Some(UTF_16BE),
        _ => None,
    };
    match wide {
        None => String::from_utf8(bytes).ok(),
        Some(encoding) => {
            strictly(encoding, &bytes, 0).ok().map(|decoded| decoded.text.trim_start_matches('\u{feff}').to_owned())
        }
    }
}

/// Decodes `bytes`, in which as many NUL may stand.
fn with_zeros(bytes: Vec<u8>, declared: Option<&'static Encoding>, zeros: usize) -> Result<Decoded, Cause> {
    for (name, mark, unit) in UTF_32 {
        if bytes.starts_with(&mark) {
            return wide(&bytes, unit).map_err(|at| Cause::Undecodable(name, at));
        }
    }
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        return strictly(encoding, &bytes[mark..], mark).map_err(|at| Cause::Undecodable(encoding.name(), at));
    }
    if bytes.contains(&0) {
        // nearly all pairs of bytes are Han characters; a text has the commonest of them, too
        let is_text = |decoded: &Decoded| is_chinese(&decoded.text) && decoded.text.contains(['年', '的', '。', '，']);
        let decoded = [UTF_16LE, UTF_16BE].into_iter().filter_map(|encoding| strictly(encoding, &bytes, 0).ok()).find(is_text);
        if let Some(decoded) = decoded {
            return Ok(decoded);
        }
        if bytes.iter().filter(|&&byte| byte == 0).count() > zeros {
            return Err(Cause::Binary(Binary::Other));
        }
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok(Decoded { text, widths: Widths::default(), encoding: Some(UTF_8) }),
        Err(error) => error,
    };
    let invalid = bytes.utf8_error().valid_up_to();
    let bytes = bytes.into_bytes();
    if is_damaged_utf8(&bytes) {
        return Err(Cause::Undecodable(UTF_8.name(), invalid));
    }
    legacy(&bytes, declared)
}

/// How the bytes of a character of UTF-32 are put together.
type Wide = fn([u8; 4]) -> u32;

/// UTF-32 by its name and its mark, which begins as that of UTF-16 does.
const UTF_32: [(&str, [u8; 4], Wide); 2] =
    [("UTF-32LE", [0xff, 0xfe, 0, 0], u32::from_le_bytes), ("UTF-32BE", [0, 0, 0xfe, 0xff], u32::from_be_bytes)];

/// Decodes UTF-32 with its mark, or says where the first bytes stand that are no character.
fn wide(bytes: &[u8], unit: Wide) -> Result<Decoded, usize> {
    let mut text = String::with_capacity(bytes.len());
    let mut units = bytes[4..].chunks_exact(4);
    for (at, bytes) in units.by_ref().enumerate() {
        let code = bytes.try_into().map(unit).unwrap_or(u32::MAX);
        text.push(char::from_u32(code).ok_or(4 * (at + 1))?);
    }
    match units.remainder().len() {
        0 => Ok(Decoded { text, widths: Widths { before: 4, of: Some(|_| 4) }, encoding: None }),
        rest => Err(bytes.len() - rest),
    }
}

/// Decodes bytes that are no UTF-8.
fn legacy(bytes: &[u8], declared: Option<&'static Encoding>) -> Result<Decoded, Cause> {
    // GB2312, GBK and GB18030 are one family, and files say any of them for the largest
    let family = |encoding: &'static Encoding| if encoding == GBK { GB18030 } else { encoding };
    let declared = declared.map(family).filter(|encoding| *encoding == GB18030 || *encoding == BIG5);
    let guessed = if guess(bytes) == BIG5 { [BIG5, GB18030] } else { [GB18030, BIG5] };
    let mut failed: Option<(&'static str, usize)> = None;
    let mut best: Option<(usize, Decoded)> = None;
    // most bytes of the one decode in the other, too, and pages name the wrong one: the text that has the words is meant
    let order = if declared == Some(BIG5) { [BIG5, GB18030] } else { declared.map_or(guessed, |_| [GB18030, BIG5]) };
    for encoding in order {
        match strictly(encoding, bytes, 0) {
            Ok(decoded) if is_chinese(&decoded.text) => {
                let common = common(&decoded.text);
                if best.as_ref().is_none_or(|(known, _)| *known < common) {
                    best = Some((common, decoded));
                }
            }
            Ok(_) => {}
            Err(at) => failed = failed.filter(|&(_, known)| known >= at).or(Some((encoding.name(), at))),
        }
    }
    if let Some((_, decoded)) = best {
        return Ok(decoded);
    }
    match failed {
        Some((name, at)) => Err(Cause::Undecodable(name, at)),
        // it decodes, but to nothing that anyone would write
        None => Err(Cause::Undecodable(UTF_8.name(), bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0))),
    }
}

/// How many of a text's first characters are among the commonest, in either script.
fn common(text: &str) -> usize {
    const COMMON: &str = "的一是在不了有和人这這中大为為上个個国國年月日以要法政府市县縣全工作行件办辦，。、";
    text.chars().take(SAMPLE).filter(|&c| COMMON.contains(c)).count()
}

/// Bytes that are looked at to tell GB18030 from Big5.
const SAMPLE: usize = 64 << 10;

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(SAMPLE)], bytes.len() <= SAMPLE);
    detector.guess(Some(b"cn"), Utf8Detection::Deny)
}

/// Decodes all bytes, or says where the first one stands that is none of the encoding's. `skipped` bytes stood before them.
fn strictly(encoding: &'static Encoding, bytes: &[u8], skipped: usize) -> Result<Decoded, usize> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    // where the sum is more than memory can hold, a smaller string grows by itself
    let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(bytes.len());
    let mut text = String::with_capacity(room.min(bytes.len().saturating_mul(3) / 2 + 16));
    let mut read = 0;
    loop {
        let (result, used) = decoder.decode_to_string_without_replacement(&bytes[read..], &mut text, true);
        read += used;
        match result {
            DecoderResult::InputEmpty => {
                text.shrink_to_fit();
                let widths = Widths { before: skipped as u32, of: width(encoding) };
                return Ok(Decoded { text, widths, encoding: Some(encoding) });
            }
            DecoderResult::OutputFull => text.reserve(bytes.len() - read + 16),
            DecoderResult::Malformed(length, after) => {
                return Err(skipped + read.saturating_sub(usize::from(length) + usize::from(after)));
            }
        }
    }
}

/// How many bytes of the encoding a character takes.
fn width(encoding: &'static Encoding) -> Option<fn(char) -> u32> {
    if encoding == UTF_16LE || encoding == UTF_16BE {
        Some(|c| 2 * c.len_utf16() as u32)
    } else if encoding == GB18030 {
        Some(|c| GB18030.encode(c.encode_utf8(&mut [0; 4])).0.len() as u32)
    } else if encoding == BIG5 {
        Some(|c| if c.is_ascii() { 1 } else { 2 })
    } else {
        None
    }
}

/// Whether bytes are UTF-8 but for a few: then it is damaged, and to read it as another encoding would give nonsense.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| c.len_utf8() > 2).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= 10 * bad
}

/// Whether decoded text looks like Chinese: of what is no ASCII, most is Han characters and their punctuation. Any two bytes decode
/// to something. Old programs leave a control character here and there (Ctrl-Z at the end); those above U+0080 are no character of
/// any text.
fn is_chinese(text: &str) -> bool {
    let (mut usual, mut other) = (0usize, 0usize);
    for c in text.chars() {
        match c {
            '\t' | '\n' | '\r' | '\u{c}' => {}
            c if c.is_control() && c.is_ascii() => other += 1,
            c if c.is_control() => return false,
            c if c.is_ascii() => {}
            '\u{4e00}'..='\u{9fff}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}' | '\u{2010}'..='\u{2030}' => usual += 1,
            // rare characters of names and places
            '\u{20000}'..='\u{323af}' => usual += 1,
            '\u{a0}' | '·' | '\u{2160}'..='\u{217f}' | '\u{2460}'..='\u{249b}' | '\u{25a0}'..='\u{25ff}' => usual += 1,
            _ => other += 1,
        }
    }
    usual > 0 && usual >= 9 * other
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "云川县2023年法治政府建设年度报告\n受理12件，办结12件，办结率100%。";

    fn outcome(bytes: &[u8]) -> String {
        match decode(bytes.to_vec()) {
            Ok(decoded) => decoded.text,
            Err(cause) => format!("{} {cause}", cause.code().0),
        }
    }

    fn utf16(text: &str, mark: &[u8], bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        mark.iter().copied().chain(text.encode_utf16().flat_map(bytes)).collect()
    }

    fn wide(text: &str, mark: &[u8], bytes: fn(u32) -> [u8; 4]) -> Vec<u8> {
        mark.iter().copied().chain(text.chars().flat_map(|c| bytes(c.into()))).collect()
    }

    /// What old programs leave behind does not make another text of it: it is read as it is in UTF-8.
    #[test]
    fn a_control_character_changes_no_encoding() {
        for c in ['\u{1a}', '\u{b}', '\u{7}', '\u{7f}', '\u{c}'] {
            for text in [format!("{TEXT}{c}"), TEXT.replacen("受理", &format!("受{c}理"), 1)] {
                assert_eq!(outcome(&GB18030.encode(&text).0), outcome(text.as_bytes()), "{c:?}");
            }
        }
        let page = format!("<html><body><p>{}</p></body></html>", TEXT.repeat(8)).replacen("受理", "受\0理", 1);
        assert_eq!(decode_page(page.clone().into_bytes(), None).expect("a page").text, page);
        assert_eq!(decode_page(GB18030.encode(&page).0.into_owned(), None).expect("a page").text, page);
        assert_eq!(outcome(page.as_bytes()), "I006 binary");
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let marked: Vec<u8> = "\u{feff}".bytes().chain(TEXT.bytes()).collect();
        let traditional = "雲川縣2023年法治政府建設年度報告\n受理12件，辦結12件，辦結率100%。";
        for bytes in [
            TEXT.as_bytes().to_vec(),
            marked,
            GB18030.encode(TEXT).0.into_owned(),
            utf16(TEXT, b"\xff\xfe", u16::to_le_bytes),
            utf16(TEXT, b"\xfe\xff", u16::to_be_bytes),
            utf16(TEXT, b"", u16::to_le_bytes),
            utf16(TEXT, b"", u16::to_be_bytes),
            wide(TEXT, b"\xff\xfe\0\0", u32::to_le_bytes),
            wide(TEXT, b"\0\0\xfe\xff", u32::to_be_bytes),
        ] {
            assert_eq!(outcome(&bytes), TEXT);
        }
        assert_eq!(outcome(&BIG5.encode(traditional).0), traditional);
        assert_eq!(outcome(&GB18030.encode(traditional).0), traditional);
        // 㐂 takes four bytes in GB18030
        assert_eq!(outcome(&GB18030.encode("云川县㐂乡，办结率五成。受理两件。").0), "云川县㐂乡，办结率五成。受理两件。");
    }

    #[test]
    fn pages_may_name_the_wrong_encoding() {
        let traditional = "雲川縣2023年法治政府建設年度報告\n受理12件，辦結12件，辦結率100%。";
        for declared in [None, Some(GB18030), Some(GBK), Some(BIG5), Some(UTF_8), Some(encoding_rs::WINDOWS_1252)] {
            for (encoding, text) in [(GB18030, TEXT), (BIG5, traditional), (UTF_8, TEXT)] {
                let decoded = decode_page(encoding.encode(text).0.into_owned(), declared).expect("a text");
                assert_eq!(decoded.text, text, "{declared:?}");
            }
        }
    }

    #[test]
    fn what_stands_for_no_character_is_told_with_its_place() {
        let mut gb = GB18030.encode(TEXT).0.into_owned();
        gb.splice(8..8, [0xff, 0xff]);
        assert_eq!(outcome(&gb), "I102 byte 8 is no gb18030");
        let mut utf8 = TEXT.as_bytes().to_vec();
        utf8.insert(9, 0xff);
        assert_eq!(outcome(&utf8), "I102 byte 9 is no UTF-8");
        assert_eq!(outcome(&TEXT.as_bytes()[..TEXT.len() - 1]), format!("I102 byte {} is no UTF-8", TEXT.len() - 3));
        let mut odd = utf16(TEXT, b"\xff\xfe", u16::to_le_bytes);
        odd.push(b'x');
        assert_eq!(outcome(&odd), format!("I102 byte {} is no UTF-16LE", odd.len() - 1));
        // bytes that decode to rare characters, or to control characters, are no text
        assert_eq!(outcome(b"caf\xe9 \xfcber na\xefve"), "I102 byte 3 is no gb18030");
        assert_eq!(outcome(b"ab\0c"), "I006 binary");
        assert_eq!(outcome(&[0x81, 0x02, 0xff]), "I102 byte 0 is no gb18030");
    }

    #[test]
    fn widths_are_those_of_the_file() {
        for (encoding, text) in [(GB18030, "云a㐂川"), (BIG5, "雲a川")] {
            let bytes = encoding.encode(text).0;
            let width = width(encoding).expect("not UTF-8");
            assert_eq!(text.chars().map(width).sum::<u32>() as usize, bytes.len());
        }
    }
}
