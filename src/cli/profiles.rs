//! `gouji profiles`, and what `--profile` names.

use std::path::Path;

use super::Outcome;
use super::output::{self, Terminal};
use super::usage::UsageError;
use crate::finding::Text;
use crate::profile::{Profile, ProfileError, builtin_text, builtins};
use crate::read::{self, ReadError};
use crate::report::layout;

/// The built-in profile of that id, or the one in the file of that name.
pub(super) fn resolve(name: &str) -> Result<Profile, Box<UsageError>> {
    if let Some(profile) = Profile::builtin(name) {
        return Ok(profile);
    }
    if !is_file_name(name) {
        return Err(unknown(name));
    }
    let source = read::open_text(Path::new(name)).map_err(|error| unreadable(&error))?;
    Profile::from_yaml(name, source.text()).map_err(invalid)
}

/// Lists the built-in profiles: id, title, source.
pub(super) fn list(terminal: Terminal) -> Result<Outcome, Box<UsageError>> {
    output::write(None, terminal, |style, out| {
        let width = builtins().map(|profile| profile.id.len()).max().unwrap_or(0);
        for profile in builtins() {
            let head = format!("{:width$}  ", profile.id);
            layout::paragraph(out, &head, profile.title.get(style.lang), style.width)?;
            if !profile.document.is_empty() {
                layout::paragraph(out, &" ".repeat(head.len()), &profile.document, style.width)?;
            }
        }
        Ok(())
    })?;
    Ok(Outcome::Clean)
}

/// Shows what a built-in profile requires: its YAML, comments included, as a start for one's own.
pub(super) fn show(id: &str, terminal: Terminal) -> Result<Outcome, Box<UsageError>> {
    let text = builtin_text(id).ok_or_else(|| unknown(id))?;
    output::write(None, terminal, |_, out| out.write_all(text.as_bytes()))?;
    Ok(Outcome::Clean)
}

/// An id has neither a dot nor a path separator.
fn is_file_name(name: &str) -> bool {
    name.contains(['/', '\\', '.']) || Path::new(name).is_file()
}

fn unknown(name: &str) -> Box<UsageError> {
    UsageError::unknown(("规范", "profile"), name, Profile::nearest(name).map(str::to_owned), "gouji profiles")
}

fn unreadable(error: &ReadError) -> Box<UsageError> {
    let (name, cause) = (&error.path, error.cause.title());
    Box::new(UsageError {
        title: Text::both(format!("读不了规范文件 {name}"), format!("cannot read the profile {name}")),
        reason: Some(cause),
        fix: Text::new("请核对路径；文件应为 UTF-8 编码的 YAML", "check the path; the file must be YAML in UTF-8"),
    })
}

fn invalid(error: ProfileError) -> Box<UsageError> {
    let place = error.location.map(|at| format!(":{}:{}", at.line, at.column)).unwrap_or_default();
    let fix = error.hint.map(|hint| *hint);
    Box::new(UsageError {
        title: Text::both(format!("规范有误：{}{place}", error.file), format!("bad profile: {}{place}", error.file)),
        reason: Some(error.message),
        fix: fix.unwrap_or(Text::new(
            "gouji profiles show national-2019 可作范本",
            "gouji profiles show national-2019 is a model to copy",
        )),
    })
}
