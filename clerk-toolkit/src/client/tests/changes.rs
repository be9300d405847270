//! What an error says about the change that was requested.

use std::time::Duration;

use serde_json::Value;

use super::super::*;
use super::server::{Clients, KEY, REFUSING_URL, Reply, Server};

/// A response with a success status and a body that does not arrive.
fn cut(status: u16) -> Reply {
    let head = format!("HTTP/1.1 {status} X\r\ncontent-length: 100\r\ncf-ray: ray-1\r\n\r\n{{");
    Reply::Bytes(head.into_bytes())
}

fn unreadable() -> Vec<(&'static str, Reply)> {
    let ray = "cf-ray: ray-1\r\n";
    let mut huge = b"HTTP/1.1 200 X\r\ncf-ray: ray-1\r\n\r\n".to_vec();
    huge.resize(17 * 1024 * 1024, b' ');
    let announced = b"HTTP/1.1 200 X\r\ncontent-length: 999999999\r\ncf-ray: ray-1\r\n\r\n{".to_vec();
    let chunked = b"HTTP/1.1 200 X\r\ntransfer-encoding: chunked\r\ncf-ray: ray-1\r\n\r\n5\r\n{\"id\"".to_vec();
    let page = "<html><title>Welcome to the hotel</title>";
    vec![
        ("the response has no body", Reply::http(200, ray, "")),
        ("the response has no body", Reply::http(204, ray, "")),
        ("the response has no body", Reply::http(202, ray, " \n")),
        ("expected a map", Reply::http(200, ray, "null")),
        ("expected a map", Reply::http(201, ray, "[]")),
        ("expected", Reply::http(200, ray, "OK")),
        ("EOF while parsing", Reply::http(200, ray, "{\"id\": \"us")),
        ("trailing characters", Reply::http(200, ray, "{} {}")),
        ("an HTML page with the title `Welcome to the hotel`", Reply::http(200, ray, page)),
        ("the connection to Clerk failed", cut(200)),
        ("the connection to Clerk failed", cut(201)),
        ("the connection to Clerk failed", Reply::Bytes(chunked)),
        ("larger than the limit", Reply::Bytes(huge)),
        ("larger than the limit", Reply::Bytes(announced)),
    ]
}

#[tokio::test]
async fn a_change_whose_response_cannot_be_read_is_reported_as_done() {
    for (expected, reply) in unreadable() {
        for method in ["POST", "PATCH", "PUT", "DELETE"] {
            let server = Server::start([reply.clone(), reply.clone()]);
            let client = server.client();
            let request = match method {
                "POST" => client.post("users"),
                "PATCH" => client.patch("users"),
                "PUT" => client.put("users"),
                _ => client.delete("users"),
            };
            let error = request.query("email", "ada@example.com").send::<User>().await.unwrap_err();
            let ClerkError::Unreadable(response) = &error else { panic!("{method}: {error:?}") };
            assert_eq!(response.operation, format!("{method} /v1/users"));
            assert_eq!(error.trace_id(), Some("ray-1"));
            assert!(error.status().is_some_and(|status| (200..300).contains(&status)), "{error:?}");
            assert_eq!((error.change(), error.is_retryable()), (Change::Applied, false));
            let message = error.to_string();
            assert!(message.starts_with(&format!("the change is done: Clerk accepted it ({method}")), "{message}");
            assert!(message.contains(expected) && !message.contains("ada@"), "{expected}: {message}");
            assert_eq!(server.requests().len(), 1, "a change that is done is not repeated");
        }
    }
}

#[tokio::test]
async fn a_read_whose_response_cannot_be_read_is_a_failure() {
    for (_, reply) in unreadable() {
        let server = Server::start([reply]);
        let client = server.builder().max_retries(0).build().unwrap();
        let error = client.get("users").send::<User>().await.unwrap_err();
        assert!(!matches!(error, ClerkError::Unreadable(_)), "{error:?}");
        assert_eq!(error.change(), Change::NotApplied);
    }
}

#[tokio::test]
async fn a_change_whose_response_stops_is_done() {
    let server = Server::start([Reply::Silence(b"HTTP/1.1 200 X\r\ncontent-length: 9\r\n\r\n{".to_vec())]);
    let client = server.builder().timeout(Duration::from_millis(200)).build().unwrap();
    let error = client.post("users").send::<User>().await.unwrap_err();
    assert_eq!(error.change(), Change::Applied, "{error:?}");
    assert!(error.to_string().contains("exceeded the total time limit"), "{error}");
}

#[tokio::test]
async fn a_change_without_a_response_may_be_applied() {
    for reply in [Reply::silence(), Reply::Bytes(Vec::new()), Reply::http(500, "", ""), Reply::http(503, "", "")] {
        let server = Server::start([reply.clone(), reply]);
        let client = server.builder().timeout(Duration::from_millis(200)).max_retries(0).build().unwrap();
        let error = client.post("users").send::<Value>().await.unwrap_err();
        assert_eq!(error.change(), Change::Unknown, "{error:?}");
        let error = client.get("users").send::<Value>().await.unwrap_err();
        assert_eq!(error.change(), Change::NotApplied, "{error:?}");
    }
}

#[tokio::test]
async fn a_change_that_was_refused_or_not_sent_is_not_applied() {
    for status in [302, 400, 404, 407, 422, 429, 501] {
        let server = Server::start([Reply::http(status, "", "")]);
        let error = server.client().post("users").send::<Value>().await.unwrap_err();
        assert_eq!((error.status(), error.change()), (Some(status), Change::NotApplied));
    }
    let client = ClerkClient::builder().secret_key(KEY).api_url(REFUSING_URL).max_retries(0).build().unwrap();
    let error = client.post("users").send::<Value>().await.unwrap_err();
    assert!(matches!(error, ClerkError::Connect { .. }), "{error:?}");
    assert_eq!((error.change(), error.is_retryable()), (Change::NotApplied, true));
}
