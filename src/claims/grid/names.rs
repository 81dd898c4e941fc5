//! What the names of rows and columns say: 合计, 增减（%）, 其中, 备注.

use crate::words::without_blanks;

/// What a line holds, by its names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// What is counted.
    Data,
    /// The sum of others.
    Total(Totals),
    /// A part of the line before it: 其中.
    Among,
    /// A rate or a share of other lines: 办结率, 占比.
    Rate,
    /// A growth in per cent: 增幅, 增减（%）.
    Growth,
    /// A difference of two lines: 增减.
    Difference,
    /// A difference in percentage points.
    Points,
    /// The mean of others: 平均.
    Average,
    /// What there is for each: 人均.
    Per,
    /// An extreme, a rank, a code: what is not added up.
    Aside,
    /// A remark under the table.
    Note,
}

/// Which lines a total closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Totals {
    /// Those of its group: 小计.
    Group,
    /// All: 合计, 总计.
    All,
}

/// Words of a total of everything.
const ALL: [&str; 5] = ["合计", "总计", "总数", "共计", "累计数"];

/// Names of all that a table is about.
const WHOLES: [&str; 6] = ["全市", "全县", "全区", "全省", "全国", "总体"];

/// Heads of columns that order the rows, or speak about them.
const BESIDE: [&str; 14] =
    ["序号", "行次", "编号", "排名", "位次", "名次", "排序", "代码", "案号", "文号", "日期", "备注", "说明", "依据"];

/// Heads of columns that name the rows.
const NAMING: [&str; 5] = ["年份", "年度", "名称", "时间", "层级"];

/// Words of extremes.
const EXTREMES: [&str; 5] = ["最高", "最低", "最大", "最小", "中位"];

/// A name as it is compared: without blanks, brackets in one form.
pub(super) fn plain(text: &str) -> String {
    without_blanks(text).replace('(', "（").replace(')', "）").replace('％', "%")
}

/// The name without what is said in brackets: 增减 of 增减（%）, 县小计 of 县（市、区）小计.
pub(super) fn bare(name: &str) -> String {
    let parts = name.split('（').enumerate();
    parts.map(|(at, part)| if at == 0 { part } else { part.split_once('）').map_or("", |(_, after)| after) }).collect()
}

/// The unit that a name tells in brackets, and its scale: 元, 10000 of 资金（万元）.
pub(super) fn unit(name: &str) -> Option<(&str, i128)> {
    let (_, unit) = name.strip_suffix('）')?.rsplit_once('（')?;
    let scales = [("亿", 100_000_000), ("万", 10_000), ("千", 1000), ("百", 100)];
    let scaled = scales.iter().find_map(|&(word, factor)| Some((unit.strip_prefix(word)?, factor)));
    Some(scaled.unwrap_or((unit, 1))).filter(|(unit, _)| !unit.is_empty())
}

/// What a line of these names holds.
pub(super) fn part(names: &[String]) -> Part {
    let Some(name) = names.last().map(String::as_str) else { return Part::Data };
    let bare = bare(name);
    let has = |words: &[&str]| words.iter().any(|word| bare.contains(word));
    let is_percent = name.contains('%');
    if ["注：", "注:", "说明：", "备注："].iter().any(|word| name.starts_with(word)) {
        return Part::Note;
    }
    if is_beside_the_data(name) || has(&EXTREMES) {
        return Part::Aside;
    }
    if has(&["平均", "均值", "年均", "月均", "季均"]) {
        return Part::Average;
    }
    if has(&["人均", "户均", "件均", "案均", "场均", "次均", "份均", "期均", "所均", "村均", "日均"]) {
        return Part::Per;
    }
    if names.iter().any(|name| name.starts_with("其中")) {
        return Part::Among;
    }
    if name.contains("百分点") {
        return Part::Points;
    }
    if has(&["增长率", "增幅", "增速", "增减率", "增长幅度", "升降幅", "变化率", "同比", "环比"])
        || (is_percent && has(&["增长", "增减", "升降", "变化", "±", "比上年", "比去年"]))
    {
        return Part::Growth;
    }
    if is_cut(name) {
        return Part::Rate;
    }
    if has(&["增减", "净增", "增加", "减少", "变化", "差额", "升降", "增长"]) {
        return Part::Difference;
    }
    if has(&["率", "占比", "比重", "比例", "占总"]) {
        return Part::Rate;
    }
    if has(&["小计"]) {
        return Part::Total(Totals::Group);
    }
    if has(&ALL) || WHOLES.contains(&bare.as_str()) { Part::Total(Totals::All) } else { Part::Data }
}

/// Whether a column orders its rows, names them, or speaks about them.
pub(super) fn is_beside_the_data(name: &str) -> bool {
    let bare = bare(name);
    BESIDE.iter().any(|word| bare.ends_with(word)) || NAMING.contains(&bare.as_str())
}

/// Whether a name says that its numbers are percentages: 增减（%）.
pub(super) fn says_percent(name: &str) -> bool {
    name.contains('%') && !name.contains("百分点")
}

/// Whether a name lets its numbers be percentages: 合格率.
pub(super) fn may_be_percent(name: &str) -> bool {
    ["率", "占比", "比重", "增幅", "增速", "比例"].iter().any(|word| name.contains(word)) && !name.contains('万')
}

/// Whether a name says how much less there is, so that a decline is no less than nought: 压缩率, 降幅, 减少（%）.
pub(crate) fn is_cut(name: &str) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    has(&["压缩", "压减", "精简", "减少", "缩短", "降低", "下降", "削减", "提速", "降幅", "减幅", "节约", "核减"])
        && has(&["率", "比例", "幅", "%"])
        && !has(&["增减", "升降", "百分点"])
}

/// Whether a name says what there is for each of something: 单价, 师生比, 补贴标准（元/件）, 每万人案件数.
pub(crate) fn is_per(name: &str) -> bool {
    let is_unit = |unit: &str| unit.contains(['/', '／']) && unit.starts_with(['元', '万', '件', '人', '天', '分', '小']);
    let unit = name.split_once('（').map_or("", |(_, unit)| unit);
    let bare = bare(name);
    // 师生比 is what there is for each; 占比 and 同比 are not
    let is_proportion = bare.ends_with('比') && part(&[name.to_owned()]) == Part::Data;
    bare.ends_with("单价")
        || is_proportion
        || name.contains('每')
        || is_unit(unit)
        || (name.contains("万人") && name.contains('率'))
}

/// Whether a name says that its numbers go on from line to line: 累计.
pub(crate) fn is_running(name: &str) -> bool {
    name.contains("累计") || name.contains("累积")
}

/// Whether a name speaks of another period, or of a change, and of nothing that is counted: 上年同期, （上年）, 增减.
pub(super) fn is_facet(name: &str) -> bool {
    let period =
        ["上年同期", "去年同期", "上年", "去年", "同期", "上年数", "上年同期数", "去年同期数", "上年度", "本年", "本期", "上期"];
    let changes = matches!(part(&[name.to_owned()]), Part::Growth | Part::Difference | Part::Points);
    changes || period.contains(&name.trim_matches(['（', '）']))
}

/// Whether a name tells when: 3月, 2023年, 一季度, 第2批.
pub(crate) fn is_time(name: &str) -> bool {
    const NUMERALS: &str = "0123456789一二三四五六七八九十";
    let name = ["份", "度", "初", "末", "底"].iter().fold(name, |name, word| name.strip_suffix(word).unwrap_or(name));
    let number =
        ["年", "月", "季", "周", "旬", "日", "期", "批", "半年"].iter().find_map(|word| name.strip_suffix(word)).unwrap_or(name);
    number.ends_with(|c| NUMERALS.contains(c)) || ["上", "下"].contains(&number)
}

/// Whether a name is that of the first month of a year.
pub(crate) fn is_first_month(name: &str) -> bool {
    matches!(name, "1月" | "1月份" | "一月" | "一月份" | "一季度" | "第一季度")
}

/// Whether a name is that of an earlier period than another: 上年 and 本年, 2022年 and 2023年.
pub(crate) fn is_earlier(name: &str, than: &str) -> bool {
    const BEFORE: [&str; 6] = ["上年", "去年", "同期", "上期", "上月", "上季"];
    let is_before = |name: &str| BEFORE.iter().any(|word| name.contains(word));
    let year = |name: &str| name.split(|c: char| !c.is_ascii_digit()).find(|digits| digits.len() == 4).map(str::to_owned);
    match (year(name), year(than)) {
        (Some(year), Some(than)) => year < than,
        _ => is_before(name) && !is_before(than),
    }
}

/// Whether a serial is that of a part: 1.2, 2-1.
pub(super) fn is_below(serial: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    serial.split_once(['.', '-', '－']).is_some_and(|(of, own)| digits(of) && digits(own))
}

/// What a note under a table says where its numbers need not add up: what is in two rows is counted once.
pub(super) fn excuses_all(note: &str) -> bool {
    ["去重", "重复", "剔除", "不等于", "口径", "多选", "合计不含", "含上年结转案", "按1件计"]
        .iter()
        .any(|word| note.contains(word))
}

/// What a remark beside the numbers of a row says where these need not add up: 另有3件撤回.
pub(super) fn excuses_row(remark: &str) -> bool {
    ["另有", "撤", "口径", "不含", "重复", "去重", "剔除", "调整"].iter().any(|word| remark.contains(word))
}

/// What the words and marks around the digits of a cell make of its number: `Some(Some(true))` a negative one, `Some(None)` one
/// without a sign; `None` where other words stand there.
pub(super) fn signed(before: &str, after: &str) -> Option<Option<bool>> {
    // a remark in brackets is none of the number: 125（不含涉密）
    let remark = after.find(['（', '(']).filter(|_| !before.contains(['（', '(']));
    let (before, after) = (without_blanks(before), without_blanks(&after[..remark.unwrap_or(after.len())]));
    let in_brackets = before.starts_with(['(', '（']) && after.ends_with([')', '）']);
    let trim = |text: &str| {
        text.trim_matches(['(', '（', ')', '）', '%', '％', '约', '*', '＊', '※', '†', '#', '①', '②', '③', '④', '⑤']).to_owned()
    };
    let (before, after) = (trim(&before), trim(&after));
    let down =
        |text: &str| matches!(text, "-" | "−" | "－" | "–" | "↓" | "▼" | "下降" | "减少" | "降低" | "负增长" | "负" | "回落");
    let up = |text: &str| matches!(text, "+" | "＋" | "↑" | "▲" | "增长" | "增加" | "上升" | "提高" | "提升");
    match (before.as_str(), after.as_str()) {
        ("", "") if in_brackets => Some(Some(true)),
        ("", "") => Some(None),
        (mark, "") | ("", mark) if down(mark) => Some(Some(true)),
        (mark, "") | ("", mark) if up(mark) => Some(Some(false)),
        _ => None,
    }
}
