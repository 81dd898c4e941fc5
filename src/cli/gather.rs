//! What is checked: the files that the paths name, less those that the configuration or `.gitignore` leaves out, each with its
//! configuration.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::Common;
use super::complaint::{Complaint, UsageError};
use super::files::{Files, Written};
use super::settings::{Configurations, in_force};
use crate::config::{Config, InForce};
use crate::read::{self, Input, ReadError};
use crate::text::Text;

/// A report that is to be read.
pub(super) struct Wanted {
    /// Where it is read from.
    pub(super) input: Input,
    /// The path that it goes by.
    pub(super) name: PathBuf,
    config: Option<Arc<Config>>,
    here: PathBuf,
}

impl Wanted {
    /// What the configuration puts in force for it.
    pub(super) fn in_force(&self) -> InForce {
        in_force(self.config.as_deref(), &self.here, &self.name)
    }
}

/// What the paths come to.
pub(super) struct Gathered {
    /// The reports, in the order in which they were asked for.
    pub(super) reports: Vec<Wanted>,
    /// What is not there.
    pub(super) failures: Vec<ReadError>,
    /// How many reports were passed over because the configuration or `.gitignore` leaves them out.
    pub(super) excluded: usize,
}

/// Finds what `common` asks for. What gouji itself writes (`written`) is no report of a folder, and a report that is named is not
/// written over. A configuration that is wrong is reported before anything is checked.
pub(super) fn gather(common: &Common, written: &Written, files: &Files) -> Result<Gathered, Complaint> {
    let configurations = Configurations::new(&common.config, files)?;
    let paths = paths(common, files)?;
    let named: HashSet<&Path> = paths.iter().map(PathBuf::as_path).collect();
    let (inputs, failures) = read::collect(&paths);
    let mut gathered = Gathered { reports: Vec::new(), failures, excluded: 0 };
    for input in inputs {
        let name = name(&input, common);
        let is_named = named.contains(name.as_path()) || input == Input::Stdin;
        match input {
            Input::File(_) if written.has(&name) && is_named => return Err(overwritten(&name).into()),
            Input::File(_) if written.has(&name) => continue,
            Input::File(_) | Input::Stdin => {}
        }
        let config = configurations.of(&name)?;
        let wanted = Wanted { input, name, config, here: configurations.here().to_path_buf() };
        let is_asked_for = is_named && !common.force_exclude;
        if !is_asked_for && (wanted.in_force().excluded.is_some() || (is_named && read::is_ignored(&wanted.name))) {
            gathered.excluded += 1;
        } else {
            gathered.reports.push(wanted);
        }
    }
    Ok(gathered)
}

/// Why a report does not stand after `--output`: its text would be gone.
fn overwritten(report: &Path) -> Box<UsageError> {
    let name = report.display();
    Box::new(UsageError {
        title: Text::both(format!("要写入的文件就是要核对的报告：{name}"), format!("a report would be written over: {name}")),
        reason: text!("写入后，报告的原文就没有了", "it is to be checked, and its text would be gone"),
        fix: text!("请换一个文件名写入；要修改报告，用 --fix", "write to another file; to change the report, use --fix"),
    })
}

/// The paths that are written out or listed in a file; where there are none, the folder.
pub(super) fn paths(common: &Common, files: &Files) -> Result<Vec<PathBuf>, Complaint> {
    let mut paths = common.paths.clone();
    match &common.files_from {
        Some(list) => paths.extend(listed(list, files)?),
        None if paths.is_empty() => paths.push(PathBuf::from(".")),
        None => {}
    }
    Ok(paths)
}

/// The path that an input goes by.
fn name(input: &Input, common: &Common) -> PathBuf {
    match input {
        Input::Stdin => PathBuf::from(&common.stdin_filename),
        Input::File(path) => path.clone(),
    }
}

/// The largest list of files that is read.
const MAX_LIST: usize = 64 << 20;

/// The paths that a file lists, one a line.
fn listed(list: &Path, files: &Files) -> Result<Vec<PathBuf>, Box<UsageError>> {
    let said = |error: io::Error| Text::both(format!("系统返回：{error}"), format!("the system says: {error}"));
    let text = match list.as_os_str() == "-" {
        true => io::read_to_string(io::stdin().lock()).map_err(said),
        false => files
            .at_most(list, MAX_LIST)
            .and_then(|bytes| String::from_utf8(bytes).map_err(|_| text!("不是 UTF-8 编码", "it is not UTF-8"))),
    };
    match text {
        // Notepad begins its files with a byte order mark
        Ok(text) => {
            Ok(text.trim_start_matches('\u{feff}').lines().filter(|line| !line.trim().is_empty()).map(PathBuf::from).collect())
        }
        Err(reason) => Err(Box::new(UsageError {
            title: Text::both(
                format!("无法读取文件清单：{}", list.display()),
                format!("the list of files cannot be read: {}", list.display()),
            ),
            reason,
            fix: text!("请核对 --files-from 后面的路径", "check the path after --files-from"),
        })),
    }
}
