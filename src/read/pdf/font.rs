//! Fonts: how wide the characters of a code are, and what they stand for.

use std::collections::HashMap;

use encoding_rs::{BIG5, GB18030};
use lopdf::{Dictionary, Document, Object};

use crate::variants::unified;

/// The largest table of characters that is read.
const MAX_TABLE: usize = 4 << 20;

/// A font of a page.
#[derive(Debug, Default)]
pub(super) struct Font {
    codes: Codes,
    widths: HashMap<u32, f32>,
    default_width: f32,
    to_unicode: Option<Table>,
    /// Of a simple font: what single codes stand for.
    differences: HashMap<u32, String>,
}

/// How the bytes of a string make codes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Codes {
    /// One byte each: ASCII, unless the font says otherwise.
    #[default]
    Single,
    /// One byte each, of a symbol font: they stand for nothing that can be told.
    Symbols,
    /// Two bytes each, which stand for nothing by themselves.
    Double,
    /// UTF-8.
    Utf8,
    /// UTF-16.
    Utf16,
    /// UTF-32.
    Utf32,
    /// Big5.
    Big5,
    /// GBK, with the ASCII characters at that place of the collection Adobe-GB1.
    Gbk { ascii: u32 },
}

/// Where the ASCII characters stand in the collection Adobe-GB1: each as wide as it is, or all half as wide as a Han character.
const PROPORTIONAL: u32 = 1;
const HALF_WIDE: u32 = 814;

/// A code of a string: its width in thousandths, what it stands for, and whether it is the one-byte blank.
#[derive(Debug, PartialEq)]
pub(super) struct Coded {
    pub width: f32,
    pub text: Option<String>,
    pub is_blank: bool,
}

impl Font {
    /// Reads a font's dictionary.
    pub(super) fn new(document: &Document, font: &Dictionary) -> Self {
        let get = |dictionary: &Dictionary, key: &[u8]| dictionary.get_deref(key, document).ok().cloned();
        let to_unicode = get(font, b"ToUnicode").and_then(|table| {
            let stream = table.as_stream().ok()?;
            Table::parse(&stream.decompressed_content_with_limit(MAX_TABLE).ok()?)
        });
        let mut this = Self { to_unicode, default_width: 1000.0, ..Self::default() };
        let encoding = get(font, b"Encoding");
        if font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Type0") {
            let name = encoding.as_ref().and_then(|encoding| encoding.as_name().ok()).unwrap_or_default();
            this.codes = composite(name);
            let descendant = get(font, b"DescendantFonts").and_then(|fonts| {
                let first = fonts.as_array().ok()?.first()?.clone();
                document.dereference(&first).ok()?.1.as_dict().ok().cloned()
            });
            if let Some(descendant) = descendant {
                this.composite_widths(document, &descendant);
            }
        } else {
            this.simple(document, font, encoding.as_ref());
        }
        this
    }

    /// `/W [1 [500 600] 10 20 700]`
    fn composite_widths(&mut self, document: &Document, font: &Dictionary) {
        let number = |object: &Object| document.dereference(object).ok().and_then(|(_, object)| object.as_float().ok());
        self.default_width = font.get(b"DW").ok().and_then(number).unwrap_or(1000.0);
        let Some(widths) = font.get_deref(b"W", document).ok().and_then(|widths| widths.as_array().ok()) else { return };
        let mut at = 0;
        while let Some(first) = widths.get(at).and_then(number) {
            let first = first as u32;
            let next = widths.get(at + 1).and_then(|next| document.dereference(next).ok());
            if let Some(list) = next.and_then(|(_, next)| next.as_array().ok()) {
                for (code, width) in (first..).zip(list.iter().take(65_536)) {
                    self.widths.insert(code, number(width).unwrap_or(self.default_width));
                }
                at += 2;
            } else {
                let last = widths.get(at + 1).and_then(number).map_or(first, |last| last as u32);
                let width = widths.get(at + 2).and_then(number).unwrap_or(self.default_width);
                // a range need not have an end that makes sense
                if width != self.default_width {
                    self.widths.extend((first..=last.min(65_535)).map(|code| (code, width)));
                }
                at += 3;
            }
            if self.widths.len() > 1 << 20 {
                break;
            }
        }
    }

    fn simple(&mut self, document: &Document, font: &Dictionary, encoding: Option<&Object>) {
        let float = |object: &Object| document.dereference(object).ok().and_then(|(_, object)| object.as_float().ok());
        let first = font.get(b"FirstChar").ok().and_then(float).unwrap_or(0.0) as u32;
        let is_type3 = font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Type3");
        // the units of a Type 3 font are its own
        let scale = if is_type3 { type3_scale(document, font) } else { 1.0 };
        if let Some(widths) = font.get_deref(b"Widths", document).ok().and_then(|widths| widths.as_array().ok()) {
            let widths = (first..).zip(widths.iter().take(256));
            self.widths = widths.filter_map(|(code, width)| Some((code, float(width)? * scale))).collect();
        }
        self.default_width = 500.0;
        let flags = font.get_deref(b"FontDescriptor", document).ok().and_then(|descriptor| descriptor.as_dict().ok());
        let flags = flags.and_then(|descriptor| descriptor.get(b"Flags").ok()?.as_i64().ok()).unwrap_or(0);
        let is_symbolic = flags & 4 != 0 && encoding.is_none();
        self.codes = if is_type3 || is_symbolic { Codes::Symbols } else { Codes::Single };
        let differences = encoding.and_then(|encoding| encoding.as_dict().ok()?.get_deref(b"Differences", document).ok());
        let mut code = 0u32;
        for entry in differences.and_then(|list| list.as_array().ok()).into_iter().flatten() {
            if let Ok(number) = entry.as_i64() {
                code = u32::try_from(number).unwrap_or(0);
            } else if let Ok(name) = entry.as_name() {
                self.differences.insert(code, named(name));
                code = code.saturating_add(1);
            }
        }
    }

    /// The codes of a string.
    pub(super) fn decode(&self, bytes: &[u8]) -> Vec<Coded> {
        let mut codes = Vec::new();
        let mut rest = bytes;
        while !rest.is_empty() {
            let length = self.length(rest).min(rest.len());
            let (code, after) = rest.split_at(length);
            rest = after;
            let value = code.iter().fold(0u32, |value, &byte| value << 8 | u32::from(byte));
            let width = self.widths.get(&self.glyph(value)).copied().unwrap_or(self.default_width);
            let mapped = self.to_unicode.as_ref().and_then(|table| table.get(value));
            let text = mapped.or_else(|| self.meaning(code, value)).filter(|text| is_meaningful(text));
            let text = text.or_else(|| self.is_missing_blank(value).then(|| " ".to_owned()));
            codes.push(Coded { width, text: text.map(|text| unified(&text).unwrap_or(text)), is_blank: code == b" " });
        }
        codes
    }

    /// Whether a code is that of the blank, which some programs leave out of the table though it has all that is seen: in the
    /// collections of Adobe it is the first, in other fonts the third.
    fn is_missing_blank(&self, code: u32) -> bool {
        let first = self.to_unicode.as_ref().and_then(|table| table.ranges.first());
        self.codes == Codes::Double && matches!(code, 1 | 3) && first.is_some_and(|first| code < first.first)
    }

    /// The number under which the font gives the width of a code. The widths of Han characters are all the same.
    fn glyph(&self, code: u32) -> u32 {
        match self.codes {
            Codes::Utf8 | Codes::Utf16 | Codes::Utf32 | Codes::Big5 if (0x20..0x7f).contains(&code) => code - 0x20 + PROPORTIONAL,
            Codes::Gbk { ascii } if (0x20..0x7f).contains(&code) => code - 0x20 + ascii,
            Codes::Utf8 | Codes::Utf16 | Codes::Utf32 | Codes::Big5 | Codes::Gbk { .. } => u32::MAX,
            Codes::Single | Codes::Symbols | Codes::Double => code,
        }
    }

    fn length(&self, rest: &[u8]) -> usize {
        match self.codes {
            Codes::Single | Codes::Symbols => 1,
            Codes::Double => 2,
            Codes::Utf8 => match rest[0] {
                0xf0.. => 4,
                0xe0.. => 3,
                0xc0.. => 2,
                _ => 1,
            },
            Codes::Utf32 => 4,
            Codes::Utf16 if matches!(rest[0], 0xd8..=0xdb) => 4,
            Codes::Utf16 => 2,
            Codes::Gbk { .. } | Codes::Big5 if rest[0] < 0x80 => 1,
            Codes::Gbk { .. } if matches!(rest.get(1), Some(b'0'..=b'9')) => 4,
            Codes::Gbk { .. } | Codes::Big5 => 2,
        }
    }

    /// What a code stands for without a table.
    fn meaning(&self, code: &[u8], value: u32) -> Option<String> {
        match self.codes {
            Codes::Single => match self.differences.get(&value) {
                Some(text) => Some(text.clone()),
                None => char::from_u32(value).filter(|c| matches!(c, ' '..='~')).map(String::from),
            },
            Codes::Symbols => self.differences.get(&value).cloned(),
            Codes::Double => None,
            Codes::Utf16 => {
                let units = code.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
                char::decode_utf16(units).collect::<Result<String, _>>().ok()
            }
            Codes::Utf8 => String::from_utf8(code.to_vec()).ok(),
            Codes::Utf32 => char::from_u32(value).map(String::from),
            Codes::Big5 => BIG5.decode_without_bom_handling_and_without_replacement(code).map(|text| text.into_owned()),
            Codes::Gbk { .. } => GB18030.decode_without_bom_handling_and_without_replacement(code).map(|text| text.into_owned()),
        }
    }
}

/// How the codes of a composite font are made, by the name of its encoding.
fn composite(name: &[u8]) -> Codes {
    let name = String::from_utf8_lossy(name);
    if name.starts_with("Uni") && (name.contains("UCS2") || name.contains("UTF16")) {
        Codes::Utf16
    } else if name.starts_with("Uni") && name.contains("UTF8") {
        Codes::Utf8
    } else if name.starts_with("Uni") && name.contains("UTF32") {
        Codes::Utf32
    } else if name.contains("-B5-") || name.starts_with("B5pc-") {
        Codes::Big5
    } else if name.starts_with("GB") && name.contains("-EUC-") || name.starts_with("GBK") {
        Codes::Gbk { ascii: if name.starts_with("GBK-") || name.starts_with("GBK2K") { HALF_WIDE } else { PROPORTIONAL } }
    } else {
        Codes::Double
    }
}

fn type3_scale(document: &Document, font: &Dictionary) -> f32 {
    let matrix = font.get_deref(b"FontMatrix", document).ok().and_then(|matrix| matrix.as_array().ok());
    matrix.and_then(|matrix| matrix.first()?.as_float().ok()).map_or(1.0, |scale| scale * 1000.0)
}

/// Whether what a table says is a character: some tables map all codes to the private use area, or to nothing.
fn is_meaningful(text: &str) -> bool {
    let is_none = |c: char| matches!(c, '\u{fffd}' | '\u{e000}'..='\u{f8ff}') || c.is_control() && !c.is_whitespace();
    !text.is_empty() && !text.contains(is_none)
}

/// Glyphs whose names are longer than what they show.
const NAMES: [(&str, &str); 38] = [
    ("zero", "0"),
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("space", " "),
    ("period", "."),
    ("comma", ","),
    ("colon", ":"),
    ("semicolon", ";"),
    ("percent", "%"),
    ("hyphen", "-"),
    ("minus", "-"),
    ("plus", "+"),
    ("equal", "="),
    ("slash", "/"),
    ("parenleft", "("),
    ("parenright", ")"),
    ("bracketleft", "["),
    ("bracketright", "]"),
    ("quotesingle", "'"),
    ("quotedbl", "\""),
    ("quoteleft", "‘"),
    ("quoteright", "’"),
    ("quotedblleft", "“"),
    ("quotedblright", "”"),
    ("endash", "–"),
    ("emdash", "—"),
    ("periodcentered", "·"),
    ("asterisk", "*"),
    ("ampersand", "&"),
    ("underscore", "_"),
    ("at", "@"),
];

/// What the name of a glyph stands for: /one, /uni4E91, /A.
fn named(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name);
    let unicode = name.strip_prefix("uni").or_else(|| name.strip_prefix('u')).and_then(|hex| u32::from_str_radix(hex, 16).ok());
    let known = NAMES.iter().find(|(known, _)| *known == name).map(|(_, text)| (*text).to_owned());
    let letter = || (name.len() == 1 && name.is_ascii()).then(|| name.to_string());
    known.or_else(letter).or_else(|| unicode.and_then(char::from_u32).map(String::from)).unwrap_or_default()
}

/// A ToUnicode table: ranges of codes in order.
#[derive(Debug, Default)]
struct Table {
    ranges: Vec<Range>,
}

/// Codes from `first` to `last` stand for `text`, whose last character grows with the code.
#[derive(Debug)]
struct Range {
    first: u32,
    last: u32,
    text: Vec<u16>,
}

impl Table {
    /// Reads the operators that matter; no range is ever written out.
    fn parse(bytes: &[u8]) -> Option<Self> {
        let mut reading = Reading::default();
        for token in tokens(bytes) {
            reading.take(token);
        }
        let mut table = reading.table;
        table.ranges.sort_by_key(|range| range.first);
        (!table.ranges.is_empty()).then_some(table)
    }

    fn push(&mut self, first: u32, last: u32, text: &[u8]) {
        let units = text.chunks(2).map(|pair| pair.iter().fold(0u16, |unit, &byte| unit << 8 | u16::from(byte)));
        self.ranges.push(Range { first, last: last.max(first), text: units.collect() });
    }

    fn get(&self, code: u32) -> Option<String> {
        let after = self.ranges.partition_point(|range| range.first <= code);
        let range = self.ranges[..after].last().filter(|range| code <= range.last)?;
        let mut units = range.text.clone();
        let last = units.last_mut()?;
        *last = last.wrapping_add((code - range.first) as u16);
        String::from_utf16(&units).ok()
    }
}

/// A table as far as it was read.
#[derive(Default)]
struct Reading {
    table: Table,
    section: Section,
    /// The strings before the next one that say what it is for.
    words: Vec<Vec<u8>>,
    /// How many strings of a list were read.
    list: Option<u32>,
}

impl Reading {
    fn take(&mut self, token: Token<'_>) {
        match token {
            Token::Name(name) => {
                self.words.clear();
                self.section = match name {
                    b"beginbfchar" => Section::Characters,
                    b"beginbfrange" => Section::Ranges,
                    _ => Section::Other,
                };
            }
            Token::Open => self.list = Some(0),
            Token::Close => {
                self.list = None;
                self.words.clear();
            }
            Token::Hex(text) => self.string(text),
        }
    }

    fn string(&mut self, text: Vec<u8>) {
        match (self.section, self.list, self.words.as_slice()) {
            (Section::Characters, _, [code]) => {
                self.table.push(number(code), number(code), &text);
                self.words.clear();
            }
            // <00> <02> [<4E91> <5DDD> <53BF>]
            (Section::Ranges, Some(offset), [first, _]) => {
                let code = number(first).saturating_add(offset);
                self.table.push(code, code, &text);
                self.list = Some(offset.saturating_add(1));
            }
            (Section::Ranges, None, [first, last]) => {
                self.table.push(number(first), number(last), &text);
                self.words.clear();
            }
            (Section::Characters | Section::Ranges, ..) => self.words.push(text),
            (Section::Other, ..) => {}
        }
    }
}

/// Which part of a table is read.
#[derive(Clone, Copy, Default)]
enum Section {
    #[default]
    Other,
    Characters,
    Ranges,
}

/// A piece of a table.
enum Token<'a> {
    Hex(Vec<u8>),
    Open,
    Close,
    Name(&'a [u8]),
}

/// The strings, brackets and operators of a table; numbers and names are passed over.
fn tokens(bytes: &[u8]) -> impl Iterator<Item = Token<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at;
            let &first = bytes.get(at)?;
            at += 1;
            match first {
                b'<' if bytes.get(at) != Some(&b'<') => {
                    let length = bytes[at..].iter().position(|&byte| byte == b'>').unwrap_or(bytes.len() - at);
                    let hex = &bytes[at..at + length];
                    at += length + 1;
                    return Some(Token::Hex(unhex(hex)));
                }
                b'[' => return Some(Token::Open),
                b']' => return Some(Token::Close),
                b'%' => at += bytes[at..].iter().position(|&byte| byte == b'\n' || byte == b'\r').unwrap_or(bytes.len() - at),
                first if first.is_ascii_alphabetic() => {
                    at += bytes[at..].iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(bytes.len() - at);
                    return Some(Token::Name(&bytes[start..at]));
                }
                _ => {}
            }
        }
    })
}

fn unhex(hex: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = hex.iter().filter_map(|&byte| char::from(byte).to_digit(16)).map(|digit| digit as u8).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect()
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |value, &byte| value << 8 | u32::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_map_codes() {
        let table = b"/CMapName /x def 1 begincodespacerange <0000> <FFFF> endcodespacerange % <01>\n\
            2 beginbfchar <0003> <4E91> <0004> <D842DFB7> endbfchar\n\
            3 beginbfrange <0010> <0019> <0030> <0020> <0021> [<5DDD> <53BF>] <00000000> <FFFFFFFF> <0041> endbfrange";
        let table = Table::parse(table).expect("a table");
        let text = |code| table.get(code).unwrap_or_default();
        assert_eq!([text(3), text(4), text(0x12), text(0x20), text(0x21)], ["云", "𠮷", "2", "川", "县"]);
        assert!(Table::parse(b"begincmap endcmap").is_none());
    }

    #[test]
    fn codes_without_a_table() {
        let font = |codes| Font { codes, default_width: 1000.0, ..Font::default() };
        let text = |codes, bytes: &[u8]| -> String {
            font(codes).decode(bytes).iter().map(|code| code.text.clone().unwrap_or("?".to_owned())).collect()
        };
        assert_eq!(text(Codes::Utf16, b"\x4e\x91\x00\x31"), "云1");
        assert_eq!(text(Codes::Gbk { ascii: HALF_WIDE }, b"\xd4\xc61"), "云1");
        assert_eq!(text(Codes::Double, b"\x00\x03\x00"), "??");
        assert_eq!(text(Codes::Single, b"a1\x80"), "a1?");
        assert_eq!(text(Codes::Symbols, b"a"), "?");
        // a font that is not embedded gives its widths by the numbers of its collection
        let widths = |codes, widths: &[(u32, f32)], bytes: &[u8]| -> Vec<f32> {
            let font = Font { widths: widths.iter().copied().collect(), ..font(codes) };
            font.decode(bytes).iter().map(|code| code.width).collect()
        };
        assert_eq!(widths(Codes::Utf16, &[(18, 450.0), (0x31, 1.0)], b"\x4e\x91\x00\x31"), [1000.0, 450.0]);
        assert_eq!(widths(Codes::Gbk { ascii: HALF_WIDE }, &[(831, 500.0)], b"\xd4\xc61"), [1000.0, 500.0]);
        assert_eq!([named(b"one"), named(b"uni4E91"), named(b"A"), named(b"g123")], ["1", "云", "A", ""]);
    }
}
