//! PDF: text in reading order, lines rejoined to paragraphs, without running heads and page numbers.
//!
//! A page that is a picture, or whose fonts do not say what their characters are, is not read but named: figures that were guessed
//! are worse than none. A file of nothing but such pages is refused.

mod columns;
mod contents;
mod cost;
mod font;
pub(super) mod glyphs;
mod layout;
mod page;
mod paragraphs;
mod rows;
mod running;
pub(super) mod strokes;
mod tables;

use lopdf::{Document, LoadOptions};

use super::cause::{Cause, MAX_UNPACKED};
use super::draft::{Draft, Fragment};
use crate::source::{Origin, PictureKind, Source};
use glyphs::{Budget, Page};

/// A report has no more pages than this.
pub(super) const MAX_PAGES: usize = 5_000;

/// Characters of unknown meaning that a page may have, in a thousand: ornaments and bullets of symbol fonts.
const UNKNOWN: usize = 5;

/// Reads a document.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Source, Cause> {
    let bytes = whole(bytes).ok_or_else(|| Cause::damaged("PDF", text!("文件没有结尾", "its end is missing")))?;
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
    for id in ids {
        pages.push(glyphs::read(&document, id, &mut budget).ok_or(Cause::TooLarge(MAX_UNPACKED + 1, MAX_UNPACKED))?);
    }
    Ok(written(pages)?.finish(name))
}

/// The text of pages, of which those that cannot be read are left out and noted.
pub(super) fn written(mut pages: Vec<Page>) -> Result<Draft, Cause> {
    let mut unread = Vec::new();
    for (number, page) in (1..).zip(&mut pages) {
        if let Err(cause) = legible(number, page) {
            unread.push((number, cause));
            *page = Page::default();
        }
    }
    if pages.iter().all(|page| page.glyphs.is_empty()) && !unread.is_empty() {
        return Err(unread.swap_remove(0).1);
    }
    let unread: Vec<u32> = unread.into_iter().map(|(number, _)| number).collect();
    Ok(draft(pages, &unread))
}

/// The text, with what is seen on the pages beside it.
fn draft(pages: Vec<Page>, unread: &[u32]) -> Draft {
    let mut draft = Draft::default();
    unread.iter().for_each(|&page| draft.unread_page(page));
    let pictures: Vec<(u32, usize)> = (1..).zip(pages.iter().map(|page| page.pictures)).collect();
    let mut pictures = pictures.into_iter().flat_map(|(page, count)| std::iter::repeat_n(page, count)).peekable();
    let picture = |page| Fragment::picture(PictureKind::Picture, Some(Origin::Page(page)));
    for line in layout::lines(pages) {
        let here = line.fragments.iter().find_map(|fragment| match fragment.origin {
            Some(Origin::Page(page)) => Some(page),
            _ => None,
        });
        while let Some(page) = pictures.next_if(|page| here.is_some_and(|here| *page < here)) {
            draft.fragment(&picture(page));
        }
        draft.line(&line);
    }
    pictures.for_each(|page| draft.fragment(&picture(page)));
    draft
}

/// Bytes at the end of a file in which its end mark stands; some servers append a line or two.
const TAIL: usize = 2048;

/// The file as far as its end, if it has one. Of one that is cut off, the pages can mostly be pieced together, and without their
/// fonts or their last lines they say something else. What a server has appended is none of it, unless it is the beginning of
/// another version of the file.
fn whole(bytes: &[u8]) -> Option<&[u8]> {
    let find = |bytes: &[u8], mark: &[u8]| bytes.windows(mark.len()).rposition(|window| window == mark);
    if let Some(at) = find(bytes, b"%%EOF") {
        let (file, rest) = bytes.split_at(at + 5);
        return find(rest, b" obj").is_none().then_some(file);
    }
    let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
    find(tail, b"startxref").map(|_| bytes)
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
