//! S102: sections that do not stand in the outline's order.

use crate::finding::Finding;
use crate::ids::SectionId;
use crate::profile::{Order, Placement};
use crate::rules::Context;

rule! {
    /// 章节没有按规范所列的顺序排列。
    /// A section does not stand in the outline's order.
    ///
    /// # 为什么
    /// 有的地方要求各报告依同一顺序，便于逐项汇总。厅字〔2019〕28号没有规定顺序，所以默认不检查；在规范里写 `order: true` 即可启用。
    ///
    /// 只看一级标题；移动最少几节就能理顺的，只报这几节。
    ///
    /// # Why
    /// Some places want the same order in all reports, so that they can be put together item by item. 厅字〔2019〕28号 asks
    /// for none, so that nothing is checked by default; `order: true` in a profile turns it on. Only headings of the first
    /// level count, and only the fewest sections whose move mends the order are reported.
    ///
    /// # 来源
    /// 惯例：由所选规范决定。
    ///
    /// # Source
    /// Practice: what the chosen profile says.
    ///
    /// # 例
    /// ```profile
    /// id: own
    /// title: { zh: 本县提纲, en: our own outline }
    /// extends: national-2019
    /// order: true
    /// sections:
    ///   - id: leader
    ///   - id: measures
    ///   - id: shortcomings
    ///   - id: plan
    /// ```
    /// ```bad
    /// 云川县2023年法治政府建设年度报告
    /// 一、主要举措和成效
    /// 审查规范性文件3件。
    /// ⟦二、党政主要负责人履行第一责任人职责情况⟧
    /// 主要负责同志听取汇报4次。
    /// 三、存在的不足和原因
    /// 由于人员不足，审查还不够细。
    /// 四、下一步安排
    /// 继续培训执法人员。
    /// ```
    /// ```good
    /// 云川县2023年法治政府建设年度报告
    /// 一、党政主要负责人履行第一责任人职责情况
    /// 主要负责同志听取汇报4次。
    /// 二、主要举措和成效
    /// 审查规范性文件3件。
    /// 三、存在的不足和原因
    /// 由于人员不足，审查还不够细。
    /// 四、下一步安排
    /// 继续培训执法人员。
    /// ```
    S102 "section-out-of-order", Warning, Practice => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    if cx.profile.order == Order::Free {
        return Vec::new();
    }
    let is_top = |section: &SectionId| cx.document.sections[*section].parent.is_none();
    // In the profile's order; one heading may be two items, 「存在的问题与下一步安排」, and then the first counts.
    let mut placed: Vec<(SectionId, &Placement<'_>)> = Vec::new();
    for place in cx.places() {
        if let Some(section) = place.section.filter(is_top).filter(|section| placed.iter().all(|(known, _)| known != section)) {
            placed.push((section, place));
        }
    }
    let kept = longest_rising(&placed.iter().map(|&(section, _)| section).collect::<Vec<_>>());
    let strays = (0..placed.len()).filter(|index| !kept.contains(index));
    strays.map(|index| finding(cx, &placed, index)).collect()
}

/// The indices of a longest rising run of `values`, gaps allowed.
fn longest_rising(values: &[SectionId]) -> Vec<usize> {
    // for each value, the length of the best run that ends with it, and the index before it in that run
    let mut best: Vec<(usize, Option<usize>)> = Vec::new();
    for (index, value) in values.iter().enumerate() {
        let before = (0..index).filter(|&before| values[before] < *value).max_by_key(|&before| best[before].0);
        best.push((before.map_or(1, |before| best[before].0 + 1), before));
    }
    let mut at = (0..best.len()).max_by_key(|&index| best[index].0);
    std::iter::from_fn(|| {
        let index = at?;
        at = best[index].1;
        Some(index)
    })
    .collect()
}

fn finding(cx: &Context<'_>, placed: &[(SectionId, &Placement<'_>)], index: usize) -> Finding {
    let (section, place) = placed[index];
    let message = match index.checked_sub(1) {
        Some(_) => text!("「{section}」应在「{neighbour}」之后", "{section} belongs after {neighbour}"),
        None => text!("「{section}」应在「{neighbour}」之前", "{section} belongs before {neighbour}"),
    };
    let neighbour = index.checked_sub(1).or((placed.len() > 1).then_some(1)).map(|at| placed[at]);
    let mut finding = Finding::new(&CARD, cx.document.sections[section].heading, message)
        .fact_text("section", place.requirement.title.clone())
        .fact("profile", &cx.profile.id)
        .why(text!("规范「{profile}」列有顺序", "the profile {profile} fixes the order"))
        .help(text!("移动这一节，并顺改各节序号", "move the section and renumber the others"));
    if let Some((other, neighbour)) = neighbour {
        finding = finding
            .fact_text("neighbour", neighbour.requirement.title.clone())
            .label(cx.document.sections[other].heading, neighbour.requirement.title.clone());
    }
    finding
}
