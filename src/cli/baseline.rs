//! `--baseline` and `--write-baseline`.

use std::collections::HashSet;
use std::io::{self, Write};
use std::path::Path;

use super::complaint::Complaint;
use super::files::{self, Files};
use super::output::{self, Terminal};
use super::select::Selection;
use super::settings::slashed;
use crate::analysis::Analysis;
use crate::problem::Problem;
use crate::report::Reports;
use crate::report::baseline::{Baseline, Entry};
use crate::report::layout::{self, Paint};
use crate::rules;
use crate::severity::Severity;
use crate::text::{Lang, Text};

/// The largest baseline that is read.
const MAX_BYTES: usize = 64 << 20;

/// Stale entries that are named one by one.
const NAMED: usize = 5;

/// Takes what the baseline knows out of `reports`, and tells what it knows that is no more. Entries of rules that were not asked for
/// are left alone.
pub(super) fn apply(
    path: &Path,
    reports: &mut Reports,
    selection: &Selection,
    files: &Files,
    terminal: Terminal,
) -> Result<(), Complaint> {
    let baseline = read(path, files)?;
    let now = of_reports(path, reports);
    let paths: HashSet<String> = reports.analyses.iter().map(|analysis| name(path, analysis.source.name())).collect();
    for analysis in &mut reports.analyses {
        let name = name(path, analysis.source.name());
        baseline.apply(analysis, &name);
    }
    let asked = |entry: &&Entry| rules::find(&entry.code).is_none_or(|rule| selection.takes(rule));
    let stale: Vec<&Entry> = baseline.stale(&now, &paths).into_iter().filter(asked).collect();
    if !stale.is_empty() {
        // a closed standard error is no reason to stop
        let _ = tell(path, &stale, terminal);
    }
    Ok(())
}

/// Says of each finding of a report whether it is known.
pub(super) type Known = Box<dyn Fn(&Analysis) -> Vec<bool> + Sync>;

/// The baseline that `path` holds, to ask which findings of a report it knows.
pub(super) fn known(path: &Path, files: &Files) -> Result<Known, Complaint> {
    let (baseline, path) = (read(path, files)?, path.to_path_buf());
    Ok(Box::new(move |analysis| baseline.known(analysis, &name(&path, analysis.source.name()))))
}

/// Writes all findings of `reports`; from now on they are known.
pub(super) fn write(path: &Path, reports: &mut Reports, terminal: Terminal) -> Result<(), Complaint> {
    let baseline = of_reports(path, reports);
    output::write(Some(path), terminal, |_, out| baseline.write(out))?;
    for analysis in &mut reports.analyses {
        let name = name(path, analysis.source.name());
        baseline.apply(analysis, &name);
    }
    let (path, count) = (path.display(), baseline.len());
    let text = Text::both(format!("基线 {path} 写了 {count} 条"), format!("{count} written to the baseline {path}"));
    let style = terminal.style_of_stderr();
    let _ = layout::paragraph(&mut io::stderr().lock(), "", &layout::plain(text.get(style.lang)), style.width);
    Ok(())
}

fn of_reports(path: &Path, reports: &Reports) -> Baseline {
    Baseline::of(reports.analyses.iter().map(|analysis| (name(path, analysis.source.name()), analysis)))
}

/// The name of a report in a baseline: from the folder of the baseline where it lies in it, so that it is the same from wherever
/// gouji is called.
fn name(baseline: &Path, report: &str) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let (baseline, report) = (files::tidy(&here.join(baseline)), files::tidy(&here.join(report)));
    let below = baseline.parent().and_then(|folder| report.strip_prefix(folder).ok());
    slashed(below.or_else(|| report.strip_prefix(&here).ok()).unwrap_or(&report))
}

fn read(path: &Path, files: &Files) -> Result<Baseline, Complaint> {
    let wrong = |problem| Complaint::Problems(text!("基线有误", "bad baseline"), vec![problem]);
    let name = path.to_string_lossy();
    let bytes = files.at_most(path, MAX_BYTES).map_err(|reason| {
        let hint = text!("先用 --write-baseline 生成基线", "write it with --write-baseline first");
        wrong(Problem::of_file(name.clone(), reason, Some(hint)))
    })?;
    Baseline::read(&name, &bytes).map_err(wrong)
}

fn tell(path: &Path, stale: &[&Entry], terminal: Terminal) -> io::Result<()> {
    let style = terminal.style_of_stderr();
    let mut out = io::stderr().lock();
    let word = Paint::new(style.color).severity(Severity::Note, Severity::Note.word(style.lang));
    let (path, count) = (path.display(), stale.len());
    let entries = if count == 1 { "entry" } else { "entries" };
    let text = match style.lang {
        Lang::Zh => format!("：基线 {path} 中有 {count} 条已不再出现，用 --write-baseline 更新"),
        Lang::En => format!(": no longer found: {count} {entries} of the baseline {path}; --write-baseline brings it up to date"),
    };
    let plain = layout::plain(&text);
    for (index, line) in layout::wrap(&format!("    {plain}"), style.width).iter().enumerate() {
        if index == 0 { writeln!(out, "{word}{}", line.trim_start())? } else { writeln!(out, "  {line}")? }
    }
    for entry in stale.iter().take(NAMED) {
        let text = format!("{} {} {}", entry.path, entry.code, entry.message);
        layout::paragraph(&mut out, "  ", &layout::plain(&text), style.width)?;
    }
    if count > NAMED {
        writeln!(out, "  …")?;
    }
    Ok(())
}
