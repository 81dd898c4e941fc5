//! The report as JSON, the JSON Schema of a profile, and what the one finds in the other, with places in the text.

use std::collections::HashMap;

use jsonschema::error::ValidationErrorKind;
use serde_json::{Map, Value, json};

use super::fit::{Placement, whole};
use super::{Profile, Requirement};
use crate::document::{Document, ParagraphKind, Section};
use crate::figures::Figures;
use crate::ids::{Id, IdVec, ParagraphId, SectionId};
use crate::source::{Source, Span};
use crate::yaml::escape;

/// A requirement of the profile that the report does not meet.
#[derive(Clone, Debug)]
pub(crate) enum Violation<'p> {
    /// A required section that is nowhere.
    Missing {
        /// What is missing.
        requirement: &'p Requirement,
        /// The empty span where it should have stood.
        span: Span,
    },
    /// A section with too little text.
    TooShort {
        /// Which section.
        requirement: &'p Requirement,
        /// Its heading.
        span: Span,
        /// How many characters it has.
        characters: u64,
    },
    /// A section with too few figures.
    TooFewFigures {
        /// Which section.
        requirement: &'p Requirement,
        /// Its heading.
        span: Span,
        /// How many figures it has.
        figures: u64,
    },
    /// A section that names no cause.
    NoCauses {
        /// Which section.
        requirement: &'p Requirement,
        /// Its heading.
        span: Span,
    },
    /// A condition of the profile's own schema fragment.
    Other {
        /// The JSON pointer into the report model.
        pointer: String,
        /// The keyword that is not satisfied: minimum, pattern.
        keyword: String,
        /// What the model refers to.
        span: Span,
    },
}

/// The report model with the places of its parts.
struct Model {
    value: Value,
    spans: HashMap<String, Span>,
}

impl Profile {
    /// The report as a value that fits `schemas/report.schema.json`.
    pub fn model(&self, source: &Source, document: &Document, figures: &Figures, year: Option<i16>) -> Value {
        Builder::new(source, document, figures).model(&self.places(source, document, year), year).value
    }

    /// What the report lacks, whose items stand at `places`. Nothing, if it is no such report: then that is what there is
    /// to say.
    pub(crate) fn violations<'p>(
        &'p self,
        source: &Source,
        document: &Document,
        figures: &Figures,
        year: Option<i16>,
        places: &[Placement<'p>],
    ) -> Vec<Violation<'p>> {
        if !self.examines(source, document, year) {
            return Vec::new();
        }
        let model = Builder::new(source, document, figures).model(places, year);
        let Some(validator) = self.validator() else { return Vec::new() };
        let reporter = self.reporter_of(source, document);
        validator
            .iter_errors(&model.value)
            .filter(|error| !model.is_inside_empty(error.instance_path().as_str()))
            .map(|error| self.violation(source, document, places, &model, &error))
            .filter(
                |violation| !matches!(violation, Violation::Missing { requirement, .. } if !requirement.is_asked_of(reporter)),
            )
            .collect()
    }

    /// An error of the validator, brought back to the text by the path and the kind of what it is about.
    fn violation<'p>(
        &'p self,
        source: &Source,
        document: &Document,
        places: &[Placement<'p>],
        model: &Model,
        error: &jsonschema::ValidationError<'_>,
    ) -> Violation<'p> {
        let path = error.instance_path().as_str();
        let parts: Vec<&str> = path.split('/').skip(1).collect();
        let ids = parts.chunks(2).filter(|pair| pair[0] == "sections").filter_map(|pair| pair.get(1).copied());
        let count = error.instance().as_u64().unwrap_or_default();
        let span = model.span(path);
        match error.kind() {
            ValidationErrorKind::Required { property } if parts.last() == Some(&"sections") => {
                if let Some(requirement) = self.requirement(ids.chain(property.as_str())) {
                    return Violation::Missing {
                        requirement,
                        span: place_of_missing(source, document, places, &requirement.id, span),
                    };
                }
            }
            ValidationErrorKind::Minimum { .. } => {
                let requirement = self.requirement(ids);
                match (requirement, parts.last()) {
                    (Some(requirement), Some(&"characters")) => {
                        return Violation::TooShort { requirement, span, characters: count };
                    }
                    (Some(requirement), Some(&"figures")) => {
                        return Violation::TooFewFigures { requirement, span, figures: count };
                    }
                    (Some(requirement), Some(&"causes")) => return Violation::NoCauses { requirement, span },
                    _ => {}
                }
            }
            _ => {}
        }
        Violation::Other { pointer: path.into(), keyword: error.kind().keyword().into(), span }
    }
}

/// A missing section belongs before the first later one that is there, and otherwise at the end of the report. A missing
/// part of a section belongs after that section's heading.
fn place_of_missing(source: &Source, document: &Document, places: &[Placement<'_>], id: &str, around: Span) -> Span {
    let Some(index) = places.iter().position(|place| place.requirement.id == id) else { return Span::at(around.end as usize) };
    let later =
        places[index + 1..].iter().filter_map(|place| place.section).find(|&section| document.sections[section].parent.is_none());
    match later {
        Some(section) => Span::at(document.sections[section].heading.start as usize),
        None => Span::at(end_of_report(source, document)),
    }
}

fn end_of_report(source: &Source, document: &Document) -> usize {
    let last = document.paragraphs[..document.body_end()].iter().rev().find(|last| last.kind != ParagraphKind::Furniture);
    last.map_or(source.text().len(), |last| last.span.end as usize)
}

impl Model {
    /// Whether a path leads into a section without any text: that its parts, figures and causes lack has been said by that. Of a
    /// report that is a title and nothing else, nothing has been said.
    fn is_inside_empty(&self, pointer: &str) -> bool {
        let section = ["/sections", "/figures", "/causes"].into_iter().find_map(|key| pointer.strip_suffix(key));
        let around = section.filter(|section| !section.is_empty()).and_then(|section| self.value.pointer(section));
        around.and_then(|section| section.get("characters")).and_then(Value::as_u64) == Some(0)
    }

    /// The place of the part at `pointer`, or of the nearest part around it.
    fn span(&self, pointer: &str) -> Span {
        let mut pointer = pointer;
        loop {
            if let Some(&span) = self.spans.get(pointer) {
                return span;
            }
            match pointer.rfind('/') {
                Some(at) => pointer = &pointer[..at],
                None => return Span::at(0),
            }
        }
    }
}

/// Builds the model. Characters and figures are summed up beforehand, so that a section costs no more than its title.
struct Builder<'a> {
    source: &'a Source,
    document: &'a Document,
    /// Where the figures stand that measure something.
    figures: Vec<u32>,
    /// Characters of text in the paragraphs before each, and before the end.
    characters: IdVec<ParagraphId, u64>,
    spans: HashMap<String, Span>,
}

impl<'a> Builder<'a> {
    fn new(source: &'a Source, document: &'a Document, figures: &Figures) -> Self {
        let figures = figures.iter().filter(|figure| figure.class.is_measured()).map(|figure| figure.span.start).collect();
        let mut characters = IdVec::from(vec![0]);
        let mut sum = 0;
        for paragraph in &document.paragraphs {
            if matches!(paragraph.kind, ParagraphKind::Body | ParagraphKind::Row) {
                sum += source.slice(paragraph.span).chars().filter(|c| !c.is_whitespace()).count() as u64;
            }
            characters.push(sum);
        }
        Self { source, document, figures, characters, spans: HashMap::new() }
    }

    fn model(mut self, places: &[Placement<'_>], year: Option<i16>) -> Model {
        let masthead = &self.document.masthead;
        let mut value = Map::new();
        if let Some(title) = &masthead.title {
            value.insert("title".into(), self.source.slice(title.span).into());
            self.spans.insert(String::new(), title.span);
            self.spans.insert("/title".into(), title.span);
            self.spans.extend(title.year.map(|(_, span)| ("/year".into(), span)));
            if let Some(issuer) = &title.issuer {
                value.insert("issuer".into(), self.source.slice(issuer.span).into());
                self.spans.insert("/issuer".into(), issuer.span);
            }
        }
        value.extend(year.map(|year| ("year".into(), year.into())));
        if let Some(publication) = &masthead.publication {
            value.insert("publication".into(), publication.date.to_string().into());
            self.spans.insert("/publication".into(), publication.span);
        }
        value.insert("characters".into(), self.characters.last().copied().unwrap_or_default().into());
        value.insert("sections".into(), self.sections("/sections", places));
        value.insert("outline".into(), self.outline(places));
        Model { value: value.into(), spans: self.spans }
    }

    fn sections(&mut self, pointer: &str, places: &[Placement<'_>]) -> Value {
        let mut sections = Map::new();
        for place in places.iter().filter(|place| place.is_found()) {
            let pointer = format!("{pointer}/{}", escape(&place.requirement.id));
            let mut value = Map::new();
            if let Some(section) = place.section.map(|section| &self.document.sections[section]) {
                self.spans.insert(pointer.clone(), section.heading);
                value = self.section(section);
                for further in &place.more {
                    self.add(&mut value, &self.document.sections[*further]);
                }
                if !place.requirement.causes.is_empty() {
                    value.insert("causes".into(), self.causes_of(place).into());
                }
            } else if let Some(sentence) = place.sentence {
                self.spans.insert(pointer.clone(), self.document.sentences[sentence].span);
            }
            if !place.requirement.subsections.is_empty() {
                value.insert("sections".into(), self.sections(&format!("{pointer}/sections"), &place.subsections));
            }
            sections.insert(place.requirement.id.clone(), value.into());
        }
        sections.into()
    }

    fn section(&self, section: &Section) -> Map<String, Value> {
        let mut value = Map::new();
        value.insert("title".into(), self.source.slice(section.title).into());
        value.extend(section.ordinal.map(|ordinal| ("ordinal".into(), self.source.slice(ordinal.span).into())));
        value.insert("characters".into(), self.characters_of(section).into());
        value.insert("figures".into(), self.figures_of(section).into());
        value
    }

    /// Counts what stands in a further section of the same kind.
    fn add(&self, value: &mut Map<String, Value>, section: &Section) {
        for (key, count) in [("characters", self.characters_of(section)), ("figures", self.figures_of(section) as u64)] {
            let before = value.get(key).and_then(Value::as_u64).unwrap_or_default();
            value.insert(key.into(), (before + count).into());
        }
    }

    /// How many of the words for causes stand in a section.
    fn causes_of(&self, place: &Placement<'_>) -> usize {
        let text: String = place.sections().map(|section| self.source.slice(self.document.sections[section].body)).collect();
        place.requirement.causes.iter().filter(|cause| cause.is_match(&text)).count()
    }

    fn outline(&mut self, places: &[Placement<'_>]) -> Value {
        let ids: HashMap<SectionId, &str> =
            places.iter().rev().filter_map(|place| Some((place.section?, place.requirement.id.as_str()))).collect();
        let mut outline = Vec::new();
        for (id, section) in self.document.sections.entries() {
            let mut value = Map::new();
            value.insert("level".into(), section.level.into());
            value.extend(self.section(section));
            value.extend(ids.get(&id).map(|&id| ("section".into(), id.into())));
            self.spans.insert(format!("/outline/{}", id.index()), section.heading);
            outline.push(value.into());
        }
        Value::Array(outline)
    }

    /// Characters of text below a heading; headings are none. A numbered paragraph counts itself.
    fn characters_of(&self, section: &Section) -> u64 {
        let last = self.document.paragraph_at(whole(section).end.saturating_sub(1)).unwrap_or(section.paragraph);
        self.characters[last.max(section.paragraph).next()] - self.characters[section.paragraph]
    }

    fn figures_of(&self, section: &Section) -> usize {
        let start = if section.standalone { section.heading.end } else { section.heading.start };
        let before = |offset| self.figures.partition_point(|&figure| figure < offset);
        before(section.body.end.max(start)) - before(start)
    }
}

/// The JSON Schema of a profile: what its keys say, and its own fragment beside that.
pub(super) fn schema(sections: &[Requirement], fragment: Option<Value>) -> Value {
    let own = json!({ "type": "object", "properties": { "sections": sections_schema(sections) } });
    let all: Vec<Value> = [own].into_iter().chain(fragment).collect();
    json!({ "$schema": "https://json-schema.org/draft/2020-12/schema", "allOf": all })
}

fn sections_schema(sections: &[Requirement]) -> Value {
    let required: Vec<&str> = sections.iter().filter(|section| section.required).map(|section| section.id.as_str()).collect();
    let properties: Map<String, Value> = sections.iter().map(|section| (section.id.clone(), section_schema(section))).collect();
    json!({ "type": "object", "required": required, "properties": properties })
}

fn section_schema(section: &Requirement) -> Value {
    let mut properties = Map::new();
    properties.insert("characters".into(), json!({ "minimum": section.min_characters }));
    properties.insert("figures".into(), json!({ "minimum": section.min_figures }));
    if !section.causes.is_empty() {
        properties.insert("causes".into(), json!({ "minimum": 1 }));
    }
    if !section.subsections.is_empty() {
        properties.insert("sections".into(), sections_schema(&section.subsections));
    }
    json!({ "type": "object", "properties": properties })
}
