//! Where the configuration of each report comes from: `--config`, or the nearest `gouji.yaml` upward from the report.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::ConfigArgs;
use super::complaint::Complaint;
use super::files::{self, Files, Reach};
use crate::config::{Config, InForce};
use crate::problem::Problem;

/// The configurations that were read, by the folders they hold for.
pub(super) struct Configurations<'a> {
    source: Origin,
    /// The working folder: paths are shown from here.
    here: PathBuf,
    /// The user's folder: nothing above it is theirs.
    home: Option<PathBuf>,
    found: RefCell<HashMap<PathBuf, Option<Arc<Config>>>>,
    /// Files that would count, did they not belong to somebody else.
    strange: RefCell<BTreeSet<PathBuf>>,
    files: &'a Files,
}

/// Where to look for the configuration.
enum Origin {
    Nowhere,
    Given(Arc<Config>),
    Upward,
}

impl<'a> Configurations<'a> {
    /// What the options ask for. A file that is named is read at once.
    pub(super) fn new(args: &ConfigArgs, files: &'a Files) -> Result<Self, Complaint> {
        let here = std::env::current_dir().unwrap_or_default();
        let source = match &args.config {
            _ if args.no_config => Origin::Nowhere,
            Some(path) => Origin::Given(Arc::new(read(path, &Reach::Anywhere, files)?)),
            None => Origin::Upward,
        };
        Ok(Self { source, here, home: home(), found: RefCell::default(), strange: RefCell::default(), files })
    }

    /// The configuration for a report, or for what is in a folder.
    pub(super) fn of(&self, report: &Path) -> Result<Option<Arc<Config>>, Complaint> {
        match &self.source {
            Origin::Nowhere => Ok(None),
            Origin::Given(config) => Ok(Some(Arc::clone(config))),
            Origin::Upward => {
                let report = absolute(&self.here, report);
                let folder = if report.is_dir() { Some(report.as_path()) } else { report.parent() };
                folder.map_or(Ok(None), |folder| self.upward(folder))
            }
        }
    }

    /// The working folder, from which [`in_force`] takes paths.
    pub(super) fn here(&self) -> &Path {
        &self.here
    }

    /// The files that were left alone because they belong to somebody else.
    pub(super) fn strange(&self) -> BTreeSet<PathBuf> {
        self.strange.borrow().clone()
    }

    /// The nearest file in a folder or above it. Folders that were looked into before are not looked into again.
    fn upward(&self, folder: &Path) -> Result<Option<Arc<Config>>, Complaint> {
        if let Some(known) = self.found.borrow().get(folder) {
            return Ok(known.clone());
        }
        let there = |file: &PathBuf| fs::symlink_metadata(file).is_ok();
        let file = Config::NAMES.iter().map(|name| folder.join(name)).find(there).filter(|file| self.is_ours(file, folder));
        let config = match (file, self.above(folder)) {
            (Some(file), _) => Some(Arc::new(read(&self.shown(&file), &Reach::around(&file), self.files)?)),
            (None, Some(parent)) => self.upward(parent)?,
            (None, None) => None,
        };
        self.found.borrow_mut().insert(folder.to_path_buf(), config.clone());
        Ok(config)
    }

    /// The folder above, as long as it is of the same repository and of the same owner: what lies further up is not for this report.
    fn above<'f>(&self, folder: &'f Path) -> Option<&'f Path> {
        let is_last = folder.join(".git").exists() || self.home.as_deref() == Some(folder);
        folder.parent().filter(|parent| !is_last && owner(parent) == owner(folder))
    }

    /// Whether a file is of the owner of its folder, or of the system's.
    fn is_ours(&self, file: &Path, folder: &Path) -> bool {
        let is_ours = owner(file) == owner(folder) || owner(file) == Some(SYSTEM);
        if !is_ours {
            self.strange.borrow_mut().insert(self.shown(file));
        }
        is_ours
    }

    /// A path as the user would write it: from the working folder, if it lies in it or above it.
    fn shown(&self, path: &Path) -> PathBuf {
        if let Ok(below) = path.strip_prefix(&self.here) {
            return below.to_path_buf();
        }
        for (up, folder) in self.here.ancestors().enumerate().skip(1).take(3) {
            if let Ok(below) = path.strip_prefix(folder) {
                return std::iter::repeat_n("..", up).collect::<PathBuf>().join(below);
            }
        }
        path.to_path_buf()
    }
}

/// What a configuration puts in force for a report; `here` is the working folder.
pub(super) fn in_force(config: Option<&Config>, here: &Path, report: &Path) -> InForce {
    let Some(config) = config else { return InForce::default() };
    let report = absolute(here, report);
    let from_here = || report.strip_prefix(here).unwrap_or(&report).to_path_buf();
    config.in_force(|file| {
        let file = absolute(here, Path::new(file));
        let relative = file.parent().and_then(|folder| report.strip_prefix(folder).ok()).map(Path::to_path_buf);
        Some(slashed(&relative.unwrap_or_else(from_here)))
    })
}

fn absolute(here: &Path, path: &Path) -> PathBuf {
    files::tidy(&here.join(path))
}

/// A path with `/`, as patterns and baselines are written.
pub(super) fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// The user's folder, as the environment says.
fn home() -> Option<PathBuf> {
    std::env::home_dir().filter(|home| home.is_absolute())
}

/// The owner whose files count everywhere.
const SYSTEM: u32 = 0;

/// Whose a file is; the same for all where the system does not say.
#[cfg(unix)]
fn owner(path: &Path) -> Option<u32> {
    fs::symlink_metadata(path).ok().map(|found| std::os::unix::fs::MetadataExt::uid(&found))
}

#[cfg(not(unix))]
fn owner(_: &Path) -> Option<u32> {
    None
}

/// Reads a configuration that may take what it names from `reach`.
fn read(path: &Path, reach: &Reach, files: &Files) -> Result<Config, Complaint> {
    let shown = reach.holds(path);
    let wrong = |problems: Vec<Problem>| {
        let problems = if shown { problems } else { vec![hidden(path)] };
        Complaint::Problems(text!("配置有误", "bad configuration"), problems)
    };
    let name = path.to_string_lossy();
    if matches!(reach, Reach::Below(_)) {
        files::regular(path).map_err(|reason| {
            let hint = text!("请删去它，或用 --no-config 不读配置", "delete it, or read no configuration with --no-config");
            wrong(vec![Problem::of_file(name.clone(), reason, Some(hint))])
        })?;
    }
    let bytes = files.bytes(path).map_err(|reason| {
        let hint = text!("请核对路径；gouji init 写出一份带注释的配置", "check the path; gouji init writes a commented one");
        wrong(vec![Problem::of_file(name.clone(), reason, Some(hint))])
    })?;
    Config::read(&name, &bytes, &|from, name| files.fetch(reach, from, name)).map_err(wrong)
}

/// Something is wrong in a file outside of what the configuration may read: none of its lines are shown.
fn hidden(path: &Path) -> Problem {
    let message = text!(
        "它通到配置所在的文件夹或仓库之外，内容有误，不予显示",
        "it leads outside of the folder or repository of the configuration; what is wrong in it is not shown",
    );
    Problem::of_file(
        path.to_string_lossy(),
        message,
        Some(text!("请用 --config 直接指定那个文件", "name that file with --config")),
    )
}
