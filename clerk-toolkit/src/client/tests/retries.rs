use std::time::Duration;

use serde_json::{Value, json};

use super::super::Change;
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
async fn a_long_retry_after_is_left_to_the_caller() {
    let date = "date: Wed, 25 Nov 2026 12:00:00 GMT\r\nretry-after: Wed, 25 Nov 2026 12:00:11 GMT\r\n";
    for status in [429, 503] {
        for headers in ["retry-after: 11\r\n", "retry-after: 0\r\nretry-after: 11\r\n", date] {
            let server = Server::start([Reply::http(status, headers, ""), ok("{}")]);
            let error = server.client().get("users").send::<Value>().await.unwrap_err();
            assert_eq!((error.status(), error.retry_after()), (Some(status), Some(Duration::from_secs(11))));
            assert_eq!(server.requests().len(), 1, "{status} {headers}");
        }
    }
    let server = Server::start([busy("99999999999999999999"), ok("{}")]);
    let error = server.client().get("users").send::<Value>().await.unwrap_err();
    assert!(error.retry_after().is_some_and(|wait| wait > Duration::from_secs(1_000_000)), "{error:?}");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn no_retry_is_sent_before_the_retry_after() {
    let soon = "date: Wed, 25 Nov 2026 12:00:00 GMT\r\nretry-after: Wed, 25 Nov 2026 12:00:01 GMT\r\n";
    for headers in ["retry-after: 0.9\r\n", soon] {
        let server = Server::start([Reply::http(503, headers, ""), ok("{}")]);
        let client = server.client();
        let read = client.get("users").send::<Value>();
        // The wait outlasts this shorter timer, however slow the machine is.
        let early = tokio::time::timeout(Duration::from_millis(600), read).await;
        assert!(early.is_err(), "the request was retried too early: {early:?}");
        assert_eq!(server.requests().len(), 1);

        let server = Server::start([Reply::http(503, headers, ""), ok("{}")]);
        server.client().get("users").send::<Value>().await.unwrap();
    }
}

#[tokio::test]
async fn a_read_over_the_rate_limit_backs_off_without_a_retry_after() {
    for header in ["", "retry-after: soon\r\n", "retry-after: -1\r\n"] {
        let busy = || Reply::http(429, header, "");
        let server = Server::start([busy(), ok("{}")]);
        server.client().get("users").send::<Value>().await.unwrap();
        assert_eq!(server.requests().len(), 2);
        let server = Server::start([busy(), ok("{}")]);
        let error = server.client().post("users").send::<Value>().await.unwrap_err();
        assert_eq!((error.status(), server.requests().len()), (Some(429), 1));
    }
}

#[tokio::test]
async fn a_change_that_may_be_applied_is_not_forgotten_after_a_retry() {
    // The first attempt loses its response, and the server is gone when the second one is sent.
    let server = Server::start([Reply::Bytes(Vec::new())]);
    let error = server.client().put("jwks").send::<Value>().await.unwrap_err();
    assert_eq!(error.change(), Change::Unknown, "{error:?}");
    let server = Server::start([Reply::Bytes(Vec::new()), busy("11")]);
    let error = server.client().put("jwks").send::<Value>().await.unwrap_err();
    assert_eq!(error.change(), Change::Unknown, "{error:?}");
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
