//! Styles (2.7): which paragraphs are headings, and which lists they stand in.

use super::bytes::u16_at;
use super::fib::Place;
use super::looks::Paragraph;

/// Styles that are based on one another.
const CHAIN: usize = 16;

/// No style: what a style is based on that is based on none.
const NONE: u16 = 0x0fff;

/// A style of paragraphs.
#[derive(Clone, Debug, Default)]
struct Style {
    base: Option<u16>,
    /// The number of a style that Word knows itself: 1 to 9 for headings.
    known: u16,
    paragraph: Paragraph,
}

/// The styles by their numbers.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: Vec<Style>,
}

impl Styles {
    pub(super) fn read(table: &[u8], (start, length): Place) -> Self {
        let bytes = table.get(start..start.saturating_add(length)).unwrap_or_default();
        Self { styles: read(bytes).unwrap_or_default() }
    }

    /// A style and those that it is based on.
    fn chain(&self, number: u16) -> impl Iterator<Item = &Style> {
        let get = |number: u16| self.styles.get(usize::from(number));
        std::iter::successors(get(number), move |style| get(style.base?)).take(CHAIN)
    }

    /// The level of a heading, from 1.
    pub(super) fn heading(&self, paragraph: &Paragraph) -> Option<u8> {
        let styled = || self.chain(paragraph.style).find_map(|style| style.paragraph.outline);
        let named = || {
            self.chain(paragraph.style).find_map(|style| u8::try_from(style.known).ok().filter(|known| (1..=9).contains(known)))
        };
        match paragraph.outline.or_else(styled) {
            Some(level) => Some(level + 1).filter(|level| *level <= 9),
            None => named(),
        }
    }

    /// The list that a paragraph stands in, and its level there.
    pub(super) fn list(&self, paragraph: &Paragraph) -> Option<(u16, u8)> {
        let list = paragraph.list.or_else(|| self.chain(paragraph.style).find_map(|style| style.paragraph.list));
        let level = paragraph.level.or_else(|| self.chain(paragraph.style).find_map(|style| style.paragraph.level));
        list.map(|list| (list, level.unwrap_or(0)))
    }
}

fn read(bytes: &[u8]) -> Option<Vec<Style>> {
    let head = usize::from(u16_at(bytes, 0)?);
    let (count, base) = (u16_at(bytes, 2)?, usize::from(u16_at(bytes, 4)?));
    let mut styles = Vec::new();
    let mut at = 2 + head;
    for _ in 0..count.min(4096) {
        let length = usize::from(u16_at(bytes, at)?);
        let style = bytes.get(at + 2..at + 2 + length)?;
        styles.push(style_of(style, base).unwrap_or_default());
        at += 2 + length;
    }
    Some(styles)
}

/// Reads a style (2.9.260); `base` is the length of its head.
fn style_of(bytes: &[u8], base: usize) -> Option<Style> {
    let known = u16_at(bytes, 0)? & 0x0fff;
    let kind = u16_at(bytes, 2)?;
    let mut style = Style { base: Some(kind >> 4).filter(|base| *base != NONE), known, ..Style::default() };
    let name = usize::from(u16_at(bytes, base)?);
    let at = base + 2 + 2 * name + 2;
    // styles of characters have no paragraphs
    if kind & 0x0f == 1
        && let Some(length) = u16_at(bytes, at)
        && let Some(changes) = bytes.get(at + 2..at + 2 + usize::from(length))
    {
        style.paragraph = Paragraph::new(changes);
    }
    Some(style)
}
