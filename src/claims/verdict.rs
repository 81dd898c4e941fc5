//! The words of claims: what they state, what their figures are in them, what became of them.

use crate::ids::FigureId;

/// What a claim states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// 办结率 = 办结 ÷ 受理.
    Rate,
    /// 占比 = part ÷ whole.
    Share,
    /// A total and its components.
    Breakdown,
    /// What is left: 尚有1件.
    Remainder,
    /// Growth against an earlier value.
    Change,
    /// An absolute difference.
    Difference,
    /// A difference of two rates.
    Points,
    /// Total ÷ count.
    Average,
    /// 是…的k倍.
    Multiple,
    /// A list and its count: A、B和C 3个.
    List,
    /// Shares that make up 100%.
    SharesTotal,
    /// Shares that imply one whole.
    ImpliedBase,
    /// A total of a table's row or column.
    TableTotal,
    /// What a form demands of a cell beside sums: received ≤ applied for.
    Condition,
    /// Part ≤ whole, and nothing more is stated.
    Bound,
    /// One indicator, stated twice.
    Restatement,
    /// opening + received = closed + pending.
    Balance,
}

impl Kind {
    /// The name in the audit's JSON.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Rate => "rate",
            Kind::Share => "share",
            Kind::Breakdown => "breakdown",
            Kind::Remainder => "remainder",
            Kind::Change => "change",
            Kind::Difference => "difference",
            Kind::Points => "points",
            Kind::Average => "average",
            Kind::Multiple => "multiple",
            Kind::List => "list",
            Kind::SharesTotal => "shares-total",
            Kind::ImpliedBase => "implied-base",
            Kind::TableTotal => "table-total",
            Kind::Condition => "condition",
            Kind::Bound => "bound",
            Kind::Restatement => "restatement",
            Kind::Balance => "balance",
        }
    }

    /// The word for it in a table.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Rate => "比率",
            Kind::Share => "占比",
            Kind::Breakdown => "分项合计",
            Kind::Remainder => "结余",
            Kind::Change => "增减",
            Kind::Difference => "增减量",
            Kind::Points => "百分点",
            Kind::Average => "平均",
            Kind::Multiple => "倍数",
            Kind::List => "列举",
            Kind::SharesTotal => "占比合计",
            Kind::ImpliedBase => "隐含基数",
            Kind::TableTotal => "表内合计",
            Kind::Condition => "填报条件",
            Kind::Bound => "大小关系",
            Kind::Restatement => "重述",
            Kind::Balance => "收支平衡",
        }
    }
}

/// What the recomputation gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// The figures agree as rounded.
    Consistent,
    /// Cutting gives the stated value, rounding another.
    Truncated,
    /// Rounding twice gives the stated value.
    DoubleRounded,
    /// One unit of the last place away.
    OffLastDigit,
    /// They disagree.
    Contradicted,
    /// No figures could ever give this.
    Infeasible,
    /// Period, unit or subject may differ: nothing is said.
    Unchecked,
}

impl Verdict {
    /// What is said of a figure that agrees in these ways; where nothing was rounded there are none.
    pub(super) fn of_agreement(modes: &[Mode]) -> Self {
        let is_rounded = modes.iter().any(|mode| matches!(mode, Mode::HalfUp | Mode::HalfEven));
        if modes.contains(&Mode::Truncated) && !is_rounded { Verdict::Truncated } else { Verdict::Consistent }
    }

    /// The name in the audit's JSON.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Consistent => "consistent",
            Verdict::Truncated => "truncated",
            Verdict::DoubleRounded => "double-rounded",
            Verdict::OffLastDigit => "off-last-digit",
            Verdict::Contradicted => "contradicted",
            Verdict::Infeasible => "infeasible",
            Verdict::Unchecked => "unchecked",
        }
    }

    /// The word for it in a table.
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Consistent => "相符",
            Verdict::Truncated => "截断",
            Verdict::DoubleRounded => "两次修约",
            Verdict::OffLastDigit => "末位不符",
            Verdict::Contradicted => "不符",
            Verdict::Infeasible => "不可能",
            Verdict::Unchecked => "未核",
        }
    }
}

/// How far a stated figure is from what the others give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Gap {
    /// Rounding twice gives it.
    DoubleRounded,
    /// One unit of the last place.
    LastDigit,
    /// More than that.
    Beyond,
}

impl Gap {
    /// What is said of a figure that is so far off.
    pub fn verdict(self) -> Verdict {
        match self {
            Gap::DoubleRounded => Verdict::DoubleRounded,
            Gap::LastDigit => Verdict::OffLastDigit,
            Gap::Beyond => Verdict::Contradicted,
        }
    }
}

/// Why no figures could ever give what is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// A rate that is bounded by its nature exceeds 100%.
    OverHundred,
    /// A part is more than its whole.
    PartOverWhole,
    /// No whole number out of the base makes the rate (the GRIM test).
    NoWholePart,
    /// No whole number was there before, from which the growth leads to what is now.
    NoWholeBase,
}

/// What a figure is in a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Role {
    /// The base.
    Whole,
    /// The numerator.
    Part,
    /// A component of a sum.
    Component,
    /// The sum.
    Total,
    /// What is left.
    Pending,
    /// The rate or share.
    Rate,
    /// This period's value.
    Current,
    /// The earlier value.
    Base,
    /// The absolute change.
    Delta,
    /// The stated count of a list.
    Count,
    /// Anything else that takes part.
    Operand,
}

impl Role {
    /// The name in the audit's JSON.
    pub fn name(self) -> &'static str {
        match self {
            Role::Whole => "whole",
            Role::Part => "part",
            Role::Component => "component",
            Role::Total => "total",
            Role::Pending => "pending",
            Role::Rate => "rate",
            Role::Current => "current",
            Role::Base => "base",
            Role::Delta => "delta",
            Role::Count => "count",
            Role::Operand => "operand",
        }
    }
}

/// A way to get the printed digits from the exact value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Mode {
    /// 四舍五入.
    HalfUp,
    /// 四舍六入五成双 (GB/T 8170-2008).
    HalfEven,
    /// 截断.
    Truncated,
    /// Always up.
    Ceiling,
}

impl Mode {
    /// The name in the audit's JSON.
    pub fn name(self) -> &'static str {
        match self {
            Mode::HalfUp => "half-up",
            Mode::HalfEven => "half-even",
            Mode::Truncated => "truncated",
            Mode::Ceiling => "ceiling",
        }
    }
}

/// How much a verified claim proves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Strength {
    /// Nearly no other figures would have agreed.
    Strong,
    /// This many numerators would have agreed with the stated rate.
    Weak(u64),
}

/// What would account for a contradiction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Explanation {
    /// One unit of the last place: rounded the wrong way.
    LastDigit,
    /// The same digits stand in this figure just before, where they are right.
    Copied(FigureId),
    /// Part and whole changed places.
    Swapped,
    /// 100% less the right value.
    Complement,
    /// The right digits with the point elsewhere.
    Scale,
    /// This figure as the base gives the stated rate.
    OtherBase(FigureId),
    /// One digit of this figure accounts for all.
    OneDigit(FigureId),
}

impl Explanation {
    /// The name in the audit's JSON.
    pub fn name(self) -> &'static str {
        match self {
            Explanation::LastDigit => "last-digit",
            Explanation::Copied(_) => "copied",
            Explanation::Swapped => "swapped",
            Explanation::Complement => "complement",
            Explanation::Scale => "scale",
            Explanation::OtherBase(_) => "other-base",
            Explanation::OneDigit(_) => "one-digit",
        }
    }
}
