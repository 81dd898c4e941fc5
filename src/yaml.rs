//! YAML text → JSON value, with the line and column of every key and value. JSON is YAML too. The only file that knows the
//! YAML parser.

use std::collections::HashMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use serde_yaml::Spanned;

use crate::finding::Text;
use crate::problem::Problem;
use crate::source::Location;

/// A YAML document as JSON, with the places of its parts.
#[derive(Clone, Debug)]
pub struct Tree {
    /// The name of the file.
    pub file: String,
    /// The document as JSON.
    pub value: Value,
    /// Where each key stands, by the JSON pointer of what it leads to; an item of a list stands where it begins.
    places: HashMap<String, Location>,
}

impl Tree {
    /// Reads `text`. Duplicate keys and more than one document are errors.
    pub fn read(file: &str, text: &str) -> Result<Self, Problem> {
        let mut limits = serde_yaml::options::AliasLimits::default();
        // Our files are short; a file that grows when its aliases are written out is meant to exhaust memory.
        limits.max_total_replayed_events = 10_000;
        let options = serde_yaml::options! { with_snippet: false, alias_limits: limits };
        match serde_yaml::from_str_with_options::<Spanned<Node>>(text, options) {
            Ok(root) => {
                let mut places = HashMap::new();
                let value = root.value.into_json(String::new(), &mut places);
                Ok(Self { file: file.into(), value, places })
            }
            Err(error) => Err(syntax_error(file, &error)),
        }
    }

    /// A problem with the part at `pointer` (a JSON pointer), or with the nearest part around it.
    pub fn problem(&self, pointer: &str, message: Text, hint: Option<Text>) -> Problem {
        Problem { file: self.file.clone(), location: Some(self.location(pointer)), message, hint: hint.map(Box::new) }
    }

    /// Where the part at `pointer` stands, or the nearest part around it.
    pub fn location(&self, pointer: &str) -> Location {
        let mut pointer = pointer;
        loop {
            if let Some(&place) = self.places.get(pointer) {
                return place;
            }
            match pointer.rfind('/') {
                Some(at) => pointer = &pointer[..at],
                None => return Location { line: 1, column: 1 },
            }
        }
    }
}

/// What YAML itself does not allow. The parser's words are English; its place is what helps.
fn syntax_error(file: &str, error: &serde_yaml::Error) -> Problem {
    let location = error.location().and_then(place);
    let words = error.without_snippet().to_string();
    let first = words.lines().next().unwrap_or_default();
    let message = Text::both(format!("YAML 无法解析：{first}"), format!("this is not valid YAML: {first}"));
    let hint =
        Text::new("缩进须用空格；含有冒号或方括号的文字须加引号", "indent with spaces; quote text that has a colon or a bracket");
    Problem { file: file.into(), location, message, hint: Some(Box::new(hint)) }
}

fn place(location: serde_yaml::Location) -> Option<Location> {
    let line = u32::try_from(location.line()).ok().filter(|&line| line > 0)?;
    Some(Location { line, column: u32::try_from(location.column()).ok()?.max(1) })
}

/// Any YAML value, with the places of keys and items.
enum Node {
    Scalar(Value),
    List(Vec<Spanned<Node>>),
    Map(Vec<(Spanned<String>, Spanned<Node>)>),
}

impl Node {
    fn into_json(self, pointer: String, places: &mut HashMap<String, Location>) -> Value {
        match self {
            Node::Scalar(value) => value,
            Node::List(items) => {
                let items = items.into_iter().enumerate().map(|(index, item)| {
                    let pointer = format!("{pointer}/{index}");
                    places.extend(place(item.referenced).map(|place| (pointer.clone(), place)));
                    item.value.into_json(pointer, places)
                });
                Value::Array(items.collect())
            }
            Node::Map(entries) => {
                let entries = entries.into_iter().map(|(key, value)| {
                    let pointer = format!("{pointer}/{}", escape(&key.value));
                    places.extend(place(key.referenced).map(|place| (pointer.clone(), place)));
                    (key.value, value.value.into_json(pointer, places))
                });
                Value::Object(entries.collect::<Map<_, _>>())
            }
        }
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
        for text in ["a: [1, 2\nb: 3", "a: 1\na: 2", "a: b: c", "a: 'x"] {
            let error = Tree::read("x.yaml", text).unwrap_err();
            assert!(error.location.is_some(), "{text}: {error}");
        }
        Tree::read("x.yaml", "").unwrap();
    }
}
