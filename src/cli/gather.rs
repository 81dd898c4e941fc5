//! What is checked: the files that the paths name, less those that the configuration or `.gitignore` leaves out, each with its
//! configuration.

use std::collections::{BTreeSet, HashSet};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::Common;
use super::complaint::{Complaint, UsageError};
use super::files::{Files, Written};
use super::guard;
use super::settings::{Configurations, in_force};
use crate::config::{Config, InForce};
use crate::read::{self, Collected, Input, ReadError};
use crate::source::path_of_bytes;
use crate::system::refusal;
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
    /// The files of folders that are no reports, or none that can be read.
    pub(super) passed_over: Vec<PathBuf>,
    /// How many reports were passed over because the configuration or `.gitignore` leaves them out.
    pub(super) excluded: usize,
    /// Configurations that were left alone because they belong to somebody else.
    pub(super) strange: BTreeSet<PathBuf>,
}

/// Finds what `common` asks for. What gouji itself writes (`written`) is no report of a folder, and a report that is named is not
/// written over, nor is anything else that somebody wrote. A configuration that is wrong is reported before anything is checked.
pub(super) fn gather(common: &Common, written: &Written, files: &Files) -> Result<Gathered, Complaint> {
    let configurations = Configurations::new(&common.config, files)?;
    let paths = paths(common, files)?;
    let named: HashSet<&Path> = paths.iter().map(PathBuf::as_path).collect();
    let Collected { inputs, errors: failures, passed_over, .. } = read::collect(&paths);
    let passed_over = passed_over.into_iter().filter(|file| !written.has(file)).collect();
    let mut gathered = Gathered { reports: Vec::new(), failures, passed_over, excluded: 0, strange: BTreeSet::new() };
    for input in inputs {
        let name = name(&input, common);
        let is_named = named.contains(name.as_path()) || input == Input::Stdin;
        match input {
            Input::File(_) if written.has(&name) && is_named => return Err(overwritten(&name).into()),
            Input::File(_) if written.has(&name) => continue,
            Input::File(_) | Input::Stdin | Input::Entry(_) => {}
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
    gathered.strange = configurations.strange();
    for file in written.asked() {
        guard::replaceable(file)?;
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
        Input::Entry(entry) => entry.path().to_path_buf(),
    }
}

/// The largest list of files that is read.
const MAX_LIST: usize = 64 << 20;

/// The paths that a file lists: one a line, or as `git ls-files -z` and `find -print0` write them, a NUL after each.
fn listed(list: &Path, files: &Files) -> Result<Vec<PathBuf>, Box<UsageError>> {
    let said = |error: io::Error| refusal(&error).reason;
    let bytes = match list.as_os_str() == "-" {
        true => {
            let mut bytes = Vec::new();
            io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes).map_err(said)
        }
        false => files.at_most(list, MAX_LIST),
    };
    match bytes.and_then(|bytes| paths_in(&bytes)) {
        Ok(paths) => Ok(paths),
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

/// The paths that the content of a list names.
fn paths_in(list: &[u8]) -> Result<Vec<PathBuf>, Text> {
    if list.contains(&0) {
        // names as the system has them, whatever their encoding
        let names = list.split(|&byte| byte == 0).filter(|name| !name.is_empty());
        return Ok(names.map(path_of_bytes).collect());
    }
    let text = std::str::from_utf8(list).map_err(|_| text!("不是 UTF-8 编码", "it is not UTF-8"))?;
    // Notepad begins its files with a byte order mark
    let lines = text.trim_start_matches('\u{feff}').lines().filter(|line| !line.trim().is_empty());
    Ok(lines.map(|line| unquoted(line).unwrap_or_else(|| PathBuf::from(line))).collect())
}

/// What git means by a name in quotes, in which bytes stand as octal numbers; none, if there is a file of that very name.
fn unquoted(line: &str) -> Option<PathBuf> {
    let quoted = line.strip_prefix('"')?.strip_suffix('"')?;
    if Path::new(line).exists() {
        return None;
    }
    let (mut bytes, mut rest) = (Vec::new(), quoted.as_bytes());
    while let Some((&byte, tail)) = rest.split_first() {
        rest = tail;
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        let (&escaped, tail) = rest.split_first()?;
        rest = tail;
        bytes.push(match escaped {
            b'a' => 7,
            b'b' => 8,
            b't' => b'\t',
            b'n' => b'\n',
            b'v' => 11,
            b'f' => 12,
            b'r' => b'\r',
            b'0'..=b'3' => {
                let digits = std::str::from_utf8(rest.get(..2)?).ok()?;
                rest = &rest[2..];
                (escaped - b'0') << 6 | u8::from_str_radix(digits, 8).ok()?
            }
            same => same,
        });
    }
    Some(path_of_bytes(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_those_of_other_programs() {
        let table: [(&[u8], &[&str]); 5] = [
            ("\u{feff}甲.txt\r\n\n 乙.txt\n".as_bytes(), &["甲.txt", " 乙.txt"]),
            ("甲.txt\0乙\n丙.txt\0".as_bytes(), &["甲.txt", "乙\n丙.txt"]),
            (br#""\347\224\262.txt""#, &["甲.txt"]),
            (br#""a\"b\\c\td""#, &["a\"b\\c\td"]),
            (br#""\34"#, &[r#""\34"#]),
        ];
        for (list, expected) in table {
            let expected: Vec<PathBuf> = expected.iter().map(PathBuf::from).collect();
            assert_eq!(paths_in(list), Ok(expected), "{}", String::from_utf8_lossy(list));
        }
        assert!(paths_in(b"\xb1\xa8.txt").is_err());
    }
}
