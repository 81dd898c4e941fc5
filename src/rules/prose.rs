//! Running text as the rules about wording read it: sentence by sentence, with the names in quotation marks marked.

use std::ops::Range;

use regex::Match;

use crate::document::{Document, ParagraphKind};
use crate::figures::{Figure, Figures, Script};
use crate::ids::{ClauseId, ParagraphId, SectionId};
use crate::rules::Context;
use crate::rules::pattern::Pattern;
use crate::source::{Source, Span};

/// The text that rules about wording look at.
pub(super) struct Prose<'a> {
    source: &'a Source,
    document: &'a Document,
    names: &'a [Span],
    figures: &'a Figures,
}

/// One sentence.
pub(super) struct Passage<'a> {
    /// Its text.
    pub text: &'a str,
    /// What its paragraph is.
    pub kind: ParagraphKind,
    /// The section it stands in.
    pub section: Option<SectionId>,
    /// The paragraph it stands in.
    pub paragraph: ParagraphId,
    start: usize,
    names: &'a [Span],
    figures: &'a Figures,
}

impl<'a> Prose<'a> {
    pub(super) fn new(cx: &'a Context<'_>) -> Self {
        Self { source: cx.source, document: cx.document, names: cx.names(), figures: cx.figures }
    }

    /// The sentences of everything but page furniture.
    pub(super) fn sentences(&self) -> impl Iterator<Item = Passage<'_>> {
        let document = self.document;
        document.paragraphs.iter().filter(|paragraph| paragraph.kind != ParagraphKind::Furniture).flat_map(move |paragraph| {
            document.sentences[paragraph.sentences].iter().map(move |sentence| Passage {
                text: self.source.slice(sentence.span),
                kind: paragraph.kind,
                section: paragraph.section,
                paragraph: sentence.paragraph,
                start: sentence.span.start as usize,
                names: self.names,
                figures: self.figures,
            })
        })
    }

    /// The sentences of body paragraphs.
    pub(super) fn body(&self) -> impl Iterator<Item = Passage<'_>> {
        self.sentences().filter(|passage| passage.kind == ParagraphKind::Body)
    }
}

impl<'a> Passage<'a> {
    /// The place of `range`, which counts from the start of the sentence.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.start + range.start, self.start + range.end)
    }

    /// Whether `range` lies in a name: “…”, 《…》.
    pub(super) fn is_name(&self, range: Range<usize>) -> bool {
        lies_in(self.names, self.span(range))
    }

    /// What `pattern` matches outside of names.
    pub(super) fn find(&self, pattern: &'static Pattern) -> impl Iterator<Item = Match<'a>> {
        pattern.find_iter(self.text).filter(|found| !self.is_name(found.range()))
    }

    /// The character before `at`.
    pub(super) fn before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    /// The character at `at`.
    pub(super) fn after(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }

    /// Where the last figure of the sentence begins that measures something else than time: 13649宗, 99.02%.
    pub(super) fn last_quantity(&self) -> Option<usize> {
        let (start, end) = (self.start, self.start + self.text.len());
        // the sentence's figures are the last that begin before it ends
        let next = self.figures.partition_point(|figure| (figure.span.start as usize) < end);
        let before = std::iter::successors(next.previous(), |figure| figure.previous()).map(|figure| &self.figures[figure]);
        let mut here = before.take_while(|figure| figure.span.start as usize >= start);
        here.find(|figure| is_quantity(figure)).map(|figure| figure.span.start as usize - start)
    }
}

/// Whether a figure in digits has a sign or a unit, and not one of time.
fn is_quantity(figure: &Figure) -> bool {
    let is_of_time = figure.classifier.is_some_and(|unit| unit.is_of_time());
    figure.script == Script::Digits && figure.class.is_measured() && figure.unit.is_some() && !is_of_time
}

/// Whether the number of a figure is written in digits alone: not 百分之九十三, nor 13万2 of 13万2千.
pub(super) fn is_in_digits(source: &Source, figure: &Figure) -> bool {
    !source.slice(figure.number).contains(|c| matches!(c, '\u{4e00}'..='\u{9fff}' | '〇'))
}

/// What the paragraph is that a clause stands in.
pub(super) fn kind_of(cx: &Context<'_>, clause: ClauseId) -> ParagraphKind {
    let document = cx.document;
    document.paragraphs[document.sentences[document.clauses[clause].sentence].paragraph].kind
}

/// Whether `span` lies in a name: “…”, 《…》.
pub(super) fn is_name(cx: &Context<'_>, span: Span) -> bool {
    lies_in(cx.names(), span)
}

/// The figures of body paragraphs that are written in digits.
pub(super) fn figures_of_body<'a>(cx: &'a Context<'_>) -> impl Iterator<Item = &'a Figure> {
    let figures = cx.figures.iter().filter(|figure| figure.script == Script::Digits);
    figures.filter(|figure| kind_of(cx, figure.clause) == ParagraphKind::Body)
}

/// A figure up to the first character of a unit that counts, which tells what is counted: 5百人 of 5百人次.
pub(super) fn up_to_unit(cx: &Context<'_>, figure: &Figure) -> Span {
    let counts = figure.classifier.is_some_and(|unit| unit.is_counted());
    let unit = figure.unit.filter(|_| counts).map_or("", |unit| cx.source.slice(unit));
    let rest = unit.chars().skip(1).map(char::len_utf8).sum::<usize>();
    Span::new(figure.span.start as usize, figure.span.end as usize - rest)
}

/// Whether `span` lies in one of some spans that are in order.
fn lies_in(names: &[Span], span: Span) -> bool {
    let next = names.partition_point(|name| name.start <= span.start);
    next.checked_sub(1).is_some_and(|last| names[last].contains(span))
}

/// Whether a section looks ahead: its periods are deadlines, not statistics.
pub(super) fn is_plan(cx: &Context<'_>, section: Option<SectionId>) -> bool {
    cx.document.outward(section).any(|section| {
        let title = cx.source.slice(cx.document.sections[section].title);
        ["下一年", "下一步", "下步", "安排", "打算", "计划"].iter().any(|word| title.contains(word))
    })
}

/// The outermost quotations and titles of every paragraph.
pub(super) fn all_names(source: &Source, document: &Document) -> Vec<Span> {
    document.paragraphs.iter().flat_map(|paragraph| names(source, paragraph.span)).collect()
}

/// The outermost quotations and titles of a paragraph. An opening mark that nothing closes marks nothing.
fn names(source: &Source, paragraph: Span) -> Vec<Span> {
    let mut names = Vec::new();
    let mut open: Option<Open> = None;
    for (at, c) in source.slice(paragraph).char_indices() {
        let at = paragraph.start as usize + at;
        match &mut open {
            Some(name) if c == name.closer => {
                name.depth -= 1;
                if name.depth == 0 {
                    names.push(Span::new(name.start, at + c.len_utf8()));
                    open = None;
                }
            }
            Some(name) if c == name.opener => name.depth += 1,
            Some(_) => {}
            None => open = closer(c).map(|closer| Open { start: at, opener: c, closer, depth: 1 }),
        }
    }
    names
}

/// A name that is not closed yet; 《…《…》…》 counts its depth.
struct Open {
    start: usize,
    opener: char,
    closer: char,
    depth: u32,
}

fn closer(opener: char) -> Option<char> {
    match opener {
        '“' => Some('”'),
        '‘' => Some('’'),
        '《' => Some('》'),
        '〈' => Some('〉'),
        '「' => Some('」'),
        '『' => Some('』'),
        '"' => Some('"'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_outermost_marks() {
        let source = Source::new("x", "推进“一网（《甲》）通办”和《乙《丙》》，\"丁\"，“未完");
        let found: Vec<_> = names(&source, source.span()).into_iter().map(|span| source.slice(span).to_owned()).collect();
        assert_eq!(found, ["“一网（《甲》）通办”", "《乙《丙》》", "\"丁\""]);
    }
}
