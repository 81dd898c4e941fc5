//! Why a report cannot be read: what failed, the reason, and what to do about it; and the bounds that are kept.

use std::io;

use crate::problem::Problem;
use crate::source::MAX_CHARACTERS;
use crate::system::refusal;
use crate::text::Text;

/// The largest file that is opened: a Word document or PDF may have pictures in it.
pub const MAX_BYTES: u64 = 64 << 20;

/// The largest web page that is parsed, with the pictures that may be written into it. A page of nothing but tags takes thirty
/// times its length in memory.
pub const MAX_PAGE: u64 = 16 << 20;

/// The most bytes that a part of a Word document may have when it is unpacked. A report's text takes about a megabyte.
pub const MAX_UNPACKED: u64 = 64 << 20;

/// A report that could not be read: what failed, why, and what to do about it.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {}", cause.title().en)]
#[non_exhaustive]
pub struct ReadError {
    /// The path as given, or what stands for standard input.
    pub path: String,
    /// What went wrong.
    #[source]
    pub cause: Cause,
}

/// Why a report could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Cause {
    /// Nothing is there.
    #[error("no such file or folder")]
    Missing,
    /// The operating system does not let us.
    #[error("{0}")]
    Io(#[source] io::Error),
    /// A pipe or a device: reading it may never end.
    #[error("a pipe or a device")]
    Pipe,
    /// A folder or pattern without a file that can be read.
    #[error("no readable file")]
    NothingToRead,
    /// No character, or nothing but blanks.
    #[error("no text")]
    Empty,
    /// More bytes than are read; how many, and the limit.
    #[error("{0} bytes, and no more than {1} are read")]
    TooLarge(u64, u64),
    /// More characters than are checked.
    #[error("more than {MAX_CHARACTERS} characters")]
    TooLong,
    /// A format that is not read.
    #[error("{}", .0.name())]
    Binary(Binary),
    /// Bytes that stand for no character: the encoding that the others have, and the offset of the first one.
    #[error("byte {1} is no {0}")]
    Undecodable(&'static str, usize),
    /// A file that is cut off or spoilt.
    #[error("damaged {format}: {}", .what.en)]
    Damaged {
        /// Its format.
        format: &'static str,
        /// What is wrong.
        what: Text,
    },
    /// A report as data that does not fit its schema: everything that is wrong with it, in order.
    #[error("{}", .0.first().map_or_else(String::new, |problem| problem.message.en.to_string()))]
    Unfit(Vec<Problem>),
    /// A file that is protected by a password.
    #[error("encrypted {0}")]
    Encrypted(&'static str),
    /// A page of a PDF without text: a scan.
    #[error("page {0} has no text layer")]
    NoTextLayer(u32),
    /// A page of a PDF whose characters stand for nothing that can be told.
    #[error("page {0} has characters of unknown meaning")]
    Garbled(u32),
    /// A fault of this program met while it checked the file, in its own words.
    #[error("{0}")]
    Fault(String),
}

/// What a file is that is not read, by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Binary {
    /// A document of a version before Word 97.
    Doc,
    /// Another OLE container: .xls, .ppt, .et.
    Ole,
    /// A spreadsheet: .xlsx.
    Spreadsheet,
    /// A presentation: .pptx.
    Presentation,
    /// Another OpenDocument: .ods, .odp.
    OpenDocument,
    /// A page of the Chinese fixed layout standard (GB/T 33190): .ofd.
    Ofd,
    /// Any other zip container.
    Zip,
    /// Another archive: .rar, .7z, .gz.
    Archive,
    /// A Word document that takes in other files when Word opens it (`w:altChunk`, `w:subDoc`).
    Partial,
    /// A PDF, in a build without the feature `pdf`.
    Pdf,
    /// A saved web page with its pictures: .mht.
    Mhtml,
    /// A picture: a scan.
    Image,
    /// Anything else with NUL bytes.
    Other,
}

impl Binary {
    /// What the format is called, in either language.
    pub fn name(self) -> &'static str {
        match self {
            Binary::Doc => "doc/wps",
            Binary::Ole => "OLE",
            Binary::Spreadsheet => "xlsx",
            Binary::Presentation => "pptx",
            Binary::OpenDocument => "OpenDocument",
            Binary::Ofd => "OFD",
            Binary::Zip => "zip",
            Binary::Archive => "archive",
            Binary::Partial => "docx in parts",
            Binary::Pdf => "PDF",
            Binary::Mhtml => "MHT",
            Binary::Image => "image",
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
            Cause::TooLarge(MAX_BYTES + 1, MAX_BYTES),
            Cause::Binary(Binary::Doc),
            Cause::Damaged { format: "docx", what: text!("压缩包不完整", "the archive is cut off or spoilt") },
            Cause::Encrypted("docx"),
            Cause::Unfit(Vec::new()),
            Cause::NoTextLayer(1),
            Cause::Undecodable("gb18030", 0),
            Cause::Garbled(1),
            Cause::Fault("index out of bounds".to_owned()),
        ]
    }

    /// A file of that format with something wrong.
    pub(super) fn damaged(format: &'static str, what: Text) -> Self {
        Cause::Damaged { format, what }
    }

    /// The code of the family I, and the name that goes with it. Codes are never reused.
    pub fn code(&self) -> (&'static str, &'static str) {
        match self {
            Cause::Missing => ("I001", "missing-file"),
            Cause::Io(_) | Cause::Pipe => ("I002", "unreadable-file"),
            Cause::NothingToRead => ("I003", "nothing-to-read"),
            Cause::Empty => ("I004", "empty-file"),
            Cause::TooLarge(..) | Cause::TooLong => ("I005", "too-large"),
            Cause::Binary(Binary::Image) | Cause::NoTextLayer(_) => ("I101", "no-text-layer"),
            Cause::Binary(_) => ("I006", "unsupported-format"),
            Cause::Damaged { .. } => ("I007", "damaged-file"),
            Cause::Encrypted(_) => ("I008", "encrypted-file"),
            Cause::Unfit(_) => ("I009", "unfit-report"),
            Cause::Fault(_) => ("I010", "internal-fault"),
            Cause::Undecodable(..) => ("I102", "undecodable-text"),
            Cause::Garbled(_) => ("I105", "garbled-text"),
        }
    }

    /// What failed, in a few words.
    pub fn title(&self) -> Text {
        match self {
            Cause::Missing => text!("找不到文件", "file not found"),
            Cause::Io(error) if error.kind() == io::ErrorKind::PermissionDenied => text!("没有读取权限", "permission denied"),
            Cause::Io(_) | Cause::Pipe => text!("无法读取", "cannot be read"),
            Cause::NothingToRead => text!("没有可读的文件", "nothing to read"),
            Cause::Empty => text!("文件没有文字", "no text in the file"),
            Cause::TooLarge(..) => text!("文件过大", "file too large"),
            Cause::TooLong => text!("文字过长", "text too long"),
            Cause::Binary(Binary::Image) => text!("图片没有文字层", "an image has no text layer"),
            Cause::Binary(_) => text!("不支持的格式", "unsupported format"),
            Cause::Undecodable(..) => text!("文字编码有误", "undecodable text"),
            Cause::Damaged { .. } => text!("文件已损坏", "damaged file"),
            Cause::Unfit(_) => text!("不符合报告的数据格式", "not a report as data"),
            Cause::Encrypted(_) => text!("文件有密码", "file protected by a password"),
            Cause::NoTextLayer(_) => text!("PDF 没有文字层", "PDF without a text layer"),
            Cause::Garbled(_) => text!("PDF 的文字无法识别", "PDF with unreadable text"),
            Cause::Fault(_) => text!("程序自身出错，没有核对", "not checked: a fault of gouji itself"),
        }
    }

    /// Why, with what is known of the place.
    pub fn reason(&self) -> Text {
        match self {
            Cause::Missing => text!("这个路径下没有文件或文件夹", "there is no file or folder at this path"),
            Cause::Io(error) => refusal(error).reason,
            Cause::Pipe => text!("它是管道或设备，不是文件", "it is a pipe or a device and no file"),
            Cause::NothingToRead => text!(
                "没有 .docx、.pdf、.html、.md 或 .txt 文件（隐藏文件、~$ 临时文件和 .gitignore 排除的文件不计）",
                "no .docx, .pdf, .html, .md or .txt file (hidden files, ~$ temporary files and those in .gitignore do not count)",
            ),
            Cause::Empty => text!("除空白外没有任何字符", "it holds nothing but blanks"),
            Cause::TooLarge(bytes, limit) => Text::both(
                format!("大小 {} MiB，上限 {} MiB", bytes >> 20, limit >> 20),
                format!("{} MiB; the limit is {} MiB", bytes >> 20, limit >> 20),
            ),
            Cause::TooLong => Text::both(
                format!("超过 {} 万字，一份报告约 1 万字", MAX_CHARACTERS / 10_000),
                format!("more than {MAX_CHARACTERS} characters; a report has about 10000"),
            ),
            Cause::Binary(binary) => binary.reason(),
            Cause::Undecodable(encoding, offset) => Text::both(
                format!("第 {} 个字节起不是 {encoding} 编码", offset + 1),
                format!("from byte {} on it is no {encoding}", offset + 1),
            ),
            Cause::Damaged { format, what } => {
                Text::both(format!("不是完整的 {format}：{}", what.zh), format!("it is no whole {format}: {}", what.en))
            }
            Cause::Unfit(problems) => unfit(problems),
            Cause::Encrypted(format) => {
                Text::both(format!("这份 {format} 要密码才能打开"), format!("this {format} opens with a password only"))
            }
            Cause::NoTextLayer(page) => Text::both(
                format!("第 {page} 页是扫描的图片，没有可读的文字"),
                format!("page {page} is a scanned picture without text"),
            ),
            Cause::Garbled(page) => Text::both(
                format!("第 {page} 页的字体没有文字对照表，取出的是乱码"),
                format!("the fonts of page {page} do not say what their characters are"),
            ),
            Cause::Fault(what) => Text::both(format!("程序的错误：{what}"), format!("the program says: {what}")),
        }
    }

    /// What to do about it.
    pub fn fix(&self) -> Text {
        match self {
            Cause::Missing => text!("请核对路径；路径中有空格时加引号", "check the path; quote it if it has spaces"),
            Cause::Io(error) => refusal(error).fix,
            Cause::Pipe => text!("请用 gouji check - 从标准输入读", "read it from standard input: gouji check -"),
            Cause::NothingToRead => text!("请直接写出文件名，或另存为 .docx", "name the file itself, or save it as .docx"),
            Cause::Empty => text!("请确认保存的是这份报告", "make sure that this is the report as saved"),
            Cause::TooLarge(..) | Cause::TooLong => {
                text!("请确认这是一份报告，或拆分后再试", "make sure that this is one report, or split it")
            }
            Cause::Binary(Binary::Zip | Binary::Archive) => {
                text!("请先解压，再检查里面的报告", "unpack it, and check the report inside")
            }
            Cause::Binary(Binary::Image | Binary::Ofd) | Cause::NoTextLayer(_) | Cause::Garbled(_) => {
                text!("请使用原来的文字稿，另存为 .docx", "use the draft it was made from, saved as .docx")
            }
            Cause::Binary(_) => text!(
                "请在原程序（Word 或 WPS）中打开，另存为 .docx",
                "open it in the program it was made with (Word, WPS) and save it as .docx",
            ),
            Cause::Undecodable(..) => {
                text!("请在原程序中打开，另存为 UTF-8 编码", "open it in the program it was made with and save it as UTF-8")
            }
            Cause::Damaged { .. } => text!(
                "请在原程序中打开，确认内容后另存一份",
                "open it in the program it was made with, look it over and save it again",
            ),
            Cause::Unfit(_) => text!(
                "请逐处修改；规范和配置不是报告，用 --profile 指定",
                "mend each place; a profile is no report, give it by --profile",
            ),
            Cause::Fault(_) => text!(
                "其余文件照常核对；请把这份文件和上面的信息交给维护者",
                "the other files are checked all the same; send this file and the words above to the maintainers",
            ),
            Cause::Encrypted(_) => text!("请取消密码后另存一份", "take the password off and save it again"),
        }
    }
}

/// The most problems of one file that are reported at once.
pub(crate) const PROBLEMS: usize = 8;

/// What is wrong in a report as data, each with its line and column.
fn unfit(problems: &[Problem]) -> Text {
    if problems.is_empty() {
        return text!("缺少必要的键，或有未知的键", "a key is missing, or one is not known");
    }
    let place = |problem: &Problem| problem.line().zip(problem.column());
    let zh = problems.iter().take(PROBLEMS).map(|problem| {
        let place = place(problem).map_or_else(String::new, |(line, column)| format!("第 {line} 行第 {column} 列："));
        let hint = problem.hint.as_deref().map_or_else(String::new, |hint| format!("（{}）", hint.zh));
        format!("{place}{}{hint}", problem.message.zh)
    });
    let en = problems.iter().take(PROBLEMS).map(|problem| {
        let place = place(problem).map_or_else(String::new, |(line, column)| format!("{line}:{column}: "));
        let hint = problem.hint.as_deref().map_or_else(String::new, |hint| format!(" ({})", hint.en));
        format!("{place}{}{hint}", problem.message.en)
    });
    Text::both(zh.collect::<Vec<_>>().join("；"), en.collect::<Vec<_>>().join("; "))
}

impl Binary {
    fn reason(self) -> Text {
        match self {
            Binary::Doc => text!("内容是 Word 97 以前的文档", "it is a document of a version before Word 97"),
            Binary::Ole => text!("内容是旧版 Office 文件（.xls、.ppt 等）", "it is an old Office file (.xls, .ppt…)"),
            Binary::Spreadsheet => text!("内容是电子表格（.xlsx）", "it is a spreadsheet (.xlsx)"),
            Binary::Presentation => text!("内容是演示文稿（.pptx）", "it is a presentation (.pptx)"),
            Binary::OpenDocument => text!(
                "内容是 OpenDocument 的表格或演示（.ods、.odp）",
                "it is an OpenDocument sheet or presentation (.ods, .odp)"
            ),
            Binary::Ofd => text!("内容是 OFD 版式文件", "it is an OFD page layout"),
            Binary::Zip => text!("内容是 zip 压缩包", "it is a zip archive"),
            Binary::Archive => text!("内容是压缩包", "it is an archive"),
            Binary::Partial => text!(
                "正文引用了别的文件（altChunk、subDoc），在 Word 中打开时才并入",
                "it takes in other files (altChunk, subDoc) when Word opens it",
            ),
            Binary::Pdf => text!("内容是 PDF，这个版本不读 PDF", "it is a PDF, which this build does not read"),
            Binary::Mhtml => text!("内容是带图片的单个网页文件（.mht）", "it is a web page saved as one file (.mht)"),
            Binary::Image => text!("内容是图片", "it is a picture"),
            Binary::Other => text!("内容含有空字符，是二进制文件", "it holds NUL bytes, so it is a binary file"),
        }
    }
}
