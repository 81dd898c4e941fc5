//! The two READMEs say the same, and what they show of the program is what it prints.
//!
//! `.ci/update` writes the table of rules and the picture.

use std::collections::BTreeSet;
use std::process::Command;

use crate::{path, read};

const READMES: [(&str, &str); 2] = [("README.md", "en"), ("README.zh-CN.md", "zh")];

#[test]
fn the_picture_and_the_table_are_those_of_the_program() {
    for (name, lang) in READMES {
        let text = read(name);
        let wanted = replace(&text, "rules", |_| run(["rules", "--format", "markdown", "--lang", lang].into_iter()));
        let wanted = replace(&wanted, "picture", picture);
        if std::env::var_os("GOUJI_UPDATE").is_some() {
            std::fs::write(path(name), &wanted).unwrap();
        } else {
            assert!(text == wanted, "{name} is not up to date: run .ci/update");
        }
    }
}

/// The tables of commands and options have what the help has, and nothing else.
#[test]
fn the_commands_and_options_are_those_of_the_program() {
    let root = run(["--help"].into_iter());
    let (_, commands) = root.split_once("命令：\n").expect("a list of commands");
    let commands: BTreeSet<String> =
        commands.lines().take_while(|line| !line.is_empty()).map(|line| first_word(line).to_owned()).collect();
    let of = |command: &String| options(&run([command.as_str(), "--help"].into_iter()));
    let all: BTreeSet<String> = commands.iter().flat_map(of).chain(options(&root)).collect();
    for (name, _) in READMES {
        let text = read(name);
        let cells: Vec<&str> =
            text.lines().filter_map(|line| line.strip_prefix("| `")).filter_map(|row| row.split(" | ").next()).collect();
        let shown: BTreeSet<String> = cells
            .iter()
            .filter(|cell| cell.starts_with('-'))
            .flat_map(|cell| cell.split([' ', '`', '、', ',']))
            .filter(|word| word.starts_with("--"))
            .map(str::to_owned)
            .collect();
        // that of init alone, which says itself what it is for
        let table: BTreeSet<String> = all.iter().filter(|option| *option != "--force").cloned().collect();
        assert_eq!(shown, table, "{name}");
        let named: BTreeSet<String> = cells
            .iter()
            .flat_map(|cell| cell.split("gouji ").skip(1))
            .map(|rest| first_word(rest).trim_matches('`').to_owned())
            .collect();
        assert_eq!(named, commands, "{name}");
    }
}

/// The options of a page of help.
fn options(page: &str) -> BTreeSet<String> {
    let lines = page.lines().filter(|line| line.trim_start().starts_with('-') && line.starts_with("  "));
    let words = lines.flat_map(|line| line.split([' ', ',']).find(|word| word.starts_with("--")));
    words.map(str::to_owned).collect()
}

fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or_default()
}

/// What the guides show of a configuration can be used as it stands.
#[test]
fn the_configuration_shown_is_right() {
    for (name, _) in READMES {
        let text = read(name);
        let block = text.split("```yaml\n").find(|block| block.starts_with("# gouji.yaml")).expect("a configuration");
        let yaml = block.split("```").next().unwrap_or_default();
        let config = gouji::Config::read("gouji.yaml", yaml.as_bytes(), &|_, _| Ok(("base.yaml".into(), Vec::new())));
        let config = config.unwrap_or_else(|problems| panic!("{name}: {}", problems[0]));
        let force = config.in_force(|_| Some("counties/2023.docx".to_owned()));
        assert_eq!(force.profile.expect("a profile").value.id, "gd-county");
        assert_eq!((force.settings.allowed.len(), force.options.len()), (1, 1));
    }
}

#[test]
fn both_are_built_alike() {
    let [english, chinese] = READMES.map(|(name, _)| shape(&replace(&read(name), "picture", |_| String::new())));
    assert_eq!(english, chinese);
}

#[test]
fn what_they_point_at_is_there() {
    for (name, _) in READMES {
        let text = read(name);
        let quoted = text.split('`').filter(|word| !word.contains(char::is_whitespace));
        let linked = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        let is_path =
            |word: &&str| ["src/", "tests/", "schemas/", "fixtures/", ".ci/", "README"].iter().any(|top| word.starts_with(top));
        let commands = text.split_whitespace().filter(|word| word.starts_with("fixtures/"));
        for path_named in quoted.chain(linked).chain(commands).filter(is_path) {
            assert!(path(path_named).exists(), "{name} points at {path_named}");
        }
    }
}

/// `text` with what stands between the comments of that name made anew.
fn replace(text: &str, name: &str, make: impl Fn(&str) -> String) -> String {
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let (before, rest) = text.split_once(&begin).expect("where it begins");
    let (old, after) = rest.split_once(&end).expect("where it ends");
    format!("{before}{begin}{}{end}{after}", make(old))
}

/// A block with a command in its first line, and what that command prints.
fn picture(old: &str) -> String {
    let command = old.lines().find_map(|line| line.strip_prefix("$ gouji ")).expect("a command");
    format!("```text\n$ gouji {command}\n{}```\n", run(command.split(' ')))
}

/// What gouji prints, without colours, on 80 columns.
fn run<'a>(args: impl Iterator<Item = &'a str>) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
    command.args(args.filter(|arg| !arg.is_empty())).current_dir(env!("CARGO_MANIFEST_DIR"));
    let output = command
        .env("GOUJI_LANG", "zh")
        .env_remove("GITHUB_ACTIONS")
        .env("COLUMNS", "80")
        .env("NO_COLOR", "1")
        .output()
        .expect("gouji runs");
    String::from_utf8(output.stdout).expect("UTF-8")
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
