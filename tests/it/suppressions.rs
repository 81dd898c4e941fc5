//! Suppressions as a table: a text, and what is left to say of it.

use gouji::rules::{Allowed, Level, Set, select};
use gouji::{Linter, Profile, Settings, Source, Span};

/// One wrong rate, R101.
const WRONG: &str = "话务工单13785宗，办结13649宗，办结率99.02%。";

/// `line:code` of each finding, and how many were allowed.
fn left(text: &str, settings: &Settings) -> String {
    let linter = Linter::default().with_profile(Profile::figures_only()).with_settings(settings.clone());
    let analysis = linter.check(Source::new("x", text));
    let line = |span: Span| analysis.source.location(span.start).line;
    let found = analysis.findings.iter().map(|finding| format!("{}:{} ", line(finding.span), finding.rule.code));
    format!("{}+{}", found.collect::<String>(), analysis.suppressed.len())
}

#[test]
fn remarks_reach_as_far_as_they_say() {
    let allow = |rules: &str| format!("<!-- gouji: allow {rules} -- 口径不同 -->");
    let table = [
        (WRONG.to_owned(), "1:R101 +0"),
        (format!("{}\n{WRONG}\n{WRONG}", allow("R101")), "3:R101 +1"),
        (format!("{}\n\n\n{WRONG}", allow("rate-mismatch")), "+1"),
        (format!("{WRONG}{}\n{WRONG}", allow("R101")), "2:R101 +1"),
        (format!("  {} {WRONG}\n{WRONG}", allow("R101")), "2:R101 +1"),
        (format!("{}\n{}\n{WRONG}", allow("R101"), allow("Q101")), "2:L101 +1"),
        (format!("{}{}{WRONG}", allow("R101"), allow("Q101")), "1:L101 +1"),
        (format!("{}\n{WRONG}", allow("Q101,R101")), "+1"),
        (format!("{}\n{WRONG}", allow("r101、C")), "+1"),
        (format!("{}\n{WRONG}", allow("R")), "+1"),
        (format!("{WRONG}\n{}", allow("R101")), "1:R101 2:L101 +0"),
        (format!("{WRONG}\n{WRONG}\n<!-- gouji: allow-file R101 -- 口径不同 -->"), "+2"),
        (format!("<!--\n  gouji：allow R101\n  —— 口径不同\n-->\n{WRONG}"), "+1"),
        (format!("<!-- gouji: allow R101 -->\n{WRONG}"), "1:L103 2:R101 +0"),
        (format!("<!-- gouji: allow R101 -- -->\n{WRONG}"), "1:L103 2:R101 +0"),
        (format!("<!-- gouji: allow -- 口径不同 -->\n{WRONG}"), "1:L102 2:R101 +0"),
        (format!("<!-- gouji: alow R101 -- 口径不同 -->\n{WRONG}"), "1:L102 2:R101 +0"),
        (format!("<!-- gouji: -->\n{WRONG}"), "1:L102 2:R101 +0"),
        (format!("{}\n{WRONG}", allow("R911 R101")), "1:L102 +1"),
        // what is said to gouji is no text of the report: it has no figures, ends no sentence and gives no notice
        (format!("话务工单13785宗，{}办结13649宗，办结率99.02%。", allow("Q")), "1:L101 1:R101 +0"),
        ("<!-- gouji: allow R101 -- 受理30件，办结15件，办结率99%。 -->".to_owned(), "1:L101 +0"),
    ];
    for (text, expected) in table {
        assert_eq!(left(&text, &Settings::default()), expected, "{text}");
    }
}

#[test]
fn what_was_written_is_what_is_shown() {
    let remark = "<!-- gouji: allow Q101 -- 口径不同 -->";
    let analysis = Linter::default().check(Source::new("x", format!("甲{remark}乙\n")));
    let finding = analysis.findings.iter().find(|finding| finding.rule.code == "L101").expect("L101");
    assert_eq!(&analysis.source.written()[finding.span.range()], remark);
    assert_eq!(analysis.source.location(finding.span.end).column, 2 + remark.chars().count() as u32);
}

#[test]
fn the_configuration_allows_by_what_is_written() {
    let settings = |rule: &str, quote: &str, bound: bool| {
        let rule = select(rule).expect("a rule");
        let mut settings = Settings::default();
        settings.allowed.push(Allowed {
            rule,
            quote: quote.to_owned(),
            bound,
            reason: "口径不同".to_owned(),
            origin: "gouji.yaml:3".to_owned(),
        });
        settings
    };
    let table = [
        ("R101", "办结率99.02%", false, "+1"),
        ("R101", " 办结 率\n99.02% ", false, "+1"),
        ("R", "99.02%", false, "+1"),
        ("R101", "话务工单13785宗，办结13649宗，办结率99.02%。", true, "+1"),
        ("R101", "办结13649宗", false, "1:L101 1:R101 +0"),
        ("Q101", "办结率99.02%", false, "1:L101 1:R101 +0"),
        ("R101", "办结率99.03%", false, "1:R101 +0"),
        ("R101", "办结率99.03%", true, "1:L101 1:R101 +0"),
    ];
    for (rule, quote, bound, expected) in table {
        assert_eq!(left(WRONG, &settings(rule, quote, bound)), expected, "{rule} {quote}");
    }
}

#[test]
fn a_rule_that_is_off_leaves_no_remark_unused() {
    let mut settings = Settings::default();
    let rules = select("R101").expect("a rule");
    settings.push_levels(vec![Set { rules, level: Level::Off, origin: String::new() }]);
    assert_eq!(left(&format!("<!-- gouji: allow R101 -- 口径不同 -->\n{WRONG}"), &settings), "+0");
}

#[test]
fn many_remarks_cost_no_more_than_their_number() {
    let text = format!("<!-- gouji: allow R101 -- 口径不同 -->\n{WRONG}\n").repeat(2000);
    assert_eq!(left(&text, &Settings::default()), "+2000");
    let one_line = "<!-- gouji: allow R101 -- 口径不同 -->".repeat(5000);
    assert!(left(&one_line, &Settings::default()).ends_with("+0"));
}
