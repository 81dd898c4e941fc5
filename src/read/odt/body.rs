//! content.xml: paragraphs, lists, tables, notes.

use std::collections::HashSet;

use super::styles::{FORMAT, LEVELS, Look, OUTLINE, Styles, attribute, number};
use crate::read::cause::Cause;
use crate::read::draft::Line;
use crate::read::flow::Flow;
use crate::read::grid::MAX_COLUMNS;
use crate::read::xml::{Element, Token, Xml};
use crate::source::{Part, PictureKind};

/// Reads content.xml.
pub(super) fn read(content: &str, styles: Styles) -> Result<Vec<Line<'static>>, Cause> {
    let mut body = Body {
        styles,
        flow: Flow::new(),
        open: Vec::new(),
        skipped: 0,
        at: Around::default(),
        look: Look::default(),
        inserted: HashSet::new(),
        region: String::new(),
        insertions: 0,
        frame: Vec::new(),
        outside: Vec::new(),
    };
    let mut xml = Xml::new(FORMAT, content);
    while let Some((token, _)) = xml.next()? {
        match token {
            Token::Start(element) => body.start(&element),
            Token::End => body.end(),
            Token::Text(text) => body.text(&text),
        }
    }
    if !body.open.is_empty() {
        return Err(Cause::damaged(FORMAT, text!("XML 没有写完", "its XML ends too early")));
    }
    Ok(body.flow.finish())
}

/// What is open; the end of an element undoes what its start did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    Other,
    /// Nothing in it is text.
    Skipped,
    Paragraph,
    Span,
    List,
    Item,
    Table,
    Cell,
    Note,
    Frame,
}

/// A list that is open.
struct List {
    style: String,
    /// Whether the open item has its number still to show.
    is_due: bool,
    /// The number that the open item begins with, if it says so.
    value: Option<u32>,
}

/// Blanks that one element may stand for.
const BLANKS: usize = 200;

/// Rows or cells that one element may stand for.
const REPEATED: usize = 64;

struct Body {
    styles: Styles,
    flow: Flow,
    open: Vec<Open>,
    skipped: usize,
    at: Around,
    look: Look,
    /// Tracked changes that inserted something, and the one that is being described.
    inserted: HashSet<String>,
    region: String,
    /// Insertions that are open.
    insertions: usize,
    /// What each open frame shows, if it has no text.
    frame: Vec<Option<PictureKind>>,
    /// What stands around each open note and box.
    outside: Vec<Around>,
}

/// What the open paragraph is.
#[derive(Default)]
struct Around {
    /// Whether one is open.
    in_paragraph: bool,
    /// Its style.
    paragraph: String,
    heading: Option<u8>,
    spans: Vec<String>,
    lists: Vec<List>,
    /// What is shown before it.
    label: String,
}

impl Body {
    fn start(&mut self, element: &Element<'_>) {
        let open = if self.skipped > 0 { self.described(element) } else { self.opened(element) };
        self.skipped += usize::from(open == Open::Skipped);
        self.open.push(open);
    }

    /// In what is skipped, tracked changes are described.
    fn described(&mut self, element: &Element<'_>) -> Open {
        match element.name.as_str() {
            "text:changed-region" => self.region = attribute(element, "id"),
            "text:insertion" => {
                self.inserted.insert(std::mem::take(&mut self.region));
            }
            _ => {}
        }
        Open::Other
    }

    fn opened(&mut self, element: &Element<'_>) -> Open {
        match element.name.as_str() {
            "text:p" | "text:h" => self.open_paragraph(element),
            "text:span" => {
                self.at.spans.push(attribute(element, "style-name"));
                self.restyle();
                Open::Span
            }
            "text:s" => {
                let count = number(element, "c").unwrap_or(1).min(BLANKS);
                self.words(&" ".repeat(count));
                Open::Other
            }
            "text:tab" => self.glyph("\t"),
            "text:line-break" => self.glyph("\n"),
            "text:list" => self.open_list(element),
            "text:list-item" => self.open_item(element),
            "text:note" => {
                self.leave();
                self.flow.open_note(if attribute(element, "note-class") == "endnote" { Part::Endnotes } else { Part::Footnotes });
                Open::Note
            }
            "draw:text-box" => {
                self.leave();
                self.flow.open_note(Part::Body);
                Open::Note
            }
            "draw:frame" => {
                let is_tiny = ["width", "height"].iter().any(|side| element.attribute(side).is_some_and(|side| is_tiny(&side)));
                if is_tiny {
                    return Open::Skipped;
                }
                self.frame.push(None);
                Open::Frame
            }
            "draw:image" => self.shown(PictureKind::Picture),
            "draw:object" | "draw:object-ole" => self.shown(PictureKind::Embedded),
            "table:table" if self.flow.open_table() => Open::Table,
            "table:table-row" => {
                self.flow.open_row();
                Open::Other
            }
            "table:table-cell" => self.open_cell(element),
            "text:change" => {
                self.flow.deleted();
                Open::Other
            }
            "text:change-start" | "text:change-end" => self.change(element),
            "text:section" if attribute(element, "display") == "none" => Open::Skipped,
            "text:tracked-changes"
            | "text:table-of-content"
            | "text:note-citation"
            | "text:ruby-text"
            | "text:hidden-text"
            | "office:annotation"
            | "office:forms"
            | "office:automatic-styles"
            | "office:scripts"
            | "office:font-face-decls"
            | "text:sequence-decls"
            | "svg:title"
            | "svg:desc"
            | "table:covered-table-cell" => Open::Skipped,
            _ => Open::Other,
        }
    }

    fn open_paragraph(&mut self, element: &Element<'_>) -> Open {
        self.at.paragraph = attribute(element, "style-name");
        self.at.spans.clear();
        self.restyle();
        self.at.heading = None;
        if element.name == "text:h" {
            let level = number(element, "outline-level").unwrap_or(1).clamp(1, LEVELS);
            self.at.heading = u8::try_from(level).ok().filter(|level| *level < 10);
        }
        self.at.label = self.number(element);
        self.at.in_paragraph = true;
        Open::Paragraph
    }

    /// What is shown before the open paragraph.
    fn number(&mut self, element: &Element<'_>) -> String {
        let depth = self.at.lists.len();
        if let Some(list) = self.at.lists.last_mut() {
            let value = list.value.take();
            if !std::mem::take(&mut list.is_due) {
                return String::new();
            }
            let style = match list.style.as_str() {
                "" => self.styles.list_of(&self.at.paragraph).unwrap_or_default(),
                style => style.to_owned(),
            };
            return self.styles.label(&style, depth, value);
        }
        match self.at.heading {
            Some(level) if element.attribute("is-list-header").as_deref() != Some("true") => {
                self.styles.label(OUTLINE, level.into(), None)
            }
            _ => String::new(),
        }
    }

    fn restyle(&mut self) {
        self.look = self.styles.look(&self.at.spans, &self.at.paragraph);
    }

    fn open_list(&mut self, element: &Element<'_>) -> Open {
        let style = element.attribute("style-name").or_else(|| self.at.lists.last().map(|list| list.style.clone()));
        let style = style.unwrap_or_default();
        let goes_on =
            element.attribute("continue-numbering").as_deref() == Some("true") || element.attribute("continue-list").is_some();
        if self.at.lists.is_empty() && !goes_on {
            self.styles.restart(&style);
        }
        self.at.lists.push(List { style, is_due: false, value: None });
        Open::List
    }

    fn open_item(&mut self, element: &Element<'_>) -> Open {
        if let Some(list) = self.at.lists.last_mut() {
            list.is_due = true;
            list.value = number(element, "start-value").and_then(|value| u32::try_from(value).ok());
        }
        Open::Item
    }

    fn open_cell(&mut self, element: &Element<'_>) -> Open {
        let span = |name| number(element, name).unwrap_or(1).clamp(1, MAX_COLUMNS);
        let (columns, rows) = (span("number-columns-spanned"), number(element, "number-rows-spanned").unwrap_or(1));
        for _ in 1..number(element, "number-columns-repeated").unwrap_or(1).min(REPEATED) {
            self.flow.open_cell(1, 1);
            self.flow.close_cell();
        }
        self.flow.open_cell(columns, rows);
        Open::Cell
    }

    fn change(&mut self, element: &Element<'_>) -> Open {
        if self.inserted.contains(&attribute(element, "change-id")) {
            match element.name.as_str() {
                "text:change-start" => self.insertions += 1,
                _ => self.insertions = self.insertions.saturating_sub(1),
            }
        }
        Open::Other
    }

    /// Leaves the open paragraph for a note or a box in it.
    fn leave(&mut self) {
        self.outside.push(std::mem::take(&mut self.at));
    }

    fn come_back(&mut self) {
        self.at = self.outside.pop().unwrap_or_default();
        self.restyle();
    }

    /// A frame shows something: of a picture that stands for an object, the object.
    fn shown(&mut self, kind: PictureKind) -> Open {
        if let Some(frame) = self.frame.last_mut() {
            *frame = (*frame).max(Some(kind));
        }
        Open::Other
    }

    fn glyph(&mut self, text: &str) -> Open {
        self.words(text);
        Open::Other
    }

    fn text(&mut self, text: &str) {
        if self.skipped > 0 || !self.at.in_paragraph {
            return;
        }
        // blanks and line ends of the file are one blank
        let mut words = String::with_capacity(text.len());
        for c in text.chars() {
            let blank = matches!(c, ' ' | '\t' | '\r' | '\n');
            if !(blank && words.ends_with(' ')) {
                words.push(if blank { ' ' } else { c });
            }
        }
        let words = if self.flow.has_words() { words.as_str() } else { words.trim_start_matches(' ') };
        self.words(words);
    }

    fn words(&mut self, text: &str) {
        match self.look {
            Look { hidden: true, .. } => {}
            Look { struck: true, .. } => self.flow.deleted(),
            Look { raised: true, .. } => self.flow.raised(text),
            _ if self.insertions > 0 => self.flow.inserted(text),
            _ => self.flow.words(text),
        }
    }

    fn end(&mut self) {
        match self.open.pop() {
            Some(Open::Skipped) => self.skipped -= 1,
            Some(Open::Paragraph) => {
                let label = std::mem::take(&mut self.at.label);
                self.flow.end_paragraph(&label, self.at.heading.take());
                self.at.in_paragraph = false;
            }
            Some(Open::Span) => {
                self.at.spans.pop();
                self.restyle();
            }
            Some(Open::List) => drop(self.at.lists.pop()),
            Some(Open::Table) => self.flow.close_table(),
            Some(Open::Cell) => self.flow.close_cell(),
            Some(Open::Note) => {
                self.flow.close_note();
                self.come_back();
            }
            Some(Open::Frame) => {
                if let Some(kind) = self.frame.pop().flatten() {
                    self.flow.picture(kind);
                }
            }
            Some(Open::Other | Open::Item) | None => {}
        }
    }
}

/// Whether a length is too short for something that shows: less than 5 mm.
fn is_tiny(length: &str) -> bool {
    let number = length.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    let millimetres = match &length[number.len()..] {
        "cm" => 10.0,
        "mm" => 1.0,
        "in" => 25.4,
        "pt" => 25.4 / 72.0,
        _ => return false,
    };
    number.parse::<f32>().is_ok_and(|number| number * millimetres < 5.0)
}
