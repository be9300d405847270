//! Limits on time and connections.

use std::time::Duration;

use axum::body::Body;
use axum::http::Request;
use rmcp::model::ErrorCode;
use scripted_server::Event;
use serde_json::{Value, json};
use tokio::io::AsyncReadExt;
use tokio::time::timeout;

use super::super::cancelling::silent_clerk;
use super::super::{TIMEOUT, call, sandboxed, text};
use super::application::response_of;
use super::raw::{Connection, PING, Raw};
use super::{options, post, send, start};
use crate::mcp::{HttpAuth, HttpOptions, http_service};
use crate::sandbox::demo::ADA;

/// Shorter than any default, and long enough for a request on a busy machine to come before another limit.
const SHORT: Duration = Duration::from_millis(300);

#[tokio::test]
async fn a_slow_head_is_cut_off() {
    let (_sandbox, server) = sandboxed().await;
    let url = start(server, options().header_timeout(SHORT)).await;
    for start in ["P", "POST /mcp HTTP/1.1\r\nhost: localhost\r\n"] {
        let mut connection = Connection::open(&url).await;
        connection.write(start).await;
        let response = connection.receive().await.expect("the server responds");
        assert_eq!(response.status, 408, "{response:?}");
        assert!(connection.receive().await.is_none(), "the connection closes");
    }
    // The limit holds for the whole head, and for each request.
    let mut connection = Connection::open(&url).await;
    for _ in 0..3 {
        connection.write(&Raw::post(PING).text()).await;
        assert_eq!(connection.receive().await.expect("the server responds").status, 200);
    }
    let dripping = async {
        loop {
            connection.0.get_mut().writable().await.unwrap();
            if connection.0.get_mut().try_write(b"x").is_err() {
                break;
            }
            tokio::time::sleep(SHORT / 10).await;
        }
    };
    timeout(TIMEOUT, dripping).await.expect("the connection closes");
}

#[tokio::test]
async fn a_request_may_take_longer_than_its_head() {
    let (server, clerk) = silent_clerk();
    let url = start(server, options().header_timeout(SHORT)).await;
    let mut connection = Connection::open(&url).await;
    connection.write(&Raw::post(&call(1, "getUser", json!({ "userId": ADA })).to_string()).text()).await;
    assert_eq!(clerk.next().await, Event::Request);
    // Neither the call nor the pause after a response counts.
    tokio::time::sleep(SHORT * 2).await;
    assert!(timeout(SHORT, connection.0.read_u8()).await.is_err(), "the connection stays open");
}

#[tokio::test]
async fn a_pause_between_requests_is_not_a_slow_head() {
    let (_sandbox, server) = sandboxed().await;
    let url = start(server, options().header_timeout(SHORT)).await;
    let mut connection = Connection::open(&url).await;
    for _ in 0..2 {
        connection.write(&Raw::post(PING).text()).await;
        assert_eq!(connection.receive().await.expect("the server responds").status, 200);
        tokio::time::sleep(SHORT * 2).await;
    }
    connection.write(&Raw::post(PING).text()).await;
    assert_eq!(connection.receive().await.expect("the server responds").status, 200);
}

#[tokio::test]
async fn an_idle_connection_closes() {
    let (_sandbox, server) = sandboxed().await;
    let url = start(server, options().idle_timeout(SHORT * 4)).await;
    let mut connection = Connection::open(&url).await;
    connection.write(&Raw::post(PING).text()).await;
    assert_eq!(connection.receive().await.expect("the server responds").status, 200);
    assert!(connection.receive().await.is_none(), "the connection closes without a response");
}

#[tokio::test]
async fn a_client_that_only_connects_is_cut_off() {
    let (_sandbox, server) = sandboxed().await;
    let url = start(server, options().header_timeout(SHORT)).await;
    assert!(Connection::open(&url).await.receive().await.is_none(), "the connection closes without a response");
}

#[tokio::test]
async fn a_slow_body_is_cut_off() {
    let (_sandbox, server) = sandboxed().await;
    let url = start(server.clone(), options().body_timeout(SHORT)).await;
    for request in [
        Raw::post("{").without("content-length").with("content-length", "100"),
        Raw::post("1\r\n{\r\n").without("content-length").with("transfer-encoding", "chunked"),
    ] {
        let mut connection = Connection::open(&url).await;
        connection.write(&request.text()).await;
        let response = connection.receive().await.expect("the server responds");
        assert_eq!(response.status, 408, "{response:?}");
        assert!(response.message().starts_with("The body did not arrive within "), "{response:?}");
        assert!(connection.receive().await.is_none(), "the connection closes");
    }

    // The limit holds in an application too.
    let options = HttpOptions::new(HttpAuth::HandledByApplication).body_timeout(SHORT);
    let service = http_service(server, options).unwrap();
    let body = Body::from_stream(futures_util::stream::pending::<Result<&[u8], std::io::Error>>());
    let request = Request::post("/").header("host", "localhost").header("content-type", "application/json");
    let response = response_of(service, request.body(body).unwrap()).await;
    assert_eq!(response.0, 408, "{response:?}");
}

#[tokio::test]
async fn a_client_that_does_not_read_is_cut_off() {
    let (_sandbox, server) = sandboxed().await;
    let url = start(server, options().write_timeout(SHORT)).await;
    let mut connection = Connection::open(&url).await;
    let list = Raw::post(r#"{"jsonrpc":"2.0","id":1,"method":"tools/list"}"#).text();
    // The responses fill all buffers, and then the server stops reading. It must end that by itself.
    let fill = async {
        loop {
            let stream = connection.0.get_mut();
            if stream.writable().await.is_err()
                || matches!(stream.try_write(list.as_bytes()), Err(error) if error.kind() != std::io::ErrorKind::WouldBlock)
            {
                break;
            }
        }
    };
    timeout(TIMEOUT, fill).await.expect("the connection closes");
}

#[tokio::test]
async fn a_call_waits_for_others_only_for_a_while() {
    let (server, clerk) = silent_clerk();
    let url = start(server, options().queue_timeout(SHORT)).await;
    let get_ada = || post(&url, "2025-11-25", call(1, "getUser", json!({ "userId": ADA })));
    let running = tokio::spawn(get_ada().send());
    assert_eq!(clerk.next().await, Event::Request);
    let (status, body) = send(get_ada()).await;
    let error = &text(&body["result"])["error"];
    assert_eq!((status.as_u16(), &error["code"], &error["retryable"]), (200, &json!("server_busy"), &json!(true)));
    // A message that is not a call does not wait.
    assert_eq!(send(super::ping(&url)).await.0, 200);
    // The call that waited has not reached Clerk, and the next one does.
    running.abort();
    assert_eq!(clerk.next().await, Event::HangUp);
    let _running = tokio::spawn(get_ada().send());
    assert_eq!(clerk.next().await, Event::Request);
}

#[tokio::test]
async fn too_many_connections_get_an_error() {
    let (_sandbox, server) = sandboxed().await;
    let url = start(server, options().max_connections(2)).await;
    let mut open = Vec::new();
    for _ in 0..2 {
        let mut connection = Connection::open(&url).await;
        connection.write(&Raw::post(PING).text()).await;
        assert_eq!(connection.receive().await.expect("the server responds").status, 200);
        open.push(connection);
    }
    let mut refused = Connection::open(&url).await;
    refused.write(&Raw::post(PING).with("origin", "http://localhost:3000").text()).await;
    let response = refused.receive().await.expect("the server responds");
    assert_eq!((response.status, response.header("retry-after").as_deref()), (503, Some("1")));
    assert_eq!(response.header("access-control-allow-origin").as_deref(), Some("http://localhost:3000"));
    let body: Value = serde_json::from_str(&response.body).unwrap();
    assert_eq!(body["error"]["code"], ErrorCode::INVALID_REQUEST.0);
    assert!(refused.receive().await.is_none(), "the connection closes");
    // A connection that closes makes room.
    open.pop();
    let served = async {
        while Raw::post(PING).send(&url).await.status != 200 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    timeout(TIMEOUT, served).await.expect("another connection is served");
}
