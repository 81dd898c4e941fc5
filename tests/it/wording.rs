//! Sentences for the rules about wording and periods: what they flag, and the traps they pass by.

use gouji::{Linter, Source};
use proptest::prelude::*;

/// A sentence of a report for 2023, and what is flagged in it: rule names and words. A new case is a new line.
const TABLE: &str = "
累计节约20多亿元左右                             | hedged-twice 20多亿元左右
优秀率约占20%左右                                | hedged-twice 约占20%左右
至少3次以上                                      | hedged-twice 至少3次以上
发放资料3千余份以上                              | mixed-numeral 3千余份; hedged-twice 3千余份以上
覆盖近九成以上                                   | hedged-twice 近九成以上
不超过50件以内                                   | hedged-twice 不超过50件以内
约百分之八十左右                                 | hedged-twice 约百分之八十左右
约 20 多亿元                                     | hedged-twice 约 20 多亿元
突破20余项技术，赶超10余家，走近50余户           |
预约100余人次，签约50余家，节约3万余元           |
至少30个以上市县参加                             | hedged-twice 至少30个以上
近30家以下市场主体参加                           | hedged-twice 近30家以下
约30余个市县参加                                 | hedged-twice 约30余个
至少3名以上党员参加                              | hedged-twice 至少3名以上
至少30家以上市公司为主                           |
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
截止12月25日，共办结12件                         | period-short-of-year 截止12月25日; as-of-pleonasm 截止12月25日
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
发放资料3千余份，培训5百人次                     | mixed-numeral 3千余份; mixed-numeral 5百人
铺设5千米，2023百强县，5千瓦，3百分点，两千余人  |
降低15~30%，投资9~16亿元                         | range-sign 15~30%; range-sign 9~16亿
降低15%~30%，2021—2025年，3—5件，0662-15%         |
云政发【2023】5号，云府〔2023〕08号              | document-number 云政发【2023】5号; document-number 云府〔2023〕08号
云政发〔2023〕5号，（2023）云01行初5号，2023年第5号 |
较上月同比增长1.3%，比上周环比增长2%             | wrong-basis-word 同比
二零二三年受理12件，二〇二四年办结5件            | zero-in-year 二零二三年
约13649件，约13600件，节约13649元                | hedged-exact-figure 约13649件
2月30日召开会议                                  | impossible-date 2月30日
6月31日前完成                                    | impossible-date 6月31日
2023年2月29日开工，2024年2月29日竣工             | impossible-date 2023年2月29日
2023年 13 月验收，5月0日                         | impossible-date 2023年 13 月; impossible-date 5月0日
3月1日至4月31日                                  | impossible-date 4月31日
2023年1月至13月受理12件                          | impossible-date 13月
13月份培训2次                                    | impossible-date 13月份
二月三十日                                       | impossible-date 二月三十日
2023年5月至3月开展整治                           | impossible-date 2023年5月至3月
2023年12月至2022年3月开展整治                    | impossible-date 2023年12月至2022年3月
3月15日至10日集中培训                            | impossible-date 3月15日至10日
3月15日—3月10日集中培训                          | impossible-date 3月15日—3月10日
规划期2025年至2021年                             | impossible-date 2025年至2021年
11月至次年3月，11月至3月，12月25日至1月5日       |
2023年11月至2024年3月，2023—2024年，3月5日至6日  |
18月龄婴儿，24个月，第13月，1.13月，2023年12月   |
十二月三十一日，一月至十二月，2月29日，月月有    |
2023年比2022年多，5月较3月多2件                  |
2000年2月29日，1900年2月29日                     | impossible-date 1900年2月29日
20XX年，我县开展工作                             | leftover-placeholder 20XX年
2023年X月X日召开会议                             | leftover-placeholder 2023年X月X日
202X年印发                                       | leftover-placeholder 202X年
开展培训××场次，涉及*人                          | leftover-placeholder ××场次; leftover-placeholder *人
共受理＊＊件，办结___件，罚款X元                  | leftover-placeholder ＊＊件; leftover-placeholder ___件; leftover-placeholder X元
印发《××县2023年依法行政要点》                   |
会同XX局开展联合检查                             | leftover-placeholder XX局
共受理□□件                                       | leftover-placeholder □□件
办结85件（待核实）                               | leftover-placeholder （待核实）
培训【】人，〔地名〕人民政府，【此处填写单位】   | leftover-placeholder 【】; leftover-placeholder 〔地名〕; leftover-placeholder 【此处填写单位】
〔请填写本年度具体举措〕                         | leftover-placeholder 〔请填写本年度具体举措〕
云政办发〔2023〕5号，云政发〔〕6号               | leftover-placeholder 〔〕
对待核实的线索逐件核查，力量有待补充             |
申请材料（需提供身份证明）、（请扫码填写）       |
××公司诉××局行政处罚案，王某某申请复议           |
“××码”“XX+法治”模式，5×8小时，24*7小时           |
如何办？件件有回音。怎么管？家家有账             |
XXXX有限公司，X光机2台，XXL号，××人民法院        |
示范县（单位）3个，“1+N”机制，A*B项              |
规范的的程序，取得了了成效                       | repeated-phrase 的的; repeated-phrase 了了
以便民为目的的改革，为了了解情况，不了了之       |
一是是否合法，是是非非，的的确确，总和和均值     |
参与与配合，合并并清理，现在在建，以及及时公开   |
推进推进改革，落实，，完善                       | repeated-phrase 推进推进; repeated-phrase ，，
全面推进法治政府法治政府建设                     | repeated-phrase 法治政府法治政府
县人大常委会常委会组成人员，政务服务中心中心主任 |
一件件一件件抓落实，层层压实，等等等等           |
健全行政裁量基准制度，规范程序，健全行政裁量基准制度 | repeated-phrase 健全行政裁量基准制度
增速居全省第三位左右，增速2位居全省第3位，其他增速2位居全省第3位 |
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
    let found = analysis.findings.iter().filter(|finding| finding.rule.code.starts_with(['P', 'Q', 'S']));
    found.map(|finding| format!("{} {}", finding.rule.name, analysis.source.slice(finding.span))).collect::<Vec<_>>().join("; ")
}

fn lint(text: &str) -> gouji::Analysis {
    Linter::default().with_profile(gouji::Profile::figures_only()).with_year(2023).check(Source::new("x", text))
}

/// Two paragraphs that both speak of villages, with what differs between them in other figures or other words.
const FIRST: &str = "东河镇依托村级综治中心和法律明白人队伍，把矛盾纠纷排查做在日常，全年排查风险隐患56处，化解纠纷48件，群众在家门口就能说事评理。";
const SECOND: &str = "西岭镇把调解室建到田间地头，聘请老党员、老教师担任调解员，用村规民约讲道理、用典型案例讲法律，邻里之间的小事不出组、大事不出村。";

#[test]
fn paragraphs_are_told_apart() {
    let other_figures = FIRST.replace("56", "61").replace("48", "60");
    let other_words = FIRST.replace("东河镇", "东河镇今年");
    let repeated = |text: &str| {
        let analysis = lint(text);
        let found = analysis.findings.iter().filter(|finding| finding.rule.name == "repeated-paragraph");
        found.map(|finding| analysis.source.slice(finding.span).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(repeated(&format!("{FIRST}\n{SECOND}\n{FIRST}")), [FIRST]);
    assert_eq!(repeated(&format!("一、{FIRST}\n{SECOND}\n（二） {}", FIRST.replace('，', ","))).len(), 1);
    assert_eq!(repeated(&format!("{FIRST}\n{SECOND}\n{other_words}")), [other_words.as_str()]);
    assert_eq!(repeated(&format!("{FIRST}\n{SECOND}\n{other_figures}")), Vec::<String>::new());
    // the report pasted twice is one thing to say
    assert_eq!(repeated(&format!("{FIRST}\n{SECOND}\n{FIRST}\n{SECOND}")), [format!("{FIRST}\n{SECOND}")]);
    let short = "继续深化行政执法体制改革。";
    assert_eq!(repeated(&format!("{short}\n{SECOND}\n{short}")), Vec::<String>::new());
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
        "XX",
        "××",
        "*",
        "〔",
        "〕",
        "的的",
        "二月",
        "三十一日",
        "日",
        "待核实",
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
