//! `gouji profiles`, and what `--profile` names.

use std::path::Path;

use super::complaint::{Complaint, UsageError};
use super::files::{Files, Reach};
use super::outcome::Outcome;
use super::output::{self, Terminal};
use crate::problem::Problem;
use crate::profile::{Profile, builtin_text, builtins};
use crate::report::layout;
use crate::text::Text;

/// The built-in profile of that id, or the one in the file of that name.
pub(super) fn resolve(name: &str, files: &Files) -> Result<Profile, Complaint> {
    if let Some(profile) = Profile::builtin(name) {
        return Ok(profile);
    }
    if !is_file_name(name) {
        return Err(unknown(name).into());
    }
    let wrong = |problems| Complaint::Problems(text!("规范有误", "bad profile"), problems);
    let bytes = files.bytes(Path::new(name)).map_err(|reason| {
        let hint = text!("请核对路径；gouji profiles 列出内置规范", "check the path; gouji profiles lists the built-in profiles");
        wrong(vec![Problem::of_file(name, reason, Some(hint))])
    })?;
    Profile::read(name, &bytes, &|from, name| files.fetch(&Reach::Anywhere, from, name)).map_err(wrong)
}

/// Lists the built-in profiles: id, title, source.
pub(super) fn list(terminal: Terminal) -> Result<Outcome, Complaint> {
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
pub(super) fn show(id: &str, terminal: Terminal) -> Result<Outcome, Complaint> {
    let text = builtin_text(id).ok_or_else(|| unknown(id))?;
    output::write(None, terminal, |_, out| out.write_all(text.as_bytes()))?;
    Ok(Outcome::Clean)
}

/// An id has neither a dot nor a path separator.
fn is_file_name(name: &str) -> bool {
    name.contains(['/', '\\', '.']) || Path::new(name).is_file()
}

fn unknown(name: &str) -> Box<UsageError> {
    if let Some((id, class)) = name.split_once(':')
        && let Some(profile) = Profile::builtin(id)
    {
        let known: Vec<&str> = profile.reporters.iter().map(|reporter| reporter.id.as_str()).collect();
        let title = Text::both(
            format!("规范 {id} 没有报告主体「{class}」"),
            format!("the profile {id} has no class of reporters \"{class}\""),
        );
        let (reason, fix) = match known.is_empty() {
            true => (
                text!("这个规范不分报告主体", "this profile has no classes of reporters"),
                Text::both(format!("写作 {id}"), format!("write {id}")),
            ),
            false => (
                crate::schema::suggest(class, &known),
                Text::both(format!("用 gouji profiles show {id} 查看"), format!("gouji profiles show {id} shows them")),
            ),
        };
        return Box::new(UsageError { title, reason, fix });
    }
    UsageError::unknown(("规范", "profile"), name, Profile::nearest(name).map(str::to_owned), "gouji profiles")
}
