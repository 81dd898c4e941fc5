//! What it would cost to take a content stream apart, before anybody does: two bytes of it may become a hundred in memory.

/// Operators and operands of one stream. A page of text has ten thousand, one with a map on it a million.
pub(super) const MOST: usize = 1_500_000;

/// Operators and operands of all streams together.
pub(super) const MOST_IN_ALL: usize = 6_000_000;

/// How many operators and operands a content stream has.
pub(super) fn tokens(content: &[u8]) -> usize {
    let (mut count, mut at) = (0, 0);
    while let Some(&byte) = content.get(at) {
        at = match byte {
            byte if is_blank(byte) => at + 1,
            b'%' => at + content[at..].iter().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(content.len() - at),
            b'(' => after_string(content, at),
            byte if is_delimiter(byte) => at + 1,
            _ => at + content[at..].iter().position(|&byte| is_blank(byte) || is_delimiter(byte)).unwrap_or(content.len() - at),
        };
        count += usize::from(!is_blank(byte) && byte != b'%');
    }
    count
}

/// The place after a string that begins there: brackets in it pair, or have a backslash before them.
fn after_string(content: &[u8], start: usize) -> usize {
    let (mut depth, mut at) = (0usize, start);
    while let Some(&byte) = content.get(at) {
        at += 1;
        match byte {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' if depth == 1 => return at,
            b')' => depth -= 1,
            _ => {}
        }
    }
    content.len()
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | 0 | 0x0c)
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_counted_without_taking_them_apart() {
        let table: [(&[u8], usize); 6] = [
            (b"BT /F1 12 Tf (a \\) (b) c) Tj ET", 8),
            (b"n\nn\nn\n", 3),
            (b"q q % q q\nq", 3),
            (b"[<0012> -3 (x)]TJ", 8),
            (b"(open", 1),
            (b"", 0),
        ];
        for (content, expected) in table {
            assert_eq!(tokens(content), expected, "{}", String::from_utf8_lossy(content));
        }
    }
}
