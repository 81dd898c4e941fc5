//! Characters that are given by their number in a symbol font (`w:sym`).

/// Where symbol fonts have their characters, beside the numbers from 0 on.
const PRIVATE: u32 = 0xf000;

/// What an ornament reads as: something, so that it does not join the digits beside it.
const ORNAMENT: char = '▪';

/// The character of that number in a font.
pub(super) fn character(font: &str, code: u32) -> Option<char> {
    let own = if (PRIVATE..PRIVATE + 0x100).contains(&code) { code - PRIVATE } else { code };
    match font {
        // its digits, signs and brackets are those of ASCII, its letters Greek ones
        "Symbol" => char::from_u32(own).map(|c| if c.is_ascii_punctuation() || c.is_ascii_digit() { c } else { ORNAMENT }),
        "Wingdings" | "Wingdings 2" => Some(ticked(font, own).unwrap_or_else(|| circled(font, own))),
        _ if own != code || font.starts_with("Wingdings") || font == "Webdings" => Some(ORNAMENT),
        _ => char::from_u32(code).filter(|c| !c.is_control()),
    }
}

/// Boxes that are ticked or not say something.
fn ticked(font: &str, code: u32) -> Option<char> {
    match (font, code) {
        ("Wingdings", 0xfe) | ("Wingdings 2", 0x52) => Some('☑'),
        ("Wingdings", 0xfd | 0x78) | ("Wingdings 2", 0x51 | 0x53 | 0x54) => Some('☒'),
        ("Wingdings", 0x6f | 0x71 | 0x72 | 0xa8) | ("Wingdings 2", 0x2a | 0x30 | 0xa3) => Some('☐'),
        ("Wingdings", 0xfc) | ("Wingdings 2", 0x50) => Some('✓'),
        ("Wingdings", 0xfb) | ("Wingdings 2", 0x4f) => Some('✗'),
        _ => None,
    }
}

/// Of the ornaments, the numbers in circles count something.
fn circled(font: &str, code: u32) -> char {
    let first = match (font, code) {
        ("Wingdings", 0x81..=0x8a) => 0x81,
        ("Wingdings", 0x8c..=0x95) => 0x8c,
        ("Wingdings 2", 0x6a..=0x73) => 0x6a,
        ("Wingdings 2", 0x75..=0x7e) => 0x75,
        _ => return ORNAMENT,
    };
    char::from_u32(u32::from('①') + code - first).unwrap_or(ORNAMENT)
}
