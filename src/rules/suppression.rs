//! Findings that an author allows: by a comment in the report, or, for formats that have none, in the configuration.

use super::selector::Selector;
use super::settings::Settings;
use crate::card::Card;
use crate::document::{Document, Paragraph, ParagraphKind};
use crate::finding::Finding;
use crate::ids::ParagraphId;
use crate::source::{Remark, Source, Span};
use crate::words::{is_blank, nearest, without_blanks};

/// What is allowed in one report.
pub(crate) struct Suppressions {
    /// The rules that there are.
    cards: &'static [&'static Card],
    all: Vec<Suppression>,
    /// Places and what is allowed there, in the order of the text; and what is not bound to places of the text.
    at: Vec<(Span, usize)>,
    anywhere: Vec<usize>,
}

/// What became of the findings of a report, and of what is allowed in it.
pub(crate) struct Applied<'a> {
    suppressions: &'a Suppressions,
    settings: &'a Settings,
    /// How many findings each suppression allows.
    uses: Vec<usize>,
    /// The findings that are not allowed.
    pub(crate) kept: Vec<Finding>,
    /// Those that are, in document order.
    pub(crate) suppressed: Vec<Suppressed>,
}

/// A finding that the author allows.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Suppressed {
    /// What would have been said.
    pub finding: Finding,
    /// Why it is allowed, in the author's words.
    pub reason: String,
    /// Where in the configuration this is written (gouji.yaml:12); none, if in the report itself.
    pub origin: Option<String>,
}

/// One remark of the report, or one entry of the configuration.
pub(crate) struct Suppression {
    /// The rules that it allows; none, if it is not in force.
    rules: Vec<Selector>,
    reach: Reach,
    /// Where a finding about the suppression itself stands.
    pub(crate) span: Span,
    /// What is wrong with it.
    pub(crate) faults: Vec<Fault>,
    /// Whether it is to be reported if it is of no use.
    is_accountable: bool,
    /// Why its findings are allowed.
    reason: String,
    /// Where it is written, if not in the report.
    pub(crate) origin: Option<String>,
}

/// What is wrong with a remark.
pub(crate) enum Fault {
    /// It gives no reason.
    NoReason,
    /// It names a rule that there is none of.
    UnknownRule(String, Option<&'static Card>),
    /// It says something else than `allow` and `allow-file`.
    UnknownVerb(String, Option<&'static str>),
}

/// Which findings are meant.
enum Reach {
    File,
    /// Those whose place begins here.
    Places(Vec<Span>),
    /// Those at the places where the words stand, or that say the words of what is missing.
    Words(Vec<Span>, String),
}

/// What a remark can say.
const VERBS: [&str; 2] = ["allow", "allow-file"];

impl Suppressions {
    /// Those of the report's own remarks, and those of the configuration; `cards` are the rules that they may name.
    pub(crate) fn new(source: &Source, document: &Document, settings: &Settings, cards: &'static [&'static Card]) -> Self {
        let remarks = source.remarks().iter().map(|remark| of_remark(source, document, remark, cards));
        let words = Words::new(source, settings);
        let configured = settings.allowed.iter().map(|allowed| {
            let places = words.places(&allowed.quote);
            Suppression {
                rules: vec![allowed.rule.clone()],
                span: places.first().copied().unwrap_or_default(),
                is_accountable: allowed.bound || !places.is_empty(),
                reach: Reach::Words(places, without_blanks(&allowed.quote)),
                faults: Vec::new(),
                reason: allowed.reason.clone(),
                origin: Some(allowed.origin.clone()),
            }
        });
        let all: Vec<Suppression> = remarks.chain(configured).collect();
        let (mut at, mut anywhere) = (Vec::new(), Vec::new());
        for (index, suppression) in all.iter().enumerate().filter(|(_, one)| !one.rules.is_empty()) {
            match &suppression.reach {
                Reach::Places(places) => at.extend(places.iter().map(|&place| (place, index))),
                Reach::File | Reach::Words(..) => anywhere.push(index),
            }
        }
        at.sort_unstable();
        Self { cards, all, at, anywhere }
    }

    /// Parts what is allowed from what is not.
    pub(crate) fn apply<'a>(&'a self, findings: Vec<Finding>, settings: &'a Settings) -> Applied<'a> {
        let mut uses = vec![0; self.all.len()];
        let (mut kept, mut suppressed) = (Vec::new(), Vec::new());
        for finding in findings {
            match self.allowed_by(&finding) {
                Some(index) => {
                    uses[index] += 1;
                    let Suppression { reason, origin, .. } = &self.all[index];
                    suppressed.push(Suppressed { finding, reason: reason.clone(), origin: origin.clone() });
                }
                None => kept.push(finding),
            }
        }
        suppressed.sort_by_key(|one: &Suppressed| (one.finding.span, one.finding.rule.code));
        Applied { suppressions: self, settings, uses, kept, suppressed }
    }

    /// The suppression that allows a finding. Places are paragraphs, of which only one can be where the finding is.
    fn allowed_by(&self, finding: &Finding) -> Option<usize> {
        let before = &self.at[..self.at.partition_point(|(place, _)| place.start <= finding.span.start)];
        let here = before.iter().rev().take_while(|(place, _)| finding.span.start <= place.end).map(|&(_, index)| index);
        here.chain(self.anywhere.iter().copied()).find(|&index| self.all[index].allows(finding))
    }
}

impl Applied<'_> {
    /// All remarks and entries.
    pub(crate) fn all(&self) -> &[Suppression] {
        &self.suppressions.all
    }

    /// What allows nothing, although its rules are applied.
    pub(crate) fn unused(&self) -> impl Iterator<Item = &Suppression> {
        let unused = self.all().iter().zip(&self.uses).filter(|(_, uses)| **uses == 0).map(|(suppression, _)| suppression);
        unused.filter(|suppression| suppression.is_accountable && self.could_apply(suppression))
    }

    /// Whether one of the rules that a suppression names is applied at all.
    fn could_apply(&self, suppression: &Suppression) -> bool {
        let is_named = |rule: &Card| suppression.rules.iter().any(|selector| selector.takes(rule));
        self.suppressions.cards.iter().any(|rule| self.settings.applies(rule) && is_named(rule))
    }
}

impl Suppression {
    fn allows(&self, finding: &Finding) -> bool {
        if !self.rules.iter().any(|selector| selector.takes(finding.rule)) {
            return false;
        }
        match &self.reach {
            // where its place is has been looked up
            Reach::File | Reach::Places(_) => true,
            Reach::Words(_, words) if finding.span.is_empty() => {
                without_blanks(&finding.message(crate::text::Lang::Zh)).contains(words.as_str())
            }
            Reach::Words(places, _) => {
                places.iter().any(|place| place.start < finding.span.end && finding.span.start < place.end)
            }
        }
    }

    /// The rules as they are named.
    pub(crate) fn rules(&self) -> String {
        self.rules.iter().map(ToString::to_string).collect::<Vec<_>>().join("、")
    }
}

/// `allow R101, rate-truncated -- reason`
fn of_remark(source: &Source, document: &Document, remark: &Remark, cards: &[&'static Card]) -> Suppression {
    let (command, reason) = separated(&remark.words);
    let (verb, names) = command.split_once(is_blank).unwrap_or((command, ""));
    let mut faults = Vec::new();
    let mut rules = Vec::new();
    let whole_file = match verb {
        "allow" => Some(false),
        "allow-file" => Some(true),
        other => {
            faults.push(Fault::UnknownVerb(other.to_owned(), nearest(other, VERBS)));
            None
        }
    };
    if whole_file.is_some() {
        (rules, faults) = named(names, cards);
        if reason.is_empty() {
            faults.push(Fault::NoReason);
            // what is allowed without a reason is not allowed
            rules.clear();
        }
    }
    let reach = if whole_file == Some(true) { Reach::File } else { Reach::Places(reached(source, document, remark)) };
    Suppression {
        is_accountable: !rules.is_empty(),
        rules,
        reach,
        span: place(source, document, remark),
        faults,
        reason: reason.to_owned(),
        origin: None,
    }
}

/// The rules that a remark names, and what is wrong with their names.
fn named(names: &str, cards: &[&'static Card]) -> (Vec<Selector>, Vec<Fault>) {
    let words: Vec<&str> =
        names.split(|c| is_blank(c) || matches!(c, ',' | '，' | '、')).filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        return (Vec::new(), vec![Fault::UnknownRule(String::new(), None)]);
    }
    let (mut rules, mut faults) = (Vec::new(), Vec::new());
    for word in words {
        match Selector::read(word, cards) {
            Ok(selector) => rules.push(selector),
            Err(near) => faults.push(Fault::UnknownRule(word.to_owned(), near)),
        }
    }
    (rules, faults)
}

/// What a remark says, and its reason: after `--`, or the dash of Chinese.
fn separated(words: &str) -> (&str, &str) {
    let marks = ["--", "——", "—", "–"];
    let first = marks.iter().filter_map(|mark| words.find(mark).map(|at| (at, mark.len()))).min();
    match first {
        Some((at, length)) => (words[..at].trim(), words[at + length..].trim_start_matches(['-', '—']).trim()),
        None => (words.trim(), ""),
    }
}

/// The line of the remark where there is more than remarks in it; otherwise the next paragraph, of a table all rows.
fn reached(source: &Source, document: &Document, remark: &Remark) -> Vec<Span> {
    let paragraphs = &document.paragraphs;
    let lines = source.line_at(remark.span.start).cover(source.line_at(remark.span.end));
    // paragraphs lie within lines
    let next = paragraphs.partition_point(|paragraph| paragraph.span.end <= lines.start);
    if let Some(byte) = remark.byte {
        // the text was taken out of the file: what counts is which lines it had there
        let line = source.location_in_file(byte).line;
        let (next, before) = before(source, document, remark);
        let starts_here = |paragraph: &&Paragraph| source.location(paragraph.span.start).line == line;
        return match (before, paragraphs.get(next).filter(starts_here)) {
            (Some(before), None) => vec![before],
            (Some(before), Some(after)) => vec![before, after.span],
            (None, _) => whole(&paragraphs[next..]),
        };
    }
    match paragraphs.get(next) {
        Some(first) if first.span.start < lines.end => vec![first.span],
        _ => whole(&paragraphs[next..]),
    }
}

/// The paragraph that ends in the line of a remark, in the file that the text was taken out of, and the next one.
fn before(source: &Source, document: &Document, remark: &Remark) -> (ParagraphId, Option<Span>) {
    let next = document.paragraphs.partition_point(|paragraph| paragraph.span.start < remark.span.start);
    let line = remark.byte.map(|byte| source.location_in_file(byte).line);
    let is_beside = |paragraph: &&Paragraph| Some(source.location(last_of(source, paragraph)).line) == line;
    (next, document.paragraphs[..next].last().filter(is_beside).map(|paragraph| paragraph.span))
}

/// Where a finding about a remark stands: after the paragraph that it is written after, and not at the next one.
fn place(source: &Source, document: &Document, remark: &Remark) -> Span {
    let (_, before) = before(source, document, remark);
    before.filter(|before| before.end < remark.span.start).map_or(remark.span, |before| Span::at(before.end as usize))
}

/// Where the last character of a paragraph begins.
fn last_of(source: &Source, paragraph: &Paragraph) -> u32 {
    let last = source.slice(paragraph.span).chars().next_back().map_or(0, char::len_utf8);
    paragraph.span.end - last as u32
}

/// The first of these paragraphs; of a table, all its rows.
fn whole(rest: &[Paragraph]) -> Vec<Span> {
    let rows = rest.iter().take_while(|paragraph| paragraph.kind == ParagraphKind::Row).count();
    rest.iter().take(rows.max(1)).map(|paragraph| paragraph.span).collect()
}

/// The text without blanks, for finding words whatever the spacing; made only where there is something to find.
struct Words {
    text: String,
    /// Byte offsets in the report, for each byte of the text.
    offsets: Vec<u32>,
}

impl Words {
    fn new(source: &Source, settings: &Settings) -> Self {
        let mut words = Self { text: String::new(), offsets: Vec::new() };
        if settings.allowed.is_empty() {
            return words;
        }
        for (at, c) in source.text().char_indices().filter(|&(_, c)| !is_blank(c)) {
            words.text.push(c);
            words.offsets.extend((at..at + c.len_utf8()).map(|at| at as u32));
        }
        words
    }

    fn places(&self, quote: &str) -> Vec<Span> {
        let quote = without_blanks(quote);
        if quote.is_empty() {
            return Vec::new();
        }
        let span = |at: usize| Span::new(self.offsets[at] as usize, self.offsets[at + quote.len() - 1] as usize + 1);
        self.text.match_indices(&quote).map(|(at, _)| span(at)).collect()
    }
}
