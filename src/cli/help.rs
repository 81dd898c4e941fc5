//! Pages of help, laid out in cells: clap counts on blanks between words, and Chinese has none.

use std::io::Write;

use clap::{Arg, Command};

use super::args::GENERAL;
use super::lang::part;
use crate::report::Style;
use crate::report::layout::{self, Paint, pad, width};
use crate::text::Lang;

/// Cells of a line of help: longer lines are hard to read.
const WIDEST: usize = 120;
/// Cells of the names of options; a longer one has its words below.
const NAMES: usize = 30;

/// The definition, in one language, with its pages in the place of those of clap.
pub(super) fn with_pages(mut command: Command, style: &Style) -> Command {
    command.build();
    replace(command, style)
}

fn replace(command: Command, style: &Style) -> Command {
    let page = page(&command, style);
    command.override_help(page).mut_subcommands(|command| replace(command, style))
}

/// The page of a command that is built.
pub(super) fn page(command: &Command, style: &Style) -> String {
    let mut page = Page { style, out: Vec::new() };
    if let Some(about) = command.get_about() {
        page.paragraph("", &about.to_string());
    }
    let words = Words::of(style.lang);
    let usage = usage(command, style.lang);
    page.line("");
    page.paragraph(&format!("{}{}", words.usage, style.lang.colon()), &usage);
    let sections = sections(command, style.lang);
    let names = sections.iter().flat_map(|(_, entries)| entries).map(|entry| width(&entry.name));
    let names = names.filter(|&width| width <= NAMES).max().unwrap_or(0);
    for (heading, entries) in &sections {
        page.heading(&format!("{heading}{}", style.lang.colon()));
        for entry in entries {
            page.entry(entry, names);
        }
    }
    if let Some(words) = command.get_after_help() {
        page.closing(&words.to_string());
    }
    String::from_utf8_lossy(&page.out).into_owned()
}

/// The words that stand on every page.
struct Words {
    usage: &'static str,
    commands: &'static str,
    options: &'static str,
}

impl Words {
    fn of(lang: Lang) -> Self {
        match lang {
            Lang::Zh => Self { usage: "用法", commands: "命令", options: "选项" },
            Lang::En => Self { usage: "Usage", commands: "Commands", options: "Options" },
        }
    }
}

/// How a command is called: `gouji check [选项] [路径]…`.
pub(super) fn usage(command: &Command, lang: Lang) -> String {
    let mut usage = command.get_bin_name().unwrap_or_else(|| command.get_name()).to_owned();
    let mut add = |word: &str| {
        usage.push(' ');
        usage.push_str(word);
    };
    if command.has_subcommands() {
        let name = command.get_subcommand_value_name().unwrap_or_default();
        add(&if command.is_subcommand_required_set() { format!("<{name}>") } else { format!("[{name}]") });
    }
    add(part("[选项] / [OPTIONS]", lang));
    for arg in command.get_positionals() {
        add(&positional(arg));
    }
    usage
}

/// What stands in one line of a list, and what is said of it.
struct Entry {
    name: String,
    words: String,
}

/// The lists of a page: commands first, what holds for every command last.
fn sections(command: &Command, lang: Lang) -> Vec<(String, Vec<Entry>)> {
    let words = Words::of(lang);
    let mut sections: Vec<(String, Vec<Entry>)> = Vec::new();
    let mut add = |heading: &str, entry: Entry| match sections.iter_mut().find(|(known, _)| known == heading) {
        Some((_, entries)) => entries.push(entry),
        None => sections.push((heading.to_owned(), vec![entry])),
    };
    for command in command.get_subcommands() {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        add(words.commands, Entry { name: format!("  {}", command.get_name()), words: about });
    }
    for arg in command.get_arguments().filter(|arg| !arg.is_hide_set()) {
        let name = if arg.is_positional() { format!("  {}", positional(arg)) } else { option(arg) };
        add(arg.get_help_heading().unwrap_or(words.options), Entry { name, words: said(arg, lang) });
    }
    sections.sort_by_key(|(heading, _)| heading == part(GENERAL, lang));
    sections
}

/// `<规则>`, `[路径]…`.
fn positional(arg: &Arg) -> String {
    let name = value_name(arg);
    let many = if arg.get_action().takes_values() && arg.get_num_args().is_some_and(|n| n.max_values() > 1) { "…" } else { "" };
    if arg.is_required_set() { format!("<{name}>{many}") } else { format!("[{name}]{many}") }
}

/// `  -o, --output <文件>`.
fn option(arg: &Arg) -> String {
    let short = arg.get_short().map_or("      ".to_owned(), |short| format!("  -{short}, "));
    let long = arg.get_long().unwrap_or_default();
    match arg.get_action().takes_values() {
        true => format!("{short}--{long} <{}>", value_name(arg)),
        false => format!("{short}--{long}"),
    }
}

fn value_name(arg: &Arg) -> String {
    arg.get_value_names().and_then(|names| names.first()).map(ToString::to_string).unwrap_or_default()
}

/// What is said of an argument, with its values and its default.
pub(super) fn said(arg: &Arg, lang: Lang) -> String {
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    if !arg.get_action().takes_values() {
        return help;
    }
    let values: Vec<String> = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    let default =
        arg.get_default_values().first().filter(|_| !arg.is_hide_default_value_set()).map(|value| value.to_string_lossy());
    let mut parts = Vec::new();
    match lang {
        Lang::Zh => {
            parts.extend((!values.is_empty()).then(|| values.join("、")));
            parts.extend(default.map(|default| format!("默认 {default}")));
            if parts.is_empty() { help } else { format!("{help}（{}）", parts.join("；")) }
        }
        Lang::En => {
            parts.extend((!values.is_empty()).then(|| values.join(", ")));
            parts.extend(default.map(|default| format!("default {default}")));
            if parts.is_empty() { help } else { format!("{help} ({})", parts.join("; ")) }
        }
    }
}

/// A page that is being written. A vector takes everything, so that writing to it does not fail.
struct Page<'a> {
    style: &'a Style,
    out: Vec<u8>,
}

impl Page<'_> {
    fn paint(&self) -> Paint {
        Paint::new(self.style.color)
    }

    fn line(&mut self, line: &str) {
        let _ = writeln!(self.out, "{}", line.trim_end());
    }

    fn heading(&mut self, heading: &str) {
        let heading = self.paint().bold(heading.trim_end());
        let _ = writeln!(self.out, "\n{heading}");
    }

    /// `text` after `head`, which is `indent` cells wide beside its colours.
    fn hanging(&mut self, head: &str, indent: usize, text: &str) {
        let _ = layout::hanging(&mut self.out, head, indent, text, self.style.width.min(WIDEST));
    }

    /// `text` after `head`, which is no wider than what follows it in every line.
    fn paragraph(&mut self, head: &str, text: &str) {
        self.hanging(&self.paint().bold(head), width(head), text);
    }

    /// A name, and its words in a column that begins `names` and two cells from the left.
    fn entry(&mut self, entry: &Entry, names: usize) {
        let column = names + 2;
        let mut head = pad(&entry.name, column);
        if width(&entry.name) > names {
            self.line(&entry.name);
            head = " ".repeat(column);
        }
        self.hanging(&head, column, &entry.words);
    }

    /// What stands at the end: paragraphs with a heading, and lines that are indented and stay as they are.
    fn closing(&mut self, words: &str) {
        self.line("");
        for line in words.trim_end().lines() {
            let is_heading = !line.is_empty() && !line.starts_with(' ');
            let line = if is_heading { self.paint().bold(line) } else { line.to_owned() };
            self.line(&line);
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::super::args::Args;
    use super::super::lang::in_one;
    use super::*;

    /// The command and those below it, in one language.
    fn all(command: Command) -> Vec<Command> {
        let below: Vec<Command> = command.get_subcommands().flat_map(|command| all(command.clone())).collect();
        std::iter::once(command).chain(below).collect()
    }

    /// Every text of the definition, with what it is about.
    fn texts(command: &Command) -> Vec<(String, String)> {
        let name = command.get_name();
        let of_command = [
            command.get_about().map(ToString::to_string),
            command.get_after_help().map(ToString::to_string),
            command.get_subcommand_value_name().map(str::to_owned),
        ];
        let mut texts: Vec<_> = of_command.into_iter().flatten().map(|text| (name.to_owned(), text)).collect();
        assert!(command.get_about().is_some(), "{name} says what it does");
        for arg in command.get_arguments() {
            let name = format!("{name} {}", arg.get_id());
            let help = arg.get_help().map(ToString::to_string);
            assert!(help.is_some() && arg.get_help_heading().is_some(), "{name} says what it does, and under which heading");
            let names = arg.get_value_names().unwrap_or_default().iter().filter(|_| arg.get_action().takes_values());
            let all = help.into_iter().chain(arg.get_help_heading().map(str::to_owned)).chain(names.map(ToString::to_string));
            texts.extend(all.map(|text| (name.clone(), text)));
        }
        texts
    }

    fn has_han(text: &str) -> bool {
        text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
    }

    /// Whether two words of English stand side by side. Commands in examples and the names of products are no English.
    fn has_english(text: &str) -> bool {
        let text = text.replace("GitHub Actions", "").replace("JSON Schema", "");
        let lines = text.lines().filter(|line| !line.trim_start().starts_with("gouji "));
        let is_word = |word: &str| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
        lines.into_iter().any(|line| {
            let words: Vec<&str> = line.split(' ').collect();
            words.windows(2).any(|pair| pair.iter().all(|word| is_word(word)))
        })
    }

    /// Each text has both languages, and neither has words of the other.
    #[test]
    fn everything_is_said_in_both_languages() {
        for command in all(Args::command()) {
            for (name, text) in texts(&command) {
                let (zh, en) = (part(&text, Lang::Zh), part(&text, Lang::En));
                assert!(text.matches(" / ").count() == 1, "{name}: write `中文 / English`: {text}");
                assert!(has_han(zh) && !has_english(zh), "{name}: no Chinese: {zh}");
                assert!(!en.is_empty() && !has_han(en), "{name}: no English: {en}");
            }
        }
        for lang in [Lang::Zh, Lang::En] {
            for text in all(in_one(Args::command(), lang)).iter().flat_map(texts) {
                assert!(!text.1.contains(" / ") && has_han(&text.1) == (lang == Lang::Zh), "{text:?}");
            }
        }
    }

    /// No line is wider than the terminal, and all words of a page begin in one column, whatever stands before them.
    #[test]
    fn pages_are_aligned_in_cells() {
        for (lang, columns) in [(Lang::Zh, 80), (Lang::Zh, 120), (Lang::En, 80), (Lang::En, 120), (Lang::Zh, 40)] {
            let style = Style { lang, width: columns, ..Style::default() };
            let mut command = in_one(Args::command(), lang);
            command.build();
            for command in all(command) {
                let page = page(&command, &style);
                let lists: Vec<Entry> = sections(&command, lang).into_iter().flat_map(|(_, entries)| entries).collect();
                let names: Vec<usize> = lists.iter().map(|entry| width(&entry.name)).filter(|&name| name <= NAMES).collect();
                let column = names.into_iter().max().unwrap_or(0) + 2;
                for entry in &lists {
                    let mut lines =
                        page.lines().skip_while(|line| !line.starts_with(&format!("{} ", entry.name)) && *line != entry.name);
                    let mut said = String::new();
                    let first = lines.next().expect("each entry stands on the page");
                    let indent = " ".repeat(column);
                    let words = if width(&entry.name) > column {
                        lines.next().and_then(|line| line.strip_prefix(&indent))
                    } else {
                        first.strip_prefix(&pad(&entry.name, column))
                    };
                    said.push_str(words.unwrap_or_else(|| panic!("{columns} {first}")));
                    let more = lines.map_while(|line| line.strip_prefix(&indent)).take_while(|line| !line.starts_with(' '));
                    said.extend(more);
                    let letters = |text: &str| text.replace(' ', "");
                    assert_eq!(letters(&said), letters(&entry.words), "{columns} {}", entry.name);
                }
                let closing = command.get_after_help().map(ToString::to_string).unwrap_or_default();
                for line in page.lines().filter(|line| !closing.contains(*line) || columns >= 80) {
                    assert!(width(line) <= columns, "{columns}: {line}");
                }
            }
        }
    }
}
