//! Documents made by hand.

use crate::read::decode;

/// A PDF of pages with those content streams, and one font whose codes are UTF-16.
fn document(pages: &[&str]) -> Vec<u8> {
    let kids: String = (0..pages.len()).map(|page| format!("{} 0 R ", 10 + 2 * page)).collect();
    let mut objects = vec![
        (1, "<</Type/Catalog/Pages 2 0 R>>".to_owned()),
        (2, format!("<</Type/Pages/Count {}/Kids[{kids}]>>", pages.len())),
        (3, "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>".to_owned()),
        (4, "<</Type/Font/Subtype/CIDFontType0/BaseFont/A/DW 1000>>".to_owned()),
        (5, "<</Type/Font/Subtype/Type0/BaseFont/B/Encoding/Identity-H/DescendantFonts[4 0 R]>>".to_owned()),
        (6, "<</Type/XObject/Subtype/Image/Width 1/Height 1/Length 1>>stream\n0\nendstream".to_owned()),
        (7, "<</Type/XObject/Subtype/Form/Length 12>>stream\n/X Do /X Do \nendstream".to_owned()),
    ];
    for (index, content) in pages.iter().enumerate() {
        let id = 10 + 2 * index;
        let resources = "<</Font<</F 3 0 R/G 5 0 R>>/XObject<</I 6 0 R/X 7 0 R>>>>";
        objects.push((id, format!("<</Type/Page/Parent 2 0 R/Contents {} 0 R/Resources{resources}>>", id + 1)));
        objects.push((id + 1, format!("<</Length {}>>stream\n{content}\nendstream", content.len())));
    }
    let mut file = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (id, object) in &objects {
        places.push((*id, file.len()));
        file.push_str(&format!("{id} 0 obj\n{object}\nendobj\n"));
    }
    let start = file.len();
    file.push_str("xref\n0 1\n0000000000 65535 f \n");
    for (id, place) in places {
        file.push_str(&format!("{id} 1\n{place:010} 00000 n \n"));
    }
    file.push_str(&format!("trailer\n<</Size 99/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"));
    file.into_bytes()
}

/// A line of text at a place.
fn at(x: f32, y: f32, text: &str) -> String {
    let hex: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    format!("BT /F 10 Tf {x} {y} Td <{hex}> Tj ET\n")
}

fn outcome(pages: &[&str]) -> String {
    match decode("x", document(pages)) {
        Ok(source) => source.text().to_owned(),
        Err(error) => format!("{} {}", error.cause.code().0, error.cause),
    }
}

#[test]
fn lines_become_paragraphs() {
    let page = |number: usize, lines: &[(f32, f32, &str)]| -> String {
        let text: String = lines.iter().map(|(x, y, text)| at(*x, *y, text)).collect();
        format!("{}{text}{}", at(80.0, 780.0, "云川县年度报告"), at(150.0, 20.0, &format!("— {number} —")))
    };
    let first = page(
        1,
        &[
            (140.0, 700.0, "法治政府建设报告"),
            (120.0, 680.0, "一、二三四五六七八九十一二三"),
            (100.0, 660.0, "又一二三四五六七八九。"),
            (120.0, 640.0, "全县受理一二三四五六七八九十"),
        ],
    );
    let second =
        page(2, &[(100.0, 700.0, "十二件，办结一二三四五六七八九"), (100.0, 680.0, "十件。"), (120.0, 660.0, "（一）督察")]);
    let third = page(3, &[(100.0, 700.0, "行政复议"), (180.0, 700.0, "三"), (240.0, 700.0, "四"), (100.0, 680.0, "完")]);
    let text = outcome(&[&first, &second, &third]);
    let expected = "法治政府建设报告\n一、二三四五六七八九十一二三又一二三四五六七八九。\n\
        全县受理一二三四五六七八九十十二件，办结一二三四五六七八九十件。\n（一）督察\n行政复议\t三\t四\n完\n";
    assert_eq!(text, expected);
    let source = decode("x", document(&[&first, &second, &third])).expect("a document");
    let place = source.place(source.text().find("督察").expect("there") as u32);
    assert_eq!(place, crate::source::Place::Page(2));
}

#[test]
fn marks_of_footnotes_are_no_digits() {
    let raised = at(140.0, 704.0, "1").replace("10 Tf", "6 Tf");
    let page = format!("{}{raised}{}", at(100.0, 700.0, "办结49"), at(143.0, 700.0, "件。"));
    assert_eq!(outcome(&[&page]), "办结49件。\n");
}

#[test]
fn what_cannot_be_read_is_refused_by_name() {
    let text = at(100.0, 700.0, "全县受理十二件。");
    let table: &[(&[&str], &str)] = &[
        (&["q /I Do Q"], "I101 page 1 has no text layer"),
        // the others are read, and the page is noted
        (&[&text, "/I Do"], "全县受理十二件。\n"),
        (&[&format!("3 Tr {text}").replace("BT", "BT 3 Tr"), "/I Do"], "I101 page 2 has no text layer"),
        (&["BT /G 10 Tf 1 1 Td <000100020003> Tj ET"], "I105 page 1 has characters of unknown meaning"),
        (&[&format!("{text}{text}").replace("/F", "/Z")], "I105 page 1 has characters of unknown meaning"),
        (&[&text, ""], "全县受理十二件。\n"),
        (&[""], "I004 no text"),
        (&["/X Do BT /F 10 Tf"], "I004 no text"),
    ];
    for (pages, expected) in table {
        assert_eq!(outcome(pages), *expected);
    }
}

#[test]
fn spoilt_documents_end_in_an_error_or_a_text() {
    let text = at(100.0, 700.0, "全县受理十二件。");
    let whole = document(&[&text, &text]);
    for length in (0..whole.len()).step_by(13) {
        // nothing of a document is judged as if it were all of it
        let cut = decode("x.pdf", whole[..length].to_vec());
        assert!(cut.is_err() || length > whole.len() - 20, "{length}");
    }
    for (at, flip) in (0..whole.len()).step_by(7).zip([0x01, 0x20, 0x80].into_iter().cycle()) {
        let mut spoilt = whole.clone();
        spoilt[at] ^= flip;
        let _ = decode("x.pdf", spoilt);
    }
    for nested in ["[", "<<", "<</A ", "q ", "BT ", "(("] {
        let _ = outcome(&[&nested.repeat(100_000)]);
        let spoilt = format!("%PDF-1.4\n1 0 obj\n{}", nested.repeat(100_000));
        assert!(decode("x.pdf", spoilt.into_bytes()).is_err());
    }
}
