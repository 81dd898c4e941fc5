//! XML as a row of tokens: names without the prefix of WordprocessingML, no entities but the five, no document type.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use crate::read::cause::Cause;
use crate::source::Span;
use crate::text::Text;

/// A piece of XML. An empty element is a start and an end.
pub(super) enum Token<'a> {
    Start(Element<'a>),
    End,
    Text(Cow<'a, str>),
}

/// A start tag.
pub(super) struct Element<'a> {
    /// Without its prefix where that is the one of WordprocessingML, or where there is none.
    pub name: String,
    tag: BytesStart<'a>,
}

impl Element<'_> {
    /// The value of the attribute of that name, whatever its prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes: Attributes<'_> = self.tag.attributes();
        let found = attributes.with_checks(false).flatten().find(|found| found.key.local_name().into_inner() == name)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
    }

    /// The attribute `val` as a number.
    pub(super) fn number(&self) -> Option<u32> {
        self.attribute("val")?.trim().parse().ok()
    }

    /// Whether a property that may be switched off is on: `<w:vanish/>`, but not `<w:vanish w:val="0"/>`.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.attribute("val").as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

/// The tokens of a part.
pub(super) struct Xml<'a> {
    format: &'static str,
    reader: Reader<&'a [u8]>,
    /// The prefix of WordprocessingML, with its colon.
    prefix: Option<String>,
}

impl<'a> Xml<'a> {
    pub(super) fn new(format: &'static str, text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { format, reader, prefix: None }
    }

    /// The next token and its bytes.
    pub(super) fn next(&mut self) -> Result<Option<(Token<'a>, Span)>, Cause> {
        loop {
            let start = self.position();
            let event = self.reader.read_event().map_err(|_| self.spoilt())?;
            let span = Span::new(start.min(self.position()), self.position());
            let token = match event {
                Event::Start(tag) | Event::Empty(tag) => Token::Start(self.element(tag)),
                Event::End(_) => Token::End,
                Event::Text(text) => Token::Text(text.xml10_content()),
                Event::CData(text) => Token::Text(text.xml10_content()),
                Event::GeneralRef(name) => Token::Text(Cow::Owned(self.reference(&name)?)),
                // Word writes none, and the entities that one declares may grow without end
                Event::DocType(_) => return Err(Cause::damaged(self.format, text!("XML 有 DTD", "its XML has a DTD"))),
                Event::Eof => return Ok(None),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            };
            return Ok(Some((token, span)));
        }
    }

    fn position(&self) -> usize {
        self.reader.buffer_position() as usize
    }

    fn element(&mut self, tag: BytesStart<'a>) -> Element<'a> {
        if self.prefix.is_none() {
            self.prefix = Some(prefix(&tag));
        }
        let prefix = self.prefix.as_deref().unwrap_or_default();
        let name = tag.name().into_inner();
        let name = if prefix.is_empty() { name } else { name.strip_prefix(prefix).unwrap_or(name) };
        Element { name: name.to_owned(), tag }
    }

    /// What `&lt;` and `&#20113;` stand for; there are no other entities.
    fn reference(&self, name: &quick_xml::events::BytesRef<'_>) -> Result<String, Cause> {
        if let Ok(Some(c)) = name.resolve_char_ref() {
            return Ok(c.to_string());
        }
        let text = match name.xml10_content().as_ref() {
            "lt" => "<",
            "gt" => ">",
            "amp" => "&",
            "apos" => "'",
            "quot" => "\"",
            _ => return Err(self.spoilt()),
        };
        Ok(text.to_owned())
    }

    fn spoilt(&self) -> Cause {
        let at = self.reader.error_position();
        let what = Text::both(format!("XML 第 {at} 个字节有误"), format!("its XML is wrong at byte {at}"));
        Cause::Damaged { format: self.format, what }
    }
}

/// What stands in elements that `name` knows, each with the name that it has there; what is blank is left out.
pub(super) fn texts(
    format: &'static str,
    text: &str,
    name: impl Fn(&str) -> Option<&'static str>,
) -> Result<Vec<(&'static str, String)>, Cause> {
    let mut xml = Xml::new(format, text);
    let (mut open, mut found) = (None, Vec::new());
    while let Some((token, _)) = xml.next()? {
        match token {
            Token::Start(element) => open = name(&element.name),
            Token::Text(text) => {
                found.extend(open.take().filter(|_| !text.trim().is_empty()).map(|name| (name, text.trim().to_owned())))
            }
            Token::End => open = None,
        }
    }
    Ok(found)
}

/// The prefix that the root element binds to WordprocessingML, with its colon: `w:`.
fn prefix(root: &BytesStart<'_>) -> String {
    let mut attributes = root.attributes();
    let bound = attributes.with_checks(false).flatten().find(|attribute| {
        let uri = attribute.value.as_ref();
        uri.ends_with("/wordprocessingml/2006/main") || uri.ends_with("/ooxml/wordprocessingml/main")
    });
    match bound.as_ref().map(|attribute| attribute.key.into_inner()) {
        Some("xmlns") => String::new(),
        Some(name) => format!("{}:", name.trim_start_matches("xmlns:")),
        None => "w:".to_owned(),
    }
}
