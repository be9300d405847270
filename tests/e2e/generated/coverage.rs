//! `docs/coverage.md`: each operation of Clerk's Backend API is a tool, or there is a reason why not.

use std::collections::BTreeSet;
use std::fmt::Write;

use clerk_toolkit::catalog::{ALL, EXCLUSIONS};
use clerk_toolkit::sandbox::clerk_operations;
use clerk_toolkit::tool::Definition;

use super::section;

/// An operation without the names of its parameters, which Clerk's document spells in several ways.
fn key(operation: &str) -> String {
    let mut key = String::new();
    for (position, part) in operation.split(['{', '}']).enumerate() {
        key += if position % 2 == 0 { part } else { "{}" };
    }
    key
}

/// One of Clerk's operations, such as `GET /users/{user_id}`, with what is known about it.
struct Operation {
    text: String,
    tools: Vec<&'static Definition>,
    reason: Option<&'static str>,
}

fn operations() -> Vec<Operation> {
    let of = |(method, path)| {
        let text = format!("{method} {path}");
        let is_it = |other: &str| key(other) == key(&text);
        let tools = ALL.iter().filter(|tool| tool.endpoint().is_some_and(|endpoint| is_it(&endpoint.to_string())));
        let (tools, reason) = (tools.collect(), EXCLUSIONS.iter().find(|(operation, _)| is_it(operation)));
        Operation { tools, reason: reason.map(|(_, reason)| *reason), text }
    };
    clerk_operations().map(of).collect()
}

#[test]
fn each_operation_is_a_tool_or_has_a_reason_and_not_both() {
    let all = operations();
    let known: BTreeSet<String> = all.iter().map(|operation| key(&operation.text)).collect();
    let endpoints = ALL.iter().filter_map(|tool| Some((tool.name(), tool.endpoint()?.to_string())));
    let excluded = EXCLUSIONS.iter().map(|(operation, _)| ("EXCLUSIONS", (*operation).to_owned()));
    for (place, operation) in endpoints.chain(excluded) {
        assert!(known.contains(&key(&operation)), "{place}: Clerk has no operation `{operation}`");
    }
    let mut names: Vec<String> = EXCLUSIONS.iter().map(|(operation, _)| key(operation)).collect();
    names.sort_unstable();
    assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "an operation is excluded twice: {names:?}");

    for Operation { text, tools, reason } in &all {
        let tools: Vec<&str> = tools.iter().map(|tool| tool.name()).collect();
        assert!(tools.is_empty() || reason.is_none(), "`{text}` is excluded, and these tools send it: {tools:?}");
    }
    let open = |operation: &&Operation| operation.tools.is_empty() && operation.reason.is_none();
    let missing: Vec<&String> = all.iter().filter(open).map(|operation| &operation.text).collect();
    assert!(missing.is_empty(), "these operations are no tool, and `EXCLUSIONS` has no reason: {missing:?}");
}

#[test]
fn the_table_lists_each_operation_with_its_tools_or_its_reason() {
    let mut text = "| operation | tool or reason | effect | access |\n| --- | --- | --- | --- |\n".to_owned();
    for Operation { text: operation, tools, reason } in operations() {
        match (&tools[..], reason) {
            ([], reason) => writeln!(text, "| `{operation}` | {} | | |", reason.unwrap_or_default()),
            ([first, ..], _) => {
                let names: Vec<String> = tools.iter().map(|tool| format!("`{}`", tool.name())).collect();
                let access = first.access().as_str();
                writeln!(text, "| `{operation}` | {} | {} | {access} |", names.join(", "), first.effect())
            }
        }
        .expect("a text can be written");
    }
    section("clerk-toolkit/docs/coverage.md", "operations", &text);
}

#[test]
fn parameters_of_a_path_have_no_name() {
    assert_eq!(key("GET /a/{b_id}/c/{dID}"), "GET /a/{}/c/{}");
    assert_ne!(key("GET /a/{b}"), key("GET /a/b"));
}
