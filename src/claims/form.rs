//! Forms: tables that [`forms`](crate::forms) declare, found in the text by the words of their rows or heads, with their
//! equations recomputed and the text's own words held against their cells.
//!
//! A table that lost its lines or its empty rows is read all the same. What does not hold is believed only where the
//! table is there as a whole, or where the same equation holds in most of its other rows or columns.

use std::collections::{HashMap, HashSet};

use super::draft::{Draft, claim, plain};
use super::formula::Formula;
use super::judge;
use super::rows::Row;
use super::scene::Scene;
use super::slip::one_digit_apart;
use super::verdict::{Kind, Role, Verdict};
use super::working::{Name, Working};
use crate::document::{self, Separator, TableRow};
use crate::figures::{Class, Kinship, Script, kinship};
use crate::forms::{Belief, Each, Equation, Form, Line, Relation, Statement, Term};
use crate::ids::FigureId;
use crate::number::Decimal;
use crate::severity::Certainty;
use crate::source::Span;

/// How many figures on each side of a form are held against it.
const REACH: usize = 64;

/// What the forms say of the text.
#[derive(Default)]
pub(super) struct FormClaims {
    /// Their equations, and what the text says of their cells.
    claims: Vec<Draft>,
    /// The cells of forms whose rows and columns both have names: nothing else is to be guessed of them.
    cells: HashSet<FigureId>,
}

impl FormClaims {
    /// What other readings claim and the forms do not, and after it what the forms claim.
    pub(super) fn added_to(self, mut others: Vec<Draft>) -> Vec<Draft> {
        let mut by_stated: HashMap<FigureId, Vec<&Draft>> = HashMap::new();
        for claim in self.claims.iter().filter(|claim| claim.kind != Kind::Restatement) {
            let Some(stated) = claim.stated else { continue };
            by_stated.entry(stated).or_default().push(claim);
        }
        let is_said = |claim: &Draft| {
            let mut known = claim.stated.and_then(|stated| by_stated.get(&stated)).into_iter().flatten();
            claim.figures().all(|figure| self.cells.contains(&figure))
                || known.any(|known| claim.figures().all(|figure| known.has(figure)))
        };
        others.retain(|claim| !is_said(claim));
        others.extend(self.claims);
        others
    }
}

/// Every claim that the forms make: their equations, and what the text says of their cells.
pub(super) fn forms(scene: &Scene, rows: &[Row], forms: &[&Form]) -> FormClaims {
    let grid = Grid::new(scene, rows);
    let mut all = FormClaims::default();
    for &form in forms {
        let found = if form.rows.is_empty() { grid.by_heads(form) } else { grid.by_labels(form) };
        for instance in &found {
            if !form.rows.is_empty() {
                all.cells.extend(instance.figures());
            }
            all.claims.extend(instance.equations());
            all.claims.extend(instance.statements());
        }
        for after in forms.iter().filter(|after| after.follows.as_ref() == Some(&form.id)) {
            all.claims.extend(found.iter().flat_map(|instance| grid.following(instance, after)));
        }
    }
    all
}

/// The rows of all tables in the text, in order.
struct Grid<'s, 'a> {
    scene: &'s Scene<'a>,
    rows: Vec<GridRow>,
    /// The tables whose cells have their places.
    sheets: Vec<Sheet>,
}

/// A table as a form without names for rows sees it.
struct Sheet {
    /// The lowest words of each column's head.
    heads: Vec<String>,
    /// The words of each row below the head.
    labels: Vec<String>,
    /// The numbers of each row below the head, by column.
    lines: Vec<Vec<Option<FigureId>>>,
}

/// The most columns of a table that are looked at.
const WIDTH: usize = 64;

impl Sheet {
    fn new(scene: &Scene, table: &document::Table) -> Self {
        let body: Vec<GridRow> = table.body().iter().map(|row| separated_row(scene, row)).collect();
        let heads = (0..table.width().min(WIDTH)).map(|column| head(scene, table, column)).collect();
        let (labels, lines) = body.into_iter().map(|row| (row.label, row.cells)).unzip();
        Self { heads, labels, lines }
    }

    /// The columns as rows.
    fn turned(&self) -> Vec<Vec<Option<FigureId>>> {
        let column = |at: usize| self.lines.iter().map(|line| line.get(at).copied().flatten()).collect();
        (0..self.heads.len()).map(column).collect()
    }
}

/// A row as a form sees it.
struct GridRow {
    /// Where it begins.
    start: u32,
    label: String,
    /// Its numbers, by column where marks separate the cells.
    cells: Vec<Option<FigureId>>,
    /// Whether every cell has its place.
    separated: bool,
}

impl<'s, 'a> Grid<'s, 'a> {
    /// Lines with marks are taken cell by cell; of all others, runs of numbers are rows, several of which may share a line.
    fn new(scene: &'s Scene<'a>, runs: &[Row]) -> Self {
        let tables = || scene.document.tables.iter().filter(|table| table.separator == Separator::Marks);
        let sheets = tables().map(|table| Sheet::new(scene, table)).collect();
        let mut rows: Vec<GridRow> = tables().flat_map(|table| &table.rows).map(|row| separated_row(scene, row)).collect();
        let lines: Vec<Span> = tables().flat_map(|table| table.rows.iter().map(|row| row.span)).collect();
        for run in runs {
            let Some(&first) = run.cells.iter().flatten().next() else { continue };
            let start = scene.figures[first].span.start;
            let line = lines.partition_point(|line| line.start <= start).checked_sub(1);
            if line.is_none_or(|line| start >= lines[line].end) {
                rows.push(GridRow { start, label: run.label.to_owned(), cells: run.cells.clone(), separated: false });
            }
        }
        rows.sort_by_key(|row| row.start);
        Self { scene, rows, sheets }
    }

    /// Forms whose rows have names: from the first row to the last, each known by its words. Its columns are the last ones.
    fn by_labels<'t>(&self, form: &'t Form) -> Vec<Instance<'s, 'a, 't>> {
        let named: Vec<(&'t Line, &GridRow)> =
            self.rows.iter().filter_map(|row| Some((form.rows.iter().find(|line| line.fits(&row.label))?, row))).collect();
        let is_first = |line: &Line| form.rows.first().is_some_and(|first| first.id == line.id);
        let is_last = |line: &Line| form.rows.last().is_some_and(|last| last.id == line.id);
        let mut found = Vec::new();
        for run in named.chunk_by(|_, next| !is_first(next.0)) {
            // other tables have rows of like names
            let run = &run[..run.iter().position(|(line, _)| is_last(line)).map_or(run.len(), |last| last + 1)];
            let has = |line: &Line| run.iter().any(|(known, _)| known.id == line.id);
            if form.rows.iter().filter(|line| has(line)).count() < form.needs {
                continue;
            }
            let whole = form.rows.iter().all(has);
            let rows =
                run.iter().map(|&(line, row)| InstanceRow { line: Some(line), cells: cells_of_columns(row, form.columns.len()) });
            let exact = run.iter().all(|(_, row)| row.separated || row.cells.len() >= form.columns.len());
            let present = vec![true; form.columns.len()];
            found.push(Instance { scene: self.scene, form, rows: rows.collect(), whole: whole && exact, present });
        }
        found
    }

    /// Forms of one kind of lines: known by the heads of columns, or by the labels of rows where the table stands on its side.
    fn by_heads<'t>(&self, form: &'t Form) -> Vec<Instance<'s, 'a, 't>> {
        let known = |heads: &[String]| form.columns.iter().filter(|line| heads.iter().any(|head| line.fits(head))).count();
        let sheets = self.sheets.iter().filter_map(|sheet| {
            if known(&sheet.heads) >= known(&sheet.labels) {
                self.headed(form, &sheet.heads, &sheet.lines, &sheet.labels)
            } else {
                self.headed(form, &sheet.labels, &sheet.turned(), &[])
            }
        });
        sheets.collect()
    }

    /// The form in a table with these heads; where a head comes up again, the form begins anew.
    fn headed<'t>(
        &self,
        form: &'t Form,
        heads: &[String],
        lines: &[Vec<Option<FigureId>>],
        labels: &[String],
    ) -> Option<Instance<'s, 'a, 't>> {
        let named: Vec<Option<usize>> = heads.iter().map(|head| form.columns.iter().position(|line| line.fits(head))).collect();
        let mut groups: Vec<Vec<(usize, usize)>> = Vec::new();
        for (place, line) in named.iter().enumerate().filter_map(|(place, line)| Some((place, (*line)?))) {
            match groups.last_mut() {
                Some(group) if group.iter().all(|&(_, known)| known != line) => group.push((place, line)),
                _ => groups.push(vec![(place, line)]),
            }
        }
        groups.retain(|group| group.len() >= form.needs);
        let numbered = |place: usize| lines.iter().any(|line| line.get(place).is_some_and(Option::is_some));
        // a column between them that the form does not know may be one of the parts
        let whole = groups.iter().all(|group| {
            let (first, last) = (group.first().map_or(0, |first| first.0), group.last().map_or(0, |last| last.0));
            (first..=last).all(|place| named[place].is_some() || !numbered(place))
        });
        let mut rows: Vec<InstanceRow> = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            for group in &groups {
                let mut cells = vec![None; form.columns.len()];
                for &(place, line_of_form) in group {
                    cells[line_of_form] = line.get(place).copied().flatten();
                }
                let is_total = labels.get(at).is_some_and(|label| label.contains("合计") || label.contains("总计"));
                if cells.iter().any(Option::is_some) {
                    rows.push(InstanceRow { line: None, cells });
                    // what the text speaks of is the total, and that comes first or last
                    if is_total {
                        let last = rows.len() - 1;
                        rows.swap(0, last);
                    }
                }
            }
        }
        let present = (0..form.columns.len()).map(|column| groups.iter().flatten().any(|&(_, line)| line == column)).collect();
        (!rows.is_empty()).then_some(Instance { scene: self.scene, form, rows, whole, present })
    }

    /// A form whose head may be lost, right after another: runs of numbers of which one adds up to the last.
    fn following<'t>(&self, before: &Instance<'s, 'a, 't>, form: &'t Form) -> Vec<Draft> {
        let Some(last) = before.figures().max() else { return Vec::new() };
        let first = self.rows.partition_point(|row| row.start <= self.scene.figures[last].span.start);
        let mut claims = Vec::new();
        for row in self.rows[first..].iter().take(8).filter(|row| !row.separated) {
            for cells in row.cells.chunks_exact(form.columns.len()) {
                let rows = vec![InstanceRow { line: None, cells: cells.to_vec() }];
                let instance = Instance { scene: self.scene, form, rows, whole: false, present: vec![true; form.columns.len()] };
                claims.extend(
                    instance.outcomes(&form.equations).into_iter().filter_map(|outcome| instance.telling(cells, outcome)),
                );
            }
        }
        claims
    }
}

/// A line with marks: the words of its cells, and its numbers each in its place.
fn separated_row(scene: &Scene, row: &TableRow) -> GridRow {
    let cells = cells(scene, row);
    let words = row.cells.iter().zip(&cells).filter(|(_, number)| number.is_none()).map(|(&cell, _)| scene.source.slice(cell));
    GridRow { start: row.span.start, label: words.collect(), cells, separated: true }
}

fn cells(scene: &Scene, row: &TableRow) -> Vec<Option<FigureId>> {
    row.cells.iter().map(|&cell| number_in(scene, cell)).collect()
}

/// The number that a cell is, be it with its unit.
fn number_in(scene: &Scene, cell: Span) -> Option<FigureId> {
    let first = scene.figures.partition_point(|figure| figure.span.start < cell.start);
    let figure = scene.figures.get(first).filter(|figure| figure.span.end <= cell.end)?;
    let before = scene.between(cell.start, figure.span.start).trim();
    let after = scene.between(figure.span.end, cell.end).trim();
    let alone = before.chars().all(|c| matches!(c, '-' | '−' | '－' | '+' | '＋')) && after.is_empty();
    (alone && figure.script == Script::Digits && matches!(figure.class, Class::Quantity | Class::Percent)).then_some(first)
}

/// The lowest words of a column's head.
fn head(scene: &Scene, table: &document::Table, column: usize) -> String {
    let heads = table.rows[..table.head].iter().rev().filter_map(|row| row.cells.get(column));
    heads
        .map(|&cell| scene.source.slice(cell))
        .find(|words| !words.is_empty())
        .unwrap_or_default()
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect()
}

/// The cells of the form's columns: the last ones of a line with a label before them. Of a run of numbers the first ones,
/// since the ordinal of the next row may follow them: 「20 0 0 0 0 0 20 6.属于四类过程性信息」.
fn cells_of_columns(row: &GridRow, columns: usize) -> Vec<Option<FigureId>> {
    let start = if row.separated { row.cells.len().saturating_sub(columns).max(1) } else { 0 };
    let mut cells: Vec<Option<FigureId>> = row.cells.iter().skip(start).copied().take(columns).collect();
    cells.resize(columns, None);
    cells
}

/// A form found in the text.
struct Instance<'s, 'a, 't> {
    scene: &'s Scene<'a>,
    form: &'t Form,
    rows: Vec<InstanceRow<'t>>,
    /// All of it is there, and known by its words.
    whole: bool,
    /// Which of the form's columns the table has.
    present: Vec<bool>,
}

struct InstanceRow<'t> {
    line: Option<&'t Line>,
    /// By the form's columns.
    cells: Vec<Option<FigureId>>,
}

/// What became of an equation in one row or column.
struct Outcome {
    claim: Draft,
    /// A cell of it is empty, or its row is not there.
    gap: bool,
    /// It could have failed: several cells are not zero.
    telling: bool,
}

/// The row or column that an equation is held against.
#[derive(Clone, Copy)]
enum Place {
    Row(usize),
    Column(usize),
    Table,
}

impl<'t> Instance<'_, '_, 't> {
    fn figures(&self) -> impl Iterator<Item = FigureId> + '_ {
        self.rows.iter().flat_map(|row| row.cells.iter().flatten().copied())
    }

    fn equations(&self) -> Vec<Draft> {
        let mut claims: Vec<Draft> = self.form.equations.iter().flat_map(|equation| self.equation(equation)).collect();
        if self.form.whole {
            claims.extend(self.figures().filter_map(|cell| self.odd_cell(cell)));
        }
        claims
    }

    /// An equation's claims, without those that fail where nothing vouches for the reading.
    fn equation(&self, equation: &Equation) -> Vec<Draft> {
        let outcomes = self.outcomes(std::slice::from_ref(equation));
        let holds = |outcome: &Outcome| outcome.claim.verdict() == Verdict::Consistent;
        let held = outcomes.iter().filter(|outcome| holds(outcome)).count();
        let telling = outcomes.iter().filter(|outcome| holds(outcome) && outcome.telling).count();
        let failed = outcomes.len() - held;
        let is_believed = |outcome: &Outcome| {
            let vouched = held >= 2 && held >= 2 * failed;
            match outcome.gap {
                true => vouched && telling >= 2,
                false => vouched || self.whole && (failed == 1 || held >= failed),
            }
        };
        let proven = self.whole || telling >= 3;
        let mut claims = Vec::new();
        for mut outcome in outcomes {
            if holds(&outcome) || is_believed(&outcome) {
                let sure = proven && equation.strict && !(outcome.gap && telling < 3);
                outcome.claim.certainty = if sure { Certainty::Proven } else { Certainty::Likely };
                claims.push(outcome.claim);
            }
        }
        claims
    }

    fn outcomes(&self, equations: &[Equation]) -> Vec<Outcome> {
        let places = |each: Each| -> Vec<Place> {
            match each {
                Each::Row => (0..self.rows.len()).map(Place::Row).collect(),
                Each::Column => (0..self.form.columns.len()).map(Place::Column).collect(),
                Each::Table => vec![Place::Table],
            }
        };
        let all = equations.iter().flat_map(|equation| places(equation.each).into_iter().map(move |place| (equation, place)));
        all.filter_map(|(equation, place)| self.outcome(equation, place)).collect()
    }

    fn outcome(&self, equation: &Equation, place: Place) -> Option<Outcome> {
        let terms = equation.relation.terms();
        let gap = terms.iter().any(|term| self.has_gap(place, term));
        let claim = match &equation.relation {
            Relation::Equal(left, right) => self.equal(left, right, place)?,
            Relation::AtMost(left, right) => self.at_most(left, right, place, equation)?,
            Relation::Ratio(rate, part, whole) => {
                self.ratio(self.cell(place, rate)?, self.cell(place, part)?, self.cell(place, whole)?)?
            }
            Relation::ZeroWith(cause, effect) => self.zero_with(self.cell(place, cause)?, self.cell(place, effect)?, equation)?,
        };
        let filled = claim.roles.iter().filter(|&&(_, cell)| self.scene.figures[cell].decimal.mantissa != 0).count();
        Some(Outcome { claim, gap, telling: filled >= 3 })
    }

    /// left = right: where the left side is one cell it is the sum, and otherwise the last cell is what is left.
    fn equal(&self, left: &[Term], right: &[Term], place: Place) -> Option<Draft> {
        if let [total] = left {
            let stated = self.cell(place, total)?;
            let terms = right.iter().map(|term| (term, term.minus)).collect();
            return self.sum(Kind::TableTotal, terms, Role::Component, (Role::Total, stated), place);
        }
        let (pending, closed) = right.split_last()?;
        let stated = self.cell(place, pending)?;
        let terms = left.iter().map(|term| (term, term.minus)).chain(closed.iter().map(|term| (term, !term.minus)));
        self.sum(Kind::Balance, terms.collect(), Role::Operand, (Role::Pending, stated), place)
    }

    /// The claim that the printed cells give the stated one. Zeros take part, but the working is shorter without them.
    fn sum(&self, kind: Kind, terms: Vec<(&Term, bool)>, role: Role, stated: (Role, FigureId), place: Place) -> Option<Draft> {
        let (mut plus, mut minus, mut zeros) = (Vec::new(), Vec::new(), Vec::new());
        for (term, is_minus) in terms {
            for cell in self.cells(place, term).into_iter().flatten() {
                match self.scene.figures[cell].decimal.mantissa {
                    0 => zeros.push(cell),
                    _ if is_minus => minus.push(cell),
                    _ => plus.push(cell),
                }
            }
        }
        if plus.is_empty() {
            plus.push((!zeros.is_empty()).then(|| zeros.remove(0))?);
        }
        let minus_each =
            |formula: Formula| minus.iter().try_fold(formula, |left, &cell| left.minus(Formula::of(self.scene, role, cell)));
        let telling = match (plus.len(), minus.len()) {
            // 「4 = 4」 would tell nobody what was added up
            (1, 0) => [plus.as_slice(), &zeros].concat(),
            _ => plus.clone(),
        };
        let shown = minus_each(Formula::sum(self.scene, role, &telling)?)?;
        plus.extend(zeros);
        let all = minus_each(Formula::sum(self.scene, role, &plus)?)?;
        let claim = claim(self.scene, kind, all.clone(), stated.0, stated.1, Certainty::Proven);
        Some(Draft { working: Working::Cells { all, shown }, name: self.name(place), ..claim })
    }

    fn at_most(&self, left: &[Term], right: &[Term], place: Place, equation: &Equation) -> Option<Draft> {
        let all = |terms: &[Term]| -> Vec<FigureId> { terms.iter().flat_map(|term| self.cells(place, term)).flatten().collect() };
        let (left, right) = (all(left), all(right));
        if left.is_empty() || right.is_empty() {
            return None;
        }
        let holds = self.scene.sum(&left)? <= self.scene.sum(&right)?;
        Some(self.condition(left, right, holds, equation))
    }

    fn zero_with(&self, cause: FigureId, effect: FigureId, equation: &Equation) -> Option<Draft> {
        let is_zero = |cell: FigureId| self.scene.figures[cell].decimal.mantissa == 0;
        is_zero(cause).then(|| self.condition(vec![effect], vec![cause], is_zero(effect), equation))
    }

    /// A condition that no sum expresses; its words go with it.
    fn condition(&self, left: Vec<FigureId>, right: Vec<FigureId>, holds: bool, equation: &Equation) -> Draft {
        let outcome = if holds { judge::Outcome::equal() } else { judge::Outcome::unequal(None) };
        let stated = left.first().copied();
        let roles = left.into_iter().map(|cell| (Role::Part, cell)).chain(right.into_iter().map(|cell| (Role::Whole, cell)));
        let working = Working::Condition(self.in_words(&equation.text));
        Draft { stated, ..plain(self.scene, Kind::Condition, outcome, Certainty::Proven, roles.collect(), working) }
    }

    /// An equation with titles for names: 受理数量 <= 申请数量.
    fn in_words(&self, text: &str) -> String {
        let title = |word: &str| {
            let line = self.form.rows.iter().chain(&self.form.columns).find(|line| line.id == word);
            line.map_or_else(|| word.to_owned(), |line| line.title.clone())
        };
        text.split(' ').map(title).collect::<Vec<_>>().join(" ").replace("<=", "≤").replace("=>", "⇒")
    }

    fn ratio(&self, rate: FigureId, part: FigureId, whole: FigureId) -> Option<Draft> {
        let scene = self.scene;
        if scene.figures[rate].class != Class::Percent {
            return None;
        }
        let formula = Formula::of(scene, Role::Part, part).over(Formula::of(scene, Role::Whole, whole))?.per_cent()?;
        Some(claim(scene, Kind::Rate, formula, Role::Rate, rate, Certainty::Proven))
    }

    /// A count that is no whole number, or less than none.
    fn odd_cell(&self, cell: FigureId) -> Option<Draft> {
        let figure = &self.scene.figures[cell];
        (figure.is_negative() || figure.decimal.places > 0 || figure.scale > 0).then(|| {
            let roles = vec![(Role::Operand, cell)];
            let outcome = judge::Outcome::unequal(None);
            plain(self.scene, Kind::Condition, outcome, Certainty::Proven, roles, Working::WholeNumber).stating(cell)
        })
    }

    /// What a row or column is called: 予以公开, 自然人.
    fn name(&self, place: Place) -> Name {
        let title = match place {
            Place::Row(row) => self.rows[row].line.map(|line| &line.title),
            Place::Column(column) => Some(&self.form.columns[column].title),
            Place::Table => None,
        };
        title.map_or(Name::None, |title| Name::Title(title.clone()))
    }

    /// The one printed cell of a term.
    fn cell(&self, place: Place, term: &Term) -> Option<FigureId> {
        match self.cells(place, term)[..] {
            [cell] => cell,
            _ => None,
        }
    }

    fn cells(&self, place: Place, term: &Term) -> Vec<Option<FigureId>> {
        let columns = |name: &str| -> Vec<usize> {
            (0..self.form.columns.len())
                .filter(|&column| self.present[column] && self.form.columns[column].is_called(name))
                .collect()
        };
        let rows = || self.rows.iter().filter(|row| row.line.is_some_and(|line| line.is_called(&term.name)));
        match (place, &term.column) {
            (Place::Row(row), None) => columns(&term.name).into_iter().map(|column| self.rows[row].cells[column]).collect(),
            (Place::Column(column), None) => rows().map(|row| row.cells[column]).collect(),
            (_, Some(column)) => {
                let columns = columns(column);
                rows().flat_map(|row| columns.iter().map(|&column| row.cells[column]).collect::<Vec<_>>()).collect()
            }
            (Place::Table, None) => Vec::new(),
        }
    }

    /// Whether a cell of the term is empty or its line is not there.
    fn has_gap(&self, place: Place, term: &Term) -> bool {
        let cells = self.cells(place, term);
        let rows = || self.form.rows.iter().filter(|line| line.is_called(&term.name)).count();
        cells.iter().any(Option::is_none) || !matches!(place, Place::Row(_)) && cells.len() < rows()
    }

    /// Of cells that nothing else names: the sum holds, or one digit is wrong, and chance would hardly do that.
    fn telling(&self, cells: &[Option<FigureId>], outcome: Outcome) -> Option<Draft> {
        let counts: Vec<i128> = cells.iter().map(|cell| self.scene.figures[(*cell)?].count()).collect::<Option<_>>()?;
        let stated = outcome.claim.stated?;
        let sum: i128 = counts.iter().sum::<i128>() - self.scene.figures[stated].count()?;
        let near = one_digit_apart(Decimal::integer(sum), self.scene.figures[stated].decimal);
        let telling = counts.iter().filter(|&&count| count > 0).count() >= 4;
        (telling && (outcome.claim.verdict() == Verdict::Consistent || near))
            .then_some(Draft { certainty: Certainty::Likely, ..outcome.claim })
    }

    /// Every figure of the text that the cells state too. A difference is believed where the text speaks of the very bodies
    /// that the table counts: other figures agree.
    fn statements(&self) -> Vec<Draft> {
        let (Some(first), Some(last)) = (self.figures().min(), self.figures().max()) else { return Vec::new() };
        let before = FigureId::FIRST.until(first).iter().rev().take(REACH);
        // where the rows have no names, the text may follow its tables
        let after = self.scene.figures.ids_after(last).take(if self.form.rows.is_empty() { REACH } else { 0 });
        let texts = before.chain(after).filter(|&figure| self.scene.is_level(figure) && self.counts_the_same(figure));
        let claims: Vec<Draft> = texts.filter_map(|figure| self.stated(figure)).collect();
        let agreeing = claims.iter().filter(|claim| claim.verdict() == Verdict::Consistent).count();
        let told = |claim: &Draft| agreeing >= 2 && (claim.certainty == Certainty::Proven || self.is_slip(claim));
        claims.into_iter().filter(|claim| claim.verdict() == Verdict::Consistent || told(claim)).collect()
    }

    fn counts_the_same(&self, figure: FigureId) -> bool {
        kinship(self.scene.unit(figure), Some(&self.form.unit)) == Kinship::Same
    }

    fn is_slip(&self, claim: &Draft) -> bool {
        let cells = claim.roles.iter().filter(|(role, _)| *role == Role::Component);
        let sum: i128 = cells.filter_map(|&(_, cell)| self.scene.figures[cell].count()).sum();
        claim.stated.is_some_and(|stated| one_digit_apart(Decimal::integer(sum), self.scene.figures[stated].decimal))
    }

    fn stated(&self, figure: FigureId) -> Option<Draft> {
        let label = self.scene.label(figure);
        let any = |words: &[String], text: &str| words.is_empty() || words.iter().any(|word| text.contains(word.as_str()));
        let before = || self.scene.sentence_head(figure);
        let fits = |statement: &&Statement| {
            any(&statement.words, label)
                && any(&statement.with, label)
                && (statement.sentence.is_empty() || any(&statement.sentence, before()))
        };
        let statement = self.form.statements.iter().find(fits)?;
        let certainty = if statement.belief == Belief::Proven { Certainty::Proven } else { Certainty::Likely };
        let readings = statement.readings.iter().filter_map(|terms| self.restated(figure, &self.values(terms), certainty));
        let mut agrees = readings.filter(|claim| statement.belief != Belief::Agreeing || claim.verdict() == Verdict::Consistent);
        agrees.next()
    }

    /// The printed cells that make up the terms; a row's total counts alone where it is printed.
    fn values(&self, terms: &[Term]) -> Vec<FigureId> {
        let total = self.form.total.as_ref().and_then(|total| self.form.columns.iter().position(|line| line.id == *total));
        let mut values = Vec::new();
        for term in terms {
            if self.form.rows.is_empty() {
                values.extend(self.cells(Place::Row(0), term).into_iter().flatten());
            } else if term.column.is_some() {
                values.extend(self.cells(Place::Table, term).into_iter().flatten());
            } else {
                for row in self.rows.iter().filter(|row| row.line.is_some_and(|line| line.is_called(&term.name))) {
                    match total.and_then(|total| row.cells[total]) {
                        Some(total) => values.push(total),
                        None => values.extend(row.cells.iter().flatten()),
                    }
                }
            }
        }
        values
    }

    fn restated(&self, figure: FigureId, cells: &[FigureId], certainty: Certainty) -> Option<Draft> {
        let formula = Formula::sum(self.scene, Role::Component, cells)?;
        let claim = claim(self.scene, Kind::Restatement, formula, Role::Total, figure, certainty);
        let sum: i128 = cells.iter().filter_map(|&cell| self.scene.figures[cell].count()).sum();
        let near = cells.len() >= 2 || one_digit_apart(Decimal::integer(sum), self.scene.figures[figure].decimal);
        (claim.verdict() == Verdict::Consistent || near).then_some(claim)
    }
}
