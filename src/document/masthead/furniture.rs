//! Page furniture: what a copied web page has around the report. It is never checked and has no figures.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::Title;
use super::search::{REACH, pattern};
use crate::document::{Document, ParagraphKind};
use crate::source::{Source, Span};
use crate::words::without_blanks;

/// Marks the lines that give themselves away, and the first of them that only a page has. A table of contents is
/// furniture too, but a draft may have one.
pub(super) fn mark_lines(source: &Source, document: &mut Document) -> Option<Span> {
    let mut page = None;
    let mut label = None;
    let mut paragraphs = document.paragraphs.iter_mut().enumerate().peekable();
    while let Some((index, paragraph)) = paragraphs.next() {
        let text = source.slice(paragraph.span);
        let next = paragraphs.peek().map_or("", |(_, next)| source.slice(next.span));
        let is_value = label.take().is_some_and(|label: &str| index < REACH && is_value_of(label, text));
        let is_of_page = is_of_page(text) && !heads_numbers(text, next);
        if is_value || is_of_page || is_contents(text) {
            paragraph.kind = ParagraphKind::Furniture;
        }
        if is_of_page {
            page = page.or(Some(paragraph.span));
            label = text.ends_with(['：', ':']).then_some(text);
        }
    }
    page
}

/// Marks what stands above the title, and what stands below the line where the page's foot begins.
pub(super) fn mark_ends(source: &Source, document: &mut Document, title: Option<&Title>) {
    if let Some(title) = title.filter(|title| title.is_annual_report) {
        let above = document.paragraphs.iter_mut().take_while(|paragraph| paragraph.span.end <= title.span.start);
        above.for_each(|paragraph| paragraph.kind = ParagraphKind::Furniture);
    }
    // without any text above it, the foot of a page could not be told from its head
    let (mut foot, mut has_text) = (None, false);
    for (id, paragraph) in document.paragraphs.entries().rev().take(2 * REACH) {
        let text = source.slice(paragraph.span);
        if begins_foot(text) {
            foot = Some(id);
        } else if paragraph.kind == ParagraphKind::Row || is_text(text) && paragraph.kind != ParagraphKind::Furniture {
            has_text = true;
            break;
        }
    }
    let foot = foot.filter(|_| has_text).unwrap_or(document.paragraphs.end());
    for paragraph in &mut document.paragraphs[foot..] {
        paragraph.kind = ParagraphKind::Furniture;
    }
}

/// Whether a line is one of the report: a sentence, or a heading.
fn is_text(text: &str) -> bool {
    text.contains(['。', '；', '，']) || text.starts_with(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '（', '('])
}

/// Whether the foot of the page begins here: 上一篇, 相关文章, 版权所有, 主办单位… A sentence about such things is text.
fn begins_foot(text: &str) -> bool {
    static FOOT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(上|下)一(篇|条)|^(相关|友情)(链接|文章|新闻|信息|解读|稿件|附件)[:：]?|^【?(责任编辑|责编|编辑|审核|终审)[:：]|扫一扫|版权所有|ICP备|公网安备|网站标识码|标识码[:：]|^(网站)?(主办|承办)(单位)?[:：]|技术支持[:：]|[Cc]opyright|©|^(网站地图|返回顶部|关于我们|联系我们|法律声明|隐私声明)",
        )
    });
    FOOT.is_match(text) && text.chars().count() <= 120 && (!text.contains('。') || text.contains("ICP备"))
}

/// Whether a line stands under the label that ended the line before: 「索引号：」 / 「0012/2024-00031」.
fn is_value_of(label: &str, text: &str) -> bool {
    // what is called a name or title may be the only place where the title stands
    let names_title = ["名称", "标题"].iter().any(|word| without_blanks(label).contains(word));
    !names_title && text.chars().count() <= 40 && !is_text(text) && !text.contains("法治政府建设")
}

/// Whether a line of cells is the head of a table: as many cells stand below it, a number among them. 来源, 件数 over 网上, 205.
fn heads_numbers(text: &str, next: &str) -> bool {
    let cells = |line: &'_ str| line.split(['|', '｜', '\t']).map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let (head, row) = (cells(text), cells(next));
    let is_number = |cell: &String| !cell.is_empty() && cell.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '%'));
    head.len() > 1
        && head.len() == row.len()
        && !head.iter().any(is_number)
        && row[1..].iter().any(is_number)
        && !is_of_page(next)
}

/// 「目录」 and its lines: they repeat the headings.
fn is_contents(text: &str) -> bool {
    static CONTENTS: LazyLock<Regex> = LazyLock::new(|| pattern(r"^目\s*录$|[….·．]{2,}\s*[0-9]{1,3}$"));
    text.len() <= 400 && !text.contains('。') && CONTENTS.is_match(text)
}

/// Whether a line belongs to the page and not to the report.
fn is_of_page(text: &str) -> bool {
    // 「文章来源: 本网 发布时间: … 浏览次数: -」, rows of an index table, the place in the site
    static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[-•·●]?\s*[\[【(（]?(文章来源|信息来源|稿件来源|来\s*源|来\s*自|稿源|作\s*者|责任编辑|责编|编\s*辑|审\s*核|校\s*对|供\s*稿|发布机构|发布单位|发布者|发布人|制发机关|发文机关|发文机构|公开主体|索\s*引\s*号|组配分类|主题分类|体裁分类|信息分类|公开类别|服务对象|主题词|关\s*键\s*词|发文字号|(备注[/／])?文\s*号|有\s*效\s*性|生效日期|失效日期|废止日期|公开方式|公开范围|公开属性|公开时限|信息名称|标\s*题|名\s*称|内容概述|(公文)?(发布|公开|公布|成文|生成|印发|发文|更新)(时间|日期)|日\s*期|浏览次数|浏览量|浏览|点击数|点击率|点击量|阅读次数|阅读量|阅读|访问量|字\s*体(大小)?|字\s*号|分享到?|(您|你)?(当前|现在|所在)?的?位置)[\]】)）]?\s*([:：|｜\t]|\[|【|$)",
        )
    });
    // buttons: 打印 关闭, 【字体：大 中 小】, 扫一扫在手机打开当前页, 今天是：…; a banner with the day of the week
    static BUTTONS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^([\[【(（]?\s*(打印本?页?|关闭(窗口|本页)?|收藏(本页)?|分享(到)?|下载|全屏|首页|返回顶部|返回|大|中|小|加大|减小|还原|默认|视力保护色|无障碍(阅读|浏览)?|长者(模式|版|助手)|适老化|简体|繁体|繁體|手机版|登录|注册|微信|微博|新浪微博|QQ好友|QQ空间|QQ|A\+|A-|纠错|上一篇|下一篇)\s*[\]】)）]?[\s|｜/、:：>]*)+$|^[\[【\]】]$|^.{0,6}扫一扫.{0,20}$|^[\[【]字[体号]|^今天是|^(上|下)一(篇|条)\s*[:：]|^首页\s*(>|＞|»|/|-)|^您?(当前|现在|所在).{0,4}位置|^.{0,20}[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日\s*星期[一二三四五六日天].{0,12}$",
        )
    });
    if text.len() > 400 || text.contains('。') || text.starts_with("标题") && text.chars().count() > 60 {
        return false;
    }
    LABELLED.is_match(text) || BUTTONS.is_match(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_is_told_from_text() {
        for line in [
            "文章来源: 本网    发布时间: 2024-02-19 09:05    浏览次数: -",
            "字体：[大 中 小]",
            "【字体：大 中 小】",
            "您当前的位置：首页>政务公开>法治政府建设年度报告",
            "当前位置：",
            "首页 > 政务公开",
            "扫一扫在手机打开当前页",
            "打印 关闭",
            "【打印本页】 【关闭窗口】",
            "索引号：007/2024-00012",
            "- 索 引 号: yc0001-2024-00003",
            "- 备注/文号: 云政〔2024〕5号",
            "- 公文生成日期: 2024-02-07",
            "发布机构|云川县司法局",
            "今天是：2021年6月30日",
            "云川县人民政府 2019年12月3日星期二",
            "无障碍 简体| 繁体",
            "分享到： 微信 微博 QQ空间",
            "上一条：云川县2022年法治政府建设年度报告",
        ] {
            assert!(is_of_page(line), "{line}");
        }
        for line in ["目  录", "一、主要举措和成效…………3", "（一）完善制度......12"] {
            assert!(is_contents(line), "{line}");
        }
        for line in [
            "2023年，云川县深入推进依法行政。",
            "一、2023年主要举措和成效",
            "县委、县政府：",
            "来源于群众的意见42条",
            "日期审查机制",
            "下载次数超过3万次。",
            "大力推进简政放权",
            "中小学法治教育",
            "分享典型经验",
            "2023年12月4日",
        ] {
            assert!(!is_of_page(line) && !is_contents(line), "{line}");
        }
    }

    #[test]
    fn the_foot_of_a_page_is_told_from_text() {
        for line in
            ["上一篇：没有了", "版权所有：云川县人民政府", "云ICP备12000345号", "主办单位：云川县人民政府办公室", "相关链接"]
        {
            assert!(begins_foot(line), "{line}");
        }
        for line in ["相关部门依法办理", "（三）保护版权", "落实网站主办单位责任，处置问题3个。"]
        {
            assert!(!begins_foot(line), "{line}");
        }
    }
}
