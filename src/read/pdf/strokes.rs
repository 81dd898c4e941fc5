//! The straight lines that a page draws: borders of tables and boxes, and what strikes words out.

/// A line that is drawn, level or upright.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::read) struct Stroke {
    pub is_level: bool,
    /// Its height on the page, or how far from the left it stands.
    pub at: f32,
    /// Where it begins and ends, from the left or from the bottom.
    pub from: f32,
    pub to: f32,
    /// Whether it is the side of a frame, drawn with the others: such a line strikes nothing out.
    pub is_side: bool,
}

impl Stroke {
    /// Whether it passes `place`, by as much as `slack` beyond its ends.
    pub(in crate::read) fn covers(&self, place: f32, slack: f32) -> bool {
        (self.from - slack..=self.to + slack).contains(&place)
    }
}

/// A closed frame, drawn in one go: that of a text box.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::read) struct Frame {
    pub left: f32,
    pub right: f32,
    pub bottom: f32,
    pub top: f32,
    /// How many characters were drawn before it.
    pub order: usize,
}

/// What is filled and no thicker than this is a line, in points.
const THICK: f32 = 2.6;

/// What is shorter than this is a dot, in points.
const SHORT: f32 = 1.5;

/// How far a level line may rise, in points.
const SLANT: f32 = 0.5;

/// Lines of a page that are kept: one with more is a drawing.
const MAX_STROKES: usize = 20_000;

/// Points of a path that are kept: a longer one is a drawing.
const MAX_POINTS: usize = 64;

type Point = (f32, f32);

/// What is painted with a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum Paint {
    Fill,
    Outline,
    Both,
}

/// The path in the making: its parts, each a row of points.
#[derive(Debug, Default)]
pub(in crate::read) struct Path {
    parts: Vec<Vec<Point>>,
    points: usize,
    is_curved: bool,
}

impl Path {
    pub(in crate::read) fn begin(&mut self, point: Point) {
        self.count(|path| path.parts.push(vec![point]));
    }

    pub(in crate::read) fn line(&mut self, point: Point) {
        self.count(|path| match path.parts.last_mut() {
            Some(part) => part.push(point),
            None => path.parts.push(vec![point]),
        });
    }

    /// Nothing with a curve in it is a line: a box with round corners is seen by its sides.
    pub(in crate::read) fn curve(&mut self, end: Point) {
        self.is_curved = true;
        self.begin(end);
    }

    pub(in crate::read) fn close(&mut self) {
        if let Some((last, first)) = self.parts.last_mut().and_then(|part| part.first().copied().map(|first| (part, first))) {
            last.push(first);
        }
    }

    fn count(&mut self, add: impl FnOnce(&mut Self)) {
        self.points += 1;
        if self.points <= MAX_POINTS * MAX_POINTS {
            add(self);
        }
    }

    /// Paints the path: what of it is lines goes to `strokes`, what is a frame to `frames`. `order` characters were drawn before.
    pub(in crate::read) fn paint(&mut self, paint: Paint, order: usize, strokes: &mut Vec<Stroke>, frames: &mut Vec<Frame>) {
        let path = std::mem::take(self);
        for part in path.parts {
            if strokes.len() >= MAX_STROKES {
                return;
            }
            let rectangle = rectangle(&part, order);
            if paint != Paint::Outline && !path.is_curved {
                strokes.extend(rectangle.and_then(|rectangle| filled(&rectangle)));
            }
            if paint != Paint::Fill && part.len() <= MAX_POINTS {
                let is_side = rectangle.is_some();
                strokes.extend(part.windows(2).filter_map(|ends| Some(Stroke { is_side, ..drawn(ends[0], ends[1])? })));
                frames.extend(rectangle);
            }
        }
    }
}

/// Points of a rectangle at most: some programs begin in the middle of a side, and end where they began.
const MAX_CORNERS: usize = 8;

/// The rectangle that a part is, with sides along the page.
fn rectangle(part: &[Point], order: usize) -> Option<Frame> {
    (4..=MAX_CORNERS).contains(&part.len()).then_some(())?;
    let fold = |of: fn(&Point) -> f32, pick: fn(f32, f32) -> f32| part.iter().map(of).reduce(pick);
    let (left, right) = (fold(|at| at.0, f32::min)?, fold(|at| at.0, f32::max)?);
    let (bottom, top) = (fold(|at| at.1, f32::min)?, fold(|at| at.1, f32::max)?);
    let is_near = |a: Point, b: Point| (a.0 - b.0).abs() < SLANT && (a.1 - b.1).abs() < SLANT;
    let corners = [(left, bottom), (left, top), (right, bottom), (right, top)];
    let has_corners = corners.iter().all(|&corner| part.iter().any(|&point| is_near(point, corner)));
    let has_sides = part.windows(2).all(|ends| (ends[0].0 - ends[1].0).abs() < SLANT || (ends[0].1 - ends[1].1).abs() < SLANT);
    (has_corners && has_sides).then_some(Frame { left, right, bottom, top, order })
}

/// The line that a thin filled rectangle is.
fn filled(frame: &Frame) -> Option<Stroke> {
    let (width, height) = (frame.right - frame.left, frame.top - frame.bottom);
    if height <= THICK && width >= SHORT && width >= height {
        Some(Stroke { is_level: true, at: (frame.top + frame.bottom) / 2.0, from: frame.left, to: frame.right, is_side: false })
    } else if width <= THICK && height >= SHORT {
        Some(Stroke { is_level: false, at: (frame.left + frame.right) / 2.0, from: frame.bottom, to: frame.top, is_side: false })
    } else {
        None
    }
}

/// The line between two points, if it goes along the page.
fn drawn(a: Point, b: Point) -> Option<Stroke> {
    let is_level = (a.1 - b.1).abs() <= SLANT && (a.0 - b.0).abs() >= SHORT;
    let is_upright = (a.0 - b.0).abs() <= SLANT && (a.1 - b.1).abs() >= SHORT;
    match (is_level, is_upright) {
        (true, _) => Some(Stroke { is_level, at: (a.1 + b.1) / 2.0, from: a.0.min(b.0), to: a.0.max(b.0), is_side: false }),
        (_, true) => Some(Stroke { is_level, at: (a.0 + b.0) / 2.0, from: a.1.min(b.1), to: a.1.max(b.1), is_side: false }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn painted(points: &[Point], close: bool, paint: Paint) -> (Vec<Stroke>, Vec<Frame>) {
        let (mut path, mut strokes, mut frames) = (Path::default(), Vec::new(), Vec::new());
        path.begin(points[0]);
        points[1..].iter().for_each(|&point| path.line(point));
        if close {
            path.close();
        }
        path.paint(paint, 7, &mut strokes, &mut frames);
        (strokes, frames)
    }

    #[test]
    fn lines_are_seen_however_they_are_drawn() {
        let level = Stroke { is_level: true, at: 20.0, from: 10.0, to: 90.0, is_side: false };
        assert_eq!(painted(&[(10.0, 20.0), (90.0, 20.0)], false, Paint::Outline).0, [level]);
        let thin = [(10.0, 19.5), (90.0, 19.5), (90.0, 20.5), (10.0, 20.5)];
        assert_eq!(painted(&thin, true, Paint::Fill).0, [level]);
        let large = [(10.0, 20.0), (90.0, 20.0), (90.0, 60.0), (10.0, 60.0)];
        assert_eq!(painted(&large, true, Paint::Fill), (vec![], vec![]));
        let (strokes, frames) = painted(&large, true, Paint::Outline);
        assert_eq!((strokes.len(), frames.len()), (4, 1));
        assert_eq!(frames[0], Frame { left: 10.0, right: 90.0, bottom: 20.0, top: 60.0, order: 7 });
        let from_middle = [(50.0, 20.0), (10.0, 20.0), (10.0, 60.0), (90.0, 60.0), (90.0, 20.0)];
        assert_eq!(painted(&from_middle, true, Paint::Outline).1, frames);
        assert_eq!(painted(&[(10.0, 20.0), (90.0, 60.0)], false, Paint::Outline), (vec![], vec![]));
    }
}
