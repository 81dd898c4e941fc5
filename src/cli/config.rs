//! `gouji config` and `gouji init`: what is in force, and a file to begin with.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::args::{ConfigArgs, InitArgs};
use super::complaint::{Complaint, UsageError};
use super::files::Files;
use super::outcome::Outcome;
use super::output::{self, Terminal};
use super::settings::{Configurations, in_force};
use crate::card::Card;
use crate::claims::Mode;
use crate::config::{Config, InForce};
use crate::report::Style;
use crate::report::layout::{self, Paint, pad, width};
use crate::rules::{CARDS, Level};
use crate::severity::Severity;
use crate::text::{Lang, Text};

/// Prints what is in force for a report or a folder, and where each value comes from.
pub(super) fn show(path: Option<&Path>, args: &ConfigArgs, terminal: Terminal) -> Result<Outcome, Complaint> {
    let path = path.unwrap_or(Path::new("."));
    let files = Files::default();
    let configurations = Configurations::new(args, &files)?;
    let config = configurations.of(path)?;
    let force = in_force(config.as_deref(), configurations.here(), path);
    output::write(None, terminal, |style, out| write(config.as_deref(), &force, style, out))?;
    Ok(Outcome::Clean)
}

/// Writes the commented file. One that is there is left alone unless `--force` asks for it.
pub(super) fn init(args: &InitArgs, terminal: Terminal) -> Result<Outcome, Complaint> {
    let folder = args.folder.clone().unwrap_or_else(|| PathBuf::from("."));
    let path = if folder == Path::new(".") { PathBuf::from(Config::NAMES[0]) } else { folder.join(Config::NAMES[0]) };
    let there = Config::NAMES.iter().map(|name| folder.join(name)).find(|path| path.exists());
    if let Some(there) = there.filter(|_| !args.force) {
        let name = there.strip_prefix(".").unwrap_or(&there).display().to_string();
        return Err(Box::new(UsageError {
            title: Text::both(format!("已有 {name}，没有改动"), format!("{name} is there already; nothing was changed")),
            reason: text!("其中可能有别人的设置", "it may hold what somebody has set"),
            fix: text!("用 --force 覆盖它；gouji config 显示它的内容", "--force replaces it; gouji config shows what it says",),
        })
        .into());
    }
    output::write(Some(&path), terminal, |_, out| out.write_all(Config::TEMPLATE.as_bytes()))?;
    let name = path.display().to_string();
    output::write(None, terminal, |style, out| {
        let text = Text::both(
            format!("已写出 {name}：各项都已注释，删去行首的「# 」即生效"),
            format!("{name} is written: everything in it is commented out"),
        );
        layout::paragraph(out, "", text.get(style.lang), style.width)
    })?;
    Ok(Outcome::Clean)
}

/// A value and its origin, under a name.
struct Row {
    name: String,
    value: String,
    origin: Option<String>,
}

fn write(config: Option<&Config>, force: &InForce, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let (lang, paint) = (style.lang, Paint::new(style.color));
    let files: Vec<&str> = config.into_iter().flat_map(Config::files).collect();
    let text = match (files.as_slice(), lang) {
        ([], Lang::Zh) => "没有配置文件，全部为默认值".to_owned(),
        ([], Lang::En) => "no configuration: everything is as by default".to_owned(),
        (files, Lang::Zh) => format!("配置：{}", files.join(" ← ")),
        (files, Lang::En) => format!("configuration: {}", files.join(" ← ")),
    };
    layout::paragraph(out, "", &layout::plain(&text), style.width)?;
    writeln!(out)?;
    let rows: Vec<Row> = general(force, lang).into_iter().chain(CARDS.iter().flat_map(|rule| of_rule(rule, force))).collect();
    let names = rows.iter().map(|row| width(&row.name)).max().unwrap_or(0);
    let by_default = if lang == Lang::Zh { "默认" } else { "default" };
    for row in rows {
        let head = format!("{}  ", pad(&row.name, names));
        let origin = row.origin.as_deref().unwrap_or(by_default);
        let line = layout::plain(&format!("{}  {origin}", pad(&row.value, 8)));
        let lines = layout::wrap(&line, style.width.saturating_sub(names + 2).max(20));
        for (index, line) in lines.iter().enumerate() {
            let head = if index == 0 { head.clone() } else { " ".repeat(names + 2) };
            let line = format!("{head}{line}");
            writeln!(out, "{}", if row.origin.is_none() { paint.dim(&line) } else { line })?;
        }
    }
    Ok(())
}

fn general(force: &InForce, lang: Lang) -> Vec<Row> {
    let chosen = text!("按标题和章节选择", "chosen by title and headings");
    let profile = force.profile.as_ref();
    let modes: Vec<&str> = force.settings.accepted_rounding().iter().map(|&mode| name(mode)).collect();
    let mut rows = vec![
        Row {
            name: "profile".to_owned(),
            value: profile.map_or_else(|| chosen.get(lang).to_owned(), |profile| profile.value.id.clone()),
            origin: profile.map(|profile| profile.origin.clone()),
        },
        Row { name: "rounding".to_owned(), value: modes.join(", "), origin: force.rounding.clone() },
    ];
    rows.extend(force.exclude.iter().map(|patterns| {
        let hit = text!("（包括这份报告）", " (this report too)");
        let hit = if force.excluded.as_ref() == Some(&patterns.origin) { hit.get(lang) } else { "" };
        let value = format!("{}{hit}", patterns.value.join(", "));
        Row { name: "exclude".to_owned(), value, origin: Some(patterns.origin.clone()) }
    }));
    rows.extend(force.settings.allowed.iter().map(|allowed| Row {
        name: "suppressions".to_owned(),
        value: format!("{} 「{}」", allowed.rule, allowed.quote),
        origin: Some(allowed.origin.clone()),
    }));
    rows
}

/// A rule's level, or where it is not applied, and its options.
fn of_rule(rule: &Card, force: &InForce) -> Vec<Row> {
    let settings = &force.settings;
    let set = settings.set_for(rule);
    let ignored = settings.ignored.iter().find(|(selector, _)| selector.takes(rule));
    let (value, origin) = match (ignored, set.map(|set| (set.level, set.origin.clone()))) {
        (Some((_, origin)), _) => ("off", Some(format!("{origin} ignore"))),
        (None, Some((Level::Off, origin))) => ("off", Some(origin)),
        (None, _) if !settings.applies(rule) => ("off", force.rounding.as_ref().map(|origin| format!("{origin} rounding"))),
        (None, Some((Level::At(severity), origin))) => (word(severity), Some(origin)),
        (None, None) => (word(rule.severity), None),
    };
    let row = Row { name: format!("{} {}", rule.code, rule.name), value: value.to_owned(), origin };
    let options = force.options.iter().filter(|(code, ..)| *code == rule.code).map(|(_, option, placed)| Row {
        name: format!("     {option}"),
        value: placed.value.clone(),
        origin: Some(placed.origin.clone()),
    });
    std::iter::once(row).chain(options).collect()
}

/// The word for a severity in the file.
fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// The word for a way of rounding in the file.
fn name(mode: Mode) -> &'static str {
    match mode {
        Mode::HalfUp => "half-up",
        Mode::HalfEven => "half-even",
        Mode::Truncated => "truncation",
        Mode::Ceiling => "ceiling",
    }
}
