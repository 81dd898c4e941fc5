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
    /// What the levels say, in Chinese and in English; words of the text stand for `{names}`. Where the levels are more than these,
    /// the ways in which a percentage is stated follow each other, and each says the same again.
    words: &'static [(&'static str, &'static str)],
}

impl Idea {
    /// What a level says, as a reason, in Chinese and in English.
    pub(crate) fn words(&self, level: u8) -> (&'static str, &'static str) {
        self.words[usize::from(level - 1) % self.words.len()]
    }
}

/// A level of an idea, by its place in the list of all weights.
pub(crate) type Feature = u16;

macro_rules! evidence {
    ($(#[$doc:meta])* $name:ident as $prefix:literal after $base:expr => $( $(#[$field_doc:meta])* $field:ident : $levels:literal $( $zh:literal $en:literal )|+, )*) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default)]
        pub(super) struct $name {
            $( $(#[$field_doc])* pub(super) $field: u8, )*
        }

        impl $name {
            pub(super) const IDEAS: &[Idea] = &[
                $( Idea { name: concat!($prefix, ".", stringify!($field)), levels: $levels, words: &[$( ($zh, $en) ),+] } ),*
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
    stated: 4
          "写作“…率”" "stated as a rate"
        | "写作“占…”" "stated as a share"
        | "只写百分数" "a bare percentage"
        | "写作“增长、下降”" "stated as a change",
    /// Characters that the rate's name and the part's words have in common, in one run: 办结率 ↔ 办结.
    name_in_part: 3 "分子与率都说“{in_part}”" "part and rate both say “{in_part}”",
    /// The name's last two characters stand in the part's words.
    name_ends_part: 1 "率名“{name}”的末两字见于分子" "the end of the rate's name “{name}” stands in the part's words",
    /// The whole name stands in the part's words.
    name_full_in_part: 1 "率名“{name}”全见于分子" "the whole of the rate's name “{name}” stands in the part's words",
    /// The same of the whole.
    name_in_whole: 3 "基数与率都说“{in_whole}”" "whole and rate both say “{in_whole}”",
    /// The name's last two characters stand in the whole's words.
    name_ends_whole: 1 "率名“{name}”的末两字见于基数" "the end of the rate's name “{name}” stands in the whole's words",
    /// The part has more of the name than the whole.
    name_nearer_part: 1 "率名“{name}”与分子更近" "the rate's name “{name}” is nearer the part's words than the whole's",
    /// 不合格57批次 for 合格率.
    negated: 1 "分子说的是没有“{name}”的" "the part's words negate the rate's name “{name}”",
    /// 满意率: the base is seldom printed.
    survey: 1 "是测评类的率" "a rate of answers, not of counts",
    /// The base that 占…的 names stands in the whole's words: by its longest run, from 1 for none.
    base_in_whole: 4
          "“占”后的“{name}”不见于基数" "the base “{name}” that 占 names does not stand in the whole's words"
        | "“占”后与基数只有“{in_whole}”一字相同" "whole and named base have but “{in_whole}” in common"
        | "“占”后与基数有“{in_whole}”两字相同" "whole and named base have “{in_whole}” in common"
        | "“占”后与基数都说“{in_whole}”" "whole and named base both say “{in_whole}”",
    /// The same of the part.
    base_in_part: 4
          "“占”后的“{name}”不见于分子" "the base “{name}” that 占 names does not stand in the part's words"
        | "“占”后与分子只有“{in_part}”一字相同" "part and named base have but “{in_part}” in common"
        | "“占”后与分子有“{in_part}”两字相同" "part and named base have “{in_part}” in common"
        | "“占”后与分子都说“{in_part}”" "part and named base both say “{in_part}”",
    /// What part and whole are called has characters in common.
    topic: 9 "分子与基数都说“{topic}”" "part and whole both say “{topic}”",
    /// 「企业法人单位中，…」: what the sentence is about goes by the whole's name, by its longest run, from 1 for none.
    scope: 4
          "句首“{scope}中”不见于基数" "the sentence opens with “{scope}”, which does not stand in the whole's words"
        | "句首“{scope}中”与基数只有一字相同" "the sentence opens with “{scope}”, one character of which stands in the whole's words"
        | "句首“{scope}中”与基数有两字相同" "the sentence opens with “{scope}”, two characters of which stand in the whole's words"
        | "句首“{scope}中”说的是基数" "the sentence opens with the whole: “{scope}”",
    /// 占 names a base, or none.
    base_named: 2
          "“占”后没有说占什么" "占 names no base"
        | "“占”后说明了占什么" "占 names its base",
    /// The whole stands between 占 and the rate: 占…（366天）的96.7%.
    base_within: 1 "基数在“占”与百分数之间" "the whole stands between 占 and the percentage",
    /// The rate is all that a bracket after the part holds: 电气137起（43.9%）.
    in_bracket_of_part: 1 "百分数在分子后的括号里" "the percentage stands in a bracket after the part",
    /// How many quantities stand between part and rate, by how the rate is stated.
    part_place: 21
          "分子是百分数前最近的数" "the part is the nearest figure before the percentage"
        | "分子是百分数前第 2 个数" "the part is the second figure before the percentage"
        | "分子是百分数前第 3 个数" "the part is the third figure before the percentage"
        | "分子是百分数前第 4 个数" "the part is the fourth figure before the percentage"
        | "分子是百分数前第 5 个数" "the part is the fifth figure before the percentage"
        | "分子在百分数前第 6 个数或更前" "the part is the sixth figure before the percentage, or farther"
        | "分子在百分数之后" "the part stands behind the percentage",
    /// In 「甲3件、乙5件，分别占…」 the part has the place that the rate has, or another.
    aligned: 2
          "分子与百分数在并列中次序相同" "part and percentage have the same place in their lists"
        | "分子与百分数在并列中次序不同" "part and percentage have other places in their lists",
    /// How much farther the whole is than the part.
    gap: 30
          "基数在分子后第 3 个数或更后" "the whole is the third figure after the part, or farther"
        | "基数在分子后第 2 个数" "the whole is the second figure after the part"
        | "基数紧接在分子后" "the whole comes right after the part"
        | "基数与分子同位" "part and whole have one place"
        | "基数紧接在分子前" "the whole comes right before the part"
        | "基数在分子前第 2 个数" "the whole is the second figure before the part"
        | "基数在分子前第 3 个数" "the whole is the third figure before the part"
        | "基数在分子前第 4 个数" "the whole is the fourth figure before the part"
        | "基数在分子前第 5 个数" "the whole is the fifth figure before the part"
        | "基数在分子前第 6 个数或更前" "the whole is the sixth figure before the part, or farther",
    /// How far the whole is.
    whole_place: 30
          "基数是百分数前最近的数" "the whole is the nearest figure before the percentage"
        | "基数是百分数前第 2 个数" "the whole is the second figure before the percentage"
        | "基数是百分数前第 3 个数" "the whole is the third figure before the percentage"
        | "基数是百分数前第 4 个数" "the whole is the fourth figure before the percentage"
        | "基数是百分数前第 5 个数" "the whole is the fifth figure before the percentage"
        | "基数是百分数前第 6 个数" "the whole is the sixth figure before the percentage"
        | "基数是百分数前第 7 个数" "the whole is the seventh figure before the percentage"
        | "基数是百分数前第 8 个数" "the whole is the eighth figure before the percentage"
        | "基数在百分数前第 9 个数或更前" "the whole is the ninth figure before the percentage, or farther"
        | "基数在百分数之后" "the whole stands behind the percentage",
    /// Part and rate in one sentence.
    part_sentence: 3 "分子与百分数同句" "the part stands in the percentage's sentence",
    /// Whole and rate in one sentence.
    whole_sentence: 3 "基数与百分数同句" "the whole stands in the percentage's sentence",
    /// Whole and rate in one paragraph.
    whole_paragraph: 3 "基数与百分数同段" "the whole stands in the percentage's paragraph",
    /// Paragraphs from the whole to the rate.
    whole_paragraphs_back: 5
          "基数在前一段" "the whole stands one paragraph back"
        | "基数在前两段" "the whole stands two paragraphs back"
        | "基数在前三段" "the whole stands three paragraphs back"
        | "基数在前四至六段" "the whole stands four to six paragraphs back"
        | "基数在前七段或更前" "the whole stands seven paragraphs back, or farther",
    /// Whole, part and rate one after another, part the nearest and the whole the nearest that holds it; with the names that
    /// belong to them; with the whole a sentence before.
    shape: 12
          "基数、分子、百分数依次相接" "whole, part and percentage follow one another"
        | "基数、分子、百分数依次相接，名称也相合" "whole, part and percentage follow one another, and so do their names"
        | "前句的基数、分子、百分数依次相接" "whole, a sentence before, part and percentage follow one another"
        | "前句的基数、分子、百分数依次相接，名称也相合" "whole, a sentence before, part and percentage follow one another, and so do their names",
    /// Sentences from the whole to the rate.
    whole_sentences_back: 3
          "基数在前一句" "the whole stands one sentence back"
        | "基数在前两句" "the whole stands two sentences back"
        | "基数在前三句或更前" "the whole stands three sentences back, or farther",
    /// The whole has a share of its own right behind it: it is a member of a list.
    whole_has_share: 3 "基数后另有它自己的百分数" "the whole has a percentage of its own",
    /// The part has another percentage right behind it.
    part_has_other: 3 "分子后另有它自己的百分数" "the part has another percentage of its own",
    /// 其中, 中 or a colon stands right after the whole.
    whole_opens: 6
          "基数后有“其中、包括”等词" "其中 or the like follows the whole"
        | "基数后有冒号" "a colon follows the whole",
    /// It is the last that opens a list before the part.
    opens_last: 3 "基数是分子前最近的总数" "no other list opens between whole and part",
    /// The nearest figure before the part that is larger, of its kind, and no member of a list.
    nearest_larger: 3 "基数是分子前最近的更大数" "the whole is the nearest larger figure before the part",
    /// The largest of its kind in scope.
    largest: 3 "基数是附近同类的最大数" "the whole is the largest figure of its kind nearby",
    /// A year stands between whole and part: each may be of its own year.
    year_between: 3 "基数与分子之间有年份" "a year stands between whole and part",
    /// Figures of the kind between whole and part that are no members of a list, from 1 for none.
    between: 12
          "基数与分子之间没有同类的数" "no figure of the kind stands between whole and part"
        | "基数与分子之间有同类的数 1 个" "one of the kind between whole and part"
        | "基数与分子之间有同类的数 2 个" "two of the kind between whole and part"
        | "基数与分子之间有同类的数 3 个以上" "three or more of the kind between whole and part",
    /// Part and whole count the same, kin, or apart, by how the rate is stated.
    kinship: 9
          "分子与基数单位不同类" "the units do not go together"
        | "分子与基数单位相近" "the units are akin"
        | "分子与基数单位同类" "the units go together",
    /// Their units are the same word.
    same_unit: 1 "分子与基数单位相同" "part and whole have one unit",
    /// One of them has no unit.
    no_unit: 1 "分子或基数没有单位" "part or whole has no unit",
    /// The whole is not smaller.
    not_smaller: 1 "基数不小于分子" "the whole is not smaller than the part",
    /// A semicolon between part and whole.
    semicolon_to_whole: 1 "分子与基数之间有分号" "a semicolon stands between part and whole",
    /// A semicolon between part and rate.
    semicolon_to_part: 1 "分子与百分数之间有分号" "a semicolon stands between part and percentage",
    /// Commas between part and rate, from 1 for none.
    commas: 4
          "分子与百分数之间没有逗号" "no comma stands between part and percentage"
        | "分子与百分数之间有逗号 1 个" "one comma between part and percentage"
        | "分子与百分数之间有逗号 2 个" "two commas between part and percentage"
        | "分子与百分数之间有逗号 3 个以上" "three or more commas between part and percentage",
    /// Bracket depth of the whole less that of the part, shifted by 3.
    depth_of_whole: 5
          "分子比基数深两层括号" "the part stands two brackets deeper than the whole"
        | "分子在括号里，基数在外" "the part stands in a bracket, the whole outside"
        | "分子与基数不隔括号" "no bracket parts part and whole"
        | "基数在括号里，分子在外" "the whole stands in a bracket, the part outside"
        | "基数比分子深两层括号" "the whole stands two brackets deeper than the part",
    /// Bracket depth of the rate less that of the part, shifted by 3.
    depth_of_rate: 5
          "分子比百分数深两层括号" "the part stands two brackets deeper than the percentage"
        | "分子在括号里，百分数在外" "the part stands in a bracket, the percentage outside"
        | "分子与百分数不隔括号" "no bracket parts part and percentage"
        | "百分数在括号里，分子在外" "the percentage stands in a bracket, the part outside"
        | "百分数比分子深两层括号" "the percentage stands two brackets deeper than the part",
    /// The whole stands in a bracket.
    whole_in_bracket: 1 "基数在括号里" "the whole stands in a bracket",
    /// 受理, 收到, 参加: the whole's words say that it is a base.
    whole_is_base: 3 "基数有“受理、收到”等词" "the whole's words say what came in",
    /// 共, 总, 合计.
    whole_is_total: 3 "基数有“共、总”等词" "the whole's words say that it is a total",
    /// 办结, 审结.
    whole_is_closed: 1 "基数有“办结、审结”等词" "the whole's words say what was closed",
    /// The same of the part.
    part_is_closed: 1 "分子有“办结、审结”等词" "the part's words say what was closed",
    /// The part's words say that it is a base.
    part_is_base: 1 "分子有“受理、共”等词" "the part's words say what came in",
    /// 其中 before the part.
    part_of_which: 3 "分子前有“其中”" "其中 stands before the part",
    /// 其中 before the whole.
    whole_of_which: 1 "基数前有“其中”" "其中 stands before the whole",
    /// 尚有, 未结.
    part_is_pending: 1 "分子是未结的数" "the part is what is pending",
    /// The first figure of its sentence.
    whole_is_first: 3 "基数是它那句的第一个数" "the whole is its sentence's first figure",
    /// 去年同期.
    whole_is_prior: 1 "基数是上期的数" "the whole is an earlier period's",
    /// 去年同期.
    part_is_prior: 1 "分子是上期的数" "the part is an earlier period's",
    /// 增加82件.
    whole_is_change: 1 "基数是增减量" "the whole is a change",
    /// 增加82件.
    part_is_change: 1 "分子是增减量" "the part is a change",
    /// 近, 余.
    hedged: 1 "分子或基数是约数" "part or whole is hedged",
    /// Another percentage between part and rate.
    percent_between: 1 "分子与百分数之间另有百分数" "another percentage stands between part and percentage",
    /// How many neighbouring percentages this whole explains.
    explains: 3
          "基数还能算出邻近的 1 个百分数" "the whole gives one of the neighbouring percentages, too"
        | "基数还能算出邻近的 2 个百分数" "the whole gives two of the neighbouring percentages, too"
        | "基数还能算出邻近的 3 个以上百分数" "the whole gives three or more of the neighbouring percentages, too",
    /// How many of them in the same sentence.
    explains_near: 2
          "基数还能算出同句的 1 个百分数" "the whole gives one percentage of the sentence, too"
        | "基数还能算出同句的 2 个以上百分数" "the whole gives two or more percentages of the sentence, too",
    /// How many of them are stated in the same words.
    explains_alike: 3
          "基数还能算出同样写法的 1 个百分数" "the whole gives one of the percentages of this wording, too"
        | "基数还能算出同样写法的 2 个百分数" "the whole gives two of the percentages of this wording, too"
        | "基数还能算出同样写法的 3 个以上百分数" "the whole gives three or more of the percentages of this wording, too",
    /// Of the neighbours of the wording: the one there is, all, most, few, not the one there is, none.
    explains_list: 18
          "基数能算出同样写法的那一个邻近百分数" "the whole gives the one neighbour of this wording"
        | "基数能算出同样写法的邻近百分数全部" "the whole gives all neighbours of this wording"
        | "基数能算出同样写法的邻近百分数大半" "the whole gives most neighbours of this wording"
        | "基数只能算出同样写法的邻近百分数小半" "the whole gives few of the neighbours of this wording"
        | "基数算不出同样写法的那一个邻近百分数" "the whole does not give the one neighbour of this wording"
        | "基数算不出同样写法的邻近百分数" "the whole gives none of the neighbours of this wording",
    /// How many of them are shares of a base by another name.
    explains_other: 2
          "邻近的百分数另有所占 1 个" "one neighbour is a share of another base"
        | "邻近的百分数另有所占 2 个以上" "two or more neighbours are shares of another base",
    /// Part and whole give a neighbouring percentage already.
    taken: 1 "分子与基数已用于邻近的百分数" "part and whole give a neighbouring percentage already",
    /// It explains neighbours, and the part is the nearest.
    explains_nearest: 3
          "分子最近，基数还能算出邻近的 1 个百分数" "the part is the nearest, and the whole gives one of the neighbours"
        | "分子最近，基数还能算出邻近的 2 个百分数" "the part is the nearest, and the whole gives two of the neighbours"
        | "分子最近，基数还能算出邻近的 3 个以上百分数" "the part is the nearest, and the whole gives three or more of the neighbours",
    /// It explains neighbours, and the part stands where theirs do.
    explains_parallel: 3
          "分子位置与邻句一致，基数还能算出邻近的 1 个百分数" "the part stands where the neighbours' parts do, and the whole gives one of them"
        | "分子位置与邻句一致，基数还能算出邻近的 2 个百分数" "the part stands where the neighbours' parts do, and the whole gives two of them"
        | "分子位置与邻句一致，基数还能算出邻近的 3 个以上百分数" "the part stands where the neighbours' parts do, and the whole gives three or more of them",
    /// It explains alike neighbours, the part is the nearest, and not larger.
    explains_alike_nearest: 3
          "分子最近，基数还能算出同样写法的 1 个百分数" "the part is the nearest, and the whole gives one of this wording"
        | "分子最近，基数还能算出同样写法的 2 个百分数" "the part is the nearest, and the whole gives two of this wording"
        | "分子最近，基数还能算出同样写法的 3 个以上百分数" "the part is the nearest, and the whole gives three or more of this wording",
    /// The part stands where the neighbour's does.
    parallel: 1 "分子的位置与邻近的百分数一致" "the part stands where the neighbours' parts do",
    /// Part or whole in a cell, and the percentage in none.
    cells: 1 "分子或基数是表中的数" "part or whole stands in a table",
    /// What is added or taken away: several parts, whole less the rest, part over sum.
    composite: 15
          "分子是几个数之和" "the part is a sum"
        | "分子是基数减去其余" "the part is the whole less the rest"
        | "基数是分子与它前面各数之和" "the whole is the part and those before it"
        | "基数是分子与它后面各数之和" "the whole is the part and those behind it"
        | "基数是一串占比各数之和" "the whole is the sum of all that have a share in the list",
    /// 前三位, 合计: several are meant together, and as many are added; some are; others are; none is.
    sum_told: 4
          "文字说到几个合计，个数相合" "the words speak of as many together as are added"
        | "文字说到合计" "the words speak of several together"
        | "文字说到几个合计，个数不合" "the words speak of another number of figures together"
        | "文字说到合计，分子却只有一个" "the words speak of several together, and the part is one",
    /// How many figures are added.
    terms: 7
          "2 个数相加" "two figures are added"
        | "3 个数相加" "three figures are added"
        | "4 个数相加" "four figures are added"
        | "5 个数相加" "five figures are added"
        | "6 个数相加" "six figures are added"
        | "7 个数相加" "seven figures are added"
        | "8 个以上的数相加" "eight or more figures are added",
    /// All that is added goes by list marks in one list.
    listed: 1 "相加的数在同一并列中" "what is added stands in one list",
}

evidence! {
    /// What speaks for two values, or a value and a change, that give a growth rate.
    Growth as "growth" after Ratio::END =>
    /// Value and change, two values, or earlier value and change; by whether the words say 同比.
    form: 6
          "按本期数与增减量计算" "computed from the value and the change"
        | "按本期数与同比增减量计算" "computed from the value and the year-on-year change"
        | "按两期的数计算" "computed from two values"
        | "按同比的两期数计算" "computed from two values, year on year"
        | "按上期数与增减量计算" "computed from the earlier value and the change"
        | "按上期数与同比增减量计算" "computed from the earlier value and the year-on-year change",
    /// The percentage stands after a word of change, itself or as member of a list.
    stated: 2
          "百分数紧跟“增长、下降”等词" "a word of change stands right before the percentage"
        | "百分数承前面的“增长、下降”" "a word of change stands before the list of percentages",
    /// Places from the value to the percentage.
    current_place: 8
          "本期数是百分数前最近的数" "the value is the nearest figure before the percentage"
        | "本期数是百分数前第 2 个数" "the value is the second figure before the percentage"
        | "本期数是百分数前第 3 个数" "the value is the third figure before the percentage"
        | "本期数是百分数前第 4 个数" "the value is the fourth figure before the percentage"
        | "本期数是百分数前第 5 个数" "the value is the fifth figure before the percentage"
        | "本期数是百分数前第 6 个数" "the value is the sixth figure before the percentage"
        | "本期数在百分数前第 7 个数或更前" "the value is the seventh figure before the percentage, or farther"
        | "本期数在百分数之后" "the value stands behind the percentage",
    /// Places from the other figure to the percentage, by form; behind it is a place of its own.
    other_place: 27
          "对照数是百分数前最近的数" "the other figure is the nearest figure before the percentage"
        | "对照数是百分数前第 2 个数" "the other figure is the second figure before the percentage"
        | "对照数是百分数前第 3 个数" "the other figure is the third figure before the percentage"
        | "对照数是百分数前第 4 个数" "the other figure is the fourth figure before the percentage"
        | "对照数是百分数前第 5 个数" "the other figure is the fifth figure before the percentage"
        | "对照数是百分数前第 6 个数" "the other figure is the sixth figure before the percentage"
        | "对照数是百分数前第 7 个数" "the other figure is the seventh figure before the percentage"
        | "对照数在百分数前第 8 个数或更前" "the other figure is the eighth figure before the percentage, or farther"
        | "对照数在百分数之后" "the other figure stands behind the percentage",
    /// Value in the percentage's sentence.
    current_sentence: 1 "本期数与百分数同句" "the value stands in the percentage's sentence",
    /// Sentences between, of the other figure.
    other_sentence: 3
          "对照数相隔一句" "the other figure stands one sentence away"
        | "对照数相隔两句" "the other figure stands two sentences away"
        | "对照数相隔三句以上" "the other figure stands three or more sentences away",
    /// Another paragraph.
    other_paragraph: 1 "对照数在另一段" "the other figure stands in another paragraph",
    /// Units.
    kinship: 3
          "本期数与对照数单位不同类" "the units do not go together"
        | "本期数与对照数单位相近" "the units are akin"
        | "本期数与对照数单位同类" "the units go together",
    /// Same unit by its words.
    same_unit: 1 "本期数与对照数单位相同" "both figures have one unit",
    /// The change goes the way that the percentage goes, or the other.
    direction: 2
          "增减量与百分数方向一致" "change and percentage go the same way"
        | "增减量与百分数方向相反" "change and percentage go opposite ways",
    /// The other figure has a word of change (as change), or 上年 (as earlier value).
    other_told: 2
          "对照数有“增加、减少”等词" "the other figure's words say that it is a change"
        | "对照数有“上年、同期”等词" "the other figure's words say that it is an earlier value",
    /// 比上季度15223件增长: the figure is what something is compared with; the other, the value, or both.
    compared: 3
          "“比…增长”所比的是对照数" "what is compared with is the other figure"
        | "“比…增长”所比的是本期数" "what is compared with is the value itself"
        | "两数都是“比…增长”所比的" "what is compared with is both figures",
    /// The other figure's words say the opposite: an earlier value with a word of change, a change without one.
    other_untold: 1 "增减量写作上期的数" "the change is worded as an earlier value",
    /// The value itself is a change, an earlier value, or a plan.
    current_untold: 3
          "本期数本身是增减量" "the value is itself a change"
        | "本期数是上期的数" "the value is an earlier period's"
        | "本期数是预算、计划" "the value is a plan",
    /// The value of the percentage's own subject: how many characters they have in common.
    subject: 3 "增减的主语与本期数都说“{subject}”" "what grew and the value both say “{subject}”",
    /// The percentage has a subject of its own that the value's words do not have.
    own_subject: 1 "增减另有主语" "what grew is something else than the value",
    /// Both values by one name.
    same_name: 3 "两期的数都说“{values}”" "both values say “{values}”",
    /// 年均, 连续, 可比: no simple growth.
    not_simple: 1 "是年均或可比口径的增减" "an average or a comparable growth",
    /// A semicolon between.
    semicolon: 1 "各数之间有分号" "a semicolon stands between the figures",
    /// Another percentage between value and rate.
    percent_between: 1 "本期数与百分数之间另有百分数" "another percentage stands between value and percentage",
    /// The value is the nearest level of the sentence; its first; or neither.
    standing: 2
          "本期数是百分数前最近的量" "the value is the nearest level before the percentage"
        | "本期数是句中第一个量" "the value is the first level of its sentence",
    /// A hedge on any of them.
    hedged: 1 "其中有约数" "a figure is hedged",
    /// The other figure in a bracket.
    other_in_bracket: 1 "对照数在括号里" "the other figure stands in a bracket",
    /// 含旧存133件: the other figure is inside the value, or the value inside another.
    aside: 2
          "对照数是括号里“含”的数" "the other figure is an aside that another contains"
        | "本期数是括号里“含”的数" "the value is an aside that another contains",
    /// The value in a bracket.
    current_in_bracket: 1 "本期数在括号里" "the value stands in a bracket",
    /// Both lists (value, change, rate) have the figure at the same place.
    parallel: 2
          "各数在并列中次序相同" "the figures have the same place in their lists"
        | "各数在并列中次序不同" "the figures have other places in their lists",
    /// The figure before the percentage is the change, with nothing between.
    adjacent: 1 "百分数紧接增减量" "the change stands right before the percentage",
    /// The value or the other figure in a cell, and the percentage in none.
    cells: 1 "有表中的数" "a figure stands in a table",
    /// In 「97件134人，上年197件375人，分别下降…、…」 both figures have the place that the percentage has; one has; none.
    aligned: 3
          "两数与百分数在并列中次序相同" "both figures have the percentage's place in their lists"
        | "只有一个数与百分数在并列中次序相同" "one of the figures has the percentage's place in its list"
        | "两数与百分数在并列中次序都不同" "neither figure has the percentage's place in its list",
    /// 件数下降, 人数下降: the percentage names the unit of both figures, or another one.
    named_unit: 2
          "百分数所称正是两数的单位" "the percentage names the unit of both figures"
        | "百分数所称不是两数的单位" "the percentage names another unit",
    /// Value, change and rate one after another, or with nothing between; value, earlier value and rate; earlier value, change, rate.
    shape: 4
          "本期数、增减量、百分数依次相接" "value, change and percentage follow one another"
        | "本期数、增减量、百分数依次紧接" "value, change and percentage follow one another with nothing between"
        | "本期数、上期数、百分数依次相接" "value, earlier value and percentage follow one another"
        | "上期数、增减量、百分数依次相接" "earlier value, change and percentage follow one another",
    /// The two values name years that follow each other, or do not.
    years: 2
          "两数的年份相连" "the two values are of years that follow each other"
        | "两数的年份不相连" "the two values are of years that do not follow each other",
}

evidence! {
    /// What speaks for this: nothing that is printed gives the percentage.
    Nothing as "nothing" after Growth::END =>
    /// How the percentage is stated.
    stated: 4
          "写作“…率”" "stated as a rate"
        | "写作“占…”" "stated as a share"
        | "只写百分数" "a bare percentage"
        | "写作“增长、下降”" "stated as a change",
    /// 满意率, 覆盖率, 普及率.
    survey: 1 "是测评、覆盖类的率" "a rate of answers or of coverage",
    /// No quantity in scope.
    empty: 1 "附近没有可用的数" "no figure stands nearby",
    /// The percentage is hedged.
    hedged: 1 "百分数是约数" "the percentage is hedged",
    /// Quantities before it in its sentence, from 1 for none.
    few: 4
          "句中前面没有数" "no figure stands before it in its sentence"
        | "句中前面有数 1 个" "one before it in its sentence"
        | "句中前面有数 2 个" "two before it in its sentence"
        | "句中前面有数 3 个以上" "three or more before it in its sentence",
    /// No figure has the end of the rate's name.
    name_unborne: 2
          "没有数带全率名" "no figure bears the rate's whole name"
        | "没有数带率名的末两字" "no figure bears the end of the rate's name",
    /// 平均, 全省, 全国.
    elsewhere: 1 "说的是全省、全国或平均" "an average, or of elsewhere",
    /// 按期, 及时.
    on_time: 1 "是按期、及时类的率" "a rate of what is in time",
    /// 目标, 不低于, 力争.
    target: 1 "是目标、标准" "a target",
    /// 比, 较 before it.
    compared: 1 "百分数用作比较" "something is compared with it",
    /// How many neighbours a whole in scope explains.
    explains: 3
          "邻近的百分数有共同基数的 1 个" "a whole nearby gives one of the neighbours"
        | "邻近的百分数有共同基数的 2 个" "a whole nearby gives two of the neighbours"
        | "邻近的百分数有共同基数的 3 个以上" "a whole nearby gives three or more of the neighbours",
    /// 占 names a base that no figure in scope bears.
    base_unborne: 1 "没有数与“占”后所称同名" "no figure bears the base that 占 names",
    /// A growth: no earlier value nor change in its sentence.
    growth_alone: 2
          "旁边有上期的数或增减量" "a change or an earlier value stands beside it"
        | "旁边没有上期的数和增减量" "no change and no earlier value stand beside it",
    /// 年均, 可比口径.
    not_simple: 1 "是年均或可比口径的增减" "an average or a comparable growth",
    /// The same percentage list begins with a word of change.
    of_list: 1 "在一串百分数里" "it stands in a list of percentages",
}

evidence! {
    /// What the answers of neighbouring percentages say of an answer: asked once they are known.
    Heard as "heard" after Nothing::END =>
    /// Neighbours of the wording whose answer has this whole.
    list: 3
          "同样写法的邻近百分数有 1 个以此为基数" "one neighbour of this wording is read with this whole"
        | "同样写法的邻近百分数有 2 个以此为基数" "two neighbours of this wording are read with this whole"
        | "同样写法的邻近百分数有 3 个以上以此为基数" "three or more neighbours of this wording are read with this whole",
    /// The same, and the part is the nearest.
    list_nearest: 3
          "分子最近，邻近百分数有 1 个以此为基数" "the part is the nearest, and one neighbour is read with this whole"
        | "分子最近，邻近百分数有 2 个以此为基数" "the part is the nearest, and two neighbours are read with this whole"
        | "分子最近，邻近百分数有 3 个以上以此为基数" "the part is the nearest, and three or more neighbours are read with this whole",
    /// The neighbours' answers have another whole, and none has this.
    list_other: 3
          "邻近百分数有 1 个另有基数" "one neighbour is read with another whole"
        | "邻近百分数有 2 个另有共同基数" "two neighbours are read with another whole"
        | "邻近百分数有 3 个以上另有共同基数" "three or more neighbours are read with another whole",
    /// Part and whole stand where those of the neighbour's answer do: both, the part, or none; of the same name or not.
    echo_of_ratio: 18
          "分子、基数的位置都与同名的邻近百分数一致" "part and whole stand as those of the neighbour of the same name"
        | "分子的位置与同名的邻近百分数一致" "the part stands as that of the neighbour of the same name"
        | "位置与同名的邻近百分数不同" "part and whole stand otherwise than those of the neighbour of the same name"
        | "分子、基数的位置都与邻近百分数一致" "part and whole stand as those of the neighbour"
        | "分子的位置与邻近百分数一致" "the part stands as that of the neighbour"
        | "位置与邻近百分数不同" "part and whole stand otherwise than those of the neighbour",
    /// Both figures of a growth stand where those of the neighbour's answer do.
    echo_of_growth: 6
          "两数的位置都与同名的邻近增减率一致" "both figures stand as those of the neighbouring growth of the same name"
        | "本期数的位置与同名的邻近增减率一致" "the value stands as that of the neighbouring growth of the same name"
        | "位置与同名的邻近增减率不同" "the figures stand otherwise than those of the neighbouring growth of the same name"
        | "两数的位置都与邻近增减率一致" "both figures stand as those of the neighbouring growth"
        | "本期数的位置与邻近增减率一致" "the value stands as that of the neighbouring growth"
        | "位置与邻近增减率不同" "the figures stand otherwise than those of the neighbouring growth",
    /// The value from which the neighbour grew, or another.
    same_value: 2
          "与邻近增减率同一个本期数" "the neighbouring growth is read with this value"
        | "邻近增减率另有本期数" "the neighbouring growth is read with another value",
    /// How many neighbours have one whole by their answers, where nothing gives the percentage.
    nothing: 3
          "邻近百分数有 1 个有基数" "one neighbour is read with a whole"
        | "邻近百分数有 2 个有共同基数" "two neighbours are read with one whole"
        | "邻近百分数有 3 个以上有共同基数" "three or more neighbours are read with one whole",
}

evidence! {
    /// What speaks for a list of parts that makes up a total.
    Sum as "sum" after Heard::END =>
    /// Where the list stands: in a bracket behind, beside, the heads of segments, before the total.
    form: 10 "各项的位置" "where the parts stand",
    /// How many parts, by whether they stand before the total.
    count: 12 "项数" "how many parts there are",
    /// What opens the list: 其中, a colon, 包括, 按…分, 分别.
    opener: 6 "各项前有“其中、包括”、冒号或“按…分”" "其中, a colon or 按…分 opens the parts",
    /// 其中 or a colon right behind the total, and the list starts there.
    opened_by_total: 3 "总数后紧接冒号或“其中”" "a colon or 其中 follows the total",
    /// Figures of the kind passed over between total and list, by whether the list stands before.
    skipped: 12 "中间跳过的同类数" "figures of the kind passed over on the way",
    /// Sentences between total and list, by whether the list stands before.
    sentences: 8 "相隔几句" "how many sentences away the list begins",
    /// Paragraphs between.
    paragraphs: 5 "相隔几段" "how many paragraphs away the list begins",
    /// The marks between the parts: one alike, or several.
    links: 8 "各项之间的标点" "the marks between the parts",
    /// What stands behind the list: nothing, or a figure of the kind behind a mark.
    end: 6 "各项之后的标点" "the mark behind the last part",
    /// The list goes on behind its end with a mark that divides its parts, or a lesser one.
    cut_end: 2 "后面还有并列的数" "the list goes on behind its end",
    /// The same before its start.
    cut_start: 2 "前面还有并列的数" "the list begins before its start",
    /// 共, 总, 合计 in the total's words, by whether the list stands before.
    total_is_total: 2 "总数有“共、合计”等词" "the total's words say that it is one",
    /// What came in.
    total_is_base: 1 "总数有“受理、收到”等词" "the total's words say what came in",
    /// What was closed or is pending.
    total_is_closed: 2 "总数是办结或未结数" "the total is what was closed, or is pending",
    /// 其中 before the total.
    total_of_which: 1 "总数前有“其中”" "其中 stands before the total",
    /// The total is a member of a list.
    total_listed: 2 "总数自己是并列的一项" "the total is a member of a list",
    /// An earlier period's, or changes.
    facet: 2 "上年数或增减量" "values of an earlier period, or changes",
    /// The total is the sentence's first figure of its kind, or its last.
    total_place: 3 "总数在句中的位置" "where the total stands in its sentence",
    /// Nothing stands between the last part and the total.
    adjacent: 1 "末项与总数紧邻" "the total follows the last part",
    /// All parts end in the same word, or character.
    alike: 2 "各项名称末字相同" "the parts' names end alike",
    /// How many of the parts have a word of the total's.
    of_total: 3 "各项名称与总数同名" "the parts have the total's word",
    /// 其他, 其余 names the last part.
    rest: 1 "末项是“其他”" "the last part is the rest",
    /// The longest name is short, or long.
    lengths: 3 "各项名称的长短" "how long the parts' names are",
    /// A part has no name.
    unnamed: 2 "有的项没有名称" "a part has no name",
    /// Of two parts, one denies the other, or both are known to be two ways.
    pair: 3 "两项相反或互补" "the two parts are opposites",
    /// What was closed beside others; what came in among the parts.
    stages: 4 "各项是不同环节的数" "the parts are of different stages",
    /// The last of them is pending.
    pending: 2 "末项是未结数" "the last part is what is pending",
    /// A part equal to the total.
    over: 1 "有的项等于总数" "a part is equal to the total",
    /// Each number has a line of its own: a table that has lost its form.
    lines: 1 "每数独占一行" "each number has a line of its own",
    /// Units: all the total's, all alike, or mixed.
    units: 3 "单位是否相同" "whether the units are alike",
    /// A hedge.
    hedged: 1 "有约数" "a figure is hedged",
    /// 其中 before a part that is not the first.
    nested: 1 "后面的项前有“其中”" "其中 stands before a later part",
    /// Some of the parts, or all of them, have a share.
    shares: 2 "各项有占比" "the parts have shares",
    /// The shares behind the parts make up 100%.
    shares_sum: 2 "各项占比合为100%" "the parts' shares make up 100%",
    /// Most of the shares behind the parts, or all of them, are shares of the total.
    shares_of: 2 "占比以总数为基数" "the parts' shares are shares of the total",
    /// From right behind the total to the end of a sentence, the list leaves no figure out.
    complete: 6 "列到句末无遗漏" "the list leaves no figure of its sentence out",
    /// Something opens the list, and it has two parts, or more.
    opened: 4 "有引出语，两项或多项" "something opens the list, of two parts or more",
    /// What stands beside total and parts adds up, too: persons beside cases, the values beside their changes.
    twins: 2 "旁边的数也相加得总数" "what stands beside total and parts adds up, too",
    /// All names are of one length, or begin alike.
    parallel: 3 "各项名称整齐" "the parts' names are of one make",
    /// 一是…二是…, 1. 2.: every part has an ordinal.
    enumerated: 1 "各项有序号" "every part has an ordinal",
    /// 等, 主要, 前三: the list leaves parts out.
    open: 3 "列举未尽（等、主要、前三）" "the list is open",
    /// Depth of brackets against the total's.
    depth: 3 "括号层次" "the brackets of the parts",
    /// What the list's sentence begins with against the total's words, where it is another.
    head: 5 "句首与总数同名" "the list's sentence begins with the total's words",
    /// A figure of the kind that is larger than the total stands between.
    larger_between: 1 "中间有更大的同类数" "a larger figure of the kind stands between",
    /// Shares that are added.
    percent: 1 "占比相加" "shares are added",
    /// A year stands before each part, or before some.
    years: 2 "各项前有年份" "years stand before the parts",
}

evidence! {
    /// What speaks for this: no list that is printed makes up the figure.
    Whole as "whole" after Sum::END =>
    /// 共, 总, 合计.
    total: 1 "有“共、合计”等词" "its words say that it is a total",
    /// 共, 合计 right before it.
    closes: 1 "紧接“共、合计”" "a word for a sum stands right before it",
    /// What came in.
    base: 1 "有“受理、收到”等词" "its words say what came in",
    /// 其中 before it.
    of_which: 1 "前有“其中”" "其中 stands before it",
    /// 其中 or a colon behind it.
    opens: 3 "后有“其中”或冒号" "其中 or a colon follows it",
    /// A bracket behind it.
    bracket: 1 "后有括号" "a bracket follows it",
    /// It stands in a bracket.
    inside: 1 "在括号里" "it stands in a bracket",
    /// It is a member of a list.
    listed: 2 "是并列的一项" "it is a member of a list",
    /// It is small.
    small: 2 "数目小" "it is a small number",
    /// It is hedged.
    hedged: 1 "是约数" "it is hedged",
    /// It has no unit.
    bare: 1 "没有单位" "it has no unit",
    /// An earlier period's, or a change.
    facet: 2 "上年数或增减量" "an earlier period's, or a change",
    /// It has a share.
    share: 1 "自己有占比" "it has a share of its own",
    /// How many figures of its kind follow in its paragraph, from 1 for none.
    followers: 4 "其后的同类数" "figures of its kind that follow",
    /// It is its sentence's first.
    first: 1 "是句中第一个数" "it is its sentence's first figure",
}

/// All ideas in the order of the features.
pub(crate) fn ideas() -> impl Iterator<Item = &'static Idea> {
    [Ratio::IDEAS, Growth::IDEAS, Nothing::IDEAS, Heard::IDEAS, Sum::IDEAS, Whole::IDEAS].into_iter().flatten()
}

/// All features in their order: an idea with one of its levels.
pub(crate) fn features() -> impl Iterator<Item = (&'static Idea, u8)> {
    ideas().flat_map(|idea| (1..=idea.levels).map(move |level| (idea, level)))
}

/// How many features there are.
pub(crate) const FEATURES: usize = Whole::END as usize;
