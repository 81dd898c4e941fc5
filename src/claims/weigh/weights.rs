//! The weights of evidence, as fitted: `weights.tsv`, with the command that makes it in its head.

use std::sync::LazyLock;

use super::evidence::{FEATURES, Feature, ideas};

pub(super) use crate::claims::ground::Milli;

/// What is in force instead, so that the whole program can be measured by folds.
#[cfg(feature = "fit")]
static GIVEN: std::sync::OnceLock<Weights> = std::sync::OnceLock::new();

/// Puts weights in force, in the form of `weights.tsv`: once, before anything is weighed.
#[cfg(feature = "fit")]
pub(in crate::claims) fn weigh_with(text: &str) {
    let _ = GIVEN.set(Weights::parse(text));
}

/// A weight for each feature.
pub(crate) struct Weights {
    bits: Vec<Milli>,
}

impl Weights {
    /// Those that are in force.
    pub(super) fn in_force() -> &'static Weights {
        #[cfg(feature = "fit")]
        if let Some(given) = GIVEN.get() {
            return given;
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_is_that_of_an_idea() {
        let lines = include_str!("weights.tsv").lines().filter(|line| !line.starts_with('#'));
        for line in lines {
            let fields: Vec<&str> = line.split('\t').collect();
            let [name, level, bits, said] = fields[..] else { panic!("{line}") };
            let idea = ideas().find(|idea| idea.name == name).unwrap_or_else(|| panic!("no idea {name}"));
            let level: u8 = level.parse().expect("a level");
            assert!((1..=idea.levels).contains(&level), "{line}");
            let (zh, en) = idea.words(level);
            assert_eq!(said, format!("{zh} · {en}"), "{name} {level}");
            // a bit more than twenty would say that chance alone is a million times likelier
            assert!(bits.parse::<Milli>().expect("bits").abs() < 20_000, "{line}");
        }
    }
}
