//! `gouji explain certainty`: how certainty is reached, in words; and what of that a rule's page says.

use std::io::{self, Write};

use crate::card::{Card, Family};
use crate::report::Style;
use crate::report::layout::{self, Paint, pad, width};
use crate::severity::Certainty;
use crate::text::{Lang, Text};

/// What the page goes by.
pub(super) const NAMES: [&str; 2] = ["certainty", "把握"];

/// How certainty is reached.
pub(super) fn page(style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let (paint, lang) = (Paint::new(style.color), style.lang);
    let [en, zh] = NAMES;
    writeln!(out, "{}\n", if lang == Lang::Zh { format!("{} {}", paint.bold(zh), paint.dim(en)) } else { paint.bold(en) })?;
    let how = text!(
        "哪个数是分子、哪个是基数、哪几个数相加，要从文中读出，读法往往不止一种。程序把附近的数逐一试过，连同「文中没有得出它的数」一起，从四方面权衡：",
        "Which figure is the part, which the whole, and which are added is read from the text, and often it may be read in several ways. Every figure nearby is tried, and so is that nothing printed gives the stated one; four things are weighed:",
    );
    layout::paragraph(out, "", how.get(lang), style.width)?;
    table(&evidence(), style, out)?;
    writeln!(out)?;
    let far = text!(
        "一种读法胜过其余各种合起来，才作结论；要说不符，还须远胜。不然，这个数列为未核，不作评判。结论有两等把握：",
        "A claim is made where one way of reading is likelier than all others together; to say that something does not hold, it must be far ahead. Else the figure is unread, and nothing is said of it. There are two degrees of certainty:",
    );
    layout::paragraph(out, "", far.get(lang), style.width)?;
    degrees(&of_claims, style, out)?;
    writeln!(out)?;
    let more = text!(
        "gouji audit --evidence 报告.docx 在每条下写明理由、把握和次选；分量以位计，一位即可能性加倍。",
        "gouji audit --evidence report.docx says under each claim why it is made, how certain it is, and what else may be meant; the JSON has the weights in bits, each of which makes a thing twice as likely.",
    );
    layout::paragraph(out, "", more.get(lang), style.width)
}

/// What is weighed: what it goes by, and what it is.
fn evidence() -> [(Text, Text); 4] {
    [
        (
            text!("名称", "names"),
            text!("「办结」与「办结率」同名；「占」后所称就是基数", "办结 stands in 办结率; what 占 names is the whole"),
        ),
        (
            text!("位置", "places"),
            text!(
                "是否同句、紧接，隔着什么标点，在不在括号里，并列的次序",
                "one sentence, side by side, the marks between, brackets, the order of lists",
            ),
        ),
        (
            text!("邻近", "neighbours"),
            text!("同一个基数还能算出邻近的百分数", "the same whole gives neighbouring percentages, too"),
        ),
        (
            text!("数字", "digits"),
            text!(
                "算得的值与所列相符；或只差常见的笔误：错一位、末位、小数点、照抄邻数",
                "what is computed is what is stated, or a common slip away: one digit, the last place, the point, a neighbour copied",
            ),
        ),
    ]
}

/// What a rule's page says of it.
pub(super) fn of(rule: &Card, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let reads_claims = matches!(rule.family, Family::Rates | Family::Totals | Family::Changes);
    degrees(if reads_claims { &of_claims } else { &of_words }, style, out)?;
    if !reads_claims {
        return Ok(());
    }
    let more = text!("把握如何得出，见 gouji explain certainty。", "gouji explain certainty says how certainty is reached.");
    layout::paragraph(out, "", more.get(style.lang), style.width)
}

fn degrees(meaning: &dyn Fn(Certainty) -> Text, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let degree = |certainty: Certainty| (Text::both(certainty.word(Lang::Zh), certainty.word(Lang::En)), meaning(certainty));
    table(&[Certainty::Proven, Certainty::Likely].map(degree), style, out)
}

/// Two columns, as narrow as the first may be.
fn table(rows: &[(Text, Text)], style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let widest = rows.iter().map(|(name, _)| width(name.get(style.lang))).max().unwrap_or(0);
    rows.iter().try_for_each(|(name, words)| {
        let head = format!("  {}  ", pad(name.get(style.lang), widest));
        layout::paragraph(out, &head, words.get(style.lang), style.width)
    })
}

/// Of what follows from figures.
fn of_claims(certainty: Certainty) -> Text {
    match certainty {
        Certainty::Proven => text!(
            "单凭文中的名称和位置就能认定各数的关系；不符的报为错误",
            "names and places alone tell what belongs to what; what does not hold is an error",
        ),
        Certainty::Likely => text!(
            "要靠推断，别的读法也说得通；不符的只列为核实",
            "it is inferred, and something else may be meant; what does not hold is a warning at most",
        ),
    }
}

/// Of everything else.
fn of_words(certainty: Certainty) -> Text {
    match certainty {
        Certainty::Proven => text!("文中写明，无须推断", "the text says so, and nothing is inferred"),
        Certainty::Likely => text!(
            "由上下文推断，也可能另有所指；至多列为核实",
            "it is inferred, and something else may be meant; a warning at most",
        ),
    }
}
