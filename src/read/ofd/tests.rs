use std::io::Write;

use super::inside;
use crate::read::decode;
use crate::source::Source;

/// A package with one page of that content.
fn source(content: &str) -> Source {
    let page = format!(
        "<ofd:Page xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:Content><ofd:Layer ID=\"1\">{content}</ofd:Layer></ofd:Content></ofd:Page>"
    );
    let parts = [
        (
            "OFD.xml",
            "<ofd:OFD xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        ),
        (
            "Doc_0/Document.xml",
            "<ofd:Document xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData>\
             <ofd:Pages><ofd:Page ID=\"1\" BaseLoc=\"Pages/Page_0/Content.xml\"/></ofd:Pages></ofd:Document>",
        ),
        ("Doc_0/Pages/Page_0/Content.xml", page.as_str()),
    ];
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("memory");
    }
    decode("x.ofd", zip.finish().expect("a container").into_inner()).expect("a text")
}

fn words(left: f32, top: f32, text: &str) -> String {
    let count = text.chars().count().saturating_sub(1);
    format!(
        "<ofd:TextObject ID=\"2\" Boundary=\"{left} {top} 100 6\" Size=\"5\"><ofd:TextCode X=\"0\" Y=\"5\" DeltaX=\"g {count} 5\">{text}</ofd:TextCode></ofd:TextObject>"
    )
}

#[test]
fn words_stand_by_their_places() {
    let page = [
        words(30.0, 60.0, "办结一百件。"),
        words(30.0, 40.0, "一、概况"),
        words(30.0, 50.0, "全年受理行政复议申请一百二十件，其中"),
    ]
    .concat();
    assert_eq!(source(&page).text(), "一、概况\n全年受理行政复议申请一百二十件，其中办结一百件。\n");
    let hidden = format!("{}{}", words(30.0, 40.0, "正文。"), words(30.0, 60.0, "暗").replace("ID=", "Visible=\"false\" ID="));
    assert_eq!(source(&hidden).text(), "正文。\n");
}

#[test]
fn tables_are_read_by_their_borders() {
    let line = |from: (f32, f32), to: (f32, f32)| {
        format!(
            "<ofd:PathObject Boundary=\"0 0 210 297\"><ofd:AbbreviatedData>M {} {} L {} {}</ofd:AbbreviatedData></ofd:PathObject>",
            from.0, from.1, to.0, to.1
        )
    };
    let mut page = String::new();
    for y in [40.0, 50.0, 60.0] {
        page += &line((30.0, y), (130.0, y));
    }
    for x in [30.0, 80.0, 130.0] {
        page += &line((x, 40.0), (x, 60.0));
    }
    for (left, top, text) in [(35.0, 42.0, "事项"), (85.0, 42.0, "件数"), (35.0, 52.0, "复议"), (85.0, 52.0, "３")] {
        page += &words(left, top, text);
    }
    assert_eq!(source(&page).text(), "事项\t件数\n复议\t３\n");
}

#[test]
fn places_are_those_of_the_package() {
    for (of, place, expected) in [
        ("", "Doc_0/Document.xml", "Doc_0/Document.xml"),
        ("Doc_0/Document.xml", "Pages/P.xml", "Doc_0/Pages/P.xml"),
        ("Doc_0/Document.xml", "/Doc_1/P.xml", "Doc_1/P.xml"),
        ("Doc_0/Document.xml", "./../Tpl.xml", "Tpl.xml"),
    ] {
        assert_eq!(inside(of, place), expected);
    }
}
