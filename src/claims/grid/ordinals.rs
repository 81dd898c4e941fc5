//! How deep the ordinals of rows set them, one kind below the other as they come: 一、（一）1.（1）A、.

use crate::document::{OrdinalStyle, ordinal};

/// The kinds of ordinals that are open, the outermost first.
#[derive(Default)]
pub(super) struct Ordinals {
    open: Vec<Kind>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Numeral(OrdinalStyle),
    /// A、 or A before a word
    Letter,
}

impl Ordinals {
    /// How deep the next label stands. One without an ordinal stands beside the last one that has one; 其中 is some of it.
    pub(super) fn depth(&mut self, label: &str) -> usize {
        let Some(kind) = kind(label) else {
            return self.open.len().saturating_sub(usize::from(!label.starts_with("其中")));
        };
        let depth = self.open.iter().position(|&open| open == kind).unwrap_or(self.open.len());
        self.open.truncate(depth);
        self.open.push(kind);
        depth
    }
}

fn kind(label: &str) -> Option<Kind> {
    let letter = || {
        let rest = label.strip_prefix(|c: char| c.is_ascii_uppercase())?;
        rest.starts_with(|c: char| !c.is_ascii() || c == '.').then_some(Kind::Letter)
    };
    ordinal(label).map(|(style, _, _)| Kind::Numeral(style)).or_else(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_set_rows_in() {
        let table: &[(&[&str], &[usize])] = &[
            (&["一、机构", "（一）养老", "1.公办", "2.民办", "（二）儿童", "二、床位"], &[0, 1, 2, 2, 1, 0]),
            (&["1.机构数", "A、养老", "B、儿童", "2.床位数", "(1)养老", "(2)儿童"], &[0, 1, 1, 0, 1, 1]),
            (&["合计", "1.甲局", "其中：女性", "2.乙局", "其他"], &[0, 0, 1, 0, 0]),
            (&["（1）儿童", "A有户籍", "B无户籍", "（2）孤儿", "KTV场所"], &[0, 1, 1, 0, 0]),
            (&["A类企业", "B类企业", "其他"], &[0, 0, 0]),
        ];
        for (labels, expected) in table {
            let mut ordinals = Ordinals::default();
            let depths: Vec<usize> = labels.iter().map(|label| ordinals.depth(label)).collect();
            assert_eq!(depths, *expected, "{labels:?}");
        }
    }
}
