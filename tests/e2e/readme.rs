//! The README's tables match the code.

use std::fs;
use std::path::Path;

use clerk_toolkit::tool::{Access, Binding, Definition};
use clerk_toolkit::{ClerkToolkit, catalog};

/// The text of a file in the repository.
fn file(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The text between `<!-- name -->` and `<!-- /name -->`.
fn section(text: &str, name: &str) -> String {
    let (start, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let (_, rest) = text.split_once(&start).unwrap_or_else(|| panic!("there is no {start}"));
    rest.split_once(&end).unwrap_or_else(|| panic!("there is no {end}")).0.to_owned()
}

fn row(tool: &Definition) -> String {
    let arguments: Vec<String> = tool
        .parameters()
        .iter()
        .map(|parameter| {
            let name = format!("`{}{}`", parameter.name(), if parameter.is_required() { "" } else { "?" });
            match parameter.binding() {
                Binding::Scoped(_) => format!("*{name}*"),
                _ => name,
            }
        })
        .collect();
    let access = match tool.access() {
        Access::Organization { permission: Some(permission) } => format!("organization, `{permission}`"),
        access => access.as_str().to_owned(),
    };
    let (category, name) = (tool.category(), tool.name());
    format!("| {category} | `{name}` | {} | {access} | {} |\n", tool.effect(), arguments.join(", "))
}

#[test]
fn the_table_of_tools_matches_the_catalog() {
    let mut expected =
        "| category | tool | effect | access | arguments |\n| --- | --- | --- | --- | --- |\n".to_owned();
    expected.extend(catalog::ALL.iter().map(row));
    let found = section(&file("README.md"), "tools");
    assert_eq!(found, expected, "put this into the README:\n\n{expected}");
}

#[test]
fn the_tables_of_features_match_the_manifest() {
    let manifest = file("clerk-toolkit/Cargo.toml");
    let (_, features) = manifest.split_once("[features]\n").expect("the manifest has features");
    let features = features.split("\n[").next().unwrap_or_default();
    let names: Vec<&str> = features
        .lines()
        .filter_map(|line| line.split_once(" = "))
        .map(|(name, _)| name)
        .filter(|name| *name != "default")
        .collect();
    let readme = section(&file("README.md"), "features");
    let crate_docs = file("clerk-toolkit/src/lib.rs");
    assert_eq!(readme.lines().count(), names.len() + 2, "a row for each of {names:?}");
    for line in readme.lines() {
        assert!(crate_docs.contains(&format!("//! {line}\n")), "the crate's docs lack {line}");
    }
    for name in names {
        assert!(readme.contains(&format!("| `{name}` |")), "the README lacks the feature {name}");
    }
}

/// The README describes this default.
#[test]
fn the_default_is_the_whole_catalog() {
    let builder = format!("{:?}", ClerkToolkit::builder());
    for tool in catalog::ALL.iter() {
        assert!(builder.contains(tool.name()), "{builder}");
    }
}
