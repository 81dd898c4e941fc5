//! What would account for a contradiction, and how to mend it.
//!
//! A repair is a number that makes the claim hold. It is worth the more the fewer other claims it breaks: a figure that
//! stands in a verified sum elsewhere is hardly the wrong one.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::claim::{Claim, Claims, Found, Off};
use super::draft::{Draft, by_figure};
use super::formula::Edit;
use super::judge::Outcome;
use super::scene::Scene;
use super::slip::{one_digit_apart, one_digit_edits};
use super::verdict::{Explanation, Gap, Kind, Role, Verdict};
use crate::figures::Kinship;
use crate::ids::FigureId;
use crate::number::{Decimal, Exact};

/// How many figures before a contradicted one are looked at for one that it was copied from.
const COPIED_FROM: usize = 8;

/// Makes claims of what was recomputed: those that do not hold with what would account for it, and with repairs.
pub(super) fn finish(scene: &Scene, drafts: Vec<Draft>) -> Claims {
    let by_figure = by_figure(&drafts);
    let account = |claim: &Draft| Case { scene, by_figure: &by_figure, claim }.account();
    let accounts: Vec<Account> = drafts.iter().map(account).collect();
    drafts.into_iter().zip(accounts).map(|(draft, account)| finished(draft, account)).collect()
}

/// What would account for a miss, and the numbers that would mend it.
#[derive(Default)]
struct Account {
    expected: Option<Decimal>,
    cause: Option<Explanation>,
    repairs: Vec<(FigureId, Decimal)>,
}

fn finished(draft: Draft, account: Account) -> Claim {
    let Draft { kind, certainty, roles, stated, span, name, working, strength, outcome } = draft;
    let found = match outcome {
        Outcome::Holds(modes) => Found::Holds { modes, strength },
        Outcome::Off { gap, modes, .. } => {
            let Account { expected, cause, repairs } = account;
            Found::Off(Off { expected, gap, modes, strength, cause, repairs })
        }
        Outcome::Impossible(reason) => Found::Impossible(reason),
        Outcome::Open => Found::Open,
    };
    Claim { kind, certainty, roles, stated, span, found, name, working }
}

/// A claim of which nobody asks what would account for it.
pub(super) fn unexplained(draft: Draft) -> Claim {
    finished(draft, Account::default())
}

fn is_wrong(claim: &Draft) -> bool {
    matches!(claim.outcome, Outcome::Off { .. })
}

struct Case<'c, 'a> {
    scene: &'c Scene<'a>,
    by_figure: &'c HashMap<FigureId, Vec<&'c Draft>>,
    claim: &'c Draft,
}

impl<'c> Case<'c, '_> {
    fn account(&self) -> Account {
        if !is_wrong(self.claim) {
            return Account::default();
        }
        let repairs = self.repairs();
        let cause = self.explanation(&repairs);
        let repairs = repairs.iter().map(|edit| (edit.figure, edit.value)).collect();
        Account { expected: self.claim.proposed(self.scene), cause, repairs }
    }

    /// An edit that mends other wrong claims too comes first, then the derived figure, then what breaks no other claim,
    /// with the fewest changed digits.
    fn repairs(&self) -> Vec<Edit> {
        let printed = |value: Decimal| self.scene.figures[self.claim.stated?].printed(value);
        let value = self.claim.proposed(self.scene).and_then(printed);
        let derived = self.claim.stated.zip(value).map(|(figure, value)| Edit { figure, value });
        let operands = self.claim.figures().filter(|&figure| Some(figure) != self.claim.stated);
        let mut edits: Vec<Edit> = derived.into_iter().chain(operands.filter_map(|figure| self.mended(figure))).collect();
        edits.sort_by_cached_key(|edit| {
            let is_operand = Some(edit.figure) != self.claim.stated;
            (Reverse(self.mended_besides(edit)), is_operand, is_operand && !self.is_one_digit(edit), edit.figure)
        });
        edits
    }

    /// How many other claims that do not hold would do so.
    fn mended_besides(&self, edit: &Edit) -> usize {
        let wrong = self.beside(edit.figure).filter(|claim| is_wrong(claim) && !std::ptr::eq(*claim, self.claim));
        wrong.filter(|claim| self.holds(claim, *edit)).count()
    }

    /// The claims in which a figure takes part.
    fn beside(&self, figure: FigureId) -> impl Iterator<Item = &'c Draft> {
        self.by_figure.get(&figure).into_iter().flatten().copied()
    }

    /// The number nearest to an operand's, two units or one digit away, with which this claim holds and no other breaks.
    fn mended(&self, figure: FigureId) -> Option<Edit> {
        let printed = &self.scene.figures[figure];
        let (formula, stated) = self.claim.formula().zip(self.claim.stated).filter(|_| printed.hedge().is_none())?;
        let beside = (printed.decimal.mantissa - 2).max(0)..=printed.decimal.mantissa + 2;
        let beside = beside.map(|mantissa| Decimal { mantissa, ..printed.decimal }).filter(|&value| value != printed.decimal);
        let mut edits: Vec<Decimal> = one_digit_edits(printed.decimal).chain(beside).collect();
        edits.sort_by_key(|edit| edit.mantissa);
        edits.dedup();
        let solutions = formula.solutions(self.scene.figures, stated, figure, edits);
        let mut edits: Vec<Edit> = solutions.into_iter().map(|value| Edit { figure, value }).collect();
        edits.sort_by_key(|edit| (edit.value.mantissa.abs_diff(printed.decimal.mantissa), !self.is_one_digit(edit)));
        edits.into_iter().find(|&edit| !self.breaks_another(edit))
    }

    fn holds(&self, claim: &Draft, edit: Edit) -> bool {
        let stated = claim.formula().zip(claim.stated);
        stated.is_some_and(|(formula, stated)| formula.holds_with(self.scene.figures, stated, edit))
    }

    /// Whether a claim that holds would no longer do so.
    fn breaks_another(&self, edit: Edit) -> bool {
        let mut held =
            self.beside(edit.figure).filter(|claim| claim.verdict() == Verdict::Consistent && claim.formula().is_some());
        held.any(|claim| !self.holds(claim, edit))
    }

    fn is_one_digit(&self, edit: &Edit) -> bool {
        one_digit_apart(edit.value, self.scene.figures[edit.figure].decimal)
    }

    fn only(&self, wanted: Role) -> Option<FigureId> {
        let mut figures = self.claim.roles.iter().filter(|(role, _)| *role == wanted);
        match (figures.next(), figures.next()) {
            (Some(&(_, figure)), None) => Some(figure),
            _ => None,
        }
    }

    fn explanation(&self, repairs: &[Edit]) -> Option<Explanation> {
        if matches!(self.claim.outcome, Outcome::Off { gap: Gap::LastDigit, .. }) {
            return Some(Explanation::LastDigit);
        }
        let copied = || self.copied_from().map(Explanation::Copied);
        let ratio = || self.ratio_explanation();
        let digit = || repairs.iter().find(|edit| self.is_one_digit(edit)).map(|edit| Explanation::OneDigit(edit.figure));
        copied().or_else(ratio).or_else(digit)
    }

    /// The same digits stand in a claim just before, where they are right.
    fn copied_from(&self) -> Option<FigureId> {
        let stated = self.claim.stated?;
        let printed = self.scene.figures[stated].decimal;
        let telling = printed.significant_digits() >= 3 && matches!(self.claim.kind, Kind::Rate | Kind::Share | Kind::Change);
        let is_right = |figure: FigureId| {
            self.beside(figure).any(|claim| claim.stated == Some(figure) && claim.verdict() == Verdict::Consistent)
        };
        let mut before = stated.reach_back(COPIED_FROM).until(stated).iter().rev();
        before.find(|&figure| telling && self.scene.figures[figure].decimal == printed && is_right(figure))
    }

    /// Swapped operands, the complement, a slip of scale, another base in the sentence.
    fn ratio_explanation(&self) -> Option<Explanation> {
        if !matches!(self.claim.kind, Kind::Rate | Kind::Share) {
            return None;
        }
        let (stated, expected) = (&self.scene.figures[self.claim.stated?], self.claim.expected(self.scene)?);
        let (part, whole) = (self.only(Role::Part)?, self.only(Role::Whole)?);
        let value = |figure: FigureId| self.scene.figures[figure].value();
        let prints = |part: Exact, whole: Exact| {
            let rate = part.checked_mul(100).filter(|_| whole.is_positive()).and_then(|part| part.checked_div(whole));
            rate.is_some_and(|rate| stated.interval().contains(rate))
        };
        if prints(value(whole), value(part)) {
            return Some(Explanation::Swapped);
        }
        if stated.value() != Exact::from(50) && Exact::from(100).checked_sub(expected.exact()) == Some(stated.value()) {
            return Some(Explanation::Complement);
        }
        let digits = bare(expected);
        if expected.exact() != stated.value() && digits == bare(stated.decimal) && digits >= 10 {
            return Some(Explanation::Scale);
        }
        let sentence = self.scene.sentence_of(self.claim.stated?);
        let mut others = sentence.iter().filter(|&figure| {
            figure != part && figure != whole && self.scene.is_level(figure) && self.scene.kinship(figure, part) > Kinship::Apart
        });
        others.find(|&other| prints(value(part), value(other))).map(Explanation::OtherBase)
    }
}

/// The digits of a number, wherever its point and however many zeros after them: 93 for 0.930.
fn bare(printed: Decimal) -> i128 {
    let mut digits = printed.mantissa;
    while digits != 0 && digits % 10 == 0 {
        digits /= 10;
    }
    digits
}
