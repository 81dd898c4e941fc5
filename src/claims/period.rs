//! Which period a figure speaks of, by the dates before it: 2024年受理412件, 一季度受理1012件, 2023年、2024年分别受理264件、351件.

use super::scene::Scene;
use crate::figures::Class;
use crate::ids::FigureId;

/// The most members of a list whose dates and figures are paired.
const LIST: usize = 12;

/// A period of which an earlier one is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Period {
    /// A calendar year.
    Year(i128),
    /// A quarter of the year, from 1.
    Quarter(u8),
}

impl Period {
    /// Whether `self` comes right before `later`.
    pub(super) fn precedes(self, later: Period) -> bool {
        match (self, later) {
            (Period::Year(a), Period::Year(b)) => a + 1 == b,
            (Period::Quarter(a), Period::Quarter(b)) => a + 1 == b,
            _ => false,
        }
    }
}

/// The period that the words before a figure name, or before the list in which it stands.
pub(super) fn period(scene: &Scene, figure: FigureId) -> Option<Period> {
    let leader = leader(scene, figure);
    let dates = dates_before(scene, leader);
    if dates.is_empty() {
        return quarter(scene.label(leader)).map(Period::Quarter);
    }
    let years: Vec<i128> = dates.iter().map(|&date| year(scene, date)).collect::<Option<_>>()?;
    let listed = scene.label(leader).contains("分别") && years.len() > 1;
    let year = if listed { *years.get(figure.since(leader))? } else { *years.last().filter(|_| years.len() == 1)? };
    Some(Period::Year(year))
}

/// The first figure of the list in which a figure stands: 264件 of 「分别受理264件、351件、463件」.
pub(super) fn leader(scene: &Scene, figure: FigureId) -> FigureId {
    let mut leader = figure;
    while let Some(before) = leader.previous().filter(|_| figure.since(leader) < LIST && scene.is_next_of_list(leader)) {
        leader = before;
    }
    leader
}

/// The dates right before a figure, with no measured figure between; those of its sentence.
fn dates_before(scene: &Scene, figure: FigureId) -> Vec<FigureId> {
    let is_date =
        |&date: &FigureId| scene.figures[date].class == Class::Date && scene.cues[date].sentence == scene.cues[figure].sentence;
    let mut dates: Vec<FigureId> = scene.before(figure).take_while(is_date).take(LIST).collect();
    dates.reverse();
    dates
}

/// 2024 of 2024年; `None` for months and days.
fn year(scene: &Scene, date: FigureId) -> Option<i128> {
    let printed = &scene.figures[date];
    let followed = scene.source.after(printed.number).trim_start().starts_with('年');
    (followed && (1900..=2100).contains(&printed.decimal.mantissa)).then_some(printed.decimal.mantissa)
}

/// 1 of 一季度, 第一季度.
fn quarter(label: &str) -> Option<u8> {
    let before = label[..label.find("季度")?].chars().next_back()?;
    ['一', '二', '三', '四'].iter().position(|&name| name == before).map(|at| at as u8 + 1)
}

/// The year with which the words compare: 2023 of 「较2023年下降25.4%」.
pub(super) fn compared_year(scene: &Scene, growth: FigureId) -> Option<i128> {
    let date = growth.previous()?;
    let compared = scene.label(date).ends_with(['较', '比', '与']);
    year(scene, date).filter(|_| compared && scene.cues[date].sentence == scene.cues[growth].sentence)
}
