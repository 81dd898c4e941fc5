//! Putting a report's text together, line by line, so that every stretch keeps its origin. All readers but plain text end here.

use std::borrow::Cow;

use crate::source::{Comment, Marks, Origin, Picture, PictureKind, Piece, Source, Span};
use crate::words::{is_blank, is_invisible};

/// A stretch of text with its origin; what joins two of them (a tab between cells) has none.
#[derive(Clone, Debug)]
pub(super) struct Fragment<'a> {
    pub text: Cow<'a, str>,
    pub origin: Option<Origin>,
    /// What a tracked change did here.
    pub revision: Option<Revision>,
    /// What stands here without text.
    pub picture: Option<PictureKind>,
}

/// What a tracked change did. What it took out is no text: the fragment is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Revision {
    Inserted,
    Deleted,
}

impl<'a> Fragment<'a> {
    pub(super) fn new(text: impl Into<Cow<'a, str>>, origin: Origin) -> Self {
        Self { text: text.into(), origin: Some(origin), revision: None, picture: None }
    }

    /// Text that does not stand in the file: a tab, a blank.
    pub(super) fn glue(text: &'static str) -> Self {
        Self { text: Cow::Borrowed(text), origin: None, revision: None, picture: None }
    }

    /// A change that has no text: something was taken out, or a paragraph was divided.
    pub(super) fn revision(revision: Revision) -> Self {
        Self { revision: Some(revision), ..Self::glue("") }
    }

    /// What a reader sees here and no program reads.
    pub(super) fn picture(kind: PictureKind, origin: Option<Origin>) -> Self {
        Self { origin, picture: Some(kind), ..Self::glue("") }
    }

    /// Whether it says something though it has no text.
    pub(super) fn is_mark(&self) -> bool {
        self.revision.is_some() || self.picture.is_some()
    }
}

/// A line to be: a paragraph, or a row of a table.
#[derive(Clone, Debug, Default)]
pub(super) struct Line<'a> {
    pub fragments: Vec<Fragment<'a>>,
    /// The level from 1 if the format marks it as a heading.
    pub heading: Option<u8>,
    /// The block of the page that it stands in; pages alone have several.
    pub node: usize,
    /// Whether all of it is links.
    pub linked: bool,
}

impl<'a> Line<'a> {
    pub(super) fn is_blank(&self) -> bool {
        self.fragments.iter().all(|fragment| fragment.text.chars().all(is_blank))
    }

    /// Whether nothing stands in it, not even a picture.
    pub(super) fn is_empty(&self) -> bool {
        self.is_blank() && !self.fragments.iter().any(Fragment::is_mark)
    }

    pub(super) fn last_char(&self) -> Option<char> {
        self.fragments.iter().rev().find_map(|fragment| fragment.text.chars().next_back())
    }

    /// Its last characters, to see what raised words stand after.
    pub(super) fn tail(&self) -> String {
        tail(&self.fragments)
    }

    pub(super) fn text(&self) -> String {
        self.fragments.iter().map(|fragment| fragment.text.as_ref()).collect()
    }

    /// How many sentences end in it.
    pub(super) fn stops(&self) -> usize {
        self.fragments.iter().map(|fragment| fragment.text.matches('。').count()).sum()
    }

    /// Appends `next`, which the format broke off for looks.
    pub(super) fn join(&mut self, next: Line<'a>) {
        if next.is_blank() {
            self.fragments.extend(next.fragments.into_iter().filter(Fragment::is_mark));
            return;
        }
        if let (Some(before), Some(after)) = (self.last_char(), next.fragments.iter().find_map(|next| next.text.chars().next()))
            && let Some(glue) = between(before, after)
        {
            self.fragments.push(Fragment::glue(glue));
        }
        self.fragments.extend(next.fragments);
    }
}

/// The last four characters of some fragments.
pub(super) fn tail(fragments: &[Fragment<'_>]) -> String {
    let last = fragments.iter().rev().flat_map(|fragment| fragment.text.chars().rev()).take(4);
    let mut last: Vec<char> = last.collect();
    last.reverse();
    last.into_iter().collect()
}

/// What stands between two characters whose line break is dropped: a blank between words and between numbers, nothing
/// beside a Han character.
pub(super) fn between(before: char, after: char) -> Option<&'static str> {
    (before.is_ascii() && after.is_ascii() && !before.is_ascii_whitespace() && !after.is_ascii_whitespace()).then_some(" ")
}

/// Where `length` bytes after the first `before` of a stretch came from: of a copy the very bytes, of an escape all of it.
fn within(origin: Origin, before: usize, length: usize, all: usize) -> Origin {
    match origin {
        Origin::Bytes(bytes) if bytes.len() == all => {
            let start = bytes.start as usize + before;
            Origin::Bytes(Span::new(start, start + length))
        }
        other => other,
    }
}

/// Some pages have one, and browsers show nothing for it.
const NUL: char = '\0';

/// A text in the making.
#[derive(Debug, Default)]
pub(super) struct Draft {
    text: String,
    pieces: Vec<Piece>,
    marks: Marks,
}

impl Draft {
    /// Where the next character will stand.
    pub(super) fn end(&self) -> u32 {
        self.text.len() as u32
    }

    /// Appends a line with its line end; a blank one is dropped, but for what is marked in it.
    pub(super) fn line(&mut self, line: &Line<'_>) {
        if line.is_blank() {
            for fragment in line.fragments.iter().filter(|fragment| fragment.is_mark()) {
                self.fragment(&Fragment { text: Cow::Borrowed(""), ..fragment.clone() });
            }
            return;
        }
        let start = self.text.len();
        for fragment in &line.fragments {
            self.fragment(fragment);
        }
        if let Some(level) = line.heading {
            self.marks.headings.push((Span::new(start, self.text.len()), level));
        }
        self.text.push('\n');
    }

    /// Appends a stretch without the marks in it that nobody sees.
    pub(super) fn fragment(&mut self, fragment: &Fragment<'_>) {
        let start = self.text.len();
        for visible in fragment.text.split(|c| is_invisible(c) || c == NUL).filter(|visible| !visible.is_empty()) {
            let span = Span::new(self.text.len(), self.text.len() + visible.len());
            self.text.push_str(visible);
            if let Some(origin) = fragment.origin {
                let before = visible.as_ptr().addr() - fragment.text.as_ptr().addr();
                self.piece(span, within(origin, before, visible.len(), fragment.text.len()));
            }
        }
        if let Some(kind) = fragment.picture {
            let page = match fragment.origin {
                Some(Origin::Page(page)) => Some(page),
                _ => None,
            };
            self.marks.pictures.push(Picture { kind, at: start as u32, page });
        }
        if fragment.revision.is_some() {
            self.revised(Span::new(start, self.text.len()));
        }
    }

    /// Notes what a tracked change put in, or where one took something out.
    fn revised(&mut self, span: Span) {
        match self.marks.revisions.last_mut() {
            Some(last) if last.end == span.start => last.end = span.end,
            _ => self.marks.revisions.push(span),
        }
    }

    /// Notes where a stretch came from. What goes on where the last one ended, in the text and in the file, is one stretch.
    fn piece(&mut self, span: Span, origin: Origin) {
        if let Some(last) = self.pieces.last_mut()
            && last.span.end == span.start
        {
            match (&mut last.origin, origin) {
                (Origin::Bytes(known), Origin::Bytes(bytes))
                    if known.end == bytes.start && known.len() == last.span.len() && bytes.len() == span.len() =>
                {
                    known.end = bytes.end;
                    last.span.end = span.end;
                    return;
                }
                (known, origin) if !matches!(origin, Origin::Bytes(_)) && *known == origin => {
                    last.span.end = span.end;
                    return;
                }
                _ => {}
            }
        }
        self.pieces.push(Piece { span, origin });
    }

    /// Notes a comment of the file's author: `raw` with its delimiters, at `bytes` of the file.
    pub(super) fn comment(&mut self, words: &str, bytes: Span) {
        self.marks.comments.push(Comment { words: words.trim().to_owned(), at: self.end(), bytes });
    }

    /// Notes that the line that began at `start` heads the section which the file calls `id`.
    pub(super) fn section(&mut self, start: u32, id: &str) {
        self.marks.sections.push((Span { start, end: self.end() }, id.to_owned()));
    }

    /// Notes a page of which nothing could be read.
    #[cfg(feature = "pdf")]
    pub(super) fn unread_page(&mut self, page: u32) {
        self.marks.unread_pages.push(page);
    }

    /// Notes what the file says of itself.
    pub(super) fn property(&mut self, name: &'static str, value: impl Into<String>) {
        self.marks.properties.push((name, value.into()));
    }

    /// The same of several things.
    pub(super) fn properties(&mut self, found: Vec<(&'static str, String)>) {
        self.marks.properties.extend(found);
    }

    /// The finished text.
    pub(super) fn finish(self, name: &str) -> Source {
        Source::new(name, self.text).with_origins(self.pieces).with_marks(self.marks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Location, Place, Widths};

    fn bytes(text: &str, start: usize, length: usize) -> Fragment<'_> {
        Fragment::new(text, Origin::Bytes(Span::new(start, start + length)))
    }

    #[test]
    fn places_are_those_of_the_file() {
        // <p>办&amp;结</p>\n<p>一</p>
        let file = "<p>办&amp;结</p>\n<p>一</p>";
        let mut draft = Draft::default();
        draft.line(&Line { fragments: vec![bytes("办", 3, 3), bytes("&", 6, 5), bytes("结", 11, 3)], ..Line::default() });
        draft.line(&Line { fragments: vec![bytes("一", 22, 3)], heading: Some(2), ..Line::default() });
        let source = draft.finish("x").with_file(file.to_owned(), Widths::default());
        assert_eq!(source.text(), "办&结\n一\n");
        assert_eq!(source.location(4), Location { line: 1, column: 10 });
        assert_eq!(source.location(8), Location { line: 2, column: 4 });
        assert_eq!(source.place(3), Place::Line(Location { line: 1, column: 5 }));
        assert_eq!(source.origin(Span::new(3, 7)), Some(Origin::Bytes(Span::new(6, 14))));
        assert_eq!(source.origin(Span::new(0, 3)), Some(Origin::Bytes(Span::new(3, 6))));
        assert_eq!(source.marks().headings, [(Span::new(8, 11), 2)]);
    }

    #[test]
    fn what_nobody_sees_is_none_of_the_text() {
        let text = "\u{feff}3\u{200b}75件\u{ad}，办\u{2060}结";
        let mut draft = Draft::default();
        draft.line(&Line { fragments: vec![bytes(text, 0, text.len()), bytes("\u{200d}", text.len(), 7)], ..Line::default() });
        let source = draft.finish("x").with_file(text.to_owned(), Widths::default());
        assert_eq!(source.text(), "375件，办结\n");
        assert_eq!(source.location(0), Location { line: 1, column: 2 });
        assert_eq!(source.origin(Span::new(0, 3)), Some(Origin::Bytes(Span::new(3, 9))));
        assert_eq!(source.verbatim_in_file(Span::new(1, 6)), Some(Span::new(7, 12)));
        assert_eq!(source.verbatim_in_file(Span::new(0, 3)), None);
    }

    #[test]
    fn broken_lines_are_joined_as_they_are_read() {
        for (before, after, joined) in [("全年", "受理", "全年受理"), ("受理", "12件", "受理12件"), ("12", "13", "12 13")]
        {
            let mut line = Line { fragments: vec![bytes(before, 0, before.len())], ..Line::default() };
            line.join(Line { fragments: vec![bytes(after, 50, after.len())], ..Line::default() });
            assert_eq!(line.text(), joined);
        }
    }
}
