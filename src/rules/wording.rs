//! Words that several rules need: short names for figures, findings drawn from claims.

use super::{Context, Rule};
use crate::claims::{Claim, Part};
use crate::finding::{Certainty, Finding, Text};
use crate::words::{first, last};

/// The longest name that a label shows, in characters.
const NAME: usize = 6;

/// A short name for a figure by the words before it, else after it; empty if there are none.
pub(super) fn short_name<'a>(cx: &Context<'a>, figure: usize) -> &'a str {
    let figure = &cx.figures[figure];
    let label = cx.source.slice(figure.label).trim();
    let label = label.trim_end_matches(['共', '计', '达', '为', '有', '约', '近', '了', '是', '：', ':', '到']).trim_end();
    let start = ["的", "其中", "共", "年", "月", "已", "及", "”", "》", "）", ")"]
        .iter()
        .filter_map(|word| label.rfind(word).map(|at| at + word.len()))
        .max();
    let name = start.map_or(label, |at| &label[at..]);
    match name.is_empty() {
        true => first(cx.source.slice(figure.tail).trim(), NAME),
        false => last(name, NAME),
    }
}

/// A finding about a claim, at the figure that states the result, with the facts that every message needs: `subject`
/// (or `words`, where the figure has no name), `stated`, `computed`, `expected`, `expression`.
pub(super) fn finding(cx: &Context<'_>, rule: &'static Rule, index: usize, claim: &Claim, message: Text) -> Finding {
    let stated = claim.stated.or(claim.roles.last().map(|&(_, figure)| figure));
    let span = stated.map_or(claim.span, |figure| cx.figures[figure].span);
    let words = stated.map_or("", |figure| cx.words(figure));
    let subject = if claim.subject.is_empty() { "此处" } else { &claim.subject };
    let finding = Finding::new(rule, span, message)
        .claim(index)
        .fact_text("subject", Text::both(subject, if claim.subject.is_empty() { "this figure" } else { subject }))
        .fact("stated", words)
        .fact("expected", claim.expected.as_deref().unwrap_or(&claim.computed))
        .fact("computed", &claim.computed)
        .fact("expression", &claim.expression);
    if claim.certainty == Certainty::Likely { finding.likely() } else { finding }
}

/// Labels every figure of the claim but the one at the primary place with its short name.
pub(super) fn label_operands(cx: &Context<'_>, claim: &Claim, mut finding: Finding) -> Finding {
    for &(_, figure) in claim.roles.iter().filter(|&&(part, figure)| part != Part::Rate && Some(figure) != claim.stated) {
        finding = finding.label(cx.figures[figure].span, Text::same(cx.named(figure)));
    }
    finding
}
