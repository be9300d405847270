//! The number of tokens that the tools cost in every conversation.

use std::io::Write;

use clerk_toolkit::{ClerkToolkit, catalog};
use clerk_toolkit_tests::SEEDS;
use serde_json::{Value, json};
use tiktoken_rs::o200k_base_singleton;

use crate::listing;

/// The maximum cost of [`SEEDS`] together, with the arguments for private metadata.
const MOST_OF_SEEDS: usize = 2_400;

/// The maximum cost of the default set.
const MOST_OF_DEFAULT: usize = 4_500;

/// The maximum cost of the category `users`.
const MOST_OF_USERS: usize = 2_100;

/// The maximum number of tools in the default set: models choose worse among more.
const MOST_TOOLS: usize = 45;

/// The tools as entries of an MCP `tools/list`, with only the fields that a model reads.
fn entries(toolkit: &ClerkToolkit) -> Vec<Value> {
    let tools = toolkit.all_tools();
    tools
        .iter()
        .map(|tool| json!({ "name": tool.name(), "description": tool.description(), "inputSchema": tool.input_schema() }))
        .collect()
}

/// The tokens (o200k) of a value as JSON text.
pub(crate) fn count(value: &Value) -> usize {
    o200k_base_singleton().encode_ordinary(&value.to_string()).len()
}

/// The tokens of all entries together, and of each one.
fn costs(toolkit: &ClerkToolkit) -> (usize, Vec<(usize, String)>) {
    let entries = entries(toolkit);
    let mut each: Vec<_> =
        entries.iter().map(|entry| (count(entry), entry["name"].as_str().unwrap_or_default().to_owned())).collect();
    each.sort_unstable();
    (count(&entries.into()), each)
}

#[test]
fn the_seed_tools_and_the_default_set_are_short() {
    let (plain, _) = costs(&listing(SEEDS, false));
    let (private, each) = costs(&listing(SEEDS, true));
    assert!(plain < private);
    assert!(private <= MOST_OF_SEEDS, "{private} tokens: {each:?}");

    let (users, each) = costs(&listing(catalog::users::TOOLS, true));
    assert!(users <= MOST_OF_USERS, "{users} tokens: {each:?}");

    let (default, each) = costs(&listing(catalog::DEFAULT, true));
    assert!(each.len() <= MOST_TOOLS, "{} tools: {each:?}", each.len());
    assert!(default <= MOST_OF_DEFAULT, "{default} tokens: {each:?}");
    let (largest, name) = each.last().expect("there are tools");
    // Written directly, so that the test harness does not hide the numbers.
    writeln!(
        std::io::stderr(),
        "seed tools: {plain} tokens (o200k), {private} with private metadata; users: {users} tokens; default set: {} tools, \
         {default} tokens; \
         the largest is {name} with {largest}",
        each.len(),
    )
    .expect("the console is writable");
}

#[test]
fn every_description_is_a_short_sentence() {
    for tool in listing(catalog::ALL, true).all_tools() {
        let description = tool.description();
        assert!(description.split_whitespace().count() >= 3, "{}: {description}", tool.name());
        let first = description.split(". ").next().unwrap_or_default();
        assert!(first.len() <= 100, "{}: one short sentence first: {first}", tool.name());
        assert_eq!(description, description.trim());
        assert_ne!(description, tool.title());
    }
}
