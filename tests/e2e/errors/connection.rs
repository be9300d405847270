//! Rate limits, time limits and broken connections.

use std::time::Duration;

use clerk_toolkit::{ClerkClient, ClerkToolkit};
use clerk_toolkit_tests::{REFUSING_URL, Reply, Scripted};
use serde_json::{Value, json};

use super::shown;

const OVER: &str = r#"{"errors":[{"code":"too_many_requests","message":"Too many requests","long_message":"Too many requests. Please try again in a bit."}]}"#;
const COUNT: &str = r#"{"object":"total_count","total_count":5}"#;

#[tokio::test]
async fn a_rate_limit_error_has_the_wait() {
    let server = Scripted::start([Reply::json(429, "retry-after: 30\r\n", OVER)]);
    let client = server.client().max_retries(3).build().expect("the client is valid");
    let toolkit = ClerkToolkit::builder().client(client).build().expect("the toolkit is valid");
    let error = toolkit.call("getUserCount", json!({})).await.expect_err("the rate limit is exceeded");
    assert_eq!(error.retry_after(), Some(Duration::from_secs(30)));
    let expected = json!({
        "code": "too_many_requests",
        "message": "Too many requests. Please try again in a bit.",
        "retryable": true,
        "retryAfterSeconds": 30,
    });
    assert_eq!(shown(&error), expected);
    assert_eq!(server.requests().len(), 1, "half a minute is not waited in silence");
}

#[tokio::test]
async fn a_short_rate_limit_is_waited_for_even_in_a_write() {
    let body = r#"{"id":"inv_1","object":"invitation","status":"revoked"}"#;
    let scripted = || Scripted::start([Reply::json(429, "retry-after: 1\r\n", OVER), Reply::json(200, "", body)]);
    let toolkit = |server: &Scripted| {
        let client = server.client().max_retries(1).build().expect("the client is valid");
        ClerkToolkit::builder().client(client).build().expect("the toolkit is valid")
    };
    // The wait outlasts this shorter timer, however slow the machine is.
    let server = scripted();
    let toolkit_that_waits = toolkit(&server);
    let call = toolkit_that_waits.call("revokeInvitation", json!({ "invitationId": "inv_1" }));
    let early = tokio::time::timeout(Duration::from_millis(500), call).await;
    assert!(early.is_err(), "the call was retried too early: {early:?}");

    let server = scripted();
    let toolkit = toolkit(&server);
    let output = toolkit
        .call("revokeInvitation", json!({ "invitationId": "inv_1" }))
        .await
        .expect("the second response succeeds");
    assert_eq!(output["status"], "revoked");
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[0], requests[1]);
}

#[tokio::test]
async fn a_read_is_retried_after_a_server_error_and_a_write_is_not() {
    let failure = || Reply::json(503, "", "{}");
    let server = Scripted::start([failure(), Reply::json(200, "", COUNT), failure()]);
    let client = server.client().max_retries(2).build().expect("the client is valid");
    let toolkit = ClerkToolkit::builder().client(client).build().expect("the toolkit is valid");
    let count = toolkit.call("getUserCount", json!({})).await.expect("the second response succeeds");
    assert_eq!(count["total_count"], 5);
    let error = toolkit.call("createInvitation", json!({ "emailAddress": "a@example.com" })).await;
    let error = shown(&error.expect_err("the call fails"));
    assert_eq!((&error["code"], &error["retryable"]), (&json!("http_503"), &json!(true)));
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn a_silent_server_exceeds_the_time_limit() {
    let server = Scripted::start([Reply::silence()]);
    let client = server.client().timeout(Duration::from_millis(100)).build().expect("the client is valid");
    let toolkit = ClerkToolkit::builder().client(client).build().expect("the toolkit is valid");
    let error = shown(&toolkit.call("getUserCount", json!({})).await.expect_err("the server does not respond"));
    assert_eq!((&error["code"], &error["retryable"]), (&json!("clerk_timeout"), &json!(true)));
    assert!(error["message"].as_str().is_some_and(|message| message.contains("100ms")), "{error}");
}

#[tokio::test]
async fn a_refused_connection_is_reported() {
    let client = ClerkClient::builder().secret_key(Scripted::KEY).api_url(REFUSING_URL).max_retries(0).build();
    let toolkit =
        ClerkToolkit::builder().client(client.expect("the client is valid")).build().expect("the toolkit is valid");
    let error = shown(&toolkit.call("getUserCount", json!({})).await.expect_err("the connection is refused"));
    assert_eq!((&error["code"], &error["retryable"]), (&json!("clerk_unreachable"), &json!(true)));
}

#[tokio::test]
async fn every_request_has_the_key_the_version_and_the_user_agent() {
    let server = Scripted::start([Reply::json(200, "", COUNT)]);
    let toolkit = server.toolkit().build().expect("the toolkit is valid");
    assert_eq!(toolkit.call("getUserCount", Value::Null).await.expect("the call succeeds")["total_count"], 5);
    let request = server.requests().remove(0).to_lowercase();
    for line in [
        "get /v1/users/count http/1.1\r\n".to_owned(),
        format!("authorization: bearer {}\r\n", Scripted::KEY.to_lowercase()),
        "clerk-api-version: 2026-05-12\r\n".to_owned(),
        "user-agent: clerk-toolkit/".to_owned(),
    ] {
        assert!(request.contains(&line), "{line:?} is not in {request}");
    }
}
