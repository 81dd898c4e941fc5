//! Rates with a name: 受理197880宗，办结197845宗，办结率99.98%.
//!
//! The name of a rate names its part (办结率 ↔ 办结); the base is the figure that the part was counted from. Where the
//! named figures disagree, other readings in scope are tried before anything is said: composite parts, total less
//! pending, a composite base.

use super::draft::{Formula, agrees, claim, strength};
use super::judge::{numerators, one_digit_apart, resolution};
use super::scene::{Facet, Scene, contains_any, rate_name};
use super::{Claim, Kind, Part, Verdict};
use crate::figures::{Kinship, Role};
use crate::finding::Certainty;
use crate::number::Decimal;

/// How many quantities before a rate are looked at: real reports put the base up to nine clauses back.
const SCOPE: usize = 16;

/// Every rate of the document whose operands are printed.
pub(super) fn rates(scene: &Scene) -> Vec<Claim> {
    (0..scene.figures.len()).filter(|&rate| scene.cues[rate].facet == Facet::Rate).filter_map(|rate| read(scene, rate)).collect()
}

/// Rates whose part is found by people's answers, not by counting the cases named beside them: the base is seldom printed.
const SURVEYS: &[&str] = &["满意", "好评", "知晓", "认可", "支持", "信任"];
/// Rates whose usual base differs from the figure beside it (carry-over, sub-classes): only agreement is reported.
const LOOSE: &[&str] = &["纠错", "胜诉", "败诉", "起诉", "批捕", "不捕", "发回", "改判", "退查", "调撤", "撤诉", "维持"];
/// Words that say a figure counts what came in.
const BASES: &[&str] = &[
    "受理", "收到", "新收", "接收", "接到", "登记", "参加", "参考", "抽查", "抽检", "检查", "应", "共", "总", "处理", "派", "交办", "承办", "调处", "排查", "考试", "申请",
    "工单", "转办", "调解", "立案", "审查", "制发", "办理", "案件", "事项", "来信", "来电", "诉求", "抽取", "人员", "数量",
];

struct Reading<'s, 'a> {
    scene: &'s Scene<'a>,
    rate: usize,
    name: &'a str,
    /// Level quantities in scope, the nearest before the rate first.
    pool: Vec<usize>,
}

fn read(scene: &Scene, rate: usize) -> Option<Claim> {
    let name = rate_name(scene.label(rate))?;
    let reading = Reading { scene, rate, name, pool: pool(scene, rate) };
    let named = reading.named_pairs();
    let agreeing = reading.first_agreeing(&named, Certainty::Proven);
    agreeing
        .or_else(|| reading.less_pending())
        .or_else(|| reading.composite(&named))
        .or_else(|| reading.unnamed())
        .or_else(|| reading.contradiction(&named))
        .or_else(|| reading.infeasible())
}

/// Level quantities before the rate in its paragraph, then those right after it in its sentence.
fn pool(scene: &Scene, rate: usize) -> Vec<usize> {
    let paragraph = scene.in_paragraph(scene.cues[rate].paragraph);
    let before = (paragraph.start..rate).rev().filter(|&figure| scene.is_level(figure) && !scene.cues[figure].aside).take(SCOPE);
    let after = (rate + 1..scene.in_sentence(scene.cues[rate].sentence).end).take_while(|&figure| scene.figures[figure].role != Role::Percent);
    before.chain(after.filter(|&figure| scene.is_level(figure)).take(2)).collect()
}

impl<'a> Reading<'_, 'a> {
    /// The words by which the part may be known, the surest first.
    fn part_names(&self) -> Vec<&'a str> {
        let mut names = vec![self.name];
        for prefix in ["按时", "按期", "及时", "平均", "总体", "综合", "初次", "全年", "累计", "一次", "总"] {
            if let Some(rest) = self.name.strip_prefix(prefix).filter(|rest| !rest.is_empty()) {
                names.push(rest);
            }
        }
        let last_two = self.name.char_indices().rev().nth(1).map_or(self.name, |(at, _)| &self.name[at..]);
        names.push(last_two);
        for (rate, part) in [("结案", "审结"), ("结案", "办结"), ("结案", "执结"), ("办结", "结案"), ("受案", "受理"), ("执证", "持有"), ("持证", "持有"), ("入驻", "纳入")] {
            if last_two == rate {
                names.push(part);
            }
        }
        names
    }

    fn is_named(&self, figure: usize) -> bool {
        let (label, tail) = (self.scene.label(figure), self.scene.tail(figure));
        self.part_names().iter().any(|name| label.contains(name) || tail.starts_with(name))
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
        formula.judge(&self.scene.figures[self.rate]).verdict
    }

    fn claim(&self, formula: Formula, certainty: Certainty) -> Claim {
        let whole = formula.roles.iter().filter(|(part, _)| *part == Part::Whole).map(|&(_, figure)| figure).collect::<Vec<_>>();
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
        if !contains_any(self.name, &["办结", "结案", "审结", "办复", "回复", "答复", "完成", "处理", "整改"]) {
            return None;
        }
        let pending = self.pool.iter().copied().filter(|&figure| self.scene.cues[figure].pending);
        let pairs = pending.flat_map(|pending| self.wholes(pending).map(move |whole| (pending, whole)));
        let formulas = pairs.filter_map(|(pending, whole)| {
            let whole_formula = || Formula::of(self.scene, Part::Whole, whole);
            whole_formula().minus(Formula::of(self.scene, Part::Pending, pending))?.over(whole_formula())?.per_cent()
        });
        self.pick(formulas, Certainty::Proven)
    }

    /// A part or a base that is the sum of two printed figures: 「当场答复5113宗，办结1898宗」 of 7227.
    fn composite(&self, named: &[(usize, usize)]) -> Option<Claim> {
        let near: Vec<usize> = self.pool.iter().copied().take(8).collect();
        let parts: Vec<usize> = named.iter().map(|&(part, _)| part).collect();
        let tuples = i128::try_from(near.len().pow(3)).unwrap_or(i128::MAX);
        if parts.is_empty() || resolution(&self.scene.figures[self.rate]) < tuples.min(90) {
            return None;
        }
        let mut formulas = Vec::new();
        for &part in &parts {
            for &other in near.iter().filter(|&&other| other != part && self.scene.kinship(part, other) > Kinship::Apart) {
                let both = Formula::sum(self.scene, Part::Part, &[part, other]);
                let base = Formula::sum(self.scene, Part::Whole, &[part, other]);
                for &whole in near.iter().filter(|&&whole| whole != part && whole != other && self.scene.kinship(part, whole) > Kinship::Apart) {
                    formulas.extend(both.clone().and_then(|both| both.over(Formula::of(self.scene, Part::Whole, whole))?.per_cent()));
                }
                formulas.extend(base.and_then(|base| Formula::of(self.scene, Part::Part, part).over(base)?.per_cent()));
            }
        }
        self.pick_rounded(formulas.into_iter(), Certainty::Likely)
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
        let pairs: Vec<_> = near.iter().flat_map(|&part| self.wholes(part).map(move |whole| (part, whole))).filter(|(_, whole)| near.contains(whole)).collect();
        let formulas = pairs.into_iter().filter_map(|(part, whole)| self.formula(part, whole)).filter(|formula| formula.centre <= 100.into());
        self.pick_rounded(formulas, Certainty::Likely)
    }

    /// The roles stand in one sentence and no reading agrees.
    fn contradiction(&self, named: &[(usize, usize)]) -> Option<Claim> {
        let sentence = self.scene.cues[self.rate].sentence;
        let &(part, whole) = named.iter().find(|&&(part, whole)| {
            whole < part && [part, whole].iter().all(|&figure| self.scene.cues[figure].sentence == sentence)
        })?;
        let formula = self.formula(part, whole)?;
        let exceeds = formula.centre > 100.into();
        let base = self.scene.label(whole);
        let explained = self.is_explained(part, whole, &formula);
        let named_base = contains_any(base, BASES) || self.scene.cues[part].opens_parts;
        let loose = contains_any(self.name, SURVEYS) || contains_any(self.name, LOOSE);
        if exceeds || (!explained && (loose || !named_base)) {
            return None;
        }
        let certainty = if named_base && !loose { Certainty::Proven } else { Certainty::Likely };
        let claim = self.claim(formula, certainty);
        (claim.verdict != Verdict::Unchecked).then_some(claim)
    }

    /// Whether a small slip accounts for the difference: the last digits, one digit of the rate, the part or the base.
    fn is_explained(&self, part: usize, whole: usize, formula: &Formula) -> bool {
        let rate = &self.scene.figures[self.rate];
        let outcome = formula.judge(rate);
        let Some(expected) = outcome.expected else { return false };
        if (expected.mantissa - rate.decimal.mantissa).abs() <= 5 || one_digit_apart(expected, rate.decimal) {
            return true;
        }
        [(part, true), (whole, false)].into_iter().any(|(figure, is_part)| {
            let other = if is_part { whole } else { part };
            solve(self.scene, self.rate, other, is_part).is_some_and(|solved| one_digit_apart(Decimal::integer(solved), self.scene.figures[figure].decimal))
        })
    }

    /// A rate that cannot exceed 100%, or that no whole number of the base gives.
    fn infeasible(&self) -> Option<Claim> {
        let bounded = ["办结", "合格", "满意", "成功", "结案", "审结", "回复", "答复", "公开", "覆盖", "知晓", "持证", "出庭", "败诉", "胜诉", "通过", "及格", "办复"];
        let figure = &self.scene.figures[self.rate];
        if figure.value() <= 100.into() || figure.hedge.is_some() || !bounded.iter().any(|name| self.name.ends_with(name)) {
            return self.no_whole_number();
        }
        Some(Claim {
            kind: Kind::Rate,
            verdict: Verdict::Infeasible,
            certainty: Certainty::Proven,
            roles: vec![(Part::Rate, self.rate)],
            stated: Some(self.rate),
            expression: format!("{}率", self.name),
            computed: "≤ 100%".to_owned(),
            expected: None,
            modes: Vec::new(),
            strength: None,
            span: figure.span,
            repairs: Vec::new(),
        })
    }

    /// GRIM: 「223人参加考试，合格率97.70%」 — no whole number of 223 gives it, rounded or cut.
    fn no_whole_number(&self) -> Option<Claim> {
        let stems = ["合格", "办结", "结案", "通过", "及格", "成功"];
        let figure = &self.scene.figures[self.rate];
        let sentence = self.scene.in_sentence(self.scene.cues[self.rate].sentence);
        let quantities: Vec<usize> = sentence.filter(|&other| self.scene.figures[other].role == Role::Quantity).collect();
        let &[whole] = &quantities[..] else { return None };
        let count = self.scene.figures[whole].count()?;
        let informative = count > 0 && count < crate::number::power_of_ten(figure.decimal.places + 2);
        let beside = whole < self.rate && contains_any(self.scene.label(whole), &["参加", "抽查", "抽检", "考试", "受理"]);
        if !informative || !beside || figure.hedge.is_some() || !stems.contains(&self.name) || self.scene.is_level(whole).then_some(())? != () {
            return None;
        }
        let possible = numerators(count, figure)? > 0 || cut_numerator(count, figure.decimal);
        if possible {
            return None;
        }
        Some(Claim {
            kind: Kind::Rate,
            verdict: Verdict::Infeasible,
            certainty: Certainty::Likely,
            roles: vec![(Part::Whole, whole), (Part::Rate, self.rate)],
            stated: Some(self.rate),
            expression: format!("? ÷ {count}"),
            computed: nearest_rates(count, figure.decimal),
            expected: None,
            modes: Vec::new(),
            strength: None,
            span: self.scene.figures[whole].span.cover(figure.span),
            repairs: Vec::new(),
        })
    }
}

/// Whether some whole number of `whole`, as a percentage cut to the printed places, gives the digits.
fn cut_numerator(whole: i128, rate: Decimal) -> bool {
    let scale = 100 * crate::number::power_of_ten(rate.places);
    let numerator = (rate.mantissa * whole + scale - 1) / scale;
    numerator * scale / whole == rate.mantissa
}

/// The rates on both sides that whole numbers of `whole` do give.
fn nearest_rates(whole: i128, rate: Decimal) -> String {
    let scale = 100 * crate::number::power_of_ten(rate.places);
    let below = rate.mantissa * whole / scale;
    let shown = |numerator: i128| {
        let exact = crate::number::Exact::new(numerator * 100, whole);
        Decimal::rounded(exact, rate.places).map(|rate| format!("{numerator}÷{whole}={rate}%")).unwrap_or_default()
    };
    format!("{} / {}", shown(below), shown((below + 1).min(whole)))
}

/// The whole number in place of part (`for_part`) or base that makes the stated rate right, the nearest to what is printed.
pub(super) fn solve(scene: &Scene, rate: usize, other: usize, for_part: bool) -> Option<i128> {
    let stated = &scene.figures[rate];
    let other = scene.figures[other].count()?;
    let interval = stated.interval();
    let (low, high) = (interval.low?.value, interval.high?.value);
    let hundred = crate::number::Exact::from(100);
    let other = crate::number::Exact::from(other);
    let (low, high) = if for_part { (low * other / hundred, high * other / hundred) } else { (other * hundred / high, other * hundred / low) };
    let (first, last) = (low.ceil().to_integer(), high.floor().to_integer());
    (first <= last).then_some((first + last) / 2)
}
