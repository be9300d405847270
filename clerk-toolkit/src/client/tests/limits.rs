use std::time::Duration;

use serde_json::Value;

use super::super::*;
use super::server::{Clients, Event, KEY, REFUSING_URL, Reply, Server};

#[tokio::test]
async fn the_total_limit_covers_the_head_and_the_body() {
    let limit = Duration::from_millis(200);
    for start in ["", "HTTP/1.1 200 X\r\ncontent-length: 100\r\n\r\n{"] {
        let server = Server::start([Reply::Silence(start.into())]);
        let client = server.builder().timeout(limit).build().unwrap();
        let error = client.get("users").query("query", "ada@example.com").send::<Value>().await.unwrap_err();
        match error {
            ClerkError::Timeout { limit: TimeLimit::Total, after, .. } => assert_eq!(after, limit),
            other => panic!("{other:?}"),
        }
        assert_eq!(error.to_string(), "the request to Clerk exceeded the total time limit of 200ms");
        assert!(error.is_retryable());
        assert_eq!([server.next().await, server.next().await], [Event::Request, Event::HangUp]);
    }
}

#[tokio::test]
async fn a_broken_connection_is_a_transport_error() {
    let unfinished = || Reply::Bytes(b"HTTP/1.1 200 X\r\ncontent-length: 100\r\n\r\n{".to_vec());
    let server = Server::start([Reply::Bytes(Vec::new()), unfinished(), Reply::http(200, "", "{}")]);
    let client = server.client();
    let error = client.post("users").send::<Value>().await.unwrap_err();
    assert!(matches!(error, ClerkError::Transport { .. }), "{error:?}");
    assert!(error.to_string().starts_with("the connection to Clerk failed: "), "{error}");
    assert_eq!(error.change(), Change::Unknown);
    // A read is retried.
    client.get("users").send::<Value>().await.unwrap();
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn a_refused_connection_is_retried_and_the_error_hides_the_query() {
    let client = ClerkClient::builder().secret_key(KEY).api_url(REFUSING_URL).build().unwrap();
    let create = || client.post("users").query("email", "ada@example.com").send::<Value>();
    // The waits before the two retries outlast this shorter timer, however slow the machine is.
    let early = tokio::time::timeout(Duration::from_millis(500), create()).await;
    assert!(early.is_err(), "the request was not retried twice: {early:?}");
    let error = create().await.unwrap_err();
    assert!(matches!(error, ClerkError::Connect { .. }), "{error:?}");
    let text = format!("{error} {error:?}");
    assert!(text.to_lowercase().contains("refused"), "{text}");
    assert!(!text.contains("ada") && !text.contains("Zm9v"), "{text}");
}

#[tokio::test]
async fn a_response_that_is_too_large_is_not_read() {
    let announced = Reply::Bytes(b"HTTP/1.1 200 X\r\ncontent-length: 999999999\r\n\r\n{".to_vec());
    let mut unannounced = b"HTTP/1.1 200 X\r\nconnection: close\r\n\r\n".to_vec();
    unannounced.resize(17 * 1024 * 1024, b' ');
    let server = Server::start([announced, Reply::Bytes(unannounced)]);
    let client = server.client();
    for _ in 0..2 {
        let error = client.get("users").send::<Value>().await.unwrap_err();
        assert!(matches!(error, ClerkError::ResponseTooLarge { limit: 16_777_216 }), "{error:?}");
    }
}

#[tokio::test]
async fn a_large_response_below_the_limit_is_read() {
    let body = format!("\"{}\"", "x".repeat(8 * 1024 * 1024));
    let server = Server::start([Reply::http(200, "", &body)]);
    let value: String = server.client().get("users").send().await.unwrap();
    assert_eq!(value.len(), 8 * 1024 * 1024);
}

#[tokio::test]
async fn dropping_the_future_closes_the_connection() {
    let server = Server::start([Reply::silence()]);
    let client = server.client();
    let request = client.get("users").send::<Value>();
    assert!(tokio::time::timeout(Duration::from_millis(200), request).await.is_err());
    assert_eq!([server.next().await, server.next().await], [Event::Request, Event::HangUp]);
}
