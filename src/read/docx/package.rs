//! The container of a Word document: which of its parts holds the text, and what each part refers to.

use crate::read::cause::{Binary, Cause};
use crate::read::xml::{Token, Xml};
use crate::read::zipped::Zipped;

/// An open container.
pub(in crate::read) struct Package<'a> {
    zipped: Zipped<'a>,
}

impl<'a> Package<'a> {
    /// Opens the container and makes sure that it is a Word document; `name` tells what it was meant to be.
    pub(crate) fn open(name: &str, bytes: &'a [u8]) -> Result<Self, Cause> {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        let format = if matches!(ending.as_str(), "docx" | "docm" | "dotx") { "docx" } else { "zip" };
        let mut package = Self { zipped: Zipped::open(format, bytes)? };
        let main = package.main();
        match main.as_deref() {
            Some(main) if main.starts_with("xl/") => Err(Cause::Binary(Binary::Spreadsheet)),
            Some(main) if main.starts_with("ppt/") => Err(Cause::Binary(Binary::Presentation)),
            Some(_) => Ok(package),
            None if package.zipped.has("OFD.xml") => Err(Cause::Binary(Binary::Ofd)),
            None if package.zipped.has("content.xml") && package.zipped.has("META-INF/manifest.xml") => {
                Err(Cause::Binary(Binary::OpenDocument))
            }
            None if format == "docx" => Err(Cause::damaged("docx", text!("没有正文", "it has no text part"))),
            None => Err(Cause::Binary(Binary::Zip)),
        }
    }

    /// The part that holds the text.
    pub(crate) fn main(&mut self) -> Option<String> {
        let named = self.related("").ok()?.into_iter().find(|(kind, _)| kind == "officeDocument").map(|(_, target)| target);
        named.or(Some("word/document.xml".to_owned())).filter(|part| self.zipped.has(part))
    }

    /// What the part `of` refers to (the package, if it is empty): kinds and parts.
    pub(crate) fn related(&mut self, of: &str) -> Result<Vec<(String, String)>, Cause> {
        let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
        let base = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let Some(text) = self.part(&format!("{base}_rels/{file}.rels"))? else { return Ok(Vec::new()) };
        let (mut xml, mut related) = (Xml::new("docx", &text), Vec::new());
        while let Some((token, _)) = xml.next()? {
            if let Token::Start(element) = token
                && element.name == "Relationship"
                && let (Some(kind), Some(target)) = (element.attribute("Type"), element.attribute("Target"))
            {
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let target = target.strip_prefix('/').map_or_else(|| format!("{base}{target}"), str::to_owned);
                related.push((kind, target));
            }
        }
        Ok(related)
    }

    /// The text of a part, if there is one of that name.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<String>, Cause> {
        self.zipped.text(name)
    }
}
