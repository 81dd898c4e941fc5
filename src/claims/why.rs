//! Why each claim is made. Worked out where someone asks, and not by a check.

use super::cell::Cells;
use super::claim::{Claim, Claims};
use super::ground::{Ground, Why};
use super::scene::Scene;
use super::verdict::Kind;
use super::weigh;
use crate::document::Document;
use crate::figures::Figures;
use crate::source::Source;

/// Why each claim is made, in the order of the claims.
pub(crate) fn why(source: &Source, document: &Document, figures: &Figures, cells: &Cells, claims: &Claims) -> Vec<Why> {
    let mut weighed = weigh::reasons(&Scene::new(source, document, figures), claims);
    let mut why = |(id, claim)| match weighed.remove(&id) {
        Some((reasons, weighed)) => Why { reasons, weighed: Some(weighed) },
        None => Why { reasons: vec![ground(claim, cells)], weighed: None },
    };
    claims.entries().map(&mut why).collect()
}

/// The reading that found a claim of which nothing was weighed.
fn ground(claim: &Claim, cells: &Cells) -> Ground {
    let (reading, (zh, en)) = match claim.kind {
        kind @ Kind::Condition => (kind.name(), of_kind(kind)),
        _ if claim.roles.iter().any(|(_, figure)| cells.contains_key(figure)) => ("table", of_kind(Kind::TableTotal)),
        kind => (kind.name(), of_kind(kind)),
    };
    Ground { name: format!("reading.{reading}").into(), zh: zh.to_owned(), en: en.to_owned(), bits: 0, lead: 0 }
}

/// What is looked at for each kind of claim, in Chinese and in English.
fn of_kind(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Rate => ("率名与前面两个数的名称相合", "the rate's name fits those of two figures before it"),
        Kind::Share => ("“占”前有分项和它的总数", "a part and its whole stand before 占"),
        Kind::Change => ("增减率旁有两期的数或增减量", "two values, or a value and its change, stand beside the growth"),
        Kind::Breakdown => {
            ("总数与分项相连，以“其中、包括”或并列写出", "total and parts stand together, as of which or as a list")
        }
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
