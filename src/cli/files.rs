//! The files that are written for gouji (profiles, configuration, baselines), and those that it writes.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use crate::text::Text;
use crate::yaml;

/// Reads them, and remembers which: should one change, what was made of it is out of date.
#[derive(Debug, Default)]
pub(super) struct Files {
    asked_for: RefCell<BTreeSet<PathBuf>>,
}

impl Files {
    /// The content of a file, or why it cannot be read. A file that is far too large is read no further than that shows.
    pub(super) fn bytes(&self, path: &Path) -> Result<Vec<u8>, Text> {
        self.at_most(path, yaml::MAX_BYTES)
    }

    /// As [`Files::bytes`], with one byte more than `limit` where there are more.
    pub(super) fn at_most(&self, path: &Path, limit: usize) -> Result<Vec<u8>, Text> {
        self.asked_for.borrow_mut().insert(path.to_path_buf());
        let mut bytes = Vec::new();
        let read = File::open(path).and_then(|file| file.take(limit as u64 + 1).read_to_end(&mut bytes));
        match read {
            Ok(_) => Ok(bytes),
            Err(_) if path.is_dir() => Err(text!("这是一个文件夹", "this is a folder")),
            Err(error) => Err(reason(&error)),
        }
    }

    /// Gets a file that another one names, from the folder of the latter.
    pub(super) fn fetch(&self, from: &str, name: &str) -> Result<(String, Vec<u8>), Text> {
        let path = beside(Path::new(from), name);
        Ok((path.to_string_lossy().into_owned(), self.bytes(&path)?))
    }

    /// The files that were asked for, those too that are not there.
    pub(super) fn asked_for(&self) -> BTreeSet<PathBuf> {
        self.asked_for.borrow().clone()
    }
}

/// What `name` means in the file `from`.
pub(super) fn beside(from: &Path, name: &str) -> PathBuf {
    tidy(&from.parent().unwrap_or(Path::new("")).join(name))
}

/// The path without `.` and without `..` where a folder before it can be taken back, so that one file has one name.
pub(super) fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(tidy.components().next_back(), Some(Component::Normal(_))) => {
                tidy.pop();
            }
            part => tidy.push(part),
        }
    }
    tidy
}

/// The files that gouji writes, known again by whatever name they go.
#[derive(Debug)]
pub(super) struct Written(BTreeSet<PathBuf>);

impl Written {
    /// Those that go by these paths, be they there yet or not.
    pub(super) fn new(files: impl IntoIterator<Item = PathBuf>) -> Self {
        Self(files.into_iter().map(|file| place(&file)).collect())
    }

    /// Whether `path` is one of them.
    pub(super) fn has(&self, path: &Path) -> bool {
        !self.0.is_empty() && self.0.contains(&place(path))
    }
}

/// Where a file stands, or will: the same for every path to it.
fn place(path: &Path) -> PathBuf {
    let in_folder = || {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Some(fs::canonicalize(folder).ok()?.join(path.file_name()?))
    };
    fs::canonicalize(path).ok().or_else(in_folder).unwrap_or_else(|| tidy(path))
}

fn reason(error: &io::Error) -> Text {
    match error.kind() {
        io::ErrorKind::NotFound => text!("找不到文件", "file not found"),
        io::ErrorKind::PermissionDenied => text!("没有读取权限", "permission denied"),
        _ => Text::both(format!("系统返回：{error}"), format!("the system says: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_file_has_one_name() {
        let table = [
            ("a/b.yaml", "../c.yaml", "c.yaml"),
            ("b.yaml", "./c.yaml", "c.yaml"),
            ("b.yaml", "../c.yaml", "../c.yaml"),
            ("/a/b", "/c", "/c"),
        ];
        for (from, name, expected) in table {
            assert_eq!(beside(Path::new(from), name), PathBuf::from(expected));
        }
    }

    #[test]
    fn what_is_written_is_known_by_every_name() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        fs::write(path("有.md"), "").expect("a file");
        let written = Written::new([path("有.md"), path("./无/../无.md"), path("未写.md")]);
        for (name, is_written) in [("有.md", true), ("./有.md", true), ("未写.md", true), ("./未写.md", true), ("别.md", false)]
        {
            assert_eq!(written.has(&path(name)), is_written, "{name}");
        }
    }
}
