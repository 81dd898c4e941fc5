//! Paths as other programs want them: from the working folder or the repository, however a report was named.

use std::env;
use std::fs;
use std::path::{Component, Path, PathBuf};

use super::files::tidy;
use super::settings::slashed;
use crate::report::as_given;
use crate::source::{name_of, path_of};

/// The path of a report from the working folder, if it lies in it; otherwise from the root of its repository. As it was given,
/// where it lies in neither.
pub(super) fn relative(name: &str) -> String {
    let path = path_of(name);
    if path.is_relative() && !path.starts_with("..") {
        return as_given(name);
    }
    let Ok(here) = env::current_dir() else { return as_given(name) };
    let absolute = tidy(&here.join(&path));
    let below = from_root(&absolute, &here).or_else(|| from_root(&fs::canonicalize(&absolute).ok()?, &here));
    below.map_or_else(|| as_given(name), |below| slashed(Path::new(&name_of(&below))))
}

fn from_root(absolute: &Path, here: &Path) -> Option<PathBuf> {
    let repository = || absolute.ancestors().skip(1).find(|folder| folder.join(".git").exists());
    let below = absolute.strip_prefix(here).ok().or_else(|| absolute.strip_prefix(repository()?).ok())?;
    Some(below.to_path_buf())
}

/// The path that a patch of a report names: that of the file, where the name is a link or goes through one, for no program patches
/// beyond a link.
pub(super) fn patched(name: &str) -> String {
    let (path, here) = (path_of(name), env::current_dir().and_then(fs::canonicalize).unwrap_or_default());
    let goes_up = path.components().any(|part| part == Component::ParentDir);
    match fs::canonicalize(&path) {
        Ok(real) if path.is_absolute() || goes_up || real != here.join(&path) => {
            real.strip_prefix(&here).map_or_else(|_| relative(name), |below| slashed(Path::new(&name_of(below))))
        }
        _ => name.to_owned(),
    }
}
