//! `--format` and `--output`: what is written in which form, and where to.

use std::path::{Path, PathBuf};

use super::args::Target;
use super::complaint::UsageError;
use crate::report::Format;
use crate::text::Text;

/// The formats asked for, each with its file; the one without goes to `output`, or to standard output. Where none is asked for, that
/// is the one for people, or, in a step of GitHub Actions, the one that it shows beside the lines.
pub(super) fn of(asked: &[Target], output: Option<&Path>) -> Result<Vec<Target>, Box<UsageError>> {
    let mut targets = asked.to_vec();
    if targets.is_empty() {
        let is_step = std::env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true");
        let format = if is_step && output.is_none() { Format::Github } else { Format::Human };
        targets.push(Target { format, file: None });
    }
    let mut free = targets.iter_mut().filter(|target| target.file.is_none());
    match (free.next(), free.next(), output) {
        (_, Some(_), _) => return Err(several()),
        (Some(target), None, Some(output)) => target.file = Some(output.to_path_buf()),
        (None, _, Some(_)) => return Err(idle_output()),
        (_, None, None) => {}
    }
    let mut files: Vec<&PathBuf> = targets.iter().filter_map(|target| target.file.as_ref()).collect();
    files.sort_unstable();
    match files.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(twice(pair[0])),
        None => Ok(targets),
    }
}

/// The files among the targets: gouji writes them.
pub(super) fn files(asked: &[Target], output: Option<&Path>) -> Vec<PathBuf> {
    asked.iter().filter_map(|target| target.file.clone()).chain(output.map(Path::to_path_buf)).collect()
}

/// The targets of statistics, of which there are fewer forms.
pub(super) fn of_statistics(asked: &[Target], output: Option<&Path>) -> Result<Vec<Target>, Box<UsageError>> {
    let mut targets = of(asked, output)?;
    if asked.is_empty() {
        // comments beside lines are no form of statistics
        targets.iter_mut().for_each(|target| target.format = Format::Human);
    }
    let is_known = |target: &Target| Format::STATISTICS.iter().any(|(_, format)| *format == target.format);
    if targets.iter().all(is_known) {
        return Ok(targets);
    }
    let names: Vec<&str> = Format::STATISTICS.iter().map(|(name, _)| *name).collect();
    Err(Box::new(UsageError {
        title: text!("--statistics 没有这种格式", "--statistics has no such format"),
        reason: Text::both(format!("可用的格式：{}", names.join("、")), format!("one of {}", names.join(", "))),
        fix: text!("请换一种 --format，或去掉 --statistics", "choose another --format, or leave out --statistics"),
    }))
}

fn several() -> Box<UsageError> {
    Box::new(UsageError {
        title: text!("多个 --format 都没有写文件", "several --format have no file"),
        reason: text!("标准输出或 --output 只能写一种格式", "standard output, or --output, takes one format"),
        fix: text!("请为其余格式写上文件，如 --format sarif=结果.sarif", "give the others a file: --format sarif=gouji.sarif",),
    })
}

fn idle_output() -> Box<UsageError> {
    Box::new(UsageError {
        title: text!("--output 没有可写的内容", "nothing is left for --output"),
        reason: text!("每个 --format 都已写明自己的文件", "every --format has a file of its own"),
        fix: text!("请删去 --output，或再加一个不写文件的 --format", "drop --output, or add a --format without a file"),
    })
}

fn twice(file: &Path) -> Box<UsageError> {
    let file = file.display();
    Box::new(UsageError {
        title: Text::both(format!("两种格式写入同一个文件：{file}"), format!("two formats go to one file: {file}")),
        reason: text!("后写的会盖掉先写的", "one would replace the other"),
        fix: text!("请各写一个文件", "give each a file of its own"),
    })
}
