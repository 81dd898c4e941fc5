//! Where the configuration of each report comes from: `--config`, or the nearest `gouji.yaml` upward from the report.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::ConfigArgs;
use super::complaint::Complaint;
use super::files::{self, Files};
use crate::config::{Config, InForce};
use crate::problem::Problem;

/// The configurations that were read, by the folders they hold for.
pub(super) struct Configurations<'a> {
    source: Origin,
    /// The working folder: paths are shown from here.
    here: PathBuf,
    found: RefCell<HashMap<PathBuf, Option<Arc<Config>>>>,
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
            Some(path) => Origin::Given(Arc::new(read(path, files)?)),
            None => Origin::Upward,
        };
        Ok(Self { source, here, found: RefCell::default(), files })
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

    /// The nearest file in a folder or above it. Folders that were looked into before are not looked into again.
    fn upward(&self, folder: &Path) -> Result<Option<Arc<Config>>, Complaint> {
        if let Some(known) = self.found.borrow().get(folder) {
            return Ok(known.clone());
        }
        let file = Config::NAMES.iter().map(|name| folder.join(name)).find(|file| file.is_file());
        let config = match (file, folder.parent()) {
            (Some(file), _) => Some(Arc::new(read(&self.shown(&file), self.files)?)),
            (None, Some(parent)) => self.upward(parent)?,
            (None, None) => None,
        };
        self.found.borrow_mut().insert(folder.to_path_buf(), config.clone());
        Ok(config)
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

fn read(path: &Path, files: &Files) -> Result<Config, Complaint> {
    let wrong = |problems| Complaint::Problems(text!("配置有误", "bad configuration"), problems);
    let name = path.to_string_lossy();
    let bytes = files.bytes(path).map_err(|reason| {
        let hint = text!("请核对路径；gouji init 写出一份带注释的配置", "check the path; gouji init writes a commented one");
        wrong(vec![Problem::of_file(name.clone(), reason, Some(hint))])
    })?;
    Config::read(&name, &bytes, &|from, name| files.fetch(from, name)).map_err(wrong)
}
