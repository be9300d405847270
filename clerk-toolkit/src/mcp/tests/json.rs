//! JSON that is unusual or that cannot be read, over the wire.

use serde_json::{Value, json};

use super::{Wire, initialize, request, sandboxed, text};
use crate::mcp::ClerkMcpServer;
use crate::{ClerkToolkit, ToolError, clerk_tool, toolset};

/// Return the arguments.
#[clerk_tool(effect = read, access = none)]
fn echo(
    /// A text.
    note: Option<String>,
    /// An object.
    data: Option<crate::client::Metadata>,
    /// A whole number.
    count: Option<i64>,
) -> Result<Value, ToolError> {
    Ok(json!({ "note": note, "data": data, "count": count }))
}

/// Return arrays in arrays.
#[clerk_tool(effect = read, access = none)]
fn deep(
    /// The number of arrays.
    levels: usize,
) -> Result<Value, ToolError> {
    Ok((0..levels).fold(Value::Null, |inner, _| Value::Array(vec![inner])))
}

/// A list whose items are lists.
#[derive(serde::Serialize)]
struct Nested {
    items: Vec<Nested>,
}

/// Return a type that holds itself.
#[clerk_tool(effect = read, access = none)]
fn deep_type(
    /// The number of values.
    levels: usize,
) -> Result<Nested, ToolError> {
    Ok((0..levels).fold(Nested { items: Vec::new() }, |inner, _| Nested { items: vec![inner] }))
}

toolset! {
    const TOOLS = [echo, deep, deep_type];
}

async fn wire() -> Wire {
    let toolkit = ClerkToolkit::builder().tools(TOOLS).build().unwrap();
    Wire::initialized(ClerkMcpServer::new(toolkit), "2025-11-25").await
}

fn call(arguments: &str) -> String {
    format!(r#"{{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{{"name":"echo","arguments":{arguments}}}}}"#)
}

#[tokio::test]
async fn half_of_a_character_is_read_as_the_replacement_character() {
    let mut wire = wire().await;
    let arguments = r#"{"note":"x\ud83d \uDE00 \ude00\ud83d \uD83D\uDE00 \\ud83d","data":{"\udbff":["\ud83d"]}}"#;
    let response = wire.ask(call(arguments)).await;
    assert_eq!(response["id"], 7, "{response}");
    let expected = json!({
        "note": "x\u{fffd} \u{fffd} \u{fffd}\u{fffd} 😀 \\ud83d",
        "data": { "\u{fffd}": ["\u{fffd}"] },
        "count": null,
    });
    assert_eq!(text(&response["result"]), expected);
}

#[tokio::test]
async fn a_request_that_cannot_be_read_gets_an_error_with_its_id_and_the_place() {
    let mut wire = wire().await;
    let deep = format!(r#"{{"data":{{"a":{}{}}}}}"#, "[".repeat(5000), "]".repeat(5000));
    for (arguments, code, shown) in [
        (deep.as_str(), -32602, "`params.arguments.data.a[0]"),
        (r#"{"data":{"a":[1e999]}}"#, -32602, "`params.arguments.data.a[0]`: the number is too large"),
        (r#"{"count":12345678901234567890123}"#, -32602, "12345678901234567890123 does not fit in 64 bits"),
        (r#"{"note":"a","note":"b"}"#, -32602, "the key `params.arguments.note` occurs twice"),
        (r#"{"data":{"a":{"b":1,"\u0062":2}}}"#, -32602, "the key `params.arguments.data.a.b` occurs twice"),
        (r#"{},"arguments":{}"#, -32602, "the key `params.arguments` occurs twice"),
        (r#"{},"name":"deep""#, -32602, "the key `params.name` occurs twice"),
        (r#"{"count":NaN}"#, -32700, "`NaN` is not JSON"),
        (r#"{"count":1,}"#, -32700, "trailing comma"),
        (r#"{"note":"a"#, -32700, "EOF"),
        ("[1]", -32602, "`arguments` must be an object, not an array"),
        ("\"{}\"", -32602, "`arguments` must be an object, not a string"),
        ("5", -32602, "`arguments` must be an object, not a number"),
    ] {
        let response = wire.ask(call(arguments)).await;
        let message = response["error"]["message"].as_str().unwrap_or_default();
        assert_eq!((&response["id"], &response["error"]["code"]), (&json!(7), &json!(code)), "{response}");
        assert!(message.contains(shown), "{message}");
        assert!(message.len() < 400, "{message}");
    }
    assert_eq!(wire.ask(call("{}")).await["id"], 7);
}

#[tokio::test]
async fn an_error_does_not_take_the_id_of_a_pending_request() {
    let mut wire = wire().await;
    wire.write(format!("{}\n{}\n", call("{}"), call("{,}")).as_bytes()).await;
    let mut ids = [wire.receive().await, wire.receive().await].map(|response| {
        let kind = if response.get("error").is_some() { "error" } else { "result" };
        format!("{kind} {}", response["id"])
    });
    ids.sort();
    // The call may have completed before the second line is read.
    assert!(ids == ["error 7", "result 7"] || ids == ["error null", "result 7"], "{ids:?}");
}

#[tokio::test]
async fn an_empty_array_is_an_empty_object_and_an_empty_cursor_is_none() {
    let mut wire = wire().await;
    for (method, params) in [("ping", "[]"), ("tools/list", "[]"), ("ping", r#"{"_meta":[]}"#)] {
        let line = format!(r#"{{"jsonrpc":"2.0","id":7,"method":"{method}","params":{params}}}"#);
        let response = wire.ask(line).await;
        assert!(response["id"] == 7 && response.get("result").is_some(), "{method} {params}: {response}");
    }
    let response = wire.ask(request(7, "tools/list", json!({ "cursor": "" }))).await;
    assert!(response["result"]["tools"].is_array(), "{response}");
    let response = wire.ask(request(7, "tools/list", json!({ "cursor": 5 }))).await;
    assert_eq!(
        response["error"]["message"],
        "Invalid parameters for `tools/list`: `cursor` must be a string, not a number."
    );
    for arguments in ["[]", r#"{"data":[]}"#] {
        let response = wire.ask(call(arguments)).await;
        assert_eq!(response["result"]["isError"], false, "{arguments}: {response}");
    }
    assert_eq!(text(&wire.ask(call(r#"{"data":[]}"#)).await["result"])["data"], json!({}));
    let response = wire.ask(call(r#"{"data":[1]}"#)).await;
    assert_eq!(text(&response["result"])["error"]["code"], "arguments_invalid", "{response}");
}

#[tokio::test]
async fn the_handshake_ignores_what_it_does_not_use() {
    let (_sandbox, server) = sandboxed().await;
    let capabilities = [
        json!({ "sampling": true, "roots": [], "experimental": 5, "elicitation": "form", "unheard-of": [[]] }),
        json!([]),
        json!(null),
        json!(true),
    ];
    for capabilities in capabilities {
        for info in [
            json!({ "name": "x", "version": 1.5, "icons": [{ "size": 5 }], "websiteUrl": {}, "title": null }),
            json!({ "name": ["x"] }),
            json!("x"),
            json!(null),
        ] {
            let mut wire = Wire::to(server.clone());
            let params = json!({
                "protocolVersion": "2025-06-18", "capabilities": capabilities, "clientInfo": info, "more": [],
            });
            let response = wire.ask(request(1, "initialize", params.clone())).await;
            assert_eq!(response["result"]["protocolVersion"], "2025-06-18", "{params}: {response}");
            assert_eq!(wire.ask(request(2, "ping", json!({}))).await["result"], json!({}));
        }
    }
    let mut wire = Wire::to(server.clone());
    let meta = json!({
        "io.modelcontextprotocol/protocolVersion": "2026-07-28",
        "io.modelcontextprotocol/clientInfo": { "name": "x", "version": 1, "icons": true },
        "io.modelcontextprotocol/clientCapabilities": { "sampling": true },
    });
    let response = wire.ask(request(1, "tools/list", json!({ "_meta": meta }))).await;
    assert!(response["result"]["tools"].is_array(), "{response}");
}

#[tokio::test]
async fn the_handshake_names_the_field_that_it_refuses() {
    let (_sandbox, server) = sandboxed().await;
    let mut wire = Wire::to(server);
    let mut valid = initialize(1, "2025-06-18");
    for (version, problem) in [
        (json!(5), "`protocolVersion` must be a string, not a number"),
        (json!(null), "`protocolVersion` must be a string, not null"),
        (json!(["2025-06-18"]), "`protocolVersion` must be a string, not an array"),
    ] {
        valid["params"]["protocolVersion"] = version;
        let response = wire.ask(&valid).await;
        assert_eq!(response["error"]["message"], format!("Invalid parameters for `initialize`: {problem}."));
    }
    for params in [json!({}), json!([]), json!(null)] {
        let response = wire.ask(request(1, "initialize", params)).await;
        assert_eq!(response["error"]["message"], "Invalid parameters for `initialize`: `protocolVersion` is missing.");
    }
    let response = wire.ask(request(1, "initialize", json!("2025-06-18"))).await;
    assert_eq!(response["error"]["message"], "`params` must be an object, not a string.");
}

#[tokio::test]
async fn an_output_that_is_nested_too_deeply_ends_in_a_marker() {
    let mut wire = wire().await;
    for tool in ["deep", "deepType"] {
        let params = json!({ "name": tool, "arguments": { "levels": 10_000 } });
        let response = wire.ask(request(1, "tools/call", params)).await;
        assert_eq!(response["result"]["isError"], false, "{tool}: {response}");
        assert!(response["result"]["content"].to_string().contains(crate::json::TOO_DEEP), "{tool}: {response}");
    }
}
