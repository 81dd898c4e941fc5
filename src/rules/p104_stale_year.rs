//! P104: last year's text left in.

use crate::finding::Finding;
use crate::ids::{ParagraphId, SectionId};
use crate::rules::Context;
use crate::rules::pattern::{Pattern, has};
use crate::rules::prose::{Passage, Prose, is_plan};
use crate::source::Span;

rule! {
    /// 沿用上一年文稿的句子没有改年份。
    /// A sentence taken over from last year's report still names last year.
    ///
    /// # 为什么
    /// 年度报告常在上一年文稿上修改，「2022年，我区…」「现将2022年…情况报告如下」留在 2023 年的报告里，读者会以为数字也是旧的。下一年度安排里写着报告年度的，同样多半是旧稿。
    ///
    /// 与上一年比较、回顾沿革、文号、文件和法规名称、写上一年度考评整改的章节，都不提出；标题年份与正文处处不同的，由 M103 提出；各节标题的年份，由 S110 提出。
    ///
    /// # Why
    /// Reports are often written over last year's. If 「2022年，我区…」 stays in the report on 2023, readers take the figures
    /// for old ones; plans for the next year that name the year of the report are as likely left over. Comparisons with last
    /// year, histories, document numbers, names of documents and laws, and sections on last year's assessment raise no alarm.
    /// A title that differs from all of the text is M103, headings are S110.
    ///
    /// # 来源
    /// 惯例：某年的年度报告报告该年的工作。
    ///
    /// # 例
    /// ```bad profile=national-2019
    /// 云川县2023年法治政府建设年度报告
    /// 2023年，云川县推进依法治理。现将⟦2022年⟧法治政府建设情况报告如下：
    /// 一、主要举措和成效
    /// ⟦2022年⟧，我县审查规范性文件3件，办结复议案件12件。
    /// 一是加强复议。⟦2022年⟧，受理复议申请15件。二是加强调解，截至⟦2022年⟧11月7日，调处纠纷85件。
    /// 二、下一年度工作安排
    /// ⟦2023年⟧，我县将继续培训执法人员。
    /// ```
    /// ```good profile=national-2019
    /// 云川县2023年法治政府建设年度报告
    /// 2023年，云川县推进依法治理。现将2023年法治政府建设情况报告如下：
    /// 一、主要举措和成效
    /// 2022年，我县办结复议案件12件。2023年办结15件，同比增长25%。
    /// 2022年，我县被确定为示范创建单位，今年通过验收。
    /// 二、落实2022年度考评存在问题整改情况
    /// 2022年，考评指出问题8项。
    /// 三、2024年工作安排
    /// 2024年，我县将继续培训执法人员。2023年已培训20人。
    /// ```
    P104 "stale-year", Warning, Practice => check
}

/// 2022年，… at the head of a sentence; 现将2022年度…报告如下.
static OPENS: Pattern = Pattern::new(
    |text| text.starts_with(|c: char| c.is_ascii_digit() || c.is_whitespace()),
    || "^·(?P<year>[0-9]{4}·年)·度?(?:[，,]|我|本[县市区镇乡局]|全[县市区镇乡局年]|共|累计)".into(),
);
/// 2022年，… at the head of a clause further on; 截至2022年11月底.
static INSIDE: Pattern = Pattern::new(
    |text| text.contains('年'),
    || {
        "(?:^|[，,。；;：:）)])·(?P<year>[0-9]{4}·年)·度?[，,]|截[至止]到?·(?P<as_of>[0-9]{4}·年)·(?P<month>[0-9]{1,2})·月(?:·[0-9]{1,2}·日|份)?".into()
    },
);
static ANNOUNCES: Pattern = Pattern::new(
    |text| has(text, &["现将", "现就"]),
    || "现[将就][^。；《“]*?(?P<year>[0-9]{4}·年)[^。；《]*(?:报告|汇报|通报|公布|公告|总结)?(?:如下|予以公[布开])".into(),
);
/// Any year, and the words that say one.
static YEAR: Pattern = Pattern::new(|text| text.contains('年'), || "([0-9]{4})·年".into());

fn check(cx: &Context<'_>) -> Vec<Finding> {
    let Some(year) = cx.year.filter(|_| cx.examines() && super::m103_year_mismatch::mismatch(cx).is_none()) else {
        return Vec::new();
    };
    let prose = Prose::new(cx);
    let sentences: Vec<Passage<'_>> = prose.body().collect();
    let mut findings = Vec::new();
    let mut paragraph = ParagraphYear::default();
    for (index, passage) in sentences.iter().enumerate() {
        let next = sentences.get(index + 1).filter(|next| next.paragraph == passage.paragraph);
        let stale = announced(passage, year).or_else(|| match is_plan(cx, passage.section) {
            true => planned(passage, year),
            false => opened(cx, &sentences, index, year)
                .filter(|_| !next.is_some_and(|next| goes_on(next.text, year)))
                .or_else(|| inside(cx, passage, year, &mut paragraph)),
        });
        findings.extend(stale.map(|(span, expected)| finding(cx, span, year, expected)));
    }
    findings
}

/// 现将2022年…报告如下. The year named last is the report's own: 「现将2022年以来、2023年度…」.
fn announced(passage: &Passage<'_>, year: i16) -> Option<(Span, i16)> {
    let found = ANNOUNCES.captures(passage.text)?;
    let stated = found.name("year")?;
    let others = mentions(found.get(0)?.as_str());
    // 现将2022年以来…, 2022年至2023年…
    if passage.text[stated.end()..].trim_start_matches('度').starts_with(['以', '至', '到', '—', '－', '-', '~', '和', '、'])
    {
        return None;
    }
    (others.iter().all(|&other| other == year - 1)).then(|| (passage.span(stated.range()), year))
}

/// 2023年，我县将…, among the plans for 2024.
fn planned(passage: &Passage<'_>, year: i16) -> Option<(Span, i16)> {
    let found = OPENS.captures(passage.text)?;
    let stated = found.name("year")?;
    let is_plan = ["将", "要", "继续", "进一步", "力争", "着力", "坚持"].iter().any(|word| passage.text.contains(word));
    let is_past = ["了", "已", "过去", "以来", "回顾", "尽管", "虽然", "取得", "同比", "存在"]
        .iter()
        .any(|word| passage.text.contains(word));
    let is_alone = mentions(passage.text).iter().all(|&other| other == year);
    (is_plan && !is_past && is_alone).then(|| (passage.span(stated.range()), year + 1))
}

/// 2022年，我县…, at the head of a paragraph or of the text after its heading or 一是.
fn opened(cx: &Context<'_>, sentences: &[Passage<'_>], index: usize, year: i16) -> Option<(Span, i16)> {
    let passage = &sentences[index];
    let found = OPENS.captures(passage.text)?;
    let stated = found.name("year")?;
    let is_stale = mentions(passage.text).iter().all(|&other| other == year - 1);
    (is_stale && !looks_back(passage.text) && opens_its_text(cx, sentences, index) && !is_about(cx, passage.section, year - 1))
        .then(|| (passage.span(stated.range()), year))
}

/// …。2022年，受理纠纷85件 and 截至2022年11月7日，受理85件, in a paragraph that names no other year and compares nothing.
fn inside(cx: &Context<'_>, passage: &Passage<'_>, year: i16, paragraph: &mut ParagraphYear) -> Option<(Span, i16)> {
    let found =
        INSIDE.captures(passage.text).filter(|found| found.get(0).is_some_and(|whole| !passage.is_name(whole.range())))?;
    // the end of last year is where this year begins: 截至2022年12月31日
    let is_year_end = found.name("month").is_some_and(|month| month.as_str() == "12");
    let stated = found.name("year").or(found.name("as_of")).filter(|_| !is_year_end)?;
    let counts = passage.last_quantity().is_some_and(|last| last >= stated.end());
    let is_stale = counts && paragraph.speaks_only_of(cx, passage.paragraph, year - 1);
    (is_stale && !is_about(cx, passage.section, year - 1)).then(|| (passage.span(stated.range()), year))
}

/// What is known of the paragraph looked at last, so that each is searched once.
#[derive(Default)]
struct ParagraphYear {
    known: Option<(ParagraphId, bool)>,
}

impl ParagraphYear {
    /// Whether a paragraph names that year and no other, and compares nothing.
    fn speaks_only_of(&mut self, cx: &Context<'_>, paragraph: ParagraphId, year: i16) -> bool {
        if let Some((_, answer)) = self.known.filter(|&(known, _)| known == paragraph) {
            return answer;
        }
        let text = cx.source.slice(cx.document.paragraphs[paragraph].span);
        let answer = mentions(text).iter().all(|&other| other == year) && !looks_back(text);
        self.known = Some((paragraph, answer));
        answer
    }
}

/// Words that tell two periods apart.
fn looks_back(text: &str) -> bool {
    const WORDS: [&str; 19] = [
        "今年",
        "本年",
        "当年",
        "去年",
        "上年",
        "上一年",
        "同期",
        "同比",
        "相比",
        "以来",
        "此后",
        "随后",
        "至今",
        "目前",
        "现已",
        "连续",
        "增长",
        "下降",
        "历年",
    ];
    WORDS.iter().any(|word| text.contains(word))
}

/// Whether nothing but a heading or an ordinal stands before the sentence in its paragraph.
fn opens_its_text(cx: &Context<'_>, sentences: &[Passage<'_>], index: usize) -> bool {
    let passage = &sentences[index];
    let before = index.checked_sub(1).map(|before| &sentences[before]).filter(|before| before.paragraph == passage.paragraph);
    before.is_none_or(|before| {
        let heading = passage.section.map(|section| cx.document.sections[section].heading);
        heading.is_some_and(|heading| heading.contains(before.span(0..before.text.trim_end().len())))
    })
}

/// Whether a heading around the sentence names that year, or looks back: 落实2022年度考评整改, 历年情况.
fn is_about(cx: &Context<'_>, section: Option<SectionId>, year: i16) -> bool {
    cx.document.outward(section).any(|section| {
        let section = &cx.document.sections[section];
        let title = cx.source.slice(section.title);
        section.years.iter().any(|&(named, _)| named == year)
            || ["考评", "整改", "回顾", "上一年", "上年", "督察"].iter().any(|word| title.contains(word))
    })
}

/// Whether the story goes on to the year of the report: 「2022年…。2023年…」.
fn goes_on(next: &str, year: i16) -> bool {
    mentions(next).iter().any(|&named| named >= year) || ["今年", "本年", "目前", "同比"].iter().any(|word| next.contains(word))
}

/// The years that a text names, those of names and numbers of documents too.
fn mentions(text: &str) -> Vec<i16> {
    YEAR.captures_iter(text).filter_map(|found| found[1].parse().ok()).collect()
}

fn finding(cx: &Context<'_>, span: Span, year: i16, expected: i16) -> Finding {
    let message = match expected == year {
        true => text!("{year} 年的报告在这里写「{stated}」", "the report for {year} says {stated} here"),
        false => text!("下一年度安排里写「{stated}」", "a plan for the following year says {stated}"),
    };
    let help = match expected == year {
        true => text!(
            "若是沿用旧稿，改为 {expected} 年并核对数字；若是回顾，可忽略",
            "if it was left from an old text, make it {expected} and check the figures",
        ),
        false => {
            text!("若是沿用旧稿，改为 {expected} 年；若是回顾，可忽略", "if it was left from an old text, make it {expected}")
        }
    };
    Finding::new(&CARD, span, message)
        .fact("year", year)
        .fact("stated", cx.source.slice(span))
        .fact("expected", expected)
        .help(help)
        .likely()
}
