//! What can be asked for, in both languages.
//!
//! Every text of the definition says the same twice: `中文 / English`. [`super::lang`] keeps one of the two, so that help, manual,
//! completions and complaints are of one language. A new option needs nothing but its doc comment in that form and, if it is to stand
//! among others of its kind, a `help_heading`; values and defaults are added by [`super::help`].

use std::ffi::OsStr;
use std::path::PathBuf;

use clap::builder::{NonEmptyStringValueParser, PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Parser, Subcommand, ValueEnum};

use crate::report::Format;
use crate::severity::Severity;
use crate::text::Lang;

const ARGUMENTS: &str = "参数 / Arguments";
const INPUT: &str = "输入 / Input";
const CHECKING: &str = "核对 / Checking";
const FIXING: &str = "修改 / Fixing";
const OUTPUT: &str = "输出 / Output";
const RUNNING: &str = "运行 / Running";
/// Stands last on every page.
pub(super) const GENERAL: &str = "通用 / General";

/// 勾稽：核对法治政府建设年度报告
/// / gouji: checks annual rule-of-law reports of Chinese governments
#[derive(Debug, Parser)]
#[command(
    name = "gouji",
    version,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    subcommand_value_name = "命令 / COMMAND",
    after_help = "\
退出码：
  0  没有达到 --fail-on 的问题
  1  有问题
  2  有内容未能核对

例：
  gouji check 报告.docx
  gouji check 各县报告/ --format json --output 结果.json
  gouji audit 报告.docx
  gouji explain R101

 / Exit codes:
  0  nothing at or above --fail-on
  1  findings
  2  something could not be checked

Examples:
  gouji check report.docx
  gouji check counties/ --format json --output findings.json
  gouji audit report.docx
  gouji explain R101"
)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,

    /// 语言；不写则取 GOUJI_LANG，再取系统的语言（LC_ALL、LC_MESSAGES、LANG）
    /// / Language; by default that of GOUJI_LANG, then of the system (LC_ALL, LC_MESSAGES, LANG)
    #[arg(long, global = true, value_enum, value_name = "语言 / LANGUAGE", help_heading = GENERAL)]
    pub(super) lang: Option<LangArg>,

    /// 颜色 / Colours
    #[arg(long, global = true, value_enum, value_name = "何时 / WHEN", default_value = "auto", help_heading = GENERAL)]
    pub(super) color: ColorArg,

    /// 显示帮助 / Print help
    #[arg(short, long, global = true, action = ArgAction::Help, help_heading = GENERAL)]
    help: Option<bool>,

    /// 显示版本 / Print the version
    #[arg(short = 'V', long, action = ArgAction::Version, help_heading = GENERAL)]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// 检查报告，列出问题 / Check reports and list what does not hold
    #[command(after_help = "\
例：
  gouji check 报告.docx
  gouji check 各县报告/ --select R,C --format json --output 结果.json
  gouji check 报告.docx --format human --format sarif=结果.sarif
  gouji check - < 报告.txt

 / Examples:
  gouji check report.docx
  gouji check counties/ --select R,C --format json --output findings.json
  gouji check report.docx --format human --format sarif=gouji.sarif
  gouji check - < report.txt")]
    Check(CheckArgs),
    /// 数据台账：每个数据是否核对、如何核对 / The ledger: every figure, whether and how it was checked
    Audit(AuditArgs),
    /// 解释规则或读取失败的原因 / Explain a rule, or why a file could not be read
    Explain {
        /// 编号、名称或类别，如 R101、rate-mismatch、R；certainty 说明把握如何得出；不写则列出类别
        /// / A code, a name or a family: R101, rate-mismatch, R; certainty says how certainty is reached; by default, the families
        /// are listed
        #[arg(value_name = "规则 / RULE", help_heading = ARGUMENTS)]
        rule: Option<String>,
    },
    /// 列出全部规则 / List all rules
    Rules {
        /// 格式 / Format
        #[arg(long, value_enum, value_name = "格式 / FORMAT", default_value = "table", help_heading = OUTPUT)]
        format: RulesFormat,
    },
    /// 列出或显示内置规范 / List or show the built-in profiles
    #[command(disable_help_subcommand = true, subcommand_value_name = "命令 / COMMAND")]
    Profiles {
        #[command(subcommand)]
        command: Option<ProfilesCommand>,
    },
    /// 写出一份带注释的 gouji.yaml / Write a commented gouji.yaml
    Init(InitArgs),
    /// 显示生效的配置及其出处 / Show what is in force, and where it comes from
    Config {
        /// 报告或文件夹；不写则为当前文件夹 / A report or a folder; by default, the current folder
        #[arg(value_name = "路径 / PATH", help_heading = ARGUMENTS)]
        path: Option<PathBuf>,

        #[command(flatten)]
        config: ConfigArgs,
    },
    /// 打印 JSON Schema，供编辑器和程序使用 / Print a JSON Schema, for editors and programs
    Schema {
        /// 哪一个 / Which one
        #[arg(value_name = "名称 / NAME", help_heading = ARGUMENTS, value_parser = PossibleValuesParser::new(schemas()))]
        name: String,
    },
    /// 打印命令补全脚本 / Print the completions of a shell
    Completions {
        /// 哪个外壳的 / Of which shell
        #[arg(value_name = "外壳 / SHELL", help_heading = ARGUMENTS, value_enum)]
        shell: clap_complete::Shell,
    },
    /// 打印手册页（roff） / Print the manual page (roff)
    Man {
        /// 哪个命令的；不写则为 gouji 本身 / Of which command; by default, of gouji itself
        #[arg(value_name = "命令 / COMMAND", help_heading = ARGUMENTS)]
        command: Vec<String>,
    },
    /// 显示一个命令的帮助 / Print the help of a command
    Help {
        /// 哪个命令的；不写则为 gouji 本身 / Of which command; by default, of gouji itself
        #[arg(value_name = "命令 / COMMAND", help_heading = ARGUMENTS)]
        command: Vec<String>,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum ProfilesCommand {
    /// 显示一个规范的 YAML / Show the YAML of a profile
    Show {
        /// 规范的 id / The id of the profile
        #[arg(value_name = "规范 / PROFILE", help_heading = ARGUMENTS)]
        id: String,
    },
}

#[derive(Debug, clap::Args)]
pub(super) struct InitArgs {
    /// 写在哪个文件夹；不写则为当前文件夹 / The folder to write it in; by default, the current one
    #[arg(value_name = "文件夹 / FOLDER", help_heading = ARGUMENTS)]
    pub(super) folder: Option<PathBuf>,

    /// 覆盖已有的文件 / Replace a file that is there
    #[arg(long, help_heading = OUTPUT)]
    pub(super) force: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct ConfigArgs {
    /// 用这份配置，不找 gouji.yaml / Use this configuration, and look for no gouji.yaml
    #[arg(long, value_name = "文件 / FILE", conflicts_with = "no_config", help_heading = CHECKING)]
    pub(super) config: Option<PathBuf>,

    /// 不用任何配置 / Use no configuration
    #[arg(long, help_heading = CHECKING)]
    pub(super) no_config: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct Common {
    /// 文件、文件夹或通配符；- 为标准输入；不写则为当前文件夹
    /// / Files, folders or patterns; - is standard input; by default, the current folder
    #[arg(value_name = "路径 / PATH", help_heading = ARGUMENTS)]
    pub(super) paths: Vec<PathBuf>,

    /// 从文件读入更多路径，每行一个，或以 NUL 分隔；- 为标准输入
    /// / Read more paths from a file, one a line or with a NUL after each; - is standard input
    #[arg(long, value_name = "文件 / FILE", help_heading = INPUT)]
    pub(super) files_from: Option<PathBuf>,

    /// 标准输入的名称 / The name that standard input goes by
    #[arg(long, value_name = "名称 / NAME", value_parser = NonEmptyStringValueParser::new())]
    #[arg(default_value = "-", hide_default_value = true, help_heading = INPUT)]
    pub(super) stdin_filename: String,

    /// 直接写出的文件，被配置的 exclude 或 .gitignore 排除的，也不核对
    /// / Pass over files that exclude of the configuration or .gitignore leaves out, although they are named
    #[arg(long, help_heading = INPUT)]
    pub(super) force_exclude: bool,

    /// 规范：内置规范的 id，或 YAML 文件；不写则按标题和章节选择
    /// / The profile: a built-in id or a YAML file; by default, chosen by title and headings
    #[arg(long, value_name = "规范 / PROFILE", help_heading = CHECKING)]
    pub(super) profile: Option<String>,

    /// 报告年度（1949 至 2999），用于标题不写年份的报告
    /// / The year of the report (1949 to 2999), where the title names none
    #[arg(long, value_name = "年份 / YEAR", value_parser = year, help_heading = CHECKING)]
    pub(super) year: Option<i16>,

    #[command(flatten)]
    pub(super) config: ConfigArgs,

    /// 写入文件，写完才替换 / Write to a file, which is replaced when all is written
    #[arg(short, long, value_name = "文件 / FILE", help_heading = OUTPUT)]
    pub(super) output: Option<PathBuf>,

    /// 从哪一级起退出码为 1 / From which severity on the exit code is 1
    #[arg(long, value_enum, value_name = "级别 / LEVEL", default_value = "warning", help_heading = RUNNING)]
    pub(super) fail_on: FailOn,

    /// 有问题也以 0 退出，同 --fail-on never / Exit with 0 although there are findings, as with --fail-on never
    #[arg(long, conflicts_with = "fail_on", help_heading = RUNNING)]
    pub(super) exit_zero: bool,

    /// 同时核对几份报告；默认为处理器数 / How many reports are checked at a time; by default, one a processor
    #[arg(long, value_name = "数 / N", value_parser = jobs, help_heading = RUNNING)]
    pub(super) jobs: Option<u16>,

    /// 终端上不显示进度 / Show no progress bar on the terminal
    #[arg(long, help_heading = RUNNING)]
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
        let separated = value.to_str().and_then(|value| value.split_once('=')).filter(|(_, file)| !file.is_empty());
        let (name, file) = separated.map_or((value, None), |(name, file)| (OsStr::new(name), Some(PathBuf::from(file))));
        let format = formats(Format::FINDINGS).parse_ref(command, arg, name)?;
        Ok(Target { format, file })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Format::FINDINGS.iter().map(|(name, _)| PossibleValue::new(*name))))
    }
}

/// The names of the schemas there are.
fn schemas() -> impl Iterator<Item = &'static str> {
    crate::schema::SCHEMAS.iter().map(|(name, _)| *name)
}

/// Reads a year in which such a report may have been written.
fn year(text: &str) -> Result<i16, &'static str> {
    let year = text.parse().ok().filter(|year| (1949..=2999).contains(year));
    year.ok_or("年份应在 1949 至 2999 之间 / a year from 1949 to 2999 is expected")
}

/// Reads how many reports are checked at a time.
fn jobs(text: &str) -> Result<u16, &'static str> {
    let jobs = text.parse().ok().filter(|jobs| (1..=256).contains(jobs));
    jobs.ok_or("应为 1 至 256 的整数 / a whole number from 1 to 256 is expected")
}

#[derive(Debug, clap::Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) common: Common,

    /// 只用这些规则：编号、名称或字母（R），逗号分隔 / Only these rules: codes, names or families (R), with commas between
    #[arg(long, value_name = "规则 / RULES", value_delimiter = ',', help_heading = CHECKING)]
    pub(super) select: Vec<String>,

    /// 不用这些规则 / All but these rules
    #[arg(long, value_name = "规则 / RULES", value_delimiter = ',', help_heading = CHECKING)]
    pub(super) ignore: Vec<String>,

    /// 基线：其中已有的问题不再报 / The baseline: findings in it are known and not reported again
    #[arg(long, value_name = "文件 / FILE", help_heading = CHECKING)]
    pub(super) baseline: Option<PathBuf>,

    /// 把现有问题写成基线 / Write all findings as known
    #[arg(long, value_name = "文件 / FILE", help_heading = CHECKING)]
    pub(super) write_baseline: Option<PathBuf>,

    /// 格式；可写多次，各写入「=」后面的文件；默认 human，在 GitHub Actions 中为 github
    /// / Format; several may be given, each with its file after “=”; by default human, in GitHub Actions github
    #[arg(long, value_name = "格式[=文件] / FORMAT[=FILE]", value_parser = FormatParser, help_heading = OUTPUT)]
    pub(super) format: Vec<Target>,

    /// 从哪一级起显示；默认 warning，json、jsonl、sarif 为 note
    /// / From which severity on findings are shown; by default warning, in json, jsonl and sarif note
    #[arg(long, value_enum, value_name = "级别 / LEVEL", help_heading = OUTPUT)]
    pub(super) min_severity: Option<SeverityArg>,

    /// 只列出各条规则的次数和份数（human、json） / Only count findings and files for each rule (human, json)
    #[arg(long, help_heading = OUTPUT)]
    pub(super) statistics: bool,

    /// 报告或配置改动后重新核对，Ctrl-C 结束 / Check again what changes, reports or configuration, until Ctrl-C
    #[arg(long, conflicts_with = "write_baseline", help_heading = RUNNING)]
    pub(super) watch: bool,

    #[command(flatten)]
    pub(super) fixing: FixArgs,
}

/// What is to be changed.
#[derive(Debug, clap::Args)]
pub(super) struct FixArgs {
    /// 改正有把握的文字，不改数据；路径为 - 时，改后的文字写到标准输出
    /// / Make the changes that are certain, none of them of a figure; with -, write the text to standard output
    #[arg(long, conflicts_with = "watch", help_heading = FIXING)]
    pub(super) fix: bool,

    /// 只显示 --fix 会怎样修改，不写文件 / Show what --fix would do, and write nothing
    #[arg(long, conflicts_with_all = ["format", "write_baseline", "statistics", "watch"], help_heading = FIXING)]
    pub(super) diff: bool,

    /// 也改只有一种改法的地方，包括数据 / Also make the only change there is, be it of a figure
    #[arg(long, help_heading = FIXING)]
    pub(super) unsafe_fixes: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct AuditArgs {
    #[command(flatten)]
    pub(super) common: Common,

    /// 格式 / Format
    #[arg(long, value_name = "格式 / FORMAT", default_value = Format::AUDIT[0].0, value_parser = formats(Format::AUDIT))]
    #[arg(help_heading = OUTPUT)]
    pub(super) format: Format,

    /// 逐条写明理由：凭什么认定这种关系、把握多大、还可能是什么
    /// / Say why each claim is made: what speaks for it, how certain it is, what else may be meant
    #[arg(long, help_heading = OUTPUT)]
    pub(super) evidence: bool,
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
