//! The relations that are read in single sentences, as a table: `fixtures/relations.txt`.

use gouji::{Linter, Profile, Source, Verdict};

/// What separates a sentence from the relations in it.
const ARROW: &str = " ⇒ ";

#[test]
fn relations_are_read_as_the_table_says() {
    let path = crate::path("fixtures/relations.txt");
    let table = std::fs::read_to_string(&path).expect("the table");
    let mut heading = "";
    let mut lines = Vec::new();
    let (mut otherwise, mut against) = (Vec::new(), Vec::new());
    for line in table.lines() {
        heading = line.strip_prefix("## ").unwrap_or(heading);
        let Some((text, _)) = line.split_once(ARROW.trim_end()).filter(|_| !line.starts_with('#')) else {
            lines.push(line.to_owned());
            continue;
        };
        let text = text.trim_end();
        let (read, is_alarmed) = relations(&text.replace('⏎', "\n"));
        let now = format!("{text}{ARROW}{read}").trim_end().to_owned();
        if !keeps(heading, &read, is_alarmed) {
            against.push(format!("{heading}: {now}"));
        }
        if now != line.trim_end() {
            otherwise.push(format!("-{line}\n+{now}"));
        }
        lines.push(now);
    }
    // people judge what is read otherwise: other tables may be brought up to date without this one
    if std::env::var("GOUJI_UPDATE").is_ok_and(|what| what == "relations") {
        std::fs::write(&path, lines.join("\n") + "\n").expect("the table is writable");
        otherwise.clear();
    }
    assert!(against.is_empty(), "read against the heading:\n{}", against.join("\n"));
    assert!(otherwise.is_empty(), "read otherwise; if rightly so, run .ci/update relations:\n{}", otherwise.join("\n"));
}

/// What a heading promises holds whatever the table says of the single sentence.
fn keeps(heading: &str, read: &str, is_alarmed: bool) -> bool {
    match heading {
        "应静默" | "相符" => !is_alarmed,
        "不符" => is_alarmed || read.contains("truncated") || read.contains("未报"),
        _ => true,
    }
}

/// The relations in a text, and whether one of them is said to be wrong.
fn relations(text: &str) -> (String, bool) {
    let linter = Linter::default().with_profile(Profile::figures_only());
    let analysis = linter.check(Source::new("sentence", text));
    let is_wrong = |verdict| match verdict {
        Verdict::Contradicted | Verdict::OffLastDigit | Verdict::DoubleRounded | Verdict::Infeasible => true,
        Verdict::Consistent | Verdict::Truncated | Verdict::Unchecked => false,
    };
    let relation = |claim: &gouji::Claim| {
        let words = claim.words(&analysis.source, &analysis.figures);
        let computed = Some(words.computed()).filter(|computed| !computed.is_empty());
        let computed = computed.map(|computed| format!(" = {computed}")).unwrap_or_default();
        format!("{} {} {}{computed}", claim.kind.name(), claim.verdict().name(), words.expression())
    };
    let all: Vec<String> = analysis.claims.iter().map(relation).collect();
    (all.join("; "), analysis.claims.iter().any(|claim| is_wrong(claim.verdict())))
}
