//! The text in its pieces (2.8.35): each stands somewhere in the file, in one or in two bytes a character.

use super::bytes::{cut_off, plc, u16_at, u32_at};
use super::fib::Place;
use crate::read::cause::Cause;

/// A stretch of characters.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// Its first character, and the one after its last.
    start: usize,
    end: usize,
    /// Where it stands in the file.
    offset: usize,
    /// Whether a character takes one byte.
    is_narrow: bool,
}

/// The text.
#[derive(Debug, Default)]
pub(super) struct Text {
    /// The units of UTF-16.
    pub units: Vec<u16>,
    pieces: Vec<Piece>,
}

impl Text {
    /// Reads the pieces, as far as the file goes and `count` characters are wanted.
    pub(super) fn read(document: &[u8], table: &[u8], place: Place, count: usize) -> Result<Self, Cause> {
        let mut text = Self::default();
        let (places, items) = plc(table, pieces(table, place).ok_or_else(cut_off)?, 8);
        for (bounds, item) in places.windows(2).zip(items) {
            let (start, end) = (bounds[0] as usize, (bounds[1] as usize).min(count));
            if start >= count {
                break;
            }
            let offset = u32_at(item, 2).ok_or_else(cut_off)?;
            let is_narrow = offset & 0x4000_0000 != 0;
            let offset = (offset & 0x3fff_ffff) as usize;
            let offset = if is_narrow { offset / 2 } else { offset };
            if start != text.units.len() || end < start {
                return Err(cut_off());
            }
            text.pieces.push(Piece { start, end, offset, is_narrow });
            let bytes = if is_narrow { end - start } else { 2 * (end - start) };
            let bytes = document.get(offset..offset.saturating_add(bytes)).ok_or_else(cut_off)?;
            if is_narrow {
                text.units.extend(bytes.iter().map(|&byte| narrow(byte)));
            } else {
                text.units.extend(bytes.chunks_exact(2).filter_map(|unit| u16_at(unit, 0)));
            }
        }
        if text.units.len() < count { Err(cut_off()) } else { Ok(text) }
    }

    /// Where a character stands in the file: looks are told by that place.
    pub(super) fn offset(&self, at: usize) -> u32 {
        let after = self.pieces.partition_point(|piece| piece.start <= at);
        let Some(piece) = self.pieces.get(after.wrapping_sub(1)) else { return 0 };
        let within = at.min(piece.end) - piece.start;
        let bytes = if piece.is_narrow { within } else { 2 * within };
        u32::try_from(piece.offset + bytes).unwrap_or(u32::MAX)
    }
}

/// Where the table of pieces stands in the Clx (2.9.38): changes that were saved quickly stand before it.
fn pieces(table: &[u8], (start, length): Place) -> Option<Place> {
    let end = start.checked_add(length)?;
    let mut at = start;
    while at < end {
        match table.get(at)? {
            1 => at += 3 + usize::from(u16_at(table, at + 1)?),
            2 => return Some((at + 5, u32_at(table, at + 1)? as usize)),
            _ => return None,
        }
    }
    None
}

/// A character of one byte: Latin-1, but for those that Windows has between 0x80 and 0x9f (2.9.73).
fn narrow(byte: u8) -> u16 {
    match byte {
        0x82 => 0x201a,
        0x83 => 0x0192,
        0x84 => 0x201e,
        0x85 => 0x2026,
        0x86 => 0x2020,
        0x87 => 0x2021,
        0x88 => 0x02c6,
        0x89 => 0x2030,
        0x8a => 0x0160,
        0x8b => 0x2039,
        0x8c => 0x0152,
        0x91 => 0x2018,
        0x92 => 0x2019,
        0x93 => 0x201c,
        0x94 => 0x201d,
        0x95 => 0x2022,
        0x96 => 0x2013,
        0x97 => 0x2014,
        0x98 => 0x02dc,
        0x99 => 0x2122,
        0x9a => 0x0161,
        0x9b => 0x203a,
        0x9c => 0x0153,
        0x9f => 0x0178,
        byte => byte.into(),
    }
}
