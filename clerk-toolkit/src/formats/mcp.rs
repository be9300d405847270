//! Model Context Protocol.
//!
//! Wraps the [tools](https://modelcontextprotocol.io/specification/2025-06-18/server/tools) of a server: the answers to
//! `tools/list` and `tools/call`.

use std::borrow::Borrow;

use serde_json::{Value, json};

use super::cursor::Cursor;
use super::tool_call::{self, Arguments};
use super::{FormatError, ToolCall};
use crate::tool::{Definition, Effect, ToolError};
use crate::toolkit::{BoundTool, ClerkToolkit};

const FORMAT: &str = "the parameters of an MCP `tools/call`";

/// What a client is told about a call before it asks a person whether to make it.
///
/// All four are always said: the protocol's defaults take a silent tool for a destructive one.
///
/// ```
/// use clerk_toolkit::{catalog::users, formats::mcp::Hints, tool::Tool};
///
/// let hints = Hints::of(users::get_user::DEFINITION);
/// assert!(hints.read_only && !hints.destructive);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Hints {
    /// The tool changes nothing: its effect is [`Effect::Read`].
    pub read_only: bool,
    /// The tool removes, or changes beyond recall: its effect is [`Effect::Destructive`].
    pub destructive: bool,
    /// A second call with the same arguments changes nothing further. True of every read.
    pub idempotent: bool,
    /// The tool works on a service outside of the server. True of every tool: Clerk is one, and what a tool of one's
    /// own reaches is not known.
    pub open_world: bool,
}

impl Hints {
    /// The hints that follow from what a tool does.
    pub const fn of(tool: &Definition) -> Self {
        Self {
            read_only: matches!(tool.effect(), Effect::Read),
            destructive: matches!(tool.effect(), Effect::Destructive),
            idempotent: tool.is_idempotent(),
            open_world: true,
        }
    }
}

/// The definitions, for the `tools` of a `tools/list` result:
/// `{"name", "title", "description", "inputSchema", "outputSchema"?, "annotations"}`.
///
/// The title stands in the annotations too, where clients before the revision 2025-06-18 look for it. An answer that is
/// no object has no `outputSchema`, since the protocol's structured content is always one.
pub fn tools<T: Borrow<BoundTool>>(tools: impl IntoIterator<Item = T>) -> Vec<Value> {
    tools.into_iter().map(|tool| definition(tool.borrow())).collect()
}

fn definition(tool: &BoundTool) -> Value {
    let hints = Hints::of(tool.definition());
    let mut definition = json!({
        "name": tool.name(),
        "title": tool.title(),
        "description": tool.description(),
        "inputSchema": tool.input_schema(),
    });
    if let Some(schema) = tool.output_schema().filter(|schema| schema["type"] == "object") {
        definition["outputSchema"] = schema.clone();
    }
    definition["annotations"] = json!({
        "title": tool.title(),
        "readOnlyHint": hints.read_only,
        "destructiveHint": hints.destructive,
        "idempotentHint": hints.idempotent,
        "openWorldHint": hints.open_world,
    });
    definition
}

/// The one call in the `params` of a `tools/call` request: `{"name", "arguments"?}`. It has no id: the request has.
///
/// # Errors
/// Where there is no name.
pub fn calls(params: &Value) -> Result<Vec<ToolCall>, FormatError> {
    let params = Cursor::root(FORMAT, params);
    let arguments = params.field("arguments");
    Ok(vec![ToolCall::read(None, &params.field("name"), Arguments::Value(arguments.value()))?])
}

/// The result of the request, a `CallToolResult`: `{"content", "structuredContent"?, "isError"?}`.
///
/// The answer or the error is there as JSON text, and an answer that is an object as structured content too.
pub fn result(_: &ToolCall, outcome: &Result<Value, ToolError>) -> Value {
    let mut result = json!({ "content": [{ "type": "text", "text": tool_call::text(outcome) }] });
    match outcome {
        Ok(answer) if answer.is_object() => result["structuredContent"] = answer.clone(),
        Ok(_) => {}
        Err(_) => result["isError"] = true.into(),
    }
    result
}

/// Runs the call of a `tools/call` request, and returns its one result.
///
/// # Errors
/// See [`calls`]. A call that fails is no error, but a result that says so.
pub async fn answer(toolkit: &ClerkToolkit, params: &Value) -> Result<Vec<Value>, FormatError> {
    Ok(tool_call::run_all(toolkit, &calls(params)?, result).await)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::fixtures;

    #[test]
    fn all_hints_follow_from_the_effect() {
        let toolkit = fixtures::toolkit();
        let hints = |name: &str| {
            let annotations = tools(toolkit.tool(name)).remove(0)["annotations"].take();
            ["readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"].map(|hint| annotations[hint].clone())
        };
        assert_eq!(hints("ping"), [true, false, true, true]);
        assert_eq!(hints("sendParcel"), [false, false, false, true]);
        assert_eq!(hints("tag"), [false, false, true, true]);
        assert_eq!(hints("lose"), [false, true, false, true]);
    }

    #[test]
    fn defines_a_tool_with_an_output_schema_where_it_answers_an_object() {
        let toolkit = fixtures::toolkit();
        let parcel = tools(toolkit.tool("sendParcel")).remove(0);
        assert_eq!(parcel["title"], "Send parcel");
        assert_eq!(parcel["annotations"]["title"], "Send parcel");
        assert_eq!(parcel["inputSchema"]["required"], json!(["to"]));
        assert_eq!(parcel["outputSchema"]["properties"]["summary"]["type"], "string");
        assert_eq!(tools(toolkit.tool("ping"))[0].get("outputSchema"), None);
        for tool in tools(fixtures::catalog().all_tools()) {
            assert_eq!(tool["outputSchema"]["type"], "object", "{}", tool["name"]);
        }
    }

    #[tokio::test]
    async fn structured_content_is_an_object_and_stands_beside_its_text() {
        let toolkit = fixtures::toolkit();
        let params = json!({ "name": "tag", "arguments": { "metadata": { "a": 1 } } });
        let result = json!({ "content": [{ "type": "text", "text": r#"{"a":1}"# }], "structuredContent": { "a": 1 } });
        assert_eq!(answer(&toolkit, &params).await, Ok(vec![result]));
        let result = json!({ "content": [{ "type": "text", "text": "\"pong\"" }] });
        assert_eq!(answer(&toolkit, &json!({ "name": "ping" })).await, Ok(vec![result]));
        let wrong = json!({ "name": "tag", "arguments": "{}" });
        assert_eq!(answer(&toolkit, &wrong).await.expect("a result")[0]["isError"], true);
    }

    #[test]
    fn a_whole_request_is_not_its_params() {
        let request = json!({ "jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": { "name": "ping" } });
        assert_eq!(calls(&request).expect_err("a request").path(), "/name");
    }
}
