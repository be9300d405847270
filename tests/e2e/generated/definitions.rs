//! `tests/definitions`: what a model and a client read about each tool, in one file per tool.

use std::collections::BTreeSet;
use std::fs;

use clerk_toolkit::tool::Access;
use clerk_toolkit::{BoundTool, catalog};
use serde_json::{Value, json};

use super::{COMMAND, file, root, updates};
use crate::listing;

const FOLDER: &str = "tests/definitions";

fn definition(tool: &BoundTool) -> Value {
    let definition = tool.definition();
    let permission = match definition.access() {
        Access::Organization { permission } => permission,
        _ => None,
    };
    json!({
        "name": tool.name(),
        "title": tool.title(),
        "category": tool.category(),
        "description": tool.description(),
        "effect": tool.effect().as_str(),
        "idempotent": definition.is_idempotent(),
        "access": definition.access().as_str(),
        "permission": permission,
        "endpoint": definition.endpoint().map(ToString::to_string),
        "inputSchema": tool.input_schema(),
        "outputSchema": tool.output_schema(),
    })
}

#[test]
fn each_tool_has_a_file_with_its_definition() {
    for tool in listing(catalog::ALL, true).all_tools() {
        let text = serde_json::to_string_pretty(&definition(&tool)).expect("it is JSON") + "\n";
        file(&format!("{FOLDER}/{}.json", tool.name()), &text);
    }
    let known: BTreeSet<String> = catalog::ALL.iter().map(|tool| format!("{}.json", tool.name())).collect();
    for entry in fs::read_dir(root().join(FOLDER)).expect("the folder exists") {
        let entry = entry.expect("the entry is readable");
        let name = entry.file_name().to_string_lossy().into_owned();
        if known.contains(&name) {
            continue;
        }
        assert!(updates(), "{FOLDER}/{name} belongs to no tool; remove it with\n{COMMAND}");
        fs::remove_file(entry.path()).expect("the file can be removed");
    }
}
