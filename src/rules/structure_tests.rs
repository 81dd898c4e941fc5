//! Small reports, built from section titles, with exactly one thing wrong.

use crate::claims::Claims;
use crate::document::Document;
use crate::figures::Figures;
use crate::finding::Finding;
use crate::profile::{Profile, choose};
use crate::rules::{Context, check};
use crate::severity::{Certainty, Severity};
use crate::source::{Source, effort};
use crate::text::Lang;

/// A sound report: national items, level-two headings, run-in ordinals over several paragraphs.
const SOUND: [&str; 5] = [
    "云川县2023年法治政府建设年度报告\n发布时间：2024-03-12\n\n2023年，云川县推进依法治理。\n",
    "一、2023年度推进法治政府建设的主要举措和成效\n（一）完善制度。审查规范性文件3件。\n（二）规范执法\n一是培训执法人员。\n二是评查案卷。三是一体推进监督。\n",
    "二、存在的不足和原因\n（一）由于人员不足，审查还不够细。\n",
    "三、2023年度党政主要负责人履行推进法治建设第一责任人职责情况\n主要负责同志听取汇报4次。\n",
    "四、2024年工作安排\n继续培训执法人员，压实第一责任人职责。\n",
];

fn findings(profile: &Profile, text: &str) -> Vec<(Finding, String)> {
    let source = Source::new("x", text);
    let document = Document::parse(&source);
    let year = document.masthead.year();
    let scan = crate::figures::scan(&source, &document);
    let claims = Claims::new();
    let cx = Context::new(&source, &document, &scan.figures, &claims, profile, year);
    check(&cx)
        .findings
        .into_iter()
        .map(|finding| (source.slice(finding.span).to_owned(), finding))
        .map(|(quote, finding)| (finding, quote))
        .collect()
}

/// Code and quoted text of each finding.
fn codes(text: &str) -> Vec<(&'static str, String)> {
    let profile = Profile::builtin("national-2019").unwrap();
    findings(&profile, text).into_iter().map(|(finding, quote)| (finding.rule.code, quote)).collect()
}

#[test]
fn a_sound_report_is_silent() {
    assert_eq!(codes(&SOUND.concat()), []);
}

#[test]
fn one_change_one_finding() {
    // what is replaced | by what | code | what is flagged
    let table = [
        ("主要负责同志听取汇报4次。\n", "", "S103", "三、2023年度党政主要负责人履行推进法治建设第一责任人职责情况"),
        ("一是培训执法人员。\n二是评查案卷。三是一体推进监督。\n", "", "S103", "（二）规范执法"),
        ("（二）规范执法", "（三）规范执法", "S106", "（三）"),
        ("（二）规范执法", "（一）规范执法", "S106", "（一）"),
        ("（一）由于", "（二）由于", "S106", "（二）"),
        ("四、", "五、", "S106", "五、"),
        ("四、", "三、", "S106", "三、"),
        ("二是评查", "三是评查", "S109", "三是"),
        ("三是一体", "四是一体", "S109", "四是"),
        ("一是培训执法人员。\n", "", "S109", "二是"),
        ("主要负责同志", "一是主要负责同志", "S109", "一是"),
        ("云川县2023年", "云川县2022年", "M103", "2022"),
        ("一、2023年度", "一、2022年度", "S110", "2022"),
        ("2024年工作", "2023年工作", "S110", "2023"),
        // a table of contents, a list of annexes, a list of tasks, a list that begins inside a paragraph
        (
            "一、2023",
            "一、2023年度推进法治政府建设的主要举措和成效\n二、存在的不足和原因\n三、2023年度党政主要负责人履行推进法治建设第一责任人职责情况\n四、2024年工作安排\n一、2023",
            "",
            "",
        ),
        ("第一责任人职责。\n", "第一责任人职责。\n附件：1.目录\n2.清单\n", "", ""),
        ("第一责任人职责。\n", "第一责任人职责。\n附件1\n事项目录\n一、许可\n三、确认\n", "", ""),
        ("继续培训执法人员，压实第一责任人职责。\n", "继续培训：\n（一）培训执法人员\n（二）评查案卷\n", "", ""),
        ("继续培训执法人员，", "1.培训人员。\n2.评查案卷。\n3.任务有：1.公开文件。\n2.清理文件。\n", "", ""),
        // marks, levels, causes, headings
        ("（二）规范执法", "（二）、规范执法", "S108", "（二）、"),
        ("职责情况\n", "职责情况。\n", "S108", "。"),
        ("一是培训执法人员。\n", "（1）培训执法人员\n培训20人。\n一是培训执法人员。\n", "S107", "（1）培训执法人员"),
        ("由于人员不足，", "", "S105", "二、存在的不足和原因"),
        ("（二）规范执法\n", "（二）完善制度\n", "S115", "（二）完善制度"),
        (
            "三、2023年度党政主要负责人履行推进法治建设第一责任人职责情况\n主要负责同志听取",
            "三、落实情况\n主要负责同志履行第一责任人职责，听取",
            "S116",
            "主要负责同志履行第一责任人职责，听取汇报4次。",
        ),
        // 1. counts anew below each 一是
        ("二是评查案卷。三是一体推进监督。\n", "1.初任培训。\n2.在岗培训。\n二是评查案卷。\n1.自查。\n2.抽查。\n", "", ""),
        ("2024-03-12", "2024-04-01", "", ""),
        ("2024-03-12", "2024-04-02", "M105", "2024-04-02"),
        ("3件。\n（二）规范执法\n", "3件。（二）清理文件。\n（三）规范执法\n", "", ""),
        ("一是培训执法人员。\n", "首先，培训执法人员。\n", "", ""),
        ("二是评查案卷。", "其二，评查案卷。", "", ""),
    ];
    for (from, to, code, flagged) in table {
        let text = SOUND.concat().replacen(from, to, 1);
        // A year too late for 2022 is late as well; that is another rule's finding.
        let found: Vec<_> = codes(&text).into_iter().filter(|(found, _)| code != "M103" || *found == code).collect();
        let expected: Vec<_> = [(code, flagged.to_owned())].into_iter().filter(|(code, _)| !code.is_empty()).collect();
        assert_eq!(found, expected, "{from} → {to}");
    }
}

#[test]
fn each_required_section_is_missed() {
    for (index, name) in
        [(1, "主要举措和成效"), (2, "存在的不足和原因"), (3, "党政主要负责人履行第一责任人职责情况"), (4, "下一年度主要安排")]
    {
        let kept: String = SOUND.iter().enumerate().filter(|&(at, _)| at != index).map(|(_, part)| *part).collect();
        let mut text = kept;
        for (at, ordinal) in ["一、", "二、", "三、", "四、"].iter().enumerate().skip(index) {
            text = text.replace(&format!("\n{ordinal}"), &format!("\n{}", ["一、", "二、", "三、", "四、"][at - 1]));
        }
        let found = findings(&Profile::builtin("national-2019").unwrap(), &text);
        let words: Vec<_> = found.iter().map(|(finding, _)| (finding.rule.code, finding.message(Lang::Zh))).collect();
        assert_eq!(words, [("S101", format!("缺少「{name}」"))]);
        assert_eq!((found[0].0.severity, found[0].0.certainty), (Severity::Error, Certainty::Proven));
        assert!(found[0].0.span.is_empty());
        let after = &text[found[0].0.span.start as usize..];
        assert!(index == 4 && after.trim().is_empty() || after.starts_with(['一', '二', '三']), "{name}: {after}");
    }
}

#[test]
fn a_local_outline_requires_its_own_sections() {
    let profile = Profile::builtin("gd-county").unwrap();
    let found = findings(&profile, &SOUND.concat());
    assert!(found.iter().any(|(finding, _)| finding.message(Lang::Zh).contains("考评")));
    assert!(found.iter().all(|(finding, _)| finding.rule.code == "S101"));
    let errors = found.iter().filter(|(finding, _)| finding.severity == Severity::Error).count();
    assert_eq!(errors, 4);
}

#[test]
fn another_report_is_not_recognised() {
    let text = "云川县2023年招商引资工作年度报告\n一、总体情况\n签约项目120个。\n三、其他\n无。\n";
    let source = Source::new("x", text);
    let profile = choose(&source, &Document::parse(&source), None).unwrap_or_else(crate::profile::national).clone();
    let found: Vec<_> = findings(&profile, text).into_iter().map(|(finding, _)| finding.rule.code).collect();
    assert_eq!(found, ["I104"]);
    assert!(findings(&Profile::figures_only(), text).is_empty());
    assert_eq!(findings(&profile, "").len(), 1);
}

/// What the rules about titles and years say about a report: what is replaced, by what, and what is flagged.
const MASTHEADS: &str = "
云川县2023年法治政府建设年度报告 | 云川县法治政府建设年度报告 | M101 云川县法治政府建设年度报告
云川县2023年法治政府建设年度报告 | 云川县2023年法治政府建设工作总结 | M102 工作总结
云川县2023年法治政府建设年度报告 | 2023年法治政府建设年度报告 | M102 2023年法治政府建设年度报告
云川县2023年法治政府建设年度报告 | 2023年云川县法治政府建设年度报告 |
云川县2023年法治政府建设年度报告 | 区市场监管局关于2023年法治政府建设情况的报告 |
云川县2023年法治政府建设年度报告 | 中共云川县委 云川县人民政府¶关于2023年法治政府建设情况的报告¶（2024年3月1日在县人大常委会会议上）¶县人大常委会： |
云川县2023年法治政府建设年度报告 | 云川县人民政府关于云川县2023年法治政府建设年度报告 | M106 云川县
云川县2023年法治政府建设年度报告 | 云川县2023年云川县法治政府建设年度报告 | M106 云川县
云川县2023年法治政府建设年度报告 | 云川县云川县2023年法治政府建设年度报告 | M106 云川县
云川县2023年法治政府建设年度报告 | 云川县司法局关于云川县2023年法治政府建设情况的报告 |
云川县2023年法治政府建设年度报告 | 云川县2023年法治政府建设年度报告。 | M107 。
云川县2023年法治政府建设年度报告 | 云川县2023年法治政府 建设年度报告 | M107 ·
云川县2023年法治政府建设年度报告 | 云 川 县 2023 年 法 治 政 府 建 设 年 度 报 告 |
发布时间：2024-03-12 | 来源：县司法局 【字体：大 中 小】 | M104 云川县2023年法治政府建设年度报告
发布时间：2024-03-12 | 来源：县司法局 2024年5月1日星期三¶更新日期：2024-03-12 |
发布时间：2024-03-12 | 今天是：2024年5月31日¶云川县司法局 | M104 云川县2023年法治政府建设年度报告
发布时间：2024-03-12 | 云川县司法局 |
2023年，云川县推进 | 2022年，云川县推进 | P104 2022年
审查规范性文件3件。 | 截至2024年2月20日，审查规范性文件3件。 | P103 截至2024年2月20日
审查规范性文件3件。 | 截至2024年2月20日，各项工作有序推进。 |
审查规范性文件3件。 | 审查规范性文件3件，计划截至2024年2月底审查5件。 |
审查规范性文件3件。 | 2024年1—2月，审查规范性文件3件。 | P103 2024年1—2月
一是培训执法人员。 | 一是培训执法人员。2022年，评查案卷20件。 | P104 2022年
一是培训执法人员。 | 一是培训执法人员。2022年，评查案卷20件，同比增长5件。 |
一是培训执法人员。 | 一是培训执法人员。2022年，省政府印发办法，我县对照落实。 |
一是培训执法人员。 | 一是培训执法人员，截至2022年12月31日，评查案卷20件。 |
一是培训执法人员。 | 一是培训执法人员，截至2022年11月7日，评查案卷20件。 | P104 2022年
审查规范性文件3件。 | 2022年全县审查规范性文件3件。 | P104 2022年
审查规范性文件3件。 | 2022年县政府规范性文件3件。 |
审查规范性文件3件。 | 2022年，审查规范性文件3件。 | P104 2022年
审查规范性文件3件。 | 2022年，审查规范性文件3件。2023年审查5件。 |
审查规范性文件3件。 | 2022年，审查规范性文件3件，今年审查5件。 |
审查规范性文件3件。 | 2022年，县政府出台办法；2023年审查规范性文件3件。 |
审查规范性文件3件。 | 落实《2022年要点》，审查规范性文件3件。 |
云川县推进依法治理。 | 云川县推进依法治理。现将2022年度有关情况报告如下。 | P104 2022年
云川县推进依法治理。 | 云川县推进依法治理。现将2023年度有关情况报告如下。 |
云川县推进依法治理。 | 云川县推进依法治理。现将2022年以来有关情况报告如下。 |
云川县推进依法治理。 | 云川县推进依法治理。现将2022年以来至2023年有关情况报告如下。 |
继续培训执法人员 | 2023年，我县将继续培训执法人员 | P104 2023年
继续培训执法人员 | 2024年，我县将继续培训执法人员 |
继续培训执法人员 | 2023年，我县取得了一些成绩，2024年将继续培训执法人员 |
";

#[test]
fn titles_dates_and_years_of_a_report() {
    let mut wrong = Vec::new();
    for row in MASTHEADS.lines().filter(|row| !row.is_empty()) {
        let mut cells = row.split('|').map(str::trim);
        let (from, to, expected) = (cells.next().unwrap(), cells.next().unwrap(), cells.next().unwrap());
        let text = SOUND.concat();
        assert_eq!(text.matches(from).count(), 1, "{from}");
        let found = codes(&text.replacen(from, &to.replace('¶', "\n"), 1));
        let found =
            found.iter().map(|(code, quote)| format!("{code} {}", quote.replace(' ', "·"))).collect::<Vec<_>>().join("; ");
        if found != expected {
            wrong.push(format!("{from} → {to}\n  expected: {expected}\n  found:    {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Outlines in use in other places, all of them in order, each with the profile that is chosen.
const OUTLINES: [(&str, &str); 7] = [
    // the leaders first, and 1. running on across （一）（二）
    (
        "national-2019",
        "云川县2023年度法治政府建设情况报告
2023年，云川县推进依法治理。现将有关情况报告如下：
一、县政府主要负责同志履行推进法治建设第一责任人职责情况
主要负责同志听取汇报4次。
二、法治政府建设的主要举措和成效
（一）健全制度
1.规范文件审查。审查3件。
2.规范决策程序。论证5次。
（二）规范执法
3.培训人员。培训20人。
三、存在的主要问题
执法力量不足。
四、2024年工作思路
继续培训。",
    ),
    // themes for headings, run-in headings, problems and plans in one section
    (
        "national-2019",
        "2024年临溪市法治政府建设情况报告
一、深入学习贯彻习近平法治思想，切实履行推进法治政府建设工作职责
（一）持续加强统筹。主要负责同志严格履行推进法治建设第一责任人职责，听取汇报4次。
（二）持续加强培训。培训20人。
二、依法全面履行政府职能，持续优化营商环境。行政审批事项减少3项。
三、存在的问题与下一年度工作安排
（一）执法力量不足。
（二）继续培训。",
    ),
    // 1. under 一是, no level of （一）
    (
        "national-2019",
        "云川县人民政府关于2022年法治政府建设情况的报告
县委、县人大常委会：
一、2022年推进法治政府建设的主要举措和成效
（一）聚力制度建设。一是审查文件。
1.清理文件。清理3件。
2.公开文件。公开5件。
二是规范决策。论证5次。
（二）压实第一责任人职责。一是听取汇报。二是现场督办；三是述法。
二、存在的不足和原因
一是执法力量不足。二是培训不够。原因是编制有限。
三、下一步工作打算
一是培训人员，二是评查案卷。",
    ),
    // everything on the year in one section, 一是 only
    (
        "department",
        "临溪市司法局2022年法治政府建设工作报告
一、2022年重点工作及主要工作举措
一是主要负责人履行第一责任人职责，听取汇报4次。
二是审查文件3件。
二、存在的不足
培训不够。
三、2023年工作计划
继续培训。",
    ),
    // a township
    (
        "township",
        "小河镇2025年法治政府建设年度报告
一、2025年法治政府建设主要工作及成效
（一）强化政治引领
1.深化思想武装。学习4次。
2.落实第一责任人职责。述法1次。
二、存在问题
培训不够。
三、下一步打算
继续培训。",
    ),
    // two lines of title, the organ's two names, an aside on the assembly
    (
        "national-2019",
        "中共云川县委 云川县人民政府
关于2025年度法治政府建设的报告
（2026年2月28日）
一、工作进展情况及亮点
（一）履行第一责任人职责。听取汇报4次。
（二）依法全面履行政府职能。审批事项减少3项。
二、困难和不足
培训不够。
三、今后努力方向
继续培训。",
    ),
    // no headings: the items are in the text
    (
        "township",
        "小河乡人民政府关于2024年法治政府建设情况的报告
2024年，小河乡推进依法行政，调解纠纷20件。主要负责同志履行第一责任人职责，听取汇报4次。
工作中还存在一些不足，如培训不够。
下一步，我乡将继续培训。",
    ),
];

#[test]
fn outlines_of_other_places_are_silent() {
    for (id, text) in OUTLINES {
        let source = Source::new("x", text);
        let profile = choose(&source, &Document::parse(&source), None).unwrap();
        assert_eq!(profile.id, id, "{text}");
        // that causes are not stated and that an item has no heading of its own are notes
        let found = findings(profile, text).into_iter().filter(|(finding, _)| finding.severity > Severity::Note);
        let found: Vec<_> = found.map(|(finding, quote)| (finding.message(Lang::Zh), quote)).collect();
        assert_eq!(found, [], "{text}");
    }
}

#[test]
fn a_profile_of_ones_own() {
    let yaml = "id: own\ntitle: { zh: 自定, en: own }\nextends: national-2019\nsections:\n  - id: measures\n    min_figures: 2\n  - id: leader\n    min_characters: 20\nschema: { properties: { outline: { maxItems: 3 } } }\n";
    let profile = Profile::from_yaml("own.yaml", yaml).unwrap();
    let found: Vec<_> = findings(&profile, &SOUND.concat()).into_iter().map(|(finding, _)| finding.message(Lang::Zh)).collect();
    assert_eq!(
        found,
        [
            "不符合规范「own」的条件 /outline maxItems",
            "「主要举措和成效」有 1 个数字，至少要 2 个",
            "「党政主要负责人履行第一责任人职责情况」只有 13 字，至少要 20 字",
        ]
    );
}

/// How 1. goes on where （二） comes between, by what the profile says.
#[test]
fn the_third_level_counts_as_the_profile_says() {
    let text = |first: &str, second: &str| {
        SOUND
            .concat()
            .replace(
                "（一）完善制度。审查规范性文件3件。\n",
                &format!("（一）完善制度\n{first}审查文件。审查3件。\n（二）公开文件\n{second}公开目录。公开1次。\n"),
            )
            .replace("（二）规范执法", "（三）规范执法")
    };
    let table = [
        ("either", "1.", "1.", ""),
        ("either", "1.", "2.", ""),
        ("either", "1.", "3.", "3."),
        ("restart", "1.", "1.", ""),
        ("restart", "1.", "2.", "2."),
        ("continuous", "1.", "2.", ""),
        ("continuous", "1.", "1.", "1."),
        ("continuous", "2.", "3.", "2."),
    ];
    for (level3, first, second, flagged) in table {
        let yaml = format!("id: own\ntitle: {{ zh: 自定, en: own }}\nextends: national-2019\nlevel3: {level3}\n");
        let profile = Profile::from_yaml("own.yaml", &yaml).unwrap();
        let found: Vec<_> =
            findings(&profile, &text(first, second)).into_iter().map(|(finding, quote)| (finding.rule.code, quote)).collect();
        let expected: Vec<_> = (!flagged.is_empty()).then(|| ("S106", flagged.to_owned())).into_iter().collect();
        assert_eq!(found, expected, "{level3}: {first} {second}");
    }
    // continuous numbers begin again below the next heading of the first level
    let profile =
        Profile::from_yaml("own.yaml", "id: own\ntitle: { zh: 自定, en: own }\nextends: national-2019\nlevel3: continuous\n")
            .unwrap();
    let text = text("1.", "2.")
        .replace("（一）由于人员不足，审查还不够细。\n", "1.审查不细。由于人员不足，审查还不够细。\n2.培训不多。场次还少。\n");
    assert_eq!(findings(&profile, &text).len(), 0);
}

/// A profile may name the levels: with （一） among them, 1. may not stand right below 一、.
#[test]
fn levels_are_those_of_the_profile() {
    let text = SOUND.concat().replace("（一）由于人员不足", "1.由于人员不足");
    let table = [("", 0), ("levels: [一、, （一）, '1.']\n", 1), ("levels: [一、, '1.']\n", 0), ("levels: [一、, （一）]\n", 0)];
    for (levels, count) in table {
        let yaml = format!("id: own\ntitle: {{ zh: 自定, en: own }}\nextends: national-2019\n{levels}");
        let found = findings(&Profile::from_yaml("own.yaml", &yaml).unwrap(), &text);
        assert_eq!(found.iter().filter(|(finding, _)| finding.rule.code == "S107").count(), count, "{levels}");
        assert_eq!(found.len(), count, "{levels}");
    }
}

/// Headings of an older provincial report: each 一、 is a whole paragraph, and its first sentence the heading.
#[test]
fn headings_may_run_into_their_paragraphs() {
    let text = "云岭省2021年法治政府建设年度报告
2021年，云岭省推进依法治理。
一、加强党的领导，落实第一责任人职责。主要负责同志学习习近平法治思想，听取汇报4次。
二、转变政府职能，优化营商环境。取消审批事项3项。
三、完善依法行政制度。审查规范性文件5件。
四、存在的不足和原因。由于人员不足，审查还不够细。
五、下一年度工作安排。继续培训执法人员。";
    let profile = Profile::builtin("gd-province").unwrap();
    let found: Vec<_> = findings(&profile, text).into_iter().map(|(finding, quote)| (finding.message(Lang::Zh), quote)).collect();
    assert_eq!(found, []);
}

/// A report whose headings the format alone marks.
#[test]
fn headings_without_ordinals_are_sections() {
    let text = SOUND.concat().replace("一、", "").replace("二、", "").replace("三、", "").replace("四、", "");
    let marks = ["2023年度推进", "存在的不足和原因", "2023年度党政", "2024年工作安排"].map(|words| {
        let start = text.find(words).unwrap();
        (crate::source::Span::new(start, start + text[start..].find('\n').unwrap()), 1)
    });
    let source =
        Source::new("x", text.as_str()).with_marks(crate::source::Marks { headings: marks.to_vec(), ..Default::default() });
    let document = Document::parse(&source);
    assert_eq!(document.sections.iter().filter(|section| section.parent.is_none()).count(), 4);
    let profile = Profile::builtin("national-2019").unwrap();
    let (figures, claims) = (Figures::new(), Claims::new());
    let cx = Context::new(&source, &document, &figures, &claims, &profile, Some(2023));
    assert!(check(&cx).findings.is_empty(), "{:?}", check(&cx));
}

#[test]
fn messages_are_short() {
    let broken =
        SOUND.concat().replace("（二）规范执法", "（三）规范执法").replace("二是", "五是").replace("2024-03-12", "2025-03-12");
    let mut all = findings(&Profile::builtin("gd-county").unwrap(), &broken);
    all.extend(findings(&Profile::builtin("national-2019").unwrap(), "云川县"));
    for (finding, _) in all {
        let message = finding.message(Lang::Zh);
        assert!(message.chars().count() <= 40 && !message.ends_with('。') && !message.contains('{'), "{message}");
        assert!(!finding.message(Lang::En).contains('{'));
        assert!(finding.help.is_some());
    }
}

proptest::proptest! {
    /// Whatever the text, nothing panics and every place can be cut out.
    #[test]
    fn strange_texts_do_no_harm(text in "([一二三十、（）()是。；，：\n\t |123.．年度报告法治政府建设发布时间来源版权所有上一篇星期县委X×〔〕的\\-/：关于0〇不足安排主要责任人附件目录㈠⑴⒈①]|\\PC){0,120}") {
        for profile in ["national-2019", "gd-county", "sz-items:street", "shanghai"] {
            findings(&Profile::builtin(profile).unwrap(), &text);
            findings(&Profile::builtin(profile).unwrap(), &format!("{}{text}", SOUND[0]));
        }
    }
}

/// Eight times the text is looked at eight times as much, or 64 times.
#[test]
fn cost_grows_with_the_text_and_no_faster() {
    let unit = ["一是一，二是二，", "（一）（二", "一、", "2023年", "2022年，审查5件。2月30日至2月1日，的的XX件〔"];
    for unit in unit {
        for unit in [unit.to_owned(), format!("{unit}\n")] {
            let profile = Profile::builtin("national-2019").unwrap();
            let cost = |times: usize| {
                let text = format!("{}{}", SOUND[0], unit.repeat(times));
                effort::of(|| drop(findings(&profile, &text)))
            };
            let (short, long) = (cost(300), cost(2_400));
            assert!(long < 9 * short, "{unit}: {short} for 300, {long} for 2400");
        }
    }
}
