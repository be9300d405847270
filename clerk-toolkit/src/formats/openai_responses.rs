//! OpenAI Responses.
//!
//! Converts the [tools and items](https://platform.openai.com/docs/api-reference/responses/create) of
//! `POST /v1/responses`.

use std::borrow::Borrow;

use serde_json::{Value, json};

use super::cursor::Cursor;
use super::tool_call::{self, Arguments};
use super::{FormatError, Strict, ToolCall};
use crate::tool::ToolError;
use crate::toolkit::{BoundTool, ClerkToolkit};

const FORMAT: &str = "OpenAI response";

/// The definitions, for a request's `tools`: `{"type": "function", "name", "description", "parameters", "strict"}`.
///
/// `strict` is always present, because this API treats a missing `strict` as `true`.
pub fn tools<T: Borrow<BoundTool>>(tools: impl IntoIterator<Item = T>, strict: Strict) -> Vec<Value> {
    tools.into_iter().map(|tool| definition(tool.borrow(), strict)).collect()
}

fn definition(tool: &BoundTool, strict: Strict) -> Value {
    let (parameters, strict) = strict.parameters(tool.input_schema());
    json!({
        "type": "function",
        "name": tool.name(),
        "description": tool.description(),
        "parameters": parameters,
        "strict": strict,
    })
}

/// The calls in a response, or in its `output` alone.
///
/// Other items, such as messages, reasoning and calls of OpenAI's own tools, are skipped.
///
/// # Errors
/// If the JSON is neither a response nor an `output`, or a call has no id or name.
pub fn calls(response: &Value) -> Result<Vec<ToolCall>, FormatError> {
    let root = Cursor::root(FORMAT, response);
    let output = if root.has("output") { root.field("output") } else { root };
    let mut calls = Vec::new();
    for item in output.items("an array of output items, or a response with its `output`")? {
        if item.field("type").string("the item's type, a string")? == "function_call" {
            let arguments = item.field("arguments");
            let arguments = Arguments::Text(arguments.value());
            calls.push(ToolCall::read(Some(&item.field("call_id")), &item.field("name"), arguments)?);
        }
    }
    Ok(calls)
}

/// The item with the result of one call: `{"type": "function_call_output", "call_id", "output"}`, with the output or
/// the error as JSON text.
pub fn result(call: &ToolCall, outcome: &Result<Value, ToolError>) -> Value {
    json!({ "type": "function_call_output", "call_id": call.id, "output": tool_call::text(outcome) })
}

/// Runs all calls of a response concurrently, and returns the items for the next request's `input`. They go after the
/// response's own `output`, or into a request that names the response as `previous_response_id`.
///
/// # Errors
/// See [`calls`]. If a call fails, its result contains the error.
pub async fn run_calls(toolkit: &ClerkToolkit, response: &Value) -> Result<Vec<Value>, FormatError> {
    Ok(tool_call::run_all(toolkit, &calls(response)?, result).await)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::fixtures;

    #[test]
    fn strict_is_always_present() {
        let toolkit = fixtures::toolkit();
        let ping = toolkit.tool("ping").expect("`ping` is in the fixtures");
        let mut definition = json!({
            "type": "function",
            "name": "ping",
            "description": "Return at once.",
            "parameters": { "type": "object", "properties": {}, "additionalProperties": false },
            "strict": false,
        });
        assert_eq!(tools([&ping], Strict::Never), std::slice::from_ref(&definition));
        definition["strict"] = true.into();
        definition["parameters"] =
            json!({ "type": "object", "properties": {}, "required": [], "additionalProperties": false });
        assert_eq!(tools([&ping], Strict::WherePossible), [definition]);
        assert_eq!(tools(toolkit.tool("tag"), Strict::WherePossible)[0]["strict"], false);
    }

    #[test]
    fn calls_reads_a_response_and_its_output() {
        let output = json!([
            { "type": "reasoning", "id": "rs_1", "summary": [] },
            { "type": "function_call", "id": "fc_1", "call_id": "c1", "name": "ping", "arguments": "{}" },
            { "type": "message", "role": "assistant", "content": [] },
            { "type": "function_call", "id": "fc_2", "call_id": "c2", "name": "tag", "arguments": "nonsense" },
        ]);
        let read = calls(&output).expect("the output is valid");
        assert_eq!(read[0], ToolCall::new(Some("c1".to_owned()), "ping", json!({})));
        assert_eq!((read.len(), read[1].id.as_deref()), (2, Some("c2")));
        assert_eq!(read[1].arguments.as_ref().expect_err("the arguments are not JSON").code(), "arguments_invalid");
        assert_eq!(calls(&json!({ "id": "resp_1", "output": output })), Ok(read));
    }

    #[test]
    fn an_error_names_the_path_of_what_is_malformed() {
        let cases = [
            (json!({ "output": null }), "/output"),
            (json!([{}]), "/0/type"),
            (json!({ "output": [{ "type": "function_call", "name": "ping" }] }), "/output/0/call_id"),
            (json!([{ "type": "message" }, { "type": "function_call", "call_id": "c" }]), "/1/name"),
        ];
        for (response, path) in cases {
            assert_eq!(calls(&response).expect_err(path).path(), path);
        }
    }
}
