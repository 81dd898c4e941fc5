//! The report's shape: masthead, outline, paragraphs, sentences and clauses, all as spans of the source.
//!
//! Parsing never fails. Strange text gives fewer sections, never an error.

mod masthead;
mod outline;
mod segment;
mod stacked;
mod table;

use crate::ids::{ClauseId, IdRange, IdVec, ParagraphId, SectionId, SentenceId};
use crate::source::{Source, Span};

pub(crate) use masthead::years_in;
pub use masthead::{DateKind, Issuer, Masthead, Publication, Title};
pub(crate) use outline::ordinal;
pub use outline::{Ordinal, OrdinalStyle, RunIn, Section};
pub(crate) use table::is_placeholder;
pub use table::{Separator, Table, TableRow};

/// A parsed report.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Document {
    /// Title and publication date.
    pub masthead: Masthead,
    /// The year that the opening sentence speaks of, with the place of its digits: 「2023年，…」.
    pub opening_year: Option<(i16, Span)>,
    /// Headed sections in document order; nesting follows [`Section::parent`].
    pub sections: IdVec<SectionId, Section>,
    /// Run-in ordinals 一是、二是… in document order.
    pub run_ins: Vec<RunIn>,
    /// Paragraphs in document order; blank lines are none.
    pub paragraphs: IdVec<ParagraphId, Paragraph>,
    /// Sentences in document order.
    pub sentences: IdVec<SentenceId, Sentence>,
    /// Clauses in document order.
    pub clauses: IdVec<ClauseId, Clause>,
    /// Tables in document order; their lines are paragraphs too.
    pub tables: Vec<Table>,
    /// The line 「附件1」 after the report. What follows has an outline of its own.
    pub annex: Option<ParagraphId>,
}

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParagraphKind {
    /// The report's title.
    Title,
    /// Page furniture: source line, print button, navigation. Never checked.
    Furniture,
    /// A line that is a heading and nothing else.
    Heading,
    /// Running text; it may begin with a run-in heading.
    Body,
    /// A row of a table in text form: cells separated by tabs, bars or aligned spaces.
    Row,
}

/// A line of the text that is not blank.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Paragraph {
    /// The text without the blanks around it.
    pub span: Span,
    /// What it is.
    pub kind: ParagraphKind,
    /// The innermost section it stands in.
    pub section: Option<SectionId>,
    /// Its number among the paragraphs of running text in that section, from 1; above all sections, in the report. A heading or a
    /// row of a table has that of the paragraph before it, or 0.
    pub number: u32,
    /// Its sentences.
    pub sentences: IdRange<SentenceId>,
}

/// A stretch that ends in 。！？ or with its paragraph.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Sentence {
    /// The text with its end mark.
    pub span: Span,
    /// The paragraph it stands in.
    pub paragraph: ParagraphId,
    /// Its clauses.
    pub clauses: IdRange<ClauseId>,
}

/// A stretch between ，；：、 brackets and the like, without its marks.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Clause {
    /// The text between the marks.
    pub span: Span,
    /// The sentence it stands in.
    pub sentence: SentenceId,
    /// How many brackets are open around it: 0 in running text.
    pub depth: u8,
    /// The character that ends it, if any: ， ； ： 。 （ ）…, in its full-width form.
    pub end: Option<char>,
}

impl Document {
    /// Reads the shape of `source`.
    pub fn parse(source: &Source) -> Self {
        let mut document = segment::segment(source);
        document.masthead = masthead::read(source, &mut document);
        table::read(source, &mut document);
        stacked::read(source, &mut document);
        outline::read(source, &mut document);
        document.number_paragraphs();
        document
    }

    fn number_paragraphs(&mut self) {
        let (mut section, mut number) = (None, 0);
        for paragraph in self.paragraphs.iter_mut() {
            if std::mem::replace(&mut section, paragraph.section) != paragraph.section {
                number = 0;
            }
            number += u32::from(!matches!(paragraph.kind, ParagraphKind::Heading | ParagraphKind::Row));
            paragraph.number = number;
        }
    }

    /// The id after the last paragraph of the report itself, annexes left out.
    pub fn body_end(&self) -> ParagraphId {
        self.annex.unwrap_or(self.paragraphs.end())
    }

    /// A section and those around it, the innermost first.
    pub fn outward(&self, section: Option<SectionId>) -> impl Iterator<Item = SectionId> {
        std::iter::successors(section, |&inner| self.sections[inner].parent)
    }

    /// The paragraph that `offset` lies in, or the last one before it.
    pub fn paragraph_at(&self, offset: u32) -> Option<ParagraphId> {
        self.paragraphs.last_before(|paragraph| paragraph.span.start <= offset)
    }

    /// The sentence that `offset` lies in, or the last one before it.
    pub fn sentence_at(&self, offset: u32) -> Option<SentenceId> {
        self.sentences.last_before(|sentence| sentence.span.start <= offset)
    }

    /// The clause that `offset` lies in, or the last one before it.
    pub fn clause_at(&self, offset: u32) -> Option<ClauseId> {
        self.clauses.last_before(|clause| clause.span.start <= offset)
    }
}
