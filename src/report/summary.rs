//! What was looked at and what was found, in a line.

use std::collections::BTreeMap;

use super::reports::{Counts, Reports, held_to, shown};
use super::style::Style;
use crate::analysis::Analysis;
use crate::finding::Finding;
use crate::source::PictureKind;
use crate::text::Lang;

/// One line that says what was looked at and what was found.
pub(super) fn line(reports: &Reports, style: &Style) -> String {
    let lang = style.lang;
    let all = Counts::of(reports.all_findings());
    let visible = reports.shown(style);
    let found =
        format!("{}{}{}{}", found(visible, lang), fixable(reports, style), hidden(all, visible, lang), left_out(reports, lang));
    let found = found + &switched_off(reports, lang);
    let looked = looked_at(reports, lang);
    match (reports.failures.len(), reports.analyses.len(), lang) {
        (0, _, Lang::Zh) => format!("{looked}；{found}"),
        (0, _, Lang::En) => format!("{looked}; {found}"),
        (failed, 0, Lang::Zh) => format!("没有读到报告；{failed} 处未能读取"),
        (failed, 0, Lang::En) => format!("no report was read; {failed} could not be"),
        (failed, _, Lang::Zh) => format!("{looked}；{found}；{failed} 处未能读取"),
        (failed, _, Lang::En) => format!("{looked}; {found}; {failed} could not be read"),
    }
}

/// 「1 份报告（规范 county），67 个数据，38 个已核对」
fn looked_at(reports: &Reports, lang: Lang) -> String {
    let (mut figures, mut checked) = (0, 0);
    for analysis in &reports.analyses {
        figures += analysis.ledger.coverage.quantities;
        checked += analysis.ledger.coverage.checked();
    }
    let unseen = unseen(&reports.analyses, lang);
    let (reports, profiles) = (reports.analyses.len(), profiles(reports, lang));
    match lang {
        Lang::Zh => format!("{reports} 份报告{profiles}，{figures} 个数据，{checked} 个已核对{unseen}"),
        Lang::En => {
            let (reports, figures) = (plural(reports, "report", "reports"), plural(figures, "figure", "figures"));
            format!("{reports}{profiles}, {figures}, {checked} checked{unseen}")
        }
    }
}

/// 「，2 张图片没有核对」: what the reader sees and no program does.
pub(super) fn unseen<'a>(analyses: impl IntoIterator<Item = &'a Analysis>, lang: Lang) -> String {
    let mut counts: BTreeMap<PictureKind, usize> = BTreeMap::new();
    for picture in analyses.into_iter().flat_map(|analysis| &analysis.source.marks().pictures) {
        *counts.entry(picture.kind).or_default() += 1;
    }
    let words = |kind| match kind {
        PictureKind::Chart => ("个图表", "chart", "charts"),
        PictureKind::Embedded => ("个嵌入的表格", "embedded sheet", "embedded sheets"),
        _ => ("张图片", "picture", "pictures"),
    };
    let told = counts.into_iter().map(|(kind, count)| match (words(kind), lang) {
        ((zh, ..), Lang::Zh) => format!("，{count} {zh}没有核对"),
        ((_, one, many), Lang::En) => format!(", {} not checked", plural(count, one, many)),
    });
    told.collect()
}

/// 「1 个错误，3 个需核实」, or that nothing was found.
fn found(visible: Counts, lang: Lang) -> String {
    match (visible == Counts::default(), lang) {
        (true, Lang::Zh) => "没有发现问题".to_owned(),
        (true, Lang::En) => "nothing found".to_owned(),
        (false, _) => counted(visible, lang),
    }
}

/// How many of the findings that are shown `--fix` may mend: 「，其中 2 处可用 --fix 修改」.
fn fixable(reports: &Reports, style: &Style) -> String {
    let is_fixable = |analysis: &Analysis, finding: &Finding| {
        let mut safe = finding.repairs.iter().filter(|repair| repair.safe);
        safe.any(|repair| analysis.source.verbatim_in_file(repair.difference(&analysis.source).0).is_some())
    };
    let of = |analysis| shown(analysis, style).filter(|finding| is_fixable(analysis, finding)).count();
    match (reports.analyses.iter().map(of).sum::<usize>(), style.lang) {
        (0, _) => String::new(),
        (count, Lang::Zh) => format!("，其中 {count} 处可用 --fix 修改"),
        (count, Lang::En) => format!(", {count} fixable with --fix"),
    }
}

/// The profiles that the reports were held to: （规范 gd-county）.
fn profiles(reports: &Reports, lang: Lang) -> String {
    let described = held_to(&reports.analyses, lang);
    match lang {
        _ if described.is_empty() => described,
        Lang::Zh => format!("（{described}）"),
        Lang::En => format!(" ({described})"),
    }
}

/// What is not shown, and how to see it.
fn hidden(all: Counts, visible: Counts, lang: Lang) -> String {
    let hidden = Counts {
        errors: all.errors - visible.errors,
        warnings: all.warnings - visible.warnings,
        notes: all.notes - visible.notes,
    };
    let least = match hidden {
        Counts { errors: 0, warnings: 0, notes: 0 } => return String::new(),
        Counts { notes: 1.., .. } => "note",
        Counts { warnings: 1.., .. } => "warning",
        Counts { errors: 1.., .. } => "error",
    };
    let words = counted(hidden, lang);
    match lang {
        Lang::Zh => format!("（另有 {words}，用 --min-severity {least} 查看）"),
        Lang::En => format!(" ({words} more with --min-severity {least})"),
    }
}

/// What the author allows and what the baseline knows: it was found, and is not shown.
fn left_out(reports: &Reports, lang: Lang) -> String {
    let sum = |count: fn(&Analysis) -> usize| reports.analyses.iter().map(count).sum::<usize>();
    let counts = [sum(|analysis| analysis.suppressed.len()), sum(|analysis| analysis.baselined.len())];
    let words = match lang {
        Lang::Zh => ["个已豁免", "个在基线中"],
        Lang::En => ["allowed", "in the baseline"],
    };
    let parts = counts.into_iter().zip(words).filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts.map(|(count, word)| format!("{count} {word}")).collect();
    match (parts.is_empty(), lang) {
        (true, _) => String::new(),
        (false, Lang::Zh) => format!("；{}", parts.join("，")),
        (false, Lang::En) => format!("; {}", parts.join(", ")),
    }
}

/// 「；按 ../gouji.yaml，停用 3 条规则」: what is not looked for is not to be missed in silence.
fn switched_off(reports: &Reports, lang: Lang) -> String {
    let mut off: BTreeMap<&str, usize> = BTreeMap::new();
    for (file, &count) in reports.analyses.iter().flat_map(|analysis| &analysis.switched_off) {
        let most = off.entry(file).or_default();
        *most = count.max(*most);
    }
    let told = off.into_iter().map(|(file, count)| match lang {
        Lang::Zh => format!("；按 {file}，停用 {count} 条规则"),
        Lang::En => format!("; {} switched off by {file}", plural(count, "rule", "rules")),
    });
    told.collect()
}

/// 「1 个错误，3 个需核实」: what there is none of is not mentioned.
fn counted(counts: Counts, lang: Lang) -> String {
    let (words, joint) = match lang {
        Lang::Zh => ([("个错误", "个错误"), ("个需核实", "个需核实"), ("个提示", "个提示")], "，"),
        Lang::En => ([("error", "errors"), ("warning", "warnings"), ("note", "notes")], ", "),
    };
    let parts = [counts.errors, counts.warnings, counts.notes].into_iter().zip(words);
    let parts = parts.filter(|&(number, _)| number > 0).map(|(number, (one, many))| plural(number, one, many));
    parts.collect::<Vec<_>>().join(joint)
}

fn plural(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
