//! The number of tokens that the catalog costs in every conversation.

use std::io::Write;

use clerk_toolkit::{ClerkToolkit, catalog};
use clerk_toolkit_tests::World;
use serde_json::{Value, json};
use tiktoken_rs::o200k_base_singleton;

/// The maximum cost of all tools together, with the arguments for private metadata.
const MOST: usize = 2_400;

/// The tools as entries of an MCP `tools/list`, with only the fields that a model reads.
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
    assert_eq!((plain.len(), private.len()), (catalog::ALL.len(), catalog::ALL.len()));
    let mut tools: Vec<(usize, &str)> =
        private.iter().map(|entry| (count(entry), entry["name"].as_str().unwrap_or_default())).collect();
    tools.sort_unstable();
    let (plain, private) = (count(&plain.into()), count(&private.clone().into()));
    let (largest, name) = tools.last().expect("the patterns match tools");
    // Written directly, so that the test harness does not hide the numbers.
    writeln!(
        std::io::stderr(),
        "{} tools: {plain} tokens (o200k), {private} with private metadata; the largest is {name} with {largest}",
        catalog::ALL.len()
    )
    .expect("the console is writable");
    assert!(private <= MOST, "{private} tokens: {tools:?}");
    assert!(plain < private);
}

#[tokio::test]
async fn every_description_is_a_short_sentence() {
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
