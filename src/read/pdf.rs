//! PDF: text in reading order, lines rejoined to paragraphs, without running heads and page numbers.
//!
//! A page that is a picture, or whose fonts do not say what their characters are, is refused: figures that were guessed are
//! worse than none.

mod columns;
mod contents;
mod font;
mod glyphs;
mod layout;
mod page;
mod paragraphs;
mod rows;
mod running;
mod strokes;
mod tables;

use lopdf::{Document, LoadOptions};

use super::cause::{Cause, MAX_UNPACKED};
use super::draft::Draft;
use crate::source::Source;
use glyphs::{Budget, Page};

/// A report has no more pages than this.
const MAX_PAGES: usize = 5_000;

/// Characters of unknown meaning that a page may have, in a thousand: ornaments and bullets of symbol fonts.
const UNKNOWN: usize = 5;

/// Reads a document.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Source, Cause> {
    if !is_whole(bytes) {
        return Err(Cause::damaged("PDF", text!("文件没有结尾", "its end is missing")));
    }
    let options = LoadOptions { max_decompressed_size: Some(MAX_UNPACKED as usize), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).map_err(|error| refused(&error))?;
    if document.is_encrypted() {
        return Err(Cause::Encrypted("PDF"));
    }
    let ids: Vec<_> = document.page_iter().take(MAX_PAGES + 1).collect();
    match ids.len() {
        0 => return Err(Cause::damaged("PDF", text!("没有页面", "it has no pages"))),
        1..=MAX_PAGES => {}
        _ => return Err(Cause::damaged("PDF", text!("页数过多", "it has too many pages"))),
    }
    let mut budget = Budget::new();
    let mut pages = Vec::new();
    for (number, id) in (1..).zip(ids) {
        let page = glyphs::read(&document, id, &mut budget).ok_or(Cause::TooLarge(MAX_UNPACKED + 1, MAX_UNPACKED))?;
        legible(number, &page)?;
        pages.push(page);
    }
    let mut draft = Draft::default();
    for line in layout::lines(pages) {
        draft.line(&line);
    }
    Ok(draft.finish(name))
}

/// Bytes at the end of a file in which its end mark stands; some servers append a line or two.
const TAIL: usize = 2048;

/// Whether the file has its end. Of one that is cut off, the pages can mostly be pieced together, and without their fonts or
/// their last lines they say something else.
fn is_whole(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
    [b"startxref".as_slice(), b"%%EOF"].iter().any(|mark| tail.windows(mark.len()).any(|window| window == *mark))
}

/// Refuses a page without text and one with text that nobody can read.
fn legible(number: u32, page: &Page) -> Result<(), Cause> {
    let unknown = page.glyphs.iter().filter(|glyph| glyph.is_unknown()).count();
    let all = page.glyphs.iter().filter(|glyph| !glyph.text.trim().is_empty()).count();
    match (all, unknown) {
        (0, _) if page.has_images => Err(Cause::NoTextLayer(number)),
        _ if unknown > 1 && unknown * 1000 > all * UNKNOWN => Err(Cause::Garbled(number)),
        _ => Ok(()),
    }
}

fn refused(error: &lopdf::Error) -> Cause {
    match error {
        lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_) | lopdf::Error::UnsupportedSecurityHandler(_) => {
            Cause::Encrypted("PDF")
        }
        _ => Cause::damaged("PDF", text!("文件不完整或有误", "it is cut off or spoilt")),
    }
}

#[cfg(test)]
mod tests;
