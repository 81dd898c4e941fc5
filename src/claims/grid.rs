//! Tables as grids: cells by row and column, each row and each column with its names and what they say that it holds.
//!
//! What is true of columns is true of rows, once the grid is turned: a total may close a column or a row, a rate may stand in
//! a column or a line of its own. Every relation is therefore written once, for lines of cells across the others.

mod entry;
mod months;
mod names;
mod ordinals;
mod parts;

use super::cell::CellName;
use super::rows::Row;
use super::scene::Scene;
use crate::document::{Table, TableRow, is_placeholder};
use crate::figures::{Class, is_unit};
use crate::ids::{FigureId, ParagraphId};
use crate::number::Exact;
use crate::source::Span;
use crate::words::is_blank;
use entry::{entry, number_in, run_entry};
use ordinals::Ordinals;

pub(super) use entry::{Cell, Entry};
pub(super) use months::Months;
pub(super) use names::{Part, Totals, is_cut, is_earlier, is_first_month, is_per, is_running, is_time};

/// The most columns of a table that are looked at.
const COLUMNS: usize = 40;

/// The body of a table: the cells below its head and beside its labels.
pub(super) struct Grid<'s, 'a> {
    pub(super) scene: &'s Scene<'a>,
    pub(super) rows: Vec<Line>,
    pub(super) columns: Vec<Line>,
    /// By row, then by column.
    cells: Vec<Vec<Cell>>,
    /// Where the table begins, with its head.
    pub(super) begins: ParagraphId,
    /// Whether a note says that its numbers need not add up.
    pub(super) is_excused: bool,
    /// Whether it is a form: labels and numbers in turn, without a head.
    pub(super) is_form: bool,
    /// Whether its rows are the columns of the table.
    is_turned: bool,
}

/// A row or a column.
pub(super) struct Line {
    /// Its names, the outermost first: 受理, 本年.
    pub(super) names: Vec<String>,
    /// What the names say that it holds.
    pub(super) part: Part,
    /// Whether its numbers are percentages, by their signs or by its names.
    pub(super) is_percent: bool,
    /// Whether a remark beside its numbers says that they need not add up.
    pub(super) is_excused: bool,
    /// How far its name is set in, or its ordinal: （1） below 1. and 1.2 below 1.
    pub(super) depth: usize,
    /// The depth of the outermost heading without numbers right before it, if there is one: 二、社会工作.
    pub(super) heading: Option<usize>,
    /// Whether it says more of what the row before it counts: 上年同期 under each unit.
    pub(super) is_facet: bool,
}

impl Line {
    /// The outermost name, where there are several: what groups lines.
    pub(super) fn group(&self) -> Option<&str> {
        self.names.split_last().and_then(|(_, outer)| outer.first()).map(String::as_str)
    }

    /// Its own name; empty where it has none.
    pub(super) fn name(&self) -> &str {
        self.names.last().map_or("", String::as_str)
    }

    /// The same without what is said in brackets: 受理 of 受理（件）.
    pub(super) fn own_name(&self) -> String {
        names::bare(self.name())
    }

    /// Whether its words say that it is some of the line before it.
    pub(super) fn is_among(&self) -> bool {
        self.names.iter().any(|name| name.starts_with("其中"))
    }

    /// Which of its outer names is that of a total: 0 of 合计, 上年同期.
    pub(super) fn total_level(&self) -> Option<usize> {
        let (_, outer) = self.names.split_last()?;
        outer.iter().position(|name| matches!(names::part(std::slice::from_ref(name)), Part::Total(_)))
    }

    /// The unit that its name tells in brackets, and how many of it each number stands for: 元, 10000 of 资金（万元）.
    pub(super) fn unit(&self) -> Option<(&str, i128)> {
        names::unit(self.name())
    }

    /// The months that its own name tells.
    pub(super) fn months(&self) -> Option<Months> {
        Months::of(&self.own_name())
    }

    /// All its names, one after the other.
    pub(super) fn title(&self) -> String {
        self.names.concat()
    }
}

impl<'s, 'a> Grid<'s, 'a> {
    /// The most lines of which every pair or run is tried.
    pub(super) const TRIED: usize = 24;

    /// How far a change stands from the two values that it compares.
    pub(super) const BESIDE: usize = 4;

    /// The grid of a table; `None` where it has no numbers.
    pub(super) fn new(scene: &'s Scene<'a>, table: &Table) -> Option<Self> {
        let width = table.body().iter().map(|row| row.cells.len()).max()?.min(COLUMNS);
        let body = aligned(scene, table.body(), width);
        let lacks_first = |(row, cells): (&TableRow, &Vec<Span>)| row.cells.len() < cells.len() && cells[0].is_empty();
        let is_moved = table.body().iter().zip(&body).any(lacks_first);
        let numbered = counts_up(scene, &entries(scene, &body));
        let heads = heads(scene, table, width, numbered || is_moved);
        let parts::Parts { body, heads, is_form } = parts::side_by_side(scene, table, body, heads);
        let (body, heads) = parts::divided(scene, body, heads);
        let cells = entries(scene, &body);
        let numbered = counts_up(scene, &cells);
        let labels = label_columns(&cells, &heads, numbered);
        let mut rows = row_lines(scene, &body, &heads, labels);
        mark_facets(&mut rows);
        let says = |row: &[Span], excuses: fn(&str) -> bool| row.iter().any(|&cell| excuses(scene.source.slice(cell)));
        for (line, row) in rows.iter_mut().zip(&body) {
            line.is_excused = says(&row[labels..], names::excuses_row);
        }
        let mut notes = rows.iter().zip(&body).filter(|(line, _)| line.part == Part::Note);
        let is_excused = notes.any(|(_, row)| says(row, names::excuses_all)) || is_noted(scene, table);
        let has_number = |cells: &[Cell]| cells.iter().any(|cell| matches!(cell, Cell::Number(_)));
        mark_headings(&mut rows, |row| !has_number(&cells[row][labels..]));
        let is_note = |row: &Line| row.part == Part::Note;
        let (rows, cells): (Vec<Line>, Vec<Vec<Cell>>) = rows
            .into_iter()
            .zip(cells.into_iter().map(|row| row[labels..].to_vec()))
            .filter(|(row, cells)| !is_note(row) && has_number(cells))
            .unzip();
        let columns = heads.into_iter().skip(labels).map(line).collect();
        let begins = table.rows.first()?.paragraph;
        let mut grid = Self { scene, rows, columns, cells, begins, is_excused, is_form, is_turned: false };
        grid.mark_percents();
        (!grid.rows.is_empty() && !grid.columns.is_empty()).then_some(grid)
    }

    /// A grid of rows without heads, as runs of numbers make them.
    pub(super) fn of_runs(scene: &'s Scene<'a>, runs: &[Row]) -> Self {
        let width = runs.iter().map(|run| run.cells.len()).max().unwrap_or(0).min(COLUMNS);
        let cell = |figure: Option<FigureId>| figure.map_or(Cell::Empty, |figure| Cell::Number(run_entry(scene, figure)));
        let cells = runs
            .iter()
            .map(|run| {
                let mut cells: Vec<Cell> = run.cells.iter().take(width).map(|&figure| cell(figure)).collect();
                cells.resize(width, Cell::Empty);
                cells
            })
            .collect();
        let named = |label: &str| if label.is_empty() { Vec::new() } else { vec![names::plain(label)] };
        let rows = runs.iter().map(|run| line(named(run.label))).collect();
        let columns = (0..width).map(|_| line(Vec::new())).collect();
        let begins = runs.first().map_or(ParagraphId::FIRST, |run| run.paragraph);
        Self { scene, rows, columns, cells, begins, is_excused: false, is_form: false, is_turned: false }
    }

    /// The figures of the grid.
    pub(super) fn figures(&self) -> impl Iterator<Item = FigureId> {
        self.cells.iter().flatten().filter_map(|cell| match cell {
            Cell::Number(entry) => Some(entry.figure),
            Cell::Empty | Cell::Words => None,
        })
    }

    /// The columns as rows.
    pub(super) fn turned(&self) -> Self {
        let cells = (0..self.columns.len()).map(|column| self.cells.iter().map(|row| row[column]).collect()).collect();
        Self {
            scene: self.scene,
            rows: self.columns.clone(),
            columns: self.rows.clone(),
            cells,
            begins: self.begins,
            is_excused: self.is_excused,
            is_form: self.is_form,
            is_turned: !self.is_turned,
        }
    }

    /// The two columns of values beside a column of changes, current and base, as their names tell the periods.
    pub(super) fn periods(&self, column: usize) -> Option<(usize, usize)> {
        let near = |other: &usize| *other != column && other.abs_diff(column) <= Self::BESIDE;
        let values: Vec<usize> =
            (0..self.columns.len()).filter(near).filter(|&other| self.columns[other].part == Part::Data).collect();
        let title = |column: usize| self.columns[column].title();
        let pairs = values.iter().flat_map(|&current| values.iter().map(move |&base| (current, base)));
        pairs
            .filter(|&(current, base)| names::is_earlier(&title(base), &title(current)))
            .min_by_key(|&(current, base)| current.abs_diff(column) + base.abs_diff(column))
    }

    /// What a cell is called by its row and its column; `None` where neither has a name.
    pub(super) fn name(&self, row: usize, column: usize) -> Option<CellName> {
        let (row, column) = (self.rows[row].title(), self.columns[column].title());
        let (row, column) = if self.is_turned { (column, row) } else { (row, column) };
        (!row.is_empty() || !column.is_empty()).then_some(CellName { row, column })
    }

    /// What the numbers of the grid are called.
    pub(super) fn names(&self) -> impl Iterator<Item = (FigureId, CellName)> {
        let places = (0..self.rows.len()).flat_map(|row| (0..self.columns.len()).map(move |column| (row, column)));
        places.filter_map(|(row, column)| Some((self.entry(row, column)?.figure, self.name(row, column)?)))
    }

    /// Whether any column has a name.
    pub(super) fn is_headed(&self) -> bool {
        self.columns.iter().any(|column| !column.names.is_empty())
    }

    /// The number in a cell.
    pub(super) fn entry(&self, row: usize, column: usize) -> Option<Entry> {
        match self.cells[row][column] {
            Cell::Number(entry) => Some(entry),
            Cell::Empty | Cell::Words => None,
        }
    }

    /// Whether a cell holds words where a number might stand.
    pub(super) fn is_worded(&self, row: usize, column: usize) -> bool {
        matches!(self.cells[row][column], Cell::Words)
    }

    /// The number of a cell that counts something, neither a percentage nor in a line of percentages.
    pub(super) fn quantity(&self, row: usize, column: usize) -> Option<Entry> {
        self.entry(row, column).filter(|_| !self.is_percent(row, column))
    }

    /// The number of a cell that is a percentage.
    pub(super) fn percent(&self, row: usize, column: usize) -> Option<Entry> {
        self.entry(row, column).filter(|_| self.is_percent(row, column))
    }

    fn is_percent(&self, row: usize, column: usize) -> bool {
        let by_sign = self.entry(row, column).is_some_and(|entry| self.scene.figures[entry.figure].class == Class::Percent);
        by_sign || self.rows[row].is_percent || self.columns[column].is_percent
    }

    /// The value of a number with its sign.
    pub(super) fn value(&self, entry: Entry) -> Exact {
        let value = self.scene.figures[entry.figure].value();
        if entry.is_flipped { -value } else { value }
    }

    /// 增减（%） and 合格率 hold percentages without a sign of their own, as long as decimals or a per cent sign in the name say so.
    fn mark_percents(&mut self) {
        for column in 0..self.columns.len() {
            let numbers: Vec<Entry> = (0..self.rows.len()).filter_map(|row| self.entry(row, column)).collect();
            self.columns[column].is_percent = self.holds_percents(&self.columns[column], &numbers);
        }
        for row in 0..self.rows.len() {
            let numbers: Vec<Entry> = (0..self.columns.len()).filter_map(|column| self.entry(row, column)).collect();
            self.rows[row].is_percent = self.holds_percents(&self.rows[row], &numbers);
        }
    }

    fn holds_percents(&self, line: &Line, numbers: &[Entry]) -> bool {
        let figure = |entry: &Entry| &self.scene.figures[entry.figure];
        let bare = |entry: &Entry| figure(entry).class == Class::Quantity && figure(entry).unit.is_none();
        let fractional = || numbers.iter().any(|entry| figure(entry).decimal.places > 0);
        // without a head, numbers with places may be percentages: where none is over 100, or among whole numbers where they have signs
        let is_small = || numbers.iter().all(|entry| figure(entry).value() <= Exact::from(100));
        let is_mixed = || self.figures().any(|figure| self.scene.figures[figure].decimal.places == 0);
        let are_signed = || numbers.iter().filter(|entry| entry.is_signed).count() * 2 > numbers.len() && is_mixed();
        let title = line.title();
        let has_hundred = || numbers.iter().any(|entry| figure(entry).value() == Exact::from(100));
        let may_be = || match title.trim_matches(|c: char| c.is_ascii_digit() || c == '年') {
            // 2023 says nothing of what its numbers are
            "" if !title.is_empty() && !has_hundred() => false,
            "" => numbers.iter().all(|entry| figure(entry).decimal.places > 0) && (is_small() || are_signed()),
            _ => names::may_be_percent(&title) && fractional(),
        };
        let named = names::says_percent(&title) || may_be();
        named && !numbers.is_empty() && numbers.iter().all(bare)
    }
}

impl Clone for Line {
    fn clone(&self) -> Self {
        let Self { part, is_percent, is_excused, depth, heading, is_facet, .. } = *self;
        Self { names: self.names.clone(), part, is_percent, is_excused, depth, heading, is_facet }
    }
}

fn line(names: Vec<String>) -> Line {
    let part = names::part(&names);
    Line { names, part, is_percent: false, is_excused: false, depth: 0, heading: None, is_facet: false }
}

/// The cells of the rows, as many in each. A row that lacks some, as one whose label covers two columns, has its cells on the side
/// where its numbers stand in columns of numbers.
fn aligned(scene: &Scene, rows: &[TableRow], width: usize) -> Vec<Vec<Span>> {
    let is_number = |cell: &Span| number_in(scene, *cell).is_some();
    let full: Vec<&TableRow> = rows.iter().filter(|row| row.cells.len() >= width).collect();
    let numeric: Vec<bool> =
        (0..width).map(|column| full.iter().filter(|row| is_number(&row.cells[column])).count() * 2 > full.len()).collect();
    let fits = |cells: &[Span], at: usize| {
        cells.iter().zip(&numeric[at..]).filter(|(cell, numeric)| !cell.is_empty() && is_number(cell) == **numeric).count()
    };
    rows.iter()
        .map(|row| {
            let filled = row.cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
            let cells = &row.cells[..filled.min(width)];
            let missing = width - cells.len();
            let left = (1..=missing).rev().find(|&left| fits(cells, left) > fits(cells, 0)).unwrap_or(0);
            let empty = |at: u32| Span { start: at, end: at };
            let before = std::iter::repeat_n(empty(row.span.start), left);
            let after = std::iter::repeat_n(empty(row.span.end), missing - left);
            before.chain(cells.iter().copied()).chain(after).collect()
        })
        .collect()
}

/// What stands in the cells of rows.
fn entries(scene: &Scene, body: &[Vec<Span>]) -> Vec<Vec<Cell>> {
    body.iter().map(|row| row.iter().map(|&cell| entry(scene, cell)).collect()).collect()
}

/// Whether a note under the table says that its numbers need not add up.
fn is_noted(scene: &Scene, table: &Table) -> bool {
    let Some(last) = table.rows.last() else { return false };
    let after = scene.document.paragraphs.ids_after(last.paragraph).take(2);
    let text = |paragraph: ParagraphId| scene.source.slice(scene.document.paragraphs[paragraph].span);
    let is_note = |text: &&str| ["注", "说明", "备注", "*", "※"].iter().any(|word| text.starts_with(word));
    after.map(text).take_while(is_note).any(names::excuses_all)
}

/// The names of the columns, from the outermost head down. A head over several columns stands in the first of them.
/// The first column may have none, where it numbers the rows or is left out in some of them.
fn heads(scene: &Scene, table: &Table, width: usize, may_lack_first: bool) -> Vec<Vec<String>> {
    let rows: Vec<&TableRow> = table.rows[..table.head].iter().filter(|row| !row.cells.is_empty()).collect();
    let first = |row: &TableRow| row.cells.first().map_or("", |&cell| scene.source.slice(cell));
    let lacks_one = |row: &TableRow| row.cells.len() + 1 == width && may_lack_first && !names::is_beside_the_data(first(row));
    let text = |row: &TableRow, column: usize| {
        let cell = column.checked_sub(usize::from(lacks_one(row))).and_then(|column| row.cells.get(column));
        cell.map_or("", |&cell| scene.source.slice(cell))
    };
    // a line of words over all of the table is its caption
    let filled = |row: &TableRow| row.cells.iter().filter(|cell| !cell.is_empty()).count();
    let rows: Vec<&TableRow> = rows.iter().copied().skip_while(|row| filled(row) < 2 && rows.len() > 1).collect();
    let mut names = vec![Vec::new(); width];
    for (level, row) in rows.iter().enumerate() {
        let mut over = "";
        for (column, names) in names.iter_mut().enumerate() {
            let own = text(row, column);
            let is_below = || rows[level + 1..].iter().any(|row| !text(row, column).is_empty());
            match own {
                "" if is_below() && !over.is_empty() => names.push(over.to_owned()),
                "" => over = "",
                own => {
                    over = own;
                    names.push(names::plain(own));
                }
            }
        }
    }
    names
}

/// How many columns on the left name the rows: up to the first whose cells are numbers that count something.
fn label_columns(cells: &[Vec<Cell>], heads: &[Vec<String>], numbered: bool) -> usize {
    let is_data = |column: usize| {
        let numbers = cells.iter().filter(|row| matches!(row[column], Cell::Number(_))).count();
        let words = cells.iter().filter(|row| matches!(row[column], Cell::Words)).count();
        let named = heads[column].last().is_some_and(|name| names::is_beside_the_data(name));
        numbers > words && !named && !(column == 0 && numbered)
    };
    (0..heads.len()).find(|&column| is_data(column)).unwrap_or(heads.len())
}

/// Whether the first column numbers the rows: 1, 2, 3.
fn counts_up(scene: &Scene, cells: &[Vec<Cell>]) -> bool {
    let numbers: Vec<i128> = cells
        .iter()
        .filter_map(|row| match row[0] {
            Cell::Number(entry) => scene.figures[entry.figure].count(),
            Cell::Empty | Cell::Words => None,
        })
        .collect();
    numbers.len() >= 2
        && numbers.len() + 1 >= cells.len()
        && numbers.iter().zip(1..).all(|(&number, expected)| number == expected)
}

/// The names of the rows. A label over several rows stands in the first of them.
fn row_lines(scene: &Scene, body: &[Vec<Span>], heads: &[Vec<String>], labels: usize) -> Vec<Line> {
    let mut over = vec![String::new(); labels];
    let mut ordinals = Ordinals::default();
    let is_name = |column: &usize| heads[*column].last().is_none_or(|name| !names::is_beside_the_data(name));
    let units = (1..labels).find(|&column| holds_units(scene, body, column));
    let columns: Vec<usize> = (0..labels).filter(|column| is_name(column) && units != Some(*column)).collect();
    let columns = if columns.is_empty() { (0..labels).collect() } else { columns };
    body.iter()
        .map(|row| {
            let text = |column: usize| scene.source.slice(row[column]);
            // 合计 may stand under 序号
            let first = (0..labels).map(text).find(|text| !text.is_empty()).unwrap_or_default();
            let own: Vec<&str> = columns.iter().map(|&column| text(column)).collect();
            let mut names = Vec::new();
            for (at, &column) in columns.iter().enumerate() {
                let is_below = own[at + 1..].iter().any(|text| !text.is_empty());
                match own[at] {
                    "" if is_below && !over[column].is_empty() => names.push(over[column].clone()),
                    "" => over[column].clear(),
                    own => {
                        over[column] = names::plain(own);
                        names.push(over[column].clone());
                    }
                }
            }
            if names.is_empty() && !first.is_empty() {
                names.push(names::plain(first));
            }
            let unit = units.map(text).filter(|unit| !unit.is_empty());
            if let Some((name, unit)) = names.last_mut().zip(unit).filter(|(name, _)| names::unit(name).is_none()) {
                name.push_str(&format!("（{unit}）"));
            }
            let mut line = line(names);
            let label = columns.iter().map(|&column| row[column]).find(|cell| !cell.is_empty());
            line.depth = label.map_or(0, |label| indent(scene, label)) + ordinals.depth(first);
            // 1.2 is a part of 1
            if names::is_below(first) {
                line.depth += 1;
                line.part = if line.part == Part::Data { Part::Among } else { line.part };
            }
            line
        })
        .collect()
}

/// Whether a column tells the units of the numbers beside it: 件, 万元.
fn holds_units(scene: &Scene, body: &[Vec<Span>], column: usize) -> bool {
    let mut words = body.iter().map(|row| scene.source.slice(row[column])).filter(|text| !is_placeholder(text)).peekable();
    words.peek().is_some() && words.all(is_unit)
}

/// How far a label is set in, in wide blanks.
fn indent(scene: &Scene, label: Span) -> usize {
    let blanks = scene.source.before(label).chars().rev().take_while(|&c| is_blank(c) && c != '\n' && c != '\t');
    blanks.map(|c| if c == '\u{3000}' { 2 } else { 1 }).sum::<usize>() / 2
}

/// Tells each row with numbers which headings stand right before it.
fn mark_headings(rows: &mut [Line], is_heading: impl Fn(usize) -> bool) {
    let mut heading = None;
    for (at, row) in rows.iter_mut().enumerate() {
        match is_heading(at) {
            true => heading = Some(heading.map_or(row.depth, |known: usize| known.min(row.depth))),
            false => row.heading = heading.take(),
        }
    }
}

/// 上年同期 under each unit says more of the unit: it has the unit's name before its own.
fn mark_facets(rows: &mut [Line]) {
    let own = |row: &Line| match &row.names[..] {
        [name] if names::is_facet(name) => Some(name.clone()),
        _ => None,
    };
    let facets: Vec<Option<String>> = rows.iter().map(own).collect();
    let mut unit: Option<String> = None;
    for (row, facet) in rows.iter_mut().zip(&facets) {
        let Some(facet) = facet else {
            unit = row.names.first().cloned();
            continue;
        };
        let repeats = facets.iter().flatten().filter(|other| *other == facet).count() > 1;
        if let Some(unit) = unit.as_ref().filter(|_| repeats) {
            row.names.insert(0, unit.clone());
            row.is_facet = true;
        }
    }
}
