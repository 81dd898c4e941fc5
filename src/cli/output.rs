//! Where output goes and what it may look like there.

use std::env;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::args::ColorArg;
use super::atomic;
use super::complaint::UsageError;
use super::paths;
use crate::report::Style;
use crate::system::{Refusal, refusal};
use crate::text::{Lang, Text};

/// What was asked for, in words and looks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terminal {
    pub(super) lang: Lang,
    pub(super) color: ColorArg,
}

impl Terminal {
    /// How standard error looks.
    pub(super) fn style_of_stderr(self) -> Style {
        self.style(io::stderr().is_terminal(), columns())
    }

    /// How standard output looks.
    pub(super) fn style_of_stdout(self) -> Style {
        let is_terminal = io::stdout().is_terminal();
        let width = if is_terminal || env::var_os("COLUMNS").is_some() { columns() } else { 80 };
        Style { links: links(self.color), ..self.style(is_terminal, width) }
    }

    fn style(self, is_terminal: bool, width: usize) -> Style {
        let color = is_colored(self.color, is_terminal, |name| env::var(name).ok());
        Style { lang: self.lang, color, width, relative: paths::relative, ..Style::default() }
    }

    /// Whether the terminal moves its cursor when it is told to.
    pub(super) fn is_able(self) -> bool {
        env::var_os("TERM").is_none_or(|term| term != "dumb")
    }
}

/// `--color`, then `NO_COLOR` (no-color.org), then `CLICOLOR_FORCE` and `CLICOLOR` (bixense.com/clicolors), then what stands at the
/// other end.
fn is_colored(asked: ColorArg, is_terminal: bool, variable: impl Fn(&str) -> Option<String>) -> bool {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    match asked {
        ColorArg::Always => true,
        ColorArg::Never => false,
        ColorArg::Auto if set("NO_COLOR").is_some() => false,
        ColorArg::Auto if set("CLICOLOR_FORCE").is_some_and(|value| value != "0") => true,
        ColorArg::Auto if set("CLICOLOR").is_some_and(|value| value == "0") => false,
        ColorArg::Auto => is_terminal && set("TERM").is_none_or(|term| term != "dumb"),
    }
}

/// The folder from which links to files go, where there may be links on standard output: a terminal that is known to show them, or
/// `FORCE_HYPERLINK`. Colours and links are asked for apart, but `--color never` and a dumb terminal want plain text.
fn links(asked: ColorArg) -> Option<&'static Path> {
    static HERE: OnceLock<PathBuf> = OnceLock::new();
    let is_plain = asked == ColorArg::Never || env::var_os("TERM").is_some_and(|term| term == "dumb");
    let may = !is_plain && supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout);
    may.then(|| HERE.get_or_init(|| env::current_dir().unwrap_or_default()).as_path())
}

/// Cells of a line: `COLUMNS`, or what the terminal says, or 80. Under 40 nothing legible can be laid out.
fn columns() -> usize {
    let asked = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let measured = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    asked.or_else(measured).unwrap_or(80).clamp(40, 160)
}

/// Whether somebody reads what is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reader {
    There,
    Gone,
}

/// Lets `render` write to `target`, or to standard output. A reader that has seen enough (`| head -1`) is no error: the exit code
/// says what was found, as if all had been read.
pub(super) fn write(
    target: Option<&Path>,
    terminal: Terminal,
    render: impl FnOnce(&Style, &mut dyn Write) -> io::Result<()>,
) -> Result<Reader, Box<UsageError>> {
    let (name, result) = match target {
        Some(path) => {
            let style = terminal.style(false, 80);
            (path.to_string_lossy().into_owned(), atomic::write(path, |out| render(&style, out)))
        }
        None => {
            let style = terminal.style_of_stdout();
            let mut out = BufWriter::new(io::stdout().lock());
            (String::new(), render(&style, &mut out).and_then(|()| out.flush()))
        }
    };
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Reader::Gone),
        Err(error) => Err(Box::new(unwritable(&name, &error))),
        Ok(()) => Ok(Reader::There),
    }
}

/// Lets `render` write to standard error. Where that is closed there is nobody to tell.
pub(super) fn tell(terminal: Terminal, render: impl FnOnce(&Style, &mut dyn Write) -> io::Result<()>) {
    let _ = render(&terminal.style_of_stderr(), &mut io::stderr().lock());
}

/// Says that a file, or with an empty name standard output, cannot be written.
pub(super) fn unwritable(name: &str, error: &io::Error) -> UsageError {
    let (zh, en) = if name.is_empty() { ("标准输出", "standard output") } else { (name, name) };
    let elsewhere = || text!("请换一个位置", "choose another place");
    let (reason, fix) = match error.kind() {
        io::ErrorKind::NotFound => (
            text!("没有这个文件夹", "there is no such folder"),
            text!("请换一个位置，或先建好文件夹", "choose another place, or create the folder first"),
        ),
        io::ErrorKind::PermissionDenied => (text!("没有写入权限", "permission denied"), elsewhere()),
        io::ErrorKind::IsADirectory | io::ErrorKind::InvalidInput => (text!("这是一个文件夹", "this is a folder"), elsewhere()),
        _ => {
            let Refusal { reason, fix } = refusal(error);
            (reason, fix)
        }
    };
    UsageError { title: Text::both(format!("无法写入：{zh}"), format!("cannot be written: {en}")), reason, fix }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is asked for, the variables, and whether a terminal and a pipe are written to in colours.
    #[test]
    fn colours_are_for_those_who_ask() {
        let table = [
            (ColorArg::Auto, "", true, false),
            (ColorArg::Auto, "TERM=xterm", true, false),
            (ColorArg::Auto, "TERM=dumb", false, false),
            (ColorArg::Auto, "NO_COLOR=1", false, false),
            (ColorArg::Auto, "NO_COLOR=", true, false),
            (ColorArg::Auto, "NO_COLOR=1 CLICOLOR_FORCE=1", false, false),
            (ColorArg::Auto, "CLICOLOR_FORCE=1", true, true),
            (ColorArg::Auto, "CLICOLOR_FORCE=0", true, false),
            (ColorArg::Auto, "CLICOLOR_FORCE=", true, false),
            (ColorArg::Auto, "CLICOLOR_FORCE=1 TERM=dumb", true, true),
            (ColorArg::Auto, "CLICOLOR_FORCE=1 CLICOLOR=0", true, true),
            (ColorArg::Auto, "CLICOLOR=0", false, false),
            (ColorArg::Auto, "CLICOLOR=1", true, false),
            (ColorArg::Auto, "CLICOLOR=1 TERM=dumb", false, false),
            (ColorArg::Always, "", true, true),
            (ColorArg::Always, "NO_COLOR=1 CLICOLOR=0 TERM=dumb", true, true),
            (ColorArg::Never, "", false, false),
            (ColorArg::Never, "CLICOLOR_FORCE=1", false, false),
        ];
        for (asked, variables, on_terminal, in_pipe) in table {
            let variable = |name: &str| {
                let set = variables.split(' ').filter_map(|pair| pair.split_once('='));
                set.into_iter().find(|(known, _)| *known == name).map(|(_, value)| value.to_owned())
            };
            let colored = [true, false].map(|is_terminal| is_colored(asked, is_terminal, variable));
            assert_eq!(colored, [on_terminal, in_pipe], "{asked:?} {variables}");
        }
    }
}
