//! Nothing is overwritten on the way out, nothing is shown that may not be read, and nothing hangs.

use std::fs;
use std::path::Path;

use assert_cmd::Command;

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
    command.current_dir(folder).args(arguments).env("GOUJI_LANG", "zh").env("COLUMNS", "160");
    for name in ["NO_COLOR", "CLICOLOR_FORCE", "CLICOLOR", "TERM", "GITHUB_ACTIONS", "FORCE_HYPERLINK"] {
        command.env_remove(name);
    }
    command.timeout(std::time::Duration::from_secs(60));
    command
}

/// Exit code, standard output and standard error.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = command(folder, arguments).output().expect("the binary runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("it ends by itself"), text(output.stdout), text(output.stderr))
}

/// A report with a wrong rate, which is found unless something is switched off.
const WRONG: &str = "全年受理投诉举报1248件，办结1217件，办结率97.02%。\n";

const CHECK: [&str; 4] = ["check", "--profile", "figures-only", "报告.txt"];

fn with_report(name: &str) -> std::path::PathBuf {
    let root = crate::fresh(name);
    fs::create_dir_all(root.join(".git")).expect("a folder");
    fs::write(root.join("报告.txt"), WRONG).expect("a file");
    root
}

#[test]
fn output_stands_in_the_place_of_output_alone() {
    let root = with_report("replaced");
    fs::write(root.join("短文.txt"), "一篇短文。\n").expect("a file");
    let documents: [(&str, &[u8]); 8] = [
        ("旧.docx", include_bytes!("../../fixtures/formats/qinghe-2023-python.docx")),
        ("旧.pdf", b"%PDF-1.4\n"),
        ("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("图.png", b"\x89PNG\r\n\x1a\n"),
        ("包.zip", b"PK\x03\x04"),
        ("别的.txt", "云川县的一篇报告。\n".as_bytes()),
        ("数据.json", b"{ \"title\": \"x\" }"),
        ("gouji.yaml", b"rules: { R101: off }\n"),
    ];
    for (name, content) in documents {
        fs::write(root.join(name), content).expect("a file");
        for option in [["-o", name], ["--write-baseline", name], ["--format", &format!("json={name}")]] {
            let (code, _, said) = run(&root, &[&CHECK[..], &["--no-config"], &option].concat());
            assert!(code == 2 && said.contains(&format!("不覆盖已有的文件：{name}")), "{option:?}: {code} {said}");
            assert_eq!(fs::read(root.join(name)).expect("still there"), content, "{option:?}");
        }
        let (code, _, said) = run(&root, &["audit", "--no-config", "报告.txt", "-o", name]);
        assert!(code == 2 && said.contains("不覆盖"), "{name}: {code} {said}");
    }
    let formats = gouji::report::Format::FINDINGS.iter().map(|(name, _)| vec!["--format", *name]);
    let more = [vec!["--statistics"], vec!["--statistics", "--format", "json"], vec!["--diff"], vec!["--color", "always"]];
    for (number, format) in formats.chain(more).enumerate() {
        for (lang, report) in [("zh", "报告.txt"), ("en", "短文.txt"), ("zh", "没有.txt")] {
            let target = format!("结果-{number}-{report}.out");
            let arguments = ["check", "--no-config", "--profile", "figures-only", "--lang", lang, report, "-o", &target];
            let first = run(&root, &[&arguments[..], &format].concat());
            assert!(root.join(&target).exists(), "{format:?} {report}: {first:?}");
            assert_eq!(run(&root, &[&arguments[..], &format].concat()), first, "{format:?} {lang} {report}");
        }
    }
    for format in ["table", "json"] {
        let arguments = ["audit", "--no-config", "报告.txt", "--format", format, "-o", &format!("台账.{format}")];
        assert_eq!(run(&root, &arguments), run(&root, &arguments));
    }
    let baseline = ["check", "--no-config", "报告.txt", "--write-baseline", "基线.json"];
    assert_eq!(run(&root, &baseline), run(&root, &baseline));
}

#[test]
fn programs_are_told_paths_of_the_repository() {
    let root = with_report("relative");
    fs::create_dir_all(root.join("子")).expect("a folder");
    let elsewhere = crate::fresh("elsewhere");
    let report = root.join("报告.txt").to_string_lossy().into_owned();
    for format in ["gitlab", "sarif", "github", "checkstyle", "rdjson", "junit"] {
        let check = |folder: &Path, report: &str| {
            let arguments = ["check", "--no-config", "--profile", "figures-only", "--format", format, report];
            run(folder, &arguments).1
        };
        let given = check(&root, "报告.txt");
        assert!(given.contains(if format == "sarif" { "%E6%8A%A5" } else { "报告.txt" }), "{given}");
        assert_eq!(check(&root, &report), given, "{format}");
        // from a folder of the repository, and from elsewhere
        assert_eq!(check(&root.join("子"), &report), given, "{format}");
        assert_eq!(check(&root.join("子"), "../报告.txt"), given, "{format}");
        assert_eq!(check(&elsewhere, &report), given, "{format}");
    }
}

#[cfg(unix)]
#[test]
fn a_patch_names_files_and_no_links() {
    use std::os::unix::fs::symlink;
    let root = crate::fresh("patched");
    fs::create_dir_all(root.join("真")).expect("a folder");
    fs::write(root.join("真/报告.txt"), "截止目前，办结12件。\n").expect("a file");
    symlink("真/报告.txt", root.join("一.txt")).expect("a link");
    symlink("真", root.join("别名")).expect("a link");
    for path in ["一.txt", "别名", "别名/报告.txt", "真", "."] {
        let (_, diff, _) = run(&root, &["check", "--no-config", "--profile", "figures-only", "--diff", path]);
        assert!(diff.starts_with("--- a/真/报告.txt\n+++ b/真/报告.txt\n"), "{path}: {diff}");
    }
    let absolute = root.join("真/报告.txt").to_string_lossy().into_owned();
    let (_, diff, _) = run(&root, &["check", "--no-config", "--profile", "figures-only", "--diff", &absolute]);
    assert!(diff.starts_with("--- a/真/报告.txt\n"), "{diff}");
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_text_keep_their_bytes() {
    use std::os::unix::ffi::OsStrExt;
    let root = crate::fresh("names");
    let name = std::ffi::OsStr::from_bytes(b"a\xfe.txt");
    fs::write(root.join(name), format!("{WRONG}截止目前，办结12件。\n")).expect("a file");
    let check = |arguments: &[&str]| {
        let output = command(&root, arguments).arg(name).output().expect("the binary runs");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let base = ["check", "--no-config", "--profile", "figures-only"];
    assert!(check(&[&base[..], &["--format", "sarif"]].concat()).contains("\"uri\": \"a%FE.txt\""));
    assert!(check(&[&base[..], &["--diff"]].concat()).starts_with("--- \"a/a\\376.txt\"\n"));
    assert!(check(&base).contains("a\u{fffd}.txt:1:"));
}

/// A configuration comes with the reports, and what is wrong in it is shown: it must not show anything else.
#[test]
fn a_configuration_shows_no_other_file() {
    let root = with_report("secrets");
    let outside = crate::fresh("secrets-outside");
    let secret = "root:hunter2:1:0:99999:7:::\nadmin: hunter3\n";
    for name in ["影.yaml", "影"] {
        fs::write(outside.join(name), secret).expect("a file");
        fs::write(root.join(name), secret).expect("a file");
    }
    let elsewhere = outside.to_string_lossy().into_owned();
    let mut configurations = vec![
        "extends: ./影\n".to_owned(),
        "extends: ./影.yaml\n".to_owned(),
        "profile: ./影.yaml\n".to_owned(),
        format!("extends: {elsewhere}/影.yaml\n"),
        format!("extends: {elsewhere}/影\n"),
        format!("profile: {elsewhere}/影.yaml\n"),
        "extends: ../secrets-outside/影.yaml\n".to_owned(),
        "extends: /etc/passwd\n".to_owned(),
        "extends: /dev/zero\n".to_owned(),
    ];
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(outside.join("影.yaml"), root.join("链.yaml")).expect("a link");
        configurations.push("extends: ./链.yaml\n".to_owned());
        let pipe = std::process::Command::new("mkfifo").arg(root.join("管.yaml")).status().expect("mkfifo runs");
        assert!(pipe.success());
        configurations.push("extends: ./管.yaml\n".to_owned());
        configurations.push("profile: ./管.yaml\n".to_owned());
    }
    for text in configurations {
        fs::write(root.join("gouji.yaml"), &text).expect("a file");
        let (code, out, said) = run(&root, &["check", "报告.txt"]);
        assert_eq!(code, 2, "{text}: {said}");
        assert!(!format!("{out}{said}").contains("hunter"), "{text}: {said}");
    }
    // what a command names may lie anywhere, and is not shown either
    fs::write(outside.join("别.yaml"), "extends: 影.yaml\n").expect("a file");
    let (code, out, said) = run(&root, &["check", "报告.txt", "--config", &format!("{elsewhere}/别.yaml")]);
    assert!(code == 2 && !format!("{out}{said}").contains("hunter"), "{said}");
}

#[test]
fn a_configuration_counts_for_its_own_repository() {
    let root = crate::fresh("upward");
    fs::create_dir_all(root.join("库/.git")).expect("a folder");
    fs::create_dir_all(root.join("库/县")).expect("a folder");
    fs::write(root.join("库/县/报告.txt"), WRONG).expect("a file");
    fs::write(root.join("gouji.yaml"), "profile: figures-only\nrules: { R: off }\n").expect("a file");
    let check = || run(&root.join("库/县"), &["check", "报告.txt", "--profile", "figures-only"]);
    assert_eq!(check().0, 1);
    fs::write(root.join("库/gouji.yaml"), "rules: { R: off, C101: off }\n").expect("a file");
    let (code, out, _) = check();
    let rules = gouji::CARDS.iter().filter(|card| card.code.starts_with('R')).count() + 1;
    assert!(code == 0 && out.contains(&format!("按 ../gouji.yaml，停用 {rules} 条规则")), "{out}");
    let (_, out, _) = run(&root.join("库/县"), &["check", "报告.txt", "--profile", "figures-only", "--lang", "en"]);
    assert!(out.contains(&format!("{rules} rules switched off by ../gouji.yaml")), "{out}");
}

#[cfg(unix)]
#[test]
fn a_configuration_that_is_no_file_is_told() {
    let root = with_report("odd-config");
    let place = root.join("gouji.yaml");
    fs::create_dir(&place).expect("a folder");
    let (code, _, said) = run(&root, &CHECK);
    assert!(code == 2 && said.contains("这是一个文件夹"), "{said}");
    fs::remove_dir(&place).expect("it is empty");
    std::os::unix::fs::symlink("没有.yaml", &place).expect("a link");
    let (code, _, said) = run(&root, &CHECK);
    assert!(code == 2 && said.contains("所指的文件不存在"), "{said}");
    fs::remove_file(&place).expect("a link");
    assert!(std::process::Command::new("mkfifo").arg(&place).status().expect("mkfifo runs").success());
    let (code, _, said) = run(&root, &CHECK);
    assert!(code == 2 && said.contains("管道或设备"), "{said}");
}

#[test]
fn what_is_passed_over_is_named() {
    let root = with_report("passed");
    for name in ["表.xlsx", "说明.csv", "图.png"] {
        fs::write(root.join(name), "x").expect("a file");
    }
    let (code, _, said) = run(&root, &["check", "--profile", "figures-only", "."]);
    assert!(code == 1 && said.contains("另有 3 个文件没有读：图.png、表.xlsx、说明.csv"), "{said}");
    #[cfg(unix)]
    {
        assert!(std::process::Command::new("mkfifo").arg(root.join("管.txt")).status().expect("mkfifo runs").success());
        let (code, _, said) = run(&root, &["check", "--profile", "figures-only", "."]);
        assert!(code == 1 && said.contains("管.txt"), "{said}");
        assert_eq!(run(&root, &["check", "--profile", "figures-only", "*.txt"]).0, 1);
        let (code, _, said) = run(&root, &["check", "管.txt"]);
        assert!(code == 2 && said.contains("I002"), "{said}");
    }
}

#[test]
fn archives_are_read_one_document_after_the_other() {
    let root = crate::fresh("archives");
    let mut zip = zip::ZipWriter::new(fs::File::create(root.join("各县.zip")).expect("a file"));
    for (name, text) in [
        ("甲县/报告.txt", "截止目前，办结12件。\n"),
        ("乙县.txt", "一篇短文。\n"),
        ("表.csv", "1"),
        ("__MACOSX/x.txt", WRONG),
        ("../外.txt", WRONG),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("an entry");
        std::io::Write::write_all(&mut zip, text.as_bytes()).expect("its text");
    }
    zip.finish().expect("an archive");
    for path in ["各县.zip", "."] {
        let (code, out, said) = run(&root, &["check", "--no-config", "--profile", "figures-only", "--format", "concise", path]);
        assert!(code == 1 && out.starts_with("各县.zip/甲县/报告.txt:1:") && out.lines().count() == 1, "{path}: {out}{said}");
        assert!(said.contains("另有 1 个文件没有读：各县.zip/表.csv"), "{said}");
    }
    let before = fs::read(root.join("各县.zip")).expect("an archive");
    let (code, _, said) =
        run(&root, &["check", "--no-config", "--profile", "figures-only", "--fix", "--unsafe-fixes", "各县.zip"]);
    assert!(code == 2 && said.contains("它在压缩包里"), "{said}");
    assert_eq!(fs::read(root.join("各县.zip")).expect("an archive"), before);
}

#[test]
fn lists_of_git_are_understood() {
    let root = with_report("listed");
    let names: [&[u8]; 3] = ["报告.txt\0".as_bytes(), b"\"\\346\\212\\245\\345\\221\\212.txt\"\n", "报告.txt\n".as_bytes()];
    for list in names {
        let mut command = command(&root, &["check", "--profile", "figures-only", "--files-from", "-"]);
        let output = command.write_stdin(list).output().expect("the binary runs");
        assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

/// A terminal is not steered by what a report or a name has in it.
#[test]
fn no_format_passes_on_what_steers_a_terminal() {
    let root = crate::fresh("escapes");
    let name = "a\u{1b}]0;x\u{7}\u{9b}31m\u{202e}.txt";
    fs::write(root.join(name), WRONG).expect("a file");
    for format in ["human", "concise", "agent", "github", "markdown"] {
        let (_, out, said) = run(&root, &["check", "--no-config", "--profile", "figures-only", "--format", format, name]);
        assert!(
            out.contains("R101") && !format!("{out}{said}").contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}']),
            "{format}: {out}"
        );
    }
}
