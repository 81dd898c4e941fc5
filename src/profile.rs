//! Profiles: what is required of a report, as data.
//!
//! A profile is a YAML file. It is checked against `schemas/profile.schema.json`, it may extend a built-in one, and it
//! compiles to a JSON Schema for the report model.

mod build;
mod builtin;
mod choose;
mod fit;
mod inherit;
mod load;
mod model;
mod pattern;
mod raw;
mod tables;
mod title;

use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use jsonschema::Validator;
use serde::Deserialize;
use serde_json::Value;

use crate::document::OrdinalStyle;
use crate::forms::Form;
use crate::schema;
use crate::text::Text;
use crate::words::nearest;

use builtin::{BUILT_IN, BuiltIn};

pub use crate::calendar::{MonthDay, NoMonthDay};
use crate::problem::Problem;
pub use crate::yaml::Fetch;
pub use builtin::{builtin_text, builtins};
pub(crate) use choose::{choose, national};
pub use fit::Placement;
pub(crate) use model::Violation;
pub use pattern::Pattern;
pub use title::{TitleFault, TitleForm};

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
    pub deadline: Option<MonthDay>,
    /// Month and day of the following year before which the report is to be handed in; see [`Profile::filing_for`].
    pub filing: Option<MonthDay>,
    /// What the title must look like.
    pub title_form: Option<TitleForm>,
    /// The titles of the reports that the profile is chosen for without being named; with an empty list it must be named.
    /// If there is none, headings choose it.
    pub issuers: Option<Vec<Pattern>>,
    /// The classes of those who report.
    pub reporters: Vec<Reporter>,
    /// The class that the report is from, where the title does not say.
    pub reporter: Option<String>,
    /// Whether the sections must stand in the outline's order.
    pub order: Order,
    /// The ordinals that headings have, from the first level down; those of GB/T 9704, if there are none.
    pub levels: Vec<OrdinalStyle>,
    /// How headings of the third level are counted.
    pub level3: Level3,
    /// A title that fits it makes a text such a report. Without one, every text is.
    pub title_pattern: Option<Pattern>,
    /// Whether structure is looked at, or figures alone.
    pub structure: bool,
    /// The sections, in the outline's order.
    pub sections: Vec<Requirement>,
    /// The tables that reports of this kind have. They are looked for in every report, whatever its profile.
    pub(crate) tables: Vec<Form>,
    /// The JSON Schema it compiles to.
    pub schema: Value,
    validator: Arc<OnceLock<Option<Validator>>>,
}

/// What is required otherwise than a profile says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Adjustments {
    /// Month and day of the following year before which the report is to be made public.
    pub deadline: Option<MonthDay>,
    /// The fewest characters that a required section may have.
    pub min_characters: Option<u64>,
    /// The fewest figures that a required section may have.
    pub min_figures: Option<u64>,
}

/// What a requirement rests on, the strongest last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "rank", description = "法规、地方或惯例 / 法规 (law), 地方 (local) or 惯例 (practice)"))]
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

impl Requirement {
    /// Whether a report must have the item: one of that class of reporters, or, where the class is not known, any.
    pub fn is_asked_of(&self, reporter: Option<&Reporter>) -> bool {
        let of_class = |reporter: &Reporter| self.reporters.contains(&reporter.id);
        self.required && (self.reporters.is_empty() || reporter.is_some_and(of_class))
    }
}

/// Whether the sections of a report must stand in the order in which the profile lists them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Order {
    /// In any order: 厅字〔2019〕28号 prescribes none.
    #[default]
    Free,
    /// As listed.
    Fixed,
}

/// How headings of the third level (1. 2. 3.) are counted where one of the second level, （二）, comes between them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(
    test,
    schemars(
        rename = "level3",
        description = "「1.」跨（一）（二）：either 均可，restart 重新编号，continuous 连续编号 / 1. 2. 3. across （一）（二）: either, restart (from 1 again) or continuous"
    )
)]
#[serde(rename_all = "lowercase")]
pub enum Level3 {
    /// From 1 again, or running on.
    #[default]
    Either,
    /// From 1 again.
    Restart,
    /// Running on: （一）1. 2.（二）3. 4.
    Continuous,
}

/// Whether an item should have a heading of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(
    test,
    schemars(
        rename = "heading",
        description = "expected 应有自己的标题（没有则提示），optional 写在别处也可 / expected if it should have a heading of its own (a note says where it has none), optional if it may stand elsewhere"
    )
)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum HeadingUse {
    /// It should; without one, there is a note.
    #[default]
    Expected,
    /// It may as well be treated inside another section.
    Optional,
}

/// A class of those who report: 市、区政府; 部门; 街道.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Reporter {
    /// The name it is chosen by: street.
    pub id: String,
    /// What it is called.
    pub title: Text,
    /// What the titles of its reports look like.
    pub patterns: Vec<Pattern>,
    /// Month and day before which it hands its report in, if not the profile's.
    pub filing: Option<MonthDay>,
}

/// A section that a profile knows.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Requirement {
    /// The key in the report model.
    pub id: String,
    /// What it is called.
    pub title: Text,
    /// What it rests on.
    pub rank: Rank,
    /// Whether a report must have it.
    pub required: bool,
    /// What its heading looks like; see [`Placement`].
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
    /// Words that state a cause; one must stand there, if there are any.
    pub causes: Vec<Pattern>,
    /// The year that its heading may name.
    pub year: Option<YearSlot>,
    /// Whether it should have a heading of its own.
    pub heading: HeadingUse,
    /// Whether several sections may be it, each with a heading of its own.
    pub repeated: bool,
    /// The classes of reporters that it is asked of; of all, if there are none.
    pub reporters: Vec<String>,
    /// Its parts.
    pub subsections: Vec<Requirement>,
}

/// A year, seen from the year the report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(
    test,
    schemars(
        rename = "year",
        description = "标题所写年份应为 previous、same 或 next / the year that its heading may name: previous, same or next"
    )
)]
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

/// Why a profile that is no file cannot extend one.
const NO_FILES: Text = text!("这里不能读取文件", "no file can be read here");

/// The forms that are looked for in a report: those of its profile, and of all built-in ones.
pub(crate) fn forms(profile: &Profile) -> Vec<&Form> {
    let mut forms: Vec<&Form> = Vec::new();
    let built_in = BuiltIn::all().filter(|built_in| built_in.has_tables()).flat_map(|built_in| &built_in.profile().tables);
    for form in profile.tables.iter().chain(built_in) {
        if forms.iter().all(|known| known.id != form.id) {
            forms.push(form);
        }
    }
    forms
}

impl Profile {
    /// The built-in profile of that id. The class of the reporter may follow: `sz-items:street`.
    pub fn builtin(id: &str) -> Option<Self> {
        let (id, reporter) = id.split_once(':').map_or((id, None), |(id, reporter)| (id, Some(reporter)));
        let profile = BuiltIn::find(id)?.profile();
        let Some(reporter) = reporter else { return Some(profile.clone()) };
        let known = profile.reporters.iter().any(|known| known.id == reporter);
        known.then(|| Self { reporter: Some(reporter.to_owned()), ..profile.clone() })
    }

    /// The id of the built-in profile that `id` was probably meant to be.
    pub fn nearest(id: &str) -> Option<&'static str> {
        nearest(id, BUILT_IN.iter().map(|(known, _)| *known))
    }

    /// Reads a profile. `name` is the file's name for messages. It may extend a built-in profile, no file.
    ///
    /// # Errors
    /// The first of what [`Profile::read`] returns.
    pub fn from_yaml(name: &str, text: &str) -> Result<Self, Problem> {
        Self::read(name, text.as_bytes(), &|_, _| Err(NO_FILES)).map_err(|mut problems| problems.swap_remove(0))
    }

    /// Reads the content of a profile's file. `fetch` gets the files that it extends.
    ///
    /// # Errors
    /// Everything that is wrong in it, in the order of the file: at least one problem. What it extends must be in order too.
    pub fn read(name: &str, bytes: &[u8], fetch: &Fetch<'_>) -> Result<Self, Vec<Problem>> {
        let tree = load::checked(name, bytes)?;
        let profile = load::load(&tree, fetch)?;
        let mut problems = load::reference_problems(&profile, &tree);
        problems.extend(tables::problems(&tree, &profile.tables));
        problems.sort_by_key(|problem| problem.location);
        if problems.is_empty() { Ok(profile) } else { Err(problems) }
    }

    /// Whether it says what the cells of a table mean.
    pub fn declares_tables(&self) -> bool {
        !self.tables.is_empty()
    }

    /// Checks figures alone.
    pub fn figures_only() -> Self {
        Self::builtin("figures-only").unwrap_or_default()
    }

    /// The profile with what is required otherwise.
    pub fn adjusted(mut self, adjustments: &Adjustments) -> Self {
        let Adjustments { deadline, min_characters, min_figures } = *adjustments;
        self.deadline = deadline.or(self.deadline);
        if min_characters.is_none() && min_figures.is_none() {
            return self;
        }
        for section in self.sections.iter_mut().filter(|section| section.required) {
            section.min_characters = min_characters.map_or(section.min_characters, |least| section.min_characters.max(least));
            section.min_figures = min_figures.map_or(section.min_figures, |least| section.min_figures.max(least));
        }
        let fragment = self.schema.pointer("/allOf/1").cloned();
        self.schema = model::schema(&self.sections, fragment);
        self.validator = Arc::default();
        self
    }

    /// Whether the profile holds for a report about `year`: on the last day of that year.
    pub fn covers(&self, year: i16) -> bool {
        let Ok(end) = Date::new(year, 12, 31) else { return false };
        self.effective_from.is_none_or(|from| from <= end) && self.effective_to.is_none_or(|to| end <= to)
    }

    /// The day of the following year before which a report about `year` is to be made public.
    pub fn deadline_for(&self, year: i16) -> Option<Date> {
        self.deadline.filter(|_| self.covers(year))?.in_year(year.checked_add(1)?)
    }

    /// The day of the following year before which a report about `year` is to be handed in by that class of reporters.
    pub fn filing_for(&self, year: i16, reporter: Option<&Reporter>) -> Option<Date> {
        let of_class = reporter.and_then(|reporter| reporter.filing);
        of_class.or(self.filing).filter(|_| self.covers(year))?.in_year(year.checked_add(1)?)
    }

    /// What the title must look like, if the profile says so.
    pub fn title_form(&self) -> Option<&TitleForm> {
        self.title_form.as_ref()
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
}

#[cfg(test)]
mod tests;
