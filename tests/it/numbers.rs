//! Numbers as they are written: what each is read as, and what is said of a relation that they stand in.

use gouji::figures::{Class, Figure};
use gouji::read::decode;
use gouji::source::Origin;
use gouji::{Analysis, Linter, Profile, Source};

/// A sentence, and its figures: the words, what they stand for, and its hedge. A new case is a new line.
const FIGURES: &str = "
# Chinese numerals
共受理一百九十万零三千九百七十一件          | 一百九十万零三千九百七十一件 1903971
受理一千零十七件，廿五件，卅件              | 一千零十七件 1017; 廿五件 25; 卅件 30
投资三点五亿元，一万五千亿元                | 三点五亿元 350000000; 一万五千亿元 1500000000000
收入一亿二千余万元，两亿零五百万元          | 一亿二千余万元 120000000 over; 两亿零五百万元 205000000
罚没壹拾万零叁仟肆佰伍拾叁元，伍万圆        | 壹拾万零叁仟肆佰伍拾叁元 103453; 伍万圆 50000
百分之九十三点六，百分之百，百分之零点五    | 百分之九十三点六 93.6%; 百分之百 100%; 百分之零点五 0.5%
千分之九，万分之三点五，百分之二十多        | 千分之九 0.9%; 万分之三点五 0.035%; 百分之二十 20% over
百分之93.6，千分之9，占四分之一             | 百分之93.6 93.6%; 千分之9 0.9%; 四分之一 25.0%
提高三点五个百分点，近九成                  | 三点五个百分点 3.5 points; 九成 90% near
三四十人，五万二件，数百万元，十四五规划    |
大陆游客，伍先生，收拾，三点二十分，两点建议 |
# mixtures
13万2千件，3千5百件，9万3千多件             | 13万2千件 132000; 3千5百件 3500; 9万3千多件 93000 over
1亿2000万元，1万3245件，1亿零500万元        | 1亿2000万元 120000000; 1万3245件 13245; 1亿零500万元 105000000
1亿2千余万元，12万亿元，1.2亿元             | 1亿2千余万元 120000000 over; 12万亿元 12000000000000; 1.2亿元 120000000
受理13万2件                                 | 13万2 name
投资5万2023年完成                           | 5万 50000; 2023 date
惠及390万65岁以上老人                       | 390万 3900000; 65岁 65 at-least
# separators
受理１，２３５件，１２，３４５，６７８元    | １，２３５件 1235; １２，３４５，６７８元 12345678
受理1，235件，分别为12、235件               | 1，235 name; 12 12; 235件 235
受理12件，235人参加，2023，235件            | 12件 12; 235人 235; 2023 2023; 235件 235
数据为4125.49,4143.91,4200.5                | 4125.49 4125.49; 4143.91 4143.91; 4200.5 4200.5
# ranges
对象为18岁-30岁，时间3月-6月                | 18岁 18 range; 30岁 30 range; 3 date; 6 date
占10%-15%，投入5万元—8万元，5万元至8万元    | 10% 10% range; 15% 15% range; 5万元 50000 range; 8万元 80000 range; 5万元 50000 range; 8万元 80000 range
# notes, powers, fractions
351①件，351[1]件，351⁽¹⁾件，93.6²%          | 351①件 351; 351[1]件 351; 351⁽¹⁾件 351; 93.6²% 93.6%
办结351[12]，共12件                         | 351 351; 12 ordinal; 12件 12
约3.2×10⁴件，3.2×10^4件                     | 3.2 name; 10 name; 3.2 name; 10 name; 4 name
占1/3，占⅓，约1/4，2½年，2 1/3年            | 1 name; 3 name; 1/4 25.0% about; 2 name; 2 name; 1 name; 3 name
# signs
同比-8.3%，增长−8.3%，为－8.3%，↓8.3%       | -8.3% -8.3%; −8.3% -8.3%; －8.3% -8.3%; ↓8.3% -8.3%
下降8.3%，负增长0.94%，增长8.3%，8.3%↓      | 8.3% -8.3%; 0.94% -0.94%; 8.3% 8.3%; 8.3%↓ -8.3%
下降-8.3%，同比：+12件，合计-475件          | -8.3% -8.3%; +12件 12; 475件 475
# permille
投诉率9‰，3.5‱                              | 9‰ 0.9%; 3.5‱ 0.035%
";

/// A sentence, and what is found wrong with it: the rule and the words. Every other relation holds.
const RELATIONS: &str = "
受理375件，办结351件，办结率百分之九十三点六     |
受理375件，办结351件，办结率百分之九十三点五     | R101 百分之九十三点五
受理375件，办结351件，办结率百分之93.5           | R101 百分之93.5
受理三百七十五件，办结三百五十一件，办结率93.6%  |
受理三百七十五件，办结三百五十一件，办结率93.5%  | R101 93.5%
罚没壹拾万零叁仟肆佰伍拾叁元，其中甲伍万壹仟元，乙伍万贰仟肆佰伍拾叁元 |
罚没壹拾万零叁仟肆佰伍拾叁元，其中甲伍万壹仟元，乙伍万叁仟肆佰伍拾叁元 | C101 壹拾万零叁仟肆佰伍拾叁元
受理375件，投诉3件，投诉率8‰                     |
受理375件，投诉3件，投诉率9‰                     | R101 9‰
受理375件，投诉3件，投诉率千分之九               | R101 千分之九
受理375件，投诉3件，投诉率千分之八               |
全年受理475件，上年570件，同比-16.67%            |
全年受理475件，上年570件，同比−16.67%            |
全年受理475件，上年570件，同比－16.67%           |
全年受理475件，上年570件，同比↓16.67%            |
全年受理475件，上年570件，同比下降16.67%         |
全年受理475件，上年570件，同比负增长16.67%       |
全年受理475件，上年570件，增长-16.67%            |
全年受理475件，上年570件，同比-16.76%            | G101 -16.76%
全年受理475件，上年570件，同比负增长16.76%       | G101 16.76%
全年受理475件，比上年减少95件，同比-16.67%       |
办结率93.6%，上年95.0%，同比-1.4个百分点         |
合计-475件，其中甲-200件、乙-275件               |
受理13万2件，办结351件                           |
受理1，375件，办结1351件                         |
数据分别为4125.49,4143.91                        |
受理375件，办结351件，办结\u{f9db}93.60%         |
受理375件，办结351件，办结\u{f9db}93.50%         | R101 93.50%
受理13万2千件，其中办结9万3千件                  | Q107 13万2千件; Q107 9万3千件
# what is less, what is of several, what was carried over, what is counted twice
时限由原来的10个工作日压缩到3个工作日，压缩率70%  |
甲县立案30件、乙县立案45件，合计占全市100件的75% |
甲县立案30件、乙县立案45件，占全市100件的75%     |
结案率102%，因审结上年结转案件5件               |
结案率102%                                       | R103 102%
处分9人，其中党纪处分7人、政务处分5人（含双重处分3人） |
建成示范点43个，其中省级8个、市级38个（3个同时为省级和市级） |
";

#[test]
fn numbers_are_read_as_they_are_written() {
    for (text, expected) in lines(FIGURES) {
        let analysis = lint(text);
        let figures: Vec<String> = analysis.figures.iter().map(|figure| shown(&analysis.source, figure)).collect();
        assert_eq!(figures.join("; "), expected, "{text}");
    }
}

/// Rows of two years: how the change is printed, and what is found wrong with it.
#[test]
fn changes_in_tables_have_their_sign() {
    let right = ["-16.67%", "−16.67%", "－16.67%", "↓16.67%", "16.67%↓", "下降16.67%", "-16.67", "-95", "减少95", "↓95"];
    let wrong = ["-16.76%", "−16.76%", "↓16.76%", "16.76%↓", "下降16.76%", "-16.76", "-96", "减少96"];
    for (now, then) in [("本年", "上年"), ("上年", "本年")] {
        let row = |change: &str| {
            let (a, b) = if now == "本年" { (475, 570) } else { (570, 475) };
            let text = format!("项目\t{now}\t{then}\t增减（%）\n受理（件）\t{a}\t{b}\t{change}\n");
            let analysis = lint(&text);
            let is_checked = !analysis.claims.is_empty();
            (is_checked, analysis.findings.iter().map(|finding| finding.rule.code).collect::<Vec<_>>().join(" "))
        };
        for change in right {
            assert_eq!(row(change), (true, String::new()), "{now} {then} {change}");
        }
        for change in wrong {
            assert_eq!(row(change).1, "G101", "{now} {then} {change}");
        }
    }
    for (total, rules) in [("180", ""), ("220", "C106")] {
        let analysis = lint(&format!("单位\t结余\n甲\t-20\n乙\t50\n丙\t150\n合计\t{total}\n"));
        let codes: Vec<&str> = analysis.findings.iter().map(|finding| finding.rule.code).collect();
        assert_eq!(codes.join(" "), rules, "{total}");
    }
    // without a sign among those that have one: above zero
    for (change, rules) in [("61", ""), ("91", "G101")] {
        let analysis = lint(&format!("单位\t上年\t本年\t增减\n甲\t315\t237\t－78\n乙\t360\t421\t{change}\n"));
        let codes: Vec<&str> = analysis.findings.iter().map(|finding| finding.rule.code).collect();
        assert_eq!((codes.join(" "), analysis.claims.len()), (rules.to_owned(), 2), "{change}");
    }
    // a row of changes is none of values
    let rows = "年份\t受理\t办结\t罚款\n2021年\t220\t461\t12.82\n2022年\t231\t581\t10.90\n增长率（%）\t5.0\t26.0\t-15.0\n";
    assert_eq!(lint(rows).findings.len(), 0);
    let bracketed = "项目\t上年\t本年\t增幅\n受理\t570\t475\t（16.67%）\n办结\t500\t550\t10.00%\n信访\t300\t250\t（16.67%）\n";
    assert_eq!(lint(bracketed).claims.len(), 3);
}

#[test]
fn relations_hold_however_their_numbers_are_written() {
    for (text, expected) in lines(RELATIONS) {
        let analysis = lint(text);
        let findings = analysis.findings.iter();
        let findings: Vec<String> =
            findings.map(|finding| format!("{} {}", finding.rule.code, analysis.source.slice(finding.span))).collect();
        assert_eq!(findings.join("; "), expected, "{text}");
    }
}

/// The readers leave out what nobody sees; places are those of the file all the same.
#[test]
fn marks_that_nobody_sees_are_nothing() {
    let plain = "全年受理投诉375件，办结351件，办结率93.50%。";
    let marked = "全年受理投诉3\u{200b}75件，办结35\u{ad}1\u{2060}件，办结\u{200b}率93.\u{200d}50%\u{feff}。";
    for (name, text) in [("x.txt", marked.to_owned()), ("x.md", marked.to_owned()), ("x.html", format!("<p>{marked}</p>"))] {
        let analysis =
            Linter::default().with_profile(Profile::figures_only()).check(decode(name, text.clone().into()).expect(name));
        let [finding] = &analysis.findings[..] else { panic!("{name}: {:?}", analysis.findings) };
        assert_eq!((analysis.source.text().trim_end(), finding.rule.code), (plain, "R101"), "{name}");
        let Some(Origin::Bytes(place)) = analysis.source.origin(finding.span) else { panic!("{name} has a place in the file") };
        assert_eq!(&text[place.range()], "93.\u{200d}50%", "{name}");
    }
}

/// A raised mark after a number is none of its digits, whatever file it stands in.
#[test]
fn marks_of_notes_are_no_digits() {
    let text = "全年受理投诉375件，办结351<sup>1</sup>件，办结率93.60%<sup><b>2</b></sup>。";
    for (name, text) in [("x.html", format!("<p>{text}</p>")), ("x.md", format!("# 报告\n\n{text}\n"))] {
        let analysis = Linter::default().with_profile(Profile::figures_only()).check(decode(name, text.into()).expect(name));
        let verdicts: Vec<&str> = analysis.claims.iter().map(|claim| claim.verdict().name()).collect();
        assert_eq!((verdicts, analysis.findings.len()), (vec!["consistent"], 0), "{name}");
    }
}

/// Digits cannot take the place of characters.
#[test]
fn no_repair_puts_digits_among_characters() {
    for text in ["受理375件，办结351件，办结率百分之九十三点五。", "受理375件，投诉3件，投诉率千分之九。"]
    {
        let replaced: Vec<String> =
            lint(text).findings[0].repairs.iter().map(|repair| text[repair.span.range()].to_owned()).collect();
        assert!(replaced.iter().all(|words| words.bytes().all(|b| b.is_ascii_digit())), "{replaced:?}");
    }
}

/// A part that exceeds its whole is mistyped: nobody means 110%.
#[test]
fn no_rate_over_100_percent_is_proposed() {
    let rows = "项目\t受理\t办结\t办结率\n甲\t50\t49\t98.0%\n乙\t40\t39\t97.5%\n丙\t80\t76\t95.0%\n丁\t90\t99\t98.9%\n";
    let analysis = lint(rows);
    let [finding] = &analysis.findings[..] else { panic!("{:?}", analysis.findings) };
    let replaced: Vec<&str> = finding.repairs.iter().map(|repair| repair.replacement.as_str()).collect();
    assert_eq!((finding.rule.code, &replaced[..]), ("R101", &["89"][..]));
    let words: Vec<_> = analysis.claims.iter().map(|claim| claim.words(&analysis.source, &analysis.figures).expected()).collect();
    assert_eq!(words.last(), Some(&None));
}

fn shown(source: &Source, figure: &Figure) -> String {
    let hedge = figure.hedge().map(|hedge| format!(" {}", hedge.name())).unwrap_or_default();
    let value = match figure.class {
        Class::Percent => format!("{}%", value(figure)),
        Class::Points => format!("{} points", value(figure)),
        Class::Quantity => value(figure),
        class => class.name().to_owned(),
    };
    format!("{} {value}{hedge}", source.slice(figure.span))
}

/// The signed value in as many decimals as are printed: 0.9 for 9‰, 25.0 for 四分之一, -8.3 for 下降8.3%.
fn value(figure: &Figure) -> String {
    let places = (i16::from(figure.decimal.places) - i16::from(figure.scale)).max(0);
    let power = 10_i128.pow(places as u32);
    let digits = figure.signed_value().checked_mul(power).expect("few digits").trunc();
    let (sign, digits) = (if digits < 0 { "-" } else { "" }, digits.abs());
    match places {
        0 => format!("{sign}{digits}"),
        _ => format!("{sign}{}.{:0width$}", digits / power, digits % power, width = places as usize),
    }
}

fn lines(table: &str) -> impl Iterator<Item = (&str, &str)> {
    let lines = table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split_once('|').map(|(text, expected)| (text.trim(), expected.trim())).expect("two columns"))
}

fn lint(text: &str) -> Analysis {
    Linter::default().with_profile(Profile::figures_only()).check(Source::new("x", text))
}
