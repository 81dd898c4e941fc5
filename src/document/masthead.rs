//! Title, year, issuer and publication date.

use jiff::civil::Date;

use super::Document;
use crate::source::{Source, Span};

/// What stands above the text.
#[derive(Clone, Debug, Default)]
pub struct Masthead {
    /// The title, if one was recognised.
    pub title: Option<Title>,
    /// The publication date, by its label.
    pub publication: Option<Publication>,
}

/// The title of an annual report.
#[derive(Clone, Debug)]
pub struct Title {
    /// The title's text.
    pub span: Span,
    /// The year it names, with its place.
    pub year: Option<(i16, Span)>,
    /// The place or organ it names.
    pub issuer: Option<Issuer>,
}

/// Who reports: a place or an organ.
#[derive(Clone, Debug)]
pub struct Issuer {
    /// The name's text.
    pub span: Span,
}

/// A date under a label such as 发布时间.
#[derive(Clone, Debug)]
pub struct Publication {
    /// The date's text.
    pub span: Span,
    /// The day.
    pub date: Date,
}

/// Reads the masthead and marks its paragraphs.
pub(super) fn read(_source: &Source, _document: &mut Document) -> Masthead {
    Masthead::default()
}
