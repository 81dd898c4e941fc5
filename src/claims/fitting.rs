//! What `examples/fit.rs` needs to fit the weights of the claims engine: the same questions and features that a check weighs.
//! Not part of the API: only with the feature `fit`.

use super::weigh::instances;
use crate::document::Document;
use crate::figures::{Figures, scan};
use crate::source::Source;

pub use super::weigh::labels::{Asked, Family, Label, Said};

/// Every question that a text poses, with the right answers: each by itself, or, under given weights, with what they say of
/// its neighbours.
pub fn questions(text: &str, labels: &[Label], weights: Option<&[i32]>) -> Vec<Asked> {
    read(text, |source, document, figures| instances::questions(source, document, figures, labels, weights))
}

/// What is said of a text under these weights, in thousandths of a bit.
pub fn said(text: &str, weights: &[i32]) -> Vec<Said> {
    read(text, |source, document, figures| instances::said(source, document, figures, weights))
}

/// All features in their order: the name of the idea, the level, what it says in Chinese and in English.
pub fn features() -> Vec<(&'static str, u8, &'static str, &'static str)> {
    instances::features()
}

/// Puts weights in force for the whole program, in the form of `weights.tsv`: once, before anything is weighed.
pub fn weigh_with(text: &str) {
    super::weigh::weigh_with(text);
}

fn read<T>(text: &str, of: impl FnOnce(&Source, &Document, &Figures) -> T) -> T {
    let source = Source::new("text", text);
    let document = Document::parse(&source);
    let figures = scan(&source, &document).figures;
    of(&source, &document, &figures)
}
