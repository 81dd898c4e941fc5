//! From YAML to a configuration: the schema first, then what a schema cannot refuse.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::{Files, Layer, Placed};
use crate::claims::Mode;
use crate::problem::Problem;
use crate::profile::Profile;
use crate::rules::{self, Allowed, Level, Selector, Set};
use crate::schema;
use crate::severity::Severity;
use crate::text::Text;
use crate::yaml::{Fetch, Tree, circular, escape, unreadable};

/// Reads a file and those that it extends; it stands last.
pub(super) fn read(name: &str, bytes: &[u8], fetch: &Fetch<'_>) -> Result<Vec<Layer>, Vec<Problem>> {
    let mut chain = vec![name.to_owned()];
    let mut layers = Vec::new();
    let mut next = Some((name.to_owned(), bytes.to_vec()));
    let mut problems = Vec::new();
    while let Some((name, bytes)) = next.take() {
        let mut tree = Tree::decode(&name, &bytes).map_err(|problem| vec![problem])?;
        if tree.value.is_null() {
            // a file of nothing but comments says nothing
            tree.value = Value::Object(Map::new());
        }
        if chain.len() > 1 && !schema::CONFIG.is_of(&tree) {
            return Err(vec![strange(&name)]);
        }
        let mut reader = Reader { tree: &tree, fetch, problems: schema::CONFIG.problems(&tree) };
        layers.extend(reader.layer());
        if let Some(base) = tree.value.get("extends").and_then(Value::as_str) {
            match fetch(&name, base) {
                Err(reason) => reader.problems.push(unreadable(&tree, "/extends", base, &reason)),
                Ok((file, _)) if chain.contains(&file) => reader.problems.push(circular(&tree, &chain, &file)),
                Ok((file, bytes)) => {
                    chain.push(file.clone());
                    next = Some((file, bytes));
                }
            }
        }
        reader.problems.sort_by_key(|problem| problem.location);
        problems.append(&mut reader.problems);
    }
    layers.reverse();
    if problems.is_empty() { Ok(layers) } else { Err(problems) }
}

/// What `extends` names is no configuration: nothing of it is shown, for it may be anything.
fn strange(name: &str) -> Problem {
    let message = text!("它不是 gouji 的配置", "it is no configuration of gouji");
    Problem::of_file(name, message, Some(text!("请核对 extends", "check extends")))
}

/// `gouji.yaml`, as it is written. The comments are the descriptions that editors show: Chinese / English.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct RawConfig {
    /// 所依据的另一份配置，路径从本文件所在的文件夹算起 / another configuration that this one builds on, from the folder of this file
    #[cfg_attr(test, schemars(length(min = 1)))]
    #[serde(rename = "extends")]
    _extends: Option<String>,
    /// 规范：内置规范的 id，或 YAML 文件；不写则按标题和章节选择 / the profile: the id of a built-in one, or a YAML file; chosen by title and headings where it is not given
    #[cfg_attr(test, schemars(with = "Option<super::tests::ProfileName>"))]
    profile: Option<String>,
    /// 按路径指定规范的列表；后写的优先 / profiles by path; the last that fits counts
    #[serde(default)]
    profiles: Vec<RawProfileFor>,
    /// 规则的级别和选项：规则: 级别 / levels and options of rules, by code, name or family
    #[cfg_attr(test, schemars(schema_with = "super::tests::rules_schema"))]
    #[serde(default)]
    rules: Map<String, Value>,
    /// 不核对的文件；加 --force-exclude 时，直接写出的文件也不核对 / files that are passed over; with --force-exclude, also those that are named
    exclude: Option<RawFiles>,
    /// 按路径不用某些规则的列表 / rules that are not applied to some files
    #[serde(default)]
    ignore: Vec<RawIgnore>,
    /// 认可的修约方法的列表；默认 half-up 和 half-even / ways of rounding that are accepted; by default half-up and half-even
    #[cfg_attr(test, schemars(length(min = 1)))]
    rounding: Option<Vec<RawRounding>>,
    /// 豁免的列表：规则、原文和理由；用于不能写注释的格式 / findings that are allowed: rule, words and reason; for formats without comments
    #[serde(default)]
    suppressions: Vec<RawSuppression>,
}

/// files 和 profile / files and profile
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "profile_for"))]
#[serde(deny_unknown_fields)]
struct RawProfileFor {
    files: RawFiles,
    /// 规范：内置规范的 id，或 YAML 文件 / the profile: the id of a built-in one, or a YAML file
    #[cfg_attr(test, schemars(with = "super::tests::ProfileName"))]
    profile: String,
}

/// 路径的通配符，或其列表：各县/** / a pattern of paths, or a list of them: counties/**
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "files"))]
#[serde(untagged)]
enum RawFiles {
    One(String),
    Many(Vec<String>),
}

impl RawFiles {
    fn patterns(&self) -> Vec<String> {
        match self {
            RawFiles::One(pattern) => vec![pattern.clone()],
            RawFiles::Many(patterns) => patterns.clone(),
        }
    }
}

/// files 和 rules / files and rules
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "ignore"))]
#[serde(deny_unknown_fields)]
struct RawIgnore {
    files: RawFiles,
    /// 规则的列表：编号、名称或字母 / rules: codes, names or families
    #[cfg_attr(test, schemars(with = "Vec<super::tests::RuleName>", length(min = 1)))]
    rules: Vec<String>,
}

/// half-up 四舍五入，half-even 四舍六入五成双，truncation 截断 / half-up, half-even or truncation
#[derive(Clone, Copy, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "rounding"))]
#[serde(rename_all = "kebab-case")]
enum RawRounding {
    HalfUp,
    HalfEven,
    Truncation,
}

/// rule、quote 和 reason / rule, quote and reason
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "suppression"))]
#[serde(deny_unknown_fields)]
struct RawSuppression {
    /// 规则：编号、名称或字母 / the rule: code, name or family
    #[cfg_attr(test, schemars(with = "super::tests::RuleName"))]
    rule: String,
    /// 问题所在的原文；缺少的章节写其名称 / the words that the finding is about; for what is missing, its name
    #[cfg_attr(test, schemars(length(min = 1)))]
    quote: String,
    /// 理由，写给审核的人 / why, for those who review
    #[cfg_attr(test, schemars(length(min = 1)))]
    reason: String,
    /// 只用于这些文件；不写则用于全部 / only in these files; in all, where it is not given
    files: Option<RawFiles>,
}

/// Reads one file, and keeps what is wrong with it.
struct Reader<'a> {
    tree: &'a Tree,
    fetch: &'a Fetch<'a>,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    /// What the file says; nothing, if the schema refuses it.
    fn layer(&mut self) -> Option<Layer> {
        // keys that stand twice are reported, and the rest can be read
        if self.problems.len() > self.tree.repeated.len() {
            self.names();
            return None;
        }
        let raw = self.raw()?;
        let mut layer = Layer { file: self.tree.file.clone(), ..Layer::default() };
        layer.profile = raw.profile.and_then(|name| self.profile("/profile", &name));
        self.profiles(&mut layer, raw.profiles);
        for (name, value) in &raw.rules {
            self.rule(&mut layer, name, value);
        }
        self.ignore(&mut layer, raw.ignore);
        layer.exclude = raw.exclude.and_then(|files| self.exclude(files));
        layer.rounding =
            raw.rounding.map(|modes| Placed { value: modes.into_iter().map(mode).collect(), origin: self.origin("/rounding") });
        self.suppressions(&mut layer, raw.suppressions);
        Some(layer)
    }

    fn raw(&mut self) -> Option<RawConfig> {
        let tell = |reason: serde_json::Error| {
            let message = Text::both(format!("配置无法读取：{reason}"), format!("the configuration cannot be read: {reason}"));
            self.problems.push(self.tree.problem("", message, None));
        };
        serde_json::from_value(self.tree.value.clone()).map_err(tell).ok()
    }

    fn profiles(&mut self, layer: &mut Layer, entries: Vec<RawProfileFor>) {
        for (index, entry) in entries.into_iter().enumerate() {
            let pointer = format!("/profiles/{index}");
            let files = self.files(&pointer, "files", entry.files);
            let profile = self.profile(&format!("{pointer}/profile"), &entry.profile);
            layer.profiles.extend(files.zip(profile));
        }
    }

    fn ignore(&mut self, layer: &mut Layer, entries: Vec<RawIgnore>) {
        for (index, entry) in entries.into_iter().enumerate() {
            let pointer = format!("/ignore/{index}");
            let rules = entry.rules.iter().enumerate();
            let rules = rules.filter_map(|(at, rule)| self.selector(&format!("{pointer}/rules/{at}"), rule)).collect();
            let files = self.files(&pointer, "files", entry.files);
            layer.ignore.extend(files.map(|files| (files, rules, self.origin(&pointer))));
        }
    }

    fn exclude(&mut self, files: RawFiles) -> Option<(Files, Placed<Vec<String>>)> {
        let value = files.patterns();
        let origin = self.origin("/exclude");
        self.files("", "exclude", files).map(|files| (files, Placed { value, origin }))
    }

    fn suppressions(&mut self, layer: &mut Layer, entries: Vec<RawSuppression>) {
        for (index, entry) in entries.into_iter().enumerate() {
            let pointer = format!("/suppressions/{index}");
            let rule = self.selector(&format!("{pointer}/rule"), &entry.rule);
            let bound = entry.files.is_some();
            let files = entry.files.and_then(|files| self.files(&pointer, "files", files));
            let origin = self.origin(&pointer);
            layer
                .suppressions
                .extend(rule.map(|rule| (files, Allowed { rule, quote: entry.quote, bound, reason: entry.reason, origin })));
        }
    }

    /// Looks up the profiles, rules and patterns of paths in a file that the schema refuses, so that these are reported in the same
    /// run. The names of `rules` are in the schema.
    fn names(&mut self) {
        let value = &self.tree.value;
        let entries = |key: &str| value.get(key).and_then(Value::as_array).into_iter().flatten().enumerate();
        let word =
            |value: &Value, key: &str| value.get(key).and_then(Value::as_str).filter(|word| !word.is_empty()).map(String::from);
        if let Some(name) = word(value, "profile") {
            self.profile("/profile", &name);
        }
        for (index, entry) in entries("profiles") {
            if let Some(name) = word(entry, "profile") {
                self.profile(&format!("/profiles/{index}/profile"), &name);
            }
        }
        for (index, entry) in entries("ignore") {
            for (at, rule) in entry.get("rules").and_then(Value::as_array).into_iter().flatten().enumerate() {
                if let Some(rule) = rule.as_str() {
                    self.selector(&format!("/ignore/{index}/rules/{at}"), rule);
                }
            }
        }
        for (index, entry) in entries("suppressions") {
            if let Some(rule) = word(entry, "rule") {
                self.selector(&format!("/suppressions/{index}/rule"), &rule);
            }
        }
        if let Some(Ok(files)) = value.get("exclude").map(|files| serde_json::from_value::<RawFiles>(files.clone())) {
            self.files("", "exclude", files);
        }
        for key in ["profiles", "ignore", "suppressions"] {
            for (index, entry) in entries(key) {
                if let Some(Ok(files)) = entry.get("files").map(|files| serde_json::from_value::<RawFiles>(files.clone())) {
                    self.files(&format!("/{key}/{index}"), "files", files);
                }
            }
        }
    }

    /// `R102: off`, or `M105: { level: error, deadline: 03-31 }`.
    fn rule(&mut self, layer: &mut Layer, name: &str, value: &Value) {
        let pointer = format!("/rules/{}", escape(name));
        let Some(rules) = self.selector(&pointer, name) else { return };
        let word = value.as_str().or_else(|| value.get("level").and_then(Value::as_str));
        if let Some(level) = word.and_then(level) {
            layer.levels.push(Set { rules, level, origin: self.origin(&pointer) });
        }
        let origin = |option: &str| self.origin(&format!("{pointer}/{option}"));
        let number = |option: &str| Some(Placed { value: value.get(option)?.as_u64()?, origin: origin(option) });
        layer.min_characters = number("min_characters").or(layer.min_characters.take());
        layer.min_figures = number("min_figures").or(layer.min_figures.take());
        let deadline = value.get("deadline").and_then(Value::as_str).and_then(|text| text.parse().ok());
        layer.deadline = deadline.map(|value| Placed { value, origin: origin("deadline") }).or(layer.deadline.take());
    }

    /// The built-in profile of that name, or that of a file.
    fn profile(&mut self, pointer: &str, name: &str) -> Option<Placed<Profile>> {
        let placed = |value| Some(Placed { value, origin: self.origin(pointer) });
        if let Some(profile) = Profile::builtin(name) {
            return placed(profile);
        }
        if !name.contains(['/', '\\', '.']) {
            let message = Text::both(format!("没有名为「{name}」的规范"), format!("there is no profile \"{name}\""));
            let known: Vec<&str> = crate::profile::builtins().map(|profile| profile.id.as_str()).collect();
            self.problems.push(self.tree.problem(pointer, message, Some(schema::suggest(name, &known))));
            return None;
        }
        match (self.fetch)(&self.tree.file, name) {
            Err(reason) => {
                self.problems.push(unreadable(self.tree, pointer, name, &reason));
                None
            }
            Ok((file, bytes)) => match Profile::read(&file, &bytes, self.fetch) {
                Ok(profile) => placed(profile),
                Err(problems) => {
                    self.problems.extend(problems);
                    None
                }
            },
        }
    }

    fn selector(&mut self, pointer: &str, word: &str) -> Option<Selector> {
        let near = match rules::select(word) {
            Ok(selector) => return Some(selector),
            Err(near) => near,
        };
        let message = Text::both(format!("没有规则「{word}」"), format!("there is no rule \"{word}\""));
        let hint = match near {
            Some(rule) => {
                let (code, name) = (rule.code, rule.name);
                Text::both(format!("是否指「{code} {name}」？"), format!("did you mean \"{code} {name}\"?"))
            }
            None => text!("gouji rules 列出全部规则", "gouji rules lists all rules"),
        };
        self.problems.push(self.tree.problem(pointer, message, Some(hint)));
        None
    }

    /// The patterns under `key` of what is at `pointer`.
    fn files(&mut self, pointer: &str, key: &str, files: RawFiles) -> Option<Files> {
        let is_list = matches!(files, RawFiles::Many(_));
        let patterns = files.patterns();
        match Files::new(&patterns) {
            Ok(files) => Some(files),
            Err((index, reason)) => {
                let pattern = &patterns[index];
                let pointer = if is_list { format!("{pointer}/{key}/{index}") } else { format!("{pointer}/{key}") };
                let message = Text::both(
                    format!("通配符「{pattern}」有误：{}", reason.zh),
                    format!("\"{pattern}\" is no pattern of paths: {}", reason.en),
                );
                let hint =
                    text!("* 代表一层，** 代表各层；方括号须成对", "* stands for one level, ** for any; close every bracket");
                self.problems.push(self.tree.problem(&pointer, message, Some(hint)));
                None
            }
        }
    }

    /// gouji.yaml:12
    fn origin(&self, pointer: &str) -> String {
        format!("{}:{}", self.tree.file, self.tree.location(pointer).line)
    }
}

fn level(word: &str) -> Option<Level> {
    match word {
        "off" => Some(Level::Off),
        "note" => Some(Level::At(Severity::Note)),
        "warning" => Some(Level::At(Severity::Warning)),
        "error" => Some(Level::At(Severity::Error)),
        _ => None,
    }
}

fn mode(rounding: RawRounding) -> Mode {
    match rounding {
        RawRounding::HalfUp => Mode::HalfUp,
        RawRounding::HalfEven => Mode::HalfEven,
        RawRounding::Truncation => Mode::Truncated,
    }
}
