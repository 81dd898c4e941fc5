//! Rates with a name: 受理197880宗，办结197845宗，办结率99.98%.
//!
//! The name of a rate names its part (办结率 ↔ 办结); the base is the figure that the part was counted from. Where the
//! named figures disagree, other readings in scope are tried before anything is said: composite parts, total less
//! pending, a composite base.

mod listed;

use std::collections::HashSet;

use super::draft::{agrees, claim, plain, strength};
use super::formula::{Formula, printed_number};
use super::judge::{numerators, parts_for, resolution, wholes_for};
use super::scene::{Facet, Scene, contains_any, rate_name};
use super::slip::{is_slip, one_digit_apart};
use super::vocabulary::{BASES, BENIGN, CLOSINGS, LOOSE, NEW, OPPOSITES, SURVEYS};
use super::{Claim, Kind, Part, Verdict};
use crate::figures::{Kinship, Role};
use crate::finding::Certainty;
use crate::number::{Decimal, Exact, power_of_ten};
use crate::words::last;

/// How many quantities before a rate are looked at: real reports put the base up to nine clauses back.
const SCOPE: usize = 16;

/// Every rate of the document whose operands are printed.
pub(super) fn rates(scene: &Scene) -> Vec<Claim> {
    let rates = (0..scene.figures.len()).filter(|&rate| scene.cues[rate].facet == Facet::Rate && !scene.cues[rate].tabular);
    // which of several counts a rate of a list belongs to, only its place in the list tells
    let alone = |claim: &Claim| {
        agrees(claim.verdict) || claim.stated.is_none_or(|rate| !contains_any(scene.label(rate), &["分别", "依次"]))
    };
    let mut claims: Vec<Claim> = rates.filter_map(|rate| read(scene, rate)).filter(alone).collect();
    // two counts that give one rate exactly are not there to contradict another
    let operands =
        |claim: &Claim| -> Vec<(Part, usize)> { claim.roles.iter().copied().filter(|(part, _)| *part != Part::Rate).collect() };
    let settled: HashSet<Vec<(Part, usize)>> = claims.iter().filter(|claim| agrees(claim.verdict)).map(operands).collect();
    claims.retain(|claim| agrees(claim.verdict) || !settled.contains(&operands(claim)));
    let listed = listed::listed(scene);
    let known: HashSet<Option<usize>> = listed.iter().map(|claim| claim.stated).collect();
    claims.retain(|claim| !known.contains(&claim.stated));
    claims.extend(listed);
    claims
}

struct Reading<'s, 'a> {
    scene: &'s Scene<'a>,
    rate: usize,
    name: &'a str,
    /// The words by which the part may be known, the surest first.
    names: Vec<&'a str>,
    /// Level quantities in scope, the nearest before the rate first.
    pool: Vec<usize>,
}

fn read(scene: &Scene, rate: usize) -> Option<Claim> {
    let name = rate_name(scene.label(rate))?;
    let reading = Reading { scene, rate, name, names: part_names(name), pool: pool(scene, rate) };
    let named = reading.named_pairs();
    let agreeing = reading.first_agreeing(&named, Certainty::Proven);
    agreeing
        .or_else(|| reading.less_pending())
        .or_else(|| reading.less_opposite())
        .or_else(|| reading.composite())
        .or_else(|| reading.of_aside())
        .or_else(|| reading.unnamed())
        .or_else(|| reading.infeasible())
        .or_else(|| reading.contradiction(&named))
        .or_else(|| reading.side_by_side())
}

/// Level quantities before the rate in its paragraph, then those right after it in its sentence.
fn pool(scene: &Scene, rate: usize) -> Vec<usize> {
    let paragraph = scene.paragraph_of(rate);
    let before = (paragraph.start..rate).rev().filter(|&figure| scene.is_level(figure) && !scene.cues[figure].aside).take(SCOPE);
    let after = (rate + 1..scene.sentence_of(rate).end)
        .take_while(|&figure| scene.figures[figure].role != Role::Percent && scene.cues[figure].depth > scene.cues[rate].depth);
    before.chain(after.filter(|&figure| scene.is_level(figure)).take(2)).collect()
}

/// The words by which the part may be known, the surest first.
fn part_names(name: &str) -> Vec<&str> {
    let mut names = vec![name];
    for prefix in ["按时", "按期", "及时", "平均", "总体", "综合", "初次", "全年", "累计", "一次", "总"] {
        if let Some(rest) = name.strip_prefix(prefix).filter(|rest| !rest.is_empty()) {
            names.push(rest);
        }
    }
    let last_two = last(name, 2);
    names.push(last_two);
    // 「实际出庭291件，出庭应诉率97.8%」
    if name.ends_with("出庭应诉") {
        names.push("出庭");
    }
    for (rate, part) in [
        ("结案", "审结"),
        ("结案", "办结"),
        ("结案", "执结"),
        ("办结", "结案"),
        ("受案", "受理"),
        ("执证", "持有"),
        ("持证", "持有"),
        ("入驻", "纳入"),
        ("不捕", "不批准逮捕"),
        ("批捕", "批准逮捕"),
    ] {
        if last_two == rate {
            names.push(part);
        }
    }
    names
}

impl<'a> Reading<'_, 'a> {
    fn is_named(&self, figure: usize) -> bool {
        let (label, tail) = (self.scene.label(figure), self.scene.tail(figure));
        !self.is_opposite(figure)
            && !is_due(label)
            // 「受理前调解撤回」 counts what was not received
            && !self.names.iter().any(|name| label.contains(&format!("{name}前")))
            && self.names.iter().any(|name| label.contains(name) || tail.starts_with(name))
    }

    /// 「不合格57批次」 for 合格率, 「逾期办结77件」 for 按时办结率: the rest, not the part.
    fn is_opposite(&self, figure: usize) -> bool {
        let label = self.scene.label(figure);
        let negated = |name: &&str| {
            ["不", "未", "无", "非", "没有", "不予", "未予"]
                .iter()
                .any(|no| label.contains(&format!("{no}{name}")) && !self.name.contains(no))
        };
        let late = contains_any(label, &["逾期", "超期", "超时"]) && !contains_any(self.name, &["逾期", "超期", "超时"]);
        let named = OPPOSITES.iter().any(|&(name, opposite)| self.name == name && label.contains(opposite));
        late || named || self.names.iter().any(negated)
    }

    /// Part and whole by their names, the nearest first.
    fn named_pairs(&self) -> Vec<(usize, usize)> {
        let parts = self.pool.iter().copied().filter(|&figure| self.is_named(figure));
        parts.flat_map(|part| self.wholes(part).map(move |whole| (part, whole))).collect()
    }

    /// Figures that `part` may have been counted from, the nearest before it first.
    fn wholes(&self, part: usize) -> impl Iterator<Item = usize> + '_ {
        let before = self.pool.iter().copied().filter(move |&whole| whole < part);
        let after = self.pool.iter().copied().filter(move |&whole| whole > part);
        before.chain(after).filter(move |&whole| self.scene.kinship(part, whole) > Kinship::Apart)
    }

    fn formula(&self, part: usize, whole: usize) -> Option<Formula> {
        Formula::of(self.scene, Part::Part, part).over(Formula::of(self.scene, Part::Whole, whole))?.per_cent()
    }

    fn verdict(&self, formula: &Formula) -> Verdict {
        formula.verdict(&self.scene.figures[self.rate])
    }

    fn claim(&self, formula: Formula, certainty: Certainty) -> Claim {
        let whole =
            formula.roles().iter().filter(|(part, _)| *part == Part::Whole).map(|&(_, figure)| figure).collect::<Vec<_>>();
        let mut claim = claim(self.scene, Kind::Rate, formula, Part::Rate, self.rate, certainty);
        if let ([whole], true) = (&whole[..], agrees(claim.verdict)) {
            claim.strength = strength(self.scene, *whole, self.rate);
        }
        claim
    }

    /// The first reading that agrees as rounded, else the first that agrees as cut.
    fn first_agreeing(&self, pairs: &[(usize, usize)], certainty: Certainty) -> Option<Claim> {
        let formulas = || pairs.iter().filter_map(|&(part, whole)| self.formula(part, whole));
        self.pick(formulas(), certainty)
    }

    fn pick(&self, formulas: impl Iterator<Item = Formula>, certainty: Certainty) -> Option<Claim> {
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
    fn less_pending(&self) -> Option<Claim> {
        if !contains_any(self.name, CLOSINGS) {
            return None;
        }
        let pending = self.pool.iter().copied().filter(|&figure| self.scene.cues[figure].pending);
        let received = |whole: &usize| {
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
    fn less_opposite(&self) -> Option<Claim> {
        let stated = &self.scene.figures[self.rate];
        if resolution(stated) < 90 || stated.value() == 100.into() {
            return None;
        }
        let opposite = self.pool.iter().copied().filter(|&figure| self.is_opposite(figure));
        let pairs = opposite.flat_map(|opposite| self.wholes(opposite).map(move |whole| (opposite, whole)));
        self.pick(pairs.filter_map(|(opposite, whole)| self.less(whole, opposite)), Certainty::Likely)
    }

    /// 「审结171件（含调解和解64件），…调解和解率37.43%」: the part stands in the bracket of its whole.
    fn of_aside(&self) -> Option<Claim> {
        let scene = self.scene;
        let asides = scene.back(scene.sentence_of(self.rate).start, self.rate).take(SCOPE).filter(|&part| {
            scene.cues[part].aside
                && scene.is_level(part)
                && part > 0
                && self.names.iter().any(|name| scene.label(part).contains(name))
        });
        let pairs = asides.flat_map(|part| [part - 1].into_iter().chain(self.wholes(part)).map(move |whole| (part, whole)));
        let alike = pairs.filter(|&(part, whole)| scene.is_level(whole) && scene.kinship(part, whole) == Kinship::Same);
        let telling = resolution(&scene.figures[self.rate]) >= 90;
        self.pick_rounded(alike.filter(|_| telling).filter_map(|(part, whole)| self.formula(part, whole)), Certainty::Likely)
    }

    /// (whole − pending) ÷ whole.
    fn less(&self, whole: usize, pending: usize) -> Option<Formula> {
        let base = || Formula::of(self.scene, Part::Whole, whole);
        base().minus(Formula::of(self.scene, Part::Pending, pending))?.over(base())?.per_cent()
    }

    /// A part or a base that is the sum of two printed figures: 「当场答复5113宗，办结1898宗」 of 7227.
    fn composite(&self) -> Option<Claim> {
        let parts: Vec<usize> = self.pool.iter().copied().filter(|&figure| self.is_named(figure)).collect();
        if let Some(claim) = self.pick_rounded(parts.iter().flat_map(|&part| self.told_composites(part)), Certainty::Likely) {
            return Some(claim);
        }
        if let Some(claim) = self.pick_rounded(self.by_initials().into_iter(), Certainty::Likely) {
            return Some(claim);
        }
        let sentence = self.scene.cues[self.rate].sentence;
        let near: Vec<usize> =
            self.pool.iter().copied().filter(|&figure| self.scene.cues[figure].sentence == sentence).take(8).collect();
        let tuples = i128::try_from(near.len().pow(3)).unwrap_or(i128::MAX);
        if parts.is_empty() || resolution(&self.scene.figures[self.rate]) < tuples.min(90) {
            return None;
        }
        let parts = parts.iter().copied().filter(|part| near.contains(part));
        let composites = parts.flat_map(|part| self.composites_of(part, &near)).filter(|formula| formula.centre <= 100.into());
        self.pick_rounded(composites, Certainty::Likely)
    }

    /// Composites that the words tell of, so that they need no digits to prove them.
    fn told_composites(&self, part: usize) -> Vec<Formula> {
        let mut formulas = self.with_neighbour(part);
        formulas.extend(self.with_opposite(part));
        formulas.extend(self.with_carried_over(part));
        formulas.extend(self.with_included(part));
        formulas.extend(self.with_pending(part));
        formulas
    }

    /// 「已答复742件，正在办理8件，答复率98.93%」: what is done and what is pending are all there was.
    fn with_pending(&self, part: usize) -> Option<Formula> {
        let next = part + 1;
        let scene = self.scene;
        let beside = self.pool.contains(&next) && scene.cues[next].pending && scene.kinship(part, next) == Kinship::Same;
        let total = scene.back(scene.sentence_of(part).start, part).any(|figure| scene.is_level(figure));
        if beside && !total { self.of_sum(part, [part, next]) } else { None }
    }

    /// 「表示满意2987人、基本满意96人，满意率（含基本满意）为98.8%」: the bracket names what counts as the part too.
    fn with_included(&self, part: usize) -> Vec<Formula> {
        let start = self.scene.cues[self.rate].name.unwrap_or(self.scene.figures[self.rate].label).start;
        let label = self.scene.between(start, self.scene.figures[self.rate].span.start);
        let Some(at) = ["（含", "(含"].iter().find_map(|open| label.find(open).map(|at| at + open.len())) else {
            return Vec::new();
        };
        let included = label[at..].split(['）', ')']).next().unwrap_or_default();
        let named = self.pool.iter().copied().find(|&other| !included.is_empty() && self.scene.label(other).ends_with(included));
        let Some(other) = named.filter(|&other| other != part && !self.scene.label(part).ends_with(included)) else {
            return Vec::new();
        };
        let both = || Formula::sum(self.scene, Part::Part, &[part, other]);
        self.wholes(part)
            .filter(|&whole| whole != other)
            .filter_map(|whole| both()?.over(Formula::of(self.scene, Part::Whole, whole))?.per_cent())
            .filter(|formula| formula.centre <= 100.into())
            .collect()
    }

    /// 「优秀208卷、良好97卷，优良率95.3%」: the name puts two kinds together.
    fn by_initials(&self) -> Vec<Formula> {
        let initials: Vec<char> = self.name.chars().collect();
        let &[a, b] = &initials[..] else { return Vec::new() };
        let begins = |initial: char| {
            self.pool
                .iter()
                .copied()
                .find(move |&figure| self.scene.label(figure).trim_start_matches("其中").starts_with(initial))
        };
        let (Some(first), Some(second)) = (begins(a), begins(b)) else { return Vec::new() };
        if first == second || resolution(&self.scene.figures[self.rate]) < 100 {
            return Vec::new();
        }
        let both = || Formula::sum(self.scene, Part::Part, &[first, second]);
        let wholes = self.wholes(first).filter(|&whole| whole != second && whole < first);
        wholes.filter_map(|whole| both()?.over(Formula::of(self.scene, Part::Whole, whole))?.per_cent()).collect()
    }

    /// A part and its neighbour that make up the whole: 按时结案597件，超时办理4件 of 601: 100%.
    fn with_neighbour(&self, part: usize) -> Vec<Formula> {
        let next = part + 1;
        if self.scene.figures[self.rate].value() != 100.into() || !self.pool.contains(&next) {
            return Vec::new();
        }
        let both = || Formula::sum(self.scene, Part::Part, &[part, next]);
        self.wholes(part).filter_map(|whole| both()?.over(Formula::of(self.scene, Part::Whole, whole))?.per_cent()).collect()
    }

    /// A base of a thing and its opposite: 起诉507人, 不起诉118人.
    fn with_opposite(&self, part: usize) -> Vec<Formula> {
        let is_opposite = |other: &usize| match self.name.strip_prefix('不') {
            Some(name) => self.scene.label(*other).contains(name) && !self.scene.label(*other).contains(self.name),
            None => self.scene.label(*other).contains(&format!("不{}", self.name)),
        };
        self.alike_nearby(part).filter(is_opposite).filter_map(|other| self.of_sum(part, [part, other])).collect()
    }

    /// A base with what was carried over, which stands with the base or with the part.
    fn with_carried_over(&self, part: usize) -> Vec<Formula> {
        let scene = self.scene;
        let together = |whole: usize, opening: usize| {
            [whole, part].iter().any(|&figure| scene.cues[figure].sentence == scene.cues[opening].sentence)
        };
        let carried: Vec<usize> = self.alike_nearby(part).filter(|&other| super::balance::is_opening(scene, other)).collect();
        let before = scene
            .back(0, self.rate)
            .filter(|&figure| scene.is_level(figure))
            .take(SCOPE)
            .filter(|&figure| figure != part && scene.kinship(part, figure) == Kinship::Same);
        before
            .flat_map(|whole| carried.iter().map(move |&opening| (whole, opening)))
            .filter(|&(whole, opening)| whole != opening && together(whole, opening))
            .filter_map(|(whole, opening)| self.of_sum(part, [whole, opening]))
            .collect()
    }

    /// Figures of the paragraph, not far from the rate, that count in the unit of the part.
    fn alike_nearby(&self, part: usize) -> impl Iterator<Item = usize> + '_ {
        let scene = self.scene;
        let first = self.rate.saturating_sub(SCOPE).max(scene.paragraph_of(self.rate).start);
        (first..scene.figures.len().min(self.rate + SCOPE))
            .filter(move |&other| other != part && scene.is_level(other) && scene.kinship(part, other) == Kinship::Same)
    }

    /// part ÷ (a + b).
    fn of_sum(&self, part: usize, base: [usize; 2]) -> Option<Formula> {
        Formula::of(self.scene, Part::Part, part).over(Formula::sum(self.scene, Part::Whole, &base)?)?.per_cent()
    }

    /// Every composite of the figures nearby: only more digits than chance would hit can prove one.
    fn composites_of(&self, part: usize, near: &[usize]) -> Vec<Formula> {
        let like = |&&other: &&usize| other != part && self.scene.kinship(part, other) == Kinship::Same;
        let mut formulas = Vec::new();
        for &other in near.iter().filter(like) {
            let both = Formula::sum(self.scene, Part::Part, &[part, other]);
            for &whole in near.iter().filter(like).filter(|&&whole| whole != other) {
                formulas.extend(both.clone().and_then(|both| both.over(Formula::of(self.scene, Part::Whole, whole))?.per_cent()));
            }
            formulas.extend(self.of_sum(part, [part, other]));
        }
        formulas
    }

    fn pick_rounded(&self, mut formulas: impl Iterator<Item = Formula>, certainty: Certainty) -> Option<Claim> {
        formulas.find(|formula| self.verdict(formula) == Verdict::Consistent).map(|formula| self.claim(formula, certainty))
    }

    /// Any two figures in scope that give a rate which chance would hardly hit.
    fn unnamed(&self) -> Option<Claim> {
        let near: Vec<usize> = self.pool.iter().copied().take(8).collect();
        let tuples = (near.len() * near.len().saturating_sub(1) / 2) as i128;
        if resolution(&self.scene.figures[self.rate]) < 40 * tuples.max(1) {
            return None;
        }
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

    /// The roles stand in one sentence and no reading agrees.
    fn contradiction(&self, named: &[(usize, usize)]) -> Option<Claim> {
        let sentence = self.scene.cues[self.rate].sentence;
        let here = |figure: usize| self.scene.cues[figure].sentence == sentence;
        let beside = || {
            named
                .iter()
                .copied()
                .find(|&(part, whole)| {
                    let before = whole < part && self.may_contain(whole, part);
                    here(part) && here(whole) && (before || self.is_base_behind(whole) || self.is_base_beside(whole, part))
                })
                .filter(|&(part, whole)| self.is_about(part, whole))
        };
        let Some((part, whole)) = beside().or_else(|| self.base_before(named)) else {
            return self.pending_contradiction().or_else(|| self.told_contradiction());
        };
        if let Some(claim) = self.told_contradiction() {
            return Some(claim);
        }
        let formula = self.formula(part, whole)?;
        let named_base = contains_any(self.scene.label(whole), BASES) || self.scene.cues[part].opens_parts;
        let loose = contains_any(self.name, SURVEYS) || contains_any(self.name, LOOSE);
        if formula.centre > 100.into() {
            return self.exceeding(part, whole);
        }
        let stated = &self.scene.figures[self.rate];
        if loose {
            return self.loose_contradiction().or_else(|| self.lone_contradiction(part, whole, &formula));
        }
        if self.may_be_larger(part, whole) && stated.value() < formula.centre {
            return None;
        }
        if !self.is_explained(part, whole, &formula) && !named_base {
            return None;
        }
        let certainty = if named_base { Certainty::Proven } else { Certainty::Likely };
        Some(self.claim(formula, certainty))
    }

    /// 「法院审结103件，行政机关败诉8件，败诉率7.47%」: nothing else stands beside the three, and one digit is wrong.
    fn lone_contradiction(&self, part: usize, whole: usize, formula: &Formula) -> Option<Claim> {
        let scene = self.scene;
        let together = whole + 1 == part && part + 1 == self.rate;
        let counted = contains_any(scene.label(whole), &["审结", "结案", "办结"]) && !contains_any(self.name, SURVEYS);
        let rate = &scene.figures[self.rate];
        let slip = formula.judge(rate).expected.is_some_and(|expected| is_slip(expected, rate.decimal, 2));
        (together && counted && slip && rate.decimal.places > 0).then(|| self.claim(formula.clone(), Certainty::Likely))
    }

    /// 「审结171件，其中维持88件、纠错31件、终止52件，维持率51.6%」: the part is one of the kinds into which its whole is divided.
    /// Such rates have other bases too, so that only a slip counts.
    fn loose_contradiction(&self) -> Option<Claim> {
        let scene = self.scene;
        let sentence = scene.sentence_of(self.rate);
        let opener =
            scene.back(sentence.start, self.rate).find(|&figure| scene.is_level(figure) && scene.cues[figure].opens_parts)?;
        let whole = scene.back(sentence.start, opener).find(|&figure| scene.is_level(figure))?;
        let counted = contains_any(scene.label(whole), &["审结", "结案", "办结", "审理", "裁决"]);
        let part = self.pool.iter().copied().find(|&part| part >= opener && self.is_named(part))?;
        let rate = &scene.figures[self.rate];
        let formula = self.formula(part, whole).filter(|_| counted && scene.kinship(part, whole) == Kinship::Same)?;
        let slip = formula.judge(rate).expected.is_some_and(|expected| is_slip(expected, rate.decimal, 2));
        slip.then(|| self.claim(formula, Certainty::Likely))
    }

    /// 「检查车辆15327辆次，查处违法违章760宗，查处率4.99%」: the part stands right before the rate, a character of the name in
    /// the part's words, and one digit of the rate is wrong.
    fn side_by_side(&self) -> Option<Claim> {
        let scene = self.scene;
        let rate = &scene.figures[self.rate];
        let sentence = scene.sentence_of(self.rate);
        let mut before =
            scene.back(sentence.start, self.rate).filter(|&figure| scene.is_level(figure) && !scene.cues[figure].aside);
        let part =
            before.next().filter(|&part| scene.cues[part].depth == scene.cues[self.rate].depth && !is_due(scene.label(part)))?;
        let value = scene.figures[part].value();
        let whole =
            before.take(8).find(|&whole| scene.figures[whole].value() >= value && scene.kinship(part, whole) > Kinship::Apart)?;
        let between = scene.between(scene.figures[whole].span.end, rate.span.start);
        let words = format!("{}{}", scene.label(part), scene.tail(part));
        let named = last(self.name, 2).chars().any(|c| words.contains(c)) && !contains_any(&words, &["不", "未", "无"]);
        let loose = contains_any(self.name, LOOSE)
            || contains_any(self.name, SURVEYS)
            || contains_any(self.name, &["及时", "按期", "按时"]);
        let together = !between.contains(['；', ';']);
        if !named || loose || !together || resolution(rate) < 900 || rate.hedge.is_some() || self.may_be_larger(part, whole) {
            return None;
        }
        let formula = self.formula(part, whole).filter(|_| self.is_about(part, whole))?;
        let slip = formula.judge(rate).expected.is_some_and(|expected| is_slip(expected, rate.decimal, 2));
        slip.then(|| self.claim(formula, Certainty::Likely))
    }

    /// Whether the rate speaks of the very cases that the counts count: what its name says beyond the part (食品类投诉,
    /// 按期, 全省平均, 上年) must stand in the counts' words too, the counts stand before it, and the base is all that came in.
    fn is_about(&self, part: usize, whole: usize) -> bool {
        let scene = self.scene;
        if part >= self.rate {
            return false;
        }
        let words = format!("{}{}{}{}", scene.label(part), scene.tail(part), scene.label(whole), scene.tail(whole));
        let suffixes = self.name.char_indices().map(|(at, _)| at).filter(|&at| self.name[at..].chars().nth(1).is_some());
        let stem = suffixes.into_iter().find(|&at| words.contains(&self.name[at..]));
        let said = &self.name[..stem.unwrap_or(self.name.len() - last(self.name, 2).len())];
        // 「实际办结率」 is the 办结率, 「实际执结率」 a rate of its own
        let said = if ["办结", "结案", "回复"].iter().any(|name| self.name.ends_with(name)) {
            said.trim_start_matches("实际")
        } else {
            said
        };
        let said = BENIGN.iter().fold(said.to_owned(), |rest, word| rest.replace(word, ""));
        let counted = said.is_empty() || words.contains(&said);
        let sentence = scene.document.sentences[scene.cues[self.rate].sentence].span;
        let head = last(scene.between(sentence.start, scene.figures[part].span.start), 120);
        let other_period = contains_any(self.name, &["全年", "累计", "年度"])
            && contains_any(head, &["季度", "上半年", "下半年", "本月", "当月", "月受理", "月份"]);
        // 「1—12月办结率98.2%」 has a period of its own; a newer base between the counts and the rate is the rate's
        let dated = scene.figures[self.rate - 1].role == Role::Date
            && scene.figures[self.rate - 1].clause == scene.figures[self.rate].clause;
        let received = ["受理", "收到", "新收", "接到", "承办"];
        let newer = (part + 1..self.rate).any(|figure| {
            scene.is_level(figure) && scene.kinship(figure, part) == Kinship::Same && contains_any(scene.label(figure), &received)
        });
        // 「共查处91883起，其中现场查处18364起，现场查处率…」: the part bears the whole name, its whole only the verb
        let told_apart = scene.label(part).contains(self.name) && !scene.label(whole).contains(self.name);
        counted && !other_period && !dated && !newer && (!self.is_named(whole) || told_apart || scene.label(whole).contains('应'))
    }

    /// 「采纳率72.5%（共120条）」: the base in a bracket right behind the rate.
    fn is_base_behind(&self, whole: usize) -> bool {
        let scene = self.scene;
        whole == self.rate + 1
            && scene.cues[whole].depth > scene.cues[self.rate].depth
            && scene.label(whole).starts_with(['共', '总'])
    }

    /// 「覆盖单位397家（全县共406家），覆盖率97.8%」: the base in a bracket right behind the part.
    fn is_base_beside(&self, whole: usize, part: usize) -> bool {
        let scene = self.scene;
        let said = ["全县", "全市", "全区", "全省", "共", "总", "应"].iter().any(|word| scene.label(whole).starts_with(word));
        whole == part + 1 && scene.cues[whole].depth > scene.cues[part].depth && said
    }

    /// 「新收463件，审结441件」: cases carried over enlarge the base, so a lower rate may well be right.
    fn may_be_larger(&self, part: usize, whole: usize) -> bool {
        is_new(self.scene.label(whole)) || self.scene.has_carried_over(part) || self.scene.has_carried_over(whole)
    }

    /// Whether a figure is no aside, or the aside of a base: 「收案321146件（不含上年旧存28802件）」.
    fn is_aside_of_base(&self, formula: &Formula, figure: usize) -> bool {
        !self.scene.cues[figure].aside || formula.roles().contains(&(Part::Whole, figure.saturating_sub(1)))
    }

    /// A figure smaller than the part is its base only if it stands right before it.
    fn may_contain(&self, whole: usize, part: usize) -> bool {
        let before = self.scene.back(0, part).find(|&figure| self.scene.is_level(figure) && !self.scene.cues[figure].aside);
        self.scene.figures[whole].value() >= self.scene.figures[part].value()
            || (before == Some(whole) && !self.larger_before(part))
    }

    /// Whether a figure of the sentence could hold the part.
    fn larger_before(&self, part: usize) -> bool {
        let value = self.scene.figures[part].value();
        let sentence = self.scene.cues[part].sentence;
        self.wholes(part).any(|whole| {
            whole < part && self.scene.cues[whole].sentence == sentence && self.scene.figures[whole].value() >= value
        })
    }

    /// 「收到申请5422件。受理3129件，受理率57.76%」: the base stands in a sentence before, and says that it came in. As the
    /// pairing is less sure, only a slip counts.
    fn base_before(&self, named: &[(usize, usize)]) -> Option<(usize, usize)> {
        let sentence = self.scene.cues[self.rate].sentence;
        let told = |&&(part, whole): &&(usize, usize)| {
            whole < part
                && self.scene.figures[whole].value() >= self.scene.figures[part].value()
                && self.scene.cues[part].sentence == sentence
                && contains_any(self.scene.label(whole), BASES)
                && self.scene.kinship(part, whole) == Kinship::Same
        };
        let &(part, whole) = named.iter().find(told).filter(|&&(part, whole)| self.is_about(part, whole))?;
        let formula = self.formula(part, whole)?;
        (formula.centre <= 100.into() && self.is_explained(part, whole, &formula)).then_some((part, whole))
    }

    /// A composite that the words tell of, and the last digits of the rate are wrong.
    fn told_contradiction(&self) -> Option<Claim> {
        let rate = &self.scene.figures[self.rate];
        let sentence = self.scene.cues[self.rate].sentence;
        let parts = self.pool.iter().copied().filter(|&part| self.is_named(part) && self.scene.cues[part].sentence == sentence);
        let composites = parts
            .take(4)
            .flat_map(|part| self.told_composites(part))
            .filter(|formula| formula.roles().iter().all(|&(_, figure)| self.is_aside_of_base(formula, figure)));
        let near = |formula: &Formula| {
            formula.judge(rate).expected.is_some_and(|expected| is_slip(expected, rate.decimal, 5))
                || formula.is_one_digit_off(self.scene, self.rate)
        };
        let formula = composites.filter(|_| rate.decimal.places > 0 && rate.hedge.is_none()).find(near)?;
        Some(self.claim(formula, Certainty::Likely))
    }

    /// 「参加223人，其中合格232人，合格率97.76%」. What was closed may exceed what came in new: cases carried over.
    fn exceeding(&self, part: usize, whole: usize) -> Option<Claim> {
        let words = [self.scene.label(whole), self.scene.label(part), self.scene.tail(part)];
        let carried = words.iter().any(|words| is_new(words) || contains_any(words, &["旧存", "结转", "含"]));
        let between = self.scene.between(self.scene.figures[whole].span.end, self.scene.figures[part].span.start);
        let apart = between.contains(['；', ';', '。']);
        if carried || apart || self.may_be_larger(part, whole) || self.scene.kinship(part, whole) != Kinship::Same {
            return None;
        }
        let certainty = if contains_any(self.scene.label(whole), BASES) { Certainty::Proven } else { Certainty::Likely };
        let expression = format!("{} ≤ {}", printed_number(self.scene, part), printed_number(self.scene, whole));
        let roles = vec![(Part::Part, part), (Part::Whole, whole), (Part::Rate, self.rate)];
        Some(plain(self.scene, Kind::Bound, Verdict::Infeasible, certainty, roles, expression))
    }

    /// 「新收30件，2宗正在办理，办结率39.3%」.
    fn pending_contradiction(&self) -> Option<Claim> {
        let pending =
            self.rate.checked_sub(1).filter(|&pending| self.pool.contains(&pending) && self.scene.cues[pending].pending)?;
        let whole = self.wholes(pending).next().filter(|&whole| whole + 1 == pending && !self.is_named(whole))?;
        let closes = contains_any(self.name, CLOSINGS) && self.scene.cues[whole].sentence == self.scene.cues[self.rate].sentence;
        let formula = self.less(whole, pending).filter(|_| closes)?;
        Some(self.claim(formula, Certainty::Proven))
    }

    /// Whether a small slip accounts for the difference: the last digits, one digit of the rate, the part or the base.
    fn is_explained(&self, part: usize, whole: usize, formula: &Formula) -> bool {
        let rate = &self.scene.figures[self.rate];
        let Some(expected) = formula.judge(rate).expected else { return false };
        if is_slip(expected, rate.decimal, 5) || (resolution(rate) >= 1000 && formula.is_one_digit_off(self.scene, self.rate)) {
            return true;
        }
        [(part, whole, true), (whole, part, false)].into_iter().any(|(figure, other, for_part)| {
            let printed = self.scene.figures[figure].decimal;
            let Some(other) = self.scene.figures[other].count() else { return false };
            let solved = if for_part { parts_for(&rate.interval(), other) } else { wholes_for(&rate.interval(), other) };
            // with a large base a rate admits thousands
            let mut numbers = solved.into_iter().flatten().take(64);
            numbers.any(|value| one_digit_apart(Decimal::integer(value), printed))
        })
    }

    /// A rate that cannot exceed 100%, or that no whole number of the base gives.
    fn infeasible(&self) -> Option<Claim> {
        let bounded = [
            "办结", "合格", "满意", "成功", "结案", "审结", "回复", "答复", "公开", "覆盖", "知晓", "持证", "出庭", "败诉",
            "胜诉", "通过", "及格", "办复",
        ];
        let figure = &self.scene.figures[self.rate];
        if figure.value() <= 100.into() || figure.hedge.is_some() || !bounded.iter().any(|name| self.name.ends_with(name)) {
            return self.no_whole_number();
        }
        let roles = vec![(Part::Rate, self.rate)];
        let claim = plain(self.scene, Kind::Rate, Verdict::Infeasible, Certainty::Proven, roles, String::new());
        Some(Claim { stated: Some(self.rate), subject: format!("{}率", self.name), computed: "≤ 100%".to_owned(), ..claim })
    }

    /// GRIM: 「223人参加考试，合格率97.70%」 — no whole number of 223 gives it, rounded or cut.
    fn no_whole_number(&self) -> Option<Claim> {
        let stems = ["合格", "办结", "结案", "通过", "及格", "成功"];
        let figure = &self.scene.figures[self.rate];
        let sentence = self.scene.sentence_of(self.rate);
        let quantities: Vec<usize> = sentence.filter(|&other| self.scene.figures[other].role == Role::Quantity).collect();
        let &[whole] = &quantities[..] else { return None };
        let count = self.scene.figures[whole].count()?;
        let informative = count > 0 && count < power_of_ten(figure.decimal.places + 2);
        let beside = whole < self.rate
            && [self.scene.label(whole), self.scene.tail(whole)]
                .iter()
                .any(|words| contains_any(words, &["参加", "抽查", "抽检", "考试", "受理"]));
        if !informative || !beside || figure.hedge.is_some() || !stems.contains(&self.name) || !self.scene.is_level(whole) {
            return None;
        }
        if numerators(count, figure)? > 0 || cut_numerator(count, figure.decimal) {
            return None;
        }
        let roles = vec![(Part::Whole, whole), (Part::Rate, self.rate)];
        let claim = plain(self.scene, Kind::Rate, Verdict::Infeasible, Certainty::Likely, roles, format!("? ÷ {count}"));
        Some(Claim {
            stated: Some(self.rate),
            subject: format!("{}率", self.name),
            computed: nearest_rates(count, figure.decimal),
            ..claim
        })
    }
}

/// 「年检应检361家」, 「应受理8264件」: what was to be done is a base.
fn is_due(label: &str) -> bool {
    label.match_indices('应').any(|(at, _)| {
        let verb = label[at + '应'.len_utf8()..].chars().next();
        verb.is_some_and(|verb| "检参受办到出报巡收缴建持培签评回".contains(verb))
    })
}

/// Whether the words count what came in new.
fn is_new(words: &str) -> bool {
    contains_any(words, NEW) || words.contains("新增")
}

/// Whether some whole number of `whole`, as a percentage cut to the printed places, gives the digits.
fn cut_numerator(whole: i128, rate: Decimal) -> bool {
    let scale = 100 * power_of_ten(rate.places);
    let numerator = (rate.mantissa * whole + scale - 1) / scale;
    numerator * scale / whole == rate.mantissa
}

/// The rates on both sides that whole numbers of `whole` do give.
fn nearest_rates(whole: i128, rate: Decimal) -> String {
    let scale = 100 * power_of_ten(rate.places);
    let below = rate.mantissa * whole / scale;
    let shown = |numerator: i128| {
        let exact = Exact::new(numerator * 100, whole);
        Decimal::rounded(exact, rate.places).map(|rate| format!("{numerator}÷{whole}={rate}%")).unwrap_or_default()
    };
    format!("{} / {}", shown(below), shown((below + 1).min(whole)))
}
