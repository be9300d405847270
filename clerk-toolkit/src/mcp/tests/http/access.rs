//! Which hosts and origins are allowed.

use axum::http::header;

use super::super::sandboxed;
use super::raw::{PING, Raw};
use super::{options, ping, send, start};

#[tokio::test]
async fn other_hosts_and_origins_are_rejected() {
    let (_sandbox, server) = sandboxed().await;
    let options = options()
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

fn to_host(host: &str) -> Raw {
    Raw::post(PING).without("host").with("host", host)
}

#[tokio::test]
async fn a_request_names_one_valid_host() {
    let (_sandbox, server) = sandboxed().await;
    let url = start(server, options().allow_host("mcp.example.com").allow_host("tls.example.com:8443")).await;
    for (host, status) in [
        ("LOCALHOST", 200),
        ("localhost:", 200),
        ("[0:0:0:0:0:0:0:1]:8080", 200),
        ("Mcp.Example.Com:9", 200),
        ("tls.example.com:8443", 200),
        ("tls.example.com", 403),
        ("tls.example.com:443", 403),
        ("localhost.", 403),
        ("mcp.example.com.", 403),
        ("127.1", 403),
        ("2130706433", 403),
        ("[::ffff:127.0.0.1]", 403),
        ("[::]", 403),
        ("0.0.0.0", 403),
        ("a@localhost", 400),
        ("a:b@localhost:80", 400),
        ("localhost:80@evil.example", 400),
        ("evil.example@localhost", 400),
        ("@localhost", 400),
        ("localhost:x", 400),
        ("localhost:99999", 400),
        ("localhost:80:80", 400),
        ("[::1", 400),
        ("::1", 400),
        ("localhost/", 400),
        ("http://localhost", 400),
        ("", 400),
    ] {
        let response = to_host(host).send(&url).await;
        assert_eq!(response.status, status, "{host}: {response:?}");
    }
    assert_eq!(Raw::post(PING).without("host").send(&url).await.status, 400);
    for second in ["localhost", "evil.example"] {
        let response = Raw::post(PING).with("host", second).send(&url).await;
        assert_eq!((response.status, response.message().as_str()), (400, "Send the header `host` only once."));
    }
}

#[tokio::test]
async fn an_absolute_uri_names_the_same_host() {
    let (_sandbox, server) = sandboxed().await;
    let url = start(server, options().allow_host("mcp.example.com")).await;
    for (uri, host, status) in [
        ("http://localhost/mcp", "localhost", 200),
        ("http://LOCALHOST:80/mcp", "localhost", 200),
        ("https://mcp.example.com:443/mcp", "mcp.example.com", 200),
        ("http://localhost:1/mcp", "localhost:1", 200),
        ("http://localhost:1/mcp", "localhost", 400),
        ("http://localhost/mcp", "127.0.0.1", 400),
        ("http://mcp.example.com/mcp", "localhost", 400),
        ("http://evil.example/mcp", "localhost", 400),
        ("http://evil.example/mcp", "evil.example", 403),
        ("http://a@localhost/mcp", "localhost", 400),
        ("http://localhost@evil.example/mcp", "localhost", 400),
        ("http://localhost/healthz", "evil.example", 200),
    ] {
        let request = to_host(host).starting(&format!("POST {uri} HTTP/1.1"));
        let request = if uri.ends_with("healthz") { request.starting(&format!("GET {uri} HTTP/1.1")) } else { request };
        let response = request.send(&url).await;
        assert_eq!(response.status, status, "{uri} {host}: {response:?}");
    }
    // HTTP/1.0 has no `Host` header, and other protocols than HTTP/1.1 name the host in the URI.
    let old = Raw::post(PING).without("host").starting("POST http://localhost/mcp HTTP/1.0").send(&url).await;
    assert_eq!(old.status, 200, "{old:?}");
    let other = Raw::post(PING).without("host").starting("POST http://evil.example/mcp HTTP/1.0").send(&url).await;
    assert_eq!(other.status, 403, "{other:?}");
}

#[tokio::test]
async fn a_rejection_names_the_setting_that_would_allow_the_request() {
    let (_sandbox, server) = sandboxed().await;
    for (options, host_setting, origin_setting) in [
        (
            options(),
            "use `HttpOptions::allow_host(\"mcp.example.com\")`.",
            "use `HttpOptions::allow_origin(\"https://app.example.com\")`.",
        ),
        (
            options().for_command_line(),
            "use `--allow-host mcp.example.com`.",
            "use `--allow-origin https://app.example.com`.",
        ),
    ] {
        let url = start(server.clone(), options).await;
        let response = to_host("MCP.example.com:8080").send(&url).await;
        let expected = format!("The host `mcp.example.com` is not allowed. To allow it, {host_setting}");
        assert_eq!((response.status, response.message()), (403, expected));
        let page = |origin| Raw::post(PING).with("origin", origin);
        let response = page("https://App.example.com:443").send(&url).await;
        let expected = format!("The origin `https://app.example.com` is not allowed. To allow it, {origin_setting}");
        assert_eq!((response.status, response.message()), (403, expected));
        // Nothing is suggested that is not a name, or that cannot be allowed.
        let response = to_host("$(id)").send(&url).await;
        assert_eq!((response.status, response.message().as_str()), (403, "The host is not allowed."));
        let response = page("null").send(&url).await;
        assert_eq!(response.status, 403);
        assert!(!response.message().contains("allow_origin"), "{response:?}");
    }
}

#[tokio::test]
async fn the_health_check_needs_no_token_and_says_nothing() {
    let (_sandbox, server) = sandboxed().await;
    let url = start(server, options()).await;
    for host in ["localhost", "10.1.2.3:8080", "a@b"] {
        let request = to_host(host).without("authorization").starting("GET /healthz HTTP/1.1");
        let response = request.without("content-length").send(&url).await;
        assert_eq!((response.status, response.body.as_str()), (200, "ok"), "{host}");
        assert_eq!(response.header("access-control-allow-origin"), None);
    }
    let response = Raw::post(PING).starting("POST /healthz HTTP/1.1").send(&url).await;
    assert_eq!(response.status, 405, "{response:?}");
}
