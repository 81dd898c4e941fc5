//! What changed in a file, as a unified diff that `patch -p1` and `git apply` take.

use std::io::{self, Write};
use std::ops::Range;

use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices, group_diff_ops};

use crate::source::byte_of;

/// Lines that are shown around a change.
const CONTEXT: usize = 3;

/// Writes what turns `old` into `new`; nothing where they are the same.
pub(super) fn unified(name: &str, old: &[u8], new: &[u8], out: &mut dyn Write) -> io::Result<()> {
    let (old, new) = (lines(old), lines(new));
    let groups = group_diff_ops(capture_diff_slices(Algorithm::Myers, &old, &new), CONTEXT);
    let changed = |group: &Vec<DiffOp>| group.iter().any(|op| op.tag() != DiffTag::Equal);
    for (index, group) in groups.iter().filter(|group| changed(group)).enumerate() {
        if index == 0 {
            writeln!(out, "--- {}\n+++ {}", path("a", name), path("b", name))?;
        }
        hunk(group, &old, &new, out)?;
    }
    Ok(())
}

/// A line ends with its line feed, whatever stands before that.
fn lines(bytes: &[u8]) -> Vec<&[u8]> {
    bytes.split_inclusive(|&byte| byte == b'\n').collect()
}

fn hunk(ops: &[DiffOp], old: &[&[u8]], new: &[&[u8]], out: &mut dyn Write) -> io::Result<()> {
    let (Some(first), Some(last)) = (ops.first(), ops.last()) else { return Ok(()) };
    let before = first.old_range().start..last.old_range().end;
    let after = first.new_range().start..last.new_range().end;
    writeln!(out, "@@ -{} +{} @@", place(&before), place(&after))?;
    for op in ops {
        if op.tag() == DiffTag::Equal {
            marked(b" ", &old[op.old_range()], out)?;
        } else {
            marked(b"-", &old[op.old_range()], out)?;
            marked(b"+", &new[op.new_range()], out)?;
        }
    }
    Ok(())
}

/// First line and number of lines; of no lines, the line before them.
fn place(lines: &Range<usize>) -> String {
    match lines.len() {
        1 => (lines.start + 1).to_string(),
        0 => format!("{},0", lines.start),
        count => format!("{},{count}", lines.start + 1),
    }
}

fn marked(mark: &[u8], lines: &[&[u8]], out: &mut dyn Write) -> io::Result<()> {
    for line in lines {
        out.write_all(mark)?;
        out.write_all(line)?;
        if !line.ends_with(b"\n") {
            out.write_all(b"\n\\ No newline at end of file\n")?;
        }
    }
    Ok(())
}

/// A path below `a` or `b`, from the root of the file system where it is absolute. A tab ends a path with blanks in it, and one with
/// marks that mean something is quoted, as git does.
fn path(side: &str, name: &str) -> String {
    let name = name.replace('\\', "/");
    let below = format!("{side}/{}", name.trim_start_matches('/').trim_start_matches("./"));
    if below.contains(|c: char| c.is_control() || c == '"' || byte_of(c).is_some()) {
        let quoted: String = below.chars().map(quoted).collect();
        return format!("\"{quoted}\"");
    }
    let end = if below.contains(' ') { "\t" } else { "" };
    format!("{below}{end}")
}

fn quoted(c: char) -> String {
    if let Some(byte) = byte_of(c) {
        return format!("\\{byte:03o}");
    }
    match c {
        '"' => "\\\"".to_owned(),
        c if c.is_control() => c.to_string().bytes().map(|byte| format!("\\{byte:03o}")).collect(),
        c => c.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diff(name: &str, old: &str, new: &str) -> String {
        let mut out = Vec::new();
        unified(name, old.as_bytes(), new.as_bytes(), &mut out).expect("memory takes everything");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn diffs_are_those_of_other_programs() {
        assert_eq!(diff("x", "甲\n乙\n", "甲\n乙\n"), "");
        assert_eq!(
            diff("各县/甲 乙.txt", "1\r\n2\r\n3\r\n4\r\n5\r\n", "1\r\n2\r\n3\r\n4\r\n六\r\n"),
            "--- a/各县/甲 乙.txt\t\n+++ b/各县/甲 乙.txt\t\n@@ -2,4 +2,4 @@\n 2\r\n 3\r\n 4\r\n-5\r\n+六\r\n"
        );
        assert_eq!(
            diff("/x\n\"", "甲", "乙"),
            "--- \"a/x\\012\\\"\"\n+++ \"b/x\\012\\\"\"\n@@ -1 +1 @@\n-甲\n\\ No newline at end of file\n+乙\n\\ No newline at end of file\n"
        );
    }
}
