//! OpenAI Chat Completions, and the many compatible servers.
//!
//! Converts the [tools and messages](https://platform.openai.com/docs/api-reference/chat/create) of
//! `POST /v1/chat/completions`.

use std::borrow::Borrow;

use serde_json::{Value, json};

use super::cursor::Cursor;
use super::tool_call::{self, Arguments};
use super::{FormatError, Strict, ToolCall};
use crate::tool::ToolError;
use crate::toolkit::{BoundTool, ClerkToolkit};

const FORMAT: &str = "OpenAI chat message";

/// The definitions, for a request's `tools`:
/// `{"type": "function", "function": {"name", "description", "parameters", "strict"?}}`.
///
/// Compatible servers may not know `strict`. With [`Strict::Never`] it is left out, which means `false`.
pub fn tools<T: Borrow<BoundTool>>(tools: impl IntoIterator<Item = T>, strict: Strict) -> Vec<Value> {
    tools.into_iter().map(|tool| definition(tool.borrow(), strict)).collect()
}

fn definition(tool: &BoundTool, strict: Strict) -> Value {
    let (parameters, is_strict) = strict.parameters(tool.input_schema());
    let mut function = json!({ "name": tool.name(), "description": tool.description(), "parameters": parameters });
    if strict == Strict::WherePossible {
        function["strict"] = is_strict.into();
    }
    json!({ "type": "function", "function": function })
}

/// The calls in a response (the message of its first choice), or in a message.
///
/// Calls of another type than `function`, such as `custom`, are skipped.
///
/// # Errors
/// If the JSON is neither a response nor a message, or a call has no id or name.
pub fn calls(message: &Value) -> Result<Vec<ToolCall>, FormatError> {
    let root = Cursor::root(FORMAT, message);
    let message = if root.has("choices") { root.field("choices").item(0).field("message") } else { root };
    if !["role", "tool_calls"].iter().any(|key| message.has(key)) {
        return Err(message.error("a message with its `role`, or a response with its `choices`"));
    }
    let calls = message.field("tool_calls");
    if calls.value().is_none() {
        return Ok(Vec::new());
    }
    let calls = calls.items("an array of calls")?;
    let to_functions = calls.iter().filter(|call| call.field("type").value().is_none_or(|kind| kind == "function"));
    to_functions.map(read).collect()
}

fn read(call: &Cursor<'_>) -> Result<ToolCall, FormatError> {
    let function = call.field("function");
    let arguments = function.field("arguments");
    ToolCall::read(Some(&call.field("id")), &function.field("name"), Arguments::Text(arguments.value()))
}

/// The message with the result of one call: `{"role": "tool", "tool_call_id", "content"}`, with the output or the error
/// as JSON text.
pub fn result(call: &ToolCall, outcome: &Result<Value, ToolError>) -> Value {
    json!({ "role": "tool", "tool_call_id": call.id, "content": tool_call::text(outcome) })
}

/// Runs all calls of a response or a message concurrently, and returns the messages to append after the model's own.
///
/// # Errors
/// See [`calls`]. If a call fails, its result contains the error.
pub async fn run_calls(toolkit: &ClerkToolkit, message: &Value) -> Result<Vec<Value>, FormatError> {
    Ok(tool_call::run_all(toolkit, &calls(message)?, result).await)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::fixtures;

    #[test]
    fn strict_is_present_only_if_requested() {
        let toolkit = fixtures::toolkit();
        let tag = toolkit.tool("tag").expect("`tag` is in the fixtures");
        let plain = json!({ "type": "function", "function": {
            "name": "tag", "description": "Return the metadata.", "parameters": tag.input_schema(),
        }});
        assert_eq!(tools([&tag], Strict::Never), std::slice::from_ref(&plain));
        let mut not_strict = plain;
        not_strict["function"]["strict"] = false.into();
        assert_eq!(tools([tag], Strict::WherePossible), [not_strict]);
        assert_eq!(tools(toolkit.tool("ping"), Strict::WherePossible)[0]["function"]["strict"], true);
    }

    #[test]
    fn calls_reads_a_response_and_a_message() {
        let message = json!({ "role": "assistant", "tool_calls": [
            { "id": "c1", "type": "custom", "custom": { "name": "shell", "input": "ls" } },
            { "id": "c2", "type": "function", "function": { "name": "ping", "arguments": "" } },
            { "id": "c3", "function": { "name": "tag", "arguments": "{" } },
        ]});
        let read = calls(&message).expect("the message is valid");
        assert_eq!(read[0], ToolCall::new(Some("c2".to_owned()), "ping", json!({})));
        assert_eq!((read.len(), read[1].id.as_deref()), (2, Some("c3")));
        assert_eq!(read[1].arguments.as_ref().expect_err("the arguments are truncated").code(), "arguments_invalid");
        assert_eq!(calls(&json!({ "choices": [{ "index": 0, "message": message }] })), Ok(read));
        assert_eq!(calls(&json!({ "role": "assistant", "tool_calls": null })), Ok(vec![]));
    }

    #[test]
    fn an_error_names_the_path_of_what_is_malformed() {
        let in_message = |tool_calls: Value| json!({ "role": "assistant", "tool_calls": tool_calls });
        let cases = [
            (json!({ "choices": [] }), "/choices/0/message"),
            (json!({ "choices": [{}] }), "/choices/0/message"),
            (in_message(json!({})), "/tool_calls"),
            (in_message(json!([7])), "/tool_calls/0/id"),
            (in_message(json!([{ "id": 1, "function": { "name": "ping" } }])), "/tool_calls/0/id"),
            (in_message(json!([{ "id": "c", "function": {} }])), "/tool_calls/0/function/name"),
        ];
        for (message, path) in cases {
            assert_eq!(calls(&message).expect_err(path).path(), path);
        }
        let error = calls(&in_message(json!("secret"))).expect_err("`tool_calls` is a string");
        assert_eq!(
            error.to_string(),
            "invalid OpenAI chat message: expected an array of calls at `/tool_calls`, found a string"
        );
    }
}
