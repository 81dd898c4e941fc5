//! Finds the numbers of a text and tells quantities from dates, ordinals and names.
//!
//! One pass from left to right; every decision looks only at the characters around the number.

use super::compound::{Compound, compound};
use super::digits::{Number, ascii, digits_end, is_han, lex, separators};
use super::sign::{PrintedSign, arrow, change, sign};
use super::slips::{self, Slip};
use super::suffix::{Suffix, is_raised, suffix, tenths};
use super::{Class, Figure, Numeral, PrintedHedge, RangeEnd, RangePlace, Scan, Script, hedges};
use crate::document::{Document, ParagraphKind};
use crate::ids::ClauseId;
use crate::number::Decimal;
use crate::numerals::{self, Spelled};
use crate::source::{Source, Span};
use crate::units;

/// See [`super::scan`].
pub(super) fn scan(source: &Source, document: &Document) -> Scan {
    let mut scanner = Scanner {
        text: source.text(),
        document,
        figures: Vec::new(),
        numerals: Vec::new(),
        clause: ClauseId::FIRST,
        token_until: 0,
        name_until: 0,
        open_range: None,
    };
    for paragraph in &document.paragraphs {
        scanner.paragraph(paragraph.span, paragraph.kind);
    }
    let Scanner { mut figures, numerals, .. } = scanner;
    surround(source, document, &mut figures);
    Scan { figures: figures.into(), numerals }
}

struct Scanner<'a> {
    text: &'a str,
    document: &'a Document,
    figures: Vec<Figure>,
    numerals: Vec<Numeral>,
    /// The clause of the last figure: clauses and figures come in the same order.
    clause: ClauseId,
    /// Up to here mistyped tokens have been looked for.
    token_until: usize,
    /// Up to here the text is a title 《…》 or a quotation “…”, whose numbers are names.
    name_until: usize,
    /// The sign of a range that the last number opened: the second number begins where it ends.
    open_range: Option<Span>,
}

impl<'a> Scanner<'a> {
    fn paragraph(&mut self, span: Span, kind: ParagraphKind) {
        let (mut at, end) = (span.start as usize, span.end as usize);
        while at < end {
            let Some(c) = self.text[at..].chars().next() else { break };
            at = match c {
                '0'..='9' | '０'..='９' => self.digits(at, span, kind),
                '《' => self.named(at, c, "》", 240),
                '“' => self.named(at, c, "”", 72),
                '「' => self.named(at, c, "」", 72),
                _ if begins_numeral(c, &self.text[at..end]) && kind == ParagraphKind::Body => self.han(at, span),
                _ => at + c.len_utf8(),
            };
        }
    }

    /// Opens a title or quotation: what stands in it within `limit` bytes is a name.
    fn named(&mut self, at: usize, open: char, close: &str, limit: usize) -> usize {
        let inside = at + open.len_utf8();
        let window = &self.text[inside..floor(self.text, inside + limit)];
        if let Some(length) = window.find(close) {
            self.name_until = self.name_until.max(inside + length);
        }
        inside
    }

    /// A number in digits at `at`. Returns where to go on.
    fn digits(&mut self, at: usize, paragraph: Span, kind: ParagraphKind) -> usize {
        let limit = paragraph.end as usize;
        if let Some(parts) = date_parts(&self.text[..limit], at) {
            let next = parts.last().map_or(at, |part| part.1);
            for (start, end) in parts {
                self.push_plain(start, end, Class::Date);
            }
            return next;
        }
        if let Some(next) = self.quotient(at, paragraph) {
            return next;
        }
        let number = lex(&self.text[..limit], at, kind);
        let before = &self.text[paragraph.start as usize..at];
        let after = &self.text[number.end..limit];
        let Some(decimal) = number.decimal else {
            self.push_plain(at, number.end, Class::Name);
            return number.end;
        };
        if let Some(end) = unclear_thousands(&self.text[..limit], &number, before) {
            self.push_plain(at, end, Class::Name);
            return end;
        }
        if let Some(class) = self.unmeasured(&number, decimal, before, after, kind) {
            self.push_plain(at, number.end, class);
            return number.end;
        }
        self.measured(number, decimal, paragraph)
    }

    /// The class of a number that measures nothing, from the characters around it.
    fn unmeasured(&mut self, number: &Number, decimal: Decimal, before: &str, after: &str, kind: ParagraphKind) -> Option<Class> {
        let digits = &self.text[number.start..number.end];
        let integer = decimal.places == 0;
        if integer && self.is_date(number.start, decimal.mantissa, digits, before, after) {
            return Some(Class::Date);
        }
        if number.start < self.name_until || kind == ParagraphKind::Furniture {
            return Some(Class::Name);
        }
        if is_ordinal(digits, before, after) {
            return Some(Class::Ordinal);
        }
        is_name(digits, before, after).then_some(Class::Name)
    }

    /// Years, months, days and times by what follows them; in a range, by what follows its second number.
    fn is_date(&self, start: usize, value: i128, digits: &str, before: &str, after: &str) -> bool {
        let after = after.trim_start_matches([' ', '\u{a0}']);
        let follow = match range_tail(after) {
            Some((_, rest)) => rest,
            None => after,
        };
        let year = (1900..=2100).contains(&value) && digits.len() == 4;
        let last_is_date = self.figures.last().is_some_and(|last| {
            let gap = &self.text[last.span.end as usize..start];
            last.class == Class::Date && gap.len() <= 12 && !gap.contains(['，', ',', '。', '；', ';'])
        });
        match follow.chars().next() {
            Some('年') => year || is_glued_year(digits),
            Some('月') => (1..=12).contains(&value),
            Some('日' | '号') => (1..=31).contains(&value) && last_is_date,
            Some('时' | '点' | '分' | '秒') => (0..=60).contains(&value) && last_is_date && !follow.starts_with("分别"),
            Some('版') => year,
            Some('〕' | ']' | '】') => year,
            Some('/' | '-' | '—' | '–' | '~' | '～') => year && starts_with_year(follow),
            _ => year && before.ends_with(['-', '—', '–', '~', '～', '/', '〔', '[']) && last_is_date,
        }
    }

    /// A number that measures something, with its suffix and hedges.
    fn measured(&mut self, number: Number, decimal: Decimal, paragraph: Span) -> usize {
        let limit = paragraph.end as usize;
        if let Some((start, scale)) = self.parts_before(number.start, paragraph) {
            let suffix = Suffix { end: number.end, scale, class: Some(Class::Percent), ..Suffix::default() };
            let figure = Figure::bare(Span::new(number.start, number.end), decimal, Class::Percent, Script::Digits);
            self.push_measured(Figure { span: Span::new(start, number.end), ..figure }, suffix, paragraph);
            return number.end;
        }
        let (number, decimal) = match compound(&self.text[..limit], number.end, decimal) {
            Compound::None => (number, decimal),
            Compound::Unclear(end) => {
                self.push_plain(number.start, end, Class::Name);
                return end;
            }
            Compound::Number(end, decimal) => (Number { end, ..number }, decimal),
        };
        let suffix = suffix(self.text, number.end, limit);
        let range = self.range(number.start, suffix.end, limit);
        let sign = self.sign(number.start, paragraph).or_else(|| self.arrow(suffix.end, limit));
        let suffix = Suffix { end: sign.map_or(suffix.end, |sign| suffix.end.max(sign.span.end as usize)), ..suffix };
        let end = suffix.end;
        let start = sign.map_or(number.start, |sign| number.start.min(sign.span.start as usize));
        let figure = Figure::bare(Span::new(number.start, number.end), decimal, Class::Quantity, Script::Digits);
        self.push_measured(Figure { range, sign, span: Span::new(start, number.end), ..figure }, suffix, paragraph);
        end
    }

    /// Where the 百分之 before a number in digits begins, and by which power of ten it is per cent: 百分之93.6, 千分之9.
    fn parts_before(&self, start: usize, paragraph: Span) -> Option<(usize, i8)> {
        let before = self.text[paragraph.start as usize..start].strip_suffix("分之")?;
        let whole = before.chars().next_back()?;
        let scale = out_of(whole.encode_utf8(&mut [0; 4]))?;
        Some((paragraph.start as usize + before.len() - whole.len_utf8(), scale))
    }

    /// The range that the number from `start` to `end` ends or opens.
    fn range(&mut self, start: usize, end: usize, limit: usize) -> Option<RangeEnd> {
        if let Some(sign) = self.open_range.take().filter(|sign| sign.end as usize == start) {
            return Some(RangeEnd { sign, place: RangePlace::Second });
        }
        let (second, _) = range_tail(&self.text[end..limit])?;
        let to = limit - second.len();
        let between = &self.text[end..to];
        let sign = Span::new(to - between.trim_start_matches(['%', '％']).len(), to);
        self.open_range = Some(sign);
        Some(RangeEnd { sign, place: RangePlace::First })
    }

    /// The hedges around a number that begins at `start`.
    fn hedges(&self, start: usize, suffix: &Suffix, paragraph: Span) -> Vec<PrintedHedge> {
        let mut hedges = hedges::before(self.text, paragraph.start as usize, start);
        hedges.extend(suffix.hedge);
        hedges.extend(hedges::after(&self.text[..paragraph.end as usize], suffix.end));
        hedges
    }

    fn push_plain(&mut self, start: usize, end: usize, class: Class) {
        let digits: String = ascii(&self.text[start..end]);
        let decimal = Decimal::parse(&digits).unwrap_or(Decimal::integer(0));
        self.push(Figure::bare(Span::new(start, end), decimal, class, Script::Digits));
    }

    /// Keeps a number with what stands after its digits, and the hedges around it.
    fn push_measured(&mut self, bare: Figure, suffix: Suffix, paragraph: Span) {
        let start = bare.span.start as usize;
        let hedges = self.hedges(start, &suffix, paragraph);
        self.push(Figure {
            span: Span::new(start, suffix.end),
            scale: suffix.scale,
            scale_words: suffix.scale_words,
            unit: suffix.unit,
            classifier: suffix.classifier,
            hedges,
            class: suffix.class.unwrap_or(Class::Quantity),
            tail: Span::at(suffix.end),
            ..bare
        });
    }

    fn push(&mut self, mut figure: Figure) {
        figure.clause = self.clause_at(figure.span.start);
        if figure.script == Script::Digits {
            figure.separators = separators(self.text, figure.number);
            figure.slip = self.slip(figure.number.start as usize);
        }
        self.figures.push(figure);
    }

    /// The clause that a number stands in which begins at `start`; numbers come in order.
    fn clause_at(&mut self, start: u32) -> ClauseId {
        let clauses = &self.document.clauses;
        while clauses.get(self.clause.next()).is_some_and(|next| next.span.start <= start) {
            self.clause = self.clause.next();
        }
        self.clause
    }

    /// What is wrong with the token of digits that begins at `start`.
    fn slip(&mut self, start: usize) -> Option<Slip> {
        if start < self.token_until || !self.text[start..].starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        self.token_until = slips::token_end(self.text, start);
        slips::slip(self.text, start, self.token_until)
    }

    /// The sign or arrow before a number at `start`; a dash right after another number separates the two, and one after a word
    /// is no minus.
    fn sign(&self, start: usize, paragraph: Span) -> Option<PrintedSign> {
        let before = &self.text[paragraph.start as usize..start];
        let mark = before.chars().next_back()?;
        let (direction, is_arithmetic) = sign(mark)?;
        let at = start - mark.len_utf8();
        let head = &self.text[paragraph.start as usize..at];
        let is_glued = head.ends_with(|c: char| c.is_ascii_alphanumeric());
        let divides = self.figures.last().is_some_and(|last| last.span.end as usize == at);
        let is_dash = is_arithmetic && is_dash(self.text, at, head);
        let span = Span::new(at, start);
        (!is_glued && !divides && !is_dash).then_some(PrintedSign { span, direction, is_arithmetic })
    }

    /// The arrow after a number that ends at `end`: 8.3%↓.
    fn arrow(&self, end: usize, limit: usize) -> Option<PrintedSign> {
        let mark = self.text[end..limit].chars().next()?;
        let span = Span::new(end, end + mark.len_utf8());
        // the next one may have it
        let is_next = self.text[span.range().end..limit].starts_with(|c: char| c.is_ascii_digit());
        arrow(mark).filter(|_| !is_next).map(|direction| PrintedSign { span, direction, is_arithmetic: false })
    }

    /// A Chinese numeral at `at`: kept only where it counts something. Returns where to go on.
    fn han(&mut self, at: usize, paragraph: Span) -> usize {
        let limit = paragraph.end as usize;
        let rest = &self.text[at..limit];
        let length: usize = rest.chars().take_while(|&c| numerals::is_numeral(c)).map(char::len_utf8).sum();
        let before = &self.text[paragraph.start as usize..at];
        if before.ends_with(['第', '几', '数', '之', '届']) || at < self.name_until {
            return at + length;
        }
        if let Some(next) = self.fraction(at, paragraph) {
            return next;
        }
        let spelled = numerals::spelled(rest).filter(|spelled| !is_word(rest, spelled));
        let Some(spelled) = spelled else {
            let end = at + numeral_end(rest).max(rest.chars().next().map_or(0, char::len_utf8));
            self.push_numeral(at, end, &suffix(self.text, end, limit), paragraph);
            return end;
        };
        let end = at + spelled.length;
        let suffix = tenths(self.text, end, limit, &spelled).unwrap_or_else(|| suffix(self.text, end, limit));
        if suffix.class != Some(Class::Percent) && !counts_something(&spelled, &suffix) {
            self.push_numeral(at, end, &suffix, paragraph);
            return end;
        }
        let next = suffix.end;
        let decimal = Decimal { mantissa: spelled.mantissa, places: spelled.places };
        self.push_han(at, end, decimal, suffix, paragraph);
        next
    }

    /// 四分之一, 百分之九十三点六, 千分之九.
    fn fraction(&mut self, at: usize, paragraph: Span) -> Option<usize> {
        let limit = paragraph.end as usize;
        let (whole, rest) = self.text[at..limit].split_once("分之").filter(|(whole, _)| whole.len() <= NUMERAL)?;
        let start = limit - rest.len();
        let spelled = match rest.strip_prefix('百') {
            Some(after) if !after.starts_with(numerals::is_numeral) => Spelled { length: '百'.len_utf8(), ..Spelled::of(100) },
            _ => numerals::spelled(rest)?,
        };
        let next = start + spelled.length;
        let parts = Decimal { mantissa: spelled.mantissa, places: spelled.places };
        let (decimal, scale) = match out_of(whole) {
            Some(scale) => (parts, scale),
            None => {
                let whole = numerals::parse(whole).filter(|&whole| whole > parts.mantissa && 1000 % whole == 0)?;
                (Decimal { mantissa: parts.mantissa * 1000 / whole, places: 1 }, 0)
            }
        };
        let suffix = Suffix { end: next, scale, class: Some(Class::Percent), ..Suffix::default() };
        self.push_han(at, next, decimal, suffix, paragraph);
        Some(next)
    }

    /// 1/4 after a word that a share follows: 占1/4. Others are names: a page of several, a date.
    fn quotient(&mut self, at: usize, paragraph: Span) -> Option<usize> {
        let text = &self.text[..paragraph.end as usize];
        let shares = ['占', '近', '约', '达', '的', '为', '到', '过', '超', '足'];
        if !text[paragraph.start as usize..at].ends_with(shares) || at < self.name_until {
            return None;
        }
        let end = digits_end(text, at);
        let whole_end = text[end..].starts_with('/').then(|| digits_end(text, end + 1))?;
        let (part, whole) = (text[at..end].parse::<i128>().ok()?, text[end + 1..whole_end].parse::<i128>().ok()?);
        let is_share =
            (1..whole).contains(&part) && whole <= 10 && 1000 % whole == 0 && !text[whole_end..].starts_with(['/', '.']);
        let suffix = Suffix { end: whole_end, class: Some(Class::Percent), ..Suffix::default() };
        is_share.then(|| {
            let decimal = Decimal { mantissa: part * 1000 / whole, places: 1 };
            let figure = Figure::bare(Span::new(at, whole_end), decimal, Class::Percent, Script::Digits);
            self.push_measured(figure, suffix, paragraph);
            whole_end
        })
    }

    /// Keeps a numeral that is no figure, if it stands before a unit.
    fn push_numeral(&mut self, start: usize, end: usize, suffix: &Suffix, paragraph: Span) {
        if suffix.unit.is_none() {
            return;
        }
        let clause = self.clause_at(Span::at(start).start);
        let hedges = self.hedges(start, suffix, paragraph);
        let (span, number) = (Span::new(start, suffix.end), Span::new(start, end));
        self.numerals.push(Numeral { span, number, classifier: suffix.classifier, hedges, clause });
    }

    fn push_han(&mut self, start: usize, end: usize, decimal: Decimal, suffix: Suffix, paragraph: Span) {
        let figure = Figure::bare(Span::new(start, end), decimal, Class::Quantity, Script::Han);
        self.push_measured(figure, suffix, paragraph);
    }
}

/// Where a numeral ends that is no one number: 五万二, 三四十.
fn numeral_end(text: &str) -> usize {
    let length = |c: char| numerals::is_numeral(c) || numerals::scale(c).is_some();
    let run = text.find(|c| !length(c)).unwrap_or(text.len());
    // the scale after it belongs to its unit: 三四十万
    text[..run].trim_end_matches(|c| numerals::scale(c).is_some()).len()
}

/// Whether a Chinese numeral begins with `c` in `text`: 三, and the 万 of 万分之三.
fn begins_numeral(c: char, text: &str) -> bool {
    numerals::is_numeral(c) || c == '万' && text.starts_with("万分之")
}

/// Fills in the words before and after each figure, up to its neighbours and the ends of its clause.
fn surround(source: &Source, document: &Document, figures: &mut [Figure]) {
    for index in 0..figures.len() {
        let clause = &document.clauses[figures[index].clause].span;
        let previous_end = if index == 0 { 0 } else { figures[index - 1].span.end };
        let next_start = figures.get(index + 1).map_or(u32::MAX, |next| next.span.start);
        let figure = &mut figures[index];
        let start = clause.start.max(previous_end).min(figure.span.start);
        figure.label = Span { start, end: figure.span.start };
        let end = clause_end(document, figure).min(next_start).max(figure.span.end);
        figure.tail = Span { start: figure.span.end, end };
        figure.change = change(source.slice(figure.label).trim_end());
    }
}

/// Whether a dash before a number joins it to a word or begins an item: 合计-475件.
fn is_dash(text: &str, at: usize, head: &str) -> bool {
    let of_change = ["比", "增", "减", "长", "降", "升", "速", "幅", "率", "动", "化", "为", "是", "达", "约", "差", "额"];
    let begins_line = head.is_empty() && !text[at..].lines().next().unwrap_or_default().contains(['\t', '|', '｜']);
    begins_line || head.ends_with(is_han) && !of_change.iter().any(|word| head.ends_with(word))
}

/// Where the clause ends that the figure's last character stands in: a unit such as 件（次） may cross a bracket.
fn clause_end(document: &Document, figure: &Figure) -> u32 {
    document.clauses[figure.clause..]
        .iter()
        .map(|clause| clause.span.end)
        .find(|&end| end >= figure.span.end)
        .unwrap_or(figure.span.end)
}

/// Where 1，235 ends before a unit: a number whose separator is mistyped, or two of a list. Nobody can tell.
fn unclear_thousands(text: &str, number: &Number, before: &str) -> Option<usize> {
    let digits = &text[number.start..number.end];
    let is_first = matches!(digits.len(), 1..=3) && digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
    let rest = text[number.end..].strip_prefix('，').filter(|_| is_first && !before.ends_with(['，', '、', '.']))?;
    let end = digits_end(rest, 0);
    let thousands = end == 3 && rest[end..].starts_with(|c: char| c != '.') && units::at(&rest[end..]).is_some();
    thousands.then(|| text.len() - rest.len() + end)
}

/// 2024-01-12, 2024/1/12, 2024.1.12 and 10:27, as the ranges of their parts.
fn date_parts(text: &str, at: usize) -> Option<Vec<(usize, usize)>> {
    let first = digits_end(text, at);
    let separator = text[first..].chars().next()?;
    if !separator.is_ascii() {
        return None;
    }
    let second = digits_end(text, first + 1);
    let (a, b) = (&text[at..first], text.get(first + 1..second)?);
    if separator == ':' {
        let minutes = b.len() == 2 && b < "60";
        let hours = a.len() <= 2 && a.parse::<u8>().is_ok_and(|hour| hour < 24);
        let clock =
            text[second..].chars().next().is_none_or(|c| c != '.' && c != ':' && c != '%') || text[second..].starts_with(':');
        return (minutes && hours && clock && !b.is_empty()).then(|| vec![(at, first), (first + 1, second)]);
    }
    if a.len() != 4
        || !matches!(separator, '-' | '/' | '.')
        || b.is_empty()
        || b.len() > 2
        || !text[second..].starts_with(separator)
    {
        return None;
    }
    let third = digits_end(text, second + 1);
    let c = text.get(second + 1..third)?;
    (!c.is_empty() && c.len() <= 2).then(|| vec![(at, first), (first + 1, second), (second + 1, third)])
}

/// Whether the text after a number makes it one end of a range: the text from the second number on, and after it.
fn range_tail(after: &str) -> Option<(&str, &str)> {
    let rest = after.strip_prefix(['%', '％']).unwrap_or(after);
    let mark = rest.chars().next().filter(|c| matches!(c, '-' | '－' | '—' | '–' | '~' | '～' | '至' | '到'))?;
    let second = rest[mark.len_utf8()..].trim_start_matches(mark);
    let end = digits_end(second, 0);
    let mut rest = &second[end..];
    if let Some(fraction) = rest.strip_prefix('.') {
        rest = &fraction[digits_end(fraction, 0)..];
    }
    let dated = rest.trim_start().starts_with(['年', '月', '日', '时', '点']);
    // 「36至50岁」 is a range; 「由8.3%至9.1%」 and 「由30天到3天」 go from one value to another
    let joined = mark == '至' && after.starts_with('至');
    (end > 0 && (dated || joined || !matches!(mark, '至' | '到'))).then_some((second, rest))
}

fn starts_with_year(follow: &str) -> bool {
    let rest = follow.trim_start_matches(['/', '-', '—', '–', '~', '～']);
    let end = digits_end(rest, 0);
    end == 4 && (rest.starts_with("19") || rest.starts_with("20"))
}

/// 「1.」 and 「2020年」 run together: 12020年.
fn is_glued_year(digits: &str) -> bool {
    digits.len() == 5 && (digits[1..].starts_with("19") || digits[1..].starts_with("20"))
}

/// 第71次, （3）, 「1.」 at the head of a sentence, 28号, 表1.
fn is_ordinal(digits: &str, before: &str, after: &str) -> bool {
    if before.ends_with('第')
        || after.starts_with(['号', '届'])
        || before.ends_with("附件")
        || before.ends_with("表") && digits.len() <= 2
    {
        return true;
    }
    let head = before.trim_end();
    let at_head = head.is_empty() || head.ends_with(['。', '；', ';', '：', ':']);
    let listed =
        after.starts_with(['、', '．']) || (after.starts_with('.') && !after[1..].starts_with(|c: char| c.is_ascii_digit()));
    let listed = listed || after.starts_with([')', '）']);
    let bracketed = before.ends_with(['(', '（', '[', '［', '【']) && after.starts_with([')', '）', ']', '］', '】']);
    digits.len() <= 2 && ((at_head && listed) || bracketed || (before.ends_with('图') && !is_unit_next(after)))
}

/// 12345, “1310”, 5G, 1+4+N, 0570-7013699, 20xx.
fn is_name(digits: &str, before: &str, after: &str) -> bool {
    let glued = |c: char| c.is_ascii_alphabetic() || c == '_';
    let next = after.chars().next();
    if before.ends_with(glued) || (next.is_some_and(glued) && !after.starts_with("km")) {
        return true;
    }
    if next == Some('+') || (before.ends_with('+') && before[..before.len() - 1].ends_with(|c: char| c.is_alphanumeric())) {
        return true;
    }
    is_of_power(digits, before, after) || is_of_fraction(digits, before, after) || is_telephone(digits, before, after)
}

/// The numbers of 3.2×10⁴ and 3.2×10^4.
fn is_of_power(digits: &str, before: &str, after: &str) -> bool {
    let is_times = |c: char| matches!(c, '×' | '✕' | 'x' | 'X' | '*' | '·');
    let is_base = digits == "10" && after.starts_with(|c| c == '^' || is_raised(c)) && before.ends_with(is_times);
    let is_factor = || {
        let exponent = after.strip_prefix(is_times).and_then(|rest| rest.strip_prefix("10"));
        exponent.is_some_and(|exponent| exponent.starts_with(|c| c == '^' || is_raised(c)))
    };
    is_base || before.ends_with('^') || is_factor()
}

/// The numbers of 1/3, and the 2 of 2½ and of 2 1/3. Larger ones may be what a rate is made of: 156/221.
fn is_of_fraction(digits: &str, before: &str, after: &str) -> bool {
    let is_small = |length: usize| matches!(length, 1 | 2);
    let denominator = |rest: &str| rest.strip_prefix('/').is_some_and(|rest| is_small(digits_end(rest, 0)));
    let behind_numerator = || {
        let head = before.strip_suffix('/')?;
        Some(head.bytes().rev().take_while(u8::is_ascii_digit).count())
    };
    let behind_whole = || {
        let rest = after.strip_prefix(' ')?;
        Some(&rest[digits_end(rest, 0)..]).filter(|after| is_small(rest.len() - after.len()))
    };
    is_small(digits.len()) && (denominator(after) || behind_numerator().is_some_and(is_small))
        || after.starts_with(|c| matches!(c, '½' | '⅓' | '⅔' | '¼' | '¾' | '⅕'..='⅞'))
        || behind_whole().is_some_and(denominator)
}

/// Hotlines (12345, 12315…, 110) and telephone numbers.
fn is_telephone(digits: &str, before: &str, after: &str) -> bool {
    if is_unit_next(after) {
        return false;
    }
    let in_prose = !after.trim_start_matches(' ').starts_with(|c: char| c.is_ascii_digit() || matches!(c, '|' | '｜' | '\t'));
    let service =
        digits.len() == 5 && (digits.starts_with("123") || matches!(digits, "12110" | "12117" | "12119" | "12121" | "12123"));
    let emergency = matches!(digits, "110" | "119" | "120" | "122") && after.chars().next().is_some_and(is_han);
    let hotline = (service && in_prose) || emergency;
    let area_code = digits.starts_with('0') && matches!(digits.len(), 3 | 4) && after.starts_with('-');
    let after_area_code = before.ends_with('-') && digits.len() >= 7;
    let named =
        ["电话", "邮编", "号码", "传真", "编码"].iter().any(|word| tail_of(before, 24).contains(word)) && digits.len() >= 5;
    hotline || area_code || after_area_code || named
}

fn is_unit_next(after: &str) -> bool {
    let rest = after.trim_start_matches([' ', '多', '余', '万', '亿', '千', '百']);
    rest.starts_with(['%', '％']) || units::at(rest).is_some()
}

/// The last `bytes` bytes of `text`, from a character boundary on.
fn tail_of(text: &str, bytes: usize) -> &str {
    let mut start = text.len().saturating_sub(bytes);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

/// `at`, or the last character boundary before it.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The most bytes of the 百 of 百分之三, the 二十 of 二十分之一.
const NUMERAL: usize = 12;

/// The power of ten by which so many hundredths, thousandths or ten thousandths are per cent.
fn out_of(whole: &str) -> Option<i8> {
    match whole {
        "百" => Some(0),
        "千" => Some(-1),
        "万" => Some(-2),
        _ => None,
    }
}

/// One financial character alone is a word or a name: 伍, 收拾, 大陆.
fn is_word(text: &str, spelled: &Spelled) -> bool {
    let mut characters = text.chars();
    let first = characters.next().is_some_and(numerals::is_financial);
    first && !characters.next().is_some_and(|c| numerals::is_numeral(c) || numerals::scale(c).is_some()) || spelled.length == 0
}

/// A Chinese numeral counts when a classifier follows that lists and totals are counted with: 三级, 四项, 五个方面, 两万余人次.
/// One that only numbers are written with needs no such classifier: 三点五亿元.
fn counts_something(spelled: &Spelled, suffix: &Suffix) -> bool {
    let Some(unit) = suffix.classifier else { return false };
    // 「二十大」 is a congress, 「五大工程」 counts
    let congress = unit.word == "大" && spelled.mantissa >= 10;
    let is_number = spelled.compound || spelled.places > 0 || (unit.is_of_money() && spelled.mantissa > 0);
    let lists = unit.counts_lists() && (spelled.mantissa >= 2 || matches!(unit.word, "倍" | "番"));
    !congress && (is_number || lists)
}
