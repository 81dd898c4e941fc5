//! Small helpers on words: their ends, their blanks, and the known word that was probably meant.

/// The first `characters` characters of a text, or all of it.
pub(crate) fn first(text: &str, characters: usize) -> &str {
    text.char_indices().nth(characters).map_or(text, |(at, _)| &text[..at])
}

/// The last `characters` characters of a text, or all of it.
pub(crate) fn last(text: &str, characters: usize) -> &str {
    match characters.checked_sub(1) {
        Some(before) => text.char_indices().rev().nth(before).map_or(text, |(at, _)| &text[at..]),
        None => "",
    }
}

/// At most `characters` characters of a text, with … where it goes on.
pub(crate) fn shortened(text: &str, characters: usize) -> String {
    if first(text, characters) == text { text.to_owned() } else { format!("{}…", first(text, characters.saturating_sub(1))) }
}

/// Spaces of every width, and the marks that have none.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// Marks that are not seen and divide nothing: soft hyphens, zero-width spaces and joiners, directions of writing, byte order
/// marks, and the choice between two forms of one character.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}'
            | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}'
    )
}

/// `text` without any blanks: titles are spaced out and broken over lines for looks.
pub(crate) fn without_blanks(text: &str) -> String {
    text.chars().filter(|&c| !is_blank(c)).collect()
}

/// The known word that is nearest to what was given, if it is near: at most a third of its characters differ.
pub(crate) fn nearest<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let given = given.to_lowercase();
    // of equals the one that begins in the same way: people err at the end, and codes begin with their family
    let distances = known.into_iter().map(|word| {
        let lower = word.to_lowercase();
        (distance(&given, &lower), lower.chars().next() != given.chars().next(), word)
    });
    let (distance, _, word) = distances.min_by_key(|&(distance, begins_otherwise, _)| (distance, begins_otherwise))?;
    (distance <= word.chars().count().div_ceil(3)).then_some(word)
}

/// How many characters have to be put in, taken out or replaced (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_of_a_text() {
        assert_eq!((first("话务工单", 2), last("话务工单", 2), last("工单", 3), last("工单", 0)), ("话务", "工单", "工单", ""));
        assert_eq!((shortened("话务工单", 4), shortened("话务工单", 3)), ("话务工单".to_owned(), "话务…".to_owned()));
        assert_eq!(without_blanks("\u{3000}云 川\u{200b}县\u{feff}"), "云川县");
    }

    #[test]
    fn near_words_are_found_and_far_ones_are_not() {
        let table = [
            ("R110", Some("R101")),
            ("rate-mismach", Some("rate-mismatch")),
            ("section", Some("sections")),
            ("Sections", Some("sections")),
            ("gdp", None),
            ("", None),
        ];
        for (given, expected) in table {
            assert_eq!(nearest(given, ["R101", "rate-mismatch", "rate-truncated", "sections"]), expected, "{given}");
        }
        assert_eq!((distance("kitten", "sitting"), distance("", "办结")), (3, 2));
    }
}
