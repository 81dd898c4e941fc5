//! `gouji explain`: the manual, as the rules themselves hold it.

use std::io::{self, Write};

use serde_json::Value;

use super::complaint::Complaint;
use super::outcome::Outcome;
use super::output::{self, Terminal};
use super::{certainty, lang, rules as list, select};
use crate::card::{Authority, Card, Effect, Family};
use crate::read::Cause;
use crate::report::Style;
use crate::report::layout::{self, Paint, pad, width};
use crate::rules;
use crate::severity::Severity;
use crate::text::Lang;

/// Explains one rule, a family of them, or why a file could not be read.
pub(super) fn explain(name: &str, terminal: Terminal) -> Result<Outcome, Complaint> {
    if certainty::NAMES.contains(&name) {
        output::write(None, terminal, certainty::page)?;
        return Ok(Outcome::Clean);
    }
    let is_meant = |(code, known): (&str, &str)| code.eq_ignore_ascii_case(name) || known == name;
    if let Some(family) = Family::find(name) {
        output::write(None, terminal, |style, out| self::family(family, style, out))?;
    } else if let Some(cause) = Cause::all().into_iter().find(|cause| is_meant(cause.code())) {
        output::write(None, terminal, |style, out| failure(&cause, style, out))?;
    } else {
        let rule = rules::find(name).ok_or_else(|| select::unknown(name))?;
        output::write(None, terminal, |style, out| manual(rule, style, out))?;
    }
    Ok(Outcome::Clean)
}

/// Lists the families.
pub(super) fn families(terminal: Terminal) -> Result<Outcome, Complaint> {
    output::write(None, terminal, |style, out| {
        let paint = Paint::new(style.color);
        let titles = Family::ALL.iter().map(|family| width(family.title().get(style.lang))).max().unwrap_or(0);
        for family in Family::ALL {
            let title = pad(family.title().get(style.lang), titles);
            let count = rules::of(family).count() + failures(family).len();
            let count = if style.lang == Lang::Zh { format!("{count} 条") } else { format!("{count}") };
            writeln!(out, "{}  {title}  {}", paint.bold(&family.letter().to_string()), paint.dim(&count))?;
        }
        writeln!(out)?;
        let more = text!(
            "用 gouji explain R 列出一类，gouji explain R101 解释一条，gouji explain certainty 说明把握如何得出，gouji rules 列出全部规则",
            "gouji explain R lists a family, gouji explain R101 explains a rule, gouji explain certainty says how certainty is reached, gouji rules lists all rules",
        );
        layout::paragraph(out, "", more.get(style.lang), style.width)
    })?;
    Ok(Outcome::Clean)
}

/// The rules of a family and, of the one about reading, why files cannot be read.
fn family(family: Family, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let paint = Paint::new(style.color);
    writeln!(out, "{}  {}", paint.bold(&family.letter().to_string()), family.title().get(style.lang))?;
    writeln!(out)?;
    list::table(rules::of(family), style, out)?;
    let failures = failures(family);
    if failures.is_empty() {
        return Ok(());
    }
    let title = text!("不能读取的原因（退出码 2）", "Why a file cannot be read (exit code 2)");
    writeln!(out, "\n{}", paint.bold(title.get(style.lang)))?;
    let names = failures.iter().map(|cause| width(cause.code().1)).max().unwrap_or(0);
    for cause in failures {
        let (code, name) = cause.code();
        let head = format!("{code}  {}  ", pad(name, names));
        layout::paragraph(out, &head, cause.title().get(style.lang), style.width)?;
    }
    Ok(())
}

/// One cause of every code, in the order of codes.
fn failures(family: Family) -> Vec<Cause> {
    let mut causes: Vec<Cause> = Cause::all();
    causes.retain(|cause| cause.code().0.starts_with(family.letter()));
    causes.sort_by_key(|cause| cause.code().0);
    causes.dedup_by_key(|cause| cause.code().0);
    causes
}

fn failure(cause: &Cause, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let (code, name) = cause.code();
    let (lang, paint) = (style.lang, Paint::new(style.color));
    let severity = paint.severity(Severity::Error, Severity::Error.word(lang));
    writeln!(out, "{} {name}  {severity}", paint.bold(code))?;
    writeln!(out)?;
    let what = text!("文件没有核对，退出码为 2。", "The file is not checked, and the exit code is 2.");
    let title = if lang == Lang::Zh { format!("{}。", cause.title().zh) } else { format!("{}.", sentence(&cause.title().en)) };
    layout::paragraph(out, "", &format!("{title}{}{}", if lang == Lang::Zh { "" } else { " " }, what.get(lang)), style.width)?;
    let sections = [(text!("原因（例）", "Reason (an example)"), cause.reason()), (text!("办法", "What to do"), cause.fix())];
    for (head, text) in sections {
        section(head.get(lang), style, out)?;
        layout::paragraph(out, "", &sentence(text.get(lang)), style.width)?;
    }
    Ok(())
}

/// With a capital, where the script has any.
fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn section(title: &str, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n{}", Paint::new(style.color).bold(title))
}

fn manual(rule: &Card, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let (lang, paint) = (style.lang, Paint::new(style.color));
    let severity = paint.severity(rule.severity, rule.severity.word(lang));
    let fix = rule.fix.map_or_else(String::new, |fix| format!("  {}", paint.green(fix.option())));
    writeln!(out, "{} {}  {severity}  {}{fix}", paint.bold(rule.code), rule.name, paint.dim(rule.authority.word(lang)))?;
    writeln!(out)?;
    let mut block = Block::Prose;
    for line in rule.manual(lang).lines() {
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
    standing(rule, style, out)?;
    section(text!("把握", "Certainty").get(style.lang), style, out)?;
    certainty::of(rule, style, out)?;
    settings(rule, style, out)?;
    suppression(rule, style, out)
}

/// What the rule rests on, and what that weighs.
fn standing(rule: &Card, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    section(text!("效力", "Weight").get(style.lang), style, out)?;
    let rank = match rule.authority {
        Authority::Law(_) => text!("有明文规定", "a document requires it"),
        Authority::Standard(_) => text!("国家标准有规定", "a national standard requires it"),
        Authority::Arithmetic => text!("由文中的数字算出，不靠任何规定", "it follows from the figures of the text alone"),
        Authority::Practice => text!(
            "通行的写法，没有规定；可按本单位的要求调整",
            "usual practice, which nothing prescribes; set it as your office wants it",
        ),
    };
    let colon = style.lang.colon();
    let cited = match (rule.authority.citation(), style.lang) {
        (None, _) => String::new(),
        (Some(citation), Lang::Zh) => format!("（{citation}）"),
        (Some(citation), Lang::En) => format!(" ({citation})"),
    };
    let text = format!("{}{colon}{}{cited}", rule.authority.word(style.lang), rank.get(style.lang));
    layout::paragraph(out, "", &text, style.width)
}

/// What `gouji.yaml` can set: the level and the options that the schema of the configuration knows.
fn settings(rule: &Card, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    section(text!("设置", "Settings").get(style.lang), style, out)?;
    let options = options(rule.code, style.lang);
    let code = rule.code;
    let severity = Severity::word(rule.severity, Lang::En);
    writeln!(out, "  rules:")?;
    match options.as_slice() {
        [] => writeln!(out, "    {code}: {severity}    # error, warning, note, off")?,
        options => {
            let names: Vec<String> = options.iter().map(|(name, _)| format!("{name}: …")).collect();
            writeln!(out, "    {code}: {{ level: {severity}, {} }}    # error, warning, note, off", names.join(", "))?;
        }
    }
    for (name, words) in options {
        layout::paragraph(out, &format!("  {name}  "), &words, style.width)?;
    }
    Ok(())
}

/// The options of a rule, with what they do.
fn options(code: &str, lang: Lang) -> Vec<(String, String)> {
    let text = crate::schema::SCHEMAS.iter().find(|(name, _)| *name == "config").map(|(_, text)| *text);
    let schema: Value = text.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
    let definition = schema["properties"]["rules"]["properties"][code]["$ref"].as_str().and_then(|name| name.rsplit('/').next());
    let options = definition.and_then(|name| schema["$defs"][name]["properties"].as_object());
    let options = options.into_iter().flatten().filter(|(name, _)| *name != "level");
    let words = |option: &Value| lang::part(option["description"].as_str().unwrap_or_default(), lang).to_owned();
    options.map(|(name, option)| (name.clone(), words(option))).collect()
}

/// How the author allows a finding.
fn suppression(rule: &Card, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    section(text!("豁免", "Allowing a finding").get(style.lang), style, out)?;
    let code = rule.code;
    if rule.effect == Effect::Suppression {
        let text = text!(
            "这一类规则检查豁免本身，只能在 gouji.yaml 中设为 off。",
            "This family looks at what is allowed; gouji.yaml can set it off.",
        );
        return layout::paragraph(out, "", text.get(style.lang), style.width);
    }
    let reason = text!("理由", "reason");
    writeln!(out, "  <!-- gouji: allow {code} -- {} -->", reason.get(style.lang))?;
    let text = text!(
        "写在这一段的末尾或上一行；allow-file 用于全文。.docx、.pdf 写在 gouji.yaml 的 suppressions 中。",
        "At the end of the paragraph or in the line above; allow-file for the whole report. For .docx and .pdf, suppressions in gouji.yaml.",
    );
    layout::paragraph(out, "", text.get(style.lang), style.width)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::CARDS;

    /// Every page says what, why, with what weight, how to set and how to allow, on lines that fit; nothing of it is in the other
    /// language but the words of reports.
    #[test]
    fn every_page_is_whole_and_fits() {
        for (lang, columns) in [(Lang::Zh, 80), (Lang::Zh, 120), (Lang::En, 80), (Lang::En, 120)] {
            let style = Style { lang, width: columns, ..Style::default() };
            let titles = match lang {
                Lang::Zh => ["为什么", "例", "效力", "把握", "设置", "豁免"],
                Lang::En => ["Why", "Examples", "Weight", "Certainty", "Settings", "Allowing a finding"],
            };
            for rule in CARDS {
                let mut page = Vec::new();
                manual(rule, &style, &mut page).expect("a vector takes everything");
                let page = String::from_utf8(page).expect("UTF-8");
                for line in page.lines() {
                    assert!(width(line) <= columns && line.trim_end() == line, "{rule:?} {columns}: {line}");
                }
                let places = titles.map(|title| page.lines().position(|line| line == title));
                assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{rule:?}: {places:?}\n{page}");
                assert!(
                    !page.contains("\n\n\n")
                        && page.lines().nth(2) == layout::wrap(rule.summary(lang), columns).first().map(String::as_str)
                );
            }
            let mut page = Vec::new();
            certainty::page(&style, &mut page).expect("a vector takes everything");
            let page = String::from_utf8(page).expect("UTF-8");
            assert!(page.lines().all(|line| width(line) <= columns) && page.lines().count() >= 12, "{page}");
            for cause in Cause::all() {
                let mut page = Vec::new();
                failure(&cause, &style, &mut page).expect("a vector takes everything");
                let page = String::from_utf8(page).expect("UTF-8");
                assert!(page.lines().all(|line| width(line) <= columns) && page.lines().count() >= 9, "{page}");
            }
        }
    }
}
