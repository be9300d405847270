//! `revokeAllSessions`, which makes several requests.

use clerk_toolkit::sandbox::demo::ADA;
use clerk_toolkit_tests::{Reply, Scripted};
use serde_json::{Value, json};

fn session(id: &str, status: &str) -> Value {
    json!({ "object": "session", "id": id, "user_id": ADA, "status": status })
}

fn list(sessions: &[Value]) -> Reply {
    Reply::json(200, "", &json!(sessions).to_string())
}

fn revoked(id: &str) -> Reply {
    Reply::json(200, "", &session(id, "revoked").to_string())
}

/// The request lines, without the HTTP version.
fn lines(server: &Scripted) -> Vec<String> {
    let line = |request: &String| request.lines().next().unwrap_or_default().trim_end_matches(" HTTP/1.1").to_owned();
    server.requests().iter().map(line).collect()
}

#[tokio::test]
async fn every_open_session_of_every_page_is_ended() {
    let mut first: Vec<Value> = (0..499).map(|index| session(&format!("sess_2Old{index}"), "ended")).collect();
    first.push(session("sess_2A", "active"));
    let second = [session("sess_2B", "pending"), session("sess_2C", "expired"), session("sess_2D", "of_the_future")];
    let script = [list(&first), list(&second), revoked("sess_2A"), revoked("sess_2B"), revoked("sess_2D")];
    let server = Scripted::start(script);
    let toolkit = server.toolkit().build().expect("the toolkit is valid");
    let output = toolkit.call("revokeAllSessions", json!({ "userId": ADA })).await.expect("all requests succeed");
    assert_eq!(output, json!({ "revoked": ["sess_2A", "sess_2B", "sess_2D"] }));
    assert_eq!(
        lines(&server),
        [
            format!("GET /v1/sessions?user_id={ADA}&limit=500&offset=0"),
            format!("GET /v1/sessions?user_id={ADA}&limit=500&offset=500"),
            "POST /v1/sessions/sess_2A/revoke".to_owned(),
            "POST /v1/sessions/sess_2B/revoke".to_owned(),
            "POST /v1/sessions/sess_2D/revoke".to_owned(),
        ]
    );
}

#[tokio::test]
async fn without_an_open_session_nothing_is_ended() {
    let server = Scripted::start([list(&[session("sess_2A", "revoked")])]);
    let toolkit = server.toolkit().build().expect("the toolkit is valid");
    let output = toolkit.call("revokeAllSessions", json!({ "userId": ADA })).await.expect("the request succeeds");
    assert_eq!(output, json!({ "revoked": [] }));
}

#[tokio::test]
async fn a_session_that_is_gone_or_whose_response_is_unreadable_counts_as_ended() {
    let sessions = ["sess_2A", "sess_2B", "sess_2C"].map(|id| session(id, "active"));
    let gone = json!({ "errors": [{ "code": "resource_not_found", "message": "not found" }] }).to_string();
    let script = [list(&sessions), Reply::json(404, "", &gone), Reply::json(200, "", ""), revoked("sess_2C")];
    let server = Scripted::start(script);
    let toolkit = server.toolkit().build().expect("the toolkit is valid");
    let output = toolkit.call("revokeAllSessions", json!({ "userId": ADA })).await.expect("the sessions are ended");
    assert_eq!(output, json!({ "revoked": ["sess_2A", "sess_2B", "sess_2C"] }));
}

#[tokio::test]
async fn a_failure_in_the_middle_says_what_was_done() {
    let sessions = ["sess_2A", "sess_2B", "sess_2C"].map(|id| session(id, "active"));
    let failure = json!({ "errors": [{ "code": "authorization_invalid", "message": "Not allowed." }] }).to_string();
    let server = Scripted::start([list(&sessions), revoked("sess_2A"), Reply::json(403, "", &failure)]);
    let toolkit = server.toolkit().build().expect("the toolkit is valid");
    let error = toolkit.call("revokeAllSessions", json!({ "userId": ADA })).await.expect_err("a request fails");
    assert_eq!((error.code(), error.message()), ("authorization_invalid", "Not allowed."));
    assert_eq!(
        error.hint(),
        Some("1 of 3 sessions were ended; `sess_2B` was not ended. Repeat the call to end the rest. Ended: `sess_2A`.")
    );
}

#[tokio::test]
async fn a_failure_that_leaves_open_what_happened_says_so() {
    let sessions = ["sess_2A", "sess_2B"].map(|id| session(id, "active"));
    let server = Scripted::start([list(&sessions), Reply::json(500, "", "{}")]);
    let toolkit = server.toolkit().build().expect("the toolkit is valid");
    let error = toolkit.call("revokeAllSessions", json!({ "userId": ADA })).await.expect_err("a request fails");
    assert_eq!(
        error.hint(),
        Some("0 of 2 sessions were ended; `sess_2A` was perhaps ended. Repeat the call to end the rest.")
    );
}

#[tokio::test]
async fn a_session_without_an_id_is_not_left_open_in_silence() {
    let server = Scripted::start([list(&[json!({ "object": "session", "status": "active" })])]);
    let toolkit = server.toolkit().build().expect("the toolkit is valid");
    let error = toolkit.call("revokeAllSessions", json!({ "userId": ADA })).await.expect_err("the id is missing");
    assert_eq!(error.code(), "clerk_response_invalid");
    assert_eq!(lines(&server).len(), 1);
}
