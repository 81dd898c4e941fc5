//! Rates that no counts could give: over 100%, or without a whole numerator (the GRIM test).

use super::Reading;
use crate::claims::draft::{Draft, plain};
use crate::claims::judge::{Outcome, numerators};
use crate::claims::scene::contains_any;
use crate::claims::verdict::{Kind, Reason, Role};
use crate::claims::working::{Name, Working};
use crate::figures::Class;
use crate::ids::FigureId;
use crate::number::{Decimal, Exact, power_of_ten};
use crate::severity::Certainty;

impl Reading<'_, '_> {
    /// A rate that cannot exceed 100%, or that no whole number of the base gives.
    pub(super) fn infeasible(&self) -> Option<Draft> {
        let bounded = [
            "办结", "合格", "满意", "成功", "结案", "审结", "回复", "答复", "公开", "覆盖", "知晓", "持证", "出庭", "败诉",
            "胜诉", "通过", "及格", "办复",
        ];
        let figure = &self.scene.figures[self.rate];
        let is_bounded = bounded.iter().any(|name| self.name.ends_with(name));
        // what was carried over is closed, too
        let has_backlog = contains_any(self.scene.sentence_text(self.rate), &["结转", "积案", "旧存", "上年未结"]);
        if figure.value() <= 100.into() || figure.hedge().is_some() || !is_bounded || has_backlog {
            return self.no_whole_number();
        }
        let roles = vec![(Role::Rate, self.rate)];
        Some(self.impossible(Reason::OverHundred, Certainty::Proven, roles, Working::AtMostHundred))
    }

    /// GRIM: 「223人参加考试，合格率97.70%」 — no whole number of 223 gives it, rounded or cut.
    fn no_whole_number(&self) -> Option<Draft> {
        let stems = ["合格", "办结", "结案", "通过", "及格", "成功"];
        let figure = &self.scene.figures[self.rate];
        let sentence = self.scene.sentence_of(self.rate);
        let quantities: Vec<FigureId> =
            sentence.iter().filter(|&other| self.scene.figures[other].class == Class::Quantity).collect();
        let &[whole] = &quantities[..] else { return None };
        let count = self.scene.figures[whole].count()?;
        let informative = count > 0 && count < power_of_ten(figure.decimal.places + 2);
        let beside = whole < self.rate
            && [self.scene.label(whole), self.scene.tail(whole)]
                .iter()
                .any(|words| contains_any(words, &["参加", "抽查", "抽检", "考试", "受理"]));
        if !informative
            || !beside
            || figure.scale != 0
            || figure.hedge().is_some()
            || !stems.contains(&self.name)
            || !self.scene.is_level(whole)
        {
            return None;
        }
        if numerators(count, figure)? > 0 || cut_numerator(count, figure.decimal) {
            return None;
        }
        let roles = vec![(Role::Whole, whole), (Role::Rate, self.rate)];
        let working = Working::UnknownPart { whole, nearest: nearest_rates(count, figure.decimal) };
        Some(self.impossible(Reason::NoWholePart, Certainty::Likely, roles, working))
    }

    fn impossible(&self, reason: Reason, certainty: Certainty, roles: Vec<(Role, FigureId)>, working: Working) -> Draft {
        let claim = plain(self.scene, Kind::Rate, Outcome::Impossible(reason), certainty, roles, working).stating(self.rate);
        Draft { name: Name::Rate(self.scene.place_of(self.name)), ..claim }
    }
}

/// Whether some whole number of `whole`, as a percentage cut to the printed places, gives the digits.
fn cut_numerator(whole: i128, rate: Decimal) -> bool {
    let scale = 100 * power_of_ten(rate.places);
    let numerator = (rate.mantissa * whole + scale - 1) / scale;
    numerator * scale / whole == rate.mantissa
}

/// The rates on both sides that whole numbers of `whole` do give.
fn nearest_rates(whole: i128, rate: Decimal) -> Vec<(i128, Decimal)> {
    let scale = 100 * power_of_ten(rate.places);
    let below = rate.mantissa * whole / scale;
    let given = |numerator: i128| Some((numerator, Decimal::rounded(Exact::new(numerator * 100, whole), rate.places)?));
    [below, (below + 1).min(whole)].into_iter().filter_map(given).collect()
}
