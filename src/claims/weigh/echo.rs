//! Echoes: what the neighbours' answers say of a percentage. A list of shares has one base, and its members are read alike.

use std::collections::HashMap;

use super::evidence::Heard;
use super::mention::Mentions;
use super::reading::{Binding, Form, Reading};
use super::scope::{Scope, is_worded_alike, neighbours};
use crate::ids::{FigureId, IdVec};

/// What is claimed of each percentage.
pub(super) type Known = HashMap<FigureId, Claimed>;

/// A reading that is claimed, and whether it agrees.
pub(super) struct Claimed {
    pub(super) reading: Reading,
    pub(super) agrees: bool,
}

/// Where the figures of a reading stand, seen from the percentage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Places {
    is_change: bool,
    form: u8,
    /// Of the part, or of the value.
    first: Option<usize>,
    second: Option<usize>,
}

impl Places {
    fn of(scope: &Scope, reading: &Reading) -> Option<Self> {
        let place = |figure: FigureId| scope.pool.place(figure);
        match reading {
            Reading::Ratio(binding) => {
                let part = binding.less.as_ref().or(binding.parts.last())?;
                let form = (binding.parts.len() + 10 * binding.wholes.len()) as u8 + 100 * u8::from(binding.less.is_some());
                Some(Self { is_change: false, form, first: place(*part), second: place(binding.wholes[0]) })
            }
            Reading::Change(change) => Some(Self {
                is_change: true,
                form: match change.form {
                    Form::Delta => 1,
                    Form::Values => 2,
                    Form::Base => 3,
                },
                first: place(change.current),
                second: place(change.other),
            }),
        }
    }
}

/// A whole that neighbours' answers have.
struct Whole {
    value: i128,
    /// How many have it.
    count: u8,
    /// Whether each agrees, and what the whole would be by it.
    implied: Vec<(bool, (i128, i128))>,
}

/// What the answers of a percentage's neighbours have in common.
#[derive(Default)]
pub(super) struct Echoes {
    /// The wholes of those that are worded alike.
    wholes: Vec<Whole>,
    /// The places of the nearest, and whether it is worded alike.
    nearest: Option<(Places, bool)>,
    /// The value that grew by the nearest growth, of the same sentence.
    value: Option<FigureId>,
}

impl Echoes {
    pub(super) fn new(
        mentions: &Mentions,
        scopes: &IdVec<FigureId, Option<Scope>>,
        percents: &[FigureId],
        at: usize,
        known: &Known,
    ) -> Self {
        let mut echoes = Self::default();
        if known.is_empty() {
            return echoes;
        }
        for other in neighbours(mentions, percents, at) {
            let Some((claimed, scope)) = known.get(&other).zip(scopes[other].as_ref()) else { continue };
            let reading = &claimed.reading;
            let alike = is_worded_alike(mentions, scopes, percents[at], other);
            if echoes.nearest.is_none() {
                echoes.nearest = Places::of(scope, reading).map(|places| (places, alike));
            }
            if let Reading::Change(change) = reading
                && echoes.value.is_none()
                && mentions[other].sentence == mentions[percents[at]].sentence
            {
                echoes.value = Some(change.current);
            }
            if let Reading::Ratio(binding) = reading
                && alike
            {
                let value = whole_of(mentions, binding);
                let implied = implied(mentions, scope, reading).map(|ends| (claimed.agrees, ends));
                match echoes.wholes.iter_mut().find(|whole| whole.value == value) {
                    Some(whole) => {
                        whole.count += 1;
                        whole.implied.extend(implied);
                    }
                    None => echoes.wholes.push(Whole { value, count: 1, implied: implied.into_iter().collect() }),
                }
            }
        }
        echoes
    }

    /// What they say of a reading.
    pub(super) fn evidence(&self, mentions: &Mentions, scope: &Scope, family: u8, reading: &Reading) -> Heard {
        let mut heard = Heard::default();
        let echo = self.echo(scope, reading);
        match reading {
            Reading::Ratio(binding) => {
                let own = self.of(whole_of(mentions, binding));
                heard.list = own.min(3);
                if binding.less.or(binding.parts.last().copied()) == scope.pool.before.first().copied() {
                    heard.list_nearest = own.min(3);
                }
                heard.list_other = if own == 0 { self.most().min(3) } else { 0 };
                heard.echo_of_ratio = if echo > 0 { 6 * family + echo } else { 0 };
            }
            Reading::Change(change) => {
                heard.same_value = self.value.map_or(0, |value| if value == change.current { 1 } else { 2 });
                heard.echo_of_growth = echo;
            }
        }
        heard
    }

    /// What they say of this: nothing printed gives it.
    pub(super) fn of_nothing(&self) -> Heard {
        Heard { nothing: self.most().min(3), ..Heard::default() }
    }

    /// Whether a reading has the places that the nearest answer has: 1 both, 2 the first, 3 none; 3 more where that one has
    /// another name.
    fn echo(&self, scope: &Scope, reading: &Reading) -> u8 {
        let Some((echo, alike)) = &self.nearest else { return 0 };
        let Some(own) = Places::of(scope, reading).filter(|own| own.is_change == echo.is_change) else { return 0 };
        let like = match () {
            () if own == *echo => 1,
            () if own.first == echo.first => 2,
            () => 3,
        };
        like + if *alike { 0 } else { 3 }
    }

    /// Whether a reading may be the odd one out: where others of its list miss, too, and one other whole would give as many of them
    /// as this one does, it is the whole that is not theirs.
    pub(super) fn may_be_odd(&self, mentions: &Mentions, scope: &Scope, reading: &Reading) -> bool {
        let Some(((first, last), Reading::Ratio(binding))) = implied(mentions, scope, reading).zip(Some(reading)) else {
            return true;
        };
        let value = whole_of(mentions, binding);
        let Some(whole) = self.wholes.iter().find(|whole| whole.value == value) else { return true };
        let missing = || whole.implied.iter().filter(|&&(agrees, ends)| !agrees && ends != (first, last)).map(|(_, ends)| ends);
        let (low, high) = missing().fold((first, last), |(low, high), ends| (low.max(ends.0), high.min(ends.1)));
        let also = whole.implied.iter().filter(|(_, ends)| ends.0 <= high && low <= ends.1).count();
        let agreeing = whole.implied.iter().filter(|(agrees, _)| *agrees).count();
        missing().count() == 0 || low > high || also < agreeing
    }

    /// How many have this whole.
    fn of(&self, value: i128) -> u8 {
        self.wholes.iter().find(|whole| whole.value == value).map_or(0, |whole| whole.count)
    }

    /// How many have the whole that the most have.
    fn most(&self) -> u8 {
        self.wholes.iter().map(|whole| whole.count).max().unwrap_or_default()
    }
}

fn whole_of(mentions: &Mentions, binding: &Binding) -> i128 {
    binding.wholes.iter().map(|&whole| mentions[whole].value).sum()
}

/// The least and the greatest whole of which the part is the printed percentage.
fn implied(mentions: &Mentions, scope: &Scope, reading: &Reading) -> Option<(i128, i128)> {
    let Reading::Ratio(Binding { parts, less: None, .. }) = reading else { return None };
    let part: i128 = parts.iter().map(|&part| mentions[part].value).sum();
    let (low, high) = scope.printed.ends();
    let over = |end: i128| part.checked_mul(scope.printed.whole())?.checked_div(end);
    Some((over(high)?, over(low)?))
}
