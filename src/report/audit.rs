//! The audit for people: every claim with its working, then how far the checking went, then what was not checked.

use std::io::{self, Write};

use super::layout::{self, Paint, pad, plain, shorten, shorten_start, width, wrap};
use super::place;
use super::reports::{Reports, held_to};
use super::style::Style;
use super::{summary, why};
use crate::analysis::Analysis;
use crate::claims::{Claim, Strength, Verdict};
use crate::figures::Figure;
use crate::ids::FigureId;
use crate::ledger::{Coverage, Status};
use crate::rules::name_before;
use crate::severity::Severity;
use crate::text::Lang;

/// Writes the ledger of every report.
pub(super) fn write(reports: &Reports, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    for (index, analysis) in reports.analyses.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        report(analysis, style, out)?;
    }
    Ok(())
}

fn report(analysis: &Analysis, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let paint = Paint::new(style.color);
    let (held_to, characters) = (held_to([analysis], style.lang), analysis.source.characters());
    let about = match style.lang {
        Lang::Zh => format!("  {held_to}，{characters} 字"),
        Lang::En => format!("  {held_to}, {characters} characters"),
    };
    let name = shorten_start(&plain(analysis.source.name()), style.width.saturating_sub(width(&about)).max(8));
    writeln!(out, "{}{}", paint.bold(&name), paint.dim(&about))?;
    writeln!(out)?;
    if !analysis.claims.is_empty() {
        table(analysis, style, out)?;
        key(analysis, style, out)?;
        writeln!(out)?;
    }
    for line in wrap(&coverage(analysis, style.lang), style.width) {
        writeln!(out, "{line}")?;
    }
    unread(analysis, style, out)
}

/// A row of the table, as text.
struct Row {
    cells: [String; COLUMNS],
    verdict: Verdict,
    /// Why the claim is made, where this is asked for.
    why: String,
}

/// Place, figure, working, verdict, strength.
const COLUMNS: usize = 5;
/// Blanks between two columns.
const GAP: usize = 2;
/// Cells that the name of a figure may take.
const NAME: usize = 16;
/// The columns that wrap where the line is too narrow: figure and working.
const FLEXIBLE: [usize; 2] = [1, 2];

fn table(analysis: &Analysis, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let paint = Paint::new(style.color);
    let head = match style.lang {
        Lang::Zh => ["位置", "数据", "算式", "结论", "证据"],
        Lang::En => ["place", "figure", "working", "verdict", "evidence"],
    };
    let mut rows: Vec<Row> = analysis.claims.iter().map(|claim| row(analysis, claim, style.lang)).collect();
    if style.evidence {
        let why = analysis.why().into_iter().zip(analysis.claims.iter());
        let why = why.map(|(why, claim)| why::words(analysis, claim, &why, style.lang));
        rows.iter_mut().zip(why).for_each(|(row, why)| row.why = why);
    }
    let Some(widths) = widths(&head, &rows, style.width) else {
        return rows.iter().try_for_each(|row| stacked(row, style, out));
    };
    let titles: Vec<String> = head.iter().zip(widths).map(|(title, width)| pad(title, width + GAP)).collect();
    writeln!(out, "{}", paint.dim(titles.concat().trim_end()))?;
    for row in &rows {
        let columns: Vec<Vec<String>> = row.cells.iter().zip(widths).map(|(cell, width)| wrap(cell, width)).collect();
        let height = columns.iter().map(Vec::len).max().unwrap_or(0);
        for index in 0..height {
            let mut line = String::new();
            for (column, (lines, width)) in columns.iter().zip(widths).enumerate() {
                let cell = pad(lines.get(index).map_or("", String::as_str), width + GAP);
                line.push_str(&if column == 3 { painted(&paint, row.verdict, &cell) } else { cell });
            }
            writeln!(out, "{}", line.trim_end())?;
        }
        reasons(row, widths[0] + GAP, style, out)?;
    }
    Ok(())
}

/// Why the claim is made, under its row.
fn reasons(row: &Row, indent: usize, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    if row.why.is_empty() {
        return Ok(());
    }
    let (paint, indent) = (Paint::new(style.color), " ".repeat(indent));
    let lines = wrap(&row.why, style.width.saturating_sub(indent.len()));
    lines.iter().try_for_each(|line| writeln!(out, "{indent}{}", paint.dim(line)))
}

/// What 「弱 16」 means, where it stands in the table.
fn key(analysis: &Analysis, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let paint = Paint::new(style.color);
    if !analysis.claims.iter().any(|claim| matches!(claim.strength(), Some(Strength::Weak(_)))) {
        return Ok(());
    }
    let words = match style.lang {
        Lang::Zh => "弱 n：换成相近的 n 个件数中任何一个，四舍五入后都是所列比率",
        Lang::En => "weak n: any of n neighbouring counts would round to the stated rate",
    };
    wrap(words, style.width).iter().try_for_each(|line| writeln!(out, "{}", paint.dim(line)))
}

/// A row where the terminal is too narrow for columns: one cell under the other.
fn stacked(row: &Row, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let [place, figure, working, verdict, strength] = &row.cells;
    let indent = " ".repeat(width(place) + GAP);
    layout::paragraph(out, &pad(place, indent.len()), figure, style.width)?;
    layout::paragraph(out, &indent, working, style.width)?;
    let verdict = painted(&Paint::new(style.color), row.verdict, verdict);
    writeln!(out, "{}", format!("{indent}{verdict}  {strength}").trim_end())?;
    reasons(row, indent.len(), style, out)
}

/// Cells that figure and working need at least, together.
const LEAST: usize = 40;

/// Widths of the columns: what their cells take, the flexible ones narrowed until the line fits. `None` if it cannot.
fn widths(head: &[&str; COLUMNS], rows: &[Row], limit: usize) -> Option<[usize; COLUMNS]> {
    let mut widths = head.map(width);
    for row in rows {
        for (widest, cell) in widths.iter_mut().zip(&row.cells) {
            *widest = (*widest).max(width(cell));
        }
    }
    let fixed: usize = (0..COLUMNS).filter(|column| !FLEXIBLE.contains(column)).map(|column| widths[column]).sum();
    let room = limit.checked_sub(fixed + GAP * (COLUMNS - 1)).filter(|room| *room >= LEAST)?;
    let [figure, working] = FLEXIBLE.map(|column| widths[column]);
    if figure + working > room {
        let figure = figure.min((room / 2).max(room.saturating_sub(working)));
        widths[FLEXIBLE[0]] = figure;
        widths[FLEXIBLE[1]] = working.min(room - figure);
    }
    Some(widths)
}

fn row(analysis: &Analysis, claim: &Claim, lang: Lang) -> Row {
    // a bound states nothing; it is about its first figure, the part
    let about = claim.stated.or_else(|| claim.roles.first().map(|&(_, figure)| figure));
    let at =
        place::brief(&analysis.source, &analysis.document, about.map_or(claim.span, |id| analysis.figures[id].span).start, lang);
    let figure = about.map_or_else(|| plain(analysis.source.quote(claim.span)), |id| named(analysis, id));
    let said = claim.words(&analysis.source, &analysis.figures);
    let working = match (said.expression(), said.computed()) {
        (expression, computed) if computed.is_empty() => expression,
        (expression, computed) if expression.is_empty() => computed,
        (expression, computed) => format!("{expression} = {computed}"),
    };
    let strength = match (claim.strength(), lang) {
        (None, _) => String::new(),
        (Some(Strength::Strong), Lang::Zh) => "强".to_owned(),
        (Some(Strength::Strong), Lang::En) => "strong".to_owned(),
        (Some(Strength::Weak(fitting)), Lang::Zh) => format!("弱 {fitting}"),
        (Some(Strength::Weak(fitting)), Lang::En) => format!("weak {fitting}"),
    };
    let outcome = claim.verdict();
    let (kind, verdict) = match lang {
        Lang::Zh => (claim.kind.word(), outcome.word()),
        Lang::En => (claim.kind.name(), outcome.name()),
    };
    let sign = sign(outcome);
    let working = if working.is_empty() { kind.to_owned() } else { plain(&working) };
    Row { cells: [at, figure, working, format!("{sign} {verdict}"), strength], verdict: outcome, why: String::new() }
}

/// A figure under a short name: 办结率 99.02%, 2个省级民主法治示范社区.
fn named(analysis: &Analysis, id: FigureId) -> String {
    let (source, figure) = (&analysis.source, &analysis.figures[id]);
    let (name, text) = (plain(name_before(source, figure)), plain(source.quote(figure.span)));
    match (name.as_str(), source.quote(figure.tail).trim()) {
        ("", tail) => format!("{text}{}", shorten(&plain(tail), NAME)),
        (name, _) => format!("{} {text}", shorten_start(name, NAME)),
    }
}

/// A figure with the words before it: 全年新登记企业 1875户.
fn words(analysis: &Analysis, id: FigureId) -> String {
    let figure = &analysis.figures[id];
    let label = plain(analysis.source.quote(figure.label));
    let text = plain(analysis.source.quote(figure.span));
    if label.is_empty() { text } else { format!("{} {text}", shorten_start(&label, 24)) }
}

fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Consistent => "✓",
        Verdict::Truncated => "~",
        Verdict::Unchecked => "-",
        Verdict::DoubleRounded | Verdict::OffLastDigit | Verdict::Contradicted | Verdict::Infeasible => "✗",
    }
}

fn painted(paint: &Paint, verdict: Verdict, text: &str) -> String {
    match verdict {
        Verdict::Consistent => paint.green(text),
        Verdict::Truncated => paint.severity(Severity::Warning, text),
        Verdict::Unchecked => paint.dim(text),
        Verdict::DoubleRounded | Verdict::OffLastDigit | Verdict::Contradicted | Verdict::Infeasible => {
            paint.severity(Severity::Error, text)
        }
    }
}

/// 「67 个数据：32 个已核，3 个截断，3 个不符，9 个有界，20 个未核」
fn coverage(analysis: &Analysis, lang: Lang) -> String {
    let coverage = analysis.ledger.coverage;
    let counts = [
        (Status::Verified, coverage.verified),
        (Status::Truncated, coverage.truncated),
        (Status::Contradicted, coverage.contradicted),
        (Status::Bounded, coverage.bounded),
        (Status::Unread, coverage.unread),
    ];
    let parts = counts.iter().filter(|(_, count)| *count > 0);
    let words = match lang {
        _ if coverage.quantities == 0 && lang == Lang::Zh => "没有可核对的数据".to_owned(),
        _ if coverage.quantities == 0 => "no figures to check".to_owned(),
        Lang::Zh => {
            let parts: Vec<_> = parts.map(|(status, count)| format!("{count} 个{}", status.word())).collect();
            format!("{} 个数据：{}", coverage.quantities, parts.join("，"))
        }
        Lang::En => {
            let parts: Vec<_> = parts.map(|(status, count)| format!("{count} {}", status.name())).collect();
            format!("{} figures: {}", coverage.quantities, parts.join(", "))
        }
    };
    words + &summary::unseen([analysis], lang)
}

/// The figures that nothing in the report lets anyone check.
fn unread(analysis: &Analysis, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let statuses = &analysis.ledger.statuses;
    let unread = analysis.figures.entries().filter(|&(id, figure)| statuses[id] == Status::Unread && Coverage::counts(figure));
    let at = |figure: &Figure| place::brief(&analysis.source, &analysis.document, figure.span.start, style.lang);
    let items: Vec<(String, String)> = unread.map(|(id, figure)| (at(figure), words(analysis, id))).collect();
    let places = items.iter().map(|(place, _)| width(place)).max().unwrap_or(0);
    if !items.is_empty() {
        let title = match style.lang {
            Lang::Zh => "未核的数据：文中没有可与之勾稽的数",
            Lang::En => "not checked, for nothing in the text is tied to them:",
        };
        writeln!(out)?;
        for line in wrap(title, style.width) {
            writeln!(out, "{}", Paint::new(style.color).dim(&line))?;
        }
    }
    for (place, words) in items {
        layout::paragraph(out, &pad(&place, places + GAP), &words, style.width)?;
    }
    Ok(())
}
