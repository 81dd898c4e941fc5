//! The two READMEs say the same, and their table of rules is that of the program.
//!
//! `GOUJI_UPDATE=1 cargo test --test readme` writes the tables.

use std::path::Path;

use gouji::finding::Lang;
use gouji::rules::RULES;

const READMES: [(&str, Lang); 2] = [("README.md", Lang::En), ("README.zh-CN.md", Lang::Zh)];
const BEGIN: &str = "<!-- rules -->\n";
const END: &str = "<!-- /rules -->";

#[test]
fn the_tables_list_the_rules() {
    for (name, lang) in READMES {
        let text = read(name);
        let (before, rest) = text.split_once(BEGIN).expect("where the table begins");
        let (_, after) = rest.split_once(END).expect("where the table ends");
        let wanted = format!("{before}{BEGIN}{}{END}{after}", table(lang));
        if std::env::var_os("GOUJI_UPDATE").is_some() {
            std::fs::write(path(name), &wanted).unwrap();
        } else {
            assert!(text == wanted, "{name} is behind: run GOUJI_UPDATE=1 cargo test --test readme");
        }
    }
}

#[test]
fn both_are_built_alike() {
    let [english, chinese] = READMES.map(|(name, _)| shape(&read(name)));
    assert_eq!(english, chinese);
}

#[test]
fn what_they_point_at_is_there() {
    // written by others of the first issue; take a path out once it is there
    let late = ["schemas/", "src/report/", "src/read/", "src/read.rs"];
    for (name, _) in READMES {
        let text = read(name);
        let quoted = text.split('`').filter(|word| !word.contains(char::is_whitespace));
        let linked = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        let is_path =
            |word: &&str| ["src/", "tests/", "schemas/", "fixtures/", ".ci/", "README"].iter().any(|top| word.starts_with(top));
        let commands = text.split_whitespace().filter(|word| word.starts_with("fixtures/"));
        for path_named in quoted.chain(linked).chain(commands).filter(is_path) {
            let is_late = late.iter().any(|late| path_named.starts_with(late));
            assert!(is_late || path(path_named).exists(), "{name} points at {path_named}");
        }
    }
}

/// A line per rule, in the order of their codes.
fn table(lang: Lang) -> String {
    let head = match lang {
        Lang::Zh => "| 编号 | 名称 | 级别 | 依据 | 内容 |",
        Lang::En => "| code | name | severity | authority | what it finds |",
    };
    let mut table = format!("{head}\n|---|---|---|---|---|\n");
    for rule in RULES {
        let cells =
            [rule.code, &format!("`{}`", rule.name), rule.severity.word(lang), rule.authority.word(lang), rule.summary(lang)];
        table.push_str(&format!("| {} |\n", cells.map(|cell| cell.replace('|', "\\|")).join(" | ")));
    }
    table
}

/// Headings, code blocks, tables and lists by their levels: what a translation must not lose. Commands must be equal.
fn shape(text: &str) -> Vec<String> {
    let mut shape = Vec::new();
    let mut in_code = false;
    for line in text.lines() {
        if line.starts_with("```") {
            in_code = !in_code;
            shape.push(line.to_owned());
        } else if in_code {
            shape.push(line.to_owned());
        } else if let Some(mark) =
            ["## ", "# ", "- ", "1. ", "2. ", "3. ", "**", "<!--"].iter().find(|mark| line.starts_with(**mark))
        {
            shape.push((*mark).to_owned());
        } else if line.starts_with('|') {
            shape.push(format!("{} cells", line.replace("\\|", "").matches('|').count()));
        }
    }
    shape
}

fn read(name: &str) -> String {
    std::fs::read_to_string(path(name)).expect("a README")
}

fn path(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}
