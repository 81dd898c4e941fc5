//! Q109: the number of a document in another form than that of official documents.

use regex::Captures;

use crate::finding::{Finding, Repair};
use crate::rules::Context;
use crate::rules::pattern::{Pattern, has_behind_digit};
use crate::rules::prose::{Passage, Prose};
use crate::text::Text;

rule! {
    /// 发文字号的年份没有用六角括号，或编了虚位、加了「第」。
    /// A document number has its year in other brackets than 〔〕, a leading zero, or 第.
    ///
    /// # 为什么
    /// 发文字号写作「云政发〔2023〕5号」：年份用六角括号，序号不编虚位、不加「第」。写法不一，按字号检索文件就找不到。
    ///
    /// # Why
    /// A document number is written 「云政发〔2023〕5号」: the year in 〔〕, the number without leading zeros and without 第.
    /// Written in several ways, it is not found.
    ///
    /// # 来源
    /// GB/T 9704-2012《党政机关公文格式》。
    ///
    /// # 例
    /// ```bad
    /// 印发通知（⟦云政发[2023]5号⟧），落实⟦云府办（2022）12号⟧文件和⟦云政发〔2023〕第5号⟧、⟦云政办函〔2023〕08号⟧。
    /// ```
    /// ```fixed
    /// 印发通知（云政发〔2023〕5号），落实云府办〔2022〕12号文件和云政发〔2023〕5号、云政办函〔2023〕8号。
    /// ```
    /// ```good
    /// 印发通知（云政发〔2023〕5号），审理（2023）云01行初5号案件，发布公告（2023年第5号），全省(2023)5号台风。
    /// ```
    Q109 "document-number", Note, Standard("GB/T 9704-2012"), fix Safe => check
}

static NUMBER: Pattern = Pattern::new(
    |text| has_behind_digit(text, &['号']),
    || {
        "(?P<organ>[\u{4e00}-\u{9fff}]{0,6}[发办函字规厅通文令委府])(?P<open>[〔\\[［(（【])(?P<year>(?:19|20)[0-9]{2})[〕\\]］)）】](?P<nth>第)?(?P<number>[0-9]{1,4})号".into()
    },
);

fn check(cx: &Context<'_>) -> Vec<Finding> {
    Prose::new(cx).sentences().flat_map(|passage| in_sentence(&passage)).collect()
}

fn in_sentence(passage: &Passage<'_>) -> Vec<Finding> {
    NUMBER
        .captures_iter(passage.text)
        .filter_map(|found| {
            let whole = found.get(0)?;
            let fault = fault(&found)?;
            let organ = organ(&found["organ"]);
            let start = whole.start() + found["organ"].len() - organ.len();
            Some(finding(passage, &found, start..whole.end(), organ, fault))
        })
        .collect()
}

/// What is wrong with a number, if anything is.
fn fault(found: &Captures<'_>) -> Option<Text> {
    if &found["open"] != "〔" {
        return Some(text!("「{quote}」的年份应用六角括号〔〕", "the year of {quote} takes the brackets 〔〕"));
    }
    if found.name("nth").is_some() {
        return Some(text!("「{quote}」的序号前不加「第」", "{quote} takes no 第"));
    }
    found["number"].starts_with('0').then(|| text!("「{quote}」的序号不编虚位", "{quote} takes no leading zero"))
}

/// The abbreviation of the organ, without the verb before it: 落实云府办.
fn organ(words: &str) -> &str {
    let verbs = ["落实", "印发", "根据", "按照", "贯彻", "执行", "依据", "转发", "以", "和", "及", "与", "的", "《"];
    let start = verbs.iter().filter_map(|verb| words.rfind(verb).map(|at| at + verb.len())).filter(|&at| at < words.len()).max();
    &words[start.unwrap_or(0)..]
}

fn finding(passage: &Passage<'_>, found: &Captures<'_>, range: std::ops::Range<usize>, organ: &str, message: Text) -> Finding {
    let number = found["number"].trim_start_matches('0');
    let replacement = format!("{organ}〔{}〕{number}号", &found["year"]);
    let span = passage.span(range.clone());
    Finding::new(&CARD, span, message)
        .fact("quote", &passage.text[range])
        .fact("replacement", &replacement)
        .help(text!("写作「{replacement}」", "write {replacement}"))
        .repairs([Repair { span, replacement, safe: true }])
}
