//! Q112: 约 before a figure that is given to the last unit.

use crate::figures::{Figure, Hedge, Side};
use crate::finding::{Finding, Repair};
use crate::number::Decimal;
use crate::rules::Context;
use crate::rules::prose::{figures_of_body, is_name, up_to_unit};
use crate::source::Span;

rule! {
    /// 「约」后面是精确到个位的数。
    /// 约 (about) stands before a figure that is given to the last unit.
    ///
    /// # 为什么
    /// 「约13649件」前后矛盾：知道确数就不必说「约」，只知大概就写成整数。带「万」「亿」的数本来是约数，六位以上有效数字才提出。
    ///
    /// # Why
    /// 「约13649件」 contradicts itself: who knows the number need not say 约, and who does not gives a round one. Figures in
    /// 万 and 亿 are round already; only with six significant digits or more are they reported.
    ///
    /// # 来源
    /// 惯例。
    ///
    /// # 例
    /// ```bad
    /// 受理⟦约13649件⟧，涉及⟦大约1234.56元⟧。
    /// ```
    /// ```good
    /// 受理约13600件，约384人，约3543亿元，约3279.5万个，节约13649元，签约1234户，约2023年完工。
    /// ```
    Q112 "hedged-exact-figure", Note, Practice, fix Unsafe => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    figures_of_body(cx).filter_map(|figure| Some(finding(cx, figure, hedge(cx, figure)?))).collect()
}

/// The 约 before a figure that is given to the last unit: 约13785件. 20余万 and 3—5 are not.
fn hedge(cx: &Context<'_>, figure: &Figure) -> Option<Span> {
    let hedge = figure.hedges.iter().rev().find(|hedge| hedge.side == Side::Before)?;
    let is_vague = figure.range.is_some() || figure.hedges.iter().any(|hedge| hedge.side == Side::Inside);
    let counts = figure.classifier.is_some_and(|unit| !unit.is_of_time() && !unit.is_points());
    let limit = if figure.scale == 0 { 4 } else { 6 };
    let is_exact = counts && !is_vague && significant(figure.decimal) >= limit;
    let whole = Span { start: hedge.span.start, end: figure.span.end };
    (hedge.meaning == Hedge::About && is_exact && !is_name(cx, whole)).then_some(hedge.span)
}

fn finding(cx: &Context<'_>, figure: &Figure, hedge: Span) -> Finding {
    let end = up_to_unit(cx, figure).end;
    let span = Span { start: hedge.start, end };
    let replacement = cx.source.slice(Span { start: hedge.end, end }).to_owned();
    let message = text!("「{quote}」是精确的数，却说「{hedge}」", "“{quote}” is exact and yet says {hedge} (about)");
    Finding::new(&CARD, span, message)
        .fact("quote", cx.source.slice(span))
        .fact("hedge", cx.source.slice(hedge))
        .help(text!("若是确数，去掉「{hedge}」；若是概数，写成整数", "leave {hedge} out, or round the figure"))
        .repairs([Repair { span, replacement, safe: false }])
}

/// How many digits a number has from its first to its last that is not 0.
fn significant(number: Decimal) -> usize {
    number.mantissa.to_string().trim_end_matches('0').len()
}
