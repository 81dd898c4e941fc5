//! Places in words: 52:90, 第12段, 第3页.

use crate::finding::Lang;
use crate::source::{Part, Place, Run, Source};

/// The place of the byte `offset`, for people: line and column, or what a file without lines has instead.
pub(super) fn words(source: &Source, offset: u32, lang: Lang) -> String {
    match source.place(offset) {
        Place::Line(at) => format!("{}:{}", at.line, at.column),
        Place::Paragraph(run) => paragraph(run, lang),
        Place::Page(page) => match lang {
            Lang::Zh => format!("第{page}页"),
            Lang::En => format!("page {page}"),
        },
    }
}

/// 第12段; in a table 表1第3行第2列; in notes 脚注第2段.
fn paragraph(run: Run, lang: Lang) -> String {
    if let Some(cell) = run.cell {
        return match lang {
            Lang::Zh => format!("表{}第{}行第{}列", cell.table, cell.row, cell.column),
            Lang::En => format!("table {} row {} column {}", cell.table, cell.row, cell.column),
        };
    }
    let part = match (run.part, lang) {
        (Part::Body, _) => "",
        (Part::Footnotes, Lang::Zh) => "脚注",
        (Part::Footnotes, Lang::En) => "footnotes ",
        (Part::Endnotes, Lang::Zh) => "尾注",
        (Part::Endnotes, Lang::En) => "endnotes ",
    };
    match lang {
        Lang::Zh => format!("{part}第{}段", run.paragraph),
        Lang::En => format!("{part}paragraph {}", run.paragraph),
    }
}
