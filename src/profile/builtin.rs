//! The profiles that are part of the program. A test holds them to the schema, so they are read as they are, without the
//! places of their parts; and since a run needs few of them, each is read when it is first used.

use std::sync::OnceLock;

use serde::Deserialize;
use serde_json::Value;

use super::build::build;
use super::inherit::over;
use super::{Pattern, Profile};
use crate::yaml;

/// The texts of the built-in profiles, in the order of [`builtins`].
pub(super) const BUILT_IN: [(&str, &str); 17] = [
    ("national-2019", include_str!("../../schemas/profiles/national-2019.yaml")),
    ("gd-county", include_str!("../../schemas/profiles/gd-county.yaml")),
    ("gd-province", include_str!("../../schemas/profiles/gd-province.yaml")),
    ("guideline-zgtc", include_str!("../../schemas/profiles/guideline-zgtc.yaml")),
    ("sz-items", include_str!("../../schemas/profiles/sz-items.yaml")),
    ("tj-district", include_str!("../../schemas/profiles/tj-district.yaml")),
    ("ha-county", include_str!("../../schemas/profiles/ha-county.yaml")),
    ("cq-district", include_str!("../../schemas/profiles/cq-district.yaml")),
    ("shanghai", include_str!("../../schemas/profiles/shanghai.yaml")),
    ("zhejiang", include_str!("../../schemas/profiles/zhejiang.yaml")),
    ("department", include_str!("../../schemas/profiles/department.yaml")),
    ("township", include_str!("../../schemas/profiles/township.yaml")),
    ("outline-2021", include_str!("../../schemas/profiles/outline-2021.yaml")),
    // before the profile that it extends: of equals the first is chosen
    ("disclosure-department", include_str!("../../schemas/profiles/disclosure-department.yaml")),
    ("disclosure-2021", include_str!("../../schemas/profiles/disclosure-2021.yaml")),
    ("enforcement-statistics", include_str!("../../schemas/profiles/enforcement-statistics.yaml")),
    ("figures-only", include_str!("../../schemas/profiles/figures-only.yaml")),
];

/// One of the profiles that are part of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct BuiltIn(usize);

/// What stands above the tables and sections of a profile: enough to know which texts it is not for.
#[derive(Deserialize)]
struct RawHead {
    extends: Option<String>,
    structure: Option<bool>,
    issuers: Option<Vec<String>>,
    title_pattern: Option<String>,
}

/// The same, with what is inherited.
#[derive(Clone, Debug)]
pub(super) struct Head {
    pub structure: bool,
    pub issuers: Option<Vec<Pattern>>,
    pub title_pattern: Option<Pattern>,
}

/// The built-in profiles, in order; each is loaded when the iterator comes to it.
pub fn builtins() -> impl Iterator<Item = &'static Profile> {
    BuiltIn::all().map(BuiltIn::profile)
}

/// The YAML of a built-in profile, comments included.
pub fn builtin_text(id: &str) -> Option<&'static str> {
    BuiltIn::find(id).map(BuiltIn::text)
}

impl BuiltIn {
    /// The one that every report can go by: the first of all.
    pub(super) const NATIONAL: Self = Self(0);

    /// All of them.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        (0..BUILT_IN.len()).map(Self)
    }

    /// The one of that id.
    pub(super) fn find(id: &str) -> Option<Self> {
        BUILT_IN.iter().position(|(known, _)| *known == id).map(Self)
    }

    /// Its YAML.
    pub(super) fn text(self) -> &'static str {
        BUILT_IN[self.0].1
    }

    /// Whether it brings tables of its own.
    pub(super) fn has_tables(self) -> bool {
        self.text().contains("\ntables:")
    }

    /// What stands above its tables and sections.
    pub(super) fn head(self) -> &'static Head {
        static HEADS: [OnceLock<Head>; BUILT_IN.len()] = [const { OnceLock::new() }; BUILT_IN.len()];
        HEADS[self.0].get_or_init(|| {
            let above =
                ["\ntables:", "\nsections:"].iter().fold(self.text(), |text, part| text.split(part).next().unwrap_or(text));
            let raw: RawHead = fixed(yaml::trusted(above));
            let base = raw.extends.as_deref().and_then(Self::find).map(Self::head);
            let patterns = |patterns: Vec<String>| patterns.into_iter().map(Pattern::new).collect();
            Head {
                structure: raw.structure.unwrap_or_else(|| base.is_none_or(|base| base.structure)),
                issuers: raw.issuers.map(patterns).or_else(|| base?.issuers.clone()),
                title_pattern: raw.title_pattern.map(Pattern::new).or_else(|| base?.title_pattern.clone()),
            }
        })
    }

    /// It as JSON, with what it extends.
    pub(super) fn value(self) -> &'static Value {
        static VALUES: [OnceLock<Value>; BUILT_IN.len()] = [const { OnceLock::new() }; BUILT_IN.len()];
        VALUES[self.0].get_or_init(|| {
            let own: Value = fixed(yaml::trusted(self.text()));
            let base = own.get("extends").and_then(Value::as_str).and_then(Self::find);
            over(base.map(|base| base.value().clone()), own)
        })
    }

    /// It as a profile.
    pub(super) fn profile(self) -> &'static Profile {
        static LOADED: [OnceLock<Profile>; BUILT_IN.len()] = [const { OnceLock::new() }; BUILT_IN.len()];
        LOADED[self.0].get_or_init(|| fixed(build(self.value().clone())))
    }
}

/// What a profile of the program gives; a test reads each.
fn fixed<T, E: std::fmt::Debug>(read: Result<T, E>) -> T {
    read.expect("the profiles are part of the crate, and a test reads each")
}
