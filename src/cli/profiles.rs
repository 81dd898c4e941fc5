//! `gouji profiles`, and what `--profile` names.

use super::Outcome;
use super::output::{self, Terminal};
use super::usage::{UsageError, nearest};
use crate::profile::Profile;

/// The profile of that id, or the one in the file of that name.
pub(super) fn resolve(name: &str) -> Result<Profile, Box<UsageError>> {
    builtins().into_iter().find(|profile| profile.id == name).ok_or_else(|| unknown(name))
}

/// Lists the built-in profiles.
pub(super) fn list(terminal: Terminal) -> Result<Outcome, Box<UsageError>> {
    output::write(None, terminal, |_, out| {
        for profile in builtins() {
            writeln!(out, "{}", profile.id)?;
        }
        Ok(())
    })?;
    Ok(Outcome::Clean)
}

/// Shows what a built-in profile requires.
pub(super) fn show(id: &str, terminal: Terminal) -> Result<Outcome, Box<UsageError>> {
    let profile = resolve(id)?;
    output::write(None, terminal, |_, out| writeln!(out, "{}", profile.id))?;
    Ok(Outcome::Clean)
}

fn builtins() -> Vec<Profile> {
    vec![Profile::figures_only()]
}

fn unknown(name: &str) -> Box<UsageError> {
    let builtins = builtins();
    let near = nearest(name, builtins.iter().map(|profile| profile.id.as_str()));
    UsageError::unknown(("规范", "profile"), name, near.map(str::to_owned), "gouji profiles")
}
