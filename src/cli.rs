//! The command line: the only place that knows clap, the environment and the terminal.
//!
//! Exit codes, the same for every format: 0 nothing at or above `--fail-on`, 1 findings, 2 something could not be checked.

mod analyse;
mod args;
mod atomic;
mod baseline;
mod certainty;
mod complaint;
mod config;
mod diff;
mod explain;
mod files;
mod fix;
mod gather;
mod guard;
mod help;
mod lang;
mod leftovers;
mod outcome;
mod output;
mod paths;
mod profiles;
mod progress;
mod rules;
mod schema;
mod select;
mod settings;
mod shell;
mod targets;
mod usage;
mod watch;

use std::ffi::OsString;
use std::io::Write;

use clap::{CommandFactory, Parser};

use crate::report::{self, Style};
use crate::severity::Severity;
use crate::text::Lang;

use analyse::Asked;
use args::{Args, AuditArgs, CheckArgs, Command, ProfilesCommand, Target};
use complaint::Complaint;
use output::Reader;

pub use outcome::Outcome;

/// Runs the command that `arguments` (the program's name first) ask for.
///
/// Should the program fail outside of a report, while it writes for instance, this is reported like any other error, and nothing
/// counts as checked.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Outcome {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let lang = lang::spoken(&arguments, |name| std::env::var(name).ok());
    unbroken(lang, || obey(&arguments, lang))
}

fn unbroken(lang: Lang, obey: impl FnOnce() -> Outcome) -> Outcome {
    analyse::guarded(env!("CARGO_PKG_NAME"), || Ok(obey())).unwrap_or_else(|error| {
        // where this cannot be written, nothing can
        let _ = report::failure(&error, &Style { lang, ..Style::default() }, &mut std::io::stderr().lock());
        Outcome::Unchecked
    })
}

fn obey(arguments: &[OsString], lang: Lang) -> Outcome {
    let args = match Args::try_parse_from(arguments) {
        Ok(args) => args,
        Err(_) => return answer(arguments, lang),
    };
    let terminal = output::Terminal { lang, color: args.color };
    let result = match &args.command {
        Command::Check(check) => run_check(check, terminal),
        Command::Audit(audit) => run_audit(audit, terminal),
        Command::Explain { rule: Some(rule) } => explain::explain(rule, terminal),
        Command::Explain { rule: None } => explain::families(terminal),
        Command::Rules { format } => rules::list(*format, terminal),
        Command::Init(init) => config::init(init, terminal),
        Command::Config { path, config } => config::show(path.as_deref(), config, terminal),
        Command::Schema { name } => schema::print(name, terminal),
        Command::Completions { shell } => shell::completions(*shell, terminal),
        Command::Man { command } => shell::manual(command, terminal),
        Command::Help { command } => shell::help(command, terminal),
        Command::Profiles { command: None } => profiles::list(terminal),
        Command::Profiles { command: Some(ProfilesCommand::Show { id }) } => profiles::show(id, terminal),
    };
    match result {
        Ok(outcome) => outcome,
        Err(error) => usage::complain(&error, terminal),
    }
}

/// Answers arguments that are no command: they ask for help, or are not understood. The definition is needed in the language of
/// the answer, and with its pages.
fn answer(arguments: &[OsString], lang: Lang) -> Outcome {
    let color = lang::given(arguments, "--color").unwrap_or(args::ColorArg::Auto);
    let terminal = output::Terminal { lang, color };
    let mut command = help::with_pages(lang::in_one(Args::command(), lang), &terminal.style_of_stdout());
    match command.try_get_matches_from_mut(arguments) {
        Err(error) => usage::report(&error, &usage::Asked::of(&command, arguments), terminal),
        // what was refused before is refused again
        Ok(_) => Outcome::Unchecked,
    }
}

fn run_check(args: &CheckArgs, terminal: output::Terminal) -> Result<Outcome, Complaint> {
    if args.watch {
        return watch::watch(args, terminal, |known, files| check(args, Some(known), files, terminal));
    }
    check(args, None, &files::Files::default(), terminal).map(|(outcome, _)| outcome)
}

/// Checks once and writes what was found; whether somebody reads it.
fn check(
    args: &CheckArgs,
    known: Option<&mut analyse::Known>,
    files: &files::Files,
    terminal: output::Terminal,
) -> Result<(Outcome, Reader), Complaint> {
    let output = args.common.output.as_deref();
    let targets =
        if args.statistics { targets::of_statistics(&args.format, output)? } else { targets::of(&args.format, output)? };
    let selection = select::Selection::new(&args.select, &args.ignore)?;
    let written = files::Written::new(targets::files(&args.format, output).into_iter().chain(args.write_baseline.clone()));
    let asked = Asked { common: &args.common, selectors: &selection.asked_for(), written: &written, files };
    let fixing = fix::Fixing::new(args, &selection, files)?;
    if args.fixing.diff {
        return Ok((fix::diff(&fixing, &asked, terminal)?, Reader::There));
    }
    let (mut run, is_written) = match args.fixing.fix {
        true => fix::fix(&fixing, &asked, terminal)?,
        false => (analyse::analyse(&asked, known, terminal)?, true),
    };
    for analysis in &mut run.analyses {
        analysis.findings.retain(|finding| selection.takes(finding.rule));
    }
    if let Some(path) = &args.write_baseline {
        baseline::write(path, &mut run, terminal)?;
    } else if let Some(path) = &args.baseline {
        baseline::apply(path, &mut run, &selection, files, terminal)?;
    }
    let outcome = if is_written { outcome::of(&run, |_| true, args.common.fail_on()) } else { Outcome::Unchecked };
    Ok((outcome, write(&run, args, targets, terminal)?))
}

/// Writes what was found to each target; whether somebody reads it.
fn write(run: &report::Reports, args: &CheckArgs, targets: Vec<Target>, terminal: output::Terminal) -> Result<Reader, Complaint> {
    // standard output is for the text
    let is_taken = args.fixing.fix && args.common.reads_stdin();
    let mut reader = Reader::There;
    for Target { format, file } in targets {
        let min_severity = args.min_severity.map_or(format.min_severity(), Severity::from);
        let render = if args.statistics { report::statistics } else { report::findings };
        let render = |style: &Style, out: &mut dyn Write| render(run, format, &Style { min_severity, ..*style }, out);
        match &file {
            None if is_taken => output::tell(terminal, render),
            file => reader = output::write(file.as_deref(), terminal, render)?,
        }
    }
    Ok(reader)
}

fn run_audit(args: &AuditArgs, terminal: output::Terminal) -> Result<Outcome, Complaint> {
    let written = files::Written::new(args.common.output.clone());
    let asked = Asked { common: &args.common, selectors: &[], written: &written, files: &files::Files::default() };
    let run = analyse::analyse(&asked, None, terminal)?;
    // the audit is about figures: what it does not show does not decide how it ends
    let outcome = outcome::of(&run, |finding| finding.claim.is_some(), args.common.fail_on());
    output::write(args.common.output.as_deref(), terminal, |style, out| {
        report::audit(&run, args.format, &Style { evidence: args.evidence, ..*style }, out)
    })?;
    Ok(outcome)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules;

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
    fn a_panic_outside_of_a_report_is_told_too() {
        assert_eq!(unbroken(Lang::Zh, || panic!("while it wrote")), Outcome::Unchecked);
        assert_eq!(unbroken(Lang::Zh, || Outcome::Clean), Outcome::Clean);
    }

    /// Every command's definition is sound: clap checks it as a whole.
    #[test]
    fn the_definition_is_sound() {
        <Args as clap::CommandFactory>::command().debug_assert();
    }
}
