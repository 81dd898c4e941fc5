//! Names of files as text, without loss. A name need not be UTF-8; a byte of it that stands for no character becomes a character
//! that nobody uses, and can be told again.

use std::path::{Path, PathBuf};

/// Where those characters stand, by their bytes: the last of the private use planes.
const FIRST: u32 = 0x10_ff00;

/// The name of a path.
pub fn name_of(path: &Path) -> String {
    #[cfg(unix)]
    let bytes = std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str());
    #[cfg(not(unix))]
    let bytes = path.to_string_lossy();
    #[cfg(not(unix))]
    let bytes = bytes.as_bytes();
    let mut name = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        name.push_str(chunk.valid());
        name.extend(chunk.invalid().iter().filter_map(|&byte| char::from_u32(FIRST + u32::from(byte))));
    }
    name
}

/// The path of that name.
pub fn path_of(name: &str) -> PathBuf {
    path_of_bytes(&bytes_of(name))
}

/// The path of those bytes.
pub(crate) fn path_of_bytes(bytes: &[u8]) -> PathBuf {
    #[cfg(unix)]
    return PathBuf::from(<std::ffi::OsString as std::os::unix::ffi::OsStringExt>::from_vec(bytes.to_vec()));
    #[cfg(not(unix))]
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

/// The bytes of a name.
pub fn bytes_of(name: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(name.len());
    for c in name.chars() {
        match byte_of(c) {
            Some(byte) => bytes.push(byte),
            None => bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    bytes
}

/// The byte that a character of a name stands for, if it stands for one.
pub(crate) fn byte_of(c: char) -> Option<u8> {
    u32::from(c).checked_sub(FIRST).and_then(|byte| u8::try_from(byte).ok()).filter(|byte| !byte.is_ascii())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn no_byte_of_a_name_is_lost() {
        for bytes in ["报告.txt".as_bytes(), b"a\xfe\xffb.txt", b"\xd4\xc6.txt"] {
            let path = PathBuf::from(<std::ffi::OsString as std::os::unix::ffi::OsStringExt>::from_vec(bytes.to_vec()));
            let name = name_of(&path);
            assert_eq!((path_of(&name), bytes_of(&name).as_slice()), (path, bytes));
        }
        assert_eq!(name_of(Path::new("报告.txt")), "报告.txt");
    }
}
