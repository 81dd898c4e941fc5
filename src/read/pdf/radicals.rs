//! Radicals to the characters that they look like: ⼀ to 一, ⻚ to 页.
//!
//! Browsers map a glyph that a radical and a character share to the radical when they print to PDF. Nobody reads a difference,
//! and no heading would be recognised.

/// The 214 radicals from U+2F00 on, as characters: their compatibility decompositions, but 户 for ⼾, as it is written today.
const KANGXI: &str = "\
    一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀\
    寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈户手支攴文斗斤方无日曰月木欠止歹殳毋\
    比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸\
    缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛\
    辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻\
    黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠\
    ";

/// The radicals from U+2E80 on, as characters (Unicode's EquivalentUnifiedIdeograph); those that stand for none are themselves.
const SUPPLEMENT: &str = "\
    ⺀厂⺂⺃⺄亻⺆⺇刀⺉卜⺋小小⺎尣⺐⺑巳幺⺔彐忄⺗扌攵⺚⺛日月⺞母民氵⺢灬⺤⺥丬牛\
    犭王疋罒示礻竹糹纟⺱⺲⺳⺴⺵羊⺷⺸耂⺺聿肉臼艹艹艹虎衤覀西见角⻇讠贝足车辶辶辶邑\
    钅長⻒长门阜阝雨青韦页风飞食⻞飠饣首马骨鬼鱼鸟卤麦黄黾⻫齐⻭齿⻯龙龜⻲龟\
    ";

/// The text with characters in place of radicals.
pub(super) fn unified(text: String) -> String {
    if text.contains(|c| ('\u{2e80}'..='\u{2fd5}').contains(&c)) { text.chars().map(character).collect() } else { text }
}

fn character(c: char) -> char {
    let from = |table: &str, first: char| table.chars().nth(u32::from(c) as usize - first as usize);
    let found = match c {
        '\u{2e80}'..='\u{2ef3}' => from(SUPPLEMENT, '\u{2e80}'),
        '\u{2f00}'..='\u{2fd5}' => from(KANGXI, '\u{2f00}'),
        _ => None,
    };
    found.unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_are_read_as_characters() {
        assert_eq!(KANGXI.chars().count(), 214);
        assert_eq!(SUPPLEMENT.chars().count(), 0x2ef4 - 0x2e80);
        assert_eq!(unified("⻘⽲县⼈⺠政府⻔⼾⾸⻚，⼀⼆⾜⻓⿕⼯".to_owned()), "青禾县人民政府门户首页，一二足长龠工");
    }
}
