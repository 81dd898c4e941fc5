//! Periods that names tell: 3月, 一季度, 上半年, 1—6月, 全年.

/// A run of months of one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Months {
    pub(crate) first: u8,
    pub(crate) last: u8,
}

impl Months {
    /// The period that a name tells, and nothing else but that it is a total. `None` for any other name.
    pub(super) fn of(name: &str) -> Option<Self> {
        let name = ["合计", "小计", "总计", "累计", "数"].iter().fold(name, |name, word| name.strip_suffix(word).unwrap_or(name));
        let name = name.strip_prefix('第').unwrap_or(name);
        let part = |first: u8, last: u8| Some(Self { first, last });
        match name {
            "上半年" => part(1, 6),
            "下半年" => part(7, 12),
            "全年" => part(1, 12),
            "前三季度" => part(1, 9),
            _ => quarter(name).or_else(|| months(name)),
        }
    }

    pub(crate) fn len(self) -> u8 {
        self.last - self.first + 1
    }

    pub(crate) fn contains(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// From the first month of both to the last.
    pub(crate) fn cover(self, other: Self) -> Self {
        Self { first: self.first.min(other.first), last: self.last.max(other.last) }
    }
}

/// 一季度, 1季度.
fn quarter(name: &str) -> Option<Months> {
    let number = name.strip_suffix("季度").or_else(|| name.strip_suffix("季"))?;
    let at = ["一", "二", "三", "四"].iter().position(|word| *word == number);
    let quarter = at.map(|at| at as u8 + 1).or_else(|| number.parse().ok()).filter(|quarter| (1..=4).contains(quarter))?;
    Some(Months { first: quarter * 3 - 2, last: quarter * 3 })
}

/// 3月, 3月份, 1—6月.
fn months(name: &str) -> Option<Months> {
    let numbers = name.strip_suffix("月份").or_else(|| name.strip_suffix('月'))?;
    let (first, last) = numbers.split_once(['-', '—', '－', '–', '~', '～', '至']).unwrap_or((numbers, numbers));
    let month = |text: &str| month(text.trim_end_matches('月'));
    let months = Months { first: month(first)?, last: month(last)? };
    (months.first <= months.last).then_some(months)
}

fn month(text: &str) -> Option<u8> {
    const WORDS: [&str; 12] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
    let word = || WORDS.iter().position(|word| *word == text).map(|at| at as u8 + 1);
    text.parse().ok().or_else(word).filter(|month| (1..=12).contains(month))
}
