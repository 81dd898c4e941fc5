//! What was there, what came and what went: 上年结转4件，新收62件，办结61件，结转下年5件.

use super::draft::{Draft, claim, is_slip_off};
use super::formula::Formula;
use super::scene::{Facet, Scene, contains_any};
use super::slip::one_digit_apart;
use super::verdict::{Kind, Role, Verdict};
use super::vocabulary::{CARRIED_ON, CLOSED, INFLOWS, OPENINGS, OUTFLOWS, RECEIVED};
use crate::figures::{Class, Kinship, Script};
use crate::ids::FigureId;
use crate::number::Decimal;
use crate::severity::Certainty;

/// Words for what there is at the end of an account,
const CLOSINGS: &[&str] = &["年末", "期末", "月末", "现行有效", "继续有效", "现有", "目前"];
/// and for what there was at its beginning.
const STOCKS: &[&str] = &["年初", "期初", "月初", "上年末", "清理前", "原有"];
/// How many quantities before what is pending are looked at.
const REACH: usize = 30;

/// Every balance whose terms are printed: of cases, of a stock over the year, of revenue and expenditure.
pub(super) fn balances(scene: &Scene) -> Vec<Draft> {
    let terms = || scene.figures.ids().filter(|&figure| is_term(scene, figure));
    let cases = terms().filter(|&pending| scene.cues[pending].pending).filter_map(|pending| read(scene, pending));
    cases.chain(terms().filter_map(|closing| stock(scene, closing).or_else(|| surplus(scene, closing)))).collect()
}

/// 「年初在册217人，新接收185人，解除171人，年末在册231人」, 「清理前143件，新制定17件，废止29件，现行有效131件」.
fn stock(scene: &Scene, closing: FigureId) -> Option<Draft> {
    if !contains_any(scene.label(closing), CLOSINGS) {
        return None;
    }
    let before: Vec<FigureId> = terms_before(scene, closing);
    let opening = *before.first().filter(|&&first| contains_any(scene.label(first), STOCKS))?;
    let mut sum = Formula::of(scene, Role::Operand, opening);
    for &flow in &before[1..] {
        let label = scene.label(flow);
        let operand = Formula::of(scene, Role::Operand, flow);
        sum = match (contains_any(label, INFLOWS), contains_any(label, OUTFLOWS)) {
            (true, false) => sum.plus(operand)?,
            (false, true) => sum.minus(operand)?,
            // an amount of neither kind: the list is no account of the stock
            _ => return None,
        };
    }
    (before.len() >= 3).then(|| told(scene, sum, closing))?
}

/// 「收入总计63.28亿元，支出总计61.95亿元，年终结转1.33亿元」.
fn surplus(scene: &Scene, left: FigureId) -> Option<Draft> {
    if !contains_any(scene.label(left), &["结转", "结余"])
        || is_opening(scene, left) && contains_any(scene.label(left), &["上年"])
    {
        return None;
    }
    let before = terms_before(scene, left);
    let &[income, expenditure] = before.get(before.len().checked_sub(2)?..)? else { return None };
    let totals = contains_any(scene.label(income), &["收入总计", "总收入", "收入合计"])
        && contains_any(scene.label(expenditure), &["支出总计", "总支出", "支出合计"]);
    let rest = Formula::of(scene, Role::Operand, income).minus(Formula::of(scene, Role::Operand, expenditure))?;
    totals.then(|| told(scene, rest, left))?
}

/// The like terms before a figure in its sentence, in order.
fn terms_before(scene: &Scene, figure: FigureId) -> Vec<FigureId> {
    let sentence = scene.sentence_of(figure);
    let alike =
        |&term: &FigureId| is_term(scene, term) && scene.kinship(term, figure) == Kinship::Same && scene.cues[term].depth == 0;
    sentence.start.until(figure).iter().filter(alike).take(REACH).collect()
}

/// The account as the words give it, if it holds or one digit accounts for the difference.
fn told(scene: &Scene, formula: Formula, stated: FigureId) -> Option<Draft> {
    let printed = &scene.figures[stated];
    let claim = claim(scene, Kind::Balance, formula, Role::Pending, stated, Certainty::Likely);
    let holds = claim.verdict() == Verdict::Consistent;
    (holds || (printed.hedge().is_none() && is_slip_off(scene, &claim, 0))).then_some(claim)
}

fn is_term(scene: &Scene, figure: FigureId) -> bool {
    let printed = &scene.figures[figure];
    let facet = matches!(scene.cues[figure].facet, Facet::Level | Facet::Prior);
    printed.class == Class::Quantity && printed.script == Script::Digits && facet && !scene.cues[figure].tabular
}

fn read(scene: &Scene, pending: FigureId) -> Option<Draft> {
    let after = pending.next().until(scene.sentence_of(pending).end).iter().filter(|&figure| is_term(scene, figure)).take(2);
    let before = scene.before(pending).filter(|&figure| is_term(scene, figure)).take(REACH);
    let terms: Vec<FigureId> = before
        .chain(after)
        .filter(|&figure| scene.kinship(pending, figure) > Kinship::Apart && !scene.cues[figure].pending)
        .collect();
    let of =
        |is: fn(&Scene, FigureId) -> bool| terms.iter().copied().filter(move |&figure| is(scene, figure)).collect::<Vec<_>>();
    let (openings, mut received, closed) = (of(is_opening), of(is_received), of(is_closed));
    // 「…等各类案件321146件（不含上年旧存28802件）」: what stands before the bracket came in, whatever it is called
    let before_bracket = openings.iter().filter(|&&opening| scene.cues[opening].aside).filter_map(|opening| opening.previous());
    received.extend(before_bracket.filter(|came| terms.contains(came)));
    let mut first = None;
    for &opening in &openings {
        for &came in received.iter().filter(|&&came| came != opening) {
            for &done in closed.iter().filter(|&&done| done != opening && done != came) {
                let claim = balance(scene, opening, came, done, pending)?;
                // small numbers balance by chance: their terms must stand together
                let together =
                    [opening, came, done].iter().all(|&term| scene.cues[term].sentence == scene.cues[pending].sentence);
                let telling = together || scene.figures[pending].decimal.significant_digits() >= 3;
                if claim.verdict() == Verdict::Consistent && telling {
                    return Some(claim);
                }
                first = first.or(Some((claim, [opening, came, done])));
            }
        }
    }
    let (claim, terms) = first?;
    is_contradiction(scene, &terms, pending, &claim).then_some(claim)
}

/// 上年结转4件, 旧存28802件.
pub(super) fn is_opening(scene: &Scene, figure: FigureId) -> bool {
    let label = scene.label(figure);
    contains_any(label, OPENINGS) && !contains_any(label, CARRIED_ON)
}

fn is_received(scene: &Scene, figure: FigureId) -> bool {
    contains_any(scene.label(figure), RECEIVED) && !is_opening(scene, figure)
}

fn is_closed(scene: &Scene, figure: FigureId) -> bool {
    contains_any(scene.label(figure), CLOSED) && !is_opening(scene, figure)
}

/// received + opening − closed = pending.
fn balance(scene: &Scene, opening: FigureId, received: FigureId, closed: FigureId, pending: FigureId) -> Option<Draft> {
    let in_all = Formula::of(scene, Role::Operand, received).plus(Formula::of(scene, Role::Operand, opening))?;
    let left = in_all.minus(Formula::of(scene, Role::Operand, closed))?;
    Some(claim(scene, Kind::Balance, left, Role::Pending, pending, Certainty::Proven))
}

/// All four stand in one sentence, and one digit accounts for the difference.
fn is_contradiction(scene: &Scene, terms: &[FigureId], pending: FigureId, claim: &Draft) -> bool {
    let sentence = scene.cues[pending].sentence;
    let together = terms.iter().all(|&term| scene.cues[term].sentence == sentence && scene.cues[term].depth == 0);
    let exact = terms.iter().chain([&pending]).all(|&term| scene.figures[term].is_exact());
    let value = |figure: FigureId| scene.figures[figure].decimal.mantissa;
    let expected = value(terms[1]) + value(terms[0]) - value(terms[2]);
    let slip = one_digit_apart(Decimal::integer(expected.max(0)), scene.figures[pending].decimal);
    together && exact && (slip || terms.len() == 3) && claim.verdict() == Verdict::Contradicted
}
