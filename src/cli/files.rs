//! The files that are written for gouji (profiles, configuration, baselines), and those that it writes.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use crate::system::refusal;
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

    /// Gets a file that another one names, from the folder of the latter, if it lies within `reach` and may be such a file.
    pub(super) fn fetch(&self, reach: &Reach, from: &str, name: &str) -> Result<(String, Vec<u8>), Text> {
        let path = beside(Path::new(from), name);
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        if !matches!(ending.as_deref(), Some("yaml" | "yml" | "json")) {
            return Err(text!("它不是 YAML 文件（.yaml、.yml）", "it is no YAML file (.yaml, .yml)"));
        }
        if !reach.holds(&path) {
            return Err(text!(
                "它在配置所在的文件夹或仓库之外",
                "it lies outside of the folder or repository of the configuration"
            ));
        }
        regular(&path)?;
        Ok((path.to_string_lossy().into_owned(), self.bytes(&path)?))
    }

    /// The files that were asked for, those too that are not there.
    pub(super) fn asked_for(&self) -> BTreeSet<PathBuf> {
        self.asked_for.borrow().clone()
    }
}

/// Where a file that is written for gouji may take others from. Whoever writes it need not be the one who runs gouji: a pull request
/// brings its own, and what is wrong in a file is shown in a public log.
#[derive(Debug)]
pub(super) enum Reach {
    /// From anywhere: the command line names the file.
    Anywhere,
    /// From a folder and those in it.
    Below(PathBuf),
}

impl Reach {
    /// The repository that a file lies in, or else its folder.
    pub(super) fn around(file: &Path) -> Self {
        let file = std::path::absolute(file).unwrap_or_else(|_| file.to_path_buf());
        let repository = file.ancestors().skip(1).find(|folder| folder.join(".git").exists());
        Reach::Below(repository.or_else(|| file.parent()).unwrap_or(Path::new(".")).to_path_buf())
    }

    /// Whether a file lies in it, wherever links lead. One that is not there lies where its path says.
    pub(super) fn holds(&self, file: &Path) -> bool {
        let Reach::Below(root) = self else { return true };
        match (fs::canonicalize(file), fs::canonicalize(root)) {
            (Ok(file), Ok(root)) => file.starts_with(root),
            _ => std::path::absolute(file).is_ok_and(|file| tidy(&file).starts_with(root)),
        }
    }
}

/// An error for what is no file: a folder, a pipe that nobody writes to, a device without end.
pub(super) fn regular(path: &Path) -> Result<(), Text> {
    match fs::metadata(path) {
        Ok(found) if found.is_file() => Ok(()),
        Ok(found) if found.is_dir() => Err(text!("这是一个文件夹", "this is a folder")),
        Ok(_) => Err(text!("它是管道或设备，不是文件", "it is a pipe or a device and no file")),
        Err(_) if fs::symlink_metadata(path).is_ok() => {
            Err(text!("它是一个链接，所指的文件不存在", "it is a link to a file that is not there"))
        }
        Err(error) => Err(reason(&error)),
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
pub(super) struct Written {
    asked: Vec<PathBuf>,
    places: BTreeSet<PathBuf>,
}

impl Written {
    /// Those that go by these paths, be they there yet or not.
    pub(super) fn new(files: impl IntoIterator<Item = PathBuf>) -> Self {
        let asked: Vec<PathBuf> = files.into_iter().collect();
        let places = asked.iter().map(|file| place(file)).collect();
        Self { asked, places }
    }

    /// Whether `path` is one of them.
    pub(super) fn has(&self, path: &Path) -> bool {
        !self.places.is_empty() && self.places.contains(&place(path))
    }

    /// The files, by the names that were given.
    pub(super) fn asked(&self) -> &[PathBuf] {
        &self.asked
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
        _ => refusal(error).reason,
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
