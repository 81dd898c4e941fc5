use crate::read::decode;
use crate::source::Source;

fn source(body: &str) -> Source {
    let text = format!("{{\\rtf1\\ansi\\ansicpg936{{\\fonttbl{{\\f0\\fcharset134 SimSun;}}}}{body}}}");
    decode("x.rtf", text.into_bytes()).unwrap_or_else(|error| panic!("{body}: {error}"))
}

#[test]
fn a_text_is_read_as_it_looks() {
    let table = [
        // 云川 in GBK, 县 by its number with a character that stands for it
        (r"\f0\'d4\'c6\'b4\'a8\uc1\u21439?2023\'c4\'ea\par", "云川县2023年\n"),
        (r"a\u-10179?\u-8704?b\par", "a😀b\n"),
        (r"1{\v 2}3{\deleted 4}5{\strike 6}7{\revised 8}9\par", "135789\n"),
        (r"{\header 9\par}351{\super 2}, {\*\unknown 5}{\*\bkmkstart a}\par}", "351, \n"),
        (r"{\listtext 1.\tab}A\par {\listtext\'b7\tab}B\par", "1.A\nB\n"),
        (r"a{\footnote b\par}c\par d\par", "ac\nb\nd\n"),
        (r#"{\field{\*\fldinst TOC \\o}{\fldrslt a\par b}}{\field{\*\fldinst HYPERLINK "x"}{\fldrslt c}}\par"#, "c\n"),
        (
            r"\trowd\cellx1000\cellx3000\pard\intbl a\cell b\cell\row\trowd\cellx1000\cellx2000\cellx3000\intbl\cell 1\cell 2\cell\row\pard z\par",
            "a\tb\t\n\t1\t2\nz\n",
        ),
        (r"{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt box\par}}{\shprslt box}}a\par", "a\nbox\n"),
    ];
    for (body, expected) in table {
        assert_eq!(source(body).text(), expected, "{body}");
    }
}

#[test]
fn pictures_and_headings_are_noted() {
    let source = source(
        r"{\stylesheet{\s1 heading 1;}}\pard\s1 A\par\pard b{\pict\picwgoal5000\pichgoal5000 00ff}{\pict\picwgoal50\pichgoal50 00}\par{\object{\*\objdata 01}{\result{\pict\picwgoal5000\pichgoal5000 00}}}\par",
    );
    assert_eq!((source.text(), source.marks().headings.len(), source.marks().pictures.len()), ("A\nb\n", 1, 2));
}

#[test]
fn what_is_cut_off_is_refused() {
    let refused = |text: &str| decode("x.rtf", text.as_bytes().to_vec()).expect_err("no text").cause.code().0;
    assert_eq!(refused(r"{\rtf1\ansi a\par"), "I007");
    assert_eq!(refused(&format!(r"{{\rtf1 {}", "{".repeat(5000))), "I007");
}
