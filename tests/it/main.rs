//! All tests of the whole in one binary: to link fourteen of them took longer than most of them ran.

mod architecture;
mod claims;
mod cli;
mod examples;
mod extremes;
mod fix;
mod formats;
mod forms;
mod gold;
mod mutations;
mod numbers;
mod outcomes;
mod packaging;
mod profiles;
mod readme;
mod relations;
mod reports;
mod safety;
mod schemas;
mod structured;
mod suppressions;
mod tables;
mod wording;

use std::path::{Path, PathBuf};

/// A file of the project, by its path from the root.
fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Its text.
fn read(name: &str) -> String {
    std::fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// An empty folder for what a test writes.
fn fresh(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}
