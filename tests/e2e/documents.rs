//! The documents' tables say what the code says, and their links lead somewhere.

use std::fs;
use std::path::{Path, PathBuf};

use clerk_toolkit::{catalog, toolkit::ClerkToolkit};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A file of the repository.
fn file(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The text between `<!-- name -->` and `<!-- /name -->`.
fn section(text: &str, name: &str) -> String {
    let (start, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let (_, rest) = text.split_once(&start).unwrap_or_else(|| panic!("{start} is missing"));
    rest.split_once(&end).unwrap_or_else(|| panic!("{end} is missing")).0.to_owned()
}

#[test]
fn the_tables_of_features_list_the_features_of_the_manifest() {
    let manifest = file("clerk-toolkit/Cargo.toml");
    let (_, features) = manifest.split_once("[features]\n").expect("a table of features");
    let features = features.split("\n[").next().unwrap_or_default();
    let names: Vec<&str> = features
        .lines()
        .filter_map(|line| line.split_once(" = "))
        .map(|(name, _)| name)
        .filter(|name| *name != "default")
        .collect();
    let guide = section(&file("clerk-toolkit/docs/rust.md"), "features");
    let crate_docs = file("clerk-toolkit/src/lib.rs");
    assert_eq!(guide.lines().count(), names.len() + 2, "one row for each of {names:?}");
    for line in guide.lines() {
        assert!(crate_docs.contains(&format!("//! {line}\n")), "the crate's documentation lacks {line}");
    }
    for name in names {
        assert!(guide.contains(&format!("| `{name}` |")), "the Rust guide lacks the feature {name}");
    }
}

/// The README says that these categories are the default set.
#[test]
fn the_default_set_is_the_tools_for_users_organizations_and_invitations() {
    const EVERYDAY: [&str; 3] = ["users", "organizations", "invitations"];
    let offered =
        ClerkToolkit::builder().allow_private_metadata(true).build_listing().expect("the tools are valid").all_tools();
    let offered: Vec<&str> = offered.iter().map(|tool| tool.name()).collect();
    let everyday = catalog::ALL.try_select(EVERYDAY).expect("the categories exist");
    assert_eq!(offered, everyday.iter().map(|tool| tool.name()).collect::<Vec<_>>());
    assert_eq!(offered, catalog::DEFAULT.iter().map(|tool| tool.name()).collect::<Vec<_>>());
}

/// Every Markdown document of the repository.
fn documents() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder is readable") {
            let path = entry.expect("the entry is readable").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            match path.is_dir() {
                true if name.starts_with('.') || name == "target" || name == "node_modules" => {}
                true => folders.push(path),
                false if name.ends_with(".md") => found.push(path),
                false => {}
            }
        }
    }
    assert!(found.iter().any(|path| path.ends_with("README.md")), "{found:?}");
    found
}

/// The targets of the inline links and images in a document, outside of code.
fn links(text: &str) -> Vec<&str> {
    let mut in_code = false;
    let prose = text.lines().filter(|line| {
        let fence = line.trim_start().starts_with("```");
        in_code ^= fence;
        !in_code && !fence
    });
    let targets = prose.flat_map(|line| line.split("](").skip(1));
    targets.filter_map(|rest| rest.split_once(')').map(|(target, _)| target)).collect()
}

/// A heading as GitHub writes its anchor.
fn anchor(heading: &str) -> String {
    let text = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = text.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[test]
fn every_relative_link_leads_to_a_file_and_a_heading() {
    for document in documents() {
        let text = fs::read_to_string(&document).expect("the document is text");
        for link in links(&text).into_iter().filter(|link| !link.contains("://")) {
            let (path, fragment) = link.split_once('#').map_or((link, None), |(path, anchor)| (path, Some(anchor)));
            let target = match path {
                "" => document.clone(),
                path => document.parent().expect("a file has a folder").join(path),
            };
            assert!(target.exists(), "{}: {link} does not exist", document.display());
            if let Some(fragment) = fragment {
                let target = fs::read_to_string(&target).expect("the target is text");
                let found = target.lines().filter(|line| line.starts_with('#')).any(|line| anchor(line) == fragment);
                assert!(found, "{}: {link} names no heading", document.display());
            }
        }
    }
}
