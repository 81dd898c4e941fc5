//! What is said of a claim: its words, what accounts for a contradiction, and how a finding names its operands.

use gouji::claims::Explanation;
use gouji::{Analysis, Lang, Linter, Profile, Source};

/// Subject, working, what it gives and what should be printed, of one claim of each sentence.
#[test]
fn words_are_made_of_numbers() {
    let table = [
        ("话务工单13785宗，办结13649宗，办结率99.02%。", "办结率|13649 ÷ 13785|99.0134…%|99.01%"),
        ("受理信访事项1,061宗，办结1,061宗，办结率103.06%。", "办结率||≤ 100%|-"),
        ("223人参加考试，合格率97.70%。", "合格率|? ÷ 223|217÷223=97.31% / 218÷223=97.76%|-"),
        ("收到申请240件，同比下降24.70%。", "|240 ÷ (1 − 24.70%)|318→24.53%、319→24.76%|-"),
        ("案件由1200件增至2410件，翻了一番。", "|2410 ÷ 1200|2.01倍|2.01倍"),
        ("全县行政复议申请收件1,463件。又讯，全县行政复议申请收件1,436件。", "|1,463件|1,463件|1,463件"),
        ("龙潭村、上坪村和石桥村4个村。", "|龙潭村、上坪村、石桥村|3|-"),
        ("投资3.12亿元，其中省级1.02亿元、市级2.2亿元。", "|1.02亿 + 2.2亿|3.22亿元|3.22亿元"),
    ];
    for (text, expected) in table {
        let analysis = lint(text);
        let said = analysis.claims.iter().map(|claim| claim.words(&analysis.source, &analysis.figures));
        let said: Vec<String> = said
            .map(|words| {
                let expected = words.expected().unwrap_or_else(|| "-".to_owned());
                [words.subject(), words.expression(), words.computed(), expected].join("|")
            })
            .collect();
        assert!(said.iter().any(|said| said == expected), "{text}: {said:?}");
    }
}

#[test]
fn a_digit_accounts_for_a_number_however_it_is_printed() {
    for (first, second) in [("1463", "1436"), ("1,463", "1,436")] {
        let text = format!("全县行政复议申请收件{first}件。又讯，全县行政复议申请收件{second}件。");
        let analysis = lint(&text);
        let causes: Vec<Option<Explanation>> = analysis.claims.iter().map(|claim| claim.cause()).collect();
        assert!(matches!(causes[..], [Some(Explanation::OneDigit(_))]), "{first}: {causes:?}");
    }
}

#[test]
fn operands_are_named_by_their_words_or_their_year() {
    let table = [
        ("持证执法人员由2024年的812人增加到2025年的862人，增长6.3%。", ["2024年 812", "2025年 862"]),
        ("话务工单13785宗，办结13649宗，办结率99.02%。", ["话务工单 13785", "办结 13649"]),
        // 签约 is no hedge, 不少于 is one
        ("全年共签约120家，已履约100家，履约率73.3%。", ["签约 120", "履约 100"]),
        ("收到投诉不少于200件，办结180件，办结率95%。", ["收到投诉 200", "办结 180"]),
    ];
    for (text, names) in table {
        let labels: Vec<String> = lint(text).findings[0].labels.iter().map(|label| label.text.get(Lang::Zh).to_owned()).collect();
        assert!(names.iter().all(|name| labels.iter().any(|label| label == name)), "{labels:?}");
    }
}

#[test]
fn only_what_was_rounded_is_said_to_be() {
    let table = [
        ("话务工单13785宗，办结13649宗，办结率99.02%。", "13649 ÷ 13785 = 99.0134…%，四舍五入为 99.01%", true),
        ("受理8件，办结1件，办结率15%。", "1 ÷ 8 = 12.5%，四舍五入为 13%", true),
        ("受理40件，办结12件，办结率31%。", "12 ÷ 40 = 30%", false),
        ("受理8件，办结1件，办结率12.6%。", "1 ÷ 8 = 12.5%", false),
        // the places that are printed say nothing of rounding
        ("受理100件，办结90件，办结率90.10%。", "90 ÷ 100 = 90%", false),
    ];
    for (text, why, is_rounded) in table {
        let finding = lint(text).findings.swap_remove(0);
        assert_eq!(finding.why_text(Lang::Zh).as_deref(), Some(why), "{text}");
        assert_eq!(finding.why_text(Lang::En).is_some_and(|why| why.contains("rounds to")), is_rounded, "{text}");
    }
    let mixed = |rate: &str| {
        let text = format!("参加考试200人，其中合格197人，合格率{rate}。调处纠纷664宗，调解成功657宗，成功率98.94%。");
        lint(&text).findings.iter().any(|finding| finding.rule.code == "R108")
    };
    assert_eq!([mixed("99%"), mixed("约98%"), mixed("98.5%")], [true, false, false]);
}

fn lint(text: &str) -> Analysis {
    Linter::default().with_profile(Profile::figures_only()).check(Source::new("x", text))
}
