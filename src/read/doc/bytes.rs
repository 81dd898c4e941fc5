//! Numbers and lists of the format, as far as the file has them.

use crate::read::cause::{Binary, Cause};

/// What the file is called where it is spoilt.
pub(super) const FORMAT: &str = "doc";

pub(super) fn cut_off() -> Cause {
    Cause::damaged(FORMAT, text!("文件不完整或有误", "it is cut off or spoilt"))
}

/// The versions before Word 97 have another form.
pub(super) fn too_old() -> Cause {
    Cause::Binary(Binary::Doc)
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at.checked_add(2)?)?.try_into().ok().map(u16::from_le_bytes)
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
}

/// The items of a PLC (2.2.2): `count + 1` places of four bytes, then `count` items of `size`. What lies beyond the file is left out.
pub(super) fn plc(table: &[u8], (start, length): (usize, usize), size: usize) -> (Vec<u32>, Vec<&[u8]>) {
    let bytes = table.get(start..start.saturating_add(length)).unwrap_or_default();
    let count = bytes.len().saturating_sub(4) / (4 + size);
    let places = (0..=count).filter_map(|at| u32_at(bytes, 4 * at)).collect();
    let items = bytes.get(4 * (count + 1)..).unwrap_or_default();
    (places, if size == 0 { Vec::new() } else { items.chunks_exact(size).take(count).collect() })
}
