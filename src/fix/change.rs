//! One change of a file, and what several of them do to a text and to the places in it.

use super::{Draft, Obstacle};
use crate::finding::Repair;
use crate::source::Span;

/// Other words at one place.
#[derive(Clone, Debug)]
pub(super) struct Change {
    /// The finding that proposes it.
    pub finding: usize,
    /// What the finding would replace, and by what.
    pub whole: Span,
    pub replacement: String,
    /// What differs: in the text, and in the decoded text of the file.
    pub span: Span,
    pub place: Span,
    pub words: String,
}

impl Change {
    /// The change that `repair` makes, as long as the file can take it.
    pub(super) fn new(draft: &Draft, finding: usize, repair: &Repair) -> Result<Self, Obstacle> {
        let (span, words) = repair.difference(draft.source());
        let place = draft.source().verbatim_in_file(span).ok_or(Obstacle::Markup)?;
        if draft.original.encoded(words).is_none() {
            return Err(Obstacle::Encoding(draft.original.encoding()));
        }
        Ok(Self { finding, whole: repair.span, replacement: repair.replacement.clone(), span, place, words: words.to_owned() })
    }

    /// By how many bytes the text grows.
    fn growth(&self) -> i64 {
        self.words.len() as i64 - self.span.len() as i64
    }
}

/// The text with the changes, which are in order and apart.
pub(super) fn spliced(text: &str, changes: &[Change]) -> String {
    let mut out = String::with_capacity(text.len() + 16 * changes.len());
    let mut done = 0;
    for change in changes {
        out.push_str(&text[done..change.span.start as usize]);
        out.push_str(&change.words);
        done = change.span.end as usize;
    }
    out.push_str(&text[done..]);
    out
}

/// Where the places of a text stand when it has been changed.
pub(super) struct Shift<'c> {
    changes: &'c [Change],
    /// By how many bytes the text before each change has grown.
    growths: Vec<i64>,
}

impl<'c> Shift<'c> {
    /// That of changes which are in order and apart.
    pub(super) fn new(changes: &'c [Change]) -> Self {
        let grown = changes.iter().scan(0, |growth, change| {
            let before = *growth;
            *growth += change.growth();
            Some(before)
        });
        let growths = grown.collect();
        Self { changes, growths }
    }

    /// Where `span` stands; what begins or ends within a change covers all of it.
    pub(super) fn moved(&self, span: Span) -> Span {
        let start = self.place(span.start, false).max(0);
        Span { start: start as u32, end: self.place(span.end, true).max(start) as u32 }
    }

    fn place(&self, offset: u32, is_end: bool) -> i64 {
        let before = self.changes.partition_point(|change| change.span.start < offset);
        let Some(last) = before.checked_sub(1) else { return i64::from(offset) };
        let (change, growth) = (&self.changes[last], self.growths[last]);
        if offset < change.span.end {
            i64::from(change.span.start) + growth + if is_end { change.words.len() as i64 } else { 0 }
        } else {
            i64::from(offset) + growth + change.growth()
        }
    }
}

/// Whether two places share a character, or one of them is empty and lies at the other.
pub(super) fn overlap(a: Span, b: Span) -> bool {
    if a.is_empty() || b.is_empty() { a.start <= b.end && b.start <= a.end } else { a.start < b.end && b.start < a.end }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(start: u32, end: u32, words: &str) -> Change {
        let span = Span { start, end };
        Change { finding: 0, whole: span, replacement: words.to_owned(), span, place: span, words: words.to_owned() }
    }

    #[test]
    fn places_move_with_what_stands_before_them() {
        let changes = [change(3, 6, "xx"), change(10, 10, "yyyy")];
        assert_eq!(spliced("abcdefghijkl", &changes), "abcxxghijyyyykl");
        let table =
            [((0, 3), (0, 3)), ((0, 4), (0, 5)), ((4, 8), (3, 7)), ((6, 10), (5, 9)), ((10, 12), (9, 15)), ((11, 12), (14, 15))];
        for ((start, end), (from, to)) in table {
            assert_eq!(Shift::new(&changes).moved(Span { start, end }), Span { start: from, end: to }, "{start}..{end}");
        }
    }
}
