//! Which rule reads what became of which claim: the table in the documentation of `src/rules.rs` is what the sentences of
//! `fixtures/relations.txt` and the examples of the rules show. `.ci/update` writes it.

use std::collections::{BTreeMap, BTreeSet};

use gouji::claims::Found;
use gouji::{Claim, Linter, Profile, Source, Verdict};

use crate::{path, read};

/// Outcomes that no other sentence has. Whether the figures of some count the same thing, or what is listed is the list, the text
/// does not say.
const MORE: &[&str] = &[
    "本月签发照面40种、涉及10个部门，已签发照面数38个，签发部门数14个。",
    "青桥、石浦、云栖等2个镇开展试点。",
    "案件由1000件增至1700件，翻了一番。",
    "全年新收案件1065件，比上年的1208件减少153件。",
    "受理486件，其中离婚142件，占29.21%；继承95件，占19.54%；赡养57件，占11.73%。",
];

/// What may become of a claim, in the order of the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Agrees,
    Cut,
    Misses,
    Infeasible,
    Open,
}

impl Outcome {
    const ALL: [(Outcome, &str); 5] = [
        (Outcome::Agrees, "agrees"),
        (Outcome::Cut, "cut"),
        (Outcome::Misses, "misses"),
        (Outcome::Infeasible, "infeasible"),
        (Outcome::Open, "open"),
    ];

    fn of(claim: &Claim) -> Self {
        match &claim.found {
            Found::Holds { .. } if claim.verdict() == Verdict::Truncated => Outcome::Cut,
            Found::Holds { .. } => Outcome::Agrees,
            Found::Off(_) => Outcome::Misses,
            Found::Impossible(_) => Outcome::Infeasible,
            Found::Open => Outcome::Open,
            found => panic!("no column for {found:?}"),
        }
    }
}

/// The rules that read each outcome of each kind of claim that there is.
type Readers = BTreeMap<(&'static str, Outcome), BTreeSet<&'static str>>;

#[test]
fn the_table_of_outcomes_is_what_the_rules_read() {
    let (readers, silent) = readers();
    assert!(silent.is_empty(), "does not hold, and no rule says so:\n{}", silent.join("\n"));
    let name = "src/rules.rs";
    let text = read(name);
    let (before, rest) = text.split_once(HEAD).expect("the table has a head");
    let after: String = rest.split_inclusive('\n').skip_while(|line| line.starts_with("//! |")).collect();
    let wanted = format!("{before}{HEAD}{}{after}", rows(&readers));
    if std::env::var_os("GOUJI_UPDATE").is_some() {
        std::fs::write(path(name), &wanted).expect("the file can be written");
    } else {
        assert!(text == wanted, "{name} should say:\n{HEAD}{}", rows(&readers));
    }
}

const HEAD: &str = "//! | claim | agrees | cut | misses | infeasible | open |\n//! |---|---|---|---|---|---|\n";

/// A dash stands for what no rule reads, and nothing for what does not occur.
fn rows(readers: &Readers) -> String {
    let cell = |kind, outcome| match readers.get(&(kind, outcome)) {
        None => String::new(),
        Some(rules) if rules.is_empty() => "–".to_owned(),
        Some(rules) => rules.iter().copied().collect::<Vec<_>>().join(", "),
    };
    let kinds: BTreeSet<&str> = readers.keys().map(|(kind, _)| *kind).collect();
    let row = |kind| {
        let cells: Vec<String> = Outcome::ALL.iter().map(|&(outcome, _)| cell(kind, outcome)).collect();
        format!("//! | {kind} | {} |\n", cells.join(" | "))
    };
    kinds.into_iter().map(row).collect()
}

/// Who reads what, and the claims that do not hold and are read by nobody.
fn readers() -> (Readers, Vec<String>) {
    let linter = Linter::default().with_profile(Profile::figures_only());
    let (mut readers, mut silent) = (Readers::new(), Vec::new());
    for text in texts() {
        let analysis = linter.check(Source::new("text", &text));
        for (id, claim) in analysis.claims.entries() {
            let outcome = Outcome::of(claim);
            let rules = analysis.findings.iter().filter(|finding| finding.claim == Some(id)).map(|finding| finding.rule.code);
            let rules: BTreeSet<&'static str> = rules.collect();
            if rules.is_empty() && matches!(outcome, Outcome::Misses | Outcome::Infeasible) {
                silent.push(format!("{}: {text}", claim.kind.name()));
            }
            readers.entry((claim.kind.name(), outcome)).or_default().extend(rules);
        }
    }
    (readers, silent)
}

/// Sentences and examples; what an author allows is read by nobody.
fn texts() -> Vec<String> {
    let table = read("fixtures/relations.txt");
    let sentences = table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(" ⇒"));
    let sentences = sentences.map(|(text, _)| text.replace('⏎', "\n"));
    let more = MORE.iter().map(|&text| text.to_owned());
    sentences.chain(crate::examples::texts()).chain(more).filter(|text| !text.contains("gouji: allow")).collect()
}
