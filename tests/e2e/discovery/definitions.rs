//! What a model and a client read about the four tools.

use std::io::Write;

use clerk_toolkit::formats::{Strict, anthropic, gemini, mcp, openai_chat, openai_responses};
use clerk_toolkit::{ClerkToolkit, Toolset};
use clerk_toolkit_tests::acting_for;
use serde_json::Value;
use tiktoken_rs::o200k_base_singleton;

use super::{names, plain, shop, track_parcel};

/// The maximum number of tokens of the four definitions, in the longest format.
const MOST: usize = 1_000;

#[test]
fn four_definitions_replace_all_and_are_short_in_every_format() {
    let toolkit = plain().discovery();
    assert_eq!(names(&toolkit), ["findTools", "callReadTool", "callWriteTool", "callDestructiveTool"]);
    let tools = toolkit.all_tools();
    let mut largest = 0;
    for definitions in [
        mcp::tools(&tools),
        anthropic::tools(&tools),
        gemini::tools(&tools),
        openai_chat::tools(&tools, Strict::WherePossible),
        openai_responses::tools(&tools, Strict::WherePossible),
    ] {
        let text = Value::from(definitions).to_string();
        let tokens = o200k_base_singleton().encode_ordinary(&text).len();
        assert!(tokens <= MOST, "{tokens} tokens: {text}");
        largest = largest.max(tokens);
        for name in names(&toolkit) {
            assert!(text.contains(&format!("\"{name}\"")), "{name}: {text}");
        }
    }
    // Written directly, so that the test harness does not hide the number.
    writeln!(std::io::stderr(), "the tools of discovery: {largest} tokens (o200k) in the longest format")
        .expect("the console is writable");
}

#[test]
fn the_hints_are_those_of_the_effect() {
    let hints = |tool: &Value| ["readOnlyHint", "destructiveHint"].map(|hint| tool["annotations"][hint] == true);
    let tools = mcp::tools(plain().discovery().all_tools());
    let hints: Vec<_> = tools.iter().map(hints).collect();
    assert_eq!(hints, [[true, false], [true, false], [false, false], [false, true]]);
}

#[test]
fn an_executor_is_offered_only_if_a_tool_has_its_effect() {
    let offered = |toolkit: ClerkToolkit| names(&toolkit.discovery());
    let build = |toolkit: clerk_toolkit::toolkit::ClerkToolkitBuilder| toolkit.build().expect("the toolkit is valid");
    assert_eq!(offered(build(shop().read_only(true))), ["findTools", "callReadTool"]);
    let only = build(ClerkToolkit::builder().tools(super::SHOP.select(["refundOrder"])));
    assert_eq!(offered(only), ["findTools", "callWriteTool"]);
    let only = build(ClerkToolkit::builder().tools(Toolset::EMPTY).tool(track_parcel()));
    assert_eq!(offered(only), ["findTools", "callReadTool"]);
    // A session sees the same four: they reach nothing by themselves.
    let scoped = build(shop().auth_context(acting_for("user_2NNEqL2nrIRdJ194ndJqAHwEfxC")));
    assert_eq!(offered(scoped).len(), 4);
}

#[test]
fn discovery_of_discovery_changes_nothing() {
    let toolkit = plain().discovery();
    assert_eq!(names(&toolkit.discovery()), names(&toolkit));
}

#[test]
fn the_toolkit_keeps_its_session_and_policy() {
    let auth = acting_for("user_2NNEqL2nrIRdJ194ndJqAHwEfxC");
    let plain = shop().auth_context(auth).read_only(true).build().expect("the toolkit is valid");
    let toolkit = plain.discovery();
    assert_eq!(toolkit.auth_context().map(|auth| auth.user_id()), plain.auth_context().map(|auth| auth.user_id()));
    assert!(toolkit.is_read_only());
    assert_eq!(toolkit.hidden_tools(), plain.hidden_tools());
    assert_eq!(toolkit.inject_session_claims("Help."), plain.inject_session_claims("Help."));
}
