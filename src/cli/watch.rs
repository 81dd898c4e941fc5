//! `--watch`: checks again what changes, until it is interrupted.
//!
//! Files are looked at twice a second. That costs little (a folder of 500 reports a few milliseconds), and it sees what events of
//! the system do not tell: changes on network drives and in containers, files that editors save by renaming another one over them,
//! and a `gouji.yaml` that appears in a folder above.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use super::analyse::Known;
use super::args::{CheckArgs, Common};
use super::complaint::{Complaint, UsageError};
use super::files::{Files, Written};
use super::gather;
use super::outcome::Outcome;
use super::output::{Reader, Terminal};
use super::{targets, usage};
use crate::config::Config;
use crate::read::{self, Input};
use crate::report::layout::{self, Paint};
use crate::text::Lang;

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(500);
/// Between two looks while something is being written.
const SETTLING: Duration = Duration::from_millis(50);

/// What is seen of a file: when it was written, and its length. Nothing, where it is not there.
type Stamp = Option<(Option<SystemTime>, u64)>;

/// The files that matter, as they were seen.
#[derive(Debug, Default, PartialEq)]
struct Seen {
    reports: BTreeMap<PathBuf, Stamp>,
    /// Configurations, profiles, the baseline, the list of files.
    others: BTreeMap<PathBuf, Stamp>,
}

/// Checks with `check`, and again whenever something changes. Ends when nobody reads what is written, or with a complaint that no
/// change of a file can answer.
pub(super) fn watch(
    args: &CheckArgs,
    terminal: Terminal,
    mut check: impl FnMut(&mut Known, &Files) -> Result<(Outcome, Reader), Complaint>,
) -> Result<Outcome, Complaint> {
    refuse_stdin(&args.common)?;
    let (mut known, mut others) = (Known::default(), BTreeSet::new());
    let written = Written::new(targets::files(&args.format, args.common.output.as_deref()));
    loop {
        let files = Files::default();
        // what changes from here on is seen later
        let before = Seen::of(&args.common, &written, &others);
        clear(terminal);
        let outcome = match check(&mut known, &files) {
            Ok((outcome, Reader::Gone)) => return Ok(outcome),
            Ok((outcome, Reader::There)) => outcome,
            Err(Complaint::Usage(error)) => return Err(error.into()),
            Err(problems) => usage::complain(&problems, terminal),
        };
        others.extend(files.asked_for());
        let before = before.with_others(&others);
        let configured = others.iter().filter(|path| path.exists()).count();
        if waiting(before.reports.len(), configured, terminal).is_err() {
            return Ok(outcome);
        }
        let now = changed(&args.common, &written, &others, &before);
        if now.others == before.others {
            now.changed_reports(&before).for_each(|report| known.forget(report));
        } else {
            known.clear();
        }
    }
}

/// Waits until something has changed and nothing changes any more.
fn changed(common: &Common, written: &Written, others: &BTreeSet<PathBuf>, before: &Seen) -> Seen {
    let look = || Seen::of(common, written, others);
    let mut now = look();
    while now == *before {
        sleep(PAUSE);
        now = look();
    }
    loop {
        sleep(SETTLING);
        let later = look();
        if later == now {
            return now;
        }
        now = later;
    }
}

impl Seen {
    /// Looks at the reports, at what was read beside them, and at where a configuration might appear.
    fn of(common: &Common, written: &Written, others: &BTreeSet<PathBuf>) -> Self {
        // a list that is not there has been reported, and may come back
        let paths = gather::paths(common, &Files::default()).unwrap_or_else(|_| common.paths.clone());
        let reports: BTreeSet<PathBuf> = read::collect(&paths)
            .inputs
            .into_iter()
            .filter_map(|input| match input {
                Input::File(path) => Some(path),
                // an archive changes as a whole, and is opened anew
                Input::Entry(entry) => entry.path().ancestors().find(|path| path.is_file()).map(Path::to_path_buf),
                Input::Stdin => None,
            })
            .filter(|path| !written.has(path))
            .collect();
        let places = possible_configurations(&reports);
        let stamped = |paths: &BTreeSet<PathBuf>| paths.iter().map(|path| (path.clone(), stamp(path))).collect();
        Self { others: stamped(&places.union(others).cloned().collect()), reports: stamped(&reports) }
    }

    /// With what is seen only now of files that were not known to matter.
    fn with_others(mut self, others: &BTreeSet<PathBuf>) -> Self {
        for path in others {
            self.others.entry(path.clone()).or_insert_with(|| stamp(path));
        }
        self
    }

    /// The reports that are not what they were, that are new, or that are gone.
    fn changed_reports<'a>(&'a self, before: &'a Seen) -> impl Iterator<Item = &'a Path> {
        let differ = |(path, stamp): &(&PathBuf, &Stamp)| before.reports.get(*path) != Some(stamp);
        let gone = before.reports.keys().filter(|path| !self.reports.contains_key(*path));
        self.reports.iter().filter(differ).map(|(path, _)| path).chain(gone).map(PathBuf::as_path)
    }
}

/// Where a configuration of these reports may stand: in their folders and above.
fn possible_configurations(reports: &BTreeSet<PathBuf>) -> BTreeSet<PathBuf> {
    let folders: BTreeSet<PathBuf> =
        reports.iter().filter_map(|path| std::path::absolute(path).ok()?.parent().map(Path::to_path_buf)).collect();
    let all: BTreeSet<&Path> = folders.iter().flat_map(|folder| folder.ancestors()).collect();
    all.into_iter().flat_map(|folder| Config::NAMES.map(|name| folder.join(name))).collect()
}

fn stamp(path: &Path) -> Stamp {
    fs::metadata(path).ok().map(|meta| (meta.modified().ok(), meta.len()))
}

/// Standard input is read once, and nobody can change it.
fn refuse_stdin(common: &Common) -> Result<(), Box<UsageError>> {
    let is_stdin = |path: &PathBuf| path.as_os_str() == "-";
    if !common.paths.iter().chain(&common.files_from).any(is_stdin) {
        return Ok(());
    }
    Err(Box::new(UsageError {
        title: text!("--watch 不能与标准输入同用", "--watch does not go with standard input"),
        reason: text!("标准输入只能读一次", "standard input can be read but once"),
        fix: text!("请写出文件或文件夹，或去掉 --watch", "name files or folders, or leave out --watch"),
    }))
}

/// A terminal shows one run at a time; elsewhere, they follow one another.
fn clear(terminal: Terminal) {
    if io::stdout().is_terminal() && terminal.is_able() {
        let mut out = io::stdout().lock();
        // from the top; what was scrolled away stays
        let _ = out.write_all(b"\x1b[H\x1b[2J").and_then(|()| out.flush());
    }
}

/// Says what is waited for.
fn waiting(reports: usize, others: usize, terminal: Terminal) -> io::Result<()> {
    let style = terminal.style_of_stderr();
    let text = match (style.lang, others) {
        (Lang::Zh, 0) => format!("等待 {reports} 份报告改动（Ctrl-C 结束）"),
        (Lang::Zh, _) => format!("等待 {reports} 份报告和 {others} 个配置文件改动（Ctrl-C 结束）"),
        (Lang::En, 0) => format!("waiting for changes: reports {reports} (Ctrl-C ends)"),
        (Lang::En, _) => format!("waiting for changes: reports {reports}, configuration {others} (Ctrl-C ends)"),
    };
    let paint = Paint::new(style.color);
    let mut out = io::stderr().lock();
    for line in layout::wrap(&text, style.width) {
        writeln!(out, "{}", paint.dim(&line))?;
    }
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_that_changes_appears_or_goes_is_told() {
        let at = |second: u64, length| Some((Some(SystemTime::UNIX_EPOCH + Duration::from_secs(second)), length));
        let seen = |files: &[(&str, Stamp)]| Seen {
            reports: files.iter().map(|(name, stamp)| (PathBuf::from(name), *stamp)).collect(),
            others: BTreeMap::new(),
        };
        let before = seen(&[("同.txt", at(1, 5)), ("晚.txt", at(1, 5)), ("长.txt", at(1, 5)), ("去.txt", at(1, 5))]);
        let after = seen(&[("同.txt", at(1, 5)), ("晚.txt", at(2, 5)), ("长.txt", at(1, 6)), ("来.txt", at(0, 5))]);
        let mut changed: Vec<&Path> = after.changed_reports(&before).collect();
        changed.sort();
        let mut expected = ["晚.txt", "长.txt", "去.txt", "来.txt"].map(Path::new);
        expected.sort();
        assert_eq!(changed, expected);
        assert_eq!(before.changed_reports(&before).count(), 0);
    }

    #[test]
    fn a_configuration_may_appear_in_any_folder_above() {
        let reports = BTreeSet::from([PathBuf::from("/甲/乙/报告.txt"), PathBuf::from("/甲/丙/报告.txt")]);
        let places = possible_configurations(&reports);
        let names: Vec<String> = places.iter().map(|path| path.to_string_lossy().replace('\\', "/")).collect();
        for folder in ["", "/甲", "/甲/乙", "/甲/丙"] {
            assert!(names.iter().any(|name| name.ends_with(&format!("{folder}/gouji.yaml"))), "{names:?}");
        }
        assert_eq!(names.len(), 8);
    }
}
