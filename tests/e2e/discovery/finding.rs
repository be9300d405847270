//! What `findTools` returns.

use clerk_toolkit::{ClerkToolkit, catalog};
use clerk_toolkit_tests::{World, member_of_acme};
use serde_json::{Value, json};

use super::{plain, shop};

async fn find(toolkit: &ClerkToolkit, arguments: Value) -> Value {
    let tool = toolkit.tool("findTools").expect("it is offered");
    let found = tool.call(arguments).await.expect("it succeeds");
    jsonschema::validate(tool.output_schema().expect("it has an output schema"), &found).expect("the output matches");
    found
}

fn names(found: &Value) -> Vec<&str> {
    found["tools"].as_array().expect("a list").iter().filter_map(|tool| tool["name"].as_str()).collect()
}

#[tokio::test]
async fn a_found_tool_has_what_a_call_needs() {
    let plain = plain();
    let found = find(&plain.discovery(), json!({ "query": "pay an order back" })).await;
    assert_eq!(names(&found)[0], "refundOrder");
    let tool = plain.tool("refundOrder").expect("it is offered");
    let expected = json!({
        "name": "refundOrder",
        "description": "Pay an order back.",
        "effect": "write",
        "inputSchema": tool.input_schema(),
    });
    assert_eq!(found["tools"][0], expected);
}

#[tokio::test]
async fn tools_of_an_application_are_found_too() {
    let toolkit = plain().discovery();
    for (query, name) in [
        ("where is my parcel", "trackParcel"),
        ("wipe his history", "deleteHistory"),
        ("trackParcel", "trackParcel"),
        ("an order with this number", "getOrder"),
    ] {
        assert_eq!(names(&find(&toolkit, json!({ "query": query })).await)[0], name, "{query}");
    }
}

#[tokio::test]
async fn a_list_that_is_cut_says_how_many_tools_are_left() {
    let tools = catalog::ALL.len();
    let world = World::with(|toolkit| toolkit.tools(catalog::ALL)).await;
    let toolkit = world.toolkit.discovery();
    let all = find(&toolkit, json!({ "query": "user organization invitation session", "limit": 25 })).await;
    let found = find(&toolkit, json!({ "query": "user organization invitation session", "limit": 2 })).await;
    assert_eq!(names(&found), names(&all)[..2]);
    let note = found["note"].as_str().expect("a note");
    let more: usize = note.split(' ').next().and_then(|word| word.parse().ok()).expect("a number");
    assert!(more > 0 && more + 2 <= tools && note.contains("`limit`"), "{note}");
    assert_eq!(names(&find(&toolkit, json!({ "query": "user organization invitation session" })).await).len(), 5);

    let found = find(&plain().discovery(), json!({ "query": "parcel" })).await;
    assert_eq!((names(&found), found.get("note")), (vec!["trackParcel"], None));
}

#[tokio::test]
async fn a_query_without_a_match_lists_the_categories() {
    let toolkit = plain().discovery();
    for query in ["", "  ", "the", "kubernetes"] {
        let found = find(&toolkit, json!({ "query": query })).await;
        assert_eq!(found["tools"], json!([]));
        assert_eq!(found["categories"], json!({ "discovery": 3, "shipping": 1 }), "{query:?}");
        assert!(found["note"].as_str().is_some_and(|note| note.contains("Search for a task")), "{found}");
    }
    // A category is a query.
    assert_eq!(names(&find(&toolkit, json!({ "query": "shipping" })).await), ["trackParcel"]);
}

#[tokio::test]
async fn only_offered_tools_and_their_offered_arguments_are_found() {
    let toolkit = shop().read_only(true).build().expect("the toolkit is valid").discovery();
    assert_eq!(names(&find(&toolkit, json!({ "query": "refund an order" })).await), ["getOrder"]);

    let world = World::scoped(member_of_acme()).await;
    let toolkit = world.toolkit.discovery();
    let found = find(&toolkit, json!({ "query": "get user count", "limit": 25 })).await;
    assert!(!names(&found).contains(&"getUserCount"), "{found}");
    let user = found["tools"].as_array().expect("a list").iter().find(|tool| tool["name"] == "getUser");
    assert_eq!(user.expect("`getUser` is found")["inputSchema"]["properties"], json!({}));
}

#[tokio::test]
async fn a_query_and_a_limit_are_checked() {
    let toolkit = plain().discovery();
    for (arguments, part) in [
        (json!({}), "`query` is missing"),
        (json!({ "query": "a", "limit": 0 }), "`limit`"),
        (json!({ "query": "a", "limit": 26 }), "`limit`"),
        (json!({ "query": "x".repeat(501) }), "`query`"),
    ] {
        let error = toolkit.call("findTools", arguments.clone()).await.expect_err("it is not valid");
        assert!(error.code() == "arguments_invalid" && error.message().contains(part), "{arguments}: {error}");
    }
}
