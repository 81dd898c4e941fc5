//! `gouji rules`: the list of rules, for people, for pages and for programs.

use std::io::{self, Write};

use serde::Serialize;

use super::args::RulesFormat;
use super::complaint::Complaint;
use super::outcome::Outcome;
use super::output::{self, Terminal};
use crate::card::{Card, Fix};
use crate::report::Style;
use crate::report::layout::{self, Paint, pad, width};
use crate::rules::CARDS;
use crate::severity::Severity;
use crate::text::Lang;

/// Lists all rules.
pub(super) fn list(format: RulesFormat, terminal: Terminal) -> Result<Outcome, Complaint> {
    output::write(None, terminal, |style, out| match format {
        RulesFormat::Table => table(CARDS.iter().copied(), style, out),
        RulesFormat::Json => json(out),
        RulesFormat::Markdown => markdown(style.lang, out),
    })?;
    Ok(Outcome::Clean)
}

/// `gouji rules --format json`. The comments are the descriptions in its schema: Chinese / English.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Document {
    /// 格式的版本：gouji-rules/1 / the version of the format: gouji-rules/1
    format: &'static str,
    /// 全部规则，按编号排列 / all rules, by code
    rules: Vec<Item>,
}

/// 一条规则 / a rule
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "rule"))]
struct Item {
    /// 编号：R101 / the code: R101
    code: &'static str,
    /// 名称：rate-mismatch / the name: rate-mismatch
    name: &'static str,
    /// 默认级别：error、warning 或 note / the severity by default: error, warning or note
    #[cfg_attr(test, schemars(with = "String"))]
    severity: Severity,
    /// 依据：law 法规，standard 国标，arithmetic 算术，practice 惯例 / the authority: law, standard, arithmetic or practice
    authority: &'static str,
    /// 所依据的文件；没有则不写 / the document cited, where there is one
    #[serde(skip_serializing_if = "Option::is_none")]
    citation: Option<&'static str>,
    /// 怎样修改：safe 用 --fix，unsafe 用 --unsafe-fixes；不能则不写 / how it is fixed: safe, by --fix; unsafe, by --unsafe-fixes
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<&'static str>,
    /// 一句话的内容 / what it finds, in one line
    summary: Words,
    /// 说明，Markdown / the manual, Markdown
    manual: Words,
}

/// 中文和英文 / in Chinese and in English
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "words"))]
struct Words {
    /// 中文 / in Chinese
    zh: String,
    /// 英文 / in English
    en: String,
}

impl Words {
    fn of(text: impl Fn(Lang) -> String) -> Self {
        Self { zh: text(Lang::Zh), en: text(Lang::En) }
    }
}

impl From<&Card> for Item {
    fn from(rule: &Card) -> Self {
        Self {
            code: rule.code,
            name: rule.name,
            severity: rule.severity,
            authority: rule.authority.word(Lang::En),
            citation: rule.authority.citation(),
            fix: rule.fix.map(Fix::name),
            summary: Words::of(|lang| rule.summary(lang).to_owned()),
            manual: Words::of(|lang| rule.manual(lang)),
        }
    }
}

/// Everything that is known of the rules, in both languages.
fn json(out: &mut dyn Write) -> io::Result<()> {
    let document = Document { format: "gouji-rules/1", rules: CARDS.iter().map(|rule| Item::from(*rule)).collect() };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

/// The table of the READMEs.
fn markdown(lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let head = match lang {
        Lang::Zh => "| 编号 | 名称 | 级别 | 依据 | 修改 | 内容 |",
        Lang::En => "| code | name | severity | authority | fix | what it finds |",
    };
    writeln!(out, "{head}\n|---|---|---|---|---|---|")?;
    for rule in CARDS {
        let name = format!("`{}`", rule.name);
        let fix = rule.fix.map_or_else(String::new, |fix| format!("`{}`", fix.option()));
        let cells = [rule.code, &name, rule.severity.word(lang), rule.authority.word(lang), &fix, rule.summary(lang)];
        writeln!(out, "| {} |", cells.map(|cell| cell.replace('|', "\\|")).join(" | "))?;
    }
    Ok(())
}

/// Cells that a column of words needs at least.
const COLUMN: usize = 32;
/// Where the words stand that have no column: below the name.
const STACKED: usize = 6;

/// Lists some rules in columns.
pub(super) fn table(rules: impl Iterator<Item = &'static Card> + Clone, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let (lang, paint) = (style.lang, Paint::new(style.color));
    let names = rules.clone().map(|rule| width(rule.name)).max().unwrap_or(0);
    let authorities = rules.clone().map(|rule| width(rule.authority.word(lang))).max().unwrap_or(0);
    let severities = if lang == Lang::Zh { 4 } else { 7 };
    let indent = 4 + 2 + names + 2 + severities + 2 + authorities + 2;
    for rule in rules {
        let severity = pad(rule.severity.word(lang), severities);
        let head = format!(
            "{}  {}  {}  {}  ",
            paint.bold(rule.code),
            pad(rule.name, names),
            paint.severity(rule.severity, &severity),
            paint.dim(&pad(rule.authority.word(lang), authorities)),
        );
        let words = rule.summary(lang);
        if style.width < indent + COLUMN {
            // a narrow column of words is hard to read: then they stand below
            writeln!(out, "{}", head.trim_end())?;
            layout::hanging(out, &" ".repeat(STACKED), STACKED, words, style.width)?;
        } else {
            layout::hanging(out, &head, indent, words, style.width)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::generator_tests::{check_descriptions, keep_current, schema_of};

    #[test]
    fn the_schema_is_that_of_the_types() {
        let schema = schema_of::<Document>("gouji rules", "全部规则 / all rules");
        check_descriptions(&schema);
        keep_current("rules", &schema);
        let mut printed = Vec::new();
        json(&mut printed).expect("a vector takes everything");
        let printed = serde_json::from_slice(&printed).expect("JSON");
        let validator = jsonschema::draft202012::new(&schema).expect("a schema");
        let problems: Vec<String> = validator.iter_errors(&printed).map(|error| error.to_string()).collect();
        assert!(problems.is_empty(), "{problems:#?}");
    }
}
