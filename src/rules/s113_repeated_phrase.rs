//! S113: words typed or pasted twice.

use regex::Match;
use std::collections::HashMap;

use crate::document::ParagraphKind;
use crate::finding::{Finding, Repair};
use crate::rules::Context;
use crate::rules::pattern::Pattern;
use crate::rules::prose::{Passage, Prose};
use crate::severity::Severity;

rule! {
    /// 词语或标点连写了两遍，或同一句里整个分句重复。
    /// Words or marks are typed twice, or a clause stands in one sentence twice.
    ///
    /// # 为什么
    /// 修改时留下的「的的」「推进推进」「，，」，和粘贴两次的分句，程序比眼睛容易看见。
    ///
    /// 「目的的」「为了了解」「以及及时」这类前后各属一词的不提出。同一句里整个分句重复八字以上的，作为提示。
    ///
    /// # Why
    /// 的的, 推进推进, ，， and clauses that were pasted twice are left over from editing, and a program sees them better
    /// than the eye. 目的的, 为了了解 and 以及及时, where two words meet, raise no alarm. A clause of eight characters or
    /// more that stands twice in one sentence is a note.
    ///
    /// # 来源
    /// 惯例。
    ///
    /// # 例
    /// ```bad
    /// 规范执法⟦的的⟧程序，⟦加强加强⟧监督⟦，，⟧落实⟦第一责任人第一责任人⟧职责。
    /// ```
    /// ```fixed
    /// 规范执法的的程序，加强加强监督，落实第一责任人第一责任人职责。
    /// ```
    /// ```bad
    /// 坚持和发展新时代“枫桥经验”，健全调解机制，⟦坚持和发展新时代“枫桥经验”⟧，推广典型做法。
    /// ```
    /// ```good
    /// 以便民为目的的改革，为了了解民意，以及及时公开信息，一是是否合法，二是是否合理，政务服务中心中心主任到场，不了了之。
    /// ```
    /// ```good
    /// 落实重大行政决策程序规定，健全行政裁量基准；落实重大行政决策程序规定要求的公众参与，不断完善、不断提升。
    /// ```
    S113 "repeated-phrase", Warning, Practice, fix Safe => check
}

/// Whether a character that is looked for stands next to itself, or two characters do.
fn has_double(text: &str) -> bool {
    let characters: Vec<char> = text.chars().collect();
    characters.windows(2).any(|pair| pair[0] == pair[1] && "的了是和与并在，、；：,。".contains(pair[0]))
        || characters.windows(4).any(|pairs| pairs[..2] == pairs[2..])
}

/// What stands next to itself: doubled words are told from 「目的的」 by the characters around them.
static DOUBLED: Pattern = Pattern::new(has_double, || {
    const WORDS: [&str; 27] = [
        "加强", "推进", "开展", "进行", "通过", "强化", "完善", "健全", "坚持", "提升", "提高", "深入", "持续", "切实", "严格",
        "积极", "全面", "认真", "不断", "关于", "根据", "按照", "截至", "其中", "以及", "同时", "我们",
    ];
    let words = WORDS.map(|word| format!("{word}{word}")).join("|");
    format!("(?P<word>{words})|(?P<particle>的的|了了|是是|和和|与与|并并|在在)|(?P<mark>，，|、、|；；|：：|,,|。。)")
});

fn check(cx: &Context<'_>) -> Vec<Finding> {
    if cx.is_no_such_report() {
        return Vec::new();
    }
    let prose = Prose::new(cx);
    let mut findings: Vec<Finding> = prose.body().flat_map(|passage| doubled(&passage)).collect();
    findings.extend(prose.body().flat_map(|passage| at_once(&passage)));
    findings.extend(clauses(cx));
    findings
}

/// 的的, 加强加强, ，，
fn doubled(passage: &Passage<'_>) -> Vec<Finding> {
    DOUBLED
        .captures_iter(passage.text)
        .filter_map(|found| {
            let whole = found.get(0).filter(|whole| !passage.is_name(whole.range()))?;
            let is_typed_twice = match (found.name("particle"), found.name("mark")) {
                (Some(_), _) => !belongs_apart(passage, &whole),
                // 。。。 stands for an ellipsis
                (_, Some(_)) => {
                    passage.before(whole.start()) != passage.after(whole.start())
                        && passage.after(whole.end()) != passage.after(whole.start())
                }
                _ => true,
            };
            is_typed_twice.then(|| of_words(passage, whole.range(), found.name("mark").is_some()))
        })
        .collect()
}

/// 目的的, 为了了解, 一是是否, 饱和和, 参与与, 合并并: each half belongs to another word.
fn belongs_apart(passage: &Passage<'_>, whole: &Match<'_>) -> bool {
    let before = passage.before(whole.start()).unwrap_or(' ');
    let after = passage.after(whole.end()).unwrap_or(' ');
    match &whole.as_str()[..'的'.len_utf8()] {
        "的" => "目标有端".contains(before) || "士确".contains(after),
        "了" => "不一明受除为完".contains(before) || "解然如".contains(after),
        "是" => "非否".contains(after) || "一二三四五六七八九十就还都".contains(before) && "否".contains(after),
        "和" => "饱总缓平温调共柔祥谐".contains(before) || "气美平谐解睦".contains(after),
        "与" => "参给赋授".contains(before) || "否".contains(after),
        "并" => "合兼归吞一".contains(before) || "且非轨购".contains(after),
        _ => "现存内外潜实所自正".contains(before) || "线建职校编".contains(after),
    }
}

/// The shortest phrase that is reported whatever its words. Two characters may well end one word and begin the next.
const PHRASE: usize = 3;
/// The longest one that is looked for.
const LONGEST: usize = 24;

/// 第一责任人第一责任人: a phrase of Chinese characters right after itself.
fn at_once(passage: &Passage<'_>) -> Vec<Finding> {
    let characters: Vec<(usize, char)> = passage.text.char_indices().collect();
    let mut findings = Vec::new();
    let mut next = 0;
    while next < characters.len() {
        let length = (PHRASE..=LONGEST).find(|&length| {
            let (Some(first), Some(second)) =
                (characters.get(next..next + length), characters.get(next + length..next + 2 * length))
            else {
                return false;
            };
            first.iter().zip(second).all(|(a, b)| a.1 == b.1 && is_han(a.1))
        });
        let Some(length) = length else {
            next += 1;
            continue;
        };
        let end = characters.get(next + 2 * length).map_or(passage.text.len(), |&(at, _)| at);
        let range = characters[next].0..end;
        next += 2 * length;
        if !passage.is_name(range.clone()) && !is_reduplication(&passage.text[range.clone()], length) {
            findings.push(of_words(passage, range, false));
        }
    }
    findings
}

/// 一件件一件件, 人大常委会常委会: said on purpose, or the end of one name and the beginning of another.
fn is_reduplication(text: &str, length: usize) -> bool {
    let half: String = text.chars().take(length).collect();
    half.starts_with(['一', '某']) || half.chars().all(|c| half.starts_with(c)) || half.ends_with('会')
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// `safe` says that the half of it is all that it says.
fn of_words(passage: &Passage<'_>, range: std::ops::Range<usize>, safe: bool) -> Finding {
    let quote = &passage.text[range.clone()];
    let half: String = quote.chars().take(quote.chars().count() / 2).collect();
    let span = passage.span(range);
    Finding::new(&CARD, span, text!("「{phrase}」连写了两遍", "“{phrase}” is typed twice"))
        .fact("phrase", &half)
        .help(text!("保留一个", "keep one"))
        .repairs([Repair { span, replacement: half, safe }])
        .likely()
}

/// The shortest clause whose repetition is reported, in characters.
const CLAUSE: usize = 8;

/// Whole clauses that stand in one sentence twice.
fn clauses(cx: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let bodies = cx.document.paragraphs.iter().filter(|paragraph| paragraph.kind == ParagraphKind::Body);
    for sentence in bodies.flat_map(|paragraph| &cx.document.sentences[paragraph.sentences]) {
        let mut known = HashMap::new();
        for clause in &cx.document.clauses[sentence.clauses] {
            let text = cx.source.slice(clause.span).trim();
            // 「增速居全国第3位」 may well be true of two things
            let has_figure = text.contains(|c: char| c.is_numeric());
            if clause.depth > 0 || text.chars().count() < CLAUSE || has_figure || !text.contains(is_han) {
                continue;
            }
            if let Some(&first) = known.get(text) {
                let message = text!("这个分句在同一句里出现了两次", "this clause stands in the sentence twice");
                let finding = Finding::new(&CARD, clause.span, message)
                    .label(first, text!("前一处", "the earlier one"))
                    .help(text!("若是重复粘贴，保留一处", "keep one of them, if it was pasted twice"))
                    .likely()
                    .at_most(Severity::Note);
                findings.push(finding);
            }
            known.entry(text).or_insert(clause.span);
        }
    }
    findings
}
