//! `--fix`, `--diff` and `--unsafe-fixes`: what findings propose, applied or shown.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use super::analyse::{Asked, Report, each};
use super::args::{CheckArgs, FailOn};
use super::atomic::{self, Unchanged};
use super::complaint::{Complaint, UsageError};
use super::files::Files;
use super::outcome::{self, Outcome};
use super::output::{self, Terminal};
use super::select::Selection;
use super::{baseline, diff as unified, paths, usage};
use crate::analysis::Analysis;
use crate::card::Effect;
use crate::finding::Finding;
use crate::fix::{Applied, Fixed, Fixer, Left, Obstacle, Permission};
use crate::read::{self, Input, Original, ReadError};
use crate::report::layout::{self, Paint};
use crate::report::{Reports, Style};
use crate::severity::Severity;
use crate::source::Source;
use crate::text::{Lang, Text};

/// What is to be fixed, and how far.
pub(super) struct Fixing<'a> {
    selection: &'a Selection,
    permission: Permission,
    /// What is not shown is not changed.
    least: Severity,
    known: Option<baseline::Known>,
    diff_to: Option<&'a Path>,
}

impl<'a> Fixing<'a> {
    /// What the options ask for.
    pub(super) fn new(args: &'a CheckArgs, selection: &'a Selection, files: &Files) -> Result<Self, Complaint> {
        let options = &args.fixing;
        if options.unsafe_fixes && !options.fix && !options.diff {
            return Err(idle().into());
        }
        let known = args
            .baseline
            .as_deref()
            .filter(|_| options.fix || options.diff)
            .map(|path| baseline::known(path, files))
            .transpose()?;
        Ok(Self {
            selection,
            permission: if options.unsafe_fixes { Permission::Unsafe } else { Permission::Safe },
            least: args.min_severity.map_or(Severity::Warning, Severity::from),
            known,
            diff_to: args.common.output.as_deref(),
        })
    }

    /// Which findings may be fixed: those that are asked for and shown.
    fn wanted(&self, analysis: &Analysis) -> Vec<bool> {
        let findings = analysis.findings.iter();
        let mut wanted: Vec<bool> =
            findings.map(|finding| finding.severity >= self.least && self.selection.takes(finding.rule)).collect();
        for (wanted, known) in wanted.iter_mut().zip(self.known.iter().flat_map(|known| known(analysis))) {
            *wanted &= !known;
        }
        wanted
    }

    fn fixed(&self, report: &Report<'_>, bytes: Vec<u8>) -> Result<Fixed, ReadError> {
        let fixer = Fixer {
            permission: self.permission,
            check: &|source| report.check(source),
            wanted: &|analysis| self.wanted(analysis),
        };
        fixer.fix(&report.name, bytes)
    }
}

/// Fixes the reports in their files, and a report that comes by standard input on standard output. What remains to be said of
/// them, and whether everything could be written.
pub(super) fn fix(fixing: &Fixing<'_>, asked: &Asked<'_>, terminal: Terminal) -> Result<(Reports, bool), Complaint> {
    let (done, failures) = each(asked, &|_| false, terminal, |report| write(fixing, report))?;
    let (mut written, mut is_written) = (Vec::new(), true);
    for done in done {
        if let Some(error) = done.error {
            usage::complain(&Complaint::Usage(error), terminal);
            is_written = false;
        }
        written.push(done.fixed);
    }
    output::tell(terminal, |style, out| {
        written.iter().try_for_each(|fixed| tell_applied(fixed, style, out))?;
        tell_left(&written, style, out)?;
        let is_idle = !is_written && written.iter().all(|fixed| fixed.applied.is_empty());
        if is_idle { Ok(()) } else { summary(&written, fixing.permission, ["已修改", "fixed"], style, out) }
    });
    Ok((Reports { analyses: written.into_iter().map(|fixed| fixed.analysis).collect(), failures }, is_written))
}

/// Shows what [`fix`] would do.
pub(super) fn diff(fixing: &Fixing<'_>, asked: &Asked<'_>, terminal: Terminal) -> Result<Outcome, Complaint> {
    let (done, failures) = each(asked, &|_| false, terminal, |report| {
        let before = report.wanted.input.bytes(&report.name)?;
        Ok((fixing.fixed(report, before.clone())?, before))
    })?;
    let is_terminal = fixing.diff_to.is_none() && io::stdout().is_terminal();
    output::write(fixing.diff_to, terminal, |_, out| match is_terminal {
        true => {
            let mut diff = Vec::new();
            done.iter().try_for_each(|(fixed, before)| shown(fixed, before, is_terminal, &mut diff))?;
            out.write_all(harmless(&String::from_utf8_lossy(&diff)).as_bytes())
        }
        false => done.iter().try_for_each(|(fixed, before)| shown(fixed, before, is_terminal, out)),
    })?;
    let fixed: Vec<Fixed> = done.into_iter().map(|(fixed, _)| fixed).collect();
    output::tell(terminal, |style, out| {
        tell_left(&fixed, style, out)?;
        summary(&fixed, fixing.permission, ["可修改", "can be fixed"], style, out)
    });
    let counts = asked.common.fail_on() != FailOn::Never;
    let would_change = fixed.iter().any(|fixed| !fixed.applied.is_empty());
    let reports = Reports { analyses: fixed.into_iter().map(|fixed| fixed.analysis).collect(), failures };
    Ok(match outcome::of(&reports, |finding| finding.rule.effect == Effect::Unchecked, asked.common.fail_on()) {
        Outcome::Unchecked => Outcome::Unchecked,
        Outcome::Clean | Outcome::Findings if would_change && counts => Outcome::Findings,
        Outcome::Clean | Outcome::Findings => Outcome::Clean,
    })
}

/// A report after fixing, and why it was not written, if so.
struct Done {
    fixed: Fixed,
    error: Option<Box<UsageError>>,
}

fn write(fixing: &Fixing<'_>, report: &Report<'_>) -> Result<Done, ReadError> {
    let before = report.wanted.input.bytes(&report.name)?;
    let mut fixed = fixing.fixed(report, before.clone());
    let path = match &report.wanted.input {
        Input::Stdin => {
            // what cannot be read goes on as it is
            let after = fixed.as_ref().map_or(before.as_slice(), |fixed| &fixed.bytes);
            let error = print(after).err().map(|error| Box::new(output::unwritable("", &error)));
            return fixed.map(|fixed| Done { fixed, error });
        }
        Input::File(path) => Some(path),
        Input::Entry(_) => None,
    };
    let error = match (&mut fixed, path) {
        (Ok(fixed), Some(path)) if fixed.bytes != before => {
            atomic::exchange(path, &before, &fixed.bytes).err().map(|error| unchanged(&report.name, &error))
        }
        (Ok(fixed), None) if fixed.bytes != before => Some(archived(&report.name)),
        _ => None,
    };
    if error.is_some() {
        // what is said then is said of the file as it is
        let analysis = report.check(read::decode(&report.name, before.clone())?);
        fixed = Ok(Fixed { analysis, bytes: before, applied: Vec::new(), left: Vec::new() });
    }
    fixed.map(|fixed| Done { fixed, error })
}

fn print(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        // a reader that has seen enough
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Writes the diff of one report: in the bytes of the file, so that `patch` takes it. On a terminal it is decoded, and so is what has no
/// lines of bytes (UTF-16), which no program can patch.
fn shown(fixed: &Fixed, before: &[u8], is_terminal: bool, out: &mut dyn Write) -> io::Result<()> {
    let (name, patched) = (fixed.analysis.source.name(), paths::patched(fixed.analysis.source.name()));
    let originals = || {
        let original = |bytes: &[u8]| Original::new(name, bytes.to_vec()).ok().flatten();
        original(before).zip(original(&fixed.bytes))
    };
    match originals().filter(|_| before != fixed.bytes) {
        Some((before, after)) if !before.has_byte_lines() || is_terminal && !before.is_utf8() => {
            unified::unified(&patched, before.text().as_bytes(), after.text().as_bytes(), out)
        }
        _ => unified::unified(&patched, before, &fixed.bytes, out),
    }
}

/// A diff as it may be shown on a terminal: what would steer it, or turn the direction of writing, is marked and does nothing.
fn harmless(diff: &str) -> String {
    let shown = |c: char| match c {
        '\n' | '\t' => c,
        c => layout::plain_char(c).unwrap_or(char::REPLACEMENT_CHARACTER),
    };
    diff.replace("\r\n", "\n").chars().map(shown).collect()
}

/// Places of one report that are reported one by one.
const TOLD: usize = 20;

fn tell_applied(fixed: &Fixed, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let name = fixed.analysis.source.name();
    fixed.applied.iter().take(TOLD).try_for_each(|applied| changed(name, applied, style, out))?;
    tell_rest(name, fixed.applied.len(), style, out)
}

/// Tells how many there are beside those that were reported.
fn tell_rest(name: &str, all: usize, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    match (all.saturating_sub(TOLD), style.lang) {
        (0, _) => Ok(()),
        (more, Lang::Zh) => layout::paragraph(out, "  ", &format!("… {} 还有 {more} 处", layout::plain(name)), style.width),
        (more, Lang::En) => layout::paragraph(out, "  ", &format!("… {more} more in {}", layout::plain(name)), style.width),
    }
}

/// Tells of one change: 「已改 报告.txt:12 Q105 截止目前 → 截至目前」.
fn changed(name: &str, applied: &Applied, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let word = if style.lang == Lang::Zh { "已改" } else { "fixed" };
    let Applied { rule, line, quote, replacement } = applied;
    let arrow = if replacement.is_empty() { "✗".to_owned() } else { format!("→ {replacement}") };
    let text = format!(" {name}:{line} {} {quote} {arrow}", rule.code);
    reported(&Paint::new(style.color).green(word), word, &text, style, out)
}

/// Tells why what could be changed was not, but for what only needs another option.
fn tell_left(all: &[Fixed], style: &Style, out: &mut dyn Write) -> io::Result<()> {
    for fixed in all {
        let source = &fixed.analysis.source;
        let packed = fixed.left.iter().filter(|left| left.reason == Obstacle::Packed).count();
        if packed > 0 {
            tell_packed(source.name(), packed, style, out)?;
        }
        let left: Vec<&Left> =
            fixed.left.iter().filter(|left| !matches!(left.reason, Obstacle::Unsafe | Obstacle::Packed)).collect();
        left.iter()
            .take(TOLD)
            .try_for_each(|left| unapplied(source, &fixed.analysis.findings[left.finding], left.reason, style, out))?;
        tell_rest(source.name(), left.len(), style, out)?;
    }
    Ok(())
}

/// Tells of one finding that was left: 「未改 报告.txt:30 R101 99.02%：改法不止一种，要由作者定」.
fn unapplied(source: &Source, finding: &Finding, reason: Obstacle, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let (word, colon) = if style.lang == Lang::Zh { ("未改", "：") } else { ("not fixed", ": ") };
    let (line, quote) = (source.location(finding.span.start).line, layout::shorten(source.slice(finding.span), QUOTE));
    let (name, reason) = (source.name(), reason.text());
    let text = format!(" {name}:{line} {} {quote}{colon}{}", finding.rule.code, reason.get(style.lang));
    reported(&Paint::new(style.color).severity(Severity::Warning, word), word, &text, style, out)
}

/// Cells of the words that a line shows.
const QUOTE: usize = 24;

fn tell_packed(name: &str, count: usize, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let (word, lines) = match style.lang {
        Lang::Zh => (
            "未改",
            [
                format!(" {name}：有 {count} 处可改，文件没有动"),
                "Word 文档和 PDF 的文字与版式存放在一起，gouji 只读不写".to_owned(),
                "请在 Word 或 WPS 中逐处修改；gouji check --format agent 列出每处改成什么".to_owned(),
            ],
        ),
        Lang::En => (
            "not fixed",
            [
                format!(" {name}: {count} could be, and the file was not touched"),
                "Word documents and PDF keep text and layout together: gouji reads them and never writes them".to_owned(),
                "change them in Word or WPS; gouji check --format agent lists what each becomes".to_owned(),
            ],
        ),
    };
    reported(&Paint::new(style.color).severity(Severity::Warning, word), word, &lines[0], style, out)?;
    lines[1..].iter().try_for_each(|line| layout::paragraph(out, "  ", line, style.width))
}

/// Writes `text` after a word, of which `painted` is how it looks.
fn reported(painted: &str, word: &str, text: &str, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let lines = layout::wrap(&layout::plain(&format!("{word}{text}")), style.width.saturating_sub(2));
    for (index, line) in lines.iter().enumerate() {
        match line.strip_prefix(word).filter(|_| index == 0) {
            Some(rest) => writeln!(out, "{painted}{rest}")?,
            None => writeln!(out, "  {line}")?,
        }
    }
    Ok(())
}

/// 「已修改 3 处（2 份报告），另有 2 处或可用 --unsafe-fixes 修改」: whether each has a single repair is found out by trying.
fn summary(all: &[Fixed], permission: Permission, [zh, en]: [&str; 2], style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let count: usize = all.iter().map(|fixed| fixed.applied.len()).sum();
    let reports = all.iter().filter(|fixed| !fixed.applied.is_empty()).count();
    let more = all.iter().flat_map(|fixed| &fixed.left).filter(|left| left.reason == Obstacle::Unsafe).count();
    let more = if permission == Permission::Safe { more } else { 0 };
    let text = match (style.lang, count) {
        (Lang::Zh, 0) => "没有可用 --fix 修改的地方".to_owned(),
        (Lang::Zh, _) => format!("{zh} {count} 处（{reports} 份报告）"),
        (Lang::En, 0) => "nothing that --fix can change".to_owned(),
        (Lang::En, _) => format!("{count} {en} in {reports} {}", if reports == 1 { "report" } else { "reports" }),
    };
    let more = match (style.lang, more) {
        (_, 0) => String::new(),
        (Lang::Zh, _) => format!("，另有 {more} 处或可用 --unsafe-fixes 修改"),
        (Lang::En, _) => format!("; --unsafe-fixes may fix {more} more"),
    };
    layout::paragraph(out, "", &format!("{text}{more}"), style.width)
}

fn idle() -> Box<UsageError> {
    Box::new(UsageError {
        title: text!("--unsafe-fixes 单独用没有作用", "--unsafe-fixes does nothing by itself"),
        reason: text!("它只放宽 --fix 和 --diff 修改的范围", "it widens what --fix and --diff change"),
        fix: text!(
            "先用 --diff --unsafe-fixes 查看，再用 --fix --unsafe-fixes 修改",
            "look at --diff --unsafe-fixes first, then use --fix --unsafe-fixes",
        ),
    })
}

/// Why a report in an archive is not written.
fn archived(name: &str) -> Box<UsageError> {
    Box::new(UsageError {
        title: Text::both(format!("没有修改：{name}"), format!("not fixed: {name}")),
        reason: text!("它在压缩包里，gouji 只读不写", "it lies in an archive, which gouji reads and never writes"),
        fix: text!("请先解压，再修改", "unpack it first"),
    })
}

/// Why a report was not written.
fn unchanged(name: &str, error: &Unchanged) -> Box<UsageError> {
    let title = Text::both(format!("没有修改：{name}"), format!("not fixed: {name}"));
    let (reason, fix) = match error {
        Unchanged::Stale => (
            text!("检查期间，别的程序改了这个文件", "another program changed the file while it was checked"),
            text!("请保存并关闭正在编辑它的程序，再运行一次", "save it and close the program that edits it, then run this again",),
        ),
        Unchanged::Linked => (
            text!("它有多个硬链接，替换后各名称的内容会不同", "it has several hard links, which would have different contents",),
            text!("请先复制成单独的文件", "make it a file of its own first"),
        ),
        Unchanged::Io(error) if error.kind() == io::ErrorKind::PermissionDenied => (
            text!("文件是只读的，或没有写入权限", "it is read-only, or writing is not permitted"),
            text!("请取消只读，或复制一份再改", "make it writable, or work on a copy"),
        ),
        Unchanged::Io(error) => {
            let UsageError { reason, fix, .. } = output::unwritable(name, error);
            (reason, fix)
        }
    };
    Box::new(UsageError { title, reason, fix })
}
