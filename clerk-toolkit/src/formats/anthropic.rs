//! Anthropic Messages.
//!
//! Wraps the [tools and content blocks](https://docs.claude.com/en/api/messages) of `POST /v1/messages`.
//!
//! [`answer`] does it all. Step by step, an agent can also answer calls of tools that are not the toolkit's:
//!
//! ```
//! use clerk_toolkit::formats::anthropic;
//! use clerk_toolkit::serde_json::json;
//! use clerk_toolkit::{ClerkToolkit, catalog};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let toolkit = ClerkToolkit::builder().tools(catalog::ALL.select(["users.getUserId"])).build()?;
//! let message = json!({ "role": "assistant", "content": [
//!     { "type": "tool_use", "id": "toolu_1", "name": "getUserId", "input": {} },
//!     { "type": "tool_use", "id": "toolu_2", "name": "getWeather", "input": { "city": "Oslo" } },
//! ]});
//!
//! let mut results = Vec::new();
//! for call in anthropic::calls(&message)? {
//!     let outcome = match call.name.as_str() {
//!         "getWeather" => Ok(json!("rain")),
//!         _ => call.run(&toolkit).await,
//!     };
//!     results.push(anthropic::result(&call, &outcome));
//! }
//! let next = anthropic::message(results);
//! assert_eq!(next["content"][0]["tool_use_id"], "toolu_1");
//! assert_eq!(next["content"][1]["content"], "\"rain\"");
//! # Ok(()) }
//! ```

use std::borrow::Borrow;

use serde_json::{Value, json};

use super::cursor::Cursor;
use super::tool_call::{self, Arguments};
use super::{FormatError, ToolCall};
use crate::tool::ToolError;
use crate::toolkit::{BoundTool, ClerkToolkit};

const FORMAT: &str = "an Anthropic message with its calls";

/// The definitions, for a request's `tools`: `{"name", "description", "input_schema"}`.
pub fn tools<T: Borrow<BoundTool>>(tools: impl IntoIterator<Item = T>) -> Vec<Value> {
    tools.into_iter().map(|tool| definition(tool.borrow())).collect()
}

fn definition(tool: &BoundTool) -> Value {
    json!({ "name": tool.name(), "description": tool.description(), "input_schema": tool.input_schema() })
}

/// The calls in a message, or in its `content` alone: the blocks of the type `tool_use`.
///
/// Other blocks, such as text, thinking and calls of Anthropic's own tools, are skipped.
///
/// # Errors
/// Where the JSON is neither, or a call has no id or name.
pub fn calls(message: &Value) -> Result<Vec<ToolCall>, FormatError> {
    let root = Cursor::root(FORMAT, message);
    let content = if root.has("content") { root.field("content") } else { root.clone() };
    if root.has("content") && content.value().is_some_and(Value::is_string) {
        return Ok(Vec::new());
    }
    let mut calls = Vec::new();
    for block in content.items("an array of content blocks, or a message with its `content`")? {
        if block.field("type").string("the block's type, a string")? == "tool_use" {
            let input = block.field("input");
            let input = Arguments::Value(input.value());
            calls.push(ToolCall::read(Some(&block.field("id")), &block.field("name"), input)?);
        }
    }
    Ok(calls)
}

/// The block that answers one call: `{"type": "tool_result", "tool_use_id", "content", "is_error"?}`, with the answer
/// or the error as JSON text.
pub fn result(call: &ToolCall, outcome: &Result<Value, ToolError>) -> Value {
    let mut block = json!({ "type": "tool_result", "tool_use_id": call.id, "content": tool_call::text(outcome) });
    if outcome.is_err() {
        block["is_error"] = true.into();
    }
    block
}

/// The message that carries results: `{"role": "user", "content": […]}`.
///
/// All calls of one message have to be answered in the next one. Text for the model goes after the results.
pub fn message(results: Vec<Value>) -> Value {
    json!({ "role": "user", "content": results })
}

/// Runs all calls of a message side by side, and returns the one message to append after the model's own, or none.
///
/// # Errors
/// See [`calls`]. A call that fails is no error, but an answer that says so.
pub async fn answer(toolkit: &ClerkToolkit, message: &Value) -> Result<Vec<Value>, FormatError> {
    let calls = calls(message)?;
    if calls.is_empty() {
        return Ok(Vec::new());
    }
    Ok(vec![self::message(tool_call::run_all(toolkit, &calls, result).await)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::fixtures;

    #[test]
    fn defines_a_tool() {
        let ping = fixtures::toolkit().tool("ping").expect("a tool");
        let schema = json!({ "type": "object", "properties": {} });
        let definition = json!({ "name": "ping", "description": "Answer at once.", "input_schema": schema });
        assert_eq!(tools([ping]), [definition]);
    }

    #[test]
    fn reads_a_message_and_its_content() {
        let content = json!([
            { "type": "text", "text": "Let me see." },
            { "type": "server_tool_use", "id": "srvtoolu_1", "name": "web_search", "input": {} },
            { "type": "tool_use", "id": "toolu_1", "name": "ping", "input": {} },
        ]);
        let read = [ToolCall::new(Some("toolu_1".to_owned()), "ping", json!({}))];
        assert_eq!(calls(&content).expect("a content"), read);
        assert_eq!(calls(&json!({ "role": "assistant", "content": content })).expect("a message"), read);
        assert_eq!(calls(&json!({ "role": "assistant", "content": "Hi" })), Ok(vec![]));
    }

    #[tokio::test]
    async fn input_that_is_no_object_is_answered_as_an_error_of_that_call() {
        let content = json!([
            { "type": "tool_use", "id": "t1", "name": "ping", "input": "{}" },
            { "type": "tool_use", "id": "t2", "name": "ping", "input": {} },
        ]);
        let answer = answer(&fixtures::toolkit(), &content).await.expect("a content");
        let blocks = &answer[0]["content"];
        assert_eq!(blocks[0]["is_error"], true);
        assert!(blocks[0]["content"].as_str().is_some_and(|text| text.contains("arguments_invalid")));
        assert_eq!(blocks[1], json!({ "type": "tool_result", "tool_use_id": "t2", "content": "\"pong\"" }));
    }

    #[test]
    fn says_what_is_malformed_and_where() {
        let cases = [
            (json!({ "type": "error" }), "/"),
            (json!({ "content": null }), "/content"),
            (json!({ "content": [{}] }), "/content/0/type"),
            (json!([{ "type": "tool_use", "name": "ping" }]), "/0/id"),
            (json!({ "content": [{ "type": "tool_use", "id": "t", "name": null }] }), "/content/0/name"),
        ];
        for (message, path) in cases {
            assert_eq!(calls(&message).expect_err(path).path(), path);
        }
    }
}
