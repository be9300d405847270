//! A few tools in every format, in files beside this one: reviews show each change to how a format writes a tool.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test -p clerk-toolkit --all-features --test cli snapshots` writes them again.

use std::fs;
use std::path::Path;

use crate::binary::run;

/// Tools with every kind of argument: ids, texts, numbers, flags and objects, required and optional.
const TOOLS: [&str; 5] = ["getUserId", "updateUser", "getOrganization", "createOrganization", "createInvitation"];

#[test]
fn the_definitions_have_been_reviewed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/snapshots");
    let update = std::env::var_os("UPDATE_SNAPSHOTS").is_some();
    for (format, file) in [
        ("json", "json.json"),
        ("markdown", "markdown.md"),
        ("openai", "openai.json"),
        ("openai-responses", "openai-responses.json"),
        ("anthropic", "anthropic.json"),
        ("gemini", "gemini.json"),
        ("mcp", "mcp.json"),
    ] {
        let shown = run(&[&["tools", "--format", format][..], &TOOLS].concat()).stdout;
        let path = folder.join(file);
        if update {
            fs::write(&path, &shown).expect("the snapshot is written");
        }
        let reviewed = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let line = shown.lines().zip(reviewed.lines()).position(|(shown, reviewed)| shown != reviewed);
        assert!(
            shown == reviewed,
            "{format} differs from {file} at line {}: if the change is intended, write the snapshots again and review them",
            line.unwrap_or(shown.lines().count().min(reviewed.lines().count())) + 1
        );
    }
}
