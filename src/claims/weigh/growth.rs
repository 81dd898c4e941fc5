//! Growth: which value and which change, or which two values, may give a percentage, and what speaks for them.

use super::digits::{self, Kind};
use super::evidence::{Growth, Nothing};
use super::mention::{Concept, Concepts, Mention, Stated, common_run};
use super::ratio::{Question, scaled};
use super::reading::{Change, Form};
use super::weights::Milli;
use crate::claims::period::period;
use crate::claims::scene::Facet;
use crate::figures::Direction;
use crate::ids::FigureId;

/// Values before the percentage that are looked at, and after it.
const VALUES: usize = 7;
const VALUES_AFTER: usize = 2;
/// Changes before it.
const DELTAS: usize = 4;
/// The figures before a list of percentages among which those in its places are looked for.
const ALIGNED: usize = 24;
/// Earlier values before it.
const BASES: usize = 9;

impl Question<'_, '_> {
    /// Which way the percentage goes, if a word of change says so.
    pub(super) fn direction(&self) -> Option<Direction> {
        self.own().change
    }

    /// Every change that is worth a look, whatever the digits say.
    pub(super) fn changes(&self) -> Vec<Change> {
        if self.direction().is_none() {
            return Vec::new();
        }
        let pool = &self.scope.pool;
        let values: Vec<FigureId> =
            pool.before.iter().take(VALUES).chain(pool.after.iter().take(VALUES_AFTER)).copied().collect();
        let deltas: Vec<FigureId> = pool.before.iter().take(DELTAS).chain(pool.after.iter().take(1)).copied().collect();
        let bases: Vec<FigureId> = pool.before.iter().take(BASES).chain(&pool.after).copied().collect();
        let is_delta = |figure: &FigureId| self.mentions[*figure].change.is_some();
        let mut changes = Vec::new();
        for &current in &values {
            let is_prior = self.is_prior(current);
            let forms = [Form::Delta, Form::Base].into_iter().take(1 + usize::from(is_prior));
            let with = deltas.iter().copied().filter(|&other| other != current && is_delta(&other));
            changes.extend(with.flat_map(|other| forms.clone().map(move |form| Change { current, other, form })));
            // 「由上年同期的2487起下降至2931起」: what was before is not what is now
            let is_base = |&other: &FigureId| other != current && !is_delta(&other) && (!is_prior || self.is_prior(other));
            let from = bases.iter().copied().filter(is_base);
            changes.extend(from.map(|other| Change { current, other, form: Form::Values }));
        }
        changes
    }

    /// 上年同期57件, 由57件: a value of an earlier period.
    fn is_prior(&self, figure: FigureId) -> bool {
        let mention = &self.mentions[figure];
        // 从业人员 and 事由 have nothing to do with it
        let from = mention.label.ends_with(['由', '从', '自']);
        let said = from || mention.before.has(Concept::Prior) || mention.near.has(Concept::Prior);
        said || mention.is_compared || self.scene.cues[figure].facet == Facet::Prior
    }

    /// The chance of the printed digits, if the change gives them.
    pub(super) fn change_digits(&self, change: &Change) -> (Kind, Milli) {
        self.growth_digits(change).unwrap_or(digits::IMPOSSIBLE)
    }

    fn growth_digits(&self, change: &Change) -> Option<(Kind, Milli)> {
        let down = self.direction() == Some(Direction::Down);
        let printed = self.scope.printed;
        let growth = |current: i128, other: i128| {
            let (grown, base) = match (change.form, down) {
                (Form::Delta, true) => (other, current.checked_add(other)?),
                (Form::Delta, false) => (other, current.checked_sub(other)?),
                (Form::Values, true) => (other.checked_sub(current)?, other),
                (Form::Values, false) => (current.checked_sub(other)?, other),
                (Form::Base, _) => (other, current),
            };
            printed.of(grown, base)
        };
        let (c, o) = (&self.mentions[change.current], &self.mentions[change.other]);
        let centre = growth(c.value, o.value).filter(|&x| x >= 0)?;
        let ends = [(1, 1), (1, -1), (-1, 1), (-1, -1)].map(|(a, b)| growth(c.value + a * c.slack, o.value + b * o.slack));
        let half = ends.into_iter().try_fold(0, |half, end| Some((end? - centre).abs().max(half)))?;
        Some(digits::of_answer(printed, centre, half, || self.growth_slip(change, down)))
    }

    /// Whether one digit of the value or of the other figure accounts for the miss.
    fn growth_slip(&self, change: &Change, down: bool) -> Option<u64> {
        let printed = self.scope.printed;
        let (low, high) = printed.ends();
        let (low, one) = (low.max(1), printed.whole());
        let (n, m) = (self.mentions[change.current].value, self.mentions[change.other].value);
        if down && high >= one {
            return None;
        }
        // the numbers of one that the other and the percentage admit
        let (current, other) = match (change.form, down) {
            (Form::Base, _) => ((scaled(m, one, high)?, scaled(m, one, low)?), (scaled(n, low, one)?, scaled(n, high, one)?)),
            (Form::Values, false) => (
                (scaled(m, one + low, one)?, scaled(m, one + high, one)?),
                (scaled(n, one, one + high)?, scaled(n, one, one + low)?),
            ),
            (Form::Values, true) => (
                (scaled(m, one - high, one)?, scaled(m, one - low, one)?),
                (scaled(n, one, one - low)?, scaled(n, one, one - high)?),
            ),
            (Form::Delta, false) => (
                (scaled(m, one + high, high)?, scaled(m, one + low, low)?),
                (scaled(n, low, one + low)?, scaled(n, high, one + high)?),
            ),
            (Form::Delta, true) => (
                (scaled(m, one - high, high)?, scaled(m, one - low, low)?),
                (scaled(n, low, one - low)?, scaled(n, high, one - high)?),
            ),
        };
        self.slips([(change.current, current), (change.other, other)])
    }

    /// What the words and the layout say of a change.
    pub(super) fn change_evidence(&self, change: &Change) -> Growth {
        let (r, c, o) = (self.own(), &self.mentions[change.current], &self.mentions[change.other]);
        let mut e = Growth::default();
        let same_period = r.words.has(Concept::Compared) || r.near.has(Concept::Compared);
        e.form = match change.form {
            Form::Delta => 1,
            Form::Values => 3,
            Form::Base => 5,
        } + u8::from(same_period);
        e.stated = if r.place == 0 { 1 } else { 2 };
        self.change_places(&mut e, change);
        self.change_words(&mut e, change, r, c, o);
        e.kinship = self.kinship_level(change.current, change.other);
        e.same_unit = (self.scene.unit(change.current) == self.scene.unit(change.other)).into();
        e.hedged = (c.is_hedged || o.is_hedged || r.is_hedged).into();
        e.cells = (c.is_cell || o.is_cell).into();
        let years = || Some((period(self.scene, change.current)?, period(self.scene, change.other)?));
        e.years = match years().filter(|_| change.form == Form::Values) {
            Some((now, then)) if then.precedes(now) => 1,
            Some(_) => 2,
            None => 0,
        };
        e
    }

    fn change_places(&self, e: &mut Growth, change: &Change) {
        let (r, c, o) = (self.own(), &self.mentions[change.current], &self.mentions[change.other]);
        let pool = &self.scope.pool;
        let (current, other) = (pool.place(change.current), pool.place(change.other));
        e.current_place = 1 + current.map_or(7, |place| place.min(6)) as u8;
        e.other_place = 9 * change.form as u8 + 1 + other.map_or(8, |place| place.min(7)) as u8;
        e.current_sentence = (c.sentence == r.sentence).into();
        e.other_sentence = r.sentence.distance(o.sentence).min(3) as u8;
        e.other_paragraph = (r.paragraph != o.paragraph).into();
        let first = change.current.min(change.other).min(self.percent);
        let last = change.current.max(change.other).max(self.percent);
        e.semicolon = (self.marks_between(first, last).0 > 0).into();
        let mut between = change.current.min(self.percent).next().until(change.current.max(self.percent)).iter();
        e.percent_between =
            between.any(|figure| self.mentions[figure].is_percent && self.mentions[figure].sentence == r.sentence).into();
        let mut levels = pool.before.iter().filter(|&&figure| self.mentions[figure].change.is_none() && figure != change.other);
        let nearest = levels.clone().next() == Some(&change.current);
        let is_first = levels.rfind(|&&figure| self.mentions[figure].sentence == r.sentence) == Some(&change.current);
        e.standing = if nearest { 1 } else { 2 * u8::from(is_first) };
        e.other_in_bracket = (o.depth > c.depth).into();
        e.aside = if self.scene.cues[change.other].aside { 1 } else { 2 * u8::from(self.scene.cues[change.current].aside) };
        e.current_in_bracket = (c.depth > r.depth).into();
        let listed = r.place > 0 || c.place > 0 || o.place > 0;
        e.parallel = match listed {
            false => 0,
            true if r.place == o.place || r.place == c.place => 1,
            true => 2,
        };
        let together = c.sentence == r.sentence && e.semicolon == 0 && e.percent_between == 0 && c.depth <= r.depth;
        let alike = self.kinship(change.current, change.other) == crate::figures::Kinship::Same;
        if together && alike && o.sentence == r.sentence {
            e.shape = match change.form {
                Form::Delta if nearest && o.change == r.change => 1 + u8::from(change.other.next() == self.percent),
                Form::Values if nearest && self.is_prior(change.other) => 3,
                Form::Base if self.is_prior(change.current) && o.change == r.change => 4,
                _ => 0,
            };
        }
        e.adjacent = (change.form.has_delta() && change.other.next() == self.percent).into();
    }

    fn change_words(&self, e: &mut Growth, change: &Change, r: &Mention, c: &Mention, o: &Mention) {
        if change.form.has_delta() {
            e.direction = if o.change == r.change { 1 } else { 2 };
            e.other_told = 1;
        } else {
            e.other_told = 2 * u8::from(self.is_prior(change.other));
        }
        e.compared = u8::from(o.is_compared) + 2 * u8::from(c.is_compared);
        e.other_untold = (change.form.has_delta() && self.is_prior(change.other)).into();
        e.current_untold = match () {
            () if c.change.is_some() => 1,
            () if self.is_prior(change.current) => 2,
            () if c.before.has(Concept::Plan) => 3,
            () => 0,
        };
        let unit = |figure: FigureId| self.scene.unit(figure).and_then(|unit| unit.chars().next());
        if let Some(named) = named_unit(r.label) {
            let alike = [change.current, change.other].into_iter().all(|figure| unit(figure) == Some(named));
            e.named_unit = if alike { 1 } else { 2 };
        }
        e.aligned = self.alignment(change);
        let subject = subject(r.label);
        if subject.chars().count() >= 2 {
            e.subject = common_run(subject, c.label, 3).max(common_run(subject, c.tail, 3));
            e.own_subject = (e.subject < 2).into();
        }
        if change.form == Form::Values {
            e.same_name = c.shares(subject_of_value(o.label), 3);
        }
        e.not_simple = r.words.has(Concept::NotSimple).into();
    }

    /// Whether the figures have the places in their lists that the percentage has in its own: 1 both, 2 one, 3 none.
    fn alignment(&self, change: &Change) -> u8 {
        let Some((leader, following)) = super::ratio::place_from_end(self.mentions, self.percent) else { return 0 };
        let told = |figure: FigureId| (self.mentions[figure].change.is_some(), self.is_prior(figure));
        let has_place = |figure: FigureId| {
            let alike = |&other: &FigureId| self.mentions[other].is_quantity && told(other) == told(figure);
            self.scene.before(leader).take(ALIGNED).filter(alike).nth(following) == Some(figure)
        };
        match [change.current, change.other].into_iter().filter(|&figure| has_place(figure)).count() {
            2 => 1,
            1 => 2,
            _ => 3,
        }
    }

    /// What speaks for this: nothing printed gives the percentage.
    pub(super) fn nothing(&self) -> Nothing {
        let r = self.own();
        let pool = &self.scope.pool;
        let mut e = Nothing { stated: r.stated.level(r.change.is_some()), ..Nothing::default() };
        e.empty = pool.before.is_empty().into();
        e.hedged = r.is_hedged.into();
        let here: Vec<FigureId> =
            pool.before.iter().copied().filter(|&figure| self.mentions[figure].sentence == r.sentence).collect();
        e.few = 1 + here.len().min(3) as u8;
        match r.stated {
            Stated::Rate(name) => {
                let says = Concepts::of(name);
                e.survey = (says.has(Concept::Survey) || says.has(Concept::Coverage)).into();
                e.elsewhere = says.has(Concept::Elsewhere).into();
                e.on_time = says.has(Concept::OnTime).into();
                let end = crate::words::last(name, 2);
                let borne = |words: &str| pool.all().any(|figure| self.mentions[figure].bears(words));
                e.name_unborne = if !borne(end) { 2 } else { u8::from(!borne(name)) };
            }
            Stated::Share(base) if !base.is_empty() => {
                e.base_unborne = pool.all().all(|figure| self.mentions[figure].shares(base, 2) < 2).into();
            }
            _ => {}
        }
        e.target = r.words.has(Concept::Target).into();
        e.compared = r.near.has(Concept::Compared).into();
        e.explains = self.supports.most().min(3);
        if r.change.is_some() {
            let told =
                |figure: &FigureId| self.mentions[*figure].change.is_some() || self.mentions[*figure].before.has(Concept::Prior);
            e.growth_alone = if here.iter().chain(&pool.after).any(told) { 1 } else { 2 };
        }
        e.not_simple = r.words.has(Concept::NotSimple).into();
        e.of_list = (r.place > 0).into();
        e
    }
}

/// What grew, by the words before the percentage: 收入 of 收入同比增长.
pub(super) fn subject(label: &str) -> &str {
    let mut words = label.trim_end_matches(['了', '约', '达', '近', '为', '幅', '率', '度', '：', ':']);
    for end in ["增长", "上升", "增加", "提高", "提升", "下降", "减少", "降低", "回落", "上涨", "增", "减", "降", "升"]
    {
        if let Some(rest) = words.strip_suffix(end) {
            words = rest;
            break;
        }
    }
    for end in [
        "同比",
        "环比",
        "比上年",
        "较上年",
        "比去年",
        "较去年",
        "比上年同期",
        "较上年同期",
        "比去年同期",
        "较去年同期",
        "分别",
        "年均",
        "也",
        "又",
        "则",
        "名义",
        "实际",
        "均",
        "各",
        "将",
    ] {
        words = words.strip_suffix(end).unwrap_or(words);
    }
    words
}

/// 件 of 件数下降.
fn named_unit(label: &str) -> Option<char> {
    let at = label.rfind('数')?;
    label[..at].chars().next_back().filter(|unit| "件人起户家宗例次".contains(*unit))
}

/// The words of an earlier value without those that say that it is earlier.
pub(super) fn subject_of_value(label: &str) -> &str {
    let mut words = label;
    for start in ["上年同期", "去年同期", "上年", "去年", "同期", "比", "较", "年"] {
        words = words.strip_prefix(start).unwrap_or(words);
    }
    words.trim_end_matches(['为', '达', '的'])
}
