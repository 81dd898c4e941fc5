//! Opening files and walking folders.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use ignore::overrides::{Override, OverrideBuilder};
use ignore::{WalkBuilder, WalkState};

use super::cause::{Cause, MAX_BYTES, ReadError};
use super::sniff::FileKind;

/// Something to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

/// The files that `paths` name: a file, a folder (the reports in it, in path order), a pattern with `*`, `?` or `[`, or `-` for
/// standard input. What cannot be found is returned beside them.
pub fn collect(paths: &[PathBuf]) -> (Vec<Input>, Vec<ReadError>) {
    let (mut inputs, mut errors, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
    for path in paths {
        let files = if path.as_os_str() == "-" {
            vec![Input::Stdin]
        } else if path.is_dir() {
            walk(path, path, None, &mut errors)
        } else if !path.exists() && is_pattern(path) {
            let (root, pattern) = split_pattern(path);
            walk(path, &root, Some(&pattern), &mut errors)
        } else {
            vec![Input::File(path.clone())]
        };
        inputs.extend(files.into_iter().filter(|file| seen.insert(file_key(file))));
    }
    (inputs, errors)
}

impl Input {
    /// The bytes; `name` is what standard input goes by.
    ///
    /// # Errors
    /// See [`Cause`]. The size of a file is looked at before anything is read.
    pub fn bytes(&self, name: &str) -> Result<Vec<u8>, ReadError> {
        let path = match self {
            Input::Stdin => return bytes(name, io::stdin().lock()),
            Input::File(path) => path,
        };
        let file = File::open(path).and_then(|file| Ok((file.metadata()?, file)));
        match file {
            Err(error) => Err(ReadError::new(name, cause(error))),
            Ok((meta, _)) if meta.len() > MAX_BYTES => Err(ReadError::new(name, Cause::TooLarge(meta.len(), MAX_BYTES))),
            Ok((_, file)) => bytes(name, file),
        }
    }
}

/// Reads what has no size beforehand (a pipe, a device), as far as the limit and no further.
fn bytes(name: &str, reader: impl Read) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    reader.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(|error| ReadError::new(name, cause(error)))?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(ReadError::new(name, Cause::TooLarge(bytes.len() as u64, MAX_BYTES)));
    }
    Ok(bytes)
}

/// The reports under `root`, or those of them that `pattern` names; `asked` is what the user wrote. The folders are read at the
/// same time, and the order is that of the paths.
fn walk(asked: &Path, root: &Path, pattern: Option<&str>, errors: &mut Vec<ReadError>) -> Vec<Input> {
    let name = display(asked);
    let matcher = match pattern.map(|pattern| matcher(root, pattern)).transpose() {
        Ok(matcher) => matcher,
        Err(_) => return refuse(name, Cause::Missing, errors),
    };
    let is_wanted = |path: &Path| match &matcher {
        Some(glob) => is_report(path) && glob.matched(path, false).is_whitelist(),
        None => is_report(path) && !is_about_the_folder(path),
    };
    let found = Mutex::new((Vec::new(), Vec::new()));
    // the same files on every machine: what a folder's own .gitignore leaves out, not what its user has set up
    WalkBuilder::new(root).git_global(false).require_git(false).build_parallel().run(|| {
        Box::new(|entry| {
            // a thread that failed leaves what it had found
            let (files, failed) = &mut *found.lock().unwrap_or_else(PoisonError::into_inner);
            match entry {
                Ok(entry) if entry.file_type().is_some_and(|kind| !kind.is_dir()) && is_wanted(entry.path()) => {
                    files.push(entry.into_path());
                }
                Ok(_) => {}
                Err(error) => failed.push((error.to_string(), walk_cause(error))),
            }
            WalkState::Continue
        })
    });
    let (mut files, mut failed) = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    failed.sort_by(|(a, _), (b, _)| a.cmp(b));
    // what failed says already why there is nothing
    let is_told = !failed.is_empty();
    errors.extend(failed.into_iter().map(|(_, cause)| ReadError::new(&name, cause)));
    if files.is_empty() && !is_told {
        return refuse(name, Cause::NothingToRead, errors);
    }
    files.sort();
    files.into_iter().map(|file| Input::File(file.strip_prefix(".").map(Path::to_path_buf).unwrap_or(file))).collect()
}

/// The folder that a pattern begins with, and what is left of the pattern: 各县 and *.txt of 各县/*.txt.
fn split_pattern(path: &Path) -> (PathBuf, String) {
    let is_plain = |part: &Component<'_>| !is_pattern(Path::new(part.as_os_str()));
    let root: PathBuf = path.components().take_while(is_plain).collect();
    let rest: PathBuf = path.components().skip_while(is_plain).collect();
    let root = if root.as_os_str().is_empty() { PathBuf::from(".") } else { root };
    (root, display(&rest).replace('\\', "/"))
}

fn matcher(root: &Path, pattern: &str) -> Result<Override, ignore::Error> {
    let mut builder = OverrideBuilder::new(root);
    builder.case_insensitive(true)?.add(&format!("/{pattern}"))?;
    builder.build()
}

fn refuse(name: String, cause: Cause, errors: &mut Vec<ReadError>) -> Vec<Input> {
    errors.push(ReadError::new(name, cause));
    Vec::new()
}

/// Endings of what is no report that can be read, but may well be one: to pass it over in silence would be to call it sound.
const REFUSED: [&str; 5] = ["doc", "wps", "rtf", "ofd", "pdf"];

/// Whether a file of a folder is opened, by its name; the `~$` twin that Word leaves beside an open document is not.
fn is_report(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    !name.starts_with("~$") && (FileKind::named(&name).is_some() || REFUSED.contains(&ending.as_str()))
}

/// What stands in a folder to explain it.
const ABOUT: [&str; 6] = ["readme", "changelog", "license", "licence", "contributing", "notice"];

/// Whether a file tells of the folder that it stands in: README.md, LICENSE.txt. Where it is asked for by name, it is read.
fn is_about_the_folder(path: &Path) -> bool {
    let stem = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    ABOUT.iter().any(|known| stem.split(['.', '-', '_']).next() == Some(known))
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
