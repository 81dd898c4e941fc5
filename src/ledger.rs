//! The ledger: what became of every figure.

use crate::claims::{Claim, Claims, Kind, Verdict};
use crate::figures::{Figure, Figures, Script};
use crate::ids::{FigureId, IdVec};

/// What became of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Status {
    /// Nothing in the text lets anyone check it.
    Unread,
    /// Only an inequality holds.
    Bounded,
    /// A relation holds.
    Verified,
    /// A relation holds if the value was cut.
    Truncated,
    /// A relation does not hold.
    Contradicted,
}

impl Status {
    /// The name in the audit's JSON.
    pub fn name(self) -> &'static str {
        match self {
            Status::Unread => "unread",
            Status::Bounded => "bounded",
            Status::Verified => "verified",
            Status::Truncated => "truncated",
            Status::Contradicted => "contradicted",
        }
    }

    /// The word for it in a table.
    pub fn word(self) -> &'static str {
        match self {
            Status::Unread => "未核",
            Status::Bounded => "有界",
            Status::Verified => "已核",
            Status::Truncated => "截断",
            Status::Contradicted => "不符",
        }
    }
}

/// How many figures that measure something, and are printed in digits, have which status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Coverage {
    /// All of them.
    pub quantities: usize,
    /// See [`Status::Verified`].
    pub verified: usize,
    /// See [`Status::Truncated`].
    pub truncated: usize,
    /// See [`Status::Contradicted`].
    pub contradicted: usize,
    /// See [`Status::Bounded`].
    pub bounded: usize,
    /// See [`Status::Unread`].
    pub unread: usize,
}

/// Every figure's status.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Ledger {
    /// The statuses.
    pub statuses: IdVec<FigureId, Status>,
    /// Their count, over the figures that measure something.
    pub coverage: Coverage,
}

impl Ledger {
    /// Draws up the ledger. Of several claims, the gravest outcome counts.
    pub fn new(figures: &Figures, claims: &Claims) -> Self {
        let mut statuses: IdVec<FigureId, Status> = figures.iter().map(|_| Status::Unread).collect();
        for claim in claims {
            let outcome = status_of(claim);
            for &(_, figure) in &claim.roles {
                statuses[figure] = statuses[figure].max(outcome);
            }
        }
        let mut coverage = Coverage::default();
        for (figure, status) in figures.iter().zip(&statuses) {
            if Coverage::counts(figure) {
                coverage.quantities += 1;
                *coverage.of(*status) += 1;
            }
        }
        Self { statuses, coverage }
    }
}

impl Coverage {
    /// Whether a figure is counted: it measures something, and is printed in digits.
    pub fn counts(figure: &Figure) -> bool {
        figure.class.is_measured() && figure.script == Script::Digits
    }

    fn of(&mut self, status: Status) -> &mut usize {
        match status {
            Status::Unread => &mut self.unread,
            Status::Bounded => &mut self.bounded,
            Status::Verified => &mut self.verified,
            Status::Truncated => &mut self.truncated,
            Status::Contradicted => &mut self.contradicted,
        }
    }

    /// Figures whose value was recomputed, whatever the outcome.
    pub fn checked(&self) -> usize {
        self.verified + self.truncated + self.contradicted
    }
}

fn status_of(claim: &Claim) -> Status {
    match claim.verdict() {
        Verdict::Unchecked => Status::Bounded,
        Verdict::Consistent if claim.kind == Kind::Bound => Status::Bounded,
        Verdict::Consistent => Status::Verified,
        Verdict::Truncated => Status::Truncated,
        Verdict::DoubleRounded | Verdict::OffLastDigit | Verdict::Contradicted | Verdict::Infeasible => Status::Contradicted,
    }
}
