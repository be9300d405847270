//! Calls that a client cancels or abandons.

use std::time::Duration;

use scripted_server::{Event, Server};
use serde_json::json;
use tokio::io::AsyncWriteExt;
use tokio::time::{Instant, timeout};

use super::{TIMEOUT, Wire, call, request};
use crate::mcp::{ClerkMcpServer, HttpServer};
use crate::sandbox::demo::ADA;
use crate::{ClerkClient, ClerkToolkit};

/// An MCP server that runs one call at a time, and its Clerk instance, which never responds.
pub(super) fn silent_clerk() -> (ClerkMcpServer, Server) {
    let clerk = Server::silent();
    let client = ClerkClient::builder().secret_key("sk_test_c2lsZW50").api_url(clerk.url()).build().unwrap();
    let toolkit = ClerkToolkit::builder().client(client).build().unwrap();
    (ClerkMcpServer::builder(toolkit).max_concurrent_calls(1).build(), clerk)
}

#[tokio::test]
async fn a_cancelled_call_stops_its_request_and_gets_no_response() {
    let (server, clerk) = silent_clerk();
    let mut wire = Wire::initialized(server, "2025-11-25").await;
    wire.send(call(1, "getUser", json!({ "userId": ADA }))).await;
    assert_eq!(clerk.next().await, Event::Request);
    // A call that is still waiting can also be cancelled.
    wire.send(call(2, "getUser", json!({ "userId": ADA }))).await;
    for id in [2, 1] {
        let reason = json!({ "requestId": id, "reason": "changed my mind" });
        wire.send(json!({ "jsonrpc": "2.0", "method": "notifications/cancelled", "params": reason })).await;
    }
    assert_eq!(clerk.next().await, Event::HangUp);
    assert!(clerk.next_within(Duration::from_millis(100)).await.is_none());
    // Its id stays in use, and the connection keeps working.
    assert_eq!(wire.ask(request(1, "ping", json!({}))).await["error"]["code"], -32600);
    assert_eq!(wire.ask(request(3, "ping", json!({}))).await["id"], 3);
    assert!(wire.end().await.is_empty());
}

#[tokio::test]
async fn the_end_of_the_input_stops_running_calls() {
    let (server, clerk) = silent_clerk();
    let mut wire = Wire::initialized(server, "2025-11-25").await;
    // More than may run at a time, and more than are passed on.
    for id in 1..=9 {
        wire.send(call(id, "getUser", json!({ "userId": ADA }))).await;
    }
    assert_eq!(clerk.next().await, Event::Request);
    // rmcp alone would wait for five seconds. The connection is in memory, so a paused clock only moves for timers.
    tokio::time::pause();
    let begin = Instant::now();
    assert!(wire.end().await.is_empty());
    assert!(begin.elapsed() < Duration::from_secs(5), "{:?}", begin.elapsed());
    tokio::time::resume();
    assert_eq!(clerk.next().await, Event::HangUp);
}

#[tokio::test]
async fn a_client_that_disconnects_stops_its_calls() {
    let (server, clerk) = silent_clerk();
    let mut wire = Wire::initialized(server, "2025-11-25").await;
    wire.send(call(1, "getUser", json!({ "userId": ADA }))).await;
    assert_eq!(clerk.next().await, Event::Request);
    let Wire { mut input, output, server } = wire;
    drop(output);
    // Nobody reads the response to this.
    let _ = input.write_all(format!("{}\n", request(2, "ping", json!({}))).as_bytes()).await;
    drop(input);
    timeout(TIMEOUT, server).await.expect("the server ends").unwrap().unwrap();
    assert_eq!(clerk.next().await, Event::HangUp);
}

#[tokio::test]
async fn dropping_the_server_stops_its_calls() {
    let (server, clerk) = silent_clerk();
    let mut wire = Wire::initialized(server, "2025-11-25").await;
    wire.send(call(1, "getUser", json!({ "userId": ADA }))).await;
    assert_eq!(clerk.next().await, Event::Request);
    wire.server.abort();
    assert_eq!(clerk.next().await, Event::HangUp);
}

#[tokio::test]
async fn dropping_an_http_request_stops_its_call() {
    let (server, clerk) = silent_clerk();
    let server = HttpServer::bind(server, ([127, 0, 0, 1], 0).into(), super::http::options()).await.unwrap();
    let url = server.url();
    tokio::spawn(server.serve_until(std::future::pending()));
    for revision in ["2025-11-25", "2026-07-28"] {
        let post = super::http::post(&url, revision, call(1, "getUser", json!({ "userId": ADA })));
        let response = tokio::spawn(post.send());
        assert_eq!(clerk.next().await, Event::Request);
        response.abort();
        assert_eq!(clerk.next().await, Event::HangUp);
    }
}

#[tokio::test]
async fn a_shutdown_waits_for_running_calls_and_then_stops_them() {
    let (server, clerk) = silent_clerk();
    let server = HttpServer::bind(server, ([127, 0, 0, 1], 0).into(), super::http::options()).await.unwrap();
    let url = server.url();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let serving = tokio::spawn(server.serve_until(async move { drop(stopped.await) }));
    let response =
        tokio::spawn(super::http::post(&url, "2025-11-25", call(1, "getUser", json!({ "userId": ADA }))).send());
    assert_eq!(clerk.next().await, Event::Request);
    // The shutdown starts its timer at a paused clock, and the time runs out at once.
    tokio::time::pause();
    stop.send(()).unwrap();
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    tokio::time::advance(Duration::from_secs(5)).await;
    tokio::time::resume();
    assert_eq!(clerk.next().await, Event::HangUp);
    timeout(TIMEOUT, serving).await.expect("the server ends").unwrap().unwrap();
    assert!(response.await.unwrap().is_ok_and(|response| response.status().is_server_error()));
}

#[tokio::test]
async fn a_shutdown_does_not_wait_for_an_incomplete_request() {
    let (server, _clerk) = silent_clerk();
    let server = HttpServer::bind(server, ([127, 0, 0, 1], 0).into(), super::http::options()).await.unwrap();
    let address = server.local_addr();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let serving = tokio::spawn(server.serve_until(async move { drop(stopped.await) }));
    let mut connections = Vec::new();
    for part in [
        "POST /mcp HTTP/1.1\r\n",
        &format!(
            "POST /mcp HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\nauthorization: Bearer {}\r\n\
             content-length: 9\r\n\r\n{{",
            super::http::TOKEN
        ),
    ] {
        let mut connection = tokio::net::TcpStream::connect(address).await.unwrap();
        connection.write_all(part.as_bytes()).await.unwrap();
        connections.push(connection);
    }
    tokio::time::sleep(Duration::from_millis(100)).await;
    stop.send(()).unwrap();
    timeout(TIMEOUT, serving).await.expect("the server ends").unwrap().unwrap();
}
