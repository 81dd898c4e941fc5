//! What control words and characters come to.

use std::collections::HashMap;

use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, SHIFT_JIS, UTF_8, WINDOWS_1252};

use super::scan::FORMAT;
use crate::read::cause::Cause;
use crate::read::draft::Line;
use crate::read::flow::{Cells, Edge, Flow};
use crate::source::{Part, PictureKind};

/// Groups in groups: no program writes a thousand.
const DEPTH: usize = 1_000;

/// A side of a picture that shows nothing, in twentieths of a point: 5 mm.
const TINY: i32 = 283;

/// What the text of a group is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Destination {
    Text,
    /// Nothing in it is shown.
    Skipped,
    /// The number that a program has put before a paragraph.
    Label,
    Fonts,
    Styles,
    Title,
    /// What a field is to compute.
    Instruction,
    Picture,
}

/// What a group inherits, and what is undone at its end.
#[derive(Clone, Debug)]
struct State {
    destination: Destination,
    /// What ends with the group.
    ends: Ends,
    font: i32,
    /// How many characters stand for each `\u`, for programs that do not know it.
    fallback: usize,
    hidden: bool,
    struck: bool,
    deleted: bool,
    inserted: bool,
    raised: bool,
}

/// What ends with a group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Ends {
    #[default]
    Nothing,
    Note,
    Picture,
    Style,
    /// The result of a field; whether the field is a table of contents was known.
    Field,
}

/// What is open beside groups: the paragraph and the table that it stands in.
#[derive(Clone, Debug, Default)]
struct Paragraph {
    /// Tables in tables that it stands in.
    depth: usize,
    style: i32,
    outline: Option<u8>,
}

pub(super) struct Reader {
    flow: Flow,
    states: Vec<State>,
    paragraph: Paragraph,
    label: String,
    title: String,
    /// Bytes that are no whole character yet.
    bytes: Vec<u8>,
    /// Units of UTF-16 that are no whole character yet.
    units: Vec<u16>,
    /// Characters to pass over after `\u`.
    passing: usize,
    page: &'static Encoding,
    fonts: HashMap<i32, &'static Encoding>,
    headings: HashMap<i32, u8>,
    /// The style or font that is being described.
    described: i32,
    name: String,
    instruction: String,
    /// Fields whose result repeats the headings.
    contents: usize,
    /// Whether `\*` stands before the next word: what is not known is passed over.
    optional: bool,
    picture: (i32, i32),
    cells: Cells,
    edges: Vec<Edge>,
    joins: bool,
    around: Vec<(Paragraph, String, Cells)>,
}

impl Reader {
    pub(super) fn new() -> Self {
        Self {
            flow: Flow::new(),
            states: Vec::new(),
            paragraph: Paragraph::default(),
            label: String::new(),
            title: String::new(),
            bytes: Vec::new(),
            units: Vec::new(),
            passing: 0,
            page: GB18030,
            fonts: HashMap::new(),
            headings: HashMap::new(),
            described: 0,
            name: String::new(),
            instruction: String::new(),
            contents: 0,
            optional: false,
            picture: (i32::MAX, i32::MAX),
            cells: Cells::default(),
            edges: Vec::new(),
            joins: false,
            around: Vec::new(),
        }
    }

    pub(super) fn open(&mut self) -> Result<(), Cause> {
        self.flush();
        self.passing = 0;
        if self.states.len() >= DEPTH {
            return Err(Cause::damaged(FORMAT, text!("嵌套过深", "its groups are nested too deep")));
        }
        let state = match self.states.last() {
            Some(state) => State { ends: Ends::Nothing, ..state.clone() },
            None => State {
                destination: Destination::Text,
                ends: Ends::Nothing,
                font: 0,
                fallback: 1,
                hidden: false,
                struck: false,
                deleted: false,
                inserted: false,
                raised: false,
            },
        };
        self.states.push(state);
        Ok(())
    }

    /// Ends a group; whether it was the last one.
    pub(super) fn close(&mut self) -> bool {
        self.flush();
        self.passing = 0;
        self.optional = false;
        let Some(state) = self.states.pop() else { return true };
        match state.ends {
            Ends::Nothing => {}
            Ends::Note => self.close_note(),
            Ends::Picture => self.shown(PictureKind::Picture),
            Ends::Style => self.describe(),
            Ends::Field => self.contents = self.contents.saturating_sub(1),
        }
        self.states.is_empty()
    }

    fn destination(&self) -> Destination {
        self.states.last().map_or(Destination::Text, |state| state.destination)
    }

    fn go(&mut self, destination: Destination) {
        if let Some(state) = self.states.last_mut().filter(|state| state.destination != Destination::Skipped) {
            state.destination = destination;
        }
    }

    fn set(&mut self, change: impl FnOnce(&mut State)) {
        if let Some(state) = self.states.last_mut() {
            change(state);
        }
    }

    /// A byte of text.
    pub(super) fn byte(&mut self, byte: u8) {
        self.optional = false;
        if self.passing > 0 {
            self.passing -= 1;
            return;
        }
        if !self.units.is_empty() {
            self.flush();
        }
        self.bytes.push(byte);
    }

    /// A control word.
    pub(super) fn word(&mut self, word: &[u8], number: Option<i32>) {
        let optional = std::mem::take(&mut self.optional);
        if word == b"u" {
            return self.unit(number.unwrap_or(0));
        }
        if self.passing > 0 && matches!(word, b"~" | b"-" | b"_") {
            self.passing -= 1;
            return;
        }
        self.flush();
        if word == b"*" {
            self.optional = true;
            return;
        }
        if self.destination() == Destination::Skipped {
            return;
        }
        let is_known = self.of_destination(word)
            || self.of_words(word, number)
            || self.of_table(word, number)
            || self.of_tables_of_file(word, number);
        if !is_known && optional {
            self.go(Destination::Skipped);
        }
    }

    /// A character by its number.
    fn unit(&mut self, number: i32) {
        if self.destination() == Destination::Skipped {
            return;
        }
        if !self.bytes.is_empty() {
            self.flush();
        }
        // numbers above 32767 are written as negative ones
        self.units.push(number as u16);
        self.passing = self.states.last().map_or(1, |state| state.fallback);
    }

    /// A word that says what the group is.
    fn of_destination(&mut self, word: &[u8]) -> bool {
        match word {
            b"fonttbl" => self.go(Destination::Fonts),
            b"stylesheet" => self.go(Destination::Styles),
            b"title" => self.go(Destination::Title),
            b"listtext" | b"pntext" => {
                self.label.clear();
                self.go(Destination::Label);
            }
            b"fldinst" => {
                self.instruction.clear();
                self.go(Destination::Instruction);
            }
            b"fldrslt" => {
                if self.instruction.split_whitespace().next() == Some("TOC") {
                    self.contents += 1;
                    self.set(|state| state.ends = Ends::Field);
                }
                self.instruction.clear();
                self.go(Destination::Text);
            }
            b"footnote" => self.open_note(Part::Footnotes),
            b"shptxt" => self.open_note(Part::Body),
            b"pict" => {
                self.picture = (i32::MAX, i32::MAX);
                self.set(|state| state.ends = Ends::Picture);
                self.go(Destination::Picture);
            }
            b"objdata" | b"objclass" | b"objname" => self.go(Destination::Skipped),
            b"object" => self.shown(PictureKind::Embedded),
            // what stands in them stands for an object that was counted, or is another form of what stands beside them
            b"result" | b"shprslt" | b"nonshppict" | b"nonesttables" | b"ud" => self.go(Destination::Skipped),
            b"header" | b"headerl" | b"headerr" | b"headerf" | b"footer" | b"footerl" | b"footerr" | b"footerf" => {
                self.go(Destination::Skipped);
            }
            b"colortbl" | b"author" | b"operator" | b"company" | b"subject" | b"keywords" | b"doccomm" | b"creatim"
            | b"revtim" | b"printim" | b"comment" | b"annotation" | b"xe" | b"tc" | b"pntxta" | b"pntxtb" => {
                self.go(Destination::Skipped)
            }
            b"sp" | b"sn" | b"sv" => self.go(Destination::Skipped),
            // groups that hold text of the report, or lead to some
            b"shp" | b"shpinst" | b"shppict" | b"upr" | b"info" | b"moMath" | b"mmath" | b"field" | b"nesttableprops" | b"do"
            | b"dptxbxtext" | b"rtf" => {}
            _ => return false,
        }
        true
    }

    /// A word that stands for text, or says how text looks.
    fn of_words(&mut self, word: &[u8], number: Option<i32>) -> bool {
        let on = number != Some(0);
        match word {
            b"par" | b"sect" => self.end_paragraph(),
            b"pard" => self.paragraph = Paragraph::default(),
            b"line" | b"softline" => self.text("\n"),
            b"tab" => self.text("\t"),
            b"~" => self.text("\u{a0}"),
            b"_" => self.text("-"),
            b"emdash" => self.text("—"),
            b"endash" => self.text("–"),
            b"lquote" => self.text("‘"),
            b"rquote" => self.text("’"),
            b"ldblquote" => self.text("“"),
            b"rdblquote" => self.text("”"),
            b"bullet" => self.text("•"),
            b"emspace" | b"enspace" | b"qmspace" => self.text(" "),
            b"s" => self.style(number.unwrap_or(0)),
            b"outlinelevel" => self.outline(number),
            b"plain" => self.set(|state| {
                (state.hidden, state.struck, state.deleted, state.inserted, state.raised) = (false, false, false, false, false);
            }),
            b"v" => self.set(|state| state.hidden = on),
            b"strike" | b"striked" => self.set(|state| state.struck = on),
            b"deleted" => self.set(|state| state.deleted = on),
            b"revised" => self.set(|state| state.inserted = on),
            b"super" => self.set(|state| state.raised = on),
            b"nosupersub" | b"sub" => self.set(|state| state.raised = false),
            b"up" => self.set(|state| state.raised = number.unwrap_or(6) > 0),
            b"picwgoal" => self.picture.0 = number.unwrap_or(i32::MAX),
            b"pichgoal" => self.picture.1 = number.unwrap_or(i32::MAX),
            _ => return false,
        }
        true
    }

    /// A word of a table.
    fn of_table(&mut self, word: &[u8], number: Option<i32>) -> bool {
        match word {
            b"intbl" => self.paragraph.depth = self.paragraph.depth.max(1),
            b"itap" => self.paragraph.depth = usize::try_from(number.unwrap_or(1)).unwrap_or(0).min(16),
            b"cell" => self.end_cell(1),
            b"nestcell" => self.end_cell(self.paragraph.depth.max(2)),
            b"row" => self.end_row(1),
            b"nestrow" => self.end_row(self.paragraph.depth.max(2)),
            b"trowd" => self.edges.clear(),
            b"clmrg" => self.joins = true,
            b"cellx" => {
                if self.edges.len() < 256 {
                    let joins = std::mem::take(&mut self.joins);
                    self.edges.push(Edge { right: number.unwrap_or(0), joins });
                }
            }
            _ => return false,
        }
        true
    }

    /// A word of the tables at the head of the file: of fonts and styles.
    fn of_tables_of_file(&mut self, word: &[u8], number: Option<i32>) -> bool {
        match word {
            b"ansicpg" => self.page = code_page(number.unwrap_or(0)).unwrap_or(self.page),
            b"uc" => self.set(|state| state.fallback = usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(16)),
            b"f" if self.destination() == Destination::Fonts => self.described = number.unwrap_or(0),
            b"f" => self.set(|state| state.font = number.unwrap_or(0)),
            b"fcharset" => {
                if let Some(encoding) = charset(number.unwrap_or(0)) {
                    self.fonts.insert(self.described, encoding);
                }
            }
            _ => return false,
        }
        true
    }

    fn style(&mut self, number: i32) {
        if self.destination() == Destination::Styles {
            self.described = number;
            self.name.clear();
            self.set(|state| state.ends = Ends::Style);
        } else {
            self.paragraph.style = number;
        }
    }

    fn outline(&mut self, number: Option<i32>) {
        let level = number.and_then(|level| u8::try_from(level).ok()).filter(|level| *level < 9).map(|level| level + 1);
        match (self.destination(), level) {
            (Destination::Styles, Some(level)) => {
                self.headings.insert(self.described, level);
            }
            (Destination::Styles, None) => {}
            _ => self.paragraph.outline = level,
        }
    }

    /// A style was described: its name may say that it is one of headings.
    fn describe(&mut self) {
        let name = self.name.to_ascii_lowercase();
        let level = name.strip_prefix("heading ").or_else(|| name.strip_prefix("标题 "));
        let level =
            level.and_then(|level| level.trim_end_matches(';').trim().parse::<u8>().ok()).filter(|level| (1..=9).contains(level));
        if let Some(level) = level {
            self.headings.entry(self.described).or_insert(level);
        }
    }

    /// Makes characters of the bytes and units that have come.
    fn flush(&mut self) {
        if !self.units.is_empty() {
            let units = std::mem::take(&mut self.units);
            let text: String = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
            return self.text(&text);
        }
        if !self.bytes.is_empty() {
            let bytes = std::mem::take(&mut self.bytes);
            let font = self.states.last().map_or(0, |state| state.font);
            let encoding = self.fonts.get(&font).copied().unwrap_or(self.page);
            let text = encoding.decode_without_bom_handling(&bytes).0.into_owned();
            self.text(&text);
        }
    }

    fn text(&mut self, text: &str) {
        let Some(state) = self.states.last().cloned() else { return };
        match state.destination {
            Destination::Text => self.words(text, &state),
            Destination::Label => self.label.push_str(text),
            Destination::Title => self.title.push_str(text),
            Destination::Instruction => self.instruction.push_str(text),
            Destination::Styles => self.name.push_str(text),
            Destination::Skipped | Destination::Fonts | Destination::Picture => {}
        }
    }

    fn words(&mut self, text: &str, state: &State) {
        if self.contents > 0 || state.hidden {
            return;
        }
        self.enter();
        match state {
            State { deleted: true, .. } | State { struck: true, .. } => self.flow.deleted(),
            State { raised: true, .. } => self.flow.raised(text),
            State { inserted: true, .. } => self.flow.inserted(text),
            _ => self.flow.words(text),
        }
    }

    fn shown(&mut self, kind: PictureKind) {
        let (width, height) = std::mem::replace(&mut self.picture, (i32::MAX, i32::MAX));
        let is_shown =
            self.states.last().is_some_and(|state| state.destination == Destination::Text && !state.hidden && !state.deleted);
        if is_shown && width.min(height) >= TINY {
            self.enter();
            self.flow.picture(kind);
        }
    }

    /// Makes sure that the place is open where the paragraph stands.
    fn enter(&mut self) {
        self.cells.enter(&mut self.flow, self.paragraph.depth);
    }

    fn end_paragraph(&mut self) {
        if self.destination() != Destination::Text || self.contents > 0 {
            return;
        }
        self.enter();
        let label = self.take_label();
        let heading = self.paragraph.outline.or_else(|| self.headings.get(&self.paragraph.style).copied());
        self.flow.end_paragraph(&label, heading);
    }

    fn take_label(&mut self) -> String {
        let label = std::mem::take(&mut self.label);
        let label = label.trim();
        // a bullet is none of the text; a blank divides a number from what follows it
        match label.chars().next_back() {
            Some(c) if c.is_alphanumeric() => format!("{label} "),
            Some(_) if label.chars().any(char::is_alphanumeric) => label.to_owned(),
            _ => String::new(),
        }
    }

    fn end_cell(&mut self, depth: usize) {
        self.paragraph.depth = depth;
        self.enter();
        if self.flow.has_words() || !self.label.is_empty() {
            self.end_paragraph();
        }
        self.cells.end_cell(&mut self.flow, depth);
    }

    fn end_row(&mut self, depth: usize) {
        self.cells.end_row(&mut self.flow, depth, self.edges.clone());
    }

    fn open_note(&mut self, part: Part) {
        if self.destination() != Destination::Text || self.contents > 0 {
            return self.go(Destination::Skipped);
        }
        self.enter();
        self.flow.open_note(part);
        self.around.push((std::mem::take(&mut self.paragraph), std::mem::take(&mut self.label), std::mem::take(&mut self.cells)));
        self.set(|state| (state.ends, state.raised, state.hidden) = (Ends::Note, false, false));
    }

    fn close_note(&mut self) {
        self.cells.leave_all(&mut self.flow);
        self.flow.close_note();
        if let Some((paragraph, label, cells)) = self.around.pop() {
            (self.paragraph, self.label, self.cells) = (paragraph, label, cells);
        }
    }

    /// The lines of the text, and what the file says of itself.
    pub(super) fn finish(self) -> (Vec<Line<'static>>, Vec<(&'static str, String)>) {
        let title = self.title.trim().to_owned();
        let properties = if title.is_empty() { Vec::new() } else { vec![("title", title)] };
        (self.flow.finish(), properties)
    }
}

/// The encoding of a code page of Windows.
fn code_page(number: i32) -> Option<&'static Encoding> {
    match number {
        936 | 54936 => Some(GB18030),
        950 => Some(BIG5),
        932 => Some(SHIFT_JIS),
        949 => Some(EUC_KR),
        65001 => Some(UTF_8),
        1252 => Some(WINDOWS_1252),
        _ => None,
    }
}

/// The encoding of a font's character set; none where it is that of the file.
fn charset(number: i32) -> Option<&'static Encoding> {
    match number {
        134 => Some(GB18030),
        136 => Some(BIG5),
        128 => Some(SHIFT_JIS),
        129 => Some(EUC_KR),
        _ => None,
    }
}
