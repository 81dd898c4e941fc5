//! What a claim was recomputed from and what that gives: figures and numbers, from which [`words`](super::words) makes
//! 「13649 ÷ 13785 = 99.0134…%」.

use super::formula::Formula;
use super::scene::Direction;
use crate::figures::Figures;
use crate::ids::FigureId;
use crate::number::Decimal;
use crate::source::Span;

/// What a claim was recomputed from.
#[derive(Clone, Debug)]
pub(crate) enum Working {
    /// Figures that give the stated one: 13649 ÷ 13785.
    Formula(Formula),
    /// A sum of a form's cells, and what of it is worth showing: those that are not nought.
    Cells {
        /// All of them.
        all: Formula,
        /// Those that are shown.
        shown: Formula,
    },
    /// Figures that together make a round number, which need not be printed: 63.2 + 25.1 + 11.7.
    Whole {
        /// Them all.
        sum: Formula,
        /// What they make, in their places.
        total: Decimal,
        /// Whether that is so many per cent.
        measure: Measure,
    },
    /// 2410 ÷ 1200 for 「翻了一番」: so many times, which is next to a power of two.
    Doubled {
        /// The later value over the earlier one.
        ratio: Formula,
        /// What they give, to two places.
        times: Decimal,
    },
    /// The years' rate of growth from one value to the other: (862 ÷ 812)^(1/5) − 1.
    Yearly {
        /// The later value.
        current: FigureId,
        /// The earlier one.
        base: FigureId,
        /// How many years lie between.
        years: u32,
    },
    /// The same thing as it is stated elsewhere: 463件.
    Restated(FigureId),
    /// One figure that is at most another: 218 ≤ 223.
    AtMost(FigureId, FigureId),
    /// Two values that went the other way than the words say: 106 > 97 for 「下降」. First the later one.
    Reversed(FigureId, FigureId),
    /// The items of a list that is complete: 龙潭村、上坪村、石桥村.
    Items(Vec<Span>),
    /// How many items of a list stand before 等, and their stated number: 2 ≤ 6.
    Listed {
        /// How many stand there.
        items: usize,
        /// Their stated number.
        count: FigureId,
    },
    /// What a form demands of its cells, by their titles: 受理数量 ≤ 申请数量.
    Condition(String),
    /// Every cell of a form is a whole number, and none is negative.
    WholeNumber,
    /// No rate of its kind is more than 100%.
    AtMostHundred,
    /// A part of which only the whole is printed: ? ÷ 223.
    UnknownPart {
        /// The whole.
        whole: FigureId,
        /// The parts nearest to the stated rate, with the rates that they give.
        nearest: Vec<(i128, Decimal)>,
    },
    /// What was there before it grew to what is printed: 240 ÷ (1 − 24.76%).
    UnknownBase {
        /// What it grew to.
        current: FigureId,
        /// By how much.
        growth: FigureId,
        /// Which way.
        direction: Direction,
        /// The whole number that it may have been, or those that it was not.
        base: Base,
    },
    /// Parts and their shares that all imply one whole: 9456 ÷ 23.95% ≈ 11081 ÷ 28.07%.
    OneWhole {
        /// Each part with its share.
        shares: Vec<(FigureId, FigureId)>,
        /// The whole numbers that the whole may be, from the first to the last.
        whole: (i128, i128),
    },
    /// The same, where the whole is printed, and is another.
    OtherWhole {
        /// Each part with its share.
        shares: Vec<(FigureId, FigureId)>,
    },
    /// A part over the whole that the shares beside it imply: 5396 ÷ 39475, or 5396 ÷ 约39475.
    ImpliedWhole {
        /// The part.
        part: FigureId,
        /// The whole numbers that the whole may be, from the first to the last.
        whole: (i128, i128),
        /// The likeliest of them.
        likeliest: i128,
    },
}

/// What a total is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Measure {
    /// As it is.
    Number,
    /// Per cent.
    PerCent,
}

/// What there may have been before.
#[derive(Clone, Debug)]
pub(crate) enum Base {
    /// This whole number.
    May(i128),
    /// None; the whole numbers on both sides, with the growth that they would have meant.
    Between(Vec<(i128, Decimal)>),
}

/// What the text calls the figure that a claim states.
#[derive(Clone, Debug)]
pub(crate) enum Name {
    /// Nothing that would be short and clear.
    None,
    /// 办结 of 办结率.
    Rate(Span),
    /// 占比.
    Share,
    /// The title of a form's row or column.
    Title(String),
}

impl Working {
    /// What gives the stated figure, to be recomputed with other numbers.
    pub(super) fn formula(&self) -> Option<&Formula> {
        match self {
            Working::Formula(formula) | Working::Cells { all: formula, .. } => Some(formula),
            _ => None,
        }
    }

    /// The number that should be printed for the stated figure, if it follows from the working.
    pub(super) fn expected(&self, figures: &Figures, stated: Option<FigureId>) -> Option<Decimal> {
        match self {
            Working::Formula(formula) | Working::Cells { all: formula, .. } => formula.expected(&figures[stated?]),
            Working::Doubled { times, .. } => Some(*times),
            Working::Restated(figure) => Some(figures[*figure].decimal),
            _ => None,
        }
    }
}
