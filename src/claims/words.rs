//! The words of a claim, made from its numbers where they are shown: nothing reads them again.

use super::claim::{Claim, Found, Off};
use super::formula::{Formula, Tree};
use super::scene::Direction;
use super::working::{Base, Measure, Name, Working};
use crate::figures::{Class, Figures};
use crate::ids::FigureId;
use crate::number::{Decimal, Exact, expansion};
use crate::source::{Source, Span};

/// The words of a claim about a report: its working, what that gives, what should be printed, what the text calls it.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    claim: &'a Claim,
    source: &'a Source,
    figures: &'a Figures,
}

impl Claim {
    /// The words of the claim, of the report and the figures that it was made from.
    pub fn words<'a>(&'a self, source: &'a Source, figures: &'a Figures) -> Words<'a> {
        Words { claim: self, source, figures }
    }
}

impl Words<'_> {
    /// What the text calls the stated figure: 办结率; empty where it has no name.
    pub fn subject(&self) -> String {
        match &self.claim.name {
            Name::None => String::new(),
            Name::Rate(name) => format!("{}率", self.source.slice(*name)),
            Name::Share => "占比".to_owned(),
            Name::Title(title) => title.clone(),
        }
    }

    /// The working: 13649 ÷ 13785.
    pub fn expression(&self) -> String {
        let number = |figure: &FigureId| self.number(*figure);
        match &self.claim.working {
            Working::Formula(formula)
            | Working::Cells { shown: formula, .. }
            | Working::Whole { sum: formula, .. }
            | Working::Doubled { ratio: formula, .. } => self.tree(&formula.tree),
            Working::Yearly { current, base, years } => {
                format!("({} ÷ {})^(1/{years}) − 1", number(current), number(base))
            }
            Working::Restated(figure) => self.printed(*figure).to_owned(),
            Working::AtMost(part, whole) => format!("{} ≤ {}", number(part), number(whole)),
            Working::Reversed(current, base) => self.order(*current, *base),
            Working::Items(items) => items.iter().map(|&item| self.source.slice(item)).collect::<Vec<_>>().join("、"),
            Working::Listed { items, count } => format!("{items} ≤ {}", number(count)),
            Working::Condition(words) => words.clone(),
            Working::WholeNumber => "非负整数".to_owned(),
            Working::AtMostHundred => String::new(),
            Working::UnknownPart { whole, .. } => format!("? ÷ {}", number(whole)),
            Working::UnknownBase { current, growth, direction, .. } => {
                let sign = if *direction == Direction::Up { '+' } else { '−' };
                format!("{} ÷ (1 {sign} {}%)", number(current), self.figures[*growth].decimal)
            }
            Working::OneWhole { shares, .. } => self.quotients(shares).join(" ≈ "),
            Working::OtherWhole { shares } => self.quotients(shares).join(", "),
            Working::ImpliedWhole { part, whole: (first, last), likeliest } => {
                let about = if first == last { "" } else { "约" };
                format!("{} ÷ {about}{likeliest}", number(part))
            }
        }
    }

    /// What the working gives: 99.0134…%.
    pub fn computed(&self) -> String {
        match &self.claim.working {
            Working::Formula(formula) | Working::Cells { all: formula, .. } => self.result(formula),
            Working::Whole { total, measure: Measure::Number, .. } => total.to_string(),
            Working::Whole { total, measure: Measure::PerCent, .. } => format!("{total}%"),
            Working::Doubled { times, .. } => format!("{times}倍"),
            Working::Yearly { .. } => self.claim.stated.map_or_else(String::new, |stated| self.printed(stated).to_owned()),
            Working::Restated(figure) => self.printed(*figure).to_owned(),
            Working::Reversed(current, base) => self.change(*current, *base),
            Working::Items(items) => items.len().to_string(),
            Working::Listed { items, .. } => items.to_string(),
            Working::AtMostHundred => "≤ 100%".to_owned(),
            Working::UnknownPart { whole, nearest } => {
                let whole = self.number(*whole);
                joined(nearest, |part, rate| format!("{part}÷{whole}={rate}%"), " / ")
            }
            Working::UnknownBase { base: Base::May(base), .. } => base.to_string(),
            Working::UnknownBase { base: Base::Between(sides), .. } => {
                joined(sides, |base, rate| format!("{base}→{rate}%"), "、")
            }
            Working::OneWhole { whole: (first, last), .. } if first == last => first.to_string(),
            Working::OneWhole { whole: (first, last), .. } => format!("{first}—{last}"),
            Working::OtherWhole { .. } | Working::ImpliedWhole { .. } => self.expected().unwrap_or_default(),
            Working::AtMost(..) | Working::Condition(_) | Working::WholeNumber => String::new(),
        }
    }

    /// What should be printed: 99.01%. `None` where no single number follows.
    pub fn expected(&self) -> Option<String> {
        if let Working::Restated(figure) = self.claim.working {
            return Some(self.printed(figure).to_owned());
        }
        let expected = match &self.claim.found {
            Found::Off(Off { expected, .. }) => *expected,
            Found::Holds { .. } | Found::Impossible(_) | Found::Open => {
                self.claim.working.expected(self.figures, self.claim.stated)
            }
        };
        expected.map(|expected| format!("{expected}{}", self.suffix()))
    }

    /// Whether the number that should be printed is rounded: what the working gives has other digits after it.
    pub fn is_rounded(&self) -> bool {
        let formula = self.claim.working.formula().zip(self.claim.stated);
        formula.is_some_and(|(formula, stated)| formula.is_rounded(&self.figures[stated]))
    }

    /// What follows the digits of the number that should be printed: %, 个百分点, 万.
    fn suffix(&self) -> &str {
        match self.claim.working {
            Working::Doubled { .. } => "倍",
            Working::ImpliedWhole { .. } => "%",
            Working::OtherWhole { .. } => "",
            _ => self.claim.stated.map_or("", |stated| self.suffix_of(stated)),
        }
    }

    fn suffix_of(&self, figure: FigureId) -> &str {
        let printed = &self.figures[figure];
        match printed.class {
            // 六成 is printed in tens
            Class::Percent if printed.scale == 1 => "成",
            Class::Percent if printed.scale == -1 => "‰",
            Class::Percent if printed.scale == -2 => "‱",
            Class::Percent => "%",
            Class::Points => "个百分点",
            _ => self.source.slice(Span { start: printed.number.end, end: printed.span.end }).trim(),
        }
    }

    /// The report's words for a figure: 13785宗.
    fn printed(&self, figure: FigureId) -> &str {
        self.source.slice(self.figures[figure].span)
    }

    /// A figure as the working shows it: in ASCII digits, with its scale: 312.1万.
    fn number(&self, figure: FigureId) -> String {
        let printed = &self.figures[figure];
        let scale = match printed.scale {
            0 => "",
            4 => "万",
            8 => "亿",
            12 => "万亿",
            _ => return expansion(printed.value(), printed.decimal.places.saturating_add(2)),
        };
        format!("{}{}{scale}", if printed.is_negative() { "-" } else { "" }, printed.decimal)
    }

    /// What a formula gives, to two places more than are printed.
    fn result(&self, formula: &Formula) -> String {
        let Some(stated) = self.claim.stated else { return String::new() };
        let figure = &self.figures[stated];
        let places = figure.decimal.places.saturating_add(2).max(4);
        let value = formula.in_scale_of(figure).map(|value| expansion(value, places));
        format!("{}{}", value.unwrap_or_default(), self.suffix_of(stated))
    }

    fn tree(&self, tree: &Tree) -> String {
        match tree {
            Tree::Figure(_, figure) => self.number(*figure),
            Tree::Constant(value) => value.to_string(),
            Tree::Sum(a, b) => format!("{} + {}", self.tree(a), self.term(b)),
            Tree::Difference(a, b) => format!("{} − {}", self.tree(a), self.bracketed(b)),
            Tree::Quotient(a, b) => format!("{} ÷ {}", self.bracketed(a), self.bracketed(b)),
            Tree::PerCent(ratio) => self.tree(ratio),
            Tree::Multiple(ratio, number) => format!("{} × {number}", self.bracketed(ratio)),
        }
    }

    /// The second of two terms: 50 + (-20).
    fn term(&self, tree: &Tree) -> String {
        match tree {
            Tree::Figure(_, figure) if self.figures[*figure].is_negative() => format!("({})", self.number(*figure)),
            _ => self.tree(tree),
        }
    }

    fn bracketed(&self, tree: &Tree) -> String {
        match tree {
            Tree::Sum(..) | Tree::Difference(..) => format!("({})", self.tree(tree)),
            Tree::Figure(..) => self.term(tree),
            Tree::Constant(_) | Tree::Quotient(..) | Tree::PerCent(_) | Tree::Multiple(..) => self.tree(tree),
        }
    }

    /// 9456 ÷ 23.95% of each.
    fn quotients(&self, shares: &[(FigureId, FigureId)]) -> Vec<String> {
        let quotient =
            |&(part, share): &(FigureId, FigureId)| format!("{} ÷ {}%", self.number(part), self.figures[share].decimal);
        shares.iter().map(quotient).collect()
    }

    /// 106 > 97.
    fn order(&self, current: FigureId, base: FigureId) -> String {
        let sign = if self.figures[current].value() > self.figures[base].value() { '>' } else { '<' };
        format!("{} {sign} {}", self.number(current), self.number(base))
    }

    /// How much one count grew from another, with which way it went: 上升 12.30%.
    fn change(&self, current: FigureId, base: FigureId) -> String {
        let [now, then] = [current, base].map(|figure| self.figures[figure].decimal.mantissa);
        let word = if now > then { "上升" } else { "下降" };
        let change = Decimal::rounded(Exact::new((now - then).abs() * 100, then.max(1)), 2);
        change.map(|change| format!("{word} {change}%")).unwrap_or_default()
    }
}

fn joined(numbers: &[(i128, Decimal)], shown: impl Fn(i128, Decimal) -> String, mark: &str) -> String {
    numbers.iter().map(|&(number, rate)| shown(number, rate)).collect::<Vec<_>>().join(mark)
}
