//! I106: what a reader sees in the file and no program reads: pictures, charts, embedded sheets.

use crate::finding::Finding;
use crate::rules::Context;
use crate::source::{Picture, PictureKind, Span};
use crate::text::Text;

rule! {
    /// 图片、图表或嵌入的表格，其中的内容没有核对。
    /// A picture, a chart or an embedded sheet, whose content is not checked.
    ///
    /// # 为什么
    /// 勾稽核对文字和表格。以图片、图表或嵌入的 Excel 表格出现的数据读不出来，其中的差错也就不会指出：
    /// 「没有发现问题」说的是文字部分。封面、公章和照片不妨事；数据表应当改成文档里的表格。
    ///
    /// # Why
    /// gouji checks words and tables. Figures that stand in a picture, a chart or an embedded sheet cannot be read, and what is wrong
    /// there is not said: nothing found means nothing in the words. Covers, seals and photographs do no harm; a table of figures
    /// should be a table of the document.
    ///
    /// # 来源
    /// 惯例。
    ///
    /// # 例
    /// 例中 {!!} 是一张图片。
    /// ```bad
    /// 全年受理行政复议申请12件，各类案件见下表。⟦⟧{!!}
    /// ```
    /// ```good
    /// 全年受理行政复议申请12件，各类案件见下表。
    /// ```
    I106 "unread-picture", Note, Practice, effect Reading => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let mut rest = cx.source.marks().pictures.as_slice();
    let mut findings = Vec::new();
    while let Some(first) = rest.first() {
        let alike = |picture: &&Picture| (picture.kind, picture.at, picture.page) == (first.kind, first.at, first.page);
        let count = rest.iter().take_while(alike).count();
        findings.push(finding(first, count));
        rest = &rest[count..];
    }
    findings
}

fn finding(picture: &Picture, count: usize) -> Finding {
    let message = text!("{where}有{what}，其中的内容没有核对", "{what} {where}, not checked");
    let place = match picture.page {
        Some(page) => Text::both(format!("第{page}页"), format!("on page {page}")),
        None => text!("此处", "here"),
    };
    let (zh, one, many) = match picture.kind {
        PictureKind::Picture => ("张图片", "picture", "pictures"),
        PictureKind::Chart => ("个图表", "chart", "charts"),
        PictureKind::Embedded => ("个嵌入的表格或文档", "embedded sheet or document", "embedded sheets or documents"),
    };
    let what = Text::both(format!("{count}{zh}"), format!("{count} {}", if count == 1 { one } else { many }));
    Finding::new(&CARD, Span::at(picture.at as usize), message)
        .fact_text("where", place)
        .fact_text("what", what)
        .help(text!("其中若有数据，请改成文字或文档里的表格", "if there are figures in it, write them as text or as a table"))
}
