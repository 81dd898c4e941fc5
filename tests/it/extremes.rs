//! Digit-heavy text of the largest numbers that can be printed: nothing panics, and every place can be cut out.

use gouji::{Lang, Linter, Profile, Source};
use proptest::prelude::*;

/// Numbers at the ends of what is read: eighteen digits, seventeen places, zero, and a few that give rates.
fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        "[1-9][0-9]{0,4}",
        "[0-9]{1,3}\\.[0-9]{1,2}",
        "[0-9]{17,18}",
        "[0-9]{1,9}\\.[0-9]{8,16}",
        Just("0".to_owned()),
        Just("0.00000000000000001".to_owned()),
        Just("999999999999999999".to_owned()),
        Just("1".to_owned()),
        Just("100".to_owned()),
    ]
}

/// What may stand after a number, its scale with it.
const UNITS: &str = "件 件 宗 人 万件 亿件 万亿件 万元 亿元 万亿元 万亿 % % % ‰ 个百分点 倍 户 个 余件 多万件 年";

/// What may stand before a number: words of every relation, brackets and marks.
const WORDS: &str = "受理 收到 新收 上年结转 办结 审结 其中 ，其中合格 合格率 办结率 ，办结率 ，占总数的 占比 ，占受理总量的 增长 ，同比增长 \
    ，同比下降 ，比上年增加 减少 ，去年同期 比2010年的 ，尚有 结转下年 平均每户 人均 每件 年均增长 2010年 2020年 共 合计 总计 （含 （ ） (( \
    )) | | 。 ； 、 和 ， : ∶ ∶ 约 近 超过 不低于 至少 - + 分别为 满意率 基本满意率 不合格 败诉率 是上年的 甲村、乙村和丙村 新洲、北惯等 \
    占年初预算数 的 税收收入 非税收入 合计| 本年新收 予以公开 上升 下降 户 四舍五入，分项与合计略有差异。";

/// Blanks and line ends.
const BLANKS: [&str; 6] = [" ", "  ", "\n", "\n|", "\n一、标题\n", " -"];

fn unit() -> impl Strategy<Value = &'static str> {
    prop::sample::select(UNITS.split_whitespace().chain([""]).collect::<Vec<_>>())
}

fn words() -> impl Strategy<Value = &'static str> {
    prop::sample::select(WORDS.split_whitespace().chain(BLANKS).collect::<Vec<_>>())
}

fn texts() -> impl Strategy<Value = String> {
    let piece = (prop::collection::vec(words(), 0..3), number(), unit());
    prop::collection::vec(piece, 1..24).prop_map(|pieces| {
        pieces.into_iter().map(|(words, number, unit)| format!("{}{number}{unit}", words.concat())).collect::<String>()
    })
}

/// Reads the text, and shows all that is said of it.
fn check(text: String) {
    let linter = Linter::default().with_profile(Profile::figures_only());
    let analysis = linter.check(Source::new("report.txt", text));
    for claim in &analysis.claims {
        analysis.source.slice(claim.span);
    }
    for finding in &analysis.findings {
        finding.message(Lang::Zh);
    }
}

#[test]
fn long_lists_and_blanks_do_no_harm() {
    // more shares than one list may have
    check(format!("受理100件，甲类3件，分别占总量的{}。", vec!["3%"; 40].join("、")));
    // a blank before the count is no part of the list
    check("甲村、乙村和丙村 3个。".to_owned());
    check("办结999999999999999999万亿件，其中甲0.00000000000000001件、乙1件。".to_owned());
    // parts that make up more digits than a number may have
    check("1件，其中10000000000万亿0.00000000000000001万件。".to_owned());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_number_is_too_large(text in texts()) {
        check(text);
    }
}
