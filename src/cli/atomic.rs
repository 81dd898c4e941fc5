//! Writing files so that nobody ever sees half of one: beside it, to the disk, then in its place.

use std::fs::{self, File, Metadata, Permissions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

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
    let mut file = beside(path)?;
    {
        let mut out = BufWriter::new(&mut file);
        render(&mut out)?;
        out.flush()?;
    }
    replace(file, path, old.as_ref())
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
    file.write_all(new)?;
    file.as_file().sync_all()?;
    // as late as can be: what somebody writes from here on is lost
    if fs::read(path)? != old {
        return Err(Unchanged::Stale);
    }
    Ok(replace(file, path, Some(&metadata))?)
}

/// A new file in the folder of `path`, hidden, so that nobody checks what a run that was killed has left. It is removed when it is
/// dropped.
fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let folder =
        path.parent().filter(|folder| !folder.as_os_str().is_empty()).map_or_else(|| PathBuf::from("."), Path::to_path_buf);
    let mut builder = tempfile::Builder::new();
    builder.prefix(".gouji-").suffix(".tmp");
    // as any new file: what the user's mask leaves of it
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    // the error names the folder at length; what kind it is says enough
    builder.tempfile_in(folder).map_err(|error| io::Error::from(error.kind()))
}

fn replace(file: NamedTempFile, path: &Path, old: Option<&Metadata>) -> io::Result<()> {
    if let Some(old) = old {
        keep(file.as_file(), old, old.permissions())?;
    }
    file.as_file().sync_all()?;
    file.persist(path).map(drop).map_err(|error| error.error)
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
