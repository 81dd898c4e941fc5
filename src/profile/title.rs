//! What a profile says about titles, and what a title lacks of it.

use super::Rank;
use crate::words::without_blanks;

/// The form that titles must have.
#[derive(Clone, Debug)]
pub struct TitleForm {
    /// Words that must be there, in this order: 法治政府建设.
    pub words: Vec<String>,
    /// What a title may end in: 年度报告, 情况的报告. Any end will do, if there are none.
    pub endings: Vec<String>,
    /// The one name that the report must have in its title: 法治政府建设年度报告.
    pub fixed: Option<String>,
    /// What it rests on.
    pub rank: Rank,
}

/// What a title lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TitleFault {
    /// A required word is missing.
    Word(String),
    /// The fixed name is missing.
    Fixed(String),
    /// It ends in none of the usual nouns.
    Ending,
}

impl TitleForm {
    /// The faults of a title, the gravest first; blanks and line breaks do not count. A remark in brackets after it,
    /// （征求意见稿）, is no part of it.
    pub fn faults(&self, title: &str) -> Vec<TitleFault> {
        let title = without_blanks(title);
        let title = without_remark(&title);
        if let Some(fixed) = self.fixed.as_ref().filter(|fixed| !title.contains(fixed.as_str())) {
            return vec![TitleFault::Fixed(fixed.clone())];
        }
        let mut rest = title;
        for word in &self.words {
            let Some(at) = rest.find(word.as_str()) else { return vec![TitleFault::Word(word.clone())] };
            rest = &rest[at + word.len()..];
        }
        let ends = self.endings.is_empty() || self.endings.iter().any(|ending| title.ends_with(ending.as_str()));
        if ends { Vec::new() } else { vec![TitleFault::Ending] }
    }
}

fn without_remark(title: &str) -> &str {
    let open = title.rfind(['（', '(']).filter(|_| title.ends_with(['）', ')']));
    open.map_or(title, |open| &title[..open])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Profile;

    #[test]
    fn titles_of_many_forms() {
        let national = Profile::builtin("national-2019").unwrap();
        let national = national.title_form().unwrap();
        for title in [
            "临溪市云川区2023年法治政府建设年度报告",
            "2024年临溪市法治政府建设情况报告",
            "云岭省人民政府关于2024年度法治政府建设情况的报告",
            "中共云川县委 云川县人民政府\n关于2025年度法治政府建设的报告",
            "云川区人民政府关于2024年法治政府建设报告",
            "云川县2023年法治政府建设工作报告",
            "云岭省人民政府2024年度法治政府建设工作情况",
            "云川县人民政府关于云川县2023年度法治政府建设工作总结的报告",
            "云川县2023年度法治政府建设年度报告（征求意见稿）",
        ] {
            assert_eq!(national.faults(title), [], "{title}");
        }
        assert_eq!(national.faults("云川县2023年依法行政工作报告"), [TitleFault::Word("法治政府建设".into())]);
        assert_eq!(national.faults("云川县2023年法治政府建设工作要点"), [TitleFault::Ending]);
    }

    #[test]
    fn a_fixed_title() {
        let guideline = Profile::builtin("guideline-zgtc").unwrap();
        let guideline = guideline.title_form().unwrap();
        assert_eq!(guideline.rank, Rank::Local);
        assert_eq!(guideline.faults("云川县2023年法治政府建设年度报告"), []);
        let fixed = [TitleFault::Fixed("法治政府建设年度报告".into())];
        for title in ["云川县2023年法治政府建设情况报告", "云川县2023年法治政府建设工作总结"] {
            assert_eq!(guideline.faults(title), fixed, "{title}");
        }
    }
}
