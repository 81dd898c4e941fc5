//! Claims: the relations between figures that the text states, recomputed.

mod average;
mod balance;
mod bound;
mod breakdown;
mod change;
mod draft;
mod explain;
mod form;
mod formula;
mod judge;
mod list;
mod multiple;
mod per;
mod period;
mod plan;
mod points;
mod proportion;
mod rate;
mod rest;
mod restatement;
mod scene;
mod share;
mod slip;
mod table;
#[cfg(test)]
mod tests;
mod vocabulary;
mod whole;

use std::collections::HashMap;

use num_traits::CheckedAdd;

use crate::document::Document;
use crate::figures::Figure;
use crate::finding::{Certainty, Repair};
use crate::forms::Table;
use crate::number::{Decimal, Exact};
use crate::source::{Source, Span};

/// What a claim states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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

/// What a figure is in a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
pub enum Strength {
    /// Nearly no other figures would have agreed.
    Strong,
    /// This many numerators would have agreed with the stated rate.
    Weak(u64),
}

/// A relation that the text states, and what became of it.
#[derive(Clone, Debug)]
pub struct Claim {
    /// What is stated.
    pub kind: Kind,
    /// Whether it holds.
    pub verdict: Verdict,
    /// Whether the roles stand in the text, or were inferred.
    pub certainty: Certainty,
    /// The figures and what they are in it: indices into the figures.
    pub roles: Vec<(Role, usize)>,
    /// The figure that follows from the others.
    pub stated: Option<usize>,
    /// What the text calls that figure: 办结率; empty where it has no name.
    pub subject: String,
    /// The working: 13649 ÷ 13785.
    pub expression: String,
    /// What it gives: 99.0134…%.
    pub computed: String,
    /// What should be printed: 99.01%.
    pub expected: Option<String>,
    /// The rounding modes under which the stated value would be right.
    pub modes: Vec<Mode>,
    /// How much a verified claim proves.
    pub strength: Option<Strength>,
    /// From the first to the last figure.
    pub span: Span,
    /// What would account for it, where it does not hold.
    pub explanation: Option<Explanation>,
    /// Ways to make it hold, the best first.
    pub repairs: Vec<Repair>,
    /// What gives the stated figure, to be recomputed with other numbers.
    pub(crate) formula: Option<formula::Formula>,
}

/// What would account for a contradiction. Figures are indices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Explanation {
    /// One unit of the last place: rounded the wrong way.
    LastDigit,
    /// The same digits stand in this figure just before, where they are right.
    Copied(usize),
    /// Part and whole changed places.
    Swapped,
    /// 100% less the right value.
    Complement,
    /// The right digits with the point elsewhere.
    Scale,
    /// This figure as the base gives the stated rate.
    OtherBase(usize),
    /// One digit of this figure accounts for all.
    OneDigit(usize),
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

/// Finds every claim, in document order. `forms` gives the tables whose meaning is known beforehand; only a text with rows of
/// figures asks for them.
pub fn relate<'f>(
    source: &Source,
    document: &Document,
    figures: &[Figure],
    forms: impl FnOnce() -> Vec<&'f Table>,
) -> Vec<Claim> {
    let scene = scene::Scene::new(source, document, figures);
    let mut claims = rate::rates(&scene);
    claims.extend(share::shares(&scene));
    claims.extend(change::changes(&scene));
    claims.extend(breakdown::breakdowns(&scene));
    claims.extend(average::averages(&scene));
    claims.extend(balance::balances(&scene));
    claims.extend(multiple::multiples(&scene));
    claims.extend(points::differences(&scene));
    claims.extend(table::tables(&scene, forms));
    claims.extend(list::lists(&scene));
    claims.extend(whole::wholes(&scene));
    claims.extend(per::ratios(&scene));
    claims.extend(restatement::restatements(&scene));
    claims.retain(|claim| !is_vacuous(&scene, claim));
    let rests = rest::rests(&scene, &claims);
    claims.extend(rests);
    let completions = plan::completions(&scene, &claims);
    claims.extend(completions);
    let proportions = proportion::proportions(&scene, &claims);
    claims.extend(proportions);
    let bounds = telling_bounds(bound::bounds(&scene), &claims);
    claims.extend(bounds);
    claims.sort_by_key(|claim| (claim.span, claim.kind.name(), claim.certainty == Certainty::Likely));
    claims
        .dedup_by(|later, earlier| later.kind == earlier.kind && later.stated == earlier.stated && later.roles == earlier.roles);
    if has_rounding_notice(source.text()) {
        claims.iter_mut().for_each(|claim| excuse(claim, figures));
    }
    explain::explain(&scene, &mut claims);
    claims
}

/// 「超过500亿元」 and 905亿元 agree with any growth up to 81%: what holds only because an operand is a limit says nothing. Who writes
/// 超过 means a little more, so that what is a tenth away does not follow from it.
fn is_vacuous(scene: &scene::Scene, claim: &Claim) -> bool {
    let Some(stated) = claim.stated.filter(|_| claim.verdict == Verdict::Consistent) else { return false };
    let on_limit = claim.roles.iter().any(|&(_, figure)| figure != stated && scene.is_limit(figure));
    let stated = scene.figures[stated].decimal.exact();
    let off = |expected: Decimal| if expected.exact() > stated { expected.exact() - stated } else { stated - expected.exact() };
    on_limit && draft::expected(claim).is_none_or(|expected| off(expected) > stated / Exact::from(10))
}

/// The bounds that say something beyond the claims in which the same figures stand.
fn telling_bounds(bounds: Vec<Claim>, claims: &[Claim]) -> Vec<Claim> {
    let mut by_figure: HashMap<usize, Vec<usize>> = HashMap::new();
    for (index, claim) in claims.iter().enumerate() {
        for &(_, figure) in &claim.roles {
            by_figure.entry(figure).or_default().push(index);
        }
    }
    let of = |figure: usize| by_figure.get(&figure).map_or(&[][..], Vec::as_slice);
    let implied = |bound: &Claim| {
        let (first, rest) = bound.roles.split_first()?;
        of(first.1).iter().find(|index| rest.iter().all(|&(_, figure)| of(figure).contains(index)))
    };
    bounds.into_iter().filter(|bound| bound.verdict != Verdict::Consistent || implied(bound).is_none()).collect()
}

/// 「部分数据因四舍五入，分项之和与合计略有差异」.
fn has_rounding_notice(text: &str) -> bool {
    text.split(['。', '\n']).any(|sentence| {
        let sums = ["分项", "合计", "总计", "总数", "相加"].iter().any(|word| sentence.contains(word));
        let gaps = ["差异", "不等", "误差", "出入", "略有"].iter().any(|word| sentence.contains(word));
        sentence.contains("四舍五入") && sums && gaps
    })
}

/// With such a notice a sum may be off by one unit of the last place.
fn excuse(claim: &mut Claim, figures: &[Figure]) {
    let sum = matches!(claim.kind, Kind::Breakdown | Kind::TableTotal)
        && matches!(claim.verdict, Verdict::Contradicted | Verdict::OffLastDigit);
    let Some(stated) = claim.stated.filter(|_| sum) else { return };
    let mut parts = claim.roles.iter().filter(|(role, _)| *role != Role::Total).map(|&(_, figure)| figures[figure].value());
    let gap = parts.try_fold(-figures[stated].value(), |sum, part| sum.checked_add(&part));
    let Some(gap) = gap else { return };
    let unit = figures[stated].unit_in_last_place();
    if gap <= unit && -gap <= unit {
        claim.verdict = Verdict::Consistent;
    }
}
