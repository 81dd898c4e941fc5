//! What a figure may be in a sum, told once for every figure.

use std::collections::HashMap;
use std::ops::Index;

use crate::claims::scene::{Facet, Scene, contains_any};
use crate::figures::Class;
use crate::ids::{FigureId, IdVec};

/// A figure as a term.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    /// Whether it may be a part: no cell, no rate, no name.
    pub(super) is_term: bool,
    /// Whether it may be a total: a share is one where the words say so, 合计占67%.
    pub(super) is_total: bool,
    pub(super) is_percent: bool,
    /// Values, earlier values (1) and changes (2) add up among themselves.
    pub(super) facet: u8,
    /// The end of the words before it, by a number of its own.
    pub(super) name: Option<u32>,
}

/// Every figure of a text.
pub(super) struct Terms(IdVec<FigureId, Term>);

impl Index<FigureId> for Terms {
    type Output = Term;

    fn index(&self, figure: FigureId) -> &Term {
        &self.0[figure]
    }
}

impl Terms {
    pub(super) fn of(scene: &Scene) -> Self {
        let mut names: HashMap<&str, u32> = HashMap::new();
        let mut terms = IdVec::with_capacity(scene.figures.len());
        for figure in scene.figures.ids() {
            let is_term = is_term(scene, figure);
            let name = if is_term { last_name(scene.label(figure)) } else { "" };
            let number = names.len() as u32;
            let is_percent = scene.figures[figure].class == Class::Percent;
            terms.push(Term {
                is_term,
                is_total: is_term && (!is_percent || contains_any(scene.label(figure), &SUMS)),
                is_percent,
                facet: match scene.cues[figure].facet {
                    Facet::Prior => 1,
                    Facet::Delta(_) => 2,
                    _ => 0,
                },
                name: (!name.is_empty()).then(|| *names.entry(name).or_insert(number)),
            });
        }
        Self(terms)
    }
}

/// Words that make a share the sum of others.
const SUMS: [&str; 9] = ["合计", "共计", "总计", "累计", "之和", "以上", "上述", "合占", "共占"];

fn is_term(scene: &Scene, figure: FigureId) -> bool {
    let cue = &scene.cues[figure];
    let stands = !cue.tabular && !cue.proportion && !scene.is_limit(figure);
    match (scene.figures[figure].class, cue.facet) {
        (Class::Percent, Facet::Share | Facet::Level) => stands,
        (Class::Quantity, Facet::Level) => scene.is_level(figure) && !scene.is_limit(figure),
        (Class::Quantity, Facet::Prior | Facet::Delta(_)) => stands,
        _ => false,
    }
}

/// The last two characters of the words before a figure: 申请 of 「收到行政复议申请共」.
pub(super) fn last_name(label: &str) -> &str {
    let label = label.trim_end_matches(['共', '计', '为', '有', '达', '约', '了', '合', '总', '累']);
    label.char_indices().rev().nth(1).map_or("", |(at, _)| &label[at..])
}
