//! Q111: another zero than 〇 in a year written in Chinese characters.

use crate::finding::{Finding, Repair};
use crate::rules::Context;
use crate::rules::pattern::{Pattern, has};
use crate::rules::prose::Prose;

rule! {
    /// 汉字年份里的零没有写作「〇」。
    /// A year in Chinese characters has another zero than 〇.
    ///
    /// # 为什么
    /// 编号和年份用汉字时，零写作「〇」：「二〇二四年」。写作「零」「○」或字母 O，检索不到，程序也读不成年份。
    ///
    /// # Why
    /// In numbers and years in Chinese characters, zero is 〇: 「二〇二四年」. With 零, ○ or the letter O, searches and
    /// programs do not find the year.
    ///
    /// # 来源
    /// GB/T 15835-2011《出版物上数字用法》。
    ///
    /// # 例
    /// ```bad
    /// ⟦二零二三年⟧十二月，⟦二○二四年⟧一月，⟦二O二五年⟧。
    /// ```
    /// ```fixed
    /// 二〇二三年十二月，二〇二四年一月，二〇二五年。
    /// ```
    /// ```good
    /// 二〇二三年十二月，一九四九年，二零工程，一百零二年。
    /// ```
    Q111 "zero-in-year", Note, Standard("GB/T 15835-2011"), fix Safe => check
}

static YEAR: Pattern = Pattern::new(
    |text| has(text, &["一八", "一九"]) || text.match_indices('二').any(|(at, two)| text[at + two.len()..].starts_with(ANY_ZERO)),
    || "(?:一[八九]|二[零○Ｏo0O〇])[一二三四五六七八九零○Ｏo0O〇]{2}年".into(),
);

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for passage in Prose::new(cx).sentences() {
        for found in YEAR.find_iter(passage.text).filter(|found| found.as_str().contains(ZEROS)) {
            let span = passage.span(found.range());
            let replacement = found.as_str().replace(ZEROS, "〇");
            let finding = Finding::new(&CARD, span, text!("「{quote}」的零应写作「〇」", "the zero of {quote} is written 〇"))
                .fact("quote", found.as_str())
                .fact("replacement", &replacement)
                .help(text!("写作「{replacement}」", "write {replacement}"))
                .repairs([Repair { span, replacement, safe: true }]);
            findings.push(finding);
        }
    }
    findings
}

/// What is typed for 〇, and 〇.
const ANY_ZERO: [char; 7] = ['零', '○', 'Ｏ', 'O', 'o', '0', '〇'];
/// What is typed for 〇.
const ZEROS: [char; 6] = ['零', '○', 'Ｏ', 'O', 'o', '0'];
