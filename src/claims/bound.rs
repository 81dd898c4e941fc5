//! Figures of which only an inequality holds: a part without a rate, a list that stays open.

use super::draft::{Draft, plain};
use super::judge::Outcome;
use super::scene::{Facet, Scene, contains_any, is_counting};
use super::verdict::{Kind, Reason, Role};
use super::working::Working;
use crate::figures::{Class, Kinship};
use crate::ids::{ClauseId, FigureId, SentenceId};
use crate::severity::Certainty;

/// How many figures before a part are looked at for its whole.
const REACH: usize = 40;
/// How many sentences before 其中 its whole may stand.
const SENTENCES: usize = 2;
/// How many figures of a list after 其中 are read.
const LIST: usize = 12;

/// Pairs of which the text says, or lets expect, that one counts part of the other.
pub(super) fn bounds(scene: &Scene) -> Vec<Draft> {
    let mut claims = Vec::new();
    for figure in scene.figures.ids() {
        claims.extend(Scope::opened_at(scene, figure).iter().flat_map(Scope::bounds));
        if scene.is_level(figure) {
            claims.extend(
                aside(scene, figure)
                    .or_else(|| registered(scene, figure))
                    .or_else(|| named_scope(scene, figure))
                    .or_else(|| same_noun(scene, figure)),
            );
        }
    }
    claims
}

/// 「323件（含上级指派77件）」, 「2787件（含2019年旧存512件）」.
fn aside(scene: &Scene, part: FigureId) -> Option<Draft> {
    let whole = measured_before(scene, part)?;
    let clause = scene.document.clauses[scene.figures[part].clause].span;
    let head = scene.between(clause.start, scene.figures[part].span.start).trim_start();
    let adjacent = scene.cues[part].aside && scene.is_level(whole) && scene.cues[whole].depth < scene.cues[part].depth;
    let included = ["含", "包括", "其中含"].iter().any(|word| head.starts_with(word));
    (adjacent && included && scene.kinship(part, whole) == Kinship::Same).then(|| claim(scene, part, whole, Certainty::Proven))
}

/// What 其中 opens: the figures right behind it are parts of one before it.
struct Scope<'s, 'a> {
    scene: &'s Scene<'a>,
    /// Where 其中 stands.
    start: u32,
    /// The first figure behind it.
    first: FigureId,
}

impl<'s, 'a> Scope<'s, 'a> {
    /// 其中 between a figure and the measured one before it, in its sentence: 「其中合格218人」, 「其中，对未成年人批捕12人」; or 包括 right
    /// behind that one: 「1453件，包括上年结转30件」.
    fn opened_at(scene: &'s Scene<'a>, first: FigureId) -> Option<Self> {
        if !scene.is_level(first) || scene.is_limit(first) {
            return None;
        }
        let sentence = scene.document.sentences[scene.cues[first].sentence].span;
        let before = measured_before(scene, first).map_or(0, |before| scene.figures[before].span.end);
        let start = before.max(sentence.start);
        let words = scene.between(start, scene.figures[first].span.start);
        let included = words.trim_start_matches(['，', ',', ' ']);
        let at_once = || ["包括", "包含"].iter().any(|word| included.starts_with(word)).then(|| words.len() - included.len());
        let at = words.rfind("其中").or_else(at_once)?;
        Some(Self { scene, start: start + at as u32, first })
    }

    /// Each of the parts; one larger than all before 其中 tells that the list has gone on to other things.
    fn bounds(&self) -> Vec<Draft> {
        let alike = |part: &FigureId| self.scene.kinship(*part, self.first) == Kinship::Same;
        let mut parts = self.parts();
        let of_first = self.wholes(self.first);
        let value = |figure: FigureId| self.scene.figures[figure].value();
        let fits = |part: FigureId| part == self.first || of_first.iter().any(|&whole| value(part) <= value(whole));
        parts.truncate(parts.iter().take_while(|part| !alike(part) || fits(**part)).count());
        let wholes = |part: FigureId| if alike(&part) { of_first.clone() } else { self.wholes(part) };
        parts.iter().filter_map(|&part| self.bound(part, &parts, &wholes(part))).collect()
    }

    /// The first figure behind it with those that go with it (97件134人), and those that the same mark divides from the one before,
    /// or that 、 does.
    fn parts(&self) -> Vec<FigureId> {
        let scene = self.scene;
        let mut parts = vec![self.first];
        let mut mark = None;
        let sentence = scene.sentence_of(self.first);
        for figure in self.first.next().until(sentence.end).iter().take(LIST) {
            let last = parts[parts.len() - 1];
            let gap = scene.between(scene.figures[last].span.end, scene.figures[figure].span.start);
            let divider = gap.chars().find(|c| matches!(c, '，' | ',' | '、' | '；' | ';'));
            let listed = scene.kinship(figure, last) == Kinship::Same
                && matches!(divider, Some('，' | ',' | '、'))
                && mark.is_none_or(|mark| divider == Some(mark));
            let level =
                scene.is_level(figure) && !scene.is_limit(figure) && scene.cues[figure].depth == scene.cues[self.first].depth;
            if !level || !(listed || scene.is_twin(figure)) {
                break;
            }
            mark = mark.or(divider);
            parts.push(figure);
        }
        parts
    }

    /// A part that is no larger than its whole; where it is, the words must leave no doubt of what it is a part.
    fn bound(&self, part: FigureId, parts: &[FigureId], wholes: &[FigureId]) -> Option<Draft> {
        let whole = self.whole(part, parts, wholes)?;
        let holds = self.scene.figures[part].value() <= self.scene.figures[whole].value();
        let here = self.scene.cues[whole].sentence == self.scene.cues[part].sentence;
        let certainty = if here { Certainty::Proven } else { Certainty::Likely };
        (holds || self.exceeds_all(part, whole)).then(|| claim(self.scene, part, whole, certainty))
    }

    /// What 其中 goes back to: of the figures that count the same, in its sentence or shortly before, the one whose name the part's
    /// ends in, or the nearest that all parts fit in.
    fn whole(&self, part: FigureId, parts: &[FigureId], wholes: &[FigureId]) -> Option<FigureId> {
        let scene = self.scene;
        let value = |figure: FigureId| scene.figures[figure].value();
        let alike = parts.iter().filter(|&&other| scene.kinship(other, part) == Kinship::Same);
        let most = alike.map(|&other| value(other)).max()?;
        let named = wholes.iter().find(|&&whole| is_named_alike(scene, part, whole) && value(whole) >= value(part));
        let fitting = named.or_else(|| wholes.iter().find(|&&whole| value(whole) >= most));
        fitting.or_else(|| wholes.iter().max_by_key(|&&whole| value(whole))).copied()
    }

    /// The figures that 其中 may go back to, the nearest first.
    fn wholes(&self, part: FigureId) -> Vec<FigureId> {
        let own = self.scene.cues[self.first].sentence;
        let here = self.candidates(part, own);
        if !here.is_empty() || !self.opens_sentence() {
            return here;
        }
        let earlier = std::iter::successors(own.previous(), |sentence| sentence.previous()).take(SENTENCES);
        earlier.flat_map(|sentence| self.candidates(part, sentence)).collect()
    }

    /// 「。其中，…」, 「（其中…）」, 「。这其中，…」.
    fn opens_sentence(&self) -> bool {
        let sentence = self.scene.document.sentences[self.scene.cues[self.first].sentence].span;
        let words = self.scene.between(sentence.start, self.start);
        words.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '（' | '(' | '这' | '在' | '对')).is_empty()
    }

    /// The figures of a sentence before 其中 that count what a part counts, the nearest first. Behind another 其中 stand parts, too,
    /// up to a semicolon.
    fn candidates(&self, part: FigureId, sentence: SentenceId) -> Vec<FigureId> {
        let scene = self.scene;
        let text = scene.document.sentences[sentence].span;
        let start = text.start.max(scene.figures[self.first.reach_back(REACH)].span.start);
        let before = scene.before(self.first).take(REACH).filter(|&figure| scene.figures[figure].span.start < self.start);
        let here = before.skip_while(|&figure| scene.cues[figure].sentence > sentence);
        let like = here.take_while(|&figure| scene.cues[figure].sentence == sentence).filter(|&figure| {
            scene.is_level(figure)
                && scene.kinship(figure, part) == Kinship::Same
                && scene.cues[figure].depth <= scene.cues[part].depth
        });
        let like: Vec<FigureId> = like.collect();
        let is_part = |figure: FigureId| {
            let head = scene.between(start, scene.figures[figure].span.start);
            head.rfind("其中").is_some_and(|at| !head[at..].contains(['；', ';']))
        };
        let wholes: Vec<FigureId> = like.iter().copied().filter(|&figure| !is_part(figure)).collect();
        if wholes.is_empty() { like } else { wholes }
    }

    /// 「参加考试223人，增长5.2%，其中合格281人」: the figure before 其中 counts the same, nothing else does that would make up so many, and
    /// all is said of it: no words without a figure turn to another thing.
    fn exceeds_all(&self, part: FigureId, whole: FigureId) -> bool {
        let scene = self.scene;
        let exact = scene.figures[part].is_exact() && scene.figures[whole].is_exact();
        let candidates = self.candidates(part, scene.cues[part].sentence);
        let sum = scene.sum(&candidates);
        let is_change = |&figure: &FigureId| {
            scene.figures[figure].class != Class::Quantity || matches!(scene.cues[figure].facet, Facet::Delta(_))
        };
        let beside = scene.before(part).take(REACH).find(|figure| !is_change(figure)) == Some(whole);
        let clauses = scene.figures[whole].clause.next().until(scene.figures[part].clause);
        let is_told = |clause: ClauseId| whole.until(part).iter().any(|figure| scene.figures[figure].clause == clause);
        let words = |clause: ClauseId| scene.source.slice(scene.document.clauses[clause].span).trim();
        let turns = clauses.iter().any(|clause| words(clause) != "其中" && !is_told(clause));
        let (own, other) = (&scene.cues[part], &scene.cues[whole]);
        let level = own.depth == other.depth && own.sentence == other.sentence;
        exact
            && beside
            && level
            && !turns
            && !counts_other_things(scene, part, whole)
            && sum.is_some_and(|sum| scene.figures[part].value() > sum)
    }
}

/// 「辖16个镇，其中行政村238个」: 个 counts anything, and what stands behind it tells of what.
fn counts_other_things(scene: &Scene, part: FigureId, whole: FigureId) -> bool {
    let counted = scene.tail(whole).trim_end_matches(['（', '(']);
    !counted.is_empty() && scene.tail(part) != counted && !scene.label(part).contains(counted)
}

/// The nearest figure before one that measures something, and neither time nor age: not the year of 「含2019年旧存512件」.
fn measured_before(scene: &Scene, figure: FigureId) -> Option<FigureId> {
    let is_telling = |&before: &FigureId| {
        let printed = &scene.figures[before];
        printed.class.is_measured() && is_counting(printed) && !printed.classifier.is_some_and(|unit| unit.is_of_time())
    };
    scene.before(figure).take(REACH).find(is_telling)
}

/// Whether the name of a whole ends the name of a part: 就业人员 and 城镇就业人员.
fn is_named_alike(scene: &Scene, part: FigureId, whole: FigureId) -> bool {
    let (part, whole) = (name(scene.label(part)), name(scene.label(whole)));
    let common = part.chars().rev().zip(whole.chars().rev()).take_while(|(a, b)| a == b).count();
    common >= 2
}

/// A label without the words that lead to its figure.
fn name(label: &str) -> &str {
    label.trim_end_matches(['为', '达', '有', '共', '约', '到', '了', '数', '量', '的', '近', '超', '过', '合', '计', '总'])
}

/// 「现有市场主体数共44193户，已注册数43034户」: 共 names the whole, 已 the part, in one unit, side by side.
fn registered(scene: &Scene, part: FigureId) -> Option<Draft> {
    let whole = part.previous()?;
    let beside = scene.is_level(whole)
        && scene.cues[whole].sentence == scene.cues[part].sentence
        && scene.kinship(part, whole) == Kinship::Same;
    let words =
        (scene.cues[whole].total || contains_any(scene.label(whole), &["受理", "收到", "应"])) && is_done(scene.label(part));
    (beside && words).then(|| claim(scene, part, whole, Certainty::Likely))
}

/// What has been done is part of what there was to do.
fn is_done(label: &str) -> bool {
    label.starts_with('已') && !label.contains("结转")
}

/// 「毕业生446人，毕业生中69人获得证书」, 「卫生人员总数中，卫生技术人员1067.8万人」: the words before 中 name an earlier figure.
fn named_scope(scene: &Scene, part: FigureId) -> Option<Draft> {
    let clause = scene.figures[part].clause;
    let head = scene.between(scene.document.clauses[clause].span.start, scene.figures[part].span.start);
    let own = scene.cues[part].sentence;
    let before = clause.previous().filter(|&before| scene.document.clauses[before].sentence == own);
    let scope = match head.split_once('中') {
        Some((scope, _)) => scope,
        None => before.and_then(|before| scene.source.slice(scene.document.clauses[before].span).strip_suffix('中'))?,
    };
    let scope = name(scope.trim().trim_start_matches(['在', '其', '这']).trim_end_matches('之'));
    let is_clear = (2..=16).contains(&scope.chars().count()) && !scope.contains(|c: char| c.is_ascii_digit());
    let whole = scene.before(part).take(REACH).find(|&whole| {
        scene.is_level(whole)
            && scene.kinship(whole, part) == Kinship::Same
            && own.since(scene.cues[whole].sentence) <= SENTENCES
            && name(scene.label(whole)).ends_with(scope)
    })?;
    let holds = scene.figures[part].value() <= scene.figures[whole].value();
    (is_clear && holds).then(|| claim(scene, part, whole, Certainty::Likely))
}

/// 「共40种照面，10个部门…已签发照面数38个，签发部门数14个」: the later label repeats the noun that the earlier figure counts.
/// Whether the two count the same thing the text does not say, so a breach is not even a warning: it stays unchecked.
fn same_noun(scene: &Scene, part: FigureId) -> Option<Draft> {
    let noun = scene.label(part).strip_suffix('数')?;
    let sentence = scene.cues[part].sentence;
    let paragraph = scene.paragraph_of(part);
    let whole = paragraph.start.until(part).iter().rev().take(12).find(|&whole| {
        let counted = scene.tail(whole);
        scene.is_level(whole)
            && sentence.since(scene.cues[whole].sentence) <= 1
            && counted.chars().count() >= 2
            && noun.ends_with(counted)
    })?;
    Some(claim(scene, part, whole, Certainty::Likely))
}

fn claim(scene: &Scene, part: FigureId, whole: FigureId, certainty: Certainty) -> Draft {
    let holds = scene.figures[part].value() <= scene.figures[whole].value();
    let outcome = match (holds, certainty) {
        (true, _) => Outcome::equal(),
        (false, Certainty::Proven) => Outcome::Impossible(Reason::PartOverWhole),
        (false, Certainty::Likely) => Outcome::Open,
    };
    let roles = vec![(Role::Part, part), (Role::Whole, whole)];
    plain(scene, Kind::Bound, outcome, certainty, roles, Working::AtMost(part, whole))
}
