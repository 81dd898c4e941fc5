//! M101: the title does not say which year is reported on.

use crate::finding::Finding;
use crate::rules::Context;

rule! {
    /// 标题没有写报告年度。
    /// The title does not name the year of the report.
    ///
    /// # 为什么
    /// 年度报告逐年公开，标题不写年度，读者和检索都分不清是哪一年的；各节年份是否写对，也少了一个对照。
    ///
    /// # Why
    /// There is a report every year. Without the year in its title neither readers nor searches can tell which one it is, and
    /// the years in headings have nothing to be compared with.
    ///
    /// # 来源
    /// 惯例：标题为「地区或机关 + 年度 + 法治政府建设年度报告」。
    ///
    /// # 例
    /// ```bad profile=national-2019
    /// ⟦小河乡人民政府关于法治政府建设的情况报告⟧
    /// 2023年，小河乡推进依法治理。
    /// ```
    /// ```good profile=national-2019
    /// 小河乡人民政府关于2023年法治政府建设的情况报告
    /// 2023年，小河乡推进依法治理。
    /// ```
    M101 "title-without-year", Warning, Practice => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let title = cx.document.masthead.title.as_ref().filter(|title| title.is_annual_report && title.year.is_none());
    let Some(title) = title.filter(|_| cx.examines()) else { return Vec::new() };
    let finding = Finding::new(&CARD, title.span, text!("标题没有写报告年度", "the title names no year"));
    vec![match cx.year {
        Some(year) => finding
            .fact("year", year)
            .help(text!("正文报告的是 {year} 年，在标题里写上", "the text reports on {year}: say so in the title")),
        None => finding.help(text!("在「法治政府建设」之前写上年度，如「2023年」", "name it before 法治政府建设, e.g. 2023年")),
    }]
}
