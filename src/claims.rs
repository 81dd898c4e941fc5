//! Claims: the relations between figures that the text states, recomputed.

mod average;
mod balance;
mod bound;
mod cell;
mod change;
mod claim;
mod draft;
mod explain;
#[cfg(feature = "fit")]
#[doc(hidden)]
pub mod fitting;
mod form;
mod formula;
mod grid;
mod ground;
mod judge;
mod list;
mod multiple;
mod one_whole;
mod per;
mod period;
mod plan;
mod points;
mod proportion;
mod rate;
mod rest;
mod restatement;
mod rows;
mod scene;
mod share;
mod slip;
mod stretch;
mod table;
mod verdict;
mod vocabulary;
mod weigh;
mod whole;
mod why;
mod words;
mod working;

use self::draft::Draft;
use self::judge::Outcome;
use crate::document::Document;
use crate::figures::Figures;
use crate::forms::Form;
use crate::number::Decimal;
use crate::severity::Certainty;
use crate::source::Source;

pub use cell::{CellName, Cells};
pub use claim::{Claim, Claims, Found, Off};
#[cfg(test)]
pub(crate) use formula::Formula;
pub(crate) use ground::{Ground, Next, Weighed, Why};
pub use verdict::{Explanation, Gap, Kind, Mode, Reason, Role, Strength, Verdict};
pub(crate) use why::why;
pub use words::Words;
#[cfg(test)]
pub(crate) use working::{Name, Working};

/// Finds every claim, in document order, and what tables call their numbers. `forms` gives the tables whose meaning is known beforehand; only a text with rows of
/// figures asks for them.
pub(crate) fn relate<'f>(
    source: &Source,
    document: &Document,
    figures: &Figures,
    forms: impl FnOnce() -> Vec<&'f Form>,
) -> (Claims, Cells) {
    let scene = scene::Scene::new(source, document, figures);
    let mut claims = rate::rates(&scene);
    claims.extend(share::shares(&scene));
    claims.extend(change::changes(&scene));
    let inquiry = weigh::Inquiry::new(&scene);
    let mut claims = weigh::percentages(&inquiry, claims);
    claims.extend(weigh::totals(&inquiry));
    claims.extend(average::averages(&scene));
    claims.extend(balance::balances(&scene));
    claims.extend(multiple::multiples(&scene));
    claims.extend(points::differences(&scene));
    let (in_tables, cells) = table::tables(&scene, forms);
    claims.extend(in_tables);
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
    let mut claims = without_echoes(claims);
    if has_rounding_notice(source.text()) {
        claims = claims.into_iter().map(|claim| excused(claim, figures)).collect();
    }
    (explain::finish(&scene, claims), cells)
}

/// 「超过500亿元」 and 905亿元 agree with any growth up to 81%: what holds only because an operand is a limit says nothing. Who writes
/// 超过 means a little more, so that what is a tenth away does not follow from it.
fn is_vacuous(scene: &scene::Scene, claim: &Draft) -> bool {
    let Some(stated) = claim.stated.filter(|_| claim.verdict() == Verdict::Consistent) else { return false };
    let on_limit = claim.figures().any(|figure| figure != stated && scene.is_limit(figure));
    let stated = scene.figures[stated].decimal.exact();
    let tenfold = |expected: Decimal| expected.exact().checked_sub(stated)?.abs().checked_mul(10);
    on_limit && claim.expected(scene).and_then(tenfold).is_none_or(|tenfold| tenfold > stated)
}

/// A sum that misses its total says nothing new where another relation has all its figures: what is carried over balances, and
/// where it does not, that is told already.
fn without_echoes(claims: Vec<Draft>) -> Vec<Draft> {
    let by_figure = draft::by_figure(&claims);
    let is_sum = |claim: &Draft| matches!(claim.kind, Kind::Breakdown | Kind::Remainder) && !draft::agrees(claim.verdict());
    let is_echo = |claim: &Draft| {
        let beside = claim.figures().next().and_then(|first| by_figure.get(&first)).into_iter().flatten();
        is_sum(claim)
            && beside.filter(|other| other.kind == Kind::Balance).any(|other| claim.figures().all(|figure| other.has(figure)))
    };
    let echoes: Vec<bool> = claims.iter().map(is_echo).collect();
    claims.into_iter().zip(echoes).filter(|(_, is_echo)| !is_echo).map(|(claim, _)| claim).collect()
}

/// The bounds that say something beyond the claims in which the same figures stand.
fn telling_bounds(bounds: Vec<Draft>, claims: &[Draft]) -> Vec<Draft> {
    let by_figure = draft::by_figure(claims);
    let is_implied = |bound: &Draft| {
        let beside = bound.figures().next().and_then(|first| by_figure.get(&first));
        beside.into_iter().flatten().any(|claim| bound.figures().all(|figure| claim.has(figure)))
    };
    bounds.into_iter().filter(|bound| bound.verdict() != Verdict::Consistent || !is_implied(bound)).collect()
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
fn excused(claim: Draft, figures: &Figures) -> Draft {
    match claim.outcome {
        Outcome::Off { modes, .. } if is_excusable(&claim, figures) => Draft { outcome: Outcome::Holds(modes), ..claim },
        _ => claim,
    }
}

fn is_excusable(claim: &Draft, figures: &Figures) -> bool {
    let sum = matches!(claim.kind, Kind::Breakdown | Kind::TableTotal)
        && matches!(claim.verdict(), Verdict::Contradicted | Verdict::OffLastDigit);
    let Some(stated) = claim.stated.filter(|_| sum) else { return false };
    let mut parts = claim.roles.iter().filter(|(role, _)| *role != Role::Total).map(|&(_, figure)| figures[figure].value());
    let gap = parts.try_fold(-figures[stated].value(), |sum, part| sum.checked_add(part));
    let unit = figures[stated].amount().unit_in_last_place();
    gap.is_some_and(|gap| gap <= unit && -gap <= unit)
}
