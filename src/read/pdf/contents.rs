//! Tables of contents: they repeat the headings, with page numbers after them.

use super::page::{Block, Printed};
use crate::read::ordinal::begins_with_ordinal;
use crate::words::without_blanks;

/// Entries that a table of contents without a heading has at least.
const ENTRIES: usize = 3;

/// Lines of one entry that have no page number yet: it stands after the last.
const BROKEN: usize = 2;

/// Takes out the tables of contents.
pub(super) fn drop_contents(blocks: &mut Vec<Block>) {
    let mut kept = vec![true; blocks.len()];
    let mut at = 0;
    while at < blocks.len() {
        let end = contents_at(blocks, at).unwrap_or(at);
        kept[at..end].fill(false);
        at = end.max(at + 1);
    }
    let mut kept = kept.into_iter();
    blocks.retain(|_| kept.next().unwrap_or(true));
}

/// Where the table of contents ends that begins there.
fn contents_at(blocks: &[Block], at: usize) -> Option<usize> {
    let is_headed = printed(&blocks[at]).is_some_and(|line| matches!(without_blanks(&line.print.text).as_str(), "目录" | "目次"));
    let first = at + usize::from(is_headed);
    let before_heading = is_headed.then(|| before_first_heading(&blocks[first..])).flatten();
    let end = before_heading.or_else(|| {
        let (count, end) = entries(&blocks[first..]);
        (count >= if is_headed { 2 } else { ENTRIES }).then_some(end)
    });
    end.map(|end| first + end)
}

fn printed(block: &Block) -> Option<&Printed> {
    match block {
        Block::Printed(printed) => Some(printed),
        Block::Table(_) => None,
    }
}

/// Lines of a table of contents at most.
const LONGEST: usize = 200;

/// Characters of a heading by which it is known again.
const KNOWN: usize = 6;

/// Where the last entry ends that stands before the heading which the first entry names, unless what stands before
/// is mostly no entries.
fn before_first_heading(blocks: &[Block]) -> Option<usize> {
    let start = |line: &Printed| without_blanks(&line.print.text).chars().take(KNOWN).collect::<String>();
    let lines = || blocks.iter().map_while(printed).take(LONGEST);
    let first = start(lines().next()?);
    let heading = lines().enumerate().skip(1).find(|(_, line)| page(&line.print.text).is_none() && start(line) == first)?.0;
    let entries = || lines().take(heading).enumerate().filter(|(_, line)| page(&line.print.text).is_some());
    let end = entries().last()?.0 + 1;
    (entries().count() >= 2 && entries().count() * 3 >= end).then_some(end)
}

/// How many entries stand at the start, and the line after the last of them.
fn entries(blocks: &[Block]) -> (usize, usize) {
    let (mut count, mut end, mut last) = (0, 0, 0);
    for (at, block) in blocks.iter().enumerate() {
        let Some(line) = printed(block) else { break };
        match page(&line.print.text) {
            Some(page) if page >= last && (begins_with_ordinal(&line.print.text) || at > end) => {
                (count, end, last) = (count + 1, at + 1, page)
            }
            None if at - end < BROKEN && begins_with_ordinal(&line.print.text) && count > 0 => {}
            _ => break,
        }
    }
    (count, end)
}

/// The page number of an entry, after a tab or a leader: 「一、概况……3」.
fn page(text: &str) -> Option<u32> {
    let words = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = &text[words.len()..];
    let title = words.trim_end_matches(['\t', ' ', '.', '…', '·', '．', '(', '（']);
    let is_apart = words.ends_with('\t') || words.ends_with(['…', '·', '．']) || words.ends_with("..");
    let is_entry = is_apart && !title.is_empty() && !title.contains('\t');
    number.parse().ok().filter(|&page| is_entry && number.len() <= 3 && page > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::pdf::rows::Segment;

    fn left(lines: &[&str]) -> Vec<String> {
        let block = |text: &&str| {
            let (text, is_struck) = ((*text).to_owned(), false);
            let segment = Segment { left: 0.0, right: 0.0, y: 0.0, size: 10.0, head: 0.0, text, is_struck };
            Printed::new(1, 1, vec![segment]).map(Block::Printed)
        };
        let mut blocks: Vec<Block> = lines.iter().filter_map(block).collect();
        drop_contents(&mut blocks);
        blocks.iter().filter_map(printed).map(|line| line.print.text.clone()).collect()
    }

    #[test]
    fn contents_are_left_out_and_tables_are_not() {
        let text = ["年度报告", "一、概况", "正文", "二、安排"];
        let contents = [
            "年度报告",
            "目  录",
            "一、概况\t1",
            "（一）举措一二三四五六七",
            "又\t2",
            "二、安排…………12",
            "一、概况",
            "正文",
            "二、安排",
        ];
        assert_eq!(left(&contents), text);
        let bare = ["年度报告", "一、概况\t1", "（一）举措\t1", "二、安排\t2", "一、概况", "正文", "二、安排"];
        assert_eq!(left(&bare), text);
        for kept in [
            vec!["行政复议\t3", "行政应诉\t4", "合计\t7"],
            vec!["一、复议\t3\t4", "二、应诉\t4\t5", "三、合计\t7\t9"],
            vec!["一、复议\t13", "二、应诉\t4", "三、合计\t17"],
            vec!["目录", "正文"],
        ] {
            assert_eq!(left(&kept), kept);
        }
    }
}
