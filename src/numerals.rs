//! Numerals in Chinese characters, 七十七, 两千零五, 二〇二三, and digits of either width, 7 and ７: the only reader of both.

/// The value of one Arabic digit, half- or full-width.
pub(crate) fn arabic(c: char) -> Option<u8> {
    let zero = if c.is_ascii() { '0' } else { '０' };
    u32::from(c).checked_sub(u32::from(zero)).and_then(|value| u8::try_from(value).ok()).filter(|value| *value < 10)
}

/// Whether `c` may stand in a Chinese numeral.
pub(crate) fn is_numeral(c: char) -> bool {
    digit(c).is_some() || matches!(c, '十' | '百' | '千')
}

/// The value of one Chinese digit.
pub(crate) fn digit(c: char) -> Option<i128> {
    Some(match c {
        '〇' | '零' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// Reads a whole numeral below 万: 十二, 一百零五, 三千, or digits in a row as in 二〇二三.
/// `None` where the characters do not make one number (三四 is 三 or 四).
pub(crate) fn parse(text: &str) -> Option<i128> {
    if text.chars().all(|c| digit(c).is_some()) {
        return positional(text);
    }
    let (mut total, mut pending, mut last_unit) = (0, None, 10_000);
    for c in text.chars() {
        match (c, digit(c)) {
            (_, Some(0)) => pending = None,
            (_, Some(value)) => {
                if pending.is_some() {
                    return None;
                }
                pending = Some(value);
            }
            (unit, None) => {
                let unit = match unit {
                    '十' => 10,
                    '百' => 100,
                    '千' => 1000,
                    _ => return None,
                };
                if unit >= last_unit || (pending.is_none() && (unit != 10 || total != 0)) {
                    return None;
                }
                total += pending.take().unwrap_or(1) * unit;
                last_unit = unit;
            }
        }
    }
    Some(total + pending.unwrap_or(0))
}

/// The numeral of a value below 100, as ordinals have it: 十二.
pub(crate) fn write(value: u32) -> String {
    let digit =
        |value: u32| "一二三四五六七八九".chars().nth((value as usize).wrapping_sub(1)).map(String::from).unwrap_or_default();
    match value {
        0..=9 => digit(value),
        10..=19 => format!("十{}", digit(value - 10)),
        _ => format!("{}十{}", digit(value / 10), digit(value % 10)),
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
        ];
        for (text, value) in table {
            assert_eq!(parse(text), Some(value), "{text}");
        }
        for text in ["三四", "十十", "百十", "百"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_written_can_be_read() {
        for value in 1..100 {
            assert_eq!(parse(&write(value)), Some(i128::from(value)));
        }
        assert_eq!(("07０７x一".chars().map(arabic)).collect::<Vec<_>>(), [Some(0), Some(7), Some(0), Some(7), None, None]);
    }
}
