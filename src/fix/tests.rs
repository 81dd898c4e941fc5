use encoding_rs::GB18030;
use proptest::prelude::*;

use super::*;
use crate::linter::Linter;
use crate::profile::Profile;

fn fixed(name: &str, bytes: &[u8], permission: Permission) -> Fixed {
    let linter = Linter::default().with_profile(Profile::figures_only());
    let fixer =
        Fixer { permission, check: &|source| linter.check(source), wanted: &|analysis| vec![true; analysis.findings.len()] };
    fixer.fix(name, bytes.to_vec()).expect("a report")
}

/// What becomes of a text, and the codes of what is left with the reasons.
fn outcome(name: &str, text: &str, permission: Permission) -> (String, Vec<(&'static str, Obstacle)>) {
    let fixed = fixed(name, text.as_bytes(), permission);
    let left = fixed.left.iter().map(|left| (fixed.analysis.findings[left.finding].rule.code, left.reason)).collect();
    let text = String::from_utf8(fixed.bytes).expect("UTF-8");
    (text, left)
}

#[test]
fn safe_changes_are_certainties() {
    let table = [
        ("x.txt", "截止目前，办结12件。", "截至目前，办结12件。", &[][..]),
        ("x.txt", "到目前为止截至12月31日办结11件。\r\n", "截至12月31日办结11件。\r\n", &[]),
        (
            "x.txt",
            "受理13785宗，办结13649宗，办结率99.02%。",
            "受理13785宗，办结13649宗，办结率99.02%。",
            &[("R101", Obstacle::Unsafe)],
        ),
        ("x.md", "# 概况\n截**止**2023年12月底，办结80件。\n", "# 概况\n截**至**2023年12月底，办结80件。\n", &[]),
        (
            "x.md",
            "到目前**为止**截至12月31日，办结11件。\n",
            "到目前**为止**截至12月31日，办结11件。\n",
            &[("Q105", Obstacle::Markup)],
        ),
        ("x.html", "<p>截止<b>目前</b>，办结12件。</p>", "<p>截至<b>目前</b>，办结12件。</p>", &[]),
        ("x.html", "<p>截&#27490;目前，办结12件。</p>", "<p>截&#27490;目前，办结12件。</p>", &[("Q105", Obstacle::Markup)]),
        (
            "x.txt",
            "截止目前<!-- gouji: allow Q105 -- 引文 -->，办结12件。",
            "截止目前<!-- gouji: allow Q105 -- 引文 -->，办结12件。",
            &[],
        ),
    ];
    for (name, before, after, left) in table {
        assert_eq!(outcome(name, before, Permission::Safe), (after.to_owned(), left.to_vec()), "{before}");
        assert_eq!(outcome(name, after, Permission::Safe), (after.to_owned(), left.to_vec()), "{after}");
    }
}

/// Pages keep the encoding that they name, and markup stays where it is.
#[test]
fn pages_keep_all_that_is_no_text() {
    let page = |words: &str| {
        let page = format!(
            "<html><head><meta charset=gb2312></head>\r\n<body><p>截<b>{words}</b>2023年12月底，&nbsp;办结80件。</p></body></html>"
        );
        GB18030.encode(&page).0.into_owned()
    };
    assert_eq!(fixed("x", &page("止"), Permission::Safe).bytes, page("至"));
}

#[test]
fn a_figure_is_changed_where_no_other_can_be_wrong() {
    let table = [
        // any of the three may be wrong
        ("受理13785宗，办结13649宗，办结率99.02%。", None),
        // the total is beyond doubt, the part is not: 13650 would do
        ("受理13785宗，其中来电10000宗、来信3785宗；办结13649宗，办结率99.02%。", None),
        // what is pending ties both to each other, and the rate alone is left
        ("受理13785宗，办结13649宗，尚有136宗在办，办结率99.02%。", Some(("99.02", "99.01"))),
        ("受理13,785宗，办结13,649宗，尚有136宗在办，办结率99.02%。", Some(("99.02", "99.01"))),
    ];
    for (before, change) in table {
        let after = change.map_or(before.to_owned(), |(old, new)| before.replace(old, new));
        let (text, left) = outcome("x.txt", before, Permission::Unsafe);
        assert_eq!(text, after, "{before} {left:?}");
        assert_eq!(change.is_none(), left.iter().any(|&(_, reason)| reason == Obstacle::Several), "{before} {left:?}");
        assert_eq!(outcome("x.txt", &after, Permission::Unsafe).0, after);
        assert_eq!(outcome("x.txt", before, Permission::Safe).0, before);
    }
}

/// Sentences, and what is left of their faults.
const SENTENCES: [(&str, &str); 11] = [
    ("截止目前，办结12件。", "截至目前，办结12件。"),
    ("涉及金额约20多亿元，培训约200人左右。", "涉及金额20多亿元，培训约200人。"),
    ("走访企业30余家左右，，发放资料5千份。", "走访企业30余家，发放资料5000份。"),
    ("满意率98%%，到目前为止截至12月31日办结11件。", "满意率98%，截至12月31日办结11件。"),
    ("培训近200人左右。", "培训近200人左右。"),
    ("二○二三年十二月，印发云政发[2023]05号。", "二〇二三年十二月，印发云政发〔2023〕5号。"),
    ("会议文件“截止目前”，照录。", "会议文件“截止目前”，照录。"),
    ("雨水很多，𠀀字和 € 也在。\u{3000}", "雨水很多，𠀀字和 € 也在。\u{3000}"),
    ("全部办结。\r\n", "全部办结。\r\n"),
    ("\n\n", "\n\n"),
    ("依法行政。  \n", "依法行政。  \n"),
];

/// Ways to write a text to a file.
const FORMS: [fn(&str) -> Vec<u8>; 5] = [
    |text| text.as_bytes().to_vec(),
    |text| [b"\xef\xbb\xbf", text.as_bytes()].concat(),
    |text| b"\xff\xfe".iter().copied().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect(),
    |text| b"\xfe\xff".iter().copied().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect(),
    |text| GB18030.encode(text).0.into_owned(),
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Whatever stands beside a fault keeps its bytes, in every encoding, and there is nothing to fix a second time.
    #[test]
    fn faults_change_and_nothing_else(order in prop::collection::vec(0..SENTENCES.len(), 1..12), form in 0..FORMS.len()) {
        let text = |choose: fn(&(&'static str, &'static str)) -> &'static str| -> String {
            ["概况。"].into_iter().chain(order.iter().map(|&index| choose(&SENTENCES[index]))).collect()
        };
        let write = FORMS[form];
        let after = write(&text(|sentence| sentence.1));
        prop_assert_eq!(fixed("x.txt", &write(&text(|sentence| sentence.0)), Permission::Safe).bytes, after.clone());
        let again = fixed("x.txt", &after, Permission::Safe);
        prop_assert!(again.applied.is_empty());
        prop_assert_eq!(again.bytes, after);
    }
}
