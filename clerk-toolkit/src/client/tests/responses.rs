use std::time::Duration;

use serde_json::{Value, json};

use super::super::*;
use super::server::{Clients, KEY, Reply, Server, json as ok};

async fn failure(status: u16, headers: &str, body: &str) -> ClerkError {
    let server = Server::start([Reply::http(status, headers, body)]);
    let client = server.builder().max_retries(0).build().unwrap();
    client.get("users").send::<Value>().await.unwrap_err()
}

#[tokio::test]
async fn every_error_entry_is_kept() {
    let body = json!({
        "errors": [
            {"code": "form_param_unknown", "message": "is unknown", "long_message": "colour is not a parameter.",
             "meta": {"param_name": "colour"}},
            {"code": "form_param_missing", "message": "is missing", "long_message": null, "meta": null},
        ],
        "clerk_trace_id": "trace-1",
    });
    let error = failure(422, "cf-ray: ray-1\r\n", &body.to_string()).await;
    assert_eq!(
        (error.status(), error.code(), error.trace_id()),
        (Some(422), Some("form_param_unknown"), Some("trace-1"))
    );
    assert!(!error.is_retryable() && !error.is_not_found());
    let api = error.api().unwrap();
    assert_eq!(api.errors.len(), 2);
    assert_eq!(api.errors[0].param_name(), Some("colour"));
    assert_eq!(api.errors[1].message, "is missing");
    assert_eq!(api.excerpt, None);
    assert_eq!(
        error.to_string(),
        "Clerk returned 422 Unprocessable Entity: colour is not a parameter. (form_param_unknown) [parameter `colour`]; \
         is missing (form_param_missing) [trace trace-1]"
    );
}

#[tokio::test]
async fn hidden_characters_of_an_error_are_escaped_in_its_text_only() {
    let message = "Acme\u{1b}[2J\u{202e}\nis taken";
    let body = json!({ "errors": [{ "code": "form\u{9b}1", "message": message }] });
    let error = failure(422, "", &body.to_string()).await;
    assert_eq!(
        error.to_string(),
        "Clerk returned 422 Unprocessable Entity: Acme\\u{1b}[2J\\u{202e}\\nis taken (form\\u{9b}1)"
    );
    assert_eq!(error.api().unwrap().errors[0].message, message);
}

#[tokio::test]
async fn the_ray_is_the_trace_id_if_the_body_has_none() {
    let body = r#"{"errors":[{"code":"resource_not_found","message":"not found"}]}"#;
    let error = failure(404, "CF-Ray: 8abc-FRA\r\n", body).await;
    assert_eq!(error.trace_id(), Some("8abc-FRA"));
    assert!(error.is_not_found());
    assert_eq!(error.retry_after(), None);
}

#[tokio::test]
async fn an_error_page_of_a_proxy_is_shown_in_part() {
    let page = format!("<html>\n <body>Bad\u{1b}[2J gateway</body>{}", "x".repeat(5_000));
    let error = failure(502, "content-type: text/html\r\n", &page).await;
    assert_eq!((error.status(), error.code()), (Some(502), None));
    assert!(error.is_retryable());
    let message = error.to_string();
    assert!(
        message.starts_with("Clerk returned 502 Bad Gateway, not in Clerk's error format: `<html> <body>Bad\\u{1b}[2J"),
        "{message}"
    );
    assert!(message.chars().count() < 300, "{message}");
}

#[tokio::test]
async fn error_bodies_of_any_shape_are_errors() {
    for body in
        ["", "null", "[]", "{}", r#"{"errors":{}}"#, r#"{"errors":[1,null]}"#, r#"{"errors":[{"code":1}]}"#, "\u{0}"]
    {
        let error = failure(400, "", body).await;
        assert_eq!((error.status(), error.code()), (Some(400), None), "{body}");
        assert!(error.to_string().starts_with("Clerk returned 400 Bad Request"), "{error}");
    }
}

#[tokio::test]
async fn a_key_that_the_server_echoes_is_not_shown() {
    for body in [format!("<pre>Authorization: Bearer {KEY}</pre>"), json!({"errors": [{"message": KEY}]}).to_string()] {
        let error = failure(401, "", &body).await;
        let text = format!("{error} {error:?}");
        assert!(!text.contains(KEY), "{text}");
        assert!(text.contains("[redacted by clerk-toolkit: secret key]"), "{text}");
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let target = Server::start([ok("{}")]);
    for status in [301, 302, 307, 308] {
        let error = failure(status, &format!("location: {}/v1/users\r\n", target.url()), "").await;
        assert_eq!(error.status(), Some(status));
        assert!(error.to_string().contains("redirects are not followed"), "{error}");
    }
    assert!(target.requests().is_empty());
}

#[tokio::test]
async fn a_response_without_a_body_is_read_as_null() {
    let server = Server::start([Reply::http(204, "", ""), Reply::http(200, "", "")]);
    let client = server.client();
    client.delete("users").send::<()>().await.unwrap();
    assert_eq!(client.delete("users").send::<Value>().await.unwrap(), Value::Null);
}

#[tokio::test]
async fn a_response_of_another_type_is_a_decode_error() {
    let server = Server::start([ok(r#"["user_1"]"#)]);
    let error = server.client().get("users").send::<User>().await.unwrap_err();
    assert!(matches!(error, ClerkError::Decode { status: 200, .. }), "{error:?}");
    assert!(error.to_string().contains("cannot read the response (HTTP 200) as User: at .: expected a map"), "{error}");
    assert!(!error.is_retryable());
}

#[tokio::test]
async fn a_retry_after_is_kept() {
    let date = "date: Wed, 25 Nov 2026 12:00:00 GMT\r\nretry-after: Wed, 25 Nov 2026 12:00:30 GMT\r\n";
    for (headers, millis) in [("retry-after: 7\r\n", 7_000), ("Retry-After: 1.5\r\n", 1_500), (date, 30_000)] {
        assert_eq!(failure(429, headers, "").await.retry_after(), Some(Duration::from_millis(millis)), "{headers}");
    }
    for header in ["", "retry-after: soon\r\n", "retry-after: -1\r\n"] {
        let error = failure(429, header, "").await;
        assert_eq!(error.retry_after(), None, "{header}");
        assert!(error.is_retryable());
    }
}

#[tokio::test]
async fn an_error_with_values_that_json_cannot_represent_is_kept() {
    let deep = format!("{}{}", "[".repeat(5000), "]".repeat(5000));
    let body = format!(
        r#"{{"errors":[{{"code":"form_param_invalid","message":"cut \ud83d","meta":{{"value":{deep},"n":1e999}}}}]}}"#
    );
    let error = failure(422, "", &body).await;
    assert_eq!(error.code(), Some("form_param_invalid"));
    let entry = &error.api().unwrap().errors[0];
    assert_eq!(entry.message, "cut \u{fffd}");
    assert!(entry.meta.is_some() && error.api().unwrap().excerpt.is_none());
}

#[tokio::test]
async fn a_page_of_a_firewall_shows_its_title_and_where_it_comes_from() {
    let page =
        "<!DOCTYPE html><html><head><title>Attention Required! | Cloudflare</title></head><body>...</body></html>";
    let headers = "content-type: text/html\r\nserver: cloudflare\r\ncf-ray: 8abc-FRA\r\n";
    let error = failure(403, headers, page).await;
    let api = error.api().unwrap();
    assert_eq!(api.page_title.as_deref(), Some("Attention Required! | Cloudflare"));
    assert_eq!((api.server.as_deref(), error.trace_id()), (Some("cloudflare"), Some("8abc-FRA")));
    assert_eq!(
        error.to_string(),
        "Clerk returned 403 Forbidden, not in Clerk's error format: an HTML page from the server `cloudflare` with the \
         title `Attention Required! | Cloudflare` [trace 8abc-FRA]"
    );
}

#[tokio::test]
async fn a_redirect_shows_the_origin_that_it_leads_to() {
    for (location, expected) in [
        ("https://login.example.com:8443/sso?token=secret", "a redirect to https://login.example.com:8443 ("),
        ("//portal.example.com", "a redirect to http://portal.example.com ("),
        ("/v2/users?secret=1", "a redirect to http://127.0.0.1:"),
        ("mailto:secret@example.com", "a redirect to an address that is not HTTP"),
        ("http://[secret", "Clerk returned 302 Found (redirects"),
    ] {
        let message = failure(302, &format!("location: {location}\r\n"), "").await.to_string();
        assert!(message.contains(expected), "{message}");
        assert!(!message.contains("secret"), "{message}");
    }
}

#[tokio::test]
async fn an_error_is_reported_although_its_body_is_incomplete_or_huge() {
    let cut = b"HTTP/1.1 422 X\r\ncontent-length: 1000\r\ncf-ray: ray-1\r\n\r\n{\"errors\":[".to_vec();
    let mut huge = b"HTTP/1.1 422 X\r\nconnection: close\r\ncf-ray: ray-1\r\n\r\n".to_vec();
    huge.resize(17 * 1024 * 1024, b'x');
    let server = Server::start([Reply::Bytes(cut), Reply::Bytes(huge)]);
    for _ in 0..2 {
        let error = server.client().post("users").send::<Value>().await.unwrap_err();
        assert_eq!((error.status(), error.trace_id()), (Some(422), Some("ray-1")), "{error:?}");
        assert_eq!(error.change(), Change::NotApplied);
        assert!(error.to_string().len() < 1_000);
    }
}

#[tokio::test]
async fn texts_of_an_error_are_bounded() {
    let long = "Ünïcödé ".repeat(1_000);
    let entry = json!({"code": long, "message": long, "long_message": long, "meta": {"param_name": long}});
    let body = json!({"errors": vec![entry; 3], "clerk_trace_id": long});
    let error = failure(422, "", &body.to_string()).await;
    let api = error.api().unwrap();
    assert!(api.errors[0].code.len() <= 100 && api.errors[0].message.len() <= 2_000, "{api:?}");
    assert!(error.trace_id().unwrap().len() <= 110);
    assert!(error.to_string().len() < 2_500, "{}", error.to_string().len());
    let header = format!("cf-ray: {}\r\nserver: {}\r\n", "r".repeat(5_000), "s".repeat(5_000));
    let error = failure(500, &header, &"x".repeat(5_000)).await;
    assert!(error.to_string().len() < 600 && error.trace_id().unwrap().len() <= 110, "{error}");
}

#[tokio::test]
async fn only_temporary_failures_are_retryable() {
    for (status, retryable) in [
        (400, false),
        (401, false),
        (403, false),
        (404, false),
        (407, false),
        (408, true),
        (409, false),
        (422, false),
        (425, true),
        (429, true),
        (500, true),
        (501, false),
        (502, true),
        (503, true),
        (504, true),
        (505, false),
        (511, false),
        (520, true),
        (302, false),
    ] {
        assert_eq!(failure(status, "", "").await.is_retryable(), retryable, "{status}");
    }
}
