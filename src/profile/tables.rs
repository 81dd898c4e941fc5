//! The tables of a profile: from YAML that fits the schema to [`forms`](crate::forms).

use serde::Deserialize;
use serde_json::Value;

use super::ProfileError;
use super::load::RawTitle;
use crate::finding::Text;
use crate::forms::{self, Belief, Each, Equation, Line, Statement, Table};
use crate::yaml::Tree;

/// A table as written.
#[derive(Deserialize)]
pub(super) struct RawTable {
    id: String,
    title: RawTitle,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    rows: Vec<RawLine>,
    columns: Vec<RawLine>,
    needs: usize,
    total: Option<String>,
    follows: Option<String>,
    #[serde(default)]
    whole: bool,
    #[serde(default)]
    equations: Vec<RawEquation>,
    #[serde(default)]
    statements: Vec<RawStatement>,
}

#[derive(Deserialize)]
struct RawLine {
    id: String,
    title: String,
    words: Option<Vec<String>>,
    group: Option<String>,
}

#[derive(Deserialize)]
struct RawEquation {
    holds: String,
    each: Option<RawEach>,
    #[serde(default = "super::load::yes")]
    strict: bool,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum RawEach {
    Row,
    Column,
    Table,
}

#[derive(Deserialize)]
struct RawStatement {
    words: Vec<String>,
    #[serde(default)]
    with: Vec<String>,
    #[serde(default)]
    sentence: Vec<String>,
    cells: Vec<String>,
    belief: RawBelief,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum RawBelief {
    Proven,
    Likely,
    Agreeing,
}

impl RawTable {
    /// The table, as far as it can be read; [`check`] refuses the rest.
    pub(super) fn build(self) -> Table {
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
        Table {
            id: self.id,
            title: Text::both(self.title.zh, self.title.en),
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

/// Refuses equations that cannot be read and names that no row or column has, each where it is written.
pub(super) fn check(tree: &Tree, tables: &[Table]) -> Result<(), ProfileError> {
    let written = tree.value.get("tables").and_then(Value::as_array);
    for (index, raw) in written.into_iter().flatten().enumerate() {
        let id = raw.get("id").and_then(Value::as_str).unwrap_or_default();
        let Some(table) = tables.iter().find(|table| table.id == id) else { continue };
        let written = |key: &str| raw.get(key).and_then(Value::as_array).into_iter().flatten().enumerate();
        for (part, equation) in written("equations") {
            let pointer = format!("/tables/{index}/equations/{part}/holds");
            let holds = equation.get("holds").and_then(Value::as_str).unwrap_or_default();
            forms::relation(holds).map_err(|words| unreadable(tree, &pointer, &words))?;
            refuse_unknown(tree, &pointer, table.equations.get(part).and_then(|equation| table.unknown_in(equation)))?;
        }
        for (part, statement) in written("statements") {
            for (reading, cells) in statement.get("cells").and_then(Value::as_array).into_iter().flatten().enumerate() {
                let pointer = format!("/tables/{index}/statements/{part}/cells/{reading}");
                let terms =
                    forms::terms(cells.as_str().unwrap_or_default()).map_err(|words| unreadable(tree, &pointer, &words))?;
                refuse_unknown(tree, &pointer, table.unknown_in_terms(&terms))?;
            }
        }
        let total = table.total.as_ref().filter(|total| table.columns.iter().all(|line| line.id != **total));
        refuse_unknown(tree, &format!("/tables/{index}/total"), total.cloned())?;
    }
    Ok(())
}

fn refuse_unknown(tree: &Tree, pointer: &str, name: Option<String>) -> Result<(), ProfileError> {
    let Some(name) = name else { return Ok(()) };
    let message = Text::both(format!("表中没有名为「{name}」的行或列"), format!("the table has no row or column \"{name}\""));
    Err(tree.problem(pointer, message, None))
}

fn unreadable(tree: &Tree, pointer: &str, words: &str) -> ProfileError {
    let message = Text::both(format!("等式无法解析：「{words}」"), format!("the equation cannot be read: \"{words}\""));
    let hint = Text::new(
        "写法：total = a + b - c、a <= b、rate = part / whole、a = 0 => b = 0；名称为行、列的 id，单格写作 行.列",
        "write total = a + b - c, a <= b, rate = part / whole or a = 0 => b = 0, with ids of rows and columns; a single cell is row.column",
    );
    tree.problem(pointer, message, Some(hint))
}
