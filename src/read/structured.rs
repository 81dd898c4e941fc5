//! Reports as data: YAML or JSON that fits `schemas/report.schema.json`.
//!
//! The text of its fields is put together to a report as a person would have written it, each stretch with the place in the
//! file that it came from, and goes the way of every other report. The keys of its sections say which section is which.

use serde_json::Value;

use super::cause::Cause;
use super::draft::{Draft, Fragment, Line};
use super::encoding;
use crate::numerals;
use crate::schema::REPORT;
use crate::source::{Origin, Source, Span};
use crate::yaml::{Tree, escape};

/// Reads a report as data.
pub(super) fn read(name: &str, bytes: Vec<u8>) -> Result<Source, Cause> {
    let decoded = encoding::decode(bytes)?;
    let tree = Tree::read(name, &decoded.text).map_err(|problem| Cause::Unfit(vec![problem]))?;
    let problems = REPORT.problems(&tree);
    if !problems.is_empty() {
        return Err(Cause::Unfit(problems));
    }
    let draft = Writer { file: &decoded.text, tree: &tree, draft: Draft::default() }.report();
    Ok(draft.finish(name).with_file(decoded.text, decoded.widths))
}

struct Writer<'a> {
    file: &'a str,
    tree: &'a Tree,
    draft: Draft,
}

/// The deepest level of headings that has a form of its own.
const LEVELS: usize = 4;

impl Writer<'_> {
    fn report(mut self) -> Draft {
        let value = &self.tree.value;
        if let Some(year) = value.get("year") {
            self.draft.property("year", year.to_string());
        }
        if value.get("title").is_some() {
            let line = Line { fragments: self.scalar("/title"), ..Line::default() };
            self.draft.line(&line);
        }
        if value.get("publication").is_some() {
            let label = [Fragment::glue("发布时间：")];
            let line = Line { fragments: label.into_iter().chain(self.scalar("/publication")).collect(), ..Line::default() };
            self.draft.line(&line);
        }
        self.text(value.get("text"), "/text");
        self.sections(value.get("sections"), "/sections", 1);
        self.draft
    }

    fn sections(&mut self, sections: Option<&Value>, pointer: &str, level: usize) {
        for (number, (id, section)) in sections.and_then(Value::as_object).into_iter().flatten().enumerate() {
            let pointer = format!("{pointer}/{}", escape(id));
            let start = self.draft.end();
            let mut fragments = if section.get("ordinal").is_some() {
                self.scalar(&format!("{pointer}/ordinal"))
            } else {
                // an ordinal that nobody wrote stands where the section's key does
                vec![self.made(ordinal(level, number + 1), &pointer)]
            };
            match section.get("title") {
                Some(_) => fragments.extend(self.scalar(&format!("{pointer}/title"))),
                None => fragments.push(self.made(id.clone(), &pointer)),
            }
            self.draft.line(&Line { fragments, heading: Some(level.min(LEVELS) as u8), ..Line::default() });
            self.draft.section(start, id);
            self.text(section.get("text"), &format!("{pointer}/text"));
            self.sections(section.get("sections"), &format!("{pointer}/sections"), level + 1);
        }
    }

    /// Paragraphs: the lines of one text, or a list of texts and tables.
    fn text(&mut self, text: Option<&Value>, pointer: &str) {
        match text {
            Some(Value::Array(parts)) => {
                for (index, part) in parts.iter().enumerate() {
                    let pointer = format!("{pointer}/{index}");
                    match part.get("table") {
                        Some(table) => self.table(table, &format!("{pointer}/table")),
                        None => self.lines(&pointer),
                    }
                }
            }
            Some(_) => self.lines(pointer),
            None => {}
        }
    }

    fn lines(&mut self, pointer: &str) {
        let mut line = Line::default();
        for fragment in self.scalar(pointer) {
            let origin = fragment.origin;
            let mut rest: &str = &fragment.text;
            // only what the file escapes or breaks off holds a line end, and that is a fragment by itself
            while let Some(at) = rest.find('\n') {
                line.fragments.push(Fragment { text: rest[..at].to_owned().into(), origin, revision: None, picture: None });
                self.draft.line(&std::mem::take(&mut line));
                rest = &rest[at + 1..];
            }
            if !rest.is_empty() {
                line.fragments.push(Fragment { text: rest.to_owned().into(), origin, revision: None, picture: None });
            }
        }
        self.draft.line(&line);
    }

    fn table(&mut self, table: &Value, pointer: &str) {
        for (at, row) in table.as_array().into_iter().flatten().enumerate() {
            let mut fragments = Vec::new();
            for (column, _) in row.as_array().into_iter().flatten().enumerate() {
                if column > 0 {
                    fragments.push(Fragment::glue("\t"));
                }
                fragments.extend(self.scalar(&format!("{pointer}/{at}/{column}")));
            }
            self.draft.line(&Line { fragments, ..Line::default() });
        }
    }

    /// Words that stand for the key at a pointer.
    fn made(&self, words: String, pointer: &str) -> Fragment<'static> {
        let at = (self.tree.span(pointer).start as usize).min(self.file.len());
        Fragment::new(words, Origin::Bytes(Span::at(at)))
    }

    /// The words of a value, stretch by stretch as they stand in the file.
    fn scalar(&self, pointer: &str) -> Vec<Fragment<'static>> {
        let Some(value) = self.tree.value.pointer(pointer) else { return Vec::new() };
        let start = self.tree.value_start(pointer).filter(|&start| self.file.is_char_boundary(start)).unwrap_or_default();
        match value {
            Value::String(words) => align(self.file, start, words),
            // 1.50 is not 1.5: what is printed counts
            Value::Number(_) => {
                let words = self.file[start..].split(|c: char| c.is_whitespace() || matches!(c, ',' | ']' | '}' | '#')).next();
                let words = words.unwrap_or_default();
                vec![Fragment::new(words.to_owned(), Origin::Bytes(Span::new(start, start + words.len())))]
            }
            _ => Vec::new(),
        }
    }
}

/// 一、 （一） 1. （1）
fn ordinal(level: usize, number: usize) -> String {
    let number = number.min(99) as u32;
    match level {
        1 => format!("{}、", numerals::write(number)),
        2 => format!("（{}）", numerals::write(number)),
        3 => format!("{number}."),
        _ => format!("（{number}）"),
    }
}

/// The words of a scalar and where each stretch of them stands in the file, from `start` on. Characters are copied, escaped
/// (`\n`, `\u4e2d`, `''`), or stand for a line break that YAML folds; what YAML leaves out (quotes, indentation) is skipped.
fn align(file: &str, start: usize, words: &str) -> Vec<Fragment<'static>> {
    let mut fragments: Vec<(String, Span)> = Vec::new();
    let mut at = start;
    let escapes = file[start..].starts_with('"');
    let quoted = escapes || file[start..].starts_with('\'');
    if quoted {
        at += 1;
    }
    for c in words.chars() {
        let span = place(file, at, c, escapes);
        at = span.end as usize;
        let copied = span.len() == c.len_utf8() && c != '\n';
        match fragments.last_mut() {
            Some((text, last)) if copied && last.end == span.start && text.len() == last.len() && !text.ends_with('\n') => {
                text.push(c);
                last.end = span.end;
            }
            _ => fragments.push((c.to_string(), span)),
        }
    }
    fragments.into_iter().map(|(text, span)| Fragment::new(text, Origin::Bytes(span))).collect()
}

/// Where the character `c` of a scalar stands in the file, at `at` or after what YAML leaves out there.
fn place(file: &str, at: usize, c: char, escapes: bool) -> Span {
    let rest = &file[at..];
    if rest.starts_with(c) {
        // '' is one quote
        let doubled = !escapes && c == '\'' && rest.starts_with("''");
        return Span::new(at, at + c.len_utf8() + usize::from(doubled));
    }
    if escapes && rest.starts_with('\\') {
        let length = escape_length(rest);
        // 「\」 at a line's end breaks the line for looks
        if !rest[1..].starts_with(['\n', '\r']) {
            return Span::new(at, at + length);
        }
    }
    // indentation, folded line ends, 「\」 before a line end
    let skipped = rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\\' && escapes).len();
    let next = &rest[skipped..];
    if c.is_whitespace() || skipped == 0 {
        // a blank that stands for a line break, or nothing that can be told
        return Span::new(at, at + skipped);
    }
    if next.starts_with(c) { Span::new(at + skipped, at + skipped + c.len_utf8()) } else { Span::at(at + skipped) }
}

/// Bytes of the escape sequence that `rest` begins with: `\n`, `\x41`, `\u4e2d`, `\ud83d\ude00`.
fn escape_length(rest: &str) -> usize {
    let digits = |count: usize| rest.char_indices().nth(2 + count).map_or(rest.len(), |(at, _)| at);
    match rest[1..].chars().next() {
        Some('x') => digits(2),
        Some('U') => digits(8),
        Some('u') => {
            let one = digits(4);
            let high = rest
                .get(2..one)
                .and_then(|hex| u32::from_str_radix(hex, 16).ok())
                .is_some_and(|code| (0xd800..0xdc00).contains(&code));
            if high && rest[one..].starts_with("\\u") { (one + 6).min(rest.len()) } else { one }
        }
        Some(c) => 1 + c.len_utf8(),
        None => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::decode;

    /// The text of a file and, for each of the words, the line and column at which they stand in the file.
    fn check(name: &str, file: &str, text: &str, places: &[(&str, u32, u32)]) {
        let source = decode(name, file.as_bytes().to_vec()).expect("a report");
        assert_eq!(source.text(), text, "{file}");
        for &(words, line, column) in places {
            let at = source.text().find(words).expect(words);
            let location = source.location(at as u32);
            assert_eq!((location.line, location.column), (line, column), "{words} in {file}");
        }
    }

    #[test]
    fn every_way_to_write_a_text() {
        let text = "云川县2023年报告\n一、概况\n受理30件。\n办结28件。\n";
        let places = [("云川", 1, 8), ("概况", 4, 12), ("30件", 6, 9), ("28件", 7, 9)];
        check(
            "x.yaml",
            "title: 云川县2023年报告\nsections:\n  a:\n    title: 概况\n    text: |\n      受理30件。\n      办结28件。\n",
            text,
            &places,
        );
        let places = [("30件", 5, 14), ("28件", 5, 22)];
        check(
            "x.yaml",
            "title: '云川县2023年报告'\nsections:\n  a:\n    title: 概况\n    text: \"受理30件。\\n办结28件。\"\n",
            text,
            &places,
        );
        let places = [("30件", 6, 11), ("28件", 7, 12)];
        check(
            "x.yaml",
            "title: 云川县2023年报告\nsections:\n  a:\n    title: 概况\n    text:\n      - 受理30件。\n      - '办结28件。'\n",
            text,
            &places,
        );
        let places = [("云川", 1, 13), ("概况", 2, 34), ("30件", 3, 13), ("28件", 3, 21)];
        let json = "{ \"title\": \"云川县2023年报告\",\n  \"sections\": { \"a\": { \"title\": \"概况\",\n \"text\": \"受理30件。\\n办结28件。\" } } }";
        check("x.json", json, text, &places);
        let escaped = json.replace("云川县", "\\u4e91\\u5ddd\\u53bf").replace("办结", "\\u529e\\u7ed3");
        check("x.json", &escaped, text, &[("县", 1, 25), ("2023", 1, 31), ("28件", 3, 31)]);
        // a folded line is one paragraph
        check(
            "x.yaml",
            "sections:\n  a:\n    ordinal: 三、\n    title: 概况\n    text: >\n      受理30件,\n      其中 甲局 4件。\n",
            "三、概况\n受理30件, 其中 甲局 4件。\n",
            &[("三", 3, 14), ("30件", 6, 9), ("4件", 7, 13)],
        );
        check("x.yaml", "sections:\n  a: { text: 受理30件。 }\n", "一、a\n受理30件。\n", &[("一、", 2, 3), ("30件", 2, 16)]);
    }

    #[test]
    fn tables_are_rows() {
        let file = "sections:\n  a:\n    title: 概况\n    text:\n      - table:\n          - [单位, 受理, 办结]\n          - [甲局, 12, 1.50]\n          - [乙局, null, \"7\"]\n";
        check(
            "x.yml",
            file,
            "一、概况\n单位\t受理\t办结\n甲局\t12\t1.50\n乙局\t\t7\n",
            &[("12", 7, 18), ("1.50", 7, 22), ("7", 8, 25)],
        );
    }

    #[test]
    fn what_does_not_fit_is_refused_with_its_place() {
        let table = [
            ("sections: {}\ntitel: 甲\n", "2:1"),
            ("sections:\n  a: { text: 3 }\n", "2:8"),
            ("sections:\n  a: [\n", ""),
            ("title: 甲\n", "1:1"),
            ("sections: {}\npublication: 昨天\n", "2:1"),
        ];
        for (file, place) in table {
            let error = decode("x.yaml", file.as_bytes().to_vec()).expect_err(file);
            assert_eq!(error.cause.code().0, "I009");
            let Cause::Unfit(problems) = &error.cause else { panic!("{error}") };
            let location = problems[0].location.expect("a place");
            assert!(place.is_empty() || place == format!("{}:{}", location.line, location.column), "{file}: {location:?}");
        }
    }

    proptest::proptest! {
        /// Whatever a scalar holds and however it is written, its text is that of the parser, and every place lies in the file.
        #[test]
        fn any_scalar_is_aligned(words in "[a一二，。 \"'\\\\\n#:\\-]{0,30}") {
            let json = serde_json::json!({ "sections": { "a": { "text": words } } }).to_string();
            if let Ok(source) = decode("x.json", json.into_bytes()) {
                for (at, _) in source.text().char_indices() {
                    source.location(at as u32);
                }
                let lines = words.split('\n').filter(|line| !line.trim().is_empty());
                proptest::prop_assert_eq!(source.text().trim_end_matches('\n').lines().skip(1).collect::<Vec<_>>(), lines.collect::<Vec<_>>());
            }
        }
    }
}
