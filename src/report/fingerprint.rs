//! Fingerprints: names of findings that survive edits elsewhere in the report.

use std::collections::HashMap;

use crate::analysis::Analysis;
use crate::finding::Finding;
use crate::source::Span;
use crate::text::Lang;
use crate::words::is_blank;

/// The fingerprints of one report, in the order of the findings they belong to.
#[derive(Debug, Default)]
pub(super) struct Fingerprints {
    /// Of what is to be said.
    pub(super) findings: Vec<String>,
    /// Of what the author allows.
    pub(super) suppressed: Vec<String>,
    /// Of what a baseline knows.
    pub(super) baselined: Vec<String>,
}

/// One fingerprint for each finding of `analysis`: a hash of the rule, the words flagged, the sentence around them and how many
/// alike came before. Lines may move and other sentences may change; the fingerprint stays. What is left out counts as well, so
/// that allowing one of two findings that are alike does not rename the other.
pub(super) fn of(analysis: &Analysis) -> Fingerprints {
    let left_out = analysis.suppressed.iter().map(|suppressed| &suppressed.finding);
    let (said, allowed) = (analysis.findings.len(), analysis.suppressed.len());
    let all: Vec<&Finding> = analysis.findings.iter().chain(left_out).chain(&analysis.baselined).collect();
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|&index| (all[index].span, all[index].rule.code));
    let mut seen: HashMap<String, u32> = HashMap::new();
    let mut names = vec![String::new(); all.len()];
    for index in order {
        let key = key(analysis, all[index]);
        let count = seen.entry(key.clone()).or_default();
        *count += 1;
        names[index] = format!("{:032x}", hash(&format!("{key}\u{1f}{count}")));
    }
    let baselined = names.split_off(said + allowed);
    let suppressed = names.split_off(said);
    Fingerprints { findings: names, suppressed, baselined }
}

/// A fingerprint that is distinct among all reports of a run, where readers ask for that: that of a finding with the path, or that
/// of what could not be read.
pub(super) fn within(path: &str, name: &str) -> String {
    format!("{:032x}", hash(&format!("{path}\u{1f}{name}")))
}

fn key(analysis: &Analysis, finding: &Finding) -> String {
    let quote = analysis.source.quote(finding.span);
    // what is missing has no words of its own, and its neighbours are not what it is about
    let around = if quote.is_empty() { finding.message(Lang::Zh) } else { context(analysis, finding.span).to_owned() };
    [finding.rule.code, &normalised(quote), &normalised(&around)].join("\u{1f}")
}

/// Characters of a sentence that are looked at on either side. A sentence may be as long as the report.
const REACH: usize = 120;

/// The sentence around `span`, as far as it matters.
fn context(analysis: &Analysis, span: Span) -> &str {
    let document = &analysis.document;
    let sentence = document.sentence_at(span.start).map(|index| document.sentences[index].span);
    let sentence = sentence.filter(|sentence| sentence.contains(span)).unwrap_or(span).range();
    let (text, span) = (analysis.source.text(), span.range());
    let before = text[sentence.start..span.start].char_indices().rev().take(REACH).last();
    let after = text[span.end..sentence.end].char_indices().nth(REACH);
    let start = before.map_or(span.start, |(at, _)| sentence.start + at);
    let end = after.map_or(sentence.end, |(at, _)| span.end + at);
    &text[start..end]
}

/// The text without blanks, full-width forms of ASCII made half-width: spacing and commas are often corrected.
fn normalised(text: &str) -> String {
    let visible = text.chars().filter(|&c| !is_blank(c));
    visible
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            c => c,
        })
        .collect()
}

/// FNV-1a with 128 bits (Fowler, Noll, Vo): the same on every machine and in every version, unlike the standard hasher.
fn hash(text: &str) -> u128 {
    text.bytes().fold(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d, |hash, byte| {
        (hash ^ u128::from(byte)).wrapping_mul(0x0100_0000_0000_0000_0000_013b)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_published_one() {
        assert_eq!(hash(""), 0x6c62272e07bb014262b821756295c58d);
        assert_eq!(hash("a"), 0xd228cb696f1a8caf78912b704e4a8964);
    }

    #[test]
    fn spacing_and_width_do_not_matter() {
        assert_eq!(normalised("办结 13649宗，\n办结率99.02％"), "办结13649宗,办结率99.02%");
    }
}
