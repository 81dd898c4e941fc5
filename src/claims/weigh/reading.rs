//! Readings: what may give a percentage.

use crate::ids::FigureId;

/// What may give a percentage.
#[derive(Clone, Debug)]
pub(super) enum Reading {
    Ratio(Binding),
    Change(Change),
}

/// What a percentage may be of what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Binding {
    pub(super) parts: Few,
    /// Taken off the part: the whole is a part of it, too.
    pub(super) less: Option<FigureId>,
    pub(super) wholes: Few,
}

/// A handful of figures, in the order of the text: there are a thousand bindings for a percentage, and none of them is worth
/// an allocation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Few {
    figures: [FigureId; TERMS],
    count: u8,
}

impl Reading {
    /// The figures that it takes.
    pub(super) fn figures(&self) -> Vec<FigureId> {
        match self {
            Reading::Ratio(binding) => binding.figures().collect(),
            Reading::Change(change) => vec![change.current, change.other],
        }
    }
}

impl Few {
    /// One figure, or as many as there may be.
    pub(super) fn of(figures: impl Iterator<Item = FigureId>) -> Self {
        let mut few = Self { figures: [FigureId::FIRST; TERMS], count: 0 };
        for (place, figure) in few.figures.iter_mut().zip(figures) {
            *place = figure;
            few.count += 1;
        }
        few
    }

    pub(super) fn one(figure: FigureId) -> Self {
        Self { figures: [figure; TERMS], count: 1 }
    }
}

impl std::ops::Deref for Few {
    type Target = [FigureId];

    fn deref(&self) -> &[FigureId] {
        &self.figures[..usize::from(self.count)]
    }
}

impl Binding {
    pub(super) fn simple(part: FigureId, whole: FigureId) -> Self {
        Self { parts: Few::one(part), less: None, wholes: Few::one(whole) }
    }

    /// Its figures, each once.
    pub(super) fn figures(&self) -> impl Iterator<Item = FigureId> + '_ {
        let wholes = self.wholes.iter().filter(|whole| !self.parts.contains(whole));
        self.parts.iter().chain(&self.less).chain(wholes).copied()
    }
}

/// The most figures that are added.
pub(super) const TERMS: usize = 12;

/// What a percentage may be the growth of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) current: FigureId,
    /// The absolute change, or else the earlier value.
    pub(super) other: FigureId,
    pub(super) form: Form,
}

/// From what the growth is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// The value and its change: 受理123件，增加23件.
    Delta,
    /// The value and the earlier one: 受理123件，上年100件.
    Values,
    /// The earlier value, which stands in the value's place, and the change: 比上年的100件增加23件.
    Base,
}

impl Form {
    pub(super) fn has_delta(self) -> bool {
        self != Form::Values
    }
}
