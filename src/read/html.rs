//! HTML as saved from government sites: the report's text without the page around it, in places of the file.
//!
//! The text of a page is every line that is not named as something else (`nav`, `class="footer"`) and does not consist of links
//! alone. What stands after the block that holds the text belongs to the page. A publication date or a title that only the
//! `<meta>` elements give is put above the text, as the label or the line that the page might have shown.

mod scan;

use encoding_rs::Encoding;

use super::cause::Cause;
use super::draft::{Draft, Fragment, Line};
use super::encoding;
use crate::source::{Origin, Source, Span};
use crate::words::without_blanks;
pub(super) use scan::raised_in;
use scan::{Page, scan};

/// Reads a page.
pub(super) fn read(name: &str, bytes: Vec<u8>) -> Result<Source, Cause> {
    let declared = declared(&bytes);
    let decoded = encoding::decode_page(bytes, declared)?;
    let mut draft = Draft::default();
    write(scan(&decoded.text), &mut draft);
    Ok(draft.finish(name).with_file(decoded.text, decoded.widths))
}

/// The lines of a piece of HTML that stands in another text, whose byte `base` is its first one.
pub(super) fn lines(html: &str, base: usize) -> Vec<Line<'_>> {
    let mut page = scan(html);
    for fragment in page.lines.iter_mut().flat_map(|line| &mut line.fragments) {
        if let Some(Origin::Bytes(bytes)) = &mut fragment.origin {
            *bytes = Span::new(bytes.start as usize + base, bytes.end as usize + base);
        }
    }
    page.lines
}

/// Bytes at the start of a page in which its encoding is named.
const PRESCAN: usize = 4096;

/// The encoding that the page names: `<meta charset="gb2312">`, `content="text/html; charset=gb2312"`, `<?xml encoding="…"?>`.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head: String = bytes[..bytes.len().min(PRESCAN)].iter().map(|byte| byte.to_ascii_lowercase() as char).collect();
    let labels = ["charset", "encoding"].into_iter().flat_map(|word| head.match_indices(word));
    labels
        .filter_map(|(at, word)| {
            let rest = head[at + word.len()..].trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
            let label = rest.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_')).next()?;
            Encoding::for_label(label.as_bytes())
        })
        .next()
}

/// Labels under which pages show when a text was made public.
const DATE_LABELS: [&str; 8] = ["发布时间", "发布日期", "公开时间", "公开日期", "公布日期", "印发日期", "成文日期", "生成日期"];

/// Writes what is the report's.
fn write(page: Page<'_>, draft: &mut Draft) {
    let kept = report_lines(&page);
    let lines: Vec<&Line<'_>> = page.lines.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(line, _)| line).collect();
    for line in head_lines(&page, &lines) {
        draft.line(&line);
    }
    let mut comments = page.comments.iter().peekable();
    for line in lines {
        while let Some(comment) = comments.next_if(|comment| first_byte(line).is_none_or(|at| comment.bytes.start < at)) {
            draft.comment(comment.words, comment.bytes);
        }
        draft.line(line);
    }
    for comment in comments {
        draft.comment(comment.words, comment.bytes);
    }
}

fn first_byte(line: &Line<'_>) -> Option<u32> {
    line.fragments.iter().find_map(|fragment| match fragment.origin {
        Some(Origin::Bytes(bytes)) => Some(bytes.start),
        _ => None,
    })
}

/// What the title of a report has.
const ABOUT: &str = "法治政府建设";

/// What only the head of the page says: title and date, where no line shows them.
fn head_lines<'a>(page: &Page<'a>, lines: &[&Line<'a>]) -> Vec<Line<'a>> {
    let mut head = Vec::new();
    let line = |fragments| Line { fragments, ..Line::default() };
    let shows = |words: &str| {
        let words = without_blanks(words);
        // 「云川县人民政府 法治政府建设 云川县2023年法治政府建设年度报告」: the head names the place in the site, too
        let is_part = |line: &str| line.contains(ABOUT) && words.ends_with(line);
        lines.iter().map(|line| without_blanks(&line.text())).any(|line| line.contains(&words) || is_part(&line))
    };
    if let Some(title) = page.title.as_ref().filter(|title| title.text.contains(ABOUT) && !shows(&title.text)) {
        head.push(line(vec![title.clone()]));
    }
    let is_dated = lines.iter().any(|line| {
        let text = line.text();
        !text.contains('。') && DATE_LABELS.iter().any(|label| without_blanks(&text).contains(label))
    });
    if let Some(date) = page.published.as_ref().filter(|_| !is_dated) {
        head.push(line(vec![Fragment::glue("发布日期："), date.clone()]));
    }
    head
}

/// A block that is named as furniture is the report's all the same if it holds more than this share of the full stops, in
/// per cent: whole pages stand in a `<form>`.
const FURNITURE_STOPS: usize = 20;

/// The block of the text holds at least this share of the full stops, in per cent.
const TEXT_STOPS: usize = 95;

/// Which lines are the report's.
fn report_lines(page: &Page<'_>) -> Vec<bool> {
    let nodes = &page.nodes;
    let none = vec![false; nodes.len()];
    let stops = stops(page, &none);
    let all = stops[0];
    let mut furniture = vec![false; nodes.len()];
    for node in 1..nodes.len() {
        let is_named = nodes[node].is_furniture && all > 0 && stops[node] * 100 <= all * FURNITURE_STOPS;
        furniture[node] = furniture[nodes[node].parent] || is_named;
    }
    let stops = self::stops(page, &furniture);
    let (all, mut text) = (stops[0], 0);
    for node in 1..nodes.len() {
        if all > 0 && nodes[node].parent == text && stops[node] * 100 >= all * TEXT_STOPS {
            text = node;
        }
    }
    let mut within = vec![text == 0; nodes.len()];
    for node in 1..nodes.len() {
        within[node] = node == text || within[nodes[node].parent];
    }
    let last = page.lines.iter().rposition(|line| within[line.node]).unwrap_or(page.lines.len());
    // the block of the annexes after the text
    let mut annexes = None;
    let is_kept = |(index, line): (usize, &Line<'_>)| {
        let label = || DATE_LABELS.iter().any(|label| line.text().contains(label));
        let outside = !line.linked && (index < last || line.stops() > 0 || label());
        if index > last && is_annex(line) {
            annexes = Some(line.node);
        }
        !furniture[line.node] && (within[line.node] || outside || annexes == Some(line.node))
    };
    page.lines.iter().enumerate().map(is_kept).collect()
}

/// Characters that the name of an annex has at most.
const ANNEX: usize = 80;

/// Whether a line names an annex: 「附件：清单.docx」, 「附件1.清单」.
fn is_annex(line: &Line<'_>) -> bool {
    let text = without_blanks(&line.text());
    let rest = text
        .strip_prefix("附件")
        .map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c)));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['：', ':', '.', '、', '．'])) && text.chars().count() <= ANNEX
}

/// The full stops of each block with all that stands in it, without those of blocks that are `left_out`.
fn stops(page: &Page<'_>, left_out: &[bool]) -> Vec<usize> {
    let mut stops = vec![0; page.nodes.len()];
    for line in page.lines.iter().filter(|line| !left_out[line.node]) {
        stops[line.node] += line.stops();
    }
    for node in (1..stops.len()).rev() {
        stops[page.nodes[node].parent] += stops[node];
    }
    stops
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::decode;
    use crate::source::Location;

    fn text(html: &str) -> String {
        decode("x.html", html.as_bytes().to_vec()).expect("a page").text().to_owned()
    }

    #[test]
    fn pages_give_their_text_alone() {
        let table = [
            ("<p>一、概况</p><p>2023年，\n  全县受理\n12件。</p>", "一、概况\n2023年，全县受理12件。\n"),
            ("<p>甲<br>乙<br/>丙</p>", "甲\n乙\n丙\n"),
            ("<p>受理12件，<br>办结12件，<br/>\n办结率100%。<br>乙</p>", "受理12件，办结12件，办结率100%。\n乙\n"),
            ("<p>a&nbsp;b&amp;c&#20113;&#x5ddd;&copy</p>", "a\u{a0}b&c云川©\n"),
            ("<p>受理 <b>12</b> <i>件</i>，办<span>结</span>\t12件</p>", "受理 12 件，办结 12件\n"),
            ("<h2>一、概况</h2>正文<div>又一段</div>尾", "一、概况\n正文\n又一段\n尾\n"),
            ("<script>var a = '<p>x</p>';</script><style>p{}</style><p>正文</p><!-- 注 -->", "正文\n"),
            ("<ol start=3><li>培训<li>考核</ol><ul><li>普法</ul>", "3.培训\n4.考核\n普法\n"),
            (
                "<ol><li><p>培训</p><p>又训</p></li><li>\n<div>考核</div><li></li><li><ol><li><p>甲",
                "1.培训\n又训\n2.考核\n1.甲\n",
            ),
            ("<p>办结49<sup>[1]</sup>件，12<SUP><a href=#n>2</a></SUP>件，100m<sup>2</sup>。<sup>", "办结49件，12件，100m2。\n"),
            (
                "<p>办结351<sup>1</sup>件，49<sup><span>2</span></sup>件，3.2×10<sup>4</sup>件，10<sup>*</sup>件，1<sup>st</sup></p>",
                "办结351件，49件，3.2×10^4件，10件，1st\n",
            ),
            ("<p>受理<del>60</del><ins>50</ins>件<del><b>，办<br>结</b></del>。", "受理50件。\n"),
            (
                "<h1>年度<i style='display:none'>x<p>y</p></i>报告</h1>受理<script>x</script>12件，<button>印</button>办结",
                "年度报告\n受理12件，办结\n",
            ),
            ("<p>正文<noscript>请打开<p>脚本", "正文\n"),
            ("<script src=a/>var b;</script><svg/><p>正文", "正文\n"),
            ("<select><option>2023年</select><p style='display: none'>草稿<p>正文", "正文\n"),
            (
                "<p>办结率<s>98.1%</s><strike>98.2%</strike><span style='text-decoration: line-through'>98.3%</span>99.2%。",
                "办结率99.2%。\n",
            ),
            ("<p>正文。</p><div title=footer><p>—2—</p></div>", "正文。\n"),
            ("<textarea>草稿</textarea><button>打印</button><p>正文</p>", "正文\n"),
            ("<h1>甲县<br/>年度<br>\n报告</h1>乙<br>丙", "甲县年度报告\n乙\n丙\n"),
            ("<pre>甲\n乙</pre>", "甲\n乙\n"),
            ("</div></div></p>正<b>文</i></b></div>", "正文\n"),
            ("<p>5 < 6，正文</p><p", "5 < 6，正文\n"),
        ];
        for (html, expected) in table {
            assert_eq!(text(html), expected, "{html}");
        }
    }

    #[test]
    fn pictures_are_noted_and_marks_are_not() {
        let page = "<p>见下图。</p><p><img src=a.png width=300></p><table><tr><td>甲<td><img src=b.jpg></tr><tr><td>1<td>2</table>\
            <p><img src=/icon_doc.gif>附表<img src=c.png width=16></p>";
        let source = decode("x.html", page.as_bytes().to_vec()).expect("a page");
        assert_eq!((source.text(), source.marks().pictures.len()), ("见下图。\n甲\t\n1\t2\n附表\n", 2));
        let text = "甲\n\n![图](a.png)\n\n乙";
        let source = decode("x.md", text.as_bytes().to_vec()).expect("a text");
        assert_eq!(source.marks().pictures.len(), 1);
    }

    #[test]
    fn tables_become_rows() {
        let pandoc = "<table><thead><tr class=header><th>事项</th><th>件数</th></tr></thead><tr class=odd><td>复议<td>3</table>";
        assert_eq!(text(&format!("<p>一。二。三。四。五。六。</p>{pandoc}")), "一。二。三。四。五。六。\n事项\t件数\n复议\t3\n");
        let html = "<table><caption>统计</caption><tr><th rowspan=2>事项<th colspan=2>件数</tr><tr><td>上年<td>新收\
            <tr><td><p>行政</p><p>复议</p></td><td>3</td><td>12</td></tr></table><p>正文</p>";
        assert_eq!(text(html), "统计\n事项\t件数\t\n\t上年\t新收\n行政复议\t3\t12\n正文\n");
        let layout =
            "<table><tr><td>栏目</td><td><table><tr><td>甲</td><td>1</td><td>2</td></tr></table><p>正文</p></td></tr></table>";
        assert_eq!(text(layout), "栏目\n甲\t1\t2\n正文\n");
    }

    const PAGE: &str = "<!DOCTYPE html><html><head><title>云川县2023年法治政府建设年度报告_云川县人民政府</title>\n\
        <meta name=\"PubDate\" content=\"2024-01-18 16:40\"></head><body><div class=\"top-nav\"><a href=/>首页</a> 欢迎</div>\n\
        <form><div><a href=a>政务公开</a><a href=b>法治</a></div>\n\
        <div id=con>\n<p>2023年，全县受理12件。</p><p><a href=x>附件：清单</a></p><p>全部办结。县委、县政府带头学法。行政复议3件。应诉2件。</p></div></form>\n\
        <div>主办：云川县人民政府 京ICP备0号</div><div class=foot>联系我们。</div></body></html>";

    #[test]
    fn the_page_around_a_report_is_left_out() {
        let source = decode("x", PAGE.as_bytes().to_vec()).expect("a page");
        let expected = "云川县2023年法治政府建设年度报告\n发布日期：2024-01-18 16:40\n2023年，全县受理12件。\n附件：清单\n全部办结。县委、县政府带头学法。行政复议3件。应诉2件。\n";
        assert_eq!(source.text(), expected);
        let at = |words: &str| source.location(source.text().find(words).expect("a line") as u32);
        assert_eq!(at("云川县"), Location { line: 1, column: 35 });
        assert_eq!(at("2024-01-18"), Location { line: 2, column: 31 });
        assert_eq!(at("全县"), Location { line: 5, column: 10 });
    }

    #[test]
    fn annexes_behind_the_text_are_the_reports() {
        for (annexes, kept) in [
            ("附件：<a href=a>清单.docx</a>", "附件：清单.docx\n"),
            ("<a href=a>附件1：清单.docx</a><br><a href=b>附件2：又一份.xlsx</a>", "附件1：清单.docx\n附件2：又一份.xlsx\n"),
            ("附件：<ul><li><a href=a>清单</a></ul>", "附件：\n"),
            ("附件下载<br><a href=a>清单</a>", ""),
        ] {
            let page = PAGE.replace("<div>主办", &format!("<div>{annexes}</div><div><a href=x>上一篇</a></div><div>主办"));
            assert!(text(&page).ends_with(&format!("应诉2件。\n{kept}")), "{annexes}: {}", text(&page));
        }
    }

    #[test]
    fn what_the_page_shows_is_not_said_twice() {
        let page =
            PAGE.replace("<div id=con>", "<h1>云川县2023年 法治政府建设年度报告</h1><p>发布时间：2024-01-18</p><div id=con>");
        let expected = "云川县2023年 法治政府建设年度报告\n发布时间：2024-01-18\n2023年";
        assert!(text(&page).starts_with(expected));
        // the head says more than the title
        let page = page.replace("<title>", "<title>云川县人民政府 法治政府建设 ");
        assert!(text(&page).starts_with(expected));
    }

    #[test]
    fn encodings_are_taken_as_named_and_checked() {
        let page = "<html><head><meta charset=gb2312></head><body><p>云川县受理<b>12</b>件。</p></body></html>";
        let bytes = encoding_rs::GB18030.encode(page).0.into_owned();
        let source = decode("x", bytes.clone()).expect("a page");
        assert_eq!(source.text(), "云川县受理12件。\n");
        let twelve = Span::new(source.text().find("12").expect("there"), source.text().find("件").expect("there"));
        assert_eq!(source.location(twelve.start), Location { line: 1, column: 58 });
        let Some(Origin::Bytes(origin)) = source.origin(twelve) else { panic!("bytes") };
        assert_eq!(&bytes[origin.range()], b"12");
        // the page was saved anew in UTF-8, and still says gb2312
        assert_eq!(text(page), "云川县受理12件。\n");
    }

    #[test]
    fn comments_are_kept_beside_the_text() {
        let page = "<html>\n<p>甲</p><!-- gouji: allow R101 -->\r\n<p>乙</p></html>";
        let source = decode("x", page.as_bytes().to_vec()).expect("a page");
        let comment = &source.marks().comments[0];
        assert_eq!((comment.words.as_str(), &source.text()[comment.at as usize..]), ("gouji: allow R101", "乙\n"));
        assert_eq!(source.location_in_file(comment.bytes.start), Location { line: 2, column: 9 });
        assert_eq!(source.location(comment.at), Location { line: 3, column: 4 });
    }

    #[test]
    fn depth_costs_nothing() {
        for open in ["<div>", "<table><tr><td>", "<ul><li>", "<b>", "<form><p>"] {
            let page = format!("<html>{}正文", open.repeat(20_000));
            assert_eq!(text(&page), "正文\n", "{open}");
        }
        let page = format!("<html>{}{}正文", "<li><ul><div>".repeat(10_000), "</li></p></b></table>".repeat(10_000));
        assert_eq!(text(&page), "正文\n");
        let page = format!("<html><table>{}</table>", "<tr><td rowspan=99999 colspan=99999>1<td>2</tr>".repeat(2_000));
        assert!(text(&page).len() < 1_000_000);
    }
}
