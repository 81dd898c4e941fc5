//! Tables with fixed arithmetic: every cell is changed by one digit, and exactly the equations that it stands in fail.

use std::collections::{BTreeMap, BTreeSet};

use gouji::claims::Kind;
use gouji::{Analysis, Linter, Profile, Severity, Source, Verdict};

/// The seven columns of part three: persons, five kinds of bodies, total.
const COLUMNS: usize = 7;
/// Its rows: received, carried over, 21 results, their total, carried forward.
const ROWS: usize = 25;

/// The equations of the disclosure report that a cell stands in, by their names and their row or column.
fn of_application(row: usize, column: usize) -> BTreeSet<String> {
    let mut equations = BTreeSet::from([format!("E1 row {row}")]);
    match row {
        2..=22 => equations.extend([format!("E2 column {column}")]),
        23 => equations.extend([format!("E2 column {column}"), format!("E3 column {column}")]),
        _ => equations.extend([format!("E3 column {column}")]),
    }
    // the text states the totals of these rows, and of groups of them
    if column == COLUMNS - 1 {
        let statement = match row {
            0 => "新收",
            1 => "上年结转",
            2 => "予以公开",
            3 => "部分公开",
            4..=11 => "不予公开",
            12..=14 => "无法提供",
            15..=19 => "不予处理",
            20..=22 => "其他处理",
            23 => "办结",
            _ => "结转下年度",
        };
        equations.extend([format!("E6 {statement}")]);
    }
    equations
}

#[test]
fn every_cell_of_the_disclosure_report_is_held_to_its_equations() {
    let text = report("disclosure.txt");
    assert_eq!(broken(&text), BTreeMap::new());
    let mut failed = BTreeSet::new();
    let mut wrong = Vec::new();
    let mut cells: Vec<(BTreeSet<String>, usize)> = Vec::new();
    for (row, line) in numbers_below(&text, "一、本年新收", ROWS).into_iter().enumerate() {
        assert_eq!(line.len(), COLUMNS);
        cells.extend(line.into_iter().enumerate().map(|(column, at)| (of_application(row, column), at)));
    }
    for line in numbers_below(&text, "5\t1\t2\t0\t8", 1) {
        let equation = |place: usize| ["E7", "E8", "E9"][place / 5].to_owned();
        cells.extend(line.into_iter().enumerate().map(|(place, at)| (BTreeSet::from([equation(place)]), at)));
    }
    assert_eq!(cells.len(), ROWS * COLUMNS + 15);
    for (expected, at) in cells {
        let changed = with_other_digit(&text, at);
        let found = broken(&changed);
        // one finding for each equation, and no other
        if found.values().sum::<usize>() != expected.len() || kinds(&expected) != found {
            wrong.push(format!("{:?}: {expected:?}, found {found:?}", &text[at..at + 8.min(text.len() - at)]));
        }
        failed.extend(expected);
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    // 25 rows, 7 columns twice, 3 outcomes of part four, 10 statements
    assert_eq!(failed.len(), ROWS + 2 * COLUMNS + 3 + 10);
}

/// How many findings of which rule the equations give.
fn kinds(equations: &BTreeSet<String>) -> BTreeMap<&'static str, usize> {
    let mut kinds = BTreeMap::new();
    for equation in equations {
        let rule = match &equation[..2] {
            "E3" => "C103",
            "E6" => "C105",
            _ => "C106",
        };
        *kinds.entry(rule).or_insert(0) += 1;
    }
    kinds
}

/// The cells of the enforcement statistics, in the order in which they stand there, by the rules that must speak of them.
const ENFORCEMENT: &[(&str, &[&str])] = &[
    // 412 warnings to 2 others, the total, the money; one statement of the text alone vouches for no other
    ("青禾市\t412", &["C106", "C106", "C106", "C106", "C106", "C106", "C106", "C106", "C106", "C106", ""]),
    ("查封场所", &["C106"]),
    ("扣押财物", &["C106"]),
    ("冻结存款", &["C106"]),
    ("其他行政强制措施", &["C106"]),
    ("加处罚款", &["C106"]),
    ("划拨存款", &["C106"]),
    ("拍卖", &["C106"]),
    ("排除妨碍", &["C106"]),
    ("代履行", &["C106"]),
    ("其他强制执行", &["C106"]),
    ("申请人民法院", &["C106"]),
    ("合计\t120", &["C106"]),
];

#[test]
fn every_cell_of_the_enforcement_statistics_is_held_to_its_equations() {
    let text = report("enforcement.txt");
    assert_eq!(broken(&text), BTreeMap::new());
    let mut wrong = Vec::new();
    for (line, expected) in ENFORCEMENT {
        let cells = numbers_below(&text, line, 1).remove(0);
        assert_eq!(cells.len(), expected.len(), "{line}");
        for (at, expected) in cells.into_iter().zip(*expected) {
            let found = broken(&with_other_digit(&text, at)).into_keys().collect::<Vec<_>>().join(" ");
            if found != *expected {
                wrong.push(format!("{line} {:?}: {expected}, found {found}", &text[at..at + 4.min(text.len() - at)]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn conditions_of_forms_are_held() {
    let changes: &[(&str, &str, &[&str])] = &[
        // what is accepted is at most what was applied for
        ("18642\t18590", "18542\t18590", &["C107"]),
        // officers with certificates: more than there are; the rate printed wrong
        ("1325\t1287\t97.13%", "1325\t1327\t100.15%", &["C107"]),
        ("97.13%", "97.31%", &["R101"]),
        // no penalty, no money
        ("412\t1865\t37\t4\t6\t0\t3\t58\t2\t2387\t", "0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t", &["C107"]),
        // applications are counted in whole numbers
        ("\t6\t1\t0\t0\t1\t0\t8", "\t6\t1\t0\t0.5\t0.5\t0\t8", &["C103", "C107"]),
    ];
    let (enforcement, disclosure) = (report("enforcement.txt"), report("disclosure.txt"));
    for (from, to, expected) in changes {
        let text = if enforcement.contains(from) { &enforcement } else { &disclosure };
        assert!(text.contains(from), "{from}");
        let found: Vec<&str> = broken(&text.replace(from, to)).into_keys().collect();
        assert_eq!(found, *expected, "{from} → {to}");
    }
}

/// Tables without figures, and a report without tables, give nothing to say.
#[test]
fn empty_tables_are_silent() {
    let text = report("disclosure.txt");
    let mut empty = text.clone();
    for at in
        numbers_below(&text, "一、本年新收", ROWS).into_iter().chain(numbers_below(&text, "5\t1\t2\t0\t8", 1)).flatten().rev()
    {
        let digits = empty[at..].bytes().take_while(u8::is_ascii_digit).count();
        empty.replace_range(at..at + digits, "");
    }
    assert!(!empty.contains("\t138"));
    assert_eq!(broken(&empty), BTreeMap::new(), "{empty}");
    let lines = text.lines().filter(|line| !line.contains('\t')).collect::<Vec<_>>();
    assert_eq!(broken(&lines.join("\n")), BTreeMap::new());
    // zeros are figures, and they add up
    let mut zeros = text.clone();
    for at in numbers_below(&text, "一、本年新收", ROWS).into_iter().flatten().rev() {
        let digits = zeros[at..].bytes().take_while(u8::is_ascii_digit).count();
        zeros.replace_range(at..at + digits, "0");
    }
    let analysis = lint(&zeros);
    assert!(
        analysis
            .claims
            .iter()
            .filter(|claim| matches!(claim.kind, Kind::TableTotal | Kind::Balance))
            .all(|claim| claim.verdict() == Verdict::Consistent)
    );
}

/// Every section is asked for, and by its own name; what is late depends on who reports.
#[test]
fn sister_reports_have_their_own_outline() {
    let headings: &[(&str, &[&str])] = &[
        (
            "disclosure.txt",
            &[
                "总体情况",
                "主动公开政府信息情况",
                "收到和处理政府信息公开申请情况",
                "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
                "存在的主要问题及改进情况",
                "其他需要报告的事项",
            ],
        ),
        ("enforcement.txt", &["行政处罚实施情况", "行政许可实施情况", "行政强制实施情况"]),
    ];
    for (name, headings) in headings {
        let text = report(name);
        for heading in *headings {
            let renamed = text.replace(&format!("、{heading}\n"), "、有关内容\n");
            assert_ne!(renamed, text);
            assert_eq!(by_own_profile(&renamed), ["missing-section"], "{heading}");
        }
    }
    let text = report("disclosure.txt");
    let of_bureau = text.replace("临溪县2023年", "临溪县司法局2023年");
    for (text, day, expected) in [
        (&text, "2024-03-31", &[][..]),
        (&text, "2024-04-01", &["late-publication"]),
        (&of_bureau, "2024-01-31", &[]),
        (&of_bureau, "2024-02-01", &["late-publication"]),
    ] {
        assert_eq!(by_own_profile(&text.replace("2024-01-24", day)), expected, "{day}");
    }
}

/// The length of the overview is no requirement of the form; an office that sets one writes three lines.
#[test]
fn an_office_may_limit_the_overview() {
    let limited = |most: u32| {
        let yaml = format!(
            "id: x\ntitle: {{ zh: 甲, en: a }}\nextends: disclosure-2021\nschema: {{ properties: {{ sections: {{ properties: {{ overview: {{ properties: {{ characters: {{ maximum: {most} }} }} }} }} }} }} }}\n"
        );
        let profile = Profile::from_yaml("x.yaml", &yaml).expect("a profile");
        let analysis = Linter::default().with_profile(profile).check(Source::new("report.txt", report("disclosure.txt")));
        analysis.findings.iter().map(|finding| finding.rule.name).collect::<Vec<_>>()
    };
    assert_eq!(limited(1000), [""; 0]);
    assert_eq!(limited(100), ["schema-mismatch"]);
}

/// A kind of report that nobody has thought of is a file: its tables, its equations, what the text says of them.
#[test]
fn a_new_form_is_data() {
    let yaml = "id: parks
title: { zh: 公园年报, en: parks }
structure: false
tables:
  - id: visits
    title: { zh: 入园人次, en: visits }
    unit: 人次
    needs: 3
    columns:
      - { id: adults, title: 成人 }
      - { id: children, title: 儿童 }
      - { id: total, title: 全部, words: [全部, 总共] }
    equations:
      - { holds: total = adults + children }
      - { holds: children <= adults, strict: false }
";
    let profile = Profile::from_yaml("parks.yaml", yaml).expect("a profile");
    let rules = |text: &str| {
        let analysis = Linter::default().with_profile(profile.clone()).check(Source::new("report.txt", text));
        analysis.findings.iter().map(|finding| finding.rule.code).collect::<Vec<_>>()
    };
    assert_eq!(rules("公园\t成人\t儿童\t总共\n东园\t3120\t1204\t4324\n西园\t905\t310\t1215\n"), [""; 0]);
    assert_eq!(rules("公园\t成人\t儿童\t总共\n东园\t3120\t1204\t4334\n"), ["C106"]);
    assert_eq!(rules("公园\t成人\t儿童\t总共\n东园\t1204\t3120\t4324\n"), ["C107"]);
    for (from, to, line) in [
        ("adults + children", "adults + 儿童", 14),
        ("adults + children", "adults + pupils", 14),
        ("needs: 3", "needs: many", 8),
        ("title: 儿童", "titel: 儿童", 11),
    ] {
        let error = Profile::from_yaml("parks.yaml", &yaml.replace(from, to)).expect_err(to);
        assert_eq!(error.line(), Some(line), "{error}");
    }
}

/// The form that the READMEs show works as they say.
#[test]
fn the_form_in_the_readme_is_one() {
    for name in ["README.md", "README.zh-CN.md"] {
        let readme = crate::read(name);
        let block = readme.split("```yaml\n").find(|block| block.starts_with("id: park-statistics")).expect("the example");
        let profile = Profile::from_yaml(name, block.split("```").next().unwrap_or_default()).expect("a profile");
        let check = |text: &str| {
            let analysis = Linter::default().with_profile(profile.clone()).check(Source::new("report.txt", text));
            analysis.findings.iter().map(|finding| finding.rule.code).collect::<Vec<_>>()
        };
        let text = "临溪县2023年公园年报\n一、入园情况\n全年接待游客5539人次。\n公园\t成人\t未成年人\t合计\n东园\t3120\t1204\t4324\n西园\t905\t310\t1215\n合计\t4025\t1514\t5539\n";
        assert_eq!(check(text), [""; 0]);
        assert_eq!(check(&text.replace("4324", "4334")), ["C106", "C106"]);
        assert_eq!(check(&text.replace("一、入园情况", "一、概况")), ["S101"]);
    }
}

/// The names of all rules that speak of a text by the profile that is chosen for it.
fn by_own_profile(text: &str) -> Vec<&'static str> {
    let analysis = Linter::default().check(Source::new("report.txt", text));
    analysis.findings.iter().map(|finding| finding.rule.name).collect()
}

/// How many findings of each rule about figures there are.
fn broken(text: &str) -> BTreeMap<&'static str, usize> {
    let mut rules = BTreeMap::new();
    for finding in lint(text).findings.iter().filter(|finding| finding.severity >= Severity::Warning) {
        *rules.entry(finding.rule.code).or_insert(0) += 1;
    }
    rules
}

/// Where the numbers of a table's lines begin, from the line that begins with `first`.
fn numbers_below(text: &str, first: &str, lines: usize) -> Vec<Vec<usize>> {
    let mut at = text.find(first).expect("the table");
    let mut found = Vec::new();
    for line in text[at..].lines().take(lines) {
        let mut cell_at = at;
        let mut numbers = Vec::new();
        for cell in line.split('\t') {
            if !cell.is_empty() && cell.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b'%') {
                numbers.push(cell_at);
            }
            cell_at += cell.len() + 1;
        }
        found.push(numbers);
        at += line.len() + 1;
    }
    found
}

/// The text with one digit of the number at `at` changed: its last.
fn with_other_digit(text: &str, at: usize) -> String {
    let last = at + text[at..].bytes().take_while(|b| b.is_ascii_digit()).count() - 1;
    let mut bytes = text.as_bytes().to_vec();
    bytes[last] = b'0' + (bytes[last] - b'0' + 3) % 10;
    String::from_utf8(bytes).expect("a digit for a digit")
}

/// By a profile without tables of its own: forms are looked for in every report.
fn lint(text: &str) -> Analysis {
    Linter::default().with_profile(Profile::figures_only()).check(Source::new("report.txt", text))
}

fn report(name: &str) -> String {
    crate::read(&format!("fixtures/reports/{name}"))
}
