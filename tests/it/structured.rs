//! Reports as data: the same claims as of the same report in words, and every finding at its place in the file.

use gouji::read::{self, Cause};
use gouji::{Analysis, Linter, Severity};

#[test]
fn both_forms_say_the_same() {
    let yaml = lint("data.yaml", &report("data.yaml"));
    let json = lint("data.json", &report("data.json"));
    assert_eq!(yaml.source.text(), json.source.text());
    let text = Linter::default().check(gouji::Source::new("x.txt", yaml.source.text()));
    for analysis in [&yaml, &json] {
        assert!(analysis.structure && analysis.profile.id == "national-2019");
        assert!(analysis.findings.iter().all(|finding| finding.severity < Severity::Warning), "{:#?}", analysis.findings);
        let claims = |analysis: &Analysis| {
            analysis.claims.iter().map(|claim| claim.words(&analysis.source, &analysis.figures).expression()).collect::<Vec<_>>()
        };
        assert_eq!(claims(analysis), claims(&text));
        assert!(analysis.claims.len() >= 7, "{}", analysis.claims.len());
    }
}

/// Line and column.
type At = (u32, u32);

/// A fault, and the line and column of the file at which it is told.
#[test]
fn findings_stand_in_the_file() {
    let table: &[(&str, &str, &str, &str, At)] = &[
        // a block of text, a list, a table
        ("data.yaml", "94.40%", "94.60%", "R101", (10, 32)),
        ("data.yaml", "97.03%", "97.13%", "R101", (16, 41)),
        ("data.yaml", "97, 90", "97, 80", "C106", (21, 25)),
        ("data.yaml", "publication: 2024-02-27", "publication: 2024-05-27", "M105", (4, 14)),
        // the section that should stand before the next key
        ("data.yaml", "  leader:", "  others:", "S101", (32, 3)),
        ("data.json", "94.40%", "94.60%", "R101", (9, 133)),
        ("data.json", "97.03%", "97.13%", "R101", (14, 36)),
    ];
    for (name, from, to, rule, place) in table {
        let file = report(name);
        assert!(file.contains(from), "{from}");
        let mut changed = file.replace(from, to);
        if *rule == "S101" {
            changed = changed
                .replace("党政主要负责人履行第一责任人职责情况", "会议情况")
                .replace("市政府主要负责同志听取法治工作汇报", "召开会议");
        }
        let analysis = lint(name, &changed);
        let found: Vec<_> = analysis.findings.iter().filter(|finding| finding.severity >= Severity::Warning).collect();
        assert_eq!(found.iter().map(|finding| finding.rule.code).collect::<Vec<_>>(), [*rule], "{to}");
        let location = analysis.source.location(found[0].span.start);
        assert_eq!((location.line, location.column), *place, "{to}");
    }
}

/// The key of a section says what it is, whatever its heading.
#[test]
fn keys_name_sections() {
    let file = report("data.yaml").replace("title: 存在的不足和原因", "title: 回头看").replace("仍显薄弱", "有待加强");
    assert!(lint("data.yaml", &file).findings.iter().all(|finding| finding.rule.name != "missing-section"));
    let file = file.replace("  shortcomings:", "  looking-back:");
    assert!(lint("data.yaml", &file).findings.iter().any(|finding| finding.rule.name == "missing-section"));
}

#[test]
fn what_does_not_fit_the_schema_is_reported_with_its_place() {
    let table: &[(&str, &str, &[At], &str)] = &[
        ("titel: 甲\nsections: {}\n", "没有「titel」这个键", &[(1, 1)], "是否指「title」？"),
        ("sections:\n  measures:\n    txt: 甲\nyear: 二〇二三\n", "没有「txt」这个键", &[(3, 5), (4, 1)], "是否指「text」？"),
        ("- 甲\n", "", &[(1, 1)], ""),
        ("sections: {\n", "YAML 无法解析", &[], "缩进须用空格"),
    ];
    for (file, message, places, hint) in table {
        let error = read::decode("report.yaml", file.as_bytes().to_vec()).expect_err(file);
        let Cause::Unfit(problems) = &error.cause else { panic!("{error}") };
        assert!(problems[0].message.zh.contains(message), "{}", problems[0]);
        assert!(
            places.is_empty()
                || *places == problems.iter().filter_map(|problem| problem.line().zip(problem.column())).collect::<Vec<_>>()
        );
        assert!(error.cause.reason().zh.contains(hint), "{}", error.cause.reason().zh);
    }
}

fn lint(name: &str, file: &str) -> Analysis {
    let source =
        read::decode(name, file.as_bytes().to_vec()).unwrap_or_else(|error| panic!("{error}: {}", error.cause.reason().zh));
    Linter::default().check(source)
}

fn report(name: &str) -> String {
    crate::read(&format!("fixtures/reports/{name}"))
}
