//! What lets others use gouji where they work - the hook, the action, the wheel, the examples of the guides - names only what there is.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use gouji::read::{Collected, Input, collect};
use regex::Regex;
use serde_json::Value;

use crate::{fresh, path, read};

const READMES: [&str; 2] = ["README.md", "README.zh-CN.md"];

/// What a repository may hold.
const NAMES: [&str; 30] = [
    "报告.docx",
    "报告.docm",
    "~$报告.docx",
    "报 告.TXT",
    "页.html",
    "页.htm",
    "页.shtml",
    "页.xhtml",
    "稿.md",
    "稿.markdown",
    "稿.pdf",
    "旧.doc",
    "旧.wps",
    "旧.rtf",
    "版.ofd",
    "readme.md",
    "README.zh-CN.md",
    "CHANGELOG.md",
    "LICENSE.txt",
    "licence.md",
    "NOTICE.txt",
    "contributing.md",
    "readmes.txt",
    "说明readme.txt",
    "a.py",
    "a.json",
    "gouji.yaml",
    "图.png",
    "txt",
    "a.txt.bak",
];

#[test]
fn hooks_run_what_there_is_on_what_a_folder_would_give() {
    let hooks = yaml(".pre-commit-hooks.yaml");
    let hooks = hooks.as_array().expect("a list");
    let ids: Vec<&str> = hooks.iter().map(|hook| word(hook, "id")).collect();
    assert_eq!(ids, ["gouji", "gouji-system"]);
    let walked = walked(&fresh("packaging/names"));
    for hook in hooks {
        let entry = word(hook, "entry");
        assert!(entry.starts_with("gouji check "), "{entry}");
        check_options(entry);
        assert_eq!(hook["require_serial"], true);
        let [files, exclude] = ["files", "exclude"].map(|key| Regex::new(word(hook, key)).expect("a pattern"));
        let taken = |name: &&str| files.is_match(&format!("各县/{name}")) && !exclude.is_match(&format!("各县/{name}"));
        assert_eq!(NAMES.into_iter().filter(taken).map(String::from).collect::<BTreeSet<_>>(), walked);
    }
}

#[test]
fn the_action_uses_its_inputs_and_steps() {
    let action = yaml("action.yml");
    let text = read("action.yml");
    let declared = keys(&action["inputs"]);
    let used = Regex::new(r"inputs\.([a-z-]+)").expect("a pattern");
    let used: BTreeSet<String> = used.captures_iter(&text).map(|found| found[1].to_owned()).collect();
    assert_eq!(declared, used);
    let steps = action["runs"]["steps"].as_array().expect("steps");
    let ids: BTreeSet<&str> = steps.iter().filter_map(|step| step["id"].as_str()).collect();
    for found in Regex::new(r"steps\.([a-z-]+)\.").expect("a pattern").captures_iter(&text) {
        assert!(ids.contains(&found[1]), "there is no step {}", &found[1]);
    }
    check_options(&check_step(&action));
}

/// The step runs as it does on a runner: several paths, one with blanks, and more options.
#[cfg(unix)]
#[test]
fn the_action_reports_and_fails_as_the_program_does() {
    let folder = fresh("packaging/action");
    let script = check_step(&yaml("action.yml"));
    for (name, fixture) in [("好.txt", "clean-county.txt"), ("错 误.txt", "linxi-2023.txt")] {
        std::fs::copy(path(&format!("fixtures/reports/{fixture}")), folder.join(name)).expect("a copy");
    }
    for (paths, arguments, code) in
        [("好.txt", "", 0), ("好.txt\n错 误.txt\n", "", 1), ("错 误.txt", " --fail-on\nnever ", 0), ("没有.txt", "", 2)]
    {
        let [output, summary] = ["output", "summary"].map(|name| folder.join(name));
        for file in [&output, &summary] {
            std::fs::write(file, "").expect("a file");
        }
        let run = Command::new("bash")
            .args(["--noprofile", "--norc", "-eo", "pipefail", "-c", &script])
            .current_dir(&folder)
            .env("PROGRAM", env!("CARGO_BIN_EXE_gouji"))
            .envs([("PATHS", paths), ("ARGUMENTS", arguments), ("SARIF", "结果.sarif")])
            .env("RUNNER_TEMP", &folder)
            .env("GITHUB_OUTPUT", &output)
            .env("GITHUB_STEP_SUMMARY", &summary)
            .output()
            .expect("bash runs");
        let said = String::from_utf8_lossy(&run.stdout);
        assert_eq!(run.status.code(), Some(code), "{paths}: {said}{}", String::from_utf8_lossy(&run.stderr));
        assert_eq!(said.contains("::error file="), paths.contains('错') || code == 2, "{said}");
        let [output, summary] = [&output, &summary].map(|file| std::fs::read_to_string(file).expect("a text"));
        assert_eq!(output, format!("sarif=结果.sarif\nexit-code={code}\n"));
        assert!(!summary.is_empty() && folder.join("结果.sarif").exists());
    }
}

#[test]
fn the_wheel_says_what_the_package_says() {
    let wheel = read("pyproject.toml");
    assert!(wheel.contains(&format!("name = \"{}\"", env!("CARGO_PKG_NAME"))));
    assert!(wheel.contains(&format!("license = \"{}\"", env!("CARGO_PKG_LICENSE"))));
    let dynamic = wheel.lines().find(|line| line.starts_with("dynamic = ")).expect("what is taken from the package");
    for key in ["version", "description", "keywords", "readme"] {
        assert!(dynamic.contains(&format!("\"{key}\"")) && !wheel.contains(&format!("\n{key} = ")), "{key}");
    }
    let licences = wheel.lines().find(|line| line.starts_with("license-files = ")).expect("licences");
    for file in licences.split('"').filter(|word| word.starts_with("LICENSE")) {
        assert!(path(file).exists(), "{file}");
    }
}

/// The examples of the guides can be used as they stand.
#[test]
fn examples_name_what_there_is() {
    let action = yaml("action.yml");
    for name in READMES {
        let workflow = example(name, ".github/workflows/reports.yml");
        let step = &workflow["jobs"]["reports"]["steps"][1];
        assert_eq!(word(step, "uses"), concat!("OWNER/gouji@v", env!("CARGO_PKG_VERSION")));
        assert!(keys(&step["with"]).is_subset(&keys(&action["inputs"])));
        let pipeline = example(name, ".gitlab-ci.yml");
        let script = word(&pipeline["reports"], "script");
        check_options(script);
        for file in pipeline["reports"]["artifacts"]["reports"].as_object().expect("reports").values() {
            assert!(script.contains(&format!("={}", file.as_str().expect("a file"))), "{file}");
        }
        let hook = &example(name, ".pre-commit-config.yaml")["repos"][0]["hooks"][0];
        check_options(word(hook, "entry"));
        let files = Regex::new(word(hook, "files")).expect("a pattern");
        assert!(files.is_match("reports/各县/报 告.docx") && !files.is_match("docs/报告.docx"));
        assert!(read(name).contains(env!("CARGO_PKG_RUST_VERSION")), "{name}: the oldest toolchain");
    }
}

/// The oldest toolchain that the package promises is not too old for what it is built from.
#[test]
fn dependencies_build_with_the_oldest_toolchain() {
    let version = Command::new("rustc").arg("-vV").output().expect("rustc runs");
    let version = String::from_utf8(version.stdout).expect("UTF-8");
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host");
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--offline", "--locked", "--format-version", "1", "--filter-platform", host])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    let metadata: Value = serde_json::from_slice(&metadata.stdout).expect("JSON");
    let promised = numbers(env!("CARGO_PKG_RUST_VERSION"));
    let packages = metadata["packages"].as_array().expect("packages");
    assert!(packages.len() > 50);
    for package in packages {
        let needed = package["rust_version"].as_str().map(numbers).unwrap_or_default();
        assert!(needed <= promised, "{} needs Rust {needed:?}", package["name"]);
    }
}

/// 1.89 → [1, 89, 0].
fn numbers(version: &str) -> [u32; 3] {
    let mut numbers = version.split('.').map(|number| number.parse().expect("a number"));
    std::array::from_fn(|_| numbers.next().unwrap_or(0))
}

/// Every option that a command line names is one of `gouji check`, and every format is there.
fn check_options(command: &str) {
    let help = Command::new(env!("CARGO_BIN_EXE_gouji")).args(["check", "--help"]).output().expect("gouji runs");
    let help = String::from_utf8(help.stdout).expect("UTF-8");
    let words: Vec<&str> = command.split_whitespace().map(|word| word.trim_matches('"')).collect();
    for option in words.iter().filter(|word| word.starts_with("--")) {
        assert!(help.contains(&format!("{option} ")) || help.contains(&format!("{option}\n")), "{option}: {command}");
    }
    for pair in words.windows(2).filter(|pair| pair[0] == "--format") {
        let format = pair[1].split('=').next().expect("a format");
        assert!(gouji::report::Format::FINDINGS.iter().any(|(known, _)| *known == format), "{format}");
    }
}

/// The script of the action's step that runs gouji.
fn check_step(action: &Value) -> String {
    let steps = action["runs"]["steps"].as_array().expect("steps");
    let step = steps.iter().find(|step| step["id"] == "check").expect("the step");
    word(step, "run").to_owned()
}

/// The block of a guide that is a file of that name.
fn example(guide: &str, file: &str) -> Value {
    let text = read(guide);
    let begin = format!("```yaml\n# {file}\n");
    let (_, rest) = text.split_once(&begin).unwrap_or_else(|| panic!("{guide} has no {file}"));
    parsed(file, rest.split("```").next().expect("a block"))
}

/// Those of [`NAMES`] that are checked where a folder holds them all.
fn walked(folder: &Path) -> BTreeSet<String> {
    for name in NAMES {
        std::fs::write(folder.join(name), "").expect("a file");
    }
    let Collected { inputs, errors: unread, .. } = collect(&[folder.to_path_buf()]);
    assert!(unread.is_empty());
    let name = |input: &Input| match input {
        Input::File(path) => path.file_name().expect("a name").to_string_lossy().into_owned(),
        Input::Stdin | Input::Entry(_) => unreachable!("nothing but files was asked for"),
    };
    inputs.iter().map(name).collect()
}

fn yaml(name: &str) -> Value {
    parsed(name, &read(name))
}

fn parsed(name: &str, text: &str) -> Value {
    serde_yaml::from_str(text).unwrap_or_else(|problem| panic!("{name}: {problem}"))
}

fn keys(value: &Value) -> BTreeSet<String> {
    value.as_object().into_iter().flatten().map(|(key, _)| key.clone()).collect()
}

fn word<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_else(|| panic!("there is no {key}"))
}
