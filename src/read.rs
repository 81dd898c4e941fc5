//! From bytes to a [`Source`](crate::source::Source): picks a reader by content, and says what is wrong where there is none.
//!
//! Decoding is pure; opening files and walking folders (feature `cli`) is the only input this library does.

#[cfg(feature = "cli")]
mod files;
pub mod text;

use std::io;

use crate::finding::Text;

#[cfg(feature = "cli")]
pub use files::{Input, collect, open, stdin};

/// The largest file that is opened. A report has 30 KB; spans reach 4 GiB.
pub const MAX_BYTES: u64 = 256 << 20;

/// A report that could not be read: what failed, why, and what to do about it.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {}", cause.title().en)]
pub struct ReadError {
    /// The path as given, or what stands for standard input.
    pub path: String,
    /// What went wrong.
    #[source]
    pub cause: Cause,
}

/// Why a report could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Cause {
    /// Nothing is there.
    #[error("no such file or folder")]
    Missing,
    /// The operating system does not let us.
    #[error("{0}")]
    Io(#[source] io::Error),
    /// A folder or pattern without a file that can be read.
    #[error("no readable file")]
    NothingToRead,
    /// No character, or nothing but blanks.
    #[error("no text")]
    Empty,
    /// More than [`MAX_BYTES`]; the size in bytes.
    #[error("{0} bytes")]
    TooLarge(u64),
    /// A format that is no plain text.
    #[error("{}", .0.name())]
    Binary(Binary),
    /// Bytes that are no UTF-8; the offset of the first one.
    #[error("byte {0} is no UTF-8")]
    Undecodable(usize),
}

/// What a file is that is no plain text, by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binary {
    /// A zip container: .docx, .wps of today, .xlsx.
    Zip,
    /// A PDF.
    Pdf,
    /// An OLE container: .doc, .wps of old, .xls.
    Ole,
    /// Rich text.
    Rtf,
    /// A picture: a scan.
    Image,
    /// UTF-16 with a byte order mark.
    Utf16,
    /// Anything else with NUL bytes.
    Other,
}

impl Binary {
    /// What the format is called, in either language.
    pub fn name(self) -> &'static str {
        match self {
            Binary::Zip => "docx/zip",
            Binary::Pdf => "PDF",
            Binary::Ole => "doc/wps (OLE)",
            Binary::Rtf => "RTF",
            Binary::Image => "image",
            Binary::Utf16 => "UTF-16",
            Binary::Other => "binary",
        }
    }
}

impl ReadError {
    /// An error about the file at `path`.
    pub fn new(path: impl Into<String>, cause: Cause) -> Self {
        Self { path: path.into(), cause }
    }
}

impl Cause {
    /// One cause of each code, for the manual.
    pub fn all() -> Vec<Cause> {
        vec![
            Cause::Missing,
            Cause::Io(io::ErrorKind::PermissionDenied.into()),
            Cause::NothingToRead,
            Cause::Empty,
            Cause::TooLarge(MAX_BYTES + 1),
            Cause::Binary(Binary::Other),
            Cause::Binary(Binary::Image),
            Cause::Undecodable(0),
        ]
    }

    /// The code of the family I, and the name that goes with it. Codes are never reused.
    pub fn code(&self) -> (&'static str, &'static str) {
        match self {
            Cause::Missing => ("I001", "missing-file"),
            Cause::Io(_) => ("I002", "unreadable-file"),
            Cause::NothingToRead => ("I003", "nothing-to-read"),
            Cause::Empty => ("I004", "empty-file"),
            Cause::TooLarge(_) => ("I005", "too-large"),
            Cause::Binary(Binary::Image) => ("I101", "no-text-layer"),
            Cause::Binary(Binary::Utf16) | Cause::Undecodable(_) => ("I102", "undecodable-text"),
            Cause::Binary(_) => ("I006", "unsupported-format"),
        }
    }

    /// What failed, in a few words.
    pub fn title(&self) -> Text {
        match self {
            Cause::Missing => Text::new("找不到文件", "file not found"),
            Cause::Io(error) if error.kind() == io::ErrorKind::PermissionDenied => Text::new("没有读取权限", "permission denied"),
            Cause::Io(_) => Text::new("无法读取", "cannot be read"),
            Cause::NothingToRead => Text::new("没有可读的文件", "nothing to read"),
            Cause::Empty => Text::new("文件没有文字", "no text in the file"),
            Cause::TooLarge(_) => Text::new("文件过大", "file too large"),
            Cause::Binary(Binary::Image) => Text::new("图片没有文字层", "an image has no text layer"),
            Cause::Binary(Binary::Utf16) | Cause::Undecodable(_) => Text::new("不是 UTF-8 文本", "not UTF-8 text"),
            Cause::Binary(_) => Text::new("不是纯文本", "not plain text"),
        }
    }

    /// Why, with what is known of the place.
    pub fn reason(&self) -> Text {
        match self {
            Cause::Missing => Text::new("这个路径下没有文件或文件夹", "there is no file or folder at this path"),
            Cause::Io(error) => Text::both(format!("系统返回：{error}"), format!("the system says: {error}")),
            Cause::NothingToRead => Text::new(
                "没有 .txt 文件（隐藏文件、~$ 临时文件和 .gitignore 排除的文件不计）",
                "no .txt file (hidden files, ~$ temporary files and those in .gitignore do not count)",
            ),
            Cause::Empty => Text::new("除空白外没有任何字符", "it holds nothing but blanks"),
            Cause::TooLarge(bytes) => Text::both(
                format!("大小 {} MiB，上限 {} MiB", bytes >> 20, MAX_BYTES >> 20),
                format!("{} MiB; the limit is {} MiB", bytes >> 20, MAX_BYTES >> 20),
            ),
            Cause::Binary(binary) => binary.reason(),
            Cause::Undecodable(offset) => Text::both(
                format!("第 {} 个字节起不是 UTF-8 编码，可能是 GBK/GB18030", offset + 1),
                format!("from byte {} on it is no UTF-8; it may be GBK/GB18030", offset + 1),
            ),
        }
    }

    /// What to do about it.
    pub fn fix(&self) -> Text {
        match self {
            Cause::Missing => Text::new("请核对路径；路径中有空格时加引号", "check the path; quote it if it has spaces"),
            Cause::Io(error) if error.kind() == io::ErrorKind::PermissionDenied => Text::new(
                "请关闭正在使用它的程序，或复制一份到自己的文件夹",
                "close the program that holds it, or copy it to a folder of yours",
            ),
            Cause::Io(_) => Text::new("请复制到本机后再试", "copy it to this machine and try again"),
            Cause::NothingToRead => {
                Text::new("请直接写出文件名，或另存为 .txt（UTF-8）", "name the file itself, or save it as .txt (UTF-8)")
            }
            Cause::Empty => Text::new("请确认保存的是这份报告", "make sure that this is the report as saved"),
            Cause::TooLarge(_) => Text::new("请确认这是一份报告，或拆分后再试", "make sure that this is one report, or split it"),
            Cause::Binary(Binary::Image) => {
                Text::new("请使用文字稿，另存为 .txt（UTF-8）", "use the draft it was made from, saved as .txt (UTF-8)")
            }
            Cause::Binary(_) => Text::new(
                "请在原程序中打开，另存为 .txt（UTF-8）",
                "open it in the program it was made with and save it as .txt (UTF-8)",
            ),
            Cause::Undecodable(_) => Text::new("请另存为 UTF-8 编码", "save it as UTF-8"),
        }
    }
}

impl Binary {
    fn reason(self) -> Text {
        match self {
            Binary::Zip => Text::new("内容是 docx 等压缩格式", "it is a zip container such as .docx"),
            Binary::Pdf => Text::new("内容是 PDF", "it is a PDF"),
            Binary::Ole => Text::new("内容是旧版 Word/WPS 文档（.doc、.wps）", "it is an old Word or WPS document (.doc, .wps)"),
            Binary::Rtf => Text::new("内容是 RTF 文档", "it is rich text (RTF)"),
            Binary::Image => Text::new("内容是图片", "it is a picture"),
            Binary::Utf16 => Text::new("内容是 UTF-16（记事本里的「Unicode」）", "it is UTF-16 (“Unicode” in Notepad)"),
            Binary::Other => Text::new("内容含有空字符，是二进制文件", "it holds NUL bytes, so it is a binary file"),
        }
    }
}
