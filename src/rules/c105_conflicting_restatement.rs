//! C105: the text and the table state one figure differently.

use super::wording::{finding, label_operands};
use crate::claims::{Claim, Kind, Verdict};
use crate::document::ParagraphKind;
use crate::finding::Finding;
use crate::ids::ClaimId;
use crate::rules::Context;

rule! {
    /// 同一数据前后不一，如正文与表格不一致。
    /// One figure is stated differently in two places, such as text and table.
    ///
    /// # 为什么
    /// 政府信息公开年度报告的正文与附表说的是同一批申请，两处的数应当一致。
    /// 至少有两个数与表相符，才认为正文说的就是这张表；仍可能另有口径，因此提请核实。
    ///
    /// 正文里同一句话出现两次、只差一个数字的，也提请核实。
    ///
    /// # Why
    /// The text and the tables of a disclosure report speak of the same requests, and should give the same figures. Only
    /// where at least two figures agree with the table is the text taken to speak of it; since it may still count otherwise,
    /// you are asked to check. The same holds for a sentence that stands in the text twice with one figure changed.
    ///
    /// # 例
    /// ```bad
    /// 全年共办理行政复议案件463件。
    /// 我县办理行政复议案件⟦436件⟧，群众满意。
    /// ```
    /// ```bad
    /// 全年新收政府信息公开申请69件，予以公开40件，部分公开12件，不予公开⟦9件⟧，结转下年5件。
    /// 一、本年新收政府信息公开申请数量|60|9|0|0|0|0|69
    /// 二、上年结转政府信息公开申请数量|3|0|0|0|0|0|3
    /// （一）予以公开|35|5|0|0|0|0|40
    /// （二）部分公开|10|2|0|0|0|0|12
    /// 属于国家秘密|6|0|0|0|0|0|6
    /// 保护第三方合法权益|7|2|0|0|0|0|9
    /// （七）总计|58|9|0|0|0|0|67
    /// 四、结转下年度继续办理|5|0|0|0|0|0|5
    /// ```
    /// ```good
    /// 全年新收政府信息公开申请69件，予以公开40件，部分公开12件，不予公开15件，结转下年5件。
    /// 一、本年新收政府信息公开申请数量|60|9|0|0|0|0|69
    /// 二、上年结转政府信息公开申请数量|3|0|0|0|0|0|3
    /// （一）予以公开|35|5|0|0|0|0|40
    /// （二）部分公开|10|2|0|0|0|0|12
    /// 属于国家秘密|6|0|0|0|0|0|6
    /// 保护第三方合法权益|7|2|0|0|0|0|9
    /// （七）总计|58|9|0|0|0|0|67
    /// 四、结转下年度继续办理|5|0|0|0|0|0|5
    /// ```
    C105 "conflicting-restatement", Warning, Arithmetic => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let wrong = cx.claims_of(&[Kind::Restatement]).filter(|(_, claim)| claim.verdict() == Verdict::Contradicted);
    wrong
        .map(|(id, claim)| {
            let finding = if is_in_table(cx, claim) { against_table(cx, id, claim) } else { against_text(cx, id, claim) };
            label_operands(cx, claim, finding)
        })
        .collect()
}

/// Whether the other statement is a cell of a table.
fn is_in_table(cx: &Context<'_>, claim: &Claim) -> bool {
    let others = claim.roles.iter().filter(|&&(_, figure)| Some(figure) != claim.stated);
    let mut paragraphs = others.filter_map(|&(_, figure)| cx.document.paragraph_at(cx.figures[figure].span.start));
    paragraphs.any(|paragraph| cx.document.paragraphs[paragraph].kind == ParagraphKind::Row)
}

fn against_table(cx: &Context<'_>, id: ClaimId, claim: &Claim) -> Finding {
    let message = text!("正文写作 {stated}，表中为 {expected}", "the text says {stated}, the table {expected}");
    let help = text!("请核对正文与表；口径不同的，写明范围", "check text and table; if they cover different bodies, say so");
    let finding = finding(cx, &CARD, id, claim, message).help(help);
    // of one cell there is nothing to work out
    match claim.roles.len() {
        0..=2 => finding,
        _ => finding.why(text!("表中 {expression} = {computed}", "in the table {expression} = {computed}")),
    }
}

fn against_text(cx: &Context<'_>, id: ClaimId, claim: &Claim) -> Finding {
    let message = text!("此处写作 {stated}，前文同一数据为 {expected}", "here it is {stated}, earlier in the text {expected}");
    finding(cx, &CARD, id, claim, message)
        .help(text!("请核对两处；口径不同的，写明范围", "check both places; if they cover different bodies, say so"))
}
