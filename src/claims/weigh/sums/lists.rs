//! The lists of figures that may make up a total: streams of like figures before and behind it, and the runs of each.

use super::terms::{Term, Terms};
use crate::claims::scene::Scene;
use crate::claims::weigh::mention::{Concept, Marks, Mentions, Units};
use crate::figures::Kinship;
use crate::ids::FigureId;

/// How many figures behind a total are looked at, and before it.
const AHEAD: usize = 90;
const BEHIND: usize = 36;
/// How many paragraphs behind a total, and before it.
const PARAGRAPHS: usize = 12;
const PARAGRAPHS_BEHIND: usize = 4;
/// How many like figures a stream holds, and a list.
const STREAM: usize = 40;
const TERMS: usize = 24;
/// How many starts of a stream are tried whatever stands there.
const STARTS: usize = 6;
/// How many figures may stand between a list and the total behind it.
const SKIPPED: usize = 2;

/// What divides two figures, by the strongest mark between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Link {
    /// 、, 和, or nothing.
    Pause = 1,
    Comma,
    Semicolon,
    Sentence,
    Paragraph,
}

/// What ends a segment, whose first figure stands for it.
const SEGMENTS: [Link; 3] = [Link::Semicolon, Link::Sentence, Link::Paragraph];

/// Where the figures of a stream stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// 245件（刑事189件，民事55件，行政1件）.
    Bracket = 1,
    /// All like figures behind the total.
    Behind,
    /// The first of each segment: 食品2148件，占…；药品57件，占….
    Heads,
    /// The second of each segment.
    Seconds,
    /// Those that have the name of the total.
    Named,
    /// The first of each segment of these.
    NamedHeads,
    /// Those of any unit in the total's sentence: 飞机7.5万架次，船舶8.8万艘次.
    Mixed,
    /// All like figures before the total.
    Before,
    /// The first of each segment before it.
    HeadsBefore,
    /// Those before it that have its name.
    NamedBefore,
}

impl Form {
    pub(super) fn is_before(self) -> bool {
        matches!(self, Form::Before | Form::HeadsBefore | Form::NamedBefore)
    }
}

/// Like figures in the order of the text, with what they add up to.
pub(super) struct Stream {
    pub(super) form: Form,
    pub(super) figures: Vec<FigureId>,
    /// What divides each from the next.
    links: Vec<Link>,
    /// Sums of the first so many, and of what rounding leaves open, in millionths.
    sums: Vec<i128>,
    slacks: Vec<i128>,
}

/// A run of a stream.
#[derive(Clone, Copy, Debug)]
pub(super) struct List {
    pub(super) stream: usize,
    pub(super) from: usize,
    pub(super) to: usize,
    /// Whether it starts and ends where the text lets a list start and end.
    pub(super) is_natural: bool,
}

impl Stream {
    pub(super) fn sum(&self, list: &List) -> i128 {
        self.sums[list.to].saturating_sub(self.sums[list.from])
    }

    pub(super) fn slack(&self, list: &List) -> i128 {
        self.slacks[list.to].saturating_sub(self.slacks[list.from])
    }

    pub(super) fn parts(&self, list: &List) -> &[FigureId] {
        &self.figures[list.from..list.to]
    }

    /// What divides the figures of a list.
    pub(super) fn links(&self, list: &List) -> &[Link] {
        &self.links[list.from..list.to - 1]
    }

    /// What stands before the first figure of a list, and behind its last, where the stream goes on.
    pub(super) fn before(&self, list: &List) -> Option<Link> {
        list.from.checked_sub(1).map(|before| self.links[before])
    }

    pub(super) fn behind(&self, list: &List) -> Option<Link> {
        self.links.get(list.to - 1).copied()
    }
}

/// What is looked at for the parts of a total.
pub(super) struct Surroundings<'q, 'a> {
    pub(super) scene: &'q Scene<'a>,
    pub(super) mentions: &'q Mentions<'a>,
    pub(super) units: &'q Units<'a>,
    pub(super) terms: &'q Terms,
    pub(super) total: FigureId,
}

impl Surroundings<'_, '_> {
    /// The strongest mark between two figures.
    fn link(&self, before: FigureId, figure: FigureId) -> Link {
        let (a, b) = (&self.mentions[before], &self.mentions[figure]);
        let marks = |of: &Marks| match a.depth.min(b.depth) {
            0 => (of.outer_semicolons, of.outer_commas),
            _ => (of.semicolons, of.commas),
        };
        let (from, to) = (marks(&a.marks), marks(&b.marks));
        match () {
            () if a.paragraph != b.paragraph => Link::Paragraph,
            () if a.sentence != b.sentence => Link::Sentence,
            () if to.0 > from.0 => Link::Semicolon,
            () if to.1 > from.1 => Link::Comma,
            () => Link::Pause,
        }
    }

    /// What a figure counts for in the total: what goes the other way is taken away.
    pub(super) fn sign(&self, figure: FigureId) -> i128 {
        if self.scene.goes_against(figure, self.total) { -1 } else { 1 }
    }

    fn term(&self, figure: FigureId) -> &Term {
        &self.terms[figure]
    }

    /// Whether a figure is a term of the total's kind.
    fn is_like(&self, figure: FigureId) -> bool {
        self.is_mixed_like(figure) && self.units.kinship(&self.mentions[self.total], &self.mentions[figure]) > Kinship::Apart
    }

    /// The same, whatever its unit.
    fn is_mixed_like(&self, figure: FigureId) -> bool {
        let (own, term) = (self.term(self.total), self.term(figure));
        term.is_term && term.is_percent == own.is_percent && term.facet == own.facet
    }

    pub(super) fn streams(&self) -> Vec<Stream> {
        let (alike, before) = (self.alike_behind(), self.before());
        let behind = self.within_bracket(&alike);
        let named = self.named(&alike);
        let named_before = self.named(&before);
        let mut streams: Vec<Stream> = Vec::with_capacity(12);
        let mut push = |form: Form, figures: Vec<FigureId>| {
            if figures.len() >= 2 && streams.iter().all(|stream| stream.figures != figures) {
                streams.push(self.stream(form, figures));
            }
        };
        // of streams with the same figures the plainest stands for all
        let heads = SEGMENTS.map(|end| (self.nth_of_segments(&behind, end, 0), self.nth_of_segments(&named, end, 0)));
        let seconds = self.nth_of_segments(&behind, Link::Semicolon, 1);
        let heads_before = self.nth_of_segments(&before, Link::Semicolon, 0);
        push(Form::Bracket, self.bracket());
        push(Form::Behind, behind);
        push(Form::Before, before);
        for (heads, named_heads) in heads {
            push(Form::Heads, heads);
            push(Form::NamedHeads, named_heads);
        }
        push(Form::Seconds, seconds);
        push(Form::HeadsBefore, heads_before);
        push(Form::Mixed, self.mixed());
        push(Form::Named, named);
        push(Form::NamedBefore, named_before);
        streams
    }

    fn stream(&self, form: Form, figures: Vec<FigureId>) -> Stream {
        let running = |of: &dyn Fn(FigureId) -> i128| -> Vec<i128> {
            let sums = figures.iter().scan(0_i128, |sum, &figure| {
                *sum = sum.saturating_add(of(figure));
                Some(*sum)
            });
            std::iter::once(0).chain(sums).collect()
        };
        let sums = running(&|figure| self.sign(figure) * self.mentions[figure].value);
        let slacks = running(&|figure| self.mentions[figure].slack);
        let links = figures.windows(2).map(|pair| self.link(pair[0], pair[1])).collect();
        Stream { form, figures, links, sums, slacks }
    }

    /// The like figures of a bracket right behind the total, of its own depth.
    fn bracket(&self) -> Vec<FigureId> {
        let (scene, total) = (self.scene, self.total);
        let first = total.next();
        let Some(next) = scene.figures.get(first) else { return Vec::new() };
        let depth = scene.cues[first].depth;
        if depth <= scene.cues[total].depth {
            return Vec::new();
        }
        // 「举报35523个（其中，来电20811个，来信14712个）」
        let gap = scene.between(scene.figures[total].tail.end, next.label.start).trim();
        let opening = gap.trim_end_matches(['，', ',', '：', ':']).trim_end_matches("其中").trim_end_matches("包括");
        if opening.chars().count() > 1 {
            return Vec::new();
        }
        let sentence = scene.cues[total].sentence;
        let inside = scene.figures.ids_after(total).take(AHEAD);
        let inside = inside.take_while(|&figure| scene.cues[figure].depth >= depth && scene.cues[figure].sentence == sentence);
        inside.filter(|&figure| scene.cues[figure].depth == depth && self.is_like(figure)).take(STREAM).collect()
    }

    /// The like figures behind the total, at its depth.
    fn alike_behind(&self) -> Vec<FigureId> {
        let (scene, total) = (self.scene, self.total);
        let own = &scene.cues[total];
        let near = |&figure: &FigureId| scene.cues[figure].paragraph.since(own.paragraph) <= PARAGRAPHS;
        let stands = |figure: FigureId| {
            let cue = &scene.cues[figure];
            cue.depth == own.depth && cue.aside == own.aside && self.is_like(figure)
        };
        let behind = scene.figures.ids_after(total).take(AHEAD).take_while(near);
        behind.filter(|&figure| stands(figure)).take(STREAM).collect()
    }

    /// Those of them that stand in the total's own bracket, where it stands in one.
    fn within_bracket(&self, alike: &[FigureId]) -> Vec<FigureId> {
        let (scene, total) = (self.scene, self.total);
        let depth = scene.cues[total].depth;
        if depth == 0 {
            return alike.to_vec();
        }
        let end = scene.figures.ids_after(total).take(AHEAD).find(|&figure| scene.cues[figure].depth < depth);
        alike.iter().copied().filter(|&figure| end.is_none_or(|end| figure < end)).collect()
    }

    /// The figures of any unit behind the total in its sentence, where not all are of its kind.
    fn mixed(&self) -> Vec<FigureId> {
        let (scene, total) = (self.scene, self.total);
        let own = &scene.cues[total];
        if self.term(total).is_percent {
            return Vec::new();
        }
        let is_beside = |&figure: &FigureId| {
            let cue = &scene.cues[figure];
            cue.depth == own.depth && !cue.aside && !scene.is_twin(figure) && self.is_mixed_like(figure)
        };
        let sentence = scene.figures.ids_after(total).take_while(|&figure| scene.cues[figure].sentence == own.sentence);
        let figures: Vec<FigureId> = sentence.take(AHEAD).filter(is_beside).take(STREAM).collect();
        if figures.iter().all(|&figure| self.is_like(figure)) { Vec::new() } else { figures }
    }

    fn before(&self) -> Vec<FigureId> {
        let (scene, total) = (self.scene, self.total);
        let own = &scene.cues[total];
        let near = |&figure: &FigureId| {
            let cue = &scene.cues[figure];
            own.paragraph.since(cue.paragraph) <= PARAGRAPHS_BEHIND && (cue.depth >= own.depth || own.depth == 0)
        };
        let stands = |figure: FigureId| {
            let cue = &scene.cues[figure];
            cue.depth == own.depth && !cue.aside && self.is_like(figure)
        };
        let before = scene.before(total).take(BEHIND).take_while(near);
        let mut before: Vec<FigureId> = before.filter(|&figure| stands(figure)).take(TERMS).collect();
        before.reverse();
        before
    }

    /// The figure at one place of each segment; segments end at a mark.
    fn nth_of_segments(&self, figures: &[FigureId], end: Link, nth: usize) -> Vec<FigureId> {
        let segments = figures.chunk_by(|&before, &figure| self.link(before, figure) < end);
        segments.filter_map(|segment| segment.get(nth).copied()).collect()
    }

    /// The figures whose words end as the total's do: 审结658件 of 审结3147件.
    fn named(&self, figures: &[FigureId]) -> Vec<FigureId> {
        let Some(name) = self.term(self.total).name else { return Vec::new() };
        figures.iter().copied().filter(|&figure| self.term(figure).name == Some(name)).collect()
    }

    /// 「…投诉建议76件，已办结284件」: what was closed is another matter than what came in.
    pub(super) fn is_next_stage(&self, before: FigureId, figure: FigureId) -> bool {
        let is_closed = |figure: FigureId| self.mentions[figure].before.has(Concept::Closed);
        is_closed(figure) && !is_closed(before) && self.mentions[before].sentence == self.mentions[figure].sentence
    }

    /// The runs of a stream that may make up the total.
    pub(super) fn lists(&self, at: usize, stream: &Stream, mut found: impl FnMut(List)) {
        let (figures, links) = (&stream.figures, &stream.links);
        let is_before = stream.form.is_before();
        for from in 0..figures.len() {
            let starts = from == 0
                || links[from - 1] >= Link::Semicolon
                || self.scene.cues[figures[from]].opens_parts
                || self.is_next_stage(figures[from - 1], figures[from]);
            if !starts && !is_before && from >= STARTS {
                continue;
            }
            let mut strongest = Link::Pause;
            for to in from + 2..=figures.len().min(from + TERMS) {
                strongest = strongest.max(links[to - 2]);
                let ends = links.get(to - 1).is_none_or(|&next| next >= Link::Sentence || next > strongest)
                    || self.is_next_stage(figures[to - 1], figures[to]);
                // what 、 joins is not divided
                let is_cut = |at: usize| links.get(at).is_some_and(|&next| next == Link::Pause);
                if is_cut(to - 1) || from > 0 && is_cut(from - 1) {
                    continue;
                }
                let is_natural = starts && ends;
                if is_natural || !is_before || figures.len() - to <= SKIPPED {
                    found(List { stream: at, from, to, is_natural });
                }
            }
        }
    }
}
