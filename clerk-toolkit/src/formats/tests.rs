//! Tests that cover all formats.

use serde_json::{Map, Value, json};

use super::fixtures::{catalog, toolkit};
use super::{Strict, ToolCall, anthropic, gemini, mcp, openai_chat, openai_responses};
use crate::ToolError;

/// A chat message with these calls, each an id, a name and arguments. The functions below return the same calls in the
/// other formats.
fn chat(calls: &[(&str, &str, Value)]) -> Value {
    let calls = calls.iter().map(|(id, name, arguments)| {
        json!({ "id": id, "type": "function", "function": { "name": name, "arguments": arguments.to_string() } })
    });
    json!({ "role": "assistant", "content": null, "tool_calls": calls.collect::<Vec<_>>() })
}

fn responses(calls: &[(&str, &str, Value)]) -> Value {
    let calls = calls.iter().map(|(id, name, arguments)| {
        json!({ "type": "function_call", "id": "fc_0", "call_id": id, "name": name, "arguments": arguments.to_string() })
    });
    calls.collect()
}

fn anthropic(calls: &[(&str, &str, Value)]) -> Value {
    let calls =
        calls.iter().map(|(id, name, input)| json!({ "type": "tool_use", "id": id, "name": name, "input": input }));
    json!({ "role": "assistant", "content": calls.collect::<Vec<_>>() })
}

fn gemini(calls: &[(&str, &str, Value)]) -> Value {
    let calls =
        calls.iter().map(|(id, name, args)| json!({ "functionCall": { "id": id, "name": name, "args": args } }));
    json!({ "role": "model", "parts": calls.collect::<Vec<_>>() })
}

/// Two calls that return only if they run concurrently, and one between them that returns before both.
fn meeting() -> [(&'static str, &'static str, Value); 3] {
    [("c1", "meet", json!({ "who": "Ada" })), ("c2", "ping", json!({})), ("c3", "meet", json!({ "who": "Bob" }))]
}

#[tokio::test]
async fn calls_of_one_message_run_concurrently_and_results_keep_their_order() {
    let outputs = [("c1", json!("Ada")), ("c2", json!("pong")), ("c3", json!("Bob"))];

    let messages = openai_chat::run_calls(&toolkit(), &chat(&meeting())).await.expect("the message is valid");
    let expected = outputs
        .each_ref()
        .map(|(id, output)| json!({ "role": "tool", "tool_call_id": id, "content": output.to_string() }));
    assert_eq!(messages, expected);

    let messages = openai_responses::run_calls(&toolkit(), &responses(&meeting())).await.expect("the output is valid");
    let expected = outputs
        .each_ref()
        .map(|(id, output)| json!({ "type": "function_call_output", "call_id": id, "output": output.to_string() }));
    assert_eq!(messages, expected);

    let messages = anthropic::run_calls(&toolkit(), &anthropic(&meeting())).await.expect("the message is valid");
    let expected = outputs
        .each_ref()
        .map(|(id, output)| json!({ "type": "tool_result", "tool_use_id": id, "content": output.to_string() }));
    assert_eq!(messages, [json!({ "role": "user", "content": expected })]);

    let messages = gemini::run_calls(&toolkit(), &gemini(&meeting())).await.expect("the content is valid");
    let names = ["meet", "ping", "meet"];
    let parts: Vec<_> = outputs
        .iter()
        .zip(names)
        .map(|((id, output), name)| {
            json!({ "functionResponse": { "name": name, "response": { "output": output }, "id": id } })
        })
        .collect();
    assert_eq!(messages, [json!({ "role": "user", "parts": parts })]);
}

#[tokio::test]
async fn every_call_of_a_message_has_a_result_if_calls_fail() {
    let calls = [("c1", "lose", json!({})), ("c2", "noSuchTool", json!({})), ("c3", "ping", json!({ "loud": true }))];
    let messages = openai_chat::run_calls(&toolkit(), &chat(&calls)).await.expect("the message is valid");
    let codes: Vec<Value> = messages
        .iter()
        .map(|message| {
            let text = message["content"].as_str().expect("the content is text");
            let content: Value = serde_json::from_str(text).expect("the text is JSON");
            content["error"]["code"].clone()
        })
        .collect();
    assert_eq!(codes, ["lost", "tool_unknown", "arguments_invalid"]);
}

#[tokio::test]
async fn run_calls_returns_nothing_for_a_response_without_calls() {
    let toolkit = toolkit();
    assert_eq!(openai_chat::run_calls(&toolkit, &json!({ "role": "assistant", "content": "Hi" })).await, Ok(vec![]));
    let message = json!([{ "type": "message", "content": [] }]);
    assert_eq!(openai_responses::run_calls(&toolkit, &message).await, Ok(vec![]));
    let message = json!({ "content": [{ "type": "text", "text": "Hi" }] });
    assert_eq!(anthropic::run_calls(&toolkit, &message).await, Ok(vec![]));
    assert_eq!(gemini::run_calls(&toolkit, &json!({ "parts": [{ "text": "Hi" }] })).await, Ok(vec![]));
}

#[test]
fn calls_read_the_same_from_every_format() {
    let calls = [("c1", "tag", json!({ "metadata": { "a": [1, null] } })), ("c2", "ping", json!({}))];
    let expected =
        calls.each_ref().map(|(id, name, arguments)| ToolCall::new(Some((*id).to_owned()), *name, arguments.clone()));
    assert_eq!(openai_chat::calls(&chat(&calls)).expect("the message is valid"), expected);
    assert_eq!(openai_responses::calls(&responses(&calls)).expect("the output is valid"), expected);
    assert_eq!(anthropic::calls(&anthropic(&calls)).expect("the message is valid"), expected);
    assert_eq!(gemini::calls(&gemini(&calls)).expect("the content is valid"), expected);
    let params = json!({ "name": "tag", "arguments": { "metadata": { "a": [1, null] } } });
    assert_eq!(
        mcp::calls(&params).expect("the parameters are valid"),
        [ToolCall::new(None, "tag", calls[0].2.clone())]
    );
}

#[test]
fn json_of_another_shape_is_an_error_in_every_format_and_is_not_shown() {
    let secret = "sk_live_hidden";
    let others = [json!(null), json!(7), json!(secret), json!({}), json!({ "error": { "message": secret } })];
    for other in &others {
        let outcomes = [
            openai_chat::calls(other),
            openai_responses::calls(other),
            anthropic::calls(other),
            gemini::calls(other),
            mcp::calls(other),
        ];
        for outcome in outcomes {
            let error = outcome.expect_err(&other.to_string());
            assert!(!error.to_string().contains(secret) && error.path().starts_with('/'), "{error}");
        }
    }
}

#[test]
fn every_tool_of_the_catalog_is_defined_in_every_format() {
    let tools = catalog().all_tools();
    assert!(!tools.is_empty());
    let names: Vec<&str> = tools.iter().map(|tool| tool.name()).collect();
    let names_at = |definitions: &[Value], at: &str| -> Vec<String> {
        let name = |definition: &Value| definition.pointer(at).and_then(Value::as_str).map(str::to_owned);
        definitions.iter().filter_map(name).collect()
    };
    assert_eq!(names_at(&openai_chat::tools(&tools, Strict::WherePossible), "/function/name"), names);
    assert_eq!(names_at(&openai_responses::tools(&tools, Strict::Never), "/name"), names);
    assert_eq!(names_at(&anthropic::tools(&tools), "/name"), names);
    assert_eq!(names_at(&mcp::tools(&tools), "/name"), names);
    let gemini = gemini::tools(&tools);
    assert_eq!(gemini.len(), 1);
    assert_eq!(
        names_at(gemini[0]["functionDeclarations"].as_array().expect("declarations are an array"), "/name"),
        names
    );
}

#[test]
fn an_error_is_the_same_json_in_every_format() {
    let call = ToolCall::new(Some("c1".to_owned()), "lose", json!({}));
    let error = ToolError::new("lost", "It is lost.").retryable(None);
    let text = error.to_value().to_string();
    let outcome = Err(error.clone());
    assert_eq!(openai_chat::result(&call, &outcome)["content"], text);
    assert_eq!(openai_responses::result(&call, &outcome)["output"], text);
    let block = Value::from(anthropic::result(&call, &outcome));
    assert_eq!((&block["content"], &block["is_error"]), (&json!(text), &json!(true)));
    let part = Value::from(gemini::result(&call, &outcome));
    assert_eq!(part["functionResponse"]["response"], error.to_value());
    let result = mcp::result(&call, &outcome);
    assert_eq!(result, json!({ "content": [{ "type": "text", "text": text }], "isError": true }));
}

/// A value of that many levels. `json!` would copy the inner value at each level.
fn nested(levels: usize) -> Value {
    (0..levels).fold(Value::Null, |inner, _| Value::Array(vec![inner]))
}

#[tokio::test]
async fn arguments_in_text_are_read_exactly_or_refused() {
    let toolkit = toolkit();
    let run = async |arguments: &str| {
        let message = json!({ "role": "assistant", "tool_calls": [
            { "id": "c", "type": "function", "function": { "name": "tag", "arguments": arguments } },
        ] });
        let results = openai_chat::run_calls(&toolkit, &message).await.expect("the message is valid");
        results[0]["content"].as_str().expect("the content is text").to_owned()
    };
    let cut = run(r#"{"metadata":{"a":"\ud83d","\uDE00":"\ud83d\ude00"}}"#).await;
    assert_eq!(cut, "{\"a\":\"\u{fffd}\",\"\u{fffd}\":\"😀\"}");
    assert_eq!(run(r#"{"metadata":[]}"#).await, "{}");
    assert!(run("[]").await.contains("`metadata` is missing"));
    let deep = format!(r#"{{"metadata":{{"a":{}{}}}}}"#, "[".repeat(5000), "]".repeat(5000));
    for (arguments, shown) in [
        (r#"{"metadata":{"a":1,"a":2}}"#, "the key `metadata.a` occurs twice"),
        (r#"{"metadata":{},"metadata":{}}"#, "the key `metadata` occurs twice"),
        (r#"{"metadata":{"a":1e999}}"#, "`metadata.a`: the number is too large"),
        (r#"{"metadata":{"a":NaN}}"#, "`NaN` is not JSON"),
        (&deep, "nested too deeply"),
    ] {
        let content = run(arguments).await;
        assert!(content.contains("arguments_invalid") && content.contains(shown), "{content}");
    }
}

#[tokio::test]
async fn values_that_are_nested_too_deeply_overflow_no_stack() {
    let toolkit = toolkit();
    for arguments in [nested(100_000), Value::Object(Map::from_iter([("metadata".to_owned(), nested(100_000))]))] {
        let call = ToolCall::new(None, "tag", arguments);
        let error = call.run(&toolkit).await.expect_err("the arguments are too deep");
        assert_eq!(error.code(), "arguments_invalid");
        let Ok(arguments) = call.arguments else { panic!("the call has arguments") };
        let error = toolkit.call("tag", arguments).await.expect_err("the arguments are too deep");
        assert_eq!(error.code(), "arguments_invalid");
    }
    for name in ["noSuchTool", "ping"] {
        toolkit.call(name, nested(100_000)).await.expect_err("the arguments are too deep");
    }
    let call = ToolCall::new(Some("c".to_owned()), "tag", Value::Null);
    let outcome = Ok(nested(100_000));
    for result in [
        openai_chat::result(&call, &outcome),
        openai_responses::result(&call, &outcome),
        anthropic::result(&call, &outcome).into(),
        gemini::result(&call, &outcome).into(),
        mcp::result(&call, &outcome),
    ] {
        assert!(result.to_string().contains(crate::json::TOO_DEEP), "{result}");
    }
    if let Ok(output) = outcome {
        crate::json::dismantle(output);
    }
}
