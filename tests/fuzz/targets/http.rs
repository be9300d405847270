//! Any bytes as the body of a request over HTTP: the response is JSON-RPC, under the id of the request.

#![no_main]

use std::sync::OnceLock;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use clerk_toolkit::mcp::{HttpAuth, HttpOptions, http_service};
use clerk_toolkit::serde_json::{self, Value};
use clerk_toolkit_fuzz::{is_response, plain_request_id, runtime, server};
use libfuzzer_sys::fuzz_target;
use tower::ServiceExt;

const TOKEN: &str = "a-token-of-thirty-two-characters";

fn service() -> Router {
    static SERVICE: OnceLock<Router> = OnceLock::new();
    let options = || HttpOptions::new(HttpAuth::bearer(TOKEN));
    SERVICE.get_or_init(|| http_service(server(), options()).expect("the options are valid")).clone()
}

fuzz_target!(|input: &[u8]| {
    let request = Request::post("/")
        .header(header::HOST, "localhost")
        .header(header::AUTHORIZATION, format!("Bearer {TOKEN}"))
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::ACCEPT, "application/json, text/event-stream")
        .body(Body::from(input.to_vec()))
        .expect("the request is valid");
    let (status, body) = runtime().block_on(async {
        let response = service().oneshot(request).await.expect("the service does not fail");
        (response.status(), to_bytes(response.into_body(), usize::MAX).await.expect("the body ends"))
    });
    assert!([StatusCode::OK, StatusCode::ACCEPTED, StatusCode::BAD_REQUEST].contains(&status), "{status}");
    if status == StatusCode::ACCEPTED {
        assert!(body.is_empty());
        return;
    }
    let response: Value = serde_json::from_slice(&body).expect("the body is JSON");
    assert!(is_response(&response), "{response}");
    if let Some(id) = plain_request_id(input) {
        assert_eq!(response["id"], id, "{response}");
    }
});
