use std::io::Write;

use crate::read::decode;
use crate::source::Source;

/// A text with that body, and those styles.
fn source(styles: &str, body: &str) -> Source {
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content><office:automatic-styles>{styles}</office:automatic-styles>\
        <office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", content.as_str())] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("memory");
    }
    decode("x.odt", zip.finish().expect("a container").into_inner()).expect("a text")
}

#[test]
fn a_text_is_read_as_it_looks() {
    let styles = "<style:style style:name=\"T1\" style:family=\"text\"><style:text-properties text:display=\"none\"/></style:style>\
        <style:style style:name=\"T2\" style:family=\"text\"><style:text-properties style:text-line-through-style=\"solid\"/></style:style>\
        <style:style style:name=\"T3\" style:family=\"text\"><style:text-properties style:text-position=\"super 58%\"/></style:style>\
        <text:list-style style:name=\"L1\"><text:list-level-style-number text:level=\"1\" style:num-suffix=\"、\" style:num-format=\"一, 二, 三, ...\"/>\
        <text:list-level-style-number text:level=\"2\" style:num-prefix=\"（\" style:num-suffix=\"）\" style:num-format=\"一, 二, 三, ...\"/></text:list-style>";
    let table = [
        (
            "<text:p>受理<text:span text:style-name=\"T1\">暗</text:span>12<text:s text:c=\"2\"/>件\n  办结</text:p>",
            "受理12  件 办结\n",
        ),
        (
            "<text:p>办结率<text:span text:style-name=\"T2\">98%</text:span>99%，351<text:span text:style-name=\"T3\">2</text:span>件</text:p>",
            "办结率99%，351件\n",
        ),
        (
            "<text:list text:style-name=\"L1\"><text:list-item><text:h text:outline-level=\"1\">概况</text:h><text:list><text:list-item><text:p>甲</text:p><text:p>又</text:p></text:list-item></text:list></text:list-item></text:list>\
             <text:p>正文</text:p><text:list text:style-name=\"L1\" text:continue-numbering=\"true\"><text:list-item><text:p>安排</text:p></text:list-item></text:list>",
            "一、概况\n（一）甲\n又\n正文\n二、安排\n",
        ),
        (
            "<table:table><table:table-row><table:table-cell table:number-columns-spanned=\"2\"><text:p>件数</text:p></table:table-cell><table:covered-table-cell/></table:table-row>\
             <table:table-row><table:table-cell><text:p>甲</text:p></table:table-cell><table:table-cell><text:p>3</text:p></table:table-cell></table:table-row></table:table>",
            "件数\t\n甲\t3\n",
        ),
        (
            "<text:p>受理<text:note text:note-class=\"footnote\"><text:note-citation>1</text:note-citation><text:note-body><text:p>含结转</text:p></text:note-body></text:note>12件</text:p>",
            "受理12件\n含结转\n",
        ),
        (
            "<text:tracked-changes><text:changed-region text:id=\"c1\"><text:insertion/></text:changed-region><text:changed-region text:id=\"c2\"><text:deletion><text:p>13</text:p></text:deletion></text:changed-region></text:tracked-changes>\
             <text:p>受理<text:change text:change-id=\"c2\"/><text:change-start text:change-id=\"c1\"/>12<text:change-end text:change-id=\"c1\"/>件</text:p>",
            "受理12件\n",
        ),
    ];
    for (body, expected) in table {
        assert_eq!(source(styles, body).text(), expected, "{body}");
    }
    let changed = source("", table[5].0);
    assert_eq!(changed.marks().revisions.iter().map(|&span| changed.slice(span)).collect::<Vec<_>>(), ["12"]);
}

#[test]
fn pictures_are_noted() {
    let body = "<text:p>见下图<draw:frame svg:width=\"8cm\" svg:height=\"6cm\"><draw:image/></draw:frame></text:p>\
        <text:p><draw:frame svg:width=\"1mm\" svg:height=\"6cm\"><draw:image/></draw:frame><draw:frame><draw:object/><draw:image/></draw:frame></text:p>";
    assert_eq!(source("", body).marks().pictures.len(), 2);
}
