//! Archives of reports (.zip): their documents, each read by itself under the name `archive/entry`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use encoding_rs::GB18030;

use super::cause::{Binary, Cause, ReadError};
use super::sniff::FileKind;
use super::zipped::Zipped;
use crate::source::name_of;

/// What the file is called where it is spoilt.
const FORMAT: &str = "zip";

/// A document in an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The archive's path, and the document's in it.
    path: PathBuf,
    archive: Arc<[u8]>,
    index: usize,
}

/// What an archive holds.
pub(super) struct Contents {
    pub documents: Vec<Entry>,
    pub passed_over: Vec<PathBuf>,
}

impl Entry {
    /// The path that it goes by: that of the archive, and its own in it.
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn bytes(&self, name: &str) -> Result<Vec<u8>, ReadError> {
        let read = || Zipped::open(FORMAT, &self.archive)?.bytes_of(self.index);
        read().map_err(|cause| ReadError::new(name, cause))
    }
}

/// Whether bytes are an archive of files, and no document that is packed as one.
pub(super) fn is_archive(name: &str, bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK") && matches!(FileKind::of(name, bytes), Err(Cause::Binary(Binary::Zip)))
}

/// The documents of an archive that `is_report` takes, in the order of their names.
pub(super) fn contents(path: &Path, bytes: Vec<u8>, is_report: impl Fn(&Path) -> bool) -> Result<Contents, ReadError> {
    let archive: Arc<[u8]> = bytes.into();
    let zipped = Zipped::open(FORMAT, &archive).map_err(|cause| ReadError::new(name_of(path), cause))?;
    let mut contents = Contents { documents: Vec::new(), passed_over: Vec::new() };
    for (index, name) in zipped.names().enumerate() {
        let Some(inside) = named(name) else { continue };
        let path = path.join(&inside);
        if is_report(&inside) {
            contents.documents.push(Entry { path, archive: Arc::clone(&archive), index });
        } else {
            contents.passed_over.push(path);
        }
    }
    contents.documents.sort_by(|a, b| a.path.cmp(&b.path));
    if contents.documents.is_empty() {
        return Err(ReadError::new(name_of(path), Cause::NothingToRead));
    }
    Ok(contents)
}

/// The path of an entry: UTF-8, or as Windows writes it in China, GBK. None for folders, for what systems put beside the files, and
/// for what would lead out of the archive.
fn named(name: &[u8]) -> Option<PathBuf> {
    let name = match std::str::from_utf8(name) {
        Ok(name) => name.to_owned(),
        Err(_) => GB18030.decode_without_bom_handling(name).0.into_owned(),
    };
    let name = name.replace('\\', "/");
    let is_hidden = |part: &str| part.starts_with('.') || part.starts_with("~$") || part == "__MACOSX";
    let is_inside = !name.ends_with('/') && !name.split('/').any(|part| is_hidden(part) || part.is_empty());
    is_inside.then(|| PathBuf::from(name))
}
