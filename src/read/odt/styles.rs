//! What styles say: which words are hidden, struck out or raised, which paragraphs are headings, and how lists count.

use std::collections::HashMap;

use crate::read::cause::Cause;
use crate::read::docx::written;
use crate::read::xml::{Element, Token, Xml};

/// What the file is called where it is spoilt.
pub(in crate::read) const FORMAT: &str = "odt";

/// Levels of a list.
pub(super) const LEVELS: usize = 10;

/// Styles that are based on one another: below this the file is not one that anyone wrote.
const CHAIN: usize = 24;

/// What a style of words or of a paragraph says, as far as it says it.
#[derive(Clone, Debug, Default)]
struct Style {
    parent: Option<String>,
    hidden: Option<bool>,
    struck: Option<bool>,
    raised: Option<bool>,
    /// The list that its paragraphs stand in; an empty name for none.
    list: Option<String>,
}

/// How a level of a list counts.
#[derive(Clone, Debug, Default)]
pub(super) struct Level {
    format: String,
    prefix: String,
    suffix: String,
    /// Levels that are shown, the last ones.
    shown: usize,
    start: u32,
}

/// How words look.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    pub hidden: bool,
    pub struck: bool,
    pub raised: bool,
}

/// All styles of a text.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<(String, String), Style>,
    lists: HashMap<String, HashMap<usize, Level>>,
    counters: HashMap<String, [Option<u32>; LEVELS]>,
}

/// The list of headings that no list names.
pub(super) const OUTLINE: &str = "\0outline";

impl Styles {
    /// Reads the styles of these parts; what a later one says of a name counts.
    pub(super) fn new<'a>(parts: impl IntoIterator<Item = Option<&'a str>>) -> Result<Self, Cause> {
        let mut styles = Self::default();
        for part in parts.into_iter().flatten() {
            styles.read(part)?;
        }
        Ok(styles)
    }

    fn read(&mut self, part: &str) -> Result<(), Cause> {
        let mut xml = Xml::new(FORMAT, part);
        let (mut style, mut list) = (None, None);
        while let Some((token, _)) = xml.next()? {
            let Token::Start(element) = token else { continue };
            match element.name.as_str() {
                "office:body" => break,
                "style:style" => {
                    let key = (attribute(&element, "family"), attribute(&element, "name"));
                    let of = Style {
                        parent: element.attribute("parent-style-name"),
                        list: element.attribute("list-style-name"),
                        ..Style::default()
                    };
                    self.styles.insert(key.clone(), of);
                    style = Some(key);
                }
                "style:text-properties" => {
                    if let Some(style) = style.as_ref().and_then(|key| self.styles.get_mut(key)) {
                        style.words(&element);
                    }
                }
                "text:list-style" => list = element.attribute("name"),
                "text:outline-style" => list = Some(OUTLINE.to_owned()),
                "text:list-level-style-number" | "text:list-level-style-bullet" | "text:outline-level-style" => {
                    if let (Some(list), Some(level)) = (&list, number(&element, "level")) {
                        self.lists.entry(list.clone()).or_default().insert(level, Level::new(&element));
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// A style and those that it is based on.
    fn chain<'s>(&'s self, family: &'s str, name: &str) -> impl Iterator<Item = &'s Style> {
        let get = move |name: &str| self.styles.get(&(family.to_owned(), name.to_owned()));
        std::iter::successors(get(name), move |style| get(style.parent.as_ref()?)).take(CHAIN)
    }

    /// How words of a style look: those of `text`, or where it does not say, of the paragraph.
    pub(super) fn look(&self, text: &[String], paragraph: &str) -> Look {
        let mut chain: Vec<&Style> = text.iter().rev().flat_map(|name| self.chain("text", name)).collect();
        chain.extend(self.chain("paragraph", paragraph));
        let find = |of: fn(&Style) -> Option<bool>| chain.iter().find_map(|style| of(style)).unwrap_or(false);
        Look { hidden: find(|style| style.hidden), struck: find(|style| style.struck), raised: find(|style| style.raised) }
    }

    /// The list that the paragraphs of a style stand in.
    pub(super) fn list_of(&self, paragraph: &str) -> Option<String> {
        self.chain("paragraph", paragraph).find_map(|style| style.list.clone()).filter(|list| !list.is_empty())
    }

    /// Begins a list anew.
    pub(super) fn restart(&mut self, list: &str) {
        self.counters.remove(list);
    }

    /// Counts an item at a level from 1, from `value` if it is given, and says what is shown before it.
    pub(super) fn label(&mut self, list: &str, level: usize, value: Option<u32>) -> String {
        let Some(levels) = self.lists.get(list) else { return String::new() };
        let at = level.clamp(1, LEVELS) - 1;
        let counters = self.counters.entry(list.to_owned()).or_default();
        let start = |at: usize| levels.get(&(at + 1)).map_or(1, |level| level.start);
        for (outer, counter) in counters.iter_mut().enumerate().take(at) {
            counter.get_or_insert(start(outer));
        }
        counters[at] = Some(value.unwrap_or_else(|| counters[at].map_or(start(at), |last| last.saturating_add(1))));
        counters[at + 1..].fill(None);
        levels.get(&(at + 1)).map_or_else(String::new, |level| level.shown(levels, counters, at))
    }
}

impl Style {
    fn words(&mut self, element: &Element<'_>) {
        if let Some(display) = element.attribute("display") {
            self.hidden = Some(display == "none");
        }
        if let Some(line) = element.attribute("text-line-through-style").or_else(|| element.attribute("text-line-through-type")) {
            self.struck = Some(line != "none");
        }
        if let Some(position) = element.attribute("text-position") {
            let up = position.split_whitespace().next().unwrap_or_default();
            self.raised = Some(up == "super" || up.trim_end_matches('%').parse::<f32>().is_ok_and(|share| share > 0.0));
        }
    }
}

impl Level {
    fn new(element: &Element<'_>) -> Self {
        let is_bullet = element.name == "text:list-level-style-bullet";
        let mut level = Self {
            format: if is_bullet { String::new() } else { attribute(element, "num-format") },
            prefix: attribute(element, "num-prefix"),
            suffix: attribute(element, "num-suffix"),
            shown: number(element, "display-levels").unwrap_or(1),
            start: number(element, "start-value").and_then(|start| u32::try_from(start).ok()).unwrap_or(1),
        };
        // newer files have the whole form: 「第%1%条」
        if let Some((prefix, rest)) = element.attribute("num-list-format").as_deref().and_then(|form| form.split_once('%')) {
            level.prefix = prefix.to_owned();
            level.suffix = rest.rsplit_once('%').map_or(String::new(), |(_, suffix)| suffix.to_owned());
        }
        level
    }

    /// The number with what stands around it.
    fn shown(&self, levels: &HashMap<usize, Level>, counters: &[Option<u32>; LEVELS], at: usize) -> String {
        if self.format.is_empty() {
            return String::new();
        }
        let first = (at + 1).saturating_sub(self.shown.max(1));
        let numbers = (first..=at).filter_map(|at| {
            let format = levels.get(&(at + 1)).map_or("1", |level| level.format.as_str());
            (!format.is_empty()).then(|| written(counters[at].unwrap_or(1), named(format)))
        });
        let text = format!("{}{}{}", self.prefix, numbers.collect::<Vec<_>>().join("."), self.suffix);
        let text = text.trim();
        // as in Word, authors type no blank after 一、
        let gap = if text.ends_with(char::is_alphanumeric) { " " } else { "" };
        format!("{text}{gap}")
    }
}

/// The format by the name that Word has for it.
fn named(format: &str) -> &'static str {
    match format {
        "a" => "lowerLetter",
        "A" => "upperLetter",
        "i" => "lowerRoman",
        "I" => "upperRoman",
        _ if format.starts_with('一') => "chineseCountingThousand",
        _ if format.starts_with('壹') => "chineseLegalSimplified",
        _ if format.starts_with('甲') => "ideographTraditional",
        _ if format.starts_with('子') => "ideographZodiac",
        _ if format.starts_with('１') => "decimalFullWidth",
        _ if format.starts_with('①') => "decimalEnclosedCircle",
        _ => "decimal",
    }
}

pub(super) fn attribute(element: &Element<'_>, name: &str) -> String {
    element.attribute(name).unwrap_or_default()
}

pub(super) fn number(element: &Element<'_>, name: &str) -> Option<usize> {
    element.attribute(name)?.trim().parse().ok()
}
