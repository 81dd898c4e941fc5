//! OFD (GB/T 33190): the page layout of Chinese offices. Its pages are read as those of a PDF are, by the places of their characters.
//!
//! The numbers in comments are those of the standard's chapters.

mod page;

use super::cause::Cause;
use super::pdf;
use super::xml::{Token, Xml};
use super::zipped::Zipped;
use crate::source::Source;
use page::{FORMAT, local};

/// Reads the documents of a package, one after the other.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Source, Cause> {
    let mut package = Zipped::open(FORMAT, bytes)?;
    if package.has("Encryptions.xml") {
        return Err(Cause::Encrypted(FORMAT));
    }
    let (mut pages, mut title) = (Vec::new(), None);
    let main = package.text("OFD.xml")?.ok_or_else(no_text)?;
    for document in values(&main, &["DocRoot", "Title"])? {
        match document {
            ("DocRoot", root) => pages.extend(document_pages(&mut package, &inside("", &root))?),
            (_, words) => title = title.or(Some(words)),
        }
        if pages.len() > pdf::MAX_PAGES {
            return Err(Cause::damaged(FORMAT, text!("页数过多", "it has too many pages")));
        }
    }
    if pages.is_empty() {
        return Err(no_text());
    }
    let mut draft = pdf::written(pages)?;
    if let Some(title) = title.filter(|title| !title.trim().is_empty()) {
        draft.property("title", title.trim());
    }
    Ok(draft.finish(name))
}

/// The pages of a document (7.5), each over its template.
fn document_pages(package: &mut Zipped<'_>, root: &str) -> Result<Vec<pdf::glyphs::Page>, Cause> {
    let Some(text) = package.text(root)? else { return Err(no_text()) };
    let (mut templates, mut places, mut height) = (Vec::new(), Vec::new(), None);
    let mut xml = Xml::new(FORMAT, &text);
    let mut is_box = false;
    while let Some((token, _)) = xml.next()? {
        match token {
            Token::Start(element) => {
                let at = || element.attribute("BaseLoc").map(|at| inside(root, &at));
                match local(&element.name) {
                    "TemplatePage" => templates.extend(element.attribute("ID").zip(at())),
                    "Page" => places.extend(at()),
                    _ => {}
                }
                is_box = local(&element.name) == "PhysicalBox";
            }
            Token::Text(text) if is_box => height = page::numbers(&text).get(3).copied(),
            Token::Text(_) => {}
            Token::End => is_box = false,
        }
    }
    let mut pages = Vec::new();
    for place in places.into_iter().take(pdf::MAX_PAGES + 1) {
        let Some(text) = package.text(&place)? else { return Err(no_text()) };
        let mut page = page::Reader::new(height.unwrap_or(297.0));
        for template in page.begin(&text)? {
            let of_template = templates.iter().find(|(id, _)| *id == template).map(|(_, place)| place.clone());
            if let Some(text) = of_template.map(|place| package.text(&place)).transpose()?.flatten() {
                page.draw(&text)?;
            }
        }
        page.draw(&text)?;
        pages.push(page.finish());
    }
    Ok(pages)
}

/// The texts of the elements of those names, in order.
fn values(text: &str, names: &[&'static str]) -> Result<Vec<(&'static str, String)>, Cause> {
    let (mut xml, mut found, mut open) = (Xml::new(FORMAT, text), Vec::new(), None);
    while let Some((token, _)) = xml.next()? {
        match token {
            Token::Start(element) => open = names.iter().copied().find(|name| *name == local(&element.name)),
            Token::Text(text) => found.extend(open.take().map(|name| (name, text.trim().to_owned()))),
            Token::End => open = None,
        }
    }
    Ok(found)
}

/// The part that `place` means in the part `of`.
fn inside(of: &str, place: &str) -> String {
    let folder = of.rsplit_once('/').map_or("", |(folder, _)| folder);
    let whole = match place.strip_prefix('/') {
        Some(from_root) => from_root.to_owned(),
        None => format!("{folder}/{place}"),
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn no_text() -> Cause {
    Cause::damaged(FORMAT, text!("没有正文", "it has no text part"))
}

#[cfg(test)]
mod tests;
