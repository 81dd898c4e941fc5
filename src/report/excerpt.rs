//! The part of a report that a reader has to see: windows around the places that matter, joined by ….
//!
//! A paragraph may have a million characters. What is shown is at most one line of the terminal for each line of the report, and
//! for so many places that they do not fit into one, several.

use std::ops::Range;

use super::layout::{cells, plain_char, width};
use super::place::Spot;
use crate::document::Document;
use crate::source::{Source, Span};

/// A place to be shown.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) span: Span,
    /// What stands for it after the path of the report.
    pub(super) behind_path: String,
    /// What stands for its line in the margin.
    pub(super) number: u32,
    /// What is written under it, in lines.
    pub(super) label: Option<Vec<String>>,
    pub(super) primary: bool,
}

impl Place {
    pub(super) fn new(spot: &Spot, label: Option<Vec<String>>, primary: bool) -> Self {
        Self { span: spot.span, behind_path: spot.behind_path(), number: spot.number, label, primary }
    }
}

/// Lines to be shown, and the places in them.
#[derive(Debug, Default)]
pub(super) struct Excerpt {
    /// The lines, each with its line end.
    pub(super) text: String,
    pub(super) lines: Vec<Line>,
    /// In the order of the text.
    pub(super) marks: Vec<Mark>,
}

/// One line of an excerpt.
#[derive(Debug)]
pub(super) struct Line {
    /// Bytes in [`Excerpt::text`], without the line end.
    pub(super) range: Range<usize>,
    /// The number of the line's first place, from 1.
    pub(super) number: u32,
}

/// A place in an excerpt.
#[derive(Debug)]
pub(super) struct Mark {
    /// Bytes in [`Excerpt::text`].
    pub(super) range: Range<usize>,
    /// What stands for it after the path of the report.
    pub(super) behind_path: String,
    /// What is written under it, in lines.
    pub(super) label: Option<Vec<String>>,
    pub(super) primary: bool,
}

/// Cuts out what `places` need, in lines of at most `limit` cells; labels under the lines stay within them too.
pub(super) fn cut(source: &Source, document: &Document, places: Vec<Place>, limit: usize) -> Excerpt {
    let mut places: Vec<Place> = places.into_iter().map(|place| clip(source, place, limit / 2)).collect();
    places.sort_by_key(|place| (place.span.start, !place.primary, place.span.end));
    places.dedup_by_key(|place| place.span);
    let mut excerpt = Excerpt::default();
    let mut rest = places.as_slice();
    while !rest.is_empty() {
        let (frame, count) = gather(source, document, rest, limit);
        frame.grown().write(&rest[..count], &mut excerpt);
        rest = &rest[count..];
    }
    excerpt
}

/// Bytes that are looked at for each cell of a line: a text of marks without width would otherwise never fill it.
const BYTES_PER_CELL: usize = 8;

/// The place as far as it lies in its first line and takes no more than `limit` cells.
fn clip(source: &Source, mut place: Place, limit: usize) -> Place {
    let mut used = 0;
    let text = &source.written()[place.span.range()];
    let end = text.char_indices().find(|&(at, c)| {
        used += cells(c);
        used > limit || at > limit * BYTES_PER_CELL || c == '\n' || c == '\r'
    });
    let end = end.map_or(text.len(), |(at, _)| at);
    place.span = Span::new(place.span.start as usize, place.span.start as usize + end);
    place
}

/// A frame with as many of the first places as go into one line, at least one; how many they are.
fn gather<'a>(source: &'a Source, document: &Document, places: &[Place], limit: usize) -> (Frame<'a>, usize) {
    let line = line_around(source.written(), places[0].span);
    let mut frame = Frame { source, line: line.clone(), scope: line.clone(), windows: Vec::new(), marks: Vec::new(), limit };
    let mut scope: Option<Span> = None;
    for (count, place) in places.iter().enumerate() {
        let same_line = place.span.range().start <= line.end && place.span.range().end <= line.end;
        let wider = frame.with(place);
        if count > 0 && !(same_line && wider.fits()) {
            return (frame, count);
        }
        let sentence = sentence_around(document, place.span).filter(|span| line.start <= span.range().start);
        let sentence = sentence.unwrap_or(Span::new(line.start, line.end));
        scope = Some(scope.map_or(sentence, |scope| scope.cover(sentence)));
        frame = wider;
        frame.scope = scope.map_or(line.clone(), Span::range);
    }
    (frame, places.len())
}

/// The line around a span's start, without the blanks at its ends unless the span needs them.
fn line_around(text: &str, span: Span) -> Range<usize> {
    let span = span.range();
    let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[span.start..].find('\n').map_or(text.len(), |at| span.start + at);
    let end = start + text[start..end].trim_end().len();
    let start = end - text[start..end.max(start)].trim_start().len();
    start.min(span.start)..end.max(span.end)
}

fn sentence_around(document: &Document, span: Span) -> Option<Span> {
    let sentence = &document.sentences[document.sentence_at(span.start)?];
    sentence.span.contains(span).then_some(sentence.span)
}

/// One line in the making: windows of the report, disjoint and in order, that cover the marks.
#[derive(Clone, Debug)]
struct Frame<'a> {
    source: &'a Source,
    line: Range<usize>,
    /// How far the windows may grow.
    scope: Range<usize>,
    windows: Vec<Range<usize>>,
    /// The marks' places, and the cells that each one's label takes.
    marks: Vec<(Span, usize)>,
    limit: usize,
}

/// Cells between a label's text and the foot it stands on: `╰── `.
const FOOT: usize = 4;

impl Frame<'_> {
    /// The frame with one more place, at or after all the others.
    fn with(&self, place: &Place) -> Self {
        let mut frame = self.clone();
        let span = place.span.range();
        match frame.windows.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => frame.windows.push(span),
        }
        let label = place.label.iter().flatten().map(|line| width(line)).max();
        frame.marks.push((place.span, label.map_or(0, |label| label + FOOT)));
        frame
    }

    /// Whether the line and every label under it stay within the limit.
    fn fits(&self) -> bool {
        let mut column = 0;
        let mut marks = self.marks.iter().peekable();
        for (index, window) in self.windows.iter().enumerate() {
            column += usize::from(self.is_cut_before(index));
            while let Some((span, label)) = marks.next_if(|(span, _)| span.range().end <= window.end) {
                let start = column + self.cells(window.start..span.range().start);
                let middle = start + self.cells(span.range()).max(1) / 2;
                if *label > 0 && middle + label > self.limit {
                    return false;
                }
            }
            column += self.cells(window.clone());
        }
        // an empty mark at the very end takes a cell for its arrow
        column + usize::from(self.is_cut_after()) < self.limit
    }

    fn cells(&self, range: Range<usize>) -> usize {
        self.source.written()[range].chars().filter_map(plain_char).map(cells).sum()
    }

    fn is_cut_before(&self, window: usize) -> bool {
        window > 0 || self.windows[window].start > self.line.start
    }

    fn is_cut_after(&self) -> bool {
        self.windows.last().is_some_and(|window| window.end < self.line.end)
    }

    /// Lets every window grow, two characters to the left for one to the right (what a figure is stands before it), as long
    /// as the whole fits.
    fn grown(mut self) -> Self {
        loop {
            let mut grew = false;
            let mut index = 0;
            while index < self.windows.len() {
                for side in [Side::Left, Side::Left, Side::Right] {
                    grew |= self.grow(index, side);
                    index = index.min(self.windows.len() - 1);
                }
                index += 1;
            }
            if !grew {
                return self.with_clean_edges();
            }
        }
    }

    /// Grows one window by a character; windows that touch become one. Whether it grew.
    fn grow(&mut self, index: usize, side: Side) -> bool {
        let text = self.source.written();
        let mut next = self.windows.clone();
        match side {
            Side::Left => {
                let floor = if index == 0 { self.scope.start } else { self.windows[index - 1].end };
                let Some(c) = text[floor.min(next[index].start)..next[index].start].chars().next_back() else { return false };
                next[index].start -= c.len_utf8();
                if index > 0 && next[index].start == floor {
                    next[index - 1].end = next[index].end;
                    next.remove(index);
                }
            }
            Side::Right => {
                let ceiling = self.windows.get(index + 1).map_or(self.scope.end, |window| window.start);
                let Some(c) = text[next[index].end..ceiling.max(next[index].end)].chars().next() else { return false };
                next[index].end += c.len_utf8();
                if index + 1 < next.len() && next[index].end == ceiling {
                    next[index].end = next[index + 1].end;
                    next.remove(index + 1);
                }
            }
        }
        let bytes: usize = next.iter().map(Range::len).sum();
        let before = std::mem::replace(&mut self.windows, next);
        let fits = bytes <= self.limit * BYTES_PER_CELL && self.fits();
        if !fits {
            self.windows = before;
        }
        fits
    }

    /// Draws back edges that fall into a number, for 「…45平台」 would show a figure that the report does not have, and then those
    /// that fall on a mark or a blank.
    fn with_clean_edges(mut self) -> Self {
        let text = self.source.written();
        let (line, marks) = (self.line.clone(), &self.marks);
        for window in &mut self.windows {
            let inside = marks.iter().map(|(span, _)| span.range());
            let inside = inside.filter(|span| window.start <= span.start && span.end <= window.end);
            let (first, last) =
                inside.fold((window.end, window.start), |(first, last), span| (first.min(span.start), last.max(span.end)));
            if window.start > line.start {
                let cut = is_numeric(text[..window.start].chars().next_back());
                let lead = text[window.start..first.max(window.start)].trim_start_matches(|c| cut && is_numeric(Some(c)));
                window.start = first.max(window.start) - lead.trim_start_matches(is_edge).len();
            }
            if window.end < line.end {
                let cut = is_numeric(text[window.end..].chars().next());
                let tail = text[last.min(window.end)..window.end].trim_end_matches(|c| cut && is_numeric(Some(c)));
                window.end = last.min(window.end) + tail.trim_end_matches(is_edge).len();
            }
        }
        self
    }

    /// Writes the line and its marks.
    fn write(&self, places: &[Place], excerpt: &mut Excerpt) {
        let start = excerpt.text.len();
        let number = places.first().map_or(1, |first| first.number);
        let mut places = places.iter().peekable();
        for (index, window) in self.windows.iter().enumerate() {
            if self.is_cut_before(index) {
                excerpt.text.push('…');
            }
            let begin = excerpt.text.len();
            while let Some(place) = places.next_if(|place| place.span.range().end <= window.end) {
                let span = place.span.range();
                let from = begin + self.plain(window.start..span.start).len();
                let range = from..from + self.plain(span).len();
                let Place { behind_path, label, primary, .. } = place.clone();
                excerpt.marks.push(Mark { range, behind_path, label, primary });
            }
            excerpt.text.push_str(&self.plain(window.clone()));
        }
        // a blank at the end carries the arrow of an empty mark there
        excerpt.text.push(if self.is_cut_after() { '…' } else { ' ' });
        excerpt.lines.push(Line { range: start..excerpt.text.len(), number });
        excerpt.text.push('\n');
    }

    fn plain(&self, range: Range<usize>) -> String {
        self.source.written()[range].chars().filter_map(plain_char).collect()
    }
}

fn is_numeric(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%'))
}

fn is_edge(c: char) -> bool {
    c.is_whitespace() || matches!(c, '，' | ',' | '、' | '；' | ';' | '：' | ':')
}

#[derive(Clone, Copy, Debug)]
enum Side {
    Left,
    Right,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    /// The excerpt of `text` around each of `quotes`, lines separated by |, marks in ⟦⟧.
    fn excerpt(text: &str, quotes: &[&str], limit: usize) -> String {
        let source = Source::new("x", text);
        let document = Document::parse(&source);
        let place = |quote: &&str| {
            let at = text.find(quote).expect("the quote stands in the text");
            let spot = Spot::new(&source, &document, Span::new(at, at + quote.len()), Lang::Zh);
            Place::new(&spot, Some(vec!["收到".into()]), false)
        };
        let excerpt = cut(&source, &document, quotes.iter().map(place).collect(), limit);
        for line in &excerpt.lines {
            assert!(width(&excerpt.text[line.range.clone()]) <= limit);
        }
        let mut out = excerpt.text.clone();
        for mark in excerpt.marks.iter().rev() {
            out.insert(mark.range.end, '⟧');
            out.insert(mark.range.start, '⟦');
        }
        out.trim_end().replace('\n', "|").replace(" |", "|")
    }

    #[test]
    fn windows_keep_to_the_sentence_and_to_whole_numbers() {
        let text =
            "全县持续推进法治建设。通过12345平台分转的话务工单13785宗，办结13649宗，办结率99.02%，满意率99.33%。此后继续推进。";
        let table: &[(&[&str], usize, &str)] = &[
            (&["99.02%"], 40, "…办结13649宗，办结率⟦99.02%⟧，满意率…"),
            (&["13785宗", "99.02%"], 44, "…的话务工单⟦13785宗⟧，办…办结率⟦99.02%⟧，满…"),
            (&["99.02%"], 100, "…通过12345平台分转的话务工单13785宗，办结13649宗，办结率⟦99.02%⟧，满意率99.33%。…"),
        ];
        for (quotes, limit, expected) in table {
            assert_eq!(excerpt(text, quotes, *limit), *expected);
        }
    }

    #[test]
    fn each_line_has_an_excerpt_of_its_own() {
        let text = "一、受理30件\r\n\r\n  二、\t办结28件  ";
        assert_eq!(excerpt(text, &["30件", "28件"], 40), "一、受理⟦30件⟧|二、 办结⟦28件⟧");
    }

    #[test]
    fn many_places_take_several_lines() {
        let numbers: Vec<String> = (10..30).map(|n| format!("{n}{n}件")).collect();
        let quotes: Vec<&str> = numbers.iter().map(String::as_str).collect();
        let shown = excerpt(&numbers.join("，其中咨询"), &quotes, 40);
        assert!(shown.matches('|').count() > 2 && shown.matches('⟦').count() == 20, "{shown}");
    }
}
