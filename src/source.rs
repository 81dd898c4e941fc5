//! The text of a report and the only owner of positions in it.
//!
//! Inside the library a place is a [`Span`]: bytes into [`Source::text`]. Lines and columns are computed at the edge,
//! by [`Source::location`]. A text that was taken out of a file of another format knows where each stretch came from, so that
//! lines and columns are those of the file ([`Source::place`]).

#[cfg(test)]
pub(crate) mod effort;
mod name;
mod origin;
mod remarks;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::variants::{comparable, unified};
pub(crate) use name::byte_of;
#[cfg(feature = "cli")]
pub(crate) use name::path_of_bytes;
pub use name::{bytes_of, name_of, path_of};
use origin::Origins;
pub use origin::{Cell, Origin, Part, Piece, Place, Run};

/// A half-open range of bytes in [`Source::text`]. Both ends lie on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of `start..end`, in bytes. Reports are far below the 4 GiB that `u32` reaches: the readers refuse larger ones.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end && u32::try_from(end).is_ok());
        Self { start: start as u32, end: end as u32 }
    }

    /// The empty span at `offset`: a place between two characters.
    pub fn at(offset: usize) -> Self {
        Self::new(offset, offset)
    }

    /// The bytes as a range, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// A place as people count: the first line and the first character have number 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Location {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters (not bytes, not cells), from 1.
    pub column: u32,
}

/// A stretch of a file with lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// Its first character.
    pub start: Location,
    /// After its last character; the start, if it has none.
    pub end: Location,
    /// Columns of both ends in bytes of UTF-8, from 1: some programs count so.
    pub byte_columns: (u32, u32),
}

impl Region {
    fn new(index: &LineIndex, text: &str, span: Span) -> Self {
        let place = |offset: u32| {
            let offset = offset.min(text.len() as u32);
            let location = index.location(text, offset as usize);
            (location, offset - index.line_starts[location.line as usize - 1] + 1)
        };
        let ((start, first), (end, last)) = (place(span.start), place(span.end));
        Self { start, end, byte_columns: (first, last) }
    }
}

/// Something that the author of a report says to gouji in a comment: `<!-- gouji: allow R101 -- reason -->`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What it says, after `gouji:`.
    pub words: String,
    /// The whole comment; where the text was taken out of another format, the place between two characters where it stood.
    pub span: Span,
    /// The byte that it begins at in the decoded text of the file, where the text was taken out of another format.
    pub byte: Option<u32>,
}

/// A report's text under its name.
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    text: String,
    /// The text as written, where [`Source::text`] has blanks for remarks, or characters for their forms, simplified ones for traditional ones.
    written: Option<String>,
    remarks: Vec<Remark>,
    index: LineIndex,
    origins: Origins,
    file: Option<File>,
    marks: Marks,
}

/// What a format says of a text beside its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Marks {
    /// Paragraphs that the format marks as headings, each with its level from 1, in order.
    pub headings: Vec<(Span, u8)>,
    /// The sections that a report as data names, by their keys, each with the line of its heading, in order.
    pub sections: Vec<(Span, String)>,
    /// Comments of the file's author, which are no part of the text, in order.
    pub comments: Vec<Comment>,
    /// Stretches that a tracked change inserted, and places where one deleted something, in order.
    pub revisions: Vec<Span>,
    /// What is shown and holds no text that could be read, in order.
    pub pictures: Vec<Picture>,
    /// Pages of which nothing could be read, by their numbers, in order.
    pub unread_pages: Vec<u32>,
    /// What the file says of itself: title, created, modified…, by name.
    pub properties: Vec<(&'static str, String)>,
}

/// Something in the file that a reader sees and no program reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picture {
    /// What it is.
    pub kind: PictureKind,
    /// Where in the text it stands: between two characters.
    pub at: u32,
    /// The page that it stands on, where the file has pages.
    pub page: Option<u32>,
}

/// What a reader sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum PictureKind {
    /// A picture: a photograph, a scan, a drawing.
    Picture,
    /// A chart.
    Chart,
    /// A sheet or another document that is embedded.
    Embedded,
}

/// A comment in the file: `<!-- … -->`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Its words, without the blanks around them.
    pub words: String,
    /// Where in the text it stood: between two characters.
    pub at: u32,
    /// Its bytes in the decoded text of the file, with its delimiters.
    pub bytes: Span,
}

/// The decoded text of a file that the report's text was taken out of, and how wide its characters are in the file.
#[derive(Clone, Debug)]
struct File {
    text: String,
    index: LineIndex,
    widths: Widths,
}

/// How many bytes characters take in a file, so that offsets in the decoded text can be told as offsets in the file.
#[derive(Clone, Copy, Debug, Default)]
pub struct Widths {
    /// Bytes before the text: a byte order mark.
    pub before: u32,
    /// Bytes of one character; none where the file is UTF-8.
    pub of: Option<fn(char) -> u32>,
}

impl Marks {
    /// The key of the section that is headed by the line at `offset`.
    pub fn section_at(&self, offset: u32) -> Option<&str> {
        let after = self.sections.partition_point(|(span, _)| span.start <= offset);
        let (span, id) = self.sections.get(after.checked_sub(1)?)?;
        (offset < span.end).then_some(id)
    }

    /// The year that a report as data is about.
    pub fn year(&self) -> Option<i16> {
        self.properties.iter().find(|(name, _)| *name == "year").and_then(|(_, year)| year.parse().ok())
    }
}

/// The longest text that is checked, a hundred times a report. The densest one, a single paragraph full of figures, takes some
/// fifteen seconds and 200 MB.
pub const MAX_CHARACTERS: usize = 1_000_000;

/// A text of more than [`MAX_CHARACTERS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong;

impl std::fmt::Display for TooLong {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "more than {MAX_CHARACTERS} characters")
    }
}

impl std::error::Error for TooLong {}

impl Source {
    /// The source, if its text is not too long to be checked: the readers hand out no other. Whoever makes a source of a text of
    /// unknown length asks here, too.
    ///
    /// # Errors
    /// [`TooLong`].
    ///
    /// ```
    /// use gouji::source::{MAX_CHARACTERS, Source, TooLong};
    ///
    /// assert!(Source::new("report.txt", "受理12件。").within_bounds().is_ok());
    /// assert_eq!(Source::new("flood.txt", "件".repeat(MAX_CHARACTERS + 1)).within_bounds().err(), Some(TooLong));
    /// ```
    pub fn within_bounds(self) -> Result<Self, TooLong> {
        if self.characters() > MAX_CHARACTERS { Err(TooLong) } else { Ok(self) }
    }

    /// A source of decoded text. A byte order mark at the start is dropped, and remarks for gouji are replaced by blanks of the
    /// same length, forms of characters by the characters themselves (U+F9DB by 率), traditional characters by simplified ones
    /// (辦 by 办); nothing else is changed, so that every span holds in the author's own text.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let mut source = Self::verbatim(name, text);
        if let Some((blanked, remarks)) = remarks::blank_out(&source.text) {
            source.put(blanked);
            source.remarks = remarks;
        }
        if let Some(comparable) = comparable(&source.text) {
            source.put(comparable);
        }
        source
    }

    /// Puts a text that is as long in place of the one that its author wrote, which is kept.
    fn put(&mut self, text: String) {
        let before = std::mem::replace(&mut self.text, text);
        debug_assert_eq!(before.len(), self.text.len());
        self.written.get_or_insert(before);
    }

    /// A source of decoded text in which remarks for gouji are text like any other: a file that is no report itself. A byte order
    /// mark at the start is dropped.
    pub fn verbatim(name: impl Into<String>, text: impl Into<String>) -> Self {
        let mut text = text.into();
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        let index = LineIndex::new(&text);
        let (origins, marks) = (Origins::default(), Marks::default());
        Self { name: name.into(), text, written: None, remarks: Vec::new(), index, origins, file: None, marks }
    }

    /// Says where the text came from, piece by piece, in order. `text` of this source must not have begun with a byte order mark.
    pub fn with_origins(mut self, pieces: Vec<Piece>) -> Self {
        self.origins = Origins::new(pieces);
        self
    }

    /// Gives the decoded text of the file, which the pieces of [`Origin::Bytes`] speak of.
    pub fn with_file(mut self, text: String, widths: Widths) -> Self {
        let index = LineIndex::new(&text);
        self.file = Some(File { text, index, widths });
        self
    }

    /// Gives what the format marks: headings, comments, tracked changes, properties.
    pub fn with_marks(mut self, marks: Marks) -> Self {
        let said = marks.comments.iter().filter_map(|comment| {
            let words = remarks::addressed(&comment.words)?.to_owned();
            Some(Remark { words, span: Span::at(comment.at as usize), byte: Some(comment.bytes.start) })
        });
        self.remarks.extend(said);
        self.marks = marks;
        self
    }

    /// The source with the headings that its format marks (`##`, a heading style), each with its level from 1.
    ///
    /// A span lies in the line of the heading.
    pub fn with_headings(mut self, mut headings: Vec<(Span, u8)>) -> Self {
        headings.sort_unstable_by_key(|&(span, _)| span);
        self.marks.headings = headings;
        self
    }

    /// The headings that the format marks, in the order of the text.
    pub fn headings(&self) -> &[(Span, u8)] {
        &self.marks.headings
    }

    /// What the format marks.
    pub fn marks(&self) -> &Marks {
        &self.marks
    }

    /// The name the report goes by: its path, or what stands for standard input.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of `span`.
    pub fn slice(&self, span: Span) -> &str {
        #[cfg(test)]
        effort::spend(span.len());
        &self.text[span.range()]
    }

    /// All of the text before `span`.
    pub(crate) fn before(&self, span: Span) -> &str {
        &self.text[..span.start as usize]
    }

    /// All of the text after `span`.
    pub(crate) fn after(&self, span: Span) -> &str {
        &self.text[span.end as usize..]
    }

    /// The text as its author wrote it, remarks included: what is shown to people. Every span holds in it too.
    pub fn written(&self) -> &str {
        self.written.as_deref().unwrap_or(&self.text)
    }

    /// The words of a span as their author wrote them.
    pub fn quote(&self, span: Span) -> &str {
        &self.written()[span.range()]
    }

    /// What the author says to gouji, in order.
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
    }

    /// The whole text as a span.
    pub fn span(&self) -> Span {
        Span::new(0, self.text.len())
    }

    /// Line and column, in characters, of the byte `offset`: in the file where it has lines, otherwise in the text as it was
    /// read, one line a paragraph.
    pub fn location(&self, offset: u32) -> Location {
        match &self.file {
            Some(file) => self.file_location(file, self.origins.byte(offset).unwrap_or(0)),
            None => self.index.location(self.written(), offset as usize),
        }
    }

    fn file_location(&self, file: &File, byte: u32) -> Location {
        file.index.location(&file.text, (byte as usize).min(file.text.len()))
    }

    /// Line and column of the byte `offset` of the file's decoded text, as a comment's; without a file, as [`Source::location`].
    pub fn location_in_file(&self, offset: u32) -> Location {
        match &self.file {
            Some(file) => self.file_location(file, offset),
            None => self.location(offset),
        }
    }

    /// The place of the byte `offset` as people look for it: line and column, paragraph, or page.
    pub fn place(&self, offset: u32) -> Place {
        match self.origins.at(offset).map(|piece| piece.origin) {
            Some(Origin::Run(run)) => Place::Paragraph(run),
            Some(Origin::Page(page)) => Place::Page(page),
            Some(Origin::Bytes(_)) | None => Place::Line(self.location(offset)),
        }
    }

    /// Where `span` begins and ends in the lines of the file; none where the file has no lines. The end is that of its last
    /// character, which may stand in an earlier piece of the file than the character after it.
    pub fn region(&self, span: Span) -> Option<Region> {
        match &self.file {
            Some(file) => match self.origins.of(span)? {
                Origin::Bytes(bytes) => Some(Region::new(&file.index, &file.text, bytes)),
                Origin::Run(_) | Origin::Page(_) => None,
            },
            None if self.has_lines() => Some(Region::new(&self.index, self.written(), span)),
            None => None,
        }
    }

    fn has_lines(&self) -> bool {
        matches!(self.place(0), Place::Line(_))
    }

    /// Where `span` came from; none for plain text. [`Origin::Bytes`] are bytes of the file here, whatever its encoding.
    pub fn origin(&self, span: Span) -> Option<Origin> {
        let origin = self.origins.of(span)?;
        match (origin, &self.file) {
            (Origin::Bytes(bytes), Some(file)) => {
                Some(Origin::Bytes(Span { start: file.offset(bytes.start), end: file.offset(bytes.end) }))
            }
            _ => Some(origin),
        }
    }

    /// Where the decoded text of the file has the very characters of `span`, one after the other: the place to change when they
    /// are to be changed. None where markup or an escape stands among them, where a remark does, and in files without lines.
    pub fn verbatim_in_file(&self, span: Span) -> Option<Span> {
        let (place, text) = match &self.file {
            Some(file) => (self.origins.copied(span)?, file.text.as_str()),
            None if self.has_lines() => (span, self.written()),
            None => return None,
        };
        let found = text.get(place.range())?;
        (unified(found).as_deref().unwrap_or(found) == self.slice(span)).then_some(place)
    }

    /// The line that the byte `offset` lies in, with its line end.
    pub fn line_at(&self, offset: u32) -> Span {
        let starts = &self.index.line_starts;
        let next = starts.partition_point(|&start| start <= offset);
        Span { start: starts[next - 1], end: starts.get(next).copied().unwrap_or(self.text.len() as u32) }
    }

    /// The byte at a line and column; the end of the line or of the text where there is no such column or line.
    pub fn offset(&self, location: Location) -> u32 {
        let Some(&start) = self.index.line_starts.get(location.line.saturating_sub(1) as usize) else {
            return self.text.len() as u32;
        };
        let line = self.written()[start as usize..].split('\n').next().unwrap_or_default();
        let column = location.column.saturating_sub(1) as usize;
        start + line.char_indices().nth(column).map_or(line.len(), |(at, _)| at) as u32
    }

    /// Length in characters.
    pub fn characters(&self) -> usize {
        self.index.characters(self.written(), self.text.len())
    }

    /// The lines of the text as spans, without their line ends (LF or CRLF).
    pub fn lines(&self) -> impl Iterator<Item = Span> + '_ {
        let ends = self.index.line_starts.iter().skip(1).map(|&next| next as usize).chain([self.text.len() + 1]);
        self.index.line_starts.iter().zip(ends).map(|(&start, next)| {
            let start = start as usize;
            let end = (next - 1).max(start);
            Span::new(start, start + self.text[start..end].trim_end_matches('\r').len())
        })
    }
}

impl File {
    /// The offset in the file of the byte `offset` of its decoded text.
    fn offset(&self, offset: u32) -> u32 {
        let Some(width) = self.widths.of else { return offset + self.widths.before };
        self.widths.before + self.text[..offset as usize].chars().map(width).sum::<u32>()
    }
}

/// Where lines start, and how many characters stand before each block of bytes, so that a column costs a constant
/// time even in a paragraph of a million characters.
#[derive(Clone, Debug)]
struct LineIndex {
    line_starts: Vec<u32>,
    characters_before_block: Vec<u32>,
}

/// Bytes per block of [`LineIndex::characters_before_block`].
const BLOCK: usize = 512;

impl LineIndex {
    fn new(text: &str) -> Self {
        let mut line_starts = vec![0];
        let mut characters_before_block = Vec::with_capacity(text.len() / BLOCK + 1);
        let mut characters = 0;
        for (at, byte) in text.bytes().enumerate() {
            if at % BLOCK == 0 {
                characters_before_block.push(characters);
            }
            characters += u32::from(is_character_start(byte));
            if byte == b'\n' {
                line_starts.push(at as u32 + 1);
            }
        }
        Self { line_starts, characters_before_block }
    }

    fn location(&self, text: &str, offset: usize) -> Location {
        let line = self.line_starts.partition_point(|&start| start as usize <= offset);
        let start = self.line_starts[line - 1] as usize;
        let column = self.characters(text, offset) - self.characters(text, start) + 1;
        Location { line: line as u32, column: column as u32 }
    }

    /// Characters before `offset`.
    fn characters(&self, text: &str, offset: usize) -> usize {
        let block = (offset / BLOCK).min(self.characters_before_block.len().saturating_sub(1));
        let before = self.characters_before_block.get(block).copied().unwrap_or(0) as usize;
        before + text.as_bytes()[block * BLOCK..offset].iter().filter(|&&byte| is_character_start(byte)).count()
    }
}

/// Whether a byte of UTF-8 begins a character.
fn is_character_start(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locations_count_characters() {
        let source = Source::new("x", "\u{feff}一二\r\n三四五");
        assert_eq!(source.location(0), Location { line: 1, column: 1 });
        assert_eq!(source.location(8), Location { line: 2, column: 1 });
        assert_eq!(source.location(14), Location { line: 2, column: 3 });
        assert_eq!(source.characters(), 7);
        for offset in [0, 3, 8, 11, 14] {
            assert_eq!(source.offset(source.location(offset)), offset);
        }
        assert_eq!(
            (source.line_at(7), source.line_at(8), source.line_at(17)),
            (Span::new(0, 8), Span::new(8, 17), Span::new(8, 17))
        );
        assert_eq!(source.offset(Location { line: 2, column: 9 }), 17);
        assert_eq!(source.offset(Location { line: 9, column: 9 }), 17);
        let lines: Vec<_> = source.lines().map(|span| source.slice(span)).collect();
        assert_eq!(lines, ["一二", "三四五"]);
    }

    #[test]
    fn long_lines_and_empty_texts() {
        let source = Source::new("x", "办结".repeat(2000));
        assert_eq!(source.location(6 * 1999), Location { line: 1, column: 3999 });
        let empty = Source::new("x", "");
        assert_eq!(empty.lines().count(), 1);
        assert_eq!(empty.location(0), Location { line: 1, column: 1 });
    }
}
