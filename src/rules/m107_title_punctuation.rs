//! M107: marks and blanks that a title does not take.

use crate::finding::{Finding, Repair};
use crate::rules::Context;
use crate::source::Span;
use crate::text::Text;
use crate::words::is_blank;

rule! {
    /// 标题里有多余的标点或空格。
    /// The title has a mark or a blank that does not belong there.
    ///
    /// # 为什么
    /// 公文标题除法规名称加书名号外，一般不用标点；词中间的空格多是换行或转换格式时留下的，会使标题检索不到。
    ///
    /// 机关名称之间、机关名称与「关于」之间的空格，以及为排版拉开的标题，不提出。
    ///
    /// # Why
    /// But for the marks around names of laws, titles of official documents have no punctuation. Blanks within words come
    /// from line breaks and conversions, and keep searches from finding the title. Blanks between organs, before 关于, and in
    /// titles that are spaced out for looks raise no alarm.
    ///
    /// # 来源
    /// GB/T 9704-2012《党政机关公文格式》7.3.1。
    ///
    /// # 例
    /// ```bad profile=national-2019
    /// 云川县2023年法治政府建设年度报告⟦。⟧
    /// 2023年，云川县推进依法治理。
    /// ```
    /// ```fixed
    /// 云川县2023年法治政府建设年度报告
    /// 2023年，云川县推进依法治理。
    /// ```
    /// ```bad profile=national-2019
    /// 云川县人民政府关于⟦ ⟧2023年法治政府建设情况的报告
    /// 2023年，云川县推进依法治理。
    /// ```
    /// ```fixed
    /// 云川县人民政府关于2023年法治政府建设情况的报告
    /// 2023年，云川县推进依法治理。
    /// ```
    /// ```good profile=national-2019
    /// 中共云川县委 云川县人民政府 关于2023年法治政府建设情况的报告
    /// 2023年，云川县推进依法治理。
    /// ```
    /// ```good profile=national-2019
    /// 云川县2023年法治政府建设年 度 报 告（征求意见稿）
    /// 2023年，云川县推进依法治理。
    /// ```
    M107 "title-punctuation", Note, Standard("GB/T 9704-2012"), fix Safe => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let title = cx.document.masthead.title.as_ref().filter(|title| title.is_annual_report);
    let Some(title) = title.filter(|_| cx.examines()) else { return Vec::new() };
    let text = cx.source.slice(title.span);
    let place = |start: usize, end: usize| Span::new(title.span.start as usize + start, title.span.start as usize + end);
    // organs stand in front, separated by blanks
    let names = title.issuer.as_ref().map_or(0, |issuer| (issuer.span.end - title.span.start) as usize);
    let marks = text.char_indices().filter(|&(_, c)| is_mark(c)).map(|(at, c)| {
        let is_last = at + c.len_utf8() == text.len();
        finding(place(at, at + c.len_utf8()), is_last, text!("标题里有标点「{mark}」", "the mark {mark} stands in the title"))
            .fact("mark", c)
    });
    let blanks = stray_blanks(text, names)
        .into_iter()
        .map(|(start, end)| finding(place(start, end), true, text!("标题中间有空格", "there is a blank inside the title")));
    let mut findings: Vec<Finding> = marks.chain(blanks).collect();
    findings.sort_by_key(|finding| finding.span);
    findings
}

/// `safe` says that nothing is lost with what stands there: a mark inside may separate what belongs apart.
fn finding(span: Span, safe: bool, message: Text) -> Finding {
    let repair = Repair { span, replacement: String::new(), safe };
    Finding::new(&CARD, span, message).help(text!("去掉它", "take it out")).repairs([repair])
}

/// 、 stands between organs, and dashes, quotes and brackets have their uses.
fn is_mark(c: char) -> bool {
    matches!(c, '。' | '，' | '；' | '：' | '！' | '？' | ',' | ';' | ':' | '!' | '?')
}

/// Runs of blanks inside a line that do not separate `names` in front of it; none if the title is spaced out for looks.
fn stray_blanks(text: &str, names: usize) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, c) in text.char_indices().filter(|&(_, c)| is_blank(c)) {
        match runs.last_mut() {
            Some(run) if run.1 == at => run.1 = at + c.len_utf8(),
            _ => runs.push((at, at + c.len_utf8())),
        }
    }
    // 年 度 报 告
    let is_spaced = runs.windows(2).any(|pair| text[pair[0].1..pair[1].0].chars().count() == 1);
    let is_stray = |&(start, end): &(usize, usize)| {
        let is_break = text[start..end].contains(['\n', '\r']);
        let ends_name = text[..start].ends_with(['府', '委', '局', '厅', '部', '办', '会', '院', '室', '处', '所', '组']);
        let is_between_names = ends_name && (start < names || text[end..].starts_with("关于"));
        !is_break && !is_between_names && !text[end..].starts_with(['（', '('])
    };
    if is_spaced { Vec::new() } else { runs.into_iter().filter(is_stray).collect() }
}
