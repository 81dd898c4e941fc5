//! The audit as one JSON document: `schemas/audit.schema.json`.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;

use super::item::{self, Unread};
use super::json::{Place, Tool, document_to};
use super::reports::Reports;
use super::style::Style;
use crate::analysis::Analysis;
use crate::claims::{Claim, Explanation, Ground, Next, Strength, Why};
use crate::figures::{Figure, Hedge};
use crate::ids::{ClaimId, FigureId};
use crate::number::Decimal;
use crate::numerals;
use crate::severity::Certainty;
use crate::source::Source;
use crate::text::Lang;

/// Writes every figure and every claim of every report.
pub(super) fn write(reports: &Reports, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let document = Document {
        format: "gouji-audit/1",
        tool: Tool::THIS,
        reports: reports.analyses.iter().map(|analysis| report(analysis, style)).collect(),
        failures: item::unread(reports, &Style { lang: Lang::Zh, ..*style }).collect(),
    };
    document_to(&document, out)
}

#[derive(Serialize)]
struct Document<'a> {
    format: &'static str,
    tool: Tool,
    reports: Vec<Report<'a>>,
    failures: Vec<Unread<'a>>,
}

#[derive(Serialize)]
struct Report<'a> {
    path: &'a str,
    profile: &'a str,
    /// Whether it is such a report, so that its structure was looked at.
    structure: bool,
    characters: usize,
    /// What the file says of itself: title, created, modified.
    properties: serde_json::Map<String, serde_json::Value>,
    figures: Vec<FigureItem<'a>>,
    claims: Vec<ClaimItem>,
    coverage: CoverageItem,
}

#[derive(Serialize)]
struct FigureItem<'a> {
    id: FigureId,
    text: &'a str,
    number: String,
    value: String,
    unit: Option<&'a str>,
    hedge: Option<&'static str>,
    role: &'static str,
    status: &'static str,
    label: &'a str,
    /// What a table calls it; none in running text.
    cell: Option<CellItem<'a>>,
    span: Place,
}

#[derive(Serialize)]
struct CellItem<'a> {
    row: &'a str,
    column: &'a str,
}

#[derive(Serialize)]
struct ClaimItem {
    kind: &'static str,
    verdict: &'static str,
    certainty: Certainty,
    rule: Option<&'static str>,
    stated: Option<FigureId>,
    roles: Vec<RoleItem>,
    expression: String,
    computed: String,
    expected: Option<String>,
    modes: Vec<&'static str>,
    explanation: Option<&'static str>,
    strength: Option<&'static str>,
    /// How many numerators would have agreed with a stated rate, where they are many.
    numerators: Option<u64>,
    span: Place,
    /// Why the claim is made, where this was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<EvidenceItem>,
}

#[derive(Serialize)]
struct EvidenceItem {
    /// What speaks for the claim and against it, the most telling first.
    reasons: Vec<ReasonItem>,
    /// What the digits weigh; nothing where nothing was weighed.
    digits: Option<f64>,
    /// The odds against all else that may be meant.
    odds: Option<f64>,
    runner_up: Option<RunnerUp>,
}

#[derive(Serialize)]
struct ReasonItem {
    name: Cow<'static, str>,
    zh: String,
    en: String,
    bits: f64,
    lead: f64,
}

/// What else may be meant: other figures, or that no figures give the stated one.
#[derive(Serialize)]
struct RunnerUp {
    roles: Vec<RoleItem>,
    expression: Option<String>,
    behind: f64,
}

#[derive(Serialize)]
struct RoleItem {
    role: &'static str,
    figure: FigureId,
}

#[derive(Serialize)]
struct CoverageItem {
    quantities: usize,
    verified: usize,
    truncated: usize,
    contradicted: usize,
    bounded: usize,
    unread: usize,
    /// Pictures, charts and embedded sheets, whose figures are none of those above.
    pictures: usize,
    /// Pages of which nothing could be read.
    unread_pages: Vec<u32>,
}

fn report<'a>(analysis: &'a Analysis, style: &Style) -> Report<'a> {
    let mut why = if style.evidence { analysis.why() } else { Vec::new() }.into_iter();
    let coverage = analysis.ledger.coverage;
    Report {
        path: analysis.source.name(),
        profile: &analysis.profile.id,
        structure: analysis.structure,
        characters: analysis.source.characters(),
        properties: properties(&analysis.source),
        figures: analysis.figures.ids().map(|id| figure(analysis, id)).collect(),
        claims: analysis.claims.ids().map(|id| claim(analysis, id, why.next())).collect(),
        coverage: CoverageItem {
            quantities: coverage.quantities,
            verified: coverage.verified,
            truncated: coverage.truncated,
            contradicted: coverage.contradicted,
            bounded: coverage.bounded,
            unread: coverage.unread,
            pictures: analysis.source.marks().pictures.len(),
            unread_pages: analysis.source.marks().unread_pages.clone(),
        },
    }
}

fn properties(source: &Source) -> serde_json::Map<String, serde_json::Value> {
    let properties = source.marks().properties.iter();
    properties.map(|(name, value)| ((*name).to_owned(), value.as_str().into())).collect()
}

fn figure(analysis: &Analysis, id: FigureId) -> FigureItem<'_> {
    let (source, figure) = (&analysis.source, &analysis.figures[id]);
    FigureItem {
        id,
        text: source.quote(figure.span),
        number: number(source, figure),
        value: value(figure),
        unit: figure.unit.map(|span| source.quote(span)),
        hedge: figure.hedge().map(Hedge::name),
        role: figure.class.name(),
        status: analysis.ledger.statuses.get(id).copied().unwrap_or(crate::ledger::Status::Unread).name(),
        label: source.quote(figure.label),
        cell: analysis.cells.get(&id).map(|cell| CellItem { row: &cell.row, column: &cell.column }),
        span: Place::new(source, figure.span),
    }
}

fn claim(analysis: &Analysis, id: ClaimId, why: Option<Why>) -> ClaimItem {
    let claim = &analysis.claims[id];
    let rule = analysis.findings.iter().find(|finding| finding.claim == Some(id)).map(|finding| finding.rule.code);
    let said = claim.words(&analysis.source, &analysis.figures);
    ClaimItem {
        kind: claim.kind.name(),
        verdict: claim.verdict().name(),
        certainty: claim.certainty,
        rule,
        stated: claim.stated,
        roles: roles(claim),
        expression: said.expression(),
        computed: said.computed(),
        expected: said.expected(),
        modes: claim.modes().iter().map(|mode| mode.name()).collect(),
        explanation: claim.cause().map(Explanation::name),
        strength: claim.strength().map(|strength| match strength {
            Strength::Strong => "strong",
            Strength::Weak(_) => "weak",
        }),
        numerators: match claim.strength() {
            Some(Strength::Weak(numerators)) => Some(numerators),
            Some(Strength::Strong) | None => None,
        },
        span: Place::new(&analysis.source, claim.span),
        evidence: why.map(|why| evidence(analysis, why)),
    }
}

fn roles(claim: &Claim) -> Vec<RoleItem> {
    claim.roles.iter().map(|&(part, figure)| RoleItem { role: part.name(), figure }).collect()
}

fn evidence(analysis: &Analysis, why: Why) -> EvidenceItem {
    let reason = |Ground { name, zh, en, bits: weight, lead }| ReasonItem { name, zh, en, bits: bits(weight), lead: bits(lead) };
    let runner_up = why.weighed.as_ref().map(|weighed| match &weighed.next {
        Next::Nothing => RunnerUp { roles: Vec::new(), expression: None, behind: bits(weighed.behind) },
        Next::Other(claim) => RunnerUp {
            roles: roles(claim),
            expression: Some(claim.words(&analysis.source, &analysis.figures).expression()),
            behind: bits(weighed.behind),
        },
    });
    EvidenceItem {
        reasons: why.reasons.into_iter().map(reason).collect(),
        digits: why.weighed.as_ref().map(|weighed| bits(weighed.digits)),
        odds: why.weighed.as_ref().map(|weighed| bits(weighed.odds)),
        runner_up,
    }
}

/// Bits of so many thousandths.
fn bits(milli: i32) -> f64 {
    f64::from(milli) / 1000.0
}

/// The number as printed, in ASCII digits and without separators. Han numerals (三成) are read.
fn number(source: &Source, figure: &Figure) -> String {
    let mut digits = String::new();
    for c in source.slice(figure.number).chars() {
        match c {
            '.' | '．' => digits.push('.'),
            ',' | '，' => {}
            c if c.is_whitespace() => {}
            c => match numerals::arabic(c) {
                Some(digit) => digits.push(char::from(b'0' + digit)),
                None => return figure.decimal.to_string(),
            },
        }
    }
    digits
}

/// The value with its scale and its minus: 3156000 for 315.6万, -95 for －95.
fn value(figure: &Figure) -> String {
    let Decimal { mantissa, places } = figure.decimal;
    let mantissa = if figure.is_negative() { -mantissa } else { mantissa };
    let zeros = i16::from(figure.scale) - i16::from(places);
    match u8::try_from(-zeros) {
        Ok(places) => Decimal { mantissa, places }.to_string(),
        Err(_) => format!("{mantissa}{}", "0".repeat(if mantissa == 0 { 0 } else { usize::from(zeros.unsigned_abs()) })),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::{Class, Script};
    use crate::source::Span;

    #[test]
    fn printed_numbers_and_their_values() {
        let table = [("315.6万", 5, "315.6", 4, "315.6", "3156000"), ("９８．０％", 12, "98.0", 0, "98.0", "98.0")];
        let more = [
            ("1,392,476万元", 9, "1392476", 4, "1392476", "13924760000"),
            ("三成", 3, "3", 1, "3", "30"),
            ("9‰", 1, "9", -1, "9", "0.9"),
        ];
        for (text, end, decimal, scale, printed, scaled) in table.into_iter().chain(more) {
            let source = Source::new("x", text);
            let decimal = Decimal::parse(decimal).expect("a number");
            let bare = Figure::bare(Span::new(0, end), decimal, Class::Quantity, Script::Digits);
            let figure = Figure { scale, ..bare };
            assert_eq!((number(&source, &figure), value(&figure)), (printed.to_owned(), scaled.to_owned()), "{text}");
        }
    }
}
