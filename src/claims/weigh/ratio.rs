//! Rates and shares: which part and which whole may give a percentage, and what speaks for them.

use super::digits::{self, Kind, Printed};
use super::evidence::Ratio;
use super::mention::{Concept, Mention, Mentions, Stated, Units};
use super::scope::{Scope, Supports};
use super::weights::Milli;
use crate::claims::scene::Scene;
use crate::figures::Kinship;
use crate::ids::FigureId;

/// What a percentage may be of what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Binding {
    pub(super) parts: Few,
    /// Taken off the part: the whole is a part of it, too.
    pub(super) less: Option<FigureId>,
    pub(super) wholes: Few,
}

/// A handful of figures, in the order of the text: there are a thousand bindings for a percentage, and none of them is worth
/// an allocation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Few {
    figures: [FigureId; TERMS],
    count: u8,
}

impl Few {
    /// One figure, or as many as there may be.
    fn of(figures: impl Iterator<Item = FigureId>) -> Self {
        let mut few = Self { figures: [FigureId::FIRST; TERMS], count: 0 };
        for (place, figure) in few.figures.iter_mut().zip(figures) {
            *place = figure;
            few.count += 1;
        }
        few
    }

    fn one(figure: FigureId) -> Self {
        Self { figures: [figure; TERMS], count: 1 }
    }
}

impl std::ops::Deref for Few {
    type Target = [FigureId];

    fn deref(&self) -> &[FigureId] {
        &self.figures[..usize::from(self.count)]
    }
}

impl Binding {
    fn simple(part: FigureId, whole: FigureId) -> Self {
        Self { parts: Few::one(part), less: None, wholes: Few::one(whole) }
    }

    /// Its figures, each once.
    pub(super) fn figures(&self) -> impl Iterator<Item = FigureId> + '_ {
        let wholes = self.wholes.iter().filter(|whole| !self.parts.contains(whole));
        self.parts.iter().chain(&self.less).chain(wholes).copied()
    }
}

/// What is looked at for one percentage.
pub(super) struct Question<'q, 'a> {
    pub(super) scene: &'q Scene<'a>,
    pub(super) mentions: &'q Mentions<'a>,
    pub(super) percent: FigureId,
    pub(super) scope: &'q Scope,
    pub(super) supports: &'q Supports,
    pub(super) units: &'q Units<'a>,
    /// For each figure in scope: read once, and not again for each of its pairs.
    pub(super) borne: Vec<Borne>,
    /// The figure whose place in a list before the percentage is that of the percentage in its own.
    pub(super) aligned: Option<FigureId>,
}

/// How much of a name the words of a figure bear.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Borne {
    /// Characters in one run, at most eight.
    run: u8,
    /// The name's last two characters.
    has_end: bool,
    has_all: bool,
    /// 不合格 for 合格.
    is_negated: bool,
}

impl Borne {
    /// What the words of each figure bear of the name of a rate, or of the base of a share.
    pub(super) fn of(mentions: &Mentions, percent: FigureId, scope: &Scope) -> Vec<Self> {
        let name = match mentions[percent].stated {
            Stated::Rate(name) | Stated::Share(name) if !name.is_empty() => name,
            _ => return vec![Self::default(); scope.pool.all().count()],
        };
        let end = crate::words::last(name, 2);
        let negated = ["不", "未", "无", "非"].into_iter().filter(|no| !name.contains(*no)).map(|no| format!("{no}{end}"));
        let negated: Vec<String> = negated.collect();
        let borne = |mention: &Mention| Self {
            run: mention.shares(name, 8),
            has_end: mention.bears(end),
            has_all: mention.bears(name),
            is_negated: mention.bears(end) && negated.iter().any(|words| mention.bears(words)),
        };
        scope.pool.all().map(|figure| borne(&mentions[figure])).collect()
    }
}

/// The part of a percentage by its place in a list: 乙 for 40% of 「甲3件、乙5件，分别占60%、40%」.
pub(super) fn aligned_part(scene: &Scene, mentions: &Mentions, percent: FigureId) -> Option<FigureId> {
    let own = usize::from(mentions[percent].place);
    let leader = percent.before(own)?;
    let is_next = |step: &usize| {
        mentions.get(percent.after(*step)).is_some_and(|next| next.is_percent && usize::from(next.place) == own + step)
    };
    let following = (1..32).take_while(is_next).count();
    let is_alone = own + following == 0;
    scene.before(leader).filter(|&figure| mentions[figure].is_quantity).nth(following).filter(|_| !is_alone)
}

/// The most figures that are added.
const TERMS: usize = 5;

impl<'a> Question<'_, 'a> {
    pub(super) fn kinship(&self, a: FigureId, b: FigureId) -> Kinship {
        self.units.kinship(&self.mentions[a], &self.mentions[b])
    }

    /// By number: apart, kin, same.
    pub(super) fn kinship_level(&self, a: FigureId, b: FigureId) -> u8 {
        match self.kinship(a, b) {
            Kinship::Apart => 1,
            Kinship::Kin => 2,
            Kinship::Same => 3,
        }
    }

    /// The marks from one figure to another behind it: semicolons and commas.
    pub(super) fn marks_between(&self, a: FigureId, b: FigureId) -> (u32, u32) {
        let [first, last] = [a.min(b), a.max(b)].map(|figure| self.mentions[figure].marks);
        (last.semicolons - first.semicolons, last.commas - first.commas)
    }

    /// Whether a percentage stands between two figures.
    pub(super) fn has_percent_between(&self, a: FigureId, b: FigureId) -> bool {
        let (first, last) = (&self.mentions[a.min(b)], &self.mentions[a.max(b)]);
        last.marks.percentages > first.marks.percentages + u32::from(first.is_percent)
    }

    /// How much of what the percentage names the words of a figure in scope bear.
    fn borne(&self, figure: FigureId) -> Borne {
        self.scope.pool.all().position(|other| other == figure).map_or(Borne::default(), |at| self.borne[at])
    }

    pub(super) fn own(&self) -> &Mention<'a> {
        &self.mentions[self.percent]
    }

    /// Every binding that is worth a look, whatever the digits say.
    pub(super) fn ratios(&self) -> Vec<Binding> {
        let mut bindings: Vec<Binding> = self.pairs().map(|(part, whole)| Binding::simple(part, whole)).collect();
        self.composites(&mut bindings);
        bindings
    }

    fn pairs(&self) -> impl Iterator<Item = (FigureId, FigureId)> + '_ {
        let pool = &self.scope.pool;
        pool.all().flat_map(move |part| pool.all().map(move |whole| (part, whole))).filter(|&(part, whole)| {
            let behind = part > self.percent && whole > self.percent;
            let inside = self.mentions[part].depth < self.mentions[whole].depth - 1;
            part != whole && !inside && !(behind && part > whole) && self.mentions[whole].value > 0
        })
    }

    /// Sums of the parts right before the percentage, the whole less the rest, a part over the sum of its list.
    fn composites(&self, out: &mut Vec<Binding>) {
        let before = &self.scope.pool.before;
        let kin = |a: FigureId, b: FigureId| self.kinship(a, b) > Kinship::Apart;
        for from in 0..before.len().min(3) {
            for terms in 2..=TERMS.min(before.len() - from) {
                let parts = &before[from..from + terms];
                if !kin(parts[0], parts[terms - 1]) {
                    break;
                }
                let sum: i128 = parts.iter().map(|&part| self.mentions[part].value).sum();
                // a part of several over one whole
                for &whole in before.iter().skip(from + terms).take(6) {
                    if kin(whole, parts[0]) && self.mentions[whole].value >= sum {
                        let parts = Few::of(parts.iter().rev().copied());
                        out.push(Binding { parts, less: None, wholes: Few::one(whole) });
                    }
                }
                // a part over the sum in which it stands
                if from == 0 {
                    for part in [parts[0], parts[terms - 1]] {
                        out.push(Binding { parts: Few::one(part), less: None, wholes: Few::of(parts.iter().rev().copied()) });
                    }
                }
            }
        }
        // two parts that do not stand side by side: answered at once, and passed on and closed
        for (at, &first) in before.iter().enumerate().take(5).skip(2) {
            for &whole in before.iter().skip(at + 1).take(4) {
                if kin(whole, first)
                    && kin(first, before[0])
                    && self.mentions[whole].value >= self.mentions[first].value + self.mentions[before[0]].value
                {
                    out.push(Binding { parts: Few::of([first, before[0]].into_iter()), less: None, wholes: Few::one(whole) });
                }
            }
        }
        // the whole less what is not meant
        for (at, &rest) in before.iter().enumerate().take(4) {
            for &whole in before[at + 1..].iter().take(5) {
                if kin(rest, whole) && self.mentions[whole].value > self.mentions[rest].value {
                    out.push(Binding { parts: Few::one(whole), less: Some(rest), wholes: Few::one(whole) });
                }
            }
        }
    }

    /// The chance of the printed digits, if the binding gives them.
    pub(super) fn digits(&self, binding: &Binding) -> (Kind, Milli) {
        self.ratio_digits(binding).unwrap_or(digits::IMPOSSIBLE)
    }

    fn ratio_digits(&self, binding: &Binding) -> Option<(Kind, Milli)> {
        let [part, whole] = [&binding.parts, &binding.wholes].map(|figures| self.sum(figures));
        let less = binding.less.map_or((0, 0), |less| self.sum(&[less]));
        let part = (part.0 - less.0, part.1 + less.1);
        let printed = self.scope.printed;
        let x = printed.of(part.0, whole.0).filter(|&x| x >= 0)?;
        let half = printed.of(part.1, whole.0)? + x.checked_mul(whole.1)? / whole.0;
        // an operand is looked into only where the words may mean it
        let slip = || if self.is_near(binding) { self.operand_slip(binding, printed) } else { None };
        Some(digits::of_answer(printed, x, half, slip))
    }

    /// Whether the words may well mean the binding, whatever the digits say: its part is among the nearest, and its whole is
    /// near, explains the neighbours, or opens a sentence.
    pub(super) fn is_near(&self, binding: &Binding) -> bool {
        let place = |figure: FigureId| self.scope.pool.place(figure).unwrap_or(0);
        let (part, whole) = (*binding.parts.last().unwrap_or(&binding.wholes[0]), binding.wholes[0]);
        let is_first = || whole.previous().is_none_or(|before| self.mentions[before].sentence != self.mentions[whole].sentence);
        place(part) < 4 && (place(whole) < 8 || self.supports.of(self.mentions, whole).neighbours > 0 || is_first())
    }

    /// The values of figures together, and what they leave open.
    fn sum(&self, figures: &[FigureId]) -> (i128, i128) {
        let mentions = figures.iter().map(|&figure| &self.mentions[figure]);
        mentions
            .fold((0, 0), |(value, slack), mention| (mention.value.saturating_add(value), mention.slack.saturating_add(slack)))
    }

    /// Whether one digit of one operand accounts for the miss, and among how many slips it was found.
    fn operand_slip(&self, binding: &Binding, printed: Printed) -> Option<u64> {
        let (&[part], None, &[whole]) = (&*binding.parts, binding.less, &*binding.wholes) else { return None };
        let (a, b) = (self.mentions[part].value, self.mentions[whole].value);
        let (low, high) = printed.ends();
        let hundred = printed.whole();
        let parts = (scaled(b, low, hundred)?, scaled(b, high, hundred)?);
        let wholes = (scaled(a, hundred, high)?, scaled(a, hundred, low.max(1))?);
        self.slips([(part, parts), (whole, wholes)])
    }

    /// Whether a slip of one of two figures leads to where it should be, and among how many slips of both.
    pub(super) fn slips(&self, operands: [(FigureId, (i128, i128)); 2]) -> Option<u64> {
        let printed = operands.map(|(figure, ends)| (&self.mentions[figure], ends));
        if printed.iter().any(|(mention, _)| mention.is_hedged) {
            return None;
        }
        let digits = |mention: &Mention| mention.value / mention.unit;
        let found = printed.iter().any(|&(mention, (low, high))| {
            // a number with places stands for all that rounds to it
            let (low, high) = (low - mention.slack, high + mention.slack);
            digits::slips_into(digits(mention), (low + mention.unit - 1).div_euclid(mention.unit), high.div_euclid(mention.unit))
        });
        found.then(|| printed.iter().map(|(mention, _)| digits::slips(digits(mention))).sum())
    }

    /// What the words and the layout say of a binding.
    pub(super) fn evidence(&self, binding: &Binding) -> Ratio {
        // the nearest part stands for several
        let part_id = *binding.less.as_ref().or(binding.parts.last()).expect("a binding has parts");
        let whole_id = binding.wholes[0];
        let (r, p, w) = (self.own(), &self.mentions[part_id], &self.mentions[whole_id]);
        let mut e = Ratio::default();
        self.names(&mut e, r, part_id, whole_id);
        self.places(&mut e, part_id, whole_id);
        self.concepts(&mut e, p, w);
        self.neighbours(&mut e, part_id, whole_id);
        let unit = |figure| self.scene.unit(figure);
        let family = self.family();
        e.kinship = 3 * family + self.kinship_level(part_id, whole_id);
        self.lists(&mut e, part_id, whole_id);
        let topic = w.shares(crate::words::last(p.label, 10), 3).min(3);
        e.topic = if topic > 0 { 3 * family + topic } else { 0 };
        let scope = self.scope_words(part_id);
        if !scope.is_empty() {
            e.scope = 1 + w.shares(scope, 3);
        }
        e.aligned = match self.aligned {
            None => 0,
            Some(aligned) if aligned == part_id => 1,
            Some(_) => 2,
        };
        e.same_unit = (unit(part_id) == unit(whole_id)).into();
        e.no_unit = (unit(part_id).is_none() || unit(whole_id).is_none()).into();
        e.not_smaller = (w.value >= p.value).into();
        e.cells = (p.is_cell || w.is_cell).into();
        let terms = binding.parts.len().max(binding.wholes.len());
        e.composite = match () {
            () if binding.less.is_some() => 2 + 4 * family,
            () if binding.wholes.len() > 1 => 4 * family + if binding.parts[0] == binding.wholes[0] { 4 } else { 3 },
            () if binding.parts.len() > 1 => 1 + 4 * family,
            () => 0,
        };
        if terms > 1 {
            e.terms = (terms - 1).min(5) as u8;
            let added: &[FigureId] = if binding.parts.len() > 1 { &binding.parts } else { &binding.wholes };
            e.listed = added.windows(2).all(|pair| self.mentions[pair[1]].gap.contains(['、', '和', '，', '；'])).into();
        }
        e
    }

    fn family(&self) -> u8 {
        self.own().stated.family()
    }

    fn by_family(&self, holds: bool) -> u8 {
        if holds { self.family() + 1 } else { 0 }
    }

    /// Whether a percentage other than the one in question stands right behind a figure, in its sentence.
    fn has_share(&self, figure: FigureId) -> bool {
        let next = figure.next();
        next != self.percent
            && self.mentions.get(next).is_some_and(|after| {
                after.is_percent
                    && after.change.is_none()
                    && after.sentence == self.mentions[figure].sentence
                    && !after.gap.contains(['；', ';'])
            })
    }

    /// Whether 其中 or a colon stands right behind a figure: 1 and 2.
    fn opens(&self, figure: FigureId) -> u8 {
        let Some(next) = self.mentions.get(figure.next()) else { return 0 };
        let gap = next.gap;
        if ["其中", "中，", "中,", "包括", "分为", "分别", "按"].iter().any(|word| gap.contains(word)) {
            1
        } else {
            2 * u8::from(gap.contains(['：', ':']))
        }
    }

    /// What lists say: which figures open one, which are members.
    fn lists(&self, e: &mut Ratio, part: FigureId, whole: FigureId) {
        let kin = |figure: FigureId| self.kinship(part, figure) == Kinship::Same;
        let value = |figure: FigureId| self.mentions[figure].value;
        let before = &self.scope.pool.before;
        e.whole_has_share = self.by_family(self.has_share(whole));
        e.part_has_other = self.by_family(self.has_share(part));
        let opens = self.opens(whole);
        e.whole_opens = if opens > 0 { 2 * self.family() + opens } else { 0 };
        let between = || before.iter().copied().filter(|&figure| figure > whole && figure < part);
        e.opens_last = self.by_family(opens > 0 && whole < part && !between().any(|figure| self.opens(figure) > 0));
        let mut larger = before
            .iter()
            .copied()
            .filter(|&figure| figure < part && kin(figure) && value(figure) >= value(part) && !self.has_share(figure));
        e.nearest_larger = self.by_family(larger.next() == Some(whole));
        e.largest =
            self.by_family(before.iter().copied().filter(|&figure| kin(figure)).all(|figure| value(figure) <= value(whole)));
        let dated = |figure: FigureId| self.scene.figures[figure].class == crate::figures::Class::Date;
        e.year_between = self.by_family(whole < part && whole.next().until(part).iter().any(dated));
        if whole < part {
            let count = between().filter(|&figure| kin(figure) && !self.has_share(figure)).count();
            e.between = 4 * self.family() + 1 + count.min(3) as u8;
        }
    }

    /// 「企业法人单位中，」 at the start of the part's sentence.
    pub(super) fn scope_words(&self, part: FigureId) -> &str {
        let head = self.scene.sentence_head(part);
        let opening = head.split(['，', ',', '：']).next().unwrap_or_default().trim();
        let named = opening.strip_suffix('中').filter(|words| !words.contains(|c: char| c.is_ascii_digit()) && *words != "其");
        crate::words::last(named.unwrap_or_default(), 10)
    }

    fn names(&self, e: &mut Ratio, r: &Mention, p: FigureId, w: FigureId) {
        e.stated = r.stated.level(r.change.is_some());
        match r.stated {
            Stated::Rate(name) => {
                let (part, whole) = (self.borne(p), self.borne(w));
                e.name_in_part = part.run.min(3);
                e.name_in_whole = whole.run.min(3);
                e.name_ends_part = part.has_end.into();
                e.name_ends_whole = whole.has_end.into();
                e.name_full_in_part = part.has_all.into();
                e.name_nearer_part = (part.run > whole.run).into();
                e.negated = part.is_negated.into();
                e.survey = super::mention::Concepts::of(name).has(Concept::Survey).into();
            }
            Stated::Share("") => e.base_named = 1,
            Stated::Share(_) => {
                e.base_named = 2;
                e.base_in_whole = 1 + self.borne(w).run.min(3);
                e.base_in_part = 1 + self.borne(p).run.min(3);
            }
            Stated::Level => {}
        }
    }

    fn places(&self, e: &mut Ratio, part: FigureId, whole: FigureId) {
        let (r, p, w) = (self.own(), &self.mentions[part], &self.mentions[whole]);
        let pool = &self.scope.pool;
        let family = self.family();
        let (part_place, whole_place) = (pool.place(part), pool.place(whole));
        e.part_place = 7 * family + 1 + part_place.map_or(6, |place| place.min(5)) as u8;
        if let (Some(a), Some(b)) = (part_place, whole_place) {
            let gap = (b as i32 - a as i32).clamp(-3, 6) + 3;
            e.gap = 10 * family + 1 + gap as u8;
        }
        e.whole_place = 10 * family + 1 + whole_place.map_or(9, |place| place.min(8)) as u8;
        e.part_sentence = self.by_family(p.sentence == r.sentence);
        e.whole_sentence = self.by_family(w.sentence == r.sentence);
        e.whole_paragraph = self.by_family(w.paragraph == r.paragraph);
        if whole < self.percent {
            e.whole_sentences_back = r.sentence.since(w.sentence).min(3) as u8;
        }
        e.semicolon_to_whole = (self.marks_between(part, whole).0 > 0).into();
        if part < self.percent {
            let (semicolons, commas) = self.marks_between(part, self.percent);
            e.semicolon_to_part = (semicolons > 0).into();
            e.commas = 1 + commas.min(3) as u8;
            e.percent_between = self.has_percent_between(part, self.percent).into();
            let is_next = part.next() == self.percent;
            let opened = matches!(r.gap.trim(), "（" | "(") || (r.gap.trim().starts_with(['（', '(']) && r.depth > p.depth);
            e.in_bracket_of_part = (is_next && opened).into();
        }
        e.depth_of_whole = (w.depth - p.depth).clamp(-2, 2).wrapping_add(3) as u8;
        e.depth_of_rate = (r.depth - p.depth).clamp(-2, 2).wrapping_add(3) as u8;
        e.whole_in_bracket = (w.depth > 0).into();
        let within = whole.next() == self.percent && r.gap.trim_start_matches(['）', ')']).starts_with('的');
        e.base_within = within.into();
    }

    fn concepts(&self, e: &mut Ratio, p: &Mention, w: &Mention) {
        use Concept::*;
        e.whole_is_base = self.by_family(w.words.or(w.near).has(Received));
        e.whole_is_total = self.by_family(w.before.has(Total));
        e.whole_is_closed = w.before.has(Closed).into();
        e.part_is_closed = p.before.has(Closed).into();
        e.part_is_base = (p.words.has(Received) || p.words.has(Total)).into();
        e.part_of_which = self.by_family(p.is_of_which);
        e.whole_of_which = w.is_of_which.into();
        e.part_is_pending = (p.near.has(Pending) || p.words.has(Pending)).into();
        e.whole_is_prior = w.before.has(Prior).into();
        e.part_is_prior = p.before.has(Prior).into();
        e.whole_is_change = w.change.is_some().into();
        e.part_is_change = p.change.is_some().into();
        e.hedged = (p.is_hedged || w.is_hedged).into();
    }

    fn neighbours(&self, e: &mut Ratio, part: FigureId, whole: FigureId) {
        let first = self.scope.pool.before.iter().chain(&self.scope.pool.after);
        let sentence = self.mentions[whole].sentence;
        e.whole_is_first =
            self.by_family(first.clone().all(|&other| other >= whole || self.mentions[other].sentence != sentence));
        let support = self.supports.of(self.mentions, whole);
        let place = self.scope.pool.place(part);
        e.taken = self.supports.is_taken(part, whole).into();
        let parallel = place.is_some() && place.map(|place| place as u8) == self.supports.place;
        e.parallel = parallel.into();
        e.explains = support.neighbours.min(3);
        e.explains_near = support.near.min(2);
        e.explains_alike = support.alike.min(3);
        e.explains_other = support.other.min(2);
        if place == Some(0) {
            e.explains_nearest = support.neighbours.min(3);
            if self.mentions[whole].value >= self.mentions[part].value {
                e.explains_alike_nearest = support.alike.min(3);
            }
        }
        if parallel {
            e.explains_parallel = support.neighbours.min(3);
        }
    }
}

/// A value times one number over another. `None` beyond all measure.
pub(super) fn scaled(value: i128, times: i128, over: i128) -> Option<i128> {
    value.checked_mul(times)?.checked_div(over)
}
