//! Sentences for the rules about wording and periods: what they flag, and the traps they pass by.

use gouji::Linter;
use gouji::source::Source;
use proptest::prelude::*;

/// A sentence of a report for 2023, and what is flagged in it: rule names and words. A new case is a new line.
const TABLE: &str = "
累计节约20多亿元左右                             | hedged-twice 20多亿元左右
优秀率约占20%左右                                | hedged-twice 约占20%左右
至少3次以上                                      | hedged-twice 至少3次以上
发放资料3千余份以上                              | hedged-twice 3千余份以上
覆盖近九成以上                                   | hedged-twice 近九成以上
不超过50件以内                                   | hedged-twice 不超过50件以内
约百分之八十左右                                 | hedged-twice 约百分之八十左右
约 20 多亿元                                     | hedged-twice 约 20 多亿元
突破20余项技术，赶超10余家，走近50余户           |
预约100余人次，签约50余家，节约3万余元           |
附近20余户，最近10余天，接近九成                 |
近3年来，从业20年以上的约30人                    |
超过50件以上年为基数计算                         |
推广“近20多亿元”的说法                           |
超1000人次参加，满意率达到95%以上                |
增长3..5%                                        | malformed-number 3..5%
结案率75.28.％                                   | malformed-number 75.28.％
2〇23年办结12件                                  | malformed-number 2〇23
工单13,7850宗                                    | malformed-number 13,7850
支出12,345,67元                                  | malformed-number 12,345,67
《规划（20212025年）》                           | malformed-number 20212025
收入1,234,567.89元，5G基站3个，H2O，O2O          |
编号20212025号，日期20230101，2.1.3版            |
第3,10条，甲乙丙分别12,3456件                    |
截止2023年11月底完成                             | as-of-pleonasm 截止2023年11月底
截至到年底完成                                   | as-of-pleonasm 截至到年底
截止 2023 年 11 月底完成                         | as-of-pleonasm 截止 2023 年 11 月底
截至报告期末为止                                 | as-of-pleonasm 截至报告期末为止
报名截止日期为3月1日，到年底为止                 |
截至2023年底，共办结12件                         |
2023年1月1日起至10月31日受理12件                 | period-short-of-year 2023年1月1日起至10月31日
2023年1月至2023年9月受理12件                     | period-short-of-year 2023年1月至2023年9月
2023 年 1 月至 10 月受理 12 件                   | period-short-of-year 2023 年 1 月至 10 月
截至 2023 年 11 月 7 日，登记 35 户              | period-short-of-year 截至 2023 年 11 月 7 日
2023年度上半年办结35件                           | period-short-of-year 2023年度上半年
今年前三季度办结35件                             | period-short-of-year 今年前三季度
截至2023年第三季度末，办结35件                   | period-short-of-year 截至2023年第三季度末
截至12月25日，办结35件                           | period-short-of-year 截至12月25日
2023年1月至2024年3月受理12件                     |
截至2022年底，办结35件                           |
2022年收件40件，截至10月底办结35件               |
去年上半年办结35件，同上半年相比多3件            |
截至2023年6月底前完成3项                         |
上半年办结12件，下半年办结18件                   |
2023年1月至3月检查企业50家                       |
2023年1月至10月，各项工作平稳推进                |
失业率从上半年5.5%降到5.3%                       |
提前3个月完成交付，惠及12户                      |
从1月至10月，共收件12件                          | period-short-of-year 1月至10月
截至目前，共办结12件                             | open-cut-off 截至目前
迄今为止建成驿站6个                              | open-cut-off 迄今为止
目前，整改进展顺利                               |
至今年底共办结12件                               |
“至今”栏目刊文12件                               |
";

#[test]
fn sentences_are_flagged_as_the_table_says() {
    let mut wrong = Vec::new();
    for row in TABLE.lines().filter(|row| !row.is_empty()) {
        let (text, expected) = row.split_once('|').expect("text | findings");
        let found = flagged(text.trim());
        if found != expected.trim() {
            wrong.push(format!("{}\n  expected: {}\n  found:    {found}", text.trim(), expected.trim()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The findings of the rules that the table is about.
fn flagged(text: &str) -> String {
    let analysis = lint(text);
    let found = analysis.findings.iter().filter(|finding| finding.rule.code.starts_with(['P', 'Q']));
    found.map(|finding| format!("{} {}", finding.rule.name, analysis.source.slice(finding.span))).collect::<Vec<_>>().join("; ")
}

fn lint(text: &str) -> gouji::Analysis {
    Linter { profile: Some(gouji::profile::Profile::figures_only()), year: Some(2023) }.check(Source::new("x", text))
}

/// Pieces that the rules look for, in any order: more telling than arbitrary text.
fn pieces() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "约",
        "近",
        "超过",
        "20",
        "１２",
        "2O23",
        "2023",
        "年",
        "1",
        "月",
        "至",
        "10月",
        "截至",
        "截止",
        "目前",
        "为止",
        "多",
        "亿",
        "元",
        "左右",
        "以上",
        "%",
        "％％",
        ".",
        ",",
        "，",
        "。",
        "“",
        "”",
        "《",
        "》",
        "上半年",
        "底",
        "件",
        "到",
        "至今",
        "O",
        "〇",
        "（",
        "）",
        "\n",
        "一、",
        "其中",
        " ",
        "é",
        "😀",
    ]);
    prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_text_makes_it_panic_and_every_place_can_be_shown(text in prop_oneof![pieces(), any::<String>()]) {
        let analysis = lint(&text);
        for finding in &analysis.findings {
            let _ = analysis.source.slice(finding.span);
            for repair in &finding.repairs {
                let _ = analysis.source.slice(repair.span);
            }
        }
    }
}
