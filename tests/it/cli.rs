//! The command line as data: arguments and standard input, then exit code, standard output and standard error.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;

/// A folder with one file of every kind that people hand in.
fn folder(name: &str) -> PathBuf {
    let root = crate::fresh(name);
    let files: &[(&str, &[u8])] = &[
        ("空.txt", b""),
        ("空白.txt", "\u{feff}\u{3000}\r\n".as_bytes()),
        ("报告.docx", b"PK\x03\x04\x14\0"),
        ("旧报告.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("扫描件.png", b"\x89PNG\r\n\x1a\n"),
        ("国标码.txt", b"\xd4\xc6\xb4\xa8\xcf\xd8"),
        ("随笔.txt", "云川的秋天来得很早。\n".as_bytes()),
        ("无文本/表.csv", b"1,2\n"),
        ("多份/乙.txt", "乙地的笔记。\n".as_bytes()),
        ("多份/甲.TXT", "\u{feff}甲地的笔记。\r\n".as_bytes()),
        ("多份/~$甲.txt", b"\x01\x02"),
        ("多份/.隐藏.txt", b"\xff"),
        ("多份/草稿.txt", b"\xff"),
        ("多份/.gitignore", "草稿.txt\n".as_bytes()),
        ("乡镇.txt", include_bytes!("../../fixtures/reports/township.txt")),
        ("各种格式/甲.docx", include_bytes!("../../fixtures/formats/qinghe-2023-python.docx")),
        ("各种格式/乙.html", include_bytes!("../../fixtures/formats/qinghe-2023.html")),
        ("各种格式/丙.md", include_bytes!("../../fixtures/formats/qinghe-2023.md")),
        ("各种格式/丁.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("各种格式/README.md", "说明\n".as_bytes()),
        ("各种格式/表.xlsx", b"PK\x03\x04"),
        ("清单.list", "各种格式/甲.docx\n\n各种格式/丙.md\n".as_bytes()),
        ("提纲.yaml", include_bytes!("../../fixtures/profiles/township.yaml")),
        ("错键.yaml", "id: own\ntitle: { zh: 甲, en: a }\nsectoins: []\n".as_bytes()),
        ("多错.yaml", include_bytes!("../../fixtures/broken/profile.yaml")),
        ("圈/甲.yaml", "id: a\ntitle: { zh: 甲, en: a }\nextends: ./乙.yaml\n".as_bytes()),
        ("圈/乙.yaml", "id: b\ntitle: { zh: 乙, en: b }\nextends: ../圈/甲.yaml\n".as_bytes()),
        ("子/本县.yaml", "id: own\ntitle: { zh: 本县提纲, en: our own }\nextends: ../提纲.yaml\n".as_bytes()),
        ("子/缺.yaml", "id: own\ntitle: { zh: 甲, en: a }\nextends: 没有.yaml\n".as_bytes()),
        ("国标码.yaml", b"id: own\ntitle: { zh: \xc1\xd9\xcf\xaa, en: a }\n"),
        ("配/gouji.yaml", include_bytes!("../../fixtures/config/gouji.yaml")),
        ("配/上级.yaml", include_bytes!("../../fixtures/config/base.yaml")),
        ("配/乡/小河.txt", include_bytes!("../../fixtures/reports/township.txt")),
        ("配/乡/提纲.yaml", include_bytes!("../../fixtures/profiles/township.yaml")),
        (
            "配/数据.txt",
            "话务工单13785宗，办结13649宗，办结率99.02%。\n调处纠纷664宗，调解成功657宗，成功率98.94%。\n".as_bytes(),
        ),
        ("错配/gouji.yaml", include_bytes!("../../fixtures/broken/gouji.yaml")),
        ("错配/甲.txt", "一篇短文。\n".as_bytes()),
        ("排除/gouji.yaml", "profile: figures-only\nexclude: [旧/**, 草稿-*.txt]\n".as_bytes()),
        // a repository of its own, whatever the one around it leaves out
        ("排除/.git/HEAD", b""),
        ("排除/.gitignore", "忽略.txt\n".as_bytes()),
        ("排除/旧/甲.txt", "约20多件。\n".as_bytes()),
        ("排除/草稿-1.txt", "约20多件。\n".as_bytes()),
        ("排除/忽略.txt", "约20多件。\n".as_bytes()),
        ("排除/新.txt", "约20多件。\n".as_bytes()),
        ("错排除.yaml", "exclude: [旧/**, '甲[']\nexclud: 乙\n".as_bytes()),
        ("豁免.txt", include_bytes!("../../fixtures/config/allowed.txt")),
        ("旧基线.json", include_bytes!("../../fixtures/config/baseline.json")),
        ("坏基线.json", b"{ \"format\": \"gouji-baseline/9\", \"findings\": [] }"),
        ("不写年份.txt", "小河镇法治政府建设年度报告\n一、2022年主要举措和成效\n办结12件。\n".as_bytes()),
    ];
    for (path, content) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a file stands in a folder")).expect("the folder can be made");
        fs::write(path, content).expect("the file can be written");
    }
    // a hole takes no space
    let huge = fs::File::create(root.join("巨大.txt")).expect("the file can be made");
    huge.set_len(300 << 20).expect("the file can be stretched");
    root
}

/// A rate that is right and one that is wrong, a growth, a total, what is left, a far base, two rates that are alike.
const EVIDENCE: &str = "\
全年受理投诉举报1248件，办结1217件，办结率97.52%，尚有31件正在办理。
新收复议案件486件，比上年增加61件，增长14.4%；审结451件，审结率92.9%。
抽检食品5936批次。其中粮油2148批次，占36.19%；饮料931批次，占15.68%。
全年办理法律援助案件205件，其中民事163件、刑事42件。群众满意率98.6%。
";

fn command(root: &Path, arguments: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
    command.current_dir(root).args(arguments.split_whitespace());
    for name in
        ["GOUJI_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "CLICOLOR_FORCE", "CLICOLOR", "TERM", "GITHUB_ACTIONS"]
    {
        command.env_remove(name);
    }
    command.env("COLUMNS", "80");
    command
}

/// Arguments, exit code and both outputs, as one text. No line is wider than the terminal.
fn transcript(root: &Path, arguments: &str, stdin: &str) -> String {
    let output = command(root, arguments).write_stdin(stdin).output().expect("the binary runs");
    let mut text = format!("$ gouji {arguments}\n[{}]\n", output.status.code().expect("it ends by itself"));
    for (name, bytes) in [("stdout", output.stdout), ("stderr", output.stderr)] {
        let written = String::from_utf8(bytes).expect("output is UTF-8");
        // what programs read is not broken into lines
        let json = arguments.contains("json") || arguments.contains("concise");
        for line in written.lines().filter(|_| !json) {
            assert!(unicode_width::UnicodeWidthStr::width(line) <= 80, "{line}");
        }
        if !written.is_empty() {
            write!(text, "--- {name}\n{written}").expect("a string takes everything");
        }
    }
    text
}

/// What does not depend on the rules there are: every case is a line.
#[test]
fn cases() {
    let root = folder("cases");
    let cases: &[(&str, &str, &str)] = &[
        ("help", "--help", ""),
        ("help_en", "--help --lang en", ""),
        ("help_check", "check --help", ""),
        ("help_check_en", "--lang en help check", ""),
        ("help_of_nothing", "help chek", ""),
        ("help_audit", "audit --help", ""),
        ("help_explain", "explain --help", ""),
        ("help_profiles", "profiles --help", ""),
        ("nothing_asked", "", ""),
        ("missing_file", "check 没有.txt", ""),
        ("missing_file_en", "check --lang en 没有.txt", ""),
        ("missing_file_json", "check --format json 没有.txt", ""),
        ("empty_files", "check 空.txt 空白.txt", ""),
        ("binary_files", "check 报告.docx 旧报告.doc 扫描件.png", ""),
        ("undecodable_file", "check 国标码.txt", ""),
        ("unfit_data", "check 错键.yaml", ""),
        ("huge_file", "check 巨大.txt", ""),
        ("folder_without_reports", "check 无文本", ""),
        ("pattern_without_reports", "check 没有*.txt", ""),
        ("nonsense", "check 随笔.txt", ""),
        ("nonsense_json", "check --format json 随笔.txt", ""),
        ("nonsense_concise", "check --format concise 随笔.txt", ""),
        ("nonsense_ignored", "check --ignore unknown-profile 随笔.txt", ""),
        ("figures_only", "check --profile figures-only 随笔.txt 随笔.txt", ""),
        ("figures_only_and_a_failure", "check --profile figures-only 随笔.txt 空.txt", ""),
        ("folder", "audit --profile figures-only 多份", ""),
        ("pattern", "audit 多份/*.txt", ""),
        ("formats", "check --format concise 各种格式", ""),
        ("formats_word", "check 各种格式/甲.docx", ""),
        ("formats_word_en", "check --lang en --format concise 各种格式/甲.docx", ""),
        ("formats_word_audit", "audit 各种格式/甲.docx", ""),
        ("formats_word_json", "check --format json --select R 各种格式/甲.docx", ""),
        ("formats_html_json", "check --format json --select R 各种格式/乙.html", ""),
        ("files_from", "check --format concise --files-from 清单.list", ""),
        ("files_from_stdin", "check --format concise --files-from - 乡镇.txt", "随笔.txt\n"),
        ("files_from_missing", "check --files-from 没有.list", ""),
        ("files_from_nothing", "check --files-from -", "\n"),
        ("files_from_nothing_en", "check --lang en --files-from -", ""),
        ("stdin_named", "check --profile figures-only --stdin-filename 草稿.md -", "受理12件，\n办结**13**件，办结率100%。\n"),
        ("stdin", "check --stdin-filename 草稿 -", "一篇短文。\n"),
        ("stdin_empty", "check -", ""),
        ("nothing_asked_en", "--lang en", ""),
        ("stdin_without_command", "-", ""),
        ("path_without_command", "随笔.txt", ""),
        ("unknown_command", "chekc", ""),
        ("unknown_command_en", "--lang en explian R101", ""),
        ("unknown_option_en", "--lang en check --fromat json", ""),
        ("unknown_value_en", "--lang en check --format sarf", ""),
        ("unlike_any_option", "check --zzz", ""),
        ("option_before_its_command", "--format json check 随笔.txt", ""),
        ("option_twice", "check --jobs 1 --jobs 2", ""),
        ("options_in_conflict_en", "--lang en check --exit-zero --fail-on note", ""),
        ("value_missing", "check --output", ""),
        ("value_empty", "check --stdin-filename= -", ""),
        ("argument_missing_en", "--lang en completions", ""),
        ("argument_too_many", "explain R101 R102", ""),
        ("jobs_out_of_range_en", "--lang en check --jobs 0", ""),
        ("unknown_lang", "check --lang fr", ""),
        ("families", "explain", ""),
        ("families_en", "explain --lang en", ""),
        ("family", "explain g", ""),
        ("family_of_reading_en", "explain I --lang en", ""),
        ("unknown_code", "explain R11", ""),
        ("unknown_code_selected", "check --select R1O1 随笔.txt", ""),
        ("unknown_profile_near", "check --profile gd-conty 随笔.txt", ""),
        ("unknown_profile_shown_near_en", "--lang en profiles show gd-conty", ""),
        ("unknown_command_of_profiles", "profiles shw", ""),
        ("failure_explained_en", "explain I001 --lang en", ""),
        ("rule_explained_en", "explain --lang en rate-mismatch", ""),
        ("rule_with_options_explained", "explain M105", ""),
        ("unknown_option", "check --frmat json", ""),
        ("unknown_value", "check --format xml", ""),
        ("unknown_year", "check --year 12 随笔.txt", ""),
        ("unknown_rule", "check --select R101,rate-mismach 随笔.txt", ""),
        ("failure_explained", "explain I102", ""),
        ("certainty", "explain 把握", ""),
        ("traditional", "check --profile figures-only -", "新收復議案件486件，審結451件，審結率92.9%。"),
        ("traditional_audit", "audit --profile figures-only -", "發出牌照2,316個，其中新發牌照412個，續期牌照1,904個。"),
        ("certainty_en", "explain --lang en certainty", ""),
        ("unknown_rule_explained", "explain gdp", ""),
        ("unknown_rule_en", "--lang en explain i140", ""),
        ("unknown_reporters", "check --profile sz-items:village 随笔.txt", ""),
        ("unknown_profile", "check --profile figure-only 随笔.txt", ""),
        ("report", "check 乡镇.txt", ""),
        ("report_en", "check --lang en 乡镇.txt", ""),
        ("report_concise", "check --format concise 乡镇.txt", ""),
        ("report_json", "check --format json --select S106 乡镇.txt", ""),
        ("report_audit", "audit 乡镇.txt", ""),
        ("report_audit_en", "audit --lang en 乡镇.txt", ""),
        ("evidence", "audit --evidence --profile figures-only -", EVIDENCE),
        ("evidence_en", "audit --evidence --lang en --profile figures-only -", EVIDENCE),
        ("evidence_json", "audit --evidence --format json --profile figures-only -", "受理61件，办结52件，办结率85.2%。"),
        ("selected", "check --format concise --select S,rate-mismatch --ignore S101 乡镇.txt", ""),
        ("of_errors_alone", "check --format concise --min-severity error --fail-on error 乡镇.txt", ""),
        ("of_notes_too", "check --format concise --min-severity note 乡镇.txt", ""),
        ("never_failing", "check --format concise --fail-on never 乡镇.txt", ""),
        ("profile_file", "check --profile 提纲.yaml 乡镇.txt", ""),
        ("profile_file_wrong", "check --profile 错键.yaml 乡镇.txt", ""),
        ("profile_file_wrong_en", "check --lang en --profile 错键.yaml 乡镇.txt", ""),
        ("profile_file_wrong_often", "check --profile 多错.yaml 乡镇.txt", ""),
        ("profile_file_circular", "check --profile 圈/甲.yaml 乡镇.txt", ""),
        ("profile_file_extends_file", "check --format concise --profile 子/本县.yaml 乡镇.txt", ""),
        ("profile_file_extends_nothing", "check --profile 子/缺.yaml 乡镇.txt", ""),
        ("profile_file_undecodable", "check --profile 国标码.yaml 乡镇.txt", ""),
        ("configured", "check --format concise 配", ""),
        ("configured_not", "check --format concise --no-config --profile figures-only 配/数据.txt", ""),
        ("configured_and_asked", "check --format concise --select R102 配/数据.txt", ""),
        ("configured_by_file", "check --format concise --profile figures-only --config 配/上级.yaml 配/数据.txt", ""),
        ("configured_stdin", "check --stdin-filename 配/草稿.txt -", "办结率99.02%，满意率约20多%。\n"),
        ("configured_wrong", "check 错配/甲.txt 随笔.txt", ""),
        ("configured_wrong_json", "check --format json 错配/甲.txt", ""),
        ("configured_missing", "check --config 没有.yaml 随笔.txt", ""),
        ("configured_twice", "check --config 配/上级.yaml --no-config 随笔.txt", ""),
        ("schema_unknown", "schema confg", ""),
        ("statistics", "check --statistics --no-config 乡镇.txt 各种格式/甲.docx", ""),
        ("statistics_en", "check --lang en --statistics --no-config 乡镇.txt 各种格式/甲.docx", ""),
        ("statistics_json", "check --statistics --format json --profile figures-only --no-config 配/数据.txt 没有.txt", ""),
        ("statistics_of_nothing", "check --statistics --profile figures-only 随笔.txt", ""),
        ("statistics_in_no_such_format", "check --statistics --format sarif 随笔.txt", ""),
        ("excluded", "check --format concise 排除", ""),
        ("excluded_but_named", "check --format concise 排除/旧/甲.txt 排除/草稿-1.txt 排除/忽略.txt", ""),
        (
            "excluded_by_force",
            "check --format concise --force-exclude 排除/旧/甲.txt 排除/草稿-1.txt 排除/忽略.txt 排除/新.txt",
            "",
        ),
        ("excluded_altogether", "check --force-exclude 排除/旧/甲.txt", ""),
        ("excluded_altogether_en", "check --lang en --force-exclude 排除/忽略.txt", ""),
        ("excluded_stdin", "check --force-exclude --stdin-filename 排除/草稿-2.txt -", "办结率99.02%，满意率约20多%。\n"),
        ("excluded_shown", "config 排除/旧/甲.txt", ""),
        ("exclude_wrong", "check --config 错排除.yaml 随笔.txt", ""),
        ("watch_stdin", "check --watch -", ""),
        ("watch_and_write_baseline_en", "--lang en check --watch --write-baseline 甲.json 随笔.txt", ""),
        ("help_init", "init --help", ""),
        ("help_config", "config --help", ""),
        ("help_schema", "schema --help", ""),
        ("suppressed", "check --profile figures-only 豁免.txt", ""),
        ("suppressed_en", "check --lang en --profile figures-only --format concise 豁免.txt", ""),
        ("suppressed_json", "check --format json --profile figures-only --select L 豁免.txt", ""),
        ("baseline", "check --profile figures-only --no-config --baseline 旧基线.json 配/数据.txt 随笔.txt", ""),
        ("baseline_en", "check --lang en --profile figures-only --no-config --baseline 旧基线.json 配/数据.txt", ""),
        ("baseline_of_some", "check --profile figures-only --no-config --select Q --baseline 旧基线.json 配/数据.txt", ""),
        ("baseline_bad", "check --baseline 坏基线.json 随笔.txt", ""),
        ("baseline_missing", "check --baseline 没有.json 随笔.txt", ""),
        ("profile_file_missing", "check --profile 没有.yaml 乡镇.txt", ""),
        ("year_given", "check --format concise --year 2023 --select S110 不写年份.txt", ""),
        ("rule_explained", "explain S104", ""),
        ("rules", "rules", ""),
        ("rules_en", "rules --lang en", ""),
        ("profiles", "profiles", ""),
        ("profile_shown", "profiles show figures-only", ""),
        ("profile_shown_unknown", "profiles show gd", ""),
        ("exit_zero", "check --format concise --exit-zero 乡镇.txt", ""),
        ("exit_zero_and_failure", "check --format concise --exit-zero 没有.txt", ""),
        ("man_unknown", "man chek", ""),
        ("shell_unknown", "completions tcsh", ""),
        ("formats_without_files", "check --format human --format sarif 随笔.txt", ""),
        ("formats_and_output", "check --format json=甲.json --output 乙.json 随笔.txt", ""),
        ("formats_in_one_file", "check --format json=甲.json --format sarif=甲.json 随笔.txt", ""),
        ("formats_unknown", "check --format srif=甲.json 随笔.txt", ""),
        ("formats_several", "check --format human --format concise=甲.json 随笔.txt", ""),
        ("unwritable_output", "check --output 没有/结果.txt 随笔.txt", ""),
        ("output_over_a_report", "check --output 随笔.txt ./随笔.txt", ""),
        ("output_over_a_report_en", "--lang en check --format json=./乡镇.txt 乡镇.txt", ""),
        ("baseline_over_a_report", "check --write-baseline 随笔.txt 随笔.txt", ""),
        ("audit_over_a_report", "audit --output 随笔.txt 随笔.txt", ""),
    ];
    for (name, arguments, stdin) in cases {
        insta::assert_snapshot!(*name, transcript(&root, arguments, stdin));
    }
}

/// However many reports are checked at a time, every format has the same bytes.
#[test]
fn the_number_of_jobs_changes_nothing() {
    let root = folder("jobs");
    let names: Vec<&str> = gouji::report::Format::FINDINGS.iter().map(|(name, _)| *name).collect();
    let written = |jobs: u8, lang: &str| {
        let targets: Vec<String> = names.iter().map(|name| format!("--format {name}={jobs}.{name}")).collect();
        let check =
            format!("check --lang {lang} --no-config --jobs {jobs} 各种格式 配 乡镇.txt 空.txt 没有.txt {}", targets.join(" "));
        let output = command(&root, &check).output().expect("the binary runs");
        assert_eq!(output.status.code(), Some(2), "{check}");
        let files = names.iter().map(|name| fs::read(root.join(format!("{jobs}.{name}"))).expect("it was written"));
        files.chain([output.stdout, output.stderr]).collect::<Vec<_>>()
    };
    for lang in ["zh", "en"] {
        let (one, eight) = (written(1, lang), written(8, lang));
        for ((one, eight), name) in one.iter().zip(&eight).zip(&names) {
            assert!(!one.is_empty() && one == eight, "{name}");
        }
        assert_eq!(one.last(), eight.last());
    }
}

/// Scripts and pages name every command.
#[test]
fn shells_and_man_know_the_commands() {
    let root = folder("shells");
    let printed = |arguments: &str| {
        let output = command(&root, arguments).output().expect("the binary runs");
        assert_eq!(output.status.code(), Some(0), "{arguments}");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    for arguments in
        ["completions bash", "completions zsh", "completions fish", "completions powershell", "completions elvish", "man"]
    {
        let text = printed(arguments);
        for name in ["check", "audit", "explain", "profiles"] {
            assert!(text.contains(name), "{arguments}: {name}");
        }
    }
    let page = printed("man check").replace('\\', "");
    assert!(page.starts_with(".ie") && page.contains("gouji-check") && page.contains("--min-severity"), "{page}");
    let rules: serde_json::Value = serde_json::from_str(&printed("rules --format json")).expect("JSON");
    assert_eq!(rules["rules"].as_array().map(Vec::len), Some(gouji::CARDS.len()));
}

/// The exit code says what was found, and not in which form it is told.
#[test]
fn every_format_ends_alike() {
    let root = folder("alike");
    let forms: Vec<String> = gouji::report::Format::FINDINGS
        .iter()
        .map(|(name, _)| format!("--format {name}"))
        .chain(["--statistics".to_owned(), "--statistics --format json".to_owned()])
        .collect();
    let cases = [
        ("短文.txt", 0),
        ("配/数据.txt", 1),
        ("--fail-on error --select Q 配/数据.txt", 0),
        ("配/数据.txt 没有.txt", 2),
        ("空.txt", 2),
    ];
    fs::write(root.join("短文.txt"), "一篇短文。\n").expect("the file can be written");
    for (arguments, code) in cases {
        for form in &forms {
            let check = format!("check --no-config --profile figures-only {form} {arguments}");
            let output = command(&root, &check).output().expect("the binary runs");
            assert_eq!(output.status.code(), Some(code), "{check}");
        }
    }
}

/// In a step of GitHub Actions findings stand beside the lines, unless something else is asked for.
#[test]
fn steps_of_github_actions_get_their_commands() {
    let root = folder("actions");
    let first = |value: &str, arguments: &str| {
        let check = format!("check --no-config --profile figures-only {arguments} 配/数据.txt");
        let output = command(&root, &check).env("GITHUB_ACTIONS", value).output().expect("the binary runs");
        String::from_utf8(output.stdout).expect("UTF-8").lines().next().unwrap_or_default().to_owned()
    };
    let expected = "::error file=配/数据.txt,line=1,col=24,endColumn=30,title=R101 rate-mismatch::";
    let message = first("true", "");
    assert!(message.starts_with(expected) && message.contains("99.02%25"), "{message}");
    for (value, arguments) in
        [("false", ""), ("true", "--format human"), ("true", "--format json"), ("true", "--output 结果.txt")]
    {
        assert!(!first(value, arguments).starts_with("::"), "{value} {arguments}");
    }
}

#[test]
fn every_rule_is_listed_and_explained() {
    let root = folder("rules");
    for lang in ["zh", "en"] {
        let list = transcript(&root, &format!("rules --lang {lang}"), "");
        for rule in gouji::CARDS {
            assert!(list.contains(rule.code) && list.contains(rule.name), "{}", rule.code);
            let manual = transcript(&root, &format!("explain --lang {lang} {}", rule.name), "");
            assert!(manual.contains("[0]") && manual.contains(rule.code), "{manual}");
        }
    }
}

#[test]
fn output_goes_to_a_file_at_once() {
    let root = folder("output");
    let run = transcript(&root, "check --profile figures-only --format json --output 结果.json 随笔.txt", "");
    assert!(run.ends_with("[0]\n"), "{run}");
    let document: serde_json::Value = serde_json::from_slice(&fs::read(root.join("结果.json")).expect("written")).expect("JSON");
    assert_eq!(document["summary"]["reports"], 1);
    let left_over = fs::read_dir(&root).expect("a folder").filter_map(Result::ok);
    assert!(!left_over.into_iter().any(|entry| entry.path().extension().is_some_and(|extension| extension == "tmp")));
}

#[test]
fn init_writes_a_file_that_is_right_and_replaces_none() {
    let root = folder("init");
    for (arguments, code) in [("init", 0), ("init", 2), ("init --force", 0), ("init --lang en 新/没有", 2), ("init 多份", 0)]
    {
        let run = transcript(&root, arguments, "");
        assert!(run.contains(&format!("\n[{code}]\n")), "{run}");
    }
    let written = fs::read_to_string(root.join("多份/gouji.yaml")).expect("written");
    assert_eq!(written, gouji::Config::TEMPLATE);
    fs::write(root.join("gouji.yaml"), "rules: { R: off }\n").expect("the file can be written");
    assert!(transcript(&root, "init", "").contains("已有 gouji.yaml，没有改动"));
    assert_eq!(fs::read_to_string(root.join("gouji.yaml")).expect("there"), "rules: { R: off }\n");
    fs::rename(root.join("gouji.yaml"), root.join("gouji.yml")).expect("renamed");
    assert!(transcript(&root, "init", "").contains("已有 gouji.yml"));
    assert!(transcript(&root, "config", "").contains("gouji.yml:1"));
}

/// Every rule is listed; what was set stands with the file and line that it comes from.
#[test]
fn what_is_in_force_is_shown() {
    let root = folder("force");
    let set = |arguments: &str, by_default: &str| {
        let run = transcript(&root, arguments, "");
        for rule in gouji::CARDS {
            assert!(run.contains(rule.code) && run.contains(rule.name), "{run}");
        }
        let lines = run.lines().skip(5).filter(|line| !line.ends_with(by_default) && !line.contains("Q1"));
        lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>()
    };
    assert_eq!(
        set("config 配/乡/小河.txt", "默认"),
        [
            "profile township 配/gouji.yaml:4",
            "rounding half-up, half-even, truncation 配/gouji.yaml:9",
            "deadline 03-01 配/gouji.yaml:8",
            "R102 rate-truncated off 配/gouji.yaml:9 rounding",
            "R108 mixed-rounding off 配/gouji.yaml:9 rounding",
            "S104 section-without-figures error 配/gouji.yaml:7",
            "min_figures 1 配/gouji.yaml:7",
            "S106 heading-ordinal-gap note 配/gouji.yaml:6",
            "S110 heading-year off 配/gouji.yaml:11 ignore",
        ]
    );
    let of_data = set("config --lang en 配/数据.txt", "default");
    assert!(of_data.contains(&"profile figures-only 配/上级.yaml:1".to_owned()), "{of_data:?}");
    assert!(of_data.contains(&"suppressions R101 「办结率99.02%」 配/gouji.yaml:14".to_owned()), "{of_data:?}");
    assert!(transcript(&root, "config 配/数据.txt", "").contains("配置：配/gouji.yaml ← 配/上级.yaml"));
    assert_eq!(set("config --no-config 配/数据.txt", "默认"), [""; 0]);
}

#[test]
fn schemas_are_printed_as_they_are() {
    let root = folder("schemas");
    for name in ["config", "profile", "report", "findings", "audit"] {
        let output = command(&root, &format!("schema {name}")).output().expect("the binary runs");
        let file = crate::path(&format!("schemas/{name}.schema.json"));
        assert!(output.stdout == fs::read(file).expect("a schema"), "{name}");
    }
}

#[test]
fn a_baseline_makes_old_findings_known_and_no_others() {
    let root = folder("baseline");
    let check = |arguments: &str| {
        transcript(&root, &format!("check --format concise --no-config --profile figures-only {arguments}"), "")
    };
    let report = root.join("配/数据.txt");
    let written = check("--write-baseline 甲.json 配");
    assert!(written.contains("\n[0]\n") && written.contains("基线 甲.json 写了"), "{written}");
    assert!(check("--baseline 甲.json 配").contains("\n[0]\n"));
    // the same from another folder, under another name
    let absolute = root.join("配/数据.txt");
    assert!(check(&format!("--baseline ./配/../甲.json {}", absolute.display())).contains("\n[0]\n"));
    let old = fs::read_to_string(&report).expect("a report");
    fs::write(&report, format!("一、概况\n新的一段。\n{old}受理30件，办结15件，办结率51%。\n")).expect("the file can be written");
    let run = check("--baseline 甲.json 配");
    assert!(run.contains("\n[1]\n") && run.contains("51%") && !run.contains("99.02%") && !run.contains("stderr"), "{run}");
    fs::write(&report, "一篇短文。\n").expect("the file can be written");
    let run = check("--baseline 甲.json 配");
    assert!(run.contains("\n[0]\n") && run.contains("条已不再出现"), "{run}");
    // what could not be checked is never known
    let first = transcript(&root, "check --no-config --write-baseline 乙.json 随笔.txt", "");
    assert!(first.contains("\n[2]\n") && first.contains("写了 0 条"), "{first}");
    assert!(check("--write-baseline 没有/丙.json 配").contains("无法写入"));
}

/// Comments of Markdown and HTML are no text of the report, and speak of the paragraph beside them or of the next.
#[test]
fn findings_are_allowed_in_every_format_with_comments() {
    let root = folder("formats");
    let wrong = |n: u32| format!("话务工单13785宗，办结{}宗，办结率9{n}.02%。", 13649 - n);
    let allow = "<!-- gouji: allow R101 -- 口径不同，受理30件，办结15件，办结率99% -->";
    let (one, two, three) = (wrong(1), wrong(2), wrong(3));
    let table: &[(&str, String, &str)] = &[
        ("before.md", format!("# 概况\n\n{allow}\n\n{one}\n\n{two}\n"), "92.02%"),
        ("beside.md", format!("{one} {allow}\n\n{two}\n"), "92.02%"),
        ("inside.md", format!("{one}\n\n话务工单13785宗，{allow}办结13647宗，办结率92.02%。\n\n{three}\n"), "91.02% 93.02%"),
        ("file.md", format!("{one}\n\n{two}\n\n<!-- gouji: allow-file rate-mismatch -- 口径不同 -->\n"), ""),
        ("unused.md", format!("{allow}\n\n一篇短文。\n\n{two}\n"), "L101 92.02%"),
        ("last.md", format!("{one}\n\n{allow}\n"), "91.02% L101"),
        ("before.html", format!("<body>\n<p>{one}</p>\n{allow}\n<p>{two}</p>\n<p>{three}</p>\n"), "91.02% 93.02%"),
        ("beside.html", format!("<body>\n<p>{one}</p>\n<p>{two}{allow}</p>\n<p>{three}</p>\n"), "91.02% 93.02%"),
        ("one-line.html", format!("<body><p>{one}</p>{allow}<p>{two}</p>"), ""),
        ("file.html", format!("<!-- gouji: allow-file R101 -- 口径不同 --><body><p>{one}</p><p>{two}</p>"), ""),
        ("no-reason.html", format!("<body>\n<!-- gouji: allow R101 -->\n<p>{one}</p>"), "L103 91.02%"),
        ("before.txt", format!("{allow}\n{one}\n{two}\n"), "92.02%"),
        ("data.yaml", format!("sections:\n  a:\n    title: 概况\n    text: |\n      {one} {allow}\n      {two}\n"), "92.02%"),
    ];
    for (name, text, expected) in table {
        fs::write(root.join(name), text).expect("the file can be written");
        let run = transcript(&root, &format!("check --format json --profile figures-only --select R101,L {name}"), "");
        let json = run.split("--- stdout\n").nth(1).expect("output").split("--- stderr").next().unwrap_or_default();
        let document: serde_json::Value = serde_json::from_str(json).expect("JSON");
        let findings = document["reports"][0]["findings"].as_array().expect("findings");
        let left: Vec<&str> = findings
            .iter()
            .map(|finding| if finding["code"] == "R101" { &finding["quote"] } else { &finding["code"] })
            .filter_map(serde_json::Value::as_str)
            .collect();
        assert_eq!(left.join(" "), *expected, "{name}\n{text}");
    }
}

/// What is wrong with a comment after a paragraph is reported there, and not at the next one.
#[test]
fn comments_are_told_in_their_line() {
    let root = folder("comments");
    let bad = "<!-- gouji: allow R101 -->";
    let table = [
        ("beside.md", format!("甲。{bad}\n\n乙。\n"), "1:3"),
        ("inside.md", format!("甲，{bad}乙。\n\n丙。\n"), "1:31"),
        ("beside.html", format!("<body>\n<p>甲。{bad}</p>\n<p>乙。</p>\n"), "2:6"),
        ("last.html", format!("<body>\n<p>甲。</p>\n<p>乙。{bad}</p>\n"), "3:6"),
        ("beside.txt", format!("甲。{bad}\n乙。\n"), "1:3"),
    ];
    for (name, text, place) in table {
        fs::write(root.join(name), text).expect("the file can be written");
        let run = transcript(&root, &format!("check --format concise --profile figures-only --select L103 {name}"), "");
        assert!(run.contains(&format!("{name}:{place}: L103")), "{run}");
    }
}

/// A report of any format goes by the `gouji.yaml` of its folder, which is no report itself.
#[test]
fn a_configuration_holds_for_every_format_beside_it() {
    let root = folder("beside");
    let place = root.join("各种格式");
    fs::write(
        place.join("戊.yaml"),
        "title: 青禾市2023年报告\nsections:\n  a: { title: 概况, text: 受理30件，办结15件，办结率51%。 }\n",
    )
    .expect("the file can be written");
    let config = "profile: figures-only\nrules:\n  R101: off\n  C: note\n";
    fs::write(place.join("gouji.yaml"), config).expect("the file can be written");
    let reports = |arguments: &str| {
        let run = transcript(&root, &format!("check --format json {arguments}"), "");
        let json = run.split("--- stdout\n").nth(1).expect("output").split("--- stderr").next().unwrap_or_default();
        let document: serde_json::Value = serde_json::from_str(json).expect("JSON");
        document["reports"].as_array().expect("reports").clone()
    };
    let told = |report: &serde_json::Value| {
        let of = |finding: &serde_json::Value| {
            format!("{} {}", finding["code"].as_str().unwrap(), finding["severity"].as_str().unwrap())
        };
        report["findings"].as_array().expect("findings").iter().map(of).collect::<Vec<_>>()
    };
    for name in ["甲.docx", "乙.html", "丙.md", "戊.yaml"] {
        let without = reports(&format!("--no-config 各种格式/{name}"));
        assert!(told(&without[0]).iter().any(|told| told == "R101 error"), "{name}: {without:#?}");
        let with = reports(&format!("各种格式/{name}"));
        assert_eq!(with[0]["profile"], "figures-only", "{name}");
        assert!(!told(&with[0]).iter().any(|told| told.starts_with("R101")), "{name}: {with:#?}");
        if name != "戊.yaml" {
            assert!(told(&without[0]).contains(&"C106 error".to_owned()), "{name}: {without:#?}");
            assert_eq!(told(&with[0]), ["C106 note", "C106 note"], "{name}");
        }
    }
    let paths: Vec<_> = reports("各种格式").iter().map(|report| report["path"].as_str().unwrap().to_owned()).collect();
    assert_eq!(paths, ["各种格式/丙.md", "各种格式/乙.html", "各种格式/甲.docx"]);
}

/// A baseline finds the findings of a Word document again, also where another program has saved it.
#[test]
fn a_baseline_holds_for_word_documents() {
    let root = folder("baseline-word");
    let check = |arguments: &str| {
        transcript(&root, &format!("check --format concise --no-config --profile figures-only {arguments}"), "")
    };
    let before = check("各种格式/甲.docx");
    assert!(before.contains("\n[1]\n") && before.contains("R101"), "{before}");
    assert!(check("--write-baseline 已知.json 各种格式/甲.docx").contains("\n[0]\n"));
    assert!(check("--baseline 已知.json 各种格式/甲.docx").contains("\n[0]\n"));
    let saved_again = include_bytes!("../../fixtures/formats/qinghe-2023-libreoffice.docx");
    fs::write(root.join("各种格式/甲.docx"), saved_again).expect("the file can be written");
    let again = check("--baseline 已知.json 各种格式/甲.docx");
    assert!(again.contains("\n[0]\n") && !again.contains("已不再出现"), "{again}");
    // the same sentences in another report are new ones
    assert!(check("--baseline 已知.json 各种格式/丙.md").contains("\n[1]\n"));
}

/// Colours and links stand nowhere but where they were asked for; which variable asks for what is tested where it is decided.
#[test]
fn pipes_get_plain_text() {
    let root = folder("colours");
    let printed = |arguments: &str, variables: &[(&str, &str)]| {
        let output = command(&root, arguments).envs(variables.iter().copied()).output().expect("the binary runs");
        [output.stdout, output.stderr].concat()
    };
    let terminals = [("TERM", "xterm-kitty"), ("TERM_PROGRAM", "vscode"), ("VTE_VERSION", "7000"), ("COLORTERM", "truecolor")];
    for arguments in
        ["check 配/数据.txt 没有.txt", "audit 配/数据.txt", "explain R101", "rules", "--help", "check --nonsense", "config"]
    {
        assert!(!printed(arguments, &terminals).contains(&0x1b), "{arguments}");
        assert!(printed(arguments, &[("CLICOLOR_FORCE", "1")]).contains(&0x1b), "{arguments}");
        assert!(!printed(arguments, &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]).contains(&0x1b), "{arguments}");
    }
    for arguments in ["--color always --help", "check --help --color=always", "--color always check --nonsense"] {
        assert!(printed(arguments, &[("NO_COLOR", "1")]).contains(&0x1b), "{arguments}");
    }
    for format in gouji::report::Format::FINDINGS.iter().map(|(name, _)| *name).filter(|name| *name != "human") {
        let arguments = format!("check --color always --format {format} 配/数据.txt");
        assert!(!printed(&arguments, &[("FORCE_HYPERLINK", "1")]).contains(&0x1b), "{format}");
    }
    // nobody sees how far it has come
    for number in 0..30 {
        fs::create_dir_all(root.join("很多")).expect("a folder");
        fs::write(root.join(format!("很多/{number}.txt")), "一篇短文。\n").expect("the file can be written");
    }
    let output = command(&root, "check --profile figures-only 很多").env("TERM", "xterm").output().expect("the binary runs");
    assert!(output.status.code() == Some(0) && output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    let links = |arguments: &str, value: &str| {
        let text = String::from_utf8(printed(arguments, &[("FORCE_HYPERLINK", value)])).expect("UTF-8");
        text.matches("\x1b]8;;file:///").count()
    };
    // one for each of the findings, and none in a file
    assert_eq!(links("check --no-config --profile figures-only 配/数据.txt", "1"), 2);
    assert_eq!(links("check --no-config --profile figures-only --color always 配/数据.txt", "1"), 2);
    assert_eq!(links("check --no-config --profile figures-only --color never 配/数据.txt", "1"), 0);
    assert_eq!(links("check --no-config --profile figures-only 配/数据.txt", "0"), 0);
    printed("check --no-config --profile figures-only --output 甲.out 配/数据.txt", &[("FORCE_HYPERLINK", "1")]);
    assert!(!fs::read(root.join("甲.out")).expect("it was written").contains(&0x1b));
}

/// Findings, complaints, help, pages and completions all speak one language; which one is tested where it is decided.
#[test]
fn the_language_may_come_from_the_environment() {
    let root = folder("language");
    let cases = [
        ("check 没有.txt", "file not found", "找不到文件"),
        ("--help", "Usage: gouji", "用法：gouji"),
        ("help check", "Usage: gouji check", "用法：gouji check"),
        ("check --nonsense", "no option", "没有选项"),
        ("man", ".SH SYNOPSIS", ".SH 概要"),
        ("completions bash", "_gouji()", "_gouji()"),
        ("completions zsh", "[Print help]", "[显示帮助]"),
        ("explain R101", "\nWhy\n", "\n为什么\n"),
        ("rules", "A stated rate", "比率与所列"),
    ];
    for (arguments, english, chinese) in cases {
        let says = |name: &str, value: &str, words: &str| {
            let output = command(&root, arguments).env(name, value).output().expect("the binary runs");
            let text = String::from_utf8([output.stdout, output.stderr].concat()).expect("UTF-8");
            assert!(text.contains(words), "{name}={value} {arguments}: {text}");
        };
        says("GOUJI_LANG", "en_GB", english);
        says("LANG", "en_US.UTF-8", english);
        says("LC_ALL", "zh_CN.UTF-8", chinese);
        says("LANG", "C.UTF-8", chinese);
        says("LANG", "", chinese);
    }
}

/// Whoever has seen enough (`| head -1`) ends a command without a word, and with the exit code that it would have had.
#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_error() {
    use std::process::{Command, Stdio};
    let root = folder("pipe");
    // longer than a pipe holds
    fs::write(root.join("长.txt"), "受理100件，办结90件，办结率91.00%。\n".repeat(60)).expect("the file can be written");
    let closed = || {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        Stdio::from(writer)
    };
    let run = |arguments: &str, stdout: Stdio, stderr: Stdio| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
        command.current_dir(&root).args(arguments.split(' ')).env("GOUJI_LANG", "zh").env_remove("GITHUB_ACTIONS");
        command.stdin(Stdio::null()).stdout(stdout).stderr(stderr).output().expect("the binary runs")
    };
    let formats = gouji::report::Format::FINDINGS
        .iter()
        .map(|(name, _)| format!("check --no-config --profile figures-only --format {name} 长.txt"));
    let schemas = gouji::SCHEMAS.iter().map(|(name, _)| format!("schema {name}"));
    let others = [
        "audit --profile figures-only 长.txt",
        "audit --evidence --profile figures-only 长.txt",
        "audit --format json --profile figures-only 长.txt",
        "check --statistics 长.txt",
        "explain",
        "explain R101",
        "explain R",
        "explain I001",
        "rules",
        "rules --format json",
        "rules --format markdown",
        "profiles",
        "profiles show national-2019",
        "config",
        "--help",
        "--version",
        "check --help",
        "help audit",
        "man",
        "man check",
        "completions bash",
        "completions zsh",
    ];
    for arguments in formats.chain(schemas).chain(others.map(str::to_owned)) {
        let whole = run(&arguments, Stdio::piped(), Stdio::piped());
        let cut = run(&arguments, closed(), Stdio::piped());
        assert_eq!(cut.status.code(), whole.status.code(), "{arguments}");
        assert_eq!(String::from_utf8_lossy(&cut.stderr), String::from_utf8_lossy(&whole.stderr), "{arguments}");
    }
    for arguments in ["check 没有.txt", "check --nonsense", "explain R11", "", "check --config 没有.yaml", "check --watch -"]
    {
        let whole = run(arguments, Stdio::piped(), Stdio::piped());
        let deaf = run(arguments, Stdio::piped(), closed());
        assert!(deaf.status.code() == Some(2) && whole.status.code() == Some(2) && deaf.stdout == whole.stdout, "{arguments}");
        assert_eq!(run(arguments, closed(), closed()).status.code(), Some(2), "{arguments}");
    }
}

/// A run of `--watch` that is told what changes, and says what it finds then.
struct Watch {
    child: std::process::Child,
    stdout: std::process::ChildStdout,
    stderr: std::io::BufReader<std::process::ChildStderr>,
}

impl Watch {
    fn start(root: &Path, arguments: &str) -> Self {
        use std::process::{Command, Stdio};
        let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
        command.current_dir(root).args(arguments.split(' ')).env("GOUJI_LANG", "zh").env_remove("GITHUB_ACTIONS");
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        let (stdout, stderr) = (child.stdout.take().expect("a pipe"), child.stderr.take().expect("a pipe"));
        Self { child, stdout, stderr: std::io::BufReader::new(stderr) }
    }

    /// Reads until it waits; what it complained of before.
    fn waits(&mut self) -> String {
        use std::io::BufRead;
        let mut complaints = String::new();
        loop {
            let mut line = String::new();
            self.stderr.read_line(&mut line).expect("UTF-8");
            assert!(!line.is_empty(), "it goes on: {complaints}");
            if line.starts_with("等待") {
                return complaints;
            }
            complaints.push_str(&line);
        }
    }

    /// The codes of what it finds, in order. All of it is written before it waits.
    fn codes(&mut self) -> String {
        use std::io::Read;
        assert_eq!(self.waits(), "");
        let mut bytes = vec![0; 1 << 16];
        let length = self.stdout.read(&mut bytes).expect("it can be read");
        let written = String::from_utf8_lossy(&bytes[..length]).into_owned();
        let codes = written.lines().filter_map(|line| line.split(": ").nth(1)?.split(' ').next());
        codes.collect::<Vec<_>>().join(" ")
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What changes is checked again: a report, one saved by renaming, a new one, one that goes, a configuration, a profile.
#[test]
fn what_changes_is_checked_again() {
    let root = folder("watch").join("看");
    let write = |name: &str, text: &str| {
        fs::create_dir_all(root.join(name).parent().expect("a folder")).expect("a folder");
        fs::write(root.join(name), text).expect("the file can be written");
    };
    // at once: of a file that is being written, an empty configuration may be seen
    let configure = |name: &str, text: &str| {
        write("../新.yaml", text);
        fs::create_dir_all(root.join(name).parent().expect("a folder")).expect("a folder");
        fs::rename(root.join("../新.yaml"), root.join(name)).expect("it can be renamed");
    };
    let hedged = "约20多件。\n";
    write("甲.txt", hedged);
    let mut watch = Watch::start(&root.join(".."), "check --watch --format concise --profile figures-only 看");
    assert_eq!(watch.codes(), "Q102");
    write("甲.txt", "约20多件。约30多件。\n");
    assert_eq!(watch.codes(), "Q102 Q102");
    // as editors save
    write("存.tmp", "受理100件，办结90件，办结率91.00%。\n约20多件。\n");
    fs::rename(root.join("存.tmp"), root.join("甲.txt")).expect("it can be renamed");
    assert_eq!(watch.codes(), "R101 Q102");
    write("乙.txt", hedged);
    assert_eq!(watch.codes(), "Q102 R101 Q102");
    configure("gouji.yaml", "rules: { Q102: off, Q103: warning }\n");
    assert_eq!(watch.codes(), "R101");
    configure("gouji.yaml", "rules: { Q102: of }\n");
    let complaints = watch.waits();
    assert!(complaints.contains("「Q102」不能是「of」"), "{complaints}");
    configure("上级/甲.yaml", "rules: { R: off }\n");
    configure("gouji.yaml", "extends: 上级/甲.yaml\n");
    assert_eq!(watch.codes(), "Q102 Q102");
    configure("上级/甲.yaml", "rules: { R: warning }\n");
    assert_eq!(watch.codes(), "Q102 R101 Q102");
    fs::remove_file(root.join("甲.txt")).expect("it can be removed");
    assert_eq!(watch.codes(), "Q102");
}
