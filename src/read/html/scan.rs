//! From tags to lines: which block each line stands in, and whether it is more than links.

use html5gum::{DefaultEmitter, EndTag, HtmlString, StartTag, Token, Tokenizer};

use crate::read::draft::{Fragment, Line, between};
use crate::read::grid::{Grid, GridCell};
use crate::read::raised::{Raised, raised};
use crate::read::wrapped::runs_on;
use crate::source::{Origin, PictureKind, Span};

/// What was found in a page.
#[derive(Debug)]
pub(super) struct Page<'a> {
    pub lines: Vec<Line<'a>>,
    /// The blocks; a parent stands before its children, and the first one is the page.
    pub nodes: Vec<Node>,
    pub comments: Vec<PageComment<'a>>,
    /// The title that the head gives.
    pub title: Option<Fragment<'a>>,
    /// The publication date that the head gives.
    pub published: Option<Fragment<'a>>,
}

/// A block of the page.
#[derive(Debug)]
pub(super) struct Node {
    pub parent: usize,
    /// Whether its name says that it is no part of the text.
    pub is_furniture: bool,
}

/// A comment of the page.
#[derive(Debug)]
pub(super) struct PageComment<'a> {
    pub words: &'a str,
    pub bytes: Span,
}

/// Reads the tags of `html`.
pub(super) fn scan(html: &str) -> Page<'_> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut scanner = Scanner::new(html);
    for token in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Ok(Token::StartTag(tag)) => scanner.start(&tag),
            Ok(Token::EndTag(tag)) => scanner.end(&tag),
            Ok(Token::String(text)) => scanner.text(text.span.start, text.span.end),
            Ok(Token::Comment(comment)) => scanner.comment(comment.span.start, comment.span.end),
            Ok(Token::Doctype(_) | Token::Error(_)) => {}
        }
    }
    scanner.finish()
}

/// Elements that begin and end a line. Those are kept on the stack, for they are the blocks of the page.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "hgroup",
    "html",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Elements that begin and end a line, and whose end tags are left out or misplaced so often that they open nothing.
const LINES: &[&str] = &["br", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "p"];

/// Elements without text of the page. What `<del>` marks is deleted, as what a tracked change takes out.
const SILENT: &[&str] = &[
    "audio", "button", "canvas", "datalist", "del", "embed", "iframe", "math", "noscript", "object", "option", "s", "script",
    "select", "strike", "style", "svg", "template", "textarea", "video",
];

/// Elements that never have an end tag.
const VOID: &[&str] = &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Words in `class` and `id` that say what a block is for.
const FURNITURE: &[&str] = &[
    "bottom",
    "breadcrumb",
    "breadcrumbs",
    "copyright",
    "crumb",
    "crumbs",
    "foot",
    "footer",
    "header",
    "login",
    "menu",
    "nav",
    "navbar",
    "navigation",
    "pager",
    "pagination",
    "related",
    "search",
    "share",
    "sidebar",
    "sitemap",
    "toolbar",
    "topbar",
];

/// Pixels up to which a picture is a mark beside the text.
const ICON: usize = 48;

/// Whether an `<img>` is a mark and shows nothing: a small one, or one that is named so.
fn is_icon(tag: &StartTag<usize>) -> bool {
    let is_small = |name| number(tag, name).is_some_and(|pixels| pixels <= ICON);
    let source = attribute(tag, "src").unwrap_or_default().to_ascii_lowercase();
    let file = source.rsplit('/').next().unwrap_or_default();
    is_small("width")
        || is_small("height")
        || ["icon", "logo", "ico_", "qrcode", "arrow"].iter().any(|mark| file.contains(mark))
        || source.is_empty()
}

/// How far up an end tag looks for its start: further up, the page is not one that anyone wrote.
const REACH: usize = 256;

/// Tables within tables within tables: below this they are mere blocks.
const TABLES: usize = 16;

/// An element that is open.
struct Open {
    name: &'static str,
    node: usize,
    /// Whether nothing in it is shown.
    silent: bool,
    /// The number of the next item, in an `<ol>`.
    next_item: Option<u32>,
    /// Whether it began one of the tables of the scanner.
    tabular: bool,
}

struct Scanner<'a> {
    html: &'a str,
    page: Page<'a>,
    open: Vec<Open>,
    silent: usize,
    links: usize,
    preformatted: usize,
    tables: Vec<Grid<'a>>,
    line: Line<'a>,
    /// Whether the line has text outside links.
    unlinked: bool,
    /// Blanks since the last word of the line.
    blanks: Option<Span>,
    /// Where the text of `<title>` begins.
    title: bool,
}

impl<'a> Scanner<'a> {
    fn new(html: &'a str) -> Self {
        let root = Node { parent: 0, is_furniture: false };
        let page = Page { lines: Vec::new(), nodes: vec![root], comments: Vec::new(), title: None, published: None };
        Self {
            html,
            page,
            open: Vec::new(),
            silent: 0,
            links: 0,
            preformatted: 0,
            tables: Vec::new(),
            line: Line::default(),
            unlinked: false,
            blanks: None,
            title: false,
        }
    }

    fn start(&mut self, tag: &StartTag<usize>) {
        let name = tag.name.as_slice();
        let known = |list: &[&'static str]| list.iter().copied().find(|known| known.as_bytes() == name);
        if name == b"br" && (self.line.heading.is_some() || self.line.last_char().is_some_and(runs_on)) {
            // a heading, or a sentence, is broken for looks
            self.blanks = Some(Span::new(tag.span.start, tag.span.end));
        } else if let Some(name) = known(LINES) {
            self.break_line();
            self.leave_hidden_paragraph();
            if self.silent == 0 {
                self.line.heading = name.strip_prefix('h').and_then(|level| level.parse().ok());
            }
        }
        let hidden = is_hidden(tag) && known(VOID).is_none();
        if let Some(name) = known(BLOCKS) {
            self.break_line();
            self.leave_hidden_paragraph();
            self.open_block(name, tag, hidden);
        } else if let Some(name) = known(SILENT).or(hidden.then(|| leaked(name)))
            && known(VOID).is_none()
            // the slash of `<script/>` means nothing; that of `<svg/>` does
            && !(tag.self_closing && matches!(name, "svg" | "math"))
        {
            self.push(name, self.node(), true);
        }
        match name {
            b"a" => self.links += usize::from(!tag.self_closing),
            b"sup" if !hidden => self.raise(&self.html[tag.span.end..]),
            b"img" if self.silent == 0 && !is_hidden(tag) && !is_icon(tag) => {
                let place = Origin::Bytes(Span::at(tag.span.start));
                self.line.fragments.push(Fragment::picture(PictureKind::Picture, Some(place)));
            }
            b"title" => self.title = true,
            b"meta" => self.meta(tag),
            _ => {}
        }
    }

    /// A `<sup>`, of which `rest` is what follows: the mark of a note is not shown.
    fn raise(&mut self, rest: &str) {
        match raised_in(&self.line.tail(), rest) {
            Raised::Note => self.push("sup", self.node(), true),
            Raised::Exponent => self.line.fragments.push(Fragment::glue("^")),
            Raised::Text => {}
        }
    }

    /// `<p hidden>` ends where the next block begins.
    fn leave_hidden_paragraph(&mut self) {
        if self.open.last().is_some_and(|last| last.name == "p") {
            self.pop();
        }
    }

    fn open_block(&mut self, name: &'static str, tag: &StartTag<usize>, hidden: bool) {
        self.close_before(name);
        let node = self.page.nodes.len();
        self.page.nodes.push(Node { parent: self.node(), is_furniture: is_furniture(name, tag) });
        self.push(name, node, hidden);
        match name {
            "table" if self.tables.len() < TABLES => {
                self.tables.push(Grid::default());
                if let Some(last) = self.open.last_mut() {
                    last.tabular = true;
                }
            }
            "tr" => self.row(),
            "td" | "th" => self.cell(tag),
            "ol" => self.ordered(tag),
            "li" => self.item(tag.span.start),
            "pre" => self.preformatted += 1,
            _ => {}
        }
    }

    /// Closes what HTML lets authors leave open before an element of that name.
    fn close_before(&mut self, name: &'static str) {
        let (alike, within): (&[&'static str], &[&'static str]) = match name {
            "li" => (&["li"], &["ul", "ol", "menu", "table"]),
            "dd" | "dt" => (&["dd", "dt"], &["dl", "table"]),
            "td" | "th" => (&["td", "th"], &["table"]),
            "tr" => (&["tr"], &["table"]),
            "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot"], &["table"]),
            _ => return,
        };
        for name in alike {
            self.close(name, within);
        }
    }

    /// Notes the number of the first item of the `<ol>` that was opened, where its items are counted in digits.
    fn ordered(&mut self, tag: &StartTag<usize>) {
        let start = number(tag, "start").unwrap_or(1);
        let is_decimal = attribute(tag, "type").is_none_or(|kind| kind == "1");
        if let Some(last) = self.open.last_mut().filter(|_| is_decimal) {
            last.next_item = Some(start as u32);
        }
    }

    /// The number that a browser shows before an item of an `<ol>`.
    fn item(&mut self, at: usize) {
        let list = self.open.iter_mut().rev().nth(1).filter(|list| list.name == "ol" && !list.silent);
        if let Some(next) = list.and_then(|list| list.next_item.as_mut()) {
            let text = format!("{next}.");
            *next = next.saturating_add(1);
            if self.silent == 0 {
                self.unlinked = true;
                self.line.fragments.push(Fragment::new(text, Origin::Bytes(Span::at(at))));
            }
        }
    }

    fn row(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.rows.push(Vec::new());
        }
    }

    fn cell(&mut self, tag: &StartTag<usize>) {
        if let Some(table) = self.tables.last_mut() {
            if table.rows.is_empty() {
                table.rows.push(Vec::new());
            }
            let span = |name| number(tag, name).unwrap_or(1);
            let cell = GridCell { columns: span("colspan"), rows: span("rowspan"), lines: Vec::new(), nests: false };
            if let Some(row) = table.rows.last_mut() {
                row.push(cell);
            }
        }
    }

    fn end(&mut self, tag: &EndTag<usize>) {
        let name = tag.name.as_slice();
        match name {
            b"a" => self.links = self.links.saturating_sub(1),
            b"title" => self.title = false,
            _ => {}
        }
        if LINES.iter().any(|known| known.as_bytes() == name) {
            self.break_line();
            if self.silent == 0 {
                self.line.heading = None;
            }
        }
        if let Some(block) = BLOCKS.iter().copied().find(|known| known.as_bytes() == name) {
            self.break_line();
            // an end tag too many in a cell does not end the table around it
            let bounds: &[&str] = if matches!(block, "table" | "body" | "html") { &[] } else { &["table"] };
            self.close(block, bounds);
        } else if self.open.last().is_some_and(|last| last.silent) {
            let name = String::from_utf8_lossy(name);
            if let Some(known) = SILENT.iter().chain(&HIDEABLE).find(|known| **known == name) {
                self.close(known, &["table"]);
            }
        }
    }

    fn node(&self) -> usize {
        self.open.last().map_or(0, |last| last.node)
    }

    fn push(&mut self, name: &'static str, node: usize, silent: bool) {
        self.silent += usize::from(silent);
        self.open.push(Open { name, node, silent, next_item: None, tabular: false });
    }

    fn pop(&mut self) {
        if let Some(last) = self.open.pop() {
            self.silent -= usize::from(last.silent);
            self.preformatted -= usize::from(last.name == "pre");
            if last.tabular {
                self.end_table();
            }
        }
    }

    /// Closes the nearest `name` and all that is open in it, unless one of `bounds` stands between.
    fn close(&mut self, name: &str, bounds: &[&str]) {
        let mut near = self.open.iter().rev().take(REACH).take_while(|open| !bounds.contains(&open.name) || open.name == name);
        if let Some(depth) = near.position(|open| open.name == name) {
            for _ in 0..=depth {
                self.break_line();
                self.pop();
            }
        }
    }

    fn end_table(&mut self) {
        let Some(grid) = self.tables.pop() else { return };
        let lines = grid.into_lines();
        if let Some(cell) = self.tables.last_mut().and_then(|table| table.rows.last_mut()?.last_mut()) {
            cell.nests = true;
            cell.lines.extend(lines);
        } else {
            self.page.lines.extend(lines);
        }
    }

    /// Ends the line: the next word begins another one. What is not shown breaks none.
    fn break_line(&mut self) {
        if self.silent > 0 {
            return;
        }
        self.blanks = None;
        let heading = self.line.heading;
        let mut line = std::mem::take(&mut self.line);
        self.line.heading = heading;
        line.node = self.node();
        line.linked = !std::mem::take(&mut self.unlinked);
        if line.is_empty() {
            return;
        }
        if is_marker(&line) {
            // an item's first paragraph goes on after its number; an item without words is none
            if self.open.last().is_some_and(|last| last.name == "li") {
                self.unlinked = true;
                self.line.fragments = line.fragments;
            }
            return;
        }
        let in_cell = self.open.iter().rev().take(REACH).find(|open| matches!(open.name, "td" | "th" | "table"));
        let in_cell = in_cell.is_some_and(|open| open.name != "table");
        match self.tables.last_mut().and_then(|table| table.rows.last_mut()?.last_mut()).filter(|_| in_cell) {
            Some(cell) => cell.lines.push(line),
            None => self.page.lines.push(line),
        }
    }

    fn text(&mut self, start: usize, end: usize) {
        let Some(raw) = self.html.get(start..end) else { return };
        if self.title {
            let title = raw.split(['_', '-', '|', '—', '\n']).map(str::trim).find(|part| !part.is_empty());
            self.page.title = self.page.title.take().or(title.map(|title| self.copy(title)));
            return;
        }
        if self.silent > 0 {
            return;
        }
        let mut at = start;
        while at < end {
            let rest = &self.html[at..end];
            if rest.starts_with('&')
                && let Some((length, text)) = entity(rest)
            {
                self.word(Fragment::new(text, Origin::Bytes(Span::new(at, at + length))));
                at += length;
                continue;
            }
            // a mere & is text
            let first = rest.chars().next().map_or(1, char::len_utf8);
            let length = rest[first..].find('&').map_or(rest.len(), |next| next + first);
            self.words(at, at + length);
            at += length;
        }
    }

    /// Text without entities.
    fn words(&mut self, start: usize, end: usize) {
        let mut at = start;
        while at < end {
            let rest = &self.html[at..end];
            let is_blank = |c: char| c.is_ascii_whitespace();
            let blanks = rest.len() - rest.trim_start_matches(is_blank).len();
            if blanks > 0 {
                if self.preformatted > 0 && rest[..blanks].contains('\n') {
                    self.break_line();
                } else {
                    let span = Span::new(at, at + blanks);
                    self.blanks = Some(self.blanks.map_or(span, |known| known.cover(span)));
                }
                at += blanks;
                continue;
            }
            let length = rest.find(is_blank).unwrap_or(rest.len());
            self.word(self.copy(&rest[..length]));
            at += length;
        }
    }

    /// A slice of the page as a fragment.
    fn copy(&self, slice: &'a str) -> Fragment<'a> {
        let start = slice.as_ptr().addr() - self.html.as_ptr().addr();
        Fragment::new(slice, Origin::Bytes(Span::new(start, start + slice.len())))
    }

    fn word(&mut self, fragment: Fragment<'a>) {
        if let Some(blanks) = self.blanks.take()
            && let (Some(before), Some(after)) = (self.line.last_char(), fragment.text.chars().next())
        {
            let is_break = self.html[blanks.range()].contains(['\n', '\r', '<']);
            if let Some(glue) = if is_break { between(before, after) } else { Some(" ") } {
                self.line.fragments.push(Fragment::new(glue, Origin::Bytes(blanks)));
            }
        }
        self.unlinked |= self.links == 0;
        self.line.fragments.push(fragment);
    }

    fn comment(&mut self, start: usize, end: usize) {
        let raw = self.html.get(start..end).unwrap_or_default();
        // the span may or may not have the delimiters
        let inner = raw.strip_prefix("<!--").unwrap_or(raw);
        let inner = inner.strip_suffix("-->").unwrap_or(inner);
        self.page.comments.push(PageComment { words: inner, bytes: Span::new(start, end) });
    }

    fn meta(&mut self, tag: &StartTag<usize>) {
        let name = attribute(tag, "name").or_else(|| attribute(tag, "property")).map(|name| name.to_ascii_lowercase());
        let content = tag.attributes.get(b"content".as_slice()).and_then(|content| {
            let raw = self.html.get(content.span.start..content.span.end)?;
            // the span may begin with the attribute's name
            let value = raw.get(..7).filter(|name| name.eq_ignore_ascii_case("content")).map_or(raw, |_| &raw[7..]);
            let raw = value.trim_start().trim_start_matches('=').trim().trim_matches(['"', '\'']).trim();
            (!raw.is_empty() && !raw.contains(['&', '\n'])).then(|| self.copy(raw))
        });
        match name.as_deref() {
            Some("pubdate" | "publishdate" | "firstpublishedtime" | "article:published_time") => self.page.published = content,
            Some("articletitle") => self.page.title = content,
            _ => {}
        }
    }

    fn finish(mut self) -> Page<'a> {
        let silent = std::mem::take(&mut self.silent);
        self.break_line();
        self.silent = silent;
        while !self.open.is_empty() {
            self.pop();
        }
        self.page
    }
}

/// Whether a line holds nothing but the number of a list's item, which stands in no file.
fn is_marker(line: &Line<'_>) -> bool {
    let [marker] = line.fragments.as_slice() else { return false };
    matches!(marker.origin, Some(Origin::Bytes(bytes)) if bytes.is_empty() && marker.picture.is_none())
}

/// Inline elements that are often hidden.
const HIDEABLE: [&str; 13] = ["p", "span", "a", "b", "font", "i", "em", "label", "strong", "u", "small", "sup", "input"];

/// Bytes in which the mark of a footnote ends.
const NOTE_MARK: usize = 256;

/// What stands in a `<sup>` after `before`, of which `rest` is what follows. A link is the mark of a note.
pub(in crate::read) fn raised_in(before: &str, rest: &str) -> Raised {
    let near = &rest.as_bytes()[..rest.len().min(NOTE_MARK)];
    let end = near.windows(5).position(|window| window.eq_ignore_ascii_case(b"</sup"));
    let mut inner = end.and_then(|end| rest.get(..end)).unwrap_or_default();
    if inner.trim_start().to_ascii_lowercase().starts_with("<a") {
        return Raised::Note;
    }
    let mut words = String::new();
    while let Some((shown, tag)) = inner.split_once('<') {
        words.push_str(shown);
        inner = tag.split_once('>').map_or("", |(_, rest)| rest);
    }
    raised(before, &(words + inner))
}

/// The name of a hidden element that is no block.
fn leaked(name: &[u8]) -> &'static str {
    HIDEABLE.iter().copied().find(|known| known.as_bytes() == name).unwrap_or("span")
}

fn attribute<'t>(tag: &'t StartTag<usize>, name: &str) -> Option<&'t str> {
    let value: &HtmlString = tag.attributes.get(name.as_bytes())?;
    std::str::from_utf8(value).ok()
}

fn number(tag: &StartTag<usize>, name: &str) -> Option<usize> {
    attribute(tag, name)?.trim().parse().ok()
}

/// Whether the page shows nothing of an element, or strikes it out.
fn is_hidden(tag: &StartTag<usize>) -> bool {
    let style = attribute(tag, "style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
    ["display:none", "text-decoration:line-through"].iter().any(|hiding| style.contains(hiding))
        || tag.attributes.contains_key(b"hidden".as_slice())
}

fn is_furniture(name: &str, tag: &StartTag<usize>) -> bool {
    // 「class="header"」 on a row means the head of the table
    if matches!(name, "tr" | "td" | "th" | "thead" | "tbody") {
        return false;
    }
    let words = ["class", "id", "title"].into_iter().filter_map(|name| attribute(tag, name));
    let mut words = words.flat_map(|words| words.split(|c: char| !c.is_ascii_alphabetic()));
    matches!(name, "nav" | "footer" | "aside" | "form" | "menu" | "dialog")
        || words.any(|word| FURNITURE.iter().any(|known| known.eq_ignore_ascii_case(word)))
}

/// The longest name of a character reference that is looked at. The longest one of HTML has 33 bytes.
const ENTITY: usize = 40;

/// The character reference at the start of `text`: its length, and what it stands for.
fn entity(text: &str) -> Option<(usize, String)> {
    let name = text[1..].find(|c: char| !c.is_ascii_alphanumeric() && c != '#').map_or(text.len(), |end| end + 1);
    let length = name + usize::from(text[name..].starts_with(';'));
    if !(3..=ENTITY).contains(&length) {
        return None;
    }
    let mut decoded = String::new();
    for token in Tokenizer::new(&text[..length]) {
        if let Ok(Token::String(piece)) = token {
            decoded.push_str(&String::from_utf8_lossy(&piece));
        }
    }
    (decoded != text[..length]).then_some((length, decoded))
}
