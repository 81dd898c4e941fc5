//! Q101: one thing counted with several classifiers.

use crate::claims::{Kind, Verdict};
use crate::figures::{Kinship, kinship};
use crate::finding::{Finding, Repair};
use crate::ids::{ClaimId, FigureId};
use crate::rules::Context;
use crate::text::Text;
use crate::units;

rule! {
    /// 同一事物混用量词。
    /// One thing is counted with several classifiers.
    ///
    /// # 为什么
    /// 「规范性文件32件，其中21份」读者要想一想份和件是不是一回事。算得上的合计、结余里混用才提示。
    ///
    /// # Why
    /// 「规范性文件32件，其中21份」 makes readers wonder whether 份 and 件 are the same. This is noted only in sums and
    /// remainders that can be computed.
    ///
    /// # 例
    /// ```bad
    /// 审查规范性文件32件，其中政府文件⟦21份⟧，部门文件11件。
    /// ```
    /// ```good
    /// 审查规范性文件32件，其中政府文件21件，部门文件11件。
    /// ```
    Q101 "mixed-classifier", Note, Practice, fix Unsafe => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let holding =
        cx.claims_of(&[Kind::Breakdown, Kind::Remainder, Kind::Rate]).filter(|(_, claim)| claim.verdict() == Verdict::Consistent);
    holding.filter_map(|(id, claim)| report(cx, id, &claim.roles.iter().map(|&(_, figure)| figure).collect::<Vec<_>>())).collect()
}

/// The first figure whose classifier differs from that of the total (the figure that comes first).
fn report(cx: &Context<'_>, id: ClaimId, figures: &[FigureId]) -> Option<Finding> {
    let unit = |figure: FigureId| cx.figures[figure].unit.map(|unit| cx.source.slice(unit));
    let counted = || figures.iter().copied().filter(|&figure| cx.figures[figure].class == crate::figures::Class::Quantity);
    let total = counted().min_by_key(|&figure| cx.figures[figure].span)?;
    let odd = counted().find(|&figure| unit(figure) != unit(total) && mixes(unit(figure), unit(total)))?;
    let message = text!("同一事物用了「{odd}」又用「{usual}」", "one thing is counted both in {odd} and in {usual}");
    Some(
        Finding::new(&CARD, cx.figures[odd].span, message)
            .claim(id)
            .fact("odd", unit(odd)?)
            .fact("usual", unit(total)?)
            .label(cx.figures[total].span, Text::same(cx.named(total)))
            .help(text!("同一事物统一用「{usual}」", "keep to {usual}"))
            .repairs(cx.figures[odd].unit.map(|span| Repair {
                span,
                replacement: unit(total).unwrap_or_default().to_owned(),
                safe: false,
            })),
    )
}

/// 电话46908个 of 46983件（次） is no slip: the units name different things that add up.
fn mixes(odd: Option<&str>, usual: Option<&str>) -> bool {
    let (Some(odd), Some(usual)) = (odd, usual) else { return false };
    let is_of_pieces = |unit| units::named(unit).is_some_and(|unit| unit.is_of_pieces());
    kinship(Some(odd), Some(usual)) > Kinship::Apart && is_of_pieces(odd) && is_of_pieces(usual)
}
