//! S114: a condition of the profile's own JSON Schema does not hold.

use crate::finding::Finding;
use crate::profile::Violation;
use crate::rules::Context;

rule! {
    /// 不符合规范中 `schema:` 所写的条件。
    /// A condition written under the profile's `schema:` does not hold.
    ///
    /// # 为什么
    /// YAML 的键没有涵盖的要求，可以在规范里用 JSON Schema 写出来，对象是报告模型（`schemas/report.schema.json`）。
    /// 例如 `schema: { required: [publication] }` 要求有发布日期。内置规范没有这样的条件。
    ///
    /// # Why
    /// What the keys of YAML do not cover can be written into a profile as JSON Schema about the model of the report
    /// (`schemas/report.schema.json`): `schema: { required: [publication] }` asks for a date of publication. No built-in
    /// profile has such a condition.
    ///
    /// # 来源
    /// 惯例：由所选规范决定。
    ///
    /// # Source
    /// Practice: what the chosen profile says.
    ///
    /// # 例
    /// ```profile
    /// id: own
    /// title: { zh: 本县提纲, en: our own outline }
    /// extends: national-2019
    /// schema:
    ///   required: [publication]
    /// ```
    /// ```bad
    /// ⟦云川县2023年法治政府建设年度报告⟧
    /// 一、主要举措和成效
    /// 落实第一责任人职责，审查规范性文件3件。
    /// 二、存在的不足和下一步安排
    /// 审查还不够细，继续培训执法人员。
    /// ```
    /// ```good
    /// 云川县2023年法治政府建设年度报告
    /// 发布时间：2024-03-12
    /// 一、主要举措和成效
    /// 落实第一责任人职责，审查规范性文件3件。
    /// 二、存在的不足和下一步安排
    /// 审查还不够细，继续培训执法人员。
    /// ```
    S114 "schema-mismatch", Warning, Practice => check
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let others = cx.violations().iter().filter_map(|violation| {
        let Violation::Other { pointer, keyword, span } = violation else { return None };
        let message = text!(
            "不符合规范「{profile}」的条件 {pointer} {keyword}",
            "does not meet {pointer} {keyword} of the profile {profile}",
        );
        let finding = Finding::new(&CARD, *span, message)
            .fact("profile", &cx.profile.id)
            .fact("pointer", if pointer.is_empty() { "/" } else { pointer })
            .fact("keyword", keyword)
            .help(text!("条件写在规范的 schema: 之下", "the condition is written under the profile's schema:"));
        Some(finding)
    });
    others.collect()
}
