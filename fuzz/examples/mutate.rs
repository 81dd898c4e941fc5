//! Fuzzing with the stable compiler: `cargo run --release --example mutate -- docx 300` changes the files of the corpus and the
//! fixtures at random for 300 seconds. What panics is written to the working folder; mended, it joins the corpus.
//!
//! The targets of `fuzz_targets/` are guided by coverage and need a nightly compiler. This one knows what they have to find out:
//! the words of each format, and that a .docx is a zip, whose parts are changed one by one.

use std::io::{Cursor, Read, Write};
use std::panic::catch_unwind;
use std::path::Path;
use std::time::{Duration, Instant};

use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

/// What a format is made of.
fn words(format: &str) -> &'static [&'static str] {
    match format {
        "docx" => &[
            "<w:p>",
            "</w:p>",
            "<w:r><w:t>12</w:t></w:r>",
            "<w:tbl>",
            "</w:tbl>",
            "<w:tr>",
            "</w:tr>",
            "<w:tc>",
            "</w:tc>",
            "<w:ins>",
            "</w:ins>",
            "<w:del>",
            "</w:del>",
            "<w:tcPr><w:cellDel/></w:tcPr>",
            "<w:gridSpan w:val=\"99999\"/>",
            "<w:txbxContent>",
            "</w:txbxContent>",
            "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>",
            "<w:fldChar w:fldCharType=\"begin\"/>",
            "<w:sym w:char=\"F0FFFFFF\"/>",
            "<mc:AlternateContent>",
            "<mc:Choice>",
            "</mc:AlternateContent>",
            "w:val=\"4294967295\"",
        ],
        "odt" => &[
            "<text:p>",
            "</text:p>",
            "<text:h text:outline-level=\"99999\">",
            "<text:s text:c=\"99999999\"/>",
            "<text:list text:style-name=\"L1\"><text:list-item>",
            "</text:list-item></text:list>",
            "<table:table>",
            "</table:table>",
            "<table:table-row>",
            "<table:table-cell table:number-columns-spanned=\"99999\" table:number-columns-repeated=\"99999\">",
            "</table:table-cell>",
            "<text:note><text:note-body>",
            "</text:note-body></text:note>",
            "<draw:frame><draw:image/>",
            "</draw:frame>",
            "<draw:text-box>",
            "</draw:text-box>",
            "<text:change-start text:change-id=\"c1\"/>",
        ],
        "ofd" => &[
            "<ofd:TextObject Boundary=\"0 0 9 9\" Size=\"1e30\">",
            "</ofd:TextObject>",
            "<ofd:TextCode X=\"0\" Y=\"0\" DeltaX=\"g 99999999 1\">",
            "</ofd:TextCode>",
            "<ofd:PathObject Fill=\"true\"><ofd:AbbreviatedData>M 0 0 L 9 9 C",
            "</ofd:AbbreviatedData></ofd:PathObject>",
            " CTM=\"0 1 -1 0 0 0\"",
            " NaN ",
            "<ofd:Template TemplateID=\"1\"/>",
            "<ofd:Page BaseLoc=\"../../OFD.xml\"/>",
        ],
        "rtf" => &[
            "{",
            "}",
            "\\par ",
            "\\cell ",
            "\\row ",
            "\\trowd\\cellx100\\cellx-99999999",
            "\\intbl",
            "\\itap99999 ",
            "\\nestcell ",
            "\\nestrow ",
            "\\u-1?",
            "\\uc99999 ",
            "\\bin99999 ",
            "\\'d4",
            "{\\footnote ",
            "{\\*\\shpinst{\\shptxt ",
            "{\\pict\\picwgoal9999\\pichgoal9999 ",
            "{\\field{\\*\\fldinst TOC}{\\fldrslt ",
            "{\\stylesheet{\\s1 heading 1;}}",
            "{\\listtext 1.}",
        ],
        "doc" => &["\u{7}", "\r", "\u{13}", "\u{14}", "\u{15}", "\u{2}", "\0\0\0\0", "\u{7f}\u{7f}\u{7f}\u{7f}"],
        "html" => &[
            "<table>",
            "</table>",
            "<tr>",
            "<td rowspan=65535 colspan=65535>",
            "<p>",
            "</p>",
            "<div class=footer>",
            "</div>",
            "<s>",
            "</s>",
            "<sup><a>1</a></sup>",
            "<ol start=4294967295>",
            "<li>",
            "<!--",
            "-->",
            "<script>",
            "&nbsp;",
            "&#x110000;",
            "<a>",
            "<h1>",
            "<br>",
            "<title>",
            "<meta name=PubDate content=",
            "附件：",
            "<td hidden>",
            "<pre>",
        ],
        "pdf" => &[
            " Tj ",
            " TJ ",
            " Td ",
            " Tm ",
            " BT ",
            " ET ",
            " re ",
            " f ",
            " S ",
            " m ",
            " l ",
            " h ",
            " c ",
            " cm ",
            " q ",
            " Q ",
            "<4E91>",
            "[<4E91> -3000 <0031>]",
            " 1e38 ",
            " -1e38 ",
            " 0 ",
            " 99999999 ",
            " /F 0 Tf ",
            " 0 1 -1 0 0 0 ",
            " obj ",
            "<<",
        ],
        "md" => {
            &["|", "\n|---|---|\n", "# ", "> ", "- ", "1. ", "```\n", "[^1]", "[^1]: ", "<!--", "---\n", "~~", "<table>", "\n\n"]
        }
        _ => &["\u{feff}", "\0", "\r\n", "12件", "{==", "{>>", "<<}", "{++", "++}", "<!--", "-->", "\u{a1}\u{a1}"],
    }
}

/// A row of numbers that look random (xorshift): the same for the same start.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound.max(1) as u64) as usize
    }
}

/// Bytes that a changed file may have.
const LONGEST: usize = 200_000;

/// Changes a file in a few places: bits, bytes, stretches of itself and of another file, words of the format.
fn change(random: &mut Random, file: &[u8], other: &[u8], words: &[&str]) -> Vec<u8> {
    let mut bytes = file.to_vec();
    for _ in 0..=random.below(6) {
        let at = random.below(bytes.len() + 1);
        let end = at + random.below(64).min(bytes.len() - at);
        match random.below(8) {
            0 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
            1 if at < bytes.len() => bytes[at] = random.below(256) as u8,
            2 => drop(bytes.drain(at..end)),
            3 => {
                let copies = bytes[at..end].repeat(random.below(20) + 1);
                bytes.splice(at..at, copies);
            }
            4 => {
                let from = random.below(other.len());
                let to = (from + random.below(400)).min(other.len());
                bytes.splice(at..end, other[from.min(to)..to].iter().copied());
            }
            5 if random.below(30) == 0 => bytes.truncate(at),
            _ => {
                let times = if random.below(20) == 0 { 500 } else { 1 };
                let word = words[random.below(words.len())].repeat(times);
                bytes.splice(at..at, word.into_bytes());
            }
        }
    }
    bytes.truncate(LONGEST);
    bytes
}

type Parts = Vec<(String, Vec<u8>)>;

/// The parts of a zip that are XML; none of a file that is no zip.
fn unpacked(bytes: &[u8]) -> Option<Parts> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut parts = Parts::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).ok()?;
        let name = entry.name().ok()?.into_owned();
        let mut text = Vec::new();
        if name.ends_with(".xml") || name.ends_with(".rels") {
            entry.read_to_end(&mut text).ok()?;
            parts.push((name, text));
        }
    }
    Some(parts)
}

fn packed(parts: &Parts) -> Option<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default().compression_method(CompressionMethod::Stored)).ok()?;
        zip.write_all(text).ok()?;
    }
    Some(zip.finish().ok()?.into_inner())
}

/// A container with one part changed.
fn repacked(random: &mut Random, file: &[u8], other: &[u8], words: &[&str]) -> Option<Vec<u8>> {
    let (mut parts, others) = (unpacked(file)?, unpacked(other)?);
    let at = random.below(parts.len());
    let (name, text) = parts.get_mut(at)?;
    let same = others.iter().find(|(other, _)| other == name).map_or(&[][..], |(_, text)| text);
    *text = change(random, text, same, words);
    packed(&parts)
}

/// From one character whose place is told to the next: in a page of GB18030, each costs as much as what stands before it.
const STEP: usize = 97;

/// Reads a file, and tells places in it; whether it was read.
fn reads(name: &str, bytes: &[u8]) -> bool {
    let Ok(source) = gouji::read::decode(name, bytes.to_vec()) else { return false };
    for (at, c) in source.text().char_indices().step_by(STEP) {
        let span = gouji::Span::new(at, at + c.len_utf8());
        let _ = (source.location(span.start), source.origin(span));
    }
    true
}

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let format = arguments.next().unwrap_or_else(|| "txt".to_owned());
    let seconds = arguments.next().and_then(|seconds| seconds.parse().ok()).unwrap_or(60);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in [root.join("corpus").join(&format), root.join("../fixtures/formats")] {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.extension().is_none_or(|ending| ending == format.as_str()) {
                files.push(std::fs::read(path)?);
            }
        }
    }
    let (mut random, words, name) = (Random(0x9e37_79b9_7f4a_7c15), words(&format), format!("x.{format}"));
    let (mut runs, mut read, mut panics, mut slowest) = (0u64, 0u64, 0u64, Duration::ZERO);
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(seconds) {
        let (file, other) = (&files[random.below(files.len())], &files[random.below(files.len())]);
        let is_container = matches!(format.as_str(), "docx" | "odt" | "ofd");
        let bytes = if is_container { repacked(&mut random, file, other, words) } else { None };
        let bytes = bytes.unwrap_or_else(|| change(&mut random, file, other, words));
        let begun = Instant::now();
        match catch_unwind(|| reads(&name, &bytes)) {
            Ok(was_read) => read += u64::from(was_read),
            Err(_) => {
                panics += 1;
                std::fs::write(format!("panic-{panics}.{format}"), &bytes)?;
            }
        }
        slowest = slowest.max(begun.elapsed());
        runs += 1;
    }
    println!("{format}: {runs} files, {read} of them read, {panics} panics, the slowest {slowest:?}");
    std::process::exit(i32::from(panics > 0))
}
