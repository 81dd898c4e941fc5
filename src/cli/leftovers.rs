//! Files that were to get another name and did not: they are removed when a run is interrupted, and when a later one comes by.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, Once, PoisonError};
use std::time::{Duration, SystemTime};

/// How they all begin; the number of the process that writes it follows.
const PREFIX: &str = ".gouji-";

/// How they all end.
pub(super) const SUFFIX: &str = ".tmp";

/// Where the system does not say which processes there are, a file of this age is nobody's.
const AGE: Duration = Duration::from_secs(3600);

static OPEN: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// How the names of those that this run writes begin.
pub(super) fn prefix() -> String {
    format!("{PREFIX}{}-", std::process::id())
}

/// Has a file removed when the run is interrupted.
pub(super) fn remember(file: &Path) {
    static WATCH: Once = Once::new();
    WATCH.call_once(watch);
    OPEN.lock().unwrap_or_else(PoisonError::into_inner).insert(file.to_path_buf());
}

/// It has another name now, or is gone.
pub(super) fn forget(file: &Path) {
    OPEN.lock().unwrap_or_else(PoisonError::into_inner).remove(file);
}

/// Waits for what ends a run from outside: removes the files, then ends it as it would have ended.
#[cfg(unix)]
fn watch() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    let Ok(mut signals) = Signals::new([SIGHUP, SIGINT, SIGTERM]) else { return };
    // a thread of its own, which ends with the run
    let _ = std::thread::Builder::new().spawn(move || {
        if let Some(signal) = signals.forever().next() {
            let open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
            open.iter().for_each(|file| drop(fs::remove_file(file)));
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
    });
}

#[cfg(not(unix))]
fn watch() {}

/// Removes from a folder what runs that are no more have left in it.
pub(super) fn clear(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let Some(rest) = name.to_str().and_then(|name| name.strip_prefix(PREFIX)?.strip_suffix(SUFFIX)) else { continue };
        let process = rest.split_once('-').and_then(|(process, _)| process.parse::<u32>().ok());
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_file && is_left(process, entry.metadata().and_then(|found| found.modified()).ok()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether nobody writes the file any more.
fn is_left(process: Option<u32>, modified: Option<SystemTime>) -> bool {
    let processes = Path::new("/proc");
    match process {
        Some(process) if processes.join("self").exists() => !processes.join(process.to_string()).exists(),
        _ => modified.and_then(|modified| modified.elapsed().ok()).is_some_and(|age| age > AGE),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_left_is_removed() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        let own = format!("{}x.tmp", prefix());
        // no system has so many processes
        for name in [".gouji-4294967295-a.tmp", own.as_str(), ".gouji-b.tmp", ".gouji.yaml", "甲.tmp"] {
            fs::write(path(name), "").expect("a file");
        }
        clear(folder.path());
        assert_eq!(path(".gouji-4294967295-a.tmp").exists(), !Path::new("/proc/self").exists());
        for name in [own.as_str(), ".gouji-b.tmp", ".gouji.yaml", "甲.tmp"] {
            assert!(path(name).exists(), "{name}");
        }
    }
}
