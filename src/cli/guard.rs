//! What may be written over: what gouji wrote itself, and an empty file. Anything else is somebody's work.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use super::complaint::UsageError;
use crate::read::{Cause, FileKind};
use crate::report::own;
use crate::text::Text;

/// The error for a file that is not to be replaced.
pub(super) fn replaceable(file: &Path) -> Result<(), Box<UsageError>> {
    // a device or a pipe is written to, and a folder is refused when it comes to that
    if fs::metadata(file).is_ok_and(|known| known.is_file() && known.len() > 0) {
        let mut head = Vec::new();
        let read = File::open(file).and_then(|file| file.take(own::HEAD as u64).read_to_end(&mut head));
        if read.is_err() || !own::is_own(&head) {
            return Err(refused(file, &head));
        }
    }
    Ok(())
}

fn refused(file: &Path, head: &[u8]) -> Box<UsageError> {
    let name = file.display();
    Box::new(UsageError {
        title: Text::both(format!("不覆盖已有的文件：{name}"), format!("not written over: {name}")),
        reason: reason(&file.to_string_lossy(), head),
        fix: text!(
            "请换一个文件名；确实不要原文件时，先删除它，再运行一次",
            "choose another name; if the file is not wanted any more, delete it first and run this again",
        ),
    })
}

/// What the file is, and that it would be gone.
fn reason(name: &str, head: &[u8]) -> Text {
    match FileKind::of(name, head) {
        Ok(FileKind::Text) => {
            text!("它不是 gouji 写出的，写入后原有的文字就没有了", "gouji did not write it, and its text would be gone")
        }
        Err(Cause::Binary(binary)) => {
            let Text { zh, en } = Cause::Binary(binary).reason();
            Text::both(format!("{zh}，写入后就没有了"), format!("{en}, and it would be gone"))
        }
        _ => text!(
            "它是一份文档，不是 gouji 写出的，写入后就没有了",
            "it is a document that gouji did not write, and it would be gone"
        ),
    }
}
