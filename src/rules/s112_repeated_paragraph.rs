//! S112: a paragraph that stands in the report twice.

use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use crate::document::ParagraphKind;
use crate::finding::Finding;
use crate::ids::ParagraphId;
use crate::rules::Context;
use crate::source::Span;
use crate::words::shortened;

rule! {
    /// 一段文字出现了两遍。
    /// A paragraph stands in the report twice.
    ///
    /// # 为什么
    /// 汇总各单位材料时，同一段容易粘贴两次，或在两节里各用一次。
    ///
    /// 只看四十字以上的段落；序号、标点和空格不计。两段几乎相同、其中数字完全一样的，也提出；数字不同的是在说两件事，不提出。
    ///
    /// # Why
    /// When the texts of several offices are put together, a paragraph is easily pasted twice or used in two sections. Only
    /// paragraphs of forty characters or more are looked at, without their ordinals, marks and blanks. Paragraphs that are
    /// nearly alike are reported if all their figures are the same; with other figures they speak of two things.
    ///
    /// # 来源
    /// 惯例。
    ///
    /// # 例
    /// ```bad
    /// （一）完善矛盾纠纷多元化解机制，整合人民调解、行政调解、司法调解力量，全年排查化解各类矛盾纠纷120件。
    /// 强化执法监督，组织案卷评查2次。
    /// ⟦（二）完善矛盾纠纷多元化解机制，整合人民调解、行政调解、司法调解力量，全年共排查化解各类矛盾纠纷120件。⟧
    /// ```
    /// ```good
    /// （一）完善矛盾纠纷多元化解机制，整合人民调解、行政调解、司法调解力量，上半年排查化解各类矛盾纠纷120件。
    /// （二）完善矛盾纠纷多元化解机制，整合人民调解、行政调解、司法调解力量，下半年排查化解各类矛盾纠纷135件。
    /// ```
    S112 "repeated-paragraph", Warning, Practice => check
}

/// What is shorter may well be said twice.
const CHARACTERS: usize = 40;

/// How many characters in a row must agree to count.
const WINDOW: usize = 6;

fn check(cx: &Context<'_>) -> Vec<Finding> {
    if cx.is_no_such_report() {
        return Vec::new();
    }
    let paragraphs = paragraphs(cx);
    let mut first: HashMap<u64, usize> = HashMap::new();
    let mut whole: HashMap<&[char], usize> = HashMap::new();
    let hasher = BuildHasherDefault::<DefaultHasher>::default();
    let mut findings: Vec<(usize, Finding)> = Vec::new();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        // How many windows each earlier paragraph was the first to have: one step for each character of the text.
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for window in paragraph.words.windows(WINDOW) {
            let earlier = *first.entry(hasher.hash_one(window)).or_insert(index);
            if earlier != index {
                *shared.entry(earlier).or_default() += 1;
            }
        }
        let likest = shared.into_iter().max_by_key(|&(earlier, count)| (count, std::cmp::Reverse(earlier)));
        let like = likest.filter(|&(earlier, count)| paragraph.is_like(&paragraphs[earlier], count)).map(|(earlier, _)| earlier);
        let same = whole.get(paragraph.words.as_slice()).copied();
        whole.entry(&paragraph.words).or_insert(index);
        let Some(twin) = same.or(like) else { continue };
        match findings.last_mut() {
            // a whole passage that stands there twice is one thing to say
            Some((last, finding)) if *last + 1 == index && paragraphs[*last].id.next() == paragraph.id => {
                finding.span = finding.span.cover(paragraph.span);
                *last = index;
            }
            _ => findings.push((index, finding(cx, paragraph, &paragraphs[twin]))),
        }
    }
    findings.into_iter().map(|(_, finding)| finding).collect()
}

/// A paragraph reduced to its words.
struct Paragraph {
    id: ParagraphId,
    span: Span,
    words: Vec<char>,
    digits: String,
}

impl Paragraph {
    /// Whether three windows of four agree, and every figure does. A character put in changes five windows.
    fn is_like(&self, other: &Paragraph, shared: usize) -> bool {
        let windows = self.words.len().max(other.words.len()) + 1 - WINDOW;
        shared * 4 >= windows * 3 && self.digits == other.digits
    }
}

fn paragraphs(cx: &Context<'_>) -> Vec<Paragraph> {
    let bodies = cx.document.paragraphs.entries().filter(|(_, paragraph)| paragraph.kind == ParagraphKind::Body);
    bodies
        .map(|(id, paragraph)| {
            let text = cx.source.slice(paragraph.span);
            let words: Vec<char> = without_ordinal(text).chars().filter(|c| c.is_alphanumeric()).collect();
            let digits = words.iter().filter(|c| c.is_numeric()).collect();
            Paragraph { id, span: paragraph.span, words, digits }
        })
        .filter(|paragraph| paragraph.words.len() >= CHARACTERS)
        .collect()
}

/// What stands after 「（一）」 or 「1.」: an ordinal says where a paragraph stands, and nothing else.
fn without_ordinal(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_ascii_digit() || "一二三四五六七八九十（(）)、.．".contains(c))).unwrap_or(0);
    &text[end..]
}

fn finding(cx: &Context<'_>, paragraph: &Paragraph, twin: &Paragraph) -> Finding {
    let is_same = paragraph.words == twin.words;
    let message = match is_same {
        true => text!("这一段与前文「{begins}」一段相同", "this paragraph is the same as the earlier one “{begins}”"),
        false => {
            text!("这一段与前文「{begins}」一段几乎相同", "this paragraph is almost the same as the earlier one “{begins}”")
        }
    };
    let begins = shortened(cx.source.slice(twin.span), 9);
    let finding = Finding::new(&CARD, paragraph.span, message)
        .fact("begins", begins)
        .label(twin.span, text!("前一处", "the earlier one"))
        .help(text!("若是重复粘贴，保留一处", "keep one of them, if it was pasted twice"));
    if is_same { finding } else { finding.likely() }
}
