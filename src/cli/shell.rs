//! `gouji completions` and `gouji man`: what a shell and `man` want to know, from the definition of the command line.

use clap::CommandFactory;
use clap_complete::Shell;

use super::Outcome;
use super::args::Args;
use super::output::{self, Terminal};
use super::usage::{Complaint, UsageError};
use crate::words::nearest;

/// Prints the script that completes commands and options in `shell`.
pub(super) fn completions(shell: Shell, terminal: Terminal) -> Result<Outcome, Complaint> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "gouji", &mut script);
    output::write(None, terminal, |_, out| out.write_all(&script))?;
    Ok(Outcome::Clean)
}

/// Prints the manual page of gouji, or of one of its commands.
pub(super) fn manual(name: Option<&str>, terminal: Terminal) -> Result<Outcome, Complaint> {
    let mut all = Args::command();
    // a page says of itself what it is called: gouji-check
    all.build();
    let command = match name {
        None => all,
        Some(name) => match all.find_subcommand(name) {
            Some(command) => command.clone(),
            None => {
                let near = nearest(name, all.get_subcommands().map(clap::Command::get_name)).map(str::to_owned);
                return Err(UsageError::unknown(("命令", "command"), name, near, "gouji --help").into());
            }
        },
    };
    let page = clap_mangen::Man::new(command);
    output::write(None, terminal, |_, out| page.render(out))?;
    Ok(Outcome::Clean)
}
