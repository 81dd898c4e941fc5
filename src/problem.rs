//! What is wrong in a file that somebody wrote for gouji: a profile, the configuration, a structured report.
//!
//! Whatever finds it (the YAML parser, a JSON Schema, a check of ours), it is reported in the same way: file, line, column, the
//! line itself, what is the matter and what to do.

use std::fmt;
use std::sync::Arc;

use crate::source::{Location, Source, Span};
use crate::text::Text;

/// One thing that is wrong in a file: what, where, and what to do.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{}{}", self.origin(), message.zh)]
#[non_exhaustive]
pub struct Problem {
    /// The file.
    pub file: String,
    /// The place in it.
    pub location: Option<Location>,
    /// What is the matter.
    pub message: Text,
    /// What to do, e.g. the nearest known key.
    pub hint: Option<Box<Text>>,
    /// The text that the place lies in, for showing it.
    pub excerpt: Option<Excerpt>,
}

/// A place in a text.
#[derive(Clone)]
#[non_exhaustive]
pub struct Excerpt {
    /// The text.
    pub source: Arc<Source>,
    /// The place.
    pub span: Span,
}

impl fmt::Debug for Excerpt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.source.slice(self.span))
    }
}

impl Problem {
    /// A problem with a file as a whole: it is not there, it is no text.
    pub fn of_file(file: impl Into<String>, message: Text, hint: Option<Text>) -> Self {
        Self { file: file.into(), location: None, message, hint: hint.map(Box::new), excerpt: None }
    }

    /// A problem at a place of a file.
    pub fn at(source: &Arc<Source>, span: Span, message: Text, hint: Option<Text>) -> Self {
        let location = Some(source.location(span.start));
        let excerpt = Some(Excerpt { source: Arc::clone(source), span });
        Self { file: source.name().to_owned(), location, message, hint: hint.map(Box::new), excerpt }
    }

    /// Line, from 1.
    pub fn line(&self) -> Option<u32> {
        self.location.map(|location| location.line)
    }

    /// Column in characters, from 1.
    pub fn column(&self) -> Option<u32> {
        self.location.map(|location| location.column)
    }

    fn origin(&self) -> String {
        match self.location {
            Some(Location { line, column }) => format!("{}:{line}:{column}: ", self.file),
            None => format!("{}: ", self.file),
        }
    }
}
