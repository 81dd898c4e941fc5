//! The families of rules: the letters that codes begin with.

use super::{RULES, Rule};
use crate::text::Text;

/// A letter, and what its rules are about.
#[derive(Debug)]
pub struct Family {
    /// The first letter of its codes.
    pub letter: char,
    /// What its rules are about, in a few words.
    pub title: Text,
}

/// All families, by letter.
pub static FAMILIES: &[Family] = &[
    Family { letter: 'C', title: Text::new("合计、余额和表格", "totals, remainders and tables") },
    Family { letter: 'G', title: Text::new("增减和倍数", "changes and multiples") },
    Family { letter: 'I', title: Text::new("读取文件", "reading files") },
    Family { letter: 'L', title: Text::new("豁免", "allowed findings") },
    Family { letter: 'M', title: Text::new("标题、年度和公开", "title, year and publication") },
    Family { letter: 'P', title: Text::new("起止时间和日期", "periods and dates") },
    Family { letter: 'Q', title: Text::new("数字的写法和用词", "how figures are written") },
    Family { letter: 'R', title: Text::new("比率、占比和平均", "rates, shares and averages") },
    Family { letter: 'S', title: Text::new("章节和标题序号", "sections and headings") },
];

impl Family {
    /// The family of that letter, large or small.
    pub fn find(letter: &str) -> Option<&'static Family> {
        FAMILIES
            .iter()
            .find(|family| letter.len() == 1 && letter.starts_with([family.letter, family.letter.to_ascii_lowercase()]))
    }

    /// Its rules, by code.
    pub fn rules(&self) -> impl Iterator<Item = &'static Rule> + Clone {
        let letter = self.letter;
        RULES.iter().copied().filter(move |rule| rule.code.starts_with(letter))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_of_one_family_and_no_family_is_empty() {
        let codes: Vec<&str> = FAMILIES.iter().flat_map(Family::rules).map(|rule| rule.code).collect();
        assert_eq!(codes, RULES.iter().map(|rule| rule.code).collect::<Vec<_>>());
        assert!(FAMILIES.iter().all(|family| family.rules().next().is_some()));
        assert!(Family::find("r").is_some_and(|family| family.letter == 'R') && Family::find("R1").is_none());
    }
}
