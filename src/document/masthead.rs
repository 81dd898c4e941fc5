//! Title, year, issuer and publication date, and the lines that belong to the page and not to the report.

mod dates;
mod furniture;
mod search;
mod title;

#[cfg(test)]
mod tests;

use jiff::civil::Date;

use super::Document;
use crate::source::{Source, Span};

pub(crate) use title::years_in;

/// What stands above the text.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Masthead {
    /// The title, if one was recognised.
    pub title: Option<Title>,
    /// The line below the title that says where the report was given: 「（2024年5月28日在…会议上）」.
    pub occasion: Option<Span>,
    /// Whom the report is sent to (主送机关): 「市委、市政府：」.
    pub addressee: Option<Span>,
    /// The publication date, by its label; else the date below the text.
    pub publication: Option<Publication>,
    /// The first line of page furniture. A draft has none.
    pub page: Option<Span>,
}

impl Masthead {
    /// Whether the title is that of an annual rule-of-law report: it names 法治政府建设 and one of the nouns for a report.
    pub fn is_annual_report(&self) -> bool {
        self.title.as_ref().is_some_and(|title| title.is_annual_report)
    }

    /// The year the title names.
    pub fn year(&self) -> Option<i16> {
        self.title.as_ref()?.year.map(|(year, _)| year)
    }
}

/// The title of a report: 〔place or organ〕+〔关于〕+〔year〕+法治政府建设+〔form〕, with year and place in either order.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Title {
    /// The title's text; it may run over two lines.
    pub span: Span,
    /// The year it names, with the place of its digits.
    pub year: Option<(i16, Span)>,
    /// The place or organ it names.
    pub issuer: Option<Issuer>,
    /// What stands between 关于 or the year and 法治政府建设: the place in 「2024年临溪市法治政府建设情况报告」.
    pub scope: Option<Span>,
    /// What follows 法治政府建设: 年度报告, 情况的报告. A bracket such as （征求意见稿） is no part of it.
    pub form: Option<Span>,
    /// Whether it names 法治政府建设 and a report.
    pub is_annual_report: bool,
}

/// Who reports: a place or an organ.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Issuer {
    /// The name's text.
    pub span: Span,
}

/// The date of a report, with what is known of its meaning.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Publication {
    /// What the label says of the date.
    pub kind: DateKind,
    /// The label's text: 发布时间. A date that stands alone, below the title or the text, has none.
    pub label: Option<Span>,
    /// The date's text.
    pub span: Span,
    /// The day.
    pub date: Date,
}

/// What a date is the date of. The order is that in which they are believed to be the day of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum DateKind {
    /// 发布时间, 公开日期: of publication.
    Published,
    /// 印发日期, 发文日期: of issue.
    Issued,
    /// 成文日期, 生成日期: of writing.
    Written,
    /// 更新时间: of the page's last change.
    Updated,
    /// 日期, 时间, or no label: a date below the title.
    Unnamed,
    /// The date below the text.
    Signed,
}

/// Reads the masthead and marks its paragraphs.
pub(super) fn read(source: &Source, document: &mut Document) -> Masthead {
    let page = furniture::mark_lines(source, document);
    let publication = dates::labelled(source, document);
    let title = title::read(source, document);
    furniture::mark_ends(source, document, title.as_ref());
    let below = |title| dates::below_title(source, document, title);
    let publication = publication.or_else(|| title.as_ref().and_then(below));
    let (occasion, addressee) = title.as_ref().map_or((None, None), |title| title::below(source, document, title));
    let publication = publication.or_else(|| dates::signature(source, document));
    Masthead { title, occasion, addressee, publication, page }
}
