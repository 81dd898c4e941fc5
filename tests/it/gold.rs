//! The labelled text that is kept for tests, `fixtures/gold/test-*.txt`: what is found of what people read in it, kind by kind,
//! and every error that the labels know nothing of. A snapshot: who changes what is read sees here what that does to texts
//! that nothing was fitted on.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use gouji::{Analysis, Claim, Linter, Profile, Source, Verdict};

/// The relations that are labelled, by the letter of their marks.
const KINDS: &[(char, &str, &[&str])] = &[
    ('r', "rate", &["part", "less", "whole", "rate"]),
    ('s', "share", &["part", "whole", "rate"]),
    ('t', "total", &["total", "component", "less"]),
    ('g', "growth", &["current", "base", "delta", "rate"]),
    ('d', "difference", &["current", "base", "delta"]),
    ('p', "points", &["current", "base", "delta"]),
    ('m', "remainder", &["whole", "part", "pending"]),
    ('b', "balance", &["base", "added", "closed", "pending"]),
    ('a', "average", &["total", "count", "rate"]),
    ('x', "multiple", &["current", "base", "rate"]),
    ('c', "100%", &["component"]),
    ('i', "implied base", &["part", "rate"]),
    ('e', "restatement", &["same"]),
    ('o', "bound", &["part", "whole"]),
];

/// A figure's part in a relation: `{r1.part:1040宗}`.
struct Mark {
    relation: String,
    is_wrong: bool,
    place: Range<usize>,
}

/// A document without its marks, and the marks.
fn unmarked(body: &str) -> (String, Vec<Mark>) {
    let (mut text, mut marks, mut rest) = (String::new(), Vec::new(), body);
    while let Some((before, after)) = rest.split_once('{') {
        let (inside, after) = after.split_once('}').unwrap_or_else(|| panic!("a brace is left open: {before}"));
        let (names, figure) = inside.split_once(':').unwrap_or_else(|| panic!("no figure in {{{inside}}}"));
        text.push_str(before);
        for name in names.split_whitespace() {
            let (relation, role) = name.split_once('.').unwrap_or_else(|| panic!("no role in {name}"));
            let known = KINDS.iter().find(|(letter, ..)| relation.starts_with(*letter));
            let (.., roles) = known.unwrap_or_else(|| panic!("no kind has the letter of {name}"));
            let is_wrong = role.ends_with('!');
            let role = role.trim_end_matches(['!', '~']);
            assert!(roles.contains(&role), "{name}: the roles are {roles:?}");
            marks.push(Mark { relation: relation.to_owned(), is_wrong, place: text.len()..text.len() + figure.len() });
        }
        text.push_str(figure);
        rest = after;
    }
    (text + rest, marks)
}

/// Every document: the file, its text, its marks.
fn documents() -> Vec<(String, String, Vec<Mark>)> {
    let folder = std::fs::read_dir(crate::path("fixtures/gold")).expect("the folder");
    let mut files: Vec<String> = folder.map(|file| file.expect("a file").file_name().to_string_lossy().into_owned()).collect();
    files.sort();
    let documents = files.into_iter().flat_map(|file| {
        let text = format!("\n{}", crate::read(&format!("fixtures/gold/{file}")));
        let bodies: Vec<String> =
            text.split("\n## ").skip(1).map(|document| document.split_once('\n').unwrap_or_default().1.to_owned()).collect();
        bodies.into_iter().map(move |body| (file.clone(), body))
    });
    documents
        .map(|(file, body)| {
            let (text, marks) = unmarked(&body);
            (file, text, marks)
        })
        .collect()
}

#[test]
fn there_is_enough_labelled_text() {
    let relations: usize = documents().iter().map(|(.., marks)| relations(marks).len()).sum();
    assert!(relations >= 2000, "{relations} relations");
}

fn relations(marks: &[Mark]) -> BTreeMap<&str, Vec<&Mark>> {
    let mut relations: BTreeMap<&str, Vec<&Mark>> = BTreeMap::new();
    for mark in marks {
        relations.entry(&mark.relation).or_default().push(mark);
    }
    relations
}

#[test]
fn labelled_text_is_read() {
    let linter = Linter::default().with_profile(Profile::figures_only());
    let mut found: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    let mut alarms = String::new();
    for (_, text, marks) in documents().into_iter().filter(|(file, ..)| file.starts_with("test-")) {
        let analysis = linter.check(Source::new("gold", text.as_str()));
        for (relation, marks) in relations(&marks) {
            let kind = KINDS.iter().find(|(letter, ..)| relation.starts_with(*letter)).expect("checked").1;
            let is_wrong = marks.iter().any(|mark| mark.is_wrong);
            let claim = analysis.claims.iter().find(|claim| marks.iter().all(|mark| speaks_of(&analysis, claim, &mark.place)));
            let row = found.entry(kind).or_default();
            row[0] += 1;
            row[1] += usize::from(claim.is_some());
            row[2] += usize::from(is_wrong);
            row[3] += usize::from(is_wrong && claim.is_some_and(is_alarm));
        }
        for claim in analysis.claims.iter().filter(|claim| is_alarm(claim)) {
            let known = marks.iter().any(|mark| mark.is_wrong && speaks_of(&analysis, claim, &mark.place));
            if !known {
                let computed = claim.words(&analysis.source, &analysis.figures);
                writeln!(alarms, "  {} {}", claim.kind.name(), computed.expression()).expect("a string takes all");
            }
        }
    }
    let mut table = String::from("kind          read  found  wrong  told\n");
    for (kind, [read, found, wrong, told]) in found {
        writeln!(table, "{kind:<12} {read:>5} {found:>6} {wrong:>6} {told:>5}").expect("a string takes all");
    }
    insta::assert_snapshot!(format!("{table}said to be wrong, and not labelled so:\n{alarms}"));
}

fn is_alarm(claim: &Claim) -> bool {
    matches!(claim.verdict(), Verdict::Contradicted | Verdict::OffLastDigit | Verdict::DoubleRounded | Verdict::Infeasible)
}

/// Whether a figure that stands at a place has a role in the claim.
fn speaks_of(analysis: &Analysis, claim: &Claim, place: &Range<usize>) -> bool {
    claim.roles.iter().any(|(_, figure)| {
        let span = analysis.figures[*figure].span;
        (span.start as usize) < place.end && place.start < span.end as usize
    })
}
