//! JUnit's XML, for the test pages of CI servers: a suite for each report, a failed case for each finding; a report without findings
//! is one case that passed, and one that could not be read is one with an error.

use std::collections::HashMap;
use std::io::{self, Write};

use super::xml::Xml;
use super::{Run, Style, json, place, shown};
use crate::Analysis;
use crate::finding::Finding;
use crate::text::Lang;

/// Writes the findings that are shown, and what could not be read.
pub(super) fn write(run: &Run, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let counts: Vec<usize> = run.analyses.iter().map(|analysis| shown(analysis, style).count()).collect();
    let tests = counts.iter().map(|&count| count.max(1)).sum::<usize>() + run.failures.len();
    let [tests, failed, errors] = [tests, counts.iter().sum(), run.failures.len()].map(|count| count.to_string());
    let mut xml = Xml::new(out)?;
    xml.open("testsuites", &[("name", "gouji"), ("tests", &tests), ("failures", &failed), ("errors", &errors), ("time", "0")])?;
    for (analysis, count) in run.analyses.iter().zip(counts) {
        suite(analysis, count, style, &mut xml)?;
    }
    for failure in json::failures(run, style.lang) {
        let path = place::path(failure.path);
        let name = format!("{} {}", failure.code, failure.name);
        xml.open(
            "testsuite",
            &[("name", &path), ("tests", "1"), ("failures", "0"), ("errors", "1"), ("skipped", "0"), ("time", "0")],
        )?;
        xml.open("testcase", &[("name", &name), ("classname", &path), ("file", &path), ("time", "0")])?;
        xml.text("error", &[("type", failure.name), ("message", &failure.message)], &failure.help)?;
        xml.close("testcase")?;
        xml.close("testsuite")?;
    }
    xml.close("testsuites")?;
    xml.end()
}

fn suite(analysis: &Analysis, count: usize, style: &Style, xml: &mut Xml<'_>) -> io::Result<()> {
    let path = place::path(analysis.source.name());
    let [tests, failed] = [count.max(1), count].map(|count| count.to_string());
    let counts = [("tests", tests.as_str()), ("failures", &failed), ("errors", "0"), ("skipped", "0"), ("time", "0")];
    xml.open("testsuite", &[[("name", &*path)].as_slice(), &counts].concat())?;
    if count == 0 {
        xml.empty("testcase", &[("name", "gouji check"), ("classname", &path), ("file", &path), ("time", "0")])?;
    }
    let mut names = HashMap::new();
    for finding in shown(analysis, style) {
        let name = name(analysis, finding, style.lang);
        let count = names.entry(name.clone()).and_modify(|count| *count += 1).or_insert(1);
        let name = if *count == 1 { name } else { format!("{name} ({count})") };
        case(analysis, finding, (&name, &path), style.lang, xml)?;
    }
    xml.close("testsuite")
}

/// The name of a case: the rule and the place. A page of a PDF is the place of many; readers drop the second case of a name, so
/// that the caller counts them.
fn name(analysis: &Analysis, finding: &Finding, lang: Lang) -> String {
    let at = place::words(&analysis.source, finding.span.start, lang);
    format!("{} {} {at}", finding.rule.code, finding.rule.name)
}

/// A finding, as the case of that name in the file of that path.
fn case(analysis: &Analysis, finding: &Finding, (name, path): (&str, &str), lang: Lang, xml: &mut Xml<'_>) -> io::Result<()> {
    let (source, rule) = (&analysis.source, finding.rule);
    let line = source.region(finding.span).map(|region| region.start.line.to_string());
    let mut attributes = vec![("name", name), ("classname", path), ("file", path)];
    attributes.extend(line.as_deref().map(|line| ("line", line)));
    attributes.push(("time", "0"));
    xml.open("testcase", &attributes)?;
    let kind = format!("{} {}", finding.severity.word(Lang::En), rule.code);
    let mut text = vec![format!("{path}{}", place::behind_path(source, finding.span.start, lang))];
    text.extend(place::advice(finding, lang));
    xml.text("failure", &[("type", &kind), ("message", &place::message(source, finding, lang))], &text.join("\n"))?;
    xml.close("testcase")
}
