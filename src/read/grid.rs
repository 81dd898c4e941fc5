//! Tables to text: a line a row, cells separated by tabs. A merged cell has its text in the first of the places it covers, and
//! the others are empty.

use std::borrow::Cow;

use super::draft::{Fragment, Line};

/// A cell: how many columns and rows it covers, and its lines.
#[derive(Debug, Default)]
pub(super) struct GridCell<'a> {
    pub columns: usize,
    pub rows: usize,
    pub lines: Vec<Line<'a>>,
    /// Whether another table stands in it.
    pub nests: bool,
}

/// A table.
#[derive(Debug, Default)]
pub(super) struct Grid<'a> {
    pub rows: Vec<Vec<GridCell<'a>>>,
}

/// The most columns that a cell may cover, and that covered cells may reach: the cost stays linear in the file.
pub(super) const MAX_COLUMNS: usize = 64;

/// A cell with more full stops than this is no cell of figures.
const CELL_STOPS: usize = 3;

impl<'a> Grid<'a> {
    /// Adds a cell to the last row.
    pub(super) fn push(&mut self, cell: GridCell<'a>) {
        match self.rows.last_mut() {
            Some(row) => row.push(cell),
            None => self.rows.push(vec![cell]),
        }
    }

    /// Whether the table only lays out the page: another one stands in it, it has one column, or its cells hold whole paragraphs.
    fn is_layout(&self) -> bool {
        let cells = || self.rows.iter().flatten();
        cells().any(|cell| cell.nests || cell.lines.iter().map(Line::stops).sum::<usize>() > CELL_STOPS)
            || self.rows.iter().all(|row| row.len() <= 1)
    }

    /// The lines of the text.
    pub(super) fn into_lines(self) -> Vec<Line<'a>> {
        if self.is_layout() {
            return self.rows.into_iter().flatten().flat_map(|cell| cell.lines).collect();
        }
        // rows that a cell further up still covers, by column
        let mut covered: Vec<usize> = Vec::new();
        let rows = self.rows.into_iter().map(|row| {
            // a row stands where its first line stood
            let first = row.iter().flat_map(|cell| &cell.lines).next();
            let (node, linked) = first.map_or((0, false), |first| (first.node, first.linked));
            Line { node, linked, ..line(row, &mut covered) }
        });
        rows.filter(|line| !line.is_empty()).collect()
    }
}

fn line<'a>(row: Vec<GridCell<'a>>, covered: &mut Vec<usize>) -> Line<'a> {
    let mut line = Line::default();
    let mut column = 0;
    for cell in row {
        while covered.get(column).is_some_and(|&rows| rows > 0) {
            covered[column] -= 1;
            tab(&mut line, column);
            column += 1;
        }
        tab(&mut line, column);
        line.fragments.extend(flat(cell.lines));
        for further in 0..cell.columns.clamp(1, MAX_COLUMNS) {
            if further > 0 {
                tab(&mut line, column);
            }
            if column < MAX_COLUMNS {
                covered.resize(covered.len().max(column + 1), 0);
                covered[column] = cell.rows.saturating_sub(1);
            }
            column += 1;
        }
    }
    for rows in covered.iter_mut().skip(column) {
        if *rows > 0 {
            *rows -= 1;
            line.fragments.push(Fragment::glue("\t"));
        }
    }
    line
}

fn tab(line: &mut Line<'_>, column: usize) {
    if column > 0 {
        line.fragments.push(Fragment::glue("\t"));
    }
}

/// The lines of a cell as one, without tabs and line breaks of its own.
fn flat(lines: Vec<Line<'_>>) -> Vec<Fragment<'_>> {
    let mut whole = Line::default();
    for line in lines {
        let fragments = line.fragments.into_iter().map(|mut fragment| {
            if fragment.text.contains(['\t', '\n', '\r']) {
                fragment.text = Cow::Owned(fragment.text.replace(['\t', '\n', '\r'], " "));
            }
            fragment
        });
        whole.join(Line { fragments: fragments.collect(), ..Line::default() });
    }
    whole.fragments
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &'static str, columns: usize, rows: usize) -> GridCell<'static> {
        let lines = text.split('/').map(|text| Line { fragments: vec![Fragment::glue(text)], ..Line::default() });
        GridCell { columns, rows, lines: lines.collect(), nests: false }
    }

    fn text(rows: Vec<Vec<GridCell<'static>>>) -> String {
        Grid { rows }.into_lines().iter().map(Line::text).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn merged_cells_keep_their_places() {
        let rows = vec![
            vec![cell("事项", 1, 2), cell("件数", 2, 1)],
            vec![cell("上年/结转", 1, 1), cell("新收", 1, 1)],
            vec![cell("行政复议", 1, 1), cell("3", 1, 1), cell("12", 1, 1)],
            vec![cell("", 1, 1), cell("", 1, 1), cell("", 1, 1)],
            vec![cell("合计", 1, 1), cell("3", 1, 1), cell("12", 1, 1)],
        ];
        assert_eq!(text(rows), "事项\t件数\t\n\t上年结转\t新收\n行政复议\t3\t12\n合计\t3\t12");
    }

    #[test]
    fn a_table_that_lays_out_the_page_is_none() {
        assert_eq!(text(vec![vec![cell("一、概况/二、安排", 1, 1)], vec![cell("页脚", 1, 1)]]), "一、概况\n二、安排\n页脚");
        let prose = "一。二。/三。四。";
        assert_eq!(text(vec![vec![cell("目录", 1, 1), cell(prose, 1, 1)]]), "目录\n一。二。\n三。四。");
    }
}
