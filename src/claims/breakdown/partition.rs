//! A total that is divided several times over: 463件，按管理领域划分：…；按申请事项划分：…. 按…分 says that nothing is left out,
//! so each list must add up to the total.

use super::contradiction::is_open;
use super::lists::{REACH, alike_after, components, is_of_another, slips, sum_claim};
use crate::claims::draft::Draft;
use crate::claims::scene::Scene;
use crate::claims::verdict::Verdict;
use crate::ids::FigureId;
use crate::severity::Certainty;

/// Every list opened by 按…分 or 从…看 that does not add up to the total before the first of them, by a slip.
pub(super) fn partitions(scene: &Scene, total: FigureId) -> Vec<Draft> {
    let sentence = scene.sentence_of(total);
    if opener(scene, total) || scene.back(sentence.start, total).any(|before| opener(scene, before)) {
        return Vec::new();
    }
    let mut lists = lists(scene, total);
    lists.retain(|list| !is_of_another(scene, total, list));
    let sums: Vec<Draft> = lists.iter().filter_map(|list| sum_claim(scene, total, list, Certainty::Likely)).collect();
    let wrong = |claim: &&Draft| claim.verdict() == Verdict::Contradicted;
    let held = sums.iter().filter(|claim| !wrong(claim)).count();
    let slip = |claim: &&Draft| {
        let parts: Vec<FigureId> = components(claim).collect();
        slips(scene, total, &parts)
    };
    // where all lists agree against the total, saying so once is enough
    let said = if held == 0 { 1 } else { lists.len() };
    sums.iter().filter(wrong).filter(slip).take(said).cloned().collect()
}

/// The lists after a total, each from its 按…分 to the next semicolon, full stop or 按.
fn lists(scene: &Scene, total: FigureId) -> Vec<Vec<FigureId>> {
    let mut lists: Vec<Vec<FigureId>> = Vec::new();
    for figure in alike_after(scene, total).take(REACH * 4) {
        if opener(scene, figure) {
            lists.push(vec![figure]);
            continue;
        }
        // before the first list other things may be said, of parts of the total
        let Some(list) = lists.last_mut() else {
            if scene.figures[figure].value() >= scene.figures[total].value() {
                return lists;
            }
            continue;
        };
        let last = list[list.len() - 1];
        let gap = scene.between(scene.figures[last].span.end, scene.figures[figure].span.start);
        if gap.contains(['；', ';', '。', '\n']) {
            break;
        }
        list.push(figure);
    }
    let closed = |list: &Vec<FigureId>| list.len() >= 2 && !is_open(scene, total, list);
    lists.retain(closed);
    lists
}

/// 按管理领域划分：公安152件, 按学历分，研究生41人, 从内容看，城建类46件: the clause before the first part.
pub(super) fn opener(scene: &Scene, figure: FigureId) -> bool {
    let clause = scene.figures[figure].clause;
    let own = &scene.document.clauses[clause];
    let before = clause.previous().map(|before| &scene.document.clauses[before]);
    let before = before.filter(|before| before.sentence == own.sentence);
    before.is_some_and(|before| {
        let words = scene.source.slice(before.span).trim();
        let kind = match words.chars().next() {
            Some('按') => before.end == Some('：') || words.ends_with(['分', '看']),
            Some('从' | '分') => words.ends_with('看') || (before.end == Some('：') && words.starts_with('分')),
            _ => false,
        };
        kind && words.chars().count() <= 14 && !words.contains(|c: char| c.is_ascii_digit())
    })
}
