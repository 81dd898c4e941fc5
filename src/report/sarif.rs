//! SARIF 2.1.0, for code scanning and editors. Columns are in characters (`unicodeCodePoints`).
//!
//! What the author allows and what a baseline knows is there too, as suppressed results; what could not be read is a notification
//! of the tool. A file without lines has the place as a logical location; its regions are those of the text as it was read.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::fingerprint;
use super::item::{self, Item, Unread};
use super::json::document_to;
use super::place::{self, Spot};
use super::reports::Reports;
use super::style::Style;
use crate::analysis::Analysis;
use crate::card::Card;
use crate::read::Cause;
use crate::rules::CARDS;
use crate::severity::Severity;
use crate::source::{Location, bytes_of};
use crate::text::Lang;

/// Writes the findings of at least the style's severity, and what could not be read.
pub(super) fn write(reports: &Reports, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let lang = style.lang;
    let mut results: Vec<Value> = reports.analyses.iter().flat_map(|analysis| results(analysis, style)).collect();
    if results.iter().any(|result| result.get("suppressions").is_some()) {
        // 3.27.23: where it is known of one result whether it is suppressed, it is said of all
        for result in &mut results {
            if result.get("suppressions").is_none() {
                result["suppressions"] = json!([]);
            }
        }
    }
    let notifications: Vec<Value> = item::unread(reports, style).map(notification).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": driver(lang) },
            "invocations": [{ "executionSuccessful": notifications.is_empty(), "toolExecutionNotifications": notifications }],
            "language": if lang == Lang::Zh { "zh-CN" } else { "en" },
            "columnKind": "unicodeCodePoints",
            "automationDetails": { "id": "gouji/" },
            "results": results,
        }],
    });
    document_to(&log, out)
}

/// The program, with every rule and every reason not to read a file.
fn driver(lang: Lang) -> Value {
    let version = env!("CARGO_PKG_VERSION");
    let causes: Vec<Value> = Cause::all().iter().map(|cause| cause_of(cause, lang)).collect();
    let rules: Vec<Value> = CARDS.iter().map(|rule| descriptor(rule, lang)).collect();
    json!({
        "name": "gouji",
        "version": version,
        "semanticVersion": version,
        "informationUri": information(),
        "rules": rules,
        "notifications": causes,
    })
}

/// Where the program is presented: the page that the package names. While it names none, its package URL (ECMA-427): an absolute URI,
/// as the property must be, which says what the program is and promises no page.
fn information() -> &'static str {
    let pages = [env!("CARGO_PKG_HOMEPAGE"), env!("CARGO_PKG_REPOSITORY")];
    pages.into_iter().find(|page| !page.is_empty()).unwrap_or(concat!("pkg:generic/gouji@", env!("CARGO_PKG_VERSION")))
}

fn cause_of(cause: &Cause, lang: Lang) -> Value {
    let (code, name) = cause.code();
    let title = text(cause.title().get(lang));
    json!({
        "id": code,
        "name": pascal(name),
        "shortDescription": { "text": title },
        "fullDescription": { "text": title },
        "help": { "text": text(cause.fix().get(lang)) },
    })
}

fn descriptor(rule: &Card, lang: Lang) -> Value {
    let authority = match rule.authority.citation() {
        None => rule.authority.word(lang).to_owned(),
        Some(citation) => format!("{} {citation}", rule.authority.word(lang)),
    };
    let summary = text(rule.summary(lang));
    json!({
        "id": rule.code,
        "name": pascal(rule.name),
        "shortDescription": { "text": summary },
        "fullDescription": { "text": format!("{summary} ({authority})") },
        "help": { "text": text(&manual(rule, "", lang)), "markdown": text(&manual(rule, "```", lang)) },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": { "tags": [rule.name, rule.authority.word(Lang::En)], "precision": "high" },
    })
}

/// The manual of a rule; `fence` stands before and after its examples.
fn manual(rule: &Card, fence: &str, lang: Lang) -> String {
    let mut lines = Vec::new();
    let manual = rule.manual(lang);
    for line in manual.lines() {
        match line.trim_start().strip_prefix("```") {
            Some(info) if info.starts_with("bad") => lines.extend(["✗", fence]),
            Some(info) if info.starts_with("good") => lines.extend(["✓", fence]),
            Some(_) => lines.push(fence),
            None => lines.push(line),
        }
    }
    lines.join("\n").trim().to_owned()
}

/// All findings of a report, those that are left out after the others.
fn results(analysis: &Analysis, style: &Style) -> Vec<Value> {
    let names = fingerprint::of(analysis);
    let said = analysis.findings.iter().zip(names.findings).map(|(finding, name)| (finding, name, None));
    let allowed = analysis.suppressed.iter().zip(names.suppressed).map(|(suppressed, name)| {
        let kind = if suppressed.origin.is_some() { "external" } else { "inSource" };
        let suppression = json!({ "kind": kind, "justification": suppressed.reason });
        (&suppressed.finding, name, Some(suppression))
    });
    let known = analysis.baselined.iter().zip(names.baselined).map(|(finding, name)| {
        let justification = if style.lang == Lang::Zh { "在基线中" } else { "in the baseline" };
        (finding, name, Some(json!({ "kind": "external", "justification": justification })))
    });
    let all = said.chain(allowed).chain(known).filter(|(finding, ..)| finding.severity >= style.min_severity);
    let item = |finding, name| Item::new(analysis, finding, name, style);
    all.map(|(finding, name, suppression)| result(&item(finding, name), suppression)).collect()
}

fn result(item: &Item<'_>, suppression: Option<Value>) -> Value {
    let uri = uri(&item.relative);
    let mut result = json!({
        "ruleId": item.code,
        "ruleIndex": CARDS.iter().position(|rule| rule.code == item.code),
        "level": level(item.severity),
        "message": { "text": text(&item.whole()) },
        "locations": [location(&uri, &item.spot, item.quote)],
        "partialFingerprints": { "gouji/v1": item.fingerprint },
        "properties": { "certainty": item.certainty },
    });
    for (key, values) in [("relatedLocations", related(item, &uri)), ("fixes", fixes(item, &uri))] {
        if !values.is_empty() {
            result[key] = values.into();
        }
    }
    if let Some(suppression) = suppression {
        result["suppressions"] = json!([suppression]);
    }
    result
}

/// Where the labels are.
fn related(item: &Item<'_>, uri: &str) -> Vec<Value> {
    let labels = item.labels.iter().enumerate().map(|(index, label)| {
        let mut place = location(uri, &label.spot, label.quote);
        place["id"] = (index + 1).into();
        place["message"] = json!({ "text": text(&label.text) });
        place
    });
    labels.collect()
}

/// The repairs that change a place of the file itself.
fn fixes(item: &Item<'_>, uri: &str) -> Vec<Value> {
    let repairs = item.repairs.iter().filter(|repair| repair.spot.region.is_some()).map(|repair| {
        json!({
            "description": { "text": text(&format!("{} → {}", repair.old, repair.new)) },
            "artifactChanges": [{
                "artifactLocation": { "uri": uri },
                "replacements": [{ "deletedRegion": region(&repair.spot), "insertedContent": { "text": repair.new } }],
            }],
        })
    });
    repairs.collect()
}

fn location(uri: &str, spot: &Spot, quote: &str) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": uri }, "region": region(spot) });
    if !quote.is_empty() {
        physical["region"]["snippet"] = json!({ "text": quote });
    }
    let mut location = json!({ "physicalLocation": physical });
    if !spot.has_lines {
        location["logicalLocations"] = json!([{ "fullyQualifiedName": spot.words }]);
    }
    location
}

/// Readers want a region always: where the file has no lines, that of its text as it was read, one line a paragraph.
fn region(spot: &Spot) -> Value {
    let [start, end] = spot.ends;
    json!({ "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column })
}

fn notification(unread: Unread<'_>) -> Value {
    let Location { line, column } = unread.at.unwrap_or(Location { line: 1, column: 1 });
    let region = json!({ "startLine": line, "startColumn": column });
    json!({
        "descriptor": { "id": unread.code },
        "level": "error",
        "message": { "text": text(&unread.whole()) },
        "locations": [{ "physicalLocation": { "artifactLocation": { "uri": uri(&unread.relative) }, "region": region } }],
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// Braces mark the arguments of a message, and are doubled where they are none (3.11.5).
fn text(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}

/// RateMismatch for rate-mismatch: viewers show names of rules in this form.
fn pascal(name: &str) -> String {
    let capital = |word: &str| {
        let mut characters = word.chars();
        characters.next().into_iter().flat_map(char::to_uppercase).chain(characters).collect::<String>()
    };
    name.split('-').map(capital).collect()
}

/// The path as a reference (RFC 3986): every byte but those of names and `/` escaped.
fn uri(name: &str) -> String {
    let path = place::path(name);
    let absolute = match path.as_bytes() {
        [b'/', ..] => "file://",
        [_, b':', b'/', ..] if cfg!(windows) => "file:///",
        _ => "",
    };
    let mut uri = absolute.to_owned();
    for byte in bytes_of(&path) {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_references() {
        assert_eq!(uri("./报告/a b:c.txt"), "%E6%8A%A5%E5%91%8A/a%20b%3Ac.txt");
        assert_eq!(uri("/tmp/x.md"), "file:///tmp/x.md");
        assert_eq!((pascal("false-100"), text("{a}")), ("False100".to_owned(), "{{a}}".to_owned()));
    }
}
