//! Forms of characters to the characters that they look like: ⼀ to 一, ⻚ to 页, U+F9DB to 率.
//!
//! Browsers map a glyph that a radical and a character share to the radical when they print to PDF, and old fonts and input
//! methods have 率, 料 and 年 twice. Nobody reads a difference, and no word would be recognised. A form takes as many bytes as its
//! character, so that every place stays where it is.

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

/// The compatibility ideographs from U+F900 on, as the characters that they stand for; 〓 where they are characters of their own,
/// or that one is longer in UTF-8.
const COMPATIBILITY: &str = "\
    豈更車賈滑串句龜龜契金喇奈懶癩羅蘿螺裸邏樂洛烙珞落酪駱亂卵欄爛蘭鸞嵐濫藍襤拉臘蠟\
    廊朗浪狼郎來冷勞擄櫓爐盧老蘆虜路露魯鷺碌祿綠菉錄鹿論壟弄籠聾牢磊賂雷壘屢樓淚漏累\
    縷陋勒肋凜凌稜綾菱陵讀拏樂諾丹寧怒率異北磻便復不泌數索參塞省葉說殺辰沈拾若掠略亮\
    兩凉梁糧良諒量勵呂女廬旅濾礪閭驪麗黎力曆歷轢年憐戀撚漣煉璉秊練聯輦蓮連鍊列劣咽烈\
    裂說廉念捻殮簾獵令囹寧嶺怜玲瑩羚聆鈴零靈領例禮醴隸惡了僚寮尿料樂燎療蓼遼龍暈阮劉\
    杻柳流溜琉留硫紐類六戮陸倫崙淪輪律慄栗率隆利吏履易李梨泥理痢罹裏裡里離匿溺吝燐璘\
    藺隣鱗麟林淋臨立笠粒狀炙識什茶刺切度拓糖宅洞暴輻行降見廓兀嗀〓〓塚〓晴〓〓凞猪益\
    礼神祥福靖精羽〓蘒〓諸〓〓逸都〓〓〓飯飼館鶴郞隷侮僧免勉勤卑喝嘆器塀墨層屮悔慨憎\
    懲敏既暑梅海渚漢煮爫琢碑社祉祈祐祖祝禍禎穀突節練縉繁署者臭艹艹著褐視謁謹賓贈辶逸\
    難響頻恵〓舘〓〓並况全侀充冀勇勺喝啕喙嗢塚墳奄奔婢嬨廒廙彩徭惘慎愈憎慠懲戴揄搜摒\
    敖晴朗望杖歹殺流滛滋漢瀞煮瞧爵犯猪瑱甆画瘝瘟益盛直睊着磌窱節类絛練缾者荒華蝹襁覆\
    視調諸請謁諾諭謹變贈輸遲醙鉶陼難靖韛響頋頻鬒龜〓〓〓㮝䀘䀹〓〓〓齃龎\
    ";

/// Whether a character is a form of another one.
fn is_form(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fd5}' | '\u{f900}'..='\u{fad9}')
}

/// The text with characters in place of their forms; `None` where there are none.
pub(crate) fn unified(text: &str) -> Option<String> {
    text.contains(is_form).then(|| text.chars().map(character).collect())
}

fn character(c: char) -> char {
    let from = |table: &str, first: char| table.chars().nth(u32::from(c) as usize - first as usize);
    let found = match c {
        '\u{2e80}'..='\u{2ef3}' => from(SUPPLEMENT, '\u{2e80}'),
        '\u{2f00}'..='\u{2fd5}' => from(KANGXI, '\u{2f00}'),
        '\u{f900}'..='\u{fad9}' => from(COMPATIBILITY, '\u{f900}').filter(|&found| found != '〓'),
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
        assert_eq!(COMPATIBILITY.chars().count(), 0xfada - 0xf900);
        let table = [
            ("⻘⽲县⼈⺠政府⻔⼾⾸⻚，⼀⼆⾜⻓⿕⼯", Some("青禾县人民政府门户首页，一二足长龠工")),
            ("2023\u{f98e}资\u{f9be}，办结\u{f9db}", Some("2023年资料，办结率")),
            // a character of its own, and a form of one outside of the plane
            ("\u{fa0e}\u{facf}", Some("\u{fa0e}\u{facf}")),
            ("青禾县", None),
        ];
        for (text, expected) in table {
            assert_eq!(unified(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_form_is_as_long_as_its_character() {
        for c in ('\u{2e80}'..='\u{2fd5}').chain('\u{f900}'..='\u{fad9}') {
            assert_eq!(character(c).len_utf8(), c.len_utf8(), "{c}");
        }
    }
}
