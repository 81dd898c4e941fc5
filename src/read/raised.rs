//! Raised words: the mark of a note, which is none of the text, or an exponent.

/// What raised words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Raised {
    /// The mark of a note: 351¹件.
    Note,
    /// The exponent of a power of ten, before which ^ stands: 3.2×10^4.
    Exponent,
    /// Text: m², 1ˢᵗ.
    Text,
}

/// What raised `words` are after `before`, the last characters of the line.
pub(super) fn raised(before: &str, words: &str) -> Raised {
    let words = words.trim();
    let is_mark = |c: char| {
        c.is_ascii_digit()
            || is_circled(c)
            || is_bracket(c)
            || matches!(c, '*' | '＊' | '※' | '†' | '‡' | '注' | ',' | '，' | '-')
    };
    if words.is_empty() || words.chars().count() > MARK || !words.chars().all(is_mark) {
        return Raised::Text;
    }
    let base = before.strip_suffix("10").unwrap_or_default();
    match () {
        () if base.ends_with(['×', 'x', 'X', '*', '·', '✕']) => Raised::Exponent,
        () if words.contains(|c| is_bracket(c) || is_circled(c)) => Raised::Note,
        () if before.ends_with(|c: char| c.is_ascii_alphabetic()) => Raised::Text,
        () => Raised::Note,
    }
}

/// Characters that the mark of a note has at most: [12], 注1.
const MARK: usize = 6;

fn is_circled(c: char) -> bool {
    ('①'..='⑳').contains(&c)
}

fn is_bracket(c: char) -> bool {
    matches!(c, '[' | ']' | '［' | '］' | '〔' | '〕' | '(' | ')' | '（' | '）' | '【' | '】')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_told_from_exponents() {
        let table = [
            ("办结351", "1", Raised::Note),
            ("办结351", "[12]", Raised::Note),
            ("办结351", "*", Raised::Note),
            ("办结10", "2", Raised::Note),
            ("办结", "①", Raised::Note),
            ("100m", "2", Raised::Text),
            ("面积m", "[1]", Raised::Note),
            ("1", "st", Raised::Text),
            ("3.2×10", "4", Raised::Exponent),
            ("3.2×10", "", Raised::Text),
        ];
        for (before, words, expected) in table {
            assert_eq!(raised(before, words), expected, "{before} {words}");
        }
    }
}
