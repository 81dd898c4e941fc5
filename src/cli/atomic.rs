//! Writing files so that nobody ever sees half of one: beside it, to the disk, then in its place.

use std::fs::{self, File, Metadata, Permissions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::leftovers;

/// Lets `render` write the content of `path`. Who reads it sees the old content or the new; if anything fails, the old one stays and
/// nothing is left beside it. Links stay links, and a file keeps its permissions; one that is read-only is not replaced. A device or
/// a pipe is written to.
pub(super) fn write(path: &Path, render: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let old = fs::metadata(path).ok();
    if old.as_ref().is_some_and(|old| !old.is_file() && !old.is_dir()) {
        let mut out = BufWriter::new(File::options().write(true).open(path)?);
        render(&mut out)?;
        return out.flush();
    }
    if old.is_some() {
        writable(path)?;
    }
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let mut new = beside(path)?;
    {
        let mut out = BufWriter::new(new.file()?);
        render(&mut out)?;
        out.flush()?;
    }
    new.finish(old.as_ref())?;
    new.replace(path)
}

/// Why a file was not exchanged.
#[derive(Debug)]
pub(super) enum Unchanged {
    /// Its content is another one by now.
    Stale,
    /// It has several names, which would part.
    Linked,
    /// What the system says.
    Io(io::Error),
}

impl From<io::Error> for Unchanged {
    fn from(error: io::Error) -> Self {
        Unchanged::Io(error)
    }
}

/// Puts `new` in the place of a file that still has the content `old`, as [`write`] does.
pub(super) fn exchange(path: &Path, old: &[u8], new: &[u8]) -> Result<(), Unchanged> {
    writable(path)?;
    let path = &fs::canonicalize(path)?;
    let metadata = fs::metadata(path)?;
    if links(&metadata) > 1 {
        return Err(Unchanged::Linked);
    }
    let mut file = beside(path)?;
    file.file()?.write_all(new)?;
    file.finish(Some(&metadata))?;
    // as late as can be: nothing but the rename stands after it, and what somebody writes between the two is lost
    if fs::read(path)? != old {
        return Err(Unchanged::Stale);
    }
    Ok(file.replace(path)?)
}

/// A new file in the folder of `path`, hidden, so that nobody checks what a run that was killed has left. It is removed when it is
/// dropped, and when the run is interrupted; what earlier runs have left is removed now.
fn beside(path: &Path) -> io::Result<Fresh> {
    let folder =
        path.parent().filter(|folder| !folder.as_os_str().is_empty()).map_or_else(|| PathBuf::from("."), Path::to_path_buf);
    leftovers::clear(&folder);
    let prefix = leftovers::prefix();
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix).suffix(leftovers::SUFFIX);
    // as any new file: what the user's mask leaves of it
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    // the error names the folder at length; what kind it is says enough
    let file = builder.tempfile_in(folder).map_err(|error| io::Error::from(error.kind()))?;
    leftovers::remember(file.path());
    Ok(Fresh(Some(file)))
}

/// A new file, until it has its name.
struct Fresh(Option<NamedTempFile>);

impl Fresh {
    fn file(&mut self) -> io::Result<&mut NamedTempFile> {
        self.0.as_mut().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    /// Gives it everything but its name: what the old file has, and its content to the disk.
    fn finish(&mut self, old: Option<&Metadata>) -> io::Result<()> {
        let file = self.file()?.as_file();
        if let Some(old) = old {
            keep(file, old, old.permissions())?;
        }
        file.sync_all()
    }

    /// Puts it in the place of `path`.
    fn replace(mut self, path: &Path) -> io::Result<()> {
        let Some(file) = self.0.take() else { return Ok(()) };
        let here = file.path().to_path_buf();
        let done = file.persist(path).map(drop).map_err(|error| error.error);
        leftovers::forget(&here);
        done
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        if let Some(file) = self.0.take() {
            let here = file.path().to_path_buf();
            drop(file);
            leftovers::forget(&here);
        }
    }
}

/// Gives the new file what the old one has: its owner, as far as the system lets us, and its permissions.
fn keep(file: &File, old: &Metadata, permissions: Permissions) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let _ = fchown(file, Some(old.uid()), Some(old.gid()));
    }
    #[cfg(not(unix))]
    let _ = old;
    file.set_permissions(permissions)
}

/// An error for a file that must not be written: renaming asks its folder only.
fn writable(path: &Path) -> io::Result<()> {
    let file = File::options().append(true).open(path)?;
    if file.metadata()?.permissions().readonly() { Err(io::ErrorKind::PermissionDenied.into()) } else { Ok(()) }
}

#[cfg(unix)]
fn links(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(metadata)
}

#[cfg(not(unix))]
fn links(_: &Metadata) -> u64 {
    1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("gouji-atomic-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn what_fails_half_way_leaves_the_old_content_and_nothing_else() {
        let folder = folder("half");
        let path = folder.join("a.txt");
        for (old, left) in [(None, vec![]), (Some("old"), vec!["a.txt"])] {
            if let Some(old) = old {
                fs::write(&path, old).unwrap();
            }
            let result = write(&path, |out| {
                out.write_all(&[b'x'; 100_000])?;
                Err(io::ErrorKind::StorageFull.into())
            });
            assert_eq!(result.unwrap_err().kind(), io::ErrorKind::StorageFull);
            assert_eq!(
                (fs::read_to_string(&path).ok().as_deref(), names(&folder)),
                (old, left.into_iter().map(str::to_owned).collect())
            );
        }
        write(&path, |out| out.write_all(b"new")).unwrap();
        assert_eq!((fs::read_to_string(&path).unwrap().as_str(), names(&folder)), ("new", vec!["a.txt".to_owned()]));
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn only_what_was_read_is_replaced() {
        let folder = folder("stale");
        let path = folder.join("a.txt");
        fs::write(&path, "other").unwrap();
        assert!(matches!(exchange(&path, b"old", b"new"), Err(Unchanged::Stale)));
        assert_eq!((fs::read_to_string(&path).unwrap().as_str(), names(&folder)), ("other", vec!["a.txt".to_owned()]));
        exchange(&path, b"other", b"new").unwrap();
        assert_eq!((fs::read_to_string(&path).unwrap().as_str(), names(&folder)), ("new", vec!["a.txt".to_owned()]));
        fs::remove_file(&path).unwrap();
        assert!(matches!(exchange(&path, b"new", b"newer"), Err(Unchanged::Io(_))));
        assert!(names(&folder).is_empty());
        fs::remove_dir_all(folder).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn links_and_permissions_are_kept() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = folder("links");
        let (path, link, twin) = (folder.join("a.txt"), folder.join("b.txt"), folder.join("c.txt"));
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
        symlink("a.txt", &link).unwrap();
        exchange(&link, b"old", b"new").unwrap();
        write(&link, |out| out.write_all(b"newer")).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&path).unwrap(), "newer");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        fs::hard_link(&path, &twin).unwrap();
        assert!(matches!(exchange(&twin, b"newer", b"x"), Err(Unchanged::Linked)));
        fs::set_permissions(&path, Permissions::from_mode(0o444)).unwrap();
        let refused = |error: &io::Error| error.kind() == io::ErrorKind::PermissionDenied;
        assert!(matches!(exchange(&link, b"newer", b"x"), Err(Unchanged::Io(error)) if refused(&error)));
        assert!(write(&link, |out| out.write_all(b"x")).is_err_and(|error| refused(&error)));
        assert_eq!(fs::read_to_string(&twin).unwrap(), "newer");
        assert_eq!(names(&folder), ["a.txt", "b.txt", "c.txt"]);
        fs::remove_dir_all(folder).unwrap();
    }
}
