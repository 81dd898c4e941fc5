//! What is said, in both languages: sentences with named facts. The one thing that all who say something stand on.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

/// The language of output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// What stands between a name and what is said of it.
    pub fn colon(self) -> &'static str {
        match self {
            Lang::Zh => "：",
            Lang::En => ": ",
        }
    }
}

/// A text of two literals. One that names a fact in one language only does not compile: half of the readers would miss it.
macro_rules! text {
    ($zh:literal, $en:literal $(,)?) => {{
        const _: () = assert!($crate::text::names_the_same($zh, $en), "the two languages name different facts");
        $crate::text::Text::literal($zh, $en)
    }};
}

/// Whether two templates name the same facts `{…}`, in whatever order and however often.
pub(crate) const fn names_the_same(zh: &str, en: &str) -> bool {
    names_all_of(zh.as_bytes(), en.as_bytes()) && names_all_of(en.as_bytes(), zh.as_bytes())
}

/// Whether every `{…}` of `other` stands in `template` too.
const fn names_all_of(template: &[u8], other: &[u8]) -> bool {
    let mut start = 0;
    while let Some((open, close)) = next_fact(other, start) {
        let mut from = 0;
        loop {
            match next_fact(template, from) {
                None => return false,
                Some(here) if same_bytes(template, here, other, (open, close)) => break,
                Some((_, end)) => from = end,
            }
        }
        start = close;
    }
    true
}

/// The next `{…}` from `start` on: where it begins and where it ends.
const fn next_fact(template: &[u8], start: usize) -> Option<(usize, usize)> {
    let mut open = start;
    while open < template.len() && template[open] != b'{' {
        open += 1;
    }
    let mut close = open;
    while close < template.len() && template[close] != b'}' {
        close += 1;
    }
    if close < template.len() { Some((open, close + 1)) } else { None }
}

const fn same_bytes(a: &[u8], (start, end): (usize, usize), b: &[u8], (other, other_end): (usize, usize)) -> bool {
    if end - start != other_end - other {
        return false;
    }
    let mut at = 0;
    while at < end - start {
        if a[start + at] != b[other + at] {
            return false;
        }
        at += 1;
    }
    true
}

/// A sentence in both languages. `{name}` stands for the fact of that name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// In Chinese.
    pub zh: Cow<'static, str>,
    /// In English.
    pub en: Cow<'static, str>,
}

impl Text {
    /// A text that is written out in the source: what `text!` makes once it has compared the two.
    pub(crate) const fn literal(zh: &'static str, en: &'static str) -> Self {
        Self { zh: Cow::Borrowed(zh), en: Cow::Borrowed(en) }
    }

    /// The same words in both languages: quotations from the report, numbers.
    pub fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { zh: Cow::Owned(text.clone()), en: Cow::Owned(text) }
    }

    /// Two texts made at run time.
    pub fn both(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: Cow::Owned(zh.into()), en: Cow::Owned(en.into()) }
    }

    /// The text in `lang`, placeholders untouched.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }

    /// The text in `lang` with each `{name}` replaced by its fact; an unknown name stays as it is.
    pub fn render(&self, lang: Lang, facts: &Facts) -> String {
        let mut rest = self.get(lang);
        let mut out = String::with_capacity(rest.len() + 16);
        while let Some(open) = rest.find('{') {
            let Some(close) = rest[open..].find('}').map(|at| open + at) else {
                break;
            };
            out.push_str(&rest[..open]);
            match facts.get(&rest[open + 1..close]) {
                Some(fact) => out.push_str(fact.get(lang)),
                None => out.push_str(&rest[open..=close]),
            }
            rest = &rest[close + 1..];
        }
        out.push_str(rest);
        out
    }
}

/// The named facts of a message, in the order in which they were stated: `stated` → 99.02%, `computed` → 99.01%.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts(Vec<(&'static str, Text)>);

impl Facts {
    /// The fact of that name.
    pub fn get(&self, name: &str) -> Option<&Text> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, fact)| fact)
    }

    /// Adds a fact, or replaces the one of that name.
    pub fn set(&mut self, name: &'static str, fact: Text) {
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, old)) => *old = fact,
            None => self.0.push((name, fact)),
        }
    }

    /// Names and facts, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Text)> {
        self.0.iter().map(|(name, fact)| (*name, fact))
    }
}

/// As JSON: an object of the Chinese forms.
impl Serialize for Facts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().map(|(name, fact)| (name, &fact.zh)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_take_facts() {
        let mut facts = Facts::default();
        facts.set("stated", Text::same("99.02%"));
        let text = Text::literal("写作 {stated}，{unknown}", "says {stated}");
        assert_eq!(text.render(Lang::Zh, &facts), "写作 99.02%，{unknown}");
        assert_eq!(text.render(Lang::En, &facts), "says 99.02%");
    }

    #[test]
    fn both_languages_must_name_the_same_facts() {
        let table = [
            ("没有", "none", true),
            ("{a} 与 {b}", "{b} and {a}, {a}", true),
            ("写作 {stated}", "stated as {state}", false),
            ("写作 {stated}", "stated", false),
            ("写作", "stated as {stated}", false),
            ("{a}{b}", "{a}{a}", false),
            ("一个 { 不是名字", "an open { names nothing", true),
        ];
        for (zh, en, same) in table {
            assert_eq!(names_the_same(zh, en), same, "{zh} / {en}");
        }
    }
}
