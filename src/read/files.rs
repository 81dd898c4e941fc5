//! Opening files and walking folders.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use ignore::overrides::OverrideBuilder;

use super::{Cause, MAX_BYTES, ReadError, text};
use crate::source::Source;

/// Something to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

/// The files that `paths` name: a file, a folder (its .txt files, in path order), a pattern with `*`, `?` or `[`, or `-` for
/// standard input. What cannot be found is returned beside them.
pub fn collect(paths: &[PathBuf]) -> (Vec<Input>, Vec<ReadError>) {
    let (mut inputs, mut errors, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
    for path in paths {
        let files = if path.as_os_str() == "-" {
            vec![Input::Stdin]
        } else if path.is_dir() {
            walk(path, None, &mut errors)
        } else if !path.exists() && is_pattern(path) {
            walk(Path::new("."), Some(path), &mut errors)
        } else {
            vec![Input::File(path.clone())]
        };
        inputs.extend(files.into_iter().filter(|file| seen.insert(file_key(file))));
    }
    (inputs, errors)
}

/// Reads one file.
///
/// # Errors
/// See [`Cause`]. The size is looked at before anything is read.
pub fn open(path: &Path) -> Result<Source, ReadError> {
    let name = display(path);
    let bytes = fs::metadata(path)
        .and_then(|meta| if meta.len() > MAX_BYTES { Ok(Err(meta.len())) } else { fs::read(path).map(Ok) })
        .map_err(|error| ReadError::new(&name, cause(error)))?
        .map_err(|size| ReadError::new(&name, Cause::TooLarge(size)))?;
    text::decode(&name, bytes)
}

/// Reads standard input under `name`.
///
/// # Errors
/// See [`Cause`].
pub fn stdin(name: &str) -> Result<Source, ReadError> {
    let mut bytes = Vec::new();
    io::stdin().lock().take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(|error| ReadError::new(name, cause(error)))?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(ReadError::new(name, Cause::TooLarge(bytes.len() as u64)));
    }
    text::decode(name, bytes)
}

/// The .txt files under `root`, or those that `pattern` names.
fn walk(root: &Path, pattern: Option<&Path>, errors: &mut Vec<ReadError>) -> Vec<Input> {
    let name = display(pattern.unwrap_or(root));
    let mut builder = WalkBuilder::new(root);
    // the same files on every machine: what a folder's own .gitignore leaves out, not what its user has set up
    builder.git_global(false).require_git(false);
    if let Some(pattern) = pattern {
        let mut overrides = OverrideBuilder::new(root);
        let _ = overrides.add(&format!("/{}", display(pattern).trim_start_matches("./")));
        match overrides.build() {
            Ok(overrides) => builder.overrides(overrides),
            Err(_) => return refuse(name, Cause::Missing, errors),
        };
    }
    let mut files = Vec::new();
    for entry in builder.build() {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| !kind.is_dir()) && is_report(entry.path()) => {
                files.push(entry.into_path());
            }
            Ok(_) => {}
            Err(error) => errors.push(ReadError::new(&name, walk_cause(error))),
        }
    }
    if files.is_empty() {
        return refuse(name, Cause::NothingToRead, errors);
    }
    files.sort();
    files.into_iter().map(|file| Input::File(file.strip_prefix(".").map(Path::to_path_buf).unwrap_or(file))).collect()
}

fn refuse(name: String, cause: Cause, errors: &mut Vec<ReadError>) -> Vec<Input> {
    errors.push(ReadError::new(name, cause));
    Vec::new()
}

/// Whether a file of a folder is read: .txt, and not the `~$` twin that Word leaves beside an open document.
fn is_report(path: &Path) -> bool {
    let temporary = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("~$"));
    !temporary && path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("txt"))
}

fn is_pattern(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '['])
}

/// One file under two names is read once.
fn file_key(input: &Input) -> PathBuf {
    match input {
        Input::Stdin => PathBuf::from("-"),
        Input::File(path) => fs::canonicalize(path).unwrap_or_else(|_| path.clone()),
    }
}

fn display(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn cause(error: io::Error) -> Cause {
    if error.kind() == io::ErrorKind::NotFound { Cause::Missing } else { Cause::Io(error) }
}

fn walk_cause(error: ignore::Error) -> Cause {
    match error.into_io_error() {
        Some(error) => cause(error),
        None => Cause::NothingToRead,
    }
}
