//! Why each claim is made. Worked out where someone asks, and not by a check.

use super::cell::Cells;
use super::claim::{Claim, Claims};
use super::ground::{Ground, Why};
use super::scene::Scene;
use super::verdict::{Kind, Role};
use super::weigh;
use crate::document::Document;
use crate::figures::Figures;
use crate::source::{Source, Span};

/// Why each claim is made, in the order of the claims.
pub(crate) fn why(source: &Source, document: &Document, figures: &Figures, cells: &Cells, claims: &Claims) -> Vec<Why> {
    let mut weighed = weigh::reasons(&Scene::new(source, document, figures), claims);
    let mut why = |(id, claim)| match weighed.remove(&id) {
        Some((reasons, weighed)) => Why { reasons, weighed: Some(weighed) },
        None => Why { reasons: vec![ground(source, figures, cells, claim)], weighed: None },
    };
    claims.entries().map(&mut why).collect()
}

/// The reading that found a claim of which nothing was weighed.
fn ground(source: &Source, figures: &Figures, cells: &Cells, claim: &Claim) -> Ground {
    let in_table = claim.kind != Kind::Condition && claim.roles.iter().any(|(_, figure)| cells.contains_key(figure));
    let (reading, (zh, en)) = match claim.kind {
        _ if in_table => ("table", of_kind(Kind::TableTotal)),
        kind => (kind.name(), of_kind(kind)),
    };
    let said = || of_total(source, figures, claim).filter(|_| claim.kind == Kind::Breakdown && !in_table);
    let (zh, en) = said().unwrap_or((zh.to_owned(), en.to_owned()));
    Ground { name: format!("reading.{reading}").into(), zh, en, bits: 0, lead: 0 }
}

/// How the parts of a total are told, where it is not just one after the other: before it, or after 其中.
fn of_total(source: &Source, figures: &Figures, claim: &Claim) -> Option<(String, String)> {
    let total = figures[claim.stated?].span;
    let first = claim.having(Role::Component).map(|part| figures[part].span).min()?;
    if first.start < total.start {
        return Some(("分项在前，随后写出合计".to_owned(), "the parts are listed, and then their total".to_owned()));
    }
    let between = source.slice(Span { start: total.end, end: first.start.max(total.end) });
    let word = ["其中", "包括", "包含", "分别"].into_iter().find(|word| between.contains(word))?;
    Some((format!("总数后有“{word}”，再列分项"), format!("{word} stands between the total and its parts")))
}

/// What is looked at for each kind of claim, in Chinese and in English.
fn of_kind(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Rate => ("率名与前面两个数的名称相合", "the rate's name fits those of two figures before it"),
        Kind::Share => ("“占”前有分项和它的总数", "a part and its whole stand before 占"),
        Kind::Change => ("增减率旁有两期的数或增减量", "two values, or a value and its change, stand beside the growth"),
        Kind::Breakdown => ("总数之后依次列出分项", "the parts are listed after their total"),
        Kind::Remainder => ("写明是减去其余后所剩", "the words say that it is what is left"),
        Kind::Difference => ("“增加、减少”旁有两期的数", "two values stand beside the change"),
        Kind::Points => ("“百分点”旁有两个百分数", "two percentages stand beside the points"),
        Kind::Average => ("平均数与所除的总数、个数都在文中", "the average, its total and its number all stand in the text"),
        Kind::Multiple => ("“倍、翻番”旁有两个数", "two values stand beside the multiple"),
        Kind::List => ("所列各项与所写个数相连", "the items stand beside their number"),
        Kind::SharesTotal => ("同一总数的各占比依次列出", "the shares of one whole are listed"),
        Kind::ImpliedBase => ("同列的分项与占比指向同一个总数", "parts and shares of one list imply one whole"),
        Kind::TableTotal => ("按表格的行与列", "rows and columns of a table"),
        Kind::Condition => ("按这种表的填报要求", "what the form demands of its cells"),
        Kind::Bound => ("“其中”等词说明一数含在另一数内", "the words say that one figure is within another"),
        Kind::Restatement => ("同一名称在文中写了两次", "one thing is stated twice"),
        Kind::Balance => ("期初、新增、减少与期末的数都在文中", "what was there, came, went and is left all stand in the text"),
    }
}
