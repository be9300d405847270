//! The server over HTTP.

mod access;
mod application;
mod cors;
mod limits;
mod raw;
mod settings;

use std::net::SocketAddr;

use axum::http::{StatusCode, header};
use reqwest::{Client, RequestBuilder};
use serde_json::{Value, json};

use self::raw::{PING, Raw};
use super::{ClerkMcpServer, call, initialize, meta, request, sandboxed, text};
use crate::mcp::{HttpAuth, HttpOptions, HttpServer};
use crate::sandbox::demo::ADA;

/// The token of the servers in these tests.
pub(super) const TOKEN: &str = "s3cret-token-of-these-tests-0123456789";

/// Options with that token.
pub(super) fn options() -> HttpOptions {
    HttpOptions::new(HttpAuth::bearer(TOKEN))
}

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
pub(super) fn post(url: &str, revision: &str, message: Value) -> RequestBuilder {
    post_without_token(url, revision, message).bearer_auth(TOKEN)
}

fn post_without_token(url: &str, revision: &str, mut message: Value) -> RequestBuilder {
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
    let url = start(server, options()).await;
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
    let response = bare(&url).bearer_auth(TOKEN).json(&initialize(1, "2025-11-25")).send().await.unwrap();
    assert_eq!(response.headers()[header::CONTENT_TYPE], "application/json");
    assert_eq!(response.headers().get("mcp-session-id"), None);
    let notification = json!({ "jsonrpc": "2.0", "method": "notifications/initialized" });
    assert_eq!(post(&url, "2025-11-25", notification).send().await.unwrap().status(), StatusCode::ACCEPTED);
    let get = Client::builder().no_proxy().build().unwrap().get(&url).bearer_auth(TOKEN).send().await.unwrap();
    assert_eq!(
        (get.status(), &get.headers()[header::ALLOW]),
        (StatusCode::METHOD_NOT_ALLOWED, &"POST".parse().unwrap())
    );
    for other in ["/other", "/mcp/other"] {
        assert_eq!(ping(&url.replace("/mcp", other)).send().await.unwrap().status(), StatusCode::NOT_FOUND, "{other}");
    }
    assert_eq!(send(ping(&format!("{url}/"))).await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_revision_without_a_handshake_has_no_initialize() {
    let (_sandbox, server) = sandboxed().await;
    let url = start(server, options()).await;
    let (status, body) = send(post(&url, "2026-07-28", request(1, "initialize", json!({})))).await;
    assert_eq!((status, &body["error"]["code"]), (StatusCode::NOT_FOUND, &json!(-32601)), "{body}");
    let (_, body) = send(post(&url, "2025-11-25", request(1, "initialize", json!({})))).await;
    assert_eq!(body["error"]["code"], -32602, "{body}");
}

#[tokio::test]
async fn a_request_without_the_token_is_rejected() {
    let (sandbox, server) = sandboxed().await;
    let url = start(server, options()).await;
    for wrong in [
        None,
        Some(TOKEN.to_owned()),
        Some("Bearer".to_owned()),
        Some("Bearer ".to_owned()),
        Some(format!("Bearer {}", &TOKEN[1..])),
        Some(format!("Bearer {}", &TOKEN[..TOKEN.len() - 1])),
        Some(format!("Bearer {TOKEN}2")),
        Some(format!("Bearer {}", TOKEN.to_uppercase())),
        Some(format!("Basic {TOKEN}")),
    ] {
        let request = post_without_token(&url, "2025-11-25", call(1, "getUser", json!({ "userId": ADA })));
        let request = wrong.iter().fold(request, |request, value| request.header(header::AUTHORIZATION, value));
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), StatusCode::UNAUTHORIZED, "{wrong:?}");
        assert!(response.headers()[header::WWW_AUTHENTICATE].to_str().unwrap().starts_with("Bearer"), "{wrong:?}");
        assert!(!response.text().await.unwrap().contains("s3cret"));
    }
    let twice = ping(&url).header(header::AUTHORIZATION, "Bearer other");
    assert_eq!(send(twice).await.0, StatusCode::UNAUTHORIZED);
    assert!(sandbox.requests().is_empty());
    assert_eq!(send(ping(&url)).await.0, StatusCode::OK);
    let lower_case = post_without_token(&url, "2025-11-25", request(1, "ping", json!({})));
    let lower_case = lower_case.header(header::AUTHORIZATION, format!("bearer {TOKEN}"));
    assert_eq!(send(lower_case).await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_client_that_takes_json_gets_json() {
    let (_sandbox, server) = sandboxed().await;
    let url = start(server, options()).await;
    for (status, accepts) in [
        (200, &[][..]),
        (200, &["*/*"]),
        (200, &["application/json"]),
        (200, &["Application/*"]),
        (200, &["text/html;q=0.9", "APPLICATION/JSON;Q=0.1"]),
        (200, &["application/json, text/event-stream"]),
        (406, &["text/html"]),
        (406, &["text/event-stream"]),
        (406, &["*/*", "application/json;q=0"]),
    ] {
        let request = Raw::post(PING).without("accept");
        let request = accepts.iter().fold(request, |request, accept| request.with("accept", accept));
        let response = request.send(&url).await;
        assert_eq!(response.status, status, "{accepts:?}: {response:?}");
        assert_eq!(response.header("content-type").as_deref(), Some("application/json"), "{accepts:?}");
    }
}

#[tokio::test]
async fn an_invalid_body_gets_an_error_that_says_what_is_wrong() {
    let (_sandbox, server) = sandboxed().await;
    let url = start(server, options().max_body_bytes(4096)).await;
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
        let request =
            bare(&url).bearer_auth(TOKEN).header(header::CONTENT_TYPE, "application/json").body(body.to_owned());
        let (actual, error) = send(request).await;
        let shown = &body[..body.len().min(60)];
        assert_eq!((actual.as_u16(), &error["error"]["code"]), (status, &json!(code)), "{shown}: {error}");
    }
    let marked = bare(&url).bearer_auth(TOKEN).header(header::CONTENT_TYPE, "application/json");
    let marked = marked.body("\u{feff}{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"ping\"}");
    assert_eq!(send(marked).await.0, StatusCode::OK);
    let text = bare(&url).bearer_auth(TOKEN).header(header::CONTENT_TYPE, "text/plain").body("{}");
    assert_eq!(send(text).await.0, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert_eq!(send(ping(&url)).await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_body_is_read_like_a_line() {
    let (_sandbox, server) = sandboxed().await;
    let url = start(server, options()).await;
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
        let request = bare(&url).bearer_auth(TOKEN).header(header::CONTENT_TYPE, "application/json").body(body);
        let (actual, error) = send(request).await;
        assert_eq!((actual.as_u16(), &error["error"]["code"]), (status, &json!(code)), "{error}");
        assert_eq!(error["id"], 5, "{error}");
        assert!(error["error"]["message"].to_string().contains(shown), "{error}");
    }
    for params in
        [r#""name":"getUser","arguments":{"userId":"\ud83d"}"#, r#""name":"getUserCount","arguments":[],"_meta":[]"#]
    {
        let request = bare(&url).bearer_auth(TOKEN).header(header::CONTENT_TYPE, "application/json").body(call(params));
        let (status, response) = send(request).await;
        assert_eq!((status, &response["id"]), (StatusCode::OK, &json!(5)), "{response}");
        assert!(response.get("result").is_some(), "{response}");
    }
    let response = bare(&url).bearer_auth(TOKEN).header(header::CONTENT_TYPE, "application/json");
    let (status, error) = send(response.body(r#"{"jsonrpc":"2.0","id":5,"result":{}}"#)).await;
    assert_eq!((status, error.get("id")), (StatusCode::BAD_REQUEST, Some(&Value::Null)), "{error}");
    let capabilities = r#"{"sampling":true,"roots":[],"experimental":5}"#;
    let handshake = format!(
        r#"{{"jsonrpc":"2.0","id":5,"method":"initialize","params":{{"protocolVersion":"2025-06-18",
        "capabilities":{capabilities},"clientInfo":{{"name":"x","version":2,"icons":[{{}}]}}}}}}"#
    );
    let request = bare(&url).bearer_auth(TOKEN).header(header::CONTENT_TYPE, "application/json").body(handshake);
    assert_eq!(send(request).await.1["result"]["protocolVersion"], "2025-06-18");
}

#[tokio::test]
async fn a_request_is_rejected_before_its_body_arrives_if_possible() {
    let (_sandbox, server) = sandboxed().await;
    let url = start(server, options().max_body_bytes(4096)).await;
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
        let request = Raw::post(&body).without("host").without("content-length");
        let headers_of = |request: Raw, header: &str| {
            let (name, value) = header.split_once(": ").unwrap();
            request.with(name, value)
        };
        assert_eq!(headers.lines().fold(request, headers_of).send(&url).await.status, status, "{headers}");
    }
}
