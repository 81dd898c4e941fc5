//! Where text came from: the file's own bytes, the runs of a Word document, the pages of a PDF.

use super::{Location, Span};

/// Where a stretch of the text stands in the file it was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Origin {
    /// A half-open range of bytes in the decoded text of the file: HTML, Markdown.
    Bytes(Span),
    /// A run of a Word document.
    Run(Run),
    /// A page of a PDF, from 1.
    Page(u32),
}

/// A run of a Word document: what a comment or a correction is written back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// The part of the document.
    pub part: Part,
    /// Number of its paragraph in that part, from 1; those in text boxes count, those in tables do not. In a table, its number in the
    /// cell.
    pub paragraph: u32,
    /// The table cell that the paragraph stands in.
    pub cell: Option<Cell>,
    /// Bytes of the run's element in the XML of the part; empty for an automatic number, which no run holds.
    pub xml: Span,
}

/// A part of a Word document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Part {
    /// The text itself.
    #[default]
    Body,
    /// A footnote.
    Footnotes,
    /// An endnote.
    Endnotes,
}

/// A cell of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Number of the table in its part, from 1.
    pub table: u32,
    /// Row, from 1.
    pub row: u32,
    /// Column, from 1; a merged cell counts as the columns it covers.
    pub column: u32,
}

/// A stretch of the text and where it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The stretch in the text.
    pub span: Span,
    /// Where it came from. A stretch that is as long as its origin's bytes is a copy of them.
    pub origin: Origin,
}

/// A place as people look for it: by line where the file has lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Place {
    /// Line and column.
    Line(Location),
    /// Paragraph of a Word document.
    Paragraph(Run),
    /// Page of a PDF, from 1.
    Page(u32),
}

impl Place {
    /// The number that stands for it in a margin: of the line, the paragraph, the row of a table, or the page.
    pub fn number(self) -> u32 {
        match self {
            Place::Line(location) => location.line,
            Place::Paragraph(run) => run.cell.map_or(run.paragraph, |cell| cell.row),
            Place::Page(page) => page,
        }
    }
}

/// The origins of a text, in its order.
#[derive(Clone, Debug, Default)]
pub(super) struct Origins {
    pieces: Vec<Piece>,
}

impl Origins {
    pub(super) fn new(pieces: Vec<Piece>) -> Self {
        debug_assert!(pieces.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "pieces are in order and disjoint");
        Self { pieces }
    }

    /// The piece that `offset` lies in; between two pieces the one before, above all of them the first.
    pub(super) fn at(&self, offset: u32) -> Option<&Piece> {
        let after = self.pieces.partition_point(|piece| piece.span.start <= offset);
        self.pieces.get(after.saturating_sub(1))
    }

    /// The offset in the file that `offset` of the text came from.
    pub(super) fn byte(&self, offset: u32) -> Option<u32> {
        let piece = self.at(offset)?;
        let Origin::Bytes(bytes) = piece.origin else { return None };
        let copied = piece.span.len() == bytes.len();
        let within = offset.saturating_sub(piece.span.start);
        Some(match within {
            0 => bytes.start,
            // after an entity stands what follows it
            within if within as usize >= piece.span.len() => bytes.end,
            within if copied => bytes.start + within,
            _ => bytes.start,
        })
    }

    /// Where `span` came from: for bytes, from its start to its end; otherwise the origin of its first character.
    pub(super) fn of(&self, span: Span) -> Option<Origin> {
        let first = self.at(span.start)?.origin;
        if !matches!(first, Origin::Bytes(_)) {
            return Some(first);
        }
        let start = self.byte(span.start)?;
        let end = if span.is_empty() { start } else { self.byte_end(span.end)? };
        Some(Origin::Bytes(Span { start, end: end.max(start) }))
    }

    /// The bytes of the file that `span` is a copy of, if it is one, and they follow one another there.
    pub(super) fn copied(&self, span: Span) -> Option<Span> {
        let first = self.pieces.partition_point(|piece| piece.span.end <= span.start);
        let (mut at, mut copy): (u32, Option<Span>) = (span.start, None);
        for piece in self.pieces[first..].iter().take_while(|piece| piece.span.start < span.end) {
            let Origin::Bytes(bytes) = piece.origin else { return None };
            if piece.span.start > at || piece.span.len() != bytes.len() {
                return None;
            }
            let end = piece.span.end.min(span.end);
            let here = |offset: u32| bytes.start + (offset - piece.span.start);
            let stretch = Span { start: here(at), end: here(end) };
            if copy.is_some_and(|copy| copy.end != stretch.start) {
                return None;
            }
            copy = Some(copy.map_or(stretch, |copy| copy.cover(stretch)));
            at = end;
        }
        copy.filter(|_| at == span.end)
    }

    /// The offset in the file after the character that ends at `offset`: a piece that begins there has no part in it.
    fn byte_end(&self, offset: u32) -> Option<u32> {
        let before = self.pieces.partition_point(|piece| piece.span.start < offset);
        let piece = self.pieces.get(before.saturating_sub(1))?;
        let Origin::Bytes(bytes) = piece.origin else { return None };
        let within = offset.saturating_sub(piece.span.start) as usize;
        let copied = piece.span.len() == bytes.len() && within < piece.span.len();
        Some(if copied { bytes.start + within as u32 } else { bytes.end })
    }
}
