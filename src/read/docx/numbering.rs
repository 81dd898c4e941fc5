//! Automatic numbers: 一、（一）1. as Word shows them and nobody typed them.

use std::collections::{HashMap, HashSet};

use crate::numerals;
use crate::read::cause::Cause;
use crate::read::xml::{Element, Token, Xml};

/// Levels of a list.
const LEVELS: usize = 9;

/// What the styles and lists of a document say of its paragraphs.
#[derive(Default)]
pub(super) struct Numbering {
    styles: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    default: Option<String>,
    lists: HashMap<u32, List>,
    patterns: HashMap<u32, Pattern>,
    counters: HashMap<u32, [Option<u32>; LEVELS]>,
    /// Lists whose own start was used up, by level.
    started: HashSet<(u32, usize)>,
}

/// A paragraph style.
#[derive(Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    number: NumPr,
    outline: Option<u8>,
}

/// The list and level of a paragraph or a style, as far as they are given.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct NumPr {
    pub list: Option<u32>,
    pub level: Option<usize>,
}

/// `w:num`: a list, which may begin anew what another one counts.
#[derive(Default)]
struct List {
    pattern: u32,
    starts: HashMap<usize, u32>,
    levels: HashMap<usize, Level>,
}

/// `w:abstractNum`: how the numbers of lists look.
#[derive(Default)]
struct Pattern {
    levels: HashMap<usize, Level>,
    /// The style whose list has the levels.
    style_link: Option<String>,
}

impl List {
    fn property(&mut self, element: &Element<'_>, at: usize) {
        match element.name.as_str() {
            "abstractNumId" => self.pattern = element.number().unwrap_or(0),
            "startOverride" => self.starts.extend(element.number().map(|start| (at, start))),
            _ => level_property(&mut self.levels, element, at),
        }
    }
}

impl Pattern {
    fn property(&mut self, element: &Element<'_>, at: usize) {
        match element.name.as_str() {
            "numStyleLink" => self.style_link = element.attribute("val"),
            _ => level_property(&mut self.levels, element, at),
        }
    }
}

/// What an element says of the level `at`, if it says something.
fn level_property(levels: &mut HashMap<usize, Level>, element: &Element<'_>, at: usize) {
    let value = element.attribute("val");
    match element.name.as_str() {
        "start" => levels.entry(at).or_default().start = element.number(),
        "numFmt" => levels.entry(at).or_default().format = value.unwrap_or_default(),
        "lvlText" => levels.entry(at).or_default().text = value.unwrap_or_default(),
        "pStyle" => levels.entry(at).or_default().style = value,
        "isLgl" => levels.entry(at).or_default().legal = element.is_on(),
        "lvlRestart" => levels.entry(at).or_default().restart = element.number(),
        "suff" => levels.entry(at).or_default().is_tight = value.as_deref() == Some("nothing"),
        _ => {}
    }
}

/// A level of a list.
#[derive(Clone, Debug, Default)]
struct Level {
    start: Option<u32>,
    format: String,
    /// 「（%1）」
    text: String,
    style: Option<String>,
    /// Whether all numbers are shown in digits.
    legal: bool,
    /// The level from 1 by which, or by one above which, it begins anew; 0 for none. All above it do, unless this is given.
    restart: Option<u32>,
    /// Whether nothing stands between the number and the text.
    is_tight: bool,
}

impl Numbering {
    /// Reads styles.xml and numbering.xml.
    pub(super) fn new(styles: Option<&str>, numbering: Option<&str>) -> Result<Self, Cause> {
        let mut this = Self::default();
        if let Some(text) = styles {
            this.read_styles(text)?;
        }
        if let Some(text) = numbering {
            this.read_lists(text)?;
        }
        Ok(this)
    }

    fn read_styles(&mut self, text: &str) -> Result<(), Cause> {
        let mut xml = Xml::new("docx", text);
        let (mut id, mut style) = (None, Style::default());
        while let Some((token, _)) = xml.next()? {
            let Token::Start(element) = token else { continue };
            let value = || element.attribute("val");
            match element.name.as_str() {
                "style" => {
                    self.styles.extend(id.take().map(|id| (id, std::mem::take(&mut style))));
                    id = element.attribute("styleId");
                    let is_default = matches!(element.attribute("default").as_deref(), Some("1" | "true" | "on"));
                    if is_default && element.attribute("type").as_deref() == Some("paragraph") {
                        self.default.clone_from(&id);
                    }
                }
                "name" => style.name = value().unwrap_or_default().to_ascii_lowercase(),
                "basedOn" => style.based_on = value(),
                "numId" => style.number.list = element.number(),
                "ilvl" => style.number.level = element.number().map(|level| level as usize),
                "outlineLvl" => style.outline = element.number().and_then(|level| u8::try_from(level).ok()),
                _ => {}
            }
        }
        self.styles.extend(id.map(|id| (id, style)));
        Ok(())
    }

    fn read_lists(&mut self, text: &str) -> Result<(), Cause> {
        let mut xml = Xml::new("docx", text);
        // the pattern or list that is open, and its level
        let (mut pattern, mut list, mut at) = (None, None, 0usize);
        while let Some((token, _)) = xml.next()? {
            let Token::Start(element) = token else { continue };
            let id = |name| element.attribute(name).and_then(|id| id.parse::<u32>().ok());
            let level = || element.attribute("ilvl").and_then(|level| level.parse().ok()).unwrap_or(0);
            match element.name.as_str() {
                "abstractNum" => (pattern, list) = (id("abstractNumId"), None),
                "num" => (pattern, list) = (None, id("numId")),
                "lvl" | "lvlOverride" => at = level(),
                _ => match (pattern, list) {
                    (Some(pattern), _) => self.patterns.entry(pattern).or_default().property(&element, at),
                    (None, Some(list)) => self.lists.entry(list).or_default().property(&element, at),
                    (None, None) => {}
                },
            }
        }
        Ok(())
    }

    /// The style and those that it is based on, the nearest first.
    fn chain<'s>(&'s self, style: Option<&str>) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let first = style.and_then(|style| self.styles.get_key_value(style));
        let next = |(_, style): &(&'s String, &'s Style)| self.styles.get_key_value(style.based_on.as_ref()?);
        std::iter::successors(first, next).take(LEVELS * 2).map(|(id, style)| (id.as_str(), style))
    }

    /// The heading level, from 1, that a style gives.
    pub(super) fn heading(&self, style: Option<&str>) -> Option<u8> {
        let level = self.chain(style).find_map(|(_, style)| {
            let named = || style.name.strip_prefix("heading ").and_then(|level| level.trim().parse::<u8>().ok());
            style.outline.or_else(|| named()?.checked_sub(1))
        })?;
        (level < LEVELS as u8).then_some(level + 1)
    }

    /// Whether a style is that of a line of the table of contents.
    pub(super) fn is_contents(&self, style: Option<&str>) -> bool {
        let is_entry = |name: &str| name.strip_prefix("toc ").is_some_and(|level| level.trim().parse::<u8>().is_ok());
        self.chain(style).next().is_some_and(|(_, style)| is_entry(&style.name) || style.name == "toc heading")
    }

    /// Counts a paragraph, and says what is shown before it: 「（三）」.
    pub(super) fn label(&mut self, style: Option<&str>, own: NumPr) -> Option<String> {
        let style = style.or(self.default.as_deref());
        let from_style = self.chain(style).find(|(_, style)| style.number.list.is_some());
        // a style that is based on it may have another level of its list
        let derived =
            self.chain(style).take_while(|(_, style)| style.number.list.is_none()).find_map(|(_, style)| style.number.level);
        let styled = from_style.map(|(id, style)| (id.to_owned(), style.number));
        let list = own.list.or(styled.as_ref().and_then(|(_, number)| number.list)).filter(|&list| list > 0)?;
        let pattern = self.lists.get(&list)?.pattern;
        let linked = self.patterns.get(&pattern).and_then(|pattern| pattern.style_link.clone());
        let linked = linked.and_then(|style| self.styles.get(&style)?.number.list);
        let look = linked.and_then(|list| self.lists.get(&list)).map_or(pattern, |list| list.pattern);
        let by_style = || {
            let levels = &self.patterns.get(&look)?.levels;
            let (id, number) = styled.as_ref()?;
            levels.iter().find(|(_, level)| level.style.as_ref() == Some(id)).map(|(&at, _)| at).or(number.level)
        };
        let at = own.level.or(derived).or_else(by_style).unwrap_or(0);
        (at < LEVELS).then_some(())?;
        let level = |at: usize| {
            let own = self.lists.get(&list).and_then(|list| list.levels.get(&at));
            own.filter(|level| !level.text.is_empty()).or_else(|| self.patterns.get(&look)?.levels.get(&at))
        };
        let level_here = level(at)?.clone();
        let levels: Vec<Level> = (0..=at).map(|at| level(at).cloned().unwrap_or_default()).collect();
        let restarts: Vec<usize> = (0..LEVELS)
            .map(|deeper| level(deeper).and_then(|level| level.restart).map_or(deeper, |restart| restart as usize))
            .collect();
        let own_start = self.lists.get(&list).and_then(|list| list.starts.get(&at)).copied();
        let anew = own_start.filter(|_| self.started.insert((list, at)));
        let counters = self.counters.entry(look).or_default();
        for (at, level) in levels.iter().enumerate().take(at) {
            counters[at].get_or_insert(level.start.unwrap_or(1));
        }
        let first = level_here.start.unwrap_or(1);
        counters[at] = Some(anew.unwrap_or_else(|| counters[at].map_or(first, |last| last.saturating_add(1))));
        for deeper in at + 1..LEVELS {
            if at < restarts[deeper] {
                counters[deeper] = None;
            }
        }
        let text = shown(&level_here, &levels, counters);
        (!text.is_empty()).then_some(text)
    }
}

/// The number with what stands around it.
fn shown(here: &Level, levels: &[Level], counters: &[Option<u32>; LEVELS]) -> String {
    if matches!(here.format.as_str(), "bullet" | "none") {
        return String::new();
    }
    let mut text = String::new();
    let mut chars = here.text.chars().peekable();
    while let Some(c) = chars.next() {
        let place = chars.peek().and_then(|c| c.to_digit(10)).and_then(|digit| (digit as usize).checked_sub(1));
        match place.filter(|_| c == '%') {
            Some(at) => {
                chars.next();
                let format = levels.get(at).map_or("decimal", |level| level.format.as_str());
                let format = if here.legal { "decimal" } else { format };
                text.push_str(&written(counters.get(at).copied().flatten().unwrap_or(1), format));
            }
            None => text.push(c),
        }
    }
    let text = text.trim();
    // Word sets a tab or a blank after a number; after 一、 and （一） authors type none
    let gap = if !here.is_tight && text.ends_with(char::is_alphanumeric) { " " } else { "" };
    format!("{text}{gap}")
}

/// A number in one of the formats of ST_NumberFormat.
pub(in crate::read) fn written(value: u32, format: &str) -> String {
    let from = |list: &str| list.chars().nth((value as usize).wrapping_sub(1)).map(String::from);
    let arabic = || value.to_string();
    let han = || numerals::write(value);
    let wide = || arabic().chars().filter_map(|c| char::from_u32(u32::from(c) - u32::from('0') + u32::from('０'))).collect();
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "japaneseCounting" => han(),
        "ideographDigital" | "taiwaneseDigital" | "japaneseDigitalTenThousand" => {
            replaced(&arabic(), "0123456789", "〇一二三四五六七八九")
        }
        "chineseLegalSimplified" => replaced(&han(), HAN, "壹贰叁肆伍陆柒捌玖拾佰仟"),
        "ideographLegalTraditional" | "japaneseLegal" => replaced(&han(), HAN, "壹貳參肆伍陸柒捌玖拾佰仟"),
        "ideographTraditional" => from("甲乙丙丁戊己庚辛壬癸").unwrap_or_else(arabic),
        "ideographZodiac" => from("子丑寅卯辰巳午未申酉戌亥").unwrap_or_else(arabic),
        "decimalFullWidth" | "decimalFullWidth2" => wide(),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => {
            from("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿").unwrap_or_else(arabic)
        }
        "decimalEnclosedParen" => from("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇").unwrap_or_else(arabic),
        "decimalEnclosedFullstop" => from("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛").unwrap_or_else(arabic),
        "ideographEnclosedCircle" => from("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉").unwrap_or_else(arabic),
        "numberInDash" => format!("- {value} -"),
        "decimalZero" => format!("{value:02}"),
        "upperLetter" => letters(value, b'A'),
        "lowerLetter" => letters(value, b'a'),
        "upperRoman" => roman(value),
        "lowerRoman" => roman(value).to_ascii_lowercase(),
        _ => arabic(),
    }
}

/// The Han numerals, which others stand for.
const HAN: &str = "一二三四五六七八九十百千";

/// The text with other characters in place of those.
fn replaced(text: &str, those: &str, others: &str) -> String {
    let other = |c: char| those.chars().zip(others.chars()).find(|(known, _)| *known == c).map_or(c, |(_, other)| other);
    text.chars().map(other).collect()
}

/// A, B … Z, AA, BB …
fn letters(value: u32, first: u8) -> String {
    let index = value.saturating_sub(1);
    char::from(first + (index % 26) as u8).to_string().repeat((index / 26 + 1).min(8) as usize)
}

fn roman(value: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = value.min(3999);
    let mut text = String::new();
    for (worth, sign) in SIGNS {
        while rest >= worth {
            text.push_str(sign);
            rest -= worth;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLES: &str = r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
        <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="2"><w:name w:val="小标题"/><w:basedOn w:val="1"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="3"><w:name w:val="TOC 2"/></w:style></w:styles>"#;
    const LISTS: &str = r#"<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
        <w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
        <w:lvl w:ilvl="2"><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
        <w:lvl w:ilvl="3"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%4"/><w:isLgl/></w:lvl></w:abstractNum>
        <w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl></w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
        <w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="2"><w:startOverride w:val="5"/></w:lvlOverride></w:num></w:numbering>"#;

    #[test]
    fn numbers_are_those_that_word_shows() {
        let mut numbering = Numbering::new(Some(STYLES), Some(LISTS)).expect("sound");
        let own = |list, level| NumPr { list: Some(list), level: Some(level) };
        let none = NumPr::default();
        let steps = [
            (Some("1"), none, "一、"),
            (Some("2"), none, "（一）"),
            (Some("2"), none, "（二）"),
            (None, own(1, 2), "1."),
            (None, own(1, 2), "2."),
            (None, own(3, 2), "5."),
            (None, own(3, 2), "6."),
            (Some("1"), none, "二、"),
            (Some("2"), none, "（一）"),
            (None, own(1, 3), "2.1 "),
            (None, own(2, 0), ""),
            (Some("1"), own(0, 0), ""),
            (None, none, ""),
            (Some("1"), none, "三、"),
        ];
        for (style, own, expected) in steps {
            assert_eq!(numbering.label(style, own).unwrap_or_default(), expected, "{style:?} {own:?}");
        }
        assert_eq!([Some("1"), Some("2"), Some("3"), None].map(|style| numbering.heading(style)), [Some(1), Some(2), None, None]);
        assert!(numbering.is_contents(Some("3")) && !numbering.is_contents(Some("1")));
    }

    #[test]
    fn levels_begin_anew_where_the_list_says() {
        let level = |at: u32, more: &str| format!(r#"<w:lvl w:ilvl="{at}"><w:numFmt w:val="decimal"/>{more}</w:lvl>"#);
        let text = |text: &str| format!(r#"<w:lvlText w:val="{text}"/>"#);
        let lists = format!(
            r#"<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="1">{}{}{}{}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>"#,
            level(0, &text("第%1章")),
            level(1, &(text("%1.%2") + r#"<w:suff w:val="nothing"/>"#)),
            level(2, &(text("%1.%2.%3") + r#"<w:lvlRestart w:val="1"/>"#)),
            level(3, &(text("%4)") + r#"<w:lvlRestart w:val="0"/>"#)),
        );
        let mut numbering = Numbering::new(None, Some(&lists)).expect("sound");
        let steps = [
            (0, "第1章 "),
            (1, "1.1"),
            (2, "1.1.1 "),
            (3, "1)"),
            (1, "1.2"),
            // only a chapter begins this level anew, and nothing the next
            (2, "1.2.2 "),
            (3, "2)"),
            (0, "第2章 "),
            (2, "2.1.1 "),
            (3, "3)"),
        ];
        for (at, expected) in steps {
            assert_eq!(numbering.label(None, NumPr { list: Some(1), level: Some(at) }).unwrap_or_default(), expected);
        }
    }

    #[test]
    fn formats() {
        let table = [
            (11, "chineseCounting", "十一"),
            (2, "chineseLegalSimplified", "贰"),
            (21, "chineseLegalSimplified", "贰拾壹"),
            (12, "ideographLegalTraditional", "拾貳"),
            (12, "ideographDigital", "一二"),
            (20, "taiwaneseDigital", "二〇"),
            (33, "decimalEnclosedCircleChinese", "㉝"),
            (4, "numberInDash", "- 4 -"),
            (3, "ideographTraditional", "丙"),
            (10, "decimalEnclosedCircle", "⑩"),
            (12, "decimalFullWidth", "１２"),
            (28, "upperLetter", "BB"),
            (14, "lowerRoman", "xiv"),
            (7, "decimal", "7"),
        ];
        for (value, format, expected) in table {
            assert_eq!(written(value, format), expected);
        }
    }
}
