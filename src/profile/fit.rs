//! Which heading is which required section.

use super::{Pattern, Profile, Requirement};
use crate::document::{Document, ParagraphKind, Section, years_in};
use crate::source::{Source, Span};
use crate::words::without_blanks;

/// Where a required section stands in a report.
#[derive(Clone, Debug)]
pub struct Place<'p> {
    /// What is required.
    pub requirement: &'p Requirement,
    /// The section whose heading fits: an index into [`Document::sections`].
    pub section: Option<usize>,
    /// Further sections of that kind, where the profile allows several.
    pub more: Vec<usize>,
    /// The sentence that treats the item where no heading does: an index into [`Document::sentences`].
    pub sentence: Option<usize>,
    /// The places of its parts.
    pub subsections: Vec<Place<'p>>,
}

impl Place<'_> {
    /// Whether the item is there at all.
    pub fn is_found(&self) -> bool {
        self.section.is_some() || self.sentence.is_some()
    }

    /// All sections whose headings fit, in document order: more than one only where the profile allows it.
    pub fn sections(&self) -> impl Iterator<Item = usize> + '_ {
        self.section.into_iter().chain(self.more.iter().copied())
    }
}

impl Profile {
    /// Finds each required section. A heading of the first level is believed first, then one below, then a sentence:
    /// 厅字〔2019〕28号 asks for the items, not for headings.
    ///
    /// Patterns see headings and sentences without blanks, their years relative to `year`: 2024年工作安排 reads 下一年工作安排.
    pub fn places(&self, source: &Source, document: &Document, year: Option<i16>) -> Vec<Place<'_>> {
        let report = Report::new(source, document, year);
        let mut places: Vec<Place<'_>> = self.sections.iter().map(|requirement| report.by_top_heading(requirement)).collect();
        for index in 0..places.len() {
            let closed = report.closed(&places, index);
            if places[index].section.is_none() {
                places[index].section = report.heading(places[index].requirement, &closed, report.document.sections.len());
            }
        }
        for index in 0..places.len() {
            let closed = report.closed(&places, index);
            if places[index].section.is_none() {
                places[index].sentence = report.sentence(places[index].requirement, &closed);
            }
            places[index].subsections = report.subsections(places[index].requirement, places[index].section);
        }
        places
    }

    /// The required sections that have a heading of the first level.
    pub(super) fn headed(&self, source: &Source, document: &Document, year: Option<i16>) -> Vec<&Requirement> {
        let report = Report::new(source, document, year);
        let is_headed = |requirement: &&Requirement| requirement.required && report.by_top_heading(requirement).section.is_some();
        self.sections.iter().filter(is_headed).collect()
    }

    /// Whether the text is such a report: its title says so; or a heading does, and two required sections have headings;
    /// or it has no title at all, and three have.
    pub fn recognises(&self, source: &Source, document: &Document, year: Option<i16>) -> bool {
        if self.recognises_title(source, document) {
            return true;
        }
        let headed = self.headed(source, document, year).len();
        let named = |pattern: &Pattern| document.sections.iter().any(|section| pattern.is_match(source.slice(section.title)));
        headed >= 2 && self.title_pattern.as_ref().is_some_and(named) || headed >= 3 && document.masthead.title.is_none()
    }

    /// Whether structure is to be looked at: the profile asks for it, and the text is such a report.
    pub fn examines(&self, source: &Source, document: &Document, year: Option<i16>) -> bool {
        self.structure && self.recognises(source, document, year)
    }

    /// Whether the title says that the text is such a report. A profile without a pattern takes every text.
    pub(super) fn recognises_title(&self, source: &Source, document: &Document) -> bool {
        let title = title_words(source, document);
        self.title_pattern.as_ref().is_none_or(|pattern| title.is_some_and(|title| pattern.is_match(&title)))
    }

    /// Whether the title is of one of those for whom the profile is chosen without being named.
    pub(super) fn is_for(&self, source: &Source, document: &Document) -> bool {
        self.issuers.as_ref().is_some_and(|issuers| names_one_of(issuers, source, document))
    }
}

/// Whether one of the patterns fits the title.
pub(super) fn names_one_of(issuers: &[Pattern], source: &Source, document: &Document) -> bool {
    !issuers.is_empty()
        && title_words(source, document).is_some_and(|title| issuers.iter().any(|pattern| pattern.is_match(&title)))
}

/// The title without blanks.
pub(super) fn title_words(source: &Source, document: &Document) -> Option<String> {
    document.masthead.title.as_ref().map(|title| without_blanks(source.slice(title.span)))
}

/// A report whose headings have been made ready for patterns.
struct Report<'a> {
    source: &'a Source,
    document: &'a Document,
    year: Option<i16>,
    headings: Vec<String>,
}

impl<'a> Report<'a> {
    fn new(source: &'a Source, document: &'a Document, year: Option<i16>) -> Self {
        let headings = document.sections.iter().map(|section| relative(source, section.title, year)).collect();
        Self { source, document, year, headings }
    }

    fn by_top_heading<'p>(&self, requirement: &'p Requirement) -> Place<'p> {
        let mut fitting = (0..self.headings.len())
            .filter(|&index| self.document.sections[index].parent.is_none() && fits(requirement, &self.headings[index]));
        // A table of contents names every section before it comes: text below the heading decides.
        let written = fitting.clone().find(|&index| !self.document.sections[index].body.is_empty());
        let further = fitting.clone().filter(|&index| requirement.repeated && written.is_some_and(|written| index > written));
        let more = further.collect();
        // a report as data says which section is which
        let declared = (0..self.headings.len()).find(|&index| {
            let heading = self.document.sections[index].heading;
            self.source.marks().section_at(heading.start) == Some(&requirement.id)
        });
        let section = declared.or(written).or_else(|| fitting.next());
        Place { requirement, section, more, sentence: None, subsections: Vec::new() }
    }

    /// The sections in which nothing counts as the item at `index`.
    fn closed(&self, places: &[Place<'_>], index: usize) -> Vec<Span> {
        let ids = &places[index].requirement.not_within;
        let found = places.iter().filter(|place| ids.contains(&place.requirement.id));
        found.flat_map(Place::sections).map(|section| whole(&self.document.sections[section])).collect()
    }

    /// The first of the first `count` headings that fits.
    fn heading(&self, requirement: &Requirement, closed: &[Span], count: usize) -> Option<usize> {
        (0..count).find(|&index| {
            let span = self.document.sections[index].heading;
            fits(requirement, &self.headings[index]) && !closed.iter().any(|closed| closed.contains(span))
        })
    }

    /// Whether the heading that a section stands under is one that the item excepts: what is reported under
    /// 「考评存在问题整改情况」 is no measure of the year.
    fn is_about_something_else(&self, requirement: &Requirement, section: usize) -> bool {
        let mut top = section;
        while let Some(parent) = self.document.sections[top].parent {
            top = parent;
        }
        requirement.except.iter().any(|pattern| pattern.is_match(&self.headings[top]))
    }

    fn sentence(&self, requirement: &Requirement, closed: &[Span]) -> Option<usize> {
        let end = self.document.body_end();
        self.document.sentences.iter().take_while(|sentence| sentence.paragraph < end).position(|sentence| {
            let paragraph = &self.document.paragraphs[sentence.paragraph];
            // what opens a report announces its sections and is none of them
            let opens = paragraph.section.is_none() && !self.document.sections.is_empty();
            matches!(paragraph.kind, ParagraphKind::Body | ParagraphKind::Row)
                && !opens
                && !paragraph.section.is_some_and(|section| self.is_about_something_else(requirement, section))
                && !closed.iter().any(|closed| closed.contains(sentence.span))
                && fits_sentence(requirement, &relative(self.source, sentence.span, self.year))
        })
    }

    /// The parts of a section: headings below it first, then headings and sentences anywhere.
    fn subsections<'p>(&self, whole_item: &'p Requirement, around: Option<usize>) -> Vec<Place<'p>> {
        let within = around.map(|section| whole(&self.document.sections[section]));
        let parts = whole_item.subsections.iter().map(|requirement| {
            let below = (0..self.headings.len()).find(|&index| {
                let span = self.document.sections[index].heading;
                Some(index) != around
                    && within.is_some_and(|within| within.contains(span))
                    && fits(requirement, &self.headings[index])
            });
            let section = below.or_else(|| self.heading(requirement, &[], self.headings.len()));
            let sentence = if section.is_none() { self.sentence(requirement, &[]) } else { None };
            let subsections = self.subsections(requirement, section);
            Place { requirement, section, more: Vec::new(), sentence, subsections }
        });
        parts.collect()
    }
}

fn fits(requirement: &Requirement, heading: &str) -> bool {
    requirement.patterns.iter().any(|pattern| pattern.is_match(heading))
        && !requirement.except.iter().any(|pattern| pattern.is_match(heading))
}

fn fits_sentence(requirement: &Requirement, sentence: &str) -> bool {
    requirement.anywhere.iter().any(|pattern| pattern.is_match(sentence))
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
