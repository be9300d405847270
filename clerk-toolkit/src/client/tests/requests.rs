use serde_json::{Value, json};

use super::super::*;
use super::server::{Clients, KEY, Reply, Server, json as ok};

#[tokio::test]
async fn every_request_has_the_key_the_version_and_the_user_agent() {
    let server = Server::start([ok("{}")]);
    let client = server.builder().user_agent_suffix("acme/1.0").build().unwrap();
    client.get("users/count").send::<Value>().await.unwrap();
    let head = server.requests()[0].to_lowercase();
    for line in [
        "get /v1/users/count http/1.1".to_owned(),
        format!("authorization: bearer {}", KEY.to_lowercase()),
        "clerk-api-version: 2026-05-12".to_owned(),
        format!("user-agent: clerk-toolkit/{} acme/1.0", env!("CARGO_PKG_VERSION")),
        "accept: application/json".to_owned(),
    ] {
        assert!(head.lines().any(|found| found == line), "{line} is not in {head}");
    }
}

#[tokio::test]
async fn false_and_zero_are_sent_in_the_query_and_none_is_not() {
    let server = Server::start([ok("[]")]);
    let id = UserId::parse("user_1").unwrap();
    let client = server.client();
    client
        .get("users")
        .query("banned", false)
        .query("offset", 0)
        .query("query", "a&b=c d/é#")
        .query("user_id", &id)
        .query("user_id", "user_2")
        .query_opt("limit", Some(0))
        .query_opt("order_by", None::<&str>)
        .send::<Value>()
        .await
        .unwrap();
    assert_eq!(
        server.only_request().0,
        "GET /v1/users?banned=false&offset=0&query=a%26b%3Dc+d%2F%C3%A9%23&user_id=user_1&user_id=user_2&limit=0"
    );
}

#[tokio::test]
async fn a_body_is_sent_as_json() {
    let server = Server::start([ok("{}")]);
    server.client().put("jwks").json(&json!({"a": [1, null]})).send::<Value>().await.unwrap();
    assert_eq!(server.only_request(), ("PUT /v1/jwks".to_owned(), r#"{"a":[1,null]}"#.to_owned()));
    assert!(server.requests()[0].contains("content-type: application/json\r\n"));
}

#[tokio::test]
async fn an_invalid_request_is_not_sent() {
    let server = Server::start([ok("{}")]);
    let client = server.client();
    let path = client.get("users/../jwks").send::<Value>().await;
    assert!(matches!(path, Err(ClerkError::InvalidPath { .. })), "{path:?}");
    let body = client.post("users").json(&std::collections::BTreeMap::from([((1, 2), 3)])).send::<Value>().await;
    assert!(matches!(body, Err(ClerkError::Encode(_))), "{body:?}");
    let field = client.post("users").field("a", &std::collections::BTreeMap::from([((1, 2), 3)])).field("b", &1);
    let field = field.send::<Value>().await;
    assert!(matches!(field, Err(ClerkError::Encode(_))), "{field:?}");
    let nothing: &[Option<&str>] = &[None];
    for empty in [&[][..], &[Some("")], &[Some("a"), Some(" ")], nothing] {
        let query = client.post("users").query_value("limit", &10).query_value("email", empty).json(&1);
        let error = query.send::<Value>().await.unwrap_err();
        assert_eq!(error.to_string(), "`email` is empty, and Clerk would ignore it: leave it out, or write a value");
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn the_path_of_a_proxy_is_kept() {
    let server = Server::start([ok("{}")]);
    let client = server.builder().api_url(format!("{}/clerk/", server.url())).build().unwrap();
    client.get(("users", UserId::parse("user_1").unwrap())).send::<User>().await.unwrap();
    assert_eq!(server.only_request().0, "GET /clerk/v1/users/user_1");
}

#[test]
fn the_future_can_be_spawned_and_the_client_shared() {
    fn assert_send<T: Send>(_: T) {}
    fn assert_shared<T: Clone + Send + Sync + 'static>() {}
    assert_shared::<ClerkClient>();
    let client = ClerkClient::new(KEY).unwrap();
    assert_send(client.get("users").query("limit", 1).json(&json!({})).send::<Value>());
    assert_send(client.users().count());
}

#[tokio::test]
async fn a_custom_http_client_sends_the_same_headers_with_the_same_time_limit() {
    let server = Server::start([ok("{}"), Reply::silence()]);
    let custom = reqwest::Client::builder().user_agent("custom").build().unwrap();
    let client = server.builder().http_client(custom).timeout(std::time::Duration::from_millis(300)).build().unwrap();
    client.get("users/count").send::<Value>().await.unwrap();
    let head = server.requests()[0].to_lowercase();
    assert!(head.contains(&format!("authorization: bearer {}", KEY.to_lowercase())), "{head}");
    assert!(head.contains("user-agent: clerk-toolkit/"), "{head}");
    let late = client.get("users/count").send::<Value>().await;
    assert!(matches!(late, Err(ClerkError::Timeout { limit: TimeLimit::Total, .. })), "{late:?}");
}
