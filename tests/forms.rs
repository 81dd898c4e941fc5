//! Tables with fixed arithmetic: every cell is changed by one digit, and exactly the equations that it stands in fail.

use std::collections::{BTreeMap, BTreeSet};

use gouji::claims::{Kind, Verdict};
use gouji::finding::Severity;
use gouji::profile::Profile;
use gouji::source::Source;
use gouji::{Analysis, Linter};

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
            .all(|claim| claim.verdict == Verdict::Consistent)
    );
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
    Linter { profile: Some(Profile::figures_only()), year: None }.check(Source::new("report.txt", text))
}

fn report(name: &str) -> String {
    std::fs::read_to_string(format!("{}/fixtures/reports/{name}", env!("CARGO_MANIFEST_DIR"))).expect("a fixture")
}
