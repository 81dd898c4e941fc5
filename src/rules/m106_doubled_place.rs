//! M106: the title names its place twice.

use crate::document::Title;
use crate::finding::{Finding, Repair};
use crate::rules::Context;
use crate::severity::Severity;
use crate::source::Span;
use crate::words::without_blanks;

rule! {
    /// 标题里地名写了两遍。
    /// The title names the place twice.
    ///
    /// # 为什么
    /// 「云川县人民政府关于云川县2023年…」的机关名称里已有地名；「云川县云川县…」多半是拼接标题时留下的。
    ///
    /// # Why
    /// In 「云川县人民政府关于云川县2023年…」 the name of the organ has the place in it; 「云川县云川县…」 is mostly left
    /// over from putting a title together.
    ///
    /// # 来源
    /// 惯例：标题中地名只写一遍。
    ///
    /// # 例
    /// ```bad profile=national-2019
    /// 临溪市云川区人民政府关于⟦云川区⟧2024年法治政府建设年度报告
    /// 2024年，云川区推进依法治理。
    /// ```
    /// ```bad profile=national-2019
    /// 云川县⟦云川县⟧2024年法治政府建设年度报告
    /// 2024年，云川县推进依法治理。
    /// ```
    /// ```fixed
    /// 云川县2024年法治政府建设年度报告
    /// 2024年，云川县推进依法治理。
    /// ```
    /// ```good profile=national-2019
    /// 中共云川县委 云川县人民政府关于2024年法治政府建设情况的报告
    /// 2024年，云川县推进依法治理。
    /// ```
    /// ```good profile=national-2019
    /// 临溪市司法局关于临溪市2024年法治政府建设情况的报告
    /// 2024年，临溪市推进依法治理。
    /// ```
    M106 "doubled-place", Warning, Practice, fix Safe => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let title = cx.document.masthead.title.as_ref().filter(|title| title.is_annual_report);
    let Some(title) = title.filter(|_| cx.examines()) else { return Vec::new() };
    let again = again_in_scope(cx, title).map(|span| (span, Severity::Note));
    let Some((span, severity)) = again.or_else(|| again_at_once(cx, title).map(|span| (span, Severity::Warning))) else {
        return Vec::new();
    };
    let place = cx.source.slice(span);
    vec![
        Finding::new(&CARD, span, text!("标题里「{place}」写了两遍", "the title names {place} twice"))
            .fact("place", place)
            .help(text!("去掉一处", "take one of them out"))
            // side by side, one of them was left over; in two names, each has its place in some titles
            .repairs([Repair { span, replacement: String::new(), safe: severity == Severity::Warning }])
            .at_most(severity),
    ]
}

/// 「云川县人民政府关于云川县2024年…」. Of a bureau it says more than its name: the bureau reports for the whole county.
fn again_in_scope(cx: &Context<'_>, title: &Title) -> Option<Span> {
    let scope = title.scope?;
    let issuer = without_blanks(cx.source.slice(title.issuer.as_ref()?.span));
    let place = without_blanks(cx.source.slice(scope));
    let governs = issuer.ends_with("政府") || issuer.ends_with('委') || is_place(&issuer);
    (is_place(&place) && governs && issuer.contains(&place)).then_some(scope)
}

fn is_place(name: &str) -> bool {
    name.chars().count() >= 2 && name.ends_with(['省', '市', '县', '区', '州', '盟', '旗', '镇', '乡'])
}

/// 「云川县云川县…」: the second of two equal names side by side.
fn again_at_once(cx: &Context<'_>, title: &Title) -> Option<Span> {
    let issuer = title.issuer.as_ref()?.span;
    let name = cx.source.slice(issuer);
    let ends = name.char_indices().filter(|(_, c)| is_place(&format!("某{c}"))).map(|(at, c)| at + c.len_utf8());
    let found = ends.filter(|&end| is_place(&name[..end])).find(|&end| name[end..].starts_with(&name[..end]))?;
    let start = issuer.start as usize + found;
    Some(Span::new(start, start + found))
}
