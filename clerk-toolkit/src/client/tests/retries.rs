use std::time::Duration;

use serde_json::{Value, json};

use super::server::{Clients, Reply, Server, json as ok};

fn busy(retry_after: &str) -> Reply {
    Reply::http(429, &format!("retry-after: {retry_after}\r\n"), r#"{"errors":[{"code":"too_many_requests"}]}"#)
}

#[tokio::test]
async fn any_request_over_the_rate_limit_is_retried_after_the_wait() {
    let create =
        async |server: &Server| server.client().post("invitations").json(&json!({"a": 1})).send::<Value>().await;
    // The wait outlasts this shorter timer, however slow the machine is.
    let server = Server::start([busy("1"), ok("{}")]);
    let early = tokio::time::timeout(Duration::from_millis(500), create(&server)).await;
    assert!(early.is_err(), "the request was retried too early: {early:?}");

    let server = Server::start([busy("1"), ok("{}")]);
    create(&server).await.unwrap();
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[0], requests[1]);
}

#[tokio::test]
async fn a_long_or_absent_retry_after_is_left_to_the_caller() {
    for (first, wait) in [(busy("11"), Some(Duration::from_secs(11))), (Reply::http(429, "", ""), None)] {
        let server = Server::start([first, ok("{}")]);
        let error = server.client().get("users").send::<Value>().await.unwrap_err();
        assert_eq!((error.status(), error.retry_after()), (Some(429), wait));
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn retries_are_limited() {
    let server = Server::start([busy("0"), busy("0"), busy("0"), ok("{}")]);
    let error = server.client().get("users").send::<Value>().await.unwrap_err();
    assert_eq!(error.code(), Some("too_many_requests"));
    assert_eq!(server.requests().len(), 3);

    let server = Server::start([busy("0"), ok("{}")]);
    let client = server.builder().max_retries(0).build().unwrap();
    client.get("users").send::<Value>().await.unwrap_err();
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_server_error_is_retried_only_if_no_change_can_happen_twice() {
    for retried in [true, false] {
        let server = Server::start([Reply::http(503, "", ""), ok("{}"), Reply::http(503, "", ""), ok("{}")]);
        let client = server.client();
        let requests = match retried {
            true => [client.get("users"), client.put("users")],
            false => [client.post("users"), client.delete("users")],
        };
        for (index, request) in requests.into_iter().enumerate() {
            let result = request.send::<Value>().await;
            // Without a retry, the next reply of the script goes to the next request.
            assert_eq!(result.is_ok(), retried || index == 1, "{result:?}");
        }
        assert_eq!(server.requests().len(), if retried { 4 } else { 2 });
    }
    let server = Server::start([Reply::http(500, "", ""), ok("{}")]);
    let error = server.client().patch("users").send::<Value>().await.unwrap_err();
    assert_eq!(error.status(), Some(500));
}

#[tokio::test]
async fn a_permanent_error_is_not_retried() {
    // With 501, the server says that it does not have the operation.
    for status in [404, 501] {
        let server = Server::start([Reply::http(status, "retry-after: 0\r\n", ""), ok("{}")]);
        let error = server.client().get("users").send::<Value>().await.unwrap_err();
        assert_eq!((error.is_retryable(), server.requests().len()), (false, 1), "{status}");
    }
}
