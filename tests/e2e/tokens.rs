//! What the catalog costs a model in every single conversation.

use std::io::Write;

use clerk_toolkit::ClerkToolkit;
use clerk_toolkit_tests::World;
use serde_json::{Value, json};
use tiktoken_rs::o200k_base_singleton;

/// The most that all tools may cost together, with their private metadata arguments.
const MOST: usize = 2_400;

/// The tools as entries of an MCP `tools/list`, without what no model reads.
fn entries(toolkit: &ClerkToolkit) -> Vec<Value> {
    let tools = toolkit.all_tools();
    tools
        .iter()
        .map(|tool| json!({ "name": tool.name(), "description": tool.description(), "inputSchema": tool.input_schema() }))
        .collect()
}

fn count(value: &Value) -> usize {
    o200k_base_singleton().encode_ordinary(&value.to_string()).len()
}

#[tokio::test]
async fn the_catalog_is_short() {
    let plain = World::start().await;
    let private = World::with(|toolkit| toolkit.allow_private_metadata(true)).await;
    let (plain, private) = (entries(&plain.toolkit), entries(&private.toolkit));
    assert_eq!((plain.len(), private.len()), (19, 19));
    let mut tools: Vec<(usize, &str)> =
        private.iter().map(|entry| (count(entry), entry["name"].as_str().unwrap_or_default())).collect();
    tools.sort_unstable();
    let (plain, private) = (count(&plain.into()), count(&private.clone().into()));
    let (largest, name) = tools.last().expect("tools");
    // Not captured: the figure is the point.
    writeln!(
        std::io::stderr(),
        "19 tools: {plain} tokens (o200k), {private} with private metadata; the largest is {name} with {largest}"
    )
    .expect("a console");
    assert!(private <= MOST, "{private} tokens: {tools:?}");
    assert!(plain < private);
}

#[tokio::test]
async fn every_description_says_something() {
    let world = World::start().await;
    for tool in world.toolkit.all_tools() {
        let description = tool.description();
        assert!(description.split_whitespace().count() >= 3, "{}: {description}", tool.name());
        let first = description.split(". ").next().unwrap_or_default();
        assert!(first.len() <= 100, "{}: one short sentence first: {first}", tool.name());
        assert_eq!(description, description.trim());
        assert_ne!(description, tool.title());
    }
}
