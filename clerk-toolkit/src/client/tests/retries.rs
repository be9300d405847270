use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::server::{Reply, Server, json as ok, reply};

fn busy(retry_after: &str) -> Reply {
    reply(429, &format!("retry-after: {retry_after}\r\n"), r#"{"errors":[{"code":"too_many_requests"}]}"#)
}

#[tokio::test]
async fn any_request_over_the_rate_limit_waits_and_goes_again() {
    let server = Server::start([busy("1"), ok("{}")]).await;
    let start = Instant::now();
    server.client().post("invitations").json(&json!({"a": 1})).send::<Value>().await.unwrap();
    assert!(start.elapsed() >= Duration::from_secs(1), "{:?}", start.elapsed());
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[0], requests[1]);
}

#[tokio::test]
async fn a_wait_that_is_long_or_not_named_is_left_to_the_caller() {
    for (first, wait) in [(busy("11"), Some(Duration::from_secs(11))), (reply(429, "", ""), None)] {
        let server = Server::start([first, ok("{}")]).await;
        let error = server.client().get("users").send::<Value>().await.unwrap_err();
        assert_eq!((error.status(), error.retry_after()), (Some(429), wait));
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn repeats_are_counted() {
    let server = Server::start([busy("0"), busy("0"), busy("0"), ok("{}")]).await;
    let error = server.client().get("users").send::<Value>().await.unwrap_err();
    assert_eq!(error.code(), Some("too_many_requests"));
    assert_eq!(server.requests().len(), 3);

    let server = Server::start([busy("0"), ok("{}")]).await;
    let client = server.builder().max_retries(0).build().unwrap();
    client.get("users").send::<Value>().await.unwrap_err();
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_server_failure_is_repeated_only_where_nothing_can_happen_twice() {
    for repeated in [true, false] {
        let server = Server::start([reply(503, "", ""), ok("{}"), reply(503, "", ""), ok("{}")]).await;
        let client = server.client();
        let requests = match repeated {
            true => [client.get("users"), client.put("users")],
            false => [client.post("users"), client.delete("users")],
        };
        for (index, request) in requests.into_iter().enumerate() {
            let answer = request.send::<Value>().await;
            // Where it is not repeated, the script's next reply goes to the next request.
            assert_eq!(answer.is_ok(), repeated || index == 1, "{answer:?}");
        }
        assert_eq!(server.requests().len(), if repeated { 4 } else { 2 });
    }
    let server = Server::start([reply(500, "", ""), ok("{}")]).await;
    let error = server.client().patch("users").send::<Value>().await.unwrap_err();
    assert_eq!(error.status(), Some(500));
}

#[tokio::test]
async fn a_refusal_is_not_repeated() {
    let server = Server::start([reply(404, "retry-after: 0\r\n", ""), ok("{}")]).await;
    server.client().get("users").send::<Value>().await.unwrap_err();
    assert_eq!(server.requests().len(), 1);
}
