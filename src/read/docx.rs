//! Word documents (.docx): the text that a reader sees when every change is accepted, with the run that each word stands in.

mod body;
mod numbering;
mod package;
mod symbols;

use super::cause::Cause;
use super::draft::Draft;
use super::xml::texts;
use crate::source::{Part, Source};
use body::Notes;
use numbering::Numbering;

pub(super) use numbering::written;
pub(super) use package::Package;

/// Reads a document.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Source, Cause> {
    let mut package = Package::open(name, bytes)?;
    let main = package.main().unwrap_or_default();
    let related = package.related(&main)?;
    let mut part = |kind: &str| match related.iter().find(|(known, _)| known == kind) {
        Some((_, part)) => package.part(part),
        None => Ok(None),
    };
    let (styles, lists) = (part("styles")?, part("numbering")?);
    let mut numbering = Numbering::new(styles.as_deref(), lists.as_deref())?;
    let mut notes = [Notes::new(), Notes::new()];
    for (index, (kind, of)) in [("footnotes", Part::Footnotes), ("endnotes", Part::Endnotes)].into_iter().enumerate() {
        if let Some(xml) = part(kind)? {
            notes[index] = body::read(&xml, of, &mut numbering, Default::default())?.notes;
        }
    }
    let text = package.part(&main)?.unwrap_or_default();
    let content = body::read(&text, Part::Body, &mut numbering, notes)?;
    let mut draft = Draft::default();
    for line in &content.lines {
        draft.line(line);
    }
    if let Some(core) = package.part("docProps/core.xml")? {
        draft.properties(texts("docx", &core, property)?);
    }
    Ok(draft.finish(name))
}

/// The properties of a document that matter, by their elements.
const PROPERTIES: [&str; 3] = ["title", "created", "modified"];

/// The property that an element of docProps/core.xml holds, whatever its prefix.
fn property(element: &str) -> Option<&'static str> {
    let name = element.rsplit(':').next().unwrap_or_default();
    PROPERTIES.into_iter().find(|known| *known == name)
}

#[cfg(test)]
mod tests;
