//! Which way a number goes: the signs, arrows and words of change around it. The one list of them.

use crate::source::Span;

/// Up or down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// It grew.
    Up,
    /// It shrank.
    Down,
}

/// A sign as printed: + and −, or an arrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct PrintedSign {
    /// The sign, before the number or after it.
    pub span: Span,
    /// Which way it points.
    pub direction: Direction,
    /// Whether it is a plus or a minus, which belongs to the number; an arrow only tells what happened.
    pub is_arithmetic: bool,
}

/// A plus or minus of any width, or an arrow: which way it points, and whether it is a plus or a minus.
pub(super) fn sign(c: char) -> Option<(Direction, bool)> {
    Some(match c {
        '+' | '＋' | '﹢' => (Direction::Up, true),
        '-' | '−' | '－' | '﹣' => (Direction::Down, true),
        _ => (arrow(c)?, false),
    })
}

/// An arrow up or down.
pub(super) fn arrow(c: char) -> Option<Direction> {
    match c {
        '↑' | '▲' | '⬆' | '⇧' | '△' => Some(Direction::Up),
        '↓' | '▼' | '⬇' | '⇩' | '▽' => Some(Direction::Down),
        _ => None,
    }
}

/// Words of growth.
const UP: &[&str] =
    &["增长", "上升", "增加", "提高", "提升", "增收", "增支", "上涨", "递增", "增", "高出", "多", "快", "扩大", "回升", "升"];
/// Words of decline.
const DOWN: &[&str] = &[
    "负增长",
    "下降",
    "减少",
    "降低",
    "回落",
    "减收",
    "减支",
    "下跌",
    "递减",
    "降",
    "减",
    "少",
    "缩短",
    "压缩",
    "压减",
    "收窄",
    "慢",
];

/// A word of change right before the number: 增长10.61%, 减少162万吨, 同比43.8% is none.
pub(crate) fn change(label: &str) -> Option<Direction> {
    // 「上升为15467人」 and 「降至98%」 name the level that was reached
    if reached(label) {
        return None;
    }
    let label = label.trim_end_matches(['了', '约', '达', '近', '为', '超', '过', '逾', '幅', '度', '：', ':']).trim_end();
    // 「当年新增5件」 counts things, as 受理 does
    if label.ends_with("至少")
        || label.ends_with("不少")
        || label.ends_with("新增")
        || label.ends_with("新增加")
        || label.ends_with("增减")
    {
        return None;
    }
    if DOWN.iter().any(|word| label.ends_with(word)) {
        return Some(Direction::Down);
    }
    UP.iter().any(|word| label.ends_with(word)).then_some(Direction::Up)
}

/// A word of change with 为, 到, 至 or 成 after it; 「增幅为」 names the change itself.
fn reached(label: &str) -> bool {
    let label = label.trim_end_matches(['约', '近', '达', '了']);
    let Some(word) = label.strip_suffix(['为', '到', '至', '成']) else { return false };
    let word = word.trim_end_matches('调');
    ["上升", "下降", "提高", "提升", "增加", "减少", "降低", "增长", "升", "降", "增", "缩短", "压缩", "压减", "回落", "减", "缩"]
        .iter()
        .any(|change| word.ends_with(change))
}

/// Whether a text begins with a word of change.
pub(crate) fn change_follows(text: &str) -> bool {
    let text = text.trim_start_matches('净');
    UP.iter().chain(DOWN).any(|word| text.starts_with(word))
}
