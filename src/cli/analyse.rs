//! Reading and checking everything that was asked for, several reports at a time.

use std::any::Any;
use std::collections::HashMap;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::args::Common;
use super::complaint::Complaint;
use super::files::{Files, Written};
use super::gather::{self, Wanted};
use super::output::Terminal;
use super::{profiles, progress};
use crate::analysis::Analysis;
use crate::config::InForce;
use crate::linter::Linter;
use crate::read::{self, ReadError};
use crate::report::{self, Reports, layout};
use crate::rules::{Selector, Settings};
use crate::source::{Source, name_of, path_of};
use crate::text::Text;

/// What was found out before and still holds, by the paths of the reports.
#[derive(Debug, Default)]
pub(super) struct Known {
    analyses: HashMap<PathBuf, Analysis>,
}

impl Known {
    /// Forgets a report.
    pub(super) fn forget(&mut self, report: &Path) {
        self.analyses.remove(report);
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        self.analyses.clear();
    }
}

/// What beside `common` decides what is read and how.
pub(super) struct Asked<'a> {
    pub(super) common: &'a Common,
    /// The rules that are asked for by name.
    pub(super) selectors: &'a [Selector],
    /// The files that are written.
    pub(super) written: &'a Written,
    /// The files that were written for gouji.
    pub(super) files: &'a Files,
}

/// Checks everything, in the order in which it was asked for. What is `known` is not checked again, and what is checked is known
/// from now on.
pub(super) fn analyse(asked: &Asked<'_>, mut known: Option<&mut Known>, terminal: Terminal) -> Result<Reports, Complaint> {
    let before = known.as_deref().map(|known| &known.analyses);
    let find = |report: &Path| before.and_then(|before| before.get(report));
    let (analyses, failures) =
        each(asked, &|report| find(report).is_some(), terminal, |report| match find(&report.wanted.name) {
            Some(analysis) => Ok(analysis.clone()),
            None => Ok(report.check(read::decode(&report.name, report.wanted.input.bytes(&report.name)?)?)),
        })?;
    if let Some(known) = &mut known {
        known.analyses = analyses.iter().map(|analysis| (path_of(analysis.source.name()), analysis.clone())).collect();
    }
    Ok(Reports { analyses, failures })
}

/// One of the reports that were asked for, and how it is to be checked.
pub(super) struct Report<'a> {
    pub(super) wanted: &'a Wanted,
    pub(super) name: String,
    linter: Linter,
}

impl Report<'_> {
    /// Finds out everything about a text of this report.
    pub(super) fn check(&self, source: Source) -> Analysis {
        self.linter.check(source)
    }
}

/// What `job` gives for each report, in the order in which they were asked for. What cannot be read is said at once, and the rest
/// goes on. Those that are `known` take no time.
pub(super) fn each<T: Send>(
    asked: &Asked<'_>,
    is_known: &(dyn Fn(&Path) -> bool + Sync),
    terminal: Terminal,
    job: impl Fn(&Report<'_>) -> Result<T, ReadError> + Sync,
) -> Result<(Vec<T>, Vec<ReadError>), Complaint> {
    let Asked { common, files, .. } = asked;
    let profile = common.profile.as_deref().map(|name| profiles::resolve(name, files)).transpose()?;
    let mut asked_for = Linter { profile, year: common.year, settings: Settings::default() };
    asked_for.settings.asked_for = asked.selectors.to_vec();
    let gathered = gather::gather(common, asked.written, files)?;
    let reports = &gathered.reports;
    let new = reports.iter().filter(|report| !is_known(&report.name)).count();
    let progress = progress::Progress::new(new, common.no_progress, terminal.lang);
    let one = |wanted: &Wanted| {
        let done = one(wanted, &asked_for, &job);
        if !is_known(&wanted.name) {
            progress.step();
        }
        done
    };
    let results: Vec<_> = match pool(common.jobs.filter(|_| new > 1)) {
        Some(pool) => pool.install(|| reports.par_iter().map(one).collect()),
        None if new > 1 => reports.par_iter().map(one).collect(),
        // to start threads takes longer than to check one report
        None => reports.iter().map(one).collect(),
    };
    progress.end();
    let (mut done, mut failures) = (Vec::new(), gathered.failures);
    for result in results {
        match result {
            Ok(result) => done.push(result),
            Err(error) => failures.push(error),
        }
    }
    let idle = (reports.is_empty() && failures.is_empty()).then(|| idle(gathered.excluded));
    let strange = gathered.strange.iter().map(|file| strange(file));
    let passed_over = passed_over(&gathered.passed_over);
    tell(&failures, strange.chain(passed_over).chain(idle), terminal);
    Ok((done, failures))
}

/// What `job` gives for one report.
fn one<T>(wanted: &Wanted, asked_for: &Linter, job: &impl Fn(&Report<'_>) -> Result<T, ReadError>) -> Result<T, ReadError> {
    let name = name_of(&wanted.name);
    guarded(&name, || job(&Report { wanted, name: name.clone(), linter: linter(asked_for, wanted.in_force()) }))
}

/// The linter of a report for which this is in force. What the command line asks for stands above the configuration.
fn linter(asked_for: &Linter, force: InForce) -> Linter {
    let profile = asked_for.profile.clone().or(force.profile.map(|profile| profile.value));
    let mut settings = force.settings;
    settings.asked_for.clone_from(&asked_for.settings.asked_for);
    Linter { profile, year: asked_for.year, settings }
}

/// Why nothing was checked although nothing failed.
fn idle(excluded: usize) -> Text {
    match excluded {
        0 => text!("未给出要核对的报告，没有核对", "no report was given: nothing was checked"),
        _ => text!(
            "全部报告都被 gouji.yaml 的 exclude 或 .gitignore 排除，没有核对",
            "exclude of gouji.yaml or .gitignore leaves out every report: nothing was checked",
        ),
    }
}

/// Files that are named, of those that are not read.
const NAMED: usize = 5;

/// 「另有 3 个文件没有读：表.xlsx、扫描件.png、说明.csv」
fn passed_over(files: &[PathBuf]) -> Option<Text> {
    let names = |joint: &str| files.iter().take(NAMED).map(|file| file.display().to_string()).collect::<Vec<_>>().join(joint);
    let more = if files.len() > NAMED { ["…", ", …"] } else { [""; 2] };
    (!files.is_empty()).then(|| {
        Text::both(
            format!("另有 {} 个文件没有读：{}{}", files.len(), names("、"), more[0]),
            format!("files that were not read: {}: {}{}", files.len(), names(", "), more[1]),
        )
    })
}

/// That a configuration does not count.
fn strange(file: &Path) -> Text {
    let file = file.display();
    Text::both(
        format!("没有采用 {file}：它属于别的用户；确要采用，请用 --config 指定"),
        format!("{file} was left alone, for it belongs to another user; --config takes it all the same"),
    )
}

/// Says what could not be read, and whatever else there is to say before anything is checked.
fn tell(failures: &[ReadError], texts: impl Iterator<Item = Text>, terminal: Terminal) {
    let style = terminal.style_of_stderr();
    let mut out = io::stderr().lock();
    // a closed standard error is no reason to stop
    for error in failures {
        let _ = report::failure(error, &style, &mut out).and_then(|()| writeln!(out));
    }
    for text in texts {
        let _ = layout::paragraph(&mut out, "", &layout::plain(text.get(style.lang)), style.width);
    }
}

/// What `check` gives for the report `name`. Should it panic, this is an error of that report: the others are checked, and the
/// run says that one was not.
pub(super) fn guarded<T>(name: &str, check: impl FnOnce() -> Result<T, ReadError>) -> Result<T, ReadError> {
    // nothing that a panic might leave half done outlives the closure
    catch_unwind(AssertUnwindSafe(check))
        .unwrap_or_else(|payload| Err(ReadError::new(name, read::Cause::Fault(words(payload.as_ref())))))
}

/// What a panic said.
fn words(payload: &(dyn Any + Send)) -> String {
    let borrowed = payload.downcast_ref::<&str>().map(|words| (*words).to_owned());
    borrowed.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_default()
}

/// That many threads; without a number, or where the system grants no more, those that rayon starts by itself.
fn pool(jobs: Option<u16>) -> Option<rayon::ThreadPool> {
    rayon::ThreadPoolBuilder::new().num_threads(usize::from(jobs?)).build().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error_of_its_report() {
        let faults = [
            guarded::<()>("甲.txt", || panic!("at {}", 7)).map_err(|error| error.cause.reason().en.to_string()),
            guarded("甲.txt", || panic!("flat")).map_err(|error| error.cause.code().0.to_owned()),
            guarded("甲.txt", || Err(ReadError::new("甲.txt", read::Cause::Empty))).map_err(|error| error.to_string()),
            guarded("甲.txt", || Ok(())).map_err(|error| error.to_string()),
        ];
        let expected = [Err("the program says: at 7"), Err("I010"), Err("甲.txt: no text in the file"), Ok(())];
        assert_eq!(faults.each_ref().map(|fault| fault.as_ref().copied().map_err(String::as_str)), expected);
    }
}
