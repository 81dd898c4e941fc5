//! The manual of a rule in one language, out of a doc comment that has both.

use super::Card;
use crate::text::Lang;

/// The headings of sections, in Chinese and in English: each language has a section of its own.
const HEADINGS: &[(&str, &str)] = &[("为什么", "Why"), ("怎么改", "How to mend it"), ("来源", "Source")];

/// The heading of the examples, which both languages share.
const EXAMPLES: (&str, &str) = ("例", "Examples");

impl Card {
    /// What the rule says, in one line.
    pub fn summary(&self, lang: Lang) -> &'static str {
        let line = match lang {
            Lang::Zh => 0,
            Lang::En => 1,
        };
        self.lines().map(str::trim).filter(|line| !line.is_empty()).nth(line).unwrap_or_default()
    }

    /// The manual in Markdown: the summary, the sections in that language, the examples.
    pub fn manual(&self, lang: Lang) -> String {
        let mut manual = format!("{}\n", self.summary(lang));
        let (mut is_wanted, mut in_block) = (false, false);
        for line in self.lines().skip_while(|line| !line.starts_with('#')) {
            in_block ^= line.starts_with("```");
            if let Some(title) = line.strip_prefix("# ").filter(|_| !in_block) {
                let heading = heading(title, lang);
                is_wanted = heading.is_some();
                manual.truncate(manual.trim_end().len());
                manual.extend(heading.into_iter().flat_map(|heading| ["\n\n# ", heading, "\n"]));
            } else if is_wanted {
                push(&mut manual, line, lang == Lang::En && !in_block);
            }
        }
        manual.truncate(manual.trim_end().len());
        manual
    }

    /// The lines of the doc comment.
    fn lines(&self) -> impl Iterator<Item = &'static str> {
        self.docs.lines().map(|line| line.strip_prefix(' ').unwrap_or(line))
    }
}

/// The heading in `lang`; nothing, where the section is that of the other language.
fn heading(title: &str, lang: Lang) -> Option<&'static str> {
    let both = HEADINGS.iter().find(|(zh, en)| [*zh, *en].contains(&title));
    match (both, lang) {
        (None, Lang::Zh) => Some(EXAMPLES.0),
        (None, Lang::En) => Some(EXAMPLES.1),
        (Some((zh, _)), Lang::Zh) => (*zh == title).then_some(*zh),
        (Some((_, en)), Lang::En) => (*en == title).then_some(*en),
    }
}

/// Adds a line; in English, the lines of a paragraph are one, as it is laid out anew. In Chinese a line is a paragraph.
fn push(manual: &mut String, line: &str, joins: bool) {
    let above = manual.trim_end_matches('\n');
    let is_below_prose =
        manual.len() == above.len() + 1 && !above.lines().last().is_some_and(|last| last.starts_with(['#', '`']));
    if line.is_empty() && manual.ends_with("\n\n") {
        return;
    }
    if joins && is_below_prose && !line.is_empty() && !line.starts_with('`') {
        manual.pop();
        manual.push(' ');
    }
    manual.push_str(line);
    manual.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::CARDS;

    fn headings(manual: &str) -> Vec<&str> {
        manual.lines().filter_map(|line| line.strip_prefix("# ")).collect()
    }

    /// Each language has its reasons and its repairs, and both have the examples.
    #[test]
    fn every_manual_is_whole_in_both_languages() {
        for rule in CARDS {
            let [zh, en] = [Lang::Zh, Lang::En].map(|lang| rule.manual(lang));
            let known: Vec<&str> = HEADINGS.iter().flat_map(|(zh, en)| [*zh, *en]).chain([EXAMPLES.0]).collect();
            let all: Vec<&str> =
                headings(rule.docs).into_iter().chain(rule.lines().filter_map(|line| line.strip_prefix("# "))).collect();
            assert!(all.iter().all(|title| known.contains(title)), "{rule:?}: {all:?}");
            for (chinese, english) in &HEADINGS[..2] {
                assert_eq!(
                    headings(&zh).contains(chinese),
                    headings(&en).contains(english),
                    "{rule:?}: # {chinese}, # {english}"
                );
            }
            assert!(headings(&zh).contains(&"为什么") && headings(&zh).contains(&"例"), "{rule:?}");
            assert!(headings(&en).contains(&"Why") && headings(&en).contains(&"Examples"), "{rule:?}");
            let prose = |manual: &str, from: &str| {
                let section = manual.split(&format!("# {from}\n")).nth(1).unwrap_or_default();
                let section = section.split("\n# ").next().unwrap_or_default();
                // names of keys and formats are of no language
                section.split('`').step_by(2).collect::<String>()
            };
            let han = |text: &str| text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
            let (why, reason) = (prose(&en, "Why"), prose(&zh, "为什么"));
            // English quotes the report
            assert!(han(&why) * 3 < why.chars().count(), "{rule:?}: {why}");
            assert!(han(&reason) * 3 > reason.chars().count(), "{rule:?}: {reason}");
        }
    }
}
