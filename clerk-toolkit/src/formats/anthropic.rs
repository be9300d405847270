//! Anthropic Messages.
//!
//! Converts the [tools and content blocks](https://docs.claude.com/en/api/messages) of `POST /v1/messages`.
//!
//! [`run_calls`] handles a whole message. An agent that also has tools outside the toolkit handles each call itself:
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

use serde::Serialize;
use serde_json::{Value, json};

use super::cursor::Cursor;
use super::tool_call::{self, Arguments};
use super::{FormatError, ToolCall};
use crate::tool::ToolError;
use crate::toolkit::{BoundTool, ClerkToolkit};

const FORMAT: &str = "Anthropic message";

/// The definitions, for a request's `tools`: `{"name", "description", "input_schema"}`.
pub fn tools<T: Borrow<BoundTool>>(tools: impl IntoIterator<Item = T>) -> Vec<Value> {
    tools.into_iter().map(|tool| definition(tool.borrow())).collect()
}

fn definition(tool: &BoundTool) -> Value {
    json!({ "name": tool.name(), "description": tool.description(), "input_schema": tool.input_schema() })
}

/// The calls in a message, or in its `content` alone: the blocks of type `tool_use`.
///
/// Other blocks, such as text, thinking and calls of Anthropic's own tools, are skipped.
///
/// # Errors
/// If the JSON is neither a message nor a `content`, or a call has no id or name.
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

/// The result of one call: a content block of type `tool_result`, for [`message`].
///
/// A separate type prevents passing a whole message as a result. It serializes to the block, and converts into a
/// [`Value`].
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(transparent)]
pub struct ToolResultBlock(Value);

impl From<ToolResultBlock> for Value {
    fn from(block: ToolResultBlock) -> Self {
        block.0
    }
}

/// The result of one call: `{"type": "tool_result", "tool_use_id", "content", "is_error"?}`, with the output or the
/// error as JSON text.
pub fn result(call: &ToolCall, outcome: &Result<Value, ToolError>) -> ToolResultBlock {
    let mut block = json!({ "type": "tool_result", "tool_use_id": call.id, "content": tool_call::text(outcome) });
    if outcome.is_err() {
        block["is_error"] = true.into();
    }
    ToolResultBlock(block)
}

/// The message that carries results: `{"role": "user", "content": […]}`.
///
/// Anthropic expects the results of all calls of one message in the next message. Text for the model goes after the
/// results.
///
/// [`run_calls`] returns such a message already. Its output is not a list of results and cannot be passed here:
///
/// ```compile_fail,E0271
/// # use clerk_toolkit::{ClerkToolkit, formats::{FormatError, anthropic}, serde_json::Value};
/// async fn reply(toolkit: &ClerkToolkit, message: &Value) -> Result<Value, FormatError> {
///     Ok(anthropic::message(anthropic::run_calls(toolkit, message).await?))
/// }
/// ```
pub fn message(results: impl IntoIterator<Item = ToolResultBlock>) -> Value {
    let content: Vec<Value> = results.into_iter().map(Value::from).collect();
    json!({ "role": "user", "content": content })
}

/// Runs all calls of a message concurrently. Returns the one message to append after the model's own, or nothing if
/// there are no calls.
///
/// # Errors
/// See [`calls`]. If a call fails, its result contains the error.
pub async fn run_calls(toolkit: &ClerkToolkit, message: &Value) -> Result<Vec<Value>, FormatError> {
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
        let ping = fixtures::toolkit().tool("ping").expect("`ping` is in the fixtures");
        let schema = json!({ "type": "object", "properties": {}, "additionalProperties": false });
        let definition = json!({ "name": "ping", "description": "Return at once.", "input_schema": schema });
        assert_eq!(tools([ping]), [definition]);
    }

    #[test]
    fn calls_reads_a_message_and_its_content() {
        let content = json!([
            { "type": "text", "text": "Let me see." },
            { "type": "server_tool_use", "id": "srvtoolu_1", "name": "web_search", "input": {} },
            { "type": "tool_use", "id": "toolu_1", "name": "ping", "input": {} },
        ]);
        let read = [ToolCall::new(Some("toolu_1".to_owned()), "ping", json!({}))];
        assert_eq!(calls(&content).expect("the content is valid"), read);
        assert_eq!(calls(&json!({ "role": "assistant", "content": content })).expect("the message is valid"), read);
        assert_eq!(calls(&json!({ "role": "assistant", "content": "Hi" })), Ok(vec![]));
    }

    #[tokio::test]
    async fn input_that_is_not_an_object_fails_only_its_own_call() {
        let content = json!([
            { "type": "tool_use", "id": "t1", "name": "ping", "input": "{}" },
            { "type": "tool_use", "id": "t2", "name": "ping", "input": {} },
        ]);
        let messages = run_calls(&fixtures::toolkit(), &content).await.expect("the content is valid");
        let blocks = &messages[0]["content"];
        assert_eq!(blocks[0]["is_error"], true);
        assert!(blocks[0]["content"].as_str().is_some_and(|text| text.contains("arguments_invalid")));
        assert_eq!(blocks[1], json!({ "type": "tool_result", "tool_use_id": "t2", "content": "\"pong\"" }));
    }

    #[test]
    fn results_go_into_a_message_and_into_json() {
        let call = ToolCall::new(Some("t1".to_owned()), "ping", json!({}));
        let block = json!({ "type": "tool_result", "tool_use_id": "t1", "content": "1" });
        let result = || result(&call, &Ok(json!(1)));
        let message = message([result()]);
        assert_eq!(message, json!({ "role": "user", "content": [block] }));
        assert_eq!(json!({ "role": "user", "content": [result()] }), message);
        assert_eq!(Value::from(result()), block);
    }

    #[test]
    fn an_error_names_the_path_of_what_is_malformed() {
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
