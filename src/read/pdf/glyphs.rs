//! The characters of a page and where they stand: the text operators of the content streams, and nothing else of them.

use std::collections::HashMap;
use std::rc::Rc;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::cost;
use super::font::Font;
use super::strokes::{Frame, Paint, Path, Stroke};
use crate::read::cause::MAX_UNPACKED;

/// A content stream of more bytes than this draws something else than text.
const MAX_CONTENT: usize = 8 << 20;

/// Forms in forms: below this nothing is drawn.
const MAX_FORMS: usize = 8;

/// A side of an image that shows something, in points: below 14 mm it is a mark or a rule.
const PICTURE: f32 = 40.0;

/// Characters that are kept: a report has thirty thousand.
const MAX_GLYPHS: usize = 4_000_000;

/// What may still be unpacked and drawn, over all pages: a form that draws itself twice does so no thousand times.
pub(super) struct Budget {
    bytes: usize,
    tokens: usize,
    glyphs: usize,
    fonts: HashMap<ObjectId, Rc<Font>>,
}

impl Budget {
    pub(super) fn new() -> Self {
        Self { bytes: MAX_UNPACKED as usize, tokens: cost::MOST_IN_ALL, glyphs: MAX_GLYPHS, fonts: HashMap::new() }
    }
}

/// A character on the page, or several in one code.
#[derive(Clone, Debug)]
pub(in crate::read) struct Glyph {
    /// Left end of the base line, from the left of the page.
    pub x: f32,
    /// The base line, from the bottom of the page.
    pub y: f32,
    pub width: f32,
    pub size: f32,
    /// What it stands for; empty if that is unknown.
    pub text: String,
    /// Which way it is written.
    pub turn: Turn,
    /// How many characters the page drew before it.
    pub order: usize,
    /// Whether a line strikes it out.
    pub is_struck: bool,
}

/// Which way a character is written: what lies on its side is read by itself, what stands aslant is a stamp or watermark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::read) enum Turn {
    #[default]
    None,
    /// From the bottom to the top.
    Left,
    /// From the top to the bottom.
    Right,
    Over,
    Aslant,
}

impl Turn {
    /// The turn of a base line that goes so far to the right, and so far up.
    pub(in crate::read) fn of(right: f32, up: f32) -> Self {
        let (wide, high) = (right.abs(), up.abs());
        match (wide > 5.0 * high, high > 5.0 * wide) {
            (true, _) if right < 0.0 => Turn::Over,
            (true, _) => Turn::None,
            (_, true) if up > 0.0 => Turn::Left,
            (_, true) => Turn::Right,
            // of no width at all
            _ if wide + high == 0.0 => Turn::None,
            _ => Turn::Aslant,
        }
    }

    /// A place as it lies when the page is turned so that such characters stand upright.
    pub(super) fn upright(self, (x, y): (f32, f32)) -> (f32, f32) {
        match self {
            Turn::None | Turn::Aslant => (x, y),
            Turn::Left => (y, -x),
            Turn::Right => (-y, x),
            Turn::Over => (-x, -y),
        }
    }
}

impl Glyph {
    pub(super) fn is_unknown(&self) -> bool {
        self.text.is_empty()
    }
}

/// What a page shows.
#[derive(Debug, Default)]
pub(in crate::read) struct Page {
    pub glyphs: Vec<Glyph>,
    pub strokes: Vec<Stroke>,
    pub frames: Vec<Frame>,
    pub has_images: bool,
    /// Images that are large enough to show something.
    pub pictures: usize,
}

/// Reads a page; `None` if it would cost more than the budget.
pub(super) fn read(document: &Document, id: ObjectId, budget: &mut Budget) -> Option<Page> {
    let limit = budget.bytes.min(MAX_CONTENT);
    let content = document.get_page_content_with_limit(id, limit).ok()?;
    budget.bytes -= content.len();
    let (direct, named) = document.get_page_resources(id).unwrap_or_default();
    let named = named.into_iter().filter_map(|id| document.get_dictionary(id).ok());
    let mut reader = Reader {
        document,
        budget,
        page: Page::default(),
        resources: direct.into_iter().chain(named).collect(),
        marked: Vec::new(),
    };
    reader.draw(&content, Matrix::IDENTITY, 0)?;
    Some(reader.page)
}

/// `[a b 0; c d 0; e f 1]`
#[derive(Clone, Copy, Debug)]
struct Matrix([f32; 6]);

impl Matrix {
    const IDENTITY: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// First `self`, then `next`.
    fn then(self, next: Matrix) -> Matrix {
        let ([a, b, c, d, e, f], [g, h, i, j, k, l]) = (self.0, next.0);
        Matrix([a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l])
    }

    fn shift(x: f32, y: f32) -> Matrix {
        Matrix([1.0, 0.0, 0.0, 1.0, x, y])
    }

    fn of(numbers: &[f32]) -> Option<Matrix> {
        Some(Matrix(numbers.get(..6)?.try_into().ok()?))
    }

    /// Where a point lies on the page.
    fn place(self, x: f32, y: f32) -> (f32, f32) {
        let Matrix([a, b, c, d, e, f]) = self;
        (a * x + c * y + e, b * x + d * y + f)
    }
}

/// The state that `q` saves.
#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f32,
    spacing: f32,
    word_spacing: f32,
    /// Horizontal scaling, 1 for 100 %.
    stretch: f32,
    leading: f32,
    rise: f32,
    /// Neither filled nor drawn: the text layer under a scan.
    invisible: bool,
}

/// How and where a content stream goes on drawing.
struct Pen {
    state: State,
    saved: Vec<State>,
    path: Path,
    /// Where the next character is shown, and where its line begins.
    text: Matrix,
    line: Matrix,
}

/// States that are saved at a time.
const MAX_SAVED: usize = 512;

impl Pen {
    fn new(matrix: Matrix) -> Self {
        let state = State {
            matrix,
            font: None,
            size: 1.0,
            spacing: 0.0,
            word_spacing: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            invisible: false,
        };
        Self { state, saved: Vec::new(), path: Path::default(), text: Matrix::IDENTITY, line: Matrix::IDENTITY }
    }

    /// What an operator sets in the state; the font is looked up by the reader.
    fn set(&mut self, operator: &str, numbers: &[f32]) {
        let [first, second] = first_two(numbers);
        let state = &mut self.state;
        match operator {
            "q" if self.saved.len() < MAX_SAVED => self.saved.push(state.clone()),
            "Q" => self.state = self.saved.pop().unwrap_or_else(|| state.clone()),
            "cm" => state.matrix = Matrix::of(numbers).map_or(state.matrix, |matrix| matrix.then(state.matrix)),
            "Tf" => state.size = first,
            "Tc" => state.spacing = first,
            "Tw" => state.word_spacing = first,
            "Tz" => state.stretch = first / 100.0,
            "TL" => state.leading = first,
            "TD" => state.leading = -second,
            "Ts" => state.rise = first,
            "Tr" => state.invisible = first == 3.0,
            "\"" => (state.word_spacing, state.spacing) = (first, second),
            _ => {}
        }
    }

    /// Where an operator begins a line.
    fn go(&mut self, operator: &str, numbers: &[f32]) {
        let [first, second] = first_two(numbers);
        self.line = match operator {
            "BT" => Matrix::IDENTITY,
            "Td" | "TD" => Matrix::shift(first, second).then(self.line),
            "Tm" => Matrix::of(numbers).unwrap_or(self.line),
            "T*" | "'" | "\"" => Matrix::shift(0.0, -self.state.leading).then(self.line),
            _ => return,
        };
        self.text = self.line;
    }
}

/// The first two of an operator's numbers, 0 for what is missing.
fn first_two(numbers: &[f32]) -> [f32; 2] {
    [0, 1].map(|at| numbers.get(at).copied().unwrap_or(0.0))
}

struct Reader<'d, 'b> {
    document: &'d Document,
    budget: &'b mut Budget,
    page: Page,
    /// The innermost last.
    resources: Vec<&'d Dictionary>,
    /// Stretches that are open: where each begins, and what it stands for, if it says so.
    marked: Vec<Option<(usize, String)>>,
}

impl<'d> Reader<'d, '_> {
    /// Draws a content stream.
    fn draw(&mut self, content: &[u8], matrix: Matrix, depth: usize) -> Option<()> {
        let tokens = cost::tokens(content);
        self.budget.tokens = self.budget.tokens.checked_sub(tokens).filter(|_| tokens <= cost::MOST)?;
        // what cannot be read draws nothing
        let Ok(content) = Content::decode(content) else { return Some(()) };
        let content: Content = content;
        let mut pen = Pen::new(matrix);
        for operation in &content.operations {
            let numbers: Vec<f32> = operation.operands.iter().filter_map(|operand| operand.as_float().ok()).take(6).collect();
            pen.set(&operation.operator, &numbers);
            pen.go(&operation.operator, &numbers);
            self.put(operation, &numbers, &mut pen, depth)?;
        }
        Some(())
    }

    /// Puts on the page what an operator shows or paints.
    fn put(&mut self, operation: &Operation, numbers: &[f32], pen: &mut Pen, depth: usize) -> Option<()> {
        match operation.operator.as_str() {
            "Tf" => pen.state.font = self.font(operation),
            "Tj" | "'" | "\"" => self.show(operation.operands.last(), &pen.state, &mut pen.text)?,
            "TJ" => self.show_spaced(operation, pen)?,
            "BDC" => self.open_marked(operation),
            "BMC" => self.marked.push(None),
            "EMC" => self.close_marked(),
            "BI" => self.image(pen.state.matrix),
            "Do" => self.object(operation, &pen.state, depth)?,
            "n" => pen.path = Path::default(),
            operator => match paint(operator) {
                Some(paint) => self.paint(paint, operator, &mut pen.path),
                None => trace(operator, numbers, pen.state.matrix, &mut pen.path),
            },
        }
        Some(())
    }

    /// Shows a list of strings, with numbers between them that say how far to go back.
    fn show_spaced(&mut self, operation: &Operation, pen: &mut Pen) -> Option<()> {
        for item in operation.operands.first().and_then(|list| list.as_array().ok()).into_iter().flatten() {
            match item.as_float() {
                Ok(back) => {
                    let x = -back / 1000.0 * pen.state.size * pen.state.stretch;
                    pen.text = Matrix::shift(x, 0.0).then(pen.text);
                }
                Err(_) => self.show(Some(item), &pen.state, &mut pen.text)?,
            }
        }
        Some(())
    }

    /// Shows a string.
    fn show(&mut self, string: Option<&Object>, state: &State, text: &mut Matrix) -> Option<()> {
        let Some(Ok(bytes)) = string.map(Object::as_str) else { return Some(()) };
        let Some(font) = state.font.clone() else { return self.show_unknown(bytes, state, *text) };
        for code in font.decode(bytes) {
            let blank = if code.is_blank { state.word_spacing } else { 0.0 };
            let advance = (code.width / 1000.0 * state.size + state.spacing + blank) * state.stretch;
            if !state.invisible {
                let scaled = Matrix([state.size * state.stretch, 0.0, 0.0, state.size, 0.0, state.rise]);
                let Matrix([_, _, c, d, x, y]) = scaled.then(*text).then(state.matrix);
                let Matrix([a, b, ..]) = text.then(state.matrix);
                let width = code.width / 1000.0 * state.size * state.stretch * a.hypot(b);
                self.budget.glyphs = self.budget.glyphs.checked_sub(1)?;
                let (text, turn, order) = (code.text.unwrap_or_default(), Turn::of(a, b), self.page.glyphs.len());
                self.page.glyphs.push(Glyph { x, y, width, size: c.hypot(d), text, turn, order, is_struck: false });
            }
            *text = Matrix::shift(advance, 0.0).then(*text);
        }
        Some(())
    }

    /// Shows a string in a font that the file does not have: nobody knows what it says, but something it does.
    fn show_unknown(&mut self, bytes: &[u8], state: &State, text: Matrix) -> Option<()> {
        if !state.invisible && !bytes.is_empty() {
            let Matrix([.., x, y]) = text.then(state.matrix);
            self.budget.glyphs = self.budget.glyphs.checked_sub(1)?;
            let (order, turn) = (self.page.glyphs.len(), Turn::None);
            self.page.glyphs.push(Glyph {
                x,
                y,
                width: 0.0,
                size: state.size,
                text: String::new(),
                turn,
                order,
                is_struck: false,
            });
        }
        Some(())
    }

    /// Paints a path: what is straight in it may be the border of a table.
    fn paint(&mut self, paint: Paint, operator: &str, path: &mut Path) {
        if matches!(operator, "s" | "b" | "b*") {
            path.close();
        }
        path.paint(paint, self.page.glyphs.len(), &mut self.page.strokes, &mut self.page.frames);
    }

    /// The named resource of a kind, from the innermost dictionary that has it.
    fn resource(&self, kind: &[u8], operation: &Operation) -> Option<(Option<ObjectId>, &'d Object)> {
        let name = operation.operands.first()?.as_name().ok()?;
        self.resources.iter().rev().find_map(|resources| {
            let of_kind = resources.get_deref(kind, self.document).ok()?.as_dict().ok()?;
            self.document.dereference(of_kind.get(name).ok()?).ok()
        })
    }

    fn font(&mut self, operation: &Operation) -> Option<Rc<Font>> {
        let (id, font) = self.resource(b"Font", operation)?;
        if let Some(known) = id.and_then(|id| self.budget.fonts.get(&id)) {
            return Some(Rc::clone(known));
        }
        let font = Rc::new(Font::new(self.document, font.as_dict().ok()?));
        if let Some(id) = id {
            self.budget.fonts.insert(id, Rc::clone(&font));
        }
        Some(font)
    }

    /// Draws a form; an image is noted.
    fn object(&mut self, operation: &Operation, state: &State, depth: usize) -> Option<()> {
        let Some((_, Object::Stream(stream))) = self.resource(b"XObject", operation) else { return Some(()) };
        match stream.dict.get(b"Subtype").and_then(Object::as_name) {
            Ok(b"Image") => self.image(state.matrix),
            Ok(b"Form") if depth < MAX_FORMS => self.form(stream, state, depth)?,
            _ => {}
        }
        Some(())
    }

    /// Opens a stretch of the page, which may say what it stands for, whatever its characters are.
    fn open_marked(&mut self, operation: &Operation) {
        let named = || self.properties(operation.operands.get(1)?.as_name().ok()?);
        let says = match operation.operands.get(1) {
            Some(Object::Dictionary(own)) => own.get(b"ActualText").ok().cloned(),
            _ => named().and_then(|known| known.get(b"ActualText").ok().cloned()),
        };
        let says = says.and_then(|says| lopdf::decode_text_string(self.document.dereference(&says).ok()?.1).ok());
        if self.marked.len() < MAX_SAVED {
            self.marked.push(says.map(|says| (self.page.glyphs.len(), says)));
        }
    }

    /// The properties of that name.
    fn properties(&self, name: &[u8]) -> Option<&'d Dictionary> {
        self.resources.iter().rev().find_map(|resources| {
            let of_kind = resources.get_deref(b"Properties", self.document).ok()?.as_dict().ok()?;
            of_kind.get_deref(name, self.document).ok()?.as_dict().ok()
        })
    }

    /// Ends a stretch: its characters are one, which says what the stretch says. One over several lines is a paragraph, whose
    /// characters are there.
    fn close_marked(&mut self) {
        let Some(Some((first, says))) = self.marked.pop() else { return };
        let drawn = self.page.glyphs.get(first..).unwrap_or_default();
        let (Some(begin), Some(end)) = (drawn.first(), drawn.last()) else { return };
        let is_one_line = drawn.iter().all(|glyph| (glyph.y - begin.y).abs() < 0.5 * begin.size.max(1.0));
        let shown: String = drawn.iter().map(|glyph| glyph.text.as_str()).collect();
        if !is_one_line || shown == says {
            return;
        }
        let width = end.x + end.width - begin.x;
        self.page.glyphs.truncate(first + usize::from(!says.is_empty()));
        if let Some(glyph) = self.page.glyphs.get_mut(first) {
            (glyph.text, glyph.width) = (says, width.max(glyph.width));
        }
    }

    /// Notes an image, which fills the unit square.
    fn image(&mut self, Matrix([a, b, c, d, ..]): Matrix) {
        self.page.has_images = true;
        self.page.pictures += usize::from(a.hypot(b).min(c.hypot(d)) >= PICTURE);
    }

    fn form(&mut self, stream: &'d Stream, state: &State, depth: usize) -> Option<()> {
        let limit = self.budget.bytes.min(MAX_CONTENT);
        let content = match stream.decompressed_content_with_limit(limit) {
            Ok(content) => content,
            Err(_) => return Some(()),
        };
        // an empty form costs something, too
        self.budget.bytes = self.budget.bytes.checked_sub(content.len().max(1024))?;
        let matrix = stream.dict.get_deref(b"Matrix", self.document).ok().and_then(|matrix| matrix.as_array().ok());
        let numbers: Vec<f32> = matrix.into_iter().flatten().filter_map(|number| number.as_float().ok()).collect();
        let matrix = Matrix::of(&numbers).unwrap_or(Matrix::IDENTITY);
        let resources = stream.dict.get_deref(b"Resources", self.document).ok().and_then(|own| own.as_dict().ok());
        self.resources.extend(resources);
        let drawn = self.draw(&content, matrix.then(state.matrix), depth + 1);
        if resources.is_some() {
            self.resources.pop();
        }
        drawn
    }
}

/// What an operator paints of the path.
fn paint(operator: &str) -> Option<Paint> {
    match operator {
        "f" | "F" | "f*" => Some(Paint::Fill),
        "S" | "s" => Some(Paint::Outline),
        "B" | "B*" | "b" | "b*" => Some(Paint::Both),
        _ => None,
    }
}

/// Goes on with the path.
fn trace(operator: &str, numbers: &[f32], matrix: Matrix, path: &mut Path) {
    let end = match numbers {
        [.., x, y] => matrix.place(*x, *y),
        _ => (0.0, 0.0),
    };
    match (operator, numbers) {
        ("m", [_, _]) => path.begin(end),
        ("l", [_, _]) => path.line(end),
        ("c" | "v" | "y", [_, _, ..]) => path.curve(end),
        ("h", _) => path.close(),
        ("re", &[x, y, width, height]) => {
            path.begin(matrix.place(x, y));
            for (x, y) in [(x + width, y), (x + width, y + height), (x, y + height)] {
                path.line(matrix.place(x, y));
            }
            path.close();
        }
        _ => {}
    }
}
