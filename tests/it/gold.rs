//! The labelled text that is kept for tests, `fixtures/gold/test-*.txt`: what is found of what people read in it, kind by kind,
//! and every error that the labels know nothing of. A snapshot: who changes what is read sees here what that does to texts
//! that nothing was fitted on.

mod marked;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use self::marked::Document;
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

/// The files of labelled text by name, each with its documents.
fn files() -> Vec<(String, Vec<Document>)> {
    let folder = std::fs::read_dir(crate::path("fixtures/gold")).expect("the folder");
    let mut files: Vec<String> = folder.map(|file| file.expect("a file").file_name().to_string_lossy().into_owned()).collect();
    files.sort();
    files
        .into_iter()
        .map(|file| {
            let documents = Document::all(&crate::read(&format!("fixtures/gold/{file}")));
            (file, documents)
        })
        .collect()
}

/// The kind that a relation has by its letter.
fn kind(relation: &str) -> (&'static str, &'static [&'static str]) {
    let known = KINDS.iter().find(|(letter, ..)| relation.starts_with(*letter));
    let (_, name, roles) = known.unwrap_or_else(|| panic!("no kind has the letter of {relation}"));
    (name, roles)
}

#[test]
fn there_is_enough_labelled_text() {
    let mut relations = 0;
    for document in files().iter().flat_map(|(_, documents)| documents) {
        for mark in &document.marks {
            let (_, roles) = kind(&mark.relation);
            let Document { name, .. } = document;
            assert!(roles.contains(&mark.role.as_str()), "{name}: {}.{}: the roles are {roles:?}", mark.relation, mark.role);
        }
        relations += document.relations().len();
    }
    assert!(relations >= 2000, "{relations} relations");
}

#[test]
fn labelled_text_is_read() {
    let linter = Linter::default().with_profile(Profile::figures_only());
    let mut found: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    let mut alarms = String::new();
    let kept = files().into_iter().filter(|(file, _)| file.starts_with("test-"));
    for document in kept.flat_map(|(_, documents)| documents) {
        let analysis = linter.check(Source::new("gold", document.text.as_str()));
        for (relation, marks) in document.relations() {
            let is_wrong = marks.iter().any(|mark| mark.is_wrong);
            let claim = analysis.claims.iter().find(|claim| marks.iter().all(|mark| speaks_of(&analysis, claim, &mark.place)));
            let row = found.entry(kind(relation).0).or_default();
            row[0] += 1;
            row[1] += usize::from(claim.is_some());
            row[2] += usize::from(is_wrong);
            row[3] += usize::from(is_wrong && claim.is_some_and(is_alarm));
        }
        for claim in analysis.claims.iter().filter(|claim| is_alarm(claim)) {
            let known = document.marks.iter().any(|mark| mark.is_wrong && speaks_of(&analysis, claim, &mark.place));
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
