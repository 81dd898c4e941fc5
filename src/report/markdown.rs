//! A summary in Markdown, for the page of a CI job (`$GITHUB_STEP_SUMMARY`) or a comment.

use std::io::{self, Write};

use super::{Run, Style, json, layout, place, shown, summary};
use crate::text::Lang;

/// Rows of the table: a job's page takes a megabyte.
const ROWS: usize = 1000;

/// Writes the findings that are shown, and what could not be read.
pub(super) fn write(run: &Run, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let lang = style.lang;
    let zh = lang == Lang::Zh;
    writeln!(out, "## {}\n", if zh { "勾稽" } else { "gouji" })?;
    writeln!(out, "{}", escaped(&summary::line(run, style)))?;
    let all = || run.analyses.iter().flat_map(|analysis| shown(analysis, style).map(move |finding| (analysis, finding)));
    let count = all().count();
    if count > 0 {
        let head = if zh { "| 级别 | 规则 | 位置 | 问题 |" } else { "| severity | rule | place | finding |" };
        writeln!(out, "\n{head}\n|---|---|---|---|")?;
    }
    for (analysis, finding) in all().take(ROWS) {
        let source = &analysis.source;
        let place = format!("{}{}", place::path(source.name()), place::behind_path(source, finding.span.start, lang));
        let mut lines = vec![finding.message(lang)];
        lines.extend(finding.help_text(lang));
        let lines: Vec<String> = lines.iter().map(|line| escaped(line)).collect();
        let (word, rule) = (finding.severity.word(lang), finding.rule);
        writeln!(out, "| {word} | {} `{}` | {} | {} |", rule.code, rule.name, escaped(&place), lines.join("<br>"))?;
    }
    if count > ROWS {
        let more = count - ROWS;
        writeln!(out, "\n{}", if zh { format!("另有 {more} 条没有列出。") } else { format!("{more} more are not listed.") })?;
    }
    if !run.failures.is_empty() {
        writeln!(out, "\n### {}\n", if zh { "未能读取" } else { "Not read" })?;
    }
    for failure in json::failures(run, lang) {
        let [path, message, help] = [&*place::path(failure.path), &failure.message, &failure.help].map(escaped);
        writeln!(out, "- {} `{}` {path}: {message}<br>{help}", failure.code, failure.name)?;
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
