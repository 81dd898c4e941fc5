//! `gouji help`, `gouji completions` and `gouji man`: what people, a shell and `man` want to know, from the definition of the
//! command line.

use clap::{Command, CommandFactory};
use clap_complete::Shell;

use super::args::Args;
use super::complaint::{Complaint, UsageError};
use super::outcome::Outcome;
use super::output::{self, Terminal};
use super::{help, lang};
use crate::text::Lang;
use crate::words::nearest;

/// Prints the script that completes commands and options in `shell`.
pub(super) fn completions(shell: Shell, terminal: Terminal) -> Result<Outcome, Complaint> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut lang::in_one(Args::command(), terminal.lang), "gouji", &mut script);
    output::write(None, terminal, |_, out| out.write_all(&script))?;
    Ok(Outcome::Clean)
}

/// Prints the page of help of gouji, or of one of its commands.
pub(super) fn help(names: &[String], terminal: Terminal) -> Result<Outcome, Complaint> {
    let command = command(names, terminal.lang)?;
    output::write(None, terminal, |style, out| out.write_all(help::page(&command, style).as_bytes()))?;
    Ok(Outcome::Clean)
}

/// Prints the manual page of gouji, or of one of its commands.
pub(super) fn manual(names: &[String], terminal: Terminal) -> Result<Outcome, Complaint> {
    let lang = terminal.lang;
    let command = command(names, lang)?.mut_args(|arg| {
        let words = help::said(&arg, lang);
        arg.help(words).hide_possible_values(true).hide_default_value(true)
    });
    let usage = help::usage(&command, lang);
    let notes = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let mut page = Vec::new();
    // a vector takes everything
    let _ = clap_mangen::Man::new(command.override_usage(usage).after_help(None)).render(&mut page);
    let page = String::from_utf8_lossy(&page).into_owned();
    let page = format!("{}{}", if lang == Lang::Zh { in_chinese(&page) } else { page }, verbatim(&notes, lang));
    output::write(None, terminal, |_, out| out.write_all(page.as_bytes()))?;
    Ok(Outcome::Clean)
}

/// The headings that the crate writes in English.
fn in_chinese(page: &str) -> String {
    let headings = [
        ("NAME", "名称"),
        ("SYNOPSIS", "概要"),
        ("DESCRIPTION", "说明"),
        ("OPTIONS", "选项"),
        ("SUBCOMMANDS", "命令"),
        ("VERSION", "版本"),
    ];
    let line = |line: &str| match headings.iter().find(|(en, _)| line.strip_prefix(".SH ") == Some(en)) {
        Some((_, zh)) => format!(".SH {zh}\n"),
        None => format!("{line}\n"),
    };
    page.lines().map(line).collect()
}

/// What stands at the end of a page of help, in its lines.
fn verbatim(notes: &str, lang: Lang) -> String {
    let title = if lang == Lang::Zh { "附注" } else { "NOTES" };
    let escaped = notes.replace('\\', "\\e").replace('-', "\\-");
    // no line of ours begins with a point, which would be a command
    if notes.is_empty() { String::new() } else { format!(".SH {title}\n.nf\n{escaped}\n.fi\n") }
}

/// The command of that name, of names where it has commands of its own; without any, gouji itself.
fn command(names: &[String], lang: Lang) -> Result<Command, Box<UsageError>> {
    let mut command = lang::in_one(Args::command(), lang);
    // a command says of itself what it is called: gouji-check
    command.build();
    for name in names {
        let known = command.get_subcommands().map(Command::get_name);
        let near = nearest(name, known).map(str::to_owned);
        let Some(found) = command.find_subcommand(name) else {
            let list = format!("{} --help", command.get_bin_name().unwrap_or("gouji"));
            return Err(UsageError::unknown(("命令", "command"), name, near, &list));
        };
        command = found.clone();
    }
    Ok(command)
}
