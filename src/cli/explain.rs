//! `gouji explain` and `gouji rules`: the manual, as the rules themselves hold it.

use std::io::{self, Write};

use super::args::RulesFormat;
use super::output::{self, Terminal};
use super::usage::Complaint;
use super::{Outcome, select};
use crate::finding::{Lang, Severity};
use crate::read::Cause;
use crate::report::Style;
use crate::report::layout::{self, Paint, pad, width};
use crate::rules::{self, Fix, RULES, Rule};

/// Explains one rule, or why a file could not be read.
pub(super) fn explain(name: &str, terminal: Terminal) -> Result<Outcome, Complaint> {
    let is_meant = |(code, known): (&str, &str)| code.eq_ignore_ascii_case(name) || known == name;
    if let Some(cause) = Cause::all().into_iter().find(|cause| is_meant(cause.code())) {
        output::write(None, terminal, |style, out| failure(&cause, style, out))?;
        return Ok(Outcome::Clean);
    }
    let rule = rules::find(name).ok_or_else(|| select::unknown(name))?;
    output::write(None, terminal, |style, out| manual(rule, style, out))?;
    Ok(Outcome::Clean)
}

/// Lists all rules.
pub(super) fn rules(format: RulesFormat, terminal: Terminal) -> Result<Outcome, Complaint> {
    output::write(None, terminal, |style, out| match format {
        RulesFormat::Table => table(style, out),
        RulesFormat::Json => json(out),
        RulesFormat::Markdown => markdown(style.lang, out),
    })?;
    Ok(Outcome::Clean)
}

/// Everything that is known of the rules, in both languages.
fn json(out: &mut dyn Write) -> io::Result<()> {
    let rules = RULES.iter().map(|rule| {
        serde_json::json!({
            "code": rule.code,
            "name": rule.name,
            "severity": rule.severity,
            "authority": rule.authority.word(Lang::En),
            "citation": Some(rule.citation).filter(|citation| !citation.is_empty()),
            "fix": rule.fix.map(Fix::name),
            "summary": { "zh": rule.summary(Lang::Zh), "en": rule.summary(Lang::En) },
            "manual": rule.docs.lines().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n"),
        })
    });
    let document = serde_json::json!({ "format": "gouji-rules/1", "rules": rules.collect::<Vec<_>>() });
    writeln!(out, "{document:#}")
}

/// The table of the READMEs.
fn markdown(lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let head = match lang {
        Lang::Zh => "| 编号 | 名称 | 级别 | 依据 | 修改 | 内容 |",
        Lang::En => "| code | name | severity | authority | fix | what it finds |",
    };
    writeln!(out, "{head}\n|---|---|---|---|---|---|")?;
    for rule in RULES {
        let name = format!("`{}`", rule.name);
        let fix = rule.fix.map_or_else(String::new, |fix| format!("`{}`", fix.option()));
        let cells = [rule.code, &name, rule.severity.word(lang), rule.authority.word(lang), &fix, rule.summary(lang)];
        writeln!(out, "| {} |", cells.map(|cell| cell.replace('|', "\\|")).join(" | "))?;
    }
    Ok(())
}

fn failure(cause: &Cause, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let (code, name) = cause.code();
    let paint = Paint::new(style.color);
    let word = Severity::Error.word(style.lang);
    writeln!(out, "{} {name}  {}", paint.bold(code), paint.severity(Severity::Error, word))?;
    writeln!(out)?;
    for text in [cause.title(), cause.fix()] {
        layout::paragraph(out, "", text.get(style.lang), style.width)?;
    }
    Ok(())
}

fn manual(rule: &Rule, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let (lang, paint) = (style.lang, Paint::new(style.color));
    let severity = paint.severity(rule.severity, rule.severity.word(lang));
    let authority = match rule.citation {
        "" => rule.authority.word(lang).to_owned(),
        citation => format!("{} {citation}", rule.authority.word(lang)),
    };
    let fix = rule.fix.map_or_else(String::new, |fix| format!("  {}", paint.green(fix.option())));
    writeln!(out, "{} {}  {severity}  {}{fix}", paint.bold(rule.code), rule.name, paint.dim(&authority))?;
    writeln!(out)?;
    let mut block = Block::Prose;
    for line in rule.docs.lines().map(|line| line.strip_prefix(' ').unwrap_or(line)) {
        let fence = line.trim_start().strip_prefix("```").map(|info| info.split_whitespace().next().unwrap_or_default());
        block = match (block, fence) {
            (Block::Prose, Some("bad")) => Block::Example { severity: Severity::Error, is_first: true },
            (Block::Prose, Some("fixed")) => Block::Example { severity: Severity::Warning, is_first: true },
            (Block::Prose, Some("good")) => Block::Example { severity: Severity::Note, is_first: true },
            (Block::Prose, Some(_)) => Block::Verbatim,
            (_, Some(_)) => Block::Prose,
            (block, None) => self::line(block, line, style, out)?,
        };
    }
    Ok(())
}

/// What a line of the manual belongs to.
#[derive(Clone, Copy)]
enum Block {
    Prose,
    /// An error for a bad example, a warning for what becomes of it, a note for a good one.
    Example {
        severity: Severity,
        is_first: bool,
    },
    Verbatim,
}

/// Writes a line; the block that the next one belongs to.
fn line(block: Block, line: &str, style: &Style, out: &mut dyn Write) -> io::Result<Block> {
    let paint = Paint::new(style.color);
    match block {
        Block::Prose => match line.strip_prefix('#') {
            Some(title) => writeln!(out, "{}", paint.bold(title.trim_start_matches('#').trim()))?,
            None => layout::paragraph(out, "", line, style.width)?,
        },
        Block::Verbatim => writeln!(out, "  {line}")?,
        Block::Example { severity, is_first } => {
            let (sign, blank) = match severity {
                Severity::Error => (paint.severity(severity, "✗ "), "  "),
                Severity::Warning => (paint.green("→ "), "  "),
                Severity::Note => (paint.green("✓ "), "  "),
            };
            for (index, line) in layout::wrap(line, style.width.saturating_sub(4)).iter().enumerate() {
                let head = if is_first && index == 0 { &sign } else { blank };
                writeln!(out, "{}", format!("  {head}{}", highlighted(&paint, line)).trim_end())?;
            }
            return Ok(Block::Example { severity, is_first: false });
        }
    }
    Ok(block)
}

/// ⟦…⟧ marks what is flagged; in colours the brackets are not needed.
fn highlighted(paint: &Paint, line: &str) -> String {
    match (paint.is_on(), line.split_once('⟦'), line.find('⟧')) {
        (true, Some((before, _)), Some(close)) if before.len() < close => {
            let open = before.len() + '⟦'.len_utf8();
            let rest = highlighted(paint, &line[close + '⟧'.len_utf8()..]);
            format!("{before}{}{rest}", paint.severity(Severity::Error, &line[open..close]))
        }
        _ => line.to_owned(),
    }
}

/// Cells that a column of words needs at least.
const COLUMN: usize = 32;
/// Where the words stand that have no column: below the name.
const STACKED: usize = 6;

fn table(style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let (lang, paint) = (style.lang, Paint::new(style.color));
    let names = RULES.iter().map(|rule| width(rule.name)).max().unwrap_or(0);
    let authorities = RULES.iter().map(|rule| width(rule.authority.word(lang))).max().unwrap_or(0);
    let severities = if lang == Lang::Zh { 4 } else { 7 };
    let indent = 4 + 2 + names + 2 + severities + 2 + authorities + 2;
    for rule in RULES {
        let severity = pad(rule.severity.word(lang), severities);
        let head = format!(
            "{}  {}  {}  {}  ",
            paint.bold(rule.code),
            pad(rule.name, names),
            paint.severity(rule.severity, &severity),
            paint.dim(&pad(rule.authority.word(lang), authorities)),
        );
        let room = style.width.saturating_sub(indent);
        // a narrow column of words is hard to read: then they stand below
        let (indent, room) = if room < COLUMN { (STACKED, style.width.saturating_sub(STACKED)) } else { (indent, room) };
        if indent == STACKED {
            writeln!(out, "{}", head.trim_end())?;
        }
        for (index, line) in layout::wrap(rule.summary(lang), room).iter().enumerate() {
            let head = if index == 0 && indent != STACKED { &head } else { &" ".repeat(indent) };
            writeln!(out, "{head}{line}")?;
        }
    }
    Ok(())
}
