//! Runs the examples that stand in the documentation of the rules, and holds the table of rules to its conventions.

use std::collections::BTreeSet;
use std::path::Path;

use gouji::fix::Permission;
use gouji::source::{Marks, Picture, PictureKind};
use gouji::{Analysis, Authority, CARDS, Card, Effect, Family, Finding, Fix, Fixer, Lang, Linter, Profile, Source, Span};

/// A fenced block of a rule's documentation.
struct Example {
    rule: &'static Card,
    /// Whether the block is ```` ```bad ````.
    bad: bool,
    linter: Linter,
    text: String,
    /// What ⟦…⟧ marks, in places of `text`; none in a good block.
    marked: Vec<Span>,
    /// What {++…++} marks: text that a tracked change put in.
    revisions: Vec<Span>,
    /// Where {!!} stands: a picture.
    pictures: Vec<u32>,
    /// How often {??} stands: a page without text.
    unread_pages: u32,
    /// The block ```` ```fixed ```` after it.
    fixed: Option<String>,
}

#[test]
fn every_example_is_flagged_exactly_where_it_is_marked() {
    let mut wrong = Vec::new();
    for example in examples() {
        let analysis = example.check();
        let found: Vec<Span> = example.findings(&analysis).map(|finding| finding.span).collect();
        if found != example.marked {
            let quote = |spans: &[Span]| spans.iter().map(|&span| analysis.source.slice(span)).collect::<Vec<_>>().join(" | ");
            wrong.push(format!(
                "{:?}\n  text:     {}\n  marked:   {} {:?}\n  flagged:  {} {:?}",
                example.rule,
                example.text,
                quote(&example.marked),
                example.marked,
                quote(&found),
                found
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_bad_is_fixed_as_shown_and_as_the_rule_says() {
    let mut wrong = Vec::new();
    for rule in CARDS {
        let (mut carried, mut is_shown) = (None, false);
        for example in of(rule).into_iter().filter(|example| example.bad) {
            let analysis = example.check();
            let repairs = example.findings(&analysis).flat_map(|finding| finding.repairs.iter().map(|repair| repair.safe));
            carried = carried.max(repairs.max());
            is_shown |= example.fixed.is_some();
            let (fixed, shown) = (example.fixed_by_rule(), example.fixed.as_ref().unwrap_or(&example.text));
            if fixed != *shown {
                wrong.push(format!("{rule:?}\n  becomes:  {fixed}\n  shown is: {shown}"));
            }
        }
        let carried = carried.map(|safe| if safe { Fix::Safe } else { Fix::Unsafe });
        if rule.fix != carried || is_shown != (carried == Some(Fix::Safe)) {
            wrong.push(format!("{rule:?} says {:?}, its examples carry {carried:?}, a block `fixed`: {is_shown}", rule.fix));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_shows_what_is_bad_and_what_is_good() {
    for rule in CARDS {
        let kinds: BTreeSet<bool> = of(rule).iter().map(|example| example.bad).collect();
        assert_eq!(kinds.len(), 2, "{rule:?} needs a bad and a good example");
        assert!(
            of(rule).iter().all(|example| example.bad != example.marked.is_empty()),
            "{rule:?}: marks stand in bad blocks only"
        );
    }
}

#[test]
fn messages_state_facts_in_one_short_clause() {
    for example in examples() {
        let analysis = example.check();
        for finding in example.findings(&analysis) {
            for lang in [Lang::Zh, Lang::En] {
                let texts = [Some(finding.message(lang)), finding.why_text(lang), finding.help_text(lang)];
                for text in texts.into_iter().flatten() {
                    assert!(!text.is_empty() && !text.contains(['{', '}']), "{:?}: a fact is missing: {text}", example.rule);
                    assert!(!text.ends_with(['。', '.', '！', '!']), "{:?}: ends in a stop: {text}", example.rule);
                }
            }
            let length = finding.message(Lang::Zh).chars().count();
            assert!(length <= 40, "{:?}: {length} characters: {}", example.rule, finding.message(Lang::Zh));
        }
    }
}

#[test]
fn only_law_and_standard_speak_of_provisions() {
    for example in examples().filter(|example| !matches!(example.rule.authority, Authority::Law(_) | Authority::Standard(_))) {
        let analysis = example.check();
        for finding in example.findings(&analysis) {
            let texts = [Some(finding.message(Lang::Zh)), finding.why_text(Lang::Zh), finding.help_text(Lang::Zh)];
            for text in texts.into_iter().flatten() {
                assert!(!text.contains("规定"), "{:?} cites no law and no standard, but says: {text}", example.rule);
            }
        }
    }
}

#[test]
fn codes_are_unique_and_in_order_and_names_are_unique() {
    for pair in CARDS.windows(2) {
        assert!(pair[0].code < pair[1].code, "{:?} stands before {:?}", pair[0], pair[1]);
    }
    let names: BTreeSet<&str> = CARDS.iter().map(|rule| rule.name).collect();
    assert_eq!(names.len(), CARDS.len());
    for rule in CARDS {
        let number = &rule.code[1..];
        assert!(number.len() == 3 && number.bytes().all(|b| b.is_ascii_digit()), "{rule:?}");
        assert_eq!(rule.family == Family::Suppressions, rule.effect == Effect::Suppression, "{rule:?}");
        assert!(rule.name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{rule:?}");
    }
}

#[test]
fn every_rule_stands_in_the_file_of_its_name_and_every_file_in_the_table() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    let is_rule = |name: &str| name.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    let files: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().to_str()?.strip_suffix(".rs").map(str::to_owned))
        .filter(|name| is_rule(name))
        .collect();
    let rules: BTreeSet<String> =
        CARDS.iter().map(|rule| format!("{}_{}", rule.code.to_lowercase(), rule.name.replace('-', "_"))).collect();
    assert_eq!(files, rules);
}

#[test]
fn summaries_stand_in_both_languages() {
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    for rule in CARDS {
        let (zh, en) = (rule.summary(Lang::Zh), rule.summary(Lang::En));
        assert!(zh.contains(is_han) && zh.ends_with('。'), "{rule:?}: line 1 is the Chinese summary: {zh}");
        assert!(
            en.contains(|c: char| c.is_ascii_lowercase()) && en.ends_with('.'),
            "{rule:?}: line 2 is the English summary: {en}"
        );
    }
}

impl Example {
    fn check(&self) -> Analysis {
        let mut marks = Marks::default();
        marks.revisions.clone_from(&self.revisions);
        marks.pictures = self.pictures.iter().map(|&at| Picture { kind: PictureKind::Picture, at, page: None }).collect();
        marks.unread_pages = (1..=self.unread_pages).collect();
        self.linter.check(Source::new("example", self.text.as_str()).with_marks(marks))
    }

    /// What `--fix` makes of it where only this rule is asked for.
    fn fixed_by_rule(&self) -> String {
        let rule = self.rule;
        let fixer = Fixer {
            permission: Permission::Safe,
            check: &|source| self.linter.check(source),
            wanted: &|analysis| analysis.findings.iter().map(|finding| finding.rule == rule).collect(),
        };
        let fixed = fixer.fix("example.txt", self.text.clone().into_bytes()).expect("an example is a text");
        String::from_utf8(fixed.bytes).expect("as it was read")
    }

    /// The findings of the rule that the example belongs to.
    fn findings<'a>(&self, analysis: &'a Analysis) -> impl Iterator<Item = &'a Finding> {
        let rule = self.rule;
        analysis.findings.iter().filter(move |finding| finding.rule == rule)
    }
}

/// The texts of all examples.
pub(crate) fn texts() -> Vec<String> {
    examples().map(|example| example.text).collect()
}

fn examples() -> impl Iterator<Item = Example> {
    CARDS.iter().flat_map(|rule| of(rule))
}

/// The examples of one rule, in order.
fn of(rule: &'static Card) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut profile = Profile::figures_only();
    let mut lines = rule.docs.lines().map(|line| line.strip_prefix(' ').unwrap_or(line));
    while let Some(line) = lines.next() {
        let Some(fence) = line.strip_prefix("```") else { continue };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        match fence {
            "fixed" => {
                let last: &mut Example = examples.last_mut().expect("a bad example stands before what becomes of it");
                last.fixed = Some(block.join("\n"));
            }
            "profile" => profile = Profile::from_yaml(rule.code, &block.join("\n")).unwrap_or_else(|error| panic!("{error}")),
            _ => examples.extend(example(rule, fence, &profile, &block.join("\n"))),
        }
    }
    examples
}

/// Reads a block; `None` for one that is no example. The fence is `bad` or `good`, then `profile=ID`, `year=YYYY`.
/// Without a name it is `profile`, that of the last block ```` ```profile ````, that counts.
fn example(rule: &'static Card, fence: &str, profile: &Profile, block: &str) -> Option<Example> {
    let mut words = fence.split_whitespace();
    let bad = match words.next() {
        Some("bad") => true,
        Some("good") => false,
        _ => return None,
    };
    let mut linter = Linter::default().with_profile(profile.clone());
    for word in words {
        match word.split_once('=') {
            Some(("profile", id)) => {
                linter = linter.with_profile(Profile::builtin(id).unwrap_or_else(|| panic!("no profile {id}")));
            }
            Some(("year", year)) => linter = linter.with_year(year.parse().expect("a year")),
            _ => panic!("{rule:?}: unknown attribute {word}"),
        }
    }
    // one character each, of those that no text has
    let block =
        block.replace("{++", "\u{e000}").replace("++}", "\u{e001}").replace("{!!}", "\u{e002}").replace("{??}", "\u{e003}");
    let marked_by = |pair: [char; 2]| {
        let others = |c: char| ('\u{e000}'..='\u{e003}').contains(&c) || matches!(c, '⟦' | '⟧');
        marks(&block.replace(|c: char| others(c) && !pair.contains(&c), ""), pair)
    };
    let (text, marked) = marked_by(['⟦', '⟧']);
    let (_, revisions) = marked_by(['\u{e000}', '\u{e001}']);
    let pictures = block.replace(|c| ('\u{e000}'..='\u{e001}').contains(&c) || matches!(c, '⟦' | '⟧' | '\u{e003}'), "");
    let pictures =
        pictures.match_indices('\u{e002}').enumerate().map(|(before, (at, mark))| (at - before * mark.len()) as u32).collect();
    let unread_pages = block.matches('\u{e003}').count() as u32;
    Some(Example { rule, bad, linter, text, marked, revisions, pictures, unread_pages, fixed: None })
}

/// The text without the two marks, and what stood between them.
fn marks(block: &str, [begin, end]: [char; 2]) -> (String, Vec<Span>) {
    let (mut text, mut marked, mut open) = (String::new(), Vec::new(), None);
    for c in block.chars() {
        if c == begin {
            assert!(open.replace(text.len()).is_none(), "{begin} within {begin}: {block}");
        } else if c == end {
            marked.push(Span::new(open.take().expect("an end has its beginning"), text.len()));
        } else {
            text.push(c);
        }
    }
    assert!(open.is_none(), "{begin} without {end}: {block}");
    (text, marked)
}
