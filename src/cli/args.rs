//! What can be asked for. The doc comments are the help.

use std::ffi::OsStr;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Parser, Subcommand, ValueEnum};

use crate::finding::{Lang, Severity};
use crate::report::Format;

const TEMPLATE: &str = "{about-with-newline}\n用法 Usage: {usage}\n\n{all-args}{after-help}";

/// 勾稽：核对法治政府建设年度报告
/// Checks annual rule-of-law reports
#[derive(Debug, Parser)]
#[command(
    name = "gouji",
    version,
    verbatim_doc_comment,
    help_template = TEMPLATE,
    subcommand_help_heading = "命令 Commands",
    override_usage = "gouji <命令> [选项]",
    next_help_heading = "选项 Options",
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    max_term_width = 100,
    after_help = "退出码 Exit codes:
  0  没有达到 --fail-on 的问题   nothing at or above --fail-on
  1  有问题                      findings
  2  有内容未能核对              something could not be checked

例 Examples:
  gouji check 报告.txt
  gouji check 各县报告/ --format json --output 结果.json
  gouji audit 报告.txt
  gouji explain R101"
)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,

    /// 语言 zh|en（默认 zh，或取环境变量 GOUJI_LANG）
    #[arg(long, global = true, value_enum, value_name = "语言", hide_possible_values = true, display_order = 900)]
    pub(super) lang: Option<LangArg>,

    /// 颜色 auto|always|never（默认 auto）
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "何时",
        default_value = "auto",
        hide_default_value = true,
        hide_possible_values = true,
        display_order = 901
    )]
    pub(super) color: ColorArg,

    /// 显示帮助 Print help
    #[arg(short, long, global = true, action = ArgAction::Help, display_order = 902)]
    help: Option<bool>,

    /// 显示版本 Print version
    #[arg(short = 'V', long, action = ArgAction::Version, display_order = 903)]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// 检查报告，列出问题 Findings
    #[command(help_template = TEMPLATE, override_usage = "gouji check [选项] [路径…|-]")]
    Check(CheckArgs),
    /// 数据台账：每个数据是否核对、如何核对 The ledger of every figure
    #[command(help_template = TEMPLATE, override_usage = "gouji audit [选项] [路径…|-]")]
    Audit(AuditArgs),
    /// 解释一条规则 What a rule means
    #[command(help_template = TEMPLATE, override_usage = "gouji explain <规则>")]
    Explain {
        /// 编号或名称，如 R101、rate-mismatch
        #[arg(value_name = "规则", help_heading = "参数 Arguments")]
        rule: String,
    },
    /// 列出全部规则 All rules
    #[command(help_template = TEMPLATE, override_usage = "gouji rules [选项]")]
    Rules {
        /// 格式 table|json|markdown（默认 table）
        #[arg(
            long,
            value_enum,
            value_name = "格式",
            default_value = "table",
            hide_default_value = true,
            hide_possible_values = true,
            help_heading = "选项 Options"
        )]
        format: RulesFormat,
    },
    /// 写出一份带注释的 gouji.yaml Write a commented configuration
    #[command(help_template = TEMPLATE, override_usage = "gouji init [选项] [文件夹]")]
    Init(InitArgs),
    /// 显示生效的配置及其出处 What is in force, and where it comes from
    #[command(help_template = TEMPLATE, override_usage = "gouji config [选项] [路径]")]
    Config {
        /// 报告或文件夹；不写则为当前文件夹
        /// A report or a folder
        #[arg(value_name = "路径", help_heading = "参数 Arguments", verbatim_doc_comment)]
        path: Option<PathBuf>,

        #[command(flatten)]
        config: ConfigArgs,
    },
    /// 打印 JSON Schema，供编辑器和程序使用 Print a JSON Schema
    #[command(help_template = TEMPLATE, override_usage = "gouji schema <名称>")]
    Schema {
        /// config|profile|report|findings|audit
        #[arg(value_name = "名称", help_heading = "参数 Arguments")]
        name: String,
    },
    /// 命令补全脚本 Completions for a shell
    #[command(help_template = TEMPLATE, override_usage = "gouji completions <bash|zsh|fish|powershell|elvish>")]
    Completions {
        /// bash|zsh|fish|powershell|elvish
        #[arg(value_name = "外壳", help_heading = "参数 Arguments", value_enum, hide_possible_values = true)]
        shell: clap_complete::Shell,
    },
    /// 手册页（roff）The manual page
    #[command(help_template = TEMPLATE, override_usage = "gouji man [命令]")]
    Man {
        /// 哪个命令的；不写则为 gouji 本身
        /// Of which command
        #[arg(value_name = "命令", help_heading = "参数 Arguments", verbatim_doc_comment)]
        command: Option<String>,
    },
    /// 内置规范 The built-in profiles
    #[command(
        help_template = TEMPLATE,
        override_usage = "gouji profiles\n               gouji profiles show <规范>",
        subcommand_help_heading = "命令 Commands",
        disable_help_subcommand = true
    )]
    Profiles {
        #[command(subcommand)]
        command: Option<ProfilesCommand>,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum ProfilesCommand {
    /// 显示一个规范 Show a profile
    #[command(help_template = TEMPLATE, override_usage = "gouji profiles show <规范>")]
    Show {
        /// 规范名
        #[arg(value_name = "规范", help_heading = "参数 Arguments")]
        id: String,
    },
}

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "选项 Options")]
pub(super) struct InitArgs {
    /// 写在哪个文件夹；不写则为当前文件夹
    /// The folder to write it in
    #[arg(value_name = "文件夹", help_heading = "参数 Arguments", verbatim_doc_comment)]
    pub(super) folder: Option<PathBuf>,

    /// 覆盖已有的文件 Replace a file that is there
    #[arg(long)]
    pub(super) force: bool,
}

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "选项 Options")]
pub(super) struct ConfigArgs {
    /// 用这份配置，不找 gouji.yaml This configuration
    #[arg(long, value_name = "文件", conflicts_with = "no_config")]
    pub(super) config: Option<PathBuf>,

    /// 不用任何配置 No configuration
    #[arg(long)]
    pub(super) no_config: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct Common {
    /// 文件、文件夹或通配符；- 为标准输入；不写则为当前文件夹
    /// Files, folders or patterns; - is standard input
    #[arg(value_name = "路径", help_heading = "参数 Arguments", verbatim_doc_comment)]
    pub(super) paths: Vec<PathBuf>,

    /// 从文件读入路径，每行一个；- 为标准输入
    /// Reads paths from a file, one a line
    #[arg(long, value_name = "文件", verbatim_doc_comment)]
    pub(super) files_from: Option<PathBuf>,

    /// 标准输入的名称 Name of standard input
    #[arg(long, value_name = "名称", default_value = "-", hide_default_value = true)]
    pub(super) stdin_filename: String,

    /// 写入文件（写完才替换）Write to a file, atomically
    #[arg(short, long, value_name = "文件")]
    pub(super) output: Option<PathBuf>,

    /// 规范名或 YAML 文件 A profile's id, or a file
    #[arg(long, value_name = "规范")]
    pub(super) profile: Option<String>,

    #[command(flatten)]
    pub(super) config: ConfigArgs,

    /// 报告年度（1949 至 2999），用于标题不写年份的报告
    /// The year, where the title names none
    #[arg(long, value_name = "年份", value_parser = year, verbatim_doc_comment)]
    pub(super) year: Option<i16>,

    /// 从哪一级起退出码为 1：error|warning|note|never
    /// （默认 warning）Exit with 1 from this severity on
    #[arg(
        long,
        value_enum,
        value_name = "级别",
        default_value = "warning",
        hide_default_value = true,
        hide_possible_values = true,
        display_order = 800,
        verbatim_doc_comment
    )]
    pub(super) fail_on: FailOn,

    /// 有问题也以 0 退出，同 --fail-on never
    /// The same as --fail-on never
    #[arg(long, conflicts_with = "fail_on", display_order = 800, verbatim_doc_comment)]
    pub(super) exit_zero: bool,

    /// 同时检查几份（默认按处理器数）Reports at a time
    #[arg(long, value_name = "数", value_parser = clap::value_parser!(u16).range(1..=256), display_order = 801)]
    pub(super) jobs: Option<u16>,

    /// 不显示进度 No progress bar
    #[arg(long, display_order = 802)]
    pub(super) no_progress: bool,
}

impl Common {
    /// Whether a report comes by standard input.
    pub(super) fn reads_stdin(&self) -> bool {
        self.paths.iter().any(|path| path.as_os_str() == "-")
    }

    /// From which severity on findings count.
    pub(super) fn fail_on(&self) -> FailOn {
        if self.exit_zero { FailOn::Never } else { self.fail_on }
    }
}

/// Reads the name of one of `formats`.
fn formats(formats: &'static [(&'static str, Format)]) -> impl TypedValueParser<Value = Format> {
    let names = PossibleValuesParser::new(formats.iter().map(|(name, _)| *name));
    names.map(move |name| formats.iter().find(|(known, _)| *known == name).map_or(Format::Human, |(_, format)| *format))
}

/// A format, and the file it is written to if that is not standard output: `sarif=gouji.sarif`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) format: Format,
    pub(super) file: Option<PathBuf>,
}

/// Reads a [`Target`].
#[derive(Clone, Debug)]
struct FormatParser;

impl TypedValueParser for FormatParser {
    type Value = Target;

    fn parse_ref(&self, command: &clap::Command, arg: Option<&clap::Arg>, value: &OsStr) -> Result<Target, clap::Error> {
        let divided = value.to_str().and_then(|value| value.split_once('=')).filter(|(_, file)| !file.is_empty());
        let (name, file) = divided.map_or((value, None), |(name, file)| (OsStr::new(name), Some(PathBuf::from(file))));
        let format = formats(Format::FINDINGS).parse_ref(command, arg, name)?;
        Ok(Target { format, file })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Format::FINDINGS.iter().map(|(name, _)| PossibleValue::new(*name))))
    }
}

/// The names in lines, and what several of them do.
fn targets_help() -> String {
    let names: Vec<&str> = Format::FINDINGS.iter().map(|(name, _)| *name).collect();
    let lines: Vec<String> = names.chunks(6).map(|names| names.join("|")).collect();
    format!(
        "格式 {}\n（默认 human，在 GitHub Actions 中为 github）\n可写多次，各写入 =后面的文件：\n--format human --format sarif=结果.sarif\n\
         Several at once, each with its file",
        lines.join("|\n")
    )
}

fn format_help(formats: &[(&str, Format)]) -> String {
    let names: Vec<&str> = formats.iter().map(|(name, _)| *name).collect();
    format!("格式 {}（默认 {}）", names.join("|"), names[0])
}

/// Reads a year in which such a report may have been written.
fn year(text: &str) -> Result<i16, &'static str> {
    let year = text.parse().ok().filter(|year| (1949..=2999).contains(year));
    year.ok_or("年份应在 1949 至 2999 之间 (a year from 1949 to 2999)")
}

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "选项 Options")]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) common: Common,

    // the names and the help come from the formats there are
    #[arg(long, value_name = "格式[=文件]", value_parser = FormatParser)]
    #[arg(help = targets_help(), hide_possible_values = true)]
    pub(super) format: Vec<Target>,

    /// 只用这些规则：编号、名称或字母（R）
    /// Only these rules: codes, names or families
    #[arg(long, value_name = "规则", value_delimiter = ',', verbatim_doc_comment)]
    pub(super) select: Vec<String>,

    /// 不用这些规则 Without these rules
    #[arg(long, value_name = "规则", value_delimiter = ',')]
    pub(super) ignore: Vec<String>,

    /// 基线：其中已有的问题不再报
    /// Findings that are known
    #[arg(long, value_name = "文件", verbatim_doc_comment)]
    pub(super) baseline: Option<PathBuf>,

    /// 把现有问题写成基线 Write a baseline
    #[arg(long, value_name = "文件")]
    pub(super) write_baseline: Option<PathBuf>,

    /// 从哪一级起显示：error|warning|note
    /// （默认 warning，json、jsonl、sarif 为 note）
    /// Show from this severity on
    #[arg(long, value_enum, value_name = "级别", hide_possible_values = true, verbatim_doc_comment)]
    pub(super) min_severity: Option<SeverityArg>,

    #[command(flatten)]
    pub(super) fixing: FixArgs,
}

/// What is to be changed.
#[derive(Debug, clap::Args)]
pub(super) struct FixArgs {
    /// 改正有把握的文字，不改数据；- 把改后的文字写到标准输出
    /// Apply safe fixes; with -, print the text
    #[arg(long, verbatim_doc_comment)]
    pub(super) fix: bool,

    /// 只显示会怎样修改，不写文件
    /// Show what --fix would do
    #[arg(long, conflicts_with_all = ["format", "write_baseline"], verbatim_doc_comment)]
    pub(super) diff: bool,

    /// 也改只有一种改法的地方，包括数据
    /// Also apply the only repair there is
    #[arg(long, verbatim_doc_comment)]
    pub(super) unsafe_fixes: bool,
}

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "选项 Options")]
pub(super) struct AuditArgs {
    #[command(flatten)]
    pub(super) common: Common,

    #[arg(long, value_name = "格式", default_value = Format::AUDIT[0].0, value_parser = formats(Format::AUDIT))]
    #[arg(help = format_help(Format::AUDIT), hide_default_value = true, hide_possible_values = true)]
    pub(super) format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum LangArg {
    Zh,
    En,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorArg {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum RulesFormat {
    Table,
    Json,
    Markdown,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum SeverityArg {
    Error,
    Warning,
    Note,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    Error,
    Warning,
    Note,
    Never,
}

impl From<LangArg> for Lang {
    fn from(lang: LangArg) -> Self {
        match lang {
            LangArg::Zh => Lang::Zh,
            LangArg::En => Lang::En,
        }
    }
}

impl From<SeverityArg> for Severity {
    fn from(severity: SeverityArg) -> Self {
        match severity {
            SeverityArg::Error => Severity::Error,
            SeverityArg::Warning => Severity::Warning,
            SeverityArg::Note => Severity::Note,
        }
    }
}
