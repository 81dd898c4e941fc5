//! Forms of characters to the characters that they look like (⼀ to 一, ⻚ to 页, U+F9DB to 率), and traditional characters to
//! simplified ones (辦結 to 办结).
//!
//! Browsers map a glyph that a radical and a character share to the radical when they print to PDF, and old fonts and input
//! methods have 率, 料 and 年 twice. Nobody reads a difference, and no word would be recognised. A form takes as many bytes as its
//! character, so that every place stays where it is.
//!
//! Of traditional characters those are known that stand in words which gouji looks for: names are compared with each other, and
//! stay alike as they are.

use std::sync::LazyLock;

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

/// Traditional characters of the words that are looked for, 後, 於 and 徵 last: these have a meaning in simplified text, too, where
/// they are rare.
const TRADITIONAL: &str = "\
    並亂佈佔併來係個們側備傳債僅價億儘償優內兩冊凈別刪則剋劃動務勝匯區協卻卽厤參叄員問啓啟單噸嚴國圍圓圖埰執堅報場塊壓壞夠夾\
    學寀實審寫寬將專對導屆層屬崗嶺帶幫幾庫廢廣廳張強彆彔彙徑從復徹慣慶憑應戶掃採換損擁擇擊據擴敗數斷旂昇時曉曏書會東査條棟業\
    極構樁標樣機檔檢檯權歲歷歸殻殼毀氣決沒沖況淨減測準溫滙滿漢漲潔潛瀏灣為無熱營燬爭爲獨獻現環產産畝異當疊發盡監盤眞眾睏矯確\
    碼礎礙稅種稱積筆箇節範簡簽籌糾約納級紛細終組結絕給統絶經綜綫維綱網緊線編緩緻縣縮總績繞繫繳繼續纔罰羣義習聞聯聲職聽脩腳臨\
    臺與舉舊萬蓋處虛號衆術衝裏補裝裡製複覈見規視親覺覽訂計訓記訪設許訴註証評詞試話誌認語誠誤說説課調請論諧證識譭議護讀變負貢\
    貫責貳貸貼資賦賬購趕踰車軌較載輛輪輯輸轄轉辦迴這連週進遊運過達違遞遠適選遺還邊郵鄉鄰醜釋釦鈡銷錄錨錯録鍵鍾鎭鎮鏈鐘長門閉\
    開間閤閱閲關陞陸隊際隨隱隻雖雙難雲電靜鞦頁頂頃項順須預頓領頭顆題額顏顔顛類顧顯颱飽餅餘駐體麼點黨鼕齊齡農絡穩織訟詢費獲畢\
    穫祕捲暫滯財賣質凍撥弔興紹饋階緣講衛寶濱薊輿紀闆彌癥捨髮侷傢衞諮擬創險風驗離雜賠醫療園築輔討濟勵幹後於徵\
    ";

/// The simplified ones, in the same order.
const SIMPLIFIED: &str = "\
    并乱布占并来系个们侧备传债仅价亿尽偿优内两册净别删则克划动务胜汇区协却即历参叁员问启启单吨严国围圆图采执坚报场块压坏够夹\
    学采实审写宽将专对导届层属岗岭带帮几库废广厅张强别录汇径从复彻惯庆凭应户扫采换损拥择击据扩败数断旗升时晓向书会东查条栋业\
    极构桩标样机档检台权岁历归壳壳毁气决没冲况净减测准温汇满汉涨洁潜浏湾为无热营毁争为独献现环产产亩异当叠发尽监盘真众困矫确\
    码础碍税种称积笔个节范简签筹纠约纳级纷细终组结绝给统绝经综线维纲网紧线编缓致县缩总绩绕系缴继续才罚群义习闻联声职听修脚临\
    台与举旧万盖处虚号众术冲里补装里制复核见规视亲觉览订计训记访设许诉注证评词试话志认语诚误说说课调请论谐证识毁议护读变负贡\
    贯责贰贷贴资赋账购赶逾车轨较载辆轮辑输辖转办回这连周进游运过达违递远适选遗还边邮乡邻丑释扣钟销录锚错录键钟镇镇链钟长门闭\
    开间合阅阅关升陆队际随隐只虽双难云电静秋页顶顷项顺须预顿领头颗题额颜颜颠类顾显台饱饼余驻体么点党冬齐龄农络稳织讼询费获毕\
    获秘卷暂滞财卖质冻拨吊兴绍馈阶缘讲卫宝滨蓟舆纪板弥症舍发局家卫咨拟创险风验离杂赔医疗园筑辅讨济励干后于征\
    ";

/// The characters from U+4E00 to U+9FFF, each with the simplified one or itself.
static SIMPLE: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut simple: Vec<u16> = (0x4e00..=0x9fff).collect();
    for (traditional, simplified) in TRADITIONAL.chars().zip(SIMPLIFIED.chars()) {
        simple[u32::from(traditional) as usize - 0x4e00] = u32::from(simplified) as u16;
    }
    simple
});

/// 覆 is 复 in these words alone: 覆盖 stays what it is.
const REPLIES: [&str; 5] = ["答覆", "回覆", "反覆", "覆议", "覆核"];

/// The text as it is compared with words: characters in place of their forms, simplified ones in place of traditional ones;
/// `None` where it is so already.
pub(crate) fn comparable(text: &str) -> Option<String> {
    let simple = &*SIMPLE;
    let plain = |c: char| match u32::from(character(c)) {
        code @ 0x4e00..=0x9fff => char::from_u32(simple[code as usize - 0x4e00].into()).unwrap_or(c),
        _ => character(c),
    };
    let changed = |c| plain(c) != c || c == '覆';
    let simplified: String = text.contains(changed).then(|| text.chars().map(plain).collect())?;
    let replaced = REPLIES
        .iter()
        .fold(simplified, |text, word| if text.contains(word) { text.replace(word, &word.replace('覆', "复")) } else { text });
    Some(replaced).filter(|replaced| replaced != text)
}

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
    fn traditional_characters_are_compared_as_simplified_ones() {
        let [traditional, simplified] = [TRADITIONAL, SIMPLIFIED].map(|table| table.chars().collect::<Vec<_>>());
        assert_eq!(traditional.len(), simplified.len());
        assert!(traditional.iter().all(|c| !simplified.contains(c)), "no character is both");
        assert!(traditional.iter().chain(&simplified).all(|c| ('\u{4e00}'..='\u{9fff}').contains(c)));
        let table = [
            ("全年受理3.2萬宗，辦結率99%，佔總數的一半", Some("全年受理3.2万宗，办结率99%，占总数的一半")),
            ("較去年增長\u{f9db}", Some("较去年增长率")),
            ("反覆申請，不予答覆；覆蓋率", Some("反复申请，不予答复；覆盖率")),
            ("同比增长，乾县、著作，覆盖率", None),
        ];
        for (text, expected) in table {
            assert_eq!(comparable(text).as_deref(), expected, "{text}");
        }
    }

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
            ("辦結率", None),
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
