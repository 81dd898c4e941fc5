//! Numerals in Chinese characters, 七十七, 一百九十万零五, 三点五, 二〇二三, and digits of either width, 7 and ７: the only reader of both.

/// The value of one Arabic digit, half- or full-width.
pub(crate) fn arabic(c: char) -> Option<u8> {
    let zero = if c.is_ascii() { '0' } else { '０' };
    u32::from(c).checked_sub(u32::from(zero)).and_then(|value| u8::try_from(value).ok()).filter(|value| *value < 10)
}

/// Whether the ， at `at` separates the thousands of a number in full-width digits: １，２３５. Between half-width ones it need not.
pub(crate) fn separates_wide_thousands(text: &str, at: usize) -> bool {
    let is_wide = |&c: &char| ('０'..='９').contains(&c);
    let before = text[..at].chars().rev().take_while(is_wide).take(4).count();
    let after = text[at..].strip_prefix('，').map_or(0, |rest| rest.chars().take_while(is_wide).take(4).count());
    (1..=3).contains(&before) && after == 3
}

/// Whether `c` may stand in a Chinese numeral below 万.
pub(crate) fn is_numeral(c: char) -> bool {
    digit(c).is_some() || unit(c).is_some() || tens(c).is_some()
}

/// The value of one Chinese digit, 壹 of the financial ones included.
pub(crate) fn digit(c: char) -> Option<i128> {
    Some(match c {
        '〇' | '零' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' | '貳' => 2,
        '三' | '叁' | '參' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// What a digit before it is multiplied with, below 万.
fn unit(c: char) -> Option<i128> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        _ => return None,
    })
}

/// Two characters in one: 廿 is 二十.
fn tens(c: char) -> Option<i128> {
    Some(match c {
        '廿' => 20,
        '卅' => 30,
        '卌' => 40,
        _ => return None,
    })
}

/// The power of ten of 万 and 亿, by which longer numbers are divided.
pub(crate) fn scale(c: char) -> Option<u8> {
    match c {
        '万' | '萬' => Some(4),
        '亿' | '億' => Some(8),
        _ => None,
    }
}

/// Whether a character is one of the forms that stand in cheques: 壹, 仟. Alone they are other words: 伍 and 陆 are names.
pub(crate) fn is_financial(c: char) -> bool {
    matches!(c, '壹' | '贰' | '貳' | '叁' | '參' | '肆' | '伍' | '陆' | '陸' | '柒' | '捌' | '玖' | '拾' | '佰' | '仟')
}

/// A number that is spelled in Chinese characters, without the 万 or 亿 that it ends in: 一万五千 of 一万五千亿.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Spelled {
    /// Its bytes.
    pub length: usize,
    /// Its digits in that last scale: 15000 of 一万五千亿.
    pub mantissa: i128,
    /// How many of them follow the point: 1 of 三点五.
    pub places: u8,
    /// Whether it is made up of several numbers below 万: 一百九十万零三千.
    pub compound: bool,
}

impl Spelled {
    /// A whole number, of which nothing is read.
    pub(crate) fn of(mantissa: i128) -> Self {
        Self { length: 0, mantissa, places: 0, compound: false }
    }
}

/// Reads the number at the start of `text`, with the 万 and 亿 within it and the digits after its 点.
/// `None` where the characters do not make one number: 三四 is 三 or 四, 五万二 is 五万二千 or 五万零二.
pub(crate) fn spelled(text: &str) -> Option<Spelled> {
    let (mut high, mut low, mut at) = (0_i128, 0_i128, 0);
    loop {
        let (section, end) = section(text, at)?;
        let rest = &text[end..];
        if let Some(places) = point(rest) {
            let digits = &rest['点'.len_utf8()..places];
            let count = u8::try_from(digits.chars().count()).ok().filter(|&count| count <= 6)?;
            let fraction = digits.chars().filter_map(digit).fold(0, |value, digit| value * 10 + digit);
            let mantissa = within(high, low, section, rest[places..].chars().next())? * 10_i128.pow(count.into()) + fraction;
            return Some(Spelled { length: end + places, mantissa, places: count, compound: at > 0 });
        }
        let scales: usize = rest.chars().take_while(|&c| scale(c).is_some()).map(char::len_utf8).sum();
        let next = end + scales;
        let goes_on = scales > 0 && text[next..].starts_with(is_numeral) && !text[next - scales..].starts_with("万分之");
        if !goes_on {
            let last = rest.trim_start_matches(['余', '多']).chars().next();
            // 五万二 leaves out a unit; only 零 tells which
            let elliptic = at > 0 && section < 10 && !text[at..].starts_with(['零', '〇']) && last.and_then(scale).is_none();
            let mantissa = within(high, low, section, last).filter(|_| !elliptic)?;
            return Some(Spelled { length: end, mantissa, places: 0, compound: at > 0 });
        }
        match &rest[..scales] {
            "万" | "萬" if low == 0 => low = section * 10_000,
            "亿" | "億" if high == 0 => (high, low) = ((low + section) * 100_000_000, 0),
            _ => return None,
        }
        at = next;
    }
}

/// The number below 万 at `at`, and where it ends.
fn section(text: &str, at: usize) -> Option<(i128, usize)> {
    let length: usize = text[at..].chars().take_while(|&c| is_numeral(c)).map(char::len_utf8).sum();
    let numeral = &text[at..at + length];
    let value = parse(if at > 0 { numeral.trim_start_matches(['零', '〇']) } else { numeral })?;
    (at == 0 || value < 10_000).then_some((value, at + length))
}

/// The digits of a number in its last scale: what stands before in 亿 and in 万, and its last section.
fn within(high: i128, low: i128, section: i128, last: Option<char>) -> Option<i128> {
    match last.and_then(scale) {
        None => Some(high + low + section),
        Some(4) => (low == 0).then(|| high / 10_000 + section),
        Some(_) => (high == 0).then_some(low + section),
    }
}

/// Where the digits after 点 end, if that is a decimal point: 点六, not 点钟 nor 点二十分.
fn point(rest: &str) -> Option<usize> {
    let digits = rest.strip_prefix('点')?;
    let count: usize = digits.chars().take_while(|&c| digit(c).is_some() && c != '两').map(char::len_utf8).sum();
    let goes_on = digits[count..].starts_with(|c| unit(c).is_some() || matches!(c, '分' | '刻'));
    (count > 0 && !goes_on).then_some('点'.len_utf8() + count)
}

/// Reads a whole numeral below 万: 十二, 一百零五, 廿五, 三千, or digits in a row as in 二〇二三.
/// `None` where the characters do not make one number (三四 is 三 or 四).
pub(crate) fn parse(text: &str) -> Option<i128> {
    if text.chars().all(|c| digit(c).is_some()) {
        return positional(text);
    }
    let (mut total, mut pending, mut last_unit, mut after_zero) = (0, None, 10_000, false);
    for c in text.chars() {
        if let Some(value) = digit(c).filter(|&value| value > 0) {
            if pending.replace(value).is_some() {
                return None;
            }
            continue;
        }
        let (value, unit) = match (tens(c), unit(c)) {
            (Some(value), _) if pending.is_none() => (value, 10),
            // 十 stands for 一十 at the start, and after 零: 一千零十七
            (_, Some(10)) if pending.is_none() && (total == 0 || after_zero) => (10, 10),
            (_, Some(unit)) => (pending.take()? * unit, unit),
            (Some(_), None) => return None,
            (None, None) => {
                (pending, after_zero) = (None, true);
                continue;
            }
        };
        if unit >= last_unit {
            return None;
        }
        (total, last_unit, after_zero) = (total + value, unit, false);
    }
    Some(total + pending.unwrap_or(0))
}

/// The numeral of a value below 万, as ordinals have it: 十二, 一百零三, 一百一十; larger ones in digits.
pub(crate) fn write(value: u32) -> String {
    let digit =
        |value: u32| "一二三四五六七八九".chars().nth((value as usize).wrapping_sub(1)).map(String::from).unwrap_or_default();
    match value {
        0..=9 => digit(value),
        10..=19 => format!("十{}", digit(value - 10)),
        20..=99 => format!("{}十{}", digit(value / 10), digit(value % 10)),
        100..=999 => format!("{}百{}", digit(value / 100), below(value % 100, 10)),
        1000..=9999 => format!("{}千{}", digit(value / 1000), below(value % 1000, 100)),
        _ => value.to_string(),
    }
}

/// What follows 百 or 千: 一十二, 零三 where it is less than `unit`, nothing for 0.
fn below(rest: u32, unit: u32) -> String {
    match rest {
        0 => String::new(),
        _ if rest < unit => format!("零{}", if (10..20).contains(&rest) { format!("一{}", write(rest)) } else { write(rest) }),
        10..=19 => format!("一{}", write(rest)),
        _ => write(rest),
    }
}

/// One digit, or a year written digit by digit.
fn positional(text: &str) -> Option<i128> {
    let digits = text.chars().count();
    let value = text.chars().filter_map(digit).fold(0, |value, digit| value * 10 + digit);
    (digits == 1 || digits == 4).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals() {
        let table = [
            ("三", 3),
            ("十", 10),
            ("十二", 12),
            ("二十", 20),
            ("七十七", 77),
            ("一百零五", 105),
            ("两千三百", 2300),
            ("二〇二三", 2023),
            ("一千零十七", 1017),
            ("一千零一十七", 1017),
            ("廿五", 25),
            ("卅", 30),
            ("一百廿", 120),
            ("叁仟肆佰伍拾叁", 3453),
        ];
        for (text, value) in table {
            assert_eq!(parse(text), Some(value), "{text}");
        }
        for text in ["三四", "十十", "百十", "百", "二廿", "廿十", "三百四十五六"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    /// Each with its digits, the places after its point and how much of the text it is.
    #[test]
    fn spelled_numbers() {
        let table = [
            ("一百九十万零三千九百七十一件", Some((1_903_971, 0, "一百九十万零三千九百七十一"))),
            ("一万五千亿元", Some((15_000, 0, "一万五千"))),
            ("一亿二千余万元", Some((12_000, 0, "一亿二千"))),
            ("两亿零五百万元", Some((20_500, 0, "两亿零五百"))),
            ("三点五亿元", Some((35, 1, "三点五"))),
            ("一亿二千三百万四千五百件", Some((123_004_500, 0, "一亿二千三百万四千五百"))),
            ("壹拾万零叁仟肆佰伍拾叁元", Some((103_453, 0, "壹拾万零叁仟肆佰伍拾叁"))),
            ("九十三点六，", Some((936, 1, "九十三点六"))),
            ("零点零五", Some((5, 2, "零点零五"))),
            ("三万亿元", Some((3, 0, "三"))),
            ("两点建议", Some((2, 0, "两"))),
            ("三点二十分", Some((3, 0, "三"))),
            ("五万二", None),
            ("三四十人", None),
            ("三万五万件", None),
        ];
        for (text, expected) in table {
            let found = spelled(text).map(|found| (found.mantissa, found.places, &text[..found.length]));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn what_is_written_can_be_read() {
        for value in 1..10_000 {
            assert_eq!(parse(&write(value)), Some(i128::from(value)));
        }
        assert_eq!(
            [100, 101, 110, 112, 1003, 1010, 1100].map(write),
            ["一百", "一百零一", "一百一十", "一百一十二", "一千零三", "一千零一十", "一千一百"]
        );
        assert_eq!(("07０７x一".chars().map(arabic)).collect::<Vec<_>>(), [Some(0), Some(7), Some(0), Some(7), None, None]);
    }
}
