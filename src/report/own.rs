//! What gouji has written, known again: output may stand in the place of earlier output, and of nothing that somebody else wrote.

use std::sync::LazyLock;

use regex::Regex;

use crate::rules;

/// Bytes at the start of a file that tell.
pub(crate) const HEAD: usize = 1 << 16;

/// Whether a file that begins with these bytes is output of this program: findings in any format, an audit, statistics, a baseline, a
/// diff.
pub(crate) fn is_own(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(&head[..head.len().min(HEAD)]);
    let text = without_colours(&text);
    is_data(&text) || is_xml(&text) || is_prose(&text)
}

/// The text without colours and links.
fn without_colours(text: &str) -> String {
    static ESCAPE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new("\x1b(\\[[0-9;]*m|\\]8;;[^\x1b]*\x1b\\\\)").ok());
    ESCAPE.as_ref().map_or_else(|| text.to_owned(), |escape| escape.replace_all(text, "").into_owned())
}

/// JSON: the format's own name, or that of the program where another standard has a place for it.
fn is_data(text: &str) -> bool {
    let text: String = text.split_whitespace().collect();
    let begins = |heads: &[&str]| heads.iter().any(|head| text.starts_with(head));
    begins(&[
        "{\"format\":\"gouji-",
        "{\"type\":\"report\",\"path\":",
        "{\"type\":\"failure\",\"path\":",
        "{\"type\":\"summary\",\"format\":\"gouji-",
    ]) || begins(&["{\"source\":{\"name\":\"gouji\"}"])
        || begins(&["{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\""])
            && text.contains("\"driver\":{\"name\":\"gouji\"")
        || begins(&["[{\"type\":\"issue\",\"check_name\":\""]) && text.contains("\"categories\":[\"BugRisk\"]")
        || text == "[]"
}

fn is_xml(text: &str) -> bool {
    let text = text.trim_start_matches("<?xml version=\"1.0\" encoding=\"UTF-8\"?>").trim_start();
    let is_ours = || !text.contains("<error ") || text.contains("source=\"gouji.");
    text.starts_with("<testsuites name=\"gouji\"") || text.starts_with("<checkstyle version=\"10.0\"") && is_ours()
}

/// What people read, by its first line; a line as these is no line of a report.
fn is_prose(text: &str) -> bool {
    static LINES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
        let lines = [
            // human: 错误 R101 rate-mismatch; concise: a.txt:1:2: R101 错误 …; agent: a.txt:1:2 error R101 rate-mismatch: …
            r"^(?:错误|核实|提示|error|warning|note) (?P<code>[A-Z]\d{3}) [a-z0-9-]+$",
            r": (?P<code>[A-Z]\d{3}) (?:错误|核实|提示|error|warning|note) ",
            r" (?:error|warning|note|unread) (?P<code>[A-Z]\d{3}) [a-z0-9-]+: ",
            r"^reports=\d+ errors=\d+ warnings=\d+ notes=\d+ unread=\d+$",
            // commands of GitHub Actions
            r"^::(?:error|warning|notice) file=[^,]*,.*title=(?P<code>[A-Z]\d{3}) ",
            // statistics and summaries
            r"^ *(?:次数 +份数 +规则|count +files +rule)$",
            r"^\d+ 份报告(?:（.*|，\d+ 个数据，.*)$",
            r"^\d+ reports?(?: \(.*|, \d+ figures?, .*)$",
            r"^(?:没有读到报告；|no report was read;)",
            // the audit, the page of a CI job, a diff
            r"^.+  .+(?:，\d+ 字|, \d+ characters)$",
            r"^## (?:勾稽|gouji)$",
            r#"^--- "?a/"#,
        ];
        lines.iter().filter_map(|line| Regex::new(line).ok()).collect()
    });
    let Some(first) = text.lines().find(|line| !line.trim().is_empty()) else { return true };
    let known = |code: &str| code.starts_with('I') || rules::find(code).is_some();
    LINES.iter().any(|line| line.captures(first).is_some_and(|found| found.name("code").is_none_or(|code| known(code.as_str()))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_wrote_is_not_ours() {
        let others = [
            "云川县2023年法治政府建设年度报告\n2份报告，3个数据。\n",
            "# 说明\n",
            "{ \"name\": \"gouji\" }",
            "[1]",
            "<checkstyle version=\"10.0\"><file name=\"a.java\"><error source=\"com.puppycrawl\"/></file></checkstyle>",
            "PK\x03\x04",
            "错误 R101\n",
            "见附件: Z999 错误 x\n",
        ];
        for text in others {
            assert!(!is_own(text.as_bytes()), "{text}");
        }
        assert!(is_own(b"") && is_own("[]\n".as_bytes()));
    }
}
