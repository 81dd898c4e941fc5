//! Formulas over figures: kept as trees, so that the working can be shown, and recomputed with another number in place
//! of one that is printed.

use super::judge::{self, Operation, Outcome};
use super::scene::Scene;
use super::slip::{is_slip, one_digit_edits};
use super::verdict::{Role, Verdict};
use crate::figures::Figure;
use crate::ids::FigureId;
use crate::number::{Decimal, Exact, Interval};

/// A formula over figures, with what it gives for the numbers as printed.
#[derive(Clone, Debug)]
pub(crate) struct Formula {
    /// How it is made up.
    pub(super) tree: Tree,
    /// The values that the operands admit.
    pub interval: Interval,
    /// The value that the printed operands give.
    pub centre: Exact,
}

/// How a formula is made up.
#[derive(Clone, Debug)]
pub(super) enum Tree {
    /// A figure, and what it is in the claim.
    Figure(Role, FigureId),
    /// A number that the text need not print: the days of a year.
    Constant(i128),
    /// One and the other.
    Sum(Box<Tree>, Box<Tree>),
    /// The first less the second.
    Difference(Box<Tree>, Box<Tree>),
    /// The first over the second.
    Quotient(Box<Tree>, Box<Tree>),
    /// As a percentage: what the working shows is the ratio.
    PerCent(Box<Tree>),
    /// So many times as much.
    Multiple(Box<Tree>, i128),
}

/// A number that is tried in place of a figure's.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edit {
    pub figure: FigureId,
    pub value: Decimal,
}

/// What a tree gives: the values it admits, and the one that the printed operands give.
struct Value {
    interval: Interval,
    centre: Exact,
}

impl Formula {
    /// A figure by itself.
    pub(super) fn of(scene: &Scene, role: Role, figure: FigureId) -> Self {
        Self::of_figure(role, figure, &scene.figures[figure])
    }

    /// The same, of a figure at hand.
    pub(crate) fn of_figure(role: Role, figure: FigureId, printed: &Figure) -> Self {
        Self { tree: Tree::Figure(role, figure), interval: printed.interval(), centre: printed.value() }
    }

    /// A number that the text need not print.
    pub(super) fn constant(value: i128) -> Self {
        let exact = Exact::from(value);
        Self { tree: Tree::Constant(value), interval: Interval::point(exact), centre: exact }
    }

    /// The sum of figures in one role. `None` where numbers grow beyond all measure.
    pub(super) fn sum(scene: &Scene, role: Role, figures: &[FigureId]) -> Option<Self> {
        let (first, rest) = figures.split_first()?;
        rest.iter().try_fold(Self::of(scene, role, *first), |sum, &next| sum.plus(Self::of(scene, role, next)))
    }

    /// The sum of two formulas. `None` where numbers grow beyond all measure, as in everything below.
    pub(super) fn plus(self, other: Self) -> Option<Self> {
        let value = sum(&self.value(), &other.value())?;
        Some(value.of(Tree::Sum(self.tree.into(), other.tree.into())))
    }

    /// The difference of two formulas.
    pub(super) fn minus(self, other: Self) -> Option<Self> {
        let value = difference(&self.value(), &other.value())?;
        Some(value.of(Tree::Difference(self.tree.into(), other.tree.into())))
    }

    /// How much there is more than there was; how much less, where a decline is told by a word or an arrow and not by a minus.
    pub(super) fn change_from(self, before: Self, is_decline: bool) -> Option<Self> {
        if is_decline { before.minus(self) } else { self.minus(before) }
    }

    /// The quotient of two formulas, the dividend not negative, the divisor positive.
    pub(crate) fn over(self, other: Self) -> Option<Self> {
        let value = quotient(&self.value(), &other.value())?;
        Some(value.of(Tree::Quotient(self.tree.into(), other.tree.into())))
    }

    /// The same, of a dividend that may be negative.
    pub(super) fn signed_over(self, other: Self) -> Option<Self> {
        let value = signed_quotient(&self.value(), &other.value())?;
        Some(value.of(Tree::Quotient(self.tree.into(), other.tree.into())))
    }

    /// As a percentage.
    pub(crate) fn per_cent(self) -> Option<Self> {
        let value = scaled(&self.value(), 100)?;
        Some(value.of(Tree::PerCent(self.tree.into())))
    }

    /// A whole number of times as much.
    pub(super) fn times(self, number: i128) -> Option<Self> {
        let value = scaled(&self.value(), number)?;
        Some(value.of(Tree::Multiple(self.tree.into(), number)))
    }

    /// The figures in it and what they are, in the order in which they are written.
    pub(super) fn roles(&self) -> Vec<(Role, FigureId)> {
        let mut roles = Vec::new();
        self.tree.roles(&mut roles);
        roles
    }

    /// The verdict on the figure that states the result.
    pub(super) fn verdict(&self, stated: &Figure) -> Verdict {
        judge::verdict(&self.interval, self.centre, self.tree.operation(), stated)
    }

    /// Whether the number that should be printed for a figure is not quite what the formula gives.
    pub(super) fn is_rounded(&self, stated: &Figure) -> bool {
        judge::in_scale_of(self.centre, stated) != self.expected(stated).map(Decimal::exact)
    }

    /// The number that should be printed in place of the figure that states the result.
    pub(super) fn expected(&self, stated: &Figure) -> Option<Decimal> {
        judge::expected(self.centre, stated)
    }

    /// The outcome for the figure that states the result.
    pub(super) fn judge(&self, stated: &Figure) -> Outcome {
        judge::judge(&self.interval, self.centre, self.tree.operation(), stated)
    }

    /// The verdict with another number in place of one figure's, be it an operand's or the stated one's.
    pub(super) fn verdict_with(&self, scene: &Scene, stated: FigureId, edit: Edit) -> Option<Verdict> {
        let value = self.tree.value(scene, edit)?;
        Some(judge::verdict(&value.interval, value.centre, self.tree.operation(), &edited(scene, stated, edit)))
    }

    /// Whether what it gives is a slip away from the stated figure: so many units of the last place, or one digit.
    pub(super) fn is_near(&self, stated: &Figure, units: u128) -> bool {
        let expected = self.expected(stated).and_then(|expected| stated.printed(expected));
        expected.is_some_and(|expected| is_slip(expected, stated.decimal, units))
    }

    /// Whether a slip accounts for the difference: of the stated figure, or one digit of one operand.
    pub(super) fn is_slip_off(&self, scene: &Scene, stated: FigureId, units: u128) -> bool {
        self.is_near(&scene.figures[stated], units) || self.is_one_digit_off(scene, stated)
    }

    /// Whether one digit of one operand would make it give the stated figure. Of a stated figure with few digits that is
    /// soon so by chance: then nothing is said.
    pub(super) fn is_one_digit_off(&self, scene: &Scene, stated: FigureId) -> bool {
        let telling = judge::resolution(&scene.figures[stated]) >= 100;
        let edits = |figure: FigureId| one_digit_edits(scene.figures[figure].decimal).map(move |value| Edit { figure, value });
        telling
            && self
                .roles()
                .into_iter()
                .flat_map(|(_, figure)| edits(figure))
                .any(|edit| self.verdict_with(scene, stated, edit) == Some(Verdict::Consistent))
    }

    fn value(&self) -> Value {
        Value { interval: self.interval, centre: self.centre }
    }
}

impl Value {
    fn of(self, tree: Tree) -> Formula {
        Formula { tree, interval: self.interval, centre: self.centre }
    }
}

impl Tree {
    fn operation(&self) -> Operation {
        match self {
            Tree::Figure(..) | Tree::Constant(_) | Tree::Sum(..) | Tree::Difference(..) => Operation::Sum,
            Tree::Quotient(..) | Tree::PerCent(_) | Tree::Multiple(..) => Operation::Quotient,
        }
    }

    fn value(&self, scene: &Scene, edit: Edit) -> Option<Value> {
        let both =
            |a: &Tree, b: &Tree, give: fn(&Value, &Value) -> Option<Value>| give(&a.value(scene, edit)?, &b.value(scene, edit)?);
        match self {
            Tree::Figure(_, figure) => {
                let figure = edited(scene, *figure, edit);
                Some(Value { interval: figure.interval(), centre: figure.value() })
            }
            Tree::Constant(value) => Some(Formula::constant(*value).value()),
            Tree::Sum(a, b) => both(a, b, sum),
            Tree::Difference(a, b) => both(a, b, difference),
            Tree::Quotient(a, b) => both(a, b, signed_quotient),
            Tree::PerCent(ratio) => scaled(&ratio.value(scene, edit)?, 100),
            Tree::Multiple(ratio, number) => scaled(&ratio.value(scene, edit)?, *number),
        }
    }

    /// Each figure once, however often it is written.
    fn roles(&self, roles: &mut Vec<(Role, FigureId)>) {
        match self {
            Tree::Figure(role, figure) => {
                if !roles.contains(&(*role, *figure)) {
                    roles.push((*role, *figure));
                }
            }
            Tree::Constant(_) => {}
            Tree::Sum(a, b) | Tree::Difference(a, b) | Tree::Quotient(a, b) => {
                a.roles(roles);
                b.roles(roles);
            }
            Tree::PerCent(ratio) | Tree::Multiple(ratio, _) => ratio.roles(roles),
        }
    }
}

fn sum(a: &Value, b: &Value) -> Option<Value> {
    Some(Value { interval: a.interval.add(&b.interval)?, centre: a.centre.checked_add(b.centre)? })
}

fn difference(a: &Value, b: &Value) -> Option<Value> {
    Some(Value { interval: a.interval.sub(&b.interval)?, centre: a.centre.checked_sub(b.centre)? })
}

fn quotient(a: &Value, b: &Value) -> Option<Value> {
    if a.centre < Exact::from(0) { None } else { signed_quotient(a, b) }
}

fn signed_quotient(a: &Value, b: &Value) -> Option<Value> {
    if b.centre <= Exact::from(0) {
        return None;
    }
    Some(Value { interval: a.interval.div(&b.interval)?, centre: a.centre.checked_div(b.centre)? })
}

fn scaled(ratio: &Value, number: i128) -> Option<Value> {
    let factor = Exact::from(number);
    Some(Value { interval: ratio.interval.scale(factor)?, centre: ratio.centre.checked_mul(factor)? })
}

fn edited(scene: &Scene, figure: FigureId, edit: Edit) -> Figure {
    let printed = scene.figures[figure].clone();
    if figure == edit.figure { Figure { decimal: edit.value, ..printed } } else { printed }
}
