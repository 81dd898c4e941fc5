//! The grounds of a claim: what speaks for it and against it, and what else its figures may mean.

use std::borrow::Cow;

use super::claim::Claim;

/// Thousandths of a bit: each bit makes a thing twice as likely.
pub(crate) type Milli = i32;

/// Why a claim is made.
#[derive(Clone, Debug)]
pub(crate) struct Why {
    /// What speaks for it and against it, the most telling first. There is always one.
    pub(crate) reasons: Vec<Ground>,
    /// How it stands against what else the figures may mean; `None` where the words leave nothing else.
    pub(crate) weighed: Option<Weighed>,
}

/// One thing that speaks for a claim, or against it.
#[derive(Clone, Debug)]
pub(crate) struct Ground {
    /// What it goes by in the JSON: `ratio.same_unit`.
    pub(crate) name: Cow<'static, str>,
    /// In Chinese.
    pub(crate) zh: String,
    /// In English.
    pub(crate) en: String,
    /// What it weighs; 0 where nothing was weighed.
    pub(crate) bits: Milli,
    /// By how much more than the same thing weighs for the other readings of the figures, on average.
    pub(crate) lead: Milli,
}

/// How a claim stands against what else its figures may mean.
#[derive(Clone, Debug)]
pub(crate) struct Weighed {
    /// What the digits weigh: how far they bear the claim out.
    pub(crate) digits: Milli,
    /// The odds of the claim against all else together.
    pub(crate) odds: Milli,
    /// What comes next to it, or before it.
    pub(crate) next: Next,
    /// By how much that is less likely.
    pub(crate) behind: Milli,
}

/// The likeliest of what else may be meant.
#[derive(Clone, Debug)]
pub(crate) enum Next {
    /// Nothing that is printed gives the stated figure.
    Nothing,
    /// Other figures do.
    Other(Box<Claim>),
}
