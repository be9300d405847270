//! The server on streams, with valid and invalid input.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::AsyncWriteExt;

use super::{ClerkMcpServer, TIMEOUT, Wire, call, initialize, meta, request, sandboxed, text};
use crate::formats;
use crate::mcp::{ClerkMcpServerBuilder, MAX_MESSAGE_BYTES};
use crate::sandbox::demo::ADA;
use crate::{ClerkToolkit, ToolError, clerk_tool, toolset};

fn get_ada(id: impl Into<Value>) -> Value {
    call(id, "getUser", json!({ "userId": ADA }))
}

#[tokio::test]
async fn an_invalid_message_gets_an_error_and_the_next_one_is_processed() {
    let (_sandbox, server) = sandboxed().await;
    let mut wire = Wire::initialized(server, "2025-11-25").await;
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let cases: &[(&[u8], i64, Value)] = &[
        (b"{", -32700, Value::Null),
        (b"nonsense", -32700, Value::Null),
        (b"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"", -32700, json!(1)),
        (b"{\"jsonrpc\":\"2.0\",\"id\":1", -32700, Value::Null),
        (b"\xff\xfe", -32700, Value::Null),
        (deep.as_bytes(), -32600, Value::Null),
        (b"42", -32600, Value::Null),
        (b"\"ping\"", -32600, Value::Null),
        (b"null", -32600, Value::Null),
        (b"[]", -32600, Value::Null),
        (br#"[{"jsonrpc":"2.0","id":1,"method":"ping"}]"#, -32600, Value::Null),
        (br#"["2.0",1,"ping"]"#, -32600, Value::Null),
        (b"[1,2,3,4,5,6,7,8]", -32600, Value::Null),
        (b"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"unread\":\"\xff\"}", -32700, json!(1)),
        (b"{}", -32600, Value::Null),
        (br#"{"id":7,"method":"ping"}"#, -32600, json!(7)),
        (br#"{"jsonrpc":"1.0","id":7,"method":"ping"}"#, -32600, json!(7)),
        (br#"{"jsonrpc":"2.0","id":"seven"}"#, -32600, json!("seven")),
        (br#"{"jsonrpc":"2.0","id":7,"method":["ping"]}"#, -32600, json!(7)),
        (br#"{"jsonrpc":"2.0","id":7,"method":"ping","result":{}}"#, -32600, json!(7)),
        (br#"{"jsonrpc":"2.0","id":null,"method":"ping"}"#, -32600, Value::Null),
        (br#"{"jsonrpc":"2.0","id":1.5,"method":"ping"}"#, -32600, Value::Null),
        (br#"{"jsonrpc":"2.0","id":{},"method":"ping"}"#, -32600, Value::Null),
        (br#"{"jsonrpc":"2.0","id":1,"id":2,"method":"ping"}"#, -32600, Value::Null),
        (br#"{"jsonrpc":"2.0","id":1,"method":"ping","method":"tools/list"}"#, -32600, json!(1)),
        (br#"{"jsonrpc":"2.0","id":"\ud83d","method":"ping"}"#, -32600, Value::Null),
    ];
    for (line, code, id) in cases.iter().cloned() {
        wire.write(line).await;
        let response = wire.ask("").await;
        let shown = String::from_utf8_lossy(&line[..line.len().min(60)]).into_owned();
        assert_eq!((&response["error"]["code"], &response["id"]), (&json!(code), &id), "{shown}: {response}");
        assert!(response.as_object().unwrap().contains_key("id"), "{response}");
        let response = wire.ask(get_ada(9)).await;
        assert_eq!(response["result"]["structuredContent"]["first_name"], "Ada", "after {shown}: {response}");
    }
    assert!(wire.end().await.is_empty());
}

#[tokio::test]
async fn errors_of_invalid_requests_have_the_ids_of_the_requests() {
    let (_sandbox, server) = sandboxed().await;
    let mut wire = Wire::initialized(server, "2025-06-18").await;
    let cases = [
        ("tools/call", json!({}), -32602),
        ("tools/call", json!({ "name": 5 }), -32602),
        ("tools/call", json!({ "name": "getUser", "arguments": [ADA] }), -32602),
        ("tools/call", json!({ "name": "getUser", "arguments": "{}" }), -32602),
        ("tools/call", json!([1]), -32602),
        ("tools/call", json!({ "name": "../getUser\u{0}" }), -32602),
        ("tools/list", json!({ "cursor": "next" }), -32602),
        ("tools/list", json!("all"), -32602),
        ("ping", json!({ "_meta": 5 }), -32602),
        ("initialize", json!({ "protocolVersion": 5 }), -32602),
        ("no/such", json!({}), -32601),
        ("", json!({}), -32601),
        ("resources/list", json!({}), -32601),
        ("prompts/get", json!({ "name": "x" }), -32601),
    ];
    for (id, (method, params, code)) in cases.into_iter().enumerate() {
        let response = wire.ask(request(id + 1, method, params.clone())).await;
        assert_eq!(
            (&response["id"], &response["error"]["code"]),
            (&json!(id + 1), &json!(code)),
            "{method} {params}: {response}"
        );
    }
    // `99.0` is the same id as `99`.
    let response = wire.ask(r#"{"jsonrpc":"2.0","id":99.0,"method":"ping"}"#).await;
    assert_eq!((&response["id"], &response["result"]), (&json!(99), &json!({})), "{response}");
}

#[tokio::test]
async fn notifications_and_responses_get_no_response() {
    let (_sandbox, server) = sandboxed().await;
    let mut wire = Wire::to(server);
    for message in [
        r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#,
        r#"{"jsonrpc":"2.0","method":"notifications/unheard-of","params":{"a":1}}"#,
        r#"{"jsonrpc":"2.0","method":"notifications/cancelled"}"#,
        r#"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":{}}}"#,
        r#"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":404}}"#,
        r#"{"jsonrpc":"2.0","method":"tools/call","params":{"name":"getUser"}}"#,
        r#"{"jsonrpc":"2.0","id":1,"result":{}}"#,
        r#"{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"no"}}"#,
        "\r",
        "  ",
    ] {
        wire.send(message).await;
    }
    assert_eq!(wire.ask(request(1, "ping", json!({}))).await["id"], 1);
    assert!(wire.end().await.is_empty());
}

#[tokio::test]
async fn the_length_of_a_line_is_limited() {
    let (_sandbox, server) = sandboxed().await;
    let mut wire = Wire::initialized(server, "2025-11-25").await;
    let chunk = vec![b'x'; 1 << 20];
    wire.write(b"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"").await;
    for _ in 0..3 * MAX_MESSAGE_BYTES / chunk.len() {
        wire.write(&chunk).await;
    }
    let response = wire.ask("\"}").await;
    assert_eq!((&response["error"]["code"], &response["id"]), (&json!(-32600), &Value::Null), "{response}");
    // A line just below the limit is processed.
    let response = wire.ask(call(2, "getUser", json!({ "userId": "x".repeat(MAX_MESSAGE_BYTES - 1000) }))).await;
    assert_eq!(text(&response["result"])["error"]["code"], "arguments_invalid");
    assert!(wire.end().await.is_empty());
}

#[tokio::test]
async fn calls_before_the_handshake_are_rejected_and_the_handshake_still_works() {
    let (sandbox, server) = sandboxed().await;
    let mut wire = Wire::to(server);
    for early in [get_ada(1), request(2, "tools/list", json!({}))] {
        let response = wire.ask(&early).await;
        assert_eq!((&response["id"], &response["error"]["code"]), (&early["id"], &json!(-32600)), "{response}");
    }
    assert!(sandbox.requests().is_empty());
    assert_eq!(wire.ask(request(3, "ping", json!({}))).await["result"], json!({}));
    let response = wire.ask(initialize(4, "1999-01-01")).await;
    assert_eq!(response["result"]["protocolVersion"], "2025-11-25", "{response}");
    let response = wire.ask(get_ada(5)).await;
    assert_eq!(response["result"]["isError"], false, "{response}");
    assert_eq!(response["result"].get("resultType"), None, "{response}");
}

#[tokio::test]
async fn a_client_need_not_wait_for_the_handshake() {
    let (_sandbox, server) = sandboxed().await;
    for _ in 0..20 {
        let mut wire = Wire::to(server.clone());
        let lines = [initialize(1, "2025-06-18"), request(2, "tools/list", json!({})), get_ada(3)];
        // The last line has no line break.
        wire.write(lines.map(|line| line.to_string()).join("\n").as_bytes()).await;
        let responses = wire.end().await;
        assert_eq!(responses.len(), 3, "{responses:?}");
        assert!(responses.iter().all(|response| response.get("error").is_none()), "{responses:?}");
    }
}

#[tokio::test]
async fn responses_follow_the_revision() {
    let (_sandbox, server) = sandboxed().await;
    for (revision, structured) in
        [("2024-11-05", false), ("2025-03-26", false), ("2025-06-18", true), ("2025-11-25", true)]
    {
        let mut wire = Wire::initialized(server.clone(), revision).await;
        let response = wire.ask(get_ada(1)).await;
        let result = &response["result"];
        assert_eq!(text(result)["first_name"], "Ada");
        assert_eq!(result.get("structuredContent").is_some(), structured, "{revision}");
        assert_eq!(result.get("resultType"), None, "{revision}");
        let list = wire.ask(request(2, "tools/list", json!({}))).await;
        assert_eq!(list["result"].get("ttlMs"), None, "{revision}");
    }

    let mut wire = Wire::to(server);
    let discovered = wire.ask(request(1, "server/discover", json!({ "_meta": meta("2026-07-28") }))).await;
    let revisions = &discovered["result"]["supportedVersions"];
    assert_eq!(*revisions, json!(["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28"]));
    assert_eq!(discovered["result"]["capabilities"], json!({ "tools": {} }));
    let list = wire.ask(request(2, "tools/list", json!({ "_meta": meta("2026-07-28") }))).await;
    assert_eq!((&list["result"]["ttlMs"], &list["result"]["cacheScope"]), (&json!(300_000), &json!("private")));
    let ada = json!({ "name": "getUser", "arguments": { "userId": ADA }, "_meta": meta("2026-07-28") });
    let response = wire.ask(request(3, "tools/call", ada)).await;
    assert_eq!(response["result"]["resultType"], "complete", "{response}");
    assert_eq!(response["result"]["structuredContent"]["first_name"], "Ada", "{response}");
    let unknown_revision = wire.ask(request(4, "tools/list", json!({ "_meta": meta("2099-01-01") }))).await;
    assert_eq!(unknown_revision["error"]["data"]["requested"], "2099-01-01", "{unknown_revision}");
}

#[tokio::test]
async fn definitions_and_results_are_those_of_the_format() {
    let (_sandbox, server) = sandboxed().await;
    let mut wire = Wire::initialized(server.clone(), "2025-11-25").await;
    let list = wire.ask(request(1, "tools/list", json!({}))).await;
    let definitions = formats::mcp::tools(server.toolkit().all_tools());
    // The text also compares the order of the members.
    assert_eq!(list["result"]["tools"].to_string(), Value::from(definitions).to_string());

    for user_id in [json!(ADA), json!(1)] {
        let params = json!({ "name": "getUser", "arguments": { "userId": user_id } });
        let response = wire.ask(request(2, "tools/call", params.clone())).await;
        let mut result = formats::mcp::run_calls(server.toolkit(), &params).await.unwrap().remove(0);
        let meta = result.as_object_mut().unwrap().shift_remove("_meta");
        // The server also writes `isError` for a successful call.
        result["isError"] = (user_id == 1).into();
        if let Some(meta) = meta {
            let hidden = json!([{ "path": "/private_metadata", "reason": "private metadata" }]);
            assert_eq!(meta, json!({ formats::mcp::REDACTIONS: hidden }));
            result["_meta"] = meta;
        }
        assert_eq!(response["result"].to_string(), result.to_string());
    }
}

#[tokio::test]
async fn thousands_of_concurrent_calls_all_get_a_response() {
    const CALLS: usize = 2000;
    let (_sandbox, server) = sandboxed().await;
    let mut wire = Wire::initialized(server, "2025-11-25").await;
    // All calls are written before a response is read.
    let calls: Vec<String> = (0..CALLS).map(|id| format!("{}\n", get_ada(format!("call-{id}")))).collect();
    wire.write(calls.concat().as_bytes()).await;
    wire.input.shutdown().await.unwrap();
    let mut ids = BTreeSet::new();
    for response in wire.end().await {
        assert_eq!(response["result"]["structuredContent"]["first_name"], "Ada", "{response}");
        ids.insert(response["id"].as_str().unwrap().to_owned());
    }
    assert_eq!(ids.len(), CALLS);
}

/// Return after a delay.
#[clerk_tool(effect = read, access = none)]
async fn delay(
    /// The delay in milliseconds.
    milliseconds: u64,
) -> Result<u64, ToolError> {
    tokio::time::sleep(Duration::from_millis(milliseconds)).await;
    Ok(milliseconds)
}

/// The number of calls of `gather` that run, and the highest number so far.
#[derive(Default)]
struct Running {
    now: AtomicUsize,
    most: AtomicUsize,
}

/// Return once a number of calls have run at the same time.
#[clerk_tool(effect = read, access = none)]
async fn gather(
    running: &Running,
    /// The number of calls.
    calls: usize,
) -> Result<usize, ToolError> {
    let now = running.now.fetch_add(1, Ordering::SeqCst) + 1;
    running.most.fetch_max(now, Ordering::SeqCst);
    while running.most.load(Ordering::SeqCst) < calls {
        tokio::task::yield_now().await;
    }
    // Time for calls beyond the limit to start.
    tokio::time::sleep(Duration::from_millis(50)).await;
    running.now.fetch_sub(1, Ordering::SeqCst);
    Ok(running.most.load(Ordering::SeqCst))
}

toolset! {
    const DELAYS = [delay, gather];
}

fn delays() -> ClerkMcpServerBuilder {
    let toolkit = ClerkToolkit::builder().tools(DELAYS).state(Running::default());
    ClerkMcpServer::builder(toolkit.build().unwrap())
}

fn delayed(id: i64, milliseconds: u64) -> Value {
    call(id, "delay", json!({ "milliseconds": milliseconds }))
}

#[tokio::test]
async fn calls_run_concurrently_up_to_the_limit() {
    for (limit, most) in [(64, 6), (2, 2), (1, 1), (0, 1)] {
        let mut wire = Wire::initialized(delays().max_concurrent_calls(limit).build(), "2025-11-25").await;
        for id in 1..=6 {
            wire.send(call(id, "gather", json!({ "calls": most }))).await;
        }
        for _ in 1..=6 {
            assert_eq!(text(&wire.receive().await["result"]), most, "with a limit of {limit}");
        }
    }
}

#[tokio::test]
async fn calls_wait_for_each_other_and_other_requests_do_not_wait() {
    let mut wire = Wire::initialized(delays().max_concurrent_calls(1).build(), "2025-11-25").await;
    for id in 1..=6 {
        wire.send(delayed(id, 100)).await;
    }
    for id in [2, 5] {
        let cancelled = json!({ "requestId": id });
        wire.send(json!({ "jsonrpc": "2.0", "method": "notifications/cancelled", "params": cancelled })).await;
    }
    assert_eq!(wire.ask(request(7, "ping", json!({}))).await["id"], 7);
    let ids: Vec<Value> = wire.end().await.into_iter().map(|response| response["id"].clone()).collect();
    assert_eq!(ids, [1, 3, 4, 6]);
}

#[tokio::test]
async fn an_id_belongs_to_one_pending_request() {
    let mut wire = Wire::initialized(delays().build(), "2025-11-25").await;
    wire.send(delayed(1, 200)).await;
    let rejected = wire.ask(delayed(1, 0)).await;
    assert_eq!((&rejected["id"], &rejected["error"]["code"]), (&Value::Null, &json!(-32600)), "{rejected}");
    assert_eq!(text(&wire.receive().await["result"]), 200);
    // After the response, the id is free again.
    assert_eq!(text(&wire.ask(delayed(1, 5)).await["result"]), 5);
    // The string "1" is a different id from the number 1.
    wire.send(delayed(1, 100)).await;
    assert_eq!(wire.ask(call("1", "delay", json!({ "milliseconds": 0 }))).await["id"], "1");
    assert_eq!(wire.end().await.len(), 1);
}

#[tokio::test]
async fn the_server_ends_when_its_input_or_output_closes() {
    let wire = Wire::initialized(delays().build(), "2025-11-25").await;
    assert!(wire.end().await.is_empty());

    // Nobody reads the response of this call.
    let mut wire = Wire::initialized(delays().build(), "2025-11-25").await;
    wire.send(delayed(1, 50)).await;
    let Wire { input, output, server } = wire;
    drop((input, output));
    tokio::time::timeout(TIMEOUT, server).await.expect("the server ends").unwrap().unwrap();
}
