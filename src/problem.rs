//! What is wrong in a file that somebody wrote for gouji: a profile, the configuration, a structured report.
//!
//! Whatever finds it (the YAML parser, a JSON Schema, a check of ours), it is told in the same way: file, line, column, the
//! line itself, what is the matter and what to do.

use crate::finding::Text;
use crate::source::Location;

/// One thing that is wrong in a file: what, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{}", self.origin(), message.zh)]
pub struct Problem {
    /// The file.
    pub file: String,
    /// The place in it.
    pub location: Option<Location>,
    /// What is the matter.
    pub message: Text,
    /// What to do, e.g. the nearest known key.
    pub hint: Option<Box<Text>>,
}

impl Problem {
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
