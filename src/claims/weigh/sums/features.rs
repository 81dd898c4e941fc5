//! What speaks for a list of parts, and for none.

use super::lists::{Form, Link, List, Stream, Surroundings};
use super::terms::last_name;
use crate::claims::scene::{Scene, contains_any};
use crate::claims::vocabulary::{COMPLEMENTS, TWO_WAYS};
use crate::claims::weigh::evidence::{Sum, Whole};
use crate::claims::weigh::mention::{Concept, Mention, Stated, common_run};
use crate::ids::FigureId;
use crate::words::{first, last};

/// Words after which a list leaves parts out.
const OPEN: [&str; 14] =
    ["主要", "热点", "突出", "重点", "集中在", "前三", "前五", "前十", "排名", "位居", "居前", "较多", "不含", "除"];

impl<'a> Surroundings<'_, 'a> {
    fn mention(&self, figure: FigureId) -> &Mention<'a> {
        &self.mentions[figure]
    }

    fn own(&self) -> &Mention<'a> {
        self.mention(self.total)
    }

    /// What speaks for a list.
    pub(super) fn evidence(&self, stream: &Stream, list: &List) -> Sum {
        let parts = stream.parts(list);
        let mut e = Sum { form: stream.form as u8, ..Sum::default() };
        let before = u8::from(stream.form.is_before());
        let count = match parts.len() {
            n @ 2..=4 => n as u8 - 1,
            5 | 6 => 4,
            7..=10 => 5,
            _ => 6,
        };
        e.count = 6 * before + count;
        self.standing(&mut e, stream, list);
        self.marks(&mut e, stream, list);
        self.total_words(&mut e, before == 1);
        self.names(&mut e, parts);
        self.stages(&mut e, parts);
        self.sizes(&mut e, stream, list);
        self.openness(&mut e, stream, parts);
        e.complete = self.completeness(stream, list);
        e.twins = self.twins(parts);
        e.percent = (self.own().is_percent).into();
        let is_opened = e.opener > 0 || e.opened_by_total > 0 || stream.form == Form::Bracket;
        e.opened = if is_opened { 1 + u8::from(parts.len() > 2) + 2 * u8::from(e.complete > 0) } else { 0 };
        e
    }

    /// Where the list stands.
    fn standing(&self, e: &mut Sum, stream: &Stream, list: &List) {
        let parts = stream.parts(list);
        let own = self.own();
        let is_before = stream.form.is_before();
        let near = if is_before { parts[parts.len() - 1] } else { parts[0] };
        let (start, base) = (self.mention(near), 4 * u8::from(is_before));
        let skipped = if is_before { stream.figures.len() - list.to } else { list.from };
        e.skipped = 6 * u8::from(is_before) + if skipped == 0 { 1 } else { 1 + skipped.min(5) as u8 };
        e.sentences = base + 1 + own.sentence.distance(start.sentence).min(3) as u8;
        e.paragraphs = match own.paragraph.distance(start.paragraph) {
            0 => 0,
            n @ 1..=2 => n as u8,
            3..=5 => 3,
            6..=8 => 4,
            _ => 5,
        };
        e.adjacent = (is_before && near.next() == self.total).into();
        e.opener = if is_before { 0 } else { self.opener(parts[0]) };
        e.opened_by_total = if is_before || list.from > 0 { 0 } else { self.opens() };
        let depth = own.depth;
        e.depth = match () {
            () if parts.iter().all(|&part| self.mention(part).depth == depth) => 0,
            () if parts.iter().all(|&part| self.mention(part).depth > depth) => 1,
            () => 2,
        };
        if start.sentence != own.sentence && !is_before {
            let head = first(self.scene.sentence_head(parts[0]).trim_start(), 24);
            e.head = 1 + common_run(last(own.label, 8), head, 4).max(common_run(first(own.tail, 6), head, 4)).min(4);
        }
    }

    /// What opens a list right before its first part.
    fn opener(&self, part: FigureId) -> u8 {
        let gap = self.mention(part).gap;
        match () {
            () if is_divided_by(self.scene, part) => 4,
            () if gap.contains("其中") => 1,
            () if contains_any(gap, &["包括", "分为", "含", "由", "组成"]) => 3,
            () if gap.contains(['：', ':']) => 2,
            () if contains_any(gap, &["分别", "依次"]) => 5,
            () if self.scene.cues[part].opens_parts => 6,
            () => 0,
        }
    }

    /// Whether 其中 or a colon stands right behind the total.
    fn opens(&self) -> u8 {
        let Some(next) = self.mentions.get(self.total.next()) else { return 0 };
        let gap = next.gap.trim_start_matches(['，', ',', '。', '；', ' ']);
        match () {
            () if contains_any(first(next.gap, 12), &["：", ":"]) => 2,
            () if gap.starts_with("其中") || gap.starts_with("包括") => 1,
            // 「62名受害者中，」
            () if self.scene.tail(self.total).ends_with('中') => 3,
            () => 0,
        }
    }

    /// Whether the list runs from right behind the total to the end of a sentence: with nothing left out but what stands in
    /// brackets or beside a part, and in the total's own sentence, the next, or farther on.
    fn completeness(&self, stream: &Stream, list: &List) -> u8 {
        let parts = stream.parts(list);
        let ending = parts[parts.len() - 1];
        let ends = stream.behind(list).is_none_or(|next| next >= Link::Sentence);
        let starts = stream.form.is_before() || list.from == 0;
        if !starts || !ends {
            return 0;
        }
        let depth = self.mention(ending).depth;
        let is_other = |figure: FigureId| {
            let mention = self.mention(figure);
            mention.is_quantity
                && mention.depth <= depth
                && !self.scene.is_twin(figure)
                && mention.change.is_none()
                && !parts.contains(&figure)
        };
        let (from, to) = if stream.form.is_before() { (parts[0], self.total) } else { (self.total.next(), ending) };
        let last_of_sentence = self.scene.sentence_of(ending).end;
        let to = if stream.form.is_before() { to } else { last_of_sentence };
        let leaves_out = from.until(to.max(from)).iter().any(is_other);
        let place = self.own().sentence.distance(self.mention(parts[0]).sentence).min(2) as u8;
        1 + 2 * place + u8::from(!leaves_out)
    }

    /// Whether what stands right behind the total and each part, or what they are changes of, adds up or does not.
    fn twins(&self, parts: &[FigureId]) -> u8 {
        let scene = self.scene;
        let twin = |figure: FigureId| match self.terms[self.total].facet {
            0 => Some(figure.next())
                .filter(|&next| self.mentions.get(next).is_some_and(|twin| twin.is_quantity) && scene.is_twin(next)),
            _ => scene.before(figure).take(4).find(|&before| self.mention(before).is_quantity && self.terms[before].facet == 0),
        };
        let twins: Option<Vec<FigureId>> = parts.iter().map(|&part| twin(part)).collect();
        let Some((total, twins)) = twin(self.total).zip(twins) else { return 0 };
        let (sum, slack) = twins.iter().fold((0_i128, self.mention(total).slack), |(sum, slack), &twin| {
            (sum.saturating_add(self.mention(twin).value), slack.saturating_add(self.mention(twin).slack))
        });
        if (sum - self.mention(total).value).abs() <= slack { 1 } else { 2 }
    }

    /// What the shares behind the parts say.
    fn shares(&self, e: &mut Sum, parts: &[FigureId]) {
        let shares: Vec<(FigureId, FigureId)> =
            parts.iter().filter(|&&part| self.has_share(part)).map(|&part| (part, part.next())).collect();
        e.shares = if shares.is_empty() { 0 } else { 1 + u8::from(shares.len() == parts.len()) };
        if shares.len() < 2 {
            return;
        }
        let (sum, slack) = shares.iter().fold((0_i128, 0_i128), |(sum, slack), &(_, share)| {
            let share = self.mention(share);
            (sum + share.value, slack + share.slack.max(share.unit / 2))
        });
        let hundred = 100_000_000;
        if shares.len() == parts.len() {
            e.shares_sum = 1 + u8::from((sum - hundred).abs() <= slack);
        }
        let total = self.own().value;
        let is_of_total = |&&(part, share): &&(FigureId, FigureId)| {
            let (part, share) = (self.mention(part).value, self.mention(share));
            let slack = share.slack.max(share.unit / 2).saturating_mul(total);
            let off = part.saturating_mul(hundred) - share.value.saturating_mul(total);
            off.saturating_abs() <= slack
        };
        let of_total = shares.iter().filter(is_of_total).count();
        e.shares_of = if 2 * of_total < shares.len() { 0 } else { 1 + u8::from(of_total == shares.len()) };
    }

    /// The marks between the parts, and around the list.
    fn marks(&self, e: &mut Sum, stream: &Stream, list: &List) {
        let links = stream.links(list);
        let (least, most) = (links.iter().min().copied(), links.iter().max().copied());
        let (least, most) = (least.unwrap_or(Link::Pause), most.unwrap_or(Link::Pause));
        // a mark that differs at one place alone is looser than one alike
        e.links = match (least, most) {
            (least, most) if least == most => least as u8,
            (_, Link::Comma) => 6,
            (_, Link::Semicolon) => 7,
            _ => 8,
        };
        let is_end = |at: usize| at < stream.figures.len() && self.is_next_stage(stream.figures[at - 1], stream.figures[at]);
        let next = stream.behind(list).filter(|_| !is_end(list.to));
        e.end = next.map_or(1, |next| 1 + next as u8);
        let cut = |link: Link| match link.cmp(&most) {
            std::cmp::Ordering::Greater => 0,
            std::cmp::Ordering::Equal => 1,
            std::cmp::Ordering::Less => 2,
        };
        e.cut_end = if stream.form.is_before() { 0 } else { next.map_or(0, cut) };
        e.cut_start = stream.before(list).filter(|_| !is_end(list.from)).map_or(0, cut);
    }

    /// What the total's words say.
    fn total_words(&self, e: &mut Sum, is_before: bool) {
        let own = self.own();
        e.total_is_total = if own.words.has(Concept::Total) { 1 + u8::from(is_before) } else { 0 };
        e.total_is_base = own.words.has(Concept::Received).into();
        e.total_is_closed = match () {
            () if self.scene.cues[self.total].pending => 2,
            () => own.words.has(Concept::Closed).into(),
        };
        e.total_of_which = own.is_of_which.into();
        e.total_listed = self.listed();
        e.facet = self.terms[self.total].facet;
        e.total_place = self.place();
    }

    /// Whether the total is a member of a list: 1 the first of one, 2 a later one.
    fn listed(&self) -> u8 {
        let next = self.total.next();
        let is_next = self.mentions.get(next).is_some_and(|_| self.scene.is_next_of_list(next));
        match () {
            () if self.scene.is_next_of_list(self.total) => 2,
            () => is_next.into(),
        }
    }

    /// 1 the first of its sentence, 2 the last, 3 the only one.
    fn place(&self) -> u8 {
        let sentence = self.own().sentence;
        let is_same =
            |figure: FigureId| self.mentions.get(figure).is_some_and(|other| other.is_quantity && other.sentence == sentence);
        let is_first = !self.total.previous().is_some_and(is_same);
        u8::from(is_first) + 2 * u8::from(!is_same(self.total.next()))
    }

    /// What the parts are called.
    fn names(&self, e: &mut Sum, parts: &[FigureId]) {
        let labels = || parts.iter().map(|&part| self.scene.label(part));
        let name = last_name(self.scene.label(parts[0]));
        let end = |label: &str| label.chars().next_back();
        e.alike = match () {
            () if !name.is_empty() && labels().all(|label| last_name(label) == name) => 1,
            () if labels().all(|label| end(label) == end(self.scene.label(parts[0])) && end(label).is_some()) => 2,
            () => 0,
        };
        let length = |label: &str| label.chars().count();
        let (shortest, longest) =
            (labels().map(length).min().unwrap_or_default(), labels().map(length).max().unwrap_or_default());
        let start = self.scene.label(parts[0]).chars().next();
        e.parallel = match () {
            () if longest == 0 => 0,
            () if start.is_some() && labels().all(|label| label.chars().next() == start) => 1,
            () if longest == shortest => 2,
            () if longest - shortest <= 2 => 3,
            () => 0,
        };
        let is_enumerated = |&part: &FigureId| {
            let label = self.scene.label(part);
            label.chars().nth(1) == Some('是')
                || part.previous().is_some_and(|before| self.scene.figures[before].class == crate::figures::Class::Ordinal)
        };
        e.enumerated = parts.iter().all(is_enumerated).into();
        let own = last_name(self.scene.label(self.total));
        let bearing = labels().filter(|label| !own.is_empty() && label.contains(own)).count();
        e.of_total = match bearing {
            0 => 0,
            n if n == parts.len() => 3,
            1 => 1,
            _ => 2,
        };
        let rest = self.scene.label(parts[parts.len() - 1]);
        e.rest = ["其他", "其它", "其余", "余", "另"].iter().any(|word| rest.starts_with(word)).into();
        e.lengths = match longest {
            0..=5 => 1,
            6..=10 => 0,
            11..=16 => 2,
            _ => 3,
        };
        let is_alone = |figure: FigureId| {
            let paragraph = self.scene.document.paragraphs[self.mention(figure).paragraph].span;
            paragraph.len() <= self.scene.figures[figure].span.len() + 3
        };
        e.lines = (is_alone(self.total) && parts.iter().all(|&part| is_alone(part))).into();
        // 「1件受理中」 has its name behind it
        let is_bare = |&&part: &&FigureId| self.scene.label(part).is_empty() && self.scene.tail(part).chars().count() < 2;
        let bare = parts.iter().filter(is_bare).count();
        e.unnamed = if bare == 0 { 0 } else { 1 + u8::from(bare == parts.len()) };
        let has_year = |part: &&FigureId| {
            let before = part.previous().map(|before| &self.scene.figures[before]);
            before.is_some_and(|before| before.class == crate::figures::Class::Date)
        };
        let years = parts.iter().filter(has_year).count();
        e.years = if years == 0 { 0 } else { 1 + u8::from(years == parts.len()) };
    }

    /// What was received, closed, left.
    fn stages(&self, e: &mut Sum, parts: &[FigureId]) {
        let (scene, closing) = (self.scene, parts[parts.len() - 1]);
        let closed = |part: &&FigureId| self.mention(**part).words.has(Concept::Closed) && !scene.cues[**part].pending;
        let base = |part: &&FigureId| self.mention(**part).before.has(Concept::Received);
        let count = parts.iter().filter(closed).count();
        e.stages = match () {
            () if count > 0 && count < parts.len() => 1 + u8::from(closed(&&parts[0])),
            () if parts.iter().skip(1).any(|part| base(&part)) => 3 + u8::from(parts.iter().all(|part| base(&part))),
            () => 0,
        };
        let pending = scene.cues[closing].pending;
        e.pending = if !pending { 0 } else { 1 + u8::from(closed(&&parts[parts.len() - 2])) };
        if let [a, b] = *parts {
            let (a, b) = (scene.label(a), scene.label(b));
            let known = |pairs: &[(&str, &str)]| {
                pairs.iter().any(|(x, y)| (a.contains(x) && b.contains(y)) || (a.contains(y) && b.contains(x)))
            };
            e.pair = match () {
                () if is_denied(a, b) => 1,
                () if known(COMPLEMENTS) || known(TWO_WAYS) => 2,
                () => 0,
            };
        }
        e.nested = parts.iter().skip(1).any(|&part| self.mention(part).is_of_which).into();
    }

    fn sizes(&self, e: &mut Sum, stream: &Stream, list: &List) {
        let parts = stream.parts(list);
        let own = self.own();
        let value = |part: FigureId| self.mention(part).value;
        e.over = parts.iter().any(|&part| value(part) == own.value).into();
        let kind = |part: FigureId| self.mention(part).kind;
        e.units = match () {
            () if parts.iter().all(|&part| kind(part) == own.kind) => 0,
            () if parts.iter().all(|&part| kind(part) == kind(parts[0])) => 1,
            () => 2,
        };
        e.hedged = (own.is_hedged || parts.iter().any(|&part| self.mention(part).is_hedged)).into();
        self.shares(e, parts);
        let skipped = if stream.form.is_before() { &stream.figures[list.to..] } else { &stream.figures[..list.from] };
        e.larger_between = skipped.iter().any(|&between| value(between) > own.value).into();
    }

    /// Whether a share stands right behind a figure.
    fn has_share(&self, figure: FigureId) -> bool {
        self.mentions.get(figure.next()).is_some_and(|next| {
            next.is_percent
                && next.change.is_none()
                && next.sentence == self.mention(figure).sentence
                && matches!(next.stated, Stated::Share(_))
        })
    }

    /// Whether the words leave the list open, or let its parts overlap.
    fn openness(&self, e: &mut Sum, stream: &Stream, parts: &[FigureId]) {
        let (scene, ending) = (self.scene, parts[parts.len() - 1]);
        let is_open = |words: &str| contains_any(words, &OPEN);
        let before = if stream.form.is_before() { "" } else { self.mention(parts[0]).gap };
        let etcetera = |part: FigureId| first(self.mention(part).tail, 8).contains('等') || scene.label(part).ends_with('等');
        e.open = match () {
            () if etcetera(ending) => 1,
            () if is_open(before) || parts.iter().any(|&part| is_open(scene.label(part))) => 2,
            () if before.contains('等') || parts.iter().any(|&part| etcetera(part)) => 3,
            () => 0,
        };
    }

    /// What speaks for this: no list makes up the figure.
    pub(super) fn none(&self, streams: &[Stream]) -> Whole {
        let own = self.own();
        let label = self.scene.label(self.total);
        let next = self.mentions.get(self.total.next());
        let behind = streams.iter().find(|stream| stream.form == Form::Behind);
        let followers = behind
            .map_or(0, |stream| stream.figures.iter().filter(|&&figure| self.mention(figure).paragraph == own.paragraph).count());
        Whole {
            total: own.words.has(Concept::Total).into(),
            closes: label.ends_with(['共', '计']).into(),
            base: own.words.has(Concept::Received).into(),
            of_which: own.is_of_which.into(),
            opens: self.opens(),
            bracket: next.is_some_and(|next| next.depth > own.depth && next.gap.starts_with(['（', '('])).into(),
            inside: (own.depth > 0).into(),
            listed: self.listed(),
            small: match own.value / 1_000_000 {
                0..10 => 2,
                10..100 => 1,
                _ => 0,
            },
            hedged: own.is_hedged.into(),
            bare: self.scene.unit(self.total).is_none().into(),
            facet: self.terms[self.total].facet,
            share: self.has_share(self.total).into(),
            followers: match followers {
                0 => 1,
                1 => 2,
                2 | 3 => 3,
                _ => 4,
            },
            first: (self.place() & 1).min(1),
        }
    }
}

/// 批准逮捕…不批捕: the second is the first denied.
fn is_denied(first: &str, second: &str) -> bool {
    let Some(at) = second.find('不') else { return false };
    let denied: Vec<char> = second[at..].chars().skip(1).take(2).collect();
    denied.len() == 2 && denied.iter().all(|&c| first.contains(c))
}

/// 按管理领域划分：公安152件, 按学历分，研究生41人, 从内容看，城建类46件: the clause before the first part.
fn is_divided_by(scene: &Scene, figure: FigureId) -> bool {
    let clause = scene.figures[figure].clause;
    let own = &scene.document.clauses[clause];
    let before = clause.previous().map(|before| &scene.document.clauses[before]);
    let before = before.filter(|before| before.sentence == own.sentence);
    before.is_some_and(|before| {
        let words = scene.source.slice(before.span).trim();
        let kind = match words.chars().next() {
            Some('按') => before.end == Some('：') || words.ends_with(['分', '看']),
            Some('从' | '分') => words.ends_with('看') || (before.end == Some('：') && words.starts_with('分')),
            _ => false,
        };
        kind && words.chars().count() <= 14 && !words.contains(|c: char| c.is_ascii_digit())
    })
}
