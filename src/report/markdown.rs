//! A summary in Markdown, for the page of a CI job (`$GITHUB_STEP_SUMMARY`) or a comment.

use std::io::{self, Write};

use super::item::{self, Item};
use super::reports::Reports;
use super::style::Style;
use super::{layout, place, summary};
use crate::text::Lang;

/// Rows of the table: a job's page takes a megabyte.
const ROWS: usize = 1000;

/// Writes the findings that are shown, and what could not be read.
pub(super) fn write(reports: &Reports, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let lang = style.lang;
    let zh = lang == Lang::Zh;
    writeln!(out, "## {}\n", if zh { "勾稽" } else { "gouji" })?;
    writeln!(out, "{}", escaped(&summary::line(reports, style)))?;
    let mut items = reports.analyses.iter().flat_map(|analysis| item::shown(analysis, style));
    let rows: Vec<Item<'_>> = items.by_ref().take(ROWS).collect();
    let count = rows.len() + items.count();
    if count > 0 {
        let head = if zh { "| 级别 | 规则 | 位置 | 问题 |" } else { "| severity | rule | place | finding |" };
        writeln!(out, "\n{head}\n|---|---|---|---|")?;
    }
    for item in &rows {
        let place = escaped(&format!("{}{}", item.path(), item.spot.behind_path()));
        let lines: Vec<String> = [&item.message].into_iter().chain(&item.help).map(|line| escaped(line)).collect();
        let word = item.severity.word(lang);
        writeln!(out, "| {word} | {} `{}` | {place} | {} |", item.code, item.name, lines.join("<br>"))?;
    }
    if count > ROWS {
        let more = count - ROWS;
        writeln!(out, "\n{}", if zh { format!("另有 {more} 条没有列出。") } else { format!("{more} more are not listed.") })?;
    }
    if !reports.failures.is_empty() {
        writeln!(out, "\n### {}\n", if zh { "未能读取" } else { "Not read" })?;
    }
    for unread in item::unread(reports, style) {
        let [path, message, help] = [&*place::path(unread.path), &unread.message, &unread.help].map(escaped);
        writeln!(out, "- {} `{}` {path}: {message}<br>{help}", unread.code, unread.name)?;
    }
    Ok(())
}

/// The text as text: nothing in it is a mark of Markdown or HTML.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in layout::plain(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '$' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_cannot_write_markdown() {
        assert_eq!(escaped("a|b\n<img> *x* [y](z) & `c`"), "a\\|b &lt;img&gt; \\*x\\* \\[y\\](z) &amp; \\`c\\`");
    }
}
