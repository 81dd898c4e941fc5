//! Paragraphs and tables in the order in which a word processor's file has them: what .odt, .rtf and .doc have in common.

use super::draft::{Fragment, Line, Revision, tail};
use super::grid::{Grid, GridCell};
use super::raised::{Raised, raised};
use super::wrapped::runs_on;
use crate::source::{Cell, Origin, Part, PictureKind, Run, Span};

/// Tables in tables, and notes in notes: below this they are mere lines.
const NESTING: usize = 16;

/// Where paragraphs go: the text, a cell, a note or a text box.
#[derive(Default)]
struct Sink {
    lines: Vec<Line<'static>>,
    /// The open paragraph.
    fragments: Vec<Fragment<'static>>,
    /// What hangs on the open paragraph: notes and text boxes.
    hanging: Vec<Line<'static>>,
    /// Paragraphs so far.
    count: u32,
}

/// A table in the making.
struct Table {
    grid: Grid<'static>,
    number: u32,
    /// Columns before and with the open cell.
    column: usize,
    /// Notes that its cells refer to; they stand after it.
    after: Vec<Line<'static>>,
    /// Where the cells of each row end, in files that say no more of their spans.
    edges: Vec<Vec<Edge>>,
}

/// Where a cell ends on its right, and what it is a part of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Edge {
    /// The distance from the left of the page, in twentieths of a point.
    pub right: i32,
    /// Whether the cell goes on from the one before it.
    pub joins: bool,
}

/// Edges that lie closer than this are one.
const SAME_EDGE: i32 = 40;

impl Table {
    /// Gives each cell the columns that it covers, by where the cells of all rows end.
    fn span_columns(&mut self) {
        let mut all: Vec<i32> = self.edges.iter().flatten().map(|edge| edge.right).collect();
        all.sort_unstable();
        all.dedup_by(|next, last| *next - *last < SAME_EDGE);
        for (row, edges) in self.grid.rows.iter_mut().zip(&self.edges).filter(|(row, edges)| row.len() == edges.len()) {
            let mut before = 0;
            for (cell, edge) in row.iter_mut().zip(edges) {
                let after = all.partition_point(|known| *known < edge.right + SAME_EDGE);
                cell.columns = after.saturating_sub(before).max(1);
                before = after.max(before);
            }
            for at in (1..row.len()).rev().filter(|at| edges[*at].joins) {
                let joined = row.remove(at);
                row[at - 1].columns += joined.columns;
                row[at - 1].lines.extend(joined.lines);
            }
        }
    }
}

/// What is open: a table is followed by its cell, once one is open.
enum Level {
    Sink(Sink),
    Table(Table),
}

/// A text in the making.
pub(super) struct Flow {
    levels: Vec<Level>,
    tables: u32,
    /// The parts of the notes and boxes that are open.
    notes: Vec<Part>,
}

impl Flow {
    pub(super) fn new() -> Self {
        Self { levels: vec![Level::Sink(Sink::default())], tables: 0, notes: Vec::new() }
    }

    /// The innermost place for paragraphs.
    fn sink(&mut self) -> Option<&mut Sink> {
        self.levels.iter_mut().rev().find_map(|level| match level {
            Level::Sink(sink) => Some(sink),
            Level::Table(_) => None,
        })
    }

    fn table(&mut self) -> Option<&mut Table> {
        self.levels.iter_mut().rev().find_map(|level| match level {
            Level::Table(table) => Some(table),
            Level::Sink(_) => None,
        })
    }

    /// Whether paragraphs stand in a cell.
    pub(super) fn is_in_cell(&self) -> bool {
        matches!(self.levels.as_slice(), [.., Level::Table(_), Level::Sink(_)])
    }

    /// Where the open paragraph stands.
    fn place(&self) -> Run {
        let (mut paragraph, mut cell) = (1, None);
        for level in &self.levels {
            match level {
                Level::Sink(sink) => paragraph = sink.count + 1,
                Level::Table(table) => {
                    let (row, column) = (table.grid.rows.len() as u32, table.column as u32);
                    cell = Some(Cell { table: table.number, row, column });
                }
            }
        }
        let part = self.notes.last().copied().unwrap_or_default();
        let cell = cell.filter(|_| self.is_in_cell());
        Run { part, paragraph, cell, xml: Span::at(0) }
    }

    /// Words of the open paragraph. A line break within a sentence is made for looks.
    pub(super) fn words(&mut self, text: &str) {
        let place = Origin::Run(self.place());
        let Some(sink) = self.sink() else { return };
        if text.is_empty() || text == "\n" && tail(&sink.fragments).ends_with(runs_on) {
            return;
        }
        match sink.fragments.last_mut() {
            Some(last) if last.origin == Some(place) && !last.is_mark() => last.text.to_mut().push_str(text),
            _ => sink.fragments.push(Fragment::new(text.to_owned(), place)),
        }
    }

    /// Words that are set above the line: the mark of a note is none of the text.
    pub(super) fn raised(&mut self, text: &str) {
        let before = self.sink().map(|sink| tail(&sink.fragments)).unwrap_or_default();
        match raised(&before, text) {
            Raised::Note => {}
            Raised::Exponent => {
                self.words("^");
                self.words(text);
            }
            Raised::Text => self.words(text),
        }
    }

    /// Words that a tracked change inserted.
    pub(super) fn inserted(&mut self, text: &str) {
        let place = Origin::Run(self.place());
        if let Some(sink) = self.sink().filter(|_| !text.is_empty()) {
            let fragment = Fragment::new(text.to_owned(), place);
            sink.fragments.push(Fragment { revision: Some(Revision::Inserted), ..fragment });
        }
    }

    /// Words were deleted, or are struck out.
    pub(super) fn deleted(&mut self) {
        if let Some(sink) = self.sink() {
            sink.fragments.push(Fragment::revision(Revision::Deleted));
        }
    }

    /// Something that is seen and cannot be read.
    pub(super) fn picture(&mut self, kind: PictureKind) {
        let place = Origin::Run(self.place());
        if let Some(sink) = self.sink() {
            sink.fragments.push(Fragment::picture(kind, Some(place)));
        }
    }

    /// Ends the open paragraph; `label` is the number that nobody typed.
    pub(super) fn end_paragraph(&mut self, label: &str, heading: Option<u8>) {
        let place = Origin::Run(self.place());
        let Some(sink) = self.sink() else { return };
        let mut fragments = std::mem::take(&mut sink.fragments);
        if !label.is_empty() {
            fragments.insert(0, Fragment::new(label.to_owned(), place));
        }
        sink.count += 1;
        sink.lines.push(Line { fragments, heading, ..Line::default() });
        let hanging = std::mem::take(&mut sink.hanging);
        match self.table() {
            Some(table) => table.after.extend(hanging),
            None => {
                if let Some(sink) = self.sink() {
                    sink.lines.extend(hanging);
                }
            }
        }
    }

    /// Whether anything stands in the open paragraph.
    pub(super) fn has_words(&mut self) -> bool {
        self.sink().is_some_and(|sink| !sink.fragments.is_empty())
    }

    fn end_open_paragraph(&mut self) {
        let is_open = self.sink().is_some_and(|sink| !sink.fragments.is_empty() || !sink.hanging.is_empty());
        if is_open {
            self.end_paragraph("", None);
        }
    }

    /// Opens a table; `false` where tables stand too deep, and its cells are mere lines.
    pub(super) fn open_table(&mut self) -> bool {
        if self.levels.len() >= 2 * NESTING {
            return false;
        }
        self.end_open_paragraph();
        self.tables += 1;
        self.levels.push(Level::Table(Table {
            grid: Grid::default(),
            number: self.tables,
            column: 0,
            after: Vec::new(),
            edges: Vec::new(),
        }));
        true
    }

    pub(super) fn open_row(&mut self) {
        if let Some(Level::Table(table)) = self.levels.last_mut() {
            table.grid.rows.push(Vec::new());
            table.column = 0;
        }
    }

    /// Opens a cell that covers so many columns and rows.
    pub(super) fn open_cell(&mut self, columns: usize, rows: usize) {
        if let Some(Level::Table(table)) = self.levels.last_mut() {
            table.column += 1;
            table.grid.push(GridCell { columns, rows, ..GridCell::default() });
            self.levels.push(Level::Sink(Sink::default()));
        }
    }

    pub(super) fn close_cell(&mut self) {
        if !self.is_in_cell() {
            return;
        }
        self.end_open_paragraph();
        let Some(Level::Sink(sink)) = self.levels.pop() else { return };
        if let Some(table) = self.table()
            && let Some(cell) = table.grid.rows.last_mut().and_then(|row| row.last_mut())
        {
            table.column += cell.columns.max(1) - 1;
            cell.lines.extend(sink.lines);
        }
    }

    /// Says where the cells of the open row end.
    pub(super) fn set_edges(&mut self, edges: Vec<Edge>) {
        if let Some(Level::Table(table)) = self.levels.last_mut() {
            table.edges.resize(table.grid.rows.len().saturating_sub(1), Vec::new());
            table.edges.push(edges);
        }
    }

    pub(super) fn close_table(&mut self) {
        self.close_cell();
        if !matches!(self.levels.last(), Some(Level::Table(_))) {
            return;
        }
        let Some(Level::Table(mut table)) = self.levels.pop() else { return };
        table.span_columns();
        let lines = table.grid.into_lines();
        if let Some(cell) = self.table().and_then(|outer| outer.grid.rows.last_mut()?.last_mut()) {
            cell.nests = true;
        }
        if let Some(sink) = self.sink() {
            sink.lines.extend(lines);
            sink.lines.extend(table.after);
        }
    }

    /// Opens a note, or with [`Part::Body`] a text box: it stands after the paragraph that it hangs on.
    pub(super) fn open_note(&mut self, part: Part) {
        self.notes.push(part);
        self.levels.push(Level::Sink(Sink::default()));
    }

    pub(super) fn close_note(&mut self) {
        while matches!(self.levels.last(), Some(Level::Table(_))) || self.is_in_cell() {
            self.close_table();
        }
        if self.levels.len() < 2 || self.notes.pop().is_none() {
            return;
        }
        self.end_open_paragraph();
        let Some(Level::Sink(note)) = self.levels.pop() else { return };
        if let Some(sink) = self.sink() {
            sink.hanging.extend(note.lines);
        }
    }

    /// The lines of the text.
    pub(super) fn finish(mut self) -> Vec<Line<'static>> {
        while self.levels.len() > 1 {
            match self.levels.last() {
                Some(Level::Table(_)) => self.close_table(),
                _ if self.is_in_cell() => self.close_cell(),
                _ => self.close_note(),
            }
        }
        self.end_open_paragraph();
        self.levels.into_iter().flat_map(|level| if let Level::Sink(sink) = level { sink.lines } else { Vec::new() }).collect()
    }
}

/// The tables that a paragraph stands in, of a file that marks cells and rows at their ends alone.
#[derive(Debug, Default)]
pub(super) struct Cells {
    /// Of each open table, whether a row and whether a cell is open.
    open: Vec<(bool, bool)>,
}

impl Cells {
    /// Makes sure that a cell is open in that many tables.
    pub(super) fn enter(&mut self, flow: &mut Flow, depth: usize) {
        while self.open.len() > depth {
            self.leave(flow);
        }
        while self.open.len() < depth {
            self.open_cell(flow);
            if !flow.open_table() {
                return;
            }
            self.open.push((false, false));
        }
        self.open_cell(flow);
    }

    fn open_cell(&mut self, flow: &mut Flow) {
        let Some((row, cell)) = self.open.last_mut() else { return };
        if !std::mem::replace(row, true) {
            flow.open_row();
        }
        if !std::mem::replace(cell, true) {
            flow.open_cell(1, 1);
        }
    }

    /// Ends a cell of the table at that depth; its paragraphs have ended.
    pub(super) fn end_cell(&mut self, flow: &mut Flow, depth: usize) {
        self.enter(flow, depth);
        flow.close_cell();
        if let Some((_, cell)) = self.open.last_mut() {
            *cell = false;
        }
    }

    /// Ends a row of the table at that depth.
    pub(super) fn end_row(&mut self, flow: &mut Flow, depth: usize, edges: Vec<Edge>) {
        while self.open.len() > depth {
            self.leave(flow);
        }
        if let Some((row, cell)) = self.open.last_mut() {
            if std::mem::take(cell) {
                flow.close_cell();
            }
            if std::mem::take(row) {
                flow.set_edges(edges);
            }
        }
    }

    /// Leaves all tables.
    pub(super) fn leave_all(&mut self, flow: &mut Flow) {
        while !self.open.is_empty() {
            self.leave(flow);
        }
    }

    fn leave(&mut self, flow: &mut Flow) {
        self.open.pop();
        flow.close_table();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(flow: Flow) -> String {
        flow.finish().iter().map(|line| format!("{}\n", line.text())).collect()
    }

    #[test]
    fn tables_notes_and_paragraphs_stand_in_order() {
        let mut flow = Flow::new();
        flow.words("受理12件");
        flow.open_note(Part::Footnotes);
        flow.words("含上年结转");
        flow.close_note();
        flow.words("，\n");
        flow.words("办结12件");
        flow.end_paragraph("一、", Some(1));
        assert!(flow.open_table());
        for row in [["年份", "件数"], ["2023", "12"]] {
            flow.open_row();
            for words in row {
                flow.open_cell(1, 1);
                flow.words(words);
                flow.close_cell();
            }
        }
        flow.close_table();
        flow.words("尾");
        assert_eq!(text(flow), "一、受理12件，\n办结12件\n含上年结转\n年份\t件数\n2023\t12\n尾\n");
    }

    #[test]
    fn columns_are_told_by_their_edges() {
        let mut flow = Flow::new();
        flow.open_table();
        let edge = |right, joins| Edge { right, joins };
        for (words, edges) in [
            (vec!["事项", "件数"], vec![edge(1000, false), edge(3010, false)]),
            (vec!["", "上年", "新收"], vec![edge(1000, false), edge(2000, false), edge(3000, false)]),
            (vec!["合计", "", "3"], vec![edge(1000, false), edge(2000, true), edge(3000, false)]),
        ] {
            flow.open_row();
            for words in words {
                flow.open_cell(1, 1);
                flow.words(words);
                flow.close_cell();
            }
            flow.set_edges(edges);
        }
        assert_eq!(text(flow), "事项\t件数\t\n\t上年\t新收\n合计\t\t3\n");
    }

    #[test]
    fn what_is_never_closed_is_not_lost() {
        let mut flow = Flow::new();
        flow.open_table();
        flow.open_row();
        flow.open_cell(1, 1);
        flow.words("甲");
        flow.open_note(Part::Body);
        flow.open_table();
        flow.open_row();
        flow.open_cell(2, 1);
        flow.words("乙");
        assert!(text(flow).contains('甲'));
        let mut flow = Flow::new();
        for _ in 0..100 {
            flow.open_table();
            flow.open_row();
            flow.open_cell(1, 1);
        }
        flow.words("丙");
        (0..300).for_each(|_| flow.close_table());
        flow.close_note();
        assert_eq!(text(flow), "丙\n");
    }
}
