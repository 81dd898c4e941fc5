//! Tables whose cells stand below one another, a line each: what is left of a web page's table when its frame is lost.
//!
//! ```text
//! 单位 | 受理 | 办结      单位, 受理, 办结, 甲局, 12, 11, 乙局, 9, 9, 合计, 21, 20
//! ```
//!
//! Words and then always as many numbers make rows. What stands between a caption and the first row is the head, if it has
//! as many cells as a row.

use super::table::{MARKS, Separator, Table, TableRow, after_number, is_placeholder};
use super::{Document, ParagraphKind};
use crate::ids::ParagraphId;
use crate::source::{Source, Span};
use crate::units;
use crate::words::is_blank;

/// The longest words of a cell, in characters.
const WORDS: usize = 30;

/// The most lines that name a row: a serial, a name, the same in another language.
const LABELS: usize = 3;

/// The most numbers of a row.
const NUMBERS: usize = 24;

/// A line that may be a cell.
#[derive(Clone, Copy)]
struct Cell {
    span: Span,
    paragraph: ParagraphId,
    is_number: bool,
}

/// A row: the cells that name it, those of its numbers.
#[derive(Clone, Copy)]
struct Record<'c> {
    labels: &'c [Cell],
    numbers: &'c [Cell],
}

/// Reads these tables and marks their lines as [`ParagraphKind::Row`].
pub(super) fn read(source: &Source, document: &mut Document) {
    let tables = tables(source, document);
    for table in &tables {
        let first = document.paragraphs.partition_point(|paragraph| paragraph.span.end <= table.span.start);
        let end = document.paragraphs.partition_point(|paragraph| paragraph.span.start < table.span.end);
        document.paragraphs[first.until(end)].iter_mut().for_each(|paragraph| paragraph.kind = ParagraphKind::Row);
    }
    document.tables.extend(tables);
    document.tables.sort_by_key(|table| table.span);
}

fn tables(source: &Source, document: &Document) -> Vec<Table> {
    let mut tables = Vec::new();
    for mut run in runs(source, document) {
        mark_serials(source, &mut run);
        mark_years(source, &mut run);
        let records = records(&run);
        let mut rest = &records[..];
        while !rest.is_empty() {
            let length = length(rest);
            tables.extend((length > 0).then(|| table(source, &rest[..length])));
            rest = &rest[length.max(1)..];
        }
    }
    tables
}

/// Lines that follow each other and may be cells. A line of bars alone is an empty cell that has lost its place.
fn runs(source: &Source, document: &Document) -> Vec<Vec<Cell>> {
    let mut runs = vec![Vec::new()];
    for (paragraph, line) in document.paragraphs.entries() {
        let text = source.slice(line.span);
        let inner = text.trim_matches(|c| is_blank(c) || MARKS.contains(&c));
        let start = line.span.start as usize + inner.as_ptr().addr() - text.as_ptr().addr();
        let span = Span::new(start, start + inner.len());
        let is_line = line.kind == ParagraphKind::Body || inner.len() < text.len();
        match is_line && is_short(inner) {
            _ if inner.is_empty() => {}
            true => runs.last_mut().expect("there is one").push(Cell { span, paragraph, is_number: is_number(inner) }),
            false => runs.push(Vec::new()),
        }
    }
    runs.retain(|run| run.len() > NUMBERS / 4);
    runs
}

/// Whether a line may be a cell: neither a sentence nor a row.
fn is_short(text: &str) -> bool {
    text.chars().count() <= WORDS && !text.contains(['。', '；', '，']) && !text.contains(MARKS)
}

/// A number with at most its sign and its unit, or a mark for none.
fn is_number(text: &str) -> bool {
    let is_unit = |unit: &str| matches!(unit, "" | "%" | "％") || units::named(unit).is_some();
    let unsigned = text.trim_start_matches(['↑', '↓', '▲', '▼']);
    let number = after_number(unsigned).filter(|_| year_of(text).is_none_or(|year| year.len() == text.len()));
    is_placeholder(text) || number.is_some_and(|rest| is_unit(rest.trim_matches(is_blank)))
}

/// The digits of a year at the start of a cell: 2023, 2023年, 2023年（件）.
fn year_of(text: &str) -> Option<&str> {
    let digits = &text[..text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len())];
    let is_year = |year: i32| (1900..2100).contains(&year);
    let ends = text[digits.len()..].is_empty() || text[digits.len()..].starts_with('年');
    (ends && digits.parse().is_ok_and(is_year)).then_some(digits)
}

/// 1, 2, 3 before the names of the rows, one after the other, are no numbers of the rows before.
fn mark_serials(source: &Source, run: &mut [Cell]) {
    let is_before_words = |at: &usize| run[*at].is_number && !run[*at + 1].is_number;
    let before_words: Vec<usize> = (0..run.len().saturating_sub(1)).filter(is_before_words).collect();
    let is_serial = |at: usize, serial: usize| source.slice(run[at].span) == serial.to_string();
    let from = before_words.iter().position(|&at| is_serial(at, 1)).unwrap_or(before_words.len());
    let serials = before_words[from..].iter().zip(1..).take_while(|&(&at, serial)| is_serial(at, serial));
    let serials: Vec<usize> = serials.map(|(&at, _)| at).collect();
    if serials.len() >= 2 {
        serials.into_iter().for_each(|at| run[at].is_number = false);
    }
}

/// 2021, 2022, 2023 below a head of four cells, three numbers after each, name the rows.
fn mark_years(source: &Source, run: &mut [Cell]) {
    let Some(first) = run.iter().position(|cell| cell.is_number) else { return };
    let year = |cell: &Cell| year_of(source.slice(cell.span)).and_then(|year| year.parse::<i32>().ok());
    let years: Vec<usize> = (first..run.len()).filter(|&at| run[at].is_number && year(&run[at]).is_some()).collect();
    let Some(width) = years.get(1).map(|second| second - first).filter(|width| (2..=first).contains(width)) else { return };
    let rows: Vec<usize> = (first..run.len()).step_by(width).take_while(|&at| run[at].is_number).collect();
    let consecutive = rows.windows(2).all(|pair| year(&run[pair[0]]).map(|year| year + 1) == year(&run[pair[1]]));
    if rows.len() >= 3 && consecutive {
        rows.into_iter().for_each(|at| run[at].is_number = false);
    }
}

/// Each stretch of words with the numbers after it; the words at the end have none.
fn records(run: &[Cell]) -> Vec<Record<'_>> {
    let mut records: Vec<Record> = Vec::new();
    let mut at = run.iter().position(|cell| !cell.is_number).unwrap_or(run.len());
    while at < run.len() {
        let numbers = run[at..].iter().position(|cell| cell.is_number).map_or(run.len(), |words| at + words);
        let end = run[numbers..].iter().position(|cell| !cell.is_number).map_or(run.len(), |count| numbers + count);
        records.push(Record { labels: &run[at..numbers], numbers: &run[numbers..end] });
        at = end;
    }
    records
}

/// How many records from the first on are the rows of one table: most with as many numbers, some perhaps with fewer.
fn length(records: &[Record]) -> usize {
    let width = width(records);
    let goes_on = |record: &&Record| record.labels.len() <= LABELS && (1..=width).contains(&record.numbers.len());
    let rows = 1 + records[1..].iter().take_while(goes_on).count();
    let is_full = |record: &Record| record.numbers.len() == width;
    let rows = records[..rows].iter().rposition(is_full).map_or(0, |last| last + 1);
    let full = records[..rows].iter().filter(|record| is_full(record)).count();
    let needed = if width == 1 { 3 } else { 2 };
    if (1..=NUMBERS).contains(&width) && full >= needed && full * 2 >= rows { rows } else { 0 }
}

/// How many numbers the rows of a table have that begins here. 合计 in front may lack one: a share of all.
fn width(records: &[Record]) -> usize {
    let first = records[0].numbers.len();
    records.get(1).map(|second| second.numbers.len()).filter(|&second| second == first + 1 && first > 1).unwrap_or(first)
}

fn table(source: &Source, records: &[Record]) -> Table {
    let labels = records[1..].iter().map(|record| record.labels.len()).max().unwrap_or(1);
    let (head, own) = records[0].labels.split_at(records[0].labels.len().saturating_sub(labels));
    let first = Record { labels: own, ..records[0] };
    let records: Vec<Record> = std::iter::once(first).chain(records[1..].iter().copied()).collect();
    let fractions = fractions(source, &records);
    let gaps = settled(source, &records, &fractions);
    let mut rows: Vec<TableRow> = head_of(source, head, labels + fractions.len()).into_iter().collect();
    let head = rows.len();
    rows.extend(records.iter().zip(&gaps).map(|(record, gaps)| row(record, labels, fractions.len(), gaps)));
    let span = rows.iter().map(|row| row.span).reduce(Span::cover).unwrap_or_default();
    Table { span, rows, head, labels, separator: Separator::Lines }
}

/// The head of so many columns: all cells between a caption and the first row, if they are as many.
fn head_of(source: &Source, before: &[Cell], width: usize) -> Option<TableRow> {
    let start = before.iter().rposition(|cell| is_caption(source.slice(cell.span))).map_or(0, |caption| caption + 1);
    let start = start
        + usize::from(before.get(start).is_some_and(|first| before.len() > start + width && is_title(source.slice(first.span))));
    let cells: Vec<Span> = before[start..].iter().map(|cell| cell.span).collect();
    let span = cells.iter().copied().reduce(Span::cover)?;
    (cells.len() == width).then(|| TableRow { span, paragraph: before[start].paragraph, cells })
}

/// 各单位办件情况: a caption, where it stands before a whole head.
fn is_title(text: &str) -> bool {
    ["情况", "统计", "汇总", "一览", "明细", "对比", "分析", "数据"].iter().any(|word| text.ends_with(word))
}

/// 表1 各单位办件情况, 单位：件, 各单位办件情况表.
fn is_caption(text: &str) -> bool {
    let text = text.trim_end_matches(['）', ')']);
    text.starts_with(['表', '附']) || text.ends_with('表') || text.contains(['：', ':'])
}

/// In which columns of the full rows most numbers have places after the point.
fn fractions(source: &Source, records: &[Record]) -> Vec<bool> {
    let width = width(records);
    let full: Vec<&Record> = records.iter().filter(|record| record.numbers.len() == width).collect();
    let fractional = |column: usize| full.iter().filter(|record| is_fraction(source, record.numbers[column])).count();
    (0..width).map(|column| fractional(column) * 2 > full.len()).collect()
}

fn is_fraction(source: &Source, cell: Cell) -> bool {
    source.slice(cell.span).contains(['.', '%', '％'])
}

fn row(record: &Record, labels: usize, width: usize, gaps: &[usize]) -> TableRow {
    let cells = record.labels.iter().chain(record.numbers).map(|cell| cell.span);
    let span = cells.reduce(Span::cover).unwrap_or_default();
    let empty = Span { start: span.start, end: span.start };
    let lacking = std::iter::repeat_n(empty, labels - record.labels.len().min(labels));
    let names = record.labels.iter().map(|cell| cell.span);
    let cells = lacking.chain(names).chain(placed(record, width, gaps)).collect();
    TableRow { span, paragraph: record.labels[0].paragraph, cells }
}

/// The numbers of a row in their columns. A column of which nothing tells whether the number that is lacking is its own has all of
/// them for its cell: words, and no number.
fn placed(record: &Record, width: usize, gaps: &[usize]) -> Vec<Span> {
    let own: Vec<Span> = record.numbers.iter().map(|cell| cell.span).collect();
    if own.len() == width {
        return own;
    }
    let unknown = own.iter().copied().reduce(Span::cover).unwrap_or_default();
    let (Some(&first), Some(&last)) = (gaps.first(), gaps.last()) else { return vec![unknown; width] };
    let empty = Span { start: unknown.start, end: unknown.start };
    let gap = if first == last { empty } else { unknown };
    let column = |column: usize| match column {
        before if before < first => own[before],
        after if after > last => own[after - 1],
        _ => gap,
    };
    (0..width).map(column).collect()
}

/// The columns in which the number may stand that a row lacks, as whole numbers and fractions tell; none, if it lacks none or more.
fn gaps(source: &Source, record: &Record, fractions: &[bool]) -> Vec<usize> {
    let width = fractions.len();
    if record.numbers.len() + 1 != width {
        return Vec::new();
    }
    let misfits = |gap: usize| {
        let columns = (0..width).filter(|&column| column != gap);
        columns.zip(record.numbers).filter(|&(column, &cell)| is_fraction(source, cell) != fractions[column]).count()
    };
    let least = (0..width).map(misfits).min();
    (0..width).filter(|&gap| Some(misfits(gap)) == least).collect()
}

/// The most ways to place what is lacking that are tried.
const WAYS: usize = 512;

/// The same for all rows. Where 合计 adds up in more columns with what is lacking in one place than in any other, it is there.
fn settled(source: &Source, records: &[Record], fractions: &[bool]) -> Vec<Vec<usize>> {
    let gaps: Vec<Vec<usize>> = records.iter().map(|record| gaps(source, record, fractions)).collect();
    let is_placed = |(record, gaps): (&Record, &Vec<usize>)| record.numbers.len() == fractions.len() || !gaps.is_empty();
    let ways: usize =
        gaps.iter().map(|gaps| gaps.len().max(1)).try_fold(1, |ways: usize, each| ways.checked_mul(each)).unwrap_or(WAYS + 1);
    let total = records.iter().rposition(|record| is_total(source, record) && record.numbers.len() == fractions.len());
    let Some(total) = total.filter(|_| (2..=WAYS).contains(&ways) && records.iter().zip(&gaps).all(is_placed)) else {
        return gaps;
    };
    let way = |mut at: usize| {
        let mut one_of = |gaps: &Vec<usize>| {
            let chosen = gaps.get(at % gaps.len().max(1)).copied();
            at /= gaps.len().max(1);
            chosen
        };
        gaps.iter().map(&mut one_of).collect::<Vec<Option<usize>>>()
    };
    let holding = |way: &[Option<usize>]| {
        let number = |at: usize, column: usize| match way[at] {
            Some(gap) if gap == column => Some(0),
            Some(gap) => count(source, records[at].numbers[column - usize::from(gap < column)]),
            None => count(source, records[at].numbers[column]),
        };
        let sum = |column: usize| (0..records.len()).filter(|&at| at != total).map(|at| number(at, column)).sum::<Option<i64>>();
        (0..fractions.len()).filter(|&column| !fractions[column] && sum(column) == number(total, column)).count()
    };
    let mut tried: Vec<(usize, Vec<Option<usize>>)> = (0..ways).map(way).map(|way| (holding(&way), way)).collect();
    tried.sort_by_key(|(holding, _)| std::cmp::Reverse(*holding));
    match &tried[..] {
        [(most, way), (next, _), ..] if *most >= 2 && most > next => {
            way.iter().map(|gap| gap.iter().copied().collect()).collect()
        }
        _ => gaps,
    }
}

fn is_total(source: &Source, record: &Record) -> bool {
    let is_total = |cell: &Cell| {
        let name: String = source.slice(cell.span).chars().filter(|c| !is_blank(*c)).collect();
        ["合计", "总计", "共计"].iter().any(|word| name.contains(word))
    };
    record.labels.iter().any(is_total)
}

/// A whole number; nothing counts as nought.
fn count(source: &Source, cell: Cell) -> Option<i64> {
    let text = source.slice(cell.span);
    let digits: String = text.chars().take_while(|c| c.is_ascii_digit() || *c == ',').filter(|c| *c != ',').collect();
    if is_placeholder(text) { Some(0) } else { digits.parse().ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each table as its rows, the head's marked with #, cells separated by a slash, those of which nothing is known by ?.
    fn tables(text: &str) -> Vec<String> {
        let source = Source::new("x", text.replace('⏎', "\n"));
        let document = Document::parse(&source);
        let cell = |cell: &Span| Some(source.slice(*cell)).filter(|text| !text.contains('\n')).unwrap_or("?");
        let rows = |table: &Table| {
            let row = |(at, row): (usize, &TableRow)| {
                format!("{}{}", if at < table.head { "#" } else { "" }, row.cells.iter().map(cell).collect::<Vec<_>>().join("/"))
            };
            table.rows.iter().enumerate().map(row).collect::<Vec<_>>().join(" ")
        };
        document.tables.iter().map(rows).collect()
    }

    #[test]
    fn cells_below_one_another_make_rows() {
        let table: &[(&str, &[&str])] = &[
            ("表1 办件情况⏎单位⏎受理⏎办结⏎甲局⏎12⏎11⏎乙局⏎9⏎9⏎合计⏎21⏎20", &["#单位/受理/办结 甲局/12/11 乙局/9/9 合计/21/20"]),
            ("单位 |⏎受理 |⏎办结率 |⏎甲局 |⏎12 |⏎91.7% |⏎乙局 |⏎9 |⏎100% |", &["#单位/受理/办结率 甲局/12/91.7% 乙局/9/100%"]),
            ("| 序号 |⏎类别⏎件数⏎| 1 |⏎咨询⏎31⏎| 2 |⏎投诉⏎12⏎| 3 |⏎举报⏎8", &["#序号/类别/件数 1/咨询/31 2/投诉/12 3/举报/8"]),
            // the last numbers of rows are none
            ("甲局⏎8⏎1⏎乙局⏎9⏎11⏎丙局⏎6⏎2⏎合计⏎23⏎14", &["甲局/8/1 乙局/9/11 丙局/6/2 合计/23/14"]),
            // 合计 has no serial
            (
                "序号⏎镇⏎抽查⏎合格⏎1⏎甲镇⏎35⏎33⏎2⏎乙镇⏎20⏎17⏎合计⏎55⏎50",
                &["#序号/镇/抽查/合格 1/甲镇/35/33 2/乙镇/20/17 /合计/55/50"],
            ),
            ("年度⏎收案⏎结案⏎2021⏎55⏎35⏎2022⏎61⏎60⏎2023⏎70⏎71", &["#年度/收案/结案 2021/55/35 2022/61/60 2023/70/71"]),
            // what is lacking: a share of all; one of three whole numbers
            ("合计⏎21⏎20⏎甲局⏎12⏎57.1⏎11⏎乙局⏎9⏎42.9⏎9", &["合计/21//20 甲局/12/57.1/11 乙局/9/42.9/9"]),
            ("甲局⏎1⏎2⏎3⏎乙局⏎4⏎5⏎丙局⏎6⏎7⏎8", &["甲局/1/2/3 乙局/?/?/? 丙局/6/7/8"]),
            // what 合计 adds up tells
            ("甲局⏎1⏎2⏎3⏎乙局⏎4⏎5⏎丙局⏎6⏎8⏎合计⏎11⏎2⏎16", &["甲局/1/2/3 乙局/4//5 丙局/6//8 合计/11/2/16"]),
            ("各局办件情况⏎单位⏎受理⏎甲局⏎12⏎乙局⏎9⏎丙局⏎4", &["#单位/受理 甲局/12 乙局/9 丙局/4"]),
            // heads of two lines are not taken apart
            ("单位⏎受⏎理⏎办结⏎甲局⏎12⏎11⏎乙局⏎9⏎9", &["甲局/12/11 乙局/9/9"]),
            ("一、概况⏎全年受理12件，办结11件。⏎二、安排⏎2024⏎三、其他", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(tables(text), *expected, "{text}");
        }
    }
}
