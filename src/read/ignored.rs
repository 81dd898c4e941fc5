//! Whether `.gitignore` leaves a file out that is named all the same.

use std::path::Path;

use ignore::WalkBuilder;

/// Whether a walk over the folders above the file would pass it over, by the rules of the walk in [`super::collect`]. Where a file
/// lies does not hide it: only what `.gitignore` and `.ignore` say counts.
pub fn is_ignored(path: &Path) -> bool {
    let Ok(path) = std::path::absolute(path) else { return false };
    // a repository goes by its own rules, whatever one around it says
    let repository = path.ancestors().skip(1).find(|folder| folder.join(".git").exists());
    let Some(root) = repository.or(path.ancestors().last()) else { return false };
    let wanted = path.clone();
    let mut walk = WalkBuilder::new(root);
    walk.git_global(false).require_git(false).hidden(false).filter_entry(move |entry| wanted.starts_with(entry.path()));
    path.exists() && !walk.build().flatten().any(|entry| entry.path() == path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_ignored_where_a_walk_would_not_find_it() {
        let root = std::env::temp_dir().join(format!("gouji-ignored-{}", std::process::id()));
        let files = [
            ("甲.txt", ""),
            ("旧/乙.txt", ""),
            ("旧/深/丙.txt", ""),
            ("新/丁.txt", ""),
            ("新/戊.txt", ""),
            (".藏/己.txt", ""),
            (".gitignore", "旧/\n*.bak\n戊.txt\n"),
            ("新/.gitignore", "!戊.txt\n丁.txt\n"),
            ("旧/库/.git/HEAD", ""),
            ("旧/库/庚.txt", ""),
        ];
        for (name, content) in files {
            let path = root.join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, content).unwrap();
        }
        let expected = [
            ("甲.txt", false),
            ("旧/乙.txt", true),
            ("旧/深/丙.txt", true),
            ("新/丁.txt", true),
            ("新/戊.txt", false),
            (".藏/己.txt", false),
            ("旧/库/庚.txt", false),
            ("没有.txt", false),
        ];
        for (name, is) in expected {
            assert_eq!(is_ignored(&root.join(name)), is, "{name}");
        }
        std::fs::remove_dir_all(root).unwrap();
    }
}
