//! Heads of HTTP requests, valid and invalid.

use super::messages::ping;
use super::web::{Head, Server};

/// A head followed by a ping as the body.
fn with_ping(head: Head) -> Vec<u8> {
    head.with("Content-Length", ping(1).len().to_string()).followed_by(ping(1).as_bytes())
}

#[test]
fn an_invalid_request_gets_an_error_or_the_connection_closes() {
    let server = Server::new();
    for (name, bytes) in [
        ("nothing", Vec::new()),
        ("a message", format!("{}\n", ping(1)).into_bytes()),
        ("TLS", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".repeat(40)),
        ("HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\x12\x04\0\0\0\0\0".to_vec()),
        ("zeros", vec![0; 1 << 20]),
        ("ones", vec![0xff; 1 << 20]),
        ("empty lines", b"\r\n".repeat(1 << 16)),
        ("half a first line", b"POST /mcp HT".to_vec()),
        ("half a head", Head::default().followed_by(b"")[..60].to_vec()),
        ("a header without a name", b"POST /mcp HTTP/1.1\r\n: x\r\n\r\n".to_vec()),
        ("a header without a value", b"POST /mcp HTTP/1.1\r\nHost\r\n\r\n".to_vec()),
        ("a folded header", b"POST /mcp HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\n\r\n".to_vec()),
        ("a NUL in a header", with_ping(Head::default().with("X", "a\0b"))),
        ("a long method", with_ping(Head::starting(&format!("{} /mcp HTTP/1.1", "P".repeat(1 << 20))))),
        ("an unknown version", with_ping(Head::starting("POST /mcp HTTP/7.3"))),
        ("no version", with_ping(Head::starting("POST /mcp"))),
        ("an invalid path", with_ping(Head::starting("POST /m\u{1}cp HTTP/1.1"))),
    ] {
        let mut connection = server.connect();
        connection.try_write(&bytes);
        connection.finish();
        if let Some(response) = connection.receive() {
            assert!((400..500).contains(&response.status), "{name}: {response:?}");
        }
        server.assert_serves(name);
    }
    server.end();
}

/// Heads with the status that they get with a ping as the body.
fn heads() -> Vec<(u16, Head)> {
    let mut heads = Vec::new();
    for method in ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "post", "BREW"] {
        heads.push((405, Head::starting(&format!("{method} /mcp HTTP/1.1"))));
    }
    for path in ["/", "/MCP", "/mcpx", "/mcp/x", "//mcp", "/mcp/../mcp", "/%6dcp", "/mcp%00", "*"] {
        heads.push((404, Head::starting(&format!("POST {path} HTTP/1.1"))));
    }
    for path in ["/mcp", "/mcp/", "/mcp?x=1&%00"] {
        heads.push((200, Head::starting(&format!("POST {path} HTTP/1.1"))));
    }
    // A URI that names another host than the header.
    for uri in ["mcp", "http://evil.example/mcp", "http://localhost@evil.example/mcp", "http://localhost:81/mcp"] {
        heads.push((400, Head::starting(&format!("POST {uri} HTTP/1.1"))));
    }
    heads.push((200, Head::starting("POST http://localhost/mcp HTTP/1.1")));
    heads.push((414, Head::starting(&format!("POST /mcp?{} HTTP/1.1", "x".repeat(100_000)))));
    heads.push((431, Head::default().with("X", "x".repeat(1 << 20))));
    heads.push((431, (0..1000).fold(Head::default(), |head, number| head.with(&format!("X-{number}"), "x"))));
    let mut replaced = |name: &str, status: u16, values: &[&[u8]]| {
        for value in values {
            heads.push((status, Head::default().without(name).with(name, value)));
        }
    };
    let types: [&[u8]; 7] =
        [b"", b"text/plain", b"application/jsonx", b"application", b"\xff", b";", b"multipart/form-data"];
    replaced("Content-Type", 415, &types);
    replaced("Content-Type", 200, &[b"APPLICATION/JSON", b"application/json; charset=utf-8"]);
    replaced("Accept", 406, &[b"text/html", b"text/event-stream", b"*/*, application/json;q=0", b"\xff"]);
    replaced("Accept", 200, &[b"", b"*/*", b"APPLICATION/JSON", b"application/*;q=0.1, text/html"]);
    replaced(
        "Host",
        403,
        &[b"evil.example", b"127.0.0.1.evil.example", b"localhost,evil.example", b"localhost.", b"0.0.0.0"],
    );
    let invalid: [&[u8]; 8] =
        [b"", b"\xff", b"[::1", b"a b", b"localhost/x", b"a@localhost", b"localhost:80@evil.example", b"localhost:x"];
    replaced("Host", 400, &invalid);
    replaced("Host", 200, &[b"LOCALHOST:1", b"[::1]:80"]);
    replaced(
        "Origin",
        403,
        &[b"", b"null", b"\xff", b"file://", b"http://evil.example", b"http://localhost.evil.example"],
    );
    replaced("Origin", 200, &[b"http://localhost:3000"]);
    replaced("MCP-Protocol-Version", 400, &[b"", b"1", b"2099-01-01", b"\xff", b"2026-07-28"]);
    replaced("MCP-Protocol-Version", 200, &[b"2025-03-26", b"2025-11-25"]);
    // The server has no sessions and ignores their ids.
    replaced("MCP-Session-Id", 200, &[b"nobody", b"", b"\xff"]);
    for (status, name) in [(415, "Content-Type"), (200, "Accept"), (400, "Host"), (401, "Authorization")] {
        heads.push((status, Head::default().without(name)));
    }
    for host in ["localhost", "evil.example"] {
        heads.push((400, Head::default().with("Host", host)));
        let origin = format!("http://{host}");
        heads.push((400, Head::default().with("Origin", "http://localhost").with("Origin", origin)));
    }
    heads
}

#[test]
fn each_head_gets_its_status() {
    let server = Server::new();
    for (status, head) in heads() {
        let bytes = with_ping(head);
        let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(300)]).into_owned();
        let response = server.ask(&bytes);
        assert_eq!(response.status, status, "{shown}: {response:?}");
        assert_eq!(response.headers.get("mcp-session-id"), None, "{shown}");
        assert_eq!(response.headers.get("allow").map(String::as_str), (status == 405).then_some("POST"), "{shown}");
        server.assert_serves(&shown);
    }
    server.end();
}

#[test]
fn an_invalid_head_is_rejected_before_the_body_arrives() {
    let server = Server::new();
    for (status, head) in [
        (403, Head::default().without("Host").with("Host", "evil.example")),
        (403, Head::default().with("Origin", "http://evil.example")),
        (400, Head::default().without("Host")),
        (401, Head::default().without("Authorization")),
        (406, Head::default().without("Accept").with("Accept", "text/html")),
        (415, Head::default().without("Content-Type")),
        (405, Head::starting("PUT /mcp HTTP/1.1")),
        (404, Head::starting("POST /other HTTP/1.1")),
    ] {
        let response = server.ask(&head.with("Content-Length", "4000000").followed_by(b"{"));
        assert_eq!(response.status, status, "{response:?}");
    }
    server.end();
}
