//! Lists (2.9.131, 2.9.147, 2.9.150): the numbers that Word shows before paragraphs.

use std::collections::{HashMap, HashSet};

use super::bytes::{u16_at, u32_at};
use super::fib::Place;
use crate::read::docx::written;

/// Levels of a list.
const LEVELS: usize = 9;

/// Lists that a document may have.
const MAX_LISTS: usize = 4096;

/// A level of a list.
#[derive(Clone, Debug, Default)]
struct Level {
    start: u32,
    format: u8,
    /// Whether all numbers are shown in digits.
    legal: bool,
    /// What is shown: units of UTF-16, in which 0 to 8 stand for the numbers of the levels.
    text: Vec<u16>,
    is_tight: bool,
}

/// A list that paragraphs name.
#[derive(Clone, Debug, Default)]
struct Override {
    list: u32,
    /// Levels that begin anew, or look otherwise.
    starts: HashMap<usize, u32>,
    levels: HashMap<usize, Level>,
}

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Lists {
    levels: HashMap<u32, Vec<Level>>,
    overrides: Vec<Override>,
    counters: HashMap<u32, [Option<u32>; LEVELS]>,
    started: HashSet<(u16, usize)>,
}

impl Lists {
    pub(super) fn read(table: &[u8], lists: Place, overrides: Place) -> Self {
        let mut this = Self::default();
        if lists.1 > 0 {
            this.read_lists(table, lists.0);
        }
        if overrides.1 > 0 {
            this.read_overrides(table, overrides.0);
        }
        this
    }

    fn read_lists(&mut self, table: &[u8], start: usize) -> Option<()> {
        let count = usize::from(u16_at(table, start)?).min(MAX_LISTS);
        let mut at = start + 2 + 28 * count;
        for index in 0..count {
            let head = start + 2 + 28 * index;
            let (id, flags) = (u32_at(table, head)?, *table.get(head + 26)?);
            let levels = if flags & 1 != 0 { 1 } else { LEVELS };
            for _ in 0..levels {
                let (level, next) = level(table, at)?;
                self.levels.entry(id).or_default().push(level);
                at = next;
            }
        }
        Some(())
    }

    fn read_overrides(&mut self, table: &[u8], start: usize) -> Option<()> {
        let count = (u32_at(table, start)? as usize).min(MAX_LISTS);
        let mut at = start + 4 + 16 * count;
        for index in 0..count {
            let head = start + 4 + 16 * index;
            self.overrides.push(Override { list: u32_at(table, head)?, ..Override::default() });
        }
        for index in 0..count {
            let changed = *table.get(start + 4 + 16 * index + 12)?;
            at += 4;
            for _ in 0..changed.min(LEVELS as u8) {
                let (first, flags) = (u32_at(table, at)?, u32_at(table, at + 4)?);
                let of_level = (flags & 0x0f) as usize;
                at += 8;
                if flags & 0x20 != 0 {
                    let (level, next) = level(table, at)?;
                    self.overrides[index].levels.insert(of_level, level);
                    at = next;
                }
                if flags & 0x10 != 0 {
                    self.overrides[index].starts.insert(of_level, first);
                }
            }
        }
        Some(())
    }

    /// Counts a paragraph, and says what is shown before it.
    pub(super) fn label(&mut self, number: u16, level: u8) -> Option<String> {
        let at = usize::from(level).min(LEVELS - 1);
        let over = self.overrides.get(usize::from(number).checked_sub(1)?)?;
        let of_list = self.levels.get(&over.list)?;
        let level = |at: usize| over.levels.get(&at).or_else(|| of_list.get(at));
        let here = level(at)?;
        let anew = over.starts.get(&at).copied().filter(|_| self.started.insert((number, at)));
        let counters = self.counters.entry(over.list).or_default();
        for (outer, counter) in counters.iter_mut().enumerate().take(at) {
            counter.get_or_insert(level(outer).map_or(1, |level| level.start));
        }
        counters[at] = Some(anew.unwrap_or_else(|| counters[at].map_or(here.start, |last| last.saturating_add(1))));
        counters[at + 1..].fill(None);
        let shown = here.text.iter().map(|&unit| match usize::from(unit) {
            of if of < LEVELS => {
                let format = level(of).map_or(0, |level| level.format);
                let format = if here.legal { 0 } else { format };
                named(format).map_or_else(String::new, |format| written(counters[of].unwrap_or(1), format))
            }
            _ => String::from_utf16_lossy(&[unit]),
        });
        let text: String = shown.collect();
        let text = text.trim();
        if matches!(here.format, 23 | 255) || text.is_empty() {
            return None;
        }
        // as in .docx
        let gap = if !here.is_tight && text.ends_with(char::is_alphanumeric) { " " } else { "" };
        Some(format!("{text}{gap}"))
    }
}

/// Reads a level (2.9.150), and says where the next one begins.
fn level(table: &[u8], at: usize) -> Option<(Level, usize)> {
    let (start, format, flags, follow) = (u32_at(table, at)?, *table.get(at + 4)?, *table.get(at + 5)?, *table.get(at + 15)?);
    let looks = usize::from(*table.get(at + 24)?) + usize::from(*table.get(at + 25)?);
    let text = at + 28 + looks;
    let length = usize::from(u16_at(table, text)?);
    let units = table.get(text + 2..text + 2 + 2 * length)?;
    let text_of = units.chunks_exact(2).filter_map(|unit| u16_at(unit, 0)).collect();
    let level = Level { start, format, legal: flags & 4 != 0, text: text_of, is_tight: follow == 2 };
    Some((level, text + 2 + 2 * length))
}

/// The format (MS-OSHARED 2.2.1.3) by the name that it has in .docx; none for bullets.
fn named(format: u8) -> Option<&'static str> {
    Some(match format {
        0 => "decimal",
        1 => "upperRoman",
        2 => "lowerRoman",
        3 => "upperLetter",
        4 => "lowerLetter",
        10 => "ideographDigital",
        11 | 33 | 35 | 37 | 39 => "chineseCounting",
        14 => "decimalFullWidth",
        18 => "decimalEnclosedCircle",
        22 => "decimalZero",
        23 | 255 => return None,
        26 => "decimalEnclosedFullstop",
        27 => "decimalEnclosedParen",
        28 => "decimalEnclosedCircleChinese",
        29 => "ideographEnclosedCircle",
        30 => "ideographTraditional",
        31 => "ideographZodiac",
        34 => "ideographLegalTraditional",
        38 => "chineseLegalSimplified",
        57 => "numberInDash",
        _ => "decimal",
    })
}
