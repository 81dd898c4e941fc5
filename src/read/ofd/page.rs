//! A page (7.7): its text objects, paths and pictures.

use crate::read::cause::{Cause, MAX_UNPACKED};
use crate::read::pdf::glyphs::{Glyph, Page, Turn};
use crate::read::pdf::strokes::{Paint, Path};
use crate::read::xml::{Element, Token, Xml};

/// What the file is called where it is spoilt.
pub(super) const FORMAT: &str = "OFD";

/// Points of a millimetre.
const POINT: f32 = 72.0 / 25.4;

/// A side of a picture that shows something, in millimetres.
const PICTURE: f32 = 14.0;

/// Characters of a page that are kept.
const MAX_GLYPHS: usize = 400_000;

/// Numbers of a list that are read.
const MAX_NUMBERS: usize = 20_000;

/// `[a b c d e f]`: where a point of an object lies in its box.
type Matrix = [f32; 6];

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// A page in the making.
pub(super) struct Reader {
    page: Page,
    height: f32,
}

/// The object that is open.
#[derive(Clone, Debug)]
struct Object {
    /// Where its box begins.
    left: f32,
    top: f32,
    matrix: Matrix,
    size: f32,
    stretch: f32,
    fills: bool,
    strokes: bool,
}

impl Reader {
    /// A page of a document whose pages are so high, in millimetres.
    pub(super) fn new(height: f32) -> Self {
        Self { page: Page::default(), height }
    }

    /// Reads the size of a page, and which templates lie under it.
    pub(super) fn begin(&mut self, text: &str) -> Result<Vec<String>, Cause> {
        let (mut xml, mut templates, mut is_box) = (Xml::new(FORMAT, text), Vec::new(), false);
        while let Some((token, _)) = xml.next()? {
            match token {
                Token::Start(element) => {
                    if local(&element.name) == "Template" {
                        templates.extend(element.attribute("TemplateID"));
                    }
                    is_box = local(&element.name) == "PhysicalBox";
                }
                Token::Text(text) if is_box => self.height = numbers(&text).get(3).copied().unwrap_or(self.height),
                Token::Text(_) => {}
                Token::End => is_box = false,
            }
        }
        Ok(templates)
    }

    /// Draws the content of a page or template.
    pub(super) fn draw(&mut self, text: &str) -> Result<(), Cause> {
        let mut xml = Xml::new(FORMAT, text);
        // the objects that are open, and below how many nothing is shown
        let (mut open, mut hidden): (Vec<Option<Object>>, usize) = (Vec::new(), 0);
        let (mut code, mut path) = (None, false);
        while let Some((token, _)) = xml.next()? {
            match token {
                Token::Start(element) => {
                    let object = matches!(local(&element.name), "TextObject" | "PathObject" | "ImageObject")
                        .then(|| Object::new(&element));
                    let is_hidden = element.attribute("Visible").as_deref() == Some("false")
                        || element.attribute("Alpha").as_deref() == Some("0");
                    hidden += usize::from(hidden > 0 || is_hidden);
                    if local(&element.name) == "ImageObject" && hidden == 0 {
                        self.picture(&element);
                    }
                    code = (local(&element.name) == "TextCode").then(|| Code::new(&element));
                    path = local(&element.name) == "AbbreviatedData";
                    open.push(object);
                }
                Token::Text(text) => {
                    let object = open.iter().rev().flatten().next().filter(|_| hidden == 0);
                    match (object, &code) {
                        (Some(object), Some(code)) => self.show(object, code, &text)?,
                        (Some(object), None) if path => self.trace(object, &text),
                        _ => {}
                    }
                }
                Token::End => {
                    hidden = hidden.saturating_sub(1);
                    (code, path) = (None, false);
                    open.pop();
                }
            }
        }
        Ok(())
    }

    /// The page.
    pub(super) fn finish(self) -> Page {
        self.page
    }

    /// Where a point of an object lies on the page, in points from its lower left corner.
    fn place(&self, object: &Object, (x, y): (f32, f32)) -> (f32, f32) {
        let [a, b, c, d, e, f] = object.matrix;
        let (x, y) = (a * x + c * y + e + object.left, b * x + d * y + f + object.top);
        (x * POINT, (self.height - y) * POINT)
    }

    /// Shows a row of characters (11.3).
    fn show(&mut self, object: &Object, code: &Code, text: &str) -> Result<(), Cause> {
        let [a, b, c, d, ..] = object.matrix;
        let (turn, wide, high) = (Turn::of(a, -b), a.hypot(b), c.hypot(d));
        let (mut x, mut y) = code.start;
        for (index, character) in text.trim_matches(['\r', '\n']).chars().enumerate() {
            let natural = object.size * object.stretch * if character.is_ascii() { 0.5 } else { 1.0 };
            let advance = code.across.get(index).copied();
            let down = code.down.get(index).copied();
            let (left, base) = self.place(object, (x, y));
            let width = advance.map_or(natural, |advance| advance.min(natural.max(0.1))) * wide * POINT;
            let text = if is_readable(character) { character.to_string() } else { String::new() };
            if self.page.glyphs.len() >= MAX_GLYPHS {
                return Err(Cause::TooLarge(MAX_UNPACKED + 1, MAX_UNPACKED));
            }
            let order = self.page.glyphs.len();
            self.page.glyphs.push(Glyph {
                x: left,
                y: base,
                width,
                size: object.size * high * POINT,
                text,
                turn,
                order,
                is_struck: false,
            });
            x += advance.unwrap_or(if down.is_some() { 0.0 } else { natural });
            y += down.unwrap_or(0.0);
        }
        Ok(())
    }

    /// Draws a path (9.1): `M 0 0 L 10 0 C`.
    fn trace(&mut self, object: &Object, data: &str) {
        let (mut path, mut operator, mut operands) = (Path::default(), "", Vec::new());
        for word in data.split_ascii_whitespace().take(MAX_NUMBERS) {
            match word.parse::<f32>() {
                Ok(number) => operands.push(number),
                Err(_) => operator = word,
            }
            let wanted = match operator {
                "S" | "M" | "L" => 2,
                "Q" => 4,
                "B" => 6,
                "A" => 7,
                _ => 0,
            };
            if operands.len() < wanted || wanted == 0 && operator != "C" {
                continue;
            }
            let end = operands.get(wanted.wrapping_sub(2)..wanted).map(|end| self.place(object, (end[0], end[1])));
            match (operator, end) {
                ("S" | "M", Some(end)) => path.begin(end),
                ("L", Some(end)) => path.line(end),
                ("C", _) => path.close(),
                (_, Some(end)) => path.curve(end),
                _ => {}
            }
            operands.clear();
            if operator == "C" {
                operator = "";
            }
        }
        let paint = match (object.fills, object.strokes) {
            (true, true) => Paint::Both,
            (true, false) => Paint::Fill,
            (false, true) => Paint::Outline,
            (false, false) => return,
        };
        path.paint(paint, self.page.glyphs.len(), &mut self.page.strokes, &mut self.page.frames);
    }

    fn picture(&mut self, element: &Element<'_>) {
        let sides = element.attribute("Boundary").map(|boundary| numbers(&boundary)).unwrap_or_default();
        let side = |at: usize| sides.get(at).copied().unwrap_or(0.0);
        self.page.has_images = true;
        self.page.pictures += usize::from(side(2).min(side(3)) >= PICTURE);
    }
}

impl Object {
    fn new(element: &Element<'_>) -> Self {
        let boundary = element.attribute("Boundary").map(|boundary| numbers(&boundary)).unwrap_or_default();
        let matrix = element.attribute("CTM").map(|matrix| numbers(&matrix)).and_then(|matrix| matrix.try_into().ok());
        let number = |name, or| element.attribute(name).and_then(|number| number.trim().parse().ok()).unwrap_or(or);
        let is_on = |name, or| element.attribute(name).map_or(or, |value| value == "true" || value == "1");
        Self {
            left: boundary.first().copied().unwrap_or(0.0),
            top: boundary.get(1).copied().unwrap_or(0.0),
            matrix: matrix.unwrap_or(IDENTITY),
            size: number("Size", 4.0),
            stretch: number("HScale", 1.0),
            fills: is_on("Fill", false),
            strokes: is_on("Stroke", true),
        }
    }
}

/// Where the characters of a row stand: the first one, and how far each is from the one before.
#[derive(Clone, Debug)]
struct Code {
    start: (f32, f32),
    across: Vec<f32>,
    down: Vec<f32>,
}

impl Code {
    fn new(element: &Element<'_>) -> Self {
        let number = |name| element.attribute(name).and_then(|number| number.trim().parse().ok()).unwrap_or(0.0);
        let list = |name| element.attribute(name).map(|list| distances(&list)).unwrap_or_default();
        Self { start: (number("X"), number("Y")), across: list("DeltaX"), down: list("DeltaY") }
    }
}

/// `g 3 4.2 5` stands for `4.2 4.2 4.2 5`.
fn distances(list: &str) -> Vec<f32> {
    let (mut distances, mut words) = (Vec::new(), list.split_ascii_whitespace());
    while let Some(word) = words.next() {
        if distances.len() >= MAX_NUMBERS {
            break;
        }
        if word == "g" {
            let count = words.next().and_then(|count| count.parse::<usize>().ok()).unwrap_or(0);
            let distance = words.next().and_then(|distance| distance.parse().ok()).unwrap_or(0.0);
            distances.extend(std::iter::repeat_n(distance, count.min(MAX_NUMBERS)));
        } else {
            distances.push(word.parse().unwrap_or(0.0));
        }
    }
    distances
}

/// The numbers of a list.
pub(super) fn numbers(list: &str) -> Vec<f32> {
    list.split_ascii_whitespace().take(MAX_NUMBERS).filter_map(|number| number.parse().ok()).collect()
}

fn is_readable(c: char) -> bool {
    !matches!(c, '\u{fffd}' | '\u{e000}'..='\u{f8ff}') && !c.is_control()
}

/// The name of an element without its prefix: programs write `ofd:`, another one or none.
pub(super) fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}
