//! The head of the stream (2.5): where everything else stands.

use super::bytes::{FORMAT, cut_off, too_old, u16_at, u32_at};
use crate::read::cause::Cause;

/// Where a structure stands in the table stream: its start and its length.
pub(super) type Place = (usize, usize);

/// The head.
#[derive(Debug)]
pub(super) struct Fib {
    /// Whether the tables stand in `1Table`.
    pub in_second_table: bool,
    /// Characters of the text, of footnotes, headers, comments, endnotes and text boxes, one after the other.
    pub counts: [usize; 6],
    pub styles: Place,
    pub footnotes: [Place; 2],
    pub endnotes: [Place; 2],
    pub character_looks: Place,
    pub paragraph_looks: Place,
    pub pieces: Place,
    pub lists: Place,
    pub overrides: Place,
}

/// Where the pairs of places and lengths begin.
const PLACES: usize = 0x9a;

/// The first version of this form.
const WORD_97: u16 = 0x00c1;

impl Fib {
    pub(super) fn read(document: &[u8]) -> Result<Self, Cause> {
        let (mark, version) = u16_at(document, 0).zip(u16_at(document, 2)).ok_or_else(cut_off)?;
        let flags = u16_at(document, 0x0a).ok_or_else(cut_off)?;
        if mark != 0xa5ec {
            return Err(if matches!(mark, 0xa5dc | 0xa697..=0xa699) { too_old() } else { cut_off() });
        }
        if version < WORD_97 {
            return Err(too_old());
        }
        if flags & 0x0100 != 0 {
            return Err(Cause::Encrypted(FORMAT));
        }
        let count = |at| u32_at(document, at).map_or(0, |count| i32::try_from(count).unwrap_or(0).max(0) as usize);
        let place = |index: usize| {
            let at = PLACES + 8 * index;
            let number = |at| u32_at(document, at).map_or(0, |number| number as usize);
            (number(at), number(at + 4))
        };
        Ok(Self {
            in_second_table: flags & 0x0200 != 0,
            counts: [count(0x4c), count(0x50), count(0x54), count(0x5c), count(0x60), count(0x64)],
            styles: place(1),
            footnotes: [place(2), place(3)],
            endnotes: [place(46), place(47)],
            character_looks: place(12),
            paragraph_looks: place(13),
            pieces: place(33),
            lists: place(73),
            overrides: place(74),
        })
    }

    /// Where a part begins, by its number among the counts.
    pub(super) fn start(&self, part: usize) -> usize {
        self.counts[..part].iter().sum()
    }
}
