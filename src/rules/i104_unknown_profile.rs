//! I104: a text that is not recognised as an annual report. The linter itself raises it, when it chooses the profile.

use crate::finding::Finding;
use crate::rules::Context;

rule! {
    /// 文本未被认作年度报告，只核对了数据。
    /// The text is not recognised as an annual report, so only its figures were checked.
    ///
    /// # 为什么
    /// 标题和章节都对不上任何内置规范时，无法判断缺了什么；不能因此说“没有问题”。
    ///
    /// # 怎么办
    /// 用 `--profile` 指定规范；只想核对数据时，用 `--profile figures-only`。
    I104 "unknown-profile", Warning, Practice "" => check
}

/// Whether the profile was given or chosen is no part of the context, so nothing is found here.
fn check(_cx: &Context<'_>) -> Vec<Finding> {
    Vec::new()
}
