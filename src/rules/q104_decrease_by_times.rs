//! Q104: something is said to shrink by times.

use crate::finding::Finding;
use crate::rules::Context;

rule! {
    /// 减少、下降不能用倍数。
    /// A decrease is stated in multiples.
    ///
    /// # 为什么
    /// 减少一倍就是没有了，减少三倍不知所云。减少用百分比或几分之几。
    ///
    /// # Why
    /// Less by one time is nothing at all, and less by three times means nothing. Decreases are stated in per cent or in
    /// fractions.
    ///
    /// # 例
    /// ```bad
    /// 重复投诉比上年减少⟦3倍⟧。
    /// ```
    /// ```good
    /// 重复投诉比上年减少四分之三，网上办件量增长3倍。
    /// ```
    Q104 "decrease-by-times", Warning, Practice => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let shrinks = ["减少", "减少了", "下降", "下降了", "降低", "降低了", "缩短", "缩短了", "压缩", "节约", "节约了", "压减"];
    let figures = cx.figures.iter().filter(|figure| figure.unit.is_some_and(|unit| cx.source.slice(unit) == "倍"));
    figures
        .filter(|figure| shrinks.iter().any(|word| cx.source.slice(figure.label).trim_end().ends_with(word)))
        .map(|figure| {
            let message = text!("减少用了倍数「{stated}」", "a decrease is stated as {stated}");
            Finding::new(&CARD, figure.span, message)
                .fact("stated", cx.source.slice(figure.span))
                .help(text!("改用百分比或几分之几", "use a percentage or a fraction"))
        })
        .collect()
}
