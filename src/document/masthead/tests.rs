//! Mastheads and pages: what is read of them, and what is not.

use crate::document::{Document, ParagraphKind};
use crate::source::Source;

use super::DateKind;

fn masthead(text: &str) -> (Source, Document) {
    let source = Source::new("x", text);
    let document = Document::parse(&source);
    (source, document)
}

#[test]
fn titles() {
    // text | year | its digits | issuer | annual report
    let table = [
        ("临溪市云川区2023年法治政府建设年度报告", 2023, "2023", "临溪市云川区", true),
        ("2024年临溪市法治政府建设情况报告", 2024, "2024", "", true),
        ("临溪市司法局2023年法治政府建设情况报告", 2023, "2023", "临溪市司法局", true),
        ("临溪省人民政府关于2024年度法治政府建设情况的报告", 2024, "2024", "临溪省人民政府", true),
        ("中共云川县委 云川县人民政府\n关于2024年法治政府建设情况的报告", 2024, "2024", "中共云川县委 云川县人民政府", true),
        ("云川区人民政府关于 2024年法治政府建设情况报告", 2024, "2024", "云川区人民政府", true),
        ("云川县2023年法治政府建设工作报告", 2023, "2023", "云川县", true),
        ("区市场监管局关于2023年法治政府建设情况的报告", 2023, "2023", "区市场监管局", true),
        ("临溪省人民政府2024年度法治政府建设工作情况", 2024, "2024", "临溪省人民政府", true),
        ("临溪市云川区人民政府关于云川区2024年法治政府建设年度报告", 2024, "2024", "临溪市云川区人民政府", true),
        ("云川县人民政府关于云川县2023年度法治政府建设工作总结的报告", 2023, "2023", "云川县人民政府", true),
        ("小河乡人民政府\n关于法治政府建设的情况报告", 0, "", "小河乡人民政府", true),
        ("云川县二〇二三年度法治政府建设\n年度报告", 2023, "二〇二三", "云川县", true),
        ("云川县２０２３年法治政府建设年度报告（征求意见稿）", 2023, "２０２３", "云川县", true),
        ("云川县2023年政府信息公开工作年度报告", 2023, "2023", "云川县", false),
    ];
    for (text, year, digits, issuer, annual) in table {
        let (source, document) = masthead(&format!("{text}\n\n2023年，全区工作有序推进。"));
        let title = document.masthead.title.as_ref().unwrap_or_else(|| panic!("{text}: no title"));
        assert_eq!(source.slice(title.span), text);
        assert_eq!(title.year.map_or(0, |(year, _)| year), year, "{text}");
        assert_eq!(title.year.map_or("", |(_, span)| source.slice(span)), digits, "{text}");
        if !issuer.is_empty() {
            assert_eq!(title.issuer.as_ref().map_or("", |issuer| source.slice(issuer.span)), issuer, "{text}");
        }
        assert_eq!(document.masthead.is_annual_report(), annual, "{text}");
    }
}

#[test]
fn no_title() {
    for text in
        ["", "2023年，云川县法治政府建设情况报告如下。", "一、法治政府建设情况报告", "信息名称：云川县2023年法治政府建设年度报告"]
    {
        assert!(masthead(text).1.masthead.title.is_none(), "{text}");
    }
}

#[test]
fn dates_come_by_their_label() {
    let table = [
        ("文章来源: 本网    发布时间: 2024-02-19 09:05    浏览次数: -", "2024-02-19", "2024-02-19 09:05"),
        ("发布日期：2024年2月19日", "2024-02-19", "2024年2月19日"),
        ("索引号：123 | 成文日期：2024/2/19", "2024-02-19", "2024/2/19"),
        ("更新时间 2024.2.19", "2024-02-19", "2024.2.19"),
        ("更新时间：2024-05-01 发布时间：2024-03-02", "2024-03-02", "2024-03-02"),
        ("发布时间：\n2024-03-02", "2024-03-02", "2024-03-02"),
        ("日期：2024-03-02 来源：云川县司法局", "2024-03-02", "2024-03-02"),
        ("今天是：2021年6月30日", "", ""),
        ("截止日期：2024-03-02", "", ""),
        ("发布时间：2024-13-02", "", ""),
    ];
    for (text, date, words) in table {
        let (source, document) = masthead(&format!("云川县2023年法治政府建设年度报告\n{text}\n\n2023年，全县有序推进。"));
        let found = document.masthead.publication.as_ref();
        assert_eq!(found.map_or(String::new(), |found| found.date.to_string()), date, "{text}");
        assert_eq!(found.map_or("", |found| source.slice(found.span)), words, "{text}");
    }
}

#[test]
fn parts_of_titles() {
    // title | issuer | scope | form
    let table = [
        ("临溪市云川区2023年法治政府建设年度报告", "临溪市云川区", "", "年度报告"),
        ("2024年临溪市法治政府建设情况报告", "", "临溪市", "情况报告"),
        ("云川县人民政府关于云川县2023年度法治政府建设工作总结的报告", "云川县人民政府", "云川县", "工作总结的报告"),
        ("云川县人民政府关于2023年度云川县法治政府建设情况的报告", "云川县人民政府", "云川县", "情况的报告"),
        ("小河乡人民政府\n关于法治政府建设的情况报告", "小河乡人民政府", "", "的情况报告"),
        ("临溪省人民政府2024年度法治政府建设工作情况", "临溪省人民政府", "", "工作情况"),
        ("云川县二〇二三年度法治政府建设\n年 度 报 告（征求意见稿）", "云川县", "", "年 度 报 告"),
        ("云川县2023年法治政府建设年度报告。", "云川县", "", "年度报告"),
        ("2023年法治政府建设年度报告", "", "", "年度报告"),
        ("法治政府建设年度报告", "", "", "年度报告"),
        ("云川县法治政府建设报告", "云川县", "", "报告"),
        ("中共云川县委\n云川县人民政府\n关于2024年法治政府建设情况的报告", "中共云川县委\n云川县人民政府", "", "情况的报告"),
        ("云川县\n2024年法治政府建设年度报告", "云川县", "", "年度报告"),
        ("2023年推进法治政府建设情况的报告", "", "", "情况的报告"),
        ("关于2023年法治政府建设情况的报告", "", "", "情况的报告"),
        ("云川县2023年法治政府建设白皮书", "云川县", "", "白皮书"),
    ];
    for (text, issuer, scope, form) in table {
        let (source, document) = masthead(&format!("{text}\n\n各项工作有序推进。"));
        let title = document.masthead.title.as_ref().unwrap_or_else(|| panic!("{text}: no title"));
        let words = |span: Option<crate::source::Span>| span.map_or("", |span| source.slice(span));
        let found = (words(title.issuer.as_ref().map(|issuer| issuer.span)), words(title.scope), words(title.form));
        assert_eq!(found, (issuer, scope, form), "{text}");
    }
}

/// A page as it is copied from a site: everything but the report is furniture.
const PAGE: &str = "云川县人民政府 2019年10月31日星期四
无障碍 简体| 繁体
首页 政务公开 办事服务 互动交流 数据开放
当前位置：
首页
> 政务公开
索 引 号：
yc0001/2024-00012
发布机构：
云川县司法局
成文日期：2024-02-26
发布日期：
2024-03-01
云川县2023年法治政府建设年度报告
来源：县司法局 浏览次数：1203 【字体：大 中 小】
云川县2023年
法治政府建设年度报告
（2024年2月28日在县人大常委会会议上）
县委、县人大常委会：
2023年，云川县推进依法治理。现将有关情况报告如下。
一、主要举措和成效
全年审查规范性文件3件。
云川县人民政府
2024年2月27日
扫一扫在手机打开当前页
上一篇：云川县2022年法治政府建设年度报告
下一篇：没有了
相关链接
县司法局2023年工作要点
版权所有：云川县人民政府 云ICP备12000345号
联系电话：0000-1234567 网站标识码：0000000001";

#[test]
fn a_page_is_taken_apart() {
    let (source, document) = masthead(PAGE);
    let words = |span| source.slice(span);
    let masthead = &document.masthead;
    assert_eq!(masthead.title.as_ref().map(|title| words(title.span)), Some("云川县2023年法治政府建设年度报告"));
    assert_eq!(masthead.occasion.map(words), Some("（2024年2月28日在县人大常委会会议上）"));
    assert_eq!(masthead.addressee.map(words), Some("县委、县人大常委会："));
    assert_eq!(masthead.page.map(words), Some("云川县人民政府 2019年10月31日星期四"));
    let publication = masthead.publication.as_ref().unwrap();
    assert_eq!((publication.kind, words(publication.span)), (DateKind::Published, "2024-03-01"));
    let of_report: Vec<_> = document
        .paragraphs
        .iter()
        .filter(|paragraph| matches!(paragraph.kind, ParagraphKind::Heading | ParagraphKind::Body | ParagraphKind::Row))
        .map(|paragraph| words(paragraph.span))
        .collect();
    assert_eq!(
        of_report,
        [
            "县委、县人大常委会：",
            "2023年，云川县推进依法治理。现将有关情况报告如下。",
            "一、主要举措和成效",
            "全年审查规范性文件3件。",
            "云川县人民政府",
            "2024年2月27日",
        ]
    );
}

#[test]
fn a_draft_is_no_page_and_is_dated_below() {
    let (source, document) = masthead(
        "云川县2023年法治政府建设年度报告\n\n目  录\n一、概况……1\n\n一、概况\n2023年审查文件3件。\n\n云川县人民政府\n二〇二四年二月二十七日\n\n附件：1.清单\n2.目录",
    );
    let publication = document.masthead.publication.as_ref().unwrap();
    assert_eq!((publication.kind, publication.date.to_string()), (DateKind::Signed, "2024-02-27".to_owned()));
    assert_eq!(source.slice(publication.span), "二〇二四年二月二十七日");
    assert!(document.masthead.page.is_none() && publication.label.is_none());
    for text in ["2023年审查3件。\n2024年2月27日印发。", "今天是：2024年2月27日"] {
        assert!(masthead(text).1.masthead.publication.is_none(), "{text}");
    }
}

#[test]
fn a_page_without_text_keeps_its_rows() {
    let (_, document) = masthead("扫一扫在手机打开\n单位\t受理\t办结\n甲局\t12\t11\n合计\t12\t11");
    assert_eq!(document.paragraphs.iter().filter(|paragraph| paragraph.kind == ParagraphKind::Row).count(), 3);
}
