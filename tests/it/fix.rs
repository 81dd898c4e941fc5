//! `--fix`, `--diff` and `--unsafe-fixes` as a user meets them: files before and after, what is said, exit codes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use encoding_rs::{BIG5, GB18030};

/// A fault, and what stands there when it is fixed.
const WRONG: &str = "截止目前，办结12件，培训约200人左右。";
const RIGHT: &str = "截至目前，办结12件，培训约200人。";

fn folder(name: &str) -> PathBuf {
    crate::fresh(&format!("fix/{name}"))
}

/// Runs `gouji check` with figures alone to be checked.
fn check(root: &Path, arguments: &str, stdin: &[u8]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
    command.current_dir(root).args(["check", "--profile", "figures-only", "--no-progress"]).args(arguments.split_whitespace());
    for name in ["GOUJI_LANG", "NO_COLOR", "CLICOLOR_FORCE", "GITHUB_ACTIONS"] {
        command.env_remove(name);
    }
    command.env("COLUMNS", "80").write_stdin(stdin).output().expect("the binary runs")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("it ends by itself")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Every encoding and line end: what is not changed keeps its bytes, the diff says what is changed, and a second run changes nothing.
#[test]
fn files_of_every_kind_keep_their_form() {
    let utf16 = |mark: &[u8], bytes: fn(u16) -> [u8; 2], text: &str| -> Vec<u8> {
        mark.iter().copied().chain(text.encode_utf16().flat_map(bytes)).collect()
    };
    type Form<'a> = &'a dyn Fn(&str) -> Vec<u8>;
    let encodings: [(&str, bool, Form); 6] = [
        ("utf8", true, &|text| text.as_bytes().to_vec()),
        ("bom", true, &|text| [b"\xef\xbb\xbf", text.as_bytes()].concat()),
        ("gb18030", true, &|text| GB18030.encode(text).0.into_owned()),
        ("big5", true, &|text| BIG5.encode(&traditional(text)).0.into_owned()),
        ("utf16le", false, &|text| utf16(b"\xff\xfe", u16::to_le_bytes, text)),
        ("utf16be", false, &|text| utf16(b"\xfe\xff", u16::to_be_bytes, text)),
    ];
    let shapes = [
        ("lf", format!("概况\n{WRONG}\n全部完成。\n")),
        ("crlf", format!("概况\r\n{WRONG}\r\n全部完成。\r\n")),
        ("mixed", format!("概况\r\n{WRONG}  \n\u{3000}全部完成。\r\r\n{WRONG}\n")),
        ("open", format!("全部完成。\n{WRONG}")),
    ];
    let root = folder("forms");
    for (encoding, has_byte_lines, form) in encodings {
        for (shape, text) in &shapes {
            let name = format!("{encoding}-{shape}.txt");
            let path = root.join(&name);
            let (before, after) = (form(text), form(&text.replace(WRONG, RIGHT)));
            fs::write(&path, &before).expect("a file");
            let diff = check(&root, &format!("--diff {name}"), b"");
            assert_eq!((code(&diff), fs::read(&path).expect("it stays")), (1, before.clone()), "{name}: {}", said(&diff));
            if has_byte_lines {
                patch(&root, &diff.stdout);
                assert_eq!(fs::read(&path).expect("patched"), after, "{name}: the diff says what --fix does");
                fs::write(&path, &before).expect("a file");
            }
            let fixed = check(&root, &format!("--fix {name}"), b"");
            assert_eq!((code(&fixed), fs::read(&path).expect("fixed")), (0, after.clone()), "{name}: {}", said(&fixed));
            let again = check(&root, &format!("--diff {name}"), b"");
            assert_eq!((code(&again), again.stdout.as_slice()), (0, &b""[..]), "{name}: {}", said(&again));
            let stdin = check(&root, &format!("--fix --stdin-filename {name} -"), &before);
            assert_eq!((code(&stdin), stdin.stdout), (0, after), "{name}");
        }
    }
    assert_eq!(names(&root).len(), 24, "nothing is left beside the files");
}

/// What Big5 has of the words: hedges are known in simplified characters alone.
fn traditional(text: &str) -> String {
    [("，培训约200人左右", ""), ("，培训约200人", ""), ("办结", "辦結"), ("况", "況")]
        .iter()
        .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// Applies a diff by a program that is there: `patch`, or `git apply`.
fn patch(root: &Path, diff: &[u8]) {
    let patch = Command::new("patch").current_dir(root).args(["-p1", "--binary", "--quiet"]).write_stdin(diff).output();
    let output = patch.or_else(|_| {
        // as if the folder were in no repository
        let mut git = std::process::Command::new("git");
        git.current_dir(root).env("GIT_CEILING_DIRECTORIES", root.parent().expect("a folder")).args(["apply", "-p1", "-"]);
        Command::from_std(git).write_stdin(diff).output()
    });
    let output = output.expect("patch or git is there");
    assert!(output.status.success(), "{}\n{}", String::from_utf8_lossy(diff), String::from_utf8_lossy(&output.stdout));
}

#[test]
fn many_files_are_fixed_at_once() {
    let fixed = |jobs: &str| {
        let root = folder(&format!("many-{jobs}"));
        for number in 0..40 {
            fs::write(root.join(format!("{number:02}.txt")), format!("第{number}号。{WRONG}\n")).expect("a file");
        }
        let diff = check(&root, &format!("--diff --jobs {jobs} ."), b"");
        let output = check(&root, &format!("--fix --jobs {jobs} ."), b"");
        let texts: Vec<String> = names(&root).iter().map(|name| fs::read_to_string(root.join(name)).expect("UTF-8")).collect();
        assert_eq!(texts.len(), 40);
        assert!(texts.iter().all(|text| text.contains(RIGHT)));
        (String::from_utf8_lossy(&diff.stdout).into_owned(), said(&output), texts)
    };
    assert_eq!(fixed("1"), fixed("8"));
}

#[test]
fn options_say_how_far_to_go() {
    let root = folder("options");
    let held = "受理13785宗，办结13649宗，尚有136宗在办，办结率99.02%。\n";
    let free = "受理13785宗，办结13649宗，办结率99.02%。\n";
    let cases: &[(&str, &str, &str, i32)] = &[
        // (options, before, after, exit code)
        ("--fix", held, held, 1),
        ("--fix --unsafe-fixes", held, "受理13785宗，办结13649宗，尚有136宗在办，办结率99.01%。\n", 0),
        ("--fix --unsafe-fixes", free, free, 1),
        ("--fix --unsafe-fixes --ignore R101", held, held, 0),
        ("--fix --select R", WRONG, WRONG, 0),
        ("--fix --ignore Q105", WRONG, "截止目前，办结12件，培训约200人。", 0),
        ("--fix", "发放资料3千份。", "发放资料3千份。", 0),
        ("--fix --min-severity note", "发放资料3千份。", "发放资料3000份。", 0),
        ("--fix --format json", "发放资料3千份。", "发放资料3千份。", 0),
        (
            "--fix",
            "截止目前，办结12件。<!-- gouji: allow Q105 -- 原文如此 -->",
            "截止目前，办结12件。<!-- gouji: allow Q105 -- 原文如此 -->",
            0,
        ),
        ("--diff --fix", WRONG, WRONG, 1),
        ("--diff --unsafe-fixes", held, held, 1),
        ("--diff --unsafe-fixes", free, free, 0),
        ("--diff --exit-zero", WRONG, WRONG, 0),
        ("--unsafe-fixes", held, held, 2),
        ("--diff --format json", WRONG, WRONG, 2),
    ];
    for (options, before, after, expected) in cases {
        fs::write(root.join("甲.txt"), before).expect("a file");
        let output = check(&root, &format!("{options} 甲.txt"), b"");
        let text = fs::read_to_string(root.join("甲.txt")).expect("UTF-8");
        assert_eq!((text.as_str(), code(&output)), (*after, *expected), "{options} {before}\n{}", said(&output));
    }
}

#[test]
fn what_a_baseline_knows_is_left_alone() {
    let root = folder("baseline");
    fs::write(root.join("甲.txt"), "截止目前，办结12件。\n").expect("a file");
    assert_eq!(code(&check(&root, "--write-baseline 基线.json 甲.txt", b"")), 0);
    fs::write(root.join("甲.txt"), "截止目前，办结12件。\n\n培训约200人左右。\n").expect("a file");
    assert_eq!(code(&check(&root, "--fix --baseline 基线.json 甲.txt", b"")), 0);
    let text = fs::read_to_string(root.join("甲.txt")).expect("UTF-8");
    assert_eq!(text, "截止目前，办结12件。\n\n培训约200人。\n");
}

#[test]
fn word_documents_and_pages_of_pdf_are_never_touched() {
    let root = folder("packed");
    let docx = include_bytes!("../../fixtures/formats/qinghe-2023-python.docx");
    fs::write(root.join("甲.docx"), docx).expect("a file");
    let output = check(&root, "--fix --unsafe-fixes --min-severity note 甲.docx", b"");
    assert_eq!(fs::read(root.join("甲.docx")).expect("it stays"), docx);
    assert!(said(&output).contains("未改 甲.docx"), "{}", said(&output));
    let output = check(&root, "--fix --stdin-filename 甲.docx -", docx);
    assert_eq!(output.stdout, docx, "what is not changed goes through");
    let output = check(&root, "--fix -", b"\xff\xfe\xff");
    assert_eq!((code(&output), output.stdout.as_slice()), (2, &b"\xff\xfe\xff"[..]), "and so does what cannot be read");
}

#[cfg(unix)]
#[test]
fn what_cannot_be_written_stays_whole() {
    use std::os::unix::fs::PermissionsExt;
    let root = folder("unwritable");
    let text = format!("{WRONG}\n").repeat(1200);
    let path = root.join("甲.txt");
    fs::write(&path, &text).expect("a file");
    // a file that may not grow beyond half of what is to be written: as on a full disk
    let script = format!(
        "trap '' XFSZ; ulimit -f 50; exec '{}' check --profile figures-only --select Q105 --fix 甲.txt",
        env!("CARGO_BIN_EXE_gouji")
    );
    let output = Command::new("sh").current_dir(&root).args(["-c", &script]).output().expect("a shell");
    assert_eq!(code(&output), 2, "{}", said(&output));
    assert!(said(&output).contains("没有修改：甲.txt"), "{}", said(&output));
    assert_eq!((fs::read_to_string(&path).expect("UTF-8"), names(&root)), (text.clone(), vec!["甲.txt".to_owned()]));
    // read-only
    fs::write(&path, WRONG).expect("a file");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).expect("its owner may");
    let output = check(&root, "--fix 甲.txt", b"");
    assert_eq!((code(&output), fs::read_to_string(&path).expect("UTF-8").as_str()), (2, WRONG));
    assert!(said(&output).contains("只读"), "{}", said(&output));
}

/// Killed at any moment, a run leaves the old file or the new one, and what it may leave beside is checked by nobody.
#[cfg(unix)]
#[test]
fn a_run_that_is_killed_loses_nothing() {
    use std::process::Stdio;
    use std::time::{Duration, Instant};
    let root = folder("killed");
    let (before, after) = (format!("{WRONG}\n").repeat(40), format!("{RIGHT}\n").repeat(40));
    let path = root.join("甲.txt");
    let run = || {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_gouji"));
        command.current_dir(&root).args(["check", "--profile", "figures-only", "--fix", "甲.txt"]);
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the binary runs")
    };
    fs::write(&path, &before).expect("a file");
    let start = Instant::now();
    run().wait().expect("it ends");
    let whole = start.elapsed();
    assert_eq!(fs::read_to_string(&path).expect("UTF-8"), after);
    for share in 0..12 {
        fs::write(&path, &before).expect("a file");
        let mut child = run();
        std::thread::sleep(whole.mul_f32(0.1 * share as f32).max(Duration::from_millis(1)));
        let _ = child.kill();
        child.wait().expect("it ends");
        let text = fs::read_to_string(&path).expect("UTF-8");
        assert!(text == before || text == after, "half a file");
    }
    fs::write(root.join(".gouji-half.tmp"), WRONG).expect("what a run has left");
    let output = check(&root, "--format concise .", b"");
    assert!(!String::from_utf8_lossy(&output.stdout).contains(".gouji"));
}
