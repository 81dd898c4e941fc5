//! Laying out text in cells: a full-width character takes two of them, a digit one.

use std::io::{self, Write};

use unicode_width::UnicodeWidthChar;

use crate::severity::Severity;
use crate::source::byte_of;
#[cfg(feature = "cli")]
use crate::source::{bytes_of, name_of};

/// Cells that a character takes in a terminal.
pub(crate) fn cells(c: char) -> usize {
    c.width().unwrap_or(0)
}

/// Cells that a text takes in a terminal.
pub(crate) fn width(text: &str) -> usize {
    text.chars().map(cells).sum()
}

/// What is written for a character of a report, `None` for nothing. A draft may hold tabs, escape sequences and marks that turn
/// the direction of writing; none of them may reach the terminal, and none may shift what stands after it.
pub(crate) fn plain_char(c: char) -> Option<char> {
    match c {
        '\t' | '\n' | '\r' | '\u{a0}' | '\u{2028}' | '\u{2029}' => Some(' '),
        // a byte of a file's name that stands for no character
        c if c.is_control() || byte_of(c).is_some() => Some('\u{fffd}'),
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' => None,
        c => Some(c),
    }
}

/// A text as it may be written to a terminal, on one line.
pub(crate) fn plain(text: &str) -> String {
    text.chars().filter_map(plain_char).collect()
}

/// Breaks a text into lines of at most `limit` cells. Words and numbers stay whole where they can, no line begins with a closing
/// mark or ends with an opening one, and a line that is mostly full ends at its last comma.
pub(crate) fn wrap(text: &str, limit: usize) -> Vec<String> {
    let limit = limit.max(2);
    let atoms: Vec<String> = atoms(text).iter().flat_map(|atom| pieces(atom, limit)).collect();
    let mut lines = Vec::new();
    let mut rest = atoms.as_slice();
    while !rest.is_empty() {
        let (line, tail) = rest.split_at(line_length(rest, limit));
        lines.push(line.concat().trim_end().to_owned());
        let blanks = tail.iter().take_while(|atom| *atom == " ").count();
        rest = &tail[blanks..];
    }
    if lines.is_empty() { vec![String::new()] } else { lines }
}

/// How many of the first atoms make a line.
fn line_length(atoms: &[String], limit: usize) -> usize {
    let (mut used, mut pause) = (0, None);
    for (index, atom) in atoms.iter().enumerate() {
        used += width(atom);
        if used > limit {
            return pause.unwrap_or(index).max(1);
        }
        // three fifths of a line are worth a pause; a shorter line would look broken off
        if atom.ends_with(['，', '；', '。']) && used * 5 >= limit * 3 {
            pause = Some(index + 1);
        }
    }
    atoms.len()
}

/// Stretches that are not broken.
fn atoms(text: &str) -> Vec<String> {
    let mut atoms: Vec<String> = Vec::new();
    for c in text.chars() {
        let last = atoms.last().and_then(|atom| atom.chars().last());
        let joins = match last {
            None | Some(' ') => false,
            Some(last) => {
                let narrow = |c: char| cells(c) == 1 && c != ' ';
                c != ' ' && (is_closing(c) || is_opening(last) || (narrow(c) && narrow(last)))
            }
        };
        match atoms.last_mut() {
            Some(atom) if joins => atom.push(c),
            _ => atoms.push(c.into()),
        }
    }
    atoms
}

/// An atom, cut where it is wider than a whole line.
fn pieces(atom: &str, limit: usize) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut used = 0;
    for c in atom.chars() {
        if used + cells(c) > limit {
            pieces.push(String::new());
            used = 0;
        }
        used += cells(c);
        if let Some(piece) = pieces.last_mut() {
            piece.push(c);
        }
    }
    pieces
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        '，' | '。' | '、' | '；' | '：' | '！' | '？' | '）' | '」' | '』' | '》' | '〉' | '】' | '〕' | '”' | '…' | '％'
    )
}

fn is_opening(c: char) -> bool {
    matches!(c, '（' | '「' | '『' | '《' | '〈' | '【' | '〔' | '“')
}

/// A text cut to `limit` cells, with … where something is left out at its end.
pub(crate) fn shorten(text: &str, limit: usize) -> String {
    if width(text) <= limit {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += cells(c);
        if used > limit {
            break;
        }
        out.push(c);
    }
    out.push('…');
    out
}

/// A text cut to `limit` cells, with … where something is left out at its beginning: a path keeps its file name.
pub(crate) fn shorten_start(text: &str, limit: usize) -> String {
    if width(text) <= limit {
        return text.to_owned();
    }
    let mut used = 1;
    let kept = text.char_indices().rev().take_while(|&(_, c)| {
        used += cells(c);
        used <= limit
    });
    let start = kept.last().map_or(text.len(), |(at, _)| at);
    format!("…{}", &text[start..])
}

/// A text with blanks after it, up to `limit` cells.
pub(crate) fn pad(text: &str, limit: usize) -> String {
    format!("{text}{}", " ".repeat(limit.saturating_sub(width(text))))
}

/// Writes `text` after `head`, further lines indented by as much.
pub(crate) fn paragraph(out: &mut dyn Write, head: &str, text: &str, limit: usize) -> io::Result<()> {
    hanging(out, head, width(head), text, limit)
}

/// Writes a note under a heading of its own: `  理由  …`.
#[cfg(feature = "cli")]
pub(crate) fn note(out: &mut dyn Write, paint: &Paint, head: &str, text: &str, limit: usize) -> io::Result<()> {
    hanging(out, &format!("  {}  ", paint.cyan(head)), width(head) + 4, text, limit)
}

/// Writes `text` after `head`, which is `indent` cells wide beside its colours, further lines indented by as much.
pub(crate) fn hanging(out: &mut dyn Write, head: &str, indent: usize, text: &str, limit: usize) -> io::Result<()> {
    for (index, line) in wrap(text, limit.saturating_sub(indent)).iter().enumerate() {
        let head = if index == 0 { head.to_owned() } else { " ".repeat(indent) };
        writeln!(out, "{}", format!("{head}{line}").trim_end())?;
    }
    Ok(())
}

/// Colours, or none.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Paint {
    on: bool,
}

impl Paint {
    pub(crate) fn new(on: bool) -> Self {
        Self { on }
    }

    #[cfg(feature = "cli")]
    pub(crate) fn is_on(self) -> bool {
        self.on
    }

    fn with(self, code: &str, text: &str) -> String {
        if self.on { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }

    pub(crate) fn bold(self, text: &str) -> String {
        self.with("1", text)
    }

    pub(crate) fn dim(self, text: &str) -> String {
        self.with("2", text)
    }

    pub(crate) fn green(self, text: &str) -> String {
        self.with("32", text)
    }

    #[cfg(feature = "cli")]
    pub(crate) fn cyan(self, text: &str) -> String {
        self.with("36", text)
    }

    pub(crate) fn severity(self, severity: Severity, text: &str) -> String {
        match severity {
            Severity::Error => self.with("1;31", text),
            Severity::Warning => self.with("1;33", text),
            Severity::Note => self.with("1;36", text),
        }
    }
}

/// A text that opens an address when it is clicked (OSC 8): terminals that know no links show the text alone.
#[cfg(feature = "cli")]
pub(crate) fn link(url: &str, text: &str) -> String {
    format!("\x1b]8;;{url}\x1b\\{text}\x1b]8;;\x1b\\")
}

/// The address of a file whose path is absolute.
#[cfg(feature = "cli")]
pub(crate) fn file_url(file: &std::path::Path) -> String {
    let path = name_of(file).replace('\\', "/");
    let mut url = String::from(if path.starts_with('/') { "file://" } else { "file:///" });
    for byte in bytes_of(&path) {
        match byte {
            b'/' | b':' | b'-' | b'.' | b'_' | b'~' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => url.push(byte.into()),
            byte => url.push_str(&format!("%{byte:02X}")),
        }
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_where_readers_expect() {
        let table: &[(&str, usize, &[&str])] = &[
            ("办结率写作 99.02%，按 13649 ÷ 13785 算得 99.01%", 22, &["办结率写作 99.02%，", "按 13649 ÷ 13785 算得", "99.01%"]),
            ("若两个件数无误，改为", 14, &["若两个件数无", "误，改为"]),
            ("请核对办结数（13650？）", 14, &["请核对办结数", "（13650？）"]),
            ("averyveryverylongword", 8, &["averyver", "yverylon", "gword"]),
            ("", 8, &[""]),
        ];
        for (text, limit, expected) in table {
            let lines = wrap(text, *limit);
            assert_eq!(lines, *expected);
            assert!(lines.iter().all(|line| width(line) <= *limit));
        }
    }

    #[test]
    fn shortening_counts_cells() {
        assert_eq!(shorten("办结率写作", 7), "办结率…");
        assert_eq!(shorten_start("报告/云川县.txt", 11), "…云川县.txt");
        assert_eq!(pad("办结", 6), "办结  ");
    }

    #[cfg(feature = "cli")]
    #[test]
    fn links_name_files_in_ascii() {
        let url = |path: &str| file_url(std::path::Path::new(path));
        assert_eq!(url("/a b/报;1.txt"), "file:///a%20b/%E6%8A%A5%3B1.txt");
        assert_eq!(url("C:\\a.txt"), "file:///C:/a.txt");
        assert_eq!(link("file:///a", "甲"), "\x1b]8;;file:///a\x1b\\甲\x1b]8;;\x1b\\");
    }

    #[test]
    fn nothing_dangerous_reaches_the_terminal() {
        assert_eq!(plain("a\tb\u{a0}c\u{1b}[31md\u{202e}e\u{feff}\r"), "a b c\u{fffd}[31mde ");
    }
}
