//! What people read in a text, and the questions that teach it.

use std::ops::Range;

use super::evidence::Feature;
use crate::claims::scene::Scene;
use crate::ids::FigureId;
use crate::number::power_of_ten;

/// A relation that people read in a text.
#[derive(Clone, Debug)]
pub struct Label {
    /// What it is: ratio or growth.
    pub family: Family,
    /// Where the stated number stands, or the sentence that holds it; bytes.
    pub within: Range<usize>,
    /// The stated number as printed, in millionths.
    pub stated: i128,
    /// The numbers that give it, as printed, in millionths; of a ratio of two, the part first.
    pub operands: Vec<i128>,
    /// Whether the numbers are composed: added, or one taken from another.
    pub is_composite: bool,
    /// Whether it is worth nothing: people could not tell.
    pub is_unclear: bool,
}

/// What kind of relation a label speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Rates and shares.
    Ratio,
    /// Growth.
    Growth,
    /// Totals.
    Total,
}

/// A question with its answers.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The features of each answer; the last is that nothing printed gives the number.
    pub answers: Vec<Vec<Feature>>,
    /// How many answers each of them stands for, as many like it being left out.
    pub stands_for: Vec<u32>,
    /// The right ones; empty where people read a relation whose figures are out of scope, or could not tell.
    pub right: Vec<usize>,
    /// Whether people read a relation.
    pub is_labelled: bool,
    /// Where the number stands, in bytes.
    pub place: Range<usize>,
}

impl Asked {
    pub(super) fn push(&mut self, features: Vec<Feature>, stands_for: u32) {
        self.answers.push(features);
        self.stands_for.push(stands_for);
    }
}

/// What is claimed of a number.
#[derive(Clone, Debug)]
pub struct Said {
    /// Where the number stands, in bytes.
    pub place: Range<usize>,
    /// As printed, in millionths.
    pub stated: i128,
    /// As printed, in millionths.
    pub operands: Vec<i128>,
    /// Whether it holds.
    pub agrees: bool,
    /// What it is.
    pub family: Family,
}

/// How far a number stands from where a label says.
pub(super) fn off(start: usize, label: &Label) -> usize {
    if label.within.contains(&start) { 0 } else { start.abs_diff(label.within.start) }
}

/// In millionths.
pub(super) fn printed(scene: &Scene, figure: FigureId) -> i128 {
    let decimal = scene.figures[figure].decimal;
    decimal.mantissa.abs() * power_of_ten(6_u8.saturating_sub(decimal.places))
}

pub(super) fn same_numbers(mut a: Vec<i128>, mut b: Vec<i128>) -> bool {
    a.sort_unstable();
    b.sort_unstable();
    a == b
}
