//! The forms of `--tools`.

use std::collections::BTreeSet;

use clerk_toolkit::catalog::{ALL, DEFAULT, invitations, users};
use clerk_toolkit::{Effect, Toolset};

use crate::binary::{run, run_with_input};

fn names(tools: Toolset) -> Vec<String> {
    tools.iter().map(|tool| tool.name().to_owned()).collect()
}

fn all_categories() -> BTreeSet<&'static str> {
    ALL.iter().map(|tool| tool.category()).collect()
}

/// The tools that an MCP client sees.
fn offered(arguments: &[&str]) -> Vec<String> {
    let arguments = [&["mcp", "--sandbox"], arguments].concat();
    let run = run_with_input(&arguments, &crate::serving::listing());
    assert_eq!(run.code, Some(0), "{arguments:?}: {run:?}");
    let response = run.stdout.lines().last().expect("a response");
    let response: serde_json::Value = serde_json::from_str(response).expect("JSON");
    let tools = response["result"]["tools"].as_array().expect("a list").iter();
    tools.map(|tool| tool["name"].as_str().expect("a name").to_owned()).collect()
}

#[test]
fn every_form_of_a_pattern_selects_tools() {
    let (users, all) = (names(users::TOOLS), names(ALL));
    assert_eq!(offered(&[]), names(DEFAULT));
    assert_eq!(offered(&["--tools", "*", "--allow-private-metadata"]), all);
    assert_eq!(offered(&["--tools=*", "--allow-private-metadata"]), all);
    for category in all_categories() {
        assert_eq!(
            offered(&["--tools", category, "--allow-private-metadata"]),
            names(ALL.try_select([category]).expect("it is a category")),
            "{category}"
        );
    }
    for form in [&["-t", "users"][..], &["-t=users"], &["--tools", "users.*"], &["--tools=users"], &["-tusers"]] {
        assert_eq!(offered(form), users, "{form:?}");
    }
    let two = ["getUserCount", "getOrganization"];
    for form in [
        &["--tools", "users.getUserCount", "organizations.getOrganization"][..],
        &["--tools", "users.getUserCount", "--tools", "organizations.getOrganization"],
        &["-t", "getOrganization", "-t", "getUserCount"],
        &["--tools", "users.getUserCount,organizations.getOrganization"],
        &["--tools", "users.getUserCount, organizations.getOrganization"],
        &["--tools", "users.getUserCount organizations.getOrganization"],
        &["--tools", "\"users.getUserCount\"", "'organizations.getOrganization'"],
        &["--tools=\"users.getUserCount,organizations.getOrganization\""],
        &["--tools", "getUserCount", "organizations.getOrganization", "users.getUserCount", "--read-only"],
    ] {
        assert_eq!(offered(form), two, "{form:?}");
    }
    let mixed = offered(&["-t", "users", "invitations.*"]);
    assert_eq!(mixed, [users, names(invitations::TOOLS)].concat());
}

#[test]
fn read_only_excludes_tools_that_change_something() {
    let reads = DEFAULT.iter().filter(|tool| tool.effect() == Effect::Read);
    assert_eq!(offered(&["--read-only"]), reads.map(|tool| tool.name()).collect::<Vec<_>>());
}

#[test]
fn private_metadata_is_an_argument_only_if_it_is_allowed() {
    let arguments = |flags: &[&str]| {
        let run = run(&[&["tools", "createOrganization"], flags].concat());
        run.json()[0]["inputSchema"]["properties"].as_object().expect("properties").contains_key("privateMetadata")
    };
    assert!(!arguments(&[]));
    assert!(arguments(&["--allow-private-metadata"]));
}
