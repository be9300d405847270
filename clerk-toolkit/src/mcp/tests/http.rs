//! The server over HTTP.

use std::net::SocketAddr;

use axum::http::{StatusCode, header};
use reqwest::{Client, RequestBuilder};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::{ClerkMcpServer, TIMEOUT, call, initialize, meta, request, sandboxed, text};
use crate::mcp::{HttpOptions, HttpServer, McpError, http_service};
use crate::sandbox::demo::ADA;

const LOOPBACK: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 0);

async fn start(server: ClerkMcpServer, options: HttpOptions) -> String {
    let server = HttpServer::bind(server, LOOPBACK, options).await.unwrap();
    let url = server.url();
    tokio::spawn(server.serve_until(std::future::pending()));
    url
}

fn bare(url: &str) -> RequestBuilder {
    let client = Client::builder().no_proxy().build().unwrap();
    client.post(url).header(header::ACCEPT, "application/json, text/event-stream")
}

/// A request as a client of the revision sends it.
pub(super) fn post(url: &str, revision: &str, mut message: Value) -> RequestBuilder {
    let mut post = bare(url).header("MCP-Protocol-Version", revision);
    if revision >= "2026-07-28" {
        let method = message["method"].as_str().unwrap().to_owned();
        post = post.header("Mcp-Method", method);
        if let Some(name) = message["params"]["name"].as_str() {
            post = post.header("Mcp-Name", name);
        }
        message["params"]["_meta"] = meta(revision);
    }
    post.json(&message)
}

async fn send(request: RequestBuilder) -> (StatusCode, Value) {
    let response = request.send().await.unwrap();
    let status = response.status();
    let body = response.text().await.unwrap();
    (status, serde_json::from_str(&body).unwrap_or(Value::String(body)))
}

fn ping(url: &str) -> RequestBuilder {
    post(url, "2025-11-25", request(1, "ping", json!({})))
}

#[tokio::test]
async fn each_request_is_independent() {
    let (_sandbox, server) = sandboxed().await;
    let url = start(server, HttpOptions::new()).await;
    let get_ada = || call(1, "getUser", json!({ "userId": ADA }));
    for (revision, structured) in
        [("2025-03-26", false), ("2025-06-18", true), ("2025-11-25", true), ("2026-07-28", true)]
    {
        // There is no handshake and no session.
        let (status, body) = send(post(&url, revision, get_ada())).await;
        assert_eq!(
            (status, &text(&body["result"])["first_name"]),
            (StatusCode::OK, &json!("Ada")),
            "{revision}: {body}"
        );
        assert_eq!(body["result"].get("structuredContent").is_some(), structured, "{revision}");
    }
    let response = bare(&url).json(&initialize(1, "2025-11-25")).send().await.unwrap();
    assert_eq!(response.headers()[header::CONTENT_TYPE], "application/json");
    assert_eq!(response.headers().get("mcp-session-id"), None);
    let notification = json!({ "jsonrpc": "2.0", "method": "notifications/initialized" });
    assert_eq!(post(&url, "2025-11-25", notification).send().await.unwrap().status(), StatusCode::ACCEPTED);
    assert_eq!(reqwest::get(&url).await.unwrap().status(), StatusCode::METHOD_NOT_ALLOWED);
    for other in ["/other", "/mcp/other"] {
        assert_eq!(ping(&url.replace("/mcp", other)).send().await.unwrap().status(), StatusCode::NOT_FOUND, "{other}");
    }
    assert_eq!(send(ping(&format!("{url}/"))).await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_request_without_the_token_is_rejected() {
    let (sandbox, server) = sandboxed().await;
    let url = start(server, HttpOptions::new().bearer_token("s3cret-token")).await;
    for wrong in [
        None,
        Some("s3cret-token"),
        Some("Bearer"),
        Some("Bearer "),
        Some("Bearer s3cret-toke"),
        Some("Bearer s3cret-token2"),
        Some("Bearer S3CRET-TOKEN"),
        Some("Basic s3cret-token"),
    ] {
        let request = post(&url, "2025-11-25", call(1, "getUser", json!({ "userId": ADA })));
        let request = wrong.into_iter().fold(request, |request, value| request.header(header::AUTHORIZATION, value));
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), StatusCode::UNAUTHORIZED, "{wrong:?}");
        assert!(response.headers()[header::WWW_AUTHENTICATE].to_str().unwrap().starts_with("Bearer"), "{wrong:?}");
        assert!(!response.text().await.unwrap().contains("s3cret"));
    }
    let twice = ping(&url).bearer_auth("s3cret-token").header(header::AUTHORIZATION, "Bearer other");
    assert_eq!(send(twice).await.0, StatusCode::UNAUTHORIZED);
    assert!(sandbox.requests().is_empty());
    assert_eq!(send(ping(&url).bearer_auth("s3cret-token")).await.0, StatusCode::OK);
    assert_eq!(send(ping(&url).header(header::AUTHORIZATION, "bearer s3cret-token")).await.0, StatusCode::OK);
}

#[tokio::test]
async fn other_hosts_and_origins_are_rejected() {
    let (_sandbox, server) = sandboxed().await;
    let options = HttpOptions::new()
        .allow_host("mcp.example.com")
        .allow_origin("https://app.example.com")
        .allow_origin("http://dev.example.com:*");
    let url = start(server, options).await;
    for (host, status) in [
        ("localhost", 200),
        ("localhost:1234", 200),
        ("127.0.0.1", 200),
        ("[::1]:80", 200),
        ("mcp.example.com", 200),
        ("evil.example.com", 403),
        ("localhost.evil.example.com", 403),
        ("mcp.example.com.evil.example.com", 403),
    ] {
        assert_eq!(send(ping(&url).header(header::HOST, host)).await.0, status, "{host}");
    }
    for (origin, status) in [
        ("http://localhost:3000", 200),
        ("http://127.0.0.1", 200),
        ("https://app.example.com", 200),
        ("https://app.example.com:443", 200),
        ("http://dev.example.com:5173", 200),
        ("https://app.example.com:8443", 403),
        ("http://app.example.com", 403),
        ("https://evil.example.com", 403),
        ("null", 403),
        ("nonsense", 403),
    ] {
        assert_eq!(send(ping(&url).header(header::ORIGIN, origin)).await.0, status, "{origin}");
    }
}

#[tokio::test]
async fn an_invalid_body_gets_an_error_that_says_what_is_wrong() {
    let (_sandbox, server) = sandboxed().await;
    let url = start(server, HttpOptions::new().max_body_bytes(4096)).await;
    let long = format!("{{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"{}\"}}", "x".repeat(5000));
    let cases = [
        ("{", 400, -32700),
        ("", 400, -32700),
        ("[]", 400, -32600),
        ("42", 400, -32600),
        (r#"{"jsonrpc":"2.0","id":null,"method":"ping"}"#, 400, -32600),
        (r#"{"jsonrpc":"2.0","id":5}"#, 400, -32600),
        (r#"{"jsonrpc":"2.0","id":5,"result":{}}"#, 400, -32600),
        (r#"{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":5}}"#, 200, -32602),
        (r#"{"jsonrpc":"2.0","id":5,"method":"no/such"}"#, 200, -32601),
        (long.as_str(), 413, -32600),
    ];
    for (body, status, code) in cases {
        let request = bare(&url).header(header::CONTENT_TYPE, "application/json").body(body.to_owned());
        let (actual, error) = send(request).await;
        let shown = &body[..body.len().min(60)];
        assert_eq!((actual.as_u16(), &error["error"]["code"]), (status, &json!(code)), "{shown}: {error}");
    }
    let marked = bare(&url).header(header::CONTENT_TYPE, "application/json");
    let marked = marked.body("\u{feff}{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"ping\"}");
    assert_eq!(send(marked).await.0, StatusCode::OK);
    let text = bare(&url).header(header::CONTENT_TYPE, "text/plain").body("{}");
    assert_eq!(send(text).await.0, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert_eq!(send(ping(&url)).await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_body_is_read_like_a_line() {
    let (_sandbox, server) = sandboxed().await;
    let url = start(server, HttpOptions::new()).await;
    let call = |params: &str| format!(r#"{{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{{{params}}}}}"#);
    let deep = format!(r#""name":"getUser","arguments":{{"userId":{}1{}}}"#, "[".repeat(200), "]".repeat(200));
    for (body, status, code, shown) in [
        (call(&deep), 200, -32602, "nested too deeply"),
        (call(r#""name":"getUser","arguments":{"userId":1e999}"#), 200, -32602, "too large"),
        (
            call(r#""name":"getUser","arguments":{"userId":"a","userId":"b"}"#),
            200,
            -32602,
            "arguments.userId` occurs twice",
        ),
        (call(r#""name":"getUser","arguments":5"#), 200, -32602, "`arguments` must be an object"),
        (call(r#""name":"getUser",}"#), 400, -32700, "trailing comma"),
    ] {
        let request = bare(&url).header(header::CONTENT_TYPE, "application/json").body(body);
        let (actual, error) = send(request).await;
        assert_eq!((actual.as_u16(), &error["error"]["code"]), (status, &json!(code)), "{error}");
        assert_eq!(error["id"], 5, "{error}");
        assert!(error["error"]["message"].to_string().contains(shown), "{error}");
    }
    for params in
        [r#""name":"getUser","arguments":{"userId":"\ud83d"}"#, r#""name":"getUserCount","arguments":[],"_meta":[]"#]
    {
        let request = bare(&url).header(header::CONTENT_TYPE, "application/json").body(call(params));
        let (status, response) = send(request).await;
        assert_eq!((status, &response["id"]), (StatusCode::OK, &json!(5)), "{response}");
        assert!(response.get("result").is_some(), "{response}");
    }
    let capabilities = r#"{"sampling":true,"roots":[],"experimental":5}"#;
    let handshake = format!(
        r#"{{"jsonrpc":"2.0","id":5,"method":"initialize","params":{{"protocolVersion":"2025-06-18",
        "capabilities":{capabilities},"clientInfo":{{"name":"x","version":2,"icons":[{{}}]}}}}}}"#
    );
    let request = bare(&url).header(header::CONTENT_TYPE, "application/json").body(handshake);
    assert_eq!(send(request).await.1["result"]["protocolVersion"], "2025-06-18");
}

/// Posts a request with exactly these headers and returns the status.
async fn raw(url: &str, headers: &str, body: &str) -> u16 {
    let host = url.trim_start_matches("http://").trim_end_matches("/mcp");
    let mut connection = TcpStream::connect(host).await.unwrap();
    let head = format!(
        "POST /mcp HTTP/1.1\r\ncontent-type: application/json\r\naccept: application/json, text/event-stream\r\n\
         connection: close\r\n{headers}\r\n\r\n"
    );
    connection.write_all(format!("{head}{body}").as_bytes()).await.unwrap();
    let mut status_line = [0; 12];
    timeout(TIMEOUT, connection.read_exact(&mut status_line)).await.expect("the server responds").unwrap();
    std::str::from_utf8(&status_line[9..]).unwrap().parse().unwrap()
}

#[tokio::test]
async fn a_request_is_rejected_before_its_body_arrives_if_possible() {
    let (_sandbox, server) = sandboxed().await;
    let url = start(server, HttpOptions::new().max_body_bytes(4096)).await;
    let chunk = format!("400\r\n{}\r\n", "x".repeat(1024));
    let cases = [
        ("host: localhost\r\ntransfer-encoding: chunked", format!("{}0\r\n\r\n", chunk.repeat(64)), 413),
        ("host: localhost\r\ntransfer-encoding: chunked", "no chunk\r\n".to_owned(), 400),
        // The announced length is enough to reject these.
        ("host: localhost\r\ncontent-length: 4097", String::new(), 413),
        // The headers are enough to reject these.
        ("host: evil.example\r\ncontent-length: 100", String::new(), 403),
        ("host: localhost\r\norigin: http://evil.example\r\ncontent-length: 100", String::new(), 403),
        ("host: localhost\r\nhost: evil.example\r\ncontent-length: 100", String::new(), 400),
        ("host: localhost\r\norigin: http://localhost\r\norigin: null\r\ncontent-length: 9", String::new(), 400),
    ];
    for (headers, body, status) in cases {
        assert_eq!(raw(&url, headers, &body).await, status, "{headers}");
    }
}

#[tokio::test]
async fn unsafe_and_invalid_settings_are_errors() {
    let (_sandbox, server) = sandboxed().await;
    let everywhere: SocketAddr = ([0, 0, 0, 0], 0).into();
    let error = HttpServer::bind(server.clone(), everywhere, HttpOptions::new()).await.unwrap_err();
    assert!(matches!(error, McpError::Unprotected { .. }), "{error}");
    assert!(HttpServer::bind(server.clone(), everywhere, HttpOptions::new().bearer_token("t0ken")).await.is_ok());
    for options in [
        HttpOptions::new().bearer_token(""),
        HttpOptions::new().bearer_token("with space"),
        HttpOptions::new().bearer_token("über"),
        HttpOptions::new().allow_host(""),
        HttpOptions::new().allow_host("*"),
        HttpOptions::new().allow_host("*.example.com"),
        HttpOptions::new().allow_host("https://mcp.example.com"),
        HttpOptions::new().allow_host("mcp.example.com/path"),
        HttpOptions::new().allow_origin("app.example.com"),
        HttpOptions::new().allow_origin("*"),
        HttpOptions::new().allow_origin("https://*"),
        HttpOptions::new().allow_origin("https://app.example.com/"),
        HttpOptions::new().allow_origin("https://app.example.com:443:*"),
        HttpOptions::new().allow_origin("ftp://app.example.com"),
    ] {
        let error = http_service(server.clone(), options.clone()).expect_err(&format!("{options:?}"));
        assert!(matches!(error, McpError::Options(_)), "{error}");
    }
    let shown = format!("{:?}", HttpOptions::new().bearer_token("s3cret-token"));
    assert!(!shown.contains("s3cret"), "{shown}");

    let taken = tokio::net::TcpListener::bind(LOOPBACK).await.unwrap();
    let error = HttpServer::bind(server, taken.local_addr().unwrap(), HttpOptions::new()).await.unwrap_err();
    assert!(matches!(error, McpError::Bind { .. }), "{error}");
}
