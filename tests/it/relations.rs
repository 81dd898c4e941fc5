//! The relations that are read in single sentences, as a table: `fixtures/relations.txt`.

use gouji::Linter;
use gouji::claims::Verdict;
use gouji::profile::Profile;
use gouji::source::Source;

/// What divides a sentence from the relations in it.
const ARROW: &str = " ⇒ ";

#[test]
fn relations_are_read_as_the_table_says() {
    let path = crate::path("fixtures/relations.txt");
    let table = std::fs::read_to_string(&path).expect("the table");
    let mut heading = "";
    let mut wrong = Vec::new();
    let mut lines = Vec::new();
    for line in table.lines() {
        heading = line.strip_prefix("## ").unwrap_or(heading);
        let Some((text, _)) = line.split_once(ARROW.trim_end()).filter(|_| !line.starts_with('#')) else {
            lines.push(line.to_owned());
            continue;
        };
        let text = text.trim_end();
        let (read, is_alarmed) = relations(&text.replace('⏎', "\n"));
        // what a heading promises holds whatever the table says of the single sentence
        let kept = match heading {
            "应静默" | "相符" => !is_alarmed,
            "不符" => is_alarmed || read.contains("truncated") || read.contains("未报"),
            _ => true,
        };
        let now = format!("{text}{ARROW}{read}").trim_end().to_owned();
        if now != line.trim_end() || !kept {
            wrong.push(format!("{heading}: {now}"));
        }
        lines.push(now);
    }
    if std::env::var_os("GOUJI_UPDATE").is_some() {
        std::fs::write(&path, lines.join("\n") + "\n").expect("the table is writable");
        return;
    }
    assert!(wrong.is_empty(), "read otherwise, or against its heading:\n{}", wrong.join("\n"));
}

/// The relations in a text, and whether one of them is said to be wrong.
fn relations(text: &str) -> (String, bool) {
    let linter = Linter { profile: Some(Profile::figures_only()), ..Linter::default() };
    let analysis = linter.check(Source::new("sentence", text));
    let is_wrong = |verdict| match verdict {
        Verdict::Contradicted | Verdict::OffLastDigit | Verdict::DoubleRounded | Verdict::Infeasible => true,
        Verdict::Consistent | Verdict::Truncated | Verdict::Unchecked => false,
    };
    let relation = |claim: &gouji::claims::Claim| {
        let computed = if claim.computed.is_empty() { String::new() } else { format!(" = {}", claim.computed) };
        format!("{} {} {}{computed}", claim.kind.name(), claim.verdict.name(), claim.expression)
    };
    let all: Vec<String> = analysis.claims.iter().map(relation).collect();
    (all.join("; "), analysis.claims.iter().any(|claim| is_wrong(claim.verdict)))
}
