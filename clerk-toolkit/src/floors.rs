//! The order of the crate's floors: a floor imports only floors below it. This test reads the sources.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Each floor with the floors that it may import, from the bottom up.
const FLOORS: [(&str, &[&str]); 14] = [
    ("loopback", &[]),
    ("text", &[]),
    ("search", &[]),
    ("json", &["text"]),
    ("redaction", &["json"]),
    ("tool", &["json", "text", "redaction"]),
    ("client", &["loopback", "json", "text", "redaction"]),
    ("bridge", &["json", "redaction", "tool", "client"]),
    ("auth", &["tool", "client"]),
    ("catalog", &["redaction", "tool", "client", "auth"]),
    ("toolkit", &["json", "text", "search", "redaction", "tool", "client", "auth"]),
    ("formats", &["json", "tool", "toolkit"]),
    ("mcp", &["loopback", "json", "text", "tool", "client", "toolkit", "formats"]),
    ("sandbox", &["json", "text"]),
];

/// Modules beside the floors. They connect floors, and no floor imports them.
const BESIDE: [&str; 3] = ["lib", "entry", "floors"];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The Rust files below a directory, without those that hold only tests.
fn files(directory: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(directory).expect("a directory") {
        let path = entry.expect("an entry").path();
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
        match path.is_dir() {
            _ if ["tests", "fixtures"].contains(&stem.as_str()) => {}
            true => found.extend(files(&path)),
            false => found.push(path),
        }
    }
    found
}

/// The code of a file: without comments, and without the unit tests at its end.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("a source file");
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// The first names of the paths that begin at the crate's root.
fn names_at_root(code: &str, root: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (start, _) in code.match_indices(root) {
        let boundary = code[..start].chars().next_back();
        if boundary.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
            continue;
        }
        let path = code[start + root.len()..].trim_start();
        match path.strip_prefix('{').and_then(split_group) {
            Some(entries) => names.extend(entries),
            None => names.push(first_name(path)),
        }
    }
    names
}

fn first_name(path: &str) -> String {
    path.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The first names of the entries between braces, which may contain further braces.
fn split_group(group: &str) -> Option<Vec<String>> {
    let (mut depth, mut entries, mut entry) = (0, Vec::new(), String::new());
    for c in group.chars() {
        match c {
            '}' if depth == 0 => {
                entries.push(entry);
                return Some(
                    entries.iter().map(String::as_str).map(first_name).filter(|name| !name.is_empty()).collect(),
                );
            }
            ',' if depth == 0 => entries.push(std::mem::take(&mut entry)),
            c => {
                depth += i32::from(c == '{') - i32::from(c == '}');
                entry.push(c);
            }
        }
    }
    None
}

/// What `lib.rs` re-exports, by name, with the floor that each comes from.
fn reexports() -> BTreeMap<String, String> {
    let code = code(&source().join("lib.rs"));
    let mut floors = BTreeMap::new();
    for (floor, _) in FLOORS {
        for name in names_at_root(&code, &format!("pub use {floor}::")) {
            floors.insert(name, floor.to_owned());
        }
    }
    floors
}

/// The floors that a file imports.
fn imports(path: &Path, reexports: &BTreeMap<String, String>) -> Vec<String> {
    let code = code(path);
    let below = path.strip_prefix(source()).expect("a path below the sources");
    let is_root = below.file_name().is_some_and(|name| name == "mod.rs");
    let depth = below.components().count() - usize::from(is_root);
    let to_root = "super::".repeat(depth);
    let mut names = names_at_root(&code, "crate::");
    names.extend(names_at_root(&code, "clerk_toolkit::"));
    names.extend(names_at_root(&code, &to_root));
    names.into_iter().map(|name| reexports.get(&name).cloned().unwrap_or(name)).collect()
}

#[test]
fn a_floor_imports_only_floors_below_it() {
    let reexports = reexports();
    assert_eq!(reexports.get("ToolError").map(String::as_str), Some("tool"), "{reexports:?}");
    let (mut upward, mut seen) = (Vec::new(), 0);
    for (floor, below) in FLOORS {
        let single = source().join(format!("{floor}.rs"));
        let paths = if single.exists() { vec![single] } else { files(&source().join(floor)) };
        for path in paths {
            for import in imports(&path, &reexports) {
                let is_floor = FLOORS.iter().any(|(name, _)| *name == import) || BESIDE.contains(&import.as_str());
                seen += usize::from(is_floor);
                if is_floor && import != floor && !below.contains(&import.as_str()) {
                    upward.push(format!("{}: `{floor}` imports `{import}`", path.display()));
                }
            }
        }
    }
    assert!(seen > 0, "the test finds no imports at all");
    assert!(upward.is_empty(), "{upward:#?}");
}

#[test]
fn every_module_is_a_floor_or_beside_them() {
    for entry in fs::read_dir(source()).expect("the sources") {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
        let is_known = FLOORS.iter().any(|(floor, _)| *floor == name) || BESIDE.contains(&name.as_str());
        assert!(is_known || name == "bin", "{name} has no place in the order");
    }
}

#[test]
fn the_order_has_no_circles() {
    for (position, (floor, below)) in FLOORS.iter().enumerate() {
        for lower in *below {
            let found = FLOORS.iter().position(|(name, _)| name == lower).expect("a floor");
            assert!(found < position, "`{floor}` is below `{lower}`");
        }
    }
}

#[test]
fn imports_are_found_in_every_form() {
    let code = "use crate::{A, b::{C, D}};\nfn f() { crate::e::f(); }\nuse other_crate::g;\nuse crate::h as i;";
    assert_eq!(names_at_root(code, "crate::"), ["A", "b", "e", "h"]);
    assert_eq!(names_at_root("super::super::x super::y", "super::"), ["super", "y"]);
}
