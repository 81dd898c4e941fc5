//! Reports that are changed in one place: what can be proven wrong must be reported, and what changes no figure must
//! change no verdict.
//!
//! Every digit of every figure of a verified claim is changed, to one other digit each; `GOUJI_EXHAUSTIVE=1` tries all
//! of them.

use std::collections::BTreeSet;

use gouji::claims::{Kind, Role};
use gouji::{Analysis, Claim, Figure, FigureId, Lang, Linter, Profile, Severity, Source, Span, Verdict};
use proptest::prelude::*;

const REPORTS: [&str; 2] = ["linxi-2023", "clean-county"];

/// Changes that are not reported: report, the beginning of the change, why. An entry names a figure with the words before
/// it, or one change of it. An entry that is needed no more makes the test fail.
const SILENT: &[(&str, &str, &str)] = &[
    // another reading of the sentence agrees, so that nothing is proven
    ("linxi-2023", "其中领导信箱133件 → 193件", "193 + 81 = 274: the third may be no component"),
    ("clean-county", "办结率99.30% → 49.30%", "141 ÷ 286 = 49.30%"),
    // relations that are believed only while they agree: the words do not tell that the figures must add up
    ("clean-county", "其中继续有效51件", "the list may be open"),
    // what the evidence does not carry: the odds of a slip against those of another list
    (
        "linxi-2023",
        "年度考评共指出我区问题14项",
        "the list stands in the next sentence, and small numbers are a slip apart by chance",
    ),
    ("linxi-2023", "全年完成整改13项", "the list stands in the next sentence, and small numbers are a slip apart by chance"),
    ("linxi-2023", "全年审查规范性文件11件", "small numbers are a slip apart by chance"),
    ("linxi-2023", "其中区政府规范性文件6件", "small numbers are a slip apart by chance"),
    ("linxi-2023", "部门规范性文件5件", "small numbers are a slip apart by chance"),
    (
        "clean-county",
        "县委依法治县办牵头梳理出问题18项",
        "the list stands in the next sentence, and small numbers are a slip apart by chance",
    ),
    ("clean-county", "全年完成整改16项", "the list stands in the next sentence, and small numbers are a slip apart by chance"),
    ("clean-county", "其余2项", "the list stands in the next sentence, and small numbers are a slip apart by chance"),
    ("clean-county", "其中县政府规范性文件5件", "small numbers are a slip apart by chance"),
    ("clean-county", "部门规范性文件4件", "small numbers are a slip apart by chance"),
    ("clean-county", "列入目录的事项共7件", "small numbers are a slip apart by chance"),
    ("clean-county", "合格337卷 → 332卷", "the list may leave a grade out"),
    ("clean-county", "政协提案104件 → 904件", "a part larger than the total may be of another"),
    (
        "clean-county",
        "其中领导信箱141件",
        "what came in and what was closed follow in one sentence, and any of them may be of another",
    ),
    (
        "clean-county",
        "业务咨询69件",
        "what came in and what was closed follow in one sentence, and any of them may be of another",
    ),
    (
        "clean-county",
        "投诉建议76件",
        "what came in and what was closed follow in one sentence, and any of them may be of another",
    ),
    ("clean-county", "已办结284件", "what came in and what was closed follow in one sentence, and any of them may be of another"),
    ("clean-county", "尚有2件", "what came in and what was closed follow in one sentence, and any of them may be of another"),
];

/// A figure of which one digit has been replaced.
struct Mutation {
    /// The figure of the unchanged report.
    figure: FigureId,
    /// Where the digit stands.
    at: usize,
    digit: u8,
    /// Whether it is the one that is tried of this place.
    is_chosen: bool,
}

#[test]
fn a_wrong_digit_is_reported() {
    let is_exhaustive = std::env::var_os("GOUJI_EXHAUSTIVE").is_some();
    let mut silent = Vec::new();
    // of each entry, whether a change that it names was tried, and whether one was silent
    let mut entries = vec![(false, false); SILENT.len()];
    for name in REPORTS {
        let text = report(name);
        let before = figures_alone(&text);
        let known = complaints(&before);
        for mutation in mutations(&before) {
            let Some(reason) = provable(&before, &mutation) else { continue };
            let mut bytes = text.clone().into_bytes();
            bytes[mutation.at] = mutation.digit;
            let changed = String::from_utf8(bytes).expect("a digit for a digit");
            let figure = &before.figures[mutation.figure];
            let words =
                [before.source.slice(figure.label), before.source.slice(figure.span), " → ", &changed[figure.span.range()]];
            let change = words.concat();
            let entry = SILENT.iter().position(|(report, beginning, _)| *report == name && change.starts_with(beginning));
            // an entry is needed if one of its changes is silent; of other figures the chosen changes are tried
            if entry.map_or(!mutation.is_chosen && !is_exhaustive, |entry| entries[entry].1) {
                continue;
            }
            let is_silent = complaints(&figures_alone(&changed)).is_subset(&known);
            match entry {
                Some(entry) => entries[entry] = (true, is_silent),
                None if is_silent => silent.push(format!("{name}: {change}, {reason}")),
                None => {}
            }
        }
    }
    assert!(silent.is_empty(), "{} changes are not reported:\n{}", silent.len(), silent.join("\n"));
    let needless: Vec<_> =
        SILENT.iter().zip(entries).filter(|(_, entry)| *entry == (true, false)).map(|(entry, _)| entry).collect();
    assert!(needless.is_empty(), "these are reported now, take them out: {needless:#?}");
}

/// The mutations of every digit of every figure that stands in a verified claim.
fn mutations(analysis: &Analysis) -> Vec<Mutation> {
    let in_claims: BTreeSet<FigureId> = analysis
        .claims
        .iter()
        .filter(|claim| is_verified(claim))
        .flat_map(|claim| claim.roles.iter().map(|role| role.1))
        .collect();
    let mut mutations = Vec::new();
    for figure in in_claims {
        let number = analysis.figures[figure].number;
        let digits = analysis.source.slice(number).bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit());
        for (index, old) in digits {
            let at = number.start as usize + index;
            // 043 would be another mistake
            let others = (b'0'..=b'9').filter(|&digit| digit != old && !(digit == b'0' && index == 0));
            // no clock and no chance: the place chooses
            let chosen = others.clone().nth(at * 7 % 8);
            mutations.extend(others.map(|digit| Mutation { figure, at, digit, is_chosen: Some(digit) == chosen }));
        }
    }
    mutations
}

fn is_verified(claim: &Claim) -> bool {
    claim.verdict() == Verdict::Consistent
}

/// Why the changed figure contradicts its neighbours: a sum that does not add up, or a rate that rounds to something else.
fn provable(analysis: &Analysis, mutation: &Mutation) -> Option<String> {
    let of_figure =
        analysis.claims.iter().filter(|claim| is_verified(claim) && claim.roles.iter().any(|role| role.1 == mutation.figure));
    let expression = |claim: &Claim| claim.words(&analysis.source, &analysis.figures).expression();
    of_figure.into_iter().find_map(|claim| match claim.kind {
        Kind::Breakdown | Kind::Remainder | Kind::Balance => Some(format!("{} {}", claim.kind.name(), expression(claim))),
        Kind::Rate | Kind::Share => (!rounds(analysis, claim, mutation)?).then(|| format!("rate {}", expression(claim))),
        _ => None,
    })
}

/// Whether part ÷ whole rounds to the stated rate once the digit is changed, reckoned here anew: half up or half even.
/// `None` where the claim has other roles.
fn rounds(analysis: &Analysis, claim: &Claim, mutation: &Mutation) -> Option<bool> {
    let mantissa = |role: Role| {
        let mut having = claim.roles.iter().filter(|(known, _)| *known == role).map(|&(_, figure)| figure);
        let figure = having.next().filter(|_| having.next().is_none())?;
        Some(printed(analysis, &analysis.figures[figure], (figure == mutation.figure).then_some(mutation)))
    };
    let (rate, places) = mantissa(Role::Rate)?;
    let (whole, _) = mantissa(Role::Whole)?;
    let part = match (mantissa(Role::Part), mantissa(Role::Pending)) {
        (Some((part, _)), None) => part,
        (None, Some((pending, _))) => whole - pending,
        _ => return None,
    };
    // |100 · 10^places · part ÷ whole − rate| ≤ ½; at ½ both neighbours are accepted if one of the two ways gives them
    let exact = 2 * 100 * 10i128.pow(places) * part;
    let (low, high) = ((2 * rate - 1) * whole, (2 * rate + 1) * whole);
    Some(low < exact && exact < high || exact == low || exact == high && rate % 2 == 0)
}

/// The digits of a figure as a whole number, and how many stand after the point.
fn printed(analysis: &Analysis, figure: &Figure, mutation: Option<&Mutation>) -> (i128, u32) {
    let (mut mantissa, mut places, mut after) = (0, 0, false);
    for (index, byte) in analysis.source.slice(figure.number).bytes().enumerate() {
        let is_changed = |mutation: &&Mutation| mutation.at == figure.number.start as usize + index;
        match mutation.filter(is_changed).map_or(byte, |mutation| mutation.digit) {
            b'.' => after = true,
            digit => {
                mantissa = mantissa * 10 + i128::from(digit - b'0');
                places += u32::from(after);
            }
        }
    }
    (mantissa, places)
}

/// The findings about totals and rates that nobody may miss: rule and place.
fn complaints(analysis: &Analysis) -> BTreeSet<(&'static str, Span)> {
    let grave = analysis.findings.iter().filter(|finding| finding.severity >= Severity::Warning);
    grave.filter(|finding| finding.rule.code.starts_with(['C', 'R'])).map(|finding| (finding.rule.code, finding.span)).collect()
}

#[test]
fn a_section_taken_out_is_missed_where_it_stood() {
    for name in REPORTS {
        let text = report(name);
        let before = Linter::default().check(Source::new(name, text.as_str()));
        let profile = &before.profile;
        let places = profile.places(&before.source, &before.document, before.document.masthead.year());
        assert_eq!(places.iter().filter(|place| place.section.is_some()).count(), 8, "{name}");
        for place in places.iter().filter(|place| place.requirement.required) {
            let section = &before.document.sections[place.section.expect("every required section is there")];
            let (start, end) = (section.heading.start as usize, section.body.end.max(section.heading.end) as usize);
            let cut = format!("{}{}", &text[..start], &text[end..]);
            let after = Linter::default().check(Source::new(name, cut.as_str()));
            let wanted = format!("缺少「{}」", place.requirement.title.zh);
            let found = after.findings.iter().find(|finding| finding.rule.code == "S101" && finding.message(Lang::Zh) == wanted);
            let found = found.unwrap_or_else(|| panic!("{name}: nobody says {wanted}"));
            let at = found.span.start as usize;
            assert!(cut[at.min(start)..at.max(start)].trim().is_empty(), "{name}: {wanted} at {at}, not {start}");
        }
    }
}

#[test]
fn line_ends_and_widths_change_no_verdict() {
    for name in REPORTS.into_iter().chain(["clean-national"]) {
        let text = report(name);
        let before = verdicts(&figures_alone(&text));
        assert!(!before.is_empty());
        let wide = |c: char| if c.is_ascii_digit() { char::from_u32(u32::from(c) - 0x30 + 0xff10).unwrap_or(c) } else { c };
        let narrow =
            |c: char| "，；：（）％".chars().zip(",;:()%".chars()).find(|&(wide, _)| wide == c).map_or(c, |(_, narrow)| narrow);
        let variants = [
            ("CRLF", text.replace('\n', "\r\n")),
            ("byte order mark", format!("\u{feff}{text}")),
            ("full-width digits", text.chars().map(wide).collect()),
            ("full-width per cent signs", text.replace('%', "％")),
            ("half-width marks", text.chars().map(narrow).collect()),
            ("no indent", text.replace('\u{3000}', "")),
        ];
        for (what, variant) in variants {
            assert_eq!(verdicts(&figures_alone(&variant)), before, "{name}: {what}");
        }
    }
}

/// A sentence without figures may stand after any other.
#[test]
fn a_sentence_without_figures_changes_no_verdict() {
    let sentences = ["各项工作有序推进。", "群众的获得感不断增强。", "相关经验在全省推广。", "下一步将继续完善机制。"];
    for name in REPORTS {
        let text = report(name);
        let before = verdicts(&figures_alone(&text));
        for ((at, stop), sentence) in text.match_indices('。').zip(sentences.iter().cycle()) {
            let (head, tail) = text.split_at(at + stop.len());
            let after = verdicts(&figures_alone(&format!("{head}{sentence}{tail}")));
            assert_eq!(after, before, "{name}: {sentence} after {}", head.lines().last().unwrap_or_default());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the text, nothing panics and every place can be cut out.
    #[test]
    fn every_span_slices(pieces in prop::collection::vec(prop_oneof![
        prop::sample::select(&[
            "受理", "办结", "办结率", "其中", "（含", "）", "，", "。", "；", "、", "：", "\n", "\t", "|", "13785", "99.02%", "１２", "两千三百",
            "万", "亿元", "件", "宗", "人次", "个百分点", "同比增长", "比上年", "下降", "占", "分别", "合计", "共", "约", "余", "近", "以上", "第",
            "年", "2023年", "至", "—", "—2025年", "三成", "四分之一", "一是", "二、", "（三）", "\r\n", "0", ".", ",", "%", "％", "百分之八十",
        ][..]).prop_map(str::to_owned),
        "\\PC{0,4}",
    ], 0..60)) {
        let text = pieces.concat();
        for linter in [Linter::default(), Linter::default().with_profile(Profile::figures_only()).with_year(2023)] {
            let analysis = linter.check(Source::new("x", text.as_str()));
            for span in spans(&analysis) {
                analysis.source.slice(span);
            }
        }
    }
}

/// Every place that an analysis names.
fn spans(analysis: &Analysis) -> Vec<Span> {
    let figures = analysis.figures.iter().flat_map(|figure| {
        [Some(figure.span), Some(figure.number), figure.unit, Some(figure.label), Some(figure.tail)].into_iter().flatten()
    });
    let claims = analysis.claims.iter().map(|claim| claim.span);
    let findings = analysis.findings.iter().flat_map(|finding| {
        let labels = finding.labels.iter().map(|label| label.span);
        labels.chain(finding.repairs.iter().map(|repair| repair.span)).chain([finding.span])
    });
    figures.chain(claims).chain(findings).collect()
}

/// Kind, verdict and working of every claim, whatever its place. The working of a list quotes the text.
fn verdicts(analysis: &Analysis) -> Vec<String> {
    let working = |claim: &Claim| {
        let words = claim.words(&analysis.source, &analysis.figures);
        if claim.kind == Kind::List { words.computed() } else { words.expression() }
    };
    analysis.claims.iter().map(|claim| format!("{} {} {}", claim.kind.name(), claim.verdict().name(), working(claim))).collect()
}

fn figures_alone(text: &str) -> Analysis {
    Linter::default().with_profile(Profile::figures_only()).check(Source::new("report.txt", text))
}

fn report(name: &str) -> String {
    crate::read(&format!("fixtures/reports/{name}.txt"))
}
