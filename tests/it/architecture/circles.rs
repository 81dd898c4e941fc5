//! No files of the source use each other in a circle.
//!
//! A file uses another where it names something of it: by a path that begins with `crate`, `super`, `self` or one of its own
//! folder, or by a name that it shows again from there. What a file only shows again (`pub use`) belongs to the file that it
//! comes from: who names `rules::Selector` uses `rules/selector.rs`. Two things are no use:
//!
//! - that a file declares the modules of its folder, or shows their items again, without naming these items itself;
//! - that a file names a *type* (a name in camel case) of a file whose folder it stands in: the types that a folder is about
//!   stand in its front file, and what is in the folder makes or reads them. A function or a constant of it is a use.

use std::collections::{BTreeMap, BTreeSet};

use super::{File, files};

#[test]
fn no_files_use_each_other_in_a_circle() {
    let uses = Modules::new(&files()).uses();
    let wrong: Vec<String> = circles(&uses).iter().map(|circle| described(circle, &uses)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// What each file uses, by the names of modules: `rules/prose`, and the empty name for the crate itself.
type Uses = BTreeMap<String, BTreeSet<String>>;

/// A circle, with the uses that make it.
fn described(circle: &[String], uses: &Uses) -> String {
    let arrows = circle.iter().map(|file| {
        let used: Vec<&str> = uses[file].iter().filter(|used| circle.contains(used)).map(String::as_str).collect();
        format!("  {file} uses {}", used.join(", "))
    });
    format!("these use each other:\n{}", arrows.collect::<Vec<_>>().join("\n"))
}

/// The files that reach each other, for each group of them that is larger than one.
fn circles(uses: &Uses) -> Vec<Vec<String>> {
    let reached: BTreeMap<&String, BTreeSet<&String>> = uses.keys().map(|file| (file, reached(file, uses))).collect();
    let circle = |file: &String| -> Vec<String> {
        let both = reached[file].iter().filter(|other| reached[**other].contains(file));
        both.map(|other| (*other).clone()).collect()
    };
    let circles: BTreeSet<Vec<String>> = uses.keys().map(circle).filter(|circle| circle.len() > 1).collect();
    circles.into_iter().collect()
}

/// All that a file uses, and what that uses, and so on.
fn reached<'a>(file: &String, uses: &'a Uses) -> BTreeSet<&'a String> {
    let (mut reached, mut open): (BTreeSet<&String>, Vec<&String>) = (BTreeSet::new(), uses[file].iter().collect());
    while let Some(next) = open.pop() {
        if reached.insert(next) {
            open.extend(&uses[next]);
        }
    }
    reached
}

/// The modules of the crate, with the paths that stand in each.
struct Modules {
    paths: BTreeMap<String, Vec<Named>>,
}

/// A path that a file names, taken out of its groups.
#[derive(Clone, Debug, PartialEq)]
struct Named {
    segments: Vec<String>,
    kind: Kind,
}

/// Where a path stands.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    /// `use …`
    Use,
    /// `pub use …`
    Shown,
    /// Anywhere else.
    Said,
}

impl Modules {
    fn new(files: &[File]) -> Self {
        let name = |path: &str| path.strip_suffix(".rs").filter(|name| *name != "lib").unwrap_or_default().to_owned();
        let sources = files.iter().filter(|file| file.path != "main.rs");
        // what a type is given for tests belongs to the tests
        let code = |file: &File| file.code().filter(|line| !line.contains("cfg_attr(test")).collect::<Vec<_>>().join("\n");
        Self { paths: sources.map(|file| (name(&file.path), paths(&code(file)))).collect() }
    }

    fn uses(&self) -> Uses {
        self.paths.keys().map(|module| (module.clone(), self.uses_of(module))).collect()
    }

    fn uses_of(&self, module: &str) -> BTreeSet<String> {
        let mut used = BTreeSet::new();
        for named in self.paths[module].iter().filter(|named| named.kind != Kind::Shown) {
            let Some((target, item)) = self.resolve(module, &named.segments, 0) else { continue };
            if target != module && !(stands_in(module, &target) && item.as_deref().is_some_and(is_type)) {
                used.insert(target);
            }
        }
        used
    }

    /// The module that a path leads to, and the item of it that is meant; none, if it leads out of the crate.
    fn resolve(&self, from: &str, segments: &[String], depth: usize) -> Option<(String, Option<String>)> {
        // by itself, the word says nothing: `pub(crate)`, `self.text`
        if let [only] = segments
            && matches!(only.as_str(), "crate" | "self" | "super")
        {
            return None;
        }
        let (mut at, mut rest) = match segments.first()?.as_str() {
            "crate" => (String::new(), &segments[1..]),
            "self" => (from.to_owned(), &segments[1..]),
            "super" => (parent(from), &segments[1..]),
            first if self.paths.contains_key(&child(from, first)) => (from.to_owned(), segments),
            first => (from.to_owned(), self.shows(from, first, true).map(|_| segments)?),
        };
        while let Some((segment, further)) = rest.split_first() {
            match segment.as_str() {
                "super" => at = parent(&at),
                name if self.paths.contains_key(&child(&at, name)) => at = child(&at, name),
                "self" => {}
                item => {
                    // what is shown again is followed to where it comes from
                    let origin = self.shows(&at, item, at == from).filter(|_| depth < 8);
                    return match origin.map(|path| self.resolve(&at, path, depth + 1)) {
                        Some(found) => found,
                        None => Some((at, Some(item.to_owned()))),
                    };
                }
            }
            rest = further;
        }
        Some((at, None))
    }

    /// The path by which a module has a name that it shows again, or, for those who stand in its folder, only uses.
    fn shows(&self, module: &str, name: &str, only_shown: bool) -> Option<&[String]> {
        let is_meant = |named: &&Named| match named.kind {
            Kind::Shown => true,
            Kind::Use => !only_shown,
            Kind::Said => false,
        };
        let mut paths = self.paths[module].iter().filter(is_meant).map(|named| named.segments.as_slice());
        paths.find(|path| path.len() > 1 && path.last().is_some_and(|last| last == name))
    }
}

fn child(module: &str, name: &str) -> String {
    if module.is_empty() { name.to_owned() } else { format!("{module}/{name}") }
}

fn parent(module: &str) -> String {
    module.rsplit_once('/').map_or_else(String::new, |(parent, _)| parent.to_owned())
}

/// Whether a module stands in the folder of another; in that of the crate stand all.
fn stands_in(module: &str, folder: &str) -> bool {
    folder.is_empty() || module.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// Whether a name is that of a type: camel case, which has small letters.
fn is_type(name: &str) -> bool {
    name.starts_with(char::is_uppercase) && name.chars().any(char::is_lowercase)
}

/// The paths of a piece of code, groups taken apart, and single names as paths of one segment.
fn paths(code: &str) -> Vec<Named> {
    let (mut found, mut at, mut kind) = (Vec::new(), 0, Kind::Said);
    while let Some(c) = code[at..].chars().next() {
        if c == ';' {
            kind = Kind::Said;
        }
        if !is_word(c) {
            at += c.len_utf8();
            continue;
        }
        let before = code[..at].trim_end();
        let start = at;
        let (all, end) = path(code, at, &[]);
        at = end;
        match code[start..end].trim() {
            "use" => kind = if before.ends_with("pub") || before.ends_with(')') { Kind::Shown } else { Kind::Use },
            // a field or a method, and who may see an item
            _ if before.ends_with('.') || before.ends_with("(in") || before.ends_with("pub(") => {}
            _ => found.extend(all.into_iter().map(|segments| Named { segments, kind })),
        }
    }
    found
}

/// The paths that begin at a place, each with the segments before it, and where they end.
fn path(code: &str, start: usize, before: &[String]) -> (Vec<Vec<String>>, usize) {
    let length = code[start..].find(|c| !is_word(c)).unwrap_or(code.len() - start);
    let mut end = start + length;
    let mut segments = before.to_vec();
    segments.push(code[start..end].to_owned());
    let Some(rest) = code[end..].strip_prefix("::") else { return (vec![segments], end) };
    end += 2;
    match rest.chars().next() {
        Some('{') => group(code, end + 1, &segments),
        Some(c) if is_word(c) => path(code, end, &segments),
        _ => (vec![segments], end),
    }
}

/// The paths of a group whose bracket was just opened.
fn group(code: &str, start: usize, before: &[String]) -> (Vec<Vec<String>>, usize) {
    let (mut found, mut at) = (Vec::new(), start);
    while let Some(c) = code[at..].chars().next() {
        match c {
            '}' => return (found, at + 1),
            c if is_word(c) => {
                let (more, end) = path(code, at, before);
                found.extend(more);
                at = end + renamed(&code[end..]);
            }
            c => at += c.len_utf8(),
        }
    }
    (found, at)
}

/// The length of ` as name`, after a path.
fn renamed(rest: &str) -> usize {
    let Some(name) = rest.strip_prefix(" as ") else { return 0 };
    rest.len() - name.trim_start_matches(is_word).len()
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uses(files: &[(&str, &str)]) -> Uses {
        let file = |(path, text): &(&str, &str)| File {
            path: (*path).to_owned(),
            module: path.split(['/', '.']).next().unwrap().to_owned(),
            text: (*text).to_owned(),
        };
        Modules::new(&files.iter().map(file).collect::<Vec<_>>()).uses()
    }

    #[test]
    fn circles_are_seen() {
        let table: &[(&[(&str, &str)], bool)] = &[
            // brothers, by name and by what their parent shows again
            (&[("a/b.rs", "use super::c::f;"), ("a/c.rs", "use super::b::{self, g};")], true),
            (&[("a.rs", "pub use b::B;"), ("a/b.rs", "use super::c::C;"), ("a/c.rs", "fn f() { super::B::new() }")], true),
            (&[("a/b.rs", "use crate::a::c::C;"), ("a/c.rs", "fn f() {}")], false),
            // a parent that uses its child, and a child that takes a function, or only a type, of it
            (&[("a.rs", "fn f() { b::g() }"), ("a/b.rs", "use super::f;")], true),
            (&[("a.rs", "use b::g;"), ("a/b.rs", "use super::LIMIT;")], true),
            (&[("a.rs", "use b::g;"), ("a/b.rs", "use super::Shape;")], false),
            // a parent that only shows its child, or shows and uses it
            (&[("a.rs", "pub use b::g;"), ("a/b.rs", "use super::f;")], false),
            (&[("a.rs", "pub use b::g; fn f() { g() }"), ("a/b.rs", "use super::f;")], true),
            // under another name
            (&[("a.rs", "use b::g;"), ("a/b.rs", "use super::{c as f, c::C};"), ("a/c.rs", "")], false),
            // neighbours
            (&[("a.rs", "use crate::{b::B, c};"), ("b.rs", "fn f() { crate::a::A }"), ("c.rs", "")], true),
            (&[("lib.rs", "use a::A;"), ("a.rs", "use crate::Linter;")], false),
        ];
        for (files, is_circle) in table {
            // whatever file is not written is there nonetheless
            let mut files = files.to_vec();
            for name in ["lib.rs", "a.rs"] {
                if files.iter().all(|(path, _)| *path != name) {
                    files.push((name, ""));
                }
            }
            assert_eq!(!circles(&uses(&files)).is_empty(), *is_circle, "{files:?}");
        }
    }
}
