//! Growth and decline: 收入67949万元，比上年同期增加6517万元，增长10.61%; 受理97件，去年同期197件，同比下降50.76%.

mod infeasible;

use super::draft::{Draft, claim, plain};
use super::formula::Formula;
use super::judge::{Outcome, resolution};
use super::period::{Period, compared_year, leader, period};
use super::scene::{Direction, Facet, Scene, contains_any, likeness};
use super::slip::{is_slip, one_digit_edits};
use super::verdict::{Kind, Role, Verdict};
use super::vocabulary::MODIFIERS;
use super::working::Working;
use crate::figures::{Class, Kinship, strip_hedge};
use crate::ids::FigureId;
use crate::number::{Decimal, Exact};
use crate::severity::Certainty;
use crate::words::last;

/// How many quantities before a growth rate are looked at for two values that give it.
const REACH: usize = 12;

/// Every growth rate of running text whose operands are printed.
pub(super) fn changes(scene: &Scene) -> Vec<Draft> {
    let growths = scene.figures.ids().filter(|&growth| {
        !scene.cues[growth].tabular
            && scene.figures[growth].class == Class::Percent
            && matches!(scene.cues[growth].facet, Facet::Delta(_))
    });
    growths.flat_map(|growth| read(scene, growth)).collect()
}

/// A growth rate with the way in which it goes.
pub(super) struct Reading<'s, 'a> {
    pub(super) scene: &'s Scene<'a>,
    pub(super) growth: FigureId,
    pub(super) direction: Direction,
}

fn read(scene: &Scene, growth: FigureId) -> Vec<Draft> {
    let Facet::Delta(direction) = scene.cues[growth].facet else { return Vec::new() };
    let reading = Reading { scene, growth, direction };
    let by_delta = reading.by_delta();
    let with_prior = reading.pairs_with_prior();
    let by_prior: Vec<Formula> = with_prior.iter().filter_map(|&(current, base)| reading.between(current, base)).collect();
    let pairs = reading.pairs_by_period();
    let by_period: Vec<Formula> = pairs.iter().filter_map(|&(current, base)| reading.between(current, base)).collect();
    let told = [&by_delta, &by_prior, &by_period];
    let mut claims: Vec<Draft> =
        told.into_iter().filter_map(|formulas| reading.agreeing(formulas.iter(), Certainty::Proven)).collect();
    claims.dedup_by(|later, earlier| later.roles == earlier.roles);
    if !claims.is_empty() {
        return claims;
    }
    // where the sentence has its own earlier value, figures from elsewhere are not meant
    let any = if with_prior.is_empty() { reading.any_two_values() } else { None };
    let contradiction = || reading.contradiction(by_delta.first().or(by_prior.first())?, by_delta.is_empty());
    let slip = || reading.slip(by_period.first()?);
    let reversed = || {
        let told = pairs.first().filter(|_| by_period.is_empty()).or(with_prior.first().filter(|_| by_prior.is_empty()));
        reading.reversed(*told?)
    };
    let claim = any.or_else(contradiction).or_else(slip).or_else(reversed);
    let alone = told.iter().all(|formulas| formulas.is_empty());
    claim.or_else(|| infeasible::without_base(scene, growth).filter(|_| alone)).into_iter().collect()
}

impl Reading<'_, '_> {
    /// The value itself and the absolute change beside the growth rate. The change stands right before it, or right
    /// after; in 「减少26起、443人，分别下降3.9%和14.1%」 the first change goes with the first rate.
    fn by_delta(&self) -> Vec<Formula> {
        let scene = self.scene;
        let sentence = scene.sentence_of(self.growth);
        let leader = scene.list_leader(self.growth);
        let is_delta = |&figure: &FigureId| {
            sentence.contains(figure)
                && scene.figures[figure].class == Class::Quantity
                && !scene.figures[figure].is_negative()
                && matches!(scene.cues[figure].facet, Facet::Delta(_))
        };
        let mut before: Vec<FigureId> = scene.back(sentence.start, leader).take_while(is_delta).collect();
        before.reverse();
        let deltas: Vec<FigureId> = match before.len() {
            0 => Some(self.growth.next()).into_iter().filter(is_delta).filter(|&delta| !self.is_taken(delta)).collect(),
            1 => before,
            _ => before.get(self.growth.since(leader)).copied().into_iter().collect(),
        };
        let values = |delta: FigureId| {
            scene.back(sentence.start, leader).filter(move |&value| value != delta && scene.is_level(value)).take(4)
        };
        let pairs = deltas.iter().flat_map(|&delta| values(delta).map(move |value| (value, delta)));
        let of_values = pairs
            .filter(|&(value, delta)| scene.kinship(value, delta) > Kinship::Apart)
            .filter_map(|(value, delta)| self.by_change(value, delta));
        deltas.iter().filter_map(|&delta| self.with_base(delta)).chain(of_values).collect()
    }

    /// 「与第二季度（4877件）相比，调解量增加342件，环比增长7.01%」: the nearest earlier value and what was added to it.
    fn with_base(&self, delta: FigureId) -> Option<Formula> {
        let scene = self.scene;
        let is_prior = |&base: &FigureId| scene.cues[base].facet == Facet::Prior && scene.kinship(base, delta) > Kinship::Apart;
        let base = scene.back(scene.sentence_of(delta).start, delta).take(4).find(is_prior)?;
        self.of_base(delta, base)
    }

    /// delta ÷ base.
    pub(super) fn of_base(&self, delta: FigureId, base: FigureId) -> Option<Formula> {
        self.rate(Formula::of(self.scene, Role::Delta, delta), Formula::of(self.scene, Role::Base, base))
    }

    /// A change over its base; below zero where the rate is printed with a minus.
    fn rate(&self, change: Formula, base: Formula) -> Option<Formula> {
        let change = if self.is_negative() { Formula::constant(0).minus(change)? } else { change };
        change.signed_over(base)?.per_cent()
    }

    /// 同比-8.3%: the rate is printed with a minus.
    fn is_negative(&self) -> bool {
        self.scene.figures[self.growth].is_negative()
    }

    /// A change that stands after the growth rate belongs to the next one if that follows it at once.
    fn is_taken(&self, delta: FigureId) -> bool {
        let scene = self.scene;
        scene.figures.get(delta.next()).is_some_and(|next| next.class == Class::Percent)
            && matches!(scene.cues[delta.next()].facet, Facet::Delta(_))
            && scene.cues[delta.next()].sentence == scene.cues[delta].sentence
    }

    /// delta ÷ (value − delta), or delta ÷ (value + delta) for a decline.
    pub(super) fn by_change(&self, value: FigureId, delta: FigureId) -> Option<Formula> {
        let change = || Formula::of(self.scene, Role::Delta, delta);
        let value = Formula::of(self.scene, Role::Current, value);
        let base = match self.direction {
            Direction::Up => value.minus(change())?,
            Direction::Down => value.plus(change())?,
        };
        self.rate(change(), base)
    }

    /// This period's and the earlier period's value, both printed: 97件134人，去年同期为197件375人. The likeliest pair first.
    fn pairs_with_prior(&self) -> Vec<(FigureId, FigureId)> {
        let scene = self.scene;
        let sentence = scene.sentence_of(self.growth);
        let is_prior =
            |&figure: &FigureId| scene.cues[figure].facet == Facet::Prior && scene.figures[figure].class == Class::Quantity;
        let mut priors: Vec<FigureId> = sentence.iter().filter(is_prior).filter(|&prior| !self.is_elsewhere(prior)).collect();
        // 「增长3.77%（上年50.92亿元）」: a bracket right after the rate is about nothing else
        if let Some(own) = priors
            .iter()
            .copied()
            .find(|&prior| prior == self.growth.next() && scene.cues[prior].depth > scene.cues[self.growth].depth)
        {
            priors = vec![own];
        }
        if let Some(meant) = self.meant(&priors) {
            priors.sort_by_key(|&prior| prior != meant);
        }
        let values = |prior: FigureId| {
            sentence
                .start
                .until(self.growth.max(prior))
                .iter()
                .rev()
                .filter(move |&value| scene.is_level(value) && scene.kinship(value, prior) == Kinship::Same)
        };
        let mut pairs: Vec<(FigureId, FigureId)> =
            priors.iter().flat_map(|&prior| values(prior).map(move |value| (value, prior))).collect();
        // 「分别为6420件、6188件，上年分别为5873件、5790件」: places in the two lists agree
        let place = |figure: FigureId| figure.since(leader(scene, figure));
        let meant = pairs.first().map(|&(_, prior)| prior);
        pairs.sort_by_key(|&(value, prior)| (Some(prior) != meant, place(value) != place(prior)));
        pairs
    }

    /// A semicolon stands between: the earlier value is another item's.
    fn is_elsewhere(&self, prior: FigureId) -> bool {
        let (first, last) = (prior.min(self.growth), prior.max(self.growth));
        self.scene.between(self.scene.figures[first].span.end, self.scene.figures[last].span.start).contains(['；', ';'])
    }

    /// Two values of one name in periods of which one precedes the other: 2024年办结412件，2025年办结497件，增长20.6%.
    fn pairs_by_period(&self) -> Vec<(FigureId, FigureId)> {
        let Some((current, wanted)) = self.current() else { return Vec::new() };
        let earlier = self.bracketed_base(current).into_iter().chain(self.base_of(current, wanted));
        earlier.map(|base| (current, base)).collect()
    }

    /// The value that grew, and the period that it is compared with.
    fn current(&self) -> Option<(FigureId, Option<Period>)> {
        let scene = self.scene;
        let leader = scene.list_leader(self.growth);
        let levels =
            || scene.back(scene.paragraph_of(self.growth).start, leader).filter(|&value| self.is_beside(value)).take(REACH);
        if let Some(year) = compared_year(scene, self.growth) {
            return Some((levels().next()?, Some(Period::Year(year))));
        }
        let own = period(scene, self.growth);
        let current = levels().find(|&value| own.is_none() || period(scene, value) == own)?;
        Some((current, period(scene, current)))
    }

    fn is_beside(&self, value: FigureId) -> bool {
        self.scene.is_level(value) && self.scene.cues[value].depth <= self.scene.cues[self.growth].depth
    }

    /// 「同比增长31.9%（2024年为351件）」, 「较2024年（11874户）增长6.16%」: the earlier value in a bracket beside the rate.
    fn bracketed_base(&self, current: FigureId) -> Option<FigureId> {
        let scene = self.scene;
        let beside = [self.growth.previous()?, self.growth.next(), self.growth.after(2)];
        beside.into_iter().find(|&base| {
            let here = scene
                .cues
                .get(base)
                .is_some_and(|cue| cue.depth > scene.cues[self.growth].depth && cue.sentence == scene.cues[self.growth].sentence);
            if !here {
                return false;
            }
            let wanted = compared_year(scene, self.growth).map(Period::Year);
            let told = match (wanted, period(scene, base)) {
                (Some(wanted), Some(period)) => wanted == period,
                (_, Some(_)) => true,
                (None, None) => scene.cues[base].facet == Facet::Prior || is_dated_or_past(scene, base),
                (Some(_), None) => false,
            };
            self.is_value(base) && scene.kinship(base, current) == Kinship::Same && told
        })
    }

    fn is_value(&self, figure: FigureId) -> bool {
        self.scene.figures[figure].class == Class::Quantity
            && matches!(self.scene.cues[figure].facet, Facet::Level | Facet::Prior)
    }

    /// The value of the same thing in the period before, or in the one that is named.
    fn base_of(&self, current: FigureId, wanted: Option<Period>) -> Option<FigureId> {
        let scene = self.scene;
        let wanted = wanted?;
        let named = compared_year(scene, self.growth).is_some();
        let before =
            scene.back(scene.paragraph_of(current).start.min(current), current).filter(|&base| self.is_value(base)).take(REACH);
        let mut alike = before
            .filter(|&base| scene.kinship(base, current) == Kinship::Same && scene.cues[base].depth <= scene.cues[current].depth);
        alike.find(|&base| {
            let told = period(scene, base).is_some_and(|period| if named { period == wanted } else { period.precedes(wanted) });
            told && has_one_name(scene, base, current)
        })
    }

    /// Which earlier value the growth rate is about: 件数 and 人数 name the unit, else the places in the two lists agree.
    fn meant(&self, priors: &[FigureId]) -> Option<FigureId> {
        let label = self.scene.label(self.growth);
        for (name, unit) in [("件数", "件"), ("人数", "人")] {
            if label.contains(name) {
                return priors.iter().copied().find(|&prior| self.scene.unit(prior) == Some(unit));
            }
        }
        priors.get(self.growth.since(self.scene.list_leader(self.growth))).copied()
    }

    /// (current − base) ÷ base, or less of it where a word tells a decline.
    pub(super) fn of_values(&self, current: FigureId, base: FigureId) -> Option<Formula> {
        let (now, then) = (Formula::of(self.scene, Role::Current, current), Formula::of(self.scene, Role::Base, base));
        now.growth_from(then, self.direction == Direction::Down && !self.is_negative())?.per_cent()
    }

    /// The same, if it goes the way that the words say.
    fn between(&self, current: FigureId, base: FigureId) -> Option<Formula> {
        self.of_values(current, base).filter(|growth| growth.centre.is_negative() == self.is_negative())
    }

    fn agreeing<'f>(&self, formulas: impl Iterator<Item = &'f Formula>, certainty: Certainty) -> Option<Draft> {
        let mut cut = None;
        for formula in formulas {
            match formula.verdict(&self.scene.figures[self.growth]) {
                Verdict::Consistent => return Some(self.claim(formula.clone(), certainty)),
                Verdict::Truncated => cut = cut.or(Some(formula)),
                _ => {}
            }
        }
        cut.map(|formula| self.claim(formula.clone(), certainty))
    }

    fn claim(&self, formula: Formula, certainty: Certainty) -> Draft {
        claim(self.scene, Kind::Change, formula, Role::Rate, self.growth, certainty)
    }

    /// Two values in scope, of one unit, that give the growth rate more exactly than chance would.
    fn any_two_values(&self) -> Option<Draft> {
        let scene = self.scene;
        let paragraph = scene.paragraph_of(self.growth);
        let is_quantity = |&figure: &FigureId| {
            scene.figures[figure].class == Class::Quantity && matches!(scene.cues[figure].facet, Facet::Level | Facet::Prior)
        };
        let before: Vec<FigureId> = paragraph.start.until(self.growth).iter().rev().filter(is_quantity).take(REACH).collect();
        let after: Vec<FigureId> = self.growth.next().until(paragraph.end).iter().filter(is_quantity).take(3).collect();
        let pool: Vec<FigureId> = before.into_iter().chain(after).collect();
        if resolution(&scene.figures[self.growth]) < (pool.len() * pool.len()) as i128 * 8 {
            return None;
        }
        let pairs = pool
            .iter()
            .flat_map(|&a| pool.iter().map(move |&b| (a, b)))
            .filter(|&(a, b)| a != b && scene.kinship(a, b) == Kinship::Same);
        let formulas: Vec<Formula> = pairs.filter_map(|(current, base)| self.between(current, base)).collect();
        self.agreeing(formulas.iter(), Certainty::Likely)
    }

    /// Whether the growth rate speaks of the value itself, and in the prices in which it is printed. 「规上工业增加值年均
    /// 增长6.5%」 names a subject of its own; the growth of a gross product is at comparable prices.
    fn is_about(&self, formula: &Formula) -> bool {
        let current = formula.roles().into_iter().find(|(role, _)| *role == Role::Current);
        self.is_of(current.map_or("", |(_, value)| self.scene.label(value)))
    }

    /// Whether the growth rate speaks of what goes by the name `value`.
    fn is_of(&self, value: &str) -> bool {
        let scene = self.scene;
        let label = scene.label(scene.list_leader(self.growth));
        let sentence = scene.document.sentences[scene.cues[self.growth].sentence].span;
        let sentence = last(scene.between(sentence.start, scene.figures[self.growth].span.end), 240);
        let comparable = contains_any(sentence, &["可比", "不变价", "同口径"])
            || (value.is_empty() && contains_any(sentence, &["生产总值", "增加值", "产值", "GDP"]))
            || contains_any(value, &["生产总值", "增加值", "产值", "GDP"]);
        let subject = MODIFIERS.iter().fold(label.to_owned(), |rest, word| rest.replace(word, ""));
        // 「收入约增长5%」: with the words of growth gone, the hedge is the last
        let subject = strip_hedge(&subject).unwrap_or(&subject);
        let own = subject.chars().count() >= 2 && !value.contains(subject.trim());
        // 「比2023年的5102件增加1318件，同比增长9.3%」: the change is against another year than the rate
        let other_year = label.contains("同比")
            && scene
                .back(scene.sentence_of(self.growth).start, self.growth)
                .any(|figure| scene.figures[figure].class == Class::Date && scene.label(figure).ends_with(['比', '较', '与']));
        !comparable && !own && !other_year && !contains_any(label, &["年均", "平均"])
    }

    /// The periods tell which values are compared; as other figures may be meant all the same, only a slip counts.
    fn slip(&self, formula: &Formula) -> Option<Draft> {
        let growth = &self.scene.figures[self.growth];
        let slip = formula.is_slip_off(self.scene, self.growth, 5);
        (slip && growth.hedge().is_none() && self.is_about(formula)).then(|| self.claim(formula.clone(), Certainty::Likely))
    }

    /// The words say that a value rose and the figures that it fell, or the other way round, and one digit accounts for
    /// it, or that the two changed places.
    fn reversed(&self, (current, base): (FigureId, FigureId)) -> Option<Draft> {
        let growth = &self.scene.figures[self.growth];
        let [now, then] = [current, base].map(|figure| self.scene.figures[figure].count());
        let (now, then) = (now?, then?);
        let grown = |now: i128, then: i128| match self.direction {
            Direction::Up => Exact::new((now - then) * 100, then.max(1)),
            Direction::Down => Exact::new((then - now) * 100, then.max(1)),
        };
        let prints = |now: i128, then: i128| growth.interval().contains(grown(now, then));
        let edits = |count: i128| one_digit_edits(Decimal::integer(count)).map(|edit| edit.mantissa);
        let slip = edits(now).any(|now| prints(now, then)) || edits(then).any(|then| prints(now, then)) || prints(then, now);
        let telling =
            resolution(growth) >= 100 && growth.hedge().is_none() && !self.is_negative() && grown(now, then).is_negative();
        if !slip || !telling {
            return None;
        }
        let roles = vec![(Role::Current, current), (Role::Base, base), (Role::Rate, self.growth)];
        let working = Working::Reversed(current, base);
        let claim = plain(self.scene, Kind::Change, Outcome::unequal(None), Certainty::Likely, roles, working);
        Some(claim.stating(self.growth))
    }

    /// Value, change and growth side by side, and no reading agrees.
    fn contradiction(&self, formula: &Formula, by_prior: bool) -> Option<Draft> {
        let growth = &self.scene.figures[self.growth];
        let expected = formula.expected(growth)?;
        let near = growth.printed(expected).is_some_and(|expected| is_slip(expected, growth.decimal, 5));
        let is_fourfold = |more: Exact, less: Exact| less.abs().checked_mul(4).is_some_and(|fourfold| more.abs() > fourfold);
        let far = is_fourfold(formula.centre, growth.value()) || is_fourfold(growth.value(), formula.centre);
        let near = near || (far && formula.is_one_digit_off(self.scene, self.growth));
        if growth.hedge().is_some() || (far && !near) || !self.is_about(formula) {
            return None;
        }
        let certainty = if near || !by_prior { Certainty::Proven } else { Certainty::Likely };
        Some(self.claim(formula.clone(), certainty))
    }
}

/// 「2024年，全县共发生生产安全事故19起。2025年发生14起」: the later words repeat some of the earlier ones, or say nothing.
fn has_one_name(scene: &Scene, base: FigureId, current: FigureId) -> bool {
    let name = |figure: FigureId| scene.label(leader(scene, figure)).trim_start_matches(['年', '的', '为']);
    let (earlier, later) = (name(base), name(current));
    later.is_empty() || likeness(later, earlier) > 0
}

/// 「（8月为11862件）」, 「（上年末6184件）」.
fn is_dated_or_past(scene: &Scene, base: FigureId) -> bool {
    let label = scene.label(base);
    let is_date = |before: FigureId| {
        scene.figures[before].class == Class::Date && scene.figures[before].clause == scene.figures[base].clause
    };
    base.previous().is_some_and(is_date) || contains_any(label, &["上年", "去年", "上月", "上季"])
}
