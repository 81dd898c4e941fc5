//! Forms: tables of which it is known beforehand what their cells mean, with the equations that hold between them.
//!
//! A form is data: a profile declares it in YAML (`tables:`), and the claims look for it in every report. The table that
//! the disclosure report must have, with its 25 rows and 7 columns, is one; the next is another paragraph of YAML.

use crate::text::Text;

/// A table that a form prescribes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Form {
    /// What other tables call it.
    pub id: String,
    /// What readers call it.
    pub title: Text,
    /// What its cells count: 件. A figure of the text that counts something else restates none of them.
    pub unit: String,
    /// The rows, known by words that only they have. A table without any has lines of one kind alone, in
    /// [`Form::columns`], and may stand on its side.
    pub rows: Vec<Line>,
    /// The columns, known by their heads, or by their places from the right where the rows are known.
    pub columns: Vec<Line>,
    /// How many different rows (or columns, where rows have no names) must be there for the form to be.
    pub needs: usize,
    /// The column of totals, which stands for its row where it is filled in.
    pub total: Option<String>,
    /// The table that it stands after, where its head may have been lost.
    pub follows: Option<String>,
    /// Whether each cell is a whole number and none is negative.
    pub whole: bool,
    /// What holds between the cells.
    pub equations: Vec<Equation>,
    /// What the text says of the cells.
    pub statements: Vec<Statement>,
}

/// A row or column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// Its name in equations.
    pub id: String,
    /// What readers call it.
    pub title: String,
    /// Words that only its label has; any of them will do. The first line that fits counts.
    pub words: Vec<String>,
    /// The name that it shares with others in equations: refused.
    pub group: Option<String>,
}

impl Line {
    /// Whether an equation that says `name` means this line.
    pub(crate) fn is_called(&self, name: &str) -> bool {
        self.id == name || self.group.as_deref() == Some(name)
    }

    /// Whether a label is this line's.
    pub(crate) fn fits(&self, label: &str) -> bool {
        self.words.iter().any(|word| label.contains(word.as_str()))
    }
}

/// What holds between cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Equation {
    /// As written: received + carried = handled + forward.
    pub text: String,
    /// Where it holds.
    pub each: Each,
    /// What holds.
    pub relation: Relation,
    /// Whether nothing else may account for it if it does not.
    pub strict: bool,
}

/// Where an equation holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Each {
    /// In each row: its names are columns.
    Row,
    /// In each column: its names are rows.
    Column,
    /// Once: its names are cells, row.column.
    Table,
}

/// A relation between cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    /// Both sides are equal.
    Equal(Vec<Term>, Vec<Term>),
    /// The left side is not greater.
    AtMost(Vec<Term>, Vec<Term>),
    /// The first is the second over the third, in per cent.
    Ratio(Term, Term, Term),
    /// Where the first is zero, so is the second.
    ZeroWith(Term, Term),
}

/// A cell, or the cells of a group, in an equation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Term {
    /// Whether it is taken away.
    pub minus: bool,
    /// The line or group.
    pub name: String,
    /// The column or group of columns, where the name is a row's.
    pub column: Option<String>,
}

/// What the text says of cells: 「予以公开40件」.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Statement {
    /// Words that name the figure, before it; any of them will do. The first statement that fits counts.
    pub words: Vec<String>,
    /// Words of which one must stand there too, if there are any.
    pub with: Vec<String>,
    /// Words of which one must stand in the figure's sentence, if there are any.
    pub sentence: Vec<String>,
    /// The cells that add up to the figure; of several readings the first that agrees counts.
    pub readings: Vec<Vec<Term>>,
    /// How sure it is that the words name these cells.
    pub belief: Belief,
}

/// How sure it is that words of the text name a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Belief {
    /// They are the form's own words.
    Proven,
    /// Usually.
    Likely,
    /// Only where the figures agree.
    Agreeing,
}

/// Reads a relation: `total = a + b - c`, `accepted <= applied`, `rate = part / whole`, `count = 0 => amount = 0`.
///
/// # Errors
/// What cannot be read is returned as the words that are at fault.
pub(crate) fn relation(text: &str) -> Result<Relation, String> {
    if let Some((cause, effect)) = text.split_once("=>") {
        let zero = |side: &str| match side.split_once('=') {
            Some((name, zero)) if zero.trim() == "0" => term(name, false),
            _ => Err(side.trim().to_owned()),
        };
        return Ok(Relation::ZeroWith(zero(cause)?, zero(effect)?));
    }
    if let Some((left, right)) = text.split_once("<=") {
        return Ok(Relation::AtMost(terms(left)?, terms(right)?));
    }
    let (left, right) = text.split_once('=').ok_or_else(|| text.trim().to_owned())?;
    match right.split_once('/') {
        Some((part, whole)) => Ok(Relation::Ratio(term(left, false)?, term(part, false)?, term(whole, false)?)),
        None => Ok(Relation::Equal(terms(left)?, terms(right)?)),
    }
}

/// Reads a sum: received.natural + carried.natural.
///
/// # Errors
/// As [`relation`].
pub(crate) fn terms(text: &str) -> Result<Vec<Term>, String> {
    let mut terms = Vec::new();
    let mut rest = text.trim();
    let mut minus = false;
    loop {
        // names have hyphens; a minus stands between blanks
        let end = rest.find(" - ").into_iter().chain(rest.find('+')).min();
        terms.push(term(&rest[..end.unwrap_or(rest.len())], minus)?);
        let Some(end) = end else { return Ok(terms) };
        let mark = rest[end..].trim_start();
        minus = mark.starts_with('-');
        rest = mark[1..].trim_start();
    }
}

fn term(text: &str, minus: bool) -> Result<Term, String> {
    let is_name = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    let text = text.trim();
    let (name, column) = text.split_once('.').map_or((text, None), |(name, column)| (name, Some(column)));
    if !is_name(name) || column.is_some_and(|column| !is_name(column)) {
        return Err(text.to_owned());
    }
    Ok(Term { minus, name: name.to_owned(), column: column.map(str::to_owned) })
}

impl Relation {
    /// All of its terms.
    pub(crate) fn terms(&self) -> Vec<&Term> {
        match self {
            Relation::Equal(left, right) | Relation::AtMost(left, right) => left.iter().chain(right).collect(),
            Relation::Ratio(rate, part, whole) => vec![rate, part, whole],
            Relation::ZeroWith(cause, effect) => vec![cause, effect],
        }
    }
}

impl Form {
    /// A name in an equation that no row or column has.
    pub(crate) fn unknown_in(&self, equation: &Equation) -> Option<String> {
        equation.relation.terms().into_iter().find(|term| !self.knows(equation.each, term)).map(|term| term.name.clone())
    }

    /// A name in a statement's readings that no row or column has.
    pub(crate) fn unknown_in_terms(&self, terms: &[Term]) -> Option<String> {
        let cells = if self.rows.is_empty() { Each::Row } else { Each::Column };
        terms.iter().find(|term| !self.knows(cells, term)).map(|term| term.name.clone())
    }

    fn knows(&self, each: Each, term: &Term) -> bool {
        let row = |name: &str| self.rows.iter().any(|line| line.is_called(name));
        let column = |name: &str| self.columns.iter().any(|line| line.is_called(name));
        match (&term.column, each) {
            (Some(at), _) => row(&term.name) && column(at),
            (None, Each::Row) => column(&term.name),
            (None, Each::Column) => row(&term.name),
            (None, Each::Table) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relations_are_read() {
        let name = |minus, name: &str, column: Option<&str>| Term { minus, name: name.into(), column: column.map(str::to_owned) };
        assert_eq!(
            relation("total = a-b + c - d"),
            Ok(Relation::Equal(
                vec![name(false, "total", None)],
                vec![name(false, "a-b", None), name(false, "c", None), name(true, "d", None)]
            ))
        );
        assert_eq!(relation("a.x<=b"), Ok(Relation::AtMost(vec![name(false, "a", Some("x"))], vec![name(false, "b", None)])));
        assert_eq!(
            relation("r = p / w"),
            Ok(Relation::Ratio(name(false, "r", None), name(false, "p", None), name(false, "w", None)))
        );
        assert_eq!(relation("n = 0 => m = 0"), Ok(Relation::ZeroWith(name(false, "n", None), name(false, "m", None))));
        for (bad, words) in
            [("a + b", "a + b"), ("a = 总计", "总计"), ("a = b +", ""), ("a = 1 => b = 0", "a = 1"), ("a = b * c", "b * c")]
        {
            assert_eq!(relation(bad), Err(words.trim().to_owned()), "{bad}");
        }
    }
}
