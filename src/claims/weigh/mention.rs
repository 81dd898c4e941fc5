//! Mentions: each figure with what the words around it say, read once.

use std::collections::HashMap;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::claims::scene::{Facet, Scene, is_counting, is_list_mark, last_characters};
use crate::figures::{Class, Direction, Figure, Kinship, change, kinship};
use crate::ids::{FigureId, IdVec, ParagraphId, SentenceId};
use crate::number::power_of_ten;
use crate::words::{first, last};

/// What words say, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Concepts(u32);

macro_rules! lexicon {
    ($( $(#[$doc:meta])* $concept:ident = $words:expr; )*) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(super) enum Concept { $( $(#[$doc])* $concept ),* }
        const LEXICON: &[(Concept, &[&str])] = &[ $( (Concept::$concept, $words) ),* ];
    };
}

lexicon! {
    /// What came in: a base.
    Received = &["受理", "收到", "新收", "接收", "接到", "登记", "参加", "抽查", "抽检", "检查", "应", "派", "交办", "承办", "调处", "排查", "申请", "工单", "转办", "立案", "审查", "办理", "案件", "全年"];
    /// A total.
    Total = &["共", "总", "合计", "累计", "总计", "共计"];
    /// What was closed.
    Closed = &["办结", "审结", "结案", "办复", "完成", "答复", "回复"];
    /// What came out well.
    Passed = &["成功", "合格"];
    /// What is left.
    Pending = &["尚有", "正在", "在办", "未办", "未结", "剩余", "其余", "结转", "未办结", "未审结", "尚未"];
    /// A list of parts begins.
    OfWhich = &["其中"];
    /// An earlier period.
    Prior = &["去年同期", "上年同期", "上年", "去年", "同期", "上年度", "往年", "上月", "上季度", "上半年", "上一年", "前年", "年初", "原来"];
    /// A mark to be reached.
    Target = &["目标", "要求", "不低于", "标准", "力争", "确保", "以上"];
    /// What was planned.
    Plan = &["预算", "计划", "任务数", "考核任务"];
    /// Compared.
    Compared = &["比", "较", "同比", "环比"];
    /// Of answers, not of counts.
    Survey = &["满意", "好评", "知晓", "认可"];
    /// Of coverage, whose base is seldom printed.
    Coverage = &["覆盖", "普及"];
    /// Of elsewhere.
    Elsewhere = &["平均", "全省", "全市", "全国", "全区", "全县"];
    /// In time.
    OnTime = &["按时", "按期", "及时"];
    /// Growth that is no simple quotient.
    NotSimple = &["年均", "连续", "可比", "不变价", "同口径", "自然增长", "两年", "三年", "生产总值", "增加值"];
    /// No concept, so that the longer word wins: 同比 is no 比 of its own.
    Idle = &["比例", "比重", "占比", "应诉", "应急", "总体", "相应"];
}

impl Concepts {
    /// What a text says; of words that overlap the longest counts.
    pub(super) fn of(text: &str) -> Self {
        static WORDS: LazyLock<(AhoCorasick, Vec<Concept>)> = LazyLock::new(|| {
            let words = || LEXICON.iter().flat_map(|(concept, words)| words.iter().map(move |word| (*word, *concept)));
            let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(words().map(|(word, _)| word));
            (automaton.expect("the lexicon is small"), words().map(|(_, concept)| concept).collect())
        });
        let (automaton, concepts) = &*WORDS;
        let bits = automaton.find_iter(text).map(|found| 1 << concepts[found.pattern().as_usize()] as u32);
        Concepts(bits.fold(0, |all, bit: u32| all | bit))
    }

    pub(super) fn has(self, concept: Concept) -> bool {
        self.0 & (1 << concept as u32) != 0
    }

    pub(super) fn or(self, other: Concepts) -> Concepts {
        Concepts(self.0 | other.0)
    }
}

/// How a percentage is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stated<'a> {
    /// 办结率: the name without 率.
    Rate(&'a str),
    /// 占…的: what the base is called, perhaps nothing.
    Share(&'a str),
    /// Nothing of the kind.
    Level,
}

impl Stated<'_> {
    /// By number: rate, share, level; 4 with a word of change.
    pub(super) fn level(self, changes: bool) -> u8 {
        if changes { 4 } else { 1 + self.family() }
    }

    /// Rate, share, level, from 0.
    pub(super) fn family(self) -> u8 {
        match self {
            Stated::Rate(_) => 0,
            Stated::Share(_) => 1,
            Stated::Level => 2,
        }
    }
}

/// A figure with what its words say.
#[derive(Clone, Debug)]
pub(super) struct Mention<'a> {
    /// The words right before it, back to a mark; where there are none, those of the clause before.
    pub(super) label: &'a str,
    /// All between it and the figure before, marks included.
    pub(super) gap: &'a str,
    /// The last words of it.
    pub(super) context: &'a str,
    /// The words right after it.
    pub(super) tail: &'a str,
    /// What label and tail say.
    pub(super) words: Concepts,
    /// What the label alone says.
    pub(super) before: Concepts,
    /// What stands right before it says, marks or not.
    pub(super) near: Concepts,
    pub(super) stated: Stated<'a>,
    /// A word of change right before it, be it before the first of its list.
    pub(super) change: Option<Direction>,
    /// Without its sign, in millionths.
    pub(super) value: i128,
    /// What one unit of the last printed place is worth, in millionths.
    pub(super) unit: i128,
    /// What rounding or a hedge leaves open on each side, in millionths.
    pub(super) slack: i128,
    pub(super) sentence: SentenceId,
    pub(super) paragraph: ParagraphId,
    pub(super) depth: i8,
    pub(super) is_quantity: bool,
    pub(super) is_percent: bool,
    pub(super) is_hedged: bool,
    pub(super) is_cell: bool,
    /// Something is compared with it: 比上季度15223件增长.
    pub(super) is_compared: bool,
    /// Its unit, by its place in [`Units`].
    pub(super) kind: u16,
    /// Semicolons, commas and percentages before it, from the start of the text.
    pub(super) marks: Marks,
    /// Whether 其中 stands before it.
    pub(super) is_of_which: bool,
    /// 「企业法人单位中，」 at the start of its sentence.
    pub(super) scope: &'a str,
    /// Whether a percentage stands right behind it, in its sentence, that is no change.
    pub(super) has_share: bool,
    /// Whether 其中 or a colon stands right behind it: 1 and 2.
    pub(super) opens: u8,
    /// The places from the first of its list, where it stands in one.
    pub(super) place: u8,
}

pub(super) type Mentions<'a> = IdVec<FigureId, Mention<'a>>;

/// How many there are of each before a place, so that what stands between two places need not be read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Marks {
    pub(super) semicolons: u32,
    pub(super) commas: u32,
    pub(super) percentages: u32,
    /// Those that stand in no bracket.
    pub(super) outer_semicolons: u32,
    pub(super) outer_commas: u32,
}

/// The units of a text, each once, and how well any two of them go together.
pub(super) struct Units<'a> {
    names: Vec<Option<&'a str>>,
    kinships: Vec<Kinship>,
}

impl<'a> Units<'a> {
    /// The place of each figure's unit.
    fn of(scene: &Scene<'a>) -> (Self, Vec<u16>) {
        let mut places: HashMap<Option<&str>, u16> = HashMap::new();
        let mut names = Vec::new();
        let place_of = |unit: Option<&'a str>| {
            *places.entry(unit).or_insert_with(|| {
                names.push(unit);
                (names.len() - 1).min(usize::from(u16::MAX)) as u16
            })
        };
        let places = scene.figures.ids().map(|figure| scene.unit(figure)).map(place_of).collect();
        let kinships = names.iter().flat_map(|&a| names.iter().map(move |&b| kinship(a, b))).collect();
        (Self { names, kinships }, places)
    }

    pub(super) fn kinship(&self, a: &Mention, b: &Mention) -> Kinship {
        self.kinships[usize::from(a.kind) * self.names.len() + usize::from(b.kind)]
    }
}

/// How many characters before a figure are read.
const REACH: usize = 60;

pub(super) fn mentions<'a>(scene: &Scene<'a>) -> (Mentions<'a>, Units<'a>) {
    let mut mentions: Mentions = IdVec::with_capacity(scene.figures.len());
    let (units, kinds) = Units::of(scene);
    for (figure, kind) in scene.figures.ids().zip(kinds) {
        let mention = mention(scene, figure, kind, figure.previous().map(|before| &mentions[before]));
        if let Some(before) = figure.previous() {
            let same = mention.sentence == mentions[before].sentence && !mention.gap.contains(['；', ';']);
            mentions[before].has_share = same && mention.is_percent && mention.change.is_none();
            mentions[before].opens = opens(mention.gap);
        }
        mentions.push(mention);
    }
    (mentions, units)
}

fn mention<'a>(scene: &Scene<'a>, id: FigureId, kind: u16, previous: Option<&Mention<'a>>) -> Mention<'a> {
    let figure = &scene.figures[id];
    let cue = &scene.cues[id];
    let start = id.previous().map_or(0, |before| scene.figures[before].span.end);
    let between = scene.between(start, figure.span.start);
    let gap = last(between, REACH);
    let marks = marks(between, previous);
    let next = scene.figures.get(id.next()).map_or(scene.source.text().len() as u32, |next| next.span.start);
    let tail = first(scene.between(figure.span.end, next), REACH);
    let tail = tail.split(['，', ',', '。', '；', ';', '、', '\n', '（', '(', '）', ')']).next().unwrap_or_default().trim();
    let label = label(gap);
    let unit = unit_in_last_place(figure);
    let value = figure.decimal.mantissa.abs().saturating_mul(unit);
    let is_percent = figure.class == Class::Percent;
    let measured = figure.class.is_measured() && figure.hedge() != Some(crate::figures::Hedge::Range) && cue.facet != Facet::None;
    let listed = previous.filter(|previous| is_listed(gap) && previous.is_percent == is_percent);
    let stated = match listed {
        Some(previous) if is_percent => previous.stated,
        _ => stated(label),
    };
    let direction = change(label).or(match cue.facet {
        Facet::Delta(direction) => Some(direction),
        _ => None,
    });
    let direction = direction.or(figure.sign.and(figure.direction()).filter(|_| is_percent));
    let before = Concepts::of(label);
    Mention {
        label,
        gap,
        context: last(gap, 20),
        tail,
        words: before.or(Concepts::of(first(tail, 12))),
        before,
        near: Concepts::of(last(gap, 12)),
        stated,
        change: direction.or(listed.and_then(|previous| previous.change)),
        value,
        unit,
        slack: slack(figure, value, unit),
        sentence: cue.sentence,
        paragraph: cue.paragraph,
        depth: cue.depth as i8,
        // 三大, 五类 count loosely, and what a colon joins is a proportion
        is_quantity: measured && figure.class == Class::Quantity && is_counting(figure) && !cue.proportion,
        is_percent: measured && is_percent,
        is_hedged: figure.hedge().is_some(),
        is_cell: cue.tabular,
        is_compared: figure.class == Class::Quantity && is_compared(gap, tail),
        kind,
        marks,
        is_of_which: gap.contains("其中"),
        scope: scope(scene, id),
        has_share: false,
        opens: 0,
        place: listed.map_or(0, |previous| (previous.place + 1).min(60)),
    }
}

/// 1 for 其中, 2 for a colon.
fn opens(gap: &str) -> u8 {
    let told = ["其中", "中，", "中,", "包括", "分为", "分别", "按"].iter().any(|word| gap.contains(word));
    if told { 1 } else { 2 * u8::from(gap.contains(['：', ':'])) }
}

fn scope<'a>(scene: &Scene<'a>, figure: FigureId) -> &'a str {
    let head = scene.sentence_head(figure);
    let opening = head.split(['，', ',', '：']).next().unwrap_or_default().trim();
    let named = opening.strip_suffix('中').filter(|words| !words.contains(|c: char| c.is_ascii_digit()) && *words != "其");
    last(named.unwrap_or_default(), 10)
}

/// What stands before a figure: what stood before the last one, that one, and what stands between.
fn marks(between: &str, previous: Option<&Mention>) -> Marks {
    let before = previous.map_or(Marks::default(), |previous| previous.marks);
    let mut marks =
        Marks { percentages: before.percentages + previous.map_or(0, |previous| previous.is_percent.into()), ..before };
    let mut depth = previous.map_or(0, |previous| previous.depth);
    for mark in between.chars() {
        match mark {
            '；' | ';' => {
                marks.semicolons += 1;
                marks.outer_semicolons += u32::from(depth <= 0);
            }
            '，' | ',' => {
                marks.commas += 1;
                marks.outer_commas += u32::from(depth <= 0);
            }
            '（' | '(' => depth += 1,
            '）' | ')' => depth -= 1,
            _ => {}
        }
    }
    marks
}

/// 「环比上季度15223件增长」, 「与上年546件相比」: the words say that something is compared with the figure.
fn is_compared(gap: &str, tail: &str) -> bool {
    let clause = gap.rsplit(['，', ',', '。', '；', ';', '：', '\n']).next().unwrap_or_default();
    let told = ["比", "较", "与", "同"].iter().any(|word| clause.contains(word)) && change(clause).is_none();
    told && (crate::figures::change_follows(tail)
        || tail.starts_with("相比")
        || tail.starts_with("比较")
        || tail.starts_with("的基础上"))
}

fn is_listed(gap: &str) -> bool {
    let gap = gap.trim();
    !gap.is_empty() && gap.len() <= 9 && gap.chars().all(is_list_mark)
}

/// The words after the last mark, or the last words before it.
fn label(gap: &str) -> &str {
    let marks: &[char] = &['，', ',', '。', '；', ';', '：', ':', '、', '\n', '（', '(', '）', ')', ' ', '\t', '\u{3000}'];
    let own = gap.rsplit(marks).next().unwrap_or_default();
    if !own.is_empty() {
        return own;
    }
    gap.rsplit(['，', ',', '。', '；', ';', '\n']).find(|words| !words.trim().is_empty()).unwrap_or_default().trim()
}

fn stated(label: &str) -> Stated<'_> {
    if let Some(base) = share_base(label) {
        return Stated::Share(base);
    }
    rate_name(label).map_or(Stated::Level, Stated::Rate)
}

/// What stands before the number of a rate: 为, 达到, 约.
fn without_verbs(label: &str) -> &str {
    label
        .trim_end_matches(['为', '达', '是', '约', '近', '均', '高', '：', ':', '超', '过', '逾', '仅', '在', '到'])
        .trim_end_matches("分别")
        .trim_end_matches("依次")
}

/// 办结 of 话务工单办结率为.
fn rate_name(label: &str) -> Option<&str> {
    let name = without_verbs(label).strip_suffix(['率', '度', '比'])?;
    Some(last(last_characters(name), 8)).filter(|name| !name.is_empty())
}

/// 受理 of 占受理总量的, and nothing of 占比.
fn share_base(label: &str) -> Option<&str> {
    let Some(at) = label.rfind('占') else {
        let bare = without_verbs(label).trim_end_matches('的');
        return ["占比", "比重", "比例"].iter().any(|word| bare.ends_with(word)).then_some("");
    };
    let mut base = &label[at + '占'.len_utf8()..];
    for word in ["到", "了", "比"] {
        base = base.strip_prefix(word).unwrap_or(base);
    }
    for word in ["全省", "全市", "全区", "全县", "全部", "同期", "当年", "年度", "本"] {
        base = base.strip_prefix(word).unwrap_or(base);
    }
    let mut base = without_verbs(base);
    // what every base is called says nothing
    for word in ["比例", "比重", "的", "总数", "总量", "总额", "总件数", "总人数", "数量", "件数", "人数", "数", "案件", "总"]
    {
        base = base.strip_suffix(word).unwrap_or(base);
    }
    Some(last(base, 16))
}

/// In millionths; of what is finer still, at least one.
fn unit_in_last_place(figure: &Figure) -> i128 {
    let power = 6 + i32::from(figure.scale) - i32::from(figure.decimal.places);
    power_of_ten(power.clamp(0, 20) as u8)
}

fn slack(figure: &Figure, value: i128, unit: i128) -> i128 {
    match figure.hedge() {
        Some(_) => (unit.saturating_mul(10)).min(value / 4),
        None if figure.is_exact() => 0,
        None => unit / 2,
    }
}

/// The longest run of characters of `name` that stands in `words`, at most `most` of them.
pub(super) fn common_run(name: &str, words: &str, most: usize) -> u8 {
    let mut best = 0;
    let starts: Vec<usize> = name.char_indices().map(|(at, _)| at).chain([name.len()]).collect();
    let characters = starts.len() - 1;
    for from in 0..characters {
        while best < most && from + best < characters && words.contains(&name[starts[from]..starts[from + best + 1]]) {
            best += 1;
        }
    }
    best as u8
}

impl Mention<'_> {
    /// 办结率目标值为99%: the number is a mark to be reached; 完成目标的73% is none.
    pub(super) fn is_mark(&self) -> bool {
        let words = without_verbs(self.label).trim_end_matches('值');
        ["目标", "标准", "要求"].iter().any(|mark| words.ends_with(mark))
    }

    /// Its words: before and after.
    pub(super) fn bears(&self, words: &str) -> bool {
        self.label.contains(words) || self.tail.contains(words)
    }

    pub(super) fn shares(&self, name: &str, most: usize) -> u8 {
        common_run(name, self.label, most).max(common_run(name, self.tail, most)).max(common_run(name, self.context, most))
    }
}
