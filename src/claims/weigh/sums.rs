//! Totals, weighed: of each figure it is asked which of the lists around it make it up. A figure may be divided several times
//! over (by channel, by kind, by outcome): when a list is found, it is asked again of those that share no figure with it.

mod features;
#[cfg(feature = "fit")]
pub(super) mod instances;
mod lists;
mod terms;

use std::collections::HashMap;

use self::lists::{List, Stream, Surroundings};
use self::terms::Terms;
use super::answer::{AGREEMENT, CERTAIN, Inquiry, log_sum};
use super::digits::{self, Kind as Digits, log2};
use super::evidence::Feature;
use super::mention::Mention;
use super::weights::{Milli, Weights};
use crate::claims::draft::{Draft, agrees, sum_claim};
use crate::claims::scene::contains_any;
use crate::claims::vocabulary::NEW;
use crate::ids::FigureId;
use crate::severity::Certainty;

/// A figure that may be a total, with the lists around it.
struct Question<'q, 'a> {
    around: Surroundings<'q, 'a>,
    streams: Vec<Stream>,
    /// The logarithm of how many different numbers the total could have been.
    resolution: Milli,
}

/// A list with its weight by words and by digits, in thousandths of a bit.
struct Answer {
    list: List,
    parts: Vec<FigureId>,
    words: Milli,
    digits: Milli,
    kind: Digits,
}

impl Answer {
    fn score(&self) -> Milli {
        self.words + self.digits
    }

    /// The least odds that it may take.
    fn needed(&self) -> Milli {
        if self.kind.agrees() { AGREEMENT } else { SETTLED }
    }

    fn overlaps(&self, other: &Answer) -> bool {
        self.parts.iter().any(|part| other.parts.contains(part))
    }
}

/// Thousandths of a bit that a number's magnitude is worth: where nothing gives it, it could have been of another.
const MAGNITUDE: Milli = 5_000;
/// The same of a number below ten, in millionths: small numbers are near each other.
const SMALL: i128 = 10_000_000;
const SMALL_MAGNITUDE: Milli = 3_000;
/// What is counted wrongly is off by this share of the total, at most.
const NEAR: i128 = 500;
/// What a total that the parts make up exactly has ahead of another that words favour.
const FAVOUR: Milli = 4_000;
/// No chance at all.
const IMPOSSIBLE: Milli = -60_000;
/// How many figures may stand between a total and a list that is said to be wrong, if nothing opens it.
const PASSED: usize = 3;
/// A list of which the words say less than this is never said to be wrong, however near its sum comes;
const PLAUSIBLE: Milli = -3_500;
/// nor is one of which words and odds together say less.
const TOGETHER: Milli = 2_500;
/// What another list that makes up the same says for one.
const ECHO: Milli = 3_000;
/// Words that say that some are counted in two parts: 「党纪处分7人、政务处分5人（含双重处分3人）」.
const OVERLAPS: [&str; 10] = ["双重", "兼有", "兼任", "两者", "二者", "并处", "重叠", "交叉", "重复", "同时"];
/// From here on, in millionths, two sums are not equal by chance.
const TELLING: i128 = 100_000_000;
/// What it says for a list right behind the total, whose parts are all smaller, that they make more: nothing was left out.
const EXCEEDS: Milli = 2_000;
/// What it says against a list that it makes much less: the rest may have been left out.
const FALLS_SHORT: Milli = -2_500;
/// The odds that it takes to say that a list right behind the total is wrong,
const DIRECT: Milli = 2_000;
/// another,
const FAR: Milli = 5_000;
/// and one of what was closed and what is pending.
const SETTLED: Milli = 0;

/// A claim with its odds, and those of the words alone.
struct Found {
    odds: Milli,
    by_words: Milli,
    /// What the parts add up to, in millionths.
    sum: i128,
    draft: Draft,
}

impl Found {
    fn parts(&self) -> impl Iterator<Item = FigureId> {
        self.draft.figures().filter(|&figure| Some(figure) != self.draft.stated)
    }

    fn agrees(&self) -> bool {
        agrees(self.draft.verdict())
    }
}

/// Every total of running text whose parts are printed.
pub(super) fn totals(inquiry: &Inquiry, weights: &Weights) -> Vec<Draft> {
    let terms = Terms::of(inquiry.scene);
    let mut found: Vec<Found> = Vec::new();
    for total in inquiry.scene.figures.ids() {
        if let Some(question) = Question::of(inquiry, &terms, total) {
            found.extend(question.answers(weights));
        }
    }
    told_once(found)
}

impl<'q, 'a> Question<'q, 'a> {
    fn of(inquiry: &'q Inquiry<'q, 'a>, terms: &'q Terms, total: FigureId) -> Option<Self> {
        if !terms[total].is_total || inquiry.mentions[total].value == 0 {
            return None;
        }
        let around = Surroundings { scene: inquiry.scene, mentions: &inquiry.mentions, units: &inquiry.units, terms, total };
        let streams = around.streams();
        let resolution = resolution(&inquiry.mentions[total]);
        (!streams.is_empty()).then_some(Self { around, streams, resolution })
    }

    fn total(&self) -> FigureId {
        self.around.total
    }

    /// Every list that is worth a look.
    fn lists(&self, mut found: impl FnMut(List)) {
        for (at, stream) in self.streams.iter().enumerate() {
            self.around.lists(at, stream, &mut found);
        }
    }

    fn parts(&self, list: &List) -> &[FigureId] {
        self.streams[list.stream].parts(list)
    }

    /// What speaks for a list, in place of what stood there.
    fn features(&self, list: &List, features: &mut Vec<Feature>) {
        features.clear();
        self.around.evidence(&self.streams[list.stream], list).features(features);
    }

    /// What speaks for none.
    fn none(&self, features: &mut Vec<Feature>) {
        features.clear();
        self.around.none(&self.streams).features(features);
    }

    /// The chance of the printed digits, if the list gives them.
    fn digits(&self, list: &List) -> (Digits, Milli) {
        let stream = &self.streams[list.stream];
        let own = &self.around.mentions[self.total()];
        let off = stream.sum(list).saturating_sub(own.value);
        let slack = stream.slack(list).saturating_add(own.slack);
        let unit = own.unit.max(1);
        let admitted = log2((2 * slack / unit).clamp(1, 1_000_000_000) as u64);
        if off.abs() <= slack {
            return (Digits::Agrees, digits::AGREES - admitted);
        }
        if !self.may_be_meant(list) {
            return (Digits::Other, digits::OTHER - self.resolution);
        }
        let near = self.near(off, slack);
        let (kind, slip) = self.slip(list, off, slack).unwrap_or((Digits::FewUnits, IMPOSSIBLE));
        let admitted = admitted - self.left_out(list, off);
        match near {
            Some(near) => (kind, log_sum([near, slip].into_iter()) - admitted),
            None if slip > IMPOSSIBLE => (kind, slip - admitted),
            None => (Digits::Other, digits::OTHER - self.resolution),
        }
    }

    /// What the side says on which a list misses the total.
    fn left_out(&self, list: &List, off: i128) -> Milli {
        let value = |figure: FigureId| self.around.mentions[figure].value;
        let total = value(self.total());
        let sentence = |figure: FigureId| self.around.mentions[figure].sentence;
        let (first, ending) = (self.parts(list)[0], self.streams[list.stream].figures[list.to - 1]);
        let is_here = sentence(first) == sentence(ending) && sentence(self.total()).distance(sentence(first)) <= 1;
        let is_behind = list.from == 0 && !self.streams[list.stream].form.is_before() && is_here;
        match () {
            () if off < -total / 5 => FALLS_SHORT,
            () if off > 0 && is_behind && self.parts(list).iter().all(|&part| value(part) < total) => EXCEEDS,
            () => 0,
        }
    }

    /// The chance of a sum that is so little more than the total, counted wrongly; what is less may have been left out.
    fn near(&self, off: i128, slack: i128) -> Option<Milli> {
        let own = &self.around.mentions[self.total()];
        let unit = own.unit.max(1);
        let reach = (own.value / NEAR).max(3 * unit);
        (off > 0 && off <= reach + slack).then(|| digits::FEW - log2((2 * reach / unit).clamp(1, i128::from(u32::MAX)) as u64))
    }

    /// The chance of a slip in one digit, of the total or of a part.
    fn slip(&self, list: &List, off: i128, slack: i128) -> Option<(Digits, Milli)> {
        let units = |low: i128, high: i128, unit: i128| ((low + unit - 1).div_euclid(unit), high.div_euclid(unit));
        let slips = |mention: &Mention, off: i128| {
            let unit = mention.unit.max(1);
            let (low, high) = units(mention.value + off - slack, mention.value + off + slack, unit);
            let printed = mention.value / unit;
            digits::slips_into(printed, low, high).then(|| log2(digits::slips(printed)))
        };
        let mentions = &self.around.mentions;
        if let Some(tried) = slips(&mentions[self.total()], off) {
            return Some((Digits::Slip, digits::SLIP - tried));
        }
        let parts = self.parts(list);
        let mended = parts.iter().find_map(|&part| slips(&mentions[part], -off * self.around.sign(part)));
        mended.map(|tried| (Digits::OperandSlip, digits::OPERAND - tried - log2(parts.len() as u64)))
    }

    /// The lists that are claimed to make up the total, each with its odds.
    fn answers(&self, weights: &Weights) -> Vec<Found> {
        let (mut near, mut far) = (Vec::new(), Vec::new());
        self.lists(|list| match self.digits(&list) {
            (Digits::Other, digits) if list.is_natural => far.push((list, Digits::Other, digits)),
            (Digits::Other, _) => {}
            (kind, digits) => near.push((list, kind, digits)),
        });
        // where no sum comes near the total there is nothing to say
        if near.is_empty() {
            return Vec::new();
        }
        let mut features = Vec::with_capacity(48);
        self.none(&mut features);
        let nothing = (weights.weigh(&features), -self.resolution);
        let mut weigh = |lists: Vec<(List, Digits, Milli)>| -> Vec<Answer> {
            let answers = lists.into_iter().map(|(list, kind, digits)| {
                self.features(&list, &mut features);
                Answer { list, parts: self.parts(&list).to_vec(), words: weights.weigh(&features), digits, kind }
            });
            merged(answers.collect())
        };
        let mut answers = weigh(near);
        self.echo(&mut answers);
        let is_ahead = |answer: &Answer| answer.score() - nothing.0 - nothing.1 >= answer.needed();
        if !answers.iter().any(is_ahead) {
            return Vec::new();
        }
        answers.extend(weigh(far));
        let mut found = Vec::new();
        while let Some(best) = (0..answers.len()).max_by_key(|&at| answers[at].score()) {
            let best = answers.swap_remove(best);
            let Some(claim) = self.claim(&best, &answers, nothing) else { break };
            found.push(claim);
            answers.retain(|other| !other.overlaps(&best));
        }
        found
    }

    /// Whether a list may be said to be wrong: it starts near the total, or something opens it.
    fn may_be_meant(&self, list: &List) -> bool {
        let stream = &self.streams[list.stream];
        let is_near =
            stream.form.is_before() || list.from <= PASSED || self.around.scene.cues[stream.figures[list.from]].opens_parts;
        list.is_natural && is_near
    }

    /// 「128件，其中甲109件、乙18件；按方式分，丙21件、丁39件、戊67件」: two lists that share nothing and miss the total by the same
    /// speak for each other.
    fn echo(&self, answers: &mut [Answer]) {
        let sum = |answer: &Answer| self.streams[answer.list.stream].sum(&answer.list);
        let is_echoed = |at: usize| {
            let own = &answers[at];
            // small sums are equal by chance
            let is_telling = !own.kind.agrees() && sum(own) >= TELLING;
            is_telling && answers.iter().any(|other| sum(other) == sum(own) && !other.overlaps(own))
        };
        let echoed: Vec<bool> = (0..answers.len()).map(is_echoed).collect();
        for (answer, _) in answers.iter_mut().zip(echoed).filter(|(_, echoed)| *echoed) {
            answer.digits += ECHO;
        }
    }

    /// Whether so much speaks for a list that misses the total that it is said to be wrong. Changes and earlier values are often
    /// told of some parts only, so that they prove nothing wrong.
    fn is_wrong(&self, best: &Answer, odds: Milli, by_words: Milli) -> bool {
        let mentions = &self.around.mentions;
        let is_over = best.parts.iter().any(|&part| mentions[part].value > mentions[self.total()].value);
        let needed = match () {
            () if self.is_settled(best) && (!is_over || self.is_direct(best)) => SETTLED,
            // what something opens is part of the total, so that one larger is wrong whatever the others are
            () if is_over && !self.is_opened(best) => return false,
            () if self.is_direct(best) && by_words >= 0 => DIRECT,
            () => FAR,
        };
        let is_plausible = by_words >= PLAUSIBLE && odds + by_words >= needed.min(TOGETHER);
        let is_excused = self.is_carried_on(best) || contains_any(self.around.scene.sentence_text(best.parts[0]), &OVERLAPS);
        self.around.terms[self.total()].facet == 0 && odds >= needed && is_plausible && !is_excused
    }

    /// 「指出问题14项…。完成整改13项，其余1项」: what was closed and what is pending right behind what there was; beside what came in
    /// new, cases carried over may stand unprinted.
    fn is_settled(&self, best: &Answer) -> bool {
        let Surroundings { scene, mentions, total, .. } = self.around;
        let &[closed, pending] = &best.parts[..] else { return false };
        let is_behind = !self.streams[best.list.stream].form.is_before();
        let is_near = match mentions[total].sentence.distance(mentions[closed].sentence) {
            0 => true,
            distance => distance == 1 && best.list.from == 0,
        };
        let is_pair = scene.cues[pending].pending && !scene.cues[closed].pending;
        is_behind && is_near && is_pair && !contains_any(scene.label(total), NEW) && !scene.has_carried_over(closed)
    }

    /// The same, and 其中, a colon or its bracket opens it.
    fn is_opened(&self, best: &Answer) -> bool {
        let first = best.parts[0];
        let cues = &self.around.scene.cues;
        self.is_direct(best) && (cues[first].opens_parts || cues[first].depth > cues[self.total()].depth)
    }

    /// Whether a list stands right behind the total, in its sentence, or right before it, and a word for a sum closes it.
    fn is_direct(&self, best: &Answer) -> bool {
        let Surroundings { scene, total, .. } = self.around;
        let ending = best.parts[best.parts.len() - 1];
        match self.streams[best.list.stream].form.is_before() {
            true => ending.next() == total && scene.label(total).ends_with(['共', '计']),
            false => best.list.from == 0 && scene.cues[ending].sentence == scene.cues[total].sentence,
        }
    }

    /// 「新收84件，上年结转6件，办理87件，结转下年3件」: what the parts have more than the total is pending.
    fn is_carried_on(&self, best: &Answer) -> bool {
        let Surroundings { scene, mentions, .. } = &self.around;
        let off = self.streams[best.list.stream].sum(&best.list) - mentions[self.total()].value;
        let is_rest =
            |figure: FigureId| scene.cues[figure].pending && mentions[figure].value == off && !best.parts.contains(&figure);
        scene.sentence_of(self.total()).iter().any(is_rest)
    }

    /// What is claimed of the likeliest list, if the odds against all that share a figure with it suffice.
    fn claim(&self, best: &Answer, others: &[Answer], nothing: (Milli, Milli)) -> Option<Found> {
        let rivals = || others.iter().filter(|other| other.overlaps(best));
        let odds = best.score() - log_sum(rivals().map(Answer::score).chain([nothing.0 + nothing.1]));
        let by_words = best.words - log_sum(rivals().map(|other| other.words).chain([nothing.0]));
        if odds < best.needed() || !(best.kind.agrees() || self.is_wrong(best, odds, by_words)) {
            return None;
        }
        let is_certain = if best.kind.agrees() { by_words > 0 || self.is_opened(best) } else { odds >= CERTAIN && by_words > 0 };
        let certainty = if is_certain { Certainty::Proven } else { Certainty::Likely };
        let draft = sum_claim(self.around.scene, self.total(), self.parts(&best.list), certainty)?;
        (agrees(draft.verdict()) || !best.kind.agrees()).then_some(Found {
            odds,
            by_words,
            sum: self.streams[best.list.stream].sum(&best.list),
            draft,
        })
    }
}

/// The logarithm of how many different numbers a total could have been.
fn resolution(total: &Mention) -> Milli {
    let mut number = total.value / (2 * total.slack).max(total.unit).max(1);
    // round numbers come up by themselves
    let mut zeros = 0;
    while number >= 100 && number % 10 == 0 {
        number /= 10;
        zeros += 1;
    }
    let magnitude = if total.value < SMALL { SMALL_MAGNITUDE } else { MAGNITUDE };
    log2(number.clamp(2, i128::from(u64::MAX / 2)) as u64) + 1500 * zeros + magnitude
}

/// Lists of the same figures are one answer.
fn merged(answers: Vec<Answer>) -> Vec<Answer> {
    let mut places: HashMap<Vec<FigureId>, usize> = HashMap::new();
    let mut kept: Vec<Answer> = Vec::with_capacity(answers.len());
    for answer in answers {
        match places.get(&answer.parts) {
            Some(&at) => kept[at].words = log_sum([kept[at].words, answer.words].into_iter()),
            None => {
                places.insert(answer.parts.clone(), kept.len());
                kept.push(answer);
            }
        }
    }
    kept
}

/// What is wrong with a total is told once where several lists say the same of it, and not where the parts of a list make up
/// another total.
fn told_once(found: Vec<Found>) -> Vec<Draft> {
    let mut by_part: HashMap<FigureId, Vec<usize>> = HashMap::new();
    for (at, claim) in found.iter().enumerate() {
        for part in claim.parts() {
            by_part.entry(part).or_default().push(at);
        }
    }
    let shares = |at: usize| {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for other in found[at].parts().flat_map(|part| &by_part[&part]).filter(|&&other| other != at) {
            *shared.entry(*other).or_default() += 1;
        }
        shared.into_iter().filter(|&(_, count)| count >= 2).map(|(other, _)| other)
    };
    let is_ahead = |other: usize, at: usize| match found[other].agrees() {
        true => found[other].by_words >= found[at].by_words - FAVOUR,
        false => (found[other].odds, other) > (found[at].odds, at),
    };
    let is_told = |at: usize| {
        let same = |other: &Found| other.draft.stated == found[at].draft.stated && other.sum == found[at].sum;
        found[..at].iter().rev().take_while(|other| other.draft.stated == found[at].draft.stated).any(same)
    };
    let is_doubted = |at: usize| !found[at].agrees() && (is_told(at) || shares(at).any(|other| is_ahead(other, at)));
    let doubted: Vec<bool> = (0..found.len()).map(is_doubted).collect();
    found.into_iter().zip(doubted).filter(|(_, doubted)| !doubted).map(|(found, _)| found.draft).collect()
}
