//! `docs/tokens.md`: what the tools of each category cost in a model's context.

use std::collections::{BTreeMap, BTreeSet};

use clerk_toolkit::catalog::ALL;
use clerk_toolkit_tests::{World, calls};
use serde_json::{Map, Value, json};

use super::section;
use crate::listing;
use crate::tokens::count;

#[test]
fn the_table_has_the_cost_of_each_category() {
    let categories: BTreeSet<&str> = ALL.iter().map(|tool| tool.category()).collect();
    let mut text = "| category | tools | definitions | output schemas |\n| --- | --- | --- | --- |\n".to_owned();
    for category in categories {
        let tools = listing(ALL.try_select([category]).expect("it is a category"), true).all_tools();
        let definitions = tools.iter().map(|tool| {
            json!({ "name": tool.name(), "description": tool.description(), "inputSchema": tool.input_schema() })
        });
        let definitions = count(&definitions.collect());
        let outputs: usize = tools.iter().filter_map(|tool| tool.output_schema().map(count)).sum();
        text += &format!("| {category} | {} | {definitions} | {outputs} |\n", tools.len());
    }
    section("clerk-toolkit/docs/tokens.md", "categories", &text);
}

#[tokio::test]
async fn the_table_has_the_cost_of_typical_outputs() {
    let mut outputs: BTreeMap<&str, (&str, usize)> = BTreeMap::new();
    for call in calls() {
        let world = World::start().await;
        let is_offered = |name: &String| !["privateMetadata", "profileImageId"].contains(&name.as_str());
        let arguments = call.full().as_object().cloned().unwrap_or_default();
        let arguments: Map<String, Value> = arguments.into_iter().filter(|(name, _)| is_offered(name)).collect();
        let output = world.call_ok(call.tool, arguments.into()).await;
        let category = ALL.get(call.tool).expect("the tool exists").category();
        outputs.insert(call.tool, (category, count(&steady(output))));
    }
    let mut text = "| category | tool | output |\n| --- | --- | --- |\n".to_owned();
    let mut rows: Vec<_> = outputs.into_iter().collect();
    rows.sort_by_key(|(tool, (category, _))| (*category, *tool));
    for (tool, (category, tokens)) in rows {
        text += &format!("| {category} | `{tool}` | {tokens} |\n");
    }
    section("clerk-toolkit/docs/tokens.md", "outputs", &text);
}

/// Replaces what differs between two runs, so that the number of tokens is the same: times, and generated ids.
fn steady(value: Value) -> Value {
    match value {
        Value::Number(number) if number.as_u64().is_some_and(|number| number > 1_000_000_000_000) => {
            json!(1_778_580_000_000_u64)
        }
        Value::String(text) => steady_text(text).into(),
        Value::Array(items) => items.into_iter().map(steady).collect(),
        Value::Object(fields) => fields.into_iter().map(|(name, value)| (name, steady(value))).collect(),
        other => other,
    }
}

fn steady_text(text: String) -> String {
    let is_time = (20..=24).contains(&text.len()) && text.ends_with('Z') && text.as_bytes()[10] == b'T';
    match text.split_once('_') {
        _ if is_time => "2026-05-12T10:00:00Z".to_owned(),
        // The address of an image contains an id.
        _ if text.starts_with("https://img.clerk.com/") => "https://img.clerk.com/default/2AbCdEfGhIjKl.png".to_owned(),
        Some((prefix, rest)) if rest.len() > 20 && rest.chars().all(|c| c.is_ascii_alphanumeric()) => {
            format!("{prefix}_2AbCdEfGhIjKlMnOpQrStUvWxYz")
        }
        _ => text,
    }
}
