//! Clerk's error responses.

use clerk_toolkit::sandbox::demo::{ACME, ADA, GRACE};
use clerk_toolkit::{ClerkClient, ClerkToolkit, ToolError};
use clerk_toolkit_tests::{Reply, Scripted, World};
use serde_json::{Value, json};

use super::shown;

#[tokio::test]
async fn a_404_has_clerks_code_and_message() {
    let world = World::start().await;
    let error = shown(&world.call_err("getUser", json!({ "userId": "user_2Nobody" })).await);
    let (status, raw) = world.look("/users/user_2Nobody").await;
    assert_eq!(status, 404);
    assert_eq!(error["code"], "resource_not_found");
    assert_eq!(error["message"], raw["errors"][0]["long_message"]);
    assert_eq!(error["retryable"], false);
    assert!(error["traceId"].as_str().is_some_and(|trace| trace.len() == 32), "{error}");
}

#[tokio::test]
async fn a_422_lists_every_error_and_names_the_fields() {
    let world = World::start().await;
    let arguments = json!({ "emailAddress": "nobody", "redirectUrl": "nowhere" });
    let error = shown(&world.call_err("createInvitation", arguments).await);
    assert_eq!(error["code"], "form_param_format_invalid");
    let message = error["message"].as_str().expect("the error has a message");
    assert!(message.contains("email_address must be a valid email address."), "{error}");
    assert!(message.contains("redirect_url must be a valid url."), "{error}");
    assert_eq!(error["hint"], "The invalid fields in Clerk's API are `email_address`, `redirect_url`.");
    assert_eq!(world.only_request().status, 422);
}

#[tokio::test]
async fn a_422_with_one_error_names_its_field() {
    let world = World::start().await;
    let arguments = json!({ "userId": ADA, "username": "grace-hopper" });
    let error = shown(&world.call_err("updateUser", arguments).await);
    assert_eq!((&error["code"], world.only_request().status), (&json!("form_identifier_exists"), 422));
    assert_eq!(error["hint"], "The invalid field in Clerk's API is `username`.");
}

#[tokio::test]
async fn a_403_has_clerks_code() {
    let world = World::start().await;
    let arguments = json!({ "organizationId": ACME, "emailAddress": "a@example.com", "role": "org:member", "inviterUserId": GRACE });
    let error = shown(&world.call_err("createOrganizationInvitation", arguments).await);
    assert_eq!((&error["code"], world.only_request().status), (&json!("missing_organization_permission"), 403));
    assert_eq!(error["message"], "Current user is missing an organization permission.");
    assert_eq!(error["retryable"], false);
}

#[tokio::test]
async fn a_401_says_to_fix_the_configuration() {
    let world = World::start().await;
    let client = ClerkClient::builder().secret_key("sk_test_another").api_url(world.sandbox.url()).build();
    let toolkit =
        ClerkToolkit::builder().client(client.expect("the client is valid")).build().expect("the toolkit is valid");
    let error = shown(&toolkit.call("getUserCount", json!({})).await.expect_err("the key is wrong"));
    assert_eq!((&error["code"], world.only_request().status), (&json!("clerk_key_invalid"), 401));
    assert_eq!(error["hint"], "The secret key belongs to another instance; fix the configuration.");
}

#[tokio::test]
async fn an_operation_that_the_sandbox_does_not_have_is_named_and_not_retried() {
    let world = World::start().await;
    let client = ClerkClient::builder().secret_key(world.sandbox.secret_key()).api_url(world.sandbox.url()).build();
    let client = client.expect("the client is valid");
    let error = client.get("jwks").send::<Value>().await.expect_err("the sandbox does not have the operation");
    let error = shown(&ToolError::from(error));
    assert_eq!(error["code"], "sandbox_operation_not_supported");
    assert_eq!(
        error["message"],
        "The sandbox does not support GET /v1/jwks. Nothing was changed. Clerk has this operation: use a development \
         instance of Clerk for it."
    );
    assert_eq!((&error["retryable"], &error["hint"]), (&json!(false), &Value::Null));
    assert_eq!(world.only_request().status, 501);
}

const ONE_ENTRY: &str = r#"{"errors":[{"code":"conflict","message":"short","long_message":"Somebody else was first."}],"clerk_trace_id":"t1"}"#;

#[tokio::test]
async fn the_trace_id_comes_from_the_body_or_else_from_a_header() {
    let without = ONE_ENTRY.replace(r#","clerk_trace_id":"t1""#, "");
    let script = [Reply::json(409, "cf-ray: r1\r\n", ONE_ENTRY), Reply::json(409, "cf-ray: r1\r\n", &without)];
    let toolkit = Scripted::start(script).toolkit().build().expect("the toolkit is valid");
    for trace in ["t1", "r1"] {
        let error = toolkit.call("getUserCount", json!({})).await.expect_err("the server returns a conflict");
        let expected = json!({
            "code": "conflict", "message": "Somebody else was first.", "retryable": false, "traceId": trace,
        });
        assert_eq!(shown(&error), expected);
    }
}

#[tokio::test]
async fn a_response_that_is_not_clerks_json_is_an_error() {
    let page = "<html><body>Bad gateway</body></html>";
    let server = Scripted::start([Reply::json(502, "", page), Reply::json(200, "", page)]);
    let toolkit = server.toolkit().build().expect("the toolkit is valid");
    let error = shown(&toolkit.call("getUserCount", json!({})).await.expect_err("the server returns an error page"));
    assert_eq!((&error["code"], &error["retryable"]), (&json!("http_502"), &json!(true)));
    let error = shown(&toolkit.call("getUserCount", json!({})).await.expect_err("the body is not JSON"));
    assert_eq!((&error["code"], &error["retryable"]), (&json!("clerk_response_invalid"), &json!(false)));
}
