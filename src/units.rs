//! Units: the classifiers that follow a number, what each counts, and which of them may count one thing. The one list of them.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A classifier or measure.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Unit {
    /// Its word: 件.
    pub word: &'static str,
    kinds: u16,
}

const fn unit(word: &'static str, kinds: u16) -> Unit {
    Unit { word, kinds }
}

/// Cases: 「共受理30件，2宗正在办理」.
const CASE: u16 = 1;
/// Persons.
const PERSON: u16 = 1 << 1;
/// Things that a loose hand counts in turn: 「规范性文件3件，其中2份」, 「留言46983件，其中电话46908个」.
const THING: u16 = 1 << 2;
/// Bodies: 「12个单位，其中3家」.
const BODY: u16 = 1 << 3;
/// Events.
const EVENT: u16 = 1 << 4;
/// Counted one by one, so that a whole number is meant: not money and measures, which are rounded before they are printed.
const COUNTED: u16 = 1 << 5;
/// Of time and of age.
const TIME: u16 = 1 << 6;
/// Of money.
const MONEY: u16 = 1 << 7;
/// Percentage points.
const POINTS: u16 = 1 << 8;
/// What lists and totals are counted with in Chinese numerals: 三级, 四项, 五个方面, 两万余人次.
const LISTED: u16 = 1 << 9;
/// Put for one another by a slip of the pen, where one thing is counted.
const PIECE: u16 = 1 << 10;
/// After the blanks of a form: 受理××件.
const BLANK: u16 = 1 << 11;

/// Classifiers and measures with what each is.
static UNITS: &[Unit] = &[
    unit("个百分点", POINTS),
    unit("个工作日", COUNTED | TIME),
    unit("个小时", COUNTED | TIME),
    unit("个月", COUNTED | TIME),
    unit("个", THING | BODY | COUNTED | LISTED | BLANK),
    unit("百分点", POINTS),
    unit("平方公里", 0),
    unit("平方千米", 0),
    unit("平方米", 0),
    unit("立方米", 0),
    unit("公里", 0),
    unit("公顷", 0),
    unit("公斤", 0),
    unit("千米", 0),
    unit("千克", 0),
    unit("千瓦时", 0),
    unit("千瓦", 0),
    unit("工作日", TIME),
    unit("小时", TIME),
    unit("分钟", TIME),
    unit("件(次)", COUNTED),
    unit("件（次）", COUNTED),
    unit("件次", CASE | COUNTED | BLANK),
    unit("件", CASE | THING | COUNTED | LISTED | PIECE | BLANK),
    unit("宗", CASE | COUNTED | PIECE | BLANK),
    unit("起", CASE | COUNTED | PIECE | BLANK),
    unit("例", CASE | COUNTED | PIECE | BLANK),
    unit("人(次)", COUNTED),
    unit("人（次）", COUNTED),
    unit("人次", COUNTED | LISTED | BLANK),
    unit("人", PERSON | COUNTED | LISTED | BLANK),
    unit("名", PERSON | COUNTED | LISTED | BLANK),
    unit("位", PERSON | LISTED),
    unit("户次", COUNTED),
    unit("户", BODY | COUNTED | BLANK),
    unit("家(次)", COUNTED),
    unit("家（次）", COUNTED),
    unit("家次", COUNTED),
    unit("家", BODY | COUNTED | LISTED | BLANK),
    unit("项次", COUNTED),
    unit("项", THING | COUNTED | LISTED | BLANK),
    unit("条次", COUNTED),
    unit("条", THING | COUNTED | LISTED | BLANK),
    unit("份", THING | COUNTED | LISTED | PIECE | BLANK),
    unit("部", THING),
    unit("批次", COUNTED),
    unit("批", THING | COUNTED | BLANK),
    unit("场(次)", COUNTED),
    unit("场（次）", COUNTED),
    unit("场次", EVENT | COUNTED | BLANK),
    unit("场", EVENT | COUNTED | LISTED | BLANK),
    unit("次", THING | EVENT | COUNTED | LISTED | BLANK),
    unit("期", EVENT | BLANK),
    unit("篇", THING | BLANK),
    unit("封", THING),
    unit("元", MONEY | BLANK),
    unit("圆", MONEY),
    unit("吨", 0),
    unit("亩", 0),
    unit("米", 0),
    unit("斤", 0),
    unit("克", 0),
    unit("升", 0),
    unit("天", TIME),
    unit("日", TIME),
    unit("年", TIME),
    unit("周岁", TIME),
    unit("岁", TIME),
    unit("周", TIME),
    unit("秒", TIME),
    unit("分", 0),
    unit("字", 0),
    unit("所", BODY | LISTED | COUNTED),
    unit("处", LISTED),
    unit("支", 0),
    unit("台次", 0),
    unit("台", 0),
    unit("辆次", 0),
    unit("辆", 0),
    unit("座", 0),
    unit("间", 0),
    unit("类", THING | LISTED | BLANK),
    unit("种", THING | LISTED),
    unit("组", 0),
    unit("对", 0),
    unit("套", 0),
    unit("门", 0),
    unit("册", THING),
    unit("本", THING),
    unit("张", THING),
    unit("幅", 0),
    unit("块", 0),
    unit("片", 0),
    unit("只", 0),
    unit("头", 0),
    unit("株", 0),
    unit("枚", 0),
    unit("届", 0),
    unit("级", LISTED),
    unit("倍", LISTED),
    unit("番", LISTED),
    unit("成", 0),
    unit("笔", THING | COUNTED),
    unit("单", CASE),
    unit("站", 0),
    unit("点", 0),
    unit("辖", 0),
    unit("大类", THING | LISTED),
    unit("大", LISTED),
    unit("方面", THING | LISTED),
    unit("层", 0),
    unit("轮", EVENT),
    unit("步", 0),
    unit("度", 0),
    unit("员", PERSON),
    unit("票", 0),
    unit("宗次", CASE | COUNTED),
    unit("起次", CASE | COUNTED),
    unit("车次", 0),
    unit("班次", 0),
    unit("班", 0),
    unit("节", 0),
    unit("课时", 0),
    unit("学时", 0),
    unit("道", 0),
    unit("颗", 0),
    unit("粒", 0),
    unit("瓶", 0),
    unit("箱", 0),
    unit("包", 0),
    unit("袋", 0),
    unit("艘", 0),
    unit("架", 0),
    unit("栋", 0),
    unit("幢", 0),
    unit("派", 0),
    unit("集", 0),
    unit("版", 0),
    unit("标段", 0),
    unit("卷", 0),
    unit("宗卷", COUNTED),
    unit("桩", CASE),
    unit("案", CASE),
    unit("支队", 0),
    unit("队", 0),
    unit("村", 0),
    unit("镇", 0),
    unit("乡", 0),
    unit("县", 0),
    unit("市", 0),
    unit("省", 0),
    unit("国", 0),
    unit("区", 0),
    unit("机构", BODY),
    unit("单位", BODY),
    unit("部门", BODY),
];

/// The units by their first character, the longest first.
static BY_FIRST: LazyLock<HashMap<char, Vec<&'static Unit>>> = LazyLock::new(|| {
    let mut units: HashMap<char, Vec<&'static Unit>> = HashMap::new();
    for unit in UNITS {
        units.entry(unit.word.chars().next().unwrap_or_default()).or_default().push(unit);
    }
    units.values_mut().for_each(|units| units.sort_by_key(|unit| std::cmp::Reverse(unit.word.len())));
    units
});

/// The longest unit that `text` begins with.
pub(crate) fn at(text: &str) -> Option<&'static Unit> {
    BY_FIRST.get(&text.chars().next()?)?.iter().copied().find(|unit| text.starts_with(unit.word))
}

/// The unit of that word.
pub(crate) fn named(word: &str) -> Option<&'static Unit> {
    BY_FIRST.get(&word.chars().next()?)?.iter().copied().find(|unit| unit.word == word)
}

/// Whether a word is a unit, be it of ten thousand: 件, 万元, %.
pub(crate) fn is_unit(word: &str) -> bool {
    matches!(word, "%" | "％") || named(word.trim_start_matches(['百', '千', '万', '亿'])).is_some()
}

/// The units that stand after the blanks of a form.
pub(crate) fn behind_blanks() -> impl Iterator<Item = &'static str> {
    UNITS.iter().filter(|unit| unit.is(BLANK)).map(|unit| unit.word)
}

impl Unit {
    fn is(&self, kinds: u16) -> bool {
        self.kinds & kinds != 0
    }

    /// Whether things are counted with it one by one: 件, 人次, not 元 and 公里.
    pub(crate) fn is_counted(&self) -> bool {
        self.is(COUNTED)
    }

    /// Whether it measures time or age: 年, 个月, 岁.
    pub(crate) fn is_of_time(&self) -> bool {
        self.is(TIME)
    }

    /// Whether it is one of money: 元.
    pub(crate) fn is_of_money(&self) -> bool {
        self.is(MONEY)
    }

    /// Whether it stands for percentage points.
    pub(crate) fn is_points(&self) -> bool {
        self.is(POINTS)
    }

    /// Whether lists and totals are counted with it in Chinese numerals: 三级, 四项.
    pub(crate) fn counts_lists(&self) -> bool {
        self.is(LISTED)
    }

    /// Whether it is put for others of its kind by a slip of the pen: 件, 份.
    pub(crate) fn is_of_pieces(&self) -> bool {
        self.is(PIECE)
    }
}

/// How well two units go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kinship {
    /// They count different things: 件 and 人, 人 and 人次.
    Apart,
    /// Loose writing uses them for one thing: 件 and 份, or one of them is missing.
    Kin,
    /// They count the same: 件, 宗 and 起; 人 and 名.
    Same,
}

/// How well the units `a` and `b` go together; `None` is a bare number.
pub(crate) fn kinship(a: Option<&str>, b: Option<&str>) -> Kinship {
    let (Some(a), Some(b)) = (a, b) else { return if a == b { Kinship::Same } else { Kinship::Kin } };
    let (a, b) = (plain(a), plain(b));
    if a == b {
        return Kinship::Same;
    }
    let (Some(a), Some(b)) = (named(a), named(b)) else { return Kinship::Apart };
    let both = |kind| a.is(kind) && b.is(kind);
    if both(CASE) || both(PERSON) {
        Kinship::Same
    } else if both(THING) || both(BODY) || both(EVENT) || cases_and_things(a, b) {
        Kinship::Kin
    } else {
        Kinship::Apart
    }
}

/// Whether one counts cases and the other things that a loose hand counts in turn.
fn cases_and_things(a: &Unit, b: &Unit) -> bool {
    a.is(CASE) && b.is(THING) || b.is(CASE) && a.is(THING)
}

/// 件(次) counts as 件, and the 圆 of a cheque is 元.
fn plain(unit: &str) -> &str {
    let cut = unit.find(['(', '（']).unwrap_or(unit.len());
    if unit == "圆" { "元" } else { &unit[..cut] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_unit_wins() {
        for (text, unit) in
            [("件(次),其中", "件(次)"), ("人次", "人次"), ("个百分点", "个百分点"), ("个月内", "个月"), ("场次", "场次")]
        {
            assert_eq!(at(text).map(|unit| unit.word), Some(unit));
        }
        assert_eq!(at("的"), None);
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
