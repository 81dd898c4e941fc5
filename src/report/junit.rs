//! JUnit's XML, for the test pages of CI servers: a suite for each report, a failed case for each finding; a report without findings
//! is one case that passed, and one that could not be read is one with an error.

use std::collections::HashMap;
use std::io::{self, Write};

use super::item::{self, Item, Unread};
use super::reports::Reports;
use super::style::Style;
use super::xml::Xml;
use crate::text::Lang;

/// Writes the findings that are shown, and what could not be read.
pub(super) fn write(reports: &Reports, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let suites: Vec<(&str, Vec<Item<'_>>)> =
        reports.analyses.iter().map(|analysis| (analysis.source.name(), item::shown(analysis, style).collect())).collect();
    let failed: usize = suites.iter().map(|(_, items)| items.len()).sum();
    let tests = suites.iter().map(|(_, items)| items.len().max(1)).sum::<usize>() + reports.failures.len();
    let [tests, failed, errors] = [tests, failed, reports.failures.len()].map(|count| count.to_string());
    let mut xml = Xml::new(out)?;
    xml.open("testsuites", &[("name", "gouji"), ("tests", &tests), ("failures", &failed), ("errors", &errors), ("time", "0")])?;
    for (name, items) in &suites {
        suite(&(style.relative)(name), items, &mut xml)?;
    }
    for unread in item::unread(reports, style) {
        not_read(&unread, &mut xml)?;
    }
    xml.close("testsuites")?;
    xml.end()
}

/// The suite of the report at that path.
fn suite(path: &str, items: &[Item<'_>], xml: &mut Xml<'_>) -> io::Result<()> {
    let [tests, failed] = [items.len().max(1), items.len()].map(|count| count.to_string());
    let counts = [("tests", tests.as_str()), ("failures", &failed), ("errors", "0"), ("skipped", "0"), ("time", "0")];
    xml.open("testsuite", &[[("name", path)].as_slice(), &counts].concat())?;
    if items.is_empty() {
        xml.empty("testcase", &[("name", "gouji check"), ("classname", path), ("file", path), ("time", "0")])?;
    }
    let mut names = HashMap::new();
    for item in items {
        // a page of a PDF is the place of many, and readers drop the second case of a name
        let name = format!("{} {} {}", item.code, item.name, item.spot.words);
        let count = names.entry(name.clone()).and_modify(|count| *count += 1).or_insert(1);
        let name = if *count == 1 { name } else { format!("{name} ({count})") };
        case(item, (&name, path), xml)?;
    }
    xml.close("testsuite")
}

/// A finding, as the case of that name in the file of that path.
fn case(item: &Item<'_>, (name, path): (&str, &str), xml: &mut Xml<'_>) -> io::Result<()> {
    let line = item.spot.region.map(|region| region.start.line.to_string());
    let mut attributes = vec![("name", name), ("classname", path), ("file", path)];
    attributes.extend(line.as_deref().map(|line| ("line", line)));
    attributes.push(("time", "0"));
    xml.open("testcase", &attributes)?;
    let kind = format!("{} {}", item.severity.word(Lang::En), item.code);
    let mut text = vec![format!("{path}{}", item.spot.behind_path())];
    text.extend(item.advice());
    xml.text("failure", &[("type", &kind), ("message", &item.placed())], &text.join("\n"))?;
    xml.close("testcase")
}

/// A file that could not be read, as a suite with one error.
fn not_read(unread: &Unread<'_>, xml: &mut Xml<'_>) -> io::Result<()> {
    let path = unread.relative.as_str();
    let name = format!("{} {}", unread.code, unread.name);
    let counts = [("tests", "1"), ("failures", "0"), ("errors", "1"), ("skipped", "0"), ("time", "0")];
    xml.open("testsuite", &[[("name", path)].as_slice(), &counts].concat())?;
    xml.open("testcase", &[("name", &name), ("classname", path), ("file", path), ("time", "0")])?;
    xml.text("error", &[("type", unread.name), ("message", &unread.message)], &unread.help)?;
    xml.close("testcase")?;
    xml.close("testsuite")
}
