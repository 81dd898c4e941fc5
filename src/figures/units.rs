//! Units: the classifiers that follow a number, and which of them may count one thing.

/// Classifiers and measures, longest first within a first character, so that the first match is the longest.
static UNITS: &[&str] = &[
    "个百分点",
    "个工作日",
    "个小时",
    "个月",
    "个",
    "百分点",
    "平方公里",
    "平方千米",
    "平方米",
    "立方米",
    "公里",
    "公顷",
    "公斤",
    "千米",
    "千克",
    "千瓦时",
    "千瓦",
    "工作日",
    "小时",
    "分钟",
    "件(次)",
    "件（次）",
    "件次",
    "件",
    "宗",
    "起",
    "例",
    "人(次)",
    "人（次）",
    "人次",
    "人",
    "名",
    "位",
    "户次",
    "户",
    "家(次)",
    "家（次）",
    "家次",
    "家",
    "项次",
    "项",
    "条次",
    "条",
    "份",
    "部",
    "批次",
    "批",
    "场(次)",
    "场（次）",
    "场次",
    "场",
    "次",
    "期",
    "篇",
    "封",
    "元",
    "吨",
    "亩",
    "米",
    "克",
    "升",
    "天",
    "日",
    "年",
    "周岁",
    "岁",
    "周",
    "秒",
    "分",
    "字",
    "所",
    "处",
    "支",
    "台次",
    "台",
    "辆次",
    "辆",
    "座",
    "间",
    "类",
    "种",
    "组",
    "对",
    "套",
    "门",
    "册",
    "本",
    "张",
    "幅",
    "块",
    "片",
    "只",
    "头",
    "株",
    "枚",
    "届",
    "级",
    "倍",
    "番",
    "成",
    "笔",
    "单",
    "站",
    "点",
    "辖",
    "大类",
    "大",
    "方面",
    "层",
    "轮",
    "步",
    "度",
    "员",
    "票",
    "宗次",
    "起次",
    "车次",
    "班次",
    "班",
    "节",
    "课时",
    "学时",
    "道",
    "颗",
    "粒",
    "瓶",
    "箱",
    "包",
    "袋",
    "艘",
    "架",
    "栋",
    "幢",
    "派",
    "集",
    "版",
    "标段",
    "卷",
    "宗卷",
    "桩",
    "案",
    "支队",
    "队",
    "村",
    "镇",
    "乡",
    "县",
    "市",
    "省",
    "国",
    "区",
    "机构",
    "单位",
    "部门",
];

/// The classifier that `text` begins with.
pub(super) fn unit_at(text: &str) -> Option<&'static str> {
    UNITS.iter().copied().filter(|unit| text.starts_with(unit)).max_by_key(|unit| unit.len())
}

/// How well two units go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kinship {
    /// They count different things: 件 and 人, 人 and 人次.
    Apart,
    /// Loose writing uses them for one thing: 件 and 份, or one of them is missing.
    Kin,
    /// They count the same: 件, 宗 and 起; 人 and 名.
    Same,
}

/// Cases: 「共受理30件，2宗正在办理」.
const CASES: &[&str] = &["件", "宗", "起", "例", "件次", "桩", "案", "单", "宗次", "起次"];
/// Persons.
const PERSONS: &[&str] = &["人", "名", "位", "员"];
/// Things that a loose hand counts in turn: 「规范性文件3件，其中2份」, 「留言46983件，其中电话46908个」.
const THINGS: &[&str] =
    &["件", "份", "部", "条", "项", "个", "封", "篇", "批", "笔", "种", "类", "本", "张", "册", "次", "方面", "大类"];
/// Bodies: 「12个单位，其中3家」.
const BODIES: &[&str] = &["个", "家", "户", "所", "单位", "部门", "机构"];
/// Events.
const EVENTS: &[&str] = &["场", "次", "场次", "期", "轮"];

/// How well the units `a` and `b` go together; `None` is a bare number.
pub fn kinship(a: Option<&str>, b: Option<&str>) -> Kinship {
    let (Some(a), Some(b)) = (a, b) else { return if a == b { Kinship::Same } else { Kinship::Kin } };
    let (a, b) = (plain(a), plain(b));
    let both = |set: &[&str]| set.contains(&a) && set.contains(&b);
    if a == b || both(CASES) || both(PERSONS) {
        Kinship::Same
    } else if [THINGS, BODIES, EVENTS].into_iter().any(both)
        || (CASES.contains(&a) && THINGS.contains(&b))
        || (CASES.contains(&b) && THINGS.contains(&a))
    {
        Kinship::Kin
    } else {
        Kinship::Apart
    }
}

/// 件(次) counts as 件.
fn plain(unit: &str) -> &str {
    let cut = unit.find(['(', '（']).unwrap_or(unit.len());
    &unit[..cut]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_unit_wins() {
        for (text, unit) in
            [("件(次),其中", "件(次)"), ("人次", "人次"), ("个百分点", "个百分点"), ("个月内", "个月"), ("场次", "场次")]
        {
            assert_eq!(unit_at(text), Some(unit));
        }
        assert_eq!(unit_at("的"), None);
    }

    #[test]
    fn units_of_one_class() {
        assert_eq!(kinship(Some("件"), Some("宗")), Kinship::Same);
        assert_eq!(kinship(Some("件(次)"), Some("件")), Kinship::Same);
        assert_eq!(kinship(Some("件"), Some("份")), Kinship::Kin);
        assert_eq!(kinship(Some("宗"), Some("个")), Kinship::Kin);
        assert_eq!(kinship(Some("人"), Some("人次")), Kinship::Apart);
        assert_eq!(kinship(Some("件"), Some("人")), Kinship::Apart);
        assert_eq!(kinship(None, None), Kinship::Same);
        assert_eq!(kinship(None, Some("件")), Kinship::Kin);
    }
}
