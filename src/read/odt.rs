//! OpenDocument texts (.odt): the text as it reads with all changes accepted, automatic numbers included.

mod body;
mod styles;

use super::cause::Cause;
use super::draft::Draft;
use super::xml::texts;
use super::zipped::Zipped;
use crate::source::Source;
pub(super) use styles::FORMAT;
use styles::Styles;

/// Whether a container is such a text, by the type that it begins with or by its parts.
pub(super) fn is_text(zipped: &mut Zipped<'_>) -> bool {
    let kind = zipped.bytes("mimetype").ok().flatten().unwrap_or_default();
    kind.starts_with(b"application/vnd.oasis.opendocument.text") && zipped.has("content.xml")
}

/// Reads a text.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Source, Cause> {
    let mut zipped = Zipped::open(FORMAT, bytes)?;
    if zipped.text("META-INF/manifest.xml")?.is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(Cause::Encrypted(FORMAT));
    }
    let content = zipped.text("content.xml")?.ok_or_else(|| Cause::damaged(FORMAT, text!("没有正文", "it has no text part")))?;
    let styles = zipped.text("styles.xml")?;
    let styles = Styles::new([styles.as_deref(), Some(&content)])?;
    let mut draft = Draft::default();
    for line in body::read(&content, styles)? {
        draft.line(&line);
    }
    if let Some(meta) = zipped.text("meta.xml")? {
        draft.properties(texts(FORMAT, &meta, property)?);
    }
    Ok(draft.finish(name))
}

/// What the file says of itself, by its elements and by our names.
const PROPERTIES: [(&str, &str); 3] = [("dc:title", "title"), ("meta:creation-date", "created"), ("dc:date", "modified")];

/// The property that an element of meta.xml holds.
fn property(element: &str) -> Option<&'static str> {
    PROPERTIES.into_iter().find(|(known, _)| *known == element).map(|(_, name)| name)
}

#[cfg(test)]
mod tests;
