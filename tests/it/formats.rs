//! One report in every format says the same, at places that its reader can find; and what no one would hand in does no harm.
//!
//! The files stand in `fixtures/formats`, with how they were made. None of the programs that made them is needed here.

use std::fs;
#[cfg(feature = "cli")]
use std::path::Path;
use std::path::PathBuf;

#[cfg(feature = "cli")]
use gouji::Lang;
use gouji::read::{self, ReadError};
#[cfg(feature = "cli")]
use gouji::report::{self, Format, Reports, Style};
use gouji::source::{Cell, Place, Run};
use gouji::{Analysis, Linter, Location, Profile, Source};

/// Where the wrong rate (98.78%) and the wrong total (15) stand in each file.
const FILES: &[(&str, Where, Where)] = &[
    ("qinghe-2023.txt", Where::Line(18, 32), Where::Line(24, 12)),
    ("qinghe-2023-gbk.txt", Where::Line(18, 32), Where::Line(24, 12)),
    ("qinghe-2023-utf16.txt", Where::Line(18, 32), Where::Line(24, 12)),
    ("qinghe-2023.md", Where::Line(22, 32), Where::Line(29, 20)),
    ("qinghe-2023.html", Where::Line(25, 70), Where::Line(31, 44)),
    ("qinghe-2023-python.docx", Where::Paragraph(10), Where::Cell(1, 5, 4)),
    ("qinghe-2023-libreoffice.docx", Where::Paragraph(10), Where::Cell(1, 5, 4)),
    ("qinghe-2023-libreoffice.doc", Where::Paragraph(10), Where::Cell(1, 5, 4)),
    ("qinghe-2023-libreoffice.rtf", Where::Paragraph(10), Where::Cell(1, 5, 4)),
    ("qinghe-2023-libreoffice.odt", Where::Paragraph(10), Where::Cell(1, 5, 4)),
    #[cfg(feature = "pdf")]
    ("qinghe-2023.ofd", Where::Page(1), Where::Page(1)),
    #[cfg(feature = "pdf")]
    ("qinghe-2023-libreoffice.pdf", Where::Page(1), Where::Page(1)),
    #[cfg(feature = "pdf")]
    ("qinghe-2023-chromium.pdf", Where::Page(1), Where::Page(1)),
];

/// A place as the reader of the file counts.
#[derive(Debug, PartialEq)]
enum Where {
    Line(u32, u32),
    Paragraph(u32),
    Cell(u32, u32, u32),
    Page(u32),
}

impl From<Place> for Where {
    fn from(place: Place) -> Self {
        match place {
            Place::Line(Location { line, column }) => Where::Line(line, column),
            Place::Paragraph(Run { cell: Some(Cell { table, row, column }), .. }) => Where::Cell(table, row, column),
            Place::Paragraph(run) => Where::Paragraph(run.paragraph),
            Place::Page(page) => Where::Page(page),
            _ => unimplemented!("a place of another kind: {place:?}"),
        }
    }
}

#[test]
fn every_format_gives_the_same_claims_and_findings() {
    let text = check("qinghe-2023.txt");
    assert_eq!(codes(&text), ["R101 98.78%", "C106 299", "C106 15"]);
    for (name, ..) in FILES {
        let analysis = check(name);
        assert_eq!(claims(&analysis), claims(&text), "{name}");
        assert_eq!(codes(&analysis), codes(&text), "{name}");
        assert_eq!(analysis.document.masthead.year(), Some(2023), "{name}");
        let published = analysis.document.masthead.publication.as_ref().map(|found| found.date.to_string());
        assert_eq!(published.as_deref(), Some("2024-03-12"), "{name}");
    }
}

#[test]
fn every_place_is_that_of_the_file() {
    for (name, rate, total) in FILES {
        let analysis = check(name);
        let place = |code: &str, quote: &str| {
            let is_meant = |finding: &&gouji::Finding| finding.rule.code == code && analysis.source.slice(finding.span) == quote;
            let found = analysis.findings.iter().find(is_meant).unwrap_or_else(|| panic!("{name}: no {code} at {quote}"));
            Where::from(analysis.source.place(found.span.start))
        };
        assert_eq!(place("R101", "98.78%"), *rate, "{name}");
        assert_eq!(place("C106", "15"), *total, "{name}");
    }
}

/// A report of several pages, with a table, as programs and sites save it: each file says what the text says.
#[test]
fn every_rendering_gives_the_claims_and_findings_of_the_text() {
    let text = check("linxi-2023.txt");
    assert_eq!(codes(&text).len(), 8);
    let mut count = 0;
    for entry in fs::read_dir(path("")).expect("the files") {
        let name = entry.expect("a file").file_name().to_string_lossy().into_owned();
        let is_read = cfg!(feature = "pdf") || !name.ends_with(".pdf");
        if !name.starts_with("linxi-2023-") || !is_read {
            continue;
        }
        let analysis = check(&name);
        assert_eq!(claims(&analysis), claims(&text), "{name}");
        // what is struck out or changed in some of the files is reported there
        let reported: Vec<String> = codes(&analysis).into_iter().filter(|code| !code.starts_with("I103")).collect();
        assert_eq!(reported, codes(&text), "{name}");
        let headings = |analysis: &Analysis| -> Vec<String> {
            let sections = analysis.document.sections.iter();
            sections.map(|section| analysis.source.slice(section.heading).trim().to_owned()).collect()
        };
        assert_eq!(headings(&analysis), headings(&text), "{name}");
        count += 1;
    }
    assert!(count >= if cfg!(feature = "pdf") { 16 } else { 12 }, "{count} files");
}

/// A row of a table is shown as one line, though its cells are paragraphs of their own: each place is said as that of its cell.
#[cfg(feature = "cli")]
#[test]
fn people_are_told_cells_and_no_line_numbers() {
    for name in ["qinghe-2023-python.docx", "linxi-2023-strict.docx"] {
        let reports = Reports { analyses: vec![check(name)], failures: Vec::new() };
        let text = reported(&reports, Format::Human, &Style::default());
        assert!(text.contains(&format!("{name} 表1第")), "{text}");
        assert!(!text.contains(&format!("{name}:")), "{text}");
    }
}

/// The frame says where the finding is, though the line that it shows may begin in an earlier line of the file.
#[cfg(feature = "cli")]
#[test]
fn people_and_programs_are_told_the_same_places() {
    let names = FILES.iter().map(|(name, ..)| *name).chain(["linxi-2023-site-word.html", "linxi-2023-strict.docx"]);
    for name in names {
        let reports = Reports { analyses: vec![check(name)], failures: Vec::new() };
        let style = Style { width: 120, ..Style::default() };
        let (people, programs) = (reported(&reports, Format::Human, &style), reported(&reports, Format::Concise, &style));
        assert!(!programs.is_empty(), "{name}");
        for line in programs.lines() {
            let place = line[name.len() + 1..].split(": ").next().unwrap_or_default();
            let frames = [format!("[{name}:{place}]"), format!("[{name} {place}]")];
            assert!(frames.iter().any(|frame| people.contains(frame)), "{line}: {people}");
        }
    }
}

/// A terminal shows what stands in a file, and colours and links beside it.
#[cfg(feature = "cli")]
#[test]
fn colours_and_links_change_no_word() {
    for (name, ..) in FILES {
        let reports = Reports { analyses: vec![check(name)], failures: Vec::new() };
        for (width, lang) in [(40, Lang::Zh), (80, Lang::Zh), (120, Lang::Zh), (80, Lang::En)] {
            let plain = Style { width, lang, ..Style::default() };
            let colored = Style { color: true, ..plain };
            let linked = Style { links: Some(Path::new("/报告")), ..plain };
            for style in [colored, Style { links: linked.links, ..colored }, linked] {
                let text = reported(&reports, Format::Human, &style);
                assert!(text.contains('\x1b'), "{name}: {text}");
                assert_eq!(without_escapes(&text), reported(&reports, Format::Human, &plain), "{name} {width} {style:?}");
            }
        }
    }
}

#[cfg(feature = "cli")]
fn reported(reports: &Reports, format: Format, style: &Style) -> String {
    let mut out = Vec::new();
    report::findings(reports, format, style, &mut out).expect("a vector takes everything");
    String::from_utf8(out).expect("UTF-8")
}

/// The text without colours (`ESC [ … m`) and links (`ESC ] … ESC \`).
#[cfg(feature = "cli")]
fn without_escapes(text: &str) -> String {
    let mut rest = text.split('\x1b');
    let mut plain = rest.next().unwrap_or_default().to_owned();
    for piece in rest {
        plain.push_str(match piece.chars().next() {
            Some('[') => piece.split_once('m').expect("a colour ends").1,
            Some('\\') => &piece[1..],
            _ => "",
        });
    }
    plain
}

/// Traditional characters in Big5 are read as they are, and judged where figures stand.
#[test]
fn big5_is_decoded_and_judged() {
    let text = "雲川縣2023年法治政府建設年度報告\n全縣受理案件1061件，辦結1060件，辦結率99.50%。信訪323件，其中信箱162件、諮詢72件、投訴90件。\n";
    let page = format!("<html><head><meta charset=gb2312></head><body><p>{text}</p></body></html>");
    for (name, text) in [("x.txt", text), ("x.html", page.as_str())] {
        let source = read::decode(name, encoding_rs::BIG5.encode(text).0.into_owned()).unwrap_or_else(|error| panic!("{error}"));
        let analysis = Linter::default().with_profile(Profile::figures_only()).check(source);
        assert_eq!(codes(&analysis), ["R101 99.50%", "C101 323件"], "{name}");
    }
}

/// Lines and columns of text files are looked up in the files themselves, and bytes in their bytes.
#[test]
fn every_figure_stands_where_it_is_said_to() {
    for name in ["qinghe-2023.md", "qinghe-2023.html"] {
        let bytes = fs::read(path(name)).expect("the file");
        // GB2312 and UTF-8 files both: the characters that matter are ASCII
        let text = String::from_utf8(bytes.clone()).unwrap_or_else(|_| bytes.iter().map(|&byte| byte as char).collect());
        let lines: Vec<&str> = text.split('\n').collect();
        let analysis = check(name);
        let mut seen = 0;
        for figure in &analysis.figures {
            let words = analysis.source.slice(figure.number);
            let at = analysis.source.location(figure.span.start);
            let Some(gouji::source::Origin::Bytes(origin)) = analysis.source.origin(figure.number) else {
                panic!("{name}: bytes")
            };
            let raw = String::from_utf8_lossy(&bytes[origin.range()]).into_owned();
            // one rate of the page is broken by tags and an entity, the number of a list's item stands in no file
            if words.is_ascii() && !raw.contains('<') && !raw.is_empty() {
                assert_eq!(raw, words, "{name}: {at:?}");
                assert!(lines[at.line as usize - 1].contains(words), "{name}: {words} at {at:?}");
                seen += 1;
            }
        }
        assert!(seen > 30, "{name}: {seen}");
    }
}

#[test]
fn hostile_files_end_in_an_error_or_a_text() {
    let deep = 100_000;
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("深.html", format!("<html>{}办结12件。", "<div>".repeat(deep)).into_bytes()),
        ("表.html", format!("<html>{}办结12件。", "<table><tr><td>".repeat(deep)).into_bytes()),
        ("引.md", format!("{}办结12件。", "> ".repeat(deep)).into_bytes()),
        ("列.md", format!("{}办结12件。", "- ".repeat(deep)).into_bytes()),
        ("括.md", format!("{}办结12件。", "[".repeat(deep)).into_bytes()),
        ("实.html", format!("<html>{}", "&#".repeat(deep)).into_bytes()),
        ("格.html", format!("<html><table><tr>{}", "<td colspan=9999 rowspan=9999>1".repeat(20_000)).into_bytes()),
        ("无.pdf", format!("%PDF-1.7\n1 0 obj\n{}", "<<".repeat(deep)).into_bytes()),
    ];
    for (name, bytes) in cases {
        let length = bytes.len();
        if let Ok(source) = read::decode(name, bytes) {
            assert!(source.text().len() < 8 * length, "{name}: {} bytes of text", source.text().len());
        }
    }
}

#[test]
fn what_is_too_long_is_refused_before_it_is_checked() {
    let outcome = |name: &str, bytes: Vec<u8>| match read::decode(name, bytes) {
        Ok(source) => format!("{} characters", source.characters()),
        Err(error) => format!("{} {}", error.cause.code().0, error.cause),
    };
    let line = "办结12件。";
    let most = line.repeat(read::MAX_CHARACTERS / line.chars().count() - 1);
    let refused = "I005 more than 1000000 characters";
    assert_eq!(outcome("x.txt", most.clone().into_bytes()), "999990 characters");
    assert_eq!(outcome("x.txt", most.repeat(2).into_bytes()), refused);
    assert_eq!(outcome("x.txt", most.repeat(12).into_bytes()), refused);
    assert_eq!(outcome("x.md", most.repeat(2).into_bytes()), refused);
    assert_eq!(outcome("x.html", format!("<html><p>{most}<p>{most}").into_bytes()), refused);
    let page = format!("<html><p>办结12件。<!--{}-->", "x".repeat(read::MAX_PAGE as usize));
    assert_eq!(outcome("x.html", page.into_bytes()), "I005 16777246 bytes, and no more than 16777216 are read");
}

/// Every file of the fixtures, cut off at many places and with bytes changed: whatever comes of it, nothing panics, and every
/// place can be reported.
#[test]
fn spoilt_files_do_no_harm() {
    for (name, ..) in FILES {
        let whole = fs::read(path(name)).expect("the file");
        let step = (whole.len() / 12).max(1);
        for length in (0..whole.len()).step_by(step) {
            let cut = read::decode(name, whole[..length].to_vec());
            // what has an end is refused without it; the last cut may take a mere line end
            let has_end = name.ends_with(".pdf") || name.ends_with(".docx");
            assert!(!has_end || cut.is_err() || length + step > whole.len(), "{name}: {length}");
            tell(cut);
        }
        for at in (0..whole.len()).step_by(step).map(|at| at + step / 3).filter(|&at| at < whole.len()) {
            let mut spoilt = whole.clone();
            spoilt[at] ^= 0x15;
            tell(read::decode(name, spoilt));
        }
    }
}

/// The corpora of the fuzz targets in `fuzz/`.
#[test]
fn the_corpora_of_the_fuzz_targets_do_no_harm() {
    let corpus = crate::path("fuzz/corpus");
    let mut count = 0;
    for target in fs::read_dir(corpus).expect("the corpora") {
        let target = target.expect("a target").path();
        let ending = target.file_name().expect("a name").to_string_lossy().into_owned();
        for file in fs::read_dir(&target).expect("a corpus") {
            let bytes = fs::read(file.expect("a file").path()).expect("its bytes");
            tell(read::decode(&format!("x.{ending}"), bytes));
            count += 1;
        }
    }
    assert!(count >= 20, "{count} files");
}

/// Whatever was read is checked, and every place in it reported.
fn tell(read: Result<Source, ReadError>) {
    match read {
        Ok(source) => {
            let analysis = Linter::default().with_profile(Profile::figures_only()).check(source);
            for (at, _) in analysis.source.text().char_indices().step_by(97) {
                let at = at as u32;
                assert!(analysis.source.location(at).line >= 1 && analysis.source.place(at).number() >= 1);
                let _ = analysis.source.origin(gouji::Span { start: at, end: at });
            }
        }
        Err(error) => assert!(!error.cause.title().zh.is_empty() && !error.cause.reason().zh.is_empty()),
    }
}

fn check(name: &str) -> Analysis {
    let source = read::decode(name, fs::read(path(name)).expect("the file")).unwrap_or_else(|error| panic!("{error}"));
    Linter::default().with_profile(Profile::builtin("national-2019").expect("built in")).check(source)
}

fn path(name: &str) -> PathBuf {
    crate::path("fixtures/formats").join(name)
}

/// What was found, with the words that it was found at.
fn codes(analysis: &Analysis) -> Vec<String> {
    let findings = analysis.findings.iter();
    findings.map(|finding| format!("{} {}", finding.rule.code, analysis.source.slice(finding.span))).collect()
}

fn claims(analysis: &Analysis) -> Vec<String> {
    let claims = analysis.claims.iter();
    let described = claims.map(|claim| {
        let words = claim.words(&analysis.source, &analysis.figures);
        format!("{} {} {} {}", claim.kind.name(), claim.verdict().name(), words.expression(), words.computed())
    });
    described.collect()
}

/// What is cut off or spoilt in any place does no harm; a container that is cut off is refused.
#[test]
fn spoilt_files_end_in_an_error_or_a_text() {
    for name in ["qinghe-2023-libreoffice.doc", "qinghe-2023-libreoffice.rtf", "qinghe-2023-libreoffice.odt", "qinghe-2023.ofd"] {
        let whole = fs::read(path(name)).expect("the file");
        for length in (0..whole.len()).step_by(whole.len() / 20) {
            let cut = read::decode(name, whole[..length].to_vec());
            assert!(cut.is_err() || name.ends_with(".doc"), "{name}: {length}");
        }
        for (at, flip) in (0..whole.len()).step_by(whole.len() / 60).zip([0x01, 0x20, 0x80, 0xff].into_iter().cycle()) {
            let mut spoilt = whole.clone();
            spoilt[at] ^= flip;
            if let Ok(source) = read::decode(name, spoilt) {
                assert!(source.characters() < 100_000, "{name}: {at}");
            }
        }
    }
}
