//! Remarks for gouji in the text of a report: `<!-- gouji: allow R101 -- reason -->`.

use super::Span;
use crate::source::Remark;

const OPEN: &str = "<!--";
const CLOSE: &str = "-->";

/// The text with every remark blanked out, and the remarks; nothing, if there are none. The blanks take as many bytes as what
/// stood there, so that every place stays where it is.
pub(super) fn blank_out(text: &str) -> Option<(String, Vec<Remark>)> {
    let remarks = find(text);
    if remarks.is_empty() {
        return None;
    }
    let mut blanked = String::with_capacity(text.len());
    let mut done = 0;
    for remark in &remarks {
        let range = remark.span.range();
        blanked.push_str(&text[done..range.start]);
        blanked.extend(text[range.clone()].chars().map(blank));
        done = range.end;
    }
    blanked.push_str(&text[done..]);
    Some((blanked, remarks))
}

fn find(text: &str) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(OPEN).map(|at| from + at) {
        let inside = start + OPEN.len();
        let Some(close) = text[inside..].find(CLOSE).map(|at| inside + at) else { break };
        // a comment that was never closed ends where the next one begins
        let (start, inside) =
            text[inside..close].rfind(OPEN).map_or((start, inside), |at| (inside + at, inside + at + OPEN.len()));
        let end = close + CLOSE.len();
        if let Some(words) = addressed(&text[inside..close]) {
            remarks.push(Remark { words: words.to_owned(), span: Span::new(start, end), byte: None });
        }
        from = end;
    }
    remarks
}

/// What a comment says to gouji, if it speaks to it.
pub(super) fn addressed(comment: &str) -> Option<&str> {
    let rest = comment.trim().strip_prefix("gouji")?.trim_start();
    rest.strip_prefix([':', '：']).map(str::trim)
}

/// A blank of as many bytes; line ends stay.
fn blank(c: char) -> &'static str {
    match (c, c.len_utf8()) {
        ('\n', _) => "\n",
        ('\r', _) => "\r",
        (_, 1) => " ",
        (_, 2) => "\u{a0}",
        (_, 3) => "\u{3000}",
        _ => "\u{3000} ",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_are_blanked_out_and_nothing_else() {
        let text = "甲<!-- 注 -->\n<!-- gouji：allow R101 -- é😀\n理由 -->乙<!--gouji: x--><!-- gouji <!-- gouji: y -->";
        let (blanked, remarks) = blank_out(text).expect("remarks");
        let words: Vec<&str> = remarks.iter().map(|remark| remark.words.as_str()).collect();
        assert_eq!(words, ["allow R101 -- é😀\n理由", "x", "y"]);
        assert_eq!(blanked.len(), text.len());
        let left: String = blanked.split(|c: char| c.is_whitespace()).collect();
        assert_eq!(left, "甲<!--注-->乙<!--gouji");
        assert_eq!(blanked.matches('\n').count(), 2);
    }

    #[test]
    fn other_texts_stay_as_they_are() {
        for text in ["", "<!-- gouji: allow R101", "-->", "gouji: allow", "<!-- goujix: a -->", "<!-->-->"] {
            assert!(blank_out(text).is_none(), "{text}");
        }
    }
}
