//! S111: something was to be filled in and was not.

use regex::Match;

use crate::document::ParagraphKind;
use crate::finding::Finding;
use crate::rules::Context;
use crate::rules::pattern::{Pattern, has};
use crate::rules::prose::{Passage, Prose};
use crate::units;

rule! {
    /// 留有没有填写的占位符：XX、××、20XX年、待补充、〔请填写…〕、空括号。
    /// A placeholder was left unfilled: XX, ××, 20XX年, 待补充, 〔请填写…〕, empty brackets.
    ///
    /// # 为什么
    /// 套用模板或预留数字时写下的占位符，定稿时容易漏填。
    ///
    /// 案例里隐去姓名和单位的「王某某」「××公司诉××局」不是占位符，不提出；引号里作通称的「“××码”」也不提出。
    ///
    /// # Why
    /// What a template leaves open is easily forgotten. 王某某 and ××公司 in case stories hide names and are no placeholders,
    /// and neither is “××码” in quotation marks.
    ///
    /// # 来源
    /// 惯例：定稿不留占位符。
    ///
    /// # 例
    /// ```bad
    /// ⟦20XX年⟧，我县审查文件⟦XX件⟧，办结率⟦**%⟧，开展培训⟦__次⟧，⟦××县⟧司法局参加。
    /// ```
    /// ```bad
    /// 化解纠纷120件⟦（数字待核实）⟧，印发通知（云政办⟦〔〕⟧12号），主办单位：⟦〔单位名称〕⟧，⟦【请填写具体举措】⟧。
    /// ```
    /// ```good
    /// 李某某诉××县公安局一案，××公司撤回起诉。推广“××码”，对待核实的线索逐条核查，执法人员有待补充，制度有待完善。
    /// ```
    /// ```good
    /// 省级示范县（单位）3个，“1+4+N”模式，每周5×8小时值守，面积20×30米，符合〔2023〕5号文件要求。
    /// ```
    S111 "leftover-placeholder", Warning, Practice => check
}

static PLACEHOLDER: Pattern = Pattern::new(has_blank, || {
    // what may stand for a figure
    const BLANK: &str = "(?:[xX]{1,4}|[ＸｘΧХ×]{1,4}|[*＊]{1,4}|_{2,}|＿{2,}|[□○]{2,4})";
    let units = units::behind_blanks().collect::<Vec<_>>().join("|");
    const PLACE: &str = "(?:省|市|县|区|镇|乡|街道|自治[州县旗]|单位|部门|局|同志)";
    const ASK: &str = "(?:请|此处|在此|请在此处?)(?:据实|如实|自行|根据实际)?(?:填写|补充|填报|输入|插入)[^（()）〔〕【】\\[\\]。]*\
        |(?:具体)?(?:数据|数字|内容|情况|名称|时间|金额)?(?:待|需)(?:补充|核实|完善|确认|更新|填写|核对|统计|定稿|补)(?:数据|数字|内容|后定稿)?";
    const NAME: &str = "(?:地名|单位|单位名称|机关名称|部门名称|年份|年度|数字|数量|金额|姓名|日期|时间|名称|具体数字)";
    format!(
        "(?P<year>20[xXＸｘ×*＊□_]{{2}}·年?|[12][0-9]{{2}}[xXＸｘ×*＊]·年|[0-9]{{4}}年·(?:[xXＸｘ×*＊_]{{1,2}}·月)(?:·[xXＸｘ×*＊_]{{1,2}}·日)?)\
         |(?P<figure>{BLANK}·余?[万亿]?(?:[%％‰]|{units}))|(?P<place>(?:[xXＸｘ×]{{2,3}}|[*＊○]{{2,3}}){PLACE})\
         |(?P<line>_{{2,}}|＿{{2,}}|□{{2,}})\
         |(?P<ask>[（(〔【\\[](?:{ASK})[)）〕】\\]]|[〔【\\[{{｛<＜]{NAME}[〕】\\]}}｝>＞])\
         |(?P<empty>〔[ \u{3000}]*〕|【[ \u{3000}]*】|（[ \u{3000}]*）|《[ \u{3000}]*》|“[ \u{3000}]*”)"
    )
});

/// Whether a sign stands in the text that is put for something, or a bracket with nothing or with a request in it.
fn has_blank(text: &str) -> bool {
    const SIGNS: [char; 19] =
        ['x', 'X', 'Ｘ', 'ｘ', 'Χ', 'Х', '×', '*', '＊', '_', '＿', '□', '○', '【', '[', '{', '｛', '<', '＜'];
    let is_empty = |inside: &str| inside.starts_with(['〕', '）', '》', '”', ' ', '\u{3000}']);
    let is_number = |inside: &str| inside.starts_with(|c: char| c.is_ascii_digit());
    text.contains(SIGNS)
        || text.contains(['（', '(']) && has(text, &["请", "此处", "在此", "待", "需"])
        || text.match_indices(['〔', '（', '《', '“']).any(|(at, open)| {
            let inside = &text[at + open.len()..];
            is_empty(inside) || open == "〔" && !is_number(inside)
        })
}

fn check(cx: &Context<'_>) -> Vec<Finding> {
    if cx.is_no_such_report() {
        return Vec::new();
    }
    let prose = Prose::new(cx);
    // rows have forms to tick and marks for what is missing
    prose.sentences().filter(|passage| passage.kind != ParagraphKind::Row).flat_map(|passage| in_sentence(&passage)).collect()
}

fn in_sentence(passage: &Passage<'_>) -> Vec<Finding> {
    PLACEHOLDER
        .captures_iter(passage.text)
        .filter_map(|found| {
            let whole = found.get(0)?;
            let names_someone = found.name("place").is_some();
            let is_sure = found.name("year").or(found.name("ask")).is_some();
            let is_text = found.name("empty").is_some() || is_sure;
            let counts = !(found.name("figure").is_some() || found.name("line").is_some()) || !is_formula(passage, &whole);
            let is_meant = names_someone && (is_case(passage.text) || passage.is_name(whole.range()));
            let is_quoted = !is_text && passage.is_name(whole.range());
            (counts && !is_meant && !is_quoted).then(|| finding(passage, &whole, is_sure))
        })
        .collect()
}

/// 5×8小时, 24x7, A_B: the sign stands between numbers or letters.
fn is_formula(passage: &Passage<'_>, whole: &Match<'_>) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '＋' | '/' | '.' | '”' | '_' | '》' | '）' | ')');
    // ××人民法院, X名称: the unit is the beginning of another word
    let begins_word = passage.after(whole.end()).is_some_and(|c| "民员大社格称生身体事".contains(c));
    passage.before(whole.start()).is_none_or(is_part)
        || begins_word
        || whole.as_str().ends_with(['_', '□']) && passage.after(whole.end()).is_some_and(|c| c.is_ascii_alphanumeric())
}

/// A case is told without names: 「李某某诉××县公安局一案」.
fn is_case(text: &str) -> bool {
    ["某", "诉", "案", "当事人", "申请人", "被告", "原告", "公司", "处罚决定"].iter().any(|word| text.contains(word))
}

fn finding(passage: &Passage<'_>, whole: &Match<'_>, is_sure: bool) -> Finding {
    let quote = whole.as_str();
    let message = match quote.chars().filter(|c| !"〔〕【】（）《》“” \u{3000}".contains(*c)).count() {
        0 => text!("括号「{quote}」里没有内容", "nothing stands in the brackets {quote}"),
        _ => text!("「{quote}」像是没有填写的占位符", "{quote} looks like a placeholder left unfilled"),
    };
    let finding = Finding::new(&CARD, passage.span(whole.range()), message)
        .fact("quote", quote)
        .help(text!("填上内容，或删去", "fill it in, or take it out"));
    if is_sure { finding } else { finding.likely() }
}
