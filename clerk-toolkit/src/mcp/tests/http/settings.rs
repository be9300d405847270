//! Settings that are unsafe or invalid.

use std::net::SocketAddr;
use std::time::Duration;

use super::super::sandboxed;
use super::{LOOPBACK, TOKEN, options};
use crate::mcp::{HttpAuth, HttpOptions, HttpServer, McpError, http_service};

fn bearer(token: &str) -> HttpOptions {
    HttpOptions::new(HttpAuth::bearer(token))
}

#[tokio::test]
async fn a_server_that_others_can_reach_needs_a_long_token() {
    let (_sandbox, server) = sandboxed().await;
    let everywhere: SocketAddr = ([0, 0, 0, 0], 0).into();
    let (long, short) = ("x".repeat(32), "x".repeat(31));
    for (address, options, reason) in [
        (everywhere, bearer(&short), "the server listens on 0.0.0.0:0, which other machines may reach"),
        (LOOPBACK, bearer(&short).allow_host("mcp.example.com"), "`HttpOptions::allow_host(\"mcp.example.com\")` lets"),
        (LOOPBACK, bearer(&short).allow_host("localhost.example.com"), "lets other machines use the server"),
        (LOOPBACK, bearer(&short).allow_host("10.0.0.1"), "lets other machines use the server"),
        (LOOPBACK, bearer(&short).allow_origin("https://a.example"), "lets pages of other machines use the server"),
        (
            LOOPBACK,
            bearer(&short).allow_origin("http://a.example:*").for_command_line(),
            "`--allow-origin http://a.example:*`",
        ),
        (LOOPBACK, bearer(&short).allow_host("a.example").for_command_line(), "unset --http-token"),
    ] {
        let error = HttpServer::bind(server.clone(), address, options).await.expect_err(reason);
        let text = error.to_string();
        assert!(matches!(error, McpError::Options(_)) && text.contains(reason), "{text}");
        assert!(text.contains("at least 32 characters") && !text.contains(&short), "{text}");
    }
    for (address, options) in [
        (everywhere, bearer(&long)),
        (everywhere, HttpOptions::new(HttpAuth::generated())),
        (LOOPBACK, bearer(&long).allow_host("mcp.example.com").allow_origin("https://a.example")),
        // Only this machine.
        (LOOPBACK, bearer("x")),
        (LOOPBACK, bearer("x").allow_host("localhost:1").allow_host("127.0.0.2").allow_host("[::1]")),
        (LOOPBACK, bearer("x").allow_origin("http://localhost:*").allow_origin("https://127.0.0.1:8443")),
    ] {
        let shown = format!("{options:?}");
        assert!(HttpServer::bind(server.clone(), address, options).await.is_ok(), "{shown}");
    }
    let options = bearer(&short).allow_host("mcp.example.com");
    assert!(matches!(http_service(server.clone(), options), Err(McpError::Options(_))));
    assert!(http_service(server, bearer(&long).allow_host("mcp.example.com")).is_ok());
}

#[tokio::test]
async fn a_server_without_a_token_is_part_of_an_application() {
    let (_sandbox, server) = sandboxed().await;
    let options = HttpOptions::new(HttpAuth::HandledByApplication).allow_host("mcp.example.com");
    let error = HttpServer::bind(server.clone(), LOOPBACK, options.clone()).await.unwrap_err();
    assert!(matches!(&error, McpError::Options(text) if text.contains("HttpAuth::generated")), "{error}");
    assert!(http_service(server, options).is_ok());
}

#[test]
fn generated_tokens_are_long_and_different() {
    let (one, other) = (HttpAuth::generated(), HttpAuth::generated());
    assert_ne!(one.token(), other.token());
    assert!(
        one.token().is_some_and(|token| token.len() == 43 && token.bytes().all(|byte| byte.is_ascii_alphanumeric()))
    );
    assert!(!format!("{one:?}").contains(one.token().unwrap()), "{one:?}");
}

#[tokio::test]
async fn invalid_settings_are_errors() {
    let (_sandbox, server) = sandboxed().await;
    for options in [
        bearer(""),
        bearer("with space"),
        bearer("über"),
        options().allow_host(""),
        options().allow_host("*"),
        options().allow_host("*.example.com"),
        options().allow_host("https://mcp.example.com"),
        options().allow_host("mcp.example.com/path"),
        options().allow_host("a@mcp.example.com"),
        options().allow_host("mcp.example.com:x"),
        options().allow_origin("app.example.com"),
        options().allow_origin("*"),
        options().allow_origin("null"),
        options().allow_origin("https://*"),
        options().allow_origin("https://*.example.com"),
        options().allow_origin("https://app.example.com/"),
        options().allow_origin("https://a@app.example.com"),
        options().allow_origin("https://app.example.com:443:*"),
        options().allow_origin("ftp://app.example.com"),
        options().max_connections(0),
        options().header_timeout(Duration::ZERO),
        options().idle_timeout(Duration::ZERO),
        options().body_timeout(Duration::ZERO),
        options().write_timeout(Duration::ZERO),
        options().queue_timeout(Duration::ZERO),
    ] {
        let error = http_service(server.clone(), options.clone()).expect_err(&format!("{options:?}"));
        assert!(matches!(error, McpError::Options(_)), "{error}");
    }
    let shown = format!("{:?}", options());
    assert!(!shown.contains(TOKEN), "{shown}");

    let taken = tokio::net::TcpListener::bind(LOOPBACK).await.unwrap();
    let error = HttpServer::bind(server, taken.local_addr().unwrap(), options()).await.unwrap_err();
    assert!(matches!(error, McpError::Bind { .. }), "{error}");
}
