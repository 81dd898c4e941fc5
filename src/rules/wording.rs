//! Words that several rules need: short names for figures, findings drawn from claims.

use super::Context;
use super::prose::is_in_digits;
use crate::card::Card;
use crate::claims::{Claim, Explanation, Kind, Role};
use crate::figures::{Figure, strip_hedge};
use crate::finding::{Finding, Repair};
use crate::ids::{ClaimId, FigureId};
use crate::number::Decimal;
use crate::severity::Certainty;
use crate::source::Source;
use crate::text::Text;
use crate::words::{first, last};

/// The longest name that a label shows, in characters.
const NAME: usize = 6;

/// A short name for a figure by the words before it, else after it; empty if there are none.
pub(super) fn short_name<'a>(cx: &Context<'a>, figure: FigureId) -> &'a str {
    let figure = &cx.figures[figure];
    match name_before(cx.source, figure) {
        "" => first(cx.source.slice(figure.tail).trim(), NAME),
        name => last(name, NAME),
    }
}

/// Words between a name and its figure, beside hedges: 「文件共64件」.
const LEADING: [&str; 11] = ["共计", "总计", "共", "达", "为", "有", "了", "是", "：", ":", "的"];

/// Words that end before a name begins: 「纳入清理范围的文件」, 「其中合格」.
const BEFORE_NAMES: [&str; 13] = ["的", "其中", "包括", "含", "共", "年", "月", "已", "及", "”", "》", "）", ")"];

/// What the words before a figure call it, without those that only lead up to it: 合格 for 「其中合格」.
pub(crate) fn name_before<'a>(source: &'a Source, figure: &Figure) -> &'a str {
    let mut label = source.slice(figure.label).trim();
    // 「合计」 is a name of its own, but 「共计」 only leads up to the number
    let shorten = |label| strip_hedge(label).or_else(|| LEADING.iter().find_map(|word| label.strip_suffix(word)));
    while let Some(shorter) = shorten(label) {
        label = shorter.trim_end();
    }
    let start =
        BEFORE_NAMES.iter().filter_map(|word| label.rfind(word).map(|at| at + word.len())).filter(|&at| at < label.len()).max();
    let name = start.map_or(label, |at| &label[at..]);
    if matches!(name, "年" | "月") { dated(source, figure, name) } else { name }
}

/// 2025年 for 「2025年的863人」: the date is a figure of its own, so that only its 年 is left of the words.
fn dated<'a>(source: &'a Source, figure: &Figure, unit: &'a str) -> &'a str {
    let start = figure.label.start as usize;
    let text = source.text();
    let digits = text[..start].bytes().rev().take_while(u8::is_ascii_digit).count();
    let follows = digits > 0 && text[start..].starts_with(unit);
    if follows { &text[start - digits..start + unit.len()] } else { unit }
}

/// A finding about a claim, at the figure that states the result, with the facts that every message needs: `subject`
/// (or `words`, where the figure has no name), `stated`, `computed`, `expected`, `expression`.
pub(super) fn finding(cx: &Context<'_>, rule: &'static Card, id: ClaimId, claim: &Claim, message: Text) -> Finding {
    let stated = claim.stated.or(claim.roles.last().map(|&(_, figure)| figure));
    let span = stated.map_or(claim.span, |figure| cx.figures[figure].span);
    let words = stated.map_or("", |figure| cx.words(figure));
    let said = cx.words_of(claim);
    let (subject, computed) = (said.subject(), said.computed());
    let named = |nothing: &str| if subject.is_empty() { nothing.to_owned() } else { subject.clone() };
    let finding = Finding::new(rule, span, message)
        .claim(id)
        .fact_text("subject", Text::both(named("此处"), named("this figure")))
        .fact("stated", words)
        .fact("expected", said.expected().as_ref().unwrap_or(&computed))
        .fact("computed", &computed)
        .fact("expression", said.expression());
    if claim.certainty == Certainty::Likely { finding.likely() } else { finding }
}

/// Labels every figure of the claim but the one at the primary place with its short name.
pub(super) fn label_operands(cx: &Context<'_>, claim: &Claim, mut finding: Finding) -> Finding {
    for &(_, figure) in claim.roles.iter().filter(|&&(role, figure)| role != Role::Rate && Some(figure) != claim.stated) {
        finding = finding.label(cx.figures[figure].span, Text::same(cx.named(figure)));
    }
    finding
}

/// What would account for a contradiction, in words; empty where nothing simple does, or where the message says it all.
pub(super) fn explanation(cx: &Context<'_>, claim: &Claim) -> Text {
    match claim.cause() {
        Some(Explanation::Swapped) => text!("；似把分子、分母颠倒了", "; part and whole seem to be swapped"),
        Some(Explanation::Complement) => text!("；所写的恰是余下的比例", "; the stated rate is the complement"),
        Some(Explanation::Scale) => text!("；数字相同而小数点错位", "; the digits are right, the point is not"),
        Some(Explanation::OtherBase(base)) => {
            Text::both(format!("；若以 {} 为基数则相符", cx.words(base)), format!("; over {} it would be right", cx.words(base)))
        }
        Some(Explanation::LastDigit | Explanation::Copied(_) | Explanation::OneDigit(_)) | None => text!("", ""),
    }
}

/// How a rule words a claim that does not hold; the templates may use the facts of [`finding`].
pub(super) struct Mismatch {
    /// What is stated, and what was computed.
    pub message: Text,
    /// The label at the stated figure.
    pub primary: Text,
    /// What to do about it.
    pub help: Text,
}

/// The most operands that are labelled one by one: of a longer list the working shows them.
const LABELLED: usize = 12;

/// What would make a claim hold, as changes of the text.
pub(super) fn repairs<'c>(cx: &'c Context<'_>, claim: &'c Claim) -> impl Iterator<Item = Repair> + use<'c> {
    let repair = |&(figure, value): &(FigureId, Decimal)| Repair {
        span: cx.figures[figure].number,
        replacement: value.to_string(),
        safe: false,
    };
    let takes_digits = |&&(figure, _): &&(FigureId, Decimal)| is_in_digits(cx.source, &cx.figures[figure]);
    claim.repairs().iter().filter(takes_digits).map(repair)
}

/// A finding for every claim of these kinds that does not hold: the working with what would account for the difference,
/// the operands labelled, the repairs, of which those of operands are named in the help.
pub(super) fn mismatches(cx: &Context<'_>, rule: &'static Card, kinds: &'static [Kind], words: &Mismatch) -> Vec<Finding> {
    let wrong = cx.claims_of(kinds).filter(|(_, claim)| is_wrong(claim) && !is_copied(claim));
    wrong.map(|(id, claim)| mismatch(cx, rule, id, claim, words)).collect()
}

fn mismatch<'a>(cx: &Context<'a>, rule: &'static Card, id: ClaimId, claim: &'a Claim, words: &Mismatch) -> Finding {
    let explanation = explanation(cx, claim);
    let alternatives = alternatives(cx, claim);
    let help = match alternatives.is_empty() {
        true => words.help.clone(),
        false => Text::both(
            format!("{}；也可能是{}", words.help.zh, listed(&alternatives, "（", "？）", "或")),
            format!("{}; or is it {}", words.help.en, listed(&alternatives, " (", "?)", " or ")),
        ),
    };
    let finding = finding(cx, rule, id, claim, words.message.clone())
        .primary(words.primary.clone())
        .why(Text::both(
            format!("{{expression}} = {{computed}}{}", explanation.zh),
            format!("{{expression}} = {{computed}}{}", explanation.en),
        ))
        .help(help)
        .repairs(repairs(cx, claim));
    if claim.roles.len() <= LABELLED { label_operands(cx, claim, finding) } else { finding }
}

/// Whether the claim's stated digits were copied; the rules for rates and changes leave such claims to this one.
pub(super) fn is_copied(claim: &Claim) -> bool {
    matches!(claim.cause(), Some(Explanation::Copied(_)))
}

/// Whether the stated figure is not what the others give.
pub(super) fn is_wrong(claim: &Claim) -> bool {
    claim.off().is_some()
}

/// Operands that another number would mend, by name: 办结（13650？）.
pub(super) fn alternatives<'a>(cx: &Context<'a>, claim: &Claim) -> Vec<(&'a str, Decimal)> {
    let of_operands = claim.repairs().iter().filter(|&&(figure, _)| Some(figure) != claim.stated);
    let named = of_operands.map(|&(figure, value)| (short_name(cx, figure), value));
    named.filter(|(name, _)| !name.is_empty()).take(ALTERNATIVES).collect()
}

/// The most operands that a help names.
const ALTERNATIVES: usize = 3;

/// 话务工单（13784？）或办结（13650？）.
pub(super) fn listed(alternatives: &[(&str, Decimal)], open: &str, close: &str, or: &str) -> String {
    alternatives.iter().map(|(name, value)| format!("{name}{open}{value}{close}")).collect::<Vec<_>>().join(or)
}
