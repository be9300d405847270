//! Ways round a session, a permission or a secret, each closed.

use clerk_toolkit::client::{Metadata, OrganizationId, UserId};
use clerk_toolkit::sandbox::demo::ADA;
use clerk_toolkit::toolkit::BuildError;
use clerk_toolkit::{Access, AuthContext, ClerkClient, ClerkToolkit, ToolError, clerk_tool, tool_type, toolset};
use clerk_toolkit_tests::{Reply, Scripted, World, acting_for, admin_of_acme};
use serde_json::{Value, json};

/// Rename any organization.
#[clerk_tool(effect = write, access = organization, permission = "org:sys_profile:manage")]
async fn rename_any(
    /// Which.
    organization_id: OrganizationId,
) -> Result<String, ToolError> {
    Ok(organization_id.to_string())
}

/// Read any user.
#[clerk_tool(effect = read, access = user)]
async fn read_any(
    /// Whom.
    user_id: UserId,
) -> Result<String, ToolError> {
    Ok(user_id.to_string())
}

/// Claim to touch nothing.
#[clerk_tool(effect = read, access = none)]
async fn touch_nothing(clerk: &ClerkClient) -> Result<Value, ToolError> {
    Ok(json!(format!("{clerk:?}")))
}

/// Keep to the session by borrowing it.
#[clerk_tool(effect = read, access = user)]
async fn read_own(auth: &AuthContext) -> Result<String, ToolError> {
    Ok(auth.user_id().to_string())
}

#[tool_type]
struct Patch {
    note: Option<String>,
    private_metadata: Option<Metadata>,
}

/// Patch something.
#[clerk_tool(effect = write, access = none)]
async fn patch(
    /// What to change.
    patch: Patch,
) -> Result<Value, ToolError> {
    Ok(json!([patch.note, patch.private_metadata]))
}

/// Answer what no model reads.
#[clerk_tool(effect = write, access = none)]
async fn open() -> Result<Value, ToolError> {
    Ok(json!({
        "number": 7,
        "other": { "ticket": "tkt_secret", "totp": "123456", "api_key": "ak_secret" },
        "links": ["https://x.test/?__clerk_ticket%3Dsecret", "https://x.test/?a=b"],
    }))
}

toolset! {
    const RENAME = [rename_any];
    const READ = [read_any];
    const TOUCH = [touch_nothing];
    const OWN = [read_own];
    const PATCH = [patch];
    const OPEN = [open];
}

#[tokio::test]
async fn a_session_given_as_state_is_refused() {
    let build = || ClerkToolkit::builder().tools(OWN).state(acting_for(ADA));
    for builder in [build(), build().auth_context(acting_for(ADA))] {
        assert!(matches!(builder.build(), Err(BuildError::SessionAsState)));
    }
}

#[tokio::test]
async fn a_tool_that_nothing_binds_to_the_session_is_an_error_there() {
    let world = World::start().await;
    for (tools, access) in [(RENAME, "organization"), (READ, "user"), (TOUCH, "none")] {
        let builder = || ClerkToolkit::builder().client(world.client()).tools(tools);
        match builder().auth_context(admin_of_acme()).build() {
            Err(BuildError::Unbound { access: said, .. }) => assert_eq!(Access::as_str(said), access),
            other => panic!("{access}: {other:?}"),
        }
        builder().build().expect("without a session there is nothing to bind to");
    }
    let own = ClerkToolkit::builder().tools(OWN).auth_context(acting_for(ADA)).build().expect("it borrows the session");
    assert_eq!(own.call("readOwn", json!({})).await, Ok(json!(ADA)));
}

#[tokio::test]
async fn private_metadata_is_no_argument_at_any_depth() {
    let closed = ClerkToolkit::builder().tools(PATCH).build().expect("a toolkit");
    let schema = closed.all_tools()[0].input_schema().to_string();
    assert!(schema.contains("note") && !schema.contains("rivate"), "{schema}");
    let hidden = json!({ "patch": { "note": "n", "privateMetadata": { "a": 1 } } });
    let error = closed.call("patch", hidden.clone()).await.expect_err("it is not open");
    assert_eq!(error.code(), "argument_not_allowed");
    assert_eq!(closed.call("patch", json!({ "patch": { "note": "n" } })).await, Ok(json!(["n", null])));

    let open = ClerkToolkit::builder().tools(PATCH).allow_private_metadata(true).build().expect("a toolkit");
    assert!(open.all_tools()[0].input_schema().to_string().contains("privateMetadata"));
    assert_eq!(open.call("patch", hidden).await, Ok(json!(["n", { "a": 1 }])));
}

#[tokio::test]
async fn secrets_are_known_by_name_and_links_by_what_they_hold() {
    let toolkit = ClerkToolkit::builder().tools(OPEN).build().expect("a toolkit");
    let answer = toolkit.call("open", json!({})).await;
    assert_eq!(answer, Ok(json!({ "number": 7, "other": {}, "links": ["https://x.test/?a=b"] })));
}

#[test]
fn claims_in_a_prompt_and_in_debug_hold_no_secret() {
    let claims: Metadata = [
        ("plan".to_owned(), json!("pro")),
        ("private_metadata".to_owned(), json!({ "note": "s3cret" })),
        ("refresh_token".to_owned(), json!("s3cret")),
    ]
    .into_iter()
    .collect();
    let toolkit = ClerkToolkit::builder().tools(OWN).auth_context(acting_for(ADA).with_claims(claims)).build();
    let toolkit = toolkit.expect("a toolkit");
    let prompt = toolkit.inject_session_claims("Help.");
    assert!(prompt.contains("\"plan\": \"pro\"") && !prompt.contains("s3cret"), "{prompt}");
    let debug = format!("{toolkit:?}");
    assert!(debug.contains("plan") && !debug.contains("s3cret"), "{debug}");
}

#[tokio::test]
async fn what_a_proxy_says_is_not_for_the_model() {
    let body = r#"{"private_metadata":{"ssn":"123"},"token":"eyJ"}"#;
    let server = Scripted::start([Reply::json(418, "", body)]);
    let toolkit = server.toolkit().build().expect("a toolkit");
    let error = toolkit.call("getUserCount", json!({})).await.expect_err("no answer");
    assert_eq!(error.message(), "Clerk answered with HTTP 418 and said no more.");
    assert!(!error.to_value().to_string().contains("eyJ"), "{error}");
}

#[tokio::test]
async fn an_answer_that_is_lost_may_have_been_acted_on() {
    let server = Scripted::start([Reply::json(500, "", r#"{"errors":[{"code":"internal_clerk_error"}]}"#)]);
    let toolkit = server.toolkit().build().expect("a toolkit");
    let error =
        toolkit.call("createInvitation", json!({ "emailAddress": "a@example.com" })).await.expect_err("a failure");
    assert_eq!((error.code(), error.is_retryable()), ("internal_clerk_error", true));
    assert_eq!(error.message(), "Clerk answered with HTTP 500 and said no more.");
    assert!(error.hint().is_some_and(|hint| hint.contains("look before you call again")), "{error}");
}
