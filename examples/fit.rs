//! Fits the weights of the claims engine, by folds of documents, and prints what the folds say.
//!
//! ```text
//! cargo run --release --features fit --example fit -- [--out DIR] [SET…]
//! ```
//!
//! The labelled text in `fixtures/gold` (but not what is kept for tests) and the sentences of `fixtures/relations.txt` that
//! must stay silent are learned from always. A SET is a folder beside them with `reports/*.txt`, `claims.jsonl` and
//! `negatives.jsonl`. With `--out` the weights are written there: those of each fold, and `weights.tsv` of all, which belongs
//! to `src/claims/weigh/`.
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]

use std::ops::Range;
use std::path::Path;

#[expect(dead_code, reason = "what is wrong, only the tests ask")]
#[path = "../tests/it/gold/marked.rs"]
mod marked;

use gouji::claims::fitting::{Asked, Family, Label, Said, features, questions, said};

const FOLDS: usize = 5;
/// Wrong answers that are looked at for each question; the others are stood for by these.
const WRONG: usize = 160;
/// How strongly weights are held to zero.
const L2: f64 = 0.3;
/// What text of our own, a sentence made to mislead, and a sentence that must stay silent count, where real text counts one.
const GOLD: f64 = 0.5;
const MISLEADING: f64 = 0.3;
const SILENT: f64 = 0.5;

struct Doc {
    name: String,
    text: String,
    labels: Vec<Label>,
    weight: f64,
}

fn main() {
    let mut out = None;
    let mut docs = own();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--out" => out = arguments.next(),
            path => docs.extend(folder(Path::new(path))),
        }
    }
    let size = features().len();
    let alone: Vec<Learned> = docs.iter().map(|doc| Learned::of(doc, None)).collect();
    let by_fold = fit_folds(&docs, &alone, size);
    let mut tally = Tally::default();
    for doc in &docs {
        tally.add(doc, &by_fold[fold(&doc.name)]);
    }
    let questions = alone.iter().map(|learned| learned.examples.len()).sum::<usize>();
    let head = format!(
        "# {} documents, {questions} questions, {size} features; the texts' checksum is {:016x}\n{tally}",
        docs.len(),
        checksum(&docs)
    );
    print!("{head}");
    if let Some(out) = out {
        write(Path::new(&out), &docs, &by_fold, &head);
    }
}

/// The labelled text of the project, and its sentences that must stay silent.
fn own() -> Vec<Doc> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut files: Vec<_> = std::fs::read_dir(fixtures.join("gold")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let learned = files.iter().filter(|path| !path.file_name().unwrap().to_string_lossy().starts_with("test-"));
    learned.flat_map(|path| gold(path)).chain(silent(&fixtures.join("relations.txt"))).collect()
}

/// The fold of a document, by its name.
fn fold(name: &str) -> usize {
    name.bytes().fold(5381_usize, |hash, byte| hash.wrapping_mul(33) ^ usize::from(byte)) / 7 % FOLDS
}

/// FNV-1a of all texts.
fn checksum(docs: &[Doc]) -> u64 {
    let bytes = docs.iter().flat_map(|doc| doc.text.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn write(out: &Path, docs: &[Doc], by_fold: &[Vec<f64>], head: &str) {
    for (held, weights) in by_fold.iter().enumerate() {
        let name = if held == FOLDS { "weights.tsv".to_owned() } else { format!("weights-{held}.tsv") };
        let command = "# Thousandths of a bit, as fitted by `cargo run --release --features fit --example fit`.\n";
        std::fs::write(out.join(name), format!("{command}{head}{}", written(weights))).unwrap();
    }
    let folds: String = docs.iter().map(|doc| format!("{}\t{}\n", doc.name, fold(&doc.name))).collect();
    std::fs::write(out.join("folds.tsv"), folds).unwrap();
}

/// What there is to learn from a document.
struct Learned {
    fold: usize,
    weight: f64,
    examples: Vec<Example>,
}

impl Learned {
    fn of(doc: &Doc, weights: Option<&[i32]>) -> Self {
        let examples = questions(&doc.text, &doc.labels, weights).iter().filter_map(Example::of).collect();
        Self { fold: fold(&doc.name), weight: doc.weight, examples }
    }
}

/// The weights of all documents but those of each fold, and of all. What is learned of each question by itself tells what the
/// neighbours' answers are; then both is learned from, since both is asked.
fn fit_folds(docs: &[Doc], alone: &[Learned], size: usize) -> Vec<Vec<f64>> {
    let without = |held: usize| {
        let first = fit(&examples_but(&[alone], held), size);
        let bits = milli(&first);
        let beside: Vec<Learned> = docs.iter().map(|doc| Learned::of(doc, Some(&bits))).collect();
        fit(&examples_but(&[alone, &beside], held), size)
    };
    std::thread::scope(|scope| {
        let fits: Vec<_> = (0..=FOLDS).map(|held| scope.spawn(move || without(held))).collect();
        fits.into_iter().map(|fit| fit.join().unwrap()).collect()
    })
}

/// What is learned from all documents but those of a fold.
fn examples_but<'l>(sets: &[&'l [Learned]], held: usize) -> Vec<(f64, &'l Example)> {
    let rest = sets.iter().flat_map(|set| set.iter()).filter(|learned| learned.fold != held);
    rest.flat_map(|learned| learned.examples.iter().map(|example| (learned.weight / sets.len() as f64, example))).collect()
}

/// The answers of one question, as they are learned from.
struct Example {
    answers: Vec<(f64, Vec<u16>)>,
    right: Vec<usize>,
}

impl Example {
    fn of(asked: &Asked) -> Option<Self> {
        if asked.right.is_empty() {
            return None;
        }
        let nothing = asked.answers.len() - 1;
        let wrong: Vec<usize> = (0..nothing).filter(|at| !asked.right.contains(at)).collect();
        let step = (wrong.len() as f64 / WRONG as f64).max(1.0);
        let kept = (0..).map(|n| (n as f64 * step) as usize).take_while(|&at| at < wrong.len()).map(|at| wrong[at]);
        let kept = kept.map(|at| ((step * f64::from(asked.stands_for[at])).ln(), at));
        let mut answers: Vec<(f64, Vec<u16>)> = asked.right.iter().map(|&at| (0.0, asked.answers[at].clone())).collect();
        let right = (0..answers.len()).collect();
        answers.extend(kept.map(|(offset, at)| (offset, asked.answers[at].clone())));
        if !asked.right.contains(&nothing) {
            answers.push((0.0, asked.answers[nothing].clone()));
        }
        Some(Self { answers, right })
    }
}

/// Minus the logarithm of the chance of the right answers, with its slope, over all questions.
fn loss(examples: &[(f64, &Example)], weights: &[f64]) -> (f64, Vec<f64>) {
    let mut slope: Vec<f64> = weights.iter().map(|weight| L2 * weight).collect();
    let mut loss = weights.iter().map(|weight| L2 * weight * weight / 2.0).sum();
    let mut scores = Vec::new();
    for (importance, example) in examples {
        scores.clear();
        scores.extend(
            example
                .answers
                .iter()
                .map(|(offset, features)| offset + features.iter().map(|&feature| weights[usize::from(feature)]).sum::<f64>()),
        );
        let most = scores.iter().copied().fold(f64::MIN, f64::max);
        let all: f64 = scores.iter().map(|score| (score - most).exp()).sum();
        let right: f64 = example.right.iter().map(|&at| (scores[at] - most).exp()).sum();
        loss -= importance * (right / all).ln();
        for (at, (_, features)) in example.answers.iter().enumerate() {
            let chance = (scores[at] - most).exp();
            let mut push = chance / all;
            if example.right.contains(&at) {
                push -= chance / right;
            }
            if push.abs() > 1e-6 {
                for &feature in features {
                    slope[usize::from(feature)] += importance * push;
                }
            }
        }
    }
    (loss, slope)
}

/// Limited-memory BFGS (Nocedal & Wright, algorithm 7.4) with a backtracking line search.
fn fit(examples: &[(f64, &Example)], size: usize) -> Vec<f64> {
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let mut weights = vec![0.0; size];
    let (mut value, mut slope) = loss(examples, &weights);
    let mut pairs: std::collections::VecDeque<(Vec<f64>, Vec<f64>)> = Default::default();
    for _ in 0..120 {
        let mut way = slope.clone();
        let mut shares = Vec::new();
        for (step, bend) in pairs.iter().rev() {
            let share = dot(step, &way) / dot(step, bend);
            way.iter_mut().zip(bend).for_each(|(way, bend)| *way -= share * bend);
            shares.push(share);
        }
        let scale = pairs.back().map_or(1e-3, |(step, bend)| dot(step, bend) / dot(bend, bend));
        way.iter_mut().for_each(|way| *way *= scale);
        for ((step, bend), share) in pairs.iter().zip(shares.iter().rev()) {
            let other = dot(bend, &way) / dot(step, bend);
            way.iter_mut().zip(step).for_each(|(way, step)| *way += (share - other) * step);
        }
        let descent = dot(&slope, &way);
        let mut length = 1.0;
        let (next, next_value, next_slope) = loop {
            let next: Vec<f64> = weights.iter().zip(&way).map(|(weight, way)| weight - length * way).collect();
            let (next_value, next_slope) = loss(examples, &next);
            if next_value <= value - 1e-4 * length * descent || length < 1e-6 {
                break (next, next_value, next_slope);
            }
            length /= 2.0;
        };
        let step: Vec<f64> = next.iter().zip(&weights).map(|(a, b)| a - b).collect();
        let bend: Vec<f64> = next_slope.iter().zip(&slope).map(|(a, b)| a - b).collect();
        let gain = value - next_value;
        if dot(&step, &bend) > 1e-10 {
            pairs.push_back((step, bend));
            if pairs.len() > 8 {
                pairs.pop_front();
            }
        }
        (weights, value, slope) = (next, next_value, next_slope);
        if gain < value * 1e-6 {
            break;
        }
    }
    weights
}

fn milli(weights: &[f64]) -> Vec<i32> {
    weights.iter().map(|weight| (weight / std::f64::consts::LN_2 * 1000.0).round() as i32).collect()
}

fn written(weights: &[f64]) -> String {
    let lines = features().into_iter().zip(milli(weights)).filter(|(_, bits)| *bits != 0);
    lines.map(|((name, level, zh, en), bits)| format!("{name}\t{level}\t{bits}\t{zh} · {en}\n")).collect()
}

/// What weights that were fitted without a document say of it.
#[derive(Default)]
struct Tally {
    /// Rates and shares, growth, totals: how many people read, and how many are found with at least two of their numbers.
    ratios: [usize; 2],
    growth: [usize; 2],
    totals: [usize; 2],
    /// Claims that people did not read: those that do not hold, and those that do.
    alarms: usize,
    extra: usize,
    characters: usize,
}

impl Tally {
    fn add(&mut self, doc: &Doc, weights: &[f64]) {
        let said = said(&doc.text, &milli(weights));
        self.characters += doc.text.chars().count();
        let speaks_of = |claim: &Said, label: &Label| label.stated == claim.stated && near(&label.within, &claim.place);
        for claim in said.iter().filter(|claim| !doc.labels.iter().any(|label| speaks_of(claim, label))) {
            *(if claim.agrees { &mut self.extra } else { &mut self.alarms }) += 1;
        }
        for label in doc.labels.iter().filter(|label| !label.is_unclear) {
            let numbers = |claim: &Said| label.operands.iter().filter(|&number| claim.operands.contains(number)).count();
            let needed = if label.family == Family::Total { label.operands.len() } else { label.operands.len().min(2) };
            let is_found = said.iter().any(|claim| speaks_of(claim, label) && numbers(claim) >= needed);
            let row = match label.family {
                Family::Ratio => &mut self.ratios,
                Family::Growth => &mut self.growth,
                Family::Total => &mut self.totals,
            };
            row[0] += 1;
            row[1] += usize::from(is_found);
        }
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        writeln!(f, "# by folds of documents:")?;
        for (name, [read, found]) in [("rates and shares", self.ratios), ("growth", self.growth), ("totals", self.totals)] {
            writeln!(f, "#   {name}: {found} of {read} found, {:.1} %", 100.0 * found as f64 / read.max(1) as f64)?;
        }
        let Self { alarms, extra, characters, .. } = self;
        writeln!(f, "#   of what nobody read, in {characters} characters: {alarms} said to be wrong, {extra} to hold")
    }
}

/// Whether two places are not too far apart: a label by its sentence alone may be found again farther on.
fn near(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end + 1500 && b.start < a.end + 1500
}

/// A folder of reports with the relations that people read in them.
fn folder(path: &Path) -> Vec<Doc> {
    let lines = |name: &str| -> Vec<serde_json::Value> {
        let text = std::fs::read_to_string(path.join(name)).unwrap_or_default();
        text.lines().filter(|line| !line.trim().is_empty()).map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    let mut docs: Vec<Doc> = std::fs::read_dir(path.join("reports"))
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            Doc { name, text: std::fs::read_to_string(path).unwrap(), labels: Vec::new(), weight: 1.0 }
        })
        .collect();
    docs.sort_by(|a, b| a.name.cmp(&b.name));
    let claims = lines("claims.jsonl");
    for doc in &mut docs {
        doc.labels =
            claims.iter().filter(|claim| claim["doc"] == doc.name.as_str()).filter_map(|claim| label(claim, &doc.text)).collect();
    }
    docs.extend(lines("negatives.jsonl").into_iter().map(|negative| Doc {
        name: negative["id"].as_str().unwrap().to_owned(),
        text: format!("{}\n", negative["sentence"].as_str().unwrap()),
        labels: Vec::new(),
        weight: MISLEADING,
    }));
    docs
}

fn label(claim: &serde_json::Value, text: &str) -> Option<Label> {
    let kind = claim["kind"].as_str()?.split(['(', '/']).next()?;
    let family = match kind {
        "ratio" | "share" | "ratio-composite" => Family::Ratio,
        "growth" => Family::Growth,
        "total-with-parts" | "nested-parts" | "table-total" => Family::Total,
        _ => return None,
    };
    let stated = claim["stated"].to_string().replace('％', "%");
    if stated.contains('%') == (family == Family::Total) {
        return None;
    }
    let sentence = claim["sentence"].as_str()?;
    let start = text.find(sentence).or_else(|| text.find(first(sentence, 30)))?;
    let mut operands: Vec<i128> =
        claim["operands"].as_array()?.iter().filter_map(|operand| number(&operand.to_string())).collect();
    let role =
        |name: &str| claim["roles"].get(name).filter(|value| !value.is_array()).and_then(|value| number(&value.to_string()));
    if let (Some(part), Some(whole), 2) = (role("part"), role("whole"), operands.len())
        && operands.contains(&part)
        && operands.contains(&whole)
    {
        operands = vec![part, whole];
    }
    let stated = number(&stated)?;
    if family == Family::Total && operands.first() == Some(&stated) {
        operands.remove(0);
    }
    Some(Label {
        family,
        within: start..start + sentence.len(),
        stated,
        operands,
        is_composite: kind == "ratio-composite",
        is_unclear: claim["verdict"] == "unclear",
    })
}

fn first(text: &str, characters: usize) -> &str {
    text.char_indices().nth(characters).map_or(text, |(at, _)| &text[..at])
}

/// The first number of a text, without its separators, in millionths.
fn number(text: &str) -> Option<i128> {
    let text = text.replace(',', "");
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let rest = &text[start..];
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    let number: f64 = rest[..end].trim_end_matches('.').parse().ok()?;
    Some((number * 1e6).round() as i128)
}

/// The sentences under 应静默: nothing in them may be said to be wrong.
fn silent(path: &Path) -> Vec<Doc> {
    let text = std::fs::read_to_string(path).unwrap();
    let section = text.split("\n## ").find(|section| section.starts_with("应静默")).unwrap_or_default();
    let sentences = section.lines().skip(1).filter_map(|line| line.split_once(" ⇒")).enumerate();
    sentences
        .map(|(at, (sentence, _))| Doc {
            name: format!("silent-{at}"),
            text: sentence.replace('⏎', "\n") + "\n",
            labels: Vec::new(),
            weight: SILENT,
        })
        .collect()
}

/// Labelled text: `{r1.part:1040宗}`.
fn gold(path: &Path) -> Vec<Doc> {
    let documents = marked::Document::all(&std::fs::read_to_string(path).unwrap());
    documents
        .into_iter()
        .map(|document| {
            let labels =
                document.relations().into_iter().filter_map(|(id, marks)| labelled(&document.text, id, &marks)).collect();
            Doc { name: document.name, text: document.text, labels, weight: GOLD }
        })
        .collect()
}

/// What the marks of a relation say, where the engine weighs its kind.
fn labelled(text: &str, id: &str, marks: &[&marked::Mark]) -> Option<Label> {
    let family = match &id[..1] {
        "r" | "s" => Family::Ratio,
        "g" => Family::Growth,
        "t" | "m" => Family::Total,
        _ => return None,
    };
    let value = |mark: &marked::Mark| number(&text[mark.place.clone()]);
    let having = |roles: &[&str]| -> Vec<i128> {
        marks.iter().filter(|mark| roles.contains(&mark.role.as_str())).filter_map(|mark| value(mark)).collect()
    };
    let stated = match &id[..1] {
        "t" => "total",
        "m" => "whole",
        _ => "rate",
    };
    let stated = marks.iter().find(|mark| mark.role == stated)?;
    // a part of the sum that is the whole is counted once
    let is_counted = |place: &Range<usize>| marks.iter().any(|other| other.role != "whole" && other.place == *place);
    let wholes = marks.iter().filter(|mark| mark.role == "whole" && !is_counted(&mark.place)).filter_map(|mark| value(mark));
    let operands = match family {
        Family::Ratio => having(&["part", "less"]).into_iter().chain(wholes).collect(),
        Family::Growth => having(&["current", "base", "delta"]),
        Family::Total => having(&["component", "part", "pending", "less"]),
    };
    let is_composite = marks.len() != 3 || marks.iter().any(|mark| mark.role == "less");
    Some(Label { family, within: stated.place.clone(), stated: value(stated)?, operands, is_composite, is_unclear: false })
}
