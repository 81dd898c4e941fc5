//! The marks of labelled text, `受理{r1.whole:1061宗}`: read here for the tests, and by `examples/fit.rs`.

use std::collections::BTreeMap;
use std::ops::Range;

/// A document without its marks.
pub(crate) struct Document {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) marks: Vec<Mark>,
}

/// A figure's part in a relation.
pub(crate) struct Mark {
    /// The kind's letter and a number: r1.
    pub(crate) relation: String,
    /// What the figure is in it: part.
    pub(crate) role: String,
    /// Whether it is the figure that is wrong.
    pub(crate) is_wrong: bool,
    /// Where it stands in the text, in bytes.
    pub(crate) place: Range<usize>,
}

impl Document {
    /// The documents of a file, each under its heading.
    pub(crate) fn all(file: &str) -> Vec<Self> {
        let file = format!("\n{file}");
        file.split("\n## ").skip(1).map(|document| document.split_once('\n').unwrap_or((document, ""))).map(Self::of).collect()
    }

    fn of((name, body): (&str, &str)) -> Self {
        let mut document = Self { name: name.trim().to_owned(), text: String::new(), marks: Vec::new() };
        let mut rest = body;
        while let Some((before, after)) = rest.split_once('{') {
            let (inside, after) = after.split_once('}').unwrap_or_else(|| panic!("{name}: a brace is left open: {before}"));
            let (marks, figure) = inside.split_once(':').unwrap_or_else(|| panic!("{name}: no figure in {{{inside}}}"));
            document.text.push_str(before);
            let place = document.text.len()..document.text.len() + figure.len();
            document.text.push_str(figure);
            document.marks.extend(marks.split_whitespace().map(|mark| Mark::of(mark, place.clone())));
            rest = after;
        }
        document.text.push_str(rest);
        document
    }

    /// The marks of each relation.
    pub(crate) fn relations(&self) -> BTreeMap<&str, Vec<&Mark>> {
        let mut relations: BTreeMap<&str, Vec<&Mark>> = BTreeMap::new();
        for mark in &self.marks {
            relations.entry(&mark.relation).or_default().push(mark);
        }
        relations
    }
}

impl Mark {
    /// `r1.part`, `r1.rate!` where the figure is wrong, `r1.rate~` where it was cut.
    fn of(mark: &str, place: Range<usize>) -> Self {
        let (relation, role) = mark.split_once('.').unwrap_or_else(|| panic!("no role in {mark}"));
        let is_wrong = role.ends_with('!');
        Self { relation: relation.to_owned(), role: role.trim_end_matches(['!', '~']).to_owned(), is_wrong, place }
    }
}
