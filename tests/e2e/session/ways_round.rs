//! Attempts to bypass a session, a permission or the redaction of secrets. Each must fail.

use clerk_toolkit::client::{Metadata, OrganizationId, UserId};
use clerk_toolkit::sandbox::demo::ADA;
use clerk_toolkit::toolkit::BuildError;
use clerk_toolkit::{Access, AuthContext, ClerkClient, ClerkToolkit, ToolError, clerk_tool, tool_type, toolset};
use clerk_toolkit_tests::{Reply, Scripted, World, acting_for, admin_of_acme};
use serde_json::{Value, json};

/// Rename any organization.
#[clerk_tool(effect = write, access = organization, permission = "org:sys_profile:manage")]
async fn rename_any(
    /// The organization.
    organization_id: OrganizationId,
) -> Result<String, ToolError> {
    Ok(organization_id.to_string())
}

/// Read any user.
#[clerk_tool(effect = read, access = user)]
async fn read_any(
    /// The user.
    user_id: UserId,
) -> Result<String, ToolError> {
    Ok(user_id.to_string())
}

/// Claim to need no access.
#[clerk_tool(effect = read, access = none)]
async fn touch_nothing(clerk: &ClerkClient) -> Result<Value, ToolError> {
    Ok(json!(format!("{clerk:?}")))
}

/// Use the session by borrowing it.
#[clerk_tool(effect = read, access = user)]
async fn read_own(auth: &AuthContext) -> Result<String, ToolError> {
    Ok(auth.user_id().to_string())
}

#[tool_type]
struct Patch {
    note: Option<String>,
    private_metadata: Option<Metadata>,
}

/// Change something.
#[clerk_tool(effect = write, access = none)]
async fn patch(
    /// The change.
    patch: Patch,
) -> Result<Value, ToolError> {
    Ok(json!([patch.note, patch.private_metadata]))
}

/// Return fields with the names of secrets, and a link that signs in.
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
async fn a_session_passed_as_state_is_rejected() {
    let build = || ClerkToolkit::builder().tools(OWN).state(acting_for(ADA));
    for builder in [build(), build().auth_context(acting_for(ADA))] {
        assert!(matches!(builder.build(), Err(BuildError::SessionAsState)));
    }
}

#[tokio::test]
async fn a_tool_without_a_binding_to_the_session_is_an_error() {
    let world = World::start().await;
    for (tools, access) in [(RENAME, "organization"), (READ, "user"), (TOUCH, "none")] {
        let builder = || ClerkToolkit::builder().client(world.client()).tools(tools);
        match builder().auth_context(admin_of_acme()).build() {
            Err(BuildError::Unbound { access: said, .. }) => assert_eq!(Access::as_str(said), access),
            other => panic!("{access}: {other:?}"),
        }
        builder().build().expect("without a session, no binding is needed");
    }
    let own =
        ClerkToolkit::builder().tools(OWN).auth_context(acting_for(ADA)).build().expect("the tool borrows the session");
    assert_eq!(own.call("readOwn", json!({})).await, Ok(json!(ADA)));
}

#[tokio::test]
async fn private_metadata_is_not_an_argument_at_any_depth() {
    let closed = ClerkToolkit::builder().tools(PATCH).build().expect("the toolkit is valid");
    let schema = closed.all_tools()[0].input_schema().to_string();
    assert!(schema.contains("note") && !schema.contains("rivate"), "{schema}");
    let hidden = json!({ "patch": { "note": "n", "privateMetadata": { "a": 1 } } });
    let error = closed.call("patch", hidden.clone()).await.expect_err("the argument is hidden");
    assert_eq!(error.code(), "argument_not_allowed");
    assert_eq!(closed.call("patch", json!({ "patch": { "note": "n" } })).await, Ok(json!(["n", null])));

    let open = ClerkToolkit::builder().tools(PATCH).allow_private_metadata(true).build().expect("the toolkit is valid");
    assert!(open.all_tools()[0].input_schema().to_string().contains("privateMetadata"));
    assert_eq!(open.call("patch", hidden).await, Ok(json!(["n", { "a": 1 }])));
}

#[tokio::test]
async fn a_custom_tools_result_is_judged_by_its_values_and_not_by_its_names() {
    let toolkit = ClerkToolkit::builder().tools(OPEN).build().expect("the toolkit is valid");
    let output = toolkit.call("open", json!({})).await;
    let links = ["redacted-by-clerk-toolkit:sign-in-link", "https://x.test/?a=b"];
    let other = json!({ "ticket": "tkt_secret", "totp": "123456", "api_key": "ak_secret" });
    assert_eq!(output, Ok(json!({ "number": 7, "other": other, "links": links })));
}

#[test]
fn claims_in_a_prompt_and_in_debug_output_contain_no_credential() {
    let claims: Metadata = [
        ("plan".to_owned(), json!("pro")),
        ("ticket".to_owned(), json!("A1")),
        ("refresh".to_owned(), json!({ "key": "sk_live_s3cret" })),
    ]
    .into_iter()
    .collect();
    let toolkit = ClerkToolkit::builder().tools(OWN).auth_context(acting_for(ADA).with_claims(claims)).build();
    let toolkit = toolkit.expect("the toolkit is valid");
    let prompt = toolkit.inject_session_claims("Help.");
    assert!(prompt.contains("\"plan\": \"pro\"") && prompt.contains("\"ticket\": \"A1\""), "{prompt}");
    assert!(prompt.contains("[redacted by clerk-toolkit: API key]") && !prompt.contains("s3cret"), "{prompt}");
    let debug = format!("{toolkit:?}");
    assert!(debug.contains("plan") && !debug.contains("s3cret"), "{debug}");
}

#[tokio::test]
async fn a_proxys_error_page_is_not_shown_to_the_model() {
    let body = r#"{"private_metadata":{"ssn":"123"},"token":"eyJ"}"#;
    let server = Scripted::start([Reply::json(418, "", body)]);
    let toolkit = server.toolkit().build().expect("the toolkit is valid");
    let error = toolkit.call("getUserCount", json!({})).await.expect_err("the server returns an error");
    assert_eq!(error.message(), "Clerk returned HTTP 418 without an explanation.");
    assert!(!error.to_value().to_string().contains("eyJ"), "{error}");
}

#[tokio::test]
async fn a_lost_response_is_reported_as_possibly_applied() {
    let server = Scripted::start([Reply::json(500, "", r#"{"errors":[{"code":"internal_clerk_error"}]}"#)]);
    let toolkit = server.toolkit().build().expect("the toolkit is valid");
    let error =
        toolkit.call("createInvitation", json!({ "emailAddress": "a@example.com" })).await.expect_err("the call fails");
    assert_eq!((error.code(), error.is_retryable()), ("internal_clerk_error", true));
    assert_eq!(error.message(), "Clerk returned HTTP 500 without an explanation.");
    assert_eq!(error.hint(), Some("The change may still have been applied. Check the current state before retrying."));
}
