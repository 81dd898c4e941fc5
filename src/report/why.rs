//! Why a claim is made, for people: the strongest reasons, how certain it is, and what else may be meant.

use super::layout::plain;
use crate::analysis::Analysis;
use crate::claims::{Claim, Ground, Next, Weighed, Why};
use crate::text::Lang;

/// How many reasons are shown.
const REASONS: usize = 3;
/// What speaks against a claim is shown where it takes half of its odds, in thousandths of a bit.
const AGAINST: i32 = -1000;
/// Beyond so many bits nobody wants to know how many times less likely something is.
const MOST: i32 = 10;

/// 「理由：……；……；……。把握：高。次选：……」
pub(super) fn words(analysis: &Analysis, claim: &Claim, why: &Why, lang: Lang) -> String {
    let said = |ground: &Ground| plain(if lang == Lang::Zh { &ground.zh } else { &ground.en });
    let points = points(&why.reasons);
    let reasons: Vec<String> =
        points.iter().filter(|point| point.lead >= 0).take(REASONS).map(|point| said(point.first)).collect();
    let against = points.last().filter(|point| point.lead <= AGAINST).map(|point| said(point.last));
    let certainty = claim.certainty.word(lang);
    let next = why.weighed.as_ref().map(|weighed| next(analysis, weighed, lang)).unwrap_or_default();
    match lang {
        Lang::Zh => {
            let against = against.map(|against| format!("不利：{against}。")).unwrap_or_default();
            format!("理由：{}。{against}把握：{certainty}。{next}", reasons.join("；"))
        }
        Lang::En => {
            let against = against.map(|against| format!(" against it: {against}.")).unwrap_or_default();
            format!("why: {}.{against} certainty: {certainty}. {next}", reasons.join("; ")).trim_end().to_owned()
        }
    }
}

/// What is said of one thing (the name, the part, the neighbours), put together: that the whole name stands in the part's words,
/// and that its end does, is one reason. The most telling of it speaks for all.
struct Point<'w> {
    subject: &'w str,
    lead: i32,
    first: &'w Ground,
    last: &'w Ground,
}

/// The points of a claim, from what speaks for it most to what speaks against it.
fn points(reasons: &[Ground]) -> Vec<Point<'_>> {
    let mut points: Vec<Point> = Vec::new();
    for ground in reasons {
        let idea = ground.name.rsplit('.').next().unwrap_or_default();
        let subject = idea.split('_').next().unwrap_or(idea);
        match points.iter_mut().find(|point| point.subject == subject) {
            Some(point) => (point.lead, point.last) = (point.lead + ground.lead, ground),
            None => points.push(Point { subject, lead: ground.lead, first: ground, last: ground }),
        }
    }
    points.sort_by_key(|point| std::cmp::Reverse(point.lead));
    points
}

/// What comes next to a claim, and how likely it is beside it.
fn next(analysis: &Analysis, weighed: &Weighed, lang: Lang) -> String {
    let meant = match (&weighed.next, lang) {
        (Next::Nothing, Lang::Zh) => "文中没有得出它的数".to_owned(),
        (Next::Nothing, Lang::En) => "nothing printed gives it".to_owned(),
        (Next::Other(claim), _) => plain(&claim.words(&analysis.source, &analysis.figures).expression()),
    };
    let (whole, rest) = (weighed.behind.div_euclid(1000), weighed.behind.rem_euclid(1000));
    // between two powers of two a straight line is near enough
    let times = |bits: i32| ((1 << bits) * (1000 + rest) + 500) / 1000;
    match (whole, lang) {
        (MOST.., Lang::Zh) => format!("次选：{meant}，可能性不到千分之一"),
        (MOST.., Lang::En) => format!("next: {meant}, not a thousandth as likely"),
        (1.., Lang::Zh) => format!("次选：{meant}，可能性约为 1/{}", times(whole)),
        (1.., Lang::En) => format!("next: {meant}, about 1/{} as likely", times(whole)),
        (-1..=0, Lang::Zh) => format!("次选：{meant}，可能性相近"),
        (-1..=0, Lang::En) => format!("next: {meant}, about as likely"),
        (_, Lang::Zh) => format!("也可能：{meant}，权衡起来更像"),
        (_, Lang::En) => format!("or else: {meant}, which weighs more"),
    }
}
