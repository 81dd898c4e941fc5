//! Markdown (CommonMark with tables, footnotes and a YAML front matter): the text as a reader sees it, in places of the file.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::cause::Cause;
use super::draft::{Draft, Fragment, Line, between};
use super::grid::{Grid, GridCell};
use super::ordinal::begins_with_ordinal;
use super::raised::Raised;
use super::wrapped::runs_on;
use super::{encoding, html};
use crate::source::{Origin, PictureKind, Source, Span};
use crate::words::{is_blank, without_blanks};

/// Reads a text.
pub(super) fn read(name: &str, bytes: Vec<u8>) -> Result<Source, Cause> {
    let decoded = encoding::decode(bytes)?;
    let mut draft = Draft::default();
    Reader::new(&decoded.text).read().write(&mut draft);
    Ok(draft.finish(name).with_file(decoded.text, decoded.widths))
}

/// Whether a tag begins so, in whatever case.
fn begins_with_name(tag: &str, name: &str) -> bool {
    tag.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name))
}

/// What is read so far.
struct Reader<'a> {
    text: &'a str,
    lines: Vec<Line<'a>>,
    line: Line<'a>,
    comments: Vec<(&'a str, Span)>,
    front: Front<'a>,
    /// The number of the next item of each open list; none for bullets.
    lists: Vec<Option<u64>>,
    grid: Option<Grid<'a>>,
    /// How many strikethroughs are open.
    struck: usize,
    /// Whether the text is the mark of a note: `<sup>1</sup>`.
    in_note: bool,
    /// Whether the text is that of the front matter.
    in_front: bool,
    /// HTML that was broken into lines.
    html: Option<Span>,
}

/// What the front matter says of the report.
#[derive(Default)]
struct Front<'a> {
    title: Option<Fragment<'a>>,
    date: Option<Fragment<'a>>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            lines: Vec::new(),
            line: Line::default(),
            comments: Vec::new(),
            front: Front::default(),
            lists: Vec::new(),
            grid: None,
            struck: 0,
            in_note: false,
            in_front: false,
            html: None,
        }
    }

    fn read(mut self) -> Self {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
            | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
        for (event, range) in Parser::new_ext(self.text, options).into_offset_iter() {
            let span = Span::new(range.start, range.end);
            if !matches!(event, Event::Html(_)) {
                self.end_html();
            }
            self.event(event, span);
        }
        self.end_html();
        self.break_line();
        self
    }

    fn event(&mut self, event: Event<'a>, span: Span) {
        match event {
            Event::Start(tag) => self.start(&tag, span),
            Event::End(TagEnd::Strikethrough) => self.struck = self.struck.saturating_sub(1),
            Event::End(tag) => self.end(tag),
            Event::Text(_) | Event::Code(_) | Event::SoftBreak | Event::HardBreak if self.struck > 0 || self.in_note => {}
            Event::Text(_) if self.in_front => self.front(span),
            Event::Text(words) | Event::Code(words) => self.words(words.into_string(), span),
            Event::InlineMath(words) | Event::DisplayMath(words) => self.words(words.into_string(), span),
            Event::Html(_) => self.html = Some(self.html.map_or(span, |html| html.cover(span))),
            Event::InlineHtml(tag) if tag.starts_with("<!--") => self.comment(span),
            Event::InlineHtml(tag) if begins_with_name(&tag, "<sup") => self.raise(span),
            Event::InlineHtml(tag) if begins_with_name(&tag, "</sup") => self.in_note = false,
            Event::InlineHtml(tag) if begins_with_name(&tag, "<br") => self.hard_break(),
            Event::SoftBreak => self.soft_break(span),
            Event::HardBreak => self.hard_break(),
            Event::Rule => self.break_line(),
            Event::InlineHtml(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'a>, span: Span) {
        match tag {
            Tag::Heading { level, .. } => {
                self.break_line();
                self.line.heading = Some(*level as u8);
            }
            Tag::List(first) => {
                self.break_line();
                self.lists.push(*first);
            }
            Tag::Item => {
                self.break_line();
                // the number is the author's, though the file need not have the one that is shown
                if let Some(Some(number)) = self.lists.last_mut() {
                    let text = format!("{number}.");
                    *number = number.saturating_add(1);
                    let marker = Span::at(span.start as usize);
                    self.line.fragments.push(Fragment::new(text, Origin::Bytes(marker)));
                }
            }
            Tag::Table(_) => {
                self.break_line();
                self.grid = Some(Grid::default());
            }
            Tag::TableHead | Tag::TableRow => {
                if let Some(grid) = &mut self.grid {
                    grid.rows.push(Vec::new());
                }
            }
            Tag::MetadataBlock(_) => self.in_front = true,
            // struck out, as a deletion that is tracked
            Tag::Strikethrough => self.struck += 1,
            Tag::Image { .. } => {
                self.line
                    .fragments
                    .push(Fragment::picture(PictureKind::Picture, Some(Origin::Bytes(Span::at(span.start as usize)))));
            }
            Tag::BlockQuote(_) | Tag::CodeBlock(_) | Tag::FootnoteDefinition(_) => self.break_line(),
            // a paragraph goes on after the number of its item
            Tag::Paragraph if !self.has_marker_alone() => self.break_line(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::CodeBlock | TagEnd::FootnoteDefinition => {
                self.break_line();
            }
            TagEnd::List(_) => {
                self.break_line();
                self.lists.pop();
            }
            TagEnd::TableCell => {
                let line = std::mem::take(&mut self.line);
                let cell = GridCell { columns: 1, rows: 1, lines: vec![line], nests: false };
                if let Some(row) = self.grid.as_mut().and_then(|grid| grid.rows.last_mut()) {
                    row.push(cell);
                }
            }
            TagEnd::Table => self.lines.extend(self.grid.take().map(Grid::into_lines).unwrap_or_default()),
            TagEnd::MetadataBlock(_) => self.in_front = false,
            _ => {}
        }
    }

    /// Whether the line holds nothing but the number of a list's item.
    fn has_marker_alone(&self) -> bool {
        let [marker] = self.line.fragments.as_slice() else { return false };
        matches!(marker.origin, Some(Origin::Bytes(bytes)) if bytes.is_empty() && marker.picture.is_none())
    }

    fn break_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        match self.grid.as_mut() {
            // a cell has one line; what breaks it there is `<br>`
            Some(_) => {
                self.line = line;
                self.line.fragments.push(Fragment::glue(" "));
            }
            None if !line.is_empty() => self.lines.push(line),
            None => {}
        }
    }

    /// Text: a copy of the file's bytes, or what an entity stands for. Code keeps its lines.
    fn words(&mut self, words: String, span: Span) {
        let raw = self.text.get(span.range()).unwrap_or_default();
        // of `code` the marks are no part
        let copied = raw.find(&words).map(|at| span.start as usize + at);
        let mut start = 0;
        for part in words.split_inclusive('\n') {
            let line = part.trim_end_matches(['\n', '\r']);
            let origin = match copied {
                Some(at) => Span::new(at + start, at + start + line.len()),
                None => span,
            };
            if !line.is_empty() {
                self.line.fragments.push(Fragment::new(line.to_owned(), Origin::Bytes(origin)));
            }
            if part.len() > line.len() {
                self.break_line();
            }
            start += part.len();
        }
    }

    /// A line break that Markdown takes for a blank. Authors who break a sentence for looks mean none, and those who begin a
    /// paragraph with a single break mean a line.
    fn soft_break(&mut self, span: Span) {
        let rest = self.text[span.range().end..].trim_start_matches([' ', '\t', '>']);
        // the number of an item is no ordinal of a heading
        let is_words = |fragment: &&Fragment<'_>| !matches!(fragment.origin, Some(Origin::Bytes(bytes)) if bytes.is_empty());
        let begun: String = self.line.fragments.iter().filter(is_words).map(|fragment| fragment.text.as_ref()).collect();
        if self.grid.is_none() && !goes_on(&begun, rest.lines().next().unwrap_or_default()) {
            let heading = self.line.heading;
            self.break_line();
            self.line.heading = heading;
        } else if let (Some(before), Some(after)) = (self.line.last_char(), rest.chars().next())
            && let Some(glue) = between(before, after)
        {
            self.line.fragments.push(Fragment::new(glue, Origin::Bytes(span)));
        }
    }

    /// A line break that its author asked for. One within a sentence is made for looks.
    fn hard_break(&mut self) {
        if !self.line.last_char().is_some_and(runs_on) {
            self.break_line();
        }
    }

    /// A `<sup>`: the mark of a note is not shown.
    fn raise(&mut self, tag: Span) {
        match html::raised_in(&self.line.tail(), &self.text[tag.range().end..]) {
            Raised::Note => self.in_note = true,
            Raised::Exponent => self.line.fragments.push(Fragment::glue("^")),
            Raised::Text => {}
        }
    }

    fn comment(&mut self, span: Span) {
        let raw = self.text.get(span.range()).unwrap_or_default().trim();
        let inner = raw.strip_prefix("<!--").unwrap_or(raw);
        self.comments.push((inner.strip_suffix("-->").unwrap_or(inner), span));
    }

    /// A block of HTML: its text, and the comments in it.
    fn end_html(&mut self) {
        let Some(span) = self.html.take() else { return };
        let raw = self.text.get(span.range()).unwrap_or_default();
        let mut from = 0;
        while let Some(at) = raw[from..].find("<!--").map(|at| at + from) {
            let end = raw[at..].find("-->").map_or(raw.len(), |end| at + end + 3);
            self.comment(Span::new(span.start as usize + at, span.start as usize + end));
            from = end;
        }
        self.break_line();
        self.lines.extend(html::lines(raw, span.start as usize));
    }

    /// A line of the front matter: `title: …`, `date: …`.
    fn front(&mut self, span: Span) {
        let mut at = span.start as usize;
        for line in self.text.get(span.range()).unwrap_or_default().split_inclusive('\n') {
            // YAML: `title: …`, or TOML: `title = …`
            if let Some((key, value)) = line.split_once([':', '=']) {
                let value = value.trim().trim_matches(['"', '\'']);
                let start = at + line.rfind(value).unwrap_or(0);
                let fragment = Fragment::new(value, Origin::Bytes(Span::new(start, start + value.len())));
                match key.trim().to_ascii_lowercase().as_str() {
                    _ if value.is_empty() => {}
                    "title" | "标题" => self.front.title = Some(fragment),
                    "date" | "pubdate" | "published" | "日期" | "发布日期" | "发布时间" => {
                        self.front.date = Some(fragment)
                    }
                    _ => {}
                }
            }
            at += line.len();
        }
    }

    fn write(self, draft: &mut Draft) {
        let line = |fragments| Line { fragments, ..Line::default() };
        let title = self.front.title.filter(|title| {
            let title = without_blanks(&title.text);
            // the body mostly repeats it as its first heading
            !self.lines.iter().take(5).any(|line| without_blanks(&line.text()) == title)
        });
        if let Some(title) = title {
            draft.line(&line(vec![title]));
        }
        if let Some(date) = self.front.date {
            draft.line(&line(vec![Fragment::glue("发布日期："), date]));
        }
        let mut comments = self.comments.into_iter().peekable();
        for line in &self.lines {
            let start = line.fragments.iter().find_map(|fragment| match fragment.origin {
                Some(Origin::Bytes(bytes)) => Some(bytes.start),
                _ => None,
            });
            while let Some((words, bytes)) = comments.next_if(|(_, bytes)| start.is_none_or(|at| bytes.start < at)) {
                draft.comment(words, bytes);
            }
            draft.line(line);
        }
        for (words, bytes) in comments {
            draft.comment(words, bytes);
        }
    }
}

/// Whether a sentence goes on after a single line break: the line before it does not end like a paragraph, and neither line
/// looks like a heading.
fn goes_on(before: &str, after: &str) -> bool {
    let ends = before.trim_end_matches(is_blank).ends_with(['。', '！', '？', '；', '：', '.', '!', '?', ':', '”', '）']);
    !ends && !begins_with_ordinal(before) && !begins_with_ordinal(after) && !after.starts_with('\u{3000}')
}

#[cfg(test)]
mod tests {
    use crate::read::decode;
    use crate::source::{Location, Origin, Source, Span};

    fn source(text: &str) -> Source {
        decode("x.md", text.as_bytes().to_vec()).expect("a text")
    }

    #[test]
    fn what_readers_see() {
        let table = [
            ("# 题\n\n## 一、概况\n全县*受理*12件，\n**办结**12件。", "题\n一、概况\n全县受理12件，办结12件。\n"),
            ("一、概况\n2023年，受理12件。\n全部办结。", "一、概况\n2023年，受理12件。\n全部办结。\n"),
            ("3. 培训\n1. 考核\n   再考\n- 普法", "3.培训\n4.考核再考\n普法\n"),
            ("1. 培训\n\n   又训\n", "1.培训\n又训\n"),
            ("|事项|件数|办结|\n|-|-|-|\n|复议|3|2|\n|应诉|`4`|4|", "事项\t件数\t办结\n复议\t3\t2\n应诉\t4\t4\n"),
            ("正文[^1]。\n\n[^1]: 脚注。\n\n后文。", "正文。\n脚注。\n后文。\n"),
            ("受理&nbsp;12&amp;件\\*，[链接](http://x)，![图](y)。", "受理\u{a0}12&件*，链接，图。\n"),
            ("甲<br>乙<span>丙</span>\n\n<div>\n<p>丁</p>戊\n</div>\n\n己", "甲\n乙丙\n丁\n戊\n己\n"),
            ("    缩进\n    的两行\n\n> 引文\n> 的两行", "缩进\n的两行\n引文的两行\n"),
            ("---\ntitle: \"题\"\ndate: 2024-01-18\ntags: [a]\n---\n# 题\n正文", "发布日期：2024-01-18\n题\n正文\n"),
            ("---\r\ntitle: 题\r\n---\r\n正文\r\n", "题\n正文\n"),
            ("+++\ntitle = \"题\"\ndate = 2024-01-18\n+++\n\n正文", "题\n发布日期：2024-01-18\n正文\n"),
            ("受理~~60~~50件，1~6月受理7~9件。", "受理50件，1~6月受理7~9件。\n"),
        ];
        for (text, expected) in table {
            assert_eq!(source(text).text(), expected, "{text}");
        }
    }

    #[test]
    fn places_are_exact() {
        let text = "---\ndate: 2024-01-18\n---\n\n## 一、概况 ##\n\n全县&emsp;**受理**`12`件，\n办结1\\*2件。\n";
        let source = source(text);
        let at = |words: &str| source.text().find(words).expect(words);
        let table =
            [("2024", 2, 7), ("一、", 5, 4), ("受理", 7, 11), ("12", 7, 16), ("件，", 7, 19), ("办结", 8, 1), ("*2", 8, 5)];
        for (words, line, column) in table {
            assert_eq!(source.location(at(words) as u32), Location { line, column }, "{words}");
        }
        let span = Span::new(at("受理"), at("件，"));
        let Some(Origin::Bytes(bytes)) = source.origin(span) else { panic!("bytes") };
        assert_eq!(&text[bytes.range()], "受理**`12");
        let heading = Span::new(at("一、"), at("一、") + "一、概况".len());
        assert_eq!(source.marks().headings, [(heading, 2)]);
    }

    #[test]
    fn comments_are_kept_beside_the_text() {
        let source = source("<!-- gouji: allow R101 -->\n\n办结率<!-- 行内 -->100%。\n\n<!--\n尾\n-->\n");
        assert_eq!(source.text(), "办结率100%。\n");
        let comments: Vec<_> = source.marks().comments.iter().map(|comment| (comment.words.as_str(), comment.at)).collect();
        assert_eq!(comments, [("gouji: allow R101", 0), ("行内", 17), ("尾", 17)]);
        assert_eq!(source.location_in_file(source.marks().comments[1].bytes.start), Location { line: 3, column: 4 });
    }

    #[test]
    fn depth_costs_nothing() {
        for open in ["> ", "- ", "[", "*a ", "<div>\n", "![a]("] {
            let text = format!("{}正文", open.repeat(20_000));
            assert!(source(&text).text().contains("正文"), "{open}");
        }
    }
}
