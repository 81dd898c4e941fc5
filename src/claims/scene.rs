//! What the words around each figure say of it, gathered once so that the relations need not read the text again.

use std::iter::Rev;

use super::vocabulary;
use crate::document::{Document, ParagraphKind, Separator, Table};
pub(crate) use crate::figures::Direction;
use crate::figures::{Class, Figure, Figures, Kinship, Script, change, change_follows, kinship};
use crate::ids::{FigureId, IdRange, IdVec, Ids, ParagraphId, SentenceId};
use crate::number::Exact;
use crate::source::{Source, Span};
use crate::words::{first, last};

/// How many figures on each side of a figure are ever looked at, so that the cost stays linear in the text, whatever its
/// sentences and paragraphs are.
const WINDOW: usize = 160;

/// How many characters before a figure are ever read.
const WORDS: usize = 120;

/// The most percentages of one list.
pub(super) const LIST: usize = 32;

/// What a measured figure is by the words around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Facet {
    /// A value of its own: 受理57件. Of a percentage: a level (达95%).
    Level,
    /// How much it grew or shrank: 增加6517万元, 增长10.61%.
    Delta(Direction),
    /// An earlier period's value: 去年同期57件.
    Prior,
    /// An average or a value per head: 平均办结天数3.84天.
    Average,
    /// A mark to be reached: 目标200件, 低于标准92%.
    Target,
    /// A percentage with a name: 办结率99.02%.
    Rate,
    /// A share: 占总量的63%.
    Share,
    /// Anything that no relation may use: dates, names, ends of ranges.
    None,
}

/// A figure's words and standing.
#[derive(Clone, Debug)]
pub(super) struct Cue {
    pub facet: Facet,
    /// The words that name a percentage, where they stand in the clause before it.
    pub name: Option<Span>,
    pub sentence: SentenceId,
    pub paragraph: ParagraphId,
    /// Brackets around it.
    pub depth: u8,
    /// 正在办理, 尚未办结, 剩余: what is left over.
    pub pending: bool,
    /// （含上级指派77件）: inside the figure before it, no component.
    pub aside: bool,
    /// 其中, 包括, 分别为 stand before it in its clause: a list of parts begins.
    pub opens_parts: bool,
    /// 共, 总, 合计, 累计 name it a total.
    pub total: bool,
    /// It is a term of a proportion: 8.3∶71.1∶20.6.
    pub proportion: bool,
    /// It is a cell of a table: only blanks and bars stand between it and a neighbour.
    pub tabular: bool,
    /// Where its row begins, for the first cell of a row.
    pub row_start: Option<u32>,
}

/// The document with its figures and what is known of each.
pub(super) struct Scene<'a> {
    pub source: &'a Source,
    pub document: &'a Document,
    pub figures: &'a Figures,
    pub cues: IdVec<FigureId, Cue>,
}

impl<'a> Scene<'a> {
    pub(super) fn new(source: &'a Source, document: &'a Document, figures: &'a Figures) -> Self {
        let mut cues: IdVec<FigureId, Cue> = IdVec::with_capacity(figures.len());
        for (id, figure) in figures.entries() {
            let previous = id.previous().map(|before| (&figures[before], &cues[before]));
            cues.push(cue(source, document, figure, previous));
        }
        mark_rows(source, figures, &mut cues);
        mark_cells(document, figures, &mut cues);
        let mut scene = Self { source, document, figures, cues };
        for figure in figures.ids() {
            if let Some(before) = figure.previous().filter(|_| scene.is_joined_by_colon(figure)) {
                scene.cues[before].proportion = true;
                scene.cues[figure].proportion = true;
            }
        }
        scene
    }

    /// The words before the figure in its clause, after the figure before it.
    /// The second of two series (97件134人) goes by the name of the first.
    pub(super) fn label(&self, figure: FigureId) -> &'a str {
        let mut named = figure;
        while let Some(before) = named.previous().filter(|_| figure.since(named) < 4 && self.is_twin(named)) {
            named = before;
        }
        last(self.source.slice(self.cues[named].name.unwrap_or(self.figures[named].label)), WORDS).trim()
    }

    /// Whether the words say that something is compared with the figure: 比2010年的3.10人.
    pub(super) fn is_compared(&self, figure: FigureId) -> bool {
        let clause = self.document.clauses[self.figures[figure].clause].span;
        is_compared(self.between(clause.start, self.figures[figure].span.start), self.tail(figure))
    }

    /// The words after it, up to the next mark or figure.
    pub(super) fn tail(&self, figure: FigureId) -> &'a str {
        first(self.source.slice(self.figures[figure].tail), WORDS).trim()
    }

    /// The first percentage of the list that `figure` stands in: 「分别下降3.9%和14.1%」, 「分别占投诉总量的18.7%、11.9%」.
    /// The words that say what it is stand before that one.
    pub(super) fn list_leader(&self, figure: FigureId) -> FigureId {
        let mut leader = figure;
        let is_led = |before: &FigureId, leader: FigureId| {
            figure.since(leader) < LIST && self.is_bare(leader) && self.figures[*before].class == Class::Percent
        };
        while let Some(before) = leader.previous().filter(|before| is_led(before, leader)) {
            leader = before;
        }
        leader
    }

    /// Whether a figure has no words of its own but the 和 of a list.
    pub(super) fn is_bare(&self, figure: FigureId) -> bool {
        self.label(figure).chars().all(|c| matches!(c, '和' | '与' | '及'))
    }

    /// Whether only a list mark stands between a figure and the one before it: 351件 of 「264件、351件、463件」.
    pub(super) fn is_next_of_list(&self, figure: FigureId) -> bool {
        let before = figure.previous().map(|before| &self.figures[before]);
        before.is_some_and(|before| {
            before.class == self.figures[figure].class && is_listed_after(self.source, before, &self.figures[figure])
        }) && self.is_bare(figure)
    }

    /// Whether a figure stands right behind another, which it goes with: 134人 of 97件134人.
    pub(super) fn is_twin(&self, figure: FigureId) -> bool {
        figure.previous().is_some_and(|before| self.figures[before].span.end == self.figures[figure].span.start)
    }

    /// Whether a change goes another way than a change that it is part of: 减收1284万元 of 增收1070万元.
    pub(super) fn goes_against(&self, part: FigureId, total: FigureId) -> bool {
        matches!((self.cues[part].facet, self.cues[total].facet), (Facet::Delta(part), Facet::Delta(total)) if part != total)
    }

    /// Whether what was carried over stands in a bracket right after a figure: 新收62件（含上年结转4件）.
    pub(super) fn has_carried_over(&self, figure: FigureId) -> bool {
        self.cues.get(figure.next()).is_some_and(|next| next.aside)
            && contains_any(self.label(figure.next()), vocabulary::CARRIED_OVER)
    }

    /// Whether the figure is a limit and no amount: 限额66.5亿元以内, 不低于90件.
    pub(super) fn is_limit(&self, figure: FigureId) -> bool {
        use crate::figures::Hedge;
        matches!(self.figures[figure].hedge(), Some(Hedge::AtLeast | Hedge::AtMost | Hedge::MoreThan | Hedge::Range))
    }

    /// The sum of the figures' values. `None` where it leaves 128 bits.
    pub(super) fn sum(&self, figures: &[FigureId]) -> Option<Exact> {
        figures.iter().try_fold(Exact::from(0), |sum, &figure| sum.checked_add(self.figures[figure].value()))
    }

    /// Where words that were cut out of the text stand in it.
    pub(super) fn place_of(&self, words: &str) -> Span {
        let start = words.as_ptr().addr() - self.source.text().as_ptr().addr();
        Span::new(start, start + words.len())
    }

    /// The unit's words.
    pub(super) fn unit(&self, figure: FigureId) -> Option<&'a str> {
        self.figures[figure].unit.map(|unit| self.source.slice(unit))
    }

    /// How well the units of two figures go together.
    pub(super) fn kinship(&self, a: FigureId, b: FigureId) -> Kinship {
        kinship(self.unit(a), self.unit(b))
    }

    /// The text between two places.
    pub(super) fn between(&self, start: u32, end: u32) -> &'a str {
        if start < end { self.source.slice(Span { start, end }) } else { "" }
    }

    /// The words of the figure's sentence.
    pub(super) fn sentence_text(&self, figure: FigureId) -> &'a str {
        self.source.slice(self.document.sentences[self.cues[figure].sentence].span)
    }

    /// The words of the figure's sentence before it.
    pub(super) fn sentence_head(&self, figure: FigureId) -> &'a str {
        let sentence = self.document.sentences[self.cues[figure].sentence].span;
        self.between(sentence.start, self.figures[figure].span.start)
    }

    /// Whether the figure is a quantity in digits that stands for a level.
    pub(super) fn is_level(&self, figure: FigureId) -> bool {
        self.figures[figure].class == Class::Quantity
            && is_counting(&self.figures[figure])
            && self.cues[figure].facet == Facet::Level
            && !self.cues[figure].tabular
            && !self.cues[figure].proportion
            // ages name groups of people, and nobody adds them up
            && !self.unit(figure).is_some_and(|unit| unit.ends_with('岁'))
    }

    /// Whether only a colon stands between the figure and the one before: 8.3∶71.1.
    pub(super) fn is_joined_by_colon(&self, figure: FigureId) -> bool {
        let Some(before) = figure.previous() else { return false };
        let (before, figure) = (&self.figures[before], &self.figures[figure]);
        let bare = [before, figure].iter().all(|figure| figure.class == Class::Quantity && figure.unit.is_none());
        bare && matches!(self.between(before.span.end, figure.span.start), ":" | "：" | "∶")
    }

    /// The words before a figure back to the figure before it or the start of its paragraph, marks included, with the tabs
    /// after them: the label of a table row and its empty cells.
    pub(super) fn cells_before(&self, figure: FigureId) -> &'a str {
        let paragraph = self.document.paragraphs[self.cues[figure].paragraph].span.start;
        let previous = figure.previous().map_or(0, |before| self.figures[before].span.end);
        self.between(paragraph.max(previous), self.figures[figure].span.start).trim_start()
    }

    /// The figures of the figure's paragraph that are not too far from it.
    pub(super) fn paragraph_of(&self, figure: FigureId) -> IdRange<FigureId> {
        self.around(figure, |cue| cue.paragraph)
    }

    /// The figures of the figure's sentence that are not too far from it.
    pub(super) fn sentence_of(&self, figure: FigureId) -> IdRange<FigureId> {
        self.around(figure, |cue| cue.sentence)
    }

    fn around<U: Ord>(&self, figure: FigureId, unit: impl Fn(&Cue) -> U) -> IdRange<FigureId> {
        let (first, last) = (figure.reach_back(WINDOW), figure.after(WINDOW).min(self.cues.end()));
        let own = unit(&self.cues[figure]);
        let window = &self.cues[first.until(last)];
        let start = first.after(window.partition_point(|cue| unit(cue) < own));
        let end = first.after(window.partition_point(|cue| unit(cue) <= own));
        start.until(end)
    }

    /// The figures before one, the nearest first, not too far back.
    pub(super) fn before(&self, figure: FigureId) -> Rev<Ids<FigureId>> {
        self.back(FigureId::FIRST, figure)
    }

    /// The figures before one, from `start` on, the nearest first, not too far back.
    pub(super) fn back(&self, start: FigureId, figure: FigureId) -> Rev<Ids<FigureId>> {
        start.max(figure.reach_back(WINDOW)).min(figure).until(figure).iter().rev()
    }
}

fn cue(source: &Source, document: &Document, figure: &Figure, previous: Option<(&Figure, &Cue)>) -> Cue {
    let clause = &document.clauses[figure.clause];
    let paragraph = document.sentences[clause.sentence].paragraph;
    let label = last(source.slice(figure.label), WORDS).trim();
    let tail = first(source.slice(figure.tail), WORDS).trim();
    let head = last(source.slice(Span { start: clause.span.start, end: figure.span.start }), WORDS);
    let name = named_by_clause_before(source, document, figure, label);
    let label_text = name.map_or(label, |name| source.slice(name));
    let facet = if document.paragraphs[paragraph].kind == ParagraphKind::Furniture {
        Facet::None
    } else {
        facet(source, figure, label_text, head, tail, previous)
    };
    Cue {
        facet,
        name,
        sentence: clause.sentence,
        paragraph,
        depth: clause.depth,
        pending: is_pending(label, tail),
        aside: starts_with_any(head.trim_start(), &["其中含", "内含"])
            || clause.depth > 0
                && starts_with_any(head.trim_start(), &["含", "包括", "包含", "其中含", "不含", "不包括", "除", "另有"]),
        opens_parts: contains_any(label_text, &["其中", "包括", "分别", "依次", "包含"])
            || is_after_of_which(source, document, figure),
        total: contains_any(label, &["共", "总", "合计", "累计"]),
        proportion: false,
        tabular: false,
        row_start: None,
    }
}

/// Marks the cells of tables: figures that only blanks and bars separate, at least two in a row between bars, three between
/// blanks. A number with its sign (「109 50 -59」) ends a row.
fn mark_rows(source: &Source, figures: &Figures, cues: &mut IdVec<FigureId, Cue>) {
    let mut first = FigureId::FIRST;
    while first < figures.end() {
        let (mut last, mut end) = (first, first.next());
        let mut barred = false;
        while end < figures.end()
            && is_next_cell(source, figures, cues, last, end)
            && (!(end.since(first) >= 3 && is_signed(&figures[last]))
                || gap(source, &figures[last], &figures[end]).contains(BARS))
        {
            barred |= gap(source, &figures[last], &figures[end]).contains(BARS);
            (last, end) = (end, end.next());
        }
        let cells = end.since(first);
        let closed = barred || has_bar_beside(source, &figures[first], &figures[last]);
        let needed = if closed { 1 } else { 3 };
        if figures[first].class.is_measured() && cells >= needed {
            cues[first].row_start = Some(figures[first].span.start);
            cues[first.until(end)].iter_mut().for_each(|cue| cue.tabular = true);
        }
        first = end;
    }
}

/// Marks the cells of tables whose cells stand below one another.
fn mark_cells(document: &Document, figures: &Figures, cues: &mut IdVec<FigureId, Cue>) {
    let tables = document.tables.iter().filter(|table| table.separator == Separator::Lines);
    for row in tables.flat_map(Table::body) {
        let first = figures.partition_point(|figure| figure.span.start < row.span.start);
        let end = figures.partition_point(|figure| figure.span.start < row.span.end);
        cues[first.until(end)].iter_mut().for_each(|cue| cue.tabular = true);
        if first < end {
            cues[first].row_start = Some(figures[first].span.start);
        }
    }
}

/// What separates the cells of a table.
pub(super) const BARS: [char; 3] = ['|', '｜', '\t'];

fn gap<'a>(source: &'a Source, before: &Figure, figure: &Figure) -> &'a str {
    source.slice(Span { start: before.span.end, end: figure.span.start })
}

fn is_next_cell(source: &Source, figures: &Figures, cues: &IdVec<FigureId, Cue>, before: FigureId, figure: FigureId) -> bool {
    let gap = gap(source, &figures[before], &figures[figure]);
    let measured = figures[before].class.is_measured() && figures[figure].class.is_measured();
    // an empty cell may hold a dash; between numbers without bars a dash is a range
    let marks = |c: char| is_cell_mark(c) || (matches!(c, '—' | '–') && gap.contains(BARS));
    let gap = without_change(gap);
    measured && cues[figure].paragraph == cues[before].paragraph && !gap.is_empty() && gap.chars().all(marks)
}

/// Whether a number is written out to be compared: in digits, or spelled in full. 三级 and 五百余件 count loosely.
pub(super) fn is_counting(figure: &Figure) -> bool {
    let (digits, length) = (figure.decimal.significant_digits(), figure.decimal.whole_digits());
    figure.script == Script::Digits || figure.is_exact() && (digits >= 3 || length >= 5)
}

/// What divides two cells, without the word of change or the bracket that the second begins with: 下降8.3%, （8.3%）.
fn without_change(gap: &str) -> &str {
    let Some(at) = gap.rfind(BARS) else { return gap };
    let bar = at + gap[at..].chars().next().map_or(0, char::len_utf8);
    let words = gap[bar..].trim();
    let begins_cell = matches!(words, "（" | "(") || words.chars().count() <= 3 && change(words).is_some();
    let divider = if begins_cell { &gap[..bar] } else { gap };
    divider.trim_start_matches(['）', ')'])
}

/// +14, -59, ↓8.3%.
fn is_signed(figure: &Figure) -> bool {
    figure.sign.is_some()
}

fn is_cell_mark(c: char) -> bool {
    c.is_whitespace() || matches!(c, '|' | '｜' | '+' | '-' | '−' | '－' | '/')
}

/// 「合计 376 250|」, 「|3||||」: bars of the same line stand on both sides, or one stands right after.
fn has_bar_beside(source: &Source, first: &Figure, last: &Figure) -> bool {
    let after = source.after(last.span).trim_start_matches(' ');
    let before = source.before(first.span).trim_end_matches(' ');
    let line = crate::words::last(before, WORDS);
    let line = &line[line.rfind('\n').map_or(0, |at| at + 1)..];
    let several = first.span != last.span;
    (after.starts_with(BARS) && (several || line.ends_with(BARS)))
        || (several && line.contains(BARS))
        || (line.ends_with(BARS) && after.starts_with(['\r', '\n']))
}

fn facet(source: &Source, figure: &Figure, label: &str, head: &str, tail: &str, previous: Option<(&Figure, &Cue)>) -> Facet {
    if !figure.class.is_measured() || figure.hedge() == Some(crate::figures::Hedge::Range) {
        return Facet::None;
    }
    // 「去年同期为197件375人」: two series side by side
    if let Some((before, cue)) = previous
        && cue.facet == Facet::Prior
        && before.span.end == figure.span.start
    {
        return cue.facet;
    }
    // 「分别下降12.9%、9.7%」: the second figure of a list has no words of its own
    if let Some((before, cue)) = previous
        && is_listed_after(source, before, figure)
        && before.class == figure.class
        && label.chars().all(|c| matches!(c, '和' | '与' | '及'))
    {
        return cue.facet;
    }
    if let Some(direction) = change(label) {
        return Facet::Delta(if figure.direction() == Some(Direction::Down) { Direction::Down } else { direction });
    }
    // 「同比-8.3%」: nothing but the sign tells the way
    if let Some(direction) = figure.sign.and(figure.direction()).filter(|_| is_of_change(label)) {
        return Facet::Delta(direction);
    }
    match figure.class {
        Class::Percent => percent(label, tail),
        Class::Points => Facet::Level,
        _ if is_compared(head, tail) || is_compared_in_bracket(source, figure, head) => Facet::Prior,
        _ => quantity(label, tail),
    }
}

/// 「其中，咨询类124599件」: 其中 makes a clause of its own.
fn is_after_of_which(source: &Source, document: &Document, figure: &Figure) -> bool {
    let own = &document.clauses[figure.clause];
    let before = figure.clause.previous().map(|before| &document.clauses[before]);
    let before = before.filter(|before| before.sentence == own.sentence);
    let words = before.map_or("", |before| last(source.slice(before.span), WORDS)).trim();
    // 「新登记的市场主体中，企业1347户」
    let by_kind = words.starts_with(['按', '从']) && words.ends_with(['分', '看']);
    by_kind || words.ends_with("其中") || (words.ends_with('中') && !words.contains(|c: char| c.is_ascii_digit()))
}

/// 「占受理案件数比例最高，达92.71%」: a clause that holds nothing but 达 takes its name from the one before it.
fn named_by_clause_before(source: &Source, document: &Document, figure: &Figure, label: &str) -> Option<Span> {
    let bare = label.trim_end_matches(['约', '近', '超', '过']);
    // 「其他处理（含主动撤回）341件」: the bracket hides the name
    let bracket = label.is_empty() && source.before(figure.span).ends_with([')', '）']);
    let reached = figure.class == Class::Percent && matches!(bare, "达" | "达到" | "为" | "高达" | "均达");
    if !bracket && !reached {
        return None;
    }
    let own = &document.clauses[figure.clause];
    let clause = document.clauses[..figure.clause].iter().rev().take(3).find(|before| before.depth <= own.depth)?;
    let words = source.slice(clause.span);
    let named = clause.sentence == own.sentence && !words.contains(|c: char| c.is_ascii_digit());
    let name = words.trim_end_matches(['最', '高', '较', '大', '低']);
    named.then(|| Span::new(clause.span.start as usize, clause.span.start as usize + name.len()))
}

/// 「与2010年的133972万人相比」, 「比2010年的3.10人减少」: an earlier value that something is compared with.
fn is_compared(head: &str, tail: &str) -> bool {
    let head = head.trim();
    // 「比2000年到2010年的年平均增长率0.57%下降0.04个百分点」
    (starts_with_any(head, &["比", "较"]) && head.ends_with('率'))
        || (starts_with_any(head, &["与", "比", "较", "同", "环比"]) && head.ends_with('的'))
        || tail.starts_with("相比")
        || tail.starts_with("的基础上")
        || head.ends_with(['由', '从'])
        // 「新收案件较2021年同期的159件减少74件」
        || (head.ends_with('的') && head.contains(['比', '较']) && change_follows(tail))
        // 「比上年决算数171905万元增加12457万元」
        || (starts_with_any(head, &["比", "较"]) && change(head).is_none() && change_follows(tail))
        || ["较上年", "比上年", "较去年", "比去年", "较上月", "比上月"].iter().any(|word| head.ends_with(word))
}

/// 「与第二季度（4877件）相比」, 「比上年（54.37亿元）增长」: the bracket holds what is compared with, and nothing else.
fn is_compared_in_bracket(source: &Source, figure: &Figure, head: &str) -> bool {
    let after = source.after(figure.span);
    let Some(after) = after.strip_prefix(['）', ')']).filter(|_| head.trim().is_empty()) else { return false };
    let before = last(source.before(figure.span), 16);
    let Some(before) = before.strip_suffix(['（', '(']) else { return false };
    let told = before.rfind(['比', '较', '与']).is_some_and(|at| !before[at..].contains(['，', '。', '；']));
    told && (starts_with_any(after, &["相比", "比较"]) || change_follows(after))
}

/// Whether only a list mark, or 和, stands between two figures.
fn is_listed_after(source: &Source, before: &Figure, figure: &Figure) -> bool {
    let gap = source.slice(Span { start: before.span.end, end: figure.span.start.max(before.span.end) });
    !gap.is_empty() && gap.len() <= 9 && gap.trim().chars().all(is_list_mark)
}

/// What stands between the members of a list.
pub(super) fn is_list_mark(c: char) -> bool {
    matches!(c, '、' | '和' | '与' | '及' | '，' | ',' | '；' | ';')
}

/// Words after which a signed number is a change.
fn is_of_change(label: &str) -> bool {
    let label = label.trim_end_matches(['为', '是', '达', '约', '：', ':', '率', '速', '幅']).trim_end();
    ["同比", "环比", "比上年", "较上年", "增", "增减", "变化", "变动"].iter().any(|word| label.ends_with(word))
}

fn percent(label: &str, tail: &str) -> Facet {
    let target = ["标准", "目标", "要求", "不低于", "不高于", "力争", "确保", "底线"];
    if contains_any(label, &target) || starts_with_any(tail, &["以上的", "的目标", "的标准"]) {
        return Facet::Target;
    }
    if label.contains('占') || label.ends_with("比重为") || contains_any(label, &["占比", "比重", "比例"]) {
        return Facet::Share;
    }
    if rate_name(label).is_some() { Facet::Rate } else { Facet::Level }
}

fn quantity(label: &str, tail: &str) -> Facet {
    let over = |(at, _): (usize, &str)| label[..at].ends_with(vocabulary::AVERAGED);
    if contains_any(label, &["平均", "年均", "均每"]) || label.match_indices('均').any(over) {
        return Facet::Average;
    }
    if contains_any(label, &["去年同期", "上年同期", "去年", "上年为", "上年同", "上年分别", "同期为", "上月为", "上年度为"])
        // 「比上年缩短13天（上年71天）」, 「年初为1.618亿立方米」
        || (["上年", "上年的", "年初为", "年初的"].iter().any(|word| label.ends_with(word)) && !label.contains('含'))
        || (label.ends_with("同期") && !label.contains('比'))
    {
        return Facet::Prior;
    }
    if contains_any(label, &["目标", "计划完成", "力争"]) || starts_with_any(tail, &["目标", "的目标"]) {
        return Facet::Target;
    }
    Facet::Level
}

/// What is left over, by the words before it or after it: 尚有1件, 1件受理中.
fn is_pending(label: &str, tail: &str) -> bool {
    // 「合计在办387件」 is what was there and what came
    let subtotal = contains_any(label, &["合计", "共", "总"]) && label.contains("在办");
    !subtotal && (contains_any(label, vocabulary::PENDING_BEFORE) || contains_any(tail, vocabulary::PENDING_AFTER))
}

/// The name of a rate at the end of a label: 办结 of 「办结率为」, 调解成功 of 「调解成功率达」.
pub(super) fn rate_name(label: &str) -> Option<&str> {
    named_rate(label).map(|(name, _)| name)
}

/// The same, with the word that makes it a rate: 率, 度 (满意度), 比 (存贷比).
pub(super) fn named_rate(label: &str) -> Option<(&str, char)> {
    // hedges by their characters, and not all of them: 「成功率接近100%」 fits so many pairs that it is left a level
    let label = label
        .trim_end_matches(['为', '达', '到', '是', '约', '近', '均', '：', ':', '超', '过', '逾', '仅', '在', '高'])
        .trim_end()
        .trim_end_matches("分别")
        .trim_end_matches("依次");
    let label =
        label.strip_suffix(['）', ')']).and_then(|inner| inner.rfind(['（', '(']).map(|open| &inner[..open])).unwrap_or(label);
    let (at, suffix) = label.char_indices().next_back()?;
    let name = &label[..at];
    let name = last_characters(name);
    let is_rate = match suffix {
        '率' => !name.is_empty(),
        '度' => name.ends_with("满意"),
        '比' => RATIOS.iter().any(|ratio| name.ends_with(ratio)),
        _ => false,
    };
    is_rate.then_some((name, suffix))
}

/// What has a ratio of its own: 结收比, 存贷比.
const RATIOS: &[&str] = &["结收", "收结", "存贷", "贷存", "诉前分流", "调撤", "民转刑", "诉访", "产销", "自给"];

/// The Chinese characters at the end of a text, back to a mark, a digit or a letter.
pub(super) fn last_characters(text: &str) -> &str {
    let is_character = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    &text[text.trim_end_matches(is_character).len()..]
}

pub(super) fn contains_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

pub(super) fn starts_with_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.starts_with(word))
}

/// How many pairs of neighbouring characters of `name` stand in `words` too.
pub(super) fn likeness(name: &str, words: &str) -> usize {
    let starts: Vec<usize> = name.char_indices().map(|(at, _)| at).chain([name.len()]).collect();
    starts.windows(3).filter(|window| words.contains(&name[window[0]..window[2]])).count()
}
