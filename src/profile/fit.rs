//! Which heading is which required section.

use std::cell::OnceCell;

use super::{Pattern, Profile, Reporter, Requirement};
use crate::document::{Document, ParagraphKind, Section, Sentence, years_in};
use crate::ids::{IdVec, SectionId, SentenceId};
use crate::source::{Source, Span};
use crate::words::without_blanks;

/// Where a required section stands in a report.
#[derive(Clone, Debug)]
pub struct Placement<'p> {
    /// What is required.
    pub requirement: &'p Requirement,
    /// The section whose heading fits.
    pub section: Option<SectionId>,
    /// Further sections of that kind, where the profile allows several.
    pub more: Vec<SectionId>,
    /// The sentence that treats the item where no heading does.
    pub sentence: Option<SentenceId>,
    /// The places of its parts.
    pub subsections: Vec<Placement<'p>>,
}

impl Placement<'_> {
    /// Whether the item is there at all.
    pub fn is_found(&self) -> bool {
        self.section.is_some() || self.sentence.is_some()
    }

    /// All sections whose headings fit, in document order: more than one only where the profile allows it.
    pub fn sections(&self) -> impl Iterator<Item = SectionId> + '_ {
        self.section.into_iter().chain(self.more.iter().copied())
    }
}

impl Profile {
    /// Finds each required section. A heading of the first level is believed first, then one below, then a sentence:
    /// 厅字〔2019〕28号 asks for the items, not for headings.
    ///
    /// Patterns see headings and sentences without blanks, their years relative to `year`: 2024年工作安排 reads 下一年工作安排.
    pub fn places(&self, source: &Source, document: &Document, year: Option<i16>) -> Vec<Placement<'_>> {
        Report::new(source, document, year).places(self)
    }

    /// Whether the text is such a report: its title says so; or a heading does, and two required sections have headings;
    /// or it has no title at all, and three have.
    pub fn recognises(&self, source: &Source, document: &Document, year: Option<i16>) -> bool {
        Report::new(source, document, year).is_recognised_by(self)
    }

    /// Whether structure is to be looked at: the profile asks for it, and the text is such a report.
    pub fn examines(&self, source: &Source, document: &Document, year: Option<i16>) -> bool {
        self.structure && self.recognises(source, document, year)
    }

    /// The class of reporters that a report is from: the one that was named, or the first that its title shows.
    pub fn reporter_of(&self, source: &Source, document: &Document) -> Option<&Reporter> {
        if let Some(named) = &self.reporter {
            return self.reporters.iter().find(|reporter| reporter.id == *named);
        }
        let title = title_words(source, document)?;
        self.reporters.iter().find(|reporter| any_fits(&reporter.patterns, &title))
    }
}

/// The title without blanks.
fn title_words(source: &Source, document: &Document) -> Option<String> {
    document.masthead.title.as_ref().map(|title| without_blanks(source.slice(title.span)))
}

fn any_fits(patterns: &[Pattern], words: &str) -> bool {
    patterns.iter().any(|pattern| pattern.is_match(words))
}

/// A report whose title, headings and sentences have been made ready for patterns, once for all profiles.
pub(super) struct Report<'a> {
    pub source: &'a Source,
    pub document: &'a Document,
    year: Option<i16>,
    title: Option<String>,
    headings: OnceCell<IdVec<SectionId, String>>,
    sentences: OnceCell<IdVec<SentenceId, String>>,
}

impl<'a> Report<'a> {
    pub(super) fn new(source: &'a Source, document: &'a Document, year: Option<i16>) -> Self {
        let title = title_words(source, document);
        Self { source, document, year, title, headings: OnceCell::new(), sentences: OnceCell::new() }
    }

    /// The headings of its sections.
    fn headings(&self) -> &IdVec<SectionId, String> {
        let headings = || self.document.sections.iter().map(|section| relative(self.source, section.title, self.year)).collect();
        self.headings.get_or_init(headings)
    }

    /// Its sentences. Few reports need them: most items have headings.
    fn sentences(&self) -> &IdVec<SentenceId, String> {
        let sentences =
            || self.document.sentences.iter().map(|sentence| relative(self.source, sentence.span, self.year)).collect();
        self.sentences.get_or_init(sentences)
    }

    /// See [`Profile::places`].
    pub(super) fn places<'p>(&self, profile: &'p Profile) -> Vec<Placement<'p>> {
        let mut places: Vec<Placement<'p>> =
            profile.sections.iter().map(|requirement| self.by_top_heading(requirement)).collect();
        for index in 0..places.len() {
            let closed = self.closed(&places, index);
            if places[index].section.is_none() {
                places[index].section = self.heading(places[index].requirement, &closed);
            }
        }
        for index in 0..places.len() {
            let closed = self.closed(&places, index);
            if places[index].section.is_none() {
                places[index].sentence = self.sentence(places[index].requirement, &closed);
            }
            places[index].subsections = self.subsections(places[index].requirement, places[index].section);
        }
        places
    }

    /// The required sections of a profile that have a heading of the first level.
    pub(super) fn headed<'p>(&self, profile: &'p Profile) -> Vec<&'p Requirement> {
        let is_headed = |requirement: &&Requirement| requirement.required && self.by_top_heading(requirement).section.is_some();
        profile.sections.iter().filter(is_headed).collect()
    }

    /// See [`Profile::recognises`].
    pub(super) fn is_recognised_by(&self, profile: &Profile) -> bool {
        let kind = profile.title_pattern.as_ref();
        if self.is_titled(kind) {
            return true;
        }
        // what costs more comes last
        self.may_be_of(kind) && {
            let headed = self.headed(profile).len();
            headed >= 3 && self.title.is_none() || headed >= 2 && kind.is_some_and(|kind| self.is_headed(kind))
        }
    }

    /// Whether the title says that it is a report of that kind. No pattern takes every text.
    pub(super) fn is_titled(&self, kind: Option<&Pattern>) -> bool {
        kind.is_none_or(|kind| self.title.as_deref().is_some_and(|title| kind.is_match(title)))
    }

    /// Whether title and headings leave room for its being a report of that kind.
    pub(super) fn may_be_of(&self, kind: Option<&Pattern>) -> bool {
        self.title.is_none() || self.is_titled(kind) || kind.is_some_and(|kind| self.is_headed(kind))
    }

    /// Whether a heading says that it is a report of that kind.
    fn is_headed(&self, kind: &Pattern) -> bool {
        self.document.sections.iter().any(|section| kind.is_match(self.source.slice(section.title)))
    }

    /// Whether the title is of one of those issuers.
    pub(super) fn is_of_one_of(&self, issuers: &[Pattern]) -> bool {
        self.title.as_deref().is_some_and(|title| any_fits(issuers, title))
    }

    fn by_top_heading<'p>(&self, requirement: &'p Requirement) -> Placement<'p> {
        let sections = &self.document.sections;
        let mut fitting = sections.ids().filter(|&id| sections[id].parent.is_none() && fits(requirement, &self.headings()[id]));
        // A table of contents names every section before it comes: text below the heading decides.
        let written = fitting.clone().find(|&id| !sections[id].body.is_empty());
        let further = fitting.clone().filter(|&id| requirement.repeated && written.is_some_and(|written| id > written));
        let more = further.collect();
        // a report as data says which section is which
        let is_declared = |id: &SectionId| self.source.marks().section_at(sections[*id].heading.start) == Some(&requirement.id);
        let declared = sections.ids().find(is_declared);
        let section = declared.or(written).or_else(|| fitting.next());
        Placement { requirement, section, more, sentence: None, subsections: Vec::new() }
    }

    /// The sections in which nothing counts as the item at `index`.
    fn closed(&self, places: &[Placement<'_>], index: usize) -> Vec<Span> {
        let ids = &places[index].requirement.not_within;
        let found = places.iter().filter(|place| ids.contains(&place.requirement.id));
        found.flat_map(Placement::sections).map(|section| whole(&self.document.sections[section])).collect()
    }

    /// The first heading that fits.
    fn heading(&self, requirement: &Requirement, closed: &[Span]) -> Option<SectionId> {
        self.document.sections.ids().find(|&id| {
            let span = self.document.sections[id].heading;
            fits(requirement, &self.headings()[id]) && !closed.iter().any(|closed| closed.contains(span))
        })
    }

    /// Whether the heading that a section stands under is one that the item excepts: what is reported under
    /// 「考评存在问题整改情况」 is no measure of the year.
    fn is_about_something_else(&self, requirement: &Requirement, section: SectionId) -> bool {
        let top = self.document.outward(Some(section)).last();
        top.is_some_and(|top| any_fits(&requirement.except, &self.headings()[top]))
    }

    fn sentence(&self, requirement: &Requirement, closed: &[Span]) -> Option<SentenceId> {
        let end = self.document.body_end();
        let is_of_item = |id: SentenceId, sentence: &Sentence| {
            let paragraph = &self.document.paragraphs[sentence.paragraph];
            // what opens a report announces its sections and is none of them
            let opens = paragraph.section.is_none() && !self.document.sections.is_empty();
            matches!(paragraph.kind, ParagraphKind::Body | ParagraphKind::Row)
                && !opens
                && !paragraph.section.is_some_and(|section| self.is_about_something_else(requirement, section))
                && !closed.iter().any(|closed| closed.contains(sentence.span))
                && any_fits(&requirement.anywhere, &self.sentences()[id])
        };
        let mut sentences = self.document.sentences.entries().take_while(|(_, sentence)| sentence.paragraph < end);
        sentences.find(|&(id, sentence)| is_of_item(id, sentence)).map(|(id, _)| id)
    }

    /// The parts of a section: headings below it first, then headings and sentences anywhere.
    fn subsections<'p>(&self, whole_item: &'p Requirement, around: Option<SectionId>) -> Vec<Placement<'p>> {
        let within = around.map(|section| whole(&self.document.sections[section]));
        let parts = whole_item.subsections.iter().map(|requirement| {
            let below = self.document.sections.ids().find(|&id| {
                let span = self.document.sections[id].heading;
                Some(id) != around
                    && within.is_some_and(|within| within.contains(span))
                    && fits(requirement, &self.headings()[id])
            });
            let section = below.or_else(|| self.heading(requirement, &[]));
            let sentence = if section.is_none() { self.sentence(requirement, &[]) } else { None };
            let subsections = self.subsections(requirement, section);
            Placement { requirement, section, more: Vec::new(), sentence, subsections }
        });
        parts.collect()
    }
}

fn fits(requirement: &Requirement, heading: &str) -> bool {
    any_fits(&requirement.patterns, heading) && !any_fits(&requirement.except, heading)
}

/// Heading and body.
pub(super) fn whole(section: &Section) -> Span {
    section.heading.cover(section.body)
}

/// The words of a heading or sentence without blanks, with 本年, 上一年 and 下一年 for the years around `year`.
fn relative(source: &Source, span: Span, year: Option<i16>) -> String {
    let text = source.slice(span);
    let mut words = String::new();
    let mut start = 0;
    for (named, at) in year.into_iter().flat_map(|_| years_in(text)) {
        let word = match year.map(|year| named - year) {
            Some(-1) => "上一",
            Some(0) => "本",
            Some(1) => "下一",
            _ => continue,
        };
        words.push_str(&text[start..at.range().start]);
        words.push_str(word);
        start = at.range().end;
    }
    words.push_str(&text[start..]);
    without_blanks(&words)
}
