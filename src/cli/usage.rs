//! What is said when a command was not understood: what, why, what to do.

use std::io::{self, Write};

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::Outcome;
use super::output::Terminal;
use crate::finding::{Lang, Severity, Text};
use crate::problem::Problem;
use crate::report::layout::{self, Paint};

/// Why a command cannot be run as it stands.
#[derive(Debug)]
pub(super) enum Complaint {
    /// The command is not understood, or what it names is not there.
    Usage(Box<UsageError>),
    /// What is wrong in the files that it names, and what these files are for.
    Problems(Text, Vec<Problem>),
}

impl From<Box<UsageError>> for Complaint {
    fn from(error: Box<UsageError>) -> Self {
        Complaint::Usage(error)
    }
}

/// A command that is not understood: what, why, what to do.
#[derive(Debug)]
pub(super) struct UsageError {
    pub(super) title: Text,
    pub(super) reason: Option<Text>,
    pub(super) fix: Text,
}

impl UsageError {
    /// Something of that kind that does not exist; `nearest` is what may have been meant, `list` the command that lists all.
    pub(super) fn unknown(kind: (&str, &str), name: &str, nearest: Option<String>, list: &str) -> Box<Self> {
        let (zh, en) = kind;
        Box::new(Self {
            title: Text::both(format!("没有{zh}「{name}」"), format!("no {en} “{name}”")),
            reason: nearest.map(|near| Text::both(format!("是否指「{near}」？"), format!("did you mean “{near}”?"))),
            fix: Text::both(format!("用 {list} 查看全部{zh}"), format!("{list} lists all {en}s")),
        })
    }
}

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
    let colon = if lang == Lang::Zh { "：" } else { ": " };
    let word = Severity::Error.word(lang);
    let mut lines = layout::wrap(&layout::plain(&format!("{word}{colon}{}", error.title.get(lang))), style.width).into_iter();
    if let Some(first) = lines.next() {
        let rest = first.strip_prefix(word).unwrap_or(&first);
        writeln!(out, "{}{rest}", paint.severity(Severity::Error, word))?;
    }
    let rest = lines.chain(
        error.reason.iter().chain([&error.fix]).flat_map(|text| layout::wrap(&layout::plain(text.get(lang)), style.width - 2)),
    );
    for line in rest {
        writeln!(out, "  {line}")?;
    }
    Ok(())
}

/// Answers what clap could not read as a command, and `--help` and `--version`.
pub(super) fn report(error: &clap::Error, lang: Lang) -> Outcome {
    match (error.kind(), lang) {
        (ErrorKind::DisplayHelp | ErrorKind::DisplayVersion, _) => {
            let _ = error.print();
            Outcome::Clean
        }
        (_, Lang::Zh) => match in_chinese(error) {
            Some(ours) => complain(&Complaint::Usage(Box::new(ours)), Terminal { lang, color: super::args::ColorArg::Auto }),
            None => clap_says(error),
        },
        (_, Lang::En) => clap_says(error),
    }
}

fn clap_says(error: &clap::Error) -> Outcome {
    let _ = error.print();
    Outcome::Unchecked
}

/// The commonest of clap's complaints in Chinese.
fn in_chinese(error: &clap::Error) -> Option<UsageError> {
    let context = |kind| error.get(kind).map(words);
    let argument = || context(ContextKind::InvalidArg).unwrap_or_default();
    let title = match error.kind() {
        ErrorKind::InvalidSubcommand => format!("没有命令「{}」", context(ContextKind::InvalidSubcommand)?),
        ErrorKind::UnknownArgument => format!("没有选项「{}」", argument()),
        ErrorKind::InvalidValue if context(ContextKind::InvalidValue).is_none_or(|value| value.is_empty()) => {
            format!("{} 后面缺少值", argument())
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("{} 不接受「{}」", argument(), context(ContextKind::InvalidValue)?)
        }
        ErrorKind::MissingRequiredArgument => format!("缺少 {}", argument()),
        ErrorKind::ArgumentConflict => format!("{} 重复或冲突", argument()),
        _ => return None,
    };
    let near = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let near = near.into_iter().find_map(|kind| error.get(kind).map(best)).map(|near| format!("是否指「{near}」？"));
    let valid = context(ContextKind::ValidValue).map(|valid| format!("可用的值：{valid}"));
    let cause = || std::error::Error::source(error).map(ToString::to_string);
    Some(UsageError {
        title: Text::same(title),
        reason: near.or(valid).or_else(cause).map(Text::same),
        fix: Text::same("用 gouji --help 或 gouji <命令> --help 查看用法"),
    })
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
