//! Q102: a figure made vague by two words.

use crate::document::ParagraphKind;
use crate::figures::{Hedge, Numeral, PrintedHedge, Side};
use crate::finding::{Finding, Repair};
use crate::rules::Context;
use crate::rules::prose::{is_name, kind_of};
use crate::source::Span;

rule! {
    /// 一个数字前后用了两个概数词。
    /// A figure is hedged by two words where one would do.
    ///
    /// # 为什么
    /// 「约」已说明是大概，再加「多」「左右」就重复；「近」说不足，「以上」说超过，放在一起还互相矛盾。
    ///
    /// # Why
    /// 约 says that a figure is not exact, and 多 or 左右 says it again; 近 means less and 以上 means more, and together they
    /// contradict each other.
    ///
    /// # 来源
    /// 惯例：概数词前后只用一个。
    ///
    /// # 例
    /// ```bad
    /// 审核合同涉及金额⟦约20多亿元⟧，培训⟦近200人左右⟧，巡查⟦超过50件次以上⟧。
    /// ```
    /// ```fixed
    /// 审核合同涉及金额20多亿元，培训近200人左右，巡查超过50件次。
    /// ```
    /// ```bad
    /// 全年走访企业⟦大约近300家⟧，开展宣传⟦近百余场⟧，挽回损失⟦至少1000万元以上⟧。
    /// ```
    /// ```fixed
    /// 全年走访企业大约近300家，开展宣传近百余场，挽回损失至少1000万元。
    /// ```
    /// ```good
    /// 涉及金额20多亿元，培训约200人，签约50余家，节约300余万元，最近10余天接待近百人。
    /// ```
    /// ```good
    /// 近10余年来累计建成驿站60余个，超过50家企业参加，从业20年以上的约30人。
    /// ```
    Q102 "hedged-twice", Warning, Practice, fix Safe => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let figures = cx.figures.iter().filter(|figure| figure.hedges.len() > 1).map(Numeral::from);
    let numerals = cx.numerals.iter().filter(|numeral| numeral.hedges.len() > 1).cloned();
    let in_body = figures.chain(numerals).filter(|numeral| kind_of(cx, numeral.clause) == ParagraphKind::Body);
    in_body.filter_map(|numeral| of(cx, &numeral)).collect()
}

/// What is wrong with the hedges of a number, if there are two.
fn of(cx: &Context<'_>, numeral: &Numeral) -> Option<Finding> {
    let whole = Span {
        start: numeral.hedges.first()?.span.start.min(numeral.number.start),
        end: numeral.hedges.last()?.span.end.max(numeral.span.end),
    };
    let hedges: Vec<PrintedHedge> = numeral.hedges.iter().copied().filter(|&hedge| hedges_number(cx, numeral, hedge)).collect();
    let &[first, second, ..] = hedges.as_slice() else { return None };
    // a word before the number may be none of its hedges (近10余年): then the figure begins with the number
    let start = first.span.start.min(numeral.number.start);
    (!is_name(cx, whole)).then(|| finding(cx, Span { start, end: whole.end }, first, second))
}

/// Whether a word that may hedge hedges this number.
fn hedges_number(cx: &Context<'_>, numeral: &Numeral, hedge: PrintedHedge) -> bool {
    let is_of_time = || numeral.classifier.is_some_and(|unit| unit.is_of_time());
    let counts = |words: &[&str]| numeral.classifier.is_some_and(|unit| words.iter().any(|word| unit.word.starts_with(word)));
    match cx.source.slice(hedge.span) {
        // 近10余年: not "nearly" but "lately"
        "近" => !is_of_time(),
        // 突破20余项技术: what is broken through is no limit
        "突破" => !counts(&["项", "个", "种"]),
        // 「约30件多为…」: after the unit another word may begin
        "多" | "余" => hedge.side == Side::Inside,
        _ => true,
    }
}

fn finding(cx: &Context<'_>, span: Span, first: PrintedHedge, second: PrintedHedge) -> Finding {
    let slice = |start, end| cx.source.slice(Span { start, end });
    let without = |hedge: PrintedHedge| format!("{}{}", slice(span.start, hedge.span.start), slice(hedge.span.end, span.end));
    let repair = |dropped, safe| Repair { span, replacement: without(dropped), safe };
    let repairs = match kept(first, second) {
        Some(Kept::First) => [repair(second, true), repair(first, false)],
        Some(Kept::Second) => [repair(first, true), repair(second, false)],
        None => [repair(first, false), repair(second, false)],
    };
    let message = text!("「{quote}」并用「{first}」与「{second}」", "“{quote}” is hedged by both {first} and {second}");
    Finding::new(&CARD, span, message)
        .fact("quote", cx.source.slice(span))
        .fact("first", cx.source.slice(first.span))
        .fact("second", cx.source.slice(second.span))
        .help(text!("保留其中一个概数词", "keep one of the two"))
        .repairs(repairs)
}

/// Which of two hedges says all that both say.
enum Kept {
    First,
    Second,
}

/// 约200人左右: one of two that say the same. 约20多亿元: the one that says more. Of 近200人左右 and 约50件以上 each says something
/// else, and only the author knows what was meant.
fn kept(first: PrintedHedge, second: PrintedHedge) -> Option<Kept> {
    let about = |hedge: PrintedHedge| hedge.meaning == Hedge::About;
    match () {
        () if first.meaning == second.meaning || (says_more(first) && says_more(second)) => Some(Kept::First),
        () if about(first) && second.side == Side::Inside => Some(Kept::Second),
        () if about(second) && first.side == Side::Inside => Some(Kept::First),
        () => None,
    }
}

/// 超过, 20余, 以上: that there is more than the number, where 至少 says that it may be the number itself.
fn says_more(hedge: PrintedHedge) -> bool {
    match hedge.meaning {
        Hedge::Over | Hedge::MoreThan => true,
        Hedge::AtLeast => hedge.side == Side::After,
        Hedge::Near | Hedge::About | Hedge::AtMost | Hedge::Range => false,
    }
}
