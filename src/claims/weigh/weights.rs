//! The weights of evidence, as fitted: `weights.tsv`, with the command that makes it in its head.

use std::sync::LazyLock;

use super::evidence::{FEATURES, Feature, ideas};

/// Thousandths of a bit.
pub(crate) type Milli = i32;

/// A weight for each feature.
pub(crate) struct Weights {
    bits: Vec<Milli>,
}

impl Weights {
    /// Those that are in force.
    pub(super) fn in_force() -> &'static Weights {
        static FITTED: LazyLock<Weights> = LazyLock::new(|| Weights::parse(include_str!("weights.tsv")));
        &FITTED
    }

    /// Given ones.
    #[cfg(feature = "fit")]
    pub(super) fn of(bits: &[Milli]) -> Self {
        Self { bits: bits.to_vec() }
    }

    /// Lines of name, level, bits; what is not named weighs nothing.
    fn parse(text: &str) -> Self {
        let mut bits = vec![0; FEATURES];
        let mut first = 0;
        let mut starts = std::collections::HashMap::new();
        for idea in ideas() {
            starts.insert(idea.name, first);
            first += usize::from(idea.levels);
        }
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            let (Some(name), Some(level), Some(weight)) = (fields.next(), fields.next(), fields.next()) else { continue };
            let place = starts.get(name).zip(level.parse::<usize>().ok()).map(|(start, level)| start + level - 1);
            if let Some((place, weight)) = place.zip(weight.parse::<Milli>().ok()) {
                bits[place] = weight;
            }
        }
        Self { bits }
    }

    /// What the evidence weighs.
    pub(super) fn weigh(&self, features: &[Feature]) -> Milli {
        features.iter().map(|&feature| self.bits[usize::from(feature)]).sum()
    }
}
