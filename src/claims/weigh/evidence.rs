//! Evidence: what the words and the layout say of one answer, as small levels that a weight each stands for.
//!
//! Every idea is one documented field. The macro takes the whole struct apart where it is weighed, so that a field which
//! nobody weighs does not exist; the names of the fields are those of `weights.tsv`.

/// One idea: what a field of evidence means.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Idea {
    /// Its name in `weights.tsv`.
    pub(crate) name: &'static str,
    /// Levels run from 0, which is never weighed, to this one.
    pub(crate) levels: u8,
    /// What it means, in both languages: `weights.tsv` says it beside the weight.
    #[cfg_attr(not(feature = "fit"), expect(dead_code, reason = "the file is written with the feature"))]
    pub(crate) zh: &'static str,
    #[cfg_attr(not(feature = "fit"), expect(dead_code, reason = "the file is written with the feature"))]
    pub(crate) en: &'static str,
}

/// A level of an idea, by its place in the list of all weights.
pub(crate) type Feature = u16;

macro_rules! evidence {
    ($(#[$doc:meta])* $name:ident as $prefix:literal after $base:expr => $( $(#[$field_doc:meta])* $field:ident : $levels:literal $zh:literal $en:literal, )*) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default)]
        pub(super) struct $name {
            $( $(#[$field_doc])* pub(super) $field: u8, )*
        }

        impl $name {
            pub(super) const IDEAS: &[Idea] = &[
                $( Idea { name: concat!($prefix, ".", stringify!($field)), levels: $levels, zh: $zh, en: $en } ),*
            ];
            const BASE: Feature = $base;
            /// How many features all fields have.
            const SIZE: Feature = 0 $( + $levels )*;
            /// The first feature after those of this struct.
            pub(super) const END: Feature = Self::BASE + Self::SIZE;

            /// The features whose idea has a level.
            pub(super) fn features(self, out: &mut Vec<Feature>) {
                let Self { $($field),* } = self;
                let mut at = Self::BASE;
                $(
                    debug_assert!($field <= $levels, concat!(stringify!($field), " has no level {}"), $field);
                    if $field > 0 {
                        out.push(at + Feature::from($field) - 1);
                    }
                    at += $levels;
                )*
                let _ = at;
            }
        }
    };
}

evidence! {
    /// What speaks for a part and a whole that give a percentage.
    Ratio as "ratio" after 0 =>
    /// Rate, share, bare level, or a word of change: 办结率, 占, 达, 增长.
    stated: 4 "百分数的说法" "how the percentage is stated",
    /// Characters that the rate's name and the part's words have in common, in one run: 办结率 ↔ 办结.
    name_in_part: 3 "分子与率同名" "the part has the rate's name",
    /// The name's last two characters stand in the part's words.
    name_ends_part: 1 "率名末字见于分子" "the rate's name ends as the part's words do",
    /// The whole name stands in the part's words.
    name_full_in_part: 1 "率名全见于分子" "the whole name stands in the part's words",
    /// The same of the whole.
    name_in_whole: 3 "基数与率同名" "the whole has the rate's name",
    /// The name's last two characters stand in the whole's words.
    name_ends_whole: 1 "率名末字见于基数" "the rate's name ends as the whole's words do",
    /// The part has more of the name than the whole.
    name_nearer_part: 1 "率名更近分子" "the rate's name is nearer the part's words",
    /// 不合格57批次 for 合格率.
    negated: 1 "分子有否定词" "the part's words negate the name",
    /// 满意率: the base is seldom printed.
    survey: 1 "测评类的率" "a rate of answers, not of counts",
    /// The base that 占…的 names stands in the whole's words: by its longest run, from 1 for none.
    base_in_whole: 4 "“占”后所称与基数同名" "the base that 占 names is the whole",
    /// The same of the part.
    base_in_part: 4 "“占”后所称与分子同名" "the base that 占 names is the part",
    /// What part and whole are called has characters in common.
    topic: 9 "分子与基数所称相同" "part and whole have words in common",
    /// 「企业法人单位中，…」: what the sentence is about goes by the whole's name, by its longest run, from 1 for none.
    scope: 4 "句首“…中”与基数同名" "the sentence opens with the whole's name",
    /// 占 names a base, or none.
    base_named: 2 "“占”后有无所称" "whether 占 names a base",
    /// The whole stands between 占 and the rate: 占…（366天）的96.7%.
    base_within: 1 "基数在“占”与百分数之间" "the whole stands between 占 and the rate",
    /// The rate is all that a bracket after the part holds: 电气137起（43.9%）.
    in_bracket_of_part: 1 "百分数在分子后的括号里" "the rate stands in a bracket after the part",
    /// How many quantities stand between part and rate, by how the rate is stated.
    part_place: 21 "分子离百分数的远近" "how near the part is to the rate",
    /// In 「甲3件、乙5件，分别占…」 the part has the place that the rate has, or another.
    aligned: 2 "在并列中的次序相同" "the places in the two lists agree",
    /// How much farther the whole is than the part.
    gap: 30 "基数在分子前几个" "how far the whole stands before the part",
    /// How far the whole is.
    whole_place: 30 "基数离百分数的远近" "how near the whole is to the rate",
    /// Part and rate in one sentence.
    part_sentence: 3 "分子同句" "the part stands in the rate's sentence",
    /// Whole and rate in one sentence.
    whole_sentence: 3 "基数同句" "the whole stands in the rate's sentence",
    /// Whole and rate in one paragraph.
    whole_paragraph: 3 "基数同段" "the whole stands in the rate's paragraph",
    /// Sentences from the whole to the rate.
    whole_sentences_back: 3 "基数在前几句" "how many sentences back the whole stands",
    /// The whole has a share of its own right behind it: it is a member of a list.
    whole_has_share: 3 "基数自己有占比" "the whole has a share of its own",
    /// The part has another percentage right behind it.
    part_has_other: 3 "分子后另有百分数" "the part has another percentage of its own",
    /// 其中, 中 or a colon stands right after the whole.
    whole_opens: 6 "基数后有“其中”或冒号" "其中 or a colon follows the whole",
    /// It is the last that opens a list before the part.
    opens_last: 3 "基数是分子前最近的总数" "no other list opens between whole and part",
    /// The nearest figure before the part that is larger, of its kind, and no member of a list.
    nearest_larger: 3 "基数是分子前最近的更大数" "the whole is the nearest larger figure before the part",
    /// The largest of its kind in scope.
    largest: 3 "基数是附近同类最大数" "the whole is the largest of its kind in scope",
    /// A year stands between whole and part: each may be of its own year.
    year_between: 3 "基数与分子间有年份" "a year stands between whole and part",
    /// Figures of the kind between whole and part that are no members of a list, from 1 for none.
    between: 12 "基数与分子间的同类数" "figures of the kind between whole and part",
    /// Part and whole count the same, kin, or apart, by how the rate is stated.
    kinship: 9 "单位是否同类" "whether the units go together",
    /// Their units are the same word.
    same_unit: 1 "单位相同" "the units are one word",
    /// One of them has no unit.
    no_unit: 1 "有一个没有单位" "one of them has no unit",
    /// The whole is not smaller.
    not_smaller: 1 "基数不小于分子" "the whole is not smaller than the part",
    /// A semicolon between part and whole.
    semicolon_to_whole: 1 "分子与基数间有分号" "a semicolon stands between part and whole",
    /// A semicolon between part and rate.
    semicolon_to_part: 1 "分子与百分数间有分号" "a semicolon stands between part and rate",
    /// Commas between part and rate, from 1 for none.
    commas: 4 "分子与百分数间的逗号" "the commas between part and rate",
    /// Bracket depth of the whole less that of the part, shifted by 3.
    depth_of_whole: 5 "括号层次（基数比分子）" "the whole's brackets against the part's",
    /// Bracket depth of the rate less that of the part, shifted by 3.
    depth_of_rate: 5 "括号层次（百分数比分子）" "the rate's brackets against the part's",
    /// The whole stands in a bracket.
    whole_in_bracket: 1 "基数在括号里" "the whole stands in a bracket",
    /// 受理, 收到, 参加: the whole's words say that it is a base.
    whole_is_base: 3 "基数有“受理、收到”等词" "the whole's words say what came in",
    /// 共, 总, 合计.
    whole_is_total: 3 "基数有“共、总”等词" "the whole's words say that it is a total",
    /// 办结, 审结.
    whole_is_closed: 1 "基数有“办结”等词" "the whole's words say what was closed",
    /// The same of the part.
    part_is_closed: 1 "分子有“办结”等词" "the part's words say what was closed",
    /// The part's words say that it is a base.
    part_is_base: 1 "分子有“受理、共”等词" "the part's words say what came in",
    /// 其中 before the part.
    part_of_which: 3 "分子前有“其中”" "其中 stands before the part",
    /// 其中 before the whole.
    whole_of_which: 1 "基数前有“其中”" "其中 stands before the whole",
    /// 尚有, 未结.
    part_is_pending: 1 "分子是未结数" "the part is what is pending",
    /// The first figure of its sentence.
    whole_is_first: 3 "基数是句中第一个数" "the whole is its sentence's first figure",
    /// 去年同期.
    whole_is_prior: 1 "基数是上年数" "the whole is an earlier period's",
    /// 去年同期.
    part_is_prior: 1 "分子是上年数" "the part is an earlier period's",
    /// 增加82件.
    whole_is_change: 1 "基数是增减量" "the whole is a change",
    /// 增加82件.
    part_is_change: 1 "分子是增减量" "the part is a change",
    /// 近, 余.
    hedged: 1 "分子或基数是约数" "part or whole is hedged",
    /// Another percentage between part and rate.
    percent_between: 1 "中间隔着另一个百分数" "another percentage stands between",
    /// How many neighbouring percentages this whole explains.
    explains: 3 "这个基数也解释邻近的百分数" "the whole explains neighbouring percentages, too",
    /// How many of them in the same sentence.
    explains_near: 2 "也解释同句的百分数" "the whole explains percentages of the sentence, too",
    /// How many of them are stated in the same words.
    explains_alike: 3 "也解释同样说法的百分数" "the whole explains percentages of the same wording, too",
    /// How many of them are shares of a base by another name.
    explains_other: 2 "所解释的占比另有所称" "the neighbours are shares of another base",
    /// Part and whole give a neighbouring percentage already.
    taken: 1 "已用于邻近的百分数" "part and whole give a neighbouring percentage already",
    /// It explains neighbours, and the part is the nearest.
    explains_nearest: 3 "基数有邻证且分子最近" "the whole explains neighbours, and the part is the nearest",
    /// It explains neighbours, and the part stands where theirs do.
    explains_parallel: 3 "基数有邻证且分子位置相同" "the whole explains neighbours, and the part stands where theirs do",
    /// It explains alike neighbours, the part is the nearest, and not larger.
    explains_alike_nearest: 3 "同样说法有邻证且分子最近" "the whole explains neighbours of the wording, and the part is the nearest",
    /// The part stands where the neighbour's does.
    parallel: 1 "分子位置与邻近相同" "the part stands where the neighbours' parts do",
    /// Part or whole in a cell, and the percentage in none.
    cells: 1 "表中的数" "figures of a table",
    /// What is added or taken away: several parts, whole less the rest, part over sum.
    composite: 12 "由几个数组成" "composed of several figures",
    /// How many figures are added.
    terms: 5 "相加的个数" "how many figures are added",
    /// All that is added goes by list marks in one list.
    listed: 1 "相加的数并列" "what is added stands in one list",
}

evidence! {
    /// What speaks for two values, or a value and a change, that give a growth rate.
    Growth as "growth" after Ratio::END =>
    /// Value and change, or two values; by whether the words say 同比.
    form: 4 "增减率的算法" "how the growth is computed",
    /// The percentage stands after a word of change, itself or as member of a list.
    stated: 2 "百分数前有“增长、下降”" "a word of change stands before the percentage",
    /// Places from the value to the percentage.
    current_place: 8 "本期数离百分数的远近" "how near the value is",
    /// Places from the other figure to the percentage, by form; behind it is a place of its own.
    other_place: 18 "另一数离百分数的远近" "how near the other figure is",
    /// Value in the percentage's sentence.
    current_sentence: 1 "本期数同句" "the value stands in the percentage's sentence",
    /// Sentences between, of the other figure.
    other_sentence: 3 "另一数在前几句" "how many sentences away the other figure stands",
    /// Another paragraph.
    other_paragraph: 1 "另一数在别段" "the other figure stands in another paragraph",
    /// Units.
    kinship: 3 "单位是否同类" "whether the units go together",
    /// Same unit by its words.
    same_unit: 1 "单位相同" "the units are one word",
    /// The change goes the way that the percentage goes, or the other.
    direction: 2 "增减方向是否一致" "whether both changes go one way",
    /// The other figure has a word of change (as change), or 上年 (as earlier value).
    other_told: 2 "另一数有“增加”或“上年”等词" "the other figure's words say what it is",
    /// 比上季度15223件增长: the figure is what something is compared with; the other, the value, or both.
    compared: 3 "“比…增长”所比的数" "the figure is what something is compared with",
    /// The other figure's words say the opposite: an earlier value with a word of change, a change without one.
    other_untold: 1 "另一数的词不合" "the other figure's words say something else",
    /// The value itself is a change, or an earlier value.
    current_untold: 2 "本期数的词不合" "the value's words say something else",
    /// The value of the percentage's own subject: how many characters they have in common.
    subject: 3 "百分数的主语与本期数同名" "the percentage's subject is the value's",
    /// The percentage has a subject of its own that the value's words do not have.
    own_subject: 1 "百分数另有主语" "the percentage has a subject of its own",
    /// Both values by one name.
    same_name: 3 "两数同名" "both values have one name",
    /// 年均, 连续, 可比: no simple growth.
    not_simple: 1 "年均、可比口径等" "an average or a comparable growth",
    /// A semicolon between.
    semicolon: 1 "中间有分号" "a semicolon stands between",
    /// Another percentage between value and rate.
    percent_between: 1 "中间隔着另一个百分数" "another percentage stands between",
    /// The value is the nearest level of the sentence; its first; or neither.
    standing: 2 "本期数在句中的位置" "where the value stands in its sentence",
    /// A hedge on any of them.
    hedged: 1 "有约数" "a figure is hedged",
    /// The other figure in a bracket.
    other_in_bracket: 1 "另一数在括号里" "the other figure stands in a bracket",
    /// 含旧存133件: the other figure is inside the value, or the value inside another.
    aside: 2 "括号里的“含”" "a figure that another contains",
    /// The value in a bracket.
    current_in_bracket: 1 "本期数在括号里" "the value stands in a bracket",
    /// Both lists (value, change, rate) have the figure at the same place.
    parallel: 2 "在并列中的次序相同" "the places in the lists agree",
    /// The figure before the percentage is the change, with nothing between.
    adjacent: 1 "紧接增减量" "the change stands right before",
    /// The value or the other figure in a cell, and the percentage in none.
    cells: 1 "表中的数" "figures of a table",
    /// The two values name years that follow each other, or do not.
    years: 2 "两数的年份" "the years of the two values",
}

evidence! {
    /// What speaks for this: nothing that is printed gives the percentage.
    Nothing as "nothing" after Growth::END =>
    /// How the percentage is stated.
    stated: 4 "百分数的说法" "how the percentage is stated",
    /// 满意率, 覆盖率, 普及率.
    survey: 1 "测评、覆盖类的率" "a rate of answers or of coverage",
    /// No quantity in scope.
    empty: 1 "附近没有数" "no figure in scope",
    /// The percentage is hedged.
    hedged: 1 "百分数是约数" "the percentage is hedged",
    /// Quantities before it in its sentence, from 1 for none.
    few: 4 "句中在前的数" "the figures before it in its sentence",
    /// No figure has the end of the rate's name.
    name_unborne: 2 "没有数与率同名" "no figure bears the rate's name",
    /// 平均, 全省, 全国.
    elsewhere: 1 "全省、全国、平均" "an average of elsewhere",
    /// 按期, 及时.
    on_time: 1 "按期、及时类的率" "a rate of what is in time",
    /// 目标, 不低于, 力争.
    target: 1 "目标、标准" "a target",
    /// 比, 较 before it.
    compared: 1 "用作比较" "something is compared with it",
    /// How many neighbours a whole in scope explains.
    explains: 3 "邻近百分数有共同基数" "a whole in scope explains neighbours",
    /// 占 names a base that no figure in scope bears.
    base_unborne: 1 "“占”后所称没有数" "no figure bears the base that 占 names",
    /// A growth: no earlier value nor change in its sentence.
    growth_alone: 2 "增减率没有对照数" "no change and no earlier value stand beside the growth",
    /// 年均, 可比口径.
    not_simple: 1 "年均、可比口径等" "an average or a comparable growth",
    /// The same percentage list begins with a word of change.
    of_list: 1 "在一串百分数里" "in a list of percentages",
}

/// All ideas in the order of the features.
pub(crate) fn ideas() -> impl Iterator<Item = &'static Idea> {
    [Ratio::IDEAS, Growth::IDEAS, Nothing::IDEAS].into_iter().flatten()
}

/// How many features there are.
pub(crate) const FEATURES: usize = Nothing::END as usize;
