//! From YAML to a profile: what it extends, and what a schema cannot refuse.

use std::collections::HashSet;

use regex_lite::Regex;
use serde_json::Value;

use super::build::build;
use super::builtin::{BUILT_IN, BuiltIn};
use super::inherit::over;
use super::{Fetch, Problem, Profile, schema};
use crate::text::Text;
use crate::yaml::Tree;
use crate::yaml::{circular, unreadable};

/// Reads a file and holds it to the schema of profiles.
pub(super) fn checked(name: &str, bytes: &[u8]) -> Result<Tree, Vec<Problem>> {
    let tree = Tree::decode(name, bytes).map_err(|problem| vec![problem])?;
    if !schema::PROFILE.is_of(&tree) {
        let message = text!("它不是 gouji 的规范", "it is no profile of gouji");
        return Err(vec![Problem::of_file(
            name,
            message,
            Some(text!("gouji schema profile 打印规范的格式", "gouji schema profile prints the form of one")),
        )]);
    }
    let mut problems = schema::PROFILE.problems(&tree);
    problems.extend(pattern_problems(&tree));
    problems.sort_by_key(|problem| problem.location);
    if problems.is_empty() { Ok(tree) } else { Err(problems) }
}

/// Makes a profile of YAML that fits the schema.
pub(super) fn load(tree: &Tree, fetch: &Fetch<'_>) -> Result<Profile, Vec<Problem>> {
    let merged = extended(tree, &mut Bases { fetch, chain: vec![tree.file.clone()] })?;
    build(merged).map_err(|reason| {
        let message = Text::both(format!("规范无法读取：{reason}"), format!("the profile cannot be read: {reason}"));
        vec![tree.problem("", message, None)]
    })
}

/// Where the profiles come from that others extend.
struct Bases<'a> {
    fetch: &'a Fetch<'a>,
    /// The files that extend each other, down to the one that is being read.
    chain: Vec<String>,
}

impl Bases<'_> {
    /// The profile of that name with all that it extends, for the `extends` of `tree`: a file's name has a dot or a slash, an id
    /// has neither.
    fn get(&mut self, tree: &Tree, base: &str) -> Result<Value, Vec<Problem>> {
        if let Some(built_in) = BuiltIn::find(base) {
            return Ok(built_in.value().clone());
        }
        if !base.contains(['/', '\\', '.']) {
            return Err(vec![unknown(tree, "/extends", "规范", "profile", base, &BUILT_IN.map(|(id, _)| id))]);
        }
        let (name, bytes) = (self.fetch)(&tree.file, base).map_err(|reason| vec![unreadable(tree, "/extends", base, &reason)])?;
        if self.chain.contains(&name) {
            return Err(vec![circular(tree, &self.chain, &name)]);
        }
        self.chain.push(name.clone());
        extended(&checked(&name, &bytes)?, self)
    }
}

/// A file with all that it extends.
fn extended(tree: &Tree, bases: &mut Bases<'_>) -> Result<Value, Vec<Problem>> {
    let base = tree.value.get("extends").and_then(Value::as_str).map(|base| bases.get(tree, base)).transpose()?;
    Ok(over(base, tree.value.clone()))
}

/// Compiles every pattern where it is written, so that an error has a place.
fn pattern_problems(tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut open = vec![(String::new(), &tree.value)];
    while let Some((pointer, value)) = open.pop() {
        for key in ["patterns", "except", "anywhere", "causes", "issuers"] {
            let patterns = value.get(key).and_then(Value::as_array);
            for (index, pattern) in patterns.into_iter().flatten().enumerate() {
                problems.extend(pattern_problem(tree, &format!("{pointer}/{key}/{index}"), Some(pattern)));
            }
        }
        problems.extend(pattern_problem(tree, &format!("{pointer}/title_pattern"), value.get("title_pattern")));
        for key in ["sections", "subsections", "reporters"] {
            let sections = value.get(key).and_then(Value::as_array).into_iter().flatten().enumerate();
            open.extend(sections.map(|(index, section)| (format!("{pointer}/{key}/{index}"), section)));
        }
    }
    problems
}

fn pattern_problem(tree: &Tree, pointer: &str, pattern: Option<&Value>) -> Option<Problem> {
    let pattern = pattern.and_then(Value::as_str)?;
    Regex::new(pattern).is_err().then(|| {
        let message = Text::both(format!("正则表达式「{pattern}」无法解析"), format!("\"{pattern}\" is no regular expression"));
        let hint =
            text!("括号须成对；不支持环视和反向引用", "close every bracket; there is no look-around and no back-reference");
        tree.problem(pointer, message, Some(hint))
    })
}

/// Ids that stand twice, ids that are not there, and a schema fragment that is none.
pub(super) fn reference_problems(profile: &Profile, tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    let ids: Vec<&str> = profile.sections.iter().map(|requirement| requirement.id.as_str()).collect();
    let written = tree.value.get("sections").and_then(Value::as_array);
    let classes: Vec<&str> = profile.reporters.iter().map(|reporter| reporter.id.as_str()).collect();
    repeated_ids(tree, &tree.value, "/sections", &mut problems);
    for (index, section) in written.into_iter().flatten().enumerate() {
        for (key, zh, en, known) in [("not_within", "章节", "section", &ids), ("reporters", "报告主体", "reporter", &classes)]
        {
            for (at, other) in section.get(key).and_then(Value::as_array).into_iter().flatten().enumerate() {
                let other = other.as_str().unwrap_or_default();
                if !known.contains(&other) {
                    problems.push(unknown(tree, &format!("/sections/{index}/{key}/{at}"), zh, en, other, known));
                }
            }
        }
    }
    if let Some(class) = profile.reporter.as_deref().filter(|class| !classes.contains(class)) {
        problems.push(unknown(tree, "/reporter", "报告主体", "reporter", class, &classes));
    }
    // ids that stand twice make the whole schema a bad one, whatever the fragment
    if problems.is_empty()
        && let Err(reason) = schema::compile(&profile.schema)
    {
        let message = Text::both(
            format!("「schema」不是有效的 JSON Schema：{reason}"),
            format!("\"schema\" is no valid JSON Schema: {reason}"),
        );
        problems.push(tree.problem("/schema", message, None));
    }
    problems
}

/// Ids that stand twice among the sections at `pointer`, a key of `around`, or among the parts of one of them.
fn repeated_ids(tree: &Tree, around: &Value, pointer: &str, problems: &mut Vec<Problem>) {
    let key = pointer.rsplit('/').next().unwrap_or_default();
    let mut seen = HashSet::new();
    for (index, section) in around.get(key).and_then(Value::as_array).into_iter().flatten().enumerate() {
        let id = section.get("id").and_then(Value::as_str).unwrap_or_default();
        if !seen.insert(id) {
            let message = Text::both(format!("章节「{id}」出现了两次"), format!("section \"{id}\" stands twice"));
            problems.push(tree.problem(&format!("{pointer}/{index}/id"), message, None));
        }
        repeated_ids(tree, section, &format!("{pointer}/{index}/subsections"), problems);
    }
}

/// 没有名为「…」的章节: with the nearest known name, or all of them.
fn unknown(tree: &Tree, pointer: &str, zh: &str, en: &str, given: &str, known: &[&str]) -> Problem {
    let message = Text::both(format!("没有名为「{given}」的{zh}"), format!("there is no {en} \"{given}\""));
    tree.problem(pointer, message, Some(schema::suggest(given, known)))
}
