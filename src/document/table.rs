//! Tables: runs of lines whose cells are separated by tabs, bars or blanks.
//!
//! Every reader gives a table as one line a row with a tab between cells; of merged cells the first has the text and the
//! others are empty. Text that was pasted from elsewhere separates its cells with bars (as Markdown does), with blanks, or with
//! line breaks.

use super::segment::trim;
use super::{Document, Paragraph, ParagraphKind};
use crate::ids::ParagraphId;
use crate::source::{Source, Span};
use crate::words::is_blank;

/// A table: the rows below one head.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Table {
    /// From the first row to the last.
    pub span: Span,
    /// The rows in order, those of the head first.
    pub rows: Vec<TableRow>,
    /// How many of them are the head.
    pub head: usize,
    /// How many columns on the left name their rows.
    pub labels: usize,
    /// What separates the cells.
    pub separator: Separator,
}

/// A line of a table.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct TableRow {
    /// The whole line.
    pub span: Span,
    /// The paragraph that it is.
    pub paragraph: ParagraphId,
    /// Its cells without the blanks around them; an empty cell is an empty span at its place.
    pub cells: Vec<Span>,
}

/// What separates the cells of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Separator {
    /// Tabs or bars: an empty cell keeps its place.
    Marks,
    /// Blanks: an empty cell cannot be told from none.
    Blanks,
    /// Line breaks: each cell is a paragraph.
    Lines,
}

impl Table {
    /// The rows below the head.
    pub fn body(&self) -> &[TableRow] {
        &self.rows[self.head..]
    }

    /// The most cells that a row has.
    pub fn width(&self) -> usize {
        self.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0)
    }

    /// What the head says of a column, its rows from the lowest up.
    pub fn head_of(&self, source: &Source, column: usize) -> String {
        let cells = self.rows[..self.head].iter().rev().filter_map(|row| row.cells.get(column));
        cells.map(|&cell| source.slice(cell)).collect()
    }
}

impl TableRow {
    /// How many cells on the left are no numbers: the row's label, empty cells before and after it included.
    pub fn label_cells(&self, source: &Source) -> usize {
        let is_number = |cell: &Span| is_number(source.slice(*cell));
        let labels = self.cells.iter().position(is_number).unwrap_or(self.cells.len());
        let worded = self.cells[..labels].iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        // 「（一）予以公开|||3」: the empty cells after the words are columns without a number
        if labels == self.cells.len() { labels } else { worded }
    }
}

/// Reads the tables and marks their lines as [`ParagraphKind::Row`].
pub(super) fn read(source: &Source, document: &mut Document) {
    let mut rows: Vec<(TableRow, Separator)> = Vec::new();
    for id in document.paragraphs.ids() {
        match row(source, document, id) {
            Some(row) => rows.push(row),
            None => document.tables.extend(tables(source, settled(source, document, std::mem::take(&mut rows)))),
        }
    }
    document.tables.extend(tables(source, settled(source, document, rows)));
    join_pages(source, document);
    for row in document.tables.iter().flat_map(|table| &table.rows) {
        document.paragraphs[row.paragraph].kind = ParagraphKind::Row;
    }
}

/// Joins the parts of a table that a page break cut: the second has no head, as many columns, and nothing between the two but the
/// head, the foot or a note of a page; or the same head again under 续表.
fn join_pages(source: &Source, document: &mut Document) {
    let mut joined: Vec<Table> = Vec::new();
    for table in std::mem::take(&mut document.tables) {
        match joined.last_mut() {
            Some(before) if goes_on(source, document, before, &table) || is_continued(source, document, before, &table) => {
                before.span = before.span.cover(table.span);
                before.rows.extend(table.rows.into_iter().skip(table.head));
            }
            _ => joined.push(table),
        }
    }
    document.tables = joined;
}

fn goes_on(source: &Source, document: &Document, before: &Table, table: &Table) -> bool {
    let (Some(last), Some(first)) = (before.rows.last(), table.rows.first()) else { return false };
    let alike = before.head > 0 && table.head == 0 && before.separator == table.separator && before.width() == table.width();
    let between = last.paragraph.next().until(first.paragraph);
    let is_page = |id: ParagraphId| {
        let paragraph = &document.paragraphs[id];
        let text = source.slice(paragraph.span);
        paragraph.kind == ParagraphKind::Furniture || text.starts_with('注') || !text.contains(['。', '：', '；'])
    };
    alike && between.len() <= 2 && between.iter().all(is_page)
}

/// 续表: the same head again, after words that say so.
fn is_continued(source: &Source, document: &Document, before: &Table, table: &Table) -> bool {
    let (Some(last), Some(first)) = (before.rows.last(), table.rows.first()) else { return false };
    let head = |table: &Table| {
        let cells = table.rows[..table.head].iter().flat_map(|row| row.cells.iter());
        cells.map(|&cell| source.slice(cell).to_owned()).collect::<Vec<_>>()
    };
    let between = last.paragraph.next().until(first.paragraph);
    let says_so = |id: ParagraphId| {
        let text = source.slice(document.paragraphs[id].span);
        ["续表", "（续", "(续", "接上"].iter().any(|word| text.contains(word))
    };
    before.head > 0 && between.len() <= 3 && between.iter().any(says_so) && head(before) == head(table)
}

/// The line of a paragraph as a row, if it is one.
fn row(source: &Source, document: &Document, id: ParagraphId) -> Option<(TableRow, Separator)> {
    let paragraph = &document.paragraphs[id];
    if !matches!(paragraph.kind, ParagraphKind::Body | ParagraphKind::Row) {
        return None;
    }
    let line = line(source, paragraph);
    let row = |cells| TableRow { span: paragraph.span, paragraph: id, cells };
    let text = source.slice(line);
    match text.matches(MARKS).count() {
        0 if paragraph.kind == ParagraphKind::Row || is_spaced(text) => Some((row(by_blanks(source, line)), Separator::Blanks)),
        0 => None,
        1 => pair(source, document, id, line).map(|cells| (row(cells), Separator::Marks)),
        _ if is_rule(text) => Some((row(Vec::new()), Separator::Marks)),
        _ => Some((row(by_marks(source, line)), Separator::Marks)),
    }
}

/// Whether wide blanks stand between the words of a line that is no sentence: it may be a row, or the head of rows.
fn is_spaced(text: &str) -> bool {
    let text = text.trim_matches(is_blank);
    let wide = |pair: (char, char)| is_blank(pair.0) && is_blank(pair.1);
    let gaps = text.chars().zip(text.chars().skip(1)).filter(|&pair| wide(pair)).count();
    gaps > 0 && !text.contains(['。', '；', '，', '：'])
}

/// A run of rows without those between blanks that are none: rows of one table have about as many cells, and numbers stand in two
/// of them at least.
fn settled(source: &Source, document: &Document, rows: Vec<(TableRow, Separator)>) -> Vec<(TableRow, Separator)> {
    let is_firm = |row: &TableRow, separator: Separator| {
        separator == Separator::Marks || document.paragraphs[row.paragraph].kind == ParagraphKind::Row
    };
    let has_number = |row: &TableRow| row.cells.len() > 1 && row.cells.iter().any(|&cell| is_number(source.slice(cell)));
    let numbered: Vec<usize> = rows
        .iter()
        .filter(|(row, separator)| *separator == Separator::Blanks && has_number(row))
        .map(|(row, _)| row.cells.len())
        .collect();
    let is_like = |row: &TableRow| numbered.len() > 1 && numbered.contains(&row.cells.len());
    rows.into_iter().filter(|(row, separator)| is_firm(row, *separator) || is_like(row)).collect()
}

/// What separates cells beyond doubt.
pub(super) const MARKS: [char; 3] = ['\t', '|', '｜'];

/// The whole line of a paragraph, with the tabs and blanks at its ends: they are empty cells.
fn line(source: &Source, paragraph: &Paragraph) -> Span {
    let is_beside = |c| c != '\n' && is_blank(c);
    let start = source.before(paragraph.span).trim_end_matches(is_beside).len();
    let end = source.text().len() - source.after(paragraph.span).trim_start_matches(is_beside).len();
    Span::new(start, end)
}

/// Two cells. A single tab is no table, unless a number stands after it, or after that of the next line: 「项目\t数量」.
fn pair(source: &Source, document: &Document, id: ParagraphId, line: Span) -> Option<Vec<Span>> {
    let valued = |cells: &[Span]| cells.len() == 2 && !cells[0].is_empty() && is_number(source.slice(cells[1]));
    let cells = by_marks(source, line);
    let heads = || {
        let next = document.paragraphs.get(id.next()).map(|next| self::line(source, next));
        let next = next.filter(|&next| source.slice(next).matches(MARKS).count() == 1);
        cells.iter().all(|cell| !cell.is_empty()) && next.is_some_and(|next| valued(&by_marks(source, next)))
    };
    (valued(&cells) || heads()).then_some(cells)
}

/// |---|:--:|: the line under a Markdown table's head.
fn is_rule(text: &str) -> bool {
    text.contains("--") && text.chars().all(|c| is_blank(c) || matches!(c, '-' | ':') || MARKS.contains(&c))
}

fn by_marks(source: &Source, line: Span) -> Vec<Span> {
    let mut start = line.start as usize;
    let mut cells = Vec::new();
    for part in source.slice(line).split(MARKS) {
        cells.push(trim(source, Span::new(start, start + part.len())));
        // all of the marks but ｜ have one byte
        let mark = source.text()[start + part.len()..].chars().next().map_or(0, char::len_utf8);
        start += part.len() + mark;
    }
    cells
}

/// Cells that only blanks separate: two blanks, a wide one, or one beside a number.
fn by_blanks(source: &Source, line: Span) -> Vec<Span> {
    let text = source.slice(line);
    let mut words: Vec<(usize, usize)> = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (is_blank(c), start) {
            (true, Some(from)) => {
                words.push((from, at));
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
    }
    let mut cells: Vec<(usize, usize)> = Vec::new();
    for (from, to) in words {
        match cells.last_mut() {
            Some(last) if !separates(&text[last.0..last.1], &text[last.1..from], &text[from..to]) => last.1 = to,
            _ => cells.push((from, to)),
        }
    }
    cells.into_iter().map(|(from, to)| Span::new(line.start as usize + from, line.start as usize + to)).collect()
}

fn separates(before: &str, gap: &str, after: &str) -> bool {
    let is_filled = |cell: &str| is_number(cell) || is_placeholder(cell);
    // 合　计: a name of two characters is spread to the width of others
    let is_spread = [before, after].iter().all(|cell| cell.chars().count() == 1 && !is_filled(cell));
    if is_spread && gap.chars().count() < 5 {
        return false;
    }
    gap.chars().count() > 1 || gap.contains('\u{3000}') || is_filled(before) || is_filled(after)
}

/// Whether a cell holds a number and at most its sign, per cent mark or a short unit; or two numbers, 53/584 and 584（53）.
fn is_number(cell: &str) -> bool {
    let is_short = |rest: &str| rest.chars().count() <= 3 && !rest.contains(['年', '月', '日', '、']);
    let second = |rest: &str| rest.strip_prefix(['/', '／', '（', '(']).and_then(after_number).is_some_and(is_short);
    after_number(cell).is_some_and(|rest| is_short(rest) || second(rest))
}

/// What comes after the number with which a text begins.
pub(super) fn after_number(text: &str) -> Option<&str> {
    let digits = text.trim_start_matches(['+', '-', '−', '－', '＋', '¥', '￥']);
    let rest = digits
        .trim_start_matches(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || matches!(c, ',' | '.' | '，' | '．'));
    (rest.len() < digits.len()).then_some(rest)
}

/// Divides a run of rows into tables: a new head begins a new table, and so does another separator.
fn tables(source: &Source, rows: Vec<(TableRow, Separator)>) -> Vec<Table> {
    let mut tables: Vec<Vec<(TableRow, Separator)>> = Vec::new();
    for (row, separator) in rows {
        let begins = tables.last().and_then(|table| table.last()).is_none_or(|(last, before)| {
            let is_narrower = separator == Separator::Blanks && last.cells.len().abs_diff(row.cells.len()) > 1;
            *before != separator || is_narrower || is_head(source, &row) && !row.cells.is_empty() && !is_head(source, last)
        });
        let same = |known: &[(TableRow, Separator)]| {
            let text = |row: &TableRow| row.cells.iter().map(|&cell| source.slice(cell)).collect::<Vec<_>>();
            known.first().is_some_and(|(head, _)| !row.cells.is_empty() && text(head) == text(&row))
        };
        match tables.last_mut() {
            // the head again, at the top of the next page
            Some(table) if begins && same(table) => {}
            Some(table) if !begins => table.push((row, separator)),
            _ => tables.push(vec![(row, separator)]),
        }
    }
    tables.into_iter().filter_map(|rows| table(source, rows)).collect()
}

fn table(source: &Source, rows: Vec<(TableRow, Separator)>) -> Option<Table> {
    let separator = rows.first()?.1;
    let mut rows: Vec<TableRow> = rows.into_iter().map(|(row, _)| row).collect();
    drop_frame(source, &mut rows);
    let span = rows.iter().map(|row| row.span).reduce(Span::cover)?;
    let head = rows.iter().position(|row| !is_head(source, row) && !is_years(source, row)).unwrap_or(rows.len());
    let labels = rows[head..].iter().map(|row| row.label_cells(source)).filter(|&labels| labels > 0).min().unwrap_or(0);
    // | 1 | is a cell with its frame, and no row
    let has_columns = rows.iter().any(|row| row.cells.len() > 1);
    has_columns.then_some(Table { span, rows, head, labels, separator })
}

/// Whether a cell holds nothing, or a mark for nothing: —, /, 无.
pub(crate) fn is_placeholder(text: &str) -> bool {
    let mut marks = text.chars().filter(|c| !is_blank(*c));
    text == "无" || text == "〇" || marks.all(|c| matches!(c, '-' | '—' | '–' | '－' | '─' | '/' | '／' | '\\' | '×' | '*' | '…'))
}

/// A row of words alone, and of more than one cell; the line under a Markdown head, and a title over a head, go with it.
fn is_head(source: &Source, row: &TableRow) -> bool {
    let filled = row.cells.iter().filter(|cell| !is_placeholder(source.slice(**cell)));
    let numbers = row.cells.iter().filter(|cell| is_number(source.slice(**cell))).count();
    numbers == 0 && (row.cells.is_empty() || filled.count() * 2 >= row.cells.len().min(8))
}

/// 指标, 2022, 2023: the numbers of a head are years.
fn is_years(source: &Source, row: &TableRow) -> bool {
    let numbers = row.cells.iter().map(|&cell| source.slice(cell)).filter(|cell| is_number(cell));
    let years: Vec<Option<u16>> = numbers.map(|cell| cell.parse().ok().filter(|year| (1990..2050).contains(year))).collect();
    years.len() > 1 && years.iter().all(Option::is_some)
}

/// Drops the empty first and last cells that a bar at the line's ends makes, where all rows have them: |甲|1|.
fn drop_frame(source: &Source, rows: &mut [TableRow]) {
    let bar = |at: Option<char>| at.is_some_and(|c| matches!(c, '|' | '｜'));
    let framed = |row: &TableRow| row.cells.is_empty() || bar(source.slice(row.span).chars().next());
    let closed = |row: &TableRow| row.cells.is_empty() || bar(source.slice(row.span).chars().next_back());
    if rows.iter().all(framed) {
        rows.iter_mut().filter(|row| !row.cells.is_empty()).for_each(|row| {
            row.cells.remove(0);
        });
    }
    if rows.iter().all(closed) {
        rows.iter_mut().for_each(|row| {
            row.cells.pop();
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each table as its rows, the head's marked with #, cells separated by a slash.
    fn tables(text: &str) -> Vec<String> {
        let source = Source::new("x", text);
        let document = Document::parse(&source);
        let show = |row: &TableRow| row.cells.iter().map(|&cell| source.slice(cell)).collect::<Vec<_>>().join("/");
        let rows = |table: &Table| {
            let rows =
                table.rows.iter().enumerate().map(|(at, row)| format!("{}{}", if at < table.head { "#" } else { "" }, show(row)));
            rows.collect::<Vec<_>>().join(" ")
        };
        document.tables.iter().map(rows).collect()
    }

    #[test]
    fn every_way_to_divide_cells() {
        let table: &[(&str, &[&str])] = &[
            ("项目\t自然人\t总计\n一、新收\t3\t4\n\t1\t1", &["#项目/自然人/总计 一、新收/3/4 /1/1"]),
            ("项目\t数量\n受理\t12\n办结\t11件", &["#项目/数量 受理/12 办结/11件"]),
            ("|单位|受理|\n|---|---:|\n|甲局|12|\n|乙局||", &["#单位/受理 # 甲局/12 乙局/"]),
            ("规章 | 0 | 0 |\n规范性文件 | 5 | 1 |", &["规章/0/0 规范性文件/5/1"]),
            ("予以公开|258|12|||1|\n部分公开|3||||1|4", &["予以公开/258/12///1/ 部分公开/3////1/4"]),
            ("（一）予以公开 1175 12 0 3\n商业 企业\u{3000}12 0 3", &["（一）予以公开/1175/12/0/3 商业 企业/12/0/3"]),
            ("指标\t2022\t2023\n受理\t31\t40", &["#指标/2022/2023 受理/31/40"]),
            ("甲\t乙\t丙\n1\t2\t3\n丁\t戊\t己\n4\t5\t6", &["#甲/乙/丙 1/2/3", "#丁/戊/己 4/5/6"]),
            ("一、\t总体情况\n全年受理\t较多。\n\n二、概况", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(tables(text), *expected, "{text}");
        }
    }

    #[test]
    fn rows_are_no_headings() {
        let source = Source::new("x", "一、新收\t3\n二、结转\t1\n三、安排");
        let document = Document::parse(&source);
        assert_eq!(document.sections.len(), 1);
        assert_eq!(document.tables[0].labels, 1);
    }
}
