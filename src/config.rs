//! The configuration: `gouji.yaml`, as data.
//!
//! A file may extend another one. What is in force for a report is what the nearest file says; a file that says nothing leaves
//! it to the one that it extends, and in the end to the defaults. Everything knows the file and line that it comes from.

mod load;

use globset::{ErrorKind, GlobBuilder, GlobMatcher};

use crate::claims::Mode;
use crate::problem::Problem;
use crate::profile::{Adjustments, MonthDay, Profile};
use crate::rules::{Allowed, Selector, Set, Settings};
use crate::text::Text;
use crate::yaml::Fetch;

/// A configuration: a file and those that it extends.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The file itself last.
    layers: Vec<Layer>,
}

/// What one file says.
#[derive(Clone, Debug, Default)]
struct Layer {
    file: String,
    profile: Option<Placed<Profile>>,
    profiles: Vec<(Files, Placed<Profile>)>,
    levels: Vec<Set>,
    deadline: Option<Placed<MonthDay>>,
    min_characters: Option<Placed<u64>>,
    min_figures: Option<Placed<u64>>,
    ignore: Vec<(Files, Vec<Selector>, String)>,
    exclude: Option<(Files, Placed<Vec<String>>)>,
    rounding: Option<Placed<Vec<Mode>>>,
    suppressions: Vec<(Option<Files>, Allowed)>,
}

/// A value with the file and line that it comes from.
#[derive(Clone, Debug)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// gouji.yaml:12.
    pub origin: String,
}

/// What is in force for one report.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct InForce {
    /// The profile, if one was set.
    pub profile: Option<Placed<Profile>>,
    /// Rules, rounding, suppressions.
    pub settings: Settings,
    /// Where the ways of rounding were set.
    pub rounding: Option<String>,
    /// Patterns of files that are passed over, those of each file of the configuration.
    pub exclude: Vec<Placed<Vec<String>>>,
    /// Where it is said that this report is passed over.
    pub excluded: Option<String>,
    /// Options of rules: the rule, the option, its value.
    pub options: Vec<(&'static str, &'static str, Placed<String>)>,
}

/// Patterns of paths.
#[derive(Clone, Debug)]
struct Files(Vec<GlobMatcher>);

impl Config {
    /// The commented file that `gouji init` writes.
    pub const TEMPLATE: &str = include_str!("config/template.yaml");

    /// The names of the file, the first before the second where there are both.
    pub const NAMES: [&str; 2] = ["gouji.yaml", "gouji.yml"];

    /// Reads the file of that name. `fetch` gets the files that it extends, and profiles.
    ///
    /// # Errors
    /// Everything that is wrong in it, or in what it names: at least one problem.
    pub fn read(name: &str, bytes: &[u8], fetch: &Fetch<'_>) -> Result<Self, Vec<Problem>> {
        load::read(name, bytes, fetch).map(|layers| Self { layers })
    }

    /// The files that it was read from: the file itself, then what it extends.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.layers.iter().rev().map(|layer| layer.file.as_str())
    }

    /// What is in force for a report. `path` gives its path from the folder of each file; without one, what holds for every
    /// report is in force, and nothing else.
    pub fn in_force(&self, path: impl Fn(&str) -> Option<String>) -> InForce {
        let mut force = InForce::default();
        let mut adjustments = Adjustments::default();
        for layer in &self.layers {
            let path = path(&layer.file);
            let is_meant = |files: &Files| path.as_deref().is_some_and(|path| files.contain(path));
            let named = layer.profiles.iter().rev().find(|(files, _)| is_meant(files)).map(|(_, profile)| profile);
            force.profile = named.or(layer.profile.as_ref()).cloned().or(force.profile);
            force.settings.push_levels(layer.levels.clone());
            for (_, rules, origin) in layer.ignore.iter().filter(|(files, ..)| is_meant(files)) {
                force.settings.ignored.extend(rules.iter().map(|rule| (rule.clone(), origin.clone())));
            }
            if let Some((files, patterns)) = &layer.exclude {
                force.exclude.push(patterns.clone());
                force.excluded = is_meant(files).then(|| patterns.origin.clone()).or(force.excluded);
            }
            if let Some(rounding) = &layer.rounding {
                force.settings.rounding.clone_from(&rounding.value);
                force.rounding = Some(rounding.origin.clone());
            }
            let allowed = layer.suppressions.iter().filter(|(files, _)| files.as_ref().is_none_or(is_meant));
            force.settings.allowed.extend(allowed.map(|(_, allowed)| allowed.clone()));
            layer.adjust(&mut adjustments, &mut force.options);
        }
        force.settings.adjustments = adjustments;
        force
    }
}

impl Layer {
    /// Options stand in the place of those of the files before.
    fn adjust(&self, adjustments: &mut Adjustments, options: &mut Vec<(&'static str, &'static str, Placed<String>)>) {
        let mut set = |rule: &'static str, option: &'static str, value: String, origin: &str| {
            options.retain(|(_, known, _)| *known != option);
            options.push((rule, option, Placed { value, origin: origin.to_owned() }));
        };
        if let Some(Placed { value, origin }) = &self.deadline {
            adjustments.deadline = Some(*value);
            set("M105", "deadline", value.to_string(), origin);
        }
        if let Some(Placed { value, origin }) = &self.min_characters {
            adjustments.min_characters = Some(*value);
            set("S103", "min_characters", value.to_string(), origin);
        }
        if let Some(Placed { value, origin }) = &self.min_figures {
            adjustments.min_figures = Some(*value);
            set("S104", "min_figures", value.to_string(), origin);
        }
    }
}

impl Files {
    /// As in .gitignore: a pattern without a slash is that of a name at any depth, one with a slash begins at the folder of the
    /// configuration; a folder stands for all that is in it.
    fn new(patterns: &[String]) -> Result<Self, (usize, Text)> {
        let mut matchers = Vec::new();
        for (index, pattern) in patterns.iter().enumerate() {
            let anchored = pattern.trim_start_matches("./").trim_end_matches('/');
            let anchored = match anchored.strip_prefix('/') {
                Some(anchored) => anchored.to_owned(),
                None if anchored.contains('/') => anchored.to_owned(),
                None => format!("**/{anchored}"),
            };
            for pattern in [anchored.clone(), format!("{anchored}/**")] {
                let glob = GlobBuilder::new(&pattern).literal_separator(true).case_insensitive(cfg!(windows)).build();
                matchers.push(glob.map_err(|error| (index, wrong(error.kind())))?.compile_matcher());
            }
        }
        Ok(Self(matchers))
    }

    fn contain(&self, path: &str) -> bool {
        self.0.iter().any(|matcher| matcher.is_match(path))
    }
}

/// What is wrong with a pattern.
fn wrong(kind: &ErrorKind) -> Text {
    match kind {
        ErrorKind::UnclosedClass => text!("方括号没有写完", "a bracket is not closed"),
        ErrorKind::InvalidRange(from, to) => Text::both(format!("范围 {from}-{to} 颠倒"), format!("{from}-{to} runs backwards")),
        ErrorKind::UnopenedAlternates | ErrorKind::UnclosedAlternates => text!("花括号不成对", "braces do not pair"),
        ErrorKind::DanglingEscape => text!("末尾的反斜线后面没有字符", "nothing stands after the last backslash"),
        other => Text::both("写法不对", other.to_string()),
    }
}

#[cfg(test)]
mod tests;
