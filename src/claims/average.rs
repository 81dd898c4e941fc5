//! Averages and yearly growth: 平均每个家庭户2.62人; 全年受理48217件，日均132.1件; 年均增长0.53%.

use super::draft::{Draft, claim, is_slip_off, plain};
use super::formula::Formula;
use super::judge::{Outcome, resolution};
use super::scene::{Facet, Scene, contains_any};
use super::stretch::stretch;
use super::verdict::{Kind, Role, Verdict};
use super::working::Working;
use crate::figures::{Class, Figure, Kinship, Script, kinship};
use crate::ids::FigureId;
use crate::number::{Decimal, End, Exact, Interval};
use crate::severity::Certainty;
use crate::words::{first, last};

/// How many quantities before an average are looked at.
const REACH: usize = 12;
/// How many characters before an average may name its period.
const WORDS: usize = 240;

/// Every average whose total and count are printed, and every yearly growth whose two values and years are.
pub(super) fn averages(scene: &Scene) -> Vec<Draft> {
    let averages = scene
        .figures
        .ids()
        .filter(|&figure| scene.cues[figure].facet == Facet::Average && scene.figures[figure].class == Class::Quantity);
    let growths = scene.figures.ids().filter(|&figure| is_yearly(scene, figure));
    averages.filter_map(|figure| average(scene, figure)).chain(growths.filter_map(|figure| yearly(scene, figure))).collect()
}

/// total ÷ count, where the count is of what the average is taken over: 每户, 人均.
fn average(scene: &Scene, stated: FigureId) -> Option<Draft> {
    let build = |formula: Formula| claim(scene, Kind::Average, formula, Role::Rate, stated, Certainty::Likely);
    let Some(per) = per(scene.label(stated)) else { return by_arithmetic(scene, None, stated).map(build) };
    let before: Vec<FigureId> = scene.before(stated).filter(|&figure| scene.is_level(figure)).take(REACH).collect();
    let totals: Vec<FigureId> = before
        .iter()
        .copied()
        .filter(|&total| scene.kinship(total, stated) == Kinship::Same && !is_counted_in(scene, total, per))
        .collect();
    let counts: Vec<FigureId> = before.iter().copied().filter(|&count| is_counted_in(scene, count, per)).collect();
    let pairs = || {
        totals.iter().flat_map(|&total| counts.iter().map(move |&count| (total, count))).filter(|(total, count)| total != count)
    };
    let formula = |(total, count): (FigureId, FigureId)| {
        Formula::of(scene, Role::Whole, total).over(Formula::of(scene, Role::Count, count))
    };
    let nearest = pairs().next().filter(|&(total, count)| {
        [total, count].iter().all(|&figure| scene.cues[figure].sentence == scene.cues[stated].sentence) && totals[0] == total
    });
    let telling = resolution(&scene.figures[stated]) >= 100;
    let printed: Vec<Draft> = pairs().filter(|&pair| telling || Some(pair) == nearest).filter_map(formula).map(build).collect();
    let agreeing = printed.into_iter().find(|claim| claim.verdict() == Verdict::Consistent);
    let agreeing = agreeing.or_else(|| by_arithmetic(scene, Some(per), stated).map(build));
    agreeing.or_else(|| nearest.and_then(formula).map(build).filter(|claim| is_slipped(scene, stated, claim))).or_else(|| {
        let total = totals.first().copied().filter(|_| counts.is_empty())?;
        over_time(scene, total, per, stated)
    })
}

/// 「走访6144人次，人均12.0次」, 「网站访问1290万次，独立用户349万个，人均访问3.70次」, 「通话时长7045分钟，平均通话时长6.4分钟」: one of the two
/// goes by its words, and no other figures of the sentence, nor of a bracket after the average, would give it by chance.
fn by_arithmetic(scene: &Scene, per: Option<&str>, stated: FigureId) -> Option<Formula> {
    let sentence = scene.sentence_of(stated);
    let before = scene.back(sentence.start, stated).filter(|&figure| scene.is_level(figure)).take(6);
    let inside = |&figure: &FigureId| scene.cues[figure].depth > scene.cues[stated].depth;
    let after = stated.next().until(sentence.end).iter().take_while(inside).filter(|&figure| scene.is_level(figure)).take(2);
    let near: Vec<FigureId> = before.chain(after).filter(|&figure| !scene.is_limit(figure)).collect();
    let is_total = |total: FigureId| match per {
        Some(_) => scene.kinship(total, stated) > Kinship::Apart,
        None => scene.kinship(total, stated) == Kinship::Same && is_averaged(scene, total, stated),
    };
    let is_count = |count: FigureId| {
        let is_counted = |per: &str| scene.unit(count).is_some_and(|unit| unit.contains(per)) || scene.label(count).contains(per);
        per.is_some_and(is_counted)
    };
    let pairs: Vec<(FigureId, FigureId)> = near
        .iter()
        .flat_map(|&total| near.iter().map(move |&count| (total, count)))
        .filter(|&(total, count)| total != count && (is_total(total) || is_count(count)))
        .collect();
    if resolution(&scene.figures[stated]) < 20 * i128::try_from(pairs.len()).ok()? {
        return None;
    }
    let formulas = pairs
        .into_iter()
        .filter_map(|(total, count)| Formula::of(scene, Role::Whole, total).over(Formula::of(scene, Role::Count, count)));
    formulas.into_iter().find(|formula| formula.verdict(&scene.figures[stated]) == Verdict::Consistent)
}

/// Whether an average is one of a total by its name: 平均通话时长 and 通话时长.
fn is_averaged(scene: &Scene, total: FigureId, stated: FigureId) -> bool {
    let of = |label: &'_ str| label.trim_end_matches(['为', '达', '约', '到', '共', '是']).to_owned();
    let average = of(scene.label(stated));
    let name = average.rsplit('均').next().unwrap_or_default();
    name.chars().count() >= 2 && of(scene.label(total)).ends_with(name)
}

/// 「全年共受理48217件，日均132.1件」, 「第28周受理71184件，日均10169件」: the days and the months of a period need not be printed.
fn over_time(scene: &Scene, total: FigureId, per: &str, stated: FigureId) -> Option<Draft> {
    let stretch = stretch(last(scene.sentence_head(stated), WORDS))?;
    let counts = match per {
        "日" | "天" => stretch.days,
        "月" => vec![stretch.months.filter(|&months| months > 1)?],
        _ => return None,
    };
    // of a part of the year, the comparison with another may stand between
    let beside = if stretch.is_named_year { total.next() == stated } else { stated.since(total) <= 3 };
    let here = scene.cues[total].sentence == scene.cues[stated].sentence;
    let telling = stretch.is_named_year || resolution(&scene.figures[stated]) >= 20 * i128::try_from(counts.len()).ok()?;
    if !here || !beside || !telling {
        return None;
    }
    let claims = counts.iter().filter_map(|&count| {
        let formula = Formula::of(scene, Role::Whole, total).over(Formula::constant(count))?;
        Some(claim(scene, Kind::Average, formula, Role::Rate, stated, Certainty::Likely))
    });
    let claims: Vec<Draft> = claims.collect();
    let agreeing = claims.iter().find(|claim| claim.verdict() == Verdict::Consistent);
    let slipped = || claims.first().filter(|claim| stretch.is_named_year && is_slipped(scene, stated, claim));
    agreeing.or_else(slipped).cloned()
}

/// One digit of the average, or of what it is taken from, accounts for the difference.
fn is_slipped(scene: &Scene, stated: FigureId, claim: &Draft) -> bool {
    let printed = &scene.figures[stated];
    printed.hedge().is_none() && resolution(printed) >= 100 && is_slip_off(scene, claim, 0)
}

/// Whether a figure counts what an average is taken over: 1463件 for 每件, 12个司法所 for 每所.
fn is_counted_in(scene: &Scene, count: FigureId, per: &str) -> bool {
    let by_unit = |unit: &str| unit.ends_with(per) || kinship(Some(unit), Some(per)) == Kinship::Same;
    let noun = || first(scene.tail(count), 6).contains(per) && scene.unit(count) == Some("个");
    scene.unit(count).is_some_and(by_unit) || scene.tail(count).starts_with(per) || noun()
}

/// What an average is taken over: 户 of 「平均每个家庭户的人口为」, 期 of 「平均每期」, 人 of 人均.
fn per(label: &str) -> Option<&str> {
    if let Some(at) = label.find('每') {
        let rest = label[at + '每'.len_utf8()..].trim_start_matches(['个', '名', '位']);
        let end = ["的", "有", "拥有", "平均", "为", "达"].iter().filter_map(|word| rest.find(word)).min().unwrap_or(rest.len());
        let last = rest[..end].char_indices().next_back()?.0;
        return Some(&rest[last..end]);
    }
    let before = &label[..label.find('均')?];
    let last = before.char_indices().next_back()?.0;
    (!matches!(&before[last..], "平" | "年")).then_some(&before[last..])
}

fn is_yearly(scene: &Scene, figure: FigureId) -> bool {
    scene.figures[figure].class == Class::Percent
        && contains_any(
            scene.label(figure),
            &["年均增长", "年均递增", "年平均增长", "年均下降", "年均增速", "年均减少", "年平均下降", "年平均减少"],
        )
}

/// (current ÷ base)^(1/years) − 1, compared by raising the printed bounds to the power: exact, without roots.
fn yearly(scene: &Scene, stated: FigureId) -> Option<Draft> {
    let paragraph = scene.paragraph_of(stated);
    let is_value = |&figure: &FigureId| {
        scene.figures[figure].class == Class::Quantity
            && scene.figures[figure].script == Script::Digits
            && matches!(scene.cues[figure].facet, Facet::Level | Facet::Prior)
    };
    let values: Vec<FigureId> = paragraph.start.until(stated).iter().rev().filter(is_value).take(4).collect();
    let years = years(scene, paragraph.start, stated)?;
    let down = contains_any(scene.label(stated), &["下降", "减少"]);
    let pairs = values.iter().flat_map(|&current| values.iter().map(move |&base| (current, base)));
    let (current, base) = pairs
        .filter(|&(current, base)| current != base && scene.kinship(current, base) == Kinship::Same)
        .find(|&(current, base)| {
            let ratio = Formula::of(scene, Role::Current, current)
                .over(Formula::of(scene, Role::Base, base))
                .map(|formula| formula.interval);
            ratio.is_some_and(|ratio| grows(&ratio, &scene.figures[stated], years, down))
        })?;
    let roles = vec![(Role::Current, current), (Role::Base, base), (Role::Rate, stated)];
    let working = Working::Yearly { current, base, years };
    Some(plain(scene, Kind::Change, Outcome::equal(), Certainty::Likely, roles, working).stating(stated))
}

/// The years between the first and the last that stand before the growth rate, or the report's own, if they differ by 2 to 40.
fn years(scene: &Scene, start: FigureId, stated: FigureId) -> Option<u32> {
    let is_year = |figure: &&Figure| figure.class == Class::Date && (1900..=2100).contains(&figure.decimal.mantissa);
    let mut years: Vec<i128> =
        scene.figures[start.reach_back(8).until(stated)].iter().filter(is_year).map(|figure| figure.decimal.mantissa).collect();
    if years.windows(2).all(|pair| pair[0] == pair[1]) {
        years.extend(scene.document.opening_year.map(|(year, _)| i128::from(year)));
    }
    years.sort_unstable();
    let between = years.last()? - years.first()?;
    u32::try_from(between).ok().filter(|years| (2..=40).contains(years))
}

/// Whether some rate that prints as `stated` gives the ratio after so many years.
fn grows(ratio: &Interval, stated: &Figure, years: u32, down: bool) -> bool {
    let factor = |rate: Option<End>| {
        let rate = rate?.value.checked_div(100)?;
        Exact::from(1).checked_add(if down { -rate } else { rate })
    };
    let rates = stated.interval();
    let Some((a, b)) = factor(rates.low).zip(factor(rates.high)) else { return false };
    let (slow, fast) = (a.min(b), a.max(b));
    if !slow.is_positive() {
        return false;
    }
    let (slow, fast) = (slow.unbounded().pow(years as i32), fast.unbounded().pow(years as i32));
    let above = ratio.high.is_none_or(|high| high.value.unbounded() >= slow);
    let below = ratio.low.is_none_or(|low| low.value.unbounded() <= fast);
    stated.decimal != Decimal::integer(0) && above && below
}
