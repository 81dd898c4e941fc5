//! Holds the source to its architecture: data flows one way, and each foreign crate has one owner.

mod circles;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Which modules of this crate each module may use, besides itself. A module that is not listed here may use nothing.
/// `lib` shows them, `main` runs them; neither is restricted.
const MAY_USE: &[(&str, &[&str])] = &[
    ("source", &["variants"]),
    ("ids", &[]),
    ("number", &[]),
    ("numerals", &[]),
    ("units", &[]),
    ("variants", &[]),
    ("words", &[]),
    ("text", &[]),
    ("system", &["text"]),
    ("severity", &["text"]),
    ("card", &["severity", "text"]),
    ("read", &["numerals", "problem", "schema", "source", "system", "text", "variants", "words", "yaml"]),
    ("document", &["ids", "numerals", "source", "units", "words"]),
    ("figures", &["document", "ids", "number", "numerals", "source", "units"]),
    ("forms", &["text"]),
    ("claims", &["document", "figures", "forms", "ids", "number", "severity", "source", "words"]),
    ("ledger", &["claims", "figures", "ids"]),
    ("problem", &["source", "text"]),
    ("yaml", &["problem", "source", "text"]),
    // what is no day is said in both languages
    ("calendar", &["text"]),
    ("schema", &["calendar", "problem", "text", "words", "yaml"]),
    // a profile is matched against the document, and may ask a section for figures
    ("profile", &["calendar", "document", "figures", "forms", "ids", "problem", "schema", "source", "text", "words", "yaml"]),
    // a finding names the card of its rule, not the rule
    ("finding", &["card", "ids", "severity", "source", "text"]),
    (
        "rules",
        &[
            "card", "claims", "document", "figures", "finding", "ids", "number", "numerals", "profile", "severity", "source",
            "text", "units", "words",
        ],
    ),
    // what is in force: it names rules and profiles
    ("analysis", &["claims", "document", "figures", "finding", "ledger", "profile", "rules", "source"]),
    ("linter", &["analysis", "claims", "document", "figures", "ledger", "profile", "rules", "source"]),
    ("config", &["claims", "problem", "profile", "rules", "schema", "severity", "text", "yaml"]),
    // what is changed is read and checked again
    ("fix", &["analysis", "card", "claims", "finding", "ids", "number", "read", "severity", "source", "text"]),
    // what could not be read is reported too
    (
        "report",
        &[
            "analysis", "card", "claims", "document", "figures", "finding", "ids", "ledger", "number", "numerals", "problem",
            "read", "rules", "severity", "source", "text", "words",
        ],
    ),
    (
        "cli",
        &[
            "analysis", "card", "claims", "config", "finding", "fix", "linter", "problem", "profile", "read", "report", "rules",
            "schema", "severity", "source", "system", "text", "words", "yaml",
        ],
    ),
];

/// Crates that one part alone may name, by the paths under `src` that may.
const OWNERS: &[(&str, &[&str])] = &[
    ("globset", &["config.rs"]),
    ("cfb", &["read/doc.rs"]),
    ("chardetng", &["read/encoding.rs"]),
    ("clap", &["cli", "cli.rs", "main.rs"]),
    ("clap_complete", &["cli/args.rs", "cli/shell.rs"]),
    ("clap_mangen", &["cli/shell.rs"]),
    ("encoding_rs", &["read/archive.rs", "read/encoding.rs", "read/html.rs", "read/original.rs", "read/pdf", "read/rtf"]),
    ("html5gum", &["read/html"]),
    ("ignore", &["read/files.rs", "read/ignored.rs"]),
    ("indicatif", &["cli/progress.rs"]),
    ("jsonschema", &["profile", "profile.rs", "schema.rs"]),
    ("lopdf", &["read/pdf", "read/pdf.rs"]),
    ("miette", &["report/human.rs"]),
    ("pulldown_cmark", &["read/markdown.rs"]),
    ("quick_xml", &["read/xml.rs", "report/xml.rs"]),
    ("rayon", &["cli", "cli.rs"]),
    ("supports_hyperlinks", &["cli/output.rs"]),
    ("serde_yaml", &["yaml.rs"]),
    ("signal_hook", &["cli/leftovers.rs"]),
    ("similar", &["cli/diff.rs"]),
    ("tempfile", &["cli/atomic.rs"]),
    ("zip", &["read/docx/tests.rs", "read/odt/tests.rs", "read/ofd/tests.rs", "read/zipped.rs"]),
];

/// Words that would make a result depend on more than the report and its profile.
const IMPURE: &[&str] = &["std::fs", "std::env", "std::net", "std::process", "std::time", "SystemTime", "Zoned::now"];

/// Only these touch the world.
const DOES_IO: &[&str] = &["read", "cli", "main"];

/// No float stands between a figure and its verdict.
const EXACT: &[&str] = &["number", "figures", "claims", "ledger", "rules"];

#[test]
fn modules_use_what_stands_before_them() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_USE.iter().copied().collect();
    let mut wrong = Vec::new();
    for file in files().into_iter().filter(|file| !matches!(file.module.as_str(), "lib" | "main")) {
        let Some(may_use) = allowed.get(file.module.as_str()) else {
            wrong.push(format!("{}: say in MAY_USE what `{}` may use", file.path, file.module));
            continue;
        };
        for used in file.uses() {
            if used != file.module && !may_use.contains(&used.as_str()) {
                wrong.push(format!("{}: `{}` may not use `crate::{used}`", file.path, file.module));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_foreign_crate_has_its_owner() {
    let mut wrong = Vec::new();
    for file in files() {
        for (krate, owners) in OWNERS {
            let is_owner = owners.iter().any(|owner| Path::new(&file.path).starts_with(owner));
            if !is_owner && file.code().any(|line| names_crate(line, krate)) {
                wrong.push(format!("{} names `{krate}`, which belongs to {owners:?}", file.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_ends_touch_the_world() {
    for file in files().into_iter().filter(|file| !DOES_IO.contains(&file.module.as_str())) {
        for line in file.code() {
            let word = IMPURE.iter().find(|word| line.contains(**word));
            assert!(word.is_none(), "{}: {word:?} in `{}`", file.path, line.trim());
        }
    }
}

#[test]
fn no_float_stands_between_a_figure_and_its_verdict() {
    for file in files().into_iter().filter(|file| EXACT.contains(&file.module.as_str())) {
        for line in file.code() {
            let is_float = line.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| matches!(word, "f32" | "f64"));
            assert!(!is_float, "{}: `{}`", file.path, line.trim());
        }
    }
}

#[test]
fn the_map_allows_nothing_that_is_not_used() {
    let mut uses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in files() {
        uses.entry(file.module.clone()).or_default().extend(file.uses());
    }
    for (module, may_use) in MAY_USE {
        let uses = uses.get(*module).unwrap_or_else(|| panic!("MAY_USE lists `{module}`, which is gone"));
        for used in *may_use {
            assert!(uses.contains(*used), "MAY_USE lets `{module}` use `{used}`, which it does not");
        }
    }
}

/// A source file.
struct File {
    /// Under `src`, with `/`.
    path: String,
    /// The module below the crate it belongs to: `rules` for `rules/prose.rs`.
    module: String,
    text: String,
}

impl File {
    /// The lines that are code: no comments, and nothing after the tests of the file begin.
    fn code(&self) -> impl Iterator<Item = &str> {
        let tests = |line: &&str| *line != "mod tests {";
        self.text.lines().take_while(tests).filter(|line| !line.trim_start().starts_with("//"))
    }

    /// What follows `crate::`, with `crate::{a, b}` taken apart.
    fn uses(&self) -> BTreeSet<String> {
        let code: String = self.code().collect::<Vec<_>>().join("\n");
        code.match_indices("crate::").flat_map(|(at, found)| heads(&code[at + found.len()..])).collect()
    }
}

/// The first names of a path or of a group of paths.
fn heads(path: &str) -> Vec<String> {
    let head = |path: &str| path.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(group) = path.strip_prefix('{') else { return vec![head(path)] };
    let (mut names, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            ',' | '}' if depth == 0 => {
                names.push(head(&group[start..at]));
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// Whether a line names the crate as a path or in a `use`.
fn names_crate(line: &str, krate: &str) -> bool {
    line.match_indices(krate).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = &line[at + krate.len()..];
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':' | '.' | '"' | '-');
        !before.is_some_and(is_word) && (after.starts_with("::") || line.trim_start().starts_with("use "))
    })
}

/// All source files but those that hold nothing but tests.
fn files() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    collect(&root, &mut paths);
    let is_test = |path: &str| path.ends_with("tests.rs");
    paths
        .into_iter()
        .map(|path| (name_under(&root, &path).replace('\\', "/"), path))
        .filter(|(name, _)| !is_test(name))
        .map(|(name, path)| File {
            module: name.split(['/', '.']).next().unwrap_or_default().to_owned(),
            text: std::fs::read_to_string(path).expect("a source file is UTF-8"),
            path: name,
        })
        .collect()
}

fn name_under(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).expect("below the root").to_str().expect("names are UTF-8").to_owned()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder of the source") {
        let path = entry.expect("an entry of the folder").path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
    paths.sort();
}

#[test]
fn groups_are_taken_apart() {
    assert_eq!(heads("{claims::{Claim, Kind}, source::Span,\n Linter};"), ["claims", "source", "Linter"]);
    assert_eq!(heads("source::{Source, Span};"), ["source"]);
    assert!(names_crate("use miette::Report;", "miette") && names_crate("let x = miette::Y;", "miette"));
    assert!(!names_crate("self.ignore(x)", "ignore") && !names_crate("use crate::ignored;", "ignore"));
}
