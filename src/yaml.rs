//! YAML text → JSON value, with the line and column of every key and value. JSON is YAML too. The only file that knows the
//! YAML parser.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use serde::de::{Deserialize, DeserializeOwned, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use serde_yaml::Spanned;

use crate::problem::Problem;
use crate::source::{Location, Source, Span};
use crate::text::Text;

/// The largest file that is read. A profile has 10 KB, a report as data 100.
pub(crate) const MAX_BYTES: usize = 1 << 20;

/// Keys, values, lists and maps that a file may have.
const MAX_NODES: usize = 30_000;

/// Reads YAML that is part of the program, without the places of its parts.
///
/// # Errors
/// What the parser says of a text that is no YAML, or not of that type.
pub(crate) fn trusted<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    let options = serde_yaml::options! { with_snippet: false, strict_booleans: true };
    serde_yaml::from_str_with_options(text, options).map_err(|error| error.to_string())
}

/// A YAML document as JSON, with the places of its parts.
#[derive(Clone, Debug)]
pub(crate) struct Tree {
    /// The name of the file.
    pub file: String,
    /// The document as JSON.
    pub value: Value,
    /// The text it was read from.
    pub source: Arc<Source>,
    /// Keys that stand twice in one map. [`Schema::problems`](crate::schema::Schema::problems) reports them with the rest.
    pub repeated: Vec<Problem>,
    /// Where each key stands, by the JSON pointer of what it leads to; an item of a list stands where it begins.
    places: HashMap<String, Span>,
    /// Where each value begins, by the same pointer.
    values: HashMap<String, u32>,
}

impl Tree {
    /// Reads the content of a file: UTF-8, with or without a byte order mark.
    ///
    /// # Errors
    /// Those of [`Tree::read`], and bytes that are no text in UTF-8, with the line of the first one.
    pub(crate) fn decode(file: &str, bytes: &[u8]) -> Result<Self, Problem> {
        if bytes.len() > MAX_BYTES {
            return Err(too_large(file));
        }
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::read(file, text),
            Err(error) => Err(undecodable(file, bytes, error.valid_up_to())),
        }
    }

    /// Reads `text`.
    ///
    /// # Errors
    /// A text that is no YAML, has more than one document, or is made to exhaust memory: too large, too deep, or growing when its
    /// aliases are written out.
    pub(crate) fn read(file: &str, text: &str) -> Result<Self, Problem> {
        if text.len() > MAX_BYTES {
            return Err(too_large(file));
        }
        let source = Arc::new(Source::verbatim(file, text));
        if let Some(at) = source.text().find('\0') {
            let message = text!("文件中有空字符（NUL），不是 YAML 文本", "there is a NUL in the file: it is no YAML text");
            return Err(Problem::at(&source, Span::at(at), message, Some(SAVE_AS_UTF8)));
        }
        if let Some(line) = source.lines().find(|&line| is_ladder(source.slice(line))) {
            return Err(too_much(&source, Span::at(line.start as usize)));
        }
        let mut limits = serde_yaml::options::AliasLimits::default();
        // Our files are short; a file that grows when its aliases are written out is meant to exhaust memory.
        limits.max_total_replayed_events = 10_000;
        let budget = serde_yaml::budget! { max_nodes: MAX_NODES };
        // Duplicate keys are passed on, so that all of them can be reported, beside everything else.
        let duplicates = serde_yaml::options::DuplicateKeyPolicy::PassThrough;
        let options = serde_yaml::options! { with_snippet: false, alias_limits: limits, budget: budget, duplicate_keys: duplicates, strict_booleans: true };
        match serde_yaml::from_str_with_options::<Spanned<Node>>(source.text(), options) {
            Ok(root) => {
                let mut builder =
                    Builder { source: &source, places: HashMap::new(), values: HashMap::new(), repeated: Vec::new() };
                let value = builder.json(root.value, String::new());
                let Builder { places, values, repeated, .. } = builder;
                Ok(Self { file: file.into(), value, source, repeated, places, values })
            }
            Err(error) => Err(syntax_error(&source, &error)),
        }
    }

    /// A problem with the part at `pointer` (a JSON pointer), or with the nearest part around it.
    pub(crate) fn problem(&self, pointer: &str, message: Text, hint: Option<Text>) -> Problem {
        Problem::at(&self.source, self.span(pointer), message, hint)
    }

    /// Where the value at `pointer` begins, in bytes of the text; its quotes belong to it, the sign of a block of text does not.
    pub(crate) fn value_start(&self, pointer: &str) -> Option<usize> {
        self.values.get(pointer).map(|&start| start as usize)
    }

    /// Where the part at `pointer` stands, or the nearest part around it.
    pub(crate) fn location(&self, pointer: &str) -> Location {
        self.source.location(self.span(pointer).start)
    }

    /// The key that leads to the part at `pointer`, or to the nearest part around it; for an item of a list, its beginning.
    pub(crate) fn span(&self, pointer: &str) -> Span {
        let mut pointer = pointer;
        loop {
            if let Some(&place) = self.places.get(pointer) {
                return place;
            }
            match pointer.rfind('/') {
                Some(at) => pointer = &pointer[..at],
                None => return Span::at(0),
            }
        }
    }
}

const SAVE_AS_UTF8: Text = text!("请另存为 UTF-8 编码的文本", "save it as text in UTF-8");

fn too_large(file: &str) -> Problem {
    // the rest of it has not been read, so its size is not known
    let limit = MAX_BYTES >> 20;
    let message = Text::both(format!("文件过大：超过 {limit} MiB"), format!("the file is too large: more than {limit} MiB"));
    Problem::of_file(file, message, Some(text!("请确认这是要用的文件", "make sure that this is the file that is meant")))
}

/// Says which encoding it probably is: that of old Windows programs, or what Notepad calls Unicode.
fn undecodable(file: &str, bytes: &[u8], at: usize) -> Problem {
    let message = if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        text!("文件是 UTF-16 编码（记事本里的「Unicode」）", "the file is UTF-16 (“Unicode” in Notepad)")
    } else {
        let line = bytes[..at].iter().filter(|&&byte| byte == b'\n').count() + 1;
        Text::both(
            format!("第 {line} 行起不是 UTF-8 编码，可能是 GBK/GB18030"),
            format!("from line {line} on the file is no UTF-8; it may be GBK/GB18030"),
        )
    };
    Problem::of_file(file, message, Some(SAVE_AS_UTF8))
}

/// Gets a file that another one names: the name of the file that names it, and what is written there, give the name that the
/// file goes by and its content, or the reason why there is none.
pub type Fetch<'a> = dyn Fn(&str, &str) -> Result<(String, Vec<u8>), Text> + 'a;

/// The file that is named at `pointer` cannot be read.
pub(crate) fn unreadable(tree: &Tree, pointer: &str, given: &str, reason: &Text) -> Problem {
    let message = Text::both(format!("读不了「{given}」：{}", reason.zh), format!("cannot read \"{given}\": {}", reason.en));
    let hint = text!("路径从本文件所在的文件夹算起", "the path starts from the folder of this file");
    tree.problem(pointer, message, Some(hint))
}

/// The file that `extends` names extends, in the end, this one.
pub(crate) fn circular(tree: &Tree, chain: &[String], name: &str) -> Problem {
    let first = chain.iter().position(|file| file == name).unwrap_or_default();
    let round: Vec<&str> = chain[first..].iter().map(String::as_str).chain([name]).collect();
    let round = round.join(" → ");
    let message = Text::both(format!("extends 绕成了圈：{round}"), format!("extends goes round in a circle: {round}"));
    tree.problem("/extends", message, Some(text!("请去掉其中一处 extends", "take one of them out")))
}

/// What YAML itself does not allow. For what people do most often there are words of ours; otherwise those of the parser stand,
/// which are English: the place is what helps.
fn syntax_error(source: &Arc<Source>, error: &serde_yaml::Error) -> Problem {
    let error = error.without_snippet();
    let span = error.location().map_or(Span::at(0), |location| place(source, location));
    let words = error.to_string();
    if is_limit(error) || words.contains("nesting") || words.contains("recursion") {
        return too_much(source, span);
    }
    if matches!(error, serde_yaml::Error::MultipleDocuments { .. }) {
        let message = text!("文件里有不止一个 YAML 文档（---）", "there is more than one YAML document (---) in the file");
        return Problem::at(source, span, message, Some(text!("请分成几个文件", "put each into a file of its own")));
    }
    if let Some(tab) = indenting_tab(source, span) {
        let message = text!("用制表符（Tab）缩进", "indented with a tab");
        return Problem::at(source, tab, message, Some(text!("YAML 的缩进只能用空格", "YAML is indented with spaces")));
    }
    let first = words.lines().next().unwrap_or_default();
    // the parser repeats the place at the end
    let first = first.split(" at line ").next().unwrap_or(first);
    let zh = FAULTS.iter().find(|(part, _)| first.contains(part)).map_or(first, |(_, zh)| zh);
    let message = Text::both(format!("YAML 无法解析：{zh}"), format!("this is not valid YAML: {first}"));
    let hint =
        text!("缩进须用空格；含有冒号或方括号的文字须加引号", "indent with spaces; quote text that has a colon or a bracket");
    Problem::at(source, span, message, Some(hint))
}

/// What people get wrong most, in the words of the parser and in ours.
const FAULTS: [(&str, &str); 6] = [
    ("unclosed bracket", "括号没有成对"),
    ("unclosed quote", "引号没有成对"),
    ("illegal placement of ':'", "冒号的位置不对，或者前面的括号没有成对"),
    ("mapping values are not allowed", "这里不能再写「键: 值」"),
    ("did not find expected", "缺少逗号、括号或冒号，或者缩进不齐"),
    ("unknown anchor", "别名（*）没有对应的锚点（&）"),
];

/// A line that begins so far to the right that it may lie inside hundreds of maps and lists (「- - - -」 opens four): the parser
/// calls itself for each, and would run out of stack before it counts them.
fn is_ladder(line: &str) -> bool {
    let rest = line.trim_start_matches([' ', '\t', '-', '?', ':']);
    line.len() - rest.len() > WIDEST && !line.trim().is_empty()
}

/// Columns that the content of a line may be indented by. The deepest of our files uses 10.
const WIDEST: usize = 200;

fn too_much(source: &Arc<Source>, span: Span) -> Problem {
    let message = text!(
        "内容过多、嵌套过深，或别名展开后过大",
        "it has too much in it, too many levels, or grows too large when its aliases are written out",
    );
    Problem::at(
        source,
        span,
        message,
        Some(text!("请写得短些、层次少些，不用别名（*）", "make it shorter and flatter, and use no aliases (*)")),
    )
}

/// Whether it is not the text that is wrong, but that it asks for too much.
fn is_limit(error: &serde_yaml::Error) -> bool {
    match error {
        serde_yaml::Error::AliasError { error, .. } => is_limit(error),
        serde_yaml::Error::Budget { .. }
        | serde_yaml::Error::AliasReplayLimitExceeded { .. }
        | serde_yaml::Error::AliasExpansionLimitExceeded { .. }
        | serde_yaml::Error::AliasReplayStackDepthExceeded { .. } => true,
        _ => false,
    }
}

/// The tab that a line begins with, of the line of an error or the one before it.
fn indenting_tab(source: &Source, error: Span) -> Option<Span> {
    let near = source.lines().take_while(|line| line.start <= error.start).collect::<Vec<_>>();
    let next = source.lines().nth(near.len());
    near.into_iter().rev().take(2).chain(next).find_map(|line| {
        let text = source.slice(line);
        let indent = text.len() - text.trim_start_matches([' ', '\t']).len();
        let at = text[..indent].find('\t').filter(|_| indent < text.len())?;
        Some(Span::new(line.start as usize + at, line.start as usize + indent))
    })
}

/// A place of the parser as a place of ours, within one line.
fn place(source: &Source, location: serde_yaml::Location) -> Span {
    let start = start(source, location) as usize;
    let length = usize::try_from(location.span().len()).unwrap_or_default();
    let text = &source.text()[start..];
    let end = text.char_indices().take(length).find(|&(_, c)| c == '\n').map(|(at, _)| at);
    let end = end.or_else(|| text.char_indices().nth(length).map(|(at, _)| at)).unwrap_or(text.len());
    Span::new(start, start + text[..end].trim_end().len())
}

/// The byte that a place of the parser begins at. Columns are counted only where the parser does not know the byte: in a file of
/// one long line that would take a while for each.
fn start(source: &Source, location: serde_yaml::Location) -> u32 {
    let byte = location.span().byte_offset().and_then(|byte| u32::try_from(byte).ok());
    byte.filter(|&byte| source.text().is_char_boundary(byte as usize)).unwrap_or_else(|| {
        let (line, column) = (u32::try_from(location.line()).unwrap_or(1), u32::try_from(location.column()).unwrap_or(1));
        source.offset(Location { line: line.max(1), column: column.max(1) })
    })
}

/// Any YAML value, with the places of keys and items.
enum Node {
    Scalar(Value),
    List(Vec<Spanned<Node>>),
    Map(Vec<(Spanned<String>, Spanned<Node>)>),
}

/// Builds the value, and writes down where its parts stand.
struct Builder<'a> {
    source: &'a Arc<Source>,
    places: HashMap<String, Span>,
    values: HashMap<String, u32>,
    repeated: Vec<Problem>,
}

impl Builder<'_> {
    fn json(&mut self, node: Node, pointer: String) -> Value {
        match node {
            Node::Scalar(value) => value,
            Node::List(items) => {
                let items = items.into_iter().enumerate().map(|(index, item)| {
                    let pointer = format!("{pointer}/{index}");
                    let span = place(self.source, item.referenced);
                    self.places.insert(pointer.clone(), span);
                    self.values.insert(pointer.clone(), span.start);
                    self.json(item.value, pointer)
                });
                Value::Array(items.collect())
            }
            Node::Map(entries) => {
                let mut map = Map::new();
                for (key, value) in entries {
                    let pointer = format!("{pointer}/{}", escape(&key.value));
                    let span = place(self.source, key.referenced);
                    if map.contains_key(&key.value) {
                        self.repeat(&key.value, &pointer, span);
                        continue;
                    }
                    self.places.insert(pointer.clone(), span);
                    self.values.insert(pointer.clone(), start(self.source, value.referenced));
                    let value = self.json(value.value, pointer);
                    map.insert(key.value, value);
                }
                Value::Object(map)
            }
        }
    }

    fn repeat(&mut self, key: &str, pointer: &str, span: Span) {
        let first = self.places.get(pointer).map_or(1, |first| self.source.location(first.start).line);
        let message = Text::both(format!("「{key}」出现了两次"), format!("\"{key}\" stands twice"));
        let hint = Text::both(
            format!("第 {first} 行已有，请合并或删去一处"),
            format!("it stands in line {first} already: join the two, or take one out"),
        );
        self.repeated.push(Problem::at(self.source, span, message, Some(hint)));
    }
}

/// A key as a step of a JSON pointer.
pub(crate) fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Scalar(Value::Null))
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Scalar(Value::Null))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Scalar(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Scalar(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Scalar(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Node::Scalar(value.into()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Scalar(value.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            map.push(entry);
        }
        Ok(Node::Map(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_items_have_places() {
        let tree = Tree::read("x.yaml", "甲: 1\n乙:\n  - 丙: [一, 二]\n  - 'a/b': 2024-01-02\n").unwrap();
        assert_eq!(tree.value.to_string(), r#"{"甲":1,"乙":[{"丙":["一","二"]},{"a/b":"2024-01-02"}]}"#);
        assert_eq!(tree.location("/乙/0/丙/1"), Location { line: 3, column: 12 });
        assert_eq!(tree.location("/乙/1/a~1b"), Location { line: 4, column: 5 });
        assert_eq!(tree.location("/乙/7/x"), Location { line: 2, column: 1 });
    }

    #[test]
    fn bad_yaml_has_a_place() {
        let table = [
            ("a: [1, 2\nb: 3", 2, 2, "YAML 无法解析：冒号的位置不对"),
            ("a: [1, 2\n", 1, 4, "YAML 无法解析：括号没有成对"),
            ("a: b: c", 1, 5, "YAML 无法解析：这里不能再写「键: 值」"),
            ("a: 'x", 1, 4, "YAML 无法解析：引号没有成对"),
            ("a: *x", 1, 4, "YAML 无法解析：别名（*）没有对应的锚点"),
            ("a:\n\tb: 1\n", 2, 1, "用制表符（Tab）缩进"),
            ("a:\n  - b: 1\n\t  c: 2\n", 3, 1, "用制表符（Tab）缩进"),
            ("a: 1\nb: x\0y\n", 2, 5, "文件中有空字符（NUL），不是 YAML 文本"),
        ];
        for (text, line, column, message) in table {
            let error = Tree::read("x.yaml", text).unwrap_err();
            assert!(error.message.zh.starts_with(message), "{text:?}: {error}");
            assert_eq!((error.line(), error.column()), (Some(line), Some(column)), "{text:?}: {error}");
        }
        Tree::read("x.yaml", "").unwrap();
    }

    #[test]
    fn keys_that_stand_twice_are_all_told() {
        let tree = Tree::read("x.yaml", "a: 1\n乙: { c: 1, c: 2 }\na: 2\n").unwrap();
        let reported: Vec<String> = tree.repeated.iter().map(ToString::to_string).collect();
        assert_eq!(reported, ["x.yaml:2:12: 「c」出现了两次", "x.yaml:3:1: 「a」出现了两次"]);
        assert_eq!(tree.value.to_string(), r#"{"a":1,"乙":{"c":1}}"#, "the first counts");
    }

    #[test]
    fn hostile_files_are_refused_at_once() {
        let bomb: String =
            (1..40).map(|level| format!("a{level}: &a{level} [*a{0}, *a{0}, *a{0}, *a{0}]\n", level - 1)).collect();
        let table: &[(&str, Vec<u8>, &str)] = &[
            ("aliases", format!("a0: &a0 x\n{bomb}").into(), "内容过多、嵌套过深，或别名展开后过大"),
            ("lists", "[".repeat(100_000).into(), "内容过多、嵌套过深，或别名展开后过大"),
            ("maps", "{a: ".repeat(100_000).into(), "内容过多、嵌套过深，或别名展开后过大"),
            ("blocks", "- ".repeat(100_000).into(), "内容过多、嵌套过深，或别名展开后过大"),
            ("marks", format!("a:\n  {}", "? ".repeat(100_000)).into(), "内容过多、嵌套过深，或别名展开后过大"),
            (
                "stairs",
                (0..1400).map(|level| format!("{}-\n", " ".repeat(level))).collect::<String>().into(),
                "内容过多、嵌套过深，或别名展开后过大",
            ),
            (
                "explicit",
                (0..1400).map(|level| format!("{}?\n", " ".repeat(level))).collect::<String>().into(),
                "内容过多、嵌套过深，或别名展开后过大",
            ),
            ("tabs", "-\t".repeat(100_000).into(), "内容过多、嵌套过深，或别名展开后过大"),
            ("flow on lines", "[\n".repeat(100_000).into(), "内容过多、嵌套过深，或别名展开后过大"),
            ("anchors", "&a ".repeat(100_000).into(), "YAML 无法解析"),
            ("tags", "!a ".repeat(100_000).into(), "YAML 无法解析"),
            ("a long key", "k".repeat(1 << 20).into(), ""),
            ("blanks", " ".repeat(1 << 20).into(), ""),
            ("line ends", "\r\n".repeat(1 << 19).into(), ""),
            ("quotes", "'".repeat(1 << 20).into(), ""),
            ("open quote", format!("a: \"{}", "x\n".repeat(1 << 18)).into(), "YAML 无法解析"),
            ("comments", "#\n".repeat(1 << 19).into(), ""),
            (
                "keys",
                (0..1000).map(|level| format!("{}a:\n", " ".repeat(level))).collect::<String>().into(),
                "内容过多、嵌套过深，或别名展开后过大",
            ),
            ("10 MB", "a: 1\n".repeat(2 << 20).into(), "文件过大：超过 1 MiB"),
            (
                "1 MB of keys",
                (0..90_000).map(|key| format!("k{key}: 1\n")).collect::<String>().into(),
                "内容过多、嵌套过深，或别名展开后过大",
            ),
            ("1 MB of one key", "a: 1\n".repeat(200_000).into(), "内容过多、嵌套过深，或别名展开后过大"),
            ("GB18030", b"id: x\ntitle: \xc1\xd9\xcf\xaa\xcf\xd8\n".to_vec(), "第 2 行起不是 UTF-8 编码，可能是 GBK/GB18030"),
            ("UTF-16", b"\xff\xfei\0d\0:\0".to_vec(), "文件是 UTF-16 编码（记事本里的「Unicode」）"),
            ("UTF-16 without a mark", b"i\0d\0:\0".to_vec(), "文件中有空字符（NUL），不是 YAML 文本"),
            ("recursion", b"&a [*a]".to_vec(), ""),
            ("merge", b"a: &a\n  <<: *a\n".to_vec(), ""),
            ("no text", b"\xff".to_vec(), "第 1 行起不是 UTF-8 编码，可能是 GBK/GB18030"),
            ("two documents", b"a: 1\n---\nb: 1\n".to_vec(), "文件里有不止一个 YAML 文档（---）"),
        ];
        for (name, bytes, message) in table {
            let outcome = Tree::decode("x.yaml", bytes);
            let reported = outcome.as_ref().map_or_else(|error| error.message.zh.to_string(), |_| String::new());
            assert!(reported.starts_with(message) && (!message.is_empty() || reported.len() < 200), "{name}: {reported}");
        }
    }
}
