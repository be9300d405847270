//! The forms of `--tools`.

use crate::binary::{run, run_with_input};

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
    let users =
        ["getUserId", "getUser", "getUserCount", "updateUser", "updateUserPublicMetadata", "updateUserUnsafeMetadata"];
    let all = clerk_toolkit::catalog::ALL.len();
    assert_eq!(offered(&[]).len(), all);
    assert_eq!(offered(&["--tools", "*"]).len(), all);
    assert_eq!(offered(&["--tools=*"]).len(), all);
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
    assert_eq!(mixed.len(), 8, "{mixed:?}");
}

#[test]
fn read_only_excludes_tools_that_change_something() {
    assert_eq!(offered(&["--read-only"]), ["getUserId", "getUser", "getUserCount", "getOrganization"]);
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
