//! Shares of several parts together: 「…1433件，占11.65%；…1120件，占9.10%；两类合计占20.75%」.

use crate::claims::scene::{LIST, Scene, contains_any, starts_with_any};
use crate::figures::Class;
use crate::ids::FigureId;

/// 「…1433件，占11.65%；…1120件，占9.10%；…964件，占7.84%，三类合计占比28.59%」: a share of several parts together.
pub(super) struct Together<'a> {
    /// How many; `None` where the words do not say.
    count: Option<usize>,
    /// Whether they are the first of the list: 前两位.
    leading: bool,
    /// What they are called, where the words say so: 城建环保与农业农村两类合计.
    names: Vec<&'a str>,
}

pub(super) fn together<'a>(scene: &Scene<'a>, leader: FigureId) -> Option<Together<'a>> {
    let clause = scene.document.clauses[scene.figures[leader].clause].span;
    let head = scene.between(clause.start, scene.figures[leader].span.start);
    let head = &head[..head.find('占')?];
    // 「三类分别占…」 gives each its own
    let each = contains_any(head, &["分别", "依次", "各"]);
    let summed = !each && contains_any(head, &["合计", "共", "总共", "之和", "两类", "三类", "两项", "三项"]);
    let names = ['两', '三', '四', '五', '六', '七', '八', '九'];
    let count = head.char_indices().find_map(|(at, c)| {
        let follows = starts_with_any(&head[at + c.len_utf8()..], &["类", "项", "者", "位", "种", "大类", "个"]);
        names.iter().position(|&name| name == c && follows).map(|place| place + 2)
    });
    (summed && (count.is_some() || head.contains("合计"))).then(|| Together {
        count,
        leading: head.contains('前'),
        names: names_of(head),
    })
}

/// 城建环保 and 农业农村 of 「城建环保与农业农村两类合计」; nothing, where there are no two.
fn names_of(head: &str) -> Vec<&str> {
    let end = ["合计", "总共", "两", "三", "四", "五", "之和", "共"].iter().filter_map(|word| head.find(word)).min();
    let names: Vec<&str> = head[..end.unwrap_or(0)]
        .split(['和', '与', '及', '、'])
        .map(|name| name.trim().trim_matches(MARKS))
        .filter(|name| !name.is_empty())
        .collect();
    if names.len() >= 2 { names } else { Vec::new() }
}

/// What stands round a name: 评价“好”.
const MARKS: [char; 6] = ['“', '”', '"', '「', '」', '：'];

impl Together<'_> {
    /// The parts that go by their names, or so many parts that have shares of their own, or that stand in a row, of those before the share (the nearest first).
    pub(super) fn parts(&self, scene: &Scene, before: &[FigureId]) -> Option<Vec<FigureId>> {
        if let Some(named) = self.named(scene, before) {
            return Some(named);
        }
        let Some(count) = self.count else { return in_a_row(scene, before) };
        let shared = |&&figure: &&FigureId| {
            scene.figures.get(figure.next()).is_some_and(|next| next.class == Class::Percent) || scene.is_next_of_list(figure)
        };
        let mut listed: Vec<FigureId> = before.iter().filter(shared).copied().take(LIST).collect();
        if listed.len() < count {
            listed = before.to_vec();
        }
        let first = if self.leading { listed.len().checked_sub(count)? } else { 0 };
        let mut parts = listed.get(first..first + count)?.to_vec();
        parts.reverse();
        Some(parts)
    }

    /// The parts by their names, each with a figure of its own.
    fn named(&self, scene: &Scene, before: &[FigureId]) -> Option<Vec<FigureId>> {
        let mut names = self.names.clone();
        // 「好」 stands in 「较好」 too
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        let mut parts: Vec<FigureId> = Vec::new();
        for name in names {
            let goes_by = |&figure: &FigureId| {
                scene.label(figure).trim_end_matches(MARKS).trim_end_matches('类').ends_with(name.trim_end_matches('类'))
            };
            parts.push(before.iter().copied().filter(|figure| !parts.contains(figure)).find(goes_by)?);
        }
        parts.sort_unstable();
        (parts.len() >= 2).then_some(parts)
    }
}

/// 「提出抗诉27件、再审检察建议68件，合计占…」: what list marks join right before the share.
fn in_a_row(scene: &Scene, before: &[FigureId]) -> Option<Vec<FigureId>> {
    let joined = |pair: &&[FigureId]| {
        let gap = scene.between(scene.figures[pair[1]].span.end, scene.figures[pair[0]].label.start);
        pair[0] == pair[1].next() && gap.trim() == "、"
    };
    let more = before.windows(2).take_while(joined).count();
    let mut parts = before.get(..=more)?.to_vec();
    parts.reverse();
    (parts.len() >= 2).then_some(parts)
}
