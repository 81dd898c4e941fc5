//! Reports made by hand, so that every renderer is tested without the scanner.

use super::*;
use crate::analysis::Analysis;
use crate::claims::{Claim, Claims, Formula, Found, Gap, Kind, Mode, Name, Off, Role, Strength, Working};
use crate::document::Document;
use crate::figures::{Class, Figure, Figures, Script};
use crate::finding::{Finding, Repair};
use crate::ids::{ClaimId, FigureId};
use crate::ledger::Ledger;
use crate::linter::Linter;
use crate::number::Decimal;
use crate::profile::Profile;
use crate::read::{Cause, ReadError};
use crate::rules;
use crate::severity::{Certainty, Severity};
use crate::source::{Origin, Piece, Source, Span};
use crate::text::{Lang, Text};

const SENTENCE: &str = "2024年，通过12345平台分转的话务工单13785宗，办结13649宗，办结率99.02%，满意率99.33%。";

/// A paragraph of more than 600 characters around the sentence.
fn text() -> String {
    let filler = "一是自觉接受人大、政协监督，认真办理代表建议和委员提案，按期答复并及时公开。".repeat(7);
    let more = "四是全面推进政务公开，围绕群众关切发布信息，做好重大决策事项的解读与回应。".repeat(8);
    format!("云川县2024年法治政府建设年度报告\n\n　　（五）强化对行政权力的制约和监督\n　　{filler}{SENTENCE}{more}\n")
}

struct Sample {
    source: Source,
    figures: Figures,
}

impl Sample {
    /// A figure by its words; the label stands before it.
    fn figure(&mut self, label: &str, number: &str, unit: &str, class: Class) -> FigureId {
        let words = format!("{label}{number}{unit}");
        let at = self.source.text().find(&words).expect("the words stand in the text");
        let start = at + label.len();
        let decimal = Decimal::parse(number).expect("a number");
        let bare = Figure::bare(Span::new(start, start + number.len()), decimal, class, Script::Digits);
        self.figures.push(Figure {
            span: Span::new(start, at + words.len()),
            unit: Some(Span::new(start + number.len(), at + words.len())),
            label: Span::new(at, start),
            tail: Span::at(at + words.len()),
            ..bare
        })
    }

    fn span(&self, figure: FigureId) -> Span {
        self.figures[figure].span
    }
}

fn claim(kind: Kind, found: Found, working: Working, roles: Vec<(Role, FigureId)>, stated: FigureId, span: Span) -> Claim {
    Claim { kind, certainty: Certainty::Proven, roles, stated: Some(stated), span, found, name: Name::None, working }
}

/// A rate that is one unit off, which a second count would fit too.
fn rate(sample: &Sample, whole: FigureId, part: FigureId, rate: FigureId) -> Claim {
    let figure = |role: Role, figure: FigureId| Formula::of_figure(role, figure, &sample.figures[figure]);
    let formula = figure(Role::Part, part).over(figure(Role::Whole, whole)).and_then(Formula::per_cent).expect("a rate");
    let off = Off {
        expected: Decimal::parse("99.01"),
        gap: Gap::LastDigit,
        modes: vec![Mode::Ceiling],
        strength: Some(Strength::Weak(2)),
        cause: None,
        repairs: Vec::new(),
    };
    let span = sample.span(whole).cover(sample.span(rate));
    let roles = vec![(Role::Whole, whole), (Role::Part, part), (Role::Rate, rate)];
    claim(Kind::Rate, Found::Off(off), Working::Formula(formula), roles, rate, span)
}

/// The sample's one finding, about its one claim.
fn mismatch(sample: &Sample, whole: FigureId, part: FigureId, rate: FigureId) -> Finding {
    let repair = |span, replacement: &str| Repair { span, replacement: replacement.into(), safe: false };
    Finding::new(
        rules::find("R101").expect("a rule"),
        sample.span(rate),
        text!("办结率写作 {stated}，按 {working} 算得 {computed}", "states {stated}, but {working} gives {computed}"),
    )
    .fact("stated", "99.02%")
    .fact("computed", "99.01%")
    .fact("working", "13649 ÷ 13785")
    .primary(text!("算得 99.01%", "computed 99.01%"))
    .label(sample.span(whole), text!("收到 13785", "received 13785"))
    .label(sample.span(part), text!("办结 13649", "closed 13649"))
    .why(text!("13649 ÷ 13785 = 0.990134…，四舍五入到两位小数", "13649 ÷ 13785 = 0.990134…, rounded to two places"))
    .help(text!(
        "若两个件数无误，改为 99.01%；若比率无误，请核对办结数（13650？）或总数（13784？）",
        "if both counts are right, write 99.01%; if the rate is right, check the closed (13650?) or the received (13784?)",
    ))
    .repairs([repair(sample.span(rate), "99.01%"), repair(sample.span(part), "13650宗")])
    .claim(ClaimId::FIRST)
}

fn analysis() -> Analysis {
    let mut sample = Sample { source: Source::new("报告/云川县2024.txt", text()), figures: Figures::new() };
    let whole = sample.figure("话务工单", "13785", "宗", Class::Quantity);
    let part = sample.figure("办结", "13649", "宗", Class::Quantity);
    let rate = sample.figure("办结率", "99.02", "%", Class::Percent);
    sample.figure("满意率", "99.33", "%", Class::Percent);
    let claims = Claims::from(vec![self::rate(&sample, whole, part, rate)]);
    let ledger = Ledger::new(&sample.figures, &claims);
    let document = Document::parse(&sample.source);
    let doubtful = Finding::new(
        rules::find("R101").expect("a rule"),
        Span::new(0, "云川县".len()),
        text!("题名与正文不一致", "title and text differ"),
    )
    .likely()
    .help(text!("请核对题名", "check the title"));
    let here = sample.source.text().find("（五）").expect("a heading");
    let note =
        Finding::new(rules::find("R101").expect("a rule"), Span::at(here), text!("此处缺一节", "a section is missing here"))
            .at_most(Severity::Note);
    let findings = vec![doubtful, note, mismatch(&sample, whole, part, rate)];
    let mut profile = Profile::figures_only();
    profile.id = "county".into();
    Analysis {
        document,
        profile,
        structure: true,
        figures: sample.figures,
        claims,
        cells: std::collections::BTreeMap::new(),
        ledger,
        findings,
        suppressed: Vec::new(),
        switched_off: std::collections::BTreeMap::new(),
        baselined: Vec::new(),
        source: sample.source,
    }
}

fn reports() -> Reports {
    Reports { analyses: vec![analysis()], failures: Vec::new() }
}

/// What is written, each line no wider than the style allows.
fn written(style: &Style, write: impl Fn(&mut dyn Write) -> io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).expect("a vector takes everything");
    let text = String::from_utf8(out).expect("output is UTF-8");
    for line in text.lines().filter(|_| !style.color) {
        assert!(layout::width(line) <= style.width, "{} cells: {line}", layout::width(line));
    }
    text
}

#[test]
fn diagnostics_fit_the_terminal() {
    for width in [40, 60, 80, 120] {
        let style = Style { width, min_severity: Severity::Note, ..Style::default() };
        let text = written(&style, |out| findings(&reports(), Format::Human, &style, out));
        insta::assert_snapshot!(format!("human_{width}"), text);
    }
    let style = Style { lang: Lang::En, ..Style::default() };
    insta::assert_snapshot!("human_en", written(&style, |out| findings(&reports(), Format::Human, &style, out)));
    let style = Style { color: true, ..Style::default() };
    insta::assert_snapshot!("human_color", written(&style, |out| findings(&reports(), Format::Human, &style, out)));
}

/// Every underline stands under the words that it marks, cell by cell.
#[test]
fn underlines_stand_under_their_words() {
    let style = Style::default();
    let text = written(&style, |out| findings(&reports(), Format::Human, &style, out));
    let lines: Vec<&str> = text.lines().collect();
    let line = lines.iter().position(|line| line.contains("99.02%，满意")).expect("the excerpt");
    for words in ["13785宗", "13649宗", "99.02%"] {
        let at = lines[line].find(words).expect("the words");
        let column = layout::width(&lines[line][..at]);
        let under = lines[line + 1].chars();
        let marks: String = under.skip(column).take(layout::width(words)).collect();
        assert!(marks.chars().all(|c| matches!(c, '─' | '┬')) && marks.contains('┬'), "{words}: {marks}");
    }
}

#[test]
fn audits_fit_the_terminal() {
    let mut reports = reports();
    let analysis = &mut reports.analyses[0];
    let span = analysis.claims[ClaimId::FIRST].span;
    let total = FigureId::FIRST;
    let (part, other) = (total.next(), total.after(3));
    let holds = Found::Holds { modes: Vec::new(), strength: Some(Strength::Strong) };
    // a working that is longer than a line
    let working = Working::Condition("1162 + 72 + 89 + 4021 + 305 + 1200 + 6936 = 13785".into());
    analysis.claims.push(claim(Kind::Breakdown, holds, working, vec![(Role::Total, total)], total, span));
    let nothing = Working::Condition(String::new());
    analysis.claims.push(claim(Kind::Bound, Found::Open, nothing, vec![(Role::Part, part)], other, span));
    for width in [40, 60, 80, 120] {
        let style = Style { width, ..Style::default() };
        insta::assert_snapshot!(format!("audit_{width}"), written(&style, |out| audit(&reports, Format::Human, &style, out)));
    }
    let style = Style { lang: Lang::En, ..Style::default() };
    insta::assert_snapshot!("audit_en", written(&style, |out| audit(&reports, Format::Human, &style, out)));
}

#[test]
fn documents_and_lines() {
    let style = Style { min_severity: Severity::Note, width: usize::MAX, ..Style::default() };
    insta::assert_snapshot!("audit_json", written(&style, |out| audit(&reports(), Format::Json, &style, out)));
}

/// Every format but those for people, over a report in lines, one in pages, one without findings, and one that is missing.
#[test]
fn formats_for_programs() {
    let style = Style { min_severity: Severity::Note, width: usize::MAX, ..Style::default() };
    let reports = several();
    for (name, format) in Format::FINDINGS.iter().filter(|(_, format)| !matches!(format, Format::Human)) {
        let text = written(&style, |out| findings(&reports, *format, &style, out));
        let text = if *format == Format::Sarif { with_one_rule(&text) } else { text };
        insta::assert_snapshot!(format!("format_{name}"), text);
    }
}

fn several() -> Reports {
    let mut lines = analysis();
    let known = lines.findings.remove(0);
    let allowed = lines.findings.remove(0);
    lines.suppressed.push(crate::rules::Suppressed { finding: allowed, reason: "与通报一致".to_owned(), origin: None });
    lines.baselined.push(known);
    let linter = Linter::default().with_profile(Profile::figures_only());
    let source = Source::new("乡镇/a,b:c.pdf", SENTENCE);
    let span = source.span();
    let pages = linter.check(source.with_origins(vec![Piece { span, origin: Origin::Page(3) }]));
    let clean = linter.check(Source::new("./短文.txt", "一篇短文。\n"));
    let missing = ReadError::new("没有.docx", Cause::Missing);
    Reports { analyses: vec![lines, pages, clean], failures: vec![missing] }
}

/// The log with the first of the rules and of the notifications alone: the others are in the manual.
fn with_one_rule(log: &str) -> String {
    let mut log: serde_json::Value = serde_json::from_str(log).expect("JSON");
    let driver = &mut log["runs"][0]["tool"]["driver"];
    assert_eq!(driver["rules"].as_array().map(Vec::len), Some(rules::CARDS.len()));
    for key in ["rules", "notifications"] {
        driver[key].as_array_mut().expect("a list").truncate(1);
    }
    serde_json::to_string_pretty(&log).expect("JSON")
}

/// What is listed as unread is as much as the line above it says: 两个 in words is no figure that is counted.
#[test]
fn the_audit_lists_what_it_counts() {
    let linter = Linter::default().with_profile(Profile::figures_only());
    let analysis = linter.check(Source::new("x.txt", "实地走访企业31户，建成两个平台，培训500人。"));
    let unread = analysis.ledger.coverage.unread;
    let reports = Reports { analyses: vec![analysis], failures: Vec::new() };
    let style = Style::default();
    let text = written(&style, |out| audit(&reports, Format::Human, &style, out));
    let listed = text.lines().filter(|line| line.starts_with("1:")).count();
    assert_eq!((unread, listed), (2, 2), "{text}");
}

/// A page is the place of many findings, and readers of JUnit's XML drop the second case of a name.
#[test]
fn cases_have_names_of_their_own() {
    let linter = Linter::default().with_profile(Profile::figures_only());
    let source = Source::new("a.pdf", format!("{SENTENCE}\n{SENTENCE}"));
    let span = source.span();
    let paged = linter.check(source.with_origins(vec![Piece { span, origin: Origin::Page(3) }]));
    let reports = Reports { analyses: vec![paged], failures: Vec::new() };
    let style = Style { width: usize::MAX, ..Style::default() };
    let xml = written(&style, |out| findings(&reports, Format::Junit, &style, out));
    let names: Vec<&str> = xml.split("<testcase name=\"").skip(1).filter_map(|case| case.split('"').next()).collect();
    assert_eq!(names, ["R101 rate-mismatch 第3页", "S112 repeated-paragraph 第3页", "R101 rate-mismatch 第3页 (2)"]);
}

/// Columns of one place as each format counts: characters, but bytes of UTF-8 in rdjson.
#[test]
fn columns_are_counted_as_each_format_wants() {
    let source = Source::new("x", "甲\r\n乙𠮷办结率99.02%\r\n");
    let at = source.text().find("99.02%").expect("the rate");
    let region = source.region(Span::new(at, at + 6)).expect("it has lines");
    let columns = (region.start.line, region.start.column, region.end.column, region.byte_columns);
    assert_eq!(columns, (2, 6, 12, (17, 23)));
    let paged = Source::new("x", "甲").with_origins(vec![Piece { span: Span::new(0, 3), origin: Origin::Page(1) }]);
    assert_eq!(paged.region(Span::new(0, 3)), None);
}

/// What is left out counts: to allow one of two findings that are alike does not rename the other.
#[test]
fn fingerprints_are_distinct_and_stay_when_others_are_allowed() {
    let linter = Linter::default().with_profile(Profile::figures_only());
    let mut twice = linter.check(Source::new("x", format!("{SENTENCE}\n{SENTENCE}")));
    twice.findings.retain(|finding| finding.rule.code == "R101");
    let names = fingerprint::of(&twice).findings;
    assert!(names.len() == 2 && names[0] != names[1], "{names:?}");
    let first = twice.findings.remove(0);
    twice.suppressed.push(crate::rules::Suppressed { finding: first, reason: String::new(), origin: None });
    let left = fingerprint::of(&twice);
    assert_eq!((left.findings, left.suppressed), (vec![names[1].clone()], vec![names[0].clone()]));
    assert_ne!(fingerprint::within("a.txt", &names[0]), fingerprint::within("b.txt", &names[0]));
}

#[test]
fn fingerprints_survive_edits_elsewhere() {
    let moved = |text: String| {
        let before = analysis();
        let shift = text.find(SENTENCE).expect("the sentence") as i64 - before.source.text().find(SENTENCE).expect("it") as i64;
        let source = Source::new("x", text);
        let mut finding = mismatch_of(&before);
        finding.span =
            Span::new((i64::from(finding.span.start) + shift) as usize, (i64::from(finding.span.end) + shift) as usize);
        let document = Document::parse(&source);
        fingerprint::of(&Analysis { source, document, findings: vec![finding], ..before }).findings
    };
    let one = moved(text());
    assert_eq!(one, moved(format!("附注一行。\n{}", text())));
    assert_ne!(one, fingerprint::of(&analysis()).findings[..1]);
}

fn mismatch_of(analysis: &Analysis) -> Finding {
    analysis.findings.last().expect("a finding").clone()
}

/// Whatever a draft holds, it is shown without breaking lines or panicking.
#[test]
fn strange_texts_are_shown() {
    let style = Style { min_severity: Severity::Note, ..Style::default() };
    for text in [
        "\u{1b}[31m办结\t99%\u{202e}\r",
        "e\u{301}\u{200b}办结",
        "\n\n\u{a0}",
        "办".repeat(2000).as_str(),
        "9".repeat(500).as_str(),
        "\u{301}".repeat(900).as_str(),
    ] {
        let source = Source::new("a\u{1b}.txt", text);
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).step_by(97.min(text.len())).collect();
        for (&start, &end) in ends.iter().zip(&ends).chain(ends.iter().zip(ends.iter().skip(1))) {
            let rule = rules::find("R101").expect("a rule");
            let finding = Finding::new(rule, Span::new(start, end), Text::same(text)).label(source.span(), Text::same(text));
            let analysis = Linter::default().check(source.clone());
            let reports = Reports { analyses: vec![Analysis { findings: vec![finding], ..analysis }], failures: Vec::new() };
            let shown = written(&style, |out| findings(&reports, Format::Human, &style, out));
            assert!(!shown.contains(['\u{1b}', '\u{202e}', '\t', '\r']), "{shown:?}");
        }
    }
}

/// The schema of a line of `jsonl`, which stands in that of the document.
const LINE: &str = r##"{ "$ref": "#/$defs/line" }"##;

/// The documents keep to the schemas that are published with them.
#[test]
fn documents_keep_to_their_schemas() {
    let missing = ReadError::new("missing.txt", Cause::Missing);
    let reports = Reports { failures: vec![missing], ..reports() };
    let style = Style { min_severity: Severity::Note, width: usize::MAX, ..Style::default() };
    let documents = [
        (
            include_str!("../../schemas/findings.schema.json"),
            written(&style, |out| findings(&reports, Format::Json, &style, out)),
        ),
        (include_str!("../../schemas/audit.schema.json"), written(&style, |out| audit(&reports, Format::Json, &style, out))),
    ];
    let lines = written(&style, |out| findings(&several(), Format::Jsonl, &style, out));
    let of_line = lines.lines().map(|line| (LINE, line.to_owned()));
    for (schema, document) in documents.into_iter().chain(of_line) {
        let mut schema: serde_json::Value = serde_json::from_str(schema).expect("the schema is JSON");
        if schema.get("$defs").is_none() {
            let whole: serde_json::Value =
                serde_json::from_str(include_str!("../../schemas/findings.schema.json")).expect("JSON");
            schema["$defs"] = whole["$defs"].clone();
        }
        let document = serde_json::from_str(&document).expect("the document is JSON");
        let validator = jsonschema::draft202012::new(&schema).expect("the schema is one");
        let errors: Vec<_> = validator.iter_errors(&document).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
}
