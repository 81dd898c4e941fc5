//! What tables call their numbers.

use std::collections::BTreeMap;

use crate::ids::FigureId;

/// The numbers of tables by the names of their cells.
pub type Cells = BTreeMap<FigureId, CellName>;

/// The names of a cell: those of its row and of its column, the outermost first; empty where the table has none.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CellName {
    /// 甲局.
    pub row: String,
    /// 办结, 本年 under 办结 as 办结本年.
    pub column: String,
}

impl std::fmt::Display for CellName {
    /// 甲局·办结.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mark = if self.row.is_empty() || self.column.is_empty() { "" } else { "·" };
        write!(f, "{}{mark}{}", self.row, self.column)
    }
}
