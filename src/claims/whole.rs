//! Percentages that leave nothing out, without the counts behind them: 电话占63.2%、网络占25.1%、其他占11.7%; the three industries;
//! 合格率97.9%、不合格率2.1%. What their changes make is nothing in all.

use super::draft::{Draft, whole};
use super::formula::Formula;
use super::judge::Outcome;
use super::scene::{Direction, Facet, LIST, Scene, contains_any, rate_name};
use super::slip::one_digit_apart;
use super::verdict::Role;
use super::working::Measure;
use crate::figures::Class;
use crate::ids::FigureId;
use crate::number::{Decimal, Exact, Interval};
use crate::severity::Certainty;

/// Every such list, against 100%.
pub(super) fn wholes(scene: &Scene) -> Vec<Draft> {
    let mut claims: Vec<Draft> = runs(scene).iter().flat_map(|run| complete(scene, run)).collect();
    claims.extend(shifts(scene));
    claims
}

/// The percentages of each sentence that stand beside one another, changes left out; those that 分别 leads are a list of their own.
fn runs(scene: &Scene) -> Vec<Vec<FigureId>> {
    let mut runs: Vec<Vec<FigureId>> = Vec::new();
    let mut is_led = false;
    for figure in scene.figures.ids().filter(|&figure| is_told(scene, figure)) {
        let follows = scene.is_next_of_list(figure);
        let leads = !follows && contains_any(scene.label(figure), &["分别", "依次"]);
        let beside = |run: &&mut Vec<FigureId>| {
            let (cue, before) = (&scene.cues[figure], &scene.cues[run[run.len() - 1]]);
            cue.sentence == before.sentence && cue.depth == before.depth && run.len() < LIST && !leads && (follows || !is_led)
        };
        match runs.last_mut().filter(beside) {
            Some(run) => run.push(figure),
            None => {
                runs.push(vec![figure]);
                is_led = leads;
            }
        }
    }
    runs
}

/// Whether a percentage tells how large something is, to the place that is printed.
fn is_told(scene: &Scene, figure: FigureId) -> bool {
    let printed = &scene.figures[figure];
    let cue = &scene.cues[figure];
    let of_rest = || cue.facet == Facet::Level && is_of_rest(scene, figure);
    printed.class == Class::Percent
        && printed.hedge().is_none()
        && !cue.tabular
        && (matches!(cue.facet, Facet::Share | Facet::Rate) || of_rest())
}

/// 其他占11.7%, 其他类0.01%.
fn is_of_rest(scene: &Scene, figure: FigureId) -> bool {
    ["其他", "其它", "其余"].iter().any(|word| scene.label(figure).starts_with(word))
}

/// The stretches of a run that make up 100%, the longest first, where that is no chance; or the run itself, where the words say that
/// it leaves nothing out.
fn complete(scene: &Scene, run: &[FigureId]) -> Vec<Draft> {
    let mut sums: Vec<(usize, usize, Interval)> = Vec::new();
    for from in 0..run.len() {
        let mut sum = scene.figures[run[from]].interval();
        for (to, &next) in run.iter().enumerate().skip(from + 1) {
            match sum.add(&scene.figures[next].interval()) {
                Some(longer) => sum = longer,
                None => break,
            }
            if sum.contains(hundred()) {
                sums.push((from, to + 1, sum));
            }
        }
    }
    sums.sort_by_key(|&(from, to, _)| (std::cmp::Reverse(to - from), from));
    let tried = run.len() * (run.len() - 1) / 2;
    let mut taken: Vec<(usize, usize)> = Vec::new();
    for (from, to, sum) in sums {
        let is_whole_run = to - from == run.len();
        let apart = taken.iter().all(|&(start, end)| to <= start || end <= from);
        if apart && is_telling(scene, &run[from..to], &sum, if is_whole_run { 1 } else { tried }) {
            taken.push((from, to));
        }
    }
    if taken.is_empty() {
        return missed(scene, run).into_iter().chain(run.windows(2).filter_map(|pair| denied(scene, pair))).collect();
    }
    taken.into_iter().filter_map(|(from, to)| claim(scene, &run[from..to], Outcome::equal())).collect()
}

/// 100%.
fn hundred() -> Exact {
    Exact::from(100)
}

/// Whether percentages that might add up to anything would hardly come so near to 100% in one of so many ways: of a whole list of
/// shares one time in ten, since such a list is complete as often as not; of others more seldom.
fn is_telling(scene: &Scene, list: &[FigureId], sum: &Interval, tried: usize) -> bool {
    let is_of_shares = list.iter().all(|&figure| scene.cues[figure].facet == Facet::Share || is_of_rest(scene, figure));
    let is_list = tried == 1 && list.len() >= 3;
    let is_led = list[1..].iter().all(|&figure| scene.is_next_of_list(figure));
    let times = match () {
        () if is_list && is_of_shares => 10,
        () if is_of_shares || is_list && is_led => 60,
        () => 200,
    };
    let width = |sum: &Interval| sum.high?.value.checked_sub(sum.low?.value)?.checked_mul(times * tried as i128);
    width(sum).is_some_and(|width| width <= hundred())
}

/// A list that leaves nothing out by its words, and does not make 100%.
fn missed(scene: &Scene, run: &[FigureId]) -> Option<Draft> {
    let is_list = run.len() >= 3
        && run.windows(2).all(|pair| pair[1] == pair[0].next())
        && run.iter().all(|&share| scene.cues[share].facet == Facet::Share);
    if !is_list || !(ends_in_rest(scene, run) || is_of_industries(scene, run)) {
        return None;
    }
    let claim = claim(scene, run, Outcome::unequal(None))?;
    // what is far off is no list of parts
    let near = scene.sum(run)?.checked_sub(hundred())?.abs() <= Exact::from(20);
    near.then_some(claim)
}

/// 「不合格率2.09%，合格率97.19%」: a rate and the one that denies it, side by side, and one digit is wrong.
fn denied(scene: &Scene, pair: &[FigureId]) -> Option<Draft> {
    let &[a, b] = pair else { return None };
    let (name, other) = (rate_name(scene.label(a))?, rate_name(scene.label(b))?);
    let denies =
        |name: &str, other: &str| !other.contains('不') && name.replacen('不', "", 1).ends_with(other) && name.contains('不');
    let printed = scene.figures[b].decimal;
    let expected = Decimal::rounded(hundred().checked_sub(scene.figures[a].value())?, printed.places)?;
    let is_slip = b == a.next() && printed.significant_digits() >= 3 && one_digit_apart(expected, printed);
    let is_told = denies(name, other) || denies(other, name);
    claim(scene, pair, Outcome::unequal(Some(expected))).filter(|_| is_told && is_slip)
}

fn claim(scene: &Scene, list: &[FigureId], outcome: Outcome) -> Option<Draft> {
    let sum = Formula::sum(scene, Role::Component, list)?;
    let places = list.iter().map(|&share| scene.figures[share].decimal.places).max()?;
    let total = Decimal::rounded(sum.centre, places)?;
    let claim = whole(scene, sum, total, Measure::PerCent, Certainty::Likely, outcome);
    Some(Draft { stated: list.last().copied(), ..claim })
}

/// The last share is that of 其他 or 其余, and no word says that some are left out.
fn ends_in_rest(scene: &Scene, list: &[FigureId]) -> bool {
    let last = list[list.len() - 1];
    let named = list.iter().all(|&share| scene.label(share).contains('占'));
    is_of_rest(scene, last)
        && named
        && !contains_any(scene.between(scene.figures[list[0]].label.start, scene.figures[last].span.start), &["其中", "主要"])
}

/// 三次产业占比分别为5.1%、5.9%、89%.
fn is_of_industries(scene: &Scene, list: &[FigureId]) -> bool {
    let clause = scene.document.clauses[scene.figures[list[0]].clause].span;
    let head = scene.between(clause.start, scene.figures[list[0]].span.start);
    list.len() == 3
        && contains_any(head, &["三次产业", "三产", "一、二、三产业", "一二三产业"])
        && !contains_any(head, &["增长", "贡献"])
}

/// 「三项比重分别上升1.35个百分点、下降6.79个百分点、上升5.44个百分点」: what shares of one whole gain and lose is nothing in all.
/// Other lists of points need not do so, so that only agreement is reported.
fn shifts(scene: &Scene) -> Vec<Draft> {
    let shifts: Vec<FigureId> = scene.figures.ids().filter(|&figure| is_shift(scene, figure)).collect();
    let lists = shifts.chunk_by(|&a, &b| scene.cues[a].sentence == scene.cues[b].sentence);
    let series = lists.filter(|list| list.len() >= 3).flat_map(|list| series(scene, list));
    series.filter_map(|(name, list)| balanced(scene, name, &list)).collect()
}

fn is_shift(scene: &Scene, figure: FigureId) -> bool {
    let printed = &scene.figures[figure];
    printed.class == Class::Points && printed.hedge().is_none() && matches!(scene.cues[figure].facet, Facet::Delta(_))
}

/// The changes of a sentence, by what they are changes of: 「东部件数比重上升0.9个百分点，收入比重上升0.5个百分点；西部件数比重…」.
fn series<'a>(scene: &Scene<'a>, list: &[FigureId]) -> Vec<(&'a str, Vec<FigureId>)> {
    let mut series: Vec<(&str, Vec<FigureId>)> = Vec::new();
    for &figure in list {
        let name = subject(scene.label(figure));
        // a change without words of its own goes with the one before it
        let own = series.iter().position(|(other, _)| ending(other) == ending(name));
        match own.or(series.len().checked_sub(1).filter(|_| name.is_empty())) {
            Some(at) => series[at].1.push(figure),
            None => series.push((name, vec![figure])),
        }
    }
    series.retain(|(_, list)| (3..=LIST).contains(&list.len()));
    series
}

/// What a change is a change of: 人口的比重 of 「人口的比重上升了」.
fn subject(label: &str) -> &str {
    let at = ["上升", "下降", "提高", "降低", "增加", "减少", "回落"].iter().filter_map(|word| label.rfind(word)).max();
    label[..at.unwrap_or(label.len())].trim_end_matches(['分', '别', '了'])
}

/// The characters by which two subjects are told apart, 的 left out.
fn ending(subject: &str) -> String {
    subject.chars().rev().filter(|&c| c != '的').take(4).collect()
}

/// The longest beginning of a series in which the ups and the downs make nothing; 「其中65岁及以上上升4.46个百分点」 may follow.
fn balanced(scene: &Scene, name: &str, list: &[FigureId]) -> Option<Draft> {
    // few digits balance by chance, if the words do not say that it is a whole that is divided
    let is_divided = ["比重", "占比", "比例"].iter().any(|word| name.ends_with(word));
    let telling = |&figure: &FigureId| scene.figures[figure].decimal.significant_digits() >= 2;
    let beginnings = (3..=list.len()).rev().map(|length| &list[..length]);
    let mut told = beginnings.filter(|part| part.iter().all(telling) || is_divided && part.len() == list.len());
    told.find_map(|part| balance(scene, part))
}

fn balance(scene: &Scene, list: &[FigureId]) -> Option<Draft> {
    let falls = |figure: &FigureId| scene.cues[*figure].facet == Facet::Delta(Direction::Down);
    let (down, up): (Vec<FigureId>, Vec<FigureId>) = list.iter().copied().partition(falls);
    if down.is_empty() || up.is_empty() || scene.sum(&up)? != scene.sum(&down)? {
        return None;
    }
    let formula = Formula::sum(scene, Role::Component, &up)?.minus(Formula::sum(scene, Role::Component, &down)?)?;
    Some(whole(scene, formula, Decimal::integer(0), Measure::Number, Certainty::Likely, Outcome::equal()))
}
