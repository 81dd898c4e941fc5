//! The families of rules: the letters that codes begin with.

use super::Text;

/// What a rule is about. Its code begins with the family's letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Family {
    /// C: totals, remainders and tables.
    Totals,
    /// G: changes and multiples.
    Changes,
    /// I: reading files.
    Reading,
    /// L: findings that are allowed.
    Suppressions,
    /// M: title, year and publication.
    Masthead,
    /// P: periods and dates.
    Periods,
    /// Q: how figures are written.
    Figures,
    /// R: rates, shares and averages.
    Rates,
    /// S: sections and headings.
    Structure,
}

impl Family {
    /// All families, by letter.
    pub const ALL: [Family; 9] = [
        Family::Totals,
        Family::Changes,
        Family::Reading,
        Family::Suppressions,
        Family::Masthead,
        Family::Periods,
        Family::Figures,
        Family::Rates,
        Family::Structure,
    ];

    /// The first letter of its codes.
    pub const fn letter(self) -> char {
        match self {
            Family::Totals => 'C',
            Family::Changes => 'G',
            Family::Reading => 'I',
            Family::Suppressions => 'L',
            Family::Masthead => 'M',
            Family::Periods => 'P',
            Family::Figures => 'Q',
            Family::Rates => 'R',
            Family::Structure => 'S',
        }
    }

    /// What its rules are about, in a few words.
    pub fn title(self) -> Text {
        match self {
            Family::Totals => text!("合计、余额和表格", "totals, remainders and tables"),
            Family::Changes => text!("增减和倍数", "changes and multiples"),
            Family::Reading => text!("读取文件", "reading files"),
            Family::Suppressions => text!("豁免", "allowed findings"),
            Family::Masthead => text!("标题、年度和公开", "title, year and publication"),
            Family::Periods => text!("起止时间和日期", "periods and dates"),
            Family::Figures => text!("数字的写法和用词", "how figures are written"),
            Family::Rates => text!("比率、占比和平均", "rates, shares and averages"),
            Family::Structure => text!("章节和标题序号", "sections and headings"),
        }
    }

    /// The family of a code, for the macro that makes cards: a code of no family does not compile.
    pub(crate) const fn of(code: &str) -> Self {
        let mut at = 0;
        while at < Self::ALL.len() {
            if Self::ALL[at].letter() as u32 == code.as_bytes()[0] as u32 {
                return Self::ALL[at];
            }
            at += 1;
        }
        panic!("the code begins with the letter of no family")
    }

    /// The family of that letter, large or small.
    pub fn find(letter: &str) -> Option<Self> {
        let is_meant = |family: &Self| letter.len() == 1 && letter.eq_ignore_ascii_case(family.letter().encode_utf8(&mut [0; 4]));
        Self::ALL.into_iter().find(is_meant)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_name_families() {
        assert!(Family::find("r") == Some(Family::Rates) && Family::find("R1").is_none() && Family::find("").is_none());
        assert!(Family::ALL.is_sorted_by_key(|family| family.letter()));
        assert_eq!(Family::of("I104"), Family::Reading);
    }
}
