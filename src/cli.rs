//! The command line: the only place that knows clap, the environment and the terminal.
//!
//! Exit codes, the same for every format: 0 nothing at or above `--fail-on`, 1 findings, 2 something could not be checked.

mod args;
mod atomic;
mod baseline;
mod config;
mod diff;
mod explain;
mod files;
mod fix;
mod output;
mod profiles;
mod progress;
mod schema;
mod select;
mod settings;
mod shell;
mod targets;
mod usage;

use std::any::Any;
use std::ffi::OsString;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Parser;
use rayon::prelude::*;

use crate::config::Config;
use crate::finding::{Finding, Lang, Severity, Text};
use crate::read::{self, ReadError};
use crate::report::{self, Run, Style};
use crate::rules::{Selector, Settings};
use crate::source::Source;
use crate::{Analysis, Linter};

use args::{Args, AuditArgs, CheckArgs, Command, Common, FailOn, ProfilesCommand, Target};
use usage::{Complaint, UsageError};

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Outcome {
    /// Nothing at or above `--fail-on`.
    Clean = 0,
    /// Findings.
    Findings = 1,
    /// Something could not be checked, or was not understood.
    Unchecked = 2,
}

/// Runs the command that `arguments` (the program's name first) ask for.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Outcome {
    let lang = output::environment_lang();
    let args = match Args::try_parse_from(arguments) {
        Ok(args) => args,
        Err(error) => return usage::report(&error, lang),
    };
    let lang = args.lang.map_or(lang, Lang::from);
    let terminal = output::Terminal { lang, color: args.color };
    let result = match &args.command {
        Command::Check(check) => run_check(check, terminal),
        Command::Audit(audit) => run_audit(audit, terminal),
        Command::Explain { rule } => explain::explain(rule, terminal),
        Command::Rules { format } => explain::rules(*format, terminal),
        Command::Init(init) => config::init(init, terminal),
        Command::Config { path, config } => config::show(path.as_deref(), config, terminal),
        Command::Schema { name } => schema::print(name, terminal),
        Command::Completions { shell } => shell::completions(*shell, terminal),
        Command::Man { command } => shell::manual(command.as_deref(), terminal),
        Command::Profiles { command: None } => profiles::list(terminal),
        Command::Profiles { command: Some(ProfilesCommand::Show { id }) } => profiles::show(id, terminal),
    };
    match result {
        Ok(outcome) => outcome,
        Err(error) => usage::complain(&error, terminal),
    }
}

fn run_check(args: &CheckArgs, terminal: output::Terminal) -> Result<Outcome, Complaint> {
    let selection = select::Selection::new(&args.select, &args.ignore)?;
    let fixing = fix::Fixing::new(args, &selection)?;
    if args.fixing.diff {
        return fix::diff(&fixing, terminal);
    }
    let targets = targets::of(&args.format, args.common.output.as_deref())?;
    let (mut run, is_written) = match args.fixing.fix {
        true => fix::fix(&fixing, terminal)?,
        false => (analyse(&args.common, &selection.asked_for(), terminal)?, true),
    };
    for analysis in &mut run.analyses {
        analysis.findings.retain(|finding| selection.takes(finding.rule));
    }
    if let Some(path) = &args.write_baseline {
        baseline::write(path, &mut run, terminal)?;
    } else if let Some(path) = &args.baseline {
        baseline::apply(path, &mut run, &selection, terminal)?;
    }
    for Target { format, file } in targets {
        let min_severity = args.min_severity.map_or(format.min_severity(), Severity::from);
        let render = |style: &Style, out: &mut dyn Write| report::findings(&run, format, &Style { min_severity, ..*style }, out);
        match &file {
            // standard output is for the text
            None if args.fixing.fix && args.common.reads_stdin() => output::tell(terminal, render),
            file => output::write(file.as_deref(), terminal, render)?,
        }
    }
    let outcome = outcome(&run, |_| true, args.common.fail_on());
    Ok(if is_written { outcome } else { Outcome::Unchecked })
}

fn run_audit(args: &AuditArgs, terminal: output::Terminal) -> Result<Outcome, Complaint> {
    let run = analyse(&args.common, &[], terminal)?;
    // the audit is about figures: what it does not show does not decide how it ends
    let outcome = outcome(&run, |finding| finding.claim.is_some(), args.common.fail_on());
    output::write(args.common.output.as_deref(), terminal, |style, out| report::audit(&run, args.format, style, out))?;
    Ok(outcome)
}

/// Reads and checks everything that was asked for.
fn analyse(common: &Common, asked_for: &[Selector], terminal: output::Terminal) -> Result<Run, Complaint> {
    let (analyses, failures) = each(common, asked_for, terminal, |report| {
        Ok(report.check(read::decode(&report.name, report.input.bytes(&report.name)?)?))
    })?;
    Ok(Run { analyses, failures })
}

/// One of the reports that were asked for, and how it is to be checked.
struct Report<'a> {
    input: &'a read::Input,
    name: String,
    linter: Linter,
    settings: Settings,
}

impl Report<'_> {
    fn check(&self, source: Source) -> Analysis {
        self.linter.check_with(source, &self.settings)
    }
}

/// What `job` gives for each report that was asked for, several at a time, in the order in which they were asked for. What cannot
/// be read is said at once, and the rest goes on.
fn each<T: Send>(
    common: &Common,
    asked_for: &[Selector],
    terminal: output::Terminal,
    job: impl Fn(&Report<'_>) -> Result<T, ReadError> + Sync,
) -> Result<(Vec<T>, Vec<ReadError>), Complaint> {
    let profile = common.profile.as_deref().map(profiles::resolve).transpose()?;
    let configurations = settings::Configurations::new(&common.config)?;
    let mut paths = common.paths.clone();
    match &common.files_from {
        Some(list) => paths.extend(listed(list)?),
        None if paths.is_empty() => paths.push(PathBuf::from(".")),
        None => {}
    }
    let (inputs, mut failures) = read::collect(&paths);
    // a configuration that is wrong is told before anything is checked
    let configs = inputs.iter().map(|input| configurations.of(named(input, common))).collect::<Result<Vec<_>, _>>()?;
    let here = configurations.here();
    let progress = progress::Progress::new(inputs.len(), common.no_progress);
    let check = |(input, config): (&read::Input, &Option<Arc<Config>>)| {
        let name = named(input, common).to_string_lossy().into_owned();
        let result = guarded(&name, || {
            let mut force = settings::in_force(config.as_deref(), here, named(input, common));
            force.settings.asked_for = asked_for.to_vec();
            // what the command line says stands above the configuration
            let profile = profile.clone().or(force.profile.map(|profile| profile.value));
            let linter = Linter { profile, year: common.year };
            job(&Report { input, name: name.clone(), linter, settings: force.settings })
        });
        progress.step();
        result
    };
    let results: Vec<_> = match pool(common.jobs.filter(|_| inputs.len() > 1)) {
        Some(pool) => pool.install(|| inputs.par_iter().zip(&configs).map(check).collect()),
        None if inputs.len() > 1 => inputs.par_iter().zip(&configs).map(check).collect(),
        // to start threads takes longer than to check one report
        None => inputs.iter().zip(&configs).map(check).collect(),
    };
    progress.end();
    let mut done = Vec::new();
    for result in results {
        match result {
            Ok(result) => done.push(result),
            Err(error) => failures.push(error),
        }
    }
    output::tell(terminal, |style, out| {
        failures.iter().try_for_each(|error| report::failure(error, style, out).and_then(|()| writeln!(out)))
    });
    Ok((done, failures))
}

/// What `check` gives for the report `name`. Should it panic, this is an error of that report: the others are checked, and the
/// run says that one was not.
fn guarded<T>(name: &str, check: impl FnOnce() -> Result<T, ReadError>) -> Result<T, ReadError> {
    // nothing that a panic might leave half done outlives the closure
    catch_unwind(AssertUnwindSafe(check))
        .unwrap_or_else(|payload| Err(ReadError::new(name, read::Cause::Fault(words(payload.as_ref())))))
}

/// What a panic said.
fn words(payload: &(dyn Any + Send)) -> String {
    let borrowed = payload.downcast_ref::<&str>().map(|words| (*words).to_owned());
    borrowed.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_default()
}

/// The path that an input goes by.
fn named<'a>(input: &'a read::Input, common: &'a Common) -> &'a Path {
    match input {
        read::Input::Stdin => Path::new(&common.stdin_filename),
        read::Input::File(path) => path,
    }
}

/// That many threads; without a number, or where the system grants no more, those that rayon starts by itself.
fn pool(jobs: Option<u16>) -> Option<rayon::ThreadPool> {
    rayon::ThreadPoolBuilder::new().num_threads(usize::from(jobs?)).build().ok()
}

/// The paths that a file lists, one a line.
fn listed(list: &Path) -> Result<Vec<PathBuf>, Box<UsageError>> {
    let text = if list.as_os_str() == "-" { io::read_to_string(io::stdin().lock()) } else { std::fs::read_to_string(list) };
    match text {
        // Notepad begins its files with a byte order mark
        Ok(text) => {
            Ok(text.trim_start_matches('\u{feff}').lines().filter(|line| !line.trim().is_empty()).map(PathBuf::from).collect())
        }
        Err(error) => Err(Box::new(UsageError {
            title: Text::both(
                format!("无法读取文件清单：{}", list.display()),
                format!("the list of files cannot be read: {}", list.display()),
            ),
            reason: Some(Text::both(format!("系统返回：{error}"), format!("the system says: {error}"))),
            fix: Text::new("请核对 --files-from 后面的路径", "check the path behind --files-from"),
        })),
    }
}

/// A finding of the family I says that something could not be checked, as does a failure.
fn outcome(run: &Run, counts: impl Fn(&Finding) -> bool, fail_on: FailOn) -> Outcome {
    let counted = || run.all_findings().filter(|finding| counts(finding));
    // changes that nobody has accepted yet are read as if they were: that is something to say, and nothing is left unread
    let is_unread = |finding: &Finding| finding.rule.code.starts_with('I') && finding.rule.code != "I103";
    let unchecked = !run.failures.is_empty() || counted().any(is_unread);
    let least = match fail_on {
        FailOn::Error => Some(Severity::Error),
        FailOn::Warning => Some(Severity::Warning),
        FailOn::Note => Some(Severity::Note),
        FailOn::Never => None,
    };
    let found = least.is_some_and(|least| counted().any(|finding| finding.severity >= least));
    match (unchecked, found) {
        (true, _) => Outcome::Unchecked,
        (false, true) => Outcome::Findings,
        (false, false) => Outcome::Clean,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules;
    use crate::source::Span;

    /// The run of a text with one finding of `rule` at `severity`.
    fn run_with(found: Option<(&str, Severity)>) -> Run {
        let linter = Linter { profile: Some(crate::profile::Profile::figures_only()), year: None };
        let mut analysis = linter.check(Source::new("x", "一篇短文。"));
        analysis.findings = found.into_iter().map(|(code, severity)| finding(code).at_most(severity)).collect();
        Run { analyses: vec![analysis], failures: Vec::new() }
    }

    fn finding(code: &str) -> Finding {
        let rule = rules::find(code).expect("a rule");
        Finding { severity: Severity::Error, ..Finding::new(rule, Span::at(0), Text::same("")) }
    }

    #[test]
    fn exit_codes_follow_the_gravest_finding() {
        let ends = |found, fail_on| outcome(&run_with(found), |_| true, fail_on);
        let (error, warning, note) = (Severity::Error, Severity::Warning, Severity::Note);
        let table = [
            (None, FailOn::Note, Outcome::Clean),
            (Some(("R101", error)), FailOn::Error, Outcome::Findings),
            (Some(("R101", warning)), FailOn::Error, Outcome::Clean),
            (Some(("R101", warning)), FailOn::Warning, Outcome::Findings),
            (Some(("R101", note)), FailOn::Warning, Outcome::Clean),
            (Some(("R101", note)), FailOn::Note, Outcome::Findings),
            (Some(("R101", error)), FailOn::Never, Outcome::Clean),
            (Some(("I104", note)), FailOn::Never, Outcome::Unchecked),
            (Some(("I104", error)), FailOn::Error, Outcome::Unchecked),
            (Some(("I103", warning)), FailOn::Warning, Outcome::Findings),
            (Some(("I103", warning)), FailOn::Error, Outcome::Clean),
        ];
        for (found, fail_on, expected) in table {
            assert_eq!(ends(found, fail_on), expected, "{found:?} {fail_on:?}");
        }
    }

    #[test]
    fn selections_take_codes_names_and_families() {
        let takes = |select: &[&str], ignore: &[&str], code: &str| {
            let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
            let selection = select::Selection::new(&words(select), &words(ignore)).expect("known rules");
            selection.takes(rules::find(code).expect("a rule"))
        };
        assert!(takes(&[], &[], "R101") && takes(&["r"], &[], "R101") && takes(&["rate-mismatch"], &[], "R101"));
        assert!(!takes(&["I"], &[], "R101") && !takes(&[], &["R1"], "R101") && !takes(&["R"], &["r101"], "R101"));
    }

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
        let run = Run { analyses: Vec::new(), failures: vec![ReadError::new("甲.txt", read::Cause::Fault(String::new()))] };
        assert_eq!(outcome(&run, |_| true, FailOn::Never), Outcome::Unchecked);
    }

    /// Every command's definition is sound: clap checks it as a whole.
    #[test]
    fn the_definition_is_sound() {
        <Args as clap::CommandFactory>::command().debug_assert();
    }
}
