//! The server on streams, and what it makes of whatever comes.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::io::AsyncWriteExt;

use super::{ClerkMcpServer, Wire, call, initialize, meta, request, sandboxed, text};
use crate::mcp::MAX_MESSAGE_BYTES;
use crate::sandbox::demo::ADA;
use crate::{ClerkToolkit, ToolError, clerk_tool, toolset};

fn get_ada(id: impl Into<Value>) -> Value {
    call(id, "getUser", json!({ "userId": ADA }))
}

#[tokio::test]
async fn what_is_no_message_is_answered_and_the_next_one_too() {
    let (_sandbox, server) = sandboxed().await;
    let mut wire = Wire::initialized(server, "2025-11-25").await;
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let cases: [(&[u8], i64, Value); 23] = [
        (b"{", -32700, Value::Null),
        (b"nonsense", -32700, Value::Null),
        (b"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"", -32700, Value::Null),
        (b"\xff\xfe", -32700, Value::Null),
        (deep.as_bytes(), -32600, Value::Null),
        (b"42", -32600, Value::Null),
        (b"\"ping\"", -32600, Value::Null),
        (b"null", -32600, Value::Null),
        (b"[]", -32600, Value::Null),
        (br#"[{"jsonrpc":"2.0","id":1,"method":"ping"}]"#, -32600, Value::Null),
        (br#"["2.0",1,"ping"]"#, -32600, Value::Null),
        (b"[1,2,3,4,5,6,7,8]", -32600, Value::Null),
        (b"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"unread\":\"\xff\"}", -32700, Value::Null),
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
    ];
    for (line, code, id) in cases {
        wire.write(line).await;
        let answer = wire.ask("").await;
        let shown = String::from_utf8_lossy(&line[..line.len().min(60)]).into_owned();
        assert_eq!((&answer["error"]["code"], &answer["id"]), (&json!(code), &id), "{shown}: {answer}");
        assert!(answer.as_object().unwrap().contains_key("id"), "{answer}");
        let answer = wire.ask(get_ada(9)).await;
        assert_eq!(answer["result"]["structuredContent"]["first_name"], "Ada", "after {shown}: {answer}");
    }
    assert!(wire.end().await.is_empty());
}

#[tokio::test]
async fn requests_of_the_wrong_kind_are_answered_under_their_ids() {
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
        ("initialize", json!({ "protocolVersion": "2025-06-18" }), -32602),
        ("no/such", json!({}), -32601),
        ("", json!({}), -32601),
        ("resources/list", json!({}), -32601),
        ("prompts/get", json!({ "name": "x" }), -32601),
    ];
    for (id, (method, params, code)) in cases.into_iter().enumerate() {
        let answer = wire.ask(request(id + 1, method, params.clone())).await;
        assert_eq!(
            (&answer["id"], &answer["error"]["code"]),
            (&json!(id + 1), &json!(code)),
            "{method} {params}: {answer}"
        );
    }
    // A whole number is one however it is written.
    let answer = wire.ask(r#"{"jsonrpc":"2.0","id":99.0,"method":"ping"}"#).await;
    assert_eq!((&answer["id"], &answer["result"]), (&json!(99), &json!({})), "{answer}");
}

#[tokio::test]
async fn what_asks_for_nothing_is_not_answered() {
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
        wire.say(message).await;
    }
    assert_eq!(wire.ask(request(1, "ping", json!({}))).await["id"], 1);
    assert!(wire.end().await.is_empty());
}

#[tokio::test]
async fn a_line_without_end_is_bounded() {
    let (_sandbox, server) = sandboxed().await;
    let mut wire = Wire::initialized(server, "2025-11-25").await;
    let chunk = vec![b'x'; 1 << 20];
    wire.write(b"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"").await;
    for _ in 0..3 * MAX_MESSAGE_BYTES / chunk.len() {
        wire.write(&chunk).await;
    }
    let answer = wire.ask("\"}").await;
    assert_eq!((&answer["error"]["code"], &answer["id"]), (&json!(-32600), &Value::Null), "{answer}");
    // What fits is read whole.
    let answer = wire.ask(call(2, "getUser", json!({ "userId": "x".repeat(MAX_MESSAGE_BYTES - 1000) }))).await;
    assert_eq!(text(&answer["result"])["error"]["code"], "arguments_invalid");
    assert!(wire.end().await.is_empty());
}

#[tokio::test]
async fn calls_before_the_handshake_are_refused_and_it_still_comes() {
    let (sandbox, server) = sandboxed().await;
    let mut wire = Wire::to(server);
    for early in [get_ada(1), request(2, "tools/list", json!({}))] {
        let answer = wire.ask(&early).await;
        assert_eq!((&answer["id"], &answer["error"]["code"]), (&early["id"], &json!(-32600)), "{answer}");
    }
    assert!(sandbox.requests().is_empty());
    assert_eq!(wire.ask(request(3, "ping", json!({}))).await["result"], json!({}));
    let answer = wire.ask(initialize(4, "1999-01-01")).await;
    assert_eq!(answer["result"]["protocolVersion"], "2025-11-25", "{answer}");
    let answer = wire.ask(get_ada(5)).await;
    assert_eq!(answer["result"]["isError"], false, "{answer}");
    assert_eq!(answer["result"].get("resultType"), None, "{answer}");
}

#[tokio::test]
async fn nobody_has_to_wait_for_the_handshake() {
    let (_sandbox, server) = sandboxed().await;
    for _ in 0..20 {
        let mut wire = Wire::to(server.clone());
        let lines = [initialize(1, "2025-06-18"), request(2, "tools/list", json!({})), get_ada(3)];
        // The last line has no end.
        wire.write(lines.map(|line| line.to_string()).join("\n").as_bytes()).await;
        let answers = wire.end().await;
        assert_eq!(answers.len(), 3, "{answers:?}");
        assert!(answers.iter().all(|answer| answer.get("error").is_none()), "{answers:?}");
    }
}

#[tokio::test]
async fn each_revision_is_answered_in_its_own_way() {
    let (_sandbox, server) = sandboxed().await;
    for (revision, structured) in
        [("2024-11-05", false), ("2025-03-26", false), ("2025-06-18", true), ("2025-11-25", true)]
    {
        let mut wire = Wire::initialized(server.clone(), revision).await;
        let answer = wire.ask(get_ada(1)).await;
        let result = &answer["result"];
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
    let answer = wire.ask(request(3, "tools/call", ada)).await;
    assert_eq!(answer["result"]["resultType"], "complete", "{answer}");
    assert_eq!(answer["result"]["structuredContent"]["first_name"], "Ada", "{answer}");
    let unheard_of = wire.ask(request(4, "tools/list", json!({ "_meta": meta("2099-01-01") }))).await;
    assert_eq!(unheard_of["error"]["data"]["requested"], "2099-01-01", "{unheard_of}");
}

#[tokio::test]
async fn thousands_of_calls_at_once_are_all_answered() {
    const CALLS: usize = 3000;
    let (_sandbox, server) = sandboxed().await;
    let mut wire = Wire::initialized(server, "2025-11-25").await;
    // All of them are written before an answer is read.
    let calls: Vec<String> = (0..CALLS).map(|id| format!("{}\n", get_ada(format!("call-{id}")))).collect();
    wire.write(calls.concat().as_bytes()).await;
    wire.input.shutdown().await.unwrap();
    let mut ids = BTreeSet::new();
    for answer in wire.end().await {
        assert_eq!(answer["result"]["structuredContent"]["first_name"], "Ada", "{answer}");
        ids.insert(answer["id"].as_str().unwrap().to_owned());
    }
    assert_eq!(ids.len(), CALLS);
}

/// Answer after a while.
#[clerk_tool(effect = read, access = none)]
async fn dawdle(
    /// For how many milliseconds.
    milliseconds: u64,
) -> Result<u64, ToolError> {
    tokio::time::sleep(Duration::from_millis(milliseconds)).await;
    Ok(milliseconds)
}

toolset! {
    const DAWDLE = [dawdle];
}

fn dawdler() -> ClerkMcpServer {
    ClerkMcpServer::new(ClerkToolkit::builder().tools(DAWDLE).build().unwrap())
}

fn dawdling(id: i64, milliseconds: u64) -> Value {
    call(id, "dawdle", json!({ "milliseconds": milliseconds }))
}

#[tokio::test]
async fn calls_run_side_by_side_and_at_most_so_many() {
    for (at_a_time, least, most) in [(64, 150, 600), (2, 450, 1200)] {
        let mut wire = Wire::initialized(dawdler().max_concurrent_calls(at_a_time), "2025-11-25").await;
        let begin = Instant::now();
        for id in 1..=6 {
            wire.say(dawdling(id, 150)).await;
        }
        assert_eq!(wire.end().await.len(), 6);
        let taken = begin.elapsed().as_millis();
        assert!((least..most).contains(&taken), "{at_a_time} at a time took {taken} ms");
    }
}

#[tokio::test]
async fn calls_wait_for_one_another_and_nothing_else_for_them() {
    let mut wire = Wire::initialized(dawdler().max_concurrent_calls(1), "2025-11-25").await;
    for id in 1..=6 {
        wire.say(dawdling(id, 100)).await;
    }
    for id in [2, 5] {
        let cancelled = json!({ "requestId": id });
        wire.say(json!({ "jsonrpc": "2.0", "method": "notifications/cancelled", "params": cancelled })).await;
    }
    assert_eq!(wire.ask(request(7, "ping", json!({}))).await["id"], 7);
    let ids: Vec<Value> = wire.end().await.into_iter().map(|answer| answer["id"].clone()).collect();
    assert_eq!(ids, [1, 3, 4, 6]);
}

#[tokio::test]
async fn an_id_belongs_to_one_request_at_a_time() {
    let mut wire = Wire::initialized(dawdler(), "2025-11-25").await;
    wire.say(dawdling(1, 200)).await;
    let refused = wire.ask(dawdling(1, 0)).await;
    assert_eq!((&refused["id"], &refused["error"]["code"]), (&Value::Null, &json!(-32600)), "{refused}");
    assert_eq!(text(&wire.hear().await["result"]), 200);
    // Answered, it is free again.
    assert_eq!(text(&wire.ask(dawdling(1, 5)).await["result"]), 5);
    // A string is another id than the number.
    wire.say(dawdling(1, 100)).await;
    assert_eq!(wire.ask(call("1", "dawdle", json!({ "milliseconds": 0 }))).await["id"], "1");
    assert_eq!(wire.end().await.len(), 1);
}

#[tokio::test]
async fn the_server_ends_with_its_input_or_its_output() {
    let wire = Wire::initialized(dawdler(), "2025-11-25").await;
    let begin = Instant::now();
    assert!(wire.end().await.is_empty());
    assert!(begin.elapsed() < Duration::from_millis(500), "{:?}", begin.elapsed());

    // A client that is gone: the answer finds no reader.
    let mut wire = Wire::initialized(dawdler(), "2025-11-25").await;
    wire.say(dawdling(1, 50)).await;
    let Wire { input, output, server } = wire;
    drop((input, output));
    tokio::time::timeout(Duration::from_secs(5), server).await.expect("the server ends").unwrap().unwrap();
}
