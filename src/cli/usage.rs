//! What is said when a command was not understood: what, why, what to do.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::complaint::{Complaint, UsageError, meant};
use super::help;
use super::lang::part;
use super::outcome::Outcome;
use super::output::{self, Terminal};
use crate::report::layout::{self, Paint};
use crate::severity::Severity;
use crate::text::{Lang, Text};

/// Tells the user of a command that cannot be run.
pub(super) fn complain(complaint: &Complaint, terminal: Terminal) -> Outcome {
    let style = terminal.style_of_stderr();
    let mut out = io::stderr().lock();
    // where standard error is closed there is nobody to tell
    let _ = match complaint {
        Complaint::Usage(error) => write(error, &style, terminal.lang, &mut out),
        Complaint::Problems(title, problems) => crate::report::problems(title, problems, &style, &mut out),
    };
    Outcome::Unchecked
}

fn write(error: &UsageError, style: &crate::report::Style, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let paint = Paint::new(style.color);
    let colon = lang.colon();
    let word = Severity::Error.word(lang);
    let mut lines = layout::wrap(&layout::plain(&format!("{word}{colon}{}", error.title.get(lang))), style.width).into_iter();
    if let Some(first) = lines.next() {
        let rest = first.strip_prefix(word).unwrap_or(&first);
        writeln!(out, "{}{rest}", paint.severity(Severity::Error, word))?;
    }
    let rest = lines.chain(
        [&error.reason, &error.fix].into_iter().flat_map(|text| layout::wrap(&layout::plain(text.get(lang)), style.width - 2)),
    );
    for line in rest {
        writeln!(out, "  {line}")?;
    }
    Ok(())
}

/// The definition, and the command in it that was asked for as far as that is understood.
pub(super) struct Asked<'a> {
    pub(super) root: &'a clap::Command,
    pub(super) at: &'a clap::Command,
}

impl<'a> Asked<'a> {
    /// Follows the names of commands in `arguments`.
    pub(super) fn of(root: &'a clap::Command, arguments: &[OsString]) -> Self {
        let below = |at: &'a clap::Command, word: &OsString| at.find_subcommand(word).unwrap_or(at);
        Self { root, at: arguments.iter().skip(1).fold(root, below) }
    }

    /// Its whole name: `gouji check`.
    fn name(&self) -> &str {
        self.at.get_bin_name().unwrap_or("gouji")
    }

    /// The command that has an option which was written before it.
    fn owner(&self, option: &str) -> Option<&str> {
        let option = option.strip_prefix("--")?;
        let has = |command: &&clap::Command| command.get_arguments().any(|arg| arg.get_long() == Some(option));
        let owner = std::iter::once(self.at).chain(self.root.get_subcommands()).find(has)?;
        Some(owner.get_name())
    }
}

/// Answers what clap could not read as a command, and `--help` and `--version`; all of it is in one language already.
pub(super) fn report(error: &clap::Error, asked: &Asked, terminal: Terminal) -> Outcome {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let text = error.render().ansi().to_string();
            match output::write(None, terminal, |_, out| out.write_all(text.as_bytes())) {
                Ok(_) => Outcome::Clean,
                Err(error) => complain(&error.into(), terminal),
            }
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            // nothing was asked for, and nothing is checked
            let page = help::page(asked.at, &terminal.style_of_stderr());
            let _ = io::stderr().lock().write_all(page.as_bytes());
            Outcome::Unchecked
        }
        _ => complain(&Complaint::Usage(Box::new(ours(error, asked))), terminal),
    }
}

/// What clap complains of, in our words.
fn ours(error: &clap::Error, asked: &Asked) -> UsageError {
    let context = |kind| error.get(kind).map(words).unwrap_or_default();
    let argument = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    let title = match error.kind() {
        ErrorKind::InvalidSubcommand => return unknown_command(&context(ContextKind::InvalidSubcommand), error, asked),
        ErrorKind::UnknownArgument if argument.starts_with('-') => {
            Text::both(format!("没有选项「{argument}」"), format!("no option “{argument}”"))
        }
        ErrorKind::UnknownArgument => Text::both(format!("「{argument}」是多余的"), format!("“{argument}” is one too many")),
        ErrorKind::InvalidValue if value.is_empty() && !argument.starts_with('-') => {
            Text::both(format!("{argument} 是空的"), format!("{argument} is empty"))
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            Text::both(format!("{argument} 后面缺少值"), format!("{argument} needs a value"))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            Text::both(format!("{argument} 不接受「{value}」"), format!("{argument} does not take “{value}”"))
        }
        ErrorKind::MissingRequiredArgument => Text::both(format!("缺少 {argument}"), format!("{argument} is missing")),
        ErrorKind::ArgumentConflict => conflict(&argument, &context(ContextKind::PriorArg)),
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            Text::both(format!("{argument} 的值的个数不对"), format!("{argument} has too many or too few values"))
        }
        _ => text!("命令无法理解", "the command is not understood"),
    };
    let name = asked.name();
    let fix = Text::both(format!("用 {name} --help 查看用法"), format!("{name} --help shows how it is used"));
    UsageError { title, reason: reason(error, asked), fix }
}

/// A word that is no command: mistyped, or a report before which the command was left out.
fn unknown_command(word: &str, error: &clap::Error, asked: &Asked) -> UsageError {
    let name = asked.name();
    let title = Text::both(format!("没有命令「{word}」"), format!("no command “{word}”"));
    if word == "-" || word.contains(['.', '/', '\\', '*']) || Path::new(word).exists() {
        let reason = match word {
            "-" => text!("标准输入前面要写命令", "standard input comes after a command"),
            _ => Text::both(format!("{word} 是路径，前面要写命令"), format!("{word} is a path, which comes after a command")),
        };
        return UsageError {
            title,
            reason,
            fix: Text::both(format!("写作 gouji check {word}"), format!("write gouji check {word}")),
        };
    }
    let fix = Text::both(format!("用 {name} --help 查看全部命令"), format!("{name} --help lists all commands"));
    UsageError { title, reason: reason(error, asked), fix }
}

fn conflict(argument: &str, prior: &str) -> Text {
    if prior.is_empty() || prior == argument {
        return Text::both(format!("{argument} 写了不止一次"), format!("{argument} is given more than once"));
    }
    Text::both(format!("{argument} 与 {prior} 冲突"), format!("{argument} and {prior} exclude each other"))
}

/// What was probably meant, or what may stand there, or why it may not.
fn reason(error: &clap::Error, asked: &Asked) -> Text {
    // an option whose values are free names none
    let context = |kind| error.get(kind).map(words).filter(|words| !words.is_empty());
    if let Some((option, owner)) =
        context(ContextKind::InvalidArg).and_then(|option| Some((option.clone(), asked.owner(&option)?)))
        && error.kind() == ErrorKind::UnknownArgument
    {
        let en = format!("{option} belongs to {owner} and stands after it");
        return Text::both(format!("{option} 是 {owner} 的选项，写在它后面"), en);
    }
    let near = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let near = near.into_iter().find_map(|kind| error.get(kind).map(best));
    match (near, context(ContextKind::ValidValue), std::error::Error::source(error)) {
        (Some(near), ..) => meant(&near),
        (None, Some(valid), _) => Text::both(format!("可用的值：{valid}"), format!("one of {}", valid.replace('、', ", "))),
        (None, None, Some(cause)) => {
            let cause = cause.to_string();
            Text::both(part(&cause, Lang::Zh), part(&cause, Lang::En))
        }
        (None, None, None) => because(error),
    }
}

/// The reason where there is nothing to say of this case alone.
fn because(error: &clap::Error) -> Text {
    let is_option = error.get(ContextKind::InvalidArg).is_some_and(|argument| words(argument).starts_with('-'));
    match error.kind() {
        ErrorKind::UnknownArgument if is_option => text!(
            "没有相近的选项；以「-」开头的路径写在 -- 后面",
            "there is nothing like it; a path that begins with “-” stands after --",
        ),
        ErrorKind::UnknownArgument => text!("这个命令后面没有它的位置", "this command has no place for it"),
        ErrorKind::InvalidSubcommand => text!("没有相近的命令", "there is nothing like it"),
        ErrorKind::InvalidValue if is_option => text!("这个选项后面要写值", "this option takes a value"),
        ErrorKind::InvalidValue => {
            text!("引号里没有字，或变量没有值", "nothing stands between its quotes, or a variable is not set")
        }
        ErrorKind::MissingRequiredArgument => text!("这个命令不能没有它", "this command cannot do without it"),
        ErrorKind::ArgumentConflict => text!("只能取其一，且只写一次", "one of them, once, is enough"),
        ErrorKind::InvalidUtf8 => text!("参数不是 UTF-8 编码", "an argument is not UTF-8"),
        _ => text!("参数的写法不对", "its arguments are not as they should be"),
    }
}

/// The best of several suggestions: clap puts it last.
fn best(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(words) => words.last().cloned().unwrap_or_default(),
        other => words(other),
    }
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::String(word) => word.clone(),
        ContextValue::Strings(words) => words.join("、"),
        ContextValue::Number(number) => number.to_string(),
        other => other.to_string(),
    }
}
