//! Formulas over figures: kept as trees, so that the working can be shown, and recomputed with another number in place
//! of one that is printed.

use std::cmp::Ordering;

use super::judge::{self, Operation, Outcome};
use super::scene::Scene;
use super::slip::{is_slip, one_digit_edits};
use super::verdict::{Role, Verdict};
use crate::figures::{Amount, Figure, Figures};
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
        let (interval, centre) = (self.interval.add(&other.interval)?, self.centre.checked_add(other.centre)?);
        Some(Self { tree: Tree::Sum(self.tree.into(), other.tree.into()), interval, centre })
    }

    /// The difference of two formulas.
    pub(super) fn minus(self, other: Self) -> Option<Self> {
        let (interval, centre) = (self.interval.sub(&other.interval)?, self.centre.checked_sub(other.centre)?);
        Some(Self { tree: Tree::Difference(self.tree.into(), other.tree.into()), interval, centre })
    }

    /// How much there is more than there was; how much less, where a decline is told by a word or an arrow and not by a minus.
    pub(super) fn change_from(self, before: Self, is_decline: bool) -> Option<Self> {
        if is_decline { before.minus(self) } else { self.minus(before) }
    }

    /// The same over what there was.
    pub(super) fn growth_from(self, before: Self, is_decline: bool) -> Option<Self> {
        self.change_from(before.clone(), is_decline)?.signed_over(before)
    }

    /// The quotient of two formulas, the dividend not negative, the divisor positive.
    pub(crate) fn over(self, other: Self) -> Option<Self> {
        if self.centre.is_negative() { None } else { self.signed_over(other) }
    }

    /// The same, of a dividend that may be negative.
    pub(super) fn signed_over(self, other: Self) -> Option<Self> {
        let (interval, centre) = (self.interval.div(&other.interval)?, self.centre.checked_div(other.centre)?);
        Some(Self { tree: Tree::Quotient(self.tree.into(), other.tree.into()), interval, centre })
    }

    /// As a percentage.
    pub(crate) fn per_cent(self) -> Option<Self> {
        let (interval, centre) = (self.interval.scale(100)?, self.centre.checked_mul(100)?);
        Some(Self { tree: Tree::PerCent(self.tree.into()), interval, centre })
    }

    /// A whole number of times as much.
    pub(super) fn times(self, number: i128) -> Option<Self> {
        let (interval, centre) = (self.interval.scale(number)?, self.centre.checked_mul(number)?);
        Some(Self { tree: Tree::Multiple(self.tree.into(), number), interval, centre })
    }

    /// The figures in it and what they are, in the order in which they are written.
    pub(super) fn roles(&self) -> Vec<(Role, FigureId)> {
        let mut roles = Vec::new();
        self.tree.roles(&mut roles);
        roles
    }

    /// The verdict on the figure that states the result.
    pub(super) fn verdict(&self, stated: &Figure) -> Verdict {
        judge::verdict(&self.interval, self.centre, self.tree.operation(), stated.amount())
    }

    /// Whether the number that should be printed for a figure is not quite what the formula gives.
    pub(super) fn is_rounded(&self, stated: &Figure) -> bool {
        self.in_scale_of(stated) != self.expected(stated).map(Decimal::exact)
    }

    /// The number that should be printed in place of the figure that states the result.
    pub(super) fn expected(&self, stated: &Figure) -> Option<Decimal> {
        judge::expected(self.centre, stated.amount())
    }

    /// What it gives for the numbers as printed, in the scale in which the figure that states the result is printed: 31210 for
    /// 3.121亿 in 万. `None` where it leaves 128 bits.
    pub(super) fn in_scale_of(&self, stated: &Figure) -> Option<Exact> {
        self.centre.shifted(-stated.scale)
    }

    /// The outcome for the figure that states the result.
    pub(super) fn judge(&self, stated: &Figure) -> Outcome {
        judge::judge(&self.interval, self.centre, self.tree.operation(), stated.amount())
    }

    /// Whether it gives the stated figure with another number in place of one figure's, be it an operand's or the stated one's.
    pub(super) fn holds_with(&self, figures: &Figures, stated: FigureId, edit: Edit) -> bool {
        self.side_with(figures, stated, edit) == Some(Ordering::Equal)
    }

    /// Whether what it gives lies below all numbers that the stated figure may be printed for, above, or among them.
    fn side_with(&self, figures: &Figures, stated: FigureId, edit: Edit) -> Option<Ordering> {
        let printed_from = judge::printed_from(self.tree.operation(), edit.amount(figures, stated));
        Some(self.tree.interval(figures, edit)?.side_of(&printed_from))
    }

    /// Those of `numbers`, which are in order, that make it give the stated figure in place of an operand's.
    pub(super) fn solutions(&self, figures: &Figures, stated: FigureId, figure: FigureId, numbers: Vec<Decimal>) -> Vec<Decimal> {
        let side = |&value: &Decimal| self.side_with(figures, stated, Edit { figure, value });
        // how far a hedge reaches jumps with the last digit that is not zero
        if figures[figure].hedge().is_some() {
            return numbers.into_iter().filter(|number| side(number) == Some(Ordering::Equal)).collect();
        }
        consecutive(&numbers, side).to_vec()
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
        let is_solved = |figure: FigureId| {
            let edits = one_digit_edits(scene.figures[figure].decimal).collect();
            !self.solutions(scene.figures, stated, figure, edits).is_empty()
        };
        telling && self.roles().into_iter().any(|(_, figure)| is_solved(figure))
    }
}

impl Tree {
    fn operation(&self) -> Operation {
        match self {
            Tree::Figure(..) | Tree::Constant(_) | Tree::Sum(..) | Tree::Difference(..) => Operation::Sum,
            Tree::Quotient(..) | Tree::PerCent(_) | Tree::Multiple(..) => Operation::Quotient,
        }
    }

    /// The values that it admits with another number in place of one figure's.
    fn interval(&self, figures: &Figures, edit: Edit) -> Option<Interval> {
        let of = |tree: &Tree| tree.interval(figures, edit);
        match self {
            Tree::Figure(_, figure) => Some(edit.amount(figures, *figure).interval()),
            Tree::Constant(value) => Some(Interval::point((*value).into())),
            Tree::Sum(a, b) => of(a)?.add(&of(b)?),
            Tree::Difference(a, b) => of(a)?.sub(&of(b)?),
            Tree::Quotient(a, b) => of(a)?.div(&of(b)?),
            Tree::PerCent(ratio) => of(ratio)?.scale(100),
            Tree::Multiple(ratio, number) => of(ratio)?.scale(*number),
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

impl Edit {
    /// What is printed for a figure where this is tried.
    fn amount(self, figures: &Figures, figure: FigureId) -> Amount {
        let printed = figures[figure].amount();
        if figure == self.figure { Amount { decimal: self.value, ..printed } } else { printed }
    }
}

/// Those numbers in order at which what is computed lies on no side of what is stated. The greater an operand, the greater is
/// what a formula gives, or the less, so that they stand together; where a divisor reaches zero it gives nothing, at one end.
fn consecutive<T>(numbers: &[T], side: impl Fn(&T) -> Option<Ordering>) -> &[T] {
    let is_told = |number: &T| side(number).is_some();
    let Some((first, last)) = numbers.iter().position(is_told).zip(numbers.iter().rposition(is_told)) else { return &[] };
    let numbers = &numbers[first..=last];
    let falls = side(&numbers[0]) > side(&numbers[last - first]);
    let side = |number: &T| if falls { side(number).map(Ordering::reverse) } else { side(number) };
    let start = numbers.partition_point(|number| side(number) == Some(Ordering::Less));
    let end = numbers.partition_point(|number| side(number) != Some(Ordering::Greater));
    &numbers[start..end]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::figures::{Class, Direction, Hedge, PrintedHedge, PrintedSign, Script, Side};
    use crate::source::Span;

    /// Counts and percentages, with scales, hedges and minus.
    fn figures() -> impl Strategy<Value = Figure> {
        let mantissas = prop_oneof![0..40_i128, 0..100_000_i128, 0..10_i128.pow(18)];
        let scales = prop_oneof![3 => Just(0_i8), 1 => Just(4), 1 => Just(-1)];
        let hedges =
            prop::option::weighted(0.3, prop::sample::select(vec![Hedge::Over, Hedge::Near, Hedge::About, Hedge::AtMost]));
        let of = |(mantissa, places, scale, hedge, is_negative, class)| {
            let span = Span::at(0);
            let minus = PrintedSign { span, direction: Direction::Down, is_arithmetic: true };
            let hedge: Option<PrintedHedge> = Option::map(hedge, |meaning| PrintedHedge { span, meaning, side: Side::Before });
            let bare = Figure::bare(span, Decimal { mantissa, places }, class, Script::Digits);
            Figure { scale, sign: bool::then_some(is_negative, minus), hedges: hedge.into_iter().collect(), ..bare }
        };
        let classes = prop::sample::select(vec![Class::Quantity, Class::Percent]);
        (mantissas, 0..3_u8, scales, hedges, prop::bool::weighted(0.1), classes).prop_map(of)
    }

    /// The shapes of which claims are made, over the first two figures.
    fn formulas(figures: &Figures) -> Vec<Option<Formula>> {
        let of = |figure: FigureId| Formula::of_figure(Role::Operand, figure, &figures[figure]);
        let (a, b) = (|| of(FigureId::FIRST), || of(FigureId::FIRST.next()));
        vec![
            a().plus(b()),
            a().minus(b()),
            a().over(b()).and_then(Formula::per_cent),
            a().minus(b()).and_then(|change| change.signed_over(b())?.per_cent()),
            a().minus(b()).and_then(|rest| rest.signed_over(a())?.per_cent()),
            a().plus(b()).and_then(|all| a().over(all)?.per_cent()),
            a().over(Formula::constant(365)),
            a().over(b()).and_then(|ratio| ratio.times(12)),
            Formula::constant(0).minus(a()),
        ]
    }

    /// The same figures with another number in one of them.
    fn with(figures: &Figures, figure: FigureId, decimal: Decimal) -> Figures {
        let mut figures = figures.clone();
        figures[figure].decimal = decimal;
        figures
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Of a number that states what one edit of an operand gives: all such edits are found, as by trying each.
        #[test]
        fn solutions_are_all_that_hold(a in figures(), b in figures(), stated in figures(), pick in any::<prop::sample::Index>()) {
            let printed: Figures = [a, b, stated].into_iter().collect();
            let stated = FigureId::FIRST.next().next();
            for figure in FigureId::FIRST.until(stated).iter() {
                let numbers: Vec<Decimal> = one_digit_edits(printed[figure].decimal).collect();
                let edited = with(&printed, figure, *pick.get(&numbers));
                for (formula, other) in formulas(&printed).into_iter().zip(formulas(&edited)) {
                    let Some((formula, other)) = formula.zip(other) else { continue };
                    let given = other.expected(&printed[stated]).and_then(|given| printed[stated].printed(given));
                    let figures = with(&printed, stated, given.unwrap_or(printed[stated].decimal));
                    let holds = |value: &Decimal| formula.holds_with(&figures, stated, Edit { figure, value: *value });
                    let tried: Vec<Decimal> = numbers.iter().copied().filter(holds).collect();
                    let solved = formula.solutions(&figures, stated, figure, numbers.clone());
                    prop_assert_eq!(solved, tried, "{:?}", formula.tree);
                }
            }
        }
    }
}
