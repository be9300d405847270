//! The server as a part of an application.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Version, header};
use http_body_util::BodyExt;
use hyper::service::Service;
use hyper_util::service::TowerToHyperService;

use super::super::sandboxed;
use super::raw::PING;
use super::{TOKEN, options};
use crate::mcp::{HttpAuth, HttpOptions, http_service};

/// The status and the body of the application's response.
pub(super) async fn response_of(application: Router, request: Request<Body>) -> (u16, String) {
    let response = TowerToHyperService::new(application).call(request).await.unwrap();
    let status = response.status().as_u16();
    let body = response.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

/// A request over HTTP/2, which names the host in its URI. It may also have a `Host` header.
fn http2(uri: &str, host: Option<&str>, token: Option<&str>) -> Request<Body> {
    let request = Request::post(uri).version(Version::HTTP_2).header(header::CONTENT_TYPE, "application/json");
    let request = host.into_iter().fold(request, |request, host| request.header(header::HOST, host));
    let token = token.map(|token| format!("Bearer {token}"));
    let request = token.into_iter().fold(request, |request, token| request.header(header::AUTHORIZATION, token));
    request.body(Body::from(PING)).unwrap()
}

#[tokio::test]
async fn the_host_of_http_2_is_checked() {
    let (_sandbox, server) = sandboxed().await;
    let service = http_service(server, options().allow_host("mcp.example.com")).unwrap();
    let application = Router::new().nest_service("/tools/mcp", service);
    for (status, authority, host) in [
        (200, "mcp.example.com", None),
        (200, "MCP.example.com:443", Some("mcp.example.com")),
        (200, "localhost", None),
        (400, "mcp.example.com", Some("evil.example")),
        (400, "evil.example", Some("mcp.example.com")),
        (400, "localhost@evil.example", None),
        (403, "evil.example", None),
        (403, "evil.example", Some("evil.example")),
    ] {
        let request = http2(&format!("https://{authority}/tools/mcp"), host, Some(TOKEN));
        let response = response_of(application.clone(), request).await;
        assert_eq!(response.0, status, "{authority} {host:?}: {response:?}");
    }
    let response = response_of(application, http2("https://localhost/tools/mcp", None, None)).await;
    assert_eq!(response.0, 401, "{response:?}");
}

#[tokio::test]
async fn an_application_can_check_requests_itself() {
    let (_sandbox, server) = sandboxed().await;
    let options = HttpOptions::new(HttpAuth::HandledByApplication).allow_host("mcp.example.com");
    let application = Router::new().nest_service("/mcp", http_service(server, options).unwrap());
    for token in [None, Some("a token of the application")] {
        let response = response_of(application.clone(), http2("https://mcp.example.com/mcp", None, token)).await;
        assert_eq!(response.0, 200, "{response:?}");
    }
    let response = response_of(application, http2("https://evil.example/mcp", None, None)).await;
    assert_eq!(response.0, 403, "{response:?}");
}
