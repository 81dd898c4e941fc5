//! Rates and shares: which part and which whole may give a percentage, and what speaks for them.

use super::digits::{self, Kind, Printed};
use super::evidence::Ratio;
use super::mention::{Concept, Mention, Mentions, Stated, Units};
use super::reading::{Binding, Few, TERMS};
use super::scope::{self, Scope, Supports};
use super::weights::Milli;
use crate::claims::scene::Scene;
use crate::claims::vocabulary::{ALIASES, OPPOSITES};
use crate::figures::Kinship;
use crate::ids::{FigureId, IdVec};

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
    /// The parts of the list of shares in which the percentage stands, where there are several.
    pub(super) listed: Vec<FigureId>,
    pub(super) together: Option<Together>,
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
        let negations = ["不", "未", "无", "非"].into_iter().filter(|no| !name.contains(*no)).map(|no| format!("{no}{end}"));
        let late = ["逾期", "超期", "超时"].into_iter().filter(|late| !name.contains(late)).map(str::to_owned);
        let opposites = OPPOSITES.iter().filter(|(of, _)| name.ends_with(of)).map(|(_, opposite)| (*opposite).to_owned());
        let negated: Vec<String> = negations.chain(late).chain(opposites).collect();
        let alias = ALIASES.iter().find(|(rate, _)| name.ends_with(rate)).map(|(_, parts)| *parts);
        let borne = |mention: &Mention| Self {
            run: mention.shares(name, 8).max(if bears_alias(alias, mention) { 2 } else { 0 }),
            has_end: mention.bears(end) || bears_alias(alias, mention),
            has_all: mention.bears(name),
            is_negated: negated.iter().any(|words| mention.bears(words)),
        };
        scope.pool.all().map(|figure| borne(&mentions[figure])).collect()
    }
}

fn bears_alias(alias: Option<&[&str]>, mention: &Mention) -> bool {
    alias.is_some_and(|parts| parts.iter().any(|part| mention.bears(part)))
}

/// The part of a percentage by its place in a list: 乙 for 40% of 「甲3件、乙5件，分别占60%、40%」.
pub(super) fn aligned_part(scene: &Scene, mentions: &Mentions, percent: FigureId) -> Option<FigureId> {
    let (leader, following) = place_from_end(mentions, percent)?;
    scene.before(leader).filter(|&figure| mentions[figure].is_quantity).nth(following)
}

/// The first percentage of the list in which one stands, and how many follow that one in it; `None` where it stands alone.
pub(super) fn place_from_end(mentions: &Mentions, percent: FigureId) -> Option<(FigureId, usize)> {
    let own = usize::from(mentions[percent].place);
    let leader = percent.before(own)?;
    let is_next = |step: &usize| {
        mentions.get(percent.after(*step)).is_some_and(|next| next.is_percent && usize::from(next.place) == own + step)
    };
    let following = (1..32).take_while(is_next).count();
    (own + following > 0).then_some((leader, following))
}

/// The parts of the shares that are worded alike, in one list with a percentage: the figure right before each.
pub(super) fn listed_parts(
    mentions: &Mentions,
    scopes: &IdVec<FigureId, Option<Scope>>,
    percents: &[FigureId],
    at: usize,
) -> Vec<FigureId> {
    let is_next = |a: usize, b: usize| {
        let near = mentions[percents[b]].paragraph.since(mentions[percents[a]].paragraph) <= 1;
        near && scope::is_worded_alike(mentions, scopes, percents[a], percents[b])
    };
    if !matches!(mentions[percents[at]].stated, Stated::Share(_)) {
        return Vec::new();
    }
    let start = at - (0..at.min(TERMS)).take_while(|back| is_next(at - back - 1, at - back)).count();
    let end = at + (at + 1..percents.len().min(at + TERMS)).take_while(|&next| is_next(next - 1, next)).count();
    let part = |at: usize| percents[at].previous().filter(|&part| mentions[part].is_quantity);
    let parts: Option<Vec<FigureId>> = (start..=end).map(part).collect();
    parts.filter(|parts| (2..=TERMS).contains(&parts.len())).unwrap_or_default()
}

/// The words say that several are meant together: 「位居前三的…，占77%」, 「两类合计占…」.
pub(super) struct Together {
    /// How many, where they say so.
    count: Option<usize>,
}

impl Together {
    pub(super) fn of(scene: &Scene, mentions: &Mentions, percent: FigureId) -> Option<Self> {
        let words = crate::words::last(scene.sentence_head(percent), 100);
        let own = mentions[percent].label;
        if ["分别", "依次", "各占"].iter().any(|word| own.contains(word)) {
            return None;
        }
        let count = || {
            let names = ['一', '两', '三', '四', '五', '六', '七', '八', '九', '十'];
            let at = words.rfind("前").map(|at| at + '前'.len_utf8());
            let at =
                at.or_else(|| ["类", "项", "者", "种", "位"].iter().filter_map(|unit| words.rfind(unit)).max()?.checked_sub(3));
            let name = words.get(at?..)?.chars().next()?;
            names.iter().position(|&other| other == name).filter(|&place| place > 0).map(|place| place + 1)
        };
        let told = ["合计", "共占", "之和", "总共", "合并"].iter().any(|word| own.contains(word));
        let ranked = ["前二", "前两", "前三", "前四", "前五", "前六", "前十", "两类", "三类", "两项", "三项", "三者"];
        (told || ranked.iter().any(|word| words.contains(word))).then(|| Self { count: count() })
    }
}

/// The most that are looked for right before the percentage.
const ROW: usize = 8;

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
        self.sums(out);
        self.of_sums(out);
        self.pairs_apart(out);
        self.differences(out);
    }

    fn are_kin(&self, a: FigureId, b: FigureId) -> bool {
        self.kinship(a, b) > Kinship::Apart
    }

    fn value(&self, figure: FigureId) -> i128 {
        self.mentions[figure].value
    }

    /// A part of several over one whole: 「甲类12件、乙类9件，合计占…」.
    fn sums(&self, out: &mut Vec<Binding>) {
        let before = &self.scope.pool.before;
        for from in 0..before.len().min(3) {
            let most = if from == 0 { ROW } else { 5 };
            for terms in 2..=most.min(before.len() - from) {
                let parts = &before[from..from + terms];
                if !self.are_kin(parts[0], parts[terms - 1]) {
                    break;
                }
                let sum: i128 = parts.iter().map(|&part| self.value(part)).sum();
                // 「甲县30件、乙县45件，合计占全市100件的75%」: the whole may stand between
                let nearer = before[..from].iter().take(1);
                let wholes = before.iter().skip(from + terms).take(if from == 0 { 12 } else { 6 }).chain(nearer);
                for &whole in wholes.filter(|&&whole| self.are_kin(whole, parts[0]) && self.value(whole) >= sum) {
                    let parts = Few::of(parts.iter().rev().copied());
                    out.push(Binding { parts, less: None, wholes: Few::one(whole) });
                }
            }
        }
    }

    /// A part over the sum in which it stands, and over a sum before it: 「建议49件、提案66件，…采纳74件」.
    fn of_sums(&self, out: &mut Vec<Binding>) {
        let pool = &self.scope.pool;
        let before = &pool.before;
        let mut over = |part: FigureId, wholes: Few| out.push(Binding { parts: Few::one(part), less: None, wholes });
        for terms in 2..=ROW.min(before.len()) {
            let parts = &before[..terms];
            if !self.are_kin(parts[0], parts[terms - 1]) {
                break;
            }
            over(parts[0], Few::of(parts.iter().rev().copied()));
            over(parts[terms - 1], Few::of(parts.iter().rev().copied()));
        }
        // 「甲12件，占60%；乙8件，占40%」: the sum is not printed
        if let Some(&part) = before.first().filter(|part| self.listed.contains(part)) {
            over(part, Few::of(self.listed.iter().copied()));
        }
        for &part in before.iter().take(2) {
            // 「批准逮捕54人，批捕率94.74%；不批准逮捕3人」
            // any small figure behind would do, were it not for the name
            let is_named = self.borne(part).has_end;
            for &next in pool.after.iter().take(1).filter(|&&next| is_named && self.are_kin(part, next)) {
                over(part, Few::of([part, next].into_iter()));
            }
            let pairs = before.windows(2).skip(1).take(6).filter(|pair| pair[0] < part);
            for pair in pairs.filter(|pair| self.are_kin(pair[0], part) && self.are_kin(pair[1], part)) {
                over(part, Few::of([pair[1], pair[0]].into_iter()));
            }
        }
    }

    /// Two parts that do not stand side by side: answered at once, and passed on and closed.
    fn pairs_apart(&self, out: &mut Vec<Binding>) {
        let before = &self.scope.pool.before;
        for (at, &first) in before.iter().enumerate().take(5).skip(2) {
            for &whole in before.iter().skip(at + 1).take(4) {
                let fits = self.are_kin(whole, first) && self.are_kin(first, before[0]);
                if fits && self.value(whole) >= self.value(first) + self.value(before[0]) {
                    out.push(Binding { parts: Few::of([first, before[0]].into_iter()), less: None, wholes: Few::one(whole) });
                }
            }
        }
    }

    /// The whole less what is not meant, which may stand behind: 「新收30件，办结率93.3%，尚有2件」.
    fn differences(&self, out: &mut Vec<Binding>) {
        let pool = &self.scope.pool;
        let rests = pool.before.iter().take(4).chain(pool.after.iter().take(1));
        for &rest in rests {
            for &whole in pool.before.iter().filter(|&&whole| whole < rest).take(5) {
                if self.are_kin(rest, whole) && self.value(whole) > self.value(rest) {
                    out.push(Binding { parts: Few::one(whole), less: Some(rest), wholes: Few::one(whole) });
                }
            }
        }
    }

    /// The chance of the printed digits, if the binding gives them.
    pub(super) fn digits(&self, binding: &Binding) -> (Kind, Milli) {
        if !self.is_near(binding) && !self.is_close(binding) {
            return digits::FAR;
        }
        self.ratio_digits(binding).unwrap_or(digits::IMPOSSIBLE)
    }

    fn ratio_digits(&self, binding: &Binding) -> Option<(Kind, Milli)> {
        let [part, whole] = [&binding.parts, &binding.wholes].map(|figures| self.sum(figures));
        let less = binding.less.map_or((0, 0), |less| self.sum(&[less]));
        let part = (part.0 - less.0, part.1 + less.1);
        let printed = self.scope.printed;
        let x = printed.of(part.0, whole.0).filter(|&x| x >= 0)?;
        let half = printed.of(part.1, whole.0)? + x.checked_mul(whole.1)? / whole.0;
        Some(digits::of_answer(printed, x, half, || self.operand_slip(binding, printed)))
    }

    /// Whether the words may well mean the binding, whatever the digits say: its part is among the nearest, and its whole is
    /// near, explains the neighbours, or opens a sentence.
    pub(super) fn is_near(&self, binding: &Binding) -> bool {
        let before = &self.scope.pool.before;
        let is_among = |figure: FigureId, count: usize| before.get(count - 1).is_none_or(|&last| figure >= last);
        let (part, whole) = (*binding.parts.last().unwrap_or(&binding.wholes[0]), binding.wholes[0]);
        let is_first = || whole.previous().is_none_or(|before| self.mentions[before].sentence != self.mentions[whole].sentence);
        is_among(part, 4) && (is_among(whole, 8) || self.supports.of(self.mentions, whole).neighbours > 0 || is_first())
    }

    /// Whether the binding gives the printed digits, or nearly: told by multiplying alone.
    pub(super) fn is_close(&self, binding: &Binding) -> bool {
        let printed = self.scope.printed;
        let [part, whole] = [&binding.parts, &binding.wholes].map(|figures| self.sum(figures));
        let less = binding.less.map_or((0, 0), |less| self.sum(&[less]));
        let close = || {
            let off = (part.0 - less.0).checked_mul(printed.whole())?.checked_sub(printed.exact().checked_mul(whole.0)?)?;
            let open = (part.1 + less.1).checked_mul(printed.whole())?.checked_add(whole.1.checked_mul(printed.exact())?)?;
            Some(off.abs() <= (printed.slack + digits::CLOSE).checked_mul(whole.0)?.checked_add(open)?)
        };
        close().unwrap_or(true)
    }

    /// The values of figures together, and what they leave open.
    fn sum(&self, figures: &[FigureId]) -> (i128, i128) {
        let mentions = figures.iter().map(|&figure| &self.mentions[figure]);
        mentions
            .fold((0, 0), |(value, slack), mention| (mention.value.saturating_add(value), mention.slack.saturating_add(slack)))
    }

    /// The figure in whose place a slip accounts for the miss, with what should stand there.
    pub(super) fn repaired(&self, binding: &Binding) -> Option<(FigureId, i128)> {
        let operands = self.admitted(binding, self.scope.printed)?;
        let found = operands.into_iter().find(|&operand| self.slips_into(operand))?;
        Some((found.0, (found.1.0 + found.1.1) / 2))
    }

    /// Whether one digit of one operand accounts for the miss, and among how many slips it was found.
    fn operand_slip(&self, binding: &Binding, printed: Printed) -> Option<u64> {
        self.slips(self.admitted(binding, printed)?)
    }

    /// What part and whole may be, each if the other is right.
    fn admitted(&self, binding: &Binding, printed: Printed) -> Option<[(FigureId, (i128, i128)); 2]> {
        let (&[part], None, &[whole]) = (&*binding.parts, binding.less, &*binding.wholes) else { return None };
        let (a, b) = (self.mentions[part].value, self.mentions[whole].value);
        let (low, high) = printed.ends();
        let hundred = printed.whole();
        let parts = (scaled(b, low, hundred)?, scaled(b, high, hundred)?);
        let wholes = (scaled(a, hundred, high)?, scaled(a, hundred, low.max(1))?);
        Some([(part, parts), (whole, wholes)])
    }

    /// Whether a slip of one of two figures leads to where it should be, and among how many slips of both.
    pub(super) fn slips(&self, operands: [(FigureId, (i128, i128)); 2]) -> Option<u64> {
        let mentions = operands.map(|(figure, _)| &self.mentions[figure]);
        let found =
            !mentions.iter().any(|mention| mention.is_hedged) && operands.into_iter().any(|operand| self.slips_into(operand));
        found.then(|| mentions.iter().map(|mention| digits::slips(mention.value / mention.unit)).sum())
    }

    /// Whether a slip of a figure leads to where it should be.
    fn slips_into(&self, (figure, (low, high)): (FigureId, (i128, i128))) -> bool {
        let mention = &self.mentions[figure];
        // a number with places stands for all that rounds to it
        let (low, high) = (low - mention.slack, high + mention.slack);
        let unit = mention.unit;
        digits::slips_into(mention.value / unit, (low + unit - 1).div_euclid(unit), high.div_euclid(unit))
    }

    /// What the words and the layout say of a binding. Where one digit of an operand is held to be wrong (`repaired`), the figure
    /// counts as what it should be.
    pub(super) fn evidence(&self, binding: &Binding, repaired: Option<(FigureId, i128)>) -> Ratio {
        let value = |figure: FigureId| match repaired {
            Some((other, value)) if other == figure => value,
            _ => self.value(figure),
        };
        // the nearest part stands for several
        let part_id = *binding.less.as_ref().or(binding.parts.last()).expect("a binding has parts");
        let whole_id = binding.wholes[0];
        let (r, p, w) = (self.own(), &self.mentions[part_id], &self.mentions[whole_id]);
        let mut e = Ratio::default();
        self.names(&mut e, r, part_id, whole_id);
        self.places(&mut e, part_id, whole_id);
        self.concepts(&mut e, p, w);
        self.neighbours(&mut e, part_id, whole_id, &value);
        let unit = |figure| self.scene.unit(figure);
        let family = self.family();
        e.kinship = 3 * family + self.kinship_level(part_id, whole_id);
        self.lists(&mut e, part_id, whole_id, &value);
        let topic = w.shares(crate::words::last(p.label, 10), 3).min(3);
        e.topic = if topic > 0 { 3 * family + topic } else { 0 };
        let scope = p.scope;
        if !scope.is_empty() {
            e.scope = 1 + w.shares(scope, 3);
        }
        e.aligned = match self.aligned {
            None => 0,
            Some(aligned) if aligned == part_id => 1,
            Some(_) => 2,
        };
        self.shape(&mut e, part_id, whole_id);
        e.same_unit = (unit(part_id) == unit(whole_id)).into();
        e.no_unit = (unit(part_id).is_none() || unit(whole_id).is_none()).into();
        e.not_smaller = (value(whole_id) >= value(part_id)).into();
        e.cells = (p.is_cell || w.is_cell).into();
        let terms = binding.parts.len().max(binding.wholes.len());
        e.composite = match () {
            () if binding.less.is_some() => 2 + 5 * family,
            () if *binding.wholes == *self.listed => 5 + 5 * family,
            () if binding.wholes.len() > 1 => 5 * family + if binding.parts[0] == binding.wholes[0] { 4 } else { 3 },
            () if binding.parts.len() > 1 => 1 + 5 * family,
            () => 0,
        };
        e.sum_told = match &self.together {
            None => 0,
            Some(_) if binding.parts.len() == 1 => 4,
            Some(Together { count: None }) => 2,
            Some(Together { count: Some(count) }) if *count == binding.parts.len() => 1,
            Some(_) => 3,
        };
        if terms > 1 {
            e.terms = (terms - 1).min(7) as u8;
            let added: &[FigureId] = if binding.parts.len() > 1 { &binding.parts } else { &binding.wholes };
            e.listed = added.windows(2).all(|pair| self.mentions[pair[1]].gap.contains(['、', '和', '，', '；'])).into();
        }
        e
    }

    /// Whether the words stand as they do where nothing else is meant.
    fn shape(&self, e: &mut Ratio, part: FigureId, whole: FigureId) {
        let family = self.family();
        let (r, p, w) = (self.own(), &self.mentions[part], &self.mentions[whole]);
        let fits = whole < part && part < self.percent && e.nearest_larger > 0 && e.percent_between == 0;
        if !fits || self.scope.pool.place(part) != Some(0) || p.sentence != r.sentence || p.depth > r.depth {
            return;
        }
        let named = match r.stated {
            Stated::Rate(_) => e.name_in_part >= 2 && e.negated == 0,
            Stated::Share("") | Stated::Level => e.whole_opens > 0 || e.part_of_which > 0,
            Stated::Share(_) => e.base_in_whole >= 3,
        };
        let far = w.sentence != r.sentence;
        e.shape = 4 * family + 1 + u8::from(named) + 2 * u8::from(far);
    }

    fn family(&self) -> u8 {
        self.own().stated.family()
    }

    fn by_family(&self, holds: bool) -> u8 {
        if holds { self.family() + 1 } else { 0 }
    }

    /// Whether a percentage other than the one in question stands right behind a figure, in its sentence.
    fn has_share(&self, figure: FigureId) -> bool {
        figure.next() != self.percent && self.mentions[figure].has_share
    }

    /// What lists say: which figures open one, which are members.
    fn lists(&self, e: &mut Ratio, part: FigureId, whole: FigureId, value: &impl Fn(FigureId) -> i128) {
        let kin = |figure: FigureId| self.kinship(part, figure) == Kinship::Same;
        let before = &self.scope.pool.before;
        e.whole_has_share = self.by_family(self.has_share(whole));
        e.part_has_other = self.by_family(self.has_share(part));
        let opens = self.mentions[whole].opens;
        e.whole_opens = if opens > 0 { 2 * self.family() + opens } else { 0 };
        let between = || before.iter().copied().filter(|&figure| figure > whole && figure < part);
        e.opens_last = self.by_family(opens > 0 && whole < part && !between().any(|figure| self.mentions[figure].opens > 0));
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
            e.whole_paragraphs_back = match r.paragraph.since(w.paragraph) {
                back @ 0..=3 => back as u8,
                4..=6 => 4,
                _ => 5,
            };
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
        e.whole_is_closed = (w.before.has(Closed) || w.before.has(Passed)).into();
        e.part_is_closed = (p.before.has(Closed) || p.before.has(Passed)).into();
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

    fn neighbours(&self, e: &mut Ratio, part: FigureId, whole: FigureId, value: &impl Fn(FigureId) -> i128) {
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
        let of_list = match (self.supports.alike, support.alike) {
            (0, _) => 0,
            (all, explained) if explained >= all => {
                if all == 1 {
                    1
                } else {
                    2
                }
            }
            (1, _) => 5,
            (_, 0) => 6,
            (all, explained) => {
                if 2 * explained >= all {
                    3
                } else {
                    4
                }
            }
        };
        e.explains_list = if of_list > 0 { 6 * self.family() + of_list } else { 0 };
        if place == Some(0) {
            e.explains_nearest = support.neighbours.min(3);
            if value(whole) >= value(part) {
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
