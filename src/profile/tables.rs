//! The tables of a profile: from YAML that fits the schema to [`crate::forms`].

use serde::Deserialize;
use serde_json::Value;

use super::Problem;
use super::raw::{self, RawTitle};
use crate::forms::{self, Belief, Each, Equation, Form, Line, Statement};
use crate::text::Text;
use crate::yaml::Tree;

/// 一张表：至少有 id、title、columns 和 needs / a table: at least id, title, columns and needs
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "table"))]
#[serde(deny_unknown_fields)]
pub(super) struct RawTable {
    /// 小写字母、数字和连字符：penalties / lower-case letters, digits and hyphens: penalties
    #[cfg_attr(test, schemars(regex(pattern = "^[a-z][a-z0-9-]*$")))]
    id: String,
    title: RawTitle,
    /// 单元格的量词：件 / the classifier of its cells: 件
    #[serde(default)]
    unit: String,
    /// 各行，以独有的词语辨认；不写则只有一种栏目，横排竖排均可 / the rows, known by words that only they have; without them the columns may run either way
    #[serde(default)]
    rows: Vec<RawLine>,
    /// 各列，自左至右 / the columns, from left to right
    #[cfg_attr(test, schemars(length(min = 2)))]
    columns: Vec<RawLine>,
    /// 至少认出多少行（行无名称时为列）才算这张表，整数 / how many rows (columns, where rows have no names) make a table this one, an integer
    #[cfg_attr(test, schemars(range(min = 2)))]
    needs: usize,
    /// 总计列的 id / the id of the column of totals
    total: Option<String>,
    /// 紧跟在哪张表之后（表头缺失时据此辨认） / the table that it comes right after: that is how it is known where its head is lost
    follows: Option<String>,
    /// true 表示各单元格均为非负整数 / true if every cell is an integer and none is negative
    #[serde(default)]
    whole: bool,
    /// 勾稽关系列表 / what must hold among its cells
    #[serde(default)]
    equations: Vec<RawEquation>,
    /// 正文对单元格的转述 / how the text repeats its cells
    #[serde(default)]
    statements: Vec<RawStatement>,
}

/// 一行或一列：id、title，以及 words（缺省为 title）和 group / a row or column: id and title, perhaps words (without them, the title) and group
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "line"))]
#[serde(deny_unknown_fields)]
struct RawLine {
    /// 小写字母、数字和连字符：not-held / lower-case letters, digits and hyphens: not-held
    #[cfg_attr(test, schemars(regex(pattern = "^[a-z][a-z0-9-]*$")))]
    id: String,
    /// 名称 / what it is called
    #[cfg_attr(test, schemars(length(min = 1)))]
    title: String,
    /// 栏目名称中的词语，先列的行或列优先 / words that its label has; the first line that fits counts
    #[cfg_attr(test, schemars(length(min = 1), inner(length(min = 1))))]
    words: Option<Vec<String>>,
    /// 所属的组，在等式中代表组内各行（列） / the group that it belongs to; in an equation it stands for all its lines
    #[cfg_attr(test, schemars(regex(pattern = "^[a-z][a-z0-9-]*$")))]
    group: Option<String>,
}

/// 一条勾稽关系：holds，以及 each 和 strict / one equation: holds, perhaps each and strict
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "equation"))]
#[serde(deny_unknown_fields)]
struct RawEquation {
    /// 等式或不等式：total = a + b - c、a <= b、a = 0 => b = 0；相除用斜线 / an equation or inequality: total = a + b - c, a <= b, a = 0 => b = 0; a slash divides
    holds: String,
    each: Option<RawEach>,
    /// true 不成立即为错误，false 只提请核实 / true if it is an error where it does not hold, false for a warning
    #[serde(default = "raw::yes")]
    strict: bool,
}

#[derive(Clone, Copy, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(
    test,
    schemars(
        rename = "each",
        description = "row 每行成立（名称为列），column 每列成立（名称为行），table 成立一次（名称为 行.列） / row if it holds in every row, of columns; column in every column, of rows; table once, of row.column"
    )
)]
#[serde(rename_all = "lowercase")]
enum RawEach {
    Row,
    Column,
    Table,
}

/// 一种转述：words、cells 和 belief / one way to repeat cells: words, cells and belief
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "statement"))]
#[serde(deny_unknown_fields)]
struct RawStatement {
    /// 数字之前的词语，有其一即可；先列的转述优先 / words before the figure, any of them; the first statement that fits counts
    #[cfg_attr(test, schemars(length(min = 1), inner(length(min = 1))))]
    words: Vec<String>,
    /// 并且有其中之一 / and one of these
    #[serde(default)]
    #[cfg_attr(test, schemars(length(min = 1), inner(length(min = 1))))]
    with: Vec<String>,
    /// 并且同一句里在前面有其中之一 / and one of these before it in the sentence
    #[serde(default)]
    #[cfg_attr(test, schemars(length(min = 1), inner(length(min = 1))))]
    sentence: Vec<String>,
    /// 所转述的单元格之和：行，或 行.列，以 + 相连；可有几种读法 / the cells whose sum it repeats: rows or row.column, joined by +; several readings are possible
    #[cfg_attr(test, schemars(length(min = 1)))]
    cells: Vec<String>,
    belief: RawBelief,
}

#[derive(Clone, Copy, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(
    test,
    schemars(
        rename = "belief",
        description = "proven 即表中原词，likely 通常如此，agreeing 只在相符时采信 / proven for the table's own words, likely if it is usual, agreeing if it counts only where the numbers agree"
    )
)]
#[serde(rename_all = "lowercase")]
enum RawBelief {
    Proven,
    Likely,
    Agreeing,
}

impl RawTable {
    /// The table, as far as it can be read; [`problems`] reports the rest.
    pub(super) fn build(self) -> Form {
        let rows: Vec<Line> = self.rows.into_iter().map(RawLine::build).collect();
        let usual = if rows.is_empty() { Each::Row } else { Each::Table };
        let equation = |raw: RawEquation| {
            let each = raw.each.map_or(usual, |each| match each {
                RawEach::Row => Each::Row,
                RawEach::Column => Each::Column,
                RawEach::Table => Each::Table,
            });
            Some(Equation { relation: forms::relation(&raw.holds).ok()?, text: raw.holds, each, strict: raw.strict })
        };
        Form {
            id: self.id,
            title: self.title.text(),
            unit: self.unit,
            rows,
            columns: self.columns.into_iter().map(RawLine::build).collect(),
            needs: self.needs,
            total: self.total,
            follows: self.follows,
            whole: self.whole,
            equations: self.equations.into_iter().filter_map(equation).collect(),
            statements: self.statements.into_iter().map(RawStatement::build).collect(),
        }
    }
}

impl RawLine {
    fn build(self) -> Line {
        let words = self.words.unwrap_or_else(|| vec![self.title.clone()]);
        Line { id: self.id, title: self.title, words, group: self.group }
    }
}

impl RawStatement {
    fn build(self) -> Statement {
        let belief = match self.belief {
            RawBelief::Proven => Belief::Proven,
            RawBelief::Likely => Belief::Likely,
            RawBelief::Agreeing => Belief::Agreeing,
        };
        let readings = self.cells.iter().filter_map(|cells| forms::terms(cells).ok()).collect();
        Statement { words: self.words, with: self.with, sentence: self.sentence, readings, belief }
    }
}

/// Equations that cannot be read and names that no row or column has, each where it is written.
pub(super) fn problems(tree: &Tree, tables: &[Form]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let written = tree.value.get("tables").and_then(Value::as_array);
    for (index, raw) in written.into_iter().flatten().enumerate() {
        let id = raw.get("id").and_then(Value::as_str).unwrap_or_default();
        let Some(table) = tables.iter().find(|table| table.id == id) else { continue };
        let written = |key: &str| raw.get(key).and_then(Value::as_array).into_iter().flatten().enumerate();
        // an equation that cannot be read is not among those of the table
        let mut equations = table.equations.iter();
        for (part, equation) in written("equations") {
            let pointer = format!("/tables/{index}/equations/{part}/holds");
            let holds = equation.get("holds").and_then(Value::as_str).unwrap_or_default();
            problems.extend(match forms::relation(holds) {
                Err(words) => Some(unreadable(tree, &pointer, &words)),
                Ok(_) => equations.next().and_then(|equation| unknown(tree, &pointer, table.unknown_in(equation))),
            });
        }
        for (part, statement) in written("statements") {
            for (reading, cells) in statement.get("cells").and_then(Value::as_array).into_iter().flatten().enumerate() {
                let pointer = format!("/tables/{index}/statements/{part}/cells/{reading}");
                problems.extend(match forms::terms(cells.as_str().unwrap_or_default()) {
                    Err(words) => Some(unreadable(tree, &pointer, &words)),
                    Ok(terms) => unknown(tree, &pointer, table.unknown_in_terms(&terms)),
                });
            }
        }
        let total = table.total.as_ref().filter(|total| table.columns.iter().all(|line| line.id != **total));
        problems.extend(unknown(tree, &format!("/tables/{index}/total"), total.cloned()));
    }
    problems
}

fn unknown(tree: &Tree, pointer: &str, name: Option<String>) -> Option<Problem> {
    let name = name?;
    let message = Text::both(format!("表中没有名为「{name}」的行或列"), format!("the table has no row or column \"{name}\""));
    Some(tree.problem(pointer, message, None))
}

fn unreadable(tree: &Tree, pointer: &str, words: &str) -> Problem {
    let message = Text::both(format!("等式无法解析：「{words}」"), format!("the equation cannot be read: \"{words}\""));
    let hint = text!(
        "写法：total = a + b - c、a <= b、rate = part / whole、a = 0 => b = 0；名称为行、列的 id，单格写作 行.列",
        "write total = a + b - c, a <= b, rate = part / whole or a = 0 => b = 0, with ids of rows and columns; a single cell is row.column",
    );
    tree.problem(pointer, message, Some(hint))
}
