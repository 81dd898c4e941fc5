//! Line ends inside a sentence: text that was wrapped by hand, or by a program that sends mail, is read as if it were not.

use unicode_width::UnicodeWidthStr;

use super::ordinal::begins_with_ordinal;
use crate::source::Span;
use crate::words::is_blank;

/// After these a sentence goes on, whatever the line does.
const OPEN: [char; 10] = ['，', ',', '、', '（', '(', '《', '〈', '“', '「', '－'];

/// These end a sentence, or announce what stands in the next line.
const CLOSED: [char; 15] = ['。', '！', '？', '；', '：', '!', '?', ';', ':', '.', '…', '”', '」', '）', ')'];

/// Whether a sentence goes on after what ends so.
pub(super) fn runs_on(before: char) -> bool {
    OPEN.contains(&before)
}

/// A line of the text, without its line end.
struct Line<'a> {
    start: usize,
    text: &'a str,
}

impl Line<'_> {
    fn words(&self) -> &str {
        self.text.trim_matches(is_blank)
    }

    /// Whether it is prose: no row of a table, and no heading.
    fn is_prose(&self) -> bool {
        let words = self.words();
        !words.is_empty() && !words.contains(['\t', '|', '｜']) && !words.contains("  ") && !words.contains("\u{3000}")
    }

    fn ends_with(&self, marks: &[char]) -> bool {
        self.words().ends_with(marks)
    }
}

/// The line ends that divide no lines, with the blanks around them, in order.
pub(super) fn breaks(text: &str) -> Vec<Span> {
    let lines = lines(text);
    let width = width(&lines);
    // whether each line goes on in the next one
    let mut open: Vec<bool> = lines.windows(2).map(|pair| goes_on(&pair[0], &pair[1], width)).collect();
    close_lists(&lines, &mut open);
    let ends = lines.windows(2).zip(open).filter(|(_, open)| *open).map(|(pair, _)| {
        let before = pair[0].start + pair[0].text.trim_end_matches(is_blank).len();
        let after = pair[1].start + pair[1].text.len() - pair[1].text.trim_start_matches(is_blank).len();
        Span::new(before, after)
    });
    ends.collect()
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        let found = Line { start, text: line.trim_end_matches(['\n', '\r']) };
        start += line.len();
        found
    });
    lines.collect()
}

/// Whether the sentence of a line goes on in the next one; `width` is where the lines of the text were wrapped.
fn goes_on(line: &Line<'_>, next: &Line<'_>, width: Option<usize>) -> bool {
    if !line.is_prose() || !next.is_prose() || begins_with_ordinal(next.words()) {
        return false;
    }
    let (before, after) = (line.words().chars().next_back(), next.words().chars().next());
    let divides_number = before.zip(after).is_some_and(|(before, after)| before.is_ascii_digit() && after.is_ascii_digit());
    let is_full = || width.is_some_and(|width| line.text.trim_end_matches(is_blank).width() + SLACK >= width);
    let is_indented = next.text.starts_with(is_blank) && !line.text.starts_with(is_blank);
    !divides_number && (before.is_some_and(runs_on) || !line.ends_with(&CLOSED) && !is_indented && is_full())
}

/// Cells at the end of a line that a wide character or a closing mark did not fit into.
const SLACK: usize = 3;

/// Cells that a wrapped line has at least and at most: a paragraph that is one line is longer.
const WRAPPED: std::ops::RangeInclusive<usize> = 40..=120;

/// So many lines are as long as the longest and end within a sentence.
const FULL: usize = 3;

/// The width at which the text was wrapped, if it was.
fn width(lines: &[Line<'_>]) -> Option<usize> {
    let cells = |line: &Line<'_>| line.text.trim_end_matches(is_blank).width();
    let width = lines.iter().map(cells).max().filter(|width| WRAPPED.contains(width))?;
    let is_cut = |pair: &&[Line<'_>]| {
        cells(&pair[0]) + SLACK >= width && pair[0].is_prose() && pair[1].is_prose() && !pair[0].ends_with(&CLOSED)
    };
    (lines.windows(2).filter(is_cut).count() >= FULL).then_some(width)
}

/// Lines that are as long as one another, and never come to the end of a sentence, are a list.
fn close_lists(lines: &[Line<'_>], open: &mut [bool]) {
    let mut first = 0;
    while first < open.len() {
        let last = first + open[first..].iter().take_while(|open| **open).count();
        if last > first && !lines[last].ends_with(&CLOSED) {
            let keeps = |at: usize| lines[at].words().chars().next_back().is_some_and(runs_on);
            (first..last).for_each(|at| open[at] = keeps(at));
        }
        first = last + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(text: &str) -> String {
        let mut out = String::new();
        let mut done = 0;
        for end in breaks(text) {
            out.push_str(&text[done..end.range().start]);
            out.push('⏎');
            done = end.range().end;
        }
        out + &text[done..]
    }

    #[test]
    fn sentences_are_whole() {
        let mail = "2023年，全县共受理投诉举报三百七十五件，经过各部门共\n\
            同努力，截至年底已经办结三百五十一件，其中当场办结二\n\
            百件，限期办结一百五十一件，办结率和满意率都比上年有\n\
            所提高。\n\
            下一步继续努力。\n";
        let whole = mail.replace("共\n同", "共⏎同").replace("二\n百", "二⏎百").replace("有\n所", "有⏎所");
        let table = [
            ("受理375件，\n办结351件，  \r\n  办结率93.60%。\n一、概况", "受理375件，⏎办结351件，⏎办结率93.60%。\n一、概况"),
            (mail, whole.as_str()),
            ("受理375件，\n（一）办结", "受理375件，\n（一）办结"),
            ("受理375件，\n\n办结", "受理375件，\n\n办结"),
            ("甲\t1，\n乙\t2", "甲\t1，\n乙\t2"),
            ("受理1，\n375件", "受理1，⏎375件"),
        ];
        for (text, expected) in table {
            assert_eq!(joined(text), expected, "{text}");
        }
    }

    #[test]
    fn lists_and_paragraphs_keep_their_lines() {
        let names = "云川县人民政府办公室行政执法监督协调工作科\n".repeat(6);
        let short = "全县受理12件\n办结12件\n办结率100%\n";
        let paragraphs = "2023年，全县受理投诉举报三百七十五件，已经全部办结。\n".repeat(5);
        for text in [names.as_str(), short, &paragraphs] {
            assert_eq!(joined(text), text);
        }
    }
}
