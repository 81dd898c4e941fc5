//! The command line: the only place that knows clap, the environment and the terminal.
//!
//! Exit codes, the same for every format: 0 nothing at or above `--fail-on`, 1 findings, 2 something could not be checked.

mod args;
mod baseline;
mod config;
mod explain;
mod files;
mod output;
mod profiles;
mod schema;
mod select;
mod settings;
mod usage;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Parser;

use crate::finding::{Finding, Lang, Severity};
use crate::report::{self, Format, Run, Style};
use crate::rules::Selector;
use crate::{Linter, read};

use args::{Args, AuditArgs, CheckArgs, Command, Common, FailOn, ProfilesCommand};
use usage::Complaint;

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
        Command::Rules => explain::rules(terminal),
        Command::Init(init) => config::init(init, terminal),
        Command::Config { path, config } => config::show(path.as_deref(), config, terminal),
        Command::Schema { name } => schema::print(name, terminal),
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
    let mut run = analyse(&args.common, &selection.asked_for(), terminal)?;
    for analysis in &mut run.analyses {
        analysis.findings.retain(|finding| selection.takes(finding.rule));
    }
    if let Some(path) = &args.write_baseline {
        baseline::write(path, &mut run, terminal)?;
    } else if let Some(path) = &args.baseline {
        baseline::apply(path, &mut run, &selection, terminal)?;
    }
    let format = args.format;
    // programs get every finding unless they ask for fewer; people are spared the notes
    let least = match (args.min_severity, format) {
        (Some(least), _) => Severity::from(least),
        (None, Format::Json) => Severity::Note,
        (None, Format::Human | Format::Concise) => Severity::Warning,
    };
    let outcome = outcome(&run, |_| true, args.common.fail_on);
    output::write(args.common.output.as_deref(), terminal, |style, out| {
        report::findings(&run, format, &Style { min_severity: least, ..*style }, out)
    })?;
    Ok(outcome)
}

fn run_audit(args: &AuditArgs, terminal: output::Terminal) -> Result<Outcome, Complaint> {
    let run = analyse(&args.common, &[], terminal)?;
    // the audit is about figures: what it does not show does not decide how it ends
    let outcome = outcome(&run, |finding| finding.claim.is_some(), args.common.fail_on);
    output::write(args.common.output.as_deref(), terminal, |style, out| report::audit(&run, args.format, style, out))?;
    Ok(outcome)
}

/// Reads and checks everything that was asked for. What cannot be read is said at once, and the rest goes on.
fn analyse(common: &Common, asked_for: &[Selector], terminal: output::Terminal) -> Result<Run, Complaint> {
    let profile = common.profile.as_deref().map(profiles::resolve).transpose()?;
    let configurations = settings::Configurations::new(&common.config)?;
    let here = [PathBuf::from(".")];
    let (inputs, failures) = read::collect(if common.paths.is_empty() { &here } else { &common.paths });
    let mut run = Run { analyses: Vec::new(), failures };
    // a configuration that is wrong is told before anything is checked
    let configs = inputs.iter().map(|input| configurations.of(named(input, common))).collect::<Result<Vec<_>, _>>()?;
    for (input, config) in inputs.iter().zip(configs) {
        let mut force = settings::in_force(config.as_deref(), configurations.here(), named(input, common));
        force.settings.asked_for = asked_for.to_vec();
        let source = match input {
            read::Input::Stdin => read::stdin(&common.stdin_filename),
            read::Input::File(path) => read::open(path),
        };
        match source {
            Ok(source) => {
                // what the command line says stands above the configuration
                let profile = profile.clone().or(force.profile.map(|profile| profile.value));
                run.analyses.push(Linter { profile, year: common.year }.check_with(source, &force.settings));
            }
            Err(error) => run.failures.push(error),
        }
    }
    let style = terminal.style_of_stderr();
    let mut out = io::stderr().lock();
    for error in &run.failures {
        // a closed standard error is no reason to stop
        let _ = report::failure(error, &style, &mut out).and_then(|()| writeln!(out));
    }
    Ok(run)
}

/// The path that an input goes by.
fn named<'a>(input: &'a read::Input, common: &'a Common) -> &'a Path {
    match input {
        read::Input::Stdin => Path::new(&common.stdin_filename),
        read::Input::File(path) => path,
    }
}

/// A finding of the family I says that something could not be checked, as does a failure.
fn outcome(run: &Run, counts: impl Fn(&Finding) -> bool, fail_on: FailOn) -> Outcome {
    let counted = || run.all_findings().filter(|finding| counts(finding));
    let unchecked = !run.failures.is_empty() || counted().any(|finding| finding.rule.code.starts_with('I'));
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
    use crate::finding::Text;
    use crate::rules;
    use crate::source::{Source, Span};

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

    /// Every command's definition is sound: clap checks it as a whole.
    #[test]
    fn the_definition_is_sound() {
        <Args as clap::CommandFactory>::command().debug_assert();
    }
}
