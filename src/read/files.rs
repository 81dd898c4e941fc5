//! Opening files and walking folders.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use ignore::overrides::{Override, OverrideBuilder};
use ignore::{DirEntry, WalkBuilder, WalkState};

use super::archive::{self, Entry};
use super::cause::{Cause, MAX_BYTES, ReadError};
use super::sniff::FileKind;
use crate::source::name_of;

/// Something to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
    /// A document in an archive.
    Entry(Entry),
}

/// What paths come to.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Collected {
    /// What is to be read, in order.
    pub inputs: Vec<Input>,
    /// What cannot be found or entered.
    pub errors: Vec<ReadError>,
    /// The files of folders that are not read, by what they are or by their names, in order.
    pub passed_over: Vec<PathBuf>,
}

/// The files that `paths` name: a file, a folder (the reports in it, in path order), a pattern with `*`, `?` or `[`, or `-` for
/// standard input. What cannot be found is returned beside them, and so is what is passed over in folders.
pub fn collect(paths: &[PathBuf]) -> Collected {
    let (mut found, mut seen) = (Collected::default(), HashSet::new());
    for path in paths {
        let files = if path.as_os_str() == "-" {
            vec![Input::Stdin]
        } else if path.is_dir() {
            walk(path, path, None, &mut found)
        } else if !path.exists() && is_pattern(path) {
            let (root, pattern) = split_pattern(path);
            walk(path, &root, Some(&pattern), &mut found)
        } else {
            of_file(path, &mut found)
        };
        found.inputs.extend(files.into_iter().filter(|file| seen.insert(file_key(file))));
    }
    found.passed_over.sort();
    found.passed_over.dedup();
    found
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
            Input::Entry(entry) => return entry.bytes(name),
        };
        if !can_end(path) {
            return Err(ReadError::new(name, Cause::Pipe));
        }
        let file = File::open(path).and_then(|file| Ok((file.metadata()?, file)));
        match file {
            Err(error) => Err(ReadError::new(name, cause(error))),
            Ok((meta, _)) if meta.len() > MAX_BYTES => Err(ReadError::new(name, Cause::TooLarge(meta.len(), MAX_BYTES))),
            Ok((_, file)) => bytes(name, file),
        }
    }
}

/// A file, or the documents of an archive.
fn of_file(path: &Path, found: &mut Collected) -> Vec<Input> {
    let file = || vec![Input::File(path.to_path_buf())];
    if !ending(path).eq_ignore_ascii_case("zip") {
        return file();
    }
    let name = display(path);
    let Some(bytes) = Input::File(path.to_path_buf()).bytes(&name).ok().filter(|bytes| archive::is_archive(&name, bytes)) else {
        // what is wrong is said where it is read
        return file();
    };
    match archive::contents(path, bytes, is_report) {
        Ok(contents) => {
            found.passed_over.extend(contents.passed_over);
            contents.documents.into_iter().map(Input::Entry).collect()
        }
        Err(error) => {
            found.errors.push(error);
            Vec::new()
        }
    }
}

/// Whether reading a path comes to an end: a pipe that lies in a folder waits for a writer for ever. Those of the shell
/// (`<(…)`, /dev/stdin) have one.
fn can_end(path: &Path) -> bool {
    let is_stream = ["/dev/fd", "/proc", "/dev/stdin"].iter().any(|folder| path.starts_with(folder));
    is_stream || fs::metadata(path).map_or(true, |found| found.is_file() || found.is_dir())
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
fn walk(asked: &Path, root: &Path, pattern: Option<&str>, collected: &mut Collected) -> Vec<Input> {
    let Collected { errors, passed_over, .. } = collected;
    let name = display(asked);
    let matcher = match pattern.map(|pattern| matcher(root, pattern)).transpose() {
        Ok(matcher) => matcher,
        Err(_) => return refuse(name, Cause::Missing, errors),
    };
    let is_wanted = |path: &Path| match &matcher {
        Some(glob) => is_opened(path) && glob.matched(path, false).is_whitelist(),
        None => is_opened(path) && !is_about_the_folder(path),
    };
    let found = Mutex::new((Vec::new(), Vec::new(), Vec::new()));
    // the same files on every machine: what a folder's own .gitignore leaves out, not what its user has set up
    WalkBuilder::new(root).git_global(false).require_git(false).build_parallel().run(|| {
        Box::new(|entry| {
            // a thread that failed leaves what it had found
            let (files, others, failed) = &mut *found.lock().unwrap_or_else(PoisonError::into_inner);
            match entry {
                Ok(entry) if entry.file_type().is_none_or(|kind| kind.is_dir()) => {}
                Ok(entry) if is_wanted(entry.path()) && is_file(&entry) => files.push(entry.into_path()),
                Ok(entry) if pattern.is_none() && is_told(entry.path()) => others.push(entry.into_path()),
                Ok(_) => {}
                Err(error) => {
                    failed.push((path_of_error(&error).map_or_else(|| name.clone(), |path| display(&path)), walk_cause(error)))
                }
            }
            WalkState::Continue
        })
    });
    let (mut files, others, mut failed) = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    failed.sort_by(|(a, _), (b, _)| a.cmp(b));
    // what failed says already why there is nothing
    let is_told = !failed.is_empty();
    errors.extend(failed.into_iter().map(|(folder, cause)| ReadError::new(folder, cause)));
    let plain = |file: PathBuf| file.strip_prefix(".").map(Path::to_path_buf).unwrap_or(file);
    passed_over.extend(others.into_iter().map(plain));
    if files.is_empty() && !is_told {
        return refuse(name, Cause::NothingToRead, errors);
    }
    files.sort();
    files.into_iter().flat_map(|file| of_file(&plain(file), collected)).collect()
}

/// Whether an entry of a folder is a file, or a link to one.
fn is_file(entry: &DirEntry) -> bool {
    match entry.file_type() {
        Some(kind) if kind.is_symlink() => fs::metadata(entry.path()).map_or(true, |target| target.is_file()),
        kind => kind.is_some_and(|kind| kind.is_file()),
    }
}

/// Endings of files that are there for programs: configurations, profiles, baselines.
const SERVING: [&str; 3] = ["yaml", "yml", "json"];

/// Whether it is worth saying that a file of a folder is not read.
fn is_told(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    !name.starts_with("~$") && !SERVING.contains(&ending(path).to_ascii_lowercase().as_str())
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

/// Endings of what may well be a report, though a build without PDF does not read it: to pass it over in silence would be to call
/// it sound.
const REFUSED: [&str; 2] = ["ofd", "pdf"];

/// Whether a file is a report, by its name; the `~$` twin that Word leaves beside an open document is none.
fn is_report(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let ending = ending(path).to_ascii_lowercase();
    !name.starts_with("~$") && (FileKind::named(&name).is_some() || REFUSED.contains(&ending.as_str()))
}

/// Whether a file of a folder is opened: a report, or an archive of them.
fn is_opened(path: &Path) -> bool {
    is_report(path)
        || ending(path).eq_ignore_ascii_case("zip") && !path.file_name().unwrap_or_default().to_string_lossy().starts_with("~$")
}

fn ending(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().into_owned()
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
        Input::Entry(entry) => entry.path().to_path_buf(),
    }
}

fn display(path: &Path) -> String {
    name_of(path)
}

fn cause(error: io::Error) -> Cause {
    if error.kind() == io::ErrorKind::NotFound { Cause::Missing } else { Cause::Io(error) }
}

/// The folder that a walk could not enter.
fn path_of_error(error: &ignore::Error) -> Option<PathBuf> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path.strip_prefix(".").unwrap_or(path).to_path_buf()),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of_error(err),
        ignore::Error::Loop { child, .. } => Some(child.clone()),
        _ => None,
    }
}

fn walk_cause(error: ignore::Error) -> Cause {
    match error.into_io_error() {
        Some(error) => cause(error),
        None => Cause::NothingToRead,
    }
}
