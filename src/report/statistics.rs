//! How often each rule was broken, and in how many reports: for people and as JSON (`schemas/statistics.schema.json`).

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::layout::{self, Paint, pad, width};
use super::reports::{Counts, Reports, shown};
use super::style::{Format, Style};
use super::{json, summary};
use crate::card::Card;
use crate::severity::Severity;
use crate::text::Lang;

/// Writes the counts of the findings that are shown.
pub(super) fn write(reports: &Reports, format: Format, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Json => json::document_to(&document(reports, style), out),
        _ => table(reports, style, out),
    }
}

/// `gouji check --statistics --format json`. The comments are the descriptions in its schema: Chinese / English.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Document {
    /// 格式的版本：gouji-statistics/1 / the version of the format: gouji-statistics/1
    format: &'static str,
    /// 各条规则，次数多的在前 / the rules, the most frequent first
    rules: Vec<Row>,
    /// 合计 / all together
    summary: Summary,
}

/// 一条规则的次数 / how often a rule was broken
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "row"))]
struct Row {
    /// 编号：R101 / the code: R101
    code: &'static str,
    /// 名称：rate-mismatch / the name: rate-mismatch
    name: &'static str,
    /// 最高级别：error、warning 或 note / the gravest severity: error, warning or note
    #[cfg_attr(test, schemars(with = "String"))]
    severity: Severity,
    /// 问题的个数 / the number of findings
    count: usize,
    /// 有这个问题的报告的份数 / the number of reports with such a finding
    files: usize,
    #[serde(skip)]
    summary: [&'static str; 2],
}

/// 合计 / all together
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "summary"))]
struct Summary {
    /// 读到的报告的份数 / the number of reports that were read
    reports: usize,
    /// 未能读取的个数 / the number of those that could not be read
    failures: usize,
    /// 错误的个数 / the number of errors
    errors: usize,
    /// 需核实的个数 / the number of warnings
    warnings: usize,
    /// 提示的个数 / the number of notes
    notes: usize,
}

fn document(reports: &Reports, style: &Style) -> Document {
    let Counts { errors, warnings, notes } = reports.shown(style);
    Document {
        format: "gouji-statistics/1",
        rules: rows(reports, style),
        summary: Summary { reports: reports.analyses.len(), failures: reports.failures.len(), errors, warnings, notes },
    }
}

/// The rules that were broken, the most frequent first, of equals by code.
fn rows(reports: &Reports, style: &Style) -> Vec<Row> {
    let mut rows: BTreeMap<&str, Row> = BTreeMap::new();
    for analysis in &reports.analyses {
        let mut of_report: BTreeMap<&str, Vec<(&'static Card, Severity)>> = BTreeMap::new();
        for finding in shown(analysis, style) {
            of_report.entry(finding.rule.code).or_default().push((finding.rule, finding.severity));
        }
        for (code, found) in of_report {
            let rule = found[0].0;
            let row = rows.entry(code).or_insert_with(|| Row::new(rule));
            row.count += found.len();
            row.files += 1;
            row.severity = found.iter().map(|(_, severity)| *severity).fold(row.severity, Ord::max);
        }
    }
    let mut rows: Vec<Row> = rows.into_values().collect();
    rows.sort_by_key(|row| (std::cmp::Reverse(row.count), row.code));
    rows
}

impl Row {
    fn new(rule: &'static Card) -> Self {
        let (code, name) = (rule.code, rule.name);
        let summary = [rule.summary(Lang::Zh), rule.summary(Lang::En)];
        Self { code, name, severity: Severity::Note, count: 0, files: 0, summary }
    }
}

/// Cells that a column of words needs at least.
const COLUMN: usize = 24;

/// Counts, then what is counted.
fn table(reports: &Reports, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let (lang, paint) = (style.lang, Paint::new(style.color));
    let rows = rows(reports, style);
    let [count, files, rule] = match lang {
        Lang::Zh => ["次数", "份数", "规则"],
        Lang::En => ["count", "files", "rule"],
    };
    let names = rows.iter().map(|row| row.name.len()).max().unwrap_or(0);
    let numbers = width(count).max(width(files)).max(rows.first().map_or(0, |row| row.count.to_string().len()));
    if !rows.is_empty() {
        let head = format!("{}  {}  {rule}", left_padded(count, numbers), left_padded(files, numbers));
        writeln!(out, "{}", paint.dim(&head))?;
    }
    for row in &rows {
        let (count, files) = (row.count.to_string(), row.files.to_string());
        let numbers = format!("{}  {}  ", left_padded(&count, numbers), left_padded(&files, numbers));
        let indent = width(&numbers) + 4 + 2 + names + 2;
        let code = paint.severity(row.severity, row.code);
        let head = format!("{numbers}{code}  {}", pad(row.name, names + 2));
        let words = row.summary[usize::from(lang == Lang::En)];
        if style.width < indent + COLUMN {
            writeln!(out, "{}", head.trim_end())?;
            continue;
        }
        layout::hanging(out, &head, indent, words, style.width)?;
    }
    if !rows.is_empty() {
        writeln!(out)?;
    }
    layout::wrap(&summary::line(reports, style), style.width).iter().try_for_each(|line| writeln!(out, "{line}"))
}

/// A number below another one ends where that one ends.
fn left_padded(text: &str, cells: usize) -> String {
    format!("{}{text}", " ".repeat(cells.saturating_sub(width(text))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linter::Linter;
    use crate::profile::Profile;
    use crate::schema::generator_tests::{check_descriptions, keep_current, schema_of};
    use crate::source::Source;

    fn reports() -> Reports {
        let linter = Linter::default().with_profile(Profile::figures_only());
        let texts = [
            "受理100件，办结90件，办结率91.00%。\n受理200件，办结150件，办结率76.00%。\n约20多件。\n",
            "受理300件，办结270件，办结率91.00%。\n",
            "一篇短文。\n",
        ];
        Reports { analyses: texts.iter().map(|text| linter.check(Source::new("x", *text))).collect(), failures: Vec::new() }
    }

    #[test]
    fn findings_and_reports_are_counted() {
        let rows = rows(&reports(), &Style::default());
        let reported: Vec<String> = rows.iter().map(|row| format!("{} {} {}", row.code, row.count, row.files)).collect();
        assert_eq!(reported, ["R101 3 2", "Q102 1 1"]);
    }

    #[test]
    fn the_schema_is_that_of_the_types() {
        let schema = schema_of::<Document>("gouji statistics", "各条规则的次数 / how often each rule was broken");
        check_descriptions(&schema);
        keep_current("statistics", &schema);
        let document = serde_json::to_value(document(&reports(), &Style::default())).expect("JSON");
        let validator = jsonschema::draft202012::new(&schema).expect("a schema");
        let problems: Vec<String> = validator.iter_errors(&document).map(|error| error.to_string()).collect();
        assert!(problems.is_empty(), "{problems:#?}");
    }
}
