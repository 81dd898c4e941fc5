use super::*;
use crate::document::Document;
use crate::figures::Figures;
use crate::source::Source;

/// Title and body of each section of a small report that meets the national profile.
const NATIONAL: [(&str, &str); 4] = [
    ("2023年度推进法治政府建设的主要举措和成效", "审查规范性文件3件。"),
    ("存在的不足和原因", "由于人员不足，审查还不够细。"),
    ("2023年度党政主要负责人履行推进法治建设第一责任人职责情况", "主要负责同志听取汇报4次。"),
    ("下一年度推进法治政府建设的主要安排", "继续培训执法人员。"),
];

/// A report of those sections, numbered in order.
fn report<'a>(sections: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut text = String::from("云川县2023年法治政府建设年度报告\n2023年，云川县推进依法治理。\n");
    for (index, (title, body)) in sections.into_iter().enumerate() {
        text += &format!("{}、{title}\n{body}\n", ["一", "二", "三", "四", "五", "六", "七", "八", "九"][index]);
    }
    text
}

/// The violations of a profile as words: missing plan, short measures.
fn violations(profile: &Profile, text: &str) -> Vec<String> {
    let source = Source::new("x", text);
    let document = Document::parse(&source);
    let year = document.masthead.year();
    let words = profile
        .violations(&source, &document, &Figures::new(), year, &profile.places(&source, &document, year))
        .into_iter()
        .map(|violation| match violation {
            Violation::Missing { requirement, .. } => format!("missing {}", requirement.id),
            Violation::TooShort { requirement, characters, .. } => format!("short {} {characters}", requirement.id),
            Violation::TooFewFigures { requirement, figures, .. } => format!("figures {} {figures}", requirement.id),
            Violation::NoCauses { requirement, .. } => format!("no causes {}", requirement.id),
            Violation::Other { pointer, keyword, .. } => format!("other {pointer} {keyword}"),
        });
    words.collect()
}

fn chosen(text: &str) -> &'static str {
    let source = Source::new("x", text);
    choose(&source, &Document::parse(&source), None).map_or("none", |profile| profile.id.as_str())
}

#[test]
fn the_schema_is_that_of_the_types() {
    use crate::schema::generator_tests::{check_descriptions, keep_current, schema_of};
    let schema = schema_of::<build::RawProfile>("gouji profile", "规范：对报告的要求 / what is required of a report");
    check_descriptions(&schema);
    keep_current("profile", &schema);
}

#[test]
fn every_profile_loads() {
    for (id, text) in BUILT_IN {
        let profile = Profile::from_yaml(id, text).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(profile.id, id);
        assert!(profile.validator().is_some());
        let source = Source::new("x", report(NATIONAL));
        let model = profile.model(&source, &Document::parse(&source), &Figures::new(), Some(2023));
        let schema: Value = serde_json::from_str(schema::REPORT.text).unwrap();
        let validator = schema::compile(&schema).unwrap();
        assert!(validator.is_valid(&model), "{model:#}");
    }
}

#[test]
fn the_local_profile_inherits() {
    let profile = Profile::builtin("gd-county").unwrap();
    let ids: Vec<_> = profile.sections.iter().map(|section| (section.id.as_str(), section.rank)).collect();
    assert_eq!(
        ids,
        [
            ("instructions", Rank::Local),
            ("xi-thought", Rank::Local),
            ("appraisal", Rank::Local),
            ("inspection", Rank::Local),
            ("leader", Rank::Law),
            ("measures", Rank::Law),
            ("shortcomings", Rank::Law),
            ("plan", Rank::Law),
            ("other", Rank::Law),
        ]
    );
    assert_eq!(profile.deadline_for(2023), Some(Date::constant(2024, 4, 1)));
    assert_eq!(profile.requirement(["measures", "enforcement"]).unwrap().rank, Rank::Practice);
}

#[test]
fn a_full_report_lacks_nothing() {
    let national = Profile::builtin("national-2019").unwrap();
    assert_eq!(violations(&national, &report(NATIONAL)), Vec::<String>::new());
}

#[test]
fn each_section_can_be_missing_or_empty() {
    let national = Profile::builtin("national-2019").unwrap();
    for (index, id) in ["measures", "shortcomings", "leader", "plan"].into_iter().enumerate() {
        let without = NATIONAL.into_iter().enumerate().filter(|&(at, _)| at != index).map(|(_, section)| section);
        assert_eq!(violations(&national, &report(without)), [format!("missing {id}")]);
        let emptied = NATIONAL.into_iter().enumerate().map(|(at, (title, body))| (title, if at == index { "" } else { body }));
        assert_eq!(violations(&national, &report(emptied)), [format!("short {id} 0")]);
    }
}

#[test]
fn a_title_alone_lacks_everything() {
    let national = Profile::builtin("national-2019").unwrap();
    let all = ["measures", "shortcomings", "leader", "plan"].map(|id| format!("missing {id}"));
    assert_eq!(violations(&national, "云川县2023年法治政府建设年度报告\n"), all);
    let heading = format!("云川县2023年法治政府建设年度报告\n一、{}\n", NATIONAL[0].0);
    assert_eq!(violations(&national, &heading), [&all[1..], &["short measures 0".to_owned()]].concat());
}

#[test]
fn an_item_may_stand_inside_another_section() {
    let national = Profile::builtin("national-2019").unwrap();
    let three = |body| report([(NATIONAL[0].0, body), NATIONAL[1], NATIONAL[3]]);
    for body in [
        "（一）党政主要负责人履行第一责任人职责\n听取汇报4次。",
        "一是加强培训。二是压实第一责任人职责，主要负责同志听取汇报4次。",
        "（一）审查规范性文件。审查3件。\n（二）第一责任人职责有效落实。听取汇报4次。",
    ] {
        assert_eq!(violations(&national, &three(body)), Vec::<String>::new(), "{body}");
    }
    // A plan to press for the duty is no report on it.
    let plan = (NATIONAL[3].0, "（一）压实第一责任人职责。加强培训。");
    assert_eq!(violations(&national, &report([NATIONAL[0], NATIONAL[1], plan])), ["missing leader"]);
}

#[test]
fn headings_of_many_places_are_known() {
    let table = [
        ("measures", "2023年推进法治政府建设的主要举措和成效"),
        ("measures", "2023年法治政府建设情况"),
        ("measures", "工作进展情况及亮点"),
        ("measures", "主要工作及成效"),
        ("measures", "2023年重点工作及主要工作举措"),
        ("shortcomings", "存在问题"),
        ("shortcomings", "推进法治政府建设存在的不足和原因"),
        ("shortcomings", "存在的主要问题和困难"),
        ("shortcomings", "存在不足及下一步工作打算"),
        ("leader", "党政主要负责人履行推进法治建设第一责任人职责，加强法治政府建设的有关情况"),
        ("leader", "区政府主要负责同志履行推进法治建设职责情况"),
        ("plan", "下一步打算"),
        ("plan", "2024年工作安排"),
        ("plan", "2024年法治政府建设重点任务"),
        ("plan", "下一年度推进法治政府建设的主要安排"),
        ("plan", "存在不足及下一步工作打算"),
        ("plan", "今后努力方向"),
        ("other", "其他需要报告的情况"),
    ];
    let national = Profile::builtin("national-2019").unwrap();
    for (id, heading) in table {
        let source = Source::new("x", format!("一、{heading}\n甲。"));
        let document = Document::parse(&source);
        let places = national.places(&source, &document, Some(2023));
        let found: Vec<_> =
            places.iter().filter(|place| place.section.is_some()).map(|place| place.requirement.id.as_str()).collect();
        assert!(found.contains(&id), "{heading}: {found:?}");
        assert!(found.len() == 1 || heading.contains("不足及下一步"), "{heading}: {found:?}");
    }
}

#[test]
fn the_profile_that_fits_is_chosen() {
    let guangdong = [
        ("学习贯彻重要指示批示精神的情况", "甲。"),
        ("学习宣传习近平法治思想的情况", "乙。"),
        ("2022年度法治广东考评发现问题的整改情况", "丙。"),
        ("开展法治督察情况", "丁。"),
        NATIONAL[2],
        NATIONAL[0],
        NATIONAL[1],
        NATIONAL[3],
    ];
    assert_eq!(chosen(&report(guangdong)), "gd-county");
    assert_eq!(chosen(&report(guangdong.into_iter().skip(1))), "gd-county");
    assert_eq!(chosen(&report(NATIONAL)), "national-2019");
    assert_eq!(chosen(&report([("坚持党的全面领导", "甲。")])), "national-2019");
    assert_eq!(chosen("云川县2016年法治政府建设工作报告\n一、概况\n甲。"), "national-2019");
    // other kinds of reports go by their titles; before their forms were laid down they are none
    assert_eq!(chosen("云川县2023年政府信息公开工作年度报告\n一、总体情况\n甲。"), "disclosure-2021");
    assert_eq!(chosen("云川县司法局2023年政府信息公开工作年度报告\n一、总体情况\n甲。"), "disclosure-department");
    assert_eq!(chosen("2023年云川县司法局政府信息公开工作年度报告\n一、总体情况\n甲。"), "disclosure-department");
    assert_eq!(chosen("云川县人民政府办公厅2023年政府信息公开工作年度报告\n一、总体情况\n甲。"), "disclosure-2021");
    assert_eq!(chosen("云川新区管理委员会2023年政府信息公开工作年度报告\n一、总体情况\n甲。"), "disclosure-2021");
    assert_eq!(chosen("云川县2019年政府信息公开工作年度报告\n一、总体情况\n甲。"), "none");
    assert_eq!(chosen("青禾市2023年度行政执法统计年报\n一、行政处罚实施情况\n甲。"), "enforcement-statistics");
    assert_eq!(chosen("云川县2023年招商引资工作年度报告\n一、总体情况\n甲。\n二、存在的主要问题及改进情况\n乙。"), "none");
    // Headings alone make a report of the kind only if one of them names it, or three fit and there is no title.
    let headings = report(NATIONAL).replace("云川县2023年法治政府建设年度报告\n", "");
    assert_eq!(chosen(&headings), "national-2019");
    assert_eq!(chosen(&format!("云川县2023年政府工作报告\n{}", headings.replace("法治政府", "法治"))), "none");
    assert_eq!(chosen(""), "none");
}

/// A local profile is taken where the title names the place and nothing is lacking; the national one otherwise.
#[test]
fn a_title_chooses_a_local_profile() {
    let plain = report(NATIONAL);
    let titled = |title: &str| plain.replacen("云川县2023年法治政府建设年度报告", title, 1);
    let table = [
        ("天津市静海区2024年法治政府建设年度报告", "tj-district"),
        ("津南区人民政府关于2024年法治政府建设情况报告", "tj-district"),
        ("河南省云川县2024年法治政府建设年度报告", "ha-county"),
        ("河南省人民政府关于2024年度法治政府建设情况的报告", "national-2019"),
        ("重庆市云川区2023年法治政府建设工作报告", "cq-district"),
        ("重庆市人民政府关于2023年法治政府建设情况的报告", "national-2019"),
        ("杭州市云川区2023年法治政府建设年度报告", "zhejiang"),
        ("临溪市司法局关于2023年法治政府建设情况的报告", "department"),
        ("三河镇人民政府2023年度法治政府建设工作报告", "township"),
        ("景德镇市2023年法治政府建设年度报告", "national-2019"),
        ("中共云川县委员会关于2023年法治政府建设情况的报告", "national-2019"),
        // what Shanghai, Guangdong and Shenzhen ask for is not there
        ("2023年上海市法治政府建设情况报告", "national-2019"),
        ("广东省2023年法治政府建设年度报告", "national-2019"),
        ("深圳市云川区2023年法治政府建设年度报告", "national-2019"),
        // older than the outline
        ("天津市静海区2020年法治政府建设年度报告", "national-2019"),
    ];
    for (title, id) in table {
        let year: String = title.chars().skip_while(|c| !c.is_ascii_digit()).take(4).collect();
        assert_eq!(chosen(&titled(title).replace("2023年", &format!("{year}年"))), id, "{title}");
    }
    // Partly there is not there: without its plan, the report goes by the national items, which miss it.
    let partly = titled("天津市静海区2023年法治政府建设年度报告");
    let partly = partly.split("四、").next().unwrap();
    assert_eq!(chosen(partly), "national-2019");
    // Themes that head sections everywhere are thin evidence for the outline of Guangdong's counties.
    let themes = [("学习贯彻重要指示批示精神的情况", "甲。"), ("学习宣传习近平法治思想的情况", "乙。")];
    assert_eq!(chosen(&report(themes.into_iter().chain(NATIONAL))), "national-2019");
}

#[test]
fn the_class_of_a_reporter_decides_what_is_asked() {
    let asked = |profile: &Profile, title: &str| {
        let source = Source::new("x", format!("{title}\n2023年，推进依法治理。"));
        let reporter = profile.reporter_of(&source, &Document::parse(&source));
        let sections = profile.sections.iter().filter(|section| section.is_asked_of(reporter));
        (reporter.map(|reporter| reporter.id.clone()), sections.filter(|section| !section.reporters.is_empty()).count())
    };
    let items = Profile::builtin("sz-items").unwrap();
    for (title, class, count) in [
        ("深圳市2023年法治政府建设年度报告", "city", 4),
        ("深圳市云川区人民政府关于2023年法治政府建设情况的报告", "district", 4),
        ("深圳市司法局2023年法治政府建设年度报告", "department", 2),
        ("云川区桃湾街道2023年法治政府建设年度报告", "street", 0),
    ] {
        assert_eq!(asked(&items, title), (Some(class.to_owned()), count), "{title}");
    }
    let street = Profile::builtin("sz-items:street").unwrap();
    assert_eq!(asked(&street, "深圳市2023年法治政府建设年度报告"), (Some("street".to_owned()), 0));
    assert!(Profile::builtin("sz-items:village").is_none());
    // The province hands in a month later than the others.
    let national = Profile::builtin("national-2019").unwrap();
    let filing = |title: &str| {
        let source = Source::new("x", title);
        national.filing_for(2023, national.reporter_of(&source, &Document::parse(&source)))
    };
    assert_eq!(filing("云岭省人民政府关于2023年度法治政府建设情况的报告"), Some(Date::constant(2024, 4, 1)));
    assert_eq!(filing("云川县2023年法治政府建设年度报告"), Some(Date::constant(2024, 3, 1)));
}

#[test]
fn errors_of_a_profile_say_where_and_what_to_do() {
    let head = "id: x\ntitle: { zh: 甲, en: a }\n";
    let table = [
        ("sectoins: []", 3, 1, "没有「sectoins」这个键", "是否指「sections」？"),
        ("extends: national-2018", 3, 1, "没有名为「national-2018」的规范", "是否指「national-2019」？"),
        ("source: { document: 甲, rank: 法律 }", 3, 24, "「rank」不能是「法律」", "是否指「法规」？"),
        ("source: { document: 甲, rank: 省里 }", 3, 24, "「rank」不能是「省里」", "可用：惯例、地方、法规"),
        ("sections:\n  - id: a\n    patern: [a]", 5, 5, "没有「patern」这个键", "是否指「patterns」？"),
        ("sections:\n  - id: a\n    patterns: ['(a']", 5, 16, "正则表达式「(a」无法解析", "括号须成对；不支持环视和反向引用"),
        ("sections:\n  - id: a\n    min_characters: 多", 5, 5, "「min_characters」应为整数，所写的是文字：多", "最少字数，整数"),
        ("sections:\n  - title: { zh: 甲, en: a }", 4, 5, "缺少「id」", "小写字母、数字和连字符：measures"),
        ("sections:\n  - id: a\n  - id: a", 5, 5, "章节「a」出现了两次", ""),
        ("sections:\n  - id: a\n    subsections:\n      - id: b\n      - id: b", 7, 9, "章节「b」出现了两次", ""),
        ("sections: []\nsections: []", 4, 1, "「sections」出现了两次", "第 3 行已有，请合并或删去一处"),
        ("sections:\n  - id: plan\n    not_within: [paln]", 5, 18, "没有名为「paln」的章节", "是否指「plan」？"),
        ("sections:\n  - id: plan\n    reporters: [town]", 5, 17, "没有名为「town」的报告主体", "可用："),
        ("reporters:\n  - id: town\nreporter: twon", 5, 1, "没有名为「twon」的报告主体", "是否指「town」？"),
        ("level3: runs", 3, 1, "「level3」不能是「runs」", "可用：either、restart、continuous"),
        ("sections:\n  - id: a\n    causes: ['(a']", 5, 14, "正则表达式「(a」无法解析", "括号须成对；不支持环视和反向引用"),
        ("deadline: 四月", 3, 1, "「deadline」不能是「四月」：月和日各写两位，中间一个连字符", "次年公开期限，月-日：04-01"),
        ("filing: 02-30", 3, 1, "「filing」不能是「02-30」：2 月没有 30 日", "写 02-01 至 02-28"),
        ("reporters:\n  - id: a\n    filing: 02-29", 5, 5, "「filing」不能是「02-29」：平年没有这一天", "写 02-28 或 03-01"),
        ("effective_from: 2023-02-30", 3, 1, "「effective_from」的值不合要求：2023-02-30", "开始适用的日期：2019-05-06"),
    ];
    for (yaml, line, column, message, hint) in table {
        let error = Profile::from_yaml("x.yaml", &format!("{head}{yaml}")).unwrap_err();
        assert_eq!(error.message.zh, message, "{yaml}");
        assert_eq!(error.hint.as_ref().map_or("", |hint| hint.zh.as_ref()), hint, "{yaml}");
        assert_eq!((error.line(), error.column()), (Some(line), Some(column)), "{yaml}");
    }
    assert_eq!(Profile::nearest("gd_county"), Some("gd-county"));
    assert_eq!(Profile::nearest("beijing"), None);
}

#[test]
fn a_deadline_is_a_day_of_every_year() {
    let form = ["月和日各写两位，中间一个连字符", "month and day have two digits each, with a hyphen between them"];
    let table = [
        ("02-31", ["2 月没有 31 日", "month 2 has no day 31"], ["写 02-01 至 02-28", "write 02-01 to 02-28"]),
        ("04-31", ["4 月没有 31 日", "month 4 has no day 31"], ["写 04-01 至 04-30", "write 04-01 to 04-30"]),
        ("01-00", ["1 月没有 0 日", "month 1 has no day 0"], ["写 01-01 至 01-31", "write 01-01 to 01-31"]),
        ("13-01", ["没有 13 月", "there is no month 13"], ["月份写 01 至 12", "months are 01 to 12"]),
        ("00-10", ["没有 0 月", "there is no month 0"], ["月份写 01 至 12", "months are 01 to 12"]),
        ("02-29", ["平年没有这一天", "most years lack that day"], ["写 02-28 或 03-01", "write 02-28 or 03-01"]),
        ("2-3", form, ["写作 02-03", "write 02-03"]),
        ("'0401'", form, ["写作 04-01", "write 04-01"]),
        ("'04-01 '", form, ["写作 04-01", "write 04-01"]),
        ("０４-０１", form, ["写作 04-01", "write 04-01"]),
        ("04–01", form, ["写作 04-01", "write 04-01"]),
        ("4月1日", form, ["写作 04-01", "write 04-01"]),
        ("2024年4月1日", form, ["写作 04-01", "write 04-01"]),
        ("'2-30'", form, ["次年公开期限，月-日：04-01", "the day of the next year before which the report is public: 04-01"]),
    ];
    for (deadline, reason, hint) in table {
        let yaml = format!("id: x\ntitle: {{ zh: 甲, en: a }}\ndeadline: {deadline}\n");
        let error = Profile::from_yaml("x.yaml", &yaml).expect_err(deadline);
        let given = deadline.trim_matches('\'');
        assert_eq!(error.message.zh, format!("「deadline」不能是「{given}」：{}", reason[0]), "{deadline}");
        assert_eq!(error.message.en, format!("\"deadline\" cannot be \"{given}\": {}", reason[1]), "{deadline}");
        assert_eq!(
            error.hint.as_ref().map(|hint| [hint.zh.to_string(), hint.en.to_string()]),
            Some(hint.map(String::from)),
            "{deadline}"
        );
        assert_eq!((error.line(), error.column()), (Some(3), Some(1)), "{deadline}");
    }
}

#[test]
fn a_profile_may_extend_files_but_not_itself() {
    let head = |id: &str, extends: &str| format!("id: {id}\ntitle: {{ zh: 甲, en: a }}\nextends: {extends}\n");
    let fetch = |from: &str, name: &str| {
        assert!(from.ends_with(".yaml"));
        let text = match name {
            "one.yaml" => head("one", "two.yaml"),
            "two.yaml" => head("two", "one.yaml"),
            "fine.yaml" => head("fine", "national-2019"),
            "bad.yaml" => format!("{}sectoins: []\n", head("bad", "national-2019")),
            _ => return Err(text!("找不到文件", "file not found")),
        };
        Ok((name.to_owned(), text.into_bytes()))
    };
    let read = |extends: &str| Profile::read("own.yaml", head("own", extends).as_bytes(), &fetch);
    let fine = read("fine.yaml").unwrap();
    assert_eq!((fine.id.as_str(), fine.sections.len()), ("own", 5));
    let reported = |extends: &str| read(extends).unwrap_err().iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(reported("own.yaml"), ["own.yaml:3:1: 读不了「own.yaml」：找不到文件"]);
    assert_eq!(reported("one.yaml"), ["two.yaml:3:1: extends 绕成了圈：one.yaml → two.yaml → one.yaml"]);
    assert_eq!(reported("bad.yaml"), ["bad.yaml:4:1: 没有「sectoins」这个键"]);
}

#[test]
fn everything_that_is_wrong_in_tables_is_told() {
    let yaml = "id: x
title: { zh: 甲, en: a }
tables:
  - id: t
    title: { zh: 表, en: t }
    needs: 2
    columns: [{ id: a, title: 甲 }, { id: b, title: 乙 }]
    total: c
    equations:
      - holds: a =
      - holds: a = d
      - holds: a = b
    statements:
      - { words: [共], cells: [e, a], belief: likely }
";
    let problems = Profile::read("x.yaml", yaml.as_bytes(), &|_, _| Err(NO_FILES)).unwrap_err();
    let reported: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let unknown = |place: &str, name: &str| format!("x.yaml:{place}: 表中没有名为「{name}」的行或列");
    let unreadable = "x.yaml:10:9: 等式无法解析：「」".to_owned();
    assert_eq!(reported, [unknown("8:5", "c"), unreadable, unknown("11:9", "d"), unknown("14:31", "e")]);
}

#[test]
fn a_profile_may_bring_its_own_schema() {
    let yaml = "id: x\ntitle: { zh: 甲, en: a }\nextends: national-2019\nschema:\n  required: [publication]\n  properties: { outline: { maxItems: 3 } }\n";
    let profile = Profile::from_yaml("x.yaml", yaml).unwrap();
    assert_eq!(violations(&profile, &report(NATIONAL)), ["other  required", "other /outline maxItems"]);
    let broken = Profile::from_yaml("x.yaml", "id: x\ntitle: { zh: 甲, en: a }\nschema: { type: 3 }\n").unwrap_err();
    assert_eq!(broken.line(), Some(3));
}

#[test]
fn figures_only_says_nothing_of_structure() {
    assert_eq!(violations(&Profile::figures_only(), "甲。"), Vec::<String>::new());
}
