//! Empty filters, which Clerk would ignore: a request with one would find everything.

use clerk_toolkit::client::{OrganizationId, Result};
use clerk_toolkit::{ClerkClient, ToolError, clerk_tool, toolset};
use clerk_toolkit_tests::{Reply, Scripted};
use serde_json::{Value, json};

/// Find users.
#[clerk_tool(effect = read, endpoint = "GET /users")]
async fn find_users(
    clerk: &ClerkClient,
    /// Exact addresses.
    #[wire("email_address")]
    email_addresses: Option<Vec<String>>,
    /// Words.
    query: Option<String>,
    /// `org_…`
    organization_id: Option<OrganizationId>,
    /// `-created_at`
    order_by: Option<String>,
) -> Result<Value>;

/// Revoke what a query names.
#[clerk_tool(effect = destructive, endpoint = "DELETE /sessions")]
async fn revoke_sessions(
    clerk: &ClerkClient,
    /// The device.
    device_name: String,
) -> Result<Value, ToolError>;

/// Find users with code of its own.
#[clerk_tool(effect = read, endpoint = "GET /users")]
async fn find_first_user(
    clerk: &ClerkClient,
    /// Words.
    #[wire("query")]
    words: String,
) -> Result<Value, ToolError> {
    Ok(clerk.get("users").query("limit", 1).query_value("query", &words).send().await?)
}

toolset! {
    const FINDERS = [find_users, revoke_sessions, find_first_user];
}

#[tokio::test]
async fn an_empty_filter_is_refused_with_its_name_and_nothing_is_sent() {
    let server = Scripted::start([Reply::json(200, "", "[]")]);
    let toolkit = server.toolkit().tools(FINDERS).build().expect("the toolkit is valid");
    for (tool, arguments, name) in [
        ("findUsers", json!({ "emailAddresses": [] }), "emailAddresses"),
        ("findUsers", json!({ "emailAddresses": ["ada@example.com", ""] }), "emailAddresses"),
        ("findUsers", json!({ "emailAddresses": "" }), "emailAddresses"),
        ("findUsers", json!({ "query": "" }), "query"),
        ("findUsers", json!({ "query": " \n" }), "query"),
        ("findUsers", json!({ "query": "ada", "orderBy": "" }), "orderBy"),
        ("revokeSessions", json!({ "deviceName": "" }), "deviceName"),
        ("findFirstUser", json!({ "words": "" }), "query"),
    ] {
        let error = toolkit.call(tool, arguments.clone()).await.expect_err("the filter is empty");
        assert_eq!(error.code(), "arguments_invalid", "{arguments}");
        assert_eq!(error.message(), format!("`{name}`: expected a value that is not empty."));
        let hint = format!("Clerk ignores an empty filter. Leave `{name}` out, or write a value.");
        assert_eq!(error.hint(), Some(hint.as_str()));
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn an_empty_id_is_left_out() {
    let server = Scripted::start([Reply::json(200, "", "[]")]);
    let toolkit = server.toolkit().tools(FINDERS).build().expect("the toolkit is valid");
    let arguments = json!({ "emailAddresses": ["a@example.com", "b@example.com"], "organizationId": "" });
    assert_eq!(toolkit.call("findUsers", arguments).await, Ok(json!([])));
    let (request, _) = server.only_request();
    assert_eq!(request, "GET /v1/users?email_address=a%40example.com&email_address=b%40example.com");
}

#[tokio::test]
async fn a_model_that_writes_every_argument_of_a_read_leaves_filters_out_by_empty_values() {
    let server = Scripted::start([Reply::json(200, "", "[]")]);
    let toolkit = server.toolkit().tools(FINDERS).build().expect("the toolkit is valid");
    let arguments = json!({ "emailAddresses": [], "query": "ada", "organizationId": "", "orderBy": "" });
    assert_eq!(toolkit.call("findUsers", arguments).await, Ok(json!([])));
    assert_eq!(server.only_request().0, "GET /v1/users?query=ada");
}
