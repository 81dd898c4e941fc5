//! The baseline: findings that are known and not asked about again, as a file.
//!
//! An entry is found again by the path of the report and the fingerprint of the finding; the rest of it is there to be read.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::io::{self, Write};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::item::Item;
use super::style::Style;
use super::{fingerprint, json};
use crate::analysis::Analysis;
use crate::card::{Card, Effect};
use crate::problem::Problem;
use crate::source::{Location, Source, Span};
use crate::text::Text;
use crate::words::shortened;

const FORMAT: &str = "gouji-baseline/1";

/// Known findings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Baseline {
    entries: BTreeSet<Entry>,
}

/// One known finding. The order of the fields is the order of the file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    /// The report, from the folder of the baseline, with `/`.
    pub path: String,
    /// The code of the rule.
    pub code: String,
    /// What stands at the place, cut where it grows long.
    pub quote: String,
    /// What was said, in Chinese.
    pub message: String,
    /// What it is found again by.
    pub fingerprint: String,
}

#[derive(Serialize)]
struct Written<'a> {
    format: &'static str,
    findings: &'a BTreeSet<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Read {
    format: String,
    findings: BTreeSet<Entry>,
}

impl Baseline {
    /// The findings of reports, each with the path that it has in the baseline. What says that a report could not be checked is
    /// not among them: that is not to be forgotten.
    pub(crate) fn of<'a>(analyses: impl IntoIterator<Item = (String, &'a Analysis)>) -> Self {
        let entries = analyses.into_iter().flat_map(|(path, analysis)| {
            let named = analysis.findings.iter().zip(fingerprint::of(analysis).findings);
            let kept = named.filter(|(finding, _)| is_kept(finding.rule));
            kept.map(move |(finding, name)| Entry::new(&path, Item::new(analysis, finding, name, &Style::default())))
        });
        Self { entries: entries.collect() }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// Reads the file of that name.
    ///
    /// # Errors
    /// What is no baseline, or one of another version.
    pub(crate) fn read(file: &str, bytes: &[u8]) -> Result<Self, Problem> {
        let again = text!("用 --write-baseline 重新生成", "write it anew with --write-baseline");
        let Ok(text) = std::str::from_utf8(bytes) else {
            return Err(Problem::of_file(file, text!("不是 UTF-8 文本", "it is no UTF-8 text"), Some(again)));
        };
        let source = Arc::new(Source::new(file, text));
        let read: Read = serde_json::from_str(source.text()).map_err(|error| {
            let words = error.to_string();
            let words = words.split(" at line ").next().unwrap_or_default();
            let message = Text::both(format!("不是基线文件：{words}"), format!("this is no baseline: {words}"));
            let line = Location { line: u32::try_from(error.line()).unwrap_or(1).max(1), column: 1 };
            Problem::at(&source, Span::at(source.offset(line) as usize), message, Some(again.clone()))
        })?;
        if read.format != FORMAT {
            let message = Text::both(
                format!("基线的版本是「{}」，这里只认「{FORMAT}」", read.format),
                format!("the baseline is {}; only {FORMAT} is understood", read.format),
            );
            let at = source.text().find(&read.format).unwrap_or_default();
            return Err(Problem::at(&source, Span::new(at, at + read.format.len()), message, Some(again)));
        }
        Ok(Self { entries: read.findings })
    }

    /// Writes the file: the same findings give the same bytes.
    ///
    /// # Errors
    /// Those of `out`.
    pub(crate) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        json::document_to(&Written { format: FORMAT, findings: &self.entries }, out)
    }

    /// Takes out of the findings of `analysis` what is known of the report at `path`.
    pub(crate) fn apply(&self, analysis: &mut Analysis, path: &str) {
        let known = self.known(analysis, path);
        let findings = std::mem::take(&mut analysis.findings);
        for (finding, is_known) in findings.into_iter().zip(known) {
            if is_known { &mut analysis.baselined } else { &mut analysis.findings }.push(finding);
        }
    }

    /// Which findings of `analysis` are known of the report at `path`: one answer for each, in order.
    pub(crate) fn known(&self, analysis: &Analysis, path: &str) -> Vec<bool> {
        let known = self.fingerprints(path);
        if known.is_empty() {
            return vec![false; analysis.findings.len()];
        }
        let named = fingerprint::of(analysis).findings;
        let findings = analysis.findings.iter().zip(named);
        findings.map(|(finding, name)| is_kept(finding.rule) && known.contains(name.as_str())).collect()
    }

    fn fingerprints(&self, path: &str) -> HashSet<&str> {
        let first = Entry { path: path.to_owned(), ..Entry::EMPTY };
        let of_path = self.entries.range(first..).take_while(|entry| entry.path == path);
        of_path.map(|entry| entry.fingerprint.as_str()).collect()
    }

    /// Entries about the reports of `now` that are not found there any more.
    pub(crate) fn stale<'s>(&'s self, now: &Baseline, paths: &HashSet<String>) -> Vec<&'s Entry> {
        let mut found: HashMap<&str, HashSet<&str>> = HashMap::new();
        for entry in &now.entries {
            found.entry(&entry.path).or_default().insert(&entry.fingerprint);
        }
        let is_found = |entry: &Entry| found.get(entry.path.as_str()).is_some_and(|of| of.contains(entry.fingerprint.as_str()));
        self.entries.iter().filter(|entry| paths.contains(&entry.path) && !is_found(entry)).collect()
    }
}

impl Entry {
    fn new(path: &str, item: Item<'_>) -> Self {
        let Item { code, quote, message, fingerprint, .. } = item;
        Self { path: path.to_owned(), code: code.to_owned(), quote: shortened(quote, 40), message, fingerprint }
    }

    const EMPTY: Entry = Entry {
        path: String::new(),
        code: String::new(),
        quote: String::new(),
        message: String::new(),
        fingerprint: String::new(),
    };
}

/// Whether findings of a rule can be known to a baseline.
fn is_kept(rule: &Card) -> bool {
    match rule.effect {
        Effect::Report | Effect::Suppression => true,
        Effect::Reading | Effect::Unchecked => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linter::Linter;
    use crate::profile::Profile;

    const WRONG: &str = "话务工单13785宗，办结13649宗，办结率99.02%。";
    const OTHER: &str = "调处664宗，调解成功657宗，成功率98.91%。";

    fn analysis(text: &str) -> Analysis {
        Linter::default().with_profile(Profile::figures_only()).check(Source::new("x.txt", text))
    }

    /// How many findings are left of a text for which the baseline of `before` is known, and how many entries are stale.
    fn after(before: &str, text: &str) -> (usize, usize) {
        let old = Baseline::of([("x.txt".to_owned(), &analysis(before))]);
        let now = Baseline::of([("x.txt".to_owned(), &analysis(text))]);
        let mut analysis = analysis(text);
        old.apply(&mut analysis, "x.txt");
        (analysis.findings.len(), old.stale(&now, &HashSet::from(["x.txt".to_owned()])).len())
    }

    #[test]
    fn known_findings_stay_known_when_the_text_around_them_changes() {
        let table = [
            (WRONG.to_owned(), WRONG.to_owned(), (0, 0)),
            (WRONG.to_owned(), format!("一、概况\n新增一段。\n\n前一句。{WRONG}后一句。\n{WRONG}"), (1, 0)),
            (WRONG.to_owned(), WRONG.replace('，', ", "), (0, 0)),
            (WRONG.to_owned(), OTHER.to_owned(), (1, 1)),
            (format!("{WRONG}\n{OTHER}"), format!("{OTHER}\n{WRONG}"), (0, 0)),
            (format!("{WRONG}\n{WRONG}"), WRONG.to_owned(), (0, 1)),
            (format!("{WRONG}\n{WRONG}"), format!("{WRONG}\n{WRONG}\n{WRONG}"), (1, 0)),
            (WRONG.to_owned(), WRONG.replace("99.02", "99.03"), (1, 1)),
        ];
        for (before, text, expected) in table {
            assert_eq!(after(&before, &text), expected, "{before} → {text}");
        }
    }

    #[test]
    fn a_baseline_survives_its_file() {
        let baseline = Baseline::of([("乙.txt".to_owned(), &analysis(OTHER)), ("甲.txt".to_owned(), &analysis(WRONG))]);
        let mut bytes = Vec::new();
        baseline.write(&mut bytes).unwrap();
        assert_eq!(Baseline::read("b.json", &bytes).unwrap(), baseline);
        let mut elsewhere = analysis(WRONG);
        baseline.apply(&mut elsewhere, "丙.txt");
        assert_eq!((elsewhere.findings.len(), elsewhere.baselined.len()), (1, 0));
    }

    #[test]
    fn what_is_no_baseline_is_refused() {
        let table = [
            ("", "b.json:1:1: 不是基线文件：EOF while parsing a value"),
            ("[]", "b.json:1:1: 不是基线文件：invalid length 0"),
            ("{\n\"format\": \"gouji-baseline/1\",\n\"finding\": []}", "b.json:3:1: 不是基线文件：unknown field `finding`"),
            ("{\"format\": \"gouji-baseline/9\", \"findings\": []}", "b.json:1:13: 基线的版本是「gouji-baseline/9」"),
        ];
        for (text, expected) in table {
            let error = Baseline::read("b.json", text.as_bytes()).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{text}: {error}");
        }
        assert_eq!(Baseline::read("b.json", b"\xff").unwrap_err().to_string(), "b.json: 不是 UTF-8 文本");
    }
}
