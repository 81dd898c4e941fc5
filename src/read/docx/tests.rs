//! Documents made part by part.

use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};

use crate::read::{MAX_UNPACKED, decode};
use crate::source::{Origin, Part, PictureKind, Place, Run, Source};

const W: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;

/// A package of the parts, packed as they are.
fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("its text");
    }
    zip.finish().expect("a package").into_inner()
}

/// A document with that body.
fn document(body: &str) -> Vec<u8> {
    package(&[("word/document.xml", &format!("<w:document {W}><w:body>{body}</w:body></w:document>"))])
}

fn source(body: &str) -> Source {
    decode("x.docx", document(body)).expect("a document")
}

fn outcome(bytes: Vec<u8>) -> String {
    match decode("x.docx", bytes) {
        Ok(source) => source.text().to_owned(),
        Err(error) => format!("{} {}", error.cause.code().0, error.cause),
    }
}

/// A paragraph of runs.
fn p(runs: &[&str]) -> String {
    format!("<w:p>{}</w:p>", runs.iter().map(|text| format!("<w:r><w:t>{text}</w:t></w:r>")).collect::<String>())
}

#[test]
fn paragraphs_read_as_they_look() {
    let field = |kind| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let instruction = |text| format!("{}<w:r><w:instrText>{text}</w:instrText></w:r>{}", field("begin"), field("separate"));
    let table = [
        (p(&["20", "23年，受理&lt;12&gt;&#20214;", "。"]), "2023年，受理<12>件。\n"),
        (format!("{}<w:p/>{}", p(&["甲"]), p(&["乙"])), "甲\n乙\n"),
        ("<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:br w:type=\"page\"/><w:tab/><w:t>丙</w:t></w:r></w:p>".into(), "甲\n乙\t丙\n"),
        ("<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>".into(), "甲\n"),
        ("<w:p><w:hyperlink><w:smartTag><w:r><w:t>链</w:t></w:r></w:smartTag></w:hyperlink><w:sdt><w:sdtPr><w:t>x</w:t></w:sdtPr><w:sdtContent><w:r><w:t>接</w:t></w:r></w:sdtContent></w:sdt></w:p>".into(), "链接\n"),
        (format!("<w:p>{}<w:r><w:t>12</w:t></w:r>{}<w:r><w:t>件</w:t></w:r></w:p>", instruction("REF a"), field("end")), "12件\n"),
        (format!("<w:p>{}<w:r><w:t>目次</w:t></w:r></w:p><w:p><w:r><w:t>一、3</w:t></w:r>{}</w:p>{}", instruction(" TOC \\o"), field("end"), p(&["正文"])), "正文\n"),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>显</w:t></w:r></w:p>".into(), "显\n"),
        ("<w:p><w:r><w:ruby><w:rt><w:r><w:t>yun</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>云</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>".into(), "云\n"),
        ("<w:p><w:r><w:t>甲</w:t><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent><w:t>乙</w:t></w:r></w:p>".into(), "甲乙\n框\n"),
        ("<w:p><w:r><w:t>办结351</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>2</w:t></w:r><w:r><w:t>件，100m</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>2</w:t></w:r></w:p>".into(), "办结351件，100m2\n"),
        ("<w:p><w:r><w:t>占2</w:t></w:r><m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>3</m:t></m:r></m:den></m:f><m:r><m:t>，3×10</m:t></m:r><m:sSup><m:e/><m:sup><m:r><m:t>4</m:t></m:r></m:sup></m:sSup></m:oMath></w:p>".into(), "占2 1/3，3×10^4\n"),
        // of several forms of a drawing the first is read that is understood
        ("<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"zzz\"><w:t>甲</w:t></mc:Choice><mc:Choice Requires=\"wps w14\"><w:t>乙</w:t></mc:Choice><mc:Fallback><w:t>丙</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>".into(), "乙\n"),
        ("<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"zzz\"><w:t>甲</w:t></mc:Choice><mc:Fallback><w:t>丙</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>".into(), "丙\n"),
        ("<w:p><w:r><w:t>受理12件，</w:t><w:br/><w:t>办结12件</w:t><w:br/><w:t>乙</w:t></w:r></w:p>".into(), "受理12件，办结12件\n乙\n"),
        ("<w:p><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/><w:t>是</w:t><w:sym w:font=\"Wingdings\" w:char=\"F0A8\"/><w:t>否</w:t></w:r></w:p>".into(), "☑是☐否\n"),
        ("<w:p><w:r><mc:AlternateContent><mc:Choice><w:t>甲</w:t></mc:Choice><mc:Choice><w:t>乙</w:t></mc:Choice></mc:AlternateContent><mc:AlternateContent><mc:Choice/><mc:Fallback><w:t>丙</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>".into(), "甲\n"),
        ("<w:p><w:r><w:t>办结</w:t><w:sym w:font=\"Symbol\" w:char=\"F039\"/><w:sym w:font=\"宋体\" w:char=\"4EF6\"/><w:sym w:font=\"Wingdings\" w:char=\"F082\"/><w:sym w:font=\"Wingdings 2\" w:char=\"F0FE\"/></w:r></w:p>".into(), "办结9件②▪\n"),
        (format!("<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{}<w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent><w:tc><w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt></w:tc></w:sdtContent></w:sdt><w:tc>{}</w:tc></w:tr></w:sdtContent></w:sdt></w:tbl></w:sdtContent></w:sdt>", p(&["甲"]), p(&["乙"]), p(&["丙"])), "甲\n乙\t丙\n"),
        ("<w:p><m:oMath><m:r><m:t>3÷4</m:t></m:r></m:oMath></w:p>".into(), "3÷4\n"),
    ];
    for (body, expected) in table {
        assert_eq!(source(&body).text(), expected, "{body}");
    }
}

#[test]
fn changes_are_read_as_accepted_and_noted() {
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let body = format!(
        "<w:p>{}<w:del><w:r><w:delText>13</w:delText></w:r></w:del><w:ins>{}{}</w:ins>{}</w:p>\
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p><w:p>{}<w:moveFrom>{}</w:moveFrom></w:p>\
        <w:p><w:pPr><w:pPrChange><w:pPr><w:pStyle w:val=\"1\"/></w:pPr></w:pPrChange></w:pPr><w:moveTo>{}</w:moveTo></w:p>\
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>全删</w:delText></w:r></w:del></w:p>",
        run("受理"),
        run("1"),
        run("2"),
        run("件"),
        run("前半，"),
        run("后半。"),
        run("移走"),
        run("移来"),
    );
    let source = source(&body);
    assert_eq!(source.text(), "受理12件\n前半，后半。\n移来\n");
    let revised: Vec<&str> = source.marks().revisions.iter().map(|&span| source.slice(span)).collect();
    assert_eq!(revised, ["12", "", "", "移来", ""]);
}

#[test]
fn changes_of_rows_cells_and_whole_paragraphs_are_read_as_accepted() {
    let cell = |properties: &str, text: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(&[text]));
    let row = |change: &str, cells: &str| format!("<w:tr><w:trPr>{change}</w:trPr>{cells}</w:tr>");
    let mark = |change: &str, text: &str| {
        format!("<w:p><w:pPr><w:rPr><w:{change}/></w:rPr></w:pPr><w:{change}><w:r><w:t>{text}</w:t></w:r></w:{change}></w:p>")
    };
    let table = [
        (
            format!("<w:tbl>{}{}</w:tbl>", row("", &(cell("", "甲") + &cell("<w:cellDel/>", "13") + &cell("", "12"))), row("<w:ins/>", &(cell("", "乙") + &cell("", "3")))),
            "甲\t12\n乙\t3\n",
            vec!["", ""],
        ),
        (
            format!("<w:tbl>{}</w:tbl>", row("", &(cell("", "甲") + &cell("<w:cellIns/>", "12")))),
            "甲\t12\n",
            vec![""],
        ),
        (
            format!("{}{}{}{}{}", p(&["一"]), mark("moveFrom", "移走，"), p(&["二"]), mark("moveTo", "移来，"), p(&["三"])),
            "一\n二\n移来，\n三\n",
            vec!["", "移来，"],
        ),
        // a paragraph whose mark is deleted does not reach over a table
        (
            format!("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>表前</w:t></w:r></w:p><w:tbl>{}</w:tbl>{}", row("", &(cell("", "甲") + &cell("", "1"))), p(&["表后"])),
            "表前\n甲\t1\n表后\n",
            vec![""],
        ),
        (
            "<w:p><w:r><w:t>办结率</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>98.1%</w:t></w:r><w:r><w:rPr><w:dstrike w:val=\"0\"/></w:rPr><w:t>99.2%</w:t></w:r></w:p>".to_owned(),
            "办结率99.2%\n",
            vec![""],
        ),
    ];
    for (body, expected, revised) in table {
        let source = source(&body);
        assert_eq!(source.text(), expected, "{body}");
        let reported: Vec<&str> = source.marks().revisions.iter().map(|&span| source.slice(span)).collect();
        assert_eq!(reported, revised, "{body}");
    }
}

#[test]
fn what_word_puts_in_when_it_opens_the_file_is_not_left_out_in_silence() {
    for other in ["altChunk", "subDoc"] {
        let body = format!("{}<w:{other} r:id=\"rId9\"/>", p(&["正文"]));
        assert_eq!(outcome(document(&body)), "I006 docx in parts", "{other}");
    }
}

#[test]
fn tables_become_rows_with_their_places() {
    let cell = |properties: &str, text: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(&[text]));
    let body = format!(
        "{}<w:tbl><w:tblPr/><w:tr>{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr><w:trPr><w:del/></w:trPr>{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl>",
        p(&["表前"]),
        cell("<w:vMerge w:val=\"restart\"/>", "事项"),
        cell("<w:gridSpan w:val=\"2\"/>", "件数"),
        cell("<w:vMerge/>", ""),
        cell("", "上年"),
        cell("", "新收"),
        cell("", "删去"),
        cell("", "复议"),
        cell("", "3"),
        cell("", "12"),
    );
    let source = source(&body);
    assert_eq!(source.text(), "表前\n事项\t件数\t\n\t上年\t新收\n复议\t3\t12\n");
    let at = source.text().find("12").expect("there") as u32;
    let Place::Paragraph(run) = source.place(at) else { panic!("a paragraph") };
    let cell = run.cell.expect("in a cell");
    assert_eq!((run.paragraph, cell.table, cell.row, cell.column), (1, 1, 4, 3));
}

#[test]
fn runs_can_be_found_again() {
    let body = "<w:p><w:r><w:t>受理</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>12</w:t></w:r><w:r><w:t>件</w:t></w:r></w:p>";
    let xml = format!("<w:document {W}><w:body>{body}</w:body></w:document>");
    let source = source(body);
    let at = source.text().find("12").expect("there");
    let Some(Origin::Run(Run { part: Part::Body, paragraph: 1, cell: None, xml: place })) =
        source.origin(crate::source::Span::new(at, at + 2))
    else {
        panic!("a run")
    };
    assert_eq!(&xml[place.range()], "<w:r><w:rPr><w:b/></w:rPr><w:t>12</w:t></w:r>");
}

#[test]
fn numbers_headings_notes_and_properties() {
    let rels = r#"<Relationships><Relationship Type="http://x/styles" Target="styles.xml"/><Relationship Type="http://x/numbering" Target="/word/numbering.xml"/><Relationship Type="http://x/footnotes" Target="footnotes.xml"/></Relationships>"#;
    let styles = format!(
        r#"<w:styles {W}><w:style w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>"#
    );
    let lists = format!(
        r#"<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#
    );
    let notes = format!(
        r#"<w:footnotes {W}><w:footnote w:type="separator" w:id="-1">{}</w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/><w:tab/><w:t>截至年底。</w:t></w:r></w:p></w:footnote></w:footnotes>"#,
        p(&["线"])
    );
    let core = r#"<cp:coreProperties xmlns:cp="x" xmlns:dc="y"><dc:title>年度报告</dc:title><dcterms:created>2024-01-02T03:04:05Z</dcterms:created><cp:revision>7</cp:revision></cp:coreProperties>"#;
    let heading = |text: &str| format!(r#"<w:p><w:pPr><w:pStyle w:val="1"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#);
    let body = format!(
        r#"<w:document {W}><w:body>{}<w:p><w:r><w:t>受理12件。</w:t><w:footnoteReference w:id="2"/></w:r></w:p>{}</w:body></w:document>"#,
        heading("概况"),
        heading("安排")
    );
    let bytes = package(&[
        (
            "_rels/.rels",
            r#"<Relationships><Relationship Type="http://x/officeDocument" Target="word/document.xml"/></Relationships>"#,
        ),
        ("word/document.xml", &body),
        ("word/_rels/document.xml.rels", rels),
        ("word/styles.xml", &styles),
        ("word/numbering.xml", &lists),
        ("word/footnotes.xml", &notes),
        ("docProps/core.xml", core),
    ]);
    let source = decode("报告", bytes).expect("a document");
    assert_eq!(source.text(), "一、概况\n受理12件。\n截至年底。\n二、安排\n");
    let headings: Vec<_> = source.marks().headings.iter().map(|&(span, level)| (source.slice(span), level)).collect();
    assert_eq!(headings, [("一、概况", 1), ("二、安排", 1)]);
    assert_eq!(source.marks().properties, [("title", "年度报告".to_owned()), ("created", "2024-01-02T03:04:05Z".to_owned())]);
    let note = source.text().find("截至").expect("there") as u32;
    assert!(matches!(source.place(note), Place::Paragraph(Run { part: Part::Footnotes, paragraph: 1, .. })));
}

#[test]
fn other_containers_are_refused_by_name() {
    let relation =
        |target: &str| format!(r#"<Relationships><Relationship Type="x/officeDocument" Target="{target}"/></Relationships>"#);
    let name = |parts: &[(&str, &str)]| match decode("x", package(parts)) {
        Ok(_) => "read".to_owned(),
        Err(error) => format!("{} {}", error.cause.code().0, error.cause),
    };
    assert_eq!(name(&[("_rels/.rels", &relation("xl/workbook.xml")), ("xl/workbook.xml", "")]), "I006 xlsx");
    assert_eq!(name(&[("_rels/.rels", &relation("ppt/presentation.xml")), ("ppt/presentation.xml", "")]), "I006 pptx");
    assert_eq!(name(&[("content.xml", ""), ("META-INF/manifest.xml", "")]), "I006 OpenDocument");
    assert_eq!(name(&[("报告.docx", "")]), "I006 zip");
}

#[test]
fn hostile_documents_end_in_an_error_or_a_text() {
    let whole = document(&p(&["正文"]));
    for length in (0..whole.len()).step_by(7) {
        let outcome = outcome(whole[..length].to_vec());
        assert!(["I004", "I007"].iter().any(|code| outcome.starts_with(code)) || length < 4, "{length}: {outcome}");
    }
    let entities =
        format!("<!DOCTYPE a [<!ENTITY b \"bbbb\">]><w:document {W}><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:document>");
    assert_eq!(outcome(package(&[("word/document.xml", &entities)])), "I007 damaged docx: its XML has a DTD");
    let unknown = outcome(document("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>"));
    assert!(unknown.starts_with("I007 damaged docx: its XML is wrong at byte"), "{unknown}");
    assert_eq!(outcome(package(&[("word/document.xml", "<w:document><w:body>")])), "I007 damaged docx: its XML ends too early");
    for open in ["w:p", "w:tbl", "w:tc", "w:r", "w:txbxContent", "w:sdt", "w:ins", "w:tbl><w:tr><w:tc"] {
        let close: String = open.rsplit("><").map(|name| format!("</{name}>")).collect();
        let body = format!("{}{}{}", format!("<{open}>").repeat(30_000), p(&["正文"]), close.repeat(30_000));
        let outcome = outcome(document(&body));
        assert!(outcome.trim() == "正文" || outcome.starts_with("I004"), "{open}: {outcome}");
    }
}

#[test]
fn bombs_are_not_unpacked() {
    let zeros = " ".repeat(MAX_UNPACKED as usize + 1);
    let bytes = package(&[("word/document.xml", &zeros)]);
    assert!(bytes.len() < 1 << 20);
    assert!(outcome(bytes).starts_with("I005"));
    let below = " ".repeat(5 << 20);
    assert!(outcome(package(&[("word/document.xml", &below)])).starts_with("I005"));
}

#[test]
fn styles_that_are_based_on_others_number_their_paragraphs() {
    let styles = format!(
        r#"<w:styles {W}><w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style><w:style w:styleId="B"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:styleId="C"><w:basedOn w:val="B"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style></w:styles>"#
    );
    let lists = format!(
        r#"<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="99"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="第%1条"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#
    );
    let rels = r#"<Relationships><Relationship Type="x/styles" Target="styles.xml"/><Relationship Type="x/numbering" Target="numbering.xml"/></Relationships>"#;
    let of =
        |style: &str, text: &str| format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#);
    let body = format!(
        "<w:document {W}><w:body>{}{}{}{}{}</w:body></w:document>",
        of("B", "甲"),
        of("C", "子"),
        of("C", "丑"),
        of("B", "乙"),
        of("B", "丙")
    );
    let read = |styles: &str| {
        let bytes = package(&[
            ("word/document.xml", &body),
            ("word/_rels/document.xml.rels", rels),
            ("word/styles.xml", styles),
            ("word/numbering.xml", &lists),
        ]);
        decode("x.docx", bytes).expect("a document").text().to_owned()
    };
    assert_eq!(read(&styles), "第九十九条 甲\n（一）子\n（二）丑\n第一百条 乙\n第一百零一条 丙\n");
    // the style of paragraphs that name none
    let by_default = styles.replace(r#"<w:name w:val="Normal"/>"#, r#"<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>"#);
    let plain =
        body.replace(r#"<w:pPr><w:pStyle w:val="B"/></w:pPr>"#, "").replace(r#"<w:pPr><w:pStyle w:val="C"/></w:pPr>"#, "");
    let bytes = package(&[
        ("word/document.xml", &plain),
        ("word/_rels/document.xml.rels", rels),
        ("word/styles.xml", &by_default),
        ("word/numbering.xml", &lists),
    ]);
    assert!(decode("x.docx", bytes).expect("a document").text().starts_with("第九十九条 甲\n第一百条 子\n"));
}

#[test]
fn what_is_shown_and_cannot_be_read_is_noted() {
    let drawing = |size: u32, what: &str| {
        format!(
            r#"<w:p><w:r><w:drawing><wp:inline><wp:extent cx="{size}" cy="{size}"/>{what}</wp:inline></w:drawing></w:r></w:p>"#
        )
    };
    let body = [
        drawing(3_000_000, "<pic:pic/>"),
        drawing(1000, "<pic:pic/>"),
        drawing(3_000_000, "<c:chart/>"),
        r#"<w:p><w:r><w:object><v:shape><v:imagedata/></v:shape><o:OLEObject/></w:object></w:r></w:p>"#.to_owned(),
        p(&["正文"]),
    ]
    .concat();
    let source = source(&body);
    let kinds: Vec<_> = source.marks().pictures.iter().map(|picture| picture.kind).collect();
    assert_eq!(kinds, [PictureKind::Picture, PictureKind::Chart, PictureKind::Embedded]);
    assert_eq!(source.text(), "正文\n");
}

#[test]
fn parts_may_be_utf_16() {
    let text = format!("\u{feff}<w:document {W}><w:body>{}</w:body></w:document>", p(&["受理12件"]));
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default()).expect("a part");
    zip.write_all(&bytes).expect("its text");
    let source = decode("x.docx", zip.finish().expect("a package").into_inner()).expect("a document");
    assert_eq!(source.text(), "受理12件\n");
}
