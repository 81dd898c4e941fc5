//! The regular expressions of profiles. Reports have hundreds of sentences, and most of them have none of the words that an
//! expression is about: those are looked for first, which takes a hundredth of the time.

use std::sync::{Arc, OnceLock};

use regex_lite::Regex;

/// A regular expression of a profile. It is compiled when it is first needed, once for all copies of the profile.
#[derive(Clone, Debug)]
pub struct Pattern {
    text: String,
    /// One of these stands in whatever fits. None, where the expression has no such words.
    words: Vec<String>,
    compiled: Arc<OnceLock<Option<Regex>>>,
}

impl Pattern {
    pub(super) fn new(text: String) -> Self {
        let words = needed_words(&text);
        Self { text, words, compiled: Arc::default() }
    }

    /// The expression as written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it fits somewhere in `text`. What is no regular expression fits nothing; reading a profile refuses it.
    pub fn is_match(&self, text: &str) -> bool {
        if self.words.is_empty() || self.words.iter().any(|word| text.contains(word)) {
            return self.fits(text);
        }
        debug_assert!(!self.fits(text), "{} fits {text} without {:?}", self.text, self.words);
        false
    }

    fn fits(&self, text: &str) -> bool {
        self.compiled.get_or_init(|| Regex::new(&self.text).ok()).as_ref().is_some_and(|regex| regex.is_match(text))
    }
}

/// For each alternative the longest word that it cannot do without; nothing, if one has none.
fn needed_words(expression: &str) -> Vec<String> {
    alternatives(expression).into_iter().map(needed_word).collect::<Option<_>>().unwrap_or_default()
}

/// The parts between the bars that stand in no group.
fn alternatives(expression: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, c, depth) in characters(expression) {
        if c == '|' && depth == 0 {
            parts.push(&expression[start..at]);
            start = at + 1;
        }
    }
    parts.push(&expression[start..]);
    parts
}

/// The longest run of Chinese characters outside of groups, without those that a `?`, `*` or `{` makes optional.
fn needed_word(alternative: &str) -> Option<String> {
    let mut runs = vec![String::new()];
    for (_, c, depth) in characters(alternative) {
        match c {
            '\u{4e00}'..='\u{9fff}' if depth == 0 => runs.last_mut()?.push(c),
            _ => {
                if matches!(c, '?' | '*' | '{') {
                    runs.last_mut()?.pop();
                }
                runs.push(String::new());
            }
        }
    }
    runs.into_iter().max_by_key(String::len).filter(|run| !run.is_empty())
}

/// The characters of an expression, each with its place and how many groups, classes and bounds it stands in; what is escaped is
/// left out. Ends of groups count as outside.
fn characters(expression: &str) -> impl Iterator<Item = (usize, char, usize)> + '_ {
    let (mut depth, mut escaped, mut in_class) = (0usize, false, false);
    expression.char_indices().filter_map(move |(at, c)| {
        if std::mem::take(&mut escaped) {
            return None;
        }
        escaped = c == '\\';
        // brackets in a class are characters like any other
        let closes = if in_class { c == ']' } else { matches!(c, ')' | '}') };
        if closes {
            depth = depth.saturating_sub(1);
        }
        let here = depth;
        if !in_class && matches!(c, '(' | '[' | '{') {
            depth += 1;
        }
        in_class = if in_class { c != ']' } else { c == '[' };
        Some((at, c, here))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_those_that_no_match_is_without() {
        let table: [(&str, &[&str]); 13] = [
            ("执法", &["执法"]),
            ("考评.{0,16}整改", &["整改"]),
            ("不足|问题|下一步", &["不足", "问题", "下一步"]),
            ("党的(全面)?领导", &["领导"]),
            ("(主要)?(举措|措施)", &[]),
            ("审批|(复议|诉讼)", &[]),
            ("其他需要?(报告|说明)的", &["其他需"]),
            ("一网(通办|统管)|数据", &["一网", "数据"]),
            ("互联网[+＋]", &["互联网"]),
            (r"甲\|乙|丙", &["乙", "丙"]),
            ("^(中共)?.{2,8}(省|自治区)", &[]),
            ("[一二]类", &["类"]),
            ("([)）]甲|乙)丙?丁", &["丁"]),
        ];
        for (expression, words) in table {
            assert_eq!(needed_words(expression), words, "{expression}");
        }
    }

    #[test]
    fn words_narrow_nothing_down_that_fits() {
        let pattern = Pattern::new("考评.{0,4}整改|(督察)?反馈".into());
        for (text, fits) in
            [("考评问题整改", true), ("反馈", true), ("整改考评", false), ("考评一二三四五整改", false), ("", false)]
        {
            assert_eq!(pattern.is_match(text), fits, "{text}");
        }
    }
}
