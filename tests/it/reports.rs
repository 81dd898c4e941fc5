//! Whole reports: those without a fault are silent, and each rule finds the one fault that is put into them.

use gouji::{Finding, Linter, Source, Status};

/// One fault, put into `clean-county.txt`.
struct Defect {
    /// The rule that must find it.
    rule: &'static str,
    /// The words to replace, which stand there exactly once; … stands for any words up to the next ones.
    find: &'static str,
    /// What replaces them.
    replace: &'static str,
    /// The words that are flagged; `None` where the place is a matter of the rule (something is missing).
    flagged: Option<&'static str>,
}

const fn defect(rule: &'static str, find: &'static str, replace: &'static str, flagged: Option<&'static str>) -> Defect {
    Defect { rule, find, replace, flagged }
}

/// One line per rule. A new rule about reports gets a line here.
const DEFECTS: &[Defect] = &[
    defect("missing-section", "　　八、下一年度推进法治政府建设的主要安排\n\n", "", None),
    defect("empty-section", "　　对照2022年度考评反馈意见…同步推进。\n\n", "", None),
    defect(
        "section-without-heading",
        "五、2023年度党政主要负责人履行推进法治建设第一责任人职责，加强法治政府建设有关情况",
        "五、2023年度有关情况",
        None,
    ),
    defect("heading-level-skip", "（四）强化科技支撑。", "（1）强化科技支撑。", Some("（1）强化科技支撑。")),
    defect(
        "heading-punctuation",
        "八、下一年度推进法治政府建设的主要安排",
        "八、下一年度推进法治政府建设的主要安排：",
        Some("："),
    ),
    defect("duplicate-section", "（四）强化科技支撑。", "（四）提升执法水平。", Some("（四）提升执法水平。")),
    defect("heading-ordinal-gap", "（七）有效提升", "（八）有效提升", Some("（八）")),
    defect("run-in-ordinal-gap", "三是抓好风险排查", "四是抓好风险排查", Some("四是")),
    // the year after, since the year before would make the publication late too
    defect("year-mismatch", "松阁县2023年法治", "松阁县2024年法治", Some("2024")),
    defect("title-without-year", "松阁县2023年法治", "松阁县法治", Some("云川市松阁县法治政府建设年度报告")),
    defect("title-form", "2023年法治政府建设年度报告", "2023年法治政府建设工作总结", Some("工作总结")),
    defect("missing-publication-date", "发布时间：2024-02-20 09:15", "", Some("云川市松阁县2023年法治政府建设年度报告")),
    defect("doubled-place", "松阁县2023年法治", "松阁县人民政府关于松阁县2023年法治", Some("松阁县")),
    defect("title-punctuation", "建设年度报告", "建设年度报告：", Some("：")),
    defect("date-outside-year", "截至2023年12月31日", "截至2024年1月31日", Some("截至2024年1月31日")),
    defect("stale-year", "2023年，松阁县把", "2022年，松阁县把", Some("2022年")),
    defect("impossible-date", "截至2023年12月31日", "截至2023年12月32日", Some("2023年12月32日")),
    defect("leftover-placeholder", "全年安排21个专题", "全年安排XX个专题", Some("XX个")),
    defect(
        "repeated-paragraph",
        "（三）优化法律服务。…理性表达诉求。",
        "（三）提升执法水平。实施乡镇执法骨干轮训，组织跨部门案卷互评，健全行政裁量权基准，力争新增执法人员资格考试合格率达到98%以上，让执法既有力度又有温度。",
        None,
    ),
    defect("repeated-phrase", "县委坚持先学", "县委坚持坚持先学", Some("坚持坚持")),
    defect("late-publication", "2024-02-20 09:15", "2024-04-22 09:15", None),
    defect("period-short-of-year", "2023年，县政务", "2023年1月至10月，县政务", Some("2023年1月至10月")),
    defect("rate-mismatch", "办结率99.01%", "办结率99.02%", Some("99.02%")),
    defect("rate-truncated", "成功率99.06%", "成功率99.05%", Some("99.05%")),
    defect("rate-infeasible", "236人参加，其中合格229人，合格率97.03%", "合格率103.06%", Some("103.06%")),
    defect("part-exceeds-whole", "农民工讨薪类118件", "农民工讨薪类381件", Some("381件")),
    defect("breakdown-mismatch", "修改8件", "修改9件", None),
    defect("remainder-mismatch", "1件正在办理", "2件正在办理", Some("43件")),
    defect("balance-mismatch", "结转下年5件", "结转下年7件", Some("7件")),
    defect("change-mismatch", "同比增长7.04%", "同比增长7.14%", Some("7.14%")),
    defect("list-count-mismatch", "上坪村3个省级", "上坪村4个省级", Some("4个")),
    defect("mixed-classifier", "县政府规范性文件5件", "县政府规范性文件5份", Some("5份")),
    defect("hedged-twice", "约3.2亿元", "约3.2亿元左右", Some("约3.2亿元左右")),
    defect("as-of-pleonasm", "截至2023年12月31日", "截至2023年12月31日为止", Some("截至2023年12月31日为止")),
    defect("stale-target", "各项任务按计划完成", "建设廉洁高效、守法诚信的法治政府", Some("廉洁高效、守法诚信")),
    defect("mixed-numeral", "参训840人次", "参训8百人次", Some("8百人")),
    defect("range-sign", "合格率达到98%", "合格率达到95~98%", Some("95~98%")),
    defect(
        "document-number",
        "《松阁县法治督察工作办法》",
        "《松阁县法治督察工作办法》（松政发[2023]5号）",
        Some("松政发[2023]5号"),
    ),
    defect("wrong-basis-word", "各项任务按计划完成", "工作进度较上月同比加快", Some("同比")),
    defect("zero-in-year", "各项任务按计划完成", "二零二三年任务按计划完成", Some("二零二三年")),
    defect("hedged-exact-figure", "参训840人次", "参训约8413人次", Some("约8413人")),
    defect("mixed-separators", "办件163482宗", "办件163,482宗", Some("163,482宗")),
    defect("malformed-number", "（2021—2025年）", "（20212025年）", Some("20212025")),
];

/// What a site puts round a report.
const HEAD: &str = "云川市松阁县人民政府 2019年10月31日星期四
无障碍 简体| 繁体
首页 政务公开 办事服务 互动交流
您当前的位置：首页 > 政务公开 > 法治政府建设
索 引 号：
yc0001/2024-00012
发布机构：松阁县司法局
成文日期：2024-02-19
";
const FOOT: &str = "
扫一扫在手机打开当前页
分享到： 微信 微博
上一篇：松阁县2022年法治政府建设年度报告
下一篇：松阁县办理件数100宗，办结200宗，办结率99%
版权所有：松阁县人民政府 云ICP备12000345号
网站标识码：0000000001 2月30日
";

/// The faults of `linxi-2023.txt`, in order.
const LINXI: &[(&str, &str)] = &[
    ("period-short-of-year", "2023年1月至10月"),
    ("hedged-twice", "约20多亿元"),
    ("open-cut-off", "截至目前为止"),
    ("as-of-pleonasm", "截至目前为止"),
    ("rate-mismatch", "99.02%"),
    ("rate-truncated", "98.94%"),
];

#[test]
fn reports_without_a_fault_are_silent() {
    for name in ["clean-county.txt", "clean-national.txt", "disclosure.txt", "enforcement.txt"] {
        assert_eq!(findings(&report(name)), [], "{name}");
    }
}

#[test]
fn each_fault_is_found_and_nothing_else() {
    let clean = report("clean-county.txt");
    let mut wrong = Vec::new();
    for defect in DEFECTS.iter() {
        let mut found = findings(&defect.apply(&clean));
        // one cut rate among rounded ones is two things to say
        found.retain(|(rule, _)| defect.rule != "rate-truncated" || rule != "mixed-rounding");
        // a paragraph that stands twice takes its heading along
        found.retain(|(rule, _)| defect.rule != "repeated-paragraph" || rule != "duplicate-section");
        let is_it = |(rule, words): &(String, String)| rule == defect.rule && defect.flagged.is_none_or(|it| it == words);
        if found.len() != 1 || !found.iter().all(is_it) {
            wrong.push(format!("{}: {} -> {}: {found:?}", defect.rule, defect.find, defect.replace));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_fault_can_be_put_into_the_clean_report() {
    let clean = report("clean-county.txt");
    for defect in DEFECTS {
        let faulty = defect.apply(&clean);
        assert_ne!(faulty, clean, "{}", defect.rule);
        assert!(defect.flagged.is_none_or(|flagged| faulty.contains(flagged)), "{}", defect.rule);
    }
}

#[test]
fn a_page_says_nothing_that_the_report_does_not() {
    for name in ["clean-county.txt", "linxi-2023.txt"] {
        let report = report(name);
        let page = format!("{HEAD}{report}{FOOT}");
        assert_eq!(findings(&page), findings(&report), "{name}");
        assert_eq!(ledger(&lint(&page)), ledger(&lint(&report)), "{name}");
    }
}

#[test]
fn a_report_with_several_faults_shows_them_in_order() {
    let expected: Vec<(String, String)> = LINXI.iter().map(|&(rule, words)| (rule.to_owned(), words.to_owned())).collect();
    assert_eq!(findings(&report("linxi-2023.txt")), expected);
}

#[test]
fn what_is_read_of_whole_reports() {
    for name in ["clean-county", "clean-national", "linxi-2023"] {
        insta::assert_snapshot!(name, ledger(&lint(&report(&format!("{name}.txt")))));
    }
}

impl Defect {
    /// `clean` with the fault put in.
    fn apply(&self, clean: &str) -> String {
        let (head, tail) = self.find.split_once('…').unwrap_or((self.find, ""));
        assert_eq!(clean.matches(head).count(), 1, "{}: 「{head}」 must stand there once", self.rule);
        let start = clean.find(head).expect("counted above");
        let after_head = start + head.len();
        let end = after_head + clean[after_head..].find(tail).expect("the words after …") + tail.len();
        format!("{}{}{}", &clean[..start], self.replace, &clean[end..])
    }
}

/// Rule names and flagged words, in document order, whatever their severity.
fn findings(text: &str) -> Vec<(String, String)> {
    let analysis = lint(text);
    let words = |finding: &Finding| analysis.source.slice(finding.span).to_owned();
    analysis.findings.iter().map(|finding| (finding.rule.name.to_owned(), words(finding))).collect()
}

fn lint(text: &str) -> gouji::Analysis {
    Linter::default().check(Source::new("report.txt", text))
}

/// Every claim with its working, then every figure that measures something and that no claim reaches.
fn ledger(analysis: &gouji::Analysis) -> String {
    let words = |span| analysis.source.slice(span);
    let mut lines: Vec<String> = analysis
        .claims
        .iter()
        .map(|claim| {
            let stated = claim.stated.map_or("", |figure| words(analysis.figures[figure].span));
            let (kind, verdict) = (claim.kind.name(), claim.verdict().name());
            let working = claim.words(&analysis.source, &analysis.figures);
            format!("{kind} {verdict}: {} = {}, stated {stated}", working.expression(), working.computed())
        })
        .collect();
    let figures = analysis.figures.iter().zip(&analysis.ledger.statuses);
    let unread = figures.filter(|(figure, status)| figure.class.is_measured() && **status == Status::Unread);
    lines.extend(unread.map(|(figure, _)| format!("unread: {} {}", words(figure.label), words(figure.span))));
    lines.push(format!("{:?}", analysis.ledger.coverage));
    lines.join("\n")
}

fn report(name: &str) -> String {
    crate::read(&format!("fixtures/reports/{name}"))
}
