//! Headings and their ordinals: 一、（一）1.（1） and the run-in 一是、二是.

use super::Document;
use crate::source::{Source, Span};

/// A headed section.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its ordinal; none for a heading that the format alone marks.
    pub ordinal: Option<Ordinal>,
    /// Depth: 1 for 一、, 2 for （一）, 3 for 1., 4 for （1）.
    pub level: u8,
    /// The whole heading, ordinal included.
    pub heading: Span,
    /// The heading's words, without ordinal and end mark.
    pub title: Span,
    /// Everything between this heading and the next one of its level or above, sub-sections included.
    pub body: Span,
    /// The section it stands in.
    pub parent: Option<usize>,
}

/// A heading's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ordinal {
    /// How it is written.
    pub style: OrdinalStyle,
    /// Its value, from 1.
    pub value: u32,
    /// Its place.
    pub span: Span,
}

/// The four forms of GB/T 9704-2012, 7.3.3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrdinalStyle {
    /// 一、
    Han,
    /// （一）
    BracketedHan,
    /// 1.
    Arabic,
    /// （1）
    BracketedArabic,
}

/// A run-in ordinal: 一是, 二是…
#[derive(Clone, Copy, Debug)]
pub struct RunIn {
    /// Its value, from 1.
    pub value: u32,
    /// Its place.
    pub span: Span,
    /// The paragraph it stands in.
    pub paragraph: usize,
}

/// Reads the outline and marks heading paragraphs.
pub(super) fn read(_source: &Source, _document: &mut Document) {}
