//! Rates with a name: 受理197880宗，办结197845宗，办结率99.98%.
//!
//! The name of a rate names its part (办结率 ↔ 办结); the base is the figure that the part was counted from. Where the
//! named figures disagree, other readings in scope are tried before anything is said: composite parts, total less
//! pending, a composite base.

mod composite;
mod contradiction;
mod infeasible;
mod listed;
mod names;

use std::collections::HashSet;

use self::names::{is_due, part_names};
use super::draft::{Draft, agrees, claim, strength};
use super::formula::Formula;
use super::judge::resolution;
use super::scene::{Facet, Scene, contains_any, named_rate};
use super::verdict::{Kind, Role, Verdict};
use super::vocabulary::{CLOSINGS, OPPOSITES};
use crate::figures::{Class, Kinship};
use crate::ids::FigureId;
use crate::severity::Certainty;
use crate::words::last;

/// Every rate of the document whose operands are printed.
pub(super) fn rates(scene: &Scene) -> Vec<Draft> {
    let rates = scene.figures.ids().filter(|&rate| scene.cues[rate].facet == Facet::Rate && !scene.cues[rate].tabular);
    // which of several counts a rate of a list belongs to, only its place in the list tells
    let alone = |claim: &Draft| {
        agrees(claim.verdict()) || claim.stated.is_none_or(|rate| !contains_any(scene.label(rate), &["分别", "依次"]))
    };
    let mut claims: Vec<Draft> = rates.filter_map(|rate| read(scene, rate)).filter(alone).collect();
    // two counts that give one rate exactly are not there to contradict another
    let operands = |claim: &Draft| -> Vec<(Role, FigureId)> {
        claim.roles.iter().copied().filter(|(role, _)| *role != Role::Rate).collect()
    };
    let settled: HashSet<Vec<(Role, FigureId)>> = claims.iter().filter(|claim| agrees(claim.verdict())).map(operands).collect();
    claims.retain(|claim| agrees(claim.verdict()) || !settled.contains(&operands(claim)));
    let listed = listed::listed(scene);
    let known: HashSet<Option<FigureId>> = listed.iter().map(|claim| claim.stated).collect();
    claims.retain(|claim| !known.contains(&claim.stated));
    claims.extend(listed);
    claims
}

struct Reading<'s, 'a> {
    scene: &'s Scene<'a>,
    rate: FigureId,
    name: &'a str,
    /// The words by which the part may be known, the surest first.
    names: Vec<&'a str>,
    /// Level quantities in scope, the nearest before the rate first.
    pool: Vec<FigureId>,
}

fn read(scene: &Scene, rate: FigureId) -> Option<Draft> {
    let (name, suffix) = named_rate(scene.label(rate))?;
    let reading = Reading { scene, rate, name, names: part_names(name), pool: pool(scene, rate) };
    if reading.is_of_reduction() {
        return reading.reduction();
    }
    let named = reading.named_pairs();
    let agreeing = reading.first_agreeing(&named, Certainty::Proven);
    agreeing
        .or_else(|| reading.less_pending())
        .or_else(|| reading.less_opposite())
        .or_else(|| reading.composite())
        .or_else(|| reading.of_aside())
        .or_else(|| reading.unnamed())
        .or_else(|| reading.of_another_kind())
        // what a ratio or a survey is counted from, only arithmetic tells
        .or_else(|| (suffix == '率').then(|| reading.wrong(&named))?)
}

impl<'a> Reading<'_, 'a> {
    /// How many quantities before a rate are looked at: real reports put the base up to nine clauses back.
    const SCOPE: usize = 16;

    /// 压缩率, 精简率: how much less there is, not what is left.
    fn is_of_reduction(&self) -> bool {
        ["压缩", "压减", "精简", "缩短", "缩减", "下降", "降低", "减少"].iter().any(|word| self.name.ends_with(word))
    }

    /// 「由10个工作日压缩到3个工作日，压缩率70%」, where the two values right before it give it.
    fn reduction(&self) -> Option<Draft> {
        let &[now, before, ..] = &self.pool[..] else { return None };
        let formula = |now: FigureId, before: FigureId| {
            let before = Formula::of(self.scene, Role::Base, before);
            let now = Formula::of(self.scene, Role::Current, now);
            before.clone().minus(now)?.over(before)?.per_cent()
        };
        let draft = claim(self.scene, Kind::Rate, formula(now, before)?, Role::Rate, self.rate, Certainty::Likely);
        (self.scene.kinship(now, before) == Kinship::Same && agrees(draft.verdict())).then_some(draft)
    }

    /// The rate is stated and no reading agrees.
    fn wrong(&self, named: &[(FigureId, FigureId)]) -> Option<Draft> {
        let claim = self.infeasible().or_else(|| self.contradiction(named)).or_else(|| self.side_by_side());
        claim.filter(|claim| !self.is_of_attempts(claim))
    }

    /// 「受理1.10万件；调解成功8448件，调解成功率79.18%」: what succeeds is counted among what was tried, and that need not be what came in
    /// where a semicolon turns to another stage.
    fn is_of_attempts(&self, claim: &Draft) -> bool {
        let Some(tried) = self.name.strip_suffix("成功").map(|tried| last(tried, 2)) else { return false };
        let wholes = claim.roles.iter().filter(|(role, _)| *role == Role::Whole).map(|&(_, figure)| figure);
        let is_named = |whole: FigureId| self.scene.label(whole).contains(tried) || self.scene.tail(whole).contains(tried);
        let turns = |whole: FigureId| {
            self.scene.between(self.scene.figures[whole].span.end, self.scene.figures[self.rate].span.start).contains(['；', ';'])
        };
        wholes.into_iter().any(|whole| !is_named(whole) && turns(whole))
    }
}

/// Level quantities before the rate in its paragraph, then those right after it in its sentence.
fn pool(scene: &Scene, rate: FigureId) -> Vec<FigureId> {
    let paragraph = scene.paragraph_of(rate);
    let before = paragraph
        .start
        .until(rate)
        .iter()
        .rev()
        .filter(|&figure| scene.is_level(figure) && !scene.cues[figure].aside)
        .take(Reading::SCOPE);
    let after =
        rate.next().until(scene.sentence_of(rate).end).iter().take_while(|&figure| {
            scene.figures[figure].class != Class::Percent && scene.cues[figure].depth > scene.cues[rate].depth
        });
    before.chain(after.filter(|&figure| scene.is_level(figure)).take(2)).collect()
}

impl<'a> Reading<'_, 'a> {
    fn is_named(&self, figure: FigureId) -> bool {
        let (label, tail) = (self.scene.label(figure), self.scene.tail(figure));
        !self.is_opposite(figure)
            && !is_due(label)
            // 「受理前调解撤回」 counts what was not received
            && !self.names.iter().any(|name| label.match_indices(*name).any(|(at, _)| label[at + name.len()..].starts_with('前')))
            && self.names.iter().any(|name| label.contains(name) || tail.starts_with(name))
    }

    /// 「不合格57批次」 for 合格率, 「逾期办结77件」 for 按时办结率: the rest, not the part.
    fn is_opposite(&self, figure: FigureId) -> bool {
        let label = self.scene.label(figure);
        let denies = |words: &str| {
            ["不", "未", "无", "非", "没有", "不予", "未予"].iter().any(|no| words.ends_with(no) && !self.name.contains(no))
        };
        let negated = |name: &&str| label.match_indices(*name).any(|(at, _)| denies(&label[..at]));
        let late = contains_any(label, &["逾期", "超期", "超时"]) && !contains_any(self.name, &["逾期", "超期", "超时"]);
        let named = OPPOSITES.iter().any(|&(name, opposite)| self.name.ends_with(name) && label.contains(opposite));
        late || named || self.names.iter().any(negated)
    }

    /// Part and whole by their names, the nearest first.
    fn named_pairs(&self) -> Vec<(FigureId, FigureId)> {
        let parts = self.pool.iter().copied().filter(|&figure| self.is_named(figure));
        parts.flat_map(|part| self.wholes(part).map(move |whole| (part, whole))).collect()
    }

    /// Figures that `part` may have been counted from, the nearest before it first.
    fn wholes(&self, part: FigureId) -> impl Iterator<Item = FigureId> + '_ {
        let before = self.pool.iter().copied().filter(move |&whole| whole < part);
        let after = self.pool.iter().copied().filter(move |&whole| whole > part);
        before.chain(after).filter(move |&whole| self.scene.kinship(part, whole) > Kinship::Apart)
    }

    fn formula(&self, part: FigureId, whole: FigureId) -> Option<Formula> {
        Formula::of(self.scene, Role::Part, part).over(Formula::of(self.scene, Role::Whole, whole))?.per_cent()
    }

    fn verdict(&self, formula: &Formula) -> Verdict {
        formula.verdict(&self.scene.figures[self.rate])
    }

    fn claim(&self, formula: Formula, certainty: Certainty) -> Draft {
        let whole =
            formula.roles().iter().filter(|(role, _)| *role == Role::Whole).map(|&(_, figure)| figure).collect::<Vec<_>>();
        let claim = claim(self.scene, Kind::Rate, formula, Role::Rate, self.rate, certainty);
        match whole[..] {
            [whole] if agrees(claim.verdict()) => Draft { strength: strength(self.scene, whole, self.rate), ..claim },
            _ => claim,
        }
    }

    /// The first reading that agrees as rounded, else the first that agrees as cut.
    fn first_agreeing(&self, pairs: &[(FigureId, FigureId)], certainty: Certainty) -> Option<Draft> {
        let formulas = || pairs.iter().filter_map(|&(part, whole)| self.formula(part, whole));
        self.pick(formulas(), certainty)
    }

    fn pick(&self, formulas: impl Iterator<Item = Formula>, certainty: Certainty) -> Option<Draft> {
        let mut cut = None;
        for formula in formulas {
            match self.verdict(&formula) {
                Verdict::Consistent => return Some(self.claim(formula, certainty)),
                Verdict::Truncated if cut.is_none() => cut = Some(formula),
                _ => {}
            }
        }
        cut.map(|formula| self.claim(formula, certainty))
    }

    /// 「新收30件，2宗正在办理，办结率93.3%」: the part is the base less what is pending.
    fn less_pending(&self) -> Option<Draft> {
        if !contains_any(self.name, CLOSINGS) {
            return None;
        }
        let pending = self.pool.iter().copied().filter(|&figure| self.scene.cues[figure].pending);
        let received = |whole: &FigureId| {
            !self.is_named(*whole) && !contains_any(self.scene.label(*whole), &["办结", "审结", "答复", "完成", "整改"])
        };
        let pairs = pending.flat_map(|pending| {
            self.wholes(pending)
                .filter(received)
                .filter(move |&whole| {
                    self.scene.kinship(whole, pending) == Kinship::Same
                        && self.scene.cues[whole].sentence == self.scene.cues[pending].sentence
                })
                .map(move |whole| (pending, whole))
        });
        self.pick(pairs.filter_map(|(pending, whole)| self.less(whole, pending)), Certainty::Proven)
    }

    /// 「抽检2846批次，检出不合格57批次，合格率98.0%」: the part is the base less its opposite.
    fn less_opposite(&self) -> Option<Draft> {
        let stated = &self.scene.figures[self.rate];
        if resolution(stated) < 90 || stated.value() == 100.into() {
            return None;
        }
        let opposite = self.pool.iter().copied().filter(|&figure| self.is_opposite(figure));
        let pairs = opposite.flat_map(|opposite| self.wholes(opposite).map(move |whole| (opposite, whole)));
        self.pick(pairs.filter_map(|(opposite, whole)| self.less(whole, opposite)), Certainty::Likely)
    }

    /// (whole − pending) ÷ whole.
    fn less(&self, whole: FigureId, pending: FigureId) -> Option<Formula> {
        let base = || Formula::of(self.scene, Role::Whole, whole);
        base().minus(Formula::of(self.scene, Role::Pending, pending))?.over(base())?.per_cent()
    }

    fn pick_rounded(&self, mut formulas: impl Iterator<Item = Formula>, certainty: Certainty) -> Option<Draft> {
        formulas.find(|formula| self.verdict(formula) == Verdict::Consistent).map(|formula| self.claim(formula, certainty))
    }

    /// The nearest figures in scope, so many that two of them would hardly give the rate by chance: one time in `margin`.
    fn telling(&self, margin: i128) -> Vec<FigureId> {
        let room = resolution(&self.scene.figures[self.rate]) / margin;
        // a limit would give any rate beyond it
        let amounts = self.pool.iter().copied().filter(|&figure| !self.scene.is_limit(figure));
        amounts.enumerate().take_while(|&(at, _)| pairs(at + 1).max(1) <= room).map(|(_, figure)| figure).collect()
    }

    /// 「床位3174张，入住1925人，入住率60.6%」: the part has the rate's name, and its base counts something else.
    fn of_another_kind(&self) -> Option<Draft> {
        let sentence = self.scene.cues[self.rate].sentence;
        let near: Vec<FigureId> =
            self.telling(20).into_iter().filter(|&figure| self.scene.cues[figure].sentence == sentence).collect();
        let parts = near.iter().copied().filter(|&part| self.is_named(part));
        let pairs =
            parts.flat_map(|part| near.iter().copied().filter(move |&whole| whole < part).map(move |whole| (part, whole)));
        let formulas = pairs.filter_map(|(part, whole)| self.formula(part, whole)).filter(|formula| formula.centre <= 100.into());
        self.pick_rounded(formulas, Certainty::Likely)
    }

    /// Any two figures in scope that give a rate which chance would hardly hit.
    fn unnamed(&self) -> Option<Draft> {
        let near = self.telling(40);
        let pairs: Vec<_> = near
            .iter()
            .flat_map(|&part| self.wholes(part).map(move |whole| (part, whole)))
            .filter(|(_, whole)| near.contains(whole) && !self.is_named(*whole))
            .collect();
        let formulas = pairs
            .into_iter()
            .filter_map(|(part, whole)| self.formula(part, whole))
            .filter(|formula| formula.centre <= 100.into());
        self.pick_rounded(formulas, Certainty::Likely)
    }
}

/// How many pairs there are of so many figures.
fn pairs(figures: usize) -> i128 {
    (figures * figures.saturating_sub(1) / 2) as i128
}
