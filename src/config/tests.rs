use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Value, json};

use super::load::RawConfig;
use super::*;
use crate::rules::{CARDS, Level, find};
use crate::schema::LOOKED_UP;
use crate::schema::generator_tests::{check_descriptions, keep_current, month_day, schema_of};
use crate::text::Lang;

/// The levels that a rule can have, and its options.
pub(super) fn rules_schema(_: &mut SchemaGenerator) -> Schema {
    let mut properties = serde_json::Map::new();
    for rule in CARDS {
        for name in [rule.code, rule.name] {
            let description = format!("{} {} {} / {}", rule.code, rule.name, rule.summary(Lang::Zh), rule.summary(Lang::En));
            properties
                .insert(name.into(), json!({ "description": description, "$ref": format!("#/$defs/{}", setting(rule.code)) }));
        }
    }
    let families = json!({ "description": "一类规则的级别 / the level of a family", "$ref": "#/$defs/level" });
    let schema = json!({
        "type": "object",
        "properties": properties,
        "patternProperties": { FAMILY: families },
        "additionalProperties": false,
    });
    schema.try_into().unwrap()
}

/// A rule as it is named outside of `rules`.
pub(super) struct RuleName;

impl JsonSchema for RuleName {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "rule".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let names: Vec<&str> = CARDS.iter().flat_map(|rule| [rule.code, rule.name]).collect();
        named("规则：编号、名称或字母 / the rule: code, name or family", &names, FAMILY)
    }
}

/// A profile as it is named: what has a dot or a slash is a file.
pub(super) struct ProfileName;

impl JsonSchema for ProfileName {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "profile".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let names: Vec<&str> = crate::profile::builtins().map(|profile| profile.id.as_str()).collect();
        named("规范：内置规范的 id，或 YAML 文件 / the profile: the id of a built-in one, or a YAML file", &names, r"[./\\]")
    }
}

/// The beginning of codes: R, R1.
const FAMILY: &str = "^[A-Za-z][0-9]{0,2}$";

/// One of `names`, which editors propose, or what fits `pattern`. The reader looks them up itself, and proposes better.
fn named(description: &str, names: &[&str], pattern: &str) -> Schema {
    let schema = json!({
        "description": description,
        "type": "string",
        "anyOf": [{ "enum": names }, { "pattern": pattern }],
        "$comment": LOOKED_UP,
    });
    schema.try_into().unwrap()
}

/// The definition of what can be set for a rule.
fn setting(code: &str) -> &'static str {
    match code {
        "M105" => "level_or_deadline",
        "S103" => "level_or_min_characters",
        "S104" => "level_or_min_figures",
        _ => "level_or_options",
    }
}

fn definitions() -> Value {
    let level = json!({ "description": "error 错误，warning 核实，note 提示，off 不用 / error, warning, note or off", "enum": ["error", "warning", "note", "off"] });
    let with = |option: Option<(&str, Value)>| {
        let mut properties = serde_json::Map::from_iter([("level".to_owned(), json!({ "$ref": "#/$defs/level" }))]);
        properties.extend(option.map(|(name, schema)| (name.to_owned(), schema)));
        json!({
            "description": "级别，或 { level: 级别 } / a level, or { level: … }",
            "type": ["string", "object"],
            "if": { "type": "string" },
            "then": { "$ref": "#/$defs/level" },
            "properties": properties,
            "additionalProperties": false
        })
    };
    let number = |description: &str| json!({ "description": description, "type": "integer", "minimum": 0 });
    let mut deadline = json!({
        "description": "次年公开期限，月-日：04-01 / the day of the next year by which the report is public: 04-01",
    });
    deadline.as_object_mut().unwrap().append(month_day().ensure_object());
    json!({
        "level": level,
        "level_or_options": with(None),
        "level_or_deadline": with(Some(("deadline", deadline))),
        "level_or_min_characters": with(Some(("min_characters", number("必备章节的最少字数，整数 / the fewest characters of a required section")))),
        "level_or_min_figures": with(Some(("min_figures", number("必备章节的最少数据，整数 / the fewest figures of a required section")))),
    })
}

#[test]
fn the_schema_is_that_of_the_types() {
    let mut schema = schema_of::<RawConfig>("gouji.yaml", "勾稽的配置 / the configuration of gouji");
    schema["$defs"].as_object_mut().unwrap().append(definitions().as_object_mut().unwrap());
    // a file of nothing but comments, such as that of `gouji init`, is empty
    schema["type"] = json!(["object", "null"]);
    check_descriptions(&schema);
    keep_current("config", &schema);
}

/// A file that others can be fetched for.
fn read(text: &str) -> Result<Config, Vec<Problem>> {
    Config::read("gouji.yaml", text.as_bytes(), &|_, name| {
        let text = match name {
            "base.yaml" => "rules: { R101: note, Q: off }\nrounding: [truncation]\nprofile: gd-county\n",
            "circle.yaml" => "extends: circle.yaml\n",
            "own.yaml" => "id: own\ntitle: { zh: 本县, en: our own }\nextends: national-2019\n",
            "bad.yaml" => "id: own\nsectoins: []\n",
            _ => return Err(text!("找不到文件", "file not found")),
        };
        Ok((name.to_owned(), text.as_bytes().to_vec()))
    })
}

fn force(text: &str, path: &str) -> InForce {
    let config = read(text).unwrap_or_else(|problems| panic!("{}", problems[0]));
    config.in_force(|_| Some(path.to_owned()))
}

#[test]
fn everything_that_is_wrong_is_told_with_its_place() {
    let table: &[(&str, &[&str])] = &[
        (
            "rulse: {}\nprofil: a\n",
            &["1:1: 没有「rulse」这个键 是否指「rules」？", "2:1: 没有「profil」这个键 是否指「profile」？"],
        ),
        ("rules: { R911: off }", &["1:10: 没有「R911」这个键 是否指「R101」？"]),
        ("rules:\n  rate-mismach: off\n", &["2:3: 没有「rate-mismach」这个键 是否指「rate-mismatch」？"]),
        ("rules: { K: off }", &["1:10: 没有规则「K」 gouji rules 列出全部规则"]),
        ("rules: { R101: of }", &["1:10: 「R101」不能是「of」 是否指「off」？"]),
        ("rules: { R101: 1 }", &["1:10: 「R101」应为文字或「键: 值」，所写的是整数：1 级别，或 { level: 级别 }"]),
        ("rules: { R101: { level: warn } }", &["1:18: 「level」不能是「warn」 是否指「warning」？"]),
        ("rules: { R101: { deadline: 03-31 } }", &["1:18: 没有「deadline」这个键 可用：level"]),
        (
            "rules: { M105: { deadline: 3月 } }",
            &["1:18: 「deadline」不能是「3月」：月和日各写两位，中间一个连字符 次年公开期限，月-日：04-01"],
        ),
        ("rules: { M105: { deadline: 02-31 } }", &["1:18: 「deadline」不能是「02-31」：2 月没有 31 日 写 02-01 至 02-28"]),
        ("rules: off", &["1:1: 「rules」应为「键: 值」，所写的是文字：off 规则的级别和选项：规则: 级别"]),
        ("rounding: [half-down]", &["1:12: 「rounding」不能是「half-down」 是否指「half-even」？"]),
        ("profile: gd-conty", &["1:1: 没有名为「gd-conty」的规范 是否指「gd-county」？"]),
        ("profile: nowhere.yaml", &["1:1: 读不了「nowhere.yaml」：找不到文件 路径从本文件所在的文件夹算起"]),
        ("profile: bad.yaml", &["1:1: 缺少「title」 zh 和 en 两种名称", "2:1: 没有「sectoins」这个键 是否指「sections」？"]),
        ("extends: nowhere.yaml", &["1:1: 读不了「nowhere.yaml」：找不到文件 路径从本文件所在的文件夹算起"]),
        ("extends: circle.yaml", &["1:1: extends 绕成了圈：circle.yaml → circle.yaml 请去掉其中一处 extends"]),
        ("profiles:\n  - files: '['\n    profile: gd-county\n", &["2:5: 通配符「[」有误：方括号没有写完"]),
        ("profiles: [{ files: x }]", &["1:12: 缺少「profile」 规范：内置规范的 id，或 YAML 文件"]),
        (
            "ignore: [{ files: 1, rules: [R] }]",
            &["1:12: 「files」应为文字或列表，所写的是整数：1 路径的通配符，或其列表：各县/**"],
        ),
        ("ignore: [{ files: [x], rules: [R101, S999] }]", &["1:38: 没有规则「S999」"]),
        ("suppressions: [{ rule: R101, quote: 甲 }]", &["1:16: 缺少「reason」 理由，写给审核的人"]),
        ("suppressions: [{ rule: R101, quote: 甲, reason: '' }]", &["1:40: 「reason」的值不合要求： 理由，写给审核的人"]),
        ("profile: a\nprofile: b\n", &["1:1: 没有名为「a」的规范 可用：", "2:1: 「profile」出现了两次 第 1 行已有"]),
        (
            "profil: a\nprofile: gd-conty\nignore: [{ files: '[', rules: [S999] }]\nsuppressions: [{ rule: R999, quote: 甲 }]\n",
            &[
                "1:1: 没有「profil」这个键 是否指「profile」？",
                "2:1: 没有名为「gd-conty」的规范 是否指「gd-county」？",
                "3:12: 通配符「[」有误：方括号没有写完",
                "3:32: 没有规则「S999」",
                "4:16: 缺少「reason」 理由，写给审核的人",
                "4:18: 没有规则「R999」",
            ],
        ),
        ("- a", &["1:1: 文件的最外层应为「键: 值」"]),
    ];
    for (text, expected) in table {
        let reported: Vec<String> = read(text)
            .expect_err(text)
            .iter()
            .map(|problem| {
                let hint = problem.hint.as_ref().map_or("", |hint| hint.zh.as_ref());
                format!("{}:{}: {} {hint}", problem.line().unwrap_or(0), problem.column().unwrap_or(0), problem.message.zh)
            })
            .collect();
        assert_eq!(reported.len(), expected.len(), "{text}: {reported:#?}");
        for (reported, expected) in reported.iter().zip(*expected) {
            assert!(reported.starts_with(expected), "{text}\n reported {reported}\n expected {expected}");
        }
    }
}

#[test]
fn an_empty_file_says_nothing() {
    for text in ["", "# 空\n", "rules: {}\nprofiles: []\n", Config::TEMPLATE] {
        let force = force(text, "a.txt");
        assert!(force.profile.is_none() && force.settings.allowed.is_empty());
        assert!(CARDS.iter().all(|rule| force.settings.applies(rule)), "{text}");
    }
}

/// What the template shows commented out is right too.
#[test]
fn the_template_is_right_when_its_comments_are_taken_away() {
    let is_yaml = |line: &&str| {
        let rest = line.strip_prefix("# ").unwrap_or(line);
        rest.starts_with([' ', '-'])
            || rest.split(':').next().is_some_and(|key| !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase()))
    };
    let lines = Config::TEMPLATE.lines().filter(is_yaml).map(|line| line.strip_prefix("# ").unwrap_or(line));
    let text =
        lines.filter(|line| !line.starts_with("extends:")).collect::<Vec<_>>().join("\n").replace("乡镇提纲.yaml", "own.yaml");
    let force = force(&text, "乡镇/小河镇.txt");
    assert_eq!(force.profile.expect("a profile").value.id, "own");
    assert_eq!(
        force.settings.adjustments,
        Adjustments { deadline: MonthDay::new(3, 31).ok(), min_characters: Some(20), min_figures: Some(1) }
    );
    assert_eq!((force.settings.rounding.len(), force.settings.allowed.len()), (3, 0));
    assert_eq!(force.settings.level(find("Q101").expect("a rule")), Some(Level::Off));
    assert_eq!(force.settings.level(find("Q102").expect("a rule")), Some(Level::At(crate::severity::Severity::Note)));
}

#[test]
fn the_nearest_file_counts() {
    let text = "extends: base.yaml\nrules: { R: warning }\n";
    let force = force(text, "a.txt");
    let set = |code| force.settings.set_for(find(code).expect("a rule")).map(|set| (set.level, set.origin.as_str()));
    assert_eq!(set("R101"), Some((Level::At(crate::severity::Severity::Warning), "gouji.yaml:2")));
    assert_eq!(set("Q101"), Some((Level::Off, "base.yaml:1")));
    assert_eq!(set("C101"), None);
    assert_eq!(force.profile.map(|profile| (profile.value.id, profile.origin)), Some(("gd-county".into(), "base.yaml:3".into())));
    assert_eq!(force.rounding.as_deref(), Some("base.yaml:2"));
    let files: Vec<String> = read(text).expect("a configuration").files().map(str::to_owned).collect();
    assert_eq!(files, ["gouji.yaml", "base.yaml"]);
}

#[test]
fn patterns_are_those_of_gitignore() {
    let table = [
        ("各县/**", "各县/甲.txt", true),
        ("各县/**", "各县/甲/2023.txt", true),
        ("各县", "各县/甲.txt", true),
        ("各县/", "省/各县/甲.txt", true),
        ("/各县", "省/各县/甲.txt", false),
        ("各县/*.txt", "各县/甲/2023.txt", false),
        ("./各县/*.txt", "各县/甲.txt", true),
        ("*.docx", "各县/甲.docx", true),
        ("甲.txt", "各县/乙.txt", false),
        ("{甲,乙}.txt", "各县/乙.txt", true),
    ];
    for (pattern, path, expected) in table {
        let files = Files::new(&[pattern.to_owned()]).expect("a pattern");
        assert_eq!(files.contain(path), expected, "{pattern} {path}");
    }
}

#[test]
fn profiles_and_exceptions_go_by_path() {
    let text = "profile: national-2019
profiles:
  - files: 各县/**
    profile: gd-county
  - files: [各县/本县.txt]
    profile: own.yaml
ignore:
  - { files: '*.docx', rules: [R101] }
suppressions:
  - { rule: R101, quote: 甲, reason: 乙, files: 各县 }
  - { rule: Q, quote: 甲, reason: 乙 }
";
    let at = |path: &str| {
        let force = force(text, path);
        let rule = find("R101").expect("a rule");
        let profile = force.profile.expect("a profile");
        format!("{} {} {} {}", profile.value.id, profile.origin, force.settings.applies(rule), force.settings.allowed.len())
    };
    assert_eq!(at("a.txt"), "national-2019 gouji.yaml:1 true 1");
    assert_eq!(at("各县/甲.docx"), "gd-county gouji.yaml:4 false 2");
    assert_eq!(at("各县/本县.txt"), "own gouji.yaml:6 true 2");
}
