//! I107: pages of which nothing could be read.

use crate::finding::Finding;
use crate::rules::Context;
use crate::source::Span;
use crate::text::Text;

rule! {
    /// 文件中有的页没有可读的文字，没有核对。
    /// Pages of the file have no text that can be read, and are not checked.
    ///
    /// # 为什么
    /// PDF 的有些页是扫描的图片，或者字体没有文字对照表。其余各页照常核对，但「没有问题」不等于这些页也没有问题，所以退出码为 2。
    ///
    /// # Why
    /// Some pages of a PDF are scanned pictures, or their fonts do not say what their characters are. The other pages are checked all
    /// the same, but nothing found does not mean that nothing is wrong on these, and the exit code is therefore 2.
    ///
    /// # 来源
    /// 惯例。
    ///
    /// # 例
    /// 例中 {??} 是没有可读文字的一页。
    /// ```bad
    /// ⟦⟧{??}全年受理行政复议申请12件。
    /// ```
    /// ```good
    /// 全年受理行政复议申请12件。
    /// ```
    I107 "unread-page", Warning, Practice, effect Unchecked => check
}

/// Pages that are named one by one.
const NAMED: usize = 6;

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let pages = &cx.source.marks().unread_pages;
    if pages.is_empty() {
        return Vec::new();
    }
    let named = |joint: &str| pages.iter().take(NAMED).map(u32::to_string).collect::<Vec<_>>().join(joint);
    let more = if pages.len() > NAMED { ["等", ", …"] } else { [""; 2] };
    let list = Text::both(format!("第{}{}页", named("、"), more[0]), format!("page {}{}", named(", "), more[1]));
    let message = text!("{pages}没有可读的文字，没有核对", "{pages} without text that can be read, not checked");
    let finding = Finding::new(&CARD, Span::at(0), message).fact_text("pages", list).help(text!(
        "若是封面或照片，可以不管；若有正文，请使用原来的文字稿",
        "a cover or a photograph does no harm; where there is text, use the draft that the file was made from",
    ));
    vec![finding]
}
