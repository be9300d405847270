//! What a browser reads of a response before it shows it to a page.

use super::super::sandboxed;
use super::raw::{PING, Raw, Response};
use super::{options, start};

const ORIGIN: &str = "https://app.example.com";

fn preflight(origin: &str) -> Raw {
    Raw::post("")
        .starting("OPTIONS /mcp HTTP/1.1")
        .without("authorization")
        .without("content-type")
        .with("origin", origin)
        .with("access-control-request-method", "POST")
}

/// The items of a header that is a list, in lower case.
fn list(response: &Response, name: &str) -> Vec<String> {
    let value = response.header(name).unwrap_or_default();
    value.split(',').map(|item| item.trim().to_ascii_lowercase()).collect()
}

#[tokio::test]
async fn a_preflight_of_an_allowed_origin_needs_no_token() {
    let (_sandbox, server) = sandboxed().await;
    let url = start(server, options().allow_origin(ORIGIN)).await;
    for origin in [ORIGIN, "http://localhost:6274", "http://[::1]:3000"] {
        let requested = "authorization,content-type,mcp-protocol-version,Mcp-Param-User-Id,x-other";
        let request = preflight(origin).with("access-control-request-headers", requested);
        let response = request.with("access-control-request-private-network", "true").send(&url).await;
        assert_eq!(response.status, 204, "{response:?}");
        assert_eq!(response.header("access-control-allow-origin").as_deref(), Some(origin));
        assert_eq!(response.header("access-control-allow-credentials"), None);
        assert_eq!(response.header("access-control-allow-private-network").as_deref(), Some("true"));
        assert!(list(&response, "access-control-allow-methods").contains(&"post".to_owned()), "{response:?}");
        let headers = list(&response, "access-control-allow-headers");
        for name in [
            "authorization",
            "content-type",
            "accept",
            "mcp-protocol-version",
            "mcp-session-id",
            "mcp-method",
            "mcp-name",
            "mcp-param-user-id",
            "last-event-id",
        ] {
            assert!(headers.contains(&name.to_owned()), "{name}: {headers:?}");
        }
        assert!(!headers.contains(&"x-other".to_owned()), "{headers:?}");
        assert!(response.header("access-control-max-age").is_some());
        let varies = list(&response, "vary");
        for name in ["origin", "access-control-request-method", "access-control-request-headers"] {
            assert!(varies.contains(&name.to_owned()), "{name}: {varies:?}");
        }
    }
    let response = preflight(ORIGIN).send(&url).await;
    assert_eq!(response.header("access-control-allow-private-network"), None);
}

#[tokio::test]
async fn other_requests_are_not_preflights() {
    let (_sandbox, server) = sandboxed().await;
    let url = start(server, options().allow_origin(ORIGIN)).await;
    for (name, request, status) in [
        ("another origin", preflight("https://evil.example"), 403),
        ("no origin", preflight(ORIGIN).without("origin"), 401),
        ("no method", preflight(ORIGIN).without("access-control-request-method"), 401),
        ("another host", preflight(ORIGIN).without("host").with("host", "evil.example"), 403),
        ("a message", preflight(ORIGIN).starting("POST /mcp HTTP/1.1"), 401),
    ] {
        let response = request.send(&url).await;
        assert_eq!(response.status, status, "{name}: {response:?}");
        assert_eq!(response.header("access-control-allow-methods"), None, "{name}");
        assert!(list(&response, "vary").contains(&"origin".to_owned()), "{name}");
    }
}

#[tokio::test]
async fn a_page_of_an_allowed_origin_reads_every_response() {
    let (_sandbox, server) = sandboxed().await;
    let url = start(server, options().allow_origin(ORIGIN).max_body_bytes(1000)).await;
    let long = " ".repeat(1001);
    for (status, request) in [
        (200, Raw::post(PING)),
        (202, Raw::post(r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#)),
        (400, Raw::post("{")),
        (401, Raw::post(PING).without("authorization")),
        (403, Raw::post(PING).without("host").with("host", "other.example.com")),
        (404, Raw::post(PING).starting("POST /other HTTP/1.1")),
        (405, Raw::post(PING).starting("GET /mcp HTTP/1.1")),
        (405, Raw::post(PING).starting("OPTIONS /mcp HTTP/1.1")),
        (406, Raw::post(PING).without("accept").with("accept", "text/html")),
        (413, Raw::post(&long)),
        (415, Raw::post(PING).without("content-type")),
    ] {
        let response = request.with("origin", ORIGIN).send(&url).await;
        assert_eq!(response.status, status, "{response:?}");
        assert_eq!(response.header("access-control-allow-origin").as_deref(), Some(ORIGIN), "{status}");
        let exposed = list(&response, "access-control-expose-headers");
        for name in ["mcp-session-id", "www-authenticate", "retry-after"] {
            assert!(exposed.contains(&name.to_owned()), "{status}: {name}");
        }
        assert!(list(&response, "vary").contains(&"origin".to_owned()), "{status}");
    }
    for origin in ["https://evil.example", "null", "https://app.example.com.evil.example"] {
        let response = Raw::post(PING).with("origin", origin).send(&url).await;
        assert_eq!(response.status, 403, "{origin}");
        assert_eq!(response.header("access-control-allow-origin"), None, "{origin}");
    }
    assert_eq!(Raw::post(PING).send(&url).await.header("access-control-allow-origin"), None);
}
