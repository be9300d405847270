//! Behaviour that all operations share: the key, routing, bodies, the log, start and stop.

use std::net::TcpListener;

use reqwest::header::{AUTHORIZATION, CONTENT_TYPE};
use serde_json::json;

use super::*;
use crate::sandbox::demo;

#[tokio::test]
async fn a_request_without_the_secret_key_is_refused() {
    let api = Api::start().await;
    let url = format!("{}/v1/users/count", api.sandbox.url());
    let header_invalid = "authorization_header_format_invalid";
    for (header, code) in [
        (None, header_invalid),
        (Some("Basic abc".to_owned()), header_invalid),
        (Some(api.sandbox.secret_key().to_owned()), header_invalid),
        (Some("Bearer sk_test_wrong".to_owned()), "clerk_key_invalid"),
    ] {
        let mut request = api.client.get(&url);
        if let Some(header) = &header {
            request = request.header(AUTHORIZATION, header);
        }
        ApiResponse::read(request.send().await).await.refused(401, &[(code, "")]);
    }
    api.get("/users/count").await.ok();
}

#[tokio::test]
async fn two_sandboxes_share_nothing() {
    let (one, two) = (Api::start().await, Api::start().await);
    assert_ne!(one.sandbox.secret_key(), two.sandbox.secret_key());
    one.delete(&format!("/users/{}", demo::ADA)).await.ok();
    two.get(&format!("/users/{}", demo::ADA)).await.ok();
}

#[tokio::test]
async fn a_body_must_be_a_json_object() {
    let api = Api::start().await;
    for body in ["", "{", "[]", "\"text\"", "null", "{\"a\":1}}"] {
        let request = api.request(Method::PATCH, &format!("/users/{}", demo::ADA)).body(body);
        ApiResponse::read(request.send().await).await.refused(400, &[("request_body_invalid", "")]);
    }
    let deep = format!("{{\"public_metadata\":{}{}}}", "{\"a\":".repeat(1000), "}".repeat(1000));
    let request = api.request(Method::POST, "/invitations").body(deep);
    ApiResponse::read(request.send().await).await.refused(400, &[("request_body_invalid", "")]);
}

#[tokio::test]
async fn other_content_types_are_refused() {
    let api = Api::start().await;
    let send = |content_type: &'static str| {
        let request =
            api.request(Method::PATCH, &format!("/users/{}", demo::ADA)).header(CONTENT_TYPE, content_type).body("{}");
        async move { ApiResponse::read(request.send().await).await }
    };
    send("application/x-www-form-urlencoded").await.refused(415, &[("unsupported_content_type", "")]);
    send("application/json; charset=utf-8").await.ok();
}

#[tokio::test]
async fn a_body_over_one_mebibyte_is_refused() {
    let api = Api::start().await;
    let path = format!("/users/{}", demo::ADA);
    let send = |size: usize| {
        let padding = " ".repeat(size - 2);
        let request = api.request(Method::PATCH, &path).body(format!("{{{padding}}}"));
        async move { ApiResponse::read(request.send().await).await }
    };
    send(1024 * 1024).await.ok();
    send(1024 * 1024 + 1).await.refused(413, &[("request_body_too_large", "")]);
}

#[tokio::test]
async fn all_mistakes_of_a_body_are_reported() {
    let api = Api::start().await;
    let body = json!({
        "first_name": 5,
        "username": "a",
        "profile_image_url": "https://example.com/a.png",
        "public_metadata": {},
        "delete_self_enabled": "yes",
        "create_organizations_limit": -1,
        "created_at": "yesterday",
    });
    api.patch(&format!("/users/{}", demo::ADA), body).await.refused(
        422,
        &[
            ("form_param_value_invalid", "first_name"),
            ("form_username_invalid_length", "username"),
            ("form_param_value_invalid", "delete_self_enabled"),
            ("form_param_value_invalid", "create_organizations_limit"),
            ("form_param_invalid_time", "created_at"),
            ("form_param_unknown", "profile_image_url"),
            ("form_param_unknown", "public_metadata"),
        ],
    );
}

#[tokio::test]
async fn the_log_records_every_request() {
    let api = Api::start().await;
    api.get("/users?query=a%20b&limit=1").await;
    api.patch("/users/user_none", json!({"first_name": "A"})).await;
    api.client.get(format!("{}/elsewhere", api.sandbox.url())).send().await.expect("the sandbox responds");
    let request = api.request(Method::POST, "/invitations").body("not JSON");
    request.send().await.expect("the sandbox responds");

    let seen = api.sandbox.requests();
    let seen: Vec<_> = seen
        .iter()
        .map(|request| (request.method.as_str(), request.path.as_str(), request.body.clone(), request.status))
        .collect();
    assert_eq!(
        seen,
        [
            ("GET", "/v1/users?query=a%20b&limit=1", None, 200),
            ("PATCH", "/v1/users/user_none", Some(json!({"first_name": "A"})), 404),
            ("GET", "/elsewhere", None, 401),
            ("POST", "/v1/invitations", Some(json!("not JSON")), 400),
        ]
    );
    api.sandbox.clear_requests();
    assert!(api.sandbox.requests().is_empty());
}

#[tokio::test]
async fn pages_are_limited() {
    let api = Api::start().await;
    assert_eq!(api.get("/users?limit=500").await.ok().as_array().map(Vec::len), Some(5));
    assert_eq!(api.get("/users?limit=2&offset=4").await.ok().as_array().map(Vec::len), Some(1));
    api.get("/users?limit=0&offset=-1")
        .await
        .refused(422, &[("form_param_value_invalid", "limit"), ("form_param_value_invalid", "offset")]);
    api.get("/users?limit=501").await.refused(422, &[("form_param_value_too_large", "limit")]);
    api.get("/users?limit=many").await.refused(422, &[("form_param_type_invalid", "limit")]);
    api.get("/users?order_by=-shoe_size").await.refused(422, &[("form_param_value_invalid", "order_by")]);

    let empty = Api::of(Sandbox::builder().empty()).await;
    for number in 0..11 {
        let name = format!("user-{number}");
        empty.post("/users", json!({"username": name})).await.ok();
    }
    assert_eq!(empty.get("/users").await.ok().as_array().map(Vec::len), Some(10));
}

#[tokio::test]
async fn dropping_a_sandbox_frees_its_port() {
    let sandbox = Sandbox::start().await.expect("the sandbox starts");
    let address = sandbox.url().trim_start_matches("http://").to_owned();
    let client = Client::new();
    // A kept-alive connection must not hold the port.
    client.get(sandbox.url()).send().await.expect("the sandbox responds");
    assert!(TcpListener::bind(&address).is_err());
    let listen = address.parse().expect("the URL has an address");
    let mut sandbox = Some(sandbox);
    // Repeated, because a port that is freed too late can still be free by chance.
    for _ in 0..50 {
        drop(sandbox.take());
        let again = Sandbox::builder().listen(listen).start().await.expect("the port is free");
        assert_eq!(again.url(), format!("http://{address}"));
        sandbox = Some(again);
    }
}

#[test]
fn a_sandbox_outlives_the_runtime_that_started_it() {
    let runtime = || tokio::runtime::Runtime::new().expect("the runtime starts");
    let api = runtime().block_on(Api::start());
    let api = Api { client: Client::new(), ..api };
    runtime().block_on(api.get("/users/count")).ok();
}

#[tokio::test]
async fn debug_does_not_contain_the_secret_key() {
    let sandbox = Sandbox::start().await.expect("the sandbox starts");
    assert!(sandbox.secret_key().starts_with("sk_test_"));
    let shown = format!("{sandbox:?}");
    assert!(!shown.contains(sandbox.secret_key()), "{shown}");
    assert!(shown.contains(sandbox.url()), "{shown}");
}
