//! What holds of every format.

use serde_json::{Value, json};

use super::fixtures::{catalog, toolkit};
use super::{Strict, ToolCall, anthropic, gemini, mcp, openai_chat, openai_responses};
use crate::ToolError;

/// A provider's answer that calls these, each an id, a name and arguments.
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

/// Two calls that end only if they run side by side, and one between them that ends before both.
fn meeting() -> [(&'static str, &'static str, Value); 3] {
    [("c1", "meet", json!({ "who": "Ada" })), ("c2", "ping", json!({})), ("c3", "meet", json!({ "who": "Bob" }))]
}

#[tokio::test]
async fn calls_of_one_message_run_side_by_side_and_are_answered_in_their_order() {
    let outcome = [("c1", json!("Ada")), ("c2", json!("pong")), ("c3", json!("Bob"))];

    let answers = openai_chat::answer(&toolkit(), &chat(&meeting())).await.expect("a message");
    let expected = outcome
        .each_ref()
        .map(|(id, answer)| json!({ "role": "tool", "tool_call_id": id, "content": answer.to_string() }));
    assert_eq!(answers, expected);

    let answers = openai_responses::answer(&toolkit(), &responses(&meeting())).await.expect("an output");
    let expected = outcome
        .each_ref()
        .map(|(id, answer)| json!({ "type": "function_call_output", "call_id": id, "output": answer.to_string() }));
    assert_eq!(answers, expected);

    let answers = anthropic::answer(&toolkit(), &anthropic(&meeting())).await.expect("a message");
    let expected = outcome
        .each_ref()
        .map(|(id, answer)| json!({ "type": "tool_result", "tool_use_id": id, "content": answer.to_string() }));
    assert_eq!(answers, [json!({ "role": "user", "content": expected })]);

    let answers = gemini::answer(&toolkit(), &gemini(&meeting())).await.expect("a content");
    let names = ["meet", "ping", "meet"];
    let parts: Vec<_> = outcome
        .iter()
        .zip(names)
        .map(|((id, answer), name)| {
            json!({ "functionResponse": { "name": name, "response": { "output": answer }, "id": id } })
        })
        .collect();
    assert_eq!(answers, [json!({ "role": "user", "parts": parts })]);
}

#[tokio::test]
async fn a_call_that_fails_is_answered_beside_those_that_do_not() {
    let calls = [("c1", "lose", json!({})), ("c2", "noSuchTool", json!({})), ("c3", "ping", json!({ "loud": true }))];
    let answers = openai_chat::answer(&toolkit(), &chat(&calls)).await.expect("a message");
    let codes: Vec<Value> = answers
        .iter()
        .map(|answer| {
            let content: Value = serde_json::from_str(answer["content"].as_str().expect("text")).expect("JSON");
            content["error"]["code"].clone()
        })
        .collect();
    assert_eq!(codes, ["lost", "tool_unknown", "arguments_invalid"]);
}

#[tokio::test]
async fn an_answer_without_calls_needs_no_further_message() {
    let toolkit = toolkit();
    assert_eq!(openai_chat::answer(&toolkit, &json!({ "role": "assistant", "content": "Hi" })).await, Ok(vec![]));
    let message = json!([{ "type": "message", "content": [] }]);
    assert_eq!(openai_responses::answer(&toolkit, &message).await, Ok(vec![]));
    let message = json!({ "content": [{ "type": "text", "text": "Hi" }] });
    assert_eq!(anthropic::answer(&toolkit, &message).await, Ok(vec![]));
    assert_eq!(gemini::answer(&toolkit, &json!({ "parts": [{ "text": "Hi" }] })).await, Ok(vec![]));
}

#[test]
fn calls_are_the_same_call_in_every_format() {
    let calls = [("c1", "tag", json!({ "metadata": { "a": [1, null] } })), ("c2", "ping", json!({}))];
    let expected =
        calls.each_ref().map(|(id, name, arguments)| ToolCall::new(Some((*id).to_owned()), *name, arguments.clone()));
    assert_eq!(openai_chat::calls(&chat(&calls)).expect("a message"), expected);
    assert_eq!(openai_responses::calls(&responses(&calls)).expect("an output"), expected);
    assert_eq!(anthropic::calls(&anthropic(&calls)).expect("a message"), expected);
    assert_eq!(gemini::calls(&gemini(&calls)).expect("a content"), expected);
    let params = json!({ "name": "tag", "arguments": { "metadata": { "a": [1, null] } } });
    assert_eq!(mcp::calls(&params).expect("params"), [ToolCall::new(None, "tag", calls[0].2.clone())]);
}

#[test]
fn what_is_no_answer_of_a_provider_is_refused_in_every_format() {
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
            let refused = outcome.expect_err(&other.to_string());
            assert!(!refused.to_string().contains(secret) && refused.path().starts_with('/'), "{refused}");
        }
    }
}

#[test]
fn every_tool_of_the_catalog_is_defined_in_every_format() {
    let toolkit = catalog();
    let tools = toolkit.all_tools();
    assert_eq!(tools.len(), 19);
    let names: Vec<&str> = tools.iter().map(|tool| tool.name()).collect();
    let named = |definitions: &[Value], at: &str| -> Vec<String> {
        let name = |definition: &Value| definition.pointer(at).and_then(Value::as_str).map(str::to_owned);
        definitions.iter().filter_map(name).collect()
    };
    assert_eq!(named(&openai_chat::tools(&tools, Strict::WherePossible), "/function/name"), names);
    assert_eq!(named(&openai_responses::tools(&tools, Strict::Never), "/name"), names);
    assert_eq!(named(&anthropic::tools(&tools), "/name"), names);
    assert_eq!(named(&mcp::tools(&tools), "/name"), names);
    let gemini = gemini::tools(&tools);
    assert_eq!(gemini.len(), 1);
    assert_eq!(named(gemini[0]["functionDeclarations"].as_array().expect("declarations"), "/name"), names);
}

#[test]
fn an_error_reads_the_same_in_every_format() {
    let call = ToolCall::new(Some("c1".to_owned()), "lose", json!({}));
    let error = ToolError::new("lost", "It is lost.").retryable(None);
    let text = error.to_value().to_string();
    let outcome = Err(error.clone());
    assert_eq!(openai_chat::result(&call, &outcome)["content"], text);
    assert_eq!(openai_responses::result(&call, &outcome)["output"], text);
    assert_eq!(anthropic::result(&call, &outcome)["content"], text);
    assert_eq!(anthropic::result(&call, &outcome)["is_error"], true);
    assert_eq!(gemini::result(&call, &outcome)["functionResponse"]["response"], error.to_value());
    let result = mcp::result(&call, &outcome);
    assert_eq!(result, json!({ "content": [{ "type": "text", "text": text }], "isError": true }));
}
