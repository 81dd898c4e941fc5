//! When a rate is said to be wrong: the text states whole, part and rate, no reading agrees, and a slip would account for it.

use super::Reading;
use super::names::{is_due, is_new};
use crate::claims::draft::{Draft, plain};
use crate::claims::formula::Formula;
use crate::claims::judge::{Outcome, parts_for, resolution, wholes_for};
use crate::claims::scene::contains_any;
use crate::claims::slip::{is_slip, one_digit_apart};
use crate::claims::verdict::{Kind, Reason, Role};
use crate::claims::vocabulary::{BASES, BENIGN, CLOSINGS, LOOSE, SURVEYS};
use crate::claims::working::Working;
use crate::figures::{Class, Kinship};
use crate::ids::FigureId;
use crate::number::Decimal;
use crate::severity::Certainty;
use crate::words::last;

impl Reading<'_, '_> {
    /// The roles stand in one sentence and no reading agrees.
    pub(super) fn contradiction(&self, named: &[(FigureId, FigureId)]) -> Option<Draft> {
        let sentence = self.scene.cues[self.rate].sentence;
        let here = |figure: FigureId| self.scene.cues[figure].sentence == sentence;
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
    fn lone_contradiction(&self, part: FigureId, whole: FigureId, formula: &Formula) -> Option<Draft> {
        let scene = self.scene;
        let together = whole.next() == part && part.next() == self.rate;
        let counted = contains_any(scene.label(whole), &["审结", "结案", "办结"]) && !contains_any(self.name, SURVEYS);
        let rate = &scene.figures[self.rate];
        let slip = formula.is_near(rate, 2);
        (together && counted && slip && rate.decimal.places > 0).then(|| self.claim(formula.clone(), Certainty::Likely))
    }

    /// 「审结171件，其中维持88件、纠错31件、终止52件，维持率51.6%」: the part is one of the kinds into which its whole is divided.
    /// Such rates have other bases too, so that only a slip counts.
    fn loose_contradiction(&self) -> Option<Draft> {
        let scene = self.scene;
        let sentence = scene.sentence_of(self.rate);
        let opener =
            scene.back(sentence.start, self.rate).find(|&figure| scene.is_level(figure) && scene.cues[figure].opens_parts)?;
        let whole = scene.back(sentence.start, opener).find(|&figure| scene.is_level(figure))?;
        let counted = contains_any(scene.label(whole), &["审结", "结案", "办结", "审理", "裁决"]);
        let part = self.pool.iter().copied().find(|&part| part >= opener && self.is_named(part))?;
        let rate = &scene.figures[self.rate];
        let formula = self.formula(part, whole).filter(|_| counted && scene.kinship(part, whole) == Kinship::Same)?;
        let slip = formula.is_near(rate, 2);
        slip.then(|| self.claim(formula, Certainty::Likely))
    }

    /// 「检查车辆15327辆次，查处违法违章760宗，查处率4.99%」: the part stands right before the rate, a character of the name in
    /// the part's words, and one digit of the rate is wrong.
    pub(super) fn side_by_side(&self) -> Option<Draft> {
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
        if !named || loose || !together || resolution(rate) < 900 || rate.hedge().is_some() || self.may_be_larger(part, whole) {
            return None;
        }
        let formula = self.formula(part, whole).filter(|_| self.is_about(part, whole))?;
        let slip = formula.is_near(rate, 2);
        slip.then(|| self.claim(formula, Certainty::Likely))
    }

    /// Whether the rate speaks of the very cases that the counts count: what its name says beyond the part (食品类投诉,
    /// 按期, 全省平均, 上年) must stand in the counts' words too, the counts stand before it, and the base is all that came in.
    fn is_about(&self, part: FigureId, whole: FigureId) -> bool {
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
        let dated = self.rate.previous().is_some_and(|before| {
            scene.figures[before].class == Class::Date && scene.figures[before].clause == scene.figures[self.rate].clause
        });
        let received = ["受理", "收到", "新收", "接到", "承办"];
        let newer = part.next().until(self.rate).iter().any(|figure| {
            scene.is_level(figure) && scene.kinship(figure, part) == Kinship::Same && contains_any(scene.label(figure), &received)
        });
        // 「共查处91883起，其中现场查处18364起，现场查处率…」: the part bears the whole name, its whole only the verb
        let told_apart = scene.label(part).contains(self.name) && !scene.label(whole).contains(self.name);
        counted && !other_period && !dated && !newer && (!self.is_named(whole) || told_apart || scene.label(whole).contains('应'))
    }

    /// 「采纳率72.5%（共120条）」: the base in a bracket right after the rate.
    fn is_base_behind(&self, whole: FigureId) -> bool {
        let scene = self.scene;
        whole == self.rate.next()
            && scene.cues[whole].depth > scene.cues[self.rate].depth
            && scene.label(whole).starts_with(['共', '总'])
    }

    /// 「覆盖单位397家（全县共406家），覆盖率97.8%」: the base in a bracket right after the part.
    fn is_base_beside(&self, whole: FigureId, part: FigureId) -> bool {
        let scene = self.scene;
        let said = ["全县", "全市", "全区", "全省", "共", "总", "应"].iter().any(|word| scene.label(whole).starts_with(word));
        whole == part.next() && scene.cues[whole].depth > scene.cues[part].depth && said
    }

    /// 「新收463件，审结441件」: cases carried over enlarge the base, so a lower rate may well be right.
    fn may_be_larger(&self, part: FigureId, whole: FigureId) -> bool {
        is_new(self.scene.label(whole)) || self.scene.has_carried_over(part) || self.scene.has_carried_over(whole)
    }

    /// Whether a figure is no aside, or the aside of a base: 「收案321146件（不含上年旧存28802件）」.
    fn is_aside_of_base(&self, formula: &Formula, figure: FigureId) -> bool {
        !self.scene.cues[figure].aside || formula.roles().contains(&(Role::Whole, figure.reach_back(1)))
    }

    /// A figure smaller than the part is its base only if it stands right before it.
    fn may_contain(&self, whole: FigureId, part: FigureId) -> bool {
        let before = self.scene.before(part).find(|&figure| self.scene.is_level(figure) && !self.scene.cues[figure].aside);
        self.scene.figures[whole].value() >= self.scene.figures[part].value()
            || (before == Some(whole) && !self.larger_before(part))
    }

    /// Whether a figure of the sentence could hold the part.
    fn larger_before(&self, part: FigureId) -> bool {
        let value = self.scene.figures[part].value();
        let sentence = self.scene.cues[part].sentence;
        self.wholes(part).any(|whole| {
            whole < part && self.scene.cues[whole].sentence == sentence && self.scene.figures[whole].value() >= value
        })
    }

    /// 「收到申请5422件。受理3129件，受理率57.76%」: the base stands in a sentence before, and says that it came in. As the
    /// pairing is less sure, only a slip counts.
    fn base_before(&self, named: &[(FigureId, FigureId)]) -> Option<(FigureId, FigureId)> {
        let sentence = self.scene.cues[self.rate].sentence;
        let told = |&&(part, whole): &&(FigureId, FigureId)| {
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
    fn told_contradiction(&self) -> Option<Draft> {
        let rate = &self.scene.figures[self.rate];
        let sentence = self.scene.cues[self.rate].sentence;
        let parts = self.pool.iter().copied().filter(|&part| self.is_named(part) && self.scene.cues[part].sentence == sentence);
        let composites = parts
            .take(4)
            .flat_map(|part| self.told_composites(part))
            .filter(|formula| formula.roles().iter().all(|&(_, figure)| self.is_aside_of_base(formula, figure)));
        let slip = |formula: &Formula| formula.is_slip_off(self.scene, self.rate, 5);
        let formula = composites.filter(|_| rate.decimal.places > 0 && rate.hedge().is_none()).find(slip)?;
        Some(self.claim(formula, Certainty::Likely))
    }

    /// 「参加223人，其中合格232人，合格率97.76%」. What was closed may exceed what came in new: cases carried over.
    fn exceeding(&self, part: FigureId, whole: FigureId) -> Option<Draft> {
        let words = [self.scene.label(whole), self.scene.label(part), self.scene.tail(part)];
        let carried = words.iter().any(|words| is_new(words) || contains_any(words, &["旧存", "结转", "含"]));
        let between = self.scene.between(self.scene.figures[whole].span.end, self.scene.figures[part].span.start);
        let apart = between.contains(['；', ';', '。']);
        if carried || apart || self.may_be_larger(part, whole) || self.scene.kinship(part, whole) != Kinship::Same {
            return None;
        }
        let certainty = if contains_any(self.scene.label(whole), BASES) { Certainty::Proven } else { Certainty::Likely };
        let roles = vec![(Role::Part, part), (Role::Whole, whole), (Role::Rate, self.rate)];
        let outcome = Outcome::Impossible(Reason::PartOverWhole);
        Some(plain(self.scene, Kind::Bound, outcome, certainty, roles, Working::AtMost(part, whole)))
    }

    /// 「新收30件，2宗正在办理，办结率39.3%」.
    fn pending_contradiction(&self) -> Option<Draft> {
        let pending = self.rate.previous().filter(|&pending| self.pool.contains(&pending) && self.scene.cues[pending].pending)?;
        let whole = self.wholes(pending).next().filter(|&whole| whole.next() == pending && !self.is_named(whole))?;
        let closes = contains_any(self.name, CLOSINGS) && self.scene.cues[whole].sentence == self.scene.cues[self.rate].sentence;
        let formula = self.less(whole, pending).filter(|_| closes)?;
        Some(self.claim(formula, Certainty::Proven))
    }

    /// Whether a small slip accounts for the difference: the last digits, one digit of the rate, the part or the base.
    fn is_explained(&self, part: FigureId, whole: FigureId, formula: &Formula) -> bool {
        let rate = &self.scene.figures[self.rate];
        let Some(expected) = formula.expected(rate) else { return false };
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
}
