//! What the operating system says, in the user's language, each with what to do about it. The words of the system itself are in its
//! language and end in a number.

use std::io::{self, ErrorKind};

use crate::text::Text;

/// What the system says, and what to do.
pub(crate) struct Refusal {
    pub(crate) reason: Text,
    pub(crate) fix: Text,
}

/// An error of the system in words.
pub(crate) fn refusal(error: &io::Error) -> Refusal {
    let (reason, fix) = match error.kind() {
        ErrorKind::NotFound => {
            (text!("没有这个文件或文件夹", "there is no such file or folder"), text!("请核对路径", "check the path"))
        }
        ErrorKind::PermissionDenied => (
            text!("没有权限", "permission denied"),
            text!("请取得权限，或复制到自己的文件夹", "ask for permission, or copy it to a folder of yours"),
        ),
        ErrorKind::ReadOnlyFilesystem => (
            text!("所在的磁盘是只读的", "the disk is read-only"),
            text!("请写到别的磁盘，或复制出来再改", "write to another disk, or work on a copy"),
        ),
        ErrorKind::StorageFull => {
            (text!("磁盘已满", "the disk is full"), text!("请腾出空间，或写到别的磁盘", "make room, or write to another disk"))
        }
        ErrorKind::QuotaExceeded => (
            text!("超过了磁盘配额", "the disk quota is used up"),
            text!("请腾出空间，或写到别的磁盘", "make room, or write to another disk"),
        ),
        ErrorKind::IsADirectory => {
            (text!("这是一个文件夹", "this is a folder"), text!("请写出其中的文件名", "name a file in it"))
        }
        ErrorKind::NotADirectory => {
            (text!("路径中间有一段不是文件夹", "a part of the path is no folder"), text!("请核对路径", "check the path"))
        }
        ErrorKind::InvalidFilename => (
            text!("名称过长，或有不能用的字符", "the name is too long, or has characters that it may not have"),
            text!("请换一个短些的名称", "choose a shorter name"),
        ),
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy | ErrorKind::WouldBlock => (
            text!("别的程序正在使用它", "another program uses it"),
            text!("请关闭那个程序再试", "close that program and try again"),
        ),
        ErrorKind::FileTooLarge => {
            (text!("文件大得存不下", "the file is larger than may be stored"), text!("请写到别的磁盘", "write to another disk"))
        }
        ErrorKind::StaleNetworkFileHandle
        | ErrorKind::NetworkUnreachable
        | ErrorKind::NetworkDown
        | ErrorKind::HostUnreachable
        | ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::NotConnected
        | ErrorKind::TimedOut => (
            text!("网络磁盘连接不上", "the network drive does not answer"),
            text!("请检查网络，或复制到本机后再试", "check the network, or copy it to this machine"),
        ),
        ErrorKind::OutOfMemory => (
            text!("内存不足", "there is not enough memory"),
            text!("请关闭别的程序，或少检查几份", "close other programs, or check fewer reports at a time"),
        ),
        ErrorKind::InvalidData => {
            (text!("内容不是 UTF-8 编码", "it is not UTF-8"), text!("请另存为 UTF-8 编码", "save it as UTF-8"))
        }
        ErrorKind::UnexpectedEof | ErrorKind::WriteZero => {
            (text!("没有读写完就断了", "it broke off half-way"), text!("请检查磁盘后再试", "check the disk and try again"))
        }
        _ => of_number(error),
    };
    Refusal { reason, fix }
}

/// Errors that have no kind, by their number in the system.
fn of_number(error: &io::Error) -> (Text, Text) {
    match error.raw_os_error() {
        // ELOOP of Linux; of macOS
        Some(40) if cfg!(target_os = "linux") => around(),
        Some(62) if cfg!(target_os = "macos") => around(),
        // EMFILE, ENFILE
        Some(23 | 24) if cfg!(unix) => (
            text!("同时打开的文件过多", "too many files are open"),
            text!("请用 --jobs 减少同时检查的份数", "check fewer reports at a time with --jobs"),
        ),
        // EIO
        Some(5) if cfg!(unix) => (
            text!("磁盘读写出错", "the disk has a fault"),
            text!("请检查磁盘，或从别处复制一份", "check the disk, or take a copy from elsewhere"),
        ),
        Some(number) => (
            Text::both(format!("系统不允许（错误号 {number}）"), format!("the system refuses ({error})")),
            text!("请复制到本机的文件夹后再试", "copy it to a folder of this machine and try again"),
        ),
        None => (
            Text::both(format!("系统返回：{error}"), format!("the system says: {error}")),
            text!("请复制到本机的文件夹后再试", "copy it to a folder of this machine and try again"),
        ),
    }
}

fn around() -> (Text, Text) {
    (text!("链接绕成了圈", "the links go round in a circle"), text!("请改正链接", "mend the links"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn numbers_of_the_system_are_words() {
        for number in [1, 2, 5, 13, 16, 20, 21, 23, 24, 26, 27, 28, 30, 36, 40, 110, 116, 122] {
            let Refusal { reason, .. } = refusal(&io::Error::from_raw_os_error(number));
            assert!(!reason.zh.contains("os error") && !reason.zh.contains("错误号"), "{number}: {}", reason.zh);
        }
    }
}
