//! Profiles: what is required of a report, as data.
//!
//! A profile is a YAML file. It is checked against `schemas/profile.schema.json`, it may extend a built-in one, and it
//! compiles to a JSON Schema for the report model. No other module knows of YAML or of JSON Schema.

mod choose;
mod fit;
mod model;
mod schema;
mod yaml;

use std::str::FromStr;
use std::sync::{Arc, LazyLock, OnceLock};

use jiff::civil::Date;
use jsonschema::Validator;
use regex::Regex;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::finding::Text;
use crate::source::Location;

pub use choose::{Choice, choose};
pub use fit::Place;
pub use model::Violation;
pub use schema::{PROFILE, REPORT, Schema};
pub use yaml::Tree;

/// What is required of a report.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    /// The name it is chosen by: gd-county.
    pub id: String,
    /// What it is called.
    pub title: Text,
    /// The document it rests on: 厅字〔2019〕28号.
    pub document: String,
    /// The rank of that document.
    pub rank: Rank,
    /// The first day it holds, if not always.
    pub effective_from: Option<Date>,
    /// The last day it holds, if it has ended.
    pub effective_to: Option<Date>,
    /// Month and day of the following year before which the report is to be made public.
    pub deadline: Option<(i8, i8)>,
    /// A title that fits it makes a text such a report. Without one, every text is.
    pub title_pattern: Option<Pattern>,
    /// Whether structure is looked at, or figures alone.
    pub structure: bool,
    /// The sections, in the outline's order.
    pub sections: Vec<Requirement>,
    /// The JSON Schema it compiles to.
    pub schema: Value,
    validator: Arc<OnceLock<Option<Validator>>>,
}

/// What a requirement rests on, the strongest last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum Rank {
    /// 惯例: usual practice.
    #[default]
    #[serde(rename = "惯例")]
    Practice,
    /// 地方: a local outline.
    #[serde(rename = "地方")]
    Local,
    /// 法规: a document that binds.
    #[serde(rename = "法规")]
    Law,
}

/// A regular expression of a profile. It is compiled when it is first used: most reports need few of them.
#[derive(Clone, Debug)]
pub struct Pattern {
    text: String,
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    fn new(text: String) -> Self {
        Self { text, compiled: OnceLock::new() }
    }

    /// The expression as written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it fits somewhere in `text`. What is no regular expression fits nothing; reading a profile refuses it.
    pub fn is_match(&self, text: &str) -> bool {
        self.compiled.get_or_init(|| Regex::new(&self.text).ok()).as_ref().is_some_and(|regex| regex.is_match(text))
    }
}

/// A section that a profile knows.
#[derive(Clone, Debug)]
pub struct Requirement {
    /// The key in the report model.
    pub id: String,
    /// What it is called.
    pub title: Text,
    /// What it rests on.
    pub rank: Rank,
    /// Whether a report must have it.
    pub required: bool,
    /// What its heading looks like; see [`Place`].
    pub patterns: Vec<Pattern>,
    /// Headings that are something else although a pattern fits.
    pub except: Vec<Pattern>,
    /// Sentences that treat the item inside another section.
    pub anywhere: Vec<Pattern>,
    /// Sections in which nothing counts as this item.
    pub not_within: Vec<String>,
    /// The fewest characters it may have.
    pub min_characters: u64,
    /// The fewest figures it may have.
    pub min_figures: u64,
    /// The year that its heading may name.
    pub year: Option<YearSlot>,
    /// Its parts.
    pub subsections: Vec<Requirement>,
}

/// A year, seen from the year the report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum YearSlot {
    /// The year before.
    Previous,
    /// The report's own.
    Same,
    /// The year after.
    Next,
}

impl YearSlot {
    /// The year for a report about `year`.
    pub fn of(self, year: i16) -> i16 {
        year + match self {
            YearSlot::Previous => -1,
            YearSlot::Same => 0,
            YearSlot::Next => 1,
        }
    }
}

/// Why a profile (or another YAML file with a schema) cannot be used: what, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{}", self.origin(), message.zh)]
pub struct ProfileError {
    /// The file.
    pub file: String,
    /// The place in it.
    pub location: Option<Location>,
    /// What is the matter.
    pub message: Text,
    /// What to do, e.g. the nearest known key.
    pub hint: Option<Text>,
}

impl ProfileError {
    /// Line, from 1.
    pub fn line(&self) -> Option<u32> {
        self.location.map(|location| location.line)
    }

    /// Column in characters, from 1.
    pub fn column(&self) -> Option<u32> {
        self.location.map(|location| location.column)
    }

    fn origin(&self) -> String {
        match self.location {
            Some(Location { line, column }) => format!("{}:{line}:{column}: ", self.file),
            None => format!("{}: ", self.file),
        }
    }
}

/// The texts of the built-in profiles, in the order of [`builtins`].
const BUILT_IN: [(&str, &str); 3] = [
    ("national-2019", include_str!("../schemas/profiles/national-2019.yaml")),
    ("gd-county", include_str!("../schemas/profiles/gd-county.yaml")),
    ("figures-only", include_str!("../schemas/profiles/figures-only.yaml")),
];

/// The built-in profiles.
pub fn builtins() -> &'static [Profile] {
    #[expect(clippy::unwrap_used, reason = "the profiles are part of the crate, and a test loads each")]
    static PROFILES: LazyLock<Vec<Profile>> =
        LazyLock::new(|| BUILT_IN.iter().map(|(id, text)| load(&Tree::read(id, text).unwrap()).unwrap()).collect());
    &PROFILES
}

/// The YAML of a built-in profile, comments included.
pub fn builtin_text(id: &str) -> Option<&'static str> {
    BUILT_IN.iter().find(|(known, _)| *known == id).map(|(_, text)| *text)
}

impl Profile {
    /// The built-in profile of that id.
    pub fn builtin(id: &str) -> Option<Self> {
        builtins().iter().find(|profile| profile.id == id).cloned()
    }

    /// The id of the built-in profile that `id` was probably meant to be.
    pub fn nearest(id: &str) -> Option<&'static str> {
        schema::nearest(id, BUILT_IN.iter().map(|(known, _)| *known))
    }

    /// Reads a profile. `name` is the file's name for messages.
    pub fn from_yaml(name: &str, text: &str) -> Result<Self, ProfileError> {
        let tree = Tree::read(name, text)?;
        schema::PROFILE.validate(&tree)?;
        check_patterns(&tree)?;
        let profile = load(&tree)?;
        profile.check_references(&tree)?;
        Ok(profile)
    }

    /// Checks figures alone.
    pub fn figures_only() -> Self {
        Self::builtin("figures-only").unwrap_or_default()
    }

    /// Whether the profile holds for a report about `year`: on the last day of that year.
    pub fn covers(&self, year: i16) -> bool {
        let Ok(end) = Date::new(year, 12, 31) else { return false };
        self.effective_from.is_none_or(|from| from <= end) && self.effective_to.is_none_or(|to| end <= to)
    }

    /// The day of the following year before which a report about `year` is to be made public.
    pub fn deadline_for(&self, year: i16) -> Option<Date> {
        let (month, day) = self.deadline.filter(|_| self.covers(year))?;
        Date::new(year.checked_add(1)?, month, day).ok()
    }

    /// The requirement at a path of ids, e.g. measures, enforcement.
    pub fn requirement<'a>(&self, path: impl IntoIterator<Item = &'a str>) -> Option<&Requirement> {
        let mut sections = &self.sections;
        let mut found = None;
        for id in path {
            let requirement: &Requirement = sections.iter().find(|requirement| requirement.id == id)?;
            sections = &requirement.subsections;
            found = Some(requirement);
        }
        found
    }

    /// The validator of [`Profile::schema`], compiled when first needed.
    fn validator(&self) -> Option<&Validator> {
        self.validator.get_or_init(|| schema::compile(&self.schema).ok()).as_ref()
    }

    /// Refuses ids that stand twice, ids that are not there, and a schema fragment that is none.
    fn check_references(&self, tree: &Tree) -> Result<(), ProfileError> {
        let ids: Vec<&str> = self.sections.iter().map(|requirement| requirement.id.as_str()).collect();
        let written = tree.value.get("sections").and_then(Value::as_array);
        for (index, section) in written.into_iter().flatten().enumerate() {
            let id = section.get("id").and_then(Value::as_str).unwrap_or_default();
            if written.into_iter().flatten().take(index).any(|before| before.get("id").and_then(Value::as_str) == Some(id)) {
                let message = Text::both(format!("章节「{id}」出现了两次"), format!("section \"{id}\" stands twice"));
                return Err(error(tree, &format!("/sections/{index}/id"), message, None));
            }
            for (at, other) in section.get("not_within").and_then(Value::as_array).into_iter().flatten().enumerate() {
                let other = other.as_str().unwrap_or_default();
                if !ids.contains(&other) {
                    return Err(unknown(tree, &format!("/sections/{index}/not_within/{at}"), "章节", "section", other, &ids));
                }
            }
        }
        schema::compile(&self.schema).map(drop).map_err(|reason| {
            let message = Text::both(
                format!("「schema」不是有效的 JSON Schema：{reason}"),
                format!("\"schema\" is no valid JSON Schema: {reason}"),
            );
            error(tree, "/schema", message, None)
        })
    }
}

fn error(tree: &Tree, pointer: &str, message: Text, hint: Option<Text>) -> ProfileError {
    ProfileError { file: tree.file.clone(), location: Some(tree.location(pointer)), message, hint }
}

/// 没有名为「…」的章节: with the nearest known name, or all of them.
fn unknown(tree: &Tree, pointer: &str, zh: &str, en: &str, given: &str, known: &[&str]) -> ProfileError {
    let message = Text::both(format!("没有名为「{given}」的{zh}"), format!("there is no {en} \"{given}\""));
    let hint = schema::nearest(given, known.iter().copied()).map_or_else(|| schema::all(known), schema::did_you_mean);
    error(tree, pointer, message, Some(hint))
}

/// Compiles every pattern where it is written, so that an error has a place.
fn check_patterns(tree: &Tree) -> Result<(), ProfileError> {
    let mut open = vec![(String::new(), &tree.value)];
    while let Some((pointer, value)) = open.pop() {
        for key in ["patterns", "except", "anywhere"] {
            let patterns = value.get(key).and_then(Value::as_array);
            for (index, pattern) in patterns.into_iter().flatten().filter_map(Value::as_str).enumerate() {
                check_pattern(tree, &format!("{pointer}/{key}/{index}"), pattern)?;
            }
        }
        if let Some(pattern) = value.get("title_pattern").and_then(Value::as_str) {
            check_pattern(tree, &format!("{pointer}/title_pattern"), pattern)?;
        }
        for key in ["sections", "subsections"] {
            let sections = value.get(key).and_then(Value::as_array).into_iter().flatten().enumerate();
            open.extend(sections.map(|(index, section)| (format!("{pointer}/{key}/{index}"), section)));
        }
    }
    Ok(())
}

fn check_pattern(tree: &Tree, pointer: &str, pattern: &str) -> Result<(), ProfileError> {
    Regex::new(pattern).map(drop).map_err(|_| {
        let message = Text::both(format!("正则表达式「{pattern}」无法解析"), format!("\"{pattern}\" is no regular expression"));
        let hint =
            Text::new("括号须成对；不支持环视和反向引用", "close every bracket; there is no look-around and no back-reference");
        error(tree, pointer, message, Some(hint))
    })
}

/// Makes a profile of YAML that fits the schema.
fn load(tree: &Tree) -> Result<Profile, ProfileError> {
    let merged = extend(tree, tree.value.clone())?;
    let raw: RawProfile = serde_json::from_value(merged).map_err(|reason| {
        error(tree, "", Text::both(format!("规范无法读取：{reason}"), format!("the profile cannot be read: {reason}")), None)
    })?;
    Ok(raw.build())
}

/// Puts `value` over the built-in profile that it extends. Its sections come first, in their order; a section of the
/// same id takes over what it does not say itself; sections that are not named follow.
fn extend(tree: &Tree, mut value: Value) -> Result<Value, ProfileError> {
    rank_sections(&mut value);
    let Some(base) = value.get("extends").and_then(Value::as_str) else { return Ok(value) };
    let Some(text) = builtin_text(base) else {
        return Err(unknown(tree, "/extends", "规范", "profile", base, &BUILT_IN.map(|(id, _)| id)));
    };
    let base_tree = Tree::read(base, text)?;
    let mut base = extend(&base_tree, base_tree.value.clone())?;
    let inherited = base.get_mut("sections").map(Value::take).unwrap_or_default();
    let own = value.get_mut("sections").map(Value::take).unwrap_or_default();
    overlay(&mut base, value);
    base["sections"] = merge_sections(inherited, own);
    Ok(base)
}

/// Writes the source's rank into each section that names none, so that an inherited section keeps the rank it came with.
/// How a section is divided is a matter of usage, whatever the section itself rests on.
fn rank_sections(value: &mut Value) {
    let rank = value.pointer("/source/rank").cloned().unwrap_or_else(|| "惯例".into());
    for section in value.get_mut("sections").and_then(Value::as_array_mut).into_iter().flatten().filter_map(Value::as_object_mut)
    {
        // A section without a title only takes up an inherited one; what binds it has been said there.
        if section.contains_key("title") {
            section.entry("rank").or_insert_with(|| rank.clone());
        }
        for part in
            section.get_mut("subsections").and_then(Value::as_array_mut).into_iter().flatten().filter_map(Value::as_object_mut)
        {
            part.entry("rank").or_insert_with(|| "惯例".into());
        }
    }
}

fn overlay(base: &mut Value, over: Value) {
    if let (Value::Object(base), Value::Object(over)) = (base, over) {
        base.extend(over);
    }
}

fn merge_sections(inherited: Value, own: Value) -> Value {
    let (mut inherited, own) = (list(inherited), list(own));
    let mut merged = Vec::new();
    for section in own {
        let known = inherited.iter().position(|base| base.get("id") == section.get("id"));
        let mut base = known.map_or_else(|| Value::Object(Map::new()), |at| inherited.remove(at));
        overlay(&mut base, section);
        merged.push(base);
    }
    merged.extend(inherited);
    Value::Array(merged)
}

fn list(value: Value) -> Vec<Value> {
    if let Value::Array(items) = value { items } else { Vec::new() }
}

/// A profile as written, with its base.
#[derive(Deserialize)]
struct RawProfile {
    id: String,
    title: RawTitle,
    source: Option<RawSource>,
    effective_from: Option<String>,
    effective_to: Option<String>,
    deadline: Option<String>,
    title_pattern: Option<String>,
    #[serde(default = "yes")]
    structure: bool,
    #[serde(default)]
    sections: Vec<RawSection>,
    schema: Option<Value>,
}

#[derive(Deserialize)]
struct RawTitle {
    zh: String,
    en: String,
}

#[derive(Deserialize)]
struct RawSource {
    document: String,
    rank: Rank,
}

#[derive(Deserialize)]
struct RawSection {
    id: String,
    title: Option<RawTitle>,
    #[serde(default)]
    rank: Rank,
    #[serde(default = "yes")]
    required: bool,
    #[serde(default)]
    patterns: Vec<String>,
    #[serde(default)]
    except: Vec<String>,
    #[serde(default)]
    anywhere: Vec<String>,
    #[serde(default)]
    not_within: Vec<String>,
    #[serde(default = "one")]
    min_characters: u64,
    #[serde(default)]
    min_figures: u64,
    year: Option<YearSlot>,
    #[serde(default)]
    subsections: Vec<RawSection>,
}

fn yes() -> bool {
    true
}

fn one() -> u64 {
    1
}

impl RawProfile {
    fn build(self) -> Profile {
        let sections: Vec<Requirement> = self.sections.into_iter().map(RawSection::build).collect();
        let schema = model::schema(&sections, self.schema);
        Profile {
            id: self.id,
            title: Text::both(self.title.zh, self.title.en),
            rank: self.source.as_ref().map_or(Rank::Practice, |source| source.rank),
            document: self.source.map(|source| source.document).unwrap_or_default(),
            effective_from: self.effective_from.and_then(|date| Date::from_str(&date).ok()),
            effective_to: self.effective_to.and_then(|date| Date::from_str(&date).ok()),
            deadline: self.deadline.as_deref().and_then(month_and_day),
            title_pattern: self.title_pattern.map(Pattern::new),
            structure: self.structure,
            sections,
            schema,
            validator: Arc::default(),
        }
    }
}

impl RawSection {
    fn build(self) -> Requirement {
        let patterns = |patterns: Vec<String>| patterns.into_iter().map(Pattern::new).collect();
        Requirement {
            title: self.title.map_or_else(|| Text::same(self.id.as_str()), |title| Text::both(title.zh, title.en)),
            id: self.id,
            rank: self.rank,
            required: self.required,
            patterns: patterns(self.patterns),
            except: patterns(self.except),
            anywhere: patterns(self.anywhere),
            not_within: self.not_within,
            min_characters: self.min_characters,
            min_figures: self.min_figures,
            year: self.year,
            subsections: self.subsections.into_iter().map(RawSection::build).collect(),
        }
    }
}

/// 04-01
fn month_and_day(text: &str) -> Option<(i8, i8)> {
    let (month, day) = text.split_once('-')?;
    Some((month.parse().ok()?, day.parse().ok()?))
}

#[cfg(test)]
mod tests;
