//! Where output goes and what it may look like there.

use std::env;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use super::args::ColorArg;
use super::atomic;
use super::usage::UsageError;
use crate::finding::{Lang, Text};
use crate::report::Style;

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

    fn style(self, is_terminal: bool, width: usize) -> Style {
        Style { lang: self.lang, color: self.has_color(is_terminal), width, ..Style::default() }
    }

    /// `--color`, then `NO_COLOR` (no-color.org), then `CLICOLOR_FORCE` (bixense.com/clicolors), then what stands at the other end.
    fn has_color(self, is_terminal: bool) -> bool {
        let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
        match self.color {
            ColorArg::Always => true,
            ColorArg::Never => false,
            ColorArg::Auto if set("NO_COLOR") => false,
            ColorArg::Auto if set("CLICOLOR_FORCE") && env::var_os("CLICOLOR_FORCE").is_some_and(|value| value != "0") => true,
            ColorArg::Auto => is_terminal && env::var_os("TERM").is_none_or(|term| term != "dumb"),
        }
    }
}

/// The language that the environment asks for: `GOUJI_LANG`, Chinese where it says nothing.
pub(super) fn environment_lang() -> Lang {
    match env::var("GOUJI_LANG") {
        Ok(lang) if lang.to_ascii_lowercase().starts_with("en") => Lang::En,
        _ => Lang::Zh,
    }
}

/// Cells of a line: `COLUMNS`, or what the terminal says, or 80. Under 40 nothing legible can be laid out.
fn columns() -> usize {
    let asked = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let measured = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    asked.or_else(measured).unwrap_or(80).clamp(40, 160)
}

/// Lets `render` write to `target`, or to standard output. A reader that has seen enough (`| head -1`) is no error.
pub(super) fn write(
    target: Option<&Path>,
    terminal: Terminal,
    render: impl FnOnce(&Style, &mut dyn Write) -> io::Result<()>,
) -> Result<(), Box<UsageError>> {
    let (name, result) = match target {
        Some(path) => {
            let style = terminal.style(false, 80);
            (path.to_string_lossy().into_owned(), atomic::write(path, |out| render(&style, out)))
        }
        None => {
            let stdout = io::stdout().lock();
            let width = if stdout.is_terminal() || env::var_os("COLUMNS").is_some() { columns() } else { 80 };
            let style = terminal.style(stdout.is_terminal(), width);
            let mut out = BufWriter::new(stdout);
            (String::new(), render(&style, &mut out).and_then(|()| out.flush()))
        }
    };
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(Box::new(unwritable(&name, &error))),
        Ok(()) => Ok(()),
    }
}

/// Lets `render` write to standard error. Where that is closed there is nobody to tell.
pub(super) fn tell(terminal: Terminal, render: impl FnOnce(&Style, &mut dyn Write) -> io::Result<()>) {
    let _ = render(&terminal.style_of_stderr(), &mut io::stderr().lock());
}

/// Says that a file, or with an empty name standard output, cannot be written.
pub(super) fn unwritable(name: &str, error: &io::Error) -> UsageError {
    let (zh, en) = if name.is_empty() { ("标准输出", "standard output") } else { (name, name) };
    let reason = match error.kind() {
        io::ErrorKind::NotFound => Text::new("没有这个文件夹", "there is no such folder"),
        io::ErrorKind::PermissionDenied => Text::new("没有写入权限", "permission denied"),
        io::ErrorKind::IsADirectory | io::ErrorKind::InvalidInput => Text::new("这是一个文件夹", "this is a folder"),
        io::ErrorKind::StorageFull => Text::new("磁盘已满", "the disk is full"),
        _ => Text::both(format!("系统返回：{error}"), format!("the system says: {error}")),
    };
    UsageError {
        title: Text::both(format!("无法写入：{zh}"), format!("cannot be written: {en}")),
        reason: Some(reason),
        fix: Text::new("请换一个位置，或先建好文件夹", "choose another place, or create the folder first"),
    }
}
